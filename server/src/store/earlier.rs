//! What an earlier version left in the database that only a server with the key file can take over: the ledger's rows with
//! their language and version.

use sqlx::Row;
use uuid::Uuid;

use super::responses::{LedgerRow, insert_rows};
use super::{Engine, Store, StoreError, StoreResult, Tx, inbox};

/// Rows that are taken over together.
const ROWS: i64 = 256;

/// A row of the ledger as an earlier version kept it.
pub struct EarlierRow {
    /// Its key, which was the client's id of the response.
    pub id: Uuid,
    /// The survey.
    pub survey: String,
    /// The version of the question set that was filled.
    pub version: i64,
    /// The answers, as JSON.
    pub answers: String,
    /// What its receipt is made of, sealed.
    pub receipt: Option<Vec<u8>>,
}

impl Store {
    /// Whether rows of an earlier version are there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_earlier_ledger(&self) -> StoreResult<bool> {
        let sql = match self.engine {
            Engine::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'response_before'"
            }
            Engine::Postgres => {
                "SELECT table_name::text FROM information_schema.tables \
                 WHERE table_schema = current_schema() AND table_name = 'response_before'"
            }
        };
        Ok(sqlx::query(sql).fetch_optional(&self.pool).await?.is_some())
    }

    /// Holds the earlier ledger, so that no other server takes it over meanwhile. Returns nothing if another one already has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_earlier_ledger(&self) -> StoreResult<Option<Tx>> {
        let mut tx = self.begin_write().await?;
        if self.engine == Engine::Postgres
            && let Err(error) =
                sqlx::query("LOCK TABLE response_before IN ACCESS EXCLUSIVE MODE").execute(&mut *tx).await
        {
            drop(tx);
            return if self.has_earlier_ledger().await? { Err(error.into()) } else { Ok(None) };
        }
        Ok(Some(tx))
    }

    /// Writes the file anew, so that nothing is left in it of what was dropped; on PostgreSQL a dropped table's file is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave_nothing_behind(&self) -> StoreResult<()> {
        if self.engine == Engine::Sqlite {
            for sql in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
                sqlx::query(sql).execute(&self.writer).await?;
            }
        }
        Ok(())
    }
}

/// The next rows after a key.
///
/// # Errors
/// When the database fails.
pub async fn rows_after(tx: &mut Tx, after: &[u8]) -> StoreResult<Vec<EarlierRow>> {
    let rows = sqlx::query(
        "SELECT id, survey, version, answers, receipt FROM response_before WHERE id > $1 ORDER BY id LIMIT $2",
    )
    .bind(after.to_vec())
    .bind(ROWS)
    .fetch_all(&mut **tx)
    .await?;
    let read = |row: &sqlx::any::AnyRow| {
        let id: Vec<u8> = row.try_get(0)?;
        Ok(EarlierRow {
            id: Uuid::from_slice(&id).map_err(|error| StoreError::unreadable("response_before", error))?,
            survey: row.try_get(1)?,
            version: row.try_get(2)?,
            answers: row.try_get(3)?,
            receipt: row.try_get(4)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Puts rows into the ledger, and notes that their responses are stored.
///
/// # Errors
/// When the database fails.
pub async fn take_over(tx: &mut Tx, rows: &[LedgerRow]) -> StoreResult<()> {
    insert_rows(tx, rows).await?;
    for of_survey in rows.chunk_by(|one, other| one.survey == other.survey) {
        let hashes: Vec<_> = of_survey.iter().map(|row| crate::seal::response_hash(row.id)).collect();
        inbox::note_stored(tx, of_survey[0].survey.as_str(), &hashes).await?;
    }
    Ok(())
}

/// Drops the earlier ledger.
///
/// # Errors
/// When the database fails.
pub async fn drop_ledger(tx: &mut Tx) -> StoreResult<()> {
    sqlx::query("DROP TABLE response_before").execute(&mut **tx).await?;
    Ok(())
}
