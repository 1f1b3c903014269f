//! Receipts: a partner's device makes one, the list of a survey that has ended holds those of the responses that were counted
//! unchanged, and nothing leads from a receipt to its response or to whose it is. On both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use survey::SurveyCode;
use survey::answers::RawAnswers;
use survey::receipt::{Receipt, SECRET_LENGTH, Secret};
use tests::attacker::{Attacker, hex};
use tests::http::{Answer, Client};
use tests::partner::{credential, errors, full_answers, question_set, receipt, response, statuses, submit};
use tests::server::Server;
use tests::wait::until_equal;
use tests::{SURVEY, on_both_databases, staff};

const PUBLISHING: &str = "/staff/surveys/ims-2026/receipts";

fn list(client: &Client) -> Answer {
    client.get(&format!("/s/{SURVEY}/receipts.txt"))
}

fn listed(client: &Client) -> BTreeSet<String> {
    let answer = list(client);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let text = answer.text();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.is_sorted(), "their order tells nothing");
    lines.into_iter().map(str::to_owned).collect()
}

fn publish(manager: &Client) -> Answer {
    let html = manager.get(PUBLISHING).text();
    let csrf = html.split_once("name=\"csrf\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    manager.post_form(PUBLISHING, &[("csrf".to_owned(), csrf)])
}

/// Sends responses of some partners as their devices do, and returns them.
fn answer(server: &Server, tokens: &[String]) -> Vec<Json> {
    let (client, set) = (server.client(), question_set());
    let sent: Vec<Json> = tokens
        .iter()
        .enumerate()
        .map(|(n, token)| response(&full_answers(&set, n), &credential(&client, token)))
        .collect();
    assert!(statuses(&submit(&client, &sent)).iter().all(|status| *status == "stored"));
    sent
}

/// Closes the survey and lets the days of grace pass, until all is in the ledger.
fn end(server: &mut Server) {
    server.command(&["survey", "close", SURVEY]);
    server.go_on_after_days(90);
    let ledger = server.ledger();
    until_equal("all is moved", &0, || {
        ledger.number(&format!("SELECT count(*) FROM response_inbox WHERE survey = '{SURVEY}'"))
    });
}

/// The receipt that the server made for a form posted without scripts, as the thank-you page shows it.
fn posted(server: &Server, token: &str) -> String {
    let answers = json!({ "organisation_type": "research", "region": "asia", "satisfaction": 4 });
    let fields: Vec<(String, String)> =
        survey::form::write(answers.as_object().unwrap()).0.into_iter().collect();
    let posted = server.client().post_form(&format!("/i/{token}"), &fields);
    assert_eq!(posted.status, 303, "{}", posted.text());
    let cookie = posted.header("set-cookie");
    for attribute in ["Path=/thanks", "HttpOnly", "SameSite=Strict", "Max-Age=600"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    let client = server.client().with("cookie", &staff::cookie(&posted));
    let thanks = client.get(posted.header("location")).text();
    let code = thanks.split_once("id=\"receipt-code\"").unwrap().1.split_once('>').unwrap().1;
    let code = code.split_once('<').unwrap().0.to_owned();
    assert!(code.parse::<Receipt>().is_ok(), "{code}");
    assert!(!server.client().get(posted.header("location")).text().contains("receipt-code"));
    code
}

fn a_response_that_is_counted_unchanged_is_in_the_list_and_one_that_was_changed_is_not(server: &mut Server) {
    let before = server.ledger().responses();
    let tokens = server.ledger().unused_tokens();
    let sent = answer(server, &tokens[..6]);
    let mut receipts: BTreeSet<String> = sent.iter().map(|one| receipt(one).to_string()).collect();
    let mut without = response(&full_answers(&question_set(), 3), &credential(&server.client(), &tokens[6]));
    without.as_object_mut().unwrap().remove("receipt");
    assert_eq!(statuses(&submit(&server.client(), &[without])), ["stored"], "an older client has none");
    receipts.insert(posted(server, &tokens[7]));

    // While the survey goes on there is no list.
    let manager = staff::manager(server);
    let early = publish(&manager);
    assert_eq!(early.status, 409, "{}", early.text());
    manager.get(&format!("/api/v1/surveys/{SURVEY}/receipts")).problem(409, "not_now");
    assert_eq!(list(&server.client()).status, 404);
    let page = server.client().get(&format!("/s/{SURVEY}/receipts?lang=fr"));
    assert_eq!(page.status, 200);
    assert!(page.text().contains("lang=\"fr\"") && !page.text().contains("receipt-check"));

    end(server);
    let (client, manager) = (server.client(), staff::manager(server));
    let published = publish(&manager);
    assert_eq!(published.status, 303, "{}", published.text());
    assert_eq!(listed(&client), receipts, "each as the device made it, and no other");
    let page = client.get(&format!("/s/{SURVEY}/receipts?lang=ar")).text();
    assert!(
        receipts.iter().all(|receipt| page.contains(&format!("<li><bdi dir=\"ltr\">{receipt}</bdi></li>")))
    );
    let counts = format!(r#""receipts":{},"responses":{}"#, receipts.len(), before + 8);
    let log = server.ledger().texts("SELECT detail FROM audit_log WHERE what = 'survey_receipts_published'");
    assert_eq!(log, [format!("{{{counts}}}")], "who published it stands in the log, and no receipt does");

    // Somebody who can write to the database makes one partner kinder.
    let ledger = server.ledger();
    let sqlite = server.database_url.starts_with("sqlite");
    // A response has another key in the ledger: it is known by what it says.
    let ids = ledger.bytes("SELECT id FROM response ORDER BY id");
    let said = ledger.texts("SELECT answers FROM response ORDER BY id");
    let is = |one: &Json| {
        let sent = one["answers"].to_string();
        let place = said.iter().position(|said| *said == sent).unwrap();
        let id = hex(&ids[place]);
        if sqlite { format!("id = X'{id}'") } else { format!("id = '\\x{id}'") }
    };
    let set = |one: &Json, answers: &Json| {
        let answers = answers.to_string().replace('\'', "''");
        ledger.execute(&format!("UPDATE response SET answers = '{answers}' WHERE {}", is(one)));
    };
    let missing = |which: &[&Json]| {
        let mut left = receipts.clone();
        for one in which {
            assert!(left.remove(receipt(one).as_str()));
        }
        left
    };
    let victim = &sent[2];
    let kept = ledger.texts(&format!("SELECT answers FROM response WHERE {}", is(victim))).remove(0);
    let mut kinder: Json = serde_json::from_str(&kept).unwrap();
    kinder["satisfaction"] = json!(1);
    set(victim, &kinder);
    assert_eq!(listed(&client), receipts, "what was published stays until it is published anew");
    assert_eq!(publish(&manager).status, 303);
    let changed = listed(&client);
    assert_eq!(changed.intersection(&receipts).cloned().collect::<BTreeSet<_>>(), missing(&[victim]));
    set(victim, &serde_json::from_str(&kept).unwrap());
    assert_eq!(publish(&manager).status, 303);
    assert_eq!(listed(&client), receipts);

    // What two receipts are made of can't be exchanged either, nor a response be taken away.
    let (one, other) = (&sent[0], &sent[1]);
    ledger.execute(&format!(
        "UPDATE response SET receipt = (SELECT r.receipt FROM response r WHERE r.{}) WHERE {}",
        is(other),
        is(one)
    ));
    ledger.execute(&format!("DELETE FROM response WHERE {}", is(victim)));
    assert_eq!(publish(&manager).status, 303);
    assert_eq!(listed(&client), missing(&[one, victim]));

    // A program publishes it as well, and that stands in the log as well.
    let html = manager.get(PUBLISHING).text();
    let csrf = html.split_once("name=\"csrf\" value=\"").unwrap().1.split_once('"').unwrap().0;
    let program = manager.with("x-sawt-csrf", csrf);
    let path = format!("/api/v1/surveys/{SURVEY}/receipts");
    let lines = || ledger.number("SELECT count(*) FROM audit_log WHERE what = 'survey_receipts_published'");
    let before = lines();
    let published = program.post(&path, &json!({})).json();
    let receipts: BTreeSet<String> = serde_json::from_value(published["receipts"].clone()).unwrap();
    assert_eq!((receipts, lines()), (missing(&[one, victim]), before + 1));
    assert_eq!(program.get(&path).json(), published);
}

fn no_list_is_published_of_fewer_than_the_threshold(server: &mut Server) {
    let tokens = server.ledger().unused_tokens();
    answer(server, &tokens[..4]);
    end(server);
    let published = publish(&staff::manager(server));
    assert_eq!(published.status, 409, "{}", published.text());
    assert_eq!(list(&server.client()).status, 404);
}

/// All that a table holds, as bytes of which a secret may be made.
fn material(attacker: &Attacker) -> Vec<Vec<u8>> {
    let unhex = |text: &str| -> Option<Vec<u8>> {
        let digits = text.as_bytes();
        if digits.is_empty() || !digits.len().is_multiple_of(2) {
            return None;
        }
        (0..digits.len() / 2).map(|n| u8::from_str_radix(text.get(2 * n..2 * n + 2)?, 16).ok()).collect()
    };
    let mut material = Vec::new();
    for ((table, column), values) in attacker.values() {
        let interesting =
            ["invitation", "participation_mark", "credential_request", "spent_nonce", "response"];
        if interesting.contains(&table.as_str()) && column != "answers" {
            for value in values {
                material.extend(unhex(&value));
                material.push(value.into_bytes());
            }
        }
    }
    material.sort();
    material.dedup();
    material
}

/// The receipts that can be made of any sixteen bytes that stand together anywhere, with the answers of any response.
fn found(attacker: &Attacker, published: &BTreeSet<String>) -> Vec<String> {
    let survey: SurveyCode = SURVEY.parse().unwrap();
    let sql = format!("SELECT answers FROM response WHERE survey = '{SURVEY}' AND receipt IS NOT NULL");
    let answers: Vec<RawAnswers> =
        attacker.ledger.texts(&sql).iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    assert!(!answers.is_empty());
    let version = question_set().version;
    let mut found = Vec::new();
    for bytes in material(attacker) {
        for window in bytes.windows(SECRET_LENGTH) {
            let secret = Secret::from_bytes(window.try_into().unwrap());
            let made =
                answers.iter().map(|answers| Receipt::of(&survey, version, &secret, answers).to_string());
            found.extend(made.filter(|receipt| published.contains(receipt)));
        }
    }
    found
}

fn nothing_in_the_database_leads_from_a_receipt_to_its_response_or_its_partner(server: &mut Server) {
    let tokens = server.ledger().unused_tokens();
    let sent = answer(server, &tokens[..5]);
    end(server);
    assert_eq!(publish(&staff::manager(server)).status, 303);
    let attacker = Attacker::of(server);
    let published = listed(&server.client());
    assert_eq!(published.len(), 5);
    assert_eq!(attacker.joins(), [""; 0], "the list has nothing in common with either side");
    assert_eq!(found(&attacker, &published), [""; 0]);
    let copies: String =
        attacker.copy().iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    let log = server.log();
    for one in &sent {
        let secret = one["receipt"].as_str().unwrap();
        assert!(!copies.contains(secret) && !log.contains(secret), "a secret lies nowhere in the clear");
        assert!(!log.contains(receipt(one).as_str()));
    }

    // The test of the test: a secret that stands in the clear is found.
    let secret: Secret = sent[0]["receipt"].as_str().unwrap().parse().unwrap();
    let sqlite = server.database_url.starts_with("sqlite");
    let blob = |hex: String| if sqlite { format!("X'{hex}'") } else { format!("'\\x{hex}'") };
    let longer = [&[7; 5][..], secret.as_bytes(), &[9]].concat();
    attacker.ledger.execute(&format!(
        "INSERT INTO spent_nonce (survey, nonce) VALUES ('{SURVEY}', {})",
        blob(hex(&longer))
    ));
    assert_eq!(found(&attacker, &published), [receipt(&sent[0]).to_string()]);
}

fn what_is_no_secret_is_refused_and_the_others_are_not_lost(server: &mut Server) {
    let (client, tokens) = (server.client(), server.ledger().unused_tokens());
    let answers = full_answers(&question_set(), 0);
    let mut bad = response(&answers, &credential(&client, &tokens[0]));
    bad["receipt"] = json!("AAAA");
    let good = response(&answers, &credential(&client, &tokens[1]));
    let results = submit(&client, &[bad, good]);
    assert_eq!(statuses(&results), ["rejected", "stored"]);
    assert_eq!(errors(&results[0]), [(String::new(), "malformed".to_owned())]);
}

on_both_databases! {
    a_response_that_is_counted_unchanged_is_in_the_list_and_one_that_was_changed_is_not,
    no_list_is_published_of_fewer_than_the_threshold,
    nothing_in_the_database_leads_from_a_receipt_to_its_response_or_its_partner,
    what_is_no_secret_is_refused_and_the_others_are_not_lost,
}
