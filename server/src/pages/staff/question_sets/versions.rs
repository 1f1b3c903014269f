//! The published versions of a question set: the list, one of them, and any two side by side.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;
use survey::QuestionSet;
use survey::question_set::{Kind as QuestionKind, Question};
use survey::revision::differences;

use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit};
use super::super::words::{self, number};
use super::changes::{Group, Words};
use super::{Above, base, code, outline, publish};
use crate::store::question_sets::Publication;

type Versions = BTreeMap<u32, Arc<QuestionSet>>;

async fn versions(visit: &Visit, address: &str) -> Result<Versions, Problem> {
    let code = code(visit, address)?;
    let found = visit.state.store.question_set_versions(&code).await;
    let found = found.map_err(|error| visit.unavailable(&error))?;
    if found.is_empty() { Err(visit.problem(Kind::NotFound)) } else { Ok(found) }
}

async fn publications(visit: &Visit, set: &QuestionSet) -> Result<Vec<Publication>, Problem> {
    visit.state.store.publications(&set.code).await.map_err(|error| visit.unavailable(&error))
}

/// The version of a part of an address.
fn pick<'a>(visit: &Visit, versions: &'a Versions, number: &str) -> Result<&'a Arc<QuestionSet>, Problem> {
    let found = number.parse().ok().and_then(|version: u32| versions.get(&version));
    found.ok_or_else(|| visit.problem(Kind::NotFound))
}

#[derive(Template)]
#[template(path = "staff/question_sets/versions.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    versions: Vec<Listed>,
    /// For the choice of two, the latest two chosen.
    choices: Vec<(u32, String)>,
    from: u32,
    to: u32,
}

struct Listed {
    href: String,
    name: String,
    published: String,
    /// The surveys that run on it, each with its address.
    surveys: Vec<(String, String)>,
    since: Option<(String, String)>,
}

/// The list.
#[get("/question-sets/{code}/versions")]
pub async fn list(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let all = versions(&visit, &address).await?;
    let (t, Some(newest)) = (visit.t(), all.values().next_back()) else {
        return Err(visit.problem(Kind::NotFound));
    };
    let surveys = visit.state.store.surveys().await.map_err(|error| visit.unavailable(&error))?;
    let name = |version: u32| t.tr("versions-version", &[("version", number(version.into()))]);
    let here = base(&newest.code);
    let listed = publications(&visit, newest).await?.into_iter().filter_map(|publication| {
        let set = all.get(&publication.version)?;
        let before = all.range(..publication.version).next_back().map(|(_, set)| set);
        let on = surveys.iter().filter(|row| row.question_set == set.code && row.version == set.version);
        Some(Listed {
            href: format!("{here}/versions/{}", set.version),
            name: name(set.version),
            published: publish::published(&visit, &publication),
            surveys: on.map(|row| (format!("/staff/surveys/{}", row.code), row.code.to_string())).collect(),
            since: before.map(|before| {
                let href = format!("{here}/differences?from={}&to={}", before.version, set.version);
                (href, publish::summary(&visit, false, &differences(before, set)))
            }),
        })
    });
    let page = ListPage {
        frame: visit.frame(&t.text("versions-tab")),
        above: Above::new(&visit, newest, "versions"),
        versions: listed.collect(),
        choices: all.keys().map(|version| (*version, name(*version))).collect(),
        from: all.keys().nth_back(1).copied().unwrap_or(newest.version),
        to: newest.version,
        base: here,
    };
    visit.page(StatusCode::OK, &page)
}

#[derive(Template)]
#[template(path = "staff/question_sets/version.html")]
struct VersionPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    name: String,
    version: u32,
    published: String,
    /// It was published just now.
    just_published: bool,
    /// Surveys of the question set that run on another version and are not closed: address and name.
    behind: Vec<(String, String)>,
    languages: String,
    locale: String,
    dir: &'static str,
    sections: Vec<SectionView>,
}

struct SectionView {
    title: String,
    code: String,
    relevant: Option<String>,
    questions: Vec<QuestionView>,
}

struct QuestionView {
    label: String,
    code: String,
    kind: String,
    marks: Vec<String>,
    relevant: Option<String>,
    items: Vec<String>,
    choices: Vec<String>,
}

/// What the address of a version may say.
#[derive(Deserialize)]
pub struct Just {
    published: Option<String>,
}

