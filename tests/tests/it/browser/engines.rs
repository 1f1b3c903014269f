//! The form in each engine.

use tests::browser::{Browser, BrowserEngine, PHONE, Setup};
use tests::page::{Form, link, wait_until_stored_once};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

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

/// With cookies and site data blocked, nothing can be kept; and all is sent all the same, from the page.
fn what_nothing_can_keep_is_sent_all_the_same(browser: &Browser) {
    let server = Server::start(Engine::Sqlite);
    let before = server.ledger().all_responses();
    let form = Form::open(browser, &link(&server, &server.base(), "ar"), "ar");
    form.fill_what_is_shown(0);
    until_equal("the page says that nothing is kept", &form.message("client-cannot-save"), || form.status());
    form.fill(0);
    let answers = form.answers();
    form.send();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, "ar");
}

#[test]
fn chromium_without_site_data_sends_all_the_same() {
    let setup = Setup { site_data: false, size: PHONE, ..Setup::default() };
    what_nothing_can_keep_is_sent_all_the_same(&Browser::start(setup));
}

#[test]
fn firefox_without_site_data_sends_all_the_same() {
    let setup = Setup { engine: BrowserEngine::Firefox, site_data: false, new: true, ..Setup::default() };
    what_nothing_can_keep_is_sent_all_the_same(&Browser::start(setup));
}
