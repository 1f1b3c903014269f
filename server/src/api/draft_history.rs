//! `/api/v1/question-sets/{question_set}/draft/history`: what was done to a draft, the draft as it was, and going back.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use survey::code::QuestionSetCode;

use super::find;
use super::people::moment;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::drafts::{self, By, ChangeError, Done};
use crate::store::StoreError;

/// The routes.
pub fn routes(api: &mut Routes) {
    let edit = Who::Staff(Permission::EditQuestionSets);
    let path = "/question-sets/{question_set}/draft/history";
    api.get(path, edit, "What was done to the draft, the newest first.").by(list);
    let path = "/question-sets/{question_set}/draft/history/{revision}";
    api.get(path, edit, "The draft as it was at a revision.").by(read);
    let path = "/question-sets/{question_set}/draft/history/{revision}/restoration";
    let summary = "Makes the draft again what it was at a revision; that is a new revision, which can be taken back as well.";
    api.post(path, edit, summary).problems(&[Code::Overtaken, Code::NotNow]).by(restore);
}

/// A change of a draft.
#[derive(Serialize, JsonSchema)]
struct DraftChange {
    revision: i64,
    at: String,
    who: String,
    /// `created`, `added`, `edited`, `duplicated`, `deleted`, `moved`, `imported`, `translated` or `restored`.
    what: String,
    /// Where, as a path of codes; empty for the whole.
    place: String,
}

async fn code(state: &State, code: &str) -> Result<QuestionSetCode, ApiError> {
    let code: QuestionSetCode = find::named(code, Code::UnknownQuestionSet)?;
    match state.store.draft(&code).await? {
        Some(_) => Ok(code),
        None => Err(find::nothing(Code::UnknownQuestionSet)),
    }
}

async fn list(
    state: web::Data<State>,
    Path(address): Path<String>,
) -> Result<web::Json<Vec<DraftChange>>, ApiError> {
    let code = code(&state, &address).await?;
    let line = |one: crate::store::drafts::Revision| DraftChange {
        revision: one.revision,
        at: moment(one.at),
        who: one.who,
        what: one.what,
        place: one.place,
    };
    Ok(web::Json(state.store.draft_history(&code).await?.into_iter().map(line).collect()))
}

/// A draft as it was.
#[derive(Serialize, JsonSchema)]
struct DraftThen {
    revision: i64,
    /// In the format of question set files.
    #[schemars(with = "std::collections::BTreeMap<String, Json>")]
    question_set: Json,
}

async fn read(
    state: web::Data<State>,
    Path((address, revision)): Path<(String, String)>,
) -> Result<web::Json<DraftThen>, ApiError> {
    let code = code(&state, &address).await?;
    let revision: i64 = find::named(&revision, Code::UnknownRevision)?;
    let set = state.store.draft_at(&code, revision).await?;
    let set = set.ok_or_else(|| find::nothing(Code::UnknownRevision))?;
    let written = serde_json::to_value(set).map_err(|error| StoreError::unreadable("question_set", error));
    Ok(web::Json(DraftThen { revision, question_set: written? }))
}

/// The revision that was seen.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RevisionSeen {
    revision: i64,
}

/// The revision that is there now.
#[derive(Serialize, JsonSchema)]
struct RevisionNow {
    revision: i64,
}

async fn restore(
    state: web::Data<State>,
    caller: Caller,
    Path((address, revision)): Path<(String, String)>,
    Body(seen): Body<RevisionSeen>,
) -> Result<web::Json<RevisionNow>, ApiError> {
    let code: QuestionSetCode = find::named(&address, Code::UnknownQuestionSet)?;
    let revision: i64 = find::named(&revision, Code::UnknownRevision)?;
    let by = By { who: &caller.member.email, at: state.clock.now_ms() };
    match drafts::restore(&state.store, &code, seen.revision, revision, by).await {
        Ok(Done::Saved(revision) | Done::Unchanged(revision)) => Ok(web::Json(RevisionNow { revision })),
        Ok(Done::Overtaken(_)) => {
            Err(ApiError::new(Code::Overtaken, "The draft is not the one that was seen: read it again."))
        }
        Err(ChangeError::Store(error)) => Err(error.into()),
        Err(ChangeError::NoDraft) => Err(find::nothing(Code::UnknownQuestionSet)),
        Err(ChangeError::UnknownRevision(_)) => Err(find::nothing(Code::UnknownRevision)),
        Err(error) => Err(ApiError::new(Code::NotNow, error.to_string())),
    }
}
