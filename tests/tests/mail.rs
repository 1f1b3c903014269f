//! Mail: each message once, in the partner's language, and never to who has responded or declined.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::collections::BTreeSet;

use tests::server::Server;
use tests::smtp::SmtpServer;
use tests::wait::{until, until_equal};
use tests::{SURVEY, on_both_databases, staff};

/// Queues a message of a kind to every partner whose invitation is in one of these states.
fn queue(server: &Server, kind: &str, states: &str) -> i64 {
    let ledger = server.ledger();
    // A message may have the key of its invitation: it is random, too.
    ledger.execute("DELETE FROM message");
    ledger.execute(&format!(
        "INSERT INTO message (id, survey, invitation, round, kind, language, address, state, attempts, next_at) \
         SELECT i.id, i.survey, i.id, NULL, '{kind}', p.language, c.email, 'queued', 0, 0 FROM participation i \
         JOIN partner p ON p.key = i.partner JOIN partner_contact c ON c.partner = p.key AND c.position = 0 \
         WHERE i.survey = '{SURVEY}' AND i.state IN ({states})"
    ));
    ledger.number("SELECT count(*) FROM message")
}

fn count(server: &Server, state: &str) -> i64 {
    server.ledger().number(&format!("SELECT count(*) FROM message WHERE state = '{state}'"))
}

fn unanswered(server: &Server) -> i64 {
    server.ledger().number(&format!(
        "SELECT count(*) FROM participation WHERE survey = '{SURVEY}' AND state IN ('invited', 'opened')"
    ))
}

/// The e-mail addresses of partners whose invitation is in a state, in a language.
fn addresses(server: &Server, state: &str, language: &str) -> Vec<String> {
    server.ledger().texts(&format!(
        "SELECT c.email FROM participation i JOIN partner p ON p.key = i.partner \
         JOIN partner_contact c ON c.partner = p.key AND c.position = 0 \
         WHERE i.survey = '{SURVEY}' AND i.state = '{state}' AND p.language = '{language}' ORDER BY c.email"
    ))
}

