//! What needs another admin's yes: who may give it, what it is given to, and what happens where nobody answers. On both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use serde_json::{Value as Json, json};
use tests::http::{Answer, Client};
use tests::server::{Server, repository};
use tests::smtp::SmtpServer;
use tests::wait::until;
use tests::{SURVEY, on_both_databases, staff};

on_both_databases![
    opening_needs_the_yes_of_an_admin_whom_nobody_made_to_say_it,
    a_yes_is_given_to_what_was_seen_alone,
    what_nobody_answers_takes_effect_after_72_hours_and_closing_early_never,
    who_got_rid_of_the_other_admin_is_not_alone_yet,
    an_opened_survey_changes_its_version_and_closes_early_by_two,
    responses_that_no_key_opens_are_declared_lost_by_two,
];

const NEW: &str = "by-two";
const SECOND: &str = "second@people.example";

fn send(client: &Client, method: &str, path: &str, body: &Json) -> Answer {
    client.send(method, &format!("/api/v1{path}"), "application/json", body.to_string().as_bytes())
}

fn first(server: &Server) -> Client {
    let token = staff::token(server, &format!("program-{}", tests::random_id()));
    server.client().with("authorization", &format!("Bearer {token}"))
}

/// Somebody with that address, logged in; the API takes the session with its proof.
fn log_in(server: &Server, email: &str, password: &str) -> Client {
    let answer = staff::log_in(server, email, password);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let client = server.client().with("cookie", &staff::cookie(&answer));
    let page = client.get("/staff/nothing-here").text();
    let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap();
    client.with("x-sawt-csrf", csrf)
}

/// Makes another admin, of whom the first one has been one for longer than is known, and logs them in.
fn second(server: &Server) -> Client {
    server.ledger().execute("UPDATE staff SET admin_since = 0 WHERE role = 'admin'");
    let made = server.command(&["staff", "add", SECOND, "--name", "Samira", "--role", "admin"]);
    let made: Json = serde_json::from_str(&made).unwrap();
    log_in(server, SECOND, made["password"].as_str().unwrap())
}

/// Lets the second one be an admin for as long as the first.
fn trust(server: &Server) {
    server.ledger().execute(&format!("UPDATE staff SET admin_since = 0 WHERE email = '{SECOND}'"));
}

/// A day so many days ahead of today.
fn day(server: &Server, ahead: u64) -> String {
    let last = format!("SELECT closes_on FROM survey WHERE code = '{SURVEY}'");
    let last: chrono::NaiveDate = server.ledger().texts(&last).remove(0).parse().unwrap();
    (last - chrono::Days::new(14) + chrono::Days::new(ahead)).to_string()
}

/// Adds a survey in preparation with ten invited partners.
fn prepare(server: &Server, client: &Client) {
    let new = json!({
        "code": NEW, "question_set": "ims-partnership", "version": 2, "opens_on": day(server, 0),
        "closes_on": day(server, 30), "grace_days": 14,
    });
    assert_eq!(send(client, "POST", "/surveys", &new).status, 201);
    let partners = server.ledger().texts("SELECT key FROM partner WHERE active = 1 ORDER BY key LIMIT 10");
    let invited = json!({ "partners": partners, "mail": false });
    send(client, "POST", &format!("/surveys/{NEW}/invitations"), &invited);
}

/// Asks for opening; it must wait.
fn ask(client: &Client) -> String {
    let asked = send(client, "POST", &format!("/surveys/{NEW}/open"), &json!({}));
    assert_eq!(asked.json()["state"], "draft", "{}", asked.text());
    waiting(client, NEW)
}

/// The one thing that waits.
fn waiting(client: &Client, survey: &str) -> String {
    let waiting = client.get(&format!("/api/v1/surveys/{survey}/second-yes")).json();
    assert_eq!(waiting.as_array().unwrap().len(), 1, "{waiting}");
    waiting[0]["id"].as_str().unwrap().to_owned()
}

fn give(client: &Client, survey: &str, id: &str) -> Answer {
    send(client, "POST", &format!("/surveys/{survey}/second-yes/{id}"), &json!({}))
}

fn state(server: &Server) -> String {
    server.ledger().texts(&format!("SELECT state FROM survey WHERE code = '{NEW}'")).remove(0)
}

