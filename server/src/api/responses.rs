//! `POST /api/v1/surveys/{survey}/responses`: a batch of anonymous responses, each with a result of its own.
//!
//! A response is answered `stored` only after the commit that holds it is on disk. This request carries no token and no
//! cookie, and nothing of the connection is looked at.
//!
//! What is stored gets the evaluation of its second element, of which the client makes the proof that some answer was stored. That
//! takes as long as all the rest, so it is done on threads of its own, after the commit: neither the writer nor other requests wait.

use std::sync::Arc;

use actix_web::rt::task::spawn_blocking;
use actix_web::web;
use futures_util::future::join_all;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use survey::credential::{Bytes, Evaluation};
use survey::wire::{BatchResult, ItemError, ItemResult, MAX_BATCH, Refusal, Status, Submission};

use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Path, RawBody};
use super::{body, find};
use crate::admission::{self, Proof, words};
use crate::app::State;
use crate::catalogue::Survey;
use crate::seal::response_hash;
use crate::store::inbox::Known;
use crate::store::responses::Outcome;

/// The batch with each response still unread, so that a malformed one does not lose the others.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Batch")]
struct RawBatch {
    /// At most 100 at a time. Each is read on its own.
    #[schemars(with = "Vec<Submission>")]
    responses: Vec<Box<RawValue>>,
}

/// The route.
pub fn routes(api: &mut Routes) {
    let summary = "Stores a batch of anonymous responses, each with a result of its own.";
    api.post("/surveys/{survey}/responses", Who::Everyone, summary)
        .problems(&[Code::TooManyAtOnce, Code::SurveySuspended])
        .by(submit);
}

/// Stores a batch.
async fn submit(
    state: web::Data<State>,
    Path(survey): Path<String>,
    RawBody(batch): RawBody<RawBatch>,
) -> Result<web::Json<BatchResult>, ApiError> {
    if batch.responses.len() > MAX_BATCH {
        return Err(ApiError::new(Code::TooManyAtOnce, format!("At most {MAX_BATCH} responses at a time."))
            .at("/responses", format!("{} responses", batch.responses.len())));
    }
    let survey = find::taking_part(&state, &survey).await?;
    let today = survey.today(state.clock);
    let results = join_all(batch.responses.iter().map(async |raw| {
        let submission = match body::object::<Submission>(raw.get()) {
            Ok(submission) => submission,
            Err(error) => return Ok((malformed(raw.get(), &error), None)),
        };
        let id = submission.id.to_string();
        let (language, hash) = (submission.language.clone(), response_hash(submission.id));
        let element = submission.mark.clone().filter(|_| survey.mark_key.is_some());
        let duplicate = |id, known: bool| (result(id, Status::Duplicate), element.clone().filter(|_| known));
        let admitted = match admission::admit(&survey, submission, &Proof::Credential, today) {
            Ok(admitted) => admitted,
            // It may be stored all the same, if the answer that said so was lost and the survey has ended since.
            Err(refused) => {
                if !survey.row.takes_responses(today)
                    && let Some(Known { mark }) = state.store.stored(&survey.row.code, &hash).await?
                {
                    let sent = element.as_ref().map(|element| Sha256::digest(&element.0).to_vec());
                    return Ok(duplicate(id, mark == sent));
                }
                return Ok((rejected(id, words::errors(&state.translations, &language, &refused)), None));
            }
        };
        Ok::<_, ApiError>(match state.writer.store(admitted.into_row()).await? {
            Outcome::Stored => (result(id, Status::Stored), element),
            Outcome::Duplicate { same_mark } => duplicate(id, same_mark),
            Outcome::NonceSpent => {
                let error = words::whole(&state.translations, &language, Refusal::CredentialSpent);
                (rejected(id, vec![error]), None)
            }
        })
    }))
    .await;
    // If the database failed for one, it is not known for the others of its group either: all are to be sent again, and
    // those that were stored come back as duplicates.
    let (mut results, elements): (Vec<_>, Vec<_>) =
        results.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
    if elements.iter().any(Option::is_some) {
        for (result, mark) in results.iter_mut().zip(evaluate(survey, elements).await?) {
            result.mark = mark;
        }
    }
    Ok(web::Json(BatchResult { results }))
}

/// Evaluates the elements of what is stored.
async fn evaluate(
    survey: Arc<Survey>,
    elements: Vec<Option<Bytes>>,
) -> Result<Vec<Option<Evaluation>>, ApiError> {
    let one = move |element: Option<Bytes>| {
        // It was looked at before the response was stored.
        survey.mark_key.as_ref()?.evaluate(&mut rand_core::OsRng, &element?).ok()
    };
    let evaluated = spawn_blocking(move || elements.into_iter().map(one).collect());
    // What is stored comes back as a duplicate, and is evaluated then.
    evaluated.await.map_err(|_| ApiError::new(Code::Internal, "Something is wrong on the server."))
}

fn result(id: String, status: Status) -> ItemResult {
    ItemResult { id, status, errors: Vec::new(), mark: None }
}

fn rejected(id: String, errors: Vec<ItemError>) -> ItemResult {
    ItemResult { errors, ..result(id, Status::Rejected) }
}

/// A response that is not of the documented shape. Its id is given back if it can be found at all.
fn malformed(raw: &str, error: &serde_json::Error) -> ItemResult {
    #[derive(Deserialize)]
    struct OnlyId {
        id: String,
    }
    let id = body::object::<OnlyId>(raw).map_or_else(|_| String::new(), |found| found.id);
    let error = ItemError {
        question: String::new(),
        item: None,
        code: Refusal::Malformed.as_str().to_owned(),
        message: format!("The response is not of the documented shape: {error}."),
    };
    rejected(id.chars().take(64).collect(), vec![error])
}
