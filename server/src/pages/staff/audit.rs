//! The log of what was done, for admins: the latest first, narrowed by person and deed, and as a file.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, get};
use askama::Template;
use chrono::{DateTime, SecondsFormat};
use serde_json::Value as Json;
use survey::form::Fields;

use super::forms::field;
use super::invitations::{Choice, query};
use super::visit::{Frame, Problem, StaffVisit, Visit};
use crate::i18n::{Arg, LocaleTexts};
use crate::sheet;
use crate::store::StoreResult;
use crate::store::audit::{AuditFilter, AuditLine};

/// Lines on a page.
const PAGE: u32 = 100;
/// Lines of a file.
const MOST: u32 = 100_000;

#[derive(Template)]
#[template(path = "staff/audit.html")]
struct AuditPage<'a> {
    frame: Frame<'a>,
    choices: Vec<Choice>,
    lines: Vec<[String; 5]>,
    columns: [String; 5],
    file: String,
    older: Option<String>,
}

fn filter(asked: &Fields) -> AuditFilter {
    let value = |name| field(asked, name).to_owned();
    AuditFilter { who: value("who"), what: value("what"), subject: value("subject") }
}

/// The wishes of an address, with one more.
fn href(page: &str, asked: &Fields, more: Option<(&str, &str)>) -> String {
    let kept = asked.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let kept = kept.filter(|(name, value)| ["who", "what", "subject"].contains(name) && !value.is_empty());
    let all: Vec<_> = kept.chain(more).collect();
    format!("{page}?{}", serde_urlencoded::to_string(all).unwrap_or_default())
}

/// Times are in UTC: the log is read far from where it was made.
fn at(line: &AuditLine, between: &str) -> String {
    let at = DateTime::from_timestamp_millis(line.at).unwrap_or_default();
    at.to_rfc3339_opts(SecondsFormat::Secs, true).replace('T', between)
}

/// A line of the file, which programs read too: codes, and the details as JSON.
fn in_codes(line: &AuditLine) -> [String; 5] {
    let detail = match line.detail.as_object().is_some_and(serde_json::Map::is_empty) {
        true => String::new(),
        false => line.detail.to_string(),
    };
    [at(line, "T"), line.who.clone(), line.what.clone(), line.subject.clone(), detail]
}

/// A line as a person reads it.
fn in_words(t: &LocaleTexts, line: &AuditLine) -> [String; 5] {
    let plain = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let details = line.detail.as_object().into_iter().flatten();
    let details: Vec<String> = details.map(|(name, value)| format!("{name}: {}", plain(value))).collect();
    [at(line, " "), line.who.clone(), deed(t, &line.what), subject(t, &line.subject), details.join("\n")]
}

/// What was done, in words; the code, if a text is missing.
fn deed(t: &LocaleTexts, what: &str) -> String {
    let id = format!("audit-{}", what.replace('_', "-"));
    if t.has(&id) { t.text(&id) } else { what.to_owned() }
}

fn subject(t: &LocaleTexts, subject: &str) -> String {
    let known = subject.split_once(':').map(|(kind, name)| (subject_id(kind), name));
    match known.filter(|(id, _)| t.has(id)) {
        Some((id, name)) => t.tr(&id, &[("name", Arg::from(name))]),
        None => subject.to_owned(),
    }
}

fn subject_id(kind: &str) -> String {
    format!("audit-subject-{}", kind.replace('_', "-"))
}

fn columns(visit: &Visit) -> [String; 5] {
    ["at", "who", "what", "subject", "detail"].map(|name| visit.t().text(&format!("people-audit-{name}")))
}

/// The log.
#[get("/audit")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let page = page(&visit).await.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::OK, &page)
}

async fn page(visit: &Visit) -> StoreResult<AuditPage<'_>> {
    let (t, store, asked) = (visit.t(), &visit.state.store, query(visit));
    let before = field(&asked, "before").parse().unwrap_or(i64::MAX);
    let filter = filter(&asked);
    let mut lines = store.audit_log(&filter, before, PAGE + 1).await?;
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let last = lines.last().map(|line| line.number.to_string());
    let (who, what) = store.audit_values().await?;
    let who = who.into_iter().map(|who| (who.clone(), who));
    let mut what: Vec<(String, String)> =
        what.into_iter().map(|what| (what.clone(), deed(t, &what))).collect();
    what.sort_by(|(_, a), (_, b)| a.cmp(b));
    Ok(AuditPage {
        frame: visit.frame(&t.text("people-audit")),
        choices: vec![
            Choice::new(t, ("who", "people-audit-who"), &filter.who, who),
            Choice::new(t, ("what", "people-audit-what"), &filter.what, what.into_iter()),
        ],
        lines: lines.iter().map(|line| in_words(t, line)).collect(),
        columns: columns(visit),
        file: href("/staff/audit.csv", &asked, None),
        older: last.filter(|_| more).map(|last| href("/staff/audit", &asked, Some(("before", &last)))),
    })
}

/// The log as a file that a spreadsheet opens.
#[get("/audit.csv")]
pub async fn csv(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let lines = visit.state.store.audit_log(&filter(&query(&visit)), i64::MAX, MOST).await;
    let lines = lines.map_err(|error| visit.unavailable(&error))?;
    let rows: Vec<Vec<String>> = lines.iter().map(|line| in_codes(line).to_vec()).collect();
    let bytes = sheet::csv(&columns(&visit), &rows).unwrap_or_default();
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""))
        .body(bytes))
}
