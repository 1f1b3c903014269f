//! Saving a change of a draft from a form, by its button or while somebody types, and what is said when colleagues were there.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use serde_json::{Value as Json, json};
use survey::edit::{Edit, Refusal};
use survey::form::Fields;
use survey::question_set::QuestionSet;
use survey::relevance::{ExpressionError, Problem as Wrong};
use survey::{Locale, QuestionCode};

use super::super::forms::{Errors, field};
use super::super::visit::{Kind, Problem, Visit, redirect};
use super::super::words::{number, text};
use super::{base, history};
use crate::drafts::{self, By, ChangeError, Done, Overtaken};

/// What is sent along by the script that saves while somebody types.
const AUTOSAVE: &str = "x-sawt-autosave";

/// What colleagues did meanwhile to the same.
pub struct Conflict {
    /// Who did what, when.
    pub changes: Vec<String>,
    /// Each thing that is different now: what it is, what it was when it was seen, and what it is now.
    pub differences: Vec<[String; 3]>,
}

/// A form that comes back, with what is to be said about it.
#[derive(Default)]
pub struct Again {
    /// What is wrong.
    pub errors: Errors,
    /// What colleagues did.
    pub conflict: Option<Conflict>,
    /// The revision that the form is about then.
    pub revision: Option<i64>,
}

impl Again {
    /// A form with something wrong.
    pub fn wrong(errors: Errors) -> Self {
        Self { errors, ..Self::default() }
    }

    /// The status to answer with.
    pub fn status(&self) -> StatusCode {
        match (&self.conflict, self.errors.is_empty()) {
            (Some(_), _) => StatusCode::CONFLICT,
            (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
            (None, true) => StatusCode::OK,
        }
    }
}

/// Either it is answered, or the form comes back.
pub enum Outcome {
    /// The answer.
    Answered(HttpResponse),
    /// The form comes back.
    Again(Again),
}

/// Whoever is logged in, now.
pub fn by(visit: &Visit) -> By<'_> {
    By { who: visit.who(), at: visit.state.clock.now_ms() }
}

/// The revision that a form was made from.
pub fn seen(fields: &Fields) -> i64 {
    field(fields, "revision").parse().unwrap_or_default()
}

/// The language that the form's texts are in.
pub fn language(set: &QuestionSet, fields: &Fields) -> Locale {
    let first = || set.languages.first().cloned().unwrap_or_else(Locale::english);
    field(fields, "language").parse().unwrap_or_else(|_| first())
}

/// Saves a change and goes to an address; or says what stands in the way, at that field.
///
/// # Errors
/// When there is no draft, or the database fails.
pub async fn save(
    visit: &Visit,
    set: &QuestionSet,
    fields: &Fields,
    edit: &Edit,
    to: &str,
) -> Result<Outcome, Problem> {
    let language = language(set, fields);
    let done = drafts::change(&visit.state.store, &set.code, seen(fields), edit, &language, by(visit)).await;
    let again = match done {
        Ok(Done::Saved(revision) | Done::Unchanged(revision)) => {
            return Ok(Outcome::Answered(if is_autosave(visit) {
                answer(StatusCode::OK, &json!({ "revision": revision }))
            } else {
                redirect(to)
            }));
        }
        Ok(Done::Overtaken(overtaken)) => Again {
            revision: Some(overtaken.draft.revision),
            conflict: Some(conflict(visit, &overtaken, edit, &language)),
            ..Again::default()
        },
        Err(ChangeError::Refused(refusal)) => {
            Again::wrong(Errors(vec![("code", refused(visit, set, &refusal))]))
        }
        Err(error) => return Err(failed(visit, error)),
    };
    Ok(back(visit, again))
}

/// A form that comes back, or the same said to the script.
pub fn back(visit: &Visit, again: Again) -> Outcome {
    if !is_autosave(visit) {
        return Outcome::Again(again);
    }
    let message = match &again.conflict {
        Some(conflict) => conflict.changes.first().cloned().unwrap_or_default(),
        None => again.errors.0.first().map(|(_, message)| message.clone()).unwrap_or_default(),
    };
    Outcome::Answered(answer(again.status(), &json!({ "message": message })))
}

/// Whether it is the script that saves, while somebody types.
pub(super) fn is_autosave(visit: &Visit) -> bool {
    visit.request.headers().contains_key(AUTOSAVE)
}

/// What that script is told.
pub(super) fn answer(status: StatusCode, json: &Json) -> HttpResponse {
    HttpResponse::build(status).insert_header((CACHE_CONTROL, "no-store")).json(json)
}

/// The page for what can't be helped.
pub fn failed(visit: &Visit, error: ChangeError) -> Problem {
    match error {
        ChangeError::Store(error) => visit.unavailable(&error),
        ChangeError::Busy => visit.problem(Kind::Unavailable),
        ChangeError::NoDraft | ChangeError::UnknownRevision(_) | ChangeError::Refused(_) => {
            visit.problem(Kind::NotFound)
        }
    }
}

