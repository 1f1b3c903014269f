//! What is kept on the device: the draft within a second of typing, the file, the pages for offline, and how all of it goes.

use std::rc::Rc;

use survey::form::Fields;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;

use super::{Form, Phase, fields};
use crate::browser;
use crate::database::{Change, Keeping, Store};
use crate::device::{Draft, Untold};
use crate::dom;
use crate::file::{self, DraftFile, Opened};
use crate::page::Page;

/// How long typing may go on before the write begins, in milliseconds. A timer may come late, and 100 are what is promised.
const SAVE_AFTER: i32 = 80;
/// How long until it is tried again to keep what could not be kept.
const AGAIN_AFTER: i32 = 3_000;

impl Form {
    /// Something was typed: it will be kept soon. Typing on does not put it off.
    pub(super) fn keep_soon(self: &Rc<Self>) {
        self.unsaved.set(true);
        if !self.begun.replace(true) {
            let form = self.clone();
            spawn_local(async move { form.prepare_and_sync().await });
        }
        if !self.saving.replace(true) {
            let form = self.clone();
            spawn_local(async move {
                browser::sleep(SAVE_AFTER).await;
                form.saving.set(false);
                form.keep_now().await;
            });
        }
    }

    /// Keeps the draft, if something changed.
    pub(super) async fn keep_now(self: &Rc<Self>) {
        let section = match &*self.phase.borrow() {
            Phase::Section(code) => Some(code.clone()),
            Phase::Review => None,
            Phase::Locked | Phase::Waiting | Phase::Sent => return,
        };
        if self.sending.get() || !self.unsaved.replace(false) {
            return;
        }
        let mut fields = fields::read(&self.element);
        fields.0.extend(self.unplaced.borrow().0.iter().cloned());
        let draft =
            Draft { version: self.page.version, language: self.page.language.clone(), section, fields };
        let mut changes = vec![Change::put(Store::Draft, &draft)];
        if self.deleted.replace(false) {
            changes.push(super::opened(&self.owner));
        }
        // Nothing is awaited before this begins, so that it is under way when the page goes.
        let kept = self.database.write(&self.owner, &changes).await;
        let first = self.saved_at.borrow().is_none();
        *self.saved_at.borrow_mut() = kept.then(|| self.page.time());
        if self.database.keeping() == Keeping::Failing {
            // The page says that it keeps trying.
            self.unsaved.set(true);
            let form = self.clone();
            spawn_local(async move {
                browser::sleep(AGAIN_AFTER).await;
                Box::pin(form.keep_now()).await;
            });
        }
        *self.word.borrow_mut() = None;
        if first {
            // Where the key lies is known when there is one.
            self.show_traces().await;
        }
        self.show_status();
        if let Some(channel) = &self.channel {
            // A closed channel is no loss: the other tab reads the draft when it is looked at.
            let _ = channel.post_message(&self.owner.key().into());
        }
    }

    /// Another tab kept a newer draft of this form: show it here.
    pub(super) async fn adopt(&self) {
        if self.unsaved.get() || !matches!(*self.phase.borrow(), Phase::Section(_) | Phase::Review) {
            return;
        }
        match self.database.get::<Draft>(&self.owner, Store::Draft).await {
            // Typed on while it was read: this tab's is the newer one now.
            Some(_) if self.unsaved.get() => {}
            Some(draft) => {
                self.fill(draft.fields);
                self.revalidate();
            }
            None => {
                self.follow_queue().await;
                self.empty_if_deleted().await;
            }
        }
    }

    /// Another tab, or this page before the way back led to it, deleted what was kept: it must not be kept anew from here.
    async fn empty_if_deleted(&self) {
        let filling = matches!(*self.phase.borrow(), Phase::Section(_) | Phase::Review);
        let kept = self.saved_at.borrow().is_some() && self.database.keeps();
        if filling && kept && !self.unsaved.get() && !self.own_queued.get() {
            self.deleted.set(true);
            self.begun.set(false);
            self.saved_at.take();
            self.fill(Fields::default());
            self.left.borrow_mut().clear();
            self.revalidate();
            self.go(Phase::Section(self.open_section(None)), false);
        }
    }

    /// Another tab, or the service worker, may have sent what was here.
    pub(super) async fn follow_queue(&self) {
        self.count_waiting().await;
        let then = self.phase_of_device().await.filter(|then| *then != *self.phase.borrow());
        if let Some(then) = then {
            self.go(then, false);
        }
        self.show_queued().await;
        self.read_receipt().await;
        self.show_status();
    }

    /// What the device says of this link's response; none while it is filled in.
    pub(super) async fn phase_of_device(&self) -> Option<Phase> {
        let is_draft = || async { self.database.get::<Draft>(&self.owner, Store::Draft).await.is_some() };
        // A refused response that was opened for mending may have to stay until the draft is kept.
        if self.own_waits.get() || self.own_queued.get() && !is_draft().await {
            return Some(Phase::Waiting);
        }
        let sent: Option<bool> = self.database.get(&self.owner, Store::Sent).await;
        (sent == Some(true)).then_some(Phase::Sent)
    }

