//! `/api/v1/question-sets`: versions and drafts; what is to be seen before a draft is published, and publishing it.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use survey::QuestionSet;
use survey::code::QuestionSetCode;

use super::answer::{Created, Nothing};
use super::find;
use super::people::moment;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path, Query};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::drafts::{self, By, ChangeError, Done, DraftError};
use crate::publish::{self, PublishError, Seen};

/// The routes.
pub fn routes(api: &mut Routes) {
    let (see, edit) = (Who::Staff(Permission::Translate), Who::Staff(Permission::EditQuestionSets));
    api.get("/question-sets", see, "All question sets, with their versions and drafts.").by(list);
    api.get("/question-sets/{question_set}/versions/{version}", see, "A published version, in full.")
        .by(version);
    let summary = "What differs between an earlier version and this one, question by question.";
    api.get("/question-sets/{question_set}/versions/{version}/differences", see, summary).by(differences);
    api.get("/question-sets/{question_set}/draft", see, "The draft, in full.").by(draft);
    let summary = "Begins the draft of the next version with what a published one holds.";
    api.post("/question-sets/{question_set}/draft", edit, summary)
        .problems(&[Code::Invalid, Code::Taken])
        .by(begin);
    api.put(
        "/question-sets/{question_set}/draft",
        edit,
        "Puts another state of the draft into the place of the one that was seen.",
    )
    .problems(&[Code::Invalid, Code::Overtaken])
    .by(put);
    api.post("/question-sets", edit, "Begins the draft of a new question set.")
        .problems(&[Code::Invalid, Code::Taken])
        .by(add);
    api.delete("/question-sets/{question_set}/draft", edit, "Throws a draft away, with its history.")
        .problems(&[Code::Overtaken])
        .by(discard);
    let summary = "Everything that is to be seen of a draft before it is published.";
    api.get("/question-sets/{question_set}/draft/review", see, summary).by(review);
    let summary = "Publishes the very draft that was seen as the next version.";
    api.post("/question-sets/{question_set}/draft/publish", edit, summary)
        .problems(&[Code::Invalid, Code::NotNow, Code::Overtaken])
        .by(publish_draft);
}

/// A question set: its versions and its draft.
#[derive(Serialize, JsonSchema)]
struct QuestionSetLine {
    code: QuestionSetCode,
    versions: Vec<VersionLine>,
    /// The revision of the draft, if there is one.
    draft: Option<i64>,
}

/// A published version.
#[derive(Serialize, JsonSchema)]
struct VersionLine {
    version: u32,
    published_at: Option<String>,
    published_by: Option<String>,
}

async fn list(state: web::Data<State>) -> Result<web::Json<Vec<QuestionSetLine>>, ApiError> {
    let drafts = state.store.drafts().await?;
    let mut codes = state.store.question_set_codes().await?;
    codes.extend(drafts.iter().map(|draft| draft.set.code.clone()));
    codes.sort();
    codes.dedup();
    let mut lines = Vec::new();
    for code in codes {
        let versions = state.store.publications(&code).await?.into_iter().map(|one| VersionLine {
            version: one.version,
            published_at: one.at.map(moment),
            published_by: one.by,
        });
        let draft = drafts.iter().find(|draft| draft.set.code == code).map(|draft| draft.revision);
        lines.push(QuestionSetLine { versions: versions.collect(), draft, code });
    }
    Ok(web::Json(lines))
}

fn unreadable(error: impl ToString) -> ApiError {
    crate::store::StoreError::unreadable("question_set", error).into()
}

fn written(value: &impl Serialize) -> Result<Json, ApiError> {
    serde_json::to_value(value).map_err(unreadable)
}

/// A question set in full, in the format of question set files.
#[derive(Serialize, JsonSchema)]
struct WholeSet {
    #[schemars(with = "std::collections::BTreeMap<String, Json>")]
    question_set: Json,
}

async fn versions_of(
    state: &State,
    code: &str,
) -> Result<std::collections::BTreeMap<u32, std::sync::Arc<QuestionSet>>, ApiError> {
    let code: QuestionSetCode = find::named(code, Code::UnknownQuestionSet)?;
    Ok(state.store.question_set_versions(&code).await?)
}

async fn version(
    state: web::Data<State>,
    Path((code, version)): Path<(String, String)>,
) -> Result<web::Json<WholeSet>, ApiError> {
    let versions = versions_of(&state, &code).await?;
    let version: u32 = find::named(&version, Code::UnknownVersion)?;
    let set = versions.get(&version).ok_or_else(|| find::nothing(Code::UnknownVersion))?;
    Ok(web::Json(WholeSet { question_set: written(&**set)? }))
}

