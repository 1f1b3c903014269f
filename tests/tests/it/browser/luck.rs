//! Bad luck: with the connection, with the device. Nothing typed is lost, and nothing is shown as sent that isn't.

use tests::browser::{Browser, Setup};
use tests::page::{Form, link, wait_until_responded, wait_until_stored_once};
use tests::proxy::{Luck, Proxy};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

/// Sends with this luck, looks that nothing is claimed and nothing lost, and sees it arrive once when the luck turns.
fn sends_in_spite_of(luck: Luck, part: &str, language: &str) {
    let server = Server::start(Engine::Sqlite);
    let proxy = Proxy::start(server.address());
    let browser = Browser::desktop();
    let before = server.ledger().all_responses();
    let form = Form::open(&browser, &link(&server, &proxy.base(), language), language);
    form.wait_until_it_works_offline();
    form.fill(2);
    let answers = form.answers();
    browser.script("document.cookie = 'planted=cookie; path=/'", &[]);
    proxy.spoil(part, luck);
    form.send();
    // It tries, and tries again.
    until(&format!("{luck:?} strikes twice"), || (proxy.spoilt() >= 2).then_some(()));
    assert!(!form.claims_to_be_sent(), "{}", form.status());
    assert_eq!(form.kept("queue").len(), 1);
    // Whoever opens the page now finds it waiting.
    browser.reload();
    form.wait_for_client();
    assert!(!form.claims_to_be_sent(), "{}", form.status());
    assert_eq!(form.kept("queue").len(), 1);
    proxy.mend();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, language);
    wait_until_responded(&server, language);
    answers_name_nobody(&proxy, &server.demo.tokens[language]);
}

/// The request that carries answers has no cookie, no referrer and no link, whatever the browser has; others show that it would be seen.
fn answers_name_nobody(proxy: &Proxy, token: &str) {
    let head = |request: &str| request.split("\r\n\r\n").next().unwrap().to_ascii_lowercase();
    let sent = proxy.heard("/responses");
    assert!(!sent.is_empty());
    for request in sent {
        assert!(
            !head(&request).contains("\r\ncookie:") && !head(&request).contains("\r\nreferer:"),
            "{request}"
        );
        assert!(!request.contains(token), "{request}");
    }
    assert!(proxy.heard(token).iter().any(|request| head(request).contains("\r\ncookie: planted=cookie")));
    assert!(proxy.heard("/participation").iter().any(|request| request.contains(token)));
}

#[test]
fn an_error_500_is_not_an_answer() {
    sends_in_spite_of(Luck::Error500, "/responses", "en");
}

#[test]
fn an_error_503_is_not_an_answer() {
    sends_in_spite_of(Luck::Error503, "/responses", "fr");
}

#[test]
fn the_page_of_a_captive_portal_is_not_an_answer() {
    sends_in_spite_of(Luck::CaptivePortal, "/api/", "ar");
}

#[test]
fn json_of_something_else_is_not_an_answer() {
    sends_in_spite_of(Luck::StrangeJson, "/responses", "en");
}

#[test]
fn a_request_cut_in_the_middle_is_sent_again() {
    sends_in_spite_of(Luck::RequestCut, "/responses", "fr");
}

#[test]
fn a_lost_answer_is_asked_for_again() {
    sends_in_spite_of(Luck::AnswerLost, "/responses", "ar");
}

/// A captive portal answers for every page; the kept form is not replaced by its page.
#[test]
fn a_captive_portal_does_not_replace_the_kept_form() {
    let mut server = Server::start(Engine::Sqlite);
    let proxy = Proxy::start(server.address());
    let browser = Browser::phone();
    let address = link(&server, &proxy.base(), "ar");
    let form = Form::open(&browser, &address, "ar");
    form.wait_until_it_works_offline();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    let typed = form.fields().0.len();
    proxy.spoil("/", Luck::CaptivePortal);
    browser.go(&address);
    until("the portal was met", || (proxy.spoilt() > 0).then_some(()));
    proxy.spoil("/", Luck::Refused);
    server.stop();
    browser.go(&address);
    form.wait_for_client();
    assert_eq!(form.fields().0.len(), typed);
}

/// At the first input a credential is asked for. Its answer is lost on the way: the same is asked for again, and no device is used up.
#[test]
fn a_lost_credential_is_asked_for_again() {
    let server = Server::start(Engine::Sqlite);
    let proxy = Proxy::start(server.address());
    let browser = Browser::desktop();
    let before = server.ledger().all_responses();
    proxy.spoil("/credentials", Luck::AnswerLost);
    let form = Form::open(&browser, &link(&server, &proxy.base(), "fr"), "fr");
    form.wait_until_it_works_offline();
    let requests = || server.ledger().number("SELECT count(*) FROM credential_request");
    assert_eq!((requests(), proxy.spoilt()), (0, 0), "a page that is only loaded asks for none");
    form.fill(0);
    until("the answer is lost twice", || (proxy.spoilt() >= 2).then_some(()));
    let answers = form.answers();
    proxy.mend();
    form.send();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, "fr");
    assert_eq!(requests(), 1, "one device, one request");
}

