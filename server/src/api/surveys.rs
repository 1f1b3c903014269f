//! `/api/v1/surveys`: the surveys, and one of them.

use std::collections::BTreeMap;

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::code::QuestionSetCode;
use survey::disclosure::Threshold;
use survey::question_set::Text;
use survey::{Day, Locale, SurveyCode};

use super::answer::Created;
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::catalogue::Survey;
use crate::fieldwork::closing;
use crate::fieldwork::deadline::{self, Extension};
use crate::fieldwork::{rounds, suspension};
use crate::lifecycle::{self, DEVICES, NewSurvey, Settings, SurveyError, Terms};
use crate::schedule::Schedule;
use crate::second_yes::{self, Deed};

/// The routes.
pub fn routes(api: &mut Routes) {
    let see = Who::Staff(Permission::SeeSurveys);
    api.get("/surveys", see, "All surveys, the newest first.").by(list);
    api.get("/surveys/{survey}", see, "One survey.").by(read);
    let (set_up, run) = (Who::Staff(Permission::SetUpSurveys), Who::Staff(Permission::RunSurveys));
    let may_fail = [Code::Invalid, Code::NotNow];
    api.post("/surveys", set_up, "Makes a survey, in preparation.").problems(&may_fail).by(add);
    api.patch("/surveys/{survey}", set_up, "Changes the terms of a survey.").problems(&may_fail).by(change);
    api.post("/surveys/{survey}/open", set_up, OPENING).problems(&may_fail).by(open);
    api.post("/surveys/{survey}/close", set_up, CLOSING).problems(&may_fail).by(close);
    let suspension = "/surveys/{survey}/suspension";
    api.post(suspension, set_up, SUSPENDING).problems(&may_fail).by(suspend);
    api.delete(suspension, set_up, GOING_ON).by(go_on);
    api.post("/surveys/{survey}/pause", run, "Lets the survey's reminders stand still.").by(pause);
    api.post("/surveys/{survey}/resume", run, "Lets them go on.").by(resume);
    let extension = "Moves the last day, with a reason; a closed survey is open again, for who may open one.";
    api.post("/surveys/{survey}/extension", run, extension).problems(&may_fail).by(extend);
    let edit = Who::Staff(Permission::EditQuestionSets);
    api.put("/surveys/{survey}/version", edit, VERSION).problems(&may_fail).by(set_version);
}

const CLOSING: &str = "Closes a survey early: sets an earlier last day, which ends in 72 hours or more, and tells everyone who has \
    not responded by mail. Where there are several admins, it waits for another one's second yes.";
const OPENING: &str = "Opens a survey, for the first time or again. Where there are several admins, the first time waits for another \
    one's second yes.";
const VERSION: &str = "Puts a survey on another version; once it was opened, on one that changes nothing but words. Where there are \
    several admins, that waits for another one's second yes.";

const SUSPENDING: &str = "Suspends a survey in an emergency: nothing is taken and nothing refused until it goes on, and all admins are told.";
const GOING_ON: &str = "Lets a suspended survey go on: its last day moves by the days on which it stood still, and three days are left at least.";

/// A survey: one wave.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Survey")]
struct SurveyAnswer {
    code: SurveyCode,
    /// What it is called, in the languages in which that is not the title of its questionnaire.
    names: BTreeMap<Locale, String>,
    question_set: QuestionSetCode,
    /// The version that is filled now; earlier ones are still taken.
    version: u32,
    /// `draft`, `open` or `closed`.
    state: &'static str,
    opens_on: Day,
    /// The last day.
    closes_on: Day,
    /// The day on which it was closed, if it was.
    closed_on: Option<Day>,
    /// The languages that it can be filled in.
    languages: Vec<Locale>,
    /// On how many devices one invitation may be used.
    max_devices: u32,
    /// Whether everyone with the public link may answer, instead of partners who are invited.
    public: bool,
    /// The zone in which its days are reckoned.
    time_zone: String,
    /// The days on which mail goes out: `mon tue wed thu fri`.
    working_days: String,
    /// The hour from which mail goes out.
    send_hour: u32,
    /// For how many days after closing a response that waited on a device is taken.
    grace_days: u32,
    /// Whether no reminders go out at the moment.
    reminders_paused: bool,
    /// Whether it was suspended and stands still: nothing is taken, and nothing refused.
    suspended: bool,
}

