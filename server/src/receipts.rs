//! Publishing the receipts of a survey: each is made anew from what the ledger holds, so an answer that was changed there
//! has another receipt than the one that the partner's device made.

use survey::SurveyCode;
use survey::receipt::Receipt;

use crate::ending::{IfEnded, NotShown, open_to_view};
use crate::seal::SealKey;
use crate::store::receipts::{ReceiptList, Receipted, put_list};
use crate::store::survey_events::{self, SurveyEvent};
use crate::store::{Store, StoreError, StoreResult, surveys};

/// Publishes the receipts of a survey that has ended; too few are fewer with a receipt than the threshold. An earlier list is replaced. `event` says who does it and when.
///
/// # Errors
/// When the database fails, or there is no such survey.
pub async fn publish(
    store: &Store,
    key: &SealKey,
    code: &SurveyCode,
    event: &SurveyEvent,
) -> StoreResult<IfEnded<ReceiptList>> {
    let mut tx = store.begin_write().await?;
    // Held, so that it is not opened again meanwhile.
    let row = surveys::lock(&mut tx, code).await?;
    let row = row.ok_or_else(|| StoreError::unreadable("survey", "it is gone"))?;
    let threshold = match open_to_view(store, &row, row.schedule.today(event.at)).await? {
        Ok(shown) => shown.threshold,
        Err(not_shown) => return Ok(Err(not_shown)),
    };
    let made = make(store, key, code, row.version).await?;
    if made.receipts.len() < usize::try_from(threshold.get()).unwrap_or(usize::MAX) {
        return Ok(Err(NotShown::TooFew(threshold)));
    }
    let listed = made.receipts.len();
    let list = ReceiptList {
        published_at: event.at.timestamp_millis(),
        responses: made.responses,
        receipts: lines(made.receipts),
    };
    put_list(&mut tx, code, &list).await?;
    let mut event = event.clone();
    event.detail = serde_json::json!({ "responses": list.responses, "receipts": listed });
    survey_events::add(&mut tx, code, &event).await?;
    tx.commit().await?;
    Ok(Ok(list))
}

struct Made {
    responses: u64,
    receipts: Vec<Receipt>,
}

async fn make(store: &Store, key: &SealKey, code: &SurveyCode, version: u32) -> StoreResult<Made> {
    let mut made = Made { responses: 0, receipts: Vec::new() };
    let mut unmade = 0_u64;
    store
        .each_receipted(code, |response| {
            made.responses += 1;
            match receipt(key, code, version, &response) {
                Some(Ok(receipt)) => made.receipts.push(receipt),
                Some(Err(Unmade)) => unmade += 1,
                None => {}
            }
            Ok(())
        })
        .await?;
    if unmade > 0 {
        tracing::error!(
            survey = code.as_str(),
            unmade,
            "receipts can't be made: their rows were changed, or another key sealed them"
        );
    }
    Ok(made)
}

/// The row of a response was changed in such a way that it has no receipt any more.
struct Unmade;

/// The receipt of a response; none if it came without. `version` is that of a response of which no other is known.
fn receipt(
    key: &SealKey,
    code: &SurveyCode,
    version: u32,
    response: &Receipted,
) -> Option<Result<Receipt, Unmade>> {
    let sealed = response.sealed.as_ref()?;
    let Ok(opened) = key.open_receipt(code, response.id, sealed) else { return Some(Err(Unmade)) };
    let secret = opened.secret?;
    let answers = serde_json::from_str(&response.answers);
    let of = |answers| Receipt::of(code, opened.version.unwrap_or(version), &secret, &answers);
    Some(answers.map(of).map_err(|_| Unmade))
}

/// In alphabetical order, which tells nothing of when they came.
fn lines(mut receipts: Vec<Receipt>) -> String {
    receipts.sort();
    receipts.iter().map(|receipt| format!("{receipt}\n")).collect()
}
