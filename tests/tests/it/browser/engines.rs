//! The form in each engine.

use tests::browser::{Browser, BrowserEngine};
use tests::page::{Form, link};
use tests::server::{Engine, Server};
use tests::wait::until;

/// What was typed is there again after the browser was closed, and is stored once.
fn a_draft_outlives_the_browser(engine: BrowserEngine) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::of(engine);
    let address = link(&server, &server.base(), "fr");
    let form = Form::open(&browser, &address, "fr");
    form.fill_what_is_shown(0);
    form.next();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    let typed = form.fields();
    browser.close();
    browser.open_again();
    browser.go(&address);
    form.wait_for_client();
    until("the draft is there", || (form.status() == form.message("client-restored")).then_some(()));
    assert_eq!(form.fields(), typed);
}

#[test]
fn firefox_keeps_a_draft() {
    a_draft_outlives_the_browser(BrowserEngine::Firefox);
}

#[test]
fn webkit_keeps_a_draft() {
    a_draft_outlives_the_browser(BrowserEngine::WebKit);
}
