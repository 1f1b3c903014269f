//! A survey's outbox: what was sent, what waits, what could not be delivered, and what somebody has to decide.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use chrono::DateTime;
use serde::Deserialize;
use survey::Day;
use uuid::Uuid;

use super::survey::{Above, find};
use super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::words::{self, text};
use crate::i18n::LocaleTexts;
use crate::mail::MessageKind;
use crate::store::StoreResult;
use crate::store::mail_hold::MailHold;
use crate::store::messages::{MessageState, OutboxLine};
use crate::store::surveys::{SurveyRow, SurveyState};

/// Messages on a page.
const PAGE: u32 = 50;

#[derive(Deserialize)]
struct Wish {
    state: Option<String>,
    page: Option<u32>,
}

#[derive(Template)]
#[template(path = "staff/messages.html")]
struct MessagesPage<'a> {
    frame: Frame<'a>,
    above: Above,
    states: Vec<StateLink>,
    heading: String,
    explanation: String,
    undecided: bool,
    /// Why mail is held, if it is.
    held: Option<String>,
    /// How many wait at which somebody has to look, since mail is held.
    suspect: Option<u64>,
    /// Why nothing goes out at the moment, in the mail server's words.
    problem: Option<String>,
    lines: Vec<Line>,
    earlier: Option<String>,
    later: Option<String>,
}

struct StateLink {
    href: String,
    label: String,
    count: String,
    current: bool,
}

struct Line {
    id: Uuid,
    partner: String,
    kind: String,
    language: String,
    day: Option<String>,
    problem: Option<String>,
}

/// The outbox, one state at a time.
#[get("/surveys/{survey}/messages")]
pub async fn show(
    visit: StaffVisit,
    code: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let t = visit.t();
    let above = Above::new(&visit, &survey, "messages");
    let read = read(&visit, &survey.row, &wish).await.map_err(|error| visit.unavailable(&error))?;
    let base = format!("/staff/surveys/{}/messages", above.code());
    let page_href = |page: u32| format!("{base}?state={}&page={page}", read.state.as_str());
    let states = MessageState::ALL
        .into_iter()
        .filter_map(|state| {
            let count = read.counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count);
            let shown = count > 0 || state == read.state;
            shown.then(|| StateLink {
                href: format!("{base}?state={}", state.as_str()),
                label: t.text(&format!("messages-state-{}", state.as_str())),
                count: words::count(t, count),
                current: state == read.state,
            })
        })
        .collect();
    let more = read.lines.len() > PAGE as usize;
    let page = MessagesPage {
        frame: visit.frame(&t.tr("messages-title", &[("survey", text(above.title()))])),
        above,
        states,
        heading: t.text(&format!("messages-state-{}", read.state.as_str())),
        explanation: t.text(&about(read.state, &survey.row)),
        problem: read.problem,
        held: read.held.map(|why| t.text(&format!("messages-held-{}", why.as_str()))),
        suspect: (read.held.is_some() && read.state == MessageState::Queued).then_some(read.queued),
        undecided: read.state == MessageState::Unsure,
        lines: read
            .lines
            .into_iter()
            .take(PAGE as usize)
            .map(|line| say(&visit, &survey.row, line))
            .collect(),
        earlier: (read.page > 1).then(|| page_href(read.page - 1)),
        later: more.then(|| page_href(read.page + 1)),
    };
    visit.page(StatusCode::OK, &page)
}

/// What a state means; of a survey in preparation, or a suspended one, what waits has its own reason.
fn about(state: MessageState, survey: &SurveyRow) -> String {
    match (state, survey.state) {
        (MessageState::Queued, SurveyState::Draft) => "messages-about-queued-draft".to_owned(),
        (MessageState::Queued, _) if survey.is_suspended() => "messages-about-queued-suspended".to_owned(),
        _ => format!("messages-about-{}", state.as_str()),
    }
}

