//! What was done to a survey, by whom and when. A log for people: no rule reads it.

use chrono::{DateTime, Utc};
use serde_json::Value as Json;
use sqlx::Row;
use survey::SurveyCode;

use super::{Store, StoreError, StoreResult, Tx, audit};
use crate::entropy;

/// Something that was done to a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What: `opened`, `closed`, `extended`, `round_sent`, `paused`, `resumed`, `invited`, `link_replaced`, `device_granted`, `withdrawn`.
    pub kind: String,
    /// Who; empty where the clock did it.
    pub staff_name: String,
    /// Who, as the audit log names them; not kept with the survey.
    pub who: String,
    /// A JSON object, by kind: `{"from":"2026-05-31","to":"2026-06-14","reason":"…"}`.
    pub detail: Json,
}

/// Keeps an event, in the transaction of what it tells of, and writes it into the audit log.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, survey: &SurveyCode, event: &SurveyEvent) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO survey_event (id, survey, at, kind, staff_name, detail) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(entropy::uuid().as_bytes().to_vec())
    .bind(survey.as_str())
    .bind(event.at.timestamp_millis())
    .bind(event.kind.as_str())
    .bind(event.staff_name.as_str())
    .bind(event.detail.to_string())
    .execute(&mut **tx)
    .await?;
    let (what, subject) = (format!("survey_{}", event.kind), format!("survey:{survey}"));
    audit::record(tx, &event.who, &what, &subject, &event.detail, event.at.timestamp_millis()).await
}

impl Store {
    /// A survey's history, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn survey_events(&self, survey: &SurveyCode) -> StoreResult<Vec<SurveyEvent>> {
        let rows = sqlx::query(
            "SELECT at, kind, staff_name, detail FROM survey_event WHERE survey = $1 ORDER BY at",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                let bad = |problem: &str| StoreError::unreadable("survey_event", problem);
                Ok(SurveyEvent {
                    at: DateTime::from_timestamp_millis(row.try_get("at")?).ok_or_else(|| bad("time"))?,
                    kind: row.try_get("kind")?,
                    staff_name: row.try_get("staff_name")?,
                    who: String::new(),
                    detail: serde_json::from_str(&row.try_get::<String, _>("detail")?)
                        .map_err(|e| bad(&e.to_string()))?,
                })
            })
            .collect()
    }
}
