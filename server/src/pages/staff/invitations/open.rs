//! Opening a survey to everyone by one public link, and going back to invitations.

use actix_web::{HttpResponse, post, web};
use serde_json::json;

use super::super::survey::find as find_survey;
use super::super::visit::{Problem, StaffVisit, Visit, redirect};
use super::base;
use crate::catalogue::Survey;
use crate::store::{StoreResult, public_links, survey_events, surveys};
use crate::token::Token;

/// Opens a survey that has no invitations to everyone, or takes that back as long as nobody has answered.
#[post("/surveys/{survey}/invitations/{who:everyone|invited-only}")]
pub async fn act(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let survey = find_survey(&visit, &path.0).await?;
    let to_everyone = path.1 == "everyone";
    set(&visit, &survey, to_everyone).await.map_err(|error| visit.unavailable(&error))?;
    visit.state.catalogue.forget(&survey.row.code);
    Ok(redirect(&base(&survey)))
}

async fn set(visit: &Visit, survey: &Survey, to_everyone: bool) -> StoreResult<()> {
    let code = &survey.row.code;
    let mut tx = visit.state.store.begin_write().await?;
    let Some(row) = surveys::lock(&mut tx, code).await? else { return Ok(()) };
    if row.public_token.is_some() == to_everyone {
        return Ok(());
    }
    let token = to_everyone.then(Token::generate);
    if public_links::set(&mut tx, code, token.as_ref()).await? {
        let kind = if to_everyone { "public" } else { "invited_only" };
        survey_events::add(&mut tx, code, &visit.event(kind, json!({}))).await?;
    }
    tx.commit().await?;
    Ok(())
}
