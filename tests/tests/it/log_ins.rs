//! Log-ins that are tried too often: what they cost, whom they stop, and whom they may not stop.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::thread;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::smtp::SmtpServer;
use tests::totp::{code, step};
use tests::wait::until;
use tests::{on_both_databases, staff};

on_both_databases![
    three_hundred_log_ins_at_once_cost_little_and_none_gets_past_the_limit,
    wrong_passwords_from_elsewhere_slow_an_owner_down_and_shut_nobody_out,
    a_browser_that_has_logged_in_before_gets_in_where_its_address_may_not,
    a_new_password_forgets_what_was_counted,
    codes_of_the_second_step_are_counted_in_the_same_way,
    whoever_ends_sessions_forgets_their_browsers,
    a_session_may_guess_its_password_as_often_as_a_log_in,
];

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap_or_else(|| panic!("{before:?} in {text}")).1.split_once(after).unwrap().0
}

/// Somebody at a network address, with cookies.
fn at(server: &Server, address: &str, cookies: &str) -> Client {
    let client = server.client().with("sec-fetch-site", "same-origin").with("x-forwarded-for", address);
    if cookies.is_empty() { client } else { client.with("cookie", cookies) }
}

fn log_in(client: &Client, email: &str, password: &str) -> Answer {
    client.post_form("/staff/login", &owned(&[("email", email), ("password", password)]))
}

/// A cookie that an answer sets, whole.
fn set_cookie<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let mut set = answer.headers.iter().filter(|(header, _)| header == "set-cookie");
    let found = set.find(|(_, value)| value.starts_with(&format!("{name}=")));
    &found.unwrap_or_else(|| panic!("{name} in {:?}", answer.headers)).1
}

/// A cookie that an answer sets, as it is sent back.
fn cookie(answer: &Answer, name: &str) -> String {
    set_cookie(answer, name).split(';').next().unwrap().to_owned()
}

/// Logs in, and returns the cookies of the session and of the browser, as they are sent back.
fn cookies(client: &Client, email: &str, password: &str) -> (String, String) {
    let answer = log_in(client, email, password);
    assert_eq!(answer.status, 303, "{}", answer.text());
    (cookie(&answer, "sawt_session"), cookie(&answer, "sawt_browser"))
}

/// Posts a form of the account's pages, with the session's proof.
fn post(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get("/staff/account").text();
    let mut all = vec![("csrf", between(&page, "name=\"csrf\" value=\"", "\""))];
    all.extend(fields);
    client.post_form(path, &owned(&all))
}

fn compared(server: &Server) -> usize {
    server.log().matches("a password was compared").count()
}

/// The server's memory in megabytes.
fn memory(server: &Server, what: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process_id().unwrap())).unwrap();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

fn three_hundred_log_ins_at_once_cost_little_and_none_gets_past_the_limit(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let here = at(server, "203.0.113.7", "").with("accept-language", "fr");
    let partners = format!("/i/{}", server.demo.tokens["en"]);
    assert_eq!(server.client().get(&partners).status, 200);
    let idle = memory(server, "VmRSS");
    let (answers, slowest) = thread::scope(|scope| {
        let wrong = "a wrong one that is not shown again";
        let tries: Vec<_> = (0..300)
            .map(|n| {
                let (here, email) = (here.clone(), email.clone());
                let password = if n == 299 { password.clone() } else { wrong.to_owned() };
                scope.spawn(move || log_in(&here, &email, &password))
            })
            .collect();
        let mut slowest = Duration::ZERO;
        while !tries.iter().all(thread::ScopedJoinHandle::is_finished) {
            let start = Instant::now();
            assert_eq!(server.client().get(&partners).status, 200);
            slowest = slowest.max(start.elapsed());
        }
        (tries.into_iter().map(|tried| tried.join().unwrap()).collect::<Vec<_>>(), slowest)
    });
    let more = memory(server, "VmHWM") - idle;
    assert!(more < 200, "{more} MB above idle");
    assert!(slowest < Duration::from_secs(3), "a partner waited {slowest:?}");
    for answer in &answers[..299] {
        assert!([422, 429].contains(&answer.status), "{}", answer.status);
        assert!(!answer.text().contains("a wrong one") && answer.text().contains(&email));
    }
    let busy = answers.iter().find(|answer| answer.text().contains("en cours de vérification")).unwrap();
    assert_eq!((busy.status, busy.header("retry-after")), (429, "3"));
    // The line was too short for some, so the limit is reached one by one.
    until("the address has to wait", || Some(log_in(&here, &email, "wrong")).filter(|a| a.status == 429));
    assert!(compared(server) <= 10, "{} were compared", compared(server));
    let waiting = log_in(&here, &email, &password);
    assert_eq!(waiting.status, 429, "not even with the right one");
    let seconds: u64 = waiting.header("retry-after").parse().unwrap();
    assert!((500..=600).contains(&seconds), "{seconds}");
    assert!(waiting.text().contains("Attendez dix minutes") && waiting.text().contains(&email));
}

