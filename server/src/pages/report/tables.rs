//! The table under a figure: every number of it, beside those of earlier waves.

use super::words::{self, number, text};
use crate::i18n::LocaleTexts;
use crate::report::document::{
    Choices, Counts, Earlier, Figure, Numbers, Question, Ranking, Rating, Report, Row, Year,
};

/// A table in words.
pub struct TableView {
    /// The heading of the first column, which has the labels.
    pub first: String,
    /// The headings of the others.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<RowView>,
    /// Whether the first of the columns names the wave.
    pub by_wave: bool,
    /// Whether it only repeats what the figure shows: then it is folded away.
    pub repeats: bool,
}

/// A row of a table.
pub struct RowView {
    /// What it is of; empty under a row of the same statement.
    pub label: String,
    /// How many rows the label stands for.
    pub span: usize,
    /// The cells, each with the heading of its column.
    pub cells: Vec<(String, String)>,
    /// Whether it is of an earlier wave.
    pub earlier: bool,
    /// Instead of cells, a sentence over all columns: how what stands above it changed, or that it does not add up.
    pub change: Option<String>,
    /// Whether the sentence warns.
    pub warns: bool,
}

/// The table of a question; none of texts.
pub fn table(t: &LocaleTexts, report: &Report, question: &Question) -> Option<TableView> {
    let table = of_figure(t, report, question)?;
    (!table.rows.is_empty()).then_some(table)
}

fn of_figure(t: &LocaleTexts, report: &Report, question: &Question) -> Option<TableView> {
    Some(match &question.figure {
        Figure::Choices(choices) => match choices.rows.as_slice() {
            [row] if row.item.is_none() => side_by_side(t, report, &choices.choices, row, None),
            _ => matrix(t, report, choices),
        },
        Figure::Rating(rating) => rated(t, report, rating),
        Figure::Numbers(numbers) => bands(t, numbers),
        Figure::Ranking(ranking) => ranked(t, ranking),
        Figure::Years { years } => dated(t, years),
        Figure::Open(_) => return None,
    })
}

fn finish(first: String, columns: Vec<String>, rows: Vec<(String, Vec<String>)>, repeats: bool) -> TableView {
    let rows = rows.into_iter().map(|(label, cells)| RowView {
        label,
        span: 1,
        cells: columns.iter().cloned().zip(cells).collect(),
        earlier: false,
        change: None,
        warns: false,
    });
    TableView { first, rows: rows.collect(), columns, by_wave: false, repeats }
}

/// The heading of a wave's column.
pub fn heading(t: &LocaleTexts, report: &Report, earlier: &Earlier) -> String {
    let name = words::wave(t, &report.waves[earlier.wave]);
    if earlier.odd.is_some() { t.tr("report-wave-odd", &[("wave", text(&name))]) } else { name }
}

/// A row for each choice, a column for each wave.
fn side_by_side(
    t: &LocaleTexts,
    report: &Report,
    choices: &[crate::report::document::Choice],
    row: &Row,
    means: Option<&str>,
) -> TableView {
    let compared = row.earlier.iter().find(|earlier| !report.waves[earlier.wave].same);
    let mut columns = vec![report.wave.clone()];
    columns.extend(row.earlier.iter().map(|earlier| heading(t, report, earlier)));
    if let Some(earlier) = compared {
        columns.push(t.tr("report-change", &[("wave", text(&report.waves[earlier.wave].name))]));
    }
    let at = |counts: &Counts, place: usize| {
        let count = counts.counts.get(place).copied().flatten();
        words::share(t, count, counts.percents.get(place).copied().flatten())
    };
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for (place, choice) in choices.iter().enumerate() {
        let mut cells = vec![at(&row.now, place)];
        cells.extend(row.earlier.iter().map(|earlier| at(&earlier.counts, place)));
        if let Some(earlier) = compared {
            let change = earlier.changes.get(place).copied().flatten();
            cells.push(change.map_or_else(|| "–".to_owned(), |change| words::points(t, &change)));
        }
        rows.push((words::choice(t, choice), cells));
    }
    if let Some(label) = means {
        let mean = |mean: Option<f64>| mean.map_or_else(|| "–".to_owned(), |mean| words::mean(t, mean));
        let mut cells = vec![mean(row.now.mean)];
        cells.extend(row.earlier.iter().map(|earlier| mean(earlier.counts.mean)));
        if let Some(earlier) = compared {
            cells.push(earlier.mean.map_or_else(
                || "–".to_owned(),
                |change| {
                    let (by, _) = words::difference(t, &change);
                    words::judged(t, &by, &change)
                },
            ));
        }
        rows.push((label.to_owned(), cells));
    }
    finish(t.text("results-answer"), columns, rows, row.earlier.is_empty())
}

