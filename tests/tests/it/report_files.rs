//! The report as files: its workbook, opened as other programs open it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Range, Reader as _, Xlsx};
use tests::http::Client;
use tests::server::Server;
use tests::{on_both_databases, staff};

const REPORT: &str = "/staff/surveys/ims-2024/report";
const API: &str = "/api/v1/surveys/ims-2024/report";

/// A workbook, as its sheets and as its parts.
struct Book {
    sheets: Vec<(String, Range<Data>)>,
    parts: BTreeMap<String, String>,
}

impl Book {
    fn read(bytes: &[u8]) -> Self {
        let mut parts = BTreeMap::new();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).unwrap();
            let mut text = String::new();
            let name = part.name().unwrap().into_owned();
            if name.ends_with(".xml") {
                part.read_to_string(&mut text).unwrap();
            }
            parts.insert(name, text);
        }
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names().clone();
        let sheets = names.into_iter().map(|name| (name.clone(), book.worksheet_range(&name).unwrap()));
        Self { sheets: sheets.collect(), parts }
    }

    fn get(client: &Client, path: &str) -> Self {
        let answer = client.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        assert!(answer.header("content-disposition").contains("attachment; filename=\"ims-2024-report-"));
        assert_eq!(answer.header("cache-control"), "no-store");
        Self::read(&answer.body)
    }

    fn charts(&self) -> Vec<&str> {
        let charts = self.parts.iter().filter(|(name, _)| name.starts_with("xl/charts/chart"));
        charts.map(|(_, text)| text.as_str()).collect()
    }

    /// The rows of the table under a heading that ends so, up to the first empty one.
    fn table(&self, heading: &str) -> Vec<Vec<Data>> {
        for (_, sheet) in &self.sheets[1..] {
            let rows: Vec<&[Data]> = sheet.rows().collect();
            if let Some(place) = rows.iter().position(|row| text(&row[0]).ends_with(heading)) {
                // The heading, the sentences, the table.
                let from = place + 2;
                let filled =
                    rows[from..].iter().take_while(|row| row.iter().any(|cell| *cell != Data::Empty));
                return filled.map(|row| row.to_vec()).collect();
            }
        }
        panic!("nothing is called {heading}");
    }
}

fn text(cell: &Data) -> String {
    cell.to_string()
}

/// The numbers of a row after its label.
fn numbers(rows: &[Vec<Data>], label: &str) -> Vec<f64> {
    let row = rows.iter().find(|row| text(&row[0]) == label);
    let row = row.unwrap_or_else(|| panic!("{label} is not in {rows:?}"));
    row.iter().filter_map(|cell| if let Data::Float(number) = cell { Some(*number) } else { None }).collect()
}

/// What a chart says it is made of: sheet, and the corners as letters and numbers.
fn references(chart: &str) -> Vec<(String, String)> {
    let parts = chart.split("<c:f>").skip(1).map(|rest| rest.split("</c:f>").next().unwrap());
    let parts = parts.map(|reference| {
        let (sheet, cells) = reference.rsplit_once('!').unwrap();
        (sheet.trim_matches('\'').replace("&amp;", "&"), cells.replace('$', ""))
    });
    parts.collect()
}

/// The cells of a reference such as `C5:C9`.
fn cells(range: &Range<Data>, reference: &str) -> Vec<Data> {
    let at = |cell: &str| {
        let letters: String = cell.chars().take_while(char::is_ascii_alphabetic).collect();
        let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1) - 1;
        (cell[letters.len()..].parse::<u32>().unwrap() - 1, column)
    };
    let (from, to) = reference.split_once(':').unwrap_or((reference, reference));
    let ((top, left), (bottom, right)) = (at(from), at(to));
    (top..=bottom)
        .flat_map(|row| (left..=right).map(move |column| (row, column)))
        .map(|place: (u32, u32)| range.get_value(place).cloned().unwrap_or(Data::Empty))
        .collect()
}

