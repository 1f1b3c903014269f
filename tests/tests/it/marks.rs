//! A mark proves an answer: nobody moves the response rate by hand, nor lets a partner find its link used. On both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use rand_core::OsRng;
use serde_json::{Value as Json, json};
use survey::credential::{Credential, CredentialError, Evaluation, Request, SurveyKey};
use tests::partner::{
    api, ask, credential, credential_of, errors, mark, mark_key, mark_of, page_data, response, statuses,
    submit, submit_for_mark, told,
};
use tests::server::Server;
use tests::wait::until;
use tests::{SURVEY, on_both_databases, staff};

on_both_databases! {
    a_colleague_who_sees_the_links_marks_nobody,
    a_link_asked_for_in_the_first_days_still_responds_in_a_survey_without_a_second_key,
    a_mark_counts_once_and_for_one_link,
    a_mark_is_for_what_is_stored_and_a_repeat_gets_the_same,
    a_second_key_that_is_not_the_pages_is_caught,
    marks_are_taken_a_whole_day_longer_and_results_come_after_that_day,
    the_rate_counts_invitations_and_results_say_how_many_answers_may_be_second_ones,
}

fn a_response(server: &Server) -> Json {
    let answers = json!({ "organisation_type": "research", "region": "asia", "satisfaction": 2 });
    response(answers.as_object().unwrap(), &credential_of(server))
}

fn forged() -> Credential {
    let key = SurveyKey::generate(&mut OsRng).unwrap();
    let request = Request::new(&mut OsRng).unwrap();
    let evaluation = key.evaluate(&mut OsRng, &request.blinded).unwrap();
    request.finish(&evaluation, &key.public_key()).unwrap()
}

/// What somebody can send who sees a link and has no answer to show for it.
fn attempts(server: &Server, token: &str, bent: &Credential) -> Vec<Json> {
    vec![
        json!({ "token": token, "state": "responded" }),
        json!({ "token": token, "state": "responded", "mark": null }),
        told(token, &forged()),
        told(token, bent),
        // The right to answer is no proof of an answer.
        told(token, &credential(&server.client(), token)),
    ]
}

/// How many partners the colleague lets look as if they had responded.
fn attack(server: &Server, tokens: &[String], bent: &Credential) -> usize {
    for token in tokens {
        for attempt in attempts(server, token, bent) {
            server.client().post(&api("participation"), &attempt);
        }
    }
    tokens.iter().filter(|token| server.ledger().invitation_state(token) == "responded").count()
}

fn without_a_second_key(server: &mut Server) {
    server.stop();
    server.ledger().execute(&format!("UPDATE survey SET mark_key = NULL WHERE code = '{SURVEY}'"));
    server.go_on();
}

fn a_colleague_who_sees_the_links_marks_nobody(server: &mut Server) {
    let tokens = server.ledger().unused_tokens();
    let manager = staff::manager(server);
    let rate = || manager.get(&api("response-rate")).json()["total"].clone();
    let before = rate();
    let mut bent = mark_of(server);
    bent.output.0[3] ^= 1;
    assert_eq!(attack(server, &tokens[..3], &bent), 0);
    assert_eq!(rate()["responded"], before["responded"]);
    assert_eq!(server.ledger().number("SELECT count(*) FROM spent_mark"), 0);
    let codes: Vec<String> = attempts(server, &tokens[0], &bent)
        .iter()
        .map(|attempt| server.client().post(&api("participation"), attempt).json()["code"].to_string())
        .collect();
    assert_eq!(
        codes.concat(),
        "\"mark_missing\"\"mark_missing\"\"mark_invalid\"\"mark_invalid\"\"mark_invalid\""
    );
    // The critic's link opens the form as before, and its answer is taken.
    assert!(server.client().get(&format!("/i/{}", tokens[0])).text().contains("id=\"form\""));
    // The test of the test: where no proof is asked for, the same attack marks them all.
    without_a_second_key(server);
    assert_eq!(attack(server, &tokens[3..6], &bent), 3);
}

/// A survey that was opened before there were second keys goes on without, and its page names none.
fn a_link_asked_for_in_the_first_days_still_responds_in_a_survey_without_a_second_key(server: &mut Server) {
    assert!(page_data(&server.client(), "en")["mark_key"].is_string());
    without_a_second_key(server);
    let client = server.client();
    assert_eq!(page_data(&client, "en")["mark_key"], Json::Null);
    let token = server.ledger().unused_tokens().remove(0);
    let mut sent = a_response(server);
    sent["mark"] = json!(Request::new(&mut OsRng).unwrap().blinded);
    let result = submit(&client, &[sent]).remove(0);
    assert_eq!((&result["status"], &result["mark"]), (&json!("stored"), &Json::Null));
    let answer = client.post(&api("participation"), &json!({ "token": token, "state": "responded" }));
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(server.ledger().invitation_state(&token), "responded");
}

