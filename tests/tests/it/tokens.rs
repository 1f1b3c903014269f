//! The API with personal tokens, on both databases: who may, what is refused and how, and that it is described.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use serde_json::{Value as Json, json};
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::{SURVEY, on_both_databases, random_id, staff};

on_both_databases![
    a_token_does_what_its_scopes_say_and_no_more,
    a_token_ends_with_its_day_its_owner_and_its_revocation,
    a_session_looks_and_changes_nothing_without_its_proof,
    who_tries_many_tokens_has_to_wait,
    a_partner_is_added_changed_and_not_overwritten,
    lists_come_in_parts,
    what_is_wrong_is_named
];

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap_or_else(|| panic!("{before:?} in {text}")).1.split_once(after).unwrap().0
}

/// The session's proof.
fn csrf(client: &Client) -> String {
    between(&client.get("/staff/account/tokens").text(), "name=\"csrf\" value=\"", "\"").to_owned()
}

/// A token, made on the page as its owner makes it.
fn token(client: &Client, name: &str, scopes: &[&str]) -> String {
    let csrf = csrf(client);
    let page = client.get("/staff/account/tokens").text();
    let end = staff::a_week_later(&page);
    let mut fields = vec![("csrf", csrf.as_str()), ("name", name), ("expires_on", end.as_str())];
    fields.extend(scopes.iter().map(|scope| ("scope", *scope)));
    let answer = client.post_form("/staff/account/tokens", &owned(&fields));
    assert_eq!(answer.status, 200, "{}", answer.text());
    format!("sawt_{}", between(&answer.text(), "value=\"sawt_", "\""))
}

fn with(server: &Server, token: &str) -> Client {
    server.client().with("authorization", &format!("Bearer {token}"))
}

/// Every route of the description: method, address, scope.
fn routes(server: &Server) -> Vec<(String, String, Option<String>)> {
    let description = server.client().get("/api/v1/openapi.json").json();
    let mut routes = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let scope = operation["security"].as_array().unwrap().iter().find_map(|way| way.get("token"));
            let scope = scope.map(|scopes| scopes[0].as_str().unwrap_or_default().to_owned());
            routes.push((method.to_uppercase(), path.clone(), scope));
        }
    }
    routes
}

