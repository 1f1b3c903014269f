//! Attacks by a manager on how surveys begin and end: every form and every route of the API that changes something, tried on a
//! survey in preparation, on an open one and on one that is closed and not over. On both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use tests::http::Client;
use tests::ledger::Ledger;
use tests::pages::{is_door, routes};
use tests::server::Server;
use tests::wait::until;
use tests::{SURVEY, on_both_databases, staff};

on_both_databases![
    a_manager_neither_opens_nor_closes_a_survey,
    nobody_chooses_when_a_survey_ends,
    closing_early_leaves_72_hours_and_is_told,
    a_survey_that_opens_too_small_never_shows_results,
];

const PREPARED: &str = "in-preparation";
const CLOSED: &str = "in-its-grace";

fn send(client: &Client, method: &str, path: &str, body: &Json) -> tests::http::Answer {
    client.send(method, &format!("/api/v1{path}"), "application/json", body.to_string().as_bytes())
}

/// A day so many days ahead of today.
fn day(server: &Server, ahead: u64) -> String {
    let last = format!("SELECT closes_on FROM survey WHERE code = '{SURVEY}'");
    // The demo's survey ends fourteen days after it was loaded.
    let last: chrono::NaiveDate = server.ledger().texts(&last).remove(0).parse().unwrap();
    (last - chrono::Days::new(14) + chrono::Days::new(ahead)).to_string()
}

/// Adds a survey in preparation, and one that was open and is closed.
fn add_surveys(server: &Server) {
    let token = staff::token(server, "program");
    let admin = server.client().with("authorization", &format!("Bearer {token}"));
    for code in [PREPARED, CLOSED] {
        let new = json!({
            "code": code, "question_set": "ims-partnership", "version": 2, "opens_on": day(server, 0),
            "closes_on": day(server, 30), "grace_days": 14,
        });
        let made = send(&admin, "POST", "/surveys", &new);
        assert_eq!(made.status, 201, "{}", made.text());
    }
    server.command(&["survey", "open", CLOSED]);
    server.command(&["survey", "close", CLOSED]);
}

/// Each choice that a pattern leaves, `{action:pause|resume}`, and something for every other part that is left open.
fn addresses(pattern: &str, survey: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for part in pattern.split('/').skip(1) {
        let choices: Vec<String> = match part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some("survey") => vec![survey.to_owned()],
            Some(named) => match named.split_once(':') {
                Some((_, choices)) => choices.split('|').map(str::to_owned).collect(),
                None if named == "kind" => vec!["reminder".to_owned()],
                None if named == "language" => vec!["en".to_owned()],
                None => vec!["5f3c0f7e-7d55-4f0e-8f4e-1b2c3d4e5f60".to_owned()],
            },
            None => vec![part.to_owned()],
        };
        all = all
            .iter()
            .flat_map(|begun| choices.iter().map(move |choice| format!("{begun}/{choice}")))
            .collect();
    }
    all
}

/// What a survey is, as far as it decides when answers are taken.
fn state(ledger: &Ledger, what: &str) -> Vec<String> {
    ledger.texts(&format!("SELECT code || ' ' || {what} FROM survey ORDER BY code"))
}

/// What puts each survey back to what it is now.
fn as_it_is(server: &Server) -> Vec<String> {
    let columns = ["state", "closes_on", "time_zone", "working_days"];
    let numbers = ["send_hour", "grace_days", "max_devices"];
    let texts = columns.map(|column| format!("'{column} = ''' || {column} || ''''")).join(" || ', ' || ");
    let numbers = numbers.map(|column| format!("'{column} = ' || {column}")).join(" || ', ' || ");
    let sql = format!(
        "SELECT 'UPDATE survey SET suspended_on = NULL, ' || {texts} || ', ' || {numbers} || ' WHERE code = ''' || code || '''' FROM survey"
    );
    server.ledger().texts(&sql)
}

