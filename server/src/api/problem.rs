//! One place turns what went wrong into `application/problem+json`.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use survey::wire::{FieldError, Problem};

use crate::store::StoreError;

/// An error of a request as a whole.
#[derive(Debug)]
pub struct ApiError(Box<Problem>);

impl ApiError {
    /// An error with a stable code and a sentence that says what to do.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self(Box::new(Problem {
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: detail.into(),
            errors: Vec::new(),
        }))
    }

    /// The same error, naming a field.
    #[must_use]
    pub fn at(mut self, pointer: &str, detail: impl Into<String>) -> Self {
        self.0.errors.push(FieldError { pointer: pointer.to_owned(), detail: detail.into() });
        self
    }

    /// There is no such survey.
    pub fn unknown_survey() -> Self {
        Self::new(StatusCode::NOT_FOUND, "unknown_survey", "There is no survey of this name.")
    }

    /// The personal link is not one that was given out for this survey.
    pub fn unknown_invitation() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "unknown_invitation",
            "This personal link does not belong to this survey.",
        )
        .at("/token", "not a token of this survey")
    }

    /// The public link of an open survey is used too often.
    pub fn too_many_requests() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_requests",
            "This public link is used too often at the moment. Send the same request again later.",
        )
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.code, self.0.detail)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let body = serde_json::to_string(&self.0).unwrap_or_default();
        let mut response = HttpResponse::build(self.status_code());
        if self.status_code() == StatusCode::SERVICE_UNAVAILABLE {
            response.insert_header(("Retry-After", "5"));
        }
        if self.status_code() == StatusCode::TOO_MANY_REQUESTS {
            response.insert_header(("Retry-After", "60"));
        }
        response.content_type("application/problem+json").body(body)
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        match error {
            StoreError::Database(_) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "database_unavailable",
                "The database did not answer. Nothing was lost: send the same request again later.",
            ),
            _ => {
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something is wrong on the server.")
            }
        }
    }
}

/// Answers an address under `/api` that is none.
pub async fn unknown_route() -> HttpResponse {
    ApiError::new(StatusCode::NOT_FOUND, "unknown_route", "There is nothing at this address.")
        .error_response()
}
