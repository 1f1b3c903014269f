//! The API and the addresses around it, on both databases: good input, bad input, and bad luck.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::HashSet;
use std::sync::Barrier;

use rand_core::OsRng;
use serde_json::{Value as Json, json};
use survey::credential::{Bytes, Credential, Request, SurveyKey};
use tests::http::raw;
use tests::partner::{
    api, ask, credential, errors, full_answers, mark_of, page_data, public_key, question_set, response,
    statuses, submit, tell, told,
};
use tests::server::Server;
use tests::small_disk::SmallDisk;
use tests::wait::{until, until_equal};
use tests::{SURVEY, on_both_databases, random_id, staff};

/// A response of the demo's English partner, ready to be sent.
fn a_response(server: &Server) -> Json {
    let credential = credential(&server.client(), &server.demo.tokens["en"]);
    response(&full_answers(&question_set(), 0), &credential)
}

/// Several responses, each of a partner of its own.
fn responses(server: &Server, count: usize) -> Vec<Json> {
    let tokens = server.ledger().unused_tokens();
    assert!(tokens.len() >= count);
    let set = question_set();
    tokens
        .iter()
        .take(count)
        .enumerate()
        .map(|(n, token)| response(&full_answers(&set, n), &credential(&server.client(), token)))
        .collect()
}

// What is stored.

fn a_response_is_stored_as_it_was_sent(server: &mut Server) {
    let before = server.ledger().all_responses();
    let mut sent = a_response(server);
    sent["language"] = json!("ar");
    let results = submit(&server.client(), &[sent.clone()]);
    assert_eq!(results, [json!({ "id": sent["id"], "status": "stored" })]);
    let stored = server.ledger().added(&before);
    assert_eq!(stored.len(), 1);
    assert_eq!((stored[0].version, &stored[0].answers), (Some(2), &sent["answers"]));
}

fn a_response_sent_twice_is_stored_once(server: &mut Server) {
    let before = server.ledger().responses();
    let sent = a_response(server);
    assert_eq!(statuses(&submit(&server.client(), std::slice::from_ref(&sent))), ["stored"]);
    let again = submit(&server.client(), std::slice::from_ref(&sent));
    assert_eq!(again, [json!({ "id": sent["id"], "status": "duplicate" })]);
    // Also as its own neighbour in one batch, and after a restart.
    assert_eq!(
        statuses(&submit(&server.client(), &[sent.clone(), sent.clone()])),
        ["duplicate", "duplicate"]
    );
    server.stop();
    server.go_on();
    assert_eq!(statuses(&submit(&server.client(), &[sent])), ["duplicate"]);
    assert_eq!(server.ledger().responses(), before + 1);
}

fn the_same_response_twice_in_one_batch_is_stored_once(server: &mut Server) {
    let before = server.ledger().responses();
    let sent = a_response(server);
    let results = submit(&server.client(), &[sent.clone(), sent]);
    let mut statuses = statuses(&results);
    statuses.sort_unstable();
    assert_eq!(statuses, ["duplicate", "stored"]);
    assert_eq!(server.ledger().responses(), before + 1);
}

fn fifty_at_once_of_the_same_response_are_stored_once(server: &mut Server) {
    let before = server.ledger().responses();
    let sent = a_response(server);
    let start = Barrier::new(50);
    let found: Vec<String> = std::thread::scope(|scope| {
        let posts: Vec<_> = (0..50)
            .map(|_| {
                let (client, sent, start) = (server.client(), &sent, &start);
                scope.spawn(move || {
                    start.wait();
                    statuses(&submit(&client, std::slice::from_ref(sent)))[0].to_owned()
                })
            })
            .collect();
        posts.into_iter().map(|post| post.join().unwrap()).collect()
    });
    assert_eq!(found.iter().filter(|status| *status == "stored").count(), 1, "{found:?}");
    assert_eq!(found.iter().filter(|status| *status == "duplicate").count(), 49, "{found:?}");
    assert_eq!(server.ledger().responses(), before + 1);
}

fn different_responses_with_one_credential_are_stored_once(server: &mut Server) {
    let before = server.ledger().responses();
    let first = a_response(server);
    let start = Barrier::new(20);
    let found: Vec<Json> = std::thread::scope(|scope| {
        let posts: Vec<_> = (0..20)
            .map(|_| {
                let (client, mut sent, start) = (server.client(), first.clone(), &start);
                sent["id"] = json!(random_id());
                scope.spawn(move || {
                    start.wait();
                    submit(&client, &[sent]).remove(0)
                })
            })
            .collect();
        posts.into_iter().map(|post| post.join().unwrap()).collect()
    });
    assert_eq!(found.iter().filter(|result| result["status"] == "stored").count(), 1, "{found:?}");
    let spent = [(String::new(), "credential_spent".to_owned())];
    assert_eq!(found.iter().filter(|result| errors(result) == spent).count(), 19, "{found:?}");
    assert_eq!(server.ledger().responses(), before + 1);
}

fn a_batch_stores_the_good_and_rejects_the_bad_each_for_its_own_reason(server: &mut Server) {
    let before = server.ledger().responses();
    let mut sent = responses(server, 6);
    sent[1]["answers"]["satisfaction"] = json!(9);
    sent[2]["version"] = json!(77);
    sent[3]["credential"]["output"] = sent[0]["credential"]["output"].clone();
    sent[4]["surprise"] = json!(true);
    let results = submit(&server.client(), &sent);
    assert_eq!(statuses(&results), ["stored", "rejected", "rejected", "rejected", "rejected", "stored"]);
    let codes: Vec<_> =
        results.iter().flat_map(errors).map(|(question, code)| format!("{question} {code}")).collect();
    assert_eq!(codes, ["satisfaction out_of_range", " unknown_version", " credential_invalid", " malformed"]);
    for (sent, result) in sent.iter().zip(&results) {
        assert_eq!(sent["id"], result["id"]);
    }
    assert_eq!(server.ledger().responses(), before + 2);
    // What was rejected spent nothing: mended, it is stored.
    sent[1]["answers"]["satisfaction"] = json!(4);
    assert_eq!(statuses(&submit(&server.client(), &sent[1..2])), ["stored"]);
}