/// Tries everything that changes a survey, as somebody with this session, and returns what changed it.
fn attack(server: &Server, client: &Client, what: &str) -> Vec<String> {
    let csrf = client.get("/staff/nothing-here").text();
    let csrf = csrf.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let by_api = client.clone().with("x-sawt-csrf", &csrf);
    let description = client.get("/api/v1/openapi.json").json();
    let mut doors = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        let methods = methods.as_object().unwrap().keys().filter(|method| *method != "get");
        doors.extend(methods.map(|method| (method.to_uppercase(), path.clone())));
    }
    let forms = routes().into_iter().filter(|(method, pattern)| *method == "POST" && !is_door(pattern));
    doors.extend(forms.map(|(_, pattern)| ("FORM".to_owned(), pattern)));
    let (later, now) = (day(server, 40), day(server, 0));
    let bodies = [
        json!({}),
        json!({ "closes_on": later, "reason": "floods", "tell": true }),
        json!({ "closes_on": now, "reason": "floods", "tell": false }),
        json!({ "time_zone": "Pacific/Kiritimati" }),
        json!({ "time_zone": "Pacific/Pago_Pago" }),
        json!({ "grace_days": 0 }),
        json!({ "max_devices": 10 }),
        json!({ "closes_on": now }),
    ];
    let calendar = |zone: &'static str, grace: &'static str, devices: &'static str| {
        vec![
            ("time_zone", zone),
            ("grace_days", grace),
            ("max_devices", devices),
            ("working_days", "mon"),
            ("send_hour", "9"),
            ("threshold", "5"),
        ]
    };
    let fields = [
        vec![],
        vec![("closes_on", later.as_str()), ("reason", "floods")],
        vec![("closes_on", now.as_str()), ("reason", "floods")],
        calendar("Pacific/Kiritimati", "14", "3"),
        calendar("UTC", "0", "3"),
        calendar("UTC", "14", "10"),
    ];
    let put_back = as_it_is(server);
    let ledger = server.ledger();
    let mut before = state(&ledger, what);
    let mut found = Vec::new();
    for survey in [PREPARED, SURVEY, CLOSED] {
        for (method, pattern) in doors.iter().filter(|(_, pattern)| pattern.contains("{survey}")) {
            for address in addresses(pattern, survey) {
                let tries = if method == "FORM" { fields.len() } else { bodies.len() };
                for one in 0..tries {
                    if method == "FORM" {
                        let mut all = vec![("csrf".to_owned(), csrf.clone())];
                        all.extend(fields[one].iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
                        client.post_form(&address, &all);
                    } else {
                        let body = bodies[one].to_string();
                        by_api.clone().with("if-match", "*").send(
                            method,
                            &address,
                            "application/json",
                            body.as_bytes(),
                        );
                    }
                    let after = state(&ledger, what);
                    if after != before {
                        found.push(format!(
                            "{method} {address} {}: {before:?} {after:?}",
                            bodies[one % bodies.len()]
                        ));
                        put_back.iter().for_each(|sql| ledger.execute(sql));
                        before = state(&ledger, what);
                    }
                }
            }
        }
    }
    found
}

fn a_manager_neither_opens_nor_closes_a_survey(server: &mut Server) {
    add_surveys(server);
    let found = attack(server, &staff::manager(server), "state");
    assert_eq!(found, Vec::<String>::new());
    // The same finds the doors of who may.
    let found = attack(server, &staff::admin(server), "state");
    let opened =
        |survey: &str, way: &str| found.iter().any(|door| door.contains(survey) && door.contains(way));
    assert!(opened(PREPARED, "FORM /staff/surveys/in-preparation/open"), "{found:?}");
    assert!(opened(PREPARED, "POST /api/v1/surveys/in-preparation/open"), "{found:?}");
    assert!(opened(CLOSED, "/api/v1/surveys/in-its-grace/extension"), "{found:?}");
    assert!(opened(CLOSED, "FORM /staff/surveys/in-its-grace/deadline"), "{found:?}");
    // A manager is told why, on the page and by the API.
    let manager = staff::manager(server);
    let page = manager.get(&format!("/staff/surveys/{CLOSED}/deadline?lang=en")).text();
    assert!(page.contains("that is for an admin to do"), "{page}");
    let page = manager.get(&format!("/staff/surveys/{SURVEY}/reminders")).text();
    assert!(!page.contains("/close\""), "no button that does nothing: {page}");
}

