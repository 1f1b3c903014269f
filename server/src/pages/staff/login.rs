//! Logging in and out.
//!
//! The log-in never says whether an address is known: one message, and one time, for a wrong address and a wrong
//! password.

use actix_web::http::StatusCode;
use actix_web::{Error, HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;
use survey::form::Fields;

use super::forms::{Errors, field};
use super::visit::{Frame, Kind, Problem, Visit, later, redirect};
use super::words::text;
use crate::auth;
use crate::auth::attempts::Refused;
use crate::auth::second_factor::{self, Code};
use crate::store::staff::Member;

const HOME: &str = "/staff";

#[derive(Deserialize)]
struct Arrival {
    next: Option<String>,
    /// Somebody has just logged out.
    out: Option<String>,
    /// Somebody has just chosen a password.
    chosen: Option<String>,
}

/// The log-in.
#[get("/login")]
pub async fn show(visit: Visit, arrival: web::Query<Arrival>) -> Result<HttpResponse, Problem> {
    let next = local(arrival.next.as_deref());
    if visit.session.is_some() {
        return Ok(redirect(next));
    }
    let (logged_out, chosen) = (arrival.out.is_some(), arrival.chosen.is_some());
    let page = LogInPage { logged_out, chosen, ..page(&visit, next, "", None) };
    visit.page(StatusCode::OK, &page)
}

#[derive(Default, Deserialize)]
struct LogIn {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    next: Option<String>,
}

/// Takes the log-in's form.
#[post("/login")]
pub async fn log_in(visit: Visit, form: Result<web::Form<LogIn>, Error>) -> Result<HttpResponse, Problem> {
    // What is no form at all is an empty one.
    let form = form.map(web::Form::into_inner).unwrap_or_default();
    let next = local(form.next.as_deref());
    let refuse = |status, fault| visit.page(status, &page(&visit, next, &form.email, Some(fault)));
    if !auth::is_same_origin(&visit.request) {
        return refuse(StatusCode::FORBIDDEN, Fault::Origin);
    }
    let missing = Missing { email: form.email.trim().is_empty(), password: form.password.is_empty() };
    if missing.email || missing.password {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, Fault::Missing(missing));
    }
    let member = auth::log_in(&visit.state, &visit.request, &form.email, form.password.clone()).await;
    let member = match member.map_err(|error| visit.unavailable(&error))? {
        auth::LogIn::Member(member) => member,
        auth::LogIn::Wrong => return refuse(StatusCode::UNPROCESSABLE_ENTITY, Fault::Wrong),
        auth::LogIn::Refused(refused) => {
            let response = refuse(StatusCode::TOO_MANY_REQUESTS, Fault::Refused(refused))?;
            return Ok(later(response, refused.seconds()));
        }
    };
    let factor = visit.state.store.second_factor(member.id).await;
    if factor.map_err(|error| visit.unavailable(&error))?.is_some() {
        let cookie = second_factor::begin_step(&visit.state, &member).await;
        let mut response = redirect(&onwards("/staff/second-step", next));
        add_cookie(&mut response, &cookie.map_err(|error| visit.unavailable(&error))?);
        return Ok(response);
    }
    open(&visit, &member, next).await
}

/// Another page of the log-in, which goes on to `next` in the end.
fn onwards(page: &str, next: &str) -> String {
    format!("{page}?{}", serde_urlencoded::to_string([("next", next)]).unwrap_or_default())
}

/// Opens a session. One from before is not carried on: whoever knew its secret does not know the new one.
async fn open(visit: &Visit, member: &Member, next: &str) -> Result<HttpResponse, Problem> {
    let opened = async {
        auth::close_session(&visit.state, &visit.request, visit.session.as_ref()).await?;
        auth::open_session(&visit.state, &visit.request, member).await
    };
    let cookies = opened.await.map_err(|error| visit.unavailable(&error))?;
    let mut response = redirect(next);
    for cookie in &cookies {
        add_cookie(&mut response, cookie);
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "staff/second_step.html")]
struct SecondStepPage<'a> {
    frame: Frame<'a>,
    next: &'a str,
    errors: Errors,
}

fn second_step_page(
    visit: &Visit,
    next: &str,
    status: StatusCode,
    fault: Option<&str>,
) -> Result<HttpResponse, Problem> {
    let mut errors = Errors::default();
    if let Some(fault) = fault {
        errors.add(visit, "code", fault);
    }
    let frame = visit.frame(&errors.title(visit, &visit.t().text("account-second-step")));
    visit.page(status, &SecondStepPage { frame, next, errors })
}

/// The second step, after the password.
#[get("/second-step")]
pub async fn second_step(visit: Visit, arrival: web::Query<Arrival>) -> Result<HttpResponse, Problem> {
    let next = local(arrival.next.as_deref());
    let member = second_factor::step(&visit.state, &visit.request).await;
    match member.map_err(|error| visit.unavailable(&error))? {
        Some(_) => second_step_page(&visit, next, StatusCode::OK, None),
        None => Ok(redirect(&onwards("/staff/login", next))),
    }
}

