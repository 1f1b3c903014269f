//! Translating in a spreadsheet: the draft goes out as an XLSForm, and of the file that comes back its texts are taken in: those
//! alone, and over nobody's.

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::code::QuestionSetCode;
use survey::translation::{Entry, Meeting, Offered, entries};
use survey::xlsform::{Imported, Severity};
use survey::{Locale, QuestionSet};

use super::super::forms::{Errors, field};
use super::super::upload::Upload;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use super::changes::{Group, Words};
use super::import::{LARGEST_BODY, RemarkView, remarks};
use super::translations::{self as page, Shown, language_name, what_is_it};
use super::{Above, base, code, draft, files};
use crate::drafts::By;
use crate::partners::table::TableError;
use crate::translations::file::{Look, Taken, look, take};
use crate::translations::{Given, Outcome, TranslateError, seen};
use crate::xlsform::workbook::LARGEST_FILE;
use crate::xlsform::{self, FileError};

#[derive(Template)]
#[template(path = "staff/question_sets/translated.html")]
struct TranslatedPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    /// Some texts were not saved, and why stands at each.
    refused: bool,
    /// In the file, the question set is called so.
    called: Option<String>,
    counted: String,
    languages: Vec<LanguageView>,
    /// What else differs, and is not taken.
    others: Vec<Group>,
    remarks: Vec<RemarkView>,
}

struct LanguageView {
    tag: String,
    dir: &'static str,
    name: String,
    texts: Vec<OfferedView>,
}

struct OfferedView {
    key: String,
    what: String,
    source: String,
    now: String,
    text: String,
    seen: String,
    /// What stands in the way of taking it unseen.
    problem: Option<String>,
    /// The words that it was translated from, if they are others now.
    was: Option<String>,
    source_tag: String,
    source_dir: &'static str,
}

/// The draft as an XLSForm, for who translates it.
#[get("/question-sets/{code}/translations/xlsform.xlsx")]
pub async fn workbook(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &address).await?;
    files::workbook(&visit, xlsform::write_draft(&draft), &format!("{}-translations.xlsx", draft.set.code))
}

