//! Waiting for something to be so.

use std::fmt::Debug;
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Asks again and again until there is an answer.
///
/// # Panics
/// When there is none after [`PATIENCE`]; the message says what was waited for.
pub fn until<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    within(PATIENCE, what, ask)
}

/// Asks again and again for so long until there is an answer.
///
/// # Panics
/// When there is none then; the message says what was waited for.
pub fn within<T>(patience: Duration, what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let mut pauses = Pauses::of(patience);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(pauses.next(), "waited {patience:?} in vain: {what}");
    }
}

/// Asks again and again until the answer is the one that is expected.
///
/// # Panics
/// When it is another one after [`PATIENCE`]; the message has the last answer.
pub fn until_equal<T: PartialEq + Debug>(what: &str, expected: &T, mut ask: impl FnMut() -> T) {
    let mut pauses = Pauses::of(PATIENCE);
    loop {
        let found = ask();
        if found == *expected {
            return;
        }
        assert!(pauses.next(), "waited in vain: {what}: {found:?} is not {expected:?}");
    }
}

/// The pauses between asking and asking again: short at first, then longer, since asking takes the time of what is waited for.
struct Pauses {
    start: Instant,
    patience: Duration,
    next: Duration,
}

impl Pauses {
    const FIRST: Duration = Duration::from_millis(10);
    const LONGEST: Duration = Duration::from_millis(100);

    fn of(patience: Duration) -> Self {
        Self { start: Instant::now(), patience, next: Self::FIRST }
    }

    /// Lets some time pass; false if the patience is over.
    fn next(&mut self) -> bool {
        std::thread::sleep(self.next);
        self.next = (self.next * 3 / 2).min(Self::LONGEST);
        self.start.elapsed() < self.patience
    }
}
