//! The JSON API, `/api/v1`: thin handlers that parse, call and answer. Errors are RFC 9457 problem details.
//!
//! A resource is a module with a `routes` function that lists its routes; [`route`] adds and describes them in one, [`take`] is what
//! handlers take, [`answer`] what they answer, [`problem`] what can go wrong. `docs/architecture.md` shows how to add one.

pub mod answer;
pub mod answers;
pub mod audit;
pub mod benchmarks;
pub mod body;
pub mod credentials;
pub mod description;
pub mod draft_history;
pub mod find;
pub mod following;
pub mod known_links;
pub mod lost;
pub mod me;
pub mod messaging;
pub mod participation;
pub mod partner_files;
pub mod partners;
pub mod people;
pub mod problem;
pub mod question_sets;
pub mod receipts;
pub mod report;
pub mod report_links;
pub mod response_rate;
pub mod responses;
pub mod results;
pub mod route;
pub mod second_yes;
pub mod surveys;
pub mod take;
pub mod translations;
pub mod waves;
pub mod words;
pub mod xlsform;

use actix_web::web;

/// Below this address all of it stands.
pub const BASE: &str = "/api/v1";

/// Lists every route.
pub fn list(api: &mut route::Routes) {
    description::routes(api);
    credentials::routes(api);
    responses::routes(api);
    participation::routes(api);
    me::routes(api);
    surveys::routes(api);
    response_rate::routes(api);
    results::routes(api);
    partners::routes(api);
    partner_files::routes(api);
    following::routes(api);
    messaging::routes(api);
    waves::routes(api);
    benchmarks::routes(api);
    answers::routes(api);
    report::routes(api);
    report_links::routes(api);
    receipts::routes(api);
    lost::routes(api);
    second_yes::routes(api);
    known_links::routes(api);
    question_sets::routes(api);
    draft_history::routes(api);
    translations::routes(api);
    xlsform::routes(api);
    people::routes(api);
    audit::routes(api);
}

/// The routes under `/api/v1`.
pub fn routes(config: &mut web::ServiceConfig) {
    let mut api = route::Routes::default();
    list(&mut api);
    api.configure(config);
    config.default_service(web::to(problem::unknown_route));
}
