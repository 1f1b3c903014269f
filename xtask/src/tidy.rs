//! `cargo xtask tidy`: what the code must not reach for, where clippy has no lint that says it.
//!
//! A plain search in the text, line by line and without comments, for a small table of words. Each has a reason, which is
//! printed with every place that was found, and the files in which it may stand; one that no longer needs it is found too.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{say, sh};

/// The code that runs as part of the service.
const SERVICE: [&str; 3] = ["survey/src/", "server/src/", "client-wasm/src/"];

/// A word that the code of the service does without.
struct Ban {
    word: &'static str,
    reason: &'static str,
    allowed: &'static [&'static str],
}

/// The one type of a day.
const DAY: &str = "survey/src/day.rs";

const BANS: [Ban; 7] = [
    Ban {
        word: "NaiveDate",
        reason: "a day is a `survey::Day`, which is read strictly and lies within the calendar",
        allowed: &[DAY],
    },
    Ban {
        word: "NaiveDateTime",
        reason: "a moment is a `DateTime<Utc>`, and a day is a `survey::Day`",
        allowed: &[],
    },
    Ban {
        word: "date_naive",
        reason: "the day of a moment is `Day::of`, which stays within the calendar",
        allowed: &[DAY],
    },
    Ban { word: "num_days", reason: "days between two days are `Day::days_since`", allowed: &[DAY] },
    Ban {
        word: "Days::new",
        reason: "days are added by `Day::checked_add` or `saturating_add`: `+` panics where the calendar ends",
        allowed: &[DAY],
    },
    Ban {
        word: "TimeDelta::days",
        reason: "days are added by `Day::checked_add` or `saturating_add`: `+` panics where the calendar ends",
        allowed: &["server/src/clock.rs"],
    },
    Ban {
        word: "Duration::days",
        reason: "days are added by `Day::checked_add` or `saturating_add`: `+` panics where the calendar ends",
        allowed: &[],
    },
];

/// Searches the code. An error if something is found.
pub fn check(workspace: &Workspace) -> Result<()> {
    let listed = sh::read(sh::command("git").current_dir(&workspace.root).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "*.rs",
    ]))?;
    let mut found = Vec::new();
    let mut needed = Vec::new();
    for name in listed.lines().filter(|name| SERVICE.iter().any(|folder| name.starts_with(folder))) {
        let path = workspace.root.join(name);
        // A file that was deleted and not yet staged is still listed.
        if path.is_file() {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {name}"))?;
            found.extend(faults(name, &text));
            needed.extend(
                BANS.iter().filter(|ban| uses(&text, ban.word)).map(|ban| (ban.word, name.to_owned())),
            );
        }
    }
    found.extend(stale(&needed));
    found.iter().for_each(|fault| say::detail(fault));
    if found.is_empty() { Ok(()) } else { bail!("{} places go round a rule of the code", found.len()) }
}

/// What a file must not have, with its place and the reason.
fn faults(name: &str, text: &str) -> Vec<String> {
    let bans = BANS.iter().filter(|ban| !ban.allowed.contains(&name));
    let places = bans.flat_map(|ban| {
        let lines = text.lines().enumerate().filter(|(_, line)| has(line, ban.word));
        lines.map(move |(at, _)| format!("{name}:{}: `{}`: {}", at + 1, ban.word, ban.reason))
    });
    places.collect()
}

/// The exceptions that nothing needs.
fn stale(needed: &[(&str, String)]) -> Vec<String> {
    let all = BANS.iter().flat_map(|ban| ban.allowed.iter().map(|file| (ban.word, *file)));
    let unused = all.filter(|(word, file)| !needed.iter().any(|(known, name)| known == word && name == file));
    unused.map(|(word, file)| format!("{file}: nothing here needs the exception for `{word}`")).collect()
}

fn uses(text: &str, word: &str) -> bool {
    text.lines().any(|line| has(line, word))
}

/// Whether a line of code, and not its comment, has a word as a whole.
fn has(line: &str, word: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let part_of_a_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(part_of_a_name) && !after.is_some_and(part_of_a_name)
    })
}

/// Runs the check by itself.
pub fn run(workspace: &Workspace) -> Result<()> {
    check(workspace)?;
    say::detail("nothing in the code goes round a rule");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_goes_round_the_calendar_is_found() {
        for code in [
            "let day = text.parse::<NaiveDate>()?;",
            "    let day = chrono::NaiveDate::from_str(text)?;",
            "survey.closes_on + Days::new(n.into())",
            "today + chrono::Days::new(1)",
            "today + TimeDelta::days(1)",
            "today + chrono::Duration::days(1)",
            "let today = now.date_naive();",
            "(last - first).num_days()",
        ] {
            let found = faults("server/src/new.rs", &format!("fn f() {{\n{code}\n}}\n"));
            assert!(
                found.iter().any(|fault| fault.starts_with("server/src/new.rs:2: ")),
                "{code}: {found:?}"
            );
            assert!(faults(DAY, code).is_empty() || code.contains("TimeDelta") || code.contains("Duration"));
        }
        for fine in [
            "// a NaiveDate would take any year",
            "let ours = MyNaiveDate::new();",
            "CookieDuration::days(365)",
            "day.saturating_add(7)",
            "Fault::Days => wrong",
        ] {
            assert_eq!(faults("server/src/new.rs", fine), Vec::<String>::new(), "{fine}");
        }
    }

    #[test]
    fn an_exception_that_nothing_needs_is_found() {
        let needed = |word, file: &str| (word, file.to_owned());
        let all: Vec<_> =
            BANS.iter().flat_map(|ban| ban.allowed.iter().map(|file| needed(ban.word, file))).collect();
        assert_eq!(stale(&all), Vec::<String>::new());
        assert_eq!(stale(&all[1..]).len(), 1);
    }
}
