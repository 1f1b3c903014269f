//! What in an open answer might tell who wrote it: addresses, numbers, names. Suggestions for whoever redacts it, no more:
//! a turn of phrase or an event that only one partner speaks of is found by no rule.

use std::collections::HashSet;
use std::ops::Range;

use crate::folding::fold;

/// Why a place of a text was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// An e-mail address.
    Email,
    /// An address on the web.
    Web,
    /// A telephone number, or another long one.
    Number,
    /// A name of the survey's directory: a partner, a country, a programme.
    Known,
    /// A word that begins with a capital in the middle of a sentence.
    Capital,
}

/// A place of a text that might identify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Why.
    pub reason: Reason,
    /// Where, in bytes.
    pub place: Range<usize>,
}

/// The names to look for, and the words that are no names.
#[derive(Debug, Clone, Default)]
pub struct Names {
    known: Vec<Vec<String>>,
    ordinary: HashSet<String>,
}

/// Shorter names are met by chance too often.
const SHORTEST: usize = 3;
/// So many digits are a telephone number rather than a year or an amount.
const DIGITS: usize = 7;
/// Arabic writes these together with the word that follows.
const JOINED: [char; 6] = ['و', 'ف', 'ب', 'ك', 'ل', 'ا'];
const MOST_JOINED: usize = 3;

impl Names {
    /// Names to look for; words of `ordinary` texts, such as the questions themselves, are not taken for names.
    pub fn new<'a>(
        known: impl IntoIterator<Item = &'a str>,
        ordinary: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut names: Vec<Vec<String>> = known
            .into_iter()
            .map(|name| words(name).map(|place| fold(&name[place])).collect::<Vec<_>>())
            .filter(|name| name.iter().map(|word| word.chars().count()).sum::<usize>() >= SHORTEST)
            .collect();
        // The longest first: a name within another is marked with it.
        names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        names.dedup();
        let ordinary = ordinary.into_iter().flat_map(|text| words(text).map(|place| fold(&text[place])));
        Self { known: names, ordinary: ordinary.collect() }
    }
}

/// The words of a text: letters and digits, with marks within.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let inside = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        while chars.next_if(|(_, c)| !inside(*c)).is_some() {}
        let (start, first) = chars.next()?;
        let mut end = start + first.len_utf8();
        while let Some((at, char)) = chars.next_if(|(_, c)| inside(*c)) {
            end = at + char.len_utf8();
        }
        Some(start..end)
    })
}

/// Marks a text. The marks are in order and do not overlap.
pub fn find(text: &str, names: &Names) -> Vec<Mark> {
    let mut marks = Vec::new();
    chunks(text, &mut marks);
    numbers(text, &mut marks);
    let words: Vec<(Range<usize>, String)> = words(text).map(|at| (at.clone(), fold(&text[at]))).collect();
    for name in &names.known {
        for window in words.windows(name.len()) {
            let same = window.iter().zip(name).enumerate().all(|(place, ((_, word), wanted))| {
                word == wanted || (place == 0 && is_joined(word, wanted))
            });
            if let (true, [(first, _), ..], [.., (last, _)]) = (same, window, window) {
                add(&mut marks, Reason::Known, first.start..last.end);
            }
        }
    }
    for (place, word) in &words {
        let capital = text[place.clone()].chars().next().is_some_and(char::is_uppercase);
        let alone = word.chars().count() < 2;
        if capital && !alone && !begins_sentence(text, place.start) && !names.ordinary.contains(word) {
            add(&mut marks, Reason::Capital, place.clone());
        }
    }
    marks.sort_by_key(|mark| mark.place.start);
    marks
}

fn add(marks: &mut Vec<Mark>, reason: Reason, place: Range<usize>) {
    let free = marks.iter().all(|mark| mark.place.end <= place.start || place.end <= mark.place.start);
    if free {
        marks.push(Mark { reason, place });
    }
}

fn is_joined(word: &str, wanted: &str) -> bool {
    let before = word.strip_suffix(wanted).unwrap_or_default();
    !before.is_empty() && before.chars().count() <= MOST_JOINED && before.chars().all(|c| JOINED.contains(&c))
}

