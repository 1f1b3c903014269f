//! A server that is told to stop finishes what it has in hand, and says by its exit code that it did.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::thread;
use std::time::Duration;

use tests::ledger::Ledger;
use tests::on_both_databases;
use tests::partner::{credential_of, full_answers, question_set, response, statuses, submit};
use tests::server::Server;
use tests::wait::{until, until_equal};

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

on_both_databases! {
    responses_in_hand_are_stored_before_it_stops,
}
