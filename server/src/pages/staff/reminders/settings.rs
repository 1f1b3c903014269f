//! When a survey's mail goes out, and how long late responses are taken.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::running::fields::refused;
use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::{base, wording};
use crate::catalogue::Survey;
use crate::i18n::LocaleTexts;
use crate::lifecycle::{self, MOST_GRACE, SurveyError};
use crate::schedule::Schedule;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

#[derive(Template)]
#[template(path = "staff/reminders/settings.html")]
struct SettingsPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    fields: Fields,
    calendar: Calendar,
}

/// What the fields of a survey's calendar offer.
pub struct Calendar {
    /// The time zones.
    pub zones: Vec<&'static str>,
    /// The days of the week.
    pub days: Vec<(&'static str, String)>,
    /// The hours.
    pub hours: Vec<(String, String)>,
}

impl Calendar {
    /// What they offer in a language.
    pub fn new(t: &LocaleTexts) -> Self {
        let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        Self {
            zones: zones.filter(|name| name.contains('/') || *name == "UTC").collect(),
            days: DAYS.into_iter().map(|day| (day, t.text(&format!("reminders-day-{day}")))).collect(),
            hours: (0..24).map(|hour| (hour.to_string(), wording::hour(hour))).collect(),
        }
    }
}

impl SettingsPage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

fn page<'a>(visit: &'a Visit, survey: &Survey, fields: Fields, errors: Errors) -> SettingsPage<'a> {
    let t = visit.t();
    SettingsPage {
        frame: visit.frame(&errors.title(visit, &t.text("reminders-settings"))),
        above: Above::new(visit, survey, "reminders"),
        base: base(survey),
        errors,
        fields,
        calendar: Calendar::new(t),
    }
}

/// A schedule as the fields of a form.
pub fn written(schedule: &Schedule) -> Fields {
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let mut fields = vec![
        pair("time_zone", schedule.time_zone.name().to_owned()),
        pair("send_hour", schedule.send_hour.to_string()),
        pair("grace_days", schedule.grace_days.to_string()),
    ];
    let days = schedule.working_days.to_string();
    fields.extend(days.split(' ').map(|day| pair("working_days", day.to_owned())));
    Fields(fields)
}

/// The schedule that a form says.
///
/// # Errors
/// What is wrong with which field.
pub fn read(visit: &Visit, fields: &Fields, paused: bool) -> Result<Schedule, Errors> {
    let mut errors = Errors::default();
    let zone = field(fields, "time_zone").replace(' ', "_").parse().ok();
    if zone.is_none() {
        errors.add(visit, "time_zone", "reminders-error-zone");
    }
    let days = fields.all("working_days").collect::<Vec<_>>().join(" ").parse().ok();
    if days.is_none() {
        errors.add(visit, "working_days", "reminders-error-working-days");
    }
    let number = |name: &str, most: u32| field(fields, name).parse::<u32>().ok().filter(|n| *n <= most);
    let hour = number("send_hour", 23);
    if hour.is_none() {
        errors.add(visit, "send_hour", "reminders-error-hour");
    }
    let grace = number("grace_days", MOST_GRACE);
    if grace.is_none() {
        errors.add(visit, "grace_days", "reminders-error-grace");
    }
    match (zone, days, hour, grace) {
        (Some(time_zone), Some(working_days), Some(send_hour), Some(grace_days)) => {
            Ok(Schedule { time_zone, working_days, send_hour, grace_days, paused })
        }
        _ => Err(errors),
    }
}

/// The form.
#[get("/surveys/{survey}/reminders/settings")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find_survey(&visit, &code).await?;
    let fields = written(&survey.row.schedule);
    visit.page(StatusCode::OK, &page(&visit, &survey, fields, Errors::default()))
}

/// Keeps the settings.
#[post("/surveys/{survey}/reminders/settings")]
pub async fn save(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find_survey(&visit, &code).await?;
    let schedule = match read(&visit, &fields, survey.row.schedule.paused) {
        Ok(schedule) => schedule,
        Err(errors) => {
            let page = page(&visit, &survey, fields, errors);
            return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let done = lifecycle::set_calendar(&visit.state.store, &survey.row.code, &schedule, visit.by()).await;
    visit.state.catalogue.forget(&survey.row.code);
    match done {
        Ok(_) => Ok(redirect(&format!("{}/reminders", base(&survey)))),
        Err(SurveyError::Store(error)) => Err(visit.unavailable(&error)),
        Err(error @ (SurveyError::Ended | SurveyError::ZoneStays | SurveyError::GraceShorter)) => {
            let mut errors = Errors::default();
            refused(&visit, &mut errors, &error);
            visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page(&visit, &survey, fields, errors))
        }
        Err(_) => Err(visit.problem(Kind::NotFound)),
    }
}
