//! How far each invited partner was followed up: reminders sent, the last follow-up, the day that was agreed.

use std::collections::HashMap;

use sqlx::Row;
use survey::{Day, SurveyCode};
use tokio::try_join;
use uuid::Uuid;

use super::follow_ups::FollowUpKind;
use super::invitations::InvitationState;
use super::{Store, StoreError, StoreResult};
use crate::calls::{Followed, Unreachable};

/// An invited partner with all that is known of its participation. The personal link is not read.
#[derive(Debug, Clone)]
pub struct Participant {
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
    /// The programme.
    pub programme: String,
    /// The type of organisation, as a choice code.
    pub kind: String,
    /// The language's tag.
    pub language: String,
    /// The manager's address.
    pub manager: String,
    /// The manager's name, or address.
    pub manager_name: String,
    /// What calls are decided by.
    pub followed: Followed,
    /// The last follow-up of any kind.
    pub last: Option<(FollowUpKind, Day)>,
}

/// What follow-ups of a partner come to.
#[derive(Default)]
struct Noted {
    last: Option<(FollowUpKind, Day)>,
    contact: Option<Day>,
    agreed: Option<Day>,
}

fn bad(problem: impl ToString) -> StoreError {
    StoreError::unreadable("follow_up", problem)
}

/// An address that is corrected makes a mail that failed before one of the past.
fn unreachable(no_address: i64, state: InvitationState, mail: Option<Unreachable>) -> Option<Unreachable> {
    match state {
        _ if no_address == 1 => Some(Unreachable::NoAddress),
        _ if no_address == 2 => Some(Unreachable::Unwanted),
        InvitationState::Bounced => Some(Unreachable::Bounced),
        _ => mail,
    }
}

fn day(text: &str) -> StoreResult<Day> {
    text.parse().map_err(|e: survey::NotADay| bad(e))
}