fn rated(t: &LocaleTexts, report: &Report, rating: &Rating) -> TableView {
    let mean = t.text("report-mean");
    let mut table = side_by_side(t, report, &rating.choices, &rating.row, Some(&mean));
    table.repeats = false;
    table
}

/// Under each statement a row for each wave, and how it changed.
fn matrix(t: &LocaleTexts, report: &Report, choices: &Choices) -> TableView {
    let beside = choices.rows.iter().any(|row| !row.earlier.is_empty());
    let mut columns = Vec::new();
    if beside {
        columns.push(t.text("report-wave"));
    }
    columns.extend(choices.choices.iter().map(|choice| words::choice(t, choice)));
    columns.push(t.text("results-base"));
    let said = words::upper(t, &choices.choices, choices.upper);
    let mut rows = Vec::new();
    for row in &choices.rows {
        let cells = |name: String, counts: &Counts| {
            let shares = counts.counts.iter().zip(&counts.percents);
            let shares = shares.map(|(count, percent)| words::share(t, *count, *percent));
            let base = counts.base.map_or_else(|| "–".to_owned(), |base| t.number(base as f64));
            let cells = beside.then_some(name).into_iter().chain(shares).chain([base]);
            columns.iter().cloned().zip(cells).collect::<Vec<_>>()
        };
        let under = |cells, change, warns| RowView {
            label: String::new(),
            span: 0,
            cells,
            earlier: true,
            change,
            warns,
        };
        let changes: Vec<String> =
            row.earlier.iter().filter_map(|earlier| changed(t, report, earlier, &said)).collect();
        rows.push(RowView {
            label: row.label.get(t.locale()).to_owned(),
            span: 1
                + row.earlier.iter().map(|earlier| 1 + usize::from(earlier.odd.is_some())).sum::<usize>()
                + changes.len(),
            cells: cells(report.wave.clone(), &row.now),
            earlier: false,
            change: None,
            warns: false,
        });
        for earlier in &row.earlier {
            let name = words::wave(t, &report.waves[earlier.wave]);
            let odd = earlier.odd.as_ref().map(|odd| words::of_wave(t, &name, &words::odd(t, odd)));
            rows.push(under(cells(name, &earlier.counts), None, false));
            rows.extend(odd.map(|odd| under(Vec::new(), Some(odd), true)));
        }
        rows.extend(changes.into_iter().map(|change| under(Vec::new(), Some(change), false)));
    }
    TableView { first: t.text("waves-row"), columns, rows, by_wave: beside, repeats: false }
}

/// How the upper half of a scale changed since a wave.
fn changed(t: &LocaleTexts, report: &Report, earlier: &Earlier, said: &str) -> Option<String> {
    let change = words::points(t, &earlier.upper?);
    let wave = &report.waves[earlier.wave].name;
    Some(
        t.tr("report-change-upper", &[("wave", text(wave)), ("said", text(said)), ("change", text(&change))]),
    )
}

fn usual(t: &LocaleTexts) -> Vec<String> {
    vec![t.text("results-count"), t.text("results-share")]
}

fn counted(t: &LocaleTexts, count: u64, percent: Option<u32>) -> Vec<String> {
    let share = percent.map_or_else(|| "–".to_owned(), |percent| words::percent(t, f64::from(percent)));
    vec![t.number(count as f64), share]
}

fn bands(t: &LocaleTexts, numbers: &Numbers) -> TableView {
    let row = |band: &crate::report::document::Band| {
        (words::band(t, band.from, band.below), counted(t, band.count, band.percent))
    };
    finish(t.text("results-answer"), usual(t), numbers.bands.iter().map(row).collect(), true)
}

fn dated(t: &LocaleTexts, years: &[Year]) -> TableView {
    let row = |year: &Year| (year.year.to_string(), counted(t, year.count, year.percent));
    finish(t.text("results-answer"), usual(t), years.iter().map(row).collect(), true)
}

fn ranked(t: &LocaleTexts, ranking: &Ranking) -> TableView {
    let ranks = ranking.choices.first().map_or(0, |choice| choice.ranks.len());
    let rank = |place: usize| t.tr("report-rank", &[("number", number(place as u64 + 1))]);
    let mut columns: Vec<String> = (0..ranks).map(rank).collect();
    columns.push(t.text("results-mean-rank"));
    let rows = ranking.choices.iter().map(|choice| {
        let mut cells: Vec<String> = choice.ranks.iter().map(|count| t.number(*count as f64)).collect();
        cells.push(choice.mean_rank.map_or_else(|| "–".to_owned(), |mean| words::mean(t, mean)));
        (choice.label.get(t.locale()).to_owned(), cells)
    });
    finish(t.text("results-answer"), columns, rows.collect(), false)
}
