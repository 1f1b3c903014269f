//! Moving a survey's last day, with a reason that stays in its history. A closed survey that is extended is open again.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use chrono::{Days, NaiveDate};
use serde_json::json;
use survey::form::Fields;
use uuid::Uuid;

use super::super::forms::{Errors, field};
use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use super::{base, wording};
use crate::catalogue::Survey;
use crate::entropy;
use crate::mail::MessageKind;
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};
use crate::store::surveys::{self, SurveyRow, SurveyState};
use crate::store::{StoreResult, rounds, survey_events};

/// A reason is a sentence or two.
const LONGEST_REASON: usize = 1000;

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
        earliest: row.schedule.today(visit.state.clock.now()).to_string(),
        moving,
    })
}

/// A new last day.
struct Change {
    to: NaiveDate,
    reason: String,
    /// Whether everyone who has not responded is to be told.
    tell: bool,
}

fn read(visit: &Visit, survey: &Survey, fields: &Fields) -> Result<Change, Errors> {
    let row = &survey.row;
    let mut errors = Errors::default();
    let today = row.schedule.today(visit.state.clock.now());
    let to: Option<NaiveDate> = field(fields, "closes_on").parse().ok();
    match to {
        None => errors.add(visit, "closes_on", "reminders-error-date"),
        Some(day) if day < today || day < row.opens_on => {
            errors.add(visit, "closes_on", "reminders-error-deadline-past");
        }
        Some(day) if day == row.closes_on && row.state != SurveyState::Closed => {
            errors.add(visit, "closes_on", "reminders-error-deadline-same");
        }
        Some(_) => {}
    }
    let reason = field(fields, "reason");
    if reason.is_empty() {
        errors.add(visit, "reason", "reminders-error-reason");
    } else if reason.chars().count() > LONGEST_REASON {
        errors.add(visit, "reason", "reminders-error-reason-long");
    }
    match to {
        Some(to) if errors.is_empty() => {
            Ok(Change { to, reason: reason.to_owned(), tell: fields.has("tell", "yes") })
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
    let planned = apply(&visit, &survey, &change).await.map_err(|error| visit.unavailable(&error))?;
    visit.state.catalogue.forget(&survey.row.code);
    let reminders = format!("{}/reminders", base(&survey));
    Ok(redirect(&planned.map_or(reminders.clone(), |round| format!("{reminders}/{round}"))))
}

/// Returns the round that tells of it, if there is one.
async fn apply(visit: &Visit, survey: &Survey, change: &Change) -> StoreResult<Option<Uuid>> {
    let code = &survey.row.code;
    let mut tx = visit.state.store.begin_write().await?;
    let Some(row) = surveys::lock(&mut tx, code).await? else { return Ok(None) };
    surveys::set_deadline(&mut tx, code, change.to).await?;
    if row.state == SurveyState::Closed {
        surveys::set_state(&mut tx, code, SurveyState::Open, None).await?;
    }
    let detail = json!({
        "from": row.closes_on.to_string(),
        "to": change.to.to_string(),
        "reason": change.reason,
        "reopened": row.state == SurveyState::Closed,
    });
    survey_events::add(&mut tx, code, &visit.event("extended", detail)).await?;
    let today = row.schedule.today(visit.state.clock.now());
    let told = change.tell.then(|| telling(&row, today));
    if let Some(round) = &told {
        rounds::add(&mut tx, round).await?;
    }
    tx.commit().await?;
    Ok(told.map(|round| round.id))
}

/// The round that tells of the new last day. It is for tomorrow, so that it is seen before it goes out; from its page it
/// can be sent at once.
fn telling(survey: &SurveyRow, today: NaiveDate) -> Round {
    Round {
        id: entropy::uuid(),
        kind: MessageKind::Extended,
        anchor: Anchor::Date(today + Days::new(1)),
        audience: Audience::NotResponded,
        languages: Vec::new(),
        state: RoundState::Planned,
        survey: survey.code.clone(),
    }
}
