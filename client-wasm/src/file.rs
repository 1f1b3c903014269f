//! A draft as a file: saved on one device, opened on another. It names the survey, never the personal link. And whatever
//! else is saved as a file.

use js_sys::Array;
use survey::credential::Bytes;
use survey::form::Fields;
use survey::{Locale, SurveyCode};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, HtmlInputElement, Url};

use crate::browser;
use crate::device::Kept;
use crate::dom;
use crate::json;
use crate::lock::Lock;

/// The version of the file's format.
const FORMAT: u32 = 1;
/// The largest file that is read, in bytes.
const MOST: f64 = 2_000_000.0;

/// The file's content.
pub struct DraftFile {
    /// The survey.
    pub survey: SurveyCode,
    /// The version of the question set.
    pub version: u32,
    /// The language.
    pub language: Locale,
    /// The fields as typed.
    pub fields: Fields,
}

/// A file that was chosen.
pub enum Opened {
    /// Readable as it is.
    Draft(DraftFile),
    /// A pass phrase locks it.
    Locked {
        /// The pass phrase's salt.
        salt: Bytes,
        /// The draft.
        sealed: Bytes,
    },
}

/// Offers the file for saving, locked if there is a pass phrase. Returns whether the browser took it.
pub fn save(file: &DraftFile, lock: Option<&Lock>, name: &str) -> bool {
    let content = browser::object(&[
        ("sawt_draft", FORMAT.into()),
        ("survey", file.survey.as_str().into()),
        ("version", file.version.into()),
        ("language", file.language.as_str().into()),
        ("fields", file.fields.write()),
    ]);
    let Some(mut text) = json::write(&content) else { return false };
    if let Some(lock) = lock {
        let Some(sealed) = lock.seal(&text) else { return false };
        let locked = browser::object(&[
            ("sawt_locked", FORMAT.into()),
            ("salt", lock.salt.to_string().into()),
            ("sealed", sealed.encoded().into()),
        ]);
        text = json::write(&locked).unwrap_or_default();
    }
    offer(&text, &[name, ".json"].concat(), "application/json")
}

/// Offers a text for saving under that name. Returns whether the browser took it.
pub fn offer(text: &str, name: &str, kind: &str) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return false };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return false };
    let Some(link) = dom::make("a", "") else { return false };
    let named = link.set_attribute("href", &url).is_ok() && link.set_attribute("download", name).is_ok();
    link.click();
    named
}

/// Reads the file that was chosen; `None` if it is none of ours.
pub async fn open(input: &HtmlInputElement) -> Option<Opened> {
    let file = input.files()?.get(0)?;
    if file.size() > MOST {
        return None;
    }
    let text = browser::settled(browser::call(&file, "text", &[])).await?.as_string()?;
    // The same file may be chosen again.
    input.set_value("");
    let content = json::parse(&text)?;
    if json::count(&content, "sawt_locked") == Some(FORMAT) {
        let sealed = Bytes::decoded(&json::text(&content, "sealed")?)?;
        return Some(Opened::Locked { salt: json::parsed(&content, "salt")?, sealed });
    }
    read(&content).map(Opened::Draft)
}

/// The draft of a locked file; `None` if it is another pass phrase.
pub fn unlock(lock: &Lock, sealed: &Bytes) -> Option<DraftFile> {
    read(&lock.open(sealed)?)
}

fn read(content: &JsValue) -> Option<DraftFile> {
    if json::count(content, "sawt_draft") != Some(FORMAT) {
        return None;
    }
    Some(DraftFile {
        survey: json::parsed(content, "survey")?,
        version: json::count(content, "version")?,
        language: json::parsed(content, "language")?,
        fields: Fields::read(&browser::get(content, "fields"))?,
    })
}
