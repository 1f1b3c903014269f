//! Rounds of messages: a survey's plan, and whom each round reaches.

use sqlx::Row;
use sqlx::any::AnyRow;
use survey::{Locale, SurveyCode};
use uuid::Uuid;

use super::{Store, StoreError, StoreResult, Tx};
use crate::mail::MessageKind;
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};

/// Somebody who gets a message of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The invitation.
    pub invitation: Uuid,
    /// The organisation.
    pub partner: String,
    /// The language in which it is written to.
    pub language: Locale,
    /// The person to whom it is written.
    pub contact: String,
    /// The e-mail address.
    pub address: String,
}

/// An anchor as it is stored: what it hangs on, its date, and its days.
fn stored(anchor: Anchor) -> (&'static str, Option<String>, i64) {
    match anchor {
        Anchor::Date(day) => ("date", Some(day.to_string()), 0),
        Anchor::AfterOpening(n) => ("opening", None, n.into()),
        Anchor::BeforeDeadline(n) => ("deadline", None, n.into()),
        Anchor::AfterDeadline(n) => ("after_deadline", None, n.into()),
    }
}

fn written(languages: &[Locale]) -> String {
    languages.iter().map(Locale::as_str).collect::<Vec<_>>().join(" ")
}

fn read(row: &AnyRow) -> StoreResult<Round> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("round", e);
    let text = |column: &str| -> StoreResult<String> { Ok(row.try_get(column)?) };
    let date = |column: &str| -> StoreResult<survey::Day> {
        row.try_get::<Option<String>, _>(column)?
            .unwrap_or_default()
            .parse()
            .map_err(|e: survey::NotADay| bad(&e))
    };
    let number = |column: &str| -> StoreResult<u32> {
        row.try_get::<i64, _>(column)?.try_into().map_err(|e: std::num::TryFromIntError| bad(&e))
    };
    let anchor = match text("anchor")?.as_str() {
        "date" => Anchor::Date(date("due_on")?),
        "opening" => Anchor::AfterOpening(number("offset_days")?),
        "deadline" => Anchor::BeforeDeadline(number("offset_days")?),
        "after_deadline" => Anchor::AfterDeadline(number("offset_days")?),
        other => return Err(bad(&format!("anchor “{other}”"))),
    };
    let state = match text("state")?.as_str() {
        "planned" => RoundState::Planned,
        "sent" => RoundState::Sent { on: date("sent_on")?, messages: number("messages")? },
        "skipped" => RoundState::Skipped,
        "cancelled" => RoundState::Cancelled,
        other => return Err(bad(&format!("state “{other}”"))),
    };
    Ok(Round {
        id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(|e| bad(&e))?,
        survey: text("survey")?.parse().map_err(|e: survey::code::NotACode| bad(&e))?,
        kind: text("kind")?.parse().map_err(|e: crate::mail::NotAMessageKind| bad(&e))?,
        anchor,
        audience: text("audience")?.parse().map_err(|e: crate::reminders::plan::NotAnAudience| bad(&e))?,
        languages: text("languages")?
            .split_whitespace()
            .map(|tag| tag.parse().map_err(|e: survey::locale::NotALocale| bad(&e)))
            .collect::<StoreResult<_>>()?,
        state,
    })
}

const OF_SURVEY: &str = "SELECT id, survey, kind, anchor, due_on, offset_days, audience, languages, state, sent_on, \
                         messages FROM round WHERE survey = $1";

/// All rounds of a survey, as they are while its row is held.
///
/// # Errors
/// When the database fails.
pub async fn of_survey(tx: &mut Tx, survey: &SurveyCode) -> StoreResult<Vec<Round>> {
    let rows = sqlx::query(OF_SURVEY).bind(survey.as_str()).fetch_all(&mut **tx).await?;
    rows.iter().map(read).collect()
}