/// Ways in which browsers refuse to keep anything.
const NO_STORAGE: [&str; 3] = [
    "Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });",
    "IDBFactory.prototype.open = function() { throw new DOMException('denied', 'SecurityError'); };",
    "const open = IDBFactory.prototype.open;
     IDBFactory.prototype.open = function(name) {
       const request = open.call(this, name + '-refused');
       queueMicrotask(() => request.transaction?.abort());
       request.addEventListener('upgradeneeded', () => request.transaction.abort());
       return request;
     };",
];

#[test]
fn a_private_window_that_keeps_nothing_says_so_and_sends_all_the_same() {
    for (refusal, language) in NO_STORAGE.into_iter().zip(["en", "fr", "ar"]) {
        let server = Server::start(Engine::Sqlite);
        let before = server.ledger().all_responses();
        let browser = Browser::start(Setup { before: vec![refusal.to_owned()], ..Setup::default() });
        let form = Form::open(&browser, &link(&server, &server.base(), language), language);
        form.fill_what_is_shown(0);
        until_equal("the page says that it can't keep anything", &form.message("client-cannot-save"), || {
            form.status()
        });
        form.fill(0);
        let answers = form.answers();
        form.send();
        form.wait_until_sent();
        wait_until_stored_once(&server, &before, &answers, language);
    }
}

#[test]
fn a_private_window_without_a_connection_keeps_the_answers_on_the_page() {
    let mut server = Server::start(Engine::Sqlite);
    let before = server.ledger().all_responses();
    let browser = Browser::start(Setup { before: vec![NO_STORAGE[1].to_owned()], ..Setup::default() });
    let form = Form::open(&browser, &link(&server, &server.base(), "ar"), "ar");
    form.fill(0);
    let answers = form.answers();
    server.stop();
    form.send();
    browser.wait_for("#waiting");
    until("it was tried", || (!form.status().is_empty()).then_some(()));
    assert!(!form.claims_to_be_sent(), "{}", form.status());
    // Nothing is kept on this device, so nothing may say so.
    assert!(form.status().contains(&form.message("client-cannot-save")), "{}", form.status());
    let claims = browser.sees("#waiting :is([data-waits=kept], [data-waits=lasting])");
    assert!(!claims && browser.sees("#waiting [data-waits=page]"));
    server.go_on();
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, "ar");
}

#[test]
fn a_full_device_says_so_and_saves_again_when_there_is_room() {
    let language = "ar";
    {
        let server = Server::start(Engine::Sqlite);
        let before = server.ledger().all_responses();
        let browser = Browser::desktop();
        let address = link(&server, &server.base(), language);
        let form = Form::open(&browser, &address, language);
        form.wait_until_it_works_offline();
        form.fill_what_is_shown(0);
        form.wait_until_kept();
        // The browser looks after its room when a site is opened, and then only now and then: it is opened again.
        browser.go("about:blank");
        browser.storage_quota(&server.base(), 1);
        browser.go(&address);
        form.wait_for_client();
        form.next();
        form.fill_what_is_shown(0);
        let full = [form.message("client-storage-full"), form.message("client-cannot-save")];
        let type_on = "const control = document.getElementById('q-staff_count--input'); control.value = Math.random() * 1e4 | 0;
                       control.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        until("the page says that there is no room", || {
            browser.script(type_on, &[]);
            full.contains(&form.status()).then_some(())
        });
        browser.storage_as_it_was(&server.base());
        until("the page says that it is saved again", || {
            browser.script(type_on, &[]);
            (!full.contains(&form.status())).then_some(())
        });
        form.wait_until_kept();
        form.fill(0);
        let answers = form.answers();
        form.send();
        form.wait_until_sent();
        wait_until_stored_once(&server, &before, &answers, language);
    }
}

#[test]
fn a_clock_that_is_wrong_by_years_changes_nothing() {
    for (years, language) in [(-30, "en"), (12, "fr"), (75, "ar")] {
        let clock = format!(
            "{{ const Real = Date, off = {years} * 365.25 * 864e5;
               self.Date = class extends Real {{
                 constructor(...a) {{ if (a.length) super(...a); else super(Real.now() + off); }}
                 static now() {{ return Real.now() + off; }}
               }}; }}"
        );
        let mut server = Server::start(Engine::Sqlite);
        let before = server.ledger().all_responses();
        let browser = Browser::start(Setup { before: vec![clock], ..Setup::default() });
        let form = Form::open(&browser, &link(&server, &server.base(), language), language);
        form.wait_until_it_works_offline();
        form.fill(0);
        form.wait_until_kept();
        let answers = form.answers();
        server.stop();
        form.send();
        until_equal("it waits", &1, || form.kept("queue").len());
        server.go_on();
        form.wait_until_sent();
        wait_until_stored_once(&server, &before, &answers, language);
    }
}

