//! The files beside the page of a report: a figure of its own, the workbook, the sheet for printing.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use survey::Locale;

use super::super::survey::find;
use super::super::visit::{Kind, Problem, StaffVisit, Visit};
use super::{published, read, shown};
use crate::pages::report::files;
use crate::pages::report::print;
use crate::pages::report::view::language;
use crate::report::compose::wave_name;
use crate::report::document::{Report, Texts};

/// What the address may ask for.
#[derive(Deserialize)]
pub struct Wish {
    r#in: Option<String>,
}

/// The draft of a survey's report, where there are enough responses for one.
async fn drafted(visit: &Visit, survey: &str) -> Result<Report, Problem> {
    let survey = find(visit, survey).await?;
    let (report, _) = read(visit, &survey).await?;
    Ok(*shown(visit, &survey, report)?)
}

async fn version_of(visit: &Visit, survey: &str, number: i64) -> Result<Report, Problem> {
    let survey = find(visit, survey).await?;
    published(visit, &survey, number).await
}

/// A figure of the draft.
#[get("/surveys/{survey}/report/figures/{question}.svg")]
pub async fn draft(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let report = drafted(&visit, &path.0).await?;
    file(&visit, &report, &path.1, wish.r#in.as_deref())
}

/// What stands in the margins of the printed draft.
#[get("/surveys/{survey}/report/print.css")]
pub async fn draft_print(
    visit: StaffVisit,
    code: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let set = survey.current();
    // Nothing of it is in the answers, and whoever looks at the draft asks for it too.
    Ok(sheet(&visit, (&set.languages, &Texts::from(&set.title), &wave_name(survey.row.opens_on)), &wish))
}

/// The same of a published version.
#[get("/surveys/{survey}/report/versions/{version}/print.css")]
pub async fn version_print(
    visit: StaffVisit,
    path: web::Path<(String, i64)>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let report = version_of(&visit, &path.0, path.1).await?;
    Ok(sheet(&visit, (&report.languages, &report.title, &report.wave), &wish))
}

fn sheet(visit: &Visit, (languages, title, wave): (&[Locale], &Texts, &str), wish: &Wish) -> HttpResponse {
    let locale = language(languages, wish.r#in.as_deref(), visit.t().locale());
    let t = visit.state.translations.locale(&locale);
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(print::sheet(t, title.get(&locale), wave))
}

/// A figure of a published version.
#[get("/surveys/{survey}/report/versions/{version}/figures/{question}.svg")]
pub async fn version(
    visit: StaffVisit,
    path: web::Path<(String, i64, String)>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let report = version_of(&visit, &path.0, path.1).await?;
    file(&visit, &report, &path.2, wish.r#in.as_deref())
}

fn file(visit: &Visit, report: &Report, code: &str, wished: Option<&str>) -> Result<HttpResponse, Problem> {
    let locale = language(&report.languages, wished, visit.t().locale());
    let found = files::svg(&visit.state, report, &locale, code);
    found.map(HttpResponse::from).ok_or_else(|| visit.problem(Kind::NotFound))
}

/// A figure of the draft as PNG.
#[get("/surveys/{survey}/report/figures/{question}.png")]
pub async fn draft_picture(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let report = drafted(&visit, &path.0).await?;
    picture(&visit, &report, &path.1, wish.r#in.as_deref()).await
}

/// A figure of a published version as PNG.
#[get("/surveys/{survey}/report/versions/{version}/figures/{question}.png")]
pub async fn version_picture(
    visit: StaffVisit,
    path: web::Path<(String, i64, String)>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let report = version_of(&visit, &path.0, path.1).await?;
    picture(&visit, &report, &path.2, wish.r#in.as_deref()).await
}

async fn picture(
    visit: &Visit,
    report: &Report,
    code: &str,
    wished: Option<&str>,
) -> Result<HttpResponse, Problem> {
    let locale = language(&report.languages, wished, visit.t().locale());
    let found = files::png(&visit.state, report, &locale, code).await;
    let found = found.map_err(|error| visit.unavailable(&error))?;
    found.map(HttpResponse::from).ok_or_else(|| visit.problem(Kind::NotFound))
}

/// The workbook of the draft.
#[get("/surveys/{survey}/report/report.xlsx")]
pub async fn draft_workbook(
    visit: StaffVisit,
    code: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let report = drafted(&visit, &code).await?;
    book(&visit, report, wish.r#in.as_deref()).await
}

/// The workbook of a published version.
#[get("/surveys/{survey}/report/versions/{version}/report.xlsx")]
pub async fn version_workbook(
    visit: StaffVisit,
    path: web::Path<(String, i64)>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let report = version_of(&visit, &path.0, path.1).await?;
    book(&visit, report, wish.r#in.as_deref()).await
}

async fn book(visit: &Visit, report: Report, wished: Option<&str>) -> Result<HttpResponse, Problem> {
    let locale = language(&report.languages, wished, visit.t().locale());
    let made = files::book(visit.state.clone().into_inner(), report, locale).await;
    made.map(HttpResponse::from).map_err(|error| visit.unavailable(&error))
}
