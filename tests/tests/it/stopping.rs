//! A server that is told to stop finishes what it has in hand, and says by its exit code that it did.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use tests::ledger::Ledger;
use tests::on_both_databases;
use tests::partner::{credential_of, full_answers, question_set, response, statuses, submit};
use tests::server::{Engine, Server};
use tests::smtp::SmtpServer;
use tests::wait::{until, until_equal};

use crate::mail::{count, queue};

/// How long a server may take to stop that waits for no mail server.
const SOON: Duration = Duration::from_secs(10);

/// Holds back everything that is written to the inbox, until the lock is let go.
struct Lock(Ledger);

impl Lock {
    fn take(server: &Server) -> Self {
        let ledger = server.ledger();
        if server.database_url.starts_with("sqlite:") {
            ledger.execute("BEGIN IMMEDIATE");
        } else {
            ledger.execute("BEGIN");
            ledger.execute("LOCK TABLE response_inbox IN EXCLUSIVE MODE");
        }
        Self(ledger)
    }

    fn let_go(self) {
        self.0.execute("COMMIT");
    }
}

fn responses_in_hand_are_stored_before_it_stops(server: &mut Server) {
    let (before, set) = (server.ledger().responses(), question_set());
    let responses: Vec<_> =
        (0..10).map(|n| response(&full_answers(&set, n), &credential_of(server))).collect();
    let lock = Lock::take(server);
    thread::scope(|scope| {
        let sent: Vec<_> = responses
            .iter()
            .map(|response| {
                let client = server.client();
                scope.spawn(move || submit(&client, std::slice::from_ref(response)))
            })
            .collect();
        until_equal("all wait", &10, || server.log().matches("a response waits to be stored").count());
        server.tell_to_stop();
        until("it has heard", || server.log().contains("told to stop").then_some(()));
        lock.let_go();
        for sent in sent {
            assert_eq!(statuses(&sent.join().unwrap()), ["stored"]);
        }
    });
    let took = server.wait_until_it_has_ended();
    assert!(took < SOON, "{took:?}");
    assert_eq!(server.ledger().responses(), before + 10);
}

/// How often each message was received.
fn nothing_twice(smtp: &SmtpServer, wanted: i64) {
    let received: Vec<String> = smtp.received().into_iter().map(|mail| mail.id).collect();
    let different: BTreeSet<&String> = received.iter().collect();
    assert_eq!(received.len(), different.len(), "nothing was sent twice");
    assert_eq!(i64::try_from(received.len()).unwrap(), wanted);
}

fn send_by(server: &mut Server, smtp: &SmtpServer) -> i64 {
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    queue(server, "reminder", "'invited','opened'")
}

fn a_round_that_is_stopped_leaves_nothing_unsure(server: &mut Server) {
    let smtp = SmtpServer::start();
    let wanted = send_by(server, &smtp);
    for round in 1..=5 {
        server.go_on();
        until("some more are sent", || (smtp.received().len() >= round * 3).then_some(()));
        server.tell_to_stop();
        let took = server.wait_until_it_has_ended();
        assert!(took < SOON, "{took:?}");
        assert_eq!((count(server, "unsure"), count(server, "claimed")), (0, 0), "{}", server.log());
        let sent = count(server, "sent");
        assert_eq!(i64::try_from(smtp.received().len()).unwrap(), sent);
        assert!(sent < wanted, "it was stopped within the round");
    }
    server.go_on();
    until_equal("all are sent", &wanted, || count(server, "sent"));
    nothing_twice(&smtp, wanted);
}

fn a_message_of_which_nothing_was_handed_over_waits_for_the_next_start(server: &mut Server) {
    let smtp = SmtpServer::start();
    let wanted = send_by(server, &smtp);
    for step in ["greeting", "ehlo", "mail", "rcpt", "data"] {
        smtp.order(&format!("hang {step}"));
        server.go_on();
        until(step, || smtp.was_reached().then_some(()));
        server.tell_to_stop();
        let took = server.wait_until_it_has_ended();
        assert!(took < SOON, "{step}: {took:?}");
        assert_eq!(count(server, "queued"), wanted, "{step}");
        let ledger = server.ledger();
        assert_eq!(ledger.number("SELECT cast(sum(attempts) AS bigint) FROM message"), 0, "{step}");
        assert_eq!(ledger.number("SELECT count(*) FROM message WHERE tried_at IS NOT NULL"), 0, "{step}");
        assert_eq!(
            ledger.number("SELECT failures FROM mail_way"),
            0,
            "{step}: the mail server is not to blame"
        );
    }
    smtp.order("");
    server.go_on();
    until_equal("all are sent", &wanted, || count(server, "sent"));
    nothing_twice(&smtp, wanted);
}

fn a_message_that_the_mail_server_has_got_is_waited_for(server: &mut Server) {
    let smtp = SmtpServer::start();
    let wanted = send_by(server, &smtp);
    smtp.order("hang reply");
    server.go_on();
    until("it has got one", || smtp.was_reached().then_some(()));
    server.tell_to_stop();
    until("it has heard", || server.log().contains("told to stop").then_some(()));
    thread::sleep(Duration::from_secs(1));
    smtp.order("");
    let took = server.wait_until_it_has_ended();
    assert!(took < SOON, "{took:?}");
    assert_eq!((count(server, "sent"), count(server, "queued")), (1, wanted - 1));
}

#[test]
fn only_a_mail_server_that_keeps_silent_after_the_content_leaves_a_message_unsure() {
    let (mut server, smtp) = (Server::start(Engine::Sqlite), SmtpServer::start());
    let wanted = send_by(&mut server, &smtp);
    smtp.order("hang reply");
    server.go_on();
    until("it has got one", || smtp.was_reached().then_some(()));
    server.tell_to_stop();
    // It holds that the server ends well, within 40 seconds.
    let took = server.wait_until_it_has_ended();
    assert!(took > SOON, "the mail server was waited for: {took:?}");
    assert_eq!((count(&server, "unsure"), count(&server, "queued")), (1, wanted - 1));
}

on_both_databases! {
    a_round_that_is_stopped_leaves_nothing_unsure,
    a_message_of_which_nothing_was_handed_over_waits_for_the_next_start,
    a_message_that_the_mail_server_has_got_is_waited_for,
    responses_in_hand_are_stored_before_it_stops,
}
