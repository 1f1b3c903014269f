//! Translating a draft on both databases: a translator sees what is missing or out of date, saves text by text, and overwrites
//! nobody.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use serde_json::Value as Json;
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::sheet::{Cell, edited};
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

/// There is no draft, and a file changes what was published: its translations were made from other words.
fn a_file_over_a_published_version_marks_its_translations_out_of_date(server: &mut Server) {
    let translator = translator(server);
    let out = server.file("out.json");
    let out = out.to_str().unwrap();
    server.command(&["question-set", "export", "ims-partnership", out]);
    let mut set: Json = serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap();
    let question = &mut set["sections"][0]["questions"][0];
    question["label"]["en"] = "Asked in another way".into();
    question["label"]["fr"] = "Demandé autrement".into();
    std::fs::write(out, set.to_string()).unwrap();
    server.command(&["question-set", "import", out]);
    let arabic = said(&translator.get(&format!("{SET}/translations?to=ar")));
    assert!(arabic.matches("<textarea").count() == 1 && arabic.contains("out of date"), "{arabic}");
    let french = said(&translator.get(&format!("{SET}/translations?to=fr")));
    assert!(french.contains("Everything is translated."), "what came in with its words is right: {french}");

    // Whoever publishes it, and puts a survey on it, is told that Arabic readers get the old meaning.
    let told = |page: &str| {
        assert!(page.contains("1 text is out of date"), "{page}");
        assert!(page.contains(&format!("href=\"{SET}/translations?to=ar\"")), "{page}");
        assert!(!page.contains("translations?to=fr") && !page.contains("All is well"), "{page}");
    };
    let admin = staff::admin(server);
    let publish = said(&admin.get(&format!("{SET}/publish")));
    told(&publish);
    let seen: Vec<_> = ["csrf", "revision", "version"].map(|name| (name, hidden(&publish, name))).to_vec();
    let seen: Vec<_> = seen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(admin.post_form(&format!("{SET}/publish"), &fields(&seen)).status, 303);
    told(&said(&admin.get("/staff/surveys/ims-2026/version?to=3")));
}

/// The fields of the page that shows a file: all hidden ones, and the ticks as they are.
fn ticked(page: &str) -> Vec<(String, String)> {
    let of = |tag: &str, name: &str| {
        let value = tag.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap();
        let value =
            value.replace("&#39;", "'").replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">");
        value.replace("&#38;", "&")
    };
    let form = page.split_once("/translations/file/take\">").unwrap().1.split_once("</form>").unwrap().0;
    let inputs = form.split("<input ").skip(1).map(|rest| rest.split('>').next().unwrap());
    let sent = inputs.filter(|tag| tag.contains("hidden") || tag.ends_with("checked"));
    sent.map(|tag| (of(tag, "name"), of(tag, "value"))).collect()
}

fn bring(client: &Client, file: &[u8]) -> Answer {
    let csrf = hidden(&client.get("/staff/question-sets").text(), "csrf");
    client.post_file(&format!("{SET}/translations/file"), &fields(&[("csrf", &csrf)]), "file", file)
}

fn take(client: &Client, fields: &[(String, String)]) -> Answer {
    client.post_form(&format!("{SET}/translations/file/take"), fields)
}

/// What a translator writes, and what else is done to the file.
fn translated(cell: &Cell<'_>, codes: &[String]) -> Option<String> {
    let at =
        |code: &str, heading: &str| cell.sheet == "survey" && cell.name == code && cell.heading == heading;
    let text = match () {
        () if at(&codes[0], "label::العربية (ar)") => "سؤال بصياغة أوضح",
        () if at(&codes[1], "label::العربية (ar)") => "من الملف",
        () if at(&codes[2], "label::العربية (ar)") => "ترجمة الكلمات القديمة",
        () if at(&codes[2], "label::Français (fr)") => "",
        () if at(&codes[0], "label::English (en)") => "A correction that is not asked for",
        () if at(&codes[1], "required") => "yes",
        () => return None,
    };
    Some(text.to_owned())
}

