//! The demo's past: on which days mail went out, and how answers came in after each.

use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng;
use rand::rngs::StdRng;
use serde_json::json;
use survey::{Day, SurveyCode};
use uuid::Uuid;

use crate::entropy;
use crate::mail::MessageKind;
use crate::partners::{EmailAddress, Partner};
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};
use crate::store::audit::COMMAND;
use crate::store::demo_history::{self, PastRound};
use crate::store::follow_ups::{self, FollowUp, FollowUpKind};
use crate::store::invitations::InvitationState;
use crate::store::survey_events::{self, SurveyEvent};
use crate::store::{StoreResult, Tx, rounds};

/// What went out, how many days after the opening, and how many of a hundred answers came of it.
pub const MAILS_2024: [(MessageKind, u32, u32); 4] = [
    (MessageKind::Invitation, 0, 40),
    (MessageKind::Reminder, 16, 25),
    (MessageKind::Reminder, 30, 20),
    (MessageKind::LastCall, 42, 15),
];

/// The same for the survey that is in mid-flight.
pub const MAILS_2026: [(MessageKind, u32, u32); 3] =
    [(MessageKind::Invitation, 0, 42), (MessageKind::Reminder, 14, 32), (MessageKind::Reminder, 28, 26)];

const BOUNCED: &str = "550 5.1.1 User unknown";

/// An invitation as the demo draws it.
pub struct Drawn<'a> {
    /// Its key.
    pub id: Uuid,
    /// Whom it is for.
    pub partner: &'a Partner,
    /// What became of it.
    pub state: InvitationState,
    /// The day of the response.
    pub responded_on: Option<Day>,
}

/// The day after opening on which somebody responds: most do soon after a mail, some much later; before `end`.
pub fn day(mails: &[(MessageKind, u32, u32)], end: u32, rng: &mut StdRng) -> u32 {
    let mut draw = rng.random_range(0..100);
    let mut sent = 0;
    for (_, after, share) in mails {
        sent = *after;
        if draw < *share {
            break;
        }
        draw -= share;
    }
    let mut later = 0;
    while rng.random_range(0..100) < 70 && sent + later + 1 < end {
        later += 1;
    }
    sent + later
}

/// Keeps the rounds of a survey and the messages of each: to all at first, then to those who had not responded by then.
pub async fn send(
    tx: &mut Tx,
    survey: &SurveyCode,
    mails: &[(MessageKind, u32, u32)],
    opens_on: Day,
    all: &[Drawn<'_>],
) -> StoreResult<()> {
    for (kind, after, _) in mails {
        let day = opens_on.saturating_add(u64::from(*after));
        let first = *kind == MessageKind::Invitation;
        let waits = |one: &&Drawn<'_>| {
            let silent = !matches!(one.state, InvitationState::Declined | InvitationState::Bounced);
            first || (silent && one.responded_on.is_none_or(|on| on > day))
        };
        let recipients: Vec<_> = all.iter().filter(waits).collect();
        let messages = u32::try_from(recipients.len()).unwrap_or(u32::MAX);
        let round = Round {
            id: entropy::uuid(),
            survey: survey.clone(),
            kind: *kind,
            anchor: Anchor::AfterOpening(*after),
            audience: Audience::NotResponded,
            languages: Vec::new(),
            state: RoundState::Sent { on: day, messages },
        };
        rounds::add(tx, &round).await?;
        let round = PastRound { id: round.id, kind: *kind, day };
        for one in recipients {
            let to = (one.partner.language.as_str(), one.partner.address().map_or("", EmailAddress::as_str));
            let problem = (one.state == InvitationState::Bounced).then_some(BOUNCED);
            demo_history::add_message(tx, survey, round, one.id, to, problem).await?;
        }
    }
    Ok(())
}

