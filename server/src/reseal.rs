//! Takes what is sealed on to new keys: at the start what an earlier version sealed, and then every day what still waits.
//!
//! The file forgets a key only after everything that it sealed is sealed anew and committed; a power cut at any moment leaves
//! rows that the file opens. A response that no key opens is set aside, so that it stops nobody.

use survey::SurveyCode;

use crate::entropy;
use crate::seal::{ReceiptSecret, SealKey, response_hash};
use crate::store::earlier::{self, EarlierRow};
use crate::store::inbox::{self, Opening, SealedRow};
use crate::store::responses::LedgerRow;
use crate::store::{Store, StoreError, StoreResult};

/// What of the inbox this server can open.
pub fn opening(key: &SealKey) -> Opening {
    Opening { chain: key.chain_name().to_vec(), from: key.first_day() }
}

/// Takes over the ledger of an earlier version. Each receipt is sealed anew with the version beside its secret; one that this
/// key does not open stays as it is.
///
/// # Errors
/// When the database fails; then nothing was changed.
pub async fn take_over_ledger(store: &Store, key: &SealKey) -> StoreResult<()> {
    if !store.has_earlier_ledger().await? {
        return Ok(());
    }
    let Some(mut tx) = store.hold_earlier_ledger().await? else { return Ok(()) };
    let (mut after, mut taken, mut unopened) = (Vec::new(), 0_u64, 0_u64);
    loop {
        let rows = earlier::rows_after(&mut tx, &after).await?;
        let Some(last) = rows.last() else { break };
        after = last.id.as_bytes().to_vec();
        taken += rows.len() as u64;
        let mut ledger = Vec::with_capacity(rows.len());
        for row in rows {
            let (row, opened) = without_version(key, row)?;
            unopened += u64::from(!opened);
            ledger.push(row);
        }
        earlier::take_over(&mut tx, &ledger).await?;
    }
    earlier::drop_ledger(&mut tx).await?;
    tx.commit().await?;
    if taken > 0 {
        store.leave_nothing_behind().await?;
        tracing::info!(responses = taken, "the ledger was taken over without languages and versions");
    }
    if unopened > 0 {
        tracing::error!(
            unopened,
            "receipts were sealed with another key: they can't be made without its file"
        );
    }
    Ok(())
}

fn without_version(key: &SealKey, row: EarlierRow) -> StoreResult<(LedgerRow, bool)> {
    let bad = |error: String| StoreError::unreadable("response_before", error);
    let EarlierRow { id, survey, version, answers, receipt } = row;
    let survey: SurveyCode =
        survey.parse().map_err(|error: survey::code::NotACode| bad(error.to_string()))?;
    let version = u32::try_from(version).map_err(|error| bad(error.to_string()))?;
    let (receipt, opened) = match receipt {
        Some(sealed) => match key.open_receipt(&survey, id, &sealed) {
            Ok(found) => (Ok(found.secret), true),
            Err(_) => (Err(sealed), false),
        },
        None => (Ok(None), true),
    };
    let receipt = match receipt {
        Ok(secret) => {
            let secret = ReceiptSecret { version: Some(version), secret };
            key.seal_receipt(&survey, id, &secret).map_err(|error| bad(error.to_string()))?
        }
        Err(sealed) => sealed,
    };
    Ok((LedgerRow { id, survey, answers, receipt: Some(receipt) }, opened))
}

/// Goes on to the key of a day: seals anew what waits, and then lets the file forget the keys of days before the last `days`.
///
/// # Errors
/// When the database fails or the file can't be written; then the keys are still there, and it is tried again.
pub async fn go_on(store: &Store, key: &SealKey, today: survey::Day, days: u32) -> StoreResult<()> {
    key.go_on_to(today);
    while is_behind(store, key).await? {
        seal_some_anew(store, key).await?;
    }
    if !key.holds_too_much(days) {
        return Ok(());
    }
    // What was sealed before the day turned may be stored just now.
    let _nothing_is_stored = key.while_nothing_is_stored().await;
    if is_behind(store, key).await? {
        return Ok(());
    }
    key.forget(days).map_err(|error| StoreError::Database(sqlx::Error::Io(error)))
}

async fn is_behind(store: &Store, key: &SealKey) -> StoreResult<bool> {
    store.is_sealed_before(&opening(key), key.day(), &name_before(key)).await
}

/// No row has an empty name and no day.
fn name_before(key: &SealKey) -> Vec<u8> {
    key.name_before().map_or_else(Vec::new, |name| name.to_vec())
}

async fn seal_some_anew(store: &Store, key: &SealKey) -> StoreResult<()> {
    let mut tx = store.begin_write().await?;
    let rows = inbox::take_sealed_before(&mut tx, &opening(key), key.day(), &name_before(key)).await?;
    let mut anew = Vec::with_capacity(rows.len());
    for row in rows {
        // An earlier version knew a stored response by its id within.
        if row.day.is_none()
            && let Ok(opened) = key.open(&row)
            && let Some(id) = opened.id
        {
            inbox::note_stored(&mut tx, row.survey.as_str(), &[response_hash(id)]).await?;
        }
        anew.push(key.seal_anew(&row).unwrap_or_else(|_| set_aside(row)));
    }
    // The order in which they came ends here.
    entropy::shuffle(&mut anew);
    inbox::put(&mut tx, &anew.iter().collect::<Vec<_>>()).await?;
    Ok(tx.commit().await?)
}

/// A response that its key does not open, since its row was changed: it stays where it is and stops nobody.
pub fn set_aside(row: SealedRow) -> SealedRow {
    tracing::error!(survey = row.survey.as_str(), "a waiting response can't be opened: its row was changed");
    SealedRow { chain: b"unopened".to_vec(), ..row }
}
