//! What staff do on pages, done by a program with a token, on both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

mod complete;
mod docs;
mod log;

use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::{SURVEY, on_both_databases, staff};

use complete::whatever_a_form_does_a_route_of_the_api_does;
use docs::every_command_of_the_docs_does_what_they_say;
use log::every_change_by_the_api_writes_into_the_log_and_no_secret;

on_both_databases![
    whatever_a_form_does_a_route_of_the_api_does,
    every_command_of_the_docs_does_what_they_say,
    every_change_by_the_api_writes_into_the_log_and_no_secret,
    a_manager_sees_all_partners_and_the_own_ones_first,
    partners_come_in_by_a_file_that_is_looked_at_first,
    fieldwork_is_done_by_a_program,
    a_draft_is_changed_by_who_saw_it_and_published_after_its_review,
    people_are_invited_and_the_last_admin_stays,
    a_survey_is_made_opened_and_closed
];

/// A program of the admin's, with every scope.
fn program(server: &Server) -> Client {
    let token = staff::token(server, "program");
    server.client().with("authorization", &format!("Bearer {token}"))
}

fn send(client: &Client, method: &str, path: &str, body: &Json) -> Answer {
    client.send(method, &format!("/api/v1{path}"), "application/json", body.to_string().as_bytes())
}

fn post(client: &Client, path: &str, body: &Json) -> Answer {
    send(client, "POST", path, body)
}

fn get(client: &Client, path: &str) -> Json {
    let answer = client.get(&format!("/api/v1{path}"));
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.json()
}

fn partners_come_in_by_a_file_that_is_looked_at_first(server: &mut Server) {
    let client = program(server);
    let file = client.get("/api/v1/partners.csv").text();
    let (head, _) = file.trim_start_matches('\u{feff}').split_once('\n').unwrap();
    let look = |text: &str| client.send("POST", "/api/v1/partner-imports", "text/csv", text.as_bytes());
    let same = look(&file).json();
    assert_eq!((same["sound"].clone(), same["unchanged"].clone()), (json!(true), json!(115)));
    let row = |key: &str| {
        let value = |column: &str| match column {
            "key" => key,
            "name" => "Radio Nouvelle",
            "region" => "africa",
            "language" => "fr",
            "manager" => "manager@sawt.example",
            "contact_name" => "Awa",
            "contact_email" => "awa@nouvelle.example",
            "active" => "yes",
            _ => "x",
        };
        head.trim().split(',').map(value).collect::<Vec<_>>().join(",")
    };
    let head = head.trim();
    let wrong = look(&format!("{head}\n{}\n", row("a b"))).json();
    assert_eq!(
        (wrong["sound"].clone(), wrong["rows"][0]["problems"][0]["column"].clone()),
        (json!(false), json!("key"))
    );
    let right = look(&format!("{head}\n{}\n", row("p200-nouvelle"))).json();
    let confirm = |seen: &Json| {
        let path = format!("/partner-imports/{}/confirmation", right["id"].as_str().unwrap());
        post(&client, &path, &json!({ "version": seen }))
    };
    confirm(&json!(-1)).problem(409, "overtaken");
    assert_eq!(confirm(&right["version"]).json(), json!({ "added": 1, "changed": 0 }), "{right}");
    confirm(&right["version"]).problem(404, "unknown_import");
    assert_eq!(get(&client, "/partners/p200-nouvelle")["name"], "Radio Nouvelle");
    let logged = get(&client, "/audit-log?what=partners_imported&limit=1");
    assert_eq!(logged["items"][0]["detail"]["token"], "program");
    look("").problem(422, "invalid");
    client.send("POST", "/api/v1/partner-imports", "image/png", b"x").problem(415, "unsupported_file");
}