fn a_hundred_are_taken_and_a_hundred_and_one_are_not(server: &mut Server) {
    let before = server.ledger().responses();
    let rubbish = |count: usize| json!({ "responses": vec![json!({}); count] });
    assert_eq!(server.client().post(&api("responses"), &rubbish(100)).status, 200);
    let problem = server.client().post(&api("responses"), &rubbish(101)).problem(422, "too_many_responses");
    assert_eq!(problem.errors[0].pointer, "/responses");
    assert_eq!(server.ledger().responses(), before);
}

fn an_empty_batch_has_no_results(server: &mut Server) {
    assert_eq!(submit(&server.client(), &[]), Vec::<Json>::new());
}

/// An older form that was kept offline is still good where the survey ran on it, and only there.
fn an_older_published_version_is_still_accepted(server: &mut Server) {
    let before = server.ledger().all_responses();
    let mut sent = a_response(server);
    sent["version"] = json!(1);
    assert_eq!(statuses(&submit(&server.client(), &[sent.clone()])), ["rejected"]);
    let ran = format!("INSERT INTO survey_version (survey, version) VALUES ('{SURVEY}', 1)");
    server.ledger().execute(&ran);
    // The server looks at its surveys anew every few seconds.
    tests::wait::until("version 1 is taken", || {
        (statuses(&submit(&server.client(), &[sent.clone()])) == ["stored"]).then_some(())
    });
    assert_eq!(server.ledger().added(&before)[0].version, Some(1));
}

fn answers_that_are_not_asked_are_left_out(server: &mut Server) {
    let mut sent = a_response(server);
    sent["answers"] = json!({
        "organisation_type": "research", "region": "asia", "satisfaction": 4,
        "area_of_work": { "content_production": "not_part" },
        // The whole section is for those who produce content.
        "audience_growth": "grew_somewhat", "engagement_means": ["other"], "engagement_means_other": "Letters",
        // Asked only where there is staff.
        "staff_count": 0, "staff_full_time": 0,
    });
    let before = server.ledger().all_responses();
    assert_eq!(statuses(&submit(&server.client(), &[sent.clone()])), ["stored"]);
    assert_eq!(
        server.ledger().added(&before)[0].answers,
        json!({
            "organisation_type": "research", "region": "asia", "satisfaction": 4, "staff_count": 0,
            "area_of_work": { "content_production": "not_part" },
        })
    );
}

/// What was acknowledged is on disk, whatever happens to the server in the next moment.
fn what_was_acknowledged_survives_a_killed_server(server: &mut Server) {
    let before = server.ledger().responses();
    let sent = responses(server, 5);
    for (n, one) in sent.iter().enumerate() {
        assert_eq!(statuses(&submit(&server.client(), std::slice::from_ref(one))), ["stored"]);
        server.kill();
        server.go_on();
        assert_eq!(server.ledger().responses(), before + 1 + i64::try_from(n).unwrap());
    }
    assert_eq!(statuses(&submit(&server.client(), &sent)), ["duplicate"; 5]);
}

// Bad input.

fn answers_that_do_not_fit_are_rejected_by_name(server: &mut Server) {
    let good = a_response(server);
    for (question, answer, code) in [
        ("satisfaction", json!("very"), "not_a_number"),
        ("satisfaction", json!([5]), "wrong_type"),
        ("satisfaction", json!(4.5), "not_whole"),
        ("satisfaction", json!(6), "out_of_range"),
        ("satisfaction", json!(null), "required"),
        ("region", json!("atlantis"), "unknown_choice"),
        ("region", json!(7), "wrong_type"),
        ("procedures", json!(["agree"]), "wrong_type"),
        ("procedures", json!({ "no_such_statement": "agree" }), "unknown_item"),
        ("collaborating_with", json!(["none", "academia"]), "exclusive"),
        ("collaborating_with", json!(["academia", "academia"]), "repeated"),
        ("women_staff", json!(101), "out_of_range"),
        ("women_board", json!(33.333), "too_many_decimals"),
        ("agreement_date", json!("2023-02-30"), "not_a_date"),
        ("agreement_date", json!("1999-12-31"), "date_out_of_range"),
        ("portal_priorities", json!(["key_policies", "key_policies"]), "repeated"),
        ("staff_full_time", json!(13), "constraint"),
        ("procedures_comment", json!("x".repeat(3_001)), "too_long"),
        ("procedures_comment", json!({ "text": "x" }), "wrong_type"),
        ("no_such_question", json!("x"), "unknown_question"),
        ("anonymity_note", json!("x"), "unknown_question"),
    ] {
        let mut bad = good.clone();
        bad["answers"][question] = answer.clone();
        let result = submit(&server.client(), &[bad]).remove(0);
        assert_eq!(result["status"], "rejected", "{question}: {answer}");
        assert_eq!(errors(&result), [(question.to_owned(), code.to_owned())], "{question}: {answer}");
    }
}

