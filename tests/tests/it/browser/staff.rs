//! The programme manager watches the response rate.

use serde_json::json;
use tests::browser::Browser;
use tests::page::{Form, link};
use tests::server::{Engine, Server};
use tests::wait::until;

/// The page moves by itself while answers arrive, and is the same when it is loaded anew.
#[test]
fn the_rate_moves_while_answers_arrive() {
    let server = Server::start(Engine::Postgres);
    let manager = Browser::desktop();
    manager.go(&format!("{}/staff/surveys/ims-2026", server.base()));
    assert!(manager.path().starts_with("/staff/login"), "{}", manager.path());
    manager.type_into("#email", &server.demo.manager.0);
    manager.type_into("#password", &format!("{}\u{e007}", server.demo.manager.1));
    until("the survey's page opens after the log-in", || {
        (manager.path() == "/staff/surveys/ims-2026").then_some(())
    });
    let headline = || manager.text("[data-headline]");
    let before = headline();
    assert!(before.chars().any(|c| c.is_ascii_digit()), "{before:?}");
    assert!(manager.text("main").contains("46"), "the rate of 2021 stands beside it");

    let partner = Browser::phone();
    let form = Form::open(&partner, &link(&server, &server.base(), "ar"), "ar");
    form.fill(0);
    form.send();
    form.wait_until_sent();
    until("the rate moves by itself", || (headline() != before).then_some(()));
    let after = headline();
    manager.reload();
    assert_eq!(headline(), after);
    // 42 of 115 by AAPOR's RR1, one more than the 41 of the demo; without those that could not be reached, whatever the page says.
    let rate = tests::staff::manager(&server).get("/api/v1/surveys/ims-2026/response-rate").json();
    assert_eq!(rate["total"]["responded"], json!(42));
}

/// Without scripts, the figures are there all the same.
#[test]
fn the_figures_are_there_without_scripts() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::without_scripts();
    browser.go(&format!("{}/staff/login", server.base()));
    browser.type_into("#email", &server.demo.admin.0);
    browser.type_into("#password", &format!("{}\u{e007}", server.demo.admin.1));
    until("the staff's page opens", || (browser.path() == "/staff").then_some(()));
    browser.go(&format!("{}/staff/surveys/ims-2026", server.base()));
    assert!(browser.text("[data-headline]").chars().any(|c| c.is_ascii_digit()));
    assert!(browser.sees("main table") || browser.sees("main svg"));
}
