//! Publishing the list of receipts.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use chrono::DateTime;
use serde_json::json;

use super::super::not_shown::sentence;
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::base;
use crate::catalogue::Survey;
use crate::ending::NotShown;
use crate::i18n::LocaleTexts;
use crate::receipts::publish;
use crate::store::receipts::ReceiptList;

#[derive(Template)]
#[template(path = "staff/results/receipts.html")]
struct ReceiptsPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    public: String,
    published: Option<String>,
    not_shown: Option<String>,
}

fn page<'a>(
    visit: &'a Visit,
    survey: &Survey,
    list: Option<ReceiptList>,
    not_shown: Option<NotShown>,
) -> ReceiptsPage<'a> {
    let t = visit.t();
    ReceiptsPage {
        frame: visit.frame(&t.text("receipts-staff-heading")),
        above: Above::new(visit, survey, "results"),
        base: base(survey),
        public: format!("/s/{}/receipts?lang={}", survey.row.code, t.locale()),
        published: list.map(|list| published(t, survey, &list)),
        not_shown: not_shown.map(|why| said(visit, why)),
    }
}

fn published(t: &LocaleTexts, survey: &Survey, list: &ReceiptList) -> String {
    let day = DateTime::from_timestamp_millis(list.published_at).unwrap_or_default();
    let date = t.date(survey.row.schedule.today(day));
    let (receipts, responses) = (list.lines().count(), list.responses);
    let values = [("date", date.into()), ("receipts", receipts.into()), ("responses", responses.into())];
    t.tr("receipts-staff-published", &values)
}

fn said(visit: &Visit, why: NotShown) -> String {
    match why {
        NotShown::TooFew(threshold) => visit.t().count("receipts-staff-too-few", "count", threshold.get()),
        NotShown::NotEnded(_) | NotShown::Waiting | NotShown::Never(_) | NotShown::KnownLinks(_) => {
            sentence(visit, why)
        }
    }
}

/// The page.
#[get("/surveys/{survey}/receipts")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let list = visit.state.store.receipt_list(&survey.row.code).await;
    let list = list.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::OK, &page(&visit, &survey, list, None))
}

/// Publishes the list.
#[post("/surveys/{survey}/receipts")]
pub async fn save(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let event = visit.event("receipts_published", json!({}));
    let (store, key) = (&visit.state.store, &visit.state.key);
    let published = publish(store, key, &survey.row.code, &event).await;
    match published.map_err(|error| visit.unavailable(&error))? {
        Ok(_) => Ok(redirect(&format!("/staff/surveys/{}/receipts", survey.row.code))),
        Err(why) => {
            let list = store.receipt_list(&survey.row.code).await;
            let list = list.map_err(|error| visit.unavailable(&error))?;
            visit.page(StatusCode::CONFLICT, &page(&visit, &survey, list, Some(why)))
        }
    }
}
