//! The public page of a survey's receipts, and the list as a file. Nothing that is looked up there is sent here.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpRequest, HttpResponse, routes, web};
use askama::Template;
use chrono::DateTime;
use sha2::{Digest as _, Sha256};
use survey::Locale;

use super::PageError;
use super::messages::Language;
use super::respond::{LanguageQuery, accepted_locale, language, survey_of, unknown};
use crate::app::State;
use crate::catalogue::Survey;
use crate::i18n::LocaleTexts;
use crate::store::receipts::ReceiptList;

/// A page of more would be slow on a phone; the file has them all.
const MOST_SHOWN: usize = 2_000;

#[derive(Template)]
#[template(path = "receipts.html")]
struct ReceiptsPage<'a> {
    t: &'a LocaleTexts,
    title: String,
    survey: &'a str,
    code: &'a str,
    languages: Vec<Language>,
    list: Option<Shown<'a>>,
    css: Option<String>,
    icon: Option<String>,
    script: Option<(String, String)>,
    js: Option<String>,
}

struct Shown<'a> {
    lead: String,
    without: Option<String>,
    /// Empty where there are too many.
    receipts: Vec<&'a str>,
    file: String,
    fingerprint: String,
}

/// The page.
#[routes]
#[get("/s/{survey}/receipts")]
#[head("/s/{survey}/receipts")]
pub async fn show(
    state: web::Data<State>,
    request: HttpRequest,
    code: web::Path<String>,
    query: web::Query<LanguageQuery>,
) -> Result<HttpResponse, PageError> {
    let survey = survey_of(&state, &request, &code).await?;
    let locale = language(&survey, &query, &accepted_locale(&state, &request));
    let list = state.store.receipt_list(&survey.row.code).await?;
    let html = page(&state, &survey, &locale, list.as_ref()).render()?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(html))
}

/// The list, one receipt a line.
#[routes]
#[get("/s/{survey}/receipts.txt")]
#[head("/s/{survey}/receipts.txt")]
pub async fn file(
    state: web::Data<State>,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let survey = survey_of(&state, &request, &code).await?;
    let list = state.store.receipt_list(&survey.row.code).await?;
    let list = list.ok_or_else(|| unknown(&state, &request))?;
    let name = format!("inline; filename=\"{}-receipts.txt\"", survey.row.code);
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((CONTENT_DISPOSITION, name))
        .body(list.receipts))
}

fn page<'a>(
    state: &'a State,
    survey: &'a Survey,
    locale: &'a Locale,
    list: Option<&'a ReceiptList>,
) -> ReceiptsPage<'a> {
    let (t, code) = (state.translations.locale(locale), survey.row.code.as_str());
    let title = survey.title(locale);
    let language = |other: &Locale| Language {
        tag: other.to_string(),
        name: state.translations.locale(other).text("language-name"),
        href: format!("/s/{code}/receipts?lang={other}"),
        current: other == locale,
    };
    ReceiptsPage {
        t,
        title: t.tr("receipts-title", &[("survey", title.into())]),
        survey: title,
        code,
        languages: survey.current().languages.iter().map(language).collect(),
        list: list.map(|list| shown(t, survey, list)),
        css: state.assets.url("form.css"),
        icon: state.assets.url("icon.svg"),
        script: state.assets.url("client.js").zip(state.assets.url("client.wasm")),
        js: state.assets.url("receipts.js"),
    }
}

fn shown<'a>(t: &LocaleTexts, survey: &Survey, list: &'a ReceiptList) -> Shown<'a> {
    let receipts: Vec<&str> = list.lines().collect();
    let without = list.responses.saturating_sub(receipts.len() as u64);
    let day = DateTime::from_timestamp_millis(list.published_at).unwrap_or_default();
    let date = t.date(survey.row.schedule.today(day));
    Shown {
        lead: t.tr("receipts-lead", &[("count", receipts.len().into()), ("date", date.into())]),
        without: (without > 0).then(|| t.tr("receipts-without", &[("count", without.into())])),
        receipts: if receipts.len() > MOST_SHOWN { Vec::new() } else { receipts },
        file: format!("/s/{}/receipts.txt", survey.row.code),
        fingerprint: Sha256::digest(&list.receipts).iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}