/// A follow-up of the demo: what it was, how many days ago, in how many days to call again, what was noted.
const FOLLOW_UPS: [(FollowUpKind, u64, Option<i64>, &str); 9] = [
    (FollowUpKind::Call, 1, Some(3), "No answer; the office has power on Fridays."),
    (FollowUpKind::Call, 6, Some(-1), "The director is travelling and asked for a call when she is back."),
    (FollowUpKind::Message, 3, None, "Sent the link by Signal: the mail had gone to the old address."),
    (FollowUpKind::Meeting, 9, Some(0), "Spoke at the regional meeting; wants to fill it in with the team."),
    (
        FollowUpKind::Call,
        12,
        None,
        "Asked who will read the answers; explained how they are kept apart from names.",
    ),
    (FollowUpKind::Note, 15, None, "Merging with another newsroom; a new contact will follow."),
    (FollowUpKind::Call, 2, None, "Promised an answer this week."),
    (FollowUpKind::Message, 20, None, "Reminded by WhatsApp."),
    (FollowUpKind::Call, 4, Some(-2), "The line broke off."),
];

/// Notes follow-ups of partners that have not answered.
pub async fn follow_up(
    tx: &mut Tx,
    survey: &SurveyCode,
    today: Day,
    all: &[Drawn<'_>],
    who: impl Fn(&Partner) -> String,
) -> StoreResult<()> {
    let silent =
        all.iter().filter(|one| matches!(one.state, InvitationState::Invited | InvitationState::Opened));
    for (one, (kind, ago, again, note)) in silent.step_by(7).zip(FOLLOW_UPS) {
        let day = today.saturating_sub(ago);
        let follow_up = FollowUp {
            id: entropy::uuid(),
            survey: survey.clone(),
            partner: one.partner.key.to_string(),
            kind,
            day,
            staff_name: who(one.partner),
            note: note.to_owned(),
            next_on: again.map(|days| in_days(today, days)),
        };
        follow_ups::add(tx, &follow_up, at_ten(day).timestamp_millis()).await?;
    }
    Ok(())
}

/// The survey that is in mid-flight got a week more, and a last call is planned.
pub async fn extend(
    tx: &mut Tx,
    survey: &SurveyCode,
    (opens_on, closes_on): (Day, Day),
    staff_name: &str,
) -> StoreResult<()> {
    let event = SurveyEvent {
        at: at_ten(opens_on.saturating_add(35)),
        kind: "extended".to_owned(),
        staff_name: staff_name.to_owned(),
        who: COMMAND.to_owned(),
        detail: json!({
            "from": (closes_on.saturating_sub(7)).to_string(),
            "to": closes_on.to_string(),
            "reason": "Several partners had no connection for two weeks.",
            "reopened": false,
        }),
    };
    survey_events::add(tx, survey, &event).await?;
    let last_call = Round {
        id: entropy::uuid(),
        survey: survey.clone(),
        kind: MessageKind::LastCall,
        anchor: Anchor::BeforeDeadline(3),
        audience: Audience::NotResponded,
        languages: Vec::new(),
        state: RoundState::Planned,
    };
    rounds::add(tx, &last_call).await
}

fn in_days(today: Day, days: i64) -> Day {
    match days {
        ..0 => today.saturating_sub(days.unsigned_abs()),
        _ => today.saturating_add(days.unsigned_abs()),
    }
}

fn at_ten(day: Day) -> DateTime<Utc> {
    day.begins() + TimeDelta::hours(10)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn answers_come_soon_after_each_mail_and_before_the_end() {
        let mut rng = StdRng::seed_from_u64(3);
        let days: Vec<u32> = (0..500).map(|_| day(&MAILS_2026, 42, &mut rng)).collect();
        assert!(days.iter().all(|day| *day < 42));
        let within = |from, to| days.iter().filter(|day| (from..to).contains(*day)).count();
        assert!(within(0, 7) > 2 * within(7, 14) && within(14, 21) > 2 * within(21, 28));
    }
}
