//! The fewest people that a figure of a survey stands for.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::disclosure::Threshold;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::base;
use crate::catalogue::Survey;
use crate::i18n::Arg;
use crate::report::threshold::{self, Kept};

#[derive(Template)]
#[template(path = "staff/results/threshold.html")]
struct ThresholdPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    hint: String,
    value: String,
}

/// From how many to how many it goes, for messages.
pub fn limits() -> [(&'static str, Arg<'static>); 2] {
    [("least", Arg::from(f64::from(Threshold::LOWEST))), ("most", Arg::from(f64::from(Threshold::HIGHEST)))]
}

fn page<'a>(visit: &'a Visit, survey: &Survey, value: String, errors: Errors) -> ThresholdPage<'a> {
    let t = visit.t();
    ThresholdPage {
        frame: visit.frame(&errors.title(visit, &t.text("results-threshold"))),
        above: Above::new(visit, survey, "results"),
        base: base(survey),
        errors,
        hint: t.tr("results-threshold-hint", &limits()),
        value,
    }
}

/// The form.
#[get("/surveys/{survey}/results/threshold")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let threshold = visit.state.store.threshold(&survey.row.code).await;
    let threshold = threshold.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::OK, &page(&visit, &survey, threshold.get().to_string(), Errors::default()))
}

/// Keeps it.
#[post("/surveys/{survey}/results/threshold")]
pub async fn save(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields: Fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let typed = field(&fields, "threshold").to_owned();
    let wrong = |message: String| {
        let errors = Errors(vec![("threshold", message)]);
        visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page(&visit, &survey, typed.clone(), errors))
    };
    let Some(threshold) = typed.parse::<u32>().ok().and_then(|number| Threshold::try_from(number).ok())
    else {
        return wrong(visit.t().tr("results-threshold-error", &limits()));
    };
    let kept = threshold::keep(&visit.state.store, &survey.row.code, threshold, visit.by()).await;
    match kept.map_err(|error| visit.unavailable(&error))? {
        Kept::Yes => Ok(redirect(&base(&survey))),
        Kept::Complete => wrong(visit.t().text("results-threshold-complete")),
        Kept::Lower(now) => wrong(visit.t().count("results-threshold-lower", "count", now.get())),
    }
}
