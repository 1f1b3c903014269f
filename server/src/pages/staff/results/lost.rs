//! Giving up responses that no key opens.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::base;
use crate::catalogue::Survey;
use crate::lifecycle::SurveyError;
use crate::lost::{self, Hindrance};
use crate::second_yes::{self, Asked, Deed};

#[derive(Template)]
#[template(path = "staff/results/lost.html")]
struct LostPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    /// How many can't be opened, in a sentence.
    unopened: String,
    count: u64,
    /// Why they can't be given up now.
    hindrance: Option<String>,
    /// Whether it waits for another admin's yes.
    asks: bool,
    /// How many were given up, in a sentence.
    lost: Option<String>,
}

async fn page<'a>(
    visit: &'a Visit,
    survey: &Survey,
    refused: Option<Hindrance>,
) -> Result<LostPage<'a>, Problem> {
    let (t, state, code) = (visit.t(), &visit.state, &survey.row.code);
    let count = lost::unopened(&state.store, &state.key, code).await;
    let count = count.map_err(|error| visit.unavailable(&error))?;
    let given_up = state.store.lost_responses(code).await.map_err(|error| visit.unavailable(&error))?;
    let from = lost::from_day(&survey.row);
    let early = from.is_none_or(|from| survey.today(state.clock) < from);
    let hindrance = match refused {
        Some(Hindrance::Others(_)) => Some(t.text("lost-others")),
        Some(Hindrance::NotYet(_) | Hindrance::None) | None if count == 0 || !early => None,
        Some(Hindrance::NotYet(_) | Hindrance::None) | None => Some(match from {
            Some(day) => t.tr("lost-from", &[("date", t.date(day).into())]),
            None => t.text("lost-not-ended"),
        }),
    };
    let asks = second_yes::would_wait(&state.store, visit.by()).await;
    let asks = asks.map_err(|error| visit.unavailable(&error))?;
    Ok(LostPage {
        asks,
        frame: visit.frame(&t.text("lost-heading")),
        above: Above::new(visit, survey, "results"),
        base: base(survey),
        unopened: t.count("lost-unopened", "count", count as f64),
        count: if early { 0 } else { count },
        hindrance,
        lost: (given_up > 0).then(|| t.count("lost-given-up", "count", given_up as f64)),
    })
}

/// The page.
#[get("/surveys/{survey}/lost")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    visit.page(StatusCode::OK, &page(&visit, &survey, None).await?)
}

/// Gives them up.
#[post("/surveys/{survey}/lost")]
pub async fn save(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let responses = fields.first("responses").and_then(|seen| seen.parse().ok()).unwrap_or(0);
    let (state, code) = (&visit.state, &survey.row.code);
    let deed = Deed::DeclareLost { responses };
    match second_yes::ask(&state.store, &state.key, code, deed, visit.by()).await {
        Ok(Asked::Done) => Ok(redirect(&format!("/staff/surveys/{code}/lost"))),
        Ok(waits @ Asked::Waits) => Ok(redirect(&format!("/staff/surveys/{code}/{}", waits.leads_to()))),
        Err(SurveyError::Lost(hindrance)) => {
            visit.page(StatusCode::CONFLICT, &page(&visit, &survey, Some(hindrance)).await?)
        }
        Err(SurveyError::Store(error)) => Err(visit.unavailable(&error)),
        Err(_) => Err(visit.problem(Kind::NotFound)),
    }
}