fn conflict(visit: &Visit, overtaken: &Overtaken, edit: &Edit, language: &Locale) -> Conflict {
    let now = edit.touches(&overtaken.draft.set, language);
    let was = overtaken.seen.as_ref().map(|seen| edit.touches(seen, language)).unwrap_or_default();
    // Everything since, or the changes at this place alone where they can be told.
    let place = overtaken.seen.as_ref().map(|seen| edit.place(seen)).unwrap_or_default();
    let here: Vec<_> = overtaken.changes.iter().filter(|change| change.place == place).collect();
    let changes = if here.is_empty() { overtaken.changes.iter().collect() } else { here };
    let mut differences = Vec::new();
    let keys =
        |json: &Json| json.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let mut all = keys(&was);
    all.extend(keys(&now));
    all.sort();
    all.dedup();
    for key in all {
        let said = |json: &Json| shown(&json[&key]);
        if was[&key] != now[&key] {
            let name = visit.t().text(part_name(&key));
            differences.push([name, said(&was), said(&now)]);
        }
    }
    if !was.is_null() && now.is_null() {
        differences.push([visit.t().text("editor-part-gone"), String::new(), String::new()]);
    }
    Conflict {
        changes: changes.into_iter().map(|change| history::sentence(visit, change)).collect(),
        differences,
    }
}

/// What a part of a question or section is called.
fn part_name(key: &str) -> &'static str {
    match key {
        "title" => "editor-field-title",
        "introduction" => "editor-field-introduction",
        "label" => "editor-field-label",
        "hint" => "editor-field-hint",
        "code" => "editor-field-code",
        "kind" => "editor-field-kind",
        "choices" => "editor-field-choices",
        "items" => "editor-items",
        "required" => "editor-field-required",
        "relevant" => "editor-relevant",
        "constraint" => "editor-constraint",
        "required_message" => "editor-field-required-message",
        "constraint_message" => "editor-field-constraint-message",
        _ => "editor-part-other",
    }
}

/// A value as a person reads it: a text in its language, else what the file would say.
fn shown(json: &Json) -> String {
    match json {
        Json::Null => "–".to_owned(),
        Json::String(text) => text.clone(),
        Json::Object(map) if map.len() == 1 => map.values().map(shown).collect(),
        Json::Array(list) => list.iter().map(|one| shown(&one["label"])).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// Why a change is not made, in words.
pub fn refused(visit: &Visit, set: &QuestionSet, refusal: &Refusal) -> String {
    let t = visit.t();
    match refusal {
        Refusal::Gone(what) => t.tr("editor-refused-gone", &[("what", text(what))]),
        Refusal::Taken(code) => t.tr("editor-refused-taken", &[("code", text(code))]),
        Refusal::NotACode(_) => t.text("editor-error-code"),
        Refusal::Referred { what, place } => {
            let place = place_name(set, place);
            t.tr("editor-refused-referred", &[("what", text(what)), ("place", text(&place))])
        }
        Refusal::Used { list, question } => {
            t.tr("editor-refused-used", &[("list", text(list)), ("question", text(question))])
        }
        Refusal::NoLanguage => t.text("editor-refused-language"),
    }
}

/// A place as people know it: the code of the question or the section.
pub fn place_name(set: &QuestionSet, place: &str) -> String {
    let parts: Vec<&str> = place.split('.').collect();
    let named = |code: &str| match set.question(code) {
        Some(question) => format!("{} ({code})", super::source(set, &question.label)),
        None => code.to_owned(),
    };
    match parts.as_slice() {
        ["sections", _, "questions", question, ..] => named(question),
        ["sections" | "choice_lists", one, ..] => (*one).to_owned(),
        _ => place.to_owned(),
    }
}

/// What is wrong with an expression, and where, in words.
pub fn expression_error(visit: &Visit, source: &str, error: &ExpressionError) -> String {
    let t = visit.t();
    let (line, column) = error.line_and_column(source);
    let problem = match &error.problem {
        Wrong::TooLong => t.text("editor-expression-too-long"),
        Wrong::TooDeep => t.text("editor-expression-too-deep"),
        Wrong::TooManyOperators => t.text("editor-expression-too-many"),
        Wrong::ExpectedValue => t.text("editor-expression-value"),
        Wrong::Unexpected(found) => t.tr("editor-expression-unexpected", &[("found", text(found))]),
        Wrong::MissingParenthesis => t.text("editor-expression-parenthesis"),
        Wrong::MissingQuote => t.text("editor-expression-quote"),
        Wrong::BadReference(name) => t.tr("editor-expression-reference", &[("name", text(name))]),
        Wrong::UnknownFunction(name) => t.tr("editor-expression-function", &[("name", text(name))]),
        Wrong::WrongArity(name, count) => {
            let args = [("name", text(name)), ("count", number(*count as u64))];
            t.tr("editor-expression-arity", &args)
        }
    };
    let place =
        t.tr("editor-expression-at", &[("line", number(line as u64)), ("column", number(column as u64))]);
    format!("{place} {problem}")
}

/// The code of a question, section, item or choice.
///
/// # Errors
/// With a message for the field `code`.
pub fn code<T: std::str::FromStr>(visit: &Visit, typed: &str) -> Result<T, Errors> {
    typed.parse().map_err(|_| {
        let mut errors = Errors::default();
        errors.add(visit, "code", "editor-error-code");
        errors
    })
}

/// Whether a published version of the question set has a question of that code.
///
/// # Errors
/// When the database fails.
pub async fn published(visit: &Visit, set: &QuestionSet) -> Result<Vec<QuestionSet>, Problem> {
    let versions = visit.state.store.question_set_versions(&set.code).await;
    let versions = versions.map_err(|error| visit.unavailable(&error))?;
    Ok(versions.into_values().map(|set| (*set).clone()).collect())
}

/// Whether one of them asks that question.
pub fn asks(published: &[QuestionSet], code: &QuestionCode) -> bool {
    published.iter().any(|set| set.question(code.as_str()).is_some())
}

/// The address of a draft.
pub fn draft_address(set: &QuestionSet) -> String {
    format!("{}/draft", base(&set.code))
}
