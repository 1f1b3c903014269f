//! Attacks by a member of staff who answers by links that they could know and takes these answers from what is shown; what counts as
//! known, and how two lift it. On both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use rand_core::OsRng;
use serde_json::{Value as Json, json};
use survey::credential::{Bytes, Credential, Evaluation, Request};
use survey::receipt::Secret;
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::wait::until;
use tests::{on_both_databases, staff};

on_both_databases![
    the_totals_of_puppets_and_fewer_than_five_others_are_not_shown,
    a_cell_of_puppets_and_one_other_is_not_shown,
    what_staff_could_know_is_counted_and_nothing_else,
    two_show_results_in_spite_of_links_that_staff_know,
    who_answers_a_public_link_is_nobody_known,
];

const NEW: &str = "by-links";
const SECOND: &str = "second@people.example";

fn send(client: &Client, method: &str, path: &str, body: &Json) -> Answer {
    client.send(method, &format!("/api/v1{path}"), "application/json", body.to_string().as_bytes())
}

fn at(resource: &str) -> String {
    format!("/api/v1/surveys/{NEW}/{resource}")
}

/// Somebody who is logged in; the API takes the session with its proof.
fn proved(client: Client) -> Client {
    let page = client.get("/staff/nothing-here").text();
    let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap();
    client.with("x-sawt-csrf", csrf)
}

/// A program with a token of the admin's.
fn program(server: &Server) -> Client {
    let token = staff::token(server, &format!("program-{}", tests::random_id()));
    server.client().with("authorization", &format!("Bearer {token}"))
}

/// A day so many days ahead of today.
fn day(server: &Server, ahead: u64) -> String {
    let last = server.ledger().texts("SELECT closes_on FROM survey WHERE code = 'ims-2026'");
    let last: chrono::NaiveDate = last[0].parse().unwrap();
    (last - chrono::Days::new(14) + chrono::Days::new(ahead)).to_string()
}

/// Opens a survey with so many invited partners. Nobody on the staff knows a link of it.
fn open(server: &Server, client: &Client, invited: usize) {
    let new = json!({
        "code": NEW, "question_set": "ims-partnership", "version": 2, "opens_on": day(server, 0),
        "closes_on": day(server, 30), "grace_days": 14,
    });
    assert_eq!(send(client, "POST", "/surveys", &new).status, 201);
    let partners = server
        .ledger()
        .texts(&format!("SELECT key FROM partner WHERE active = 1 ORDER BY key LIMIT {invited}"));
    let invited = json!({ "partners": partners, "mail": false });
    send(client, "POST", &format!("/surveys/{NEW}/invitations"), &invited);
    let opened = send(client, "POST", &format!("/surveys/{NEW}/open"), &json!({}));
    assert_eq!(opened.json()["state"], "open", "{}", opened.text());
}

/// The links of the invited partners, by their keys.
fn tokens(server: &Server) -> Vec<String> {
    server.ledger().texts(&format!("SELECT token FROM participation WHERE survey = '{NEW}' ORDER BY partner"))
}

/// The ids of the invitations, in the same order.
fn ids(server: &Server) -> Vec<String> {
    let hex = if server.database_url.starts_with("sqlite") { "lower(hex(id))" } else { "encode(id, 'hex')" };
    let sql = format!("SELECT {hex} FROM participation WHERE survey = '{NEW}' ORDER BY partner");
    let id = |hex: String| hex.parse::<uuid::Uuid>().unwrap().to_string();
    server.ledger().texts(&sql).into_iter().map(id).collect()
}

fn keys(client: &Client) -> (Bytes, Option<Bytes>) {
    let html = client.get(&format!("/s/{NEW}/en")).text();
    let after = html.split_once("id=\"page-data\"").unwrap().1;
    let data = after.split_once('>').unwrap().1.split_once("</script>").unwrap().0;
    let data: Json = serde_json::from_str(data).unwrap();
    let key = |name: &str| serde_json::from_value(data[name].clone()).ok();
    (key("public_key").unwrap(), key("mark_key"))
}

fn finish(request: &Request, evaluation: &Json, key: &Bytes) -> Credential {
    let evaluation: Evaluation = serde_json::from_value(evaluation.clone()).unwrap();
    request.finish(&evaluation, key).unwrap()
}

