//! Sending what waits: responses first, and later, in a request of its own, that the link has responded.
//!
//! A response leaves the queue only on the server's `stored` or `duplicate` for its id, in a well-formed answer. Whatever
//! else comes (a captive portal's page, an error, a cut body), it stays and is tried again.

use std::rc::Rc;

use survey::wire::{BatchResult, ItemError, ItemResult, Participated, Participation, Problem, Status, Submission};

use crate::browser::{self, post_json};
use crate::credential::{NoCredential, obtain};
use crate::database::{Change, Database, Store};
use crate::device::{Owner, Queued};

/// What a run of the queue came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing waits.
    Nothing,
    /// All that waited was sent, or was refused and stays as such.
    Sent,
    /// Another tab or the service worker is at it.
    Busy,
    /// Something is left; try later.
    Later,
    /// Something is left that trying again alone does not mend; the code says why.
    Blocked(String),
}

/// "Responded" is told apart from the response, and later, by a random time from this to twice this, in milliseconds.
const PARTICIPATION_DELAY: f64 = 1_000.0;

/// Tries everything once. Only one tab or service worker does so at a time.
pub async fn run(database: &Rc<Database>) -> Outcome {
    let shared = database.clone();
    browser::alone("sawt-sync", async move { send_all(&shared).await }).await.unwrap_or(Outcome::Busy)
}

async fn send_all(database: &Database) -> Outcome {
    let waiting: Vec<(String, Queued)> =
        database.all::<Queued>(Store::Queue).await.into_iter().filter(|(_, queued)| queued.waits()).collect();
    let told = tell_participation(database).await;
    if waiting.is_empty() {
        return if told { Outcome::Nothing } else { Outcome::Later };
    }
    let mut outcome = Outcome::Sent;
    let mut responded = false;
    for (key, queued) in waiting {
        match send_one(database, &key, &queued).await {
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
async fn send_one(database: &Database, key: &str, queued: &Queued) -> Result<bool, Outcome> {
    let credential = obtain(database, &queued.owner, &queued.public_key).await.map_err(|why| match why {
        NoCredential::Unreachable => Outcome::Later,
        NoCredential::WrongKey => Outcome::Blocked("wrong_key".to_owned()),
        NoCredential::Refused(code) => Outcome::Blocked(code),
    })?;
    let submission = Submission {
        id: queued.id,
        version: queued.version,
        language: queued.language.clone(),
        answers: queued.answers.clone(),
        credential: Some(credential),
    };
    match post(&queued.owner, &submission).await? {
        ItemResult { status: Status::Stored | Status::Duplicate, .. } => {
            let owner = queued.owner.key();
            let changes = [
                Change::delete(Store::Queue, key),
                Change::delete(Store::Credentials, &owner),
                Change::put(Store::Sent, &owner, &true),
                Change::put(Store::Participation, &owner, &queued.owner),
            ];
            database.write(&changes).await;
            Ok(true)
        }
        ItemResult { status: Status::Rejected, errors, .. } => {
            let unusable = errors.iter().any(|error| error.code.starts_with("credential_"));
            let refused = Queued { refused: reasons(errors), ..queued.clone() };
            let mut changes = vec![Change::put(Store::Queue, key, &refused)];
            if unusable {
                changes.push(Change::delete(Store::Credentials, &queued.owner.key()));
            }
            database.write(&changes).await;
            Ok(false)
        }
    }
}

fn reasons(errors: Vec<ItemError>) -> Vec<ItemError> {
    if !errors.is_empty() {
        return errors;
    }
    vec![ItemError { question: String::new(), item: None, code: "malformed".to_owned(), message: String::new() }]
}

/// Sends a response and returns the server's word on it.
async fn post(owner: &Owner, submission: &Submission) -> Result<ItemResult, Outcome> {
    let url = format!("/api/v1/surveys/{}/responses", owner.survey);
    let body = serde_json::json!({ "responses": [submission] }).to_string();
    let answer = post_json(&url, &body).await.map_err(|_| Outcome::Later)?;
    if !answer.is_json {
        return Err(Outcome::Later);
    }
    if answer.status != 200 {
        // 4xx with the server's own problem will not pass by itself; still nothing is thrown away.
        let problem = serde_json::from_str::<Problem>(&answer.body).ok().filter(|p| (400..500).contains(&p.status));
        return Err(problem.map_or(Outcome::Later, |problem| Outcome::Blocked(problem.code)));
    }
    let results = serde_json::from_str::<BatchResult>(&answer.body).map_err(|_| Outcome::Later)?.results;
    let id = submission.id.to_string();
    results.into_iter().find(|result| result.id == id).ok_or(Outcome::Later)
}

/// Tells which links have responded. Returns whether nothing is left to tell.
async fn tell_participation(database: &Database) -> bool {
    let mut all_told = true;
    for (key, owner) in database.all::<Owner>(Store::Participation).await {
        let body = Participation { token: owner.token.clone(), state: Participated::Responded };
        let Ok(body) = serde_json::to_string(&body) else { continue };
        let url = format!("/api/v1/surveys/{}/participation", owner.survey);
        let told = match post_json(&url, &body).await {
            Ok(answer) => answer.status == 204 || (answer.is_json && matches!(answer.status, 404 | 409)),
            Err(_) => false,
        };
        if told {
            database.write(&[Change::delete(Store::Participation, &key)]).await;
        }
        all_told &= told;
    }
    all_told
}
