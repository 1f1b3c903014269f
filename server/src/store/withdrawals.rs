//! Withdrawn invitations: those that nobody has heard of are removed, those that were announced stay with the reason for which their
//! partner is not eligible.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sqlx::{Any, AssertSqlSafe, Executor, Row};
use survey::{Locale, SurveyCode};
use uuid::Uuid;

use super::invited::{Conditions, Filter};
use super::{Store, StoreError, StoreResult, Tx, placeholders};

/// Rows in one statement.
const CHUNK: usize = 200;

/// Why an invited partner is not eligible, as AAPOR's Standard Definitions know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotEligible {
    /// The organisation no longer exists.
    Gone,
    /// It is in the list twice.
    Duplicate,
    /// It is no partner.
    NoPartner,
}

impl NotEligible {
    /// All reasons.
    pub const ALL: [Self; 3] = [Self::Gone, Self::Duplicate, Self::NoPartner];

    /// The reason as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Duplicate => "duplicate",
            Self::NoPartner => "no_partner",
        }
    }
}

/// The text names no such reason.
#[derive(Debug, thiserror::Error)]
#[error("no reason for which a partner is not eligible")]
pub struct NotAReason;

impl FromStr for NotEligible {
    type Err = NotAReason;

    fn from_str(text: &str) -> Result<Self, NotAReason> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text).ok_or(NotAReason)
    }
}

/// An invitation that could be withdrawn: its partner has not responded.
#[derive(Debug, Clone)]
pub struct Withdrawable {
    /// The invitation.
    pub id: Uuid,
    /// The partner's key.
    pub key: String,
    /// The organisation.
    pub name: String,
    /// The region's code.
    pub region: String,
    /// The country.
    pub country: String,
    /// The language in which it is written to.
    pub language: Locale,
    /// Whether nobody has heard of it: no mail was tried, no link shown or opened, no credential asked for.
    pub untouched: bool,
}

fn bad(problem: impl ToString) -> StoreError {
    StoreError::unreadable("invitation", problem)
}

/// Whether nobody has heard of an invitation. A message that waits is none yet: it goes with the invitation.
const UNTOUCHED: &str = "CASE WHEN every_invitation.state = 'invited' AND every_invitation.link_shown = 0 \
     AND NOT EXISTS (SELECT 1 FROM credential_request WHERE credential_request.invitation = every_invitation.id) \
     AND NOT EXISTS (SELECT 1 FROM message WHERE message.invitation = every_invitation.id \
     AND message.state NOT IN ('queued', 'cancelled')) THEN 1 ELSE 0 END";

/// The invitations of a survey that could be withdrawn and pass the filter, by name.
///
/// # Errors
/// When the database fails.
pub async fn candidates(tx: &mut Tx, survey: &SurveyCode, filter: &Filter) -> StoreResult<Vec<Withdrawable>> {
    find(&mut **tx, survey, filter).await
}

