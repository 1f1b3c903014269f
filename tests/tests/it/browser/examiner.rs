//! Gone means gone: an examiner of the profile's files finds nothing of what was typed after it was deleted or sent.

use std::path::Path;

use examiner::Examination;
use serde_json::json;
use tests::browser::{Browser, BrowserEngine, Setup};
use tests::page::{Form, link};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

/// What is typed: words that stand nowhere else, in two scripts.
const WORDS: [&str; 2] = ["zugunruhe-quillwort", "قلقاس-الهزار"];

/// Types the words as a person does, into the text of an “other” choice.
fn type_words(form: &Form<'_>) {
    let browser = form.browser;
    form.fill_what_is_shown(0);
    form.next();
    form.fill_what_is_shown(0);
    if !browser.sees("#q-collaborating_with_other") {
        browser.script("document.getElementById('q-collaborating_with--other').click()", &[]);
    }
    browser.script("document.getElementById('q-collaborating_with_other').value = ''", &[]);
    browser.type_into("#q-collaborating_with_other", &WORDS.join(" "));
    form.wait_until_kept();
}

/// Where in a profile no page can write: programs made ready, the browser's own settings, and what servers have sent.
const OWN: [&str; 5] =
    ["startupCache", "security_state", "storage/permanent/chrome", "cache2", "cache/WebKitCache"];

fn carve(profile: &Path) -> Examination {
    Examination::of(profile, &OWN).unwrap()
}

/// Looks for the words in all that is left; and with the defence taken out, the keys that were copied before they were destroyed.
fn only_the_keys_are_gone(profile: &Path, copied: &[Vec<u8>]) {
    let carved = carve(profile);
    assert_eq!(carved.find(&WORDS), []);
    let copied: Vec<[u8; 32]> = copied.iter().map(|key| key[..].try_into().unwrap()).collect();
    assert!(!carved.find_with(&WORDS, &copied).is_empty(), "what was sealed is still in the files");
}

fn delete(form: &Form<'_>) {
    form.browser.click("#device summary");
    form.browser.click("#delete-answers");
    form.browser.wait_for("#confirm-delete");
    form.browser.click("#confirm-delete button[value=delete]");
    until_equal("the page says so", &form.message("client-deleted"), || form.status());
}

#[test]
fn nothing_is_found_after_deleting() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::unused();
    let address = link(&server, &server.base(), "en");
    let form = Form::open(&browser, &address, "en");
    form.wait_until_it_works_offline();
    type_words(&form);
    let keys = form.keys();
    browser.close();
    let found = carve(browser.profile()).find(&WORDS);
    assert!(!found.is_empty(), "with its key, the live draft is found");
    assert!(found.iter().all(|found| found.how.contains("opened")), "and never readable: {found:?}");
    browser.open_again();
    browser.go(&address);
    form.wait_for_client();
    browser.click("#device summary");
    browser.click("#delete-answers");
    browser.wait_for("#confirm-delete");
    assert!(!browser.sees("#confirm-delete .traces"));
    browser.click("#confirm-delete button[value=cancel]");
    browser.click("#device summary");
    delete(&form);
    browser.close();
    only_the_keys_are_gone(browser.profile(), &keys);
}

#[test]
fn nothing_is_found_after_sending() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::unused();
    let form = Form::open(&browser, &link(&server, &server.base(), "ar"), "ar");
    form.wait_until_it_works_offline();
    type_words(&form);
    let keys = form.keys();
    while !form.section().is_empty() {
        form.next();
        form.fill_what_is_shown(0);
    }
    form.send();
    form.wait_until_sent();
    until_equal("the answers are gone", &0, || form.kept("queue").len());
    assert!(browser.sees("#sent") && !browser.sees("#sent .traces"));
    browser.close();
    only_the_keys_are_gone(browser.profile(), &keys);
}

