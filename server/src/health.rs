//! Whether the service lives, and whether it is ready.

use actix_web::{HttpResponse, get, web};

use crate::app::State;

/// The process answers.
#[get("/healthz")]
pub async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers too; its migrations were done before the service began to listen.
#[get("/readyz")]
pub async fn ready(state: web::Data<State>) -> HttpResponse {
    match state.store.ping().await {
        Ok(()) => HttpResponse::Ok().body("ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().body("the database does not answer\n")
        }
    }
}
