//! What a route's handler takes: parts of the request, each of which also says how it is described.

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_TYPE, IF_MATCH};
use actix_web::{FromRequest, HttpRequest, web};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::body;
use super::description::{Description, Operation};
use super::problem::{ApiError, Code};
use crate::app::State;
use crate::auth::caller::Caller;

/// A part of a request that says how it is described.
pub trait Takes {
    /// Adds itself to the description of a route.
    fn describe(operation: &mut Operation, whole: &mut Description);
}

impl Takes for web::Data<State> {
    fn describe(_: &mut Operation, _: &mut Description) {}
}

impl Takes for HttpRequest {
    fn describe(_: &mut Operation, _: &mut Description) {}
}

impl Takes for Caller {
    fn describe(_: &mut Operation, _: &mut Description) {}
}

/// The variable parts of the address: a text, or several in a tuple. What they mean is listed in `description`.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let found = web::Path::<T>::from_request(request, payload).into_inner();
        let unknown = |_| ApiError::new(Code::UnknownRoute, "There is nothing at this address.");
        ready(found.map(|path| Self(path.into_inner())).map_err(unknown))
    }
}

impl<T> Takes for Path<T> {
    fn describe(_: &mut Operation, _: &mut Description) {}
}

/// What the query of the address asks for.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let text = request.query_string();
        let wrong = |what: String| ApiError::new(Code::MalformedQuery, format!("The query: {what}."));
        if text.contains("%00") {
            return ready(Err(wrong("a text holds the character 0".to_owned())));
        }
        ready(serde_urlencoded::from_str(text).map(Self).map_err(|error| wrong(error.to_string())))
    }
}

impl<T: JsonSchema> Takes for Query<T> {
    fn describe(operation: &mut Operation, whole: &mut Description) {
        operation.query(&whole.inline::<T>());
        operation.problem(Code::MalformedQuery);
    }
}

/// A body of JSON. No text in it holds the character 0, which PostgreSQL can't store.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload).into_inner());
        Box::pin(async move {
            let payload =
                payload.map_err(|_| ApiError::new(Code::BodyCut, "The body did not arrive whole."))?;
            body::json(&request, payload, true).await.map(Self)
        })
    }
}

impl<T: JsonSchema> Takes for Body<T> {
    fn describe(operation: &mut Operation, whole: &mut Description) {
        let schema = whole.taken::<T>();
        operation.body(json!({ "application/json": { "schema": schema } }));
        use Code::{BodyCut, BodyTooLarge, MalformedJson, NotJson, NotUtf8};
        operation.problems.extend([BodyCut, BodyTooLarge, MalformedJson, NotJson, NotUtf8]);
    }
}

/// A body of JSON whose texts are looked at one by one, later.
pub struct RawBody<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for RawBody<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload).into_inner());
        Box::pin(async move {
            let payload =
                payload.map_err(|_| ApiError::new(Code::BodyCut, "The body did not arrive whole."))?;
            body::json(&request, payload, false).await.map(Self)
        })
    }
}

impl<T: JsonSchema> Takes for RawBody<T> {
    fn describe(operation: &mut Operation, whole: &mut Description) {
        Body::<T>::describe(operation, whole);
    }
}

/// A file as the body of a request.
pub struct File {
    /// Its type, without parameters: one of [`FILE_TYPES`].
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The types of files that are taken.
pub const FILE_TYPES: [&str; 3] = ["text/csv", crate::sheet::XLSX, "application/json"];

impl FromRequest for File {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let payload = web::Payload::from_request(request, payload).into_inner();
        let given =
            request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media_type = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Box::pin(async move {
            if !FILE_TYPES.contains(&media_type.as_str()) {
                let detail = format!("Send the file as one of these types: {}.", FILE_TYPES.join(", "));
                return Err(ApiError::new(Code::UnsupportedFile, detail));
            }
            let payload =
                payload.map_err(|_| ApiError::new(Code::BodyCut, "The file did not arrive whole."))?;
            let bytes = body::read(payload, body::MAX_FILE).await?.to_vec();
            Ok(Self { media_type, bytes })
        })
    }
}

impl Takes for File {
    fn describe(operation: &mut Operation, _: &mut Description) {
        let types = FILE_TYPES.map(|media_type| (media_type.to_owned(), json!({})));
        operation.body(types.into_iter().collect());
        use Code::{BodyCut, BodyTooLarge, UnsupportedFile};
        operation.problems.extend([BodyCut, BodyTooLarge, UnsupportedFile]);
    }
}

/// The ETag of what the sender saw before changing it; without one nothing is changed.
pub struct IfMatch(pub String);

impl IfMatch {
    /// Fails unless it is the ETag of what is there now.
    ///
    /// # Errors
    /// 412 otherwise.
    pub fn hold(&self, now: &str) -> Result<(), ApiError> {
        if self.0 == now || self.0 == "*" {
            return Ok(());
        }
        Err(Self::overtaken())
    }

    /// Reads a header: `*`, or an ETag in its quotes.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "*" {
            return Some(Self(text.to_owned()));
        }
        let inner = text.strip_prefix('"')?.strip_suffix('"')?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
        (!inner.is_empty() && inner.bytes().all(plain)).then(|| Self(inner.to_owned()))
    }

    /// The ETag; nothing where whatever is there may be replaced.
    pub fn text(&self) -> Option<&str> {
        Some(self.0.as_str()).filter(|text| *text != "*")
    }

    /// Somebody was quicker.
    pub fn overtaken() -> ApiError {
        let detail = "Somebody changed it meanwhile. Read it again and send your change once more.";
        ApiError::new(Code::Changed, detail)
    }
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(given) = request.headers().get(IF_MATCH) else {
            let detail = "Send the ETag of what you saw as If-Match; read it with GET first.";
            return ready(Err(ApiError::new(Code::IfMatchMissing, detail)));
        };
        let malformed = || {
            let detail = "If-Match is an ETag as it was answered, in its quotes, or `*`.";
            ApiError::new(Code::MalformedIfMatch, detail)
        };
        ready(given.to_str().ok().and_then(Self::parse).ok_or_else(malformed))
    }
}

impl Takes for IfMatch {
    fn describe(operation: &mut Operation, _: &mut Description) {
        operation.header(json!({
            "name": "If-Match",
            "in": "header",
            "required": true,
            "description": "The ETag of what was seen before; `*` for whatever is there.",
            "schema": { "type": "string", "pattern": "^(\\*|\"[A-Za-z0-9._-]+\")$" },
            "example": "*",
        }));
        operation.problem(Code::IfMatchMissing);
        operation.problem(Code::MalformedIfMatch);
        operation.problem(Code::Changed);
    }
}

macro_rules! tuples {
    ($(($($name:ident),*))*) => {
        $(impl<$($name: Takes),*> Takes for ($($name,)*) {
            fn describe(_operation: &mut Operation, _whole: &mut Description) {
                $($name::describe(_operation, _whole);)*
            }
        })*
    };
}

tuples! { () (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_said_as_it_was_answered() {
        let read = |text: &str| IfMatch::parse(text).map(|seen| seen.0);
        assert_eq!(read("\"0a\""), Some("0a".to_owned()));
        assert_eq!(read(" * "), Some("*".to_owned()));
        for wrong in ["", "0a", "\"", "\"\"", "{}", "W/\"0a\"", "\"a\", \"b\""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(IfMatch("*".to_owned()).text(), None);
    }
}
