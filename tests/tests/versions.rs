//! Versions of question sets and the life of a survey, on both databases: what is published never changes, and what people
//! have begun to answer changes in words alone.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::process::Command;

use serde_json::{Value as Json, json};
use tests::partner::question_set;
use tests::server::{Server, program};
use tests::{SURVEY, on_both_databases};

on_both_databases![
    a_published_version_never_changes,
    an_open_survey_takes_a_correction_and_no_more_from_the_command_line,
];

const SET: &str = "ims-partnership";

/// The demo's current version with another number and a correction.
fn corrected(version: u32) -> Json {
    let mut set = serde_json::to_value(question_set()).unwrap();
    set["version"] = json!(version);
    set["sections"][0]["title"]["en"] = json!("Who you are, corrected");
    set
}

/// What the command says, and whether it was done.
fn set_version(server: &Server, set: &Json) -> (bool, String) {
    let file = server.file("version.json");
    std::fs::write(&file, set.to_string()).unwrap();
    let output = Command::new(program())
        .args(["survey", "set-version", SURVEY])
        .arg(&file)
        .env("SAWT_DATABASE_URL", &server.database_url)
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

fn contents(server: &Server) -> Vec<String> {
    server.ledger().texts("SELECT content FROM question_set_version ORDER BY code, version")
}

fn a_published_version_never_changes(server: &mut Server) {
    let (ledger, before) = (server.ledger(), contents(server));
    assert_eq!(before.len(), 2);
    for sql in [
        "UPDATE question_set_version SET content = '{}'",
        "UPDATE question_set_version SET version = version + 10",
        "DELETE FROM question_set_version WHERE version = 1",
    ] {
        let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ledger.execute(sql)));
        assert!(tried.is_err(), "{sql}");
    }
    // Version 2 once more, with other words.
    let (done, said) = set_version(server, &corrected(2));
    assert!(!done && said.contains("version 2 is published already"), "{said}");
    assert_eq!(contents(server), before);
}

fn an_open_survey_takes_a_correction_and_no_more_from_the_command_line(server: &mut Server) {
    let before = contents(server);
    let mut other = corrected(3);
    for section in other["sections"].as_array_mut().unwrap() {
        section["questions"].as_array_mut().unwrap().retain(|question| question["code"] != "portal_comment");
    }
    let (done, said) = set_version(server, &other);
    assert!(!done && said.contains("questions.portal_comment (removed)"), "{said}");
    assert_eq!(contents(server), before, "what the survey does not take is not published by the way");

    let (done, said) = set_version(server, &corrected(3));
    assert!(done, "{said}");
    assert_eq!(server.ledger().number(&format!("SELECT version FROM survey WHERE code = '{SURVEY}'")), 3);
    let sql = "SELECT what FROM audit_log WHERE who = 'command' AND (what LIKE 'question_set_%' OR what = 'survey_version') \
               ORDER BY number";
    let log = server.ledger().texts(sql);
    assert_eq!(log, ["question_set_published", "survey_version"]);
    let by = "SELECT published_by FROM question_set_version WHERE version = 3 AND published_at > 0";
    assert_eq!(server.ledger().texts(by), ["command"]);
    // A survey that is being prepared may be put on anything.
    server.ledger().execute(&format!("UPDATE survey SET state = 'draft' WHERE code = '{SURVEY}'"));
    other["version"] = json!(4);
    let (done, said) = set_version(server, &other);
    assert!(done, "{said}");
    assert!(contents(server)[3].contains(SET));
}
