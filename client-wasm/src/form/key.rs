//! The number of the survey's keys: shown quietly, or with the other one where they are not the first ones any more.

use super::Form;
use crate::dom;
use crate::pinned;

impl Form {
    /// Whether the page has other keys than this device saw first: then nothing is sent.
    pub(super) fn has_other_keys(&self) -> bool {
        self.pinned.other.is_some()
    }

    /// Shows the number, or both.
    pub(super) async fn show_key(&self) {
        if self.page.preview {
            return;
        }
        let differs = self.has_other_keys();
        dom::show("key-differs", differs);
        let (first, other) = pinned::numbers(&self.page.survey, &self.pinned).await;
        for (id, number) in [("key-number", &first), ("key-first", &first), ("key-now", &other)] {
            dom::set_text(id, number.as_deref().unwrap_or_default());
        }
        // Without a number (plain HTTP has no cryptography for pages) there is nothing to compare.
        dom::show("key", first.is_some() && !differs);
    }
}
