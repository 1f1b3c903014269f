//! The tables of a question as numbers, and what of them is drawn.

use super::super::tables::heading;
use super::super::words::{self, number, text};
use crate::i18n::LocaleTexts;
use crate::report::chart::{Tone, tones};
use crate::report::document::{
    Choice, Choices, Counts, Drawn, Earlier, Figure, Numbers, Question, Ranking, Rating, Report, Row, Year,
};
use survey::comparison::Change;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// How many.
    Count(u64),
    /// A share in whole per cent.
    Share(u32),
    /// A mean, a median or a mean rank.
    Mean(f64),
    /// A change in percentage points.
    Points(f64),
    /// A change of a mean.
    Difference(f64),
    /// Nothing is known, or nothing is to be said.
    Nothing,
}

impl Cell {
    fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Nothing, Self::Count)
    }

    fn share(share: Option<u32>) -> Self {
        share.map_or(Self::Nothing, Self::Share)
    }

    fn mean(mean: Option<f64>) -> Self {
        mean.map_or(Self::Nothing, Self::Mean)
    }
}

/// A table.
pub struct Table {
    /// The heads of the columns, that of the labels first.
    pub columns: Vec<String>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// The chart that stands beside it.
    pub drawn: Option<Drawing>,
}

/// What is drawn of a table.
pub struct Drawing {
    /// How.
    pub kind: Kind,
    /// How many rows, from the first on.
    pub rows: usize,
    /// The columns, each with its tone.
    pub series: Vec<(usize, Tone)>,
}

/// How a table is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A bar for each row.
    Bars,
    /// A column for each row.
    Columns,
    /// A bar for each row, made of the columns, of one length.
    Shares,
    /// A bar for each row, made of the columns.
    Counts,
}

/// The tables of a question; none of texts, nor where nobody answered.
pub fn tables(t: &LocaleTexts, report: &Report, question: &Question) -> Vec<Table> {
    let mut tables = match &question.figure {
        Figure::Choices(choices) => match choices.rows.as_slice() {
            [row] if row.item.is_none() => {
                vec![side_by_side(t, report, (&choices.choices, choices.several), row, None)]
            }
            _ => matrix(t, report, choices),
        },
        Figure::Rating(rating) => {
            vec![side_by_side(t, report, (&rating.choices, false), &rating.row, Some(rating))]
        }
        Figure::Numbers(numbers) => vec![bands(t, numbers)],
        Figure::Ranking(ranking) => vec![ranked(t, ranking)],
        Figure::Years { years } => vec![dated(t, years)],
        Figure::Open(_) => Vec::new(),
    };
    tables.retain(|table| !table.rows.is_empty());
    if let Some(last) = tables.last_mut() {
        let place = first_number(last);
        for (id, count) in [
            ("workbook-answered", question.answered),
            ("workbook-left-empty", question.skipped),
            ("workbook-not-asked", question.not_relevant),
        ] {
            last.rows.push(at(last.columns.len(), t.text(id), place, Cell::Count(count)));
        }
    }
    tables
}

/// The first column that has numbers.
fn first_number(table: &Table) -> usize {
    let first = table.rows.first().map_or(&[][..], Vec::as_slice);
    first.iter().position(|cell| !matches!(cell, Cell::Text(_))).unwrap_or(1)
}

/// A row with one cell beside its label.
fn at(columns: usize, label: String, place: usize, cell: Cell) -> Vec<Cell> {
    let mut row = vec![Cell::Nothing; columns];
    row[0] = Cell::Text(label);
    if let Some(found) = row.get_mut(place) {
        *found = cell;
    }
    row
}

/// The column of a wave.
fn of_wave(t: &LocaleTexts, wave: &str, what: &str) -> String {
    words::of_wave(t, wave, &t.text(what))
}

/// The latest of the earlier waves that is another one: what changes are reckoned from.
fn compared<'a>(report: &Report, row: &'a Row) -> Option<&'a Earlier> {
    row.earlier.iter().find(|earlier| !report.waves[earlier.wave].same)
}

/// A change in two cells: by how much, and whether that is more than chance.
fn changed(t: &LocaleTexts, change: Option<&Change>, cell: fn(f64) -> Cell) -> [Cell; 2] {
    match change {
        Some(change) if change.by == 0.0 => [cell(0.0), Cell::Nothing],
        Some(change) => [cell(change.by), Cell::Text(words::verdict(t, change.verdict))],
        None => [Cell::Nothing, Cell::Nothing],
    }
}

