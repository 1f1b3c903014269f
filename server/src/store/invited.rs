//! Invited partners as their managers follow them, and the partners who could be invited: lists with filters, and one alone.

use chrono::{DateTime, Utc};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use survey::{Day, Locale, SurveyCode};
use uuid::Uuid;

use super::follow_ups::FollowUpKind;
use super::invitations::InvitationState;
use super::messages::MessageState;
use super::withdrawals::NotEligible;
use super::{Store, StoreError, StoreResult, Tx, told_changes};
use crate::fold::fold;
use crate::mail::MessageKind;
use crate::token::Token;

/// Which partners are wanted. What is empty leaves all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The region's code.
    pub region: String,
    /// The language's tag.
    pub language: String,
    /// The manager's e-mail address.
    pub manager: String,
    /// Part of the organisation's name, country or key.
    pub search: String,
}

/// What there is to filter by: a value and how many partners have it.
pub type Facet = Vec<(String, u64)>;

/// What the partners of a list differ in.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Regions, by code.
    pub regions: Facet,
    /// Languages, by tag.
    pub languages: Facet,
    /// Managers: address and name.
    pub managers: Vec<(String, String)>,
    /// How many there are in all.
    pub all: u64,
}

/// A line of the list of invited partners.
#[derive(Debug, Clone)]
pub struct Line {
    /// The invitation.
    pub id: Uuid,
    /// The organisation.
    pub name: String,
    /// The region's code.
    pub region: String,
    /// The language's tag.
    pub language: String,
    /// Where it stands.
    pub state: InvitationState,
    /// How many reminders were sent.
    pub reminders: u64,
    /// The last follow-up.
    pub last_follow_up: Option<(FollowUpKind, Day)>,
}

/// A partner who could be invited.
#[derive(Debug, Clone)]
pub struct Candidate {
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
    /// The address of the first contact; may be empty.
    pub address: String,
}

/// An invited partner, with all that its page shows.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The invitation.
    pub id: Uuid,
    /// The partner's key.
    pub partner: String,
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
    /// The language in which it is written to.
    pub language: Locale,
    /// The manager's name, or address.
    pub manager: String,
    /// Whether the partner is active.
    pub active: bool,
    /// Where it stands.
    pub state: InvitationState,
    /// The day of the response.
    pub responded_on: Option<Day>,
    /// The mail server's words, if it bounced.
    pub bounce: Option<String>,
    /// Whether a manager granted it one answer more.
    pub granted_by_staff: bool,
    /// Whether it was said with its used link that the partner has not answered.
    pub disputed: bool,
    /// Why it was withdrawn, if it is.
    pub withdrawn: Option<NotEligible>,
    /// The secret of the personal link.
    pub token: Token,
    /// Name and address of each contact.
    pub contacts: Vec<(String, String)>,
}

/// A message to an invited partner, as its page shows it.
#[derive(Debug, Clone)]
pub struct SentMessage {
    /// What it says.
    pub kind: MessageKind,
    /// Where it stands.
    pub state: MessageState,
    /// When it was sent, in milliseconds since 1970.
    pub sent_at: Option<i64>,
    /// The mail server's words.
    pub problem: Option<String>,
}

/// Conditions on partners, with the values that stand in them.
pub(super) struct Conditions {
    pub(super) sql: String,
    pub(super) values: Vec<String>,
}

impl Conditions {
    /// Those of a filter; their values are numbered from `first` on.
    pub(super) fn new(filter: &Filter, first: usize) -> Self {
        let mut all = Self { sql: String::new(), values: Vec::new() };
        for (column, value) in [
            ("partner.region", &filter.region),
            ("partner.language", &filter.language),
            ("partner.manager", &filter.manager),
        ] {
            if !value.is_empty() {
                all.values.push(value.clone());
                let number = first + all.values.len() - 1;
                all.sql.push_str(&format!(" AND {column} = ${number}"));
            }
        }
        if !filter.search.is_empty() {
            all.values.push(like(&filter.search.to_lowercase()));
            all.values.push(like(&fold(&filter.search)));
            let (small, folded) = (first + all.values.len() - 2, first + all.values.len() - 1);
            let text = "partner.name || ' ' || partner.country || ' ' || partner.key";
            all.sql.push_str(&format!(
                " AND (lower({text}) LIKE ${small} ESCAPE '\\' OR partner.folded LIKE ${folded} ESCAPE '\\')"
            ));
        }
        all
    }
}

