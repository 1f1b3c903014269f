//! A survey's own wording of a kind of message.

use serde_json::json;
use survey::{Locale, SurveyCode};

use super::event;
use crate::i18n::LocaleTexts;
use crate::mail::MessageKind;
use crate::mail::wording::Source;
use crate::publish::By;
use crate::store::{Store, StoreResult, message_texts, survey_events};

/// Keeps a wording that was checked; the texts are those of its language. Who keeps the standard wording wants that one, also when it
/// is mended some day.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    store: &Store,
    survey: &SurveyCode,
    (kind, language): (MessageKind, &Locale),
    (source, t): (&Source, &LocaleTexts),
    by: By<'_>,
) -> StoreResult<()> {
    let mut tx = store.begin_write().await?;
    let what = if *source == Source::standard(t, kind) {
        if !message_texts::remove(&mut tx, survey, kind, language).await? {
            return Ok(());
        }
        "wording_standard"
    } else {
        message_texts::keep(&mut tx, survey, kind, language, source).await?;
        "wording"
    };
    let detail = json!({ "kind": kind.as_str(), "language": language });
    survey_events::add(&mut tx, survey, &event(by, what, detail)).await?;
    tx.commit().await?;
    Ok(())
}
