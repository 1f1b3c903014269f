//! Reads a question set out of JSON; every error names its place.

use serde_json::Value as Json;

use crate::Locale;
use crate::answers::parse_date;
use crate::json::{Object, Problem, at};
use crate::question_set::{Choice, Item, Kind, Question, QuestionSet, Section, Text};
use crate::relevance::Expression;

/// Reads the text of all languages, or passes over it.
type ReadText = fn(Option<Json>) -> Result<Text, Problem>;

impl TryFrom<Json> for QuestionSet {
    type Error = Problem;

    fn try_from(json: Json) -> Result<Self, Problem> {
        question_set(json, text)
    }
}

impl QuestionSet {
    /// Reads the rules alone, as [`QuestionSet::without_texts`] leaves them.
    ///
    /// # Errors
    /// Where the JSON is no question set: what is wrong, and at which place.
    pub fn read_rules(json: Json) -> Result<Self, Problem> {
        question_set(json, |_| Ok(Text::default()))
    }
}

fn text(json: Option<Json>) -> Result<Text, Problem> {
    let Some(json) = json else { return Ok(Text::default()) };
    let Json::Object(map) = json else { return Err("a text in each language is expected".to_owned()) };
    let entries = map.into_iter().map(|(language, text)| {
        let locale: Locale = language.parse().map_err(|error| format!("{error}"))?;
        match text {
            Json::String(text) => Ok((locale, text)),
            _ => Err(format!("“{language}” must be a text")),
        }
    });
    entries.collect::<Result<_, Problem>>().map(Text)
}

fn question_set(json: Json, read_text: ReadText) -> Result<QuestionSet, Problem> {
    let mut object = Object::read(json)?;
    let mut languages = Vec::new();
    for language in object.list("languages")? {
        let tag = language.as_str().unwrap_or_default();
        languages.push(tag.parse().map_err(|error| format!("languages: {error}"))?);
    }
    let Json::Object(lists) = object.need("choice_lists")? else {
        return Err("“choice_lists” must be an object".to_owned());
    };
    let mut choice_lists = std::collections::BTreeMap::new();
    for (name, list) in lists {
        let Json::Array(list) = list else { return Err(format!("choice list “{name}” must be a list")) };
        let choices: Result<Vec<_>, _> = list.into_iter().map(|json| choice(json, read_text)).collect();
        choice_lists.insert(name.clone(), at(&format!("choice list “{name}”"), choices)?);
    }
    let mut sections = Vec::new();
    for json in object.list("sections")? {
        sections.push(section(json, read_text)?);
    }
    let set = QuestionSet {
        code: object.parsed("code")?,
        version: object.count("version")?.ok_or("“version” is missing")?,
        languages,
        title: at("title", read_text(object.take("title")))?,
        introduction: at("introduction", read_text(object.take("introduction")))?,
        choice_lists,
        sections,
    };
    object.end()?;
    Ok(set)
}

fn choice(json: Json, read_text: ReadText) -> Result<Choice, Problem> {
    let mut object = Object::read(json)?;
    let choice = Choice {
        code: object.parsed("code")?,
        label: at("label", read_text(object.take("label")))?,
        off_scale: object.flag("off_scale")?,
        exclusive: object.flag("exclusive")?,
        other: object.flag("other")?,
    };
    at(choice.code.as_str(), object.end())?;
    Ok(choice)
}

fn section(json: Json, read_text: ReadText) -> Result<Section, Problem> {
    let mut object = Object::read(json)?;
    let code: crate::SectionCode = object.parsed("code")?;
    let place = format!("section “{code}”");
    let mut questions = Vec::new();
    for json in at(&place, object.list("questions"))? {
        questions.push(question(json, read_text)?);
    }
    let section = Section {
        title: at(&place, read_text(object.take("title")))?,
        introduction: at(&place, read_text(object.take("introduction")))?,
        relevant: at(&place, expression(&mut object, "relevant"))?,
        questions,
        code,
    };
    at(&place, object.end())?;
    Ok(section)
}

fn expression(object: &mut Object, key: &str) -> Result<Option<Expression>, Problem> {
    match object.text(key)? {
        None => Ok(None),
        Some(source) => source.parse().map(Some).map_err(|error| format!("“{key}”: “{source}”: {error}")),
    }
}