/// The earlier version.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct From {
    from: u32,
}

/// Differences, each with its `place` and its `change`.
#[derive(Serialize, JsonSchema)]
struct Differences {
    #[schemars(with = "Vec<std::collections::BTreeMap<String, Json>>")]
    differences: Json,
}

async fn differences(
    state: web::Data<State>,
    Path((code, version)): Path<(String, String)>,
    Query(From { from }): Query<From>,
) -> Result<web::Json<Differences>, ApiError> {
    let versions = versions_of(&state, &code).await?;
    let version: u32 = find::named(&version, Code::UnknownVersion)?;
    let set = |version: u32| versions.get(&version).ok_or_else(|| find::nothing(Code::UnknownVersion));
    let found = survey::revision::differences(set(from)?, set(version)?);
    Ok(web::Json(Differences { differences: written(&found)? }))
}

/// A draft.
#[derive(Serialize, JsonSchema)]
struct DraftAnswer {
    /// To be sent back by who changes, discards or publishes it.
    revision: i64,
    /// The version that it began with.
    based_on: Option<u32>,
    #[schemars(with = "std::collections::BTreeMap<String, Json>")]
    question_set: Json,
}

async fn found(state: &State, code: &str) -> Result<DraftAnswer, ApiError> {
    let code: QuestionSetCode = find::named(code, Code::UnknownQuestionSet)?;
    let draft = state.store.draft(&code).await?;
    let draft = draft.ok_or_else(|| find::nothing(Code::UnknownQuestionSet))?;
    let question_set = written(&draft.set)?;
    Ok(DraftAnswer { revision: draft.revision, based_on: draft.based_on, question_set })
}

async fn draft(
    state: web::Data<State>,
    Path(code): Path<String>,
) -> Result<web::Json<DraftAnswer>, ApiError> {
    Ok(web::Json(found(&state, &code).await?))
}

/// The version that a draft begins with.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Base {
    version: u32,
}

async fn begin(
    state: web::Data<State>,
    caller: Caller,
    Path(address): Path<String>,
    Body(base): Body<Base>,
) -> Result<Created<DraftAnswer>, ApiError> {
    let code: QuestionSetCode = find::named(&address, Code::UnknownQuestionSet)?;
    let by = By { who: &caller.member.email, at: state.clock.now_ms() };
    drafts::begin_next(&state.store, &code, base.version, by).await.map_err(|error| match error {
        DraftError::Store(error) => error.into(),
        DraftError::Taken(_) => ApiError::new(Code::Taken, "There is a draft already."),
        DraftError::UnknownVersion(..) => ApiError::invalid().at("/version", error.to_string()),
    })?;
    Ok(Created { location: format!("/question-sets/{code}/draft"), body: found(&state, &address).await? })
}

/// A draft, changed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DraftBody {
    /// The revision that was seen.
    revision: i64,
    /// In the format of question set files; code and version stay the draft's.
    #[schemars(with = "std::collections::BTreeMap<String, Json>")]
    question_set: Json,
}

/// The revision that is there now.
#[derive(Serialize, JsonSchema)]
struct DraftRevision {
    revision: i64,
}

async fn put(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
    Body(body): Body<DraftBody>,
) -> Result<web::Json<DraftRevision>, ApiError> {
    found(&state, &code).await?;
    let set = QuestionSet::try_from(body.question_set);
    let set = set.map_err(|error| ApiError::invalid().at("/question_set", error.to_string()))?;
    if *set.code.as_str() != *code {
        return Err(ApiError::invalid().at("/question_set/code", "the code of the draft stays"));
    }
    let by = By { who: &caller.member.email, at: state.clock.now_ms() };
    match drafts::put(&state.store, set, body.revision, by).await {
        Ok(Done::Saved(revision) | Done::Unchanged(revision)) => Ok(web::Json(DraftRevision { revision })),
        Ok(Done::Overtaken(_)) => Err(overtaken()),
        Err(ChangeError::Store(error)) => Err(error.into()),
        Err(ChangeError::NoDraft) => Err(find::nothing(Code::UnknownQuestionSet)),
        Err(error) => Err(ApiError::invalid().at("/question_set", error.to_string())),
    }
}

/// A question set to begin.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewQuestionSet {
    code: QuestionSetCode,
    /// The title, in the first language.
    #[schemars(length(min = 1, max = 200))]
    title: String,
    /// The first is the one that the others are translated from.
    #[schemars(length(min = 1))]
    languages: Vec<survey::Locale>,
}

