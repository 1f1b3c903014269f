//! Second factors: sealed secrets, recovery codes, and log-ins that wait for a code.

use sqlx::Row;
use uuid::Uuid;

use super::staff::{Member, read};
use super::{Store, StoreResult, Tx};

/// Gives a member a second factor, whose step of time was used up by the code that proved it.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &mut Tx, member: Uuid, sealed: &[u8], step: i64) -> StoreResult<()> {
    sqlx::query("UPDATE staff SET totp_sealed = $1, totp_step = $2 WHERE id = $3")
        .bind(sealed.to_vec())
        .bind(step)
        .bind(member.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Takes a member's second factor away. Returns whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx, member: Uuid) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE staff SET totp_sealed = NULL, totp_step = 0 WHERE id = $1 AND totp_sealed IS NOT NULL",
    )
    .bind(member.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    set_recovery_codes(tx, member, &[]).await?;
    Ok(done.rows_affected() == 1)
}

/// Gives a member these recovery codes, by their hashes, and no others.
///
/// # Errors
/// When the database fails.
pub async fn set_recovery_codes(tx: &mut Tx, member: Uuid, hashes: &[Vec<u8>]) -> StoreResult<()> {
    sqlx::query("DELETE FROM recovery_code WHERE staff = $1")
        .bind(member.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    for hash in hashes {
        sqlx::query("INSERT INTO recovery_code (staff, code_hash) VALUES ($1, $2)")
            .bind(member.as_bytes().to_vec())
            .bind(hash.as_slice())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

impl Store {
    /// The sealed secret of a member's second factor, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn second_factor(&self, member: Uuid) -> StoreResult<Option<Vec<u8>>> {
        let row = sqlx::query("SELECT totp_sealed FROM staff WHERE id = $1 AND totp_sealed IS NOT NULL")
            .bind(member.as_bytes().to_vec())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    /// Uses the code of a step of time up. Returns whether no code of that step or a later one was used before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_totp_step(&self, member: Uuid, step: i64) -> StoreResult<bool> {
        let done = sqlx::query(
            "UPDATE staff SET totp_step = $1 WHERE id = $2 AND totp_step < $1 AND totp_sealed IS NOT NULL",
        )
        .bind(step)
        .bind(member.as_bytes().to_vec())
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Uses a recovery code up. Returns whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_recovery_code(&self, member: Uuid, hash: &[u8]) -> StoreResult<bool> {
        let done = sqlx::query("DELETE FROM recovery_code WHERE staff = $1 AND code_hash = $2")
            .bind(member.as_bytes().to_vec())
            .bind(hash.to_vec())
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// How many recovery codes a member has left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_codes_left(&self, member: Uuid) -> StoreResult<u64> {
        let (left,): (i64,) = sqlx::query_as("SELECT count(*) FROM recovery_code WHERE staff = $1")
            .bind(member.as_bytes().to_vec())
            .fetch_one(&self.pool)
            .await?;
        Ok(left.unsigned_abs())
    }

    /// Keeps a log-in that waits for its code, and removes those that waited too long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_log_in_step(
        &self,
        secret_hash: &[u8],
        member: Uuid,
        now: i64,
        expires_at: i64,
    ) -> StoreResult<()> {
        sqlx::query("DELETE FROM log_in_step WHERE expires_at <= $1").bind(now).execute(&self.writer).await?;
        sqlx::query("INSERT INTO log_in_step (secret_hash, staff, expires_at) VALUES ($1, $2, $3)")
            .bind(secret_hash.to_vec())
            .bind(member.as_bytes().to_vec())
            .bind(expires_at)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Whose log-in waits for its code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log_in_step(&self, secret_hash: &[u8], now: i64) -> StoreResult<Option<Member>> {
        let row = sqlx::query(
            "SELECT staff.* FROM log_in_step JOIN staff ON staff.id = log_in_step.staff \
             WHERE log_in_step.secret_hash = $1 AND log_in_step.expires_at > $2 AND staff.active = 1",
        )
        .bind(secret_hash.to_vec())
        .bind(now)
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// Removes a log-in that waits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_log_in_step(&self, secret_hash: &[u8]) -> StoreResult<()> {
        sqlx::query("DELETE FROM log_in_step WHERE secret_hash = $1")
            .bind(secret_hash.to_vec())
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
