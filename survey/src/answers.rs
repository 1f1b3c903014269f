//! Answers, typed: what a question can be answered with, and how that stands on the wire.

use crate::Day;
use serde_json::{Map, Value as Json};

use crate::code::{ChoiceCode, ItemCode, QuestionCode};
use crate::ordered;
use crate::relevance::{Answered, Reference, Value};

/// Answers as they come over the wire, not yet held against a question set.
pub type RawAnswers = Map<String, Json>;

/// One answer that fits its question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A select one.
    One(ChoiceCode),
    /// A select several, in the order of the choice list.
    Several(Vec<ChoiceCode>),
    /// A matrix: a choice for each item that was answered.
    Matrix(ordered::Map<ItemCode, ChoiceCode>),
    /// A rating, number or percentage.
    Number(f64),
    /// A ranking, the first being the most important.
    Ranking(Vec<ChoiceCode>),
    /// A short or long text.
    Text(String),
    /// A date.
    Date(Day),
}

impl Answer {
    fn to_json(&self) -> Json {
        let codes =
            |codes: &[ChoiceCode]| Json::from(codes.iter().map(ChoiceCode::as_str).collect::<Vec<_>>());
        match self {
            Self::One(code) => Json::from(code.as_str()),
            Self::Several(chosen) | Self::Ranking(chosen) => codes(chosen),
            Self::Matrix(rows) => {
                let mut object = Map::new();
                object.extend(rows.iter().map(|(item, choice)| (item.to_string(), choice.as_str().into())));
                Json::Object(object)
            }
            #[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range of f64")]
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
                Json::from(*number as i64)
            }
            Self::Number(number) => Json::from(*number),
            Self::Text(text) => Json::from(text.as_str()),
            Self::Date(date) => Json::from(date.to_string()),
        }
    }

    fn value(&self, item: Option<&ItemCode>) -> Value<'_> {
        match (self, item) {
            (Self::Matrix(rows), Some(item)) => {
                rows.get(item).map_or_else(Value::empty, |choice| Value::text(choice.as_str()))
            }
            (_, Some(_)) | (Self::Matrix(_), None) => Value::empty(),
            (Self::One(code), None) => Value::text(code.as_str()),
            (Self::Several(codes) | Self::Ranking(codes), None) => {
                Value::Several(codes.iter().map(|code| code.as_str().into()).collect())
            }
            (Self::Number(number), None) => Value::Number(*number),
            (Self::Text(text), None) => Value::text(text),
            (Self::Date(date), None) => Value::Text(date.to_string().into()),
        }
    }

    /// The answer as an expression's `.` sees it.
    pub fn this(&self) -> Value<'_> {
        self.value(None)
    }
}

/// Answers that fit their question set: typed, relevant and valid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// The answer of each question that has one.
    pub by_question: ordered::Map<QuestionCode, Answer>,
    /// The texts of "other" choices.
    pub other_texts: ordered::Map<QuestionCode, String>,
}

impl Answers {
    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.by_question.is_empty()
    }

    /// The answers as they stand on the wire and in the response ledger.
    pub fn to_raw(&self) -> RawAnswers {
        let answers = self.by_question.iter().map(|(code, answer)| (code.to_string(), answer.to_json()));
        let others =
            self.other_texts.iter().map(|(code, text)| (code.other_field(), Json::from(text.as_str())));
        // Not collected: that would sort what is sorted, with the whole code of sorting.
        let mut raw = Map::new();
        raw.extend(answers);
        raw.extend(others);
        raw
    }
}

impl Answered for Answers {
    fn value(&self, reference: &Reference) -> Value<'_> {
        self.by_question
            .get(&reference.question)
            .map_or_else(Value::empty, |answer| answer.value(reference.item.as_ref()))
    }
}
