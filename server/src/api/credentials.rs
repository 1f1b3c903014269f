//! `POST /api/v1/surveys/{survey}/credentials`: the anonymous right to respond, for an invitation's device.
//!
//! This is the only request that names the invitation and touches a credential; it sees a blinded element alone.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, post, web};
use sha2::{Digest, Sha256};
use survey::SurveyCode;
use survey::credential::Evaluation;
use survey::wire::CredentialRequest;

use super::body;
use super::problem::ApiError;
use crate::app::State;
use crate::token::Token;

/// Evaluates a blinded element for an invitation. The same request again gets the same evaluated element.
#[post("/surveys/{survey}/credentials")]
pub async fn issue(
    state: web::Data<State>,
    survey: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<web::Json<Evaluation>, ApiError> {
    let asked: CredentialRequest = body::json(&request, payload).await?;
    let code: SurveyCode = survey.parse().map_err(|_| ApiError::unknown_survey())?;
    let survey = state.catalogue.survey(&code).await?.ok_or_else(ApiError::unknown_survey)?;
    let token: Token = asked.token.parse().map_err(|_| ApiError::unknown_invitation())?;
    let invitation = state
        .store
        .invitation(&token)
        .await?
        .filter(|invitation| invitation.survey == code)
        .ok_or_else(ApiError::unknown_invitation)?;
    if !survey.is_open() {
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "survey_closed",
            "This survey no longer takes answers.",
        ));
    }
    let evaluation = survey.key.evaluate(&mut rand_core::OsRng, &asked.blinded).map_err(|_| {
        ApiError::new(
            StatusCode::BAD_REQUEST,
            "invalid_element",
            "The blinded element is not a group element.",
        )
        .at("/blinded", "not an element of ristretto255")
    })?;
    let granted = state
        .store
        .grant_credential(invitation.id, &Sha256::digest(&asked.blinded.0), survey.row.max_devices)
        .await?;
    if !granted {
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "too_many_devices",
            format!("This personal link was used on {} devices already.", survey.row.max_devices),
        ));
    }
    Ok(web::Json(evaluation))
}
