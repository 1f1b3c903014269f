//! Writing one partner into the directory: who saves says which state of it was seen.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::column::Column;
use super::export::value;
use super::import::{Fault, Problem};
use super::{MOST_CONTACTS, Partner, PartnerKey};
use crate::publish::By;
use crate::store::{Store, StoreResult, audit, known_links, partners};

/// What became of a partner that was to be written.
pub enum Kept {
    /// It is in the directory.
    Saved,
    /// The directory doesn't take it.
    Refused(Problem),
    /// It is another than the one that was seen.
    Overtaken,
}

/// What tells one state of a partner from another.
pub fn mark(partner: &Partner) -> String {
    let mut hash = Sha256::new();
    for column in Column::all(MOST_CONTACTS) {
        hash.update(value(partner, column));
        hash.update([0]);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Writes the partner; `seen` is the mark of the one that it replaces, and nothing for a new one.
///
/// # Errors
/// When the database fails.
pub async fn keep(store: &Store, by: By<'_>, partner: &Partner, seen: Option<&str>) -> StoreResult<Kept> {
    let mut tx = store.begin_write().await?;
    partners::lock(&mut tx).await?;
    let now = partners::partner(&mut tx, &partner.key).await?;
    let taken = seen.is_none() && partners::like_key(&mut tx, &partner.key).await?.is_some();
    match (seen, &now) {
        _ if taken => {
            let (column, value) = (Column::Key, partner.key.to_string());
            return Ok(Kept::Refused(Problem { column, value, fault: Fault::KeyTaken }));
        }
        (Some(seen), Some(now)) if seen != mark(now) => return Ok(Kept::Overtaken),
        _ => {}
    }
    if let Some(address) = partner.address()
        && let Some(other) = partners::other_at_address(&mut tx, address, &partner.key).await?
    {
        let (column, value) = (Column::ContactEmail(0), address.to_string());
        return Ok(Kept::Refused(Problem { column, value, fault: Fault::EmailOfAnother(other) }));
    }
    let another = now.is_none_or(|now| now.address() != partner.address());
    partners::put(&mut tx, &[partner], by.now).await?;
    if another {
        known_links::note_addresses(&mut tx, by.who, &[partner.key.as_str()]).await?;
    }
    let what = if seen.is_some() { "partner_changed" } else { "partner_added" };
    let subject = format!("partner:{}", partner.key);
    audit::record(&mut tx, by.who, what, &subject, &json!({}), by.now.timestamp_millis()).await?;
    tx.commit().await?;
    Ok(Kept::Saved)
}

/// What became of a partner that was to be taken out of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// It is gone.
    Yes,
    /// It was invited once, or something was noted of it: it stays, since figures speak of it.
    HasPast,
    /// It is another than the one that was seen, or is gone already.
    Overtaken,
}

/// Takes a partner that was never invited out of the directory; without a mark, in whatever state it is.
///
/// # Errors
/// When the database fails.
pub async fn remove(store: &Store, by: By<'_>, key: &PartnerKey, seen: Option<&str>) -> StoreResult<Removed> {
    let mut tx = store.begin_write().await?;
    partners::lock(&mut tx).await?;
    let now = partners::partner(&mut tx, key).await?;
    if now.is_none_or(|now| seen.is_some_and(|seen| seen != mark(&now))) {
        return Ok(Removed::Overtaken);
    }
    if !partners::remove(&mut tx, key).await? {
        return Ok(Removed::HasPast);
    }
    let (subject, at) = (format!("partner:{key}"), by.now.timestamp_millis());
    audit::record(&mut tx, by.who, "partner_removed", &subject, &json!({}), at).await?;
    tx.commit().await?;
    Ok(Removed::Yes)
}
