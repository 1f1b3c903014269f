//! The staff's pages: log-in, the list of surveys, and the page of a survey.
//!
//! Most show who took part and never what anyone said: the response ledger is read for [`results`], through the
//! disclosure rules, and for [`answers`] alone. Every page is made anew
//! (`no-store`) and works without scripts. Start at [`routes`]; [`visit`] is what all handlers share, [`bars`] is the
//! charts without their drawing.

mod account;
mod answers;
mod audit;
pub mod bars;
mod benchmarks;
mod forgotten;
mod forms;
mod invitations;
mod line;
mod live;
mod login;
mod messages;
mod not_shown;
mod partners;
pub mod people;
pub mod question_sets;
mod reminders;
mod report;
mod results;
mod running;
mod standing;
mod survey;
mod surveys;
mod texts;
mod tokens;
mod upload;
mod visit;
mod waves;
mod words;

use actix_web::web;

pub use visit::Visit;

/// More than this is no log-in.
const LARGEST_FORM: usize = 16 * 1024;

/// All addresses under `/staff`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(
        web::scope("/staff")
            .app_data(web::FormConfig::default().limit(LARGEST_FORM))
            .service(login::show)
            .service(login::log_in)
            .service(login::log_out)
            .service(login::second_step)
            .service(login::take_second_step)
            .service(forgotten::show)
            .service(forgotten::ask)
            .configure(account::routes)
            .service(surveys::show)
            .service(people::show)
            .service(people::invite)
            .service(people::withdraw)
            .service(people::change)
            .service(people::welcome)
            .service(people::accept)
            .service(tokens::show)
            .service(tokens::make)
            .service(tokens::revoke)
            .service(audit::show)
            .service(audit::csv)
            .service(live::show)
            .service(messages::show)
            .service(messages::decide)
            .service(messages::release)
            .service(messages::all_sent)
            .configure(running::routes)
            .service(survey::show)
            .configure(answers::routes)
            .service(benchmarks::show)
            .service(benchmarks::look)
            .service(benchmarks::keep)
            .configure(partners::routes)
            .configure(question_sets::routes)
            .configure(invitations::routes)
            .configure(reminders::routes)
            .configure(results::routes)
            .configure(report::routes)
            .configure(texts::routes)
            .configure(waves::routes)
            .default_service(web::to(unknown)),
    );
}

async fn unknown(visit: Visit) -> Result<actix_web::HttpResponse, visit::Problem> {
    Err(visit.problem(visit::Kind::NotFound))
}
