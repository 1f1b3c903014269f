//! A partner's receipt: shown as soon as the response is on the device, and found in the list of the survey that has ended.

use serde_json::json;
use tests::browser::Browser;
use tests::page::{Form, link};
use tests::partner::{credential, full_answers, question_set, response, statuses, submit};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};
use tests::{SURVEY, staff};

fn code(browser: &Browser) -> String {
    browser.wait_for("#receipt");
    browser.text("#receipt-code")
}

#[test]
fn a_partner_finds_the_receipt_of_an_answer_given_offline_in_the_list() {
    let mut server = Server::start(Engine::Sqlite);
    let set = question_set();
    let tokens = server.ledger().unused_tokens();
    let others: Vec<_> = tokens
        .iter()
        .filter(|token| !server.demo.tokens.values().any(|known| known == *token))
        .take(5)
        .map(|token| response(&full_answers(&set, 1), &credential(&server.client(), token)))
        .collect();
    assert!(statuses(&submit(&server.client(), &others)).iter().all(|status| *status == "stored"));

    let browser = Browser::phone();
    let form = Form::open(&browser, &link(&server, &server.base(), "en"), "en");
    form.wait_until_it_works_offline();
    server.stop();
    form.fill(0);
    form.send();
    let receipt = code(&browser);
    assert_eq!(receipt.len(), 19, "{receipt}");
    assert!(!form.claims_to_be_sent(), "it is known before anything is sent");
    assert_eq!(browser.accessibility_problems(), [""; 0]);
    server.go_on();
    form.wait_until_sent();
    assert_eq!(code(&browser), receipt);
    browser.go(&format!("{}/s/{SURVEY}/receipts?lang=en", server.base()));
    browser.wait_for("#receipt-kept");
    assert_eq!(browser.text("#receipt-code"), receipt, "it is there before there is a list, too");
    browser.go(&link(&server, &server.base(), "en"));
    browser.wait_for("main.good a[href*='/receipts']");
    assert_eq!(form.kept("queue"), [json!(null); 0], "what it is made of has left the device");

    server.command(&["survey", "close", SURVEY]);
    server.go_on_after_days(90);
    until_equal("all is moved", &0, || server.ledger().number("SELECT count(*) FROM response_inbox"));
    let (manager, publishing) = (staff::manager(&server), format!("/staff/surveys/{SURVEY}/receipts"));
    let html = manager.get(&publishing).text();
    let csrf = html.split_once("name=\"csrf\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    assert_eq!(manager.post_form(&publishing, &[("csrf".to_owned(), csrf)]).status, 303);

    browser.go(&format!("{}/s/{SURVEY}/receipts?lang=ar", server.base()));
    browser.wait_for("#receipt-check");
    let codes = browser.script(
        "const style = getComputedStyle(document.querySelector('#receipt-list bdi'));
         return [style.direction, style.fontFamily.includes('monospace')];",
        &[],
    );
    assert_eq!(codes, json!(["ltr", true]), "codes are read from left to right, in an Arabic page too");
    until("the device's receipt is filled in", || {
        (browser.script("return document.getElementById('receipt-typed').value", &[]) == json!(receipt))
            .then_some(())
    });
    let check = |typed: &str, seen: &str| {
        browser.script("document.getElementById('receipt-typed').value = arguments[0]", &[json!(typed)]);
        browser.click("#receipt-check button");
        browser.wait_for(seen);
        for other in ["#receipt-found", "#receipt-missing", "#receipt-said"] {
            assert_eq!(browser.sees(other), other == seen, "{typed}: {other}");
        }
    };
    check(&receipt, "#receipt-found");
    assert_eq!(browser.accessibility_problems(), [""; 0]);
    assert_eq!(browser.sticks_out(), [""; 0]);
    check("TQD5-H28G-G9H3-FCJM", "#receipt-missing");
    check(&format!(" {} ", receipt.to_lowercase().replace('-', " ").replace('0', "o")), "#receipt-found");
    check(&receipt[..18], "#receipt-said");
    let log = server.log();
    assert!(!log.contains(&receipt) && !log.contains("TQD5"), "nothing that is looked up is sent");
}