fn a_mark_counts_once_and_for_one_link(server: &mut Server) {
    let (client, tokens) = (server.client(), server.ledger().unused_tokens());
    let mark = submit_for_mark(&client, &a_response(server));
    // An answer can be lost: the same again is no harm.
    for _ in 0..2 {
        assert_eq!(client.post(&api("participation"), &told(&tokens[0], &mark)).status, 204);
    }
    client.post(&api("participation"), &told(&tokens[1], &mark)).problem(409, "mark_spent");
    assert_ne!(server.ledger().invitation_state(&tokens[1]), "responded");
    assert_eq!(server.ledger().number("SELECT count(*) FROM spent_mark"), 1);
    // At once, for many links: one of them.
    let mark = submit_for_mark(&client, &a_response(server));
    let marked: usize = std::thread::scope(|scope| {
        let asks: Vec<_> = tokens[1..7]
            .iter()
            .map(|token| {
                let (client, body) = (server.client(), told(token, &mark));
                scope.spawn(move || usize::from(client.post(&api("participation"), &body).status == 204))
            })
            .collect();
        asks.into_iter().map(|ask| ask.join().unwrap()).sum()
    });
    assert_eq!(marked, 1);
    // A link that has responded uses none up.
    let other = submit_for_mark(&client, &a_response(server));
    assert_eq!(client.post(&api("participation"), &told(&tokens[0], &other)).status, 204);
    assert_eq!(server.ledger().number("SELECT count(*) FROM spent_mark"), 2);
}

fn a_mark_is_for_what_is_stored_and_a_repeat_gets_the_same(server: &mut Server) {
    let client = server.client();
    let (request, other) = (Request::new(&mut OsRng).unwrap(), Request::new(&mut OsRng).unwrap());
    let mut sent = a_response(server);
    sent["mark"] = json!(request.blinded);
    let mut twice = sent.clone();
    twice["mark"] = json!(other.blinded);
    let mut rejected = a_response(server);
    rejected["mark"] = json!(other.blinded);
    rejected["answers"] = json!({ "satisfaction": 77 });
    let mut no_element = a_response(server);
    no_element["mark"] = json!("AAAA");
    let without = a_response(server);
    let batch = [sent.clone(), sent.clone(), twice.clone(), rejected, no_element.clone(), without];
    let results = submit(&client, &batch);
    let mut stored = statuses(&results);
    stored[..3].sort_unstable();
    assert_eq!(stored, ["duplicate", "duplicate", "stored", "rejected", "rejected", "stored"]);
    assert_eq!(errors(&results[4]), [(String::new(), "malformed".to_owned())]);
    let marked: Vec<bool> = results.iter().map(|result| result["mark"].is_object()).collect();
    assert_eq!(marked, [true, true, false, false, false, false]);
    let first = mark(&client, &request, &results[0]);
    assert_eq!(first, mark(&client, &request, &results[1]));
    // Again later, and after a restart; never for another element.
    server.stop();
    server.go_on();
    let client = server.client();
    let again = submit(&client, &[sent.clone(), twice.clone()]);
    assert_eq!(statuses(&again), ["duplicate"; 2]);
    assert_eq!(mark(&client, &request, &again[0]), first);
    assert_eq!(again[1]["mark"], Json::Null);
    // And when responses are not taken any more, since the answer that said so may have been lost.
    server.ledger().execute("UPDATE survey SET grace_days = 0");
    server.command(&["survey", "close", SURVEY]);
    until("no more is taken", || {
        let errors = errors(&submit(&server.client(), &[a_response(server)])[0]);
        errors.iter().any(|(_, code)| code == "survey_closed").then_some(())
    });
    let again = submit(&client, &[sent, twice]);
    assert_eq!(statuses(&again), ["duplicate"; 2]);
    let evaluation: Evaluation = serde_json::from_value(again[0]["mark"].clone()).unwrap();
    let key = server.ledger().mark_key().public_key();
    assert_eq!(request.finish(&evaluation, &key).unwrap(), first);
    assert_eq!(again[1]["mark"], Json::Null);
}

/// A server that marks one partner with a key of its own is caught by the proof.
fn a_second_key_that_is_not_the_pages_is_caught(server: &mut Server) {
    let client = server.client();
    let told = mark_key(&client);
    assert_ne!(told.to_string(), page_data(&client, "en")["public_key"].as_str().unwrap());
    let finish = |server: &Server| {
        let request = Request::new(&mut OsRng).unwrap();
        let mut sent = a_response(server);
        sent["mark"] = json!(request.blinded);
        let result = submit(&server.client(), &[sent]).remove(0);
        let evaluation: Evaluation = serde_json::from_value(result["mark"].clone()).unwrap();
        request.finish(&evaluation, &told)
    };
    assert!(finish(server).is_ok());
    let second: String = SurveyKey::generate(&mut OsRng)
        .unwrap()
        .to_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let literal = if server.database_url.starts_with("sqlite") {
        format!("X'{second}'")
    } else {
        format!("'\\x{second}'")
    };
    server.ledger().execute(&format!("UPDATE survey SET mark_key = {literal} WHERE code = '{SURVEY}'"));
    until("the other key is in use and caught", || {
        (finish(server) == Err(CredentialError::WrongKey)).then_some(())
    });
}

