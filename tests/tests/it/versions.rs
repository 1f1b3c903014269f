//! Versions of question sets and the life of a survey, on both databases: what is published never changes, and what people
//! have begun to answer changes in words alone.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::process::Command;

use serde_json::{Value as Json, json};
use tests::http::{Answer, Client};
use tests::partner::{credential, full_answers, question_set, response, statuses, submit};
use tests::server::{Server, program};
use tests::{SURVEY, on_both_databases, staff};

on_both_databases![
    a_published_version_never_changes,
    an_open_survey_takes_a_correction_and_no_more_from_the_command_line,
    a_draft_is_published_as_it_was_seen_once_nothing_stands_against_it,
    an_open_survey_is_corrected_and_nothing_begun_before_is_lost,
    a_database_of_before_takes_the_versions_that_it_took_and_none_for_its_log,
    a_survey_is_prepared_opened_and_closed,
    the_names_and_the_threshold_of_a_survey_are_set_on_its_pages,
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
    // The demo's other question set is not of this.
    server.ledger().texts(
        "SELECT content FROM question_set_version WHERE code <> 'training-feedback' ORDER BY code, version",
    )
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

const SETS: &str = "/staff/question-sets/ims-partnership";

/// Posts a form with the proof of its page.
fn post(client: &Client, address: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get("/staff/nothing-here").text();
    let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1.split_once('"').unwrap().0;
    let fields = [("csrf", csrf)].into_iter().chain(fields.iter().copied());
    let fields: Vec<_> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    client.post_form(address, &fields)
}

/// Begins a draft from a version and makes it something else, as its first revision; the editor has tests of its own.
fn draft(server: &Server, admin: &Client, from: &str, set: &Json) {
    assert_eq!(post(admin, &format!("{SETS}/begin"), &[("version", from)]).status, 303);
    let content = set.to_string().replace('\'', "''");
    server.ledger().execute(&format!("UPDATE question_set_draft SET content = '{content}'"));
}

/// A page without the marks around what was put into its sentences.
fn page(client: &Client, address: &str) -> String {
    client.get(address).text().replace(['\u{2068}', '\u{2069}'], "")
}

fn publish(admin: &Client, version: &str, more: &[(&str, &str)]) -> Answer {
    let fields = [&[("revision", "1"), ("version", version)], more].concat();
    post(admin, &format!("{SETS}/publish"), &fields)
}

/// Version 2 with a question less and a question more.
fn other_questions() -> Json {
    let mut set = corrected(2);
    let sections = set["sections"].as_array_mut().unwrap();
    for section in &mut *sections {
        section["questions"].as_array_mut().unwrap().retain(|question| question["code"] != "portal_comment");
    }
    let label = json!({ "en": "Anything new?", "fr": "Du nouveau\u{a0}?", "ar": "هل من جديد؟" });
    let new = json!({ "code": "brand_new", "kind": "text", "label": label });
    sections[0]["questions"].as_array_mut().unwrap().push(new);
    set
}

fn a_draft_is_published_as_it_was_seen_once_nothing_stands_against_it(server: &mut Server) {
    let admin = staff::admin(server);
    let before = contents(server);
    let audit = || {
        let sql = "SELECT detail FROM audit_log WHERE what = 'question_set_published' ORDER BY number";
        server.ledger().texts(sql)
    };
    let known = audit().len();

    // A text is missing: its finding leads to where it is put right, and nothing is published.
    let mut broken = other_questions();
    broken["sections"][0]["questions"].as_array_mut().unwrap().last_mut().unwrap()["label"] =
        json!({ "en": "x" });
    draft(server, &admin, "2", &broken);
    let shown = page(&admin, &format!("{SETS}/publish"));
    assert!(shown.contains(&format!("href=\"{SETS}/draft/questions/brand_new")), "{shown}");
    // It is said in the language of the page, which calls languages by its own names for them.
    for (language, place, problem) in [
        ("en", "Question “x” (brand_new): Wording", "The text is missing in Arabic."),
        ("fr", "Question «\u{a0}x\u{a0}» (brand_new)\u{a0}: Formulation", "Le texte manque en arabe."),
        ("ar", "السؤال «x» (brand_new): الصياغة", "ينقص النص باللغة الفرنسية."),
    ] {
        for address in ["publish", "draft"] {
            let shown = page(&admin, &format!("{SETS}/{address}?lang={language}"));
            assert!(shown.contains(place) && shown.contains(problem), "{address} {language}: {shown}");
        }
        let shown = page(&admin, &format!("{SETS}/draft/questions/brand_new?lang={language}"));
        assert!(shown.contains(problem), "{language}: {shown}");
    }
    assert_eq!(admin.get(&format!("{SETS}?lang=en")).status, 200);
    let refused = publish(&admin, "3", &[("declared", "yes")]);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(contents(server), before);

    // Sound, with codes that came and went, which are to be declared; and what it can be compared with.
    assert_eq!(post(&admin, &format!("{SETS}/discard"), &[("revision", "1")]).status, 303);
    draft(server, &admin, "2", &other_questions());
    let shown = page(&admin, &format!("{SETS}/publish"));
    for words in [
        "New question: <bdi>Anything new?</bdi> <code><bdi>brand_new</bdi></code>",
        "<code><bdi>portal_comment</bdi></code>",
        "Version 1 (ims-2024)",
        "Version 2 (ims-2026)",
        "are, corrected</ins>",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let refused = publish(&admin, "3", &[]);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("id=\"declared-error\""), "{}", refused.text());
    assert_eq!(contents(server), before);
    // Seen before a colleague's change.
    server.ledger().execute("UPDATE question_set_draft SET revision = 2");
    assert_eq!(publish(&admin, "3", &[("declared", "yes")]).status, 409);
    server.ledger().execute("UPDATE question_set_draft SET revision = 1");
    let done = publish(&admin, "3", &[("declared", "yes")]);
    assert_eq!(done.header("location"), format!("{SETS}/versions/3?published=yes"), "{}", done.text());
    assert_eq!((contents(server).len(), &contents(server)[..2]), (3, &before[..]));
    let said = audit().pop().unwrap();
    assert_eq!(audit().len(), known + 1);
    assert!(said.contains("questions.portal_comment") && said.contains("questions.brand_new"), "{said}");

    // What is published is shown in each language, alone and beside another version; the draft is gone.
    assert_eq!(admin.get(&format!("{SETS}/publish")).status, 404);
    for (language, words) in [("en", "Anything new?"), ("fr", "Du nouveau"), ("ar", "هل من جديد")] {
        for address in ["versions/3?", "differences?from=2&to=3&"] {
            let shown = page(&admin, &format!("{SETS}/{address}lang={language}"));
            assert!(shown.contains(words), "{language} {address}: {shown}");
        }
    }
    let file = admin.get(&format!("{SETS}/versions/3/question-set.json")).json();
    assert_eq!(file["version"], 3);
}

fn an_open_survey_is_corrected_and_nothing_begun_before_is_lost(server: &mut Server) {
    let admin = staff::admin(server);
    let token = server.ledger().unused_tokens()[0].clone();
    // Filled offline on the old version, with the credential of an earlier visit.
    let waiting = response(&full_answers(&question_set(), 1), &credential(&server.client(), &token));
    let on = || server.ledger().number(&format!("SELECT version FROM survey WHERE code = '{SURVEY}'"));
    let version = format!("/staff/surveys/{SURVEY}/version");

    draft(server, &admin, "2", &other_questions());
    assert_eq!(publish(&admin, "3", &[("declared", "yes")]).status, 303);
    let shown = page(&admin, &format!("{version}?to=3"));
    assert!(shown.contains("2 differences would make their answers incomparable"), "{shown}");
    assert!(!shown.contains("name=\"version\""), "there is no button: {shown}");
    assert_eq!(post(&admin, &version, &[("version", "3")]).status, 422);
    assert_eq!(on(), 2);

    // Back to the questions of version 2, with a typo corrected: safe for the survey, whatever came between.
    draft(server, &admin, "2", &corrected(2));
    assert_eq!(publish(&admin, "4", &[("declared", "yes")]).status, 303);
    let shown = page(&admin, &version);
    assert!(shown.contains("are, corrected</ins>"), "{shown}");
    assert_eq!(post(&staff::manager(server), &version, &[("version", "4")]).status, 403);
    assert_eq!(post(&admin, &version, &[("version", "4")]).status, 303);
    assert_eq!(on(), 4);
    let form = server.client().get(&format!("/s/{SURVEY}/en")).text();
    assert!(form.contains("Who you are, corrected") && form.contains("data-version=\"4\""), "{form}");
    assert_eq!(statuses(&submit(&server.client(), std::slice::from_ref(&waiting))), ["stored"]);
    assert_eq!(statuses(&submit(&server.client(), &[waiting])), ["duplicate"]);
    // Version 3 is published, and the survey never ran on it.
    let token = server.ledger().unused_tokens()[1].clone();
    let answers = full_answers(&question_set(), 1);
    let mut strange = response(&answers, &credential(&server.client(), &token));
    strange["version"] = json!(3);
    assert_eq!(statuses(&submit(&server.client(), &[strange.clone()])), ["rejected"]);
    strange["version"] = json!(4);
    assert_eq!(statuses(&submit(&server.client(), &[strange])), ["stored"]);
    let history = page(&admin, &format!("/staff/surveys/{SURVEY}/reminders"));
    assert!(history.contains("from version 2 to version 4"), "{history}");
}

/// An answer of an unused link to each of these versions; whether it was taken.
fn taken(server: &Server, versions: std::ops::RangeInclusive<u32>) -> Vec<(u32, bool)> {
    let (client, answers) = (server.client(), full_answers(&question_set(), 1));
    let sent = versions.map(|version| {
        // No link is asked for more credentials than it has devices.
        let token = &server.ledger().unused_tokens()[version as usize];
        let mut sent = response(&answers, &credential(&client, token));
        sent["version"] = json!(version);
        let result = submit(&client, &[sent]).remove(0);
        let unknown = result["errors"][0]["code"] == "unknown_version";
        assert_ne!(result["status"] == "stored", unknown, "{result}");
        (version, !unknown)
    });
    sent.collect()
}

fn a_database_of_before_takes_the_versions_that_it_took_and_none_for_its_log(server: &mut Server) {
    server.stop();
    let ledger = server.ledger();
    for version in 3..=8 {
        let content = corrected(version).to_string().replace('\'', "''");
        ledger.execute(&format!(
            "INSERT INTO question_set_version (code, version, content) VALUES ('{SET}', {version}, '{content}')"
        ));
    }
    ledger.execute("DROP TABLE survey_version");
    ledger.execute("DELETE FROM _sqlx_migrations WHERE version = 26");
    let sqlite = server.database_url.starts_with("sqlite:");
    for (n, detail) in [
        r#"{"from":3,"ran":true,"to":4}"#,
        r#"{"from":4,"ran":false,"to":5}"#,
        // As it was written before it was noted whether the survey had been opened.
        r#"{"from":5,"to":6}"#,
        r#"{"from":"6","to":7}"#,
        r#"{"to":2}"#,
        r#"{"from":3,"ran":true,"to":2}"#,
        "no JSON",
    ]
    .iter()
    .enumerate()
    {
        let id = if sqlite { format!("x'{n:02}'") } else { format!("decode('{n:02}', 'hex')") };
        ledger.execute(&format!(
            "INSERT INTO survey_event (id, survey, at, kind, staff_name, detail) \
             VALUES ({id}, '{SURVEY}', {n}, 'version', '', '{detail}')"
        ));
    }
    server.go_on();
    let accepted =
        [(1, false), (2, true), (3, true), (4, false), (5, true), (6, false), (7, false), (8, false)];
    assert_eq!(taken(server, 1..=8), accepted);
    // The history is for people. It can be emptied, or say anything, and the same versions are taken.
    ledger.execute(
        "UPDATE survey_event SET detail = '{\"from\":7,\"ran\":true,\"to\":2}' WHERE kind = 'version'",
    );
    server.stop();
    server.go_on();
    assert_eq!(taken(server, 1..=8), accepted);
    ledger.execute("DELETE FROM survey_event");
    server.stop();
    server.go_on();
    assert_eq!(taken(server, 1..=8), accepted);
}

fn a_survey_is_prepared_opened_and_closed(server: &mut Server) {
    let admin = staff::admin(server);
    let first = format!("SELECT opens_on FROM survey WHERE code = '{SURVEY}'");
    let first = server.ledger().texts(&first).remove(0);
    let mut fields = vec![
        ("code", "ims-2028"),
        ("on", "ims-partnership:2"),
        ("who", "invited"),
        ("opens_on", first.as_str()),
        ("closes_on", "2000-01-01"),
        ("time_zone", "Asia/Beirut"),
        ("working_days", "mon"),
        ("working_days", "fri"),
        ("send_hour", "9"),
        ("grace_days", "7"),
        ("max_devices", "2"),
        ("threshold", "5"),
    ];
    let wrong = post(&admin, "/staff/surveys/new", &fields);
    assert_eq!(wrong.status, 422);
    let shown = wrong.text();
    assert!(shown.contains("id=\"closes_on-error\"") && shown.contains("value=\"ims-2028\""), "{shown}");
    fields[4].1 = "2100-01-01";
    for code in ["new", SURVEY, "Not a code"] {
        fields[0].1 = code;
        let wrong = post(&admin, "/staff/surveys/new", &fields);
        assert_eq!(wrong.status, 422, "{code}");
        assert!(wrong.text().contains("id=\"code-error\""), "{code}: {}", wrong.text());
    }
    fields[0].1 = "ims-2028";
    let done = post(&admin, "/staff/surveys/new", &fields);
    assert_eq!(done.header("location"), "/staff/surveys/ims-2028/settings", "{}", done.text());

    // Nobody can answer before it is opened.
    let takes = || server.client().get("/s/ims-2028/fr").text().contains("id=\"form\"");
    assert!(!takes());
    let mut terms = fields[3..].to_vec();
    terms[1].1 = "2101-01-01";
    let settings = "/staff/surveys/ims-2028/settings";
    assert_eq!(post(&admin, settings, &terms).status, 303);
    assert!(page(&admin, "/staff/surveys/ims-2028/open").contains("1 January 2101"));
    assert_eq!(post(&admin, "/staff/surveys/ims-2028/open", &[]).status, 303);
    assert!(takes());
    // Once it was opened, its days are no field: what a form says of them is not heard.
    terms[1].1 = "2102-01-01";
    terms[5].1 = "10";
    assert_eq!(post(&admin, settings, &terms).status, 303);
    let now = "SELECT closes_on || ' ' || send_hour || ' ' || time_zone FROM survey WHERE code = 'ims-2028'";
    assert_eq!(server.ledger().texts(now), ["2101-01-01 10 Asia/Beirut"]);
    let close = "/staff/surveys/ims-2028/close";
    let early = post(&admin, close, &[("closes_on", "2100-12-31"), ("reason", "floods")]);
    assert_eq!(early.status, 303, "{}", early.text());
    server.command(&["survey", "close", "ims-2028"]);
    assert!(!takes());
    let log = "SELECT what FROM audit_log WHERE subject = 'survey:ims-2028' ORDER BY number";
    let done = [
        "survey_added",
        "survey_settings",
        "survey_opened",
        "survey_settings",
        "survey_closing_early",
        "survey_round_sent",
        "survey_closed",
    ];
    assert_eq!(server.ledger().texts(log), done);
}

fn the_names_and_the_threshold_of_a_survey_are_set_on_its_pages(server: &mut Server) {
    let admin = staff::admin(server);
    let long = "é".repeat(201);
    let today = format!("SELECT opens_on FROM survey WHERE code = '{SURVEY}'");
    let today = server.ledger().texts(&today).remove(0);
    let mut fields = vec![
        ("code", "ims-2028"),
        ("on", "ims-partnership:2"),
        ("who", "everyone"),
        ("opens_on", today.as_str()),
        ("closes_on", "2100-01-01"),
        ("time_zone", "Asia/Beirut"),
        ("working_days", "mon"),
        ("send_hour", "9"),
        ("grace_days", "7"),
        ("max_devices", "2"),
        ("threshold", "2"),
        ("name_en", " Partners of 2028 "),
        ("name_fr", &long),
    ];
    // Each field that is wrong is named, and nothing that was typed is lost.
    let wrong = post(&admin, "/staff/surveys/new", &fields);
    let shown = wrong.text();
    assert_eq!(wrong.status, 422);
    for part in ["id=\"names-error\"", "id=\"threshold-error\"", "Partners of 2028", &long, "value=\"2\""] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("id=\"closes_on-error\""), "{shown}");
    fields.truncate(12);
    fields[10].1 = "3";
    assert_eq!(post(&admin, "/staff/surveys/new", &fields).status, 303);
    let threshold = "SELECT threshold FROM survey_threshold WHERE survey = 'ims-2028'";
    assert_eq!(server.ledger().number(threshold), 3);

    // The name stands on the form and before colleagues; in a language without one it is the questionnaire's title.
    assert_eq!(post(&admin, "/staff/surveys/ims-2028/open", &[]).status, 303);
    let title = |language: &str| {
        let page = server.client().get(&format!("/s/ims-2028/{language}")).text();
        page.split_once("<h1>").unwrap().1.split_once("</h1>").unwrap().0.to_owned()
    };
    assert_eq!(title("en"), "Partners of 2028");
    assert_eq!(title("fr"), question_set().title.get(&"fr".parse().unwrap()));
    assert!(page(&admin, "/staff").contains("Partners of 2028"));
    let settings = "/staff/surveys/ims-2028/settings";
    fields.push(("name_fr", "Partenaires de 2028"));
    fields[10].1 = "7";
    assert_eq!(post(&admin, settings, &fields[3..]).status, 303);
    assert_eq!((title("fr"), title("en")), ("Partenaires de 2028".into(), "Partners of 2028".into()));
    assert_eq!(server.ledger().number(threshold), 7);
    let shown = page(&admin, settings);
    assert!(shown.contains("value=\"Partenaires de 2028\"") && shown.contains("value=\"7\""), "{shown}");

    // Where people have responded under a threshold it is not lowered, and then nothing else of the form is kept either.
    fields[10].1 = "4";
    (fields[5].1, fields[8].1, fields[9].1) = ("Europe/Copenhagen", "14", "3");
    let open = format!("/staff/surveys/{SURVEY}/settings");
    let refused = post(&admin, &open, &fields[3..]);
    assert_eq!(refused.status, 422);
    let shown = refused.text();
    for part in ["id=\"threshold-error\"", "value=\"4\"", "value=\"Partners of 2028\""] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let kept = format!("SELECT names || time_zone FROM survey WHERE code = '{SURVEY}'");
    assert_eq!(server.ledger().texts(&kept), ["{}Europe/Copenhagen"]);
}
