//! Giving up responses that wait and that no key opens, so that they stop nothing for ever: the key file was lost, a backup was
//! put back that is older than the days that the file opens, or a row was changed.
//!
//! It can be done two weeks after the end, so that there is time to bring the file back, and the report prints how many they
//! were. Whoever calls [`declare`] has asked for whatever consent the step needs.

use serde_json::json;
use survey::{Day, SurveyCode};

use crate::reseal::opening;
use crate::seal::SealKey;
use crate::store::survey_events::{self, SurveyEvent};
use crate::store::surveys::SurveyRow;
use crate::store::{Store, StoreError, StoreResult, inbox, lost, surveys};

/// For how many days after the end of a survey the key file may still be brought back.
const DAYS: u64 = 14;

/// Why responses are not given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// The survey has not ended, or not for two weeks: from this day on, if it is known.
    NotYet(Option<Day>),
    /// Every response that waits can be opened.
    None,
    /// There are others by now than who wants this has seen: so many.
    Others(u64),
}

/// How many responses of a survey wait that this server can't open.
///
/// # Errors
/// When the database fails.
pub async fn unopened(store: &Store, key: &SealKey, survey: &SurveyCode) -> StoreResult<u64> {
    let waiting = store.waiting_responses().await?;
    let lost = waiting.iter().filter(|waiting| waiting.survey == *survey && !key.opens(waiting));
    Ok(lost.map(|waiting| waiting.count as u64).sum())
}

/// From which day on responses may be given up; none while the survey goes on.
pub fn from_day(row: &SurveyRow) -> Option<Day> {
    (row.state == surveys::SurveyState::Closed).then(|| row.shown_from().saturating_add(DAYS))
}

/// Gives up the responses that can't be opened, if they are as many as `seen`. Returns how many they were.
///
/// # Errors
/// When the database fails, or there is no such survey.
pub async fn declare(
    store: &Store,
    key: &SealKey,
    code: &SurveyCode,
    seen: u64,
    event: &SurveyEvent,
) -> StoreResult<Result<u64, Hindrance>> {
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, code).await?;
    let row = row.ok_or_else(|| StoreError::unreadable("survey", "it is gone"))?;
    let today = row.schedule.today(event.at);
    let from = from_day(&row);
    if !row.has_ended(today) || from.is_none_or(|from| today < from) {
        return Ok(Err(Hindrance::NotYet(from)));
    }
    let removed = inbox::remove_unopened(&mut tx, code, &opening(key)).await?;
    if removed == 0 {
        return Ok(Err(Hindrance::None));
    }
    if removed != seen {
        tx.rollback().await?;
        return Ok(Err(Hindrance::Others(removed)));
    }
    lost::add(&mut tx, code, removed, (&event.who, event.at.timestamp_millis())).await?;
    let mut event = event.clone();
    event.detail = json!({ "responses": removed });
    survey_events::add(&mut tx, code, &event).await?;
    tx.commit().await?;
    Ok(Ok(removed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::Schedule;
    use crate::store::surveys::SurveyState;

    #[test]
    fn the_key_file_may_be_brought_back_for_two_weeks_after_the_end() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut row = SurveyRow {
            code: "s".parse().unwrap(),
            question_set: "q".parse().unwrap(),
            version: 1,
            state: SurveyState::Open,
            opens_on: day("2026-05-01"),
            closes_on: day("2026-05-31"),
            credential_key: Vec::new(),
            mark_key: None,
            max_devices: 3,
            schedule: Schedule { grace_days: 10, ..Schedule::default() },
            closed_on: None,
            public_token: None,
            names: survey::question_set::Text::default(),
            promised_until: None,
            lacks: crate::ending::Lacks::default(),
            suspended_on: None,
        };
        assert_eq!(from_day(&row), None, "it goes on");
        row.state = SurveyState::Closed;
        assert_eq!(from_day(&row), Some(day("2026-06-25")));
        row.schedule.grace_days = 0;
        row.closed_on = Some(day("2026-05-20"));
        assert_eq!(from_day(&row), Some(day("2026-06-04")));
    }
}
