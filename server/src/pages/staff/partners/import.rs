//! A file of partners comes in: it is read and kept for its preview, and nothing else happens to it here.

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post};
use askama::Template;

use super::super::forms::Errors;
use super::super::invitations::query;
use super::super::upload::Upload;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words::number;
use super::{BASE, unavailable};
use crate::partners::column::Column;
use crate::partners::say::column_name;
use crate::partners::table::{LARGEST_FILE, MOST_ROWS, Table, TableError};
use crate::partners::{MOST_CONTACTS, waiting};
use crate::store::StoreError;

#[derive(Template)]
#[template(path = "staff/partners/import.html")]
struct ImportPage<'a> {
    frame: Frame<'a>,
    heading: String,
    /// The file that was here before has gone.
    gone: bool,
    errors: Errors,
    limits: String,
    columns: Vec<Explained>,
}

/// A column and what it takes.
struct Explained {
    heading: &'static str,
    name: String,
    takes: String,
    needed: bool,
}

/// The page to choose a file on, which says what its columns take.
#[get("/partners/import")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    visit.page(StatusCode::OK, &page(&visit, Errors::default()))
}

fn page(visit: &Visit, errors: Errors) -> ImportPage<'_> {
    let t = visit.t();
    let heading = t.text("partners-import");
    let limits = [("megabytes", number((LARGEST_FILE >> 20) as u64)), ("rows", number(MOST_ROWS as u64))];
    ImportPage {
        frame: visit.frame(&errors.title(visit, &heading)),
        heading,
        gone: query(visit).has("gone", "yes"),
        errors,
        limits: t.tr("partners-file-limits", &limits),
        columns: Column::all(2).into_iter().map(|column| explain(visit, column)).collect(),
    }
}

fn explain(visit: &Visit, column: Column) -> Explained {
    let t = visit.t();
    let takes = match column {
        Column::Key => t.text("partners-takes-key"),
        Column::Name => t.text("partners-takes-name"),
        Column::Region => t.text("partners-takes-region"),
        Column::Country => t.text("partners-takes-country"),
        Column::Programme => t.text("partners-takes-programme"),
        Column::Type => t.text("partners-takes-type"),
        Column::Language => {
            let tags: Vec<String> = visit.state.translations.locales().map(ToString::to_string).collect();
            let tags = super::super::words::list(t, &tags);
            t.tr("partners-takes-language", &[("tags", super::super::words::text(&tags))])
        }
        Column::ContactName(0) => t.text("partners-takes-contact-name"),
        Column::ContactEmail(0) => t.text("partners-takes-contact-email"),
        Column::ContactName(_) | Column::ContactEmail(_) => {
            t.tr("partners-takes-further", &[("most", number(MOST_CONTACTS as u64))])
        }
        Column::Manager => t.text("partners-takes-manager"),
        Column::Active => t.text("partners-takes-active"),
    };
    let needed = Column::NEEDED.contains(&column);
    Explained { heading: column.as_str(), name: column_name(t, column), takes, needed }
}

/// Takes a file, and shows what importing it would do.
#[post("/partners/import")]
pub async fn look(visit: StaffVisit, parts: Multipart) -> Result<HttpResponse, Problem> {
    let upload = Upload::posted(&visit, parts, LARGEST_FILE).await?;
    match waiting::read(upload.file).await {
        Ok(table) => {
            let id = keep(&visit, &table).await.map_err(unavailable(&visit))?;
            Ok(redirect(&format!("{BASE}/import/{id}")))
        }
        Err(error) => {
            let status = match error {
                TableError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let mut errors = Errors::default();
            errors.add(&visit, "file", message(error));
            visit.page(status, &page(&visit, errors))
        }
    }
}

async fn keep(visit: &Visit, table: &Table) -> Result<uuid::Uuid, StoreError> {
    let Some(session) = &visit.session else {
        return Err(StoreError::unreadable("staff_session", "no session"));
    };
    waiting::keep(&visit.state.store, session.member.id, table, visit.state.clock.now_ms()).await
}

fn message(error: TableError) -> &'static str {
    match error {
        TableError::TooLarge => "partners-file-too-large",
        TableError::UnpacksTooLarge => "partners-file-unpacks",
        TableError::TooManyRows => "partners-file-rows",
        TableError::Empty => "partners-file-empty",
        TableError::NoRows => "partners-file-no-rows",
        TableError::NotUtf8 => "partners-file-encoding",
        TableError::OldWorkbook => "partners-file-old",
        TableError::DamagedWorkbook => "partners-file-damaged",
    }
}
