//! Whoever leads a partner's mail elsewhere, or replaces its link, is not unseen: the old address is told. On both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use serde_json::{Value as Json, json};
use tests::http::{Answer, Client};
use tests::ledger::Ledger;
use tests::server::Server;
use tests::smtp::{Mail, SmtpServer};
use tests::wait::{until, until_equal};
use tests::{SURVEY, on_both_databases, staff};

on_both_databases![
    the_old_address_is_told_of_a_new_one_whichever_way_it_was_changed,
    who_may_have_a_replaced_link_is_told_that_it_is_worth_nothing,
    an_address_that_mail_does_not_reach_or_whose_partner_declined_is_not_told,
];

/// A real SMTP server behind the server, and nothing queued.
fn with_smtp(server: &mut Server) -> SmtpServer {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_REPLY_TO", "surveys@office.example");
    server.ledger().execute("DELETE FROM message");
    server.go_on();
    smtp
}

fn by_api(server: &Server) -> Client {
    let token = staff::token(server, "program");
    server.client().with("authorization", &format!("Bearer {token}"))
}

/// The partners whose invitation is in that state: key, address and link.
fn partners(ledger: &Ledger, state: &str, language: &str) -> Vec<[String; 3]> {
    let rows = ledger.texts(&format!(
        "SELECT i.partner || ' ' || c.email || ' ' || i.token FROM participation i JOIN partner p ON p.key = i.partner \
         JOIN partner_contact c ON c.partner = p.key AND c.position = 0 AND c.email <> '' \
         WHERE i.survey = '{SURVEY}' AND i.state = '{state}' AND p.language = '{language}' ORDER BY i.partner"
    ));
    let split = |row: String| row.split(' ').map(str::to_owned).collect::<Vec<_>>().try_into().unwrap();
    rows.into_iter().map(split).collect()
}

