//! `GET /api/v1/openapi.json`: what the API offers, for programs.

use actix_web::{HttpResponse, get};

/// The description, OpenAPI 3.1.
#[get("/openapi.json")]
pub async fn openapi() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(include_str!("openapi.json"))
}