struct Read {
    queued: u64,
    held: Option<MailHold>,
    problem: Option<String>,
    counts: Vec<(MessageState, u64)>,
    state: MessageState,
    page: u32,
    lines: Vec<OutboxLine>,
}

async fn read(visit: &Visit, row: &SurveyRow, wish: &Wish) -> StoreResult<Read> {
    let store = &visit.state.store;
    let counts = store.count_messages(&row.code).await?;
    let asked = wish.state.as_deref().and_then(MessageState::parse);
    // What needs somebody is shown first; else what was done.
    let some = |wanted: MessageState| counts.iter().any(|(state, _)| *state == wanted);
    let held = store.mail_way().await?.held;
    let state = asked.unwrap_or(if some(MessageState::Unsure) {
        MessageState::Unsure
    } else if held.is_some() && some(MessageState::Queued) {
        MessageState::Queued
    } else {
        MessageState::Sent
    });
    let page = wish.page.unwrap_or(1).clamp(1, 100_000);
    let lines = store.outbox(&row.code, state, (page - 1) * PAGE, PAGE + 1).await?;
    let problem = if some(MessageState::Queued) { store.mail_server_problem().await? } else { None };
    let queued =
        counts.iter().find(|(state, _)| *state == MessageState::Queued).map_or(0, |(_, count)| *count);
    Ok(Read { queued, held, problem, counts, state, page, lines })
}

fn say(visit: &Visit, row: &SurveyRow, line: OutboxLine) -> Line {
    let t = visit.t();
    let day = |at: i64| {
        let there = DateTime::from_timestamp_millis(at)?.with_timezone(&row.schedule.time_zone);
        Some(t.date(Day::of(&there)))
    };
    let language = line.language.parse().map_or_else(
        |_| line.language.clone(),
        |locale| visit.state.translations.locale(&locale).text("language-name"),
    );
    Line {
        id: line.id,
        partner: line.partner,
        kind: kind_name(t, line.kind),
        language,
        day: match line.sent_at {
            None if line.state == MessageState::Sent => Some(t.text("messages-day-unknown")),
            at => at.and_then(day),
        },
        problem: line.problem,
    }
}

/// A kind of message in words.
fn kind_name(t: &LocaleTexts, kind: MessageKind) -> String {
    t.text(&format!("messages-kind-{kind}"))
}

/// Decides about an unsure message.
#[post("/surveys/{survey}/messages/{message}/decision")]
pub async fn decide(
    visit: StaffVisit,
    path: web::Path<(String, Uuid)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &path.0).await?;
    let again = match fields.first("decision") {
        Some("again") => true,
        Some("leave") => false,
        _ => return Err(visit.problem(Kind::NotFound)),
    };
    let now = visit.state.clock.now_ms();
    let decided = visit.state.store.decide_unsure(&survey.row.code, path.1, again, visit.who(), now).await;
    decided.map_err(|error| visit.unavailable(&error))?;
    // Whoever was quicker has decided; the list shows what is left.
    let state = if fields.first("of") == Some("queued") { "queued" } else { "unsure" };
    Ok(redirect(&format!("/staff/surveys/{}/messages?state={state}", survey.row.code)))
}

/// While mail is held, says that all messages that wait went out already.
#[post("/surveys/{survey}/messages/all-sent")]
pub async fn all_sent(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    // As many as the page has shown; if others came meanwhile, it is shown again.
    let seen = fields.first("seen").and_then(|seen| seen.parse().ok()).unwrap_or(0);
    let (store, now) = (&visit.state.store, visit.state.clock.now_ms());
    let decided = store.decide_all_sent(&survey.row.code, seen, visit.who(), now).await;
    decided.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("/staff/surveys/{}/messages?state=queued", survey.row.code)))
}

/// Lets mail go out again, of all surveys.
#[post("/surveys/{survey}/messages/release")]
pub async fn release(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let released = visit.state.store.release_mail(visit.who(), visit.state.clock.now_ms()).await;
    released.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("/staff/surveys/{}/messages?state=queued", survey.row.code)))
}