/// Types by one link and sends, types by another and deletes. The draft is found before, with its key, and nothing after. In an
/// engine without private files the key lies beside the draft, and both go with the database's files.
fn nothing_is_found_in(engine: BrowserEngine) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::of(engine);
    let form = Form::open(&browser, &link(&server, &server.base(), "en"), "en");
    type_words(&form);
    let found = carve(browser.profile()).find(&WORDS);
    assert!(!found.is_empty(), "with its key, the live draft is found");
    assert!(found.iter().all(|found| found.how.contains("opened")), "and never readable: {found:?}");
    while !form.section().is_empty() {
        form.next();
        form.fill_what_is_shown(0);
    }
    form.send();
    form.wait_until_sent();
    until_equal("the answers are gone", &0, || form.kept("queue").len());
    let other = Form::open(&browser, &link(&server, &server.base(), "fr"), "fr");
    type_words(&other);
    delete(&other);
    browser.close();
    assert_eq!(carve(browser.profile()).find(&WORDS), []);
}

#[test]
fn nothing_is_found_in_firefox() {
    nothing_is_found_in(BrowserEngine::Firefox);
}

#[test]
fn nothing_is_found_in_webkit() {
    nothing_is_found_in(BrowserEngine::WebKit);
}

/// What the page makes the key of: the one on the disk, and the pass phrase.
const LOCKED_KEY: &str = "const [phrase, salt] = args;
   const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
   const name = (await indexedDB.databases()).map(({ name }) => name).find((name) => name.startsWith('sawt-locked-'));
   const idb = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
   const kept = idb.transaction('kept').objectStore('kept').get('key');
   let own = await new Promise((done) => (kept.onsuccess = () => done(kept.result)));
   idb.close();
   if (!own) {
     const file = await (await navigator.storage.getDirectory()).getFileHandle(name);
     own = new Uint8Array(await (await file.getFile()).arrayBuffer());
   }
   const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(phrase), 'PBKDF2', false, ['deriveBits']);
   const algorithm = { name: 'PBKDF2', hash: 'SHA-512', salt: bytes(salt), iterations: 600000 };
   const secret = new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256));
   return [...new Uint8Array(await crypto.subtle.digest('SHA-512', new Uint8Array([...own, ...secret])))].slice(0, 32);";

/// With a pass phrase, nothing of a live draft is readable in a copy of the profile, whatever was kept before; with the phrase, it is.
fn a_pass_phrase_locks_the_live_draft(engine: BrowserEngine) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::of(engine);
    let address = link(&server, &server.base(), "en");
    let form = Form::open(&browser, &address, "en");
    type_words(&form);
    let phrase = form.lock();
    browser.type_into("#q-collaborating_with_other", " and more");
    let saved = form.message("client-saved");
    let begins = saved.split("{$time}").next().unwrap().trim().to_owned();
    until("it is kept", || form.status().starts_with(&begins).then_some(()));
    let salt = form.kept("lock").remove(0);
    let key = browser.script_async(LOCKED_KEY, &[json!(phrase), salt]);
    let key: Vec<u8> = serde_json::from_value(key).unwrap();
    browser.close();
    let carved = carve(browser.profile());
    assert_eq!(carved.find(&WORDS), []);
    let key: [u8; 32] = key.try_into().unwrap();
    assert!(!carved.find_with(&WORDS, &[key]).is_empty(), "with the pass phrase it is read");
    browser.open_again();
    browser.go(&address);
    form.wait_for_client();
    form.unlock(&phrase);
    until_equal("it is there again", &form.message("client-restored"), || form.status());
    let typed = "return document.getElementById('q-collaborating_with_other').value";
    assert_eq!(browser.script(typed, &[]), json!([&WORDS.join(" "), " and more"].concat()));
    delete(&form);
    browser.close();
    assert_eq!(carve(browser.profile()).find(&WORDS), []);
}

#[test]
fn a_pass_phrase_locks_the_live_draft_in_chromium() {
    a_pass_phrase_locks_the_live_draft(BrowserEngine::Chromium);
}

#[test]
fn a_pass_phrase_locks_the_live_draft_in_firefox() {
    a_pass_phrase_locks_the_live_draft(BrowserEngine::Firefox);
}

