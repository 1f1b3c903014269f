//! Results as files: a CSV of all figures, a workbook, what was answered as counts, and what the codes mean.
//!
//! There is no file with a row for each respondent. With the figures of a few groups beside it, such rows could be put back
//! into their groups, and whoever knows some answers of a partner would read the others. Nor is there one with columns that
//! only look like such rows: whoever crossed two of them would find connections that are none.

use rust_xlsxwriter::{Chart, ChartType, Format, Workbook, Worksheet, XlsxError};
use survey::Locale;
use survey::code::ItemCode;
use survey::disclosure::{Cell, Results, Said};
use survey::question_set::{Kind, QuestionSet, Text};
use survey::tally::{ChoiceCount, Figures, QuestionTally};

use super::result_tables::{Drawing, ResultTable, Value, Words, two_decimals};
use crate::sheet;

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

/// What was answered, as counts: `question, item, choice, count, base`, one to a row. There is no row for a respondent, and
/// nothing that could be taken for one: whatever two rows say, nothing connects them. Of a ranking the item is what was
/// ranked and the choice its rank; numbers stand in ranges and dates in years. Texts are left out.
///
/// # Errors
/// None that can happen in memory.
pub fn answers(results: &Results) -> Result<Vec<u8>, csv::Error> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for question in &results.tally.questions {
        let mut add = |item: &str, choice: String, count: u64, base: u64| {
            rows.push(vec![
                question.question.to_string(),
                item.to_owned(),
                choice,
                count.to_string(),
                base.to_string(),
            ]);
        };
        match &question.figures {
            Figures::SelectOne(found) | Figures::SelectSeveral(found) => {
                found.choices.iter().for_each(|c| add("", c.choice.to_string(), c.count, found.base));
            }
            Figures::Matrix { items, .. } => {
                for item in items {
                    let found = &item.distribution;
                    let name = item.item.as_str();
                    found.choices.iter().for_each(|c| add(name, c.choice.to_string(), c.count, found.base));
                }
            }
            Figures::Rating(found) => {
                found.values.iter().for_each(|v| add("", v.value.to_string(), v.count, found.base));
            }
            Figures::Number(found) | Figures::Percentage(found) => {
                found.bands.iter().for_each(|b| add("", band(b.from, b.below), b.count, found.base));
            }
            Figures::Ranking(found) => {
                for choice in &found.choices {
                    let ranks = (1..).zip(&choice.ranks);
                    ranks.for_each(|(rank, count): (u32, _)| {
                        add(choice.choice.as_str(), rank.to_string(), *count, found.base);
                    });
                }
            }
            Figures::Date { years } => {
                years.iter().for_each(|y| add("", y.year.to_string(), y.count, question.answered));
            }
            Figures::Text | Figures::LongText | Figures::Withheld { .. } => {}
        }
    }
    sheet::csv(&["question", "item", "choice", "count", "base"].map(str::to_owned), &rows)
}

/// What each code in the file of answers means, in all languages of the question set: by `question`, `item` and `choice` as they
/// stand there. `values` says what stands as the choice: `code` (one of the codes below it), `1..4`, a range `from..<below` or a year
/// `YYYY`; nothing for what is not in that file.
///
/// # Errors
/// None that can happen in memory.
pub fn codebook(set: &QuestionSet) -> Result<Vec<u8>, csv::Error> {
    let mut headings: Vec<String> =
        ["section", "question", "item", "kind", "values", "profile", "choice", "off_scale"]
            .map(str::to_owned)
            .to_vec();
    headings.extend(set.languages.iter().map(|language| format!("label_{language}")));
    let mut rows = Vec::new();
    for (section, question) in set.questions() {
        let code = &question.code;
        let choices = set.choices(question);
        let mut add = |item: &str, values: &str, choice: &str, off_scale: bool, text: &Text| {
            let yes = |truth: bool| if truth { "yes" } else { "" }.to_owned();
            let mut row = vec![
                section.code.to_string(),
                code.to_string(),
                item.to_owned(),
                question.kind.name().to_owned(),
                values.to_owned(),
                yes(question.profile),
                choice.to_owned(),
                yes(off_scale),
            ];
            row.extend(set.languages.iter().map(|language: &Locale| text.get(language).to_owned()));
            rows.push(row);
        };
        let ranks = format!("1..{}", set.ranks(question));
        let values = match &question.kind {
            Kind::SelectOne { .. } | Kind::SelectSeveral { .. } => "code".to_owned(),
            Kind::Rating { min, max, .. } => format!("{min}..{max}"),
            Kind::Number { .. } | Kind::Percentage => "from..<below".to_owned(),
            Kind::Date { .. } => "YYYY".to_owned(),
            _ => String::new(),
        };
        add("", &values, "", false, &question.label);
        match &question.kind {
            Kind::Matrix { items, .. } => {
                items.iter().for_each(|item| add(item.code.as_str(), "code", "", false, &item.label));
            }
            Kind::Rating { min, max, low, high } => {
                for (end, text) in [(min, low), (max, high)].into_iter().filter(|(_, text)| !text.is_empty())
                {
                    add("", "", &end.to_string(), false, text);
                }
            }
            _ => {}
        }
        for choice in choices {
            let code = choice.code.as_str();
            match &question.kind {
                Kind::Ranking { .. } => add(code, &ranks, "", choice.off_scale, &choice.label),
                _ => add("", "", code, choice.off_scale, &choice.label),
            }
        }
    }
    sheet::csv(&headings, &rows)
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
        let ends: Vec<_> = rows[4..].iter().map(|row| (&row[6], &row[8], &row[9])).collect();
        assert_eq!(ends, [("1", "'=low", "أدنى"), ("5", "High", "أعلى")]);
        assert_eq!((&rows[0][4], &rows[3][4]), ("code", "1..5"));
    }
}
