//! Staff accounts.

use std::str::FromStr;

use serde_json::json;
use sqlx::Row;
use survey::Locale;
use uuid::Uuid;

use super::{Store, StoreError, StoreResult, accounts, audit};

/// What a member of staff may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Configures everything.
    Admin,
    /// Follows partners.
    Manager,
    /// Looks at results.
    Analyst,
    /// Translates question sets.
    Translator,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::Admin, Self::Manager, Self::Analyst, Self::Translator];

    /// The role as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Manager => "manager",
            Self::Analyst => "analyst",
            Self::Translator => "translator",
        }
    }
}

/// The text names no role.
#[derive(Debug, thiserror::Error)]
#[error("a role is “admin”, “manager”, “analyst” or “translator”")]
pub struct NotARole;

impl FromStr for Role {
    type Err = NotARole;

    fn from_str(text: &str) -> Result<Self, NotARole> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(NotARole)
    }
}

/// A member of staff.
#[derive(Debug, Clone)]
pub struct Member {
    /// The key.
    pub id: Uuid,
    /// The e-mail address, which is the log-in.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The language of the pages.
    pub language: Locale,
}

/// A session that was found.
#[derive(Debug, Clone)]
pub struct Session {
    /// Whose it is.
    pub member: Member,
    /// The secret that forms carry against forgery.
    pub csrf: String,
    /// Whether the member has a second factor.
    pub second_factor: bool,
}

/// Reads a member out of a row with all columns of `staff`.
pub(super) fn read(row: &sqlx::any::AnyRow) -> StoreResult<Member> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("staff", e);
    Ok(Member {
        id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(|e| bad(&e))?,
        email: row.try_get("email")?,
        name: row.try_get("name")?,
        role: row.try_get::<String, _>("role")?.parse().map_err(|e: NotARole| bad(&e))?,
        language: row
            .try_get::<String, _>("language")?
            .parse()
            .map_err(|e: survey::locale::NotALocale| bad(&e))?,
    })
}

impl Store {
    /// Adds a member of staff from the command line.
    ///
    /// # Errors
    /// When the database fails, or the address is taken.
    pub async fn add_member(&self, member: &Member, password_hash: &str, now: i64) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query(
            "INSERT INTO staff (id, email, name, role, language, password_hash, admin_since) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(member.id.as_bytes().to_vec())
        .bind(member.email.as_str())
        .bind(member.name.as_str())
        .bind(member.role.as_str())
        .bind(member.language.as_str())
        .bind(password_hash)
        .bind(if member.role == Role::Admin { now } else { 0 })
        .execute(&mut *tx)
        .await?;
        let detail = json!({ "role": member.role.as_str() });
        audit::record(
            &mut tx,
            audit::COMMAND,
            "account_made",
            &format!("staff:{}", member.email),
            &detail,
            now,
        )
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// The member of that address, with the password's hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn member_by_email(&self, email: &str) -> StoreResult<Option<(Member, String)>> {
        let row = sqlx::query("SELECT * FROM staff WHERE email = $1 AND active = 1")
            .bind(email)
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| Ok((read(&row)?, row.try_get("password_hash")?))).transpose()
    }

    /// Address and name of every member, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn members(&self) -> StoreResult<Vec<(String, String)>> {
        let rows = sqlx::query_as("SELECT email, name FROM staff ORDER BY name, email");
        Ok(rows.fetch_all(&self.pool).await?)
    }

    /// The names of the admins, who can help whoever may not do something.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn admin_names(&self) -> StoreResult<Vec<String>> {
        let rows =
            sqlx::query_as("SELECT name FROM staff WHERE role = 'admin' AND active = 1 ORDER BY name, email");
        Ok(rows.fetch_all(&self.pool).await?.into_iter().map(|(name,)| name).collect())
    }

    /// Gives a member another password from the command line, ends the member's sessions, and forgets the account's browsers and
    /// what is counted for it. Returns whether there is such a member.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_password(&self, email: &str, password_hash: &str, now: i64) -> StoreResult<bool> {
        let mut tx = self.begin_write().await?;
        let done = sqlx::query("UPDATE staff SET password_hash = $1, touched_at = $3 WHERE email = $2")
            .bind(password_hash)
            .bind(email)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        accounts::end_everything(&mut tx, email).await?;
        let found = done.rows_affected() == 1;
        if found {
            let subject = format!("staff:{email}");
            audit::record(&mut tx, audit::COMMAND, "password_changed", &subject, &json!({}), now).await?;
        }
        tx.commit().await?;
        self.forget_attempts(email).await;
        Ok(found)
    }
}
