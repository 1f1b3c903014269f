//! Two versions of a question set, side by side: what differs, and which of it would make answers incomparable.
//!
//! # The rule
//! A difference is **safe** for a survey that people are answering if it is one of words alone: a text or a translation in
//! a language that both versions have, or a language more. Everything else changes what is asked or what may be answered,
//! so that the answers from before and from after it could not be counted together:
//!
//! | difference | why |
//! |---|---|
//! | a question, a statement, a section or a choice more, fewer, or with another code | it was not there for some of the respondents |
//! | another kind, another scale, other bounds, other choices for a question | the same code would stand for other answers |
//! | required, relevance, constraint | another group of respondents is asked, or other answers are let through |
//! | off-scale, exclusive, other | the base of the percentages, or what can be combined, is another |
//! | profile | results that were shown with some breakdowns would be shown with others, and both together could tell too much |
//! | moved questions, statements, choices or sections | what is asked before, and where a scale begins, bends what is answered |
//! | a language fewer | who was invited in it has a form no longer |
//!
//! A choice list that has another name and the same choices is the same. Whether new words still mean the same, no program
//! can tell: who publishes reads them side by side.
//!
//! Between waves a question's place and its mark as profile don't matter: [`Matching`] leaves them out.

mod compare;
mod matching;

use std::fmt;

use serde::{Serialize, Serializer};

use crate::Locale;
use crate::code::{ChoiceCode, ItemCode, QuestionCode, SectionCode};

pub use compare::differences;
pub use matching::{Comparable, Declaration, Matching, declarations, matching};

/// Where something differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The question set as a whole.
    Set,
    /// One of its languages.
    Language(Locale),
    /// A choice list.
    List(String),
    /// A choice of a list.
    Choice(String, ChoiceCode),
    /// A section.
    Section(SectionCode),
    /// A question.
    Question(QuestionCode),
    /// A statement of a matrix.
    Item(QuestionCode, ItemCode),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set => Ok(()),
            Self::Language(language) => write!(f, "languages.{language}"),
            Self::List(name) => write!(f, "choice_lists.{name}"),
            Self::Choice(list, choice) => write!(f, "choice_lists.{list}.{choice}"),
            Self::Section(section) => write!(f, "sections.{section}"),
            Self::Question(question) => write!(f, "questions.{question}"),
            Self::Item(question, item) => write!(f, "questions.{question}.items.{item}"),
        }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text of a question set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    /// The title of the set or of a section.
    Title,
    /// What stands under that.
    Introduction,
    /// What is asked; a statement; a choice.
    Label,
    /// The help for answering.
    Hint,
    /// What is said when a required answer is missing.
    RequiredMessage,
    /// What is said when the constraint is not fulfilled.
    ConstraintMessage,
    /// The name of a rating's low end.
    Low,
    /// The name of a rating's high end.
    High,
}

impl TextField {
    /// Its name, as in the format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Introduction => "introduction",
            Self::Label => "label",
            Self::Hint => "hint",
            Self::RequiredMessage => "required_message",
            Self::ConstraintMessage => "constraint_message",
            Self::Low => "low",
            Self::High => "high",
        }
    }
}

/// A rule of a question, a section or a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Whether it must be answered.
    Required,
    /// When it is asked.
    Relevant,
    /// What an answer must fulfil.
    Constraint,
    /// The lowest value or the earliest date.
    Min,
    /// The highest value or the latest date.
    Max,
    /// How many decimals are taken.
    Decimals,
    /// The most characters.
    MaxLength,
    /// The most choices that may be picked or ranked.
    MaxPicks,
    /// Results are broken down by it.
    Profile,
    /// The choice is left out of the base.
    OffScale,
    /// The choice stands alone.
    Exclusive,
    /// A text goes with the choice.
    Other,
}

impl Rule {
    /// Its name, as in the format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Relevant => "relevant",
            Self::Constraint => "constraint",
            Self::Min => "min",
            Self::Max => "max",
            Self::Decimals => "decimals",
            Self::MaxLength => "max_length",
            Self::MaxPicks => "max_picks",
            Self::Profile => "profile",
            Self::OffScale => "off_scale",
            Self::Exclusive => "exclusive",
            Self::Other => "other",
        }
    }
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere among its kin, or in another section.
    Moved,
    /// A text is another.
    Text {
        /// Which text.
        field: TextField,
        /// In which language.
        language: Locale,
        /// What it was; empty, if there was none.
        old: String,
        /// What it is.
        new: String,
    },
    /// The question is of another kind.
    Kind {
        /// What it was.
        old: &'static str,
        /// What it is.
        new: &'static str,
    },
    /// The question has another choice list.
    Choices {
        /// What it was.
        old: String,
        /// What it is.
        new: String,
        /// The choices are the same, mark by mark and in the same order: the list has another name.
        same: bool,
    },
    /// A rule is another; `None` where it is not set. A mark that is set is `"true"`.
    Rule {
        /// Which rule.
        rule: Rule,
        /// What it was.
        old: Option<String>,
        /// What it is.
        new: Option<String>,
    },
    /// The languages stand in another order: others are translated from another one.
    Order,
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Where.
    pub place: Place,
    /// What.
    #[serde(flatten)]
    pub change: Change,
}

impl Difference {
    /// Whether a survey that is open may take it up: the rule of the module.
    pub fn is_safe(&self) -> bool {
        match (&self.change, &self.place) {
            (Change::Text { .. } | Change::Order | Change::Choices { same: true, .. }, _) => true,
            // A list counts by the questions that use it.
            (Change::Added, Place::Language(_) | Place::List(_)) | (Change::Removed, Place::List(_)) => true,
            _ => false,
        }
    }
}

/// The differences that would make answers incomparable.
pub fn incomparable(differences: &[Difference]) -> Vec<Difference> {
    differences.iter().filter(|difference| !difference.is_safe()).cloned().collect()
}