/// A row for each answer; for each wave a column of counts and one of shares.
fn side_by_side(
    t: &LocaleTexts,
    report: &Report,
    (choices, several): (&[Choice], bool),
    row: &Row,
    rating: Option<&Rating>,
) -> Table {
    let mut waves = vec![(report.wave.clone(), &row.now)];
    waves.extend(row.earlier.iter().map(|earlier| (heading(t, report, earlier), &earlier.counts)));
    let compared = compared(report, row);
    let mut columns = vec![t.text("results-answer")];
    for (wave, _) in &waves {
        columns.extend([of_wave(t, wave, "results-count"), of_wave(t, wave, "results-share")]);
    }
    if let Some(earlier) = compared {
        columns.push(t.tr("report-change", &[("wave", text(&report.waves[earlier.wave].name))]));
        columns.push(t.text("workbook-verdict"));
    }
    let at = |counts: &Counts, place: usize| counts.counts.get(place).copied().flatten();
    // What is drawn stands first: the answers on the scale, the most frequent first where they have no order of their own.
    let mut order: Vec<usize> = (0..choices.len()).collect();
    order.sort_by_key(|place| {
        let count = at(&row.now, *place).filter(|_| several).unwrap_or_default();
        (choices[*place].off_scale, std::cmp::Reverse(count))
    });
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for place in order {
        let mut cells = vec![Cell::Text(words::choice(t, &choices[place]))];
        for (_, counts) in &waves {
            cells.push(Cell::count(at(counts, place)));
            cells.push(Cell::share(counts.percents.get(place).copied().flatten()));
        }
        if let Some(earlier) = compared {
            let change = earlier.changes.get(place).and_then(Option::as_ref);
            cells.extend(changed(t, change, Cell::Points));
        }
        rows.push(cells);
    }
    let drawn = choices.iter().filter(|choice| !choice.off_scale).count();
    let mut base = vec![Cell::Text(t.text("results-base"))];
    base.extend(waves.iter().flat_map(|(_, counts)| [Cell::count(counts.base), Cell::Nothing]));
    rows.push(base);
    if let Some(rating) = rating {
        let mut means = vec![Cell::Text(t.text("report-mean"))];
        means.extend(waves.iter().flat_map(|(_, counts)| [Cell::mean(counts.mean), Cell::Nothing]));
        if let Some(earlier) = compared {
            means.extend(changed(t, earlier.mean.as_ref(), Cell::Difference));
        }
        rows.push(means);
        rows.push(vec![Cell::Text(t.text("workbook-median")), Cell::mean(rating.median)]);
    }
    for row in &mut rows {
        row.resize(columns.len(), Cell::Nothing);
    }
    let mut series = vec![(2, Tone::First)];
    let before = row.earlier.iter().position(|earlier| !report.waves[earlier.wave].same);
    // Of some waves only the mean was published.
    let known = compared.is_some_and(|earlier| earlier.counts.percents.iter().any(Option::is_some));
    if let Some(place) = before.filter(|_| known) {
        series.push((2 * place + 4, Tone::Earlier));
    }
    let kind = if rating.is_some() { Kind::Columns } else { Kind::Bars };
    Table { columns, rows, drawn: Some(Drawing { kind, rows: drawn, series }) }
}

