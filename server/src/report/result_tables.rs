//! Results as tables with words, for pages and files: one for each question, of everybody or by groups.

use survey::code::{ChoiceCode, ItemCode, QuestionCode, SectionCode};
use survey::disclosure::{BaseKind, Breakdown, Cell, Group, Line, Results, Said};
use survey::question_set::{Choice, Kind, Question, Text};
use survey::tally::{Distribution, Figures, NumberTally, QuestionTally, Withheld};
use survey::{Locale, QuestionSet};

use crate::catalogue::Survey;
use crate::i18n::{Arg, LocaleTexts};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A count, or a mean.
    Number(f64),
    /// A share in whole per cent.
    Percent(u32),
    /// Nothing.
    Blank,
}

/// How the figures of a table are drawn where somebody draws them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// Bars of the first column.
    Bars,
    /// A bar for each row, made of the columns.
    Stacked,
    /// Not at all.
    Nothing,
}

/// A table of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultTable {
    /// The code of its section.
    pub section: SectionCode,
    /// The question.
    pub question: QuestionCode,
    /// What is asked.
    pub title: String,
    /// Sentences on who answered.
    pub notes: Vec<String>,
    /// The heads of the columns after the first, which has the labels.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<ResultRow>,
    /// How to draw it.
    pub drawing: Drawing,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultRow {
    /// What it is of.
    pub label: String,
    /// Its cells.
    pub cells: Vec<Value>,
}

/// Names and sentences in a language, from the survey's question set.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    survey: &'a Survey,
    t: &'a LocaleTexts,
}

impl<'a> Words<'a> {
    /// The words for a survey in a language.
    pub fn new(survey: &'a Survey, t: &'a LocaleTexts) -> Self {
        Self { survey, t }
    }

