//! The response ledger: what was said, and nothing about who said it or when.

use std::collections::{HashMap, HashSet};

use sqlx::{AssertSqlSafe, Row};
use survey::answers::RawAnswers;
use survey::{Locale, SurveyCode};
use uuid::Uuid;

use super::{Store, StoreResult, Tx, placeholders};

/// A response on its way into the ledger.
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
}

/// What became of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is on disk.
    Stored,
    /// It was on disk already.
    Duplicate,
    /// Its credential was spent on another response.
    NonceSpent,
}

/// Rows in one statement. Few different sizes keep few prepared statements.
const CHUNKS: [usize; 4] = [64, 16, 4, 1];

/// Stores a group of responses in one transaction, spending their nonces in the same one; the outcomes are in the same order.
///
/// # Errors
/// When the database fails; then none of the group is stored.
pub async fn insert_group(store: &Store, rows: &[ResponseRow]) -> StoreResult<Vec<Outcome>> {
    let mut tx = store.begin_write().await?;
    let mut outcomes = vec![Outcome::Duplicate; rows.len()];
    let known = known_ids(&mut tx, rows).await?;
    // The same response may stand twice in a group (two tabs): the first is stored, the second is its duplicate.
    let mut seen = HashSet::new();
    let mut fresh: Vec<usize> =
        (0..rows.len()).filter(|&i| !known.contains(&rows[i].id) && seen.insert(rows[i].id)).collect();
    // One order for all writers, so that two servers never wait for each other in a circle.
    fresh.sort_by(|&a, &b| {
        (rows[a].survey.as_str(), &rows[a].nonce).cmp(&(rows[b].survey.as_str(), &rows[b].nonce))
    });
    let accepted = spend_nonces(&mut tx, rows, &fresh).await?;
    for &index in &fresh {
        if !accepted.contains(&index) {
            outcomes[index] = Outcome::NonceSpent;
        }
    }
    let mut accepted: Vec<usize> = accepted.into_iter().collect();
    accepted.sort_by_key(|&index| rows[index].id);
    insert_rows(&mut tx, rows, &accepted).await?;
    tx.commit().await?;
    for index in accepted {
        outcomes[index] = Outcome::Stored;
    }
    Ok(outcomes)
}

fn chunks<T>(mut rest: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = CHUNKS.into_iter().find(|&size| size <= rest.len())?;
        let (chunk, tail) = rest.split_at(size);
        rest = tail;
        Some(chunk)
    })
}

async fn known_ids(tx: &mut Tx, rows: &[ResponseRow]) -> StoreResult<HashSet<Uuid>> {
    let mut known = HashSet::new();
    for chunk in chunks(rows) {
        let sql = format!("SELECT id FROM response WHERE id IN ({})", placeholders(1, chunk.len()));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for row in chunk {
            query = query.bind(row.id.as_bytes().to_vec());
        }
        for found in query.fetch_all(&mut **tx).await? {
            known.extend(Uuid::from_slice(&found.try_get::<Vec<u8>, _>(0)?));
        }
    }
    Ok(known)
}

/// Returns the indices whose nonce was not yet spent.
async fn spend_nonces(tx: &mut Tx, rows: &[ResponseRow], fresh: &[usize]) -> StoreResult<HashSet<usize>> {
    let mut spent = HashSet::new();
    for chunk in chunks(fresh) {
        let values =
            (0..chunk.len()).map(|n| format!("({})", placeholders(2 * n + 1, 2))).collect::<Vec<_>>();
        let sql = format!(
            "INSERT INTO spent_nonce (survey, nonce) VALUES {} ON CONFLICT DO NOTHING RETURNING survey, nonce",
            values.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for &index in chunk {
            query = query.bind(rows[index].survey.as_str()).bind(rows[index].nonce.clone());
        }
        let mut by_nonce: HashMap<(String, Vec<u8>), usize> = HashMap::new();
        for &index in chunk {
            by_nonce.entry((rows[index].survey.to_string(), rows[index].nonce.clone())).or_insert(index);
        }
        for inserted in query.fetch_all(&mut **tx).await? {
            let key = (inserted.try_get(0)?, inserted.try_get(1)?);
            spent.extend(by_nonce.get(&key).copied());
        }
    }
    Ok(spent)
}

async fn insert_rows(tx: &mut Tx, rows: &[ResponseRow], accepted: &[usize]) -> StoreResult<()> {
    for chunk in chunks(accepted) {
        let values =
            (0..chunk.len()).map(|n| format!("({})", placeholders(5 * n + 1, 5))).collect::<Vec<_>>();
        let sql = format!(
            "INSERT INTO response (id, survey, version, language, answers) VALUES {} ON CONFLICT DO NOTHING",
            values.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for &index in chunk {
            let row = &rows[index];
            query = query
                .bind(row.id.as_bytes().to_vec())
                .bind(row.survey.as_str())
                .bind(i64::from(row.version))
                .bind(row.language.as_str())
                .bind(serde_json::Value::Object(row.answers.clone()).to_string());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

impl Store {
    /// How many responses a survey has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_responses(&self, survey: &SurveyCode) -> StoreResult<u64> {
        let (count,): (i64,) = sqlx::query_as("SELECT count(*) FROM response WHERE survey = $1")
            .bind(survey.as_str())
            .fetch_one(&self.pool)
            .await?;
        Ok(count.unsigned_abs())
    }
}
