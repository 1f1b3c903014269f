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
