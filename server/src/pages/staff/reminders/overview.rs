//! The plan of a survey: what went out, what comes next, and the switch of the reminder clock.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use super::{base, history, wording};
use crate::auth::Permission;
use crate::catalogue::Survey;
use crate::fieldwork::rounds;
use crate::reminders::plan::{Round, RoundState};
use crate::store::StoreResult;
use crate::store::surveys::SurveyState;

#[derive(Template)]
#[template(path = "staff/reminders/overview.html")]
struct Overview<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    next: Option<Next>,
    rounds: Vec<Line>,
    history: Vec<history::Line>,
    paused: bool,
    /// Whether whoever looks may close the survey.
    may_close: bool,
    /// Whether whoever looks may open it: its last day is not over.
    may_open: bool,
    calendar: String,
    grace: String,
    last_day: String,
}

/// The round that comes next, in a few sentences.
struct Next {
    href: String,
    what: String,
    when: String,
    to: String,
}

/// A round in the list.
struct Line {
    href: String,
    day: String,
    anchor: Option<String>,
    kind: String,
    audience: String,
    languages: String,
    state: String,
    next: bool,
    over: bool,
}

/// The page.
#[get("/surveys/{survey}/reminders")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find_survey(&visit, &code).await?;
    let page = read(&visit, &survey).await.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::OK, &page)
}

async fn read<'a>(visit: &'a Visit, survey: &Survey) -> StoreResult<Overview<'a>> {
    let (t, row) = (visit.t(), &survey.row);
    let today = row.schedule.today(visit.state.clock.now());
    let mut rounds = visit.state.store.rounds(&row.code).await?;
    rounds.sort_by_key(|round| match round.state {
        RoundState::Sent { on, .. } => (on, round.id),
        _ => (round.due_on(row), round.id),
    });
    let next = rounds.iter().find(|round| round.may_go_out(row, today) && !round.is_in_vain(row)).cloned();
    let href = |round: &Round| format!("{}/reminders/{}", base(survey), round.id);
    let next_id = next.as_ref().map(|round| round.id);
    let next = match next {
        None => None,
        Some(round) => Some(Next {
            href: href(&round),
            what: wording::kind(t, round.kind),
            // What was missed goes out as soon as it may.
            when: wording::moment(
                t,
                row,
                row.schedule.working_days.on_or_after(round.due_on(row).max(today)),
            ),
            to: wording::partners(t, visit.state.store.recipients(&round).await?.len()),
        }),
    };
    let line = |round: &Round| Line {
        href: href(round),
        day: t.weekday_date(match round.state {
            RoundState::Sent { on, .. } => on,
            _ => round.due_on(row),
        }),
        anchor: wording::anchor(t, round.anchor),
        kind: wording::kind(t, round.kind),
        audience: wording::audience(t, round.audience),
        languages: wording::languages(visit, round),
        state: wording::state(t, round, row),
        next: next_id == Some(round.id),
        over: round.state != RoundState::Planned,
    };
    let events = visit.state.store.survey_events(&row.code).await?;
    let days: Vec<String> = row
        .schedule
        .working_days
        .to_string()
        .split(' ')
        .map(|day| t.text(&format!("reminders-day-{day}")))
        .collect();
    let days = super::super::words::list(t, &days);
    let (hour, zone) =
        (wording::hour(row.schedule.send_hour), row.schedule.time_zone.name().replace('_', " "));
    Ok(Overview {
        frame: visit.frame(&t.text("staff-tab-reminders")),
        above: Above::new(visit, survey, "reminders"),
        base: base(survey),
        rounds: rounds.iter().map(line).collect(),
        next,
        history: history::lines(t, row, &events),
        paused: row.schedule.paused,
        may_close: visit.may(Permission::SetUpSurveys) && row.state == SurveyState::Open,
        may_open: visit.may(Permission::SetUpSurveys)
            && row.state != SurveyState::Open
            && today <= row.closes_on,
        calendar: t
            .tr("reminders-calendar", &[("days", text(&days)), ("hour", text(&hour)), ("zone", text(&zone))]),
        grace: t.count("reminders-grace", "days", row.schedule.grace_days),
        last_day: t.weekday_date(row.closes_on),
    })
}

/// The switch of the reminder clock.
#[post("/surveys/{survey}/reminders/{action:pause|resume}")]
pub async fn act(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let survey = find_survey(&visit, &path.0).await?;
    let (store, code) = (&visit.state.store, &survey.row.code);
    let done = rounds::pause(store, code, path.1 == "pause", visit.by()).await;
    done.map_err(|error| visit.unavailable(&error))?;
    visit.state.catalogue.forget(&survey.row.code);
    Ok(redirect(&format!("{}/reminders", base(&survey))))
}
