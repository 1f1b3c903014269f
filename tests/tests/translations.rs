//! Translating a draft on both databases: a translator sees what is missing or out of date, saves text by text, and overwrites
//! nobody.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use serde_json::Value as Json;
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::{on_both_databases, staff};

const SET: &str = "/staff/question-sets/ims-partnership";

fn said(answer: &Answer) -> String {
    answer.text().replace(['\u{2068}', '\u{2069}'], "")
}

fn hidden(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    after.unwrap_or_else(|| panic!("{name} in {page}")).split('"').next().unwrap().to_owned()
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn translator(server: &Server) -> Client {
    let added = server.command(&["staff", "add", "t@sawt.example", "--name", "T", "--role", "translator"]);
    let added: Json = serde_json::from_str(&added).unwrap();
    let answer = staff::log_in(server, "t@sawt.example", added["password"].as_str().unwrap());
    server.client().with("cookie", &staff::cookie(&answer))
}

fn content(server: &Server) -> Json {
    serde_json::from_str(&server.ledger().texts("SELECT content FROM question_set_draft")[0]).unwrap()
}

fn save(client: &Client, page: &str, key: &str, text: &str, keep: &str) -> Answer {
    let csrf = hidden(&client.get("/staff/question-sets").text(), "csrf");
    let seen = hidden(page, &format!("seen:{key}"));
    let (text_field, seen_field, keep_field) =
        (format!("text:{key}"), format!("seen:{key}"), format!("keep:{key}"));
    let all = [
        ("csrf", csrf.as_str()),
        ("to", "ar"),
        ("from", "en"),
        ("show", "all"),
        (text_field.as_str(), text),
        (seen_field.as_str(), seen.as_str()),
        (keep_field.as_str(), keep),
    ];
    client.post_form(&format!("{SET}/translations"), &fields(&all))
}

fn a_translator_is_led_to_what_changed_and_overwrites_nobody(server: &mut Server) {
    let (admin, translator) = (staff::admin(server), translator(server));
    assert_eq!(translator.get("/staff").header("location"), "/staff/question-sets");
    let csrf = hidden(&admin.get("/staff/question-sets").text(), "csrf");
    admin.post_form(&format!("{SET}/begin"), &fields(&[("csrf", &csrf), ("version", "2")]));
    assert!(said(&translator.get("/staff/question-sets")).contains("Everything is translated."));
    let page = |client: &Client| said(&client.get(&format!("{SET}/translations?to=ar&show=all")));
    let before = page(&translator);

    // The source changes: the translation stays and is out of date, and the words that it was made from are there.
    let mut set = content(server);
    let first = set["sections"][0]["questions"][0]["code"].as_str().unwrap().to_owned();
    let (key, old) =
        (format!("questions.{first}.label"), set["sections"][0]["questions"][0]["label"].clone());
    set["sections"][0]["questions"][0]["label"]["en"] = "Asked in another way".into();
    let file = server.file("set.json");
    std::fs::write(&file, set.to_string()).unwrap();
    server.command(&["question-set", "import", file.to_str().unwrap()]);
    let open = said(&translator.get(&format!("{SET}/translations?to=ar")));
    assert!(open.contains("out of date") && open.contains("Asked in another way"), "{open}");
    assert!(open.contains("<del>") && open.matches("<textarea").count() == 1, "{open}");
    assert!(open.contains("lang=\"ar\" dir=\"rtl\""));
    assert!(said(&translator.get("/staff/question-sets")).contains("Out of date: 1."));

    // Who saw the old source is told; what was typed is not lost.
    let late = save(&translator, &before, &key, "ترجمة قديمة", "");
    assert_eq!(late.status, 409, "{}", said(&late));
    assert!(said(&late).contains("were changed meanwhile") && late.text().contains("ترجمة قديمة"));
    // Who sees it as it is, saves.
    assert_eq!(save(&translator, &open, &key, "ترجمة جديدة", "").status, 303);
    let label = |set: &Json, language: &str| set["sections"][0]["questions"][0]["label"][language].clone();
    assert_eq!(label(&content(server), "ar"), "ترجمة جديدة");
    assert_eq!(label(&content(server), "fr"), old["fr"], "nothing else changed");
    // A colleague who still sees the earlier translation is told what stands there now.
    let late = save(&admin, &open, &key, "ترجمة أخرى", "");
    assert_eq!(late.status, 409);
    let text = said(&late);
    assert!(text.contains("ترجمة جديدة") && text.contains("ترجمة أخرى"), "{text}");
    assert_eq!(label(&content(server), "ar"), "ترجمة جديدة");
    assert!(
        said(&translator.get(&format!("{SET}/translations?to=ar"))).contains("Everything is translated.")
    );
    // French is still out of date, and may be right all the same.
    let french = said(&translator.get(&format!("{SET}/translations?to=fr")));
    let seen = hidden(&french, &format!("seen:{key}"));
    let (text_field, seen_field, keep) =
        (format!("text:{key}"), format!("seen:{key}"), format!("keep:{key}"));
    let kept = [
        ("csrf", hidden(&french, "csrf")),
        ("to", "fr".to_owned()),
        (text_field.as_str(), old["fr"].as_str().unwrap().to_owned()),
        (seen_field.as_str(), seen),
        (keep.as_str(), "yes".to_owned()),
    ];
    let kept: Vec<_> = kept.map(|(name, value)| (name.to_owned(), value)).to_vec();
    assert_eq!(translator.post_form(&format!("{SET}/translations"), &kept).status, 303);
    assert_eq!(server.ledger().number("SELECT count(*) FROM translation_made"), 0);
    let log = "SELECT detail FROM audit_log WHERE what = 'draft_translated' AND who = 't@sawt.example'";
    assert_eq!(server.ledger().texts(log).len(), 2);
}

on_both_databases![a_translator_is_led_to_what_changed_and_overwrites_nobody];
