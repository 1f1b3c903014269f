//! The second factor of one's own account: set up with a picture for the app, proved by a code, taken away with the password.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::json;

use super::super::forms::{Errors, field};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, later, redirect};
use super::show::member;
use crate::auth::second_factor::{open, recovery_codes, seal};
use crate::auth::totp::Secret;
use crate::auth::{self, LogIn};
use crate::store::staff::Member;
use crate::store::{StoreError, StoreResult, second_factors, sessions};

/// Four characters of a secret belong together for whoever types it.
const GROUP: usize = 4;

#[derive(Template)]
#[template(path = "staff/account/factor.html")]
struct FactorPage<'a> {
    frame: Frame<'a>,
    errors: Errors,
    /// What is to be set up; nothing if there is a second factor.
    offer: Option<Offer>,
    /// An admin who has to have one.
    needed: bool,
}

/// A secret that may become the second factor.
struct Offer {
    /// Sealed, so that the page may carry it.
    sealed: String,
    text: String,
    address: String,
    picture: Picture,
}

#[derive(Template)]
#[template(path = "staff/account/codes.html")]
struct CodesPage<'a> {
    frame: Frame<'a>,
    codes: Vec<String>,
}

/// A square of dark fields, as one path of an SVG.
struct Picture {
    /// The length of a side, with its margin.
    side: usize,
    path: String,
}

impl Picture {
    /// Fields of margin, as the standard asks for.
    const MARGIN: usize = 4;

    fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let fields = code.to_colors();
        let dark = fields.iter().enumerate().filter(|(_, color)| **color == Color::Dark);
        let path = dark
            .map(|(n, _)| format!("M{} {}h1v1h-1z", n % width + Self::MARGIN, n / width + Self::MARGIN))
            .collect();
        Some(Self { side: width + 2 * Self::MARGIN, path })
    }
}

fn offer(visit: &Visit, member: &Member, secret: &Secret) -> StoreResult<Offer> {
    let address = secret.address(&visit.t().text("staff-brand"), &member.email);
    let picture = Picture::of(&address).ok_or_else(|| StoreError::unreadable("staff", "no picture"))?;
    let letters = secret.base32().into_bytes();
    let groups: Vec<_> =
        letters.chunks(GROUP).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    let sealed = URL_SAFE_NO_PAD.encode(seal(&visit.state, member.id, secret)?);
    Ok(Offer { sealed, text: groups.join(" "), address, picture })
}

/// The page, with this secret to be set up, or one that is drawn now.
fn answer(visit: &Visit, secret: Option<Secret>, errors: Errors) -> Result<HttpResponse, Problem> {
    let (member, _) = member(visit)?;
    let session = visit.session.as_ref();
    let has_factor = session.is_some_and(|session| session.second_factor);
    let offer = (!has_factor).then(|| offer(visit, member, &secret.unwrap_or_else(Secret::generate)));
    let offer = offer.transpose().map_err(|error| visit.unavailable(&error))?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let needed = session.is_some_and(|session| auth::lacks_second_factor(&visit.state, session));
    let frame = visit.frame(&errors.title(visit, &visit.t().text("account-factor")));
    visit.page(status, &FactorPage { frame, errors, offer, needed })
}

/// The page.
#[get("/account/second-factor")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    answer(&visit, None, Errors::default())
}

/// Sets the second factor up, if the code proves that the app has the secret; shows the recovery codes, once. All other
/// sessions end: they were opened without it.
#[post("/account/second-factor")]
pub async fn enrol(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (member, own) = member(&visit)?;
    if visit.session.as_ref().is_some_and(|session| session.second_factor) {
        return Ok(redirect("/staff/account/second-factor"));
    }
    let sealed = URL_SAFE_NO_PAD.decode(field(&fields, "secret")).unwrap_or_default();
    let Ok(secret) = open(&visit.state, member.id, &sealed) else {
        return Err(visit.problem(Kind::Forbidden));
    };
    let Some(step) = secret.step_of(field(&fields, "code"), visit.state.clock.now_ms()) else {
        let mut errors = Errors::default();
        errors.add(&visit, "code", "account-error-code");
        return answer(&visit, Some(secret), errors);
    };
    let (codes, hashes) = recovery_codes();
    let kept: StoreResult<()> = async {
        let mut tx = visit.state.store.begin_write().await?;
        second_factors::set(&mut tx, member.id, &sealed, step).await?;
        second_factors::set_recovery_codes(&mut tx, member.id, &hashes).await?;
        sessions::end_others(&mut tx, member.id, &own).await?;
        visit.record(&mut tx, "second_factor_set_up", &format!("staff:{}", member.email), &json!({})).await?;
        tx.commit().await?;
        Ok(())
    }
    .await;
    kept.map_err(|error| visit.unavailable(&error))?;
    show_codes(&visit, codes)
}

fn show_codes(visit: &Visit, codes: Vec<String>) -> Result<HttpResponse, Problem> {
    let frame = visit.frame(&visit.t().text("account-codes"));
    visit.page(StatusCode::OK, &CodesPage { frame, codes })
}

/// The answer to a form that needs the password; nothing, if it is right.
async fn unproved(
    visit: &Visit,
    member: &Member,
    password: Option<&str>,
) -> Result<Option<HttpResponse>, Problem> {
    let password = password.unwrap_or_default().to_owned();
    let proved = auth::prove(&visit.state, &visit.request, member, password).await;
    let mut errors = Errors::default();
    match proved.map_err(|error| visit.unavailable(&error))? {
        LogIn::Member(_) => Ok(None),
        LogIn::Wrong => {
            errors.add(visit, "old", "account-error-old");
            answer(visit, None, errors).map(Some)
        }
        LogIn::Refused(refused) => {
            errors.add(visit, "old", refused.message());
            Ok(Some(later(answer(visit, None, errors)?, refused.seconds())))
        }
    }
}

/// Draws new recovery codes; the old ones are worth nothing then.
#[post("/account/second-factor/codes")]
pub async fn new_codes(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (member, _) = member(&visit)?;
    if let Some(refusal) = unproved(&visit, member, fields.first("old")).await? {
        return Ok(refusal);
    }
    if visit.session.as_ref().is_none_or(|session| !session.second_factor) {
        return Ok(redirect("/staff/account/second-factor"));
    }
    let (codes, hashes) = recovery_codes();
    let kept: StoreResult<()> = async {
        let mut tx = visit.state.store.begin_write().await?;
        second_factors::set_recovery_codes(&mut tx, member.id, &hashes).await?;
        visit.record(&mut tx, "recovery_codes_made", &format!("staff:{}", member.email), &json!({})).await?;
        tx.commit().await?;
        Ok(())
    }
    .await;
    kept.map_err(|error| visit.unavailable(&error))?;
    show_codes(&visit, codes)
}

/// Takes the second factor away.
#[post("/account/second-factor/remove")]
pub async fn remove(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (member, _) = member(&visit)?;
    if let Some(refusal) = unproved(&visit, member, fields.first("old")).await? {
        return Ok(refusal);
    }
    let kept: StoreResult<()> = async {
        let mut tx = visit.state.store.begin_write().await?;
        if second_factors::clear(&mut tx, member.id).await? {
            let subject = format!("staff:{}", member.email);
            visit.record(&mut tx, "second_factor_removed", &subject, &json!({})).await?;
        }
        tx.commit().await?;
        Ok(())
    }
    .await;
    kept.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect("/staff/account?done=yes"))
}