/// Answers by a link, as its device does, and tells that it has responded unless it keeps that to itself.
fn answer(client: &Client, token: &str, answers: &Json, tells: bool) {
    let (key, mark_key) = keys(client);
    let (request, second) = (Request::new(&mut OsRng).unwrap(), Request::new(&mut OsRng).unwrap());
    let asked = client.post(&at("credentials"), &json!({ "token": token, "blinded": request.blinded }));
    assert_eq!(asked.status, 200, "{}", asked.text());
    let response = json!({
        "id": tests::random_id(), "version": 2, "language": "en", "answers": answers,
        "credential": finish(&request, &asked.json(), &key), "receipt": Secret::new(&mut OsRng),
        "mark": second.blinded,
    });
    let sent = client.post(&at("responses"), &json!({ "responses": [response] })).json();
    assert_eq!(sent["results"][0]["status"], "stored", "{sent}");
    if let Some(mark_key) = mark_key.filter(|_| tells) {
        let mark = finish(&second, &sent["results"][0]["mark"], &mark_key);
        let told = json!({ "token": token, "state": "responded", "mark": mark });
        assert_eq!(client.post(&at("participation"), &told).status, 204);
    }
}

fn says(region: &str, satisfaction: u32) -> Json {
    json!({ "organisation_type": "research", "region": region, "satisfaction": satisfaction })
}

/// What the API says of the results once nothing waits.
fn results(client: &Client) -> Json {
    until("nothing waits any more", || {
        let shown = client.get(&at("results")).json();
        let waits = ["not_ended", "responses_wait"].iter().any(|code| shown["code"] == *code);
        (!waits).then_some(shown)
    })
}

/// How many gave each satisfaction.
fn satisfaction(shown: &Json) -> Vec<(i64, i64)> {
    let questions = shown["results"]["questions"].as_array().unwrap();
    let found = questions.iter().find(|one| one["question"] == "satisfaction").unwrap();
    let counts = found["values"].as_array();
    let counts = counts.unwrap_or_else(|| panic!("{found}"));
    let number = |one: &Json, name: &str| one[name].as_i64().unwrap();
    counts.iter().map(|one| (number(one, "value"), number(one, "count"))).filter(|pair| pair.1 > 0).collect()
}

/// Four puppets by links that were copied, and one partner: without the rule its whole answer is what is left.
fn the_totals_of_puppets_and_fewer_than_five_others_are_not_shown(server: &mut Server) {
    let (admin, client) = (program(server), server.client());
    open(server, &admin, 10);
    let (links, ids) = (tokens(server), ids(server));
    let manager = proved(staff::manager(server));
    for id in &ids[..6] {
        let shown = send(&manager, "POST", &format!("/surveys/{NEW}/invitations/{id}/message"), &json!({}));
        assert_eq!(shown.status, 200, "{}", shown.text());
    }
    // They keep some marks to themselves: that an answer came is seen all the same.
    for (n, link) in links[..6].iter().enumerate() {
        answer(&client, link, &says("asia", 5), n < 4);
    }
    for link in &links[6..] {
        answer(&client, link, &says("asia", 2), true);
    }
    server.ledger().end(NEW);
    let hidden = results(&admin);
    assert_eq!(hidden["code"], "links_known", "{hidden}");
    for route in ["results.csv", "results.xlsx", "results/answers.csv", "answers", "report", "theme-counts"] {
        admin.get(&at(route)).problem(409, "links_known");
    }
    for page in ["results", "answers", "report"] {
        for (language, words) in [
            ("en", "Results are not shown: a member of staff could know so many of the links"),
            ("fr", "Les résultats ne sont pas montrés : un membre du personnel"),
            ("ar", "لا تُعرض النتائج: كان بوسع أحد العاملين"),
        ] {
            let said =
                staff::admin(server).get(&format!("/staff/surveys/{NEW}/{page}?lang={language}")).text();
            let said = said.replace('\u{a0}', " ");
            assert!(said.contains(words), "{page} in {language}: {said}");
            let lifted = said.contains(&format!("/staff/surveys/{NEW}/known-links"));
            assert!(lifted || page != "results", "{page}: where it is lifted");
        }
    }
    let seen = admin.get(&at("known-links")).json();
    assert_eq!(
        seen,
        json!({ "responded": 8, "known": 4, "most": 6, "rule": "all", "results_held_back": true })
    );
    // Without what is noted, the four others' answers are what is left.
    let ledger = server.ledger();
    ledger.execute("CREATE TABLE aside AS SELECT * FROM known_link");
    ledger.execute("DELETE FROM known_link");
    assert_eq!(satisfaction(&results(&admin)), [(2, 4), (5, 6)]);
    ledger.execute("INSERT INTO known_link SELECT * FROM aside");
    assert_eq!(results(&admin)["code"], "links_known");
    // A survey that was opened before is shown by its old rules, and its figures by the new ones.
    ledger.execute(&format!("UPDATE survey SET link_rule = 'figures' WHERE code = '{NEW}'"));
    let shown = until("the server reads it", || Some(results(&admin)).filter(|one| one["code"].is_null()));
    assert_eq!(shown["results"]["raised_by"], 6, "{shown}");
    assert_eq!(satisfaction(&shown), [(2, 4), (5, 6)]);
}

