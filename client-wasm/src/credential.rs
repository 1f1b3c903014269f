//! The anonymous right to respond: asked for once per link and device, at the first input.

use survey::credential::{Bytes, Credential, CredentialError, Evaluation, Request};
use wasm_bindgen::JsValue;

use crate::browser::{Random, object, post_json};
use crate::database::{Change, Database, Store};
use crate::device::{Owner, StoredCredential};
use crate::json;
use crate::pinned;

/// Why there is no credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoCredential {
    /// The server could not be reached; later.
    Unreachable,
    /// The server used another key than the survey's: it may be marking people, so nothing is sent.
    WrongKey,
    /// The page has another key than this device saw first.
    OtherKey,
    /// The server refuses, with this code.
    Refused(String),
}

/// The credential of a link: the one on the device, or a new one from the server.
pub async fn obtain(database: &Database, owner: &Owner, keys: &Bytes) -> Result<Credential, NoCredential> {
    if !pinned::allows(&owner.survey, keys).await {
        return Err(NoCredential::OtherKey);
    }
    let known: Option<StoredCredential> = database.get(owner, Store::Credential).await;
    let stored = match known.filter(|known| known.keys == *keys) {
        Some(known) => known,
        None => {
            let request = Request::new(&mut Random).map_err(|_| NoCredential::Unreachable)?;
            let stored = StoredCredential { keys: keys.clone(), request, further: false, credential: None };
            database.write(owner, &[Change::put(Store::Credential, &stored)]).await;
            stored
        }
    };
    if let Some(credential) = stored.credential {
        return Ok(credential);
    }
    let evaluation = ask(owner, &stored).await?;
    let credential = stored
        .request
        .finish(&evaluation, &key(keys, 0).unwrap_or_else(|| keys.clone()))
        .map_err(|error| match error {
            CredentialError::WrongKey => NoCredential::WrongKey,
            CredentialError::Malformed => NoCredential::Unreachable,
        })?;
    let received = StoredCredential { credential: Some(credential.clone()), ..stored };
    // While it was under way, everything may have been deleted from the device: then it stays so.
    if database.get::<StoredCredential>(owner, Store::Credential).await.is_some() {
        database.write(owner, &[Change::put(Store::Credential, &received)]).await;
    }
    Ok(credential)
}

/// Goes on though the link was used on another device, or in a browser that forgot.
pub async fn allow_further(database: &Database, owner: &Owner) {
    let known: Option<StoredCredential> = database.get(owner, Store::Credential).await;
    if let Some(known) = known {
        let allowed = StoredCredential { further: true, ..known };
        database.write(owner, &[Change::put(Store::Credential, &allowed)]).await;
    }
}

/// The key at a place, of those that stand one after the other.
fn key(keys: &Bytes, place: usize) -> Option<Bytes> {
    Some(Bytes(keys.0.chunks_exact(32).nth(place)?.to_vec()))
}

/// The second of a survey's keys, if it has one.
pub fn mark_key(keys: &Bytes) -> Option<Bytes> {
    key(keys, 1)
}

/// What the server answers to a blinded element.
pub fn read(body: &JsValue) -> Option<Evaluation> {
    Some(Evaluation { evaluated: json::parsed(body, "evaluated")?, proof: json::parsed(body, "proof")? })
}

/// The code of the server's own problem details; `None` for what is none.
pub fn problem_code(body: &JsValue) -> Option<String> {
    json::count(body, "status")?;
    json::text(body, "code")
}

async fn ask(owner: &Owner, stored: &StoredCredential) -> Result<Evaluation, NoCredential> {
    // The shape of survey::wire::CredentialRequest.
    let body = object(&[
        ("token", owner.token.as_str().into()),
        ("blinded", stored.request.blinded.to_string().into()),
        ("first", (!stored.further).into()),
    ]);
    let url = ["/api/v1/surveys/", owner.survey.as_str(), "/credentials"].concat();
    let answer = post_json(&url, &body).await.map_err(|_| NoCredential::Unreachable)?;
    let body = answer.json.ok_or(NoCredential::Unreachable)?;
    match answer.status {
        200 => read(&body).ok_or(NoCredential::Unreachable),
        // The server's own word on this link; anything else passes.
        404 | 409 => Err(problem_code(&body).map_or(NoCredential::Unreachable, NoCredential::Refused)),
        _ => Err(NoCredential::Unreachable),
    }
}