/// Addresses: what stands between blanks, without the punctuation around it.
fn chunks(text: &str, marks: &mut Vec<Mark>) {
    let mut at = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += chunk.len();
        let inner = chunk.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
        let start = start + chunk.len() - inner.len();
        let inner = inner.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let place = start..start + inner.len();
        let (user, host) = inner.split_once('@').unwrap_or_default();
        let has_dot = |text: &str| text.split('.').filter(|part| !part.is_empty()).count() > 1;
        let lower = inner.to_ascii_lowercase();
        let end = lower.rsplit('.').next().unwrap_or_default().split('/').next().unwrap_or_default();
        let like_host = lower.is_ascii()
            && has_dot(&lower)
            && ["com", "org", "net", "info", "media", "news", "io"].contains(&end);
        if !user.is_empty() && has_dot(host) {
            add(marks, Reason::Email, place);
        } else if lower.contains("://") || lower.starts_with("www.") || like_host {
            add(marks, Reason::Web, place);
        } else if user.is_empty() && !host.is_empty() {
            // The name of an account: @zaytuna.
            add(marks, Reason::Web, place);
        }
    }
}

/// Runs of digits with what stands between those of a telephone number.
fn numbers(text: &str, marks: &mut Vec<Mark>) {
    let mut run: Option<(Range<usize>, usize)> = None;
    let mut close = |run: Option<(Range<usize>, usize)>| {
        if let Some((place, _)) = run.filter(|(_, count)| *count >= DIGITS) {
            add(marks, Reason::Number, place);
        }
    };
    for (at, char) in text.char_indices() {
        if char.is_numeric() {
            let (place, count) = run.get_or_insert((at..at, 0));
            (place.end, *count) = (at + char.len_utf8(), *count + 1);
        } else if char == '+' {
            close(run.take());
            run = Some((at..at, 0));
        } else if !matches!(char, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}' | '\u{202f}') {
            close(run.take());
        }
    }
    close(run);
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '"', '“', '«', '(', '\'', '‘', '’', '-', '–']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '\n', '…', '؟', '•'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked<'a>(text: &'a str, names: &Names) -> Vec<(Reason, &'a str)> {
        find(text, names).into_iter().map(|mark| (mark.reason, &text[mark.place])).collect()
    }

    #[test]
    fn addresses_and_numbers_are_marked() {
        let text = "Write to amal@radio-x.example, or see www.radio-x.org/news. Call +45 12 34 56 78 since 2019; @radiox (radio-x.media).";
        let expected = [
            (Reason::Email, "amal@radio-x.example"),
            (Reason::Web, "www.radio-x.org/news"),
            (Reason::Number, "+45 12 34 56 78"),
            (Reason::Web, "@radiox"),
            (Reason::Web, "radio-x.media"),
        ];
        assert_eq!(marked(text, &Names::new([], ["Call"])), expected);
        assert_eq!(marked("٠٧٧ ١٢٣ ٤٥٦٧", &Names::default()), [(Reason::Number, "٠٧٧ ١٢٣ ٤٥٦٧")]);
        assert_eq!(marked("from 2019 to 2023, 50 000 listeners", &Names::default()), []);
    }

    #[test]
    fn names_of_the_directory_are_marked_in_any_spelling() {
        let names = Names::new(["Zaytuna Weekly", "Côte d’Ivoire", "السودان", "Niger", "X"], ["IMS partner"]);
        let text = "we at ZAYTUNA weekly in cote d'ivoire and niger, partner of IMS";
        let expected =
            [(Reason::Known, "ZAYTUNA weekly"), (Reason::Known, "cote d'ivoire"), (Reason::Known, "niger")];
        assert_eq!(marked(text, &names), expected);
        assert_eq!(marked("نعمل بالسودان", &names), [(Reason::Known, "بالسودان")]);
        assert_eq!(marked("nigerian", &names), [], "a part of a word is no name");
    }

    #[test]
    fn a_capital_within_a_sentence_is_a_hint_where_no_question_uses_the_word() {
        let names = Names::new([], ["What should IMS do?"]);
        let text = "Thank you, IMS. The office in Mopti was slow. I know.";
        assert_eq!(marked(text, &names), [(Reason::Capital, "Mopti")]);
    }

    #[test]
    fn marks_lie_on_whole_characters_and_apart_from_each_other() {
        let names = Names::new(["é", "éa", "Niger"], []);
        for text in ["éaé@é.é niger Niger ١٢٣٤٥٦٧٨ www.é", "", "@", "+", "…@…", "٣\u{301}Niger"]
        {
            let marks = find(text, &names);
            for (mark, next) in marks.iter().zip(marks.iter().skip(1)) {
                assert!(mark.place.end <= next.place.start);
            }
            for mark in marks {
                assert!(text.get(mark.place).is_some_and(|text| !text.is_empty()));
            }
        }
    }
}
