//! Publishing a version of a question set, and moving a survey.

use survey::check::{Finding, check};
use survey::{QuestionSet, SurveyCode};

use crate::store::surveys::SurveyState;
use crate::store::{Store, StoreError};

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

/// Opens or closes a survey.
///
/// # Errors
/// When there is no such survey.
pub async fn set_state(store: &Store, code: &SurveyCode, state: SurveyState) -> Result<(), PublishError> {
    if store.set_survey_state(code, state).await? {
        Ok(())
    } else {
        Err(PublishError::UnknownSurvey(code.clone()))
    }
}
