//! The rows of the survey sheet as what they make: groups in groups, and questions in them.

use std::collections::BTreeMap;

use super::remark::{Problem, Remark};
use super::table::{Line, Table};

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    SelectOne { list: String, other: bool },
    SelectMultiple { list: String, other: bool },
    Rank { list: String },
    Range,
    Integer,
    Decimal,
    Text,
    Date,
    Note,
}

impl Type {
    /// The list of choices.
    pub fn list(&self) -> Option<&str> {
        match self {
            Self::SelectOne { list, .. } | Self::SelectMultiple { list, .. } | Self::Rank { list } => {
                Some(list)
            }
            _ => None,
        }
    }
}

enum Meaning {
    Question(Type),
    BeginGroup,
    EndGroup,
    BeginRepeat,
    EndRepeat,
    LeftOut,
}

/// A part of the form.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Group(Group<'a>),
    Question(Asked<'a>),
}

/// A group.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub line: Line<'a>,
    pub nodes: Vec<Node<'a>>,
}

/// A question.
#[derive(Debug, Clone)]
pub(super) struct Asked<'a> {
    pub line: Line<'a>,
    pub kind: Type,
}

/// The form as a tree, and what was left out of it by name.
pub(super) struct Tree<'a> {
    pub nodes: Vec<Node<'a>>,
    pub left_out: BTreeMap<String, String>,
}

/// Reads the tree.
pub(super) fn tree<'a>(table: &'a Table<'a>, remarks: &mut Vec<Remark>) -> Tree<'a> {
    let mut open: Vec<(Line<'a>, Vec<Node<'a>>)> = Vec::new();
    let mut top = Vec::new();
    let mut left_out = BTreeMap::new();
    let mut repeats: usize = 0;
    for line in table.lines() {
        if super::table::is_yes(line.get("disabled")) {
            remarks.push(line.remark_on("disabled", Problem::CellUnused("disabled".into(), "yes".into())));
            continue;
        }
        let cell = line.get("type");
        if cell.is_empty() {
            remarks.push(line.remark_on("type", Problem::TypeMissing));
            continue;
        }
        let name = line.get("name");
        let meaning = meaning(cell);
        if matches!(meaning, Meaning::EndGroup | Meaning::EndRepeat) {
            remarks.extend(line.unused(&["type", "name"]));
        }
        match meaning {
            Meaning::BeginRepeat => {
                repeats += 1;
                remarks.push(line.remark_on("type", Problem::RepeatLeftOut));
            }
            Meaning::EndRepeat => match repeats.checked_sub(1) {
                Some(outer) => repeats = outer,
                None => remarks.push(line.remark_on("type", Problem::GroupNotBegun)),
            },
            // Groups in a repeat go with it.
            Meaning::BeginGroup | Meaning::EndGroup if repeats > 0 => {}
            Meaning::Question(_) | Meaning::LeftOut if repeats > 0 => {
                left_out.insert(name.to_owned(), cell.to_owned());
                remarks.push(line.remark_on("name", Problem::InRepeat(name.to_owned())));
            }
            Meaning::BeginGroup => open.push((line, Vec::new())),
            Meaning::EndGroup => match open.pop() {
                Some((line, nodes)) => {
                    let group = Node::Group(Group { line, nodes });
                    open.last_mut().map_or(&mut top, |(_, nodes)| nodes).push(group);
                }
                None => remarks.push(line.remark_on("type", Problem::GroupNotBegun)),
            },
            Meaning::Question(kind) => {
                let question = Node::Question(Asked { line, kind });
                open.last_mut().map_or(&mut top, |(_, nodes)| nodes).push(question);
            }
            Meaning::LeftOut => {
                left_out.insert(name.to_owned(), cell.to_owned());
                remarks.push(line.remark_on("type", Problem::TypeLeftOut(cell.to_owned())));
            }
        }
    }
    // Closed where the form ends, so that what is wrong within is said as well.
    while let Some((line, nodes)) = open.pop() {
        remarks.push(line.remark_on("type", Problem::GroupNotClosed(line.get("name").to_owned())));
        open.last_mut().map_or(&mut top, |(_, nodes)| nodes).push(Node::Group(Group { line, nodes }));
    }
    Tree { nodes: top, left_out }
}

