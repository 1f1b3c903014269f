//! Question sets as XLSForm workbooks: taken along, and a changed one taken into a draft.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use survey::QuestionSet;
use survey::check::check;
use survey::code::QuestionSetCode;
use survey::xlsform::{Imported, Severity};

use super::answer::{Download, Workbook};
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{File, Path, Query};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::drafts::{self, By};
use crate::partners::table::TableError;
use crate::store::StoreError;
use crate::store::drafts::Saved;
use crate::xlsform::{self, FileError};

/// The routes.
pub fn routes(api: &mut Routes) {
    let (see, edit) = (Who::Staff(Permission::Translate), Who::Staff(Permission::EditQuestionSets));
    let path = "/question-sets/{question_set}/versions/{version}/xlsform";
    api.get(path, see, "A published version as an XLSForm workbook.").by(version);
    let path = "/question-sets/{question_set}/draft/xlsform";
    api.get(path, see, "The draft as an XLSForm workbook.").by(draft);
    let summary = "Reads an XLSForm (or a question set as JSON) and says what was read and what it would change; \
        with `keep=true` it is put in the place of the draft that was seen, or a draft begins with it.";
    api.post(path, edit, summary).problems(&[Code::Invalid, Code::Overtaken]).by(import);
}

fn unreadable(error: impl ToString) -> ApiError {
    StoreError::unreadable("question_set", error).into()
}

fn workbook(set: &QuestionSet, name: &str) -> Result<Download<Workbook>, ApiError> {
    let bytes = xlsform::write(set).map_err(unreadable)?;
    Ok(Download { name: format!("{}-{name}.xlsx", set.code), bytes, kind: Workbook })
}

async fn version(
    state: web::Data<State>,
    Path((code, version)): Path<(String, String)>,
) -> Result<Download<Workbook>, ApiError> {
    let code: QuestionSetCode = find::named(&code, Code::UnknownQuestionSet)?;
    let version: u32 = find::named(&version, Code::UnknownVersion)?;
    let versions = state.store.question_set_versions(&code).await?;
    let set = versions.get(&version).ok_or_else(|| find::nothing(Code::UnknownVersion))?;
    workbook(set, &version.to_string())
}

async fn draft(state: web::Data<State>, Path(code): Path<String>) -> Result<Download<Workbook>, ApiError> {
    let code: QuestionSetCode = find::named(&code, Code::UnknownQuestionSet)?;
    let draft = state.store.draft(&code).await?;
    let draft = draft.ok_or_else(|| find::nothing(Code::UnknownQuestionSet))?;
    workbook(&draft.set, "draft")
}

/// Whether it is kept, and over what.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// Whether it is put into the draft; else it is only looked at.
    #[serde(default)]
    keep: bool,
    /// The revision of the draft that was seen; left out, there is to be none.
    seen: Option<i64>,
}

/// What was read of a file.
#[derive(Serialize, JsonSchema)]
struct XlsformImport {
    /// Whether it is in the draft now.
    kept: bool,
    /// The revision of the draft as it is now, if there is one.
    revision: Option<i64>,
    /// Whether nothing stands against keeping it: no remark is an error.
    sound: bool,
    questions: usize,
    /// What is wrong, left out or changed.
    remarks: Vec<XlsformRemark>,
    /// What the question set still lacks before it can be published.
    #[schemars(with = "Vec<std::collections::BTreeMap<String, Json>>")]
    findings: Json,
    /// What it changes of the draft, or of the last version where there is no draft.
    #[schemars(with = "Vec<std::collections::BTreeMap<String, Json>>")]
    differences: Json,
}

/// What is to be said of a place in a file.
#[derive(Serialize, JsonSchema)]
struct XlsformRemark {
    /// `error`, `warning` or `note`.
    severity: &'static str,
    sheet: String,
    /// 0 for the sheet as a whole.
    row: u32,
    column: String,
    code: String,
    message: String,
}

fn remarks(state: &State, imported: &Imported) -> Vec<XlsformRemark> {
    let t = state.translations.locale(&survey::Locale::english());
    let say = |remark: &survey::xlsform::Remark| XlsformRemark {
        severity: match remark.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        sheet: remark.sheet.clone(),
        row: remark.row,
        column: remark.column.clone(),
        code: remark.problem.id().to_string(),
        message: xlsform::words(t, remark).replace(['\u{2068}', '\u{2069}'], ""),
    };
    imported.remarks.iter().map(say).collect()
}

async fn import(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
    Query(wish): Query<Wish>,
    file: File,
) -> Result<web::Json<XlsformImport>, ApiError> {
    let code: QuestionSetCode = find::named(&code, Code::UnknownQuestionSet)?;
    if drafts::is_reserved(&code) {
        return Err(find::nothing(Code::UnknownQuestionSet));
    }
    let shared = state.clone();
    // Unpacking and parsing take the processor for a while: not on a thread that serves requests.
    let read = web::block(move || xlsform::read(&file.bytes, &shared.translations)).await;
    let read = read.unwrap_or(Err(FileError::Table(TableError::DamagedWorkbook)));
    let mut imported = read.map_err(|error| ApiError::invalid().at("", error.to_string()))?;
    let sound = !imported.has_errors();
    let Some(mut set) = imported.set.take() else {
        let said = remarks(&state, &imported).into_iter();
        return Err(said.fold(ApiError::invalid(), |error, one| {
            error.at("", format!("{}, row {}: {}", one.sheet, one.row, one.message))
        }));
    };
    // The address says whose it is, as the form on the page does.
    set.code = code;
    let target = xlsform::target(&state.store, &set.code).await?;
    let mut revision = target.seen();
    if wish.keep {
        if !sound {
            let errors = remarks(&state, &imported).into_iter().filter(|one| one.severity == "error");
            return Err(errors.fold(ApiError::invalid(), |error, one| {
                error
                    .at("", format!("{}, row {}, column {}: {}", one.sheet, one.row, one.column, one.message))
            }));
        }
        let by = By { who: &caller.member.email, at: state.clock.now_ms() };
        match xlsform::into_draft(&state.store, &set, wish.seen, by).await? {
            Saved::As(now) => revision = Some(now),
            Saved::Overtaken => {
                let detail = "The draft is not the one that was seen: read it, or look at the file, again.";
                return Err(ApiError::new(Code::Overtaken, detail));
            }
        }
    }
    Ok(web::Json(XlsformImport {
        kept: wish.keep,
        revision,
        sound,
        questions: set.questions().count(),
        remarks: remarks(&state, &imported),
        findings: serde_json::to_value(check(&set)).map_err(unreadable)?,
        differences: serde_json::to_value(target.differences(&set)).map_err(unreadable)?,
    }))
}
