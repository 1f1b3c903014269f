//! A choice list: changed in one place, for all the questions that use it.

use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::code::ChoiceCode;
use survey::edit::Edit;
use survey::edit::propose::propose;
use survey::form::Fields;
use survey::question_set::{Choice, QuestionSet, Text};

use super::super::forms::{Errors, field};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit};
use super::entry::{Entry, Input, Row, as_fields, rows, typed};
use super::findings::{FindingView, below, views};
use super::saving::{self, Again, Conflict, Outcome, back, draft_address, save};
use super::{Above, Files, draft, source};
use crate::store::drafts::Draft;

#[derive(Template)]
#[template(path = "staff/question_sets/choices.html")]
struct ListPage<'a> {
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
    code: Entry,
    rows: Vec<Row>,
    rows_new: String,
    rows_label: String,
    ticks: bool,
    /// The questions that use it.
    used: Vec<(String, String)>,
    warned: bool,
}

/// A choice list as rows of a form.
fn fields_of(set: &QuestionSet, name: &str, choices: &[Choice]) -> Fields {
    let row = |choice: &Choice| Row {
        was: choice.code.to_string(),
        code: choice.code.to_string(),
        label: source(set, &choice.label).to_owned(),
        ticks: [("off_scale", choice.off_scale), ("exclusive", choice.exclusive), ("other", choice.other)]
            .into_iter()
            .filter(|(_, has)| *has)
            .map(|(tick, _)| tick.to_owned())
            .collect(),
    };
    let mut fields = vec![("code".to_owned(), name.to_owned())];
    fields.extend(as_fields(&choices.iter().map(row).collect::<Vec<_>>()));
    Fields(fields)
}

fn answer(
    visit: &Visit,
    draft: &Draft,
    name: &str,
    fields: &Fields,
    again: Again,
) -> Result<HttpResponse, Problem> {
    let set = &draft.set;
    let status = again.status();
    let base = draft_address(set);
    let all = survey::check::check(set);
    let place = format!("choice_lists.{name}");
    let own = below(&all, &place);
    let t = visit.t();
    let users = set.questions().filter(|(_, question)| question.kind.choice_list() == Some(name));
    let language = saving::language(set, fields);
    let warned = again.errors.of("knowingly").is_some();
    let heading = t.text("editor-list");
    let page = ListPage {
        frame: visit.frame(&again.errors.title(visit, &heading)),
        above: Above::new(visit, set, "draft"),
        address: format!("{base}/lists/{name}"),
        heading,
        used: users
            .map(|(_, question)| {
                let label = source(set, &question.label);
                (format!("{base}/questions/{}", question.code), format!("{label} ({})", question.code))
            })
            .collect(),
        base,
        files: Files::new(visit),
        revision: again.revision.unwrap_or(draft.revision),
        dir: language.direction().as_str(),
        locale: language.to_string(),
        saved: visit.request.query_string().contains("saved=yes") && again.errors.is_empty(),
        errors: again.errors,
        conflict: again.conflict,
        findings: views(visit, set, own),
        code: Entry::new(visit, fields, "code", "editor-field-list-name", Input::Code)
            .hinted(visit, "editor-field-list-name-hint"),
        rows: rows(fields, "choice"),
        rows_new: String::new(),
        rows_label: t.text("editor-choices"),
        ticks: true,
        warned,
    };
    visit.page(status, &page)
}

/// The form.
#[get("/question-sets/{code}/draft/lists/{list}")]
pub async fn show(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &path.0).await?;
    let Some(choices) = draft.set.choice_lists.get(path.1.as_str()) else {
        return Err(visit.problem(Kind::NotFound));
    };
    answer(&visit, &draft, &path.1, &fields_of(&draft.set, &path.1, choices), Again::default())
}