/// Four puppets of a group say what one other says: without the rule the table tells that this is one.
fn a_cell_of_puppets_and_one_other_is_not_shown(server: &mut Server) {
    let (admin, client) = (program(server), server.client());
    open(server, &admin, 28);
    let (links, ids) = (tokens(server), ids(server));
    let manager = proved(staff::manager(server));
    for id in &ids[..4] {
        send(&manager, "POST", &format!("/surveys/{NEW}/invitations/{id}/message"), &json!({}));
    }
    let regions = |n: usize| if n < 14 { "asia" } else { "mena" };
    for (n, link) in links.iter().enumerate() {
        let low = !(5..21).contains(&n);
        answer(&client, link, &says(regions(n), if low { 2 } else { 5 }), n != 3);
    }
    server.ledger().end(NEW);
    let cells = |shown: &Json| {
        let by = shown["results"]["breakdowns"].as_array().unwrap().iter();
        let tables = by.flat_map(|one| one["tables"].as_array().unwrap());
        tables.filter(|table| table["question"] == "satisfaction").map(Json::to_string).collect::<String>()
    };
    let with = results(&admin);
    assert_eq!((&with["results"]["raised_by"], &with["known_links"]), (&json!(4), &json!(3)), "{with}");
    assert_eq!(satisfaction(&with), [(2, 12), (5, 16)], "totals over everybody stay");
    assert_eq!(cells(&with), "", "nine of five and nine aren't shown");
    for (address, words) in [
        ("results", "tells what fewer than 9 people said"),
        ("report", "tells what fewer than 9 people said"),
        ("report", "3 of those who were invited responded by links that staff passed on"),
    ] {
        let page = staff::admin(server).get(&format!("/staff/surveys/{NEW}/{address}?lang=en")).text();
        assert!(page.replace(['\u{2068}', '\u{2069}'], "").contains(words), "{address}: {page}");
    }
    let report = admin.get(&at("report")).json();
    assert_eq!(
        (&report["report"]["known_links"], &report["report"]["raised_by"]),
        (&json!(3), &json!(4)),
        "{report}"
    );
    server.ledger().execute("DELETE FROM known_link");
    let without = results(&admin);
    assert!(without["results"]["raised_by"].is_null());
    assert_eq!(satisfaction(&without), satisfaction(&with));
    assert!(cells(&without).contains("\"count\":5"), "five, of whom four are known: {}", cells(&without));
}

fn known(server: &Server) -> Vec<String> {
    server.ledger().texts(&format!(
        "SELECT participation.partner || ' ' || known_link.staff FROM known_link \
         JOIN participation ON participation.id = known_link.invitation WHERE survey = '{NEW}' \
         ORDER BY participation.partner, known_link.staff"
    ))
}

