//! The earlier waves of a survey, one of them in full, as a file, and out again.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::wave::{Published, WaveName};

use super::super::forms::{Errors, field};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use super::base;
use super::view::{self, WaveView};
use crate::catalogue::Survey;
use crate::store::waves::ImportedWave;
use crate::waves::{self as files, COLUMNS, MEASURES};

#[derive(Template)]
#[template(path = "staff/waves/list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    /// What was typed.
    name: String,
    invited: String,
    waves: Vec<Listed>,
    columns: String,
    measures: String,
}

struct Listed {
    href: String,
    view: WaveView,
    imported: String,
}

/// The list, with what is wrong with a file that was chosen.
pub async fn page(
    visit: &Visit,
    survey: &Survey,
    errors: Errors,
    typed: [String; 2],
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let waves = read(visit, survey).await?;
    let listed = waves.iter().map(|imported| Listed {
        href: format!("{}/{}", base(survey), imported.wave.name),
        view: view::view(t, survey.current(), &imported.wave),
        imported: said(visit, survey, imported),
    });
    let [name, invited] = typed;
    let page = ListPage {
        frame: visit.frame(&errors.title(visit, &t.text("waves-tab"))),
        above: Above::new(visit, survey, "earlier-waves"),
        base: base(survey),
        waves: listed.collect(),
        name,
        invited,
        columns: COLUMNS.join(", "),
        measures: MEASURES.join(", "),
        errors,
    };
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    visit.page(status, &page)
}

fn said(visit: &Visit, survey: &Survey, imported: &ImportedWave) -> String {
    let t = visit.t();
    let day = chrono::DateTime::from_timestamp_millis(imported.at).unwrap_or_default();
    let day = t.date(survey.row.schedule.today(day));
    t.tr("waves-imported", &[("by", text(&imported.by)), ("date", text(&day))])
}

async fn read(visit: &Visit, survey: &Survey) -> Result<Vec<ImportedWave>, Problem> {
    let waves = visit.state.store.earlier_waves(&survey.row.question_set).await;
    waves.map_err(|error| visit.unavailable(&error))
}

async fn find_wave(visit: &Visit, survey: &Survey, name: &str) -> Result<ImportedWave, Problem> {
    let found = read(visit, survey).await?.into_iter().find(|imported| imported.wave.name.as_str() == name);
    found.ok_or_else(|| visit.problem(Kind::NotFound))
}

/// The page.
#[get("/surveys/{survey}/earlier-waves")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    page(&visit, &survey, Errors::default(), Default::default()).await
}

#[derive(Template)]
#[template(path = "staff/waves/wave.html")]
struct WavePage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    view: WaveView,
    imported: String,
}

/// One wave in full.
#[get("/surveys/{survey}/earlier-waves/{name}")]
pub async fn one(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &path.0).await?;
    let imported = find_wave(&visit, &survey, &path.1).await?;
    let page = WavePage {
        frame: visit.frame(&visit.t().tr("waves-wave", &[("name", text(&path.1))])),
        above: Above::new(&visit, &survey, "earlier-waves"),
        base: base(&survey),
        imported: said(&visit, &survey, &imported),
        view: view::view(visit.t(), survey.current(), &imported.wave),
    };
    visit.page(StatusCode::OK, &page)
}

/// One wave as a file that can be imported again.
#[get("/surveys/{survey}/earlier-waves/{name}/counts.json")]
pub async fn file(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &path.0).await?;
    let wave = find_wave(&visit, &survey, &path.1).await?.wave;
    let json = Published { waves: vec![wave], unused: Vec::new() }.to_json();
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"earlier-wave.json\""))
        .json(json))
}

/// Takes a wave away.
#[post("/surveys/{survey}/earlier-waves/{name}/remove")]
pub async fn remove(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &path.0).await?;
    let name: WaveName = path.1.parse().map_err(|_| visit.problem(Kind::NotFound))?;
    // The name once more: a button that is pressed by mistake takes nothing away.
    if field(&fields, "name") == name.as_str() {
        let (store, set) = (&visit.state.store, &survey.row.question_set);
        let gone = files::remove(store, set, &name, visit.by()).await;
        gone.map_err(|error| visit.unavailable(&error))?;
    }
    Ok(redirect(&base(&survey)))
}
