//! Links by which a published report is read without an account. The token of a link is kept as its hash.

use sqlx::Row;
use sqlx::any::AnyRow;
use survey::{Day, SurveyCode};
use uuid::Uuid;

use super::{Store, StoreError, StoreResult, Tx};

/// A link, without its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLink {
    /// The key.
    pub id: Uuid,
    /// The survey.
    pub survey: SurveyCode,
    /// The version of the report that it shows.
    pub version: i64,
    /// Whom it is for.
    pub name: String,
    /// Who made it, by e-mail address.
    pub made_by: String,
    /// When, in milliseconds since 1970.
    pub made_at: i64,
    /// The last day on which it is good, in the survey's calendar.
    pub ends_on: Day,
    /// Who ended it before that day, and when.
    pub ended: Option<(String, i64)>,
}

impl ReportLink {
    /// Whether it shows the report on that day.
    pub fn is_good(&self, today: Day) -> bool {
        self.ended.is_none() && today <= self.ends_on
    }
}

const COLUMNS: &str = "id, survey, version, name, made_by, made_at, ends_on, ended_by, ended_at";

fn read(row: &AnyRow) -> StoreResult<ReportLink> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("report_link", e);
    let (by, at) =
        (row.try_get::<Option<String>, _>("ended_by")?, row.try_get::<Option<i64>, _>("ended_at")?);
    Ok(ReportLink {
        id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(|e| bad(&e))?,
        survey: row.try_get::<String, _>("survey")?.parse().map_err(|e| bad(&e))?,
        version: row.try_get("version")?,
        name: row.try_get("name")?,
        made_by: row.try_get("made_by")?,
        made_at: row.try_get("made_at")?,
        ends_on: row.try_get::<String, _>("ends_on")?.parse().map_err(|e| bad(&e))?,
        ended: by.zip(at),
    })
}

/// Keeps a link by the hash of its token.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, link: &ReportLink, token_hash: &[u8]) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO report_link (id, survey, version, token_hash, name, made_by, made_at, ends_on) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(link.id.as_bytes().to_vec())
    .bind(link.survey.as_str())
    .bind(link.version)
    .bind(token_hash.to_vec())
    .bind(link.name.as_str())
    .bind(link.made_by.as_str())
    .bind(link.made_at)
    .bind(link.ends_on.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends a link that was not ended before. Returns whether it was one.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx, survey: &SurveyCode, id: Uuid, by: &str, at: i64) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE report_link SET ended_by = $3, ended_at = $4 WHERE id = $1 AND survey = $2 AND ended_at IS NULL",
    )
    .bind(id.as_bytes().to_vec())
    .bind(survey.as_str())
    .bind(by)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

impl Store {
    /// The link of a token, good or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn report_link(&self, token_hash: &[u8]) -> StoreResult<Option<ReportLink>> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM report_link WHERE token_hash = $1"
        )))
        .bind(token_hash.to_vec())
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// The links to the reports of a survey, the latest first; those that have ended too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn report_links(&self, survey: &SurveyCode) -> StoreResult<Vec<ReportLink>> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM report_link WHERE survey = $1 ORDER BY made_at DESC, id"
        )))
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(read).collect()
    }
}
