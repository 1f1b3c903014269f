//! The fields of the editor's forms, and lists of rows in them: the choices of a list, the statements of a matrix.

use survey::form::Fields;

use super::super::forms::field;
use super::super::visit::Visit;

/// A field with its value.
pub struct Entry {
    /// Its name and id.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What helps to fill it.
    pub hint: Option<String>,
    /// What it holds.
    pub value: String,
    /// How it is filled.
    pub input: Input,
}

/// How a field is filled.
pub enum Input {
    /// A line in the language that the question set is written in.
    Words,
    /// Several lines of it.
    Lines,
    /// Codes and numbers, written from left to right.
    Code,
    /// A date.
    Date,
    /// A tick.
    Tick,
    /// One of these; the form is sent at once where there are scripts, if that changes its shape.
    Choice(Vec<(String, String)>, bool),
}

impl Entry {
    /// A field with what was typed or is kept.
    pub fn new(visit: &Visit, fields: &Fields, name: &'static str, label: &str, input: Input) -> Self {
        let value = fields.first(name).unwrap_or_default().to_owned();
        Self { name, label: visit.t().text(label), hint: None, value, input }
    }

    /// Whether it is saved by the button alone: a code half typed would be one, and lines would become choices again and again.
    pub fn is_late(&self) -> bool {
        matches!(self.name, "code" | "choices_new")
    }

    /// With a hint.
    #[must_use]
    pub fn hinted(self, visit: &Visit, hint: &str) -> Self {
        Self { hint: Some(visit.t().text(hint)), ..self }
    }
}

/// A row of a list in a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The code that it had.
    pub was: String,
    /// Its code.
    pub code: String,
    /// Its text.
    pub label: String,
    /// Its ticks: `off_scale`, `exclusive`, `other`.
    pub ticks: Vec<String>,
}

impl Row {
    /// Whether it has a tick.
    pub fn has(&self, tick: &str) -> bool {
        self.ticks.iter().any(|own| own == tick)
    }
}

/// The ticks that a choice may have.
pub const TICKS: [&str; 3] = ["off_scale", "exclusive", "other"];
/// No list is longer.
const MOST_ROWS: usize = 500;

/// The rows of a form, in order: those that it had, then what was typed as new ones, one a line; `taken` knows the codes of all.
pub fn rows(fields: &Fields, fallback: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for n in 1..=MOST_ROWS {
        let value = |part: &str| fields.first(&format!("row_{n}_{part}"));
        let Some(label) = value("label") else { break };
        let text = |part: &str| value(part).unwrap_or_default().trim().to_owned();
        rows.push(Row {
            was: text("was"),
            code: text("code"),
            label: label.trim().to_owned(),
            ticks: TICKS.iter().filter(|tick| value(tick).is_some()).map(|tick| (*tick).to_owned()).collect(),
        });
    }
    rows.extend(typed(field(fields, "rows_new")));
    arrange(&mut rows, field(fields, "do"));
    number(&mut rows, fallback);
    rows
}

/// Lines of text as new rows.
pub fn typed(lines: &str) -> Vec<Row> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Row { label: line.to_owned(), ..Row::default() }).collect()
}

/// What a row's button does: `row-up:2`.
fn arrange(rows: &mut Vec<Row>, button: &str) {
    let Some((act, place)) = button.split_once(':') else { return };
    let Some(at) = place.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|at| *at < rows.len())
    else {
        return;
    };
    match act {
        "row-up" if at > 0 => rows.swap(at, at - 1),
        "row-down" if at + 1 < rows.len() => rows.swap(at, at + 1),
        "row-copy" => {
            let copy = Row { was: String::new(), code: String::new(), ..rows[at].clone() };
            rows.insert(at + 1, copy);
        }
        "row-delete" => {
            rows.remove(at);
        }
        _ => {}
    }
}

/// Gives rows without a code one out of their text.
pub fn number(rows: &mut [Row], fallback: &str) {
    for at in 0..rows.len() {
        if rows[at].code.is_empty() {
            let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
            let taken = |code: &str| codes.iter().any(|known| known == code);
            rows[at].code = survey::edit::propose::propose(&rows[at].label, fallback, taken);
        }
    }
}

/// The rows as fields.
pub fn as_fields(rows: &[Row]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (row, n) in rows.iter().zip(1..) {
        for (part, value) in [("was", &row.was), ("code", &row.code), ("label", &row.label)] {
            fields.push((format!("row_{n}_{part}"), value.clone()));
        }
        fields.extend(row.ticks.iter().map(|tick| (format!("row_{n}_{tick}"), "yes".to_owned())));
    }
    fields
}