/// Takes a file, and shows what of it would be taken.
#[post("/question-sets/{code}/translations/file")]
pub async fn bring(
    visit: StaffVisit,
    address: web::Path<String>,
    parts: Multipart,
) -> Result<HttpResponse, Problem> {
    let upload = Upload::posted(&visit, parts, LARGEST_FILE).await?;
    let code = code(&visit, &address)?;
    let state = visit.state.clone();
    // Unpacking and parsing take the processor for a while: not on a thread that serves requests.
    let read = web::block(move || xlsform::read(&upload.file, &state.translations)).await;
    let imported = match read.unwrap_or(Err(FileError::Table(TableError::DamagedWorkbook))) {
        Ok(imported) => imported,
        Err(error) => {
            let errors = Errors(vec![("file", xlsform::sentence(visit.t(), &error))]);
            let shown = Shown::wrong(errors);
            let mut answer = page::page(&visit, &code, shown, &[]).await?;
            *answer.status_mut() = match error {
                FileError::Table(TableError::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            return Ok(answer);
        }
    };
    let found = look(&visit.state.store, &code, &imported).await;
    let found = found.map_err(|error| visit.unavailable(&error))?;
    let found = found.ok_or_else(|| visit.problem(Kind::NotFound))?;
    shown(&visit, &found, &imported)
}

fn shown(visit: &Visit, found: &Look, imported: &Imported) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let set = &found.draft.set;
    let called = imported.set.as_ref().filter(|file| file.code != set.code);
    let others = imported.set.as_ref().map(|file| {
        let old = found.base.as_ref().unwrap_or(set);
        let mut groups = Words { visit, old, new: file }.groups(&found.offer.others);
        // Nothing of it is taken: what it would mean for an open survey is not the question.
        groups.iter_mut().flat_map(|group| &mut group.lines).for_each(|line| line.why = None);
        groups
    });
    let page = TranslatedPage {
        frame: visit.frame(&t.text("translate-file-heading")),
        above: Above::new(visit, set, "translations"),
        base: base(&set.code),
        refused: false,
        called: called.map(|file| t.tr("xlsform-look-other-code", &[("name", text(file.code.as_str()))])),
        counted: t.count("translate-file-counted", "count", found.offer.texts.len() as f64),
        languages: languages(visit, set, &found.offer.texts),
        others: others.unwrap_or_default(),
        remarks: remarks(visit, &imported.remarks, |severity| severity != Severity::Note),
    };
    visit.page(StatusCode::OK, &page)
}

/// The texts by language; in each, those first that somebody must decide on.
fn languages(visit: &Visit, set: &QuestionSet, texts: &[Offered]) -> Vec<LanguageView> {
    let all = entries(set);
    let entry = |key: &str| all.iter().find(|entry| entry.key() == key);
    let mut languages = Vec::new();
    for language in &set.languages {
        let own = texts.iter().filter(|text| text.language == *language);
        let mut views: Vec<_> =
            own.filter_map(|text| Some(view(visit, set, text, entry(&text.key)?))).collect();
        views.sort_by_key(|view: &OfferedView| view.problem.is_none());
        if !views.is_empty() {
            languages.push(LanguageView {
                tag: language.to_string(),
                dir: language.direction().as_str(),
                name: language_name(visit, language),
                texts: views,
            });
        }
    }
    languages
}

fn view(visit: &Visit, set: &QuestionSet, text: &Offered, entry: &Entry<'_>) -> OfferedView {
    let t = visit.t();
    let (problem, was) = match &text.meeting {
        Meeting::Free => (None, None),
        Meeting::Changed => (Some("translate-file-changed"), None),
        Meeting::SourceChanged(was) => (Some("translate-file-source-changed"), Some(was.clone())),
        Meeting::Unknown => (Some("translate-file-unknown"), None),
    };
    let source = set.languages.first().cloned().unwrap_or_else(Locale::english);
    OfferedView {
        key: text.key.clone(),
        what: what_is_it(visit, entry),
        source: text.source.clone(),
        now: text.now.clone(),
        text: text.text.clone(),
        seen: seen(&text.source, &text.now),
        problem: problem.map(|id| t.text(id)),
        was,
        source_tag: source.to_string(),
        source_dir: source.direction().as_str(),
    }
}

/// Saves what was chosen; what somebody changed since it was shown comes back.
#[post("/question-sets/{code}/translations/file/take")]
pub async fn save(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted_large(body, LARGEST_BODY).await?;
    let code = code(&visit, &address)?;
    let mut texts = Vec::new();
    for (name, _) in fields.0.iter().filter(|(name, value)| name.starts_with("take:") && value == "yes") {
        let Some((tag, key)) = name.trim_start_matches("take:").split_once(':') else { continue };
        let Ok(language) = tag.parse::<Locale>() else { continue };
        let of = |part: &str| field(&fields, &format!("{part}:{tag}:{key}")).to_owned();
        let given = Given { key: key.to_owned(), text: of("text"), seen: of("seen"), keep: false };
        texts.push(Taken { language, given });
    }
    let by = By { who: visit.who(), at: visit.state.clock.now_ms() };
    let done = match take(&visit.state.store, &code, texts, by).await {
        Ok(done) => done,
        Err(TranslateError::Store(error)) => return Err(visit.unavailable(&error)),
        Err(TranslateError::NoDraft | TranslateError::NoLanguage(_)) => {
            return Err(visit.problem(Kind::NotFound));
        }
        Err(TranslateError::Busy) => return Err(visit.problem(Kind::Unavailable)),
    };
    let to = done.first().map(|(taken, _)| format!("&to={}", taken.language)).unwrap_or_default();
    let refused: Vec<_> = done.into_iter().filter(|(_, outcome)| outcome.is_refused()).collect();
    if refused.is_empty() {
        return Ok(redirect(&format!("{}/translations?saved=yes{to}", base(&code))));
    }
    again(&visit, &code, &fields, refused).await
}

/// What was not saved, beside what stands there now.
async fn again(
    visit: &Visit,
    code: &QuestionSetCode,
    fields: &survey::form::Fields,
    refused: Vec<(Taken, Outcome)>,
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let draft = draft(visit, code.as_str()).await?;
    let set = &draft.set;
    let first = set.languages.first().cloned().unwrap_or_else(Locale::english);
    let all = entries(set);
    let offered = |(taken, outcome): (Taken, Outcome)| {
        let entry = all.iter().find(|entry| entry.key() == taken.given.key)?;
        let source = entry.in_language(&first).to_owned();
        let was =
            field(fields, &format!("source:{}:{}", taken.language, taken.given.key)).replace("\r\n", "\n");
        Some(Offered {
            now: entry.in_language(&taken.language).to_owned(),
            key: taken.given.key,
            language: taken.language,
            text: taken.given.text,
            meeting: match outcome {
                Outcome::SourceChanged if was != source => Meeting::SourceChanged(was),
                _ => Meeting::Changed,
            },
            source,
        })
    };
    let texts: Vec<Offered> = refused.into_iter().filter_map(offered).collect();
    let page = TranslatedPage {
        frame: visit.frame(&t.text("translate-file-heading")),
        above: Above::new(visit, set, "translations"),
        base: base(&set.code),
        refused: true,
        called: None,
        counted: t.count("translate-file-counted", "count", texts.len() as f64),
        languages: languages(visit, set, &texts),
        others: Vec::new(),
        remarks: Vec::new(),
    };
    visit.page(StatusCode::CONFLICT, &page)
}
