//! Reading a JSON body: bounded, and with an error that says where it is wrong.

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, web};
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;

use super::problem::ApiError;

/// The largest body in bytes.
pub const MAX_BODY: usize = 1024 * 1024;

/// Reads the body of a request as JSON.
///
/// # Errors
/// 415 for another content type, 413 for a body over [`MAX_BODY`], 400 for text that is not UTF-8 or not the JSON expected.
pub async fn json<T: DeserializeOwned>(request: &HttpRequest, payload: web::Payload) -> Result<T, ApiError> {
    let content_type =
        request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(ApiError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not_json",
            "Send the body as Content-Type: application/json.",
        ));
    }
    let bytes = read(payload).await?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        ApiError::new(
            StatusCode::BAD_REQUEST,
            "not_utf8",
            format!("The body is not UTF-8: byte {} is wrong.", error.valid_up_to() + 1),
        )
    })?;
    object(text).map_err(|error| {
        ApiError::new(StatusCode::BAD_REQUEST, "malformed_json", format!("The body: {error}."))
    })
}

/// Reads a JSON object; serde would take an array of the fields' values as well, which is not the documented shape.
///
/// # Errors
/// When it is no JSON, or not the object expected.
pub fn object<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text);
    }
    Err(serde::de::Error::custom("a JSON object is expected"))
}

async fn read(mut payload: web::Payload) -> Result<web::BytesMut, ApiError> {
    let mut bytes = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| {
            ApiError::new(
                StatusCode::BAD_REQUEST,
                "body_cut",
                "The body did not arrive whole. Send it again.",
            )
        })?;
        if bytes.len() + chunk.len() > MAX_BODY {
            return Err(ApiError::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "body_too_large",
                format!("The body is larger than {MAX_BODY} bytes. Send fewer responses at a time."),
            ));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
