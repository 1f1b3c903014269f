//! Pages that say one thing: thank you, already answered, closed, not found. Each is a heading, sentences and perhaps a step on.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue, RETRY_AFTER};
use askama::Template;
use survey::{Locale, SurveyCode};

use super::PageError;
use crate::app::State;
use crate::assets::Assets;
use crate::fieldwork::suspension;
use crate::i18n::{LocaleTexts, Translations};

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    t: &'a LocaleTexts,
    heading: String,
    body: Vec<String>,
    css: Option<String>,
    icon: Option<String>,
    script: Option<(String, String)>,
    page: &'a Page,
}

/// What a page says and offers.
pub struct Page {
    /// The message: `id-heading`, and the paragraphs of `id-body`, which blank lines part.
    pub id: &'static str,
    /// Something went well.
    pub good: bool,
    /// It runs the client, which keeps a device's answers and sends them.
    pub scripts: bool,
    /// It leads staff to the log-in.
    pub staff_link: bool,
    /// The one thing that can be done.
    pub button: Option<Button>,
    /// The same page in each language; empty where there is no choice.
    pub languages: Vec<Language>,
    /// The receipt of a response that was posted just now.
    pub receipt: Option<Receipt>,
    /// Where a receipt that the device made can be looked up.
    pub receipts: Option<String>,
}

/// A receipt that the server made.
pub struct Receipt {
    /// The code.
    pub code: String,
    /// Where it can be looked up.
    pub list: String,
}

/// A button that posts.
pub struct Button {
    /// Where to.
    pub action: String,
    /// The field that it posts, with the value `yes`.
    pub name: &'static str,
    /// The message that stands on it.
    pub text: &'static str,
    /// It is what people come to the page for.
    pub main: bool,
}

/// A language that the page can be read in.
pub struct Language {
    /// The language.
    pub tag: String,
    /// Its own name for itself.
    pub name: String,
    /// The page in it.
    pub href: String,
    /// Whether the page is in it.
    pub current: bool,
}

impl Page {
    /// A page that says one thing and no more.
    pub fn of(id: &'static str) -> Self {
        Self {
            id,
            good: false,
            scripts: true,
            staff_link: false,
            button: None,
            languages: Vec::new(),
            receipt: None,
            receipts: None,
        }
    }

    fn good(id: &'static str) -> Self {
        Self { good: true, ..Self::of(id) }
    }
}

fn render(texts: &LocaleTexts, assets: &Assets, page: &Page) -> Result<String, askama::Error> {
    let id = page.id;
    MessagePage {
        t: texts,
        heading: texts.text(&format!("{id}-heading")),
        body: texts.text(&format!("{id}-body")).split("\n\n").map(str::to_owned).collect(),
        css: assets.url("form.css"),
        icon: assets.url("icon.svg"),
        script: assets.url("client.js").zip(assets.url("client.wasm")).filter(|_| page.scripts),
        page,
    }
    .render()
}

/// A page as the answer.
///
/// # Errors
/// When the template can't be rendered.
pub fn show(
    state: &State,
    locale: &Locale,
    status: StatusCode,
    page: Page,
) -> Result<HttpResponse, PageError> {
    Ok(answer(status, render(state.translations.locale(locale), &state.assets, &page)?))
}

fn page(state: &State, locale: &Locale, page: Page) -> Result<HttpResponse, PageError> {
    show(state, locale, StatusCode::OK, page)
}

fn answer(status: StatusCode, html: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html)
}

/// After a form that was posted without scripts.
pub fn thanks(state: &State, locale: &Locale, receipt: Option<Receipt>) -> Result<HttpResponse, PageError> {
    page(state, locale, Page { receipt, ..Page::good("message-thanks") })
}

/// For a link whose partner has responded; with its token, one can say that the partner has not.
pub fn already_answered(
    state: &State,
    survey: &SurveyCode,
    locale: &Locale,
    dispute: Option<&str>,
) -> Result<HttpResponse, PageError> {
    let receipts = Some(format!("/s/{survey}/receipts?lang={locale}"));
    let Some(token) = dispute else {
        return page(state, locale, Page { receipts, ..Page::good("message-already-answered") });
    };
    let button = Some(Button {
        action: format!("/i/{token}/not-answered?lang={locale}"),
        name: "not_answered",
        text: "message-link-used-dispute",
        main: false,
    });
    page(state, locale, Page { receipts, button, ..Page::good("message-link-used") })
}

/// For a survey that takes no answers.
pub fn survey_closed(state: &State, locale: &Locale) -> Result<HttpResponse, PageError> {
    page(state, locale, Page::of("message-survey-closed"))
}

/// For the link of an invitation that was withdrawn.
pub fn withdrawn(state: &State, locale: &Locale) -> Result<HttpResponse, PageError> {
    show(state, locale, StatusCode::GONE, Page::of("message-withdrawn"))
}

/// For a survey that is suspended for a while.
pub fn survey_suspended(state: &State, locale: &Locale) -> Result<HttpResponse, PageError> {
    let page = Page::of("message-survey-suspended");
    let mut answer = show(state, locale, StatusCode::SERVICE_UNAVAILABLE, page)?;
    put_off(&mut answer);
    Ok(answer)
}

/// Says when to try again while a survey is suspended.
pub fn put_off(answer: &mut HttpResponse) {
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(suspension::RETRY_AFTER));
}

/// The first page, which leads partners to their links and staff to the log-in.
pub fn landing(state: &State, locale: &Locale) -> Result<HttpResponse, PageError> {
    page(state, locale, Page { staff_link: true, ..Page::of("message-landing") })
}

/// An error, in words. It needs no handler's state, so it has no style sheet of a certain name.
pub fn error_page(
    translations: &Translations,
    locale: &Locale,
    id: &'static str,
    status: StatusCode,
) -> HttpResponse {
    let html = render(translations.locale(locale), embedded(), &Page::of(id));
    answer(status, html.unwrap_or_default())
}

fn embedded() -> &'static Assets {
    static ASSETS: std::sync::LazyLock<Assets> = std::sync::LazyLock::new(Assets::embedded);
    &ASSETS
}