fn history(client: &Client, survey: &str) -> String {
    client.get(&format!("/api/v1/surveys/{survey}/history")).text()
}

fn opening_needs_the_yes_of_an_admin_whom_nobody_made_to_say_it(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.go_on();
    let (first, second) = (first(server), second(server));
    prepare(server, &first);
    let id = ask(&first);
    assert_eq!(ask(&first).len(), id.len(), "asking again replaces what was asked");
    let id = waiting(&first, NEW);
    for to in [&server.demo.admin.0, SECOND] {
        until("all admins are told", || {
            smtp.received()
                .into_iter()
                .find(|mail| mail.to == *to && mail.subject.contains("needs a second yes"))
        });
    }
    give(&first, NEW, &id).problem(403, "not_allowed");
    // Whom the first one made an admin today, to say yes; and whose password they have.
    give(&second, NEW, &id).problem(403, "not_allowed");
    trust(server);
    let touched = |at: &str| {
        server.ledger().execute(&format!("UPDATE staff SET touched_at = {at} WHERE email = '{SECOND}'"));
    };
    touched("(SELECT max(asked_at) FROM proposal)");
    give(&second, NEW, &id).problem(403, "not_allowed");
    touched("0");
    let manager = log_in(server, &server.demo.manager.0, &server.demo.manager.1);
    assert_eq!(give(&manager, NEW, &id).status, 403);
    assert_eq!(state(server), "draft");
    for (language, words) in [
        ("en", ["10 partners are invited", "What partners will see", "asked for it", "Say yes"]),
        (
            "fr",
            [
                "10 partenaires sont invités",
                "Ce que les partenaires verront",
                "l’a demandé",
                "Donner son accord",
            ],
        ),
        ("ar", ["دُعي 10 شركاء", "ما سيراه الشركاء", "طلب ذلك", "الموافقة"]),
    ] {
        let text = second.get(&format!("/staff/surveys/{NEW}/second-yes?lang={language}")).text();
        let text = text.replace(['\u{2068}', '\u{2069}'], "");
        for words in words {
            assert!(text.contains(words), "{words}: {text}");
        }
        let own =
            staff::admin(server).get(&format!("/staff/surveys/{NEW}/second-yes?lang={language}")).text();
        assert!(!own.contains("/give\"") && own.contains("/take-back\""), "{own}");
        let form = second.get(&format!("/staff/surveys/{NEW}/preview/{language}"));
        assert!(form.status == 200 && form.text().contains("satisfaction"), "{}", form.status);
    }
    assert_eq!(give(&second, NEW, &id).status, 204);
    assert_eq!(state(server), "open");
    give(&second, NEW, &id).problem(404, "unknown_proposal");
    let history = history(&first, NEW);
    assert!(history.contains("yes_given") && history.contains("Samira"), "{history}");
    assert!(!history.contains("without_second_person"), "{history}");
}

fn a_yes_is_given_to_what_was_seen_alone(server: &mut Server) {
    let (first, second) = (first(server), second(server));
    trust(server);
    prepare(server, &first);
    let keys = server.ledger().texts("SELECT key FROM partner WHERE active = 1 ORDER BY key LIMIT 11");
    let more = json!({ "partners": keys[10..], "mail": false });
    let changes = [
        ("PATCH", "", json!({ "grace_days": 1 })),
        ("PUT", "/version", json!({ "version": 1 })),
        ("POST", "/invitations", more),
    ];
    for (method, path, body) in changes {
        let id = ask(&first);
        let changed = send(&first, method, &format!("/surveys/{NEW}{path}"), &body);
        assert_eq!(changed.status, 200, "{path}: {}", changed.text());
        give(&second, NEW, &id).problem(409, "not_now");
        assert_eq!(state(server), "draft");
        give(&second, NEW, &id).problem(404, "unknown_proposal");
    }
    let id = ask(&first);
    let one = format!("/surveys/{NEW}/second-yes/{id}");
    assert_eq!(send(&second, "DELETE", &one, &json!({})).status, 204, "who doesn't want it says so");
    give(&second, NEW, &id).problem(404, "unknown_proposal");
    let id = ask(&first);
    // Who asked is one no longer.
    server
        .ledger()
        .execute(&format!("UPDATE staff SET role = 'manager' WHERE email = '{}'", server.demo.admin.0));
    give(&second, NEW, &id).problem(409, "not_now");
}

