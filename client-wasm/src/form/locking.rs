//! The pass phrase: chosen, typed to go on, and typed for a file.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use super::Form;
use crate::browser;
use crate::database::Keeping;
use crate::dom;
use crate::file::{self, Opened};
use crate::lock::{self, Lock};

fn typed(id: &str) -> Option<HtmlInputElement> {
    dom::by_id(id)?.dyn_into().ok()
}

/// Takes what was typed out of the page.
fn take(id: &str) -> String {
    let Some(input) = typed(id) else { return String::new() };
    let phrase = input.value();
    input.set_value("");
    phrase
}

impl Form {
    /// Offers a pass phrase, where one can be used and there is none.
    pub(super) fn offer_lock(&self) {
        let may = !self.page.preview && lock::is_possible() && self.database.keeping() != Keeping::Refused;
        dom::show("lock-open", may && !self.owner.token.is_empty() && !self.database.has_lock(&self.owner));
    }

    /// Asks for one, with six words to take.
    pub(super) async fn ask_for_lock(&self) {
        if let Some(dialog) = dom::by_id("lock") {
            browser::call(&dialog, "showModal", &[]);
            self.draw_words().await;
        }
    }

    /// Puts six words into the field.
    pub(super) async fn draw_words(&self) {
        let list = dom::by_id("lock").and_then(|dialog| dialog.get_attribute("data-words"));
        let words = match list {
            Some(list) => lock::words(&list).await,
            None => None,
        };
        for id in ["lock-drawn", "lock-words"] {
            dom::show(id, words.is_some());
        }
        if let (Some(words), Some(input)) = (words, typed("lock-phrase")) {
            input.set_value(&words);
            input.select();
            // The field of a phone shows four of them.
            if let Some(drawn) = dom::by_id("lock-drawn") {
                if let Some(former) = dom::find(Some(&drawn), "strong") {
                    former.remove();
                }
                dom::append(&drawn, dom::make("strong", &[&words, " "].concat()));
            }
        }
    }

    /// Locks what is kept of this link.
    pub(super) async fn lock(self: &Rc<Self>) {
        let phrase = take("lock-phrase");
        self.say("client-locking");
        let locked = match Lock::fresh(&phrase).await {
            Some(lock) => self.lock_with(lock).await,
            None => false,
        };
        self.say(if locked { "client-locked" } else { "client-lock-failed" });
    }

    async fn lock_with(self: &Rc<Self>, lock: Lock) -> bool {
        self.keep_now().await;
        // Nothing is kept at the old place any more.
        self.sending.set(true);
        let locked = self.database.lock(&self.owner, lock).await;
        self.sending.set(false);
        self.keep_now().await;
        self.offer_lock();
        if locked && let Some(channel) = &self.channel {
            // Another tab would go on keeping what is typed there unlocked.
            let _ = channel.post_message(&["lock ", &self.owner.key()].concat().into());
        }
        locked
    }

    /// Unlocks what is kept, and shows it.
    pub(super) async fn unlock(self: &Rc<Self>) {
        let phrase = take("unlock-phrase");
        dom::show("unlock-wrong", false);
        self.say("client-locking");
        let opened = self.database.unlock(&self.owner, &phrase).await;
        self.word.take();
        if opened {
            self.begin().await;
            self.focus_heading();
            self.prepare_and_sync().await;
        } else {
            self.show_status();
            dom::show("unlock-wrong", true);
            if let Some(input) = typed("unlock-phrase") {
                let _ = input.focus();
            }
        }
    }

    /// Opens the locked file that was chosen.
    pub(super) async fn unlock_file(self: &Rc<Self>) {
        let phrase = take("file-phrase");
        let Some(Opened::Locked { salt, sealed }) = self.file.take() else { return };
        self.say("client-locking");
        let lock = Lock::of(&phrase, salt).await;
        let Some(draft) = lock.as_ref().and_then(|lock| file::unlock(lock, &sealed)) else {
            return self.say("client-file-wrong-phrase");
        };
        // What was locked on its way is locked here, before it is kept.
        if let Some(lock) = lock.filter(|_| !self.database.has_lock(&self.owner)) {
            self.lock_with(lock).await;
        }
        self.take_file(draft).await;
    }
}
