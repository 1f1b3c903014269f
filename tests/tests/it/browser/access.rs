//! Usable by everyone: axe-core finds nothing, nothing sticks out of a phone, and no mouse is needed.

use serde_json::{Value as Json, json};
use tests::browser::{Browser, DESKTOP, PHONE, Setup};
use tests::in_each_language;
use tests::page::{Form, form_path, link, wait_until_stored_once};
use tests::server::{Engine, Server, repository};
use tests::wait::{until, until_equal};

/// A desktop in light, and a phone in dark.
const VIEWS: [(&str, (u32, u32), bool); 2] =
    [("desktop, light", DESKTOP, false), ("phone, dark", PHONE, true)];

/// Looks at the page in one of the [`VIEWS`], and notes what is wrong.
fn inspect_in(browser: &Browser, view: usize, place: &str, problems: &mut Vec<String>) {
    let (name, size, dark) = VIEWS[view];
    browser.resize(size.0, size.1);
    browser.prefer_dark(dark);
    let found = browser.accessibility_problems().into_iter().chain(browser.sticks_out());
    problems.extend(found.map(|problem| format!("{place}, {name}: {problem}")));
}

/// Looks at the page in both [`VIEWS`].
fn inspect(browser: &Browser, place: &str, problems: &mut Vec<String>) {
    inspect_in(browser, 0, place, problems);
    inspect_in(browser, 1, place, problems);
}

fn none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

fn every_step_of_the_form_is_accessible_and_fits_a_phone(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    let mut problems = Vec::new();
    let turn = usize::from(language == "en");
    browser.click("#next");
    until_equal("the second section opens", &"about_organisation".to_owned(), || form.section());
    browser.click("#next");
    browser.wait_for("#error-summary");
    inspect(&browser, "errors", &mut problems);
    browser.click("#back");
    while !form.section().is_empty() {
        let section = form.section();
        // Each section both ways, but not all four times in each language: that would take minutes.
        inspect_in(&browser, turn, &format!("{section}, empty"), &mut problems);
        form.fill_what_is_shown(0);
        inspect_in(&browser, 1 - turn, &format!("{section}, filled"), &mut problems);
        form.next();
    }
    inspect(&browser, "review", &mut problems);
    browser.script("document.querySelector('#device').open = true", &[]);
    inspect(&browser, "device", &mut problems);
    browser.script("document.querySelector('#confirm-delete').showModal()", &[]);
    inspect(&browser, "delete", &mut problems);
    browser.script(
        "document.querySelector('#confirm-delete').close(); document.querySelector('#device').open = false",
        &[],
    );
    form.send();
    form.wait_until_sent();
    inspect(&browser, "sent", &mut problems);
    none(&problems);
}

/// The pages as they are without scripts; axe itself needs some, so it is only the client that is kept away.
fn every_page_without_scripts_is_accessible_and_fits_a_phone(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    browser.devtools("Network.enable", &json!({}));
    browser.devtools("Network.setBlockedURLs", &json!({ "urls": ["*client.*.js"] }));
    let address = link(&server, &server.base(), language);
    let mut problems = Vec::new();
    browser.go(&format!("{address}/decline"));
    inspect(&browser, "decline", &mut problems);
    browser.follow(".buttons button");
    browser.wait_for("form[action*=undo]");
    inspect(&browser, "declined", &mut problems);
    browser.go(&address);
    inspect(&browser, "declined before", &mut problems);
    browser.follow("form[action*=undo] button");
    browser.wait_for("#submit-plain");
    inspect(&browser, "plain form", &mut problems);
    let form = Form { browser: &browser, language: language.to_owned() };
    browser.script("document.getElementById('q-women_board--input').value = 'x'", &[]);
    browser.follow("#submit-plain");
    browser.wait_for("#error-summary");
    inspect(&browser, "plain errors", &mut problems);
    form.fill_what_is_shown(0);
    browser.script("document.getElementById('q-women_board--input').value = '50'", &[]);
    browser.follow("#submit-plain");
    until("the form was taken", || browser.path().starts_with("/thanks/").then_some(()));
    inspect(&browser, "thanks", &mut problems);
    browser.go(&address);
    inspect(&browser, "answered already", &mut problems);
    browser.go(&format!("{}/i/AAAAAAAAAAAAAAAAAAAAAAAAAAA", server.base()));
    inspect(&browser, "unknown link", &mut problems);
    browser.go(&format!("{}/nothing", server.base()));
    inspect(&browser, "unknown address", &mut problems);
    browser.go(&server.base());
    inspect(&browser, "first page", &mut problems);
    server.command(&["survey", "close", tests::SURVEY]);
    until("the survey is closed", || {
        let page = server.client().get(&form_path(language));
        (!page.text().contains("id=\"form\"")).then_some(())
    });
    browser.go(&format!("{}{}", server.base(), form_path(language)));
    inspect(&browser, "closed", &mut problems);
    none(&problems);
}

