//! Mending an invitation: one answer more, another link for one that fell into wrong hands, another address for mail that came back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};

use super::super::forms::{Errors, field};
use super::super::visit::{Problem, StaffVisit, redirect};
use super::{base, find, partner};
use crate::fieldwork::links;
use crate::partners::EmailAddress;

/// Replaces the link.
#[post("/surveys/{survey}/invitations/{id}/link")]
pub async fn replace(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let (survey, invited) = find(&visit, &path).await?;
    let here = format!("{}/{}", base(&survey), invited.id);
    let done = links::replace(&visit.state.store, &survey.row.code, &invited, visit.by()).await;
    let done = done.map_err(|error| visit.unavailable(&error))?;
    // Who has responded or declined meanwhile keeps the link; the page says so.
    Ok(redirect(&if done { format!("{here}?done=replaced") } else { here }))
}

/// Grants one answer more.
#[post("/surveys/{survey}/invitations/{id}/device")]
pub async fn grant_one_more(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let (survey, invited) = find(&visit, &path).await?;
    let here = format!("{}/{}", base(&survey), invited.id);
    let done = links::grant_one_more(&visit.state.store, &survey.row.code, &invited, visit.by()).await;
    let done = done.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&if done { format!("{here}?done=granted") } else { here }))
}

/// Corrects the address of a partner whose mail came back, and takes the bounce back.
#[post("/surveys/{survey}/invitations/{id}/address")]
pub async fn correct(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, invited) = find(&visit, &path).await?;
    let address = field(&fields, "address").to_owned();
    if address.parse::<EmailAddress>().is_err() {
        let mut errors = Errors::default();
        errors.add(&visit, "address", "invitations-error-address");
        let page = partner::page(&visit, &survey, invited, fields, errors, None).await?;
        return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let (store, again) = (&visit.state.store, fields.has("again", "yes"));
    let done = links::correct_address(store, &survey, &invited, &address, again, visit.by()).await;
    let here = format!("{}/{}", base(&survey), invited.id);
    Ok(redirect(&match done.map_err(|error| visit.unavailable(&error))? {
        true => format!("{here}?done=corrected"),
        false => here,
    }))
}
