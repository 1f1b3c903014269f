//! What a file that was translated elsewhere brings to a draft: its texts, and how each meets what stands there now.
//!
//! A file is a copy of the draft as it was. With that state at hand, a text that the translator changed is told from one that
//! a colleague changed meanwhile. An empty cell says nothing: texts are never taken away by a file.

use std::collections::BTreeMap;

use super::{Entry, entries};
use crate::Locale;
use crate::question_set::QuestionSet;
use crate::revision::{Change, Difference, differences};

/// A text of a file that is another in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The name of the text.
    pub key: String,
    /// The language.
    pub language: Locale,
    /// What the file says.
    pub text: String,
    /// What the draft says; empty, if the translation is missing.
    pub now: String,
    /// The words in the draft that it is translated from.
    pub source: String,
    /// How it meets what is there.
    pub meeting: Meeting,
}

/// How a text of a file meets what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meeting {
    /// Nobody else has touched it.
    Free,
    /// Somebody changed the translation meanwhile.
    Changed,
    /// The words that it was translated from were changed meanwhile: these they were.
    SourceChanged(String),
    /// Whether somebody did can't be told: from which state of the draft the file is, is not known.
    Unknown,
}

/// What a file brings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offer {
    /// The texts that it would change.
    pub texts: Vec<Offered>,
    /// What else differs, and is not taken.
    pub others: Vec<Difference>,
}

/// What a file brings to a draft: texts in the languages that it is translated into. `base` is the state that the file was made
/// from, if it is known.
pub fn offer(base: Option<&QuestionSet>, now: &QuestionSet, file: &QuestionSet) -> Offer {
    let Some((first, others)) = now.languages.split_first() else { return Offer::default() };
    let known = base.map(by_key);
    let current = by_key(now);
    let mut texts = Vec::new();
    for (language, entry) in
        others.iter().flat_map(|language| entries(file).into_iter().map(move |e| (language, e)))
    {
        let key = entry.key();
        let text = entry.in_language(language);
        let Some(there) = current.get(&key) else { continue };
        let (source, stands) = (there.in_language(first), there.in_language(language));
        let was = known.as_ref().and_then(|known| known.get(&key));
        // Empty, the same, or as it went out: the file says nothing new. Where nothing is asked, nothing is translated.
        let silent = text.is_empty() || text == stands || source.is_empty();
        if silent || was.is_some_and(|was| was.in_language(language) == text) {
            continue;
        }
        let meeting = match was {
            None if stands.is_empty() => Meeting::Free,
            None => Meeting::Unknown,
            Some(was) if was.in_language(language) != stands => Meeting::Changed,
            Some(was) if was.in_language(first) != source => {
                Meeting::SourceChanged(was.in_language(first).to_owned())
            }
            Some(_) => Meeting::Free,
        };
        texts.push(Offered {
            key,
            language: language.clone(),
            text: text.to_owned(),
            now: stands.to_owned(),
            source: source.to_owned(),
            meeting,
        });
    }
    let is_translation = |difference: &Difference| {
        matches!(&difference.change, Change::Text { language, new, .. }
            if others.contains(language) && !new.trim().is_empty())
    };
    let mut rest = differences(base.unwrap_or(now), file);
    rest.retain(|difference| !is_translation(difference));
    Offer { texts, others: rest }
}

fn by_key(set: &QuestionSet) -> BTreeMap<String, Entry<'_>> {
    entries(set).into_iter().map(|entry| (entry.key(), entry)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translation::put;

    fn set() -> QuestionSet {
        serde_json::from_str(include_str!("../../../question-sets/ims-partnership-2026.json")).unwrap()
    }

    fn with(set: &QuestionSet, texts: &[(&str, &str, &str)]) -> QuestionSet {
        let mut set = set.clone();
        for (language, key, text) in texts {
            let texts = [((*key).to_owned(), (*text).to_owned())].into_iter().collect();
            put(&mut set, &language.parse().unwrap(), &texts);
        }
        set
    }

    fn met(offer: &Offer) -> Vec<(&str, &str, &str, &Meeting)> {
        offer
            .texts
            .iter()
            .map(|text| (text.language.as_str(), text.key.as_str(), text.text.as_str(), &text.meeting))
            .collect()
    }

    #[test]
    fn a_file_changes_translations_alone_and_meets_what_colleagues_did() {
        let base = set();
        let section = format!("sections.{}.title", base.sections[0].code);
        let other = format!("sections.{}.title", base.sections[1].code);
        let mut file = with(
            &base,
            &[
                ("fr", "title", "Un autre titre"),
                ("ar", "title", "عنوان آخر"),
                ("fr", &section, "Première partie"),
                ("fr", &other, "Autre partie"),
                ("en", &other, "Somebody's correction of the source"),
                ("ar", &other, " "),
            ],
        );
        file.sections[0].questions[0].required = !file.sections[0].questions[0].required;
        let gone = file.sections[0].questions.pop().unwrap().code;
        let now = with(&base, &[("ar", "title", "عنوان الزميل"), ("en", &section, "Begin here")]);
        let before = base.sections[0].title.get(&"en".parse().unwrap()).to_owned();
        let offer = offer(Some(&base), &now, &file);
        assert_eq!(
            met(&offer),
            [
                ("fr", "title", "Un autre titre", &Meeting::Free),
                ("fr", section.as_str(), "Première partie", &Meeting::SourceChanged(before)),
                ("fr", other.as_str(), "Autre partie", &Meeting::Free),
                ("ar", "title", "عنوان آخر", &Meeting::Changed),
            ]
        );
        let named: Vec<String> = offer.others.iter().map(|one| one.place.to_string()).collect();
        assert!(named.contains(&format!("questions.{gone}")), "{named:?}");
        // The rule, the source and the emptied cell.
        let at = other.trim_end_matches(".title");
        assert_eq!(named.iter().filter(|place| *place == at).count(), 2, "{named:?}");
        assert_eq!(offer.others.len(), 4, "{:#?}", offer.others);
    }

    #[test]
    fn what_went_out_and_comes_back_as_it_was_is_nothing() {
        let base = set();
        let now = with(&base, &[("fr", "title", "Le titre d’un collègue"), ("en", "title", "A new title")]);
        assert_eq!(offer(Some(&base), &now, &base), Offer::default());
    }

    #[test]
    fn without_a_base_only_what_is_missing_is_free() {
        let whole = set();
        let now = with(&whole, &[("fr", "title", ""), ("ar", "title", "عنوان آخر")]);
        let offer = offer(None, &now, &whole);
        let meetings: Vec<_> =
            met(&offer).into_iter().map(|(language, _, _, meeting)| (language, meeting)).collect();
        assert_eq!(meetings, [("fr", &Meeting::Free), ("ar", &Meeting::Unknown)]);
    }
}
