//! Which member of staff could know the link of which invitation, and how many answers that makes. No time and no order is kept.
//!
//! Whatever shows, mails or makes a personal link on somebody's behalf notes it here, in the step that does it. What follows from it
//! is in [`crate::known_links`].

use sqlx::AssertSqlSafe;
use survey::SurveyCode;
use uuid::Uuid;

use super::audit::COMMAND;
use super::surveys::LinkRule;
use super::{Store, StoreResult, Tx, placeholders};

/// Rows in one statement.
const CHUNK: usize = 200;

/// What one member of staff could know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The name, or the e-mail address.
    pub name: String,
    /// So many invitations that have responded.
    pub responded: u64,
    /// So many devices of its invitations, beyond the one that answered, could have answered too.
    pub beyond: u64,
}

/// Notes that somebody could know the links of these invitations. The operator, who can know all of them, is not noted.
///
/// # Errors
/// When the database fails.
pub async fn note(tx: &mut Tx, who: &str, invitations: &[Uuid]) -> StoreResult<()> {
    if who == COMMAND {
        return Ok(());
    }
    for chunk in invitations.chunks(CHUNK) {
        let rows: Vec<String> = (0..chunk.len()).map(|n| format!("(${}, $1)", n + 2)).collect();
        let sql = format!(
            "INSERT INTO known_link (invitation, staff) VALUES {} ON CONFLICT DO NOTHING",
            rows.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(who);
        for invitation in chunk {
            query = query.bind(invitation.as_bytes().to_vec());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Notes who gave partners, by their keys, another address for mail, for all surveys that were opened.
///
/// # Errors
/// When the database fails.
pub async fn note_addresses(tx: &mut Tx, who: &str, partners: &[&str]) -> StoreResult<()> {
    for chunk in partners.chunks(CHUNK) {
        let keys = placeholders(1, chunk.len());
        let forget = format!("DELETE FROM given_address WHERE partner IN ({keys})");
        let mut query = sqlx::query(AssertSqlSafe(forget));
        for key in chunk {
            query = query.bind(*key);
        }
        query.execute(&mut **tx).await?;
        if who == COMMAND {
            continue;
        }
        let keys = placeholders(2, chunk.len());
        let keep = format!(
            "INSERT INTO given_address (survey, partner, staff) SELECT survey.code, partner.key, $1 \
             FROM survey CROSS JOIN partner WHERE survey.state <> 'draft' AND partner.key IN ({keys})"
        );
        let mut query = sqlx::query(AssertSqlSafe(keep)).bind(who);
        for key in chunk {
            query = query.bind(*key);
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Notes that a message goes out, with a link, to whatever address its partner was given.
///
/// # Errors
/// When the database fails.
pub async fn note_sent(tx: &mut Tx, message: Uuid) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO known_link (invitation, staff) SELECT invitation.id, given_address.staff FROM message \
         JOIN invitation ON invitation.id = message.invitation \
         JOIN given_address ON given_address.partner = invitation.partner AND given_address.survey = invitation.survey \
         WHERE message.id = $1 AND message.kind NOT IN ('thanks', 'address-changed', 'link-replaced') \
         ON CONFLICT DO NOTHING",
    )
    .bind(message.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Sets what holds for links that staff know.
///
/// # Errors
/// When the database fails.
pub async fn set_rule(tx: &mut Tx, survey: &SurveyCode, rule: LinkRule) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET link_rule = $1 WHERE code = $2")
        .bind(rule.as_str())
        .bind(survey.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// Notes that a link was shown to somebody.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn link_shown(&self, who: &str, invitation: Uuid) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        note(&mut tx, who, &[invitation]).await?;
        // Somebody may have heard of it now: it is not removed any more.
        sqlx::query("UPDATE invitation SET link_shown = 1 WHERE id = $1")
            .bind(invitation.as_bytes().to_vec())
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// What each member of staff could know of a survey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn known_links(&self, survey: &SurveyCode) -> StoreResult<Vec<Known>> {
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(
            "SELECT coalesce((SELECT name FROM staff WHERE staff.email = known.staff), known.staff) AS name, \
             cast(sum(responded) AS bigint), \
             cast(sum(CASE WHEN devices > responded THEN devices - responded ELSE 0 END) AS bigint) \
             FROM (SELECT known_link.staff, CASE WHEN participation.state = 'responded' THEN 1 ELSE 0 END AS responded, \
             (SELECT count(*) FROM credential_request WHERE credential_request.invitation = participation.id) AS devices \
             FROM participation JOIN known_link ON known_link.invitation = participation.id \
             WHERE participation.survey = $1) AS known GROUP BY known.staff ORDER BY name",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        let known = |(name, responded, beyond): (String, i64, i64)| Known {
            name,
            responded: responded.unsigned_abs(),
            beyond: beyond.unsigned_abs(),
        };
        Ok(rows.into_iter().map(known).collect())
    }

    /// How many invitations of a survey have responded, and how many of these whose link somebody on the staff could know.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn responded(&self, survey: &SurveyCode) -> StoreResult<(u64, u64)> {
        let (all, known): (i64, i64) = sqlx::query_as(
            "SELECT count(*), cast(coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM known_link \
             WHERE known_link.invitation = participation.id) THEN 1 ELSE 0 END), 0) AS bigint) \
             FROM participation WHERE survey = $1 AND state = 'responded'",
        )
        .bind(survey.as_str())
        .fetch_one(&self.pool)
        .await?;
        Ok((all.unsigned_abs(), known.unsigned_abs()))
    }
}
