//! The report of a survey: as it is today, what editors say in it, and publishing it.

use serde_json::json;
use survey::SurveyCode;

use crate::catalogue::{Catalogue, Survey};
use crate::clock::Clock;
use crate::report::compose::{self, Composed};
use crate::report::document::{Edits, Report};
use crate::store::reports::{self, Edited};
use crate::store::{Store, StoreResult, audit, surveys};

/// The report as it is today, and what the editor says in it.
///
/// # Errors
/// When the database fails.
pub async fn draft(
    store: &Store,
    catalogue: &Catalogue,
    survey: &Survey,
    clock: Clock,
) -> StoreResult<(Composed, Edited)> {
    let edited = store.report_edits(&survey.row.code).await?;
    let composed = compose::read(store, catalogue, survey, &edited.edits, survey.today(clock)).await?;
    Ok((composed, edited))
}

/// Saves what the editor says, if nobody saved since the revision that was seen. Returns whether it was saved.
///
/// # Errors
/// When the database fails.
pub async fn save(
    store: &Store,
    survey: &SurveyCode,
    edits: &Edits,
    seen: i64,
    (what, detail): (&str, &serde_json::Value),
    (who, now): (&str, i64),
) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    if !reports::save_edits(&mut tx, survey, edits, seen, (who, now)).await? {
        return Ok(false);
    }
    audit::record(&mut tx, who, what, &format!("survey:{survey}"), detail, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Publishes a report as it is: it is kept as the next version, whose number is returned.
///
/// # Errors
/// When the database fails.
pub async fn publish(store: &Store, report: &Report, who: &str, now: i64) -> StoreResult<i64> {
    let mut tx = store.begin_write().await?;
    // One after the other: each takes the next number.
    surveys::lock(&mut tx, &report.survey).await?;
    let version = reports::publish(&mut tx, report, who, now).await?;
    let detail = json!({ "version": version, "responses": report.respondents });
    let subject = format!("survey:{}", report.survey);
    audit::record(&mut tx, who, "report_published", &subject, &detail, now).await?;
    tx.commit().await?;
    Ok(version)
}
