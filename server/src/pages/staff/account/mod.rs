//! One's own account: name and language, password, sessions, second factor.

mod factor;
mod show;

use actix_web::web;

/// The addresses of the account's pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(show::show)
        .service(show::rename)
        .service(show::password)
        .service(show::end_sessions)
        .service(factor::show)
        .service(factor::enrol)
        .service(factor::new_codes)
        .service(factor::remove);
}
