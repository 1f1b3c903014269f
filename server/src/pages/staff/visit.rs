//! What every handler of the staff's pages begins with: who is there, in which language, and how a page is answered.

use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, LOCATION, RETRY_AFTER};
use actix_web::{FromRequest, HttpRequest, HttpResponse, ResponseError, web};
use askama::Template;
use survey::Locale;
use survey::form::Fields;

use super::upload;
use super::words::{self, text};
use crate::app::State;
use crate::auth;
use crate::i18n::LocaleTexts;
use crate::publish::By;
use crate::store::staff::Session;
use crate::store::survey_events::SurveyEvent;
use crate::store::surveys::SurveyRow;
use crate::store::{StoreResult, Tx, audit};

/// The cookie that remembers the language that was chosen.
const LANGUAGE_COOKIE: &str = "sawt_staff_language";
/// The page of one's own account.
pub const ACCOUNT: &str = "/staff/account";
/// So many names are enough to find help.
const MOST_ADMINS: usize = 3;
const HTML: &str = "text/html; charset=utf-8";

/// A request to the staff's pages.
pub struct Visit {
    /// The service.
    pub state: web::Data<State>,
    /// The request.
    pub request: HttpRequest,
    /// The session, if there is one.
    pub session: Option<Session>,
    locale: Locale,
    /// The language was chosen just now, and is to be remembered.
    chosen: bool,
}

impl FromRequest for Visit {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let Some(state) = request.app_data::<web::Data<State>>().cloned() else {
                return Err(Problem::Page { status: StatusCode::INTERNAL_SERVER_ERROR, html: String::new() });
            };
            let session = auth::session(&state, &request).await;
            let member =
                session.as_ref().ok().and_then(Option::as_ref).map(|session| &session.member.language);
            let (locale, chosen) = language(&state, &request, member);
            let (session, failure) = match session {
                Ok(session) => (session, None),
                Err(error) => (None, Some(error)),
            };
            let visit = Self { state, request, session, locale, chosen };
            match failure {
                None => Ok(visit),
                Some(error) => Err(visit.unavailable(&error)),
            }
        })
    }
}

/// A request of somebody who is logged in and whose role may open the page ([`auth::asked`] says which may). Who is not
/// logged in is sent to the log-in, and comes back from there.
pub struct StaffVisit(Visit);

impl Deref for StaffVisit {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.0
    }
}

impl FromRequest for StaffVisit {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visit = Visit::from_request(request, payload);
        Box::pin(async move {
            let visit = visit.await?;
            if let Some(session) = &visit.session {
                let role = session.member.role;
                let pattern = visit.request.match_pattern().unwrap_or_default();
                if auth::lacks_second_factor(&visit.state, session) && !pattern.starts_with(ACCOUNT) {
                    return Err(Problem::Elsewhere(format!("{ACCOUNT}/second-factor")));
                }
                if role.may_open(&pattern) {
                    return Ok(Self(visit));
                }
                return Err(visit.not_allowed(role).await);
            }
            let here = visit.request.uri().path_and_query().map_or("/staff", |address| address.as_str());
            let next = serde_urlencoded::to_string([("next", here)]).unwrap_or_default();
            Err(Problem::Elsewhere(format!("/staff/login?{next}")))
        })
    }
}

/// The language of the pages: what is asked for, what was chosen before, the member's own, what the browser prefers.
fn language(state: &State, request: &HttpRequest, member: Option<&Locale>) -> (Locale, bool) {
    let offered = |tag: &str| state.translations.locales().find(|locale| locale.as_str() == tag).cloned();
    let asked =
        query(request).into_iter().find(|(name, _)| name == "lang").and_then(|(_, tag)| offered(&tag));
    if let Some(locale) = asked {
        return (locale, true);
    }
    let remembered = request.cookie(LANGUAGE_COOKIE).and_then(|cookie| offered(cookie.value()));
    let known = remembered.or_else(|| member.and_then(|locale| offered(locale.as_str())));
    let header = || request.headers().get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    (known.unwrap_or_else(|| state.translations.negotiate(header())), false)
}

fn query(request: &HttpRequest) -> Vec<(String, String)> {
    serde_urlencoded::from_str(request.query_string()).unwrap_or_default()
}

