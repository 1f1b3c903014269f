//! Who calls a route of the API that is for staff: somebody with a personal token, or with a session of the pages.
//!
//! A route is reached only through [`admit`], which knows what it asks for; see `api::route`.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use survey::Day;

use super::{Access, Permission, Scope, tokens};
use crate::api::problem::{ApiError, Code};
use crate::app::State;
use crate::publish::By;
use crate::store::StoreResult;
use crate::store::api_tokens::{ApiToken, Owned};
use crate::store::staff::Member;

/// The header by which a page's own script proves that it is one: the session's secret, which other sites can't read.
pub const CSRF_HEADER: &str = "x-sawt-csrf";

/// Somebody who was let in.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who it is.
    pub member: Member,
    /// The token, unless it is a session.
    pub token: Option<ApiToken>,
}

impl Caller {
    /// Who changes what this request changes, now.
    pub fn by(&self, state: &State) -> By<'_> {
        let sets_up = self.may(Permission::SetUpSurveys, Access::Write);
        By { name: &self.member.name, who: &self.member.email, now: state.clock.now(), sets_up }
    }

    /// Whether the caller may do that as well.
    pub fn may(&self, permission: Permission, access: Access) -> bool {
        let asked = Scope { permission, access };
        let scoped = |token: &ApiToken| token.scopes.iter().any(|scope| scope.covers(asked));
        self.member.role.may(permission) && self.token.as_ref().is_none_or(scoped)
    }
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = request.extensions().get::<Self>().cloned();
        ready(caller.ok_or_else(|| ApiError::new(Code::Internal, "This route lets in nobody.")))
    }
}

/// Lets a request in whose sender may do what the route asks for; the [`Caller`] is then at hand. Returns the token's name.
///
/// # Errors
/// 401 for nobody, 403 for somebody who may not, 429 after too many wrong tokens.
pub async fn admit(
    request: &HttpRequest,
    permission: Permission,
    access: Access,
) -> Result<Option<String>, ApiError> {
    let missing = || ApiError::new(Code::Internal, "Something is wrong on the server.");
    let state = request.app_data::<web::Data<State>>().ok_or_else(missing)?;
    let caller = match request.headers().get(AUTHORIZATION) {
        Some(value) => by_token(state, request, value.to_str().unwrap_or_default()).await?,
        None => by_session(state, request, access).await?,
    };
    if !caller.member.role.may(permission) {
        let detail = "Your role does not include this. An admin can change that.";
        return Err(ApiError::new(Code::NotAllowed, detail));
    }
    if !caller.may(permission, access) && permission != Permission::BeHere {
        let needed = Scope { permission, access }.as_str().unwrap_or("(none)");
        let detail = format!("This token lacks the scope “{needed}”. Make one that has it.");
        return Err(ApiError::new(Code::ScopeMissing, detail));
    }
    let name = caller.token.as_ref().map(|token| token.name.clone());
    request.extensions_mut().insert(caller);
    Ok(name)
}

async fn by_token(state: &State, request: &HttpRequest, value: &str) -> Result<Caller, ApiError> {
    let now = state.clock.now();
    if tokens::too_many_were_wrong(state, request) {
        let detail = "Too many wrong tokens came from your address. Wait ten minutes.";
        return Err(ApiError::new(Code::TooManyWrongTokens, detail));
    }
    let found = find(state, value).await?;
    let Some(Owned { member, second_factor, token }) = found else {
        tokens::count_wrong(state, request);
        let detail = "This token is not good: it is unknown, was revoked, or has ended.";
        return Err(ApiError::new(Code::InvalidToken, detail));
    };
    if super::owes_second_factor(state, member.role, second_factor) {
        return Err(second_factor_missing());
    }
    let today = Day::of(&now);
    if token.last_used_on != Some(today) {
        state.store.note_token_used(token.id, today).await?;
    }
    Ok(Caller { member, token: Some(token) })
}

async fn find(state: &State, value: &str) -> StoreResult<Option<Owned>> {
    let Some((scheme, text)) = value.split_once(' ') else { return Ok(None) };
    let secret = tokens::secret(text.trim()).filter(|_| scheme.eq_ignore_ascii_case("bearer"));
    let Some(secret) = secret else { return Ok(None) };
    state.store.api_token(&secret.hash(), Day::of(&state.clock.now())).await
}

async fn by_session(state: &State, request: &HttpRequest, access: Access) -> Result<Caller, ApiError> {
    let Some(session) = super::session(state, request).await? else {
        let detail =
            "Send a personal token as “Authorization: Bearer sawt_…”; make one at /staff/account/tokens.";
        return Err(ApiError::new(Code::NotLoggedIn, detail));
    };
    if super::lacks_second_factor(state, &session) {
        return Err(second_factor_missing());
    }
    let proof = request.headers().get(CSRF_HEADER).and_then(|value| value.to_str().ok());
    if access == Access::Write && proof != Some(session.csrf.as_str()) {
        let detail =
            "A cookie alone changes nothing: send a personal token, or the session's X-Sawt-CSRF header.";
        return Err(ApiError::new(Code::CsrfMissing, detail));
    }
    Ok(Caller { member: session.member, token: None })
}

fn second_factor_missing() -> ApiError {
    let detail = "Admins need a second factor here. Set it up at /staff/account/second-factor.";
    ApiError::new(Code::SecondFactorMissing, detail)
}
