//! Open answers on both databases: nobody's answers can be laid side by side, nothing is shown of few, nobody's judgement
//! is overwritten, and what was written never leaves unless somebody decided so.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::wait::until;
use tests::{on_both_databases, staff};

const CLOSED: &str = "/staff/surveys/ims-2024/answers";
const OPEN: &str = "/staff/surveys/ims-2026/answers";

on_both_databases!(
    two_answers_of_one_respondent_have_nothing_in_common,
    nothing_is_shown_of_few_nor_before_the_end,
    several_analysts_tag_and_nobody_is_overwritten,
    only_what_is_publishable_leaves,
    an_analyst_proposes_and_an_admin_publishes,
    the_code_book_goes_on_from_wave_to_wave,
    figures_of_others_are_looked_at_when_they_come_and_when_they_are_kept,
    the_report_says_where_we_stand_and_what_a_net_score_leaves_open,
);

/// What a page says, without marks of direction.
fn said(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text().replace(['\u{2068}', '\u{2069}'], "")
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn csrf(client: &Client) -> String {
    let page = client.get("/staff/nothing-here").text();
    page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Somebody of that role, logged in.
fn somebody(server: &Server, role: &str, email: &str) -> Client {
    let printed = server.command(&["staff", "add", email, "--name", "Noor", "--role", role]);
    let printed: Json = serde_json::from_str(&printed).unwrap();
    let answer = staff::log_in(server, email, printed["password"].as_str().unwrap());
    server.client().with("cookie", &staff::cookie(&answer))
}

/// Writes responses into the ledger, each with a key of its own.
fn respond(server: &Server, survey: &str, answers: &[Json]) {
    let ledger = server.ledger();
    for answers in answers {
        let id = tests::random_id().simple().to_string();
        let id = if server.database_url.starts_with("sqlite:") {
            format!("x'{id}'")
        } else {
            format!("decode('{id}', 'hex')")
        };
        ledger.execute(&format!(
            "INSERT INTO response (id, survey, answers) \
             SELECT {id}, code, '{answers}' FROM survey WHERE code = '{survey}'"
        ));
    }
}

/// Lets a survey have ended, and waits until the server knows.
fn end(server: &Server, survey: &str) {
    server.ledger().end(survey);
    let page = format!("/staff/surveys/{survey}/answers?lang=en");
    let admin = staff::admin(server);
    until("the server knows that it has ended", || {
        let said = admin.get(&page).text();
        let ended = !said.contains("when the survey has ended") && !said.contains("on their way");
        ended.then_some(())
    });
}

/// Ids and texts of the answers of a list, in their order, over all its pages.
fn listed(client: &Client, base: &str, query: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for page in 1.. {
        let html = said(&client.get(&format!("{base}?lang=en{query}&page={page}")));
        for item in html.split("<li class=\"panel answer\">").skip(1) {
            let between = |before: &str, after: &str| {
                item.split_once(before).unwrap().1.split_once(after).unwrap().0.to_owned()
            };
            let text = between("<blockquote", "</blockquote>").split_once('>').unwrap().1.to_owned();
            found.push((
                between(&format!("href=\"{base}/"), "\"").split('?').next().unwrap().to_owned(),
                text,
            ));
        }
        if !html.contains(&format!("page={}\"", page + 1)) {
            return found;
        }
    }
    found
}

fn two_answers_of_one_respondent_have_nothing_in_common(server: &mut Server) {
    let admin = staff::admin(server);
    server.ledger().execute("DELETE FROM response WHERE survey = 'ims-2026'");
    let people = 40;
    let answers: Vec<Json> = (0..people)
        .map(|n| json!({ "general_comments": format!("one {n:02}"), "top_priority": format!("two {n:02}") }))
        .collect();
    respond(server, "ims-2026", &answers);
    end(server, "ims-2026");
    let numbers = |question: &str| -> (Vec<String>, Vec<usize>) {
        let found = listed(&admin, OPEN, &format!("&question={question}"));
        assert_eq!(found.len(), people);
        let number = |text: &str| text.rsplit(' ').next().unwrap().parse().unwrap();
        (
            found.iter().map(|(id, _)| id.clone()).collect(),
            found.iter().map(|(_, text)| number(text)).collect(),
        )
    };
    let (ids, order) = numbers("general_comments");
    let (other_ids, other_order) = numbers("top_priority");
    // Had the order of the one anything of the other, more than a few would stand at the same place: of two orders that
    // know nothing of each other one is expected, and more than eight once in a million times.
    let same = |one: &[usize], other: &[usize]| one.iter().zip(other).filter(|(a, b)| a == b).count();
    let mut reversed = other_order.clone();
    reversed.reverse();
    assert!(same(&order, &other_order) <= 8 && same(&order, &reversed) <= 8, "{order:?} {other_order:?}");
    // Nor do they follow the ledger: by key, or in the order of writing.
    let ledger = server.ledger();
    let by_key: Vec<usize> = ledger
        .texts("SELECT answers FROM response WHERE survey = 'ims-2026' ORDER BY id")
        .iter()
        .map(|text| {
            serde_json::from_str::<Json>(text).unwrap()["general_comments"].as_str().unwrap()[4..]
                .parse()
                .unwrap()
        })
        .collect();
    let in_time: Vec<usize> = (0..people).collect();
    for order in [&order, &other_order] {
        assert!(same(order, &by_key) <= 8 && same(order, &in_time) <= 8);
    }
    assert_eq!(numbers("general_comments").0, ids, "the order is stable between visits");
    // The ids: no two begin alike, and none is in the ledger.
    let all: BTreeSet<&str> = ids.iter().chain(&other_ids).map(|id| &id[..8]).collect();
    assert_eq!(all.len(), 2 * people);
    let keys: Vec<String> = ledger
        .texts("SELECT answers FROM response WHERE survey = 'ims-2026'")
        .into_iter()
        .chain(ledger.texts("SELECT field || state || coalesce(redacted, '') FROM open_answer"))
        .collect();
    assert!(!keys.iter().any(|text| ids.iter().any(|id| text.contains(id))));
    // What is stored of an answer names no response and keeps no time.
    let stored = ledger.texts("SELECT id FROM open_answer WHERE survey = 'ims-2026'");
    assert_eq!(stored.len(), 2 * people);
    let page = said(&admin.get(&format!("{OPEN}/{}?lang=en", ids[0])));
    assert!(!page.contains("two "), "a page of one answer has nothing of another");
}

fn nothing_is_shown_of_few_nor_before_the_end(server: &mut Server) {
    let admin = staff::admin(server);
    server.ledger().execute("DELETE FROM response WHERE survey = 'ims-2026'");
    let wrote = |n: usize| json!({ "general_comments": format!("a comment {n}") });
    let silent = json!({ "satisfaction": 5 });
    respond(server, "ims-2026", &(0..8).map(wrote).collect::<Vec<_>>());
    let addresses = ["", "/themes", "/themes.csv", "/publishable.csv", "/0123456789abcdef"];
    for address in addresses {
        let answer = admin.get(&format!("{OPEN}{address}?lang=en"));
        let said = answer.text();
        assert!(answer.status == if address.is_empty() { 200 } else { 409 }, "{address}: {}", answer.status);
        assert!(
            said.contains("when the survey has ended") && !said.contains("a comment"),
            "{address}: {said}"
        );
    }
    server.ledger().execute("DELETE FROM response WHERE survey = 'ims-2026'");
    end(server, "ims-2026");
    respond(server, "ims-2026", &(0..4).map(wrote).collect::<Vec<_>>());
    assert!(said(&admin.get(&format!("{OPEN}?lang=en"))).contains("Results are shown from 5 responses on"));
    assert_eq!(admin.get(&format!("{OPEN}/themes.csv")).status, 409);
    respond(server, "ims-2026", &[silent]);
    let page = said(&admin.get(&format!("{OPEN}?lang=en")));
    assert!(!page.contains("a comment") && page.contains("too few answers to be read"), "four of five wrote");
    assert_eq!(server.ledger().number("SELECT count(*) FROM open_answer WHERE survey = 'ims-2026'"), 0);
    respond(server, "ims-2026", &[wrote(4)]);
    assert_eq!(listed(&admin, OPEN, "").len(), 5);
    // A closed question with too few answers stays closed, and so does an “other” text.
    respond(
        server,
        "ims-2024",
        &[json!({ "portal_comment": "the only one", "organisation_type_other": "alone" })],
    );
    let all = listed(&admin, CLOSED, "");
    assert!(all.len() > 30 && !all.iter().any(|(_, text)| text.contains("the only one") || text == "alone"));
    // Who knows partners does not read their words.
    for address in ["", "/themes", "/code-book", "/publishable.csv"] {
        assert_eq!(staff::manager(server).get(&format!("{CLOSED}{address}")).status, 403);
    }
    assert_eq!(server.client().get(CLOSED).status, 303);
}

fn several_analysts_tag_and_nobody_is_overwritten(server: &mut Server) {
    let admin = staff::admin(server);
    let analyst = somebody(server, "analyst", "second@answers.example");
    let found = listed(&admin, CLOSED, "&question=general_comments&search=CONFIANCE");
    assert_eq!(found.len(), 1, "case and accents make no difference: {found:?}");
    let id = &found[0].0;
    let tag = |client: &Client, themes: &[&str]| {
        let mut fields = owned(&[("csrf", &csrf(client))]);
        fields.extend(themes.iter().map(|theme| ("theme".to_owned(), (*theme).to_owned())));
        assert_eq!(client.post_form(&format!("{CLOSED}/{id}/themes"), &fields).status, 303);
    };
    tag(&admin, &["funding", "trust"]);
    tag(&analyst, &["funding", "no_such_theme"]);
    let stored =
        server.ledger().texts(&format!("SELECT themes FROM coding WHERE answer = '{id}' ORDER BY themes"));
    assert_eq!(stored, ["[\"funding\",\"trust\"]", "[\"funding\"]"]);
    let page = said(&admin.get(&format!("{CLOSED}/{id}?lang=en")));
    assert!(page.contains("Tagged by 2 analysts") && page.contains("1 of 2"), "{page}");
    assert!(page.contains("<bdi>Noor</bdi></dt><dd>Funding</dd>"), "who gave what");
    assert!(listed(&analyst, CLOSED, "&theme=disputed").iter().any(|(known, _)| known == id));
    assert!(!listed(&analyst, CLOSED, "&theme=not_mine").iter().any(|(known, _)| known == id));
    assert!(listed(&admin, CLOSED, "&theme=trust").iter().any(|(known, _)| known == id), "given by one");
    tag(&admin, &["funding"]);
    assert!(!listed(&analyst, CLOSED, "&theme=disputed").iter().any(|(known, _)| known == id));
    let figures = said(&admin.get(&format!("{CLOSED}/themes?lang=en")));
    assert!(figures.contains("Krippendorff’s alpha is") && figures.contains("Themes in the same answer"));
    // To the next of the list.
    let mut fields = owned(&[("csrf", &csrf(&admin)), ("next", "yes")]);
    fields.push(("theme".to_owned(), "voice".to_owned()));
    let order: Vec<String> =
        listed(&admin, CLOSED, "&question=top_priority").into_iter().map(|(id, _)| id).collect();
    let next = admin.post_form(&format!("{CLOSED}/{}/themes?question=top_priority", order[0]), &fields);
    assert!(next.header("location").contains(&order[1]), "{}", next.header("location"));
    let last = order.last().unwrap();
    let next = admin.post_form(&format!("{CLOSED}/{last}/themes?question=top_priority"), &fields);
    assert!(next.header("location").contains(&format!("{last}?question=top_priority&done=last")));
    // Taken back, it is as if it had not been looked at.
    let fields = owned(&[("csrf", &csrf(&analyst)), ("back", "yes")]);
    assert_eq!(analyst.post_form(&format!("{CLOSED}/{id}/themes"), &fields).status, 303);
    assert!(listed(&analyst, CLOSED, "&theme=not_mine").iter().any(|(known, _)| known == id));
    // The log knows what was done, and nothing of what was written.
    let log = server.ledger().texts("SELECT what || detail FROM audit_log").join("\n");
    assert!(log.contains("answer_tagged") && log.contains("answer_untagged") && !log.contains("confiance"));
}

fn only_what_is_publishable_leaves(server: &mut Server) {
    let admin = staff::admin(server);
    let secret = "write to newsroom@partner.example";
    let found = listed(&admin, CLOSED, "&search=newsroom@partner");
    let id = &found[0].0;
    let address = format!("{CLOSED}/{id}");
    let page = said(&admin.get(&format!("{address}?lang=en")));
    assert!(
        page.contains("<mark>newsroom@partner.example</mark>")
            && page.contains("<mark>+00 123 456 789</mark>")
    );
    assert!(page.contains("write to […] or call […]."), "a beginning for whoever redacts");
    let files = || {
        ["themes.csv", "publishable.csv"].map(|name| {
            let answer = admin.get(&format!("{CLOSED}/{name}?lang=en"));
            assert_eq!(answer.status, 200);
            assert!(answer.header("content-disposition").starts_with("attachment; filename=\"ims-2024-"));
            answer.text()
        })
    };
    assert!(!files().concat().contains(secret));
    let seen = |page: &str| {
        page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let decide = |decision: &str, redacted: &str, quoted: &str, seen: &str| {
        let fields = [
            ("csrf", csrf(&admin).as_str()),
            ("decision", decision),
            ("redacted", redacted),
            ("quoted", quoted),
            ("seen", seen),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        admin.post_form(&format!("{address}/decision"), &fields)
    };
    let first = seen(&page);
    for (decision, redacted, quoted) in
        [("redacted", " ", ""), ("withheld", "x", "yes"), ("waiting", "x", "yes")]
    {
        assert_eq!(decide(decision, redacted, quoted, &first).status, 422, "{decision}");
    }
    assert_eq!(decide("redacted", "=We would be glad to tell you more.", "yes", &first).status, 303);
    let late = decide("as_is", "typed meanwhile", "", &first);
    assert_eq!(late.status, 422, "somebody decided meanwhile");
    assert!(late.text().contains("typed meanwhile"), "nothing typed is lost");
    let [themes, publishable] = files();
    assert!(
        publishable.contains("'=We would be glad") && !publishable.contains("newsroom@partner"),
        "{publishable}"
    );
    assert!(!publishable.contains(id.as_str()) && !themes.contains(id.as_str()));
    // Counts of few stay here: of all themes of a question, none below the threshold is in the file.
    let mut reader = csv::Reader::from_reader(themes.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    assert!(
        rows.iter().any(|row| row["shown"] == "exact") && rows.iter().any(|row| row["shown"] == "hidden")
    );
    for row in rows {
        assert!(row["count"].is_empty() || row["count"].parse::<u32>().unwrap() >= 5, "{row:?}");
    }
    // The original is in the ledger alone.
    let ledger = server.ledger();
    let elsewhere = ["open_answer", "answer_translation", "coding", "audit_log"];
    let columns = ["coalesce(redacted, '') || coalesce(written, '')", "text", "themes", "detail"];
    for (table, column) in elsewhere.into_iter().zip(columns) {
        let texts = ledger.texts(&format!("SELECT {column} FROM {table}")).join("\n");
        assert!(!texts.contains(secret), "{table}");
    }
    assert!(ledger.texts("SELECT answers FROM response WHERE survey = 'ims-2024'").concat().contains(secret));
    // What is published as it was written stands beside the decision for as long as that is so.
    let written =
        || ledger.texts(&format!("SELECT coalesce(written, '') FROM open_answer WHERE id = '{id}'")).concat();
    let report = || admin.get("/staff/surveys/ims-2024/report?in=en").text();
    assert_eq!(decide("as_is", "", "yes", &seen(&said(&admin.get(&address)))).status, 303);
    assert!(written().contains(secret) && report().contains(secret));
    // It was decided before that was kept.
    ledger.execute(&format!("UPDATE open_answer SET written = NULL WHERE id = '{id}'"));
    assert!(report().contains(secret) && written().contains(secret));
    assert_eq!(decide("withheld", "", "", &seen(&said(&admin.get(&address)))).status, 303);
    assert!(!files().concat().contains("We would be glad"));
    assert!(written().is_empty() && !report().contains(secret));
    // A translation stands beside it, and is found.
    let fields =
        owned(&[("csrf", &csrf(&admin)), ("language", "fr"), ("translation", "écrivez à la rédaction")]);
    assert_eq!(admin.post_form(&format!("{address}/translation"), &fields).status, 303);
    assert!(listed(&admin, CLOSED, "&search=REDACTION").iter().any(|(known, _)| known == id));
    assert!(said(&admin.get(&format!("{address}?lang=en"))).contains("Français, translated by Amal Haddad"));
}

fn an_analyst_proposes_and_an_admin_publishes(server: &mut Server) {
    let admin = staff::admin(server);
    let analyst = somebody(server, "analyst", "proposes@answers.example");
    let found = listed(&analyst, CLOSED, "&search=small+organisation+like+ours");
    let address = format!("{CLOSED}/{}", found[0].0);
    let page = said(&analyst.get(&format!("{address}?lang=en")));
    assert!(page.contains(&format!("action=\"{address}/proposal\"")) && !page.contains("/decision\""));
    let send = |client: &Client, what: &str, fields: &[(&str, &str)]| {
        let mut all = owned(fields);
        all.push(("csrf".to_owned(), csrf(client)));
        client.post_form(&format!("{address}/{what}"), &all)
    };
    let decided = [("decision", "as_is"), ("seen", "0")];
    assert_eq!(send(&analyst, "decision", &decided).status, 403, "it is not an analyst's to decide");
    assert_eq!(send(&admin, "decision", &[("decision", "proposed"), ("seen", "0")]).status, 422);
    assert_eq!(send(&analyst, "proposal", &[("redacted", " "), ("seen", "0")]).status, 422);
    let text = "The survey is long; some questions don't apply to […].";
    assert_eq!(send(&analyst, "proposal", &[("redacted", text), ("seen", "0")]).status, 303);
    let publishable = || admin.get(&format!("{CLOSED}/publishable.csv")).text();
    assert!(!publishable().contains("The survey is long"), "a proposal is not published");
    assert_eq!(listed(&admin, CLOSED, "&state=proposed").len(), 1);
    // The admin finds it ready, and decides; after that nobody proposes.
    let page = said(&admin.get(&format!("{address}?lang=en")));
    assert!(page.contains("Proposed by Noor") && page.contains("apply to […].</textarea>"), "{page}");
    let decided = [("decision", "redacted"), ("redacted", text), ("seen", "1"), ("quoted", "yes")];
    assert_eq!(send(&admin, "decision", &decided).status, 303);
    assert!(publishable().contains("apply to […]"));
    let late = send(&analyst, "proposal", &[("redacted", "typed late"), ("seen", "2")]);
    assert!(late.status == 422 && late.text().contains("typed late"), "nothing typed is lost");
    let page = said(&analyst.get(&format!("{address}?lang=en")));
    assert!(!page.contains("/proposal") && page.contains("Decided by Amal Haddad"));
    let log = server.ledger().texts("SELECT what || ' ' || who || detail FROM audit_log").join("\n");
    assert!(
        log.contains("answer_redaction_proposed proposes@answers.example") && log.contains("answer_decided")
    );
    assert!(!log.contains("The survey is long"));
}

fn the_code_book_goes_on_from_wave_to_wave(server: &mut Server) {
    let analyst = somebody(server, "analyst", "book@answers.example");
    let save = |fields: &[(&str, &str)]| {
        let mut all = owned(fields);
        all.push(("csrf".to_owned(), csrf(&analyst)));
        analyst.post_form(&format!("{CLOSED}/code-book"), &all)
    };
    let unnamed = save(&[("name_en", " "), ("definition", "kept <while> typed")]);
    assert_eq!(unnamed.status, 422);
    assert!(
        unnamed.text().contains("kept &#60;while&#62; typed") && unnamed.text().contains("href=\"#names\"")
    );
    assert_eq!(save(&[("name_ar", "السلامة"), ("definition", "")]).status, 303);
    assert_eq!(save(&[("name_en", "Safety"), ("definition", "of journalists")]).status, 303);
    assert_eq!(save(&[("name_en", "Safety"), ("definition", "of sources")]).status, 303);
    let codes = || {
        server
            .ledger()
            .texts("SELECT code FROM theme WHERE definition LIKE 'of %' OR code = 'theme' ORDER BY code")
    };
    assert_eq!(codes(), ["safety", "safety_2", "theme"]);
    let file = analyst.get(&format!("{CLOSED}/code-book.csv")).text();
    assert!(file.contains("theme,name::") && file.contains("safety_2,") && file.contains("السلامة"), "{file}");
    for name in ["code-book", "themes", "publishable"] {
        assert!(analyst.get(&format!("{CLOSED}/{name}.xlsx")).body.starts_with(b"PK"), "{name}");
    }
    // The next wave has the same book; a theme that is no longer offered stays where it was given.
    let next = said(&analyst.get(&format!("{OPEN}/code-book?lang=ar")));
    assert!(next.contains("السلامة") && next.contains("of sources"));
    let change = [("code", "paperwork"), ("name_en", "Red tape"), ("retired", "yes"), ("definition", "")];
    assert_eq!(save(&change).status, 303);
    let given = listed(&analyst, CLOSED, "&theme=paperwork");
    assert!(!given.is_empty());
    let page = said(&analyst.get(&format!("{CLOSED}/{}?lang=en", given[0].0)));
    assert!(page.contains("Red tape") && !page.contains("value=\"paperwork\""));
}

fn figures_of_others_are_looked_at_when_they_come_and_when_they_are_kept(server: &mut Server) {
    const PAGE: &str = "/staff/surveys/train-25/benchmarks";
    let manager = staff::manager(server);
    let analyst = somebody(server, "analyst", "others@answers.example");
    let look = |client: &Client, rows: &str| {
        let file = format!("organisation,question,item,measure,choices,value\n{rows}");
        let fields = owned(&[("csrf", &csrf(client))]);
        client.post_file(&format!("{PAGE}/look?lang=en"), &fields, "file", file.as_bytes())
    };
    let keep = |client: &Client, content: &str| {
        let fields = owned(&[("csrf", &csrf(client)), ("content", content)]);
        client.post_form(&format!("{PAGE}/keep?lang=en"), &fields)
    };
    let stored = || {
        let sql = "SELECT content FROM benchmark_file WHERE question_set = 'training-feedback'";
        server.ledger().texts(sql).concat()
    };
    let kept = || server.ledger().number("SELECT count(*) FROM audit_log WHERE what = 'benchmarks_kept'");
    let before = stored();

    let wrong = look(&manager, "Zebra Fund,recommend,,net_score,,101\nZebra Fund,pace,,most,,4\n");
    let page = wrong.text().replace(['\u{2068}', '\u{2069}'], "");
    assert_eq!(wrong.status, 422);
    assert!(page.contains("Row 2: the column value") && page.contains("Row 3: the column measure"), "{page}");

    let rows =
        "Zebra Fund,recommend,,net_score,,10\nYak Fund,recommend,,net_score,,-20\nYak Fund,warmth,,mean,,3\n";
    let shown = said(&look(&manager, rows));
    assert!(shown.contains("nothing for: warmth") && !shown.contains("Zebra"), "{shown}");
    let content = shown.split("name=\"content\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let content = content.replace("&#34;", "\"");
    assert_eq!(stored(), before, "nothing is kept by looking");

    // Whatever comes back is looked at again.
    for (from, to) in [
        ("recommend", "warmth"),
        ("net_score", "mean\",\"item\":\"x"),
        ("-20.0", "-2000.0"),
        ("[-20.0,10.0]", "[]"),
        (content.as_str(), "[]"),
        (content.as_str(), "nonsense"),
    ] {
        let changed = content.replace(from, to);
        assert_ne!(changed, content, "{from}");
        assert_eq!(keep(&manager, &changed).status, 422, "{changed}");
    }
    let twice =
        r#"[{"question":"pace","measure":"percent","choices":["too_slow","too_slow"],"values":[50.0]}]"#;
    assert_eq!(keep(&manager, twice).status, 422, "no choice counts twice");
    assert_eq!(look(&analyst, rows).status, 403);
    assert_eq!(keep(&analyst, &content).status, 403);
    assert_eq!((stored(), kept()), (before, 0));

    assert_eq!(keep(&manager, &content.replace("[-20.0,10.0]", "[10.0,-20.0]")).status, 303);
    assert_eq!((stored(), kept()), (content, 1), "by their size, and on the log");
    let page = said(&analyst.get(&format!("{PAGE}?lang=en")));
    assert!(page.contains("Fewer than 5 organisations have this figure"), "two would know each other");
}

fn the_report_says_where_we_stand_and_what_a_net_score_leaves_open(server: &mut Server) {
    let manager = staff::manager(server);
    let report = said(&manager.get("/staff/surveys/train-25/report?lang=en"));
    for words in
        ["net score · Ours is", "with 95% confidence", "of 8, the highest first", "Of the others: lowest"]
    {
        assert!(report.contains(words), "{words}: {report}");
    }
    // The choice that six others have, and the report of a survey with invitations.
    assert!(report.contains("of 7, the highest first"), "{report}");
    let report = said(&manager.get("/staff/surveys/ims-2024/report?lang=en"));
    // Seven others say how many agree that IMS is responsive, and four that it is an equal: of these no range is shown.
    let equal =
        report.split("id=\"q-communication\"").nth(1).unwrap().split("report-question").next().unwrap();
    assert_eq!(equal.matches("of 8, the highest first").count(), 1, "{equal}");
}