    /// The versions, the one that is filled now first.
    fn sets(&self) -> impl Iterator<Item = &'a QuestionSet> {
        let current = self.survey.current();
        let others = self.survey.versions.values().rev().filter(|set| set.version != current.version);
        std::iter::once(current).chain(others).map(AsRef::as_ref)
    }

    fn say(&self, set: &'a QuestionSet, text: &'a Text) -> String {
        let locale: &Locale = match set.languages.first() {
            Some(first) if !text.0.contains_key(self.t.locale()) => first,
            _ => self.t.locale(),
        };
        text.get(locale).to_owned()
    }

    fn asked(&self, code: &QuestionCode) -> Option<(&'a QuestionSet, &'a Question)> {
        self.sets().find_map(|set| Some((set, set.question(code.as_str())?)))
    }

    /// The heading of a section.
    pub fn section(&self, code: &SectionCode) -> String {
        let found = self.sets().find_map(|set| {
            set.sections.iter().find(|section| section.code == *code).map(|section| (set, section))
        });
        found.map_or_else(|| code.to_string(), |(set, section)| self.say(set, &section.title))
    }

    /// What is asked.
    pub fn question(&self, code: &QuestionCode) -> String {
        self.asked(code).map_or_else(|| code.to_string(), |(set, question)| self.say(set, &question.label))
    }

    /// A statement of a matrix.
    pub fn item(&self, code: &QuestionCode, item: &ItemCode) -> String {
        let found = self.sets().find_map(|set| {
            let Kind::Matrix { items, .. } = &set.question(code.as_str())?.kind else { return None };
            Some((set, items.iter().find(|known| known.code == *item)?))
        });
        found.map_or_else(|| item.to_string(), |(set, item)| self.say(set, &item.label))
    }

    /// A choice of a question.
    pub fn choice(&self, code: &QuestionCode, choice: &ChoiceCode) -> String {
        let found = self.sets().find_map(|set| {
            let known: &Choice =
                set.choices(set.question(code.as_str())?).iter().find(|known| known.code == *choice)?;
            Some((set, known))
        });
        found.map_or_else(|| choice.to_string(), |(set, choice)| self.say(set, &choice.label))
    }

    /// An answer, or several that are counted together.
    pub fn said(&self, code: &QuestionCode, said: &Said) -> String {
        match said {
            Said::Choices(choices) => self.or(choices.iter().map(|choice| self.choice(code, choice))),
            Said::First(choice) => {
                self.t.tr("results-first-of", &[("choice", Arg::from(self.choice(code, choice)))])
            }
            Said::Values(from, to) if from == to => self.number(*from as f64),
            Said::Values(from, to) => self.range("results-from-to", *from as f64, *to as f64),
            Said::Numbers(from, below) => self.band(*from, *below),
        }
    }

    /// The people of a group.
    pub fn group(&self, by: &QuestionCode, group: &Group) -> String {
        let named = group.choices.iter().map(|choice| self.choice(by, choice));
        self.or(named.chain(group.unanswered.then(|| self.t.text("results-unanswered"))))
    }

    fn or(&self, names: impl Iterator<Item = String>) -> String {
        names.collect::<Vec<_>>().join(&self.t.text("results-or"))
    }

    fn number(&self, number: f64) -> String {
        self.t.number(number)
    }

    fn range(&self, id: &str, from: f64, to: f64) -> String {
        self.t.tr(id, &[("from", Arg::from(self.number(from))), ("to", Arg::from(self.number(to)))])
    }

    fn band(&self, from: Option<f64>, below: Option<f64>) -> String {
        match (from, below) {
            (Some(from), Some(below)) => self.range("results-from-below", from, below),
            (Some(from), None) => self.t.tr("results-from", &[("from", Arg::from(self.number(from)))]),
            (None, Some(below)) => self.t.tr("results-below", &[("to", Arg::from(self.number(below)))]),
            (None, None) => String::new(),
        }
    }

    fn count(&self, id: &str, count: u64) -> String {
        self.t.count(id, "count", count as f64)
    }

    /// The tables of everybody's answers.
    pub fn overall(&self, results: &Results) -> Vec<ResultTable> {
        let fewest = u64::from(results.threshold.get()) + results.raised_by;
        results.tally.questions.iter().map(|question| self.of_question(question, fewest)).collect()
    }

    /// Why nothing is told of a question.
    fn withheld(&self, why: Withheld, fewest: u64) -> String {
        match why {
            Withheld::TooFew => self.count("results-withheld-few", fewest),
        }
    }

    fn of_question(&self, question: &QuestionTally, fewest: u64) -> ResultTable {
        let code = &question.question;
        let mut notes = match &question.figures {
            Figures::Withheld { why } => vec![self.withheld(*why, fewest)],
            _ => vec![self.count("results-answered", question.answered)],
        };
        for (id, count) in [
            ("results-skipped", question.missing.skipped),
            ("results-not-relevant", question.missing.not_relevant),
        ] {
            if count > 0 {
                notes.push(self.count(id, count));
            }
        }
        let heads = |ids: &[&str]| ids.iter().map(|id| self.t.text(id)).collect::<Vec<_>>();
        let usual = heads(&["results-count", "results-share"]);
        let row = |label: String, count: u64, percent: Option<u32>| ResultRow {
            label,
            cells: vec![Value::Number(count as f64), percent.map_or(Value::Blank, Value::Percent)],
        };
        let (columns, rows, drawing) = match &question.figures {
            Figures::SelectOne(found) | Figures::SelectSeveral(found) => {
                notes.extend(self.base_note(found, question.answered));
                let rows = found.choices.iter();
                let rows = rows.map(|c| row(self.choice(code, &c.choice), c.count, c.percent)).collect();
                (usual, rows, Drawing::Bars)
            }
            Figures::Matrix { items, withheld } => {
                if !withheld.is_empty() {
                    let names: Vec<String> = withheld.iter().map(|item| self.item(code, item)).collect();
                    let names = [("names", Arg::from(names.join(" · ")))];
                    notes.push(self.t.tr("results-withheld-items", &names));
                }
                let choices = items.first().map_or(&[][..], |item| item.distribution.choices.as_slice());
                let mut columns: Vec<String> =
                    choices.iter().map(|choice| self.choice(code, &choice.choice)).collect();
                columns.push(self.t.text("results-base"));
                let rows = items.iter().map(|item| {
                    let found = &item.distribution;
                    let mut cells: Vec<_> =
                        found.choices.iter().map(|choice| Value::Number(choice.count as f64)).collect();
                    cells.push(Value::Number(found.base as f64));
                    ResultRow { label: self.item(code, &item.item), cells }
                });
                (columns, rows.collect(), Drawing::Stacked)
            }
            Figures::Rating(found) => {
                notes.extend(self.middle(found.mean, found.median));
                if let Some(score) = found.recommend.as_ref().and_then(|recommend| recommend.score) {
                    notes.push(self.t.count("results-recommend", "score", score.round()));
                }
                let rows = found.values.iter();
                let rows = rows.map(|v| row(self.number(v.value as f64), v.count, v.percent)).collect();
                (usual, rows, Drawing::Bars)
            }
            Figures::Number(found) | Figures::Percentage(found) => {
                notes.extend(self.middle(found.mean, found.median));
                notes.extend(self.spread(found));
                let rows = found.bands.iter().filter(|band| band.count > 0 || band.from.is_some());
                let rows = rows.map(|b| row(self.band(b.from, b.below), b.count, b.percent)).collect();
                (usual, rows, Drawing::Bars)
            }
            Figures::Ranking(found) => {
                let columns =
                    heads(&["results-first-place", "results-share", "results-ranked", "results-mean-rank"]);
                let rows = found.choices.iter().map(|choice| ResultRow {
                    label: self.choice(code, &choice.choice),
                    cells: vec![
                        Value::Number(choice.ranks.first().copied().unwrap_or(0) as f64),
                        choice.first_percent.map_or(Value::Blank, Value::Percent),
                        Value::Number(choice.ranked as f64),
                        choice.mean_rank.map_or(Value::Blank, |mean| Value::Number(two_decimals(mean))),
                    ],
                });
                (columns, rows.collect(), Drawing::Bars)
            }
            Figures::Date { years } => {
                let rows = years.iter().map(|year| row(year.year.to_string(), year.count, year.percent));
                (usual, rows.collect(), Drawing::Bars)
            }
            Figures::Text | Figures::LongText => {
                notes.push(self.t.text("results-open"));
                (Vec::new(), Vec::new(), Drawing::Nothing)
            }
            Figures::Withheld { .. } => (Vec::new(), Vec::new(), Drawing::Nothing),
        };
        ResultTable {
            section: question.section.clone(),
            question: code.clone(),
            title: self.question(code),
            notes,
            columns,
            rows,
            drawing,
        }
    }

    fn base_note(&self, found: &Distribution, answered: u64) -> Option<String> {
        (found.base != answered && found.base > 0).then(|| self.count("results-on-scale", found.base))
    }

    fn middle(&self, mean: Option<f64>, median: Option<f64>) -> Option<String> {
        let (mean, median) = (self.number(two_decimals(mean?)), self.number(two_decimals(median?)));
        Some(self.t.tr("results-middle", &[("mean", Arg::from(mean)), ("median", Arg::from(median))]))
    }

    fn spread(&self, found: &NumberTally) -> Option<String> {
        let spread = found.spread?;
        let quartiles = (spread.lower_quartile, spread.upper_quartile);
        Some(self.range("results-spread", quartiles.0, quartiles.1))
    }

    /// The tables of a breakdown.
    pub fn by_groups(&self, results: &Results, breakdown: &Breakdown) -> Vec<ResultTable> {
        if breakdown.groups.len() < 2 {
            return Vec::new();
        }
        let mut columns = vec![self.t.text("results-everybody")];
        columns.extend(breakdown.groups.iter().map(|group| self.group(&breakdown.question, group)));
        let questions = results.tally.questions.iter();
        let tables = questions.map(|question| {
            let code = &question.question;
            let mut rows = Vec::new();
            let mut of_everybody = false;
            for table in breakdown.tables_of(code) {
                of_everybody |= table.base == BaseKind::Everybody;
                for line in &table.lines {
                    let said = self.said(code, &line.said);
                    let label = match &table.item {
                        Some(item) => {
                            let names =
                                [("item", Arg::from(self.item(code, item))), ("said", Arg::from(said))];
                            self.t.tr("results-item-said", &names)
                        }
                        None => said,
                    };
                    rows.push(ResultRow { label, cells: self.cells(line) });
                }
            }
            let note = if of_everybody { "results-share-of-everybody" } else { "results-share-of-answered" };
            ResultTable {
                section: question.section.clone(),
                question: code.clone(),
                title: self.question(code),
                notes: vec![self.t.text(if rows.is_empty() { "results-not-shown" } else { note })],
                columns: columns.clone(),
                rows,
                drawing: Drawing::Nothing,
            }
        });
        tables.filter(|table| table.question != breakdown.question && !table.rows.is_empty()).collect()
    }

    fn cells(&self, line: &Line) -> Vec<Value> {
        std::iter::once(&line.overall).chain(&line.cells).map(|cell| Value::Text(self.cell(cell))).collect()
    }

    fn cell(&self, cell: &Cell) -> String {
        let (id, count, percent) = match cell {
            Cell::Exact { count, percent } => ("results-exact", count, percent),
            Cell::AtMost { count, percent } => ("results-at-most", count, percent),
            Cell::AtLeast { count, percent } => ("results-at-least", count, percent),
            Cell::Hidden => return self.t.text("results-hidden"),
        };
        let share = percent.map_or_else(String::new, |percent| self.percent(percent));
        self.t.tr(id, &[("count", Arg::from(*count as f64)), ("share", Arg::from(share))])
    }

    /// A share as the language writes it.
    pub fn percent(&self, percent: u32) -> String {
        let text = self.t.tr("staff-percent", &[("value", Arg::from(f64::from(percent)))]);
        // The sign belongs to the digits: with isolation between them it would change sides in Arabic.
        text.replace(['\u{2068}', '\u{2069}'], "")
    }

    /// A cell in words.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => self.number(*number),
            Value::Percent(percent) => self.percent(*percent),
            Value::Blank => "–".to_owned(),
        }
    }
}

/// Means are shown with two decimals, rounded once, halves away from zero.
pub fn two_decimals(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
