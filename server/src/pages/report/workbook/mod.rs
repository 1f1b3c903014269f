//! A report as a workbook: a sheet that sums it up and leads to the others, a sheet for each section with the tables as numbers
//! and a native chart beside each, and a sheet on how to read the figures.
//!
//! It is made of the report alone, so nothing stands in it that the report does not show. All sentences are the page's own;
//! no text in it is ever taken for a formula ([`sheet::guard`]), a range or a code of a header.

mod drawn;
mod page;
mod tables;

use std::sync::Arc;

use actix_web::web;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use survey::Locale;
use survey::locale::Direction;

use super::view::{QuestionView, ReportView, SectionView};
use super::words::{self, text};
use crate::app::State;
use crate::i18n::LocaleTexts;
use crate::report::document::{Moved, Question, Report, Section, TakingPart};
use crate::sheet;
use page::{Link, Page, Style};
use tables::Cell;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// It would not be one.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// The thread that made it stopped.
    #[error(transparent)]
    Stopped(#[from] actix_web::error::BlockingError),
}

/// The workbook of a report in a language, made where it keeps nobody waiting.
///
/// # Errors
/// When there is more than a sheet can hold.
pub async fn made(state: Arc<State>, report: Report, locale: Locale) -> Result<Vec<u8>, NotMade> {
    let made = web::block(move || workbook(state.translations.locale(&locale), &report)).await?;
    Ok(made?)
}

/// The workbook, as the bytes of an XLSX file.
///
/// # Errors
/// When there is more than a sheet can hold.
pub fn workbook(t: &LocaleTexts, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let view = ReportView::new(t, report);
    let right_to_left = t.direction() == Direction::Rtl;
    let mut names = sheet::Names::default();
    let summary = names.next(&bare(&t.text("report-summary")));
    let sections: Vec<(&Section, &SectionView)> =
        report.sections.iter().filter(|section| !section.questions.is_empty()).zip(&view.sections).collect();
    let mut links = Vec::new();
    for (_, section) in &sections {
        links.push(Link { sheet: names.next(&bare(&section.title)), title: bare(&section.title) });
    }
    let how = t.text("report-how");
    links.push(Link { sheet: names.next(&bare(&how)), title: bare(&how) });

    let title = bare(&format!("{}, {}", report.title.get(t.locale()), report.wave));
    let style = Style::new(right_to_left);
    let mut book = Workbook::new();
    let mut properties = DocProperties::new().set_title(title.chars().take(200).collect::<String>());
    if let Ok(made) = ExcelDateTime::from_timestamp(report.made_on.begins().timestamp()) {
        // The day of the figures: a file of the same report is the same file.
        properties = properties.set_creation_datetime(&made);
    }
    book.set_properties(&properties);
    let margins = page::Margins { title: &title, pages: &number_of_pages(t) };
    let mut page = Page::new(book.add_worksheet(), &style, &summary, &margins)?;
    sum_up(&mut page, t, report, &view, &links)?;
    for ((section, said), link) in sections.iter().zip(&links) {
        let mut page = Page::new(book.add_worksheet(), &style, &link.sheet, &margins)?;
        write_section(&mut page, t, report, section, said)?;
    }
    if let Some(link) = links.last() {
        let mut page = Page::new(book.add_worksheet(), &style, &link.sheet, &margins)?;
        page.title(&link.title)?;
        for sentence in view.how.iter().chain(&[t.text("workbook-empty"), t.text("workbook-charts")]) {
            page.paragraph(sentence)?;
        }
    }
    book.save_to_buffer()
}

/// Without marks of direction, which spreadsheets show as boxes or search for in vain.
fn bare(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}

/// “Page 3 of 12”, with what a spreadsheet fills in.
fn number_of_pages(t: &LocaleTexts) -> String {
    bare(&t.tr("report-page", &[("page", text("&P")), ("pages", text("&N"))]))
}

