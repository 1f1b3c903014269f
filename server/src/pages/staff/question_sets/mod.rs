//! Question sets: the list, and the draft of each: its outline, its parts one by one, its history and its preview.
//!
//! What a change does is decided in `survey::edit`, how two people's changes come together in `crate::drafts`; the pages read
//! forms and show. A further page of a question set gets a line in [`tabs`].

pub mod changes;
mod choices;
mod conditions;
mod entry;
mod files;
mod findings;
mod history;
mod import;
mod list;
mod new;
mod outline;
mod preview;
mod publish;
mod question;
mod saving;
mod section;
mod settings;
mod translated;
pub mod translations;
mod versions;

pub use new::languages;

use actix_web::web;
use chrono::DateTime;
use survey::Day;
use survey::code::QuestionSetCode;
use survey::question_set::{QuestionSet, Text};

use super::visit::{Kind, Problem, Tab, Visit};
use super::words::{text, title};
use crate::i18n::LocaleTexts;
use crate::store::drafts::{Draft, Revision};

/// The addresses below `/staff/question-sets`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(list::show)
        .service(new::show)
        .service(new::begin)
        .service(import::show)
        .service(import::look)
        .service(import::take)
        .service(list::one)
        .service(list::begin)
        .service(list::discard)
        .service(translations::show)
        .service(translations::save)
        .service(translated::workbook)
        .service(translated::bring)
        .service(translated::save)
        .service(files::show)
        .service(files::draft_xlsx)
        .service(files::draft_json)
        .service(files::version_xlsx)
        .service(publish::show)
        .service(publish::act)
        .service(versions::list)
        .service(versions::file)
        .service(versions::one)
        .service(versions::two)
        .service(outline::show)
        .service(outline::arrange)
        .service(outline::show_revision)
        .service(settings::show)
        .service(settings::change)
        .service(section::add)
        .service(section::show)
        .service(section::change)
        .service(question::add)
        .service(question::show)
        .service(question::change)
        .service(choices::add)
        .service(choices::show)
        .service(choices::change)
        .service(history::show)
        .service(history::restore)
        .service(history::undo)
        .service(preview::show)
        .service(preview::filled)
        .service(preview::try_out);
}

/// The style sheet and the script of the editor.
pub struct Files {
    style: Option<String>,
    script: Option<String>,
}

impl Files {
    /// Their addresses.
    pub fn new(visit: &Visit) -> Self {
        let url = |name| visit.state.assets.url(name);
        Self { style: url("editor.css"), script: url("editor.js") }
    }
}

/// What stands above every page of a question set.
pub struct Above {
    /// Its code.
    pub code: String,
    /// Its title, in the page's language if it has one.
    pub title: String,
    /// Its pages.
    pub tabs: Vec<Tab>,
}

impl Above {
    /// What stands above that page: the last part of its address, empty for the question set's own page.
    pub fn new(visit: &Visit, set: &QuestionSet, current: &str) -> Self {
        Self {
            code: set.code.to_string(),
            title: name(visit.t(), set),
            tabs: tabs(visit, &set.code, current),
        }
    }
}

/// The title of a question set, or its code while it has none.
pub fn name(t: &LocaleTexts, set: &QuestionSet) -> String {
    Some(title(set, t.locale()))
        .filter(|title| !title.trim().is_empty())
        .unwrap_or_else(|| set.code.to_string())
}

/// The pages of a question set that this visit may open.
fn tabs(visit: &Visit, code: &QuestionSetCode, current: &str) -> Vec<Tab> {
    // Each: the last part of the address, and what it is called.
    let pages = [
        ("", "editor-tab-set"),
        ("draft", "editor-tab-draft"),
        ("draft/preview", "editor-tab-preview"),
        ("versions", "versions-tab"),
        ("translations", "translate-tab"),
        ("files", "xlsform-tab"),
    ];
    let role = visit.session.as_ref().map(|session| session.member.role);
    let may = |page: &str| {
        let pattern = format!("/staff/question-sets/*/{page}");
        role.is_some_and(|role| role.may_open(pattern.trim_end_matches('/')))
    };
    pages
        .iter()
        .filter(|(page, _)| may(page))
        .map(|(page, label)| Tab {
            href: format!("{}/{page}", base(code)).trim_end_matches('/').to_owned(),
            label: visit.t().text(label),
            current: *page == current,
        })
        .collect()
}

/// The address of a question set.
pub fn base(code: &QuestionSetCode) -> String {
    format!("/staff/question-sets/{code}")
}

/// The code in an address.
///
/// # Errors
/// [`Kind::NotFound`] if it is none.
pub fn code(visit: &Visit, code: &str) -> Result<QuestionSetCode, Problem> {
    code.parse().map_err(|_| visit.problem(Kind::NotFound))
}

/// The draft of an address's question set.
///
/// # Errors
/// [`Kind::NotFound`] if it has none.
pub async fn draft(visit: &Visit, address: &str) -> Result<Draft, Problem> {
    let code = code(visit, address)?;
    let found = visit.state.store.draft(&code).await.map_err(|error| visit.unavailable(&error))?;
    found.ok_or_else(|| visit.problem(Kind::NotFound))
}

/// A text in the language that the question set is written in, which the others are translated from.
pub fn source<'a>(set: &QuestionSet, text: &'a Text) -> &'a str {
    set.languages.first().and_then(|first| text.0.get(first)).map_or("", String::as_str)
}

/// A moment as the page's language writes the day; the time is in UTC, as in the log.
pub fn when(visit: &Visit, at: i64) -> String {
    let at = DateTime::from_timestamp_millis(at).unwrap_or_default();
    let (date, time) = (visit.t().date(Day::of(&at)), at.format("%H:%M").to_string());
    visit.t().tr("editor-when", &[("date", text(&date)), ("time", text(&time))])
}

/// Who made a revision, and when.
pub fn changed(visit: &Visit, revision: &Revision) -> String {
    let when = when(visit, revision.at);
    let args = [("who", text(&revision.who)), ("when", text(&when))];
    visit.t().tr("editor-changed", &args)
}
