//! A section: its heading, what stands under it, and when it is asked.

use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::edit::propose::propose;
use survey::edit::{Edit, is_taken};
use survey::form::Fields;
use survey::question_set::{Question, QuestionSet, Section, Text};

use super::super::forms::{Errors, field};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::conditions::{self, ConditionsView};
use super::entry::{Entry, Input};
use super::findings::{FindingView, below, views};
use super::saving::{self, Again, Conflict, Outcome, back, draft_address, save};
use super::{Above, Files, draft, source};
use crate::store::drafts::Draft;

#[derive(Template)]
#[template(path = "staff/question_sets/section.html")]
struct SectionPage<'a> {
    frame: Frame<'a>,
    above: Above,
    /// The draft's address, and this page's.
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
    entries: Vec<Entry>,
    relevant: ConditionsView,
    code: Entry,
    /// Whether a published version has the section's code.
    published: bool,
}

fn earlier<'a>(set: &'a QuestionSet, section: &'a Section) -> impl Iterator<Item = &'a Question> {
    set.sections.iter().take_while(move |known| known.code != section.code).flat_map(|known| &known.questions)
}

fn fields_of(set: &QuestionSet, section: &Section) -> Fields {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut fields = Fields(vec![
        pair("title", source(set, &section.title)),
        pair("introduction", source(set, &section.introduction)),
        pair("code", section.code.as_str()),
    ]);
    conditions::write(&mut fields, "relevant", section.relevant.as_ref());
    fields
}

async fn answer(
    visit: &Visit,
    draft: &Draft,
    section: &Section,
    fields: &Fields,
    again: Again,
) -> Result<HttpResponse, Problem> {
    let set = &draft.set;
    let status = again.status();
    let base = draft_address(set);
    let all = survey::check::check(set);
    let place = format!("sections.{}", section.code);
    let own = below(&all, &place).filter(|f| !f.place.contains(".questions."));
    let heading = visit.t().text("editor-section");
    let entry = |name, label, input| Entry::new(visit, fields, name, label, input);
    let published = saving::published(visit, set).await?;
    let language = saving::language(set, fields);
    let page = SectionPage {
        frame: visit.frame(&again.errors.title(visit, &heading)),
        above: Above::new(visit, set, "draft"),
        address: format!("{base}/sections/{}", section.code),
        base,
        heading,
        files: Files::new(visit),
        revision: again.revision.unwrap_or(draft.revision),
        dir: language.direction().as_str(),
        locale: language.to_string(),
        saved: visit.request.query_string().contains("saved=yes") && again.errors.is_empty(),
        errors: again.errors,
        conflict: again.conflict,
        findings: views(visit, set, own),
        entries: vec![
            entry("title", "editor-field-title", Input::Words),
            entry("introduction", "editor-field-introduction", Input::Lines)
                .hinted(visit, "editor-field-section-introduction-hint"),
        ],
        relevant: conditions::view(visit, set, fields, "relevant", earlier(set, section), None),
        code: entry("code", "editor-field-code", Input::Code).hinted(visit, "editor-field-code-hint"),
        published: published.iter().any(|set| set.sections.iter().any(|known| known.code == section.code)),
    };
    visit.page(status, &page)
}

fn find<'a>(visit: &Visit, set: &'a QuestionSet, code: &str) -> Result<&'a Section, Problem> {
    let found = set.sections.iter().find(|section| section.code == *code);
    found.ok_or_else(|| visit.problem(Kind::NotFound))
}

/// The form.
#[get("/question-sets/{code}/draft/sections/{section}")]
pub async fn show(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &path.0).await?;
    let section = find(&visit, &draft.set, &path.1)?;
    answer(&visit, &draft, section, &fields_of(&draft.set, section), Again::default()).await
}

/// Saves it.
#[post("/question-sets/{code}/draft/sections/{section}")]
pub async fn change(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &path.0).await?;
    let set = &draft.set;
    let section = find(&visit, set, &path.1)?;
    let view = conditions::view(&visit, set, &fields, "relevant", earlier(set, section), None);
    let outcome = match read(&visit, set, section, &fields, &view) {
        Ok(to) => {
            let address = format!("{}/sections/{}?saved=yes", draft_address(set), to.code);
            let edit = Edit::ChangeSection { at: section.code.clone(), to: Box::new(to) };
            save(&visit, set, &fields, &edit, &address).await?
        }
        Err(errors) => back(&visit, Again::wrong(errors)),
    };
    match outcome {
        Outcome::Answered(response) => Ok(response),
        Outcome::Again(again) => answer(&visit, &draft, section, &fields, again).await,
    }
}

fn read(
    visit: &Visit,
    set: &QuestionSet,
    section: &Section,
    fields: &Fields,
    view: &ConditionsView,
) -> Result<Section, Errors> {
    let words = |name: &str| words(set, fields, name);
    let relevant = conditions::read(visit, fields, "relevant", view)
        .map_err(|wrong| Errors(vec![("relevant", wrong.message)]))?;
    Ok(Section {
        code: saving::code(visit, field(fields, "code"))?,
        title: words("title"),
        introduction: words("introduction"),
        relevant,
        questions: section.questions.clone(),
    })
}

/// A text of a form, in the form's language.
pub fn words(set: &QuestionSet, fields: &Fields, name: &str) -> Text {
    let words = field(fields, name).replace("\r\n", "\n");
    Text(
        [(saving::language(set, fields), words)].into_iter().filter(|(_, words)| !words.is_empty()).collect(),
    )
}

/// Adds a section at the end.
#[post("/question-sets/{code}/draft/sections")]
pub async fn add(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &address).await?;
    let set = &draft.set;
    let base = draft_address(set);
    let code = propose(field(&fields, "title"), "section", |code| is_taken(set, code));
    let Ok(code) = code.parse() else { return Err(visit.problem(Kind::NotFound)) };
    let to = format!("{base}?add={code}");
    let section = Section {
        code,
        title: words(set, &fields, "title"),
        introduction: Text::default(),
        relevant: None,
        questions: Vec::new(),
    };
    let edit = Edit::AddSection { section: Box::new(section), after: None };
    match save(&visit, set, &fields, &edit, &to).await? {
        Outcome::Answered(response) => Ok(response),
        Outcome::Again(_) => Ok(redirect(&base)),
    }
}
