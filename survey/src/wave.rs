//! Earlier waves: counts that were published, without the answers behind them.
//!
//! A wave is kept as it was printed, slips included: a row that does not add up to its respondents is marked
//! ([`Row::consistency`]), never mended. Percentages are reckoned from the counts; where the printed ones differ,
//! [`Row::misprints`] lists them.
//!
//! # Format
//! ```json
//! { "waves": { "2022": { "invited": 120, "respondents": 93, "satisfaction_mean": 4.47, "satisfaction_5_count": 60 } },
//!   "tables": [ { "code": "procedures", "choices": ["agree", "disagree", "not_relevant"], "off_scale": ["not_relevant"],
//!                 "waves": { "2022": [ { "code": "timely", "counts": { "agree": 70, "disagree": 20, "not_relevant": 3 },
//!                                        "percent_as_printed": { "agree": 78 } } ] } } ] }
//! ```
//! A table is a question; its rows are the items of a matrix, or one row without a code. A rating has the keys
//! `QUESTION_mean`, `QUESTION_VALUE_count` and `QUESTION_VALUE_percent_as_printed` in its wave, or is a table whose choices
//! are its values. Where each could pick several choices, a row says how many `answered`. Other keys are named in
//! [`Published::unused`].

use std::fmt;
use std::str::FromStr;

use serde_json::{Map as Object, Value as Json, json};

use crate::code::{ItemCode, QuestionCode};
use crate::json::{Problem, within};
use crate::question_set::{Kind, Question, QuestionSet};
use crate::tally::percent;

/// What people call a wave: `2022`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WaveName(String);

impl WaveName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WaveName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A wave's name is missing, too long, or holds something else than Latin letters, digits and hyphens: it stands in an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the name of a wave: 1 to 32 Latin letters, digits and hyphens")]
pub struct NotAWaveName(pub String);

impl FromStr for WaveName {
    type Err = NotAWaveName;

    fn from_str(text: &str) -> Result<Self, NotAWaveName> {
        let name = text.trim();
        let usual = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if (1..=32).contains(&name.len()) && name.chars().all(usual) {
            Ok(Self(name.to_owned()))
        } else {
            Err(NotAWaveName(text.to_owned()))
        }
    }
}

/// The published counts of one wave.
#[derive(Debug, Clone, PartialEq)]
pub struct Wave {
    /// Its name.
    pub name: WaveName,
    /// How many were invited, if it was published.
    pub invited: Option<u32>,
    /// How many responded, if it was published.
    pub respondents: Option<u32>,
    /// The response rate in per cent, where it was published alone.
    pub response_rate: Option<f64>,
    /// The rows of its tables, in their order.
    pub rows: Vec<Row>,
}

/// One row of a published table: a question, or one item of a matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The question.
    pub question: QuestionCode,
    /// The item, in a matrix.
    pub item: Option<ItemCode>,
    /// The counts, in the order of the table.
    pub counts: Vec<Count>,
    /// How many answered, where each could pick several choices: the base of the percentages.
    pub answered: Option<u32>,
    /// Whether counts of some choices were not published.
    pub partial: bool,
    /// Who was asked.
    pub asked: Asked,
    /// The mean of a rating, as printed.
    pub mean: Option<f64>,
}

/// Who of a wave was asked a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Asked {
    /// Nobody says: everybody, as far as the answers add up to the respondents.
    #[default]
    Unsaid,
    /// Everybody.
    Everybody,
    /// Some, given their other answers. Of those who did not respond nobody knows who would have been.
    Some,
}

/// How often a choice was picked.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// The code of the choice, or the value of a rating.
    pub choice: String,
    /// How many picked it; unknown where only a percentage was printed.
    pub count: Option<u32>,
    /// Left out of the percentage base.
    pub off_scale: bool,
    /// The percentage as printed, in whole per cent.
    pub printed_percent: Option<u32>,
}

/// Whether a row adds up to the respondents of its wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consistency {
    /// It does.
    Fits,
    /// It has so many answers more than there were respondents.
    TooMany(u32),
    /// So many respondents are not accounted for.
    TooFew(u32),
    /// The respondents, or some counts, were not published.
    Unknown,
}

