//! A draft as a file: saved on one device, opened on another. It names the survey, never the personal link. And whatever
//! else is saved as a file.

use js_sys::Array;
use survey::form::Fields;
use survey::{Locale, SurveyCode};
use web_sys::{Blob, BlobPropertyBag, HtmlInputElement, Url};

use crate::browser;
use crate::device::Kept;
use crate::dom;
use crate::json;

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

/// Offers the file for saving. Returns whether the browser took it.
pub fn save(file: &DraftFile, name: &str) -> bool {
    let content = browser::object(&[
        ("sawt_draft", FORMAT.into()),
        ("survey", file.survey.as_str().into()),
        ("version", file.version.into()),
        ("language", file.language.as_str().into()),
        ("fields", file.fields.write()),
    ]);
    let Some(text) = json::write(&content) else { return false };
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
pub async fn open(input: &HtmlInputElement) -> Option<DraftFile> {
    let file = input.files()?.get(0)?;
    if file.size() > MOST {
        return None;
    }
    let text = browser::settled(browser::call(&file, "text", &[])).await?.as_string()?;
    // The same file may be chosen again.
    input.set_value("");
    read(&text)
}

fn read(text: &str) -> Option<DraftFile> {
    let content = json::parse(text)?;
    if json::count(&content, "sawt_draft") != Some(FORMAT) {
        return None;
    }
    Some(DraftFile {
        survey: json::parsed(&content, "survey")?,
        version: json::count(&content, "version")?,
        language: json::parsed(&content, "language")?,
        fields: Fields::read(&browser::get(&content, "fields"))?,
    })
}