/// A page, the API and a token show links; who invites or gives another address after the opening knows what is sent there.
fn what_staff_could_know_is_counted_and_nothing_else(server: &mut Server) {
    let admin = program(server);
    open(server, &admin, 12);
    let (of_admin, of_manager) = (server.demo.admin.0.clone(), server.demo.manager.0.clone());
    let partners = server
        .ledger()
        .texts(&format!("SELECT partner FROM participation WHERE survey = '{NEW}' ORDER BY partner"));
    let ids = ids(server);
    let manager = proved(staff::manager(server));
    // Lists, pages and the mail that goes out show none.
    for page in ["", "/invitations", "/reminders", &format!("/invitations/{}", ids[0])] {
        assert_eq!(manager.get(&format!("/staff/surveys/{NEW}{page}")).status, 200, "{page}");
    }
    assert_eq!(known(server), [""; 0]);
    let page = manager.get(&format!("/staff/surveys/{NEW}/invitations/{}", ids[0])).text();
    let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap();
    let fields = [("csrf", csrf), ("language", "en")].map(|(n, v)| (n.to_owned(), v.to_owned()));
    let shown = manager.post_form(&format!("/staff/surveys/{NEW}/invitations/{}/message", ids[0]), &fields);
    assert!(shown.text().contains("/i/"), "{}", shown.text());
    send(&manager, "POST", &format!("/surveys/{NEW}/invitations/{}/message", ids[1]), &json!({}));
    send(&admin, "POST", &format!("/surveys/{NEW}/invitations/{}/message", ids[1]), &json!({}));
    let mut wanted = vec![
        format!("{} {of_manager}", partners[0]),
        format!("{} {of_admin}", partners[1]),
        format!("{} {of_manager}", partners[1]),
    ];
    wanted.sort();
    assert_eq!(known(server), wanted);
    // Another address is nothing before something is sent there; another name of the contact never is.
    let another = |client: &Client, key: &str, address: Option<&str>| {
        let mut partner = client.get(&format!("/api/v1/partners/{key}")).json();
        partner.as_object_mut().unwrap().remove("key");
        let contact = &mut partner["contacts"][0];
        match address {
            Some(address) => contact["email"] = address.into(),
            None => contact["name"] = "Another name".into(),
        }
        let put = send(&client.clone().with("if-match", "*"), "PUT", &format!("/partners/{key}"), &partner);
        assert_eq!(put.status, 200, "{}", put.text());
    };
    another(&manager, &partners[2], Some("two@elsewhere.example"));
    another(&manager, &partners[3], Some("three@elsewhere.example"));
    another(&manager, &partners[4], None);
    // By a file, as well.
    let file = admin.get("/api/v1/partners.csv").text();
    let address = server.ledger().texts(&format!(
        "SELECT email FROM partner_contact WHERE position = 0 AND partner = '{}'",
        partners[5]
    ));
    let file = file.replace(&address[0], "five@elsewhere.example");
    let looked = admin.send("POST", "/api/v1/partner-imports", "text/csv", file.as_bytes()).json();
    let confirm = format!("/partner-imports/{}/confirmation", looked["id"].as_str().unwrap());
    let done = send(&admin, "POST", &confirm, &json!({ "version": looked["version"] }));
    assert!((200..300).contains(&done.status), "{}", done.text());
    // Whoever changes it again is who knows it.
    another(&admin, &partners[3], Some("again@elsewhere.example"));
    assert_eq!(known(server), wanted);
    let remind = json!({
        "kind": "reminder", "when": { "on": day(server, 2) }, "audience": "not_responded",
        "languages": ["en", "fr", "ar"],
    });
    let round = send(&admin, "POST", &format!("/surveys/{NEW}/rounds"), &remind);
    assert!((200..300).contains(&round.status), "{}", round.text());
    let round = format!("/surveys/{NEW}/rounds/{}/send", round.json()["id"].as_str().unwrap());
    let sent = send(&admin.clone().with("if-match", "*"), "POST", &round, &json!({}));
    assert!((200..300).contains(&sent.status), "{}", sent.text());
    wanted.extend([
        format!("{} {of_manager}", partners[2]),
        format!("{} {of_admin}", partners[3]),
        format!("{} {of_admin}", partners[5]),
    ]);
    wanted.sort();
    until("the reminders have gone out", || (known(server).len() >= wanted.len()).then_some(()));
    until("all of them", || {
        let left = format!("SELECT count(*) FROM message WHERE survey = '{NEW}' AND state <> 'sent'");
        (server.ledger().number(&left) == 0).then_some(())
    });
    assert_eq!(known(server), wanted);
    // Who invites after the opening, by mail or not.
    let late = server.ledger().texts(&format!(
        "SELECT key FROM partner WHERE active = 1 AND key NOT IN (SELECT partner FROM invitation WHERE survey = '{NEW}') \
         ORDER BY key LIMIT 1"
    ));
    let invited = send(
        &manager,
        "POST",
        &format!("/surveys/{NEW}/invitations"),
        &json!({ "partners": late, "mail": false }),
    );
    assert_eq!(invited.json()["invited"], 1, "{}", invited.text());
    wanted.push(format!("{} {of_manager}", late[0]));
    wanted.sort();
    assert_eq!(known(server), wanted);
    let page = staff::admin(server).get(&format!("/staff/surveys/{NEW}/known-links?lang=en")).text();
    assert!(page.contains("Links that staff could know"), "{page}");
    assert_eq!(manager.get(&format!("/staff/surveys/{NEW}/known-links")).status, 403);
}

