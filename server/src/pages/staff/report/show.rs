//! The page of a report: the draft or a published version, in a language of its own.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use super::super::forms::field;
use super::super::not_shown::sentence;
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Problem, StaffVisit, Switch, Visit, redirect};
use super::super::words::text;
use super::{base, published, read};
use crate::auth::Permission;
use crate::catalogue::Survey;
use crate::i18n::Arg;
use crate::pages::report::ReportView;
use crate::pages::report::view::language;
use crate::report::document::Report;
use crate::reports;
use crate::store::reports::Version;

/// What the address may ask for.
#[derive(Deserialize)]
pub struct Wish {
    /// The language of the report, which need not be that of the page.
    r#in: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/report/show.html")]
struct ReportPage<'a> {
    frame: Frame<'a>,
    above: Above,
    css: Option<String>,
    /// The sheet for printing it.
    print: Option<String>,
    not_shown: Option<String>,
    /// Whether this is the draft or a version.
    status: String,
    /// The address of the draft, from a version.
    draft: Option<String>,
    edit: Option<String>,
    languages: Vec<Switch<'a>>,
    versions: Vec<Listed>,
    publish: Option<Publish>,
    /// Where links to it are made, for those who may.
    share: Option<String>,
    view: Option<ReportView<'a>>,
    heading: String,
    figures: Option<String>,
    /// The workbook, in the language of the report.
    workbook: String,
    figures_more: &'static str,
}

/// A version in the list.
struct Listed {
    href: String,
    name: String,
    line: String,
}

/// The form that publishes.
struct Publish {
    action: String,
    revision: i64,
    responses: u64,
    label: String,
}

/// Which report a page shows.
enum Shown<'a> {
    Draft(i64),
    Version(&'a Version),
}

/// The draft.
#[get("/surveys/{survey}/report")]
pub async fn show_draft(
    visit: StaffVisit,
    code: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    draft_page(&visit, &survey, &wish, StatusCode::OK, None).await
}

async fn draft_page(
    visit: &Visit,
    survey: &Survey,
    wish: &Wish,
    status: StatusCode,
    notice: Option<&str>,
) -> Result<HttpResponse, Problem> {
    let (report, edited) = read(visit, survey).await?;
    let versions = list(visit, survey).await?;
    let mut page = match &report {
        Err(why) => ReportPage { not_shown: Some(sentence(visit, *why)), ..empty(visit, survey) },
        Ok(report) => page(visit, survey, report, &versions, &Shown::Draft(edited.revision), wish),
    };
    if let Some(id) = notice {
        page.status = visit.t().text(id);
    }
    visit.page(status, &page)
}

/// A published version.
#[get("/surveys/{survey}/report/versions/{version}")]
pub async fn show_version(
    visit: StaffVisit,
    path: web::Path<(String, i64)>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &path.0).await?;
    let report = published(&visit, &survey, path.1).await?;
    let versions = list(&visit, &survey).await?;
    let known = versions.iter().find(|version| version.version == path.1);
    let known = known.ok_or_else(|| visit.problem(super::Kind::NotFound))?;
    visit.page(StatusCode::OK, &page(&visit, &survey, &report, &versions, &Shown::Version(known), &wish))
}

