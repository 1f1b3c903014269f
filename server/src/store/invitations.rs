//! The participation ledger: who is invited, and whether they took part; never what they said.

use std::collections::HashMap;

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use survey::{Day, Locale, SurveyCode};
use uuid::Uuid;

use super::{Store, StoreError, StoreResult, Tx, placeholders};
use crate::entropy;
use crate::token::Token;

/// Rows in one statement.
const CHUNK: usize = 200;

/// The state of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    /// The link was given; nothing is known yet.
    Invited,
    /// The link was opened.
    Opened,
    /// A response was sent.
    Responded,
    /// The partner said no.
    Declined,
    /// The message could not be delivered.
    Bounced,
}

impl InvitationState {
    /// All states, in the order in which they are reached.
    pub const ALL: [Self; 5] = [Self::Invited, Self::Opened, Self::Responded, Self::Declined, Self::Bounced];

    /// The state as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Opened => "opened",
            Self::Responded => "responded",
            Self::Declined => "declined",
            Self::Bounced => "bounced",
        }
    }

    pub(crate) fn parse(text: &str) -> StoreResult<Self> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| StoreError::unreadable("invitation", format!("state “{text}”")))
    }
}

/// An invitation, as the respondent's pages need it.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Its key.
    pub id: Uuid,
    /// The survey.
    pub survey: SurveyCode,
    /// The language in which the partner is written to.
    pub language: Locale,
    /// Its state.
    pub state: InvitationState,
    /// How many answers it was granted beyond its own.
    pub granted: u32,
    /// How many of these were used.
    pub granted_used: u32,
    /// Whether it was said that the used link was not used by the partner.
    pub disputed: bool,
    /// Whether it was withdrawn, and no answer came all the same.
    pub withdrawn: bool,
}

impl Invitation {
    /// Whether an answer can be sent with its link: its own, or one that it was granted.
    pub fn may_answer(&self) -> bool {
        self.state != InvitationState::Responded || self.granted_used < self.granted
    }
}

/// Whether a device got its credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granted {
    /// It did, now or before.
    Yes,
    /// Another device has one, and this one asks to be the first.
    Further,
    /// As many devices as may have one.
    TooMany,
    /// The invitation has responded.
    Responded,
    /// It was withdrawn.
    Withdrawn,
}

/// Invitations counted: one group of partners in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The region's code.
    pub region: String,
    /// The partners' language.
    pub language: String,
    /// The state.
    pub state: InvitationState,
    /// How many.
    pub count: u64,
}