/// Plans a round.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, round: &Round) -> StoreResult<()> {
    let (anchor, due_on, offset_days) = stored(round.anchor);
    let (state, sent_on, messages) = of_state(round.state);
    sqlx::query(
        "INSERT INTO round (id, survey, kind, anchor, due_on, offset_days, audience, languages, state, sent_on, messages) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(round.id.as_bytes().to_vec())
    .bind(round.survey.as_str())
    .bind(round.kind.as_str())
    .bind(anchor)
    .bind(due_on)
    .bind(offset_days)
    .bind(round.audience.as_str())
    .bind(written(&round.languages))
    .bind(state)
    .bind(sent_on)
    .bind(messages)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Changes what a planned round sends, when and to whom. Returns whether it was still planned.
///
/// # Errors
/// When the database fails.
pub async fn change(tx: &mut Tx, round: &Round) -> StoreResult<bool> {
    let (anchor, due_on, offset_days) = stored(round.anchor);
    let done = sqlx::query(
        "UPDATE round SET kind = $1, anchor = $2, due_on = $3, offset_days = $4, audience = $5, languages = $6 \
         WHERE id = $7 AND state = 'planned'",
    )
    .bind(round.kind.as_str())
    .bind(anchor)
    .bind(due_on)
    .bind(offset_days)
    .bind(round.audience.as_str())
    .bind(written(&round.languages))
    .bind(round.id.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

fn of_state(state: RoundState) -> (&'static str, Option<String>, i64) {
    match state {
        RoundState::Planned => ("planned", None, 0),
        RoundState::Sent { on, messages } => ("sent", Some(on.to_string()), messages.into()),
        RoundState::Skipped => ("skipped", None, 0),
        RoundState::Cancelled => ("cancelled", None, 0),
    }
}

/// Notes what became of a planned round. Returns whether it was still planned: whoever gets `true` has claimed it.
///
/// # Errors
/// When the database fails.
pub async fn set_state(tx: &mut Tx, round: Uuid, state: RoundState) -> StoreResult<bool> {
    let (state, sent_on, messages) = of_state(state);
    let done = sqlx::query(
        "UPDATE round SET state = $1, sent_on = $2, messages = $3 WHERE id = $4 AND state = 'planned'",
    )
    .bind(state)
    .bind(sent_on)
    .bind(messages)
    .bind(round.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Who would get a message of the round now, by name. Never who declined, bounced or is not active; who responded only
/// if it is for them; and no second invitation.
fn audience(round: &Round) -> String {
    let states = match round.audience {
        Audience::NotResponded => "'invited', 'opened'",
        Audience::NotOpened => "'invited'",
        Audience::Responded => "'responded'",
    };
    let only = match round.kind {
        MessageKind::Invitation => {
            "AND NOT EXISTS (SELECT 1 FROM message WHERE message.invitation = participation.id \
             AND message.kind = 'invitation' AND message.state IN ('queued', 'claimed', 'sent', 'unsure'))"
        }
        _ => "",
    };
    format!(
        "SELECT participation.id, partner.name AS partner, partner.language, partner_contact.name AS contact, \
         partner_contact.email AS address FROM participation \
         JOIN partner ON partner.key = participation.partner AND partner.active = 1 \
         JOIN partner_contact ON partner_contact.partner = partner.key AND partner_contact.position = 0 \
         WHERE participation.survey = $1 AND participation.state IN ({states}) AND partner_contact.email <> '' \
         AND NOT EXISTS (SELECT 1 FROM invitation WHERE invitation.id = participation.id \
         AND invitation.no_mail_to = partner_contact.email) {only} \
         ORDER BY partner.name, partner.key"
    )
}

fn recipients_of(round: &Round, rows: &[AnyRow]) -> StoreResult<Vec<Recipient>> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("partner", e);
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let language =
            row.try_get::<String, _>("language")?.parse().map_err(|e: survey::locale::NotALocale| bad(&e))?;
        if round.speaks_to(&language) {
            found.push(Recipient {
                invitation: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(|e| bad(&e))?,
                partner: row.try_get("partner")?,
                language,
                contact: row.try_get("contact")?,
                address: row.try_get("address")?,
            });
        }
    }
    Ok(found)
}

/// Who gets a message of the round, in the transaction that queues it.
///
/// # Errors
/// When the database fails.
pub async fn recipients(tx: &mut Tx, round: &Round) -> StoreResult<Vec<Recipient>> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(audience(round)))
        .bind(round.survey.as_str())
        .fetch_all(&mut **tx)
        .await?;
    recipients_of(round, &rows)
}

impl Store {
    /// All rounds of a survey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rounds(&self, survey: &SurveyCode) -> StoreResult<Vec<Round>> {
        let rows = sqlx::query(OF_SURVEY).bind(survey.as_str()).fetch_all(&self.pool).await?;
        rows.iter().map(read).collect()
    }

    /// Who would get a message of the round if it went out now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recipients(&self, round: &Round) -> StoreResult<Vec<Recipient>> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(audience(round)))
            .bind(round.survey.as_str())
            .fetch_all(&self.pool)
            .await?;
        recipients_of(round, &rows)
    }
}
