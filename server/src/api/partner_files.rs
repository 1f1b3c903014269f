//! Files of partners: the directory as a file, and a file that is looked at before it is taken in.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::Locale;
use uuid::Uuid;

use super::answer::{Created, Csv, Download, Workbook};
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, File, Path};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::partners::import::{FileProblem, Outcome, PlannedRow};
use crate::partners::waiting::{self, Import};
use crate::partners::{export, say};
use crate::store::StoreError;
use crate::store::partners::Filter;

/// The routes.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::KeepPartners);
    api.get("/partners.csv", who, "The directory, as an import reads it.").by(csv);
    api.get("/partners.xlsx", who, "The directory as a workbook.").by(workbook);
    let summary =
        "Takes a file (CSV or XLSX) and says, row by row, what importing it would do. Nothing is saved yet.";
    api.post("/partner-imports", who, summary).problems(&[Code::Invalid]).by(look);
    api.get("/partner-imports/{import}", who, "What importing a file would do now.").by(read);
    let summary = "Imports a file that was looked at: all of it or nothing.";
    api.post("/partner-imports/{import}/confirmation", who, summary)
        .problems(&[Code::NotNow, Code::Overtaken])
        .by(carry_out);
}

fn failed(error: impl ToString) -> ApiError {
    StoreError::unreadable("partner", error).into()
}

async fn csv(state: web::Data<State>) -> Result<Download<Csv>, ApiError> {
    let all = state.store.partners(&Filter::default(), "", (0, i32::MAX.unsigned_abs())).await?;
    Ok(Download { name: "partners.csv".to_owned(), bytes: export::csv(&all).map_err(failed)?, kind: Csv })
}

async fn workbook(state: web::Data<State>) -> Result<Download<Workbook>, ApiError> {
    let all = state.store.partners(&Filter::default(), "", (0, i32::MAX.unsigned_abs())).await?;
    let bytes = export::workbook(&all).map_err(failed)?;
    Ok(Download { name: "partners.xlsx".to_owned(), bytes, kind: Workbook })
}

/// What importing a file would do.
#[derive(Serialize, JsonSchema)]
struct PartnerImport {
    id: Uuid,
    /// The state of the directory that this was made from; to be sent back with the confirmation.
    version: i64,
    /// Whether it can be carried out.
    sound: bool,
    added: usize,
    changed: usize,
    unchanged: usize,
    /// What is wrong with the file as a whole.
    problems: Vec<String>,
    /// Headings that name no column.
    unknown_headings: Vec<String>,
    rows: Vec<ImportRow>,
}

/// A row of the file.
#[derive(Serialize, JsonSchema)]
struct ImportRow {
    number: u32,
    key: String,
    name: String,
    /// `problem`, `new`, `changed` or `unchanged`.
    outcome: &'static str,
    problems: Vec<ImportProblem>,
    changes: Vec<ImportChange>,
}

/// Something wrong in a cell.
#[derive(Serialize, JsonSchema)]
struct ImportProblem {
    column: &'static str,
    value: String,
    detail: String,
}

/// A field that changes.
#[derive(Serialize, JsonSchema)]
struct ImportChange {
    column: &'static str,
    from: String,
    to: String,
}

fn row(state: &State, row: &PlannedRow) -> ImportRow {
    let t = state.translations.locale(&Locale::english());
    let problems = row.problems.iter().map(|problem| ImportProblem {
        column: problem.column.as_str(),
        value: problem.value.clone(),
        detail: say::fault(t, &problem.fault).replace(['\u{2068}', '\u{2069}'], ""),
    });
    let changes = match &row.outcome {
        Some(Outcome::Update(_, changes)) => changes.as_slice(),
        _ => &[],
    };
    let changes = changes.iter().map(|change| ImportChange {
        column: change.column.as_str(),
        from: change.from.clone(),
        to: change.to.clone(),
    });
    ImportRow {
        number: row.number,
        key: row.key.clone(),
        name: row.name.clone(),
        outcome: match &row.outcome {
            _ if !row.problems.is_empty() => "problem",
            None => "problem",
            Some(Outcome::Add(_)) => "new",
            Some(Outcome::Update(..)) => "changed",
            Some(Outcome::Unchanged) => "unchanged",
        },
        problems: problems.collect(),
        changes: changes.collect(),
    }
}

fn answer(state: &State, import: &Import) -> PartnerImport {
    let plan = &import.plan;
    let [added, changed, unchanged] = plan.counts();
    let problem = |problem: &FileProblem| match problem {
        FileProblem::MissingColumn(column) => format!("the column {column} is missing"),
        FileProblem::RepeatedColumn(column) => format!("the column {column} is there twice"),
    };
    PartnerImport {
        id: import.id,
        version: import.version,
        sound: plan.is_sound(),
        added,
        changed,
        unchanged,
        problems: plan.problems.iter().map(problem).collect(),
        unknown_headings: plan.unknown_headings.clone(),
        rows: plan.rows.iter().map(|one| row(state, one)).collect(),
    }
}

async fn found(state: &State, caller: &Caller, id: &str) -> Result<Import, ApiError> {
    let id = find::id(id, Code::UnknownImport)?;
    let found = waiting::find(state, id, caller.member.id).await?;
    found.ok_or_else(|| find::nothing(Code::UnknownImport))
}

async fn look(
    state: web::Data<State>,
    caller: Caller,
    file: File,
) -> Result<Created<PartnerImport>, ApiError> {
    let table = waiting::read(file.bytes).await;
    let table = table.map_err(|error| ApiError::invalid().at("", error.to_string()))?;
    let id = waiting::keep(&state.store, caller.member.id, &table, state.clock.now_ms()).await?;
    let import = found(&state, &caller, &id.to_string()).await?;
    Ok(Created { location: format!("/partner-imports/{id}"), body: answer(&state, &import) })
}

async fn read(
    state: web::Data<State>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<web::Json<PartnerImport>, ApiError> {
    Ok(web::Json(answer(&state, &found(&state, &caller, &id).await?)))
}

/// What was seen.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ImportSeen {
    version: i64,
}

/// What was done.
#[derive(Serialize, JsonSchema)]
struct ImportDone {
    added: usize,
    changed: usize,
}

async fn carry_out(
    state: web::Data<State>,
    caller: Caller,
    Path(id): Path<String>,
    Body(seen): Body<ImportSeen>,
) -> Result<web::Json<ImportDone>, ApiError> {
    let import = found(&state, &caller, &id).await?;
    let overtaken =
        || ApiError::new(Code::Overtaken, "The directory was changed meanwhile: look at the file again.");
    if import.version != seen.version {
        return Err(overtaken());
    }
    if !import.plan.is_sound() {
        return Err(ApiError::new(
            Code::NotNow,
            "Something in the file is wrong: mend it and send it again.",
        ));
    }
    if !waiting::carry_out(&state.store, &import, caller.by(&state)).await? {
        return Err(overtaken());
    }
    let [added, changed, _] = import.plan.counts();
    Ok(web::Json(ImportDone { added, changed }))
}
