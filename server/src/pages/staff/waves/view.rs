//! A wave in words: its tables as they were published, with what does not add up and what does not match.

use survey::wave::{Consistency, Count, Match, Row, Wave};
use survey::{Locale, QuestionSet};

use super::super::words::{self, number, text};
use crate::i18n::LocaleTexts;

/// A wave for a page.
pub struct WaveView {
    /// Its name.
    pub name: String,
    /// What is known of it as a whole.
    pub facts: Vec<String>,
    /// How many rows can be compared.
    pub matched: String,
    /// How many do not add up, if any.
    pub at_odds: Option<String>,
    /// Its tables, one a question.
    pub tables: Vec<TableView>,
}

/// A published table.
pub struct TableView {
    /// Its own among all waves of a page.
    pub id: String,
    /// The question in words, or its code.
    pub title: String,
    /// The headings of the choices.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// A row of a published table.
pub struct RowView {
    /// The item in words, or the question once more.
    pub label: String,
    /// A cell for each heading.
    pub cells: Vec<(String, String)>,
    /// What a reader must know of it: that it does not add up, does not match, or was printed otherwise.
    pub remarks: Vec<String>,
}

/// Says a wave in the language of a page, by the question set that it is compared with.
pub fn view(t: &LocaleTexts, set: &QuestionSet, wave: &Wave) -> WaveView {
    let mut tables: Vec<TableView> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for row in &wave.rows {
        if seen.contains(&row.question.as_str()) {
            continue;
        }
        seen.push(row.question.as_str());
        let rows: Vec<&Row> = wave.rows.iter().filter(|other| other.question == row.question).collect();
        tables.push(table(t, set, wave, &rows));
    }
    let matched = wave.rows.iter().filter(|row| row.matches(set) == Match::Full).count();
    let odd = |row: &&Row| {
        matches!(row.consistency(wave.respondents), Consistency::TooMany(_) | Consistency::TooFew(_))
    };
    let odd = wave.rows.iter().filter(odd).count();
    let counts = [("matched", number(matched as u64)), ("rows", number(wave.rows.len() as u64))];
    WaveView {
        name: wave.name.to_string(),
        facts: facts(t, wave),
        matched: t.tr("waves-matched", &counts),
        at_odds: (odd > 0).then(|| t.count("waves-at-odds", "count", odd as f64)),
        tables,
    }
}

/// What is known of a wave as a whole.
pub fn facts(t: &LocaleTexts, wave: &Wave) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(count) = wave.respondents {
        facts.push(t.count("waves-respondents", "count", f64::from(count)));
    }
    if let Some(count) = wave.invited {
        facts.push(t.count("waves-invited", "count", f64::from(count)));
    }
    if let Some(rate) = wave.rate() {
        facts.push(t.tr("waves-rate", &[("rate", text(&words::percent(t, rate)))]));
    }
    facts
}

fn table(t: &LocaleTexts, set: &QuestionSet, wave: &Wave, rows: &[&Row]) -> TableView {
    let question = rows.first().map(|row| row.question.to_string()).unwrap_or_default();
    let mut choices: Vec<&str> = Vec::new();
    for count in rows.iter().flat_map(|row| &row.counts) {
        if !choices.contains(&count.choice.as_str()) {
            choices.push(&count.choice);
        }
    }
    let has_mean = rows.iter().any(|row| row.rating_mean().is_some());
    let locale = t.locale();
    let mut headings: Vec<String> =
        choices.iter().map(|choice| words::choice(set, &question, choice, locale)).collect();
    headings.push(t.text("waves-total"));
    if has_mean {
        headings.push(t.text("waves-mean"));
    }
    let title = label(set, &question, None, locale);
    let rows = rows.iter().map(|row| {
        let mut cells: Vec<String> = choices
            .iter()
            .map(|choice| cell(t, row, row.counts.iter().find(|count| count.choice == *choice)))
            .collect();
        cells.push(row.total().map_or_else(|| "–".to_owned(), |total| t.number(f64::from(total))));
        if has_mean {
            let mean = |mean: f64| t.number((mean * 100.0).round() / 100.0);
            cells.push(row.rating_mean().map_or_else(|| "–".to_owned(), mean));
        }
        RowView {
            label: label(set, &question, row.item.as_ref().map(survey::ItemCode::as_str), locale),
            cells: headings.iter().cloned().zip(cells).collect(),
            remarks: remarks(t, set, wave, row),
        }
    });
    TableView { id: format!("q-{}-{question}", wave.name), title, rows: rows.collect(), headings }
}

/// The count, and its share of the base: reckoned, not as it was printed.
fn cell(t: &LocaleTexts, row: &Row, count: Option<&Count>) -> String {
    let Some((count, known)) = count.and_then(|count| Some((count.count?, count))) else {
        return "–".to_owned();
    };
    let percent = row.base().filter(|_| !known.off_scale);
    let percent = percent.and_then(|base| survey::tally::percent(count.into(), base.into()));
    let number = t.number(f64::from(count));
    match percent {
        None => number,
        Some(percent) => {
            let percent = words::percent(t, f64::from(percent));
            t.tr("waves-count-and-share", &[("count", text(&number)), ("share", text(&percent))])
        }
    }
}

fn label(set: &QuestionSet, question: &str, item: Option<&str>, locale: &Locale) -> String {
    let Some(known) = set.question(question) else { return item.unwrap_or(question).to_owned() };
    let Some(code) = item else { return known.label.get(locale).to_owned() };
    let survey::question_set::Kind::Matrix { items, .. } = &known.kind else { return code.to_owned() };
    let item = items.iter().find(|item| item.code == *code);
    item.map_or_else(|| code.to_owned(), |item| item.label.get(locale).to_owned())
}

fn remarks(t: &LocaleTexts, set: &QuestionSet, wave: &Wave, row: &Row) -> Vec<String> {
    let mut remarks = Vec::new();
    let all = [("all", number(wave.respondents.unwrap_or_default().into()))];
    match row.consistency(wave.respondents) {
        Consistency::TooMany(_) => {
            let total: u32 = row.counts.iter().filter_map(|count| count.count).sum();
            let total = [("total", number(row.total().unwrap_or(total).into()))];
            remarks.push(t.tr("waves-too-many", &[total, all].concat()));
        }
        Consistency::TooFew(_) => {
            let total = [("total", number(row.total().unwrap_or_default().into()))];
            remarks.push(t.tr("waves-too-few", &[total, all].concat()));
        }
        Consistency::Fits | Consistency::Unknown => {}
    }
    match row.matches(set) {
        Match::Full => {}
        Match::NoQuestion => remarks.push(t.text("waves-no-question")),
        Match::NoItem => remarks.push(t.text("waves-no-item")),
        Match::Kind => remarks.push(t.text("waves-no-kind")),
        Match::Choices(strange) => {
            remarks.push(t.tr("waves-no-choices", &[("choices", text(&words::list(t, &strange)))]));
        }
    }
    for misprint in row.misprints(wave.respondents) {
        let choice = words::choice(set, row.question.as_str(), &misprint.choice, t.locale());
        let percent = |value: u32| words::percent(t, f64::from(value));
        let (printed, ours) = (percent(misprint.printed), percent(misprint.ours));
        let args = [("choice", text(&choice)), ("printed", text(&printed)), ("ours", text(&ours))];
        remarks.push(t.tr("waves-misprint", &args));
    }
    remarks
}
