//! `/api/v1/surveys`: the surveys, and one of them.

use actix_web::web;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use survey::code::QuestionSetCode;
use survey::{Locale, SurveyCode};

use super::find;
use super::problem::ApiError;
use super::route::{Routes, Who};
use super::take::Path;
use crate::app::State;
use crate::auth::Permission;
use crate::catalogue::Survey;

/// The routes.
pub fn routes(api: &mut Routes) {
    let see = Who::Staff(Permission::SeeSurveys);
    api.get("/surveys", see, "All surveys, the newest first.").by(list);
    api.get("/surveys/{survey}", see, "One survey.").by(read);
}

/// A survey: one wave.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Survey")]
struct SurveyAnswer {
    code: SurveyCode,
    question_set: QuestionSetCode,
    /// The version that is filled now; earlier ones are still taken.
    version: u32,
    /// `draft`, `open` or `closed`.
    state: &'static str,
    opens_on: NaiveDate,
    /// The last day.
    closes_on: NaiveDate,
    /// The day on which it was closed, if it was.
    closed_on: Option<NaiveDate>,
    /// The languages that it can be filled in.
    languages: Vec<Locale>,
    /// On how many devices one invitation may be used.
    max_devices: u32,
    /// Whether everyone with the public link may answer, instead of partners who are invited.
    public: bool,
    /// The zone in which its days are reckoned.
    time_zone: String,
    /// The days on which mail goes out: `mon tue wed thu fri`.
    working_days: String,
    /// The hour from which mail goes out.
    send_hour: u32,
    /// For how many days after closing a response that waited on a device is taken.
    grace_days: u32,
    /// Whether no reminders go out at the moment.
    reminders_paused: bool,
}

impl From<&Survey> for SurveyAnswer {
    fn from(survey: &Survey) -> Self {
        let (row, schedule) = (&survey.row, &survey.row.schedule);
        Self {
            code: row.code.clone(),
            question_set: row.question_set.clone(),
            version: row.version,
            state: row.state.as_str(),
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            closed_on: row.closed_on,
            languages: survey.current().languages.clone(),
            max_devices: row.max_devices,
            public: row.public_token.is_some(),
            time_zone: schedule.time_zone.name().to_owned(),
            working_days: schedule.working_days.to_string(),
            send_hour: schedule.send_hour,
            grace_days: schedule.grace_days,
            reminders_paused: schedule.paused,
        }
    }
}

async fn list(state: web::Data<State>) -> Result<web::Json<Vec<SurveyAnswer>>, ApiError> {
    let mut surveys = Vec::new();
    for row in state.store.surveys().await? {
        if let Some(survey) = state.catalogue.survey(&row.code).await? {
            surveys.push(SurveyAnswer::from(&*survey));
        }
    }
    Ok(web::Json(surveys))
}

async fn read(
    state: web::Data<State>,
    Path(code): Path<String>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    Ok(web::Json(SurveyAnswer::from(&*find::survey(&state, &code).await?)))
}
