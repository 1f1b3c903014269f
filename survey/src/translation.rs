//! Translating a question set: its texts one by one, which of them lack a translation, and which translations were made from
//! words that are others by now.
//!
//! That a translation was made from certain words is a fact ([`Made`]) that stays true whatever becomes of the draft. It is noted
//! only when the words change and the translation does not; it counts as long as the translation is still the same.

mod offer;

use std::collections::BTreeMap;

pub use offer::{Meeting, Offer, Offered, offer};

use crate::Locale;
use crate::question_set::{Kind, QuestionSet, Text};
use crate::revision::{Place, TextField};

/// A text of a question set.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Where it stands.
    pub place: Place,
    /// Which of the texts there it is.
    pub field: TextField,
    /// The text in all languages.
    pub text: &'a Text,
}

impl Entry<'_> {
    /// Its name: `questions.audience.label`, `title`. Unique in the question set.
    pub fn key(&self) -> String {
        match (&self.place, self.field.as_str()) {
            (Place::Set, field) => field.to_owned(),
            (place, field) => format!("{place}.{field}"),
        }
    }

    /// The words in a language; empty if there are none.
    pub fn in_language(&self, language: &Locale) -> &str {
        words(self.text, language)
    }
}

fn words<'a>(text: &'a Text, language: &Locale) -> &'a str {
    text.0.get(language).map_or("", |text| text.trim())
}

/// All texts, also those that are empty, in the order of [`QuestionSet::each_text`].
pub fn entries(set: &QuestionSet) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    let mut add =
        |place: &Place, field: TextField, text| all.push(Entry { place: place.clone(), field, text });
    add(&Place::Set, TextField::Title, &set.title);
    add(&Place::Set, TextField::Introduction, &set.introduction);
    for (name, choices) in &set.choice_lists {
        for choice in choices {
            add(&Place::Choice(name.clone(), choice.code.clone()), TextField::Label, &choice.label);
        }
    }
    for section in &set.sections {
        let place = Place::Section(section.code.clone());
        add(&place, TextField::Title, &section.title);
        add(&place, TextField::Introduction, &section.introduction);
        for question in &section.questions {
            let place = Place::Question(question.code.clone());
            add(&place, TextField::Label, &question.label);
            add(&place, TextField::Hint, &question.hint);
            add(&place, TextField::RequiredMessage, &question.required_message);
            add(&place, TextField::ConstraintMessage, &question.constraint_message);
            match &question.kind {
                Kind::Matrix { items, .. } => {
                    for item in items {
                        let place = Place::Item(question.code.clone(), item.code.clone());
                        add(&place, TextField::Label, &item.label);
                    }
                }
                Kind::Rating { low, high, .. } => {
                    add(&place, TextField::Low, low);
                    add(&place, TextField::High, high);
                }
                _ => {}
            }
        }
    }
    all
}

/// Changes texts by their names; nothing else of the set changes.
pub fn put(set: &mut QuestionSet, language: &Locale, texts: &BTreeMap<String, String>) {
    let keys: Vec<String> = entries(set).iter().map(Entry::key).collect();
    let mut keys = keys.into_iter();
    set.each_text(|text| {
        let Some(new) = keys.next().and_then(|key| texts.get(&key)) else { return };
        text.0.insert(language.clone(), new.clone());
    });
}

/// That a translation was made from certain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The words that it was made from.
    pub source: String,
    /// The translation.
    pub translation: String,
}

/// What is known of translations, by the name of the text and the language.
pub type Facts = BTreeMap<(String, Locale), Made>;

/// How a text stands in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// There is nothing to translate.
    Nothing,
    /// It is translated.
    Done,
    /// The translation is missing.
    Missing,
    /// It was made from these words, which are others now.
    Outdated(String),
}

/// How a text stands in a language.
pub fn standing(set: &QuestionSet, entry: &Entry<'_>, language: &Locale, facts: &Facts) -> Standing {
    let Some(source) = set.languages.first().map(|first| entry.in_language(first)) else {
        return Standing::Nothing;
    };
    let translation = entry.in_language(language);
    if source.is_empty() {
        return Standing::Nothing;
    }
    if translation.is_empty() {
        return Standing::Missing;
    }
    match facts.get(&(entry.key(), language.clone())) {
        Some(made) if made.translation == translation && made.source != source => {
            Standing::Outdated(made.source.clone())
        }
        _ => Standing::Done,
    }
}

/// How far a language is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many texts there are.
    pub all: usize,
    /// How many lack a translation.
    pub missing: usize,
    /// How many were made from other words.
    pub outdated: usize,
}

impl Progress {
    /// How many are left to do.
    pub fn open(self) -> usize {
        self.missing + self.outdated
    }