fn a_translated_sheet_changes_texts_alone_and_overwrites_nobody(server: &mut Server) {
    let (admin, translator) = (staff::admin(server), translator(server));
    let csrf = hidden(&admin.get("/staff/question-sets").text(), "csrf");
    admin.post_form(&format!("{SET}/begin"), &fields(&[("csrf", &csrf), ("version", "2")]));
    let codes: Vec<String> = (0..3)
        .map(|n| content(server)["sections"][0]["questions"][n]["code"].as_str().unwrap().to_owned())
        .collect();
    let out = translator.get(&format!("{SET}/translations/xlsform.xlsx"));
    assert_eq!((out.status, translator.get(&format!("{SET}/draft/xlsform.xlsx")).status), (200, 403));
    let file = edited(&out.body, |cell| translated(cell, &codes));

    // Meanwhile: a colleague translates the second question, and the words of the third are others.
    let page = said(&admin.get(&format!("{SET}/translations?to=ar&show=all")));
    assert_eq!(save(&admin, &page, &format!("questions.{}.label", codes[1]), "من الزميل", "").status, 303);
    let mut set = content(server);
    set["sections"][0]["questions"][2]["label"]["en"] = "Asked in another way".into();
    let json = server.file("set.json");
    std::fs::write(&json, set.to_string()).unwrap();
    server.command(&["question-set", "import", json.to_str().unwrap()]);
    let before = content(server);

    let answer = bring(&translator, &file);
    let page = said(&answer);
    assert_eq!(answer.status, 200, "{page}");
    for sentence in [
        "3 translations in the file are others than in the draft.",
        "Somebody changed this translation since the file was downloaded.",
        "من الزميل",
        "The words to translate were changed since the file was downloaded.",
        "Asked in another way",
        "What else differs",
        "A correction that is not asked for",
        "Must be answered",
    ] {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    assert_eq!(content(server), before, "nothing is saved before it is taken");
    let all = ticked(&page);
    let ticks: Vec<_> = all.iter().filter(|(name, _)| name.starts_with("take:")).collect();
    assert_eq!(ticks.len(), 1, "{ticks:?}");
    // A colleague is faster once more.
    let listed = said(&admin.get(&format!("{SET}/translations?to=ar&show=all")));
    let first = format!("questions.{}.label", codes[0]);
    assert_eq!(save(&admin, &listed, &first, "أسرع منك", "").status, 303);
    let late = take(&translator, &all);
    let text = said(&late);
    assert_eq!(late.status, 409, "{text}");
    assert!(text.contains("أسرع منك") && text.contains("سؤال بصياغة أوضح"), "{text}");
    assert_eq!(content(server)["sections"][0]["questions"][0]["label"]["ar"], "أسرع منك");
    // Both were compared: the file's is ticked.
    let mut chosen = ticked(&text);
    chosen.push((format!("take:ar:{first}"), "yes".to_owned()));
    assert_eq!(take(&translator, &chosen).status, 303);
    let mut expected = before.clone();
    expected["sections"][0]["questions"][0]["label"]["ar"] = "سؤال بصياغة أوضح".into();
    assert_eq!(content(server), expected, "that text, and nothing else");

    // The third, whose words are others now, is out of date until it is taken knowingly.
    let open = said(&translator.get(&format!("{SET}/translations?to=ar")));
    assert!(open.matches("<textarea").count() == 1 && open.contains(&codes[2]), "{open}");
    let mut chosen = ticked(&page);
    chosen.retain(|(name, _)| !name.starts_with("take:"));
    chosen.push((format!("take:ar:questions.{}.label", codes[2]), "yes".to_owned()));
    assert_eq!(take(&translator, &chosen).status, 303);
    assert!(
        said(&translator.get(&format!("{SET}/translations?to=ar"))).contains("Everything is translated.")
    );
    let log = "SELECT what FROM audit_log WHERE who = 't@sawt.example' ORDER BY number";
    assert_eq!(server.ledger().texts(log).last().map(String::as_str), Some("draft_translated"));
    // What is no file of ours, and one that is too large, is said on the page.
    let wrong = bring(&translator, b"type,name,label");
    assert!(wrong.status == 422 && said(&wrong).contains("href=\"#file\">This is not an .xlsx file"));
    assert_eq!(bring(&translator, &vec![b' '; 6 << 20]).status, 413);
    assert_eq!(translator.get("/staff/question-sets/import").status, 403);
}

fn by_command_the_free_texts_are_taken_and_the_others_named(server: &mut Server) {
    let (admin, out) = (staff::admin(server), server.file("out.xlsx"));
    let csrf = hidden(&admin.get("/staff/question-sets").text(), "csrf");
    admin.post_form(&format!("{SET}/begin"), &fields(&[("csrf", &csrf), ("version", "2")]));
    let path = out.to_str().unwrap();
    server.command(&["question-set", "export", "ims-partnership", path]);
    let codes: Vec<String> = (0..3)
        .map(|n| content(server)["sections"][0]["questions"][n]["code"].as_str().unwrap().to_owned())
        .collect();
    std::fs::write(path, edited(&std::fs::read(path).unwrap(), |cell| translated(cell, &codes))).unwrap();
    let before = content(server);
    let report = server.command(&["question-set", "import", "--texts-only", path]);
    let report: Json = serde_json::from_str(&report).unwrap();
    assert_eq!(report["taken"].as_array().unwrap().len(), 3, "{report}");
    assert_eq!(report["changed_meanwhile"], serde_json::json!([]));
    let named: Vec<_> =
        report["not_taken"].as_array().unwrap().iter().map(|one| one["place"].as_str().unwrap()).collect();
    let expected: Vec<_> = codes.iter().map(|code| format!("questions.{code}")).collect();
    assert_eq!(named, expected, "{report}");
    let mut expected = before;
    for (n, text) in ["سؤال بصياغة أوضح", "من الملف", "ترجمة الكلمات القديمة"].into_iter().enumerate()
    {
        expected["sections"][0]["questions"][n]["label"]["ar"] = text.into();
    }
    assert_eq!(content(server), expected);
}

/// What the script is told that saves while somebody types.
fn what_is_typed_is_saved_at_once_and_both_texts_are_told_where_a_colleague_was_faster(server: &mut Server) {
    let (admin, translator) = (staff::admin(server), translator(server));
    let csrf = hidden(&admin.get("/staff/question-sets").text(), "csrf");
    admin.post_form(&format!("{SET}/begin"), &fields(&[("csrf", &csrf), ("version", "2")]));
    let page = said(&translator.get(&format!("{SET}/translations?to=ar&show=all")));
    let typing = translator.clone().with("x-sawt-autosave", "1");
    let first = save(&typing, &page, "title", "عنوان", "");
    let told = first.json();
    assert_eq!((first.status, &told["parts"]["title"]["state"]), (200, &"done".into()), "{told}");
    assert_eq!(told["progress"]["percent"], 100);
    // Typed on: with the mark that was told.
    let seen = told["parts"]["title"]["seen"].as_str().unwrap();
    let go_on = page.replace(&hidden(&page, "seen:title"), seen);
    assert_eq!(save(&typing, &go_on, "title", "عنوان آخر", "").status, 200);
    let late = save(&admin.clone().with("x-sawt-autosave", "1"), &page, "title", "عنوان الزميل", "");
    let told = late.json();
    assert_eq!((late.status, &told["parts"]["title"]["theirs"]), (409, &"عنوان آخر".into()), "{told}");
    assert_eq!(told["parts"]["title"]["problem"], "Somebody was here meanwhile");
    assert_eq!(content(server)["title"]["ar"], "عنوان آخر");
}

on_both_databases![
    a_translated_sheet_changes_texts_alone_and_overwrites_nobody,
    by_command_the_free_texts_are_taken_and_the_others_named,
    what_is_typed_is_saved_at_once_and_both_texts_are_told_where_a_colleague_was_faster,
    a_translator_is_led_to_what_changed_and_overwrites_nobody,
    a_file_over_a_published_version_marks_its_translations_out_of_date,
];
