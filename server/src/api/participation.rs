//! `POST /api/v1/surveys/{survey}/participation`: a partner took part; sent apart from the response, and later.

use actix_web::{HttpRequest, HttpResponse, post, web};
use survey::SurveyCode;
use survey::wire::{Participated, Participation};

use super::body;
use super::problem::ApiError;
use crate::app::State;
use crate::token::Token;

/// Marks an invitation; doing it twice changes nothing.
#[post("/surveys/{survey}/participation")]
pub async fn report(
    state: web::Data<State>,
    survey: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, ApiError> {
    let Participation { token, state: participated } = body::json(&request, payload).await?;
    let code: SurveyCode = survey.parse().map_err(|_| ApiError::unknown_survey())?;
    let token: Token = token.parse().map_err(|_| ApiError::unknown_invitation())?;
    let survey = state.catalogue.survey(&code).await?.ok_or_else(ApiError::unknown_survey)?;
    if survey.row.public_token.as_ref() == Some(&token) {
        // Nobody was invited: there is nobody to mark.
        return Ok(HttpResponse::NoContent().finish());
    }
    let invitation = state
        .store
        .invitation(&token)
        .await?
        .filter(|invitation| invitation.survey == code)
        .ok_or_else(ApiError::unknown_invitation)?;
    match participated {
        Participated::Responded => {
            state.store.mark_responded(invitation.id, survey.today(state.clock)).await?;
        }
    }
    Ok(HttpResponse::NoContent().finish())
}
