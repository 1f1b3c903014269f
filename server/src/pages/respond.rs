//! The respondent's addresses: personal links, the form page, and what follows a form posted without scripts.

use std::sync::Arc;

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, post, routes, web};
use serde::Deserialize;
use survey::credential::SurveyKey;
use survey::form::{self, Fields};
use survey::receipt::{Receipt, Secret};
use survey::validation::Fault;
use survey::wire::{Refusal, Submission};
use survey::{Locale, SurveyCode};

use super::cache::Key;
use super::form::{FormView, Notice};
use super::{PageError, decline, messages};
use crate::admission::{NotAdmitted, Proof, admit};
use crate::app::State;
use crate::catalogue::Survey;
use crate::entropy;
use crate::fieldwork::links;
use crate::store::invitations::{Invitation, InvitationState};
use crate::store::responses::Outcome;
use crate::token::Token;

/// The field of the buttons that switch the language of a form without scripts.
const LANGUAGE_FIELD: &str = "_language";
/// The cookie that hands a receipt to the thank-you page.
const RECEIPT_COOKIE: &str = "sawt_receipt";

/// The language that an address asks for.
#[derive(Deserialize)]
pub struct LanguageQuery {
    lang: Option<String>,
}

/// A link that leads to the form.
struct Link {
    survey: Arc<Survey>,
    token: Token,
    /// The invitation; none where the survey is open to everyone.
    invitation: Option<Invitation>,
    language: Locale,
}

/// The link: the form in the partner's language, or what became of the invitation.
#[routes]
#[get("/i/{token}")]
#[head("/i/{token}")]
pub async fn open_link(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    query: web::Query<LanguageQuery>,
) -> Result<HttpResponse, PageError> {
    let link = link(&state, &request, &token).await?;
    let locale = language(&link.survey, &query, &link.language);
    if link.is_withdrawn() {
        return messages::withdrawn(&state, &locale);
    }
    // A HEAD is a program that looks whether the link leads anywhere.
    if let Some(invitation) = link.invitation.as_ref().filter(|_| request.method() == Method::GET) {
        state.store.mark_opened(invitation.id).await?;
    }
    if let Some(invitation) = link.invitation.as_ref().filter(|invitation| !invitation.may_answer()) {
        return used(&state, &link, invitation, &locale);
    }
    if link.survey.row.is_suspended() {
        return messages::survey_suspended(&state, &locale);
    }
    if !link.survey.is_open() {
        return messages::survey_closed(&state, &locale);
    }
    if link.stands() == Some(InvitationState::Declined) {
        let page = decline::declined_before(link.token.as_str(), &locale);
        return messages::show(&state, &locale, StatusCode::OK, page);
    }
    form_page(&state, &request, &link.survey, &locale)
}

/// The form posted from a link, without scripts.
#[post("/i/{token}")]
pub async fn post_link(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    query: web::Query<LanguageQuery>,
    body: web::Bytes,
) -> Result<HttpResponse, PageError> {
    let link = link(&state, &request, &token).await?;
    let survey = &link.survey;
    let fields = read_fields(&state, &request, &body)?;
    let shown = language(survey, &query, &link.language);
    let locale = wanted(survey, fields.first("_shown")).unwrap_or(shown);
    if let Some(switched) = wanted(survey, fields.first(LANGUAGE_FIELD)) {
        return filled_page(&state, survey, &switched, &fields, &[], None, StatusCode::OK);
    }
    if survey.row.is_suspended() {
        let (notice, status) = (Some(Notice::Suspended), StatusCode::SERVICE_UNAVAILABLE);
        let mut answer = filled_page(&state, survey, &locale, &fields, &[], notice, status)?;
        messages::put_off(&mut answer);
        return Ok(answer);
    }
    if link.is_withdrawn() {
        let (notice, status) = (Some(Notice::Withdrawn), StatusCode::GONE);
        return filled_page(&state, survey, &locale, &fields, &[], notice, status);
    }
    // A form that was opened in time is taken in the days of grace, as what waited in a queue is.
    let today = survey.today(state.clock);
    if let Some(invitation) = link.invitation.as_ref().filter(|invitation| !invitation.may_answer()) {
        return used(&state, &link, invitation, &locale);
    }
    let proof = link.proof(&state);
    let admitted = match admit(survey, submission(survey, &locale, &fields), &proof, today) {
        Ok(admitted) => admitted,
        Err(refused) => return not_admitted(&state, &request, survey, &locale, &fields, refused),
    };
    if link.invitation.is_none() && !state.allows_public(&survey.row.code, &request).await? {
        let (notice, status) = (Some(Notice::TooMany), StatusCode::TOO_MANY_REQUESTS);
        return filled_page(&state, survey, &locale, &fields, &[], notice, status);
    }
    let row = admitted.into_row();
    let receipt =
        row.receipt.as_ref().map(|secret| Receipt::of(&row.survey, row.version, secret, &row.answers));
    let stored = state.writer.store(row).await? == Outcome::Stored;
    match &link.invitation {
        Some(invitation) if stored => state.store.answered_plainly(invitation.id, today).await?,
        // An earlier post of the same link is in, and can be marked; what came now is not, and nobody is thanked for it.
        Some(invitation) => {
            state.store.mark_responded(invitation.id, today).await?;
            let invitation = Invitation { state: InvitationState::Responded, ..invitation.clone() };
            return used(&state, &link, &invitation, &locale);
        }
        None => {}
    }
    let mut answer = HttpResponse::SeeOther();
    answer.insert_header((LOCATION, format!("/thanks/{locale}")));
    if let Some(receipt) = receipt.filter(|_| stored) {
        answer.cookie(receipt_cookie(&state, &survey.row.code, &receipt));
    }
    Ok(answer.finish())
}

