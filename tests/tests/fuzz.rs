//! The API held against its own description: a program makes requests out of it, right ones and wrong ones, and looks whether each
//! answer is one that is described.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::process::Command;

use tests::server::{Engine, Server};
use tests::{python, staff};

/// What is looked at. That a request of the described shape is taken is no check here: what other fields and the database say can't be in a
/// schema (a key that is taken, a day that is over), and is answered with 422 or 409, which are described. Nor that one of
/// another shape is refused: each response of a batch is read on its own, so that one that is malformed does not lose the others.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,ignored_auth,unsupported_method,\
    missing_required_header";

#[test]
fn whatever_is_asked_the_answer_is_one_that_is_described() {
    let server = Server::start(Engine::Sqlite);
    let admin = staff::admin(&server);
    let page = admin.get("/staff/account/tokens").text();
    let after =
        |text: &str, before: &str| text.split_once(before).unwrap().1.split_once('"').unwrap().0.to_owned();
    let mut fields = vec![
        ("csrf".to_owned(), after(&page, "name=\"csrf\" value=\"")),
        ("name".to_owned(), "fuzzer".to_owned()),
        ("expires_on".to_owned(), after(&page, "type=\"date\" min=\"")),
    ];
    let scopes = page.split("name=\"scope\" value=\"").skip(1).map(|part| part.split_once('"').unwrap().0);
    fields.extend(scopes.map(|scope| ("scope".to_owned(), scope.to_owned())));
    let token = after(&admin.post_form("/staff/account/tokens", &fields).text(), "value=\"sawt_");
    let output = Command::new(python::program("schemathesis"))
        .current_dir(std::env::temp_dir())
        .args(["run", &format!("{}/api/v1/openapi.json", server.base())])
        .args(["--header", &format!("Authorization: Bearer sawt_{token}")])
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--seed", "1"])
        .args(["--checks", CHECKS])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("Tested:"), "{said}");
}
