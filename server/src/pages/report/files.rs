//! The files of a report: a figure as SVG or as PNG, and the workbook. Whoever shows a report says who may have them.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use survey::Locale;

use super::figures::chart;
use super::workbook;
use crate::app::State;
use crate::report::chart::{Chart, Paint, Size};
use crate::report::document::Report;
use crate::report::raster;
use crate::sheet::XLSX;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The picture could not be drawn, most likely for want of a font.
    #[error(transparent)]
    Picture(#[from] raster::NotDrawn),
    /// The workbook would not be one, or nobody was there to make it.
    #[error(transparent)]
    Workbook(#[from] workbook::NotMade),
}

/// A file to be kept.
pub struct File {
    /// What it is called. Codes of surveys, questions and languages need no quoting.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    media_type: &'static str,
}

impl From<File> for HttpResponse {
    fn from(file: File) -> Self {
        Self::Ok()
            .content_type(file.media_type)
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)))
            .body(file.bytes)
    }
}

fn figure(state: &State, report: &Report, locale: &Locale, question: &str) -> Option<Chart> {
    chart(state.translations.locale(locale), report, report.question(question)?)
}

/// A figure as SVG; nothing, if the question has none.
pub fn svg(state: &State, report: &Report, locale: &Locale, question: &str) -> Option<File> {
    let chart = figure(state, report, locale, question)?;
    let name = format!("{}-{}-{locale}.svg", report.survey, chart.id);
    let bytes = chart.draw(Size::Wide, Paint::File).into_bytes();
    Some(File { name, bytes, media_type: "image/svg+xml" })
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
) -> Result<Option<File>, NotMade> {
    let Some(chart) = figure(state, report, locale, question) else { return Ok(None) };
    let name = format!("{}-{}-{locale}.png", report.survey, chart.id);
    Ok(Some(File { name, bytes: raster::png(chart).await?, media_type: "image/png" }))
}

/// The workbook.
///
/// # Errors
/// When there is more than a sheet can hold.
pub async fn book(state: Arc<State>, report: Report, locale: Locale) -> Result<File, NotMade> {
    let name = format!("{}-report-{locale}.xlsx", report.survey);
    Ok(File { name, bytes: workbook::made(state, report, locale).await?, media_type: XLSX })
}
