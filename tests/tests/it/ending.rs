//! Attacks by an insider with a log-in, who looks before and after somebody answered; and how a survey ends. On both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};
use tests::http::Client;
use tests::partner::{self, api, credential, response, statuses, submit, submit_for_mark, told};
use tests::server::Server;
use tests::wait::until;
use tests::{SURVEY, on_both_databases, pages, staff};

/// What an insider sees at an address.
type Seen = BTreeMap<String, String>;

/// All that can be looked at of the open survey: every route of the API and every page that names a survey.
fn addresses(client: &Client) -> BTreeSet<String> {
    let described = client.get("/api/v1/openapi.json").json();
    let paths = described["paths"].as_object().unwrap().iter();
    let routes = paths.filter(|(_, methods)| methods.get("get").is_some());
    let api = routes.map(|(path, _)| path.strip_prefix("/api/v1").unwrap_or(path));
    let api = api.map(|path| format!("/api/v1{path}"));
    let pages = pages::routes().into_iter().filter(|(method, _)| *method == "GET").map(|(_, page)| page);
    let fill = |path: String| {
        let path = path.replace("{survey}", SURVEY).replace("{question}", "satisfaction");
        path.replace("{version}", "1").replace("{answer}", "0123456789abcdef")
    };
    // Addresses that name something else, an invitation or a round, lead to nothing of the answers.
    let all = api.chain(pages).filter(|path| path.contains("{survey}")).map(fill);
    all.filter(|path| !path.contains('{')).collect()
}

/// Each word and number of it, without what changes with the moment: forms' secrets and identifiers.
fn look(client: &Client, addresses: &BTreeSet<String>) -> Seen {
    let one = |address: &String| {
        let answer = client.get(&format!("{address}?lang=en"));
        (address.clone(), format!("{} {}", answer.status, answer.text()))
    };
    addresses.iter().map(one).collect()
}

/// What tells who took part, and nothing of what was said.
const PARTICIPATION: [&str; 12] = [
    "/api/v1/surveys/ims-2026/response-rate",
    "/api/v1/surveys/ims-2026/invitations",
    "/api/v1/surveys/ims-2026/calls",
    "/api/v1/surveys/ims-2026/progress",
    "/api/v1/surveys/ims-2026/known-links",
    "/staff/surveys/ims-2026",
    "/staff/surveys/ims-2026/live",
    "/staff/surveys/ims-2026/known-links",
    "/staff/surveys/ims-2026/invitations",
    "/staff/surveys/ims-2026/invitations/calls",
    "/staff/surveys/ims-2026/invitations/withdraw",
    "/staff/surveys/ims-2026/reminders",
];

/// Answers as the device of a personal link does, and tells so.
fn answer(client: &Client, token: &str, satisfaction: u32) {
    let answers = json!({ "organisation_type": "research", "region": "asia", "satisfaction": satisfaction });
    let sent = response(answers.as_object().unwrap(), &credential(client, token));
    let mark = submit_for_mark(client, &sent);
    let told = client.post(&api("participation"), &told(token, &mark));
    assert_eq!(told.status, 204, "{}", told.text());
}

fn moved(server: &Server) -> i64 {
    server.ledger().number("SELECT count(*) FROM response WHERE survey = 'ims-2026'")
}

/// Lets what waits from the demo come to rest.
fn settled(server: &Server) -> i64 {
    let mut before = -1;
    until("nothing moves any more", || {
        let now = moved(server);
        let rests = now == before;
        before = now;
        rests.then_some(now)
    })
}

