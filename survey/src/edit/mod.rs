//! Changing a question set, one operation at a time: it can be read again after each, and no expression loses what it refers to.
//!
//! Texts are changed in one language, the one that the question set is written in; those of other languages stay with what
//! they belong to. An operation names what it works on by code, so that it can be made again on a newer revision:
//! [`Edit::touches`] tells whether that still holds what was seen. [`propose`] makes codes out of texts.

mod arrange;
mod change;
pub mod propose;
mod references;

use serde_json::{Value as Json, json};

use crate::code::{ChoiceCode, ItemCode, NotACode, QuestionCode, SectionCode};
use crate::question_set::{Choice, Question, QuestionSet, Section, Text};
use crate::{Locale, ordered};

/// A part of a question set, by its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A section with its questions.
    Section(SectionCode),
    /// A question.
    Question(QuestionCode),
    /// A choice list, by its name.
    List(String),
}

/// One change of a question set.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Words the title and the introduction.
    Texts {
        /// The title.
        title: String,
        /// What a respondent reads first.
        introduction: String,
    },
    /// Sets the languages, the first being the one that it is written in. What was written in one that is taken away goes.
    Languages(Vec<Locale>),
    /// Adds a section, at the end or after another.
    AddSection {
        /// The section.
        section: Box<Section>,
        /// The one before it.
        after: Option<SectionCode>,
    },
    /// Changes what a section is, not what it holds.
    ChangeSection {
        /// The section.
        at: SectionCode,
        /// What it becomes; its questions do not count.
        to: Box<Section>,
    },
    /// Adds a question to a section, at its end or after another.
    AddQuestion {
        /// The section.
        section: SectionCode,
        /// The question before it.
        after: Option<QuestionCode>,
        /// The question.
        question: Box<Question>,
    },
    /// Changes a question.
    ChangeQuestion {
        /// The question.
        at: QuestionCode,
        /// What it becomes.
        to: Box<Question>,
        /// For each item that it has then: which one it was.
        items_were: Vec<Option<ItemCode>>,
    },
    /// Adds a choice list.
    AddList {
        /// Its name.
        name: String,
        /// Its choices.
        choices: Vec<Choice>,
    },
    /// Changes a choice list, everywhere where it is used.
    ChangeList {
        /// The list.
        at: String,
        /// What it is called then.
        name: String,
        /// The choices that it has then.
        choices: Vec<Choice>,
        /// For each: which one it was.
        were: Vec<Option<ChoiceCode>>,
    },
    /// Puts a copy behind a part.
    Duplicate(Part),
    /// Takes a part away.
    Delete(Part),
    /// Moves a section or a question one place up; out of its section, where it is the first.
    Up(Part),
    /// Moves a section or a question one place down.
    Down(Part),
    /// Moves a section or a question before another one, or to the end.
    Place {
        /// What is moved: a section or a question.
        part: Part,
        /// For a question: the section that it goes to.
        section: Option<SectionCode>,
        /// What comes after it then; it goes to the end where that is not given, or is gone.
        before: Option<String>,
    },
    /// Several changes that are made together or not at all.
    All(Vec<Edit>),
}

/// Why a change is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// What it works on is not there.
    #[error("there is no “{0}”")]
    Gone(String),
    /// Something else has the code.
    #[error("the code “{0}” is used already")]
    Taken(String),
    /// The name of a choice list is formed like a code.
    #[error(transparent)]
    NotACode(#[from] NotACode),
    /// An expression refers to what would be gone.
    #[error("{place} refers to “{what}”")]
    Referred {
        /// What would be gone: `question`, `question.item` or `question = choice`.
        what: String,
        /// The expression that refers to it, as a path of codes.
        place: String,
    },
    /// A question uses the choice list.
    #[error("the question “{question}” uses the choice list “{list}”")]
    Used {
        /// The choice list.
        list: String,
        /// The first question that uses it.
        question: String,
    },
    /// A question set is written in one language at least.
    #[error("there must be at least one language")]
    NoLanguage,
}

