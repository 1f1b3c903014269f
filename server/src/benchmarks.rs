//! Figures of other organisations for the same questions: a file of them is read, kept without names, and laid beside ours.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use survey::QuestionSet;
use survey::benchmark::{self, Benchmark, Figure, Measure, Range};
use survey::code::QuestionSetCode;
use survey::question_set::Kind;
use survey::tally::Tally;

use crate::open_answers::Doer;
use crate::partners::table::{self, Row, Table, TableError};
use crate::store::{Store, StoreResult, audit, open_answers};

/// The columns of a file.
pub const COLUMNS: [&str; 6] = ["organisation", "question", "item", "measure", "choices", "value"];
/// What a row may say.
pub const MEASURES: [&str; 3] = ["mean", "percent", "net_score"];
/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;
/// So many mistakes are named at once.
const MOST_NAMED: usize = 20;

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// What matches the question set.
    pub benchmarks: Vec<Benchmark>,
    /// What it has nothing for, by code.
    pub unmatched: Vec<String>,
    /// How many organisations there are.
    pub organisations: usize,
}

/// Why a file can't be read.
#[derive(Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It is no table.
    Table(TableError),
    /// It lacks a column.
    Column(&'static str),
    /// These cells are wrong: their rows and columns.
    Cells(Vec<(u32, &'static str)>),
    /// It holds nothing.
    Nothing,
}

/// Reads a file. Who the organisations are is used to find a figure that is given twice, and forgotten.
///
/// # Errors
/// [`NotRead`], which names every place.
pub fn read(bytes: &[u8], set: &QuestionSet) -> Result<Read, NotRead> {
    // What was received of a larger one is cut off where it may end with a whole row.
    if bytes.len() > LARGEST_FILE {
        return Err(NotRead::Table(TableError::TooLarge));
    }
    let table = table::read(bytes).map_err(NotRead::Table)?;
    let places = places(&table)?;
    let mut wrong = Vec::new();
    let mut values: BTreeMap<Figure, BTreeMap<String, f64>> = BTreeMap::new();
    for row in &table.rows {
        let [organisation, ..] = cells(row, places);
        match figure(row, places) {
            Err(column) => wrong.push((row.number, column)),
            Ok((figure, value)) => {
                let known = values.entry(figure).or_default().insert(organisation.to_lowercase(), value);
                if known.is_some() {
                    wrong.push((row.number, "organisation"));
                }
            }
        }
    }
    if !wrong.is_empty() {
        wrong.truncate(MOST_NAMED);
        return Err(NotRead::Cells(wrong));
    }
    if values.is_empty() {
        return Err(NotRead::Nothing);
    }
    let names: BTreeSet<&String> = values.values().flat_map(BTreeMap::keys).collect();
    let organisations = names.len();
    let mut read = Read { benchmarks: Vec::new(), unmatched: Vec::new(), organisations };
    for (figure, of) in values {
        if !matches(set, &figure) {
            let item = figure.item.as_ref().map_or_else(String::new, |item| format!(".{item}"));
            read.unmatched.push(format!("{}{item}", figure.question));
            continue;
        }
        let mut values: Vec<f64> = of.into_values().collect();
        values.sort_by(f64::total_cmp);
        read.benchmarks.push(Benchmark { figure, values, respondents: None, years: None });
    }
    read.unmatched.dedup();
    Ok(read)
}

fn places(table: &Table) -> Result<[usize; COLUMNS.len()], NotRead> {
    let mut places = [0; COLUMNS.len()];
    for (into, name) in places.iter_mut().zip(COLUMNS) {
        let found = table.headings.iter().position(|heading| heading.trim().eq_ignore_ascii_case(name));
        *into = found.ok_or(NotRead::Column(name))?;
    }
    Ok(places)
}

fn cells(row: &Row, places: [usize; COLUMNS.len()]) -> [&str; COLUMNS.len()] {
    places.map(|place| row.cells.get(place).map_or("", |cell| cell.trim()))
}

/// The figure of a row with its value, or the column that is wrong.
fn figure(row: &Row, places: [usize; COLUMNS.len()]) -> Result<(Figure, f64), &'static str> {
    let [organisation, question, item, measure, choices, value] = cells(row, places);
    if organisation.is_empty() {
        return Err("organisation");
    }
    let question = question.parse().map_err(|_| "question")?;
    let item = if item.is_empty() { None } else { Some(item.parse().map_err(|_| "item")?) };
    let number: f64 = value.replace(',', ".").parse().map_err(|_| "value")?;
    let measure = match measure {
        "mean" => Measure::Mean,
        "net_score" => Measure::NetScore,
        "percent" => {
            let parsed: Result<BTreeSet<_>, _> = choices.split_whitespace().map(str::parse).collect();
            let choices: BTreeSet<survey::ChoiceCode> = parsed.map_err(|_| "choices")?;
            if choices.is_empty() {
                return Err("choices");
            }
            Measure::Percent { choices: choices.into_iter().collect() }
        }
        _ => return Err("measure"),
    };
    if fits(&measure, number) { Ok((Figure { question, item, measure }, number)) } else { Err("value") }
}

/// Whether a figure can have that value.
fn fits(measure: &Measure, value: f64) -> bool {
    match measure {
        Measure::Percent { .. } => (0.0..=100.0).contains(&value),
        Measure::NetScore => (-100.0..=100.0).contains(&value),
        Measure::Mean => value.is_finite(),
    }
}

/// What was read before and shown, once more: all of it if it still is what a file can hold, the values by their size.
pub fn again(mut benchmarks: Vec<Benchmark>, set: &QuestionSet) -> Option<Vec<Benchmark>> {
    let figures: BTreeSet<&Figure> = benchmarks.iter().map(|one| &one.figure).collect();
    let sound = |one: &Benchmark| {
        let values = &one.values;
        // In order and each once, as a file is read: no choice counts twice.
        let choices = match &one.figure.measure {
            Measure::Percent { choices } => {
                !choices.is_empty() && choices.windows(2).all(|two| two[0] < two[1])
            }
            Measure::Mean | Measure::NetScore => true,
        };
        !values.is_empty()
            && choices
            && matches(set, &one.figure)
            && values.iter().all(|value| fits(&one.figure.measure, *value))
    };
    let sound = figures.len() == benchmarks.len() && !benchmarks.is_empty() && benchmarks.iter().all(sound);
    for one in &mut benchmarks {
        one.values.sort_by(f64::total_cmp);
    }
    sound.then_some(benchmarks)
}

/// Whether the question set has what a figure is of.
fn matches(set: &QuestionSet, figure: &Figure) -> bool {
    let Some(question) = set.question(figure.question.as_str()) else { return false };
    let known = |wanted: &[survey::ChoiceCode]| {
        let choices = set.choices(question);
        wanted.iter().all(|code| choices.iter().any(|choice| choice.code == *code && !choice.off_scale))
    };
    match (&figure.measure, &question.kind, &figure.item) {
        (Measure::Mean, Kind::Rating { .. } | Kind::Number { .. } | Kind::Percentage, None)
        | (Measure::NetScore, Kind::Rating { min: 0, max: 10, .. }, None) => true,
        (Measure::Percent { choices }, Kind::SelectOne { .. } | Kind::SelectSeveral { .. }, None) => {
            known(choices)
        }
        (Measure::Percent { choices }, Kind::Matrix { items, .. }, Some(item)) => {
            items.iter().any(|known| known.code == *item) && known(choices)
        }
        _ => false,
    }
}

/// Keeps the figures of a file in the place of those that were there.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    store: &Store,
    set: &QuestionSetCode,
    benchmarks: &[Benchmark],
    by: Doer<'_>,
) -> StoreResult<()> {
    let mut tx = store.begin_write().await?;
    open_answers::put_benchmarks(&mut tx, set, benchmarks, (by.who, by.at)).await?;
    let detail = json!({ "figures": benchmarks.len() });
    audit::record(&mut tx, by.who, "benchmarks_kept", &format!("question_set:{set}"), &detail, by.at).await?;
    Ok(tx.commit().await?)
}

