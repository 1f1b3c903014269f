//! The editor of a report: what is said of each section, which questions are left out, and in which order all stands.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde_json::json;
use survey::form::Fields;
use survey::{QuestionCode, SectionCode};

use super::super::forms::{Errors, field};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use super::{base, shown};
use crate::auth::Permission;
use crate::catalogue::Survey;
use crate::open_answers::{self, Doer, OpenAnswer};
use crate::report::document::{Edits, Report, Texts};
use crate::reports::{self, INTRODUCTION, LONGEST};
use crate::store::reports::Edited;

#[derive(Template)]
#[template(path = "staff/report/edit.html")]
struct EditPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    overtaken: bool,
    revision: i64,
    /// Where quotes are chosen, for those who may.
    answers: Option<String>,
    parts: Vec<PartView>,
}

/// A part of the report that is written in: the introduction, or a section.
struct PartView {
    id: String,
    title: String,
    /// Code, name and direction of each language, with what is said in it.
    texts: Vec<TextView>,
    questions: Vec<QuestionView>,
    /// Whether it can be moved at all: the introduction can't.
    is_section: bool,
    first: bool,
    last: bool,
}

struct TextView {
    id: String,
    tag: String,
    dir: &'static str,
    label: String,
    value: String,
}

struct QuestionView {
    code: String,
    title: String,
    left_out: bool,
    first: bool,
    last: bool,
    /// How many of the answers that may be published are quoted, in a sentence; none where there are none.
    chosen: Option<String>,
    quotes: Vec<QuotableView>,
}

/// An answer that may be quoted.
struct QuotableView {
    id: String,
    seen: i64,
    text: String,
    lang: String,
    dir: &'static str,
    quoted: bool,
}

/// What was typed into a part, when it could not be saved.
struct Typed<'a> {
    part: &'a str,
    texts: Texts,
}

/// The editor.
#[get("/surveys/{survey}/report/edit")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    page(&visit, &survey, Errors::default(), None, false).await
}

/// The report with everything in it, in the editor's order; what is left out too.
async fn whole(visit: &Visit, survey: &Survey) -> Result<(Box<Report>, Edited), Problem> {
    let edited = visit.state.store.report_edits(&survey.row.code).await;
    let edited = edited.map_err(|error| visit.unavailable(&error))?;
    let everything = Edits { left_out: Default::default(), ..edited.edits.clone() };
    let state = &visit.state;
    let today = survey.today(state.clock);
    let report =
        crate::report::compose::read(&state.store, &state.catalogue, survey, &everything, today).await;
    Ok((shown(visit, survey, report.map_err(|error| visit.unavailable(&error))?)?, edited))
}

