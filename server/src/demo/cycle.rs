//! The demo's past: on which days mail went out, and how answers came in after each.

use chrono::{Days, NaiveDate};
use rand::Rng;
use rand::rngs::StdRng;
use survey::SurveyCode;
use uuid::Uuid;

use crate::entropy;
use crate::mail::MessageKind;
use crate::partners::{EmailAddress, Partner};
use crate::store::demo_history::{self, PastRound};
use crate::store::invitations::InvitationState;
use crate::store::{StoreResult, Tx};

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
    pub responded_on: Option<NaiveDate>,
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
    opens_on: NaiveDate,
    all: &[Drawn<'_>],
) -> StoreResult<()> {
    for (kind, after, _) in mails {
        let day = opens_on + Days::new(u64::from(*after));
        let round = PastRound { id: entropy::uuid(), kind: *kind, after: *after, day };
        let first = *kind == MessageKind::Invitation;
        let waits = |one: &&Drawn<'_>| {
            let silent = !matches!(one.state, InvitationState::Declined | InvitationState::Bounced);
            first || (silent && one.responded_on.is_none_or(|on| on > day))
        };
        let recipients: Vec<_> = all.iter().filter(waits).collect();
        demo_history::add_round(tx, survey, round, recipients.len()).await?;
        for one in recipients {
            let to = (one.partner.language.as_str(), one.partner.address().map_or("", EmailAddress::as_str));
            let problem = (one.state == InvitationState::Bounced).then_some(BOUNCED);
            demo_history::add_message(tx, survey, round, one.id, to, problem).await?;
        }
    }
    Ok(())
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