impl Edit {
    /// The question set as it is after the change; texts are those of that language.
    ///
    /// # Errors
    /// [`Refusal`] says why the change is not made.
    pub fn apply(&self, set: &QuestionSet, language: &Locale) -> Result<QuestionSet, Refusal> {
        let mut after = set.clone();
        self.make(&mut after, language)?;
        after.settle();
        match references::lost(set, &after) {
            Some((what, place)) => Err(Refusal::Referred { what, place }),
            None => Ok(after),
        }
    }

    fn make(&self, set: &mut QuestionSet, language: &Locale) -> Result<(), Refusal> {
        match self {
            Self::Texts { title, introduction } => {
                set.title = worded(&set.title, title, language);
                set.introduction = worded(&set.introduction, introduction, language);
                Ok(())
            }
            Self::Languages(languages) => change::languages(set, languages),
            Self::AddSection { section, after } => {
                change::add_section(set, section, after.as_ref(), language)
            }
            Self::ChangeSection { at, to } => change::section(set, at, to, language),
            Self::AddQuestion { section, after, question } => {
                change::add_question(set, section, after.as_ref(), question, language)
            }
            Self::ChangeQuestion { at, to, items_were } => {
                change::question(set, at, to, items_were, language)
            }
            Self::AddList { name, choices } => change::add_list(set, name, choices, language),
            Self::ChangeList { at, name, choices, were } => {
                change::list(set, (at, name), choices, were, language)
            }
            Self::Duplicate(part) => arrange::duplicate(set, part),
            Self::Delete(part) => arrange::delete(set, part),
            Self::Up(part) => arrange::step(set, part, true),
            Self::Down(part) => arrange::step(set, part, false),
            Self::Place { part, section, before } => {
                arrange::place(set, part, section.as_ref(), before.as_deref())
            }
            Self::All(edits) => edits.iter().try_for_each(|edit| edit.make(set, language)),
        }
    }

    /// What the change would overwrite or take away, as it is in a question set; null, if nothing of that kind. Where it is
    /// the same in a newer revision as in the one that was seen, the change can be made there.
    pub fn touches(&self, set: &QuestionSet, language: &Locale) -> Json {
        let set = || in_language(set, language);
        match self {
            Self::Texts { .. } => {
                let set = set();
                json!({ "title": written(&set.title, language), "introduction": written(&set.introduction, language) })
            }
            Self::Languages(_) => json!(set().languages),
            Self::ChangeSection { at, .. } => {
                let found = set().sections.into_iter().find(|section| section.code == *at);
                json!(found.map(|section| Section { questions: Vec::new(), ..section }))
            }
            Self::ChangeQuestion { at, .. } => json!(set().question(at.as_str())),
            Self::ChangeList { at, .. } => json!(set().choice_lists.get(at)),
            Self::Delete(part) => match part {
                Part::Section(code) => json!(set().sections.iter().find(|section| section.code == *code)),
                Part::Question(code) => json!(set().question(code.as_str())),
                Part::List(name) => json!(set().choice_lists.get(name)),
            },
            Self::All(edits) => {
                let set = set();
                let touched: Vec<Json> = edits.iter().map(|edit| edit.touches(&set, language)).collect();
                match touched.as_slice() {
                    [one] => one.clone(),
                    // The part that is changed comes last; what is added for it overwrites nothing.
                    [.., last] if touched.iter().filter(|json| !json.is_null()).count() == 1 => last.clone(),
                    _ => json!(touched),
                }
            }
            Self::AddSection { .. }
            | Self::AddQuestion { .. }
            | Self::AddList { .. }
            | Self::Duplicate(_)
            | Self::Up(_)
            | Self::Down(_)
            | Self::Place { .. } => Json::Null,
        }
    }

