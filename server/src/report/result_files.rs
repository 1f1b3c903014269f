//! Results as files: a CSV of all figures, a workbook, the answers without their connection, and what the codes mean.
//!
//! There is no file with a row for each respondent. With the figures of a few groups beside it, such rows could be put back
//! into their groups, and whoever knows some answers of a partner would read the others. So the file of answers has a column
//! for each question, and every column is in an order of its own: what stands in one row comes from different people. Means,
//! tests and charts of one question come out the same.

use rust_xlsxwriter::{Chart, ChartType, Format, Workbook, Worksheet, XlsxError};
use survey::Locale;
use survey::code::{ItemCode, QuestionCode};
use survey::disclosure::{Cell, Results, Said};
use survey::question_set::{Kind, QuestionSet, Text};
use survey::tally::{ChoiceCount, Figures, QuestionTally};

use super::result_tables::{Drawing, ResultTable, Value, Words, two_decimals};
use crate::sheet;

/// With more responses than this a file of answers is too large for the programs that would open it.
pub const MOST_ANSWERS: u64 = 100_000;

const HEADINGS: [&str; 21] = [
    "by",
    "group",
    "group_label",
    "section",
    "question",
    "question_label",
    "item",
    "item_label",
    "answer",
    "answer_label",
    "off_scale",
    "shown",
    "count",
    "base",
    "percent",
    "answered",
    "skipped",
    "not_relevant",
    "mean",
    "median",
    "kind",
];

/// One row of the file of figures.
#[derive(Default, Clone)]
struct Row {
    by: String,
    group: String,
    group_label: String,
    item: Option<ItemCode>,
    answer: String,
    answer_label: String,
    off_scale: &'static str,
    shown: &'static str,
    count: Option<u64>,
    base: Option<u64>,
    percent: Option<u32>,
    answered: Option<u64>,
    skipped: Option<u64>,
    not_relevant: Option<u64>,
    mean: Option<f64>,
    median: Option<f64>,
}

fn written(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

impl Row {
    fn write(self, words: &Words<'_>, question: &QuestionTally) -> Vec<String> {
        let code = &question.question;
        vec![
            self.by,
            self.group,
            self.group_label,
            question.section.to_string(),
            code.to_string(),
            words.question(code),
            written(self.item.as_ref()),
            self.item.as_ref().map_or_else(String::new, |item| words.item(code, item)),
            self.answer,
            self.answer_label,
            self.off_scale.to_owned(),
            self.shown.to_owned(),
            written(self.count),
            written(self.base),
            written(self.percent),
            written(self.answered),
            written(self.skipped),
            written(self.not_relevant),
            written(self.mean.map(two_decimals)),
            written(self.median.map(two_decimals)),
            kind(&question.figures).to_owned(),
        ]
    }

    fn counted(said: (String, String), count: u64, base: u64, percent: Option<u32>) -> Self {
        Self {
            answer: said.0,
            answer_label: said.1,
            shown: "exact",
            count: Some(count),
            base: Some(base),
            percent,
            ..Self::default()
        }
    }
}

fn kind(figures: &Figures) -> &'static str {
    match figures {
        Figures::SelectOne(_) => "select_one",
        Figures::SelectSeveral(_) => "select_several",
        Figures::Matrix { .. } => "matrix",
        Figures::Rating(_) => "rating",
        Figures::Number(_) => "number",
        Figures::Percentage(_) => "percentage",
        Figures::Ranking(_) => "ranking",
        Figures::Date { .. } => "date",
        Figures::Text => "text",
        Figures::LongText => "long_text",
        Figures::Withheld { .. } => "withheld",
    }
}

