//! `/api/v1/surveys/{survey}/second-yes`: what waits for another admin's yes.

use actix_web::web;
use schemars::JsonSchema;
use serde::Serialize;
use survey::Day;

use super::answer::Nothing;
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::Path;
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::lifecycle::SurveyError;
use crate::second_yes::rules::Hindrance;
use crate::second_yes::{self, Deed, DeedKind, YesError};
use crate::store::proposals::Proposal;

/// The routes.
pub fn routes(api: &mut Routes) {
    let set_up = Who::Staff(Permission::SetUpSurveys);
    let path = "/surveys/{survey}/second-yes";
    // Whoever follows a survey may know that it waits.
    let follow = Who::Staff(Permission::RunSurveys);
    api.get(path, follow, "What was asked for and waits for another admin's yes.").by(list);
    let one = "/surveys/{survey}/second-yes/{proposal}";
    let codes = [Code::NotAllowed, Code::NotNow, Code::UnknownProposal];
    let give_summary = "Says yes: what another admin asked for is done.";
    api.post(one, set_up, give_summary).problems(&codes).by(give);
    api.delete(one, set_up, "Takes back what was asked for.").problems(&codes).by(take_back);
}

/// What waits for a yes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WaitingDeed")]
struct ProposalAnswer {
    id: String,
    /// What is to be done.
    deed: DeedKind,
    /// The version, if it is to run on another one.
    version: Option<u32>,
    /// The last day, if it is to close early.
    closes_on: Option<Day>,
    /// Why it is to close early.
    reason: Option<String>,
    /// How many responses that no key opens are to be given up.
    responses: Option<u64>,
    /// The name of whoever asked.
    asked_by: String,
    /// When it is done if nobody answers, in milliseconds since 1970; none before every admin was told, nor ever for closing early.
    due_at: Option<i64>,
}

impl From<Proposal> for ProposalAnswer {
    fn from(proposal: Proposal) -> Self {
        let due_at = proposal.due_at();
        let mut answer = Self {
            id: proposal.id.to_string(),
            deed: proposal.deed.kind(),
            version: None,
            closes_on: None,
            reason: None,
            responses: None,
            asked_by: proposal.asked_name,
            due_at,
        };
        match proposal.deed {
            Deed::Open | Deed::KnownLinks => {}
            Deed::Version { to } => answer.version = Some(to),
            Deed::CloseEarly { on, reason } => {
                (answer.closes_on, answer.reason) = (Some(on), Some(reason));
            }
            Deed::DeclareLost { responses } => answer.responses = Some(responses),
        }
        answer
    }
}

async fn list(
    state: web::Data<State>,
    Path(code): Path<String>,
) -> Result<web::Json<Vec<ProposalAnswer>>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let waiting = state.store.proposals(Some(&survey.row.code)).await?;
    Ok(web::Json(waiting.into_iter().map(ProposalAnswer::from).collect()))
}

fn refused(error: YesError) -> ApiError {
    let text = error.to_string();
    match error {
        YesError::Survey(SurveyError::Store(error)) => error.into(),
        YesError::Survey(SurveyError::NotAllowed) => ApiError::new(Code::NotAllowed, text),
        YesError::Survey(_) | YesError::Changed => ApiError::new(Code::NotNow, text),
        YesError::Gone => find::nothing(Code::UnknownProposal),
        YesError::Hindered(hindrance) => {
            let why = match hindrance {
                Hindrance::Own => "it is another admin's to say yes to what you asked for",
                Hindrance::NoAdmin => "an admin says yes",
                Hindrance::New => "you have not been an admin for seven days",
                Hindrance::Touched => {
                    "somebody else changed your password, second factor or role within seven days"
                }
            };
            ApiError::new(Code::NotAllowed, why)
        }
    }
}

async fn give(
    state: web::Data<State>,
    caller: Caller,
    Path((code, id)): Path<(String, String)>,
) -> Result<Nothing, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let id = find::id(&id, Code::UnknownProposal)?;
    let done = second_yes::give(&state.store, &state.key, &survey.row.code, id, caller.by(&state)).await;
    state.catalogue.forget(&survey.row.code);
    done.map(|()| Nothing).map_err(refused)
}

async fn take_back(
    state: web::Data<State>,
    caller: Caller,
    Path((code, id)): Path<(String, String)>,
) -> Result<Nothing, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let id = find::id(&id, Code::UnknownProposal)?;
    let done = second_yes::take_back(&state.store, &survey.row.code, id, caller.by(&state)).await;
    done.map(|()| Nothing).map_err(refused)
}
