//! What the page says of itself: its survey, its rules, its messages, and the link that it was opened with.

use serde_json::{Map, Value as Json};
use survey::credential::Bytes;
use survey::json::{Object, Problem};
use survey::{Locale, QuestionSet, SurveyCode};

use crate::dom;

/// The page's data block.
pub struct Page {
    /// The survey.
    pub survey: SurveyCode,
    /// The version of the question set.
    pub version: u32,
    /// The language of the page.
    pub language: Locale,
    /// The languages that there are.
    pub languages: Vec<Locale>,
    /// The survey's public key.
    pub public_key: Bytes,
    /// The rules; the texts are in the page.
    pub question_set: QuestionSet,
    /// What is said when a question's own constraint is not fulfilled.
    pub constraint_messages: Map<String, Json>,
    /// The client's messages in the page's language.
    pub messages: Map<String, Json>,
}

impl Page {
    /// Reads the data block; `None` on a page without a form.
    pub fn read() -> Option<Self> {
        read(&dom::by_id("page-data")?.text_content()?).ok()
    }

    /// The token of the personal link that the page was opened with.
    pub fn token() -> Option<String> {
        let path = dom::window()?.location().pathname().ok()?;
        path.strip_prefix("/i/").filter(|token| !token.is_empty() && !token.contains('/')).map(str::to_owned)
    }

    /// The address of the survey's page in a language.
    pub fn path(&self, language: &Locale) -> String {
        format!("/s/{}/{language}", self.survey)
    }
}

fn read(text: &str) -> Result<Page, Problem> {
    let mut object = Object::parse(text)?;
    let languages = object.list("languages")?;
    let mut map = |key: &'static str| match object.need(key) {
        Ok(Json::Object(map)) => Ok(map),
        _ => Err(Problem::Expected("the page's data")),
    };
    let (constraint_messages, messages) = (map("constraint_messages")?, map("messages")?);
    Ok(Page {
        survey: object.parsed("survey")?,
        version: object.count("version")?.ok_or(Problem::Expected("the page's data"))?,
        language: object.parsed("language")?,
        languages: languages.iter().filter_map(|tag| tag.as_str()?.parse().ok()).collect(),
        public_key: object.parsed("public_key")?,
        question_set: QuestionSet::read_rules(object.need("question_set")?)?,
        constraint_messages,
        messages,
    })
}