fn what_nobody_answers_takes_effect_after_72_hours_and_closing_early_never(server: &mut Server) {
    let client = first(server);
    second(server);
    prepare(server, &client);
    ask(&client);
    let early = json!({ "closes_on": day(server, 9), "reason": "the funds ran out" });
    let last = send(&client, "POST", &format!("/surveys/{SURVEY}/close"), &early).json()["closes_on"].clone();
    assert_eq!(last, day(server, 14), "it waits");
    let told = "SELECT count(*) FROM proposal WHERE told_at IS NOT NULL";
    until("all admins were told", || (server.ledger().number(told) == 2).then_some(()));
    server.go_on_after_days(2);
    let due = first(server).get(&format!("/api/v1/surveys/{NEW}/second-yes")).json();
    let told = server.ledger().number(&format!("SELECT told_at FROM proposal WHERE survey = '{NEW}'"));
    assert_eq!(due[0]["due_at"], told + 72 * 3_600_000, "{due}");
    assert_eq!(state(server), "draft");
    server.go_on_after_days(3);
    until("it takes effect", || (state(server) == "open").then_some(()));
    let client = first(server);
    let said = history(&client, NEW);
    assert!(said.contains("without_second_person"), "{said}");
    // Closing early waits, until it would be too late.
    waiting(&client, SURVEY);
    server.go_on_after_days(8);
    let wait = format!("SELECT count(*) FROM proposal WHERE survey = '{SURVEY}'");
    until("it lapses", || (server.ledger().number(&wait) == 0).then_some(()));
    let client = first(server);
    let survey = client.get(&format!("/api/v1/surveys/{SURVEY}")).json();
    assert_eq!(survey["closes_on"], day(server, 14));
    assert!(history(&client, SURVEY).contains("yes_lapsed"));
    let page = staff::admin(server).get(&format!("/staff/surveys/{NEW}/reminders?lang=en")).text();
    assert!(page.contains("There was no second person"), "{page}");
}

fn who_got_rid_of_the_other_admin_is_not_alone_yet(server: &mut Server) {
    let client = first(server);
    second(server);
    prepare(server, &client);
    let people = client.get("/api/v1/people").json();
    let other = people.as_array().unwrap().iter().find(|one| one["email"] == SECOND).unwrap();
    let ended = json!({ "active": false });
    let path = format!("/people/{}", other["id"].as_str().unwrap());
    assert_eq!(send(&client, "PATCH", &path, &ended).status, 200);
    ask(&client);
    server.ledger().execute(&format!(
        "UPDATE staff SET admin_until = admin_until - 7 * 86400000 WHERE email = '{SECOND}'"
    ));
    let opened = send(&client, "POST", &format!("/surveys/{NEW}/open"), &json!({}));
    assert_eq!(opened.json()["state"], "open", "{}", opened.text());
    let waits = client.get(&format!("/api/v1/surveys/{NEW}/second-yes")).json();
    assert_eq!(waits, json!([]), "nothing is left of what waited");
    assert!(history(&client, NEW).contains("without_second_person"));
}

fn an_opened_survey_changes_its_version_and_closes_early_by_two(server: &mut Server) {
    let (first, second) = (first(server), second(server));
    trust(server);
    // Another version, in words alone, which the operator puts it on without asking.
    let file = repository("question-sets/ims-partnership-2026.json");
    let mut set: Json = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    set["version"] = json!(3);
    set["title"]["en"] = json!("The partnership, in other words");
    let file = server.file("version-3.json");
    std::fs::write(&file, set.to_string()).unwrap();
    server.command(&["survey", "set-version", SURVEY, file.to_str().unwrap()]);
    let version = || first.get(&format!("/api/v1/surveys/{SURVEY}")).json()["version"].clone();
    until("it runs on it", || (version() == 3).then_some(()));
    let asked = send(&first, "PUT", &format!("/surveys/{SURVEY}/version"), &json!({ "version": 2 }));
    assert_eq!(asked.json()["version"], 3, "{}", asked.text());
    let id = waiting(&first, SURVEY);
    assert_eq!(give(&second, SURVEY, &id).status, 204);
    assert_eq!(version(), 2);

    let early = json!({ "closes_on": day(server, 9), "reason": "the funds ran out" });
    let asked = send(&first, "POST", &format!("/surveys/{SURVEY}/close"), &early);
    assert_eq!(asked.json()["closes_on"], day(server, 14), "{}", asked.text());
    let told = format!("SELECT count(*) FROM message WHERE survey = '{SURVEY}' AND kind = 'closing-early'");
    assert_eq!(server.ledger().number(&told), 0, "nobody is told of what waits");
    let id = waiting(&first, SURVEY);
    give(&first, SURVEY, &id).problem(403, "not_allowed");
    assert_eq!(give(&second, SURVEY, &id).status, 204);
    assert_eq!(first.get(&format!("/api/v1/surveys/{SURVEY}")).json()["closes_on"], day_of(&early));
    assert!(server.ledger().number(&told) > 0);
    let history = history(&first, SURVEY);
    assert_eq!(history.matches("yes_given").count(), 2, "{history}");
}