/// All figures as CSV, one to a row, with codes for programs and labels for people.
///
/// # Errors
/// None that can happen in memory.
pub fn csv(words: &Words<'_>, results: &Results) -> Result<Vec<u8>, csv::Error> {
    let mut rows = Vec::new();
    for question in &results.tally.questions {
        rows.extend(of_everybody(words, question).into_iter().map(|row| row.write(words, question)));
    }
    for breakdown in &results.breakdowns {
        for question in &results.tally.questions {
            for table in breakdown.tables_of(&question.question) {
                for line in &table.lines {
                    let said = (said_code(&line.said), words.said(&question.question, &line.said));
                    for ((group, cell), base) in breakdown.groups.iter().zip(&line.cells).zip(&table.bases) {
                        let (shown, count, percent) = match *cell {
                            Cell::Exact { count, percent } => ("exact", Some(count), percent),
                            Cell::AtMost { count, percent } => ("at_most", Some(count), percent),
                            Cell::AtLeast { count, percent } => ("at_least", Some(count), percent),
                            Cell::Hidden => ("hidden", None, None),
                        };
                        let codes: Vec<_> = group.choices.iter().map(ToString::to_string).collect();
                        let row = Row {
                            by: breakdown.question.to_string(),
                            group: codes.join(" "),
                            group_label: words.group(&breakdown.question, group),
                            item: table.item.clone(),
                            answer: said.0.clone(),
                            answer_label: said.1.clone(),
                            shown,
                            count,
                            base: Some(*base),
                            percent,
                            ..Row::default()
                        };
                        rows.push(row.write(words, question));
                    }
                }
            }
        }
    }
    sheet::csv(&HEADINGS.map(str::to_owned), &rows)
}

fn said_code(said: &Said) -> String {
    match said {
        Said::Choices(choices) => choices.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Said::First(choice) => choice.to_string(),
        Said::Values(from, to) if from == to => from.to_string(),
        Said::Values(from, to) => format!("{from}..{to}"),
        Said::Numbers(from, below) => band(*from, *below),
    }
}

/// A band for programs: its ends, the upper one not in it.
fn band(from: Option<f64>, below: Option<f64>) -> String {
    format!("{}..<{}", written(from), written(below))
}

fn of_everybody(words: &Words<'_>, question: &QuestionTally) -> Vec<Row> {
    let code = &question.question;
    let choices = |choices: &[ChoiceCount], base: u64, item: Option<&ItemCode>| -> Vec<Row> {
        let rows = choices.iter().map(|choice| Row {
            off_scale: if choice.off_scale { "yes" } else { "no" },
            item: item.cloned(),
            ..Row::counted(
                (choice.choice.to_string(), words.choice(code, &choice.choice)),
                choice.count,
                base,
                choice.percent,
            )
        });
        rows.collect()
    };
    let plain = |said: String, count, base, percent| Row::counted((said.clone(), said), count, base, percent);
    if matches!(question.figures, Figures::Withheld { .. }) {
        return vec![Row { shown: "hidden", ..Row::default() }];
    }
    let mut whole = Row {
        answered: Some(question.answered),
        skipped: Some(question.missing.skipped),
        not_relevant: Some(question.missing.not_relevant),
        ..Row::default()
    };
    let rows = match &question.figures {
        Figures::SelectOne(found) | Figures::SelectSeveral(found) => {
            choices(&found.choices, found.base, None)
        }
        Figures::Matrix { items, .. } => items
            .iter()
            .flat_map(|item| choices(&item.distribution.choices, item.distribution.base, Some(&item.item)))
            .collect(),
        Figures::Rating(found) => {
            (whole.mean, whole.median) = (found.mean, found.median);
            found.values.iter().map(|v| plain(v.value.to_string(), v.count, found.base, v.percent)).collect()
        }
        Figures::Number(found) | Figures::Percentage(found) => {
            (whole.mean, whole.median) = (found.mean, found.median);
            found.bands.iter().map(|b| plain(band(b.from, b.below), b.count, found.base, b.percent)).collect()
        }
        Figures::Ranking(found) => found
            .choices
            .iter()
            .map(|choice| Row {
                mean: choice.mean_rank,
                ..Row::counted(
                    (choice.choice.to_string(), words.choice(code, &choice.choice)),
                    choice.ranks.first().copied().unwrap_or(0),
                    found.base,
                    choice.first_percent,
                )
            })
            .collect(),
        Figures::Date { years } => {
            years.iter().map(|y| plain(y.year.to_string(), y.count, question.answered, y.percent)).collect()
        }
        Figures::Text | Figures::LongText | Figures::Withheld { .. } => Vec::new(),
    };
    std::iter::once(whole).chain(rows).collect()
}

