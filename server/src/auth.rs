//! Staff log-in: passwords, sessions and the guard against forged requests.
//!
//! A session is a random secret in a cookie (`HttpOnly`, `SameSite=Lax`); the database keeps its hash. Forms carry the
//! session's own CSRF secret as well. Programs come with a personal token ([`tokens`]); [`caller`] lets both into the API.

pub mod caller;
pub mod device;
mod permission;
pub mod second_factor;
pub mod tokens;
pub mod totp;

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::USER_AGENT;
use actix_web::{HttpRequest, web};
use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::address_limit::address;
use crate::app::State;
use crate::store::sessions::{self, NewSession};
use crate::store::staff::{Member, Session};
use crate::store::{StoreResult, audit};
use crate::token::Token;

pub use crate::store::staff::Role;
pub use permission::{Access, NotAScope, Permission, Scope, asked};

/// The session cookie. Over TLS its name says so, and browsers then take it from this very host over TLS alone.
pub const COOKIE: &str = "sawt_session";
const COOKIE_OVER_TLS: &str = "__Host-sawt_session";
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
    let parsed = match PasswordHash::new(hash) {
        Ok(parsed) => parsed,
        Err(error) => {
            tracing::error!(%error, "the hash of a password can't be read");
            return false;
        }
    };
    let right = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    // How much work it was: tests see by it that a log-in without an account is no less. It tells nothing of who it was.
    tracing::debug!(algorithm = %parsed.algorithm, parameters = %parsed.params, "a password was compared");
    right
}

/// How many log-ins with one address may fail before it has to wait.
const FAILURES: u64 = 10;
/// For how long, in milliseconds after the last failure: long enough that guessing is hopeless, short enough that nobody
/// can shut a colleague out for a day.
const WAIT: i64 = 5 * 60_000;
/// How many may fail from one network address within ten minutes, whatever is tried: an office has one address.
const FAILURES_OF_AN_ADDRESS: u32 = 50;
const LOG_IN: &str = "log-in";

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
pub async fn log_in(
    state: &State,
    request: &HttpRequest,
    email: &str,
    password: String,
) -> StoreResult<LogIn> {
    let email = email.trim().to_lowercase();
    let email_hash = Sha256::digest(email.as_bytes());
    let now = state.clock.now_ms();
    if !attempts_left(state, request, &email_hash).await? {
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
            forget_failures(state, &email_hash).await?;
            Ok(LogIn::Member(member))
        }
        None => {
            count_failure(state, request, &email_hash, now, now - WAIT).await?;
            Ok(LogIn::Wrong)
        }
    }
}

/// Whether somebody may try: not too many attempts on this account have failed lately, nor from this network address.
async fn attempts_left(state: &State, request: &HttpRequest, account: &[u8]) -> StoreResult<bool> {
    let now = state.clock.now_ms();
    let from_here = address(request).map_or(0, |address| state.address_limit.counted(LOG_IN, address, now));
    let with_account = state.store.failed_log_ins(account, now - WAIT).await?;
    Ok(from_here < FAILURES_OF_AN_ADDRESS && with_account < FAILURES)
}

async fn count_failure(
    state: &State,
    request: &HttpRequest,
    account: &[u8],
    now: i64,
    since: i64,
) -> StoreResult<()> {
    if let Some(address) = address(request) {
        state.address_limit.count(LOG_IN, address, now);
    }
    state.store.count_failed_log_in(account, now, since).await
}

async fn forget_failures(state: &State, account: &[u8]) -> StoreResult<()> {
    state.store.forget_failed_log_ins(account).await
}

/// Whether this is the password of a member who is logged in already. It is limited like log-ins.
///
/// # Errors
/// When the database fails.
pub async fn proves(
    state: &State,
    request: &HttpRequest,
    member: &Member,
    password: String,
) -> StoreResult<bool> {
    let proved = log_in(state, request, &member.email, password).await?;
    Ok(matches!(proved, LogIn::Member(proved) if proved.id == member.id))
}

/// The hash of a password that nobody has.
const NO_ONE: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c2F3dC1uby1vbmUtaGVyZQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn cookie_name(state: &State) -> &'static str {
    if state.secure_cookies { COOKIE_OVER_TLS } else { COOKIE }
}

/// Opens a session and returns its cookie.
///
/// # Errors
/// When the database fails.
pub async fn open_session(
    state: &State,
    request: &HttpRequest,
    member: &Member,
) -> StoreResult<Cookie<'static>> {
    let (secret, csrf, now) = (Token::generate(), Token::generate(), state.clock.now_ms());
    let agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let session = NewSession {
        secret_hash: &secret.hash(),
        member: member.id,
        csrf: csrf.as_str(),
        device: &device::of(agent),
        now,
        expires_at: now + SESSION_HOURS * 3_600_000,
    };
    let mut tx = state.store.begin_write().await?;
    sessions::open(&mut tx, &session).await?;
    let subject = format!("staff:{}", member.email);
    let detail = json!({ "device": session.device });
    audit::record(&mut tx, &member.email, "logged_in", &subject, &detail, now).await?;
    tx.commit().await?;
    Ok(Cookie::build(cookie_name(state), secret.as_str().to_owned())
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

#[cfg(test)]
mod tests {
    use argon2::Params;

    use super::*;

    /// What OWASP's cheat sheet on storing passwords asks of argon2id at the least.
    #[test]
    fn passwords_are_kept_as_argon2id_with_enough_memory_and_passes() {
        let made = hash_password("several words are long").unwrap();
        for hash in [made.as_str(), NO_ONE] {
            let parsed = PasswordHash::new(hash).unwrap();
            assert_eq!((parsed.algorithm.as_str(), parsed.version), ("argon2id", Some(19)));
            let params = Params::try_from(&parsed).unwrap();
            assert!(
                params.m_cost() >= 19 * 1024 && params.t_cost() >= 2 && params.p_cost() >= 1,
                "{params:?}"
            );
            assert_eq!(parsed.hash.unwrap().len(), 32);
            assert!(parsed.salt.unwrap().as_str().len() >= 16);
        }
        assert_ne!(made, hash_password("several words are long").unwrap(), "each has a salt of its own");
        assert!(verify("several words are long", &made) && !verify("several words are lon", &made));
    }

    #[test]
    fn a_log_in_without_an_account_is_the_same_work() {
        let made = hash_password("x").unwrap();
        let work = |hash: &str| Params::try_from(&PasswordHash::new(hash).unwrap()).unwrap();
        let (own, nobodys) = (work(&made), work(NO_ONE));
        assert_eq!(own.m_cost(), nobodys.m_cost());
        assert_eq!((own.t_cost(), own.p_cost()), (nobodys.t_cost(), nobodys.p_cost()));
    }
}
