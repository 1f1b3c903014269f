//! `/api/v1/question-sets/{question_set}/draft/translations/{locale}`: the texts of a draft in a language, and saving some of them.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::Locale;
use survey::code::QuestionSetCode;
use survey::translation::{self, Standing};

use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::drafts::By;
use crate::translations::{self, Given, Outcome, TranslateError};

/// The routes.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::Translate);
    let path = "/question-sets/{question_set}/draft/translations/{locale}";
    let summary =
        "Every text of the draft beside its translation, and which are missing or made from other words.";
    api.get(path, who, summary).by(list);
    let summary = "Saves some of them; says of each what came of it, since colleagues translate too.";
    api.put(path, who, summary).problems(&[Code::NotNow]).by(save);
}

/// A text and its translation.
#[derive(Serialize, JsonSchema)]
struct TranslationLine {
    /// What the text is called.
    key: String,
    /// The words that it is translated from: the first language's.
    source: String,
    /// The translation; empty where there is none.
    text: String,
    /// `missing`, `outdated` or `done`.
    state: &'static str,
    /// The words that it was translated from, if they are others now.
    made_from: Option<String>,
    /// What was seen; to be sent back with a new translation.
    seen: String,
}

async fn list(
    state: web::Data<State>,
    Path((address, language)): Path<(String, String)>,
) -> Result<web::Json<Vec<TranslationLine>>, ApiError> {
    let code: QuestionSetCode = find::named(&address, Code::UnknownQuestionSet)?;
    let found = translations::translating(&state.store, &code).await?;
    let found = found.ok_or_else(|| find::nothing(Code::UnknownQuestionSet))?;
    let set = &found.draft.set;
    let first = set.languages.first().cloned().unwrap_or_else(Locale::english);
    let to = set.languages.iter().skip(1).find(|known| known.as_str() == language);
    let to = to.ok_or_else(|| find::nothing(Code::UnknownLanguage))?;
    let line = |entry: translation::Entry<'_>| {
        let (state, made_from) = match translation::standing(set, &entry, to, &found.facts) {
            Standing::Nothing => return None,
            Standing::Missing => ("missing", None),
            Standing::Outdated(was) => ("outdated", Some(was)),
            Standing::Done => ("done", None),
        };
        let (source, text) = (entry.in_language(&first).to_owned(), entry.in_language(to).to_owned());
        let seen = translations::seen(&source, &text);
        Some(TranslationLine { key: entry.key(), source, text, state, made_from, seen })
    };
    Ok(web::Json(translation::entries(set).into_iter().filter_map(line).collect()))
}

/// Translations to save.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TranslationsBody {
    texts: Vec<GivenText>,
}

/// A translation to save.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct GivenText {
    key: String,
    /// One of more than 10,000 characters is answered as `too_long`.
    text: String,
    /// What was seen of the text.
    seen: String,
    /// The translation that is there is right for the words that stand there now.
    #[serde(default)]
    keep: bool,
}

/// What came of a translation.
#[derive(Serialize, JsonSchema)]
struct TranslationOutcome {
    key: String,
    /// `saved`, `unchanged`, `translated` (by a colleague meanwhile), `source_changed`, `too_long` or `gone`.
    outcome: &'static str,
    /// What the colleague wrote.
    theirs: Option<String>,
}

async fn save(
    state: web::Data<State>,
    caller: Caller,
    Path((address, language)): Path<(String, String)>,
    Body(body): Body<TranslationsBody>,
) -> Result<web::Json<Vec<TranslationOutcome>>, ApiError> {
    let code: QuestionSetCode = find::named(&address, Code::UnknownQuestionSet)?;
    let language: Locale = find::named(&language, Code::UnknownLanguage)?;
    let given = body.texts.into_iter().map(|one| Given {
        key: one.key,
        text: one.text,
        seen: one.seen,
        keep: one.keep,
    });
    let given: Vec<Given> = given.collect();
    let by = By { who: &caller.member.email, at: state.clock.now_ms() };
    let outcomes = translations::save(&state.store, &code, &language, &given, by).await;
    let outcomes = outcomes.map_err(|error| match error {
        TranslateError::Store(error) => error.into(),
        TranslateError::NoDraft => find::nothing(Code::UnknownQuestionSet),
        TranslateError::NoLanguage(_) => find::nothing(Code::UnknownLanguage),
        TranslateError::Busy => ApiError::new(Code::NotNow, error.to_string()),
    })?;
    let said = given.into_iter().zip(outcomes).map(|(given, outcome)| {
        let (word, theirs) = match outcome {
            Outcome::Saved => ("saved", None),
            Outcome::Unchanged => ("unchanged", None),
            Outcome::Translated(theirs) => ("translated", Some(theirs)),
            Outcome::SourceChanged => ("source_changed", None),
            Outcome::TooLong => ("too_long", None),
            Outcome::Gone => ("gone", None),
        };
        TranslationOutcome { key: given.key, outcome: word, theirs }
    });
    Ok(web::Json(said.collect()))
}
