//! The JSON API, `/api/v1`: thin handlers that parse, call and answer. Errors are RFC 9457 problem details.

pub mod body;
pub mod credentials;
pub mod description;
pub mod participation;
pub mod problem;
pub mod response_rate;
pub mod responses;
pub mod results;

use actix_web::web;

/// The routes under `/api/v1`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(description::openapi)
        .service(credentials::issue)
        .service(responses::submit)
        .service(participation::report)
        .service(response_rate::read)
        .service(results::read)
        .service(results::csv)
        .service(results::workbook)
        .service(results::answers)
        .service(results::codebook)
        .default_service(web::to(problem::unknown_route));
}
