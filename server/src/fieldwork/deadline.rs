//! Moving a survey's last day to a later one, with a reason that stays in its history. A closed survey that is extended is open again, until
//! it has ended: that is opening it, and for those who open surveys.

use serde_json::json;
use survey::{Day, SurveyCode};
use uuid::Uuid;

use super::event;
use crate::entropy;
use crate::lifecycle::{self, SurveyError};
use crate::mail::MessageKind;
use crate::publish::By;
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};
use crate::store::surveys::{self, SurveyRow, SurveyState};
use crate::store::{Store, StoreError, rounds, survey_events};

/// A reason is a sentence or two.
pub const LONGEST_REASON: usize = 1000;

/// A new last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The day.
    pub to: Day,
    /// Why.
    pub reason: String,
    /// Whether everyone who has not responded is to be told.
    pub tell: bool,
}

/// What is wrong with a new last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is over, or before the first day.
    Past,
    /// It is the last day already.
    Same,
    /// It is before the last day that was promised when the survey was opened.
    Earlier,
    /// There is no reason.
    ReasonMissing,
    /// The reason is longer than [`LONGEST_REASON`].
    ReasonLong,
}

/// What is wrong with a new last day; the day may not be known.
pub fn faults(row: &SurveyRow, to: Option<Day>, reason: &str, today: Day) -> Vec<Fault> {
    let mut faults = Vec::new();
    match to {
        Some(day) if day < today || day < row.opens_on => faults.push(Fault::Past),
        Some(day) if row.state != SurveyState::Draft && day < row.closes_on => faults.push(Fault::Earlier),
        Some(day) if day == row.closes_on && row.state != SurveyState::Closed => faults.push(Fault::Same),
        _ => {}
    }
    if reason.is_empty() {
        faults.push(Fault::ReasonMissing);
    } else if reason.chars().count() > LONGEST_REASON {
        faults.push(Fault::ReasonLong);
    }
    faults
}

/// Moves the last day. Returns the round that tells of it, if there is one.
///
/// # Errors
/// When there is no such survey, it has ended, the day is earlier than what was promised, or it is closed and
/// this person opens none.
pub async fn extend(
    store: &Store,
    survey: &SurveyCode,
    change: &Extension,
    by: By<'_>,
) -> Result<Option<Uuid>, SurveyError> {
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, survey).await?.ok_or_else(|| SurveyError::Unknown(survey.clone()))?;
    if row.has_ended_at(by.now) {
        return Err(SurveyError::Ended);
    }
    // Asked again with the row held: another last day may have been set meanwhile.
    if row.state != SurveyState::Draft && change.to < row.closes_on {
        return Err(SurveyError::Earlier);
    }
    surveys::set_deadline(&mut tx, survey, change.to).await?;
    if row.state == SurveyState::Closed {
        lifecycle::reopen_within(&mut tx, &row, by).await?;
    }
    let detail = json!({
        "from": row.closes_on.to_string(),
        "to": change.to.to_string(),
        "reason": change.reason,
        "reopened": row.state == SurveyState::Closed,
    });
    survey_events::add(&mut tx, survey, &event(by, "extended", detail)).await?;
    let told = change.tell.then(|| telling(&row, row.schedule.today(by.now)));
    if let Some(round) = &told {
        rounds::add(&mut tx, round).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(told.map(|round| round.id))
}

/// The round that tells of the new last day. It is for tomorrow, so that it is seen before it goes out; from its page it
/// can be sent at once.
fn telling(survey: &SurveyRow, today: Day) -> Round {
    Round {
        id: entropy::uuid(),
        kind: MessageKind::Extended,
        anchor: Anchor::Date(today.saturating_add(1)),
        audience: Audience::NotResponded,
        languages: Vec::new(),
        state: RoundState::Planned,
        survey: survey.code.clone(),
    }
}
