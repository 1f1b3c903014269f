//! The page of one's own account, and what can be changed on it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::people::{hashed, is_long_enough, tell_of_change};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, later, query_value, redirect};
use super::super::words;
use crate::auth::attempts::Refused;
use crate::auth::{self, LogIn};
use crate::store::sessions::{self, OpenSession};
use crate::store::staff::Member;
use crate::store::{StoreResult, accounts, known_browsers};

const LONGEST_NAME: usize = 200;

#[derive(Template)]
#[template(path = "staff/account/show.html")]
struct AccountPage<'a> {
    frame: Frame<'a>,
    errors: Errors,
    notice: Option<String>,
    email: &'a str,
    role: String,
    name: String,
    languages: Vec<Language>,
    sessions: Vec<SessionLine>,
    /// The second factor, in a sentence.
    factor: String,
    has_factor: bool,
}

struct Language {
    tag: String,
    name: String,
    chosen: bool,
}

struct SessionLine {
    key: String,
    device: String,
    opened: String,
    current: bool,
}

/// Who is logged in, with the hash of the session's secret.
///
/// # Errors
/// [`Kind::Forbidden`] if nobody is, which a [`StaffVisit`] does not let happen.
pub fn member(visit: &Visit) -> Result<(&Member, Vec<u8>), Problem> {
    let session = visit.session.as_ref();
    let secret = auth::secret(&visit.state, &visit.request);
    session
        .zip(secret)
        .map(|(session, secret)| (&session.member, secret.hash()))
        .ok_or_else(|| visit.problem(Kind::Forbidden))
}

/// What a session is called on the page: nothing that its secret follows from.
fn key(session: &OpenSession) -> String {
    Sha256::digest(&session.secret_hash)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn answer(visit: &Visit, fields: &Fields, errors: Errors) -> Result<HttpResponse, Problem> {
    let (member, own) = member(visit)?;
    let page = page(visit, member, &own, fields, errors).await.map_err(|error| visit.unavailable(&error))?;
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    visit.page(status, &page)
}

async fn page<'a>(
    visit: &'a Visit,
    member: &'a Member,
    own: &[u8],
    fields: &Fields,
    errors: Errors,
) -> StoreResult<AccountPage<'a>> {
    let (t, store, translations) = (visit.t(), &visit.state.store, &visit.state.translations);
    let has_factor = visit.session.as_ref().is_some_and(|session| session.second_factor);
    let left = store.recovery_codes_left(member.id).await?;
    let sessions = store.sessions_of(member.id, visit.state.clock.now_ms()).await?;
    let chosen = fields.first("language").unwrap_or_else(|| member.language.as_str());
    Ok(AccountPage {
        frame: visit.frame(&errors.title(visit, &t.text("account-title"))),
        errors,
        notice: query_value(visit, "done").map(|_| t.text("people-done")),
        email: &member.email,
        role: t.text(&format!("people-role-{}", member.role.as_str())),
        name: fields.first("name").unwrap_or(&member.name).to_owned(),
        languages: translations
            .locales()
            .map(|locale| Language {
                tag: locale.to_string(),
                name: translations.locale(locale).text("language-name"),
                chosen: locale.as_str() == chosen,
            })
            .collect(),
        sessions: sessions
            .iter()
            .map(|session| SessionLine {
                key: key(session),
                device: match session.device.as_str() {
                    "" => t.text("account-device-unknown"),
                    device => device.to_owned(),
                },
                opened: words::moment(t, session.opened_at),
                current: session.secret_hash == own,
            })
            .collect(),
        factor: match has_factor {
            true => t.count("account-factor-on", "left", left as f64),
            false => t.text("account-factor-off"),
        },
        has_factor,
    })
}

/// The page.
#[get("/account")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    answer(&visit, &Fields::default(), Errors::default()).await
}