/// An address of a pattern, of things that are not there, so that trying it changes nothing.
fn address(pattern: &str) -> String {
    let part = |part: &str| match part {
        "{survey}" => "nowhere".to_owned(),
        part if part.starts_with('{') => random_id().to_string(),
        part => part.to_owned(),
    };
    pattern.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn ask(client: &Client, method: &str, path: &str) -> Answer {
    client.send(method, path, "application/json", b"{}")
}

fn a_token_does_what_its_scopes_say_and_no_more(server: &mut Server) {
    let admin = staff::admin(server);
    let routes = routes(server);
    assert!(routes.len() > 10, "{routes:?}");
    let mut scopes: Vec<&str> = routes
        .iter()
        .filter_map(|(_, _, scope)| scope.as_deref())
        .filter(|scope| !scope.is_empty())
        .collect();
    scopes.sort_unstable();
    scopes.dedup();
    for given in &scopes {
        let client = with(server, &token(&admin, given, &[given]));
        for (method, path, needed) in &routes {
            let Some(needed) = needed else { continue };
            let answer = ask(&client, method, &address(path));
            let (area, to) = given.split_once(':').unwrap();
            let (needed_area, needed_to) = needed.split_once(':').unwrap_or((area, "read"));
            let implied = (["fieldwork", "surveys"].contains(&area) && needed == "surveys:read")
                || (area == "question_sets" && needed_area == "translations");
            let enough = to == "write" || needed_to == "read";
            let may = enough && (implied || area == needed_area);
            if may {
                assert!(
                    ![401, 403].contains(&answer.status) && answer.status < 500,
                    "{given}: {method} {path}"
                );
            } else {
                let problem = answer.problem(403, "scope_missing");
                assert!(problem.detail.contains(needed.as_str()), "{}", problem.detail);
            }
        }
    }
    // Nobody, somebody with nonsense, and somebody whose role does not reach.
    for (method, path, needed) in &routes {
        if needed.is_some() {
            let nobody = ask(&server.client(), method, &address(path));
            assert_eq!(nobody.header("www-authenticate"), "Bearer");
            nobody.problem(401, "not_logged_in");
        }
    }
    with(server, "sawt_aaaaaaaaaaaaaaaaaaaaaaaaaaa").get("/api/v1/me").problem(401, "invalid_token");
    server.client().with("authorization", "Basic YTpi").get("/api/v1/me").problem(401, "invalid_token");
    let manager = staff::manager(server);
    let page = manager.get("/staff/account/tokens").text();
    assert!(
        page.contains("partners:write") && !page.contains("people:write"),
        "only what the role has is offered"
    );
    let fields =
        [("csrf", &*csrf(&manager)), ("name", "x"), ("expires_on", "2026-01-01"), ("scope", "people:write")];
    let refused = manager.post_form("/staff/account/tokens", &owned(&fields));
    assert_eq!(refused.status, 422);
    assert!(!refused.text().contains("sawt_"), "{}", refused.text());
    with(server, &token(&manager, "own", &["partners:read"])).get("/api/v1/me").json();
}

fn a_token_ends_with_its_day_its_owner_and_its_revocation(server: &mut Server) {
    let manager = staff::manager(server);
    let secret = token(&manager, "nightly", &["surveys:read", "partners:write"]);
    let client = with(server, &secret);
    let me = client.get("/api/v1/me").json();
    assert_eq!(me["token"]["name"], "nightly");
    assert_eq!(me["token"]["scopes"], json!(["surveys:read", "partners:write"]));
    assert_eq!(me["email"], server.demo.manager.0.as_str());
    // It is kept as a hash, and stands in no log.
    let ledger = server.ledger();
    assert_eq!(ledger.number("SELECT count(*) FROM api_token WHERE last_used_on IS NOT NULL"), 1);
    assert!(!manager.get("/staff/account/tokens").text().contains(&secret[5..]), "it was shown once");
    // What it changes is its owner's deed, and named.
    let partner = json!({
        "key": "new-one", "name": "New", "region": "mena", "country": "Lebanon", "programme": "Levant",
        "type": "radio", "language": "en", "manager": "manager@sawt.example", "active": true,
        "contacts": [{ "name": "Amal", "email": "amal@new-one.example" }],
    });
    let added = client.post("/api/v1/partners", &partner);
    assert_eq!(added.status, 201, "{}", added.text());
    let log = staff::admin(server).get("/staff/audit?what=partner_added").text();
    assert!(log.contains(&server.demo.manager.0) && log.contains("token: nightly"), "{log}");

    // A role that reaches less far.
    let (email, _) = server.demo.manager.clone();
    ledger.execute(&format!("UPDATE staff SET role = 'analyst' WHERE email = '{email}'"));
    client.get("/api/v1/partners").problem(403, "not_allowed");
    assert_eq!(client.get("/api/v1/surveys").status, 200);
    ledger.execute(&format!("UPDATE staff SET role = 'manager' WHERE email = '{email}'"));
    assert_eq!(client.get("/api/v1/partners").status, 200);
    // Its day.
    ledger.execute("UPDATE api_token SET expires_on = '2020-01-01'");
    client.get("/api/v1/surveys").problem(401, "invalid_token");
    ledger.execute("UPDATE api_token SET expires_on = '2090-01-01'");
    assert_eq!(client.get("/api/v1/surveys").status, 200);
    // Its owner ends it.
    let id = client.get("/api/v1/me").json()["token"]["id"].as_str().unwrap().to_owned();
    let revoked = format!("/staff/account/tokens/{id}/revoke");
    assert_eq!(
        staff::admin(server).post_form(&revoked, &owned(&[("csrf", &csrf(&staff::admin(server)))])).status,
        403
    );
    assert_eq!(client.get("/api/v1/surveys").status, 200, "it is nobody else's");
    assert_eq!(manager.post_form(&revoked, &owned(&[("csrf", &csrf(&manager))])).status, 303);
    client.get("/api/v1/surveys").problem(401, "invalid_token");
    // With the account it is gone for good.
    let client = with(server, &token(&manager, "second", &["surveys:read"]));
    let second = with(server, &token(&manager, "third", &["surveys:read"]));
    let own = second.get("/api/v1/me/tokens").json();
    assert_eq!(own.as_array().unwrap().len(), 2);
    assert_eq!(
        second
            .send("DELETE", &format!("/api/v1/me/tokens/{}", own[1]["id"].as_str().unwrap()), "", b"")
            .status,
        204
    );
    let admin = staff::admin(server);
    let people = admin.get("/staff/people").text();
    let row = people.split("<tr>").find(|row| row.contains(&email)).unwrap();
    let person = between(row, "/staff/people/", "/").to_owned();
    let proof = owned(&[("csrf", &csrf(&admin))]);
    for action in ["end", "resume"] {
        assert_eq!(admin.post_form(&format!("/staff/people/{person}/{action}"), &proof).status, 303);
    }
    for client in [client, second] {
        client.get("/api/v1/surveys").problem(401, "invalid_token");
    }
    let log = server.log();
    assert!(!log.contains("sawt_") && !log.contains(&secret[5..]), "no token is in the log");
}

fn a_session_looks_and_changes_nothing_without_its_proof(server: &mut Server) {
    let manager = staff::manager(server);
    let rate = manager.get(&format!("/api/v1/surveys/{SURVEY}/response-rate"));
    assert_eq!((rate.status, rate.header("cache-control")), (200, "no-store"));
    let partner = json!({});
    manager.post("/api/v1/partners", &partner).problem(403, "csrf_missing");
    manager.clone().with("x-sawt-csrf", "x").post("/api/v1/partners", &partner).problem(403, "csrf_missing");
    let proved = manager.clone().with("x-sawt-csrf", &csrf(&manager));
    proved.post("/api/v1/partners", &partner).problem(400, "malformed_json");
    let analyst = server.command(&["staff", "add", "a@api.example", "--name", "A", "--role", "analyst"]);
    let analyst: Json = serde_json::from_str(&analyst).unwrap();
    let answer = staff::log_in(server, "a@api.example", analyst["password"].as_str().unwrap());
    let analyst = server.client().with("cookie", &staff::cookie(&answer));
    analyst.get("/api/v1/partners").problem(403, "not_allowed");
    assert_eq!(analyst.get("/api/v1/surveys/ims-2024/results").status, 200);
}

fn who_tries_many_tokens_has_to_wait(server: &mut Server) {
    let right = with(server, &token(&staff::manager(server), "right", &["surveys:read"]));
    let wrong = with(server, "sawt_aaaaaaaaaaaaaaaaaaaaaaaaaaa");
    // The minute may turn once meanwhile.
    let answers: Vec<_> = (0..1010).map(|_| wrong.get("/api/v1/me")).collect();
    let waiting = answers.iter().find(|answer| answer.status == 429).unwrap();
    assert_eq!(waiting.header("retry-after"), "600");
    waiting.problem(429, "too_many_wrong_tokens");
    assert!(answers[..500].iter().all(|answer| answer.status == 401));
    let elsewhere = right.with("x-forwarded-for", "203.0.113.7");
    assert_eq!(elsewhere.get("/api/v1/surveys").status, 200, "others are not held up");
}

fn a_partner_is_added_changed_and_not_overwritten(server: &mut Server) {
    let client = with(server, &token(&staff::manager(server), "sync", &["partners:write"]));
    let mut partner = json!({
        "key": "p900-new", "name": "New Radio", "region": "mena", "country": "Lebanon", "programme": "Levant",
        "type": "radio", "language": "ar", "manager": "manager@sawt.example", "active": true,
        "contacts": [{ "name": "Amal", "email": "amal@new-radio.example" }],
    });
    let added = client.post("/api/v1/partners", &partner);
    assert_eq!(
        (added.status, added.header("location")),
        (201, "/api/v1/partners/p900-new"),
        "{}",
        added.text()
    );
    assert_eq!(added.json(), partner);
    client.post("/api/v1/partners", &partner).problem(422, "invalid").errors.iter().for_each(|error| {
        assert_eq!(error.pointer, "/key");
    });
    let read = client.get("/api/v1/partners/p900-new");
    assert_eq!(read.json(), partner);
    let etag = read.header("etag").to_owned();
    partner.as_object_mut().unwrap().remove("key");
    partner["name"] = json!("Newer Radio");
    let put = |etag: &str, body: &Json| {
        let client = client.clone().with("if-match", etag);
        client.send("PUT", "/api/v1/partners/p900-new", "application/json", body.to_string().as_bytes())
    };
    let changed = put(&etag, &partner);
    assert_eq!((changed.status, changed.json()["name"].clone()), (200, json!("Newer Radio")));
    assert_ne!(changed.header("etag"), etag);
    put(&etag, &partner).problem(412, "changed");
    assert_eq!(put(changed.header("etag"), &partner).status, 200);
    let body = partner.to_string();
    let blind = client.send("PUT", "/api/v1/partners/p900-new", "application/json", body.as_bytes());
    blind.problem(428, "if_match_missing");
    client.get("/api/v1/partners/nobody").problem(404, "unknown_partner");
}

fn lists_come_in_parts(server: &mut Server) {
    let client = with(server, &token(&staff::manager(server), "list", &["partners:read"]));
    let mut keys = Vec::new();
    let mut after = String::new();
    loop {
        let part = client.get(&format!("/api/v1/partners?limit=40&after={after}")).json();
        keys.extend(part["items"].as_array().unwrap().iter().map(|p| p["key"].as_str().unwrap().to_owned()));
        match part["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(keys.len(), 115);
    assert!(keys.is_sorted_by(|a, b| a < b), "each once, in order");
    let few = client.get("/api/v1/partners?region=mena&language=ar&limit=500").json();
    let few = few["items"].as_array().unwrap();
    assert!(!few.is_empty() && few.len() < 115 && few.iter().all(|p| p["language"] == "ar"), "{few:?}");
    for wrong in ["limit=0", "limit=501", "limit=x", "colour=red", "active=perhaps", "search=%00"] {
        client.get(&format!("/api/v1/partners?{wrong}")).problem(400, "malformed_query");
    }
}

fn what_is_wrong_is_named(server: &mut Server) {
    let client = with(server, &token(&staff::manager(server), "wrong", &["partners:write"]));
    let wrong = json!({
        "key": "a b", "name": " ", "region": "mena", "country": "Lebanon", "programme": "", "type": "radio",
        "language": "en", "manager": "nobody", "active": true, "contacts": [{ "name": "A", "email": "a" }],
    });
    let problem = client.post("/api/v1/partners", &wrong).problem(422, "invalid");
    let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert!(
        ["/key", "/name", "/manager", "/contacts/0/email"].iter().all(|p| pointers.contains(p)),
        "{pointers:?}"
    );
    let mut shape = wrong.clone();
    shape["contacts"][0]["email"] = json!(1);
    let problem = client.post("/api/v1/partners", &shape).problem(400, "malformed_json");
    assert_eq!(problem.errors.len(), 1);
    client.send("POST", "/api/v1/partners", "text/plain", b"{}").problem(415, "not_json");
    client
        .send("POST", "/api/v1/partners", "application/json", b"{\"key\":\"\\u0000\"}")
        .problem(400, "malformed_json");
    client
        .send("POST", "/api/v1/partners", "application/json", &vec![b' '; 1_100_000])
        .problem(413, "body_too_large");
    let method = client.send("DELETE", "/api/v1/partners", "", b"");
    assert_eq!(method.header("allow"), "GET, POST");
    method.problem(405, "method_not_allowed");
    client.get("/api/v1/nothing").problem(404, "unknown_route");
}
