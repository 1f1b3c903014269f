//! Whether the service lives, and whether it is ready.

use actix_web::{HttpResponse, get, web};

use crate::app::State;

/// The process answers.
#[get("/healthz")]
pub async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers too, and takes what is written; its migrations were done before the service began to listen. The connection
/// that writes is not taken for it: it may have much to do.
#[get("/readyz")]
pub async fn ready(state: web::Data<State>) -> HttpResponse {
    if let Err(error) = state.store.ping().await {
        tracing::warn!(%error, "not ready");
        return HttpResponse::ServiceUnavailable().body("the database does not answer\n");
    }
    if state.store.writer_fails() {
        tracing::warn!("not ready: the database does not take what is written");
        return HttpResponse::ServiceUnavailable().body("the database does not take what is written\n");
    }
    HttpResponse::Ok().body("ready\n")
}
