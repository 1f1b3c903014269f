//! What is kept on the device, typed: drafts, queued responses, credentials, links.

use serde::{Deserialize, Serialize};
use survey::answers::RawAnswers;
use survey::credential::{Bytes, Credential, Request};
use survey::form::Fields;
use survey::wire::ItemError;
use survey::{Locale, SurveyCode};
use uuid::Uuid;

/// Whose draft, credential or response it is: a survey and a personal link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The survey.
    pub survey: SurveyCode,
    /// The secret of the personal link; empty without one.
    pub token: String,
}

impl Owner {
    /// The key in the database.
    pub fn key(&self) -> String {
        format!("{}/{}", self.survey, self.token)
    }
}

/// What is typed and not yet sent. The fields are as typed, valid or not, so that nothing is lost.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draft {
    /// The version of the question set that it was typed in.
    pub version: u32,
    /// The language.
    pub language: Locale,
    /// The section that was open; none at the review.
    #[serde(default)]
    pub section: Option<String>,
    /// The fields.
    pub fields: Fields,
}

/// A response that waits to be sent, or was refused.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Queued {
    /// Its id, which never changes while it waits.
    pub id: Uuid,
    /// Whose it is.
    pub owner: Owner,
    /// The survey's public key, as the page had it.
    pub public_key: Bytes,
    /// The version of the question set.
    pub version: u32,
    /// The language.
    pub language: Locale,
    /// The answers.
    pub answers: RawAnswers,
    /// The server's reasons, if it refused the response.
    #[serde(default)]
    pub refused: Vec<ItemError>,
}

impl Queued {
    /// Whether it waits to be sent.
    pub fn waits(&self) -> bool {
        self.refused.is_empty()
    }
}

/// A credential, asked for and perhaps received. The request stays, so that a lost answer repeats the same one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredCredential {
    /// The survey's public key, as the page had it.
    pub public_key: Bytes,
    /// The request.
    pub request: Request,
    /// What came of it.
    #[serde(default)]
    pub credential: Option<Credential>,
}