fn meaning(cell: &str) -> Meaning {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let lower = words.join(" ").to_lowercase();
    let simple = match lower.replace(['_', '-'], " ").as_str() {
        "begin group" => Some(Meaning::BeginGroup),
        "end group" => Some(Meaning::EndGroup),
        "begin repeat" => Some(Meaning::BeginRepeat),
        "end repeat" => Some(Meaning::EndRepeat),
        "range" => Some(Meaning::Question(Type::Range)),
        "integer" | "int" => Some(Meaning::Question(Type::Integer)),
        "decimal" => Some(Meaning::Question(Type::Decimal)),
        "text" | "string" => Some(Meaning::Question(Type::Text)),
        "date" => Some(Meaning::Question(Type::Date)),
        "note" => Some(Meaning::Question(Type::Note)),
        _ => None,
    };
    if let Some(simple) = simple {
        return simple;
    }
    let other = lower.ends_with(" or_other") || lower.ends_with(" or specify other");
    let select = [
        ("select_one_from_file ", ""),
        ("select_multiple_from_file ", ""),
        ("select_one_external ", ""),
        ("select_one ", "one"),
        ("select one from ", "one"),
        ("select one ", "one"),
        ("select1 ", "one"),
        ("select_multiple ", "many"),
        ("select all that apply from ", "many"),
        ("select all that apply ", "many"),
        ("select multiple ", "many"),
        ("rank ", "rank"),
    ];
    let Some((start, kind)) = select.into_iter().find(|(start, _)| lower.starts_with(start)) else {
        return Meaning::LeftOut;
    };
    let list = words.get(start.split_whitespace().count()).copied().unwrap_or_default().to_owned();
    match kind {
        _ if list.is_empty() => Meaning::LeftOut,
        "one" => Meaning::Question(Type::SelectOne { list, other }),
        "many" => Meaning::Question(Type::SelectMultiple { list, other }),
        "rank" => Meaning::Question(Type::Rank { list }),
        _ => Meaning::LeftOut,
    }
}

/// A table: statements by a scale.
pub(super) struct Matrix<'n, 'a> {
    /// The row that shows the scale, where there is one.
    pub header: Option<&'n Asked<'a>>,
    /// The statements.
    pub rows: Vec<&'n Asked<'a>>,
    /// The scale.
    pub list: &'n str,
}

/// What a group is.
pub(super) enum Form<'n, 'a> {
    Matrix(Matrix<'n, 'a>),
    /// It looks like a table, but its rows go ways of their own.
    Split,
    Group,
}

impl<'a> Group<'a> {
    /// Whether the group is a table: a first row of appearance `label` and others of `list-nolabel`, or `table-list` on the group.
    pub fn form(&self) -> Form<'_, 'a> {
        let mut rows = Vec::new();
        for node in &self.nodes {
            match node {
                Node::Question(asked @ Asked { kind: Type::SelectOne { other: false, .. }, .. }) => {
                    rows.push(asked)
                }
                _ => return Form::Group,
            }
        }
        let has = |line: &Line<'_>, wanted: &[&str]| {
            line.get("appearance").split_whitespace().any(|word| wanted.contains(&word))
        };
        let header = rows.first().copied().filter(|first| has(&first.line, &["label"]));
        if header.is_some() {
            rows.remove(0);
        }
        let looks = match header {
            Some(_) => rows.iter().all(|row| has(&row.line, &["list-nolabel", "list"])),
            None => has(&self.line, &["table-list"]),
        };
        let Some(list) = rows.first().and_then(|row| row.kind.list()).filter(|_| looks) else {
            return Form::Group;
        };
        let own_way = |row: &&Asked<'_>| {
            row.kind.list() != Some(list)
                || ["relevant", "constraint", "choice_filter"]
                    .iter()
                    .any(|column| !row.line.get(column).is_empty())
        };
        if rows.iter().any(own_way) || header.is_some_and(|header| header.kind.list() != Some(list)) {
            return Form::Split;
        }
        Form::Matrix(Matrix { header, rows, list })
    }
}
