//! Who needs a call today: the rule by which partners that have not answered are brought before their programme managers.
//!
//! It knows invitations, reminders and follow-ups alone, and nothing of what anyone answered.

use survey::{Day, SurveyCode};
use uuid::Uuid;

use crate::store::invitations::InvitationState;
use crate::store::{Store, StoreResult};

/// After a call, a message or a meeting a partner is left in peace for so many days.
pub const PEACE: u64 = 7;
/// After so many reminders without an answer a person should ask.
pub const REMINDERS: u64 = 2;

/// Why no mail reaches a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unreachable {
    /// There is no address.
    NoAddress,
    /// Its mailbox wants no more mail.
    Unwanted,
    /// The mail server refuses the address.
    Bounced,
    /// The last mail could not be sent.
    Failed,
    /// Nobody knows whether the last mail arrived.
    Unsure,
}

/// What is known of an invited partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Where the invitation stands.
    pub state: InvitationState,
    /// Whether the partner is active.
    pub active: bool,
    /// Why mail does not reach it, if it is so.
    pub unreachable: Option<Unreachable>,
    /// How many reminders were sent.
    pub reminders: u64,
    /// The day of the last call, message or meeting.
    pub last: Option<Day>,
    /// The day that was agreed at the last follow-up.
    pub agreed: Option<Day>,
}

/// Why somebody should call, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It was agreed for this day.
    Agreed(Day),
    /// Only a person can reach it.
    Unreachable(Unreachable),
    /// The link was opened and a reminder sent, and nothing came: help may be wanted.
    Opened,
    /// So many reminders were sent, and nothing came.
    Reminded(u64),
}

/// Why this partner needs a call on that day, if it does.
pub fn reason(partner: &Followed, today: Day) -> Option<Reason> {
    let answers = matches!(partner.state, InvitationState::Responded | InvitationState::Declined);
    if answers || !partner.active {
        return None;
    }
    if let Some(day) = partner.agreed {
        return (day <= today).then_some(Reason::Agreed(day));
    }
    if partner.last.is_some_and(|day| today < day.saturating_add(PEACE)) {
        return None;
    }
    if let Some(why) = partner.unreachable {
        return Some(Reason::Unreachable(why));
    }
    match partner.state {
        InvitationState::Bounced => Some(Reason::Unreachable(Unreachable::Bounced)),
        InvitationState::Opened if partner.reminders > 0 => Some(Reason::Opened),
        _ if partner.reminders >= REMINDERS => Some(Reason::Reminded(partner.reminders)),
        _ => None,
    }
}

/// Invitations whose partners need a call on that day, the most pressing first, those of the manager `own` before all others; with
/// whether somebody else is responsible. Those of one reason stay in the order of their names.
///
/// # Errors
/// When the database fails.
pub async fn pressing(
    store: &Store,
    survey: &SurveyCode,
    own: &str,
    today: Day,
) -> StoreResult<Vec<(bool, Reason, Uuid)>> {
    let unanswered = store.unanswered(survey, own).await?.into_iter();
    let called = unanswered.filter_map(|(id, own, followed)| Some((!own, reason(&followed, today)?, id)));
    let mut called: Vec<(bool, Reason, Uuid)> = called.collect();
    called.sort_by_key(|(others, reason, _)| (*others, *reason));
    Ok(called)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn invited() -> Followed {
        Followed {
            state: InvitationState::Invited,
            active: true,
            unreachable: None,
            reminders: 0,
            last: None,
            agreed: None,
        }
    }

    #[test]
    fn each_reason_has_its_case() {
        let today = day("2026-11-24");
        assert_eq!(reason(&invited(), today), None, "it has just been asked");
        let of = |change: &dyn Fn(&mut Followed)| {
            let mut partner = invited();
            change(&mut partner);
            reason(&partner, today)
        };
        assert_eq!(of(&|p| p.reminders = 2), Some(Reason::Reminded(2)));
        assert_eq!(of(&|p| (p.state, p.reminders) = (InvitationState::Opened, 1)), Some(Reason::Opened));
        assert_eq!(of(&|p| p.state = InvitationState::Opened), None, "it may be at it");
        for why in [Unreachable::NoAddress, Unreachable::Bounced, Unreachable::Failed, Unreachable::Unsure] {
            assert_eq!(of(&|p| p.unreachable = Some(why)), Some(Reason::Unreachable(why)));
        }
        let order = [Reason::Agreed(today), Reason::Unreachable(Unreachable::Unsure), Reason::Opened];
        assert!(order.is_sorted() && Reason::Opened < Reason::Reminded(9));
        assert_eq!(of(&|p| p.agreed = Some(today)), Some(Reason::Agreed(today)));
        assert_eq!(of(&|p| (p.reminders, p.agreed) = (3, today.checked_add(1))), None, "tomorrow was agreed");
        assert_eq!(of(&|p| (p.reminders, p.last) = (2, Some(day("2026-11-18")))), None);
        assert_eq!(of(&|p| (p.reminders, p.last) = (2, Some(day("2026-11-17")))), Some(Reason::Reminded(2)));
    }

    fn followed() -> impl Strategy<Value = Followed> {
        let some_day = || proptest::option::of((0u64..60).prop_map(|n| day("2026-10-10").saturating_add(n)));
        (0usize..5, any::<bool>(), any::<bool>(), 0u64..5, some_day(), some_day()).prop_map(
            |(state, active, failed, reminders, last, agreed)| Followed {
                state: InvitationState::ALL[state],
                active,
                unreachable: failed.then_some(Unreachable::Failed),
                reminders,
                last,
                agreed,
            },
        )
    }

    proptest! {
        #[test]
        fn nobody_is_called_who_has_answered_or_is_left_in_peace(partner in followed(), n in 0u64..60) {
            let today = day("2026-10-10").saturating_add(n);
            if let Some(reason) = reason(&partner, today) {
                prop_assert!(partner.active);
                prop_assert!(!matches!(partner.state, InvitationState::Responded | InvitationState::Declined));
                match partner.agreed {
                    Some(agreed) => prop_assert!(agreed <= today && reason == Reason::Agreed(agreed)),
                    None => prop_assert!(partner.last.is_none_or(|last| last.saturating_add(PEACE) <= today)),
                }
            }
        }

        #[test]
        fn one_reminder_more_silences_nobody(partner in followed(), n in 0u64..60) {
            let today = day("2026-10-10").saturating_add(n);
            let more = Followed { reminders: partner.reminders + 1, ..partner.clone() };
            prop_assert!(reason(&partner, today).is_none() || reason(&more, today).is_some());
        }
    }
}
