//! A published report, shown to whoever has a link to it: no account, nothing but the report, and its files.
//!
//! The version that the link names is shown as it was published, until the link's last day is over or somebody ended it.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, routes, web};
use askama::Template;
use serde::Deserialize;
use survey::Locale;

use super::PageError;
use super::messages::{self, Language, Page};
use super::report::view::language;
use super::report::{ReportView, files, print};
use super::respond::accepted_locale;
use crate::app::State;
use crate::i18n::LocaleTexts;
use crate::report::document::Report;
use crate::reports;
use crate::store::StoreError;
use crate::store::report_links::ReportLink;
use crate::token::Token;

/// So that no search engine keeps a file either, which has no place for a word to it.
const ROBOTS: (HeaderName, &str) = (HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
const NO_STORE: (HeaderName, &str) = (CACHE_CONTROL, "no-store");

/// What the address may ask for.
#[derive(Deserialize)]
pub struct Wish {
    /// The language.
    r#in: Option<String>,
}

#[derive(Template)]
#[template(path = "shared.html")]
struct SharedPage<'a> {
    t: &'a LocaleTexts,
    title: String,
    until: String,
    languages: Vec<Language>,
    css: Option<String>,
    report_css: Option<String>,
    icon: Option<String>,
    print: String,
    workbook: String,
    heading: String,
    view: ReportView<'a>,
    figures: Option<String>,
    figures_more: &'static str,
}

/// What a link leads to.
enum Found {
    /// The report, in a language.
    Report(Box<Report>, Box<ReportLink>, Locale),
    /// A page that says that there is none.
    Nothing(HttpResponse),
}

async fn find(state: &State, request: &HttpRequest, token: &str, wish: &Wish) -> Result<Found, PageError> {
    let accepted = accepted_locale(state, request);
    let nothing = |status, id| {
        let page = Page { scripts: false, ..Page::of(id) };
        Ok(Found::Nothing(unlisted(messages::show(state, &accepted, status, page)?)))
    };
    let link = match token.parse::<Token>() {
        Ok(token) => state.store.report_link(&token.hash()).await?,
        Err(_) => None,
    };
    let Some(link) = link else { return nothing(StatusCode::NOT_FOUND, "shared-unknown") };
    let survey = state.catalogue.survey(&link.survey).await?;
    let survey = survey.ok_or_else(|| StoreError::unreadable("report_link", "no survey"))?;
    if !link.is_good(survey.today(state.clock)) {
        return nothing(StatusCode::GONE, "shared-over");
    }
    let report = match reports::published(&state.store, &survey, link.version, state.clock).await? {
        Ok(report) => report,
        Err(_) => return nothing(StatusCode::CONFLICT, "shared-not-yet"),
    };
    let report = report.ok_or_else(|| StoreError::unreadable("report_link", "no report"))?;
    let first = report.languages.first().cloned().unwrap_or_else(Locale::english);
    let otherwise = if report.languages.contains(&accepted) { accepted.clone() } else { first };
    let locale = language(&report.languages, wish.r#in.as_deref(), &otherwise);
    Ok(Found::Report(Box::new(report), Box::new(link), locale))
}

/// The report.
#[routes]
#[get("/r/{token}")]
#[head("/r/{token}")]
pub async fn read(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, PageError> {
    let (report, link, locale) = match find(&state, &request, &token, &wish).await? {
        Found::Report(report, link, locale) => (report, link, locale),
        Found::Nothing(answer) => return Ok(answer),
    };
    let html = shown(&state, &token, &report, &link, &locale).render()?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(NO_STORE)
        .insert_header(ROBOTS)
        .body(html))
}

fn shown<'a>(
    state: &'a State,
    token: &str,
    report: &Report,
    link: &ReportLink,
    locale: &Locale,
) -> SharedPage<'a> {
    let translations = &state.translations;
    let t = translations.locale(locale);
    let here = format!("/r/{token}");
    let last = t.date(link.ends_on);
    let offered = translations.locales().filter(|known| report.languages.contains(known));
    let languages = offered.map(|known| Language {
        tag: known.to_string(),
        name: translations.locale(known).text("language-name"),
        href: format!("{here}?in={known}"),
        current: known == locale,
    });
    let heading = t.tr("report-title", &[("wave", report.wave.as_str().into())]);
    SharedPage {
        t,
        title: format!("{heading}: {}", report.title.get(locale)),
        until: t.tr("shared-until-when", &[("date", last.into())]),
        languages: languages.collect(),
        css: state.assets.url("staff.css"),
        report_css: state.assets.url("report.css"),
        icon: state.assets.url("icon.svg"),
        print: format!("{here}/print.css?in={locale}"),
        workbook: format!("{here}/report.xlsx?in={locale}"),
        heading,
        view: ReportView::new(t, report),
        figures: Some(format!("{here}/figures")),
        figures_more: "",
    }
}

/// What stands in the margins when it is printed.
#[routes]
#[get("/r/{token}/print.css")]
#[head("/r/{token}/print.css")]
pub async fn print_sheet(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, PageError> {
    Ok(match find(&state, &request, &token, &wish).await? {
        Found::Report(report, _, locale) => HttpResponse::Ok()
            .content_type("text/css; charset=utf-8")
            .insert_header(NO_STORE)
            .insert_header(ROBOTS)
            .body(print::sheet(state.translations.locale(&locale), report.title.get(&locale), &report.wave)),
        Found::Nothing(answer) => answer,
    })
}

/// A figure as SVG.
#[routes]
#[get("/r/{token}/figures/{question}.svg")]
#[head("/r/{token}/figures/{question}.svg")]
pub async fn figure(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, PageError> {
    match find(&state, &request, &path.0, &wish).await? {
        Found::Report(report, _, locale) => found(&locale, files::svg(&state, &report, &locale, &path.1)),
        Found::Nothing(answer) => Ok(answer),
    }
}

/// A figure as PNG.
#[routes]
#[get("/r/{token}/figures/{question}.png")]
#[head("/r/{token}/figures/{question}.png")]
pub async fn picture(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, PageError> {
    match find(&state, &request, &path.0, &wish).await? {
        Found::Report(report, _, locale) => {
            found(&locale, files::png(&state, &report, &locale, &path.1).await?)
        }
        Found::Nothing(answer) => Ok(answer),
    }
}

fn found(locale: &Locale, file: Option<files::File>) -> Result<HttpResponse, PageError> {
    file.map(|file| unlisted(file.into())).ok_or_else(|| PageError::NotFound(locale.clone()))
}

/// The workbook.
#[routes]
#[get("/r/{token}/report.xlsx")]
#[head("/r/{token}/report.xlsx")]
pub async fn book(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, PageError> {
    match find(&state, &request, &token, &wish).await? {
        Found::Report(report, _, locale) => {
            Ok(unlisted(files::book(state.into_inner(), *report, locale).await?.into()))
        }
        Found::Nothing(answer) => Ok(answer),
    }
}

/// The same answer, which no search engine keeps.
fn unlisted(mut answer: HttpResponse) -> HttpResponse {
    answer.headers_mut().insert(ROBOTS.0, HeaderValue::from_static(ROBOTS.1));
    answer
}
