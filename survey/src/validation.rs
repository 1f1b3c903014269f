//! The rules of a valid response, the same on the server and in the browser.
//!
//! [`validate`] holds raw answers against a question set. Answers to questions that are not relevant are left out, not
//! complained about: a respondent who changed an earlier answer did nothing wrong.

use std::fmt;

use serde_json::Value as Json;

use crate::answers::{Answer, Answers, RawAnswers};
use crate::code::{ChoiceCode, ItemCode, OTHER_SUFFIX};
use crate::day::{Day, written_year};
use crate::number;
use crate::ordered::{Map, Set};
use crate::question_set::{Choice, Item, Kind, OTHER_MAX_LENGTH, Question, QuestionSet};

/// One thing that is wrong with an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The question, as it was named (it may not exist).
    pub question: String,
    /// The item of a matrix, where the fault is in one.
    pub item: Option<String>,
    /// What is wrong.
    pub code: FaultCode,
}

/// What can be wrong with an answer. The name of each is the code on the wire and, with `error-` before it, the Fluent id.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultCode {
    /// A required question has no answer.
    Required,
    /// Text of an "other" choice is missing; only where the question is required.
    OtherTextRequired,
    /// The JSON is of another type than the question takes.
    WrongType,
    /// The question set has no such question.
    UnknownQuestion,
    /// The matrix has no such item.
    UnknownItem,
    /// The question has no such choice.
    UnknownChoice,
    /// A number was expected.
    NotANumber,
    /// A whole number was expected.
    NotWhole,
    /// A number with too many decimals.
    TooManyDecimals {
        /// How many are accepted.
        max: u32,
    },
    /// Below or above the bounds.
    OutOfRange {
        /// The lowest value.
        min: Option<f64>,
        /// The highest value.
        max: Option<f64>,
    },
    /// A date was expected.
    NotADate,
    /// Before or after the dates that are accepted.
    DateOutOfRange {
        /// The earliest, as `2026-05-31`.
        min: Option<String>,
        /// The latest.
        max: Option<String>,
    },
    /// The text has too many characters.
    TooLong {
        /// How many are accepted.
        max: u32,
        /// How many there are.
        length: usize,
    },
    /// More choices than may be picked.
    TooMany {
        /// How many are accepted.
        max: u32,
    },
    /// An exclusive choice together with others.
    Exclusive,
    /// The same choice twice.
    Repeated,
    /// The question's own constraint is not fulfilled; its message is in the question set.
    Constraint,
}

impl FaultCode {
    /// The code on the wire.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::OtherTextRequired => "other_text_required",
            Self::WrongType => "wrong_type",
            Self::UnknownQuestion => "unknown_question",
            Self::UnknownItem => "unknown_item",
            Self::UnknownChoice => "unknown_choice",
            Self::NotANumber => "not_a_number",
            Self::NotWhole => "not_whole",
            Self::TooManyDecimals { .. } => "too_many_decimals",
            Self::OutOfRange { min, max } => match (min, max) {
                (Some(_), None) => "too_small",
                (None, Some(_)) => "too_large",
                _ => "out_of_range",
            },
            Self::NotADate => "not_a_date",
            Self::DateOutOfRange { min, max } => match (min, max) {
                (Some(_), None) => "date_too_early",
                (None, Some(_)) => "date_too_late",
                _ => "date_out_of_range",
            },
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::Exclusive => "exclusive",
            Self::Repeated => "repeated",
            Self::Constraint => "constraint",
        }
    }

    /// The id of its sentence: `error-out-of-range`.
    pub fn message_id(&self) -> String {
        format!("error-{}", self.as_str().replace('_', "-"))
    }

    /// What its sentence speaks of: the variables of the Fluent message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let number = |name, value: f64| (name, Argument::Number(value));
        let text = |name, value: &str| (name, Argument::Date(value.to_owned()));
        match self {
            Self::OutOfRange { min, max } => {
                min.iter().map(|v| number("min", *v)).chain(max.iter().map(|v| number("max", *v))).collect()
            }
            Self::DateOutOfRange { min, max } => {
                min.iter().map(|v| text("min", v)).chain(max.iter().map(|v| text("max", v))).collect()
            }
            Self::TooManyDecimals { max } | Self::TooMany { max } => vec![number("max", f64::from(*max))],
            Self::TooLong { max, length } => {
                vec![number("max", f64::from(*max)), number("over", (*length as f64) - f64::from(*max))]
            }
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for FaultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A value in a sentence, to be written as the language writes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A number; it may choose the plural.
    Number(f64),
    /// A date, as `2026-05-31`.
    Date(String),
}