/// Once a survey was opened its zone and its devices stay, and its last day and its days of grace only grow: whoever could choose
/// the moment of the end would see the answers of exactly those who had answered by then.
fn nobody_chooses_when_a_survey_ends(server: &mut Server) {
    add_surveys(server);
    let what = "closes_on || ' ' || time_zone || ' ' || grace_days || ' ' || max_devices";
    let manager = attack(server, &staff::manager(server), what);
    let admin = attack(server, &staff::admin(server), what);
    let (later, moves) = (day(server, 40), ["/extension", "/deadline"]);
    let opened = |door: &&String| !door.contains(&format!("/{PREPARED}"));
    for door in manager.iter().chain(&admin).filter(opened) {
        let (before, after) = door.rsplit_once('[').unwrap();
        if door.contains("/suspension") {
            // It only grows: each survey's last day is the first that differs.
            assert!(before.rsplit_once('[').unwrap().1 < after, "{door}");
            continue;
        }
        assert!(moves.iter().any(|known| door.contains(known)) && after.contains(&later), "{door}");
    }
    let on_the_way = |survey: &str| manager.iter().any(|door| door.contains(&format!("/{survey}/deadline")));
    assert!(on_the_way(SURVEY) && !on_the_way(CLOSED), "{manager:?}");
    let in_preparation = format!("FORM /staff/surveys/{PREPARED}/reminders/settings");
    assert!(
        manager.iter().any(|door| door.starts_with(&in_preparation)),
        "the same finds what is open: {manager:?}"
    );
    // Each field is named, in each language; what was typed is kept.
    let client = staff::admin(server);
    let csrf = client.get("/staff/nothing-here").text();
    let csrf = csrf.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let settings = format!("/staff/surveys/{SURVEY}/settings");
    let zone = ["The time zone stays", "Le fuseau horaire ne change plus", "لا تتغيّر المنطقة الزمنية"];
    let devices = ["number of devices stays", "Le nombre d’appareils ne change plus", "لا يتغيّر عدد الأجهزة"];
    let grace = ["but not fewer", "mais pas moins", "ولا يمكن إنقاصها"];
    for (field, value, words) in [
        ("time_zone", "Pacific/Kiritimati", zone),
        ("max_devices", "10", devices),
        ("grace_days", "0", grace),
    ] {
        for (language, words) in ["en", "fr", "ar"].iter().zip(words) {
            let mut fields = vec![
                ("csrf", csrf.as_str()),
                ("time_zone", "Europe/Copenhagen"),
                ("grace_days", "14"),
                ("max_devices", "3"),
                ("working_days", "mon"),
                ("send_hour", "9"),
                ("threshold", "5"),
            ];
            fields.iter_mut().filter(|(name, _)| *name == field).for_each(|pair| pair.1 = value);
            let fields: Vec<_> = fields.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
            let answer = client.post_form(&format!("{settings}?lang={language}"), &fields);
            let text = answer.text();
            assert_eq!(answer.status, 422, "{field}: {text}");
            assert!(
                text.contains(&format!("id=\"{field}-error\"")) && text.contains(words),
                "{field}: {text}"
            );
            assert!(text.contains(value), "{field}: what was typed is kept");
        }
    }
    let by_api = client.clone().with("x-sawt-csrf", &csrf);
    for (field, value) in [("time_zone", json!("UTC")), ("max_devices", json!(2)), ("grace_days", json!(13))]
    {
        let refused = send(&by_api, "PATCH", &format!("/surveys/{SURVEY}"), &json!({ field: value }));
        assert_eq!(refused.problem(422, "invalid").errors[0].pointer, format!("/{field}"));
    }
    let more = json!({ "grace_days": 15, "working_days": "mon", "send_hour": 10 });
    assert_eq!(send(&by_api, "PATCH", &format!("/surveys/{SURVEY}"), &more).json()["grace_days"], 15);
    let earlier = json!({ "closes_on": day(server, 10), "reason": "floods" });
    let refused = send(&by_api, "POST", &format!("/surveys/{SURVEY}/extension"), &earlier);
    assert_eq!(refused.problem(422, "invalid").errors[0].pointer, "/closes_on");
}

