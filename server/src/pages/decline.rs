//! Declining an invitation, and taking that back.
//!
//! A GET changes nothing: programs that check mail follow its links. The page asks with one button; a mail program's own
//! button posts at once (RFC 8058).

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use survey::Locale;

use super::PageError;
use super::messages::{self, Ask};
use super::respond::{LanguageQuery, invited, offered, wanted};
use crate::app::State;
use crate::catalogue::Survey;
use crate::store::invitations::{Invitation, InvitationState};
use crate::token::Token;

/// What the button of a mail program posts (RFC 8058).
const ONE_CLICK: &[u8] = b"List-Unsubscribe=One-Click";
/// What the page's own undo button posts.
const UNDO: &[u8] = b"answer=undo";

/// Asks whether the partner does not want to take part.
#[get("/i/{token}/decline")]
pub async fn ask(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    query: web::Query<LanguageQuery>,
) -> Result<HttpResponse, PageError> {
    let (survey, invitation, token) = invited(&state, &request, &token).await?;
    let locale = language(&survey, &invitation, &query);
    match invitation.state {
        InvitationState::Responded => messages::already_answered(&state, &locale),
        InvitationState::Declined => declined(&state, &locale, &token),
        _ => messages::ask(&state, &locale, &Ask::decline(&token)),
    }
}

/// Declines, or takes it back.
#[post("/i/{token}/decline")]
pub async fn answer(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    query: web::Query<LanguageQuery>,
    body: web::Bytes,
) -> Result<HttpResponse, PageError> {
    let (survey, invitation, token) = invited(&state, &request, &token).await?;
    let locale = language(&survey, &invitation, &query);
    if invitation.state == InvitationState::Responded {
        return messages::already_answered(&state, &locale);
    }
    if &body[..] == UNDO {
        state.store.undo_decline(invitation.id).await?;
        return messages::ask(&state, &locale, &Ask::welcome_back(&token));
    }
    state.store.decline(invitation.id).await?;
    if body.windows(ONE_CLICK.len()).any(|part| part == ONE_CLICK) {
        return Ok(HttpResponse::Ok().finish());
    }
    declined(&state, &locale, &token)
}

fn declined(state: &State, locale: &Locale, token: &Token) -> Result<HttpResponse, PageError> {
    messages::ask(state, locale, &Ask::undo(token))
}

fn language(survey: &Survey, invitation: &Invitation, query: &LanguageQuery) -> Locale {
    wanted(survey, query.lang.as_deref()).unwrap_or_else(|| offered(survey, &invitation.language))
}
