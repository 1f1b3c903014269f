//! Mail: each message once, in the partner's language, and never to who has responded or declined.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use tests::server::{Engine, Server};
use tests::smtp::{LOG_IN, SmtpServer};
use tests::wait::{until, until_equal, within};
use tests::{SURVEY, on_both_databases, staff};

/// Queues a message of a kind to every partner whose invitation is in one of these states.
pub(crate) fn queue(server: &Server, kind: &str, states: &str) -> i64 {
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

pub(crate) fn count(server: &Server, state: &str) -> i64 {
    server.ledger().number(&format!("SELECT count(*) FROM message WHERE state = '{state}'"))
}

/// Waits until this server has gone through the queue from beginning to end, which it does every second.
fn wait_until_it_has_looked(server: &Server) {
    let looks = || server.log().matches("the mail queue was gone through").count();
    // One may have begun before.
    let enough = looks() + 2;
    until("the queue was looked at", || (looks() >= enough).then_some(()));
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

fn two_servers_send_nothing_twice(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    let wanted = queue(server, "reminder", "'invited','opened'");
    server.go_on();
    let beside = Server::start_beside(server);
    until_equal("all are sent", &wanted, || count(server, "sent"));
    drop(beside);
    let received: Vec<String> = smtp.received().into_iter().map(|mail| mail.id).collect();
    assert_eq!(received.len(), received.iter().collect::<BTreeSet<_>>().len(), "nothing was sent twice");
    assert_eq!(i64::try_from(received.len()).unwrap(), wanted);
}

fn two_servers_together_keep_the_limit_of_a_minute(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_PER_MINUTE", 7);
    let wanted = queue(server, "reminder", "'invited','opened'");
    server.go_on();
    let beside = Server::start_beside(server);
    until_equal("as many are sent as may be", &7, || count(server, "sent"));
    // The minute of those seven is over, and another seven may go; both servers look at once.
    server.ledger().execute("UPDATE message SET tried_at = tried_at - 60000 WHERE tried_at IS NOT NULL");
    until_equal("as many again", &14, || count(server, "sent"));
    // Both look again, and that changes nothing.
    wait_until_it_has_looked(server);
    wait_until_it_has_looked(&beside);
    assert_eq!((count(server, "sent"), count(server, "queued")), (14, wanted - 14));
    assert_eq!(smtp.received().len(), 14);
    drop(beside);
}

fn a_wrong_password_makes_nothing_bounce_and_the_outbox_says_so(server: &mut Server) {
    let smtp = SmtpServer::start_with_log_in();
    server.stop();
    let before = server.ledger().number("SELECT count(*) FROM invitation WHERE state = 'bounced'");
    let wanted = queue(server, "reminder", "'invited'");
    server.set("SAWT_SMTP_URL", smtp.url_with((LOG_IN.0, "wrong-password"), ""));
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    server.go_on();
    let outbox =
        || staff::manager(server).get(&format!("/staff/surveys/{SURVEY}/messages?state=queued")).text();
    // In brackets: the bare number may stand in the key of a message.
    until("the outbox has the server's words", || outbox().contains("(535)").then_some(()));
    assert!(outbox().contains("The mail server cannot be used at the moment"), "{}", outbox());
    // It is left alone for a minute, not asked once for each message.
    assert_eq!(smtp.log_ins(), ["wrong"]);
    let ledger = server.ledger();
    assert_eq!(count(server, "queued"), wanted);
    assert_eq!(
        ledger.number("SELECT cast(sum(attempts) AS bigint) FROM message"),
        0,
        "no message is to blame"
    );
    assert_eq!(ledger.number("SELECT count(*) FROM invitation WHERE state = 'bounced'"), before);
    // With the right one everything goes out at once.
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url_with(LOG_IN, ""));
    server.go_on();
    until_equal("all are sent", &wanted, || count(server, "sent"));
    assert!(smtp.received().iter().all(|mail| mail.logged_in && !mail.encrypted));
    let page = staff::manager(server).get(&format!("/staff/surveys/{SURVEY}/messages?state=queued"));
    assert!(!page.text().contains("(535)"), "what is mended is not complained about");
}

fn over_starttls_only_to_who_has_a_certificate_that_is_trusted(server: &mut Server) {
    let smtp = SmtpServer::start_with_tls();
    server.stop();
    let wanted = queue(server, "reminder", "'invited'");
    server.set("SAWT_SMTP_URL", smtp.url_with(LOG_IN, "?tls=required"));
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    server.go_on();
    let problem = || server.ledger().texts("SELECT coalesce(problem, '') FROM mail_way").remove(0);
    until("the certificate is not trusted", || problem().contains("certificate").then_some(()));
    assert!(smtp.log_ins().is_empty() && smtp.received().is_empty(), "nobody unknown gets the password");
    assert_eq!(count(server, "queued"), wanted);
    server.stop();
    server.set("SAWT_SMTP_CA", smtp.certificate());
    server.go_on();
    until_equal("all are sent", &wanted, || count(server, "sent"));
    assert!(smtp.received().iter().all(|mail| mail.encrypted && mail.logged_in));
}

fn a_password_goes_over_nothing_but_tls(server: &mut Server) {
    // A server that knows no STARTTLS, as whoever sits in between would make it look.
    let smtp = SmtpServer::start_with_log_in();
    server.stop();
    let wanted = queue(server, "reminder", "'invited'");
    server.set("SAWT_SMTP_URL", smtp.url_with(LOG_IN, "?tls=required"));
    server.go_on();
    let problem = || server.ledger().texts("SELECT coalesce(problem, '') FROM mail_way").remove(0);
    until("it can't be used", || (!problem().is_empty()).then_some(()));
    assert!(smtp.log_ins().is_empty() && smtp.received().is_empty(), "{}", problem());
    assert_eq!(count(server, "queued"), wanted);
    server.stop();
    // And an address that would allow it is none, unless the server is this very machine.
    let refused = server.start_in_vain(&[("SAWT_SMTP_URL", "smtp://me:secret@mail.example.org:587")]);
    assert!(refused.contains("the password would travel in the clear"), "{refused}");
    assert!(!refused.contains("secret"), "{refused}");
}

fn what_can_not_be_composed_waits_with_its_reason_and_holds_up_nobody(server: &mut Server) {
    server.stop();
    let wanted = queue(server, "reminder", "'invited'");
    let ledger = server.ledger();
    ledger.execute(
        "UPDATE invitation SET token = 'no token' WHERE id = (SELECT id FROM message ORDER BY id LIMIT 1)",
    );
    server.go_on();
    until_equal("the others are sent", &(wanted - 1), || count(server, "sent"));
    assert_eq!(count(server, "claimed") + count(server, "unsure"), 0, "nothing was handed over");
    let problem =
        ledger.texts("SELECT coalesce(problem, '') FROM message WHERE state = 'queued' AND attempts = 1");
    assert!(problem.len() == 1 && problem[0].contains("message"), "{problem:?}");
}

fn mail_of_a_survey_in_preparation_waits_until_it_is_opened(server: &mut Server) {
    server.stop();
    let ledger = server.ledger();
    ledger.execute(&format!("UPDATE survey SET state = 'draft' WHERE code = '{SURVEY}'"));
    let wanted = queue(server, "invitation", "'invited'");
    server.go_on();
    let outbox = staff::manager(server).get(&format!("/staff/surveys/{SURVEY}/messages?state=queued"));
    assert!(outbox.text().contains("They go out once the survey is open."), "{}", outbox.text());
    wait_until_it_has_looked(server);
    assert_eq!(count(server, "queued"), wanted);
    server.command(&["survey", "open", SURVEY]);
    until_equal("all are sent", &wanted, || count(server, "sent"));
}

fn of_a_message_that_is_said_to_have_arrived_no_time_is_claimed(server: &mut Server) {
    server.stop();
    queue(server, "reminder", "'invited'");
    let ledger = server.ledger();
    ledger.execute("DELETE FROM message WHERE id <> (SELECT id FROM message ORDER BY id LIMIT 1)");
    ledger.execute("UPDATE message SET state = 'unsure', problem = 'broken off'");
    server.go_on();
    let manager = staff::manager(server);
    let address = format!("/staff/surveys/{SURVEY}/messages");
    let page = manager.get(&address).text();
    let between = |before: &str, after: &str| {
        page.split_once(before).unwrap().1.split_once(after).unwrap().0.to_owned()
    };
    let action = format!("{address}{}", between(&format!("action=\"{address}"), "\""));
    let csrf = between("name=\"csrf\" value=\"", "\"");
    let fields = [("csrf".to_owned(), csrf), ("decision".to_owned(), "leave".to_owned())];
    assert_eq!(manager.post_form(&action, &fields).status, 303);
    assert_eq!(count(server, "sent"), 1);
    assert_eq!(ledger.number("SELECT count(*) FROM message WHERE sent_at IS NOT NULL"), 0);
    assert!(manager.get(&format!("{address}?state=sent")).text().contains("Not known when"));
}

fn a_connection_that_is_lost_before_the_content_leaves_nothing_unsure(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    let wanted = queue(server, "reminder", "'invited'");
    let ledger = server.ledger();
    for step in ["greeting", "ehlo", "mail", "rcpt", "data"] {
        smtp.order(&format!("lose {step}"));
        server.go_on();
        until(step, || smtp.was_reached().then_some(()));
        let problem = || ledger.texts("SELECT coalesce(problem, '') FROM mail_way").remove(0);
        until("the outbox will say why", || (!problem().is_empty()).then_some(()));
        server.stop();
        assert_eq!((count(server, "queued"), count(server, "unsure")), (wanted, 0), "{step}");
        let attempts = ledger.number("SELECT cast(sum(attempts) AS bigint) FROM message");
        assert_eq!(attempts, 0, "{step}: no message is to blame");
        // Another one was first in each round.
        let tried = ledger.number("SELECT count(*) FROM message WHERE problem IS NOT NULL");
        assert_eq!(tried, ledger.number("SELECT count(*) FROM message WHERE next_at > 0"), "{step}");
        ledger.execute("UPDATE mail_way SET problem = NULL");
    }
    assert_eq!(ledger.number("SELECT count(*) FROM message WHERE next_at > 0"), 5, "none held up the others");
    smtp.order("");
    server.go_on();
    until_equal("all are sent", &wanted, || count(server, "sent"));
    let received: BTreeSet<String> = smtp.received().into_iter().map(|mail| mail.id).collect();
    assert_eq!((received.len(), smtp.received().len()), (usize::try_from(wanted).unwrap(), received.len()));
}

/// Longer than a mail server may take for one step.
const A_STEP: Duration = Duration::from_secs(60);

#[test]
fn a_mail_server_that_hangs_is_one_that_can_not_be_used_and_the_others_go_on() {
    let (mut server, smtp) = (Server::start(Engine::Sqlite), SmtpServer::start());
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    let wanted = queue(&server, "reminder", "'invited'");
    let ledger = server.ledger();
    ledger.execute(
        "UPDATE partner_contact SET email = 'hang@a.example' WHERE position = 0 AND partner = \
         (SELECT i.partner FROM message m JOIN invitation i ON i.id = m.invitation ORDER BY m.id LIMIT 1)",
    );
    server.go_on();
    let problem = || ledger.texts("SELECT coalesce(problem, '') FROM mail_way").remove(0);
    within(A_STEP, "it has hung for too long", || problem().contains("did not answer").then_some(()));
    assert_eq!((count(&server, "sent"), count(&server, "queued"), count(&server, "unsure")), (0, wanted, 0));
    // A minute later the others come first.
    ledger.execute("UPDATE mail_way SET wait_until = 0");
    until_equal("the others are sent", &(wanted - 1), || count(&server, "sent"));
    assert_eq!(count(&server, "unsure"), 0);
}

/// A backup of a stopped server's database, as the guide has it.
fn back_up(server: &Server) {
    let copy = server.file("backup");
    if let Some(file) = server.database_url.strip_prefix("sqlite:") {
        std::fs::copy(file, copy).unwrap();
    } else {
        run(Command::new("pg_dump").arg("--file").arg(copy).arg(&server.database_url));
    }
}

fn restore(server: &Server) {
    let copy = server.file("backup");
    if let Some(file) = server.database_url.strip_prefix("sqlite:") {
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{file}{ending}"));
        }
        std::fs::copy(copy, file).unwrap();
    } else {
        server.ledger().execute("DROP SCHEMA public CASCADE");
        server.ledger().execute("CREATE SCHEMA public");
        let mut psql = Command::new("psql");
        psql.args(["--quiet", "--set", "ON_ERROR_STOP=1", "--output", "/dev/null", "--file"]).arg(copy);
        run(psql.arg(&server.database_url));
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn a_restored_database_mails_nothing_again_until_somebody_has_looked(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_PER_MINUTE", 10);
    let wanted = queue(server, "reminder", "'invited','opened'");
    back_up(server);
    server.go_on();
    until_equal("ten are sent", &10, || count(server, "sent"));
    server.stop();
    restore(server);
    assert_eq!((count(server, "sent"), count(server, "queued")), (0, wanted));
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    server.go_on();
    wait_until_it_has_looked(server);
    assert_eq!((smtp.received().len(), count(server, "queued")), (10, wanted));
    assert!(server.log().contains("mail to partners is held"));
    // Once more: it is still held.
    server.stop();
    server.go_on();
    wait_until_it_has_looked(server);
    let manager = staff::manager(server);
    let address = format!("/staff/surveys/{SURVEY}/messages");
    let page = manager.get(&address).text();
    assert!(page.contains("the database was restored from a backup"), "{page}");
    let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let post = |action: &str, fields: &[(&str, &str)]| {
        let mut fields: Vec<_> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        fields.push(("csrf".to_owned(), csrf.clone()));
        assert_eq!(manager.post_form(&format!("{address}/{action}"), &fields).status, 303);
    };
    // What the mail server has got is said to have gone out, and the rest is released.
    for mail in smtp.received() {
        let id = mail.id.trim_start_matches('<').split_once('@').unwrap().0.to_owned();
        post(&format!("{id}/decision"), &[("decision", "leave"), ("of", "queued")]);
    }
    assert_eq!((count(server, "sent"), count(server, "queued")), (10, wanted - 10));
    post("release", &[]);
    until_equal("the rest is sent", &wanted, || count(server, "sent"));
    let received: BTreeSet<String> = smtp.received().into_iter().map(|mail| mail.id).collect();
    assert_eq!((received.len(), smtp.received().len()), (usize::try_from(wanted).unwrap(), received.len()));
    // Nobody holds it again for the same backup.
    server.stop();
    server.go_on();
    assert!(!staff::manager(server).get(&address).text().contains("Mail is held"));
    let ledger = server.ledger();
    assert_eq!(ledger.number("SELECT count(*) FROM audit_log WHERE what = 'mail_released'"), 1);
}

fn all_that_wait_can_be_said_to_have_gone_out_while_mail_is_held(server: &mut Server) {
    server.stop();
    let wanted = queue(server, "reminder", "'invited'");
    server.set("SAWT_HOLD_MAIL", "true");
    server.go_on();
    let manager = staff::manager(server);
    let address = format!("/staff/surveys/{SURVEY}/messages");
    let page = manager.get(&address).text();
    let hidden = |name: &str| {
        let after = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
        (name.to_owned(), after.split_once('"').unwrap().0.to_owned())
    };
    assert_eq!(hidden("seen").1, wanted.to_string());
    let other = [hidden("csrf"), ("seen".to_owned(), (wanted - 1).to_string())];
    assert_eq!(manager.post_form(&format!("{address}/all-sent"), &other).status, 303);
    assert_eq!(count(server, "queued"), wanted, "another number was seen");
    assert_eq!(
        manager.post_form(&format!("{address}/all-sent"), &[hidden("csrf"), hidden("seen")]).status,
        303
    );
    assert_eq!((count(server, "sent"), count(server, "queued")), (wanted, 0));
    server.command(&["mail", "release"]);
    wait_until_it_has_looked(server);
    assert!(!server.mail_folder().exists(), "nothing was sent");
}

fn a_server_that_is_told_to_hold_mail_sends_none_until_it_is_released(server: &mut Server) {
    server.stop();
    let wanted = queue(server, "reminder", "'invited'");
    server.set("SAWT_HOLD_MAIL", "true");
    server.go_on();
    wait_until_it_has_looked(server);
    // Another server on the same database sends nothing either.
    let beside = Server::start_beside(server);
    wait_until_it_has_looked(&beside);
    assert_eq!(count(server, "queued"), wanted);
    for (language, words) in [
        ("en", "Mail is held: the server was started so."),
        ("fr", "Les messages sont retenus"),
        ("ar", "الرسائل محتجزة"),
    ] {
        server.ledger().execute(&format!("UPDATE staff SET language = '{language}'"));
        let page = staff::manager(server).get(&format!("/staff/surveys/{SURVEY}/messages")).text();
        assert!(page.contains(words), "{language}: {page}");
    }
    // Mail about accounts goes out, so that whoever is to look can log in.
    let form = [("email".to_owned(), server.demo.manager.0.clone())];
    server.client().with("sec-fetch-site", "same-origin").post_form("/staff/forgotten", &form);
    let mails = || std::fs::read_dir(server.mail_folder()).map_or(0, Iterator::count);
    let beside_mails = || std::fs::read_dir(beside.mail_folder()).map_or(0, Iterator::count);
    until_equal("a link came", &1, || mails() + beside_mails());
    server.command(&["mail", "release"]);
    until_equal("all are sent", &wanted, || count(server, "sent"));
}

on_both_databases! {
    a_restored_database_mails_nothing_again_until_somebody_has_looked,
    a_server_that_is_told_to_hold_mail_sends_none_until_it_is_released,
    all_that_wait_can_be_said_to_have_gone_out_while_mail_is_held,
    a_connection_that_is_lost_before_the_content_leaves_nothing_unsure,
    without_an_smtp_server_messages_are_files_and_only_who_has_not_answered_gets_one,
    thanks_go_to_those_who_responded_alone,
    a_real_smtp_server_gets_each_message_in_the_partners_language,
    what_the_server_refuses_bounces_and_what_it_delays_is_tried_again,
    a_server_that_dies_while_it_sends_repeats_nothing,
    two_servers_send_nothing_twice,
    two_servers_together_keep_the_limit_of_a_minute,
    a_wrong_password_makes_nothing_bounce_and_the_outbox_says_so,
    over_starttls_only_to_who_has_a_certificate_that_is_trusted,
    a_password_goes_over_nothing_but_tls,
    what_can_not_be_composed_waits_with_its_reason_and_holds_up_nobody,
    mail_of_a_survey_in_preparation_waits_until_it_is_opened,
    of_a_message_that_is_said_to_have_arrived_no_time_is_claimed,
}
