//! Codes against earlier versions: what is new, what is gone, and which questions can be compared with an earlier one.

use serde::Serialize;

use super::{Change, Difference, Place, Rule, differences};
use crate::QuestionSet;
use crate::code::QuestionCode;
use crate::question_set::Question;

/// A code that came or went, or stands for another kind of question: somebody must say that this is meant, since a
/// question that lost its code by mistake can't be compared with earlier waves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Declaration {
    /// What happened to the code since the last version.
    #[serde(flatten)]
    pub difference: Difference,
    /// The latest earlier version that had the code, for one that is back.
    pub seen_in: Option<u32>,
    /// A question that is gone and said the same: its code may have been changed by mistake.
    pub same_words_as: Option<QuestionCode>,
}

/// What has to be declared before `new` follows these versions, the latest of which is the last. Nothing, for a first one.
pub fn declarations<'a>(
    earlier: impl DoubleEndedIterator<Item = &'a QuestionSet> + Clone,
    new: &QuestionSet,
) -> Vec<Declaration> {
    let Some(last) = earlier.clone().next_back() else { return Vec::new() };
    let declared = |difference: &Difference| {
        let coded = matches!(difference.place, Place::Question(_) | Place::Item(..) | Place::Choice(..));
        match difference.change {
            Change::Added | Change::Removed => coded,
            Change::Kind { .. } => true,
            _ => false,
        }
    };
    let found = differences(last, new);
    let found = found.into_iter().filter(declared).map(|difference| {
        let added = difference.change == Change::Added;
        let mut versions = earlier.clone().rev().skip(1);
        let seen_in = versions.find(|set| added && has(set, &difference.place)).map(|set| set.version);
        let same_words_as = match &difference.place {
            Place::Question(code) if added => same_words(last, new, code),
            _ => None,
        };
        Declaration { difference, seen_in, same_words_as }
    });
    found.collect()
}

fn has(set: &QuestionSet, place: &Place) -> bool {
    use crate::question_set::Kind;
    match place {
        Place::Question(code) => set.question(code.as_str()).is_some(),
        Place::Item(question, item) => match set.question(question.as_str()).map(|question| &question.kind) {
            Some(Kind::Matrix { items, .. }) => items.iter().any(|known| known.code == *item),
            _ => false,
        },
        Place::Choice(list, choice) => set
            .choice_lists
            .get(list.as_str())
            .is_some_and(|choices| choices.iter().any(|known| known.code == *choice)),
        _ => false,
    }
}

fn same_words(last: &QuestionSet, new: &QuestionSet, code: &QuestionCode) -> Option<QuestionCode> {
    let question = new.question(code.as_str())?;
    let alike = |known: &&Question| {
        let said_again = known.label.0.iter().any(|(language, text)| {
            !text.trim().is_empty()
                && question.label.0.get(language).is_some_and(|now| now.trim() == text.trim())
        });
        said_again && known.kind.name() == question.kind.name() && new.question(known.code.as_str()).is_none()
    };
    last.questions().map(|(_, known)| known).find(alike).map(|known| known.code.clone())
}

/// How a question can be compared with the one of its code in an earlier version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "comparable", rename_all = "snake_case")]
pub enum Comparable {
    /// As it is.
    Whole,
    /// The earlier version does not have it.
    New,
    /// It differs in ways that matter, which are these.
    Differs {
        /// What makes the difference.
        differences: Vec<Difference>,
    },
}

/// A question of the newer version, and how it can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matching {
    /// The question.
    pub question: QuestionCode,
    /// Whether and how.
    #[serde(flatten)]
    pub comparable: Comparable,
}

/// Matches the questions of a newer version by their codes to those of an earlier one. Notes have no answers and are left
/// out.
pub fn matching(earlier: &QuestionSet, new: &QuestionSet) -> Vec<Matching> {
    let found = differences(earlier, new);
    let matters = |difference: &&Difference| {
        let of_order = matches!(difference.change, Change::Moved | Change::Rule { rule: Rule::Profile, .. });
        !difference.is_safe() && !of_order
    };
    let found: Vec<&Difference> = found.iter().filter(matters).collect();
    let asked = new.questions().filter(|(_, question)| question.kind.name() != "note");
    asked
        .map(|(section, question)| {
            let list = question.kind.choice_list();
            let own = |difference: &&&Difference| match &difference.place {
                Place::Question(code) | Place::Item(code, _) => *code == question.code,
                Place::Choice(name, _) => list == Some(name.as_str()),
                // A section that is asked of others changes each of its questions.
                Place::Section(code) => {
                    *code == section.code && matches!(difference.change, Change::Rule { .. })
                }
                _ => false,
            };
            let own: Vec<Difference> =
                found.iter().filter(own).map(|difference| (*difference).clone()).collect();
            let is_new = earlier.question(question.code.as_str()).is_none();
            let comparable = match own.is_empty() {
                _ if is_new => Comparable::New,
                true => Comparable::Whole,
                false => Comparable::Differs { differences: own },
            };
            Matching { question: question.code.clone(), comparable }
        })
        .collect()
}
