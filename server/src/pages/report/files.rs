//! The files of a report as answers: a figure as SVG or as PNG, and the workbook. Whoever shows a report says who may have them.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use survey::Locale;

use super::figures::chart;
use super::workbook::{self, NotMade};
use crate::api::answer::XLSX;
use crate::app::State;
use crate::report::chart::{Paint, Size};
use crate::report::document::Report;
use crate::report::raster::{self, NotDrawn};

/// The answer with a file. Codes of surveys, questions and languages need no quoting.
fn file(media_type: &'static str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(bytes)
}

/// A figure as SVG; nothing, if the question has none.
pub fn svg(state: &State, report: &Report, locale: &Locale, question: &str) -> Option<HttpResponse> {
    let chart = chart(state.translations.locale(locale), report, report.question(question)?)?;
    let name = format!("{}-{}-{locale}.svg", report.survey, chart.id);
    Some(file("image/svg+xml", &name, chart.draw(Size::Wide, Paint::File).into_bytes()))
}

/// A figure as PNG; nothing, if the question has none.
///
/// # Errors
/// When the machine lacks the fonts for it.
pub async fn png(
    state: &State,
    report: &Report,
    locale: &Locale,
    question: &str,
) -> Result<Option<HttpResponse>, NotDrawn> {
    let t = state.translations.locale(locale);
    let Some(chart) = report.question(question).and_then(|question| chart(t, report, question)) else {
        return Ok(None);
    };
    let name = format!("{}-{}-{locale}.png", report.survey, chart.id);
    Ok(Some(file("image/png", &name, raster::png(chart).await?)))
}

/// The workbook.
///
/// # Errors
/// When there is more than a sheet can hold.
pub async fn book(state: Arc<State>, report: Report, locale: Locale) -> Result<HttpResponse, NotMade> {
    let name = format!("{}-report-{locale}.xlsx", report.survey);
    Ok(file(XLSX, &name, workbook::made(state, report, locale).await?))
}