/// A printed percentage which the counts of its row contradict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misprint {
    /// The choice.
    pub choice: String,
    /// The percentage as printed.
    pub printed: u32,
    /// The percentage of the counts.
    pub ours: u32,
}

/// How a row matches a question set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// Question, item and all choices are there: it can be compared.
    Full,
    /// There is no question of that code.
    NoQuestion,
    /// The question has no such item, or has items where the row has none.
    NoItem,
    /// These choices of the row are not among the question's.
    Choices(Vec<String>),
    /// Questions of this kind are not compared.
    Kind,
}

impl Row {
    /// How many answered on the scale: the base of the percentages. `None` while a count is unknown.
    pub fn base(&self) -> Option<u32> {
        self.answered.or_else(|| self.sum(|count| !count.off_scale).filter(|_| !self.partial))
    }

    /// All who answered, off the scale too. `None` while a count is unknown.
    pub fn total(&self) -> Option<u32> {
        self.answered.or_else(|| self.sum(|_| true).filter(|_| !self.partial))
    }

    /// The mean of a rating: as printed, or of its counts if all are known.
    pub fn rating_mean(&self) -> Option<f64> {
        let of_counts = || {
            let base = self.base().filter(|&base| base > 0 && self.answered.is_none())?;
            let on_scale = self.counts.iter().filter(|count| !count.off_scale);
            let sum = on_scale
                .map(|c| Some(c.choice.parse::<f64>().ok()? * f64::from(c.count?)))
                .sum::<Option<f64>>()?;
            Some(sum / f64::from(base))
        };
        self.mean.or_else(of_counts)
    }

    fn sum(&self, which: impl Fn(&Count) -> bool) -> Option<u32> {
        self.counts.iter().filter(|count| which(count)).map(|count| count.count).sum()
    }

    /// The count of a choice.
    pub fn count(&self, choice: &str) -> Option<u32> {
        self.counts.iter().find(|count| count.choice == choice)?.count
    }

    /// Whether the row adds up to so many respondents.
    pub fn consistency(&self, respondents: Option<u32>) -> Consistency {
        let counts = self.counts.iter().filter_map(|count| count.count);
        // Of several choices, the most frequent one shows how many answered at least.
        let known = match self.answered {
            Some(answered) => counts.max().unwrap_or_default().max(answered),
            None => counts.sum(),
        };
        match (respondents, self.total()) {
            (Some(all), _) if known > all => Consistency::TooMany(known - all),
            (Some(all), Some(total)) if total < all => Consistency::TooFew(all - total),
            (Some(_), Some(_)) => Consistency::Fits,
            _ => Consistency::Unknown,
        }
    }

    /// The printed percentages that the counts contradict. Of a row whose counts are partly known, the base is the
    /// respondents of the wave.
    pub fn misprints(&self, respondents: Option<u32>) -> Vec<Misprint> {
        let base = if self.partial { respondents } else { self.base() };
        let checked = self.counts.iter().filter_map(|count| {
            let (printed, ours) = (count.printed_percent?, percent(count.count?.into(), base?.into())?);
            (printed != ours).then(|| Misprint { choice: count.choice.clone(), printed, ours })
        });
        checked.collect()
    }

    /// How the row matches a question set.
    pub fn matches(&self, set: &QuestionSet) -> Match {
        let Some(question) = set.question(self.question.as_str()) else { return Match::NoQuestion };
        let known: Vec<String> = match &question.kind {
            Kind::Matrix { items, .. } => match &self.item {
                Some(code) if items.iter().any(|item| item.code == *code) => codes(set, question),
                _ => return Match::NoItem,
            },
            _ if self.item.is_some() => return Match::NoItem,
            Kind::SelectOne { .. } | Kind::SelectSeveral { .. } => codes(set, question),
            Kind::Rating { min, max, .. } => (*min..=*max).map(|value| value.to_string()).collect(),
            _ => return Match::Kind,
        };
        let strange = self.counts.iter().map(|count| &count.choice).filter(|code| !known.contains(code));
        let strange: Vec<String> = strange.cloned().collect();
        if strange.is_empty() { Match::Full } else { Match::Choices(strange) }
    }
}

