//! The life of a survey: a new one, its settings, opening and closing it, and the version that it runs on.
//!
//! What may be done is decided in `crate::lifecycle`; the pages ask, say what will happen, and show what stands against it.

mod close;
pub mod fields;
pub mod known_links;
mod new;
pub mod second_yes;
mod settings;
mod state;
mod suspension;
mod version;

use actix_web::web;

/// The addresses below `/staff/surveys`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(new::show)
        .service(new::add)
        .service(settings::show)
        .service(settings::save)
        .service(state::show_open)
        .service(state::open)
        .service(close::show)
        .service(close::close)
        .service(known_links::show)
        .service(known_links::lift)
        .service(second_yes::show)
        .service(second_yes::give)
        .service(second_yes::take_back)
        .service(second_yes::preview)
        .service(suspension::show)
        .service(suspension::suspend)
        .service(suspension::go_on)
        .service(version::show)
        .service(version::put);
}
