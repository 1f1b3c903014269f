//! Every route of the API that changes something writes into the log, and the log holds no secret: each is driven, and looked at.

use std::collections::BTreeSet;

use chrono::Days;
use serde_json::{Value as Json, json};
use tests::http::{Answer, Client};
use tests::ledger::Ledger;
use tests::server::Server;
use tests::totp::{code, step};
use tests::{SURVEY, staff};

use super::{get, newest, program, today};

/// What changes nothing, with the reason.
const LOOKS: [&str; 1] = [
    // A file is looked at; what would change is answered, and nothing does before that is confirmed.
    "POST /partner-imports",
];
/// What is driven where its survey has ended, in `receipts.rs` and `keys.rs`, and where there are several admins, in `second_yes.rs`.
const ELSEWHERE: [&str; 4] = [
    "POST /surveys/{survey}/receipts",
    "POST /surveys/{survey}/lost-responses",
    "POST /surveys/{survey}/second-yes/{proposal}",
    "DELETE /surveys/{survey}/second-yes/{proposal}",
];

/// Drives routes, and sees that each writes a line.
struct Walk<'a> {
    client: Client,
    ledger: Ledger,
    who: &'a str,
    done: BTreeSet<String>,
}

/// A route and where it stands: `{…}` of the pattern, in order.
type At<'a> = (&'a str, &'a str, &'a [&'a str]);

impl Walk<'_> {
    fn lines(&self) -> i64 {
        self.ledger.number(&format!("SELECT count(*) FROM audit_log WHERE who = '{}'", self.who))
    }

    fn send(
        &mut self,
        (method, pattern, parts): At<'_>,
        query: &str,
        tag: &str,
        body: (&str, &[u8]),
    ) -> Answer {
        let mut parts = parts.iter();
        let path: Vec<&str> = pattern
            .split('/')
            .map(|part| if part.starts_with('{') { parts.next().unwrap() } else { part })
            .collect();
        let client =
            if tag.is_empty() { self.client.clone() } else { self.client.clone().with("if-match", tag) };
        let before = self.lines();
        let path = format!("/api/v1{}{query}", path.join("/"));
        let answer = client.send(method, &path, body.0, body.1);
        assert!((200..300).contains(&answer.status), "{method} {path}: {} {}", answer.status, answer.text());
        let route = format!("{method} {pattern}");
        let looks = LOOKS.contains(&route.as_str());
        assert_eq!(self.lines() > before, !looks, "{route} writes a line, and one that looks does not");
        self.done.insert(route);
        answer
    }

    fn does(&mut self, at: At<'_>, body: &Json) -> Answer {
        self.send(at, "", "", ("application/json", body.to_string().as_bytes()))
    }

    fn replaces(&mut self, at: At<'_>, tag: &str, body: &Json) -> Answer {
        self.send(at, "", tag, ("application/json", body.to_string().as_bytes()))
    }
}

pub fn every_change_by_the_api_writes_into_the_log_and_no_secret(server: &mut Server) {
    let manager = staff::manager(server);
    let (client, who) = (program(server), server.demo.admin.0.clone());
    let mut walk = Walk { client, ledger: server.ledger(), who: &who, done: BTreeSet::new() };
    let mut secrets = question_sets(&mut walk);
    secrets.extend(surveys(&mut walk));
    secrets.extend(fieldwork(&mut walk));
    partners(&mut walk);
    answers(&mut walk);
    secrets.extend(reports(&mut walk));
    secrets.extend(people(&mut walk, &manager, server));

    let description = server.client().get("/api/v1/openapi.json").json();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let route = format!("{} {}", method.to_uppercase(), path.strip_prefix("/api/v1").unwrap());
            let of_staff = operation["security"].as_array().is_some_and(|ways| !ways.is_empty());
            if method != "get" && of_staff && !ELSEWHERE.contains(&route.as_str()) {
                assert!(walk.done.contains(&route), "{route} was not driven");
            }
        }
    }
    secrets.extend(walk.ledger.texts("SELECT token FROM invitation"));
    secrets.extend(walk.ledger.texts("SELECT public_token FROM survey WHERE public_token IS NOT NULL"));
    secrets.push(server.demo.manager.1.clone());
    for language in ["en", "fr", "ar"] {
        let page = staff::admin(server).get(&format!("/staff/audit?lang={language}")).text();
        for what in walk.ledger.texts("SELECT DISTINCT what FROM audit_log") {
            assert!(!page.contains(&format!(">{what}</option>")), "{language}: {what} has words");
        }
    }
    let log = walk.ledger.texts("SELECT who || what || subject || detail FROM audit_log").join("\n");
    assert!(log.contains("\"token\":\"program\""), "each line names the token that it came with");
    for secret in secrets {
        assert!(secret.len() > 8 && !log.contains(&secret), "{secret} is in the log");
    }
    assert!(!log.contains("sawt_") && !log.contains("/i/") && !log.contains("/welcome/"), "{log}");
}

fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn question_sets(walk: &mut Walk<'_>) -> Vec<String> {
    let client = walk.client.clone();
    walk.does(
        ("POST", "/question-sets", &[]),
        &json!({ "code": "api-set", "title": "New", "languages": ["en"] }),
    );
    let sets = get(&client, "/question-sets");
    let set = sets.as_array().unwrap().iter().find(|set| set["code"] == "ims-partnership").unwrap();
    let code = text(&set["code"]);
    let draft = "/question-sets/{question_set}/draft";
    if !set["draft"].is_null() {
        walk.send(("DELETE", draft, &[&code]), &format!("?revision={}", set["draft"]), "", ("", b""));
    }
    let begun = walk.does(("POST", draft, &[&code]), &json!({ "version": newest(set) })).json();
    let mut whole = begun["question_set"].clone();
    whole["title"]["en"] = json!("Another title");
    let put = json!({ "revision": begun["revision"], "question_set": whole });
    let mut revision = walk.does(("PUT", draft, &[&code]), &put).json()["revision"].clone();
    let at = "/question-sets/{question_set}/draft/history/{revision}/restoration";
    revision =
        walk.does(("POST", at, &[&code, "1"]), &json!({ "revision": revision })).json()["revision"].clone();
    let texts = get(&client, &format!("/question-sets/{code}/draft/translations/fr"));
    let one = &texts[0];
    let given = json!({ "texts": [{ "key": one["key"], "seen": one["seen"], "text": "Autre titre" }] });
    let said = walk
        .does(("PUT", "/question-sets/{question_set}/draft/translations/{locale}", &[&code, "fr"]), &given);
    assert_eq!(said.json()[0]["outcome"], "saved");
    let again = walk.client.send(
        "PUT",
        &format!("/api/v1/question-sets/{code}/draft/translations/fr"),
        "application/json",
        given.to_string().replace("Autre", "Encore").as_bytes(),
    );
    let again = again.json();
    assert_eq!(
        (text(&again[0]["outcome"]), text(&again[0]["theirs"])),
        ("translated".into(), "Autre titre".into())
    );
    let history = get(&client, &format!("/question-sets/{code}/draft/history"));
    assert_eq!(history[0]["what"], "translated");
    assert_eq!(history[1]["place"], "revisions.1");
    let then = get(&client, &format!("/question-sets/{code}/draft/history/2"));
    assert_eq!(then["question_set"]["title"]["en"], "Another title");

    // A workbook goes out, is looked at, and comes in over the very draft that was seen.
    revision = json!(revision.as_i64().unwrap() + 1);
    let file = client.get(&format!("/api/v1/question-sets/{code}/draft/xlsform"));
    assert!(file.header("content-type").contains("spreadsheetml"), "{}", file.text());
    let import = format!("/question-sets/{code}/draft/xlsform");
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let looked = client.send("POST", &format!("/api/v1{import}"), kind, &file.body).json();
    assert_eq!((looked["sound"].clone(), looked["kept"].clone()), (json!(true), json!(false)), "{looked}");
    assert_eq!((looked["differences"].clone(), looked["revision"].clone()), (json!([]), revision));
    client.send("POST", &format!("/api/v1{import}?keep=true"), kind, &file.body).problem(409, "overtaken");
    client.send("POST", &format!("/api/v1{import}"), kind, b"no workbook").problem(422, "invalid");
    let at = ("POST", "/question-sets/{question_set}/draft/xlsform", &[code.as_str()][..]);
    let taken =
        walk.send(at, &format!("?keep=true&seen={}", looked["revision"]), "", (kind, &file.body)).json();
    assert_eq!(taken["kept"], true);

    let review = get(&client, &format!("/question-sets/{code}/draft/review"));
    let seen = json!({ "revision": review["revision"], "version": review["version"], "declared": true });
    walk.does(("POST", "/question-sets/{question_set}/draft/publish", &[&code]), &seen);
    walk.does(("POST", draft, &[&code]), &json!({ "version": review["version"] }));
    walk.send(("DELETE", draft, &[&code]), "?revision=1", "", ("", b""));
    let version = client.get(&format!("/api/v1/question-sets/{code}/versions/{}/xlsform", review["version"]));
    assert_eq!((version.status, version.body.starts_with(b"PK")), (200, true));
    Vec::new()
}