fn fieldwork_is_done_by_a_program(server: &mut Server) {
    let client = program(server);
    let survey = format!("/surveys/{SURVEY}");
    let invitations = get(&client, &format!("{survey}/invitations?limit=2&state=invited"));
    assert_eq!(
        (invitations["items"].as_array().unwrap().len(), invitations["next"].clone()),
        (2, json!("2"))
    );
    let one = format!("{survey}/invitations/{}", invitations["items"][0]["id"].as_str().unwrap());
    let whole = get(&client, &one);
    assert!(!whole.to_string().contains("/i/"), "the link is not shown: {whole}");
    let day = |days| (today(&client) + Days::new(days)).to_string();
    let noted = post(
        &client,
        &format!("{one}/follow-ups"),
        &json!({ "kind": "call", "day": day(0), "note": "asks for a week" }),
    );
    assert_eq!(noted.status, 201, "{}", noted.text());
    let early =
        post(&client, &format!("{one}/follow-ups"), &json!({ "kind": "note", "day": day(2), "note": "" }));
    assert_eq!(early.problem(422, "invalid").errors.len(), 2);
    assert_eq!(get(&client, &one)["follow_ups"][0]["note"], "asks for a week");
    let message = post(&client, &format!("{one}/message"), &json!({ "language": "ar" })).json();
    assert!(message["text"].as_str().unwrap().contains("/i/") && message["language"] == "ar", "{message}");
    assert_eq!(post(&client, &format!("{one}/link"), &json!({})).status, 204);

    let round = |when: Json| json!({ "kind": "reminder", "when": when, "audience": "not_responded", "languages": ["en", "fr", "ar"] });
    let planned = post(&client, &format!("{survey}/rounds"), &round(json!({ "days_before_deadline": 1 })));
    assert_eq!(planned.status, 201, "{}", planned.text());
    let id = planned.json()["id"].as_str().unwrap().to_owned();
    let past =
        post(&client, &format!("{survey}/rounds"), &round(json!({ "on": day(0) }))).problem(422, "invalid");
    assert_eq!(past.errors[0].pointer, "/when");
    let sent = post(&client, &format!("{survey}/rounds/{id}/send"), &json!({})).json();
    assert!(sent["messages"].as_u64().unwrap() > 0, "{sent}");
    send(&client, "DELETE", &format!("{survey}/rounds/{id}"), &json!({})).problem(409, "not_now");

    let wording = format!("{survey}/wordings/reminder/en");
    let wrong = send(
        &client.clone().with("if-match", "*"),
        "PUT",
        &wording,
        &json!({ "subject": "Hello { $nobody }", "body": "No link." }),
    );
    assert!(wrong.problem(422, "invalid").errors.iter().any(|error| error.pointer == "/subject"));
    let text = "Dear { $contact },\n\n{ $link }\n\n{ $decline }";
    let asks = client.clone().with("if-match", "*");
    let kept = send(&asks, "PUT", &wording, &json!({ "subject": "A word, please", "body": text }));
    assert_eq!(kept.status, 200, "{}", kept.text());
    let own = get(&client, &format!("{survey}/wordings"));
    assert!(
        own.as_array().unwrap().iter().any(|one| one["own"] == true && one["subject"] == "A word, please")
    );
    let extended =
        post(&client, &format!("{survey}/extension"), &json!({ "closes_on": day(300), "reason": "floods" }))
            .json();
    assert_eq!(extended["closes_on"], day(300));
    let history = get(&client, &format!("{survey}/history"));
    assert!(history.as_array().unwrap().iter().any(|line| line["detail"]["reason"] == "floods"));
    assert!(get(&client, &format!("{survey}/calls")).is_array());
}

fn today(client: &Client) -> NaiveDate {
    let page = get(client, "/audit-log?limit=1");
    page["items"][0]["at"].as_str().unwrap()[..10].parse().unwrap()
}

/// The newest version of a question set.
fn newest(set: &Json) -> Json {
    let versions = set["versions"].as_array().unwrap().iter().map(|one| one["version"].as_u64().unwrap());
    json!(versions.max().unwrap())
}

fn a_draft_is_changed_by_who_saw_it_and_published_after_its_review(server: &mut Server) {
    let client = program(server);
    let set = get(&client, "/question-sets")[0].clone();
    let (code, last) = (set["code"].as_str().unwrap(), json!({ "version": newest(&set) }));
    let draft = format!("/question-sets/{code}/draft");
    if !set["draft"].is_null() {
        assert_eq!(
            send(&client, "DELETE", &format!("{draft}?revision={}", set["draft"]), &json!({})).status,
            204
        );
    }
    let begun = post(&client, &draft, &json!({ "version": last["version"] }));
    assert_eq!(begun.status, 201, "{}", begun.text());
    let mut state = begun.json();
    let mut broken = state["question_set"].clone();
    broken["title"].as_object_mut().unwrap().remove("fr");
    let saved =
        send(&client, "PUT", &draft, &json!({ "revision": state["revision"], "question_set": broken }));
    assert_eq!(
        get(&client, &format!("{draft}/review"))["findings"],
        json!([{ "place": "title", "code": "text-missing", "problem": "The text is missing in French." }])
    );
    state["revision"] = saved.json()["revision"].clone();
    state["question_set"]["title"]["en"] = json!("Another title");
    let put = |revision: &Json, set: &Json| {
        send(&client, "PUT", &draft, &json!({ "revision": revision, "question_set": set }))
    };
    let saved = put(&state["revision"], &state["question_set"]);
    assert_eq!(saved.status, 200, "{}", saved.text());
    put(&state["revision"], &state["question_set"]).problem(409, "overtaken");
    put(&saved.json()["revision"], &json!({ "code": code })).problem(422, "invalid");
    let review = get(&client, &format!("{draft}/review"));
    assert_eq!(review["findings"], json!([]));
    assert_eq!(review["differences"].as_array().unwrap().len(), 1, "{review}");
    let publish = |revision: &Json| {
        let seen = json!({ "revision": revision, "version": review["version"], "declared": false });
        post(&client, &format!("{draft}/publish"), &seen)
    };
    publish(&state["revision"]).problem(409, "overtaken");
    assert_eq!(publish(&review["revision"]).json()["version"], review["version"]);
    let published = format!("/question-sets/{code}/versions/{}", review["version"]);
    assert_eq!(get(&client, &published)["question_set"]["title"]["en"], "Another title");
    let differences = get(&client, &format!("{published}/differences?from={}", last["version"]));
    assert_eq!(differences["differences"].as_array().unwrap().len(), 1);
}