/// One looks at the totals; the victim answers, and nine puppets whose links one holds; a lot moves; one looks again and subtracts.
fn two_looks_around_a_lot_tell_nothing_of_an_answer(server: &mut Server) {
    let (admin, client) = (staff::admin(server), server.client());
    let addresses = addresses(&admin);
    assert!(
        addresses.len() > 40 && addresses.contains("/api/v1/surveys/ims-2026/results.xlsx"),
        "{addresses:?}"
    );
    let tokens = server.ledger().unused_tokens();
    let ledger = settled(server);
    let before = look(&admin, &addresses);
    for (n, token) in tokens.iter().take(12).enumerate() {
        answer(&client, token, if n == 0 { 1 } else { 5 });
    }
    until("a lot moves", || (moved(server) >= ledger + 5).then_some(()));
    let after = look(&admin, &addresses);
    let told: Vec<&String> = before
        .iter()
        .filter(|(address, text)| after[*address] != **text)
        .map(|(address, _)| address)
        .filter(|address| !PARTICIPATION.contains(&address.as_str()))
        .collect();
    assert!(told.is_empty(), "these differ: {told:?}");
    // And they say when it will be.
    let day = until_day(&admin);
    for route in
        ["results", "results.csv", "results.xlsx", "results/answers.csv", "answers", "report", "theme-counts"]
    {
        let problem = admin.get(&api(route));
        assert_eq!((problem.status, &problem.json()["code"]), (409, &"not_ended".into()), "{route}");
        assert_eq!(problem.json()["shown_from"], day.as_str(), "{route}");
        assert!(problem.json()["detail"].as_str().unwrap().contains(&day), "{route}");
    }
    for page in ["results", "answers", "report", "benchmarks"] {
        for (language, words) in [
            ("en", "Answers are shown once, when the survey has ended."),
            ("fr", "Les réponses sont montrées une seule fois"),
            ("ar", "تُعرض الإجابات مرة واحدة"),
        ] {
            let said = admin.get(&format!("/staff/surveys/{SURVEY}/{page}?lang={language}")).text();
            assert!(said.contains(words), "{page} in {language}");
        }
    }
}

/// The first day on which answers are shown: the day after the last day, its grace, and a day for marks.
fn until_day(client: &Client) -> String {
    let survey = client.get(&format!("/api/v1/surveys/{SURVEY}")).json();
    let last: chrono::NaiveDate = survey["closes_on"].as_str().unwrap().parse().unwrap();
    (last + chrono::Days::new(survey["grace_days"].as_u64().unwrap() + 2)).to_string()
}

/// Every role looks between any two lots; a file, a figure and a version of the report are looked at too.
fn no_role_sees_totals_between_lots(server: &mut Server) {
    let client = server.client();
    let tokens = server.ledger().unused_tokens();
    let roles = [staff::admin(server), staff::manager(server)];
    let routes =
        ["results", "results.csv", "report", "report.xlsx", "report/figures/satisfaction/figure.svg"];
    for lot in tokens.chunks(5).take(3) {
        lot.iter().for_each(|token| answer(&client, token, 1));
        for role in &roles {
            for route in routes {
                let seen = role.get(&api(route));
                assert_eq!((seen.status, &seen.json()["code"]), (409, &"not_ended".into()), "{route}");
            }
        }
    }
}

/// Ten have answered and the survey has closed; in the days of grace the eleventh, which waited on a device, comes in. Whoever
/// looks each day sees one state alone: the last.
fn the_last_one_to_answer_is_not_told_from_the_others(server: &mut Server) {
    let client = server.client();
    let tokens = server.ledger().unused_tokens();
    let late = credential(&client, &tokens[0]);
    let answers = json!({ "organisation_type": "research", "region": "asia", "satisfaction": 1 });
    let late = response(answers.as_object().unwrap(), &late);
    server.command(&["survey", "close", SURVEY]);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut respondents = None;
    for day in [1, 14, 15, 16, 17] {
        server.go_on_after_days(day);
        let admin = staff::admin(server);
        if day == 14 {
            assert_eq!(statuses(&submit(&server.client(), std::slice::from_ref(&late))), ["stored"]);
        }
        let shown = until("nothing waits", || {
            let shown = admin.get(&api("results"));
            (shown.json()["code"] != "responses_wait").then_some(shown)
        });
        if shown.status == 200 {
            assert!(day > 15, "on day {day} responses or marks were still taken");
            respondents = shown.json()["results"]["respondents"].as_i64();
            seen.insert(shown.json()["results"].to_string());
            assert_eq!(
                errors_of(&submit(
                    &server.client(),
                    &[response(answers.as_object().unwrap(), &partner::credential_of(server))]
                )),
                ["survey_closed"]
            );
        } else {
            assert_eq!(shown.json()["code"], "not_ended", "on day {day}");
        }
    }
    assert_eq!((seen.len(), respondents), (1, Some(server.ledger().responses())));
}

fn errors_of(results: &[Json]) -> Vec<String> {
    results.iter().flat_map(partner::errors).map(|(_, code)| code).collect()
}

on_both_databases!(
    two_looks_around_a_lot_tell_nothing_of_an_answer,
    no_role_sees_totals_between_lots,
    the_last_one_to_answer_is_not_told_from_the_others,
);
