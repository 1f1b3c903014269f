//! A question: what is asked, how it is answered, when, and what an answer must fulfil.

use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::code::ItemCode;
use survey::edit::propose::propose;
use survey::edit::{Edit, is_taken};
use survey::form::Fields;
use survey::number;
use survey::question_set::{Item, Kind, Question, QuestionSet, Section, Text};

use super::super::forms::{Errors, field};
use super::super::visit::{Frame, Kind as Missing, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use super::choices::{made, said, unknowing};
use super::conditions::{self, ConditionsView};
use super::entry::{Entry, Input, Row, as_fields, rows};
use super::findings::{FindingView, below, views};
use super::saving::{self, Again, Conflict, Outcome, back, draft_address, save};
use super::section::words;
use super::{Above, Files, draft, source};
use crate::store::drafts::Draft;

/// The kinds of question, by their names in the format, in the order of the menu.
pub const KINDS: [&str; 11] = [
    "select_one",
    "select_several",
    "matrix",
    "rating",
    "number",
    "percentage",
    "ranking",
    "text",
    "long_text",
    "date",
    "note",
];

#[derive(Template)]
#[template(path = "staff/question_sets/question.html")]
struct QuestionPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    address: String,
    heading: String,
    files: Files,
    revision: i64,
    locale: String,
    dir: &'static str,
    saved: bool,
    errors: Errors,
    conflict: Option<Conflict>,
    findings: Vec<FindingView>,
    /// Where it can be moved to.
    places: Vec<Places>,
    moved: String,
    /// What is asked.
    asked: Vec<Entry>,
    /// How it is answered.
    answered: Vec<Entry>,
    /// The choices of the list that it uses.
    list: Option<(String, Vec<String>)>,
    /// The statements of a matrix.
    matrix: bool,
    rows: Vec<Row>,
    rows_new: String,
    rows_label: String,
    ticks: bool,
    relevant: ConditionsView,
    constraint: Option<ConditionsView>,
    message: Entry,
    code: Entry,
    warned: bool,
    published: bool,
}

/// The questions that come before one.
fn earlier<'a>(set: &'a QuestionSet, question: &'a Question) -> impl Iterator<Item = &'a Question> {
    set.questions().map(|(_, known)| known).take_while(move |known| known.code != question.code)
}

/// A number as it is typed.
fn typed(number: Option<f64>) -> String {
    number.map(number::plain).unwrap_or_default()
}

fn fields_of(set: &QuestionSet, question: &Question) -> Fields {
    let mut fields = Fields::default();
    let mut put = |name: &str, value: &str| fields.0.push((name.to_owned(), value.to_owned()));
    put("label", source(set, &question.label));
    put("hint", source(set, &question.hint));
    put("code", question.code.as_str());
    put("kind", question.kind.name());
    put("required_message", source(set, &question.required_message));
    put("constraint_message", source(set, &question.constraint_message));
    if question.required {
        put("required", "yes");
    }
    if question.profile {
        put("profile", "yes");
    }
    put("choices", question.kind.choice_list().unwrap_or_default());
    let count = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let date = |date: Option<survey::Day>| date.map(|date| date.to_string()).unwrap_or_default();
    let mut items = Vec::new();
    match &question.kind {
        Kind::SelectSeveral { max, .. } | Kind::Ranking { max, .. } => put("most", &count(*max)),
        Kind::Rating { min, max, low, high } => {
            put("min", &min.to_string());
            put("max", &max.to_string());
            put("low", source(set, low));
            put("high", source(set, high));
        }
        Kind::Number { min, max, decimals } => {
            put("min", &typed(*min));
            put("max", &typed(*max));
            put("decimals", &decimals.to_string());
        }
        Kind::Text { max_length } | Kind::LongText { max_length } => put("length", &count(*max_length)),
        Kind::Date { min, max } => {
            put("first_day", &date(*min));
            put("last_day", &date(*max));
        }
        Kind::Matrix { items: own, .. } => {
            let row = |item: &Item| Row {
                was: item.code.to_string(),
                code: item.code.to_string(),
                label: source(set, &item.label).to_owned(),
                ticks: Vec::new(),
            };
            items = own.iter().map(row).collect();
        }
        Kind::SelectOne { .. } | Kind::Percentage | Kind::Note => {}
    }
    fields.0.extend(as_fields(&items));
    conditions::write(&mut fields, "relevant", question.relevant.as_ref());
    conditions::write(&mut fields, "constraint", question.constraint.as_ref());
    fields
}

