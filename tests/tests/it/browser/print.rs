//! The report on paper: printed by the browser, and looked at page by page.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use serde_json::json;
use tests::browser::Browser;
use tests::in_each_language;
use tests::server::{Engine, Server};
use tests::wait::until;

/// Marks of which no figure has the colour: lines above and below each of them.
const ABOVE: [u8; 3] = [255, 0, 255];
const BELOW: [u8; 3] = [0, 255, 255];
/// Dots in an inch: enough to see a line.
const DOTS: &str = "72";

/// A page as a picture.
struct Picture {
    width: usize,
    rows: Vec<Vec<[u8; 3]>>,
}

impl Picture {
    /// Reads what `pdftoppm` writes.
    fn read(file: &Path) -> Self {
        let bytes = std::fs::read(file).unwrap();
        let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
        let (kind, size) =
            (parts.next().unwrap(), String::from_utf8_lossy(parts.next().unwrap()).into_owned());
        assert_eq!(kind, b"P6");
        let (width, height) = size.split_once(' ').unwrap();
        let (width, height): (usize, usize) = (width.parse().unwrap(), height.parse().unwrap());
        let dots = parts.nth(1).unwrap();
        assert_eq!(dots.len(), width * height * 3);
        let rows = dots.chunks(width * 3).map(|row| row.as_chunks::<3>().0.to_vec());
        Self { width, rows: rows.collect() }
    }

    /// The part of the dots between two heights that are not white.
    fn ink(&self, from: f64, to: f64) -> f64 {
        let at = |part: f64| (self.rows.len() as f64 * part) as usize;
        let rows = &self.rows[at(from)..at(to)];
        let dark = rows.iter().flatten().filter(|dot| dot.iter().any(|light| *light < 200)).count();
        dark as f64 / (rows.len() * self.width) as f64
    }

    /// The lines of that colour, from top to bottom.
    fn lines(&self, colour: [u8; 3]) -> Vec<usize> {
        let is = |dot: &[u8; 3]| dot.iter().zip(colour).all(|(have, want)| have.abs_diff(want) < 60);
        let long = |row: &Vec<[u8; 3]>| row.iter().filter(|dot| is(dot)).count() > self.width / 3;
        let rows: Vec<usize> =
            self.rows.iter().enumerate().filter(|(_, row)| long(row)).map(|(place, _)| place).collect();
        // A line is a few dots high.
        rows.iter().copied().filter(|row| !rows.contains(&row.wrapping_sub(1))).collect()
    }
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} (Debian's package poppler-utils): {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The numbers in a text.
fn numbers(text: &str) -> BTreeSet<usize> {
    let digits = text.split(|letter: char| !letter.is_ascii_digit());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

fn every_page_is_whole(language: &str) {
    let server = Server::start(Engine::Sqlite);
    let browser = Browser::desktop();
    browser.go(&format!("{}/staff/login?lang={language}", server.base()));
    browser.type_into("#email", &server.demo.manager.0);
    browser.type_into("#password", &format!("{}\u{e007}", server.demo.manager.1));
    until("the staff's page opens", || (browser.path() == "/staff").then_some(()));
    browser.go(&format!("{}/staff/surveys/ims-2024/report?in={language}", server.base()));
    browser.wait_for("#how");
    // Each figure gets a line above and one below. A figure that is cut has them on two pages.
    let figures = browser.script(
        "const figures = [...document.querySelectorAll('.report figure')];
         for (const figure of figures) {
           figure.style.setProperty('border-top', '3px solid #f0f');
           figure.style.setProperty('border-bottom', '3px solid #0ff');
         }
         return figures.length;",
        &[],
    );
    let figures = figures.as_u64().unwrap() as usize;
    assert!(figures > 20, "{figures}");
    let title = browser.text(".report-survey");
    let printed =
        browser.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": true }));
    let pdf = base64::engine::general_purpose::STANDARD.decode(printed["data"].as_str().unwrap()).unwrap();
    let file = server.file("report.pdf");
    std::fs::write(&file, pdf).unwrap();
    let file = file.display().to_string();
    let folder = server.file("page");
    run("pdftoppm", &["-r", DOTS, &file, &folder.display().to_string()]);
    let mut pictures: Vec<_> = std::fs::read_dir(folder.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ppm"))
        .collect();
    pictures.sort();
    let pages = pictures.len();
    assert!(pages > 15, "{pages} pages");
    let mut seen = 0;
    for (place, picture) in pictures.iter().enumerate() {
        let number = place + 1;
        let picture = Picture::read(picture);
        assert!(picture.rows.len() > picture.width, "page {number} stands upright");
        assert!(picture.ink(0.08, 0.92) > 0.002, "page {number} is empty");
        let (above, below) = (picture.lines(ABOVE), picture.lines(BELOW));
        assert_eq!(above.len(), below.len(), "page {number} cuts a figure: {above:?}, {below:?}");
        for (from, to) in above.iter().zip(&below) {
            assert!(from < to, "page {number} cuts a figure: {above:?}, {below:?}");
        }
        seen += above.len();
        // The margins: the title above, but on the first page, and the page's number below.
        let page = number.to_string();
        let edge = |top: &str, high: &str| {
            run(
                "pdftotext",
                &[
                    "-f", &page, "-l", &page, "-r", "72", "-x", "0", "-W", "600", "-y", top, "-H", high,
                    &file, "-",
                ],
            )
        };
        let (head, foot) = (edge("0", "60"), edge("785", "60"));
        let words = |text: &str| -> BTreeSet<String> {
            text.split(|letter: char| !letter.is_alphanumeric())
                .filter(|word| word.chars().count() > 2)
                .map(str::to_owned)
                .collect()
        };
        if number == 1 {
            assert!(words(&head).is_empty(), "the first page has its title below: {head}");
        } else {
            assert!(words(&title).is_subset(&words(&head)), "page {number}: {head} is not {title}");
        }
        assert_eq!(numbers(&foot), BTreeSet::from([number, pages]), "page {number}: {foot}");
    }
    assert_eq!(seen, figures, "every figure is on paper");
}

in_each_language!(every_page_is_whole);
