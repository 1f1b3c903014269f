//! The plan: on which day each round goes out, and which of several that were missed.
//!
//! Nothing here asks what day it is or touches the database. Two promises are kept here: a survey that was not looked
//! after for weeks sends one message to a partner and not three, and after the last day nothing goes out but thanks.

use std::fmt;
use std::str::FromStr;

use survey::{Day, Locale, SurveyCode};
use uuid::Uuid;

use crate::mail::MessageKind;
use crate::store::surveys::{SurveyRow, SurveyState};

/// What a round's day is reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// A date of its own.
    Date(Day),
    /// So many days after the survey's first day.
    AfterOpening(u32),
    /// So many days before the last day; it moves with it.
    BeforeDeadline(u32),
    /// So many days after the last day; it moves with it. Only thanks go out then.
    AfterDeadline(u32),
}

/// Whom a round goes to. Who declined, could not be reached or is no longer active is never among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Who has not responded.
    NotResponded,
    /// Who has not even opened the link.
    NotOpened,
    /// Who has responded: for thanks, and for nothing else.
    Responded,
}

/// The text names no audience.
#[derive(Debug, thiserror::Error)]
#[error("not an audience")]
pub struct NotAnAudience;

impl Audience {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NotResponded, Self::NotOpened, Self::Responded];

    /// The audience as it is stored and stands in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotResponded => "not_responded",
            Self::NotOpened => "not_opened",
            Self::Responded => "responded",
        }
    }

    fn covers(self, other: Self) -> bool {
        self == other || (self, other) == (Self::NotResponded, Self::NotOpened)
    }
}

impl FromStr for Audience {
    type Err = NotAnAudience;

    fn from_str(text: &str) -> Result<Self, NotAnAudience> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == text).ok_or(NotAnAudience)
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What became of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundState {
    /// It is to be sent.
    Planned,
    /// It was put into the queue.
    Sent {
        /// On which day, in the survey's zone.
        on: Day,
        /// How many messages.
        messages: u32,
    },
    /// It was missed, and a later one was sent in its place.
    Skipped,
    /// Somebody took it out of the plan.
    Cancelled,
}

/// A round of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its key.
    pub id: Uuid,
    /// The survey.
    pub survey: SurveyCode,
    /// What is sent.
    pub kind: MessageKind,
    /// When.
    pub anchor: Anchor,
    /// To whom.
    pub audience: Audience,
    /// To partners of these languages; to all if there are none.
    pub languages: Vec<Locale>,
    /// What became of it.
    pub state: RoundState,
}

impl Round {
    /// The day on which it goes out: the reckoned day, or the next working day. If that would be too late, because the
    /// last day lies between, it is the working day before.
    pub fn due_on(&self, survey: &SurveyRow) -> Day {
        let days = &survey.schedule.working_days;
        let reckoned = match self.anchor {
            Anchor::Date(day) => day,
            Anchor::AfterOpening(n) => survey.opens_on.saturating_add(n.into()),
            Anchor::BeforeDeadline(n) => survey.closes_on.saturating_sub(n.into()),
            Anchor::AfterDeadline(n) => survey.closes_on.saturating_add(n.into()),
        };
        let due = days.on_or_after(reckoned);
        if self.kind == MessageKind::Thanks || reckoned > survey.closes_on || due <= survey.closes_on {
            return due;
        }
        (1..7).map(|n| reckoned.saturating_sub(n)).find(|day| days.contains(*day)).unwrap_or(due)
    }

    /// Whether the survey, as it stands, lets it go out on that day.
    pub fn may_go_out(&self, survey: &SurveyRow, today: Day) -> bool {
        let open = survey.state == SurveyState::Open && !survey.is_suspended() && today <= survey.closes_on;
        self.state == RoundState::Planned
            && match self.kind {
                MessageKind::Thanks => survey.state != SurveyState::Draft,
                _ => open,
            }
    }

    /// Whether it will ever go out, if nobody changes the dates.
    pub fn is_in_vain(&self, survey: &SurveyRow) -> bool {
        self.kind != MessageKind::Thanks && self.due_on(survey) > survey.closes_on
    }

    /// Whether partners of this language are meant.
    pub fn speaks_to(&self, language: &Locale) -> bool {
        self.languages.is_empty() || self.languages.contains(language)
    }

    /// Whether everyone who would get the other one gets this one.
    fn covers(&self, other: &Self) -> bool {
        let languages = self.languages.is_empty()
            || (!other.languages.is_empty() && other.languages.iter().all(|l| self.languages.contains(l)));
        purpose(self.kind) == purpose(other.kind) && self.audience.covers(other.audience) && languages
    }
}

/// Rounds of one purpose can stand for each other; in the order in which they are sent.
fn purpose(kind: MessageKind) -> u8 {
    match kind {
        MessageKind::Invitation => 0,
        MessageKind::Reminder | MessageKind::LastCall | MessageKind::Extended | MessageKind::ClosingEarly => {
            1
        }
        MessageKind::Thanks => 2,
        MessageKind::AddressChanged | MessageKind::LinkReplaced => 3,
    }
}

