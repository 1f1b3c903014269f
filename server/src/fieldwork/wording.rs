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
/// is mended some day. If `seen` is given, the fingerprint of what was seen, and another wording was kept meanwhile, nothing is replaced,
/// and that one is returned.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    store: &Store,
    survey: &SurveyCode,
    (kind, language): (MessageKind, &Locale),
    (source, t): (&Source, &LocaleTexts),
    seen: Option<&str>,
    by: By<'_>,
) -> StoreResult<Option<Source>> {
    let mut tx = store.begin_write().await?;
    let standard = Source::standard(t, kind);
    if let Some(seen) = seen {
        let now = message_texts::find(&mut tx, survey, kind, language).await?;
        let now = now.unwrap_or_else(|| standard.clone());
        // Two who save the same do not disagree.
        if now.fingerprint() != seen && now != *source {
            return Ok(Some(now));
        }
    }
    let what = if *source == standard {
        if !message_texts::remove(&mut tx, survey, kind, language).await? {
            return Ok(None);
        }
        "wording_standard"
    } else {
        message_texts::keep(&mut tx, survey, kind, language, source).await?;
        "wording"
    };
    let detail = json!({ "kind": kind.as_str(), "language": language });
    survey_events::add(&mut tx, survey, &event(by, what, detail)).await?;
    tx.commit().await?;
    Ok(None)
}
