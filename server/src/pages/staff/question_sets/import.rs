//! A file comes in as a draft: first it is shown what was read of it and what it would change, then it is taken.

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::QuestionSet;
use survey::check::check;
use survey::code::QuestionSetCode;
use survey::revision::Change;
use survey::xlsform::{Imported, Remark, Severity};

use super::super::forms::{Errors, field};
use super::super::upload::Upload;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use super::changes::{Group, Words};
use super::findings::{self, FindingView};
use super::{base, files, name, when};
use crate::drafts::By;
use crate::partners::table::TableError;
use crate::store::drafts::Saved;
use crate::xlsform::workbook::LARGEST_FILE;
use crate::xlsform::{self, FileError, Target};

/// What is read of a file goes through a form once more, as JSON.
pub(super) const LARGEST_BODY: usize = 8 * LARGEST_FILE;
/// So many remarks are shown; who has more begins with these.
const MOST_REMARKS: usize = 300;

/// The form to choose a file with.
pub struct Chooser {
    /// What is wrong.
    pub errors: Errors,
    /// The question set that it goes into; empty where the file says it.
    pub code: String,
    /// Whether that is fixed: on the page of the question set.
    pub fixed: bool,
    /// How large it may be.
    pub limits: String,
}

impl Chooser {
    /// An empty one.
    pub fn new(visit: &Visit, errors: Errors, code: &str, fixed: bool) -> Self {
        let limits = visit.t().count("xlsform-file-hint", "megabytes", (LARGEST_FILE >> 20) as f64);
        Self { errors, code: code.to_owned(), fixed, limits }
    }
}

#[derive(Template)]
#[template(path = "staff/question_sets/import.html")]
struct ImportPage<'a> {
    frame: Frame<'a>,
    chooser: Chooser,
}

/// The page for a question set that is new, or is named by its file.
#[get("/question-sets/import")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    choose(&visit, Errors::default(), "").await
}

/// The page to choose a file on: that of the question set, if there is one.
async fn choose(visit: &Visit, errors: Errors, code: &str) -> Result<HttpResponse, Problem> {
    if let Ok(known) = code.parse::<QuestionSetCode>()
        && let Some(set) = files::find(visit, &known).await?
    {
        return files::page(visit, &set, errors).await;
    }
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = errors.title(visit, &visit.t().text("xlsform-in"));
    let page = ImportPage { frame: visit.frame(&title), chooser: Chooser::new(visit, errors, code, false) };
    visit.page(status, &page)
}

#[derive(Template)]
#[template(path = "staff/question_sets/look.html")]
struct LookPage<'a> {
    frame: Frame<'a>,
    back: String,
    title: String,
    /// Somebody changed the draft meanwhile.
    overtaken: Option<String>,
    target: String,
    facts: Vec<String>,
    /// The errors and what is lost or changed.
    remarks: Vec<RemarkView>,
    /// What is only to be known.
    notes: Vec<RemarkView>,
    counted: Option<String>,
    notes_counted: String,
    findings: Vec<FindingView>,
    findings_count: Option<String>,
    differences: Option<Changes>,
    /// The same in full.
    groups: Vec<Group>,
    /// What is taken in; nothing, while there are errors.
    take: Option<Take>,
}

/// Something about a file, in words.
pub(super) struct RemarkView {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The same in words.
    pub kind: String,
    /// Where.
    pub place: String,
    /// What.
    pub words: String,
}

/// The places that differ, by what happens to them.
#[derive(Default)]
struct Changes {
    added: Vec<String>,
    removed: Vec<String>,
    changed: Vec<String>,
}

struct Take {
    content: String,
    seen: String,
}