fn wrong_passwords_from_elsewhere_slow_an_owner_down_and_shut_nobody_out(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let try_from =
        |server: &Server, address: &str, password: &str| log_in(&at(server, address, ""), &email, password);
    for _ in 0..10 {
        assert_eq!(try_from(server, "203.0.113.7", "wrong").status, 422);
    }
    assert_eq!(try_from(server, "203.0.113.7", "wrong").status, 429);
    server.stop();
    server.go_on();
    assert_eq!(try_from(server, "203.0.113.7", &password).status, 429, "it is kept for all servers");
    assert_eq!(try_from(server, "203.0.113.8", &password).status, 303);
    for column in ["counter", "account"] {
        for kept in server.ledger().bytes(&format!("SELECT {column} FROM log_in_attempt")) {
            assert!(kept.len() == 32 || (column == "account" && kept.is_empty()));
            for address in [&b"203.0.113.7"[..], &[203, 0, 113, 7]] {
                assert_ne!(kept, Sha256::digest(address).to_vec(), "an address can be tried");
            }
        }
    }

    // As if hundreds of addresses had tried.
    server
        .ledger()
        .execute("UPDATE log_in_attempt SET attempts = 500 WHERE attempts = 10 AND length(account) = 32");
    for (address, password, status) in
        [("203.0.113.9", "wrong", 422), ("203.0.113.10", password.as_str(), 303)]
    {
        let start = Instant::now();
        assert_eq!(try_from(server, address, password).status, status);
        let took = start.elapsed();
        assert!(took >= Duration::from_millis(1900) && took < Duration::from_secs(10), "{took:?}");
    }
    server.ledger().execute("UPDATE log_in_attempt SET until = until - 600000");
    assert_eq!(try_from(server, "203.0.113.7", &password).status, 303, "after ten minutes");
    assert_eq!(server.ledger().number("SELECT count(*) FROM log_in_attempt WHERE attempts > 9"), 0);
}

fn a_browser_that_has_logged_in_before_gets_in_where_its_address_may_not(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let (admin, admins) = server.demo.admin.clone();
    let here = |cookie: &str| at(server, "203.0.113.7", cookie);
    let answer = log_in(&here(""), &email, &password);
    let set = set_cookie(&answer, "sawt_browser");
    for part in ["Path=/staff", "HttpOnly", "SameSite=Strict", "Max-Age=15552000"] {
        assert!(set.contains(part), "{set}");
    }
    let browser = cookie(&answer, "sawt_browser");
    let secret = browser.split_once('=').unwrap().1;
    let kept = server.ledger().bytes("SELECT secret_hash FROM known_browser");
    assert_eq!(kept, [Sha256::digest(secret).to_vec()]);
    let (_, of_admin) = cookies(&here(""), &admin, &admins);

    assert_eq!(log_in(&here(""), "nobody@people.example", "wrong").status, 422);
    server.ledger().execute("UPDATE log_in_attempt SET attempts = 50 WHERE length(account) = 0");
    for cookie in ["", "sawt_browser=AAAAAAAAAAAAAAAAAAAAAAAAAAA", of_admin.as_str()] {
        assert_eq!(log_in(&here(cookie), &email, &password).status, 429, "{cookie}");
    }
    let again = log_in(&here(&browser), &email, &password);
    assert_eq!((again.status, cookie(&again, "sawt_browser")), (303, browser.clone()));

    // It is counted for itself, and shuts out nobody but itself.
    for _ in 0..10 {
        assert_eq!(log_in(&here(&browser), &email, "wrong").status, 422);
    }
    assert_eq!(log_in(&here(&browser), &email, &password).status, 429);
    assert_eq!(log_in(&at(server, "203.0.113.8", ""), &email, &password).status, 303);
    assert_eq!(log_in(&here(&of_admin), &admin, &admins).status, 303);
    // Two who share a browser are both known by it.
    let shared = log_in(&at(server, "203.0.113.8", &of_admin), &email, &password);
    assert_eq!(cookie(&shared, "sawt_browser"), of_admin);
    assert_eq!(log_in(&here(&of_admin), &email, &password).status, 303);

    server.stop();
    server.set("SAWT_BASE_URL", "https://survey.example.org");
    server.go_on();
    let answer = log_in(&at(server, "203.0.113.9", ""), &email, &password);
    assert!(set_cookie(&answer, "__Secure-sawt_browser").contains("Secure"));
}

