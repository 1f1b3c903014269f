//! Open answers: reading and searching, themes by several analysts, translations, and what may be published.
//!
//! No page says which answers come from one respondent, and none has a breakdown ([`crate::open_answers`]). They are for
//! analysts and admins: a manager knows the partners, and might know their words. Analysts propose what is published; an
//! admin decides.

mod answer;
mod code_book;
mod figures;
mod list;
mod view;

use std::sync::Arc;

use actix_web::web;

use super::not_shown;
use super::survey::find;
use super::visit::{Problem, Visit};
use crate::catalogue::Survey;
use crate::ending::IfEnded;
use crate::open_answers::{self, Doer, OpenAnswers};

/// The addresses below `/staff/surveys/{survey}/answers`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(list::show)
        .service(code_book::show)
        .service(code_book::save)
        .service(figures::show)
        .service(figures::themes_file)
        .service(figures::publishable_file)
        .service(figures::code_book_file)
        .service(answer::show)
        .service(answer::tag)
        .service(answer::decide)
        .service(answer::propose)
        .service(answer::translate);
}

fn base(survey: &Survey) -> String {
    format!("/staff/surveys/{}/answers", survey.row.code)
}

async fn read(visit: &Visit, survey: &Survey) -> Result<IfEnded<Box<OpenAnswers>>, Problem> {
    let today = survey.today(visit.state.clock);
    let answers = open_answers::read(&visit.state.store, survey, today).await;
    answers.map_err(|error| visit.unavailable(&error))
}

/// The survey of an address with its answers, once they may be read.
async fn find_all(visit: &Visit, code: &str) -> Result<(Arc<Survey>, Box<OpenAnswers>), Problem> {
    let survey = find(visit, code).await?;
    match read(visit, &survey).await? {
        Ok(answers) => Ok((survey, answers)),
        Err(why) => Err(not_shown::instead(visit, &survey, ("answers", "answers-heading"), why)),
    }
}

fn doer(visit: &Visit) -> Doer<'_> {
    Doer { who: visit.who(), at: visit.state.clock.now_ms() }
}
