//! Files of earlier waves: published counts as JSON or as a table, or old answers, which are counted and not kept.
//!
//! A table of counts has the columns of [`COLUMNS`], one count a row. A table of answers has one respondent a row, and
//! headings `question` or `question.item`; its name and how many were invited are asked beside it.

use std::str::FromStr;

use serde_json::json;
use survey::QuestionSet;
use survey::code::QuestionSetCode;
use survey::disclosure::Threshold;
use survey::wave::{self, Counting, Published, Wave, WaveName};

use crate::partners::table::{self, Row, Table, TableError};
use crate::publish::By;
use crate::store::{Store, StoreResult, audit, waves};

/// The columns of a table of counts.
pub const COLUMNS: [&str; 6] = ["wave", "measure", "question", "item", "choice", "value"];
/// What a row of a table of counts may say.
pub const MEASURES: [&str; 8] = [
    "invited",
    "respondents",
    "response_rate_percent",
    "count",
    "off_scale_count",
    "answered",
    "mean",
    "percent_as_printed",
];
/// The largest file, in bytes: what is read goes through a form once more.
pub const LARGEST_FILE: usize = 2 * 1024 * 1024;

/// What is known of old answers beside their file.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The wave's name.
    pub name: Option<WaveName>,
    /// How many were invited.
    pub invited: Option<u32>,
    /// From how many answers on anything is told of them: the old answers are people's as well.
    pub threshold: Threshold,
}