/// The sentence of an error is in the language of the response.
fn reasons_are_given_in_the_language_of_the_response(server: &mut Server) {
    let mut sent = a_response(server);
    sent["answers"]["satisfaction"] = json!(9);
    let messages: HashSet<String> = ["en", "fr", "ar"]
        .into_iter()
        .map(|language| {
            sent["language"] = json!(language);
            submit(&server.client(), &[sent.clone()])[0]["errors"][0]["message"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(
        messages.iter().any(|text| text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))),
        "{messages:?}"
    );
    assert!(messages.iter().all(|text| !text.contains("error-") && !text.contains("{$")), "{messages:?}");
}

fn responses_of_the_wrong_shape_are_rejected_one_by_one(server: &mut Server) {
    let before = server.ledger().responses();
    let good = a_response(server);
    let with = |field: &str, value: Json| {
        let mut bad = good.clone();
        bad[field] = value;
        bad
    };
    let without = |field: &str| {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(field);
        bad
    };
    for (bad, code) in [
        (json!(null), "malformed"),
        (json!("text"), "malformed"),
        (json!([]), "malformed"),
        (json!([good["id"], 2, "en", good["answers"], good["credential"]]), "malformed"),
        (json!({}), "malformed"),
        (without("id"), "malformed"),
        (without("version"), "malformed"),
        (without("language"), "malformed"),
        (without("answers"), "malformed"),
        (without("credential"), "credential_missing"),
        (with("id", json!("not-a-uuid")), "malformed"),
        (with("id", json!("00000000-0000-0000-0000-000000000000")), "not_uuid_v4"),
        (with("id", json!("c232ab00-9414-11ec-b3c8-9f6bdeced846")), "not_uuid_v4"),
        (with("version", json!("2")), "malformed"),
        (with("version", json!(-1)), "malformed"),
        (with("version", json!(99_999_999_999u64)), "malformed"),
        (with("version", json!(3)), "unknown_version"),
        (with("language", json!("English")), "malformed"),
        (with("language", json!("../../etc")), "malformed"),
        (with("language", json!("de")), "unknown_language"),
        (with("answers", json!([])), "malformed"),
        (with("answers", json!("x")), "malformed"),
        (with("token", json!(server.demo.tokens["en"])), "malformed"),
        (with("credential", json!({ "nonce": "AA" })), "malformed"),
        (with("credential", json!({ "nonce": "*", "output": "*" })), "malformed"),
        (with("credential", json!({ "nonce": "AA", "output": "AA" })), "credential_invalid"),
    ] {
        let result = submit(&server.client(), std::slice::from_ref(&bad)).remove(0);
        assert_eq!(result["status"], "rejected", "{bad}");
        assert_eq!(errors(&result), [(String::new(), code.to_owned())], "{bad}");
    }
    assert_eq!(server.ledger().responses(), before);
    assert_eq!(statuses(&submit(&server.client(), &[good])), ["stored"]);
}

fn an_empty_response_is_rejected(server: &mut Server) {
    let mut sent = a_response(server);
    sent["answers"] = json!({});
    let result = submit(&server.client(), &[sent]).remove(0);
    assert_eq!(result["status"], "rejected");
    // Either it is empty, or it lacks what must be answered; nothing else.
    assert!(errors(&result).iter().all(|(_, code)| code == "empty" || code == "required"), "{result}");
}

fn bodies_that_are_no_batch_get_a_problem(server: &mut Server) {
    let client = server.client();
    let post = |body: &[u8]| client.send("POST", &api("responses"), "application/json", body);
    for body in [
        &b""[..],
        b"{",
        b"null",
        b"[]",
        b"{}",
        b"{\"responses\":{}}",
        b"[[]]",
        b"{\"responses\":[],\"more\":1}",
        b"{\"responses\":[]} trailing",
        b"{\"responses\":[{]}",
        b"\xef\xbb\xbf{\"responses\":[]}",
        b"NaN",
    ] {
        post(body).problem(400, "malformed_json");
    }
    for body in
        [&b"{\"responses\":[\"\xff\"]}"[..], b"\xff\xfe\x00", b"{\"responses\":[{\"id\":\"\xc3\x28\"}]}"]
    {
        post(body).problem(400, "not_utf8");
    }
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        client.send("POST", &api("responses"), content_type, b"{\"responses\":[]}").problem(415, "not_json");
    }
    let parameters =
        client.send("POST", &api("responses"), "Application/JSON; charset=utf-8", b"{\"responses\":[]}");
    assert_eq!(parameters.status, 200);
}

fn deep_nesting_is_refused_and_not_a_crash(server: &mut Server) {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let post =
        |body: String| server.client().send("POST", &api("responses"), "application/json", body.as_bytes());
    // Nested so deep that a parser without a limit would run out of stack.
    post(deep(200_000)).problem(400, "malformed_json");
    let id = random_id();
    let within =
        post(format!("{{\"responses\":[{{\"id\":\"{id}\",\"answers\":{{\"region\":{}}}}}]}}", deep(100_000)));
    if within.status == 200 {
        assert_eq!(statuses(within.json()["results"].as_array().unwrap()), ["rejected"]);
    } else {
        within.problem(400, "malformed_json");
    }
    // Deep, and yet within what JSON parsers take: the other items of the batch are not lost.
    let good = a_response(server);
    let batch = format!("{{\"responses\":[{{\"answers\":{}}},{good}]}}", deep(100));
    let answer = post(batch);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(statuses(answer.json()["results"].as_array().unwrap()), ["rejected", "stored"]);
    assert_eq!(server.client().get("/healthz").status, 200);
}

