//! When a survey has ended, and what is said of its answers before that: nothing.
//!
//! While a response can still come, no page, file or route shows any count, text or share of answers: between two looks
//! somebody who holds a few links could send answers, take one set of figures from the other, and read what one partner said.
//! [`open_to_view`] is the one question that everything which shows answers asks first.

use chrono::{DateTime, Utc};
use survey::disclosure::Threshold;
use survey::{Day, SurveyCode};

use crate::known_links::KnownLinks;
use crate::store::surveys::{SurveyRow, SurveyState};
use crate::store::{Store, StoreResult};

/// Why nothing is shown of a survey's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotShown {
    /// Responses can still come; if the last day stays, answers are shown from this one on.
    NotEnded(Day),
    /// No more can come, and some wait to be moved into the ledger.
    Waiting,
    /// Fewer have responded than a figure stands for.
    TooFew(Threshold),
    /// It was opened in such a way that its figures could tell who said what.
    Never(Lacks),
    /// Fewer than the threshold responded of those whose links one member of staff could not know.
    KnownLinks(Threshold),
}

/// Below which numbers of people nothing is shown of the answers of a survey that has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The threshold.
    pub threshold: Threshold,
    /// By so many it is raised in all but totals over everybody.
    pub raised_by: u64,
}

impl Shown {
    /// The fewest people that anything stands for that is no total over everybody.
    pub fn raised(self) -> u64 {
        u64::from(self.threshold.get()).saturating_add(self.raised_by)
    }
}

/// What an invited survey lacked when it was opened, and without which its results are never shown: whoever invites only a few,
/// or ends a survey as soon as they have answered, would read them one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lacks {
    /// Fewer were invited than twice the threshold.
    pub invitations: bool,
    /// It was open for fewer than three days.
    pub days: bool,
    /// There was no day of grace.
    pub grace: bool,
}

/// For so many days an invited survey is open at least, if its results are to be shown.
const FEWEST_DAYS: i64 = 3;

impl Lacks {
    /// What it lacks if it is opened on that day. Where everybody may answer, nothing is promised to anybody who was invited.
    pub fn new(row: &SurveyRow, invited: u64, threshold: Threshold, today: Day) -> Self {
        if row.public_token.is_some() {
            return Self::default();
        }
        Self {
            invitations: invited < 2 * u64::from(threshold.get()),
            days: row.closes_on.days_since(today) + 1 < FEWEST_DAYS,
            grace: row.schedule.grace_days == 0,
        }
    }

    /// Whether there is something.
    pub fn any(self) -> bool {
        self.invitations || self.days || self.grace
    }

    /// The names of what it lacks, as they are stored and as they stand in the ids of texts.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let all = [("invitations", self.invitations), ("days", self.days), ("grace", self.grace)];
        all.into_iter().filter(|(_, lacks)| *lacks).map(|(name, _)| name)
    }

    /// What is stored under these names.
    pub fn read(names: &str) -> Self {
        let has = |name: &str| names.split_whitespace().any(|known| known == name);
        Self { invitations: has("invitations"), days: has("days"), grace: has("grace") }
    }
}

/// What may be shown, or why nothing may.
pub type IfEnded<T> = Result<T, NotShown>;

impl SurveyRow {
    /// The last day on which the form is filled.
    pub fn last_day(&self) -> Day {
        match self.state {
            SurveyState::Draft | SurveyState::Open => self.closes_on,
            SurveyState::Closed => self.closed_on.unwrap_or(self.closes_on),
        }
    }

    /// The last day on which a response is taken that was filled in time and waited on a device.
    pub fn last_day_of_responses(&self) -> Day {
        self.last_day().saturating_add(self.schedule.grace_days.into())
    }

    /// The last day on which a mark is taken that proves an answer: a response that came in on the last evening has a whole day more
    /// to be told of, apart and later.
    pub fn last_day_of_marks(&self) -> Day {
        self.last_day_of_responses().saturating_add(self.mark_key.is_some().into())
    }

    /// The first day on which answers are shown, if the last day stays: once nothing can come any more, a mark neither.
    pub fn shown_from(&self) -> Day {
        self.last_day_of_marks().saturating_add(1)
    }

    /// Whether responses are taken on that day of the survey's calendar.
    pub fn takes_responses(&self, today: Day) -> bool {
        match self.state {
            SurveyState::Draft => false,
            SurveyState::Open => today <= self.last_day_of_responses(),
            // Without days of grace nothing is taken from the moment of closing on.
            SurveyState::Closed => self.schedule.grace_days > 0 && today <= self.last_day_of_responses(),
        }
    }

    /// Whether marks that prove an answer are taken on that day of the survey's calendar.
    pub fn takes_marks(&self, today: Day) -> bool {
        self.state != SurveyState::Draft && self.mark_key.is_some() && today <= self.last_day_of_marks()
    }

    /// Whether the survey has ended: nothing can come any more, on that day or later. Nothing opens it again.
    pub fn has_ended(&self, today: Day) -> bool {
        self.state == SurveyState::Closed && !self.is_suspended() && today >= self.shown_from()
    }

    /// Whether it has ended at that moment.
    pub fn has_ended_at(&self, now: DateTime<Utc>) -> bool {
        self.has_ended(self.schedule.today(now))
    }
}