/// The fields of how a question of that kind is answered.
fn answered(visit: &Visit, set: &QuestionSet, fields: &Fields, kind: &str) -> Vec<Entry> {
    let t = visit.t();
    let entry = |name, label, input| Entry::new(visit, fields, name, label, input);
    let list = || {
        let none = (String::new(), t.text("editor-list-choose"));
        let all = set.choice_lists.keys().map(|name| (name.clone(), name.clone()));
        entry(
            "choices",
            "editor-field-choices",
            Input::Choice(std::iter::once(none).chain(all).collect(), true),
        )
        .hinted(visit, "editor-field-choices-hint")
    };
    let new_list = || {
        entry("choices_new", "editor-field-choices-new", Input::Lines)
            .hinted(visit, "editor-field-choices-new-hint")
    };
    match kind {
        "select_one" => vec![list(), new_list(), entry("profile", "editor-field-profile", Input::Tick)],
        "select_several" => vec![list(), new_list(), entry("most", "editor-field-most", Input::Code)],
        "ranking" => vec![list(), new_list(), entry("most", "editor-field-ranks", Input::Code)],
        "matrix" => vec![list(), new_list()],
        "rating" => vec![
            entry("min", "editor-field-min", Input::Code),
            entry("low", "editor-field-low", Input::Words),
            entry("max", "editor-field-max", Input::Code),
            entry("high", "editor-field-high", Input::Words),
        ],
        "number" => vec![
            entry("min", "editor-field-min", Input::Code),
            entry("max", "editor-field-max", Input::Code),
            entry("decimals", "editor-field-decimals", Input::Code),
        ],
        "text" | "long_text" => vec![entry("length", "editor-field-length", Input::Code)],
        "date" => vec![
            entry("first_day", "editor-field-first-day", Input::Date),
            entry("last_day", "editor-field-last-day", Input::Date),
        ],
        _ => Vec::new(),
    }
}

/// The places of a section where a question can be moved to.
pub struct Places {
    /// What the section is called.
    pub title: String,
    /// Each: the section and the question that comes after it then, and what that is called.
    pub list: Vec<(String, String)>,
}

fn places(visit: &Visit, set: &QuestionSet, moved: &Question) -> Vec<Places> {
    let before = |section: &Section, question: &Question| {
        let label = format!("{} ({})", conditions::short(source(set, &question.label)), question.code);
        let what = visit.t().tr("editor-move-before", &[("what", text(&label))]);
        (format!("{}:{}", section.code, question.code), what)
    };
    let of = |section: &Section| {
        let others = section.questions.iter().filter(|question| question.code != moved.code);
        let mut list: Vec<_> = others.map(|question| before(section, question)).collect();
        list.push((format!("{}:", section.code), visit.t().text("editor-move-end")));
        Places { title: source(set, &section.title).to_owned(), list }
    };
    set.sections.iter().map(of).collect()
}

