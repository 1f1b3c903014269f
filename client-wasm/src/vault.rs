//! A database whose values are sealed with a key of its own, and which is deleted by destroying that key.
//!
//! A browser's database is written as a log: what was in it stays in its files for weeks. So the key lies elsewhere, in a file of
//! the origin's private file system, which is overwritten in place and removed (`static/boot.js`). Where a browser has no such
//! file the key lies in the database itself, and [`Vault::leaves_traces`] says so. Sealing is done here, and not by the browser, since
//! its ciphers make one wait, and a page that is being closed does not come back.
//!
//! What can't be kept is held in memory, and [`Vault::write`] says so.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chacha20poly1305::aead::{AeadInOut as _, KeyInit as _};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use js_sys::{Promise, Uint8Array};
use rand_core::RngCore as _;
use wasm_bindgen::prelude::*;

use crate::browser::{self, Random};
use crate::connection::{Connection, Entry, Failure};
use crate::database::Later;
use crate::json;
use crate::lock::Lock;

/// How long a key is.
pub const KEY: usize = 32;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Where the key lies in the database, if it can't lie elsewhere.
const OWN_KEY: &str = "key";

#[wasm_bindgen]
extern "C" {
    /// The key in the file of that name, or these bytes if there is none yet. Refused where the browser has no such files.
    #[wasm_bindgen(catch, js_name = sawtKey)]
    fn key_file(name: &str, fresh: &[u8]) -> Result<Promise, JsValue>;

    /// Overwrites that file and removes it.
    #[wasm_bindgen(catch, js_name = sawtWipe)]
    fn wipe_key_file(name: &str) -> Result<Promise, JsValue>;
}

/// A database of sealed values.
pub struct Vault {
    connection: Connection,
    /// None where everything is to be held in memory.
    kept: bool,
    cipher: RefCell<Option<Rc<XChaCha20Poly1305>>>,
    /// What the pass phrase comes to, without which the key opens nothing.
    lock: Option<Lock>,
    traces: Cell<bool>,
    /// What could not be kept, and deletions of it.
    memory: RefCell<Vec<Entry>>,
    /// Why the last change was not kept.
    failure: Cell<Option<Failure>>,
}

impl Vault {
    /// A vault of that name; `kept` is false for one that is gone with the page.
    pub fn new(name: String, kept: bool) -> Self {
        Self {
            connection: Connection::new(name),
            kept,
            cipher: RefCell::default(),
            lock: None,
            traces: Cell::new(false),
            memory: RefCell::default(),
            failure: Cell::new(None),
        }
    }

    /// A vault that a pass phrase locks as well.
    pub fn locked(name: String, lock: Lock) -> Self {
        Self { lock: Some(lock), ..Self::new(name, true) }
    }

    /// The pass phrase that locks it.
    pub fn lock(&self) -> Option<&Lock> {
        self.lock.as_ref()
    }

    /// Whether it is open at this moment.
    pub fn is_open(&self) -> bool {
        self.connection.is_open() && self.cipher.borrow().is_some()
    }