/// The page of a link that was used. Once, while the form can be filled, whoever has it can say that the partner has not answered.
fn used(
    state: &State,
    link: &Link,
    invitation: &Invitation,
    locale: &Locale,
) -> Result<HttpResponse, PageError> {
    let dispute = (link.survey.is_open() && !invitation.disputed).then(|| link.token.as_str());
    messages::already_answered(state, &link.survey.row.code, locale, dispute)
}

/// Whoever has a used link says that the partner has not answered: one more answer can be sent with it, once, and all admins are told.
#[post("/i/{token}/not-answered")]
pub async fn not_answered(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    query: web::Query<LanguageQuery>,
    body: web::Bytes,
) -> Result<HttpResponse, PageError> {
    let link = link(&state, &request, &token).await?;
    if let Some(invitation) = &link.invitation
        && link.survey.is_open()
        && body.as_ref() == b"not_answered=yes"
    {
        links::dispute(&state.store, &link.survey.row.code, invitation.id, state.clock.now_ms()).await?;
    }
    let locale = language(&link.survey, &query, &link.language);
    let here = format!("/i/{}?lang={locale}", link.token.as_str());
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, here)).finish())
}

/// What a form without scripts says, as a device would send it: id and secret of the receipt are of the server's making.
fn submission(survey: &Survey, locale: &Locale, fields: &Fields) -> Submission {
    let set = survey.current();
    Submission {
        id: entropy::uuid(),
        version: set.version,
        language: locale.clone(),
        answers: form::read(set, fields),
        credential: None,
        receipt: Some(Secret::from_bytes(entropy::bytes())),
        mark: None,
    }
}

/// The page for a form that was not taken; all that was typed comes back, if it can still be mended.
fn not_admitted(
    state: &State,
    request: &HttpRequest,
    survey: &Survey,
    locale: &Locale,
    fields: &Fields,
    refused: NotAdmitted,
) -> Result<HttpResponse, PageError> {
    let filled = |faults: &[Fault], notice| {
        filled_page(state, survey, locale, fields, faults, notice, StatusCode::UNPROCESSABLE_ENTITY)
    };
    match refused {
        NotAdmitted::Answered | NotAdmitted::Whole(Refusal::CredentialSpent) => {
            messages::already_answered(state, &survey.row.code, locale, None)
        }
        NotAdmitted::Answers { faults, .. } => filled(&faults, None),
        NotAdmitted::Whole(Refusal::Empty) => filled(&[], Some(Notice::NothingAnswered)),
        NotAdmitted::Whole(Refusal::SurveyClosed) => messages::survey_closed(state, locale),
        // The server itself made what is refused here.
        NotAdmitted::Whole(
            Refusal::Malformed
            | Refusal::NotUuidV4
            | Refusal::UnknownVersion
            | Refusal::UnknownLanguage
            | Refusal::CredentialMissing
            | Refusal::CredentialInvalid,
        ) => Err(PageError::Unreadable(accepted_locale(state, request))),
    }
}

/// Hands the receipt to the thank-you page: in an address it would stay in the browser's history. It lasts for as long as
/// one may want to load that page again, and goes to no other.
fn receipt_cookie(state: &State, survey: &SurveyCode, receipt: &Receipt) -> Cookie<'static> {
    Cookie::build(RECEIPT_COOKIE, format!("{survey}/{receipt}"))
        .path("/thanks")
        .max_age(CookieDuration::minutes(10))
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(state.secure_cookies)
        .finish()
}

