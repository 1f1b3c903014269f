//! Publishing a version of a question set, and moving a survey.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use survey::check::{Finding, check};
use survey::credential::SurveyKey;
use survey::{QuestionSet, SurveyCode};

use crate::schedule::Schedule;
use crate::store::survey_events::{self, SurveyEvent};
use crate::store::surveys::{self, SurveyRow, SurveyState};
use crate::store::{Store, StoreError};

/// On how many devices an invitation may be used, unless the survey says otherwise.
const DEVICES: u32 = 3;

/// Why a version was not published or a survey not moved.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The question set breaks rules; the first is named.
    #[error("the question set has {} finding(s), first {}: {}", .0.len(), .0[0].place, .0[0].problem)]
    Findings(Vec<Finding>),
    /// That version is published with another content; published versions never change.
    #[error("version {0} is published already; raise the version")]
    Published(u32),
    /// There is no such survey.
    #[error("there is no survey “{0}”")]
    UnknownSurvey(SurveyCode),
    /// There is a survey of that code.
    #[error("there is a survey “{0}” already")]
    Taken(SurveyCode),
    /// The last day is before the first.
    #[error("the survey would close before it opens")]
    Dates,
    /// No key could be drawn.
    #[error("no key could be drawn for the survey")]
    Key,
    /// The question set is another than the survey's.
    #[error("the survey runs on the question set “{0}”")]
    OtherQuestionSet(String),
}

/// Publishes a version after all checks.
///
/// # Errors
/// When it breaks a rule, or is published already.
pub async fn publish(store: &Store, set: &QuestionSet) -> Result<(), PublishError> {
    let findings = check(set);
    if !findings.is_empty() {
        return Err(PublishError::Findings(findings));
    }
    if store.publish_question_set(set).await? { Ok(()) } else { Err(PublishError::Published(set.version)) }
}

/// Adds a survey in preparation, with a key of its own. The version is published if it is not yet.
///
/// # Errors
/// When the version can't be published, the code is taken or the dates are in the wrong order.
pub async fn add_survey(
    store: &Store,
    code: &SurveyCode,
    set: &QuestionSet,
    (opens_on, closes_on): (NaiveDate, NaiveDate),
    schedule: Schedule,
) -> Result<(), PublishError> {
    if closes_on < opens_on {
        return Err(PublishError::Dates);
    }
    if store.survey(code).await?.is_some() {
        return Err(PublishError::Taken(code.clone()));
    }
    let published = store.question_set_versions(&set.code).await?;
    match published.get(&set.version) {
        Some(known) if **known == *set => {}
        _ => publish(store, set).await?,
    }
    let key = SurveyKey::generate(&mut rand_core::OsRng).map_err(|_| PublishError::Key)?;
    let survey = SurveyRow {
        code: code.clone(),
        question_set: set.code.clone(),
        version: set.version,
        state: SurveyState::Draft,
        opens_on,
        closes_on,
        credential_key: key.to_bytes(),
        max_devices: DEVICES,
        schedule,
        closed_on: None,
        public_token: None,
    };
    Ok(store.add_survey(&survey).await?)
}

/// Publishes a version and puts a survey on it; earlier versions stay accepted.
///
/// # Errors
/// When the version can't be published, or there is no such survey.
pub async fn set_version(store: &Store, code: &SurveyCode, set: &QuestionSet) -> Result<(), PublishError> {
    let survey = store.survey(code).await?.ok_or_else(|| PublishError::UnknownSurvey(code.clone()))?;
    if survey.question_set != set.code {
        return Err(PublishError::OtherQuestionSet(survey.question_set.to_string()));
    }
    publish(store, set).await?;
    store.set_survey_version(code, set.version).await?;
    Ok(())
}

/// Opens or closes a survey, and keeps it in its history: by whom, and as the audit log names them.
///
/// # Errors
/// When there is no such survey.
pub async fn set_state(
    store: &Store,
    code: &SurveyCode,
    state: SurveyState,
    by: (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), PublishError> {
    let mut tx = store.begin_write().await?;
    let found = surveys::lock(&mut tx, code).await?;
    let Some(survey) = found else { return Err(PublishError::UnknownSurvey(code.clone())) };
    if survey.state == state {
        return Ok(());
    }
    let closed_on = (state == SurveyState::Closed).then(|| survey.schedule.today(now));
    surveys::set_state(&mut tx, code, state, closed_on).await?;
    let kind = if state == SurveyState::Open { "opened" } else { "closed" };
    let (staff_name, who) = (by.0.to_owned(), by.1.to_owned());
    let event = SurveyEvent { at: now, kind: kind.into(), staff_name, who, detail: json!({}) };
    survey_events::add(&mut tx, code, &event).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}
