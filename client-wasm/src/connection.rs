//! One IndexedDB database with one store of values by name. It is opened when it is needed, and anew after the browser, or a tab
//! that deleted it, has closed it. No fetch is ever awaited inside a transaction.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use crate::browser;
use crate::database::Later;

const STORE: &str = "kept";

/// A value put under a name, or a name deleted.
pub type Entry = (String, Option<JsValue>);

/// How long the browser may take to open a database or to complete a transaction, in milliseconds. WebKit has been seen to take for
/// ever; the page then goes on, and tries again.
const PATIENCE: i32 = 4_000;

/// Why something is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The browser says that there is no room.
    NoRoom,
    /// Anything else, which may pass.
    Other,
}

impl Failure {
    /// By its name alone: that of an exception, or of the event of what failed.
    fn of(error: &JsValue) -> Self {
        let target = browser::get(error, "target");
        let error = if target.is_undefined() { error.clone() } else { browser::get(&target, "error") };
        match browser::get(&error, "name").as_string().as_deref() {
            Some("QuotaExceededError") => Self::NoRoom,
            _ => Self::Other,
        }
    }
}

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

    /// Lets go of it. What is under way is completed.
    pub fn close(&self) {
        if let Some(idb) = self.idb.borrow_mut().take() {
            idb.close();
        }
    }

    /// Opens it, and makes it where there is none.
    ///
    /// # Errors
    /// Why the browser doesn't.
    pub async fn open(&self) -> Result<(), Failure> {
        if self.is_open() {
            return Ok(());
        }
        let idb = open(&self.name).await?;
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
        Ok(())
    }

    /// Makes all changes in one durable transaction. It is under way, and committed as far as the page has a say in it, before
    /// anything is awaited. A connection in which something fails is let go of, and the next try has another.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub async fn write(&self, entries: &[Entry]) -> Result<(), Failure> {
        let written = match self.begin(entries) {
            Ok(complete) => in_time(complete).await.map(drop),
            Err(error) => Err(error),
        };
        written.map_err(|error| {
            self.close();
            Failure::of(&error)
        })
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
        // It may have been closed without a word, as iOS does to pages in the background.
        let transaction = browser::call(&idb, "transaction", &[STORE.into(), mode.into(), options]);
        let transaction: IdbTransaction = transaction.ok_or(JsValue::NULL)?.dyn_into()?;
        let store = transaction.object_store(STORE)?;
        Ok((transaction, store))
    }

    /// The value of a name. If the connection was lost, it is opened once more: what is there must not seem to be gone.
    pub fn get<'a>(&'a self, name: &'a str) -> Later<'a, Option<JsValue>> {
        Box::pin(async move {
            for _ in 0..2 {
                self.open().await.ok()?;
                if let Ok(request) = self.store("readonly").and_then(|(_, store)| store.get(&name.into()))
                    && let Ok(value) = settle(&request).await
                {
                    return (!value.is_undefined()).then_some(value);
                }
                self.close();
            }
            None
        })
    }

    /// All values with their names; none if they can't be read.
    pub async fn all(&self) -> Option<Vec<(String, JsValue)>> {
        read_all(&self.store("readonly").ok()?.1).await.ok()
    }

    /// Deletes the database with all that is in it.
    pub async fn delete(&self) {
        self.close();
        delete(&self.name).await;
    }
}

fn factory() -> Option<IdbFactory> {
    browser::get(&browser::global(), "indexedDB").dyn_into().ok()
}

async fn open(name: &str) -> Result<IdbDatabase, Failure> {
    let factory = factory().ok_or(Failure::Other)?;
    let request: IdbOpenDbRequest = factory.open_with_u32(name, 1).map_err(|error| Failure::of(&error))?;
    let upgraded = request.clone();
    let on_upgrade = Closure::once(move || {
        if let Some(idb) = upgraded.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok()) {
            // Fails only where the store exists.
            let _ = idb.create_object_store(STORE);
        }
    });
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    match settle(&request).await {
        Ok(opened) => opened.dyn_into().map_err(|_| Failure::Other),
        Err(error) => {
            // If it comes all the same, it must not stand in the way of a tab that deletes.
            let late = request.clone();
            let close = Closure::once_into_js(move || {
                browser::call(&late.result().unwrap_or_default(), "close", &[])
            });
            request.set_onsuccess(Some(close.unchecked_ref()));
            Err(Failure::of(&error))
        }
    }
}

/// Deletes a database; it is gone when the last tab has let go of it.
pub async fn delete(name: &str) {
    let Some(request) = factory().and_then(|factory| factory.delete_database(name).ok()) else { return };
    let done = Promise::new(&mut |resolve, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
        request.set_onblocked(Some(&resolve));
    });
    let _ = in_time(done).await;
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
    in_time(promise).await?;
    request.result()
}

/// Waits for the browser, but not for ever.
async fn in_time(promise: Promise) -> Result<JsValue, JsValue> {
    let late = Promise::new(&mut |_, reject| browser::set_timeout(&reject, PATIENCE));
    JsFuture::from(Promise::race(&Array::of2(&promise, &late))).await
}
