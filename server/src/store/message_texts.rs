//! A survey's own wordings of its messages. A kind in a language that has none here has the standard wording.

use std::collections::BTreeMap;

use sqlx::Row as _;
use survey::{Locale, SurveyCode};

use super::{Store, StoreError, StoreResult, Tx};
use crate::mail::MessageKind;
use crate::mail::wording::Source;

/// Keeps a survey's own wording of a kind in a language.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    tx: &mut Tx,
    survey: &SurveyCode,
    kind: MessageKind,
    language: &Locale,
    source: &Source,
) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO message_text (survey, kind, language, subject, body) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (survey, kind, language) DO UPDATE SET subject = excluded.subject, body = excluded.body",
    )
    .bind(survey.as_str())
    .bind(kind.as_str())
    .bind(language.as_str())
    .bind(source.subject.as_str())
    .bind(source.body.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Goes back to the standard wording. Returns whether there was another.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    tx: &mut Tx,
    survey: &SurveyCode,
    kind: MessageKind,
    language: &Locale,
) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM message_text WHERE survey = $1 AND kind = $2 AND language = $3")
        .bind(survey.as_str())
        .bind(kind.as_str())
        .bind(language.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// A survey's own wording of a kind in a language, if it has one, as the transaction sees it.
///
/// # Errors
/// When the database fails.
pub async fn find(
    tx: &mut Tx,
    survey: &SurveyCode,
    kind: MessageKind,
    language: &Locale,
) -> StoreResult<Option<Source>> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT subject, body FROM message_text WHERE survey = $1 AND kind = $2 AND language = $3",
    )
    .bind(survey.as_str())
    .bind(kind.as_str())
    .bind(language.as_str())
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|(subject, body)| Source { subject, body }))
}

impl Store {
    /// A survey's own wording of a kind in a language, if it has one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message_text(
        &self,
        survey: &SurveyCode,
        kind: MessageKind,
        language: &Locale,
    ) -> StoreResult<Option<Source>> {
        let row: Option<(String, String)> = sqlx::query_as(
            "SELECT subject, body FROM message_text WHERE survey = $1 AND kind = $2 AND language = $3",
        )
        .bind(survey.as_str())
        .bind(kind.as_str())
        .bind(language.as_str())
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|(subject, body)| Source { subject, body }))
    }

    /// All of a survey's own wordings.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message_texts(
        &self,
        survey: &SurveyCode,
    ) -> StoreResult<BTreeMap<(MessageKind, Locale), Source>> {
        let rows = sqlx::query("SELECT kind, language, subject, body FROM message_text WHERE survey = $1")
            .bind(survey.as_str())
            .fetch_all(&self.pool)
            .await?;
        let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("message_text", e);
        let read = |row: &sqlx::any::AnyRow| {
            let kind = row.try_get::<String, _>("kind")?;
            let kind = kind.parse().map_err(|e: crate::mail::NotAMessageKind| bad(&e))?;
            let language = row.try_get::<String, _>("language")?;
            let language = language.parse().map_err(|e: survey::locale::NotALocale| bad(&e))?;
            Ok(((kind, language), Source { subject: row.try_get("subject")?, body: row.try_get("body")? }))
        };
        rows.iter().map(read).collect()
    }

    /// Whom an example of a message is made out to: the survey's first partner of a language, and its contact's name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn example_partner(
        &self,
        survey: &SurveyCode,
        language: &Locale,
    ) -> StoreResult<Option<(String, String)>> {
        let row = sqlx::query_as(
            "SELECT partner.name, coalesce(partner_contact.name, '') FROM participation \
             JOIN partner ON partner.key = participation.partner \
             LEFT JOIN partner_contact ON partner_contact.partner = partner.key AND partner_contact.position = 0 \
             WHERE participation.survey = $1 AND partner.language = $2 ORDER BY partner.key LIMIT 1",
        )
        .bind(survey.as_str())
        .bind(language.as_str())
        .fetch_optional(&self.pool)
        .await?;
        Ok(row)
    }
}
