//! `/api/v1/me`: who calls, what the token may do, and the caller's own tokens.
//!
//! Tokens are made on a page alone: one that could make another would never end.

use actix_web::web;
use schemars::JsonSchema;
use serde::Serialize;
use survey::Day;
use uuid::Uuid;

use super::answer::Nothing;
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::Path;
use crate::app::State;
use crate::auth::caller::Caller;
use crate::auth::{Permission, Scope, tokens};
use crate::store::api_tokens::ApiToken;

/// The routes.
pub fn routes(api: &mut Routes) {
    let own = Who::Staff(Permission::BeHere);
    api.get("/me", own, "Who calls, and what for.").by(read);
    api.get("/me/tokens", own, "Your own tokens, without their secrets.").by(list);
    api.delete("/me/tokens/{token}", own, "Takes one of your tokens away, at once and for good.").by(revoke);
}

/// Who calls.
#[derive(Serialize, JsonSchema)]
struct Me {
    email: String,
    name: String,
    /// The role: `admin`, `manager`, `analyst` or `translator`.
    role: &'static str,
    /// The language of the pages.
    language: String,
    /// The token that was sent; null for a session.
    token: Option<Token>,
}

/// A token.
#[derive(Serialize, JsonSchema)]
struct Token {
    id: Uuid,
    name: String,
    scopes: Vec<&'static str>,
    made_on: Day,
    /// The last day on which it is good.
    expires_on: Day,
    last_used_on: Option<Day>,
}

impl From<ApiToken> for Token {
    fn from(token: ApiToken) -> Self {
        Self {
            id: token.id,
            name: token.name,
            scopes: token.scopes.into_iter().filter_map(Scope::as_str).collect(),
            made_on: token.made_on,
            expires_on: token.expires_on,
            last_used_on: token.last_used_on,
        }
    }
}

async fn read(caller: Caller) -> Result<web::Json<Me>, ApiError> {
    let Caller { member, token } = caller;
    Ok(web::Json(Me {
        role: member.role.as_str(),
        language: member.language.to_string(),
        email: member.email,
        name: member.name,
        token: token.map(Token::from),
    }))
}

async fn list(state: web::Data<State>, caller: Caller) -> Result<web::Json<Vec<Token>>, ApiError> {
    let tokens = state.store.api_tokens(caller.member.id).await?;
    Ok(web::Json(tokens.into_iter().map(Token::from).collect()))
}

async fn revoke(
    state: web::Data<State>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Nothing, ApiError> {
    let id = find::id(&id, Code::UnknownToken)?;
    let own = state.store.api_tokens(caller.member.id).await?.into_iter().find(|token| token.id == id);
    let token = own.ok_or_else(|| find::nothing(Code::UnknownToken))?;
    tokens::revoke(&state, &caller.member, &token).await?;
    Ok(Nothing)
}
