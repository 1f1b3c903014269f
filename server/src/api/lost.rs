//! `/api/v1/surveys/{survey}/lost-responses`: giving up responses that no key opens.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::Day;

use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::surveys::refused;
use super::take::{Body, Path};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::catalogue::Survey;
use crate::lost;
use crate::second_yes::{self, Deed};

/// The routes.
pub fn routes(api: &mut Routes) {
    let set_up = Who::Staff(Permission::SetUpSurveys);
    let path = "/surveys/{survey}/lost-responses";
    // How many they are stands in the report, too: whoever follows a survey may know.
    let follow = Who::Staff(Permission::RunSurveys);
    api.get(path, follow, "How many responses wait that no key opens, and how many were given up.").by(read);
    let summary = "Gives up the responses that no key opens, two weeks after the end of the survey; where there are several admins, once another one says yes.";
    api.post(path, set_up, summary).problems(&[Code::NotNow]).by(declare);
}

/// Responses that no key opens.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LostResponses")]
struct Answer {
    /// How many wait.
    unopened: u64,
    /// From which day on they can be given up; none while the survey goes on.
    from: Option<Day>,
    /// How many were given up.
    lost: u64,
}

/// How many of them the caller has seen.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LostDeclaration")]
struct Declaration {
    /// What `unopened` said.
    responses: u64,
}

async fn answer(state: &State, survey: &Survey) -> Result<web::Json<Answer>, ApiError> {
    let code = &survey.row.code;
    Ok(web::Json(Answer {
        unopened: lost::unopened(&state.store, &state.key, code).await?,
        from: lost::from_day(&survey.row),
        lost: state.store.lost_responses(code).await?,
    }))
}

async fn read(state: web::Data<State>, Path(survey): Path<String>) -> Result<web::Json<Answer>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    answer(&state, &survey).await
}

async fn declare(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Body(Declaration { responses }): Body<Declaration>,
) -> Result<web::Json<Answer>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let deed = Deed::DeclareLost { responses };
    let done = second_yes::ask(&state.store, &state.key, &survey.row.code, deed, caller.by(&state)).await;
    done.map_err(refused)?;
    answer(&state, &survey).await
}
