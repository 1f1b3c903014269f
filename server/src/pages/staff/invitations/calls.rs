//! Who needs a call today: the few most pressing on the survey's page, more of them on one of their own.

use actix_web::{HttpResponse, get, http::StatusCode, web};
use askama::Template;
use uuid::Uuid;

use super::super::survey::{Above, find as find_survey};
use super::super::visit::{Frame, Problem, StaffVisit, Visit};
use super::super::words::{number, text};
use super::{base, own};
use crate::auth::Permission;
use crate::calls::{self, Reason, Unreachable};
use crate::catalogue::Survey;
use crate::i18n::LocaleTexts;
use crate::store::StoreResult;

/// So many stand on the survey's page.
const FEW: usize = 5;
/// Nobody calls more in a day; the list says how many there are.
const MANY: usize = 200;

/// Partners to call.
pub struct Calls {
    /// The invitations' address.
    pub base: String,
    /// How many there are, in words.
    pub sentence: String,
    /// The first of them.
    pub lines: Vec<Call>,
    /// Whether there are more.
    pub more: bool,
    /// Whether the reader's own partners come first.
    pub own_first: bool,
}

/// A partner to call.
pub struct Call {
    /// The invitation.
    pub id: Uuid,
    /// The organisation.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Who is responsible.
    pub manager: String,
}

#[derive(Template)]
#[template(path = "staff/invitations/calls.html")]
struct CallsPage<'a> {
    frame: Frame<'a>,
    above: Above,
    calls: Calls,
}

/// The most pressing of them.
#[get("/surveys/{survey}/invitations/calls")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find_survey(&visit, &code).await?;
    let calls = read(&visit, &survey, MANY).await.map_err(|error| visit.unavailable(&error))?;
    let page = CallsPage {
        frame: visit.frame(&visit.t().text("invitations-calls")),
        above: Above::new(&visit, &survey, "invitations"),
        calls,
    };
    visit.page(StatusCode::OK, &page)
}

/// The most pressing; nothing unless the survey is open.
///
/// # Errors
/// When the database fails.
pub async fn few(visit: &Visit, survey: &Survey) -> StoreResult<Option<Calls>> {
    // Names of partners are for those who follow them.
    let wanted = survey.is_open() && visit.may(Permission::RunSurveys);
    Ok(if wanted { Some(read(visit, survey, FEW).await?) } else { None })
}

async fn read(visit: &Visit, survey: &Survey, most: usize) -> StoreResult<Calls> {
    let (t, store, own) = (visit.t(), &visit.state.store, own(visit));
    let today = survey.today(visit.state.clock);
    let called = calls::pressing(store, &survey.row.code, own, today).await?;
    let mut lines = Vec::new();
    for (_, reason, id) in called.iter().take(most) {
        if let Some((name, manager)) = store.names(*id).await? {
            lines.push(Call { id: *id, name, reason: say(t, *reason), manager });
        }
    }
    Ok(Calls {
        base: base(survey),
        sentence: t.tr("invitations-calls-count", &[("count", number(called.len() as u64))]),
        more: called.len() > most,
        own_first: !own.is_empty(),
        lines,
    })
}

fn say(t: &LocaleTexts, reason: Reason) -> String {
    match reason {
        Reason::Agreed(day) => t.tr("invitations-call-agreed", &[("day", text(&t.date(day)))]),
        Reason::Unreachable(why) => t.text(match why {
            Unreachable::NoAddress => "invitations-call-no-address",
            Unreachable::Unwanted => "invitations-call-unwanted",
            Unreachable::Bounced => "invitations-call-bounced",
            Unreachable::Failed => "invitations-call-failed",
            Unreachable::Unsure => "invitations-call-unsure",
        }),
        Reason::Opened => t.text("invitations-call-opened"),
        Reason::Reminded(count) => t.tr("invitations-call-reminded", &[("count", number(count))]),
    }
}
