//! A new survey: on which version, when, and who may answer.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;
use survey::Locale;
use survey::code::QuestionSetCode;
use survey::disclosure::Threshold;
use survey::form::Fields;
use survey::question_set::Text;

use super::super::forms::{Errors, field};
use super::super::reminders::settings::Calendar;
use super::super::results::limits;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words::{self, number, text};
use super::fields::{NameField, filled, name_fields, refused, settings};
use crate::lifecycle::{self, DEVICES, NewSurvey, Settings, SurveyError};
use crate::schedule::Schedule;
use crate::store::StoreResult;

#[derive(Template)]
#[template(path = "staff/running/new.html")]
struct NewPage<'a> {
    frame: Frame<'a>,
    errors: Errors,
    fields: Fields,
    /// Every published version: its value in the form, and what it is called.
    versions: Vec<(String, String)>,
    calendar: Calendar,
    names: Vec<NameField>,
    threshold_hint: String,
    days_stay: bool,
}

impl NewPage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

async fn page<'a>(visit: &'a Visit, fields: Fields, errors: Errors) -> StoreResult<NewPage<'a>> {
    let (t, store) = (visit.t(), &visit.state.store);
    let mut versions = Vec::new();
    let mut languages: Vec<Locale> = visit.state.translations.locales().cloned().collect();
    for code in store.question_set_codes().await? {
        for (version, set) in store.question_set_versions(&code).await?.into_iter().rev() {
            let title = words::title(&set, t.locale());
            let args = [("title", text(&title)), ("version", number(version.into()))];
            languages.extend(set.languages.iter().cloned());
            versions.push((format!("{code}:{version}"), t.tr("running-version-of", &args)));
        }
    }
    let frame = visit.frame(&errors.title(visit, &t.text("running-new")));
    Ok(NewPage {
        frame,
        errors,
        names: name_fields(visit, languages.iter(), &fields),
        fields,
        versions,
        calendar: Calendar::new(t),
        threshold_hint: t.tr("results-threshold-hint", &limits()),
        days_stay: false,
    })
}

/// What the address may say: the version that was published just now.
#[derive(Deserialize)]
pub struct Wish {
    on: Option<String>,
}

/// The form, with the calendar of the latest survey.
#[get("/surveys/new")]
pub async fn show(visit: StaffVisit, wish: web::Query<Wish>) -> Result<HttpResponse, Problem> {
    let latest = visit.state.store.surveys().await.map_err(|error| visit.unavailable(&error))?;
    let schedule = latest.first().map_or_else(Schedule::default, |row| row.schedule.clone());
    let mut fields = filled(None, &schedule, DEVICES, &Text::default(), Threshold::default());
    fields.0.push(("who".to_owned(), "invited".to_owned()));
    fields.0.extend(wish.on.clone().map(|on| ("on".to_owned(), on)));
    let page = page(&visit, fields, Errors::default()).await.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::OK, &page)
}

/// Adds it.
#[post("/surveys/new")]
pub async fn add(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let errors = match read(&visit, &fields) {
        Err(errors) => errors,
        Ok(survey) => match lifecycle::add(&visit.state.store, &survey, visit.by()).await {
            Ok(()) => return Ok(redirect(&format!("/staff/surveys/{}/settings", survey.code))),
            Err(SurveyError::Store(error)) => return Err(visit.unavailable(&error)),
            Err(error) => {
                let mut errors = Errors::default();
                refused(&visit, &mut errors, &error);
                errors
            }
        },
    };
    let page = page(&visit, fields, errors).await.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn read(visit: &Visit, fields: &Fields) -> Result<NewSurvey, Errors> {
    let mut errors = Errors::default();
    let code = field(fields, "code").parse().ok();
    if code.is_none() {
        errors.add(visit, "code", "running-error-code");
    }
    let on = field(fields, "on").split_once(':');
    let on: Option<(QuestionSetCode, u32)> =
        on.and_then(|(set, version)| Some((set.parse().ok()?, version.parse().ok()?)));
    if on.is_none() {
        errors.add(visit, "on", "running-error-version");
    }
    let who = field(fields, "who");
    if !["invited", "everyone"].contains(&who) {
        errors.add(visit, "who", "running-error-who");
    }
    match (code, on, settings(visit, fields, false)) {
        (Some(code), Some((question_set, version)), Ok(settings)) if errors.is_empty() => {
            let (Settings { terms, names, threshold }, everyone) = (settings, who == "everyone");
            Ok(NewSurvey { code, question_set, version, terms, everyone, names, threshold })
        }
        (_, _, found) => {
            errors.0.extend(found.err().map(|more| more.0).unwrap_or_default());
            Err(errors)
        }
    }
}
