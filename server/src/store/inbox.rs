//! The inbox of the response ledger: sealed responses, durable as soon as they are acknowledged, that wait for others.
//!
//! [`take`] and [`responses::insert_rows`](super::responses::insert_rows) are called in one transaction, so that a
//! response is in the inbox or in the ledger, never in both or in none.

use std::collections::{HashMap, HashSet};

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use survey::{Day, SurveyCode};

use super::responses::{Outcome, chunks};
use super::{Store, StoreError, StoreResult, Tx, placeholders};

/// The most that are sealed anew in one transaction.
const SEALED_ANEW: i64 = 256;

/// A sealed response on its way into the inbox.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The SHA-256 of its id, by which it is known when it is sent again.
    pub response: [u8; 32],
    /// The credential's nonce, which is spent with the response.
    pub nonce: Vec<u8>,
    /// The SHA-256 of the blinded element of its mark.
    pub mark: Option<Vec<u8>>,
    /// Its row.
    pub row: SealedRow,
}

/// A response that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The SHA-256 of the blinded element of its mark.
    pub mark: Option<Vec<u8>>,
}

/// A row of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// Its random key.
    pub key: Vec<u8>,
    /// The survey.
    pub survey: SurveyCode,
    /// Which chain of keys sealed it; empty if it was found that none opens it.
    pub chain: Vec<u8>,
    /// The day whose key sealed it; none in a row of an earlier version.
    pub day: Option<Day>,
    /// The sealed response.
    pub sealed: Vec<u8>,
}

/// Responses of a survey that wait, were sealed with the key of one day and have one length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The survey.
    pub survey: SurveyCode,
    /// Which chain of keys sealed them.
    pub chain: Vec<u8>,
    /// The day whose key sealed them.
    pub day: Option<Day>,
    /// Their length.
    pub length: i64,
    /// How many.
    pub count: usize,
}

/// Which rows can be opened: those of a chain from a day on.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The chain.
    pub chain: Vec<u8>,
    /// The first day whose key is known.
    pub from: Day,
}

/// Stores a group of responses in one transaction, spending their nonces in the same one; the outcomes are in the same order.
///
/// # Errors
/// When the database fails; then none of the group is stored.
pub async fn insert_group(store: &Store, rows: &[Sealed]) -> StoreResult<Vec<Outcome>> {
    let mut tx = store.begin_write().await?;
    let all: Vec<usize> = (0..rows.len()).collect();
    let mut known = known(&mut tx, rows, &all).await?;
    let mut stored_before: Vec<usize> =
        all.into_iter().filter(|&index| known.contains_key(&name(&rows[index]))).collect();
    // The same response may stand twice in a group (two tabs): the first is stored, the second is its duplicate.
    let mut fresh = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        known.entry(name(row)).or_insert_with(|| {
            fresh.push(index);
            row.mark.clone()
        });
    }
    let mut outcomes: Vec<Outcome> =
        rows.iter().map(|row| Outcome::Duplicate { same_mark: known[&name(row)] == row.mark }).collect();
    // One order for all writers, so that two servers never wait for each other in a circle.
    fresh.sort_by(|&a, &b| {
        (rows[a].row.survey.as_str(), &rows[a].nonce).cmp(&(rows[b].row.survey.as_str(), &rows[b].nonce))
    });
    let spent = spend_nonces(&mut tx, rows, &fresh).await?;
    let (mut accepted, refused): (Vec<_>, Vec<_>) =
        fresh.into_iter().partition(|index| spent.contains(index));
    // Another server may have stored the very same response since it was looked for.
    let stored_meanwhile = self::known(&mut tx, rows, &refused).await?;
    for index in refused {
        outcomes[index] = match stored_meanwhile.get(&name(&rows[index])) {
            Some(mark) => {
                stored_before.push(index);
                Outcome::Duplicate { same_mark: *mark == rows[index].mark }
            }
            None => Outcome::NonceSpent,
        };
    }
    // A commit may go through while its answer is lost, and the group is written again: what it finds of its own was stored.
    for index in own_rows(&mut tx, rows, &stored_before).await? {
        outcomes[index] = Outcome::Stored;
    }
    accepted.sort_by(|&a, &b| rows[a].row.key.cmp(&rows[b].row.key));
    let sealed: Vec<&SealedRow> = accepted.iter().map(|&index| &rows[index].row).collect();
    put(&mut tx, &sealed).await?;
    tx.commit().await?;
    for index in accepted {
        outcomes[index] = Outcome::Stored;
    }
    Ok(outcomes)
}