fn the_workbook_holds_what_the_report_tells(server: &mut Server) {
    let manager = staff::manager(server);
    let page = manager.get(&format!("{REPORT}?in=en")).text();
    assert!(page.contains(&format!("{REPORT}/report.xlsx?in=en")));
    let book = Book::get(&manager, &format!("{REPORT}/report.xlsx?in=en"));
    let sections = page.matches("class=\"report-section\"").count();
    // The summary and how to read it are sections of the page as well.
    assert_eq!(book.sheets.len(), sections, "{:?}", book.sheets.iter().map(|s| &s.0).collect::<Vec<_>>());
    let summary = &book.sheets[0].1;
    let cell = |label: &str| {
        let row = summary.rows().find(|row| text(&row[0]) == label).unwrap();
        row[1].clone()
    };
    assert_eq!(cell("Invited"), Data::Float(115.0));
    assert_eq!(cell("Response rate"), Data::Float(0.43));
    assert_eq!(cell("2021: Response rate"), Data::Float(0.46));

    let satisfaction = book.table("Overall, how satisfied are you with your partnership with IMS?");
    assert_eq!(numbers(&satisfaction, "5")[..2], [35.0, 0.71]);
    let means: Vec<f64> =
        numbers(&satisfaction, "Mean").iter().map(|mean| (mean * 100.0).round() / 100.0).collect();
    assert_eq!(means, [4.57, 4.47, 0.1], "this wave, the one before, and the change");
    for (label, count) in
        [("On the scale", 49.0), ("Answered", 49.0), ("Left empty", 0.0), ("Not asked", 0.0)]
    {
        assert_eq!(numbers(&satisfaction, label)[0], count, "{label}");
    }
    // What the page draws is drawn, out of cells that are there.
    let figures = page.matches("class=\"report-number\"").count();
    assert_eq!(book.charts().len(), figures);
    assert!(figures > 20);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for chart in book.charts() {
        let kind = match (chart.contains("<c:barDir val=\"col\"/>"), chart.contains("percentStacked")) {
            (true, _) => "columns",
            (_, true) => "stacked",
            _ => "bars",
        };
        *kinds.entry(kind).or_default() += 1;
        let references = references(chart);
        assert!(references.len() >= 4, "title, name, categories and values: {references:?}");
        for (place, (sheet, reference)) in references.iter().enumerate() {
            let known = book.sheets.iter().find(|(name, _)| name == sheet);
            let found = cells(&known.unwrap_or_else(|| panic!("{sheet} is no sheet")).1, reference);
            assert_ne!(found[0], Data::Empty, "{sheet}!{reference}");
            // Title, then for each series its name, the answers and their values.
            if place > 0 && place % 3 == 0 {
                assert!(found.iter().all(|cell| matches!(cell, Data::Float(_) | Data::Empty)), "{found:?}");
            }
        }
    }
    let kinds = ["columns", "stacked", "bars"].map(|kind| kinds.get(kind).copied().unwrap_or_default());
    assert!(kinds[0] > 0 && kinds[1] > 4 && kinds[2] > 10, "{kinds:?}");
    // What two people answered is nobody's to know.
    let few = book.sheets.iter().flat_map(|(_, sheet)| sheet.rows()).map(|row| text(&row[0]));
    let hidden = " people were asked this, answered it, or answered on its scale; or its numbers would tell what so few said elsewhere.";
    let few = few.filter(|said| said.contains(hidden)).count();
    assert!(few > 0 && few == page.matches(hidden).count(), "{few}");
}

