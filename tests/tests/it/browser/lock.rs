//! A pass phrase for what the device keeps.

use serde_json::json;
use tests::browser::{Browser, PHONE, Setup};
use tests::in_each_language;
use tests::page::{Form, link, wait_until_stored_once};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// What was typed, and then what waits, comes back and goes out when the pass phrase is typed, and not before.
fn what_is_locked_waits_for_its_pass_phrase(language: &str) {
    let mut server = Server::start(Engine::Sqlite);
    let before = server.ledger().all_responses();
    let browser = Browser::start(Setup { size: PHONE, new: true, ..Setup::default() });
    let address = link(&server, &server.base(), language);
    let form = Form::open(&browser, &address, language);
    form.wait_until_it_works_offline();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    // It is said before that what is forgotten is lost; and Escape changes nothing.
    browser.click("#device summary");
    browser.click("#lock-open");
    browser.wait_for("#lock-drawn");
    assert_eq!((browser.accessibility_problems(), browser.sticks_out()), (vec![], vec![]));
    browser.screenshot(&format!("lock-{language}.png"));
    browser.press(ESCAPE);
    until_equal("the question is gone", &false, || browser.sees("#lock"));
    browser.click("#device summary");
    let words = form.lock();
    assert_eq!(words.split(' ').count(), 6, "{words}");
    assert_eq!(form.kept("draft").len(), 0, "nothing is left at the old place");
    form.next();
    form.fill(0);
    let answers = form.answers();
    server.stop();
    form.send();
    browser.wait_for("#waiting");
    browser.reload();
    form.wait_for_client();
    browser.wait_for("#locked");
    assert!(!browser.sees("#form") && !browser.sees("#waiting"));
    assert_eq!((browser.accessibility_problems(), browser.sticks_out()), (vec![], vec![]));
    browser.screenshot(&format!("locked-{language}.png"));
    server.go_on();
    form.unlock("another phrase altogether");
    browser.wait_for("#unlock-wrong");
    assert_eq!(server.ledger().all_responses(), before, "nothing goes out before");
    // By keyboard, the focus being in the field; capitals are no other words.
    browser.press(&words.to_uppercase());
    browser.press(ENTER);
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, language);
    browser.reload();
    until("nothing is left to be locked", || (!browser.sees("#locked")).then_some(()));
}

in_each_language! { what_is_locked_waits_for_its_pass_phrase }

#[test]
fn who_forgets_the_pass_phrase_can_only_delete() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::start(Setup { size: PHONE, new: true, ..Setup::default() });
    let form = Form::open(&browser, &link(&server, &server.base(), "ar"), "ar");
    form.fill_what_is_shown(0);
    form.lock();
    browser.reload();
    form.wait_for_client();
    browser.wait_for("#locked");
    browser.click("#unlock-delete");
    browser.wait_for("#confirm-delete");
    browser.click("#confirm-delete button[value=delete]");
    browser.wait_for("#form");
    assert_eq!(form.fields().0, vec![]);
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    browser.reload();
    form.wait_for_client();
    assert!(browser.sees("#form"), "what is begun anew is not locked");
}

/// The saved file is locked as well, and locks what it is opened into.
#[test]
fn a_file_is_locked_too() {
    let server = Server::start(Engine::Sqlite);
    let folder = server.file("downloads");
    std::fs::create_dir_all(&folder).unwrap();
    let address = link(&server, &server.base(), "fr");
    let first = Browser::start(Setup { new: true, ..Setup::default() });
    let behavior = json!({ "behavior": "allow", "downloadPath": folder.to_str().unwrap() });
    first.devtools("Browser.setDownloadBehavior", &behavior);
    let form = Form::open(&first, &address, "fr");
    form.fill_what_is_shown(0);
    let fields = form.fields();
    let words = form.lock();
    first.click("#device summary");
    first.click("#save-file");
    let file = until("the file is there", || {
        let mut files = std::fs::read_dir(&folder).unwrap().map_while(Result::ok).map(|entry| entry.path());
        files.find(|path| path.extension().is_some_and(|e| e == "json"))
    });
    until("it is whole", || {
        std::fs::read_to_string(&file).is_ok_and(|text| text.contains("sawt_locked")).then_some(())
    });
    assert!(!std::fs::read_to_string(&file).unwrap().contains(&fields.0[0].0));
    let second = Browser::start(Setup { size: PHONE, new: true, ..Setup::default() });
    let form = Form::open(&second, &address, "fr");
    second.type_into("#open-file-input", file.to_str().unwrap());
    second.wait_for("#file-locked");
    second.type_into("#file-phrase", &words);
    second.click("#file-locked button[value=unlock]");
    until_equal("the page says that it is opened", &form.message("client-file-opened"), || form.status());
    assert_eq!(form.fields(), fields);
    second.reload();
    form.wait_for_client();
    form.unlock(&words);
    until_equal("it is locked here too", &form.message("client-restored"), || form.status());
}
