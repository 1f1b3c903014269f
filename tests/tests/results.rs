//! Results against the ledger, on both databases: totals, breakdowns that tell of nobody, files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use serde_json::Value as Json;
use tests::server::Server;
use tests::{on_both_databases, staff};

const CLOSED: &str = "/api/v1/surveys/ims-2024/results";
const OPEN: &str = "/api/v1/surveys/ims-2026/results";

fn question<'a>(results: &'a Json, code: &str) -> &'a Json {
    let questions = results["results"]["questions"].as_array().unwrap();
    questions.iter().find(|question| question["question"] == code).unwrap()
}

fn the_closed_survey_adds_up_to_the_printed_report(server: &mut Server) {
    let answer = staff::manager(server).get(CLOSED);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let results = answer.json();
    assert_eq!(
        (&results["survey"], &results["state"], &results["threshold"]),
        (&"ims-2024".into(), &"closed".into(), &5.into())
    );
    assert_eq!(results["results"]["respondents"], 49);
    assert_eq!(results["results"]["complete"], true);
    let satisfaction = question(&results, "satisfaction");
    assert_eq!(satisfaction["values"][4]["count"], 35);
    assert_eq!(satisfaction["values"][4]["percent"], 71);
    assert_eq!((satisfaction["mean"].as_f64().unwrap() * 100.0).round(), 457.0);
    let proportional = &question(&results, "procedures")["items"][0];
    assert_eq!((&proportional["item"], &proportional["base"]), (&"proportional".into(), &48.into()));
    let counts: Vec<_> =
        proportional["choices"].as_array().unwrap().iter().map(|c| c["count"].clone()).collect();
    assert_eq!(counts, [18, 20, 8, 2, 0, 1]);
    // Every count, against the database.
    let ledger = server.ledger();
    let sql = "SELECT answers FROM response WHERE survey = 'ims-2024'";
    let responses: Vec<Json> =
        ledger.texts(sql).iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    assert_eq!(responses.len(), 49);
    let mut checked = 0;
    for question in results["results"]["questions"].as_array().unwrap() {
        let code = question["question"].as_str().unwrap();
        let answered = responses.iter().filter(|answers| !answers[code].is_null()).count();
        assert_eq!(question["answered"], answered, "{code}");
        if question["kind"] == "select_one" {
            for choice in question["choices"].as_array().unwrap() {
                let count = responses.iter().filter(|answers| answers[code] == choice["choice"]).count();
                assert_eq!(choice["count"], count, "{code}");
                checked += 1;
            }
        }
    }
    assert!(checked > 50);
}

fn breakdowns_tell_of_nobody(server: &mut Server) {
    let manager = staff::manager(server);
    let closed = manager.get(CLOSED).json();
    let breakdowns = closed["results"]["breakdowns"].as_array().unwrap();
    let by: Vec<_> = breakdowns.iter().map(|by| by["question"].as_str().unwrap()).collect();
    assert_eq!(by, ["organisation_type", "region", "annual_budget", "income_share", "cooperation_years"]);
    let mut shown = 0;
    for breakdown in breakdowns {
        let groups = breakdown["groups"].as_array().unwrap();
        assert_eq!(groups.iter().map(|group| group["respondents"].as_u64().unwrap()).sum::<u64>(), 49);
        assert!(groups.iter().all(|group| group["respondents"].as_u64().unwrap() >= 10));
        for table in breakdown["tables"].as_array().unwrap() {
            for line in table["lines"].as_array().unwrap() {
                for (cell, base) in
                    line["cells"].as_array().unwrap().iter().zip(table["bases"].as_array().unwrap())
                {
                    if cell["shown"] == "exact" && line["overall"]["count"] != 0 {
                        let (count, base) = (cell["count"].as_u64().unwrap(), base.as_u64().unwrap());
                        assert!(count >= 5, "{table}");
                        assert!(base - count >= 5 || base == count, "{table}");
                        shown += 1;
                    }
                }
            }
        }
    }
    assert!(shown > 20, "{shown} cells are shown");
    // What goes on has totals alone.
    let open = manager.get(OPEN).json();
    assert_eq!(open["results"]["complete"], false);
    assert_eq!(open["results"]["breakdowns"], Json::Array(vec![]));
    assert!(open["results"]["respondents"].as_u64().unwrap() >= 40);
}

fn only_staff_reads_results(server: &mut Server) {
    let answer = server.client().get(CLOSED);
    assert_eq!((answer.status, answer.json()["code"].as_str()), (401, Some("not_logged_in")));
    let answer = staff::manager(server).get("/api/v1/surveys/nowhere/results");
    assert_eq!((answer.status, answer.json()["code"].as_str()), (404, Some("unknown_survey")));
}

on_both_databases!(
    the_closed_survey_adds_up_to_the_printed_report,
    breakdowns_tell_of_nobody,
    only_staff_reads_results,
);