fn closing_early_leaves_72_hours_and_is_told(server: &mut Server) {
    let token = staff::token(server, "program");
    let admin = server.client().with("authorization", &format!("Bearer {token}"));
    let manager = staff::manager(server);
    let close = format!("/surveys/{SURVEY}/close");
    let on = |ahead| json!({ "closes_on": day(server, ahead), "reason": "the funds ran out" });
    for soon in [0, 1, 2] {
        let refused = send(&admin, "POST", &close, &on(soon));
        assert_eq!(refused.problem(422, "invalid").errors[0].pointer, "/closes_on", "{soon}");
    }
    send(&admin, "POST", &close, &on(14)).problem(422, "invalid");
    let page = format!("/staff/surveys/{SURVEY}/close");
    assert_eq!(manager.get(&page).status, 403);
    let form = staff::admin(server);
    let csrf = form.get(&page).text();
    let csrf = csrf.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let (soon, later, in_three_days) = (day(server, 1), day(server, 2), day(server, 3));
    for (language, words) in [
        ("en", "have three days left"),
        ("fr", "disposent encore de trois jours"),
        ("ar", "إذ يبقى للشركاء المبلَّغين ثلاثة أيام"),
    ] {
        let fields = [("csrf", csrf.as_str()), ("closes_on", &soon), ("reason", "the funds ran out")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let refused = form.post_form(&format!("{page}?lang={language}"), &fields);
        let text = refused.text();
        assert!(
            refused.status == 422 && text.contains(words) && text.contains("id=\"closes_on-error\""),
            "{text}"
        );
        assert!(text.contains(&format!("value=\"{soon}\"")) && text.contains("the funds ran out"), "{text}");
    }
    // The reminders stand still, and a colleague has words of its own for every message: it is told all the same.
    let ledger = server.ledger();
    let told = format!("SELECT count(*) FROM message WHERE survey = '{SURVEY}' AND kind = 'closing-early'");
    let silent = format!(
        "SELECT count(*) FROM participation JOIN partner ON partner.key = participation.partner \
         WHERE survey = '{SURVEY}' AND state IN ('invited', 'opened') AND active = 1"
    );
    ledger.execute(&format!("UPDATE survey SET reminders_paused = 1 WHERE code = '{SURVEY}'"));
    assert_eq!(ledger.number(&told), 0);
    let closing = send(&admin, "POST", &close, &on(3));
    assert_eq!(closing.json()["closes_on"], in_three_days, "{}", closing.text());
    assert!(ledger.number(&silent) > 0);
    assert_eq!(ledger.number(&told), ledger.number(&silent));
    // Nobody plans such a message where nothing closes, or words it otherwise.
    let round = json!({ "kind": "closing-early", "when": { "on": later }, "audience": "not_responded", "languages": ["en"] });
    let planned = send(&admin, "POST", &format!("/surveys/{SURVEY}/rounds"), &round).problem(422, "invalid");
    assert_eq!(planned.errors[0].pointer, "/kind");
    let words = json!({ "subject": "Nothing new", "body": "{ $link }\n\n{ $decline }" });
    let asks = admin.clone().with("if-match", "*");
    send(&asks, "PUT", &format!("/surveys/{SURVEY}/wordings/closing-early/en"), &words)
        .problem(404, "unknown_wording");
    assert_eq!(form.get(&format!("/staff/surveys/{SURVEY}/texts/closing-early/en")).status, 404);
    // When it has ended, the report says what was promised.
    server.go_on_after_days(3 + 14 + 2);
    let report = || staff::admin(server).get(&format!("/staff/surveys/{SURVEY}/report?lang=en")).text();
    let said =
        until("the report says it", || Some(report()).filter(|page| page.contains("earlier than announced")));
    assert!(said.contains("its last day had been"), "{said}");
}

fn a_survey_that_opens_too_small_never_shows_results(server: &mut Server) {
    let token = staff::token(server, "program");
    let admin = server.client().with("authorization", &format!("Bearer {token}"));
    let partners = server.ledger().texts("SELECT key FROM partner WHERE active = 1 ORDER BY key");
    let cases = [
        ("large-enough", 10, 2, 1, ""),
        ("few-invited", 9, 2, 1, "twice its threshold"),
        ("two-days", 10, 1, 1, "fewer than three days"),
        ("no-grace", 10, 2, 0, "no day of grace"),
    ];
    for (code, invited, last, grace, lacks) in cases {
        let new = json!({
            "code": code, "question_set": "ims-partnership", "version": 2, "opens_on": day(server, 0),
            "closes_on": day(server, last), "grace_days": grace, "time_zone": "Europe/Copenhagen",
        });
        let made = send(&admin, "POST", "/surveys", &new);
        assert_eq!(made.status, 201, "{}", made.text());
        let wanted = json!({ "partners": partners[..invited], "mail": false });
        let done = send(&admin, "POST", &format!("/surveys/{code}/invitations"), &wanted).json();
        assert_eq!(done["invited"], invited, "{done}");
        // It says so before.
        let page = |language: &str| {
            staff::admin(server).get(&format!("/staff/surveys/{code}/open?lang={language}")).text()
        };
        for (language, words) in [
            ("en", "its results are never shown"),
            ("fr", "ses résultats ne seront jamais montrés"),
            ("ar", "فلن تُعرض نتائجه أبدًا"),
        ] {
            assert_eq!(page(language).contains(words), !lacks.is_empty(), "{code} {language}");
        }
        assert_eq!(
            send(&admin, "POST", &format!("/surveys/{code}/open"), &json!({})).json()["state"],
            "open"
        );
        // What comes later helps nothing.
        let all = json!({ "partners": partners[..20], "mail": false });
        send(&admin, "POST", &format!("/surveys/{code}/invitations"), &all);
        send(&admin, "PATCH", &format!("/surveys/{code}"), &json!({ "grace_days": 2 }));
        let later = json!({ "closes_on": day(server, 5), "reason": "floods" });
        assert_eq!(send(&admin, "POST", &format!("/surveys/{code}/extension"), &later).status, 200);
    }
    server.go_on_after_days(9);
    let token = staff::token(server, "later");
    let admin = server.client().with("authorization", &format!("Bearer {token}"));
    for (code, .., lacks) in cases {
        let results = || admin.get(&format!("/api/v1/surveys/{code}/results")).json();
        let shown =
            until("the survey has ended", || Some(results()).filter(|one| one["code"] != "not_ended"));
        let page = staff::admin(server).get(&format!("/staff/surveys/{code}/results?lang=en")).text();
        if lacks.is_empty() {
            assert_ne!(shown["code"], "never_shown", "{code}: {shown}");
            assert!(!page.contains("are never shown"), "{page}");
        } else {
            assert_eq!(shown["code"], "never_shown", "{code}: {shown}");
            assert!(shown["detail"].as_str().unwrap().contains(lacks), "{shown}");
            assert!(page.contains("are never shown"), "{page}");
        }
    }
}
