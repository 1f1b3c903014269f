//! The draft on one page: its sections as cards, its questions as rows, its choice lists, and what is still wrong where.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::check::{Finding, check};
use survey::edit::{Edit, Part};
use survey::form::Fields;
use survey::question_set::{Kind, Question, QuestionSet, Section};

use super::super::forms::field;
use super::super::visit::{Frame, Kind as Missing, Problem, StaffVisit, Visit};
use super::super::words::{self, number, text};
use super::findings::{self, FindingView, below, views};
use super::history::{Undo, undo_view};
use super::question::{KINDS, has_choices};
use super::saving::{Outcome, draft_address, save};
use super::{Above, Files, draft, source};

#[derive(Template)]
#[template(path = "staff/question_sets/draft.html")]
struct DraftPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    files: Files,
    revision: i64,
    /// The revision that is only looked at, if it is not the draft as it is.
    looked_at: Option<i64>,
    look_lead: String,
    problem: Option<String>,
    undo: Option<Undo>,
    /// The language and direction that the question set is written in.
    locale: String,
    dir: &'static str,
    sections: Vec<SectionView>,
    lists: Vec<ListView>,
    /// The name, what it is called, and whether it has choices.
    kinds: Vec<(&'static str, String, bool)>,
    /// The section that a further question is added to.
    adding: String,
    /// What is wrong, each with the page where it is put right.
    findings: Vec<FindingView>,
    findings_count: Option<String>,
}

struct SectionView {
    code: String,
    title: String,
    conditional: bool,
    untranslated: Option<String>,
    questions: Vec<QuestionView>,
    findings: Vec<String>,
}

struct QuestionView {
    number: u64,
    code: String,
    kind: String,
    label: String,
    marks: Vec<String>,
    findings: Vec<String>,
}

struct ListView {
    name: String,
    choices: String,
    used: String,
}

/// The outline.
#[get("/question-sets/{code}/draft")]
pub async fn show(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &address).await?;
    let undo = undo_view(&visit, &draft.set).await?;
    answer(&visit, &draft.set, draft.revision, None, undo, None)
}

/// The draft as it was at a revision.
#[get("/question-sets/{code}/draft/history/{revision}")]
pub async fn show_revision(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &path.0).await?;
    let revision: i64 = path.1.parse().map_err(|_| visit.problem(Missing::NotFound))?;
    let set = visit.state.store.draft_at(&draft.set.code, revision).await;
    let set =
        set.map_err(|error| visit.unavailable(&error))?.ok_or_else(|| visit.problem(Missing::NotFound))?;
    answer(&visit, &set, draft.revision, Some(revision), None, None)
}

fn answer(
    visit: &Visit,
    set: &QuestionSet,
    revision: i64,
    looked_at: Option<i64>,
    undo: Option<Undo>,
    problem: Option<String>,
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let findings = check(set);
    let mut counted_so_far = 0;
    let sections = set
        .sections
        .iter()
        .map(|section| section_view(visit, set, section, &mut counted_so_far, &findings))
        .collect();
    let first = set.languages.first();
    let query: Vec<(String, String)> =
        serde_urlencoded::from_str(visit.request.query_string()).unwrap_or_default();
    let adding = query.into_iter().find(|(name, _)| name == "add").map(|(_, section)| section);
    let status = if problem.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let at = looked_at.and_then(|at| u64::try_from(at).ok()).unwrap_or_default();
    let page = DraftPage {
        frame: visit.frame(&t.text("editor-tab-draft")),
        above: Above::new(visit, set, "draft"),
        base: draft_address(set),
        files: Files::new(visit),
        revision,
        looked_at,
        look_lead: t.tr("editor-look-lead", &[("number", number(at))]),
        problem,
        undo,
        locale: first.map(ToString::to_string).unwrap_or_default(),
        dir: first.map_or("auto", |first| first.direction().as_str()),
        sections,
        lists: lists(visit, set),
        kinds: KINDS.map(|kind| (kind, t.text(&format!("editor-kind-{kind}")), has_choices(kind))).into(),
        adding: adding.unwrap_or_default(),
        findings: views(visit, set, &findings),
        findings_count: findings::counted(visit, set, &findings),
    };
    visit.page(status, &page)
}

/// What is moved, copied or taken away by a button such as `up:question:audience`, or by dragging.
fn arranged(fields: &Fields) -> Option<Edit> {
    let mut parts = field(fields, "do").splitn(3, ':');
    let (act, kind, code) = (parts.next()?, parts.next()?, parts.next()?);
    let part = match kind {
        "section" => Part::Section(code.parse().ok()?),
        "question" => Part::Question(code.parse().ok()?),
        "list" => Part::List(code.to_owned()),
        _ => return None,
    };
    Some(match act {
        "up" => Edit::Up(part),
        "down" => Edit::Down(part),
        "copy" => Edit::Duplicate(part),
        "delete" => Edit::Delete(part),
        "place" => {
            // Dragging says where in two fields, a menu in one.
            let (section, before) = field(fields, "to")
                .split_once(':')
                .unwrap_or((field(fields, "section"), field(fields, "before")));
            let before = Some(before.to_owned()).filter(|before| !before.is_empty());
            Edit::Place { part, section: section.parse().ok(), before }
        }
        _ => return None,
    })
}