/// The answers as CSV, each column in an order of its own. Texts, numbers and dates are left out or stand as ranges, since
/// each could tell who gave it. `None` if there are too many.
///
/// # Errors
/// None that can happen in memory.
pub fn answers(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    if results.tally.respondents > MOST_ANSWERS {
        return Ok(None);
    }
    let mut headings = Vec::new();
    let mut columns: Vec<Vec<(String, u64)>> = Vec::new();
    let mut add = |name: String, counts: Vec<(String, u64)>| {
        headings.push(name);
        columns.push(counts);
    };
    let picked = |choices: &[ChoiceCount]| -> Vec<_> {
        choices.iter().map(|choice| (choice.choice.to_string(), choice.count)).collect()
    };
    for question in &results.tally.questions {
        let code = &question.question;
        match &question.figures {
            Figures::SelectOne(found) => add(code.to_string(), picked(&found.choices)),
            Figures::SelectSeveral(found) => {
                for choice in &found.choices {
                    let not = question.answered - choice.count;
                    let counts = vec![("1".to_owned(), choice.count), ("0".to_owned(), not)];
                    add(format!("{code}.{}", choice.choice), counts);
                }
            }
            Figures::Matrix { items, .. } => {
                for item in items {
                    add(format!("{code}.{}", item.item), picked(&item.distribution.choices));
                }
            }
            Figures::Rating(found) => {
                add(code.to_string(), found.values.iter().map(|v| (v.value.to_string(), v.count)).collect());
            }
            Figures::Number(found) | Figures::Percentage(found) => {
                let bands = found.bands.iter().map(|b| (band(b.from, b.below), b.count));
                add(code.to_string(), bands.collect());
            }
            Figures::Ranking(found) => {
                for choice in &found.choices {
                    let ranks =
                        (1..).zip(&choice.ranks).map(|(rank, count): (u32, _)| (rank.to_string(), *count));
                    add(format!("{code}.{}", choice.choice), ranks.collect());
                }
            }
            Figures::Date { years } => {
                add(code.to_string(), years.iter().map(|y| (y.year.to_string(), y.count)).collect());
            }
            Figures::Text | Figures::LongText | Figures::Withheld { .. } => {}
        }
    }
    let mut columns: Vec<_> = columns
        .into_iter()
        .map(|counts| {
            counts.into_iter().flat_map(|(text, count)| {
                std::iter::repeat_n(text, usize::try_from(count).unwrap_or(usize::MAX))
            })
        })
        .collect();
    let rows: Vec<Vec<String>> = (0..results.tally.respondents)
        .map(|_| columns.iter_mut().map(|column| column.next().unwrap_or_default()).collect())
        .collect();
    sheet::csv(&headings, &rows).map(Some)
}