fn a_new_password_forgets_what_was_counted(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.go_on();
    let (email, password) = server.demo.manager.clone();
    let here = |cookie: &str| at(server, "203.0.113.7", cookie);
    let known = || server.ledger().number("SELECT count(*) FROM known_browser");
    let refuse = |password: &str| {
        for _ in 0..10 {
            assert_eq!(log_in(&here(""), &email, "wrong").status, 422);
        }
        assert_eq!(log_in(&here(""), &email, password).status, 429);
    };
    cookies(&here(""), &email, &password);
    refuse(&password);
    assert_eq!(known(), 1);
    let printed: serde_json::Value =
        serde_json::from_str(&server.command(&["staff", "reset-password", &email])).unwrap();
    assert_eq!(known(), 0);
    let drawn = printed["password"].as_str().unwrap();
    assert_eq!(log_in(&here(""), &email, drawn).status, 303);

    refuse(drawn);
    server.ledger().execute("UPDATE log_in_attempt SET attempts = 50 WHERE length(account) = 0");
    assert_eq!(here("").post_form("/staff/forgotten", &owned(&[("email", &email)])).status, 200);
    let mail = until("a link comes", || smtp.received().into_iter().find(|mail| mail.to == email));
    let line = mail.text.lines().find(|line| line.contains("/staff/welcome/")).unwrap();
    let link = &line[line.find("/staff/").unwrap()..];
    let chosen = here("").post_form(link, &owned(&[("password", "chosen by its owner")]));
    assert_eq!((chosen.status, known()), (303, 1));
    assert_eq!(log_in(&here(""), &email, "chosen by its owner").status, 429, "the address has to wait still");
    let browser = cookie(&chosen, "sawt_browser");
    assert_eq!(log_in(&here(&browser), &email, "chosen by its owner").status, 303, "its owner does not");
}

fn codes_of_the_second_step_are_counted_in_the_same_way(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let (session, _) = cookies(&at(server, "203.0.113.7", ""), &email, &password);
    let owner = at(server, "203.0.113.7", &session);
    let page = owner.get("/staff/account/second-factor").text();
    let sealed = between(&page, "name=\"secret\" value=\"", "\"");
    let secret = between(&page, "class=\"secret\" dir=\"ltr\">", "</code>");
    let set_up = step();
    let fields = [("secret", sealed), ("code", &code(secret, set_up))];
    let shown = post(&owner, "/staff/account/second-factor", &fields).text();
    let recovery: Vec<&str> = shown.split("<li><code>").skip(1).map(|rest| &rest[..19]).collect();
    // Known browsers are forgotten here, so that all that follow are strangers.
    server.ledger().execute("DELETE FROM known_browser");

    let begin = |address: &str, cookies: &str| {
        let first = log_in(&at(server, address, cookies), &email, &password);
        (address.to_owned(), format!("{}; {cookies}", cookie(&first, "sawt_step")))
    };
    let enter = |(address, cookies): &(String, String), code: &str| {
        at(server, address, cookies).post_form("/staff/second-step", &owned(&[("code", code)]))
    };
    let thief = begin("203.0.113.7", "");
    for _ in 0..10 {
        assert_eq!(enter(&thief, "000000").status, 422);
    }
    let refused = enter(&thief, "000000");
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(enter(&begin("203.0.113.8", ""), recovery[0]).status, 303);
    assert_eq!(enter(&thief, recovery[1]).status, 429);

    // As if a hundred had been wrong today, from many addresses: an app's code could be found in the end, a recovery code can't.
    server.ledger().execute("UPDATE log_in_attempt SET attempts = 100 WHERE until > (SELECT min(until) FROM log_in_attempt) + 7200000");
    let elsewhere = begin("203.0.113.9", "");
    let next = code(secret, set_up + 1);
    let refused = enter(&elsewhere, &next);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("only one of your recovery codes"), "{}", refused.text());
    let right = enter(&elsewhere, recovery[2]);
    assert_eq!(right.status, 303);
    let known = begin("203.0.113.7", &cookie(&right, "sawt_browser"));
    assert_eq!(enter(&known, &next).status, 303, "a known browser is counted for itself");
}

