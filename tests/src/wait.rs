//! Waiting for something to be so.

use std::fmt::Debug;
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

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
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < patience, "waited {patience:?} in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Asks again and again until the answer is the one that is expected.
///
/// # Panics
/// When it is another one after [`PATIENCE`]; the message has the last answer.
pub fn until_equal<T: PartialEq + Debug>(what: &str, expected: &T, mut ask: impl FnMut() -> T) {
    let start = Instant::now();
    loop {
        let found = ask();
        if found == *expected {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}: {found:?} is not {expected:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
