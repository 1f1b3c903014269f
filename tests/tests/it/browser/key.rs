//! The keys of a survey are the same for everybody, and a partner can see that they are.

use rand_core::OsRng;
use serde_json::json;
use survey::credential::SurveyKey;
use tests::SURVEY;
use tests::browser::{Browser, PHONE};
use tests::page::{Form, link, wait_until_stored_once};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

/// The number on the public page.
fn published(server: &Server, language: &str) -> String {
    let html = server.client().get(&format!("/s/{SURVEY}/key?lang={language}")).text();
    let number = html.split_once("id=\"key-number\"").unwrap().1.split_once('>').unwrap().1;
    number.split_once('<').unwrap().0.to_owned()
}

/// The server goes on with another key, as one would that marks a partner.
fn exchange_key(server: &mut Server, key: &[u8]) {
    server.stop();
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    server.ledger().execute(&format!("UPDATE survey SET credential_key = x'{hex}' WHERE code = '{SURVEY}'"));
    server.go_on();
}

#[test]
fn form_and_public_page_have_the_same_number_in_every_language() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::phone();
    let mut numbers = Vec::new();
    for language in ["en", "fr", "ar"] {
        Form::open(&browser, &link(&server, &server.base(), language), language);
        browser.wait_for("#key");
        numbers.extend([browser.text("#key-number"), published(&server, language)]);
        let direction =
            browser.script("return getComputedStyle(document.querySelector('#key-number')).direction", &[]);
        assert_eq!(direction, json!("ltr"), "read from left to right in an Arabic page, too");
        browser.go(&format!("{}/s/{SURVEY}/key?lang={language}", server.base()));
        assert_eq!((browser.accessibility_problems(), browser.sticks_out()), (vec![], vec![]), "{language}");
    }
    let groups: Vec<&str> = numbers[0].split(' ').collect();
    assert!(groups.len() == 6 && groups.iter().all(|group| group.len() == 5), "{}", numbers[0]);
    assert!(numbers.iter().all(|number| *number == numbers[0]), "{numbers:?}");
    assert_eq!(numbers[0].replace(' ', "").parse::<u128>().unwrap() >> 99, 0);
    let page = server.client().get(&format!("/s/{SURVEY}/key"));
    assert!(page.header("cache-control").contains("public"), "{}", page.header("cache-control"));
}

#[test]
fn a_page_with_another_key_than_the_first_gets_nothing_and_the_answers_stay() {
    let mut server = Server::start(Engine::Sqlite);
    let before = server.ledger().all_responses();
    let browser = Browser::start(tests::browser::Setup { size: PHONE, ..Default::default() });
    let form = Form::open(&browser, &link(&server, &server.base(), "ar"), "ar");
    form.wait_until_it_works_offline();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    let first = server.ledger().survey_key().to_bytes();
    let number = published(&server, "ar");
    exchange_key(&mut server, &SurveyKey::generate(&mut OsRng).unwrap().to_bytes());
    // In a new browser the other key is the first one: nobody can know better there.
    let asked = "SELECT count(*) FROM credential_request";
    let requests = server.ledger().number(asked);
    browser.reload();
    form.wait_for_client();
    form.fill(0);
    let answers = form.answers();
    form.send();
    until_equal("the page says that nothing is sent", &form.message("client-key-differs"), || form.status());
    assert_eq!(
        (browser.text("#key-first"), browser.text("#key-now")),
        (number.clone(), published(&server, "ar"))
    );
    assert_ne!(browser.text("#key-first"), browser.text("#key-now"));
    assert!(browser.sees("#key-differs") && browser.sees("#key-save") && !browser.sees("#key"));
    assert_eq!((browser.accessibility_problems(), browser.sticks_out()), (vec![], vec![]));
    browser.screenshot("differs.png");
    browser.script("window.dispatchEvent(new Event('focus'));", &[]);
    assert_eq!(form.kept("draft").len(), 1, "the answers stay");
    assert_eq!(server.ledger().number(asked), requests, "no credential was asked for with the other key");
    assert_eq!(server.ledger().all_responses(), before, "nothing was sent");
    // The first key again: it was kept, and not overwritten by the other.
    exchange_key(&mut server, &first);
    browser.reload();
    form.wait_for_client();
    until("the number is shown quietly again", || (browser.text("#key-number") == number).then_some(()));
    assert!(!browser.sees("#key-differs"));
    while !form.section().is_empty() {
        form.next();
    }
    form.send();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, "ar");
}