fn whoever_ends_sessions_forgets_their_browsers(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let stranger = at(server, "203.0.113.7", "");
    let known = || server.ledger().number("SELECT count(*) FROM known_browser");
    let (desk, own) = cookies(&stranger, &email, &password);
    let (phone, _) = cookies(&stranger, &email, &password);
    cookies(&stranger, &email, &password);
    assert_eq!(known(), 3);
    let desk = at(server, "203.0.113.7", &desk);
    let page = at(server, "203.0.113.7", &phone).get("/staff/account").text();
    let row = page.split("<tr>").find(|row| row.contains("This session")).unwrap();
    assert!(!row.contains("/end\""), "one's own can't be ended here: {row}");
    let page = desk.get("/staff/account").text();
    let other = between(&page, "/staff/account/sessions/", "/");
    assert_eq!(post(&desk, &format!("/staff/account/sessions/{other}/end"), &[]).status, 303);
    assert_eq!(known(), 2);
    let logged_out =
        post(&at(server, "203.0.113.7", &cookies(&stranger, &email, &password).0), "/staff/logout", &[]);
    assert_eq!((logged_out.status, known()), (303, 3), "whoever logs out comes back");

    let fields = [("old", password.as_str()), ("password", "another that is long")];
    assert_eq!(post(&desk, "/staff/account/password", &fields).status, 303);
    let kept = server.ledger().bytes("SELECT secret_hash FROM known_browser");
    assert_eq!(kept, [Sha256::digest(own.split_once('=').unwrap().1).to_vec()]);

    let admin = staff::admin(server);
    let people = admin.get("/staff/people").text();
    let row = people.split("<tr>").find(|row| row.contains(&email)).unwrap();
    let id = between(row, "action=\"/staff/people/", "/");
    assert_eq!(post(&admin, &format!("/staff/people/{id}/end"), &[]).status, 303);
    assert_eq!(known(), 1, "the admin's is left");
}

fn a_session_may_guess_its_password_as_often_as_a_log_in(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let stranger = at(server, "203.0.113.7", "");
    let stolen = at(server, "203.0.113.7", &cookies(&stranger, &email, &password).0);
    let own = at(server, "203.0.113.7", &cookies(&stranger, &email, &password).0);
    let change = |client: &Client, path: &str, old: &str| {
        post(client, path, &[("old", old), ("password", "another that is long")])
    };
    for _ in 0..10 {
        assert_eq!(change(&stolen, "/staff/account/password", "wrong").status, 422);
    }
    for path in ["/staff/account/password", "/staff/account/second-factor/remove"] {
        let refused = change(&stolen, path, &password);
        assert_eq!(refused.status, 429, "{path}");
        assert!(refused.text().contains("Too many log-ins from here have failed"), "{path}");
        assert!(!refused.header("retry-after").is_empty(), "{path}");
    }
    assert_eq!(
        change(&own, "/staff/account/password", &password).status,
        303,
        "the owner changes it meanwhile"
    );
    assert_eq!(stolen.get("/staff/account").status, 303, "and that session has ended");
}
