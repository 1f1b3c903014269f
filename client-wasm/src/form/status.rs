//! The one quiet line: where the answers are.

use super::sending::FURTHER;
use super::{Form, Phase};
use crate::browser;
use crate::database::Store;
use crate::device::Untold;
use crate::dom;
use crate::messages::Value;

impl Form {
    /// Counts the responses that wait to be sent. Colleagues may share a device: whose they are counts too.
    pub(super) async fn count_waiting(&self) {
        let queue = self.database.queue().await;
        let waiting =
            || queue.iter().filter(|queued| queued.owner.survey == self.page.survey && queued.waits());
        self.waiting.set(waiting().count());
        self.own_waits.set(waiting().any(|queued| queued.owner == self.owner));
        let untold = self.database.get(&self.owner, Store::Participation).await;
        self.unproved.set(matches!(untold, Some(Untold::Unproved)));
    }

    /// Says where the answers are. What is wrong goes before what is well.
    pub(super) fn show_status(&self) {
        let page = &self.page;
        let phase = self.phase.borrow();
        let waiting = if *phase == Phase::Waiting { self.waiting.get() } else { 0 };
        let offline =
            browser::get(&browser::get(&browser::global(), "navigator"), "onLine").as_bool() == Some(false);
        let hindrance = *self.hindrance.borrow();
        dom::show("further", hindrance == Some(FURTHER) && *phase != Phase::Sent);
        let not_kept = !self.database.keeps();
        let text = if let Some(word) = &*self.word.borrow() {
            word.clone()
        } else if *phase == Phase::Sent {
            page.text(if self.unproved.get() { "client-sent-unproved" } else { "client-sent" })
        } else if not_kept {
            page.text(if self.database.is_there() { "client-storage-full" } else { "client-cannot-save" })
        } else if let Some(id) = hindrance.filter(|id| *id != "client-retry") {
            page.text(id)
        } else if waiting > 0 {
            page.message("client-waiting", &[("n", Value::Number(waiting as f64))])
        } else if offline || hindrance.is_some() {
            page.text("client-offline")
        } else if let Some(time) = &*self.saved_at.borrow() {
            page.message("client-saved", &[("time", Value::Text(time))])
        } else {
            String::new()
        };
        let state = match () {
            () if *phase == Phase::Sent => "sent",
            () if not_kept => "not-kept",
            () if waiting > 0 => "waiting",
            () if self.saved_at.borrow().is_some() => "saved",
            () => "",
        };
        if let Some(status) = dom::by_id("status") {
            let _ = status.set_attribute("data-state", state);
            if status.text_content().unwrap_or_default() != text {
                status.set_text_content(Some(&text));
            }
        }
    }
}
