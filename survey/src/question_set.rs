//! The question set: sections, questions, choices and all their texts in all languages.
//!
//! This is the format in which question sets are kept, in files and in the database. Reading it only proves the shape;
//! [`crate::check`] proves the rules that go across parts.

use crate::Day;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::Locale;
use crate::code::{ChoiceCode, ItemCode, QuestionCode, QuestionSetCode, SectionCode};
use crate::ordered::Map;
use crate::relevance::{Expression, Meaning};

/// A text in every language of the question set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text(pub Map<Locale, String>);

impl Text {
    /// The text in a language, or in any other if that is missing (a published set never lacks one).
    pub fn get(&self, locale: &Locale) -> &str {
        self.0.get(locale).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

/// A questionnaire, in one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Json")]
pub struct QuestionSet {
    /// Its stable name.
    pub code: QuestionSetCode,
    /// Its version; a published version never changes.
    pub version: u32,
    /// Its languages; the first is the one that the others are translated from.
    pub languages: Vec<Locale>,
    /// By which rules its expressions are read.
    #[serde(rename = "expressions", skip_serializing_if = "Meaning::is_first")]
    pub meaning: Meaning,
    /// The title.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// What a respondent reads first; blank lines part paragraphs.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub introduction: Text,
    /// Scales and lists of choices, each defined once and used by name.
    pub choice_lists: Map<String, Vec<Choice>>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// A choice of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its code, unique in the list.
    pub code: ChoiceCode,
    /// What the respondent reads.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// Counted and shown, but left out of the percentage base: "not relevant / don't know".
    #[serde(skip_serializing_if = "is_false")]
    pub off_scale: bool,
    /// In a select several: cannot be combined with another choice.
    #[serde(skip_serializing_if = "is_false")]
    pub exclusive: bool,
    /// "Other, please specify": a text field goes with it.
    #[serde(skip_serializing_if = "is_false")]
    pub other: bool,
}

/// A section: one page of the form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Its code.
    pub code: SectionCode,
    /// Its heading.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// What stands under the heading.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub introduction: Text,
    /// When the section is asked; always, if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Its code, unique in the question set and the same from wave to wave.
    pub code: QuestionCode,
    /// The kind of question, with what belongs to it.
    #[serde(flatten)]
    pub kind: Kind,
    /// What is asked.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// A help for answering.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// Whether it must be answered when it is relevant.
    #[serde(skip_serializing_if = "is_false")]
    pub required: bool,
    /// What is said when a required answer is missing; the usual sentence, if empty.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub required_message: Text,
    /// Whether results are broken down by it: a select one that says who answers, such as the region.
    #[serde(skip_serializing_if = "is_false")]
    pub profile: bool,
    /// When the question is asked; always, if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// What an answer must fulfil; `.` is the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Expression>,
    /// What is said when the constraint is not fulfilled.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub constraint_message: Text,
}

/// The kinds of question, each with what belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// One of the choices.
    SelectOne {
        /// The name of the choice list.
        choices: String,
    },
    /// Any of the choices.
    SelectSeveral {
        /// The name of the choice list.
        choices: String,
        /// The most that may be picked.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// Statements (items) by a scale: one choice for each item.
    Matrix {
        /// The statements.
        items: Vec<Item>,
        /// The name of the choice list.
        choices: String,
    },
    /// A whole number on a short scale.
    Rating {
        /// The lowest value.
        min: i64,
        /// The highest value.
        max: i64,
        /// The name of the low end.
        #[serde(skip_serializing_if = "Text::is_empty")]
        low: Text,
        /// The name of the high end.
        #[serde(skip_serializing_if = "Text::is_empty")]
        high: Text,
    },
    /// A number within bounds.
    Number {
        /// The lowest value.
        #[serde(skip_serializing_if = "Option::is_none", serialize_with = "plain_number")]
        min: Option<f64>,
        /// The highest value.
        #[serde(skip_serializing_if = "Option::is_none", serialize_with = "plain_number")]
        max: Option<f64>,
        /// How many decimals are accepted.
        #[serde(skip_serializing_if = "is_zero")]
        decimals: u32,
    },
    /// A number from 0 to 100, decimals allowed.
    Percentage,
    /// Choices put in order, the first being the most important.
    Ranking {
        /// The name of the choice list.
        choices: String,
        /// How many ranks are asked for; all, if absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// A line of text.
    Text {
        /// The most characters; 255 if absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
    },
    /// Several lines of text.
    LongText {
        /// The most characters; 5,000 if absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
    },
    /// A date.
    Date {
        /// The earliest.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<Day>,
        /// The latest.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<Day>,
    },
    /// Text to read; it has no answer.
    Note,
}

impl Kind {
    /// The name of the kind, as in the format.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SelectOne { .. } => "select_one",
            Self::SelectSeveral { .. } => "select_several",
            Self::Matrix { .. } => "matrix",
            Self::Rating { .. } => "rating",
            Self::Number { .. } => "number",
            Self::Percentage => "percentage",
            Self::Ranking { .. } => "ranking",
            Self::Text { .. } => "text",
            Self::LongText { .. } => "long_text",
            Self::Date { .. } => "date",
            Self::Note => "note",
        }
    }

