//! Taking in a response: the rules between the wire and the ledger, the same for the API and the plain form.

use std::sync::Arc;

use chrono::NaiveDate;
use survey::answers::RawAnswers;
use survey::receipt::Secret;
use survey::validation::{Fault, FaultCode, validate};
use survey::wire::{ItemError, Refusal, Submission};
use survey::{Locale, QuestionSet};

use crate::catalogue::Survey;
use crate::entropy;
use crate::i18n::Translations;
use crate::store::responses::ResponseRow;

/// Why a response is not taken, in words.
#[derive(Debug)]
pub struct Rejection(pub Vec<ItemError>);

/// A refusal of a response as a whole, in the respondent's language.
pub fn refusal(translations: &Translations, language: &Locale, refusal: Refusal) -> Rejection {
    let message = translations.locale(language).text(&refusal.message_id());
    Rejection(vec![ItemError {
        question: String::new(),
        item: None,
        code: refusal.as_str().to_owned(),
        message,
    }])
}

/// Holds a submission against its survey: shape, version, answers and credential. `today` is the day in the survey's zone.
///
/// # Errors
/// A [`Rejection`] that names each question that is wrong.
pub fn accept(
    survey: &Survey,
    translations: &Translations,
    submission: Submission,
    today: NaiveDate,
) -> Result<ResponseRow, Rejection> {
    let Submission { id, version, language, answers, credential, receipt } = submission;
    let refuse = |what| Err(refusal(translations, &language, what));
    if id.get_version_num() != 4 {
        return refuse(Refusal::NotUuidV4);
    }
    if !survey.row.takes_responses(today) {
        return refuse(Refusal::SurveyClosed);
    }
    let Some(set) = survey.accepted(version) else { return refuse(Refusal::UnknownVersion) };
    if !set.languages.contains(&language) {
        return refuse(Refusal::UnknownLanguage);
    }
    let answers = valid_answers(set, translations, &language, &answers)?;
    let Some(credential) = credential else { return refuse(Refusal::CredentialMissing) };
    if !survey.key.accepts(&credential) {
        return refuse(Refusal::CredentialInvalid);
    }
    Ok(ResponseRow {
        id,
        survey: survey.row.code.clone(),
        version,
        language,
        answers,
        nonce: credential.nonce.0,
        receipt,
    })
}

fn valid_answers(
    set: &QuestionSet,
    translations: &Translations,
    language: &Locale,
    answers: &RawAnswers,
) -> Result<RawAnswers, Rejection> {
    let validated = validate(set, answers);
    if !validated.faults.is_empty() {
        let errors = validated
            .faults
            .iter()
            .map(|fault| ItemError::of_fault(fault, fault_message(set, translations, language, fault)))
            .collect();
        return Err(Rejection(errors));
    }
    if validated.answers.is_empty() {
        return Err(refusal(translations, language, Refusal::Empty));
    }
    Ok(validated.answers.to_raw())
}

/// The sentence of a fault: that of the question, where it has its own. A constraint always has; that an answer is missing has
/// one if somebody wrote it.
pub fn fault_message(
    set: &QuestionSet,
    translations: &Translations,
    language: &Locale,
    fault: &Fault,
) -> String {
    let question = set.question(&fault.question);
    let own = question.and_then(|question| match fault.code {
        FaultCode::Constraint => Some(question.constraint_message.get(language)),
        FaultCode::Required => {
            question.required_message.0.get(language).map(String::as_str).filter(|text| !text.is_empty())
        }
        _ => None,
    });
    if let Some(own) = own {
        return own.to_owned();
    }
    translations.locale(language).fault(&fault.code)
}

/// A response that was posted by the plain form. It has no credential, so it spends a nonce of the server's making: from the
/// personal link, so that the same link can't be counted twice, even if the server dies between storing and marking; or a
/// random one, where the survey is open to everyone. The secret of its receipt is of the server's making, too.
pub fn from_plain_form(
    survey: &Survey,
    set: &Arc<QuestionSet>,
    language: Locale,
    answers: RawAnswers,
    nonce: Vec<u8>,
) -> ResponseRow {
    ResponseRow {
        id: entropy::uuid(),
        survey: survey.row.code.clone(),
        version: set.version,
        language,
        answers,
        nonce,
        receipt: Some(Secret::from_bytes(entropy::bytes())),
    }
}
