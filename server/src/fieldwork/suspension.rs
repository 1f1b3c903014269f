//! Suspending a survey in an emergency: one person does it at once, and all admins are told.
//!
//! While it stands still, credentials, responses and marks are put off, nothing is refused, and it doesn't end. What it lost is given
//! back when it goes on: its last day moves by every day on which it stood still, be it for an hour, and three days are left
//! at least. So nobody ends a survey by suspending it: one that never goes on shows nothing.

use serde_json::json;
use survey::{Day, SurveyCode};

use super::deadline::LONGEST_REASON;
use super::event;
use crate::lifecycle::{self, SurveyError};
use crate::notices::AdminNotice;
use crate::publish::By;
use crate::store::account_mail::tell_admins;
use crate::store::surveys::{self, SurveyRow, SurveyState};
use crate::store::suspensions::{self, Standstill};
use crate::store::{Store, StoreError, survey_events};

/// So many days are left at least when a survey goes on.
pub const DAYS_LEFT: u64 = 3;

/// After so many seconds whoever was put off may ask again.
pub const RETRY_AFTER: &str = "3600";

impl SurveyRow {
    /// Whether it stands still.
    pub fn is_suspended(&self) -> bool {
        self.suspended_on.is_some()
    }

    /// The days on which it stood still and that were not given back yet, if it goes on today.
    fn standstill(&self, today: Day) -> Option<Standstill> {
        self.suspended_on.filter(|from| *from <= today).map(|from| Standstill { from, to: today })
    }

    /// The survey as it is if it goes on today; as it is, if it doesn't stand still.
    #[must_use]
    pub fn gone_on(&self, today: Day) -> Self {
        if !self.is_suspended() {
            return self.clone();
        }
        let still = self.standstill(today);
        let days = still.map_or(0, |still| still.to.days_since(still.from).unsigned_abs() + 1);
        let until = today.saturating_add(DAYS_LEFT);
        let mut row = Self { suspended_on: None, ..self.clone() };
        row.closes_on = row.closes_on.saturating_add(days);
        match self.state {
            SurveyState::Draft | SurveyState::Open => row.closes_on = row.closes_on.max(until),
            SurveyState::Closed => {
                // The days that are left are those of grace.
                let closed_on = self.last_day().saturating_add(days);
                let grace = self.schedule.grace_days.into();
                row.closed_on = Some(closed_on.max(until.saturating_sub(grace)));
            }
        }
        row
    }
}

/// Suspends a survey that takes answers. Returns whether it went on until now.
///
/// # Errors
/// When it isn't this person's part, there is no such survey, or it takes no answers.
pub async fn suspend(
    store: &Store,
    survey: &SurveyCode,
    reason: &str,
    by: By<'_>,
) -> Result<bool, SurveyError> {
    lifecycle::opens_and_closes(by)?;
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, survey).await?.ok_or_else(|| SurveyError::Unknown(survey.clone()))?;
    if row.is_suspended() {
        return Ok(false);
    }
    let today = row.schedule.today(by.now);
    if !row.takes_responses(today) {
        return Err(SurveyError::NotOpen);
    }
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(SurveyError::Reason);
    }
    // A day that was given back already is not given back again.
    let counted = suspensions::last_day(&mut tx, survey).await?;
    let from = counted.map_or(today, |day| day.saturating_add(1).max(today));
    suspensions::set(&mut tx, survey, Some(from)).await?;
    survey_events::add(&mut tx, survey, &event(by, "suspended", json!({ "reason": reason }))).await?;
    let notice = AdminNotice::SurveySuspended {
        survey: survey.clone(),
        reason: reason.to_owned(),
        by: by.name.to_owned(),
    };
    tell_admins(&mut tx, &notice, None, "", by.now.timestamp_millis()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(true)
}

/// Lets a suspended survey go on. Returns whether it stood still until now.
///
/// # Errors
/// When it isn't this person's part, or there is no such survey.
pub async fn go_on(store: &Store, survey: &SurveyCode, by: By<'_>) -> Result<bool, SurveyError> {
    lifecycle::opens_and_closes(by)?;
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, survey).await?.ok_or_else(|| SurveyError::Unknown(survey.clone()))?;
    if !row.is_suspended() {
        return Ok(false);
    }
    let today = row.schedule.today(by.now);
    let now = row.gone_on(today);
    if let Some(still) = row.standstill(today) {
        suspensions::add(&mut tx, survey, still).await?;
    }
    suspensions::set(&mut tx, survey, None).await?;
    surveys::set_deadline(&mut tx, survey, now.closes_on).await?;
    surveys::set_state(&mut tx, survey, now.state, now.closed_on).await?;
    let (from, to) = (row.last_day(), now.last_day());
    let detail = json!({ "from": from.to_string(), "to": to.to_string() });
    survey_events::add(&mut tx, survey, &event(by, "went_on", detail)).await?;
    let notice = AdminNotice::SurveyWentOn { survey: survey.clone(), last_day: to, by: by.name.to_owned() };
    tell_admins(&mut tx, &notice, None, "", by.now.timestamp_millis()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ending::tests::survey;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn what_a_suspension_took_is_given_back() {
        let mut row = survey(SurveyState::Open, None, 14);
        assert_eq!(row.gone_on(day("2026-05-20")).closes_on, day("2026-05-31"), "it doesn't stand still");
        row.suspended_on = Some(day("2026-05-10"));
        let went_on = |today| row.gone_on(day(today)).closes_on;
        assert_eq!(went_on("2026-05-10"), day("2026-06-01"), "a part of a day is a day");
        assert_eq!(went_on("2026-05-12"), day("2026-06-03"));
        assert_eq!(went_on("2026-06-20"), day("2026-07-12"), "however long after its last day");
        row.suspended_on = Some(day("2026-05-31"));
        assert_eq!(row.gone_on(day("2026-05-31")).closes_on, day("2026-06-03"), "three days are left");
        // The day was given back already.
        row.suspended_on = Some(day("2026-05-11"));
        assert_eq!(row.gone_on(day("2026-05-10")).closes_on, day("2026-05-31"));
        assert!(!row.has_ended(day("2027-05-10")), "it doesn't end while it stands still");
    }

    #[test]
    fn a_suspension_in_the_days_of_grace_lengthens_them() {
        let mut row = survey(SurveyState::Closed, Some(day("2026-05-31")), 14);
        row.suspended_on = Some(day("2026-06-14"));
        assert!(!row.has_ended(day("2026-07-01")));
        let went_on = row.gone_on(day("2026-06-15"));
        assert_eq!(
            (went_on.state, went_on.last_day_of_responses()),
            (SurveyState::Closed, day("2026-06-18"))
        );
        row.suspended_on = Some(day("2026-06-02"));
        let went_on = row.gone_on(day("2026-06-04"));
        assert_eq!((went_on.last_day(), went_on.closes_on), (day("2026-06-03"), day("2026-06-03")));
    }
}
