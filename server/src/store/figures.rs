//! What the figures of a survey are made of: counts by group and by day, and the days on which mail went out.

use sqlx::AssertSqlSafe;
use survey::{Day, SurveyCode};

use super::invitations::InvitationState;
use super::{Store, StoreError, StoreResult};

/// By what partners are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Breakdown {
    /// The region.
    #[default]
    Region,
    /// The country.
    Country,
    /// The programme.
    Programme,
    /// The language.
    Language,
    /// The type of organisation.
    Type,
    /// The responsible programme manager, by name where there is an account.
    Manager,
}

impl Breakdown {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Region, Self::Country, Self::Programme, Self::Language, Self::Type, Self::Manager];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Country => "country",
            Self::Programme => "programme",
            Self::Language => "language",
            Self::Type => "type",
            Self::Manager => "manager",
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Region => "partner.region",
            Self::Country => "partner.country",
            Self::Programme => "partner.programme",
            Self::Language => "partner.language",
            Self::Type => "partner.type",
            Self::Manager => "coalesce(staff.name, partner.manager)",
        }
    }
}

/// How many invitations of a group are in a state.
pub type GroupCount = (String, InvitationState, u64);

/// How many invitations are alike in what the page always shows.
#[derive(Debug, Clone)]
pub struct OverviewCount {
    /// The region's code.
    pub region: String,
    /// The type of organisation, as a choice code.
    pub kind: String,
    /// Whether the manager who asks is responsible.
    pub own: bool,
    /// Where they stand.
    pub state: InvitationState,
    /// How many.
    pub count: u64,
}

/// Responses on a day; without a day, the invitations that have none.
pub type DayCount = (Option<Day>, u64);

fn day(text: &str) -> StoreResult<Day> {
    text.parse().map_err(|e: survey::NotADay| StoreError::unreadable("invitation", e))
}

impl Store {
    /// A survey's invitations, counted by group and state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_by(&self, survey: &SurveyCode, by: Breakdown) -> StoreResult<Vec<GroupCount>> {
        let column = by.column();
        let staff =
            if by == Breakdown::Manager { "LEFT JOIN staff ON staff.email = partner.manager" } else { "" };
        let rows: Vec<(String, String, i64)> = sqlx::query_as(AssertSqlSafe(format!(
            "SELECT {column}, participation.state, count(*) FROM participation \
             JOIN partner ON partner.key = participation.partner {staff} WHERE participation.survey = $1 \
             GROUP BY {column}, participation.state"
        )))
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(group, state, count)| Ok((group, InvitationState::parse(&state)?, count.unsigned_abs())))
            .collect()
    }

    /// A survey's invitations, counted by region, type of organisation, whether the partner is this manager's, and state:
    /// what the page always shows, read once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn overview(&self, survey: &SurveyCode, own: &str) -> StoreResult<Vec<OverviewCount>> {
        let rows: Vec<(String, String, i64, String, i64)> = sqlx::query_as(
            "SELECT region, type, own, state, count(*) FROM (SELECT partner.region, partner.type, participation.state, \
             CASE WHEN partner.manager = $2 THEN 1 ELSE 0 END AS own FROM participation \
             JOIN partner ON partner.key = participation.partner WHERE participation.survey = $1) AS counted \
             GROUP BY region, type, own, state",
        )
        .bind(survey.as_str())
        .bind(own)
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(region, kind, own, state, count)| {
                let state = InvitationState::parse(&state)?;
                Ok(OverviewCount { region, kind, own: own != 0, state, count: count.unsigned_abs() })
            })
            .collect()
    }

    /// A survey's responses by day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn responses_by_day(&self, survey: &SurveyCode) -> StoreResult<Vec<DayCount>> {
        let rows: Vec<(Option<String>, i64)> = sqlx::query_as(
            "SELECT responded_on, count(*) FROM participation WHERE survey = $1 GROUP BY responded_on \
             ORDER BY responded_on",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(text, count)| Ok((text.as_deref().map(day).transpose()?, count.unsigned_abs())))
            .collect()
    }

    /// On which days rounds of a survey were sent, and what kind of message each was; the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sent_rounds(&self, survey: &SurveyCode) -> StoreResult<Vec<(Day, String)>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT sent_on, kind FROM round WHERE survey = $1 AND state = 'sent' AND sent_on IS NOT NULL \
             ORDER BY sent_on, kind",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter().map(|(on, kind)| Ok((day(&on)?, kind))).collect()
    }
}
