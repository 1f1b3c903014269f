//! Declining: one click on the page, and as easily undone. One click in the mail program stops mail to that address alone.
//!
//! A GET changes nothing: mail scanners follow links. The mail program's own button (RFC 8058) posts without a page.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use actix_web::{HttpRequest, HttpResponse, post, routes, web};

use super::PageError;
use super::messages::{self, Button, Language};
use super::respond::{self, LanguageQuery, PersonalLink};
use crate::app::State;
use crate::catalogue::Survey;
use crate::store::invitations::InvitationState;
use survey::Locale;

/// The question, or what was said to it.
#[routes]
#[get("/i/{token}/decline")]
#[head("/i/{token}/decline")]
pub async fn ask(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    query: web::Query<LanguageQuery>,
) -> Result<HttpResponse, PageError> {
    let PersonalLink { survey, invitation, locale } =
        respond::personal_link(&state, &request, &token, &query).await?;
    show(&state, &survey, invitation.state, &token, &locale, StatusCode::OK)
}

/// Declines, from the page or from the mail program.
#[post("/i/{token}/decline")]
pub async fn decline(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    query: web::Query<LanguageQuery>,
    body: web::Bytes,
) -> Result<HttpResponse, PageError> {
    let PersonalLink { survey, invitation, locale } =
        respond::personal_link(&state, &request, &token, &query).await?;
    let one_click = is_one_click(&request, &body);
    if !one_click && body.as_ref() != b"decline=yes" {
        return show(&state, &survey, invitation.state, &token, &locale, StatusCode::UNPROCESSABLE_ENTITY);
    }
    if one_click {
        // One mailbox asks for quiet: that is not the organisation's word.
        state.store.stop_mail(invitation.id).await?;
        // No redirect: RFC 8058 asks for none, and nobody looks at the answer.
        return Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).finish());
    }
    state.store.decline(invitation.id).await?;
    Ok(see_other(&format!("/i/{}/decline?lang={locale}", token.as_str())))
}

/// Takes it back, and leads to the form.
#[post("/i/{token}/decline/undo")]
pub async fn undo(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    query: web::Query<LanguageQuery>,
) -> Result<HttpResponse, PageError> {
    let PersonalLink { invitation, locale, .. } =
        respond::personal_link(&state, &request, &token, &query).await?;
    state.store.undo_decline(invitation.id).await?;
    Ok(see_other(&format!("/i/{}?lang={locale}", token.as_str())))
}

fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// Whether the body is the mail program's `List-Unsubscribe=One-Click`, as a form of either kind.
fn is_one_click(request: &HttpRequest, body: &[u8]) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data") {
        let text = String::from_utf8_lossy(body);
        let mut parts = text.split("\r\n\r\n");
        let named = parts.next().is_some_and(|head| head.contains("name=\"List-Unsubscribe\""));
        return named && parts.next().is_some_and(|value| value.starts_with("One-Click"));
    }
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    fields.iter().any(|(name, value)| name == "List-Unsubscribe" && value == "One-Click")
}

fn show(
    state: &State,
    survey: &Survey,
    stands: InvitationState,
    token: &str,
    locale: &Locale,
    status: StatusCode,
) -> Result<HttpResponse, PageError> {
    let here = format!("/i/{token}/decline");
    let languages = survey
        .current()
        .languages
        .iter()
        .map(|language| Language {
            tag: language.to_string(),
            name: state.translations.locale(language).text("language-name"),
            href: format!("{here}?lang={language}"),
            current: language == locale,
        })
        .collect();
    let page = match stands {
        InvitationState::Responded => messages::Page::of("message-too-late-to-decline"),
        InvitationState::Declined => undo_page(token, locale, "message-declined"),
        _ => messages::Page {
            button: Some(Button {
                action: format!("{here}?lang={locale}"),
                name: "decline",
                text: "message-decline-button",
                main: true,
            }),
            ..messages::Page::of("message-decline")
        },
    };
    messages::show(state, locale, status, messages::Page { languages, ..page })
}

/// For the personal link of a partner who has declined.
pub fn declined_before(token: &str, locale: &Locale) -> messages::Page {
    undo_page(token, locale, BEFORE)
}

const BEFORE: &str = "message-declined-before";

fn undo_page(token: &str, locale: &Locale, id: &'static str) -> messages::Page {
    messages::Page {
        button: Some(Button {
            action: format!("/i/{token}/decline/undo?lang={locale}"),
            name: "undo",
            text: "message-undo-button",
            main: id == BEFORE,
        }),
        ..messages::Page::of(id)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn one_click(kind: &str, body: &str) -> bool {
        let request = TestRequest::default().insert_header((CONTENT_TYPE, kind)).to_http_request();
        is_one_click(&request, body.as_bytes())
    }

    #[test]
    fn both_kinds_of_form_are_one_click_and_nothing_else_is() {
        assert!(one_click("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"));
        let part =
            "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        assert!(one_click("multipart/form-data; boundary=b", part));
        assert!(!one_click("multipart/form-data; boundary=b", &part.replace("One-Click", "Two")));
        assert!(!one_click("application/x-www-form-urlencoded", "List-Unsubscribe=no"));
        assert!(!one_click("", ""));
    }
}