fn people_are_invited_and_the_last_admin_stays(server: &mut Server) {
    let client = program(server);
    let noor = json!({ "email": "noor@api.example", "name": "Noor", "role": "analyst", "language": "ar" });
    let invited = post(&client, "/invited-people", &noor);
    assert!(
        invited.status == 201 && !invited.text().contains("/staff/welcome/"),
        "a link goes by mail alone"
    );
    assert_eq!(get(&client, "/invited-people")[0]["role"], "analyst");
    assert_eq!(send(&client, "DELETE", "/invited-people/noor@api.example", &json!({})).status, 204);
    let wrong = json!({ "email": "noor", "name": "", "role": "analyst", "language": "xx" });
    assert_eq!(post(&client, "/invited-people", &wrong).problem(422, "invalid").errors.len(), 3);
    let people = get(&client, "/people");
    let id = |role: &str| {
        let found = people.as_array().unwrap().iter().find(|person| person["role"] == role).unwrap();
        format!("/people/{}", found["id"].as_str().unwrap())
    };
    send(&client, "PATCH", &id("admin"), &json!({ "active": false })).problem(409, "not_now");
    let changed = send(&client, "PATCH", &id("manager"), &json!({ "role": "analyst" })).json();
    assert_eq!(changed["role"], "analyst");
}

fn a_survey_is_made_opened_and_closed(server: &mut Server) {
    let client = program(server);
    let set = get(&client, "/question-sets")[0].clone();
    let version = newest(&set);
    let day = |days| (today(&client) + Days::new(days)).to_string();
    let mut new = json!({
        "code": "api-2028", "question_set": set["code"], "version": 99, "opens_on": day(0), "closes_on": day(30),
        "time_zone": "Europe/Copenhagen", "grace_days": 7, "names": { "fr": "Notre enquête", "en": " " }, "threshold": 2,
    });
    assert_eq!(post(&client, "/surveys", &new).problem(422, "invalid").errors[0].pointer, "/threshold");
    new["threshold"] = json!(3);
    assert_eq!(post(&client, "/surveys", &new).problem(422, "invalid").errors[0].pointer, "/version");
    new["version"] = version;
    let made = post(&client, "/surveys", &new);
    assert_eq!((made.status, made.json()["state"].clone()), (201, json!("draft")), "{}", made.text());
    assert_eq!(made.json()["names"], json!({ "fr": "Notre enquête" }));
    assert_eq!(get(&client, "/surveys/api-2028/threshold"), json!({ "threshold": 3 }));
    let wrong =
        send(&client, "PATCH", "/surveys/api-2028", &json!({ "time_zone": "Nowhere", "send_hour": 24 }));
    assert_eq!(wrong.problem(422, "invalid").errors.len(), 2);
    assert_eq!(
        send(&client, "PATCH", "/surveys/api-2028", &json!({ "max_devices": 1 })).json()["max_devices"],
        1
    );
    let long = json!({ "names": { "fr": "x".repeat(1000) } });
    let refused = send(&client, "PATCH", "/surveys/api-2028", &long).problem(422, "invalid");
    assert_eq!(refused.errors[0].pointer, "/names");
    let changed = send(&client, "PATCH", "/surveys/api-2028", &json!({ "threshold": 6 }));
    assert_eq!(changed.json()["names"], json!({ "fr": "Notre enquête" }), "what is left out stays");
    assert_eq!(get(&client, "/surveys/api-2028/threshold"), json!({ "threshold": 6 }));
    let invited =
        post(&client, "/surveys/api-2028/invitations", &json!({ "partners": null, "mail": false })).json();
    assert!(invited["invited"].as_u64().unwrap() > 100, "{invited}");
    assert_eq!(post(&client, "/surveys/api-2028/open", &json!({})).json()["state"], "open");
    let late = send(&client, "PATCH", "/surveys/api-2028", &json!({ "closes_on": day(40) }));
    assert_eq!((late.status, late.json()["code"].clone()), (409, json!("not_now")));
    let close = |days| {
        post(
            &client,
            "/surveys/api-2028/close",
            &json!({ "closes_on": day(days), "reason": "the funds ran out" }),
        )
    };
    assert_eq!(close(1).problem(422, "invalid").errors[0].pointer, "/closes_on");
    assert_eq!(close(30).problem(422, "invalid").errors[0].pointer, "/closes_on");
    let closing = close(10).json();
    assert_eq!((closing["state"].clone(), closing["closes_on"].clone()), (json!("open"), json!(day(10))));
    let threshold = json!({ "threshold": 8 });
    assert_eq!(send(&client, "PUT", "/surveys/api-2028/threshold", &threshold).json(), threshold);
    let waves = get(&client, &format!("/surveys/{SURVEY}/earlier-waves"));
    let name = waves[0]["name"].as_str().unwrap();
    let file = client.get(&format!("/api/v1/surveys/{SURVEY}/earlier-waves/{name}")).text();
    let path = format!("/api/v1/surveys/{SURVEY}/earlier-waves?keep=false");
    let looked = client.send("POST", &path, "application/json", file.as_bytes()).json();
    assert_eq!((looked["kept"].clone(), looked["waves"][0]["name"].clone()), (json!(false), json!(name)));
}

