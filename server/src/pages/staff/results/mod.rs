//! The results of a survey: plain tables, by a question on who answered if wanted, files, the threshold, and the
//! list of receipts; and what nobody can open.

mod lost;
mod receipts;
mod show;
mod threshold;

pub use threshold::limits;

use actix_web::web;

use crate::catalogue::Survey;

/// The pages under `/staff/surveys/{survey}/results`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(show::show)
        .service(threshold::show)
        .service(threshold::save)
        .service(receipts::show)
        .service(receipts::save)
        .service(lost::show)
        .service(lost::save);
}

fn base(survey: &Survey) -> String {
    format!("/staff/surveys/{}/results", survey.row.code)
}
