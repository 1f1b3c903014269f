//! `POST /api/v1/surveys/{survey}/responses`: a batch of anonymous responses, each with a result of its own.
//!
//! A response is answered `stored` only after the commit that holds it is on disk. This request carries no token and no
//! cookie, and nothing of the connection is looked at.

use actix_web::web;
use futures_util::future::join_all;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::value::RawValue;
use survey::wire::{BatchResult, ItemError, ItemResult, MAX_BATCH, Refusal, Status, Submission};

use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Path, RawBody};
use super::{body, find};
use crate::admission::{self, Proof, words};
use crate::app::State;
use crate::seal::response_hash;
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
            Err(error) => return Ok(malformed(raw.get(), &error)),
        };
        let id = submission.id.to_string();
        let (language, hash) = (submission.language.clone(), response_hash(submission.id));
        let admitted = match admission::admit(&survey, submission, &Proof::Credential, today) {
            Ok(admitted) => admitted,
            // It may be stored all the same, if the answer that said so was lost and the survey has ended since.
            Err(_)
                if !survey.row.takes_responses(today)
                    && state.store.is_stored(&survey.row.code, &hash).await? =>
            {
                return Ok(ItemResult { id, status: Status::Duplicate, errors: Vec::new() });
            }
            Err(refused) => return Ok(rejected(id, words::errors(&state.translations, &language, &refused))),
        };
        Ok::<_, ApiError>(match state.writer.store(admitted.into_row()).await? {
            Outcome::Stored => ItemResult { id, status: Status::Stored, errors: Vec::new() },
            Outcome::Duplicate => ItemResult { id, status: Status::Duplicate, errors: Vec::new() },
            Outcome::NonceSpent => {
                rejected(id, vec![words::whole(&state.translations, &language, Refusal::CredentialSpent)])
            }
        })
    }))
    .await;
    // If the database failed for one, it is not known for the others of its group either: all are to be sent again, and
    // those that were stored come back as duplicates.
    Ok(web::Json(BatchResult { results: results.into_iter().collect::<Result<_, _>>()? }))
}

fn rejected(id: String, errors: Vec<ItemError>) -> ItemResult {
    ItemResult { id, status: Status::Rejected, errors }
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
    ItemResult { id: id.chars().take(64).collect(), status: Status::Rejected, errors: vec![error] }
}
