//! One wording: the form, what it looks like before it is kept and after, and the way back to the standard one.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use super::super::forms::Errors;
use super::super::survey::Above;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use super::preview::{self, Preview};
use super::{Place, base, find, kind_name};
use crate::fieldwork;
use crate::mail::wording::{Fault, Part, Source, Variable, Wording};
use crate::store::StoreResult;

#[derive(Template)]
#[template(path = "staff/texts/edit.html")]
struct EditPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    address: String,
    heading: String,
    /// The language and direction of what is edited.
    locale: String,
    dir: &'static str,
    errors: Errors,
    source: Source,
    variables: Vec<(String, String)>,
    /// Whether the survey has a wording of its own.
    own: bool,
    /// Whether it was kept just now.
    kept: bool,
    /// Whether the preview shows what is not kept.
    unsaved: bool,
    preview: Option<Preview>,
    /// The fingerprint of what goes out now, which the form brings back.
    seen: String,
    /// What somebody else saved while this was typed.
    theirs: Option<Source>,
}

impl EditPage<'_> {
    /// The ids of what is wrong with a field.
    fn marked(&self, field: &str) -> String {
        let wrong = self.errors.0.iter().enumerate().filter(|(_, (at, _))| *at == field);
        wrong.map(|(n, _)| format!("{field}-error-{n}")).collect::<Vec<_>>().join(" ")
    }
}

/// What a page shows besides the place.
struct Shown {
    source: Source,
    errors: Errors,
    own: bool,
    kept: bool,
    unsaved: bool,
    preview: Option<Preview>,
    seen: String,
    theirs: Option<Source>,
}

fn answer(visit: &Visit, place: &Place, shown: Shown) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let language = place.texts(visit).text("language-name");
    let kind = kind_name(t, place.kind);
    let heading = t.tr("texts-heading", &[("kind", text(&kind)), ("language", text(&language))]);
    let about =
        |variable: Variable| (variable.written(), t.text(&format!("texts-variable-{}", variable.name())));
    let status = match (&shown.theirs, shown.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, true) => StatusCode::OK,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = EditPage {
        frame: visit.frame(&shown.errors.title(visit, &heading)),
        above: Above::new(visit, &place.survey, "texts"),
        base: base(&place.survey),
        address: place.address(),
        heading,
        locale: place.language.to_string(),
        dir: place.language.direction().as_str(),
        errors: shown.errors,
        source: shown.source.in_fields(place.language.direction()),
        variables: Variable::of(place.kind).map(about).collect(),
        own: shown.own,
        kept: shown.kept,
        unsaved: shown.unsaved,
        preview: shown.preview,
        seen: shown.seen,
        theirs: shown.theirs.map(|theirs| theirs.in_fields(place.language.direction())),
    };
    visit.page(status, &page)
}

/// What is wrong with a wording, in words, at its fields.
fn errors(visit: &Visit, faults: Vec<(Part, Fault)>) -> Errors {
    let t = visit.t();
    let say = |fault: &Fault| {
        let of = |id: &str, variable: Variable| t.tr(id, &[("variable", text(&variable.written()))]);
        match fault {
            Fault::Empty => t.text("texts-error-empty"),
            Fault::TooLong(most) => t.tr("texts-error-long", &[("most", number(*most as u64))]),
            Fault::LineBreak => t.text("texts-error-line-break"),
            Fault::Brace => t.text("texts-error-brace"),
            Fault::Unknown(written) => t.tr("texts-error-unknown", &[("variable", text(written))]),
            Fault::NotHere(variable) => of("texts-error-not-here", *variable),
            Fault::Missing(Variable::Decline) => of("texts-error-missing-decline", Variable::Decline),
            Fault::Missing(variable) => of("texts-error-missing-link", *variable),
            Fault::NotAlone(variable) => of("texts-error-not-alone", *variable),
            Fault::PersonalLink => t.text("texts-error-personal-link"),
        }
    };
    let field = |part| match part {
        Part::Subject => "subject",
        Part::Body => "body",
    };
    Errors(faults.iter().map(|(part, fault)| (field(*part), say(fault))).collect())
}

async fn own(visit: &Visit, place: &Place) -> Result<Option<Source>, Problem> {
    let found = visit.state.store.message_text(&place.survey.row.code, place.kind, &place.language).await;
    found.map_err(|error| visit.unavailable(&error))
}

