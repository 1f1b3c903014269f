//! IndexedDB, as a few named stores of plain objects. No fetch is ever awaited inside a transaction.
//!
//! Where the browser refuses it (a private window) or has no room left, what would have been kept is held in memory, and
//! [`Database::keeps`] says so: the page must then not claim that anything is safe.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use crate::browser;
use crate::device::Kept;

const NAME: &str = "sawt";
/// Raised when a store is added; see [`upgrade`]. A version only ever adds.
const VERSION: u32 = 1;

/// The stores.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// What is typed and not yet sent.
    Drafts,
    /// Responses that wait to be sent, or were refused.
    Queue,
    /// Credentials, asked for or received.
    Credentials,
    /// The personal link last opened for a survey.
    Links,
    /// Links whose "responded" is still to be told.
    Participation,
    /// Links whose response was stored; and their receipts, under keys of their own, since a store more would shut out the
    /// clients of pages that are kept offline.
    Sent,
}

impl Store {
    const ALL: [Self; 6] =
        [Self::Drafts, Self::Queue, Self::Credentials, Self::Links, Self::Participation, Self::Sent];

    fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Queue => "queue",
            Self::Credentials => "credentials",
            Self::Links => "links",
            Self::Participation => "participation",
            Self::Sent => "sent",
        }
    }
}

/// A change: a value put under a key, or a key deleted.
#[derive(Clone)]
pub struct Change {
    store: Store,
    key: String,
    value: Option<JsValue>,
}

impl Change {
    /// Puts a value.
    pub fn put(store: Store, key: &str, value: &impl Kept) -> Self {
        Self { store, key: key.to_owned(), value: Some(value.write()) }
    }

    fn is_of(&self, store: Store, key: &str) -> bool {
        self.store == store && self.key == key
    }

    /// Deletes a key.
    pub fn delete(store: Store, key: &str) -> Self {
        Self { store, key: key.to_owned(), value: None }
    }
}

/// The device's database.
pub struct Database {
    idb: Option<IdbDatabase>,
    /// What could not be kept, and deletions of it.
    memory: RefCell<Vec<Change>>,
    keeps: Cell<bool>,
}

impl Database {
    /// Opens the database; without one, everything is held in memory.
    pub async fn open() -> Rc<Self> {
        Self::over(open_idb().await)
    }

    /// A database that is gone with the page.
    pub fn in_memory() -> Rc<Self> {
        Self::over(None)
    }

    fn over(idb: Option<IdbDatabase>) -> Rc<Self> {
        Rc::new(Self { keeps: Cell::new(idb.is_some()), idb, memory: RefCell::default() })
    }

    /// Whether the browser lets anything be kept at all.
    pub fn is_there(&self) -> bool {
        self.idb.is_some()
    }

    /// Whether the last change was kept on the device.
    pub fn keeps(&self) -> bool {
        self.keeps.get()
    }

    /// Makes all changes in one durable transaction; if that fails, in memory. Returns whether they are kept on the device.
    pub async fn write(&self, changes: &[Change]) -> bool {
        let kept = match &self.idb {
            Some(idb) => write_idb(idb, changes).await.is_ok(),
            None => false,
        };
        let mut memory = self.memory.borrow_mut();
        for change in changes {
            if let Some(place) = memory.iter().position(|held| held.is_of(change.store, &change.key)) {
                memory.swap_remove(place);
            }
            if !kept {
                memory.push(change.clone());
            }
        }
        self.keeps.set(kept);
        kept
    }

    /// The value of a key.
    pub async fn get<T: Kept>(&self, store: Store, key: &str) -> Option<T> {
        T::read(&self.value(store, key).await?)
    }

    async fn value(&self, store: Store, key: &str) -> Option<JsValue> {
        let held =
            self.memory.borrow().iter().find(|held| held.is_of(store, key)).map(|held| held.value.clone());
        match (held, &self.idb) {
            (Some(held), _) => held,
            (None, Some(idb)) => get_idb(idb, store, key).await,
            (None, None) => None,
        }
    }

