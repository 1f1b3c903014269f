//! Suspending a survey in an emergency, and letting it go on.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use crate::catalogue::Survey;
use crate::fieldwork::deadline::LONGEST_REASON;
use crate::fieldwork::suspension;
use crate::lifecycle::SurveyError;

#[derive(Template)]
#[template(path = "staff/running/suspension.html")]
struct SuspensionPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    fields: Fields,
    heading: String,
    /// Whether it stands still, so that it can go on.
    suspended: bool,
    /// What will happen, one sentence each.
    consequences: Vec<String>,
    /// Why it can't be done.
    hindrance: Option<String>,
}

impl SuspensionPage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

fn page<'a>(visit: &'a Visit, survey: &Survey, fields: Fields, errors: Errors) -> SuspensionPage<'a> {
    let (t, row, today) = (visit.t(), &survey.row, survey.today(visit.state.clock));
    let suspended = row.is_suspended();
    let heading = t.text(if suspended { "running-go-on" } else { "running-suspend" });
    let consequences = if suspended {
        let until = t.weekday_date(row.gone_on(today).last_day());
        vec![t.tr("running-go-on-until", &[("date", text(&until))]), t.text("running-suspend-told")]
    } else {
        ["still", "form", "days", "told", "report"].map(|id| t.text(&format!("running-suspend-{id}"))).into()
    };
    SuspensionPage {
        frame: visit.frame(&errors.title(visit, &heading)),
        above: Above::new(visit, survey, "settings"),
        base: format!("/staff/surveys/{}", row.code),
        errors,
        fields,
        heading,
        hindrance: (!suspended && !row.takes_responses(today)).then(|| t.text("running-not-open")),
        suspended,
        consequences,
    }
}

/// What it will do.
#[get("/surveys/{survey}/suspension")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    visit.page(StatusCode::OK, &page(&visit, &survey, Fields::default(), Errors::default()))
}

/// Suspends it.
#[post("/surveys/{survey}/suspension")]
pub async fn suspend(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let reason = field(&fields, "reason").to_owned();
    let done = suspension::suspend(&visit.state.store, &survey.row.code, &reason, visit.by()).await;
    if let Err(SurveyError::Reason) = done {
        let mut errors = Errors::default();
        let long = reason.chars().count() > LONGEST_REASON;
        errors.add(
            &visit,
            "reason",
            if long { "reminders-error-reason-long" } else { "reminders-error-reason" },
        );
        return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page(&visit, &survey, fields, errors));
    }
    after(&visit, &survey, done).await
}

/// Lets it go on.
#[post("/surveys/{survey}/suspension/end")]
pub async fn go_on(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let done = suspension::go_on(&visit.state.store, &survey.row.code, visit.by()).await;
    after(&visit, &survey, done).await
}

async fn after(
    visit: &Visit,
    survey: &Survey,
    done: Result<bool, SurveyError>,
) -> Result<HttpResponse, Problem> {
    visit.state.catalogue.forget(&survey.row.code);
    match done {
        Ok(_) => Ok(redirect(&format!("/staff/surveys/{}/settings", survey.row.code))),
        Err(SurveyError::Store(error)) => Err(visit.unavailable(&error)),
        // It was closed meanwhile: the page says so.
        Err(SurveyError::NotOpen) => {
            let survey = find(visit, survey.row.code.as_str()).await?;
            let page = page(visit, &survey, Fields::default(), Errors::default());
            visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(_) => Err(visit.problem(Kind::NotFound)),
    }
}
