//! Reminders of a survey: the plan, each round before it goes out, when mail goes out, the last day, and the history.
//!
//! The pages show and ask; what is due and who gets it is decided in `crate::reminders`.

mod deadline;
mod edit;
mod history;
mod overview;
mod round;
mod settings;
mod wording;

use std::sync::Arc;

use actix_web::web;
use survey::form::Fields;

use super::survey::{Head, find as find_survey};
use super::visit::{self, Problem, Visit};
use crate::catalogue::Survey;
use crate::reminders::plan::Round;
use crate::store::survey_events::SurveyEvent;

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

/// So that the templates name a survey in the way of the other pages.
struct Named {
    head: Head,
}

/// What stands above all these pages.
struct Above {
    survey: Named,
    tabs: Vec<visit::Tab>,
}

impl Above {
    fn new(visit: &Visit, survey: &Survey) -> Self {
        let today = survey.row.schedule.today(visit.state.clock.now());
        let head = Head::new(survey, visit.t(), today);
        let tabs = visit::tabs(visit.t(), &survey.row, "reminders");
        Self { survey: Named { head }, tabs }
    }
}

/// What is wrong with a form, by field, in the order of the fields.
#[derive(Default)]
struct Errors(Vec<(&'static str, String)>);

impl Errors {
    fn add(&mut self, visit: &Visit, field: &'static str, message: &str) {
        self.0.push((field, visit.t().text(message)));
    }

    /// What is wrong with that field.
    fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, text)| text.as_str())
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The page's title, with a word before it if the form on it has errors.
fn title(visit: &Visit, title: &str, errors: &Errors) -> String {
    match errors.is_empty() {
        true => title.to_owned(),
        false => visit.t().tr("staff-error-title", &[("page", super::words::text(title))]),
    }
}

/// A field's value without blanks around it.
fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.first(name).unwrap_or_default().trim()
}

fn base(survey: &Survey) -> String {
    format!("/staff/surveys/{}", survey.row.code)
}

/// The round of an address.
async fn find_round(visit: &Visit, path: &(String, String)) -> Result<(Arc<Survey>, Round), Problem> {
    let survey = find_survey(visit, &path.0).await?;
    let rounds = visit.state.store.rounds(&survey.row.code).await.map_err(|e| visit.unavailable(&e))?;
    let round = rounds.into_iter().find(|round| round.id.to_string() == path.1);
    round.map(|round| (survey, round)).ok_or_else(|| visit.problem(visit::Kind::NotFound))
}

/// Something that whoever is logged in did just now.
fn event(visit: &Visit, kind: &str, detail: serde_json::Value) -> SurveyEvent {
    SurveyEvent { at: visit.state.clock.now(), kind: kind.to_owned(), staff_name: staff_name(visit), detail }
}

fn staff_name(visit: &Visit) -> String {
    visit.session.as_ref().map(|session| session.member.name.clone()).unwrap_or_default()
}