/// On the day after the last response a mark is still taken, and nothing is shown; on the next the results are, and no mark is taken.
fn marks_are_taken_a_whole_day_longer_and_results_come_after_that_day(server: &mut Server) {
    let tokens = server.ledger().unused_tokens();
    let marks: Vec<Credential> =
        (0..3).map(|_| submit_for_mark(&server.client(), &a_response(server))).collect();
    server.command(&["survey", "close", SURVEY]);
    for (day, taken, shown) in [(14, true, false), (15, true, false), (16, false, true)] {
        server.go_on_after_days(day);
        let client = server.client();
        let answer =
            client.post(&api("participation"), &told(&tokens[day as usize - 14], &marks[day as usize - 14]));
        if taken {
            assert_eq!(answer.status, 204, "on day {day}: {}", answer.text());
        } else {
            answer.problem(409, "survey_closed");
        }
        let bare = json!({ "token": tokens[5], "state": "responded" });
        let code = if day == 14 { (422, "mark_missing") } else { (409, "survey_closed") };
        client.post(&api("participation"), &bare).problem(code.0, code.1);
        let request = Request::new(&mut OsRng).unwrap();
        let asked = ask(&client, &tokens[6], &request);
        assert_eq!(asked.status == 200, day == 14, "on day {day}: {}", asked.text());
        let admin = staff::admin(server);
        let results = until("nothing waits", || {
            let results = admin.get(&api("results"));
            (results.json()["code"] != "responses_wait").then_some(results)
        });
        assert_eq!(results.status == 200, shown, "on day {day}: {}", results.text());
        if !shown {
            assert_eq!(results.json()["code"], "not_ended");
        }
    }
    until("the marks are applied", || {
        (server.ledger().number("SELECT count(*) FROM participation_mark") == 0).then_some(())
    });
    assert_eq!(server.ledger().invitation_state(&tokens[1]), "responded");
}

/// Answers that have no mark of their own move no rate, and beside the number of answers stands how many may be second ones.
fn the_rate_counts_invitations_and_results_say_how_many_answers_may_be_second_ones(server: &mut Server) {
    let client = server.client();
    let manager = staff::manager(server);
    let responded = || manager.get(&api("response-rate")).json()["total"]["responded"].as_i64().unwrap();
    let before = responded();
    let tokens = server.ledger().unused_tokens();
    let answers = json!({ "organisation_type": "research", "region": "asia", "satisfaction": 2 });
    let answers = answers.as_object().unwrap();
    let mark = submit_for_mark(&client, &response(answers, &credential(&client, &tokens[0])));
    assert_eq!(client.post(&api("participation"), &told(&tokens[0], &mark)).status, 204);
    assert_eq!(responded(), before + 1);
    // An answer whose mark never came.
    let late = response(answers, &credential_of(server));
    assert_eq!(statuses(&submit(&client, &[late])), ["stored"]);
    // Two devices of one link.
    let (first, second) = (credential(&client, &tokens[1]), credential(&client, &tokens[1]));
    let mark = submit_for_mark(&client, &response(answers, &first));
    assert_eq!(client.post(&api("participation"), &told(&tokens[1], &mark)).status, 204);
    submit_for_mark(&client, &response(answers, &second));
    assert_eq!(responded(), before + 2, "never of answers");
    server.command(&["survey", "close", SURVEY]);
    server.go_on_after_days(16);
    let admin = staff::admin(server);
    let shown = until("the results are shown", || {
        let shown = admin.get(&api("results"));
        (shown.status == 200).then(|| shown.json())
    });
    let answers = shown["results"]["respondents"].as_i64().unwrap();
    let marked = manager_rate(server);
    assert_eq!(
        shown["second_answers"].as_i64(),
        Some(answers - marked),
        "{answers} answers, {marked} marked"
    );
    assert_eq!(answers - marked, 2);
    for address in ["results", "report"] {
        let page = admin.get(&format!("/staff/surveys/{SURVEY}/{address}?lang=en")).text();
        let page = page.replace(['\u{2068}', '\u{2069}'], "");
        assert!(page.contains("2 of these responses may be second ones"), "{address}: {page}");
    }
}

fn manager_rate(server: &Server) -> i64 {
    let manager = staff::manager(server);
    manager.get(&api("response-rate")).json()["total"]["responded"].as_i64().unwrap()
}
