//! What an import would do, row by row, and doing it: all of it or nothing.
//!
//! The plan is made anew at each look and once more when it is confirmed. Who confirms says which state of the directory the
//! preview was made from; if it is another by then, the preview is shown again.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use uuid::Uuid;

use super::super::forms::field;
use super::super::invitations::query;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words::{self, number, text};
use super::{BASE, unavailable};
use crate::i18n::LocaleTexts;
use crate::partners::import::{FileProblem, Outcome, Plan, PlannedRow, Problem as Wrong};
use crate::partners::say::{column_name, fault};
use crate::partners::waiting::{Import, carry_out as carry_out_plan, find};
use crate::store::StoreResult;

/// Rows on a page.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "staff/partners/preview.html")]
struct PreviewPage<'a> {
    frame: Frame<'a>,
    heading: String,
    /// The directory is another than at the last look.
    changed: bool,
    /// The directory's version that the plan was made from.
    version: i64,
    /// What stands in the way.
    problem: Option<String>,
    file_problems: Vec<String>,
    /// What the button says, if there is something to do.
    confirm: Option<String>,
    remarks: Vec<String>,
    shown: Vec<Shown>,
    lines: Vec<Line>,
    earlier: Option<String>,
    later: Option<String>,
    pages: Option<String>,
}

/// A kind of rows that can be shown alone.
struct Shown {
    href: String,
    label: String,
    current: bool,
}

struct Line {
    number: String,
    name: String,
    key: String,
    kind: RowKind,
    state: String,
    details: Vec<Detail>,
}

/// Something that is said of a column of a row.
struct Detail {
    column: String,
    words: String,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Problem,
    New,
    Changed,
    Unchanged,
}

impl RowKind {
    const ALL: [Self; 4] = [Self::Problem, Self::New, Self::Changed, Self::Unchanged];

