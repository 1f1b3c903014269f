//! Results against the ledger, on both databases: totals, breakdowns that tell of nobody, files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tests::server::Server;
use tests::wait::until;
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
        if question["kind"] == "withheld" {
            // Of the first, how many were asked tells that nobody was dissatisfied twice.
            assert!(["approach_improve", "engagement_obstacles"].contains(&code), "{code}");
            assert_eq!(question["why"], "too_few");
            continue;
        }
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
}

fn only_staff_reads_results(server: &mut Server) {
    let answer = server.client().get(CLOSED);
    assert_eq!((answer.status, answer.json()["code"].as_str()), (401, Some("not_logged_in")));
    let answer = staff::manager(server).get("/api/v1/surveys/nowhere/results");
    assert_eq!((answer.status, answer.json()["code"].as_str()), (404, Some("unknown_survey")));
}

/// A made-up key of a response, as this database writes bytes.
fn bytes(server: &Server, n: usize) -> String {
    if server.database_url.starts_with("sqlite:") {
        format!("x'{n:032x}'")
    } else {
        format!("decode('{n:032x}', 'hex')")
    }
}

/// The rows of a CSV file, by its heads.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn the_files_hold_what_the_page_shows(server: &mut Server) {
    let manager = staff::manager(server);
    let file = |name: &str| {
        let answer = manager.get(&format!("{CLOSED}{name}"));
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        assert!(
            answer.header("content-disposition").starts_with("attachment; filename=\"ims-2024-"),
            "{name}"
        );
        answer
    };
    let figures = rows(&file(".csv?lang=fr").text());
    let of = |question: &str, answer: &str| {
        figures
            .iter()
            .find(|row| row["by"].is_empty() && row["question"] == question && row["answer"] == answer)
            .unwrap()
    };
    assert_eq!(
        (of("satisfaction", "5")["count"].as_str(), of("satisfaction", "5")["percent"].as_str()),
        ("35", "71")
    );
    assert_eq!(of("satisfaction", "")["mean"], "4.57");
    assert_eq!(of("region", "mena")["answer_label"], "Moyen-Orient et Afrique du Nord");
    assert!(
        figures.iter().any(|row| row["by"] == "region" && row["shown"] == "at_most" && row["count"] == "4")
    );
    for row in figures.iter().filter(|row| !row["by"].is_empty() && row["shown"] == "exact") {
        let total = of(&row["question"], "")["answered"].parse::<u32>().unwrap();
        assert!(row["count"] == "0" || row["count"].parse::<u32>().unwrap() >= 5 || total == 0, "{row:?}");
    }
    let book = file(".xlsx?lang=ar");
    assert!(book.body.starts_with(b"PK") && book.body.len() > 20_000);
    // Every row of the answers is a count that the page shows, and no row is anybody's.
    let text = file("/answers.csv").text();
    assert!(text.trim_start_matches('\u{feff}').starts_with("question,item,choice,count,base"), "{text:.60}");
    let answers = rows(&text);
    let count = |question: &str, item: &str, choice: &str| {
        let mut found = answers
            .iter()
            .filter(|row| row["question"] == question && row["item"] == item && row["choice"] == choice);
        let row = found.next().unwrap();
        assert!(found.next().is_none(), "{question} {item} {choice} stands there once");
        (row["count"].clone(), row["base"].clone())
    };
    assert_eq!(count("satisfaction", "", "5"), ("35".into(), "49".into()));
    assert_eq!(count("procedures", "proportional", "agree"), ("20".into(), "48".into()));
    assert!(answers.iter().all(|row| row["question"] != "general_comments"), "texts are left out");
    let codebook = rows(&file("/codebook.csv").text());
    let agree =
        codebook.iter().find(|row| row["question"] == "procedures" && row["choice"] == "agree").unwrap();
    assert!(
        agree["label_en"].ends_with("gree") && !agree["label_fr"].is_empty() && !agree["label_ar"].is_empty()
    );
    for answer in &answers {
        let own = |row: &&BTreeMap<String, String>| row["question"] == answer["question"];
        let explained =
            |row: &&BTreeMap<String, String>| row["item"] == answer["item"] && !row["values"].is_empty();
        let row = codebook.iter().filter(own).find(explained);
        let row = row.unwrap_or_else(|| panic!("{answer:?} is explained"));
        for language in ["label_en", "label_fr", "label_ar"] {
            assert!(!row[language].is_empty(), "{answer:?} has its {language}");
        }
        let choice = answer["choice"].as_str();
        let known = match row["values"].as_str() {
            "code" => codebook.iter().filter(own).any(|row| row["choice"] == choice),
            "from..<below" => choice.contains("..<"),
            "YYYY" => choice.len() == 4,
            range => {
                let (from, to) = range.split_once("..").unwrap();
                (from.parse::<i64>().unwrap()..=to.parse().unwrap()).contains(&choice.parse().unwrap())
            }
        };
        assert!(known, "{answer:?}");
    }
    let few = figures.iter().find(|row| row["question"] == "engagement_obstacles").unwrap();
    assert_eq!((few["shown"].as_str(), few["answered"].as_str()), ("hidden", ""), "nor how many they are");
    let told =
        figures.iter().any(|row| row["question"] == "engagement_obstacles" && !row["count"].is_empty());
    assert!(!told, "two people answered it");
    let page =
        manager.get("/staff/surveys/ims-2024/results?lang=en").text().replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        page.contains(
            "Not shown: fewer than 5 people were asked this, answered it, or answered on its scale; or its numbers would tell what so few said elsewhere."
        ),
        "{page}"
    );
}