    /// Whether all that is in it can be read with its key: not with another pass phrase.
    pub fn fits(&self) -> Later<'_, bool> {
        Box::pin(async move {
            if !self.open(true).await {
                return false;
            }
            let (all, cipher) = (self.connection.all().await, self.cipher.borrow().clone());
            let Some((all, cipher)) = all.zip(cipher) else { return false };
            all.iter().all(|(name, value)| name == OWN_KEY || open(&cipher, name, value).is_some())
        })
    }

    /// Whether what is deleted here can be found on the disk for a while, together with its key.
    pub fn leaves_traces(&self) -> bool {
        self.traces.get()
    }

    /// Why what was put last is in memory alone.
    pub fn failure(&self) -> Option<Failure> {
        self.failure.get()
    }

    /// Whether something is in memory alone.
    pub fn is_behind(&self) -> bool {
        !self.memory.borrow().is_empty()
    }

    /// Lets go of the database.
    pub fn close(&self) {
        self.connection.close();
    }

    /// Opens it; if nothing is kept in it yet, only where it is to be made. Returns whether it is open.
    pub fn open(&self, make: bool) -> Later<'_, bool> {
        Box::pin(async move {
            if !self.kept {
                return false;
            }
            if self.is_open() {
                return true;
            }
            self.cipher.take();
            if let Err(failure) = self.connection.open().await {
                self.failure.set(Some(failure));
                return false;
            }
            let Some(key) = self.key(make).await else { return false };
            let cipher = match &self.lock {
                Some(lock) => cipher(&lock.key(&key)),
                None => cipher(&key),
            };
            let Some(cipher) = cipher else { return false };
            *self.cipher.borrow_mut() = Some(Rc::new(cipher));
            true
        })
    }

    async fn key(&self, make: bool) -> Option<Vec<u8>> {
        if let Some(own) = self.connection.get(OWN_KEY).await {
            self.traces.set(true);
            return Some(Uint8Array::new(&own).to_vec());
        }
        let is_empty = self.connection.all().await?.is_empty();
        if is_empty && !make {
            return None;
        }
        let mut fresh = [0; KEY];
        Random.fill_bytes(&mut fresh);
        let file = key_file(self.connection.name(), &fresh).ok().map(JsValue::from);
        if let Some(key) = browser::settled(file).await {
            return Some(Uint8Array::new(&key).to_vec());
        }
        // What is sealed already has its key in a file that can't be read at the moment: another would make it unreadable.
        if !is_empty {
            return None;
        }
        self.traces.set(true);
        let own = (OWN_KEY.to_owned(), Some(Uint8Array::from(&fresh[..]).into()));
        self.connection.write(&[own]).await.ok().map(|()| fresh.to_vec())
    }

    /// Makes all changes in one transaction, and with them those that are still in memory; if that fails, in memory. Returns whether
    /// they are kept on the device. If the vault is open, the transaction is under way before anything is awaited; if the browser, or a
    /// tab that deleted it, has closed it, it is opened again and the changes are tried again.
    pub fn write<'a>(&'a self, entries: &'a [Entry]) -> Later<'a, bool> {
        Box::pin(async move {
            // In memory first: so a write that begins meanwhile has them, too.
            let mut all = self.memory.take();
            all.retain(|(held, _)| !entries.iter().any(|(name, _)| name == held));
            all.extend_from_slice(entries);
            self.memory.replace(all.clone());
            let kept = self.kept && {
                let first = self.write_sealed(&all).await;
                first.is_ok()
                    || first != Err(Failure::NoRoom)
                        && self.open(true).await
                        && self.write_sealed(&all).await.is_ok()
            };
            if kept {
                // But for what was put since.
                self.memory.borrow_mut().retain(|held| !all.contains(held));
            }
            kept
        })
    }

    async fn write_sealed(&self, entries: &[Entry]) -> Result<(), Failure> {
        let written = self.seal_and_write(entries).await;
        self.failure.set(written.err());
        written
    }

    async fn seal_and_write(&self, entries: &[Entry]) -> Result<(), Failure> {
        let Some(cipher) = self.cipher.borrow().clone().filter(|_| self.connection.is_open()) else {
            return Err(Failure::Other);
        };
        let sealed: Option<Vec<Entry>> = entries
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    Some(value) => Some(seal(&cipher, name, &json::write(value)?)?),
                    None => None,
                };
                Some((name.clone(), value))
            })
            .collect();
        match sealed {
            Some(sealed) => self.connection.write(&sealed).await,
            None => Err(Failure::Other),
        }
    }

    /// The value of a name; none if its key was destroyed.
    pub fn get<'a>(&'a self, name: &'a str) -> Later<'a, Option<JsValue>> {
        Box::pin(async move {
            let held =
                self.memory.borrow().iter().find(|(held, _)| held == name).map(|(_, value)| value.clone());
            if let Some(held) = held {
                return held;
            }
            if !self.open(false).await {
                return None;
            }
            let cipher = self.cipher.borrow().clone()?;
            open(&cipher, name, &self.connection.get(name).await?)
        })
    }

    /// Destroys the key, and then the database: in between, nobody can read it any more.
    pub fn destroy(&self) -> Later<'_, ()> {
        Box::pin(async move {
            self.memory.borrow_mut().clear();
            self.cipher.take();
            if self.kept {
                browser::settled(wipe_key_file(self.connection.name()).ok().map(JsValue::from)).await;
                self.connection.delete().await;
                self.traces.set(false);
            }
        })
    }
}

/// The cipher of a key.
pub fn cipher(key: &[u8]) -> Option<XChaCha20Poly1305> {
    XChaCha20Poly1305::new_from_slice(key).ok()
}

/// Seals a text for a name: the nonce, the ciphertext, the tag.
pub fn seal(cipher: &XChaCha20Poly1305, name: &str, text: &str) -> Option<JsValue> {
    let mut bytes = vec![0; NONCE];
    Random.fill_bytes(&mut bytes);
    bytes.extend_from_slice(text.as_bytes());
    let (nonce, body) = bytes.split_at_mut(NONCE);
    let nonce = XNonce::try_from(&*nonce).ok()?;
    let tag = cipher.encrypt_inout_detached(&nonce, name.as_bytes(), body.into()).ok()?;
    bytes.extend_from_slice(&tag);
    Some(Uint8Array::from(&bytes[..]).into())
}

/// Opens what was sealed for that name; `None` if it was not, or with another key.
pub fn open(cipher: &XChaCha20Poly1305, name: &str, sealed: &JsValue) -> Option<JsValue> {
    let mut bytes = sealed.dyn_ref::<Uint8Array>()?.to_vec();
    let tag = bytes.split_off(bytes.len().checked_sub(TAG)?);
    let (nonce, body) = bytes.split_at_mut_checked(NONCE)?;
    let (nonce, tag) = (XNonce::try_from(&*nonce).ok()?, Tag::try_from(&tag[..]).ok()?);
    cipher.decrypt_inout_detached(&nonce, name.as_bytes(), (&mut *body).into(), &tag).ok()?;
    json::parse(std::str::from_utf8(body).ok()?)
}