/// A pattern for LIKE that finds the text anywhere.
fn like(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

fn bad(problem: impl ToString) -> StoreError {
    StoreError::unreadable("invitation", problem)
}

fn locale(row: &AnyRow) -> StoreResult<Locale> {
    row.try_get::<String, _>("language")?.parse().map_err(|e: survey::locale::NotALocale| bad(e))
}

fn id(row: &AnyRow) -> StoreResult<Uuid> {
    Uuid::from_slice(&row.try_get::<Vec<u8>, _>("id")?).map_err(bad)
}

fn facets(rows: Vec<(String, String, String, String, i64)>) -> Facets {
    let mut facets = Facets::default();
    let add = |facet: &mut Facet, value: String, count: u64| match facet.iter_mut().find(|(k, _)| *k == value)
    {
        Some((_, known)) => *known += count,
        None => facet.push((value, count)),
    };
    for (region, language, manager, name, count) in rows {
        let count = count.unsigned_abs();
        add(&mut facets.regions, region, count);
        add(&mut facets.languages, language, count);
        if !facets.managers.iter().any(|(known, _)| *known == manager) {
            facets.managers.push((manager, name));
        }
        facets.all += count;
    }
    facets.managers.sort_by(|a, b| a.1.cmp(&b.1));
    facets
}

/// Partners who are active and have no invitation to the survey, `$1`.
const CANDIDATES: &str = "FROM partner LEFT JOIN partner_contact ON partner_contact.partner = partner.key \
     AND partner_contact.position = 0 WHERE partner.active = 1 AND NOT EXISTS (SELECT 1 FROM invitation \
     WHERE invitation.survey = $1 AND invitation.partner = partner.key)";

fn candidates_sql(conditions: &Conditions, limit: &str) -> String {
    format!(
        "SELECT partner.key, partner.name, partner.region, partner.country, partner.language, \
         coalesce(partner_contact.email, '') AS address {CANDIDATES}{} ORDER BY partner.name, partner.key{limit}",
        conditions.sql
    )
}

fn candidate(row: &AnyRow) -> StoreResult<Candidate> {
    Ok(Candidate {
        key: row.try_get("key")?,
        name: row.try_get("name")?,
        region: row.try_get("region")?,
        country: row.try_get("country")?,
        language: locale(row)?,
        address: row.try_get("address")?,
    })
}

/// All partners who could be invited and pass the filter, by name, in the transaction that invites them.
///
/// # Errors
/// When the database fails.
pub async fn candidates(tx: &mut Tx, survey: &SurveyCode, filter: &Filter) -> StoreResult<Vec<Candidate>> {
    let conditions = Conditions::new(filter, 2);
    let mut query = sqlx::query(AssertSqlSafe(candidates_sql(&conditions, ""))).bind(survey.as_str());
    for value in &conditions.values {
        query = query.bind(value.as_str());
    }
    query.fetch_all(&mut **tx).await?.iter().map(candidate).collect()
}

/// Gives a partner's first contact another address, and tells the old one. Whoever takes a bounce back does it after this: an address
/// whose mail came back is not told.
///
/// # Errors
/// When the database fails.
pub async fn set_first_address(
    tx: &mut Tx,
    partner: &str,
    address: &str,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    let told = told_changes::present(tx, &[partner], at).await?;
    sqlx::query(
        "INSERT INTO partner_contact (partner, position, name, email) VALUES ($1, 0, '', $2) \
         ON CONFLICT (partner, position) DO UPDATE SET email = excluded.email",
    )
    .bind(partner)
    .bind(address)
    .execute(&mut **tx)
    .await?;
    told_changes::queue(tx, told, |_| Some(address.to_owned()), at).await
}

impl Store {
    /// What the invited partners of a survey differ in, and how many are in each state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invited_facets(
        &self,
        survey: &SurveyCode,
    ) -> StoreResult<(Facets, Vec<(InvitationState, u64)>)> {
        let rows: Vec<(String, String, String, String, String, i64)> = sqlx::query_as(
            "SELECT partner.region, partner.language, partner.manager, coalesce(staff.name, partner.manager), \
             participation.state, count(*) FROM participation JOIN partner ON partner.key = participation.partner \
             LEFT JOIN staff ON staff.email = partner.manager WHERE participation.survey = $1 \
             GROUP BY partner.region, partner.language, partner.manager, staff.name, participation.state \
             ORDER BY partner.region, partner.language",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        let mut states = InvitationState::ALL.map(|state| (state, 0));
        let mut without_states = Vec::with_capacity(rows.len());
        for (region, language, manager, name, state, count) in rows {
            let state = InvitationState::parse(&state)?;
            for (_, known) in states.iter_mut().filter(|(known, _)| *known == state) {
                *known += count.unsigned_abs();
            }
            without_states.push((region, language, manager, name, count));
        }
        Ok((facets(without_states), states.into()))
    }

    /// How many invited partners pass the filter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_invited(
        &self,
        survey: &SurveyCode,
        filter: &Filter,
        state: Option<InvitationState>,
    ) -> StoreResult<u64> {
        let conditions = Conditions::new(filter, 3);
        let sql = format!(
            "SELECT count(*) FROM participation JOIN partner ON partner.key = participation.partner \
             WHERE participation.survey = $1 AND ($2 = '' OR participation.state = $2){}",
            conditions.sql
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql))
            .bind(survey.as_str())
            .bind(state.map_or("", InvitationState::as_str));
        for value in &conditions.values {
            query = query.bind(value.as_str());
        }
        let (count,): (i64,) = query.fetch_one(&self.pool).await?;
        Ok(count.unsigned_abs())
    }

    /// A page of the invited partners that pass the filter, by name; those of the manager `own` come first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invited(
        &self,
        survey: &SurveyCode,
        filter: &Filter,
        state: Option<InvitationState>,
        own: &str,
        (offset, limit): (u32, u32),
    ) -> StoreResult<Vec<Line>> {
        let conditions = Conditions::new(filter, 6);
        // The page is cut out first: reminders and follow-ups are looked up for its partners alone.
        let sql = format!(
            "SELECT page.id, page.name, page.region, page.language, page.state, \
             (SELECT count(*) FROM message WHERE message.invitation = page.id AND message.state = 'sent' \
              AND message.kind IN ('reminder', 'last-call')) AS reminders, \
             (SELECT follow_up.kind || ' ' || follow_up.day FROM follow_up WHERE follow_up.survey = $1 \
              AND follow_up.partner = page.partner ORDER BY follow_up.day DESC, follow_up.noted_at DESC LIMIT 1) \
             AS follow_up FROM (SELECT participation.id, participation.partner, participation.state, partner.name, \
             partner.region, partner.language, CASE WHEN partner.manager = $2 THEN 0 ELSE 1 END AS place \
             FROM participation JOIN partner ON partner.key = participation.partner \
             WHERE participation.survey = $1 AND ($3 = '' OR participation.state = $3){} \
             ORDER BY place, partner.name, participation.partner LIMIT $4 OFFSET $5) AS page \
             ORDER BY page.place, page.name, page.partner",
            conditions.sql
        );
        let mut query = sqlx::query(AssertSqlSafe(sql))
            .bind(survey.as_str())
            .bind(own)
            .bind(state.map_or("", InvitationState::as_str))
            .bind(i64::from(limit))
            .bind(i64::from(offset));
        for value in &conditions.values {
            query = query.bind(value.as_str());
        }
        let rows = query.fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                let follow_up: Option<String> = row.try_get("follow_up")?;
                Ok(Line {
                    id: id(row)?,
                    name: row.try_get("name")?,
                    region: row.try_get("region")?,
                    language: row.try_get("language")?,
                    state: InvitationState::parse(&row.try_get::<String, _>("state")?)?,
                    reminders: row.try_get::<i64, _>("reminders")?.unsigned_abs(),
                    last_follow_up: follow_up.as_deref().and_then(|text| {
                        let (kind, day) = text.split_once(' ')?;
                        Some((kind.parse().ok()?, day.parse().ok()?))
                    }),
                })
            })
            .collect()
    }

    /// What the partners differ in who could be invited to a survey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn candidate_facets(&self, survey: &SurveyCode) -> StoreResult<Facets> {
        let rows = sqlx::query_as(
            "SELECT partner.region, partner.language, partner.manager, coalesce(staff.name, partner.manager), count(*) \
             FROM partner LEFT JOIN staff ON staff.email = partner.manager WHERE partner.active = 1 \
             AND NOT EXISTS (SELECT 1 FROM invitation WHERE invitation.survey = $1 AND invitation.partner = partner.key) \
             GROUP BY partner.region, partner.language, partner.manager, staff.name \
             ORDER BY partner.region, partner.language",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        Ok(facets(rows))
    }

    /// Whether there is no active partner.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn no_active_partner(&self) -> StoreResult<bool> {
        let (active,): (i64,) =
            sqlx::query_as("SELECT count(*) FROM partner WHERE active = 1").fetch_one(&self.pool).await?;
        Ok(active == 0)
    }

    /// How many partners could be invited and pass the filter, and how many of these have no address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_candidates(&self, survey: &SurveyCode, filter: &Filter) -> StoreResult<(u64, u64)> {
        let conditions = Conditions::new(filter, 2);
        let sql = format!(
            "SELECT count(*), coalesce(cast(sum(CASE WHEN coalesce(partner_contact.email, '') = '' THEN 1 ELSE 0 END) \
             AS bigint), 0) {CANDIDATES}{}",
            conditions.sql
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(survey.as_str());
        for value in &conditions.values {
            query = query.bind(value.as_str());
        }
        let (all, unreachable): (i64, i64) = query.fetch_one(&self.pool).await?;
        Ok((all.unsigned_abs(), unreachable.unsigned_abs()))
    }

    /// The first of the partners who could be invited and pass the filter, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn candidates(
        &self,
        survey: &SurveyCode,
        filter: &Filter,
        limit: u32,
    ) -> StoreResult<Vec<Candidate>> {
        let conditions = Conditions::new(filter, 2);
        let sql = candidates_sql(&conditions, &format!(" LIMIT {limit}"));
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(survey.as_str());
        for value in &conditions.values {
            query = query.bind(value.as_str());
        }
        query.fetch_all(&self.pool).await?.iter().map(candidate).collect()
    }

    /// An invited partner of a survey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invited_partner(
        &self,
        survey: &SurveyCode,
        invitation: Uuid,
    ) -> StoreResult<Option<Invited>> {
        let row = sqlx::query(
            "SELECT invited.id, invited.partner, invited.state, invited.responded_on, invited.bounce, invited.token, \
             invited.granted_by_staff, invited.disputed, \
             CASE WHEN invited.state = 'responded' THEN NULL ELSE invited.withdrawn END AS withdrawn, partner.name, partner.region, partner.country, \
             partner.programme, partner.type, partner.language, partner.active, \
             coalesce(staff.name, partner.manager) AS manager FROM every_invitation AS invited \
             JOIN partner ON partner.key = invited.partner LEFT JOIN staff ON staff.email = partner.manager \
             WHERE invited.survey = $1 AND invited.id = $2",
        )
        .bind(survey.as_str())
        .bind(invitation.as_bytes().to_vec())
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let partner: String = row.try_get("partner")?;
        let contacts =
            sqlx::query_as("SELECT name, email FROM partner_contact WHERE partner = $1 ORDER BY position")
                .bind(partner.as_str())
                .fetch_all(&self.pool)
                .await?;
        Ok(Some(Invited {
            id: id(&row)?,
            partner,
            name: row.try_get("name")?,
            region: row.try_get("region")?,
            country: row.try_get("country")?,
            programme: row.try_get("programme")?,
            kind: row.try_get("type")?,
            language: locale(&row)?,
            manager: row.try_get("manager")?,
            active: row.try_get::<i64, _>("active")? != 0,
            state: InvitationState::parse(&row.try_get::<String, _>("state")?)?,
            responded_on: row
                .try_get::<Option<String>, _>("responded_on")?
                .map(|day| day.parse().map_err(|e: survey::NotADay| bad(e)))
                .transpose()?,
            bounce: row.try_get("bounce")?,
            granted_by_staff: row.try_get::<i64, _>("granted_by_staff")? != 0,
            disputed: row.try_get::<i64, _>("disputed")? != 0,
            withdrawn: row
                .try_get::<Option<String>, _>("withdrawn")?
                .map(|reason| reason.parse().map_err(|e: super::withdrawals::NotAReason| bad(e)))
                .transpose()?,
            token: row.try_get::<String, _>("token")?.parse().map_err(|e: crate::token::NotAToken| bad(e))?,
            contacts,
        }))
    }

    /// The messages of an invitation, the latest first; those that still wait come before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages_of(&self, invitation: Uuid) -> StoreResult<Vec<SentMessage>> {
        let rows: Vec<(String, String, Option<i64>, Option<String>)> = sqlx::query_as(
            "SELECT kind, state, sent_at, problem FROM message WHERE invitation = $1 \
             ORDER BY coalesce(sent_at, next_at) DESC, id",
        )
        .bind(invitation.as_bytes().to_vec())
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(kind, state, sent_at, problem)| {
                Ok(SentMessage {
                    kind: kind.parse().map_err(|e: crate::mail::NotAMessageKind| bad(e))?,
                    state: MessageState::parse(&state).ok_or_else(|| bad(&state))?,
                    sent_at,
                    problem,
                })
            })
            .collect()
    }
}
