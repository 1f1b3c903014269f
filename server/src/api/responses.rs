//! `POST /api/v1/surveys/{survey}/responses`: a batch of anonymous responses, each with a result of its own.
//!
//! A response is answered `stored` only after the commit that holds it is on disk. This request carries no token and no
//! cookie, and nothing of the connection is looked at.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, post, web};
use futures_util::future::join_all;
use serde::Deserialize;
use serde_json::value::RawValue;
use survey::SurveyCode;
use survey::wire::{BatchResult, ItemError, ItemResult, MAX_BATCH, Refusal, Status, Submission};

use super::body;
use super::problem::ApiError;
use crate::app::State;
use crate::intake::{self, Rejection};
use crate::store::responses::Outcome;

/// The batch with each response still unread, so that a malformed one does not lose the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBatch {
    responses: Vec<Box<RawValue>>,
}

/// Stores a batch.
#[post("/surveys/{survey}/responses")]
pub async fn submit(
    state: web::Data<State>,
    survey: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<web::Json<BatchResult>, ApiError> {
    let batch: RawBatch = body::json(&request, payload).await?;
    if batch.responses.len() > MAX_BATCH {
        return Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "too_many_responses",
            format!("At most {MAX_BATCH} responses at a time."),
        )
        .at("/responses", format!("{} responses", batch.responses.len())));
    }
    let code: SurveyCode = survey.parse().map_err(|_| ApiError::unknown_survey())?;
    let survey = state.catalogue.survey(&code).await?.ok_or_else(ApiError::unknown_survey)?;
    let today = survey.today(state.clock);
    let results = join_all(batch.responses.iter().map(async |raw| {
        let submission = match body::object::<Submission>(raw.get()) {
            Ok(submission) => submission,
            Err(error) => return Ok(malformed(raw.get(), &error)),
        };
        let id = submission.id.to_string();
        let row = match intake::accept(&survey, &state.translations, submission, today) {
            Ok(row) => row,
            Err(rejection) => return Ok(rejected(id, rejection)),
        };
        let language = row.language.clone();
        Ok::<_, ApiError>(match state.writer.store(row).await? {
            Outcome::Stored => ItemResult { id, status: Status::Stored, errors: Vec::new() },
            Outcome::Duplicate => ItemResult { id, status: Status::Duplicate, errors: Vec::new() },
            Outcome::NonceSpent => {
                rejected(id, intake::refusal(&state.translations, &language, Refusal::CredentialSpent))
            }
        })
    }))
    .await;
    // If the database failed for one, it is not known for the others of its group either: all are to be sent again, and
    // those that were stored come back as duplicates.
    Ok(web::Json(BatchResult { results: results.into_iter().collect::<Result<_, _>>()? }))
}

fn rejected(id: String, Rejection(errors): Rejection) -> ItemResult {
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