/// What the address of a visit says under that name.
pub fn query_value(visit: &Visit, name: &str) -> Option<String> {
    query(&visit.request).into_iter().find(|(own, _)| own == name).map(|(_, value)| value)
}

impl Visit {
    /// The texts of the page's language.
    pub fn t(&self) -> &LocaleTexts {
        self.state.translations.locale(&self.locale)
    }

    /// Whether whoever is logged in may do that.
    pub fn may(&self, permission: auth::Permission) -> bool {
        self.session.as_ref().is_some_and(|session| session.member.role.may(permission))
    }

    /// The e-mail address of whoever is logged in, as the audit log names people.
    pub fn who(&self) -> &str {
        self.session.as_ref().map_or("", |session| &session.member.email)
    }

    /// Writes what whoever is logged in does into the audit log.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(
        &self,
        tx: &mut Tx,
        what: &str,
        subject: &str,
        detail: &serde_json::Value,
    ) -> StoreResult<()> {
        audit::record(tx, self.who(), what, subject, detail, self.state.clock.now_ms()).await
    }

    /// The name of whoever is logged in.
    pub fn staff_name(&self) -> String {
        self.session.as_ref().map(|session| session.member.name.clone()).unwrap_or_default()
    }

    /// Whoever is logged in, now.
    pub fn by(&self) -> By<'_> {
        let name = self.session.as_ref().map_or("", |session| &session.member.name);
        let sets_up = self.may(auth::Permission::SetUpSurveys);
        By { name, who: self.who(), now: self.state.clock.now(), sets_up }
    }

    /// Something that whoever is logged in did just now.
    pub fn event(&self, kind: &str, detail: serde_json::Value) -> SurveyEvent {
        let (at, staff_name) = (self.state.clock.now(), self.staff_name());
        SurveyEvent { at, kind: kind.to_owned(), staff_name, who: self.who().to_owned(), detail }
    }

    /// The fields of a form that was posted, proved to come from a page of this session.
    ///
    /// # Errors
    /// [`Kind::Forbidden`] for a form of another session, or for a body that is no form.
    pub fn posted(&self, body: &[u8]) -> Result<Fields, Problem> {
        let fields = serde_urlencoded::from_bytes(body).map(Fields).unwrap_or_default();
        let csrf = self.session.as_ref().map(|session| session.csrf.as_str());
        match csrf {
            Some(csrf) if fields.first("csrf") == Some(csrf) => Ok(fields),
            _ => Err(self.problem(Kind::Forbidden)),
        }
    }

    /// The fields of a form that may be large, as [`Visit::posted`] takes them.
    ///
    /// # Errors
    /// [`Kind::TooLarge`] for one larger than `largest` bytes, [`Kind::Forbidden`] for what did not arrive whole and as above.
    pub async fn posted_large(&self, body: web::Payload, largest: usize) -> Result<Fields, Problem> {
        match upload::whole(body, largest).await {
            Ok(Some(body)) => self.posted(&body),
            Ok(None) => Err(self.problem(Kind::TooLarge)),
            Err(_) => Err(self.problem(Kind::Forbidden)),
        }
    }

    /// What stands around the content of a page with that title.
    pub fn frame(&self, title: &str) -> Frame<'_> {
        let t = self.t();
        Frame {
            title: t.tr("staff-page-title", &[("page", text(title))]),
            locale: t.locale().as_str(),
            dir: t.direction().as_str(),
            languages: self.languages(),
            account: self.session.as_ref().map(|session| Account {
                name: &session.member.name,
                csrf: &session.csrf,
                current: self.request.path() == ACCOUNT,
            }),
            parts: self.parts(),
            css: self.state.assets.url("staff.css"),
            icon: self.state.assets.url("icon.svg"),
            t,
        }
    }

    /// The parts of the site, for who is logged in.
    fn parts(&self) -> Vec<Tab> {
        let Some(session) = &self.session else { return Vec::new() };
        let path = self.request.path();
        let within = |href: &str| path == href || path.starts_with(&format!("{href}/"));
        let tab = |(href, label, permission): (&str, &str, auth::Permission)| {
            let current = match href {
                "/staff" => path == href || within("/staff/surveys"),
                _ => within(href),
            };
            session.member.role.may(permission).then(|| Tab {
                href: href.to_owned(),
                label: self.t().text(label),
                current,
            })
        };
        PARTS.iter().copied().filter_map(tab).collect()
    }

    /// The same page in each language.
    fn languages(&self) -> Vec<Switch<'_>> {
        let kept: Vec<_> = query(&self.request).into_iter().filter(|(name, _)| name != "lang").collect();
        let address = |tag: &str| {
            let mut query = kept.clone();
            query.push(("lang".to_owned(), tag.to_owned()));
            format!("{}?{}", self.request.path(), serde_urlencoded::to_string(query).unwrap_or_default())
        };
        self.state
            .translations
            .locales()
            .map(|locale| Switch {
                tag: locale.as_str(),
                name: self.state.translations.locale(locale).text("language-name"),
                href: address(locale.as_str()),
                current: locale == self.t().locale(),
            })
            .collect()
    }

    /// A page as the answer.
    ///
    /// # Errors
    /// When the template can't be rendered.
    pub fn page(&self, status: StatusCode, page: &impl Template) -> Result<HttpResponse, Problem> {
        let html = page.render().map_err(|error| {
            tracing::error!(%error, "a staff page could not be rendered");
            Problem::Page { status: StatusCode::INTERNAL_SERVER_ERROR, html: String::new() }
        })?;
        let mut response = HttpResponse::build(status);
        response.content_type(HTML).insert_header((CACHE_CONTROL, "no-store"));
        if self.chosen {
            response.cookie(
                Cookie::build(LANGUAGE_COOKIE, self.locale.to_string())
                    .path("/staff")
                    .http_only(true)
                    .secure(self.state.secure_cookies)
                    .same_site(SameSite::Lax)
                    .max_age(CookieDuration::days(365))
                    .finish(),
            );
        }
        Ok(response.body(html))
    }

    /// The page that says what went wrong.
    pub fn problem(&self, kind: Kind) -> Problem {
        let id = kind.message();
        let heading = self.t().text(&format!("{id}-title"));
        let page = ProblemPage { frame: self.frame(&heading), text: self.t().text(id), heading };
        Problem::Page { status: kind.status(), html: page.render().unwrap_or_default() }
    }

    /// The page for somebody whose role does not include a page: it says who can change that.
    async fn not_allowed(&self, role: auth::Role) -> Problem {
        let admins = match self.state.store.admin_names().await {
            Ok(admins) => admins,
            Err(error) => return self.unavailable(&error),
        };
        let t = self.t();
        let shown: Vec<_> = admins.into_iter().take(MOST_ADMINS).collect();
        let role = t.text(&format!("people-role-{}", role.as_str()));
        let who = words::list(t, &shown);
        let heading = t.text("people-not-allowed-title");
        let args = [("role", text(&role)), ("admins", text(&who))];
        // The names are isolated one by one already.
        let text = t.tr("people-not-allowed", &args).replacen(&format!("\u{2068}{who}\u{2069}"), &who, 1);
        let page = ProblemPage { frame: self.frame(&heading), text, heading };
        Problem::Page { status: StatusCode::FORBIDDEN, html: page.render().unwrap_or_default() }
    }

    /// The page for what fails without anybody's fault: the database, most often.
    pub fn unavailable(&self, error: &impl std::error::Error) -> Problem {
        tracing::error!(%error, "a staff page could not be made");
        self.problem(Kind::Unavailable)
    }
}

