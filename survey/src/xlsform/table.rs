//! A sheet whose headings are understood.

use super::remark::{Problem, Remark};
use super::{Row, Sheet};
use crate::Locale;
use crate::languages::language_of;
use crate::question_set::Text;

/// A heading: `label::Français (fr)` is `label` in French.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// As it is written.
    pub written: String,
    /// What the column is for, under its usual name.
    pub base: String,
    /// What stands behind `::`: a language, for texts.
    pub rest: String,
    /// The language, for texts; `None` if none is named or it is not known.
    pub locale: Option<Locale>,
}

/// A sheet with its headings.
#[derive(Debug)]
pub(super) struct Table<'a> {
    /// Its name, as it is written.
    pub name: &'a str,
    pub headings: Vec<Heading>,
    pub rows: &'a [Row],
}

/// A row under the headings of its sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub table: &'a Table<'a>,
    pub row: &'a Row,
}

/// The columns of texts.
const TEXTS: [&str; 8] = [
    "label",
    "hint",
    "constraint_message",
    "required_message",
    "guidance_hint",
    "sawt_low",
    "sawt_high",
    "sawt_title",
];

impl Heading {
    /// Reads a heading.
    pub fn read(written: &str) -> Self {
        Self::bound(written).unwrap_or_else(|| Self { written: written.to_owned(), ..Self::of(written) })
    }

    /// The long way of the columns that XLSForm has names for: `bind::relevant`, `bind:jr:constraintMsg::French`.
    fn bound(written: &str) -> Option<Self> {
        const NAMED: [&str; 8] = [
            "relevant",
            "required",
            "constraint",
            "constraint_message",
            "required_message",
            "calculation",
            "read_only",
            "appearance",
        ];
        let (prefix, inner) = written.split_once(':')?;
        if !["bind", "control", "body"].contains(&prefix.trim().to_lowercase().as_str()) {
            return None;
        }
        let inner = inner.trim_start_matches(':').trim();
        let named = Self::of(inner.strip_prefix("jr:").unwrap_or(inner));
        NAMED.contains(&named.base.as_str()).then(|| Self { written: written.to_owned(), ..named })
    }

    fn of(written: &str) -> Self {
        let (base, rest) = match written.split_once("::") {
            Some((base, rest)) => (base, rest),
            // The older way, `label:English`; `jr:count` is something else.
            None => match written.split_once(':') {
                Some((base, rest)) if TEXTS.contains(&usual(base).as_str()) => (base, rest),
                _ => (written, ""),
            },
        };
        let base = usual(base);
        let rest = rest.trim().to_owned();
        let locale = if TEXTS.contains(&base.as_str()) { language_of(&rest) } else { None };
        Self { written: written.to_owned(), base, rest, locale }
    }

    /// Whether the column has texts.
    pub fn is_text(&self) -> bool {
        TEXTS.contains(&self.base.as_str())
    }
}

/// The usual name of a column.
fn usual(base: &str) -> String {
    let base = base.trim().to_lowercase().replace(' ', "_");
    match base.as_str() {
        "relevance" => "relevant",
        "caption" => "label",
        "command" => "type",
        "tag" | "value" => "name",
        "constraining_message" | "constraintmsg" => "constraint_message",
        "requiredmsg" => "required_message",
        "calculate" => "calculation",
        "readonly" => "read_only",
        "list" => "list_name",
        "set_form_title" => "form_title",
        "set_form_id" => "form_id",
        other => other,
    }
    .to_owned()
}

impl<'a> Table<'a> {
    /// Reads the headings of a sheet.
    pub fn read(sheet: &'a Sheet) -> Self {
        let (headings, rows) = match sheet.rows.split_first() {
            Some((first, rows)) => {
                (first.cells.iter().map(|cell| Heading::read(cell.trim())).collect(), rows)
            }
            None => (Vec::new(), sheet.rows.as_slice()),
        };
        Self { name: &sheet.name, headings, rows }
    }

