//! Personal tokens: `sawt_` and 160 random bits, shown once and kept as a hash. A token can do what its scopes say, and never
//! more than its owner can at the moment of use.

use std::str::FromStr;

use actix_web::HttpRequest;
use serde_json::json;
use survey::Day;

use super::{Role, Scope};
use crate::address_limit::address;
use crate::app::State;
use crate::entropy;
use crate::partners::clean;
use crate::store::api_tokens::{self, ApiToken};
use crate::store::staff::Member;
use crate::store::{StoreResult, audit};
use crate::token::Token;

/// What every token begins with, so that it is known for one where it should not lie about.
pub const PREFIX: &str = "sawt_";
/// A token is good for so many days at most: who still needs it makes another one.
pub const MOST_DAYS: u64 = 366;
/// The longest name of a token, in characters.
pub const LONGEST_NAME: usize = 100;
/// Wrong tokens from one address in ten minutes, before it has to wait. Nobody guesses 160 bits: this is so that trying costs us
/// little.
const MOST_WRONG: u32 = 1000;
const WRONG: &str = "wrong-token";

/// Whether too many wrong tokens came from where this request comes from.
pub fn too_many_were_wrong(state: &State, request: &HttpRequest) -> bool {
    let now = state.clock.now_ms();
    address(request).is_some_and(|address| state.address_limit.counted(WRONG, address, now) >= MOST_WRONG)
}

/// Counts a wrong one.
pub fn count_wrong(state: &State, request: &HttpRequest) {
    if let Some(address) = address(request) {
        state.address_limit.count(WRONG, address, state.clock.now_ms());
    }
}

/// The secret out of the text of a token.
pub fn secret(text: &str) -> Option<Token> {
    Token::from_str(text.strip_prefix(PREFIX)?).ok()
}

/// What is wrong with what was asked of a token that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It has no name, or too long a one.
    Name,
    /// It ends before it begins, or too late.
    End,
    /// It could be used for nothing, or for more than its owner may.
    Scopes,
}

/// A token as its owner wants it.
pub struct Wanted<'a> {
    /// The name.
    pub name: &'a str,
    /// The last day.
    pub expires_on: Option<Day>,
    /// The scopes.
    pub scopes: Vec<Scope>,
}

/// The scopes that a token of somebody of this role can have.
pub fn offered(role: Role) -> impl Iterator<Item = Scope> {
    Scope::all().filter(move |scope| role.may(scope.permission))
}

/// The token that is wanted, or all that is wrong with it.
///
/// # Errors
/// When something is wrong.
pub fn check(wanted: Wanted<'_>, role: Role, today: Day) -> Result<ApiToken, Vec<Fault>> {
    let name = clean(wanted.name);
    let mut faults = Vec::new();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        faults.push(Fault::Name);
    }
    let end = wanted.expires_on.filter(|day| (today..=today.saturating_add(MOST_DAYS)).contains(day));
    if end.is_none() {
        faults.push(Fault::End);
    }
    if wanted.scopes.is_empty() || !wanted.scopes.iter().all(|scope| role.may(scope.permission)) {
        faults.push(Fault::Scopes);
    }
    let mut scopes = wanted.scopes;
    scopes.sort_unstable();
    scopes.dedup();
    match end {
        Some(expires_on) if faults.is_empty() => {
            Ok(ApiToken { id: entropy::uuid(), name, scopes, made_on: today, expires_on, last_used_on: None })
        }
        _ => Err(faults),
    }
}

/// Keeps a token and returns its text, which nobody sees again.
///
/// # Errors
/// When the database fails.
pub async fn make(state: &State, owner: &Member, token: &ApiToken) -> StoreResult<String> {
    let secret = Token::generate();
    let mut tx = state.store.begin_write().await?;
    api_tokens::add(&mut tx, owner.id, token, &secret.hash()).await?;
    let scopes: Vec<_> = token.scopes.iter().filter_map(|scope| scope.as_str()).collect();
    let detail = json!({ "name": token.name, "scopes": scopes, "expires_on": token.expires_on });
    let subject = format!("staff:{}", owner.email);
    audit::record(&mut tx, &owner.email, "token_made", &subject, &detail, state.clock.now_ms()).await?;
    tx.commit().await?;
    Ok(format!("{PREFIX}{}", secret.as_str()))
}

/// Takes a token away. Returns whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn revoke(state: &State, owner: &Member, token: &ApiToken) -> StoreResult<bool> {
    let mut tx = state.store.begin_write().await?;
    let done = api_tokens::revoke(&mut tx, owner.id, token.id).await?;
    if done {
        let subject = format!("staff:{}", owner.email);
        let detail = json!({ "name": token.name });
        let now = state.clock.now_ms();
        audit::record(&mut tx, &owner.email, "token_revoked", &subject, &detail, now).await?;
    }
    tx.commit().await?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_asked_for_with_a_name_an_end_and_what_its_owner_may() {
        let today: Day = "2026-11-25".parse().unwrap();
        let wanted = |name, days, scopes: &[&str]| Wanted {
            name,
            expires_on: Some(today.saturating_add(days)),
            scopes: scopes.iter().map(|scope| scope.parse().unwrap()).collect(),
        };
        let made = check(wanted(" nightly\n job ", 30, &["results:read"; 2]), Role::Analyst, today).unwrap();
        assert_eq!((made.name.as_str(), made.scopes.len()), ("nightly job", 1));
        let wrong = |wanted| check(wanted, Role::Analyst, today).unwrap_err();
        assert_eq!(wrong(wanted(" ", 367, &[])), [Fault::Name, Fault::End, Fault::Scopes]);
        assert_eq!(wrong(wanted("a", 1, &["results:read", "people:read"])), [Fault::Scopes]);
        assert_eq!(wrong(Wanted { expires_on: None, ..wanted("a", 1, &["results:read"]) }), [Fault::End]);
        assert_eq!(
            wrong(Wanted { expires_on: today.checked_sub(1), ..wanted("a", 1, &["results:read"]) }),
            [Fault::End]
        );
    }

    #[test]
    fn the_text_of_a_token_gives_its_secret() {
        let token = Token::generate();
        assert!(secret(&format!("{PREFIX}{}", token.as_str())) == Some(token.clone()));
        for wrong in ["", "sawt_", token.as_str(), "sawt_é", "SAWT_aaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert!(secret(wrong).is_none(), "{wrong}");
        }
    }
}
