//! The receipt of the response that was sent or waits: shown, copied, saved, and deleted from the device.

use super::{Form, Phase};
use crate::browser;
use crate::database::Store;
use crate::dom;
use crate::file;

impl Form {
    /// Reads the receipt that is kept for this link, if there is one, and shows it.
    pub(super) async fn read_receipt(&self) {
        let kept: Option<String> = self.database.get(&self.owner, Store::Receipt).await;
        *self.receipt.borrow_mut() = kept;
        self.show_receipt();
    }

    /// Shows the receipt where a response was sent or waits.
    pub(super) fn show_receipt(&self) {
        let receipt = self.receipt.borrow();
        let sent = matches!(*self.phase.borrow(), Phase::Waiting | Phase::Sent);
        if let Some(receipt) = &*receipt {
            dom::set_text("receipt-code", receipt);
        }
        dom::show("receipt", sent && receipt.is_some());
    }

    /// Copies it.
    pub(super) async fn copy_receipt(&self) {
        let Some(receipt) = self.receipt.borrow().clone() else { return };
        let clipboard = browser::get(&browser::get(&browser::global(), "navigator"), "clipboard");
        let copied = browser::call(&clipboard, "writeText", &[receipt.into()]);
        if browser::settled(copied).await.is_some() {
            self.say("client-receipt-copied");
        } else if let Some(code) = dom::by_id("receipt-code") {
            // Without a clipboard (plain HTTP) it is at least selected.
            let selection = browser::call(&browser::global(), "getSelection", &[]).unwrap_or_default();
            browser::call(&selection, "selectAllChildren", &[code.into()]);
        }
    }

    /// Saves it as a file, which names the survey and says nothing of the answers.
    pub(super) fn save_receipt(&self) {
        let receipt = self.receipt.borrow();
        let Some(receipt) = &*receipt else { return };
        let origin = browser::get(&browser::get(&browser::global(), "location"), "origin");
        let origin = origin.as_string().unwrap_or_default();
        let text = [receipt, "\n", &origin, "/s/", self.page.survey.as_str(), "/receipts\n"].concat();
        let name = [&self.page.text("client-receipt-file-name"), ".txt"].concat();
        if file::offer(&text, &name, "text/plain") {
            self.say("client-receipt-saved");
        }
    }

    /// Deletes it from this device.
    pub(super) async fn delete_receipt(&self) {
        let left = [Store::Sent, Store::Participation, Store::Owner, Store::Lock, Store::Traces];
        self.database.keep_of_traces(&self.owner, &left).await;
        *self.receipt.borrow_mut() = None;
        self.show_receipt();
        self.say("client-receipt-deleted");
    }
}
