//! What is kept on the device, typed: drafts, queued responses, credentials, links; and how each stands in JSON.
//!
//! Reading passes over keys that it does not know: an older client may meet what a newer one kept.

use serde_json::{Value as Json, json};
use survey::answers::RawAnswers;
use survey::credential::{Bytes, Credential, Request};
use survey::form::Fields;
use survey::json::{Object, Problem};
use survey::wire::ItemError;
use survey::{Locale, SurveyCode};
use uuid::Uuid;

/// What was kept is not what it should be.
const UNREADABLE: Problem = Problem::Expected("what this client keeps");

/// Something that is kept as JSON.
pub trait Kept: Sized {
    /// Reads it.
    fn read(json: Json) -> Result<Self, Problem>;
    /// Writes it.
    fn write(&self) -> Json;
}

impl Kept for bool {
    fn read(json: Json) -> Result<Self, Problem> {
        json.as_bool().ok_or_default()
    }
    fn write(&self) -> Json {
        Json::Bool(*self)
    }
}

impl Kept for String {
    fn read(json: Json) -> Result<Self, Problem> {
        match json {
            Json::String(text) => Ok(text),
            _ => Err(UNREADABLE),
        }
    }
    fn write(&self) -> Json {
        Json::from(self.as_str())
    }
}

/// An absent value is a problem without a place: nobody reads it.
trait OrProblem<T> {
    fn ok_or_default(self) -> Result<T, Problem>;
}

impl<T> OrProblem<T> for Option<T> {
    fn ok_or_default(self) -> Result<T, Problem> {
        self.ok_or(UNREADABLE)
    }
}

impl Kept for Fields {
    fn read(json: Json) -> Result<Self, Problem> {
        let pair = |json: &Json| {
            let text = |index: usize| json.get(index)?.as_str().map(str::to_owned);
            Some((text(0)?, text(1)?))
        };
        json.as_array().ok_or_default()?.iter().map(pair).collect::<Option<_>>().ok_or_default().map(Self)
    }
    fn write(&self) -> Json {
        self.0.iter().map(|(name, value)| Json::from(vec![name.as_str(), value])).collect()
    }
}

/// Whose draft, credential or response it is: a survey and a personal link.
#[derive(Clone, PartialEq, Eq)]
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

impl Kept for Owner {
    fn read(json: Json) -> Result<Self, Problem> {
        let mut object = Object::read(json)?;
        Ok(Self { survey: object.parsed("survey")?, token: object.need_text("token")? })
    }
    fn write(&self) -> Json {
        json!({ "survey": self.survey.as_str(), "token": self.token })
    }
}

/// What is typed and not yet sent. The fields are as typed, valid or not, so that nothing is lost.
pub struct Draft {
    /// The version of the question set that it was typed in.
    pub version: u32,
    /// The language.
    pub language: Locale,
    /// The section that was open; none at the review.
    pub section: Option<String>,
    /// The fields.
    pub fields: Fields,
}

impl Kept for Draft {
    fn read(json: Json) -> Result<Self, Problem> {
        let mut object = Object::read(json)?;
        Ok(Self {
            version: object.count("version")?.ok_or_default()?,
            language: object.parsed("language")?,
            section: object.text("section")?,
            fields: Fields::read(object.need("fields")?)?,
        })
    }
    fn write(&self) -> Json {
        json!({
            "version": self.version,
            "language": self.language.as_str(),
            "section": self.section,
            "fields": self.fields.write(),
        })
    }
}

/// A response that waits to be sent, or was refused.
#[derive(Clone)]
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
    pub refused: Vec<ItemError>,
}

impl Queued {
    /// Whether it waits to be sent.
    pub fn waits(&self) -> bool {
        self.refused.is_empty()
    }
}

impl Kept for Queued {
    fn read(json: Json) -> Result<Self, Problem> {
        let mut object = Object::read(json)?;
        let Json::Object(answers) = object.need("answers")? else { return Err(UNREADABLE) };
        Ok(Self {
            id: object.parsed("id")?,
            owner: Owner::read(object.need("owner")?)?,
            public_key: object.parsed("public_key")?,
            version: object.count("version")?.ok_or_default()?,
            language: object.parsed("language")?,
            answers,
            refused: object.list("refused")?.into_iter().map(read_error).collect::<Result<_, _>>()?,
        })
    }
    fn write(&self) -> Json {
        json!({
            "id": self.id.to_string(),
            "owner": self.owner.write(),
            "public_key": self.public_key.to_string(),
            "version": self.version,
            "language": self.language.as_str(),
            "answers": self.answers,
            "refused": self.refused.iter().map(write_error).collect::<Vec<_>>(),
        })
    }
}

/// Reads one of the server's reasons.
pub fn read_error(json: Json) -> Result<ItemError, Problem> {
    let mut object = Object::read(json)?;
    Ok(ItemError {
        question: object.text("question")?.unwrap_or_default(),
        item: object.text("item")?,
        code: object.need_text("code")?,
        message: object.text("message")?.unwrap_or_default(),
    })
}

fn write_error(error: &ItemError) -> Json {
    json!({ "question": error.question, "item": error.item, "code": error.code, "message": error.message })
}

/// A credential, asked for and perhaps received. The request stays, so that a lost answer repeats the same one.
pub struct StoredCredential {
    /// The survey's public key, as the page had it.
    pub public_key: Bytes,
    /// The request.
    pub request: Request,
    /// What came of it.
    pub credential: Option<Credential>,
}

impl Kept for StoredCredential {
    fn read(json: Json) -> Result<Self, Problem> {
        let mut object = Object::read(json)?;
        let request = Request {
            nonce: object.parsed("nonce")?,
            state: object.parsed("state")?,
            blinded: object.parsed("blinded")?,
        };
        let output: Option<String> = object.text("output")?;
        let credential = match output {
            Some(output) => Some(Credential {
                nonce: request.nonce.clone(),
                output: output.parse().map_err(|_| UNREADABLE)?,
            }),
            None => None,
        };
        Ok(Self { public_key: object.parsed("public_key")?, request, credential })
    }
    fn write(&self) -> Json {
        json!({
            "public_key": self.public_key.to_string(),
            "nonce": self.request.nonce.to_string(),
            "state": self.request.state.to_string(),
            "blinded": self.request.blinded.to_string(),
            "output": self.credential.as_ref().map(|credential| credential.output.to_string()),
        })
    }
}
