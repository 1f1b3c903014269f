//! Sending what waits: responses first, and later, in a request of its own, that the link has responded, with the proof that some
//! answer was stored.
//!
//! A response leaves the queue only on the server's `stored` or `duplicate` for its id, in a well-formed answer. Whatever
//! else comes (a captive portal's page, an error, a cut body), it stays and is tried again.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use survey::credential::{Credential, Evaluation};
use survey::wire::ItemError;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::browser::{self, object, post_json};
use crate::credential::{self, NoCredential, obtain, problem_code};
use crate::database::{Change, Database, Store};
use crate::device::{Queued, Untold, read_error, write_credential};
use crate::json;
use crate::pinned;

/// What a run of the queue came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing waits.
    Nothing,
    /// All that waited was sent, or was refused and stays as such.
    Sent,
    /// Another tab or the service worker is at it.
    #[default]
    Busy,
    /// Something is left; try later.
    Later,
    /// Something is left that trying again alone does not mend; the code says why.
    Blocked(String),
}

/// "Responded" is told apart from the response, and later, by a random time from this to twice this, in milliseconds.
const PARTICIPATION_DELAY: f64 = 1_000.0;

/// Held by whoever is at it.
pub const LOCK: &str = "sawt-sync";

/// Tries everything once. Only one tab or service worker does so at a time.
pub async fn run(database: &Rc<Database>) -> Outcome {
    let (shared, outcome) = (database.clone(), Rc::new(RefCell::new(Outcome::Busy)));
    let found = outcome.clone();
    let work = Box::pin(async move { *found.borrow_mut() = send_all(&shared).await });
    browser::alone(LOCK, work).await;
    outcome.take()
}

async fn send_all(database: &Database) -> Outcome {
    let mut waiting = Vec::new();
    for (_, link) in database.links().await {
        let queued: Option<Queued> = link.get(Store::Queue).await;
        if let Some(queued) = queued.filter(Queued::waits) {
            if link.get::<bool>(Store::Sent).await == Some(true) {
                // It was stored, and the page went before it was gone from here.
                database.destroy_answers(&queued.owner).await;
            } else {
                waiting.push(queued);
            }
        }
    }
    let told = tell_participation(database).await;
    if waiting.is_empty() {
        return if told { Outcome::Nothing } else { Outcome::Later };
    }
    let mut outcome = Outcome::Sent;
    let mut responded = false;
    for queued in waiting {
        match send_one(database, queued).await {
            Ok(stored) => responded |= stored,
            Err(left) => outcome = left,
        }
    }
    if responded {
        #[expect(clippy::cast_possible_truncation, reason = "a few thousand")]
        browser::sleep((PARTICIPATION_DELAY * (1.0 + browser::random())) as i32).await;
        if !tell_participation(database).await && outcome == Outcome::Sent {
            outcome = Outcome::Later;
        }
    }
    outcome
}

/// Returns whether it was stored; a refusal is kept with its reasons.
async fn send_one(database: &Database, queued: Queued) -> Result<bool, Outcome> {
    let credential = obtain(database, &queued.owner, &queued.keys).await.map_err(|why| match why {
        NoCredential::Unreachable => Outcome::Later,
        NoCredential::WrongKey => Outcome::Blocked("wrong_key".to_owned()),
        NoCredential::OtherKey => Outcome::Blocked("other_key".to_owned()),
        NoCredential::Refused(code) => Outcome::Blocked(code),
    })?;
    match post(&queued, &credential).await? {
        Word::Stored(evaluation) => {
            let untold = untold(&queued, evaluation);
            let changes = [Change::put(Store::Sent, &true), Change::put(Store::Participation, &untold)];
            database.write(&queued.owner, &changes).await;
            // Only now, so that a page that goes in between leaves something that knows that it was stored.
            database.destroy_answers(&queued.owner).await;
            Ok(true)
        }
        Word::Rejected(errors) => {
            let unusable = errors.iter().any(|error| error.code.starts_with("credential_"));
            let refused = Queued { refused: reasons(errors), ..queued };
            // What was not stored is not counted: it gets another receipt when it is sent again.
            let mut changes = vec![Change::put(Store::Queue, &refused), Change::delete(Store::Receipt)];
            if unusable {
                changes.push(Change::delete(Store::Credential));
            }
            database.write(&refused.owner, &changes).await;
            Ok(false)
        }
    }
}

