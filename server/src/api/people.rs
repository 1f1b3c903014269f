//! `/api/v1/people`: accounts, their roles, and invitations that make accounts.

use actix_web::web;
use chrono::{DateTime, SecondsFormat};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::Locale;
use uuid::Uuid;

use super::answer::{Created, Nothing};
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path};
use crate::app::State;
use crate::auth::caller::Caller;
use crate::auth::{Permission, Role};
use crate::mail::account::LINK_MS;
use crate::people::{self, Fault, Newcomer};
use crate::store::accounts::{Account, Changed};

/// The routes.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::ManagePeople);
    api.get("/people", who, "All accounts, those that were ended last.").by(list);
    api.get("/people/{person}", who, "One account.").by(read);
    api.patch("/people/{person}", who, "Gives an account another role, ends it or takes that back.")
        .problems(&[Code::NotNow])
        .by(change);
    let summary = "Mails somebody a link, good once, for another password; it is shown to nobody else.";
    api.post("/people/{person}/password-link", who, summary).by(password_link);
    let summary = "Takes the second factor away from somebody who has lost it.";
    api.delete("/people/{person}/second-factor", who, summary).by(take_second_factor);
    api.get("/invited-people", who, "Invitations that nobody has taken up yet.").by(list_invited);
    let summary = "Invites somebody: a link, good once, by which the account is made, goes by mail alone.";
    api.post("/invited-people", who, summary).problems(&[Code::Invalid]).by(invite);
    api.delete("/invited-people/{email}", who, "Withdraws an invitation.").by(withdraw);
}

/// An account.
#[derive(Serialize, JsonSchema)]
struct Person {
    id: Uuid,
    email: String,
    name: String,
    role: Role,
    /// The language of the pages.
    language: Locale,
    /// Whether it was not ended.
    active: bool,
    /// Whether it has a second factor.
    second_factor: bool,
    /// For how many active partners it is responsible.
    partners: u64,
}

impl From<Account> for Person {
    fn from(account: Account) -> Self {
        let Account { id, email, name, role, language, active, second_factor, partners } = account;
        Self { id, email, name, role, language, active, second_factor, partners }
    }
}

/// What of an account is to be another.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PersonChange {
    role: Option<Role>,
    /// Whether it may be used.
    active: Option<bool>,
}

/// Somebody to invite.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewPerson {
    #[schemars(length(max = 254))]
    email: String,
    #[schemars(length(min = 1, max = 200))]
    name: String,
    role: Role,
    /// The language of the pages and of the mail.
    language: Locale,
}

/// Where a link went.
#[derive(Serialize, JsonSchema)]
struct MailedLink {
    email: String,
}

/// An invitation.
#[derive(Serialize, JsonSchema)]
struct InvitedPerson {
    email: String,
    name: String,
    role: Role,
    /// Until when its link is good.
    until: String,
    /// Why its mail was not taken so far; empty if it was, or is on its way.
    problem: String,
}

async fn found(state: &State, id: &str) -> Result<Account, ApiError> {
    let id = find::id(id, Code::UnknownPerson)?;
    let found = state.store.accounts().await?.into_iter().find(|person| person.id == id);
    found.ok_or_else(|| find::nothing(Code::UnknownPerson))
}

async fn list(state: web::Data<State>) -> Result<web::Json<Vec<Person>>, ApiError> {
    Ok(web::Json(state.store.accounts().await?.into_iter().map(Person::from).collect()))
}

async fn read(state: web::Data<State>, Path(id): Path<String>) -> Result<web::Json<Person>, ApiError> {
    Ok(web::Json(found(&state, &id).await?.into()))
}

async fn change(
    state: web::Data<State>,
    caller: Caller,
    Path(id): Path<String>,
    Body(wanted): Body<PersonChange>,
) -> Result<web::Json<Person>, ApiError> {
    let person = found(&state, &id).await?;
    let (role, active) = (wanted.role.unwrap_or(person.role), wanted.active.unwrap_or(person.active));
    match people::change(&state.store, &person, role, active, caller.by(&state)).await? {
        Changed::LastAdmin => {
            Err(ApiError::new(Code::NotNow, "This is the last admin: make another one first."))
        }
        _ => Ok(web::Json(found(&state, &id).await?.into())),
    }
}

async fn password_link(
    state: web::Data<State>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<web::Json<MailedLink>, ApiError> {
    let person = found(&state, &id).await?;
    people::password_link(&state.store, &person, caller.by(&state)).await?;
    Ok(web::Json(MailedLink { email: person.email }))
}

async fn take_second_factor(
    state: web::Data<State>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Nothing, ApiError> {
    let person = found(&state, &id).await?;
    people::take_second_factor(&state.store, &person, caller.by(&state)).await?;
    Ok(Nothing)
}

async fn list_invited(state: web::Data<State>) -> Result<web::Json<Vec<InvitedPerson>>, ApiError> {
    let invited = state.store.invited_people(state.clock.now_ms(), LINK_MS).await?.into_iter();
    let line = invited.map(|one| InvitedPerson {
        until: moment(one.until),
        email: one.email,
        name: one.name,
        role: one.role,
        problem: one.problem,
    });
    Ok(web::Json(line.collect()))
}

/// A moment as the API writes it.
pub fn moment(at: i64) -> String {
    DateTime::from_timestamp_millis(at).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Millis, true)
}

async fn invite(
    state: web::Data<State>,
    caller: Caller,
    Body(new): Body<NewPerson>,
) -> Result<Created<MailedLink>, ApiError> {
    let (email, name) = (new.email.trim().to_lowercase(), new.name.trim().to_owned());
    let mut wrong = ApiError::invalid();
    for fault in people::against(&state.store, &email, &name).await? {
        wrong = match fault {
            Fault::Email => wrong.at("/email", "this is no e-mail address"),
            Fault::Taken => wrong.at("/email", "there is an account with this address"),
            Fault::Name => wrong.at("/name", format!("1 to {} characters", people::LONGEST_NAME)),
        };
    }
    if !state.translations.locales().any(|locale| *locale == new.language) {
        wrong = wrong.at("/language", "there are no pages in this language");
    }
    wrong.if_any()?;
    let newcomer = Newcomer { email: email.clone(), name, role: new.role, language: new.language };
    people::invite(&state.store, newcomer, caller.by(&state)).await?;
    Ok(Created { location: "/invited-people".to_owned(), body: MailedLink { email } })
}

async fn withdraw(
    state: web::Data<State>,
    caller: Caller,
    Path(email): Path<String>,
) -> Result<Nothing, ApiError> {
    let email: crate::partners::EmailAddress = find::named(&email, Code::UnknownPerson)?;
    match people::withdraw(&state.store, email.as_str(), caller.by(&state)).await? {
        true => Ok(Nothing),
        false => Err(find::nothing(Code::UnknownPerson)),
    }
}
