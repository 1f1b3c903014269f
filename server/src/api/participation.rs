//! `POST /api/v1/surveys/{survey}/participation`: a partner took part; sent apart from the response, and later.

use actix_web::web;
use survey::credential::Credential;
use survey::wire::{Participated, Participation};

use uuid::Uuid;

use super::answer::Nothing;
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path};
use crate::app::State;
use crate::catalogue::Survey;
use crate::store::invitations::InvitationState;
use crate::token::Token;

/// The route.
pub fn routes(api: &mut Routes) {
    api.post(
        "/surveys/{survey}/participation",
        Who::Everyone,
        "A partner took part, as its mark proves; taken until a day after the last answer. Doing it twice changes nothing.",
    )
    .problems(&[
        Code::MarkInvalid,
        Code::MarkMissing,
        Code::MarkSpent,
        Code::SurveyClosed,
        Code::SurveySuspended,
        Code::UnknownInvitation,
    ])
    .by(report);
}

/// Marks an invitation.
async fn report(
    state: web::Data<State>,
    Path(survey): Path<String>,
    Body(Participation { token, state: participated, mark }): Body<Participation>,
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
            mark_responded(&state, &survey, invitation.id, mark.as_ref()).await?;
        }
    }
    Ok(Nothing)
}

/// Marks an invitation on the proof that some answer was stored: so nobody moves the response rate by hand, nor lets a partner find its
/// link used. Surveys that were opened before there were such proofs go on without.
async fn mark_responded(
    state: &State,
    survey: &Survey,
    invitation: Uuid,
    mark: Option<&Credential>,
) -> Result<(), ApiError> {
    let today = survey.today(state.clock);
    let proof = survey.mark_key.as_ref().zip(mark);
    // Nobody can have responded before the first answer is taken, nor after the last: the response rate stays as it was.
    let taken =
        if proof.is_some() { survey.row.takes_marks(today) } else { survey.row.takes_responses(today) };
    if !taken {
        return Err(ApiError::new(Code::SurveyClosed, "This survey takes no answers now."));
    }
    match proof {
        Some((key, mark)) if !key.accepts(mark) => {
            Err(ApiError::new(Code::MarkInvalid, "The mark was not made with this survey's second key.")
                .at("/mark", "not a mark of this survey"))
        }
        Some((_, mark)) => {
            let (code, nonce) = (&survey.row.code, &mark.nonce.0);
            match state.store.mark_responded_by(code, invitation, nonce, today).await? {
                true => Ok(()),
                false => Err(ApiError::new(Code::MarkSpent, Code::MarkSpent.meaning())),
            }
        }
        None if survey.mark_key.is_some() => {
            Err(ApiError::new(Code::MarkMissing, Code::MarkMissing.meaning()).at("/mark", "missing"))
        }
        None => Ok(state.store.mark_responded(invitation, today).await?),
    }
}
