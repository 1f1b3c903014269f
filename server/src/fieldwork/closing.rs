//! Closing early: an earlier last day than the one that was promised when the survey was opened.
//!
//! Whoever could end a survey at once would choose whose answers are the last, so the day lies at least 72 hours ahead, everyone
//! who has not responded is told by mail at once, in words that no colleague changes, and the report says it. It needs a second
//! person's yes: [`crate::second_yes`] asks for it.

use chrono::TimeDelta;
use serde_json::json;
use survey::{Day, SurveyCode};

use super::deadline::LONGEST_REASON;
use super::event;
use crate::entropy;
use crate::lifecycle::{self, SurveyError};
use crate::mail::MessageKind;
use crate::publish::By;
use crate::reminders::clock;
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};
use crate::second_yes::Consent;
use crate::store::surveys::{self, SurveyRow, SurveyState};
use crate::store::{Tx, rounds, survey_events};

/// How many hours whoever is told still has at least.
pub const HOURS: i64 = 72;

/// An earlier last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The day.
    pub on: Day,
    /// Why.
    pub reason: String,
}

/// What is wrong with an earlier last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It would end in less than [`HOURS`]; this is the first day that would not.
    Soon(Day),
    /// It is not before the present last day.
    NotEarlier,
    /// There is no reason.
    ReasonMissing,
    /// The reason is longer than [`LONGEST_REASON`].
    ReasonLong,
}

/// The first day with whose end the survey may close early: at that end the hours are over.
pub fn earliest(row: &SurveyRow, now: chrono::DateTime<chrono::Utc>) -> Day {
    row.schedule.today(now + TimeDelta::hours(HOURS))
}

/// What is wrong with an earlier last day; the day may not be known.
pub fn faults(
    row: &SurveyRow,
    on: Option<Day>,
    reason: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let earliest = earliest(row, now);
    match on {
        Some(day) if day < earliest => faults.push(Fault::Soon(earliest)),
        Some(day) if day >= row.closes_on => faults.push(Fault::NotEarlier),
        _ => {}
    }
    if reason.is_empty() {
        faults.push(Fault::ReasonMissing);
    } else if reason.chars().count() > LONGEST_REASON {
        faults.push(Fault::ReasonLong);
    }
    faults
}

/// Closes an open survey early, and tells everyone who has not responded. Returns how many are told.
///
/// # Errors
/// When it isn't this person's part, it is not open or stands still, or something is wrong with the day.
pub(crate) async fn close_early(
    tx: &mut Tx,
    row: &SurveyRow,
    closing: &Closing,
    consent: &Consent,
    by: By<'_>,
) -> Result<u32, SurveyError> {
    lifecycle::opens_and_closes(by)?;
    if row.state != SurveyState::Open {
        return Err(SurveyError::NotOpen);
    }
    if row.is_suspended() {
        return Err(SurveyError::Suspended);
    }
    if !faults(row, Some(closing.on), &closing.reason, by.now).is_empty() {
        return Err(SurveyError::Soon);
    }
    let survey = &row.code;
    let promised = row.promised_until.unwrap_or(row.closes_on).max(row.closes_on);
    surveys::set_deadline(tx, survey, closing.on).await?;
    surveys::set_promised(tx, survey, promised).await?;
    let detail = json!({
        "from": row.closes_on.to_string(), "to": closing.on.to_string(), "reason": closing.reason,
    });
    survey_events::add(tx, survey, &event(by, "closing_early", consent.noted_in(detail))).await?;
    let today = row.schedule.today(by.now);
    let round = telling(survey, today);
    rounds::add(tx, &round).await?;
    Ok(clock::send_within(tx, &round, today, (by.name, by.who), by.now).await?.unwrap_or_default())
}

/// The round that tells of it. It is never planned: it is sent in the step that makes it.
fn telling(survey: &SurveyCode, today: Day) -> Round {
    Round {
        id: entropy::uuid(),
        kind: MessageKind::ClosingEarly,
        anchor: Anchor::Date(today),
        audience: Audience::NotResponded,
        languages: Vec::new(),
        state: RoundState::Planned,
        survey: survey.clone(),
    }
}
