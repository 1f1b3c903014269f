//! Surveys: one wave each.

use std::collections::BTreeMap;

use sqlx::Row;
use sqlx::any::AnyRow;
use survey::code::QuestionSetCode;
use survey::question_set::Text;
use survey::{Day, Locale, SurveyCode};

use super::{Store, StoreError, StoreResult, Tx};
use crate::ending::Lacks;
use crate::schedule::Schedule;
use crate::token::Token;

/// Where a survey stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SurveyState {
    /// Being prepared.
    Draft,
    /// Answers are taken.
    Open,
    /// Answers are no longer taken.
    Closed,
}

impl SurveyState {
    /// The state as it is stored and shown to programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    fn parse(text: &str) -> StoreResult<Self> {
        [Self::Draft, Self::Open, Self::Closed]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| StoreError::unreadable("survey", format!("state “{text}”")))
    }
}

/// What holds in a survey for links that staff know (see [`crate::known_links`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkRule {
    /// Figures are held back: it was opened before the rule for results was there.
    #[default]
    Figures,
    /// Results are held back, too.
    All,
    /// Neither: another admin said yes to that.
    Lifted,
}

impl LinkRule {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::All => "all",
            Self::Lifted => "lifted",
        }
    }

    fn parse(text: &str) -> StoreResult<Self> {
        [Self::Figures, Self::All, Self::Lifted]
            .into_iter()
            .find(|rule| rule.as_str() == text)
            .ok_or_else(|| StoreError::unreadable("survey", format!("rule of links “{text}”")))
    }
}

/// A survey as it is stored.
#[derive(Debug, Clone)]
pub struct SurveyRow {
    /// Its code.
    pub code: SurveyCode,
    /// Its question set.
    pub question_set: QuestionSetCode,
    /// The version that is filled now; earlier ones are still accepted.
    pub version: u32,
    /// Where it stands.
    pub state: SurveyState,
    /// The first day.
    pub opens_on: Day,
    /// The last day.
    pub closes_on: Day,
    /// The secret VOPRF key.
    pub credential_key: Vec<u8>,
    /// The second secret VOPRF key, that of marks; none where nobody is invited, nor in a survey that was opened before there were any.
    pub mark_key: Option<Vec<u8>>,
    /// How many devices may get a credential for one invitation.
    pub max_devices: u32,
    /// When its mail goes out, and how long late answers are taken.
    pub schedule: Schedule,
    /// The day on which it was closed, if it was.
    pub closed_on: Option<Day>,
    /// The public link of an open survey; `None` where partners are invited.
    pub public_token: Option<Token>,
    /// What it is called, in the languages in which that is not the title of its questionnaire.
    pub names: Text,
    /// The latest last day that was promised, if an earlier one was set after that.
    pub promised_until: Option<Day>,
    /// What it lacked when it was opened; then its results are never shown.
    pub lacks: Lacks,
    /// The first day on which it stands still, if it is suspended.
    pub suspended_on: Option<Day>,
    /// What holds for links that staff know.
    pub link_rule: LinkRule,
}

/// The response rate of an earlier wave.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierRate {
    /// The wave, as people call it: `2021`.
    pub wave: String,
    /// The rate in per cent.
    pub percent: f64,
}

fn read(row: &AnyRow) -> StoreResult<SurveyRow> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("survey", e);
    let date = |column: &str| -> StoreResult<Day> {
        row.try_get::<String, _>(column)?.parse().map_err(|e: survey::NotADay| bad(&e))
    };
    let number = |column: &str| -> StoreResult<u32> {
        row.try_get::<i64, _>(column)?.try_into().map_err(|e: std::num::TryFromIntError| bad(&e))
    };
    let public_token: Option<Token> = row
        .try_get::<Option<String>, _>("public_token")?
        .map(|token| token.parse().map_err(|e: crate::token::NotAToken| bad(&e)))
        .transpose()?;
    Ok(SurveyRow {
        code: row.try_get::<String, _>("code")?.parse().map_err(|e: survey::code::NotACode| bad(&e))?,
        question_set: row
            .try_get::<String, _>("question_set")?
            .parse()
            .map_err(|e: survey::code::NotACode| bad(&e))?,
        version: number("version")?,
        state: SurveyState::parse(&row.try_get::<String, _>("state")?)?,
        opens_on: date("opens_on")?,
        closes_on: date("closes_on")?,
        credential_key: row.try_get("credential_key")?,
        mark_key: row.try_get::<Option<Vec<u8>>, _>("mark_key")?.filter(|_| public_token.is_none()),
        max_devices: number("max_devices")?,
        schedule: Schedule {
            time_zone: row
                .try_get::<String, _>("time_zone")?
                .parse()
                .map_err(|e: chrono_tz::ParseError| bad(&e))?,
            working_days: row
                .try_get::<String, _>("working_days")?
                .parse()
                .map_err(|e: crate::schedule::NotWorkingDays| bad(&e))?,
            send_hour: number("send_hour")?,
            grace_days: number("grace_days")?,
            paused: row.try_get::<i64, _>("reminders_paused")? != 0,
        },
        closed_on: row
            .try_get::<Option<String>, _>("closed_on")?
            .map(|day| day.parse().map_err(|e: survey::NotADay| bad(&e)))
            .transpose()?,
        public_token,
        promised_until: row
            .try_get::<Option<String>, _>("promised_until")?
            .map(|day| day.parse().map_err(|e: survey::NotADay| bad(&e)))
            .transpose()?,
        lacks: Lacks::read(row.try_get("lacks")?),
        link_rule: LinkRule::parse(row.try_get("link_rule")?)?,
        suspended_on: row
            .try_get::<Option<String>, _>("suspended_on")?
            .map(|day| day.parse().map_err(|e: survey::NotADay| bad(&e)))
            .transpose()?,
        names: {
            let names: BTreeMap<Locale, String> =
                serde_json::from_str(row.try_get("names")?).map_err(|e| bad(&e))?;
            Text(names.into_iter().collect())
        },
    })
}