fn codes(set: &QuestionSet, question: &Question) -> Vec<String> {
    set.choices(question).iter().map(|choice| choice.code.to_string()).collect()
}

impl Wave {
    /// A wave of which nothing is known yet.
    pub fn new(name: WaveName) -> Self {
        Self { name, invited: None, respondents: None, response_rate: None, rows: Vec::new() }
    }

    /// The row of a question or item.
    pub fn row(&self, question: &str, item: Option<&str>) -> Option<&Row> {
        let same = |row: &&Row| row.question == *question && row.item.as_ref().map(ItemCode::as_str) == item;
        self.rows.iter().find(same)
    }

    /// The response rate in per cent: of the counts, or as it was published alone.
    pub fn rate(&self) -> Option<f64> {
        match (self.respondents, self.invited) {
            (Some(respondents), Some(invited)) if invited > 0 => {
                Some(100.0 * f64::from(respondents) / f64::from(invited))
            }
            _ => self.response_rate,
        }
    }

    /// Whether every row adds up.
    pub fn is_consistent(&self) -> bool {
        let at_odds = |row: &Row| {
            matches!(row.consistency(self.respondents), Consistency::TooMany(_) | Consistency::TooFew(_))
        };
        !self.rows.iter().any(at_odds)
    }

    /// The row of a question or item, made if it is missing.
    pub fn row_mut(&mut self, question: &QuestionCode, item: Option<&ItemCode>) -> &mut Row {
        let place = self.rows.iter().position(|row| row.question == *question && row.item.as_ref() == item);
        let place = place.unwrap_or_else(|| {
            let counts = Vec::new();
            let (question, item) = (question.clone(), item.cloned());
            self.rows.push(Row {
                question,
                item,
                counts,
                answered: None,
                partial: false,
                asked: Asked::Unsaid,
                mean: None,
            });
            self.rows.len() - 1
        });
        &mut self.rows[place]
    }
}

impl Row {
    /// The count of a choice, made if it is missing.
    pub fn count_mut(&mut self, choice: &str) -> &mut Count {
        let place = self.counts.iter().position(|count| count.choice == choice).unwrap_or_else(|| {
            let choice = choice.to_owned();
            self.counts.push(Count { choice, count: None, off_scale: false, printed_percent: None });
            self.counts.len() - 1
        });
        &mut self.counts[place]
    }
}

/// The answers of an earlier wave, counted as they are read and not kept.
pub struct Counting<'a> {
    set: &'a QuestionSet,
    wave: Wave,
}

impl<'a> Counting<'a> {
    /// Counts by the kinds of a question set.
    pub fn new(set: &'a QuestionSet, name: WaveName) -> Self {
        Self { set, wave: Wave { respondents: Some(0), ..Wave::new(name) } }
    }

    /// The question and item of a column's heading, `question` or `question.item`, if their answers can be counted.
    pub fn column(&self, heading: &str) -> Option<(QuestionCode, Option<ItemCode>)> {
        let (question, item) = heading.split_once('.').map_or((heading, None), |(q, item)| (q, Some(item)));
        let known = self.set.question(question)?;
        let countable = match (&known.kind, item) {
            (Kind::Matrix { items, .. }, Some(code)) => items.iter().any(|item| item.code == *code),
            (Kind::SelectOne { .. } | Kind::SelectSeveral { .. } | Kind::Rating { .. }, None) => true,
            _ => false,
        };
        let item = item.map(str::parse).transpose().ok()?;
        countable.then(|| (known.code.clone(), item))
    }

    /// Counts one respondent.
    pub fn respondent(&mut self) {
        self.wave.respondents = self.wave.respondents.map(|count| count + 1);
    }

