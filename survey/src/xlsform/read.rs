//! A question set out of the sheets of an XLSForm.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::{self, Bounds};
use super::names::{self, CHOICE, Names, QUESTION};
use super::remark::{Problem, Remark, Severity};
use super::structure::{Asked, Form, Group, Matrix, Node, Type, tree};
use super::table::{Heading, Line, Table, is_no, is_yes};
use super::tokens::{Dialect, Kind as Piece, Token, Translated, beyond, from_xlsform, to_xlsform, tokens};
use super::write::shape;
use super::{CHOICES, DECIMALS, SETTINGS, SURVEY, Sheet, role};
use crate::Locale;
use crate::code::QuestionSetCode;
use crate::languages::language_of;
use crate::ordered::Map;
use crate::question_set::{Choice, Item, Kind, OTHER_MAX_LENGTH, Question, QuestionSet, Section, Text};
use crate::relevance::{self, Expression, Meaning};

/// What the choice is called that `or_other` adds, in the languages in which that is known.
pub type OtherLabel<'a> = &'a dyn Fn(&Locale) -> Option<String>;

/// What came of reading a form.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The question set, as far as it could be read: with errors, it is no more than a look at it.
    pub set: Option<QuestionSet>,
    /// What is to be said of it, by sheet and row.
    pub remarks: Vec<Remark>,
    /// The state of a draft that the file was made from, as [`Book::made_from`](super::Book::made_from) noted it.
    pub made_from: Option<String>,
}

impl Imported {
    /// Whether something must be mended first.
    pub fn has_errors(&self) -> bool {
        self.set.is_none() || self.remarks.iter().any(|remark| remark.severity() == Severity::Error)
    }
}

