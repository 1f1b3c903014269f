//! `/api/v1/surveys/{survey}/receipts`: publishing the list by which partners see that their answers were counted.

use actix_web::web;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::find;
use super::people::moment;
use super::problem::{ApiError, Code, NOT_SHOWN};
use super::route::{Routes, Who};
use super::take::Path;
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::receipts;
use crate::store::receipts::ReceiptList;
use crate::store::survey_events::SurveyEvent;

/// The routes.
pub fn routes(api: &mut Routes) {
    let run = Who::Staff(Permission::RunSurveys);
    let path = "/surveys/{survey}/receipts";
    api.get(path, run, "The list of receipts that was published.").problems(&[Code::NotNow]).by(read);
    let summary =
        "Publishes the list of receipts, made anew from what is stored, in the place of an earlier one.";
    api.post(path, run, summary).problems(&NOT_SHOWN).by(publish);
}

/// A list of receipts.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReceiptList")]
struct Answer {
    published_at: String,
    /// How many responses there are.
    responses: u64,
    /// The receipts, in alphabetical order.
    receipts: Vec<String>,
}

impl From<ReceiptList> for Answer {
    fn from(list: ReceiptList) -> Self {
        Self {
            published_at: moment(list.published_at),
            responses: list.responses,
            receipts: list.lines().map(str::to_owned).collect(),
        }
    }
}

async fn read(state: web::Data<State>, Path(survey): Path<String>) -> Result<web::Json<Answer>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let list = state.store.receipt_list(&survey.row.code).await?;
    let list = list.ok_or_else(|| ApiError::new(Code::NotNow, "No list was published."))?;
    Ok(web::Json(list.into()))
}

async fn publish(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
) -> Result<web::Json<Answer>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let event = SurveyEvent {
        at: state.clock.now(),
        kind: "receipts_published".to_owned(),
        staff_name: caller.member.name.clone(),
        who: caller.member.email.clone(),
        detail: json!({}),
    };
    let done = receipts::publish(&state.store, &state.key, &survey.row.code, &event).await?;
    Ok(web::Json(done?.into()))
}