    /// Counts an answer; codes of several choices are parted by spaces. An empty one is none.
    pub fn answer(&mut self, question: &QuestionCode, item: Option<&ItemCode>, answer: &str) {
        let several = self
            .set
            .question(question.as_str())
            .is_some_and(|question| matches!(question.kind, Kind::SelectSeveral { .. }));
        let picked: Vec<&str> =
            if several { answer.split_whitespace().collect() } else { vec![answer.trim()] };
        if picked.iter().all(|choice| choice.is_empty()) {
            return;
        }
        let row = self.wave.row_mut(question, item);
        if several {
            row.answered = Some(row.answered.unwrap_or(0) + 1);
        }
        for choice in picked {
            let count = row.count_mut(choice);
            count.count = Some(count.count.unwrap_or(0) + 1);
        }
    }

    /// The wave: choices in the order of the question set, those that nobody picked too.
    pub fn finish(mut self) -> Wave {
        for row in &mut self.wave.rows {
            let Some(question) = self.set.question(row.question.as_str()) else { continue };
            let mut known: Vec<(String, bool)> =
                self.set.choices(question).iter().map(|c| (c.code.to_string(), c.off_scale)).collect();
            if let Kind::Rating { min, max, .. } = question.kind {
                known = (min..=max).map(|value| (value.to_string(), false)).collect();
            }
            let found = std::mem::take(&mut row.counts);
            for (choice, off_scale) in known {
                let count = found.iter().find(|count| count.choice == choice).and_then(|count| count.count);
                row.counts.push(Count { choice, count: count.or(Some(0)), off_scale, printed_percent: None });
            }
            row.counts.extend(found.into_iter().filter(|count| {
                let known = codes(self.set, question);
                !known.contains(&count.choice)
                    && !matches!(question.kind, Kind::Rating { min, max, .. }
                    if count.choice.parse().is_ok_and(|value: i64| (min..=max).contains(&value)))
            }));
        }
        self.wave
    }
}

/// What a file of published counts holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The waves, by name.
    pub waves: Vec<Wave>,
    /// The keys which Sawt has no use for, with their place.
    pub unused: Vec<String>,
}

const USED: [&str; 2] = ["waves", "tables"];
const USED_IN_TABLE: [&str; 4] = ["code", "choices", "off_scale", "waves"];
const USED_IN_ROW: [&str; 4] = ["code", "counts", "answered", "percent_as_printed"];

impl Published {
    /// Reads the format of the module.
    ///
    /// # Errors
    /// What is wrong, and at which place.
    pub fn read(json: &Json) -> Result<Self, Problem> {
        let object = json.as_object().ok_or(Problem::Expected("an object"))?;
        let mut published = Self { waves: Vec::new(), unused: unused("", object, &USED) };
        let waves = object.get("waves").and_then(Json::as_object).ok_or(Problem::Missing("waves"))?;
        for (name, facts) in waves {
            let name_read = name.parse().map_err(|_| Problem::Form("waves", name.clone()))?;
            let wave = within("wave", name, read_wave(name_read, facts, &mut published.unused))?;
            published.waves.push(wave);
        }
        published.waves.sort_by(|a, b| a.name.cmp(&b.name));
        if let Some(tables) = object.get("tables") {
            let tables = tables.as_array().ok_or(Problem::Type("tables", "a list"))?;
            for (place, table) in tables.iter().enumerate() {
                let name = table["code"].as_str().map_or_else(|| (place + 1).to_string(), str::to_owned);
                within("table", &name, published.read_table(&name, table))?;
            }
        }
        Ok(published)
    }

