//! Staff log-in: passwords, sessions and the guard against forged requests.
//!
//! A session is a random secret in a cookie (`HttpOnly`, `SameSite=Lax`); the database keeps its hash. Forms carry the
//! session's own CSRF secret as well. Programs come with a personal token ([`tokens`]); [`caller`] lets both into the API.

pub mod attempts;
pub mod browser;
pub mod caller;
pub mod device;
pub mod hashing;
mod permission;
pub mod second_factor;
pub mod tokens;
pub mod totp;

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::USER_AGENT;
use serde_json::json;

use self::attempts::{Attempt, Origin, Refused, What};
use self::hashing::NO_ONE;
use crate::app::State;
use crate::store::sessions::{self, NewSession};
use crate::store::staff::{Member, Session};
use crate::store::{StoreResult, audit};
use crate::token::Token;

pub use self::hashing::hash_password;
pub use crate::store::staff::Role;
pub use permission::{Access, NotAScope, Permission, Scope, asked};

/// The session cookie. Over TLS its name says so, and browsers then take it from this very host over TLS alone.
pub const COOKIE: &str = "sawt_session";
const COOKIE_OVER_TLS: &str = "__Host-sawt_session";
/// How long a session lasts.
const SESSION_HOURS: i64 = 12;

/// What came of a log-in.
pub enum LogIn {
    /// It is this member.
    Member(Member),
    /// The address or the password is wrong.
    Wrong,
    /// It may not be tried now; the password was not looked at.
    Refused(Refused),
}

/// Checks a log-in. An unknown address takes as long as a wrong password and has to wait as long, so that nobody learns
/// who has an account.
///
/// # Errors
/// When the database fails.
pub async fn log_in(
    state: &State,
    request: &HttpRequest,
    email: &str,
    password: String,
) -> StoreResult<LogIn> {
    let email = email.trim().to_lowercase();
    let origin = Origin::of(state, request, &email).await?;
    try_password(state, origin, &email, password).await
}

/// Counts an attempt, then looks at the password, and takes the attempt back if it is right.
async fn try_password(state: &State, origin: Origin, email: &str, password: String) -> StoreResult<LogIn> {
    let attempt = Attempt::new(state, What::Password, origin, email);
    if let Err(refused) = attempt.wait(state).await? {
        return Ok(LogIn::Refused(refused));
    }
    let Ok(place) = state.hashing.place(attempt.whose(state)) else {
        return Ok(LogIn::Refused(Refused::Busy));
    };
    let Ok(turn) = state.hashing.turn(place).await else { return Ok(LogIn::Refused(Refused::Busy)) };
    if let Err(refused) = attempt.count(state).await? {
        return Ok(LogIn::Refused(refused));
    }
    let (member, hash) = match state.store.member_by_email(email).await? {
        Some((member, hash)) => (Some(member), hash),
        None => (None, NO_ONE.to_owned()),
    };
    let right = turn.verify(password, hash).await;
    match member.filter(|_| right) {
        Some(member) => {
            attempt.take_back(state).await?;
            Ok(LogIn::Member(member))
        }
        None => Ok(LogIn::Wrong),
    }
}

/// Whether this is the password of a member who is logged in already. It is limited like log-ins, and counted for the session.
///
/// # Errors
/// When the database fails.
pub async fn prove(
    state: &State,
    request: &HttpRequest,
    member: &Member,
    password: String,
) -> StoreResult<LogIn> {
    let origin = match secret(state, request) {
        Some(secret) => Origin::Session(secret.hash()),
        None => Origin::of(state, request, &member.email).await?,
    };
    try_password(state, origin, &member.email, password).await
}

fn cookie_name(state: &State) -> &'static str {
    if state.secure_cookies { COOKIE_OVER_TLS } else { COOKIE }
}

/// Opens a session and has the account know the browser. Returns the cookies of both.
///
/// # Errors
/// When the database fails.
pub async fn open_session(
    state: &State,
    request: &HttpRequest,
    member: &Member,
) -> StoreResult<[Cookie<'static>; 2]> {
    let (secret, csrf, now) = (Token::generate(), Token::generate(), state.clock.now_ms());
    let agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut tx = state.store.begin_write().await?;
    let (browser, browser_cookie) = browser::remember(&mut tx, state, request, member.id).await?;
    let session = NewSession {
        secret_hash: &secret.hash(),
        member: member.id,
        csrf: csrf.as_str(),
        device: &device::of(agent),
        browser: &browser,
        now,
        expires_at: now + SESSION_HOURS * 3_600_000,
    };
    sessions::open(&mut tx, &session).await?;
    let subject = format!("staff:{}", member.email);
    let detail = json!({ "device": session.device });
    audit::record(&mut tx, &member.email, "logged_in", &subject, &detail, now).await?;
    tx.commit().await?;
    let cookie = Cookie::build(cookie_name(state), secret.as_str().to_owned())
        .path("/")
        .http_only(true)
        .secure(state.secure_cookies)
        .same_site(SameSite::Lax)
        .max_age(CookieDuration::hours(SESSION_HOURS))
        .finish();
    Ok([cookie, browser_cookie])
}

/// Ends the session of a request, if it has one, and returns the cookie that forgets it.
///
/// # Errors
/// When the database fails.
pub async fn close_session(
    state: &State,
    request: &HttpRequest,
    session: Option<&Session>,
) -> StoreResult<Cookie<'static>> {
    if let (Some(secret), Some(session)) = (secret(state, request), session) {
        let mut tx = state.store.begin_write().await?;
        if sessions::end(&mut tx, session.member.id, &secret.hash()).await? {
            let (email, now) = (&session.member.email, state.clock.now_ms());
            audit::record(&mut tx, email, "logged_out", &format!("staff:{email}"), &json!({}), now).await?;
        }
        tx.commit().await?;
    }
    let mut cookie = Cookie::build(cookie_name(state), "").path("/").secure(state.secure_cookies).finish();
    cookie.make_removal();
    Ok(cookie)
}

/// The secret of a request's session.
pub fn secret(state: &State, request: &HttpRequest) -> Option<Token> {
    request.cookie(cookie_name(state))?.value().parse().ok()
}

/// The session of a request.
///
/// # Errors
/// When the database fails.
pub async fn session(state: &State, request: &HttpRequest) -> StoreResult<Option<Session>> {
    match secret(state, request) {
        Some(secret) => state.store.session(&secret.hash(), state.clock.now_ms()).await,
        None => Ok(None),
    }
}

/// Whether whoever is logged in has to have a second factor here first.
pub fn lacks_second_factor(state: &State, session: &Session) -> bool {
    owes_second_factor(state, session.member.role, session.second_factor)
}

/// Whether somebody of this role has to have a second factor here first.
fn owes_second_factor(state: &State, role: Role, has_one: bool) -> bool {
    state.admins_need_second_factor && role == Role::Admin && !has_one
}

/// Whether a form was sent by a page of our own: what the browser says of its origin, where it says it.
pub fn is_same_origin(request: &HttpRequest) -> bool {
    let said = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    matches!(said, None | Some("same-origin" | "none"))
}