/// Whether answers of a survey may be shown today; what is returned says below which numbers nothing is shown even then.
///
/// # Errors
/// When the database fails.
pub async fn open_to_view(store: &Store, row: &SurveyRow, today: Day) -> StoreResult<IfEnded<Shown>> {
    if row.lacks.any() {
        return Ok(Err(NotShown::Never(row.lacks)));
    }
    if !row.has_ended(today) {
        return Ok(Err(NotShown::NotEnded(row.gone_on(today).shown_from())));
    }
    if store.responses_wait(&row.code).await? {
        return Ok(Err(NotShown::Waiting));
    }
    let (threshold, known) = (store.threshold(&row.code).await?, KnownLinks::read(store, row).await?);
    if known.hold_back(row, threshold) {
        return Ok(Err(NotShown::KnownLinks(threshold)));
    }
    Ok(Ok(Shown { threshold, raised_by: known.raise(row) }))
}

/// How many responses a survey without invitations has received, as it may be told: in steps of the threshold until it has
/// ended, since nothing else hides when a single one came.
///
/// # Errors
/// When the database fails.
pub async fn received(store: &Store, row: &SurveyRow, today: Day) -> StoreResult<u64> {
    let count = store.count_responses(&row.code).await?;
    let step = received_step(store, &row.code, row.has_ended(today)).await?;
    Ok(count - count % step)
}

async fn received_step(store: &Store, code: &SurveyCode, ended: bool) -> StoreResult<u64> {
    if ended { Ok(1) } else { Ok(store.threshold(code).await?.get().into()) }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::Schedule;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A survey that is asked in May 2026.
    pub fn survey(state: SurveyState, closed_on: Option<Day>, grace_days: u32) -> SurveyRow {
        SurveyRow {
            code: "s".parse().unwrap(),
            question_set: "q".parse().unwrap(),
            version: 1,
            state,
            opens_on: day("2026-05-01"),
            closes_on: day("2026-05-31"),
            credential_key: Vec::new(),
            mark_key: None,
            max_devices: 3,
            schedule: Schedule { grace_days, ..Schedule::default() },
            closed_on,
            public_token: None,
            names: survey::question_set::Text::default(),
            promised_until: None,
            lacks: Lacks::default(),
            suspended_on: None,
            link_rule: crate::store::surveys::LinkRule::default(),
        }
    }

    #[test]
    fn what_an_invited_survey_lacks_is_seen_at_its_bounds() {
        let (five, row) = (Threshold::default(), survey(SurveyState::Draft, None, 1));
        let lacks = |row: &SurveyRow, invited, today| {
            let lacks = Lacks::new(row, invited, five, day(today));
            assert_eq!(Lacks::read(&lacks.names().collect::<Vec<_>>().join(" ")), lacks);
            lacks.names().collect::<Vec<_>>()
        };
        assert_eq!(lacks(&row, 10, "2026-05-29"), [""; 0]);
        assert_eq!(lacks(&row, 9, "2026-05-29"), ["invitations"]);
        assert_eq!(lacks(&row, 10, "2026-05-30"), ["days"]);
        let graceless = survey(SurveyState::Draft, None, 0);
        assert_eq!(lacks(&graceless, 0, "2026-05-31"), ["invitations", "days", "grace"]);
        let public = SurveyRow { public_token: Some(crate::token::Token::generate()), ..graceless };
        assert_eq!(lacks(&public, 0, "2026-05-31"), [""; 0]);
    }

    #[test]
    fn a_survey_has_ended_on_the_day_after_its_grace() {
        let open = survey(SurveyState::Open, None, 14);
        assert!(open.takes_responses(day("2026-06-14")), "the clock has not closed it yet");
        assert!(!open.takes_responses(day("2026-06-15")) && !open.has_ended(day("2026-09-01")));
        let closed = survey(SurveyState::Closed, None, 14);
        assert!(closed.takes_responses(day("2026-06-14")) && !closed.has_ended(day("2026-06-14")));
        assert!(!closed.takes_responses(day("2026-06-15")) && closed.has_ended(day("2026-06-15")));
        let early = survey(SurveyState::Closed, Some(day("2026-05-20")), 14);
        assert!(!early.has_ended(day("2026-06-03")) && early.has_ended(day("2026-06-04")));
        let graceless = survey(SurveyState::Closed, Some(day("2026-05-20")), 0);
        assert!(!graceless.takes_responses(day("2026-05-20")) && !graceless.has_ended(day("2026-05-20")));
        assert!(graceless.has_ended(day("2026-05-21")));
    }

    proptest! {
        #[test]
        fn no_survey_has_ended_and_takes_responses(
            state in prop::sample::select(vec![SurveyState::Draft, SurveyState::Open, SurveyState::Closed]),
            closed_after in prop::option::of(0_u64..60),
            grace in 0_u32..91,
            today in 0_u64..200,
        ) {
            let opens = day("2026-05-01");
            let survey = survey(state, closed_after.map(|days| opens.saturating_add(days)), grace);
            let on = |days| (survey.takes_responses(opens.saturating_add(days)), survey.has_ended(opens.saturating_add(days)));
            prop_assert_ne!(on(today), (true, true));
            // Once it has ended it has ended, and it takes nothing after it took nothing.
            if on(today).1 {
                prop_assert_eq!(on(today + 1), (false, true));
            }
            if !on(today).0 {
                prop_assert!(!on(today + 1).0);
            }
        }
    }
}
