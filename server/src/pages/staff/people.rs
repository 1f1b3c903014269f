//! People who work here: the list, roles, accounts that are ended, and links by which somebody makes an account or chooses another
//! password.
//!
//! Links go by mail alone and are never shown to a colleague, who could take the account with one.

use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde_json::json;
use survey::Locale;
use survey::form::Fields;

use super::forms::{Errors, field};
use super::login::add_cookie;
use super::visit::{Frame, Kind, Problem, StaffVisit, Visit, later, query_value, redirect};
use super::words::{self, text};
use crate::auth::attempts::Refused;
use crate::auth::hashing::Whose;
use crate::auth::{self, Role, browser};
use crate::entropy;
use crate::mail::account::LINK_MS;
use crate::people::{self, Fault, Newcomer};
use crate::store::account_mail::{self, AccountMail, AccountMailKind};
use crate::store::accounts::{self, Account, AccountLink, Changed, Invited};
use crate::store::{StoreError, StoreResult, Tx};
use crate::token::Token;

/// Shorter passwords can be guessed from a stolen database.
const SHORTEST: usize = 12;
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "staff/people.html")]
struct PeoplePage<'a> {
    frame: Frame<'a>,
    errors: Errors,
    fields: Fields,
    notice: Option<String>,
    people: Vec<Account>,
    invited: Vec<Invited>,
    roles: Vec<(&'static str, String)>,
    languages: Vec<(String, String)>,
}

impl PeoplePage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }

    fn role(&self, role: &Role) -> String {
        self.frame.t.text(&format!("people-role-{}", role.as_str()))
    }

    fn partners(&self, person: &Account) -> String {
        self.frame.t.count("people-responsible", "count", person.partners as f64)
    }

    fn until(&self, invited: &Invited) -> String {
        self.frame
            .t
            .tr("people-invited-until", &[("when", text(&words::moment(self.frame.t, invited.until)))])
    }
}

async fn answer(
    visit: &Visit,
    fields: Fields,
    errors: Errors,
    mailed: Option<&str>,
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let (store, now) = (&visit.state.store, visit.state.clock.now_ms());
    let people = store.accounts().await.map_err(|error| visit.unavailable(&error))?;
    let invited = store.invited_people(now, LINK_MS).await.map_err(|error| visit.unavailable(&error))?;
    let left =
        query_value(visit, "left").and_then(|id| people.iter().find(|person| person.id.to_string() == id));
    let left = left.filter(|person| !person.active && person.partners > 0);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let translations = &visit.state.translations;
    let page = PeoplePage {
        frame: visit.frame(&errors.title(visit, &t.text("people-title"))),
        errors,
        notice: match (left, mailed) {
            (Some(person), _) => {
                let args = [("name", text(&person.name)), ("count", words::number(person.partners))];
                Some(t.tr("people-left", &args))
            }
            (None, Some(email)) => Some(t.tr("people-link-mailed", &[("email", text(email))])),
            (None, None) => query_value(visit, "done").map(|_| t.text("people-done")),
        },
        fields,
        people,
        invited,
        roles: Role::ALL
            .map(|role| (role.as_str(), t.text(&format!("people-role-{}", role.as_str()))))
            .into(),
        languages: translations
            .locales()
            .map(|locale| (locale.to_string(), translations.locale(locale).text("language-name")))
            .collect(),
    };
    visit.page(status, &page)
}

/// The list.
#[get("/people")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    // What is proposed: the role that may least, and the language of whoever invites.
    let proposed = [("role", Role::Analyst.as_str()), ("language", visit.t().locale().as_str())];
    let fields = proposed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    answer(&visit, Fields(fields.into()), Errors::default(), None).await
}

