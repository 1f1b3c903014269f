//! What the page says of itself: its survey, its rules, its messages, and the link that it was opened with.

use survey::credential::Bytes;
use survey::{Locale, QuestionSet, SurveyCode};
use wasm_bindgen::JsValue;

use crate::browser::get;
use crate::dom;
use crate::json;

/// The page's data block.
pub struct Page {
    /// The survey.
    pub survey: SurveyCode,
    /// The version of the question set.
    pub version: u32,
    /// Whether the form is only looked at: nothing is kept on the device, and nothing is sent.
    pub preview: bool,
    /// The language of the page.
    pub language: Locale,
    /// The languages that there are.
    pub languages: Vec<Locale>,
    /// The survey's public keys, one after the other: that of credentials, and that of marks where it has one. Of them the key number is
    /// made.
    pub keys: Bytes,
    /// The rules; the texts are in the page.
    pub question_set: QuestionSet,
    /// What questions say themselves of a fault, by its code.
    pub own_messages: JsValue,
    /// The client's messages in the page's language.
    pub messages: JsValue,
}

impl Page {
    /// Reads the data block; `None` on a page without a form.
    pub fn read() -> Option<Self> {
        read(&dom::by_id("page-data")?.text_content()?)
    }

    /// The token of the personal link that the page was opened with.
    pub fn token() -> Option<String> {
        let path = dom::window()?.location().pathname().ok()?;
        path.strip_prefix("/i/").filter(|token| !token.is_empty() && !token.contains('/')).map(str::to_owned)
    }

    /// The address of the survey's page in a language.
    pub fn path(&self, language: &Locale) -> String {
        ["/s/", self.survey.as_str(), "/", language.as_str()].concat()
    }
}

fn read(text: &str) -> Option<Page> {
    let page = json::parse(text)?;
    let languages = json::list(&page, "languages")?;
    let mut keys: Bytes = json::parsed(&page, "public_key")?;
    if let Some(key) = json::text(&page, "mark_key") {
        keys.0.extend(key.parse::<Bytes>().ok()?.0);
    }
    Some(Page {
        survey: json::parsed(&page, "survey")?,
        version: json::count(&page, "version")?,
        preview: get(&page, "preview").is_truthy(),
        language: json::parsed(&page, "language")?,
        languages: languages.iter().filter_map(|tag| tag.as_string()?.parse().ok()).collect(),
        keys,
        question_set: QuestionSet::read_rules(json::to_rust(&get(&page, "question_set"))).ok()?,
        own_messages: get(&page, "own_messages"),
        messages: get(&page, "messages"),
    })
}