/// Something else in the place of what the page says: the group's generator, which is an element and not the survey's second key.
const OTHER_MARK_KEY: &str = "addEventListener('DOMContentLoaded', () => {
   const block = document.getElementById('page-data');
   if (!block) return;
   const data = JSON.parse(block.textContent);
   data.mark_key = '4vKuCmq8TnGohKlhxQBRX1jjC2qlgt2NtqZZReCNLXY';
   block.textContent = JSON.stringify(data);
 }, true);";

/// The answers are stored, but the server could know this mark again: it is not told that the link has responded.
#[test]
fn a_mark_whose_proof_does_not_hold_is_not_sent_and_the_page_says_so() {
    let server = Server::start(Engine::Sqlite);
    let before = server.ledger().all_responses();
    let setup = tests::browser::Setup { before: vec![OTHER_MARK_KEY.to_owned()], ..Default::default() };
    let browser = Browser::start(setup);
    let form = Form::open(&browser, &link(&server, &server.base(), "en"), "en");
    form.fill(0);
    let answers = form.answers();
    form.send();
    form.wait_until_sent();
    until_equal("the page says so", &form.message("client-sent-unproved"), || form.status());
    wait_until_stored_once(&server, &before, &answers, "en");
    browser.reload();
    until_equal("and goes on saying it", &form.message("client-sent-unproved"), || form.status());
    assert_eq!(server.ledger().invitation_state(&server.demo.tokens["en"]), "opened");
    assert_eq!(server.ledger().number("SELECT count(*) FROM spent_mark"), 0);
}

/// What is no word of the server's on this very mark (a portal's page, another server's error, a survey that is closed for now) does
/// not let the device forget it.
#[test]
fn a_mark_is_kept_until_the_server_takes_it() {
    let server = Server::start(Engine::Sqlite);
    let words = [
        (404, "text/html", "<p>Log in to the hotel</p>"),
        (404, "application/problem+json", r#"{"title":"Not Found","status":404,"code":"unknown_route"}"#),
        (409, "application/problem+json", r#"{"title":"Conflict","status":409,"code":"survey_closed"}"#),
        (503, "application/problem+json", r#"{"title":"Later","status":503,"code":"database_unavailable"}"#),
    ];
    let before = format!(
        "const words = {}, fetched = window.fetch;
         window.told = 0;
         window.fetch = (url, init) => {{
           if (!String(url).endsWith('/participation') || window.through) return fetched(url, init);
           const [status, type, body] = words[window.told++ % words.length];
           return Promise.resolve(new Response(body, {{ status, headers: {{ 'content-type': type }} }}));
         }};
         delete ServiceWorkerRegistration.prototype.sync;",
        serde_json::to_string(&words).unwrap()
    );
    let browser = Browser::start(tests::browser::Setup { before: vec![before], ..Default::default() });
    let form = Form::open(&browser, &link(&server, &server.base(), "en"), "en");
    form.fill(0);
    form.send();
    form.wait_until_sent();
    for told in 1..=words.len() {
        until("another word comes", || {
            browser.script("window.dispatchEvent(new Event('focus'));", &[]);
            (browser.script("return window.told", &[]).as_u64() >= Some(told as u64)).then_some(())
        });
        assert_eq!(form.kept("participation").len(), 1, "after {:?}", words[told - 1]);
    }
    assert_eq!(server.ledger().invitation_state(&server.demo.tokens["en"]), "opened");
    browser.script("window.through = true", &[]);
    until("it is told, with its proof", || {
        browser.script("window.dispatchEvent(new Event('focus'));", &[]);
        (server.ledger().invitation_state(&server.demo.tokens["en"]) == "responded").then_some(())
    });
    assert_eq!(server.ledger().number("SELECT count(*) FROM spent_mark"), 1);
    until_equal("and forgotten", &0, || form.kept("participation").len());
}