    /// All values of a store with their keys. A value that can't be read, of a newer client, is passed over.
    pub async fn all<T: Kept>(&self, store: Store) -> Vec<(String, T)> {
        let values = self.values(store).await;
        values.into_iter().filter_map(|(key, value)| Some((key, T::read(&value)?))).collect()
    }

    async fn values(&self, store: Store) -> Vec<(String, JsValue)> {
        let mut values = match &self.idb {
            Some(idb) => all_idb(idb, store).await.unwrap_or_default(),
            None => Vec::new(),
        };
        for held in self.memory.borrow().iter().filter(|held| held.store == store) {
            values.retain(|(key, _)| *key != held.key);
            values.extend(held.value.clone().map(|value| (held.key.clone(), value)));
        }
        values
    }
}

async fn open_idb() -> Option<IdbDatabase> {
    let factory: IdbFactory = browser::get(&browser::global(), "indexedDB").dyn_into().ok()?;
    let request: IdbOpenDbRequest = factory.open_with_u32(NAME, VERSION).ok()?;
    let upgraded = request.clone();
    let on_upgrade = Closure::once(move || upgrade(&upgraded));
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    let result = settle(&request).await.ok()?;
    let idb: IdbDatabase = result.dyn_into().ok()?;
    // A later version of the client, in another tab, must be able to upgrade.
    let closing = idb.clone();
    let on_change = Closure::once_into_js(move || closing.close());
    idb.set_onversionchange(Some(on_change.unchecked_ref()));
    Some(idb)
}

/// Makes the stores that are missing; those that exist stay as they are.
fn upgrade(request: &IdbOpenDbRequest) {
    let Some(idb) = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok()) else {
        return;
    };
    for store in Store::ALL {
        // Fails only where the store exists.
        let _ = idb.create_object_store(store.name());
    }
}

/// Waits for a request.
async fn settle(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await?;
    request.result()
}

fn transaction(idb: &IdbDatabase, stores: &Array, mode: &str) -> Result<IdbTransaction, JsValue> {
    // Strict: complete means that it is on the disk, so that it survives a dying battery.
    let options = browser::object(&[("durability", "strict".into())]);
    browser::call(idb, "transaction", &[stores.into(), mode.into(), options])
        .and_then(|transaction| transaction.dyn_into().ok())
        .ok_or(JsValue::NULL)
}

async fn write_idb(idb: &IdbDatabase, changes: &[Change]) -> Result<(), JsValue> {
    let stores: Array = Store::ALL
        .into_iter()
        .filter(|store| changes.iter().any(|change| change.store == *store))
        .map(|store| JsValue::from_str(store.name()))
        .collect();
    if stores.length() == 0 {
        return Ok(());
    }
    let transaction = transaction(idb, &stores, "readwrite")?;
    for Change { store, key, value } in changes {
        let object_store = transaction.object_store(store.name())?;
        match value {
            Some(value) => object_store.put_with_key(value, &key.into())?,
            None => object_store.delete(&key.into())?,
        };
    }
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        transaction.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await.map(drop)
}

fn read_only(idb: &IdbDatabase, store: Store) -> Result<IdbObjectStore, JsValue> {
    transaction(idb, &Array::of1(&store.name().into()), "readonly")?.object_store(store.name())
}

async fn get_idb(idb: &IdbDatabase, store: Store, key: &str) -> Option<JsValue> {
    let request = read_only(idb, store).ok()?.get(&key.into()).ok()?;
    settle(&request).await.ok()
}

async fn all_idb(idb: &IdbDatabase, store: Store) -> Result<Vec<(String, JsValue)>, JsValue> {
    let object_store = read_only(idb, store)?;
    let (keys, values) = (object_store.get_all_keys()?, object_store.get_all()?);
    let keys: Array = settle(&keys).await?.dyn_into()?;
    let values: Array = settle(&values).await?.dyn_into()?;
    Ok(keys.iter().zip(values.iter()).filter_map(|(key, value)| Some((key.as_string()?, value))).collect())
}
