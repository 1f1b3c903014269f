//! `/api/v1/audit-log`: what was done, by whom and when.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::answer::Page;
use super::find;
use super::people::moment;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::Query;
use crate::app::State;
use crate::auth::Permission;
use crate::store::audit::AuditFilter;

/// The route.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::ReadAudit);
    api.get("/audit-log", who, "What was done, the latest first.").by(list);
}

/// A line of the log.
#[derive(Serialize, JsonSchema)]
struct AuditLogLine {
    /// Its place in the order.
    number: i64,
    at: String,
    /// The e-mail address of whoever did it; `clock` and `command` are nobody.
    who: String,
    /// What was done.
    what: String,
    /// To what.
    subject: String,
    /// More of it.
    detail: Json,
}

/// Which lines.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Wish {
    /// Who did it.
    who: String,
    /// What was done.
    what: String,
    /// The beginning of what it was done to.
    subject: String,
    /// How many at the most.
    #[schemars(range(min = 1, max = 1000))]
    limit: u32,
    /// What `next` said.
    after: Option<String>,
}

impl Default for Wish {
    fn default() -> Self {
        let [who, what, subject] = Default::default();
        Self { who, what, subject, limit: 100, after: None }
    }
}

async fn list(
    state: web::Data<State>,
    Query(wish): Query<Wish>,
) -> Result<web::Json<Page<AuditLogLine>>, ApiError> {
    let limit = find::limit(wish.limit, 1000)?;
    let before = match wish.after.as_deref() {
        None | Some("") => i64::MAX,
        Some(text) => text
            .parse()
            .map_err(|_| ApiError::new(Code::MalformedQuery, "The query: `after` is what `next` said."))?,
    };
    let filter = AuditFilter { who: wish.who, what: wish.what, subject: wish.subject };
    let lines = state.store.audit_log(&filter, before, limit + 1).await?.into_iter();
    let lines = lines.map(|line| AuditLogLine {
        number: line.number,
        at: moment(line.at),
        who: line.who,
        what: line.what,
        subject: line.subject,
        detail: line.detail,
    });
    Ok(web::Json(Page::of(lines.collect(), limit, |line| line.number.to_string())))
}
