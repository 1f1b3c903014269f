//! An admin publishes a question set, opens a survey on it, and corrects a typo while people answer. What would make their answers
//! incomparable is refused.

use serde_json::json;
use tests::browser::{Browser, DESKTOP, PHONE};
use tests::page::Form;
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";
const SET: &str = "/staff/question-sets/office-survey";
const SURVEY: &str = "/staff/surveys/office-2026";
const SUBMIT: &str = "main form button.button";

/// Somebody who looks at every page that comes by.
struct Admin {
    browser: Browser,
    problems: Vec<String>,
}

impl Admin {
    /// Clicks on what leads to another page, and looks at that.
    fn follow(&mut self, selector: &str, path: &str) {
        self.browser.follow(selector);
        self.arrive(path);
    }

    fn arrive(&mut self, path: &str) {
        until(&format!("{path} opens, not {}", self.browser.path()), || {
            (self.browser.path().starts_with(path) && self.browser.sees("main h1")).then_some(())
        });
        let found = self.browser.accessibility_problems();
        self.problems.extend(found.into_iter().map(|problem| format!("{path}: {problem}")));
        self.browser.resize(PHONE.0, PHONE.1);
        let wide = self.browser.sticks_out();
        self.problems.extend(wide.into_iter().map(|problem| format!("{path}, phone: {problem}")));
        self.browser.resize(DESKTOP.0, DESKTOP.1);
    }

    /// Chooses a day, as a calendar does.
    fn choose_day(&self, selector: &str, from_now: i64) {
        let script =
            "document.querySelector(arguments[0]).valueAsNumber = Date.now() + arguments[1] * 86400000;";
        self.browser.script(script, &[json!(selector), json!(from_now)]);
    }

    /// Publishes the draft that is open.
    fn publish(&mut self) {
        self.follow("a[href$='/publish']", &format!("{SET}/publish"));
        if self.browser.sees("#declared") {
            self.browser.click("#declared");
        }
        self.follow("section[aria-labelledby=step] button", &format!("{SET}/versions/"));
    }
}

#[test]
fn a_typo_in_an_open_survey_is_corrected_and_what_would_make_answers_incomparable_is_refused() {
    let server = Server::start(Engine::Sqlite);
    let base = server.base();
    let mut admin = Admin { browser: Browser::desktop(), problems: Vec::new() };
    admin.browser.go(&format!("{base}/staff/question-sets/new?lang=en"));
    admin.browser.type_into("#email", &server.demo.admin.0);
    admin.browser.type_into("#password", &format!("{}{ENTER}", server.demo.admin.1));
    admin.arrive("/staff/question-sets/new");
    for other in ["fr", "ar"] {
        admin.browser.click(&format!("input[name=languages][value={other}]"));
    }
    admin.browser.type_into("#title", "Office survey");
    admin.follow(SUBMIT, &format!("{SET}/draft"));
    admin.browser.type_into("#section-title", &format!("Your work{ENTER}"));
    admin.browser.wait_for("#label-work");
    admin.browser.press(&format!("Do you hvae an office?{TAB}{TAB}Yes{ENTER}No"));
    admin.follow("#add-work button[type=submit]", &format!("{SET}/draft/questions/"));
    let question = admin.browser.path();
    admin.follow("button[value=outline]", &format!("{SET}/draft"));

    // Published; a survey with a name of its own is prepared on it and opened to everyone.
    admin.publish();
    admin.follow("a[href^='/staff/surveys/new']", "/staff/surveys/new");
    admin.browser.type_into("#code", "office-2026");
    admin.browser.type_into("#name_en", "Offices of 2026");
    admin.choose_day("#opens_on", 0);
    admin.choose_day("#closes_on", 20);
    admin.browser.click("input[name=who][value=everyone]");
    admin.follow(SUBMIT, &format!("{SURVEY}/settings"));
    admin.follow("a[href$='/open']", &format!("{SURVEY}/open"));
    admin.follow(SUBMIT, &format!("{SURVEY}/settings"));
    assert_eq!(admin.browser.text("main h1").split(" Open").next(), Some("Offices of 2026"));
    admin.follow("main p a[href$='/invitations']", &format!("{SURVEY}/invitations"));
    let link = admin.browser.script("return document.querySelector('main input[readonly]').value;", &[]);
    let link = link.as_str().unwrap().to_owned();

    // Somebody answers.
    let visitor = Browser::phone();
    let form = Form::open(&visitor, &link, "en");
    assert_eq!(visitor.text("h1"), "Offices of 2026");
    assert!(visitor.text("#form").contains("Do you hvae"), "{}", visitor.text("#form"));
    form.fill(0);
    form.send();
    form.wait_until_sent();

    // The typo is corrected by a new version, and the form shows it.
    admin.browser.go(&format!("{base}{SURVEY}/settings"));
    admin.follow("form[action$='/begin'] button", &format!("{SET}/draft"));
    admin.follow(".outline-label a", &question);
    admin.browser.script("document.querySelector('#label').select()", &[]);
    admin.browser.press("Do you have an office?");
    until("it is saved", || admin.browser.text("#save-status").starts_with("Saved").then_some(()));
    admin.follow("button[value=outline]", &format!("{SET}/draft"));
    admin.publish();
    admin.follow(&format!("a[href^='{SURVEY}/version']"), &format!("{SURVEY}/version"));
    let verdict = admin.browser.text("main .notice");
    assert!(verdict.starts_with("Words alone differ."), "{verdict}");
    assert_eq!(
        (admin.browser.text("main del"), admin.browser.text("main ins")),
        ("hvae".into(), "have".into())
    );
    admin.follow(SUBMIT, &format!("{SURVEY}/settings"));
    let shown = || {
        let page = server.client().get("/s/office-2026/en").text();
        (
            page.contains("data-version=\"2\""),
            page.contains("Do you have an office?"),
            page.contains("Do you hvae"),
        )
    };
    until_equal("the form shows the correction", &(true, true, false), shown);

    // Another choice list would make answers incomparable: the page says what stands against it, and offers no button.
    admin.follow("form[action$='/begin'] button", &format!("{SET}/draft"));
    admin.follow("#lists .outline-words a", &format!("{SET}/draft/lists/"));
    admin.browser.type_into("#rows_new", "We share one");
    admin.follow("main .save button", &format!("{SET}/draft/lists/"));
    admin.browser.go(&format!("{base}{SET}/draft"));
    admin.publish();
    admin.follow(&format!("a[href^='{SURVEY}/version']"), &format!("{SURVEY}/version"));
    let verdict = admin.browser.text("main .notice");
    assert!(
        verdict.contains("incomparable")
            && admin.browser.text(".change-why").contains("Not for an open survey")
    );
    assert!(!admin.browser.sees(SUBMIT));
    assert_eq!(shown(), (true, true, false));
    assert!(admin.problems.is_empty(), "{}", admin.problems.join("\n"));
}