/// Reads a form. Never fails: what is wrong is said.
pub fn read(sheets: &[Sheet], other: OtherLabel<'_>) -> Imported {
    let sheet = |name: &str| sheets.iter().find(|sheet| sheet.name.trim().to_lowercase() == name);
    let mut remarks = Vec::new();
    for sheet in sheets {
        let known = [SURVEY, CHOICES, SETTINGS].contains(&sheet.name.trim().to_lowercase().as_str());
        if !known && !sheet.rows.is_empty() {
            let problem = Problem::SheetUnused(sheet.name.clone());
            remarks.push(Remark { sheet: sheet.name.clone(), row: 0, column: String::new(), problem });
        }
    }
    let Some(survey) = sheet(SURVEY) else {
        let (sheet, column, problem) = (String::new(), String::new(), Problem::NoSurveySheet);
        remarks.push(Remark { sheet, row: 0, column, problem });
        return Imported { set: None, remarks, made_from: None };
    };
    let nothing = Sheet::default();
    let survey = Table::read(survey);
    let choices = Table::read(sheet(CHOICES).unwrap_or(&nothing));
    let settings = Table::read(sheet(SETTINGS).unwrap_or(&nothing));
    let needed: [(&Table<'_>, &[&str]); 2] =
        [(&survey, &["type", "name", "label"]), (&choices, &["list_name", "name", "label"])];
    for (table, columns) in needed {
        for column in columns.iter().filter(|column| !table.headings.is_empty() && !table.has(column)) {
            let problem = Problem::NoColumn((*column).to_owned());
            remarks.push(Remark { sheet: table.name.to_owned(), row: 1, column: String::new(), problem });
        }
    }
    if survey.headings.is_empty() || remarks.iter().any(|remark| remark.severity() == Severity::Error) {
        return Imported { set: None, remarks, made_from: None };
    }
    let mut reader = Reader {
        sawt: settings.lines().next().is_some_and(|line| !line.get("sawt_format").is_empty()),
        remarks,
        languages: Vec::new(),
        plain: None,
        lists: BTreeMap::new(),
        list_of: BTreeMap::new(),
        targets: BTreeMap::new(),
        several: BTreeSet::new(),
        left_out: BTreeMap::new(),
        texts_short: 0,
        decimals_assumed: 0,
    };
    let set = reader.form(&survey, &choices, &settings, other);
    let mut remarks = reader.remarks;
    let place = |name: &str| sheets.iter().position(|sheet| sheet.name == name);
    remarks.sort_by_key(|remark| (place(&remark.sheet), remark.row));
    let made_from = settings.lines().next().map(|line| line.get("sawt_made_from").to_owned());
    Imported { set: Some(set), remarks, made_from: made_from.filter(|made_from| !made_from.is_empty()) }
}

/// A list of choices, by its name in the form.
#[derive(Debug, Clone, Default)]
struct List {
    /// Its name in the question set.
    key: String,
    /// The names of its choices, as the form has them.
    names: Vec<String>,
    choices: Vec<Choice>,
    row: u32,
}

impl List {
    fn code(&self, name: &str) -> Option<&crate::ChoiceCode> {
        self.names.iter().position(|own| own == name).map(|place| &self.choices[place].code)
    }
}

struct Reader {
    /// Whether the form was written by Sawt.
    sawt: bool,
    remarks: Vec<Remark>,
    languages: Vec<Locale>,
    /// The language of columns that name none.
    plain: Option<Locale>,
    lists: BTreeMap<String, List>,
    /// The list of each question and of each row of a table, by name in the form.
    list_of: BTreeMap<String, String>,
    /// What the names in the form refer to: `question` or `matrix.item`.
    targets: BTreeMap<String, String>,
    /// The questions with several choices, by name in the form.
    several: BTreeSet<String>,
    /// What was left out, by name: its kind.
    left_out: BTreeMap<String, String>,
    texts_short: u32,
    decimals_assumed: u32,
}

/// A section as it will be.
struct SectionPlan<'n, 'a> {
    group: Option<&'n Group<'a>>,
    /// The groups around it that have conditions.
    around: Vec<Line<'a>>,
    introduction: Option<Line<'a>>,
    questions: Vec<QuestionPlan<'n, 'a>>,
}

/// A question as it will be.
struct QuestionPlan<'n, 'a> {
    what: What<'n, 'a>,
    /// The groups around it, within its section.
    around: Vec<Line<'a>>,
}

enum What<'n, 'a> {
    Asked(&'n Asked<'a>),
    Matrix(&'n Group<'a>, Matrix<'n, 'a>),
    /// The label of a group, or of the head of a table that is none, as a note.
    Heading(Line<'a>),
}

impl<'a> QuestionPlan<'_, 'a> {
    fn line(&self) -> Line<'a> {
        match &self.what {
            What::Asked(asked) => asked.line,
            What::Matrix(group, _) => group.line,
            What::Heading(line) => *line,
        }
    }
}

/// A text field that belongs to the choice "other" of a question.
struct Fold {
    text: String,
    question: String,
    choice: String,
}

impl Reader {
    fn form(
        &mut self,
        survey: &Table<'_>,
        choices: &Table<'_>,
        settings: &Table<'_>,
        other: OtherLabel<'_>,
    ) -> QuestionSet {
        let setting = settings.lines().next();
        self.languages([survey, choices, settings], setting);
        for table in [survey, choices, settings] {
            self.remarks.extend(table.twins(self.plain.as_ref()));
        }
        self.choice_lists(choices);
        let tree = tree(survey, &mut self.remarks);
        self.left_out = tree.left_out;
        let mut introduction = Text::default();
        let mut nodes = tree.nodes.as_slice();
        if let Some((Node::Question(asked), rest)) = nodes.split_first()
            && asked.line.get("sawt") == role::INTRODUCTION
        {
            introduction = self.text(&asked.line, "label");
            self.unused_cells(&asked.line, &["label"], &[]);
            nodes = rest;
        }
        let mut sections = Vec::new();
        self.plan(nodes, &[], &mut sections);
        let folds = self.folds(&sections, survey);
        self.others(&sections, &folds, other);
        for section in &mut sections {
            section.questions.retain(|plan| folds.iter().all(|fold| !is_fold(plan, fold)));
        }
        if sections.iter().all(|section| section.questions.is_empty()) && !self.sawt {
            self.remarks.push(Remark {
                sheet: survey.name.to_owned(),
                row: 0,
                column: String::new(),
                problem: Problem::NoQuestions,
            });
        }
        let (code, version, title) = self.settings(setting);
        for line in settings.lines().skip(1) {
            self.remarks.extend(line.unused(&[]));
        }
        let codes = self.codes(&sections, survey);
        let sections = self.sections(&sections, codes, &title);
        self.unused_columns(survey, SURVEY_USED, SURVEY_KNOWN);
        self.unused_columns(choices, CHOICES_USED, CHOICES_KNOWN);
        self.unused_columns(settings, SETTINGS_USED, &[]);
        for (count, problem) in [
            (self.texts_short, Problem::TextsShort(self.texts_short)),
            (self.decimals_assumed, Problem::DecimalsAssumed(self.decimals_assumed)),
        ] {
            if count > 0 && !self.sawt {
                self.remarks.push(Remark {
                    sheet: survey.name.to_owned(),
                    row: 0,
                    column: String::new(),
                    problem,
                });
            }
        }
        let mut set = QuestionSet {
            code,
            version,
            languages: self.languages.clone(),
            // A form means what it means in ODK.
            meaning: Meaning::Odk,
            title,
            introduction,
            choice_lists: Map::default(),
            sections,
        };
        self.keep_lists(&mut set, choices.name);
        set.settle();
        set
    }

    // Languages.

    fn languages(&mut self, tables: [&Table<'_>; 3], setting: Option<Line<'_>>) {
        let named = setting.map_or("", |line| line.get("default_language"));
        let default = language_of(named);
        if default.is_none() && !named.is_empty() && named.to_lowercase() != "default" {
            let problem = Problem::LanguageUnknown(named.to_owned());
            self.remarks.extend(setting.map(|line| line.remark_on("default_language", problem)));
        }
        let mut found: Vec<Locale> = Vec::new();
        let mut plain = false;
        for table in tables {
            for heading in table.headings.iter().filter(|heading| heading.is_text()) {
                if heading.rest.is_empty() {
                    plain |= table.lines().any(|line| {
                        line.cells().any(|(other, _)| other.base == heading.base && other.rest.is_empty())
                    });
                } else if let Some(locale) = &heading.locale {
                    if !found.contains(locale) {
                        found.push(locale.clone());
                    }
                } else {
                    self.remarks.push(Remark {
                        sheet: table.name.to_owned(),
                        row: 1,
                        column: heading.written.clone(),
                        problem: Problem::LanguageUnknown(heading.rest.clone()),
                    });
                }
            }
        }
        if plain {
            // A language that has its own column beside the one without cannot be that one's too.
            let beside = |locale: &Locale| {
                let mut all =
                    tables.iter().flat_map(|table| table.headings.iter().map(move |own| (table, own)));
                all.any(|(table, own)| {
                    own.is_text()
                        && own.locale.as_ref() == Some(locale)
                        && table.headings.iter().any(|other| other.base == own.base && other.rest.is_empty())
                })
            };
            let assumed =
                || found.iter().find(|locale| !beside(locale)).cloned().unwrap_or_else(Locale::english);
            let locale = default.clone().unwrap_or_else(assumed);
            if default.is_none() {
                let (sheet, row, column) = (tables[0].name.to_owned(), 1, "label".to_owned());
                let problem = Problem::LanguageAssumed(locale.to_string());
                self.remarks.push(Remark { sheet, row, column, problem });
            }
            if !found.contains(&locale) {
                found.insert(0, locale.clone());
            }
            self.plain = Some(locale);
        }
        if let Some(place) = default.and_then(|default| found.iter().position(|locale| *locale == default)) {
            let first = found.remove(place);
            found.insert(0, first);
        }
        self.languages = found;
    }

    fn text(&mut self, line: &Line<'_>, column: &str) -> Text {
        let text = line.text(column, self.plain.as_ref(), self.sawt);
        let inserted = text.0.values().flat_map(|text| tokens_of_references(text)).next();
        if let Some(name) = inserted {
            self.remarks.push(line.remark_on(column, Problem::AnswerInText(name.to_owned())));
        }
        text
    }

    fn settings(&mut self, setting: Option<Line<'_>>) -> (QuestionSetCode, u32, Text) {
        let get = |column: &str| setting.map_or("", |line| line.get(column));
        let mut title = setting.map(|line| self.text(&line, "sawt_title")).unwrap_or_default();
        let form_title = setting
            .and_then(|line| line.cells().find(|(heading, _)| heading.base == "form_title"))
            .map(|(_, cell)| if self.sawt { cell } else { cell.trim() });
        if let (Some(first), Some(form_title)) = (self.languages.first(), form_title) {
            title.0.insert(first.clone(), form_title.to_owned());
        }
        let name = if get("form_id").is_empty() { get("form_title") } else { get("form_id") };
        let code = name.parse().unwrap_or_else(|_| {
            let code = names::code(name, QUESTION).replace('_', "-");
            let code = if name.is_empty() { "question-set".to_owned() } else { code };
            if !get("form_id").is_empty() {
                let problem = Problem::Renamed(name.to_owned(), code.clone());
                self.remarks.extend(setting.map(|line| line.remark_on("form_id", problem)));
            }
            code.parse::<QuestionSetCode>().unwrap_or_else(|_| fallback_code())
        });
        let version = get("version").parse();
        if version.is_err() && !get("version").is_empty() {
            let problem = Problem::VersionUnread(get("version").chars().take(80).collect());
            self.remarks.extend(setting.map(|line| line.remark_on("version", problem)));
        }
        (code, version.unwrap_or(1), title)
    }

    // Choices.

    fn choice_lists(&mut self, table: &Table<'_>) {
        let mut by_list: Vec<(String, Vec<Line<'_>>)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for line in table.lines() {
            let list = line.get("list_name").to_owned();
            if list.is_empty() || line.get("name").is_empty() {
                self.remarks.push(line.remark(Problem::NameMissing));
                continue;
            }
            match places.get(&list) {
                Some(place) => by_list[*place].1.push(line),
                None => {
                    places.insert(list.clone(), by_list.len());
                    by_list.push((list, vec![line]));
                }
            }
        }
        for (name, mut lines) in by_list {
            let mut seen = BTreeSet::new();
            lines.retain(|line| {
                let choice = line.get("name");
                let new = seen.insert(choice);
                if !new {
                    self.remarks.push(line.remark_on("name", Problem::NameTwice(choice.to_owned())));
                }
                new
            });
            let codes = Names::give(lines.iter().map(|line| (line.get("name"), CHOICE)));
            let mut list = List { key: name.clone(), row: lines[0].row.number, ..List::default() };
            for (line, code) in lines.iter().zip(codes) {
                let name = line.get("name");
                if code != name {
                    let problem = Problem::Renamed(name.to_owned(), code.clone());
                    self.remarks.push(line.remark_on("name", problem));
                }
                let Ok(code) = code.parse() else { continue };
                if !line.get("sawt_list").is_empty() {
                    list.key = line.get("sawt_list").to_owned();
                }
                list.names.push(name.to_owned());
                let label = self.text(line, "label");
                list.choices.push(Choice {
                    code,
                    label,
                    off_scale: is_yes(line.get("sawt_off_scale")),
                    exclusive: is_yes(line.get("sawt_exclusive")),
                    other: is_yes(line.get("sawt_other")),
                });
            }
            self.lists.insert(name, list);
        }
    }

    /// Puts the lists into the set. Those that nobody uses are left out, unless Sawt wrote the form itself.
    fn keep_lists(&mut self, set: &mut QuestionSet, sheet: &str) {
        let used: BTreeSet<String> = set
            .questions()
            .filter_map(|(_, question)| question.kind.choice_list())
            .map(str::to_owned)
            .collect();
        for (name, list) in &self.lists {
            if self.sawt || used.contains(&list.key) {
                set.choice_lists.insert(list.key.clone(), list.choices.clone());
            } else {
                self.remarks.push(Remark {
                    sheet: sheet.to_owned(),
                    row: list.row,
                    column: String::new(),
                    problem: Problem::ListUnused(name.clone()),
                });
            }
        }
    }

    // The plan: which group is a section, which a table, which goes into its section.

    fn plan<'n, 'a>(
        &mut self,
        nodes: &'n [Node<'a>],
        around: &[Line<'a>],
        sections: &mut Vec<SectionPlan<'n, 'a>>,
    ) {
        let mut loose: Vec<&'n Node<'a>> = Vec::new();
        for node in nodes {
            let Node::Group(group) = node else {
                loose.push(node);
                continue;
            };
            if matches!(group.form(), Form::Matrix(_)) {
                loose.push(node);
                continue;
            }
            self.loose(std::mem::take(&mut loose), around, sections);
            let inner_group = |node: &Node<'_>| matches!(node, Node::Group(group) if !matches!(group.form(), Form::Matrix(_)));
            if !group.nodes.is_empty() && group.nodes.iter().all(inner_group) {
                let labelled = !self.text(&group.line, "label").is_empty();
                let problem = if labelled { Problem::TitleLeftOut } else { Problem::GroupFlattened };
                self.remarks.push(group.line.remark(problem));
                self.unused_cells(&group.line, &["label", "relevant", "sawt_relevant"], &["field-list"]);
                let around: Vec<_> = around.iter().copied().chain([group.line]).collect();
                self.plan(&group.nodes, &around, sections);
                continue;
            }
            let mut nodes = group.nodes.iter().peekable();
            let is_introduction = |node: &&Node<'_>| matches!(node, Node::Question(q) if q.line.get("sawt") == role::INTRODUCTION);
            let introduction = match nodes.next_if(is_introduction) {
                Some(Node::Question(asked)) => Some(asked.line),
                _ => None,
            };
            let mut section = SectionPlan {
                group: Some(group),
                around: around.to_vec(),
                introduction,
                questions: Vec::new(),
            };
            self.fill(nodes, &[], &mut section);
            sections.push(section);
        }
        self.loose(loose, around, sections);
    }

    fn loose<'n, 'a>(
        &mut self,
        nodes: Vec<&'n Node<'a>>,
        around: &[Line<'a>],
        sections: &mut Vec<SectionPlan<'n, 'a>>,
    ) {
        if nodes.is_empty() {
            return;
        }
        let around = around.to_vec();
        let mut section = SectionPlan { group: None, around, introduction: None, questions: Vec::new() };
        self.fill(nodes.into_iter(), &[], &mut section);
        sections.push(section);
    }

    fn fill<'n, 'a: 'n>(
        &mut self,
        nodes: impl Iterator<Item = &'n Node<'a>>,
        around: &[Line<'a>],
        section: &mut SectionPlan<'n, 'a>,
    ) {
        for node in nodes {
            let around = around.to_vec();
            match node {
                Node::Question(asked) => {
                    let head = matches!(asked.kind, Type::SelectOne { .. })
                        && asked.line.get("appearance").split_whitespace().any(|word| word == "label");
                    let what = if head { What::Heading(asked.line) } else { What::Asked(asked) };
                    section.questions.push(QuestionPlan { what, around });
                }
                Node::Group(group) => {
                    let problem = match group.form() {
                        Form::Matrix(matrix) => {
                            section
                                .questions
                                .push(QuestionPlan { what: What::Matrix(group, matrix), around });
                            continue;
                        }
                        Form::Split => Problem::MatrixSplit,
                        Form::Group => Problem::GroupFlattened,
                    };
                    self.remarks.push(group.line.remark(problem));
                    let mut inside = around;
                    inside.push(group.line);
                    if !group.line.text("label", self.plain.as_ref(), false).is_empty() {
                        let what = What::Heading(group.line);
                        // Its own condition is read with its row.
                        let around = inside[..inside.len() - 1].to_vec();
                        section.questions.push(QuestionPlan { what, around });
                    }
                    self.fill(group.nodes.iter(), &inside, section);
                }
            }
        }
    }

    // "Other, please specify".

    /// The text fields `QUESTION_other` that are asked when a choice of the question is picked, and that nothing else speaks of.
    fn folds(&mut self, sections: &[SectionPlan<'_, '_>], survey: &Table<'_>) -> Vec<Fold> {
        let referred: BTreeSet<&str> = survey
            .lines()
            .flat_map(|line| ["relevant", "constraint"].map(|column| line.get(column)))
            .flat_map(|cell| tokens_of_references(cell).collect::<Vec<_>>())
            .collect();
        let selects: BTreeMap<&str, (&str, Line<'_>)> = plans(sections)
            .filter_map(|plan| match &plan.what {
                What::Asked(asked) => {
                    asked.kind.list().map(|list| (asked.line.get("name"), (list, asked.line)))
                }
                _ => None,
            })
            .collect();
        let mut folds = Vec::new();
        for plan in plans(sections) {
            let What::Asked(Asked { line, kind: Type::Text }) = &plan.what else { continue };
            let name = line.get("name");
            let Some((question, choice)) = picked(line.get("relevant")) else { continue };
            let ours = line.get("sawt") == role::OTHER_TEXT;
            let named = name.strip_suffix(crate::code::OTHER_SUFFIX) == Some(question);
            let Some((list, asked)) = selects.get(question) else { continue };
            if !(ours || named) || referred.contains(&name) {
                continue;
            }
            if !ours {
                self.remarks.push(line.remark(Problem::OtherFolded(question.to_owned())));
            }
            self.folded_cells(line, asked, list, choice);
            folds.push(Fold {
                text: name.to_owned(),
                question: question.to_owned(),
                choice: choice.to_owned(),
            });
        }
        folds
    }

    /// Names what a text field says that the choice it became part of does not.
    fn folded_cells(&mut self, line: &Line<'_>, asked: &Line<'_>, list: &str, choice: &str) {
        let label = self.text(line, "label");
        let of_choice = self.lists.get(list).and_then(|list| {
            list.names.iter().position(|own| own == choice).map(|place| &list.choices[place].label)
        });
        let bound = format!("string-length(.) <= {OTHER_MAX_LENGTH}");
        let mut used = vec!["relevant"];
        used.extend((Some(&label) == of_choice).then_some("label"));
        used.extend((line.get("constraint") == bound).then_some("constraint"));
        used.extend(is_yes(asked.get("required")).then_some("required"));
        self.unused_cells(line, &used, &[]);
    }

    /// Marks the choice "other" in the lists whose questions have one; adds it where `or_other` asks for it.
    fn others(&mut self, sections: &[SectionPlan<'_, '_>], folds: &[Fold], label: OtherLabel<'_>) {
        // For each list, its questions: which of them have a text field, and at which choice.
        let mut users: BTreeMap<&str, Vec<(Line<'_>, Option<String>)>> = BTreeMap::new();
        for plan in plans(sections) {
            let (list, wanted) = match &plan.what {
                What::Asked(asked) => {
                    let Some(list) = asked.kind.list() else { continue };
                    let name = asked.line.get("name");
                    let fold = folds.iter().find(|fold| fold.question == name);
                    let or_other = matches!(
                        asked.kind,
                        Type::SelectOne { other: true, .. } | Type::SelectMultiple { other: true, .. }
                    );
                    (list, fold.map(|fold| fold.choice.clone()).or(or_other.then(|| "other".to_owned())))
                }
                What::Matrix(_, matrix) => (matrix.list, None),
                What::Heading(_) => continue,
            };
            users.entry(list).or_default().push((plan.line(), wanted));
            self.list_of.insert(plan.line().get("name").to_owned(), list.to_owned());
        }
        for (name, users) in users {
            let Some(wanted) = users.iter().find_map(|(_, wanted)| wanted.clone()) else { continue };
            let Some(list) = self.lists.get_mut(name) else { continue };
            if list.choices.iter().any(|choice| choice.other) {
                continue;
            }
            let target = if users.iter().all(|(_, wanted)| wanted.is_some()) {
                list
            } else {
                let mut copy = list.clone();
                copy.key = format!("{}_or_other", list.key);
                let key = copy.key.clone();
                for (line, _) in users.iter().filter(|(_, wanted)| wanted.is_some()) {
                    self.list_of.insert(line.get("name").to_owned(), key.clone());
                    self.remarks.push(line.remark_on("type", Problem::ListSplit(key.clone())));
                }
                self.lists.entry(key).or_insert(copy)
            };
            if let Some(place) = target.names.iter().position(|own| *own == wanted) {
                target.choices[place].other = true;
            } else if let Ok(code) = "other".parse() {
                let mut text = Text::default();
                for language in &self.languages {
                    if let Some(label) = label(language) {
                        text.0.insert(language.clone(), label);
                    }
                }
                target.names.push(wanted);
                let (off_scale, exclusive) = (false, false);
                target.choices.push(Choice { code, label: text, off_scale, exclusive, other: true });
            }
        }
    }

    // Codes.

    /// The codes of sections and questions in order, and what names refer to.
    fn codes(&mut self, sections: &[SectionPlan<'_, '_>], survey: &Table<'_>) -> Vec<String> {
        let mut names: Vec<(String, char, Option<Line<'_>>)> = Vec::new();
        for section in sections {
            let line = section.group.map(|group| group.line);
            let name = line.map_or("section", |line| line.get("name"));
            names.push((name.to_owned(), 's', line));
            for plan in &section.questions {
                let line = plan.line();
                let mut name = line.get("name");
                if let (What::Matrix(_, matrix), true) = (&plan.what, name.is_empty()) {
                    name = matrix.header.map_or("", |header| header.line.get("name"));
                }
                if name.is_empty() {
                    self.remarks.push(line.remark_on("name", Problem::NameMissing));
                }
                names.push((name.to_owned(), QUESTION, Some(line)));
            }
        }
        let given = Names::give(names.iter().map(|(name, letter, _)| (name.as_str(), *letter)));
        let referred: BTreeSet<&str> = survey
            .lines()
            .flat_map(|line| ["relevant", "constraint"].map(|column| line.get(column)))
            .flat_map(|cell| tokens_of_references(cell).collect::<Vec<_>>())
            .collect();
        let mut seen = BTreeSet::new();
        for ((name, letter, line), code) in names.iter().zip(&given) {
            let Some(line) = line else { continue };
            let twice = !name.is_empty() && *letter == QUESTION && !seen.insert(name.as_str());
            if twice && referred.contains(name.as_str()) {
                self.remarks.push(line.remark_on("name", Problem::NameTwice(name.clone())));
            } else if name != code && !name.is_empty() {
                let problem = Problem::Renamed(name.clone(), code.clone());
                self.remarks.push(line.remark_on("name", problem));
            }
        }
        let mut codes = given.iter();
        for section in sections {
            codes.next();
            for (plan, code) in section.questions.iter().zip(&mut codes) {
                match &plan.what {
                    What::Asked(Asked { kind: Type::Note, .. }) | What::Heading(_) => {}
                    What::Asked(asked) => {
                        if matches!(asked.kind, Type::SelectMultiple { .. } | Type::Rank { .. }) {
                            self.several.insert(asked.line.get("name").to_owned());
                        }
                        self.targets.insert(asked.line.get("name").to_owned(), code.clone());
                    }
                    What::Matrix(_, matrix) => {
                        for (row, item) in matrix.rows.iter().zip(item_codes(plan.line(), matrix)) {
                            let name = row.line.get("name").to_owned();
                            self.list_of.insert(name.clone(), matrix.list.to_owned());
                            self.targets.insert(name, format!("{code}.{item}"));
                        }
                    }
                }
            }
        }
        given
    }

    // Expressions.

    /// Translates a cell; what can't be read is reported. `own` is the question whose answer is `.`.
    fn translate(&mut self, line: &Line<'_>, column: &str, own: &str) -> Option<(Translated, Expression)> {
        let cell = line.get(column);
        if cell.is_empty() {
            return None;
        }
        let mut dialect = Form2Sawt { reader: self, own, missing: Vec::new() };
        let translated = from_xlsform(cell, &mut dialect);
        let missing = dialect.missing;
        let sound = missing.is_empty();
        for (at, name) in missing {
            let problem = match self.left_out.get(&name) {
                Some(_) => Problem::ReferenceLeftOut(at, name),
                None => Problem::UnknownReference(at, name),
            };
            self.remarks.push(line.remark_on(column, problem));
        }
        let read = translated.source.parse::<Expression>();
        if let Ok(expression) = &read {
            self.asks_for_all(line, column, expression, own);
        }
        match read {
            Ok(expression) => Some((translated, expression)).filter(|_| sound),
            Err(error) => {
                // What is not in the form was said already.
                if sound {
                    let at = translated.place(error.position);
                    let problem = match error.problem {
                        relevance::Problem::UnknownFunction(name) => Problem::FunctionLeftOut(at, name),
                        problem => match beyond(cell) {
                            Some((at, way)) => Problem::PathLeftOut(at, way),
                            None => Problem::Expression(at, problem),
                        },
                    };
                    self.remarks.push(line.remark_on(column, problem));
                }
                None
            }
        }
    }

    /// Says where `=` compares all that was picked, which `selected()` would not.
    fn asks_for_all(&mut self, line: &Line<'_>, column: &str, expression: &Expression, own: &str) {
        let is_several = |reference: Option<&relevance::Reference>| {
            let name = match reference {
                None => Some(own),
                Some(reference) => {
                    let code = reference.question.as_str();
                    self.targets.iter().find(|(_, target)| *target == code).map(|(name, _)| name.as_str())
                }
            };
            name.is_some_and(|name| self.several.contains(name))
        };
        if let Some(code) = expression.asks_for_all(&is_several) {
            let problem = Problem::AllCompared(code.to_owned());
            let remark = line.remark_on(column, problem);
            self.remarks.push(remark);
        }
    }

    /// The condition of a row and of the groups around it.
    fn relevant(&mut self, line: Option<&Line<'_>>, around: &[Line<'_>]) -> Option<Expression> {
        let mut all: Vec<Expression> = Vec::new();
        for line in around.iter().chain(line) {
            let Some((_, expression)) = self.translate(line, "relevant", "") else { continue };
            let own_words = self.own_words(line, "sawt_relevant");
            let agree = own_words.filter(|own| self.cell_of(own.source()) == line.get("relevant"));
            if agree.is_none() && !line.get("sawt_relevant").is_empty() {
                self.remarks.push(line.remark_on("sawt_relevant", Problem::HintOverruled));
            }
            all.push(agree.unwrap_or(expression));
        }
        match all.len() {
            0 | 1 => all.pop(),
            _ => {
                let parts: Vec<_> =
                    all.iter().map(|expression| format!("({})", expression.source())).collect();
                parts.join(" and ").parse().ok()
            }
        }
    }

    /// An expression in a column of ours, in our dialect.
    fn own_words(&self, line: &Line<'_>, column: &str) -> Option<Expression> {
        let cell = line.cells().find(|(heading, _)| heading.base == column).map(|(_, cell)| cell)?;
        cell.parse().ok()
    }

    /// As it would stand in the file.
    fn cell_of(&self, source: &str) -> String {
        to_xlsform(source, &|target| {
            let name = self.targets.iter().find(|(_, own)| *own == target).map(|(name, _)| name.clone());
            name.or_else(|| Some(target.to_owned()))
        })
        .trim()
        .to_owned()
    }

    /// The constraint and, taken out of it, the bounds.
    fn constraint(&mut self, line: &Line<'_>, kind: &Kind) -> (Bounds, Option<Expression>) {
        let Some((translated, whole)) = self.translate(line, "constraint", line.get("name")) else {
            return (Bounds::default(), None);
        };
        let source = translated.source;
        let shape = shape(kind);
        let list = self.list_of.get(line.get("name")).cloned().unwrap_or_default();
        let known = |bounds: &Bounds| {
            let list = self.lists.get(&list);
            bounds.exclusive.iter().all(|code| {
                list.is_some_and(|list| list.choices.iter().any(|choice| choice.code == *code.as_str()))
            })
        };
        let hint = self.own_words(line, "sawt_constraint");
        if let Some(own) = hint {
            let before = format!(" and ({})", own.source());
            if source.trim() == own.source().trim() {
                return (Bounds::default(), Some(own));
            }
            if let Some(prefix) = source.strip_suffix(&before) {
                let (bounds, rest) = bounds::part(shape, prefix);
                if rest.is_empty() && known(&bounds) {
                    return (bounds, Some(own));
                }
            }
            self.remarks.push(line.remark_on("sawt_constraint", Problem::HintOverruled));
        }
        let (bounds, rest) = bounds::part(shape, &source);
        if !known(&bounds) {
            return (Bounds::default(), Some(whole));
        }
        if rest.is_empty() {
            return (bounds, None);
        }
        match rest.parse() {
            Ok(rest) => (bounds, Some(rest)),
            Err(_) => (Bounds::default(), Some(whole)),
        }
    }

    // Sections and questions.

    fn sections(&mut self, plans: &[SectionPlan<'_, '_>], codes: Vec<String>, title: &Text) -> Vec<Section> {
        let mut codes = codes.into_iter();
        let mut sections = Vec::new();
        for plan in plans {
            let code = codes.next().unwrap_or_default();
            let line = plan.group.map(|group| group.line);
            let heading = match &line {
                Some(line) => {
                    self.unused_cells(
                        line,
                        &["label", "relevant", "sawt_relevant"],
                        &["field-list", "likert"],
                    );
                    self.text(line, "label")
                }
                None => {
                    let first = plan.questions.first().map(QuestionPlan::line);
                    self.remarks.extend(first.map(|line| line.remark(Problem::SectionMade(code.clone()))));
                    title.clone()
                }
            };
            let relevant = self.relevant(line.as_ref(), &plan.around);
            if let Some(line) = &plan.introduction {
                self.unused_cells(line, &["label"], &[]);
            }
            let introduction = plan.introduction.map(|line| self.text(&line, "label")).unwrap_or_default();
            let mut questions = Vec::new();
            for (question, code) in plan.questions.iter().zip(&mut codes) {
                questions.extend(self.question(question, &code));
            }
            let Ok(code) = code.parse() else { continue };
            sections.push(Section { code, title: heading, introduction, relevant, questions });
        }
        sections
    }

    fn question(&mut self, plan: &QuestionPlan<'_, '_>, code: &str) -> Option<Question> {
        let line = plan.line();
        let mut question = Question {
            code: code.parse().ok()?,
            kind: Kind::Note,
            label: Text::default(),
            hint: Text::default(),
            required: false,
            required_message: Text::default(),
            profile: is_yes(line.get("sawt_profile")),
            relevant: self.relevant(Some(&line), &plan.around),
            constraint: None,
            constraint_message: self.text(&line, "constraint_message"),
        };
        match &plan.what {
            What::Heading(line) => {
                question.label = self.text(line, "label");
                question.hint = self.text(line, "hint");
                question.profile = false;
                question.constraint_message = Text::default();
                let used = ["label", "hint", "relevant", "sawt_relevant", "constraint_message"];
                self.unused_cells(line, &used, &["field-list", "table-list", "label", "likert"]);
            }
            What::Matrix(group, matrix) => self.matrix(&mut question, group, matrix),
            What::Asked(asked) => {
                question.label = self.text(&line, "label");
                question.hint = self.text(&line, "hint");
                question.required = self.required(&line) && asked.kind != Type::Note;
                if question.required {
                    question.required_message = self.text(&line, "required_message");
                }
                question.kind = self.kind(asked);
                let (bounds, constraint) = self.constraint(&line, &question.kind);
                question.constraint = constraint;
                self.bound(asked, &mut question.kind, bounds);
                let used = [
                    "label",
                    "hint",
                    // A note has no answer that could be required.
                    if asked.kind == Type::Note { "" } else { "required" },
                    if question.required { "required_message" } else { "" },
                    "relevant",
                    "sawt_relevant",
                    "constraint",
                    "constraint_message",
                    if asked.kind == Type::Range { "parameters" } else { "" },
                ];
                let appearances: &[&str] = match asked.kind {
                    Type::Text => &["multiline"],
                    Type::Range => &["rating"],
                    Type::SelectOne { .. } => &["likert", "list-nolabel", "list"],
                    _ => &[],
                };
                self.unused_cells(&line, &used, appearances);
            }
        }
        Some(question)
    }

    fn required(&mut self, line: &Line<'_>) -> bool {
        let cell = line.get("required");
        if !is_yes(cell) && !is_no(cell) {
            self.remarks.push(line.remark_on("required", Problem::ConditionallyRequired));
        }
        is_yes(cell)
    }

    /// The list of a question, as it is called in the question set.
    fn list(&mut self, line: &Line<'_>, list: &str) -> String {
        let name = self.list_of.get(line.get("name")).map_or(list, String::as_str);
        match self.lists.get(name) {
            Some(found) => found.key.clone(),
            None => {
                self.remarks.push(line.remark_on("type", Problem::ListMissing(list.to_owned())));
                list.to_owned()
            }
        }
    }

    fn kind(&mut self, asked: &Asked<'_>) -> Kind {
        let line = &asked.line;
        match &asked.kind {
            Type::SelectOne { list, .. } => Kind::SelectOne { choices: self.list(line, list) },
            Type::SelectMultiple { list, .. } => {
                Kind::SelectSeveral { choices: self.list(line, list), max: None }
            }
            Type::Rank { list } => {
                Kind::Ranking { choices: self.list(line, list), max: line.get("sawt_max").parse().ok() }
            }
            Type::Range => self.range(line),
            Type::Integer => Kind::Number { min: None, max: None, decimals: 0 },
            Type::Decimal if line.get("sawt") == role::PERCENTAGE => Kind::Percentage,
            Type::Decimal => {
                let decimals = line.get("sawt_decimals").parse().ok();
                self.decimals_assumed += u32::from(decimals.is_none());
                Kind::Number { min: None, max: None, decimals: decimals.unwrap_or(DECIMALS) }
            }
            Type::Text if line.get("appearance").split_whitespace().any(|word| word == "multiline") => {
                Kind::LongText { max_length: None }
            }
            Type::Text => {
                self.texts_short += 1;
                Kind::Text { max_length: None }
            }
            Type::Date => Kind::Date { min: None, max: None },
            Type::Note => Kind::Note,
        }
    }

    fn range(&mut self, line: &Line<'_>) -> Kind {
        let parameter = |wanted: &str, otherwise: &str| {
            let cell = line
                .get("parameters")
                .to_lowercase()
                .replace([',', ';'], " ")
                .replace(" =", "=")
                .replace("= ", "=");
            let found = cell
                .split_whitespace()
                .filter_map(|part| part.split_once('='))
                .find(|(name, _)| *name == wanted)
                .map(|(_, value)| value.to_owned());
            found.unwrap_or_else(|| otherwise.to_owned())
        };
        // What pyxform takes where nothing is said.
        let [start, end, step] = [("start", "1"), ("end", "10"), ("step", "1")]
            .map(|(name, otherwise)| parameter(name, otherwise));
        let whole = (start.parse::<i64>(), end.parse::<i64>(), step.parse::<f64>());
        if let (Ok(min), Ok(max), Ok(step)) = whole
            && (step - 1.0).abs() < f64::EPSILON
            && min < max
            && max.checked_sub(min).is_some_and(|steps| steps <= 10)
        {
            let (low, high) = (self.text(line, "sawt_low"), self.text(line, "sawt_high"));
            return Kind::Rating { min, max, low, high };
        }
        self.remarks.push(line.remark_on("parameters", Problem::RangeAsNumber));
        let decimals = [&start, &end, &step]
            .into_iter()
            .map(|number| number.split_once('.').map_or(0, |(_, fraction)| fraction.len().min(9)))
            .max()
            .and_then(|decimals| u32::try_from(decimals).ok());
        let number = |text: &str| crate::number::decimal(text);
        Kind::Number { min: number(&start), max: number(&end), decimals: decimals.unwrap_or(0) }
    }

    /// Puts bounds where the kind has them.
    fn bound(&mut self, asked: &Asked<'_>, kind: &mut Kind, bounds: Bounds) {
        match kind {
            Kind::Number { min, max, .. } => {
                *min = bounds.min.or(*min);
                *max = bounds.max.or(*max);
            }
            Kind::Percentage if (bounds.min, bounds.max) != (Some(0.0), Some(100.0)) => {
                self.remarks.push(asked.line.remark_on("sawt", Problem::HintOverruled));
                *kind = Kind::Number { min: bounds.min, max: bounds.max, decimals: DECIMALS };
            }
            Kind::Date { min, max } => (*min, *max) = (bounds.earliest, bounds.latest),
            Kind::Text { max_length } | Kind::LongText { max_length } => *max_length = bounds.most,
            Kind::SelectSeveral { max, .. } => {
                *max = bounds.most;
                let name = self.list_of.get(asked.line.get("name")).cloned().unwrap_or_default();
                let list = self.lists.get_mut(&name);
                for choice in list.into_iter().flat_map(|list| &mut list.choices) {
                    choice.exclusive |= bounds.exclusive.iter().any(|code| choice.code == *code.as_str());
                }
            }
            _ => {}
        }
    }

    fn matrix(&mut self, question: &mut Question, group: &Group<'_>, matrix: &Matrix<'_, '_>) {
        let line = &group.line;
        let header = matrix.header.map(|header| header.line);
        let group_label = self.text(line, "label");
        let (label, hint) = match &header {
            Some(header) => (self.text(header, "label"), self.text(header, "hint")),
            None => (group_label.clone(), self.text(line, "hint")),
        };
        (question.label, question.hint) = match (label.is_empty(), group_label.is_empty()) {
            (true, _) => (group_label, hint),
            // Both say something: the heading is what is asked, and what stands over the scale helps to answer.
            (false, false) if label != group_label && hint.is_empty() => (group_label, label),
            _ => (label, hint),
        };
        let required: Vec<bool> = matrix.rows.iter().map(|row| self.required(&row.line)).collect();
        question.required = required.iter().all(|required| *required);
        if !question.required && required.contains(&true) {
            self.remarks.push(line.remark(Problem::MatrixPartlyRequired));
        }
        let mut used = vec!["label", "required"];
        if question.required {
            used.push("required_message");
            question.required_message = self.rows_message(matrix);
        }
        question.constraint = self.own_words(line, "sawt_constraint");
        let mut items = Vec::new();
        for (row, code) in matrix.rows.iter().zip(item_codes(*line, matrix)) {
            let name = row.line.get("name");
            let short = name.strip_prefix(&format!("{}_", line.get("name"))).unwrap_or(name);
            if name.is_empty() {
                self.remarks.push(row.line.remark_on("name", Problem::NameMissing));
            } else if short != code && row.line.get("sawt_code") != code {
                let problem = Problem::Renamed(name.to_owned(), format!("{}.{code}", question.code));
                self.remarks.push(row.line.remark_on("name", problem));
            }
            let label = self.text(&row.line, "label");
            self.unused_cells(&row.line, &used, &["list-nolabel", "list"]);
            if let Ok(code) = code.parse() {
                items.push(Item { code, label });
            }
        }
        let appearances = ["field-list", "table-list", "likert"];
        self.unused_cells(
            line,
            &["label", "hint", "relevant", "sawt_relevant", "constraint_message"],
            &appearances,
        );
        if let Some(header) = &header {
            self.unused_cells(header, &["label", "hint", "required"], &["label"]);
        }
        let choices = match matrix.rows.first() {
            Some(row) => self.list(&row.line, matrix.list),
            None => matrix.list.to_owned(),
        };
        question.kind = Kind::Matrix { items, choices };
    }

    /// What the rows of a table say where an answer is missing: the first that says something in a language. A row that says
    /// something else is named.
    fn rows_message(&mut self, matrix: &Matrix<'_, '_>) -> Text {
        let mut message = Text::default();
        for row in &matrix.rows {
            for (language, own) in &self.text(&row.line, "required_message").0 {
                match message.0.get(language) {
                    None => message.0.insert(language.clone(), own.clone()),
                    Some(first) if first == own => {}
                    Some(_) => {
                        let value = own.chars().take(80).collect();
                        let problem = Problem::CellUnused("required_message".to_owned(), value);
                        self.remarks.push(row.line.remark_on("required_message", problem));
                    }
                }
            }
        }
        message
    }

    // What is not used.

    /// Names the cells of a row that nothing was made of.
    fn unused_cells(&mut self, line: &Line<'_>, used: &[&str], appearances: &[&str]) {
        const ALWAYS: [&str; 4] = ["type", "name", "appearance", "disabled"];
        for (heading, cell) in line.cells() {
            let base = heading.base.as_str();
            let ours = base == "sawt" || base.starts_with("sawt_");
            let known = SURVEY_USED.contains(&base) || SURVEY_KNOWN.contains(&base);
            let saying_no = base == "required" && is_no(cell.trim());
            if ours || ALWAYS.contains(&base) || used.contains(&base) || !known || saying_no {
                continue;
            }
            self.remarks.push(line.unused_cell(heading, cell));
        }
        let idle: Vec<&str> =
            line.get("appearance").split_whitespace().filter(|word| !appearances.contains(word)).collect();
        if !idle.is_empty() {
            self.remarks.push(line.remark_on("appearance", Problem::AppearanceUnused(idle.join(" "))));
        }
    }

    /// Names the columns that are used by nothing, those that XLSForm has row by row.
    fn unused_columns(&mut self, table: &Table<'_>, used: &[&str], known: &[&str]) {
        for heading in &table.headings {
            let base = heading.base.as_str();
            let ours = base == "sawt" || base.starts_with("sawt_");
            // Those of the survey sheet were named with their rows.
            if ours || used.contains(&base) || (known.contains(&base) && used == SURVEY_USED) {
                continue;
            }
            let mut filled =
                table.lines().filter(|line| line.cells().any(|(own, _)| own.written == heading.written));
            if known.contains(&base) {
                for line in filled {
                    let cell = line.get(base).chars().take(80).collect();
                    let problem = Problem::CellUnused(heading.written.clone(), cell);
                    self.remarks.push(line.remark_on(base, problem));
                }
            } else if filled.next().is_some() {
                self.remarks.push(Remark {
                    sheet: table.name.to_owned(),
                    row: 1,
                    column: heading.written.clone(),
                    problem: Problem::ColumnUnknown(heading.written.clone()),
                });
            }
        }
    }
}

const SURVEY_USED: &[&str] = &[
    "type",
    "name",
    "label",
    "hint",
    "required",
    "required_message",
    "relevant",
    "constraint",
    "constraint_message",
    "appearance",
    "parameters",
    "disabled",
];
const SURVEY_KNOWN: &[&str] = &[
    "guidance_hint",
    "calculation",
    "choice_filter",
    "default",
    "read_only",
    "trigger",
    "repeat_count",
    "count",
    "media",
    "image",
    "big-image",
    "audio",
    "video",
    "bind",
    "body",
    "control",
    "instance",
    "autoplay",
    "rows",
    "save_to",
];
const CHOICES_USED: &[&str] = &["list_name", "name", "label"];
const CHOICES_KNOWN: &[&str] = &["media", "image", "big-image", "audio", "video"];
const SETTINGS_USED: &[&str] = &["form_title", "form_id", "version", "default_language"];

/// Whether something is made of what stands under a heading of a sheet.
pub fn is_read(sheet: &str, heading: &str) -> bool {
    let used = match sheet.trim().to_lowercase().as_str() {
        SURVEY => SURVEY_USED,
        CHOICES => CHOICES_USED,
        SETTINGS => SETTINGS_USED,
        _ => return false,
    };
    let base = Heading::read(heading.trim()).base;
    used.contains(&base.as_str()) || base == "sawt" || base.starts_with("sawt_")
}

fn plans<'p, 'n, 'a>(sections: &'p [SectionPlan<'n, 'a>]) -> impl Iterator<Item = &'p QuestionPlan<'n, 'a>> {
    sections.iter().flat_map(|section| &section.questions)
}

fn is_fold(plan: &QuestionPlan<'_, '_>, fold: &Fold) -> bool {
    matches!(&plan.what, What::Asked(asked) if asked.kind == Type::Text && asked.line.get("name") == fold.text)
}

/// The codes of the rows of a table. Their names often begin with that of the table.
fn item_codes(group: Line<'_>, matrix: &Matrix<'_, '_>) -> Vec<String> {
    let prefix = format!("{}_", group.get("name"));
    let names: Vec<&str> = matrix
        .rows
        .iter()
        .map(|row| {
            let (name, own) = (row.line.get("name"), row.line.get("sawt_code"));
            if own.is_empty() { name.strip_prefix(&prefix).unwrap_or(name) } else { own }
        })
        .collect();
    Names::give(names.iter().map(|name| (*name, 'i')))
}

/// The names in `${…}`.
fn tokens_of_references(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once("${")?;
        let (name, after) = after.split_once('}')?;
        rest = after;
        Some(name.trim())
    })
}

/// The question and the choice of `selected(${question}, 'choice')` or `${question} = 'choice'`.
fn picked(cell: &str) -> Option<(&str, &str)> {
    let all = tokens(cell);
    let meant: Vec<&Token<'_>> = all.iter().filter(|token| token.kind != Piece::Space).collect();
    let kinds: Vec<(Piece, &str)> = meant.iter().map(|token| (token.kind, token.text)).collect();
    match kinds.as_slice() {
        [(_, "selected"), (_, "("), (Piece::Reference, _), (_, ","), (Piece::Text, _), (_, ")")] => {
            Some((meant[2].inner(), meant[4].inner()))
        }
        [(Piece::Reference, _), (_, "="), (Piece::Text | Piece::Word, _)] => {
            Some((meant[0].inner(), meant[2].inner()))
        }
        _ => None,
    }
}

fn fallback_code() -> QuestionSetCode {
    #[expect(clippy::expect_used, reason = "a literal that is a code")]
    "question-set".parse().expect("a code")
}

struct Form2Sawt<'r> {
    reader: &'r Reader,
    own: &'r str,
    missing: Vec<(usize, String)>,
}

impl Dialect for Form2Sawt<'_> {
    fn reference(&mut self, token: &Token<'_>) -> Option<String> {
        let target = self.reader.targets.get(token.inner());
        if target.is_none() {
            self.missing.push((token.at + 1, token.inner().to_owned()));
        }
        target.cloned()
    }

    fn choice(&self, question: &str, choice: &str) -> Option<String> {
        let name = if question == "." { self.own } else { question };
        let list = self.reader.lists.get(self.reader.list_of.get(name)?)?;
        list.code(choice).map(ToString::to_string)
    }
}
