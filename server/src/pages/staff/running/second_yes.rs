//! What waits for another admin's yes: what is to be seen before it is given, and the yes itself.

use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::credential::Bytes;
use survey::form::Fields;
use uuid::Uuid;

use super::super::question_sets::languages;
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{self, number, text};
use super::known_links;
use crate::catalogue::Survey;
use crate::lifecycle::SurveyError;
use crate::pages::form::{FormView, render};
use crate::second_yes::rules::Hindrance;
use crate::second_yes::singled_out::{SingledOut, singled_out};
use crate::second_yes::{self, Deed, YesError};
use crate::store::StoreResult;
use crate::store::proposals::Proposal;

/// What is to be seen before a survey is opened.
pub struct Facts {
    /// Who is invited, a sentence each.
    pub invited: Vec<String>,
    /// What singles out fewer than the threshold, a sentence each.
    pub singled_out: Vec<String>,
    /// What partners will see: address, language, and its name.
    pub forms: Vec<(String, String, String)>,
}

impl Facts {
    /// Those of a survey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(visit: &Visit, survey: &Survey) -> StoreResult<Self> {
        let (t, row, set, store) = (visit.t(), &survey.row, survey.current(), &visit.state.store);
        let known = languages(visit);
        let name = |tag: &str| {
            let own = known.iter().find(|(known, _)| known == tag);
            own.map_or_else(|| tag.to_owned(), |(_, name)| name.clone())
        };
        let forms = set.languages.iter().map(|locale| {
            let address = format!("/staff/surveys/{}/preview/{locale}", row.code);
            (address, locale.to_string(), name(locale.as_str()))
        });
        let mut facts = Self { invited: Vec::new(), singled_out: Vec::new(), forms: forms.collect() };
        if row.public_token.is_some() {
            return Ok(facts);
        }
        let invited = store.invited_columns(&row.code).await?;
        let threshold = store.threshold(&row.code).await?;
        facts.invited.push(t.count("second-yes-invited", "count", invited.len() as f64));
        for locale in &set.languages {
            let count = invited.iter().filter(|(_, columns)| columns[0] == locale.as_str()).count() as u64;
            let language = name(locale.as_str());
            let args = [("language", text(&language)), ("count", number(count))];
            facts.invited.push(t.tr("second-yes-by-language", &args));
        }
        for few in singled_out(set, &invited, threshold) {
            let threshold = number(threshold.get().into());
            facts.singled_out.push(match few {
                SingledOut::Language(locale, count) => {
                    let language = name(locale.as_str());
                    let args = [
                        ("language", text(&language)),
                        ("count", number(count as u64)),
                        ("threshold", threshold),
                    ];
                    t.tr("second-yes-few-language", &args)
                }
                SingledOut::Condition(condition, count) => {
                    let args = [
                        ("condition", text(&condition)),
                        ("count", number(count as u64)),
                        ("threshold", threshold),
                    ];
                    t.tr("second-yes-few-condition", &args)
                }
            });
        }
        Ok(facts)
    }
}

/// One that waits.
struct One {
    id: Uuid,
    heading: String,
    asked: String,
    sentences: Vec<String>,
    version: Option<u32>,
    facts: Option<Facts>,
    due: String,
    /// Why this person can't say yes.
    hindrance: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/running/second_yes.html")]
struct SecondYesPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    refused: Option<String>,
    proposals: Vec<One>,
}

fn hindrance(visit: &Visit, hindrance: Hindrance) -> String {
    visit.t().text(match hindrance {
        Hindrance::Own => "second-yes-own",
        Hindrance::NoAdmin => "second-yes-no-admin",
        Hindrance::New => "second-yes-new",
        Hindrance::Touched => "second-yes-touched",
    })
}

