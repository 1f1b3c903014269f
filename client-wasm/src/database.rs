//! What the device keeps of each link, in two vaults of the link's own: the answers with all that sending them needs, and the traces
//! that remain after sending. When a response is stored, or deleted, the vault of the answers is destroyed.
//!
//! Where the browser refuses to keep anything (a private window) or has no room left, what would have been kept is held in memory, and
//! [`Database::keeps`] says so: the page must then not claim that anything is safe.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

use sha2::{Digest as _, Sha512};
use survey::credential::Bytes;
use wasm_bindgen::JsValue;

use crate::browser;
use crate::connection::{self, Failure};
use crate::device::{Kept, Opened, Owner, Queued};
use crate::lock::Lock;
use crate::vault::Vault;

/// What the names of the vaults of traces begin with; the hash of the link follows.
const TRACES: &str = "sawt-traces-";
const ANSWERS: &str = "sawt-answers-";
/// Of vaults of answers that a pass phrase locks as well.
const LOCKED: &str = "sawt-locked-";

/// Something that is waited for.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Something that is kept of a link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// What is typed and not yet sent.
    Draft,
    /// The response that waits to be sent, or was refused.
    Queue,
    /// The credential, asked for or received.
    Credential,
    /// Whose link it is, and when it was opened last.
    Owner,
    /// The link's "responded" is still to be told.
    Participation,
    /// The link's response was stored.
    Sent,
    /// Its receipt.
    Receipt,
    /// The salt of the pass phrase that locks the answers.
    Lock,
    /// Something of this link was written by the browser, or by an earlier client, where it can't be destroyed.
    Traces,
}

impl Store {
    fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Queue => "queue",
            Self::Credential => "credential",
            Self::Owner => "owner",
            Self::Participation => "participation",
            Self::Sent => "sent",
            Self::Receipt => "receipt",
            Self::Lock => "lock",
            Self::Traces => "traces",
        }
    }

    fn is_answers(self) -> bool {
        match self {
            Self::Draft | Self::Queue | Self::Credential => true,
            Self::Owner | Self::Participation | Self::Sent | Self::Receipt | Self::Lock | Self::Traces => {
                false
            }
        }
    }
}

/// A change: a value put, or deleted.
#[derive(Clone)]
pub struct Change {
    store: Store,
    value: Option<JsValue>,
}

impl Change {
    /// Puts a value.
    pub fn put(store: Store, value: &impl Kept) -> Self {
        Self { store, value: Some(value.write()) }
    }

    /// Deletes one.
    pub fn delete(store: Store) -> Self {
        Self { store, value: None }
    }
}

/// What is kept of one link.
pub struct Link {
    id: String,
    answers: RefCell<Rc<Vault>>,
    traces: Rc<Vault>,
    /// A pass phrase locks the answers, and was not typed yet: its salt.
    locked: RefCell<Option<Bytes>>,
}

impl Link {
    fn vault(&self, store: Store) -> Rc<Vault> {
        if store.is_answers() { self.answers.borrow().clone() } else { self.traces.clone() }
    }

    fn answers(&self) -> Rc<Vault> {
        self.answers.borrow().clone()
    }

    fn unlocked(&self, kept: bool) -> Rc<Vault> {
        Rc::new(Vault::new([ANSWERS, &self.id].concat(), kept))
    }

    /// Notes that a pass phrase locks the answers, if one does that was not typed here.
    async fn find_lock(&self) {
        let known = self.answers().lock().is_some() || self.locked.borrow().is_some();
        if !known && let Some(salt) = self.get::<String>(Store::Lock).await {
            // What may have been left when it was locked.
            self.unlocked(true).destroy().await;
            self.answers.replace(self.unlocked(false));
            *self.locked.borrow_mut() = salt.parse().ok();
        }
    }

    /// What is kept there.
    pub async fn get<T: Kept>(&self, store: Store) -> Option<T> {
        T::read(&self.vault(store).get(store.name()).await?)
    }
}

/// What came of the last change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// All is on the device.
    Kept,
    /// The browser lets nothing be kept.
    Refused,
    /// There is no room left.
    Full,
    /// It was not kept this time, and may be the next.
    Failing,
}

/// The device's databases.
pub struct Database {
    links: RefCell<Vec<Rc<Link>>>,
    /// Whether the browser let anything be kept.
    there: Cell<bool>,
    keeping: Cell<Keeping>,
    kept: bool,
}

