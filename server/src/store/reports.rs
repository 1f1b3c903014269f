//! What editors say in reports, and the reports that were published.

use sqlx::Row as _;
use survey::SurveyCode;

use super::{Store, StoreError, StoreResult, Tx};
use crate::report::document::{Edits, Report};

/// What the editor says, as it is now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edited {
    /// What the editor says.
    pub edits: Edits,
    /// Grows by one with each change; 0 before the first.
    pub revision: i64,
}

/// A published report, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1 on.
    pub version: i64,
    /// Who published it, by e-mail address.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

fn bad(problem: impl ToString) -> StoreError {
    StoreError::unreadable("report", problem)
}

/// Saves what the editor says, if the revision is the one that was seen. Returns whether it was.
///
/// # Errors
/// When the database fails.
pub async fn save_edits(
    tx: &mut Tx,
    survey: &SurveyCode,
    edits: &Edits,
    seen: i64,
    (by, at): (&str, i64),
) -> StoreResult<bool> {
    let content = serde_json::to_string(edits).map_err(bad)?;
    let query = if seen == 0 {
        "INSERT INTO report_edits (survey, revision, content, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING"
    } else {
        "UPDATE report_edits SET revision = revision + 1, content = $3, changed_by = $4, changed_at = $5 \
         WHERE survey = $1 AND revision = $2"
    };
    let done = sqlx::query(query)
        .bind(survey.as_str())
        .bind(seen.max(1))
        .bind(content)
        .bind(by)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps a report as the next version of its survey, and returns its number.
///
/// # Errors
/// When the database fails.
pub async fn publish(tx: &mut Tx, report: &Report, by: &str, at: i64) -> StoreResult<i64> {
    let survey = report.survey.as_str();
    let (last,): (i64,) =
        sqlx::query_as("SELECT coalesce(max(version), 0) FROM report_version WHERE survey = $1")
            .bind(survey)
            .fetch_one(&mut **tx)
            .await?;
    sqlx::query(
        "INSERT INTO report_version (survey, version, content, published_by, published_at) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(survey)
    .bind(last + 1)
    .bind(serde_json::to_string(report).map_err(bad)?)
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(last + 1)
}

impl Store {
    /// What the editor says in a survey's report.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn report_edits(&self, survey: &SurveyCode) -> StoreResult<Edited> {
        let row = sqlx::query("SELECT revision, content FROM report_edits WHERE survey = $1")
            .bind(survey.as_str())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(Edited::default()) };
        let edits = serde_json::from_str(&row.try_get::<String, _>("content")?).map_err(bad)?;
        Ok(Edited { edits, revision: row.try_get("revision")? })
    }

    /// A survey's published reports, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn report_versions(&self, survey: &SurveyCode) -> StoreResult<Vec<Version>> {
        let rows: Vec<(i64, String, i64)> = sqlx::query_as(
            "SELECT version, published_by, published_at FROM report_version WHERE survey = $1 ORDER BY version DESC",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(|(version, by, at)| Version { version, by, at }).collect())
    }

    /// A published report.
    ///
    /// # Errors
    /// When the database fails or the report is unreadable.
    pub async fn published_report(&self, survey: &SurveyCode, version: i64) -> StoreResult<Option<Report>> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT content FROM report_version WHERE survey = $1 AND version = $2")
                .bind(survey.as_str())
                .bind(version)
                .fetch_optional(&self.pool)
                .await?;
        row.map(|(content,)| serde_json::from_str(&content).map_err(bad)).transpose()
    }
}
