//! Whether mail to partners is held until somebody has looked, and how many messages this database has begun.

use serde_json::json;
use uuid::Uuid;

use super::{Store, StoreError, StoreResult, audit};

/// Why mail is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailHold {
    /// The server was started so.
    Asked,
    /// The database was restored from a backup.
    Restored,
}

impl MailHold {
    /// The reason as it is stored, and as it stands in the ids of its texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Restored => "restored",
        }
    }
}

/// What is known of the way out.
#[derive(Debug, Clone, Copy)]
pub struct MailWay {
    /// What tells this database from another one; nothing before the first start.
    pub name: Option<Uuid>,
    /// How many messages were begun.
    pub begun: i64,
    /// Why mail is held, if it is.
    pub held: Option<MailHold>,
}

fn bad(problem: impl ToString) -> StoreError {
    StoreError::unreadable("mail_way", problem)
}

impl Store {
    /// What is known of the way out.
    ///
    /// # Errors
    /// When the database fails, or holds something unreadable.
    pub async fn mail_way(&self) -> StoreResult<MailWay> {
        let (name, begun, held): (Option<Vec<u8>>, i64, String) =
            sqlx::query_as("SELECT name, begun, held FROM mail_way WHERE id = 1")
                .fetch_one(&self.pool)
                .await?;
        let held = match held.as_str() {
            "" => None,
            held => {
                let all = [MailHold::Asked, MailHold::Restored];
                Some(all.into_iter().find(|known| known.as_str() == held).ok_or_else(|| bad(held))?)
            }
        };
        Ok(MailWay { name: name.map(|name| Uuid::from_slice(&name)).transpose().map_err(bad)?, begun, held })
    }

    /// Gives the database a name, unless another server has; returns it.
    ///
    /// # Errors
    /// When the database fails, or holds something unreadable.
    pub async fn name_mail_way(&self, name: Uuid) -> StoreResult<Uuid> {
        let (name,): (Vec<u8>,) =
            sqlx::query_as("UPDATE mail_way SET name = coalesce(name, $1) WHERE id = 1 RETURNING name")
                .bind(name.as_bytes().to_vec())
                .fetch_one(&self.writer)
                .await?;
        Uuid::from_slice(&name).map_err(bad)
    }

    /// Whether there is any message to a partner.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_messages(&self) -> StoreResult<bool> {
        let found: Option<(i64,)> =
            sqlx::query_as("SELECT 1 FROM message LIMIT 1").fetch_optional(&self.pool).await?;
        Ok(found.is_some())
    }

    /// Holds mail. At least so many messages were begun in truth: the count goes on from there, so that nobody holds it again for the
    /// same reason.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_mail(&self, why: MailHold, begun: i64) -> StoreResult<()> {
        sqlx::query(
            "UPDATE mail_way SET held = $1, begun = CASE WHEN begun < $2 THEN $2 ELSE begun END WHERE id = 1",
        )
        .bind(why.as_str())
        .bind(begun)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Lets mail go out again; returns whether it was held.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_mail(&self, who: &str, now: i64) -> StoreResult<bool> {
        let mut tx = self.begin_write().await?;
        let done = sqlx::query("UPDATE mail_way SET held = '' WHERE id = 1 AND held <> ''")
            .execute(&mut *tx)
            .await?;
        let released = done.rows_affected() == 1;
        if released {
            audit::record(&mut tx, who, "mail_released", "mail", &json!({}), now).await?;
        }
        tx.commit().await?;
        Ok(released)
    }
}