/// Moves, copies and takes away parts.
#[post("/question-sets/{code}/draft/arrange")]
pub async fn arrange(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &address).await?;
    let edit = arranged(&fields).ok_or_else(|| visit.problem(Missing::NotFound))?;
    // The page comes back where it was.
    let anchor = match &edit {
        Edit::Up(part) | Edit::Down(part) | Edit::Duplicate(part) | Edit::Place { part, .. } => match part {
            Part::Section(code) => format!("#s-{code}"),
            Part::Question(code) => format!("#q-{code}"),
            Part::List(_) => "#lists".to_owned(),
        },
        _ => String::new(),
    };
    let to = format!("{}{anchor}", draft_address(&draft.set));
    match save(&visit, &draft.set, &fields, &edit, &to).await? {
        Outcome::Answered(response) => Ok(response),
        Outcome::Again(again) => {
            let conflict = again.conflict.map(|conflict| conflict.changes.join(" "));
            let conflict =
                conflict.map(|changes| format!("{} {changes}", visit.t().text("editor-not-deleted")));
            let problem = again.errors.0.into_iter().next().map(|(_, message)| message).or(conflict);
            let undo = undo_view(&visit, &draft.set).await?;
            answer(&visit, &draft.set, draft.revision, None, undo, problem)
        }
    }
}

fn section_view(
    visit: &Visit,
    set: &QuestionSet,
    section: &Section,
    counted: &mut u64,
    findings: &[Finding],
) -> SectionView {
    let place = format!("sections.{}", section.code);
    let own = findings.iter().filter(|finding| {
        let rest = finding.place.strip_prefix(&place);
        rest.is_some_and(|rest| {
            rest.is_empty() || (rest.starts_with('.') && !rest.starts_with(".questions."))
        })
    });
    let question = |question: &Question| {
        *counted += 1;
        let place = format!("{place}.questions.{}", question.code);
        QuestionView {
            number: *counted,
            code: question.code.to_string(),
            kind: visit.t().text(&format!("editor-kind-{}", question.kind.name())),
            label: source(set, &question.label).to_owned(),
            marks: marks(visit, set, question)
                .into_iter()
                .chain(untranslated(visit, set, below(findings, &place)))
                .collect(),
            findings: said(visit, set, below(findings, &place)),
        }
    };
    SectionView {
        code: section.code.to_string(),
        title: source(set, &section.title).to_owned(),
        conditional: section.relevant.is_some(),
        untranslated: untranslated(visit, set, own.clone()),
        findings: said(visit, set, own),
        questions: section.questions.iter().map(question).collect(),
    }
}

/// What is wrong with a part, where it stands.
fn said<'a>(visit: &Visit, set: &QuestionSet, findings: impl Iterator<Item = &'a Finding>) -> Vec<String> {
    let wrong = findings.filter(|finding| findings::untranslated(set, finding).is_none());
    views(visit, set, wrong).into_iter().map(|finding| finding.here).collect()
}

/// That something is still to be translated, and into what.
fn untranslated<'a>(
    visit: &Visit,
    set: &QuestionSet,
    findings: impl Iterator<Item = &'a Finding>,
) -> Option<String> {
    let t = visit.t();
    let mut languages: Vec<String> = Vec::new();
    for language in findings.filter_map(|finding| findings::untranslated(set, finding)) {
        let name = t.language(language);
        if !languages.contains(&name) {
            languages.push(name);
        }
    }
    let all = words::list(t, &languages);
    (!languages.is_empty()).then(|| t.tr("editor-mark-untranslated", &[("languages", text(&all))]))
}

/// What is to be known of a question beside its kind.
pub fn marks(visit: &Visit, set: &QuestionSet, question: &Question) -> Vec<String> {
    let t = visit.t();
    let has_other = set.choices(question).iter().any(|choice| choice.other);
    let has_off_scale = set.choices(question).iter().any(|choice| choice.off_scale);
    let all = [
        (question.required, "editor-mark-required"),
        (question.relevant.is_some(), "editor-mark-relevant"),
        (question.constraint.is_some(), "editor-mark-constraint"),
        (question.profile, "editor-mark-profile"),
        (has_other, "editor-mark-other"),
        (has_off_scale, "editor-mark-off-scale"),
    ];
    let mut marks: Vec<String> =
        all.into_iter().filter(|(has, _)| *has).map(|(_, mark)| t.text(mark)).collect();
    if let Some(list) = question.kind.choice_list() {
        marks.push(t.tr("editor-mark-list", &[("list", text(list))]));
    }
    if let Kind::Matrix { items, .. } = &question.kind {
        marks.push(t.tr("editor-mark-items", &[("count", number(items.len() as u64))]));
    }
    marks
}

fn lists(visit: &Visit, set: &QuestionSet) -> Vec<ListView> {
    let t = visit.t();
    let view = |(name, choices): (&String, &Vec<survey::question_set::Choice>)| {
        let used = set
            .questions()
            .filter(|(_, question)| question.kind.choice_list() == Some(name.as_str()))
            .count();
        ListView {
            name: name.clone(),
            choices: t.tr("editor-list-choices", &[("count", number(choices.len() as u64))]),
            used: t.tr("editor-list-used", &[("count", number(used as u64))]),
        }
    };
    set.choice_lists.iter().map(view).collect()
}
