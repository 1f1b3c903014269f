//! Days from outside the calendar, on both databases: in each form and each field of the API that takes a day, and in a
//! database from before there were bounds, where one such day stopped the reminders of every survey.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::wait::until;
use tests::{SURVEY, on_both_databases, staff};

on_both_databases![
    no_field_of_the_api_takes_a_day_outside_the_calendar,
    no_form_takes_a_day_outside_the_calendar,
    days_kept_from_before_stop_no_reminders_and_no_page,
];

const EARLIER: &str = "ims-2024";
/// The first is a date to `chrono`, and the last one that it can reckon with; the third was taken as a day of the year 26.
const WRONG: [&str; 7] =
    ["+262142-12-31", "2200-01-01", "26-1-1", "1899-12-31", "2026-02-30", "2026-5-31", "31/05/2026"];

fn program(server: &Server) -> Client {
    let token = staff::token(server, "program");
    server.client().with("authorization", &format!("Bearer {token}"))
}

/// The fields of bodies that the description of the API calls days, as `POST /surveys /opens_on`.
fn days_of_the_api(server: &Server) -> BTreeSet<String> {
    let description = server.client().get("/api/v1/openapi.json").json();
    let mut found = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let mut places = Vec::new();
            collect_days(&description, schema, "", &mut places);
            let route = format!("{} {}", method.to_uppercase(), path.strip_prefix("/api/v1").unwrap());
            found.extend(places.into_iter().map(|place| format!("{route} {place}")));
        }
    }
    found
}

fn collect_days(description: &Json, schema: &Json, place: &str, found: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        if reference.ends_with("/Day") {
            found.push(place.to_owned());
        } else if let Some(named) = description.pointer(reference.trim_start_matches('#')) {
            collect_days(description, named, place, found);
        }
    }
    for part in ["anyOf", "oneOf", "allOf"] {
        for one in schema[part].as_array().into_iter().flatten() {
            collect_days(description, one, place, found);
        }
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        collect_days(description, property, &format!("{place}/{name}"), found);
    }
}