impl Database {
    /// What this device keeps.
    pub fn of_device() -> Rc<Self> {
        Self::new(true)
    }

    /// Databases that are gone with the page.
    pub fn in_memory() -> Rc<Self> {
        Self::new(false)
    }

    fn new(kept: bool) -> Rc<Self> {
        let keeping = if kept { Keeping::Kept } else { Keeping::Refused };
        Rc::new(Self { links: RefCell::default(), there: Cell::new(kept), keeping: Cell::new(keeping), kept })
    }

    /// Whether anything is kept at all, as far as is known.
    pub fn is_there(&self) -> bool {
        self.there.get()
    }

    /// What came of the last change.
    pub fn keeping(&self) -> Keeping {
        self.keeping.get()
    }

    /// Whether the last change was kept on the device.
    pub fn keeps(&self) -> bool {
        self.keeping() == Keeping::Kept
    }

    /// Notes what came of a change to a link's vaults, and returns whether it is kept.
    fn note(&self, link: &Link, kept: bool) -> bool {
        let failures = [link.answers().failure(), link.traces.failure()];
        self.keeping.set(match () {
            () if kept => Keeping::Kept,
            () if failures.contains(&Some(Failure::NoRoom)) => Keeping::Full,
            () if self.there.get() => Keeping::Failing,
            () => Keeping::Refused,
        });
        if kept {
            self.there.set(true);
        }
        kept
    }

    fn link(&self, id: &str) -> Rc<Link> {
        if let Some(link) = self.links.borrow().iter().find(|link| link.id == id) {
            return link.clone();
        }
        let vault = |kind: &str| Rc::new(Vault::new([kind, id].concat(), self.kept));
        let link = Rc::new(Link {
            id: id.to_owned(),
            answers: vault(ANSWERS).into(),
            traces: vault(TRACES),
            locked: RefCell::default(),
        });
        self.links.borrow_mut().push(link.clone());
        link
    }

    fn of(&self, owner: &Owner) -> Rc<Link> {
        self.link(&id(owner))
    }

    /// Opens what is kept of a link, so that the first write finds its key; returns whether anything can be kept.
    pub async fn open(&self, owner: &Owner) -> bool {
        let link = self.of(owner);
        let there = link.traces.open(true).await;
        link.find_lock().await;
        let there = there && (self.is_locked(owner) || link.answers().open(true).await);
        self.there.set(there);
        self.note(&link, there)
    }