fn sum_up(
    page: &mut Page<'_>,
    t: &LocaleTexts,
    report: &Report,
    view: &ReportView<'_>,
    links: &[Link],
) -> Result<(), XlsxError> {
    page.title(&t.tr("report-title", &[("wave", text(&report.wave))]))?;
    page.heading(&view.title)?;
    page.paragraph(&view.dates)?;
    for notice in &view.notices {
        page.paragraph(notice)?;
    }
    page.gap();
    page.heading(&t.text("report-contents"))?;
    for link in links {
        page.link(link)?;
    }
    page.gap();
    page.heading(&t.text("report-summary"))?;
    for paragraph in &view.introduction {
        page.paragraph(paragraph)?;
    }
    if let Some(part) = &report.taking_part {
        page.row(vec![Cell::Text(t.text("report-invited")), Cell::Count(part.invited)])?;
        page.row(vec![Cell::Text(t.text("report-responded")), Cell::Count(part.responded)])?;
    }
    if let Some(rate) = report.rate() {
        page.row(vec![Cell::Text(t.text("report-response-rate")), share(rate)])?;
        for earlier in &report.earlier_rates {
            let label = words::of_wave(t, &earlier.wave, &t.text("report-response-rate"));
            page.row(vec![Cell::Text(label), share(earlier.percent)])?;
        }
    }
    for sentence in &view.taking_part {
        page.paragraph(sentence)?;
    }
    if let (Some(said), Some(headline)) = (&view.headline, &report.summary.headline) {
        page.gap();
        page.heading(&said.label)?;
        page.row(vec![Cell::Text(t.text("report-mean")), Cell::Mean(headline.mean)])?;
        for earlier in &headline.earlier {
            let label = words::of_wave(t, &earlier.wave, &t.text("report-mean"));
            page.row(vec![Cell::Text(label), Cell::Mean(earlier.mean)])?;
        }
        for sentence in std::iter::once(&said.figure).chain(&said.sentences) {
            page.paragraph(sentence)?;
        }
    }
    for (id, moved) in [("report-improved", &report.summary.improved), ("report-fell", &report.summary.fell)]
    {
        write_moved(page, t, report, id, moved)?;
    }
    if let Some(how) = &view.moved_how {
        page.paragraph(how)?;
    }
    if !view.standing.is_empty() {
        page.gap();
        page.heading(&t.text("report-standing"))?;
        for sentence in &view.standing {
            page.paragraph(sentence)?;
        }
    }
    report.taking_part.as_ref().map_or(Ok(()), |part| groups(page, t, part, view))
}

/// A share as it is told: whole per cent.
fn share(percent: f64) -> Cell {
    // A share is never below nothing, nor as large as the type could hold.
    Cell::Share(percent.round().clamp(0.0, 1_000_000.0) as u32)
}

fn write_moved(
    page: &mut Page<'_>,
    t: &LocaleTexts,
    report: &Report,
    heading: &str,
    moved: &[Moved],
) -> Result<(), XlsxError> {
    let Some(first) = moved.first() else { return Ok(()) };
    page.gap();
    page.heading(&t.tr(heading, &[("wave", text(&first.wave))]))?;
    let heads = [
        t.text("waves-row"),
        first.wave.clone(),
        report.wave.clone(),
        t.text("workbook-change"),
        t.text("workbook-verdict"),
        t.text("results-answer"),
    ];
    let rows = moved.iter().map(|moved| {
        vec![
            Cell::Text(moved.label.get(t.locale()).to_owned()),
            Cell::Share(moved.before),
            Cell::Share(moved.now),
            Cell::Points(moved.change.by),
            Cell::Text(words::verdict(t, moved.change.verdict)),
            Cell::Text(words::or(t, &moved.said)),
        ]
    });
    page.table(&heads, rows.collect()).map(drop)
}

