//! The history of a draft: what was done in one go, what undoing takes back, and how much of it is kept.

use std::collections::BTreeSet;

use crate::store::drafts::Revision;

/// Changes of the same part by the same person, each so soon after the last, are one to whoever looks back.
const ONE_GO: i64 = 10 * 60 * 1000;
/// So long every revision is kept.
const EACH: i64 = 60 * 60 * 1000;
/// So long the last revision of each go is kept.
const EACH_GO: i64 = 7 * DAY;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The place of a revision that restores another begins so, and ends with the other's number.
pub const RESTORED: &str = "revisions.";

/// Changes that look like one to whoever looks back: of one part, by one person, in one go.
#[derive(Debug, Clone)]
pub struct Go {
    /// The last of its revisions.
    pub last: Revision,
    /// The revision before the first of them; nothing, at the beginning of the draft.
    pub before: Option<i64>,
}

/// The revision that was restored, if that is what was done.
fn restored(revision: &Revision) -> Option<i64> {
    revision.place.strip_prefix(RESTORED)?.parse().ok()
}

/// The history of a draft in goes, the newest first.
pub fn goes(history: &[Revision]) -> Vec<Go> {
    let mut goes: Vec<Go> = Vec::new();
    for (at, revision) in history.iter().enumerate() {
        let before = history.get(at + 1).map(|before| before.revision);
        let goes_on = at.checked_sub(1).is_some_and(|after| is_one_go(revision, &history[after]));
        match goes.last_mut() {
            Some(go) if goes_on => go.before = before,
            _ => goes.push(Go { last: revision.clone(), before }),
        }
    }
    goes
}

/// Whether a change goes on with what was being done in the one before.
fn is_one_go(before: &Revision, after: &Revision) -> bool {
    let same = before.who == after.who && before.place == after.place && before.what == after.what;
    same && after.what == "edited" && after.at - before.at <= ONE_GO
}

/// What undoing would take back, and the revision that it would restore: undoing again goes further back. What is so old that goes
/// are no longer kept apart is gone back to in the history alone: undoing would take back more than it says.
pub fn undoable(history: &[Revision], now: i64) -> Option<(Go, i64)> {
    let goes = goes(history);
    let mut current = history.first()?.revision;
    loop {
        let go = goes
            .iter()
            .find(|go| go.last.revision >= current && go.before.is_none_or(|before| before < current))?;
        match restored(&go.last) {
            Some(restored) => current = restored,
            None => {
                let apart = now - go.last.at <= EACH_GO;
                return go.before.filter(|_| apart).map(|before| (go.clone(), before));
            }
        }
    }
}

/// The revisions that need not be kept any longer. Each holds the whole question set, and one is saved whenever somebody who types
/// stops for a moment; so of the last hour each is kept, of the last week the last of each go, and of older times the last of each
/// day. The first and the newest stay, and so does what was gone back to, as long as the going back itself.
pub fn thinned(history: &[Revision], now: i64) -> Vec<i64> {
    let stays = |at: usize, revision: &Revision| {
        let Some(after) = at.checked_sub(1).map(|after| &history[after]) else { return true };
        at + 1 == history.len()
            || match now - revision.at {
                ..=EACH => true,
                ..=EACH_GO => !is_one_go(revision, after),
                _ => revision.at.div_euclid(DAY) != after.at.div_euclid(DAY),
            }
    };
    let kept: BTreeSet<i64> = history
        .iter()
        .enumerate()
        .filter(|(at, revision)| stays(*at, revision))
        .flat_map(|(_, revision)| [Some(revision.revision), restored(revision)])
        .flatten()
        .collect();
    history.iter().map(|revision| revision.revision).filter(|revision| !kept.contains(revision)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision(revision: i64, what: &str, place: &str, minutes: i64) -> Revision {
        let (what, place) = (what.to_owned(), place.to_owned());
        Revision { revision, what, place, who: "a@example.org".into(), at: minutes * 60_000 }
    }

    #[test]
    fn what_was_typed_in_one_go_is_undone_in_one_go_and_undoing_goes_on() {
        let mut history = vec![
            revision(5, "edited", "title", 40),
            revision(4, "edited", "sections.a", 12),
            revision(3, "edited", "sections.a", 11),
            revision(2, "added", "sections.a", 10),
            revision(1, "created", "", 0),
        ];
        let back = |history: &[Revision]| undoable(history, 45 * 60_000).map(|(_, before)| before);
        assert_eq!(goes(&history).len(), 4);
        assert_eq!(back(&history), Some(4));
        history.insert(0, revision(6, "restored", "revisions.4", 41));
        assert_eq!(back(&history), Some(2));
        history.insert(0, revision(7, "restored", "revisions.2", 42));
        assert_eq!(back(&history), Some(1));
        history.insert(0, revision(8, "restored", "revisions.1", 43));
        assert_eq!(back(&history), None);
        history.insert(0, revision(9, "added", "sections.b", 44));
        assert_eq!(back(&history), Some(8));
    }

    /// Somebody who types the same for two hours and then something else, nine days ago, two days ago and today.
    #[test]
    fn of_an_old_history_the_last_of_a_day_is_kept_and_of_a_newer_one_the_last_of_each_go() {
        let mut history = vec![revision(1, "created", "", 0)];
        let mut number = 1;
        let mut typed = |day: i64, place: &str, from: i64, to: i64| {
            for minute in (from..to).step_by(5) {
                number += 1;
                history.insert(0, revision(number, "edited", place, day * 24 * 60 + minute));
            }
        };
        for day in [1, 8, 10] {
            typed(day, "sections.a", 600, 720);
            typed(day, "sections.b", 720, 725);
        }
        let now = (10 * 24 * 60 + 730) * 60_000;
        let gone = thinned(&history, now);
        let kept = |history: &[Revision]| -> Vec<i64> {
            history.iter().rev().map(|one| one.revision).filter(|one| !gone.contains(one)).collect()
        };
        // Of 24 and one: the last of the day; of the next, both goes; of today, what is less than an hour old, and whole goes.
        let today: Vec<i64> = (66..=76).collect();
        assert_eq!(kept(&history), [&[1, 26, 50, 51][..], &today].concat());

        // The goes are the same, whatever was let go of them; undoing takes back what it says, and no more than a week of it.
        let before = goes(&history).len();
        history.retain(|one| !gone.contains(&one.revision));
        assert_eq!(goes(&history).len(), before - 1, "one of the first day");
        assert_eq!(thinned(&history, now), Vec::<i64>::new());
        let mut undone = Vec::new();
        while let Some((_, to)) = undoable(&history, now) {
            undone.push(to);
            let next = history[0].revision + 1;
            history.insert(0, revision(next, "restored", &format!("revisions.{to}"), now / 60_000));
        }
        assert_eq!(undone, [75, 51, 50, 26]);
        // What was gone back to stays as long as the going back.
        let later = now + 6 * DAY;
        assert!(!thinned(&history, later).contains(&50) && thinned(&history, later + 60 * DAY).contains(&50));
    }
}
