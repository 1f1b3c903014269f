//! Planning a round, and changing one that has not gone out.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::Locale;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::{base, find_round, wording};
use crate::catalogue::Survey;
use crate::entropy;
use crate::fieldwork::rounds::{self, Fault, MOST_DAYS, Wanted};
use crate::mail::MessageKind;
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};

#[derive(Template)]
#[template(path = "staff/reminders/edit.html")]
struct EditPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    heading: String,
    errors: Errors,
    fields: Fields,
    kinds: Vec<(&'static str, String)>,
    languages: Vec<(String, String)>,
    last_day: String,
}

impl EditPage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

fn page<'a>(visit: &'a Visit, survey: &Survey, is_new: bool, fields: Fields, errors: Errors) -> EditPage<'a> {
    let t = visit.t();
    let heading = t.text(if is_new { "reminders-new" } else { "reminders-edit" });
    // The reminder comes first: it is what is planned most.
    let order = [
        MessageKind::Reminder,
        MessageKind::LastCall,
        MessageKind::Extended,
        MessageKind::Thanks,
        MessageKind::Invitation,
    ];
    EditPage {
        frame: visit.frame(&errors.title(visit, &heading)),
        above: Above::new(visit, survey, "reminders"),
        base: base(survey),
        heading,
        errors,
        fields,
        kinds: order.into_iter().map(|kind| (kind.as_str(), wording::kind(t, kind))).collect(),
        languages: languages(survey)
            .iter()
            .map(|locale| (locale.to_string(), wording::language(visit, locale)))
            .collect(),
        last_day: t.weekday_date(survey.row.closes_on),
    }
}

fn languages(survey: &Survey) -> &[Locale] {
    &survey.current().languages
}

/// The fields of a round as the form shows them.
fn written(survey: &Survey, round: &Round) -> Fields {
    let (anchor, day, days) = match round.anchor {
        Anchor::Date(day) => ("date", day.to_string(), String::new()),
        Anchor::AfterOpening(n) => ("opening", String::new(), n.to_string()),
        Anchor::BeforeDeadline(n) => ("deadline", String::new(), n.to_string()),
        Anchor::AfterDeadline(n) => ("after_deadline", String::new(), n.to_string()),
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut fields = vec![
        pair("kind", round.kind.as_str()),
        pair("anchor", anchor),
        pair("due_on", &day),
        pair("days", &days),
        pair("audience", round.audience.as_str()),
    ];
    let chosen = languages(survey).iter().filter(|locale| round.speaks_to(locale));
    fields.extend(chosen.map(|locale| pair("languages", locale.as_str())));
    Fields(fields)
}

/// A round out of the fields, or what is wrong with them. `id` is that of the round to be changed.
fn read(visit: &Visit, survey: &Survey, fields: &Fields, id: uuid::Uuid) -> Result<Round, Errors> {
    let mut errors = Errors::default();
    let kind: Option<MessageKind> = field(fields, "kind").parse().ok();
    if kind.is_none() {
        errors.add(visit, "kind", "reminders-error-kind");
    }
    let kind = kind.unwrap_or(MessageKind::Reminder);
    let anchor = read_anchor(visit, fields, &mut errors);
    let audience: Option<Audience> = field(fields, "audience").parse().ok();
    if audience.is_none() && kind != MessageKind::Thanks {
        errors.add(visit, "audience", "reminders-error-audience");
    }
    let wanted = Wanted {
        kind,
        // One that can be checked stands for one that can't be read; its own errors are not said.
        anchor: anchor.unwrap_or(Anchor::BeforeDeadline(0)),
        audience: audience.unwrap_or(Audience::NotResponded),
        languages: languages(survey)
            .iter()
            .filter(|l| fields.has("languages", l.as_str()))
            .cloned()
            .collect(),
    };
    let at = if matches!(wanted.anchor, Anchor::Date(_)) { "due_on" } else { "days" };
    match wanted.check(&survey.row, languages(survey), id, survey.today(visit.state.clock)) {
        Ok(round) if errors.is_empty() => return Ok(round),
        Ok(_) => {}
        Err(faults) => {
            for fault in faults {
                match fault {
                    Fault::Kind => errors.add(visit, "kind", "reminders-error-kind"),
                    Fault::Audience => errors.add(visit, "audience", "reminders-error-audience"),
                    Fault::Languages => errors.add(visit, "languages", "reminders-error-languages"),
                    Fault::Days | Fault::Past | Fault::InVain if anchor.is_none() => {}
                    Fault::Days => errors.add(visit, at, "reminders-error-days"),
                    Fault::Past => errors.add(visit, at, "reminders-error-past"),
                    Fault::InVain => errors.add(visit, at, "reminders-error-after"),
                }
            }
        }
    }
    Err(errors)
}

fn read_anchor(visit: &Visit, fields: &Fields, errors: &mut Errors) -> Option<Anchor> {
    let number = || field(fields, "days").parse::<u32>().ok().filter(|n| *n <= MOST_DAYS);
    let (anchor, at, message) = match field(fields, "anchor") {
        "date" => {
            let day = field(fields, "due_on").parse().ok();
            (day.map(Anchor::Date), "due_on", "reminders-error-date")
        }
        "opening" => (number().map(Anchor::AfterOpening), "days", "reminders-error-days"),
        "deadline" => (number().map(Anchor::BeforeDeadline), "days", "reminders-error-days"),
        "after_deadline" => (number().map(Anchor::AfterDeadline), "days", "reminders-error-days"),
        _ => (None, "anchor", "reminders-error-anchor"),
    };
    if anchor.is_none() {
        errors.add(visit, at, message);
    }
    anchor
}

/// The empty form.
#[get("/surveys/{survey}/reminders/new")]
pub async fn show_new(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find_survey(&visit, &code).await?;
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut fields =
        vec![pair("kind", "reminder"), pair("anchor", "date"), pair("audience", "not_responded")];
    fields.extend(languages(&survey).iter().map(|locale| pair("languages", locale.as_str())));
    visit.page(StatusCode::OK, &page(&visit, &survey, true, Fields(fields), Errors::default()))
}

/// Plans a round.
#[post("/surveys/{survey}/reminders/new")]
pub async fn add(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find_survey(&visit, &code).await?;
    let round = match read(&visit, &survey, &fields, entropy::uuid()) {
        Ok(round) => round,
        Err(errors) => {
            let page = page(&visit, &survey, true, fields, errors);
            return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let done = rounds::plan(&visit.state.store, &round, visit.by()).await;
    done.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("{}/reminders/{}", base(&survey), round.id)))
}

/// The form of a planned round.
#[get("/surveys/{survey}/reminders/{round}/edit")]
pub async fn show(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (survey, round) = find_round(&visit, &path).await?;
    if round.state != RoundState::Planned {
        return Err(visit.problem(Kind::NotFound));
    }
    let fields = written(&survey, &round);
    visit.page(StatusCode::OK, &page(&visit, &survey, false, fields, Errors::default()))
}

/// Changes a planned round.
#[post("/surveys/{survey}/reminders/{round}/edit")]
pub async fn change(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, round) = find_round(&visit, &path).await?;
    let changed = match read(&visit, &survey, &fields, round.id) {
        Ok(changed) => changed,
        Err(errors) => {
            let page = page(&visit, &survey, false, fields, errors);
            return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    // One that went out meanwhile stays as it is; its page says so.
    let done = rounds::change(&visit.state.store, &changed, visit.by()).await;
    done.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("{}/reminders/{}", base(&survey), round.id)))
}
