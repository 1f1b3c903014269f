//! A file of earlier waves comes in: first it is shown what it holds and what of it matches, then it is kept.

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use askama::Template;
use survey::wave::Published;

use super::super::forms::{Errors, field};
use super::super::survey::{Above, find};
use super::super::upload::Upload;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words::{self, number, text};
use super::base;
use super::list;
use super::view::{self, WaveView};
use crate::partners::table::TableError;
use crate::waves::{self as files, Beside, LARGEST_FILE, WaveError};

/// What is read of a file goes through a form once more, as JSON.
const LARGEST_BODY: usize = 8 * LARGEST_FILE;

#[derive(Template)]
#[template(path = "staff/waves/look.html")]
struct LookPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    waves: Vec<WaveView>,
    /// Waves that are here already, and would be replaced.
    replaced: Option<String>,
    unused: Option<String>,
    content: String,
}

/// Takes a file, and shows what it holds.
#[post("/surveys/{survey}/earlier-waves/look")]
pub async fn look(
    visit: StaffVisit,
    code: web::Path<String>,
    parts: Multipart,
) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let upload = Upload::posted(&visit, parts, LARGEST_FILE).await?;
    let (name, invited) = (field(&upload.fields, "name"), field(&upload.fields, "invited"));
    let t = visit.t();
    let mut errors = Errors::default();
    let threshold = visit.state.store.threshold(&survey.row.code).await;
    let threshold = threshold.map_err(|error| visit.unavailable(&error))?;
    let mut beside = Beside { threshold, ..Beside::default() };
    if !name.is_empty() {
        beside.name = name.parse().ok();
        if beside.name.is_none() {
            errors.add(&visit, "name", "waves-name-wrong");
        }
    }
    if !invited.is_empty() {
        beside.invited = invited.parse().ok().filter(|&count| count > 0);
        if beside.invited.is_none() {
            errors.add(&visit, "invited", "waves-invited-wrong");
        }
    }
    let set = survey.current().clone();
    let (file, beside_it) = (upload.file, beside.clone());
    // Unpacking and parsing take the processor for a while: not on a thread that serves requests.
    let read = web::block(move || files::read(&file, &set, &beside_it)).await;
    let read = read.unwrap_or(Err(WaveError::Table(TableError::DamagedWorkbook)));
    match read {
        Ok(published) if errors.is_empty() => {
            let known = visit.state.store.earlier_waves(&survey.row.question_set).await;
            let known = known.map_err(|error| visit.unavailable(&error))?;
            let replaced: Vec<String> = known
                .iter()
                .filter(|known| published.waves.iter().any(|wave| wave.name == known.wave.name))
                .map(|known| known.wave.name.to_string())
                .collect();
            let list = |names: &[String]| words::list(t, names);
            let page = LookPage {
                frame: visit.frame(&t.text("waves-look-heading")),
                above: Above::new(&visit, &survey, "earlier-waves"),
                base: base(&survey),
                waves: published.waves.iter().map(|wave| view::view(t, survey.current(), wave)).collect(),
                replaced: (!replaced.is_empty())
                    .then(|| t.tr("waves-replaced", &[("names", text(&list(&replaced)))])),
                unused: (!published.unused.is_empty())
                    .then(|| t.tr("waves-unused", &[("names", text(&list(&published.unused)))])),
                content: published.to_json().to_string(),
            };
            visit.page(StatusCode::OK, &page)
        }
        read => {
            let too_large = matches!(read, Err(WaveError::Table(TableError::TooLarge)));
            if let Err(error) = read {
                let (field, sentence) = sentence(&visit, &error);
                errors.0.push((field, sentence));
            }
            let mut answer =
                list::page(&visit, &survey, errors, [name.to_owned(), invited.to_owned()]).await?;
            if too_large {
                *answer.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            }
            Ok(answer)
        }
    }
}

/// Keeps the waves that were shown.
#[post("/surveys/{survey}/earlier-waves")]
pub async fn save(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted_large(body, LARGEST_BODY).await?;
    let survey = find(&visit, &code).await?;
    let content = serde_json::from_str(field(&fields, "content")).ok();
    let Some(Ok(published)) = content.map(|json| Published::read(&json)) else {
        let mut errors = Errors::default();
        errors.add(&visit, "file", "waves-file-nothing");
        return list::page(&visit, &survey, errors, Default::default()).await;
    };
    let (store, set) = (&visit.state.store, &survey.row.question_set);
    let saved = files::keep(store, set, &published.waves, visit.by()).await;
    saved.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&base(&survey)))
}

fn sentence(visit: &Visit, error: &WaveError) -> (&'static str, String) {
    let t = visit.t();
    match error {
        WaveError::Table(TableError::TooLarge) => {
            let megabytes = number((LARGEST_FILE >> 20) as u64);
            ("file", t.tr("waves-file-too-large", &[("megabytes", megabytes)]))
        }
        WaveError::Table(_) => ("file", t.text("waves-file-unreadable")),
        WaveError::Json(problem) => ("file", t.tr("waves-file-json", &[("problem", text(problem))])),
        WaveError::Column(name) => ("file", t.tr("waves-file-column", &[("column", text(name))])),
        WaveError::Cell(row, column) => {
            let args = [("row", number((*row).into())), ("column", text(column))];
            ("file", t.tr("waves-file-cell", &args))
        }
        WaveError::Unnamed => ("name", t.text("waves-file-unnamed")),
        WaveError::NoQuestion => ("file", t.text("waves-file-no-question")),
        WaveError::TooFew(threshold) => {
            ("file", t.tr("waves-file-too-few", &[("threshold", number(threshold.get().into()))]))
        }
        WaveError::Nothing => ("file", t.text("waves-file-nothing")),
    }
}