/// A response that the server refuses stays on the device, with the reason, and can be mended and sent.
#[test]
fn a_refused_response_stays_with_its_reason_and_can_be_mended() {
    for language in ["en", "fr", "ar"] {
        let server = Server::start(Engine::Sqlite);
        let proxy = Proxy::start(server.address());
        let before = server.ledger().all_responses();
        let browser = Browser::desktop();
        let form = Form::open(&browser, &link(&server, &proxy.base(), language), language);
        form.wait_until_it_works_offline();
        form.fill(0);
        let answers = form.answers();
        proxy.spoil("/responses", Luck::Refused);
        form.send();
        until_equal("it waits", &1, || form.kept("queue").len());
        server.ledger().execute("UPDATE survey SET grace_days = 0");
        server.command(&["survey", "close", tests::SURVEY]);
        until("the survey is closed", || {
            let page = server.client().get(&tests::page::form_path("en"));
            (!page.text().contains("id=\"form\"")).then_some(())
        });
        proxy.mend();
        browser.wait_for("#queue");
        assert!(!form.claims_to_be_sent());
        assert!(browser.text("#queue-reason").len() > 10, "the reason is told");
        assert_eq!(form.kept("queue").len(), 1, "it stays on the device");
        assert_eq!(server.ledger().all_responses(), before);
        server.command(&["survey", "open", tests::SURVEY]);
        until("the survey is open", || {
            server.client().get(&tests::page::form_path("en")).text().contains("id=\"form\"").then_some(())
        });
        browser.click("#queue-mend");
        browser.wait_for("#form");
        assert_eq!(form.answers(), answers, "all answers are back in the form");
        while !form.section().is_empty() {
            form.next();
        }
        form.send();
        form.wait_until_sent();
        wait_until_stored_once(&server, &before, &answers, language);
    }
}

/// What was filled without a connection is sent in the days of grace after closing, from the page that says that it is
/// closed; after them it stays on the device.
#[test]
fn what_waited_is_sent_in_the_days_of_grace_and_kept_after_them() {
    for (days, language) in [(28, "ar"), (29, "fr")] {
        let mut server = Server::start(Engine::Sqlite);
        let before = server.ledger().all_responses();
        let browser = Browser::phone();
        let address = link(&server, &server.base(), language);
        let form = Form::open(&browser, &address, language);
        form.wait_until_it_works_offline();
        form.fill(0);
        let answers = form.answers();
        server.stop();
        form.send();
        until_equal("it waits", &1, || form.kept("queue").len());
        browser.go("about:blank");
        server.go_on_after_days(days);
        until("the survey is closed", || {
            let page = server.client().get(&tests::page::form_path(language));
            (!page.text().contains("id=\"form\"")).then_some(())
        });
        browser.go(&address);
        assert!(!browser.sees("#form"), "the page says that it is closed");
        if days == 28 {
            wait_until_stored_once(&server, &before, &answers, language);
            until_equal("nothing waits any more", &0, || form.kept("queue").len());
        } else {
            until("it is refused", || {
                let kept = form.kept("queue");
                assert_eq!(kept.len(), 1, "it stays on the device");
                kept[0]["refused"].as_array().filter(|reasons| !reasons.is_empty()).map(|_| ())
            });
            assert_eq!(server.ledger().all_responses(), before);
        }
    }
}

/// A server that would mark one partner by a key of his own is found out, and gets nothing.
#[test]
fn a_server_with_a_second_key_is_found_out() {
    let server = Server::start(Engine::Sqlite);
    let before = server.ledger().all_responses();
    let browser = Browser::start(Setup {
        before: vec![
            // The group's generator, which is an element and not the survey's public key, in the page's own place.
            "addEventListener('DOMContentLoaded', () => {
               const block = document.getElementById('page-data');
               if (!block) return;
               const data = JSON.parse(block.textContent);
               data.public_key = '4vKuCmq8TnGohKlhxQBRX1jjC2qlgt2NtqZZReCNLXY';
               block.textContent = JSON.stringify(data);
             }, true);"
                .to_owned(),
        ],
        ..Setup::default()
    });
    let form = Form::open(&browser, &link(&server, &server.base(), "en"), "en");
    form.fill(0);
    form.send();
    let said = form.message("client-proof-failed");
    until("the page says so", || form.status().starts_with(&said).then_some(()));
    assert!(!form.claims_to_be_sent());
    assert_eq!(server.ledger().all_responses(), before, "nothing was sent");
    assert_eq!(
        (form.kept("draft").len(), form.kept("queue").len()),
        (1, 0),
        "nothing waits that can't go out"
    );
    assert!(browser.sees("#send"), "and nothing is lost");
}
