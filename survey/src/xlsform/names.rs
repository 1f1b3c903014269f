//! Names that are no codes of ours become codes, always the same ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::{MAX_LENGTH, OTHER_SUFFIX};

/// Codes that are given, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// The last number behind a code that was wanted more than once: thousands may want the same.
    numbered: BTreeMap<String, u32>,
}

impl Names {
    /// Gives a code to each name, in order: a name that is a code keeps it, whatever stands before it. `letter` goes before a name
    /// that does not begin with one.
    pub fn give<'a>(names: impl Iterator<Item = (&'a str, char)> + Clone) -> Vec<String> {
        let mut given = Self::default();
        let kept: Vec<bool> = names
            .clone()
            .map(|(name, letter)| is_code(name, letter) && given.taken.insert(name.to_owned()))
            .collect();
        names
            .zip(kept)
            .map(
                |((name, letter), kept)| if kept { name.to_owned() } else { given.free(&code(name, letter)) },
            )
            .collect()
    }

    /// Takes a code that is not taken yet, with a number at its end if need be.
    pub fn free(&mut self, wanted: &str) -> String {
        let numbered = |number: u32| {
            let end = format!("_{number}");
            let kept: String = wanted.chars().take(MAX_LENGTH - end.len()).collect();
            format!("{kept}{end}")
        };
        let mut candidate = wanted.to_owned();
        let mut number = self.numbered.get(wanted).copied().unwrap_or(1);
        while !self.taken.insert(candidate.clone()) {
            number += 1;
            candidate = numbered(number);
        }
        self.numbered.insert(wanted.to_owned(), number);
        candidate
    }

    /// Keeps a code from being given.
    pub fn keep(&mut self, code: &str) {
        self.taken.insert(code.to_owned());
    }
}

/// A question's code does not end like the text field of an "other" choice.
fn is_code(name: &str, letter: char) -> bool {
    if letter == CHOICE {
        return name.parse::<crate::ChoiceCode>().is_ok();
    }
    name.parse::<crate::QuestionCode>().is_ok() && (letter != QUESTION || !name.ends_with(OTHER_SUFFIX))
}

/// Before the code of a choice whose name is no code and does not begin with a letter.
pub(super) const CHOICE: char = 'c';
/// Before the code of a question whose name does not begin with a letter.
pub(super) const QUESTION: char = 'q';

/// The code that a name asks for.
pub(super) fn code(name: &str, letter: char) -> String {
    let mut code = String::new();
    for c in name.to_lowercase().chars() {
        match plain(c) {
            c if c.is_ascii_lowercase() || c.is_ascii_digit() => code.push(c),
            _ if code.ends_with('_') => {}
            _ => code.push('_'),
        }
    }
    let kept = code.trim_matches('_');
    let mut code = match kept.chars().next() {
        Some(first) if first.is_ascii_lowercase() => kept.to_owned(),
        Some(_) => format!("{letter}{kept}"),
        None => letter.to_string(),
    };
    if letter == QUESTION && code.ends_with(OTHER_SUFFIX) {
        code.truncate(MAX_LENGTH - "_text".len());
        code.push_str("_text");
    }
    code.truncate(MAX_LENGTH);
    code
}

/// The letter without its accent, where that is usual.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_codes_and_no_two_the_same() {
        let names = ["Age", "age", "_uuid", "1", "Q 1/é", "المنطقة", "source_other", "AGE"];
        let given = Names::give(names.iter().map(|name| (*name, QUESTION)));
        assert_eq!(given, ["age_2", "age", "uuid", "q1", "q_1_e", "q", "source_other_text", "age_3"]);
        let long = "a".repeat(60);
        let given = Names::give([(long.as_str(), CHOICE), (long.as_str(), CHOICE)].into_iter());
        assert!(given.iter().all(|code| code.len() == MAX_LENGTH) && given[0] != given[1]);
        let names = ["other", "not_other", "1", "-99", "1.5", "Yes", "it's", "a b"];
        let choices = Names::give(names.iter().map(|name| (*name, CHOICE)));
        assert_eq!(choices, ["other", "not_other", "1", "-99", "1.5", "Yes", "it_s", "a_b"]);
    }
}
