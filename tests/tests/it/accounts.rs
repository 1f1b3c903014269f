//! One's own account: links by mail, sessions, the second factor, and log-ins that are tried too often.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use tests::http::{Answer, Client};
use tests::server::Server;
use tests::smtp::{Mail, SmtpServer};
use tests::totp::{code, step};
use tests::wait::{until, until_equal};
use tests::{on_both_databases, staff};

on_both_databases![
    links_go_by_mail_and_asking_for_one_tells_nobody_who_has_an_account,
    a_second_factor_is_proved_asked_for_and_never_used_twice,
    sessions_are_listed_and_ended,
    log_ins_are_limited_by_network_address_as_well,
    a_log_in_is_refused_alike_and_with_the_same_work_whoever_it_is,
];

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap_or_else(|| panic!("{before:?} in {text}")).1.split_once(after).unwrap().0
}

/// Posts a form of a page, with the session's proof.
fn post(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get("/staff/account").text();
    let mut all = vec![("csrf", between(&page, "name=\"csrf\" value=\"", "\""))];
    all.extend(fields);
    client.post_form(path, &owned(&all))
}

fn anyone(server: &Server) -> Client {
    server.client().with("sec-fetch-site", "same-origin")
}

/// The path of the link in a mail.
fn link(mail: &Mail) -> String {
    let line = mail.text.lines().find(|line| line.contains("/staff/welcome/")).unwrap();
    line[line.find("/staff/").unwrap()..].to_owned()
}

fn mails_to(smtp: &SmtpServer, address: &str) -> Vec<Mail> {
    smtp.received().into_iter().filter(|mail| mail.to == address).collect()
}

fn links_go_by_mail_and_asking_for_one_tells_nobody_who_has_an_account(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.go_on();
    let (admin, anyone) = (staff::admin(server), anyone(server));
    let invite = |email: &str| {
        let fields = [("email", email), ("name", "Noor"), ("role", "analyst"), ("language", "fr")];
        post(&admin, "/staff/people/invitations", &fields)
    };
    assert_eq!(invite("noor@people.example").status, 200);
    let invited = until("the invitation comes", || mails_to(&smtp, "noor@people.example").pop());
    assert!(invited.text.contains("Noor") && invited.text.contains("analyste"), "{}", invited.text);
    assert!(invited.html.contains("lang=\"fr\"") && invited.unsubscribe.is_empty(), "{}", invited.html);
    assert!(admin.get("/staff/people").text().contains("id=\"invited\""), "it is seen to be out");
    assert!(anyone.get(&link(&invited)).text().contains("Choisir un mot de passe"));
    let password = |text| owned(&[("password", text)]);
    assert_eq!(anyone.post_form(&link(&invited), &password("premier mot de passe")).status, 303);
    assert!(!admin.get("/staff/people").text().contains("id=\"invited\""));
    let session = staff::log_in(server, "noor@people.example", "premier mot de passe");
    let noor = server.client().with("cookie", &staff::cookie(&session));

    // What the mail server refuses is said where the invitation is.
    assert_eq!(invite("refuse@a.example").status, 200);
    until("the refusal is shown", || {
        admin.get("/staff/people").text().contains("The mail was not taken").then_some(())
    });
    assert_eq!(
        post(&admin, "/staff/people/invitations/withdraw", &[("email", "refuse@a.example")]).status,
        303
    );
    assert_eq!(server.ledger().number("SELECT count(*) FROM account_mail WHERE kind = 'invitation'"), 0);

    let ask = |email: &str| anyone.post_form("/staff/forgotten", &owned(&[("email", email)]));
    let (known, unknown) = (ask("Noor@people.example"), ask("nobody@people.example"));
    assert_eq!((known.status, unknown.status), (200, 200));
    assert_eq!(known.text().replace("noor@", "x@"), unknown.text().replace("nobody@", "x@"));
    until_equal("both wishes are done with", &0, || {
        server.ledger().number("SELECT count(*) FROM account_mail")
    });
    assert_eq!(mails_to(&smtp, "nobody@people.example").len(), 0);
    let forgotten = mails_to(&smtp, "noor@people.example")
        .into_iter()
        .find(|mail| mail.subject.contains("Choisissez un autre"))
        .unwrap();
    ask("noor@people.example");
    until_equal("the second wish is done with", &0, || {
        server.ledger().number("SELECT count(*) FROM account_mail")
    });
    assert_eq!(mails_to(&smtp, "noor@people.example").len(), 2, "nobody fills a mailbox");
    let left = "SELECT max(expires_at) - max(made_at) FROM account_link";
    assert_eq!(server.ledger().number(left), 3_600_000);
    assert_eq!(noor.get("/staff").status, 200);
    assert_eq!(anyone.post_form(&link(&forgotten), &password("deuxième mot de passe")).status, 303);
    assert_eq!(noor.get("/staff").status, 303, "all sessions have ended");
    assert_eq!(anyone.post_form(&link(&forgotten), &password("troisième mot de passe")).status, 410);
    assert_eq!(staff::log_in(server, "noor@people.example", "premier mot de passe").status, 422);
    assert_eq!(staff::log_in(server, "noor@people.example", "deuxième mot de passe").status, 303);
    until("the owner is told", || {
        mails_to(&smtp, "noor@people.example")
            .into_iter()
            .find(|mail| mail.text.contains("vient d’être changé"))
    });
    let log = server.ledger().texts(
        "SELECT what FROM audit_log WHERE subject = 'staff:noor@people.example' AND what <> 'logged_in' ORDER BY number",
    );
    assert_eq!(log, ["person_invited", "account_made", "password_link_mailed", "password_changed"]);
    for _ in 0..10 {
        ask("nobody@people.example");
    }
    assert_eq!(ask("nobody@people.example").status, 429);
}