    fn read_table(&mut self, name: &str, json: &Json) -> Result<(), Problem> {
        let table = json.as_object().ok_or(Problem::Expected("an object"))?;
        self.unused.extend(unused(&format!("{name}."), table, &USED_IN_TABLE));
        let question: QuestionCode = name.parse().map_err(|_| Problem::Form("code", name.to_owned()))?;
        let texts = |key: &'static str| -> Result<Vec<String>, Problem> {
            let Some(json) = table.get(key) else { return Ok(Vec::new()) };
            let list = json.as_array().ok_or(Problem::Type(key, "a list"))?;
            let text =
                |json: &Json| json.as_str().map(str::to_owned).ok_or(Problem::Type(key, "a list of texts"));
            list.iter().map(text).collect()
        };
        let (choices, off_scale) = (texts("choices")?, texts("off_scale")?);
        let waves = table.get("waves").and_then(Json::as_object).ok_or(Problem::Missing("waves"))?;
        for (wave_name, rows) in waves {
            let known = self.waves.iter_mut().find(|wave| wave.name.as_str() == wave_name);
            let wave = known.ok_or_else(|| Problem::Unexpected(wave_name.clone()))?;
            let rows = rows.as_array().ok_or(Problem::Type("waves", "a list of rows in each wave"))?;
            for row in rows {
                let row = row.as_object().ok_or(Problem::Expected("an object"))?;
                let item = match row.get("code") {
                    None | Some(Json::Null) => None,
                    Some(json) => {
                        let text = json.as_str().ok_or(Problem::Type("code", "a text"))?;
                        Some(text.parse::<ItemCode>().map_err(|_| Problem::Form("code", text.to_owned()))?)
                    }
                };
                for key in unused(&format!("{name}."), row, &USED_IN_ROW) {
                    // The printed text of a row is no surprise in every row anew.
                    if !self.unused.contains(&key) {
                        self.unused.push(key);
                    }
                }
                let place = item.as_ref().map_or("", ItemCode::as_str).to_owned();
                let into = wave.row_mut(&question, item.as_ref());
                within("row", &place, read_counts(row, &choices, &off_scale, into))?;
            }
        }
        Ok(())
    }

    /// Writes the format of the module.
    pub fn to_json(&self) -> Json {
        let mut waves = Object::new();
        let mut tables: Vec<Json> = Vec::new();
        for wave in &self.waves {
            let mut facts = Object::new();
            facts.extend(wave.invited.map(|n| ("invited".to_owned(), json!(n))));
            facts.extend(wave.respondents.map(|n| ("respondents".to_owned(), json!(n))));
            facts.extend(wave.response_rate.map(|rate| ("response_rate_percent".to_owned(), json!(rate))));
            for row in &wave.rows {
                if row.is_facts() {
                    row.write_facts(&mut facts);
                } else {
                    let place = tables.iter().position(|table| table["code"] == row.question.as_str());
                    let place = place.unwrap_or_else(|| {
                        tables.push(
                            json!({ "code": row.question, "choices": [], "off_scale": [], "waves": {} }),
                        );
                        tables.len() - 1
                    });
                    row.write(wave.name.as_str(), &mut tables[place]);
                }
            }
            waves.insert(wave.name.to_string(), Json::Object(facts));
        }
        json!({ "waves": waves, "tables": tables })
    }
}

fn unused(place: &str, object: &Object<String, Json>, used: &[&str]) -> Vec<String> {
    object.keys().filter(|key| !used.contains(&key.as_str())).map(|key| format!("{place}{key}")).collect()
}

fn count(key: &'static str, json: &Json) -> Result<u32, Problem> {
    let count = json.as_u64().and_then(|number| u32::try_from(number).ok());
    count.ok_or(Problem::Type(key, "a whole number from 0 up"))
}

fn read_wave(name: WaveName, json: &Json, unused: &mut Vec<String>) -> Result<Wave, Problem> {
    let facts = json.as_object().ok_or(Problem::Expected("an object"))?;
    let mut wave = Wave::new(name);
    for (key, value) in facts {
        match key.as_str() {
            "invited" => wave.invited = Some(count("invited", value)?),
            "respondents" => wave.respondents = Some(count("respondents", value)?),
            "response_rate_percent" => {
                let rate = value.as_f64().filter(|rate| (0.0..=100.0).contains(rate));
                wave.response_rate = Some(rate.ok_or(Problem::Type("response_rate_percent", "0 to 100"))?);
            }
            _ => {
                if !read_rating(key, value, &mut wave)? {
                    unused.push(format!("{}.{key}", wave.name));
                }
            }
        }
    }
    Ok(wave)
}