fn groups(
    page: &mut Page<'_>,
    t: &LocaleTexts,
    part: &TakingPart,
    view: &ReportView<'_>,
) -> Result<(), XlsxError> {
    for (grouping, said) in part.groupings.iter().zip(&view.groupings) {
        page.gap();
        page.heading(&said.heading)?;
        let heads = ["report-group", "report-invited", "report-responded", "report-rate"];
        let rows = grouping.groups.iter().map(|group| {
            let rate = 100.0 * group.responded as f64 / group.invited.max(1) as f64;
            vec![
                Cell::Text(group.label.get(t.locale()).to_owned()),
                Cell::Count(group.invited),
                Cell::Count(group.responded),
                if group.invited == 0 { Cell::Nothing } else { share(rate) },
            ]
        });
        page.table(&heads.map(|id| t.text(id)), rows.collect())?;
    }
    Ok(())
}

fn write_section(
    page: &mut Page<'_>,
    t: &LocaleTexts,
    report: &Report,
    section: &Section,
    said: &SectionView,
) -> Result<(), XlsxError> {
    page.title(&said.title)?;
    for paragraph in said.above.iter().chain(&said.comment) {
        page.paragraph(paragraph)?;
    }
    for (question, said) in section.questions.iter().zip(&said.questions) {
        page.gap();
        write_question(page, t, report, question, said)?;
    }
    Ok(())
}

