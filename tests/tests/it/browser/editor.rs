//! An admin builds a short survey in the browser, by keyboard and by mouse, and finds a mistake through the preview.

use serde_json::json;
use tests::browser::{Browser, DESKTOP, PHONE};
use tests::server::{Engine, Server};
use tests::wait::until;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DRAFT: &str = "/staff/question-sets/office-survey/draft";

/// Waits until a page is open, by the beginning of its path.
fn arrive(browser: &Browser, path: &str) {
    until(&format!("{path} opens, not {}", browser.path()), || {
        browser.path().starts_with(path).then_some(())
    });
    until("the page is there", || browser.sees("main h1").then_some(()));
}

/// Picks an option as a person does who opens the menu and types.
fn pick(browser: &Browser, selector: &str, value: &str) {
    let script = "const menu = document.querySelector(arguments[0]); menu.value = arguments[1]; \
                  menu.dispatchEvent(new Event('change', { bubbles: true })); return menu.value;";
    assert_eq!(browser.script(script, &[json!(selector), json!(value)]), json!(value), "{selector}");
}

/// Something in the form that is previewed.
fn in_preview(browser: &Browser, script: &str) -> serde_json::Value {
    let within = "const form = document.querySelector('iframe.preview')?.contentDocument; \
                  if (form?.documentElement.dataset.client !== 'on') return null;";
    browser.script(&format!("{within} {script}"), &[])
}

/// Whether the question is asked after that answer, in the preview of the draft as it is.
fn asked_after(browser: &Browser, base: &str, answer: &str) -> bool {
    browser.go(&format!("{base}{DRAFT}/preview"));
    let choose = format!("form.querySelector('input[value={answer}]').click(); return true;");
    until("the preview works", || (in_preview(browser, &choose) == json!(true)).then_some(()));
    let shown = "return !form.querySelector('[data-question=rooms]').hidden;";
    until("the preview has reacted", || in_preview(browser, shown).as_bool())
}

fn wait_until_saved(browser: &Browser) {
    until("it is saved", || browser.text("#save-status").starts_with("Saved").then_some(()));
}

#[test]
fn a_survey_is_built_and_its_skip_mistake_is_seen_in_the_preview() {
    let server = Server::start(Engine::Sqlite);
    let (browser, base) = (Browser::desktop(), server.base());
    browser.go(&format!("{base}/staff/question-sets/new?lang=en"));
    browser.type_into("#email", &server.demo.admin.0);
    browser.type_into("#password", &format!("{}{ENTER}", server.demo.admin.1));
    arrive(&browser, "/staff/question-sets/new");
    browser.type_into("#title", &format!("Office survey{ENTER}"));
    arrive(&browser, "/staff/question-sets/office-survey");
    browser.go(&format!("{base}{DRAFT}"));

    // By keyboard alone: a section, and in it a question with its choices.
    browser.type_into("#section-title", &format!("Your work{ENTER}"));
    browser.wait_for("#label-work");
    browser.press(&format!("Do you have an office?{TAB}{TAB}Yes{ENTER}No{TAB}{ENTER}"));
    arrive(&browser, &format!("{DRAFT}/questions/office"));
    browser.press_shifted('\u{e004}');
    browser.click("#required");
    wait_until_saved(&browser);
    browser.follow("button[value=another]");
    browser.wait_for("#label-work");

    // Saved while it is typed, with a condition out of menus that is the wrong way round.
    browser.press("Which rooms?");
    pick(&browser, "#kind-work", "number");
    assert!(!browser.sees("#choices-work"), "a number has no choices");
    browser.follow("#add-work button");
    arrive(&browser, &format!("{DRAFT}/questions/rooms"));
    let menus = "input[name=relevant_mode][value=menus]";
    browser
        .script("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", &[json!(menus)]);
    browser.click(menus);
    pick(&browser, "[name=relevant_1_subject]", "office");
    assert!(browser.sees("[name=relevant_1_choice]") && !browser.sees("[name=relevant_1_value]"));
    pick(&browser, "[name=relevant_1_choice]", "no");
    wait_until_saved(&browser);
    assert!(asked_after(&browser, &base, "no") && !asked_after(&browser, &base, "yes"));
    browser.go(&format!("{base}{DRAFT}/questions/rooms"));
    pick(&browser, "[name=relevant_1_choice]", "yes");
    wait_until_saved(&browser);
    assert!(asked_after(&browser, &base, "yes") && !asked_after(&browser, &base, "no"));

    // The form in the preview goes to its end, keeps nothing and sends nothing.
    let before = server.ledger().responses();
    in_preview(&browser, "form.querySelector('#next').click();");
    until("the review opens", || {
        (in_preview(&browser, "return form.querySelector('#send').checkVisibility();") == json!(true))
            .then_some(())
    });
    in_preview(&browser, "form.querySelector('#send').click();");
    until("it says that it would be sent", || {
        let status = in_preview(&browser, "return form.querySelector('#status').textContent;");
        status.as_str().unwrap_or_default().contains("looked at and forgotten").then_some(())
    });
    let kept = "return (await indexedDB.databases()).length + (await navigator.serviceWorker.getRegistrations()).length;";
    assert_eq!(browser.script_async(kept, &[]), json!(0));
    assert_eq!(server.ledger().responses(), before);

    // Moved by keyboard; another kind shows its own fields, and what was typed stays.
    browser.go(&format!("{base}{DRAFT}"));
    browser.script("document.querySelector('[value=\"down:question:office\"]').focus()", &[]);
    browser.press(ENTER);
    until("the order is another", || browser.text("#q-rooms").contains("1.").then_some(()));
    browser.go(&format!("{base}{DRAFT}/questions/rooms"));
    pick(&browser, "#kind", "rating");
    browser.wait_for("#low");

    let mut problems = Vec::new();
    for page in [
        "",
        "/questions/rooms",
        "/questions/office",
        "/sections/work",
        "/lists/office",
        "/settings",
        "/history",
        "/preview",
    ] {
        browser.go(&format!("{base}{DRAFT}{page}"));
        browser.resize(DESKTOP.0, DESKTOP.1);
        problems
            .extend(browser.accessibility_problems().into_iter().map(|problem| format!("{page}: {problem}")));
        browser.resize(PHONE.0, PHONE.1);
        problems.extend(browser.sticks_out().into_iter().map(|problem| format!("{page}, phone: {problem}")));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
