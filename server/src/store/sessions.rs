//! Sessions of staff: opened by a log-in, listed for their member, ended.

use sqlx::Row;
use uuid::Uuid;

use super::staff::{Session, read};
use super::{Store, StoreResult, Tx, known_browsers};

/// A session in the list of one's own.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// The hash of its secret.
    pub secret_hash: Vec<u8>,
    /// When it was opened, in milliseconds since 1970; 0 if nobody knows.
    pub opened_at: i64,
    /// The browser and the system, in short.
    pub device: String,
}

/// A session that is to be opened.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// The hash of its secret.
    pub secret_hash: &'a [u8],
    /// Whose it is.
    pub member: Uuid,
    /// The secret that forms carry.
    pub csrf: &'a str,
    /// The browser and the system, in short.
    pub device: &'a str,
    /// The hash of the browser's cookie.
    pub browser: &'a [u8],
    /// Now, in milliseconds since 1970.
    pub now: i64,
    /// Until when it lasts.
    pub expires_at: i64,
}

/// Opens a session and removes those that have ended.
///
/// # Errors
/// When the database fails.
pub async fn open(tx: &mut Tx, session: &NewSession<'_>) -> StoreResult<()> {
    sqlx::query("DELETE FROM staff_session WHERE expires_at <= $1")
        .bind(session.now)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "INSERT INTO staff_session (secret_hash, staff, csrf, expires_at, opened_at, device, browser) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(session.secret_hash.to_vec())
    .bind(session.member.as_bytes().to_vec())
    .bind(session.csrf)
    .bind(session.expires_at)
    .bind(session.now)
    .bind(session.device)
    .bind(session.browser.to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends a session of a member. Returns whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx, member: Uuid, secret_hash: &[u8]) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM staff_session WHERE secret_hash = $1 AND staff = $2")
        .bind(secret_hash.to_vec())
        .bind(member.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends all sessions of a member but the one with this hash, and log-ins that wait for a code; forgets all browsers but that one's.
/// Returns how many sessions.
///
/// # Errors
/// When the database fails.
pub async fn end_others(tx: &mut Tx, member: Uuid, but: &[u8]) -> StoreResult<u64> {
    known_browsers::forget_others(tx, member, but).await?;
    let done = sqlx::query("DELETE FROM staff_session WHERE staff = $1 AND secret_hash <> $2")
        .bind(member.as_bytes().to_vec())
        .bind(but.to_vec())
        .execute(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM log_in_step WHERE staff = $1")
        .bind(member.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected())
}

impl Store {
    /// The session of a cookie's secret, while it lasts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, secret_hash: &[u8], now: i64) -> StoreResult<Option<Session>> {
        let row = sqlx::query(
            "SELECT staff.*, staff_session.csrf FROM staff_session JOIN staff ON staff.id = staff_session.staff \
             WHERE staff_session.secret_hash = $1 AND staff_session.expires_at > $2 AND staff.active = 1",
        )
        .bind(secret_hash.to_vec())
        .bind(now)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let sealed: Option<Vec<u8>> = row.try_get("totp_sealed")?;
        Ok(Some(Session { member: read(&row)?, csrf: row.try_get("csrf")?, second_factor: sealed.is_some() }))
    }

    /// The sessions of a member, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions_of(&self, member: Uuid, now: i64) -> StoreResult<Vec<OpenSession>> {
        let rows = sqlx::query(
            "SELECT secret_hash, opened_at, device FROM staff_session WHERE staff = $1 AND expires_at > $2 \
             ORDER BY opened_at DESC, secret_hash",
        )
        .bind(member.as_bytes().to_vec())
        .bind(now)
        .fetch_all(&self.pool)
        .await?;
        let read = |row: &sqlx::any::AnyRow| {
            Ok(OpenSession {
                secret_hash: row.try_get("secret_hash")?,
                opened_at: row.try_get("opened_at")?,
                device: row.try_get("device")?,
            })
        };
        rows.iter().map(read).collect()
    }
}