/// The receipt that was handed on, if it is one.
fn handed_on(request: &HttpRequest, locale: &Locale) -> Option<messages::Receipt> {
    let cookie = request.cookie(RECEIPT_COOKIE)?;
    let (survey, receipt) = cookie.value().split_once('/')?;
    let (survey, receipt): (SurveyCode, Receipt) = (survey.parse().ok()?, receipt.parse().ok()?);
    let list = format!("/s/{survey}/receipts?lang={locale}");
    Some(messages::Receipt { code: receipt.to_string(), list })
}

/// The form page, the same for everyone.
#[routes]
#[get("/s/{survey}/{lang}")]
#[head("/s/{survey}/{lang}")]
pub async fn show_form(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    query: web::Query<LanguageQuery>,
) -> Result<HttpResponse, PageError> {
    let survey = survey_of(&state, &request, &path.0).await?;
    let Some(locale) = wanted(&survey, Some(&path.1)) else { return Err(unknown(&state, &request)) };
    if let Some(other) = wanted(&survey, query.lang.as_deref()).filter(|other| *other != locale) {
        let address = format!("/s/{}/{other}", survey.row.code);
        return Ok(HttpResponse::SeeOther().insert_header((LOCATION, address)).finish());
    }
    if survey.row.is_suspended() {
        return messages::survey_suspended(&state, &locale);
    }
    if !survey.is_open() {
        return messages::survey_closed(&state, &locale);
    }
    form_page(&state, &request, &survey, &locale)
}

