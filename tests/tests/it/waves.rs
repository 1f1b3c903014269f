//! Earlier waves on both databases: a file is shown before it is kept, slips are marked, nothing typed is lost.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use tests::http::{Answer, Client};
use tests::server::{Server, repository};
use tests::{on_both_databases, staff};

const PAGE: &str = "/staff/surveys/ims-2026/earlier-waves";

/// What a page says, without marks of direction.
fn said(answer: &Answer) -> String {
    answer.text().replace(['\u{2068}', '\u{2069}'], "")
}

fn csrf(page: &str) -> String {
    page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

fn unescaped(text: &str) -> String {
    text.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&")
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn look(client: &Client, csrf: &str, name: &str, file: &[u8]) -> Answer {
    let fields = fields(&[("csrf", csrf), ("name", name), ("invited", "")]);
    client.post_file(&format!("{PAGE}/look"), &fields, "file", file)
}

fn published_counts_are_shown_then_kept(server: &mut Server) {
    let client = staff::manager(server);
    let page = client.get(PAGE);
    assert_eq!(page.status, 200);
    assert!(said(&page).contains("93 respondents."), "the demo's wave of 2022 is there");
    let csrf = csrf(&said(&page));

    let file = std::fs::read(repository("question-sets/ims-published.json")).unwrap();
    let shown = look(&client, &csrf, "", &file);
    assert_eq!(shown.status, 200, "{}", shown.text());
    let text = said(&shown);
    for sentence in [
        "Does not add up: 53 answers of 49 respondents.",
        "Does not add up: only 47 of 49 respondents are counted.",
        "7 rows do not add up to the respondents.",
        "was printed as 74%; the counts give 71%.",
        "replaced when you save: 2022.",
        "2024.opened",
    ] {
        assert!(text.contains(sentence), "{sentence}");
    }
    let waves = || server.ledger().texts("SELECT name FROM earlier_wave ORDER BY name");
    assert_eq!(waves(), ["2022"], "nothing is kept before it is confirmed");
    let content = text.split("name=\"content\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let saved = client.post_form(PAGE, &fields(&[("csrf", &csrf), ("content", &unescaped(content))]));
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(waves(), ["2021", "2022", "2024"]);

    let one = said(&client.get(&format!("{PAGE}/2024")));
    assert!(
        one.contains("38 (88%)") && one.contains("Does not add up: 53 answers"),
        "marked for every reader"
    );
    let json = client.get(&format!("{PAGE}/2024/counts.json")).json();
    let original: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let counts = |json: &serde_json::Value| json["tables"][0]["waves"]["2024"][2]["counts"].clone();
    assert_eq!(counts(&json), counts(&original));
    let arabic = client.get(&format!("{PAGE}/2024?lang=ar"));
    assert!(arabic.text().contains("dir=\"rtl\""));
    let gone =
        client.post_form(&format!("{PAGE}/2021/remove"), &fields(&[("csrf", &csrf), ("name", "2021")]));
    assert_eq!(gone.status, 303);
    assert_eq!(waves(), ["2022", "2024"]);
    assert_eq!(client.get(&format!("{PAGE}/2021")).status, 404);
}

fn answers_are_counted_and_not_kept(server: &mut Server) {
    let client = staff::manager(server);
    let csrf = csrf(&said(&client.get(PAGE)));
    let few = "satisfaction,region,who\n5,mena,Zaytuna Weekly\n4,africa,Radio Example\n";
    let file = format!("{few}4,africa,\n3,africa,\n5,,\n");
    let unnamed = look(&client, &csrf, "", file.as_bytes());
    assert_eq!(unnamed.status, 422);
    assert!(
        said(&unnamed).contains("href=\"#name\"") && said(&unnamed).contains("needs the name of its wave")
    );
    let wrong = look(&client, &csrf, "the year & 2020", file.as_bytes());
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("value=\"the year &#38; 2020\""), "what was typed is there again");
    let hidden = look(&client, &csrf, "2020", few.as_bytes());
    assert_eq!(hidden.status, 422);
    assert!(said(&hidden).contains("Fewer than 5 answered in this file"), "{}", said(&hidden));
    let by_program = |file: &str| {
        let path = "/api/v1/surveys/ims-2026/earlier-waves?name=2020&keep=false";
        client.clone().with("x-sawt-csrf", &csrf).try_send("POST", path, "text/csv", file.as_bytes()).unwrap()
    };
    by_program(few).problem(422, "invalid");
    assert_eq!(by_program(&file).json()["unused"], serde_json::json!(["who", "region"]));
    let shown = look(&client, &csrf, "2020", file.as_bytes());
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert!(said(&shown).contains("5 respondents.") && said(&shown).contains("not used: who and region."));
    assert!(!shown.text().contains("Zaytuna"));
}

fn what_is_wrong_is_said_with_its_place(server: &mut Server) {
    let client = staff::manager(server);
    let csrf = csrf(&said(&client.get(PAGE)));
    for (file, sentence) in [
        ("wave,measure,question,item,choice,value\n2022,count,q,,a,many\n", "Row 2: the column value"),
        ("wave,measure\n2022,count\n", "lacks the column question"),
        ("{\"waves\": {\"2022\": {\"invited\": \"many\"}}}", "“invited” must be a whole number"),
        ("PK\u{3}\u{4} not a workbook", "can’t be read"),
    ] {
        let answer = look(&client, &csrf, "", file.as_bytes());
        assert_eq!(answer.status, 422, "{sentence}");
        assert!(said(&answer).contains(sentence), "{sentence}: {}", said(&answer));
    }
    assert_eq!(look(&client, "stolen", "", b"{}").status, 403);
    let forged = client.post_form(PAGE, &fields(&[("content", "{\"waves\": {}}")]));
    assert_eq!(forged.status, 403);
}

on_both_databases!(
    published_counts_are_shown_then_kept,
    answers_are_counted_and_not_kept,
    what_is_wrong_is_said_with_its_place
);
