//! One partner, one answer, as far as can be without a link between them: a further device is a step taken knowingly, one more answer is
//! granted once and noted, and a form without scripts counts too. On both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use rand_core::OsRng;
use serde_json::json;
use survey::credential::Request;
use tests::http::{Answer, Client};
use tests::partner::{api, ask, credential, question_set, tell};
use tests::server::Server;
use tests::{SURVEY, on_both_databases, staff};

on_both_databases! {
    a_device_that_asks_to_be_the_first_is_told_of_another,
    a_form_without_scripts_is_refused_only_to_who_has_responded_and_counts_as_a_device,
    a_manager_grants_one_more_answer_once_and_it_is_noted,
    a_spent_form_without_scripts_is_never_thanked_for,
    a_used_link_is_good_for_one_more_answer_once_and_all_admins_are_told,
}

fn as_first(client: &Client, token: &str, request: &Request) -> Answer {
    let body = json!({ "token": token, "blinded": request.blinded, "first": true });
    client.post(&api("credentials"), &body)
}

fn new() -> Request {
    Request::new(&mut OsRng).unwrap()
}

fn post(server: &Server, token: &str, satisfaction: u32) -> Answer {
    let set = question_set();
    let choice = |code: &str| {
        let (_, question) = set.questions().find(|(_, question)| question.code == *code).unwrap();
        set.choices(question)[0].code.to_string()
    };
    let fields = [
        ("_shown", "en".to_owned()),
        ("satisfaction", satisfaction.to_string()),
        ("organisation_type", choice("organisation_type")),
        ("region", choice("region")),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    server.client().post_form(&format!("/i/{token}"), &fields)
}

fn devices(server: &Server, token: &str) -> i64 {
    server.ledger().number(&format!(
        "SELECT count(*) FROM credential_request JOIN invitation ON invitation.id = credential_request.invitation \
         WHERE invitation.token = '{token}'"
    ))
}

fn notices(server: &Server) -> i64 {
    server
        .ledger()
        .number("SELECT count(*) FROM account_mail WHERE kind = 'notice' AND notice LIKE '%not_answered%'")
}

fn a_device_that_asks_to_be_the_first_is_told_of_another(server: &mut Server) {
    let (client, token) = (server.client(), server.demo.tokens["en"].clone());
    let [first, second] = [(); 2].map(|()| new());
    assert_eq!(as_first(&client, &token, &first).status, 200);
    as_first(&client, &token, &second).problem(409, "further_device");
    assert_eq!(devices(server, &token), 1, "nothing is used up by asking");
    // An answer can be lost; and it may be chosen to go on.
    assert_eq!(as_first(&client, &token, &first).status, 200);
    assert_eq!(ask(&client, &token, &second).status, 200);
    assert_eq!(as_first(&client, &token, &second).status, 200);
    assert_eq!(devices(server, &token), 2);
}

fn a_manager_grants_one_more_answer_once_and_it_is_noted(server: &mut Server) {
    let (client, token) = (server.client(), server.demo.tokens["en"].clone());
    let manager = staff::manager(server);
    let by_api =
        server.client().with("authorization", &format!("Bearer {}", staff::token(server, "program")));
    for _ in 0..3 {
        assert_eq!(ask(&client, &token, &new()).status, 200);
    }
    ask(&client, &token, &new()).problem(409, "too_many_devices");
    let id = server.ledger().texts(&format!(
        "SELECT {} FROM invitation WHERE token = '{token}'",
        if server.database_url.starts_with("sqlite") { "lower(hex(id))" } else { "encode(id, 'hex')" }
    ));
    let id: uuid::Uuid = id[0].parse().unwrap();
    let page = format!("/staff/surveys/{SURVEY}/invitations/{id}");
    assert!(manager.get(&format!("{page}?lang=en")).text().contains(&format!("action=\"{page}/device\"")));
    let grant = || by_api.send("POST", &api(&format!("invitations/{id}/device")), "application/json", b"{}");
    assert_eq!(grant().status, 204);
    grant().problem(409, "not_now");
    assert_eq!(ask(&client, &token, &new()).status, 200);
    ask(&client, &token, &new()).problem(409, "too_many_devices");
    assert_eq!(devices(server, &token), 4);
    assert!(!manager.get(&page).text().contains("/device\""), "once");
    let logged = "SELECT count(*) FROM audit_log WHERE what = 'survey_device_granted'";
    assert_eq!(server.ledger().number(logged), 1);
}

fn a_form_without_scripts_is_refused_only_to_who_has_responded_and_counts_as_a_device(server: &mut Server) {
    let (client, token) = (server.client(), server.demo.tokens["en"].clone());
    let before = server.ledger().responses();
    for _ in 0..3 {
        credential(&client, &token);
    }
    assert_eq!(post(server, &token, 3).status, 303, "nothing typed is lost to a limit");
    assert_eq!((server.ledger().responses(), devices(server, &token)), (before + 1, 4));
    let again = post(server, &token, 4);
    assert_eq!(again.status, 200);
    assert!(again.text().contains("This link has been used"), "{}", again.text());
    assert_eq!((server.ledger().responses(), devices(server, &token)), (before + 1, 4));
    // What it is counted by tells nothing of its nonce.
    let nonces = server.ledger().bytes("SELECT nonce FROM spent_nonce");
    let counted = server.ledger().bytes("SELECT blinded_hash FROM credential_request");
    use sha2::Digest as _;
    assert!(nonces.iter().all(|nonce| !counted.contains(nonce) && !counted.contains(&sha2::Sha256::digest(nonce).to_vec())));
}

/// The server died between storing and marking: what is posted then is not stored, and nobody is thanked for it.
fn a_spent_form_without_scripts_is_never_thanked_for(server: &mut Server) {
    let token = server.demo.tokens["en"].clone();
    let before = server.ledger().responses();
    assert_eq!(post(server, &token, 3).status, 303);
    server.ledger().execute("DELETE FROM participation_mark");
    assert_ne!(server.ledger().invitation_state(&token), "responded");
    let again = post(server, &token, 1);
    assert_eq!(again.status, 200, "{}", again.text());
    assert!(again.text().contains("This link has been used"), "{}", again.text());
    assert_eq!(server.ledger().responses(), before + 1);
    assert_eq!(server.ledger().invitation_state(&token), "responded");
}

fn a_used_link_is_good_for_one_more_answer_once_and_all_admins_are_told(server: &mut Server) {
    let (client, token) = (server.client(), server.demo.tokens["en"].clone());
    let (link, before) = (format!("/i/{token}"), server.ledger().responses());
    let dispute = || {
        let body = b"not_answered=yes";
        client.send("POST", &format!("{link}/not-answered"), "application/x-www-form-urlencoded", body)
    };
    // Not of a link that was not used.
    dispute();
    assert!(client.get(&link).text().contains("id=\"form\""));
    assert_eq!(notices(server), 0);
    assert_eq!(post(server, &token, 3).status, 303);
    let page = client.get(&format!("{link}?lang=en")).text();
    assert!(page.contains("We have not answered") && !page.contains("id=\"form\""), "{page}");
    // Looking at it changes nothing: programs follow links.
    client.get(&format!("{link}/not-answered"));
    ask(&client, &token, &new()).problem(409, "already_responded");
    assert_eq!(dispute().status, 303);
    assert_eq!(notices(server), 1, "each admin of the demo is told");
    assert!(client.get(&link).text().contains("id=\"form\""), "the form can be filled again");
    assert_eq!(post(server, &token, 1).status, 303, "a granted one is taken");
    assert_eq!((server.ledger().responses(), devices(server, &token)), (before + 2, 2));
    let page = client.get(&format!("{link}?lang=en")).text();
    assert!(page.contains("This link has been used") && !page.contains("We have not answered"), "{page}");
    dispute();
    assert_eq!((post(server, &token, 2).status, notices(server)), (200, 1));
    ask(&client, &token, &new()).problem(409, "already_responded");
    assert_eq!(server.ledger().responses(), before + 2);
    // With the client: one credential more.
    let other = server.demo.tokens["fr"].clone();
    ask(&client, &other, &new());
    tell(server, &other);
    let body = b"not_answered=yes";
    client.send("POST", &format!("/i/{other}/not-answered"), "application/x-www-form-urlencoded", body);
    assert_eq!(as_first(&client, &other, &new()).status, 200, "the step was taken already");
    ask(&client, &other, &new()).problem(409, "already_responded");
}
