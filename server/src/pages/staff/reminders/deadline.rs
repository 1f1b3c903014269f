//! Moving a survey's last day, with a reason that stays in its history. A closed survey that is extended is open again, until
//! it has ended.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use chrono::{Days, NaiveDate};
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use super::{base, wording};
use crate::catalogue::Survey;
use crate::entropy;
use crate::lifecycle::{self, SurveyError};
use crate::mail::MessageKind;
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};
use crate::store::surveys::{SurveyRow, SurveyState};

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
        ended: lifecycle::has_ended(row, visit.state.clock.now()),
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
    let row = &survey.row;
    let told = change.tell.then(|| telling(row, survey.today(visit.state.clock)));
    let move_to = (change.to, change.reason.as_str());
    let moved = lifecycle::extend(&visit.state.store, &row.code, move_to, told.as_ref(), visit.by()).await;
    visit.state.catalogue.forget(&row.code);
    match moved {
        Ok(()) => {
            let reminders = format!("{}/reminders", base(&survey));
            Ok(redirect(&told.map_or(reminders.clone(), |round| format!("{reminders}/{}", round.id))))
        }
        Err(SurveyError::Store(error)) => Err(visit.unavailable(&error)),
        // The page says that it has ended.
        Err(SurveyError::Ended) => {
            let page = page(&visit, &survey, fields, Errors::default()).await?;
            visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(_) => Err(visit.problem(Kind::NotFound)),
    }
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