    fn of(row: &PlannedRow) -> Self {
        match &row.outcome {
            _ if !row.problems.is_empty() => Self::Problem,
            None => Self::Problem,
            Some(Outcome::Add(_)) => Self::New,
            Some(Outcome::Update(..)) => Self::Changed,
            Some(Outcome::Unchanged) => Self::Unchanged,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// The preview.
#[get("/partners/import/{id}")]
pub async fn show(visit: StaffVisit, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let Some(import) = waiting(&visit, &id).await.map_err(unavailable(&visit))? else {
        return Ok(gone());
    };
    let page = page(&visit, &import);
    visit.page(StatusCode::OK, &page)
}

/// Carries the plan out, if it is still the one that was shown.
#[post("/partners/import/{id}")]
pub async fn carry_out(
    visit: StaffVisit,
    id: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let Some(import) = waiting(&visit, &id).await.map_err(unavailable(&visit))? else {
        return Ok(gone());
    };
    let again = redirect(&format!("{BASE}/import/{}?again=yes", import.id));
    if field(&fields, "version") != import.version.to_string() {
        return Ok(again);
    }
    if !import.plan.is_sound() {
        return Ok(redirect(&format!("{BASE}/import/{}", import.id)));
    }
    if !carry_out_plan(&visit.state.store, &import, visit.by()).await.map_err(unavailable(&visit))? {
        return Ok(again);
    }
    let [added, changed, _] = import.plan.counts();
    Ok(redirect(&format!("{BASE}?added={added}&changed={changed}")))
}

fn gone() -> HttpResponse {
    redirect(&format!("{BASE}/import?gone=yes"))
}

async fn waiting(visit: &Visit, id: &str) -> StoreResult<Option<Import>> {
    let (Ok(id), Some(session)) = (id.parse::<Uuid>(), &visit.session) else { return Ok(None) };
    find(&visit.state, id, session.member.id).await
}

fn page<'a>(visit: &'a Visit, import: &Import) -> PreviewPage<'a> {
    let (t, plan, asked) = (visit.t(), &import.plan, query(visit));
    let chosen = RowKind::ALL.into_iter().find(|kind| kind.as_str() == field(&asked, "show"));
    let rows: Vec<&PlannedRow> =
        plan.rows.iter().filter(|row| chosen.is_none_or(|kind| RowKind::of(row) == kind)).collect();
    let last = rows.len().div_ceil(PAGE).max(1);
    let page = field(&asked, "page").parse().unwrap_or(1).clamp(1, last);
    let wrong = plan.rows.iter().filter(|row| !row.problems.is_empty()).count();
    let [added, changed, _] = plan.counts();
    let heading = t.text("partners-preview");
    let href = |page: usize| page_href(chosen, page);
    let numbers = [("page", number(page as u64)), ("last", number(last as u64))];
    PreviewPage {
        frame: visit.frame(&heading),
        heading,
        changed: asked.has("again", "yes"),
        version: import.version,
        problem: match (plan.problems.is_empty(), wrong) {
            (false, _) => Some(t.text("partners-preview-file")),
            (true, 0) => None,
            (true, wrong) => Some(t.tr("partners-preview-problems", &[("count", number(wrong as u64))])),
        },
        file_problems: plan.problems.iter().map(|problem| file_problem(t, *problem)).collect(),
        confirm: (plan.is_sound() && added + changed > 0)
            .then(|| t.tr("partners-preview-confirm", &[("count", number((added + changed) as u64))])),
        remarks: remarks(t, plan),
        shown: shown(t, plan, chosen),
        lines: rows.iter().skip((page - 1) * PAGE).take(PAGE).map(|row| say(t, row)).collect(),
        earlier: (page > 1).then(|| href(page - 1)),
        later: (page < last).then(|| href(page + 1)),
        pages: (last > 1).then(|| t.tr("partners-page", &numbers)),
    }
}

fn page_href(chosen: Option<RowKind>, page: usize) -> String {
    match chosen {
        Some(kind) => format!("?show={}&page={page}", kind.as_str()),
        None => format!("?page={page}"),
    }
}

/// All rows, and each kind that there is, with its number.
fn shown(t: &LocaleTexts, plan: &Plan, chosen: Option<RowKind>) -> Vec<Shown> {
    let counted = |label: String, count: usize| {
        let count = words::count(t, count as u64);
        t.tr("invitations-counted", &[("value", text(&label)), ("count", text(&count))])
    };
    let all = Shown {
        href: "?".to_owned(),
        label: counted(t.text("partners-rows-all"), plan.rows.len()),
        current: chosen.is_none(),
    };
    let kinds = RowKind::ALL.into_iter().filter_map(|kind| {
        let count = plan.rows.iter().filter(|row| RowKind::of(row) == kind).count();
        (count > 0 || chosen == Some(kind)).then(|| Shown {
            href: format!("?show={}", kind.as_str()),
            label: counted(t.text(&format!("partners-rows-{}", kind.as_str())), count),
            current: chosen == Some(kind),
        })
    });
    std::iter::once(all).chain(kinds).collect()
}

fn file_problem(t: &LocaleTexts, problem: FileProblem) -> String {
    let (message, column) = match problem {
        FileProblem::MissingColumn(column) => ("partners-preview-missing", column),
        FileProblem::RepeatedColumn(column) => ("partners-preview-twice", column),
    };
    t.tr(message, &[("heading", text(column.as_str())), ("column", text(&column_name(t, column)))])
}

/// What is no fault and may still be a slip.
fn remarks(t: &LocaleTexts, plan: &Plan) -> Vec<String> {
    let names = |all: &mut dyn Iterator<Item = &String>| {
        // A file that has every value new is told from the first few.
        let all: Vec<String> = all.take(20).cloned().collect();
        words::list(t, &all)
    };
    let lists = [
        ("partners-remark-headings", names(&mut plan.unknown_headings.iter())),
        ("partners-remark-regions", names(&mut plan.new_regions.iter())),
        ("partners-remark-types", names(&mut plan.new_types.iter())),
        ("partners-remark-managers", names(&mut plan.strangers.iter())),
        ("partners-remark-namesakes", names(&mut plan.namesakes.iter())),
    ];
    let lists = lists.iter().filter(|(_, names)| !names.is_empty());
    let mut remarks: Vec<String> =
        lists.map(|(message, names)| t.tr(message, &[("names", text(names))])).collect();
    if plan.unreachable > 0 {
        remarks.push(t.tr("partners-remark-unreachable", &[("count", number(plan.unreachable as u64))]));
    }
    remarks
}

fn say(t: &LocaleTexts, row: &PlannedRow) -> Line {
    let kind = RowKind::of(row);
    let details = match &row.outcome {
        _ if !row.problems.is_empty() => row.problems.iter().map(|wrong| wrong_detail(t, wrong)).collect(),
        Some(Outcome::Update(_, changes)) => {
            let say = |from: &str, to: &str| match (from, to) {
                ("", to) => t.tr("partners-change-new", &[("to", text(to))]),
                (from, "") => t.tr("partners-change-gone", &[("from", text(from))]),
                (from, to) => t.tr("partners-change", &[("from", text(from)), ("to", text(to))]),
            };
            let detail = changes.iter().map(|change| Detail {
                column: column_name(t, change.column),
                words: say(&change.from, &change.to),
            });
            detail.collect()
        }
        _ => Vec::new(),
    };
    Line {
        number: words::count(t, row.number.into()),
        name: row.name.clone(),
        key: row.key.clone(),
        kind,
        state: t.text(&format!("partners-row-{}", kind.as_str())),
        details,
    }
}

fn wrong_detail(t: &LocaleTexts, wrong: &Wrong) -> Detail {
    let words = fault(t, &wrong.fault);
    let words = match wrong.value.as_str() {
        "" => words,
        value => {
            // A long text is known by its beginning.
            let short: String = value.chars().take(80).collect();
            let short = if short.len() < value.len() { format!("{short}…") } else { short };
            t.tr("partners-wrong", &[("value", text(&short)), ("problem", text(&words))])
        }
    };
    Detail { column: column_name(t, wrong.column), words }
}
