//! Published versions of question sets; they never change, as triggers of the database see to.

use std::collections::BTreeMap;
use std::sync::Arc;

use survey::QuestionSet;
use survey::code::QuestionSetCode;
use survey::day::bring_bounds_within;

use super::{Store, StoreError, StoreResult, Tx};

/// When a version was published, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The version.
    pub version: u32,
    /// In milliseconds since 1970; unknown for what was published before it was kept.
    pub at: Option<i64>,
    /// The e-mail address, or who stands for nobody in the audit log.
    pub by: Option<String>,
}

/// Publishes a version. Returns `false`, changing nothing, if that version is published already.
///
/// # Errors
/// When the database fails.
pub async fn publish(tx: &mut Tx, set: &QuestionSet, by: &str, at: i64) -> StoreResult<bool> {
    let content =
        serde_json::to_string(set).map_err(|e| StoreError::unreadable("question_set_version", e))?;
    let done = sqlx::query(
        "INSERT INTO question_set_version (code, version, content, published_at, published_by) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(set.code.as_str())
    .bind(i64::from(set.version))
    .bind(content)
    .bind(at)
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

impl Store {
    /// When each version of a question set was published, the latest first.
    ///
    /// # Errors
    /// When the database fails or holds no number.
    pub async fn publications(&self, code: &QuestionSetCode) -> StoreResult<Vec<Publication>> {
        let rows: Vec<(i64, Option<i64>, Option<String>)> = sqlx::query_as(
            "SELECT version, published_at, published_by FROM question_set_version WHERE code = $1 \
             ORDER BY version DESC",
        )
        .bind(code.as_str())
        .fetch_all(&self.pool)
        .await?;
        let read = |(version, at, by): (i64, _, _)| {
            let version =
                version.try_into().map_err(|e| StoreError::unreadable("question_set_version", e))?;
            Ok(Publication { version, at, by })
        };
        rows.into_iter().map(read).collect()
    }

    /// All published versions of a question set.
    ///
    /// # Errors
    /// When the database fails or a version is unreadable.
    pub async fn question_set_versions(
        &self,
        code: &QuestionSetCode,
    ) -> StoreResult<BTreeMap<u32, Arc<QuestionSet>>> {
        let rows: Vec<(String,)> = sqlx::query_as("SELECT content FROM question_set_version WHERE code = $1")
            .bind(code.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.into_iter()
            .map(|(content,)| {
                let set = stored(&content).map_err(|e| StoreError::unreadable("question_set_version", e))?;
                Ok((set.version, Arc::new(set)))
            })
            .collect()
    }
}

/// Reads a question set that was stored: an earlier version took bounds of date questions from outside the calendar.
pub(super) fn stored(content: &str) -> serde_json::Result<QuestionSet> {
    serde_json::from_str(content).or_else(|_| {
        let mut json = serde_json::from_str(content)?;
        bring_bounds_within(&mut json);
        serde_json::from_value(json)
    })
}