/// Why a file can't be read.
#[derive(Debug, PartialEq, Eq)]
pub enum WaveError {
    /// It is no table.
    Table(TableError),
    /// It is no JSON of published counts: what is wrong, for programs and people who write JSON.
    Json(String),
    /// A table of counts lacks a column.
    Column(&'static str),
    /// A cell of a table of counts is wrong: its row, and its column.
    Cell(u32, &'static str),
    /// It is a table of answers, and nobody said which wave it is.
    Unnamed,
    /// No heading is a question of the question set.
    NoQuestion,
    /// It holds the answers of fewer than this.
    TooFew(Threshold),
    /// It holds no wave.
    Nothing,
}

/// Reads a file by what it is.
///
/// # Errors
/// [`WaveError`], which names the place.
pub fn read(bytes: &[u8], set: &QuestionSet, beside: &Beside) -> Result<Published, WaveError> {
    if bytes.len() > LARGEST_FILE {
        return Err(WaveError::Table(TableError::TooLarge));
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    let published = if first == Some(&b'{') {
        let json = serde_json::from_slice(text).map_err(|error| WaveError::Json(error.to_string()))?;
        Published::read(&json).map_err(|problem| WaveError::Json(problem.to_string()))?
    } else {
        let table = table::read(bytes).map_err(WaveError::Table)?;
        if table.headings.iter().any(|heading| heading.trim() == "measure") {
            counts(&table)?
        } else {
            answers(&table, set, beside)?
        }
    };
    if published.waves.is_empty() { Err(WaveError::Nothing) } else { Ok(published) }
}

/// Keeps waves beside a question set; one of the same name is replaced.
///
/// # Errors
/// When the database fails.
pub async fn keep(store: &Store, set: &QuestionSetCode, found: &[Wave], by: By<'_>) -> StoreResult<()> {
    let at = by.now.timestamp_millis();
    let mut tx = store.begin_write().await?;
    for wave in found {
        waves::put(&mut tx, set, wave, at, by.name).await?;
        let detail = json!({ "wave": wave.name.as_str() });
        let subject = format!("question_set:{set}");
        audit::record(&mut tx, by.who, "earlier_wave_imported", &subject, &detail, at).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes a wave away. Returns whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn remove(store: &Store, set: &QuestionSetCode, name: &WaveName, by: By<'_>) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    let done = waves::remove(&mut tx, set, name).await?;
    if done {
        let (subject, detail) = (format!("question_set:{set}"), json!({ "wave": name.as_str() }));
        let at = by.now.timestamp_millis();
        audit::record(&mut tx, by.who, "earlier_wave_removed", &subject, &detail, at).await?;
    }
    tx.commit().await?;
    Ok(done)
}

fn counts(table: &Table) -> Result<Published, WaveError> {
    let place = |name: &'static str| {
        let found = table.headings.iter().position(|heading| heading.trim().eq_ignore_ascii_case(name));
        found.ok_or(WaveError::Column(name))
    };
    let mut places = [0; COLUMNS.len()];
    for (into, name) in places.iter_mut().zip(COLUMNS) {
        *into = place(name)?;
    }
    let used = |heading: &&String| {
        !heading.is_empty() && !COLUMNS.iter().any(|name| heading.trim().eq_ignore_ascii_case(name))
    };
    let unused = table.headings.iter().filter(used).cloned().collect();
    let mut published = Published { waves: Vec::new(), unused };
    for row in &table.rows {
        count(row, places, &mut published.waves)?;
    }
    published.waves.sort_by(|a, b| a.name.cmp(&b.name));
    for row in published.waves.iter_mut().flat_map(|wave| &mut wave.rows) {
        // A mean alone, or a percentage without its count, says that not all was published.
        row.partial = row.counts.iter().any(|count| count.count.is_none())
            || (row.mean.is_some() && row.counts.is_empty());
    }
    Ok(published)
}

fn count(row: &Row, places: [usize; COLUMNS.len()], waves: &mut Vec<Wave>) -> Result<(), WaveError> {
    let [wave, measure, question, item, choice, value] =
        places.map(|place| row.cells.get(place).map_or("", |cell| cell.trim()));
    let wrong = |column: &'static str| WaveError::Cell(row.number, column);
    let name: WaveName = wave.parse().map_err(|_| wrong("wave"))?;
    let place = waves.iter().position(|wave| wave.name == name).unwrap_or_else(|| {
        waves.push(Wave::new(name));
        waves.len() - 1
    });
    let wave = &mut waves[place];
    let whole = || u32::from_str(value).map_err(|_| wrong("value"));
    let number =
        || value.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite()).ok_or(wrong("value"));
    match measure {
        "invited" => wave.invited = Some(whole()?),
        "respondents" => wave.respondents = Some(whole()?),
        "response_rate_percent" => {
            wave.response_rate = Some(number()?).filter(|rate| (0.0..=100.0).contains(rate));
            wave.response_rate.ok_or(wrong("value"))?;
        }
        _ if !MEASURES.contains(&measure) => return Err(wrong("measure")),
        _ => {
            let question = question.parse().map_err(|_| wrong("question"))?;
            let item = match item {
                "" => None,
                code => Some(code.parse().map_err(|_| wrong("item"))?),
            };
            let needs_choice = matches!(measure, "count" | "off_scale_count" | "percent_as_printed");
            if needs_choice && choice.is_empty() {
                return Err(wrong("choice"));
            }
            let into = wave.row_mut(&question, item.as_ref());
            match measure {
                "mean" => into.mean = Some(number()?),
                "answered" => into.answered = Some(whole()?),
                "percent_as_printed" => into.count_mut(choice).printed_percent = Some(whole()?),
                _ => {
                    let count = into.count_mut(choice);
                    count.count = Some(whole()?);
                    count.off_scale = measure == "off_scale_count";
                }
            }
        }
    }
    Ok(())
}

fn answers(table: &Table, set: &QuestionSet, beside: &Beside) -> Result<Published, WaveError> {
    let mut counting = Counting::new(set, beside.name.clone().ok_or(WaveError::Unnamed)?);
    let headings = || table.headings.iter().map(|heading| heading.trim());
    let columns: Vec<_> = headings().map(|heading| counting.column(heading)).collect();
    if columns.iter().all(Option::is_none) {
        return Err(WaveError::NoQuestion);
    }
    let threshold = beside.threshold.get();
    if table.rows.len() < threshold as usize {
        return Err(WaveError::TooFew(beside.threshold));
    }
    for row in &table.rows {
        counting.respondent();
        for (column, cell) in columns.iter().zip(&row.cells) {
            if let Some((question, item)) = column {
                counting.answer(question, item.as_ref(), cell);
            }
        }
    }
    let unused = headings().zip(&columns).filter(|(_, column)| column.is_none());
    let mut unused: Vec<String> =
        unused.map(|(heading, _)| heading.to_owned()).filter(|heading| !heading.is_empty()).collect();
    let mut wave = counting.finish();
    wave.invited = beside.invited;
    // As with a survey's own results, a question is told of only if so many answered it on its scale.
    let enough = |row: &wave::Row| row.base().is_some_and(|base| base >= threshold);
    let few = wave.rows.extract_if(.., |row| !enough(row));
    unused.extend(few.map(|row| match &row.item {
        Some(item) => format!("{}.{item}", row.question),
        None => row.question.to_string(),
    }));
    Ok(Published { waves: vec![wave], unused })
}

#[cfg(test)]
mod tests {
    use survey::wave::{Consistency, Match};

    use super::*;

    const PUBLISHED: &[u8] = include_bytes!("../../question-sets/ims-published.json");

    fn set() -> QuestionSet {
        serde_json::from_str(include_str!("../../question-sets/ims-partnership-2026.json")).unwrap()
    }

    fn read_it(bytes: &[u8]) -> Result<Published, WaveError> {
        read(bytes, &set(), &Beside::default())
    }

    /// The counts of the printed Tables 1 to 4, by hand from the published data: as many rows and answers as there are.
    #[test]
    fn the_reference_reproduces_every_count_of_its_tables() {
        let json: serde_json::Value = serde_json::from_slice(PUBLISHED).unwrap();
        let published = read_it(PUBLISHED).unwrap();
        let mut compared = 0;
        for table in json["tables"].as_array().unwrap() {
            for (name, rows) in table["waves"].as_object().unwrap() {
                let wave = published.waves.iter().find(|wave| wave.name.as_str() == name).unwrap();
                for row in rows.as_array().unwrap() {
                    let ours = wave.row(table["code"].as_str().unwrap(), row["code"].as_str()).unwrap();
                    assert_eq!(ours.matches(&set()), Match::Full, "{row}");
                    for (choice, count) in row["counts"].as_object().unwrap() {
                        assert_eq!(ours.count(choice).map(u64::from), count.as_u64(), "{name} {row}");
                        compared += 1;
                    }
                }
            }
        }
        // Tables 1 and 2 have 5 rows of 6 choices, Table 3 has 8 of 4, in two waves; Table 4 has 6 of 4 in one.
        assert_eq!(compared, 2 * 5 * 6 + 2 * 8 * 4 + 6 * 4);
    }

    #[test]
    fn the_rows_of_the_reference_that_do_not_add_up_are_marked() {
        let published = read_it(PUBLISHED).unwrap();
        let mut at_odds = Vec::new();
        for wave in &published.waves {
            for row in wave.rows.iter().filter(|row| row.item.is_some()) {
                let of = |row: &survey::wave::Row| {
                    format!("{} {}.{}", wave.name, row.question, row.item.as_ref().unwrap())
                };
                match row.consistency(wave.respondents) {
                    Consistency::Fits => {}
                    Consistency::TooMany(by) => at_odds.push((of(row), i64::from(by))),
                    Consistency::TooFew(by) => at_odds.push((of(row), -i64::from(by))),
                    Consistency::Unknown => panic!("{row:?}"),
                }
            }
        }
        let expected = [
            ("2024 procedures.contracts_clear", 1),
            ("2024 procedures.support_timely", 4),
            ("2024 procedures.finance_adequate", 1),
            ("2024 procedures.reporting_useful", 1),
            ("2024 capacity_approach.mentoring", -2),
            ("2024 capacity_approach.tools", -1),
            ("2024 capacity_approach.networks", -1),
        ];
        assert_eq!(at_odds, expected.map(|(row, by)| (row.to_owned(), by)));
    }

    /// The percentages as the report prints them, against its own counts.
    #[test]
    fn the_places_where_the_printed_percentages_differ_come_out_in_a_list() {
        let mut published = read_it(PUBLISHED).unwrap();
        let printed = include_str!("../../tests/assets/ims-printed-percentages.csv");
        for line in printed.lines().skip(1) {
            let [wave, question, item, choice, percent] = line.split(',').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let wave = published.waves.iter_mut().find(|known| known.name.as_str() == wave).unwrap();
            let row = wave.row_mut(&question.parse().unwrap(), Some(&item.parse().unwrap()));
            row.count_mut(choice).printed_percent = Some(percent.parse().unwrap());
        }
        let mut list = Vec::new();
        for wave in &published.waves {
            for row in &wave.rows {
                for misprint in row.misprints(wave.respondents) {
                    let item = row.item.as_ref().map_or("", |item| item.as_str());
                    let place = format!("{} {}.{item} {}", wave.name, row.question, misprint.choice);
                    list.push(format!("{place}: {} printed, {} counted", misprint.printed, misprint.ours));
                }
            }
        }
        let expected = include_str!("../../tests/assets/ims-misprints.txt");
        assert_eq!(list.join("\n"), expected.trim_end());
    }

    #[test]
    fn a_table_of_counts_says_the_same_as_json() {
        let table = "wave,measure,question,item,choice,value,remark\n\
            2022,respondents,,,,93,\n2022,invited,,,,120,x\n2022,mean,satisfaction,,,\"4,47\",\n\
            2022,count,procedures,support_timely,agree,80,\n\
            2022,percent_as_printed,procedures,support_timely,agree,90,\n\
            2022,off_scale_count,procedures,support_timely,not_relevant,13,\n\
            2022,answered,engagement_means,,,50,\n2022,count,engagement_means,,messages,20,\n";
        let read = read_it(table.as_bytes()).unwrap();
        assert_eq!(read.unused, ["remark"]);
        let wave = &read.waves[0];
        assert_eq!((wave.respondents, wave.invited), (Some(93), Some(120)));
        let row = wave.row("procedures", Some("support_timely")).unwrap();
        assert_eq!((row.base(), row.total(), row.misprints(None).len()), (Some(80), Some(93), 1));
        assert_eq!(wave.row("satisfaction", None).unwrap().rating_mean(), Some(4.47));
        assert_eq!(wave.row("engagement_means", None).unwrap().base(), Some(50));
        let again = Published::read(&read.to_json()).unwrap();
        assert_eq!(again.waves, read.waves);
    }

    #[test]
    fn old_answers_are_counted() {
        let table = "region,satisfaction,procedures.support_timely,engagement_means,contact\n\
            mena,5,agree,messages focus_groups,somebody\nafrica,4,,messages,somebody else\nmena,5,agree,,\n";
        assert_eq!(read_it(table.as_bytes()), Err(WaveError::Unnamed));
        let threshold = 3.try_into().unwrap();
        let beside = Beside { name: Some("2020".parse().unwrap()), invited: Some(9), threshold };
        let of_three = read(table.as_bytes(), &set(), &beside).unwrap();
        // What fewer answered is not told.
        assert_eq!(of_three.unused, ["contact", "procedures.support_timely", "engagement_means"]);
        assert_eq!(of_three.waves[0].rows.len(), 2);
        let wave = &of_three.waves[0];
        assert_eq!((wave.respondents, wave.invited), (Some(3), Some(9)));
        assert_eq!(wave.row("satisfaction", None).unwrap().rating_mean(), Some(14.0 / 3.0));
        assert!(!of_three.to_json().to_string().contains("somebody"));
        let all = read(format!("{table}africa,3,agree,messages,\n").as_bytes(), &set(), &beside).unwrap();
        assert_eq!(all.unused, ["contact"]);
        assert_eq!(all.waves[0].row("engagement_means", None).unwrap().count("messages"), Some(3));
        let off_scale = table.replace("mena,5,agree", "mena,5,not_relevant");
        let off_scale = format!("{off_scale}africa,3,agree,messages,\n");
        let off_scale = read(off_scale.as_bytes(), &set(), &beside).unwrap();
        assert_eq!(off_scale.unused, ["contact", "procedures.support_timely"]);
        let beside = Beside { threshold: 4.try_into().unwrap(), ..beside };
        assert_eq!(read(table.as_bytes(), &set(), &beside), Err(WaveError::TooFew(beside.threshold)));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let row = |row: &str| {
            read_it(format!("wave,measure,question,item,choice,value\n{row}\n").as_bytes()).unwrap_err()
        };
        assert_eq!(row("2022,number,q,,a,1"), WaveError::Cell(2, "measure"));
        assert_eq!(row("2022,count,q,,a,some"), WaveError::Cell(2, "value"));
        assert_eq!(row("2022,count,Not a code,,a,1"), WaveError::Cell(2, "question"));
        assert_eq!(row("2022,count,q,,,1"), WaveError::Cell(2, "choice"));
        assert_eq!(row("2022,response_rate_percent,,,,120"), WaveError::Cell(2, "value"));
        assert_eq!(row("<b>,respondents,,,,1"), WaveError::Cell(2, "wave"));
        assert_eq!(read_it(b"wave,measure\n2022,count\n"), Err(WaveError::Column("question")));
        assert!(matches!(read_it(b"{\"waves\": 3}"), Err(WaveError::Json(_))));
        assert_eq!(read_it(b"{\"waves\": {}}"), Err(WaveError::Nothing));
        let beside = Beside { name: Some("2020".parse().unwrap()), ..Beside::default() };
        assert_eq!(read(b"a,b\n1,2\n", &set(), &beside), Err(WaveError::NoQuestion));
    }
}