/// Takes another name or language.
#[post("/account")]
pub async fn rename(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (member, _) = member(&visit)?;
    let name = field(&fields, "name");
    let mut errors = Errors::default();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        errors.add(&visit, "name", "people-error-name");
        return answer(&visit, &fields, errors).await;
    }
    let offered = visit.state.translations.locales().find(|l| l.as_str() == field(&fields, "language"));
    let language = offered.unwrap_or(&member.language);
    let kept: StoreResult<()> = async {
        let mut tx = visit.state.store.begin_write().await?;
        accounts::rename(&mut tx, member.id, name, language).await?;
        let detail = json!({ "name": name, "language": language });
        visit.record(&mut tx, "account_renamed", &format!("staff:{}", member.email), &detail).await?;
        tx.commit().await?;
        Ok(())
    }
    .await;
    kept.map_err(|error| visit.unavailable(&error))?;
    // The language that is asked for is the one that is remembered.
    Ok(redirect(&format!("/staff/account?done=yes&lang={language}")))
}

/// The page for somebody who has to try again later.
async fn answer_later(visit: &Visit, field: &'static str, refused: Refused) -> Result<HttpResponse, Problem> {
    let mut errors = Errors::default();
    errors.add(visit, field, refused.message());
    Ok(later(answer(visit, &Fields::default(), errors).await?, refused.seconds()))
}

/// Takes another password. All other sessions end.
#[post("/account/password")]
pub async fn password(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (member, own) = member(&visit)?;
    let mut errors = Errors::default();
    // Passwords are kept as they are typed, blanks and all.
    let [old, new] = ["old", "password"].map(|name| fields.first(name).unwrap_or_default().to_owned());
    if !is_long_enough(&new) {
        errors.add(&visit, "password", "people-error-password");
    }
    let proved = auth::prove(&visit.state, &visit.request, member, old).await;
    match proved.map_err(|error| visit.unavailable(&error))? {
        LogIn::Member(_) => {}
        LogIn::Wrong => errors.0.insert(0, ("old", visit.t().text("account-error-old"))),
        LogIn::Refused(refused) => return answer_later(&visit, "old", refused).await,
    }
    if !errors.is_empty() {
        return answer(&visit, &Fields::default(), errors).await;
    }
    let hash = match hashed(&visit, own.clone(), new).await? {
        Ok(hash) => hash,
        Err(refused) => return answer_later(&visit, "password", refused).await,
    };
    let kept: StoreResult<()> = async {
        let mut tx = visit.state.store.begin_write().await?;
        accounts::set_password(&mut tx, member.id, &hash).await?;
        accounts::forget_links(&mut tx, &member.email).await?;
        sessions::end_others(&mut tx, member.id, &own).await?;
        visit.record(&mut tx, "password_changed", &format!("staff:{}", member.email), &json!({})).await?;
        tell_of_change(&mut tx, &member.email, &member.language, visit.state.clock.now_ms()).await?;
        tx.commit().await?;
        Ok(())
    }
    .await;
    kept.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect("/staff/account?done=yes"))
}

/// Ends one of one's other sessions, or all of them, and forgets their browsers.
#[post("/account/sessions/{session}/end")]
pub async fn end_sessions(
    visit: StaffVisit,
    session: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let (member, own) = member(&visit)?;
    let ended: StoreResult<u64> = async {
        let open = visit.state.store.sessions_of(member.id, visit.state.clock.now_ms()).await?;
        let mut tx = visit.state.store.begin_write().await?;
        let ended = match open.iter().find(|open| key(open) == *session) {
            Some(open) => {
                known_browsers::forget_of_session(&mut tx, member.id, &open.secret_hash).await?;
                u64::from(sessions::end(&mut tx, member.id, &open.secret_hash).await?)
            }
            None if *session == "others" => sessions::end_others(&mut tx, member.id, &own).await?,
            None => 0,
        };
        if ended > 0 {
            let detail = json!({ "sessions": ended });
            visit.record(&mut tx, "sessions_ended", &format!("staff:{}", member.email), &detail).await?;
        }
        tx.commit().await?;
        Ok(ended)
    }
    .await;
    ended.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect("/staff/account?done=yes"))
}
