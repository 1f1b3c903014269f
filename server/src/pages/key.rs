//! The public page of a survey's key number: the same for everyone, and without scripts.

use actix_web::http::header::{CACHE_CONTROL, VARY};
use actix_web::{HttpRequest, HttpResponse, routes, web};
use askama::Template;
use survey::Locale;

use super::PageError;
use super::messages::Language;
use super::respond::{LanguageQuery, accepted_locale, language, survey_of};
use crate::app::State;
use crate::i18n::LocaleTexts;

#[derive(Template)]
#[template(path = "key.html")]
struct KeyPage<'a> {
    t: &'a LocaleTexts,
    survey: &'a str,
    languages: Vec<Language>,
    number: &'a str,
    css: Option<String>,
    icon: Option<String>,
    script: Option<(String, String)>,
}

/// The page.
#[routes]
#[get("/s/{survey}/key")]
#[head("/s/{survey}/key")]
pub async fn show(
    state: web::Data<State>,
    request: HttpRequest,
    code: web::Path<String>,
    query: web::Query<LanguageQuery>,
) -> Result<HttpResponse, PageError> {
    let survey = survey_of(&state, &request, &code).await?;
    let locale = language(&survey, &query, &accepted_locale(&state, &request));
    let link = |other: &Locale| Language {
        tag: other.to_string(),
        name: state.translations.locale(other).text("language-name"),
        href: format!("/s/{}/key?lang={other}", survey.row.code),
        current: *other == locale,
    };
    let page = KeyPage {
        t: state.translations.locale(&locale),
        survey: survey.title(&locale),
        languages: survey.current().languages.iter().map(link).collect(),
        number: survey.key_number(),
        css: state.assets.url("form.css"),
        icon: state.assets.url("icon.svg"),
        script: None,
    };
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .insert_header((VARY, "Accept-Language"))
        .body(page.render()?))
}
