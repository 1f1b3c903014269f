//! The log of what was done, by whom and when. It only grows: the database refuses to change or remove a line.
//!
//! Nothing that could place a response may be written here: no token, no credential, no time of a response. What partners
//! do is not in it; what staff, the clock and the command line do is.

use serde_json::Value as Json;
use sqlx::Row;

use super::{Store, StoreError, StoreResult, Tx};

/// Who did what nobody did who was logged in: what fell due.
pub const CLOCK: &str = "clock";
/// Who did what was done from the command line.
pub const COMMAND: &str = "command";

/// A line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditLine {
    /// Its place in the order.
    pub number: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The e-mail address of whoever did it, or [`CLOCK`] or [`COMMAND`].
    pub who: String,
    /// What was done: `survey_opened`, `partner_changed`, `role_changed` …
    pub what: String,
    /// To what: `survey:ims-2026`, `partner:p-17`, `staff:amal@example.org`.
    pub subject: String,
    /// A JSON object.
    pub detail: Json,
}

/// What the log is narrowed to; an empty text is no wish.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// Who did it.
    pub who: String,
    /// What was done.
    pub what: String,
    /// The beginning of the subject.
    pub subject: String,
}

tokio::task_local! {
    /// The name of the personal token that the present request came with. It is kept beside the call and not in its arguments,
    /// so that no line can be written that forgets it.
    static TOKEN: String;
}

/// Does something for a request that came with the personal token of that name: each line that it writes names it.
pub async fn by_token<T>(name: String, work: impl Future<Output = T>) -> T {
    TOKEN.scope(name, work).await
}

/// Writes a line, in the transaction of what it tells of.
///
/// # Errors
/// When the database fails.
pub async fn record(
    tx: &mut Tx,
    who: &str,
    what: &str,
    subject: &str,
    detail: &Json,
    now: i64,
) -> StoreResult<()> {
    let mut detail = detail.clone();
    if let (Ok(name), Some(detail)) = (TOKEN.try_with(Clone::clone), detail.as_object_mut()) {
        detail.insert("token".to_owned(), name.into());
    }
    sqlx::query("INSERT INTO audit_log (at, who, what, subject, detail) VALUES ($1, $2, $3, $4, $5)")
        .bind(now)
        .bind(who)
        .bind(what)
        .bind(subject)
        .bind(detail.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// Lines of the log, the latest first, before that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_log(
        &self,
        filter: &AuditFilter,
        before: i64,
        limit: u32,
    ) -> StoreResult<Vec<AuditLine>> {
        let rows = sqlx::query(
            "SELECT number, at, who, what, subject, detail FROM audit_log WHERE number < $1 \
             AND ($2 = '' OR who = $2) AND ($3 = '' OR what = $3) \
             AND ($4 = '' OR substr(subject, 1, length($4)) = $4) ORDER BY number DESC LIMIT $5",
        )
        .bind(before)
        .bind(filter.who.as_str())
        .bind(filter.what.as_str())
        .bind(filter.subject.as_str())
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?;
        let read = |row: &sqlx::any::AnyRow| {
            let detail: String = row.try_get("detail")?;
            Ok(AuditLine {
                number: row.try_get("number")?,
                at: row.try_get("at")?,
                who: row.try_get("who")?,
                what: row.try_get("what")?,
                subject: row.try_get("subject")?,
                detail: serde_json::from_str(&detail).map_err(|e| StoreError::unreadable("audit_log", e))?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// Everyone who did something and everything that was done, each in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_values(&self) -> StoreResult<(Vec<String>, Vec<String>)> {
        let who = sqlx::query_as::<_, (String,)>("SELECT DISTINCT who FROM audit_log ORDER BY who");
        let what = sqlx::query_as::<_, (String,)>("SELECT DISTINCT what FROM audit_log ORDER BY what");
        let who = who.fetch_all(&self.pool).await?.into_iter().map(|(who,)| who).collect();
        let what = what.fetch_all(&self.pool).await?.into_iter().map(|(what,)| what).collect();
        Ok((who, what))
    }
}
