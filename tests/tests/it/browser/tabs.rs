//! The same form in two tabs.

use tests::browser::Browser;
use tests::in_each_language;
use tests::page::{Form, link, wait_until_stored_once};
use tests::proxy::{Luck, Proxy};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};

fn what_is_typed_in_one_shows_in_the_other(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::unused();
    let address = link(&server, &server.base(), language);
    let form = Form::open(&browser, &address, language);
    let first = browser.new_tab();
    Form::open(&browser, &address, language);
    let second = browser.tab();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    let mut typed = form.fields().0;
    typed.sort();
    browser.switch_to(&first);
    until_equal("the first tab shows it", &typed, || {
        let mut found = form.fields().0;
        found.sort();
        found
    });
    // And the other way round: nothing that the one keeps is lost by the other.
    form.next();
    form.fill_what_is_shown(0);
    form.wait_until_kept();
    let mut more = form.fields().0;
    more.sort();
    assert!(more.len() > typed.len());
    browser.switch_to(&second);
    until_equal("the second tab shows it", &more, || {
        let mut found = form.fields().0;
        found.sort();
        found
    });
}

fn two_tabs_send_once(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let proxy = Proxy::start(server.address());
    let browser = Browser::unused();
    let before = server.ledger().all_responses();
    let address = link(&server, &proxy.base(), language);
    let form = Form::open(&browser, &address, language);
    form.wait_until_it_works_offline();
    form.fill(0);
    form.wait_until_kept();
    let answers = form.answers();
    // The second tab stands before the review as well, and the connection is gone.
    let first = browser.new_tab();
    Form::open(&browser, &address, language);
    while !form.section().is_empty() {
        form.next();
    }
    let second = browser.tab();
    proxy.spoil("/responses", Luck::Refused);
    form.send();
    until("the response waits", || (!form.kept("queue").is_empty()).then_some(()));
    browser.switch_to(&first);
    // Sent in the other tab, it is sent here too: there is nothing left to send. The button may be going at this moment,
    // and whoever hits it still sends nothing twice.
    browser.script("document.querySelector('#send').click();", &[]);
    until_equal("the first tab waits too", &false, || browser.sees("#form"));
    assert_eq!(form.kept("queue").len(), 1, "one response, not two");
    proxy.mend();
    form.wait_until_sent();
    browser.switch_to(&second);
    form.wait_until_sent();
    wait_until_stored_once(&server, &before, &answers, language);
}

in_each_language! {
    what_is_typed_in_one_shows_in_the_other,
    two_tabs_send_once,
}
