//! What was done to a draft, by whom and when; looking at it as it was, and going back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use super::super::forms::field;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use super::saving::{by, draft_address, failed, place_name, seen};
use super::{Above, draft, when};
use crate::drafts::{self, goes};
use crate::store::drafts::Revision;

#[derive(Template)]
#[template(path = "staff/question_sets/history.html")]
struct HistoryPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    revision: i64,
    overtaken: bool,
    goes: Vec<GoView>,
}

struct GoView {
    revision: i64,
    what: String,
    place: String,
    who: String,
    when: String,
    current: bool,
    /// What the links of this line are about, for who does not see them beside it.
    about: String,
}

/// What was done, in a word or two; another program's word is shown as it is.
pub fn what(visit: &Visit, what: &str) -> String {
    const KNOWN: [&str; 10] = [
        "created",
        "added",
        "edited",
        "duplicated",
        "deleted",
        "moved",
        "imported",
        "translated",
        "restored",
        "reread",
    ];
    if KNOWN.contains(&what) { visit.t().text(&format!("editor-what-{what}")) } else { what.to_owned() }
}

/// Where it was done, as people know it.
fn place(visit: &Visit, revision: &Revision) -> String {
    match revision.place.strip_prefix("revisions.").and_then(|number| number.parse::<u32>().ok()) {
        Some(restored) => visit.t().tr("editor-revision", &[("number", number(restored.into()))]),
        None => match revision.place.as_str() {
            "title" => visit.t().text("editor-settings"),
            "languages" => visit.t().text("editor-field-languages"),
            other => other.rsplit('.').next().unwrap_or_default().to_owned(),
        },
    }
}

/// Who did what to what, and when, in a sentence.
pub fn sentence(visit: &Visit, revision: &Revision) -> String {
    let (what, place, when) = (what(visit, &revision.what), place(visit, revision), when(visit, revision.at));
    let args =
        [("what", text(&what)), ("place", text(&place)), ("who", text(&revision.who)), ("when", text(&when))];
    visit.t().tr("editor-done", &args)
}

/// The history.
#[get("/question-sets/{code}/draft/history")]
pub async fn show(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &address).await?;
    let history = visit.state.store.draft_history(&draft.set.code).await;
    let history = history.map_err(|error| visit.unavailable(&error))?;
    let view = |go: drafts::Go| GoView {
        revision: go.last.revision,
        what: what(&visit, &go.last.what),
        place: place(&visit, &go.last),
        when: when(&visit, go.last.at),
        current: go.last.revision == draft.revision,
        about: sentence(&visit, &go.last),
        who: go.last.who,
    };
    let page = HistoryPage {
        frame: visit.frame(&visit.t().text("editor-history")),
        above: Above::new(&visit, &draft.set, "draft"),
        base: draft_address(&draft.set),
        revision: draft.revision,
        overtaken: visit.request.query_string().contains("overtaken=yes"),
        goes: goes(&history).into_iter().map(view).collect(),
    };
    visit.page(StatusCode::OK, &page)
}

/// Goes back to a revision.
#[post("/question-sets/{code}/draft/history/{revision}")]
pub async fn restore(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &path.0).await?;
    let revision = path.1.parse().map_err(|_| visit.problem(Kind::NotFound))?;
    back_to(&visit, &draft.set, seen(&fields), revision).await
}

/// Takes the last change back.
#[post("/question-sets/{code}/draft/undo")]
pub async fn undo(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &address).await?;
    let to: i64 = field(&fields, "to").parse().map_err(|_| visit.problem(Kind::NotFound))?;
    back_to(&visit, &draft.set, seen(&fields), to).await
}

async fn back_to(
    visit: &Visit,
    set: &survey::QuestionSet,
    seen: i64,
    revision: i64,
) -> Result<HttpResponse, Problem> {
    let base = draft_address(set);
    let done = drafts::restore(&visit.state.store, &set.code, seen, revision, by(visit)).await;
    match done.map_err(|error| failed(visit, error))? {
        // What a colleague did since is not taken back unseen.
        drafts::Done::Overtaken(_) => Ok(redirect(&format!("{base}/history?overtaken=yes"))),
        _ => Ok(redirect(&base)),
    }
}

/// What undoing takes back, and the revision that it goes back to.
pub struct Undo {
    /// The revision.
    pub to: i64,
    /// What is taken back.
    pub what: String,
}

/// What the button that undoes would do.
///
/// # Errors
/// When the database fails.
pub async fn undo_view(visit: &Visit, set: &survey::QuestionSet) -> Result<Option<Undo>, Problem> {
    let history = visit.state.store.draft_history(&set.code).await;
    let history = history.map_err(|error| visit.unavailable(&error))?;
    Ok(drafts::undoable(&history, visit.state.clock.now_ms()).map(|(go, to)| {
        let place = place_name(set, &go.last.place);
        let revision = Revision { place, ..go.last };
        let what = sentence(visit, &revision);
        Undo { to, what }
    }))
}
