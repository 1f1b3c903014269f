//! Opening a survey, for the first time or again, with a page that says what will happen.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use super::second_yes::Facts;
use crate::catalogue::Survey;
use crate::ending::Lacks;
use crate::lifecycle::SurveyError;
use crate::reminders::plan::RoundState;
use crate::second_yes::{self, Asked, Deed};
use crate::store::StoreResult;
use crate::store::surveys::SurveyState;

#[derive(Template)]
#[template(path = "staff/running/state.html")]
struct StatePage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    heading: String,
    /// What will happen, one sentence each.
    consequences: Vec<String>,
    /// What is to be seen before.
    facts: Facts,
    /// Whether another admin will be asked.
    asks: bool,
    /// Why it can't be done.
    hindrance: Option<String>,
    button: String,
}

async fn opening<'a>(visit: &'a Visit, survey: &Survey) -> StoreResult<StatePage<'a>> {
    let (t, row, store) = (visit.t(), &survey.row, &visit.state.store);
    let again = row.state == SurveyState::Closed;
    let heading = t.text(if again { "running-open-again" } else { "running-open" });
    let today = survey.today(visit.state.clock);
    let last = t.date(row.closes_on);
    let invited = store.count_invitations(&row.code).await?.iter().map(|part| part.count).sum();
    let mut says = vec![t.tr("running-open-answers", &[("date", text(&last))])];
    if row.public_token.is_some() {
        says.push(t.text("running-open-everyone"));
    } else {
        if invited == 0 {
            says.push(t.text("running-open-nobody"));
        } else {
            says.push(t.text("running-open-invited"));
        }
        let rounds = store.rounds(&row.code).await?;
        let planned = rounds.iter().filter(|round| round.state == RoundState::Planned).count() as u64;
        says.push(t.tr("running-open-rounds", &[("count", number(planned))]));
    }
    says.push(t.text("running-open-words"));
    if row.state == SurveyState::Draft {
        let lacks = Lacks::new(row, invited, store.threshold(&row.code).await?, today);
        if lacks.any() {
            let why = lacks.names().map(|name| t.text(&format!("results-never-{name}")));
            let never = std::iter::once(t.text("running-open-never")).chain(why);
            says.push(never.collect::<Vec<_>>().join(" "));
        }
    }
    let hindrance = match row.state {
        SurveyState::Open => Some(t.text("running-is-open")),
        _ if row.has_ended_at(visit.state.clock.now()) => Some(t.text("running-ended")),
        _ if today > row.closes_on => Some(t.tr("running-open-over", &[("date", text(&last))])),
        _ => None,
    };
    Ok(StatePage {
        frame: visit.frame(&heading),
        above: Above::new(visit, survey, "settings"),
        base: format!("/staff/surveys/{}", row.code),
        button: heading.clone(),
        heading,
        consequences: says,
        hindrance,
        facts: Facts::read(visit, survey).await?,
        asks: row.state == SurveyState::Draft && second_yes::would_wait(store, visit.by()).await?,
    })
}

/// What opening will do.
#[get("/surveys/{survey}/open")]
pub async fn show_open(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let page = opening(&visit, &survey).await.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::OK, &page)
}

/// Opens it.
#[post("/surveys/{survey}/open")]
pub async fn open(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    match second_yes::ask(&visit.state.store, &visit.state.key, &survey.row.code, Deed::Open, visit.by())
        .await
    {
        Err(SurveyError::Over | SurveyError::Ended) => {
            let page = opening(&visit, &survey).await.map_err(|error| visit.unavailable(&error))?;
            visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        done => after(&visit, &survey, done),
    }
}

fn after(visit: &Visit, survey: &Survey, done: Result<Asked, SurveyError>) -> Result<HttpResponse, Problem> {
    match done {
        Ok(asked) => {
            visit.state.catalogue.forget(&survey.row.code);
            Ok(redirect(&format!("/staff/surveys/{}/{}", survey.row.code, asked.leads_to())))
        }
        Err(SurveyError::Store(error)) => Err(visit.unavailable(&error)),
        Err(_) => Err(visit.problem(Kind::NotFound)),
    }
}
