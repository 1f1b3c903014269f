//! Mending an invitation: another link for one that fell into wrong hands, another address for mail that came back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use serde_json::json;

use super::super::forms::{Errors, field};
use super::super::visit::{Problem, StaffVisit, Visit, redirect};
use super::{base, find, partner};
use crate::catalogue::Survey;
use crate::mail::MessageKind;
use crate::partners::EmailAddress;
use crate::store::invited::{Invited, set_first_address};
use crate::store::messages::{self, NewMessage};
use crate::store::{StoreResult, invitations, partners, survey_events};
use crate::token::Token;

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
    let done = new_link(&visit, &survey, &invited).await.map_err(|error| visit.unavailable(&error))?;
    // Who has responded or declined meanwhile keeps the link; the page says so.
    Ok(redirect(&if done { format!("{here}?done=replaced") } else { here }))
}

async fn new_link(visit: &Visit, survey: &Survey, invited: &Invited) -> StoreResult<bool> {
    let mut tx = visit.state.store.begin_write().await?;
    let done = invitations::replace_link(&mut tx, invited.id, &Token::generate()).await?;
    if done {
        let detail = json!({ "partner": invited.partner });
        survey_events::add(&mut tx, &survey.row.code, &visit.event("link_replaced", detail)).await?;
    }
    tx.commit().await?;
    Ok(done)
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
    let again = fields.has("again", "yes") && survey.is_open() && invited.active;
    let done = try_again(&visit, &survey, &invited, &address, again).await;
    let here = format!("{}/{}", base(&survey), invited.id);
    Ok(redirect(&match done.map_err(|error| visit.unavailable(&error))? {
        true => format!("{here}?done=corrected"),
        false => here,
    }))
}

async fn try_again(
    visit: &Visit,
    survey: &Survey,
    invited: &Invited,
    address: &str,
    again: bool,
) -> StoreResult<bool> {
    let mut tx = visit.state.store.begin_write().await?;
    if !invitations::undo_bounce(&mut tx, invited.id).await? {
        return Ok(false);
    }
    // A preview of an import must not put the old address back unseen.
    partners::lock(&mut tx).await?;
    set_first_address(&mut tx, &invited.partner, address).await?;
    if again {
        let message = NewMessage {
            survey: survey.row.code.clone(),
            invitation: invited.id,
            round: None,
            kind: MessageKind::Invitation,
            language: invited.language.clone(),
            address: address.to_owned(),
        };
        messages::enqueue(&mut tx, &[message], visit.state.clock.now_ms()).await?;
    }
    let detail = json!({ "survey": survey.row.code, "again": again });
    visit.record(&mut tx, "address_corrected", &format!("partner:{}", invited.partner), &detail).await?;
    tx.commit().await?;
    Ok(true)
}
