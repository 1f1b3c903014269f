//! A question set as the sheets of an XLSForm.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::{self, Bounds, Shape};
use super::tokens::{self, to_xlsform};
use super::{DECIMALS, names::Names, role};
use crate::Locale;
use crate::languages::heading_name;
use crate::question_set::{Kind, OTHER_MAX_LENGTH, Question, QuestionSet, Section, Text};
use crate::relevance::Expression;

/// The three sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// Groups and questions.
    pub survey: Grid,
    /// Lists of choices.
    pub choices: Grid,
    /// The form itself.
    pub settings: Grid,
}

impl Book {
    /// With a note of the state of a draft that it is made from, so that what was translated in it meanwhile can be told from
    /// what was changed in the draft.
    #[must_use]
    pub fn made_from(mut self, state: &str) -> Self {
        self.settings.columns.push(Column { heading: "sawt_made_from".to_owned(), language: None });
        self.settings.rows.iter_mut().for_each(|row| row.push(state.to_owned()));
        self
    }
}

/// A sheet: columns and rows under them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as wide as the columns.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading: `label::Français (fr)`.
    pub heading: String,
    /// The language of its texts.
    pub language: Option<Locale>,
}

/// What a row has, by column; texts by language too.
#[derive(Default)]
struct Cells(BTreeMap<(&'static str, Option<Locale>), String>);

impl Cells {
    fn of(values: &[(&'static str, &str)]) -> Self {
        let mut cells = Self::default();
        for (column, value) in values {
            cells.put(column, *value);
        }
        cells
    }

    fn put(&mut self, column: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.0.insert((column, None), value);
        }
    }

    fn yes(&mut self, column: &'static str, value: bool) {
        self.put(column, if value { "yes" } else { "" });
    }

    fn text(&mut self, column: &'static str, text: &Text) {
        for (language, text) in &text.0 {
            if !text.is_empty() {
                self.0.insert((column, Some(language.clone())), text.clone());
            }
        }
    }
}

/// A column that a sheet may have.
struct Wanted {
    name: &'static str,
    /// One column for each language.
    text: bool,
    /// It stands there even if no row uses it.
    always: bool,
}

const fn plain(name: &'static str) -> Wanted {
    Wanted { name, text: false, always: false }
}

const fn always(name: &'static str) -> Wanted {
    Wanted { name, text: false, always: true }
}

const fn text(name: &'static str, always: bool) -> Wanted {
    Wanted { name, text: true, always }
}

const SURVEY_COLUMNS: [Wanted; 20] = [
    always("type"),
    always("name"),
    text("label", true),
    text("hint", false),
    always("required"),
    text("required_message", false),
    always("relevant"),
    always("constraint"),
    text("constraint_message", false),
    always("appearance"),
    plain("parameters"),
    text("sawt_low", false),
    text("sawt_high", false),
    plain("sawt"),
    plain("sawt_profile"),
    plain("sawt_max"),
    plain("sawt_decimals"),
    plain("sawt_code"),
    plain("sawt_relevant"),
    plain("sawt_constraint"),
];

const CHOICES_COLUMNS: [Wanted; 7] = [
    always("list_name"),
    always("name"),
    text("label", true),
    plain("sawt_off_scale"),
    plain("sawt_exclusive"),
    plain("sawt_other"),
    plain("sawt_list"),
];

const SETTINGS_COLUMNS: [Wanted; 6] = [
    always("form_title"),
    always("form_id"),
    always("version"),
    always("default_language"),
    text("sawt_title", true),
    always("sawt_format"),
];

fn grid(wanted: &[Wanted], languages: &[Locale], rows: Vec<Cells>) -> Grid {
    let mut keys = Vec::new();
    for column in wanted {
        let used = rows.iter().any(|row| row.0.keys().any(|(name, _)| *name == column.name));
        if !used && !column.always {
            continue;
        }
        if column.text {
            keys.extend(languages.iter().map(|language| (column.name, Some(language.clone()))));
        } else {
            keys.push((column.name, None));
        }
    }
    let heading = |(name, language): &(&str, Option<Locale>)| match language {
        Some(language) => format!("{name}::{}", heading_name(language)),
        None => (*name).to_owned(),
    };
    let columns = keys.iter().map(|key| Column { heading: heading(key), language: key.1.clone() }).collect();
    let cells = |row: Cells| keys.iter().map(|key| row.0.get(key).cloned().unwrap_or_default()).collect();
    Grid { columns, rows: rows.into_iter().map(cells).collect() }
}

/// Writes a question set. [`read`](super::read()) reads it back unchanged, and one by older rules as [`QuestionSet::in_odk`].
pub fn write(set: &QuestionSet) -> Book {
    let (set, _) = &set.in_odk();
    let writer = Writer::new(set);
    Book {
        survey: grid(&SURVEY_COLUMNS, &set.languages, writer.survey()),
        choices: grid(&CHOICES_COLUMNS, &set.languages, writer.choices()),
        // The title in the first language is the form's own.
        settings: grid(
            &SETTINGS_COLUMNS,
            set.languages.get(1..).unwrap_or_default(),
            vec![writer.settings()],
        ),
    }
}

struct Writer<'a> {
    set: &'a QuestionSet,
    /// The names of the rows of tables, by `matrix.item`.
    items: BTreeMap<String, String>,
    /// The names of what XLSForm needs and Sawt does not: by what they are for.
    extras: BTreeMap<String, String>,
    /// The names of choice lists.
    lists: BTreeMap<&'a str, String>,
}

impl<'a> Writer<'a> {
    fn new(set: &'a QuestionSet) -> Self {
        let mut names = Names::default();
        for section in &set.sections {
            names.keep(section.code.as_str());
            section.questions.iter().for_each(|question| names.keep(question.code.as_str()));
        }
        let (mut items, mut extras) = (BTreeMap::new(), BTreeMap::new());
        let mut extra = |names: &mut Names, wanted: String| {
            let name = names.free(&wanted);
            extras.insert(wanted, name);
        };
        extra(&mut names, "introduction".to_owned());
        for section in &set.sections {
            extra(&mut names, format!("{}_introduction", section.code));
            for question in &section.questions {
                let code = &question.code;
                if let Kind::Matrix { items: rows, .. } = &question.kind {
                    extra(&mut names, format!("{code}_header"));
                    for item in rows {
                        let name = names.free(&format!("{code}_{}", item.code));
                        items.insert(format!("{code}.{}", item.code), name);
                    }
                } else {
                    extra(&mut names, code.other_field());
                }
            }
        }
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut lists = BTreeMap::new();
        for (list, _) in &set.choice_lists {
            if is_list_name(list) {
                taken.insert(list.clone());
                lists.insert(list.as_str(), list.clone());
            }
        }
        for (number, (list, _)) in set.choice_lists.iter().enumerate() {
            if !is_list_name(list) {
                let free =
                    (number..).map(|number| format!("list_{number}")).find(|name| !taken.contains(name));
                let free = free.unwrap_or_default();
                taken.insert(free.clone());
                lists.insert(list.as_str(), free);
            }
        }
        Self { set, items, extras, lists }
    }

    fn extra(&self, wanted: &str) -> &str {
        self.extras.get(wanted).map_or("", String::as_str)
    }

    fn list(&self, list: &'a str) -> String {
        self.lists.get(list).cloned().unwrap_or_else(|| list.to_owned())
    }

    fn settings(&self) -> Cells {
        let set = self.set;
        let first = set.languages.first();
        let mut cells = Cells::of(&[("form_id", set.code.as_str()), ("sawt_format", "1")]);
        cells.put("version", set.version.to_string());
        cells.put("default_language", first.map(heading_name).unwrap_or_default());
        cells.put("form_title", first.and_then(|first| set.title.0.get(first)).cloned().unwrap_or_default());
        let mut others = set.title.clone();
        others.0 = others
            .0
            .into_iter()
            .filter(|(language, _)| Some(*language) != first)
            .map(|(language, text)| (language.clone(), text.clone()))
            .collect();
        cells.text("sawt_title", &others);
        cells
    }

    fn choices(&self) -> Vec<Cells> {
        let mut rows = Vec::new();
        for (list, choices) in &self.set.choice_lists {
            let name = self.list(list);
            for choice in choices {
                let mut cells = Cells::of(&[("list_name", &name), ("name", choice.code.as_str())]);
                cells.text("label", &choice.label);
                cells.yes("sawt_off_scale", choice.off_scale);
                cells.yes("sawt_exclusive", choice.exclusive);
                cells.yes("sawt_other", choice.other);
                if name != *list {
                    cells.put("sawt_list", list.as_str());
                }
                rows.push(cells);
            }
        }
        rows
    }

    fn survey(&self) -> Vec<Cells> {
        let mut rows = Vec::new();
        if !self.set.introduction.is_empty() {
            rows.push(introduction(self.extra("introduction"), &self.set.introduction));
        }
        for section in &self.set.sections {
            self.section(section, &mut rows);
        }
        rows
    }

    fn section(&self, section: &Section, rows: &mut Vec<Cells>) {
        let code = section.code.as_str();
        let mut begin = Cells::of(&[("type", "begin_group"), ("name", code), ("appearance", "field-list")]);
        begin.text("label", &section.title);
        self.relevant(&mut begin, section.relevant.as_ref());
        rows.push(begin);
        if !section.introduction.is_empty() {
            let name = self.extra(&format!("{code}_introduction"));
            rows.push(introduction(name, &section.introduction));
        }
        for question in &section.questions {
            match &question.kind {
                Kind::Matrix { .. } => self.matrix(question, rows),
                _ => self.question(question, rows),
            }
        }
        rows.push(Cells::of(&[("type", "end_group"), ("name", code)]));
    }

    fn question(&self, question: &Question, rows: &mut Vec<Cells>) {
        let mut cells = Cells::of(&[("name", question.code.as_str())]);
        cells.text("label", &question.label);
        cells.text("hint", &question.hint);
        cells.text("constraint_message", &question.constraint_message);
        cells.yes("required", question.required);
        cells.text("required_message", &question.required_message);
        cells.yes("sawt_profile", question.profile);
        self.relevant(&mut cells, question.relevant.as_ref());
        self.constraint(&mut cells, question);
        let list = question.kind.choice_list().map(|list| self.list(list)).unwrap_or_default();
        let kind = match &question.kind {
            Kind::SelectOne { .. } => format!("select_one {list}"),
            Kind::SelectSeveral { .. } => format!("select_multiple {list}"),
            Kind::Ranking { max, .. } => {
                cells.put("sawt_max", max.map(|max| max.to_string()).unwrap_or_default());
                format!("rank {list}")
            }
            Kind::Rating { min, max, low, high } => {
                cells.put("parameters", format!("start={min} end={max} step=1"));
                cells.text("sawt_low", low);
                cells.text("sawt_high", high);
                "range".to_owned()
            }
            Kind::Number { decimals: 0, .. } => "integer".to_owned(),
            Kind::Number { decimals, .. } => {
                cells.put(
                    "sawt_decimals",
                    if *decimals == DECIMALS { String::new() } else { decimals.to_string() },
                );
                "decimal".to_owned()
            }
            Kind::Percentage => {
                cells.put("sawt", role::PERCENTAGE);
                "decimal".to_owned()
            }
            Kind::Text { .. } => "text".to_owned(),
            Kind::LongText { .. } => {
                cells.put("appearance", "multiline");
                "text".to_owned()
            }
            Kind::Date { .. } => "date".to_owned(),
            Kind::Note | Kind::Matrix { .. } => "note".to_owned(),
        };
        cells.put("type", kind);
        rows.push(cells);
        if let Some(other) = self.set.choices(question).iter().find(|choice| choice.other) {
            let code = &question.code;
            let mut cells = Cells::of(&[("type", "text"), ("sawt", role::OTHER_TEXT)]);
            cells.put("name", self.extra(&code.other_field()));
            cells.text("label", &other.label);
            cells.yes("required", question.required);
            cells.put("relevant", format!("selected(${{{code}}}, '{}')", other.code));
            cells.put("constraint", format!("string-length(.) <= {OTHER_MAX_LENGTH}"));
            rows.push(cells);
        }
    }

    /// A group whose first row shows the scale and whose other rows are the statements.
    fn matrix(&self, question: &Question, rows: &mut Vec<Cells>) {
        let Kind::Matrix { items, choices } = &question.kind else { return };
        let code = question.code.as_str();
        let select = format!("select_one {}", self.list(choices));
        let mut begin = Cells::of(&[("type", "begin_group"), ("name", code), ("appearance", "field-list")]);
        self.relevant(&mut begin, question.relevant.as_ref());
        begin.text("constraint_message", &question.constraint_message);
        begin
            .put("sawt_constraint", question.constraint.as_ref().map(Expression::source).unwrap_or_default());
        begin.yes("sawt_profile", question.profile);
        rows.push(begin);
        let header = self.extra(&format!("{code}_header"));
        let mut cells = Cells::of(&[("type", &select), ("name", header), ("appearance", "label")]);
        cells.text("label", &question.label);
        cells.text("hint", &question.hint);
        rows.push(cells);
        for item in items {
            let name = self.items.get(&format!("{code}.{}", item.code)).map_or("", String::as_str);
            let mut cells = Cells::of(&[("type", &select), ("name", name), ("appearance", "list-nolabel")]);
            cells.text("label", &item.label);
            cells.yes("required", question.required);
            cells.text("required_message", &question.required_message);
            if name != format!("{code}_{}", item.code) {
                cells.put("sawt_code", item.code.as_str());
            }
            rows.push(cells);
        }
        rows.push(Cells::of(&[("type", "end_group"), ("name", code)]));
    }

    /// As XLSForm says it, and in a column of our own where reading that would give it in other words.
    fn relevant(&self, cells: &mut Cells, relevant: Option<&Expression>) {
        let Some(relevant) = relevant else { return };
        let cell = self.expression(relevant.source());
        if self.back(&cell) != relevant.source() {
            cells.put("sawt_relevant", relevant.source());
        }
        cells.put("relevant", cell);
    }

    fn constraint(&self, cells: &mut Cells, question: &Question) {
        let own = question.constraint.as_ref().map(Expression::source);
        let (shape, bounds) = self.bounds(question);
        let cell = self.expression(&bounds::join(shape, &bounds, own));
        let (read, rest) = bounds::part(shape, &self.back(&cell));
        if read != bounds || rest != own.unwrap_or_default() {
            cells.put("sawt_constraint", own.unwrap_or_default());
        }
        cells.put("constraint", cell);
    }

    fn expression(&self, source: &str) -> String {
        to_xlsform(source, &|name| Some(self.items.get(name).cloned().unwrap_or_else(|| name.to_owned())))
    }

    /// As it would be read.
    fn back(&self, cell: &str) -> String {
        struct Back<'a>(&'a BTreeMap<String, String>);
        impl tokens::Dialect for Back<'_> {
            fn reference(&mut self, token: &tokens::Token<'_>) -> Option<String> {
                let item = self.0.iter().find(|(_, name)| **name == *token.inner());
                Some(item.map_or(token.inner(), |(item, _)| item).to_owned())
            }
            fn choice(&self, _: &str, _: &str) -> Option<String> {
                None
            }
        }
        tokens::from_xlsform(cell, &mut Back(&self.items)).source
    }

    fn bounds(&self, question: &Question) -> (Shape, Bounds) {
        let mut bounds = Bounds::default();
        let shape = shape(&question.kind);
        match &question.kind {
            Kind::Number { min, max, .. } => (bounds.min, bounds.max) = (*min, *max),
            Kind::Percentage => (bounds.min, bounds.max) = (Some(0.0), Some(100.0)),
            Kind::Date { min, max } => (bounds.earliest, bounds.latest) = (*min, *max),
            Kind::Text { max_length } | Kind::LongText { max_length } => bounds.most = *max_length,
            Kind::SelectSeveral { max, .. } => {
                bounds.most = *max;
                let exclusive = self.set.choices(question).iter().filter(|choice| choice.exclusive);
                bounds.exclusive = exclusive.map(|choice| choice.code.to_string()).collect();
            }
            _ => {}
        }
        (shape, bounds)
    }
}

/// Which bounds a kind has.
pub(super) fn shape(kind: &Kind) -> Shape {
    match kind {
        Kind::Number { decimals, .. } => Shape::Number { whole: *decimals == 0 },
        Kind::Percentage => Shape::Number { whole: false },
        Kind::Date { .. } => Shape::Date,
        Kind::Text { .. } | Kind::LongText { .. } => Shape::Text,
        Kind::SelectSeveral { .. } => Shape::Several,
        _ => Shape::Other,
    }
}

fn introduction(name: &str, text: &Text) -> Cells {
    let mut cells = Cells::of(&[("type", "note"), ("name", name), ("sawt", role::INTRODUCTION)]);
    cells.text("label", text);
    cells
}

/// Whether a list may be called so where a space ends the name.
fn is_list_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
}
