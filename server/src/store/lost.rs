//! How many responses were given up, since no key opened them.

use survey::SurveyCode;

use super::{Store, StoreResult, Tx};

/// Adds to how many responses of a survey were given up, by whom and when.
///
/// # Errors
/// When the database fails.
pub async fn add(
    tx: &mut Tx,
    survey: &SurveyCode,
    responses: u64,
    (who, at): (&str, i64),
) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO survey_lost (survey, responses, declared_at, declared_by) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (survey) DO UPDATE SET responses = survey_lost.responses + excluded.responses, \
         declared_at = excluded.declared_at, declared_by = excluded.declared_by",
    )
    .bind(survey.as_str())
    .bind(i64::try_from(responses).unwrap_or(i64::MAX))
    .bind(at)
    .bind(who)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Store {
    /// How many responses of a survey were given up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lost_responses(&self, survey: &SurveyCode) -> StoreResult<u64> {
        let row: Option<(i64,)> = sqlx::query_as("SELECT responses FROM survey_lost WHERE survey = $1")
            .bind(survey.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map_or(0, |(responses,)| responses.unsigned_abs()))
    }
}
