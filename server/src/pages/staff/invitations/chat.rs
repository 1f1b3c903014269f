//! A message with the personal link, to be copied into Signal, WhatsApp or whatever reaches the partner.
//!
//! The only place that shows a link. It answers a POST, which is noted as a follow-up, and never for a link that was used.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use survey::Locale;
use survey::form::Fields;
use uuid::Uuid;

use super::super::forms::{Errors, field};
use super::super::visit::{Problem, StaffVisit, Visit, redirect};
use super::super::words::{self, text};
use super::partner::{self, Shown};
use super::{base, find, follow_up};
use crate::catalogue::Survey;
use crate::entropy;
use crate::store::follow_ups::{FollowUp, FollowUpKind};
use crate::store::invitations::InvitationState;
use crate::store::invited::Invited;

/// Shows the message and notes that it was.
#[post("/surveys/{survey}/invitations/{id}/message")]
pub async fn show(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, invited) = find(&visit, &path).await?;
    let silent = matches!(invited.state, InvitationState::Responded | InvitationState::Declined);
    if silent || !survey.is_open() {
        // Somebody was quicker; the page says why there is no message.
        return Ok(redirect(&format!("{}/{}", base(&survey), invited.id)));
    }
    let languages = &survey.current().languages;
    let asked = languages.iter().find(|locale| locale.as_str() == field(&fields, "language"));
    let locale = asked.unwrap_or(&invited.language).clone();
    // The page carries a key, so that loading the answer again does not note it again.
    let once: Uuid = field(&fields, "once").parse().unwrap_or_else(|_| entropy::uuid());
    let noted = note(&visit, &survey, &invited, &locale, once);
    let kept = follow_up::keep(&visit, &noted).await;
    kept.map_err(|error| visit.unavailable(&error))?;
    let shown = compose(&visit, &survey, &invited, &locale);
    let page =
        partner::page(&visit, &survey, invited, Fields::default(), Errors::default(), Some(shown)).await?;
    visit.page(StatusCode::OK, &page)
}

fn note(visit: &Visit, survey: &Survey, invited: &Invited, locale: &Locale, once: Uuid) -> FollowUp {
    let language = super::language(visit, locale.as_str());
    let note = visit.t().tr("invitations-chat-note", &[("language", text(&language))]);
    FollowUp {
        id: once,
        survey: survey.row.code.clone(),
        partner: invited.partner.clone(),
        kind: FollowUpKind::Message,
        day: survey.today(visit.state.clock),
        staff_name: visit.staff_name(),
        note: note.replace(ISOLATES, ""),
        next_on: None,
    }
}

/// What Fluent puts around a variable. In a chat some programs show it as boxes.
const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

fn compose(visit: &Visit, survey: &Survey, invited: &Invited, locale: &Locale) -> Shown {
    let t = visit.state.translations.locale(locale);
    let link = format!("{}/i/{}", visit.state.base_url, invited.token.as_str());
    let decline = format!("{link}/decline");
    let contact = invited.contacts.first().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty());
    let title = words::title(survey.current(), locale);
    let deadline = t.date(survey.row.closes_on);
    let message = t.tr(
        "invitations-chat-message",
        &[
            ("contact", text(contact.unwrap_or(&invited.name))),
            ("partner", text(&invited.name)),
            ("survey", text(&title)),
            ("deadline", text(&deadline)),
            ("link", text(&link)),
            ("decline", text(&decline)),
        ],
    );
    Shown { locale: locale.to_string(), dir: t.direction().as_str(), text: message.replace(ISOLATES, "") }
}
