//! What the parts of an address name, or the error that there is no such thing.

use std::str::FromStr;
use std::sync::Arc;

use uuid::Uuid;

use super::problem::{ApiError, Code};
use crate::app::State;
use crate::catalogue::Survey;

/// The survey of that code.
///
/// # Errors
/// 404 if there is none.
pub async fn survey(state: &State, code: &str) -> Result<Arc<Survey>, ApiError> {
    let code = code.parse().map_err(|_| ApiError::unknown_survey())?;
    state.catalogue.survey(&code).await?.ok_or_else(ApiError::unknown_survey)
}

/// That of that code, for who takes part in it: it is put off while the survey is suspended.
///
/// # Errors
/// 404 if there is none, 503 with the time to wait while it is suspended.
pub async fn taking_part(state: &State, code: &str) -> Result<Arc<Survey>, ApiError> {
    let survey = survey(state, code).await?;
    match survey.row.is_suspended() {
        true => Err(nothing(Code::SurveySuspended)),
        false => Ok(survey),
    }
}

/// A key or a code as it stands in an address.
///
/// # Errors
/// 404 with this code if it is none.
pub fn named<T: FromStr>(text: &str, unknown: Code) -> Result<T, ApiError> {
    text.parse().map_err(|_| nothing(unknown))
}

/// An id as it stands in an address.
///
/// # Errors
/// 404 with this code if it is none.
pub fn id(text: &str, unknown: Code) -> Result<Uuid, ApiError> {
    named(text, unknown)
}

/// There is no such thing.
pub fn nothing(unknown: Code) -> ApiError {
    ApiError::new(unknown, unknown.meaning())
}

/// How many lines a part of a list may have.
///
/// # Errors
/// 400 for none, or for too many.
pub fn limit(asked: u32, most: u32) -> Result<u32, ApiError> {
    if (1..=most).contains(&asked) {
        return Ok(asked);
    }
    Err(ApiError::new(Code::MalformedQuery, format!("The query: `limit` is a number from 1 to {most}.")))
}