async fn find<'e>(
    executor: impl Executor<'e, Database = Any>,
    survey: &SurveyCode,
    filter: &Filter,
) -> StoreResult<Vec<Withdrawable>> {
    let conditions = Conditions::new(filter, 2);
    let sql = format!(
        "SELECT every_invitation.id, partner.key, partner.name, partner.region, partner.country, partner.language, \
         {UNTOUCHED} AS untouched FROM every_invitation JOIN partner ON partner.key = every_invitation.partner \
         WHERE every_invitation.survey = $1 AND every_invitation.withdrawn IS NULL \
         AND every_invitation.state <> 'responded'{} ORDER BY partner.name, partner.key",
        conditions.sql
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(survey.as_str());
    for value in &conditions.values {
        query = query.bind(value.as_str());
    }
    let rows = query.fetch_all(executor).await?;
    rows.iter()
        .map(|row| {
            Ok(Withdrawable {
                id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(bad)?,
                key: row.try_get("key")?,
                name: row.try_get("name")?,
                region: row.try_get("region")?,
                country: row.try_get("country")?,
                language: row
                    .try_get::<String, _>("language")?
                    .parse()
                    .map_err(|e: survey::locale::NotALocale| bad(e))?,
                untouched: row.try_get::<i64, _>("untouched")? != 0,
            })
        })
        .collect()
}

async fn of_each(tx: &mut Tx, sql: &str, first: Option<&str>, ids: &[Uuid]) -> StoreResult<()> {
    for chunk in ids.chunks(CHUNK) {
        let keys = placeholders(1 + usize::from(first.is_some()), chunk.len());
        let mut query = sqlx::query(AssertSqlSafe(format!("{sql} ({keys})")));
        if let Some(first) = first {
            query = query.bind(first);
        }
        for id in chunk {
            query = query.bind(id.as_bytes().to_vec());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Removes invitations that nobody has heard of, with the messages that wait.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, ids: &[Uuid]) -> StoreResult<()> {
    of_each(tx, "DELETE FROM message WHERE invitation IN", None, ids).await?;
    of_each(tx, "DELETE FROM invitation WHERE id IN", None, ids).await
}

/// Withdraws announced invitations, and takes back what waits to be sent to their partners.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(tx: &mut Tx, ids: &[Uuid], reason: NotEligible) -> StoreResult<()> {
    let cancel = "UPDATE message SET state = 'cancelled' WHERE state = 'queued' AND invitation IN";
    of_each(tx, cancel, None, ids).await?;
    of_each(tx, "UPDATE invitation SET withdrawn = $1 WHERE id IN", Some(reason.as_str()), ids).await
}

/// Takes back that an invitation was withdrawn. Returns whether it was.
///
/// # Errors
/// When the database fails.
pub async fn take_back(tx: &mut Tx, id: Uuid) -> StoreResult<bool> {
    let done = sqlx::query("UPDATE invitation SET withdrawn = NULL WHERE id = $1 AND withdrawn IS NOT NULL")
        .bind(id.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

impl Store {
    /// The same, to be looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn withdrawable(&self, survey: &SurveyCode, filter: &Filter) -> StoreResult<Vec<Withdrawable>> {
        find(&self.pool, survey, filter).await
    }

    /// How many invitations of a survey are withdrawn, by reason.
    ///
    /// # Errors
    /// When the database fails, or holds an unknown reason.
    pub async fn not_eligible(&self, survey: &SurveyCode) -> StoreResult<Vec<(NotEligible, u64)>> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT withdrawn, count(*) FROM every_invitation WHERE survey = $1 AND withdrawn IS NOT NULL \
             AND state <> 'responded' GROUP BY withdrawn",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        let mut counts = rows
            .into_iter()
            .map(|(reason, count)| {
                Ok((reason.parse().map_err(|e: NotAReason| bad(e))?, count.unsigned_abs()))
            })
            .collect::<StoreResult<Vec<(NotEligible, u64)>>>()?;
        counts.sort();
        Ok(counts)
    }

    /// The withdrawn invitations of a survey, by the partner's name, with the reason.
    ///
    /// # Errors
    /// When the database fails, or holds an unknown reason.
    pub async fn withdrawn(&self, survey: &SurveyCode) -> StoreResult<Vec<(Uuid, String, NotEligible)>> {
        let rows: Vec<(Vec<u8>, String, String)> = sqlx::query_as(
            "SELECT every_invitation.id, partner.name, every_invitation.withdrawn FROM every_invitation \
             JOIN partner ON partner.key = every_invitation.partner WHERE every_invitation.survey = $1 \
             AND every_invitation.withdrawn IS NOT NULL AND every_invitation.state <> 'responded' \
             ORDER BY partner.name, partner.key",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(id, name, reason)| {
                let id = Uuid::from_slice(&id).map_err(bad)?;
                Ok((id, name, reason.parse().map_err(|e: NotAReason| bad(e))?))
            })
            .collect()
    }
}
