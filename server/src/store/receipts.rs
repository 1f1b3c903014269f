//! Receipts: what they are made of, read in a stream with the answers, and the lists that were published.

use futures_util::TryStreamExt as _;
use sqlx::Row;
use survey::SurveyCode;
use uuid::Uuid;

use super::{Store, StoreError, StoreResult, Tx};

/// A response as a receipt is made of it.
pub struct Receipted {
    /// Its random key.
    pub id: Uuid,
    /// The answers, as JSON.
    pub answers: String,
    /// The sealed secret, with the version that was filled; none in what was never sent from a device.
    pub sealed: Option<Vec<u8>>,
}

/// A list of receipts that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptList {
    /// When, in milliseconds since 1970.
    pub published_at: i64,
    /// How many responses were counted, those without a receipt included.
    pub responses: u64,
    /// The receipts in alphabetical order, one a line.
    pub receipts: String,
}

impl ReceiptList {
    /// The receipts, one by one.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.receipts.lines()
    }
}

/// Keeps the list of a survey in the place of an earlier one.
///
/// # Errors
/// When the database fails.
pub async fn put_list(tx: &mut Tx, survey: &SurveyCode, list: &ReceiptList) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO receipt_list (survey, published_at, responses, receipts) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (survey) DO UPDATE SET published_at = excluded.published_at, \
         responses = excluded.responses, receipts = excluded.receipts",
    )
    .bind(survey.as_str())
    .bind(list.published_at)
    .bind(i64::try_from(list.responses).unwrap_or(i64::MAX))
    .bind(list.receipts.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Store {
    /// The list of a survey, if one was published.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn receipt_list(&self, survey: &SurveyCode) -> StoreResult<Option<ReceiptList>> {
        let row: Option<(i64, i64, String)> =
            sqlx::query_as("SELECT published_at, responses, receipts FROM receipt_list WHERE survey = $1")
                .bind(survey.as_str())
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|(published_at, responses, receipts)| ReceiptList {
            published_at,
            responses: responses.unsigned_abs(),
            receipts,
        }))
    }

    /// Hands over all responses of a survey that are in the ledger, one by one, as they were at one moment.
    ///
    /// # Errors
    /// When the database fails, or when `take` does.
    pub async fn each_receipted(
        &self,
        survey: &SurveyCode,
        mut take: impl FnMut(Receipted) -> StoreResult<()>,
    ) -> StoreResult<()> {
        let mut rows = sqlx::query("SELECT id, answers, receipt FROM response WHERE survey = $1")
            .bind(survey.as_str())
            .fetch(&self.pool);
        while let Some(row) = rows.try_next().await? {
            let id: Vec<u8> = row.try_get(0)?;
            take(Receipted {
                id: Uuid::from_slice(&id).map_err(|error| StoreError::unreadable("response", error))?,
                answers: row.try_get(1)?,
                sealed: row.try_get(2)?,
            })?;
        }
        Ok(())
    }
}
