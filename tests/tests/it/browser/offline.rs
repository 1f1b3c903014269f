//! The server gone, the browser killed: nothing is lost, and everything goes out by itself in the end.

use serde_json::json;
use tests::browser::Browser;
use tests::in_each_language;
use tests::page::{Form, form_path, link, wait_until_responded, wait_until_stored_once};
use tests::proxy::{Luck, Proxy};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

fn filled_and_sent_without_the_server_it_goes_out_when_the_server_is_back(language: &str) {
    let mut server = Server::start(if language == "ar" { Engine::Postgres } else { Engine::Sqlite });
    let browser = Browser::phone();
    let before = server.ledger().all_responses();
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    form.wait_until_it_works_offline();
    server.stop();
    form.fill(0);
    let answers = form.answers();
    form.send();
    until_equal("the response waits on the device", &1, || form.kept("queue").len());
    until("the page says that it waits", || (!browser.sees("#form")).then_some(()));
    assert!(!form.claims_to_be_sent(), "{}", form.status());
    assert_eq!(form.kept("draft"), Vec::<serde_json::Value>::new(), "it is in the queue, and nowhere else");
    server.go_on();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, language);
    wait_until_responded(&server, language);
    until_equal("the queue is empty", &0, || form.kept("queue").len());
}

/// After one visit online, everything opens without the server: the link, and all languages.
fn the_link_opens_again_without_the_server_in_all_languages(language: &str) {
    let mut server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let address = link(&server, &server.base(), language);
    let mut form = Form::open(&browser, &address, language);
    form.wait_until_it_works_offline();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    let mut typed = form.fields().0;
    typed.sort();
    server.stop();
    browser.close();
    browser.open_again();
    browser.go(&address);
    form.wait_for_client();
    for other in ["en", "fr", "ar"] {
        form.switch_language(other);
        let mut kept = form.fields().0;
        kept.sort();
        assert_eq!(kept, typed, "in {other}");
    }
    browser.go(&format!("{}{}", server.base(), form_path("fr")));
    form.wait_for_client();
    assert_eq!(browser.script("return document.documentElement.lang", &[]), json!("fr"));
}

fn a_browser_killed_while_one_types_has_kept_the_draft(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let address = link(&server, &server.base(), language);
    let form = Form::open(&browser, &address, language);
    form.fill_what_is_shown(0);
    form.next();
    form.fill_what_is_shown(0);
    let text = match language {
        "ar" => "إذاعة صوت",
        "fr" => "Fédération des médias « libres »",
        _ => "A federation of free media",
    };
    browser.script("document.getElementById('q-collaborating_with--other').click()", &[]);
    if !browser.sees("#q-collaborating_with_other") {
        browser.script("document.getElementById('q-collaborating_with--other').click()", &[]);
    }
    browser.script("document.getElementById('q-collaborating_with_other').value = ''", &[]);
    browser.type_into("#q-collaborating_with_other", text);
    form.wait_until_kept();
    let mut typed = form.fields().0;
    // In the middle of a word more.
    browser.type_into("#q-collaborating_with_other", " & m");
    browser.kill();
    browser.open_again();
    browser.go(&address);
    form.wait_for_client();
    assert_eq!(form.section(), "about_organisation", "where one was");
    let mut kept = form.fields().0;
    kept.iter_mut().for_each(|(_, value)| {
        *value = value.trim_end_matches(" & m").trim_end_matches(" &").trim_end().to_owned()
    });
    typed.sort();
    kept.sort();
    assert_eq!(kept, typed);
    assert_eq!(form.status(), form.message("client-restored"));
}

fn sent_offline_and_the_browser_closed_it_goes_out_at_the_next_visit(language: &str) {
    let mut server = Server::start(Engine::Sqlite);
    let browser = Browser::phone();
    let before = server.ledger().all_responses();
    let address = link(&server, &server.base(), language);
    let form = Form::open(&browser, &address, language);
    form.wait_until_it_works_offline();
    server.stop();
    form.fill(1);
    let answers = form.answers();
    form.send();
    until_equal("the response waits on the device", &1, || form.kept("queue").len());
    // One closes it, another's battery dies.
    if language == "fr" {
        browser.kill();
    } else {
        browser.close();
    }
    // Opened without the server, it still waits.
    browser.open_again();
    browser.go(&address);
    form.wait_for_client();
    assert_eq!(form.kept("queue").len(), 1);
    assert!(!form.claims_to_be_sent(), "{}", form.status());
    browser.close();
    server.go_on();
    browser.open_again();
    browser.go(&address);
    wait_until_stored_once(&server, &before, &answers, language);
    wait_until_responded(&server, language);
}

/// The worst moment: the commit is done, and the server dies before it can say so.
fn a_server_that_dies_between_commit_and_answer_has_it_once(language: &str) {
    let mut server = Server::start(if language == "en" { Engine::Postgres } else { Engine::Sqlite });
    let proxy = Proxy::start(server.address());
    let browser = Browser::desktop();
    let before = server.ledger().all_responses();
    let form = Form::open(&browser, &link(&server, &proxy.base(), language), language);
    form.wait_until_it_works_offline();
    form.fill(0);
    let answers = form.answers();
    proxy.spoil("/responses", Luck::AnswerLost);
    form.send();
    until("the answer is lost", || (proxy.spoilt() > 0).then_some(()));
    server.kill();
    assert!(!form.claims_to_be_sent(), "{}", form.status());
    assert_eq!(form.kept("queue").len(), 1, "it stays until the server says that it has it");
    proxy.mend();
    server.go_on();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, language);
    wait_until_responded(&server, language);
}

in_each_language! {
    filled_and_sent_without_the_server_it_goes_out_when_the_server_is_back,
    the_link_opens_again_without_the_server_in_all_languages,
    a_browser_killed_while_one_types_has_kept_the_draft,
    sent_offline_and_the_browser_closed_it_goes_out_at_the_next_visit,
    a_server_that_dies_between_commit_and_answer_has_it_once,
}