#[test]
fn a_pass_phrase_locks_the_live_draft_in_webkit() {
    a_pass_phrase_locks_the_live_draft(BrowserEngine::WebKit);
}

/// A browser without private files, as far as the page can see.
const NO_FILES: &str = "self.Worker = class { constructor() { throw new Error('none'); } };";

#[test]
fn a_browser_that_leaves_the_key_on_the_disk_says_so_and_keeps_the_draft() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::start(Setup { before: vec![NO_FILES.to_owned()], new: true, ..Setup::default() });
    let address = link(&server, &server.base(), "fr");
    let form = Form::open(&browser, &address, "fr");
    type_words(&form);
    browser.click("#device summary");
    browser.click("#delete-answers");
    browser.wait_for("#confirm-delete .traces");
    browser.click("#confirm-delete button[value=cancel]");
    browser.reload();
    form.wait_for_client();
    assert_eq!(
        browser.script("return document.getElementById('q-collaborating_with_other').value", &[]),
        json!(WORDS.join(" "))
    );
    browser.click("#device summary");
    browser.click("#delete-answers");
    browser.wait_for("#confirm-delete .traces");
    browser.click("#confirm-delete button[value=delete]");
    until_equal("the page says so", &form.message("client-deleted"), || form.status());
    browser.close();
    assert!(!carve(browser.profile()).find(&WORDS).is_empty(), "which is what the page says");
}

/// What a client before November 2026 has kept.
const FORMER: &str = "const open = indexedDB.open('sawt', 1);
   open.onupgradeneeded = () => {
     for (const store of ['drafts', 'queue', 'credentials', 'links', 'participation', 'sent']) open.result.createObjectStore(store);
   };
   await new Promise(done => (open.onsuccess = done));
   const [survey, token, words] = args, key = `${survey}/${token}`;
   const transaction = open.result.transaction(['drafts', 'links', 'sent'], 'readwrite');
   transaction.objectStore('drafts').put({ version: 1, language: 'en', section: 'about_organisation',
     fields: [['collaborating_with', 'other'], ['collaborating_with_other', words]] }, key);
   transaction.objectStore('links').put(token, survey);
   transaction.objectStore('sent').put('TQD5-H28G-G9H3-FCJM', `receipt ${key}`);
   await new Promise(done => (transaction.oncomplete = done));
   open.result.close();";

#[test]
fn a_former_clients_draft_is_taken_over_and_its_database_removed() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::unused();
    let token = &server.demo.tokens["en"];
    browser.go(&format!("{}/thanks/en", server.base()));
    let arguments = [json!(tests::SURVEY), json!(token), json!(WORDS.join(" "))];
    browser.script_async(FORMER, &arguments);
    let form = Form::open(&browser, &link(&server, &server.base(), "en"), "en");
    assert_eq!(form.section(), "about_organisation");
    assert_eq!(
        browser.script("return document.getElementById('q-collaborating_with_other').value", &[]),
        json!(WORDS.join(" "))
    );
    assert_eq!(form.kept("receipt"), [json!("TQD5-H28G-G9H3-FCJM")]);
    let names = browser.script_async("return (await indexedDB.databases()).map(({ name }) => name)", &[]);
    assert!(!names.as_array().unwrap().contains(&json!("sawt")), "{names}");
    browser.click("#device summary");
    browser.click("#delete-answers");
    browser.wait_for("#confirm-delete .traces");
}

#[test]
fn the_draft_alone_fills_the_form() {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::unused();
    let form = Form::open(&browser, &link(&server, &server.base(), "en"), "en");
    let off = browser.script("return document.getElementById('form').autocomplete", &[]);
    assert_eq!(off, json!("off"));
    let html = server.client().get(&format!("/i/{}", server.demo.tokens["en"])).text();
    let tag = html.split_once("<form id=\"form\"").unwrap().1.split_once('>').unwrap().0;
    assert!(
        !tag.contains("autocomplete"),
        "without a client, the browser's restoration is all there is: {tag}"
    );
    type_words(&form);
    browser.reload();
    form.wait_for_client();
    until("the draft is there", || (form.status() == form.message("client-restored")).then_some(()));
}