/// What each column and each code of the file of answers means, in all languages of the question set. `values` says what stands in
/// the cells of a column: `code` (one of the codes below it), `0|1`, `1..4`, a range `from..<below` or a year `YYYY`; nothing for
/// what is not in that file.
///
/// # Errors
/// None that can happen in memory.
pub fn codebook(set: &QuestionSet) -> Result<Vec<u8>, csv::Error> {
    let mut headings: Vec<String> =
        ["column", "section", "question", "item", "kind", "values", "profile", "code", "off_scale"]
            .map(str::to_owned)
            .to_vec();
    headings.extend(set.languages.iter().map(|language| format!("label_{language}")));
    let mut rows = Vec::new();
    for (section, question) in set.questions() {
        let code = &question.code;
        let choices = set.choices(question);
        let mut add =
            |column: String, item: &str, values: &str, answer: &str, off_scale: bool, text: &Text| {
                let yes = |truth: bool| if truth { "yes" } else { "" }.to_owned();
                let mut row = vec![
                    column,
                    section.code.to_string(),
                    code.to_string(),
                    item.to_owned(),
                    question.kind.name().to_owned(),
                    values.to_owned(),
                    yes(question.profile),
                    answer.to_owned(),
                    yes(off_scale),
                ];
                row.extend(set.languages.iter().map(|language: &Locale| text.get(language).to_owned()));
                rows.push(row);
            };
        let (own, values) = match &question.kind {
            Kind::SelectOne { .. } => (false, "code".to_owned()),
            Kind::Rating { min, max, .. } => (false, format!("{min}..{max}")),
            Kind::Number { .. } | Kind::Percentage => (false, "from..<below".to_owned()),
            Kind::Date { .. } => (false, "YYYY".to_owned()),
            Kind::SelectSeveral { .. } => (true, "0|1".to_owned()),
            Kind::Ranking { .. } => (true, format!("1..{}", set.ranks(question))),
            _ => (false, String::new()),
        };
        let whole = if own { "" } else { values.as_str() };
        add(code.to_string(), "", whole, "", false, &question.label);
        match &question.kind {
            Kind::Matrix { items, .. } => {
                for item in items {
                    let item_code = item.code.as_str();
                    add(column(code, item_code), item_code, "code", "", false, &item.label);
                }
            }
            Kind::Rating { min, max, low, high } => {
                for (end, text) in [(min, low), (max, high)].into_iter().filter(|(_, text)| !text.is_empty())
                {
                    add(code.to_string(), "", "", &end.to_string(), false, text);
                }
            }
            _ => {}
        }
        for choice in choices {
            let (column, values) = if own {
                (column(code, choice.code.as_str()), values.as_str())
            } else {
                (code.to_string(), "")
            };
            add(column, "", values, choice.code.as_str(), choice.off_scale, &choice.label);
        }
    }
    sheet::csv(&headings, &rows)
}

fn column(question: &QuestionCode, part: &str) -> String {
    format!("{question}.{part}")
}

/// The results as a workbook: a sheet for each section, with charts, and one for each breakdown.
///
/// # Errors
/// When there are more rows than a sheet can have.
pub fn workbook(words: &Words<'_>, results: &Results, right_to_left: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut names = sheet::Names::default();
    let tables = words.overall(results);
    let mut sections: Vec<&[ResultTable]> = tables.chunk_by(|a, b| a.section == b.section).collect();
    sections.retain(|tables| !tables.is_empty());
    for tables in sections {
        let name = names.next(&words.section(&tables[0].section));
        let sheet = book.add_worksheet();
        sheet.set_right_to_left(right_to_left).set_name(&name)?;
        write(words, sheet, &name, tables)?;
    }
    for breakdown in results.breakdowns.iter().filter(|breakdown| breakdown.groups.len() > 1) {
        let name = names.next(&words.question(&breakdown.question));
        let sheet = book.add_worksheet();
        sheet.set_right_to_left(right_to_left).set_name(&name)?;
        write(words, sheet, &name, &words.by_groups(results, breakdown))?;
    }
    book.save_to_buffer()
}

/// Rows between a chart's head and the next table, at the least.
const CHART_ROWS: u32 = 16;

