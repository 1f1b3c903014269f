//! XLSForm files: read, reported on, put into a draft, and written.
//!
//! What a row means is decided in [`survey::xlsform`]; here is the workbook around it, the words of its remarks, and the way into
//! the draft. The pages, the commands and the API all come through here.

pub mod workbook;

use serde_json::{Value as Json, json};
use survey::QuestionSet;
use survey::check::{Finding, check};
use survey::relevance;
use survey::xlsform::{Imported, Problem, Remark};

use crate::drafts::{By, subject};
use crate::i18n::{Arg, LocaleTexts, Translations};
use crate::partners::table::TableError;
use crate::store::drafts::{self, Change, Saved};
use crate::store::{Store, StoreError, audit};

/// Reads a workbook.
///
/// # Errors
/// When it is no workbook, or a larger one than any question set's.
pub fn read(bytes: &[u8], translations: &Translations) -> Result<Imported, TableError> {
    let sheets = workbook::read(bytes)?;
    let other = |locale: &survey::Locale| {
        let known = translations.locales().any(|known| known.language() == locale.language());
        known.then(|| translations.locale(locale).text("xlsform-other"))
    };
    Ok(survey::xlsform::read(&sheets, &other))
}

/// Writes a workbook.
///
/// # Errors
/// When a text is longer than a cell can be.
pub fn write(set: &QuestionSet) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    workbook::write(&survey::xlsform::write(set))
}

/// What a remark says.
pub fn words(t: &LocaleTexts, remark: &Remark) -> String {
    let (name, value) = remark.problem.names();
    let detail = match &remark.problem {
        Problem::Expression(_, problem) => expression(t, problem),
        _ => String::new(),
    };
    let args: [(&str, Arg<'_>); 4] = [
        ("name", Arg::from(name)),
        ("value", Arg::from(value)),
        ("number", Arg::from(f64::from(remark.problem.number().unwrap_or_default()))),
        ("detail", Arg::from(detail)),
    ];
    t.tr(&format!("xlsform-{}", remark.problem.id()), &args)
}

/// What is wrong with an expression.
fn expression(t: &LocaleTexts, problem: &relevance::Problem) -> String {
    let say = |id: &str, name: &str, number: f64| {
        t.tr(&format!("xlsform-expression-{id}"), &[("name", Arg::from(name)), ("number", Arg::from(number))])
    };
    match problem {
        relevance::Problem::TooLong => say("too-long", "", relevance::MAX_SOURCE as f64),
        relevance::Problem::TooDeep => say("too-deep", "", relevance::MAX_DEPTH as f64),
        relevance::Problem::TooManyOperators => say("too-many", "", relevance::MAX_OPERATORS as f64),
        relevance::Problem::ExpectedValue => say("value", "", 0.0),
        relevance::Problem::Unexpected(what) => say("unexpected", what, 0.0),
        relevance::Problem::MissingParenthesis => say("parenthesis", "", 0.0),
        relevance::Problem::MissingQuote => say("quote", "", 0.0),
        relevance::Problem::BadReference(name) => say("reference", name, 0.0),
        relevance::Problem::UnknownFunction(name) => say("function", name, 0.0),
        relevance::Problem::WrongArity(name, count) => say("arity", name, *count as f64),
    }
}

/// The report as JSON: what was said of the file, and what the question set that came of it still lacks.
pub fn report(imported: &Imported, t: &LocaleTexts) -> Json {
    let remark = |remark: &Remark| {
        json!({
            "severity": remark.severity(),
            "sheet": remark.sheet,
            "row": remark.row,
            "column": remark.column,
            "code": remark.problem.id(),
            "message": words(t, remark),
        })
    };
    let set = imported.set.as_ref();
    let findings: Vec<Finding> = set.map(check).unwrap_or_default();
    json!({
        "code": set.map(|set| set.code.to_string()),
        "questions": set.map_or(0, |set| set.questions().count()),
        "languages": set.map(|set| set.languages.clone()).unwrap_or_default(),
        "remarks": imported.remarks.iter().map(remark).collect::<Vec<_>>(),
        "findings": findings,
    })
}

/// Puts a question set that was read into the draft of its code: the draft that was seen is replaced, or one begins where there was
/// none (`seen` is `None` then). Its version is the draft's, or the next one.
///
/// # Errors
/// When the database fails.
pub async fn into_draft(
    store: &Store,
    set: &QuestionSet,
    seen: Option<i64>,
    by: By<'_>,
) -> Result<Saved, StoreError> {
    let published = store.question_set_versions(&set.code).await?.keys().next_back().copied();
    let draft = store.draft(&set.code).await?;
    let next = published.map_or(1, |newest| newest + 1);
    let version = draft.as_ref().map_or(next, |draft| draft.set.version);
    let set = QuestionSet { version, ..set.clone() };
    let change = Change { what: "imported", place: "", who: by.who, at: by.at };
    let mut tx = store.begin_write().await?;
    let saved = match seen {
        Some(seen) => drafts::save(&mut tx, &set, seen, &change).await?,
        None if drafts::begin(&mut tx, &set, published, &change).await? => Saved::As(1),
        None => Saved::Overtaken,
    };
    if let Saved::As(revision) = saved {
        let detail = json!({ "version": version, "revision": revision, "questions": set.questions().count() });
        audit::record(&mut tx, by.who, "draft_imported", &subject(&set.code), &detail, by.at).await?;
        tx.commit().await?;
    }
    Ok(saved)
}
