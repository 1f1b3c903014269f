//! Reads a question set out of JSON; every error names its place.

use serde_json::Value as Json;

use crate::Locale;
use crate::json::{Object, Problem, within};
use crate::ordered::Map;
use crate::question_set::{Choice, Item, Kind, Question, QuestionSet, Section, Text};
use crate::relevance::{Expression, Meaning};

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
    let Json::Object(map) = json else { return Err(Problem::Expected("a text in each language")) };
    let entries = map.into_iter().map(|(language, text)| {
        let locale: Locale = language.parse().map_err(|_| Problem::Unexpected(language.clone()))?;
        match text {
            Json::String(text) => Ok((locale, text)),
            _ => within("language", &language, Err(Problem::Expected("a text"))),
        }
    });
    entries.collect::<Result<_, Problem>>().map(Text)
}

fn question_set(json: Json, read_text: ReadText) -> Result<QuestionSet, Problem> {
    let mut object = Object::read(json)?;
    let mut languages = Vec::new();
    for language in object.list("languages")? {
        let tag = language.as_str().unwrap_or_default();
        languages.push(tag.parse().map_err(|_| Problem::Form("languages", tag.to_owned()))?);
    }
    let Json::Object(lists) = object.need("choice_lists")? else {
        return Err(Problem::Type("choice_lists", "an object"));
    };
    let mut choice_lists = Map::default();
    for (name, list) in lists {
        let Json::Array(list) = list else {
            return within("choice list", &name, Err(Problem::Expected("a list")));
        };
        let choices = within("choice list", &name, choices(list, read_text))?;
        choice_lists.insert(name, choices);
    }
    let mut sections = Vec::new();
    for json in object.list("sections")? {
        sections.push(section(json, read_text)?);
    }
    let meaning = match object.text("expressions")? {
        None => Meaning::First,
        Some(name) => Meaning::named(&name).ok_or(Problem::Form("expressions", name))?,
    };
    let mut set = QuestionSet {
        meaning,
        code: object.parsed("code")?,
        version: object.count("version")?.ok_or(Problem::Missing("version"))?,
        languages,
        title: within("text", "title", read_text(object.take("title")))?,
        introduction: within("text", "introduction", read_text(object.take("introduction")))?,
        choice_lists,
        sections,
    };
    object.end()?;
    set.settle();
    Ok(set)
}

fn choices(list: Vec<Json>, read_text: ReadText) -> Result<Vec<Choice>, Problem> {
    let mut choices = Vec::new();
    for json in list {
        choices.push(choice(json, read_text)?);
    }
    Ok(choices)
}

fn choice(json: Json, read_text: ReadText) -> Result<Choice, Problem> {
    let mut object = Object::read(json)?;
    let choice = Choice {
        code: object.parsed("code")?,
        label: read_text(object.take("label"))?,
        off_scale: object.flag("off_scale")?,
        exclusive: object.flag("exclusive")?,
        other: object.flag("other")?,
    };
    within("choice", choice.code.as_str(), object.end())?;
    Ok(choice)
}

fn section(json: Json, read_text: ReadText) -> Result<Section, Problem> {
    let mut object = Object::read(json)?;
    let code: crate::SectionCode = object.parsed("code")?;
    let name = code.to_string();
    within("section", &name, section_of(object, code, read_text))
}

fn section_of(mut object: Object, code: crate::SectionCode, read_text: ReadText) -> Result<Section, Problem> {
    let mut questions = Vec::new();
    for json in object.list("questions")? {
        questions.push(question(json, read_text)?);
    }
    let section = Section {
        code,
        title: read_text(object.take("title"))?,
        introduction: read_text(object.take("introduction"))?,
        relevant: expression(&mut object, "relevant")?,
        questions,
    };
    object.end()?;
    Ok(section)
}

fn expression(object: &mut Object, key: &'static str) -> Result<Option<Expression>, Problem> {
    match object.text(key)? {
        None => Ok(None),
        Some(source) => source.parse().map(Some).map_err(|error| Problem::Expression(key, source, error)),
    }
}

fn question(json: Json, read_text: ReadText) -> Result<Question, Problem> {
    let mut object = Object::read(json)?;
    let code: crate::QuestionCode = object.parsed("code")?;
    let name = code.to_string();
    within("question", &name, question_of(object, code, read_text))
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
        required_message: read_text(object.take("required_message"))?,
        profile: object.flag("profile")?,
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
            let mut items = Vec::new();
            for json in object.list("items")? {
                items.push(item(json, read_text)?);
            }
            Kind::Matrix { items, choices: object.need_text("choices")? }
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
        _ => return Err(Problem::Kind(name)),
    })
}

fn item(json: Json, read_text: ReadText) -> Result<Item, Problem> {
    let mut object = Object::read(json)?;
    let item = Item { code: object.parsed("code")?, label: read_text(object.take("label"))? };
    within("item", item.code.as_str(), object.end())?;
    Ok(item)
}

fn whole(object: &mut Object, key: &'static str) -> Result<i64, Problem> {
    object.need(key)?.as_i64().ok_or(Problem::Type(key, "a whole number"))
}

fn number(object: &mut Object, key: &'static str) -> Result<Option<f64>, Problem> {
    match object.take(key) {
        None => Ok(None),
        Some(json) => json.as_f64().map(Some).ok_or(Problem::Type(key, "a number")),
    }
}

/// The words of [`crate::NotADay`], which a test holds to it.
const A_DAY: &str = "a day from 1900-01-01 to 2199-12-31, written as 2026-05-31";

fn date(object: &mut Object, key: &'static str) -> Result<Option<crate::Day>, Problem> {
    match object.text(key)? {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| Problem::Type(key, A_DAY)),
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
    fn a_bound_outside_the_calendar_is_named_with_the_calendar() {
        assert_eq!(
            problem(r#"{"code":"a","kind":"date","min":"+262142-12-31"}"#),
            format!("section “s”: question “a”: “min” must be {A_DAY}")
        );
        assert_eq!(crate::NotADay.to_string(), format!("{A_DAY}, is expected"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        assert_eq!(
            problem(r#"{"code":"a","kind":"nope"}"#),
            "section “s”: question “a”: there is no kind of question “nope”"
        );
        assert_eq!(
            problem(r#"{"code":"a","kind":"text","requird":true}"#),
            "section “s”: question “a”: “requird” is not expected here"
        );
        assert_eq!(
            problem(r#"{"code":"a","kind":"note","max":3}"#),
            "section “s”: question “a”: “max” is not expected here"
        );
        assert_eq!(
            problem(r#"{"code":"a","kind":"rating","min":1}"#),
            "section “s”: question “a”: “max” is missing"
        );
        assert!(problem(r#"{"code":"a","kind":"text","relevant":"${"}"#).contains("at character 1"));
    }
}
