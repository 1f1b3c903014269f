//! Who may give the second yes, and when none is waited for. Pure: the admins and the time come in.

use chrono::TimeDelta;

/// For so long an admin has been one before the yes counts, and for so long a change by somebody else counts against it.
const WEEK: TimeDelta = TimeDelta::hours(7 * 24);
/// Who became admins within so long did so together.
const TOGETHER: TimeDelta = TimeDelta::hours(24);
/// So long after all admins were told, what nobody answered is done.
pub const PATIENCE: TimeDelta = TimeDelta::hours(72);

/// An admin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admin {
    /// The e-mail address.
    pub email: String,
    /// The name.
    pub name: String,
    /// Since when; 0 for longer than is known.
    pub since: i64,
    /// When somebody else last touched the password, the second factor or the role.
    pub touched_at: i64,
}

/// All admins. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admins {
    /// Those who are.
    pub now: Vec<Admin>,
    /// When the last one ceased to be one of those who are none now; 0 if nobody ever did.
    pub last_end: i64,
}

/// Why somebody can't give a yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// It is their own wish.
    Own,
    /// They are no admin.
    NoAdmin,
    /// They have not been one for a week, and others have for longer.
    New,
    /// Somebody else touched the account within the week.
    Touched,
}

impl Admins {
    /// Whether there is such an admin.
    pub fn has(&self, email: &str) -> bool {
        self.now.iter().any(|admin| admin.email == email)
    }

    /// Whether that person has been the only admin for a week, or since the installation: then nothing waits.
    pub fn is_alone(&self, email: &str, now: i64) -> bool {
        self.now.iter().all(|admin| admin.email == email)
            && (self.last_end == 0 || self.last_end <= now - WEEK.num_milliseconds())
    }

    /// Why that person can't say yes to what the other one asked for; nothing if they can.
    pub fn against(&self, giver: &str, asked_by: &str, now: i64) -> Option<Hindrance> {
        if giver == asked_by {
            return Some(Hindrance::Own);
        }
        let Some(admin) = self.now.iter().find(|admin| admin.email == giver) else {
            return Some(Hindrance::NoAdmin);
        };
        let a_week_ago = now - WEEK.num_milliseconds();
        let longest = self.now.iter().map(|admin| admin.since).min().unwrap_or_default();
        if admin.since > a_week_ago && admin.since - longest >= TOGETHER.num_milliseconds() {
            return Some(Hindrance::New);
        }
        (admin.touched_at > a_week_ago).then_some(Hindrance::Touched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;
    const NOW: i64 = 1_000 * DAY;

    fn admin(email: &str, days: i64) -> Admin {
        Admin { email: email.into(), name: email.into(), since: NOW - days * DAY, touched_at: 0 }
    }

    fn admins(now: &[Admin]) -> Admins {
        Admins { now: now.to_vec(), last_end: 0 }
    }

    #[test]
    fn a_yes_is_another_admins_of_a_week() {
        let all = admins(&[admin("a", 900), admin("b", 7), admin("c", 6)]);
        assert_eq!(all.against("a", "a", NOW), Some(Hindrance::Own));
        assert_eq!(all.against("b", "a", NOW), None);
        assert_eq!(all.against("c", "a", NOW), Some(Hindrance::New), "whom somebody made to say yes");
        assert_eq!(all.against("d", "a", NOW), Some(Hindrance::NoAdmin));
        let new = admins(&[admin("a", 2), admin("b", 2)]);
        assert_eq!(new.against("b", "a", NOW), None, "as long as any other");
        let new = admins(&[admin("a", 2), admin("b", 1)]);
        assert_eq!(new.against("b", "a", NOW), Some(Hindrance::New));
        assert_eq!(new.against("a", "b", NOW), None);
        let before = Admin { since: 0, ..admin("a", 0) };
        assert_eq!(admins(&[before, admin("b", 900)]).against("a", "b", NOW), None);
    }

    #[test]
    fn an_account_that_somebody_else_touched_says_no_yes_for_a_week() {
        let touched = |days: i64| Admin { touched_at: NOW - days * DAY, ..admin("b", 900) };
        let against = |days| admins(&[admin("a", 900), touched(days)]).against("b", "a", NOW);
        assert_eq!(
            (against(0), against(6), against(7)),
            (Some(Hindrance::Touched), Some(Hindrance::Touched), None)
        );
    }

    #[test]
    fn nothing_waits_where_one_is_alone_for_a_week() {
        let mut all = admins(&[admin("a", 900)]);
        assert!(all.is_alone("a", NOW) && !all.is_alone("b", NOW));
        all.last_end = NOW - 6 * DAY;
        assert!(!all.is_alone("a", NOW), "who got rid of the other admin waits");
        all.last_end = NOW - 7 * DAY;
        assert!(all.is_alone("a", NOW));
        assert!(!admins(&[admin("a", 900), admin("b", 0)]).is_alone("a", NOW));
    }
}