/// Logs in with a password, up to the second step; returns the answer to the code.
fn log_in_with(server: &Server, (email, password): &(String, String), code: &str) -> Answer {
    let first = staff::log_in(server, email, password);
    assert_eq!(first.header("location"), "/staff/second-step?next=%2Fstaff", "{}", first.text());
    let cookie = staff::cookie(&first);
    assert!(cookie.starts_with("sawt_step="), "no session yet: {cookie}");
    let waiting = anyone(server).with("cookie", &cookie);
    assert_eq!(waiting.get("/staff/account").status, 303, "the step opens nothing else");
    assert_eq!(waiting.get("/staff/second-step").status, 200);
    waiting.post_form("/staff/second-step", &owned(&[("code", code), ("next", "/staff/account")]))
}

fn a_second_factor_is_proved_asked_for_and_never_used_twice(server: &mut Server) {
    let log_in = server.demo.manager.clone();
    let (manager, other) = (staff::manager(server), staff::manager(server));
    let page = manager.get("/staff/account/second-factor").text();
    let (sealed, secret) = (
        between(&page, "name=\"secret\" value=\"", "\""),
        between(&page, "class=\"secret\" dir=\"ltr\">", "</code>"),
    );
    assert!(page.contains("<path class=\"qr-dark\" d=\"M4 4h1v1h-1z"), "{page}");
    let enrol = |client: &Client, code: &str| {
        post(client, "/staff/account/second-factor", &[("secret", sealed), ("code", code)])
    };
    let wrong = enrol(&manager, "000000");
    assert!(wrong.status == 422 && wrong.text().contains(secret), "the same picture is shown again");
    assert_eq!(enrol(&staff::admin(server), &code(secret, step())).status, 403, "another's secret");
    let set_up = step();
    let codes = enrol(&manager, &code(secret, set_up)).text();
    let recovery: Vec<&str> = codes.split("<li><code>").skip(1).map(|rest| &rest[..19]).collect();
    assert_eq!(recovery.len(), 10, "{codes}");
    assert_eq!((manager.get("/staff").status, other.get("/staff").status), (200, 303));
    let kept = server.ledger().texts("SELECT detail FROM audit_log WHERE what LIKE 'second%'").join("");
    assert_eq!(kept, "{}");

    assert_eq!(log_in_with(server, &log_in, "123456").status, 422);
    assert_eq!(log_in_with(server, &log_in, &code(secret, set_up)).status, 422, "it was used to set up");
    let next = code(secret, set_up + 1);
    let right = log_in_with(server, &log_in, &next);
    assert_eq!((right.status, right.header("location")), (303, "/staff/account"));
    let session = server.client().with("cookie", &staff::cookie(&right));
    assert!(session.get("/staff/account").text().contains("10\u{2069} recovery codes are left"));
    assert_eq!(log_in_with(server, &log_in, &next).status, 422, "it was used");
    assert_eq!(log_in_with(server, &log_in, &recovery[4].to_uppercase()).status, 303);
    assert_eq!(log_in_with(server, &log_in, recovery[4]).status, 422, "it was used, too");

    let change = |action: &str, password: &str| {
        post(&session, &format!("/staff/account/second-factor{action}"), &[("old", password)])
    };
    assert_eq!(change("/codes", "wrong").status, 422);
    assert_eq!(change("/codes", &log_in.1).text().matches("<li><code>").count(), 10);
    assert_eq!(log_in_with(server, &log_in, recovery[5]).status, 422, "the old ones are worth nothing");
    assert_eq!(change("/remove", "wrong").status, 422);
    for _ in 0..8 {
        log_in_with(server, &log_in, "000000");
    }
    assert_eq!(log_in_with(server, &log_in, "000000").status, 429);

    let admin = staff::admin(server);
    let people = admin.get("/staff/people").text();
    let row = people.split("<tr>").find(|row| row.contains(&log_in.0)).unwrap();
    let id = between(row, "action=\"/staff/people/", "/");
    assert_eq!(post(&admin, &format!("/staff/people/{id}/second-factor"), &[]).status, 303);
    assert_eq!(staff::log_in(server, &log_in.0, &log_in.1).header("location"), "/staff");
    let taken = "SELECT who FROM audit_log WHERE what = 'second_factor_taken_away'";
    assert_eq!(server.ledger().texts(taken), std::slice::from_ref(&server.demo.admin.0));

    server.stop();
    server.set("SAWT_ADMINS_NEED_SECOND_FACTOR", "true");
    server.go_on();
    let (admin, manager) = (staff::admin(server), staff::manager(server));
    assert_eq!(admin.get("/staff").header("location"), "/staff/account/second-factor");
    admin.get("/api/v1/surveys/ims-2026/response-rate").problem(403, "second_factor_missing");
    assert!(admin.get("/staff/account/second-factor").text().contains("Admins need a second factor"));
    assert_eq!(manager.get("/staff").status, 200);
}