fn the_page_shows_the_results_and_their_breakdowns(server: &mut Server) {
    let manager = staff::manager(server);
    let page = |path: &str| manager.get(path).text().replace(['\u{2068}', '\u{2069}'], "");
    let whole = page("/staff/surveys/ims-2024/results?lang=en");
    assert!(whole.contains("49 responses, counted.") && whole.contains("Mean 4.57, median 5."));
    assert!(whole.contains("<td class=\"number\" data-label=\"Responses\">35</td>"));
    let by = page("/staff/surveys/ims-2024/results?by=region&lang=en");
    assert!(by.contains("at most 4 (") && by.contains("at least") && by.contains("hidden"));
    let open = page("/staff/surveys/ims-2026/results?by=region&lang=en");
    assert!(open.contains("Answers are shown once, when the survey has ended.") && !open.contains("at most"));
    assert_eq!(server.client().get("/staff/surveys/ims-2024/results").status, 303);
}

fn results_begin_at_the_threshold(server: &mut Server) {
    let manager = staff::manager(server);
    let ledger = server.ledger();
    ledger.execute("DELETE FROM response WHERE survey = 'ims-2026'");
    let threshold = "/staff/surveys/ims-2026/results/threshold?lang=en";
    let set = |number: &str| {
        let html = manager.get(threshold).text();
        let csrf = html.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let fields = [("csrf".to_owned(), csrf), ("threshold".to_owned(), number.to_owned())];
        manager.post_form(threshold, &fields)
    };
    for wrong in ["2", "", "five", "101"] {
        assert_eq!(set(wrong).status, 422, "{wrong}");
    }
    assert_eq!(set("7").status, 303);
    assert_eq!(set("6").status, 303, "nobody has responded");
    let respond = |count: usize| {
        for n in 0..count {
            ledger.execute(&format!(
                "INSERT INTO response (id, survey, answers) SELECT {}, 'ims-2026', answers \
                 FROM response WHERE survey = 'ims-2024' LIMIT 1",
                bytes(server, n)
            ));
        }
    };
    respond(5);
    assert_eq!(set("5").status, 422, "somebody has responded under the threshold of six");
    assert_eq!(set("8").status, 303);
    assert_eq!(set("6").status, 422);
    ledger.end("ims-2026");
    until("the catalogue reads the survey anew", || (manager.get(OPEN).status == 200).then_some(()));
    assert_eq!(manager.get(OPEN).json()["results"], Json::Null);
    assert_eq!(manager.get(&format!("{OPEN}.csv")).status, 409);
    assert_eq!(manager.get(&format!("{OPEN}/answers.csv")).json()["code"], "too_few_responses");
    let page = manager.get("/staff/surveys/ims-2026/results?lang=en").text();
    assert!(page.replace(['\u{2068}', '\u{2069}'], "").contains("Results are shown from 8 responses on"));
    // A complete survey keeps the threshold that it was broken down with.
    let html = manager.get("/staff/surveys/ims-2024/results/threshold").text();
    let csrf = html.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("csrf".to_owned(), csrf), ("threshold".to_owned(), "9".to_owned())];
    assert_eq!(manager.post_form("/staff/surveys/ims-2024/results/threshold", &fields).status, 422);
}

