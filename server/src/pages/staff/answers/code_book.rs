//! The code book: the themes of a question set's open answers.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::Locale;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::invitations::{language, query};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::number;
use super::{base, doer};
use crate::catalogue::Survey;
use crate::open_answers::{self, LONGEST_DEFINITION, LONGEST_NAME, ThemeFault};
use crate::store::open_answers::Theme;

#[derive(Template)]
#[template(path = "staff/answers/code_book.html")]
struct CodeBookPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    notice: Option<String>,
    themes: Vec<Listed>,
    /// The theme that is changed; empty for a new one.
    code: String,
    heading: String,
    names: Vec<Named>,
    definition: String,
    retired: bool,
}

struct Listed {
    name: String,
    definition: String,
    retired: bool,
    href: String,
}

struct Named {
    tag: String,
    dir: &'static str,
    label: String,
    value: String,
}

async fn themes(visit: &Visit, survey: &Survey) -> Result<Vec<Theme>, Problem> {
    let themes = visit.state.store.themes(&survey.row.question_set).await;
    themes.map_err(|error| visit.unavailable(&error))
}

fn page(
    visit: &Visit,
    survey: &Survey,
    themes: &[Theme],
    (edited, is_new): (&Theme, bool),
    errors: Errors,
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let base = base(survey);
    let asked = query(visit);
    let page = CodeBookPage {
        frame: visit.frame(&errors.title(visit, &t.text("answers-code-book"))),
        above: Above::new(visit, survey, "answers"),
        notice: (errors.is_empty() && field(&asked, "done") == "theme").then(|| t.text("answers-done-theme")),
        themes: themes
            .iter()
            .map(|theme| Listed {
                name: theme.name(t.locale()).to_owned(),
                definition: theme.definition.clone(),
                retired: theme.retired,
                href: format!("{base}/code-book?theme={}#edit", theme.code),
            })
            .collect(),
        code: if is_new { String::new() } else { edited.code.to_string() },
        heading: t.text(if is_new { "answers-theme-new" } else { "answers-theme-change" }),
        names: survey
            .current()
            .languages
            .iter()
            .map(|locale| Named {
                tag: locale.to_string(),
                dir: locale.direction().as_str(),
                label: language(visit, locale.as_str()),
                value: edited.names.get(locale).cloned().unwrap_or_default(),
            })
            .collect(),
        definition: edited.definition.clone(),
        retired: edited.retired,
        base,
        errors,
    };
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    visit.page(status, &page)
}

fn empty(visit: &Visit) -> Result<Theme, Problem> {
    let code = "new".parse().map_err(|_| visit.problem(Kind::NotFound))?;
    Ok(Theme { code, names: BTreeMap::new(), definition: String::new(), retired: false })
}

/// The page; with a theme in its address, that one can be changed.
#[get("/surveys/{survey}/answers/code-book")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let themes = themes(&visit, &survey).await?;
    let asked = query(&visit);
    let wanted = field(&asked, "theme");
    let edited = themes.iter().find(|theme| theme.code == *wanted).cloned();
    let is_new = edited.is_none();
    let edited = edited.map_or_else(|| empty(&visit), Ok)?;
    page(&visit, &survey, &themes, (&edited, is_new), Errors::default())
}

/// What was typed, as a theme, with what is wrong with it.
fn typed(visit: &Visit, survey: &Survey, fields: &Fields, theme: &mut Theme) -> Errors {
    let mut errors = Errors::default();
    let name = |locale: &Locale| field(fields, &format!("name_{locale}")).to_owned();
    let languages = survey.current().languages.iter();
    // A name in a language that this version no longer has stays.
    for locale in languages {
        match name(locale) {
            name if name.is_empty() => theme.names.remove(locale),
            name => theme.names.insert(locale.clone(), name),
        };
    }
    theme.definition = field(fields, "definition").to_owned();
    theme.retired = fields.has("retired", "yes");
    let too_long = |most: usize| visit.t().tr("answers-too-long", &[("most", number(most as u64))]);
    for fault in open_answers::theme_faults(theme) {
        errors.0.push(match fault {
            ThemeFault::Unnamed => ("names", visit.t().text("answers-theme-unnamed")),
            ThemeFault::NameTooLong => ("names", too_long(LONGEST_NAME)),
            ThemeFault::DefinitionTooLong => ("definition", too_long(LONGEST_DEFINITION)),
        });
    }
    errors
}

/// Keeps a theme.
#[post("/surveys/{survey}/answers/code-book")]
pub async fn save(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find(&visit, &code).await?;
    let themes = themes(&visit, &survey).await?;
    let wanted = field(&fields, "code");
    let known = themes.iter().find(|theme| theme.code == *wanted).cloned();
    let is_new = known.is_none();
    let mut theme = known.map_or_else(|| empty(&visit), Ok)?;
    let mut errors = typed(&visit, &survey, &fields, &mut theme);
    if is_new && errors.is_empty() {
        // An English name makes the best code; another does as well.
        let name = theme.name(&Locale::english()).to_owned();
        match open_answers::new_code(&name, &themes) {
            Some(code) => theme.code = code,
            None => errors.add(&visit, "names", "answers-theme-unnamed"),
        }
    }
    if !errors.is_empty() {
        return page(&visit, &survey, &themes, (&theme, is_new), errors);
    }
    let kept = open_answers::keep_theme(&visit.state.store, &survey, &theme, doer(&visit)).await;
    kept.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&format!("{}/code-book?done=theme", base(&survey))))
}
