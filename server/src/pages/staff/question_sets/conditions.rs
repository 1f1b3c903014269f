//! When something is asked, and what an answer must fulfil: by menus, or written as an expression.

use survey::form::Fields;
use survey::question_set::{Kind, Question, QuestionSet};
use survey::relevance::conditions::{Comparison, Condition, Conditions, Subject};
use survey::relevance::{EXAMPLE, Expression, Reference};

use super::super::forms::field;
use super::super::visit::Visit;
use super::super::words::text;
use super::saving::expression_error;
use super::source;

/// The answer itself, in a menu.
const THIS: &str = ".";
/// No form has more conditions.
const MOST: usize = 40;

/// The part of a form.
pub struct ConditionsView {
    /// `relevant` or `constraint`.
    pub name: &'static str,
    /// What it is called.
    pub legend: String,
    /// What it is for.
    pub hint: String,
    /// What stands for no condition.
    pub none: String,
    /// `none`, `menus` or `expression`.
    pub mode: String,
    /// Whether one condition is enough.
    pub any: bool,
    /// The conditions, and an empty one.
    pub rows: Vec<RowView>,
    /// What conditions can look at: the name, what it is called, and its kind.
    pub subjects: Vec<(String, String, &'static str)>,
    /// The choices of each.
    pub groups: Vec<(String, String, Vec<Named>)>,
    /// How they can compare: the name, what it is called, and the kinds that it is for.
    pub comparisons: Vec<(&'static str, String, &'static str)>,
    /// An expression as an example.
    pub example: &'static str,
    /// The expression.
    pub source: String,
    /// The expression before and after the place where it can't be read.
    pub broken: Option<(String, String)>,
}

/// A code, and what it is called.
type Named = (String, String);

/// One condition.
pub struct RowView {
    /// Its number.
    pub n: usize,
    /// What it looks at.
    pub subject: String,
    /// How it compares.
    pub comparison: String,
    /// With what.
    pub value: String,
}

/// What is wrong with a part of a form.
pub struct Wrong {
    /// In words.
    pub message: String,
}

/// Writes an expression into fields: as conditions, if menus can show it.
pub fn write(fields: &mut Fields, name: &str, expression: Option<&Expression>) {
    let mut put = |part: &str, value: &str| fields.0.push((format!("{name}_{part}"), value.to_owned()));
    let Some(expression) = expression else { return put("mode", "none") };
    put("source", expression.source());
    let Some(conditions) = expression.conditions() else { return put("mode", "expression") };
    put("mode", "menus");
    put("any", if conditions.any { "any" } else { "all" });
    for (condition, n) in conditions.list.iter().zip(1..) {
        put(&format!("{n}_subject"), &subject_name(&condition.subject));
        put(&format!("{n}_comparison"), condition.comparison.name());
        put(&format!("{n}_choice"), &condition.value);
        put(&format!("{n}_value"), &condition.value);
    }
}

fn subject_name(subject: &Subject) -> String {
    match subject {
        Subject::This => THIS.to_owned(),
        Subject::Answer(Reference { question, item: Some(item) }) => format!("{question}.{item}"),
        Subject::Answer(Reference { question, item: None }) => question.to_string(),
    }
}

fn subject(name: &str) -> Option<Subject> {
    if name == THIS {
        return Some(Subject::This);
    }
    Some(Subject::Answer(match name.split_once('.') {
        Some((question, item)) => {
            Reference { question: question.parse().ok()?, item: Some(item.parse().ok()?) }
        }
        None => Reference { question: name.parse().ok()?, item: None },
    }))
}

/// Reads an expression out of fields; `own` are the choices of the answer itself.
///
/// # Errors
/// What is wrong, in words.
pub fn read(
    visit: &Visit,
    fields: &Fields,
    name: &str,
    view: &ConditionsView,
) -> Result<Option<Expression>, Wrong> {
    read_part(visit, fields, name, view).map_err(|wrong| {
        let args = [("field", text(&view.legend)), ("problem", text(&wrong.message))];
        Wrong { message: visit.t().tr("editor-error-in", &args) }
    })
}

fn read_part(
    visit: &Visit,
    fields: &Fields,
    name: &str,
    view: &ConditionsView,
) -> Result<Option<Expression>, Wrong> {
    let value = |part: &str| field(fields, &format!("{name}_{part}"));
    let say = |id: &str| Err(Wrong { message: visit.t().text(id) });
    match value("mode") {
        "menus" => {}
        "expression" => {
            let source = &value("source").replace("\r\n", "\n");
            if source.is_empty() {
                return say("editor-expression-empty");
            }
            let wrong = |error| Wrong { message: expression_error(visit, source, &error) };
            return source.parse().map(Some).map_err(wrong);
        }
        _ => return Ok(None),
    }
    let mut list = Vec::new();
    for n in 1..=MOST {
        let part = |part: &str| value(&format!("{n}_{part}"));
        let Some(subject) = subject(part("subject")) else { continue };
        let Some(comparison) = Comparison::named(part("comparison")) else { continue };
        let group = view.groups.iter().find(|(of, _, _)| *of == subject_name(&subject));
        let choices = group.map_or(&[][..], |(_, _, choices)| choices.as_slice());
        let compared = match (comparison.has_value(), comparison.is_of_size() || choices.is_empty()) {
            (false, _) => "",
            (true, true) => part("value"),
            (true, false) => part("choice"),
        };
        if comparison.has_value() && compared.is_empty() {
            return say("editor-condition-value");
        }
        if !choices.is_empty()
            && !comparison.is_of_size()
            && comparison.has_value()
            && choices.iter().all(|(code, _)| code != compared)
        {
            return say("editor-condition-choice");
        }
        list.push(Condition { subject, comparison, value: compared.to_owned() });
    }
    if list.is_empty() {
        return say("editor-condition-none");
    }
    let conditions = Conditions { any: value("any") == "any", list };
    // A value with both kinds of quotation marks is the one that can't be written.
    conditions
        .expression()
        .map(Some)
        .map_err(|_| Wrong { message: visit.t().text("editor-condition-unwritable") })
}

/// The part of the form, as it was filled. `earlier` are the questions that it may look at, `own` the question whose answer it checks.
pub fn view<'a>(
    visit: &Visit,
    set: &QuestionSet,
    fields: &Fields,
    name: &'static str,
    earlier: impl Iterator<Item = &'a Question>,
    own: Option<&Question>,
) -> ConditionsView {
    let t = visit.t();
    let value = |part: &str| field(fields, &format!("{name}_{part}"));
    let mut subjects = Vec::new();
    let mut groups = Vec::new();
    let mut add = |name: String, label: String, question: &Question| {
        let choices = set.choices(question);
        if !choices.is_empty() {
            let choice = |choice: &survey::question_set::Choice| {
                (choice.code.to_string(), source(set, &choice.label).to_owned())
            };
            groups.push((name.clone(), label.clone(), choices.iter().map(choice).collect::<Vec<_>>()));
        }
        subjects.push((name, label, family(&question.kind)));
    };
    if let Some(own) = own {
        add(THIS.to_owned(), t.text("editor-condition-this"), own);
    }
    for question in earlier {
        let label = source(set, &question.label);
        match &question.kind {
            Kind::Note => {}
            Kind::Matrix { items, .. } => {
                for item in items {
                    let name = format!("{}.{}", question.code, item.code);
                    add(name, format!("{} ({})", source(set, &item.label), question.code), question);
                }
            }
            _ => add(question.code.to_string(), format!("{} ({})", short(label), question.code), question),
        }
    }
    let mut rows = Vec::new();
    for n in 1..=MOST {
        let part = |part: &str| value(&format!("{n}_{part}")).to_owned();
        let subject = part("subject");
        if subject.is_empty() {
            continue;
        }
        // What it looks at may come later now, or be gone: it is shown all the same.
        if subjects.iter().all(|(known, _, _)| *known != subject) {
            subjects.push((subject.clone(), subject.clone(), "other"));
        }
        let has_choices = groups.iter().any(|(of, _, _)| *of == subject);
        let of_size = Comparison::named(&part("comparison")).is_some_and(Comparison::is_of_size);
        let value = if has_choices && !of_size { part("choice") } else { part("value") };
        rows.push(RowView { n: rows.len() + 1, subject, comparison: part("comparison"), value });
    }
    rows.push(RowView {
        n: rows.len() + 1,
        subject: String::new(),
        comparison: String::new(),
        value: String::new(),
    });
    let source_text = value("source").replace("\r\n", "\n");
    let broken = source_text.parse::<Expression>().err().filter(|_| value("mode") == "expression");
    let broken = broken.map(|error| {
        let before: String = source_text.chars().take(error.position - 1).collect();
        let after = source_text[before.len()..].to_owned();
        (before, after)
    });
    ConditionsView {
        name,
        legend: t.text(&format!("editor-{name}")),
        hint: t.text(&format!("editor-{name}-hint")),
        none: t.text(&format!("editor-{name}-none")),
        mode: if value("mode").is_empty() { "none".to_owned() } else { value("mode").to_owned() },
        any: value("any") == "any",
        rows,
        subjects,
        groups,
        comparisons: Comparison::ALL
            .map(|comparison| {
                let label = t.text(&format!("editor-comparison-{}", comparison.name()));
                (comparison.name(), label, families(comparison))
            })
            .into(),
        example: EXAMPLE,
        source: source_text,
        broken,
    }
}

/// The beginning of a text, for menus.
pub fn short(label: &str) -> String {
    let mut short: String = label.chars().take(70).collect();
    if short.len() < label.len() {
        short.push('…');
    }
    short
}

/// Kinds that are compared in the same ways.
fn family(kind: &Kind) -> &'static str {
    match kind {
        Kind::SelectOne { .. } | Kind::Matrix { .. } => "one",
        Kind::SelectSeveral { .. } | Kind::Ranking { .. } => "several",
        Kind::Rating { .. } | Kind::Number { .. } | Kind::Percentage | Kind::Date { .. } => "size",
        Kind::Text { .. } | Kind::LongText { .. } | Kind::Note => "text",
    }
}

/// The families that a comparison is offered for, where there are scripts; all are taken.
fn families(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Is | Comparison::IsNot => "one,size,text,other",
        Comparison::Includes | Comparison::IncludesNot => "several,other",
        Comparison::Less | Comparison::AtMost | Comparison::More | Comparison::AtLeast => "size,other",
        Comparison::Answered | Comparison::NotAnswered => "one,several,size,text,other",
        Comparison::PickedAtLeast | Comparison::PickedAtMost => "several,other",
        Comparison::LongAtLeast | Comparison::LongAtMost => "text,other",
    }
}