/// The form posted without a personal link: everything typed comes back, with the word that the link is needed.
#[post("/s/{survey}/{lang}")]
pub async fn post_form(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, PageError> {
    let survey = survey_of(&state, &request, &path.0).await?;
    let Some(locale) = wanted(&survey, Some(&path.1)) else { return Err(unknown(&state, &request)) };
    let fields = read_fields(&state, &request, &body)?;
    if let Some(switched) = wanted(&survey, fields.first(LANGUAGE_FIELD)) {
        return filled_page(&state, &survey, &switched, &fields, &[], None, StatusCode::OK);
    }
    let notice = Some(Notice::PersonalLinkNeeded);
    filled_page(&state, &survey, &locale, &fields, &[], notice, StatusCode::FORBIDDEN)
}

/// The question set that the survey runs on now, with all texts.
#[routes]
#[get("/s/{survey}/question-set.json")]
#[head("/s/{survey}/question-set.json")]
pub async fn question_set(
    state: web::Data<State>,
    request: HttpRequest,
    survey: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let survey = survey_of(&state, &request, &survey).await?;
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-cache")).json(&**survey.current()))
}

/// The thank-you page.
#[routes]
#[get("/thanks/{lang}")]
#[head("/thanks/{lang}")]
pub async fn thanks(
    state: web::Data<State>,
    request: HttpRequest,
    lang: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let locale: Locale = lang.parse().map_err(|_| unknown(&state, &request))?;
    messages::thanks(&state, &locale, handed_on(&request, &locale))
}

/// The first page.
#[routes]
#[get("/")]
#[head("/")]
pub async fn landing(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, PageError> {
    messages::landing(&state, &accepted_locale(&state, &request))
}

/// An address that is none.
pub async fn not_found(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, PageError> {
    Err(unknown(&state, &request))
}

pub(super) fn unknown(state: &State, request: &HttpRequest) -> PageError {
    PageError::NotFound(accepted_locale(state, request))
}

pub(super) async fn survey_of(
    state: &State,
    request: &HttpRequest,
    code: &str,
) -> Result<Arc<Survey>, PageError> {
    let code: SurveyCode = code.parse().map_err(|_| unknown(state, request))?;
    state.catalogue.survey(&code).await?.ok_or_else(|| unknown(state, request))
}

/// A link that leads to an invitation, and the language to answer in.
pub(super) struct PersonalLink {
    pub(super) survey: Arc<Survey>,
    pub(super) invitation: Invitation,
    pub(super) locale: Locale,
}

/// The invitation of a personal link.
///
/// # Errors
/// [`PageError::UnknownLink`] where there is none.
pub(super) async fn personal_link(
    state: &State,
    request: &HttpRequest,
    token: &str,
    query: &LanguageQuery,
) -> Result<PersonalLink, PageError> {
    let Link { survey, invitation, language: partners, .. } = link(state, request, token).await?;
    let locale = language(&survey, query, &partners);
    let invitation = invitation.ok_or_else(|| PageError::UnknownLink(accepted_locale(state, request)))?;
    Ok(PersonalLink { survey, invitation, locale })
}

/// What a link leads to: an invitation, or a survey that is open to everyone.
async fn link(state: &State, request: &HttpRequest, token: &str) -> Result<Link, PageError> {
    let no_link = || PageError::UnknownLink(accepted_locale(state, request));
    let token: Token = token.parse().map_err(|_| no_link())?;
    let invitation = state.store.invitation(&token).await?;
    let (code, language) = match &invitation {
        Some(invitation) => (invitation.survey.clone(), invitation.language.clone()),
        None => {
            let code = state.store.survey_of_public_link(&token).await?.ok_or_else(no_link)?;
            (code, accepted_locale(state, request))
        }
    };
    let survey = state.catalogue.survey(&code).await?.ok_or_else(no_link)?;
    Ok(Link { survey, token, invitation, language })
}

impl Link {
    fn is_withdrawn(&self) -> bool {
        self.invitation.as_ref().is_some_and(|invitation| invitation.withdrawn)
    }

    fn stands(&self) -> Option<InvitationState> {
        self.invitation.as_ref().map(|invitation| invitation.state)
    }

    /// What shows that who has the link may answer.
    fn proof<'a>(&'a self, state: &'a State) -> Proof<'a> {
        match &self.invitation {
            Some(invitation) => Proof::PersonalLink { key: &state.key, token: &self.token, invitation },
            None => Proof::PublicLink { nonce: entropy::bytes() },
        }
    }
}

/// The language that the address asks for, else the partner's, else the survey's first.
pub(super) fn language(survey: &Survey, query: &LanguageQuery, partners: &Locale) -> Locale {
    wanted(survey, query.lang.as_deref()).unwrap_or_else(|| offered(survey, partners))
}

/// The language asked for, if the survey has it.
fn wanted(survey: &Survey, tag: Option<&str>) -> Option<Locale> {
    let locale: Locale = tag?.parse().ok()?;
    survey.current().languages.contains(&locale).then_some(locale)
}

/// The partner's language, or the survey's first.
fn offered(survey: &Survey, language: &Locale) -> Locale {
    let languages = &survey.current().languages;
    languages.iter().find(|known| *known == language).or(languages.first()).unwrap_or(language).clone()
}

/// The language that the browser asks for, for pages that belong to no survey.
pub(super) fn accepted_locale(state: &State, request: &HttpRequest) -> Locale {
    let header = request.headers().get("accept-language").and_then(|v| v.to_str().ok()).unwrap_or_default();
    state.translations.negotiate(header)
}

fn read_fields(state: &State, request: &HttpRequest, body: &web::Bytes) -> Result<Fields, PageError> {
    serde_urlencoded::from_bytes(body)
        .map(Fields)
        .map_err(|_| PageError::Unreadable(accepted_locale(state, request)))
}

fn view<'a>(
    state: &'a State,
    survey: &'a Survey,
    locale: &'a Locale,
    fields: &'a Fields,
    faults: &'a [Fault],
    notice: Option<Notice>,
) -> FormView<'a> {
    FormView {
        survey: &survey.row.code,
        set: survey.current(),
        title: survey.title(locale),
        locale,
        public_key: survey.key.public_key(),
        mark_key: survey.mark_key.as_ref().map(SurveyKey::public_key),
        closes_on: survey.row.closes_on,
        fields,
        faults,
        notice,
        assets: &state.assets,
        preview: false,
        change: None,
    }
}

fn form_page(
    state: &State,
    request: &HttpRequest,
    survey: &Survey,
    locale: &Locale,
) -> Result<HttpResponse, PageError> {
    let key = Key {
        survey: survey.row.code.clone(),
        version: survey.row.version,
        locale: locale.clone(),
        title: survey.title(locale).to_owned(),
        closes_on: survey.row.closes_on,
    };
    let page = state.page_cache.get(key, || {
        super::form::render(&view(state, survey, locale, &Fields::default(), &[], None), &state.translations)
    })?;
    Ok(page.respond(request))
}

fn filled_page(
    state: &State,
    survey: &Survey,
    locale: &Locale,
    fields: &Fields,
    faults: &[Fault],
    notice: Option<Notice>,
    status: StatusCode,
) -> Result<HttpResponse, PageError> {
    let html =
        super::form::render(&view(state, survey, locale, fields, faults, notice), &state.translations)?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html))
}
