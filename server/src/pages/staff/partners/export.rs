//! The directory as a file, and a file to begin with.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, get};

use super::super::invitations::query;
use super::super::visit::{Problem, StaffVisit, Visit};
use super::filter;
use crate::partners::{Contact, Partner, export};
use crate::sheet::XLSX;
use crate::store::{StoreError, StoreResult};

const CSV: &str = "text/csv; charset=utf-8";

/// The partners that the list shows, as CSV.
#[get("/partners/export.csv")]
pub async fn csv(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    file(&visit, "partners.csv", CSV, |partners| export::csv(partners).map_err(failed), wanted(&visit).await)
}

/// The partners that the list shows, as XLSX.
#[get("/partners/export.xlsx")]
pub async fn workbook(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let write = |partners: &[Partner]| export::workbook(partners).map_err(failed);
    file(&visit, "partners.xlsx", XLSX, write, wanted(&visit).await)
}

/// One invented partner, to show what stands in each column.
#[get("/partners/template.csv")]
pub async fn template_csv(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let write = |partners: &[Partner]| export::csv(partners).map_err(failed);
    file(&visit, "partners-template.csv", CSV, write, example(&visit))
}

/// The same as XLSX.
#[get("/partners/template.xlsx")]
pub async fn template_workbook(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let write = |partners: &[Partner]| export::workbook(partners).map_err(failed);
    file(&visit, "partners-template.xlsx", XLSX, write, example(&visit))
}

async fn wanted(visit: &Visit) -> StoreResult<Vec<Partner>> {
    // A file is the same whoever asks for it: nobody's partners come first.
    visit.state.store.partners(&filter(&query(visit)), "", (0, i32::MAX.unsigned_abs())).await
}

fn failed(error: impl ToString) -> StoreError {
    StoreError::unreadable("partner", error)
}

fn file(
    visit: &Visit,
    name: &str,
    media_type: &str,
    write: impl Fn(&[Partner]) -> StoreResult<Vec<u8>>,
    partners: StoreResult<Vec<Partner>>,
) -> Result<HttpResponse, Problem> {
    let bytes = partners.and_then(|partners| write(&partners)).map_err(|error| visit.unavailable(&error))?;
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(bytes))
}

/// It is not active: who forgets to take it out invites nobody.
fn example(visit: &Visit) -> StoreResult<Vec<Partner>> {
    let bad = |error: &dyn ToString| StoreError::unreadable("partner", error.to_string());
    let manager = visit.session.as_ref().map_or("", |session| &session.member.email);
    let contact = |name: &str, email: &str| {
        Ok::<_, StoreError>(Contact {
            name: name.to_owned(),
            email: Some(email.parse().map_err(|e| bad(&e))?),
        })
    };
    Ok(vec![Partner {
        key: "example-radio".parse().map_err(|e: crate::partners::NotAKey| bad(&e))?,
        name: "Example Radio".to_owned(),
        region: "africa".to_owned(),
        country: "Mali".to_owned(),
        programme: "Sahel".to_owned(),
        kind: "media_outlet".to_owned(),
        language: visit.t().locale().clone(),
        contacts: vec![
            contact("Awa Example", "awa@radio.example.org")?,
            contact("Badr Example", "badr@radio.example.org")?,
        ],
        manager: manager.parse().map_err(|e: crate::partners::NotAnAddress| bad(&e))?,
        active: false,
    }])
}
