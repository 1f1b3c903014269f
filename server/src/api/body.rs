//! Reading a JSON body: bounded, and with an error that says where it is wrong.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, web};
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use super::problem::{ApiError, Code};

/// The largest body in bytes.
pub const MAX_BODY: usize = 1024 * 1024;

/// Reads the body of a request as JSON; with `no_nul` one whose texts hold no character 0.
///
/// # Errors
/// 415 for another content type, 413 for a body over [`MAX_BODY`], 400 for text that is not UTF-8 or not the JSON expected.
pub async fn json<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: web::Payload,
    no_nul: bool,
) -> Result<T, ApiError> {
    let content_type =
        request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(ApiError::new(Code::NotJson, "Send the body as Content-Type: application/json."));
    }
    let bytes = read(payload, MAX_BODY).await?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        ApiError::new(
            Code::NotUtf8,
            format!("The body is not UTF-8: byte {} is wrong.", error.valid_up_to() + 1),
        )
    })?;
    if no_nul && has_nul(text) {
        return Err(ApiError::new(Code::MalformedJson, "The body: a text holds the character 0."));
    }
    object(text).map_err(|error| {
        let problem = ApiError::new(Code::MalformedJson, format!("The body: {error}."));
        match place::<T>(text) {
            Some((pointer, what)) => problem.at(&pointer, what),
            None => problem,
        }
    })
}

/// The largest file in bytes, as on the pages.
pub const MAX_FILE: usize = crate::partners::table::LARGEST_FILE;

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

/// Where a body is not of its shape, as a JSON pointer, and what is wrong there; nothing where it is no JSON at all.
fn place<T: DeserializeOwned>(text: &str) -> Option<(String, String)> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let error = serde_path_to_error::deserialize::<_, T>(&mut reader).err()?;
    if !error.inner().is_data() {
        return None;
    }
    let parts = error.path().iter().map(|part| match part {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { .. } | Segment::Unknown => String::new(),
    });
    Some((parts.collect(), error.inner().to_string()))
}

/// Whether a JSON text names the character 0, which no database text can hold.
pub fn has_nul(text: &str) -> bool {
    text.match_indices("\\u0000").any(|(place, _)| {
        // The backslash is itself not escaped.
        text[..place].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0
    })
}

/// Reads a body, up to so many bytes.
///
/// # Errors
/// When it is larger or does not arrive whole.
pub async fn read(mut payload: web::Payload, largest: usize) -> Result<web::BytesMut, ApiError> {
    let mut bytes = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk
            .map_err(|_| ApiError::new(Code::BodyCut, "The body did not arrive whole. Send it again."))?;
        if bytes.len() + chunk.len() > largest {
            return Err(ApiError::new(
                Code::BodyTooLarge,
                format!("The body is larger than {largest} bytes. Send less at a time."),
            ));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_the_wrong_kind_is_named() {
        #[derive(serde::Deserialize)]
        struct Outer {
            #[expect(dead_code, reason = "it is only read")]
            lines: Vec<std::collections::BTreeMap<String, u32>>,
        }
        let place = place::<Outer>(r#"{"lines":[{},{"a/b":"x"}]}"#).unwrap();
        assert_eq!(place.0, "/lines/1/a~1b");
        assert!(super::place::<Outer>("{").is_none());
    }

    #[test]
    fn the_character_0_is_found_and_a_backslash_is_not_taken_for_one() {
        assert!(has_nul(r#"{"a":"\u0000"}"#) && has_nul(r#"{"a":"\\\u0000"}"#));
        assert!(!has_nul(r#"{"a":"\\u0000"}"#) && !has_nul(r#"{"a":"\u0001"}"#));
    }
}
