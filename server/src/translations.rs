//! Translating a draft: how far each language is, and texts saved one by one.
//!
//! What a page and the API both do. Who saves a text says which words were seen: those that it is translated from and the
//! translation that stood there. What colleagues changed elsewhere meanwhile stays; where they changed the same, nothing is saved
//! and it is said.

pub mod file;

use std::collections::BTreeMap;

use serde_json::json;
use sha2::{Digest as _, Sha256};
use survey::Locale;
use survey::code::QuestionSetCode;
use survey::translation::{self, Entry, Facts, Standing};

use crate::drafts::{By, subject, thin};
use crate::store::drafts::{self, Change, Draft, Saved};
use crate::store::{Store, StoreError, audit, translations};

/// How often a change is made again on a newer revision before it is given up.
const TRIES: u32 = 20;
/// A longer text is none.
pub const LONGEST: usize = 10_000;

/// A draft that is translated.
#[derive(Debug, Clone)]
pub struct Translating {
    /// The draft.
    pub draft: Draft,
    /// What is known of its translations.
    pub facts: Facts,
}

/// The draft of a question set with what is known of its translations.
///
/// # Errors
/// When the database fails.
pub async fn translating(store: &Store, code: &QuestionSetCode) -> Result<Option<Translating>, StoreError> {
    let Some(draft) = store.draft(code).await? else { return Ok(None) };
    Ok(Some(Translating { facts: store.translation_facts(code).await?, draft }))
}

/// A text that somebody saves.
#[derive(Debug, Clone)]
pub struct Given {
    /// The name of the text.
    pub key: String,
    /// The translation.
    pub text: String,
    /// What was seen, as [`seen`] tells it.
    pub seen: String,
    /// The translation is right for the words that stand there now, though it was made from others.
    pub keep: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is saved.
    Saved,
    /// It is what was there already.
    Unchanged,
    /// Somebody translated it meanwhile, so.
    Translated(String),
    /// The words that it is translated from were changed meanwhile.
    SourceChanged,
    /// It is longer than [`LONGEST`].
    TooLong,
    /// There is no such text any more.
    Gone,
}

impl Outcome {
    /// Whether what was typed is not in the draft.
    pub fn is_refused(&self) -> bool {
        !matches!(self, Self::Saved | Self::Unchanged)
    }
}

/// Why nothing was saved at all.
#[derive(Debug, thiserror::Error)]
pub enum TranslateError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no draft.
    #[error("the question set has no draft")]
    NoDraft,
    /// The draft is not translated into that language.
    #[error("the draft has no translation into “{0}”")]
    NoLanguage(Locale),
    /// Too many people change the draft at once.
    #[error("others changed the draft at the same time; try again")]
    Busy,
}

/// What was seen of a text: the words and their translation, in short.
pub fn seen(source: &str, translation: &str) -> String {
    format!("{}-{}", short(source), short(translation))
}

fn short(text: &str) -> String {
    Sha256::digest(text.trim()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Saves translations into a language. Returns what came of each.
///
/// # Errors
/// When there is no draft, or it has no such language besides the one that it is written in.
pub async fn save(
    store: &Store,
    code: &QuestionSetCode,
    language: &Locale,
    given: &[Given],
    by: By<'_>,
) -> Result<Vec<Outcome>, TranslateError> {
    for _ in 0..TRIES {
        let Translating { draft, facts } = translating(store, code).await?.ok_or(TranslateError::NoDraft)?;
        let first = draft.set.languages.first().filter(|first| *first != language);
        let Some(first) = first.filter(|_| draft.set.languages.contains(language)) else {
            return Err(TranslateError::NoLanguage(language.clone()));
        };
        let entries: BTreeMap<String, Entry<'_>> =
            translation::entries(&draft.set).into_iter().map(|entry| (entry.key(), entry)).collect();
        let mut texts = BTreeMap::new();
        let mut kept = Vec::new();
        let mut outcomes = Vec::new();
        for given in given {
            let text = given.text.replace("\r\n", "\n").trim().to_owned();
            let Some(entry) = entries.get(&given.key) else {
                outcomes.push(Outcome::Gone);
                continue;
            };
            let (source, now) = (entry.in_language(first), entry.in_language(language));
            let outdated =
                matches!(translation::standing(&draft.set, entry, language, &facts), Standing::Outdated(_));
            let (seen_source, seen_text) = given.seen.split_once('-').unwrap_or_default();
            outcomes.push(if text == now && !(given.keep && outdated) {
                Outcome::Unchanged
            } else if text.chars().count() > LONGEST {
                Outcome::TooLong
            } else if text != now && seen_text != short(now) {
                Outcome::Translated(now.to_owned())
            } else if seen_source != short(source) {
                Outcome::SourceChanged
            } else {
                if text == now {
                    kept.push(given.key.clone());
                } else {
                    texts.insert(given.key.clone(), text);
                }
                Outcome::Saved
            });
        }
        if texts.is_empty() && kept.is_empty() {
            return Ok(outcomes);
        }
        let mut set = draft.set.clone();
        translation::put(&mut set, language, &texts);
        let history = store.draft_history(code).await?;
        let mut tx = store.begin_write().await?;
        let place = format!("languages.{language}");
        let change = Change { what: "translated", place: &place, who: by.who, at: by.at };
        // Also what is only kept holds on to the very words that were seen.
        let Saved::As(revision) = drafts::save(&mut tx, &set, draft.revision, &change).await? else {
            continue;
        };
        thin(&mut tx, code, &history, by.at).await?;
        for key in &kept {
            translations::forget(&mut tx, code, key, language).await?;
        }
        // What is saved one by one in one go is one line in the log; the draft's own history tells more.
        let last = history.first();
        if !last.is_some_and(|last| last.who == by.who && last.what == "translated" && last.place == place) {
            let detail = json!({ "language": language, "revision": revision });
            audit::record(&mut tx, by.who, "draft_translated", &subject(code), &detail, by.at).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(outcomes);
    }
    Err(TranslateError::Busy)
}
