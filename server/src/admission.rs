//! Admission: whether a response may enter the ledger. The one place that decides it, for the API and for the form that is
//! posted without scripts.
//!
//! It knows no HTTP and asks no database: the survey, what was sent, the proof and the day come in. [`words`] says a refusal
//! in the respondent's language.

pub mod words;

use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use survey::credential::is_element;
use survey::validation::{Fault, validate};
use survey::wire::{Refusal, Submission};
use survey::{Day, QuestionSet};

use crate::catalogue::Survey;
use crate::seal::SealKey;
use crate::store::invitations::Invitation;
use crate::store::responses::ResponseRow;
use crate::token::Token;

/// What shows that somebody may answer, once.
pub enum Proof<'a> {
    /// The credential that stands in the submission.
    Credential,
    /// The personal link from which a form was posted without scripts. It has no credential, so it spends a nonce that is
    /// made of the link and the number of answers granted to it: the same one can't be counted twice, even if the server dies between
    /// storing and marking.
    PersonalLink {
        /// What the nonce is made with.
        key: &'a SealKey,
        /// The link.
        token: &'a Token,
        /// Its invitation.
        invitation: &'a Invitation,
    },
    /// The public link of a survey that is open to everyone: it spends a random nonce.
    PublicLink {
        /// The nonce.
        nonce: [u8; 32],
    },
}

/// A response that may be stored.
#[derive(Debug)]
pub struct Admitted(ResponseRow);

impl Admitted {
    /// The row for the ledger.
    pub fn row(&self) -> &ResponseRow {
        &self.0
    }

    /// The row for the ledger.
    pub fn into_row(self) -> ResponseRow {
        self.0
    }
}

/// Why a response may not be stored.
#[derive(Debug)]
pub enum NotAdmitted {
    /// The personal link was used for an answer.
    Answered,
    /// The response as a whole is refused.
    Whole(Refusal),
    /// Answers don't fit their questions.
    Answers {
        /// The version that was filled.
        set: Arc<QuestionSet>,
        /// What is wrong.
        faults: Vec<Fault>,
    },
}

impl From<Refusal> for NotAdmitted {
    fn from(refusal: Refusal) -> Self {
        Self::Whole(refusal)
    }
}

/// Holds a submission against its survey: shape, time, version, language, answers and proof. `today` is the day in the
/// survey's zone.
///
/// # Errors
/// Why it may not be stored.
pub fn admit(
    survey: &Survey,
    submission: Submission,
    proof: &Proof<'_>,
    today: Day,
) -> Result<Admitted, NotAdmitted> {
    let Submission { id, version, language, answers, credential, receipt, mark } = submission;
    if id.get_version_num() != 4 {
        return Err(Refusal::NotUuidV4.into());
    }
    if matches!(proof, Proof::PersonalLink { invitation, .. } if !invitation.may_answer()) {
        return Err(NotAdmitted::Answered);
    }
    if !survey.row.takes_responses(today) {
        return Err(Refusal::SurveyClosed.into());
    }
    let set = survey.accepted(version).ok_or(Refusal::UnknownVersion)?;
    if !set.languages.contains(&language) {
        return Err(Refusal::UnknownLanguage.into());
    }
    let validated = validate(set, &answers);
    if !validated.faults.is_empty() {
        return Err(NotAdmitted::Answers { set: set.clone(), faults: validated.faults });
    }
    if validated.answers.is_empty() {
        return Err(Refusal::Empty.into());
    }
    // Where it can't be evaluated, no answer is stored whose mark would then be missing.
    let mark = mark.filter(|_| survey.mark_key.is_some());
    if mark.as_ref().is_some_and(|blinded| !is_element(blinded)) {
        return Err(Refusal::Malformed.into());
    }
    let mark = mark.map(|blinded| Sha256::digest(&blinded.0).to_vec());
    let nonce = match proof {
        Proof::Credential => {
            let credential = credential.ok_or(Refusal::CredentialMissing)?;
            if !survey.key.accepts(&credential) {
                return Err(Refusal::CredentialInvalid.into());
            }
            credential.nonce.0
        }
        Proof::PersonalLink { key, token, invitation } => {
            key.plain_form_nonce(&survey.row.code, token, invitation.granted)
        }
        Proof::PublicLink { nonce } => nonce.to_vec(),
    };
    let (survey, answers) = (survey.row.code.clone(), validated.answers.to_raw());
    Ok(Admitted(ResponseRow { id, survey, version, language, answers, nonce, receipt, mark }))
}
