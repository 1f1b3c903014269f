//! The settings of a survey: where it stands and what comes next, the version that it runs on, its terms.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::reminders::settings::Calendar;
use super::super::results::limits;
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use super::fields::{NameField, filled, name_fields, refused, settings};
use crate::auth::Permission;
use crate::catalogue::Survey;
use crate::lifecycle::{self, SurveyError};
use crate::store::surveys::SurveyState;

#[derive(Template)]
#[template(path = "staff/running/settings.html")]
struct SettingsPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    fields: Fields,
    calendar: Calendar,
    names: Vec<NameField>,
    threshold_hint: String,
    /// Since when it stands still, in a sentence.
    suspended: Option<String>,
    /// Whether something waits for a second yes.
    waits: bool,
    /// Whether it may be suspended now.
    may_suspend: bool,
    /// Its days are no field any more: it was opened.
    days_stay: bool,
    state: &'static str,
    state_sentence: String,
    /// Whether its last day is over, so that it can't be opened.
    over: bool,
    /// Whether it has ended, so that nothing opens it again.
    ended: bool,
    runs_on: String,
    set_href: String,
    version_href: String,
    /// A later version that is published.
    newer: Option<String>,
    may_correct: bool,
    /// The version that a correction would begin with, while there is no draft.
    begin: Option<u32>,
    who: String,
    /// Whether everyone may answer.
    public: bool,
}

impl SettingsPage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

async fn answer(
    visit: &Visit,
    survey: &Survey,
    fields: Fields,
    errors: Errors,
) -> Result<HttpResponse, Problem> {
    let (t, row) = (visit.t(), &survey.row);
    let versions = visit.state.store.publications(&row.question_set).await;
    let newest = versions.map_err(|error| visit.unavailable(&error))?.first().map(|one| one.version);
    let draft = visit.state.store.draft(&row.question_set).await;
    let has_draft = draft.map_err(|error| visit.unavailable(&error))?.is_some();
    let waiting = visit.state.store.proposals(Some(&row.code)).await;
    let waiting = waiting.map_err(|error| visit.unavailable(&error))?;
    let newer = newest.filter(|newest| *newest > row.version);
    let title = super::super::words::title(survey.current(), t.locale());
    let set_href = format!("/staff/question-sets/{}", row.question_set);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SettingsPage {
        frame: visit.frame(&errors.title(visit, &t.text("running-tab"))),
        above: Above::new(visit, survey, "settings"),
        base: format!("/staff/surveys/{}", row.code),
        errors,
        names: name_fields(visit, survey.current().languages.iter().chain(row.names.0.keys()), &fields),
        fields,
        calendar: Calendar::new(t),
        threshold_hint: t.tr("results-threshold-hint", &limits()),
        days_stay: row.state != SurveyState::Draft,
        state: row.state.as_str(),
        state_sentence: t.text(match row.state {
            SurveyState::Draft => "running-state-draft",
            SurveyState::Open => "running-state-open",
            SurveyState::Closed => "running-state-closed",
        }),
        suspended: row.suspended_on.map(|from| {
            let since = t.date(from.min(survey.today(visit.state.clock)));
            t.tr("running-suspended", &[("date", text(&since))])
        }),
        waits: !waiting.is_empty(),
        may_suspend: !row.is_suspended() && row.takes_responses(survey.today(visit.state.clock)),
        ended: row.has_ended_at(visit.state.clock.now()),
        over: survey.today(visit.state.clock) > row.closes_on,
        runs_on: t.tr("running-runs-on", &[("title", text(&title)), ("version", number(row.version.into()))]),
        version_href: format!("{set_href}/versions/{}", row.version),
        set_href,
        newer: newer.map(|version| t.tr("running-newer", &[("version", number(version.into()))])),
        may_correct: visit.may(Permission::EditQuestionSets),
        begin: (!has_draft).then_some(row.version),
        public: row.public_token.is_some(),
        who: t.text(if row.public_token.is_some() { "running-everyone" } else { "running-invited" }),
    };
    visit.page(status, &page)
}

/// The page.
#[get("/surveys/{survey}/settings")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let row = &survey.row;
    let threshold = visit.state.store.threshold(&row.code).await;
    let threshold = threshold.map_err(|error| visit.unavailable(&error))?;
    let days = Some((row.opens_on, row.closes_on));
    let fields = filled(days, &row.schedule, row.max_devices, &row.names, threshold);
    answer(&visit, &survey, fields, Errors::default()).await
}

/// Keeps them.
#[post("/surveys/{survey}/settings")]
pub async fn save(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let mut fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let row = &survey.row;
    if row.state != SurveyState::Draft {
        // The days are no fields then.
        fields.0.retain(|(name, _)| name != "opens_on" && name != "closes_on");
        fields.0.push(("opens_on".to_owned(), row.opens_on.to_string()));
        fields.0.push(("closes_on".to_owned(), row.closes_on.to_string()));
    }
    let settings = match settings(&visit, &fields, row.schedule.paused) {
        Ok(settings) => settings,
        Err(errors) => return answer(&visit, &survey, fields, errors).await,
    };
    match lifecycle::set(&visit.state.store, &row.code, &settings, visit.by()).await {
        Ok(()) => {
            visit.state.catalogue.forget(&row.code);
            Ok(redirect(&format!("/staff/surveys/{}/settings", row.code)))
        }
        Err(SurveyError::Store(error)) => Err(visit.unavailable(&error)),
        Err(SurveyError::Unknown(_)) => Err(visit.problem(Kind::NotFound)),
        Err(error) => {
            let mut errors = Errors::default();
            refused(&visit, &mut errors, &error);
            answer(&visit, &survey, fields, errors).await
        }
    }
}