/// An answer that says to try again after so many seconds.
pub fn later(mut response: HttpResponse, seconds: u64) -> HttpResponse {
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}

/// An answer that sends the browser on with a GET.
pub fn redirect(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// The parts of the site, each with what it asks for.
const PARTS: &[(&str, &str, auth::Permission)] = &[
    ("/staff", "staff-surveys", auth::Permission::SeeSurveys),
    ("/staff/partners", "staff-partners", auth::Permission::KeepPartners),
    ("/staff/question-sets", "editor-sets", auth::Permission::Translate),
    ("/staff/people", "people-title", auth::Permission::ManagePeople),
    ("/staff/audit", "people-audit", auth::Permission::ReadAudit),
];

/// What stands around the content of every page.
pub struct Frame<'a> {
    /// The texts.
    pub t: &'a LocaleTexts,
    /// The title in the browser's tab.
    pub title: String,
    /// The page's language.
    pub locale: &'a str,
    /// Its direction.
    pub dir: &'static str,
    /// The parts of the site.
    pub parts: Vec<Tab>,
    /// The switch of languages.
    pub languages: Vec<Switch<'a>>,
    /// Who is logged in.
    pub account: Option<Account<'a>>,
    /// The style sheet, if the client was built.
    pub css: Option<String>,
    /// The icon in the browser's tab.
    pub icon: Option<String>,
}

