//! The report against the ledger, on both databases: what it shows, who may write in it, and that what was published stays.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use tests::http::{Answer, Client};
use tests::server::Server;
use tests::{on_both_databases, staff};

const REPORT: &str = "/staff/surveys/ims-2024/report";

/// A page without the marks that isolate what is put into a sentence.
fn page(client: &Client, path: &str) -> String {
    let answer = client.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.text().replace(['\u{2068}', '\u{2069}', '\u{200e}'], "")
}

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Posts a form of a page with what is hidden in it.
fn post(client: &Client, from: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
    let page = page(client, from);
    let mut all = vec![("csrf".to_owned(), hidden(&page, "csrf"))];
    for name in ["revision", "responses"] {
        if page.contains(&format!("name=\"{name}\"")) && fields.iter().all(|field| field.0 != name) {
            all.push((name.to_owned(), hidden(&page, name)));
        }
    }
    all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    client.post_form(to, &all)
}

/// One more response to the closed survey, as if it had come late.
fn one_more(server: &Server) {
    let key = if server.database_url.starts_with("sqlite:") {
        "x'00000000000000000000000000000001'"
    } else {
        "decode('00000000000000000000000000000001', 'hex')"
    };
    server.ledger().execute(&format!(
        "INSERT INTO response (id, survey, version, language, answers) SELECT {key}, survey, version, language, answers \
         FROM response WHERE survey = 'ims-2024' LIMIT 1"
    ));
}

fn what_was_published_stays_whatever_comes_in(server: &mut Server) {
    let manager = staff::manager(server);
    let edit = format!("{REPORT}/edit");
    let text = [
        ("part", "cooperation_procedures"),
        ("text-en", "They <agree>.\n\nMostly."),
        ("text-fr", "Ils sont d’accord."),
    ];
    assert_eq!(post(&manager, &edit, &format!("{REPORT}/edit/text"), &text).status, 303);
    let arrange =
        |fields: &[(&str, &str)]| post(&manager, &edit, &format!("{REPORT}/edit/arrange"), fields).status;
    let left_out = [("section", "gender_equality"), ("question", "gender_strategy"), ("do", "leave-out")];
    assert_eq!(arrange(&left_out), 303);
    assert_eq!(arrange(&[("section", "gender_equality"), ("do", "up")]), 303);
    let draft = page(&manager, &format!("{REPORT}?in=en"));
    assert!(draft.contains("<p class=\"report-comment\">They &#60;agree&#62;.</p>"), "{draft}");
    assert!(!draft.contains("id=\"q-gender_strategy\""));
    let at = |page: &str, section: &str| page.find(&format!("<h3 id=\"s-{section}\"")).unwrap();
    assert!(at(&draft, "gender_equality") < at(&draft, "media_content"), "moved up");
    // Who looked at an earlier revision overwrites nothing, and loses nothing of what was typed.
    let late = post(
        &manager,
        &edit,
        &format!("{REPORT}/edit/text"),
        &[("part", "gender_equality"), ("text-en", "Too late"), ("revision", "1")],
    );
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Too late"));

    assert_eq!(
        post(&manager, REPORT, &format!("{REPORT}/publish"), &[]).header("location"),
        format!("{REPORT}/versions/1")
    );
    let first = format!("{REPORT}/versions/1?in=en");
    let published = page(&manager, &first);
    assert!(
        published.contains("Version 1, published on") && published.contains("115 partners; 49 responded")
    );
    let article = |page: &str| page.split_once("<article").unwrap().1.to_owned();
    assert_eq!(article(&published).replace("versions/1/", ""), article(&draft));
    let before = article(&published);

    let seen = hidden(&page(&manager, REPORT), "responses");
    one_more(server);
    let stale = post(&manager, REPORT, &format!("{REPORT}/publish"), &[("responses", &seen)]);
    assert_eq!(stale.status, 409, "nobody publishes what they did not see");
    let changed = page(&manager, &format!("{REPORT}?in=en"));
    assert!(changed.contains("50 answered.") && !changed.contains(" 49 answered."));
    assert_eq!(
        arrange(&[("section", "gender_equality"), ("question", "gender_strategy"), ("do", "take-in")]),
        303
    );
    assert_eq!(article(&page(&manager, &first)), before, "the first version is what it was");
    assert_eq!(post(&manager, REPORT, &format!("{REPORT}/publish"), &[]).status, 303);
    let second = page(&manager, &format!("{REPORT}/versions/2?in=en"));
    assert!(
        second.contains("id=\"q-gender_strategy\"") && second.contains(&format!("{REPORT}/versions/1\""))
    );
    assert_eq!(article(&page(&manager, &first)), before);
    let sql = "SELECT what FROM audit_log WHERE subject = 'survey:ims-2024' AND what LIKE 'report_%'";
    let log = server.ledger().texts(sql);
    assert_eq!(log.iter().filter(|what| *what == "report_published").count(), 2, "{log:?}");
    assert_eq!(log.len(), 6, "{log:?}");
    assert_eq!(manager.get(&format!("{REPORT}/versions/3")).status, 404);
}