/// More than the database hands over at once, and as many as fill what it hands over exactly.
fn every_response_of_many_is_counted_once(server: &mut Server) {
    let manager = staff::manager(server);
    let ledger = server.ledger();
    let sqlite = server.database_url.starts_with("sqlite:");
    let id = if sqlite { "randomblob(16)" } else { "uuid_send(gen_random_uuid())" };
    ledger.execute(&format!(
        "INSERT INTO response (id, survey, answers) \
         SELECT {id}, a.survey, a.answers FROM response AS a \
         CROSS JOIN (SELECT id FROM response WHERE survey = 'ims-2024' LIMIT 7) AS b WHERE a.survey = 'ims-2024'"
    ));
    let very_satisfied = |results: &Json| question(results, "satisfaction")["values"][4]["count"].clone();
    let all = manager.get(CLOSED).json();
    assert_eq!((&all["results"]["respondents"], very_satisfied(&all)), (&(49 * 8).into(), (35 * 8).into()));
    for left in (3 * 128 - 1..49 * 8).rev() {
        ledger.execute(
            "DELETE FROM response WHERE id = (SELECT id FROM response WHERE survey = 'ims-2024' ORDER BY id LIMIT 1)",
        );
        assert_eq!(manager.get(CLOSED).json()["results"]["respondents"], left);
    }
}

/// Of a survey that has ended nothing can change any more: whoever looks later, or at the same time, gets what was worked out.
fn results_are_worked_out_once(server: &mut Server) {
    let manager = staff::manager(server);
    let ledger = server.ledger();
    ledger.execute("CREATE TABLE kept_times (times BIGINT)");
    if server.database_url.starts_with("sqlite:") {
        for (name, what) in [("put", "INSERT"), ("anew", "UPDATE")] {
            ledger.execute(&format!(
                "CREATE TRIGGER {name} AFTER {what} ON kept_results BEGIN INSERT INTO kept_times VALUES (1); END"
            ));
        }
    } else {
        ledger.execute(
            "CREATE FUNCTION kept() RETURNS trigger AS \
             'BEGIN INSERT INTO kept_times VALUES (1); RETURN NULL; END' LANGUAGE plpgsql",
        );
        ledger.execute(
            "CREATE TRIGGER kept AFTER INSERT OR UPDATE ON kept_results FOR EACH ROW EXECUTE FUNCTION kept()",
        );
    }
    let times = || ledger.number("SELECT count(*) FROM kept_times");
    ledger.execute("DELETE FROM kept_results");
    // Several look at once, and nobody has looked before.
    let first = std::thread::scope(|scope| {
        let looks: Vec<_> = (0..4).map(|_| scope.spawn(|| manager.get(CLOSED).text())).collect();
        let mut all: Vec<String> = looks.into_iter().map(|look| look.join().unwrap()).collect();
        all.dedup();
        assert_eq!(all.len(), 1);
        all.remove(0)
    });
    assert_eq!(times(), 1);
    let report = "/staff/surveys/ims-2024/report?in=en";
    let files = || [format!("{CLOSED}.csv"), report.to_owned()].map(|path| manager.get(&path).text());
    let before = files();
    // The ledger is not looked at again, but for how many there are.
    ledger.execute("UPDATE response SET answers = '{}' WHERE survey = 'ims-2024'");
    assert_eq!(manager.get(CLOSED).text(), first);
    assert_eq!(files(), before);
    assert_eq!(times(), 1);
    // What another program worked out is worked out anew.
    ledger.execute("UPDATE kept_results SET basis = 'x' || basis");
    let again = manager.get(CLOSED).json();
    assert_eq!(question(&again, "satisfaction")["answered"], 0);
    assert_eq!(times(), 3, "kept, changed here, and kept again");
}

on_both_databases!(
    results_are_worked_out_once,
    every_response_of_many_is_counted_once,
    the_files_hold_what_the_page_shows,
    the_page_shows_the_results_and_their_breakdowns,
    results_begin_at_the_threshold,
    the_closed_survey_adds_up_to_the_printed_report,
    breakdowns_tell_of_nobody,
    only_staff_reads_results,
);
