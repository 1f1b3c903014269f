//! The form in each engine.

use serde_json::json;
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

/// The browser closes the connection in the middle of a transaction, so many times, as it does to a page in the background.
const CLOSED: &str = "window.closings = arguments[0];
   if (window.closing) return;
   window.closing = true;
   const put = IDBObjectStore.prototype.put;
   IDBObjectStore.prototype.put = function(...all) {
     const request = put.apply(this, all);
     if (window.closings-- > 0) { this.transaction.abort(); this.transaction.db.close(); }
     return request;
   };";

/// A connection that is closed under the page is opened again, and what failed is tried again.
fn a_closed_connection_loses_nothing(engine: BrowserEngine) {
    let mut server = Server::start(Engine::Sqlite);
    let before = server.ledger().all_responses();
    let browser = Browser::of(engine);
    let form = Form::open(&browser, &link(&server, &server.base(), "en"), "en");
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    // It goes wrong again and again.
    browser.script(CLOSED, &[json!(1000)]);
    form.next();
    form.fill_what_is_shown(0);
    let failing = form.message("client-not-saved");
    until("the page says that it is not saved", || {
        assert_ne!(form.status(), form.message("client-storage-full"), "there is room");
        form.status().ends_with(&failing).then_some(())
    });
    browser.script(CLOSED, &[json!(0)]);
    form.wait_until_kept();
    form.fill(0);
    form.wait_until_kept();
    let answers = form.answers();
    server.stop();
    browser.script(CLOSED, &[json!(1)]);
    form.send();
    until_equal("the response is on the device", &1, || form.kept("queue").len());
    browser.wait_for("#waiting :is([data-waits=kept], [data-waits=lasting]):not([hidden])");
    server.go_on();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, "en");
}

#[test]
fn chromium_closes_a_connection() {
    a_closed_connection_loses_nothing(BrowserEngine::Chromium);
}

#[test]
fn firefox_closes_a_connection() {
    a_closed_connection_loses_nothing(BrowserEngine::Firefox);
}

#[test]
fn webkit_closes_a_connection() {
    a_closed_connection_loses_nothing(BrowserEngine::WebKit);
}

/// Databases that are deleted under the page, as by “clear site data”, are made anew.
#[test]
fn webkit_deletes_what_a_page_keeps_under_it() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::of(BrowserEngine::WebKit);
    let form = Form::open(&browser, &link(&server, &server.base(), "ar"), "ar");
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    browser.script_async(
        "for (const { name } of await indexedDB.databases())
           await new Promise(done => (indexedDB.deleteDatabase(name).onsuccess = done));",
        &[],
    );
    form.next();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    let saved = form.message("client-saved");
    let begins = saved.split("{$time}").next().unwrap().trim().to_owned();
    until("the page says that it is saved", || form.status().starts_with(&begins).then_some(()));
}

fn choose(browser: &Browser, question: usize, choice: usize) {
    let script = "const questions = [...document.querySelectorAll('.question')].filter(q => q.checkVisibility() && q.querySelector('input[type=radio]'));
                  questions[arguments[0]].querySelectorAll('input[type=radio]')[arguments[1]].click();";
    browser.script(script, &[json!(question), json!(choice)]);
}

/// The way back brings no old answers over newer ones, nor to life what was deleted.
fn the_way_back_brings_no_old_answers(engine: BrowserEngine) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::of(engine);
    let address = link(&server, &server.base(), "ar");
    let elsewhere = format!("{}/thanks/ar", server.base());
    let form = Form::open(&browser, &address, "ar");
    choose(&browser, 0, 0);
    form.wait_until_kept();
    browser.go(&elsewhere);
    browser.go(&address);
    form.wait_for_client();
    choose(&browser, 0, 1);
    form.wait_until_kept();
    let newer = form.fields();
    browser.back(2);
    form.wait_for_client();
    until_equal("the newer answer is there", &newer, || form.fields());
    choose(&browser, 1, 0);
    form.wait_until_kept();
    assert!(form.fields().0.starts_with(&newer.0), "{:?}", form.fields());
    browser.go(&elsewhere);
    browser.go(&address);
    form.wait_for_client();
    browser.click("#device summary");
    browser.click("#delete-answers");
    browser.wait_for("#confirm-delete");
    browser.click("#confirm-delete button[value=delete]");
    until_equal("the page says so", &form.message("client-deleted"), || form.status());
    browser.back(2);
    form.wait_for_client();
    until_equal("what was deleted stays so", &0, || form.fields().0.len());
    assert_eq!(form.kept("draft").len(), 0);
}

#[test]
fn chromium_goes_back() {
    the_way_back_brings_no_old_answers(BrowserEngine::Chromium);
}

#[test]
fn firefox_goes_back() {
    the_way_back_brings_no_old_answers(BrowserEngine::Firefox);
}
