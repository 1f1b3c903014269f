//! A round before it goes out: exactly who gets it, in which language; sending it now; taking it out of the plan.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::Locale;

use super::super::survey::Above;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words;
use super::{base, find_round, wording};
use crate::catalogue::Survey;
use crate::fieldwork::rounds;
use crate::mail::wording::{Source, Wording};
use crate::mail::{MessageKind, compose};
use crate::reminders::clock;
use crate::reminders::plan::{Round, RoundState};
use crate::store::StoreResult;
use crate::store::rounds::Recipient;

#[derive(Template)]
#[template(path = "staff/reminders/round.html")]
struct RoundPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    id: String,
    letters: Vec<Letter>,
    kind: String,
    when: String,
    anchor: Option<String>,
    audience: String,
    languages: String,
    state: String,
    planned: bool,
    may_send: bool,
    total: String,
    by_language: Vec<(String, String)>,
    recipients: Vec<Line>,
}

/// Somebody who gets it.
struct Line {
    partner: String,
    contact: String,
    address: String,
    language: String,
}

/// What it says, in one language.
struct Letter {
    locale: String,
    dir: &'static str,
    language: String,
    subject: String,
    text: String,
}

/// Where the personal link stands: it is nobody's, so that nobody's is shown.
const NO_TOKEN: &str = "…";

/// The round's message in each of its languages, as the first partner of that language gets it, without the link's secret.
fn letters(
    visit: &Visit,
    survey: &Survey,
    round: &Round,
    recipients: &[Recipient],
    own: &BTreeMap<(MessageKind, Locale), Source>,
) -> Vec<Letter> {
    let set = survey.current();
    let link = format!("{}/i/{NO_TOKEN}", visit.state.base_url);
    let decline_link = format!("{link}/decline");
    let key_link = compose::key_link(&visit.state.base_url, &survey.row.code);
    let key = compose::KeyNote { number: survey.key_number(), link: &key_link };
    let wanted =
        set.languages.iter().filter(|locale| round.languages.is_empty() || round.languages.contains(locale));
    let compose = |locale: &Locale| {
        let t = visit.state.translations.locale(locale);
        let example = recipients.iter().find(|recipient| recipient.language == *locale);
        // What can't be read is not shown: it does not go out like that either.
        let own = own.get(&(round.kind, locale.clone()));
        let language = if own.is_some() { locale } else { t.locale() };
        let wording = match own {
            None => Wording::standard(t, round.kind),
            Some(own) => Wording::read(round.kind, own).ok()?,
        };
        let composed = compose::compose(&compose::Letter {
            t,
            language,
            wording: &wording,
            survey: survey.title(locale),
            deadline: survey.row.closes_on,
            partner: example.map_or(NO_TOKEN, |recipient| &recipient.partner),
            contact: example.map_or(NO_TOKEN, |recipient| &recipient.contact),
            link: &link,
            decline_link: &decline_link,
            key: (round.kind != MessageKind::Thanks).then_some(key),
        })
        .inspect_err(|error| tracing::error!(%error, "a message could not be composed"))
        .ok()?;
        Some(Letter {
            locale: locale.to_string(),
            dir: t.direction().as_str(),
            language: t.text("language-name"),
            subject: composed.subject,
            text: composed.text,
        })
    };
    wanted.filter_map(compose).collect()
}

/// The page.
#[get("/surveys/{survey}/reminders/{round}")]
pub async fn show(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (survey, round) = find_round(&visit, &path).await?;
    let page = read(&visit, &survey, &round).await.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::OK, &page)
}

async fn read<'a>(visit: &'a Visit, survey: &Survey, round: &Round) -> StoreResult<RoundPage<'a>> {
    let (t, row) = (visit.t(), &survey.row);
    let today = row.schedule.today(visit.state.clock.now());
    let planned = round.state == RoundState::Planned;
    let recipients = if planned { visit.state.store.recipients(round).await? } else { Vec::new() };
    let own = visit.state.store.message_texts(&row.code).await?;
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for recipient in &recipients {
        *counts.entry(wording::language(visit, &recipient.language)).or_default() += 1;
    }
    let day = match round.state {
        RoundState::Sent { on, .. } => t.weekday_date(on),
        _ => wording::moment(t, row, row.schedule.working_days.on_or_after(round.due_on(row))),
    };
    Ok(RoundPage {
        frame: visit.frame(&wording::kind(t, round.kind)),
        above: Above::new(visit, survey, "reminders"),
        base: base(survey),
        id: round.id.to_string(),
        letters: letters(visit, survey, round, &recipients, &own),
        kind: wording::kind(t, round.kind),
        when: day,
        anchor: wording::anchor(t, round.anchor),
        audience: wording::audience(t, round.audience),
        languages: wording::languages(visit, round),
        state: wording::state(t, round, row),
        planned,
        may_send: round.may_go_out(row, today),
        total: wording::partners(t, recipients.len()),
        by_language: counts.into_iter().map(|(name, count)| (name, words::count(t, count))).collect(),
        recipients: recipients
            .into_iter()
            .map(|recipient| Line {
                language: wording::language(visit, &recipient.language),
                partner: recipient.partner,
                contact: recipient.contact,
                address: recipient.address,
            })
            .collect(),
    })
}

/// Sends it now.
#[post("/surveys/{survey}/reminders/{round}/send")]
pub async fn send(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let (survey, round) = find_round(&visit, &path).await?;
    let (name, now) = (visit.staff_name(), visit.state.clock.now());
    clock::send_now(&visit.state.store, &survey.row.code, round.id, (&name, visit.who()), now)
        .await
        .map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("{}/reminders/{}", base(&survey), round.id)))
}

/// Takes it out of the plan.
#[post("/surveys/{survey}/reminders/{round}/cancel")]
pub async fn cancel(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let (survey, round) = find_round(&visit, &path).await?;
    let done = rounds::cancel(&visit.state.store, &round, visit.by()).await;
    done.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("{}/reminders", base(&survey))))
}