    /// What is done, in whole per cent; never 100 while something is open.
    pub fn percent(self) -> usize {
        ((self.all - self.open()) * 100).checked_div(self.all).unwrap_or(100)
    }
}

/// How far a language is.
pub fn progress(set: &QuestionSet, language: &Locale, facts: &Facts) -> Progress {
    let mut progress = Progress::default();
    for entry in entries(set) {
        match standing(set, &entry, language, facts) {
            Standing::Nothing => continue,
            Standing::Done => {}
            Standing::Missing => progress.missing += 1,
            Standing::Outdated(_) => progress.outdated += 1,
        }
        progress.all += 1;
    }
    progress
}

/// What is to be noted, or forgotten (`None`), when a question set becomes another.
pub fn changed(
    old: &QuestionSet,
    new: &QuestionSet,
    facts: &Facts,
) -> BTreeMap<(String, Locale), Option<Made>> {
    let mut notes = BTreeMap::new();
    let (Some(first), Some(before)) = (new.languages.first(), old.languages.first()) else { return notes };
    if first != before {
        // All were made from another language: nothing is known any more.
        return facts.keys().map(|key| (key.clone(), None)).collect();
    }
    let known: BTreeMap<String, Entry<'_>> =
        entries(old).into_iter().map(|entry| (entry.key(), entry)).collect();
    for entry in entries(new) {
        let key = entry.key();
        let Some(before) = known.get(&key) else { continue };
        for language in new.languages.iter().skip(1) {
            let (was, is) = (before.in_language(language), entry.in_language(language));
            let at = (key.clone(), language.clone());
            if was != is {
                if facts.contains_key(&at) {
                    notes.insert(at, None);
                }
                continue;
            }
            let (source, now) = (before.in_language(first), entry.in_language(first));
            let holds = facts.get(&at).is_some_and(|made| made.translation == is);
            if !is.is_empty() && source != now && !source.is_empty() && !holds {
                let made = Made { source: source.to_owned(), translation: is.to_owned() };
                notes.insert(at, Some(made));
            }
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> QuestionSet {
        let text = include_str!("../../question-sets/ims-partnership-2026.json");
        serde_json::from_str(text).unwrap()
    }

    fn locale(tag: &str) -> Locale {
        tag.parse().unwrap()
    }

    fn with(set: &QuestionSet, language: &str, text: &str) -> QuestionSet {
        let mut set = set.clone();
        put(&mut set, &locale(language), &[("title".to_owned(), text.to_owned())].into_iter().collect());
        set
    }

    fn note(facts: &mut Facts, old: &QuestionSet, new: &QuestionSet) {
        for (key, made) in changed(old, new, facts) {
            match made {
                Some(made) => facts.insert(key, made),
                None => facts.remove(&key),
            };
        }
    }

    #[test]
    fn every_text_has_a_name_of_its_own_in_the_order_of_the_visit() {
        let mut set = set();
        let keys: Vec<String> = entries(&set).iter().map(Entry::key).collect();
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
        let texts: Vec<Text> = entries(&set).iter().map(|entry| entry.text.clone()).collect();
        let mut visited = Vec::new();
        set.each_text(|text| visited.push(text.clone()));
        assert_eq!(texts, visited);
    }

    #[test]
    fn a_translation_is_out_of_date_from_when_its_source_changes_until_it_is_made_anew_or_the_source_is_back()
    {
        let (first, mut facts) = (set(), Facts::new());
        let source = first.title.get(&locale("en")).to_owned();
        let of = |set: &QuestionSet, facts: &Facts, language: &str| {
            standing(set, &entries(set)[0], &locale(language), facts)
        };
        let second = with(&first, "en", "Another title");
        note(&mut facts, &first, &second);
        assert_eq!(of(&second, &facts, "ar"), Standing::Outdated(source.clone()));
        let third = with(&second, "en", "Still another");
        note(&mut facts, &second, &third);
        assert_eq!(of(&third, &facts, "ar"), Standing::Outdated(source), "what it was made from stays known");
        let mended = with(&third, "ar", "عنوان آخر");
        note(&mut facts, &third, &mended);
        assert_eq!(of(&mended, &facts, "ar"), Standing::Done);
        assert_eq!(progress(&mended, &locale("fr"), &facts).outdated, 1);
        let back = with(&mended, "en", first.title.get(&locale("en")));
        note(&mut facts, &mended, &back);
        assert_eq!(of(&back, &facts, "fr"), Standing::Done, "the words that it was made from are back");
        let emptied = with(&back, "fr", "");
        note(&mut facts, &back, &emptied);
        let progress = progress(&emptied, &locale("fr"), &facts);
        assert_eq!(
            (of(&emptied, &facts, "fr"), progress.missing, progress.percent()),
            (Standing::Missing, 1, 99)
        );
    }
}