fn no_field_of_the_api_takes_a_day_outside_the_calendar(server: &mut Server) {
    let client = program(server);
    let invitation = client.get(&format!("/api/v1/surveys/{SURVEY}/invitations?limit=1")).json();
    let invitation = invitation["items"][0]["id"].as_str().unwrap().to_owned();
    let follow_ups = "/surveys/{survey}/invitations/{invitation}/follow-ups";
    let follow_up = "/surveys/{survey}/invitations/{invitation}/follow-ups/{follow_up}";
    let round = json!({ "kind": "reminder", "when": { "on": "2026-12-24" }, "audience": "not_responded", "languages": ["en"] });
    let new = json!({
        "code": "far-away", "question_set": "ims-partnership", "version": 2,
        "opens_on": "2026-12-01", "closes_on": "2026-12-24",
    });
    let noted = json!({ "kind": "call", "day": "2026-01-02", "note": "", "next_on": "2026-12-24" });
    let link = json!({ "name": "The board", "version": 1, "ends_on": "2026-12-24" });
    let fields = [
        ("POST", "/surveys", "/opens_on", &new),
        ("POST", "/surveys", "/closes_on", &new),
        ("PATCH", "/surveys/{survey}", "/opens_on", &json!({})),
        ("PATCH", "/surveys/{survey}", "/closes_on", &json!({})),
        ("POST", "/surveys/{survey}/extension", "/closes_on", &json!({ "reason": "floods" })),
        ("POST", "/surveys/{survey}/close", "/closes_on", &json!({ "reason": "floods" })),
        ("POST", "/surveys/{survey}/rounds", "/when/on", &round),
        ("PUT", "/surveys/{survey}/rounds/{round}", "/when/on", &round),
        ("POST", follow_ups, "/day", &noted),
        ("POST", follow_ups, "/next_on", &noted),
        ("PUT", follow_up, "/day", &noted),
        ("PUT", follow_up, "/next_on", &noted),
        ("POST", "/surveys/{survey}/report/links", "/ends_on", &link),
    ];
    let known: BTreeSet<String> =
        fields.iter().map(|(method, path, at, _)| format!("{method} {path} {at}")).collect();
    assert_eq!(days_of_the_api(server), known, "every field of the API that takes a day is tried here");
    let anything = "5f3c0f7e-7d55-4f0e-8f4e-1b2c3d4e5f60";
    for (method, path, at, body) in fields {
        let path = path.replace("{survey}", SURVEY).replace("{invitation}", &invitation);
        let path = path.replace("{round}", anything).replace("{follow_up}", anything);
        for wrong in WRONG {
            let mut body = body.clone();
            match at.rsplit_once('/').unwrap() {
                ("", name) => body[name] = json!(wrong),
                (within, name) => body.pointer_mut(within).unwrap()[name] = json!(wrong),
            }
            let answer = send(&client, method, &path, &body);
            assert!([400, 422].contains(&answer.status), "{method} {path}: {wrong}: {}", answer.text());
            let problem = answer.json();
            let pointer = problem["errors"][0]["pointer"].as_str().unwrap();
            assert!(pointer.len() > 1 && at.starts_with(pointer), "{method} {path}: {wrong}: {problem}");
            assert!(problem.to_string().contains("1900-01-01 to 2199-12-31"), "{problem}");
        }
    }
    // The bounds of a question are days too.
    let draft = "/question-sets/ims-partnership/draft";
    let mut state = send(&client, "POST", draft, &json!({ "version": 2 })).json();
    state["question_set"]["sections"][0]["questions"] =
        json!([{ "code": "begun_on", "kind": "date", "label": { "en": "Since when?" } }]);
    for bound in ["min", "max"] {
        for wrong in WRONG {
            let mut set = state["question_set"].clone();
            set["sections"][0]["questions"][0][bound] = json!(wrong);
            let body = json!({ "revision": state["revision"], "question_set": set });
            let answer = send(&client, "PUT", draft, &body);
            assert!([400, 422].contains(&answer.status), "{bound}: {wrong}: {}", answer.text());
            assert!(answer.text().contains("begun_on") && answer.text().contains(bound), "{}", answer.text());
        }
    }
    server.stop();
    let added = server.ledger().number("SELECT count(*) FROM survey WHERE code = 'far-away'");
    assert_eq!(added, 0);
}

fn send(client: &Client, method: &str, path: &str, body: &Json) -> Answer {
    client.send(method, &format!("/api/v1{path}"), "application/json", body.to_string().as_bytes())
}

fn hidden(page: &str, name: &str) -> String {
    let before = format!("name=\"{name}\" value=\"");
    page.split_once(&before)
        .unwrap_or_else(|| panic!("no {name} in {page}"))
        .1
        .split('"')
        .next()
        .unwrap()
        .into()
}

