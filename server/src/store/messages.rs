//! Messages: one e-mail to one partner each, from the queue to what became of it.

use survey::{Locale, SurveyCode};
use uuid::Uuid;

use super::{StoreResult, Tx};
use crate::entropy;
use crate::mail::MessageKind;

/// A message to be sent.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// The survey.
    pub survey: SurveyCode,
    /// Whom it is for.
    pub invitation: Uuid,
    /// The round that it belongs to, if it does.
    pub round: Option<Uuid>,
    /// What it says.
    pub kind: MessageKind,
    /// The language in which it says it.
    pub language: Locale,
    /// The e-mail address.
    pub address: String,
}

/// Puts messages into the queue, to be sent from `next_at` on (milliseconds since 1970). A partner gets one message of a
/// round, however often this is called.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(tx: &mut Tx, messages: &[NewMessage], next_at: i64) -> StoreResult<()> {
    for message in messages {
        sqlx::query(
            "INSERT INTO message (id, survey, invitation, round, kind, language, address, state, attempts, next_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', 0, $8) ON CONFLICT DO NOTHING",
        )
        .bind(entropy::uuid().as_bytes().to_vec())
        .bind(message.survey.as_str())
        .bind(message.invitation.as_bytes().to_vec())
        .bind(message.round.map(|round| round.as_bytes().to_vec()))
        .bind(message.kind.as_str())
        .bind(message.language.as_str())
        .bind(message.address.as_str())
        .bind(next_at)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