/// Takes a file, and shows what was read of it.
#[post("/question-sets/import")]
pub async fn look(visit: StaffVisit, parts: Multipart) -> Result<HttpResponse, Problem> {
    let upload = Upload::posted(&visit, parts, LARGEST_FILE).await?;
    let wanted = field(&upload.fields, "code").to_owned();
    let mut errors = Errors::default();
    let code: Option<QuestionSetCode> =
        wanted.parse().ok().filter(|code: &QuestionSetCode| !crate::drafts::is_reserved(code));
    if code.is_none() && !wanted.is_empty() {
        errors.add(&visit, "code", "xlsform-code-wrong");
    }
    let state = visit.state.clone();
    // Unpacking and parsing take the processor for a while: not on a thread that serves requests.
    let read = web::block(move || xlsform::read(&upload.file, &state.translations)).await;
    let read = read.unwrap_or(Err(FileError::Table(TableError::DamagedWorkbook)));
    match read {
        Ok(imported) if errors.is_empty() => looked_at(&visit, imported, code, None).await,
        read => {
            let too_large = matches!(read, Err(FileError::Table(TableError::TooLarge)));
            if let Err(error) = read {
                errors.0.push(("file", xlsform::sentence(visit.t(), &error)));
            }
            let mut answer = choose(&visit, errors, &wanted).await?;
            if too_large {
                *answer.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            }
            Ok(answer)
        }
    }
}

/// Shows what was read, and what it would change.
async fn looked_at(
    visit: &Visit,
    mut imported: Imported,
    code: Option<QuestionSetCode>,
    overtaken: Option<String>,
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let mut facts = Vec::new();
    let may_take = !imported.has_errors();
    let mut page = LookPage {
        frame: visit.frame(&t.text("xlsform-look-heading")),
        back: code.as_ref().map_or("/staff/question-sets/import".to_owned(), |code| base(code) + "/files"),
        title: t.text("xlsform-in"),
        overtaken,
        target: String::new(),
        facts: Vec::new(),
        remarks: remarks(visit, &imported.remarks, |severity| severity != Severity::Note),
        notes: remarks(visit, &imported.remarks, |severity| severity == Severity::Note),
        counted: (!imported.remarks.is_empty()).then(|| counted(visit, &imported.remarks)),
        notes_counted: String::new(),
        findings: Vec::new(),
        findings_count: None,
        differences: None,
        groups: Vec::new(),
        take: None,
    };
    page.notes_counted = t.count("xlsform-look-notes", "count", page.notes.len() as f64);
    if let Some(set) = &mut imported.set {
        if let Some(code) = code.filter(|code| *code != set.code) {
            facts.push(t.tr("xlsform-look-other-code", &[("name", text(set.code.as_str()))]));
            set.code = code;
        }
        facts.push(t.count("xlsform-look-questions", "count", set.questions().count() as f64));
        let target = xlsform::target(&visit.state.store, &set.code).await;
        let target = target.map_err(|error| visit.unavailable(&error))?;
        page.title = name(t, target.set().unwrap_or(set));
        page.target = into(visit, set, &target);
        page.facts = facts;
        if may_take {
            let found = check(set);
            page.findings_count = findings::counted(visit, set, &found);
            page.findings = findings::views(visit, set, &found);
            if let Some(old) = target.set() {
                page.differences = Some(changes(set, &target));
                page.groups = Words { visit, old, new: set }.groups(&target.differences(set));
            }
            let content = serde_json::to_string(set).unwrap_or_default();
            let seen = target.seen().map(|seen| seen.to_string()).unwrap_or_default();
            page.take = Some(Take { content, seen });
        }
    }
    visit.page(StatusCode::OK, &page)
}

fn into(visit: &Visit, set: &QuestionSet, target: &Target) -> String {
    let code = ("code", text(set.code.as_str()));
    match target {
        Target::Draft(_) => visit.t().tr("xlsform-look-into-draft", &[code]),
        Target::Next(last) => {
            visit.t().tr("xlsform-look-into-next", &[code, ("version", number(last.version.into()))])
        }
        Target::New => visit.t().tr("xlsform-look-into-new", &[code]),
    }
}

