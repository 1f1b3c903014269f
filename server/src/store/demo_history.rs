//! The past that the demo begins with: messages as if they had been sent.

use survey::{Day, SurveyCode};
use uuid::Uuid;

use super::{StoreResult, Tx};
use crate::entropy;
use crate::mail::MessageKind;

/// A round that was sent on a day after the opening.
#[derive(Debug, Clone, Copy)]
pub struct PastRound {
    /// Its key.
    pub id: Uuid,
    /// What it said.
    pub kind: MessageKind,
    /// The day.
    pub day: Day,
}

/// Keeps a message of a round: sent, or refused with the mail server's words.
///
/// # Errors
/// When the database fails.
pub async fn add_message(
    tx: &mut Tx,
    survey: &SurveyCode,
    round: PastRound,
    invitation: Uuid,
    to: (&str, &str),
    problem: Option<&str>,
) -> StoreResult<()> {
    let at = round.day.begins().timestamp_millis() + 9 * 3_600_000;
    sqlx::query(
        "INSERT INTO message (id, survey, invitation, round, kind, language, address, state, attempts, next_at, sent_at, \
         problem) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11)",
    )
    .bind(entropy::uuid().as_bytes().to_vec())
    .bind(survey.as_str())
    .bind(invitation.as_bytes().to_vec())
    .bind(round.id.as_bytes().to_vec())
    .bind(round.kind.as_str())
    .bind(to.0)
    .bind(to.1)
    .bind(if problem.is_some() { "failed" } else { "sent" })
    .bind(at)
    .bind(problem.is_none().then_some(at))
    .bind(problem)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