    /// Saves the answers as a file.
    pub(super) fn save_file(&self) {
        let draft = DraftFile {
            survey: self.page.survey.clone(),
            version: self.page.version,
            language: self.page.language.clone(),
            fields: fields::read(&self.element),
        };
        let lock = self.database.lock_of(&self.owner);
        if file::save(&draft, lock.as_ref(), &self.page.text("client-file-name")) {
            self.say("client-file-saved");
        }
    }

    /// Opens the file that was chosen.
    pub(super) async fn open_file(self: &Rc<Self>) {
        let input = dom::by_id("open-file-input").and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let opened = file::open(&input).await;
        let dialog = match &opened {
            Some(Opened::Locked { .. }) => "file-locked",
            Some(Opened::Draft(draft)) if draft.survey == self.page.survey => {
                // It takes the place of what is there: the person is asked first.
                if fields::read(&self.element) == Fields::default() { "" } else { "file-replaces" }
            }
            Some(Opened::Draft(_)) | None => return self.say("client-file-invalid"),
        };
        *self.file.borrow_mut() = opened;
        match dom::by_id(dialog) {
            Some(dialog) => {
                browser::call(&dialog, "showModal", &[]);
            }
            None => self.replace_by_file().await,
        }
    }

    /// The file that was chosen takes the place of what is there.
    pub(super) async fn replace_by_file(self: &Rc<Self>) {
        if let Some(Opened::Draft(draft)) = self.file.take() {
            self.take_file(draft).await;
        }
    }

    /// Takes a draft over.
    pub(super) async fn take_file(self: &Rc<Self>, draft: DraftFile) {
        if draft.survey != self.page.survey {
            return self.say("client-file-invalid");
        }
        self.fill(draft.fields);
        self.revalidate();
        self.go(Phase::Section(self.open_section(None)), true);
        self.unsaved.set(true);
        self.keep_now().await;
        self.begun.set(true);
        self.prepare_and_sync().await;
        self.say("client-file-opened");
    }

    /// Says where it is so that what is deleted can be found on the disk for a while.
    pub(super) async fn show_traces(&self) {
        self.leaves_traces.set(self.database.leaves_traces(&self.owner).await);
        for element in dom::find_all(None, ".traces") {
            element.set_hidden(!self.leaves_traces.get());
        }
    }

    /// Says something in the status line until the next change.
    pub(super) fn say(&self, id: &str) {
        *self.word.borrow_mut() = Some(self.page.text(id));
        self.show_status();
    }

    /// Deletes everything of this link from the device; what others have on it stays. That a response was sent stays known,
    /// and is no answer.
    pub(super) async fn delete_everything(&self) {
        self.deleted.set(true);
        self.begun.set(false);
        self.unsaved.set(false);
        self.database.destroy_answers(&self.owner).await;
        self.offer_lock();
        let untold = self.database.get::<Untold>(&self.owner, Store::Participation).await;
        let told = !matches!(untold, Some(Untold::Mark(_)));
        let left = [Store::Sent, Store::Traces, Store::Participation, Store::Owner];
        self.database.keep_of_traces(&self.owner, if told { &left[..2] } else { &left }).await;
        if let Some(token) = Page::token() {
            forget_link(&token).await;
        }
        self.fill(Fields::default());
        self.left.borrow_mut().clear();
        *self.saved_at.borrow_mut() = None;
        *self.hindrance.borrow_mut() = None;
        self.count_waiting().await;
        *self.receipt.borrow_mut() = None;
        self.revalidate();
        self.tell_tabs();
        let sent = *self.phase.borrow() == Phase::Sent;
        self.go(if sent { Phase::Sent } else { Phase::Section(self.open_section(None)) }, true);
        self.say("client-deleted");
    }

    /// Asks the service worker to keep this survey's pages, in all languages, and to know this link.
    pub(super) fn keep_offline(&self) {
        if self.page.preview {
            return;
        }
        let container = browser::get(&browser::get(&browser::global(), "navigator"), "serviceWorker");
        let ready = browser::get(&container, "ready");
        let pages: js_sys::Array = self
            .page
            .languages
            .iter()
            .map(|language| wasm_bindgen::JsValue::from_str(&self.page.path(language)))
            .collect();
        let mut message = vec![("keep", pages.into())];
        if let Some(token) = Page::token() {
            message.push(("link", format!("/i/{token}").into()));
            message.push(("page", self.page.path(&self.page.language).into()));
        }
        let message = browser::object(&message);
        spawn_local(async move {
            if let Some(registration) = browser::settled(Some(ready)).await {
                browser::call(&browser::get(&registration, "active"), "postMessage", &[message]);
            }
        });
    }
}

/// Forgets the link in the service worker's storage.
async fn forget_link(token: &str) {
    let caches = browser::get(&browser::global(), "caches");
    if let Some(cache) = browser::settled(browser::call(&caches, "open", &["sawt-links".into()])).await {
        browser::settled(browser::call(&cache, "delete", &[format!("/i/{token}").into()])).await;
    }
}
