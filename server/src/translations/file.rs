//! A file that was translated elsewhere: what it brings to the draft, and taking of it what somebody chose.

use std::collections::BTreeMap;

use survey::code::QuestionSetCode;
use survey::translation::{Meeting, Offer, offer};
use survey::xlsform::Imported;
use survey::{Locale, QuestionSet};

use super::{Given, Outcome, TranslateError, save, seen};
use crate::drafts::By;
use crate::store::drafts::Draft;
use crate::store::{Store, StoreError};
use crate::xlsform;

/// A file beside the draft that it is for.
#[derive(Debug)]
pub struct Look {
    /// The draft.
    pub draft: Draft,
    /// The state that the file was made from, if it is known.
    pub base: Option<QuestionSet>,
    /// What the file brings.
    pub offer: Offer,
}

/// Looks at what a file brings to a draft. `None` where there is no draft.
///
/// # Errors
/// When the database fails.
pub async fn look(
    store: &Store,
    code: &QuestionSetCode,
    imported: &Imported,
) -> Result<Option<Look>, StoreError> {
    let Some(draft) = store.draft(code).await? else { return Ok(None) };
    let (mut base, mut offered) = (None, Offer::default());
    if let Some(set) = &imported.set {
        base = xlsform::made_from(store, code, imported).await?;
        // The version that a draft would become, and what it is called, don't count.
        let set = QuestionSet { code: code.clone(), version: draft.set.version, ..set.clone() };
        offered = offer(base.as_ref(), &draft.set, &set);
    }
    Ok(Some(Look { draft, base, offer: offered }))
}

/// A text of a file that somebody takes.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The language.
    pub language: Locale,
    /// The text, with what was seen of it in the draft.
    pub given: Given,
}

/// What the texts of a file come to that meet nobody else's change, ready to be taken.
pub fn free(look: &Look) -> Vec<Taken> {
    let free = look.offer.texts.iter().filter(|text| text.meeting == Meeting::Free);
    free.map(|text| Taken {
        language: text.language.clone(),
        given: Given {
            key: text.key.clone(),
            text: text.text.clone(),
            seen: seen(&text.source, &text.now),
            keep: false,
        },
    })
    .collect()
}

/// Saves texts of a file, language by language. Returns what came of each.
///
/// # Errors
/// When there is no draft, or it has no such language.
pub async fn take(
    store: &Store,
    code: &QuestionSetCode,
    texts: Vec<Taken>,
    by: By<'_>,
) -> Result<Vec<(Taken, Outcome)>, TranslateError> {
    let mut by_language: BTreeMap<Locale, Vec<Given>> = BTreeMap::new();
    for text in texts {
        by_language.entry(text.language).or_default().push(text.given);
    }
    let mut all = Vec::new();
    for (language, given) in by_language {
        let outcomes = save(store, code, &language, &given, by).await?;
        let taken = given.into_iter().map(|given| Taken { language: language.clone(), given });
        all.extend(taken.zip(outcomes));
    }
    Ok(all)
}
