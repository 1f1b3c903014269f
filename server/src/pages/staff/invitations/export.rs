//! Participation as a file: who is invited, where each stands, reminders, the last follow-up.
//!
//! The same that the list shows. No personal link is in it, and no day of a response.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, get, web};
use survey::locale::Direction;

use super::super::survey::find as find_survey;
use super::super::visit::{Problem, StaffVisit, Visit};
use super::super::words;
use super::{language, region, state};
use crate::catalogue::Survey;
use crate::sheet;
use crate::store::StoreError;
use crate::store::following::Participant;

/// The file of that kind.
#[get("/surveys/{survey}/invitations/participation.{kind:csv|xlsx}")]
pub async fn show(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (code, kind) = path.into_inner();
    let survey = find_survey(&visit, &code).await?;
    let all = visit.state.store.participants(&survey.row.code).await;
    let all = all.map_err(|error| visit.unavailable(&error))?;
    let rows: Vec<_> = all.iter().map(|one| row(&visit, &survey, one)).collect();
    let headings = headings(&visit);
    let right_to_left = visit.t().direction() == Direction::Rtl;
    let (file, content_type) = if kind == "csv" {
        (sheet::csv(&headings, &rows).map_err(|e| e.to_string()), "text/csv; charset=utf-8")
    } else {
        let file = sheet::workbook(&headings, &rows, right_to_left).map_err(|e| e.to_string());
        (file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    };
    let file = file.map_err(|error| visit.unavailable(&StoreError::unreadable("participation", error)))?;
    let name = format!("attachment; filename=\"participation-{}.{kind}\"", survey.row.code);
    Ok(HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(file))
}

fn headings(visit: &Visit) -> Vec<String> {
    let ids = [
        "key",
        "partner",
        "region",
        "country",
        "programme",
        "type",
        "language",
        "manager",
        "state",
        "reminders",
        "follow-up-last",
        "export-day",
    ];
    ids.iter().map(|id| visit.t().text(&format!("invitations-{id}"))).collect()
}

fn row(visit: &Visit, survey: &Survey, one: &Participant) -> Vec<String> {
    let t = visit.t();
    let (kind, day) = match one.last {
        Some((kind, day)) => (t.text(&format!("invitations-kind-{}", kind.as_str())), day.to_string()),
        None => (String::new(), String::new()),
    };
    vec![
        one.key.clone(),
        one.name.clone(),
        region(visit, survey, &one.region),
        one.country.clone(),
        one.programme.clone(),
        words::choice(survey.current(), "organisation_type", &one.kind, t.locale()),
        language(visit, &one.language),
        one.manager_name.clone(),
        state(t, one.followed.state),
        one.followed.reminders.to_string(),
        kind,
        day,
    ]
}
