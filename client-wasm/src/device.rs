//! What is kept on the device, typed: drafts, queued responses, credentials, links; and how each stands in the database.
//!
//! Reading passes over keys that it does not know: an older client may meet what a newer one kept.

use js_sys::Array;
use survey::answers::RawAnswers;
use survey::credential::{Bytes, Credential, Request};
use survey::form::Fields;
use survey::receipt::Secret;
use survey::wire::ItemError;
use survey::{Locale, SurveyCode};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::browser::{get, object, set};
use crate::json;

/// Something that is kept as a plain object.
pub trait Kept: Sized {
    /// Reads it; `None` if it is not what it should be.
    fn read(kept: &JsValue) -> Option<Self>;
    /// Writes it.
    fn write(&self) -> JsValue;
}

impl Kept for bool {
    fn read(kept: &JsValue) -> Option<Self> {
        kept.as_bool()
    }
    fn write(&self) -> JsValue {
        JsValue::from_bool(*self)
    }
}

impl Kept for String {
    fn read(kept: &JsValue) -> Option<Self> {
        kept.as_string()
    }
    fn write(&self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl Kept for Fields {
    fn read(kept: &JsValue) -> Option<Self> {
        let pair = |pair: JsValue| {
            let pair: &Array = pair.dyn_ref()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        };
        kept.dyn_ref::<Array>()?.iter().map(pair).collect::<Option<_>>().map(Self)
    }
    fn write(&self) -> JsValue {
        let pair = |(name, value): &(String, String)| Array::of2(&name.into(), &value.into());
        self.0.iter().map(pair).collect::<Array>().into()
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
    /// What tells it from all others.
    pub fn key(&self) -> String {
        [self.survey.as_str(), "/", &self.token].concat()
    }

    /// The owner of a key.
    pub fn of_key(key: &str) -> Option<Self> {
        let (survey, token) = key.split_once('/')?;
        Some(Self { survey: survey.parse().ok()?, token: token.to_owned() })
    }
}

impl Kept for Owner {
    fn read(kept: &JsValue) -> Option<Self> {
        Some(Self { survey: json::parsed(kept, "survey")?, token: json::text(kept, "token")? })
    }
    fn write(&self) -> JsValue {
        object(&[("survey", self.survey.as_str().into()), ("token", self.token.as_str().into())])
    }
}

/// A link that was opened on this device.
pub struct Opened {
    /// Whose link it is.
    pub owner: Owner,
    /// When it was opened last, as the browser's clock says; for the order alone.
    pub at: f64,
}

impl Kept for Opened {
    fn read(kept: &JsValue) -> Option<Self> {
        Some(Self { owner: Owner::read(kept)?, at: get(kept, "at").as_f64().unwrap_or_default() })
    }
    fn write(&self) -> JsValue {
        let owner = self.owner.write();
        if let Some(object) = owner.dyn_ref() {
            set(object, "at", &self.at.into());
        }
        owner
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
    fn read(kept: &JsValue) -> Option<Self> {
        Some(Self {
            version: json::count(kept, "version")?,
            language: json::parsed(kept, "language")?,
            section: json::text(kept, "section"),
            fields: Fields::read(&get(kept, "fields"))?,
        })
    }
    fn write(&self) -> JsValue {
        object(&[
            ("version", self.version.into()),
            ("language", self.language.as_str().into()),
            ("section", optional(self.section.as_deref())),
            ("fields", self.fields.write()),
        ])
    }
}

fn optional(text: Option<&str>) -> JsValue {
    text.map_or(JsValue::NULL, JsValue::from_str)
}

/// A response that waits to be sent, or was refused.
pub struct Queued {
    /// Its id, a UUID, which never changes while it waits.
    pub id: String,
    /// Whose it is.
    pub owner: Owner,
    /// The survey's public keys, as the page had them.
    pub keys: Bytes,
    /// The version of the question set.
    pub version: u32,
    /// The language.
    pub language: Locale,
    /// The answers.
    pub answers: RawAnswers,
    /// What the receipt is made of; it leaves the device with the response. None from an earlier client.
    pub receipt: Option<Secret>,
    /// What the proof that it was stored will be made of; none where the survey has no second key.
    pub mark: Option<Request>,
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
    fn read(kept: &JsValue) -> Option<Self> {
        Some(Self {
            id: json::text(kept, "id")?,
            owner: Owner::read(&get(kept, "owner"))?,
            keys: json::parsed(kept, "public_key")?,
            version: json::count(kept, "version")?,
            language: json::parsed(kept, "language")?,
            answers: json::map(kept, "answers")?,
            receipt: json::parsed(kept, "receipt"),
            mark: read_request(&get(kept, "mark")),
            refused: json::list(kept, "refused")?.iter().map(|e| read_error(&e)).collect::<Option<_>>()?,
        })
    }
    fn write(&self) -> JsValue {
        object(&[
            ("id", self.id.as_str().into()),
            ("owner", self.owner.write()),
            ("public_key", self.keys.to_string().into()),
            ("version", self.version.into()),
            ("language", self.language.as_str().into()),
            ("answers", json::map_to_js(&self.answers)),
            ("receipt", optional(self.receipt.as_ref().map(Secret::to_string).as_deref())),
            ("mark", self.mark.as_ref().map_or(JsValue::NULL, |mark| object(&write_request(mark)))),
            ("refused", self.refused.iter().map(write_error).collect::<Array>().into()),
        ])
    }
}

/// Reads one of the server's reasons.
pub fn read_error(error: &JsValue) -> Option<ItemError> {
    Some(ItemError {
        question: json::text(error, "question").unwrap_or_default(),
        item: json::text(error, "item"),
        code: json::text(error, "code")?,
        message: json::text(error, "message").unwrap_or_default(),
    })
}

fn write_error(error: &ItemError) -> JsValue {
    object(&[
        ("question", error.question.as_str().into()),
        ("item", optional(error.item.as_deref())),
        ("code", error.code.as_str().into()),
        ("message", error.message.as_str().into()),
    ])
}

fn read_request(kept: &JsValue) -> Option<Request> {
    Some(Request {
        nonce: json::parsed(kept, "nonce")?,
        state: json::parsed(kept, "state")?,
        blinded: json::parsed(kept, "blinded")?,
    })
}

fn write_request(request: &Request) -> [(&'static str, JsValue); 3] {
    [
        ("nonce", request.nonce.to_string().into()),
        ("state", request.state.to_string().into()),
        ("blinded", request.blinded.to_string().into()),
    ]
}

/// A credential as it stands in a request.
pub fn write_credential(credential: &Credential) -> JsValue {
    object(&[
        ("nonce", credential.nonce.to_string().into()),
        ("output", credential.output.to_string().into()),
    ])
}

/// That a link has responded, which is still to be told.
pub enum Untold {
    /// With the proof that some answer was stored; none where the survey has no second key.
    Mark(Option<Credential>),
    /// The server's proof did not hold: it is not told.
    Unproved,
}

impl Kept for Untold {
    fn read(kept: &JsValue) -> Option<Self> {
        match kept.as_bool() {
            Some(true) => Some(Self::Mark(None)),
            Some(false) => Some(Self::Unproved),
            None => Some(Self::Mark(Some(Credential {
                nonce: json::parsed(kept, "nonce")?,
                output: json::parsed(kept, "output")?,
            }))),
        }
    }
    fn write(&self) -> JsValue {
        match self {
            Self::Mark(Some(mark)) => write_credential(mark),
            Self::Mark(None) => JsValue::TRUE,
            Self::Unproved => JsValue::FALSE,
        }
    }
}

/// A credential, asked for and perhaps received. The request stays, so that a lost answer repeats the same one.
pub struct StoredCredential {
    /// The survey's public keys, as the page had them.
    pub keys: Bytes,
    /// The request.
    pub request: Request,
    /// Whether the person chose to go on though the link was used on another device.
    pub further: bool,
    /// What came of it.
    pub credential: Option<Credential>,
}

impl Kept for StoredCredential {
    fn read(kept: &JsValue) -> Option<Self> {
        let request = read_request(kept)?;
        let credential = match json::text(kept, "output") {
            Some(output) => Some(Credential { nonce: request.nonce.clone(), output: output.parse().ok()? }),
            None => None,
        };
        let further = get(kept, "further").is_truthy();
        Some(Self { keys: json::parsed(kept, "public_key")?, request, further, credential })
    }
    fn write(&self) -> JsValue {
        let output = self.credential.as_ref().map(|credential| credential.output.to_string());
        let mut kept = write_request(&self.request).to_vec();
        kept.push(("public_key", self.keys.to_string().into()));
        kept.push(("further", self.further.into()));
        kept.push(("output", optional(output.as_deref())));
        object(&kept)
    }
}
