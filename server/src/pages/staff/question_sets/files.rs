//! A question set as a file: taken along, and a changed one taken in.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, get, web};
use askama::Template;
use rust_xlsxwriter::XlsxError;
use survey::QuestionSet;
use survey::code::QuestionSetCode;

use super::super::forms::Errors;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit};
use super::import::Chooser;
use super::{Above, base, code, draft};
use crate::sheet::XLSX;
use crate::store::StoreError;
use crate::xlsform;

#[derive(Template)]
#[template(path = "staff/question_sets/taken_along.html")]
struct FilesPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    has_draft: bool,
    /// Each with its links: what it is called and where it is.
    versions: Vec<Version>,
    chooser: Chooser,
}

struct Version {
    number: u32,
    xlsx: String,
    json: String,
}

/// The page.
#[get("/question-sets/{code}/files")]
pub async fn show(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let code = code(&visit, &address)?;
    match find(&visit, &code).await? {
        Some(set) => page(&visit, &set, Errors::default()).await,
        None => Err(visit.problem(Kind::NotFound)),
    }
}

/// The question set of that code: its last version, or its draft.
///
/// # Errors
/// When the database fails.
pub async fn find(visit: &Visit, code: &QuestionSetCode) -> Result<Option<QuestionSet>, Problem> {
    let unavailable = |error: StoreError| visit.unavailable(&error);
    let versions = visit.state.store.question_set_versions(code).await.map_err(unavailable)?;
    if let Some(newest) = versions.into_values().next_back() {
        return Ok(Some((*newest).clone()));
    }
    Ok(visit.state.store.draft(code).await.map_err(unavailable)?.map(|draft| draft.set))
}

/// The page, perhaps with what is wrong with a file.
///
/// # Errors
/// When the database fails.
pub async fn page(visit: &Visit, set: &QuestionSet, errors: Errors) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let unavailable = |error: StoreError| visit.unavailable(&error);
    let has_draft = visit.state.store.draft(&set.code).await.map_err(unavailable)?.is_some();
    let versions = visit.state.store.question_set_versions(&set.code).await.map_err(unavailable)?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = FilesPage {
        frame: visit.frame(&errors.title(visit, &t.text("xlsform-tab"))),
        above: Above::new(visit, set, "files"),
        base: base(&set.code),
        has_draft,
        versions: versions
            .into_keys()
            .rev()
            .map(|number| Version {
                number,
                xlsx: t.count("xlsform-out-version-xlsx", "version", number),
                json: t.count("xlsform-out-version-json", "version", number),
            })
            .collect(),
        chooser: Chooser::new(visit, errors, set.code.as_str(), true),
    };
    visit.page(status, &page)
}

/// The draft as an XLSForm.
#[get("/question-sets/{code}/draft/xlsform.xlsx")]
pub async fn draft_xlsx(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &address).await?;
    workbook(&visit, xlsform::write_draft(&draft), &format!("{}-draft.xlsx", draft.set.code))
}

/// The draft as JSON.
#[get("/question-sets/{code}/draft/question-set.json")]
pub async fn draft_json(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &address).await?;
    let bytes = serde_json::to_vec_pretty(&draft.set).unwrap_or_default();
    Ok(file(bytes, "application/json", &format!("{}-draft.json", draft.set.code)))
}

/// A published version as an XLSForm.
#[get("/question-sets/{code}/versions/{version}/xlsform.xlsx")]
pub async fn version_xlsx(
    visit: StaffVisit,
    address: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let set = version(&visit, &address).await?;
    workbook(&visit, xlsform::write(&set), &format!("{}-{}.xlsx", set.code, set.version))
}

async fn version(visit: &Visit, (address, version): &(String, String)) -> Result<QuestionSet, Problem> {
    let code = code(visit, address)?;
    let version: u32 = version.parse().map_err(|_| visit.problem(Kind::NotFound))?;
    let versions = visit.state.store.question_set_versions(&code).await;
    let mut versions = versions.map_err(|error| visit.unavailable(&error))?;
    let set = versions.remove(&version).ok_or_else(|| visit.problem(Kind::NotFound))?;
    Ok((*set).clone())
}

/// A workbook as the answer.
///
/// # Errors
/// When it could not be written.
pub fn workbook(
    visit: &Visit,
    written: Result<Vec<u8>, XlsxError>,
    name: &str,
) -> Result<HttpResponse, Problem> {
    match written {
        Ok(bytes) => Ok(file(bytes, XLSX, name)),
        // A text is too long for a cell: nothing else can go wrong in memory.
        Err(error) => {
            tracing::info!(%error, "a question set does not fit into a workbook");
            Err(visit.problem(Kind::NotFound))
        }
    }
}

/// A file as the answer.
pub fn file(bytes: Vec<u8>, media_type: &str, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(bytes)
}
