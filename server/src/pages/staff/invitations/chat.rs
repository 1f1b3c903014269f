//! A message with the personal link, to be copied into Signal, WhatsApp or whatever reaches the partner.
//!
//! The only place that shows a link. It answers a POST, which is noted as a follow-up, and never for a link that was used.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use survey::form::Fields;
use uuid::Uuid;

use super::super::forms::{Errors, field};
use super::super::visit::{Problem, StaffVisit, redirect};
use super::partner::{self, Shown};
use super::{base, find};
use crate::entropy;
use crate::fieldwork::links;

/// Shows the message and notes that it was.
#[post("/surveys/{survey}/invitations/{id}/message")]
pub async fn show(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, invited) = find(&visit, &path).await?;
    // The page carries a key, so that loading the answer again does not note it again.
    let once: Uuid = field(&fields, "once").parse().unwrap_or_else(|_| entropy::uuid());
    let (language, asks) = (Some(field(&fields, "language")), (visit.t(), visit.by()));
    let message = links::message(&visit.state, &survey, &invited, language, once, asks).await;
    let Some(message) = message.map_err(|error| visit.unavailable(&error))? else {
        // Somebody was quicker; the page says why there is no message.
        return Ok(redirect(&format!("{}/{}", base(&survey), invited.id)));
    };
    let dir = visit.state.translations.locale(&message.locale).direction().as_str();
    let shown = Shown { locale: message.locale.to_string(), dir, text: message.text };
    let page =
        partner::page(&visit, &survey, invited, Fields::default(), Errors::default(), Some(shown)).await?;
    visit.page(StatusCode::OK, &page)
}