fn surveys(walk: &mut Walk<'_>) -> Vec<String> {
    let client = walk.client.clone();
    let day = |days| (today(&client) + Days::new(days)).to_string();
    let sets = get(&client, "/question-sets");
    let set = sets.as_array().unwrap().iter().find(|set| set["code"] == "ims-partnership").unwrap();
    let last = newest(set);
    let new = json!({
        "code": "api-2029", "question_set": "ims-partnership", "version": last.as_u64().unwrap() - 1,
        "opens_on": day(0), "closes_on": day(30),
    });
    walk.does(("POST", "/surveys", &[]), &new);
    let at = ["api-2029"];
    walk.does(("PUT", "/surveys/{survey}/version", &at), &json!({ "version": last }));
    walk.does(("PATCH", "/surveys/{survey}", &at), &json!({ "max_devices": 2 }));
    let opened = walk.does(("POST", "/surveys/{survey}/public-link", &at), &json!({})).json();
    let link = text(&opened["link"]).rsplit('/').next().unwrap().to_owned();
    walk.does(("DELETE", "/surveys/{survey}/public-link", &at), &json!({}));
    let all = json!({ "partners": null, "mail": false });
    walk.does(("POST", "/surveys/{survey}/invitations", &at), &all);
    for action in ["open", "pause", "resume"] {
        walk.does(("POST", &format!("/surveys/{{survey}}/{action}"), &at), &json!({}));
    }
    walk.does(("POST", "/surveys/{survey}/suspension", &at), &json!({ "reason": "shelling" }));
    walk.does(("DELETE", "/surveys/{survey}/suspension", &at), &json!({}));
    let later = json!({ "closes_on": day(40), "reason": "floods" });
    walk.does(("POST", "/surveys/{survey}/extension", &at), &later);
    let earlier = json!({ "closes_on": day(20), "reason": "the funds ran out" });
    walk.does(("POST", "/surveys/{survey}/close", &at), &earlier);
    walk.does(("PUT", "/surveys/{survey}/threshold", &at), &json!({ "threshold": 8 }));
    walk.does(("POST", "/surveys/{survey}/known-links", &["ims-2024"]), &json!({}));

    let waves = get(&client, &format!("/surveys/{SURVEY}/earlier-waves"));
    let name = text(&waves[0]["name"]);
    let file = client.get(&format!("/api/v1/surveys/{SURVEY}/earlier-waves/{name}")).text();
    walk.send(("DELETE", "/surveys/{survey}/earlier-waves/{wave}", &[SURVEY, &name]), "", "", ("", b""));
    let file = ("application/json", file.as_bytes());
    walk.send(("POST", "/surveys/{survey}/earlier-waves", &[SURVEY]), "", "", file);

    let benchmarks = ("POST", "/surveys/{survey}/benchmarks", &["train-25"][..]);
    let rows: String = (1..=5).map(|n| format!("Fund {n},recommend,,net_score,,{}\n", 10 * n)).collect();
    let csv = format!("organisation,question,item,measure,choices,value\n{rows}Fund 1,warmth,,mean,,3\n");
    let look = |query: &str, rows: &str| {
        client.send(
            "POST",
            &format!("/api/v1/surveys/train-25/benchmarks{query}"),
            "text/csv",
            rows.as_bytes(),
        )
    };
    let before = get(&client, "/surveys/train-25/benchmarks");
    let looked = look("?keep=false", &csv).json();
    assert_eq!((looked["kept"].clone(), looked["unmatched"].clone()), (json!(false), json!(["warmth"])));
    assert_eq!(get(&client, "/surveys/train-25/benchmarks"), before, "nothing is kept by looking");
    let wrong = look("", "organisation,question,item,measure,choices,value\nA,recommend,,net_score,,101\n");
    assert!(wrong.problem(422, "invalid").errors[0].detail.contains("row 2, column value"));
    assert_eq!(walk.send(benchmarks, "", "", ("text/csv", csv.as_bytes())).json()["kept"], true);
    let lines = get(&client, "/surveys/train-25/benchmarks");
    assert_eq!(lines[0]["range"]["median"], 30.0, "{lines}");
    assert!(
        lines[0]["ours"].is_number() && lines[0]["rank"].is_number() && !lines.to_string().contains("Fund")
    );
    walk.does(("DELETE", "/surveys/{survey}/benchmarks", &["train-25"]), &json!({}));
    assert_eq!(get(&client, "/surveys/train-25/benchmarks"), json!([]));
    client.send("DELETE", "/api/v1/surveys/train-25/benchmarks", "", b"").problem(409, "not_now");
    vec![link]
}

