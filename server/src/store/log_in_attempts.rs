//! Attempts to log in, counted for a while, before anything is looked at.

use sha2::{Digest as _, Sha256};
use sqlx::Row;

use super::{Store, StoreResult};

/// How often forgetting is tried.
const TRIES: u32 = 3;
/// Rows that are over and are removed with an attempt. An attempt makes at most three.
const REMOVED_AT_ONCE: i64 = 5;

/// Something for which attempts are counted.
#[derive(Debug, Clone)]
pub struct Counter {
    /// The keyed hash by which it is known.
    pub key: Vec<u8>,
    /// The hash of the account's address; empty where none is counted.
    pub account: Vec<u8>,
    /// How many attempts there may be; nothing where they are not limited.
    pub most: Option<u64>,
    /// After how many milliseconds counting begins anew.
    pub window: i64,
    /// Whether an attempt that succeeds forgets the ones before it, too.
    pub forgets: bool,
}

impl Counter {
    fn is_over(&self, attempts: u64) -> bool {
        self.most.is_some_and(|most| attempts > most)
    }
}

/// What counting gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// The attempts of each counter, in their order.
    Within(Vec<u64>),
    /// There were too many; counting begins anew at this time, in milliseconds since 1970.
    TooMany(i64),
}

/// The hash by which an account's counters are known, whether there is such an account or not.
pub fn account(email: &str) -> Vec<u8> {
    Sha256::digest(email.as_bytes()).to_vec()
}

impl Store {
    /// What an attempt would be counted as. Nothing is counted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attempts(&self, counters: &[Counter], now: i64) -> StoreResult<Counted> {
        let mut counted = Vec::new();
        for counter in counters {
            let row =
                sqlx::query("SELECT attempts, until FROM log_in_attempt WHERE counter = $1 AND until > $2")
                    .bind(counter.key.clone())
                    .bind(now)
                    .fetch_optional(&self.pool)
                    .await?;
            let (attempts, until) = match row {
                Some(row) => (row.try_get::<i64, _>("attempts")?.unsigned_abs() + 1, row.try_get("until")?),
                None => (1, now),
            };
            if counter.is_over(attempts) {
                return Ok(Counted::TooMany(until));
            }
            counted.push(attempts);
        }
        Ok(Counted::Within(counted))
    }

    /// Counts an attempt, unless it is one too many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_attempt(&self, counters: &[Counter], now: i64) -> StoreResult<Counted> {
        self.remove_old_attempts(now).await?;
        let mut counted = Vec::new();
        let mut tx = self.begin_write().await?;
        // Everybody takes the rows in the same order: address, account and address, account.
        for counter in counters {
            let row = sqlx::query(
                "INSERT INTO log_in_attempt (counter, account, attempts, until) VALUES ($1, $2, 1, $3) \
                 ON CONFLICT (counter) DO UPDATE SET \
                 attempts = CASE WHEN log_in_attempt.until <= $4 THEN 1 ELSE log_in_attempt.attempts + 1 END, \
                 until = CASE WHEN log_in_attempt.until <= $4 THEN excluded.until ELSE log_in_attempt.until END \
                 RETURNING attempts, until",
            )
            .bind(counter.key.clone())
            .bind(counter.account.clone())
            .bind(now + counter.window)
            .bind(now)
            .fetch_one(&mut *tx)
            .await?;
            let attempts = row.try_get::<i64, _>("attempts")?.unsigned_abs();
            if counter.is_over(attempts) {
                tx.rollback().await?;
                return Ok(Counted::TooMany(row.try_get("until")?));
            }
            counted.push(attempts);
        }
        tx.commit().await?;
        Ok(Counted::Within(counted))
    }

    /// Takes back an attempt that succeeded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_attempt_back(&self, counters: &[Counter]) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        for counter in counters {
            let sql = if counter.forgets {
                "DELETE FROM log_in_attempt WHERE counter = $1"
            } else {
                "UPDATE log_in_attempt SET attempts = attempts - 1 WHERE counter = $1 AND attempts > 0"
            };
            sqlx::query(sql).bind(counter.key.clone()).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Forgets all that is counted for the account of that address: it has another password. That stays true if this fails, and what is
    /// counted ends by itself.
    pub async fn forget_attempts(&self, email: &str) {
        for tried in 1..=TRIES {
            // A transaction of its own: where somebody tries at this moment, the two may wait for each other's rows, and the database
            // ends one of them.
            let done = sqlx::query("DELETE FROM log_in_attempt WHERE account = $1")
                .bind(account(email))
                .execute(&self.writer)
                .await;
            match done {
                Ok(_) => return,
                Err(error) => {
                    tracing::warn!(%error, tried, "what is counted for an account could not be forgotten")
                }
            }
        }
    }

    /// Removes a few counters that are over, one by one: a statement that held several rows could wait for another in a circle.
    async fn remove_old_attempts(&self, now: i64) -> StoreResult<()> {
        let old = sqlx::query("SELECT counter FROM log_in_attempt WHERE until <= $1 ORDER BY until LIMIT $2")
            .bind(now)
            .bind(REMOVED_AT_ONCE)
            .fetch_all(&self.pool)
            .await?;
        for row in old {
            sqlx::query("DELETE FROM log_in_attempt WHERE counter = $1 AND until <= $2")
                .bind(row.try_get::<Vec<u8>, _>("counter")?)
                .bind(now)
                .execute(&self.writer)
                .await?;
        }
        Ok(())
    }
}
