//! Published versions of question sets; they never change.

use std::collections::BTreeMap;
use std::sync::Arc;

use survey::QuestionSet;
use survey::code::QuestionSetCode;

use super::{Store, StoreError, StoreResult};

impl Store {
    /// Publishes a version. Returns `false`, changing nothing, if that version is published already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn publish_question_set(&self, set: &QuestionSet) -> StoreResult<bool> {
        let content =
            serde_json::to_string(set).map_err(|e| StoreError::unreadable("question_set_version", e))?;
        let done = sqlx::query(
            "INSERT INTO question_set_version (code, version, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(set.code.as_str())
        .bind(i64::from(set.version))
        .bind(content)
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() == 1)
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
                let set: QuestionSet = serde_json::from_str(&content)
                    .map_err(|e| StoreError::unreadable("question_set_version", e))?;
                Ok((set.version, Arc::new(set)))
            })
            .collect()
    }
}