fn without_an_smtp_server_messages_are_files_and_only_who_has_not_answered_gets_one(server: &mut Server) {
    let wanted = unanswered(server);
    let queued = queue(server, "reminder", "'invited','opened','responded','declined','bounced'");
    until_equal("the queue is empty", &0, || count(server, "queued") + count(server, "claimed"));
    assert_eq!((count(server, "sent"), count(server, "cancelled")), (wanted, queued - wanted));
    let files: Vec<_> =
        std::fs::read_dir(server.mail_folder()).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(i64::try_from(files.len()).unwrap(), wanted);
    let mut to = BTreeSet::new();
    for file in &files {
        let mime = std::fs::read_to_string(file).unwrap();
        assert!(mime.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{mime}");
        assert!(mime.contains("multipart/alternative"), "{mime}");
        to.extend(mime.lines().find(|line| line.starts_with("To: ")).map(ToOwned::to_owned));
    }
    assert_eq!(to.len(), files.len(), "nobody got two");
    let page = staff::manager(server).get(&format!("/staff/surveys/{SURVEY}/messages"));
    assert_eq!(page.status, 200);
    for token in server.ledger().texts("SELECT token FROM invitation") {
        assert!(!page.text().contains(&token), "the outbox shows no link");
    }
}

fn thanks_go_to_those_who_responded_alone(server: &mut Server) {
    queue(server, "thanks", "'invited','opened','responded','declined','bounced'");
    until_equal("the queue is empty", &0, || count(server, "queued") + count(server, "claimed"));
    assert_eq!(count(server, "sent"), 41);
}

fn a_real_smtp_server_gets_each_message_in_the_partners_language(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    let wanted = queue(server, "last-call", "'invited','opened'");
    server.go_on();
    until_equal("all are sent", &wanted, || count(server, "sent"));
    assert_eq!(i64::try_from(smtp.received().len()).unwrap(), wanted);
    for (language, part) in
        [("en", "Every answer counts"), ("fr", "Chaque réponse compte"), ("ar", "كل إجابة مهمة")]
    {
        let address = addresses(server, "invited", language).remove(0);
        let mail = smtp.received().into_iter().find(|mail| mail.to == address).unwrap();
        assert!(mail.text.contains(part) && mail.html.contains(part), "{language}: {}", mail.text);
        let direction = if language == "ar" { "rtl" } else { "ltr" };
        assert!(mail.html.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")));
        let link = mail.text.lines().find(|line| line.contains("/i/")).unwrap();
        let path = link.split_once("/i/").map(|(_, token)| format!("/i/{token}")).unwrap();
        assert_eq!(server.client().get(&path).status, 200, "the link of the mail opens the form");
    }
}

fn what_the_server_refuses_bounces_and_what_it_delays_is_tried_again(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    let [refused, delayed, dropped, fine] = {
        let mut all = addresses(server, "invited", "en");
        all.dedup();
        [all.remove(0), all.remove(0), all.remove(0), all.remove(0)]
    };
    // The server obeys what stands before the at sign.
    let ledger = server.ledger();
    for (address, order) in [(&refused, "refuse"), (&delayed, "later"), (&dropped, "drop")] {
        ledger.execute(&format!(
            "UPDATE partner_contact SET email = '{order}@a.example' WHERE email = '{address}'"
        ));
    }
    queue(server, "reminder", "'invited'");
    ledger.execute(&format!(
        "DELETE FROM message WHERE address NOT IN ('refuse@a.example','later@a.example','drop@a.example','{fine}')"
    ));
    server.set("SAWT_SMTP_URL", smtp.url());
    server.go_on();
    let state = |address: &str| {
        ledger.texts(&format!("SELECT state FROM message WHERE address = '{address}'")).remove(0)
    };
    until_equal("the refused one is given up", &"failed".to_owned(), || state("refuse@a.example"));
    until_equal("the good one is sent", &"sent".to_owned(), || state(&fine));
    until_equal("nobody knows of the third", &"unsure".to_owned(), || state("drop@a.example"));
    until_equal("the delayed one waits", &1, || {
        ledger.number(
            "SELECT count(*) FROM message WHERE address = 'later@a.example' AND state = 'queued' AND attempts = 1",
        )
    });
    let bounce = ledger.texts(&format!(
        "SELECT bounce FROM invitation WHERE state = 'bounced' AND survey = '{SURVEY}' AND bounce IS NOT NULL"
    ));
    assert!(bounce.iter().any(|words| words.contains("No such partner here")), "{bounce:?}");
    // The server takes it the next time; the unsure one is not repeated by itself.
    smtp.relent();
    ledger.execute("UPDATE message SET next_at = 0 WHERE address = 'later@a.example'");
    until_equal("the delayed one is sent", &"sent".to_owned(), || state("later@a.example"));
    assert_eq!(state("drop@a.example"), "unsure");
    let page = staff::manager(server).get(&format!("/staff/surveys/{SURVEY}/messages"));
    assert!(page.text().contains("value=\"again\""), "what is unsure comes first, with its buttons");
}

fn a_server_that_dies_while_it_sends_repeats_nothing(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    let wanted = queue(server, "reminder", "'invited','opened'");
    server.go_on();
    until("some are sent", || (smtp.received().len() > 3).then_some(()));
    server.kill();
    server.go_on();
    until_equal("the queue is empty", &0, || count(server, "queued"));
    // The one that was on its way stays claimed until its claim runs out; then somebody has to decide.
    server.ledger().execute(
        "UPDATE message SET claimed_until = 0 WHERE state = 'claimed' AND claimed_until IS NOT NULL",
    );
    until_equal("none is claimed", &0, || count(server, "claimed"));
    let (sent, unsure) = (count(server, "sent"), count(server, "unsure"));
    assert!(sent + unsure == wanted && unsure <= 1, "{sent} and {unsure} of {wanted}");
    let received: Vec<String> = smtp.received().into_iter().map(|mail| mail.id).collect();
    let different: BTreeSet<&String> = received.iter().collect();
    assert_eq!(received.len(), different.len(), "nothing was sent twice");
}

on_both_databases! {
    without_an_smtp_server_messages_are_files_and_only_who_has_not_answered_gets_one,
    thanks_go_to_those_who_responded_alone,
    a_real_smtp_server_gets_each_message_in_the_partners_language,
    what_the_server_refuses_bounces_and_what_it_delays_is_tried_again,
    a_server_that_dies_while_it_sends_repeats_nothing,
}