/// Colleagues stand in for each other: who is responsible for a partner is a matter of order, and shuts nobody out.
fn a_manager_sees_all_partners_and_the_own_ones_first(server: &mut Server) {
    let me = server.demo.manager.0.clone();
    server.ledger().execute(&format!(
        "UPDATE partner SET manager = CASE WHEN region = 'mena' THEN 'colleague@sawt.example' ELSE '{me}' END"
    ));
    let manager = staff::manager(server);
    let csrf = manager.get("/staff/nothing-here").text();
    let csrf = csrf.split_once("name=\"csrf\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let by_api = manager.clone().with("x-sawt-csrf", &csrf);
    let invitations = |who: &str| {
        let list = get(&by_api, &format!("/surveys/{SURVEY}/invitations?limit=500&manager={who}"));
        list["items"].as_array().unwrap().clone()
    };
    let (own, others) = (invitations(&me), invitations("colleague@sawt.example"));
    assert!(!own.is_empty() && !others.is_empty());
    assert_eq!(invitations("").len(), own.len() + others.len(), "all are seen");
    let calls = get(&by_api, &format!("/surveys/{SURVEY}/calls"));
    let flags: Vec<bool> =
        calls.as_array().unwrap().iter().map(|call| call["own"].as_bool().unwrap()).collect();
    assert!(flags.contains(&true) && flags.contains(&false), "{flags:?}");
    assert!(flags.is_sorted_by(|before, after| before >= after), "the own ones first: {flags:?}");
    // On the pages alike: the first of the list is an own one, and another's can be opened, noted and reminded.
    let page = manager.get(&format!("/staff/surveys/{SURVEY}/invitations")).text();
    let links: Vec<&str> =
        page.split("/invitations/").skip(1).map(|rest| rest.split(['"', '?', '/']).next().unwrap()).collect();
    let first_own = links.iter().find(|link| own.iter().chain(&others).any(|one| one["id"] == **link));
    assert!(own.iter().any(|one| one["id"] == **first_own.unwrap()), "{page}");
    let other = others[0]["id"].as_str().unwrap();
    let path = format!("/staff/surveys/{SURVEY}/invitations/{other}");
    assert_eq!(manager.get(&path).status, 200);
    let day = today(&program(server)).to_string();
    let fields =
        [("csrf", csrf.as_str()), ("kind", "call"), ("day", &day), ("note", "standing in"), ("next_on", "")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(manager.post_form(&format!("{path}/follow-ups"), &fields).status, 303);
    let noted = json!({ "kind": "call", "day": day, "note": "and by a program", "next_on": null });
    assert_eq!(
        post(&by_api, &format!("/surveys/{SURVEY}/invitations/{other}/follow-ups"), &noted).status,
        201
    );
    // What is not a manager's part at all is shut by both ways.
    by_api.get("/api/v1/people").problem(403, "not_allowed");
    by_api.get("/api/v1/surveys/ims-2024/answers").problem(403, "not_allowed");
    assert_eq!(manager.get("/staff/people").status, 403);
    assert_eq!(manager.get("/staff/surveys/ims-2024/answers").status, 403);
}