async fn answer(
    visit: &Visit,
    draft: &Draft,
    question: &Question,
    fields: &Fields,
    again: Again,
) -> Result<HttpResponse, Problem> {
    let set = &draft.set;
    let t = visit.t();
    let status = again.status();
    let base = draft_address(set);
    let section = set.questions().find(|(_, known)| known.code == question.code).map(|(section, _)| section);
    let section = section.map(|section| section.code.to_string()).unwrap_or_default();
    let all = survey::check::check(set);
    let place = format!("sections.{section}.questions.{}", question.code);
    let own = below(&all, &place);
    let kind = field(fields, "kind").to_owned();
    let kinds = KINDS.map(|kind| (kind.to_owned(), t.text(&format!("editor-kind-{kind}"))));
    let entry = |name, label, input| Entry::new(visit, fields, name, label, input);
    let mut asked = vec![
        entry("label", "editor-field-label", Input::Lines),
        entry("hint", "editor-field-hint", Input::Lines).hinted(visit, "editor-field-hint-hint"),
        entry("kind", "editor-field-kind", Input::Choice(kinds.into(), true)),
    ];
    if kind == "note" {
        asked.remove(1);
    } else {
        asked.push(entry("required", "editor-field-required", Input::Tick));
        asked.push(
            entry("required_message", "editor-field-required-message", Input::Lines)
                .hinted(visit, "editor-field-required-message-hint"),
        );
    }
    let list = set.choice_lists.get(field(fields, "choices")).map(|choices| {
        let labels = choices.iter().map(|choice| source(set, &choice.label).to_owned());
        (field(fields, "choices").to_owned(), labels.collect())
    });
    let language = saving::language(set, fields);
    let published = saving::published(visit, set).await?;
    let heading = t.tr("editor-question", &[("kind", t.text(&format!("editor-kind-{kind}")).into())]);
    let page = QuestionPage {
        frame: visit.frame(&again.errors.title(visit, &heading)),
        above: Above::new(visit, set, "draft"),
        address: format!("{base}/questions/{}", question.code),
        base,
        heading,
        files: Files::new(visit),
        revision: again.revision.unwrap_or(draft.revision),
        dir: language.direction().as_str(),
        locale: language.to_string(),
        saved: visit.request.query_string().contains("saved=yes") && again.errors.is_empty(),
        warned: again.errors.of("knowingly").is_some(),
        errors: again.errors,
        conflict: again.conflict,
        findings: views(visit, set, own),
        places: places(visit, set, question),
        moved: format!("question:{}", question.code),
        asked,
        answered: answered(visit, set, fields, &kind),
        list: list.filter(|_| ["select_one", "select_several", "matrix", "ranking"].contains(&kind.as_str())),
        matrix: kind == "matrix",
        rows: rows(fields, "item"),
        rows_new: String::new(),
        rows_label: t.text("editor-items"),
        ticks: false,
        relevant: conditions::view(visit, set, fields, "relevant", earlier(set, question), None),
        constraint: (kind != "note").then(|| {
            conditions::view(visit, set, fields, "constraint", earlier(set, question), Some(question))
        }),
        message: entry("constraint_message", "editor-field-constraint-message", Input::Lines)
            .hinted(visit, "editor-field-constraint-message-hint"),
        code: entry("code", "editor-field-code", Input::Code).hinted(visit, "editor-field-code-hint"),
        published: saving::asks(&published, &question.code),
    };
    visit.page(status, &page)
}

fn find<'a>(visit: &Visit, set: &'a QuestionSet, code: &str) -> Result<&'a Question, Problem> {
    set.question(code).ok_or_else(|| visit.problem(Missing::NotFound))
}

/// The form.
#[get("/question-sets/{code}/draft/questions/{question}")]
pub async fn show(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &path.0).await?;
    let question = find(&visit, &draft.set, &path.1)?;
    answer(&visit, &draft, question, &fields_of(&draft.set, question), Again::default()).await
}

/// Saves it.
#[post("/question-sets/{code}/draft/questions/{question}")]
pub async fn change(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &path.0).await?;
    let set = &draft.set;
    let question = find(&visit, set, &path.1)?;
    let rows = rows(&fields, "item");
    let mut again = fields.clone();
    again.0.retain(|(name, _)| !name.starts_with("row"));
    again.0.extend(as_fields(&rows));
    let reading = Reading { visit: &visit, set, fields: &fields, question };
    let outcome = match reading.edit(&rows) {
        Err(errors) => back(&visit, Again::wrong(errors)),
        Ok(read) => {
            let published = saving::published(&visit, set).await?;
            let changed = read.changed_code(question, &published);
            if let (Some(code), false) = (changed, fields.has("knowingly", "yes")) {
                back(&visit, Again::wrong(unknowing(&visit, &code)))
            } else {
                let base = draft_address(set);
                let section = set.questions().find(|(_, known)| known.code == question.code);
                let section = section.map(|(section, _)| section.code.to_string()).unwrap_or_default();
                let to = match field(&fields, "do") {
                    "another" => format!("{base}?add={section}"),
                    "outline" => format!("{base}#q-{}", read.to.code),
                    _ => format!("{base}/questions/{}?saved=yes", read.to.code),
                };
                save(&visit, set, &fields, &read.edit(question), &to).await?
            }
        }
    };
    match outcome {
        Outcome::Answered(response) => Ok(response),
        Outcome::Again(what) => answer(&visit, &draft, question, &again, what).await,
    }
}

/// A form that is read.
struct Reading<'a> {
    visit: &'a Visit,
    set: &'a QuestionSet,
    fields: &'a Fields,
    question: &'a Question,
}