/// Holds a survey's row until the transaction ends, and returns it as it is now.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, code: &SurveyCode) -> StoreResult<Option<SurveyRow>> {
    sqlx::query("UPDATE survey SET state = state WHERE code = $1")
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    let row = sqlx::query("SELECT * FROM survey WHERE code = $1")
        .bind(code.as_str())
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(read).transpose()
}

/// All surveys that were opened.
///
/// # Errors
/// When the database fails.
pub async fn opened(tx: &mut Tx) -> StoreResult<Vec<SurveyRow>> {
    let rows = sqlx::query("SELECT * FROM survey WHERE state <> 'draft'").fetch_all(&mut **tx).await?;
    rows.iter().map(read).collect()
}

/// Opens or closes a survey; `closed_on` is the last day on which it was open.
///
/// # Errors
/// When the database fails.
pub async fn set_state(
    tx: &mut Tx,
    code: &SurveyCode,
    state: SurveyState,
    closed_on: Option<Day>,
) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET state = $1, closed_on = $2 WHERE code = $3")
        .bind(state.as_str())
        .bind(closed_on.map(|day| day.to_string()))
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Moves a survey's last day.
///
/// # Errors
/// When the database fails.
pub async fn set_deadline(tx: &mut Tx, code: &SurveyCode, closes_on: Day) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET closes_on = $1 WHERE code = $2")
        .bind(closes_on.to_string())
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// How many are invited to a survey.
///
/// # Errors
/// When the database fails.
pub async fn count_invited(tx: &mut Tx, code: &SurveyCode) -> StoreResult<u64> {
    let (count,): (i64,) = sqlx::query_as("SELECT count(*) FROM invitation WHERE survey = $1")
        .bind(code.as_str())
        .fetch_one(&mut **tx)
        .await?;
    Ok(count.unsigned_abs())
}

