//! Staff log-in: passwords, sessions and the guard against forged requests.
//!
//! A session is a random secret in a cookie (`HttpOnly`, `SameSite=Lax`); the database keeps its hash. Forms carry the
//! session's own CSRF secret as well.

mod permission;

use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, web};
use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};

use sha2::{Digest, Sha256};

use crate::api::problem::ApiError;
use crate::app::State;
use crate::store::StoreResult;
use crate::store::staff::{Member, Session};
use crate::token::Token;

pub use crate::store::staff::Role;
pub use permission::{Permission, asked};

/// The session cookie.
pub const COOKIE: &str = "sawt_session";
/// How long a session lasts.
const SESSION_HOURS: i64 = 12;

/// Hashes a password with argon2id.
///
/// # Errors
/// Only for parameters that argon2 does not accept, which the defaults are not.
pub fn hash_password(password: &str) -> Result<String, argon2::password_hash::Error> {
    let salt = SaltString::generate(&mut OsRng);
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt)?.to_string())
}

/// Whether the password is the one that was hashed.
fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
}

/// How many log-ins with one address may fail before it has to wait.
const FAILURES: u64 = 10;
/// For how long, in milliseconds after the last failure: long enough that guessing is hopeless, short enough that nobody
/// can shut a colleague out for a day.
const WAIT: i64 = 5 * 60_000;

/// What came of a log-in.
pub enum LogIn {
    /// It is this member.
    Member(Member),
    /// The address or the password is wrong.
    Wrong,
    /// Too many failed lately with this address; the password was not looked at.
    Wait,
}

/// Checks a log-in. An unknown address takes as long as a wrong password and has to wait as long, so that nobody learns
/// who has an account.
///
/// # Errors
/// When the database fails.
pub async fn log_in(state: &State, email: &str, password: String) -> StoreResult<LogIn> {
    let email = email.trim().to_lowercase();
    let email_hash = Sha256::digest(email.as_bytes());
    let now = state.clock.now_ms();
    if state.store.failed_log_ins(&email_hash, now - WAIT).await? >= FAILURES {
        return Ok(LogIn::Wait);
    }
    let found = state.store.member_by_email(&email).await?;
    let (member, hash) = match found {
        Some((member, hash)) => (Some(member), hash),
        None => (None, NO_ONE.to_owned()),
    };
    // A hash takes tens of milliseconds of processor: not on a thread that serves requests.
    let right = web::block(move || verify(&password, &hash)).await.unwrap_or(false);
    match member.filter(|_| right) {
        Some(member) => {
            state.store.forget_failed_log_ins(&email_hash).await?;
            Ok(LogIn::Member(member))
        }
        None => {
            state.store.count_failed_log_in(&email_hash, now, now - WAIT).await?;
            Ok(LogIn::Wrong)
        }
    }
}

/// The hash of a password that nobody has.
const NO_ONE: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c2F3dC1uby1vbmUtaGVyZQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Opens a session and returns its cookie.
///
/// # Errors
/// When the database fails.
pub async fn open_session(state: &State, member: &Member) -> StoreResult<Cookie<'static>> {
    let secret = Token::generate();
    let csrf = Token::generate();
    let now = state.clock.now_ms();
    let expires_at = now + SESSION_HOURS * 3_600_000;
    state.store.open_session(&secret.hash(), member.id, csrf.as_str(), now, expires_at).await?;
    Ok(Cookie::build(COOKIE, secret.as_str().to_owned())
        .path("/")
        .http_only(true)
        .secure(state.secure_cookies)
        .same_site(SameSite::Lax)
        .max_age(CookieDuration::hours(SESSION_HOURS))
        .finish())
}

/// Ends the session of a request, if it has one, and returns the cookie that forgets it.
///
/// # Errors
/// When the database fails.
pub async fn close_session(state: &State, request: &HttpRequest) -> StoreResult<Cookie<'static>> {
    if let Some(secret) = secret(request) {
        state.store.end_session(&secret.hash()).await?;
    }
    let mut cookie = Cookie::build(COOKIE, "").path("/").finish();
    cookie.make_removal();
    Ok(cookie)
}

fn secret(request: &HttpRequest) -> Option<Token> {
    request.cookie(COOKIE)?.value().parse().ok()
}

/// The session of a request.
///
/// # Errors
/// When the database fails.
pub async fn session(state: &State, request: &HttpRequest) -> StoreResult<Option<Session>> {
    match secret(request) {
        Some(secret) => state.store.session(&secret.hash(), state.clock.now_ms()).await,
        None => Ok(None),
    }
}

/// Whether a form was sent by a page of our own: what the browser says of its origin, where it says it.
pub fn is_same_origin(request: &HttpRequest) -> bool {
    let said = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    matches!(said, None | Some("same-origin" | "none"))
}

/// A session, for the API: without one the answer is a problem with status 401; with one whose role may not, 403.
pub struct ApiSession(pub Session);

impl FromRequest for ApiSession {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let unauthorised =
                || ApiError::new(StatusCode::UNAUTHORIZED, "not_logged_in", "Log in first, at /staff/login.");
            let state = request.app_data::<web::Data<State>>().ok_or_else(unauthorised)?;
            let session = session(state, &request).await?.ok_or_else(unauthorised)?;
            if !session.member.role.may_open(&request.match_pattern().unwrap_or_default()) {
                let detail = "Your role does not include this. An admin can change that.";
                return Err(ApiError::new(StatusCode::FORBIDDEN, "not_allowed", detail));
            }
            Ok(Self(session))
        })
    }
}