/// Invites a partner.
///
/// # Errors
/// When the database fails, or the partner is invited already.
pub async fn add(
    tx: &mut Tx,
    id: Uuid,
    survey: &SurveyCode,
    partner: &str,
    token: &Token,
    state: InvitationState,
    responded_on: Option<Day>,
) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO invitation (id, survey, partner, token, state, responded_on) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.as_bytes().to_vec())
    .bind(survey.as_str())
    .bind(partner)
    .bind(token.as_str())
    .bind(state.as_str())
    .bind(responded_on.map(|day| day.to_string()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Invites partners who have no invitation to the survey yet, and returns the new ones' keys with their partners'.
///
/// # Errors
/// When the database fails.
pub async fn add_many(
    tx: &mut Tx,
    survey: &SurveyCode,
    partners: &[&str],
) -> StoreResult<HashMap<String, Uuid>> {
    let mut added = HashMap::with_capacity(partners.len());
    for chunk in partners.chunks(CHUNK) {
        let rows: Vec<String> =
            (0..chunk.len()).map(|n| format!("({}, 'invited')", placeholders(4 * n + 1, 4))).collect();
        let sql = format!(
            "INSERT INTO invitation (id, survey, partner, token, state) VALUES {} ON CONFLICT DO NOTHING \
             RETURNING id, partner",
            rows.join(", ")
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for partner in chunk {
            query = query
                .bind(entropy::uuid().as_bytes().to_vec())
                .bind(survey.as_str())
                .bind(*partner)
                .bind(Token::generate().as_str().to_owned());
        }
        let rows: Vec<(Vec<u8>, String)> = query.fetch_all(&mut **tx).await?;
        for (id, partner) in rows {
            let id = Uuid::from_slice(&id).map_err(|e| StoreError::unreadable("invitation", e))?;
            added.insert(partner, id);
        }
    }
    Ok(added)
}

/// Gives an invitation another link; the old one is worth nothing from then on. Returns whether it was done: not for who
/// has responded or declined.
///
/// # Errors
/// When the database fails.
pub async fn replace_link(tx: &mut Tx, id: Uuid, token: &Token) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE invitation SET token = $1 WHERE id = $2 AND state IN ('invited', 'opened', 'bounced') \
         AND NOT EXISTS (SELECT 1 FROM participation_mark WHERE participation_mark.invitation = invitation.id)",
    )
    .bind(token.as_str())
    .bind(id.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes back that an invitation could not be delivered, because it will be tried at another address. Returns whether it
/// had bounced.
///
/// # Errors
/// When the database fails.
pub async fn undo_bounce(tx: &mut Tx, id: Uuid) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE invitation SET state = 'invited', bounce = NULL WHERE id = $1 AND state = 'bounced' \
         AND NOT EXISTS (SELECT 1 FROM participation_mark WHERE participation_mark.invitation = invitation.id)",
    )
    .bind(id.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

fn read(row: &AnyRow) -> StoreResult<Invitation> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("invitation", e);
    Ok(Invitation {
        id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(|e| bad(&e))?,
        survey: row.try_get::<String, _>("survey")?.parse().map_err(|e: survey::code::NotACode| bad(&e))?,
        language: row
            .try_get::<String, _>("language")?
            .parse()
            .map_err(|e: survey::locale::NotALocale| bad(&e))?,
        state: InvitationState::parse(&row.try_get::<String, _>("state")?)?,
        granted: number(row, "granted_by_staff")? + number(row, "disputed")?,
        granted_used: number(row, "granted_used")?,
        disputed: number(row, "disputed")? > 0,
        withdrawn: number(row, "withdrawn")? > 0,
    })
}

fn number(row: &AnyRow, column: &str) -> StoreResult<u32> {
    row.try_get::<i64, _>(column)?.try_into().map_err(|e| StoreError::unreadable("invitation", e))
}

/// Grants an invitation one answer more, by a manager. Returns whether it was done: once.
///
/// # Errors
/// When the database fails.
pub async fn grant_one_more(tx: &mut Tx, id: Uuid) -> StoreResult<bool> {
    let done =
        sqlx::query("UPDATE invitation SET granted_by_staff = 1 WHERE id = $1 AND granted_by_staff = 0")
            .bind(id.as_bytes().to_vec())
            .execute(&mut **tx)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Grants an invitation that has responded one answer more, since somebody says that the partner has not answered. Returns whether it was
/// done: once.
///
/// # Errors
/// When the database fails.
pub async fn dispute(tx: &mut Tx, id: Uuid) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE invitation SET disputed = 1 WHERE id = $1 AND disputed = 0 \
         AND id IN (SELECT id FROM participation WHERE state = 'responded')",
    )
    .bind(id.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Counts a granted answer as used, if there is one that is not.
async fn use_granted(tx: &mut Tx, id: Uuid) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE invitation SET granted_used = granted_used + 1 WHERE id = $1 AND granted_used < granted_by_staff + disputed",
    )
    .bind(id.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Counts a form that was posted without scripts and stored as a device.
///
/// # Errors
/// When the database fails.
pub async fn count_plain_form(tx: &mut Tx, id: Uuid) -> StoreResult<()> {
    use_granted(tx, id).await?;
    add_device(tx, id, &entropy::bytes::<32>()).await
}

async fn add_device(tx: &mut Tx, id: Uuid, hash: &[u8]) -> StoreResult<()> {
    sqlx::query("INSERT INTO credential_request (invitation, blinded_hash) VALUES ($1, $2)")
        .bind(id.as_bytes().to_vec())
        .bind(hash.to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// The invitation of a personal link.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invitation(&self, token: &Token) -> StoreResult<Option<Invitation>> {
        let row = sqlx::query(
            "SELECT invited.id, invited.survey, invited.state, invited.granted_by_staff, invited.disputed, \
             invited.granted_used, CASE WHEN invited.withdrawn IS NULL OR invited.state = 'responded' THEN 0 ELSE 1 END \
             AS withdrawn, partner.language FROM every_invitation AS invited \
             JOIN partner ON partner.key = invited.partner WHERE invited.token = $1",
        )
        .bind(token.as_str())
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// Notes that a link was opened; a later state stays. What could not be delivered has reached the partner after all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_opened(&self, id: Uuid) -> StoreResult<()> {
        sqlx::query(
            "UPDATE invitation SET state = 'opened', bounce = NULL WHERE id = $1 AND state IN ('invited', 'bounced')",
        )
        .bind(id.as_bytes().to_vec())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Notes that a partner does not want to take part. Doing it twice changes nothing; who responded has responded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decline(&self, id: Uuid) -> StoreResult<()> {
        sqlx::query(
            "UPDATE invitation SET state = 'declined', bounce = NULL WHERE id = $1 AND state <> 'responded' \
             AND NOT EXISTS (SELECT 1 FROM participation_mark WHERE participation_mark.invitation = invitation.id)",
        )
        .bind(id.as_bytes().to_vec())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Notes that the address to which a partner's mail goes wants no more of it. The partner has not declined by that.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stop_mail(&self, id: Uuid) -> StoreResult<()> {
        sqlx::query(
            "UPDATE invitation SET no_mail_to = (SELECT email FROM partner_contact \
             WHERE partner_contact.partner = invitation.partner AND partner_contact.position = 0) WHERE id = $1",
        )
        .bind(id.as_bytes().to_vec())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Takes back that a partner declined.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo_decline(&self, id: Uuid) -> StoreResult<()> {
        sqlx::query("UPDATE invitation SET state = 'opened' WHERE id = $1 AND state = 'declined'")
            .bind(id.as_bytes().to_vec())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Grants a device of an invitation its credential: the same request again is granted again, a new one only while
    /// fewer than `max_devices` were and nobody has responded, or for an answer that was granted beyond that. To one that asks to be the
    /// `first`, only if it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grant_credential(
        &self,
        invitation: Uuid,
        blinded_hash: &[u8],
        max_devices: u32,
        first: bool,
    ) -> StoreResult<Granted> {
        let mut tx = self.begin_write().await?;
        // Takes the invitation's row first, so that two devices at once can't both be the last one.
        sqlx::query("UPDATE invitation SET state = state WHERE id = $1")
            .bind(invitation.as_bytes().to_vec())
            .execute(&mut *tx)
            .await?;
        let (granted, same): (i64, i64) = sqlx::query_as(
            "SELECT count(*), coalesce(sum(CASE WHEN blinded_hash = $1 THEN 1 ELSE 0 END), 0) \
             FROM credential_request WHERE invitation = $2",
        )
        .bind(blinded_hash.to_vec())
        .bind(invitation.as_bytes().to_vec())
        .fetch_one(&mut *tx)
        .await?;
        if same == 0 {
            let found: Option<(String,)> = sqlx::query_as("SELECT state FROM participation WHERE id = $1")
                .bind(invitation.as_bytes().to_vec())
                .fetch_optional(&mut *tx)
                .await?;
            let Some((state,)) = found else { return Ok(Granted::Withdrawn) };
            let responded = InvitationState::parse(&state)? == InvitationState::Responded;
            if first && granted > 0 && !responded {
                return Ok(Granted::Further);
            }
            let all_used = responded || granted >= i64::from(max_devices);
            if all_used && !use_granted(&mut tx, invitation).await? {
                return Ok(if responded { Granted::Responded } else { Granted::TooMany });
            }
            add_device(&mut tx, invitation, blinded_hash).await?;
        }
        tx.commit().await?;
        Ok(Granted::Yes)
    }

    /// How many of a survey's answers may be second ones of somebody: the credentials beyond the first of each invitation that has responded,
    /// and never fewer than there are answers more than such invitations.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn second_answers(&self, survey: &SurveyCode, answers: u64) -> StoreResult<u64> {
        let (beyond, marked): (i64, i64) = sqlx::query_as(
            "SELECT cast(coalesce(sum(CASE WHEN devices > 1 THEN devices - 1 ELSE 0 END), 0) AS bigint), count(*) FROM \
             (SELECT (SELECT count(*) FROM credential_request WHERE credential_request.invitation = participation.id) AS devices \
             FROM participation WHERE survey = $1 AND state = 'responded') AS responded",
        )
        .bind(survey.as_str())
        .fetch_one(&self.pool)
        .await?;
        Ok(beyond.unsigned_abs().max(answers.saturating_sub(marked.unsigned_abs())).min(answers))
    }

    /// All invitations of a survey, counted by region, language and state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_invitations(&self, survey: &SurveyCode) -> StoreResult<Vec<Count>> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
            "SELECT partner.region, partner.language, participation.state, count(*) FROM participation \
             JOIN partner ON partner.key = participation.partner WHERE participation.survey = $1 \
             GROUP BY partner.region, partner.language, participation.state",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(region, language, state, count)| {
                Ok(Count {
                    region,
                    language,
                    state: InvitationState::parse(&state)?,
                    count: count.unsigned_abs(),
                })
            })
            .collect()
    }

    /// The token of one partner of each language that has not opened its link yet, for the demo's addresses.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unopened_tokens(&self, survey: &SurveyCode) -> StoreResult<Vec<(String, String)>> {
        Ok(sqlx::query_as(
            "SELECT partner.language, min(participation.token) FROM participation \
             JOIN partner ON partner.key = participation.partner \
             WHERE participation.survey = $1 AND participation.state IN ('invited', 'opened') \
             GROUP BY partner.language",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?)
    }
}
