//! What the device keeps, and what can be done with it.

use serde_json::json;
use tests::browser::Browser;
use tests::in_each_language;
use tests::page::{Form, VAULTS, link, wait_until_stored_once};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

/// Typing is on the device within a second. The best of three, since the machine has other things to do.
fn what_is_typed_is_kept_within_a_second(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    browser.click("#next");
    until_equal("the section opens", &"about_organisation".to_owned(), || form.section());
    let script = format!(
        "{VAULTS}
         const control = document.getElementById('q-staff_count--input');
         // It is sealed: that it is there is seen by its being another than before.
         const draft = async () => (await vaults()).flatMap(vault => vault.entries).find(([name]) => name === 'draft')?.[1];
         let best = Infinity;
         for (const text of ['11', '222', '3333']) {{
           const [before, start] = [await draft(), performance.now()];
           control.value = text;
           control.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
           while ((await draft()) === before) await new Promise(later => setTimeout(later, 10));
           best = Math.min(best, performance.now() - start);
         }}
         return best;"
    );
    let milliseconds = browser.script_async(&script, &[]);
    assert!(milliseconds.as_f64().unwrap() < 1_000.0, "{milliseconds} ms");
    form.wait_until_kept();
    // A time of day, in the language's digits.
    let saved = form.message("client-saved");
    let prefix = saved.split("{$time}").next().unwrap().trim();
    until(&format!("the page says that it is saved; it says {:?}", form.status()), || {
        form.status().starts_with(prefix).then_some(())
    });
}

fn answers_are_deleted_from_the_device(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::phone();
    let address = link(&server, &server.base(), language);
    let form = Form::open(&browser, &address, language);
    form.wait_until_it_works_offline();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    browser.click("#device summary");
    browser.click("#delete-answers");
    browser.wait_for("#confirm-delete");
    browser.click("#confirm-delete button[value=cancel]");
    until_equal("the question is gone", &false, || browser.sees("#confirm-delete"));
    assert_eq!(form.kept("draft").len(), 1, "who thinks again loses nothing");
    browser.click("#delete-answers");
    browser.wait_for("#confirm-delete");
    browser.click("#confirm-delete button[value=delete]");
    until_equal("the draft is gone", &0, || form.kept("draft").len());
    for store in ["queue", "credential", "owner"] {
        until_equal(&format!("{store} is gone"), &0, || form.kept(store).len());
    }
    // Coming back to the window, which asks for what is missing, does not bring the credential back: nothing was filled in anew.
    // It asks first, and then goes through the queue under a lock: with that it is done.
    browser.script_async(
        "const request = navigator.locks.request.bind(navigator.locks);
         const done = new Promise(done => {
           navigator.locks.request = (...args) => { const asked = request(...args); asked.then(done, done); return asked; };
         });
         window.dispatchEvent(new Event('focus'));
         await done;
         return true;",
        &[],
    );
    assert_eq!(form.kept("credential").len(), 0, "credentials after coming back");
    assert_eq!(form.fields().0, vec![], "the form is empty");
    until_equal("the page says so", &form.message("client-deleted"), || form.status());
    browser.close();
    browser.open_again();
    browser.go(&address);
    form.wait_for_client();
    assert_eq!(form.fields().0, vec![], "nothing comes back");
}

/// What a colleague knows is filled in on his machine: a draft travels as a file.
fn a_draft_travels_as_a_file_to_another_device(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let before = server.ledger().all_responses();
    let address = link(&server, &server.base(), language);
    let folder = server.file("downloads");
    std::fs::create_dir_all(&folder).unwrap();
    let first = Browser::desktop();
    first.devtools(
        "Browser.setDownloadBehavior",
        &json!({ "behavior": "allow", "downloadPath": folder.to_str().unwrap() }),
    );
    let form = Form::open(&first, &address, language);
    form.fill(1);
    let answers = form.answers();
    first.click("#device summary");
    first.click("#save-file");
    let file = until("the file is there", || {
        let mut files = std::fs::read_dir(&folder).unwrap().map_while(Result::ok).map(|entry| entry.path());
        files.find(|path| {
            path.extension().is_some_and(|e| e == "json") && path.metadata().is_ok_and(|m| m.len() > 0)
        })
    });
    let second = Browser::phone();
    let form = Form::open(&second, &address, language);
    second.type_into("#open-file-input", file.to_str().unwrap());
    until_equal("the page says that it is opened", &form.message("client-file-opened"), || form.status());
    assert_eq!(form.answers(), answers);
    while !form.section().is_empty() {
        form.next();
    }
    form.send();
    second.wait_for("#further");
    second.click("#further-yes");
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, language);
    // A file of something else is refused, and nothing is lost by it.
    let other = server.file("other.json");
    std::fs::write(&other, "{\"a\": 1}").unwrap();
    first.type_into("#open-file-input", other.to_str().unwrap());
    let form = Form { browser: &first, language: language.to_owned() };
    until_equal("the page says so", &form.message("client-file-invalid"), || form.status());
    assert_eq!(form.answers(), answers);
}

/// A page that is printed shows everything: all sections, filled or not, and no buttons.
fn the_form_prints_whole(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    let form = Form::open(&browser, &link(&server, &server.base(), language), language);
    form.fill_what_is_shown(0);
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    let seen = browser.script(
        "const seen = (e) => e.checkVisibility();
         return [[...document.querySelectorAll('[data-section]:not([data-skipped])')].filter(s => !seen(s)).map(s => s.id),
                 [...document.querySelectorAll('button')].filter(seen).map(b => b.id || b.textContent)];",
        &[],
    );
    assert_eq!(seen, json!([[], []]), "sections that are missing on paper, and buttons that are on it");
}

in_each_language! {
    what_is_typed_is_kept_within_a_second,
    answers_are_deleted_from_the_device,
    a_draft_travels_as_a_file_to_another_device,
    the_form_prints_whole,
}

/// A second browser is told that the link was used elsewhere, and uses up nothing until somebody chooses to go on there.
#[test]
fn a_further_device_is_a_step_taken_knowingly() {
    let server = Server::start(Engine::Sqlite);
    let devices = || server.ledger().number("SELECT count(*) FROM credential_request");
    let before = devices();
    let address = link(&server, &server.base(), "en");
    let first = Browser::phone();
    Form::open(&first, &address, "en").fill_what_is_shown(0);
    until("the first device has its credential", || (devices() == before + 1).then_some(()));
    assert!(!first.sees("#further"));
    let second = Browser::phone();
    let form = Form::open(&second, &address, "en");
    form.fill_what_is_shown(0);
    until("the page says so", || second.sees("#further").then_some(()));
    assert_eq!(devices(), before + 1, "nothing is used up");
    assert_eq!((second.accessibility_problems(), second.sticks_out()), (vec![], vec![]));
    second.click("#further-yes");
    until("it goes on here", || (devices() == before + 2).then_some(()));
    until("and says no more of it", || (!second.sees("#further")).then_some(()));
}
