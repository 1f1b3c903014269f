//! Pages that say one thing: thank you, already answered, closed, not found. Each is a heading, sentences and perhaps a step on.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use askama::Template;
use survey::Locale;

use super::PageError;
use crate::app::State;
use crate::assets::Assets;
use crate::i18n::{LocaleTexts, Translations};
use crate::token::Token;

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    t: &'a LocaleTexts,
    heading: String,
    body: Vec<String>,
    css: Option<String>,
    icon: Option<String>,
    script: Option<(String, String)>,
    staff_link: bool,
    good: bool,
    step: Option<Step>,
}

/// What one can do on the page: a button that posts, or a link.
struct Step {
    /// Where to.
    action: String,
    /// What is posted as `answer`; a link if it is `None`.
    answer: Option<&'static str>,
    label: String,
}

/// A page that asks something, or says what was done and offers the next step.
pub struct Ask {
    id: &'static str,
    action: String,
    answer: Option<&'static str>,
}

impl Ask {
    /// Asks whether the partner does not want to take part.
    pub fn decline(token: &Token) -> Self {
        Self {
            id: "message-decline",
            action: format!("/i/{}/decline", token.as_str()),
            answer: Some("decline"),
        }
    }

    /// Says that it is noted, and offers to take it back.
    pub fn undo(token: &Token) -> Self {
        Self {
            id: "message-declined",
            action: format!("/i/{}/decline", token.as_str()),
            answer: Some("undo"),
        }
    }

    /// Says that it was taken back, and leads to the form.
    pub fn welcome_back(token: &Token) -> Self {
        Self { id: "message-welcome-back", action: format!("/i/{}", token.as_str()), answer: None }
    }
}

/// Renders the message `id`: `id-heading`, and the paragraphs of `id-body`, which blank lines part.
fn render(
    texts: &LocaleTexts,
    assets: Option<&Assets>,
    id: &str,
    good: bool,
    staff_link: bool,
    step: Option<Step>,
) -> Result<String, askama::Error> {
    let url = |name: &str| assets.and_then(|assets| assets.url(name));
    MessagePage {
        t: texts,
        heading: texts.text(&format!("{id}-heading")),
        body: texts.text(&format!("{id}-body")).split("\n\n").map(str::to_owned).collect(),
        css: url("form.css"),
        icon: url("icon.svg"),
        script: url("client.js").zip(url("client.wasm")),
        staff_link,
        good,
        step,
    }
    .render()
}

fn page(state: &State, locale: &Locale, id: &str, good: bool) -> Result<HttpResponse, PageError> {
    let html = render(state.translations.locale(locale), Some(&state.assets), id, good, false, None)?;
    Ok(answer(StatusCode::OK, html))
}

fn answer(status: StatusCode, html: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html)
}

/// After a form that was posted without scripts.
pub fn thanks(state: &State, locale: &Locale) -> Result<HttpResponse, PageError> {
    page(state, locale, "message-thanks", true)
}

/// For a link whose partner has responded.
pub fn already_answered(state: &State, locale: &Locale) -> Result<HttpResponse, PageError> {
    page(state, locale, "message-already-answered", true)
}

/// For a survey that takes no answers.
pub fn survey_closed(state: &State, locale: &Locale) -> Result<HttpResponse, PageError> {
    page(state, locale, "message-survey-closed", false)
}

/// Asks, or says what was done.
pub fn ask(state: &State, locale: &Locale, ask: &Ask) -> Result<HttpResponse, PageError> {
    let t = state.translations.locale(locale);
    let label = t.text(&format!("{}-step", ask.id));
    let step = Step { action: ask.action.clone(), answer: ask.answer, label };
    let html = render(t, Some(&state.assets), ask.id, false, false, Some(step))?;
    Ok(answer(StatusCode::OK, html))
}

/// The first page, which leads partners to their links and staff to the log-in.
pub fn landing(state: &State, locale: &Locale) -> Result<HttpResponse, PageError> {
    let html =
        render(state.translations.locale(locale), Some(&state.assets), "message-landing", false, true, None)?;
    Ok(answer(StatusCode::OK, html))
}

/// An error, in words. It needs no handler's state, so it has no style sheet of a certain name.
pub fn error_page(
    translations: &Translations,
    locale: &Locale,
    id: &str,
    status: StatusCode,
) -> HttpResponse {
    let assets = embedded();
    let html = render(translations.locale(locale), Some(assets), id, false, false, None);
    answer(status, html.unwrap_or_default())
}

fn embedded() -> &'static Assets {
    static ASSETS: std::sync::LazyLock<Assets> = std::sync::LazyLock::new(Assets::embedded);
    &ASSETS
}
