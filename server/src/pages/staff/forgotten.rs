//! A forgotten password: whoever says so is mailed a link, if there is such an account.
//!
//! The answer is the same for every address, and takes the same time: whether there is an account is found out where mail is
//! sent ([`crate::mail::account`]).

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::form::Fields;

use super::forms::{Errors, field};
use super::visit::{Frame, Kind, Problem, Visit};
use crate::address_limit::address;
use crate::auth;
use crate::entropy;
use crate::partners::EmailAddress;
use crate::store::StoreResult;
use crate::store::account_mail::{self, AccountMail, AccountMailKind};

/// How often one network address may ask within ten minutes.
const OF_AN_ADDRESS: u32 = 10;

#[derive(Template)]
#[template(path = "staff/forgotten.html")]
struct ForgottenPage<'a> {
    frame: Frame<'a>,
    errors: Errors,
    email: &'a str,
    /// Whether it was asked for just now.
    asked: bool,
}

fn page(
    visit: &Visit,
    status: StatusCode,
    errors: Errors,
    email: &str,
    asked: bool,
) -> Result<HttpResponse, Problem> {
    let frame = visit.frame(&errors.title(visit, &visit.t().text("account-forgotten")));
    visit.page(status, &ForgottenPage { frame, errors, email, asked })
}

/// The form.
#[get("/forgotten")]
pub async fn show(visit: Visit) -> Result<HttpResponse, Problem> {
    page(&visit, StatusCode::OK, Errors::default(), "", false)
}

/// Has a link mailed.
#[post("/forgotten")]
pub async fn ask(visit: Visit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    if !auth::is_same_origin(&visit.request) {
        return Err(visit.problem(Kind::Forbidden));
    }
    let fields = serde_urlencoded::from_bytes(&body).map(Fields).unwrap_or_default();
    let email = field(&fields, "email").to_lowercase();
    let mut errors = Errors::default();
    if email.parse::<EmailAddress>().is_err() {
        errors.add(&visit, "email", "people-error-email");
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors, &email, false);
    }
    let now = visit.state.clock.now_ms();
    let here = address(&visit.request);
    if here.is_some_and(|here| visit.state.address_limit.count("forgotten", here, now) > OF_AN_ADDRESS) {
        errors.add(&visit, "email", "account-error-forgotten-wait");
        return page(&visit, StatusCode::TOO_MANY_REQUESTS, errors, &email, false);
    }
    let mail = AccountMail {
        id: entropy::uuid(),
        email,
        kind: AccountMailKind::Forgotten,
        name: String::new(),
        role: None,
        language: visit.t().locale().clone(),
        attempts: 0,
        asked_at: now,
        notice: None,
    };
    let kept: StoreResult<()> = async {
        let mut tx = visit.state.store.begin_write().await?;
        account_mail::ask(&mut tx, &mail).await?;
        tx.commit().await?;
        Ok(())
    }
    .await;
    kept.map_err(|error| visit.unavailable(&error))?;
    page(&visit, StatusCode::OK, Errors::default(), &mail.email, true)
}
