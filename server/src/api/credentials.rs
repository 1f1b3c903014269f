//! `POST /api/v1/surveys/{survey}/credentials`: the anonymous right to respond, for an invitation's device, or for whoever has
//! the public link of a survey that is open to everyone.
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
use crate::catalogue::Survey;
use crate::store::invitations::Invitation;
use crate::token::Token;

/// Evaluates a blinded element for a link. The same request again gets the same evaluated element.
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
    let invitation = match survey.row.public_token.as_ref() == Some(&token) {
        true => None,
        false => {
            let found = state.store.invitation(&token).await?;
            let of_survey = found.filter(|invitation| invitation.survey == code);
            Some(of_survey.ok_or_else(ApiError::unknown_invitation)?)
        }
    };
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
    match invitation {
        Some(invitation) => grant(&state, &survey, &invitation, &asked).await?,
        None if !state.allows_public(&code, &request).await? => return Err(ApiError::too_many_requests()),
        None => {}
    }
    Ok(web::Json(evaluation))
}

/// Grants a device of an invitation its credential.
async fn grant(
    state: &State,
    survey: &Survey,
    invitation: &Invitation,
    asked: &CredentialRequest,
) -> Result<(), ApiError> {
    let most = survey.row.max_devices;
    let hash = Sha256::digest(&asked.blinded.0);
    if state.store.grant_credential(invitation.id, &hash, most).await? {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::CONFLICT,
        "too_many_devices",
        format!("This personal link was used on {most} devices already."),
    ))
}
