//! Drafts of question sets: one for each question set at most, with its revisions since it was begun.

use sqlx::Row as _;
use sqlx::any::AnyRow;
use survey::QuestionSet;
use survey::code::QuestionSetCode;

use super::{Store, StoreError, StoreResult, Tx, question_sets, translations};

/// A draft as it is now. Its content always reads as a question set; what it still lacks, `survey::check` says.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The question set, with the version that it would be published as.
    pub set: QuestionSet,
    /// Grows by one with each change.
    pub revision: i64,
    /// The published version that it began with.
    pub based_on: Option<u32>,
}

/// One change of a draft.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// What was done: `created`, `edited`, `moved`, `deleted`, `imported`, `translated`, `restored`.
    pub what: &'a str,
    /// Where, as a path of codes: `sections.media.questions.audience`; empty for the whole.
    pub place: &'a str,
    /// The e-mail address of who did it.
    pub who: &'a str,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// A revision in the history of a draft.
#[derive(Debug, Clone)]
pub struct Revision {
    /// Its number.
    pub revision: i64,
    /// What was done.
    pub what: String,
    /// Where.
    pub place: String,
    /// Who did it.
    pub who: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// What came of a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is the current revision now.
    As(i64),
    /// Somebody changed the draft since the revision that was seen, or deleted it: nothing was saved.
    Overtaken,
}

fn content(set: &QuestionSet) -> StoreResult<String> {
    serde_json::to_string(set).map_err(|e| StoreError::unreadable("question_set_draft", e))
}

fn set(content: &str) -> StoreResult<QuestionSet> {
    question_sets::stored(content).map_err(|e| StoreError::unreadable("question_set_draft", e))
}

fn draft(row: &AnyRow) -> StoreResult<Draft> {
    let based_on = row.try_get::<Option<i64>, _>("based_on")?.map(u32::try_from).transpose();
    Ok(Draft {
        set: set(&row.try_get::<String, _>("content")?)?,
        revision: row.try_get("revision")?,
        based_on: based_on.map_err(|e| StoreError::unreadable("question_set_draft", e))?,
    })
}

/// Begins a draft. Returns `false`, changing nothing, if the question set has one.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    tx: &mut Tx,
    set: &QuestionSet,
    based_on: Option<u32>,
    change: &Change<'_>,
) -> StoreResult<bool> {
    let done = sqlx::query(
        "INSERT INTO question_set_draft (code, revision, based_on, content) VALUES ($1, 1, $2, $3) \
         ON CONFLICT DO NOTHING",
    )
    .bind(set.code.as_str())
    .bind(based_on.map(i64::from))
    .bind(content(set)?)
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    remember(tx, set, 1, change).await?;
    Ok(true)
}

/// Saves a change of the draft whose revision was seen.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut Tx, set: &QuestionSet, seen: i64, change: &Change<'_>) -> StoreResult<Saved> {
    let Some(before) = lock(tx, &set.code, seen).await? else { return Ok(Saved::Overtaken) };
    let done = sqlx::query(
        "UPDATE question_set_draft SET revision = revision + 1, content = $1 WHERE code = $2 AND revision = $3",
    )
    .bind(content(set)?)
    .bind(set.code.as_str())
    .bind(seen)
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(Saved::Overtaken);
    }
    remember(tx, set, seen + 1, change).await?;
    translations::follow(tx, &before.set, set).await?;
    Ok(Saved::As(seen + 1))
}

