//! Withdrawing invitations. What nobody has heard of is removed, as if it had never been; what was announced only before the last day and
//! for a reason by which AAPOR takes a case as not eligible, and it stays, is counted and can be taken back.
//!
//! Whoever is typing goes on: an answer that is sent all the same counts, and with its mark the invitation does again.

use serde_json::json;
use survey::SurveyCode;
use uuid::Uuid;

use super::event;
use super::invite::Chosen;
use crate::publish::By;
use crate::store::surveys::{self, SurveyRow, SurveyState};
use crate::store::withdrawals::{self, NotEligible, Withdrawable};
use crate::store::{Store, StoreResult, survey_events};

/// What withdrawing does, or did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Withdrawal {
    /// So many are removed, that nobody has heard of.
    pub removed: usize,
    /// So many are withdrawn that were announced.
    pub withdrawn: usize,
    /// So many of those who were chosen stay.
    pub kept: usize,
}

/// Whether announced invitations can be withdrawn on a day: while the survey is open, before its last day.
pub fn may_withdraw_announced(row: &SurveyRow, today: survey::Day) -> bool {
    row.state == SurveyState::Open && today < row.closes_on
}

/// Whether those that nobody has heard of can be removed.
pub fn may_remove(row: &SurveyRow) -> bool {
    row.state != SurveyState::Closed && row.public_token.is_none()
}

struct Sorted {
    removed: Vec<Uuid>,
    withdrawn: Vec<Uuid>,
    kept: usize,
}

fn sort(all: &[Withdrawable], row: &SurveyRow, reason: Option<NotEligible>, today: survey::Day) -> Sorted {
    let announced = reason.is_some() && may_withdraw_announced(row, today);
    let mut sorted = Sorted { removed: Vec::new(), withdrawn: Vec::new(), kept: 0 };
    for one in all {
        if one.untouched && may_remove(row) {
            sorted.removed.push(one.id);
        } else if !one.untouched && announced {
            sorted.withdrawn.push(one.id);
        } else {
            sorted.kept += 1;
        }
    }
    sorted
}

/// Withdraws those who are chosen, announced ones for the reason; with `only_count` nothing is done, and it is told what would be.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(
    store: &Store,
    survey: &SurveyCode,
    chosen: &Chosen,
    reason: Option<NotEligible>,
    only_count: bool,
    by: By<'_>,
) -> StoreResult<Withdrawal> {
    let mut tx = store.begin_write().await?;
    let Some(row) = surveys::lock(&mut tx, survey).await? else { return Ok(Withdrawal::default()) };
    let mut all = withdrawals::candidates(&mut tx, survey, &chosen.filter()).await?;
    if let Chosen::These(keys) = chosen {
        all.retain(|one| keys.contains(&one.key));
    }
    let Sorted { removed, withdrawn, kept } = sort(&all, &row, reason, row.schedule.today(by.now));
    let done = Withdrawal { removed: removed.len(), withdrawn: withdrawn.len(), kept };
    if only_count || done.removed + done.withdrawn == 0 {
        return Ok(done);
    }
    withdrawals::remove(&mut tx, &removed).await?;
    let mut detail = json!({ "removed": done.removed, "withdrawn": done.withdrawn });
    if let Some(reason) = reason.filter(|_| !withdrawn.is_empty()) {
        withdrawals::withdraw(&mut tx, &withdrawn, reason).await?;
        detail["reason"] = json!(reason.as_str());
    }
    survey_events::add(&mut tx, survey, &event(by, "withdrawn", detail)).await?;
    tx.commit().await?;
    Ok(done)
}

/// Takes back that an announced invitation was withdrawn. Returns whether it was; not after the last day.
///
/// # Errors
/// When the database fails.
pub async fn take_back(
    store: &Store,
    survey: &SurveyCode,
    invitation: Uuid,
    by: By<'_>,
) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, survey).await?;
    if !row.is_some_and(|row| row.state == SurveyState::Open)
        || !withdrawals::take_back(&mut tx, invitation).await?
    {
        return Ok(false);
    }
    survey_events::add(&mut tx, survey, &event(by, "withdrawal_taken_back", json!({}))).await?;
    tx.commit().await?;
    Ok(true)
}