fn sessions_are_listed_and_ended(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    let fields = owned(&[("email", &email), ("password", &password)]);
    let opened = anyone(server).with("user-agent", firefox).post_form("/staff/login", &fields);
    let (phone, desk) = (server.client().with("cookie", &staff::cookie(&opened)), staff::manager(server));
    let page = desk.get("/staff/account").text();
    assert!(page.contains("Firefox, Linux") && page.matches("This session").count() == 1, "{page}");
    let key = between(&page, "/staff/account/sessions/", "/");
    assert_eq!(post(&staff::admin(server), &format!("/staff/account/sessions/{key}/end"), &[]).status, 303);
    assert_eq!(phone.get("/staff").status, 200, "nobody ends another's session");
    assert_eq!(post(&desk, &format!("/staff/account/sessions/{key}/end"), &[]).status, 303);
    assert_eq!((phone.get("/staff").status, desk.get("/staff").status), (303, 200));

    let third = staff::manager(server);
    let change =
        |old: &str, new: &str| post(&desk, "/staff/account/password", &[("old", old), ("password", new)]);
    assert_eq!(change("wrong", "a new and long one").status, 422);
    assert_eq!(change(&password, "short").status, 422);
    assert_eq!(change(&password, "a new and long one").status, 303);
    assert_eq!((third.get("/staff").status, desk.get("/staff").status), (303, 200));
    assert_eq!(staff::log_in(server, &email, &password).status, 422);
    let fourth = staff::log_in(server, &email, "a new and long one");
    assert_eq!(post(&desk, "/staff/account/sessions/others/end", &[]).status, 303);
    let fourth = server.client().with("cookie", &staff::cookie(&fourth));
    assert_eq!((fourth.get("/staff").status, desk.get("/staff").status), (303, 200));

    assert_eq!(post(&desk, "/staff/account", &[("name", " "), ("language", "ar")]).status, 422);
    let renamed = post(&desk, "/staff/account", &[("name", "Yunus <b>"), ("language", "ar")]);
    let answer = desk.get(renamed.header("location"));
    assert!(
        answer.text().contains("<html lang=\"ar\" dir=\"rtl\">")
            && answer.text().contains("Yunus &#60;b&#62;")
    );
    let log =
        format!("SELECT what FROM audit_log WHERE who = '{email}' AND what <> 'logged_in' ORDER BY number");
    assert_eq!(
        server.ledger().texts(&log),
        ["sessions_ended", "password_changed", "sessions_ended", "account_renamed"]
    );

    server.stop();
    server.set("SAWT_BASE_URL", "https://survey.example.org");
    server.go_on();
    let cookie = staff::log_in(server, &email, "a new and long one").header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-sawt_session=") && cookie.contains("Secure"), "{cookie}");
}