/// A row for each statement in each wave, first as shares, then as counts.
fn matrix(t: &LocaleTexts, report: &Report, choices: &Choices) -> Vec<Table> {
    let on_scale: Vec<usize> =
        (0..choices.choices.len()).filter(|place| !choices.choices[*place].off_scale).collect();
    let said = words::upper(t, &choices.choices, choices.upper);
    let label = |place: &usize| words::choice(t, &choices.choices[*place]);
    let (statement, wave, base) = (t.text("waves-row"), t.text("report-wave"), t.text("results-base"));
    let mut columns = vec![statement.clone(), wave.clone()];
    columns.extend(on_scale.iter().map(label));
    columns.extend([base.clone(), said]);
    let changes = choices.rows.iter().any(|row| row.earlier.iter().any(|earlier| earlier.upper.is_some()));
    if changes {
        columns.extend([t.text("workbook-change"), t.text("workbook-verdict")]);
    }
    let mut shares = Table { columns, rows: Vec::new(), drawn: None };
    let mut columns = vec![statement, wave];
    columns.extend((0..choices.choices.len()).map(|place| label(&place)));
    columns.push(base);
    let mut counts = Table { columns, rows: Vec::new(), drawn: None };
    let mut add = |row: &Row, wave: String, found: &Counts, change: Option<&Change>| {
        let head = [Cell::Text(row.label.get(t.locale()).to_owned()), Cell::Text(wave)];
        let mut cells = head.to_vec();
        cells.extend(on_scale.iter().map(|at| Cell::share(found.percents.get(*at).copied().flatten())));
        cells.push(Cell::count(found.base));
        cells.push(Cell::share(found.upper.map(|upper| upper.percent)));
        if changes {
            cells.extend(changed(t, change, Cell::Points));
        }
        shares.rows.push(cells);
        let mut cells = head.to_vec();
        cells.extend(
            (0..choices.choices.len()).map(|at| Cell::count(found.counts.get(at).copied().flatten())),
        );
        cells.push(Cell::count(found.base));
        counts.rows.push(cells);
    };
    for row in &choices.rows {
        add(row, report.wave.clone(), &row.now, None);
    }
    for wave in 0..report.waves.len() {
        for row in &choices.rows {
            for earlier in row.earlier.iter().filter(|earlier| earlier.wave == wave) {
                add(row, heading(t, report, earlier), &earlier.counts, earlier.upper.as_ref());
            }
        }
    }
    let tones = tones(on_scale.len(), choices.drawn == Drawn::Diverging);
    let series = tones.into_iter().enumerate().map(|(place, tone)| (place + 2, tone)).collect();
    shares.drawn = Some(Drawing { kind: Kind::Shares, rows: choices.rows.len(), series });
    vec![shares, counts]
}

/// Answers with a count and a share each.
fn counted(t: &LocaleTexts, rows: impl Iterator<Item = (String, u64, Option<u32>)>) -> Table {
    let columns = vec![t.text("results-answer"), t.text("results-count"), t.text("results-share")];
    let rows: Vec<Vec<Cell>> = rows
        .map(|(label, count, percent)| vec![Cell::Text(label), Cell::Count(count), Cell::share(percent)])
        .collect();
    let drawing = Drawing { kind: Kind::Bars, rows: rows.len(), series: vec![(2, Tone::First)] };
    Table { columns, rows, drawn: Some(drawing) }
}

fn bands(t: &LocaleTexts, numbers: &Numbers) -> Table {
    let bands = numbers.bands.iter();
    let mut table =
        counted(t, bands.map(|band| (words::band(t, band.from, band.below), band.count, band.percent)));
    for (id, cell) in [
        ("results-base", Cell::Count(numbers.base)),
        ("report-mean", Cell::mean(numbers.mean)),
        ("workbook-median", Cell::mean(numbers.median)),
    ] {
        table.rows.push(at(3, t.text(id), 1, cell));
    }
    table
}

fn dated(t: &LocaleTexts, years: &[Year]) -> Table {
    counted(t, years.iter().map(|year| (year.year.to_string(), year.count, year.percent)))
}

fn ranked(t: &LocaleTexts, ranking: &Ranking) -> Table {
    let ranks = ranking.choices.first().map_or(0, |choice| choice.ranks.len());
    let mut columns = vec![t.text("results-answer")];
    columns.extend((1..=ranks).map(|rank| t.tr("report-rank", &[("number", number(rank as u64))])));
    columns.extend([t.text("workbook-first"), t.text("results-mean-rank")]);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for choice in &ranking.choices {
        let mut cells = vec![Cell::Text(choice.label.get(t.locale()).to_owned())];
        cells.extend(choice.ranks.iter().map(|count| Cell::Count(*count)));
        cells.extend([Cell::share(choice.first_percent), Cell::mean(choice.mean_rank)]);
        cells.resize(columns.len(), Cell::Nothing);
        rows.push(cells);
    }
    let series = tones(ranks, false).into_iter().enumerate().map(|(place, tone)| (place + 1, tone));
    let drawn = Drawing { kind: Kind::Counts, rows: rows.len(), series: series.collect() };
    rows.push(at(columns.len(), t.text("results-base"), 1, Cell::Count(ranking.base)));
    Table { columns, rows, drawn: Some(drawn) }
}