impl From<&Survey> for SurveyAnswer {
    fn from(survey: &Survey) -> Self {
        let (row, schedule) = (&survey.row, &survey.row.schedule);
        Self {
            code: row.code.clone(),
            names: row.names.0.iter().map(|(locale, name)| (locale.clone(), name.clone())).collect(),
            question_set: row.question_set.clone(),
            version: row.version,
            state: row.state.as_str(),
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            closed_on: row.closed_on,
            languages: survey.current().languages.clone(),
            max_devices: row.max_devices,
            public: row.public_token.is_some(),
            time_zone: schedule.time_zone.name().to_owned(),
            working_days: schedule.working_days.to_string(),
            send_hour: schedule.send_hour,
            grace_days: schedule.grace_days,
            reminders_paused: schedule.paused,
            suspended: row.is_suspended(),
        }
    }
}

async fn list(state: web::Data<State>) -> Result<web::Json<Vec<SurveyAnswer>>, ApiError> {
    let mut surveys = Vec::new();
    for row in state.store.surveys().await? {
        if let Some(survey) = state.catalogue.survey(&row.code).await? {
            surveys.push(SurveyAnswer::from(&*survey));
        }
    }
    Ok(web::Json(surveys))
}

async fn read(
    state: web::Data<State>,
    Path(code): Path<String>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    Ok(web::Json(SurveyAnswer::from(&*find::survey(&state, &code).await?)))
}

/// A survey to make.
#[derive(Deserialize, JsonSchema)]
struct NewSurveyBody {
    code: SurveyCode,
    question_set: QuestionSetCode,
    /// A published version of it.
    version: u32,
    opens_on: Day,
    closes_on: Day,
    /// Whether everyone with the public link may answer, instead of partners who are invited.
    #[serde(default)]
    everyone: bool,
    #[serde(flatten)]
    terms: TermsBody,
}

/// What can be said of a survey's calendar; what is left out stays, or is as usual.
#[derive(Deserialize, JsonSchema)]
struct TermsBody {
    /// The zone in which its days are reckoned: `Europe/Copenhagen`.
    time_zone: Option<String>,
    /// The days on which mail goes out: `mon tue wed thu fri`.
    working_days: Option<String>,
    /// The hour from which mail goes out.
    #[schemars(range(max = 23))]
    send_hour: Option<u32>,
    /// For how many days after closing a response that waited on a device is taken.
    #[schemars(range(max = 90))]
    grace_days: Option<u32>,
    /// On how many devices one invitation may be used.
    #[schemars(range(min = 1, max = 10))]
    max_devices: Option<u32>,
    /// What it is called, in the languages in which that is not the title of its questionnaire. Replaces all names.
    names: Option<BTreeMap<Locale, String>>,
    /// The fewest people that a figure stands for, 5 as a rule.
    #[schemars(range(min = 3, max = 100))]
    threshold: Option<u32>,
}

/// What is to be another. The days of a survey that was opened are moved with a reason, by `extension`.
#[derive(Deserialize, JsonSchema)]
struct SurveyChange {
    opens_on: Option<Day>,
    closes_on: Option<Day>,
    #[serde(flatten)]
    terms: TermsBody,
}

impl TermsBody {
    fn over(&self, days: (Day, Day), now: (&Schedule, u32)) -> Result<Terms, ApiError> {
        let mut wrong = ApiError::invalid();
        let mut schedule = now.0.clone();
        if let Some(zone) = &self.time_zone {
            match zone.parse() {
                Ok(zone) => schedule.time_zone = zone,
                Err(_) => wrong = wrong.at("/time_zone", "there is no such time zone"),
            }
        }
        if let Some(days) = &self.working_days {
            match days.parse() {
                Ok(days) => schedule.working_days = days,
                Err(error) => wrong = wrong.at("/working_days", format!("{error}")),
            }
        }
        match self.send_hour {
            Some(hour) if hour > 23 => wrong = wrong.at("/send_hour", "0 to 23"),
            hour => schedule.send_hour = hour.unwrap_or(schedule.send_hour),
        }
        schedule.grace_days = self.grace_days.unwrap_or(schedule.grace_days);
        wrong.if_any()?;
        let (opens_on, closes_on) = days;
        Ok(Terms { opens_on, closes_on, schedule, max_devices: self.max_devices.unwrap_or(now.1) })
    }