impl Store {
    /// How far the active partners that have neither answered nor declined were followed up, by name; each with its
    /// invitation, and whether it is this manager's own.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unanswered(
        &self,
        survey: &SurveyCode,
        own: &str,
    ) -> StoreResult<Vec<(Uuid, bool, Followed)>> {
        let rows = sqlx::query_as(
            "SELECT participation.id, participation.partner, participation.state, \
             CASE WHEN partner.manager = $2 THEN 1 ELSE 0 END, \
             CASE WHEN coalesce(partner_contact.email, '') = '' THEN 1 WHEN partner_contact.email = \
             (SELECT no_mail_to FROM invitation WHERE invitation.id = participation.id) THEN 2 ELSE 0 END FROM participation \
             JOIN partner ON partner.key = participation.partner LEFT JOIN partner_contact \
             ON partner_contact.partner = partner.key AND partner_contact.position = 0 WHERE participation.survey = $1 \
             AND partner.active = 1 AND participation.state IN ('invited', 'opened', 'bounced') \
             ORDER BY partner.name, partner.key",
        )
        .bind(survey.as_str())
        .bind(own)
        .fetch_all(&self.pool);
        let (rows, mail, noted) =
            try_join!(async { Ok(rows.await?) }, self.mail_so_far(survey), self.noted(survey))?;
        let rows: Vec<(Vec<u8>, String, String, i64, i64)> = rows;
        rows.into_iter()
            .map(|(id, key, state, own, no_address)| {
                let id = Uuid::from_slice(&id).map_err(bad)?;
                let noted = noted.get(&key);
                let (reminders, failed) = mail.get(&id).copied().unwrap_or_default();
                let state = InvitationState::parse(&state)?;
                let followed = Followed {
                    state,
                    active: true,
                    unreachable: unreachable(no_address, state, failed),
                    reminders,
                    last: noted.and_then(|noted| noted.contact),
                    agreed: noted.and_then(|noted| noted.agreed),
                };
                Ok((id, own != 0, followed))
            })
            .collect()
    }

    /// The names of an invitation's organisation and of its manager.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn names(&self, invitation: Uuid) -> StoreResult<Option<(String, String)>> {
        let names = sqlx::query_as(
            "SELECT partner.name, coalesce(staff.name, partner.manager) FROM invitation \
             JOIN partner ON partner.key = invitation.partner LEFT JOIN staff ON staff.email = partner.manager \
             WHERE invitation.id = $1",
        )
        .bind(invitation.as_bytes().to_vec())
        .fetch_optional(&self.pool)
        .await?;
        Ok(names)
    }

    /// All invited partners of a survey, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn participants(&self, survey: &SurveyCode) -> StoreResult<Vec<Participant>> {
        let mail = self.mail_so_far(survey).await?;
        let noted = self.noted(survey).await?;
        let rows = sqlx::query(
            "SELECT participation.id, participation.partner, participation.state, partner.name, partner.region, \
             partner.country, partner.programme, partner.type, partner.language, partner.active, partner.manager, \
             coalesce(staff.name, partner.manager) AS manager_name, \
             CASE WHEN coalesce(partner_contact.email, '') = '' THEN 1 WHEN partner_contact.email = \
             (SELECT no_mail_to FROM invitation WHERE invitation.id = participation.id) THEN 2 ELSE 0 END \
             AS no_address FROM participation \
             JOIN partner ON partner.key = participation.partner LEFT JOIN partner_contact \
             ON partner_contact.partner = partner.key AND partner_contact.position = 0 LEFT JOIN staff ON staff.email = partner.manager \
             WHERE participation.survey = $1 ORDER BY partner.name, partner.key",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                let id = Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(bad)?;
                let key: String = row.try_get("partner")?;
                let nothing = Noted::default();
                let noted = noted.get(&key).unwrap_or(&nothing);
                let (reminders, failed) = mail.get(&id).copied().unwrap_or_default();
                let state = InvitationState::parse(&row.try_get::<String, _>("state")?)?;
                let no_address = row.try_get::<i64, _>("no_address")?;
                Ok(Participant {
                    id,
                    name: row.try_get("name")?,
                    region: row.try_get("region")?,
                    country: row.try_get("country")?,
                    programme: row.try_get("programme")?,
                    kind: row.try_get("type")?,
                    language: row.try_get("language")?,
                    manager: row.try_get("manager")?,
                    manager_name: row.try_get("manager_name")?,
                    followed: Followed {
                        state,
                        unreachable: unreachable(no_address, state, failed),
                        active: row.try_get::<i64, _>("active")? != 0,
                        reminders,
                        last: noted.contact,
                        agreed: noted.agreed,
                    },
                    last: noted.last,
                    key,
                })
            })
            .collect()
    }

    /// Of each invitation that mail was tried to: how many reminders were sent, and what became of the last mail if it did not arrive for
    /// certain.
    async fn mail_so_far(
        &self,
        survey: &SurveyCode,
    ) -> StoreResult<HashMap<Uuid, (u64, Option<Unreachable>)>> {
        type Row = (Vec<u8>, i64, i64, i64, i64);
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT invitation, \
             cast(sum(CASE WHEN state = 'sent' AND kind IN ('reminder', 'last-call') THEN 1 ELSE 0 END) AS bigint), \
             max(CASE WHEN state = 'sent' THEN coalesce(sent_at, tried_at, next_at) ELSE 0 END), \
             max(CASE WHEN state = 'failed' THEN coalesce(tried_at, next_at) ELSE 0 END), \
             max(CASE WHEN state = 'unsure' THEN coalesce(tried_at, next_at) ELSE 0 END) \
             FROM message WHERE survey = $1 AND state IN ('sent', 'failed', 'unsure') \
             AND kind NOT IN ('address-changed', 'link-replaced') GROUP BY invitation",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(id, reminders, sent, failed, unsure)| {
                let last = match () {
                    () if sent >= failed.max(unsure) => None,
                    () if failed >= unsure => Some(Unreachable::Failed),
                    () => Some(Unreachable::Unsure),
                };
                Ok((Uuid::from_slice(&id).map_err(bad)?, (reminders.unsigned_abs(), last)))
            })
            .collect()
    }

    /// The last one counts: an agreed day that was followed by another follow-up is done with.
    async fn noted(&self, survey: &SurveyCode) -> StoreResult<HashMap<String, Noted>> {
        let rows: Vec<(String, String, String, Option<String>)> = sqlx::query_as(
            "SELECT partner, kind, day, next_on FROM follow_up WHERE survey = $1 ORDER BY day, noted_at",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        let mut all = HashMap::<String, Noted>::new();
        for (partner, kind, on, next_on) in rows {
            let kind: FollowUpKind = kind.parse().map_err(bad)?;
            let (on, agreed) = (day(&on)?, next_on.as_deref().map(day).transpose()?);
            let noted = all.entry(partner).or_default();
            noted.last = Some((kind, on));
            // A note alone is no contact, nor is a look at the link, and takes nothing back that was agreed.
            if !matches!(kind, FollowUpKind::Note | FollowUpKind::Shown) {
                noted.contact = Some(on);
                noted.agreed = agreed;
            } else if agreed.is_some() {
                noted.agreed = agreed;
            }
        }
        Ok(all)
    }
}
