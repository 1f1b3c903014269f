//! The report of a survey: the draft as it is today, its published versions, its files, its editor,
//! and links by which others read a published version.

mod edit;
mod figure;
mod links;
mod show;

use actix_web::web;

use super::not_shown;
use super::visit::{Kind, Problem, Visit};
use crate::catalogue::Survey;
use crate::ending::IfEnded;
use crate::report::document::Report;
use crate::reports;
use crate::store::reports::Edited;

/// The pages under `/staff/surveys/{survey}/report`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(show::show_draft)
        .service(show::show_version)
        .service(show::publish_draft)
        .service(figure::draft)
        .service(figure::version)
        .service(figure::draft_print)
        .service(figure::version_print)
        .service(figure::draft_picture)
        .service(figure::version_picture)
        .service(figure::draft_workbook)
        .service(figure::version_workbook)
        .service(links::show)
        .service(links::make)
        .service(links::finish)
        .service(edit::show)
        .service(edit::comment)
        .service(edit::arrange)
        .service(edit::choose_quote);
}

fn base(survey: &Survey) -> String {
    format!("/staff/surveys/{}/report", survey.row.code)
}

/// The report as it is today, and what the editor says in it.
async fn read(visit: &Visit, survey: &Survey) -> Result<(IfEnded<Box<Report>>, Edited), Problem> {
    let state = &visit.state;
    let draft = reports::draft(&state.store, &state.catalogue, survey, state.clock).await;
    draft.map_err(|error| visit.unavailable(&error))
}

/// The report, or the page that says when there will be one.
fn shown<T>(visit: &Visit, survey: &Survey, report: IfEnded<T>) -> Result<T, Problem> {
    report.map_err(|why| not_shown::instead(visit, survey, ("report", "report-tab"), why))
}

/// A published version.
async fn published(visit: &Visit, survey: &Survey, version: i64) -> Result<Report, Problem> {
    let report = reports::published(&visit.state.store, survey, version, visit.state.clock).await;
    let report = shown(visit, survey, report.map_err(|error| visit.unavailable(&error))?)?;
    report.ok_or_else(|| visit.problem(Kind::NotFound))
}