/// Fills and sends the form with Tab, Space, arrows and letters alone, and sees where the focus is all the time.
fn the_keyboard_is_enough(language: &str) {
    const TAB: &str = "\u{e004}";
    const ENTER: &str = "\u{e007}";
    const SPACE: &str = " ";
    const DOWN: &str = "\u{e015}";
    let server = Server::start(Engine::Sqlite);
    let before = server.ledger().all_responses();
    let browser = Browser::start(Setup { size: DESKTOP, ..Setup::default() });
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    let mut answers = Json::Null;
    for step in 0.. {
        assert!(step < 1_500, "the keyboard leads nowhere; it stands in {}", form.section());
        browser.press(TAB);
        let focus = browser.script(
            "const e = document.activeElement;
             if (!e || e === document.body) return null;
             const style = (x) => { const s = getComputedStyle(x); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; };
             // The parts of a date field are the browser's own, and so is their outline.
             const shown = e.type === 'date' || style(e) || (e.closest('label') && style(e.closest('label'))) || (e.nextElementSibling && e.type && style(e.nextElementSibling));
             const group = e.type === 'radio' ? [...document.getElementsByName(e.name)].some(r => r.checked)
               : e.type === 'checkbox' ? [...document.getElementsByName(e.name)].some(c => c.checked) : !!e.value;
             return { id: e.id, tag: e.tagName, type: e.type ?? '', filled: group, shown: !!shown, numeric: e.inputMode === 'decimal',
                      inForm: !!e.closest('[data-question]'), button: e.tagName === 'BUTTON' };",
            &[],
        );
        if focus.is_null() {
            continue;
        }
        assert_eq!(focus["shown"], json!(true), "the focus can be seen on {focus}");
        let (id, kind) = (focus["id"].as_str().unwrap(), focus["type"].as_str().unwrap());
        match (id, kind) {
            ("next", _) => {
                let section = form.section();
                browser.press(ENTER);
                until(&format!("the section after {section} opens"), || {
                    assert!(!browser.sees("#error-summary"), "{}", browser.text("#error-summary"));
                    (form.section() != section).then_some(())
                });
            }
            ("send", _) => {
                answers = form.answers();
                browser.press(ENTER);
                break;
            }
            _ if focus["inForm"] != json!(true)
                || focus["button"] == json!(true)
                || focus["filled"] == json!(true) => {}
            (_, "radio" | "checkbox") => browser.press(SPACE),
            (id, "select-one") => {
                let rank: usize = id.rsplit("--").next().unwrap().parse().unwrap();
                browser.press(&DOWN.repeat(rank));
            }
            (_, "date") => {}
            _ if focus["numeric"] == json!(true) => browser.press("12"),
            _ => browser.press("sawt"),
        }
    }
    form.wait_until_sent();
    assert!(answers.as_object().unwrap().len() > 35, "{answers}");
    wait_until_stored_once(&server, &before, &answers, language);
}

in_each_language! {
    every_step_of_the_form_is_accessible_and_fits_a_phone,
    every_page_without_scripts_is_accessible_and_fits_a_phone,
    the_keyboard_is_enough,
    every_page_of_the_report_is_accessible_and_fits_a_phone,
}

