//! The second step of a log-in: a code of an authenticator app, or a recovery code.
//!
//! A right password opens a *step*: a cookie that is good for ten minutes and opens nothing but the page of the second step.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::attempts::{Attempt, Origin, Refused, What};
use super::totp::{self, Secret};
use crate::app::State;
use crate::entropy;
use crate::store::staff::Member;
use crate::store::{StoreError, StoreResult};
use crate::token::Token;

const STEP_COOKIE: &str = "sawt_step";
const STEP_MINUTES: i64 = 10;
/// How many recovery codes there are.
const CODES: usize = 10;
/// 80 bits: a hash of it can't be searched for.
const CODE_BYTES: usize = 10;
const GROUP: usize = 4;

/// What came of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// It is right, and used up.
    Right,
    /// It is wrong, or was used before.
    Wrong,
    /// Only a recovery code is looked at now, and it is none.
    NoRecoveryCode,
    /// It may not be tried now; it was not looked at.
    Refused(Refused),
}

/// Begins the second step of a log-in and returns its cookie.
///
/// # Errors
/// When the database fails.
pub async fn begin_step(state: &State, member: &Member) -> StoreResult<Cookie<'static>> {
    let secret = Token::generate();
    let now = state.clock.now_ms();
    state.store.add_log_in_step(&secret.hash(), member.id, now, now + STEP_MINUTES * 60_000).await?;
    Ok(Cookie::build(STEP_COOKIE, secret.as_str().to_owned())
        .path("/staff/second-step")
        .http_only(true)
        .secure(state.secure_cookies)
        .same_site(SameSite::Strict)
        .max_age(CookieDuration::minutes(STEP_MINUTES))
        .finish())
}

/// Whose second step a request is in.
///
/// # Errors
/// When the database fails.
pub async fn step(state: &State, request: &HttpRequest) -> StoreResult<Option<Member>> {
    match secret(request) {
        Some(secret) => state.store.log_in_step(&secret.hash(), state.clock.now_ms()).await,
        None => Ok(None),
    }
}

/// Ends the second step of a request and returns the cookie that forgets it.
///
/// # Errors
/// When the database fails.
pub async fn end_step(state: &State, request: &HttpRequest) -> StoreResult<Cookie<'static>> {
    if let Some(secret) = secret(request) {
        state.store.end_log_in_step(&secret.hash()).await?;
    }
    let mut cookie = Cookie::build(STEP_COOKIE, "").path("/staff/second-step").finish();
    cookie.make_removal();
    Ok(cookie)
}

fn secret(request: &HttpRequest) -> Option<Token> {
    request.cookie(STEP_COOKIE)?.value().parse().ok()
}

/// Checks a code of a member who has a second factor.
///
/// # Errors
/// When the database fails.
pub async fn check(state: &State, request: &HttpRequest, member: &Member, code: &str) -> StoreResult<Code> {
    let origin = Origin::of(state, request, &member.email).await?;
    let attempt = Attempt::new(state, What::Code, origin, &member.email);
    if let Err(refused) = attempt.wait(state).await? {
        return Ok(Code::Refused(refused));
    }
    let any = match attempt.count(state).await? {
        Ok(any) => any,
        Err(refused) => return Ok(Code::Refused(refused)),
    };
    if is_right(state, member.id, code, any).await? {
        attempt.take_back(state).await?;
        return Ok(Code::Right);
    }
    Ok(if any { Code::Wrong } else { Code::NoRecoveryCode })
}

/// Whether a code is right: a recovery code, or, if `any` is, one of the app.
async fn is_right(state: &State, member: Uuid, code: &str, any: bool) -> StoreResult<bool> {
    let Some(sealed) = state.store.second_factor(member).await? else { return Ok(false) };
    let secret = open(state, member, &sealed)?;
    match secret.step_of(code, state.clock.now_ms()) {
        Some(step) => Ok(any && state.store.use_totp_step(member, step).await?),
        None => state.store.use_recovery_code(member, &hash(code)).await,
    }
}

/// Seals a secret for its member.
///
/// # Errors
/// Never for a secret that was drawn here.
pub fn seal(state: &State, member: Uuid, secret: &Secret) -> StoreResult<Vec<u8>> {
    let sealed = state.key.seal_secret(member, secret.bytes());
    sealed.map_err(|error| StoreError::unreadable("staff", error))
}

/// Opens a sealed secret.
///
/// # Errors
/// When it is another member's, or was sealed with another key.
pub fn open(state: &State, member: Uuid, sealed: &[u8]) -> StoreResult<Secret> {
    let opened = state.key.open_secret(member, sealed);
    opened.map(Secret::of).map_err(|error| StoreError::unreadable("staff", error))
}

/// Ten recovery codes, and their hashes.
pub fn recovery_codes() -> (Vec<String>, Vec<Vec<u8>>) {
    (0..CODES)
        .map(|_| {
            let digits = totp::base32(&entropy::bytes::<CODE_BYTES>()).to_lowercase();
            let groups: Vec<_> = digits
                .as_bytes()
                .chunks(GROUP)
                .map(|group| String::from_utf8_lossy(group).into_owned())
                .collect();
            let code = groups.join("-");
            let hash = hash(&code);
            (code, hash)
        })
        .unzip()
}

/// The hash of a recovery code, however it was typed.
fn hash(code: &str) -> Vec<u8> {
    let plain: String = code.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    Sha256::digest(plain.to_ascii_lowercase()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_codes_are_known_again_however_they_are_typed() {
        let (codes, hashes) = recovery_codes();
        assert_eq!((codes.len(), codes[0].len(), hashes.len()), (10, 19, 10));
        assert_eq!(hash(&format!(" {} ", codes[3].replace('-', " ").to_uppercase())), hashes[3]);
        assert!(!hashes.contains(&hash("")));
    }
}
