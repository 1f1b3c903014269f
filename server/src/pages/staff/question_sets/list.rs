//! All question sets; and one: its draft and its published versions.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::check::check;
use survey::code::QuestionSetCode;
use survey::translation::{self, Facts};
use survey::{Locale, QuestionSet};

use super::super::forms::field;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::number;
use super::{Above, base, code, name, translations};
use crate::auth::Permission;
use crate::drafts::{self, By, DraftError};
use crate::store::StoreResult;
use crate::store::drafts::Draft;

#[derive(Template)]
#[template(path = "staff/question_sets/list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    sets: Vec<Listed>,
    may_edit: bool,
}

struct Listed {
    href: String,
    code: String,
    title: String,
    published: Option<String>,
    draft: Option<String>,
    /// How far each translation of the draft is: the language, its name, its page, the words.
    translations: Vec<(String, String, String, String)>,
}

/// The list.
#[get("/question-sets")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let sets = listed(&visit).await.map_err(|error| visit.unavailable(&error))?;
    let title = visit.t().text("editor-sets");
    let page =
        ListPage { frame: visit.frame(&title), sets, may_edit: visit.may(Permission::EditQuestionSets) };
    visit.page(StatusCode::OK, &page)
}

async fn listed(visit: &Visit) -> StoreResult<Vec<Listed>> {
    let store = &visit.state.store;
    let mut drafts = store.drafts().await?;
    let mut codes: Vec<QuestionSetCode> = drafts.iter().map(|draft| draft.set.code.clone()).collect();
    codes.extend(store.question_set_codes().await?);
    codes.sort();
    codes.dedup();
    let mut sets = Vec::new();
    for code in codes {
        let versions = store.question_set_versions(&code).await?;
        let newest = versions.values().next_back();
        let draft = drafts.iter().position(|draft| draft.set.code == code).map(|at| drafts.swap_remove(at));
        let title = newest
            .map(|set| name(visit.t(), set))
            .or(draft.as_ref().map(|draft| name(visit.t(), &draft.set)));
        let translations = match &draft {
            Some(draft) => translated(visit, draft, &store.translation_facts(&code).await?),
            None => Vec::new(),
        };
        sets.push(Listed {
            href: base(&code),
            title: title.unwrap_or_default(),
            published: newest.map(|set| version(visit, set)),
            draft: draft.as_ref().map(|draft| about(visit, draft)),
            translations,
            code: code.to_string(),
        });
    }
    Ok(sets)
}

/// What a translator has to do comes with what is done.
fn translated(visit: &Visit, draft: &Draft, facts: &Facts) -> Vec<(String, String, String, String)> {
    let line = |language: &Locale| {
        let href = format!("{}/translations?to={language}", base(&draft.set.code));
        let progress = translation::progress(&draft.set, language, facts);
        let sentence = translations::sentence(visit, progress);
        (language.to_string(), translations::language_name(visit, language), href, sentence)
    };
    draft.set.languages.iter().skip(1).map(line).collect()
}

/// “Version 2, 50 questions”.
fn version(visit: &Visit, set: &QuestionSet) -> String {
    let args = [("version", number(set.version.into())), ("count", number(set.questions().count() as u64))];
    visit.t().tr("editor-version-of", &args)
}

/// “Draft of version 3, 50 questions”.
fn about(visit: &Visit, draft: &Draft) -> String {
    let count = number(draft.set.questions().count() as u64);
    visit.t().tr("editor-draft-of", &[("version", number(draft.set.version.into())), ("count", count)])
}

#[derive(Template)]
#[template(path = "staff/question_sets/set.html")]
struct SetPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    draft: Option<DraftView>,
    /// Each with what it is called, and what to press to begin a draft from it.
    versions: Vec<(u32, String, String)>,
    may_edit: bool,
}

struct DraftView {
    about: String,
    revision: i64,
    changed: String,
    findings: Option<String>,
}

/// One question set.
#[get("/question-sets/{code}")]
pub async fn one(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let code = code(&visit, &address)?;
    let store = &visit.state.store;
    let found = async {
        let (draft, versions) = (store.draft(&code).await?, store.question_set_versions(&code).await?);
        let last = store.draft_history(&code).await?.into_iter().next();
        StoreResult::Ok((draft, versions, last))
    };
    let (draft, versions, last) = found.await.map_err(|error| visit.unavailable(&error))?;
    let newest = versions.values().next_back().map(AsRef::as_ref);
    let Some(set) = newest.or(draft.as_ref().map(|draft| &draft.set)) else {
        return Err(visit.problem(Kind::NotFound));
    };
    let view = draft.as_ref().map(|draft| DraftView {
        about: about(&visit, draft),
        revision: draft.revision,
        changed: last.as_ref().map(|last| super::changed(&visit, last)).unwrap_or_default(),
        findings: super::findings::counted(&visit, &draft.set, &check(&draft.set)),
    });
    let page = SetPage {
        frame: visit.frame(&name(visit.t(), set)),
        above: Above::new(&visit, set, ""),
        base: base(&code),
        draft: view,
        versions: versions
            .values()
            .rev()
            .map(|set| {
                let words = visit.t().count("editor-begin", "version", set.version);
                (set.version, version(&visit, set), words)
            })
            .collect(),
        may_edit: visit.may(Permission::EditQuestionSets),
    };
    visit.page(StatusCode::OK, &page)
}

/// Begins a draft with what a published version holds.
#[post("/question-sets/{code}/begin")]
pub async fn begin(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let code = code(&visit, &address)?;
    let version: u32 = field(&fields, "version").parse().map_err(|_| visit.problem(Kind::NotFound))?;
    let by = By { who: visit.who(), at: visit.state.clock.now_ms() };
    match drafts::begin_next(&visit.state.store, &code, version, by).await {
        // Who begins a draft that a colleague has just begun, goes on with that one.
        Ok(()) | Err(DraftError::Taken(_)) => Ok(redirect(&format!("{}/draft", base(&code)))),
        Err(DraftError::UnknownVersion(..)) => Err(visit.problem(Kind::NotFound)),
        Err(DraftError::Store(error)) => Err(visit.unavailable(&error)),
    }
}

/// Throws the draft away.
#[post("/question-sets/{code}/discard")]
pub async fn discard(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let code = code(&visit, &address)?;
    let by = By { who: visit.who(), at: visit.state.clock.now_ms() };
    let seen: i64 = field(&fields, "revision").parse().unwrap_or_default();
    let store = &visit.state.store;
    let gone = drafts::discard(store, &code, seen, by).await.map_err(|error| visit.unavailable(&error))?;
    let versions = store.question_set_versions(&code).await.map_err(|error| visit.unavailable(&error))?;
    // What was changed meanwhile is not thrown away unseen: the page shows who changed it.
    let to = if gone && versions.is_empty() { "/staff/question-sets".to_owned() } else { base(&code) };
    Ok(redirect(&to))
}
