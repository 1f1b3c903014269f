//! A draft as a file: saved on one device, opened on another. It names the survey, never the personal link.

use js_sys::Array;
use serde_json::json;
use survey::form::Fields;
use survey::json::{Object, Problem};
use survey::{Locale, SurveyCode};
use web_sys::{Blob, BlobPropertyBag, HtmlInputElement, Url};

use crate::browser;
use crate::device::Kept;
use crate::dom;

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
    let content = json!({
        "sawt_draft": FORMAT,
        "survey": file.survey.as_str(),
        "version": file.version,
        "language": file.language.as_str(),
        "fields": file.fields.write(),
    });
    let text = content.to_string();
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = Array::of1(&text.into());
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return false };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return false };
    let Some(link) = dom::make("a", "") else { return false };
    let named = link.set_attribute("href", &url).is_ok()
        && link.set_attribute("download", &format!("{name}.json")).is_ok();
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
    read(&text).ok()
}

fn read(text: &str) -> Result<DraftFile, Problem> {
    let mut object = Object::parse(text)?;
    if object.count("sawt_draft")? != Some(FORMAT) {
        return Err(Problem::Expected("a saved draft"));
    }
    Ok(DraftFile {
        survey: object.parsed("survey")?,
        version: object.count("version")?.ok_or(Problem::Expected("a saved draft"))?,
        language: object.parsed("language")?,
        fields: Fields::read(object.need("fields")?)?,
    })
}
