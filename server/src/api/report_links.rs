//! `/api/v1/surveys/{survey}/report/links`: links by which others read a published report.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::Day;
use uuid::Uuid;

use super::answer::{Created, Nothing};
use super::find;
use super::people::moment;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::report_links::{self, Fault, LONGEST_NAME, MOST_DAYS, Wanted};
use crate::store::report_links::ReportLink;

/// The routes.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::ShareReports);
    let summary = "The links to published reports, without their addresses; those that have ended too.";
    api.get("/surveys/{survey}/report/links", who, summary).by(list);
    let summary = "Makes a link by which others read a published report until the end of a day; its address is answered once.";
    api.post("/surveys/{survey}/report/links", who, summary).problems(&[Code::Invalid]).by(make);
    let summary = "Ends a link at once; one that has ended stays so.";
    api.delete("/surveys/{survey}/report/links/{link}", who, summary).by(end);
}

/// A link to a published report.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReportLink")]
struct Line {
    id: Uuid,
    /// The version of the report.
    version: i64,
    /// Whom it is for.
    name: String,
    made_at: String,
    made_by: String,
    /// The last day on which it is good, in the survey's calendar.
    ends_on: Day,
    ended_at: Option<String>,
    ended_by: Option<String>,
}

impl From<ReportLink> for Line {
    fn from(link: ReportLink) -> Self {
        let (ended_by, ended_at) = link.ended.map(|(by, at)| (by, moment(at))).unzip();
        Self {
            id: link.id,
            version: link.version,
            name: link.name,
            made_at: moment(link.made_at),
            made_by: link.made_by,
            ends_on: link.ends_on,
            ended_at,
            ended_by,
        }
    }
}

async fn list(state: web::Data<State>, Path(survey): Path<String>) -> Result<web::Json<Vec<Line>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let links = state.store.report_links(&survey.row.code).await?;
    Ok(web::Json(links.into_iter().map(Line::from).collect()))
}

/// A link that is to be made.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewReportLink {
    /// The published version that it shows.
    version: i64,
    /// Whom it is for; readers do not see it.
    #[schemars(length(min = 1, max = 100))]
    name: String,
    /// The last day, from today to a year from now.
    ends_on: Day,
}

/// A link that was made.
#[derive(Serialize, JsonSchema)]
struct MadeReportLink {
    #[serde(flatten)]
    link: Line,
    /// Its address, which is never answered again.
    address: String,
}

async fn make(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Body(new): Body<NewReportLink>,
) -> Result<Created<MadeReportLink>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let versions = state.store.report_versions(&survey.row.code).await?;
    let versions: Vec<i64> = versions.into_iter().map(|version| version.version).collect();
    let wanted = Wanted { name: &new.name, version: Some(new.version), ends_on: Some(new.ends_on) };
    let checked = report_links::check(&wanted, &versions, survey.today(state.clock)).map_err(invalid)?;
    let (link, address) = report_links::make(&state, &survey, checked, &caller.member.email).await?;
    let location = format!("/surveys/{}/report/links/{}", link.survey, link.id);
    Ok(Created { location, body: MadeReportLink { link: link.into(), address } })
}

fn invalid(faults: Vec<Fault>) -> ApiError {
    let error = ApiError::new(Code::Invalid, Code::Invalid.meaning());
    faults.into_iter().fold(error, |error, fault| match fault {
        Fault::Name => error.at("/name", format!("say who it is for, in at most {LONGEST_NAME} characters")),
        Fault::Version => error.at("/version", "there is no such published version"),
        Fault::End => error.at("/ends_on", format!("a day from today to {MOST_DAYS} days from now")),
    })
}

async fn end(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, link)): Path<(String, String)>,
) -> Result<Nothing, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let id = find::id(&link, Code::UnknownReportLink)?;
    let known = state.store.report_links(&survey.row.code).await?.into_iter().find(|link| link.id == id);
    let link = known.ok_or_else(|| find::nothing(Code::UnknownReportLink))?;
    report_links::end(&state, &link, &caller.member.email).await?;
    Ok(Nothing)
}