/// The form, with what goes out now.
#[get("/surveys/{survey}/texts/{kind}/{language}")]
pub async fn show(
    visit: StaffVisit,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, Problem> {
    let place = find(&visit, &path).await?;
    let own = own(&visit, &place).await?;
    let (has_own, kept) = (own.is_some(), visit.request.query_string().contains("kept"));
    let source = own.unwrap_or_else(|| Source::standard(place.texts(&visit), place.kind));
    let seen = source.fingerprint();
    let shown = match Wording::read(place.kind, &source) {
        Ok(wording) => {
            let preview = preview::make(&visit, &place, &wording).await;
            let preview = preview.map_err(|error| visit.unavailable(&error))?;
            let errors = Errors::default();
            Shown { source, errors, own: has_own, kept, unsaved: false, preview, seen, theirs: None }
        }
        Err(faults) => {
            let errors = errors(&visit, faults);
            let (kept, preview) = (false, None);
            Shown { source, errors, own: has_own, kept, unsaved: false, preview, seen, theirs: None }
        }
    };
    answer(&visit, &place, shown)
}

/// Shows what was typed as a message, or keeps it.
#[post("/surveys/{survey}/texts/{kind}/{language}")]
pub async fn act(
    visit: StaffVisit,
    path: web::Path<(String, String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let place = find(&visit, &path).await?;
    let value = |name| fields.first(name).unwrap_or_default();
    let source = Source::typed(value("subject"), value("body"));
    let own = own(&visit, &place).await?.is_some();
    let wording = match Wording::read(place.kind, &source) {
        Ok(wording) => wording,
        Err(faults) => {
            // What was typed comes back as it was, not as it was read.
            let source = Source { subject: value("subject").to_owned(), body: value("body").to_owned() };
            let errors = errors(&visit, faults);
            let (seen, theirs) = (value("seen").to_owned(), None);
            let shown =
                Shown { source, errors, own, kept: false, unsaved: false, preview: None, seen, theirs };
            return answer(&visit, &place, shown);
        }
    };
    if fields.has("do", "save") {
        return keep_or_say(&visit, &place, source, value("seen")).await;
    }
    let preview = preview::make(&visit, &place, &wording).await.map_err(|error| visit.unavailable(&error))?;
    let (errors, seen) = (Errors::default(), value("seen").to_owned());
    let shown = Shown { source, errors, own, kept: false, unsaved: true, preview, seen, theirs: None };
    answer(&visit, &place, shown)
}

/// Keeps a wording and shows it; or, if somebody else saved another one meanwhile, shows both: nothing is lost, and who
/// saves once more has seen what that replaces.
async fn keep_or_say(
    visit: &Visit,
    place: &Place,
    source: Source,
    seen: &str,
) -> Result<HttpResponse, Problem> {
    let kept = keep(visit, place, &source, seen).await.map_err(|error| visit.unavailable(&error))?;
    let Some(theirs) = kept else {
        return Ok(redirect(&format!("{}?kept=yes", place.address())));
    };
    let mut errors = Errors::default();
    errors.add(visit, "theirs", "texts-error-meanwhile");
    let (own, seen) = (true, theirs.fingerprint());
    let theirs = Some(theirs);
    answer(
        visit,
        place,
        Shown { source, errors, own, kept: false, unsaved: false, preview: None, seen, theirs },
    )
}

/// Keeps a wording if what it replaces is what was seen; returns what else it would replace.
async fn keep(visit: &Visit, place: &Place, source: &Source, seen: &str) -> StoreResult<Option<Source>> {
    let (store, code) = (&visit.state.store, &place.survey.row.code);
    let which = (place.kind, &place.language);
    let texts = place.texts(visit);
    fieldwork::wording::keep(store, code, which, (source, texts), Some(seen), visit.by()).await
}

/// Goes back to the standard wording.
#[post("/surveys/{survey}/texts/{kind}/{language}/standard")]
pub async fn back_to_standard(
    visit: StaffVisit,
    path: web::Path<(String, String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let place = find(&visit, &path).await?;
    let standard = Source::standard(place.texts(&visit), place.kind);
    keep_or_say(&visit, &place, standard, fields.first("seen").unwrap_or_default()).await
}
