//! Accounts as admins keep them: roles, accounts that were ended, and links that are good once.

use sqlx::Row;
use survey::Locale;
use uuid::Uuid;

use super::staff::Role;
use super::{Store, StoreError, StoreResult, Tx, api_tokens, known_browsers};

/// An account in the list of people.
#[derive(Debug, Clone)]
pub struct Account {
    /// The key.
    pub id: Uuid,
    /// The e-mail address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The language of its pages.
    pub language: Locale,
    /// Whether it was not ended.
    pub active: bool,
    /// Whether it has a second factor.
    pub second_factor: bool,
    /// For how many active partners it is responsible.
    pub partners: u64,
}

/// What a link that is good once is for.
#[derive(Debug, Clone)]
pub struct AccountLink {
    /// The e-mail address of the account, which may not be there yet.
    pub email: String,
    /// The name of an account that is to be made; empty for another password.
    pub name: String,
    /// Its role; `None` for another password.
    pub role: Option<Role>,
    /// Its language.
    pub language: Locale,
}

/// At whose wish a link was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkMadeBy {
    /// The person whom it is for, who has forgotten the password.
    Oneself,
    /// A colleague, or the operator.
    Colleague,
}

/// What came of a change to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It was made.
    Done,
    /// There is no such account, or it is so already.
    Nothing,
    /// Nobody would be left who may change roles.
    LastAdmin,
}

/// Gives an account a role and says whether it may be used. Who may do less, or nothing, has to log in again.
///
/// # Errors
/// When the database fails.
pub async fn change(tx: &mut Tx, id: Uuid, role: Role, active: bool, now: i64) -> StoreResult<Changed> {
    // All admins' rows are held: two who remove each other come one after the other.
    sqlx::query("UPDATE staff SET role = role WHERE role = 'admin'").execute(&mut **tx).await?;
    let found = sqlx::query("SELECT role, active FROM staff WHERE id = $1")
        .bind(id.as_bytes().to_vec())
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = found else { return Ok(Changed::Nothing) };
    let (was, was_active): (String, i64) = (row.try_get("role")?, row.try_get("active")?);
    if was == role.as_str() && (was_active == 1) == active {
        return Ok(Changed::Nothing);
    }
    let others: i64 =
        sqlx::query("SELECT count(*) FROM staff WHERE role = 'admin' AND active = 1 AND id <> $1")
            .bind(id.as_bytes().to_vec())
            .fetch_one(&mut **tx)
            .await?
            .try_get(0)?;
    if others == 0 && (role != Role::Admin || !active) {
        return Ok(Changed::LastAdmin);
    }
    let (was_admin, is_admin) = (was == "admin" && was_active == 1, role == Role::Admin && active);
    sqlx::query(
        "UPDATE staff SET role = $1, active = $2, touched_at = $4, \
         admin_since = CASE WHEN $5 = 1 THEN $4 ELSE admin_since END, \
         admin_until = CASE WHEN $5 = 1 THEN 0 WHEN $6 = 1 THEN $4 ELSE admin_until END WHERE id = $3",
    )
    .bind(role.as_str())
    .bind(i64::from(active))
    .bind(id.as_bytes().to_vec())
    .bind(now)
    .bind(i64::from(is_admin && !was_admin))
    .bind(i64::from(was_admin && !is_admin))
    .execute(&mut **tx)
    .await?;
    for sql in [
        "DELETE FROM staff_session WHERE staff = $1",
        "DELETE FROM log_in_step WHERE staff = $1",
        "DELETE FROM known_browser WHERE staff = $1",
        "DELETE FROM account_link WHERE email IN (SELECT email FROM staff WHERE id = $1)",
    ] {
        sqlx::query(sql).bind(id.as_bytes().to_vec()).execute(&mut **tx).await?;
    }
    if !active {
        api_tokens::revoke_all(tx, id).await?;
    }
    Ok(Changed::Done)
}

/// Makes all links of an address worth nothing.
///
/// # Errors
/// When the database fails.
pub async fn forget_links(tx: &mut Tx, email: &str) -> StoreResult<()> {
    sqlx::query("DELETE FROM account_link WHERE email = $1").bind(email).execute(&mut **tx).await?;
    Ok(())
}

