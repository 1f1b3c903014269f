//! What the person at the terminal reads. Everything goes to standard error, so that standard output stays for results.

use std::io::{IsTerminal, stderr};
use std::time::Duration;

/// Says what is being done now.
pub fn doing(what: &str) {
    eprintln!("{} {what}", paint("1;36", "==>"));
}

/// Adds a detail to what was said last.
pub fn detail(what: &str) {
    eprintln!("    {what}");
}

/// Says what went wrong.
pub fn failure(what: &str) {
    eprintln!("{} {what}", paint("1;31", "error:"));
}

/// Colours a word where people see it, and only there.
pub fn paint(colour: &str, word: &str) -> String {
    if stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        format!("\x1b[{colour}m{word}\x1b[0m")
    } else {
        word.to_owned()
    }
}

/// A length of time as people say it.
pub fn time(length: Duration) -> String {
    let seconds = length.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", length.as_secs() / 60, length.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_said_in_minutes() {
        assert_eq!(time(Duration::from_millis(450)), "0.5 s");
        assert_eq!(time(Duration::from_secs(125)), "2 min 05 s");
    }
}
