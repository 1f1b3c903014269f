//! The editor of question sets, without a browser: what is built, that codes stay, that nobody overwrites anybody, and the
//! way back.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use serde_json::Value as Json;
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::{on_both_databases, staff};

on_both_databases![
    a_survey_is_built_of_every_kind_and_codes_stay_when_texts_change,
    two_admins_never_overwrite_each_other,
    what_was_done_is_undone_and_old_revisions_come_back,
    a_mistake_in_a_condition_is_named_with_its_place_and_nothing_typed_is_lost,
    the_preview_is_the_form_and_stores_nothing,
    an_old_history_is_thinned_and_still_tells_who_changed_the_same,
];

const SET: &str = "/staff/question-sets/short";
const DRAFT: &str = "/staff/question-sets/short/draft";

/// Somebody at the editor.
struct Editor {
    client: Client,
    csrf: String,
}

impl Editor {
    fn new(client: Client) -> Self {
        let page = client.get("/staff/question-sets").text();
        let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
        Self { client, csrf }
    }

    fn post(&self, address: &str, revision: i64, fields: &[(&str, &str)]) -> Answer {
        post(&self.client, &self.csrf, address, revision, fields)
    }

    /// The same, as the script posts it while somebody types.
    fn autosave(&self, address: &str, revision: i64, fields: &[(&str, &str)]) -> Answer {
        let client = self.client.clone().with("x-sawt-autosave", "1");
        post(&client, &self.csrf, address, revision, fields)
    }

    /// Posts what must be done.
    fn done(&self, server: &Server, address: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(address, revision(server), fields);
        assert_eq!(answer.status, 303, "{address}: {}", answer.text());
        answer.header("location").to_owned()
    }
}

fn post(client: &Client, csrf: &str, address: &str, revision: i64, fields: &[(&str, &str)]) -> Answer {
    let revision = revision.to_string();
    let mut all = vec![("csrf", csrf), ("revision", &revision), ("language", "en")];
    all.extend(fields);
    let all: Vec<_> = all.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    client.post_form(address, &all)
}

fn revision(server: &Server) -> i64 {
    server.ledger().number("SELECT revision FROM question_set_draft WHERE code = 'short'")
}

fn draft(server: &Server) -> Json {
    let sql = "SELECT content FROM question_set_draft WHERE code = 'short'";
    serde_json::from_str(&server.ledger().texts(sql)[0]).unwrap()
}

/// An editor with a draft that has a section.
fn begun(server: &Server) -> Editor {
    let editor = Editor::new(staff::admin(server));
    let begin = [("title", "A short survey"), ("code", "short"), ("first", "en"), ("languages", "en")];
    assert_eq!(editor.post("/staff/question-sets/new", 0, &begin).status, 303);
    editor.done(server, &format!("{DRAFT}/sections"), &[("title", "About your work")]);
    editor
}

fn add(server: &Server, editor: &Editor, kind: &str, label: &str, choices: &str) -> String {
    let fields = [("section", "work"), ("kind", kind), ("label", label), ("choices_new", choices)];
    let to = editor.done(server, &format!("{DRAFT}/questions"), &fields);
    to.rsplit('/').next().unwrap().to_owned()
}

