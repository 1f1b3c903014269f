//! Follow-ups: what programme managers note of calls, messages and meetings with a partner, in one survey.

use std::str::FromStr;

use sqlx::Row;
use survey::{Day, SurveyCode};
use uuid::Uuid;

use super::{Store, StoreError, StoreResult, Tx};

/// A kind of follow-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowUpKind {
    /// A call.
    Call,
    /// A message, by whatever way.
    Message,
    /// A meeting.
    Meeting,
    /// Something worth knowing.
    Note,
    /// The message with the link was shown to somebody on the staff: no contact yet. Nobody notes it by hand.
    Shown,
}

impl FollowUpKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Call, Self::Message, Self::Meeting, Self::Note, Self::Shown];
    /// Those that somebody notes.
    pub const NOTED: [Self; 4] = [Self::Call, Self::Message, Self::Meeting, Self::Note];

    /// The kind as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Message => "message",
            Self::Meeting => "meeting",
            Self::Note => "note",
            Self::Shown => "shown",
        }
    }
}

/// The text names no kind of follow-up.
#[derive(Debug, thiserror::Error)]
#[error("not a kind of follow-up")]
pub struct NotAFollowUpKind;

impl FromStr for FollowUpKind {
    type Err = NotAFollowUpKind;

    fn from_str(text: &str) -> Result<Self, NotAFollowUpKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(NotAFollowUpKind)
    }
}

/// A follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Its key.
    pub id: Uuid,
    /// The survey that it was about.
    pub survey: SurveyCode,
    /// The partner's key.
    pub partner: String,
    /// What it was.
    pub kind: FollowUpKind,
    /// The day.
    pub day: Day,
    /// Who noted it.
    pub staff_name: String,
    /// What came of it; may be empty.
    pub note: String,
    /// When to call again, if it was agreed.
    pub next_on: Option<Day>,
}

/// Keeps a follow-up, at that time in milliseconds since 1970. The same one again changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, follow_up: &FollowUp, now: i64) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO follow_up (id, survey, partner, kind, day, staff_name, note, next_on, noted_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
    )
    .bind(follow_up.id.as_bytes().to_vec())
    .bind(follow_up.survey.as_str())
    .bind(follow_up.partner.as_str())
    .bind(follow_up.kind.as_str())
    .bind(follow_up.day.to_string())
    .bind(follow_up.staff_name.as_str())
    .bind(follow_up.note.as_str())
    .bind(follow_up.next_on.map(|day| day.to_string()))
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Changes a follow-up of a partner in a survey to what is noted now. Returns whether there is one, of a kind that somebody notes.
///
/// # Errors
/// When the database fails.
pub async fn change(tx: &mut Tx, follow_up: &FollowUp) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE follow_up SET kind = $1, day = $2, note = $3, next_on = $4 \
         WHERE id = $5 AND survey = $6 AND partner = $7 AND kind <> 'shown'",
    )
    .bind(follow_up.kind.as_str())
    .bind(follow_up.day.to_string())
    .bind(follow_up.note.as_str())
    .bind(follow_up.next_on.map(|day| day.to_string()))
    .bind(follow_up.id.as_bytes().to_vec())
    .bind(follow_up.survey.as_str())
    .bind(follow_up.partner.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a follow-up of a partner in a survey back. Returns whether there was one, of a kind that somebody notes.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, survey: &SurveyCode, partner: &str, id: Uuid) -> StoreResult<bool> {
    let done = sqlx::query(
        "DELETE FROM follow_up WHERE id = $1 AND survey = $2 AND partner = $3 AND kind <> 'shown'",
    )
    .bind(id.as_bytes().to_vec())
    .bind(survey.as_str())
    .bind(partner)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

impl Store {
    /// The follow-ups of a partner in a survey, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn follow_ups(&self, survey: &SurveyCode, partner: &str) -> StoreResult<Vec<FollowUp>> {
        let rows = sqlx::query(
            "SELECT id, kind, day, staff_name, note, next_on FROM follow_up WHERE survey = $1 AND partner = $2 \
             ORDER BY day DESC, noted_at DESC, id",
        )
        .bind(survey.as_str())
        .bind(partner)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("follow_up", e);
                Ok(FollowUp {
                    id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(|e| bad(&e))?,
                    survey: survey.clone(),
                    partner: partner.to_owned(),
                    kind: row.try_get::<String, _>("kind")?.parse().map_err(|e: NotAFollowUpKind| bad(&e))?,
                    day: row.try_get::<String, _>("day")?.parse().map_err(|e: survey::NotADay| bad(&e))?,
                    staff_name: row.try_get("staff_name")?,
                    note: row.try_get("note")?,
                    next_on: row
                        .try_get::<Option<String>, _>("next_on")?
                        .map(|day| day.parse().map_err(|e: survey::NotADay| bad(&e)))
                        .transpose()?,
                })
            })
            .collect()
    }
}
