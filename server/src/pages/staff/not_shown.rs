//! Why nothing is shown of a survey's answers, in words; and the page that says it in the place of one that would show them.

use actix_web::http::StatusCode;
use askama::Template;

use super::survey::Above;
use super::visit::{Frame, Problem, Visit};
use crate::auth::Permission;
use crate::catalogue::Survey;
use crate::ending::NotShown;

#[derive(Template)]
#[template(path = "staff/not_shown.html")]
struct NotShownPage<'a> {
    frame: Frame<'a>,
    above: Above,
    heading: String,
    sentence: String,
    /// Where responses that wait and that no key opens are declared lost, for who may.
    lost: Option<String>,
    /// Where results are shown in spite of links that staff know, for who may ask for it.
    known_links: Option<String>,
}

/// Why nothing is shown, and when it will be.
pub fn sentence(visit: &Visit, why: NotShown) -> String {
    let t = visit.t();
    match why {
        NotShown::NotEnded(day) => t.tr("results-not-ended", &[("date", t.weekday_date(day).into())]),
        NotShown::Waiting => t.text("results-waiting"),
        NotShown::Never(lacks) => {
            let why = lacks.names().map(|name| t.text(&format!("results-never-{name}")));
            std::iter::once(t.text("results-never")).chain(why).collect::<Vec<_>>().join(" ")
        }
        NotShown::KnownLinks(threshold) => t.count("results-known-links", "count", threshold.get()),
        NotShown::TooFew(threshold) => t.count("results-too-few", "count", threshold.get()),
    }
}

/// Where results are shown in spite of links that staff know, for who may ask for it.
pub fn known_links(visit: &Visit, survey: &Survey, why: NotShown) -> Option<String> {
    let asks = matches!(why, NotShown::KnownLinks(_)) && visit.may(Permission::SetUpSurveys);
    asks.then(|| format!("/staff/surveys/{}/known-links", survey.row.code))
}

/// The answer in the place of a page of the tab `current` that would show answers.
pub fn instead(visit: &Visit, survey: &Survey, (current, heading): (&str, &str), why: NotShown) -> Problem {
    let heading = visit.t().text(heading);
    let page = NotShownPage {
        frame: visit.frame(&heading),
        above: Above::new(visit, survey, current),
        heading,
        sentence: sentence(visit, why),
        lost: (why == NotShown::Waiting && visit.may(Permission::SetUpSurveys))
            .then(|| format!("/staff/surveys/{}/lost", survey.row.code)),
        known_links: known_links(visit, survey, why),
    };
    Problem::Page { status: StatusCode::CONFLICT, html: page.render().unwrap_or_default() }
}
