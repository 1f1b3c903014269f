//! Browsers in which somebody has logged in to an account.

use sqlx::Row;
use uuid::Uuid;

use super::{Store, StoreResult, Tx};

/// So many of one account are known, the latest.
const MOST: i64 = 20;

/// Whether somebody has logged in with the cookie of this hash, to whichever account.
///
/// # Errors
/// When the database fails.
pub async fn is_known(tx: &mut Tx, secret_hash: &[u8], now: i64) -> StoreResult<bool> {
    let found =
        sqlx::query("SELECT staff FROM known_browser WHERE secret_hash = $1 AND expires_at > $2 LIMIT 1")
            .bind(secret_hash.to_vec())
            .bind(now)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(found.is_some())
}

/// Keeps that a browser is known to a member's account, and removes what has ended.
///
/// # Errors
/// When the database fails.
pub async fn remember(
    tx: &mut Tx,
    secret_hash: &[u8],
    member: Uuid,
    now: i64,
    expires_at: i64,
) -> StoreResult<()> {
    sqlx::query("DELETE FROM known_browser WHERE expires_at <= $1").bind(now).execute(&mut **tx).await?;
    sqlx::query(
        "INSERT INTO known_browser (secret_hash, staff, expires_at) VALUES ($1, $2, $3) \
         ON CONFLICT (staff, secret_hash) DO UPDATE SET expires_at = excluded.expires_at",
    )
    .bind(secret_hash.to_vec())
    .bind(member.as_bytes().to_vec())
    .bind(expires_at)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "DELETE FROM known_browser WHERE staff = $1 AND secret_hash <> $2 AND secret_hash NOT IN ( \
         SELECT secret_hash FROM known_browser WHERE staff = $1 ORDER BY expires_at DESC, secret_hash LIMIT $3)",
    )
    .bind(member.as_bytes().to_vec())
    .bind(secret_hash.to_vec())
    .bind(MOST)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets all browsers of the account of that address.
///
/// # Errors
/// When the database fails.
pub async fn forget_all(tx: &mut Tx, email: &str) -> StoreResult<()> {
    sqlx::query("DELETE FROM known_browser WHERE staff IN (SELECT id FROM staff WHERE email = $1)")
        .bind(email)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Forgets the browser in which a session of a member was opened.
///
/// # Errors
/// When the database fails.
pub async fn forget_of_session(tx: &mut Tx, member: Uuid, session: &[u8]) -> StoreResult<()> {
    sqlx::query(
        "DELETE FROM known_browser WHERE staff = $1 AND secret_hash IN ( \
         SELECT browser FROM staff_session WHERE secret_hash = $2 AND staff = $1 AND browser IS NOT NULL)",
    )
    .bind(member.as_bytes().to_vec())
    .bind(session.to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets the browsers of a member but the one in which a session was opened.
///
/// # Errors
/// When the database fails.
pub async fn forget_others(tx: &mut Tx, member: Uuid, session: &[u8]) -> StoreResult<()> {
    sqlx::query(
        "DELETE FROM known_browser WHERE staff = $1 AND secret_hash NOT IN ( \
         SELECT browser FROM staff_session WHERE secret_hash = $2 AND staff = $1 AND browser IS NOT NULL)",
    )
    .bind(member.as_bytes().to_vec())
    .bind(session.to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Store {
    /// Whether a browser is known to the account of that address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn knows_browser(&self, secret_hash: &[u8], email: &str, now: i64) -> StoreResult<bool> {
        let found: i64 = sqlx::query(
            "SELECT count(*) FROM known_browser JOIN staff ON staff.id = known_browser.staff \
             WHERE known_browser.secret_hash = $1 AND known_browser.expires_at > $2 \
             AND staff.email = $3 AND staff.active = 1",
        )
        .bind(secret_hash.to_vec())
        .bind(now)
        .bind(email)
        .fetch_one(&self.pool)
        .await?
        .try_get(0)?;
        Ok(found > 0)
    }
}
