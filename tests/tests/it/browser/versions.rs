//! A new version of the questionnaire or of the site, while people are in the middle of the old one.

use serde_json::{Value as Json, json};
use tests::browser::Browser;
use tests::in_each_language;
use tests::page::{Form, form_path, link, wait_until_responded};
use tests::partner::question_set;
use tests::proxy::{Luck, Proxy};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

/// Puts the open survey on a version 3 that has a question less and a question more, and waits until the server serves it.
/// Staff can't do that to an open survey; a device has to bear it all the same.
fn deploy_new_version(server: &Server) {
    let mut set = serde_json::to_value(question_set()).unwrap();
    set["version"] = json!(3);
    let sections = set["sections"].as_array_mut().unwrap();
    let closing = sections.iter_mut().find(|section| section["code"] == "closing").unwrap();
    let text = |text: &str| json!({ "ar": format!("{text} جديد"), "en": format!("{text} new"), "fr": format!("{text} nouveau") });
    closing["questions"].as_array_mut().unwrap().push(json!({
        "code": "brand_new", "kind": "text", "label": text("Question"),
    }));
    let priorities = sections.iter_mut().find(|section| section["code"] == "partner_portal").unwrap();
    priorities["questions"].as_array_mut().unwrap().retain(|question| question["code"] != "portal_comment");
    let (code, content) = (set["code"].as_str().unwrap(), set.to_string().replace('\'', "''"));
    server.ledger().execute(&format!(
        "INSERT INTO question_set_version (code, version, content) VALUES ('{code}', 3, '{content}')"
    ));
    server.ledger().execute(&format!("UPDATE survey SET version = 3 WHERE code = '{}'", tests::SURVEY));
    until("the server serves version 3", || {
        server.client().get(&form_path("en")).text().contains("data-version=\"3\"").then_some(())
    });
}

fn added(server: &Server, before: &[tests::ledger::Stored]) -> Vec<tests::ledger::Stored> {
    server.ledger().added(before)
}

fn a_draft_of_the_old_version_goes_on_in_the_new_one(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let before = server.ledger().all_responses();
    let address = link(&server, &server.base(), language);
    let form = Form::open(&browser, &address, language);
    form.fill(0);
    form.wait_until_kept();
    let mut expected = form.answers();
    deploy_new_version(&server);
    browser.go(&address);
    form.wait_for_client();
    assert_eq!(browser.script("return document.documentElement.dataset.version", &[]), json!("3"));
    assert_eq!(form.status(), form.message("client-new-version"));
    browser.wait_for("#form");
    while !form.section().is_empty() {
        form.fill_what_is_shown(0);
        form.next();
    }
    form.send();
    form.wait_until_sent();
    until_equal("one response more", &1, || added(&server, &before).len());
    let stored = added(&server, &before).remove(0);
    assert_eq!(stored.version, Some(3));
    // All that was typed in the old version, but for the question that is gone.
    expected.as_object_mut().unwrap().remove("portal_comment");
    let mut found = stored.answers;
    assert!(found.as_object_mut().unwrap().remove("brand_new").is_some(), "the new question was answered");
    assert_eq!(found, expected);
}

fn a_queued_response_of_the_old_version_is_still_taken(language: &str) {
    let server = Server::start(if language == "fr" { Engine::Postgres } else { Engine::Sqlite });
    let proxy = Proxy::start(server.address());
    let browser = Browser::phone();
    let before = server.ledger().all_responses();
    let address = link(&server, &proxy.base(), language);
    let form = Form::open(&browser, &address, language);
    form.wait_until_it_works_offline();
    form.fill(0);
    let answers = form.answers();
    proxy.spoil("/responses", Luck::Refused);
    form.send();
    until_equal("it waits", &1, || form.kept("queue").len());
    deploy_new_version(&server);
    // The page is opened again, in its new version, and the queue is still of the old one.
    browser.close();
    browser.open_again();
    browser.go(&address);
    form.wait_for_client();
    assert_eq!(form.kept("queue").len(), 1);
    proxy.mend();
    until_equal("one response more", &1, || added(&server, &before).len());
    let stored = added(&server, &before).remove(0);
    assert_eq!((stored.version, &stored.answers), (Some(2), &answers));
    wait_until_responded(&server, language);
}

/// A form that stays open for days, through a deployment of questionnaire, site and server.
fn a_form_that_was_open_all_the_time_is_still_taken(language: &str) {
    let mut server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let before = server.ledger().all_responses();
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    form.wait_until_it_works_offline();
    form.fill_what_is_shown(0);
    deploy_new_version(&server);
    server.stop();
    server.go_on();
    form.fill(0);
    let answers = form.answers();
    form.send();
    form.wait_until_sent();
    until_equal("one response more", &1, || added(&server, &before).len());
    let stored = added(&server, &before).remove(0);
    assert_eq!((stored.version, &stored.answers), (Some(2), &answers));
}

/// The site's own files get new names with every change; the kept form still finds its own.
fn a_new_site_does_not_strand_the_kept_form(language: &str) {
    let mut server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let before = server.ledger().all_responses();
    let address = link(&server, &server.base(), language);
    let form = Form::open(&browser, &address, language);
    form.wait_until_it_works_offline();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    let old = browser.script("return document.querySelector('script[data-wasm]').src;", &[]);
    server.stop();
    server.serve_another_client();
    server.go_on();
    // Another page of the new site brings its service worker along, which clears away what is old.
    browser.go(&format!("{}{}", server.base(), form_path(language)));
    form.wait_for_client();
    let new = browser.script("return document.querySelector('script[data-wasm]').src;", &[]);
    assert_ne!(old, new, "the site is another");
    until("the new service worker has taken over", || {
        let url = browser.script_async(
            "const kept = await (await caches.open('sawt-assets')).keys(); return kept.map(request => request.url);",
            &[],
        );
        url.as_array().unwrap().contains(&new).then_some(())
    });
    server.stop();
    // The link, kept under the old site, opens without the server, with what was typed.
    browser.go(&address);
    form.wait_for_client();
    form.fill(0);
    let answers = form.answers();
    form.send();
    until_equal("it waits", &1, || form.kept("queue").len());
    server.go_on();
    form.wait_until_sent();
    until_equal("one response more", &1, || added(&server, &before).len());
    assert_eq!(added(&server, &before)[0].answers, answers);
    let _: Json = new;
}

in_each_language! {
    a_draft_of_the_old_version_goes_on_in_the_new_one,
    a_queued_response_of_the_old_version_is_still_taken,
    a_form_that_was_open_all_the_time_is_still_taken,
    a_new_site_does_not_strand_the_kept_form,
}
