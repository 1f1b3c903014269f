//! The list of surveys, the newest first.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get};
use askama::Template;

use super::bars::Bar;
use super::survey::Head;
use super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::words;
use crate::auth::Permission;
use crate::ending;
use crate::report::response_rate::ResponseRate;
use crate::store::StoreResult;

#[derive(Template)]
#[template(path = "staff/surveys.html")]
struct SurveysPage<'a> {
    frame: Frame<'a>,
    surveys: Vec<Line>,
    may_add: bool,
}

/// A survey of the list.
struct Line {
    head: Head,
    percent: String,
    sentence: String,
    bar: Bar,
}

/// The list.
#[get("")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    // Who may not see surveys arrives where their own work is.
    if !visit.may(Permission::SeeSurveys) {
        return Ok(redirect("/staff/question-sets"));
    }
    let surveys = read(&visit).await.map_err(|error| visit.unavailable(&error))?;
    let page = SurveysPage {
        frame: visit.frame(&visit.t().text("staff-surveys")),
        surveys,
        may_add: visit.may(Permission::SetUpSurveys),
    };
    visit.page(StatusCode::OK, &page)
}

async fn read(visit: &Visit) -> StoreResult<Vec<Line>> {
    let t = visit.t();
    let mut lines = Vec::new();
    for row in visit.state.store.surveys().await? {
        let Some(survey) = visit.state.catalogue.survey(&row.code).await? else { continue };
        if row.public_token.is_some() {
            let responses =
                ending::received(&visit.state.store, &row, survey.today(visit.state.clock)).await?;
            lines.push(Line {
                head: Head::new(&survey, t, survey.today(visit.state.clock)),
                // No rate can be given where nobody was invited.
                percent: t.text("staff-rate-none"),
                sentence: t.tr("invitations-public-responses", &[("count", words::number(responses))]),
                bar: Bar::new(0.0, t.direction()),
            });
            continue;
        }
        let total = ResponseRate::of(&visit.state.store.count_invitations(&row.code).await?).total;
        lines.push(Line {
            head: Head::new(&survey, t, survey.today(visit.state.clock)),
            percent: words::rate(t, &total),
            sentence: words::responded(t, &total),
            bar: Bar::new(total.percent().unwrap_or_default(), t.direction()),
        });
    }
    Ok(lines)
}
