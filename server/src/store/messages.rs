//! Messages: one e-mail to one partner each, from the queue to what became of it.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use survey::{Locale, SurveyCode};
use uuid::Uuid;

use super::invitations::InvitationState;
use super::{Store, StoreError, StoreResult, Tx, placeholders};
use crate::entropy;
use crate::mail::MessageKind;
use crate::token::Token;

/// Rows in one statement.
const CHUNK: usize = 200;
/// Values of a row.
const VALUES: usize = 8;

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

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MessageState {
    /// May have arrived or not; somebody has to decide.
    Unsure,
    /// Waits to be sent.
    Queued,
    /// Is being sent.
    Claimed,
    /// The mail server has taken it.
    Sent,
    /// The mail server refuses it for good.
    Failed,
    /// Was not sent: the partner had responded or declined.
    Cancelled,
}

impl MessageState {
    /// All states, those that need somebody first.
    pub const ALL: [Self; 6] =
        [Self::Unsure, Self::Queued, Self::Claimed, Self::Sent, Self::Failed, Self::Cancelled];

    /// The state as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unsure => "unsure",
            Self::Queued => "queued",
            Self::Claimed => "claimed",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads a state.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A claimed message with all that it is composed of, as it is now.
#[derive(Debug, Clone)]
pub struct ToSend {
    /// Its key.
    pub id: Uuid,
    /// The survey.
    pub survey: SurveyCode,
    /// The kind.
    pub kind: MessageKind,
    /// The language.
    pub language: Locale,
    /// The address of the partner's first contact.
    pub address: String,
    /// The organisation.
    pub partner: String,
    /// The contact's name.
    pub contact: String,
    /// Whether the partner is active.
    pub active: bool,
    /// The secret of the personal link.
    pub token: Token,
    /// The state of the invitation.
    pub state: InvitationState,
    /// How often it was tried, this time included.
    pub attempts: u32,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It was taken.
    Sent,
    /// It is tried again.
    Later {
        /// The mail server's words.
        problem: String,
        /// When, in milliseconds since 1970.
        at: i64,
    },
    /// The recipient is refused for good, with the mail server's words; the invitation bounces.
    Bounced(String),
    /// It is given up, and the recipient is not to blame.
    Failed(String),
    /// Nobody knows whether it was taken.
    Unsure(String),
    /// It was not to be sent any more.
    Cancelled,
}

/// A line of the outbox.
#[derive(Debug, Clone)]
pub struct OutboxLine {
    /// The message.
    pub id: Uuid,
    /// The organisation.
    pub partner: String,
    /// The kind.
    pub kind: MessageKind,
    /// The language.
    pub language: String,
    /// Where it stands.
    pub state: MessageState,
    /// When it was sent, in milliseconds since 1970.
    pub sent_at: Option<i64>,
    /// The mail server's words.
    pub problem: Option<String>,
}

/// Puts messages into the queue, to be sent from `next_at` on (milliseconds since 1970). A partner gets one message of a
/// round, however often this is called.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(tx: &mut Tx, messages: &[NewMessage], next_at: i64) -> StoreResult<()> {
    for chunk in messages.chunks(CHUNK) {
        let rows: Vec<String> = (0..chunk.len())
            .map(|n| format!("({}, 'queued', 0)", placeholders(VALUES * n + 1, VALUES)))
            .collect();
        let sql = format!(
            "INSERT INTO message (id, survey, invitation, round, kind, language, address, next_at, state, attempts) \
             VALUES {} ON CONFLICT DO NOTHING",
            rows.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for message in chunk {
            query = query
                .bind(entropy::uuid().as_bytes().to_vec())
                .bind(message.survey.as_str())
                .bind(message.invitation.as_bytes().to_vec())
                .bind(message.round.map(|round| round.as_bytes().to_vec()))
                .bind(message.kind.as_str())
                .bind(message.language.as_str())
                .bind(message.address.as_str())
                .bind(next_at);
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

fn bad(problem: impl ToString) -> StoreError {
    StoreError::unreadable("message", problem)
}

fn read_kind(row: &AnyRow) -> StoreResult<MessageKind> {
    row.try_get::<String, _>("kind")?.parse().map_err(|e: crate::mail::NotAMessageKind| bad(e))
}

fn read_id(row: &AnyRow) -> StoreResult<Uuid> {
    Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(bad)
}

impl Store {
    /// Claims the message that has been due for longest, and reads what it is composed of.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_message(&self, claim: Uuid, now: i64, until: i64) -> StoreResult<Option<ToSend>> {
        let claimed = sqlx::query(
            "UPDATE message SET state = 'claimed', claimed_by = $1, claimed_until = $2, attempts = attempts + 1 \
             WHERE state = 'queued' AND id = \
             (SELECT id FROM message WHERE state = 'queued' AND next_at <= $3 ORDER BY next_at, id LIMIT 1) \
             RETURNING id",
        )
        .bind(claim.as_bytes().to_vec())
        .bind(until)
        .bind(now)
        .fetch_optional(&self.writer)
        .await?;
        let Some(claimed) = claimed else { return Ok(None) };
        let row = sqlx::query(
            "SELECT message.id, message.survey, message.kind, message.language, message.attempts, \
             coalesce(partner_contact.email, '') AS email, coalesce(partner_contact.name, '') AS contact, \
             partner.name AS partner, partner.active, participation.token, participation.state \
             FROM message JOIN participation ON participation.id = message.invitation \
             JOIN partner ON partner.key = participation.partner \
             LEFT JOIN partner_contact ON partner_contact.partner = partner.key AND partner_contact.position = 0 \
             WHERE message.id = $1",
        )
        .bind(claimed.try_get::<Vec<u8>, _>(0)?)
        .fetch_one(&self.pool)
        .await?;
        Ok(Some(ToSend {
            id: read_id(&row)?,
            survey: row
                .try_get::<String, _>("survey")?
                .parse()
                .map_err(|e: survey::code::NotACode| bad(e))?,
            kind: read_kind(&row)?,
            language: row
                .try_get::<String, _>("language")?
                .parse()
                .map_err(|e: survey::locale::NotALocale| bad(e))?,
            address: row.try_get("email")?,
            partner: row.try_get("partner")?,
            contact: row.try_get("contact")?,
            active: row.try_get::<i64, _>("active")? != 0,
            token: row.try_get::<String, _>("token")?.parse().map_err(|e: crate::token::NotAToken| bad(e))?,
            state: InvitationState::parse(&row.try_get::<String, _>("state")?)?,
            attempts: row.try_get::<i64, _>("attempts")?.try_into().map_err(bad)?,
        }))
    }

    /// Keeps what came of a claimed message; a claim that was given up meanwhile changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_message(
        &self,
        id: Uuid,
        claim: Uuid,
        settled: &Settled,
        now: i64,
    ) -> StoreResult<()> {
        let (state, next_at, sent_at, problem) = match settled {
            Settled::Sent => (MessageState::Sent, now, Some(now), None),
            Settled::Later { problem, at } => (MessageState::Queued, *at, None, Some(problem.as_str())),
            Settled::Bounced(problem) | Settled::Failed(problem) => {
                (MessageState::Failed, now, None, Some(problem.as_str()))
            }
            Settled::Unsure(problem) => (MessageState::Unsure, now, None, Some(problem.as_str())),
            Settled::Cancelled => (MessageState::Cancelled, now, None, None),
        };
        let mut tx = self.begin_write().await?;
        let done = sqlx::query(
            "UPDATE message SET state = $1, next_at = $2, sent_at = $3, problem = $4, claimed_by = NULL, \
             claimed_until = NULL WHERE id = $5 AND claimed_by = $6",
        )
        .bind(state.as_str())
        .bind(next_at)
        .bind(sent_at)
        .bind(problem)
        .bind(id.as_bytes().to_vec())
        .bind(claim.as_bytes().to_vec())
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 1 && matches!(settled, Settled::Bounced(_)) {
            // Who has opened the link was reached, whatever this address says now.
            sqlx::query(
                "UPDATE invitation SET state = 'bounced', bounce = $1 \
                 WHERE state = 'invited' AND id IN (SELECT invitation FROM message WHERE id = $2)",
            )
            .bind(problem)
            .bind(id.as_bytes().to_vec())
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Marks messages as unsure whose sender has not settled them in time. Returns how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_up_claims(&self, now: i64) -> StoreResult<u64> {
        let done = sqlx::query(
            "UPDATE message SET state = 'unsure', claimed_by = NULL, claimed_until = NULL \
             WHERE state = 'claimed' AND claimed_until < $1",
        )
        .bind(now)
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected())
    }

    /// How many messages were sent since then or are being sent, for the limit of a minute.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages_since(&self, since: i64) -> StoreResult<u64> {
        let (count,): (i64,) =
            sqlx::query_as("SELECT count(*) FROM message WHERE sent_at > $1 OR state = 'claimed'")
                .bind(since)
                .fetch_one(&self.pool)
                .await?;
        Ok(count.unsigned_abs())
    }

    /// The messages of a survey, counted by state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_messages(&self, survey: &SurveyCode) -> StoreResult<Vec<(MessageState, u64)>> {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT state, count(*) FROM message WHERE survey = $1 GROUP BY state")
                .bind(survey.as_str())
                .fetch_all(&self.pool)
                .await?;
        rows.into_iter()
            .map(|(state, count)| {
                Ok((MessageState::parse(&state).ok_or_else(|| bad(&state))?, count.unsigned_abs()))
            })
            .collect()
    }

    /// A page of a survey's messages in one state, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox(
        &self,
        survey: &SurveyCode,
        state: MessageState,
        offset: u32,
        limit: u32,
    ) -> StoreResult<Vec<OutboxLine>> {
        let rows = sqlx::query(
            "SELECT message.id, message.kind, message.language, message.sent_at, message.problem, \
             partner.name AS partner FROM message JOIN invitation ON invitation.id = message.invitation \
             JOIN partner ON partner.key = invitation.partner WHERE message.survey = $1 AND message.state = $2 \
             ORDER BY coalesce(message.sent_at, message.next_at) DESC, message.id LIMIT $3 OFFSET $4",
        )
        .bind(survey.as_str())
        .bind(state.as_str())
        .bind(i64::from(limit))
        .bind(i64::from(offset))
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(OutboxLine {
                    id: read_id(row)?,
                    partner: row.try_get("partner")?,
                    kind: read_kind(row)?,
                    language: row.try_get("language")?,
                    state,
                    sent_at: row.try_get("sent_at")?,
                    problem: row.try_get("problem")?,
                })
            })
            .collect()
    }

    /// Settles an unsure message by hand: it is sent again, or taken as sent. Returns whether it was unsure.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decide_unsure(
        &self,
        survey: &SurveyCode,
        id: Uuid,
        again: bool,
        now: i64,
    ) -> StoreResult<bool> {
        let sql = if again {
            "UPDATE message SET state = 'queued', attempts = 0, next_at = $1 WHERE id = $2 AND survey = $3 AND state = 'unsure'"
        } else {
            "UPDATE message SET state = 'sent', sent_at = $1 WHERE id = $2 AND survey = $3 AND state = 'unsure'"
        };
        let done = sqlx::query(sql)
            .bind(now)
            .bind(id.as_bytes().to_vec())
            .bind(survey.as_str())
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}