#[test]
fn the_staff_pages_are_accessible_and_fit_a_phone() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let mut problems = Vec::new();
    browser.go(&format!("{}/staff/login", server.base()));
    inspect(&browser, "log-in", &mut problems);
    browser.type_into("#email", &server.demo.manager.0);
    browser.type_into("#password", "wrong\u{e007}");
    browser.wait_for(".summary");
    inspect(&browser, "log-in refused", &mut problems);
    browser.type_into("#password", &format!("{}\u{e007}", server.demo.manager.1));
    until("the staff's page opens", || (browser.path() == "/staff").then_some(()));
    inspect(&browser, "surveys", &mut problems);
    for survey in ["ims-2026", "ims-2024"] {
        browser.go(&format!("{}/staff/surveys/{survey}", server.base()));
        inspect(&browser, survey, &mut problems);
    }
    for page in [
        "invitations",
        "invitations?region=africa",
        "invitations/new",
        "invitations/calls",
        "reminders",
        "reminders/new",
        "reminders/settings",
        "deadline",
        "messages",
        "texts",
        "texts/invitation/en",
        "texts/thanks/ar",
        "results",
        "results/threshold",
        "../ims-2024/results?by=region",
        "report",
    ] {
        browser.go(&format!("{}/staff/surveys/ims-2026/{page}", server.base()));
        inspect(&browser, page, &mut problems);
    }
    for state in ["bounced", "invited", "responded"] {
        browser.go(&format!("{}/staff/surveys/ims-2026/invitations?state={state}", server.base()));
        browser.follow(".invited th a");
        browser.wait_for("#follow-ups");
        inspect(&browser, &format!("a partner, {state}"), &mut problems);
    }
    browser.go(&format!("{}/staff/surveys/ims-2026/invitations?state=invited", server.base()));
    browser.follow(".invited th a");
    browser.wait_for("#chat form");
    browser.follow("#chat form .button");
    browser.wait_for("#chat-text");
    inspect(&browser, "the message to copy", &mut problems);
    for page in ["", "?search=radio&region=mena", "?search=none", "/new", "/p001-sindyan-radio", "/import"] {
        browser.go(&format!("{}/staff/partners{page}", server.base()));
        inspect(&browser, &format!("partners{page}"), &mut problems);
    }
    browser.go(&format!("{}/staff/partners/new", server.base()));
    browser.follow("form.form .button");
    browser.wait_for(".summary");
    inspect(&browser, "a partner refused", &mut problems);
    let export = std::fs::read_to_string(repository("question-sets/demo-partners.csv")).unwrap();
    for (name, text) in [
        ("nothing", export.clone()),
        ("changes", export.replace("Tunisia", "Tunisie").replace("rasha@", "rasha2@")),
        ("problems", export.replace(",ar,", ",tlh,")),
        ("columns", export.replace("country", "land")),
    ] {
        let file = server.file(&format!("{name}.csv"));
        std::fs::write(&file, text).unwrap();
        browser.go(&format!("{}/staff/partners/import", server.base()));
        browser.type_into("#file", &file.display().to_string());
        browser.follow("form.form .button");
        until("the preview opens", || browser.path().starts_with("/staff/partners/import/").then_some(()));
        inspect(&browser, &format!("preview of {name}"), &mut problems);
    }
    browser.go(&format!("{}/staff/surveys/ims-2026/texts/reminder/fr", server.base()));
    browser.script("document.getElementById('body').value = '{ $nobody }'", &[]);
    browser.follow("button[value=save]");
    browser.wait_for(".summary");
    inspect(&browser, "a wording refused", &mut problems);
    browser.go(&format!("{}/staff/surveys/none", server.base()));
    inspect(&browser, "unknown survey", &mut problems);
    none(&problems);
}

