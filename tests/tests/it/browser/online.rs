//! Filling and sending with a good connection.

use serde_json::json;
use tests::browser::Browser;
use tests::in_each_language;
use tests::page::{Form, link, wait_until_responded, wait_until_stored_once};
use tests::server::{Engine, Server};
use tests::wait::until_equal;

/// Each on another database and another screen, so that all come together.
fn setting(language: &str) -> (Server, Browser) {
    match language {
        "en" => (Server::start(Engine::Postgres), Browser::desktop()),
        "fr" => (Server::start(Engine::Sqlite), Browser::desktop()),
        _ => (Server::start(Engine::Sqlite), Browser::phone()),
    }
}

fn filled_and_sent_it_is_stored_once_as_it_was_filled(language: &str) {
    let (server, browser) = setting(language);
    let before = server.ledger().all_responses();
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    let sections = form.fill(0);
    assert_eq!(sections.len(), 13, "a media outlet is asked everything: {sections:?}");
    let answers = form.answers();
    assert!(answers.as_object().unwrap().len() >= 45, "{answers}");
    assert!(browser.text("#review-list").len() > 500, "the review shows the answers");
    form.send();
    form.wait_until_sent();
    assert!(!browser.sees("#form") && !browser.sees("#waiting"));
    wait_until_stored_once(&server, &before, &answers, language);
    wait_until_responded(&server, language);
    assert_eq!((form.kept("queue"), form.kept("draft")), (vec![], vec![]), "nothing is left on the device");
    // The same link again: there is nothing more to fill.
    browser.reload();
    assert!(!browser.sees("#form"));
    assert_eq!(server.ledger().responses(), i64::try_from(before.len()).unwrap() + 1);
}

/// The page is written in the language and in its direction, numbers and all.
fn the_page_speaks_the_language(language: &str) {
    let (server, browser) = setting(language);
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    let root = browser.script(
        "const r = document.documentElement; return [r.lang, r.dir, getComputedStyle(r).direction];",
        &[],
    );
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    assert_eq!(root, json!([language, direction, direction]));
    form.wait_until_it_works_offline();
    let progress = browser.text("#progress-text");
    let digits: Vec<char> = progress.chars().filter(|c| c.is_numeric()).collect();
    assert!(!digits.is_empty() && digits.iter().all(char::is_ascii_digit), "Western digits: {progress}");
    // Buttons that go on stand where the language ends, those that go back where it begins.
    form.fill_what_is_shown(0);
    form.next();
    let x = browser.script(
        "return ['back', 'next'].map(id => document.getElementById(id).getBoundingClientRect()).map(b => [b.left, b.top]);",
        &[],
    );
    let at = |button: usize, axis: usize| x[button][axis].as_f64().unwrap();
    if (at(0, 1) - at(1, 1)).abs() < 4.0 {
        assert_eq!(at(0, 0) < at(1, 0), language != "ar", "{x}");
    }
}

fn the_language_is_switched_at_any_moment_and_every_answer_kept(language: &str) {
    let (server, browser) = setting(language);
    let before = server.ledger().all_responses();
    let mut form = Form::open(&browser, &link(&server, &server.base(), language), language);
    for _ in 0..3 {
        form.fill_what_is_shown(1);
        form.next();
    }
    form.fill_what_is_shown(1);
    for other in ["fr", "ar", "en", language] {
        let (fields, section) = (form.fields(), form.section());
        let mut sorted = fields.0.clone();
        sorted.sort();
        form.switch_language(other);
        let mut found = form.fields().0;
        found.sort();
        assert_eq!(found, sorted, "in {other}");
        assert_eq!(form.section(), section, "the section is still open");
    }
    form.next();
    form.fill(1);
    let answers = form.answers();
    form.send();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, language);
}

const NO_STAFF: &str = "const count = document.getElementById('q-staff_count--input'); count.value = '0';
                        count.dispatchEvent(new InputEvent('input', { bubbles: true }));";

/// What is not asked is not shown, and what was answered there before does not travel.
fn skip_logic_follows_every_answer(language: &str) {
    let (server, browser) = setting(language);
    let before = server.ledger().all_responses();
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    form.fill_what_is_shown(0);
    form.next();
    // A media outlet with staff.
    form.fill_what_is_shown(0);
    assert!(browser.sees("#q-staff_full_time"));
    browser.script(NO_STAFF, &[]);
    until_equal("the question on full-time staff is gone", &false, || browser.sees("#q-staff_full_time"));
    let sections = form.fill(0);
    assert!(sections.contains(&"media_content".to_owned()));
    // It was a research institute after all, and produces nothing.
    browser.script("document.querySelector('[data-edit=about_organisation]').click()", &[]);
    until_equal("the section opens", &"about_organisation".to_owned(), || form.section());
    browser.script("document.getElementById('q-organisation_type--research').click()", &[]);
    browser.script("document.getElementById('q-area_of_work--content_production--not_part').click()", &[]);
    browser.script(NO_STAFF, &[]);
    let mut sections = Vec::new();
    while !form.section().is_empty() {
        sections.push(form.section());
        form.next();
    }
    assert!(!sections.contains(&"media_content".to_owned()), "{sections:?}");
    let answers = form.answers();
    for gone in ["audience_growth", "engagement_means", "engagement_means_other", "staff_full_time"] {
        assert!(answers.get(gone).is_none(), "{gone}");
    }
    form.send();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, language);
}

fn errors_show_beside_their_questions_and_at_the_top(language: &str) {
    let (server, browser) = setting(language);
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    browser.click("#next");
    until_equal("the second section opens", &"about_organisation".to_owned(), || form.section());
    // An error shows as one leaves the question.
    browser.type_into("#q-staff_count--input", "many");
    browser.press("\u{e004}");
    browser.wait_for("#q-staff_count-error");
    assert_eq!(browser.text("#q-staff_count-error"), form.message("error-not-a-number"));
    // All errors show when one wants to go on.
    browser.click("#next");
    browser.wait_for("#error-summary");
    assert_eq!(form.section(), "about_organisation", "the section stays open");
    for (question, message) in [
        ("organisation_type", "error-required"),
        ("region", "error-required"),
        ("staff_count", "error-not-a-number"),
    ] {
        assert!(browser.sees(&format!("#q-{question}-error")), "{question}");
        assert_eq!(browser.text(&format!("#q-{question}-error")), form.message(message), "{question}");
    }
    let focused = browser.script("return document.activeElement.closest('#error-summary') !== null;", &[]);
    assert_eq!(focused, json!(true), "the summary has the focus, so that it is read out");
    let links = browser.script(
        "return [...document.querySelectorAll('#error-summary a')].map(a => a.getAttribute('href'));",
        &[],
    );
    assert_eq!(links.as_array().unwrap().len(), 3, "{links}");
    browser.click("#error-summary li:nth-child(2) a");
    let inside =
        browser.script("return document.activeElement.closest('[data-question]')?.dataset.question;", &[]);
    assert_eq!(inside, json!("region"), "a link of the summary leads to its question");
    // An error goes as soon as the answer is good.
    form.fill_what_is_shown(0);
    until_equal("the errors are gone", &false, || {
        ["organisation_type", "region", "staff_count"].iter().any(|q| browser.sees(&format!("#q-{q}-error")))
    });
}

in_each_language! {
    filled_and_sent_it_is_stored_once_as_it_was_filled,
    the_page_speaks_the_language,
    the_language_is_switched_at_any_moment_and_every_answer_kept,
    skip_logic_follows_every_answer,
    errors_show_beside_their_questions_and_at_the_top,
}
