//! The list of a survey's invited partners: state, reminders, last follow-up.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use askama::Template;
use survey::form::Fields;
use uuid::Uuid;

use super::super::forms::field;
use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Problem, StaffVisit, Visit};
use super::super::words::{self, number, text};
use super::{Choice, base, choices, filter, language, own, query, region, state};
use crate::catalogue::Survey;
use crate::ending;
use crate::fieldwork::withdraw;
use crate::store::StoreResult;
use crate::store::invitations::InvitationState;
use crate::store::invited::{Filter, Line as Invited};

/// Partners on a page.
const PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "staff/invitations/list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    notice: Option<String>,
    public: Option<Public>,
    nobody: bool,
    choices: Vec<Choice>,
    search: String,
    filtered: bool,
    found: String,
    own_first: bool,
    lines: Vec<Line>,
    /// Whether invitations can be withdrawn.
    may_withdraw: bool,
    /// Those that were, after their partners had heard of them: invitation, organisation and reason; and how many, in words.
    withdrawn: Vec<(Uuid, String, String)>,
    withdrawn_count: String,
    earlier: Option<String>,
    later: Option<String>,
}

/// The one link of a survey that is open to everyone.
struct Public {
    link: String,
    responses: String,
    may_close: bool,
}

struct Line {
    id: Uuid,
    name: String,
    region: String,
    language: String,
    state: &'static str,
    state_name: String,
    reminders: String,
    follow_up: Option<String>,
}

/// The list; of an open survey, its link.
#[get("/surveys/{survey}/invitations")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find_survey(&visit, &code).await?;
    let page = read(&visit, &survey).await.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::OK, &page)
}

async fn read<'a>(visit: &'a Visit, survey: &Survey) -> StoreResult<ListPage<'a>> {
    let (t, store, code) = (visit.t(), &visit.state.store, &survey.row.code);
    let asked = query(visit);
    let wanted = filter(&asked);
    let chosen = InvitationState::ALL.into_iter().find(|state| state.as_str() == field(&asked, "state"));
    let page: u32 = field(&asked, "page").parse().unwrap_or(1).clamp(1, 100_000);
    let (facets, states) = store.invited_facets(code).await?;
    let filtered = wanted != Filter::default() || chosen.is_some();
    let count = if filtered { store.count_invited(code, &wanted, chosen).await? } else { facets.all };
    let own = own(visit);
    let lines = store.invited(code, &wanted, chosen, own, ((page - 1) * PAGE, PAGE + 1)).await?;
    let public = match &survey.row.public_token {
        Some(token) => {
            let responses = ending::received(store, &survey.row, survey.today(visit.state.clock)).await?;
            Some(Public {
                link: format!("{}/i/{}", visit.state.base_url, token.as_str()),
                responses: t.tr("invitations-public-responses", &[("count", number(responses))]),
                may_close: responses == 0,
            })
        }
        None => None,
    };
    let mut all_choices = choices(visit, survey, &facets, &wanted);
    let states = states.into_iter().filter(|(_, count)| *count > 0);
    let states = states.map(|(one, count)| {
        let (name, count) = (state(t, one), words::count(t, count));
        let label = t.tr("invitations-counted", &[("value", text(&name)), ("count", text(&count))]);
        (one.as_str().to_owned(), label)
    });
    let chosen_state = chosen.map_or("", InvitationState::as_str);
    all_choices.insert(0, Choice::new(t, ("state", "invitations-state"), chosen_state, states));
    let more = lines.len() > PAGE as usize;
    let withdrawn = store.withdrawn(code).await?;
    let today = survey.today(visit.state.clock);
    Ok(ListPage {
        frame: visit.frame(&t.text("staff-tab-invitations")),
        above: Above::new(visit, survey, "invitations"),
        base: base(survey),
        notice: notice(visit, &asked),
        public,
        nobody: facets.all == 0 && withdrawn.is_empty(),
        choices: all_choices,
        search: wanted.search,
        filtered,
        found: t.tr("invitations-found", &[("count", number(count))]),
        own_first: !own.is_empty(),
        lines: lines.into_iter().take(PAGE as usize).map(|line| say(visit, survey, line)).collect(),
        may_withdraw: withdraw::may_remove(&survey.row)
            || withdraw::may_withdraw_announced(&survey.row, today),
        withdrawn_count: t.tr("invitations-withdrawn-count", &[("count", number(withdrawn.len() as u64))]),
        withdrawn: withdrawn
            .into_iter()
            .map(|(id, name, reason)| (id, name, super::withdraw::reason(t, reason)))
            .collect(),
        earlier: (page > 1).then(|| page_href(&asked, page - 1)),
        later: more.then(|| page_href(&asked, page + 1)),
    })
}

/// What was done just now, as the address tells.
fn notice(visit: &Visit, asked: &Fields) -> Option<String> {
    if let Ok(withdrawn) = field(asked, "withdrawn").parse::<u64>() {
        return Some(visit.t().tr("invitations-withdrawn-done", &[("count", number(withdrawn))]));
    }
    let invited: u64 = field(asked, "invited").parse().ok()?;
    Some(visit.t().tr("invitations-invited", &[("count", number(invited))]))
}

fn page_href(asked: &Fields, page: u32) -> String {
    let kept = asked.0.iter().filter(|(name, value)| {
        ["state", "region", "language", "manager", "search"].contains(&name.as_str()) && !value.is_empty()
    });
    let page = ("page".to_owned(), page.to_string());
    let all: Vec<_> = kept.cloned().chain(std::iter::once(page)).collect();
    format!("?{}", serde_urlencoded::to_string(all).unwrap_or_default())
}

fn say(visit: &Visit, survey: &Survey, line: Invited) -> Line {
    let t = visit.t();
    let follow_up = line.last_follow_up.map(|(kind, day)| {
        let (kind, day) = (t.text(&format!("invitations-kind-{}", kind.as_str())), t.date(day));
        t.tr("invitations-last-follow-up", &[("kind", text(&kind)), ("day", text(&day))])
    });
    Line {
        id: line.id,
        name: line.name,
        region: region(visit, survey, &line.region),
        language: language(visit, &line.language),
        state: line.state.as_str(),
        state_name: state(t, line.state),
        reminders: words::count(t, line.reminders),
        follow_up,
    }
}
