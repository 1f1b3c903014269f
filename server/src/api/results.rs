//! `GET /api/v1/surveys/{survey}/results`, for staff.

use actix_web::{get, web};
use serde::Serialize;
use survey::SurveyCode;
use survey::disclosure::Results;

use super::problem::ApiError;
use crate::app::State;
use crate::auth::ApiSession;
use crate::report::results::{self, Outcome};

#[derive(Serialize)]
struct Answer {
    survey: SurveyCode,
    state: &'static str,
    /// Nothing stands for fewer people than this.
    threshold: u32,
    /// Nothing, if fewer have responded.
    results: Option<Results>,
}

/// What everybody's answers add up to, and the breakdowns that tell of nobody.
#[get("/surveys/{survey}/results")]
pub async fn read(
    state: web::Data<State>,
    _staff: ApiSession,
    survey: web::Path<String>,
) -> Result<web::Json<impl Serialize>, ApiError> {
    let code: SurveyCode = survey.parse().map_err(|_| ApiError::unknown_survey())?;
    let survey = state.catalogue.survey(&code).await?.ok_or_else(ApiError::unknown_survey)?;
    let outcome = results::read(&state.store, &survey, survey.today(state.clock)).await?;
    let (threshold, results) = match outcome {
        Outcome::TooFew(threshold) => (threshold, None),
        Outcome::Shown(results) => (results.threshold, Some(*results)),
    };
    Ok(web::Json(Answer {
        survey: code,
        state: survey.row.state.as_str(),
        threshold: threshold.get(),
        results,
    }))
}