/// What is to be done with the rounds that are due.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Due {
    /// To be sent, in this order. A partner who got one of them gets no second one; the clock sees to it.
    pub send: Vec<Round>,
    /// Missed: everyone who would have got them gets a later one.
    pub skip: Vec<Round>,
}

impl Due {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.send.is_empty() && self.skip.is_empty()
    }
}

/// What is due today. Of several rounds that were missed, the latest is sent, and the others are skipped as far as it
/// reaches everyone who would have got them.
pub fn due(rounds: Vec<Round>, survey: &SurveyRow, today: Day) -> Due {
    let mut candidates: Vec<(Day, Round)> = rounds
        .into_iter()
        .map(|round| (round.due_on(survey), round))
        .filter(|(day, round)| *day <= today && round.may_go_out(survey, today))
        .collect();
    candidates.sort_by_key(|(day, round)| {
        (purpose(round.kind), std::cmp::Reverse((*day, round.kind)), round.audience != Audience::NotResponded)
    });
    let mut due = Due::default();
    for (_, round) in candidates {
        if due.send.iter().any(|sent: &Round| sent.covers(&round)) {
            due.skip.push(round);
        } else {
            due.send.push(round);
        }
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::Schedule;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Open from Monday, 1 June 2026, to Friday, 26 June.
    fn survey() -> SurveyRow {
        SurveyRow {
            code: "ims-2026".parse().unwrap(),
            question_set: "ims-partnership".parse().unwrap(),
            version: 1,
            state: SurveyState::Open,
            opens_on: day("2026-06-01"),
            closes_on: day("2026-06-26"),
            credential_key: Vec::new(),
            mark_key: None,
            max_devices: 3,
            schedule: Schedule::default(),
            closed_on: None,
            public_token: None,
            names: survey::question_set::Text::default(),
            promised_until: None,
            lacks: crate::ending::Lacks::default(),
            suspended_on: None,
            link_rule: crate::store::surveys::LinkRule::default(),
        }
    }

    fn round(kind: MessageKind, anchor: Anchor) -> Round {
        let audience = if kind == MessageKind::Thanks { Audience::Responded } else { Audience::NotResponded };
        Round {
            id: crate::entropy::uuid(),
            survey: "ims-2026".parse().unwrap(),
            kind,
            anchor,
            audience,
            languages: Vec::new(),
            state: RoundState::Planned,
        }
    }

    fn on(date: &str) -> Round {
        round(MessageKind::Reminder, Anchor::Date(day(date)))
    }

    fn ids(rounds: &[Round]) -> Vec<Uuid> {
        rounds.iter().map(|round| round.id).collect()
    }

    #[test]
    fn a_day_is_reckoned_from_its_anchor() {
        let survey = survey();
        let due = |anchor| round(MessageKind::Reminder, anchor).due_on(&survey).to_string();
        assert_eq!(due(Anchor::Date(day("2026-06-10"))), "2026-06-10");
        assert_eq!(due(Anchor::AfterOpening(8)), "2026-06-09");
        assert_eq!(due(Anchor::BeforeDeadline(3)), "2026-06-23");
        assert_eq!(
            round(MessageKind::Thanks, Anchor::AfterDeadline(3)).due_on(&survey).to_string(),
            "2026-06-29"
        );
    }

    #[test]
    fn a_weekend_is_waited_for() {
        assert_eq!(on("2026-06-13").due_on(&survey()), day("2026-06-15"));
        let mut beirut = survey();
        beirut.schedule.working_days = "sun mon tue wed thu".parse().unwrap();
        assert_eq!(on("2026-06-12").due_on(&beirut), day("2026-06-14"));
    }

    #[test]
    fn a_weekend_before_the_last_day_is_not_waited_for() {
        // Sunday, 28 June.
        let survey = SurveyRow { closes_on: day("2026-06-28"), ..survey() };
        let last = round(MessageKind::LastCall, Anchor::BeforeDeadline(1));
        assert_eq!(last.due_on(&survey), day("2026-06-26"));
        let thanks = round(MessageKind::Thanks, Anchor::BeforeDeadline(0));
        assert_eq!(thanks.due_on(&survey), day("2026-06-29"));
    }

    #[test]
    fn what_hangs_on_the_deadline_moves_with_it() {
        let last = round(MessageKind::LastCall, Anchor::BeforeDeadline(3));
        let extended = SurveyRow { closes_on: day("2026-07-10"), ..survey() };
        assert_eq!(last.due_on(&extended), day("2026-07-07"));
        assert_eq!(due(vec![last], &extended, day("2026-06-23")), Due::default());
    }

    #[test]
    fn of_three_missed_rounds_the_latest_is_sent() {
        let (a, b, c) = (on("2026-06-03"), on("2026-06-10"), on("2026-06-17"));
        let later = on("2026-06-24");
        let found = due(vec![b.clone(), c.clone(), later, a.clone()], &survey(), day("2026-06-18"));
        assert_eq!(ids(&found.send), [c.id]);
        assert_eq!(ids(&found.skip), [b.id, a.id]);
    }

    #[test]
    fn a_missed_round_for_others_is_not_skipped() {
        let arabic = Round { languages: vec!["ar".parse().unwrap()], ..on("2026-06-10") };
        let french = Round { languages: vec!["fr".parse().unwrap()], ..on("2026-06-17") };
        let all = on("2026-06-03");
        let found = due(vec![arabic.clone(), french.clone(), all.clone()], &survey(), day("2026-06-18"));
        assert_eq!(ids(&found.send), [french.id, arabic.id, all.id]);
        // Who has not opened is among those who have not responded; not the other way round.
        let unopened = Round { audience: Audience::NotOpened, ..on("2026-06-17") };
        let found = due(vec![all.clone(), unopened.clone()], &survey(), day("2026-06-18"));
        assert_eq!(ids(&found.send), [unopened.id, all.id]);
        let earlier = Round { audience: Audience::NotOpened, ..on("2026-06-02") };
        let found = due(vec![earlier.clone(), all.clone()], &survey(), day("2026-06-18"));
        assert_eq!((ids(&found.send), ids(&found.skip)), (vec![all.id], vec![earlier.id]));
    }

    #[test]
    fn after_the_last_day_only_thanks_go_out() {
        let (reminder, thanks) = (on("2026-06-24"), round(MessageKind::Thanks, Anchor::AfterDeadline(3)));
        let closed = SurveyRow { state: SurveyState::Closed, ..survey() };
        for survey in [survey(), closed] {
            let found = due(vec![reminder.clone(), thanks.clone()], &survey, day("2026-06-29"));
            assert_eq!(ids(&found.send), [thanks.id]);
            assert_eq!(found.skip, []);
        }
        let draft = SurveyRow { state: SurveyState::Draft, ..survey() };
        assert!(due(vec![reminder, thanks], &draft, day("2026-06-29")).is_empty());
    }

    fn some_round() -> impl Strategy<Value = Round> {
        let anchor = prop_oneof![
            (0u64..60).prop_map(|n| Anchor::Date(day("2026-05-20").saturating_add(n))),
            (0u32..40).prop_map(Anchor::AfterOpening),
            (0u32..40).prop_map(Anchor::BeforeDeadline),
            (1u32..20).prop_map(Anchor::AfterDeadline),
        ];
        let languages = prop_oneof![Just(vec![]), Just(vec!["ar"]), Just(vec!["fr", "en"]), Just(vec!["en"])];
        (anchor, 0usize..MessageKind::ALL.len(), any::<bool>(), languages, 0..5).prop_map(
            |(anchor, kind, unopened, languages, state)| {
                let mut round = round(MessageKind::ALL[kind], anchor);
                if unopened && round.audience == Audience::NotResponded {
                    round.audience = Audience::NotOpened;
                }
                round.languages = languages.into_iter().map(|tag| tag.parse().unwrap()).collect();
                if state == 0 {
                    round.state = RoundState::Sent { on: day("2026-06-02"), messages: 1 };
                }
                round
            },
        )
    }

    proptest! {
        #[test]
        fn every_due_round_is_dealt_with_once_and_no_other(
            rounds in proptest::collection::vec(some_round(), 0..8), ahead in 0u64..60,
        ) {
            let (survey, today) = (survey(), day("2026-05-25").saturating_add(ahead));
            let found = due(rounds.clone(), &survey, today);
            let expected: std::collections::BTreeSet<Uuid> = rounds
                .iter()
                .filter(|round| round.due_on(&survey) <= today && round.may_go_out(&survey, today))
                .map(|round| round.id)
                .collect();
            let dealt: Vec<Uuid> = ids(&found.send).into_iter().chain(ids(&found.skip)).collect();
            prop_assert_eq!(dealt.len(), expected.len());
            prop_assert!(dealt.iter().all(|id| expected.contains(id)));
            // Nobody is forgotten: whoever would have got a skipped one gets one that is sent.
            for skipped in &found.skip {
                prop_assert!(found.send.iter().any(|sent| sent.covers(skipped)));
            }
            // Doing it again the next moment finds nothing.
            let after: Vec<Round> = rounds
                .into_iter()
                .map(|round| match dealt.contains(&round.id) {
                    true => Round { state: RoundState::Skipped, ..round },
                    false => round,
                })
                .collect();
            prop_assert!(due(after, &survey, today).is_empty());
        }

        #[test]
        fn a_round_goes_out_on_a_working_day_and_not_too_late(round in some_round()) {
            let survey = survey();
            let day = round.due_on(&survey);
            prop_assert!(survey.schedule.working_days.contains(day));
            let reckoned_in_time = match round.anchor {
                Anchor::Date(day) => day <= survey.closes_on,
                Anchor::AfterOpening(n) => survey.opens_on.saturating_add(n.into()) <= survey.closes_on,
                Anchor::BeforeDeadline(_) => true,
                Anchor::AfterDeadline(_) => false,
            };
            if reckoned_in_time && round.kind != MessageKind::Thanks {
                prop_assert!(day <= survey.closes_on);
            }
        }
    }
}
