//! What waits for a second person's yes, and who may give it.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use survey::SurveyCode;
use uuid::Uuid;

use super::{Store, StoreError, StoreResult, Tx};
use crate::second_yes::rules::{Admin, Admins, PATIENCE};
use crate::second_yes::{Deed, DeedKind};

/// Something that was asked for and waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// A random key.
    pub id: Uuid,
    /// The survey.
    pub survey: SurveyCode,
    /// What is to be done.
    pub deed: Deed,
    /// What the deed depends on, as it was when it was asked for.
    pub seen: String,
    /// The e-mail address of whoever asked.
    pub asked_by: String,
    /// Their name.
    pub asked_name: String,
    /// When, in milliseconds since 1970.
    pub asked_at: i64,
    /// When every admin had been told, if they have.
    pub told_at: Option<i64>,
}

impl Proposal {
    /// When it is done if nobody answers, in milliseconds since 1970; never before all were told.
    pub fn due_at(&self) -> Option<i64> {
        let told = self.told_at.filter(|_| self.deed.kind() != DeedKind::CloseEarly);
        told.map(|told| told + PATIENCE.num_milliseconds())
    }
}

fn bad(problem: impl ToString) -> StoreError {
    StoreError::unreadable("proposal", problem)
}

fn read(row: &AnyRow) -> StoreResult<Proposal> {
    Ok(Proposal {
        id: Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(bad)?,
        survey: row.try_get::<String, _>("survey")?.parse().map_err(|e: survey::code::NotACode| bad(e))?,
        deed: serde_json::from_str(&row.try_get::<String, _>("deed")?).map_err(bad)?,
        seen: row.try_get("seen")?,
        asked_by: row.try_get("asked_by")?,
        asked_name: row.try_get("asked_name")?,
        asked_at: row.try_get("asked_at")?,
        told_at: row.try_get("told_at")?,
    })
}

/// Keeps a proposal, in the place of one of the same kind for the same survey.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, proposal: &Proposal) -> StoreResult<()> {
    let kind = proposal.deed.kind();
    remove_kind(tx, &proposal.survey, kind).await?;
    sqlx::query(
        "INSERT INTO proposal (id, survey, kind, deed, seen, asked_by, asked_name, asked_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(proposal.id.as_bytes().to_vec())
    .bind(proposal.survey.as_str())
    .bind(kind.as_str())
    .bind(serde_json::to_string(&proposal.deed).map_err(bad)?)
    .bind(proposal.seen.as_str())
    .bind(proposal.asked_by.as_str())
    .bind(proposal.asked_name.as_str())
    .bind(proposal.asked_at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A proposal for a survey.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, survey: &SurveyCode, id: Uuid) -> StoreResult<Option<Proposal>> {
    let row = sqlx::query("SELECT * FROM proposal WHERE id = $1 AND survey = $2")
        .bind(id.as_bytes().to_vec())
        .bind(survey.as_str())
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Takes a proposal away.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, id: Uuid) -> StoreResult<()> {
    sqlx::query("DELETE FROM proposal WHERE id = $1").bind(id.as_bytes().to_vec()).execute(&mut **tx).await?;
    Ok(())
}

/// Takes what was asked for of a kind away.
///
/// # Errors
/// When the database fails.
pub async fn remove_kind(tx: &mut Tx, survey: &SurveyCode, kind: DeedKind) -> StoreResult<()> {
    sqlx::query("DELETE FROM proposal WHERE survey = $1 AND kind = $2")
        .bind(survey.as_str())
        .bind(kind.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Keeps when every admin had been told of a proposal.
///
/// # Errors
/// When the database fails.
pub async fn set_told(tx: &mut Tx, id: Uuid, at: i64) -> StoreResult<()> {
    sqlx::query("UPDATE proposal SET told_at = $1 WHERE id = $2")
        .bind(at)
        .bind(id.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Keeps that something was done to a survey without a second person.
///
/// # Errors
/// When the database fails.
pub async fn add_alone(tx: &mut Tx, survey: &SurveyCode, kind: DeedKind) -> StoreResult<()> {
    sqlx::query("INSERT INTO survey_alone (survey, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(survey.as_str())
        .bind(kind.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The admins, and since when.
///
/// # Errors
/// When the database fails.
pub async fn admins(connection: &mut AnyConnection) -> StoreResult<Admins> {
    let rows = sqlx::query(
        "SELECT email, name, admin_since, touched_at FROM staff WHERE role = 'admin' AND active = 1",
    )
    .fetch_all(&mut *connection)
    .await?;
    let read = |row: &AnyRow| {
        Ok(Admin {
            email: row.try_get("email")?,
            name: row.try_get("name")?,
            since: row.try_get("admin_since")?,
            touched_at: row.try_get("touched_at")?,
        })
    };
    let now = rows.iter().map(read).collect::<StoreResult<_>>()?;
    let last =
        sqlx::query("SELECT coalesce(max(admin_until), 0) FROM staff").fetch_one(&mut *connection).await?;
    Ok(Admins { now, last_end: last.try_get(0)? })
}

/// Who is invited to a survey, as far as it tells people apart: the partner's key, and its language, region, country, programme and
/// type.
pub type InvitedColumns = (String, [String; 5]);

const INVITED: &str = "SELECT partner.key, partner.language, partner.region, partner.country, partner.programme, partner.type \
     FROM participation JOIN partner ON partner.key = participation.partner \
     WHERE participation.survey = $1 ORDER BY partner.key";

fn columns(row: &AnyRow) -> StoreResult<InvitedColumns> {
    let text = |place: usize| row.try_get::<String, _>(place);
    Ok((text(0)?, [text(1)?, text(2)?, text(3)?, text(4)?, text(5)?]))
}

/// Who is invited to a survey, in the transaction.
///
/// # Errors
/// When the database fails.
pub async fn invited(tx: &mut Tx, survey: &SurveyCode) -> StoreResult<Vec<InvitedColumns>> {
    let rows = sqlx::query(INVITED).bind(survey.as_str()).fetch_all(&mut **tx).await?;
    rows.iter().map(columns).collect()
}

impl Store {
    /// The admins, and since when.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn admins(&self) -> StoreResult<Admins> {
        admins(&mut *self.pool.acquire().await?).await
    }

    /// Who is invited to a survey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invited_columns(&self, survey: &SurveyCode) -> StoreResult<Vec<InvitedColumns>> {
        let rows = sqlx::query(INVITED).bind(survey.as_str()).fetch_all(&self.pool).await?;
        rows.iter().map(columns).collect()
    }

    /// What waits for a yes, for a survey or for all, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proposals(&self, survey: Option<&SurveyCode>) -> StoreResult<Vec<Proposal>> {
        let sql = "SELECT * FROM proposal WHERE survey = $1 OR $1 = '' ORDER BY asked_at";
        let of = survey.map_or("", SurveyCode::as_str);
        let rows = sqlx::query(sql).bind(of).fetch_all(&self.pool).await?;
        rows.iter().map(read).collect()
    }

    /// What was done to a survey without a second person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn done_alone(&self, survey: &SurveyCode) -> StoreResult<Vec<DeedKind>> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT kind FROM survey_alone WHERE survey = $1 ORDER BY kind DESC")
                .bind(survey.as_str())
                .fetch_all(&self.pool)
                .await?;
        let kind = |text: &str| DeedKind::ALL.into_iter().find(|kind| kind.as_str() == text);
        rows.iter().map(|(text,)| kind(text).ok_or_else(|| bad("a kind"))).collect()
    }
}
