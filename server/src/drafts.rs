//! Drafts of question sets: begun and thrown away.
//!
//! What a page and the API both do. A draft is changed through revisions: who saves says which one was seen, so nobody
//! overwrites what a colleague changed meanwhile.

use serde_json::json;
use survey::code::QuestionSetCode;
use survey::question_set::{QuestionSet, Text};
use survey::{Locale, ordered};

use crate::store::drafts::{self, Change};
use crate::store::{Store, StoreError, audit};

/// Who changes a draft, and when.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The e-mail address, as the audit log names people.
    pub who: &'a str,
    /// In milliseconds since 1970.
    pub at: i64,
}

/// Why a draft was not begun.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is a question set, or a draft, of that code.
    #[error("there is a question set or a draft “{0}” already")]
    Taken(QuestionSetCode),
    /// There is no such version.
    #[error("“{0}” has no version {1}")]
    UnknownVersion(QuestionSetCode, u32),
}

/// A question set that holds nothing yet but its title.
pub fn empty(code: QuestionSetCode, languages: Vec<Locale>, title: &str) -> QuestionSet {
    let first = languages.first().cloned().unwrap_or_else(Locale::english);
    QuestionSet {
        code,
        version: 1,
        languages,
        title: Text([(first, title.to_owned())].into_iter().filter(|(_, title)| !title.is_empty()).collect()),
        introduction: Text::default(),
        choice_lists: ordered::Map::default(),
        sections: Vec::new(),
    }
}

/// Begins the draft of a question set that is new.
///
/// # Errors
/// When there is one of that code.
pub async fn begin_new(store: &Store, set: &QuestionSet, by: By<'_>) -> Result<(), DraftError> {
    if !store.question_set_versions(&set.code).await?.is_empty() {
        return Err(DraftError::Taken(set.code.clone()));
    }
    begin(store, set, None, by).await
}

/// Begins the draft of a question set's next version with what one of its published versions holds.
///
/// # Errors
/// When there is a draft already, or no such version.
pub async fn begin_next(
    store: &Store,
    code: &QuestionSetCode,
    version: u32,
    by: By<'_>,
) -> Result<(), DraftError> {
    let versions = store.question_set_versions(code).await?;
    let Some(published) = versions.get(&version) else {
        return Err(DraftError::UnknownVersion(code.clone(), version));
    };
    let newest = versions.keys().next_back().copied().unwrap_or(version);
    let set = QuestionSet { version: newest + 1, ..(**published).clone() };
    begin(store, &set, Some(version), by).await
}

async fn begin(
    store: &Store,
    set: &QuestionSet,
    based_on: Option<u32>,
    by: By<'_>,
) -> Result<(), DraftError> {
    let mut tx = store.begin_write().await?;
    let change = Change { what: "created", place: "", who: by.who, at: by.at };
    if !drafts::begin(&mut tx, set, based_on, &change).await? {
        return Err(DraftError::Taken(set.code.clone()));
    }
    let detail = json!({ "version": set.version, "based_on": based_on });
    audit::record(&mut tx, by.who, "draft_begun", &subject(&set.code), &detail, by.at).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Throws a draft away with its history, if its revision is the one that was seen. Returns whether it was.
///
/// # Errors
/// When the database fails.
pub async fn discard(
    store: &Store,
    code: &QuestionSetCode,
    seen: i64,
    by: By<'_>,
) -> Result<bool, StoreError> {
    let mut tx = store.begin_write().await?;
    if !drafts::discard(&mut tx, code, seen).await? {
        return Ok(false);
    }
    audit::record(&mut tx, by.who, "draft_discarded", &subject(code), &json!({ "revision": seen }), by.at)
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// A question set, as the audit log names it.
pub fn subject(code: &QuestionSetCode) -> String {
    format!("question_set:{code}")
}