impl Frame<'_> {
    /// The session's secret that forms carry; empty for who is not logged in.
    pub fn csrf(&self) -> &str {
        self.account.as_ref().map_or("", |account| account.csrf)
    }
}

/// A page in a row of links: of a survey, under its title, or of the site, in its head.
pub struct Tab {
    /// The address.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// Whether it is this page.
    pub current: bool,
}

/// The pages of a survey that this visit may open; `current` is the last part of this page's address, empty for the survey's own page.
pub fn tabs(visit: &Visit, survey: &SurveyRow, current: &str) -> Vec<Tab> {
    let t = visit.t();
    // Where everyone may answer there are responses and no rate.
    let overview = match survey.public_token {
        Some(_) => "invitations-responses",
        None => "staff-tab-overview",
    };
    let pages = [
        ("", overview),
        ("invitations", "staff-tab-invitations"),
        ("reminders", "staff-tab-reminders"),
        ("texts", "texts-tab"),
        ("messages", "staff-tab-messages"),
        ("earlier-waves", "waves-tab"),
        ("results", "results-tab"),
        ("answers", "answers-tab"),
        ("benchmarks", "benchmarks-tab"),
        ("report", "report-tab"),
        ("settings", "running-tab"),
    ];
    let role = visit.session.as_ref().map(|session| session.member.role);
    let may = |page: &str| {
        role.is_some_and(|role| role.may_open(format!("/staff/surveys/*/{page}").trim_end_matches('/')))
    };
    pages
        .iter()
        .filter(|(page, _)| may(page))
        .map(|(page, label)| Tab {
            href: format!("/staff/surveys/{}/{page}", survey.code).trim_end_matches('/').to_owned(),
            label: t.text(label),
            current: *page == current,
        })
        .collect()
}

/// One language of the switch.
pub struct Switch<'a> {
    /// The language.
    pub tag: &'a str,
    /// Its own name for itself.
    pub name: String,
    /// This page in it.
    pub href: String,
    /// Whether the page is in it.
    pub current: bool,
}

/// Who is logged in.
pub struct Account<'a> {
    /// The name.
    pub name: &'a str,
    /// The session's secret that forms carry.
    pub csrf: &'a str,
    /// Whether the page is that of one's own account.
    pub current: bool,
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// There is nothing at the address.
    NotFound,
    /// The form is not from this session.
    Forbidden,
    /// The form is larger than any that a page sends.
    TooLarge,
    /// A link that was good once.
    LinkUsed,
    /// The database fails.
    Unavailable,
}

impl Kind {
    fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::LinkUsed => StatusCode::GONE,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::NotFound => "staff-not-found",
            Self::Forbidden => "staff-forbidden",
            Self::LinkUsed => "people-link-used",
            Self::TooLarge => "staff-too-large",
            Self::Unavailable => "staff-unavailable",
        }
    }
}

#[derive(Template)]
#[template(path = "staff/problem.html")]
struct ProblemPage<'a> {
    frame: Frame<'a>,
    heading: String,
    text: String,
}

/// What a handler answers instead of its page.
pub enum Problem {
    /// A page that says what went wrong.
    Page {
        /// Its status.
        status: StatusCode,
        /// The page.
        html: String,
    },
    /// The address to go to: the log-in.
    Elsewhere(String),
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a staff page with status {}", self.status_code())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Page { status, .. } => *status,
            Self::Elsewhere(_) => StatusCode::SEE_OTHER,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::Page { status, html } => HttpResponse::build(*status)
                .content_type(HTML)
                .insert_header((CACHE_CONTROL, "no-store"))
                .body(html.clone()),
            Self::Elsewhere(address) => redirect(address),
        }
    }
}