    /// All links of which something is kept, with their owners.
    pub fn links(&self) -> Later<'_, Vec<(Opened, Rc<Link>)>> {
        Box::pin(async move {
            if self.kept {
                for name in connection::names().await {
                    if let Some(id) = name.strip_prefix(TRACES) {
                        self.link(id);
                    }
                }
            }
            let known = self.links.borrow().clone();
            let mut links = Vec::new();
            for link in known {
                if let Some(opened) = link.get(Store::Owner).await {
                    links.push((opened, link));
                }
            }
            links
        })
    }

    /// All responses that wait to be sent, or were refused.
    pub async fn queue(&self) -> Vec<Queued> {
        let mut queue = Vec::new();
        for (_, link) in self.links().await {
            queue.extend(link.get(Store::Queue).await);
        }
        queue
    }

    /// What is kept of a link.
    pub async fn get<T: Kept>(&self, owner: &Owner, store: Store) -> Option<T> {
        T::read(&self.value(owner, store).await?)
    }

    // Boxed, here and below: else each place that waits for it has a copy of all that it waits for, in a client that is to be small.
    fn value(&self, owner: &Owner, store: Store) -> Later<'static, Option<JsValue>> {
        let link = self.of(owner);
        Box::pin(async move { link.vault(store).get(store.name()).await })
    }

    /// Makes all changes to what is kept of a link: those to its traces durably in one transaction, and then those to its answers.
    /// What fails is held in memory, and tried again with the next change. Returns whether all is kept on the device.
    pub fn write<'a>(&'a self, owner: &'a Owner, changes: &'a [Change]) -> Later<'a, bool> {
        Box::pin(async move {
            let link = self.of(owner);
            let mut kept = true;
            if !link.answers().is_open() {
                // Another tab may have locked it.
                link.find_lock().await;
            }
            for (answers, vault) in [(false, link.traces.clone()), (true, link.answers())] {
                let entries: Vec<connection::Entry> = changes
                    .iter()
                    .filter(|change| change.store.is_answers() == answers)
                    .map(|change| (change.store.name().to_owned(), change.value.clone()))
                    .collect();
                if !entries.is_empty() || vault.is_behind() {
                    kept &= vault.write(&entries).await;
                }
            }
            self.note(&link, kept)
        })
    }

    /// Lets go of all databases; they are opened again when they are needed.
    pub fn close(&self) {
        for link in self.links.borrow().iter() {
            link.answers().close();
            link.traces.close();
        }
    }

    /// Destroys a link's answers: the draft, the queue, the credential.
    pub async fn destroy_answers(&self, owner: &Owner) {
        let link = self.of(owner);
        link.answers().destroy().await;
        if self.has_lock(owner) {
            Vault::new([LOCKED, &link.id].concat(), true).destroy().await;
            link.locked.take();
            link.answers.replace(link.unlocked(self.kept));
            link.traces.write(&[(Store::Lock.name().to_owned(), None)]).await;
        }
    }

    /// Whether a pass phrase locks what is kept of a link, and was not typed yet.
    pub fn is_locked(&self, owner: &Owner) -> bool {
        self.of(owner).locked.borrow().is_some()
    }

    /// Whether a pass phrase locks it.
    pub fn has_lock(&self, owner: &Owner) -> bool {
        self.is_locked(owner) || self.of(owner).answers().lock().is_some()
    }

    /// What the pass phrase of a link came to, if there is one and it was typed.
    pub fn lock_of(&self, owner: &Owner) -> Option<Lock> {
        self.of(owner).answers().lock().cloned()
    }

    /// Locks a link's answers. Only when they are kept at the new place does the old one go. Returns whether it is done.
    pub fn lock<'a>(&'a self, owner: &'a Owner, lock: Lock) -> Later<'a, bool> {
        Box::pin(async move {
            let (link, salt) = (self.of(owner), lock.salt.to_string());
            let (old, new) = (link.answers(), Vault::locked([LOCKED, &link.id].concat(), lock));
            // What a try that came to nothing may have left.
            new.destroy().await;
            let mut entries = Vec::new();
            for store in [Store::Draft, Store::Queue, Store::Credential] {
                entries.push((store.name().to_owned(), old.get(store.name()).await));
            }
            let marker = (Store::Lock.name().to_owned(), Some(salt.into()));
            if !(new.write(&entries).await && link.traces.write(&[marker]).await) {
                new.destroy().await;
                link.traces.write(&[(Store::Lock.name().to_owned(), None)]).await;
                return false;
            }
            link.answers.replace(Rc::new(new));
            old.destroy().await;
            true
        })
    }

    /// Unlocks a link's answers; returns whether it was the pass phrase.
    pub fn unlock<'a>(&'a self, owner: &'a Owner, phrase: &'a str) -> Later<'a, bool> {
        Box::pin(async move {
            let link = self.of(owner);
            let Some(salt) = link.locked.borrow().clone() else { return true };
            let Some(lock) = Lock::of(phrase, salt).await else { return false };
            let vault = Vault::locked([LOCKED, &link.id].concat(), lock);
            if !vault.fits().await {
                return false;
            }
            link.answers.replace(Rc::new(vault));
            link.locked.take();
            true
        })
    }

    /// Destroys the traces of a link, and keeps these of them anew, under a new key.
    pub fn keep_of_traces<'a>(&'a self, owner: &'a Owner, stores: &'a [Store]) -> Later<'a, ()> {
        Box::pin(async move {
            let link = self.of(owner);
            let mut left = Vec::new();
            for store in stores {
                if let Some(value) = link.traces.get(store.name()).await {
                    left.push((store.name().to_owned(), Some(value)));
                }
            }
            link.traces.destroy().await;
            if !left.is_empty() {
                link.traces.write(&left).await;
            }
        })
    }

    /// Whether what is deleted of a link can be found on the disk for a while.
    pub async fn leaves_traces(&self, owner: &Owner) -> bool {
        let link = self.of(owner);
        link.answers().leaves_traces()
            || link.traces.leaves_traces()
            || link.get::<bool>(Store::Traces).await == Some(true)
    }
}

/// What tells a link's databases from others'. It does not name the link.
fn id(owner: &Owner) -> String {
    let digest = Sha512::digest(owner.key());
    browser::hex(&digest[..16])
}