/// What a form says.
struct Read {
    to: Question,
    items_were: Vec<Option<ItemCode>>,
    /// A choice list that is made along.
    list: Option<(String, Vec<survey::question_set::Choice>)>,
}

impl Read {
    fn edit(self, question: &Question) -> Edit {
        let changed = Edit::ChangeQuestion {
            at: question.code.clone(),
            to: Box::new(self.to),
            items_were: self.items_were,
        };
        match self.list {
            Some((name, choices)) => Edit::All(vec![Edit::AddList { name, choices }, changed]),
            None => changed,
        }
    }

    /// A code of a published version that would be another.
    fn changed_code(&self, question: &Question, published: &[QuestionSet]) -> Option<String> {
        if self.to.code != question.code && saving::asks(published, &question.code) {
            return Some(question.code.to_string());
        }
        let Kind::Matrix { items, .. } = &self.to.kind else { return None };
        let asked = |code: &ItemCode| {
            published.iter().any(|set| match set.question(question.code.as_str()).map(|known| &known.kind) {
                Some(Kind::Matrix { items, .. }) => items.iter().any(|item| item.code == *code),
                _ => false,
            })
        };
        let renamed = self
            .items_were
            .iter()
            .zip(items)
            .find_map(|(was, item)| was.as_ref().filter(|was| **was != item.code && asked(was)));
        renamed.map(ToString::to_string)
    }
}

impl Reading<'_> {
    fn words(&self, name: &str) -> Text {
        words(self.set, self.fields, name)
    }

    fn wrong(&self, field: &'static str, message: &str) -> Errors {
        let mut errors = Errors::default();
        errors.add(self.visit, field, message);
        errors
    }

    fn count(&self, name: &'static str) -> Result<Option<u32>, Errors> {
        match field(self.fields, name) {
            "" => Ok(None),
            typed => match typed.parse() {
                Ok(count) if count > 0 => Ok(Some(count)),
                _ => Err(self.wrong(name, "editor-error-count")),
            },
        }
    }

    fn number(&self, name: &'static str) -> Result<Option<f64>, Errors> {
        match field(self.fields, name) {
            "" => Ok(None),
            typed => match number::decimal(typed) {
                Some(number) if number.is_finite() => Ok(Some(number)),
                _ => Err(self.wrong(name, "editor-error-number")),
            },
        }
    }

    fn whole(&self, name: &'static str, otherwise: i64) -> Result<i64, Errors> {
        match field(self.fields, name) {
            "" => Ok(otherwise),
            typed => match typed.parse::<i64>() {
                Ok(number) if number.abs() <= 1000 => Ok(number),
                _ => Err(self.wrong(name, "editor-error-whole")),
            },
        }
    }

    fn date(&self, name: &'static str) -> Result<Option<survey::Day>, Errors> {
        match field(self.fields, name) {
            "" => Ok(None),
            typed => typed.parse().map(Some).map_err(|_| self.wrong(name, "editor-error-date")),
        }
    }

    fn kind(&self, rows: &[Row], choices: String) -> Result<Kind, Errors> {
        Ok(match field(self.fields, "kind") {
            "select_one" => Kind::SelectOne { choices },
            "select_several" => Kind::SelectSeveral { choices, max: self.count("most")? },
            "ranking" => Kind::Ranking { choices, max: self.count("most")? },
            "matrix" => {
                let mut items = Vec::new();
                for row in rows {
                    let label = said(self.set, self.fields, &row.label);
                    items.push(Item { code: saving::code(self.visit, &row.code)?, label });
                }
                Kind::Matrix { items, choices }
            }
            "rating" => Kind::Rating {
                min: self.whole("min", 1)?,
                max: self.whole("max", 5)?,
                low: self.words("low"),
                high: self.words("high"),
            },
            "number" => Kind::Number {
                min: self.number("min")?,
                max: self.number("max")?,
                decimals: match field(self.fields, "decimals") {
                    "" => 0,
                    typed => match typed.parse() {
                        Ok(decimals) if decimals <= 6 => decimals,
                        _ => return Err(self.wrong("decimals", "editor-error-decimals")),
                    },
                },
            },
            "percentage" => Kind::Percentage,
            "text" => Kind::Text { max_length: self.count("length")? },
            "long_text" => Kind::LongText { max_length: self.count("length")? },
            "date" => Kind::Date { min: self.date("first_day")?, max: self.date("last_day")? },
            "note" => Kind::Note,
            _ => return Err(self.wrong("kind", "editor-error-kind")),
        })
    }

    fn edit(&self, rows: &[Row]) -> Result<Read, Errors> {
        let (visit, set, fields) = (self.visit, self.set, self.fields);
        let list = made(set, fields, field(fields, "code"), field(fields, "choices_new"));
        let choices = match &list {
            Some((name, _)) => name.clone(),
            None => field(fields, "choices").to_owned(),
        };
        let kind = self.kind(rows, choices)?;
        let condition = |name: &'static str, own: Option<&Question>| {
            let view = conditions::view(visit, set, fields, name, earlier(set, self.question), own);
            let read = conditions::read(visit, fields, name, &view);
            read.map_err(|wrong| Errors(vec![(name, wrong.message)]))
        };
        let relevant = condition("relevant", None)?;
        let is_note = matches!(kind, Kind::Note);
        let constraint = if is_note { None } else { condition("constraint", Some(self.question))? };
        let is_profile = matches!(kind, Kind::SelectOne { .. }) && fields.has("profile", "yes");
        let items_were = match &kind {
            Kind::Matrix { .. } => rows.iter().map(|row| row.was.parse().ok()).collect(),
            _ => Vec::new(),
        };
        let required = !is_note && fields.has("required", "yes");
        let to = Question {
            code: saving::code(visit, field(fields, "code"))?,
            kind,
            label: self.words("label"),
            hint: if is_note { Text::default() } else { self.words("hint") },
            required,
            required_message: if required { self.words("required_message") } else { Text::default() },
            profile: is_profile,
            relevant,
            constraint_message: if constraint.is_some() {
                self.words("constraint_message")
            } else {
                Text::default()
            },
            constraint,
        };
        Ok(Read { to, items_were, list: list.filter(|_| has_choices(field(fields, "kind"))) })
    }
}

