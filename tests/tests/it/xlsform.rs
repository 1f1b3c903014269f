//! XLSForm files on both databases: out by page and by command, held against pyxform; in with a report, and never over
//! what a colleague changed meanwhile.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::process::{Command, Output};

use rust_xlsxwriter::{Formula, Workbook};
use serde_json::{Value as Json, json};
use survey::QuestionSet;
use survey::question_set::Kind;
use tests::http::{Answer, Client};
use tests::partner::{full_answers, question_set};
use tests::server::{Server, program, repository};
use tests::{on_both_databases, python, staff};

const SET: &str = "ims-partnership";
const SETS: &str = "/staff/question-sets";

/// What a page says, without marks of direction.
fn said(answer: &Answer) -> String {
    answer.text().replace(['\u{2068}', '\u{2069}'], "")
}

/// What a hidden field of a page holds.
fn hidden(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    after
        .split('"')
        .next()
        .unwrap()
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn csrf(client: &Client) -> String {
    hidden(&client.get(SETS).text(), "csrf")
}

fn look(client: &Client, code: &str, file: &[u8]) -> Answer {
    let fields = fields(&[("csrf", &csrf(client)), ("code", code)]);
    client.post_file(&format!("{SETS}/import"), &fields, "file", file)
}

/// Takes in what a page showed.
fn take(client: &Client, shown: &Answer) -> Answer {
    let page = shown.text();
    let values = ["csrf", "content", "seen"].map(|name| (name.to_owned(), hidden(&page, name)));
    client.post_form(&format!("{SETS}/import/take"), &values)
}

fn command(server: &Server, arguments: &[&str]) -> (bool, Json) {
    let Output { status, stdout, stderr } = Command::new(program())
        .arg("question-set")
        .args(arguments)
        .env("SAWT_DATABASE_URL", &server.database_url)
        .output()
        .unwrap();
    let json = serde_json::from_slice(&stdout);
    (status.success(), json.unwrap_or_else(|_| json!(String::from_utf8(stderr).unwrap())))
}

/// A question set with every kind of question and all that it may have.
fn every_kind() -> QuestionSet {
    let text = |what: &str| json!({ "en": what, "ar": format!("‏{what}، بالعربية") });
    let question = |code: &str, rest: Json| {
        let mut question = json!({ "code": code, "label": text(&format!("Question {code}: “=1+1”?")) });
        question.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        question
    };
    let choice = |code: &str| json!({ "code": code, "label": text(code) });
    let mut other = choice("other");
    other["other"] = json!(true);
    let mut unknown = choice("unknown");
    (unknown["off_scale"], unknown["exclusive"]) = (json!(true), json!(true));
    let set = json!({
        "code": "every-kind", "version": 1, "languages": ["en", "ar"],
        "title": text("Every kind"), "introduction": text("Welcome.\n\nA second paragraph."),
        "choice_lists": {
            "plain": [choice("a"), choice("b"), choice("c")],
            "list with blanks": [choice("a"), choice("b"), other, unknown],
        },
        "sections": [
            { "code": "about", "title": text("About"), "introduction": text("About you."), "questions": [
                question("one", json!({ "kind": "select_one", "choices": "list with blanks", "profile": true, "required": true, "required_message": text("We count by it") })),
                question("several", json!({ "kind": "select_several", "choices": "list with blanks", "max": 2, "hint": text("Two at most") })),
                question("table", json!({ "kind": "matrix", "choices": "plain", "required": true, "required_message": text("Each line, please"), "items": [
                    { "code": "first", "label": text("First") }, { "code": "second", "label": text("Second") } ] })),
                question("rated", json!({ "kind": "rating", "min": 0, "max": 10, "low": text("Bad"), "high": text("Good") })),
                question("note", json!({ "kind": "note" })),
            ] },
            { "code": "rest", "title": text("Rest"), "relevant": "${one} = 'a' or ${table.first} = 'b'", "questions": [
                question("count", json!({ "kind": "number", "min": 1, "max": 500 })),
                question("weight", json!({ "kind": "number", "min": 0.5, "decimals": 3 })),
                question("share", json!({ "kind": "percentage", "constraint": ". <= ${count}", "constraint_message": text("At most the count") })),
                question("ranked", json!({ "kind": "ranking", "choices": "plain", "max": 2 })),
                question("short", json!({ "kind": "text", "max_length": 80 })),
                question("long", json!({ "kind": "long_text", "relevant": "selected(${several}, 'b') and not(${short} = '')" })),
                question("day", json!({ "kind": "date", "min": "2020-01-01" })),
            ] },
        ],
    });
    serde_json::from_value(set).unwrap()
}

fn pyxform_accepts_what_goes_out_and_it_comes_in_again_the_same(server: &mut Server) {
    let generated = server.file("every-kind.json");
    std::fs::write(&generated, serde_json::to_string(&every_kind()).unwrap()).unwrap();
    let (done, report) = command(server, &["import", generated.to_str().unwrap()]);
    assert!(done && report["findings"] == json!([]), "{report}");
    let draft: QuestionSet = every_kind();
    let first = std::fs::read_to_string(repository("question-sets/ims-partnership.json")).unwrap();
    let first: QuestionSet = serde_json::from_str(&first).unwrap();
    for (code, version, set) in
        [("every-kind", None, draft), (SET, Some("1"), first), (SET, Some("2"), question_set())]
    {
        let file = server.file("out.xlsx");
        let file = file.to_str().unwrap();
        let of: Vec<&str> = version.into_iter().flat_map(|version| ["--of-version", version]).collect();
        let (done, report) = command(server, &[&["export", code, file][..], &of].concat());
        assert!(done, "{report}");
        let xform = server.file("out.xml");
        let output = Command::new(python::program("xls2xform"))
            .args(["--skip_validate", file])
            .arg(&xform)
            .output()
            .unwrap();
        let all = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{code}: {all}");
        let xform = std::fs::read_to_string(xform).unwrap();
        let last = set.questions().last().unwrap().1.code.to_string();
        assert!(xform.contains(&last) && xform.contains("<translation"), "{xform}");
        // The same by check, by import, and by the page.
        let (sound, report) = command(server, &["check", file]);
        assert!(sound && report["remarks"] == json!([]), "{code}: {report}");
        let (done, report) = command(server, &["import", file, "--code", "copy"]);
        assert!(done, "{report}");
        let copy: QuestionSet = serde_json::from_str(
            &server.ledger().texts("SELECT content FROM question_set_draft WHERE code = 'copy'")[0],
        )
        .unwrap();
        // By the rules of ODK, which is what a form is written for.
        let (expected, _) = QuestionSet { code: copy.code.clone(), version: copy.version, ..set }.in_odk();
        assert_eq!(copy, expected);
    }
    let log = server.ledger().texts("SELECT who FROM audit_log WHERE what = 'draft_imported'");
    assert_eq!(log, ["command", "command", "command", "command"]);
    let (done, problem) = command(server, &["export", "no-such-set", "out.xlsx"]);
    assert!(!done && problem.to_string().contains("no-such-set"), "{problem}");
}

fn a_form_written_for_odk_is_taken_in_with_a_report_published_and_run(server: &mut Server) {
    let admin = staff::admin(server);
    let form = std::fs::read(repository("tests/assets/odk-partner-visit.xlsx")).unwrap();
    let shown = look(&admin, "partner-visit", &form);
    assert_eq!(shown.status, 200, "{}", shown.text());
    let page = said(&shown);
    for sentence in [
        "Sheet “survey”, row 10, column “type”",
        "Sawt has no questions of the type “geopoint”: the row is left out.",
        "Sawt has no questions of the type “calculate”: the row is left out.",
        "Sawt has no questions of the type “audio”: the row is left out.",
        "Sawt has no repeats: what stands in this one is left out.",
        "“member_age” stands in a repeat and is left out.",
        "Sawt has no function “today” (at character 6). The whole expression is left out: every answer is accepted.",
        "In the file the form is called “partner_visit”.",
        "It would become the draft of a new question set, “partner-visit”.",
    ] {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    let drafts = || server.ledger().texts("SELECT code FROM question_set_draft");
    assert_eq!(drafts(), Vec::<String>::new(), "nothing is saved before it is taken");
    let taken = take(&admin, &shown);
    assert_eq!((taken.status, taken.header("location")), (303, "/staff/question-sets/partner-visit/draft"));
    assert_eq!(drafts(), ["partner-visit"]);

    // The title stands in one language only; the rest is whole.
    let answer = admin.get(&format!("{SETS}/partner-visit/draft/question-set.json"));
    assert!(answer.header("content-disposition").contains("partner-visit-draft.json"));
    let mut set = answer.json();
    for language in ["fr", "ar"] {
        set["title"][language] = json!("Visite / زيارة");
        set["sections"][0]["title"][language] = json!("Visite / زيارة");
    }
    let file = server.file("visit.json");
    std::fs::write(&file, set.to_string()).unwrap();
    let file = file.to_str().unwrap();
    let (sound, report) = command(server, &["check", file]);
    assert!(sound, "{report}");
    let days = ["2026-01-01", "2040-01-01"];
    server.command(&["survey", "add", "visit", file, "--opens-on", days[0], "--closes-on", days[1]]);
    let page = "/staff/surveys/visit/invitations";
    let answer = admin.post_form(&format!("{page}/everyone"), &fields(&[("csrf", &csrf(&admin))]));
    assert_eq!(answer.status, 303, "{}", answer.text());
    server.command(&["survey", "open", "visit"]);
    let token = server.ledger().texts("SELECT public_token FROM survey WHERE code = 'visit'").remove(0);
    let client = server.client();
    assert!(client.get("/s/visit/ar").text().contains("وصل الدعم في حينه."));
    let set: QuestionSet = serde_json::from_value(set).unwrap();
    let answers = full_answers(&set, 1);
    let sent =
        client.post_form(&format!("/i/{token}"), &filled(&set, &serde_json::to_value(&answers).unwrap()));
    assert_eq!((sent.status, sent.header("location")), (303, "/thanks/en"), "{}", sent.text());
    let stored = "SELECT count(*) FROM response_inbox WHERE survey = 'visit'";
    assert_eq!(server.ledger().number(stored), 1);
}

/// Answers as a form without scripts posts them.
fn filled(set: &QuestionSet, answers: &Json) -> Vec<(String, String)> {
    let plain = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut fields = vec![("_shown".to_owned(), "en".to_owned())];
    for (name, value) in answers.as_object().unwrap() {
        let is_ranking =
            set.question(name).is_some_and(|question| matches!(question.kind, Kind::Ranking { .. }));
        match value {
            Json::Array(all) if is_ranking => {
                fields.extend((1..).zip(all).map(|(rank, value)| (format!("{name}.{rank}"), plain(value))));
            }
            Json::Array(all) => fields.extend(all.iter().map(|value| (name.clone(), plain(value)))),
            Json::Object(rows) => {
                fields.extend(rows.iter().map(|(item, value)| (format!("{name}.{item}"), plain(value))));
            }
            value => fields.push((name.clone(), plain(value))),
        }
    }
    fields
}

fn a_changed_file_shows_what_it_changes_and_never_overwrites_what_was_changed_meanwhile(server: &mut Server) {
    let admin = staff::admin(server);
    let begun = admin
        .post_form(&format!("{SETS}/{SET}/begin"), &fields(&[("csrf", &csrf(&admin)), ("version", "2")]));
    assert_eq!(begun.status, 303);
    let out = admin.get(&format!("{SETS}/{SET}/draft/xlsform.xlsx"));
    assert_eq!(out.header("content-disposition"), format!("attachment; filename=\"{SET}-draft.xlsx\""));
    let same = look(&admin, SET, &out.body);
    assert!(said(&same).contains("Nothing: it is what is there already."), "{}", said(&same));
    assert!(said(&same).contains("Everything in it is read as it is."));
    // A file with another wording of one question and one question less.
    let mut set: QuestionSet =
        serde_json::from_slice(&admin.get(&format!("{SETS}/{SET}/draft/question-set.json")).body).unwrap();
    let gone = set.sections[0].questions.pop().unwrap().code;
    let changed = set.sections[0].questions[0].code.clone();
    let english: survey::Locale = "en".parse().unwrap();
    set.sections[0].questions[0].label.0.insert(english, "Another wording".to_owned());
    let file = serde_json::to_vec(&set).unwrap();
    let shown = look(&admin, SET, &file);
    let page = said(&shown);
    assert!(page.contains(&format!("<bdi>questions.{gone}</bdi>")), "{page}");
    assert!(page.contains(&format!("<bdi>questions.{changed}</bdi>")), "{page}");
    assert!(page.contains("It would replace the draft of “ims-partnership”."), "{page}");

    // A colleague is faster.
    assert_eq!(take(&admin, &same).status, 303);
    let content = || server.ledger().texts("SELECT content FROM question_set_draft").remove(0);
    let (revision, before) = ("SELECT revision FROM question_set_draft", content());
    let late = take(&admin, &shown);
    assert_eq!(late.status, 200);
    let page = said(&late);
    assert!(page.contains("changed the draft meanwhile") && page.contains("Nothing was saved."), "{page}");
    assert_eq!((server.ledger().number(revision), content()), (2, before));
    // Seen again, it is taken.
    assert_eq!(take(&admin, &late).status, 303);
    assert_eq!(server.ledger().number(revision), 3);
    assert!(content().contains("Another wording"));
    let history = server.ledger().texts("SELECT what FROM question_set_revision ORDER BY revision");
    assert_eq!(history, ["created", "imported", "imported"]);
    let log =
        server.ledger().texts("SELECT detail FROM audit_log WHERE what = 'draft_imported' ORDER BY number");
    assert!(log.len() == 2 && !log[1].contains("Another wording"), "{log:?}");
}

/// A small file that unpacks to 80 MB.
fn bomb() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..80 {
        std::io::Write::write_all(&mut writer, &zeros).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn bombs_and_what_is_too_large_are_answered_by_every_import(server: &mut Server) {
    let admin = staff::admin(server);
    let survey = "/staff/surveys/ims-2026";
    let form = [("csrf", csrf(&admin).as_str())].map(|(name, value)| (name.to_owned(), value.to_owned()));
    // Rows that are all well: cut off, such a file would look whole.
    let mut table = "organisation,question,item,measure,choices,value\n".to_owned();
    for organisation in 0..900_000 {
        table.push_str(&format!("o{organisation},satisfaction,,mean,,4\n"));
    }
    assert!(table.len() > 20 << 20);
    for address in [
        format!("{SETS}/import"),
        format!("{survey}/benchmarks/look"),
        format!("{survey}/earlier-waves/look"),
        "/staff/partners/import".to_owned(),
    ] {
        for (file, status) in [(bomb(), 422), (table.clone().into_bytes(), 413)] {
            let answer = admin.post_file(&address, &form, "file", &file);
            let page = said(&answer);
            assert_eq!(answer.status, status, "{address}: {page}");
            assert!(page.contains("<a href=\"#file\">"), "{address}: {page}");
        }
    }
    // What is read of a file comes back in a form, and so do texts.
    for (address, megabytes) in [
        (format!("{SETS}/import/take"), 41),
        (format!("{SETS}/{SET}/translations"), 5),
        (format!("{SETS}/{SET}/translations/file/take"), 41),
        (format!("{survey}/benchmarks/keep"), 9),
        (format!("{survey}/earlier-waves"), 17),
    ] {
        let content = [form[0].clone(), ("content".to_owned(), "x".repeat(megabytes << 20))];
        let answer = admin.post_form(&address, &content);
        assert_eq!(answer.status, 413, "{address}");
        assert!(said(&answer).contains("This form is too large"), "{address}");
    }
    assert_eq!(admin.get(SETS).status, 200);
}

fn what_is_no_form_or_too_much_is_refused_with_its_reason(server: &mut Server) {
    let admin = staff::admin(server);
    let bomb = bomb();
    let parts = {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for part in 0..600 {
            writer.start_file(format!("xl/{part}.xml"), zip::write::SimpleFileOptions::default()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let formula = {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("survey").unwrap();
        for (column, heading) in (0..).zip(["type", "name", "label::English (en)"]) {
            sheet.write(0, column, heading).unwrap();
        }
        sheet.write(1, 0, "text").unwrap().write(1, 1, "q").unwrap();
        sheet.write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        book.save_to_buffer().unwrap()
    };
    for (file, sentence) in [
        (b"type,name,label\ntext,q,Q".to_vec(), "This is not an .xlsx file, or it is damaged."),
        (b"{\"code\": 7}".to_vec(), "The JSON can’t be read:"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "The file is a workbook of Excel 2003 or before, or locked.",
        ),
        (vec![b' '; 6 << 20], "The file is larger than 5 MB."),
        (bomb, "The file unpacks to far more than a question set."),
        (parts, "The file unpacks to far more than a question set."),
    ] {
        let answer = look(&admin, "", &file);
        let page = said(&answer);
        assert_eq!(answer.status, if file.len() > 5 << 20 { 413 } else { 422 }, "{page}");
        assert!(page.contains(&format!("<a href=\"#file\">{sentence}")), "{sentence}: {page}");
    }
    let page = said(&look(&admin, "", &formula));
    assert!(page.contains("Sheet “survey”, row 2, column “label::English (en)”"), "{page}");
    assert!(page.contains("The cell shows the error #DIV/0! instead of a value."), "{page}");
    assert!(!page.contains("name=\"content\""), "there is nothing to take: {page}");
    let answer = look(&admin, "No code", &question_set_file());
    assert!(answer.status == 422 && answer.text().contains("value=\"No code\""), "what was typed stays");
    assert_eq!(server.ledger().number("SELECT count(*) FROM question_set_draft"), 0);
}

/// A version from before the rules of ODK keeps its own; its draft says the same by them, and each place is in its history.
fn a_draft_of_an_older_version_is_said_again_by_the_rules_of_odk(server: &mut Server) {
    let admin = staff::admin(server);
    let label = |what: &str| json!({ "en": what });
    let set = json!({
        "code": "older", "version": 1, "languages": ["en"], "title": label("Older"),
        "choice_lists": { "l": [{ "code": "a", "label": label("A") }, { "code": "none", "label": label("None") }] },
        "sections": [{ "code": "s", "title": label("S"), "questions": [
            { "code": "m", "kind": "select_several", "choices": "l", "label": label("M") },
            { "code": "b", "kind": "text", "label": label("B"), "relevant": "${m} = 'a'" },
            { "code": "c", "kind": "text", "label": label("C"), "relevant": "${m} != 'none'" },
        ] }],
    });
    let file = server.file("older.json");
    std::fs::write(&file, set.to_string()).unwrap();
    let file = file.to_str().unwrap();
    server.command(&[
        "survey",
        "add",
        "older",
        file,
        "--opens-on",
        "2026-01-01",
        "--closes-on",
        "2040-01-01",
    ]);
    let begun = admin
        .post_form(&format!("{SETS}/older/begin"), &fields(&[("csrf", &csrf(&admin)), ("version", "1")]));
    assert_eq!(begun.status, 303, "{}", begun.text());
    let content = server.ledger().texts("SELECT content FROM question_set_draft").remove(0);
    for said in ["\"expressions\":\"odk\"", "\"selected(${m}, 'a')\"", "\"not(selected(${m}, 'none'))\""] {
        assert!(content.contains(said), "{said}: {content}");
    }
    let history =
        server.ledger().texts("SELECT what || ' ' || place FROM question_set_revision ORDER BY revision");
    assert_eq!(history, ["created ", "reread sections.s.questions.b", "reread sections.s.questions.c"]);
    let page = said(&admin.get(&format!("{SETS}/older/draft/history")));
    assert!(page.contains("brought to the rules of ODK"), "{page}");
    let published =
        server.ledger().texts("SELECT content FROM question_set_version WHERE code = 'older'").remove(0);
    assert!(!published.contains("expressions") && published.contains("${m} = 'a'"), "{published}");
    // A file by the older rules is said again too, and each place is named before it is taken.
    let page = said(&look(&admin, "copy", set.to_string().as_bytes()));
    assert!(page.contains("selected(${m},"), "{page}");
}

fn question_set_file() -> Vec<u8> {
    std::fs::read(repository("question-sets/ims-partnership-2026.json")).unwrap()
}

on_both_databases![
    pyxform_accepts_what_goes_out_and_it_comes_in_again_the_same,
    a_form_written_for_odk_is_taken_in_with_a_report_published_and_run,
    a_changed_file_shows_what_it_changes_and_never_overwrites_what_was_changed_meanwhile,
    what_is_no_form_or_too_much_is_refused_with_its_reason,
    a_draft_of_an_older_version_is_said_again_by_the_rules_of_odk,
    bombs_and_what_is_too_large_are_answered_by_every_import,
];