/// Keeps a link by the hash of its secret.
///
/// # Errors
/// When the database fails.
pub async fn add_link(
    tx: &mut Tx,
    secret_hash: &[u8],
    link: &AccountLink,
    made_by: LinkMadeBy,
    now: i64,
    expires_at: i64,
) -> StoreResult<()> {
    sqlx::query("DELETE FROM account_link WHERE expires_at <= $1").bind(now).execute(&mut **tx).await?;
    let kind = if link.role.is_some() { "invitation" } else { "password" };
    sqlx::query(
        "INSERT INTO account_link (secret_hash, kind, email, name, role, language, made_at, expires_at, by_other) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(secret_hash.to_vec())
    .bind(kind)
    .bind(link.email.as_str())
    .bind(link.name.as_str())
    .bind(link.role.map_or("", Role::as_str))
    .bind(link.language.as_str())
    .bind(now)
    .bind(expires_at)
    .bind(i64::from(made_by == LinkMadeBy::Colleague))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Uses a link up. Returns at whose wish it was made; nothing if it is no longer good.
///
/// # Errors
/// When the database fails.
pub async fn use_link(tx: &mut Tx, secret_hash: &[u8], now: i64) -> StoreResult<Option<LinkMadeBy>> {
    let used =
        sqlx::query("DELETE FROM account_link WHERE secret_hash = $1 AND expires_at > $2 RETURNING by_other")
            .bind(secret_hash.to_vec())
            .bind(now)
            .fetch_optional(&mut **tx)
            .await?;
    let Some(row) = used else { return Ok(None) };
    let by_other: i64 = row.try_get("by_other")?;
    Ok(Some(if by_other == 1 { LinkMadeBy::Colleague } else { LinkMadeBy::Oneself }))
}

/// Makes the account of an invitation, or gives an account another password and ends its sessions, forgetting its browsers.
/// Returns the account; nothing if an invitation is to an address that has one.
///
/// # Errors
/// When the database fails.
pub async fn accept(
    tx: &mut Tx,
    id: Uuid,
    link: &AccountLink,
    made_by: LinkMadeBy,
    password_hash: &str,
    now: i64,
) -> StoreResult<Option<Uuid>> {
    forget_links(tx, &link.email).await?;
    if let Some(role) = link.role {
        let done = sqlx::query(
            "INSERT INTO staff (id, email, name, role, language, password_hash, admin_since) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) DO NOTHING",
        )
        .bind(id.as_bytes().to_vec())
        .bind(link.email.as_str())
        .bind(link.name.as_str())
        .bind(role.as_str())
        .bind(link.language.as_str())
        .bind(password_hash)
        .bind(if role == Role::Admin { now } else { 0 })
        .execute(&mut **tx)
        .await?;
        return Ok((done.rows_affected() == 1).then_some(id));
    }
    let found =
        sqlx::query("UPDATE staff SET password_hash = $1 WHERE email = $2 AND active = 1 RETURNING id")
            .bind(password_hash)
            .bind(link.email.as_str())
            .fetch_optional(&mut **tx)
            .await?;
    if made_by == LinkMadeBy::Colleague {
        touch(tx, &link.email, now).await?;
    }
    end_everything(tx, &link.email).await?;
    let Some(found) = found else { return Ok(None) };
    let id = Uuid::from_slice(&found.try_get::<Vec<u8>, _>("id")?);
    Ok(Some(id.map_err(|error| StoreError::unreadable("staff", error))?))
}

/// Ends all that was begun with an account's password: sessions and log-ins that wait for a code. Its browsers are forgotten.
///
/// # Errors
/// When the database fails.
pub async fn end_everything(tx: &mut Tx, email: &str) -> StoreResult<()> {
    for sql in [
        "DELETE FROM staff_session WHERE staff IN (SELECT id FROM staff WHERE email = $1)",
        "DELETE FROM log_in_step WHERE staff IN (SELECT id FROM staff WHERE email = $1)",
    ] {
        sqlx::query(sql).bind(email).execute(&mut **tx).await?;
    }
    known_browsers::forget_all(tx, email).await
}

/// Notes that somebody else touched an account's password, second factor or role.
///
/// # Errors
/// When the database fails.
pub async fn touch(tx: &mut Tx, email: &str, now: i64) -> StoreResult<()> {
    sqlx::query("UPDATE staff SET touched_at = $1 WHERE email = $2")
        .bind(now)
        .bind(email)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Gives an account another name and language.
///
/// # Errors
/// When the database fails.
pub async fn rename(tx: &mut Tx, id: Uuid, name: &str, language: &Locale) -> StoreResult<()> {
    sqlx::query("UPDATE staff SET name = $1, language = $2 WHERE id = $3")
        .bind(name)
        .bind(language.as_str())
        .bind(id.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Gives an account another password; its sessions are left to the caller.
///
/// # Errors
/// When the database fails.
pub async fn set_password(tx: &mut Tx, id: Uuid, password_hash: &str) -> StoreResult<()> {
    sqlx::query("UPDATE staff SET password_hash = $1 WHERE id = $2")
        .bind(password_hash)
        .bind(id.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Withdraws the invitation of an address. Returns whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(tx: &mut Tx, email: &str) -> StoreResult<bool> {
    let mut found = 0;
    for sql in [
        "DELETE FROM account_link WHERE email = $1 AND kind = 'invitation'",
        "DELETE FROM account_mail WHERE email = $1 AND kind = 'invitation'",
    ] {
        found += sqlx::query(sql).bind(email).execute(&mut **tx).await?.rows_affected();
    }
    Ok(found > 0)
}

/// An invitation that nobody has taken up yet.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The e-mail address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// Until when its link is good, in milliseconds since 1970.
    pub until: i64,
    /// Why its mail was not taken so far, in the mail server's words; empty if it was, or is on its way.
    pub problem: String,
}

impl Store {
    /// Invitations that nobody has taken up yet, by name; their links are good for `good_for` from when they were asked for,
    /// both in milliseconds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invited_people(&self, now: i64, good_for: i64) -> StoreResult<Vec<Invited>> {
        // A mail that has not been taken yet stands for the link that it will carry.
        let rows = sqlx::query(
            "SELECT email, name, role, max(until) AS until, max(problem) AS problem FROM ( \
             SELECT email, name, role, expires_at AS until, '' AS problem FROM account_link WHERE kind = 'invitation' \
             UNION ALL SELECT email, name, role, asked_at + $2 AS until, problem FROM account_mail \
             WHERE kind = 'invitation') AS invited \
             WHERE until > $1 GROUP BY email, name, role ORDER BY name, email",
        )
        .bind(now)
        .bind(good_for)
        .fetch_all(&self.pool)
        .await?;
        let read = |row: &sqlx::any::AnyRow| {
            let role: String = row.try_get("role")?;
            Ok(Invited {
                email: row.try_get("email")?,
                name: row.try_get("name")?,
                role: role
                    .parse()
                    .map_err(|e: super::staff::NotARole| StoreError::unreadable("account_link", e))?,
                until: row.try_get("until")?,
                problem: row.try_get("problem")?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// All accounts, those that were ended last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accounts(&self) -> StoreResult<Vec<Account>> {
        let rows =
            sqlx::query(
                "SELECT id, email, name, role, language, active, cast(CASE WHEN totp_sealed IS NULL THEN 0 ELSE 1 END AS BIGINT) AS factor, \
                 (SELECT count(*) FROM partner WHERE partner.manager = staff.email AND partner.active = 1) AS partners \
                 FROM staff ORDER BY active DESC, name, email",
            )
            .fetch_all(&self.pool)
            .await?;
        let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("staff", e);
        let read = |row: &sqlx::any::AnyRow| {
            let role: String = row.try_get("role")?;
            Ok(Account {
                id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(|e| bad(&e))?,
                email: row.try_get("email")?,
                name: row.try_get("name")?,
                role: role.parse().map_err(|e: super::staff::NotARole| bad(&e))?,
                language: row
                    .try_get::<String, _>("language")?
                    .parse()
                    .map_err(|e: survey::locale::NotALocale| bad(&e))?,
                active: row.try_get::<i64, _>("active")? == 1,
                second_factor: row.try_get::<i64, _>("factor")? == 1,
                partners: row.try_get::<i64, _>("partners")?.unsigned_abs(),
            })
        };
        rows.iter().map(read).collect()
    }

    /// Whether an address has a link that was made since then.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_link(&self, email: &str, since: i64) -> StoreResult<bool> {
        let row = sqlx::query("SELECT kind FROM account_link WHERE email = $1 AND made_at > $2 LIMIT 1")
            .bind(email)
            .bind(since)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.is_some())
    }

    /// What a link is for, while it is good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_link(&self, secret_hash: &[u8], now: i64) -> StoreResult<Option<AccountLink>> {
        let row = sqlx::query(
            "SELECT email, name, role, language FROM account_link WHERE secret_hash = $1 AND expires_at > $2",
        )
        .bind(secret_hash.to_vec())
        .bind(now)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let (role, language): (String, String) = (row.try_get("role")?, row.try_get("language")?);
        let language = language.parse().map_err(|e| StoreError::unreadable("account_link", e))?;
        let (email, name) = (row.try_get("email")?, row.try_get("name")?);
        Ok(Some(AccountLink { email, name, role: role.parse().ok(), language }))
    }
}
