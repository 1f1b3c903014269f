//! `server question-set check|import|export`: a report as JSON on standard output.

use std::io::Write as _;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};
use survey::Locale;
use survey::code::QuestionSetCode;
use survey::translation::Meeting;

use super::{FileError, into_draft, read, report, write, write_draft};
use crate::drafts::By;
use crate::i18n::Translations;
use crate::private;
use crate::store::audit::COMMAND;
use crate::store::drafts::Saved;
use crate::store::{Store, StoreError};
use crate::translations::{Outcome, TranslateError, file};

/// What a command says, and whether all is well.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it prints.
    pub json: Json,
    /// Whether it ends without errors.
    pub well: bool,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file can't be read.
    #[error("{0}: {1}")]
    File(String, FileError),
    /// The file can't be opened or written.
    #[error("{0}: {1}")]
    Io(String, std::io::Error),
    /// There is nothing under that code.
    #[error("there is no question set “{0}”, or not that version")]
    Unknown(QuestionSetCode),
    /// A text is too long for a cell.
    #[error("{0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// It can't be written as JSON.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// It is neither.
    #[error("{0}: the name of a file ends with .xlsx or .json")]
    Ending(String),
    /// Translations could not be saved.
    #[error(transparent)]
    Translate(#[from] TranslateError),
    /// Somebody changed the draft at that moment.
    #[error("somebody changed the draft at the same moment; try again")]
    Overtaken,
}

fn open(file: &Path, translations: &Translations) -> Result<survey::xlsform::Imported, CommandError> {
    let name = || file.display().to_string();
    let bytes = std::fs::read(file).map_err(|error| CommandError::Io(name(), error))?;
    read(&bytes, translations).map_err(|error| CommandError::File(name(), error))
}

/// Looks at a file: what would be lost or changed of it, and what is to be put right before it can be published.
///
/// # Errors
/// When the file can't be opened.
pub fn check(file: &Path) -> Result<Report, CommandError> {
    let translations = Translations::load();
    let t = translations.locale(&Locale::english());
    let imported = match open(file, &translations) {
        Ok(imported) => imported,
        Err(CommandError::File(place, error)) => {
            let problem = match &error {
                FileError::Json(problem) => problem.clone(),
                error => super::sentence(t, error),
            };
            let findings = [json!({ "place": place, "problem": problem })];
            return Ok(Report { json: json!({ "questions": 0, "findings": findings }), well: false });
        }
        Err(error) => return Err(error),
    };
    let json = report(&imported, t);
    let sound = json["findings"].as_array().is_some_and(Vec::is_empty);
    Ok(Report { json, well: sound && !imported.has_errors() })
}

/// Takes a file in as the draft of its code, or of the one that is said. What the draft had before is in its history.
///
/// # Errors
/// When the file can't be read or the database fails.
pub async fn import(
    store: &Store,
    file: &Path,
    code: Option<QuestionSetCode>,
    now: DateTime<Utc>,
) -> Result<Report, CommandError> {
    let translations = Translations::load();
    let mut imported = open(file, &translations)?;
    if let (Some(code), Some(set)) = (code, &mut imported.set) {
        set.code = code;
    }
    let mut json = report(&imported, translations.locale(&Locale::english()));
    let (false, Some(set)) = (imported.has_errors(), &imported.set) else {
        return Ok(Report { json, well: false });
    };
    let seen = store.draft(&set.code).await?.map(|draft| draft.revision);
    let by = By { who: COMMAND, at: now.timestamp_millis() };
    match into_draft(store, set, seen, by).await? {
        Saved::As(revision) => {
            json["revision"] = json!(revision);
            Ok(Report { json, well: true })
        }
        Saved::Overtaken => Err(CommandError::Overtaken),
    }
}

/// Takes the translations of a file into the draft of its code, or of the one that is said, and nothing else of it. A translation
/// that somebody changed since the file was made is named and not taken.
///
/// # Errors
/// When the file can't be read, there is no draft, or the database fails.
pub async fn import_texts(
    store: &Store,
    path: &Path,
    code: Option<QuestionSetCode>,
    now: DateTime<Utc>,
) -> Result<Report, CommandError> {
    let translations = Translations::load();
    let imported = open(path, &translations)?;
    let mut json = report(&imported, translations.locale(&Locale::english()));
    let Some(code) = code.or_else(|| imported.set.as_ref().map(|set| set.code.clone())) else {
        return Ok(Report { json, well: false });
    };
    let found = file::look(store, &code, &imported).await?;
    let found = found.ok_or_else(|| CommandError::Unknown(code.clone()))?;
    let by = By { who: COMMAND, at: now.timestamp_millis() };
    let done = file::take(store, &code, file::free(&found), by).await?;
    let (refused, taken): (Vec<_>, Vec<_>) = done.iter().partition(|(_, outcome)| outcome.is_refused());
    let name =
        |(taken, _): &&(file::Taken, Outcome)| json!({ "text": taken.given.key, "language": taken.language });
    let met = found.offer.texts.iter().filter(|text| text.meeting != Meeting::Free);
    let met = met.map(|text| json!({ "text": text.key, "language": text.language }));
    let not_taken: Vec<Json> = met.chain(refused.iter().map(name)).collect();
    let well = not_taken.is_empty() && !imported.has_errors();
    json["code"] = json!(code);
    json["taken"] = taken.iter().map(name).collect();
    json["changed_meanwhile"] = json!(not_taken);
    json["not_taken"] = json!(found.offer.others);
    Ok(Report { json, well })
}

/// Writes a question set to a file: the version that is said, else its draft, else its last version.
///
/// # Errors
/// When there is none, or the file can't be written.
pub async fn export(
    store: &Store,
    code: &QuestionSetCode,
    version: Option<u32>,
    file: &Path,
) -> Result<Report, CommandError> {
    let versions = store.question_set_versions(code).await?;
    let draft = if version.is_none() { store.draft(code).await? } else { None };
    let (is_draft, workbook) = (draft.is_some(), draft.as_ref().map(write_draft));
    let newest = version.or_else(|| versions.keys().next_back().copied());
    let published = || newest.and_then(|version| versions.get(&version)).map(|set| (**set).clone());
    let set = draft.map(|draft| draft.set).or_else(published);
    let set = set.ok_or_else(|| CommandError::Unknown(code.clone()))?;
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("xlsx") => workbook.unwrap_or_else(|| write(&set))?,
        Some("json") => (serde_json::to_string_pretty(&set)? + "\n").into_bytes(),
        _ => return Err(CommandError::Ending(file.display().to_string())),
    };
    let written = private::create(file).and_then(|mut file| file.write_all(&bytes));
    written.map_err(|error| CommandError::Io(file.display().to_string(), error))?;
    let questions = set.questions().count();
    let json = json!({ "code": code, "version": set.version, "draft": is_draft, "questions": questions });
    Ok(Report { json, well: true })
}