/// Takes away the figures that a question set has. Returns whether there were any.
///
/// # Errors
/// When the database fails.
pub async fn remove(store: &Store, set: &QuestionSetCode, by: Doer<'_>) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    if !open_answers::remove_benchmarks(&mut tx, set).await? {
        return Ok(false);
    }
    let subject = format!("question_set:{set}");
    audit::record(&mut tx, by.who, "benchmarks_removed", &subject, &json!({}), by.at).await?;
    tx.commit().await?;
    Ok(true)
}

/// A figure of others with ours beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The range of the others; none of fewer than [`benchmark::FEWEST`].
    pub range: Option<Range>,
    /// Ours and our place from the top, where there is a range and a figure.
    pub ours: Option<(f64, usize)>,
}

/// Lays a figure of ours beside those of others; without results there is none of ours.
pub fn compare(tally: Option<&Tally>, known: &Benchmark) -> Compared {
    let range = Range::of(&known.values);
    let ours = tally.filter(|_| range.is_some()).and_then(|tally| benchmark::ours(tally, &known.figure));
    Compared { range, ours: ours.map(|ours| (ours, benchmark::rank(&known.values, ours))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> QuestionSet {
        serde_json::from_str(include_str!("../../question-sets/ims-partnership-2026.json")).unwrap()
    }

    fn read_it(rows: &str) -> Result<Read, NotRead> {
        read(format!("organisation,question,item,measure,choices,value\n{rows}").as_bytes(), &set())
    }

    #[test]
    fn what_matches_is_kept_without_names_and_the_rest_is_named() {
        let rows = "Zeta,satisfaction,,mean,,4.5\nAlpha,satisfaction,,mean,,\"4,1\"\n\
            Alpha,procedures,support_timely,percent,agree strongly_agree,80\nAlpha,warmth,,mean,,3\n";
        let read = read_it(rows).unwrap();
        assert_eq!((read.organisations, read.unmatched), (2, vec!["warmth".to_owned()]));
        let json = serde_json::to_string(&read.benchmarks).unwrap();
        assert!(!json.to_lowercase().contains("alpha") && !json.to_lowercase().contains("zeta"));
        let mean = read.benchmarks.iter().find(|one| one.figure.measure == Measure::Mean).unwrap();
        assert_eq!(mean.values, [4.1, 4.5], "by size, not by organisation");
        let again: Vec<Benchmark> = serde_json::from_str(&json).unwrap();
        assert_eq!(again, read.benchmarks);
    }

    #[test]
    fn every_mistake_is_named_by_row_and_column() {
        let rows = "A,satisfaction,,mean,,high\n,satisfaction,,mean,,4\nA,satisfaction,,best,,4\n\
            A,procedures,support_timely,percent,,80\nA,Not a code,,mean,,4\nB,satisfaction,,mean,,4\n\
            b,satisfaction,,mean,,4\nA,procedures,support_timely,percent,agree,180\n";
        let wrong = ["value", "organisation", "measure", "choices", "question", "organisation", "value"];
        let numbers = [2, 3, 4, 5, 6, 8, 9];
        assert_eq!(read_it(rows), Err(NotRead::Cells(numbers.into_iter().zip(wrong).collect())));
        assert_eq!(read(b"organisation,question\na,b\n", &set()), Err(NotRead::Column("item")));
    }
}