fn fieldwork(walk: &mut Walk<'_>) -> Vec<String> {
    let client = walk.client.clone();
    let day = |days| (today(&client) + Days::new(days)).to_string();
    let first = |state: &str| {
        let list = get(&client, &format!("/surveys/{SURVEY}/invitations?limit=1&state={state}"));
        text(&list["items"][0]["id"])
    };
    let (invited, bounced) = (first("invited"), first("bounced"));
    let one = [SURVEY, invited.as_str()];
    let at = "/surveys/{survey}/invitations/{invitation}";
    let call = json!({ "kind": "call", "day": day(0), "note": "asks for a week" });
    let noted = walk.does(("POST", &format!("{at}/follow-ups"), &one), &call).json();
    let (follow_up, noted) = (format!("{at}/follow-ups/{{follow_up}}"), text(&noted["id"]));
    walk.does(("PUT", &follow_up, &[SURVEY, &invited, &noted]), &call);
    walk.does(("DELETE", &follow_up, &[SURVEY, &invited, &noted]), &json!({}));
    walk.does(("POST", &format!("{at}/link"), &one), &json!({}));
    walk.does(("POST", &format!("{at}/device"), &one), &json!({}));
    let shown = walk.does(("POST", &format!("{at}/message"), &one), &json!({ "language": null })).json();
    let link = text(&shown["text"])
        .split_once("/i/")
        .unwrap()
        .1
        .chars()
        .take_while(|c| c.is_alphanumeric() || "-_".contains(*c))
        .collect();
    let last = get(&client, &format!("/surveys/{SURVEY}/invitations?limit=2&state=invited"));
    let last = text(&last["items"][1]["id"]);
    let partner = get(&client, &format!("/surveys/{SURVEY}/invitations/{last}"))["partner"].clone();
    let withdrawn = json!({ "partners": [partner], "reason": "gone" });
    walk.does(("POST", "/surveys/{survey}/invitations/withdraw", &[SURVEY]), &withdrawn);
    walk.does(("DELETE", &format!("{at}/withdrawal"), &[SURVEY, &last]), &json!({}));
    let address = json!({ "address": "right@partner.example", "again": false });
    walk.does(("PUT", &format!("{at}/address"), &[SURVEY, &bounced]), &address);

    let round = |when: Json| json!({ "kind": "reminder", "when": when, "audience": "not_responded", "languages": ["en"] });
    let rounds = "/surveys/{survey}/rounds";
    let plan = |walk: &mut Walk<'_>| {
        text(
            &walk.does(("POST", rounds, &[SURVEY]), &round(json!({ "days_before_deadline": 1 }))).json()["id"],
        )
    };
    let (sent, dropped) = (plan(walk), plan(walk));
    let which = format!("{rounds}/{{round}}");
    walk.does(("PUT", &which, &[SURVEY, &dropped]), &round(json!({ "days_before_deadline": 2 })));
    walk.does(("DELETE", &which, &[SURVEY, &dropped]), &json!({}));
    walk.does(("POST", &format!("{which}/send"), &[SURVEY, &sent]), &json!({}));
    walk.ledger.execute(&format!(
        "UPDATE message SET state = 'unsure', problem = 'broken off' WHERE id = \
         (SELECT id FROM message WHERE survey = '{SURVEY}' AND state <> 'claimed' ORDER BY id LIMIT 1)"
    ));
    let unsure = get(&client, &format!("/surveys/{SURVEY}/messages?state=unsure"));
    let message = text(&unsure["items"][0]["id"]);
    let decision = "/surveys/{survey}/messages/{message}/decision";
    walk.does(("POST", decision, &[SURVEY, &message]), &json!({ "again": false }));
    client.post("/api/v1/mail/release", &json!({})).problem(409, "not_now");
    walk.ledger.execute("UPDATE mail_way SET held = 'asked'");
    assert_eq!(get(&client, "/mail"), json!({ "held": "asked" }));
    walk.ledger.execute(&format!(
        "UPDATE message SET state = 'queued', next_at = 0 WHERE survey = '{SURVEY}' AND state = 'sent'"
    ));
    let waiting = walk
        .ledger
        .number(&format!("SELECT count(*) FROM message WHERE survey = '{SURVEY}' AND state = 'queued'"));
    let all = "/surveys/{survey}/messages/all-sent";
    let seen = json!({ "waiting": waiting - 1 });
    client.post(&format!("/api/v1/surveys/{SURVEY}/messages/all-sent"), &seen).problem(409, "not_now");
    walk.does(("POST", all, &[SURVEY]), &json!({ "waiting": waiting }));
    walk.does(("POST", "/mail/release", &[]), &json!({}));
    assert_eq!(get(&client, "/mail"), json!({ "held": null }));

    // Of two programs that change a wording the second has seen what it replaces.
    let path = "/surveys/{survey}/wordings/{kind}/{language}";
    let (one, address) = ([SURVEY, "reminder", "en"], format!("/surveys/{SURVEY}/wordings/reminder/en"));
    let seen = client.get(&format!("/api/v1{address}"));
    let (tag, body) = (seen.header("etag").to_owned(), "Dear { $contact },\n\n{ $link }\n\n{ $decline }");
    let blind = client.send(
        "PUT",
        &format!("/api/v1{address}"),
        "application/json",
        b"{\"subject\":\"A\",\"body\":\"B\"}",
    );
    blind.problem(428, "if_match_missing");
    let kept =
        walk.replaces(("PUT", path, &one), &tag, &json!({ "subject": "A word, please", "body": body }));
    assert_ne!(kept.header("etag"), tag);
    let late = client.clone().with("if-match", &tag);
    let other = json!({ "subject": "Another word", "body": body }).to_string();
    late.send("PUT", &format!("/api/v1{address}"), "application/json", other.as_bytes())
        .problem(412, "changed");
    late.send("DELETE", &format!("/api/v1{address}"), "", b"").problem(412, "changed");
    assert_eq!(get(&client, &address)["subject"], "A word, please");
    walk.replaces(("DELETE", path, &one), kept.header("etag"), &json!({}));
    assert_eq!(client.get(&format!("/api/v1{address}")).header("etag"), tag, "the standard wording is back");
    vec![link]
}