    /// What is done, in one word.
    pub fn what(&self) -> &'static str {
        match self {
            Self::AddSection { .. } | Self::AddQuestion { .. } | Self::AddList { .. } => "added",
            Self::Duplicate(_) => "duplicated",
            Self::Delete(_) => "deleted",
            Self::Up(_) | Self::Down(_) | Self::Place { .. } => "moved",
            Self::All(edits) => edits.last().map_or("edited", Self::what),
            _ => "edited",
        }
    }

    /// Where it is done, as a path of codes in the question set before or, for what is added, after it.
    pub fn place(&self, set: &QuestionSet) -> String {
        match self {
            Self::Texts { .. } => "title".to_owned(),
            Self::Languages(_) => "languages".to_owned(),
            Self::AddSection { section, .. } => format!("sections.{}", section.code),
            Self::ChangeSection { at, .. } => format!("sections.{at}"),
            Self::AddQuestion { section, question, .. } => {
                format!("sections.{section}.questions.{}", question.code)
            }
            Self::ChangeQuestion { at, .. } => place_of(set, &Part::Question(at.clone())),
            Self::AddList { name, .. } => format!("choice_lists.{name}"),
            Self::ChangeList { at, .. } => format!("choice_lists.{at}"),
            Self::Duplicate(part) | Self::Delete(part) | Self::Up(part) | Self::Down(part) => {
                place_of(set, part)
            }
            Self::Place { part, .. } => place_of(set, part),
            Self::All(edits) => edits.last().map(|edit| edit.place(set)).unwrap_or_default(),
        }
    }
}

/// The place of a part, as a path of codes.
pub fn place_of(set: &QuestionSet, part: &Part) -> String {
    match part {
        Part::Section(code) => format!("sections.{code}"),
        Part::List(name) => format!("choice_lists.{name}"),
        Part::Question(code) => {
            let section =
                set.questions().find(|(_, question)| question.code == *code).map(|(section, _)| section);
            let section = section.map_or("", |section| section.code.as_str());
            format!("sections.{section}.questions.{code}")
        }
    }
}

/// Whether a section or a question has the code; they share one space of names.
pub fn is_taken(set: &QuestionSet, code: &str) -> bool {
    set.sections.iter().any(|section| section.code == *code) || set.question(code).is_some()
}

/// The question set in one language alone.
fn in_language(set: &QuestionSet, language: &Locale) -> QuestionSet {
    let mut set = set.clone();
    set.each_text(|text| {
        let only = text.0.get(language).cloned();
        text.0 = only.into_iter().map(|text| (language.clone(), text)).collect();
    });
    set
}

fn written(text: &Text, language: &Locale) -> String {
    text.0.get(language).cloned().unwrap_or_default()
}

/// A text with other words in one language. Where they are taken away, there is no text any more, in no language.
fn worded(text: &Text, words: &str, language: &Locale) -> Text {
    let words = words.trim();
    if words.is_empty() {
        return Text::default();
    }
    let mut text = text.clone();
    text.0.insert(language.clone(), words.to_owned());
    text
}

/// The same for a text that stands in a part which replaces another.
fn reworded(old: &Text, new: &Text, language: &Locale) -> Text {
    worded(old, new.0.get(language).map_or("", String::as_str), language)
}

/// The place after the one that a test finds, or the end.
fn after<T>(list: &[T], found: impl Fn(&T) -> bool) -> usize {
    list.iter().position(found).map_or(list.len(), |at| at + 1)
}

/// The map with another value, and perhaps key, for a key.
fn replaced(
    map: &ordered::Map<String, Vec<Choice>>,
    old: &str,
    new: Option<(&str, Vec<Choice>)>,
) -> ordered::Map<String, Vec<Choice>> {
    let kept = map.iter().filter(|(name, _)| *name != old).map(|(name, list)| (name.clone(), list.clone()));
    kept.chain(new.map(|(name, list)| (name.to_owned(), list))).collect()
}