/// Keeps what a survey lacks as it is opened.
///
/// # Errors
/// When the database fails.
pub async fn set_lacks(tx: &mut Tx, code: &SurveyCode, lacks: Lacks) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET lacks = $1 WHERE code = $2")
        .bind(lacks.names().collect::<Vec<_>>().join(" "))
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Gives a survey the key of its marks, if it has none.
///
/// # Errors
/// When the database fails.
pub async fn set_mark_key(tx: &mut Tx, code: &SurveyCode, key: &[u8]) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET mark_key = $1 WHERE code = $2 AND mark_key IS NULL")
        .bind(key.to_vec())
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Keeps the last day that was promised before an earlier one was set.
///
/// # Errors
/// When the database fails.
pub async fn set_promised(tx: &mut Tx, code: &SurveyCode, until: Day) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET promised_until = $1 WHERE code = $2")
        .bind(until.to_string())
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Sets when a survey's mail goes out, and how long late answers are taken.
///
/// # Errors
/// When the database fails.
pub async fn set_schedule(tx: &mut Tx, code: &SurveyCode, schedule: &Schedule) -> StoreResult<()> {
    sqlx::query(
        "UPDATE survey SET time_zone = $1, working_days = $2, send_hour = $3, grace_days = $4, reminders_paused = $5 \
         WHERE code = $6",
    )
    .bind(schedule.time_zone.name())
    .bind(schedule.working_days.to_string())
    .bind(i64::from(schedule.send_hour))
    .bind(i64::from(schedule.grace_days))
    .bind(i64::from(schedule.paused))
    .bind(code.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds a survey. Returns `false`, changing nothing, if there is one of that code.
///
/// # Errors
/// When the database fails, or the version is not published.
pub async fn add(tx: &mut Tx, survey: &SurveyRow) -> StoreResult<bool> {
    let done = sqlx::query(
        "INSERT INTO survey (code, question_set, version, state, opens_on, closes_on, credential_key, max_devices, \
         time_zone, working_days, send_hour, grace_days, reminders_paused, closed_on, public_token, names, mark_key) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT DO NOTHING",
    )
    .bind(survey.code.as_str())
    .bind(survey.question_set.as_str())
    .bind(i64::from(survey.version))
    .bind(survey.state.as_str())
    .bind(survey.opens_on.to_string())
    .bind(survey.closes_on.to_string())
    .bind(survey.credential_key.clone())
    .bind(i64::from(survey.max_devices))
    .bind(survey.schedule.time_zone.name())
    .bind(survey.schedule.working_days.to_string())
    .bind(i64::from(survey.schedule.send_hour))
    .bind(i64::from(survey.schedule.grace_days))
    .bind(i64::from(survey.schedule.paused))
    .bind(survey.closed_on.map(|day| day.to_string()))
    .bind(survey.public_token.as_ref().map(Token::as_str))
    .bind(written(&survey.names)?)
    .bind(survey.mark_key.clone())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

fn written(names: &Text) -> StoreResult<String> {
    serde_json::to_string(names).map_err(|e| StoreError::unreadable("survey", e))
}

/// Names a survey.
///
/// # Errors
/// When the database fails.
pub async fn set_names(tx: &mut Tx, code: &SurveyCode, names: &Text) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET names = $1 WHERE code = $2")
        .bind(written(names)?)
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Puts a survey on another published version of its question set.
///
/// # Errors
/// When the database fails, or the version is not published.
pub async fn set_version(tx: &mut Tx, code: &SurveyCode, version: u32) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET version = $1 WHERE code = $2")
        .bind(i64::from(version))
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Sets a survey's first and last day, and on how many devices an invitation may be used.
///
/// # Errors
/// When the database fails.
pub async fn set_terms(
    tx: &mut Tx,
    code: &SurveyCode,
    (opens_on, closes_on): (Day, Day),
    max_devices: u32,
) -> StoreResult<()> {
    sqlx::query("UPDATE survey SET opens_on = $1, closes_on = $2, max_devices = $3 WHERE code = $4")
        .bind(opens_on.to_string())
        .bind(closes_on.to_string())
        .bind(i64::from(max_devices))
        .bind(code.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// All surveys, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn surveys(&self) -> StoreResult<Vec<SurveyRow>> {
        let rows =
            sqlx::query("SELECT * FROM survey ORDER BY opens_on DESC, code").fetch_all(&self.pool).await?;
        rows.iter().map(read).collect()
    }

    /// The codes of the surveys that were opened, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn surveys_begun(&self) -> StoreResult<Vec<SurveyCode>> {
        let codes: Vec<(String,)> =
            sqlx::query_as("SELECT code FROM survey WHERE state <> 'draft' ORDER BY opens_on DESC, code")
                .fetch_all(&self.pool)
                .await?;
        let read = |(code,): (String,)| code.parse().map_err(|e| StoreError::unreadable("survey", e));
        codes.into_iter().map(read).collect()
    }

    /// The survey of that code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn survey(&self, code: &SurveyCode) -> StoreResult<Option<SurveyRow>> {
        let row = sqlx::query("SELECT * FROM survey WHERE code = $1")
            .bind(code.as_str())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// Notes the response rate of an earlier wave.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_earlier_rate(&self, code: &SurveyCode, rate: &EarlierRate) -> StoreResult<()> {
        sqlx::query("INSERT INTO earlier_rate (survey, wave, percent) VALUES ($1, $2, $3)")
            .bind(code.as_str())
            .bind(rate.wave.as_str())
            .bind(rate.percent)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// The response rates of earlier waves, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn earlier_rates(&self, code: &SurveyCode) -> StoreResult<Vec<EarlierRate>> {
        let rows: Vec<(String, f64)> =
            sqlx::query_as("SELECT wave, percent FROM earlier_rate WHERE survey = $1 ORDER BY wave")
                .bind(code.as_str())
                .fetch_all(&self.pool)
                .await?;
        Ok(rows.into_iter().map(|(wave, percent)| EarlierRate { wave, percent }).collect())
    }
}
