//! Beginning a question set that is new.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::Locale;
use survey::code::QuestionSetCode;
use survey::edit::propose::propose;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::base;
use crate::drafts::is_reserved;
use crate::drafts::{self, By, DraftError};

/// A longer title is none.
pub const LONGEST_TITLE: usize = 300;

#[derive(Template)]
#[template(path = "staff/question_sets/new.html")]
struct NewPage<'a> {
    frame: Frame<'a>,
    errors: Errors,
    fields: Fields,
    languages: Vec<(String, String)>,
}

impl NewPage<'_> {
    fn value(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

fn answer(visit: &Visit, fields: Fields, errors: Errors) -> Result<HttpResponse, Problem> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = NewPage {
        frame: visit.frame(&errors.title(visit, &visit.t().text("editor-new"))),
        errors,
        fields,
        languages: languages(visit),
    };
    visit.page(status, &page)
}

/// The languages that the service speaks, each in its own name.
pub fn languages(visit: &Visit) -> Vec<(String, String)> {
    let translations = &visit.state.translations;
    let name = |locale: &Locale| translations.locale(locale).text("language-name");
    translations.locales().map(|locale| (locale.to_string(), name(locale))).collect()
}

/// The form.
#[get("/question-sets/new")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let own = ("first".to_owned(), visit.t().locale().to_string());
    let mut fields = vec![own];
    fields.extend(languages(&visit).into_iter().map(|(tag, _)| ("languages".to_owned(), tag)));
    answer(&visit, Fields(fields), Errors::default())
}

/// Begins it.
#[post("/question-sets/new")]
pub async fn begin(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let store = &visit.state.store;
    let mut errors = Errors::default();
    let title = field(&fields, "title").to_owned();
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        errors.add(&visit, "title", "editor-error-title");
    }
    let first: Option<Locale> = field(&fields, "first").parse().ok();
    if first.is_none() {
        errors.add(&visit, "first", "editor-error-language");
    }
    let mut languages: Vec<Locale> = first.into_iter().collect();
    for language in fields.all("languages").filter_map(|tag| tag.parse().ok()) {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    let code = match field(&fields, "code") {
        "" => {
            let known = async {
                let drafts = store.drafts().await?.into_iter().map(|draft| draft.set.code);
                crate::store::StoreResult::Ok(
                    drafts.chain(store.question_set_codes().await?).collect::<Vec<_>>(),
                )
            };
            let known = known.await.map_err(|error| visit.unavailable(&error))?;
            // “new” is the address of this very page.
            let taken = |code: &str| {
                code.parse().is_ok_and(|code| is_reserved(&code)) || known.iter().any(|known| *known == *code)
            };
            propose(&title, "question_set", |code| taken(&code.replace('_', "-"))).replace('_', "-")
        }
        typed => typed.to_owned(),
    };
    let code: Option<QuestionSetCode> = code.parse().ok().filter(|code| !is_reserved(code));
    if code.is_none() {
        errors.add(&visit, "code", "editor-error-set-code");
    }
    let (Some(code), true) = (code, errors.is_empty()) else { return answer(&visit, fields, errors) };
    let by = By { who: visit.who(), at: visit.state.clock.now_ms() };
    match drafts::begin_new(store, &drafts::empty(code.clone(), languages, &title), by).await {
        Ok(()) => Ok(redirect(&format!("{}/draft", base(&code)))),
        Err(DraftError::Store(error)) => Err(visit.unavailable(&error)),
        Err(_) => {
            errors.add(&visit, "code", "editor-error-set-taken");
            answer(&visit, fields, errors)
        }
    }
}
