//! Mail about accounts, from the wish to write to the mail server's answer. No secret is in it: see the migration.

use sqlx::Row;
use survey::Locale;
use uuid::Uuid;

use super::staff::Role;
use super::{Store, StoreError, StoreResult, Tx};
use crate::entropy;
use crate::notices::AdminNotice;

/// What a mail about an account says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountMailKind {
    /// Somebody is to make an account.
    Invitation,
    /// An admin lets somebody choose another password.
    Password,
    /// Somebody has forgotten the password, or says so.
    Forgotten,
    /// The password was changed.
    Changed,
    /// Something that all admins are told.
    Notice,
}

impl AccountMailKind {
    const ALL: [Self; 5] = [Self::Invitation, Self::Password, Self::Forgotten, Self::Changed, Self::Notice];

    /// The kind as it is stored, and as it stands in the ids of its texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Password => "password",
            Self::Forgotten => "forgotten",
            Self::Changed => "changed",
            Self::Notice => "notice",
        }
    }
}

/// A mail about an account that is to be written.
#[derive(Debug, Clone)]
pub struct AccountMail {
    /// A random key.
    pub id: Uuid,
    /// Whom it is for.
    pub email: String,
    /// What it says.
    pub kind: AccountMailKind,
    /// The name and the role of an account that is to be made; of a notice the recipient's name alone; empty and `None`
    /// otherwise.
    pub name: String,
    /// See `name`.
    pub role: Option<Role>,
    /// The language in which it is asked for; an account's own goes first.
    pub language: Locale,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was asked for, in milliseconds since 1970.
    pub asked_at: i64,
    /// What a notice says.
    pub notice: Option<AdminNotice>,
}

