//! Links to published reports: the list, making one, ending one.
//!
//! The address of a link is shown once, as the answer to the POST that makes it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, query_value, redirect};
use super::super::words::text;
use super::base;
use crate::catalogue::Survey;
use crate::i18n::Arg;
use crate::report_links::{self, Fault, Wanted};
use crate::store::report_links::ReportLink;

/// For so long a link is proposed to be good.
const PROPOSED: u64 = 30;

#[derive(Template)]
#[template(path = "staff/report/links.html")]
struct LinksPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    fields: Fields,
    notice: Option<String>,
    /// A link that was made just now: whom it is for, and its address.
    made: Option<(String, String)>,
    lines: Vec<Line>,
    /// The published versions, the latest first, each with its name.
    versions: Vec<(String, String)>,
    earliest: String,
    latest: String,
}

impl LinksPage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

/// A link in the list.
struct Line {
    id: String,
    name: String,
    href: String,
    version: String,
    made: String,
    ends: String,
    good: bool,
}

fn say(visit: &Visit, survey: &Survey, link: ReportLink) -> Line {
    let t = visit.t();
    let day = |at: i64| {
        let at = chrono::DateTime::from_timestamp_millis(at).unwrap_or_default();
        t.date(survey.row.schedule.today(at))
    };
    let made = day(link.made_at);
    let good = link.is_good(survey.today(visit.state.clock));
    let ends = match &link.ended {
        Some((by, at)) => t.tr("shared-ended-by", &[("date", text(&day(*at))), ("by", text(by))]),
        None => {
            let last = t.date(link.ends_on);
            if good { last } else { t.tr("shared-was-until", &[("date", text(&last))]) }
        }
    };
    Line {
        id: link.id.to_string(),
        href: format!("{}/versions/{}", base(survey), link.version),
        version: t.tr("report-version", &[("version", Arg::from(link.version as f64))]),
        made: t.tr("shared-made-by", &[("date", text(&made)), ("by", text(&link.made_by))]),
        name: link.name,
        ends,
        good,
    }
}

async fn versions(visit: &Visit, survey: &Survey) -> Result<Vec<i64>, Problem> {
    let versions = visit.state.store.report_versions(&survey.row.code).await;
    let versions = versions.map_err(|error| visit.unavailable(&error))?;
    Ok(versions.into_iter().map(|version| version.version).collect())
}

async fn list(visit: &Visit, survey: &Survey) -> Result<Vec<ReportLink>, Problem> {
    let links = visit.state.store.report_links(&survey.row.code).await;
    links.map_err(|error| visit.unavailable(&error))
}

/// What the form proposes.
fn proposed(visit: &Visit, survey: &Survey) -> Fields {
    let end = survey.today(visit.state.clock).saturating_add(PROPOSED);
    let mut fields = vec![("ends_on".to_owned(), end.to_string())];
    fields.extend(query_value(visit, "version").map(|version| ("version".to_owned(), version)));
    Fields(fields)
}

async fn answer(
    visit: &Visit,
    survey: &Survey,
    fields: Fields,
    errors: Errors,
    made: Option<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let today = survey.today(visit.state.clock);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let name = |version: i64| t.tr("report-version", &[("version", Arg::from(version as f64))]);
    let page = LinksPage {
        frame: visit.frame(&errors.title(visit, &t.text("shared-title"))),
        above: Above::new(visit, survey, "report"),
        base: base(survey),
        errors,
        fields,
        notice: query_value(visit, "ended").map(|_| t.text("shared-is-ended")),
        made,
        lines: list(visit, survey).await?.into_iter().map(|link| say(visit, survey, link)).collect(),
        versions: versions(visit, survey).await?.into_iter().map(|v| (v.to_string(), name(v))).collect(),
        earliest: today.to_string(),
        latest: today.saturating_add(report_links::MOST_DAYS).to_string(),
    };
    visit.page(status, &page)
}

/// The list, and the form of a new one.
#[get("/surveys/{survey}/report/links")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    answer(&visit, &survey, proposed(&visit, &survey), Errors::default(), None).await
}

/// Makes a link and shows it.
#[post("/surveys/{survey}/report/links")]
pub async fn make(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let wanted = Wanted {
        name: field(&fields, "name"),
        version: field(&fields, "version").parse().ok(),
        ends_on: field(&fields, "ends_on").parse().ok(),
    };
    let today = survey.today(visit.state.clock);
    match report_links::check(&wanted, &versions(&visit, &survey).await?, today) {
        Ok(link) => {
            let made = report_links::make(&visit.state, &survey, link, visit.who()).await;
            let (link, address) = made.map_err(|error| visit.unavailable(&error))?;
            let fields = proposed(&visit, &survey);
            answer(&visit, &survey, fields, Errors::default(), Some((link.name, address))).await
        }
        Err(faults) => {
            let mut errors = Errors::default();
            for fault in faults {
                match fault {
                    Fault::Name => errors.add(&visit, "name", "shared-error-name"),
                    Fault::Version => errors.add(&visit, "version", "shared-error-version"),
                    Fault::End => errors.add(&visit, "ends_on", "shared-error-end"),
                }
            }
            answer(&visit, &survey, fields, errors, None).await
        }
    }
}

/// Ends a link at once.
#[post("/surveys/{survey}/report/links/{link}/end")]
pub async fn finish(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let survey = find(&visit, &path.0).await?;
    let found = list(&visit, &survey).await?.into_iter().find(|link| link.id.to_string() == path.1);
    let link = found.ok_or_else(|| visit.problem(Kind::NotFound))?;
    let done = report_links::end(&visit.state, &link, visit.who()).await;
    done.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("{}/links?ended=yes", base(&survey))))
}