/// Reads a key of a rating; false if it is none.
fn read_rating(key: &str, value: &Json, wave: &mut Wave) -> Result<bool, Problem> {
    if let Some(question) = key.strip_suffix("_mean").and_then(|code| code.parse().ok()) {
        let mean = value.as_f64().ok_or(Problem::Type("…_mean", "a number"))?;
        let row = wave.row_mut(&question, None);
        row.mean = Some(mean);
        row.partial = true;
        return Ok(true);
    }
    let printed = key.strip_suffix("_percent_as_printed");
    let Some(rest) = printed.or_else(|| key.strip_suffix("_count")) else { return Ok(false) };
    let Some((code, choice)) = rest.rsplit_once('_') else { return Ok(false) };
    let (Ok(question), Ok(_)) = (code.parse(), choice.parse::<i64>()) else { return Ok(false) };
    let number = count("…_count", value)?;
    let row = wave.row_mut(&question, None);
    row.partial = true;
    let into = row.count_mut(choice);
    if printed.is_some() {
        into.printed_percent = Some(number);
    } else {
        into.count = Some(number);
    }
    Ok(true)
}

fn read_counts(
    row: &Object<String, Json>,
    choices: &[String],
    off_scale: &[String],
    into: &mut Row,
) -> Result<(), Problem> {
    let counts = row.get("counts").and_then(Json::as_object).ok_or(Problem::Missing("counts"))?;
    let order = choices.iter().filter(|code| counts.contains_key(*code));
    let others = counts.keys().filter(|code| !choices.contains(code));
    for code in order.chain(others) {
        let number = within("choice", code, count("counts", &counts[code.as_str()]))?;
        let off = off_scale.contains(code);
        let into = into.count_mut(code);
        into.count = Some(number);
        into.off_scale = off;
    }
    if let Some(json) = row.get("answered") {
        into.answered = Some(count("answered", json)?);
    }
    if let Some(json) = row.get("percent_as_printed") {
        let printed = json.as_object().ok_or(Problem::Type("percent_as_printed", "an object"))?;
        for (code, json) in printed {
            let number = within("choice", code, count("percent_as_printed", json))?;
            into.count_mut(code).printed_percent = Some(number);
        }
    }
    Ok(())
}

impl Row {
    /// Whether it is written into its wave: a rating of which a mean or some counts are known.
    fn is_facts(&self) -> bool {
        self.item.is_none() && self.partial
    }

    fn write_facts(&self, facts: &mut Object<String, Json>) {
        let question = &self.question;
        facts.extend(self.mean.map(|mean| (format!("{question}_mean"), json!(mean))));
        for count in &self.counts {
            let choice = &count.choice;
            facts.extend(count.count.map(|n| (format!("{question}_{choice}_count"), json!(n))));
            let printed = |n| (format!("{question}_{choice}_percent_as_printed"), json!(n));
            facts.extend(count.printed_percent.map(printed));
        }
    }