async fn page(
    visit: &Visit,
    survey: &Survey,
    errors: Errors,
    typed: Option<Typed<'_>>,
    overtaken: bool,
) -> Result<HttpResponse, Problem> {
    let (report, edited) = whole(visit, survey).await?;
    let publishable =
        open_answers::publishable(&visit.state.store, survey, survey.today(visit.state.clock)).await;
    let publishable = shown(visit, survey, publishable.map_err(|error| visit.unavailable(&error))?)?;
    let t = visit.t();
    let status = match (overtaken, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let texts = |part: &str, saved: &Texts| {
        let shown = typed.as_ref().filter(|typed| typed.part == part).map_or(saved, |typed| &typed.texts);
        text_views(visit, &report, part, shown)
    };
    let mut parts = vec![PartView {
        id: INTRODUCTION.to_owned(),
        title: t.text("report-edit-introduction"),
        texts: texts(INTRODUCTION, &edited.edits.introduction),
        questions: Vec::new(),
        is_section: false,
        first: true,
        last: true,
    }];
    let last = report.sections.len().saturating_sub(1);
    for (place, section) in report.sections.iter().enumerate() {
        let questions = section.questions.iter().enumerate().map(|(place, question)| QuestionView {
            code: question.code.to_string(),
            title: question.label.get(t.locale()).to_owned(),
            left_out: edited.edits.left_out.contains(&question.code),
            first: place == 0,
            last: place + 1 == section.questions.len(),
            chosen: publishable.get(&question.code).and_then(|answers| chosen(visit, answers)),
            quotes: publishable
                .get(&question.code)
                .map_or_else(Vec::new, |answers| answers.iter().filter_map(quotable).collect()),
        });
        parts.push(PartView {
            id: section.code.to_string(),
            title: section.title.get(t.locale()).to_owned(),
            texts: texts(section.code.as_str(), &section.comment),
            questions: questions.collect(),
            is_section: true,
            first: place == 0,
            last: place == last,
        });
    }
    let page = EditPage {
        frame: visit.frame(&errors.title(visit, &t.text("report-edit-title"))),
        above: Above::new(visit, survey, "report"),
        base: base(survey),
        errors,
        overtaken,
        revision: edited.revision,
        answers: visit
            .may(Permission::ReadAnswers)
            .then(|| format!("/staff/surveys/{}/answers", survey.row.code)),
        parts,
    };
    visit.page(status, &page)
}

fn chosen(visit: &Visit, answers: &[OpenAnswer]) -> Option<String> {
    let quoted = answers.iter().filter(|answer| answer.row.quoted).count();
    let counts = [("quoted", number(quoted as u64)), ("all", number(answers.len() as u64))];
    (!answers.is_empty()).then(|| visit.t().tr("report-edit-chosen", &counts))
}

fn quotable(answer: &OpenAnswer) -> Option<QuotableView> {
    let quote = answer.quote()?;
    Some(QuotableView {
        id: answer.row.id.clone(),
        seen: answer.row.revision,
        lang: quote.language.to_string(),
        dir: quote.language.direction().as_str(),
        text: quote.text,
        quoted: answer.row.quoted,
    })
}

fn text_views(visit: &Visit, report: &Report, part: &str, texts: &Texts) -> Vec<TextView> {
    let languages = report.languages.iter();
    let views = languages.map(|locale| {
        let name = visit.state.translations.locale(locale).text("language-name");
        TextView {
            id: format!("{part}-{locale}"),
            tag: locale.to_string(),
            dir: locale.direction().as_str(),
            label: visit.t().tr("report-edit-in", &[("language", text(&name))]),
            value: texts.exactly(locale).to_owned(),
        }
    });
    views.collect()
}

fn seen(fields: &Fields) -> i64 {
    field(fields, "revision").parse().unwrap_or(-1)
}

/// Saves what is said of a part.
#[post("/surveys/{survey}/report/edit/text")]
pub async fn comment(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let edited = visit.state.store.report_edits(&survey.row.code).await;
    let mut edits = edited.map_err(|error| visit.unavailable(&error))?.edits;
    let part = field(&fields, "part").to_owned();
    let mut texts = Texts::default();
    for locale in &survey.current().languages {
        texts.set(locale.clone(), field(&fields, &format!("text-{locale}")).to_owned());
    }
    if texts.0.values().any(|text| text.chars().count() > LONGEST) {
        let message = visit.t().count("report-edit-too-long", "count", LONGEST as f64);
        let errors = Errors(vec![("text", message)]);
        return page(&visit, &survey, errors, Some(Typed { part: &part, texts }), false).await;
    }
    if part == INTRODUCTION {
        edits.introduction = texts.clone();
    } else {
        let mut known = survey.versions.values().flat_map(|set| &set.sections);
        let known = known.find(|section| section.code == *part);
        let section = known.ok_or_else(|| visit.problem(Kind::NotFound))?.code.clone();
        edits.comments.insert(section, texts.clone());
        edits.comments.retain(|_, texts| !texts.is_empty());
    }
    // What is said stands in the report, not in the log.
    let detail = json!({ "part": part });
    if save(&visit, &survey, &edits, seen(&fields), ("report_text", detail)).await? {
        return Ok(redirect(&format!("{}/edit#part-{part}", base(&survey))));
    }
    page(&visit, &survey, Errors::default(), Some(Typed { part: &part, texts }), true).await
}

/// Moves a section or a question, leaves a question out or takes it in again.
#[post("/surveys/{survey}/report/edit/arrange")]
pub async fn arrange(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let (report, edited) = whole(&visit, &survey).await?;
    let mut edits = edited.edits;
    let (section, question, what) =
        (field(&fields, "section"), field(&fields, "question"), field(&fields, "do"));
    let not_found = || visit.problem(Kind::NotFound);
    let known = report.sections.iter().find(|known| known.code == *section).ok_or_else(not_found)?;
    let forwards = what == "down";
    match (question, what) {
        ("", "up" | "down") => {
            let order: Vec<SectionCode> =
                report.sections.iter().map(|section| section.code.clone()).collect();
            edits.sections = moved(order, &known.code, forwards);
        }
        (question, what) => {
            let question: QuestionCode = question.parse().map_err(|_| not_found())?;
            if known.questions.iter().all(|known| known.code != question) {
                return Err(not_found());
            }
            match what {
                "up" | "down" => {
                    let order: Vec<QuestionCode> =
                        known.questions.iter().map(|known| known.code.clone()).collect();
                    edits.questions.retain(|code| !order.contains(code));
                    edits.questions.extend(moved(order, &question, forwards));
                }
                "leave-out" => {
                    edits.left_out.insert(question);
                }
                "take-in" => {
                    edits.left_out.remove(&question);
                }
                _ => return Err(not_found()),
            }
        }
    }
    let detail = json!({ "section": section, "question": question, "do": what });
    if save(&visit, &survey, &edits, seen(&fields), ("report_arranged", detail)).await? {
        return Ok(redirect(&format!("{}/edit#part-{section}", base(&survey))));
    }
    page(&visit, &survey, Errors::default(), None, true).await
}

/// Lets the report quote an answer that may be published, or no longer.
#[post("/surveys/{survey}/report/edit/quote")]
pub async fn choose_quote(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let question: QuestionCode =
        field(&fields, "question").parse().map_err(|_| visit.problem(Kind::NotFound))?;
    let quoted = match field(&fields, "do") {
        "quote" => true,
        "leave" => false,
        _ => return Err(visit.problem(Kind::NotFound)),
    };
    let answer = (field(&fields, "answer"), field(&fields, "seen").parse().unwrap_or(-1));
    let by = Doer { who: visit.who(), at: visit.state.clock.now_ms() };
    let kept = open_answers::quote(&visit.state.store, &survey.row.code, answer, quoted, by).await;
    if kept.map_err(|error| visit.unavailable(&error))? {
        return Ok(redirect(&format!("{}/edit#question-{question}", base(&survey))));
    }
    page(&visit, &survey, Errors::default(), None, true).await
}

/// An order with one thing moved by one place.
fn moved<T: PartialEq>(mut order: Vec<T>, what: &T, forwards: bool) -> Vec<T> {
    if let Some(place) = order.iter().position(|known| known == what) {
        let other = if forwards { place + 1 } else { place.wrapping_sub(1) };
        if other < order.len() {
            order.swap(place, other);
        }
    }
    order
}

async fn save(
    visit: &Visit,
    survey: &Survey,
    edits: &Edits,
    seen: i64,
    done: (&str, serde_json::Value),
) -> Result<bool, Problem> {
    let by = (visit.who(), visit.state.clock.now_ms());
    let saved = reports::save(&visit.state.store, &survey.row.code, edits, seen, &[done], by).await;
    saved.map_err(|error| visit.unavailable(&error))
}
