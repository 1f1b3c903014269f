//! The versions of its question set that a survey runs on and ran on: responses of these are accepted, and of no other.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use survey::SurveyCode;

use super::{Store, StoreError, StoreResult, Tx};

/// Keeps that a survey that was opened runs on a version, in the transaction that opens it or puts it on that version. One
/// that it ran on before keeps its day.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, survey: &SurveyCode, version: u32, since: DateTime<Utc>) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO survey_version (survey, version, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(survey.as_str())
    .bind(i64::from(version))
    .bind(since.timestamp_millis())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Store {
    /// The versions that a survey runs on or ran on since it was opened.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn survey_versions(&self, survey: &SurveyCode) -> StoreResult<BTreeSet<u32>> {
        let rows: Vec<(i64,)> = sqlx::query_as("SELECT version FROM survey_version WHERE survey = $1")
            .bind(survey.as_str())
            .fetch_all(&self.pool)
            .await?;
        let version =
            |(version,): (i64,)| version.try_into().map_err(|e| StoreError::unreadable("survey_version", e));
        rows.into_iter().map(version).collect()
    }
}
