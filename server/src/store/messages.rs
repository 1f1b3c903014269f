//! Messages: one e-mail to one partner each, from the queue to what became of it.

use serde_json::json;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use survey::{Locale, SurveyCode};
use uuid::Uuid;

use super::invitations::InvitationState;
use super::{Store, StoreError, StoreResult, Tx, audit, known_links, placeholders};
use crate::entropy;
use crate::mail::MessageKind;
use crate::token::Token;

const MINUTE_MS: i64 = 60_000;
/// Rows in one statement.
const CHUNK: usize = 200;
/// Values of a row.
const VALUES: usize = 8;

/// Whether a message goes out as its survey is now.
const GOES_OUT: &str = "survey.state <> 'draft' AND (survey.suspended_on IS NULL \
     OR message.kind IN ('address-changed', 'link-replaced'))";

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

/// A message that is due.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    /// Its key.
    pub id: Uuid,
    /// How often it was tried.
    pub attempts: u32,
}

/// What a message is composed of, as it is now.
#[derive(Debug, Clone)]
pub struct ToSend {
    /// The survey.
    pub survey: SurveyCode,
    /// The kind.
    pub kind: MessageKind,
    /// The language.
    pub language: Locale,
    /// The address of the partner's first contact; of one that tells of a change the address that it was queued for.
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
}

/// What came of asking for a message in order to hand it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It is ours until the claim runs out.
    Ours {
        /// How many messages were begun, this one among them.
        begun: i64,
    },
    /// Another server was quicker, or its survey was suspended just now.
    Gone,
    /// Nothing may be handed over now: mail is held, the limit of the minute is reached, or the mail server is left alone.
    NotNow,
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

