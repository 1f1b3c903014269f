//! Reminders of a survey: the plan, each round before it goes out, when mail goes out, the last day, and the history.
//!
//! The pages show and ask; what is due and who gets it is decided in `crate::reminders`.

mod deadline;
mod edit;
mod history;
mod overview;
mod round;
pub mod settings;
mod wording;

use std::sync::Arc;

use super::survey::find as find_survey;
use super::visit::{Kind, Problem, Visit};
use crate::catalogue::Survey;
use crate::reminders::plan::Round;
use actix_web::web;

/// The addresses below `/staff/surveys/{survey}`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(overview::show)
        .service(overview::act)
        .service(settings::show)
        .service(settings::save)
        .service(edit::show_new)
        .service(edit::add)
        .service(edit::show)
        .service(edit::change)
        .service(round::send)
        .service(round::cancel)
        .service(round::show)
        .service(deadline::show)
        .service(deadline::save);
}

fn base(survey: &Survey) -> String {
    format!("/staff/surveys/{}", survey.row.code)
}

/// The round of an address.
async fn find_round(visit: &Visit, path: &(String, String)) -> Result<(Arc<Survey>, Round), Problem> {
    let survey = find_survey(visit, &path.0).await?;
    let rounds = visit.state.store.rounds(&survey.row.code).await.map_err(|e| visit.unavailable(&e))?;
    let round = rounds.into_iter().find(|round| round.id.to_string() == path.1);
    round.map(|round| (survey, round)).ok_or_else(|| visit.problem(Kind::NotFound))
}