fn a_survey_is_built_of_every_kind_and_codes_stay_when_texts_change(server: &mut Server) {
    let editor = begun(server);
    let kinds = [
        ("select_one", "Which region do you work in?", "Africa\r\nMiddle East\r\nDon’t know"),
        ("select_several", "Which topics do you cover?", "Elections\r\nHealth"),
        ("matrix", "Do you agree?", "Agree\r\nDisagree"),
        ("rating", "How satisfied are you?", ""),
        ("number", "How many staff do you have?", ""),
        ("percentage", "What share are women?", ""),
        ("ranking", "What matters most?", "Money\r\nTime"),
        ("text", "Your motto", ""),
        ("long_text", "Any comments?", ""),
        ("date", "When did you begin?", ""),
        ("note", "Thank you so far.", ""),
    ];
    let codes: Vec<String> =
        kinds.iter().map(|(kind, label, choices)| add(server, &editor, kind, label, choices)).collect();
    let set = draft(server);
    let questions = set["sections"][0]["questions"].as_array().unwrap();
    let kept: Vec<_> = questions.iter().map(|question| question["kind"].as_str().unwrap()).collect();
    assert_eq!(kept, kinds.map(|(kind, ..)| kind));
    assert_eq!(codes[0], "region_work");
    assert_eq!(set["choice_lists"][codes[0].as_str()][1]["code"], "middle_east");

    // Another text, the same code; an off-scale mark; an answer that must be given.
    let region = format!("{DRAFT}/questions/region_work");
    let fields = [
        ("label", "In which part of the world do you work?"),
        ("code", "region_work"),
        ("kind", "select_one"),
        ("choices", "region_work"),
        ("required", "yes"),
    ];
    editor.done(server, &region, &fields);
    let list = format!("{DRAFT}/lists/region_work");
    let rows = [
        ("row_1_was", "africa"),
        ("row_1_code", "africa"),
        ("row_1_label", "Africa south of the Sahara"),
        ("row_2_was", "middle_east"),
        ("row_2_code", "middle_east"),
        ("row_2_label", "Middle East"),
        ("row_3_was", "dont_know"),
        ("row_3_code", "unknown"),
        ("row_3_label", "Don’t know"),
        ("row_3_off_scale", "yes"),
        ("rows_new", "Asia"),
        ("code", "regions"),
    ];
    editor.done(server, &list, &rows);
    let set = draft(server);
    let question = &set["sections"][0]["questions"][0];
    assert_eq!(question["code"], "region_work");
    assert_eq!((&question["choices"], &question["required"]), (&"regions".into(), &true.into()));
    let choices = &set["choice_lists"]["regions"];
    let code = |at: usize| choices[at]["code"].as_str().unwrap().to_owned();
    assert_eq!([code(0), code(1), code(2), code(3)], ["africa", "middle_east", "unknown", "asia"]);
    assert_eq!(choices[2]["off_scale"], true);

    // The list is used by a second question too, and is not taken away beneath them.
    let fields =
        [("label", "And formerly?"), ("section", "work"), ("kind", "select_one"), ("choices", "regions")];
    editor.done(server, &format!("{DRAFT}/questions"), &fields);
    let page = editor.client.get(&list.replace("region_work", "regions")).text();
    assert!(page.contains("part of the world") && page.contains("And formerly?"), "{page}");
    let refused =
        editor.post(&format!("{DRAFT}/arrange"), revision(server), &[("do", "delete:list:regions")]);
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("uses the list"), "{}", refused.text());

    // Moved with a button and by a menu, copied, deleted.
    let arrange = |what: &str, to: &str| {
        editor.done(server, &format!("{DRAFT}/arrange"), &[("do", what), ("to", to)]);
        let set = draft(server);
        let questions = set["sections"][0]["questions"].as_array().unwrap().clone();
        questions.iter().map(|question| question["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(arrange("down:question:region_work", "")[..2], [codes[1].clone(), codes[0].clone()]);
    assert_eq!(arrange("place:question:formerly", &format!("work:{}", codes[1]))[0], "formerly");
    assert_eq!(arrange("copy:question:formerly", "")[1], "formerly_2");
    assert_eq!(arrange("delete:question:formerly_2", "")[1], codes[1]);

    // What is not ready to be published stands at its place; each save is in the log of the draft, and in the audit log.
    let page = editor.client.get(DRAFT).text();
    assert!(page.contains("to be put right before publishing"), "{page}");
    let at = editor.client.get(&format!("{DRAFT}/questions/{}", codes[2])).text();
    assert!(at.contains("field-error"), "{at}");
    let revisions = server.ledger().number("SELECT count(*) FROM question_set_revision WHERE code = 'short'");
    assert_eq!(revisions, revision(server));
    let log =
        "SELECT count(*) FROM audit_log WHERE what = 'draft_changed' AND subject = 'question_set:short'";
    assert!(server.ledger().number(log) > 15);
    assert_eq!(editor.client.get(SET).status, 200);
}

fn two_admins_never_overwrite_each_other(server: &mut Server) {
    let amal = begun(server);
    server.ledger().execute("UPDATE staff SET role = 'admin' WHERE role = 'manager'");
    let karim = Editor::new(staff::manager(server));
    add(server, &amal, "text", "Your motto", "");
    add(server, &amal, "number", "How many staff?", "");
    let seen = revision(server);
    let (motto, staff) = (format!("{DRAFT}/questions/motto"), format!("{DRAFT}/questions/staff"));
    let text = |label| [("label", label), ("code", "motto"), ("kind", "text")];
    let number = [("label", "How many staff, roughly?"), ("code", "staff"), ("kind", "number")];

    // Different questions: both changes are made, though both saw the same revision.
    assert_eq!(amal.post(&motto, seen, &text("The motto of Amal")).status, 303);
    let saved = karim.autosave(&staff, seen, &number);
    assert_eq!((saved.status, saved.json()["revision"].as_i64()), (200, Some(seen + 2)));
    let labels = |server: &Server| {
        let set = draft(server);
        let label =
            |at: usize| set["sections"][0]["questions"][at]["label"]["en"].as_str().unwrap().to_owned();
        (label(0), label(1))
    };
    assert_eq!(labels(server), ("The motto of Amal".into(), "How many staff, roughly?".into()));

    // The same question: nothing is overwritten, what was typed is still there, and what the other did is shown.
    let conflict = karim.post(&motto, seen, &text("The motto of Karim"));
    let page = conflict.text();
    assert_eq!(conflict.status, 409);
    for said in ["The motto of Karim", "Your motto", "The motto of Amal", "admin@sawt.example"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("data-autosave"), "{page}");
    assert_eq!(karim.autosave(&motto, seen, &text("The motto of Karim")).status, 409);
    assert_eq!(labels(server).0, "The motto of Amal");
    let gone = [("do", "delete:question:motto")];
    assert_eq!(karim.post(&format!("{DRAFT}/arrange"), seen, &gone).status, 409);
    assert_eq!(labels(server).0, "The motto of Amal");

    // Saved from that page, it is meant; and the history has both.
    assert_eq!(karim.post(&motto, seen + 2, &text("The motto of Karim")).status, 303);
    assert_eq!(labels(server).0, "The motto of Karim");
    let sql = "SELECT who FROM question_set_revision WHERE code = 'short' ORDER BY revision DESC";
    assert_eq!(server.ledger().texts(sql)[0], "manager@sawt.example");
    let history = karim.client.get(&format!("{DRAFT}/history")).text();
    assert!(history.contains("admin@sawt.example") && history.contains("manager@sawt.example"));
}

fn what_was_done_is_undone_and_old_revisions_come_back(server: &mut Server) {
    let editor = begun(server);
    add(server, &editor, "text", "Your motto", "");
    let whole = draft(server);
    editor.done(server, &format!("{DRAFT}/arrange"), &[("do", "delete:section:work")]);
    assert_eq!(draft(server)["sections"], serde_json::json!([]));
    let page = editor.client.get(DRAFT).text();
    let to = page.split_once("name=\"to\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let stale = editor.post(&format!("{DRAFT}/undo"), revision(server) - 1, &[("to", &to)]);
    assert!(stale.header("location").ends_with("history?overtaken=yes"));
    editor.done(server, &format!("{DRAFT}/undo"), &[("to", &to)]);
    assert_eq!(draft(server), whole);
    let old = format!("{DRAFT}/history/2");
    assert!(editor.client.get(&old).text().contains("About your work"));
    editor.done(server, &old, &[]);
    assert_eq!(draft(server)["sections"][0]["questions"], serde_json::json!([]));
    assert_eq!(editor.post(&format!("{DRAFT}/history/77"), revision(server), &[]).status, 404);
}

fn a_mistake_in_a_condition_is_named_with_its_place_and_nothing_typed_is_lost(server: &mut Server) {
    let editor = begun(server);
    add(server, &editor, "select_one", "Region", "Africa\r\nAsia");
    add(server, &editor, "text", "Your motto", "");
    let motto = format!("{DRAFT}/questions/motto");
    let before = draft(server);
    let written = |source: &'static str| {
        [
            ("label", "Typed a moment ago"),
            ("code", "motto"),
            ("kind", "text"),
            ("relevant_mode", "expression"),
            ("relevant_source", source),
        ]
    };
    let answer = editor.post(&motto, revision(server), &written("${region} = 'africa'\r\nand nott(1)"));
    let page = answer.text();
    assert_eq!(answer.status, 422);
    for said in [
        "Line \u{2068}2\u{2069}, character \u{2068}5\u{2069}",
        "nott",
        "Typed a moment ago",
        "href=\"#relevant\">\u{2068}When it is asked",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert_eq!(draft(server), before);
    // By menus it is the expression that somebody else would write.
    let menus = [
        ("label", "Your motto"),
        ("code", "motto"),
        ("kind", "text"),
        ("relevant_mode", "menus"),
        ("relevant_any", "all"),
        ("relevant_1_subject", "region"),
        ("relevant_1_comparison", "is"),
        ("relevant_1_choice", "africa"),
    ];
    editor.done(server, &motto, &menus);
    assert_eq!(draft(server)["sections"][0]["questions"][1]["relevant"], "${region} = 'africa'");
    // Codes are renamed along, and what is referred to is not taken away.
    let fields = [("label", "Region"), ("code", "area"), ("kind", "select_one"), ("choices", "region")];
    editor.done(server, &format!("{DRAFT}/questions/region"), &fields);
    assert_eq!(draft(server)["sections"][0]["questions"][1]["relevant"], "${area} = 'africa'");
    let refused =
        editor.post(&format!("{DRAFT}/arrange"), revision(server), &[("do", "delete:question:area")]);
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("motto"), "{}", refused.text());
}

fn the_preview_is_the_form_and_stores_nothing(server: &mut Server) {
    let editor = begun(server);
    let before = server.ledger().responses();
    let page = editor.client.get(&format!("{DRAFT}/preview"));
    assert!(page.text().contains("nothing to see yet"), "{}", page.text());
    add(server, &editor, "text", "Your motto", "");
    let page = editor.client.get(&format!("{DRAFT}/preview?width=phone"));
    assert!(
        page.text().contains("preview-phone")
            && page.header("content-security-policy").contains("frame-src 'self'")
    );
    let form = editor.client.get(&format!("{DRAFT}/preview/en"));
    assert!(
        form.text().contains("Your motto") && form.text().contains("\"preview\":true"),
        "{}",
        form.text()
    );
    assert_eq!(form.header("x-frame-options"), "SAMEORIGIN");
    assert!(form.header("content-security-policy").contains("frame-ancestors 'self'"));
    // A question that must be answered says so in its own words, where it has some.
    let motto = format!("{DRAFT}/questions/motto");
    let own = ("required_message", "Say “we have none” if so");
    let asked = [("label", "Your motto"), ("code", "motto"), ("kind", "text"), own];
    editor.done(server, &motto, &[&asked[..], &[("required", "yes")]].concat());
    assert_eq!(draft(server)["sections"][0]["questions"][0]["required_message"]["en"], own.1);
    assert!(editor.client.get(&motto).text().contains(own.1));
    let form = editor.client.get(&format!("{DRAFT}/preview/en"));
    assert!(form.text().contains(r#""own_messages":{"required":{"motto":"Say “we"#), "{}", form.text());
    let sent = editor.post(&format!("{DRAFT}/preview/en"), 0, &[("motto", " ")]).text();
    // Without what only the client reads.
    let sent = sent.split_once("<body").unwrap().1;
    assert!(sent.contains(own.1) && !sent.contains("Please answer this question."), "{sent}");
    editor.done(server, &motto, &asked);
    assert!(draft(server)["sections"][0]["questions"][0].get("required_message").is_none());
    let sent = editor.post(&format!("{DRAFT}/preview/en"), 0, &[("motto", "Onward")]);
    assert!(sent.text().contains("looked at and forgotten"), "{}", sent.text());
    assert_eq!(server.ledger().responses(), before);
    // Nobody else may frame a page, and no other page may be framed at all.
    assert!(editor.client.get(DRAFT).header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(editor.client.get(&format!("{DRAFT}/preview/fr")).status, 404);
}

/// The revisions that are kept, the oldest first.
fn kept(server: &Server) -> Vec<i64> {
    let sql = "SELECT cast(revision AS text) FROM question_set_revision WHERE code = 'short'";
    let mut kept: Vec<i64> =
        server.ledger().texts(sql).iter().map(|revision| revision.parse().unwrap()).collect();
    kept.sort_unstable();
    kept
}

fn an_old_history_is_thinned_and_still_tells_who_changed_the_same(server: &mut Server) {
    let editor = begun(server);
    add(server, &editor, "text", "Your motto", "");
    add(server, &editor, "number", "How many staff?", "");
    let (motto, staff) = (format!("{DRAFT}/questions/motto"), format!("{DRAFT}/questions/staff"));
    let type_into = |address: &str, kind: &str, label: &str, seen: i64| {
        let code = address.rsplit('/').next().unwrap();
        editor.autosave(address, seen, &[("label", label), ("code", code), ("kind", kind)]).status
    };
    for label in ["Your m", "Your mot", "Your motto, please"] {
        assert_eq!(type_into(&motto, "text", label, revision(server)), 200);
    }
    assert_eq!(kept(server), [1, 2, 3, 4, 5, 6, 7]);

    // Two hours later, what was saved while somebody typed is one revision.
    server.ledger().execute("UPDATE question_set_revision SET at = at - 2 * 60 * 60 * 1000");
    assert_eq!(type_into(&staff, "number", "How many staff, roughly?", 7), 200);
    assert_eq!(kept(server), [1, 2, 3, 4, 7, 8]);
    // Who has a page open since one that is gone changes other things, and is told of a change to the same.
    assert_eq!(type_into(&motto, "text", "My motto", 5), 409);
    assert_eq!(type_into(&staff, "number", "How many?", 5), 409);
    let title = [("title", "A shorter survey"), ("introduction", "")];
    assert_eq!(editor.autosave(&format!("{DRAFT}/settings"), 5, &title).status, 200);

    // Nine days later, of a day its last is left, and what that goes back to.
    editor.done(server, &format!("{DRAFT}/history/4"), &[]);
    assert_eq!(draft(server)["sections"][0]["questions"][1]["label"]["en"], "How many staff?");
    let noon = "(SELECT max(at) FROM question_set_revision) / 86400000 * 86400000 - 9 * 86400000 + 43200000";
    server.ledger().execute(&format!("UPDATE question_set_revision SET at = {noon} + revision * 1000"));
    assert_eq!(type_into(&staff, "number", "How many staff do you have?", 10), 200);
    assert_eq!(kept(server), [1, 4, 10, 11]);
    let page = editor.client.get(DRAFT).text();
    let to = page.split_once("name=\"to\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    assert_eq!(to, "10");
    editor.done(server, &format!("{DRAFT}/history/4"), &[]);
    assert!(!editor.client.get(DRAFT).text().contains("name=\"to\""), "no undoing without saying all of it");
    assert_eq!(editor.client.get(&format!("{DRAFT}/history/7")).status, 404);
}