fn ten_megabytes_are_refused(server: &mut Server) {
    let path = api("responses");
    let head =
        format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\n");
    let refused = |answer: &str| {
        assert!(answer.starts_with("HTTP/1.1 413 "), "{:?}", answer.chars().take(300).collect::<String>());
        assert!(answer.to_lowercase().contains("content-type: application/problem+json"), "{answer}");
        assert!(answer.contains("\"body_too_large\""), "{answer}");
    };
    let body = vec![b' '; 10 * 1024 * 1024];
    let announced =
        [format!("{head}content-length: {}\r\n\r\n", body.len()).into_bytes(), body.clone()].concat();
    refused(&raw(server.address(), &announced));
    // In chunks, its length is not known beforehand.
    let mut chunked = format!("{head}transfer-encoding: chunked\r\n\r\n").into_bytes();
    for chunk in body.chunks(64 * 1024) {
        chunked.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        chunked.extend_from_slice(chunk);
        chunked.extend_from_slice(b"\r\n");
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    refused(&raw(server.address(), &chunked));
    assert_eq!(server.client().get("/healthz").status, 200);
}

/// A request that breaks off in the middle stores nothing and hurts nobody.
fn a_request_cut_in_the_middle_stores_nothing(server: &mut Server) {
    let before = server.ledger().responses();
    let sent = a_response(server);
    let body = json!({ "responses": [sent] }).to_string();
    for keep in [0, 1, body.len() / 2, body.len() - 1] {
        let request = format!(
            "POST {} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{}",
            api("responses"),
            body.len(),
            &body.as_bytes()[..keep].iter().map(|byte| *byte as char).collect::<String>(),
        );
        use std::io::Write as _;
        let mut connection = std::net::TcpStream::connect(server.address()).unwrap();
        connection.write_all(request.as_bytes()).unwrap();
        drop(connection);
    }
    assert_eq!(statuses(&submit(&server.client(), &[sent])), ["stored"]);
    assert_eq!(server.ledger().responses(), before + 1);
}

fn every_error_is_a_problem_with_its_code(server: &mut Server) {
    let client = server.client();
    client
        .post("/api/v1/surveys/atlantis/responses", &json!({ "responses": [] }))
        .problem(404, "unknown_survey");
    client
        .post("/api/v1/surveys/..%2F..%2Fetc/responses", &json!({ "responses": [] }))
        .problem(404, "unknown_survey");
    client.get("/api/v1/nothing").problem(404, "unknown_route");
    client.get("/api/v2/").status.eq(&404).then_some(()).expect("404");
    client.get(&api("response-rate")).problem(401, "not_logged_in");
    let wrong_method = client.get(&api("responses"));
    assert!([404, 405].contains(&wrong_method.status), "{}", wrong_method.status);
    assert_eq!(wrong_method.header("content-type"), "application/problem+json", "{}", wrong_method.text());
    for resource in ["credentials", "participation"] {
        let post = |body: &[u8]| client.send("POST", &api(resource), "application/json", body);
        post(b"{").problem(400, "malformed_json");
        post(b"{}").problem(400, "malformed_json");
        post(b"\xff").problem(400, "not_utf8");
        client.send("POST", &api(resource), "text/plain", b"{}").problem(415, "not_json");
    }
}

// Credentials.

fn the_same_request_gets_the_same_credential(server: &mut Server) {
    let client = server.client();
    let token = &server.demo.tokens["fr"];
    let request = Request::new(&mut OsRng).unwrap();
    let [once, again] = [(); 2].map(|()| {
        let answer = ask(&client, token, &request);
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_value(answer.json()).unwrap()
    });
    let key = public_key(&client);
    assert_eq!(request.finish(&once, &key).unwrap(), request.finish(&again, &key).unwrap());
}

fn a_link_is_good_for_three_devices(server: &mut Server) {
    let client = server.client();
    let token = &server.demo.tokens["en"];
    let devices: Vec<_> = (0..4).map(|_| Request::new(&mut OsRng).unwrap()).collect();
    for device in &devices[..3] {
        assert_eq!(ask(&client, token, device).status, 200);
    }
    ask(&client, token, &devices[3]).problem(409, "too_many_devices");
    // The first three may ask again: an answer can be lost.
    for device in &devices[..3] {
        assert_eq!(ask(&client, token, device).status, 200);
    }
}

fn a_link_that_was_used_for_an_answer_is_good_for_no_other(server: &mut Server) {
    let client = server.client();
    let token = &server.demo.tokens["en"];
    let [first, second] = [(); 2].map(|()| Request::new(&mut OsRng).unwrap());
    assert_eq!(ask(&client, token, &first).status, 200);
    tell(server, token);
    ask(&client, token, &second).problem(409, "already_responded");
    // The first may ask again: an answer can be lost.
    assert_eq!(ask(&client, token, &first).status, 200);
}

fn devices_that_ask_at_once_are_counted_rightly(server: &mut Server) {
    let start = Barrier::new(12);
    let granted: usize = std::thread::scope(|scope| {
        let asks: Vec<_> = (0..12)
            .map(|_| {
                let (client, token, start) = (server.client(), &server.demo.tokens["ar"], &start);
                scope.spawn(move || {
                    let request = Request::new(&mut OsRng).unwrap();
                    start.wait();
                    let answer = ask(&client, token, &request);
                    assert!([200, 409].contains(&answer.status), "{}", answer.text());
                    usize::from(answer.status == 200)
                })
            })
            .collect();
        asks.into_iter().map(|ask| ask.join().unwrap()).sum()
    });
    assert_eq!(granted, 3);
}

fn a_credential_is_not_given_without_an_invitation(server: &mut Server) {
    let client = server.client();
    let request = Request::new(&mut OsRng).unwrap();
    for token in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAA", "../../../etc/passwd", "'; DROP TABLE response; --"]
    {
        let problem = ask(&client, token, &request).problem(404, "unknown_invitation");
        assert_eq!(problem.errors[0].pointer, "/token");
    }
    let elsewhere =
        server.ledger().texts("SELECT token FROM invitation WHERE survey = 'ims-2024' LIMIT 1").remove(0);
    ask(&client, &elsewhere, &request).problem(404, "unknown_invitation");
    let unknown = json!({ "token": server.demo.tokens["en"], "blinded": request.blinded });
    client.post("/api/v1/surveys/atlantis/credentials", &unknown).problem(404, "unknown_survey");
}

fn a_blinded_element_must_be_one(server: &mut Server) {
    let client = server.client();
    let token = &server.demo.tokens["en"];
    for bytes in [vec![], vec![0; 32], vec![255; 32], vec![7; 100]] {
        let body = json!({ "token": token, "blinded": Bytes(bytes) });
        let problem = client.post(&api("credentials"), &body).problem(400, "invalid_element");
        assert_eq!(problem.errors[0].pointer, "/blinded");
    }
    for text in ["***", "a b", &"A".repeat(5_000)] {
        client
            .post(&api("credentials"), &json!({ "token": token, "blinded": text }))
            .problem(400, "malformed_json");
    }
    // None of them was counted as a device.
    for _ in 0..3 {
        assert_eq!(ask(&client, token, &Request::new(&mut OsRng).unwrap()).status, 200);
    }
}

fn forged_and_foreign_credentials_are_refused(server: &mut Server) {
    let before = server.ledger().responses();
    let good = a_response(server);
    let answers = good["answers"].as_object().unwrap().clone();
    let genuine: Credential = serde_json::from_value(good["credential"].clone()).unwrap();
    let mut flipped = genuine.clone();
    flipped.output.0[17] ^= 1;
    let mut other_nonce = genuine.clone();
    other_nonce.nonce.0[0] ^= 1;
    let mut longer = genuine.clone();
    longer.nonce.0.push(0);
    let foreign = {
        let key = SurveyKey::generate(&mut OsRng).unwrap();
        let request = Request::new(&mut OsRng).unwrap();
        let evaluation = key.evaluate(&mut OsRng, &request.blinded).unwrap();
        request.finish(&evaluation, &key.public_key()).unwrap()
    };
    for bad in [flipped, other_nonce, longer, foreign] {
        let result = submit(&server.client(), &[response(&answers, &bad)]).remove(0);
        assert_eq!(errors(&result), [(String::new(), "credential_invalid".to_owned())]);
    }
    assert_eq!(server.ledger().responses(), before);
}

fn a_spent_credential_is_refused_for_another_response(server: &mut Server) {
    let first = a_response(server);
    assert_eq!(statuses(&submit(&server.client(), std::slice::from_ref(&first))), ["stored"]);
    let mut second = first.clone();
    second["id"] = json!(random_id());
    let result = submit(&server.client(), &[second]).remove(0);
    assert_eq!(errors(&result), [(String::new(), "credential_spent".to_owned())]);
    assert_eq!(statuses(&submit(&server.client(), &[first])), ["duplicate"]);
}

// Participation.

fn taking_part_is_marked_once_and_by_the_day(server: &mut Server) {
    let client = staff::manager(server);
    let token = server.demo.tokens["en"].clone();
    let responded = || client.get(&api("response-rate")).json()["total"]["responded"].as_i64().unwrap();
    let before = responded();
    let mark = mark_of(server);
    for _ in 0..3 {
        let answer = server.client().post(&api("participation"), &told(&token, &mark));
        assert_eq!((answer.status, answer.body.len()), (204, 0), "{}", answer.text());
        until_equal("the response rate has moved by one", &(before + 1), responded);
    }
    assert_eq!(server.ledger().invitation_state(&token), "responded");
    let days =
        server.ledger().texts(&format!("SELECT responded_on FROM participation WHERE token = '{token}'"));
    assert_eq!(days[0].len(), "2026-05-31".len(), "the day and no more: {days:?}");
}

fn participation_needs_a_link_of_this_survey(server: &mut Server) {
    let client = server.client();
    let elsewhere =
        server.ledger().texts("SELECT token FROM invitation WHERE survey = 'ims-2024' LIMIT 1").remove(0);
    for token in ["AAAAAAAAAAAAAAAAAAAAAAAAAAA", "", &elsewhere] {
        let body = json!({ "token": token, "state": "responded" });
        client.post(&api("participation"), &body).problem(404, "unknown_invitation");
    }
    let body = json!({ "token": server.demo.tokens["en"], "state": "won" });
    client.post(&api("participation"), &body).problem(400, "malformed_json");
}

/// A link that was opened after its answer does not fall back.
fn a_partner_that_responded_stays_so(server: &mut Server) {
    let token = server.demo.tokens["fr"].clone();
    server.client().get(&format!("/i/{token}"));
    assert_eq!(server.ledger().invitation_state(&token), "opened");
    tell(server, &token);
    server.client().get(&format!("/i/{token}"));
    assert_eq!(server.ledger().invitation_state(&token), "responded");
}

fn a_closed_survey_takes_nothing(server: &mut Server) {
    let sent = a_response(server);
    let before = server.ledger().responses();
    server.ledger().execute("UPDATE survey SET grace_days = 0");
    server.command(&["survey", "close", SURVEY]);
    until("the survey is closed", || {
        let result = submit(
            &server.client(),
            &[{
                let mut one = sent.clone();
                one["answers"] = json!({});
                one
            }],
        )
        .remove(0);
        (errors(&result) == [(String::new(), "survey_closed".to_owned())]).then_some(())
    });
    let result = submit(&server.client(), std::slice::from_ref(&sent)).remove(0);
    assert_eq!(errors(&result), [(String::new(), "survey_closed".to_owned())]);
    let request = Request::new(&mut OsRng).unwrap();
    let token = &server.demo.tokens["en"];
    ask(&server.client(), token, &request).problem(409, "survey_closed");
    // Nor that somebody has responded: the response rate of a survey that has ended stays what it is.
    let told = json!({ "token": token, "state": "responded" });
    server.client().post(&api("participation"), &told).problem(409, "survey_closed");
    assert_ne!(server.ledger().invitation_state(token), "responded");
    assert_eq!(server.ledger().responses(), before);
    // Nothing is spent: when it is opened again, the response is taken.
    server.command(&["survey", "open", SURVEY]);
    until("the survey is open", || {
        (submit(&server.client(), std::slice::from_ref(&sent))[0]["status"] == "stored").then_some(())
    });
}

// Anonymity.

fn the_log_names_no_link_and_no_address(server: &mut Server) {
    let token = server.demo.tokens["en"].clone();
    let client = server.client().with("x-forwarded-for", "203.0.113.77").with("user-agent", "Telltale/1.0");
    let page = client.get(&format!("/i/{token}?lang=fr"));
    assert_eq!(page.status, 200);
    let sent = a_response(server);
    submit(&client, std::slice::from_ref(&sent));
    tell(server, &token);
    client.get(&format!("/i/{token}x"));
    client.post(&api("participation"), &json!({ "token": format!("{token}x"), "state": "responded" }));
    let login = staff::log_in(server, &server.demo.manager.0, &server.demo.manager.1);
    let cookie = staff::cookie(&login);
    client.clone().with("cookie", &cookie).get("/staff");
    let log = server.log();
    assert!(log.contains("/i/{token}") && log.contains("responses"), "requests are logged:\n{log}");
    let secret = cookie.split_once('=').unwrap().1;
    let nonce = sent["credential"]["nonce"].as_str().unwrap();
    for (what, text) in [
        ("the token", token.as_str()),
        ("the id", sent["id"].as_str().unwrap()),
        ("the nonce", nonce),
        ("the address", "127.0.0.1"),
        ("the forwarded address", "203.0.113.77"),
        ("the user agent", "Telltale"),
        ("an answer", "Radio Sawt"),
        ("the cookie", secret),
        ("the password", server.demo.manager.1.as_str()),
    ] {
        // Where it listens is no secret.
        let lines: Vec<_> =
            log.lines().filter(|line| line.contains(text) && !line.contains("listening on")).collect();
        let lines: Vec<_> = lines.into_iter().filter(|line| !line.contains("starting service")).collect();
        assert!(lines.is_empty(), "the log holds {what}:\n{}", lines.join("\n"));
    }
}

fn the_response_ledger_has_no_place_for_time_or_person(server: &mut Server) {
    let columns = |table: &str| -> Vec<String> {
        let sql = if server.database_url.starts_with("sqlite") {
            format!("SELECT name FROM pragma_table_info('{table}') ORDER BY name")
        } else {
            format!(
                "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' ORDER BY column_name"
            )
        };
        server.ledger().texts(&sql)
    };
    // `receipt` is sealed with a key that the database does not hold.
    assert_eq!(columns("response"), ["answers", "id", "receipt", "survey"]);
    assert_eq!(columns("response_before"), [""; 0], "nothing is left of an earlier ledger");
    assert_eq!(columns("response_inbox"), ["chain", "day", "key", "sealed", "survey"]);
    assert_eq!(columns("spent_nonce"), ["mark", "nonce", "response", "survey"]);

    let token = server.demo.tokens["en"].clone();
    let before = server.ledger().all_responses();
    let sent = a_response(server);
    let state = server.ledger().invitation_state(&token);
    submit(&server.client(), &[sent]);
    let added = server.ledger().added(&before);
    assert_eq!(added.len(), 1);
    let written = added[0].answers.to_string();
    assert!(!written.contains(&token) && !written.contains("nonce") && !written.contains("127.0.0.1"));
    // The invitation's row is as it was: a response leaves no mark there.
    assert_eq!(server.ledger().invitation_state(&token), state);
}

/// The page is byte for byte the same for everyone, so that nobody can be marked by it.
fn the_form_page_is_the_same_for_everyone(server: &mut Server) {
    let client = server.client();
    let page = client.get(&format!("/s/{SURVEY}/ar"));
    let link = client.get(&format!("/i/{}", server.demo.tokens["ar"]));
    let other = client.get(&format!("/i/{}?lang=ar", server.demo.tokens["en"]));
    assert_eq!((page.status, link.status, other.status), (200, 200, 200));
    assert!(page.body == link.body && page.body == other.body);
    for answer in [&page, &link, &other] {
        assert_eq!(answer.header("set-cookie"), "");
    }
}

// Pages and headers.

fn every_answer_carries_the_security_headers(server: &mut Server) {
    let client = server.client();
    let link = format!("/i/{}", server.demo.tokens["en"]);
    for path in [
        "/",
        "/s/ims-2026/en",
        &link,
        "/thanks/en",
        "/staff/login",
        "/nothing",
        "/api/v1/nothing",
        "/healthz",
    ] {
        let answer = client.get(path);
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("'unsafe-"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("server"), "", "{path}");
    }
}

fn the_form_page_can_be_kept_and_asked_after(server: &mut Server) {
    let client = server.client();
    let page = client.get("/s/ims-2026/fr");
    assert_eq!(page.header("cache-control"), "no-cache");
    let etag = page.header("etag").to_owned();
    assert!(!etag.is_empty());
    let again = client.clone().with("if-none-match", &etag).get("/s/ims-2026/fr");
    assert_eq!((again.status, again.body.len()), (304, 0));
    let changed = client.with("if-none-match", "\"other\"").get("/s/ims-2026/fr");
    assert_eq!(changed.status, 200);
}

fn the_form_page_carries_what_the_client_needs(server: &mut Server) {
    let client = server.client();
    let bare = serde_json::to_value(question_set().without_texts()).unwrap();
    for language in ["en", "fr", "ar"] {
        let data = page_data(&client, language);
        assert_eq!(data["survey"], SURVEY);
        assert_eq!(data["version"], 2);
        assert_eq!(data["language"], language);
        assert_eq!(data["languages"], json!(["en", "fr", "ar"]));
        assert_eq!(data["question_set"], bare);
        assert_eq!(data["public_key"], json!(server.ledger().survey_key().public_key()));
        let messages = data["messages"].as_object().unwrap();
        assert!(messages.contains_key("error-required"), "{messages:?}");
    }
    let whole = client.get("/s/ims-2026/question-set.json").json();
    assert_eq!(whole, serde_json::to_value(question_set()).unwrap());
}

fn unknown_addresses_are_pages_that_say_so(server: &mut Server) {
    let client = server.client();
    for path in [
        "/i/x",
        "/i/AAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "/s/atlantis/en",
        "/s/ims-2026/xx",
        "/thanks/..",
        "/nothing",
    ] {
        let answer = client.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert!(answer.text().contains("<h1"), "{path}");
    }
    let french = client.with("accept-language", "fr-FR,fr;q=0.9,en;q=0.5").get("/i/x");
    assert!(french.text().contains("lang=\"fr\""), "{}", french.text());
}

fn health_is_told(server: &mut Server) {
    assert_eq!(server.client().get("/healthz").status, 200);
    assert_eq!(server.client().get("/readyz").status, 200);
}

/// SQLite rolls a transaction back by itself when the disk is full; storing must go on when there is space again.
#[test]
fn a_full_disk_refuses_answers_until_there_is_space_again() {
    let mut server = Server::start(tests::server::Engine::Sqlite);
    let waiting = responses(&server, 12);
    let disk = SmallDisk::under(&mut server);
    let client = server.client();
    let send = |response: &Json| client.post(&api("responses"), &json!({ "responses": [response] }));
    disk.fill();
    // The first may still find place in what the database's log has.
    let refused = waiting.iter().find(|response| send(response).status != 200).expect("it is full");
    send(refused).problem(503, "database_unavailable");
    let ready = client.get("/readyz");
    assert_eq!((ready.status, ready.text().as_str()), (503, "the database does not take what is written\n"));
    disk.free();
    assert_eq!(statuses(&submit(&client, std::slice::from_ref(refused))), ["stored"]);
    assert_eq!(client.get("/readyz").status, 200);
}

/// The description of the API is made from its routes; these are the fixed ones.
fn the_api_describes_itself(server: &mut Server) {
    let description = server.client().get("/api/v1/openapi.json").json();
    assert_eq!(description["openapi"], "3.1.0");
    for (method, path) in [
        ("get", "/openapi.json"),
        ("post", "/surveys/{survey}/credentials"),
        ("post", "/surveys/{survey}/responses"),
        ("post", "/surveys/{survey}/participation"),
        ("get", "/surveys/{survey}/response-rate"),
        ("get", "/surveys/{survey}/results"),
        ("get", "/surveys/{survey}/results.csv"),
        ("get", "/surveys/{survey}/results.xlsx"),
    ] {
        let operation = &description["paths"][format!("/api/v1{path}")][method];
        assert!(
            operation["responses"]["200"].is_object() || operation["responses"]["204"].is_object(),
            "{path}"
        );
    }
}

// Staff.

fn staff_log_in_with_the_right_password_alone(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    let right = staff::log_in(server, &email, &password);
    assert_eq!((right.status, right.header("location")), (303, "/staff"), "{}", right.text());
    let cookie = right.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite="), "{cookie}");
    for (email, password) in [
        (email.as_str(), "wrong"),
        ("nobody@sawt.example", password.as_str()),
        (email.as_str(), ""),
        ("", ""),
    ] {
        let wrong = staff::log_in(server, email, password);
        assert!((400..500).contains(&wrong.status), "{}", wrong.status);
        assert_eq!(wrong.header("set-cookie"), "");
        assert!(!wrong.text().contains("value=\"wrong\""), "a password is not shown again");
    }
}

fn who_guesses_passwords_has_to_wait_whether_there_is_an_account_or_not(server: &mut Server) {
    let (email, password) = server.demo.manager.clone();
    for email in [email.as_str(), "nobody@sawt.example"] {
        let statuses: Vec<u16> = (0..11).map(|_| staff::log_in(server, email, "wrong").status).collect();
        assert_eq!(statuses[..10], [422; 10], "{email}");
        assert_eq!(statuses[10], 429, "{email}");
    }
    assert_eq!(
        staff::log_in(server, &email.to_uppercase(), &password).status,
        429,
        "not even with the right one"
    );
    let (other, password) = server.demo.admin.clone();
    assert_eq!(staff::log_in(server, &other, &password).status, 303, "others are not held up");
    server.ledger().execute("UPDATE log_in_attempt SET until = until - 600000");
    assert_eq!(
        staff::log_in(server, &email, &server.demo.manager.1.clone()).status,
        303,
        "after ten minutes"
    );
}

fn staff_and_surveys_are_added_by_command(server: &mut Server) {
    let added: Json =
        serde_json::from_str(&server.command(&["staff", "add", "New@sawt.example", "--name", "New"]))
            .unwrap();
    let text = |json: &Json, field: &str| json[field].as_str().unwrap().to_owned();
    assert_eq!(staff::log_in(server, "new@sawt.example", &text(&added, "password")).status, 303);
    let reset: Json =
        serde_json::from_str(&server.command(&["staff", "reset-password", "new@sawt.example"])).unwrap();
    assert_eq!(staff::log_in(server, "new@sawt.example", &text(&added, "password")).status, 422);
    assert_eq!(staff::log_in(server, "new@sawt.example", &text(&reset, "password")).status, 303);
    let file = tests::server::repository("question-sets/ims-partnership-2026.json");
    let file = file.display().to_string();
    server.command(&[
        "survey",
        "add",
        "next",
        &file,
        "--opens-on",
        "2027-01-10",
        "--closes-on",
        "2027-02-20",
    ]);
    assert_eq!(server.client().get("/s/next/ar").status, 200, "the page says that it does not take answers");
    server.command(&["survey", "open", "next"]);
    assert!(server.client().get("/s/next/question-set.json").text().contains("ims-partnership"));
}

fn a_log_in_from_another_site_is_refused(server: &mut Server) {
    let fields = [("email", &server.demo.manager.0), ("password", &server.demo.manager.1)]
        .map(|(name, value)| (name.to_owned(), value.clone()));
    let answer = server.client().with("sec-fetch-site", "cross-site").post_form("/staff/login", &fields);
    assert_eq!((answer.status, answer.header("set-cookie")), (403, ""));
}

fn logging_out_needs_the_pages_own_word(server: &mut Server) {
    let client = staff::manager(server);
    let log_out = |csrf: &str| client.post_form("/staff/logout", &[("csrf".to_owned(), csrf.to_owned())]);
    assert_eq!(log_out("guessed").status, 403);
    let page = client.get("/staff").text();
    let csrf = page
        .split_once("name=\"csrf\" value=\"")
        .expect("the page has the word")
        .1
        .split_once('"')
        .unwrap()
        .0;
    assert_eq!(log_out(csrf).status, 303);
    client.get(&api("response-rate")).problem(401, "not_logged_in");
    assert_ne!(client.get("/staff").status, 200);
}

fn figures_are_for_staff_alone(server: &mut Server) {
    for path in ["/staff", "/staff/surveys/ims-2026"] {
        let answer = server.client().get(path);
        assert_eq!(answer.status, 303, "{path}");
        assert!(answer.header("location").starts_with("/staff/login"), "{path}");
    }
    let forged = server.client().with("cookie", "sawt=AAAAAAAAAAAAAAAAAAAAAAAAAAA");
    forged.get(&api("response-rate")).problem(401, "not_logged_in");
    let client = staff::manager(server);
    let rate = client.get(&api("response-rate"));
    assert_eq!(rate.status, 200);
    let rate = rate.json();
    assert_eq!(rate["survey"], SURVEY);
    assert_eq!(rate["total"]["invited"], 115);
    assert!(
        rate["earlier"].as_array().unwrap().contains(&json!({ "wave": "2021", "percent": 46.0 })),
        "{rate}"
    );
    client.get("/api/v1/surveys/atlantis/response-rate").problem(404, "unknown_survey");
    assert_eq!(client.get("/staff/surveys/ims-2026").status, 200);
    assert_eq!(client.get("/staff/surveys/atlantis").status, 404);
}

on_both_databases! {
    a_response_is_stored_as_it_was_sent,
    a_response_sent_twice_is_stored_once,
    the_same_response_twice_in_one_batch_is_stored_once,
    fifty_at_once_of_the_same_response_are_stored_once,
    different_responses_with_one_credential_are_stored_once,
    a_batch_stores_the_good_and_rejects_the_bad_each_for_its_own_reason,
    a_hundred_are_taken_and_a_hundred_and_one_are_not,
    an_empty_batch_has_no_results,
    an_older_published_version_is_still_accepted,
    answers_that_are_not_asked_are_left_out,
    what_was_acknowledged_survives_a_killed_server,
    answers_that_do_not_fit_are_rejected_by_name,
    reasons_are_given_in_the_language_of_the_response,
    responses_of_the_wrong_shape_are_rejected_one_by_one,
    an_empty_response_is_rejected,
    bodies_that_are_no_batch_get_a_problem,
    deep_nesting_is_refused_and_not_a_crash,
    ten_megabytes_are_refused,
    a_request_cut_in_the_middle_stores_nothing,
    every_error_is_a_problem_with_its_code,
    the_same_request_gets_the_same_credential,
    a_link_is_good_for_three_devices,
    a_link_that_was_used_for_an_answer_is_good_for_no_other,
    devices_that_ask_at_once_are_counted_rightly,
    a_credential_is_not_given_without_an_invitation,
    a_blinded_element_must_be_one,
    forged_and_foreign_credentials_are_refused,
    a_spent_credential_is_refused_for_another_response,
    taking_part_is_marked_once_and_by_the_day,
    participation_needs_a_link_of_this_survey,
    a_partner_that_responded_stays_so,
    a_closed_survey_takes_nothing,
    the_log_names_no_link_and_no_address,
    the_response_ledger_has_no_place_for_time_or_person,
    the_form_page_is_the_same_for_everyone,
    every_answer_carries_the_security_headers,
    the_form_page_can_be_kept_and_asked_after,
    the_form_page_carries_what_the_client_needs,
    unknown_addresses_are_pages_that_say_so,
    health_is_told,
    the_api_describes_itself,
    staff_log_in_with_the_right_password_alone,
    who_guesses_passwords_has_to_wait_whether_there_is_an_account_or_not,
    staff_and_surveys_are_added_by_command,
    a_log_in_from_another_site_is_refused,
    logging_out_needs_the_pages_own_word,
    figures_are_for_staff_alone,
}
