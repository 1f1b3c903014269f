//! A form written for ODK is taken in, published and answered; it is translated in a spreadsheet and while one types, and people
//! see the translation.

use serde_json::json;
use tests::browser::{Browser, DESKTOP, PHONE};
use tests::http::{Answer, Client};
use tests::page::Form;
use tests::server::{Engine, Server, repository};
use tests::sheet::edited;
use tests::staff;
use tests::wait::{until, until_equal};

const ENTER: &str = "\u{e007}";
const SETS: &str = "/staff/question-sets";
const SET: &str = "/staff/question-sets/partner-visit";

/// Waits until a page is open, by the beginning of its path.
fn arrive(browser: &Browser, path: &str) {
    until(&format!("{path} opens, not {}", browser.path()), || {
        (browser.path().starts_with(path) && browser.sees("main h1")).then_some(())
    });
}

/// What is wrong with the page that is open, at a desktop and on a phone.
fn held_against_the_rules(browser: &Browser, problems: &mut Vec<String>) {
    let path = browser.path();
    problems.extend(browser.accessibility_problems().into_iter().map(|problem| format!("{path}: {problem}")));
    browser.resize(PHONE.0, PHONE.1);
    problems.extend(browser.sticks_out().into_iter().map(|problem| format!("{path}, phone: {problem}")));
    browser.resize(DESKTOP.0, DESKTOP.1);
}

fn wait_until_saved(browser: &Browser) {
    until(&format!("it is saved, not “{}”", browser.text("#save-status")), || {
        browser.text("#save-status").starts_with("Saved").then_some(())
    });
}

/// Puts other words into a field, as a person does.
fn write(browser: &Browser, id: &str, text: &str) {
    browser.wait_for(&format!("[id='{id}']"));
    let script = "const field = document.getElementById(arguments[0]); field.focus(); field.value = arguments[1]; \
                  field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.script(script, &[json!(id), json!(text)]);
}

fn hidden(html: &str, name: &str) -> String {
    let after = html.split_once(&format!("name=\"{name}\" value=\"")).expect("the page has the field").1;
    after.split('"').next().unwrap().to_owned()
}

fn post(admin: &Client, to: &str, fields: &[(&str, &str)]) -> Answer {
    let csrf = hidden(&admin.get(SETS).text(), "csrf");
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let answer = admin.post_form(to, &fields.chain([("csrf".to_owned(), csrf)]).collect::<Vec<_>>());
    assert_eq!(answer.status, 303, "{to}: {}", answer.text());
    answer
}

/// Takes a translated file to the page of translations, and saves what is ticked there.
fn bring(browser: &Browser, base: &str, file: &str, said: &str, problems: &mut Vec<String>) {
    browser.go(&format!("{base}{SET}/translations?to=fr"));
    browser.click("details summary");
    browser.type_into("#file", file);
    browser.follow("form[enctype] button");
    arrive(browser, &format!("{SET}/translations/file"));
    let page = browser.text("main").replace(['\u{2068}', '\u{2069}'], "");
    assert!(page.contains(said) && !page.contains("What else differs"), "{page}");
    held_against_the_rules(browser, problems);
    browser.follow("form[action$=take] button");
    until("the texts are saved", || browser.path().contains("translations?saved=yes").then_some(()));
    assert!(browser.text("main").contains("Everything is translated."), "{}", browser.text("main"));
}