fn two_show_results_in_spite_of_links_that_staff_know(server: &mut Server) {
    let (admin, client) = (program(server), server.client());
    open(server, &admin, 10);
    let (links, ids) = (tokens(server), ids(server));
    for (id, link) in ids.iter().zip(&links).take(6) {
        send(&admin, "POST", &format!("/surveys/{NEW}/invitations/{id}/message"), &json!({}));
        answer(&client, link, &says("asia", 5), true);
    }
    let lift = || send(&admin, "POST", &format!("/surveys/{NEW}/known-links"), &json!({}));
    lift().problem(409, "not_now");
    server.ledger().end(NEW);
    until("the server reads it", || (results(&admin)["code"] == "links_known").then_some(()));
    // A second admin of as long.
    server.ledger().execute("UPDATE staff SET admin_since = 0 WHERE role = 'admin'");
    let made = server.command(&["staff", "add", SECOND, "--name", "Samira", "--role", "admin"]);
    let made: Json = serde_json::from_str(&made).unwrap();
    server.ledger().execute("UPDATE staff SET admin_since = 0, touched_at = 0");
    let logged_in = staff::log_in(server, SECOND, made["password"].as_str().unwrap());
    let second = proved(server.client().with("cookie", &staff::cookie(&logged_in)));
    assert_eq!(lift().json()["rule"], "all", "it waits");
    let waiting = admin.get(&at("second-yes")).json();
    assert_eq!(waiting[0]["deed"], "known_links", "{waiting}");
    for (language, words) in [
        ("en", ["Show results in spite of links", "6 of those who were invited responded by links"]),
        ("fr", ["Montrer les résultats malgré des liens", "6 partenaires invités ont répondu par des liens"]),
        ("ar", ["عرض النتائج على الرغم من روابط", "أجاب 6 شركاء مدعوين عبر روابط"]),
    ] {
        let page = second.get(&format!("/staff/surveys/{NEW}/second-yes?lang={language}")).text();
        let page = page.replace(['\u{2068}', '\u{2069}'], "");
        assert!(words.iter().all(|words| page.contains(words)), "{language}: {page}");
    }
    until("an admin is told by mail", || {
        let mails = std::fs::read_dir(server.mail_folder()).ok()?.flatten();
        let mut mails = mails.filter_map(|mail| std::fs::read_to_string(mail.path()).ok());
        mails.find(|mail| mail.contains("showing results of the survey"))
    });
    let id = waiting[0]["id"].as_str().unwrap();
    let yes = format!("/surveys/{NEW}/second-yes/{id}");
    send(&admin, "POST", &yes, &json!({})).problem(403, "not_allowed");
    assert_eq!(results(&admin)["code"], "links_known");
    assert_eq!(send(&second, "POST", &yes, &json!({})).status, 204);
    let shown = results(&admin);
    assert_eq!(satisfaction(&shown), [(5, 6)]);
    assert!(shown["results"]["raised_by"].is_null() && shown["known_links"] == 6, "{shown}");
    for (language, words) in [
        ("en", "Results are shown in spite of links that staff could know"),
        ("fr", "Les résultats sont montrés malgré des liens"),
        ("ar", "تُعرض النتائج على الرغم من روابط"),
    ] {
        let page = second.get(&format!("/staff/surveys/{NEW}/report?lang={language}")).text();
        assert!(page.contains(words), "{language}: {page}");
        assert!(!page.contains("That was decided without a second person"), "{page}");
    }
    let logged =
        "SELECT count(*) FROM audit_log WHERE what = 'survey_known_links_lifted' AND detail LIKE '%Samira%'";
    assert_eq!(server.ledger().number(logged), 1);
}

fn who_answers_a_public_link_is_nobody_known(server: &mut Server) {
    let (admin, client) = (program(server), server.client());
    let new = json!({
        "code": NEW, "question_set": "ims-partnership", "version": 2, "opens_on": day(server, 0),
        "closes_on": day(server, 30), "grace_days": 14, "everyone": true,
    });
    assert_eq!(send(&admin, "POST", "/surveys", &new).status, 201);
    send(&admin, "POST", &format!("/surveys/{NEW}/open"), &json!({}));
    let link = admin.get(&at("public-link")).json();
    let token = link["link"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    for _ in 0..5 {
        answer(&client, &token, &says("asia", 4), false);
    }
    server.ledger().end(NEW);
    let shown = until("it is shown", || Some(results(&admin)).filter(|one| one["code"].is_null()));
    assert!(shown["known_links"].is_null() && shown["results"]["raised_by"].is_null(), "{shown}");
    for page in ["results", "report"] {
        for (language, words) in [
            ("en", "Anyone could answer, and more than once."),
            ("fr", "Chacun pouvait répondre, et plus d’une fois."),
            ("ar", "كان بوسع أي شخص أن يجيب، وأكثر من مرة."),
        ] {
            let said =
                staff::admin(server).get(&format!("/staff/surveys/{NEW}/{page}?lang={language}")).text();
            assert!(said.contains(words), "{page} in {language}: {said}");
        }
    }
}