fn changes(set: &QuestionSet, target: &Target) -> Changes {
    let mut changes = Changes::default();
    for difference in target.differences(set) {
        let list = match difference.change {
            Change::Added => &mut changes.added,
            Change::Removed => &mut changes.removed,
            _ => &mut changes.changed,
        };
        let place = difference.place.to_string();
        if list.last() != Some(&place) {
            list.push(place);
        }
    }
    changes
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

fn counted(visit: &Visit, remarks: &[Remark]) -> String {
    let count = |severity| number(xlsform::count(remarks, severity) as u64);
    let args = [
        ("errors", count(Severity::Error)),
        ("warnings", count(Severity::Warning)),
        ("notes", count(Severity::Note)),
    ];
    visit.t().tr("xlsform-look-counted", &args)
}

/// What was said of a file, as far as it is of those kinds.
pub(super) fn remarks(visit: &Visit, all: &[Remark], which: impl Fn(Severity) -> bool) -> Vec<RemarkView> {
    let t = visit.t();
    let mut shown: Vec<&Remark> = all.iter().filter(|remark| which(remark.severity())).collect();
    // The errors first; each kind in the order of the file.
    shown.sort_by_key(|remark| remark.severity());
    let view = |remark: &&Remark| {
        let severity = match remark.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        RemarkView {
            severity,
            kind: t.text(&format!("xlsform-severity-{severity}")),
            place: place(visit, remark),
            words: xlsform::words(t, remark),
        }
    };
    shown.iter().take(MOST_REMARKS).map(view).collect()
}

fn place(visit: &Visit, remark: &Remark) -> String {
    let row = remark.row.to_string();
    let args = [("sheet", text(&remark.sheet)), ("row", text(&row)), ("column", text(&remark.column))];
    match (remark.sheet.as_str(), remark.row, remark.column.as_str()) {
        ("", ..) => visit.t().text("xlsform-place-file"),
        (_, 0, _) => visit.t().tr("xlsform-place-sheet", &args[..1]),
        (.., "") => visit.t().tr("xlsform-place-row", &args[..2]),
        _ => visit.t().tr("xlsform-place-cell", &args),
    }
}

/// Takes in what was shown, unless the draft is another by now: then it is shown again.
#[post("/question-sets/import/take")]
pub async fn take(visit: StaffVisit, body: web::Payload) -> Result<HttpResponse, Problem> {
    let forbidden = || visit.problem(Kind::Forbidden);
    let fields = visit.posted_large(body, LARGEST_BODY).await?;
    let Ok(set) = serde_json::from_str::<QuestionSet>(field(&fields, "content")) else {
        let mut errors = Errors::default();
        errors.add(&visit, "file", "xlsform-nothing");
        return choose(&visit, errors, "").await;
    };
    if crate::drafts::is_reserved(&set.code) {
        return Err(forbidden());
    }
    let seen = match field(&fields, "seen") {
        "" => None,
        seen => Some(seen.parse().map_err(|_| forbidden())?),
    };
    let by = By { who: visit.who(), at: visit.state.clock.now_ms() };
    let saved = xlsform::into_draft(&visit.state.store, &set, seen, by).await;
    match saved.map_err(|error| visit.unavailable(&error))? {
        Saved::As(_) => Ok(redirect(&format!("{}/draft", base(&set.code)))),
        Saved::Overtaken => {
            let history = visit.state.store.draft_history(&set.code).await;
            let last = history.map_err(|error| visit.unavailable(&error))?.into_iter().next();
            let sentence = last.filter(|last| seen.is_none_or(|seen| last.revision > seen)).map(|last| {
                let when = when(&visit, last.at);
                visit.t().tr("xlsform-overtaken", &[("who", text(&last.who)), ("when", text(&when))])
            });
            let sentence = sentence.unwrap_or_else(|| visit.t().text("xlsform-overtaken-gone"));
            let imported = Imported { set: Some(set), remarks: Vec::new(), made_from: None };
            looked_at(&visit, imported, None, Some(sentence)).await
        }
    }
}