    /// The rows that have something in them.
    pub fn lines(&'a self) -> impl Iterator<Item = Line<'a>> {
        let filled = |row: &&Row| row.cells.iter().any(|cell| !cell.trim().is_empty());
        self.rows.iter().filter(filled).map(move |row| Line { table: self, row })
    }

    /// What is left out because an earlier cell of its row says it already: two columns for one thing, or for one language.
    pub fn twins(&self, plain: Option<&Locale>) -> Vec<Remark> {
        let meant = |heading: &Heading| match (heading.is_text(), heading.rest.is_empty(), &heading.locale) {
            (true, true, _) => plain.map_or_else(String::new, ToString::to_string),
            (true, false, Some(locale)) => locale.to_string(),
            _ => heading.rest.clone(),
        };
        let same = |one: &Heading, other: &Heading| one.base == other.base && meant(one) == meant(other);
        let known = |heading: &Heading| !heading.written.is_empty();
        let mut later: Vec<(usize, Vec<usize>)> = Vec::new();
        for (place, heading) in self.headings.iter().enumerate().filter(|(_, heading)| known(heading)) {
            let earlier: Vec<usize> =
                (0..place).filter(|earlier| same(&self.headings[*earlier], heading)).collect();
            if !earlier.is_empty() {
                later.push((place, earlier));
            }
        }
        let mut remarks = Vec::new();
        for row in self.rows {
            let cell = |place: usize| row.cells.get(place).map_or("", |cell| cell.trim());
            for (place, earlier) in later.iter().filter(|(place, _)| !cell(*place).is_empty()) {
                let Some(first) = earlier.iter().find(|earlier| !cell(**earlier).is_empty()) else {
                    continue;
                };
                if cell(*first) == cell(*place) {
                    continue;
                }
                let value = cell(*place).chars().take(80).collect();
                remarks.push(Remark {
                    sheet: self.name.to_owned(),
                    row: row.number,
                    column: self.headings[*place].written.clone(),
                    problem: Problem::CellTwice(self.headings[*first].written.clone(), value),
                });
            }
        }
        remarks
    }

    /// Whether there is a column.
    pub fn has(&self, base: &str) -> bool {
        self.headings.iter().any(|heading| heading.base == base)
    }
}

impl<'a> Line<'a> {
    /// The cells with their headings, those that have something in them.
    pub fn cells(&self) -> impl Iterator<Item = (&'a Heading, &'a str)> {
        let filled = self.table.headings.iter().zip(&self.row.cells);
        filled.map(|(heading, cell)| (heading, cell.as_str())).filter(|(_, cell)| !cell.trim().is_empty())
    }

    /// The cell of a column, without spaces around it; empty if there is none.
    pub fn get(&self, base: &str) -> &'a str {
        self.cells().find(|(heading, _)| heading.base == base).map_or("", |(_, cell)| cell.trim())
    }

    /// The text of a column in all languages. A column without a language is in `plain`.
    pub fn text(&self, base: &str, plain: Option<&Locale>, as_written: bool) -> Text {
        let mut text = Text::default();
        for (heading, cell) in self.cells().filter(|(heading, _)| heading.base == base) {
            let locale = if heading.rest.is_empty() { plain } else { heading.locale.as_ref() };
            // The first one counts; [`Table::twins`] are remarked on.
            if let Some(locale) = locale
                && text.0.get(locale).is_none()
            {
                let cell = if as_written { cell } else { cell.trim() };
                text.0.insert(locale.clone(), cell.to_owned());
            }
        }
        text
    }

    /// That nothing is made of a cell.
    pub fn unused_cell(&self, heading: &Heading, cell: &str) -> Remark {
        let value: String = cell.trim().chars().take(80).collect();
        let problem = Problem::CellUnused(heading.written.clone(), value);
        Remark { column: heading.written.clone(), ..self.remark(problem) }
    }

    /// That nothing is made of any cell, but of those of these columns.
    pub fn unused(&self, but: &[&str]) -> Vec<Remark> {
        let cells = self.cells().filter(|(heading, _)| !but.contains(&heading.base.as_str()));
        cells.map(|(heading, cell)| self.unused_cell(heading, cell)).collect()
    }

    /// Something about this row.
    pub fn remark(&self, problem: Problem) -> Remark {
        self.remark_on("", problem)
    }

    /// Something about a cell of this row.
    pub fn remark_on(&self, base: &str, problem: Problem) -> Remark {
        let heading = self.cells().find(|(heading, _)| heading.base == base).map(|(heading, _)| heading);
        Remark {
            sheet: self.table.name.to_owned(),
            row: self.row.number,
            column: heading.map_or(base, |heading| &heading.written).to_owned(),
            problem,
        }
    }
}

/// Whether a cell says yes.
pub(super) fn is_yes(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "yes" | "true" | "true()" | "1" | "x")
}

/// Whether a cell says no.
pub(super) fn is_no(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "" | "no" | "false" | "false()" | "0")
}
