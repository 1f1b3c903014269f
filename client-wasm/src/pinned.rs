//! A survey's public keys as this device saw them first. Another key later is a server that may be telling partners apart: then
//! nothing of that survey is sent, until the page has the first keys again.
//!
//! They stand in a database of their own, since they are everybody's and outlive the deletion of answers.

use survey::SurveyCode;
use survey::credential::Bytes;
use survey::key_number::{LENGTH, ROUNDS, written};
use wasm_bindgen::JsValue;

use crate::browser::{self, object};
use crate::connection::Connection;
use crate::database::Later;
use crate::json;

const DATABASE: &str = "sawt-keys";

/// The keys that the device knows of a survey.
#[derive(Clone)]
pub struct Pinned {
    /// Those that it saw first.
    pub first: Bytes,
    /// Others that the page had since.
    pub other: Option<Bytes>,
    /// The number of the first ones, once it was worked out.
    number: Option<String>,
}

impl Pinned {
    /// Those of a form that is only looked at.
    pub fn of_preview(keys: Bytes) -> Self {
        Self { first: keys, other: None, number: None }
    }

    fn read(kept: &JsValue) -> Option<Self> {
        let first = json::parsed(kept, "first")?;
        Some(Self { first, other: json::parsed(kept, "other"), number: json::text(kept, "number") })
    }

    async fn keep(&self, database: &Connection, survey: &SurveyCode) {
        let mut kept = vec![("first", JsValue::from(self.first.to_string()))];
        if let Some(other) = &self.other {
            kept.push(("other", other.to_string().into()));
        }
        if let Some(number) = &self.number {
            kept.push(("number", number.into()));
        }
        // What can't be kept is met anew at the next visit.
        let _ = database.write(&[(survey.to_string(), Some(object(&kept)))]).await;
    }
}

fn find(survey: &SurveyCode) -> Later<'_, (Connection, Option<Pinned>)> {
    Box::pin(async move {
        let database = Connection::new(DATABASE.to_owned());
        let known = database.get(survey.as_str()).await.and_then(|kept| Pinned::read(&kept));
        (database, known)
    })
}

/// Holds the keys of a page against the first ones, or keeps them as those.
pub async fn meet(survey: &SurveyCode, keys: &Bytes) -> Pinned {
    let (database, known) = find(survey).await;
    let before = known.clone();
    let first = known.as_ref().map_or_else(|| keys.clone(), |known| known.first.clone());
    let other = (first != *keys).then(|| keys.clone());
    let number = known.and_then(|known| known.number);
    let pinned = Pinned { first, other, number };
    if before.is_none_or(|before| before.other != pinned.other) {
        pinned.keep(&database, survey).await;
    }
    pinned
}

/// Whether something that was made for these keys may be sent: they are the first ones, and the page has had no others since.
pub async fn allows(survey: &SurveyCode, keys: &Bytes) -> bool {
    let (_, known) = find(survey).await;
    known.is_none_or(|known| known.first == *keys && known.other.is_none())
}

/// Whether a page of the survey has had other keys than the first ones.
pub async fn differs(survey: &SurveyCode) -> bool {
    let (_, known) = find(survey).await;
    known.is_some_and(|known| known.other.is_some())
}

/// The numbers of the first keys and of the others. The first is worked out once and kept.
pub async fn numbers(survey: &SurveyCode, pinned: &Pinned) -> (Option<String>, Option<String>) {
    let first = match &pinned.number {
        Some(number) => Some(number.clone()),
        None => number(&pinned.first, survey).await,
    };
    if first.is_some() && pinned.number.is_none() {
        let (database, known) = find(survey).await;
        if let Some(known) = known {
            Pinned { number: first.clone(), ..known }.keep(&database, survey).await;
        }
    }
    let other = match &pinned.other {
        Some(other) => number(other, survey).await,
        None => None,
    };
    (first, other)
}

async fn number(keys: &Bytes, survey: &SurveyCode) -> Option<String> {
    let derived = browser::derive(&keys.0, survey.as_str().as_bytes(), ROUNDS, LENGTH).await?;
    Some(written(derived.try_into().ok()?))
}