async fn add(
    state: web::Data<State>,
    caller: Caller,
    Body(new): Body<NewQuestionSet>,
) -> Result<Created<DraftAnswer>, ApiError> {
    let mut wrong = ApiError::invalid();
    let title = new.title.trim();
    if title.is_empty() || title.chars().count() > 200 {
        wrong = wrong.at("/title", "1 to 200 characters");
    }
    if drafts::is_reserved(&new.code) {
        wrong = wrong.at("/code", "this code can't be taken");
    }
    let mut languages = new.languages;
    let mut seen = std::collections::BTreeSet::new();
    languages.retain(|locale| seen.insert(locale.clone()));
    if languages.is_empty() {
        wrong = wrong.at("/languages", "at least one");
    }
    wrong.if_any()?;
    let by = By { who: &caller.member.email, at: state.clock.now_ms() };
    let set = drafts::empty(new.code.clone(), languages, title);
    drafts::begin_new(&state.store, &set, by).await.map_err(|error| match error {
        DraftError::Store(error) => error.into(),
        error => ApiError::new(Code::Taken, error.to_string()),
    })?;
    let location = format!("/question-sets/{}/draft", new.code);
    Ok(Created { location, body: found(&state, new.code.as_str()).await? })
}

/// The revision that was seen.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Revision {
    revision: i64,
}

fn overtaken() -> ApiError {
    ApiError::new(Code::Overtaken, "The draft is not the one that was seen: read it again.")
}

async fn discard(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
    Query(seen): Query<Revision>,
) -> Result<Nothing, ApiError> {
    found(&state, &code).await?;
    let code: QuestionSetCode = find::named(&code, Code::UnknownQuestionSet)?;
    let by = By { who: &caller.member.email, at: state.clock.now_ms() };
    match drafts::discard(&state.store, &code, seen.revision, by).await? {
        true => Ok(Nothing),
        false => Err(overtaken()),
    }
}

/// What is to be seen before a draft is published.
#[derive(Serialize, JsonSchema)]
struct DraftReview {
    revision: i64,
    /// The version that it would become.
    version: u32,
    /// What breaks a rule, each with its `place`, its `code` and its `problem`; nothing may.
    #[schemars(with = "Vec<std::collections::BTreeMap<String, Json>>")]
    findings: Json,
    /// What differs from the last version.
    #[schemars(with = "Vec<std::collections::BTreeMap<String, Json>>")]
    differences: Json,
    /// Codes that came or went, of which somebody must say that it is meant.
    #[schemars(with = "Vec<std::collections::BTreeMap<String, Json>>")]
    declarations: Json,
}

async fn review(
    state: web::Data<State>,
    Path(code): Path<String>,
) -> Result<web::Json<DraftReview>, ApiError> {
    let code: QuestionSetCode = find::named(&code, Code::UnknownQuestionSet)?;
    let found = publish::review(&state.store, &code).await?;
    let found = found.ok_or_else(|| find::nothing(Code::UnknownQuestionSet))?;
    Ok(web::Json(DraftReview {
        revision: found.draft.revision,
        version: found.version,
        findings: written(&found.findings)?,
        differences: written(&found.differences)?,
        declarations: written(&found.declarations)?,
    }))
}

/// What was seen of the draft.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SeenBody {
    revision: i64,
    version: u32,
    /// Whether the codes that came and went are meant to.
    declared: bool,
}

/// The version that was published.
#[derive(Serialize, JsonSchema)]
struct PublishedVersion {
    version: u32,
}

async fn publish_draft(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
    Body(body): Body<SeenBody>,
) -> Result<web::Json<PublishedVersion>, ApiError> {
    let code: QuestionSetCode = find::named(&code, Code::UnknownQuestionSet)?;
    let SeenBody { revision, version, declared } = body;
    let seen = Seen { revision, version, declared };
    let done = publish::publish_draft(&state.store, &code, seen, caller.by(&state)).await;
    let version = done.map_err(|error| {
        let text = error.to_string();
        match error {
            PublishError::Store(error) => error.into(),
            PublishError::NoDraft => find::nothing(Code::UnknownQuestionSet),
            PublishError::Overtaken => overtaken(),
            PublishError::Undeclared(_) => ApiError::invalid().at("/declared", text),
            _ => ApiError::new(Code::NotNow, text),
        }
    })?;
    Ok(web::Json(PublishedVersion { version }))
}