fn the_report_tells_what_the_printed_one_tells(server: &mut Server) {
    let manager = staff::manager(server);
    let english = page(&manager, &format!("{REPORT}?in=en"));
    for said in [
        "The survey was sent to 115 partners; 49 responded. That is a response rate of 43%.",
        "In 2021 it was 46%: 3 percentage points more.",
        "4.57 out of 5",
        "35 of 49 (71%) gave the highest value, 5.",
        "In 2022 the mean was 4.47. The change of +0.1: may be chance.",
        "Change since 2022 (I strongly agree or I agree): −15 points, more than chance",
        "Positive: 66% then, 33% now",
    ] {
        assert!(english.contains(said), "{said}");
    }
    // Where we stand among others, of whom nobody is named; the demo's are not these.
    server.ledger().execute("DELETE FROM benchmark_file");
    server.ledger().execute(
        "INSERT INTO benchmark_file (question_set, name, content, imported_by, imported_at) SELECT question_set, 'all', \
         '[{\"question\":\"satisfaction\",\"measure\":\"mean\",\"values\":[3.9,4.1,4.2,4.3,4.4,4.6]}]', 'x', 0 \
         FROM survey WHERE code = 'ims-2024'",
    );
    let among = page(&manager, &format!("{REPORT}?in=en"));
    let said = "Mean · Ours is 4.57: in the highest quarter. Place 2 of 7, the highest first. \
                Of the others: lowest 3.9, median 4.25, highest 4.6.";
    assert!(among.contains(said), "{among}");
    // What two people answered is nobody's to know.
    let few = english.split("id=\"q-engagement_obstacles\"").nth(1).unwrap().split("id=\"q-").next().unwrap();
    assert!(
        few.contains("2 answered. What they answered is hidden: they are fewer than 5.")
            && !few.contains("<svg"),
        "{few}"
    );
    let arabic = page(&manager, &format!("{REPORT}?in=ar"));
    assert!(
        arabic.contains("<article class=\"report\" lang=\"ar\" dir=\"rtl\">")
            && arabic.contains("direction=\"rtl\"")
    );
    let svg = manager.get(&format!("{REPORT}/figures/procedures.svg?in=fr"));
    assert_eq!((svg.status, svg.header("content-type")), (200, "image/svg+xml"));
    assert!(svg.header("content-disposition").contains("ims-2024-f-procedures-fr.svg"));
    assert!(svg.text().starts_with("<svg") && svg.text().contains("49"));
    // The same as a picture, with the letters of each language; no question, no picture.
    let mut sizes = Vec::new();
    for language in ["en", "ar"] {
        let png = manager.get(&format!("{REPORT}/figures/procedures.png?in={language}"));
        assert_eq!((png.status, png.header("content-type")), (200, "image/png"), "{}", png.text());
        assert!(png.header("content-disposition").contains(&format!("ims-2024-f-procedures-{language}.png")));
        assert!(png.body.starts_with(b"\x89PNG\r\n\x1a\n") && png.body.len() > 50_000);
        sizes.push(u32::from_be_bytes(png.body[16..20].try_into().unwrap()));
    }
    assert_eq!(sizes, [1520, 1520], "twice as wide as the figure");
    assert_eq!(manager.get(&format!("{REPORT}/figures/nothing.png")).status, 404);
    let print = page(&manager, &format!("{REPORT}/print.css?in=ar"));
    assert!(
        print.contains("@top-right") && print.contains("صفحة \" counter(page) \" من \" counter(pages) \"\""),
        "{print}"
    );
}

on_both_databases!(what_was_published_stays_whatever_comes_in, the_report_tells_what_the_printed_one_tells);
