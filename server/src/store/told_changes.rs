//! Who is told at the old address of what a colleague changed: that mail goes to another address, or that a link was replaced.
//!
//! Whoever could lead a partner's mail elsewhere unseen would answer in its place. Nobody is told whose mail came back or who
//! declined, and only surveys that take answers count.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use survey::SurveyCode;
use uuid::Uuid;

use super::messages::{self, NewMessage};
use super::{StoreError, StoreResult, Tx, placeholders, surveys};
use crate::mail::MessageKind;

/// What tells a partner's present address of another one; asked before that is written, and queued by [`queue`].
pub struct Told {
    /// The partner's key.
    pub partner: String,
    message: NewMessage,
}

const INVITED: &str = "SELECT participation.id, participation.survey, participation.partner, participation.state, \
     partner.language, coalesce(partner_contact.email, '') AS address FROM participation \
     JOIN partner ON partner.key = participation.partner \
     LEFT JOIN partner_contact ON partner_contact.partner = partner.key AND partner_contact.position = 0";

fn told(row: &AnyRow, kind: MessageKind) -> StoreResult<Told> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("invitation", e);
    Ok(Told {
        partner: row.try_get("partner")?,
        message: NewMessage {
            survey: row
                .try_get::<String, _>("survey")?
                .parse()
                .map_err(|e: survey::code::NotACode| bad(&e))?,
            invitation: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(|e| bad(&e))?,
            round: None,
            kind,
            language: row
                .try_get::<String, _>("language")?
                .parse()
                .map_err(|e: survey::locale::NotALocale| bad(&e))?,
            address: row.try_get("address")?,
        },
    })
}

async fn taking_answers(tx: &mut Tx, at: DateTime<Utc>) -> StoreResult<Vec<SurveyCode>> {
    let rows = surveys::opened(tx).await?;
    let takes = rows.into_iter().filter(|row| {
        let today = row.schedule.today(at);
        row.gone_on(today).takes_responses(today)
    });
    Ok(takes.map(|row| row.code).collect())
}

/// What is to be told to these partners' present addresses if mail goes to others from now on.
///
/// # Errors
/// When the database fails.
pub async fn present(tx: &mut Tx, partners: &[&str], at: DateTime<Utc>) -> StoreResult<Vec<Told>> {
    let surveys = taking_answers(tx, at).await?;
    if surveys.is_empty() || partners.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "{INVITED} WHERE participation.survey IN ({}) AND participation.partner IN ({}) \
         AND participation.state IN ('invited', 'opened', 'responded') AND partner_contact.email <> ''",
        placeholders(1, surveys.len()),
        placeholders(surveys.len() + 1, partners.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in surveys.iter().map(SurveyCode::as_str).chain(partners.iter().copied()) {
        query = query.bind(value.to_owned());
    }
    let rows = query.fetch_all(&mut **tx).await?;
    rows.iter().map(|row| told(row, MessageKind::AddressChanged)).collect()
}

/// Queues what is told, but for the partners whose mail goes where it went.
///
/// # Errors
/// When the database fails.
pub async fn queue(
    tx: &mut Tx,
    told: Vec<Told>,
    now_at: impl Fn(&str) -> Option<String>,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    let moved = told.into_iter().filter(|told| {
        let now = now_at(&told.partner).unwrap_or_default();
        now.to_lowercase() != told.message.address.to_lowercase()
    });
    let messages: Vec<_> = moved.map(|told| told.message).collect();
    messages::enqueue(tx, &messages, at.timestamp_millis()).await
}

/// Tells whoever may have an invitation's link that it was replaced: the present address, and those that mail went to before.
///
/// # Errors
/// When the database fails.
pub async fn link_replaced(tx: &mut Tx, invitation: Uuid, at: DateTime<Utc>) -> StoreResult<()> {
    let row = sqlx::query(AssertSqlSafe(format!("{INVITED} WHERE participation.id = $1")))
        .bind(invitation.as_bytes().to_vec())
        .fetch_one(&mut **tx)
        .await?;
    let Told { message, .. } = told(&row, MessageKind::LinkReplaced)?;
    if !taking_answers(tx, at).await?.contains(&message.survey) {
        return Ok(());
    }
    let before: Vec<(String,)> =
        sqlx::query_as("SELECT address FROM message WHERE invitation = $1 AND kind = 'address-changed'")
            .bind(invitation.as_bytes().to_vec())
            .fetch_all(&mut **tx)
            .await?;
    let present = match row.try_get::<String, _>("state")?.as_str() {
        "bounced" => String::new(),
        _ => message.address.clone(),
    };
    let all = before.into_iter().map(|(address,)| address).chain([present]);
    let mut seen = BTreeSet::from([String::new()]);
    let messages: Vec<_> = all
        .filter(|address| seen.insert(address.to_lowercase()))
        .map(|address| NewMessage { address, ..message.clone() })
        .collect();
    messages::enqueue(tx, &messages, at.timestamp_millis()).await
}