fn write(
    words: &Words<'_>,
    sheet: &mut Worksheet,
    name: &str,
    tables: &[ResultTable],
) -> Result<(), XlsxError> {
    let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap());
    let percent = Format::new().set_num_format("0%");
    sheet.set_column_width(0, 60)?;
    let mut line = 0u32;
    for table in tables {
        sheet.write_string_with_format(line, 0, sheet::guard(&table.title), &bold)?;
        line += 1;
        for note in &table.notes {
            sheet.write_string(line, 0, sheet::guard(note))?;
            line += 1;
        }
        if table.rows.is_empty() {
            line += 1;
            continue;
        }
        let heads = line;
        for (place, column) in (1u16..).zip(&table.columns) {
            sheet.write_string_with_format(heads, place, sheet::guard(column), &wrapped)?;
        }
        line += 1;
        for row in &table.rows {
            sheet.write_string_with_format(line, 0, sheet::guard(&row.label), &wrapped)?;
            for (place, value) in (1u16..).zip(&row.cells) {
                match value {
                    Value::Text(text) => sheet.write_string(line, place, sheet::guard(text))?,
                    Value::Number(number) => sheet.write_number(line, place, *number)?,
                    Value::Percent(share) => {
                        sheet.write_number_with_format(line, place, f64::from(*share) / 100.0, &percent)?
                    }
                    Value::Blank => sheet.write_string(line, place, words.value(value))?,
                };
            }
            line += 1;
        }
        if let Some(chart) = chart(name, table, heads, line - 1) {
            let beside = u16::try_from(table.columns.len() + 2).unwrap_or(8);
            sheet.insert_chart(heads.saturating_sub(1), beside, &chart)?;
            line = line.max(heads + CHART_ROWS);
        }
        line += 1;
    }
    Ok(())
}

fn chart(sheet: &str, table: &ResultTable, heads: u32, last: u32) -> Option<Chart> {
    let (kind, columns) = match table.drawing {
        Drawing::Nothing => return None,
        Drawing::Bars => (ChartType::Bar, 1..=1),
        // The last column is the base.
        Drawing::Stacked => {
            (ChartType::BarPercentStacked, 1..=u16::try_from(table.columns.len()).ok()?.saturating_sub(1))
        }
    };
    let mut chart = Chart::new(kind);
    for column in columns {
        chart
            .add_series()
            .set_name((sheet, heads, column))
            .set_categories((sheet, heads + 1, 0, last, 0))
            .set_values((sheet, heads + 1, column, last, column));
    }
    chart.title().set_name(&table.title);
    chart.y_axis().set_reverse();
    if table.drawing == Drawing::Bars {
        chart.legend().set_hidden();
    }
    Some(chart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_of_the_code_book_is_run_in_any_language() {
        let set = QuestionSet::try_from(serde_json::json!({
            "code": "q", "version": 1, "languages": ["en", "ar"],
            "title": { "en": "Q", "ar": "س" },
            "choice_lists": { "list": [
                { "code": "a", "label": { "en": "=1+1", "ar": "@SUM(A1)" } },
                { "code": "b", "label": { "en": "-2", "ar": "+3" } },
            ] },
            "sections": [{ "code": "s", "title": { "en": "S", "ar": "ق" }, "questions": [
                { "code": "one", "kind": "select_one", "choices": "list", "label": { "en": "=cmd|' /C calc'!A0", "ar": "\tx" } },
                { "code": "rate", "kind": "rating", "min": 1, "max": 5, "low": { "en": "=low", "ar": "أدنى" },
                  "high": { "en": "High", "ar": "أعلى" }, "label": { "en": "Rate", "ar": "قيّم" } },
            ] }],
        }))
        .unwrap();
        let bytes = codebook(&set).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 6);
        for row in &rows {
            assert!(row.iter().all(|cell| !cell.starts_with(sheet::FORMULA)), "{row:?}");
        }
        assert_eq!(rows[0].iter().rev().take(2).collect::<Vec<_>>(), ["'\tx", "'=cmd|' /C calc'!A0"]);
        let ends: Vec<_> = rows[4..].iter().map(|row| (&row[7], &row[9], &row[10])).collect();
        assert_eq!(ends, [("1", "'=low", "أدنى"), ("5", "High", "أعلى")]);
        assert_eq!((&rows[0][5], &rows[3][5]), ("code", "1..5"));
    }
}