/// Takes the code of the second step.
#[post("/second-step")]
pub async fn take_second_step(visit: Visit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = serde_urlencoded::from_bytes(&body).map(Fields).unwrap_or_default();
    let next = local(fields.first("next"));
    if !auth::is_same_origin(&visit.request) {
        return Err(visit.problem(Kind::Forbidden));
    }
    let (state, request) = (&visit.state, &visit.request);
    let member = second_factor::step(state, request).await.map_err(|error| visit.unavailable(&error))?;
    let Some(member) = member else { return Ok(redirect(&onwards("/staff/login", next))) };
    let code = second_factor::check(state, request, &member, field(&fields, "code")).await;
    let refused = match code.map_err(|error| visit.unavailable(&error))? {
        Code::Right => {
            let cookie = second_factor::end_step(state, request).await;
            let cookie = cookie.map_err(|error| visit.unavailable(&error))?;
            let mut response = open(&visit, &member, next).await?;
            add_cookie(&mut response, &cookie);
            return Ok(response);
        }
        Code::Wrong => "account-error-code",
        Code::NoRecoveryCode => "account-error-recovery-code",
        Code::Refused(refused) => {
            let response = second_step_page(&visit, next, StatusCode::OK, Some(refused.message()))?;
            return Ok(later(response, refused.seconds()));
        }
    };
    second_step_page(&visit, next, StatusCode::UNPROCESSABLE_ENTITY, Some(refused))
}

#[derive(Default, Deserialize)]
struct LogOut {
    #[serde(default)]
    csrf: String,
}

/// Ends the session.
#[post("/logout")]
pub async fn log_out(
    visit: Visit,
    request: HttpRequest,
    form: Result<web::Form<LogOut>, Error>,
) -> Result<HttpResponse, Problem> {
    let csrf = form.map(|form| form.into_inner().csrf).unwrap_or_default();
    if visit.session.as_ref().is_some_and(|session| session.csrf != csrf) {
        return Err(visit.problem(Kind::Forbidden));
    }
    let cookie = auth::close_session(&visit.state, &request, visit.session.as_ref())
        .await
        .map_err(|error| visit.unavailable(&error))?;
    let mut response = redirect("/staff/login?out=1");
    add_cookie(&mut response, &cookie);
    Ok(response)
}

/// Adds a cookie to an answer.
pub fn add_cookie(response: &mut HttpResponse, cookie: &actix_web::cookie::Cookie<'_>) {
    if let Err(error) = response.add_cookie(cookie) {
        tracing::error!(%error, "a cookie could not be set");
    }
}

/// An address of the staff's pages to go on to. Anything else, above all another site's, is the list of surveys.
fn local(next: Option<&str>) -> &str {
    let is_ours = |address: &&str| {
        let rest = address.strip_prefix(HOME);
        let plain = |c: char| c.is_ascii_alphanumeric() || "/?&=_-".contains(c);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
            && address.chars().all(plain)
            && !address.contains("//")
            && !["/login", "/logout", "/second-step"]
                .iter()
                .any(|door| rest.is_some_and(|rest| rest.starts_with(door)))
    };
    next.filter(is_ours).unwrap_or(HOME)
}

/// Why somebody was not logged in.
enum Fault {
    Missing(Missing),
    Wrong,
    Refused(Refused),
    Origin,
}

#[derive(Clone, Copy)]
struct Missing {
    email: bool,
    password: bool,
}

#[derive(Template)]
#[template(path = "staff/login.html")]
struct LogInPage<'a> {
    frame: Frame<'a>,
    next: &'a str,
    logged_out: bool,
    chosen: bool,
    errors: Vec<ErrorLink>,
    fields: [Field<'a>; 2],
}

/// A line of the error summary.
struct ErrorLink {
    field: &'static str,
    text: String,
}

struct Field<'a> {
    name: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    label: String,
    value: &'a str,
    error: Option<String>,
}

fn page<'a>(visit: &'a Visit, next: &'a str, email: &'a str, fault: Option<Fault>) -> LogInPage<'a> {
    let t = visit.t();
    let [email_error, password_error] = match &fault {
        None => [None, None],
        Some(Fault::Missing(missing)) => [
            missing.email.then(|| t.text("staff-error-email-missing")),
            missing.password.then(|| t.text("staff-error-password-missing")),
        ],
        Some(Fault::Wrong) => [Some(t.text("staff-error-log-in")), None],
        Some(Fault::Refused(refused)) => [Some(t.text(refused.message())), None],
        Some(Fault::Origin) => [Some(t.text("staff-error-origin")), None],
    };
    let error_link = |field, error: &Option<String>| error.clone().map(|text| ErrorLink { field, text });
    let errors: Vec<_> = [error_link("email", &email_error), error_link("password", &password_error)]
        .into_iter()
        .flatten()
        .collect();
    let mut frame = visit.frame(&t.text("staff-log-in"));
    if !errors.is_empty() {
        frame.title = t.tr("staff-error-title", &[("page", text(&frame.title))]);
    }
    let fields = [
        Field {
            name: "email",
            kind: "email",
            autocomplete: "username",
            label: t.text("staff-email"),
            value: email,
            error: email_error,
        },
        Field {
            name: "password",
            kind: "password",
            autocomplete: "current-password",
            label: t.text("staff-password"),
            value: "",
            error: password_error,
        },
    ];
    LogInPage { frame, next, logged_out: false, chosen: false, errors, fields }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_staff_pages_are_gone_on_to() {
        for address in [
            "/staff",
            "/staff/surveys/ims-2026",
            "/staff/surveys/ims-2026?sort=-rate&lang=ar",
            "/staff?lang=fr",
        ] {
            assert_eq!(local(Some(address)), address);
        }
        for address in [
            "",
            "/",
            "//evil.example",
            "/staff//evil.example",
            "/staffing",
            "https://evil.example/staff",
            "/staff/../api",
            "/staff/%2e%2e/api",
            "/staff\\evil.example",
            "/staff\n",
            "/staff/logout",
            "/staff/login?next=/staff",
            "/i/abc",
        ] {
            assert_eq!(local(Some(address)), HOME, "{address}");
        }
        assert_eq!(local(None), HOME);
    }
}