/// Publishes the draft, if it is what was looked at.
#[post("/surveys/{survey}/report/publish")]
pub async fn publish_draft(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let (report, edited) = read(&visit, &survey).await?;
    let seen = (field(&fields, "revision").parse().ok(), field(&fields, "responses").parse().ok());
    match report {
        Ok(report) if seen == (Some(edited.revision), Some(report.respondents)) => {
            let (store, now) = (&visit.state.store, visit.state.clock.now_ms());
            let version = reports::publish(store, &report, visit.who(), now).await;
            let version = version.map_err(|error| visit.unavailable(&error))?;
            Ok(redirect(&format!("{}/versions/{version}", base(&survey))))
        }
        _ => {
            let notice = Some("report-publish-overtaken");
            draft_page(&visit, &survey, &Wish { r#in: None }, StatusCode::CONFLICT, notice).await
        }
    }
}

async fn list(visit: &Visit, survey: &Survey) -> Result<Vec<Version>, Problem> {
    let versions = visit.state.store.report_versions(&survey.row.code).await;
    versions.map_err(|error| visit.unavailable(&error))
}

fn empty<'a>(visit: &'a Visit, survey: &Survey) -> ReportPage<'a> {
    ReportPage {
        frame: visit.frame(&visit.t().text("report-tab")),
        above: Above::new(visit, survey, "report"),
        css: visit.state.assets.url("report.css"),
        print: None,
        not_shown: None,
        status: String::new(),
        draft: None,
        edit: None,
        languages: Vec::new(),
        versions: Vec::new(),
        publish: None,
        share: None,
        view: None,
        heading: String::new(),
        figures: None,
        workbook: String::new(),
        figures_more: "",
    }
}

fn page<'a>(
    visit: &'a Visit,
    survey: &Survey,
    report: &Report,
    versions: &[Version],
    shown: &Shown<'_>,
    wish: &Wish,
) -> ReportPage<'a> {
    let t = visit.t();
    let locale = language(&report.languages, wish.r#in.as_deref(), t.locale());
    let translations = &visit.state.translations;
    let words = translations.locale(&locale);
    let is_draft = matches!(shown, Shown::Draft(_));
    let (here, status) = match shown {
        Shown::Draft(_) => (base(survey), t.text("report-draft")),
        Shown::Version(version) => {
            let date = date(visit, survey, version.at);
            let args = [
                ("version", Arg::from(version.version as f64)),
                ("date", text(&date)),
                ("by", text(&version.by)),
            ];
            (format!("{}/versions/{}", base(survey), version.version), t.tr("report-published", &args))
        }
    };
    let next = versions.first().map_or(1, |last| last.version + 1);
    let name = |version: i64| t.tr("report-version", &[("version", Arg::from(version as f64))]);
    ReportPage {
        status,
        draft: (!is_draft).then(|| base(survey)),
        edit: (is_draft && visit.may(Permission::EditReports)).then(|| format!("{}/edit", base(survey))),
        languages: translations
            .locales()
            .filter(|known| report.languages.contains(known))
            .map(|known| Switch {
                tag: known.as_str(),
                name: translations.locale(known).text("language-name"),
                href: format!("{here}?in={known}"),
                current: *known == locale,
            })
            .collect(),
        versions: versions
            .iter()
            .map(|version| Listed {
                href: format!("{}/versions/{}", base(survey), version.version),
                name: name(version.version),
                line: {
                    let date = date(visit, survey, version.at);
                    t.tr("report-version-line", &[("date", text(&date)), ("by", text(&version.by))])
                },
            })
            .collect(),
        publish: match shown {
            Shown::Draft(revision) if visit.may(Permission::PublishReports) => Some(Publish {
                action: format!("{}/publish", base(survey)),
                revision: *revision,
                responses: report.respondents,
                label: t.tr("report-publish-button", &[("version", Arg::from(next as f64))]),
            }),
            _ => None,
        },
        share: (!versions.is_empty() && visit.may(Permission::ShareReports)).then(|| match shown {
            Shown::Draft(_) => format!("{}/links", base(survey)),
            Shown::Version(version) => format!("{}/links?version={}", base(survey), version.version),
        }),
        view: Some(ReportView::new(words, report)),
        heading: words.tr("report-title", &[("wave", text(&report.wave))]),
        print: Some(format!("{here}/print.css?in={locale}")),
        figures: Some(format!("{here}/figures")),
        workbook: format!("{here}/report.xlsx?in={locale}"),
        ..empty(visit, survey)
    }
}

fn date(visit: &Visit, survey: &Survey, at: i64) -> String {
    let at = chrono::DateTime::from_timestamp_millis(at).unwrap_or_default();
    visit.t().date(survey.row.schedule.today(at))
}
