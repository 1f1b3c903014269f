//! What results are made of: all responses of a survey, read in a stream, and what is settled about showing them; and the
//! results themselves, once they were worked out.

use futures_util::TryStreamExt as _;
use sqlx::Row;
use sqlx::any::AnyRow;
use survey::SurveyCode;
use survey::disclosure::Threshold;

use super::{Store, StoreError, StoreResult, Tx};

/// How many responses the database puts together at once: so many that handing them over weighs little beside reading them.
const LOT: i64 = 128;
/// Comes after the id of every response.
const BEYOND: [u8; 17] = [0xff; 17];

/// Some responses as the ledger has them, without their keys and in no order that means anything.
pub struct Lot(AnyRow);

impl Lot {
    /// A line a response: the version that counts it, and right after it the answers as JSON.
    ///
    /// # Errors
    /// When the row holds something else.
    pub fn responses(&self) -> StoreResult<&str> {
        Ok(self.0.try_get(0)?)
    }
}

/// Sets the threshold of a survey.
///
/// # Errors
/// When the database fails.
pub async fn set_threshold(tx: &mut Tx, survey: &SurveyCode, threshold: Threshold) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO survey_threshold (survey, threshold) VALUES ($1, $2) \
         ON CONFLICT (survey) DO UPDATE SET threshold = excluded.threshold",
    )
    .bind(survey.as_str())
    .bind(i64::from(threshold.get()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many responses a survey has, waiting ones included, as the transaction sees it.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, survey: &SurveyCode) -> StoreResult<u64> {
    let (count,): (i64,) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM response WHERE survey = $1) \
         + (SELECT count(*) FROM response_inbox WHERE survey = $1)",
    )
    .bind(survey.as_str())
    .fetch_one(&mut **tx)
    .await?;
    Ok(count.unsigned_abs())
}

impl Store {
    /// How many responses of a survey are in the ledger.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ledger_count(&self, survey: &SurveyCode) -> StoreResult<u64> {
        let (count,): (i64,) = sqlx::query_as("SELECT count(*) FROM response WHERE survey = $1")
            .bind(survey.as_str())
            .fetch_one(&self.pool)
            .await?;
        Ok(count.unsigned_abs())
    }

    /// What was kept of a survey's results, if it has that basis.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_results(&self, survey: &SurveyCode, basis: &str) -> StoreResult<Option<Vec<u8>>> {
        let row: Option<(Vec<u8>,)> =
            sqlx::query_as("SELECT content FROM kept_results WHERE survey = $1 AND basis = $2")
                .bind(survey.as_str())
                .bind(basis)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|(content,)| content))
    }

    /// Keeps results in the place of those of another basis.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_results(&self, survey: &SurveyCode, basis: &str, content: Vec<u8>) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query(
            "INSERT INTO kept_results (survey, basis, content) VALUES ($1, $2, $3) \
             ON CONFLICT (survey) DO UPDATE SET basis = excluded.basis, content = excluded.content",
        )
        .bind(survey.as_str())
        .bind(basis)
        .bind(content)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// The threshold of a survey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn threshold(&self, survey: &SurveyCode) -> StoreResult<Threshold> {
        let row: Option<(i64,)> = sqlx::query_as("SELECT threshold FROM survey_threshold WHERE survey = $1")
            .bind(survey.as_str())
            .fetch_optional(&self.pool)
            .await?;
        let Some((number,)) = row else { return Ok(Threshold::default()) };
        let number = u32::try_from(number).map_err(|e| StoreError::unreadable("survey_threshold", e))?;
        number.try_into().map_err(|error| StoreError::unreadable("survey_threshold", error))
    }

    /// Hands over all responses of a survey that are in the ledger, lot by lot, as they were at one moment: one statement
    /// sees one state of the ledger, so a group that is moved meanwhile is there as a whole or not at all.
    ///
    /// The database puts each lot together, since handing over row by row takes longer than all the counting. The ledger does
    /// not know which version was filled: those of an opened survey differ in words alone, so `version` counts them all.
    ///
    /// # Errors
    /// When the database fails, or when `take` does.
    pub async fn each_lot(
        &self,
        survey: &SurveyCode,
        version: u32,
        mut take: impl AsyncFnMut(Lot) -> StoreResult<()>,
    ) -> StoreResult<()> {
        let mut lots = sqlx::query(
            "SELECT (SELECT string_agg($4 || response.answers, '\n') FROM response \
             WHERE response.survey = $1 AND response.id >= lot.first AND response.id < lot.beyond) \
             FROM (SELECT id AS first, coalesce(lead(id) OVER (ORDER BY id), $2) AS beyond \
             FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM response WHERE survey = $1) AS numbered \
             WHERE place % $3 = 1) AS lot",
        )
        .bind(survey.as_str())
        .bind(BEYOND.as_slice())
        .bind(LOT)
        .bind(version.to_string())
        .fetch(&self.pool);
        while let Some(row) = lots.try_next().await? {
            take(Lot(row)).await?;
        }
        Ok(())
    }
}
