//! The inbox of the response ledger: sealed responses, durable as soon as they are acknowledged, that wait for others.
//!
//! [`take`] and [`responses::insert_rows`](super::responses::insert_rows) are called in one transaction, so that a
//! response is in the inbox or in the ledger, never in both or in none.

use std::collections::{HashMap, HashSet};

use sqlx::{AssertSqlSafe, Row};
use survey::SurveyCode;
use uuid::Uuid;

use super::responses::{Outcome, chunks};
use super::{Store, StoreError, StoreResult, Tx, placeholders};

/// A sealed response on its way into the inbox.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Its id, which is not stored but looked for in the ledger.
    pub id: Uuid,
    /// The survey.
    pub survey: SurveyCode,
    /// What its id is known by in the inbox.
    pub id_mac: Vec<u8>,
    /// Which key sealed it.
    pub key_id: Vec<u8>,
    /// The sealed response.
    pub sealed: Vec<u8>,
    /// The credential's nonce, which is spent with the response.
    pub nonce: Vec<u8>,
}

/// Responses of a survey that wait and have one length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The survey.
    pub survey: SurveyCode,
    /// Which key sealed them.
    pub key_id: Vec<u8>,
    /// Their length.
    pub length: i64,
    /// How many.
    pub count: usize,
}

/// Stores a group of responses in one transaction, spending their nonces in the same one; the outcomes are in the same order.
///
/// # Errors
/// When the database fails; then none of the group is stored.
pub async fn insert_group(store: &Store, rows: &[Sealed]) -> StoreResult<Vec<Outcome>> {
    let mut tx = store.begin_write().await?;
    let mut outcomes = vec![Outcome::Duplicate; rows.len()];
    let all: Vec<usize> = (0..rows.len()).collect();
    let known = known(&mut tx, rows, &all).await?;
    // The same response may stand twice in a group (two tabs): the first is stored, the second is its duplicate.
    let mut seen = HashSet::new();
    let mut fresh: Vec<usize> =
        all.into_iter().filter(|&i| !known.contains(&rows[i].id) && seen.insert(rows[i].id)).collect();
    // One order for all writers, so that two servers never wait for each other in a circle.
    fresh.sort_by(|&a, &b| {
        (rows[a].survey.as_str(), &rows[a].nonce).cmp(&(rows[b].survey.as_str(), &rows[b].nonce))
    });
    let spent = spend_nonces(&mut tx, rows, &fresh).await?;
    let (mut accepted, refused): (Vec<_>, Vec<_>) =
        fresh.into_iter().partition(|index| spent.contains(index));
    // Another server may have stored the very same response since it was looked for.
    let stored_meanwhile = self::known(&mut tx, rows, &refused).await?;
    for index in refused {
        if !stored_meanwhile.contains(&rows[index].id) {
            outcomes[index] = Outcome::NonceSpent;
        }
    }
    accepted.sort_by(|&a, &b| rows[a].id_mac.cmp(&rows[b].id_mac));
    insert(&mut tx, rows, &accepted).await?;
    tx.commit().await?;
    for index in accepted {
        outcomes[index] = Outcome::Stored;
    }
    Ok(outcomes)
}

/// The ids among these that are stored. The inbox is asked first: what leaves it meanwhile is then found in the ledger.
async fn known(tx: &mut Tx, rows: &[Sealed], asked: &[usize]) -> StoreResult<HashSet<Uuid>> {
    let by_mac: HashMap<&[u8], Uuid> =
        asked.iter().map(|&index| (rows[index].id_mac.as_slice(), rows[index].id)).collect();
    let mut known = HashSet::new();
    for chunk in chunks(asked) {
        let macs = chunk.iter().map(|&index| rows[index].id_mac.clone());
        for mac in present(tx, "response_inbox", "id_mac", macs).await? {
            known.extend(by_mac.get(mac.as_slice()));
        }
    }
    for chunk in chunks(asked) {
        let ids = chunk.iter().map(|&index| rows[index].id.as_bytes().to_vec());
        for id in present(tx, "response", "id", ids).await? {
            known.extend(Uuid::from_slice(&id));
        }
    }
    Ok(known)
}

/// Those of these keys that a table has. A join, since SQLite builds a table of its own for a list after `IN`.
async fn present(
    tx: &mut Tx,
    table: &'static str,
    key: &'static str,
    asked: impl ExactSizeIterator<Item = Vec<u8>>,
) -> StoreResult<Vec<Vec<u8>>> {
    let values = (1..=asked.len()).map(|n| format!("(${n})")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "WITH asked (key) AS (VALUES {values}) SELECT {table}.{key} FROM asked CROSS JOIN {table} WHERE {table}.{key} = asked.key"
    );
    let query = asked.fold(sqlx::query_scalar(AssertSqlSafe(sql)), sqlx::query::QueryScalar::bind);
    Ok(query.fetch_all(&mut **tx).await?)
}

/// Returns the indices whose nonce was not yet spent.
async fn spend_nonces(tx: &mut Tx, rows: &[Sealed], fresh: &[usize]) -> StoreResult<HashSet<usize>> {
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

async fn insert(tx: &mut Tx, rows: &[Sealed], accepted: &[usize]) -> StoreResult<()> {
    for chunk in chunks(accepted) {
        let values =
            (0..chunk.len()).map(|n| format!("({})", placeholders(4 * n + 1, 4))).collect::<Vec<_>>();
        let sql = format!(
            "INSERT INTO response_inbox (id_mac, survey, key_id, sealed) VALUES {}",
            values.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for &index in chunk {
            let row = &rows[index];
            query = query
                .bind(row.id_mac.clone())
                .bind(row.survey.as_str())
                .bind(row.key_id.clone())
                .bind(row.sealed.clone());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Takes up to `most` sealed responses out of the inbox, each with what its id is known by: those of one length, or of any.
///
/// # Errors
/// When the database fails.
pub async fn take(
    tx: &mut Tx,
    survey: &SurveyCode,
    key_id: &[u8],
    length: Option<i64>,
    most: i64,
) -> StoreResult<Vec<(Vec<u8>, Vec<u8>)>> {
    let rows: Vec<(Vec<u8>, Vec<u8>)> = sqlx::query_as(
        "DELETE FROM response_inbox WHERE id_mac IN (SELECT id_mac FROM response_inbox \
         WHERE survey = $1 AND key_id = $2 AND ($3 = 0 OR length(sealed) = $3) LIMIT $4) RETURNING id_mac, sealed",
    )
    .bind(survey.as_str())
    .bind(key_id.to_vec())
    .bind(length.unwrap_or(0))
    .bind(most)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows)
}

impl Store {
    /// Whether responses of a survey wait in the inbox.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn responses_wait(&self, survey: &SurveyCode) -> StoreResult<bool> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT survey FROM response_inbox WHERE survey = $1 LIMIT 1")
                .bind(survey.as_str())
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.is_some())
    }

    /// What waits in the inbox.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_responses(&self) -> StoreResult<Vec<Waiting>> {
        let rows: Vec<(String, Vec<u8>, i64, i64)> = sqlx::query_as(
            "SELECT survey, key_id, cast(length(sealed) AS bigint), count(*) FROM response_inbox \
             GROUP BY survey, key_id, length(sealed)",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(survey, key_id, length, count)| {
                let bad = |e: survey::code::NotACode| StoreError::unreadable("response_inbox", e);
                let count = usize::try_from(count).unwrap_or(0);
                Ok(Waiting { survey: survey.parse().map_err(bad)?, key_id, length, count })
            })
            .collect()
    }
}