fn day_of(body: &Json) -> Json {
    body["closes_on"].clone()
}

fn responses_that_no_key_opens_are_declared_lost_by_two(server: &mut Server) {
    let blob = |server: &Server, hex: &str| {
        if server.database_url.starts_with("sqlite") { format!("X'{hex}'") } else { format!("'\\x{hex}'") }
    };
    let seal_with_another_key = |server: &Server, numbers: &[&str]| {
        for number in numbers {
            server.ledger().execute(&format!(
                "INSERT INTO response_inbox (key, survey, chain, day, sealed) VALUES ({}, '{SURVEY}', {}, '2026-01-01', {})",
                blob(server, number),
                blob(server, "0b0b"),
                blob(server, "0c0c")
            ));
        }
    };
    server.command(&["survey", "close", SURVEY]);
    seal_with_another_key(server, &["01", "02", "03"]);
    server.go_on_after_days(90);
    let (one, two) = (first(server), second(server));
    trust(server);
    let path = format!("/surveys/{SURVEY}/lost-responses");
    let ask =
        |client: &Client, responses: u64| send(client, "POST", &path, &json!({ "responses": responses }));
    let counts = |answer: &Json| (answer["unopened"].clone(), answer["lost"].clone());
    // What can't be done is asked of nobody.
    ask(&one, 2).problem(409, "not_now");
    assert_eq!(counts(&ask(&one, 3).json()), (json!(3), json!(0)), "it waits");
    let page = staff::admin(server).get(&format!("/staff/surveys/{SURVEY}/second-yes?lang=en")).text();
    assert!(page.contains("Declare responses lost that cannot be opened"), "{page}");
    let id = waiting(&one, SURVEY);
    give(&one, SURVEY, &id).problem(403, "not_allowed");
    // There are others by now than those of whom it was asked.
    seal_with_another_key(server, &["04"]);
    give(&two, SURVEY, &id).problem(409, "not_now");
    ask(&one, 4);
    let listed = one.get(&format!("/api/v1/surveys/{SURVEY}/second-yes")).json();
    assert_eq!((&listed[0]["deed"], &listed[0]["responses"]), (&json!("declare_lost"), &json!(4)));
    assert_eq!(give(&two, SURVEY, &waiting(&one, SURVEY)).status, 204);
    assert_eq!(counts(&one.get(&format!("/api/v1{path}")).json()), (json!(0), json!(4)));
    let log = server.ledger().texts("SELECT detail FROM audit_log WHERE what = 'survey_responses_lost'");
    assert!(log.len() == 1 && log[0].contains("\"second_person\":\"Samira\""), "{log:?}");
    let said = || staff::admin(server).get(&format!("/staff/surveys/{SURVEY}/report?lang=en")).text();
    assert!(!said().contains("declared lost without a second person"));
    // Nobody answers.
    seal_with_another_key(server, &["05"]);
    ask(&one, 1);
    let told = "SELECT count(*) FROM proposal WHERE told_at IS NOT NULL";
    until("all admins were told", || (server.ledger().number(told) == 1).then_some(()));
    server.go_on_after_days(94);
    let lost = format!("SELECT responses FROM survey_lost WHERE survey = '{SURVEY}'");
    until("it takes effect", || (server.ledger().number(&lost) == 5).then_some(()));
    let said = staff::admin(server).get(&format!("/staff/surveys/{SURVEY}/report?lang=en")).text();
    assert!(said.contains("declared lost without a second person"), "{said}");
}