/// One version.
#[get("/question-sets/{code}/versions/{version}")]
pub async fn one(
    visit: StaffVisit,
    address: web::Path<(String, String)>,
    just: web::Query<Just>,
) -> Result<HttpResponse, Problem> {
    let all = versions(&visit, &address.0).await?;
    let set = pick(&visit, &all, &address.1)?;
    let t = visit.t();
    let publication = publications(&visit, set).await?.into_iter().find(|one| one.version == set.version);
    let surveys = visit.state.store.surveys().await.map_err(|error| visit.unavailable(&error))?;
    let behind = surveys.iter().filter(|row| {
        row.question_set == set.code
            && row.version < set.version
            && row.state != crate::store::surveys::SurveyState::Closed
    });
    let behind = behind
        .map(|row| (format!("/staff/surveys/{}/version?to={}", row.code, set.version), row.code.to_string()));
    // In the page's language, if the question set has it; else in its own first one.
    let locale = if set.languages.contains(t.locale()) { Some(t.locale()) } else { set.languages.first() };
    let name = t.tr("versions-version", &[("version", number(set.version.into()))]);
    let languages: Vec<String> = set.languages.iter().map(ToString::to_string).collect();
    let page = VersionPage {
        frame: visit.frame(&name),
        above: Above::new(&visit, set, "versions"),
        base: base(&set.code),
        version: set.version,
        published: publication.map(|one| publish::published(&visit, &one)).unwrap_or_default(),
        just_published: just.published.as_deref() == Some("yes"),
        behind: behind.collect(),
        languages: t.tr("versions-languages", &[("languages", words::text(&words::list(t, &languages)))]),
        locale: locale.map(ToString::to_string).unwrap_or_default(),
        dir: locale.map_or("auto", |locale| locale.direction().as_str()),
        sections: sections(&visit, set),
        name,
    };
    visit.page(StatusCode::OK, &page)
}

fn sections(visit: &Visit, set: &QuestionSet) -> Vec<SectionView> {
    let locale = visit.t().locale();
    let source = |expression: &survey::relevance::Expression| expression.source().to_owned();
    let question = |question: &Question| QuestionView {
        label: words::text_in(set, &question.label, locale).to_owned(),
        code: question.code.to_string(),
        kind: visit.t().text(&format!("editor-kind-{}", question.kind.name())),
        marks: outline::marks(visit, set, question),
        relevant: question.relevant.as_ref().map(source),
        items: match &question.kind {
            QuestionKind::Matrix { items, .. } => {
                items.iter().map(|item| words::text_in(set, &item.label, locale).to_owned()).collect()
            }
            _ => Vec::new(),
        },
        choices: set
            .choices(question)
            .iter()
            .map(|choice| words::text_in(set, &choice.label, locale).to_owned())
            .collect(),
    };
    set.sections
        .iter()
        .map(|section| SectionView {
            title: words::text_in(set, &section.title, locale).to_owned(),
            code: section.code.to_string(),
            relevant: section.relevant.as_ref().map(source),
            questions: section.questions.iter().map(question).collect(),
        })
        .collect()
}

/// One version as the file that the command line reads.
#[get("/question-sets/{code}/versions/{version}/question-set.json")]
pub async fn file(visit: StaffVisit, address: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let all = versions(&visit, &address.0).await?;
    let set = pick(&visit, &all, &address.1)?;
    let name = format!("attachment; filename=\"{}-{}.json\"", set.code, set.version);
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, name))
        .json(&**set))
}

#[derive(Template)]
#[template(path = "staff/question_sets/differences.html")]
struct DifferencesPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    heading: String,
    summary: String,
    groups: Vec<Group>,
    choices: Vec<(u32, String)>,
    from: u32,
    to: u32,
}

/// Which two.
#[derive(Deserialize)]
pub struct Two {
    from: Option<String>,
    to: Option<String>,
}

/// Two versions side by side.
#[get("/question-sets/{code}/differences")]
pub async fn two(
    visit: StaffVisit,
    address: web::Path<String>,
    two: web::Query<Two>,
) -> Result<HttpResponse, Problem> {
    let all = versions(&visit, &address).await?;
    let asked = |wish: &Option<String>| wish.clone().unwrap_or_default();
    let (old, new) = (pick(&visit, &all, &asked(&two.from))?, pick(&visit, &all, &asked(&two.to))?);
    let t = visit.t();
    let found = differences(old, new);
    let name = |version: u32| t.tr("versions-version", &[("version", number(version.into()))]);
    let both = [("from", number(old.version.into())), ("to", number(new.version.into()))];
    let heading = t.tr("versions-from-to", &both);
    let page = DifferencesPage {
        frame: visit.frame(&heading),
        above: Above::new(&visit, new, "versions"),
        base: base(&new.code),
        summary: publish::summary(&visit, false, &found),
        groups: Words { visit: &visit, old, new }.groups(&found),
        choices: all.keys().map(|version| (*version, name(*version))).collect(),
        from: old.version,
        to: new.version,
        heading,
    };
    visit.page(StatusCode::OK, &page)
}
