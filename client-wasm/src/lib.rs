//! The form client: takes over the server's form page in the browser.
//!
//! It renders no question. The page is whole without it; the client pages through its sections, applies skip logic and
//! validation (the `survey` crate, the same code as the server's), keeps a draft on the device, queues the response and
//! sends it. Nothing is shown as sent that the server has not acknowledged, and nothing leaves the queue otherwise.
//!
//! What it relies on in the page: `html[data-survey]`; `script#page-data` (rules and messages); `form#form` with
//! `section.section[data-section]` and `.question[data-question][data-kind]`; field names as in [`survey::form`]; errors in
//! `#q-QUESTION-error` and `#q-QUESTION--ITEM-error`; and its own furniture, which the page has hidden: `#status`, `#progress`,
//! `#pager` (`#back`, `#next`), `#review` (`#review-list`, `#send`), `#waiting`, `#sent`, `#receipt`, `#device`, `#queue`, `#key`, `#key-differs`, `#further`,
//! `.traces`, `dialog#confirm-delete`,
//! `dialog#lock`, `#locked`, `dialog#file-locked`.
//!
//! Where to go: `form` for the page, `device` for what is kept, `database` for where, `vault` for how it is sealed and destroyed, `lock` for
//! the pass phrase, `sync` for
//! what is sent, `credential` for the anonymous right, `pinned` for the survey's keys.

mod backoff;
mod browser;
mod connection;
mod credential;
mod database;
mod device;
mod dom;
mod file;
mod form;
mod former;
mod json;
mod lock;
mod messages;
mod page;
mod pinned;
mod receipts;
mod sync;
mod vault;

use wasm_bindgen::prelude::*;

/// Takes the page over. Called once by the page's loader.
#[wasm_bindgen]
pub async fn start() {
    let page = page::Page::read();
    let database = match &page {
        Some(page) if page.preview => database::Database::in_memory(),
        _ => database::Database::of_device(),
    };
    former::take_over(&database).await;
    match page {
        Some(page) => form::take_over(page, database).await,
        // A page without a form: what waits on the device still goes out.
        None => {
            receipts::show_kept(&database).await;
            sync::run(&database).await;
        }
    }
}

/// Tries the queue once. Called by the service worker, where there is no page.
///
/// # Errors
/// When something is left to send, so that the browser tries again.
#[wasm_bindgen]
pub async fn sync() -> Result<(), JsValue> {
    match sync::run(&database::Database::of_device()).await {
        sync::Outcome::Nothing | sync::Outcome::Sent => Ok(()),
        // A page that is at it may be closed before it is done.
        sync::Outcome::Busy | sync::Outcome::Later | sync::Outcome::Blocked(_) => {
            Err(JsValue::from_str("something is left to send"))
        }
    }
}
