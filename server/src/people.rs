//! People who work here: invited, given another role, ended. What the page and the API both do.
//!
//! A link is returned once, to whoever asked for it; the database keeps its hash. A mail with a link of its own is on its way
//! meanwhile: whichever is used first makes the other worth nothing.

use serde_json::json;
use survey::Locale;

use crate::app::State;
use crate::auth::Role;
use crate::entropy;
use crate::mail::account::{LINK_MS, link_address};
use crate::partners::EmailAddress;
use crate::publish::By;
use crate::store::account_mail::{self, AccountMail, AccountMailKind};
use crate::store::accounts::{self, Account, AccountLink, Changed};
use crate::store::{Store, StoreResult, audit, second_factors};
use crate::token::Token;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 200;

/// Somebody who is to be invited.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// The e-mail address, in lower case.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The language of the pages and of the mail.
    pub language: Locale,
}

/// Why somebody can't be invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no e-mail address.
    Email,
    /// Somebody has an account with it.
    Taken,
    /// There is no name, or too long a one.
    Name,
}

/// What stands against inviting somebody of that address and name.
///
/// # Errors
/// When the database fails.
pub async fn against(store: &Store, email: &str, name: &str) -> StoreResult<Vec<Fault>> {
    let mut faults = Vec::new();
    if email.parse::<EmailAddress>().is_err() {
        faults.push(Fault::Email);
    } else if store.accounts().await?.iter().any(|person| person.email == email) {
        faults.push(Fault::Taken);
    }
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        faults.push(Fault::Name);
    }
    Ok(faults)
}

/// Invites somebody. Returns the address by which the account is made.
///
/// # Errors
/// When the database fails.
pub async fn invite(state: &State, one: Newcomer, by: By<'_>) -> StoreResult<String> {
    let Newcomer { email, name, role, language } = one;
    give_link(state, AccountLink { email, name, role: Some(role), language }, by).await
}

/// Makes a link by which somebody chooses another password. Returns its address.
///
/// # Errors
/// When the database fails.
pub async fn password_link(state: &State, person: &Account, by: By<'_>) -> StoreResult<String> {
    let (email, language) = (person.email.clone(), person.language.clone());
    give_link(state, AccountLink { email, name: String::new(), role: None, language }, by).await
}

async fn give_link(state: &State, link: AccountLink, by: By<'_>) -> StoreResult<String> {
    let (secret, now) = (Token::generate(), by.now.timestamp_millis());
    let mut tx = state.store.begin_write().await?;
    accounts::forget_links(&mut tx, &link.email).await?;
    accounts::add_link(&mut tx, &secret.hash(), &link, now, now + LINK_MS).await?;
    let (kind, what) = match link.role {
        Some(_) => (AccountMailKind::Invitation, "person_invited"),
        None => (AccountMailKind::Password, "password_link_made"),
    };
    let mail = AccountMail {
        id: entropy::uuid(),
        email: link.email.clone(),
        kind,
        name: link.name.clone(),
        role: link.role,
        language: link.language.clone(),
        attempts: 0,
        asked_at: now,
    };
    account_mail::ask(&mut tx, &mail).await?;
    let detail = json!({ "role": link.role.map(Role::as_str) });
    audit::record(&mut tx, by.who, what, &subject(&link.email), &detail, now).await?;
    tx.commit().await?;
    Ok(link_address(&state.base_url, &secret, &link.language))
}

/// Withdraws an invitation. Returns whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(store: &Store, email: &str, by: By<'_>) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    let done = accounts::withdraw(&mut tx, email).await?;
    if done {
        let now = by.now.timestamp_millis();
        audit::record(&mut tx, by.who, "invitation_withdrawn", &subject(email), &json!({}), now).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// Gives somebody a role and says whether the account may be used. The last admin stays.
///
/// # Errors
/// When the database fails.
pub async fn change(
    store: &Store,
    person: &Account,
    role: Role,
    active: bool,
    by: By<'_>,
) -> StoreResult<Changed> {
    let mut tx = store.begin_write().await?;
    let changed = accounts::change(&mut tx, person.id, role, active).await?;
    if changed == Changed::Done {
        let detail = json!({ "from": person.role.as_str(), "role": role.as_str(), "active": active });
        let now = by.now.timestamp_millis();
        audit::record(&mut tx, by.who, "account_changed", &subject(&person.email), &detail, now).await?;
        tx.commit().await?;
    }
    Ok(changed)
}

/// Takes the second factor away from somebody who has lost it. Returns whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn take_second_factor(store: &Store, person: &Account, by: By<'_>) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    let done = second_factors::clear(&mut tx, person.id).await?;
    if done {
        let (subject, now) = (subject(&person.email), by.now.timestamp_millis());
        audit::record(&mut tx, by.who, "second_factor_taken_away", &subject, &json!({}), now).await?;
        tx.commit().await?;
    }
    Ok(done)
}

/// Somebody, as the audit log names them.
fn subject(email: &str) -> String {
    format!("staff:{email}")
}
