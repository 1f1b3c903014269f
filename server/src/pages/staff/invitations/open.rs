//! Opening a survey to everyone by one public link, and going back to invitations.

use actix_web::{HttpResponse, post, web};

use super::super::survey::find as find_survey;
use super::super::visit::{Problem, StaffVisit, redirect};
use super::base;
use crate::fieldwork::links;

/// Opens a survey that has no invitations to everyone, or takes that back as long as nobody has answered.
#[post("/surveys/{survey}/invitations/{who:everyone|invited-only}")]
pub async fn act(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let survey = find_survey(&visit, &path.0).await?;
    let to_everyone = path.1 == "everyone";
    let done = links::set_public(&visit.state.store, &survey.row.code, to_everyone, visit.by()).await;
    done.map_err(|error| visit.unavailable(&error))?;
    visit.state.catalogue.forget(&survey.row.code);
    Ok(redirect(&base(&survey)))
}