async fn one(visit: &Visit, survey: &Survey, proposal: Proposal) -> StoreResult<One> {
    let (t, state) = (visit.t(), &visit.state);
    let against = second_yes::against(&state.store, &proposal, visit.by()).await?;
    let mut sentences = Vec::new();
    let (mut version, mut facts) = (None, None);
    match &proposal.deed {
        Deed::Open => {
            let (from, until) = (t.date(survey.row.opens_on), t.date(survey.row.closes_on));
            sentences.push(t.tr("staff-survey-dates", &[("from", text(&from)), ("to", text(&until))]));
            facts = Some(Facts::read(visit, survey).await?);
        }
        Deed::Version { to } => version = Some(*to),
        Deed::KnownLinks => sentences = known_links::facts(visit, survey).await?,
        Deed::CloseEarly { on, reason } => {
            let day = t.weekday_date(*on);
            sentences.push(t.tr("reminders-last-day", &[("day", text(&day))]));
            sentences.push(reason.clone());
        }
        Deed::DeclareLost { responses } => {
            sentences.push(t.count("lost-unopened", "count", *responses as f64));
            sentences.push(t.text("lost-hint"));
        }
    }
    let when = words::moment(t, proposal.asked_at);
    let asked = [("name", text(&proposal.asked_name)), ("when", text(&when))];
    let due = match (proposal.deed.kind(), proposal.due_at()) {
        (second_yes::DeedKind::CloseEarly, _) => t.text("second-yes-never-alone"),
        (_, None) => t.text("second-yes-not-told"),
        (_, Some(due)) => t.tr("second-yes-due", &[("when", text(&words::moment(t, due)))]),
    };
    Ok(One {
        id: proposal.id,
        heading: match &proposal.deed {
            Deed::Open => t.text("running-open"),
            Deed::Version { to } => t.tr("running-version-put", &[("version", number((*to).into()))]),
            Deed::CloseEarly { .. } => t.text("reminders-close"),
            Deed::DeclareLost { .. } => t.text("lost-deed"),
            Deed::KnownLinks => t.text("known-links-lift"),
        },
        asked: t.tr("second-yes-asked", &asked),
        sentences,
        version,
        facts,
        due,
        hindrance: against.map(|why| hindrance(visit, why)),
    })
}

async fn answer(
    visit: &Visit,
    survey: &Survey,
    status: StatusCode,
    refused: Option<String>,
) -> Result<HttpResponse, Problem> {
    let waiting = visit.state.store.proposals(Some(&survey.row.code)).await;
    let mut proposals = Vec::new();
    for proposal in waiting.map_err(|error| visit.unavailable(&error))? {
        proposals.push(one(visit, survey, proposal).await.map_err(|error| visit.unavailable(&error))?);
    }
    let page = SecondYesPage {
        frame: visit.frame(&visit.t().text("second-yes-title")),
        above: Above::new(visit, survey, "settings"),
        base: format!("/staff/surveys/{}", survey.row.code),
        refused,
        proposals,
    };
    visit.page(status, &page)
}

/// The page.
#[get("/surveys/{survey}/second-yes")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    answer(&visit, &survey, StatusCode::OK, None).await
}

async fn after(visit: &Visit, code: &str, done: Result<(), YesError>) -> Result<HttpResponse, Problem> {
    let survey = find(visit, code).await?;
    visit.state.catalogue.forget(&survey.row.code);
    let survey = find(visit, code).await?;
    let refused = match done {
        Ok(()) => return Ok(redirect(&format!("/staff/surveys/{}/settings", survey.row.code))),
        Err(YesError::Survey(SurveyError::Store(error))) => return Err(visit.unavailable(&error)),
        Err(YesError::Gone) => visit.t().text("second-yes-gone"),
        Err(YesError::Hindered(why)) => hindrance(visit, why),
        Err(YesError::Changed) => visit.t().text("second-yes-changed"),
        Err(YesError::Survey(_)) => visit.t().text("second-yes-not-now"),
    };
    answer(visit, &survey, StatusCode::UNPROCESSABLE_ENTITY, Some(refused)).await
}

fn id(visit: &Visit, text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_| visit.problem(Kind::NotFound))
}

/// Gives the yes.
#[post("/surveys/{survey}/second-yes/{id}/give")]
pub async fn give(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let (survey, id) = (find(&visit, &path.0).await?, id(&visit, &path.1)?);
    let done = second_yes::give(&visit.state.store, &visit.state.key, &survey.row.code, id, visit.by()).await;
    after(&visit, &path.0, done).await
}

/// Takes back what was asked for.
#[post("/surveys/{survey}/second-yes/{id}/take-back")]
pub async fn take_back(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let (survey, id) = (find(&visit, &path.0).await?, id(&visit, &path.1)?);
    let done = second_yes::take_back(&visit.state.store, &survey.row.code, id, visit.by()).await;
    after(&visit, &path.0, done).await
}

/// The form as partners will see it, which keeps and sends nothing.
#[get("/surveys/{survey}/preview/{language}")]
pub async fn preview(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &path.0).await?;
    let set = survey.current();
    let locale = set.languages.iter().find(|known| *known.as_str() == *path.1);
    let locale = locale.ok_or_else(|| visit.problem(Kind::NotFound))?;
    let view = FormView {
        survey: &survey.row.code,
        set,
        title: survey.title(locale),
        locale,
        public_key: Bytes(Vec::new()),
        mark_key: None,
        closes_on: survey.row.closes_on,
        fields: &Fields::default(),
        faults: &[],
        notice: None,
        assets: &visit.state.assets,
        preview: true,
        change: None,
    };
    let html = render(&view, &visit.state.translations).map_err(|error| {
        tracing::error!(%error, "a preview could not be rendered");
        visit.problem(Kind::Unavailable)
    })?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html))
}
