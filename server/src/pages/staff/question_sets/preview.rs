//! The draft as respondents would see it: the real form with the real client, in a frame, keeping and sending nothing.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue, X_FRAME_OPTIONS};
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::credential::Bytes;
use survey::form::{Fields, read};
use survey::question_set::QuestionSet;
use survey::validation::{Fault, validate};
use survey::{Day, Locale, SurveyCode};

use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, query_value};
use super::super::words::text;
use super::new::languages;
use super::saving::draft_address;
use super::{Above, Files, draft};
use crate::auth::Permission;
use crate::pages::form::{FormView, Notice, render};

/// The name that stands where a survey's would.
const SURVEY: &str = "preview";
/// The last day that the form names is so many days away.
const OPEN_FOR: u64 = 28;
/// The page may show a frame of this site.
const WITH_FRAME: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The form may stand in a frame of this site, and has no more rights than elsewhere.
const IN_FRAME: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

#[derive(Template)]
#[template(path = "staff/question_sets/preview.html")]
struct PreviewPage<'a> {
    frame: Frame<'a>,
    above: Above,
    files: Files,
    address: String,
    /// The form's address; nothing, while there is no question.
    form: Option<String>,
    title: String,
    languages: Vec<(String, String, bool)>,
    widths: [(&'static str, String, bool); 2],
    width: &'static str,
    language: String,
}

/// The page with the form in a frame.
#[get("/question-sets/{code}/draft/preview")]
pub async fn show(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &address).await?;
    let (set, t) = (&draft.set, visit.t());
    let asked = query_value(&visit, "language").and_then(|tag| tag.parse::<Locale>().ok());
    let language = asked.filter(|asked| set.languages.contains(asked)).or(set.languages.first().cloned());
    let language = language.unwrap_or_else(Locale::english);
    let width = if query_value(&visit, "width").as_deref() == Some("phone") { "phone" } else { "desktop" };
    let known = languages(&visit);
    let name = |tag: &Locale| {
        let own = known.iter().find(|(known, _)| *known == *tag.as_str());
        own.map_or_else(|| tag.to_string(), |(_, name)| name.clone())
    };
    let address = format!("{}/preview", draft_address(set));
    let page = PreviewPage {
        frame: visit.frame(&t.text("editor-tab-preview")),
        above: Above::new(&visit, set, "draft/preview"),
        files: Files::new(&visit),
        form: set.questions().next().map(|_| format!("{address}/{language}")),
        title: t.tr("editor-preview-title", &[("title", text(&super::name(t, set)))]),
        languages: set.languages.iter().map(|tag| (tag.to_string(), name(tag), *tag == language)).collect(),
        widths: ["phone", "desktop"].map(|one| (one, t.text(&format!("editor-preview-{one}")), one == width)),
        width,
        language: language.to_string(),
        address,
    };
    let mut response = visit.page(StatusCode::OK, &page)?;
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(WITH_FRAME));
    Ok(response)
}

/// The form itself.
#[get("/question-sets/{code}/draft/preview/{language}")]
pub async fn filled(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &path.0).await?;
    let locale = locale(&visit, &draft.set, &path.1)?;
    answer(&visit, &draft.set, &locale, &Fields::default(), &[], None)
}

/// The form posted without scripts: what is wrong with it, or that it would be sent.
#[post("/question-sets/{code}/draft/preview/{language}")]
pub async fn try_out(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &path.0).await?;
    let (set, locale) = (&draft.set, locale(&visit, &draft.set, &path.1)?);
    // It changes nothing, so it may come from anywhere.
    let fields: Fields = serde_urlencoded::from_bytes(&body).map(Fields).unwrap_or_default();
    let validated = validate(set, &read(set, &fields));
    let notice = match (validated.faults.is_empty(), validated.answers.is_empty()) {
        (true, true) => Some(Notice::NothingAnswered),
        (true, false) => Some(Notice::Previewed),
        (false, _) => None,
    };
    answer(&visit, set, &locale, &fields, &validated.faults, notice)
}

fn locale(visit: &Visit, set: &QuestionSet, tag: &str) -> Result<Locale, Problem> {
    let found = set.languages.iter().find(|known| *known.as_str() == *tag).cloned();
    found.ok_or_else(|| visit.problem(Kind::NotFound))
}

fn answer(
    visit: &Visit,
    set: &QuestionSet,
    locale: &Locale,
    fields: &Fields,
    faults: &[Fault],
    notice: Option<Notice>,
) -> Result<HttpResponse, Problem> {
    let not_found = || visit.problem(Kind::NotFound);
    let survey: SurveyCode = SURVEY.parse().map_err(|_| not_found())?;
    let change =
        visit.may(Permission::EditQuestionSets).then(|| format!("{}/questions/", draft_address(set)));
    let today = Day::of(&visit.state.clock.now());
    let view = FormView {
        survey: &survey,
        set,
        title: set.title.get(locale),
        locale,
        public_key: Bytes(Vec::new()),
        mark_key: None,
        closes_on: today.saturating_add(OPEN_FOR),
        fields,
        faults,
        notice,
        assets: &visit.state.assets,
        preview: true,
        change: change.as_deref(),
    };
    let html = render(&view, &visit.state.translations).map_err(|error| {
        tracing::error!(%error, "a preview could not be rendered");
        visit.problem(Kind::Unavailable)
    })?;
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_SECURITY_POLICY, IN_FRAME))
        .insert_header((X_FRAME_OPTIONS, "SAMEORIGIN"))
        .body(html))
}
