//! What people see: the respondent's pages and the staff's, one module a page, rendered with typed templates.
//!
//! A page never decides a rule and never writes SQL; its texts are all in `locales/`.

pub mod cache;
pub mod decline;
pub mod form;
pub mod key;
pub mod messages;
pub mod receipts;
pub mod report;
pub mod respond;
pub mod shared;
pub mod staff;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError, web};
use survey::Locale;

pub use cache::PageCache;

use crate::i18n::Translations;
use crate::store::StoreError;

/// The routes of all pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(respond::landing)
        .service(respond::open_link)
        .service(respond::post_link)
        .service(respond::not_answered)
        .service(respond::question_set)
        .service(key::show)
        .service(receipts::show)
        .service(receipts::file)
        .service(respond::show_form)
        .service(respond::post_form)
        .service(respond::thanks)
        .service(decline::ask)
        .service(decline::decline)
        .service(decline::undo)
        .service(shared::read)
        .service(shared::print_sheet)
        .service(shared::figure)
        .service(shared::picture)
        .service(shared::book)
        .configure(staff::routes);
}

/// Why a respondent's page can't be shown, with the language to say it in.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// Nothing is at this address.
    #[error("no such page")]
    NotFound(Locale),
    /// The personal link is none that was given out.
    #[error("unknown link")]
    UnknownLink(Locale),
    /// The form could not be read.
    #[error("the form could not be read")]
    Unreadable(Locale),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of a report could not be made.
    #[error(transparent)]
    File(#[from] report::files::NotMade),
    /// A template failed.
    #[error(transparent)]
    Template(#[from] askama::Error),
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound(_) | Self::UnknownLink(_) => StatusCode::NOT_FOUND,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::Store(_) | Self::File(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Template(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let (id, locale) = match self {
            Self::NotFound(locale) => ("message-not-found", locale.clone()),
            Self::UnknownLink(locale) => ("message-unknown-link", locale.clone()),
            Self::Unreadable(locale) => ("message-unreadable", locale.clone()),
            Self::Store(_) | Self::File(_) | Self::Template(_) => {
                tracing::error!(error = %self, "a page could not be shown");
                ("message-failed", Locale::english())
            }
        };
        // No handler's state is at hand here.
        messages::error_page(&Translations::load(), &locale, id, self.status_code())
    }
}
