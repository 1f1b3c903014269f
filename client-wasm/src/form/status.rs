//! The one quiet line: where the answers are.

use super::{Form, Phase};
use crate::browser;
use crate::database::Store;
use crate::device::Untold;
use crate::dom;

impl Form {
    /// Counts the responses that wait to be sent. Colleagues may share a device: whose they are counts too.
    pub(super) async fn count_waiting(&self) {
        let queue = self.database.queue().await;
        let waiting =
            || queue.iter().filter(|queued| queued.owner.survey == self.page.survey && queued.waits());
        self.waiting.set(waiting().count());
        self.own_waits.set(waiting().any(|queued| queued.owner == self.owner));
        self.own_queued.set(queue.iter().any(|queued| queued.owner == self.owner));
        let untold = self.database.get(&self.owner, Store::Participation).await;
        self.unproved.set(matches!(untold, Some(Untold::Unproved)));
    }

    /// Says where the answers are, in the words of `standing` or, until the next change, in those of what was just done.
    pub(super) fn show_status(&self) {
        let standing = self.standing();
        dom::show("further", standing.asks_for_further());
        let waiting = *self.phase.borrow() == Phase::Waiting;
        dom::show("waiting", waiting && !standing.is_stuck());
        dom::show("queue", waiting && standing.is_stuck());
        for sentence in dom::find_all(None, "[data-waits]") {
            sentence.set_hidden(sentence.get_attribute("data-waits").as_deref() != Some(standing.waits()));
        }
        let text = self.word.borrow().clone().unwrap_or_else(|| standing.words(&self.page));
        if let Some(status) = dom::by_id("status") {
            let _ = status.set_attribute("data-state", standing.sign());
            if status.text_content().unwrap_or_default() != text {
                status.set_text_content(Some(&text));
            }
        }
    }

    /// Asks the browser to delete nothing by itself, since the page is about to say that it is safe. Firefox asks the person.
    pub(super) async fn ask_to_last(&self, ask: bool) {
        let storage = browser::get(&browser::get(&browser::global(), "navigator"), "storage");
        let granted = browser::call(&storage, if ask { "persist" } else { "persisted" }, &[]);
        let granted = browser::settled(granted).await;
        self.lasting.set(granted.is_some_and(|granted| granted.is_truthy()));
        self.show_status();
    }
}