async fn remember(tx: &mut Tx, set: &QuestionSet, revision: i64, change: &Change<'_>) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO question_set_revision (code, revision, content, what, place, who, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(set.code.as_str())
    .bind(revision)
    .bind(content(set)?)
    .bind(change.what)
    .bind(change.place)
    .bind(change.who)
    .bind(change.at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Holds a draft's row until the transaction ends, if its revision is the one that was seen, and returns it.
///
/// # Errors
/// When the database fails or the draft is unreadable.
pub async fn lock(tx: &mut Tx, code: &QuestionSetCode, seen: i64) -> StoreResult<Option<Draft>> {
    let held =
        sqlx::query("UPDATE question_set_draft SET revision = revision WHERE code = $1 AND revision = $2")
            .bind(code.as_str())
            .bind(seen)
            .execute(&mut **tx)
            .await?;
    if held.rows_affected() == 0 {
        return Ok(None);
    }
    let row = sqlx::query("SELECT revision, based_on, content FROM question_set_draft WHERE code = $1")
        .bind(code.as_str())
        .fetch_one(&mut **tx)
        .await?;
    draft(&row).map(Some)
}

/// Throws a draft away, with its history, if its revision is the one that was seen. Returns whether it was.
///
/// # Errors
/// When the database fails.
pub async fn discard(tx: &mut Tx, code: &QuestionSetCode, seen: i64) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM question_set_draft WHERE code = $1 AND revision = $2")
        .bind(code.as_str())
        .bind(seen)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Lets go of a revision of a draft.
///
/// # Errors
/// When the database fails.
pub async fn forget_revision(tx: &mut Tx, code: &QuestionSetCode, revision: i64) -> StoreResult<()> {
    sqlx::query("DELETE FROM question_set_revision WHERE code = $1 AND revision = $2")
        .bind(code.as_str())
        .bind(revision)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// The draft of a question set.
    ///
    /// # Errors
    /// When the database fails or the draft is unreadable.
    pub async fn draft(&self, code: &QuestionSetCode) -> StoreResult<Option<Draft>> {
        let row = sqlx::query("SELECT revision, based_on, content FROM question_set_draft WHERE code = $1")
            .bind(code.as_str())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(draft).transpose()
    }

    /// All drafts, by code.
    ///
    /// # Errors
    /// When the database fails or a draft is unreadable.
    pub async fn drafts(&self) -> StoreResult<Vec<Draft>> {
        let rows = sqlx::query("SELECT revision, based_on, content FROM question_set_draft ORDER BY code")
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(draft).collect()
    }

    /// The history of a draft, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn draft_history(&self, code: &QuestionSetCode) -> StoreResult<Vec<Revision>> {
        let rows: Vec<(i64, String, String, String, i64)> = sqlx::query_as(
            "SELECT revision, what, place, who, at FROM question_set_revision WHERE code = $1 \
             ORDER BY revision DESC",
        )
        .bind(code.as_str())
        .fetch_all(&self.pool)
        .await?;
        let read = |(revision, what, place, who, at)| Revision { revision, what, place, who, at };
        Ok(rows.into_iter().map(read).collect())
    }

    /// The draft as it was at a revision.
    ///
    /// # Errors
    /// When the database fails or the revision is unreadable.
    pub async fn draft_at(&self, code: &QuestionSetCode, revision: i64) -> StoreResult<Option<QuestionSet>> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT content FROM question_set_revision WHERE code = $1 AND revision = $2")
                .bind(code.as_str())
                .bind(revision)
                .fetch_optional(&self.pool)
                .await?;
        row.map(|(content,)| set(&content)).transpose()
    }

    /// The draft as it was at a revision; where that one is no longer kept, as it was before it and after it. Nothing if there was none.
    ///
    /// # Errors
    /// When the database fails or a revision is unreadable.
    pub async fn draft_around(&self, code: &QuestionSetCode, revision: i64) -> StoreResult<Vec<QuestionSet>> {
        let rows: Vec<(String,)> = sqlx::query_as(
            "SELECT content FROM question_set_revision WHERE code = $1 AND revision IN (              (SELECT max(revision) FROM question_set_revision WHERE code = $1 AND revision <= $2),              (SELECT min(revision) FROM question_set_revision WHERE code = $1 AND revision >= $2))              AND EXISTS (SELECT 1 FROM question_set_draft WHERE code = $1 AND revision >= $2) ORDER BY revision",
        )
        .bind(code.as_str())
        .bind(revision)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|(content,)| set(content)).collect()
    }

    /// The codes of all question sets that have a published version, in order.
    ///
    /// # Errors
    /// When the database fails or a code is none.
    pub async fn question_set_codes(&self) -> StoreResult<Vec<QuestionSetCode>> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT DISTINCT code FROM question_set_version ORDER BY code")
                .fetch_all(&self.pool)
                .await?;
        let read = |(code,): (String,)| {
            code.parse()
                .map_err(|e: survey::code::NotACode| StoreError::unreadable("question_set_version", e))
        };
        rows.into_iter().map(read).collect()
    }
}