/// Saves it.
#[post("/question-sets/{code}/draft/lists/{list}")]
pub async fn change(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &path.0).await?;
    let set = &draft.set;
    if !set.choice_lists.contains_key(path.1.as_str()) {
        return Err(visit.problem(Kind::NotFound));
    }
    let rows = rows(&fields, "choice");
    let mut again = fields.clone();
    again.0.retain(|(name, _)| !name.starts_with("row"));
    again.0.extend(as_fields(&rows));
    let outcome = match read(&visit, set, &fields, &rows) {
        Err(errors) => back(&visit, Again::wrong(errors)),
        Ok((choices, were)) => {
            let published = saving::published(&visit, set).await?;
            let known = |code: &ChoiceCode| {
                published.iter().any(|set| {
                    let list = set.choice_lists.get(path.1.as_str());
                    list.is_some_and(|list| list.iter().any(|choice| choice.code == *code))
                })
            };
            let renamed = were
                .iter()
                .zip(&choices)
                .find(|(was, choice)| was.as_ref().is_some_and(|was| *was != choice.code && known(was)));
            if let (Some((Some(was), _)), false) = (renamed, fields.has("knowingly", "yes")) {
                back(&visit, Again::wrong(unknowing(&visit, was.as_str())))
            } else {
                let name = field(&fields, "code").to_owned();
                let to = format!("{}/lists/{name}?saved=yes", draft_address(set));
                let edit = Edit::ChangeList { at: path.1.clone(), name, choices, were };
                save(&visit, set, &fields, &edit, &to).await?
            }
        }
    };
    match outcome {
        Outcome::Answered(response) => Ok(response),
        Outcome::Again(what) => answer(&visit, &draft, &path.1, &again, what),
    }
}

/// The warning before a code is changed that a published version has.
pub fn unknowing(visit: &Visit, code: &str) -> Errors {
    let args = [("code", super::super::words::text(code))];
    Errors(vec![("knowingly", visit.t().tr("editor-error-published-code", &args))])
}

/// Choices of a form, and which each was.
type Read = (Vec<Choice>, Vec<Option<ChoiceCode>>);

fn read(visit: &Visit, set: &QuestionSet, fields: &Fields, rows: &[Row]) -> Result<Read, Errors> {
    let mut choices = Vec::new();
    let mut were = Vec::new();
    for row in rows {
        choices.push(Choice {
            code: saving::code(visit, &row.code)?,
            label: said(set, fields, &row.label),
            off_scale: row.has("off_scale"),
            exclusive: row.has("exclusive"),
            other: row.has("other"),
        });
        were.push(row.was.parse().ok());
    }
    Ok((choices, were))
}

/// A text in the form's language.
pub fn said(set: &QuestionSet, fields: &Fields, words: &str) -> Text {
    let language = saving::language(set, fields);
    Text([(language, words.to_owned())].into_iter().filter(|(_, words)| !words.is_empty()).collect())
}

/// A new list out of lines of text: its name and its choices.
pub fn made(set: &QuestionSet, fields: &Fields, about: &str, lines: &str) -> Option<(String, Vec<Choice>)> {
    let mut rows = typed(lines);
    if rows.is_empty() {
        return None;
    }
    super::entry::number(&mut rows, "choice");
    let name = propose(about, "list", |name| set.choice_lists.contains_key(name));
    let choice = |row: &Row| {
        Some(Choice {
            code: row.code.parse().ok()?,
            label: said(set, fields, &row.label),
            off_scale: false,
            exclusive: false,
            other: false,
        })
    };
    Some((name, rows.iter().filter_map(choice).collect()))
}

/// Adds a list.
#[post("/question-sets/{code}/draft/lists")]
pub async fn add(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &address).await?;
    let set = &draft.set;
    let wanted = field(&fields, "name");
    let made = made(set, &fields, wanted, field(&fields, "rows_new"));
    let (name, choices) = made
        .unwrap_or_else(|| (propose(wanted, "list", |name| set.choice_lists.contains_key(name)), Vec::new()));
    let to = format!("{}/lists/{name}", draft_address(set));
    match save(&visit, set, &fields, &Edit::AddList { name, choices }, &to).await? {
        Outcome::Answered(response) => Ok(response),
        Outcome::Again(_) => Ok(super::super::visit::redirect(&draft_address(set))),
    }
}
