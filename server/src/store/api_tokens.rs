//! Personal tokens: what a member of staff's programs come with. A secret is kept as its hash.

use sqlx::Row;
use sqlx::any::AnyRow;
use survey::Day;
use uuid::Uuid;

use super::staff::{Member, read as read_member};
use super::{Store, StoreError, StoreResult, Tx};
use crate::auth::Scope;

/// A token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// The key.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// What it may be used for, as long as its owner may.
    pub scopes: Vec<Scope>,
    /// The day on which it was made.
    pub made_on: Day,
    /// The last day on which it is good.
    pub expires_on: Day,
    /// The last day on which it was used.
    pub last_used_on: Option<Day>,
}

/// A token with whose it is.
pub struct Owned {
    /// Its owner.
    pub member: Member,
    /// Whether the owner has a second factor.
    pub second_factor: bool,
    /// The token.
    pub token: ApiToken,
}

fn read(row: &AnyRow) -> StoreResult<ApiToken> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("api_token", e);
    let day = |text: String| text.parse::<Day>().map_err(|e| bad(&e));
    let scopes: String = row.try_get("scopes")?;
    Ok(ApiToken {
        id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("token_id")?).map_err(|e| bad(&e))?,
        name: row.try_get("token_name")?,
        // A scope that a later version of Sawt had is worth nothing here.
        scopes: scopes.split_whitespace().filter_map(|scope| scope.parse().ok()).collect(),
        made_on: day(row.try_get("made_on")?)?,
        expires_on: day(row.try_get("expires_on")?)?,
        last_used_on: row.try_get::<Option<String>, _>("last_used_on")?.map(day).transpose()?,
    })
}

const COLUMNS: &str = "api_token.id AS token_id, api_token.name AS token_name, api_token.scopes, api_token.made_on, \
     api_token.expires_on, api_token.last_used_on";

/// Keeps a token by the hash of its secret.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, owner: Uuid, token: &ApiToken, secret_hash: &[u8]) -> StoreResult<()> {
    let scopes: Vec<_> = token.scopes.iter().filter_map(|scope| scope.as_str()).collect();
    sqlx::query(
        "INSERT INTO api_token (id, staff, name, scopes, secret_hash, made_on, expires_on) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(token.id.as_bytes().to_vec())
    .bind(owner.as_bytes().to_vec())
    .bind(token.name.as_str())
    .bind(scopes.join(" "))
    .bind(secret_hash.to_vec())
    .bind(token.made_on.to_string())
    .bind(token.expires_on.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a token of this member away. Returns whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn revoke(tx: &mut Tx, owner: Uuid, id: Uuid) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM api_token WHERE id = $1 AND staff = $2")
        .bind(id.as_bytes().to_vec())
        .bind(owner.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes all tokens of a member away, whose account is ended.
///
/// # Errors
/// When the database fails.
pub async fn revoke_all(tx: &mut Tx, owner: Uuid) -> StoreResult<()> {
    sqlx::query("DELETE FROM api_token WHERE staff = $1")
        .bind(owner.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// The token of a secret and its owner, on a day on which it is good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn api_token(&self, secret_hash: &[u8], today: Day) -> StoreResult<Option<Owned>> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT staff.*, {COLUMNS} FROM api_token JOIN staff ON staff.id = api_token.staff \
             WHERE api_token.secret_hash = $1 AND api_token.expires_on >= $2 AND staff.active = 1"
        )))
        .bind(secret_hash.to_vec())
        .bind(today.to_string())
        .fetch_optional(&self.pool)
        .await?;
        let owned = |row: sqlx::any::AnyRow| {
            let sealed: Option<Vec<u8>> = row.try_get("totp_sealed")?;
            Ok(Owned { member: read_member(&row)?, second_factor: sealed.is_some(), token: read(&row)? })
        };
        row.map(owned).transpose()
    }

    /// The tokens of a member, the latest first; those that are no longer good too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn api_tokens(&self, owner: Uuid) -> StoreResult<Vec<ApiToken>> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM api_token WHERE staff = $1 ORDER BY made_on DESC, name, id"
        )))
        .bind(owner.as_bytes().to_vec())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(read).collect()
    }

    /// Notes that a token was used on that day, and no more of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_token_used(&self, id: Uuid, today: Day) -> StoreResult<()> {
        sqlx::query("UPDATE api_token SET last_used_on = $1 WHERE id = $2")
            .bind(today.to_string())
            .bind(id.as_bytes().to_vec())
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