/// What is to be told of a response that was stored. A mark that the server may know again is not told.
fn untold(queued: &Queued, evaluation: Option<Evaluation>) -> Untold {
    let Some(request) = &queued.mark else { return Untold::Mark(None) };
    let mark = evaluation.zip(credential::mark_key(&queued.keys));
    let mark = mark.and_then(|(evaluation, key)| request.finish(&evaluation, &key).ok());
    mark.map_or(Untold::Unproved, |mark| Untold::Mark(Some(mark)))
}

fn reasons(errors: Vec<ItemError>) -> Vec<ItemError> {
    if !errors.is_empty() {
        return errors;
    }
    vec![ItemError {
        question: String::new(),
        item: None,
        code: "malformed".to_owned(),
        message: String::new(),
    }]
}

/// The server's word on a response.
enum Word {
    /// It is stored, now or before; with what its mark is made of.
    Stored(Option<Evaluation>),
    /// It was refused.
    Rejected(Vec<ItemError>),
}

/// Sends a response and returns the server's word on it.
async fn post(queued: &Queued, credential: &Credential) -> Result<Word, Outcome> {
    let url = ["/api/v1/surveys/", queued.owner.survey.as_str(), "/responses"].concat();
    // The shape of survey::wire::Submission, in a batch of one.
    let mut submission = vec![
        ("id", queued.id.as_str().into()),
        ("version", queued.version.into()),
        ("language", queued.language.as_str().into()),
        ("answers", json::map_to_js(&queued.answers)),
        ("credential", write_credential(credential)),
    ];
    if let Some(secret) = &queued.receipt {
        submission.push(("receipt", secret.to_string().into()));
    }
    if let Some(mark) = &queued.mark {
        submission.push(("mark", mark.blinded.to_string().into()));
    }
    let submission = object(&submission);
    let body = object(&[("responses", Array::of1(&submission).into())]);
    let answer = post_json(&url, &body).await.map_err(|_| Outcome::Later)?;
    let body = answer.json.ok_or(Outcome::Later)?;
    if answer.status != 200 {
        // 4xx with the server's own problem will not pass by itself; still nothing is thrown away.
        let code = problem_code(&body).filter(|_| (400..500).contains(&answer.status));
        return Err(code.map_or(Outcome::Later, Outcome::Blocked));
    }
    read_word(&body, &queued.id).ok_or(Outcome::Later)
}

/// The word on the response of that id; `None` if the answer is not what the server writes.
fn read_word(body: &JsValue, id: &str) -> Option<Word> {
    for result in json::list(body, "results")?.iter() {
        if json::text(&result, "id")? == id {
            return match json::text(&result, "status")?.as_str() {
                "stored" | "duplicate" => {
                    Some(Word::Stored(credential::read(&browser::get(&result, "mark"))))
                }
                "rejected" => {
                    // The server leaves an empty list out.
                    let errors = match browser::get(&result, "errors") {
                        none if none.is_null() || none.is_undefined() => Array::new(),
                        errors => errors.dyn_into().ok()?,
                    };
                    Some(Word::Rejected(errors.iter().filter_map(|error| read_error(&error)).collect()))
                }
                _ => None,
            };
        }
    }
    None
}

/// Tells which links have responded. Returns whether nothing is left to tell.
async fn tell_participation(database: &Database) -> bool {
    let mut all_told = true;
    for (opened, link) in database.links().await {
        let owner = opened.owner;
        // A server that shows another key than before is told nothing.
        let Some(Untold::Mark(mark)) = link.get(Store::Participation).await else { continue };
        if pinned::differs(&owner.survey).await {
            continue;
        }
        // The shape of survey::wire::Participation.
        let mut body = vec![("token", owner.token.as_str().into()), ("state", "responded".into())];
        if let Some(mark) = &mark {
            body.push(("mark", write_credential(mark)));
        }
        let body = object(&body);
        let url = ["/api/v1/surveys/", owner.survey.as_str(), "/participation"].concat();
        let answer = post_json(&url, &body).await.ok();
        let told = answer.as_ref().is_some_and(|answer| answer.status == 204);
        let code = answer.and_then(|answer| problem_code(&answer.json?)).unwrap_or_default();
        // The words by which the server says that this mark, or this link, is worth nothing: no other lets it be forgotten.
        let worthless = ["unknown_invitation", "mark_missing", "mark_invalid", "mark_spent"];
        if told || worthless.contains(&code.as_str()) {
            database.write(&owner, &[Change::delete(Store::Participation)]).await;
        } else {
            // Of a survey that takes no marks any more it is tried again another day, and not today.
            all_told &= code == "survey_closed";
        }
    }
    all_told
}