fn partners(walk: &mut Walk<'_>) {
    let client = walk.client.clone();
    let mut partner = json!({
        "key": "p900-new", "name": "New Radio", "region": "mena", "country": "Lebanon", "programme": "Levant",
        "type": "radio", "language": "ar", "manager": "manager@sawt.example", "active": true,
        "contacts": [{ "name": "Amal", "email": "amal@new-radio.example" }],
    });
    let added = walk.does(("POST", "/partners", &[]), &partner);
    assert_eq!(added.status, 201);
    partner.as_object_mut().unwrap().remove("key");
    partner["name"] = json!("Newer Radio");
    let capitals = client.get("/api/v1/partners/p001-sindyan-radio").text();
    let capitals = capitals.replace("p001-sindyan-radio", "P001-Sindyan-Radio").replace('@', "@x.");
    let taken = client.send("POST", "/api/v1/partners", "application/json", capitals.as_bytes());
    assert!(taken.problem(422, "invalid").errors.iter().any(|error| error.pointer == "/key"), "{capitals}");
    let put = walk.replaces(("PUT", "/partners/{partner}", &["p900-new"]), "*", &partner);
    let seen = put.header("etag").to_owned();
    let file = client.get("/api/v1/partners.csv").text().replace("Newer Radio", "Newest Radio");
    let looked = walk.send(("POST", "/partner-imports", &[]), "", "", ("text/csv", file.as_bytes())).json();
    assert_eq!(looked["changed"], 1, "{looked}");
    // Who was invited stays, and so does who was changed meanwhile.
    let remove = |key: &str, tag: &str| {
        client.clone().with("if-match", tag).send("DELETE", &format!("/api/v1/partners/{key}"), "", b"")
    };
    remove("p001-sindyan-radio", "*").problem(409, "not_now");
    let id = text(&looked["id"]);
    walk.does(
        ("POST", "/partner-imports/{import}/confirmation", &[&id]),
        &json!({ "version": looked["version"] }),
    );
    remove("p900-new", &seen).problem(412, "changed");
    let contacts = "SELECT count(*) FROM partner_contact WHERE partner = 'p900-new'";
    assert_eq!(walk.ledger.number(contacts), 1);
    walk.replaces(("DELETE", "/partners/{partner}", &["p900-new"]), "*", &json!({}));
    assert_eq!(walk.ledger.number(contacts), 0, "its contacts go with it");
    client.get("/api/v1/partners/p900-new").problem(404, "unknown_partner");
}