fn question(json: Json, read_text: ReadText) -> Result<Question, Problem> {
    let mut object = Object::read(json)?;
    let code: crate::QuestionCode = object.parsed("code")?;
    at(&format!("question “{code}”"), question_of(object, code, read_text))
}

fn question_of(
    mut object: Object,
    code: crate::QuestionCode,
    read_text: ReadText,
) -> Result<Question, Problem> {
    let question = Question {
        code,
        kind: kind(&mut object, read_text)?,
        label: read_text(object.take("label"))?,
        hint: read_text(object.take("hint"))?,
        required: object.flag("required")?,
        relevant: expression(&mut object, "relevant")?,
        constraint: expression(&mut object, "constraint")?,
        constraint_message: read_text(object.take("constraint_message"))?,
    };
    object.end()?;
    Ok(question)
}

/// Takes what belongs to the kind; what is left over does not, and is named at the end.
fn kind(object: &mut Object, read_text: ReadText) -> Result<Kind, Problem> {
    let name = object.need_text("kind")?;
    Ok(match name.as_str() {
        "select_one" => Kind::SelectOne { choices: object.need_text("choices")? },
        "select_several" => {
            Kind::SelectSeveral { choices: object.need_text("choices")?, max: object.count("max")? }
        }
        "matrix" => {
            let items: Result<Vec<_>, _> =
                object.list("items")?.into_iter().map(|json| item(json, read_text)).collect();
            Kind::Matrix { items: items?, choices: object.need_text("choices")? }
        }
        "rating" => Kind::Rating {
            min: whole(object, "min")?,
            max: whole(object, "max")?,
            low: read_text(object.take("low"))?,
            high: read_text(object.take("high"))?,
        },
        "number" => Kind::Number {
            min: number(object, "min")?,
            max: number(object, "max")?,
            decimals: object.count("decimals")?.unwrap_or(0),
        },
        "percentage" => Kind::Percentage,
        "ranking" => Kind::Ranking { choices: object.need_text("choices")?, max: object.count("max")? },
        "text" => Kind::Text { max_length: object.count("max_length")? },
        "long_text" => Kind::LongText { max_length: object.count("max_length")? },
        "date" => Kind::Date { min: date(object, "min")?, max: date(object, "max")? },
        "note" => Kind::Note,
        other => return Err(format!("there is no kind of question “{other}”")),
    })
}

fn item(json: Json, read_text: ReadText) -> Result<Item, Problem> {
    let mut object = Object::read(json)?;
    let item = Item { code: object.parsed("code")?, label: read_text(object.take("label"))? };
    at(item.code.as_str(), object.end())?;
    Ok(item)
}

fn whole(object: &mut Object, key: &str) -> Result<i64, Problem> {
    object.need(key)?.as_i64().ok_or_else(|| format!("“{key}” must be a whole number"))
}

fn number(object: &mut Object, key: &str) -> Result<Option<f64>, Problem> {
    match object.take(key) {
        None => Ok(None),
        Some(json) => json.as_f64().map(Some).ok_or_else(|| format!("“{key}” must be a number")),
    }
}

fn date(object: &mut Object, key: &str) -> Result<Option<chrono::NaiveDate>, Problem> {
    match object.text(key)? {
        None => Ok(None),
        Some(text) => {
            parse_date(&text).map(Some).ok_or_else(|| format!("“{key}” must be a date such as 2026-05-31"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(question: &str) -> String {
        let text = format!(
            r#"{{"code":"q","version":1,"languages":["en"],"choice_lists":{{}},"sections":[{{"code":"s","questions":[{question}]}}]}}"#
        );
        serde_json::from_str::<QuestionSet>(&text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        assert_eq!(
            problem(r#"{"code":"a","kind":"nope"}"#),
            "question “a”: there is no kind of question “nope”"
        );
        assert_eq!(
            problem(r#"{"code":"a","kind":"text","requird":true}"#),
            "question “a”: “requird” is not expected here"
        );
        assert_eq!(
            problem(r#"{"code":"a","kind":"note","max":3}"#),
            "question “a”: “max” is not expected here"
        );
        assert_eq!(problem(r#"{"code":"a","kind":"rating","min":1}"#), "question “a”: “max” is missing");
        assert!(problem(r#"{"code":"a","kind":"text","relevant":"${"}"#).contains("at character 1"));
    }
}
