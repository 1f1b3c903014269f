//! The browsers of an account: whoever logs in gets a cookie by which the account knows the browser again. It opens nothing; attempts
//! in it are counted for themselves, so that nobody else's can shut its owner out.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use uuid::Uuid;

use crate::app::State;
use crate::store::{StoreResult, Tx, known_browsers};
use crate::token::Token;

const COOKIE: &str = "sawt_browser";
const COOKIE_OVER_TLS: &str = "__Secure-sawt_browser";
/// For how many days after a log-in a browser is known.
const DAYS: i64 = 180;

fn cookie_name(state: &State) -> &'static str {
    if state.secure_cookies { COOKIE_OVER_TLS } else { COOKIE }
}

fn secret(state: &State, request: &HttpRequest) -> Option<Token> {
    request.cookie(cookie_name(state))?.value().parse().ok()
}

/// The hash of the cookie of a browser that the account of this address knows.
///
/// # Errors
/// When the database fails.
pub async fn known(state: &State, request: &HttpRequest, email: &str) -> StoreResult<Option<Vec<u8>>> {
    let Some(secret) = secret(state, request) else { return Ok(None) };
    let hash = secret.hash();
    let known = state.store.knows_browser(&hash, email, state.clock.now_ms()).await?;
    Ok(known.then_some(hash))
}

/// Has an account know the browser of a request from now on. Returns the hash of its cookie, and the cookie.
///
/// # Errors
/// When the database fails.
pub async fn remember(
    tx: &mut Tx,
    state: &State,
    request: &HttpRequest,
    member: Uuid,
) -> StoreResult<(Vec<u8>, Cookie<'static>)> {
    let now = state.clock.now_ms();
    // A cookie that nobody has logged in with may be another's, who knows its secret.
    let mut kept = None;
    if let Some(secret) = secret(state, request)
        && known_browsers::is_known(tx, &secret.hash(), now).await?
    {
        kept = Some(secret);
    }
    let secret = kept.unwrap_or_else(Token::generate);
    let hash = secret.hash();
    known_browsers::remember(tx, &hash, member, now, now + DAYS * 86_400_000).await?;
    let cookie = Cookie::build(cookie_name(state), secret.as_str().to_owned())
        .path("/staff")
        .http_only(true)
        .secure(state.secure_cookies)
        .same_site(SameSite::Strict)
        .max_age(CookieDuration::days(DAYS))
        .finish();
    Ok((hash, cookie))
}
