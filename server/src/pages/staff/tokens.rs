//! Personal tokens, by which a member of staff's programs use the API: the list, making one, taking one away.
//!
//! A token's text is shown once, as the answer to the POST that makes it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::Day;
use survey::form::Fields;

use super::forms::{Errors, field};
use super::invitations::query;
use super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::words::text;
use crate::auth::Scope;
use crate::auth::tokens::{self, Fault, Wanted};
use crate::store::api_tokens::ApiToken;
use crate::store::staff::Member;

const BASE: &str = "/staff/account/tokens";
/// For so long a token is proposed to be good.
const PROPOSED: u64 = 90;

#[derive(Template)]
#[template(path = "staff/tokens.html")]
struct TokensPage<'a> {
    frame: Frame<'a>,
    errors: Errors,
    fields: Fields,
    notice: Option<String>,
    /// A token that was made just now: its name and its text.
    made: Option<(String, String)>,
    /// A command that uses it.
    example: String,
    lines: Vec<Line>,
    scopes: Vec<(&'static str, String)>,
    earliest: String,
}

impl TokensPage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

struct Line {
    id: String,
    name: String,
    scopes: Vec<String>,
    ends: String,
    used: String,
}

fn today(visit: &Visit) -> Day {
    Day::of(&visit.state.clock.now())
}

fn member(visit: &Visit) -> Result<&Member, Problem> {
    let session = visit.session.as_ref().ok_or_else(|| visit.problem(Kind::Forbidden))?;
    Ok(&session.member)
}

async fn own(visit: &Visit) -> Result<Vec<ApiToken>, Problem> {
    let tokens = visit.state.store.api_tokens(member(visit)?.id).await;
    tokens.map_err(|error| visit.unavailable(&error))
}

/// What a scope is for.
fn scope_text(visit: &Visit, scope: Scope) -> Option<String> {
    let name = scope.as_str()?.replace([':', '_'], "-");
    Some(visit.t().text(&format!("tokens-scope-{name}")))
}

fn say(visit: &Visit, token: ApiToken) -> Line {
    let t = visit.t();
    let ended = token.expires_on < today(visit);
    let day = [("day", t.date(token.expires_on))];
    let day: Vec<_> = day.iter().map(|(name, day)| (*name, text(day))).collect();
    Line {
        id: token.id.to_string(),
        name: token.name,
        scopes: token.scopes.into_iter().filter_map(|scope| scope_text(visit, scope)).collect(),
        ends: t.tr(if ended { "tokens-ended" } else { "tokens-ends" }, &day),
        used: token.last_used_on.map_or_else(|| t.text("tokens-unused"), |day| t.date(day)),
    }
}

async fn answer(
    visit: &Visit,
    fields: Fields,
    errors: Errors,
    made: Option<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let lines = own(visit).await?.into_iter().map(|token| say(visit, token)).collect();
    let role = member(visit)?.role;
    let scopes = tokens::offered(role).filter_map(|scope| Some((scope.as_str()?, scope_text(visit, scope)?)));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = TokensPage {
        frame: visit.frame(&errors.title(visit, &t.text("tokens-title"))),
        errors,
        fields,
        notice: query(visit).has("revoked", "yes").then(|| t.text("tokens-revoked")),
        example: format!("curl -H \"Authorization: Bearer $TOKEN\" {}/api/v1/me", visit.state.base_url),
        made,
        lines,
        scopes: scopes.collect(),
        earliest: today(visit).to_string(),
    };
    visit.page(status, &page)
}

/// The list, and the form of a new one.
#[get("/account/tokens")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let proposed = today(&visit).saturating_add(PROPOSED).to_string();
    let fields = Fields(vec![("expires_on".to_owned(), proposed)]);
    answer(&visit, fields, Errors::default(), None).await
}

/// Makes a token and shows it.
#[post("/account/tokens")]
pub async fn make(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let member = member(&visit)?;
    let chosen = fields.0.iter().filter(|(name, _)| name == "scope");
    let wanted = Wanted {
        name: field(&fields, "name"),
        expires_on: field(&fields, "expires_on").parse().ok(),
        scopes: chosen.filter_map(|(_, scope)| scope.parse().ok()).collect(),
    };
    match tokens::check(wanted, member.role, today(&visit)) {
        Ok(token) => {
            let made = tokens::make(&visit.state, member, &token).await;
            let made = made.map_err(|error| visit.unavailable(&error))?;
            let proposed = today(&visit).saturating_add(PROPOSED).to_string();
            let fields = Fields(vec![("expires_on".to_owned(), proposed)]);
            answer(&visit, fields, Errors::default(), Some((token.name, made))).await
        }
        Err(faults) => {
            let mut errors = Errors::default();
            for fault in faults {
                match fault {
                    Fault::Name => errors.add(&visit, "name", "tokens-error-name"),
                    Fault::End => errors.add(&visit, "expires_on", "tokens-error-end"),
                    Fault::Scopes => errors.add(&visit, "scope", "tokens-error-scopes"),
                }
            }
            answer(&visit, fields, errors, None).await
        }
    }
}

/// Takes a token away.
#[post("/account/tokens/{id}/revoke")]
pub async fn revoke(
    visit: StaffVisit,
    id: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let found = own(&visit).await?.into_iter().find(|token| token.id.to_string() == *id);
    if let Some(token) = found {
        let done = tokens::revoke(&visit.state, member(&visit)?, &token).await;
        done.map_err(|error| visit.unavailable(&error))?;
    }
    Ok(redirect(&format!("{BASE}?revoked=yes")))
}
