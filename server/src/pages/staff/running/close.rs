//! Closing a survey early: an earlier last day, of which everyone who has not responded is told.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::Day;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use crate::catalogue::Survey;
use crate::fieldwork::closing::{self, Closing, Fault};
use crate::lifecycle::SurveyError;
use crate::second_yes::{self, Asked, Deed};
use crate::store::surveys::SurveyState;

#[derive(Template)]
#[template(path = "staff/running/close.html")]
struct ClosePage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    fields: Fields,
    last_day: String,
    grace: String,
    earliest: String,
    /// Why it can't be done.
    hindrance: Option<String>,
}

impl ClosePage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

fn page<'a>(visit: &'a Visit, survey: &Survey, fields: Fields, errors: Errors) -> ClosePage<'a> {
    let (t, row) = (visit.t(), &survey.row);
    let earliest = closing::earliest(row, visit.state.clock.now());
    let hindrance = match row.state {
        _ if row.is_suspended() => Some(t.text("running-is-suspended")),
        SurveyState::Open if earliest < row.closes_on => None,
        SurveyState::Open => Some(t.text("reminders-close-soon-over")),
        _ => Some(t.text("running-not-open")),
    };
    ClosePage {
        frame: visit.frame(&errors.title(visit, &t.text("reminders-close"))),
        above: Above::new(visit, survey, "settings"),
        base: format!("/staff/surveys/{}", row.code),
        errors,
        fields,
        last_day: t.weekday_date(row.closes_on),
        grace: t.count("reminders-grace", "days", row.schedule.grace_days),
        earliest: earliest.to_string(),
        hindrance,
    }
}

fn read(visit: &Visit, survey: &Survey, fields: &Fields) -> Result<Closing, Errors> {
    let mut errors = Errors::default();
    let on: Option<Day> = field(fields, "closes_on").parse().ok();
    if on.is_none() {
        errors.add(visit, "closes_on", "reminders-error-date");
    }
    let reason = field(fields, "reason");
    for fault in closing::faults(&survey.row, on, reason, visit.state.clock.now()) {
        match fault {
            Fault::Soon(day) => {
                let day = visit.t().date(day);
                let message = visit.t().tr("reminders-error-close-soon", &[("day", text(&day))]);
                errors.0.push(("closes_on", message));
            }
            Fault::NotEarlier => errors.add(visit, "closes_on", "reminders-error-close-later"),
            Fault::ReasonMissing => errors.add(visit, "reason", "reminders-error-reason"),
            Fault::ReasonLong => errors.add(visit, "reason", "reminders-error-reason-long"),
        }
    }
    match on {
        Some(on) if errors.is_empty() => Ok(Closing { on, reason: reason.to_owned() }),
        _ => Err(errors),
    }
}

/// The form.
#[get("/surveys/{survey}/close")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    visit.page(StatusCode::OK, &page(&visit, &survey, Fields::default(), Errors::default()))
}

/// Closes it early.
#[post("/surveys/{survey}/close")]
pub async fn close(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let closing = match read(&visit, &survey, &fields) {
        Ok(closing) => closing,
        Err(errors) => {
            let page = page(&visit, &survey, fields, errors);
            return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let code = &survey.row.code;
    let deed = Deed::CloseEarly { on: closing.on, reason: closing.reason };
    match second_yes::ask(&visit.state.store, &visit.state.key, code, deed, visit.by()).await {
        Ok(asked) => {
            visit.state.catalogue.forget(code);
            let page = if asked == Asked::Done { "reminders" } else { asked.leads_to() };
            Ok(redirect(&format!("/staff/surveys/{code}/{page}")))
        }
        Err(SurveyError::Store(error)) => Err(visit.unavailable(&error)),
        // Somebody closed it, or moved its last day, meanwhile: the page says how it is now.
        Err(SurveyError::NotOpen | SurveyError::Soon | SurveyError::Suspended) => {
            visit.state.catalogue.forget(code);
            let survey = find(&visit, code.as_str()).await?;
            let page = page(&visit, &survey, fields, Errors::default());
            visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(_) => Err(visit.problem(Kind::NotFound)),
    }
}