/// Makes the page's form of the state that a partner has, with another address.
fn change_by_page(client: &Client, partner: &Json, address: &str) -> Answer {
    let page = format!("/staff/partners/{}", partner["key"].as_str().unwrap());
    let html = client.get(&page).text();
    let value = |name: &str| {
        let (_, rest) = html.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let mut fields = vec![("csrf".to_owned(), value("csrf")), ("seen".to_owned(), value("seen"))];
    for name in ["name", "region", "country", "programme", "type", "language", "manager"] {
        fields.push((name.to_owned(), partner[name].as_str().unwrap().to_owned()));
    }
    let contact = &partner["contacts"][0]["name"];
    fields.push(("contact_name".to_owned(), contact.as_str().unwrap().to_owned()));
    fields.push(("contact_email".to_owned(), address.to_owned()));
    client.post_form(&page, &fields)
}

fn state(api: &Client, key: &str) -> Json {
    let mut state = api.get(&format!("/api/v1/partners/{key}")).json();
    state["key"] = key.into();
    state
}

fn change_by_api(api: &Client, key: &str, address: &str) {
    let mut partner = state(api, key);
    partner.as_object_mut().unwrap().remove("key");
    partner["contacts"][0]["email"] = address.into();
    let body = partner.to_string();
    let path = format!("/api/v1/partners/{key}");
    let done = api.clone().with("if-match", "*").send("PUT", &path, "application/json", body.as_bytes());
    assert_eq!(done.status, 200, "{}", done.text());
}

fn change_by_import(api: &Client, old: &str, new: &str) {
    let file = api.get("/api/v1/partners.csv").text();
    assert_eq!(file.matches(old).count(), 1);
    let looked = api.send("POST", "/api/v1/partner-imports", "text/csv", file.replace(old, new).as_bytes());
    let looked = looked.json();
    assert_eq!(looked["changed"], 1, "{looked}");
    let path = format!("/api/v1/partner-imports/{}/confirmation", looked["id"].as_str().unwrap());
    let body = json!({ "version": looked["version"] }).to_string();
    let done = api.send("POST", &path, "application/json", body.as_bytes());
    assert!(done.status < 300, "{}", done.text());
}

fn replace_link(server: &Server, api: &Client, token: &str) {
    let id = server.ledger().bytes(&format!("SELECT id FROM invitation WHERE token = '{token}'")).remove(0);
    let id = uuid::Uuid::from_slice(&id).unwrap();
    let path = format!("/api/v1/surveys/{SURVEY}/invitations/{id}/link");
    let done = api.send("POST", &path, "application/json", b"");
    assert!(done.status < 300, "{} {}", done.status, done.text());
}

fn mail_to(smtp: &SmtpServer, address: &str) -> Mail {
    until(&format!("{address} is told"), || smtp.received().into_iter().find(|mail| mail.to == address))
}

fn told(server: &Server) -> i64 {
    server.ledger().number("SELECT count(*) FROM message WHERE kind IN ('address-changed', 'link-replaced')")
}

fn sent(server: &Server) -> i64 {
    server.ledger().number("SELECT count(*) FROM message WHERE state = 'sent'")
}

fn the_old_address_is_told_of_a_new_one_whichever_way_it_was_changed(server: &mut Server) {
    let smtp = with_smtp(server);
    let (api, ledger) = (by_api(server), server.ledger());
    let ways: [(&str, &str, &str); 3] = [
        ("en", "page", "from now on we write to another address"),
        ("fr", "api", "désormais, nous écrivons à une autre adresse"),
        ("ar", "import", "فأصبحنا نراسل عنوانًا آخر"),
    ];
    for (language, way, words) in ways {
        let [key, old, token] = partners(&ledger, "invited", language).remove(0);
        let new = format!("other-{language}@elsewhere.example");
        match way {
            // Who is not active any more is told all the same: the colleague who changes the address says that, too.
            "page" => assert_eq!(change_by_page(&staff::admin(server), &state(&api, &key), &new).status, 303),
            "api" => change_by_api(&api, &key, &new),
            _ => change_by_import(&api, &old, &new),
        }
        let now = format!("SELECT email FROM partner_contact WHERE partner = '{key}' AND position = 0");
        assert_eq!(ledger.texts(&now), std::slice::from_ref(&new));
        let mail = mail_to(&smtp, &old);
        assert!(mail.text.contains(words) && mail.html.contains(words), "{way}: {}", mail.text);
        assert!(mail.text.contains("surveys@office.example"), "{}", mail.text);
        for hidden in [new.as_str(), token.as_str(), "/i/", "http"] {
            assert!(!mail.text.contains(hidden) && !mail.html.contains(hidden), "{hidden}: {}", mail.text);
        }
        assert_eq!(mail.unsubscribe, "");
        assert!(!smtp.received().iter().any(|mail| mail.to == new), "the new address is told nothing");
    }
    // Another name is not another address, and neither are capitals.
    let [key, old, _] = partners(&ledger, "opened", "en").remove(0);
    change_by_api(&api, &key, &old.to_uppercase());
    assert_eq!(told(server), 3);
    // Who has responded is told, too: the next survey's link would go elsewhere.
    let [key, old, _] = partners(&ledger, "responded", "en").remove(0);
    change_by_api(&api, &key, "other@elsewhere.example");
    mail_to(&smtp, &old);
    // It stands in the outbox, in words.
    let outbox = staff::manager(server).get(&format!("/staff/surveys/{SURVEY}/messages?state=sent"));
    assert!(outbox.text().contains("Address changed (to the old one)"), "{}", outbox.text());
}

fn who_may_have_a_replaced_link_is_told_that_it_is_worth_nothing(server: &mut Server) {
    let smtp = with_smtp(server);
    let (api, ledger) = (by_api(server), server.ledger());
    for (language, words) in [
        ("en", "does not work any more"),
        ("fr", "Le lien que vous avez ne fonctionne plus"),
        ("ar", "لم يعد الرابط الذي لديكم يعمل"),
    ] {
        let [key, old, token] = partners(&ledger, "invited", language).remove(0);
        replace_link(server, &api, &token);
        let mail = mail_to(&smtp, &old);
        assert!(mail.text.contains(words) && mail.html.contains(words), "{}", mail.text);
        let new = ledger
            .texts(&format!("SELECT token FROM invitation WHERE survey = '{SURVEY}' AND partner = '{key}'"));
        assert!(!mail.text.contains(&new[0]) && !mail.text.contains("/i/"), "{}", mail.text);
        assert_eq!(server.client().get(&format!("/i/{token}")).status, 404, "and it is so");
    }
    // First the address and then the link: the address from before has the old one, and is told of both.
    let [key, old, token] = partners(&ledger, "invited", "en").remove(1);
    change_by_api(&api, &key, "other@elsewhere.example");
    mail_to(&smtp, &old);
    replace_link(server, &api, &token);
    until_equal("both are told", &2, || smtp.received().iter().filter(|mail| mail.to == old).count());
    mail_to(&smtp, "other@elsewhere.example");
}

fn an_address_that_mail_does_not_reach_or_whose_partner_declined_is_not_told(server: &mut Server) {
    let smtp = with_smtp(server);
    let (api, ledger) = (by_api(server), server.ledger());
    for state in ["bounced", "declined"] {
        let all = ["en", "fr", "ar"].into_iter().flat_map(|language| partners(&ledger, state, language));
        let [key, _, token] = all.into_iter().next().unwrap();
        if state == "bounced" {
            replace_link(server, &api, &token);
        }
        change_by_api(&api, &key, &format!("{state}@elsewhere.example"));
    }
    let corrected =
        ["en", "fr", "ar"].into_iter().flat_map(|language| partners(&ledger, "bounced", language));
    let [_, _, token] = corrected.last().unwrap();
    let id = ledger.bytes(&format!("SELECT id FROM invitation WHERE token = '{token}'")).remove(0);
    let id = uuid::Uuid::from_slice(&id).unwrap();
    let path = format!("/api/v1/surveys/{SURVEY}/invitations/{id}/address");
    let body = json!({ "address": "right@elsewhere.example", "again": false }).to_string();
    assert!(api.send("PUT", &path, "application/json", body.as_bytes()).status < 300);
    assert_eq!(told(server), 0);
    // An old address that refuses mail makes no invitation bounce that goes to another one.
    let [key, _, invited] = partners(&ledger, "invited", "en").remove(0);
    ledger.execute(&format!("UPDATE partner_contact SET email = 'refuse@a.example' WHERE partner = '{key}'"));
    change_by_api(&api, &key, "fine@elsewhere.example");
    until_equal("it is refused", &1, || {
        ledger.number("SELECT count(*) FROM message WHERE state = 'failed' AND address = 'refuse@a.example'")
    });
    assert_eq!(ledger.invitation_state(&invited), "invited");
    // Neither is anybody told once the survey has ended.
    let [key, _, _] = partners(&ledger, "opened", "en").remove(0);
    ledger.end(SURVEY);
    change_by_api(&api, &key, "late@elsewhere.example");
    assert_eq!((told(server), sent(server)), (1, 0));
    assert_eq!(smtp.received().len(), 0);
}