    /// Its names, as on its pages: a language without one is left out.
    fn names(&self, now: &Text) -> Text {
        let Some(names) = &self.names else { return now.clone() };
        let said = names.iter().map(|(locale, name)| (locale.clone(), name.trim().to_owned()));
        Text(said.filter(|(_, name)| !name.is_empty()).collect())
    }

    fn threshold(&self, now: Threshold) -> Result<Threshold, ApiError> {
        let Some(wanted) = self.threshold else { return Ok(now) };
        Threshold::try_from(wanted).map_err(|error| ApiError::invalid().at("/threshold", error.to_string()))
    }
}

/// What a change was refused for, at its field.
pub fn refused(error: SurveyError) -> ApiError {
    let text = error.to_string();
    let at = |pointer: &str| ApiError::invalid().at(pointer, text.clone());
    match error {
        SurveyError::Store(error) => error.into(),
        SurveyError::Unknown(_) => ApiError::unknown_survey(),
        SurveyError::Taken(_) => at("/code"),
        SurveyError::UnknownVersion(..) | SurveyError::OtherQuestionSet(_) => at("/version"),
        SurveyError::Dates | SurveyError::Earlier | SurveyError::Soon => at("/closes_on"),
        SurveyError::ZoneStays => at("/time_zone"),
        SurveyError::Devices | SurveyError::DevicesStay => at("/max_devices"),
        SurveyError::Grace | SurveyError::GraceShorter => at("/grace_days"),
        SurveyError::NotAllowed => ApiError::new(Code::NotAllowed, text),
        SurveyError::Reason => at("/reason"),
        SurveyError::Key => ApiError::new(Code::Internal, text),
        SurveyError::Incomparable(ref differences) => {
            differences.iter().fold(ApiError::new(Code::NotNow, text.clone()), |error, one| {
                error.at("/version", one.place.to_string())
            })
        }
        SurveyError::Name => at("/names"),
        SurveyError::BrokenDown | SurveyError::Lower(_) => {
            ApiError::new(Code::NotNow, text.clone()).at("/threshold", text)
        }
        SurveyError::Publish(_)
        | SurveyError::Started
        | SurveyError::Over
        | SurveyError::Ended
        | SurveyError::NotOpen
        | SurveyError::Lost(_)
        | SurveyError::NotEnded
        | SurveyError::Suspended => ApiError::new(Code::NotNow, text),
    }
}

async fn again(state: &State, code: &SurveyCode) -> Result<web::Json<SurveyAnswer>, ApiError> {
    state.catalogue.forget(code);
    Ok(web::Json(SurveyAnswer::from(&*find::survey(state, code.as_str()).await?)))
}

async fn add(
    state: web::Data<State>,
    caller: Caller,
    Body(new): Body<NewSurveyBody>,
) -> Result<Created<SurveyAnswer>, ApiError> {
    let terms = new.terms.over((new.opens_on, new.closes_on), (&Schedule::default(), DEVICES))?;
    let (names, threshold) = (new.terms.names(&Text::default()), new.terms.threshold(Threshold::default())?);
    let NewSurveyBody { code, question_set, version, everyone, .. } = new;
    let survey = NewSurvey { code, question_set, version, terms, everyone, names, threshold };
    lifecycle::add(&state.store, &survey, caller.by(&state)).await.map_err(refused)?;
    let web::Json(body) = again(&state, &survey.code).await?;
    Ok(Created { location: format!("/surveys/{}", survey.code), body })
}

async fn change(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
    Body(body): Body<SurveyChange>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let row = &survey.row;
    let days = (body.opens_on.unwrap_or(row.opens_on), body.closes_on.unwrap_or(row.closes_on));
    let terms = body.terms.over(days, (&row.schedule, row.max_devices))?;
    let names = body.terms.names(&row.names);
    let threshold = body.terms.threshold(state.store.threshold(&row.code).await?)?;
    let settings = Settings { terms, names, threshold };
    lifecycle::set(&state.store, &row.code, &settings, caller.by(&state)).await.map_err(refused)?;
    again(&state, &row.code).await
}

