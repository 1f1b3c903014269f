//! The way between form fields and answers, the same for a form posted without scripts and for the client.
//!
//! Field names: `QUESTION` for one control or a group, `QUESTION.ITEM` for a matrix row, `QUESTION.1`, `QUESTION.2` … for the
//! ranks of a ranking, `QUESTION_other` for the text of an "other" choice. Names that begin with `_` are the page's own.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::answers::RawAnswers;
use crate::code::QuestionCode;
use crate::number;
use crate::question_set::{Kind, QuestionSet};

/// Form fields as they were filled: names and values, a name may come several times. This is also what a draft keeps,
/// so that even what is not yet a valid answer survives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether a field has this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|candidate| candidate == value)
    }

    /// The fields that hold something and belong to answers.
    pub fn filled(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter().filter(|(name, value)| !name.starts_with('_') && !value.trim().is_empty())
    }
}

/// Reads the answers out of the fields. What is no number stays text, and validation says so; fields that belong to no
/// question are passed over.
pub fn read(set: &QuestionSet, fields: &Fields) -> RawAnswers {
    let mut raw = Map::new();
    for (_, question) in set.questions() {
        let code = question.code.as_str();
        let single = fields.first(code).map(str::trim).filter(|value| !value.is_empty());
        let answer = match &question.kind {
            Kind::Note => None,
            Kind::SelectOne { .. } | Kind::Date { .. } => single.map(Json::from),
            Kind::Text { .. } | Kind::LongText { .. } => single.map(|text| Json::from(line_ends(text))),
            Kind::Rating { .. } | Kind::Number { .. } | Kind::Percentage => single.map(number_or_text),
            Kind::SelectSeveral { .. } => {
                let picked: Vec<_> = fields.all(code).filter(|value| !value.is_empty()).collect();
                (!picked.is_empty()).then(|| Json::from(picked))
            }
            Kind::Matrix { items, .. } => {
                let mut rows = Map::new();
                for item in items {
                    let choice = fields.first(&format!("{code}.{}", item.code));
                    if let Some(choice) = choice.filter(|choice| !choice.is_empty()) {
                        rows.insert(item.code.to_string(), Json::from(choice));
                    }
                }
                (!rows.is_empty()).then(|| Json::from(rows))
            }
            Kind::Ranking { .. } => {
                let ranked: Vec<_> = (1..=set.ranks(question))
                    .filter_map(|rank| fields.first(&rank_field(&question.code, rank)))
                    .filter(|value| !value.is_empty())
                    .map(str::to_owned)
                    .collect();
                (!ranked.is_empty()).then(|| Json::from(ranked))
            }
        };
        if let Some(answer) = answer {
            raw.insert(code.to_owned(), answer);
        }
        let other = question.code.other_field();
        if let Some(text) = fields.first(&other).map(str::trim).filter(|text| !text.is_empty())
            && set.choices(question).iter().any(|choice| choice.other)
        {
            raw.insert(other, Json::from(line_ends(text)));
        }
    }
    raw
}

/// The field of a rank, the first being 1.
pub fn rank_field(question: &QuestionCode, rank: usize) -> String {
    format!("{question}.{rank}")
}

/// The fields that answers fill: the reverse of [`read`], for opening a response that was refused.
pub fn write(answers: &RawAnswers) -> Fields {
    let mut fields = Vec::new();
    let text = |json: &Json| match json {
        Json::String(text) => text.clone(),
        Json::Number(value) => value.as_f64().map_or_else(String::new, number::plain),
        _ => String::new(),
    };
    for (name, json) in answers {
        match json {
            Json::Object(rows) => {
                fields.extend(rows.iter().map(|(item, choice)| (format!("{name}.{item}"), text(choice))));
            }
            Json::Array(list) => {
                for (index, entry) in list.iter().enumerate() {
                    fields.push((name.clone(), text(entry)));
                    fields.push((format!("{name}.{}", index + 1), text(entry)));
                }
            }
            single => fields.push((name.clone(), text(single))),
        }
    }
    Fields(fields)
}

/// Browsers post line ends as CR LF, and scripts see LF: the same text is the same answer either way.
fn line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn number_or_text(typed: &str) -> Json {
    number::parse(typed).map_or_else(
        || Json::from(typed),
        |value| {
            let whole = value.fract() == 0.0 && value.abs() < 9e15;
            #[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range of f64")]
            if whole { Json::from(value as i64) } else { Json::from(value) }
        },
    )
}
