//! The page of a survey: its response rate, large and first, and who is behind.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;
use survey::Day;

use super::bars::Sort;
use super::live::{self, Live};
use super::visit::{self, Frame, Kind, Problem, StaffVisit, Visit};
use super::words::{number, text};
use crate::catalogue::Survey;
use crate::i18n::LocaleTexts;
use crate::store::figures::Breakdown;
use crate::store::surveys::{SurveyRow, SurveyState};

/// What the address may ask for.
#[derive(Deserialize)]
pub struct Wish {
    sort: Option<String>,
    by: Option<String>,
}

impl Wish {
    /// By what partners are grouped; what is no such thing is the region.
    pub fn by(&self) -> Breakdown {
        let asked = self.by.as_deref();
        Breakdown::ALL.into_iter().find(|by| asked == Some(by.as_str())).unwrap_or_default()
    }

    /// The order of the tables; what is no order is the usual one.
    pub fn sort(&self) -> Sort {
        self.sort.as_deref().and_then(|text| text.parse().ok()).unwrap_or_default()
    }
}

/// What is said of a survey wherever it is named.
pub struct Head {
    /// The code.
    pub code: String,
    /// The title, in the page's language.
    pub title: String,
    /// The state's code.
    pub state: &'static str,
    /// The state in words.
    pub state_name: String,
    /// From when to when.
    pub dates: String,
    /// What the dates mean today.
    pub days: Option<String>,
}

impl Head {
    /// Says it in a language.
    pub fn new(survey: &Survey, t: &LocaleTexts, today: Day) -> Self {
        let row = &survey.row;
        let (from, to) = (t.date(row.opens_on), t.date(row.closes_on));
        Self {
            code: row.code.to_string(),
            title: survey.title(t.locale()).to_owned(),
            state: row.state.as_str(),
            state_name: t.text(match row.state {
                _ if row.is_suspended() => "staff-state-suspended",
                SurveyState::Draft => "staff-state-draft",
                SurveyState::Open => "staff-state-open",
                SurveyState::Closed => "staff-state-closed",
            }),
            dates: t.tr("staff-survey-dates", &[("from", text(&from)), ("to", text(&to))]),
            days: days(row, t, today),
        }
    }
}

/// What the dates of a survey mean today: how many days are left, above all.
pub fn days(row: &SurveyRow, t: &LocaleTexts, today: Day) -> Option<String> {
    if row.is_suspended() {
        // Its last day moves when it goes on.
        return None;
    }
    let left = row.closes_on.days_since(today);
    let (id, date) = match row.state {
        SurveyState::Draft => ("staff-opens-on", row.opens_on),
        SurveyState::Open if left < 0 => ("staff-overdue", row.closes_on),
        SurveyState::Open if left == 0 => ("staff-last-day", row.closes_on),
        SurveyState::Open => ("staff-days-left", row.closes_on),
        // Closed before its last day: the date would say something wrong.
        SurveyState::Closed if left > 0 => return None,
        SurveyState::Closed => ("staff-closed-on", row.closes_on),
    };
    Some(t.tr(id, &[("days", number(left.unsigned_abs())), ("date", text(&t.date(date)))]))
}

#[derive(Template)]
#[template(path = "staff/survey.html")]
struct SurveyPage<'a> {
    frame: Frame<'a>,
    above: Above,
    live: Live<'a>,
    open_to_everyone: bool,
    js: Option<String>,
    status: Status,
}

/// So that the list and a survey's pages name it in the same way to their templates.
pub struct Named {
    /// What is said of it.
    pub head: Head,
}

/// What stands above all pages of a survey.
pub struct Above {
    /// The survey.
    pub survey: Named,
    /// Its pages.
    pub tabs: Vec<visit::Tab>,
}

impl Above {
    /// Above the page whose address ends in `current`; empty for the survey's own page.
    pub fn new(visit: &Visit, survey: &Survey, current: &str) -> Self {
        let today = survey.today(visit.state.clock);
        let head = Head::new(survey, visit.t(), today);
        Self { survey: Named { head }, tabs: visit::tabs(visit, &survey.row, current) }
    }

    /// The survey's title.
    pub fn title(&self) -> &str {
        &self.survey.head.title
    }

    /// The survey's code.
    pub fn code(&self) -> &str {
        &self.survey.head.code
    }
}

/// The texts of the line that says how fresh the figures are; the script fills in `{time}`.
struct Status {
    locale: String,
    updated: String,
    failed: String,
    ended: String,
}

/// The survey of an address.
///
/// # Errors
/// The page that says that there is none.
pub async fn find(visit: &Visit, code: &str) -> Result<Arc<Survey>, Problem> {
    let not_found = || visit.problem(Kind::NotFound);
    let code = code.parse().map_err(|_| not_found())?;
    let survey = visit.state.catalogue.survey(&code).await.map_err(|error| visit.unavailable(&error))?;
    survey.ok_or_else(not_found)
}

/// The page.
#[get("/surveys/{survey}")]
pub async fn show(
    visit: StaffVisit,
    code: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let t = visit.t();
    let above = Above::new(&visit, &survey, "");
    let time = [("time", text("{time}"))];
    let page = SurveyPage {
        frame: visit.frame(above.title()),
        above,
        live: live::read(&visit, &survey, &wish).await?,
        open_to_everyone: survey.row.public_token.is_some(),
        js: visit.state.assets.url("staff.js").filter(|_| survey.is_open()),
        status: Status {
            locale: t.text("client-formatting-locale"),
            updated: t.tr("staff-live-updated", &time),
            failed: t.tr("staff-live-failed", &time),
            ended: t.text("staff-live-ended"),
        },
    };
    visit.page(StatusCode::OK, &page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Translations;

    fn said(state: SurveyState, today: &str) -> Option<String> {
        let translations = Translations::load();
        let t = translations.locale(&"en".parse().unwrap());
        let row = SurveyRow {
            code: "ims-2026".parse().unwrap(),
            question_set: "ims-partnership".parse().unwrap(),
            version: 1,
            state,
            opens_on: "2026-04-15".parse().unwrap(),
            closes_on: "2026-05-31".parse().unwrap(),
            credential_key: Vec::new(),
            mark_key: None,
            max_devices: 3,
            schedule: crate::schedule::Schedule::default(),
            closed_on: None,
            public_token: None,
            names: survey::question_set::Text::default(),
            promised_until: None,
            lacks: crate::ending::Lacks::default(),
            suspended_on: None,
            link_rule: crate::store::surveys::LinkRule::default(),
        };
        days(&row, t, today.parse().unwrap()).map(|text| text.replace(['\u{2068}', '\u{2069}'], ""))
    }

    #[test]
    fn the_days_that_are_left_are_counted_to_the_last_one() {
        let open = |today| said(SurveyState::Open, today).unwrap();
        assert_eq!(open("2026-05-17"), "14 days left, until 31 May 2026");
        assert_eq!(open("2026-05-30"), "1 day left, until 31 May 2026");
        assert_eq!(open("2026-05-31"), "Today, 31 May 2026, is the last day");
        assert_eq!(open("2026-06-01"), "Still open after its last day, 31 May 2026");
    }

    #[test]
    fn a_survey_that_is_not_open_says_when() {
        assert_eq!(
            said(SurveyState::Draft, "2026-01-01").unwrap(),
            "First day: 15 April 2026. Open it yourself under “Settings”"
        );
        assert_eq!(said(SurveyState::Closed, "2026-07-01").unwrap(), "The last day was 31 May 2026");
        assert_eq!(said(SurveyState::Closed, "2026-05-01"), None);
    }
}