/// Whether questions of that kind have a choice list.
pub fn has_choices(kind: &str) -> bool {
    matches!(kind, "select_one" | "select_several" | "matrix" | "ranking")
}

/// Adds a question to a section, at its end, and opens it.
#[post("/question-sets/{code}/draft/questions")]
pub async fn add(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &address).await?;
    let set = &draft.set;
    let base = draft_address(set);
    let not_found = || visit.problem(Missing::NotFound);
    let section = field(&fields, "section").parse().map_err(|_| not_found())?;
    let kind = field(&fields, "kind");
    if !KINDS.contains(&kind) {
        return Err(not_found());
    }
    let label = field(&fields, "label");
    let code = propose(label, "question", |code| is_taken(set, code));
    let list = made(set, &fields, &code, field(&fields, "choices_new")).filter(|_| has_choices(kind));
    let known = || Some(field(&fields, "choices")).filter(|name| set.choice_lists.contains_key(*name));
    let choices = match &list {
        Some((name, _)) => name.clone(),
        None => known().unwrap_or_default().to_owned(),
    };
    let kind = match kind {
        "select_one" => Kind::SelectOne { choices },
        "select_several" => Kind::SelectSeveral { choices, max: None },
        "matrix" => Kind::Matrix { items: Vec::new(), choices },
        "ranking" => Kind::Ranking { choices, max: None },
        "rating" => Kind::Rating { min: 1, max: 5, low: Text::default(), high: Text::default() },
        "number" => Kind::Number { min: None, max: None, decimals: 0 },
        "percentage" => Kind::Percentage,
        "text" => Kind::Text { max_length: None },
        "long_text" => Kind::LongText { max_length: None },
        "date" => Kind::Date { min: None, max: None },
        _ => Kind::Note,
    };
    let question = Question {
        code: code.parse().map_err(|_| not_found())?,
        kind,
        label: words(set, &fields, "label"),
        hint: Text::default(),
        required: false,
        required_message: Text::default(),
        profile: false,
        relevant: None,
        constraint: None,
        constraint_message: Text::default(),
    };
    let to = format!("{base}/questions/{code}");
    let add = Edit::AddQuestion { section, after: None, question: Box::new(question) };
    let edit = match list {
        Some((name, choices)) => Edit::All(vec![Edit::AddList { name, choices }, add]),
        None => add,
    };
    match save(&visit, set, &fields, &edit, &to).await? {
        Outcome::Answered(response) => Ok(response),
        Outcome::Again(_) => Ok(redirect(&base)),
    }
}