fn answers(walk: &mut Walk<'_>) {
    let client = walk.client.clone();
    let survey = "ims-2024";
    let base = format!("/surveys/{survey}/answers");
    let listed = get(&client, &format!("{base}?limit=2"));
    let next = get(&client, &format!("{base}?limit=2&after={}", text(&listed["next"])));
    let id = |page: &Json, n: usize| text(&page["items"][n]["id"]);
    assert_eq!(id(&listed, 1), text(&listed["next"]));
    assert!(![id(&listed, 0), id(&listed, 1)].contains(&id(&next, 0)), "the list goes on");
    client.get(&format!("/api/v1{base}?after=x")).problem(400, "malformed_query");
    // One that nobody has coded yet.
    let answer = id(&get(&client, &format!("{base}?theme=none&limit=1")), 0);
    let one = [survey, answer.as_str()];
    let path = "/surveys/{survey}/answers/{answer}";
    let show = || get(&client, &format!("{base}/{answer}"));

    let names =
        json!({ "names": { "en": "Slow payments", "fr": "Paiements lents" }, "definition": "Late money" });
    let theme = walk.does(("POST", "/surveys/{survey}/themes", &[survey]), &names).json();
    assert_eq!(theme["code"], "slow_payments");
    let wrong = json!({ "names": { "de": "Geld" } });
    let answered = client.post(&format!("/api/v1/surveys/{survey}/themes"), &wrong).problem(422, "invalid");
    assert_eq!(answered.errors[0].pointer, "/names/de");
    let changed = json!({ "names": { "en": "Slow payment" }, "retired": false });
    walk.does(("PUT", "/surveys/{survey}/themes/{theme}", &[survey, "slow_payments"]), &changed);
    let book = get(&client, &format!("/surveys/{survey}/themes"));
    let kept = book.as_array().unwrap().iter().find(|theme| theme["code"] == "slow_payments").unwrap();
    assert_eq!(kept["names"], json!({ "en": "Slow payment" }));

    walk.does(("PUT", &format!("{path}/themes"), &one), &json!({ "themes": ["slow_payments"] }));
    let mine = |answer: &Json| {
        let codings = answer["codings"].as_array().unwrap().clone();
        codings
            .into_iter()
            .find(|coding| coding["analyst"] == "admin@sawt.example")
            .map(|coding| coding["themes"].clone())
    };
    assert_eq!(mine(&show()), Some(json!(["slow_payments"])));
    assert!(get(&client, &format!("{base}?theme=slow_payments")).to_string().contains(&answer));
    let unknown = client.send(
        "PUT",
        &format!("/api/v1{base}/{answer}/themes"),
        "application/json",
        b"{\"themes\":[\"gold\"]}",
    );
    assert_eq!(unknown.problem(422, "invalid").errors[0].pointer, "/themes/0");
    let counts = get(&client, &format!("/surveys/{survey}/theme-counts"));
    assert!(counts["coded"].as_u64().unwrap() > 0 && counts["agreement"]["compared"].is_number(), "{counts}");
    // One answer has it: of so few no count is told.
    let told: Vec<&Json> =
        counts["fields"].as_array().unwrap().iter().flat_map(|f| f["themes"].as_array().unwrap()).collect();
    let few = told.iter().find(|theme| theme["theme"] == "slow_payments").unwrap();
    assert_eq!(few["count"], Json::Null);
    assert!(told.iter().all(|theme| theme["count"].as_u64().is_none_or(|count| count >= 5)), "{told:?}");
    walk.does(("DELETE", &format!("{path}/themes"), &one), &json!({}));
    assert_eq!(mine(&show()), None);

    let locale = [survey, answer.as_str(), "fr"];
    let french = json!({ "text": "En français" });
    walk.does(("PUT", &format!("{path}/translations/{{locale}}"), &locale), &french);
    assert!(show()["translations"].to_string().contains("En français"));
    walk.does(("DELETE", &format!("{path}/translations/{{locale}}"), &locale), &json!({}));
    client
        .send(
            "PUT",
            &format!("/api/v1{base}/{answer}/translations/xx"),
            "application/json",
            french.to_string().as_bytes(),
        )
        .problem(404, "unknown_language");

    let undecided = get(&client, &format!("{base}?decision=waiting&limit=1"));
    let answer = text(&undecided["items"][0]["id"]);
    let one = [survey, answer.as_str()];
    let seen = get(&client, &format!("{base}/{answer}"))["revision"].clone();
    let proposal = json!({ "redacted": "They […] pay late", "revision": seen });
    walk.does(("PUT", &format!("{path}/proposal"), &one), &proposal);
    let decision = |quoted: bool, revision: &Json| json!({ "decision": "redacted", "redacted": "They […] pay late", "quoted": quoted, "revision": revision });
    let put = |body: &Json| {
        client.send(
            "PUT",
            &format!("/api/v1{base}/{answer}/decision"),
            "application/json",
            body.to_string().as_bytes(),
        )
    };
    put(&decision(true, &seen)).problem(409, "overtaken");
    let now = get(&client, &format!("{base}/{answer}"));
    assert_eq!((now["decision"].clone(), now["publishable"].clone()), (json!("proposed"), Json::Null));
    let unpublished = json!({ "decision": "withheld", "quoted": true, "revision": now["revision"] });
    assert_eq!(put(&unpublished).problem(422, "invalid").errors[0].pointer, "/quoted");
    walk.does(("PUT", &format!("{path}/decision"), &one), &decision(true, &now["revision"]));
    let now = get(&client, &format!("{base}/{answer}"));
    assert_eq!(
        (now["quoted"].clone(), now["publishable"].clone()),
        (json!(true), json!("They […] pay late"))
    );
    let late = json!({ "redacted": "x", "revision": now["revision"] });
    client
        .send(
            "PUT",
            &format!("/api/v1{base}/{answer}/proposal"),
            "application/json",
            late.to_string().as_bytes(),
        )
        .problem(409, "not_now");
}

