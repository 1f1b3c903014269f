//! People who work here: invited, given another role, ended. What the page and the API both do.
//!
//! A link goes by mail alone, to the person whom it is for: a colleague who saw it could take the account. All admins are told of every
//! such change.

use serde_json::json;
use survey::Locale;

use crate::auth::Role;
use crate::entropy;
use crate::notices::AdminNotice;
use crate::partners::EmailAddress;
use crate::publish::By;
use crate::store::account_mail::{self, AccountMail, AccountMailKind};
use crate::store::accounts::{self, Account, AccountLink, Changed};
use crate::store::{Store, StoreResult, audit, second_factors};

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

/// Has a mail invite somebody.
///
/// # Errors
/// When the database fails.
pub async fn invite(store: &Store, one: Newcomer, by: By<'_>) -> StoreResult<()> {
    let Newcomer { email, name, role, language } = one;
    let notice = AdminNotice::PersonInvited { person: email.clone(), role, by: by.name.to_owned() };
    mail_link(store, AccountLink { email, name, role: Some(role), language }, &notice, by).await
}

/// Mails somebody a link for another password.
///
/// # Errors
/// When the database fails.
pub async fn password_link(store: &Store, person: &Account, by: By<'_>) -> StoreResult<()> {
    let (email, language) = (person.email.clone(), person.language.clone());
    let notice = AdminNotice::PasswordLink { person: email.clone(), by: by.name.to_owned() };
    mail_link(store, AccountLink { email, name: String::new(), role: None, language }, &notice, by).await
}

async fn mail_link(store: &Store, link: AccountLink, notice: &AdminNotice, by: By<'_>) -> StoreResult<()> {
    let now = by.now.timestamp_millis();
    let mut tx = store.begin_write().await?;
    accounts::forget_links(&mut tx, &link.email).await?;
    let (kind, what) = match link.role {
        Some(_) => (AccountMailKind::Invitation, "person_invited"),
        None => (AccountMailKind::Password, "password_link_made"),
    };
    let detail = json!({ "role": link.role.map(Role::as_str) });
    let subject = subject(&link.email);
    accounts::touch(&mut tx, &link.email, now).await?;
    let mail = AccountMail {
        id: entropy::uuid(),
        email: link.email,
        kind,
        name: link.name,
        role: link.role,
        language: link.language,
        attempts: 0,
        asked_at: now,
        notice: None,
    };
    account_mail::ask(&mut tx, &mail).await?;
    account_mail::tell_admins(&mut tx, notice, None, "", now).await?;
    audit::record(&mut tx, by.who, what, &subject, &detail, now).await?;
    tx.commit().await?;
    Ok(())
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
    let now = by.now.timestamp_millis();
    let changed = accounts::change(&mut tx, person.id, role, active, now).await?;
    if changed == Changed::Done {
        let detail = json!({ "from": person.role.as_str(), "role": role.as_str(), "active": active });
        let (email, name) = (person.email.clone(), by.name.to_owned());
        let notice = match (active, person.active) {
            (true, true) => AdminNotice::RoleChanged { person: email, role, by: name },
            (true, false) => AdminNotice::AccountResumed { person: email, by: name },
            (false, _) => AdminNotice::AccountEnded { person: email, by: name },
        };
        // An admin who is one no longer is told as well.
        let also = (person.role == Role::Admin).then_some(person.email.as_str());
        account_mail::tell_admins(&mut tx, &notice, also, "", now).await?;
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
        accounts::touch(&mut tx, &person.email, now).await?;
        let notice = AdminNotice::SecondFactorTaken { person: person.email.clone(), by: by.name.to_owned() };
        account_mail::tell_admins(&mut tx, &notice, Some(&person.email), "", now).await?;
        audit::record(&mut tx, by.who, "second_factor_taken_away", &subject, &json!({}), now).await?;
        tx.commit().await?;
    }
    Ok(done)
}

/// Somebody, as the audit log names them.
fn subject(email: &str) -> String {
    format!("staff:{email}")
}