fn a_workbook_is_read_from_the_right_in_arabic_and_runs_nothing(server: &mut Server) {
    let manager = staff::manager(server);
    let edit = format!("{REPORT}/edit");
    let page = manager.get(&edit).text();
    let hidden = |name: &str| {
        page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let evil = "=HYPERLINK(\"https://evil.example\",\"here\")";
    let fields = [
        ("csrf".to_owned(), hidden("csrf")),
        ("revision".to_owned(), hidden("revision")),
        ("part".to_owned(), "cooperation_procedures".to_owned()),
        ("text-en".to_owned(), format!("{evil}\n\n@SUM(A1)\n\n-2+3")),
        ("text-ar".to_owned(), "+هذا نص".to_owned()),
    ];
    assert_eq!(manager.post_form(&format!("{edit}/text"), &fields).status, 303);
    for language in ["en", "fr", "ar"] {
        let book = Book::get(&manager, &format!("{REPORT}/report.xlsx?in={language}"));
        for (name, part) in book.parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
            assert!(!part.contains("<f>"), "{name} has a formula");
            assert_eq!(part.contains("rightToLeft=\"1\""), language == "ar", "{name}");
            assert!(part.contains("<pageSetup paperSize=\"9\""), "{name}");
        }
        let all: Vec<String> = book
            .sheets
            .iter()
            .flat_map(|(_, sheet)| sheet.rows().flatten())
            .filter_map(|cell| if let Data::String(text) = cell { Some(text.clone()) } else { None })
            .collect();
        for cell in &all {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
            assert!(!cell.contains(['\u{2068}', '\u{2069}']), "{cell}");
        }
        let said: &[&str] = match language {
            "en" => &["'=HYPERLINK(\"https://evil.example\",\"here\")", "'@SUM(A1)", "'-2+3"],
            "ar" => &["'+هذا نص"],
            _ => &[],
        };
        assert!(said.iter().all(|said| all.iter().any(|cell| cell == said)), "{language}");
        // What is asked is in the language of the report.
        let asked = match language {
            "en" => "how satisfied are you",
            "fr" => "donne-t-il satisfaction",
            _ => "رضاكم",
        };
        assert!(all.iter().any(|cell| cell.contains(asked)), "{language}: {asked}");
    }
}

fn a_published_workbook_stays_and_is_there_for_who_sees_results(server: &mut Server) {
    let manager = staff::manager(server);
    assert_eq!(manager.get(&format!("{REPORT}/versions/1/report.xlsx")).status, 404);
    let page = manager.get(REPORT).text();
    let hidden = |name: &str| {
        page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let fields = ["csrf", "revision", "responses"].map(|name| (name.to_owned(), hidden(name)));
    assert_eq!(manager.post_form(&format!("{REPORT}/publish"), &fields).status, 303);
    let first = manager.get(&format!("{REPORT}/versions/1/report.xlsx?in=en"));
    assert_eq!(first.status, 200);
    server.ledger().execute("DELETE FROM response WHERE survey = 'ims-2024'");
    assert_eq!(manager.get(&format!("{REPORT}/report.xlsx")).status, 409, "there is no draft any more");
    manager.get(&format!("{API}.xlsx")).problem(409, "too_few_responses");
    let again = manager.get(&format!("{REPORT}/versions/1/report.xlsx?in=en"));
    assert_eq!(again.body, first.body, "the same report is the same file");
    let by_program = manager.get(&format!("{API}/versions/1/report.xlsx"));
    assert_eq!(by_program.body, first.body);
    let french = manager.get(&format!("{API}/versions/1/report.xlsx?lang=fr"));
    assert!(french.header("content-disposition").contains("ims-2024-report-fr.xlsx"));
    manager.get(&format!("{API}/versions/2/report.xlsx")).problem(404, "unknown_version");
    // The figures too are those of the page.
    for (kind, begins) in [("svg", b"<svg".as_slice()), ("png", b"\x89PNG")] {
        let of_page = manager.get(&format!("{REPORT}/versions/1/figures/satisfaction.{kind}?in=fr"));
        let by_program = manager.get(&format!("{API}/versions/1/figures/satisfaction/figure.{kind}?lang=fr"));
        assert!(of_page.body.starts_with(begins) && of_page.body == by_program.body, "{kind}");
        for name in ["content-type", "content-disposition"] {
            assert_eq!(of_page.header(name), by_program.header(name));
        }
        let nothing = format!("{API}/versions/1/figures/general_comments/figure.{kind}");
        manager.get(&nothing).problem(404, "unknown_figure");
        let few = format!("{API}/figures/satisfaction/figure.{kind}");
        manager.get(&few).problem(409, "too_few_responses");
        server.client().get(&few).problem(401, "not_logged_in");
    }
    server.client().get(&format!("{API}.xlsx")).problem(401, "not_logged_in");
    assert_eq!(server.client().get(&format!("{REPORT}/report.xlsx")).status, 303);
}

on_both_databases!(
    the_workbook_holds_what_the_report_tells,
    a_workbook_is_read_from_the_right_in_arabic_and_runs_nothing,
    a_published_workbook_stays_and_is_there_for_who_sees_results,
);
