//! The directory of partners, on both databases: files that come in and go out, the list, and a partner's form.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use rust_xlsxwriter::Workbook;
use tests::http::{Answer, Client};
use tests::ledger::Ledger;
use tests::server::Server;
use tests::{SURVEY, on_both_databases, staff};

const PARTNERS: &str = "/staff/partners";
const IMPORT: &str = "/staff/partners/import";
const HEADINGS: [&str; 10] = [
    "key",
    "name",
    "region",
    "country",
    "programme",
    "type",
    "language",
    "contact_name",
    "contact_email",
    "manager",
];

/// What stands between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap_or_else(|| panic!("{before:?} in {text}")).1.split_once(after).unwrap().0
}

fn csrf(client: &Client, path: &str) -> String {
    between(&client.get(path).text(), "name=\"csrf\" value=\"", "\"").to_owned()
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Without the marks that isolate names and numbers.
fn plain(answer: &Answer) -> String {
    answer.text().replace(['\u{2068}', '\u{2069}'], "")
}

fn upload(client: &Client, file: &[u8]) -> Answer {
    client.post_file(IMPORT, &owned(&[("csrf", &csrf(client, IMPORT))]), "file", file)
}

/// Uploads a file that can be read, and returns the address of its preview.
fn waiting(client: &Client, file: &[u8]) -> String {
    let answer = upload(client, file);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

/// Presses the preview's button.
fn confirm(client: &Client, preview: &str) -> Answer {
    let html = client.get(preview).text();
    let value = |name: &str| between(&html, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    // The page's head has the proof as well; it is the same.
    client.post_form(preview, &owned(&[("csrf", &value("csrf")), ("version", &value("version"))]))
}

/// Uploads a file and confirms it; returns how many were added and changed, as the address says.
fn import(client: &Client, file: &[u8]) -> String {
    let answer = confirm(client, &waiting(client, file));
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

fn row<'a>(key: &'a str, name: &'a str, email: &'a str) -> Vec<&'a str> {
    vec![key, name, "africa", "Mali", "Sahel", "media_outlet", "fr", "Awa Ba", email, "manager@sawt.example"]
}

fn csv(separator: &str, headings: &[&str], rows: &[Vec<&str>]) -> Vec<u8> {
    let line = |cells: &[&str]| format!("{}\r\n", cells.join(separator));
    let lines: String = std::iter::once(line(headings)).chain(rows.iter().map(|row| line(row))).collect();
    lines.into_bytes()
}

fn workbook(headings: &[&str], rows: &[Vec<&str>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (number, cells) in (0u32..).zip(std::iter::once(headings).chain(rows.iter().map(Vec::as_slice))) {
        for (place, cell) in (0u16..).zip(cells) {
            sheet.write_string(number, place, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The whole directory as text.
fn directory(ledger: &Ledger) -> Vec<String> {
    let mut all = ledger.texts(
        "SELECT key || '|' || name || '|' || region || '|' || country || '|' || programme || '|' || type || '|' || \
         language || '|' || manager || '|' || cast(active AS TEXT) FROM partner",
    );
    all.extend(ledger.texts(
        "SELECT partner || '|' || cast(position AS TEXT) || '|' || name || '|' || email FROM partner_contact",
    ));
    all.sort();
    all
}

/// The rows of the preview's table: number, name, outcome and details.
fn rows(html: &str) -> Vec<String> {
    let Some((_, table)) = html.split_once("<table class=\"data rows\"") else { return Vec::new() };
    let strip = |row: &str| {
        let mut text = String::new();
        let mut inside = false;
        for c in row.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                _ if !inside => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    between(table, "<tbody>", "</tbody>").split("<tr>").skip(1).map(strip).collect()
}

/// The names in the list, in its order.
fn names(html: &str) -> Vec<String> {
    html.split("<th scope=\"row\">").skip(1).map(|row| between(row, "<bdi>", "</bdi>").to_owned()).collect()
}

// Files that come in.

fn csv_and_workbook_import_alike_and_nothing_is_saved_before_the_confirmation(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let before = directory(&ledger);
    let new = [row("t-1", "Radio Une", "une@radio.example"), row("t-2", "راديو الأمل", "amal@radio.example")];
    let mut file = b"\xef\xbb\xbf".to_vec();
    file.extend(csv(";", &HEADINGS, &new));
    let preview = waiting(&client, &file);
    let html = plain(&client.get(&preview));
    assert!(html.contains("Save 2 partners?"), "{html}");
    assert_eq!(rows(&html), ["2 Radio Une t-1 Adds a partner", "3 راديو الأمل t-2 Adds a partner"]);
    assert_eq!(directory(&ledger), before);
    assert_eq!(confirm(&client, &preview).header("location"), "/staff/partners?added=2&changed=0");
    let mut expected = before;
    for (key, name, email) in [("t-1", "Radio Une", "une"), ("t-2", "راديو الأمل", "amal")] {
        expected.push(format!("{key}|{name}|africa|Mali|Sahel|media_outlet|fr|manager@sawt.example|1"));
        expected.push(format!("{key}|0|Awa Ba|{email}@radio.example"));
    }
    expected.sort();
    assert_eq!(directory(&ledger), expected);
    // The same as a workbook, and with commas, says nothing new.
    for file in [workbook(&HEADINGS, &new), csv(",", &HEADINGS, &new)] {
        let html = plain(&client.get(&waiting(&client, &file)));
        assert!(html.contains("Nothing changes") && !html.contains("name=\"version\""), "{html}");
        assert_eq!(rows(&html)[0], "2 Radio Une t-1 Changes nothing");
    }
}

fn every_problem_is_shown_at_its_row_and_column_and_nothing_is_saved(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let before = directory(&ledger);
    let taken =
        ledger.texts("SELECT email FROM partner_contact WHERE partner = 'p002-khubz-wa-hibr'").remove(0);
    let long = "n".repeat(201);
    let mut language = row("x-3", "Three", "three@x.example");
    language[6] = "tlh";
    let mut missing = row("x-4", "Four", "four@x.example");
    (missing[3], missing[9]) = ("", "");
    let bad = [
        row("x-1", "One", "one@x.example"),
        row("x-2", "Two", "two@@x.example"),
        language,
        missing,
        row("x 5", "Five", "five@x.example"),
        row("x-1", "Six", "six@x.example"),
        row("x-7", "Seven", "ONE@x.example"),
        row("x-8", "Eight", &taken),
        row("x-9", &long, "nine@x.example"),
    ];
    for file in [csv(",", &HEADINGS, &bad), workbook(&HEADINGS, &bad)] {
        let preview = waiting(&client, &file);
        let html = plain(&client.get(&preview));
        assert!(html.contains("8 rows have problems") && !html.contains("name=\"version\""), "{html}");
        let shown = rows(&html);
        let expected = [
            "2 One x-1 Adds a partner".to_owned(),
            "3 Two x-2 Has a problem E-mail address “two@@x.example”: not an e-mail address; one looks like name@example.org".to_owned(),
            "4 Three x-3 Has a problem Language “tlh”: not a language that Sawt can write in".to_owned(),
            "5 Four x-4 Has a problem Country nothing is entered Programme manager nothing is entered".to_owned(),
            "6 Five x 5 Has a problem Key “x 5”: not a key: use Latin letters, digits, “-”, “_” and “.” only, beginning with a letter or digit".to_owned(),
            "7 Six x-1 Has a problem Key “x-1”: the same key is in row 2".to_owned(),
            "8 Seven x-7 Has a problem E-mail address “ONE@x.example”: the same address is in row 2".to_owned(),
            format!("9 Eight x-8 Has a problem E-mail address “{taken}”: the partner “p002-khubz-wa-hibr” has this address"),
            format!("10 {long} x-9 Has a problem Organisation “{}…”: longer than 200 characters", &long[..80]),
        ];
        assert_eq!(shown, expected);
        let problems = plain(&client.get(&format!("{preview}?show=problem")));
        assert_eq!(rows(&problems), expected[1..]);
        // Who presses a button that is not there saves nothing either, not even the sound row.
        let version = ledger.number("SELECT version FROM partner_directory").to_string();
        let fields = owned(&[("csrf", &csrf(&client, IMPORT)), ("version", &version)]);
        let answer = client.post_form(&preview, &fields);
        assert_eq!((answer.status, answer.header("location")), (303, preview.as_str()));
        assert_eq!(directory(&ledger), before);
    }
}

fn a_file_without_a_needed_column_is_refused_as_a_whole(server: &mut Server) {
    let client = staff::manager(server);
    let html = plain(&client.get(&waiting(&client, b"key,name,name,colour\nx,y,y,red\n")));
    assert!(html.contains("There is no column “country” (Country)."), "{html}");
    assert!(html.contains("The column “name” (Organisation) is there twice."), "{html}");
    assert!(html.contains("their columns are left out: colour."), "{html}");
    assert!(!html.contains("name=\"version\"") && rows(&html).is_empty(), "{html}");
}

fn importing_again_changes_partners_by_key_and_says_what_becomes_of_each_field(server: &mut Server) {
    let (client, ledger) = (staff::admin(server), server.ledger());
    import(
        &client,
        &csv(",", &HEADINGS, &[row("t-1", "Old", "old@x.example"), row("t-2", "Two", "two@x.example")]),
    );
    let mut headings = HEADINGS.to_vec();
    headings.extend(["active", "contact2_name", "contact2_email"]);
    let mut changed = row("t-1", "New", "");
    changed.extend(["no", "Badr", "badr@x.example"]);
    let mut same = row("t-2", "Two", "two@x.example");
    same.extend(["", "", ""]);
    let mut added = row("t-3", "Three", "old@x.example");
    added.extend(["yes", "", ""]);
    let preview = waiting(&client, &csv(",", &headings, &[changed, same, added]));
    let html = plain(&client.get(&preview));
    assert_eq!(
        rows(&html),
        [
            "2 New t-1 Changes a partner Organisation “New” instead of “Old” \
             E-mail address nothing instead of “old@x.example” Contact 2 “Badr” instead of nothing \
             E-mail address 2 “badr@x.example” instead of nothing Active or not “no” instead of “yes”",
            "3 Two t-2 Changes nothing",
            "4 Three t-3 Adds a partner",
        ]
    );
    assert!(html.contains("1 partner has no e-mail address."), "{html}");
    assert_eq!(confirm(&client, &preview).header("location"), "/staff/partners?added=1&changed=1");
    let contacts = "SELECT cast(position AS TEXT) || name || email FROM partner_contact WHERE partner = 't-1' ORDER BY position";
    assert_eq!(ledger.texts(contacts), ["0Awa Ba", "1Badrbadr@x.example"]);
    assert_eq!(ledger.number("SELECT active FROM partner WHERE key = 't-1'"), 0);
    assert_eq!(ledger.texts("SELECT email FROM partner_contact WHERE partner = 't-3'"), ["old@x.example"]);
    // A file without those columns leaves them as they are.
    let html = plain(&client.get(&waiting(&client, &csv(",", &HEADINGS, &[row("t-1", "New", "")]))));
    assert!(html.contains("Nothing changes"), "{html}");
}

fn headings_may_be_in_any_of_the_languages(server: &mut Server) {
    let client = staff::manager(server);
    for headings in [
        [
            "المفتاح",
            "المنظمة",
            "المنطقة",
            "البلد",
            "البرنامج",
            "نوع المنظمة",
            "اللغة",
            "جهة الاتصال",
            "البريد الإلكتروني",
            "مسؤول البرنامج",
        ],
        [
            "Clé",
            "ORGANISATION",
            "Région",
            "Pays",
            "Programme",
            "Type d’organisation",
            "Langue",
            "Personne de contact",
            "Adresse e-mail",
            "Responsable de programme",
        ],
        [
            "Key",
            "Organisation",
            "Region",
            "Country",
            "programme",
            "Type",
            "language",
            "Contact",
            "contact-email",
            "Manager",
        ],
    ] {
        let html = plain(
            &client.get(&waiting(&client, &csv(";", &headings, &[row("t-1", "Une", "une@x.example")]))),
        );
        assert_eq!(rows(&html), ["2 Une t-1 Adds a partner"], "{html}");
    }
}

fn a_preview_that_the_directory_has_left_behind_is_shown_again(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let file = csv(",", &HEADINGS, &[row("t-1", "Mine", "mine@x.example")]);
    let preview = waiting(&client, &file);
    let stale = client.get(&preview).text();
    // A colleague adds the same partner with another name meanwhile.
    import(&staff::admin(server), &csv(",", &HEADINGS, &[row("t-1", "Theirs", "mine@x.example")]));
    let value = |name: &str| between(&stale, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let answer =
        client.post_form(&preview, &owned(&[("csrf", &value("csrf")), ("version", &value("version"))]));
    assert_eq!(answer.header("location"), format!("{preview}?again=yes"));
    let html = plain(&client.get(&format!("{preview}?again=yes")));
    assert!(html.contains("The directory has been changed meanwhile"), "{html}");
    assert_eq!(rows(&html), ["2 Mine t-1 Changes a partner Organisation “Mine” instead of “Theirs”"]);
    assert_eq!(ledger.texts("SELECT name FROM partner WHERE key = 't-1'"), ["Theirs"]);
    assert_eq!(confirm(&client, &preview).header("location"), "/staff/partners?added=0&changed=1");
    assert_eq!(ledger.texts("SELECT name FROM partner WHERE key = 't-1'"), ["Mine"]);
}

fn of_several_confirmations_at_once_one_is_carried_out(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let names: Vec<String> = (0..6).map(|n| format!("Name {n}")).collect();
    let file = |name: &String| csv(",", &HEADINGS, &[row("t-1", name, "one@x.example")]);
    let previews: Vec<String> = names.iter().map(|name| waiting(&client, &file(name))).collect();
    let html = client.get(&previews[0]).text();
    let value = |name: &str| between(&html, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let fields = owned(&[("csrf", &value("csrf")), ("version", &value("version"))]);
    let confirm = |preview: &str| client.post_form(preview, &fields).header("location").to_owned();
    let answers: Vec<String> = std::thread::scope(|scope| {
        let all: Vec<_> = previews.iter().map(|preview| scope.spawn(|| confirm(preview))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let done: Vec<usize> = (0..6).filter(|n| answers[*n] == "/staff/partners?added=1&changed=0").collect();
    assert_eq!(done.len(), 1, "{answers:?}");
    for (n, preview) in previews.iter().enumerate().filter(|(n, _)| *n != done[0]) {
        assert_eq!(answers[n], format!("{preview}?again=yes"));
    }
    assert_eq!(ledger.texts("SELECT name FROM partner WHERE key = 't-1'"), [names[done[0]].as_str()]);
}

fn a_file_is_imported_once_by_who_uploaded_it_within_the_hour(server: &mut Server) {
    let client = staff::manager(server);
    let file = csv(",", &HEADINGS, &[row("t-1", "Une", "une@x.example")]);
    let preview = waiting(&client, &file);
    let gone = format!("{IMPORT}?gone=yes");
    assert_eq!(staff::admin(server).get(&preview).header("location"), gone);
    let html = client.get(&preview).text();
    let value = |name: &str| between(&html, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let fields = owned(&[("csrf", &value("csrf")), ("version", &value("version"))]);
    assert_eq!(client.post_form(&preview, &fields).header("location"), "/staff/partners?added=1&changed=0");
    assert_eq!(client.post_form(&preview, &fields).header("location"), gone);
    assert!(plain(&client.get(&gone)).contains("This file is no longer here"));
    assert_eq!(server.ledger().number("SELECT count(*) FROM partner_import"), 0);
    let late = waiting(&client, &file);
    server.go_on_after_days(1);
    let client = staff::manager(server);
    assert_eq!(client.get(&late).header("location"), gone);
    // The next upload clears away what nobody confirmed.
    waiting(&client, &file);
    assert_eq!(server.ledger().number("SELECT count(*) FROM partner_import"), 1);
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn files_that_are_too_large_or_no_tables_are_refused_with_their_reason(server: &mut Server) {
    let client = staff::manager(server);
    let bomb = archive(&[("xl/workbook.xml", &vec![b' '; 100 << 20])]);
    assert!(bomb.len() < 1 << 20);
    let rows = format!("{}\n{}", HEADINGS.join(","), "x\n".repeat(50_001));
    let large = vec![b'a'; 120 << 20];
    for (file, words) in [
        (bomb.as_slice(), "The workbook unpacks to far more"),
        (&large, "The file is too large"),
        (rows.as_bytes(), "The file has too many rows"),
        (b"", "The file is empty"),
        (b"key,name\n", "There are headings in the file and no rows"),
        (b"key,name\n1,caf\xe9\n", "The text is not in UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook of an old kind"),
        (b"PK\x03\x04 and no more", "The file can’t be read as a workbook"),
        (&archive(&[("readme", b"hello")]), "The file can’t be read as a workbook"),
    ] {
        let answer = upload(&client, file);
        let status = if words == "The file is too large" { 413 } else { 422 };
        assert_eq!(answer.status, status, "{words}: {}", answer.text());
        let html = plain(&answer);
        assert!(html.contains("id=\"file-error\"") && html.contains(words), "{words}: {html}");
    }
    assert_eq!(server.ledger().number("SELECT count(*) FROM partner_import"), 0);
}

fn ten_thousand_rows_are_imported_and_the_list_goes_on_finding_each(server: &mut Server) {
    let client = staff::manager(server);
    let keys: Vec<[String; 3]> = (0..10_000)
        .map(|n| [format!("t-{n:05}"), format!("Partner {n:05}"), format!("contact@t-{n:05}.example")])
        .collect();
    let many: Vec<_> = keys.iter().map(|[key, name, email]| row(key, name, email)).collect();
    let file = workbook(&HEADINGS, &many);
    assert_eq!(import(&client, &file), "/staff/partners?added=10000&changed=0");
    assert_eq!(server.ledger().number("SELECT count(*) FROM partner WHERE key LIKE 't-%'"), 10_000);
    assert_eq!(names(&client.get("/staff/partners?search=t-07777.ex").text()), ["Partner 07777"]);
    let last = client.get("/staff/partners?search=partner+0&page=200").text();
    assert_eq!(names(&last).last().unwrap(), "Partner 09999");
    let html = plain(&client.get(&waiting(&client, &client.get("/staff/partners/export.csv").body)));
    assert!(html.contains("Nothing changes") && html.contains("Page 1 of 102"), "{html}");
    assert_eq!(rows(&html).len(), 100);
}

// Files that go out.

fn what_is_exported_changes_nothing_when_it_is_imported(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let mut headings = HEADINGS.to_vec();
    headings.extend(["active", "contact2_name", "contact2_email"]);
    let mut tricky = row("t-1", "'=1+1|cmd", "tricky@x.example");
    (tricky[3], tricky[4], tricky[7]) = ("'@here", "'-5", "''quoted'");
    tricky.extend(["no", "'+49 30 1234", ""]);
    import(&client, &csv(",", &headings, &[tricky]));
    let kept =
        ledger.texts("SELECT name || '|' || country || '|' || programme FROM partner WHERE key = 't-1'");
    assert_eq!(kept, ["=1+1|cmd|@here|-5"], "the apostrophes of an export are taken away");
    let before = directory(&ledger);
    for kind in ["csv", "xlsx"] {
        let file = client.get(&format!("/staff/partners/export.{kind}"));
        assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"partners.{kind}\""));
        let preview = waiting(&client, &file.body);
        let html = plain(&client.get(&preview));
        assert!(html.contains("Nothing changes") && html.contains("Unchanged (116)"), "{kind}: {html}");
        // And a directory that has lost everything gets it back.
        ledger.execute("UPDATE partner SET name = 'x', country = 'x', active = 1 - active");
        ledger.execute("DELETE FROM partner_contact");
        assert_eq!(import(&client, &file.body), "/staff/partners?added=0&changed=116");
        assert_eq!(directory(&ledger), before, "{kind}");
    }
    let text = client.get("/staff/partners/export.csv").text();
    for cell in text.lines().flat_map(|line| line.split(',')) {
        let cell = cell.trim_matches('"');
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
    }
}

fn the_export_holds_what_the_list_shows(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let text = client.get("/staff/partners/export.csv?region=africa&language=fr").text();
    let keys: BTreeSet<String> =
        text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect();
    let expected = ledger.texts("SELECT key FROM partner WHERE region = 'africa' AND language = 'fr'");
    assert!(!expected.is_empty());
    assert_eq!(keys, expected.into_iter().collect());
    assert!(text.starts_with(
        "\u{feff}key,name,region,country,programme,type,language,contact_name,contact_email,manager,active"
    ));
}

fn the_template_can_be_imported_and_its_example_is_not_active(server: &mut Server) {
    let client = staff::manager(server);
    for kind in ["csv", "xlsx"] {
        let file = client.get(&format!("/staff/partners/template.{kind}")).body;
        let html = plain(&client.get(&waiting(&client, &file)));
        assert_eq!(rows(&html), ["2 Example Radio example-radio Adds a partner"], "{kind}: {html}");
        assert!(!html.contains("Worth a look"), "{html}");
    }
    import(&client, &client.get("/staff/partners/template.csv").body);
    assert_eq!(server.ledger().number("SELECT active FROM partner WHERE key = 'example-radio'"), 0);
}

// The list and the form.

fn search_and_filters_find_what_they_say(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    ledger.execute("UPDATE partner SET active = 0 WHERE region = 'africa' AND language = 'en'");
    let mut all = Vec::new();
    for number in 1..=3 {
        all.extend(names(&client.get(&format!("{PARTNERS}?page={number}")).text()));
    }
    assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len()), (115, 115));
    let own = ledger.texts("SELECT name FROM partner WHERE manager = 'manager@sawt.example'");
    assert_eq!(all[..own.len()].iter().collect::<BTreeSet<_>>(), own.iter().collect(), "own partners first");
    let contact = "EXISTS (SELECT 1 FROM partner_contact WHERE partner = key AND";
    for (asked, condition) in [
        ("region=africa", "region = 'africa'".to_owned()),
        ("language=ar&region=mena", "language = 'ar' AND region = 'mena'".to_owned()),
        ("manager=manager%40sawt.example", "manager = 'manager@sawt.example'".to_owned()),
        ("active=no", "active = 0".to_owned()),
        ("active=yes&region=africa", "active = 1 AND region = 'africa'".to_owned()),
        ("programme=Syria&type=media_outlet", "programme = 'Syria' AND type = 'media_outlet'".to_owned()),
        ("search=LEBanon", "country = 'Lebanon'".to_owned()),
        ("search=zaytoun", "lower(name) LIKE '%zaytoun%'".to_owned()),
        ("search=bayrakli", format!("{contact} partner_contact.name LIKE '%Bayrakli%')")),
        ("search=RASHA%40zaytoun", format!("{contact} email LIKE 'rasha@zaytoun%')")),
        ("search=%D8%B3%D9%84%D9%88%D9%89", format!("{contact} partner_contact.name LIKE '%سلوى%')")),
        ("search=%25", "1 = 0".to_owned()),
        ("search=p001-", "key LIKE 'p001-%'".to_owned()),
    ] {
        let expected = ledger.number(&format!("SELECT count(*) FROM partner WHERE {condition}"));
        assert!(expected > 0 || asked == "search=%25", "{asked} proves nothing");
        let html = plain(&client.get(&format!("{PARTNERS}?{asked}")));
        assert!(html.contains(&format!(">{expected} partner")), "{asked}: {expected}, {html}");
        assert_eq!(names(&html).len(), usize::try_from(expected).unwrap().min(50), "{asked}");
    }
}

fn form<'a>(key: &'a str, name: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    HEADINGS.into_iter().zip(row(key, name, email)).chain([("active", "yes")]).collect()
}

fn post(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = owned(&[("csrf", &csrf(client, path))]);
    all.extend(owned(fields));
    client.post_form(path, &all)
}

fn a_partner_is_added_and_changed_by_a_form_that_loses_nothing(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let new = format!("{PARTNERS}/new");
    let before = directory(&ledger);
    let mut wrong = form("t 1", "Radio <Une>", "une@");
    wrong.retain(|(name, _)| *name != "country");
    wrong.push(("contact2_email", "second@radio.example"));
    let answer = post(&client, &new, &wrong);
    let html = plain(&answer);
    assert_eq!(answer.status, 422, "{html}");
    for field in ["key", "country", "contact_email", "contact2_name"] {
        assert!(html.contains(&format!("href=\"#{field}\"")), "{field}: {html}");
        assert!(html.contains(&format!("id=\"{field}-error\"")), "{field}: {html}");
    }
    assert!(!html.contains("id=\"name-error\"") && html.contains("<details class=\"confirm further\" open>"));
    for typed in ["t 1", "Radio &#60;Une&#62;", "une@", "Awa Ba", "second@radio.example", "africa"] {
        assert!(html.contains(&format!("value=\"{typed}\"")), "{typed}: {html}");
    }
    assert_eq!(directory(&ledger), before);
    let answer = post(&client, &new, &form("t-1", "Radio Une", "une@radio.example"));
    assert_eq!(answer.header("location"), "/staff/partners/t-1?saved=yes");
    let taken = post(&client, &new, &form("t-1", "Other", "other@radio.example"));
    assert!(plain(&taken).contains("Key: another partner has this key already"), "{}", plain(&taken));
    let twice = post(&client, &new, &form("t-2", "Other", "UNE@radio.example"));
    assert!(
        plain(&twice).contains("E-mail address: the partner “t-1” has this address"),
        "{}",
        plain(&twice)
    );
    // Changing: the key stays, further contacts come, and it is taken out of what can be invited.
    let path = "/staff/partners/t-1";
    let mut changed = form("t-9", "Radio Deux", "une@radio.example");
    changed.retain(|(name, _)| *name != "active");
    changed.extend([("contact2_name", "Badr"), ("contact2_email", "")]);
    let choose = format!("/staff/surveys/{SURVEY}/invitations/new");
    assert!(client.get(&choose).text().contains("Radio Une"));
    let seen = between(&client.get(path).text(), "name=\"seen\" value=\"", "\"").to_owned();
    changed.push(("seen", &seen));
    assert_eq!(post(&client, path, &changed).header("location"), "/staff/partners/t-1?saved=yes");
    assert!(!client.get(&choose).text().contains("Radio"));
    let mut expected = before;
    expected.extend([
        "t-1|Radio Deux|africa|Mali|Sahel|media_outlet|fr|manager@sawt.example|0".to_owned(),
        "t-1|0|Awa Ba|une@radio.example".to_owned(),
        "t-1|1|Badr|".to_owned(),
    ]);
    expected.sort();
    assert_eq!(directory(&ledger), expected);
    let html = plain(&client.get(path));
    assert!(html.contains("value=\"Radio Deux\"") && html.contains("value=\"Badr\""), "{html}");
    for unknown in ["/staff/partners/t-9", "/staff/partners/%20"] {
        assert_eq!(client.get(unknown).status, 404);
    }
}

fn who_saves_over_a_colleagues_change_is_told_first(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    import(&client, &csv(",", &HEADINGS, &[row("t-1", "Une", "une@x.example")]));
    let path = "/staff/partners/t-1";
    let seen = |html: &str| between(html, "name=\"seen\" value=\"", "\"").to_owned();
    let shown = seen(&client.get(path).text());
    import(&staff::admin(server), &csv(",", &HEADINGS, &[row("t-1", "Theirs", "une@x.example")]));
    let mut mine = form("t-1", "Mine", "une@x.example");
    mine.push(("seen", &shown));
    let answer = post(&client, path, &mine);
    let html = plain(&answer);
    assert_eq!(answer.status, 422, "{html}");
    assert!(
        html.contains("A colleague has changed this partner") && html.contains("value=\"Mine\""),
        "{html}"
    );
    assert_eq!(ledger.texts("SELECT name FROM partner WHERE key = 't-1'"), ["Theirs"]);
    let shown = seen(&html);
    let mut mine = form("t-1", "Mine", "une@x.example");
    mine.push(("seen", &shown));
    assert_eq!(post(&client, path, &mine).status, 303);
    assert_eq!(ledger.texts("SELECT name FROM partner WHERE key = 't-1'"), ["Mine"]);
}

fn admins_and_managers_may_do_it_all_and_nobody_else_anything(server: &mut Server) {
    let stranger = server.client();
    for path in [
        "",
        "/new",
        "/p001-sindyan-radio",
        "/import",
        "/export.csv",
        "/export.xlsx",
        "/template.csv",
        "/template.xlsx",
    ] {
        let path = format!("{PARTNERS}{path}");
        let answer = stranger.get(&path);
        assert_eq!(answer.status, 303, "{path}");
        assert!(answer.header("location").starts_with("/staff/login?next="), "{path}");
        for client in [staff::manager(server), staff::admin(server)] {
            assert_eq!(client.get(&path).status, 200, "{path}");
        }
    }
    let ledger = server.ledger();
    let before = directory(&ledger);
    let file = csv(",", &HEADINGS, &[row("t-1", "Une", "une@x.example")]);
    let (manager, admin) = (staff::manager(server), staff::admin(server));
    let foreign = csrf(&admin, IMPORT);
    for proof in [None, Some(""), Some(foreign.as_str())] {
        let fields = owned(&proof.map(|proof| ("csrf", proof)).into_iter().collect::<Vec<_>>());
        assert_eq!(manager.post_file(IMPORT, &fields, "file", &file).status, 403, "{proof:?}");
        let mut fields = fields;
        fields.extend(owned(&form("t-1", "Une", "une@x.example")));
        for path in ["/staff/partners/new", "/staff/partners/p001-sindyan-radio"] {
            assert_eq!(manager.post_form(path, &fields).status, 403, "{path} {proof:?}");
        }
    }
    assert_eq!(stranger.post_file(IMPORT, &owned(&[("csrf", &foreign)]), "file", &file).status, 303);
    assert_eq!(ledger.number("SELECT count(*) FROM partner_import"), 0);
    let preview = waiting(&manager, &file);
    let version = between(&manager.get(&preview).text(), "name=\"version\" value=\"", "\"").to_owned();
    let fields = owned(&[("csrf", &foreign), ("version", &version)]);
    assert_eq!(manager.post_form(&preview, &fields).status, 403);
    assert_eq!(directory(&ledger), before);
}

on_both_databases!(
    csv_and_workbook_import_alike_and_nothing_is_saved_before_the_confirmation,
    every_problem_is_shown_at_its_row_and_column_and_nothing_is_saved,
    a_file_without_a_needed_column_is_refused_as_a_whole,
    importing_again_changes_partners_by_key_and_says_what_becomes_of_each_field,
    headings_may_be_in_any_of_the_languages,
    a_preview_that_the_directory_has_left_behind_is_shown_again,
    of_several_confirmations_at_once_one_is_carried_out,
    a_file_is_imported_once_by_who_uploaded_it_within_the_hour,
    files_that_are_too_large_or_no_tables_are_refused_with_their_reason,
    ten_thousand_rows_are_imported_and_the_list_goes_on_finding_each,
    what_is_exported_changes_nothing_when_it_is_imported,
    the_export_holds_what_the_list_shows,
    the_template_can_be_imported_and_its_example_is_not_active,
    search_and_filters_find_what_they_say,
    a_partner_is_added_and_changed_by_a_form_that_loses_nothing,
    who_saves_over_a_colleagues_change_is_told_first,
    admins_and_managers_may_do_it_all_and_nobody_else_anything,
);
