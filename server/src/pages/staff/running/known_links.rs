//! Links that staff know: who could know how many of those that responded, what that holds back, and asking to lift it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use crate::catalogue::Survey;
use crate::known_links::KnownLinks;
use crate::lifecycle::SurveyError;
use crate::second_yes::{self, Asked, Deed};
use crate::store::StoreResult;
use crate::store::surveys::LinkRule;

#[derive(Template)]
#[template(path = "staff/running/known_links.html")]
struct KnownLinksPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    sentences: Vec<String>,
    /// Whether it can be asked for, and then whether it waits for another admin.
    asks: Option<bool>,
}

/// Who could know how many, and what that holds back: a sentence each.
///
/// # Errors
/// When the database fails.
pub async fn facts(visit: &Visit, survey: &Survey) -> StoreResult<Vec<String>> {
    let (t, row, store) = (visit.t(), &survey.row, &visit.state.store);
    if row.public_token.is_some() {
        return Ok(vec![t.text("report-anyone")]);
    }
    let (_, known) = store.responded(&row.code).await?;
    let mut sentences = vec![t.count("report-known-links", "count", known as f64)];
    for one in store.known_links(&row.code).await?.iter().filter(|one| one.responded > 0) {
        let args = [("name", text(&one.name)), ("count", number(one.responded))];
        sentences.push(t.tr("known-links-one", &args));
    }
    let (links, threshold) = (KnownLinks::read(store, row).await?, store.threshold(&row.code).await?);
    if row.link_rule == LinkRule::Lifted {
        sentences.push(t.text("report-known-links-lifted"));
    } else if links.hold_back(row, threshold) {
        sentences.push(t.count("results-known-links", "count", threshold.get()));
    } else if links.raise(row) > 0 {
        let fewest = u64::from(threshold.get()) + links.raise(row);
        sentences.push(t.count("known-links-raised", "count", fewest as f64));
    }
    Ok(sentences)
}

async fn answer(visit: &Visit, survey: &Survey, status: StatusCode) -> Result<HttpResponse, Problem> {
    let (row, store) = (&survey.row, &visit.state.store);
    let read = async {
        let links = KnownLinks::read(store, row).await?;
        let held = row.link_rule != LinkRule::Lifted && (links.most > 0 || links.others.is_some());
        let can = held && row.has_ended_at(visit.state.clock.now());
        let asks = if can { Some(second_yes::would_wait(store, visit.by()).await?) } else { None };
        StoreResult::Ok((facts(visit, survey).await?, asks))
    };
    let (sentences, asks) = read.await.map_err(|error| visit.unavailable(&error))?;
    let page = KnownLinksPage {
        frame: visit.frame(&visit.t().text("known-links-title")),
        above: Above::new(visit, survey, "settings"),
        base: format!("/staff/surveys/{}", row.code),
        sentences,
        asks,
    };
    visit.page(status, &page)
}

/// The page.
#[get("/surveys/{survey}/known-links")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    answer(&visit, &survey, StatusCode::OK).await
}

/// Asks to lift what holds for them.
#[post("/surveys/{survey}/known-links")]
pub async fn lift(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let code = &survey.row.code;
    match second_yes::ask(&visit.state.store, &visit.state.key, code, Deed::KnownLinks, visit.by()).await {
        Ok(asked) => {
            visit.state.catalogue.forget(code);
            let page = if asked == Asked::Done { "known-links" } else { asked.leads_to() };
            Ok(redirect(&format!("/staff/surveys/{code}/{page}")))
        }
        Err(SurveyError::Store(error)) => Err(visit.unavailable(&error)),
        Err(SurveyError::NotEnded) => answer(&visit, &survey, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(_) => Err(visit.problem(Kind::NotFound)),
    }
}
