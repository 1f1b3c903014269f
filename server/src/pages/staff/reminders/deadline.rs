//! Moving a survey's last day, with a reason that stays in its history. A closed survey that is extended is open again, until
//! it has ended.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::Day;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use super::{base, wording};
use crate::catalogue::Survey;
use crate::fieldwork::deadline::{self, Extension, Fault};
use crate::lifecycle::SurveyError;
use crate::reminders::plan::{Anchor, Round, RoundState};
use crate::store::surveys::SurveyState;

#[derive(Template)]
#[template(path = "staff/reminders/deadline.html")]
struct DeadlinePage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    fields: Fields,
    last_day: String,
    closed: bool,
    /// Whether whoever looks may open a closed survey again.
    opens: bool,
    /// It has ended, and nothing opens it again.
    ended: bool,
    earliest: String,
    /// The rounds that move with the last day.
    moving: Vec<String>,
}

impl DeadlinePage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

async fn page<'a>(
    visit: &'a Visit,
    survey: &Survey,
    fields: Fields,
    errors: Errors,
) -> Result<DeadlinePage<'a>, Problem> {
    let (t, row) = (visit.t(), &survey.row);
    let rounds = visit.state.store.rounds(&row.code).await.map_err(|error| visit.unavailable(&error))?;
    let moves = |round: &&Round| {
        round.state == RoundState::Planned
            && matches!(round.anchor, Anchor::BeforeDeadline(_) | Anchor::AfterDeadline(_))
    };
    let moving = rounds
        .iter()
        .filter(moves)
        .filter_map(|round| {
            let (kind, when) = (wording::kind(t, round.kind), wording::anchor(t, round.anchor)?);
            Some(t.tr("reminders-moving", &[("kind", text(&kind)), ("when", text(&when))]))
        })
        .collect();
    Ok(DeadlinePage {
        frame: visit.frame(&errors.title(visit, &t.text("reminders-deadline"))),
        above: Above::new(visit, survey, "reminders"),
        base: base(survey),
        errors,
        fields,
        last_day: t.weekday_date(row.closes_on),
        closed: row.state == SurveyState::Closed,
        opens: visit.by().sets_up,
        ended: row.has_ended_at(visit.state.clock.now()),
        earliest: row.schedule.today(visit.state.clock.now()).to_string(),
        moving,
    })
}

fn read(visit: &Visit, survey: &Survey, fields: &Fields) -> Result<Extension, Errors> {
    let row = &survey.row;
    let mut errors = Errors::default();
    let to: Option<Day> = field(fields, "closes_on").parse().ok();
    if to.is_none() {
        errors.add(visit, "closes_on", "reminders-error-date");
    }
    let reason = field(fields, "reason");
    for fault in deadline::faults(row, to, reason, row.schedule.today(visit.state.clock.now())) {
        match fault {
            Fault::Past => errors.add(visit, "closes_on", "reminders-error-deadline-past"),
            Fault::Same => errors.add(visit, "closes_on", "reminders-error-deadline-same"),
            Fault::Earlier => errors.add(visit, "closes_on", "reminders-error-deadline-earlier"),
            Fault::ReasonMissing => errors.add(visit, "reason", "reminders-error-reason"),
            Fault::ReasonLong => errors.add(visit, "reason", "reminders-error-reason-long"),
        }
    }
    match to {
        Some(to) if errors.is_empty() => {
            Ok(Extension { to, reason: reason.to_owned(), tell: fields.has("tell", "yes") })
        }
        _ => Err(errors),
    }
}

/// The form.
#[get("/surveys/{survey}/deadline")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find_survey(&visit, &code).await?;
    let fields = Fields(vec![("tell".to_owned(), "yes".to_owned())]);
    visit.page(StatusCode::OK, &page(&visit, &survey, fields, Errors::default()).await?)
}

/// Moves the last day.
#[post("/surveys/{survey}/deadline")]
pub async fn save(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find_survey(&visit, &code).await?;
    let change = match read(&visit, &survey, &fields) {
        Ok(change) => change,
        Err(errors) => {
            let page = page(&visit, &survey, fields, errors).await?;
            return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let planned = deadline::extend(&visit.state.store, &survey.row.code, &change, visit.by()).await;
    visit.state.catalogue.forget(&survey.row.code);
    match planned {
        Ok(planned) => {
            let reminders = format!("{}/reminders", base(&survey));
            Ok(redirect(&planned.map_or(reminders.clone(), |round| format!("{reminders}/{round}"))))
        }
        Err(SurveyError::Store(error)) => Err(visit.unavailable(&error)),
        // The page says that it has ended, or who opens it.
        Err(error @ (SurveyError::Ended | SurveyError::NotAllowed)) => {
            let page = page(&visit, &survey, fields, Errors::default()).await?;
            let status = match error {
                SurveyError::NotAllowed => StatusCode::FORBIDDEN,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            visit.page(status, &page)
        }
        Err(SurveyError::Earlier) => {
            let mut errors = Errors::default();
            errors.add(&visit, "closes_on", "reminders-error-deadline-earlier");
            let page = page(&visit, &survey, fields, errors).await?;
            visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(_) => Err(visit.problem(Kind::NotFound)),
    }
}