fn export(
    server: &Server,
    admin: &Client,
    edit: impl Fn(&str, &str, &str) -> Option<&'static str>,
) -> String {
    let out = admin.get(&format!("{SET}/translations/xlsform.xlsx"));
    let file = edited(&out.body, |cell| edit(cell.name, cell.heading, cell.text).map(str::to_owned));
    let path = server.file("translated.xlsx");
    std::fs::write(&path, file).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_form_of_odk_is_run_and_what_was_translated_in_a_sheet_is_what_people_see() {
    let server = Server::start(Engine::Sqlite);
    let (browser, admin, base) = (Browser::desktop(), staff::admin(&server), server.base());
    let mut problems = Vec::new();

    // Taken in, with a report row by row.
    browser.go(&format!("{base}{SETS}/import?lang=en"));
    browser.type_into("#email", &server.demo.admin.0);
    browser.type_into("#password", &format!("{}{ENTER}", server.demo.admin.1));
    arrive(&browser, &format!("{SETS}/import"));
    held_against_the_rules(&browser, &mut problems);
    let odk = repository("tests/assets/odk-partner-visit.xlsx").canonicalize().unwrap();
    browser.type_into("#file", odk.to_str().unwrap());
    browser.type_into("#code", "partner-visit");
    browser.follow("form[enctype] button");
    browser.wait_for("#remarks-heading");
    let report = browser.text("main").replace(['\u{2068}', '\u{2069}'], "");
    for sentence in [
        "Sheet “survey”, row 10, column “type”",
        "Sawt has no questions of the type “geopoint”: the row is left out.",
        "Sawt has no questions of the type “calculate”: the row is left out.",
        "Sawt has no questions of the type “audio”: the row is left out.",
        "Sawt has no repeats: what stands in this one is left out.",
    ] {
        assert!(report.contains(sentence), "{sentence}: {report}");
    }
    held_against_the_rules(&browser, &mut problems);
    browser.follow("form[action$=take] button");
    arrive(&browser, &format!("{SET}/draft"));

    // Where the name is missing, the form says so in words of its own.
    browser.go(&format!("{base}{SET}/draft/questions/org_name"));
    write(&browser, "required_message", "We need a name to come back to.");
    wait_until_saved(&browser);
    held_against_the_rules(&browser, &mut problems);

    // What one language lacks is written in a spreadsheet.
    let file = export(&server, &admin, |name, heading, text| match (name, heading, text) {
        ("org_name", "required_message::Français (fr)", _) => Some("Il nous faut un nom pour revenir."),
        ("org_name", "required_message::العربية (ar)", _) => Some("نحتاج إلى اسم لنعود إليكم."),
        (_, "label::Français (fr)" | "sawt_title::Français (fr)", "") => Some("Visite"),
        (_, "label::العربية (ar)" | "sawt_title::العربية (ar)", "") => Some("زيارة"),
        _ => None,
    });
    bring(&browser, &base, &file, "6 translations in the file are others", &mut problems);

    // Published, opened, answered.
    browser.go(&format!("{base}{SET}/publish"));
    browser.follow("form[method=post] button.button:not(.button-quiet)");
    arrive(&browser, &format!("{SET}/versions/1"));
    let set = admin.get(&format!("{SET}/versions/1/question-set.json"));
    let json = server.file("visit.json");
    let json = json.to_str().unwrap();
    std::fs::write(json, &set.body).unwrap();
    let days = ["2026-01-01", "2040-01-01"];
    server.command(&["survey", "add", "visit", json, "--opens-on", days[0], "--closes-on", days[1]]);
    post(&admin, "/staff/surveys/visit/invitations/everyone", &[]);
    server.command(&["survey", "open", "visit"]);
    let token = server.ledger().texts("SELECT public_token FROM survey WHERE code = 'visit'").remove(0);
    let phone = Browser::phone();
    let mut form = Form::open(&phone, &format!("{base}/i/{token}"), "en");
    form.switch_language("fr");
    while !phone.sees("[data-question=org_name]") {
        form.next();
    }
    phone.click("#next");
    phone.wait_for("#error-summary");
    assert!(phone.text("#error-summary").contains("Il nous faut un nom pour revenir."));
    form.fill_what_is_shown(0);
    form.next();
    while !form.section().is_empty() {
        problems.extend(phone.sticks_out().into_iter().map(|problem| format!("the form, phone: {problem}")));
        form.fill_what_is_shown(0);
        form.next();
    }
    form.send();
    form.wait_until_sent();
    let stored = "SELECT count(*) FROM response_inbox WHERE survey = 'visit'";
    until_equal("it is stored", &1, || server.ledger().number(stored));

    // The next version: translated while one types, and over nobody's.
    post(&admin, &format!("{SET}/begin"), &[("version", "1")]);
    browser.go(&format!("{base}{SET}/translations?to=fr&show=all"));
    held_against_the_rules(&browser, &mut problems);
    let page = admin.get(&format!("{SET}/translations?to=fr&show=all")).text();
    write(&browser, "text:title", "Visite chez un partenaire");
    wait_until_saved(&browser);
    let why = ("text:questions.why.label", hidden(&page, "seen:questions.why.label"));
    let theirs = [("to", "fr"), (why.0, "Que manquait-il ?"), ("seen:questions.why.label", &why.1)];
    post(&admin, &format!("{SET}/translations"), &theirs);
    write(&browser, why.0, "Et quoi encore ?");
    browser.wait_for("[data-met]");
    assert!(browser.text("#save-status").starts_with("Not saved yet:"), "{}", browser.text("#save-status"));
    assert_eq!(browser.text("[data-theirs]"), "Que manquait-il ?");
    held_against_the_rules(&browser, &mut problems);
    browser.click("[data-mine]");
    wait_until_saved(&browser);
    let french = |key: &str| {
        let sql = "SELECT content FROM question_set_draft WHERE code = 'partner-visit'";
        server.ledger().texts(sql)[0].contains(key)
    };
    assert!(
        french("Visite chez un partenaire") && french("Et quoi encore ?") && !french("Que manquait-il ?")
    );

    // And in a sheet once more: what it says is in the form.
    let file = export(&server, &admin, |name, heading, _| match (name, heading) {
        ("statements_timely", "label::Français (fr)") => Some("Le soutien est venu à point."),
        ("agree.4", "label::Français (fr)") => Some("Entièrement d’accord"),
        _ => None,
    });
    bring(&browser, &base, &file, "2 translations in the file are others", &mut problems);
    let revision = server.ledger().number("SELECT revision FROM question_set_draft").to_string();
    post(
        &admin,
        &format!("{SET}/publish"),
        &[("revision", &revision), ("version", "2"), ("declared", "yes")],
    );
    post(&admin, "/staff/surveys/visit/version", &[("version", "2")]);
    until("the form is in its second version", || {
        phone.go(&format!("{base}/s/visit/fr"));
        phone.text("body").contains("Le soutien est venu à point.").then_some(())
    });
    assert!(phone.text("body").contains("Et quoi encore ?"));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
