//! Why a response is not taken, in the respondent's language.

use survey::validation::{Fault, FaultCode};
use survey::wire::{ItemError, Refusal};
use survey::{Locale, QuestionSet};

use super::NotAdmitted;
use crate::i18n::Translations;

/// A refusal as programs get it: an error for each answer that is wrong, or one for the response as a whole.
pub fn errors(translations: &Translations, language: &Locale, refused: &NotAdmitted) -> Vec<ItemError> {
    match refused {
        // A link that was used has spent what its credential would spend.
        NotAdmitted::Answered => vec![whole(translations, language, Refusal::CredentialSpent)],
        NotAdmitted::Whole(refusal) => vec![whole(translations, language, *refusal)],
        NotAdmitted::Answers { set, faults } => faults
            .iter()
            .map(|fault| ItemError::of_fault(fault, fault_message(set, translations, language, fault)))
            .collect(),
    }
}

/// A refusal of a response as a whole.
pub fn whole(translations: &Translations, language: &Locale, refusal: Refusal) -> ItemError {
    let message = translations.locale(language).text(&refusal.message_id());
    ItemError { question: String::new(), item: None, code: refusal.as_str().to_owned(), message }
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