/// Mails a link by which somebody makes an account.
#[post("/people/invitations")]
pub async fn invite(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let mut errors = Errors::default();
    let (email, name) = (field(&fields, "email").to_lowercase(), field(&fields, "name").to_owned());
    let faults = people::against(&visit.state.store, &email, &name).await;
    for fault in faults.map_err(|error| visit.unavailable(&error))? {
        match fault {
            Fault::Email => errors.add(&visit, "email", "people-error-email"),
            Fault::Taken => errors.add(&visit, "email", "people-error-taken"),
            Fault::Name => errors.add(&visit, "name", "people-error-name"),
        }
    }
    let role: Option<Role> = field(&fields, "role").parse().ok();
    if role.is_none() {
        errors.add(&visit, "role", "people-error-role");
    }
    let offered = visit.state.translations.locales().find(|l| l.as_str() == field(&fields, "language"));
    let language = offered.unwrap_or_else(|| visit.t().locale()).clone();
    let Some(role) = role.filter(|_| errors.is_empty()) else {
        return answer(&visit, fields, errors, None).await;
    };
    let newcomer = Newcomer { email: email.clone(), name, role, language };
    let asked = people::invite(&visit.state.store, newcomer, visit.by()).await;
    asked.map_err(|error| visit.unavailable(&error))?;
    answer(&visit, Fields::default(), Errors::default(), Some(&email)).await
}

/// Withdraws an invitation.
#[post("/people/invitations/withdraw")]
pub async fn withdraw(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let done = people::withdraw(&visit.state.store, field(&fields, "email"), visit.by()).await;
    match done.map_err(|error| visit.unavailable(&error))? {
        true => Ok(redirect("/staff/people?done=yes")),
        false => Err(visit.problem(Kind::NotFound)),
    }
}

/// Changes a role, ends an account or takes that back, mails a link for another password, or takes a second factor away
/// from somebody who has lost it.
#[post("/people/{id}/{action:role|end|resume|password|second-factor}")]
pub async fn change(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let people = visit.state.store.accounts().await.map_err(|error| visit.unavailable(&error))?;
    let person = people.into_iter().find(|person| person.id.to_string() == path.0);
    let Some(person) = person else { return Err(visit.problem(Kind::NotFound)) };
    let (role, active) = match path.1.as_str() {
        "password" => {
            let asked = people::password_link(&visit.state.store, &person, visit.by()).await;
            asked.map_err(|error| visit.unavailable(&error))?;
            return answer(&visit, Fields::default(), Errors::default(), Some(&person.email)).await;
        }
        "second-factor" => {
            let done = people::take_second_factor(&visit.state.store, &person, visit.by()).await;
            done.map_err(|error| visit.unavailable(&error))?;
            return Ok(redirect("/staff/people?done=yes"));
        }
        "role" => match field(&fields, "role").parse() {
            Ok(role) => (role, person.active),
            Err(_) => return Err(visit.problem(Kind::NotFound)),
        },
        action => (person.role, action == "resume"),
    };
    let changed = people::change(&visit.state.store, &person, role, active, visit.by()).await;
    let changed = changed.map_err(|error| visit.unavailable(&error))?;
    if changed == Changed::LastAdmin {
        let mut errors = Errors::default();
        errors.add(&visit, "people", "people-error-last-admin");
        return answer(&visit, Fields::default(), errors, None).await;
    }
    let left = if active { String::new() } else { format!("&left={}", person.id) };
    Ok(redirect(&format!("/staff/people?done=yes{left}")))
}

/// Whether a password is not too easy to guess, nor longer than anybody types.
pub fn is_long_enough(password: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&password.chars().count())
}

/// The hash of a password, made where it keeps no request waiting; for whoever holds the secret of this hash.
///
/// # Errors
/// When it could not be made. The inner error is that too many are being made.
pub async fn hashed(
    visit: &Visit,
    secret: Vec<u8>,
    password: String,
) -> Result<Result<String, Refused>, Problem> {
    let hashing = &visit.state.hashing;
    let Ok(place) = hashing.place(Whose::Known(secret)) else { return Ok(Err(Refused::Busy)) };
    let Ok(turn) = hashing.turn(place).await else { return Ok(Err(Refused::Busy)) };
    let hash = turn.hash(password).await;
    hash.map(Ok).map_err(|error| visit.unavailable(&StoreError::unreadable("staff", error)))
}

/// Has a mail tell somebody that the password was changed.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_change(tx: &mut Tx, email: &str, language: &Locale, now: i64) -> StoreResult<()> {
    let mail = AccountMail {
        id: entropy::uuid(),
        email: email.to_owned(),
        kind: AccountMailKind::Changed,
        name: String::new(),
        role: None,
        language: language.clone(),
        attempts: 0,
        asked_at: now,
        notice: None,
    };
    account_mail::ask(tx, &mail).await
}