/// What a validation found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Validated {
    /// The answers that are relevant and valid.
    pub answers: Answers,
    /// Everything that is wrong, in the order of the questions.
    pub faults: Vec<Fault>,
    /// The questions that are asked, given these answers.
    pub relevant: Set,
    /// The sections that are asked.
    pub relevant_sections: Set,
}

/// Holds raw answers against a question set.
///
/// Relevance sees only answers that were accepted before, so an answer that is wrong or not relevant never opens a question.
pub fn validate(set: &QuestionSet, raw: &RawAnswers) -> Validated {
    let mut found = Validated::default();
    let nothing = crate::relevance::Value::empty();
    for section in &set.sections {
        let section_asked = section.relevant.as_ref().is_none_or(|e| e.holds(&found.answers, &nothing));
        if section_asked {
            found.relevant_sections.insert(section.code.to_string());
        }
        for question in &section.questions {
            if section_asked && question.relevant.as_ref().is_none_or(|e| e.holds(&found.answers, &nothing)) {
                found.relevant.insert(question.code.to_string());
                validate_question(set, question, raw, &mut found);
            }
        }
    }
    for key in raw.keys() {
        if !is_known(set, key) {
            let question = key.chars().take(crate::code::MAX_LENGTH + 8).collect();
            found.faults.push(Fault { question, item: None, code: FaultCode::UnknownQuestion });
        }
    }
    found
}

fn is_known(set: &QuestionSet, key: &str) -> bool {
    if let Some(question) = set.question(key) {
        return !matches!(question.kind, Kind::Note);
    }
    key.strip_suffix(OTHER_SUFFIX)
        .and_then(|code| set.question(code))
        .is_some_and(|question| set.choices(question).iter().any(|choice| choice.other))
}

fn validate_question(set: &QuestionSet, question: &Question, raw: &RawAnswers, found: &mut Validated) {
    let reader = Reader { question, choices: set.choices(question), ranks: set.ranks(question) };
    if matches!(question.kind, Kind::Note) {
        return;
    }
    let before = found.faults.len();
    let mut faults = Vec::new();
    let json = raw.get(question.code.as_str()).filter(|json| !is_blank(json));
    let answer = json.and_then(|json| reader.read(json, &mut faults));
    if json.is_none() && question.required {
        match &question.kind {
            Kind::Matrix { items, .. } => faults.extend(items.iter().map(|item| reader.item_fault(item))),
            _ => faults.push(reader.fault(FaultCode::Required)),
        }
    }
    found.faults.append(&mut faults);
    let Some(answer) = answer else { return };
    if let Some(constraint) = &question.constraint
        && !constraint.holds(&found.answers, &answer.this())
    {
        found.faults.push(reader.fault(FaultCode::Constraint));
    }
    let other_text = reader.other_text(&answer, raw).map_err(|fault| found.faults.push(fault)).ok().flatten();
    if found.faults.len() == before {
        found.answers.by_question.insert(question.code.clone(), answer);
        if let Some(text) = other_text {
            found.answers.other_texts.insert(question.code.clone(), text);
        }
    }
}

/// Null, an empty text, an empty list and an empty object all say "no answer".
fn is_blank(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(list) => list.is_empty(),
        Json::Object(object) => object.values().all(is_blank),
        _ => false,
    }
}

