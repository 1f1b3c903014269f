//! The fewest people that a figure of a survey stands for: changing it. What the page and the API both do.

use serde_json::json;
use survey::SurveyCode;
use survey::disclosure::Threshold;

use crate::publish::By;
use crate::store::survey_events::{self, SurveyEvent};
use crate::store::surveys::{self, SurveyRow};
use crate::store::{Store, StoreResult, Tx, results};

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is so.
    Yes,
    /// Results were broken down under the present one; two breakdowns with different groups tell more than one.
    Complete,
    /// Those who responded were promised the present one.
    Lower(Threshold),
}

/// Sets the threshold of a survey.
///
/// # Errors
/// When the database fails.
pub async fn keep(store: &Store, code: &SurveyCode, threshold: Threshold, by: By<'_>) -> StoreResult<Kept> {
    let mut tx = store.begin_write().await?;
    let Some(row) = surveys::lock(&mut tx, code).await? else { return Ok(Kept::Yes) };
    let kept = keep_within(&mut tx, store, &row, threshold, by).await?;
    tx.commit().await?;
    Ok(kept)
}

/// The same in a transaction that holds the survey and goes on.
///
/// # Errors
/// When the database fails.
pub(crate) async fn keep_within(
    tx: &mut Tx,
    store: &Store,
    row: &SurveyRow,
    threshold: Threshold,
    by: By<'_>,
) -> StoreResult<Kept> {
    let code = &row.code;
    let now = store.threshold(code).await?;
    if threshold == now {
        return Ok(Kept::Yes);
    }
    let responses = results::count(tx, code).await?;
    if responses > 0 && row.has_ended_at(by.now) {
        return Ok(Kept::Complete);
    }
    if threshold < now && responses > 0 {
        return Ok(Kept::Lower(now));
    }
    results::set_threshold(tx, code, threshold).await?;
    let detail = json!({ "from": now.get(), "to": threshold.get() });
    let (staff_name, who) = (by.name.to_owned(), by.who.to_owned());
    let event = SurveyEvent { at: by.now, kind: "threshold".to_owned(), staff_name, who, detail };
    survey_events::add(tx, code, &event).await?;
    Ok(Kept::Yes)
}