/// Asks for a mail. One of the same kind for the same address that still waits is the same wish.
///
/// # Errors
/// When the database fails.
pub async fn ask(tx: &mut Tx, mail: &AccountMail) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO account_mail (email, kind, id, name, role, language, attempts, asked_at, next_at, claimed_until, \
         failed, problem, notice, about) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $7, 0, 0, '', '', '') \
         ON CONFLICT (email, kind) WHERE kind <> 'notice' DO UPDATE SET id = excluded.id, name = excluded.name, role = excluded.role, \
         language = excluded.language, attempts = 0, asked_at = excluded.asked_at, next_at = excluded.next_at, \
         failed = 0, problem = ''",
    )
    .bind(mail.email.as_str())
    .bind(mail.kind.as_str())
    .bind(mail.id.as_bytes().to_vec())
    .bind(mail.name.as_str())
    .bind(mail.role.map_or("", Role::as_str))
    .bind(mail.language.as_str())
    .bind(mail.asked_at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Tells every admin something by mail; `also` is told as well, such as a person who is an admin no longer. What has to wait
/// until all of them were told asks by the text `about`.
///
/// # Errors
/// When the database fails.
pub async fn tell_admins(
    tx: &mut Tx,
    notice: &AdminNotice,
    also: Option<&str>,
    about: &str,
    now: i64,
) -> StoreResult<()> {
    let rows = sqlx::query(
        "SELECT email, name, language FROM staff WHERE (role = 'admin' AND active = 1) OR email = $1 ORDER BY email",
    )
    .bind(also.unwrap_or_default())
    .fetch_all(&mut **tx)
    .await?;
    let text = serde_json::to_string(notice).map_err(bad)?;
    for row in &rows {
        let (email, name, language): (String, String, String) =
            (row.try_get("email")?, row.try_get("name")?, row.try_get("language")?);
        sqlx::query(
            "INSERT INTO account_mail (email, kind, id, name, role, language, attempts, asked_at, next_at, claimed_until, \
             failed, problem, notice, about) VALUES ($1, 'notice', $2, $3, '', $4, 0, $5, $5, 0, 0, '', $6, $7)",
        )
        .bind(email)
        .bind(entropy::uuid().as_bytes().to_vec())
        .bind(name)
        .bind(language)
        .bind(now)
        .bind(text.as_str())
        .bind(about)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Whether every notice about that was handed over to the mail server.
///
/// # Errors
/// When the database fails.
pub async fn all_told(tx: &mut Tx, about: &str) -> StoreResult<bool> {
    let row = sqlx::query("SELECT count(*) FROM account_mail WHERE about = $1")
        .bind(about)
        .fetch_one(&mut **tx)
        .await?;
    Ok(row.try_get::<i64, _>(0)? == 0)
}

async fn drop_link(tx: &mut Tx, secret_hash: &[u8]) -> StoreResult<()> {
    sqlx::query("DELETE FROM account_link WHERE secret_hash = $1")
        .bind(secret_hash.to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn bad(problem: impl ToString) -> StoreError {
    StoreError::unreadable("account_mail", problem)
}

fn read(row: &sqlx::any::AnyRow) -> StoreResult<AccountMail> {
    let text = |name: &str| row.try_get::<String, _>(name);
    let kind = text("kind")?;
    let notice = text("notice")?;
    Ok(AccountMail {
        id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(bad)?,
        kind: AccountMailKind::ALL
            .into_iter()
            .find(|known| known.as_str() == kind)
            .ok_or_else(|| bad("a kind"))?,
        email: text("email")?,
        name: text("name")?,
        role: text("role")?.parse().ok(),
        language: text("language")?.parse().map_err(|e: survey::locale::NotALocale| bad(e))?,
        attempts: row.try_get::<i64, _>("attempts")?.try_into().map_err(bad)?,
        asked_at: row.try_get("asked_at")?,
        notice: (!notice.is_empty()).then(|| serde_json::from_str(&notice)).transpose().map_err(bad)?,
    })
}

impl Store {
    /// The mail that has been due for longest, claimed until then; nothing while the mail server is left alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_account_mail(&self, now: i64, until: i64) -> StoreResult<Option<AccountMail>> {
        let row = sqlx::query(
            "SELECT * FROM account_mail WHERE failed = 0 AND next_at <= $1 AND claimed_until <= $1 \
             AND NOT EXISTS (SELECT 1 FROM mail_way WHERE wait_until > $1) ORDER BY next_at LIMIT 1",
        )
        .bind(now)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let mail = read(&row)?;
        let done = sqlx::query(
            "UPDATE account_mail SET claimed_until = $1, attempts = attempts + 1 WHERE id = $2 AND claimed_until <= $3",
        )
        .bind(until)
        .bind(mail.id.as_bytes().to_vec())
        .bind(now)
        .execute(&self.writer)
        .await?;
        Ok((done.rows_affected() == 1).then_some(mail))
    }

    /// A mail was taken, or is not to be written after all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_account_mail(&self, id: Uuid) -> StoreResult<()> {
        sqlx::query("DELETE FROM account_mail WHERE id = $1")
            .bind(id.as_bytes().to_vec())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// A mail was not handed over, since the service stops: its link is worth nothing, and the attempt does not count.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_go_account_mail(&self, id: Uuid, secret_hash: &[u8]) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        drop_link(&mut tx, secret_hash).await?;
        sqlx::query("UPDATE account_mail SET claimed_until = 0, attempts = attempts - 1 WHERE id = $1")
            .bind(id.as_bytes().to_vec())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// A mail was surely not taken: its link is worth nothing, and it is tried again at `next_at`, or given up without one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn postpone_account_mail(
        &self,
        id: Uuid,
        secret_hash: &[u8],
        problem: &str,
        next_at: Option<i64>,
    ) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        drop_link(&mut tx, secret_hash).await?;
        sqlx::query(
            "UPDATE account_mail SET claimed_until = 0, problem = $1, failed = $2, next_at = $3 WHERE id = $4",
        )
        .bind(problem)
        .bind(i64::from(next_at.is_none()))
        .bind(next_at.unwrap_or_default())
        .bind(id.as_bytes().to_vec())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }
}
