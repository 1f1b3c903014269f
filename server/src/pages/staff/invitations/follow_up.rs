//! Noting a follow-up: a call, a message, a meeting, something worth knowing.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use survey::Day;
use survey::form::Fields;
use uuid::Uuid;

use super::super::forms::{Errors, field};
use super::super::visit::{Kind, Problem, StaffVisit, Visit, redirect};
use super::{base, find, partner};
use crate::catalogue::Survey;
use crate::entropy;
use crate::fieldwork::follow_up::{self, Fault, Noted};
use crate::store::follow_ups::FollowUpKind;

fn read(visit: &Visit, survey: &Survey, fields: &Fields) -> Result<Noted, Errors> {
    let mut errors = Errors::default();
    let kind: Option<FollowUpKind> = field(fields, "kind").parse().ok();
    let kind = kind.filter(|kind| FollowUpKind::NOTED.contains(kind));
    if kind.is_none() {
        errors.add(visit, "kind", "invitations-error-kind");
    }
    let day: Option<Day> = field(fields, "day").parse().ok();
    if day.is_none() {
        errors.add(visit, "day", "invitations-error-day");
    }
    let next = field(fields, "next_on");
    let next_on: Option<Day> = next.parse().ok();
    if !next.is_empty() && next_on.is_none() {
        errors.add(visit, "next_on", "invitations-error-next");
    }
    let today = survey.today(visit.state.clock);
    let noted = Noted {
        kind: kind.unwrap_or(FollowUpKind::Call),
        day: day.unwrap_or(today),
        note: field(fields, "note").to_owned(),
        next_on: next_on.filter(|_| day.is_some()),
    };
    for fault in follow_up::faults(&noted, today) {
        match fault {
            Fault::DayFuture => errors.add(visit, "day", "invitations-error-day-future"),
            Fault::NoteMissing => errors.add(visit, "note", "invitations-error-note"),
            Fault::NoteLong => errors.add(visit, "note", "invitations-error-note-long"),
            Fault::NextEarly => errors.add(visit, "next_on", "invitations-error-next-early"),
        }
    }
    if errors.is_empty() { Ok(noted) } else { Err(errors) }
}

/// Notes a follow-up.
#[post("/surveys/{survey}/invitations/{id}/follow-ups")]
pub async fn add(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, invited) = find(&visit, &path).await?;
    let noted = match read(&visit, &survey, &fields) {
        Ok(noted) => noted,
        Err(errors) => {
            let page = partner::page(&visit, &survey, invited, fields, errors, None).await?;
            return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let (store, code) = (&visit.state.store, &survey.row.code);
    let kept = follow_up::keep(store, code, &invited.partner, entropy::uuid(), noted, visit.by()).await;
    kept.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("{}/{}?done=noted#follow-ups", base(&survey), invited.id)))
}

/// The page with what was typed into the form of this follow-up.
fn of_this(mut fields: Fields, id: Uuid) -> Fields {
    fields.0.push(("follow_up".to_owned(), id.to_string()));
    fields
}

/// Corrects a follow-up.
#[post("/surveys/{survey}/invitations/{id}/follow-ups/{follow_up}")]
pub async fn correct(
    visit: StaffVisit,
    path: web::Path<(String, String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, id, follow_up) = path.into_inner();
    let (survey, invited) = find(&visit, &(survey, id)).await?;
    let follow_up: Uuid = follow_up.parse().map_err(|_| visit.problem(Kind::NotFound))?;
    let noted = match read(&visit, &survey, &fields) {
        Ok(noted) => noted,
        Err(errors) => {
            let page =
                partner::page(&visit, &survey, invited, of_this(fields, follow_up), errors, None).await?;
            return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let of = (&survey.row.code, invited.partner.as_str());
    let done = follow_up::correct(&visit.state.store, of, follow_up, noted, visit.by()).await;
    match done.map_err(|error| visit.unavailable(&error))? {
        true => {
            Ok(redirect(&format!("{}/{}?done=follow-up-corrected#follow-ups", base(&survey), invited.id)))
        }
        false => Err(visit.problem(Kind::NotFound)),
    }
}

/// Takes a follow-up back.
#[post("/surveys/{survey}/invitations/{id}/follow-ups/{follow_up}/take-back")]
pub async fn take_back(
    visit: StaffVisit,
    path: web::Path<(String, String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let (survey, id, follow_up) = path.into_inner();
    let (survey, invited) = find(&visit, &(survey, id)).await?;
    let follow_up: Uuid = follow_up.parse().map_err(|_| visit.problem(Kind::NotFound))?;
    let (store, code) = (&visit.state.store, &survey.row.code);
    let done = follow_up::take_back(store, code, &invited.partner, follow_up, visit.by()).await;
    done.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("{}/{}?done=follow-up-taken-back#follow-ups", base(&survey), invited.id)))
}
