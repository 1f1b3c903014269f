//! The days on which a survey stood still.

use survey::{Day, SurveyCode};

use super::{Store, StoreError, StoreResult, Tx};

/// Days on which a survey stood still, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standstill {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

/// Suspends a survey from that day on, or lets it go on.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &mut Tx, code: &SurveyCode, from: Option<Day>) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET suspended_on = $1 WHERE code = $2")
        .bind(from.map(|day| day.to_string()))
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Keeps the days on which a survey stood still.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, code: &SurveyCode, still: Standstill) -> StoreResult<()> {
    sqlx::query("INSERT INTO survey_suspension (survey, from_day, to_day) VALUES ($1, $2, $3)")
        .bind(code.as_str())
        .bind(still.from.to_string())
        .bind(still.to.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The last day on which a survey stood still before, if it did.
///
/// # Errors
/// When the database fails.
pub async fn last_day(tx: &mut Tx, code: &SurveyCode) -> StoreResult<Option<Day>> {
    let (day,): (Option<String>,) =
        sqlx::query_as("SELECT max(to_day) FROM survey_suspension WHERE survey = $1")
            .bind(code.as_str())
            .fetch_one(&mut **tx)
            .await?;
    day.map(|day| read(&day)).transpose()
}

fn read(day: &str) -> StoreResult<Day> {
    day.parse().map_err(|e: survey::NotADay| StoreError::unreadable("survey_suspension", e))
}

impl Store {
    /// The days on which a survey stood still, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn standstills(&self, code: &SurveyCode) -> StoreResult<Vec<Standstill>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT from_day, to_day FROM survey_suspension WHERE survey = $1 ORDER BY from_day",
        )
        .bind(code.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|(from, to)| Ok(Standstill { from: read(from)?, to: read(to)? })).collect()
    }
}
