//! The response ledger: what was said, and nothing about who said it or when.

use sqlx::AssertSqlSafe;
use survey::answers::RawAnswers;
use survey::receipt::Secret;
use survey::{Locale, SurveyCode};
use uuid::Uuid;

use super::{Store, StoreResult, Tx, placeholders};

/// A response that was accepted.
#[derive(Debug, Clone)]
pub struct ResponseRow {
    /// The random id that the client drew.
    pub id: Uuid,
    /// The survey.
    pub survey: SurveyCode,
    /// The version of the question set that was filled.
    pub version: u32,
    /// The language that it was filled in.
    pub language: Locale,
    /// The valid answers.
    pub answers: RawAnswers,
    /// The credential's nonce, which is spent with the response.
    pub nonce: Vec<u8>,
    /// What its receipt is made of.
    pub receipt: Option<Secret>,
    /// The SHA-256 of the blinded element of its mark.
    pub mark: Option<Vec<u8>>,
}

/// A response as the ledger has it.
#[derive(Debug, Clone)]
pub struct LedgerRow {
    /// Random, and drawn for the ledger; in rows of earlier versions, the client's.
    pub id: Uuid,
    /// The survey.
    pub survey: SurveyCode,
    /// The valid answers, as JSON.
    pub answers: String,
    /// What its receipt is made of, and the version that was filled, sealed with a key that is not in the database.
    pub receipt: Option<Vec<u8>>,
}

/// What became of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is on disk.
    Stored,
    /// It was on disk already.
    Duplicate {
        /// Whether it came with the same mark, or with none, then too.
        same_mark: bool,
    },
    /// Its credential was spent on another response.
    NonceSpent,
}

/// Rows in one statement. Few different sizes keep few prepared statements.
const CHUNKS: [usize; 4] = [64, 16, 4, 1];

pub(super) fn chunks<T>(mut rest: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = CHUNKS.into_iter().find(|&size| size <= rest.len())?;
        let (chunk, tail) = rest.split_at(size);
        rest = tail;
        Some(chunk)
    })
}

/// Adds responses to the ledger in their order, which must tell nothing: the files of a database keep it.
///
/// # Errors
/// When the database fails.
pub async fn insert_rows(tx: &mut Tx, rows: &[LedgerRow]) -> StoreResult<()> {
    for chunk in chunks(rows) {
        let values =
            (0..chunk.len()).map(|n| format!("({})", placeholders(4 * n + 1, 4))).collect::<Vec<_>>();
        let sql = format!(
            "INSERT INTO response (id, survey, answers, receipt) VALUES {} ON CONFLICT DO NOTHING",
            values.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for row in chunk {
            query = query
                .bind(row.id.as_bytes().to_vec())
                .bind(row.survey.as_str())
                .bind(row.answers.clone())
                .bind(row.receipt.clone());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

impl Store {
    /// How many responses a survey has, those that still wait to be moved into the ledger included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_responses(&self, survey: &SurveyCode) -> StoreResult<u64> {
        let (count,): (i64,) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM response WHERE survey = $1) \
             + (SELECT count(*) FROM response_inbox WHERE survey = $1)",
        )
        .bind(survey.as_str())
        .fetch_one(&self.pool)
        .await?;
        Ok(count.unsigned_abs())
    }
}