impl Settled {
    /// Whether the mail server answered.
    fn was_answered(&self) -> bool {
        !matches!(self, Self::Unsure(_) | Self::Cancelled)
    }
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

/// Puts a claimed message back, as if it had not been tried; returns whether the claim still held.
async fn let_go(tx: &mut Tx, id: Uuid, claim: Uuid) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE message SET state = 'queued', claimed_by = NULL, claimed_until = NULL, tried_at = NULL, \
         attempts = attempts - 1 WHERE id = $1 AND claimed_by = $2",
    )
    .bind(id.as_bytes().to_vec())
    .bind(claim.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
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
    /// The message that has been due for longest. Those of a survey in preparation wait until it is opened, and those of a suspended one
    /// until it goes on, but for what tells an old address of a change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_due(&self, now: i64) -> StoreResult<Option<Due>> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT message.id, message.attempts FROM message JOIN survey ON survey.code = message.survey \
             WHERE message.state = 'queued' AND message.next_at <= $1 AND {GOES_OUT} \
             ORDER BY message.next_at, message.id LIMIT 1",
        )))
        .bind(now)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let attempts = row.try_get::<i64, _>("attempts")?.try_into().map_err(bad)?;
        Ok(Some(Due { id: read_id(&row)?, attempts }))
    }

    /// What a message is composed of.
    ///
    /// # Errors
    /// When the database fails, or holds something unreadable.
    pub async fn message_to_send(&self, id: Uuid) -> StoreResult<ToSend> {
        let row = sqlx::query(
            "SELECT message.survey, message.kind, message.language, \
             CASE WHEN message.kind IN ('address-changed', 'link-replaced') THEN message.address \
             ELSE coalesce(partner_contact.email, '') END AS email, coalesce(partner_contact.name, '') AS contact, \
             partner.name AS partner, partner.active, invited.token, \
             CASE WHEN invited.state = 'responded' THEN invited.state WHEN invited.withdrawn IS NOT NULL \
             OR coalesce(invitation.no_mail_to, '') = partner_contact.email THEN 'declined' ELSE invited.state END AS state \
             FROM message JOIN every_invitation AS invited ON invited.id = message.invitation \
             JOIN invitation ON invitation.id = message.invitation \
             JOIN partner ON partner.key = invited.partner \
             LEFT JOIN partner_contact ON partner_contact.partner = partner.key AND partner_contact.position = 0 \
             WHERE message.id = $1",
        )
        .bind(id.as_bytes().to_vec())
        .fetch_one(&self.pool)
        .await?;
        Ok(ToSend {
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
        })
    }

    /// Claims a queued message until then, unless `most` messages were handed over in the minute before `now`. The count and the
    /// claim are one transaction that holds the row of the way out: two servers never count at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_message(
        &self,
        id: Uuid,
        claim: Uuid,
        (now, until): (i64, i64),
        most: Option<u32>,
    ) -> StoreResult<Claim> {
        let mut tx = self.begin_write().await?;
        let (wait_until, held, begun): (i64, String, i64) = sqlx::query_as(
            "UPDATE mail_way SET begun = begun + 1 WHERE id = 1 RETURNING wait_until, held, begun",
        )
        .fetch_one(&mut *tx)
        .await?;
        if wait_until > now || !held.is_empty() {
            return Ok(Claim::NotNow);
        }
        if let Some(most) = most {
            let (tried,): (i64,) = sqlx::query_as("SELECT count(*) FROM message WHERE tried_at > $1")
                .bind(now - MINUTE_MS)
                .fetch_one(&mut *tx)
                .await?;
            if tried >= i64::from(most) {
                return Ok(Claim::NotNow);
            }
        }
        let done = sqlx::query(AssertSqlSafe(format!(
            "UPDATE message SET state = 'claimed', claimed_by = $1, claimed_until = $2, tried_at = $3, \
             attempts = attempts + 1 WHERE id = $4 AND state = 'queued' \
             AND EXISTS (SELECT 1 FROM survey WHERE survey.code = message.survey AND {GOES_OUT})",
        )))
        .bind(claim.as_bytes().to_vec())
        .bind(until)
        .bind(now)
        .bind(id.as_bytes().to_vec())
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(Claim::Gone);
        }
        known_links::note_sent(&mut tx, id).await?;
        tx.commit().await?;
        Ok(Claim::Ours { begun })
    }

    /// Puts a claimed message back, because the mail server could not be used at all, and leaves that alone until the
    /// moment that `until` says for now and so many failures in a row. The message is not to blame: the attempt does not count. It
    /// comes after all others that are due, so that one at which the mail server hangs holds up no other.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_server_failed(
        &self,
        id: Uuid,
        claim: Uuid,
        problem: &str,
        now: i64,
        until: impl Fn(i64, u32) -> i64,
    ) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        let (failures,): (i64,) = sqlx::query_as(
            "UPDATE mail_way SET failures = failures + 1, problem = $1 WHERE id = 1 RETURNING failures",
        )
        .bind(problem)
        .fetch_one(&mut *tx)
        .await?;
        sqlx::query("UPDATE mail_way SET wait_until = $1 WHERE id = 1")
            .bind(until(now, failures.try_into().unwrap_or(u32::MAX)))
            .execute(&mut *tx)
            .await?;
        if let_go(&mut tx, id, claim).await? {
            sqlx::query("UPDATE message SET problem = $1, next_at = $2 WHERE id = $3")
                .bind(problem)
                .bind(now)
                .bind(id.as_bytes().to_vec())
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Puts a claimed message back as it was: nothing of it was handed over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_go_message(&self, id: Uuid, claim: Uuid) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        let_go(&mut tx, id, claim).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Has the mail server tried at once: this server was started just now, perhaps with other settings.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn try_mail_server_again(&self) -> StoreResult<()> {
        sqlx::query("UPDATE mail_way SET wait_until = 0 WHERE wait_until > 0").execute(&self.writer).await?;
        Ok(())
    }

    /// The mail server has answered: nothing waits for it any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_server_works(&self) -> StoreResult<()> {
        sqlx::query("UPDATE mail_way SET failures = 0, problem = NULL, wait_until = 0 WHERE failures > 0")
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Why the mail server can't be used at the moment, in its words or the connection's; nothing if it can.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_server_problem(&self) -> StoreResult<Option<String>> {
        let (problem,): (Option<String>,) =
            sqlx::query_as("SELECT problem FROM mail_way WHERE id = 1").fetch_one(&self.pool).await?;
        Ok(problem)
    }

    /// Keeps what came of a message: of a claimed one, unless the claim was given up meanwhile, or, without a claim, of one
    /// that was not to be handed over at all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_message(
        &self,
        id: Uuid,
        claim: Option<Uuid>,
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
        let sql = match claim {
            Some(_) => {
                "UPDATE message SET state = $1, next_at = $2, sent_at = $3, problem = $4, claimed_by = NULL, \
                 claimed_until = NULL WHERE id = $5 AND claimed_by = $6"
            }
            None => {
                "UPDATE message SET state = $1, next_at = $2, sent_at = $3, problem = $4, attempts = attempts + 1 \
                 WHERE id = $5 AND state = 'queued'"
            }
        };
        let mut query = sqlx::query(sql)
            .bind(state.as_str())
            .bind(next_at)
            .bind(sent_at)
            .bind(problem)
            .bind(id.as_bytes().to_vec());
        if let Some(claim) = claim {
            query = query.bind(claim.as_bytes().to_vec());
        }
        let done = query.execute(&mut *tx).await?;
        if claim.is_some() && settled.was_answered() {
            sqlx::query(
                "UPDATE mail_way SET failures = 0, problem = NULL, wait_until = 0 WHERE failures > 0",
            )
            .execute(&mut *tx)
            .await?;
        }
        if done.rows_affected() == 1 && matches!(settled, Settled::Bounced(_)) {
            // Who has opened the link was reached, whatever this address says now; and an old address is none to reach anybody at.
            sqlx::query(
                "UPDATE invitation SET state = 'bounced', bounce = $1 \
                 WHERE state = 'invited' AND id IN (SELECT invitation FROM message WHERE id = $2 \
                 AND kind NOT IN ('address-changed', 'link-replaced'))",
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

    /// Settles an unsure message by hand: it is sent again, or taken as sent. While mail is held, one that waits can be taken as sent,
    /// too: it went out before the backup was restored. Returns whether there was something to decide.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decide_unsure(
        &self,
        survey: &SurveyCode,
        id: Uuid,
        again: bool,
        who: &str,
        now: i64,
    ) -> StoreResult<bool> {
        // Of one that has arrived nobody knows when it was sent.
        let sql = if again {
            "UPDATE message SET state = 'queued', attempts = 0, next_at = $1 WHERE id = $2 AND survey = $3 AND state = 'unsure'"
        } else {
            "UPDATE message SET state = 'sent', next_at = $1, problem = NULL WHERE id = $2 AND survey = $3 AND (state = 'unsure' \
             OR (state = 'queued' AND EXISTS (SELECT 1 FROM mail_way WHERE held <> '')))"
        };
        let mut tx = self.begin_write().await?;
        let done = sqlx::query(sql)
            .bind(now)
            .bind(id.as_bytes().to_vec())
            .bind(survey.as_str())
            .execute(&mut *tx)
            .await?;
        let decided = done.rows_affected() == 1;
        if decided {
            let detail = json!({ "message": id, "again": again });
            audit::record(&mut tx, who, "message_decided", &format!("survey:{survey}"), &detail, now).await?;
        }
        tx.commit().await?;
        Ok(decided)
    }

    /// While mail is held, takes all messages of a survey that wait as sent: they went out before the backup was restored. Returns whether
    /// it did; not if mail is not held, or another number waits than somebody has seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decide_all_sent(
        &self,
        survey: &SurveyCode,
        seen: u64,
        who: &str,
        now: i64,
    ) -> StoreResult<bool> {
        let mut tx = self.begin_write().await?;
        let done = sqlx::query(
            "UPDATE message SET state = 'sent', next_at = $1, problem = NULL WHERE survey = $2 AND state = 'queued' \
             AND EXISTS (SELECT 1 FROM mail_way WHERE held <> '')",
        )
        .bind(now)
        .bind(survey.as_str())
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() != seen || seen == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        let detail = json!({ "messages": seen, "again": false });
        audit::record(&mut tx, who, "message_decided", &format!("survey:{survey}"), &detail, now).await?;
        tx.commit().await?;
        Ok(true)
    }
}
