//! XLSForm files: read, reported on, put into a draft, and written.
//!
//! What a row means is decided in [`survey::xlsform`]; here is the workbook around it, the words of its remarks, and the way into
//! the draft. The pages, the commands and the API all come through here.

pub mod command;
pub mod workbook;

use std::sync::Arc;

use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use survey::check::{Finding, check};
use survey::code::QuestionSetCode;
use survey::revision::{self, Difference};
use survey::xlsform::{Imported, Problem, Remark, Severity};
use survey::{QuestionSet, relevance};

use self::workbook::OddCell;
use crate::drafts::{By, subject};
use crate::i18n::{Arg, LocaleTexts, Translations};
use crate::partners::table::TableError;
use crate::store::drafts::{self, Change, Draft, Saved};
use crate::store::{Store, StoreError, audit, translations};

/// Why a file can't be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is no workbook, or a larger one than any question set's.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It is JSON, and no question set.
    #[error("the JSON can't be read: {0}")]
    Json(String),
}

/// Reads a file by what it is, not by what it is called: an XLSForm, or a question set as JSON.
///
/// # Errors
/// [`FileError`], which says what to do about it.
pub fn read(bytes: &[u8], translations: &Translations) -> Result<Imported, FileError> {
    if bytes.len() > workbook::LARGEST_FILE {
        return Err(TableError::TooLarge.into());
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if text.trim_ascii_start().starts_with(b"{") {
        let set: QuestionSet =
            serde_json::from_slice(text).map_err(|error| FileError::Json(error.to_string()))?;
        let (set, rereads) = set.in_odk();
        let remarks = rereads.into_iter().map(|reread| Remark {
            sheet: String::new(),
            row: 0,
            column: reread.place,
            problem: Problem::Reread(reread.before, reread.after),
        });
        return Ok(Imported { set: Some(set), remarks: remarks.collect(), made_from: None });
    }
    let book = workbook::read(bytes)?;
    let other = |locale: &survey::Locale| {
        let known = translations.locales().any(|known| known.language() == locale.language());
        known.then(|| translations.locale(locale).text("xlsform-other"))
    };
    let mut imported = survey::xlsform::read(&book.sheets, &other);
    let used = |odd: &workbook::Odd| survey::xlsform::is_read(&odd.sheet, &odd.column);
    imported.remarks.extend(book.odd.into_iter().filter(used).map(|odd| Remark {
        sheet: odd.sheet,
        row: odd.row,
        column: odd.column,
        problem: match odd.what {
            OddCell::Formula => Problem::Formula,
            OddCell::Error(error) => Problem::CellError(error),
        },
    }));
    let whole = |sheet: String, problem| Remark { sheet, row: 0, column: String::new(), problem };
    let most = u32::try_from(workbook::MOST_COLUMNS).unwrap_or(u32::MAX);
    let wide = book.wide.into_iter().filter(|sheet| workbook::is_of_a_form(sheet));
    imported.remarks.extend(wide.map(|sheet| whole(sheet, Problem::ColumnsLeftOut(most))));
    imported
        .remarks
        .extend(book.unread.into_iter().map(|sheet| whole(sheet.clone(), Problem::SheetUnused(sheet))));
    Ok(imported)
}

/// Writes a question set as a workbook.
///
/// # Errors
/// When a text is longer than a cell can be.
pub fn write(set: &QuestionSet) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    workbook::write(&survey::xlsform::write(set))
}

/// Writes a draft as a workbook that knows which state of it it was made from.
///
/// # Errors
/// When a text is longer than a cell can be.
pub fn write_draft(draft: &Draft) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    workbook::write(&survey::xlsform::write(&draft.set).made_from(&state(draft.revision, &draft.set)))
}

/// A state of a draft. Revisions are counted anew when a draft is thrown away and another begun: what it held belongs to it.
fn state(revision: i64, set: &QuestionSet) -> String {
    let content = serde_json::to_vec(set).unwrap_or_default();
    let short: String = Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("revision {revision}, {short}")
}

/// The state of a question set that a file was made from: of its draft, or a published version.
///
/// # Errors
/// When the database fails.
pub async fn made_from(
    store: &Store,
    code: &QuestionSetCode,
    imported: &Imported,
) -> Result<Option<QuestionSet>, StoreError> {
    if let Some(note) = &imported.made_from {
        let revision = note.trim_start_matches("revision ").split(',').next().unwrap_or_default();
        let Ok(revision) = revision.parse() else { return Ok(None) };
        let known = store.draft_at(code, revision).await?;
        return Ok(known.filter(|known| state(revision, known) == *note));
    }
    let version = imported.set.as_ref().map(|set| set.version);
    let mut versions = store.question_set_versions(code).await?;
    Ok(version.and_then(|version| versions.remove(&version)).map(|set| (*set).clone()))
}