fn log_ins_are_limited_by_network_address_as_well(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let from = |address: &str, email: &str, password: &str| {
        let fields = owned(&[("email", email), ("password", password)]);
        anyone(server).with("x-forwarded-for", address).post_form("/staff/login", &fields).status
    };
    for n in 0..50 {
        assert_eq!(from("203.0.113.7", &format!("somebody-{n}@people.example"), "wrong"), 422);
    }
    assert_eq!(from("203.0.113.7", &email, &password), 429);
    assert_eq!(from("203.0.113.7", "nobody@people.example", "wrong"), 429, "known or not");
    assert_eq!(from("203.0.113.8", &email, &password), 303);
}

fn a_log_in_is_refused_alike_and_with_the_same_work_whoever_it_is(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let printed =
        server.command(&["staff", "add", "gone@people.example", "--name", "Noor", "--role", "analyst"]);
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let gone = printed["password"].as_str().unwrap().to_owned();
    assert_eq!(staff::log_in(server, "gone@people.example", &gone).status, 303);
    server.ledger().execute("UPDATE staff SET active = 0 WHERE email = 'gone@people.example'");
    let compared = || {
        let log = server.log();
        log.lines()
            .filter(|line| line.contains("a password was compared"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let mut seen = Vec::new();
    // An unknown account, a wrong password, and the right password of an account that has ended.
    for (email, password) in [
        ("nobody@people.example", "wrong"),
        (email.as_str(), "wrong"),
        ("gone@people.example", gone.as_str()),
    ] {
        let before = compared().len();
        let answer = staff::log_in(server, email, password);
        // The line comes from another thread than the answer.
        let lines = until("a password is compared", || Some(compared()).filter(|lines| lines.len() > before));
        assert_eq!(lines.len(), before + 1, "one comparison, whoever it is: {lines:?}");
        let work = lines[before].split_once("a password was compared").unwrap().1.to_owned();
        let mut headers: Vec<_> = answer
            .headers
            .iter()
            .filter(|(name, _)| !["date", "content-length"].contains(&name.as_str()))
            .cloned()
            .collect();
        headers.sort();
        seen.push((answer.status, headers, answer.text().replace(email, "address"), work));
    }
    assert_eq!(seen[0].0, 422);
    assert!(seen[0].3.contains("argon2id") && seen[0].3.contains("m=19456,t=2,p=1"), "{}", seen[0].3);
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[1], seen[2]);

    // And who is unknown has to wait like everybody: nobody learns by that either who has an account.
    for who in ["nobody-else@people.example", "gone@people.example", email.as_str()] {
        let tried = if who == "nobody-else@people.example" { 0 } else { 1 };
        for n in tried..10 {
            assert_eq!(staff::log_in(server, who, "wrong").status, 422, "{who} {n}");
        }
        let waiting = staff::log_in(server, who, &password);
        assert_eq!(waiting.status, 429, "{who}");
        seen.push((429, Vec::new(), waiting.text().replace(who, "address"), String::new()));
    }
    assert_eq!(seen[3], seen[4]);
    assert_eq!(seen[4], seen[5]);
}
