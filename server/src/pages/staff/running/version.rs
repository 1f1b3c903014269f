//! Putting a survey on another published version: what differs, and what stands against it once people answer.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;
use survey::revision::{differences, incomparable};

use super::super::forms::{Errors, field};
use super::super::question_sets::changes::{Group, Words};
use super::super::question_sets::translations::{self, Outdated};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use crate::catalogue::Survey;
use crate::lifecycle::{self, SurveyError};
use crate::second_yes::{self, Deed};
use crate::store::surveys::SurveyState;

#[derive(Template)]
#[template(path = "staff/running/version.html")]
struct VersionPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    runs_on: String,
    set_href: String,
    /// The other versions, the newest first: number and name.
    others: Vec<(u32, String)>,
    to: Option<Target>,
}

/// The version that is looked at.
struct Target {
    version: u32,
    heading: String,
    /// What follows, in a sentence.
    verdict: String,
    allowed: bool,
    button: String,
    /// Languages in which people would read what the words meant before.
    outdated: Vec<Outdated>,
    /// What stands against it.
    against: Vec<Group>,
    /// What else differs.
    groups: Vec<Group>,
}

/// Which version is looked at; the newest, if the address says none.
#[derive(Deserialize)]
pub struct Wish {
    to: Option<String>,
}

async fn answer(
    visit: &Visit,
    survey: &Survey,
    wish: Option<&str>,
    status: StatusCode,
    errors: Errors,
) -> Result<HttpResponse, Problem> {
    let (t, row) = (visit.t(), &survey.row);
    let versions = visit.state.store.question_set_versions(&row.question_set).await;
    let versions = versions.map_err(|error| visit.unavailable(&error))?;
    let facts = visit.state.store.translation_facts(&row.question_set).await;
    let facts = facts.map_err(|error| visit.unavailable(&error))?;
    let name = |version: u32| t.tr("versions-version", &[("version", number(version.into()))]);
    let others: Vec<_> = versions.keys().rev().filter(|version| **version != row.version).copied().collect();
    let asked = wish.and_then(|wish| wish.parse().ok()).filter(|version| others.contains(version));
    let to = asked.or(others.first().copied()).and_then(|version| versions.get(&version));
    let to = to.map(|next| {
        let current = survey.current();
        let found = differences(current, next);
        let against = lifecycle::against(row, current, next);
        let allowed = against.is_empty();
        let rest: Vec<_> = if allowed {
            found.clone()
        } else {
            found.iter().filter(|difference| difference.is_safe()).cloned().collect()
        };
        let words = Words { visit, old: current, new: next };
        let hard = [("count", number(against.len() as u64))];
        let verdict = match (row.state, allowed) {
            (_, false) => t.tr("running-version-refused", &hard),
            (SurveyState::Draft, _) if !incomparable(&found).is_empty() => t.text("running-version-draft"),
            (SurveyState::Draft, _) => t.text("running-version-draft-words"),
            _ => t.text("running-version-words"),
        };
        let both = [("from", number(row.version.into())), ("to", number(next.version.into()))];
        Target {
            version: next.version,
            heading: t.tr("versions-from-to", &both),
            verdict,
            allowed,
            button: t.tr("running-version-put", &[("version", number(next.version.into()))]),
            outdated: translations::outdated(visit, next, &facts),
            against: words.groups(&against),
            groups: words.groups(&rest),
        }
    });
    let title = super::super::words::title(survey.current(), t.locale());
    let page = VersionPage {
        frame: visit.frame(&errors.title(visit, &t.text("running-version"))),
        above: Above::new(visit, survey, "settings"),
        base: format!("/staff/surveys/{}", row.code),
        errors,
        runs_on: t.tr("running-runs-on", &[("title", text(&title)), ("version", number(row.version.into()))]),
        set_href: format!("/staff/question-sets/{}", row.question_set),
        others: others.into_iter().map(|version| (version, name(version))).collect(),
        to,
    };
    visit.page(status, &page)
}

/// What differs, and whether the survey may be put on it.
#[get("/surveys/{survey}/version")]
pub async fn show(
    visit: StaffVisit,
    code: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    answer(&visit, &survey, wish.to.as_deref(), StatusCode::OK, Errors::default()).await
}

/// Puts the survey on it.
#[post("/surveys/{survey}/version")]
pub async fn put(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let wish = field(&fields, "version").to_owned();
    let mut errors = Errors::default();
    let version = wish.parse().unwrap_or_default();
    let deed = Deed::Version { to: version };
    let (store, key) = (&visit.state.store, &visit.state.key);
    match second_yes::ask(store, key, &survey.row.code, deed, visit.by()).await {
        Ok(asked) => {
            visit.state.catalogue.forget(&survey.row.code);
            return Ok(redirect(&format!("/staff/surveys/{}/{}", survey.row.code, asked.leads_to())));
        }
        Err(SurveyError::Store(error)) => return Err(visit.unavailable(&error)),
        Err(SurveyError::Unknown(_)) => return Err(visit.problem(Kind::NotFound)),
        Err(SurveyError::UnknownVersion(..)) => errors.add(&visit, "version", "running-error-version"),
        Err(_) => errors.add(&visit, "against", "running-error-incomparable"),
    }
    // Somebody may have opened the survey since it was looked at: it is read anew.
    visit.state.catalogue.forget(&survey.row.code);
    let survey = find(&visit, &code).await?;
    answer(&visit, &survey, Some(&wish), StatusCode::UNPROCESSABLE_ENTITY, errors).await
}
