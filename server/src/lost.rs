//! Giving up responses that wait and that no key opens, so that they stop nothing for ever: the key file was lost, a backup was
//! put back that is older than the days that the file opens, or a row was changed.
//!
//! It can be done two weeks after the end, so that there is time to bring the file back, and the report prints how many they
//! were. It needs a second person's yes: [`crate::second_yes`] asks for it.

use serde_json::json;
use survey::{Day, SurveyCode};

use crate::lifecycle::{self, SurveyError};
use crate::publish::By;
use crate::seal::SealKey;
use crate::second_yes::Consent;
use crate::store::inbox::{self, Opening};
use crate::store::survey_events::{self, SurveyEvent};
use crate::store::surveys::{SurveyRow, SurveyState};
use crate::store::{Store, StoreResult, Tx, lost};

/// For how many days after the end of a survey the key file may still be brought back.
const DAYS: u64 = 14;

/// Why responses are not given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Hindrance {
    /// The survey has not ended, or not for two weeks: from this day on, if it is known.
    #[error("{}", match .0 {
        Some(day) => format!("responses can be given up from {day} on"),
        None => "the survey has not ended".to_owned(),
    })]
    NotYet(Option<Day>),
    /// Every response that waits can be opened.
    #[error("every response that waits can be opened")]
    None,
    /// There are others by now than who wants this has seen: so many.
    #[error("there are {0} of them")]
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
    (row.state == SurveyState::Closed).then(|| row.shown_from().saturating_add(DAYS))
}

/// Gives up the responses that can't be opened, if they are as many as `seen`.
///
/// # Errors
/// When it isn't this person's part, it can't be done, or the database fails.
pub(crate) async fn declare(
    tx: &mut Tx,
    row: &SurveyRow,
    opening: &Opening,
    seen: u64,
    consent: &Consent,
    by: By<'_>,
) -> Result<(), SurveyError> {
    lifecycle::opens_and_closes(by)?;
    let (today, from) = (row.schedule.today(by.now), from_day(row));
    if !row.has_ended(today) || from.is_none_or(|from| today < from) {
        return Err(Hindrance::NotYet(from).into());
    }
    let removed = inbox::remove_unopened(tx, &row.code, opening).await?;
    if removed == 0 {
        return Err(Hindrance::None.into());
    }
    if removed != seen {
        return Err(Hindrance::Others(removed).into());
    }
    lost::add(tx, &row.code, removed, (by.who, by.now.timestamp_millis())).await?;
    let detail = consent.noted_in(json!({ "responses": removed }));
    let event = SurveyEvent {
        at: by.now,
        kind: "responses_lost".to_owned(),
        staff_name: by.name.to_owned(),
        who: by.who.to_owned(),
        detail,
    };
    survey_events::add(tx, &row.code, &event).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::Schedule;

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
            link_rule: crate::store::surveys::LinkRule::default(),
        };
        assert_eq!(from_day(&row), None, "it goes on");
        row.state = SurveyState::Closed;
        assert_eq!(from_day(&row), Some(day("2026-06-25")));
        row.schedule.grace_days = 0;
        row.closed_on = Some(day("2026-05-20"));
        assert_eq!(from_day(&row), Some(day("2026-06-04")));
    }
}