fn write_question(
    page: &mut Page<'_>,
    t: &LocaleTexts,
    report: &Report,
    question: &Question,
    said: &QuestionView,
) -> Result<(), XlsxError> {
    let heading = match &said.number {
        Some(number) => format!("{number}. {}", said.title),
        None => said.title.clone(),
    };
    let title = page.heading(&heading)?;
    page.paragraph(&said.notes.join(" "))?;
    let from = page.line();
    let description = super::figures::chart(t, report, question).map(|chart| chart.description);
    for table in tables::tables(t, report, question) {
        let heads = page.table(&table.columns, table.rows)?;
        if let (Some(drawing), Some(description)) = (&table.drawn, &description) {
            let about = drawn::About { title, heads, right_to_left: t.direction() == Direction::Rtl };
            page.chart(&about, drawing, table.columns.len(), description)?;
        }
        page.gap();
    }
    page.below_charts(from);
    for remark in &said.remarks {
        page.paragraph(remark)?;
    }
    for (id, lines) in [("report-benchmarks", &said.benchmarks), ("report-themes", &said.themes)] {
        if !lines.is_empty() {
            page.heading(&t.text(id))?;
            for line in lines {
                page.paragraph(line)?;
            }
        }
    }
    if !said.quotes.is_empty() {
        page.heading(&t.text("report-quotes"))?;
        for quote in &said.quotes {
            page.quote(&quote.text, quote.dir == "rtl")?;
            if let Some(translation) = &quote.translation {
                page.paragraph(translation)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use calamine::{Data, Reader as _, Xlsx};
    use serde_json::json;

    use super::*;
    use crate::i18n::Translations;
    use crate::report::document::Summary;

    /// Texts that a spreadsheet would run, take for a range, for a code of a header or for a name that it refuses.
    const HOSTILE: [&str; 6] = [
        "=cmd|' /C calc'!A0",
        "Sheet1!$A$1:$B$2",
        "=(Sheet1!$A$1,Sheet1!$A$4)",
        "@SUM(1+9)*[x]:/\\?",
        "&P&D'quoted'",
        "\t-1+1|</c:f>",
    ];

    fn hostile() -> Report {
        let text =
            |place: usize| json!({ "en": HOSTILE[place % 6], "ar": HOSTILE[(place + 1) % 6].repeat(40) });
        let counts = json!({ "counts": [3, 7], "percents": [30, 70], "base": 10, "upper": { "count": 3, "percent": 30 }, "mean": null });
        let choice =
            |place: usize| json!({ "code": format!("c{place}"), "label": text(place), "off_scale": false });
        let row = json!({ "item": null, "label": {}, "now": counts, "earlier": [] });
        let matrix = |item: &str, place: usize| json!({ "item": item, "label": text(place), "now": counts, "earlier": [] });
        let question = |code: &str, place: usize, figure: serde_json::Value| json!({ "code": code, "label": text(place), "answered": 10, "skipped": 0, "not_relevant": 0, "figure": figure });
        let choices = |rows: serde_json::Value, drawn: &str| json!({ "kind": "choices", "drawn": drawn, "several": false, "choices": [choice(0), choice(1)], "upper": 1, "rows": rows });
        let quotes = json!({ "kind": "open", "quotes": [{ "text": HOSTILE[0], "language": "en" }], "themes": [{ "label": text(2), "count": 5 }] });
        let section = |code: &str, place: usize| {
            json!({
                "code": code, "title": text(place), "about_respondents": false, "comment": text(place + 1),
                "questions": [
                    question("one", place, choices(json!([row]), "bars")),
                    question("two", place + 1, choices(json!([matrix("a", 3), matrix("b", 4)]), "stacked")),
                    question("three", place + 2, quotes.clone()),
                ],
            })
        };
        let report = json!({
            "survey": "s", "wave": "2026", "question_set": "q", "question_set_version": 1, "languages": ["en", "ar"],
            "title": text(4), "opens_on": "2026-01-01", "closes_on": "2026-02-01", "made_on": "2026-03-01",
            "threshold": 5, "complete": true, "respondents": 10, "taking_part": null, "earlier_rates": [], "waves": [],
            "summary": Summary::default(), "introduction": text(5),
            "sections": (0..6).map(|place| section(&format!("s{place}"), place)).collect::<Vec<_>>(),
        });
        serde_json::from_value(report).unwrap()
    }

    #[test]
    fn no_text_is_run_or_taken_for_anything_else() {
        let translations = Translations::load();
        for language in ["en", "ar"] {
            let bytes = workbook(translations.locale(&language.parse().unwrap()), &hostile()).unwrap();
            let mut book = Xlsx::new(Cursor::new(&bytes)).unwrap();
            let names = book.sheet_names().clone();
            assert_eq!(names.len(), 8);
            let mut texts = Vec::new();
            for name in &names {
                assert!(name.encode_utf16().count() <= 31, "{name}");
                let range = book.worksheet_range(name).unwrap();
                texts.extend(range.rows().flatten().filter_map(|cell| match cell {
                    Data::String(text) => Some(text.clone()),
                    _ => None,
                }));
            }
            assert!(texts.iter().all(|text| !text.starts_with(sheet::FORMULA)), "{texts:?}");
            assert!(texts.iter().any(|text| text.starts_with("'=cmd|")), "{texts:?}");
            let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
            let mut charts = 0;
            for place in 0..archive.len() {
                let mut part = archive.by_index(place).unwrap();
                let name = part.name().unwrap().into_owned();
                let mut text = String::new();
                part.read_to_string(&mut text).unwrap();
                if name.starts_with("xl/worksheets/sheet") {
                    assert!(!text.contains("<f>"), "{name} has no formula");
                    let header = text.split("<oddHeader>").nth(1).unwrap().split('<').next().unwrap();
                    assert_eq!(
                        header.matches("&amp;P").count(),
                        header.matches("&amp;&amp;P").count(),
                        "{header}"
                    );
                }
                if name.starts_with("xl/charts/chart") {
                    charts += 1;
                    for reference in text.split("<c:f>").skip(1) {
                        let reference = reference.split("</c:f>").next().unwrap();
                        let sheet = reference
                            .rsplit_once('!')
                            .unwrap()
                            .0
                            .trim_matches('\'')
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&amp;", "&");
                        assert!(names.contains(&sheet), "{reference} is a cell of this workbook");
                    }
                }
            }
            assert_eq!(charts, 12);
        }
    }
}
