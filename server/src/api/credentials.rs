//! `POST /api/v1/surveys/{survey}/credentials`: the anonymous right to respond, for an invitation's device, or for whoever has
//! the public link of a survey that is open to everyone.
//!
//! This is the only request that names the invitation and touches a credential; it sees a blinded element alone.

use actix_web::{HttpRequest, web};
use sha2::{Digest, Sha256};
use survey::credential::Evaluation;
use survey::wire::CredentialRequest;

use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path};
use crate::app::State;
use crate::catalogue::Survey;
use crate::store::invitations::{Granted, Invitation};
use crate::token::Token;

/// The route.
pub fn routes(api: &mut Routes) {
    use Code::{
        AlreadyResponded, FurtherDevice, InvalidElement, SurveyClosed, SurveySuspended, TooManyDevices,
        TooManyRequests, UnknownInvitation,
    };
    let summary = "The anonymous right to respond: a blinded element is evaluated for a link.";
    api.post("/surveys/{survey}/credentials", Who::Everyone, summary)
        .problems(&[
            AlreadyResponded,
            FurtherDevice,
            InvalidElement,
            SurveyClosed,
            SurveySuspended,
            TooManyDevices,
            TooManyRequests,
            UnknownInvitation,
        ])
        .by(issue);
}

/// Evaluates a blinded element for a link. The same request again gets the same evaluated element.
async fn issue(
    state: web::Data<State>,
    Path(survey): Path<String>,
    request: HttpRequest,
    Body(asked): Body<CredentialRequest>,
) -> Result<web::Json<Evaluation>, ApiError> {
    let survey = find::taking_part(&state, &survey).await?;
    let code = &survey.row.code;
    let token: Token = asked.token.parse().map_err(|_| ApiError::unknown_invitation())?;
    let invitation = match survey.row.public_token.as_ref() == Some(&token) {
        true => None,
        false => {
            let found = state.store.invitation(&token).await?;
            let of_survey = found.filter(|invitation| invitation.survey == *code);
            Some(of_survey.ok_or_else(ApiError::unknown_invitation)?)
        }
    };
    // In the days of grace as well: what waits on a device that was offline from the first input on needs one.
    if !survey.row.takes_responses(survey.today(state.clock)) {
        return Err(ApiError::new(Code::SurveyClosed, "This survey takes no answers now."));
    }
    let evaluation = survey.key.evaluate(&mut rand_core::OsRng, &asked.blinded).map_err(|_| {
        ApiError::new(Code::InvalidElement, "The blinded element is not a group element.")
            .at("/blinded", "not an element of ristretto255")
    })?;
    match invitation {
        Some(invitation) => grant(&state, &survey, &invitation, &asked).await?,
        None if !state.allows_public(code, &request).await? => return Err(ApiError::too_many_requests()),
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
    match state.store.grant_credential(invitation.id, &hash, most, asked.first).await? {
        Granted::Yes => Ok(()),
        Granted::Further => Err(ApiError::new(Code::FurtherDevice, Code::FurtherDevice.meaning())),
        Granted::TooMany => Err(ApiError::new(
            Code::TooManyDevices,
            format!("This personal link was used on {most} devices already."),
        )),
        Granted::Withdrawn => Err(ApiError::unknown_invitation()),
        Granted::Responded => {
            Err(ApiError::new(Code::AlreadyResponded, "This personal link was used for an answer."))
        }
    }
}
