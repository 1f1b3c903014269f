//! The messages between client and server, as they stand in JSON.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::Locale;
use crate::answers::RawAnswers;
use crate::credential::{Bytes, Credential, Evaluation};
use crate::receipt::Secret;
use crate::validation::Fault;

/// The most responses in one batch.
pub const MAX_BATCH: usize = 100;

/// A batch of responses. Each is read on its own, so that one that is malformed does not lose the others: see
/// [`Submission`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// The responses.
    pub responses: Vec<Json>,
}

/// One response on its way to the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// A random UUIDv4, drawn by the client: the same response sent twice has the same id.
    pub id: Uuid,
    /// The version of the question set that was filled.
    pub version: u32,
    /// The language that it was filled in.
    pub language: Locale,
    /// The answers by question code.
    pub answers: RawAnswers,
    /// The anonymous right to respond.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<Credential>,
    /// What the response's receipt is made of; none from a device that makes no receipts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Secret>,
    /// A second blinded element, which becomes the proof that some answer was stored: see [`Participation`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Bytes>,
}

/// The server's answer to a batch: a result for each response, in the same order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BatchResult {
    /// The results.
    pub results: Vec<ItemResult>,
}

/// What became of one response.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemResult {
    /// The response's id, as it was sent (empty if it had none).
    pub id: String,
    /// What became of it.
    pub status: Status,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ItemError>,
    /// The evaluation of the response's second element, with the survey's second key, if the response is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Evaluation>,
}

/// What became of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is on disk.
    Stored,
    /// It was on disk already.
    Duplicate,
    /// It was not stored; the errors say why.
    Rejected,
}

/// Why a response was rejected: an answer, or the response as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemError {
    /// The question; empty where the response as a whole is meant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// The item of a matrix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// A stable code: those of [`crate::validation::FaultCode`] and of [`Refusal`].
    pub code: String,
    /// A sentence, in the language of the response where there is one.
    pub message: String,
}

impl ItemError {
    /// The error of a fault, with its sentence.
    pub fn of_fault(fault: &Fault, message: String) -> Self {
        Self {
            question: fault.question.clone(),
            item: fault.item.clone(),
            code: fault.code.as_str().to_owned(),
            message,
        }
    }
}

/// Why a response as a whole is refused. The Fluent id is `refusal-` and the code with dashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The JSON of the response is not of the documented shape.
    Malformed,
    /// The id is not a random UUID (version 4).
    NotUuidV4,
    /// The survey has no such version of the question set.
    UnknownVersion,
    /// The survey is not in this language.
    UnknownLanguage,
    /// No question was answered.
    Empty,
    /// The survey is closed.
    SurveyClosed,
    /// There is no credential.
    CredentialMissing,
    /// The credential was not issued for this survey.
    CredentialInvalid,
    /// The credential was used for another response.
    CredentialSpent,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Malformed,
        Self::NotUuidV4,
        Self::UnknownVersion,
        Self::UnknownLanguage,
        Self::Empty,
        Self::SurveyClosed,
        Self::CredentialMissing,
        Self::CredentialInvalid,
        Self::CredentialSpent,
    ];

    /// The code on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::NotUuidV4 => "not_uuid_v4",
            Self::UnknownVersion => "unknown_version",
            Self::UnknownLanguage => "unknown_language",
            Self::Empty => "empty",
            Self::SurveyClosed => "survey_closed",
            Self::CredentialMissing => "credential_missing",
            Self::CredentialInvalid => "credential_invalid",
            Self::CredentialSpent => "credential_spent",
        }
    }

    /// The id of its sentence.
    pub fn message_id(self) -> String {
        format!("refusal-{}", self.as_str().replace('_', "-"))
    }
}

/// A request for a credential; it names the invitation and carries only a blinded element.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CredentialRequest {
    /// The secret of the personal link.
    pub token: String,
    /// The blinded element.
    pub blinded: Bytes,
    /// Asks to be the link's first device: if another one has a credential, none is given, so that a further one is a step taken knowingly.
    #[serde(default)]
    pub first: bool,
}

/// A partner's word on taking part; sent apart from the response, and later.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Participation {
    /// The secret of the personal link.
    pub token: String,
    /// What the partner did.
    pub state: Participated,
    /// What proves that some answer was stored, not which: made of the evaluation that came with the response, and spent once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Credential>,
}

/// What a partner can say of taking part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Participated {
    /// The response was sent.
    Responded,
}

/// An error of a request as a whole: RFC 9457 problem details.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// A short summary of the kind of problem.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable code for programs.
    pub code: String,
    /// What happened this time, and what to do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The fields that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The first day on which answers of the survey are shown, where they are not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_from: Option<String>,
}

/// A field of a request that is wrong.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// The field, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// What is wrong with it.
    pub detail: String,
}
