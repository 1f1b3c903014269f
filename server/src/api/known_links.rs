//! `/api/v1/surveys/{survey}/known-links`: the links that staff know, and asking to lift what holds for them.

use actix_web::web;
use schemars::JsonSchema;
use serde::Serialize;

use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::surveys::refused;
use super::take::Path;
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::known_links::KnownLinks;
use crate::second_yes::{self, Deed};
use crate::store::StoreResult;

/// The routes.
pub fn routes(api: &mut Routes) {
    let (see, set_up) = (Who::Staff(Permission::SeeResults), Who::Staff(Permission::SetUpSurveys));
    let path = "/surveys/{survey}/known-links";
    api.get(path, see, "How many responded by links that staff could know, and what that holds back.")
        .by(read);
    let summary = "Asks to show results and figures in spite of links that staff know, once the survey has ended. Where there are several \
        admins, it waits for another one's second yes.";
    api.post(path, set_up, summary).problems(&[Code::NotNow]).by(lift);
}

/// Links that staff know, of those who responded.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "KnownLinks")]
struct KnownLinksAnswer {
    /// How many invitations have responded.
    responded: u64,
    /// How many of these have a link that somebody on the staff could know.
    known: u64,
    /// How many answers one member of staff may know, of whoever may know the most.
    most: u64,
    /// `figures` (figures other than totals stand for so many people more), `all` (results are also shown only if enough others responded)
    /// or `lifted`.
    rule: &'static str,
    /// Whether results are held back.
    results_held_back: bool,
}

async fn answer(state: &State, code: &str) -> Result<web::Json<KnownLinksAnswer>, ApiError> {
    let survey = find::survey(state, code).await?;
    let (row, store) = (&survey.row, &state.store);
    let read = async {
        let ((responded, known), links) =
            (store.responded(&row.code).await?, KnownLinks::read(store, row).await?);
        let results_held_back = links.hold_back(row, store.threshold(&row.code).await?);
        let rule = row.link_rule.as_str();
        StoreResult::Ok(KnownLinksAnswer { responded, known, most: links.most, rule, results_held_back })
    };
    Ok(web::Json(read.await?))
}

async fn read(
    state: web::Data<State>,
    Path(code): Path<String>,
) -> Result<web::Json<KnownLinksAnswer>, ApiError> {
    answer(&state, &code).await
}

async fn lift(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<web::Json<KnownLinksAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let by = caller.by(&state);
    second_yes::ask(&state.store, &state.key, &survey.row.code, Deed::KnownLinks, by)
        .await
        .map_err(refused)?;
    state.catalogue.forget(&survey.row.code);
    answer(&state, &code).await
}
