//! One IndexedDB database with one store of values by name. It is opened when it is needed, and anew after the browser, or a tab
//! that deleted it, has closed it. No fetch is ever awaited inside a transaction.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use crate::browser;

const STORE: &str = "kept";

/// A value put under a name, or a name deleted.
pub type Entry = (String, Option<JsValue>);

/// A database.
pub struct Connection {
    name: String,
    idb: Rc<RefCell<Option<IdbDatabase>>>,
}

impl Connection {
    /// A database of that name, not yet opened.
    pub fn new(name: String) -> Self {
        Self { name, idb: Rc::default() }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is open at this moment.
    pub fn is_open(&self) -> bool {
        self.idb.borrow().is_some()
    }

    /// Opens it, and makes it where there is none. Returns whether the browser lets it.
    pub async fn open(&self) -> bool {
        if self.is_open() {
            return true;
        }
        let Some(idb) = open(&self.name).await else { return false };
        let (held, closing) = (self.idb.clone(), idb.clone());
        let on_close = Closure::<dyn FnMut()>::new(move || {
            closing.close();
            held.borrow_mut().take();
        })
        .into_js_value();
        // Who deletes it waits until all others have let go.
        idb.set_onversionchange(Some(on_close.unchecked_ref()));
        idb.set_onclose(Some(on_close.unchecked_ref()));
        *self.idb.borrow_mut() = Some(idb);
        true
    }

    /// Makes all changes in one durable transaction. It is under way, and committed as far as the page has a say in it, before
    /// anything is awaited.
    pub async fn write(&self, entries: &[Entry]) -> bool {
        match self.begin(entries) {
            Ok(complete) => JsFuture::from(complete).await.is_ok(),
            Err(_) => false,
        }
    }

    fn begin(&self, entries: &[Entry]) -> Result<Promise, JsValue> {
        let (transaction, store) = self.store("readwrite")?;
        for (name, value) in entries {
            match value {
                Some(value) => store.put_with_key(value, &name.into())?,
                None => store.delete(&name.into())?,
            };
        }
        let complete = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
            transaction.set_onerror(Some(&reject));
        });
        browser::call(&transaction, "commit", &[]);
        Ok(complete)
    }

    fn store(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let idb = self.idb.borrow().clone().ok_or(JsValue::NULL)?;
        // Strict: complete means that it is on the disk, so that it survives a dying battery.
        let options = browser::object(&[("durability", "strict".into())]);
        let transaction = browser::call(&idb, "transaction", &[STORE.into(), mode.into(), options])
            .and_then(|transaction| transaction.dyn_into::<IdbTransaction>().ok());
        let Some(transaction) = transaction else {
            // It was closed without a word, as iOS does to pages in the background.
            self.idb.borrow_mut().take();
            return Err(JsValue::NULL);
        };
        let store = transaction.object_store(STORE)?;
        Ok((transaction, store))
    }

    /// The value of a name.
    pub async fn get(&self, name: &str) -> Option<JsValue> {
        let request = self.store("readonly").ok()?.1.get(&name.into()).ok()?;
        settle(&request).await.ok().filter(|value| !value.is_undefined())
    }

    /// All values with their names.
    pub async fn all(&self) -> Vec<(String, JsValue)> {
        let Ok((_, store)) = self.store("readonly") else { return Vec::new() };
        read_all(&store).await.unwrap_or_default()
    }

    /// Deletes the database with all that is in it.
    pub async fn delete(&self) {
        if let Some(idb) = self.idb.borrow_mut().take() {
            idb.close();
        }
        delete(&self.name).await;
    }
}

fn factory() -> Option<IdbFactory> {
    browser::get(&browser::global(), "indexedDB").dyn_into().ok()
}

async fn open(name: &str) -> Option<IdbDatabase> {
    let request: IdbOpenDbRequest = factory()?.open_with_u32(name, 1).ok()?;
    let upgraded = request.clone();
    let on_upgrade = Closure::once(move || {
        if let Some(idb) = upgraded.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok()) {
            // Fails only where the store exists.
            let _ = idb.create_object_store(STORE);
        }
    });
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    settle(&request).await.ok()?.dyn_into().ok()
}

/// Deletes a database; it is gone when the last tab has let go of it.
pub async fn delete(name: &str) {
    let Some(request) = factory().and_then(|factory| factory.delete_database(name).ok()) else { return };
    let done = Promise::new(&mut |resolve, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
        request.set_onblocked(Some(&resolve));
    });
    let _ = JsFuture::from(done).await;
}

/// The names of all databases of this site; none where the browser does not tell.
pub async fn names() -> Vec<String> {
    let listed = factory().and_then(|factory| browser::call(&factory, "databases", &[]));
    let Some(listed) = browser::settled(listed).await.and_then(|list| list.dyn_into::<Array>().ok()) else {
        return Vec::new();
    };
    listed.iter().filter_map(|database| browser::get(&database, "name").as_string()).collect()
}

/// All values of the stores of a database that an earlier client made, by store; it makes none.
pub async fn read_stores(name: &str, stores: &[&str]) -> Option<Vec<Vec<(String, JsValue)>>> {
    let request = factory()?.open(name).ok()?;
    let upgraded = request.clone();
    let on_upgrade = Closure::once(move || {
        if let Some(transaction) = upgraded.transaction() {
            let _ = transaction.abort();
        }
    });
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    let idb: IdbDatabase = settle(&request).await.ok()?.dyn_into().ok()?;
    let mut values = Vec::new();
    for store in stores {
        let transaction = browser::call(&idb, "transaction", &[(*store).into()]);
        let transaction = transaction.and_then(|transaction| transaction.dyn_into::<IdbTransaction>().ok());
        values.push(match transaction.and_then(|transaction| transaction.object_store(store).ok()) {
            Some(store) => read_all(&store).await.unwrap_or_default(),
            None => Vec::new(),
        });
    }
    idb.close();
    Some(values)
}

async fn read_all(store: &IdbObjectStore) -> Result<Vec<(String, JsValue)>, JsValue> {
    let (keys, values) = (store.get_all_keys()?, store.get_all()?);
    let keys: Array = settle(&keys).await?.dyn_into()?;
    let values: Array = settle(&values).await?.dyn_into()?;
    Ok(keys.iter().zip(values.iter()).filter_map(|(key, value)| Some((key.as_string()?, value))).collect())
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