async fn open(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let done =
        second_yes::ask(&state.store, &state.key, &survey.row.code, Deed::Open, caller.by(&state)).await;
    done.map_err(refused)?;
    again(&state, &survey.row.code).await
}

/// An earlier last day.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ClosingBody {
    /// The last day. With its end 72 hours or more are over.
    closes_on: Day,
    /// Why; it stays in the survey's history.
    #[schemars(length(min = 1, max = 1000))]
    reason: String,
}

async fn close(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
    Body(body): Body<ClosingBody>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let (reason, by) = (body.reason.trim().to_owned(), caller.by(&state));
    let mut wrong = ApiError::invalid();
    for fault in closing::faults(&survey.row, Some(body.closes_on), &reason, by.now) {
        wrong = match fault {
            closing::Fault::Soon(day) => wrong.at("/closes_on", format!("{day} at the earliest")),
            closing::Fault::NotEarlier => wrong.at("/closes_on", "this is not before the last day"),
            closing::Fault::ReasonMissing => wrong.at("/reason", "a reason is needed"),
            closing::Fault::ReasonLong => {
                wrong.at("/reason", format!("at most {} characters", deadline::LONGEST_REASON))
            }
        };
    }
    wrong.if_any()?;
    let deed = Deed::CloseEarly { on: body.closes_on, reason };
    second_yes::ask(&state.store, &state.key, &survey.row.code, deed, by).await.map_err(refused)?;
    again(&state, &survey.row.code).await
}

/// Why a survey is suspended.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SuspensionBody {
    /// Why; it stays in the survey's history, and all admins are told.
    #[schemars(length(min = 1, max = 1000))]
    reason: String,
}

async fn suspend(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
    Body(body): Body<SuspensionBody>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let code = &survey.row.code;
    let done = suspension::suspend(&state.store, code, body.reason.trim(), caller.by(&state)).await;
    done.map_err(refused)?;
    again(&state, code).await
}

async fn go_on(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    suspension::go_on(&state.store, &survey.row.code, caller.by(&state)).await.map_err(refused)?;
    again(&state, &survey.row.code).await
}

async fn pause(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    rounds::pause(&state.store, &survey.row.code, true, caller.by(&state)).await?;
    again(&state, &survey.row.code).await
}

async fn resume(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    rounds::pause(&state.store, &survey.row.code, false, caller.by(&state)).await?;
    again(&state, &survey.row.code).await
}

/// The version that a survey is to run on.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct VersionBody {
    version: u32,
}

async fn set_version(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
    Body(body): Body<VersionBody>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let deed = Deed::Version { to: body.version };
    let done = second_yes::ask(&state.store, &state.key, &survey.row.code, deed, caller.by(&state)).await;
    done.map_err(refused)?;
    again(&state, &survey.row.code).await
}

/// A new last day.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ExtensionBody {
    closes_on: Day,
    /// Why; it stays in the survey's history.
    #[schemars(length(min = 1, max = 1000))]
    reason: String,
    /// Whether a round that tells of it is planned for tomorrow.
    #[serde(default)]
    tell: bool,
}

async fn extend(
    state: web::Data<State>,
    caller: Caller,
    Path(code): Path<String>,
    Body(body): Body<ExtensionBody>,
) -> Result<web::Json<SurveyAnswer>, ApiError> {
    let survey = find::survey(&state, &code).await?;
    let reason = body.reason.trim().to_owned();
    let mut wrong = ApiError::invalid();
    for fault in deadline::faults(&survey.row, Some(body.closes_on), &reason, survey.today(state.clock)) {
        wrong = match fault {
            deadline::Fault::Past => wrong.at("/closes_on", "this day is over, or before the first"),
            deadline::Fault::Same => wrong.at("/closes_on", "this is the last day already"),
            deadline::Fault::Earlier => wrong.at("/closes_on", SurveyError::Earlier.to_string()),
            deadline::Fault::ReasonMissing => wrong.at("/reason", "a reason is needed"),
            deadline::Fault::ReasonLong => {
                wrong.at("/reason", format!("at most {} characters", deadline::LONGEST_REASON))
            }
        };
    }
    wrong.if_any()?;
    let change = Extension { to: body.closes_on, reason, tell: body.tell };
    deadline::extend(&state.store, &survey.row.code, &change, caller.by(&state)).await.map_err(refused)?;
    again(&state, &survey.row.code).await
}