struct Reader<'a> {
    question: &'a Question,
    choices: &'a [Choice],
    ranks: usize,
}

impl Reader<'_> {
    fn fault(&self, code: FaultCode) -> Fault {
        Fault { question: self.question.code.to_string(), item: None, code }
    }

    fn item_fault(&self, item: &Item) -> Fault {
        Fault { item: Some(item.code.to_string()), ..self.fault(FaultCode::Required) }
    }

    fn read(&self, json: &Json, faults: &mut Vec<Fault>) -> Option<Answer> {
        let read = match &self.question.kind {
            Kind::SelectOne { .. } => self.choice(json).map(|choice| Answer::One(choice.code.clone())),
            Kind::SelectSeveral { max, .. } => self.several(json, *max).map(Answer::Several),
            Kind::Matrix { items, .. } => return self.matrix(json, items, faults),
            Kind::Rating { min, max, .. } => self.number(json, Some(*min as f64), Some(*max as f64), 0),
            Kind::Number { min, max, decimals } => self.number(json, *min, *max, *decimals),
            Kind::Percentage => self.number(json, Some(0.0), Some(100.0), 2),
            Kind::Ranking { .. } => self.ranking(json).map(Answer::Ranking),
            Kind::Text { .. } | Kind::LongText { .. } => {
                let max = self.question.kind.max_length().unwrap_or(u32::MAX);
                self.text(json, max).map(Answer::Text)
            }
            Kind::Date { min, max } => self.date(json, *min, *max),
            Kind::Note => Err(FaultCode::WrongType),
        };
        read.map_err(|code| faults.push(self.fault(code))).ok()
    }

    fn choice(&self, json: &Json) -> Result<&Choice, FaultCode> {
        let code = json.as_str().ok_or(FaultCode::WrongType)?;
        self.choices.iter().find(|choice| choice.code == *code).ok_or(FaultCode::UnknownChoice)
    }

    fn several(&self, json: &Json, max: Option<u32>) -> Result<Vec<ChoiceCode>, FaultCode> {
        let list = json.as_array().ok_or(FaultCode::WrongType)?;
        let mut picked: Vec<&ChoiceCode> = Vec::new();
        for json in list {
            let code = &self.choice(json)?.code;
            if picked.contains(&code) {
                return Err(FaultCode::Repeated);
            }
            picked.push(code);
        }
        if let Some(max) = max.filter(|max| picked.len() > *max as usize) {
            return Err(FaultCode::TooMany { max });
        }
        let chosen: Vec<_> = self.choices.iter().filter(|choice| picked.contains(&&choice.code)).collect();
        if chosen.len() > 1 && chosen.iter().any(|choice| choice.exclusive) {
            return Err(FaultCode::Exclusive);
        }
        Ok(chosen.into_iter().map(|choice| choice.code.clone()).collect())
    }

    fn ranking(&self, json: &Json) -> Result<Vec<ChoiceCode>, FaultCode> {
        let list = json.as_array().ok_or(FaultCode::WrongType)?;
        if list.len() > self.ranks {
            return Err(FaultCode::TooMany { max: u32::try_from(self.ranks).unwrap_or(u32::MAX) });
        }
        let mut ranked: Vec<ChoiceCode> = Vec::with_capacity(list.len());
        for json in list {
            let code = &self.choice(json)?.code;
            if ranked.contains(code) {
                return Err(FaultCode::Repeated);
            }
            ranked.push(code.clone());
        }
        Ok(ranked)
    }

    fn matrix(&self, json: &Json, items: &[Item], faults: &mut Vec<Fault>) -> Option<Answer> {
        let Some(object) = json.as_object() else {
            faults.push(self.fault(FaultCode::WrongType));
            return None;
        };
        let before = faults.len();
        for key in object.keys().filter(|key| items.iter().all(|item| item.code.as_str() != key.as_str())) {
            let item = Some(key.chars().take(crate::code::MAX_LENGTH).collect());
            faults.push(Fault { item, ..self.fault(FaultCode::UnknownItem) });
        }
        let mut rows = Map::<ItemCode, ChoiceCode>::default();
        for item in items {
            match object.get(item.code.as_str()).filter(|json| !is_blank(json)) {
                None if self.question.required => faults.push(self.item_fault(item)),
                None => {}
                Some(json) => match self.choice(json) {
                    Ok(choice) => {
                        rows.insert(item.code.clone(), choice.code.clone());
                    }
                    Err(code) => faults.push(Fault { item: Some(item.code.to_string()), ..self.fault(code) }),
                },
            }
        }
        (faults.len() == before).then_some(Answer::Matrix(rows))
    }

    fn number(
        &self,
        json: &Json,
        min: Option<f64>,
        max: Option<f64>,
        decimals: u32,
    ) -> Result<Answer, FaultCode> {
        let number = match json {
            Json::Number(number) => number.as_f64().ok_or(FaultCode::NotANumber)?,
            // What a form field could not read as a number travels as text, so that nothing typed is lost.
            Json::String(text) => number::parse(text).ok_or(FaultCode::NotANumber)?,
            _ => return Err(FaultCode::WrongType),
        };
        let scale = 10f64.powi(decimals.min(9).cast_signed());
        if ((number * scale).round() - number * scale).abs() > 1e-6 {
            return Err(if decimals == 0 {
                FaultCode::NotWhole
            } else {
                FaultCode::TooManyDecimals { max: decimals }
            });
        }
        if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
            return Err(FaultCode::OutOfRange { min, max });
        }
        // What binary fractions add or take is not the person's: 0.1 + 0.2 was typed as 0.3. Adding 0.0 makes -0 to 0.
        Ok(Answer::Number((number * scale).round() / scale + 0.0))
    }

    fn text(&self, json: &Json, max: u32) -> Result<String, FaultCode> {
        let text = json.as_str().ok_or(FaultCode::WrongType)?.trim();
        let length = text.chars().count();
        if length > max as usize { Err(FaultCode::TooLong { max, length }) } else { Ok(text.to_owned()) }
    }

    fn date(&self, json: &Json, min: Option<Day>, max: Option<Day>) -> Result<Answer, FaultCode> {
        let text = json.as_str().ok_or(FaultCode::WrongType)?.trim();
        let said = |bound: Option<Day>| bound.map(|day| day.to_string());
        let Ok(date) = text.parse::<Day>() else {
            // A date that is no day of the calendar is told the bounds, which the question may narrow.
            written_year(text).ok_or(FaultCode::NotADate)?;
            let (min, max) = (min.unwrap_or(Day::FIRST), max.unwrap_or(Day::LAST));
            return Err(FaultCode::DateOutOfRange { min: said(Some(min)), max: said(Some(max)) });
        };
        if min.is_some_and(|min| date < min) || max.is_some_and(|max| date > max) {
            return Err(FaultCode::DateOutOfRange { min: said(min), max: said(max) });
        }
        Ok(Answer::Date(date))
    }

    /// The text of an "other" choice, which counts only while that choice is picked.
    fn other_text(&self, answer: &Answer, raw: &RawAnswers) -> Result<Option<String>, Fault> {
        let other =
            |code: &ChoiceCode| self.choices.iter().any(|choice| choice.other && choice.code == *code);
        let picked = match answer {
            Answer::One(code) => other(code),
            Answer::Several(codes) | Answer::Ranking(codes) => codes.iter().any(other),
            _ => false,
        };
        if !picked {
            return Ok(None);
        }
        let field = self.question.code.other_field();
        match raw.get(&field).filter(|json| !is_blank(json)) {
            None if self.question.required => Err(self.fault(FaultCode::OtherTextRequired)),
            None => Ok(None),
            Some(json) => match self.text(json, OTHER_MAX_LENGTH) {
                Ok(text) => Ok(Some(text)),
                Err(code) => Err(Fault { question: field, item: None, code }),
            },
        }
    }
}
