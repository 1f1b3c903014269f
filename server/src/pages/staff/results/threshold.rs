//! The fewest people that a figure of a survey stands for.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde_json::json;
use survey::disclosure::Threshold;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::base;
use crate::catalogue::Survey;
use crate::i18n::Arg;
use crate::mover::may_move_rest;
use crate::store::{StoreResult, results, survey_events, surveys};

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

fn limits() -> [(&'static str, Arg<'static>); 2] {
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
    match keep(&visit, &survey, threshold).await.map_err(|error| visit.unavailable(&error))? {
        Kept::Yes => Ok(redirect(&base(&survey))),
        Kept::Complete => wrong(visit.t().text("results-threshold-complete")),
        Kept::Lower(now) => wrong(visit.t().count("results-threshold-lower", "count", now.get())),
    }
}

/// What came of it.
enum Kept {
    Yes,
    /// Results were broken down under the present one; two breakdowns with different groups tell more than one.
    Complete,
    /// Those who responded were promised the present one.
    Lower(Threshold),
}

async fn keep(visit: &Visit, survey: &Survey, threshold: Threshold) -> StoreResult<Kept> {
    let (store, code) = (&visit.state.store, &survey.row.code);
    let mut tx = store.begin_write().await?;
    let Some(row) = surveys::lock(&mut tx, code).await? else { return Ok(Kept::Yes) };
    let now = store.threshold(code).await?;
    if threshold == now {
        return Ok(Kept::Yes);
    }
    let responses = results::count(&mut tx, code).await?;
    if responses > 0 && may_move_rest(&row, row.schedule.today(visit.state.clock.now())) {
        return Ok(Kept::Complete);
    }
    if threshold < now && responses > 0 {
        return Ok(Kept::Lower(now));
    }
    results::set_threshold(&mut tx, code, threshold).await?;
    let event = visit.event("threshold", json!({ "from": now.get(), "to": threshold.get() }));
    survey_events::add(&mut tx, code, &event).await?;
    tx.commit().await?;
    Ok(Kept::Yes)
}