    /// The name of the choice list, for the kinds that have one.
    pub fn choice_list(&self) -> Option<&str> {
        match self {
            Self::SelectOne { choices }
            | Self::SelectSeveral { choices, .. }
            | Self::Matrix { choices, .. }
            | Self::Ranking { choices, .. } => Some(choices),
            _ => None,
        }
    }

    /// The most characters of a text.
    pub fn max_length(&self) -> Option<u32> {
        match self {
            Self::Text { max_length } => Some(max_length.unwrap_or(255)),
            Self::LongText { max_length } => Some(max_length.unwrap_or(5000)),
            _ => None,
        }
    }
}

/// The most characters of the text of an "other" choice.
pub const OTHER_MAX_LENGTH: u32 = 255;

/// A statement of a matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its code, unique in the matrix.
    pub code: ItemCode,
    /// The statement.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub label: Text,
}

impl QuestionSet {
    /// All questions in order, each with its section.
    pub fn questions(&self) -> impl Iterator<Item = (&Section, &Question)> {
        self.sections
            .iter()
            .flat_map(|section| section.questions.iter().map(move |question| (section, question)))
    }

    /// The question of that code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|question| question.code == *code)
    }

    /// The choices of a question; empty for the kinds that have none.
    pub fn choices(&self, question: &Question) -> &[Choice] {
        question.kind.choice_list().and_then(|name| self.choice_lists.get(name)).map_or(&[], Vec::as_slice)
    }

    /// How many ranks a ranking asks for.
    pub fn ranks(&self, question: &Question) -> usize {
        match question.kind {
            Kind::Ranking { max, .. } => {
                let all = self.choices(question).len();
                max.map_or(all, |max| all.min(max as usize))
            }
            _ => 0,
        }
    }

    /// The same question set without its texts: the rules alone, as the client needs them beside the page.
    pub fn without_texts(&self) -> Self {
        let mut bare = self.clone();
        bare.each_text(|text| text.0.clear());
        bare
    }

    /// Visits every text, for translation and for checks.
    pub fn each_text(&mut self, mut visit: impl FnMut(&mut Text)) {
        visit(&mut self.title);
        visit(&mut self.introduction);
        for choice in self.choice_lists.values_mut().flatten() {
            visit(&mut choice.label);
        }
        for section in &mut self.sections {
            visit(&mut section.title);
            visit(&mut section.introduction);
            for question in &mut section.questions {
                visit(&mut question.label);
                visit(&mut question.hint);
                visit(&mut question.required_message);
                visit(&mut question.constraint_message);
                match &mut question.kind {
                    Kind::Matrix { items, .. } => items.iter_mut().for_each(|item| visit(&mut item.label)),
                    Kind::Rating { low, high, .. } => {
                        visit(low);
                        visit(high);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Writes a whole number without decimals.
#[expect(clippy::ref_option, reason = "the shape that serde asks for")]
fn plain_number<S: serde::Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        #[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range of f64")]
        Some(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            serializer.serialize_i64(*number as i64)
        }
        Some(number) => serializer.serialize_f64(*number),
        None => serializer.serialize_none(),
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(value: &u32) -> bool {
    *value == 0
}
