//! A file of partners between its preview and its confirmation. What the pages and the API both do.
//!
//! The plan is made anew at each look and once more when it is confirmed. Who confirms says which state of the directory the
//! preview was made from; if it is another by then, nothing is done.

use std::sync::Arc;

use actix_web::web;
use serde_json::json;
use uuid::Uuid;

use super::import::Plan;
use super::say::known;
use super::table::{self, Table, TableError};
use crate::app::State;
use crate::entropy;
use crate::publish::By;
use crate::store::partners::WaitingImport;
use crate::store::{Store, StoreError, StoreResult, audit, known_links, partners};

/// How long a file waits for its confirmation, in milliseconds.
const WAITS: i64 = 3_600_000;

/// A file that waits, held against the directory as it is.
pub struct Import {
    /// The key.
    pub id: Uuid,
    /// Whose it is.
    pub staff: Uuid,
    /// The state of the directory that the plan was made from.
    pub version: i64,
    /// What it would do.
    pub plan: Arc<Plan>,
}

/// Reads a file. Unpacking and parsing take the processor for a while: not on a thread that serves requests.
///
/// # Errors
/// When it is no table.
pub async fn read(file: Vec<u8>) -> Result<Table, TableError> {
    web::block(move || table::read(&file)).await.unwrap_or(Err(TableError::DamagedWorkbook))
}

/// Keeps a table for its confirmation. Returns its key.
///
/// # Errors
/// When the database fails.
pub async fn keep(store: &Store, staff: Uuid, table: &Table, now: i64) -> StoreResult<Uuid> {
    let rows = serde_json::to_string(table).map_err(|e| StoreError::unreadable("partner_import", e))?;
    let id = entropy::uuid();
    store.keep_import(&WaitingImport { id, staff, at: now, rows: &rows }, now - WAITS).await?;
    Ok(id)
}

/// A file that waits for this member's confirmation.
///
/// # Errors
/// When the database fails.
pub async fn find(state: &State, id: Uuid, staff: Uuid) -> StoreResult<Option<Import>> {
    let store = &state.store;
    let expired = state.clock.now_ms() - WAITS;
    let Some(rows) = store.waiting_import(id, staff, expired).await? else { return Ok(None) };
    let (version, directory) = store.partner_directory().await?;
    let known = known(state).await?;
    let bad = |error: &dyn ToString| StoreError::unreadable("partner_import", error.to_string());
    // Thousands of rows take the processor for a while: not on a thread that serves requests.
    let plan = web::block(move || {
        serde_json::from_str::<Table>(&rows).map(|table| Plan::of(&table, &directory, &known))
    });
    let plan = plan.await.map_err(|error| bad(&error))?.map_err(|error| bad(&error))?;
    Ok(Some(Import { id, staff, version, plan: Arc::new(plan) }))
}

/// Carries a plan out: all of it or nothing. Returns whether it was done: nobody may have changed the directory or confirmed the
/// same file meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn carry_out(store: &Store, import: &Import, by: By<'_>) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    if partners::lock(&mut tx).await? != import.version + 1
        || !partners::take_import(&mut tx, import.id, import.staff).await?
    {
        return Ok(false);
    }
    partners::put(&mut tx, &import.plan.writes(), by.now).await?;
    known_links::note_addresses(&mut tx, by.who, &import.plan.readdressed()).await?;
    let [added, changed, _] = import.plan.counts();
    let (detail, now) = (json!({ "added": added, "changed": changed }), by.now.timestamp_millis());
    audit::record(&mut tx, by.who, "partners_imported", "partners", &detail, now).await?;
    tx.commit().await?;
    tracing::info!(added, changed, "partners were imported");
    Ok(true)
}