#[derive(Template)]
#[template(path = "staff/welcome.html")]
struct WelcomePage<'a> {
    frame: Frame<'a>,
    errors: Errors,
    lead: String,
    email: String,
}

async fn link(visit: &Visit, secret: &str) -> Result<(Token, AccountLink), Problem> {
    let gone = || visit.problem(Kind::LinkUsed);
    let secret: Token = secret.parse().map_err(|_| gone())?;
    let found = visit.state.store.account_link(&secret.hash(), visit.state.clock.now_ms()).await;
    let found = found.map_err(|error| visit.unavailable(&error))?;
    found.map(|link| (secret, link)).ok_or_else(gone)
}

fn welcome_page(visit: &Visit, link: AccountLink, errors: Errors) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let lead = match link.role {
        Some(role) => {
            let role = t.text(&format!("people-role-{}", role.as_str()));
            t.tr("people-welcome-lead", &[("name", text(&link.name)), ("role", text(&role))])
        }
        None => t.text("people-password-lead"),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = visit.frame(&errors.title(visit, &t.text("people-welcome")));
    visit.page(status, &WelcomePage { frame, errors, lead, email: link.email })
}

/// The form of a link: a password is chosen.
#[get("/welcome/{secret}")]
pub async fn welcome(visit: Visit, secret: web::Path<String>) -> Result<HttpResponse, Problem> {
    let (_, link) = link(&visit, &secret).await?;
    welcome_page(&visit, link, Errors::default())
}

/// Keeps the password and uses the link up. The link's secret is the proof that the form is not forged.
#[post("/welcome/{secret}")]
pub async fn accept(
    visit: Visit,
    secret: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    if !auth::is_same_origin(&visit.request) {
        return Err(visit.problem(Kind::Forbidden));
    }
    let (secret, link) = link(&visit, &secret).await?;
    let fields = serde_urlencoded::from_bytes(&body).map(Fields).unwrap_or_default();
    // A password is kept as it is typed, blanks and all.
    let password = fields.first("password").unwrap_or_default().to_owned();
    if !is_long_enough(&password) {
        let mut errors = Errors::default();
        errors.add(&visit, "password", "people-error-password");
        return welcome_page(&visit, link, errors);
    }
    let hash = match hashed(&visit, secret.hash(), password).await? {
        Ok(hash) => hash,
        Err(refused) => {
            let mut errors = Errors::default();
            errors.add(&visit, "password", refused.message());
            return Ok(later(welcome_page(&visit, link, errors)?, refused.seconds()));
        }
    };
    let done: StoreResult<Option<Cookie<'static>>> = async {
        let mut tx = visit.state.store.begin_write().await?;
        let now = visit.state.clock.now_ms();
        let done = match accounts::use_link(&mut tx, &secret.hash(), now).await? {
            Some(made_by) => accounts::accept(&mut tx, entropy::uuid(), &link, made_by, &hash, now).await?,
            None => None,
        };
        let mut cookie = None;
        if let Some(member) = done {
            // Whoever holds the link gets in from here, however many attempts of others have failed.
            cookie = Some(browser::remember(&mut tx, &visit.state, &visit.request, member).await?.1);
            let what = if link.role.is_some() { "account_made" } else { "password_changed" };
            let subject = format!("staff:{}", link.email);
            crate::store::audit::record(&mut tx, &link.email, what, &subject, &json!({}), now).await?;
            if link.role.is_none() {
                tell_of_change(&mut tx, &link.email, &link.language, now).await?;
            }
        }
        tx.commit().await?;
        Ok(cookie)
    }
    .await;
    let done = done.map_err(|error| visit.unavailable(&error))?;
    let Some(cookie) = done else { return Err(visit.problem(Kind::LinkUsed)) };
    visit.state.store.forget_attempts(&link.email).await;
    let mut response = redirect("/staff/login?chosen=1");
    add_cookie(&mut response, &cookie);
    Ok(response)
}
