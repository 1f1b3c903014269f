//! The form with scripts switched off: plain HTML, whole and usable.

use serde_json::json;
use tests::browser::Browser;
use tests::in_each_language;
use tests::page::{Form, form_path, link, wait_until_responded, wait_until_stored_once};
use tests::server::{Engine, Server};
use tests::wait::until;

fn plain<'a>(browser: &'a Browser, server: &Server, language: &str) -> Form<'a> {
    browser.go(&link(server, &server.base(), language));
    let taken_over = browser.script("return document.documentElement.hasAttribute('data-client');", &[]);
    assert_eq!(taken_over, json!(false), "scripts are off");
    Form { browser, language: language.to_owned() }
}

fn it_is_filled_and_posted(language: &str) {
    let server = Server::start(if language == "fr" { Engine::Postgres } else { Engine::Sqlite });
    let browser = Browser::without_scripts();
    let before = server.ledger().all_responses();
    let form = plain(&browser, &server, language);
    assert!(browser.sees("#trust-note"), "it says in whom one trusts");
    for furniture in
        ["#pager", "#status", "#device", "#review", "#sent", "#queue", "#progress", "[data-clear]"]
    {
        assert!(!browser.sees(furniture), "{furniture} does nothing without scripts");
    }
    form.fill_what_is_shown(0);
    let answers = form.answers();
    browser.follow("#submit-plain");
    until("it is taken", || browser.path().starts_with(&format!("/thanks/{language}")).then_some(()));
    assert_eq!(browser.script("return document.documentElement.lang", &[]), json!(language));
    wait_until_stored_once(&server, &before, &answers, language);
    wait_until_responded(&server, language);
    // Going back and posting again stores nothing more.
    browser.go(&link(&server, &server.base(), language));
    assert!(!browser.sees("#form"), "there is nothing more to fill");
    assert_eq!(server.ledger().responses(), i64::try_from(before.len()).unwrap() + 1);
}

fn it_comes_back_with_every_error_beside_its_question_and_everything_kept(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::without_scripts();
    let before = server.ledger().all_responses();
    let form = plain(&browser, &server, language);
    form.fill_what_is_shown(2);
    // Four mistakes, as people make them.
    browser.script(
        "for (const radio of document.querySelectorAll('[name=satisfaction]')) radio.checked = false;
         document.getElementById('q-staff_full_time--input').value = '4000';
         document.getElementById('q-women_board--input').value = 'half of them';
         for (const select of document.querySelectorAll('#q-portal_priorities select')) select.selectedIndex = 1;",
        &[],
    );
    let mut typed = form.fields().0;
    browser.follow("#submit-plain");
    assert!(browser.path().starts_with("/i/"), "{}", browser.path());
    assert_eq!(browser.script("return document.documentElement.lang", &[]), json!(language));
    for (question, error) in [
        ("satisfaction", "error-required"),
        ("women_board", "error-not-a-number"),
        ("portal_priorities", "error-repeated"),
    ] {
        assert!(browser.sees(&format!("#q-{question}-error")), "{question}");
        assert_eq!(browser.text(&format!("#q-{question}-error")), form.message(error), "{question}");
    }
    assert!(browser.sees("#q-staff_full_time-error") && !browser.text("#q-staff_full_time-error").is_empty());
    assert!(browser.sees("#error-summary"));
    let links = browser
        .script("return [...document.querySelectorAll('#error-summary a')].map(a => a.hash.slice(1));", &[]);
    let links = links.as_array().unwrap();
    assert_eq!(links.len(), 4, "{links:?}");
    for anchor in links {
        let there =
            browser.script("return !!document.getElementById(arguments[0]);", std::slice::from_ref(anchor));
        assert_eq!(there, json!(true), "{anchor} leads somewhere");
    }
    let invalid = browser.script(
        "const control = document.getElementById('q-women_board--input');
         return [control.getAttribute('aria-invalid'), control.getAttribute('aria-describedby').includes('q-women_board-error')];",
        &[],
    );
    assert_eq!(invalid, json!(["true", true]));
    let mut kept = form.fields().0;
    typed.sort();
    kept.sort();
    assert_eq!(kept, typed, "nothing typed is lost");
    assert_eq!(server.ledger().all_responses(), before);
    // Mended, it is taken.
    browser.script(
        "document.querySelector('[name=satisfaction][value=\"4\"]').checked = true;
         document.getElementById('q-staff_full_time--input').value = '3';
         document.getElementById('q-women_board--input').value = '50';
         document.querySelectorAll('#q-portal_priorities select').forEach((select, n) => { select.selectedIndex = n + 1; });",
        &[],
    );
    let answers = form.answers();
    browser.follow("#submit-plain");
    until("it is taken", || browser.path().starts_with("/thanks/").then_some(()));
    wait_until_stored_once(&server, &before, &answers, language);
}

fn the_language_is_switched_and_everything_kept(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::without_scripts();
    let before = server.ledger().all_responses();
    let form = plain(&browser, &server, language);
    form.fill_what_is_shown(1);
    // Also what is no good answer is kept.
    browser.script("document.getElementById('q-women_board--input').value = '<b>\"half\" & more</b>';", &[]);
    let mut typed = form.fields().0;
    typed.sort();
    for other in ["fr", "ar", "en"] {
        browser.follow(&format!("button[name=_language][value={other}]"));
        let root = browser.script("const r = document.documentElement; return [r.lang, r.dir];", &[]);
        assert_eq!(root, json!([other, if other == "ar" { "rtl" } else { "ltr" }]));
        let mut kept = form.fields().0;
        kept.sort();
        assert_eq!(kept, typed, "in {other}");
        assert!(!browser.sees("#error-summary"), "nobody has asked for errors yet");
    }
    browser.follow(&format!("button[name=_language][value={language}]"));
    browser.script("document.getElementById('q-women_board--input').value = '50';", &[]);
    let answers = form.answers();
    browser.follow("#submit-plain");
    until("it is taken", || browser.path().starts_with(&format!("/thanks/{language}")).then_some(()));
    wait_until_stored_once(&server, &before, &answers, language);
}

/// Without a personal link, nothing is stored, nothing is lost, and the page says what is needed.
fn without_a_link_everything_typed_comes_back(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::without_scripts();
    let before = server.ledger().responses();
    browser.go(&format!("{}{}", server.base(), form_path(language)));
    let form = Form { browser: &browser, language: language.to_owned() };
    form.fill_what_is_shown(0);
    let mut typed = form.fields().0;
    browser.follow("#submit-plain");
    let mut kept = form.fields().0;
    typed.sort();
    kept.sort();
    assert_eq!(kept, typed);
    assert!(browser.sees(".notice"), "it says that the link is needed");
    assert_eq!(server.ledger().responses(), before);
}

in_each_language! {
    it_is_filled_and_posted,
    it_comes_back_with_every_error_beside_its_question_and_everything_kept,
    the_language_is_switched_and_everything_kept,
    without_a_link_everything_typed_comes_back,
}