    fn write(&self, wave: &str, table: &mut Json) {
        let mut row = json!({ "counts": {} });
        if let Some(item) = &self.item {
            row["code"] = json!(item);
        }
        if let Some(answered) = self.answered {
            row["answered"] = json!(answered);
        }
        for count in &self.counts {
            for (key, wanted) in [("choices", true), ("off_scale", count.off_scale)] {
                if let Some(list) = table[key].as_array_mut().filter(|_| wanted)
                    && !list.iter().any(|code| *code == *count.choice)
                {
                    list.push(json!(count.choice));
                }
            }
            if let Some(number) = count.count {
                row["counts"][&count.choice] = json!(number);
            }
            if let Some(printed) = count.printed_percent {
                row["percent_as_printed"][&count.choice] = json!(printed);
            }
        }
        if table["waves"][wave].is_null() {
            table["waves"][wave] = json!([]);
        }
        if let Some(rows) = table["waves"][wave].as_array_mut() {
            rows.push(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(json: Json) -> Published {
        Published::read(&json).unwrap()
    }

    fn example() -> Json {
        json!({
            "source": "a report",
            "waves": {
                "2022": { "respondents": 93, "satisfaction_mean": 4.47 },
                "2024": { "invited": 115, "respondents": 49, "satisfaction_5_count": 35,
                          "satisfaction_5_percent_as_printed": 74, "weather": "fine" },
            },
            "tables": [{
                "code": "procedures", "choices": ["agree", "disagree", "not_relevant"], "off_scale": ["not_relevant"],
                "waves": {
                    "2024": [
                        { "code": "clear", "counts": { "disagree": 1, "agree": 47, "not_relevant": 1 } },
                        { "code": "timely", "counts": { "agree": 47, "disagree": 2, "not_relevant": 4 },
                          "percent_as_printed": { "agree": 96, "disagree": 5 } },
                    ],
                    "2022": [{ "code": "clear", "counts": { "agree": 90, "disagree": 2 } }],
                },
            }],
        })
    }

    #[test]
    fn a_file_is_read_and_what_is_not_used_is_named() {
        let read = published(example());
        assert_eq!(read.unused, ["source", "2024.weather"]);
        let wave = &read.waves[1];
        assert_eq!((wave.name.as_str(), wave.invited, wave.respondents), ("2024", Some(115), Some(49)));
        let clear = wave.row("procedures", Some("clear")).unwrap();
        let order: Vec<&str> = clear.counts.iter().map(|count| count.choice.as_str()).collect();
        assert_eq!(order, ["agree", "disagree", "not_relevant"]);
        assert_eq!((clear.base(), clear.total()), (Some(48), Some(49)));
        assert_eq!(read.waves[0].row("satisfaction", None).unwrap().mean, Some(4.47));
    }

    #[test]
    fn a_row_that_does_not_add_up_is_marked_and_kept() {
        let read = published(example());
        let wave = &read.waves[1];
        let of = |item| wave.row("procedures", Some(item)).unwrap().consistency(wave.respondents);
        assert_eq!(of("clear"), Consistency::Fits);
        assert_eq!(of("timely"), Consistency::TooMany(4));
        assert!(!wave.is_consistent());
        let few = read.waves[0].row("procedures", Some("clear")).unwrap();
        assert_eq!(few.consistency(Some(93)), Consistency::TooFew(1));
        assert_eq!(few.consistency(None), Consistency::Unknown);
        let partly = wave.row("satisfaction", None).unwrap();
        assert_eq!(partly.consistency(Some(49)), Consistency::Unknown);
        assert_eq!(partly.consistency(Some(34)), Consistency::TooMany(1));
    }

    #[test]
    fn printed_percentages_that_the_counts_contradict_are_listed() {
        let read = published(example());
        let wave = &read.waves[1];
        let of = |question, item| wave.row(question, item).unwrap().misprints(wave.respondents);
        assert_eq!(
            of("procedures", Some("timely")),
            [Misprint { choice: "disagree".to_owned(), printed: 5, ours: 4 }]
        );
        assert_eq!(of("satisfaction", None), [Misprint { choice: "5".to_owned(), printed: 74, ours: 71 }]);
        assert_eq!(of("procedures", Some("clear")), []);
    }

    #[test]
    fn what_is_written_reads_as_the_same() {
        let mut read = published(example());
        read.unused.clear();
        assert_eq!(published(read.to_json()), read);
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let mut json = example();
        json["tables"][0]["waves"]["2024"][1]["counts"]["agree"] = json!(-3);
        let message = Published::read(&json).unwrap_err().to_string();
        assert!(message.contains("“procedures”") && message.contains("“timely”"), "{message}");
        for (pointer, value) in [
            ("/tables/0/code", json!("Not A Code")),
            ("/waves", json!([])),
            ("/waves/2024/invited", json!("many")),
        ] {
            let mut json = example();
            *json.pointer_mut(pointer).unwrap() = value;
            assert!(Published::read(&json).is_err(), "{pointer}");
        }
    }

    #[test]
    fn rows_match_by_code() {
        let set: QuestionSet = serde_json::from_value(json!({
            "code": "ims", "version": 1, "languages": ["en"],
            "choice_lists": { "agree": [{ "code": "agree" }, { "code": "not_relevant", "off_scale": true }] },
            "sections": [{ "code": "one", "questions": [
                { "code": "procedures", "kind": "matrix", "choices": "agree", "items": [{ "code": "clear" }] },
                { "code": "satisfaction", "kind": "rating", "min": 1, "max": 5 },
                { "code": "comment", "kind": "text" },
            ] }],
        }))
        .unwrap();
        let wave = &published(example()).waves[1];
        let of = |question, item| wave.row(question, item).unwrap().matches(&set);
        assert_eq!(of("satisfaction", None), Match::Full);
        assert_eq!(of("procedures", Some("timely")), Match::NoItem);
        assert_eq!(of("procedures", Some("clear")), Match::Choices(vec!["disagree".to_owned()]));
        let mut strange = wave.rows[0].clone();
        strange.question = "nothing".parse().unwrap();
        assert_eq!(strange.matches(&set), Match::NoQuestion);
        strange.question = "comment".parse().unwrap();
        assert_eq!(strange.matches(&set), Match::Kind);
    }

    #[test]
    fn answers_are_counted_by_the_kind_of_their_question() {
        let set: QuestionSet = serde_json::from_value(json!({
            "code": "ims", "version": 1, "languages": ["en"],
            "choice_lists": { "list": [{ "code": "a" }, { "code": "b" }, { "code": "c", "off_scale": true }] },
            "sections": [{ "code": "one", "questions": [
                { "code": "matrix", "kind": "matrix", "choices": "list", "items": [{ "code": "row" }] },
                { "code": "several", "kind": "select_several", "choices": "list" },
                { "code": "rating", "kind": "rating", "min": 1, "max": 3 },
                { "code": "comment", "kind": "text" },
            ] }],
        }))
        .unwrap();
        let mut counting = Counting::new(&set, "2020".parse().unwrap());
        let columns: Vec<_> =
            ["matrix.row", "several", "rating"].map(|heading| counting.column(heading).unwrap()).into();
        for heading in ["comment", "matrix", "matrix.none", "nothing", "rating.row"] {
            assert_eq!(counting.column(heading), None, "{heading}");
        }
        for answers in [["a", "a b", "3"], ["c", "", "2"], ["strange", "b", ""]] {
            counting.respondent();
            for ((question, item), answer) in columns.iter().zip(answers) {
                counting.answer(question, item.as_ref(), answer);
            }
        }
        let wave = counting.finish();
        assert_eq!(wave.respondents, Some(3));
        let counts = |row: &Row| -> Vec<(String, u32)> {
            row.counts.iter().map(|count| (count.choice.clone(), count.count.unwrap())).collect()
        };
        let of = |pairs: &[(&str, u32)]| -> Vec<(String, u32)> {
            pairs.iter().map(|(choice, count)| ((*choice).to_owned(), *count)).collect()
        };
        let matrix = wave.row("matrix", Some("row")).unwrap();
        assert_eq!(counts(matrix), of(&[("a", 1), ("b", 0), ("c", 1), ("strange", 1)]));
        assert_eq!(matrix.matches(&set), Match::Choices(vec!["strange".to_owned()]));
        let several = wave.row("several", None).unwrap();
        assert_eq!((counts(several), several.base()), (of(&[("a", 1), ("b", 2), ("c", 0)]), Some(2)));
        assert_eq!(several.consistency(Some(3)), Consistency::TooFew(1));
        assert_eq!(several.consistency(Some(1)), Consistency::TooMany(1));
        let rating = wave.row("rating", None).unwrap();
        assert_eq!((counts(rating), rating.rating_mean()), (of(&[("1", 0), ("2", 1), ("3", 1)]), Some(2.5)));
        let published = Published { waves: vec![wave], unused: Vec::new() };
        assert_eq!(Published::read(&published.to_json()).unwrap(), published);
    }
}
