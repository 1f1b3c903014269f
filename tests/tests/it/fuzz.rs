//! The API held against its own description: a program makes requests out of it, right ones and wrong ones, and looks whether each
//! answer is one that is described.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::process::Command;

use serde_json::Value as Json;
use tests::http::Client;
use tests::server::{Engine, Server};
use tests::{SURVEY, python, staff};

/// What is looked at. One check is missing: that whatever has the described shape is taken. A schema can't say what other fields and the
/// database say (a key that is taken, a day that is over, a code that names nothing), which is answered with 404, 409 or 422, as described.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,unsupported_method,missing_required_header";
/// And that nothing of another shape is taken.
const SHAPE: &str = "negative_data_rejection";

/// Who knows the ids of things deletes the very token that it comes with, and then sees nothing but 401.
const OWN_TOKEN: &str = "/api/v1/me/tokens/{token}";

/// Each response of a batch is read on its own, so that one that is malformed does not lose the others: the batch is answered with 200.
const BATCH: &str = "/api/v1/surveys/{survey}/responses";

/// What the program is told: 428 is what asks for `If-Match`.
const SETTINGS: &str = "
[checks.missing_required_header]
expected-statuses = [428, 404, 409, 400, 401, 403, 415]
";

/// Runs the program with these settings, and returns what it said.
fn run(server: &Server, settings: &str, arguments: &[&str]) -> String {
    let file = server.file("schemathesis.toml");
    std::fs::write(&file, settings).unwrap();
    let output = Command::new(python::program("schemathesis"))
        .current_dir(std::env::temp_dir())
        .arg("--config-file")
        .arg(&file)
        .args(["run", &format!("{}/api/v1/openapi.json", server.base())])
        .args([
            "--header",
            &format!("Authorization: Bearer {}", staff::token(server, "fuzzer")),
            "--seed",
            "1",
        ])
        // How many of its own ideas it drops, or how long it thinks, on a busy machine says nothing of the server.
        .args(["--suppress-health-check", "filter_too_much,too_slow"])
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("Tested:"), "{said}");
    said
}

/// The run was heard, and not turned away at the door.
fn was_heard(said: &str) {
    for door in ["Authentication failed", "Rate limited"] {
        assert!(!said.contains(door), "{said}");
    }
}

/// Ids of things that are there, so that more than “there is no such thing” is answered.
fn real_ids(client: &Client) -> String {
    let first = |path: &str, pointer: &str| {
        let body: Json = client.get(&format!("/api/v1{path}")).json();
        body.pointer(pointer).and_then(Json::as_str).unwrap_or_else(|| panic!("{path}: {body}")).to_owned()
    };
    let ids = [
        ("survey", "ims-2024".to_owned()),
        ("invitation", first("/surveys/ims-2024/invitations?limit=1", "/items/0/id")),
        ("answer", first("/surveys/ims-2024/answers?limit=1", "/items/0/id")),
        ("theme", first("/surveys/ims-2024/themes", "/0/code")),
        ("wave", first(&format!("/surveys/{SURVEY}/earlier-waves"), "/0/name")),
        ("locale", "fr".to_owned()),
        ("revision", "1".to_owned()),
    ];
    let lines = ids.map(|(name, id)| format!("\"path.{name}\" = \"{id}\"\n"));
    format!("[parameters]\n{}", lines.concat())
}

/// All routes but those that are looked at apart, with the right token.
fn hold(server: &Server, settings: &str, phases: &str) {
    let checks = format!("{CHECKS},{SHAPE}");
    let apart = ["--exclude-path", OWN_TOKEN, "--exclude-path", BATCH];
    let rest = ["--checks", &checks, "--phases", phases, "--max-examples", "8"];
    let open = ["--generation-with-security-parameters", "false"];
    was_heard(&run(server, settings, &[&rest[..], &apart, &open].concat()));
}

#[test]
fn whatever_is_asked_the_answer_is_one_that_is_described() {
    let server = Server::start(Engine::Sqlite);
    hold(&server, SETTINGS, "examples,coverage,fuzzing");
    run(&server, SETTINGS, &["--checks", CHECKS, "--include-path", BATCH, "--max-examples", "30"]);
    // Who comes without proof, or with a wrong one, is turned away; and now the token may go.
    let doors = "ignored_auth,not_a_server_error,status_code_conformance";
    run(&server, SETTINGS, &["--checks", doors, "--phases", "examples", "--max-examples", "1"]);
}

#[test]
fn what_is_there_is_answered_as_described() {
    let server = Server::start(Engine::Sqlite);
    let client =
        server.client().with("authorization", &format!("Bearer {}", staff::token(&server, "fuzzer")));
    let draft = serde_json::json!({ "version": 2 });
    assert_eq!(client.post("/api/v1/question-sets/ims-partnership/draft", &draft).status, 201);
    hold(&server, &format!("{}{SETTINGS}", real_ids(&client)), "examples,coverage");
}