/// Every page of the report, with all that is folded away in it: the draft, a published version, the editor.
fn every_page_of_the_report_is_accessible_and_fits_a_phone(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let mut problems = Vec::new();
    browser.go(&format!("{}/staff/login", server.base()));
    browser.type_into("#email", &server.demo.admin.0);
    browser.type_into("#password", &format!("{}\u{e007}", server.demo.admin.1));
    until("the staff's page opens", || (browser.path() == "/staff").then_some(()));
    let report = format!("{}/staff/surveys/ims-2024/report", server.base());
    let unfold = || {
        browser.script("document.querySelectorAll('details').forEach((part) => { part.open = true; })", &[])
    };
    browser.go(&format!("{report}?lang={language}&in={language}"));
    unfold();
    inspect(&browser, "the draft", &mut problems);
    let charts = browser.script(
        "const charts = [...document.querySelectorAll('figure svg')];
         const named = (chart) => chart.getAttribute('aria-labelledby').split(' ').every((id) => document.getElementById(id)?.textContent);
         return [charts.length, charts.filter((chart) => chart.getAttribute('role') === 'img' && named(chart)).length,
                 [...document.querySelectorAll('.report-scroll')].filter((part) => part.scrollWidth > part.clientWidth + 1).length];",
        &[],
    );
    assert!(charts[0].as_u64().unwrap() > 60 && charts[0] == charts[1], "each says what it shows: {charts}");
    assert_eq!(charts[2], 0, "no table scrolls on a phone");
    browser.go(&format!("{report}/edit?lang={language}"));
    unfold();
    inspect(&browser, "the editor", &mut problems);
    browser.go(&report);
    unfold();
    browser.follow("form[action$=publish] button");
    until("the version opens", || browser.path().ends_with("/versions/1").then_some(()));
    unfold();
    inspect(&browser, "the version", &mut problems);
    none(&problems);
}

/// The inspection itself: it must find what is wrong, or all the others prove nothing.
#[test]
fn the_inspection_finds_what_is_wrong() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::phone();
    browser.go(&server.base());
    let mut problems = Vec::new();
    inspect(&browser, "first page", &mut problems);
    none(&problems);
    browser.script(
        "const picture = document.createElement('img'); picture.src = '/'; document.querySelector('main').append(picture);
         const wide = document.createElement('p'); wide.textContent = 'x'.repeat(400); document.querySelector('main').append(wide);
         const pale = document.createElement('p'); pale.textContent = 'pale';
         pale.style.setProperty('color', '#777'); pale.style.setProperty('background', '#888'); document.querySelector('main').append(pale);",
        &[],
    );
    browser.script("document.querySelector('main').lastElementChild.previousElementSibling.style.setProperty('overflow-wrap', 'normal');", &[]);
    inspect(&browser, "spoilt", &mut problems);
    for expected in ["image-alt", "color-contrast", "wide, the window"] {
        assert!(
            problems.iter().any(|problem| problem.contains(expected)),
            "{expected} is not in {problems:#?}"
        );
    }
}

/// Somebody who has a link to a report, and the admin who made it.
#[test]
fn a_shared_report_and_its_links_are_accessible_and_fit_a_phone() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let mut problems = Vec::new();
    browser.go(&format!("{}/staff/login?lang=en", server.base()));
    browser.type_into("#email", &server.demo.admin.0);
    browser.type_into("#password", &format!("{}\u{e007}", server.demo.admin.1));
    until("the staff's page opens", || (browser.path() == "/staff").then_some(()));
    // A short one: to look at all figures of the long one takes axe half a minute each time.
    let report = format!("{}/staff/surveys/train-25/report", server.base());
    browser.go(&format!("{report}/links"));
    inspect(&browser, "nothing to share", &mut problems);
    browser.go(&report);
    browser.script("document.querySelector('details.confirm').open = true", &[]);
    inspect(&browser, "report", &mut problems);
    browser.follow("form[action$=publish] .button");
    until("the version opens", || browser.path().ends_with("/versions/1").then_some(()));
    browser.go(&format!("{report}/links"));
    browser.follow("form.form .button");
    browser.wait_for(".summary");
    inspect(&browser, "a link refused", &mut problems);
    browser.type_into("#name", "Board");
    browser.follow("form.form .button");
    browser.wait_for("#link");
    inspect(&browser, "a link, shown once", &mut problems);
    let link = browser.script("return document.getElementById('link').value;", &[]);
    let link = link.as_str().unwrap().to_owned();
    for language in ["en", "fr", "ar"] {
        browser.go(&format!("{link}?in={language}"));
        browser.wait_for("article.report");
        inspect(&browser, &format!("shared, {language}"), &mut problems);
    }
    browser.go(&format!("{report}/links"));
    browser.follow("#links form button");
    until("it is ended", || browser.path().contains("ended=yes").then_some(()));
    inspect(&browser, "a link ended", &mut problems);
    browser.go(&link);
    inspect(&browser, "the link has ended", &mut problems);
    none(&problems);
}
