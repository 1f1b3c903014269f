//! Noting a follow-up: a call, a message, a meeting, something worth knowing.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use chrono::NaiveDate;
use serde_json::json;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::visit::{Problem, StaffVisit, Visit, redirect};
use super::{base, find, partner};
use crate::catalogue::Survey;
use crate::entropy;
use crate::store::StoreResult;
use crate::store::follow_ups::{self, FollowUp, FollowUpKind};
use crate::store::invited::Invited;

/// A note is a few sentences.
const LONGEST_NOTE: usize = 2000;

fn read(visit: &Visit, survey: &Survey, invited: &Invited, fields: &Fields) -> Result<FollowUp, Errors> {
    let mut errors = Errors::default();
    let today = survey.today(visit.state.clock);
    let kind: Option<FollowUpKind> = field(fields, "kind").parse().ok();
    if kind.is_none() {
        errors.add(visit, "kind", "invitations-error-kind");
    }
    let day: Option<NaiveDate> = field(fields, "day").parse().ok();
    match day {
        None => errors.add(visit, "day", "invitations-error-day"),
        Some(day) if day > today => errors.add(visit, "day", "invitations-error-day-future"),
        Some(_) => {}
    }
    let note = field(fields, "note");
    if note.is_empty() && kind == Some(FollowUpKind::Note) {
        errors.add(visit, "note", "invitations-error-note");
    } else if note.chars().count() > LONGEST_NOTE {
        errors.add(visit, "note", "invitations-error-note-long");
    }
    let next = field(fields, "next_on");
    let next_on: Option<NaiveDate> = next.parse().ok();
    if !next.is_empty() && next_on.is_none() {
        errors.add(visit, "next_on", "invitations-error-next");
    } else if next_on.zip(day).is_some_and(|(next, day)| next < day) {
        errors.add(visit, "next_on", "invitations-error-next-early");
    }
    match (kind, day) {
        (Some(kind), Some(day)) if errors.is_empty() => Ok(FollowUp {
            id: entropy::uuid(),
            survey: survey.row.code.clone(),
            partner: invited.partner.clone(),
            kind,
            day,
            staff_name: visit.staff_name(),
            note: note.to_owned(),
            next_on,
        }),
        _ => Err(errors),
    }
}

/// Keeps a follow-up.
pub async fn keep(visit: &Visit, follow_up: &FollowUp) -> StoreResult<()> {
    let now = visit.state.clock.now_ms();
    let mut tx = visit.state.store.begin_write().await?;
    follow_ups::add(&mut tx, follow_up, now).await?;
    // What was noted stays with the partner: the log says that it was.
    let detail = json!({ "survey": follow_up.survey, "kind": follow_up.kind.as_str() });
    visit.record(&mut tx, "follow_up_noted", &format!("partner:{}", follow_up.partner), &detail).await?;
    tx.commit().await?;
    Ok(())
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
    let follow_up = match read(&visit, &survey, &invited, &fields) {
        Ok(follow_up) => follow_up,
        Err(errors) => {
            let page = partner::page(&visit, &survey, invited, fields, errors, None).await?;
            return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let kept = keep(&visit, &follow_up).await;
    kept.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("{}/{}?done=noted#follow-ups", base(&survey), invited.id)))
}
