//! Earlier waves that a survey is compared with: what is there, and files of published counts that come in.

mod import;
mod list;
mod view;

use actix_web::web;

use crate::catalogue::Survey;

/// The addresses below `/staff/surveys/{survey}/earlier-waves`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(list::show)
        .service(import::look)
        .service(import::save)
        .service(list::one)
        .service(list::file)
        .service(list::remove);
}

fn base(survey: &Survey) -> String {
    format!("/staff/surveys/{}/earlier-waves", survey.row.code)
}
