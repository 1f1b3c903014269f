//! The language of a text that somebody wrote, as far as the text itself tells.
//!
//! The ledger knows in which language a response was filled, and that does not come along with an open answer. A page must
//! say the language of a text so that it is read out well, and people write in another one than that of their form.

use crate::Locale;
use crate::folding::fold;

/// Small words that each language has and the others rarely.
const SMALL_WORDS: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "the", "and", "of", "to", "is", "are", "we", "with", "for", "our", "us", "in", "it", "that",
            "should", "have", "has", "be", "more", "very", "would", "from", "this", "by",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "des", "du", "de", "et", "est", "sont", "une", "un", "nous", "que", "qui",
            "pour", "avec", "dans", "pas", "plus", "tres", "votre", "notre", "ce", "au", "aux", "en",
        ],
    ),
];

/// The language of a text, if it is one that is known here; `None` where nothing tells.
pub fn of(text: &str) -> Option<Locale> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let arabic = text.chars().filter(|c| c.is_alphabetic() && ('\u{600}'..='\u{6ff}').contains(c)).count();
    if letters > 0 && 2 * arabic > letters {
        return "ar".parse().ok();
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let count = |small: &[&str]| words.iter().filter(|word| small.contains(word)).count();
    let mut found: Vec<(usize, &str)> = SMALL_WORDS.iter().map(|(tag, small)| (count(small), *tag)).collect();
    found.sort_by(|a, b| b.cmp(a));
    match found[..] {
        [(most, tag), (next, _), ..] if most > next => tag.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_its_language_or_nothing() {
        for (text, tag) in [
            ("Contracts and payments should be faster.", Some("en")),
            ("Les délais de signature des contrats sont trop longs.", Some("fr")),
            ("نحتاج إلى تمويل طويل الأمد من IMS.", Some("ar")),
            ("Merci", None),
            ("12/2024", None),
            ("", None),
        ] {
            assert_eq!(of(text), tag.map(|tag| tag.parse().unwrap()), "{text}");
        }
    }
}