fn reports(walk: &mut Walk<'_>) -> Vec<String> {
    let client = walk.client.clone();
    let report = "/surveys/ims-2024/report";
    let whole = get(&client, report);
    let sections: Vec<Json> = whole["report"]["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| section["code"].clone())
        .collect();
    let question = whole["report"]["sections"][0]["questions"][0]["code"].clone();
    let edits = client.get(&format!("/api/v1{report}/edits"));
    let (tag, mut body) = (edits.header("etag").to_owned(), edits.json());
    body["introduction"] = json!({ "en": "What they say", "fr": "Ce qu’ils disent" });
    body["comments"] = json!({ text(&sections[1]): { "en": "Warm words" } });
    body["sections"] = json!([sections[1], sections[0]]);
    body["left_out"] = json!([question]);
    let kept = walk.replaces(("PUT", "/surveys/{survey}/report/edits", &["ims-2024"]), &tag, &body);
    assert_eq!(kept.json()["left_out"], json!([question]));
    let put = |tag: &str, body: &Json| {
        let client = client.clone().with("if-match", tag);
        client.send("PUT", &format!("/api/v1{report}/edits"), "application/json", body.to_string().as_bytes())
    };
    put(&tag, &body).problem(412, "changed");
    let wrong = json!({
        "introduction": { "de": "Hallo", "en": "x".repeat(5_001) }, "comments": { "nowhere": {} }, "sections": ["nowhere"],
        "questions": [], "left_out": ["nothing"],
    });
    let pointers: Vec<String> = put(kept.header("etag"), &wrong)
        .problem(422, "invalid")
        .errors
        .into_iter()
        .map(|e| e.pointer)
        .collect();
    assert_eq!(pointers, ["/introduction/de", "/introduction/en", "/sections", "/questions"]);
    let french = get(&client, &format!("{report}?language=fr"));
    let titles = &french["report"]["sections"][0]["title"];
    assert_eq!(french["report"]["sections"][0]["code"], sections[1], "it is moved");
    assert_eq!((titles.as_object().unwrap().len(), titles["fr"].is_string()), (1, true), "{titles}");
    assert_eq!(french["report"]["introduction"], json!({ "fr": "Ce qu’ils disent" }));
    assert_eq!(
        french["report"]["sections"][0]["comment"],
        json!({ "en": "Warm words" }),
        "as the page shows it"
    );
    assert!(!french.to_string().contains(&format!("\"code\":{question},\"label\"")), "it is left out");
    only_one_language(&french["report"]);
    client.get(&format!("/api/v1{report}?language=de")).problem(400, "malformed_query");
    let seen = json!({ "revision": french["revision"], "responses": french["responses"] });
    let made = walk.does(("POST", "/surveys/{survey}/report/versions", &["ims-2024"]), &seen).json();
    let version = get(&client, &format!("{report}/versions/{}?language=ar", made["version"]));
    only_one_language(&version);
    let quotes = whole["report"].to_string().contains("They […] pay late");
    assert!(quotes, "what was decided is quoted");
    // Who writes the report chooses among what may be published.
    let publishable = get(&client, &format!("{report}/quotes"));
    let all = publishable.as_array().unwrap();
    let one = all.iter().find(|one| one["text"] == "They […] pay late").unwrap();
    assert_eq!(one["quoted"], true);
    let (answer, not) = (text(&one["answer"]), json!({ "quoted": false, "revision": one["revision"] }));
    let at = ["ims-2024", answer.as_str()];
    walk.does(("PUT", "/surveys/{survey}/report/quotes/{answer}", &at), &not);
    assert!(!get(&client, report).to_string().contains("They […] pay late"));
    let put = |answer: &str| {
        let path = format!("/api/v1{report}/quotes/{answer}");
        client.send("PUT", &path, "application/json", not.to_string().as_bytes())
    };
    put(&answer).problem(409, "overtaken");
    put("nothing").problem(404, "unknown_answer");

    // Who has the address of a link reads a report without an account: it is in no log.
    let links = "/surveys/{survey}/report/links";
    let ends_on = (today(&client) + Days::new(7)).to_string();
    let wanted = json!({ "version": made["version"], "name": "The board", "ends_on": ends_on });
    let link = walk.does(("POST", links, &["ims-2024"]), &wanted).json();
    let id = text(&link["id"]);
    walk.does(("DELETE", &format!("{links}/{{link}}"), &["ims-2024", &id]), &json!({}));
    vec![text(&link["address"]).rsplit('/').next().unwrap().to_owned()]
}

/// No text stands in several languages.
fn only_one_language(value: &Json) {
    match value {
        Json::Object(map) => {
            let tags = map.keys().filter(|key| ["en", "fr", "ar"].contains(&key.as_str())).count();
            assert!(tags <= 1, "{value}");
            map.values().for_each(only_one_language);
        }
        Json::Array(values) => values.iter().for_each(only_one_language),
        _ => {}
    }
}

fn people(walk: &mut Walk<'_>, manager: &Client, server: &Server) -> Vec<String> {
    let client = walk.client.clone();
    let noor = json!({ "email": "noor@api.example", "name": "Noor", "role": "analyst", "language": "ar" });
    walk.does(("POST", "/invited-people", &[]), &noor);
    walk.does(("DELETE", "/invited-people/{email}", &["noor@api.example"]), &json!({}));
    let page = manager.get("/staff/account/second-factor").text();
    let between = |before: &str, after: &str| {
        page.split_once(before).unwrap().1.split_once(after).unwrap().0.to_owned()
    };
    let secret = between("class=\"secret\" dir=\"ltr\">", "</code>");
    let fields = [
        ("csrf", between("name=\"csrf\" value=\"", "\"")),
        ("secret", between("name=\"secret\" value=\"", "\"")),
        ("code", code(&secret, step())),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    assert_eq!(manager.post_form("/staff/account/second-factor", &fields).status, 200);
    let people = get(&client, "/people");
    let person = people.as_array().unwrap().iter().find(|one| one["email"] == server.demo.manager.0).unwrap();
    let id = text(&person["id"]);
    walk.does(("DELETE", "/people/{person}/second-factor", &[&id]), &json!({}));
    walk.does(("POST", "/people/{person}/password-link", &[&id]), &json!({}));
    walk.does(("PATCH", "/people/{person}", &[&id]), &json!({ "role": "analyst" }));
    let tokens = get(&client, "/me/tokens");
    let own = text(&tokens[0]["id"]);
    // The last thing that it does.
    walk.does(("DELETE", "/me/tokens/{token}", &[&own]), &json!({}));
    client.get("/api/v1/me").problem(401, "invalid_token");
    vec![secret]
}