/// What a remark says.
pub fn words(t: &LocaleTexts, remark: &Remark) -> String {
    let (name, value) = remark.problem.names();
    let detail = match &remark.problem {
        Problem::Expression(_, problem) => expression(t, problem),
        Problem::ReferenceLeftOut(..) | Problem::FunctionLeftOut(..) | Problem::PathLeftOut(..) => {
            t.text(if remark.is_of_constraint() { "xlsform-effect-accepted" } else { "xlsform-effect-asked" })
        }
        _ => String::new(),
    };
    let args: [(&str, Arg<'_>); 5] = [
        ("name", Arg::from(name)),
        ("value", Arg::from(value)),
        ("number", Arg::from(f64::from(remark.problem.number().unwrap_or_default()))),
        ("detail", Arg::from(detail)),
        ("column", Arg::from(remark.column.as_str())),
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
        // It is said in a remark of its own.
        relevance::Problem::UnknownFunction(name) => say("unexpected", name, 0.0),
        relevance::Problem::WrongArity(name, count) => say("arity", name, *count as f64),
    }
}

/// What comes of a file whose reading fails.
pub fn sentence(t: &LocaleTexts, error: &FileError) -> String {
    let (megabytes, rows) = (workbook::LARGEST_FILE >> 20, workbook::MOST_ROWS);
    let count = |number: usize| Arg::from(number as f64);
    match error {
        FileError::Json(problem) => t.tr("xlsform-file-json", &[("problem", Arg::from(problem.as_str()))]),
        FileError::Table(TableError::TooLarge) => {
            t.tr("xlsform-file-too-large", &[("megabytes", count(megabytes))])
        }
        FileError::Table(TableError::TooManyRows) => t.tr("xlsform-file-rows", &[("rows", count(rows))]),
        FileError::Table(TableError::UnpacksTooLarge) => t.text("xlsform-file-unpacks"),
        FileError::Table(TableError::Empty | TableError::NoRows) => t.text("xlsform-file-empty"),
        FileError::Table(TableError::OldWorkbook) => t.text("xlsform-file-old"),
        FileError::Table(TableError::DamagedWorkbook | TableError::NotUtf8) => t.text("xlsform-file-damaged"),
    }
}

/// How many remarks there are of that kind.
pub fn count(remarks: &[Remark], severity: Severity) -> usize {
    remarks.iter().filter(|remark| remark.severity() == severity).count()
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
            "message": words(t, remark).replace(['\u{2068}', '\u{2069}'], ""),
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

/// Where a question set that was read would go.
#[derive(Debug, Clone)]
pub enum Target {
    /// In place of the draft that is there.
    Draft(Box<Draft>),
    /// Beside the last published version, as the draft of the next one.
    Next(Arc<QuestionSet>),
    /// There is nothing of that code yet.
    New,
}

impl Target {
    /// What it would be put in place of, or beside.
    pub fn set(&self) -> Option<&QuestionSet> {
        match self {
            Self::Draft(draft) => Some(&draft.set),
            Self::Next(set) => Some(set),
            Self::New => None,
        }
    }

    /// The revision of the draft, as [`into_draft`] asks for it.
    pub fn seen(&self) -> Option<i64> {
        match self {
            Self::Draft(draft) => Some(draft.revision),
            Self::Next(_) | Self::New => None,
        }
    }

    /// What would differ; its version and what it is called don't count.
    pub fn differences(&self, set: &QuestionSet) -> Vec<Difference> {
        self.set().map(|known| revision::differences(known, set)).unwrap_or_default()
    }
}

/// Where a question set of that code would go now.
///
/// # Errors
/// When the database fails.
pub async fn target(store: &Store, code: &QuestionSetCode) -> Result<Target, StoreError> {
    if let Some(draft) = store.draft(code).await? {
        return Ok(Target::Draft(Box::new(draft)));
    }
    let newest = store.question_set_versions(code).await?.into_values().next_back();
    Ok(newest.map_or(Target::New, Target::Next))
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
    let newest = store.question_set_versions(&set.code).await?.into_values().next_back();
    let published = newest.as_ref().map(|newest| newest.version);
    let draft = store.draft(&set.code).await?;
    let next = published.map_or(1, |newest| newest + 1);
    let version = draft.as_ref().map_or(next, |draft| draft.set.version);
    let set = QuestionSet { version, ..set.clone() };
    let change = Change { what: "imported", place: "", who: by.who, at: by.at };
    let mut tx = store.begin_write().await?;
    let saved = match seen {
        Some(seen) => drafts::save(&mut tx, &set, seen, &change).await?,
        None if drafts::begin(&mut tx, &set, published, &change).await? => {
            // Its translations were made from the words of the version that it begins beside.
            if let Some(newest) = &newest {
                translations::follow(&mut tx, newest, &set).await?;
            }
            Saved::As(1)
        }
        None => Saved::Overtaken,
    };
    if let Saved::As(revision) = saved {
        let detail =
            json!({ "version": version, "revision": revision, "questions": set.questions().count() });
        audit::record(&mut tx, by.who, "draft_imported", &subject(&set.code), &detail, by.at).await?;
        tx.commit().await?;
    }
    Ok(saved)
}
