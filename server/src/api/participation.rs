//! `POST /api/v1/surveys/{survey}/participation`: a partner took part; sent apart from the response, and later.

use actix_web::web;
use survey::wire::{Participated, Participation};

use super::answer::Nothing;
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path};
use crate::app::State;
use crate::store::invitations::InvitationState;
use crate::token::Token;

/// The route.
pub fn routes(api: &mut Routes) {
    api.post(
        "/surveys/{survey}/participation",
        Who::Everyone,
        "A partner took part, told while the survey takes answers; doing it twice changes nothing.",
    )
    .problems(&[Code::SurveyClosed, Code::SurveySuspended, Code::UnknownInvitation])
    .by(report);
}

/// Marks an invitation.
async fn report(
    state: web::Data<State>,
    Path(survey): Path<String>,
    Body(Participation { token, state: participated }): Body<Participation>,
) -> Result<Nothing, ApiError> {
    let survey = find::taking_part(&state, &survey).await?;
    let token: Token = token.parse().map_err(|_| ApiError::unknown_invitation())?;
    if survey.row.public_token.as_ref() == Some(&token) {
        // Nobody was invited: there is nobody to mark.
        return Ok(Nothing);
    }
    let invitation = state
        .store
        .invitation(&token)
        .await?
        .filter(|invitation| invitation.survey == survey.row.code)
        .ok_or_else(ApiError::unknown_invitation)?;
    match participated {
        Participated::Responded if invitation.state == InvitationState::Responded => {}
        Participated::Responded => {
            let today = survey.today(state.clock);
            // Nobody can have responded before the first answer is taken, nor after the last: the response rate stays as it was.
            if !survey.row.takes_responses(today) {
                return Err(ApiError::new(Code::SurveyClosed, "This survey takes no answers now."));
            }
            state.store.mark_responded(invitation.id, today).await?;
        }
    }
    Ok(Nothing)
}
