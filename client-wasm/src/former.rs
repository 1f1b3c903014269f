//! What the client kept until November 2026, unsealed and in one database: it is taken over, and the database is deleted. Its text may
//! stay in the browser's files until the browser tidies them up, which nothing can hasten; so it is noted.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::connection;
use crate::database::{Change, Database, Store};
use crate::device::{Draft, Kept, Opened, Owner, Queued, StoredCredential};
use crate::form;
use crate::pinned;

const NAME: &str = "sawt";
const STORES: [&str; 6] = ["drafts", "queue", "credentials", "links", "participation", "sent"];
/// What the key of a receipt began with.
const RECEIPT: &str = "receipt ";

/// Takes it all over, if there is any.
pub async fn take_over(database: &Rc<Database>) {
    if database.is_there() {
        let names = connection::names().await;
        // Some browsers do not tell the names.
        if (names.is_empty() || names.iter().any(|name| name == NAME)) && move_all(database).await {
            connection::delete(NAME).await;
        }
    }
}

/// Returns whether all of it is kept at its new place.
async fn move_all(database: &Database) -> bool {
    let Some(stores) = connection::read_stores(NAME, &STORES).await else { return false };
    let mut kept = true;
    for (store, values) in STORES.into_iter().zip(stores) {
        for (key, value) in values {
            if let Some((owner, changes)) = changes(database, store, &key, &value).await {
                let opened = Opened { owner, at: f64::from(u8::from(store == "links")) };
                let mut all = vec![Change::put(Store::Owner, &opened), Change::put(Store::Traces, &true)];
                all.extend(changes);
                kept &= database.write(&opened.owner, &all).await;
            }
        }
    }
    kept
}

async fn changes(
    database: &Database,
    store: &str,
    key: &str,
    value: &JsValue,
) -> Option<(Owner, Vec<Change>)> {
    Some(match store {
        "drafts" => {
            let (owner, mut draft) = (Owner::of_key(key)?, Draft::read(value)?);
            // A page that was kept offline may have brought an earlier client back: what was typed since stays.
            if let Some(newer) = database.get::<Draft>(&owner, Store::Draft).await {
                draft.fields = form::over(draft.fields, newer.fields);
            }
            (owner, vec![Change::put(Store::Draft, &draft)])
        }
        "queue" => {
            let queued = Queued::read(value)?;
            pinned::meet(&queued.owner.survey, &queued.keys).await;
            (queued.owner.clone(), vec![Change::put(Store::Queue, &queued)])
        }
        "credentials" => {
            let (owner, stored) = (Owner::of_key(key)?, StoredCredential::read(value)?);
            pinned::meet(&owner.survey, &stored.keys).await;
            (owner, vec![Change::put(Store::Credential, &stored)])
        }
        "links" => (Owner { survey: key.parse().ok()?, token: value.as_string()? }, Vec::new()),
        "participation" => (Owner::of_key(key)?, vec![Change::put(Store::Participation, &true)]),
        _ => match key.strip_prefix(RECEIPT) {
            Some(key) => (Owner::of_key(key)?, vec![Change::put(Store::Receipt, &value.as_string()?)]),
            None => (Owner::of_key(key)?, vec![Change::put(Store::Sent, &true)]),
        },
    })
}