/// What a response is known by.
type Name = (String, Vec<u8>);

fn name(row: &Sealed) -> Name {
    (row.row.survey.to_string(), row.response.to_vec())
}

/// Those among these of which the very row is in the inbox: its key is drawn anew whenever a response comes.
async fn own_rows(tx: &mut Tx, rows: &[Sealed], asked: &[usize]) -> StoreResult<Vec<usize>> {
    let mut own = Vec::new();
    for chunk in chunks(asked) {
        let sql = format!("SELECT key FROM response_inbox WHERE key IN ({})", placeholders(1, chunk.len()));
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for &index in chunk {
            query = query.bind(rows[index].row.key.clone());
        }
        let keys: Vec<(Vec<u8>,)> = query.fetch_all(&mut **tx).await?;
        own.extend(chunk.iter().filter(|&&index| keys.iter().any(|(key,)| *key == rows[index].row.key)));
    }
    Ok(own)
}

/// Those among these that are stored, wherever they are by now, with the marks that they came with. A join, since SQLite builds a table of its own for a list
/// after `IN`.
async fn known(tx: &mut Tx, rows: &[Sealed], asked: &[usize]) -> StoreResult<HashMap<Name, Option<Vec<u8>>>> {
    let mut known = HashMap::new();
    for chunk in chunks(asked) {
        let values = (0..chunk.len())
            .map(|n| format!("({})", placeholders(2 * n + 1, 2)))
            .collect::<Vec<_>>()
            .join(", ");
        let sql = format!(
            "WITH asked (survey, response) AS (VALUES {values}) SELECT spent_nonce.survey, spent_nonce.response, spent_nonce.mark \
             FROM asked CROSS JOIN spent_nonce \
             WHERE spent_nonce.survey = asked.survey AND spent_nonce.response = asked.response"
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for &index in chunk {
            query = query.bind(rows[index].row.survey.as_str()).bind(rows[index].response.to_vec());
        }
        let found: Vec<(String, Vec<u8>, Option<Vec<u8>>)> = query.fetch_all(&mut **tx).await?;
        known.extend(found.into_iter().map(|(survey, response, mark)| ((survey, response), mark)));
    }
    Ok(known)
}

/// Returns the indices whose nonce was not yet spent.
async fn spend_nonces(tx: &mut Tx, rows: &[Sealed], fresh: &[usize]) -> StoreResult<HashSet<usize>> {
    let mut spent = HashSet::new();
    for chunk in chunks(fresh) {
        let values =
            (0..chunk.len()).map(|n| format!("({})", placeholders(4 * n + 1, 4))).collect::<Vec<_>>();
        let sql = format!(
            "INSERT INTO spent_nonce (survey, nonce, response, mark) VALUES {} ON CONFLICT DO NOTHING RETURNING survey, nonce",
            values.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        let mut by_nonce: HashMap<Name, usize> = HashMap::new();
        for &index in chunk {
            let Sealed { response, nonce, mark, row } = &rows[index];
            query = query
                .bind(row.survey.as_str())
                .bind(nonce.clone())
                .bind(response.to_vec())
                .bind(mark.clone());
            by_nonce.entry((row.survey.to_string(), nonce.clone())).or_insert(index);
        }
        for inserted in query.fetch_all(&mut **tx).await? {
            let key = (inserted.try_get(0)?, inserted.try_get(1)?);
            spent.extend(by_nonce.get(&key).copied());
        }
    }
    Ok(spent)
}

/// Notes that a response of this hash is stored, tied to no nonce: for what an earlier version stored.
///
/// # Errors
/// When the database fails.
pub async fn note_stored(tx: &mut Tx, survey: &str, responses: &[[u8; 32]]) -> StoreResult<()> {
    // In the order of the hashes, so that the order of rows tells nothing of another table's.
    let mut responses = responses.to_vec();
    responses.sort_unstable();
    for response in responses {
        sqlx::query(
            "INSERT INTO spent_nonce (survey, nonce, response) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING",
        )
        .bind(survey)
        .bind(response.to_vec())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Puts sealed rows into the inbox, in their order.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, rows: &[&SealedRow]) -> StoreResult<()> {
    for chunk in chunks(rows) {
        let values =
            (0..chunk.len()).map(|n| format!("({})", placeholders(5 * n + 1, 5))).collect::<Vec<_>>();
        let sql = format!(
            "INSERT INTO response_inbox (key, survey, chain, day, sealed) VALUES {}",
            values.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for row in chunk {
            query = query
                .bind(row.key.clone())
                .bind(row.survey.as_str())
                .bind(row.chain.clone())
                .bind(row.day.map_or_else(String::new, |day| day.to_string()))
                .bind(row.sealed.clone());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

fn read(row: &AnyRow) -> StoreResult<SealedRow> {
    let (survey, day): (&str, &str) = (row.try_get(1)?, row.try_get(3)?);
    Ok(SealedRow {
        key: row.try_get(0)?,
        survey: survey.parse().map_err(|e| StoreError::unreadable("response_inbox", e))?,
        chain: row.try_get(2)?,
        day: day_of(day)?,
        sealed: row.try_get(4)?,
    })
}

fn day_of(day: &str) -> StoreResult<Option<Day>> {
    let read = |day: &str| day.parse().map_err(|e| StoreError::unreadable("response_inbox", e));
    Some(day).filter(|day| !day.is_empty()).map(read).transpose()
}

/// How many wait that can be opened: those of one length, or of any.
///
/// # Errors
/// When the database fails.
pub async fn count(
    tx: &mut Tx,
    survey: &SurveyCode,
    opening: &Opening,
    length: Option<i64>,
) -> StoreResult<usize> {
    let (count,): (i64,) = sqlx::query_as(
        "SELECT count(*) FROM response_inbox WHERE survey = $1 AND chain = $2 AND day >= $3 \
         AND ($4 = 0 OR length(sealed) = $4)",
    )
    .bind(survey.as_str())
    .bind(opening.chain.clone())
    .bind(opening.from.to_string())
    .bind(length.unwrap_or(0))
    .fetch_one(&mut **tx)
    .await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Takes up to `most` sealed responses that can be opened out of the inbox: those of one length, or of any. The smallest keys
/// go first: they are random, and two servers at once want the same rows, so that the later one finds them gone.
///
/// # Errors
/// When the database fails.
pub async fn take(
    tx: &mut Tx,
    survey: &SurveyCode,
    opening: &Opening,
    length: Option<i64>,
    most: usize,
) -> StoreResult<Vec<SealedRow>> {
    let rows = sqlx::query(
        "DELETE FROM response_inbox WHERE key IN (SELECT key FROM response_inbox WHERE survey = $1 AND chain = $2 \
         AND day >= $3 AND ($4 = 0 OR length(sealed) = $4) ORDER BY key LIMIT $5) RETURNING key, survey, chain, day, sealed",
    )
    .bind(survey.as_str())
    .bind(opening.chain.clone())
    .bind(opening.from.to_string())
    .bind(length.unwrap_or(0))
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(read).collect()
}

/// Takes some of what can be opened and was sealed before a day out of the inbox, to be sealed anew; of an earlier version's
/// rows those of this name.
///
/// # Errors
/// When the database fails.
pub async fn take_sealed_before(
    tx: &mut Tx,
    opening: &Opening,
    day: Day,
    earlier: &[u8],
) -> StoreResult<Vec<SealedRow>> {
    let rows = sqlx::query(
        "DELETE FROM response_inbox WHERE key IN (SELECT key FROM response_inbox \
         WHERE (chain = $1 AND day >= $2 AND day < $3) OR (chain = $4 AND day = '') LIMIT $5) \
         RETURNING key, survey, chain, day, sealed",
    )
    .bind(opening.chain.clone())
    .bind(opening.from.to_string())
    .bind(day.to_string())
    .bind(earlier.to_vec())
    .bind(SEALED_ANEW)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(read).collect()
}

/// Keeps a row under the chain that it names from now on.
///
/// # Errors
/// When the database fails.
pub async fn set_aside(tx: &mut Tx, row: &SealedRow) -> StoreResult<()> {
    sqlx::query("UPDATE response_inbox SET chain = $1 WHERE key = $2")
        .bind(row.chain.clone())
        .bind(row.key.clone())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Rows of a survey that can't be opened.
const UNOPENED: &str = "FROM response_inbox WHERE survey = $1 AND NOT (chain = $2 AND day >= $3)";

/// How many responses of a survey can't be opened.
///
/// # Errors
/// When the database fails.
pub async fn count_unopened(tx: &mut Tx, survey: &SurveyCode, opening: &Opening) -> StoreResult<u64> {
    let (count,): (i64,) = sqlx::query_as(AssertSqlSafe(format!("SELECT count(*) {UNOPENED}")))
        .bind(survey.as_str())
        .bind(opening.chain.clone())
        .bind(opening.from.to_string())
        .fetch_one(&mut **tx)
        .await?;
    Ok(count.unsigned_abs())
}

/// Removes the responses of a survey that can't be opened. Returns how many there were.
///
/// # Errors
/// When the database fails.
pub async fn remove_unopened(tx: &mut Tx, survey: &SurveyCode, opening: &Opening) -> StoreResult<u64> {
    let done = sqlx::query(AssertSqlSafe(format!("DELETE {UNOPENED}")))
        .bind(survey.as_str())
        .bind(opening.chain.clone())
        .bind(opening.from.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected())
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
        let rows: Vec<(String, Vec<u8>, String, i64, i64)> = sqlx::query_as(
            "SELECT survey, chain, day, cast(length(sealed) AS bigint), count(*) FROM response_inbox \
             GROUP BY survey, chain, day, length(sealed)",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(survey, chain, day, length, count)| {
                let bad = |e: survey::code::NotACode| StoreError::unreadable("response_inbox", e);
                let count = usize::try_from(count).unwrap_or(0);
                Ok(Waiting { survey: survey.parse().map_err(bad)?, chain, day: day_of(&day)?, length, count })
            })
            .collect()
    }

    /// Whether anything that can be opened was sealed before a day, or by an earlier version under this name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_sealed_before(&self, opening: &Opening, day: Day, earlier: &[u8]) -> StoreResult<bool> {
        let row: Option<(i64,)> = sqlx::query_as(
            "SELECT cast(1 AS bigint) FROM response_inbox \
             WHERE (chain = $1 AND day >= $2 AND day < $3) OR (chain = $4 AND day = '') LIMIT 1",
        )
        .bind(opening.chain.clone())
        .bind(opening.from.to_string())
        .bind(day.to_string())
        .bind(earlier.to_vec())
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.is_some())
    }

    /// The response of this hash, if it is stored.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stored(&self, survey: &SurveyCode, response: &[u8]) -> StoreResult<Option<Known>> {
        let row: Option<(Option<Vec<u8>>,)> =
            sqlx::query_as("SELECT mark FROM spent_nonce WHERE survey = $1 AND response = $2")
                .bind(survey.as_str())
                .bind(response.to_vec())
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|(mark,)| Known { mark }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(response: u8, key: u8) -> Sealed {
        let row = SealedRow {
            key: vec![key; 16],
            survey: "s-1".parse().unwrap(),
            chain: vec![1],
            day: None,
            sealed: vec![key; 64],
        };
        Sealed { response: [response; 32], nonce: vec![response; 32], mark: None, row }
    }

    #[tokio::test]
    async fn a_group_whose_commit_went_through_unseen_is_stored_and_no_duplicate_of_itself() {
        let folder = std::env::temp_dir().join(format!("sawt-{}", crate::entropy::uuid()));
        std::fs::create_dir(&folder).unwrap();
        let file = folder.join("inbox.sqlite");
        let store = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
        let again = Outcome::Duplicate { same_mark: true };
        let group = [sealed(1, 1), sealed(2, 2), sealed(1, 3)];
        let outcomes = [Outcome::Stored, Outcome::Stored, again];
        for time in ["the first time", "again, since nobody saw the commit"] {
            assert_eq!(insert_group(&store, &group).await.unwrap(), outcomes, "{time}");
        }
        // The same response that comes once more is sealed anew.
        assert_eq!(
            insert_group(&store, &[sealed(1, 4), sealed(3, 5)]).await.unwrap(),
            [again, Outcome::Stored]
        );
        store.close().await;
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