fn no_form_takes_a_day_outside_the_calendar(server: &mut Server) {
    let admin = staff::admin(server);
    publish_a_report(&admin);
    let survey = format!("/staff/surveys/{SURVEY}");
    let list = admin.get(&format!("/staff/surveys/{SURVEY}/invitations")).text();
    let invitation = list
        .split("/invitations/")
        .skip(1)
        .map(|rest| rest.split(['"', '?', '/']).next().unwrap())
        .find(|id| id.len() == 36)
        .unwrap();
    let partner = format!("{survey}/invitations/{invitation}");
    let calendar = vec![
        ("time_zone", "UTC"),
        ("working_days", "mon"),
        ("send_hour", "9"),
        ("grace_days", "7"),
        ("max_devices", "3"),
        ("threshold", "5"),
    ];
    let new = [
        ("code", "far-away"),
        ("on", "ims-partnership:2"),
        ("who", "invited"),
        ("opens_on", "2026-12-01"),
        ("closes_on", "2026-12-24"),
    ];
    let new: Vec<_> = new.into_iter().chain(calendar.clone()).collect();
    let made = json!({
        "code": "in-preparation", "question_set": "ims-partnership", "version": 2,
        "opens_on": "2026-12-01", "closes_on": "2026-12-24",
    });
    assert_eq!(send(&program(server), "POST", "/surveys", &made).status, 201);
    let in_preparation = "/staff/surveys/in-preparation/settings".to_owned();
    let days = [("opens_on", "2026-12-01"), ("closes_on", "2026-12-24")];
    let settings: Vec<_> = days.into_iter().chain(calendar).collect();
    let round = vec![
        ("kind", "reminder"),
        ("audience", "not_responded"),
        ("languages", "en"),
        ("anchor", "date"),
        ("due_on", "2026-12-24"),
    ];
    let token = vec![("name", "A script"), ("expires_on", "2026-12-24"), ("scope", "surveys:read")];
    let link = vec![("name", "The board"), ("version", "1"), ("ends_on", "2026-12-24")];
    let noted = vec![("kind", "call"), ("day", "2026-01-02"), ("note", "x"), ("next_on", "2026-12-24")];
    let links = format!("/staff/surveys/{EARLIER}/report/links");
    let forms = [
        ("/staff/surveys/new".to_owned(), "/staff/surveys/new".to_owned(), "opens_on", &new),
        ("/staff/surveys/new".to_owned(), "/staff/surveys/new".to_owned(), "closes_on", &new),
        (in_preparation.clone(), in_preparation.clone(), "opens_on", &settings),
        (in_preparation.clone(), in_preparation, "closes_on", &settings),
        (
            format!("{survey}/deadline"),
            format!("{survey}/deadline"),
            "closes_on",
            &vec![("reason", "floods")],
        ),
        (format!("{survey}/close"), format!("{survey}/close"), "closes_on", &vec![("reason", "floods")]),
        (format!("{survey}/reminders/new"), format!("{survey}/reminders/new"), "due_on", &round),
        (partner.clone(), format!("{partner}/follow-ups"), "day", &noted),
        (partner.clone(), format!("{partner}/follow-ups"), "next_on", &noted),
        (links.clone(), links, "ends_on", &link),
        ("/staff/account/tokens".to_owned(), "/staff/account/tokens".to_owned(), "expires_on", &token),
    ];
    for (page, to, name, fields) in forms {
        let html = admin.get(&page).text();
        let field = format!("id=\"{name}\" name=\"{name}\" type=\"date\"");
        assert!(html.contains(&field), "{page} has no field {name}");
        let csrf = hidden(&html, "csrf");
        for wrong in WRONG {
            let mut all = vec![("csrf", csrf.as_str())];
            all.extend(fields.iter().filter(|(known, _)| *known != name));
            all.push((name, wrong));
            let all: Vec<_> = all.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
            let answer = admin.post_form(&to, &all);
            let text = answer.text();
            assert_eq!(answer.status, 422, "{to}: {name}: {wrong}: {text}");
            assert!(text.contains(&format!("id=\"{name}-error\"")), "{to}: {name}: {wrong}: {text}");
            let typed = wrong.replace('+', "&#43;").replace('/', "&#47;");
            assert!(text.contains(wrong) || text.contains(&typed), "{to}: what was typed is kept: {wrong}");
        }
    }
    for (language, words) in
        [("en", "from 1900 to 2199"), ("fr", "entre 1900 et 2199"), ("ar", "بين عامي 1900 و2199")]
    {
        let csrf = hidden(&admin.get("/staff/surveys/new").text(), "csrf");
        let fields = [("csrf", csrf.as_str()), ("opens_on", "2200-01-01")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let answer = admin.post_form(&format!("/staff/surveys/new?lang={language}"), &fields);
        assert!(answer.text().contains(words), "{language}: {}", answer.text());
    }
}

fn publish_a_report(admin: &Client) {
    let page = format!("/staff/surveys/{EARLIER}/report");
    let html = admin.get(&page).text();
    let fields = ["csrf", "revision", "responses"].map(|name| (name.to_owned(), hidden(&html, name)));
    assert_eq!(admin.post_form(&format!("{page}/publish"), &fields).status, 303);
}

/// Adds a planned round as the database has it, and returns how to ask whether it went out.
fn add_round(
    server: &Server,
    number: u8,
    survey: &str,
    (anchor, due_on, days): (&str, Option<&str>, i64),
) -> String {
    let id = match server.database_url.starts_with("sqlite:") {
        true => format!("x'{number:032}'"),
        false => format!("decode('{number:032}', 'hex')"),
    };
    let due_on = due_on.map_or_else(|| "NULL".to_owned(), |day| format!("'{day}'"));
    server.ledger().execute(&format!(
        "INSERT INTO round (id, survey, kind, anchor, due_on, offset_days, audience, languages, state, messages) VALUES \
         ({id}, '{survey}', 'thanks', '{anchor}', {due_on}, {days}, 'responded', '', 'planned', 0)"
    ));
    format!("SELECT state FROM round WHERE id = {id}")
}

fn until_sent(server: &Server, round: &str) {
    until("a round of the other survey goes out", || {
        (server.ledger().texts(round) == ["sent"]).then_some(())
    });
}

fn days_kept_from_before_stop_no_reminders_and_no_page(server: &mut Server) {
    server.stop();
    let ledger = server.ledger();
    ledger.execute("UPDATE survey SET send_hour = 0, working_days = 'mon tue wed thu fri sat sun'");
    ledger.execute("DELETE FROM message");
    ledger.execute("DELETE FROM round");
    ledger.execute(&format!("UPDATE survey SET closes_on = '+262142-12-31' WHERE code = '{SURVEY}'"));
    ledger.execute(&format!(
        "UPDATE follow_up SET day = '0026-01-01', next_on = '+262142-12-31' WHERE survey = '{SURVEY}'"
    ));
    let far = add_round(server, 1, SURVEY, ("after_deadline", None, 7));
    add_round(server, 2, SURVEY, ("date", Some("+262142-12-31"), 0));
    let other = add_round(server, 3, EARLIER, ("date", Some("2026-01-02"), 0));
    ledger.execute("DELETE FROM _sqlx_migrations WHERE version = 44");
    server.go_on();
    until_sent(server, &other);
    assert_eq!(server.ledger().texts(&far), ["planned"]);
    let last = format!("SELECT closes_on FROM survey WHERE code = '{SURVEY}'");
    assert_eq!(server.ledger().texts(&last), ["2199-12-31"]);
    let kept = format!(
        "SELECT DISTINCT day || ' ' || coalesce(next_on, '-') FROM follow_up WHERE survey = '{SURVEY}'"
    );
    assert_eq!(server.ledger().texts(&kept), ["1900-01-01 2199-12-31"]);
    let due = format!("SELECT due_on FROM round WHERE survey = '{SURVEY}' AND anchor = 'date'");
    assert_eq!(server.ledger().texts(&due), ["2199-12-31"]);
    let admin = staff::admin(server);
    for page in ["", "/reminders", "/results", "/report", "/deadline", "/invitations", "/history"] {
        let answer = admin.get(&format!("/staff/surveys/{SURVEY}{page}"));
        assert!(answer.status < 500, "{page}: {} {}", answer.status, answer.text());
    }
    assert_eq!(server.client().get(&format!("/s/{SURVEY}/en")).status, 200);

    // A row that can't be read at all keeps no other survey waiting either.
    server.ledger().execute(&format!("UPDATE survey SET closes_on = 'soon' WHERE code = '{SURVEY}'"));
    let other = add_round(server, 4, EARLIER, ("date", Some("2026-01-03"), 0));
    until_sent(server, &other);
    assert!(!server.log().contains("panicked"), "{}", server.log());
}
