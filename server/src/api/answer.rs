//! What a route's handler answers, each of which also says how it is described.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, ETAG, LOCATION};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::description::{Description, Operation};
use crate::sheet::XLSX;

/// An answer that says how it is described.
pub trait Answers {
    /// Adds itself to the description of a route.
    fn describe(operation: &mut Operation, whole: &mut Description);
}

fn content(schema: &Json) -> Json {
    json!({ "application/json": { "schema": schema } })
}

fn etag_header() -> Json {
    json!({ "ETag": { "description": "Of this state; to be sent as If-Match.", "schema": { "type": "string" } } })
}

impl<T: JsonSchema> Answers for web::Json<T> {
    fn describe(operation: &mut Operation, whole: &mut Description) {
        let schema = whole.answered::<T>();
        operation.answer(StatusCode::OK, "Done.", content(&schema), json!({}));
    }
}

/// JSON with the mark of its state.
pub struct Tagged<T> {
    /// The mark, without quotes.
    pub etag: String,
    /// The body.
    pub body: T,
}

impl<T: Serialize> Responder for Tagged<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((ETAG, format!("\"{}\"", self.etag))).json(self.body)
    }
}

impl<T: JsonSchema> Answers for Tagged<T> {
    fn describe(operation: &mut Operation, whole: &mut Description) {
        let schema = whole.answered::<T>();
        operation.answer(StatusCode::OK, "Done.", content(&schema), etag_header());
    }
}

/// Something that was made, and its address.
pub struct Created<T> {
    /// The address, below `/api/v1`.
    pub location: String,
    /// What was made.
    pub body: T,
}

impl<T: Serialize> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let location = format!("{}{}", super::BASE, self.location);
        HttpResponse::Created().insert_header((LOCATION, location)).json(self.body)
    }
}

impl<T: JsonSchema> Answers for Created<T> {
    fn describe(operation: &mut Operation, whole: &mut Description) {
        let schema = whole.answered::<T>();
        let location = json!({ "description": "Its address.", "schema": { "type": "string", "format": "uri-reference" } });
        operation.answer(
            StatusCode::CREATED,
            "It was made.",
            content(&schema),
            json!({ "Location": location }),
        );
    }
}

/// It was done, and there is nothing to say.
pub struct Nothing;

impl Responder for Nothing {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}

impl Answers for Nothing {
    fn describe(operation: &mut Operation, _: &mut Description) {
        operation.answer(StatusCode::NO_CONTENT, "Done.", json!({}), json!({}));
    }
}

/// A type of file.
pub trait FileType {
    /// Its media type.
    const MEDIA_TYPE: &str;
}

/// A table as comma-separated values.
pub struct Csv;
/// A workbook.
pub struct Workbook;
/// A file of JSON.
pub struct JsonFile;
/// A picture that stays sharp at any size.
pub struct Svg;
/// A picture.
pub struct Png;

impl FileType for Csv {
    const MEDIA_TYPE: &str = "text/csv; charset=utf-8";
}

impl FileType for Workbook {
    const MEDIA_TYPE: &str = XLSX;
}

impl FileType for JsonFile {
    const MEDIA_TYPE: &str = "application/json";
}

impl FileType for Svg {
    const MEDIA_TYPE: &str = "image/svg+xml";
}

impl FileType for Png {
    const MEDIA_TYPE: &str = "image/png";
}

/// A file to be kept.
pub struct Download<K> {
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Its type.
    pub kind: K,
}

impl<K: FileType> Responder for Download<K> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .content_type(K::MEDIA_TYPE)
            .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", self.name)))
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(self.bytes)
    }
}

impl<K: FileType> Answers for Download<K> {
    fn describe(operation: &mut Operation, _: &mut Description) {
        let media_type = K::MEDIA_TYPE.split(';').next().unwrap_or_default();
        let header = json!({ "Content-Disposition": { "schema": { "type": "string" } } });
        operation.answer(StatusCode::OK, "The file.", json!({ media_type: {} }), header);
    }
}

/// A part of a list. The next part is asked for with `after`.
#[derive(Serialize, JsonSchema)]
pub struct Page<T> {
    /// The lines, in order.
    pub items: Vec<T>,
    /// To be sent as `after` for what comes next; null at the end.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A part of `limit` lines out of one more, if there are so many; `mark` tells where one stands.
    pub fn of(mut items: Vec<T>, limit: u32, mark: impl Fn(&T) -> String) -> Self {
        let more = items.len() > limit as usize;
        items.truncate(limit as usize);
        let next = items.last().filter(|_| more).map(mark);
        Self { items, next }
    }
}
