//! The public link of an open survey: one for everyone, no invitations, and a limit on how often it is used.

use survey::SurveyCode;

use super::{Store, StoreResult, Tx};
use crate::token::Token;

/// Opens a survey to everyone by that link, or to invited partners again. Returns whether it was done: only while the
/// survey has neither invitations nor responses.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &mut Tx, survey: &SurveyCode, token: Option<&Token>) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE survey SET public_token = $1 WHERE code = $2 \
         AND NOT EXISTS (SELECT 1 FROM invitation WHERE invitation.survey = survey.code) \
         AND NOT EXISTS (SELECT 1 FROM response WHERE response.survey = survey.code) \
         AND NOT EXISTS (SELECT 1 FROM response_inbox WHERE response_inbox.survey = survey.code)",
    )
    .bind(token.map(Token::as_str))
    .bind(survey.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

impl Store {
    /// The survey of a public link.
    ///
    /// # Errors
    /// When the database fails, or holds a code that is none.
    pub async fn survey_of_public_link(&self, token: &Token) -> StoreResult<Option<SurveyCode>> {
        let row: Option<(String,)> = sqlx::query_as("SELECT code FROM survey WHERE public_token = $1")
            .bind(token.as_str())
            .fetch_optional(&self.pool)
            .await?;
        row.map(|(code,)| {
            code.parse().map_err(|e: survey::code::NotACode| super::StoreError::unreadable("survey", e))
        })
        .transpose()
    }

    /// Counts one use of a survey's public link in that minute, on whichever server. Returns how many there were, this one
    /// included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_public_use(&self, survey: &SurveyCode, minute: i64) -> StoreResult<u64> {
        let mut tx = self.begin_write().await?;
        let (used,): (i64,) = sqlx::query_as(
            "INSERT INTO public_use (survey, minute, used) VALUES ($1, $2, 1) \
             ON CONFLICT (survey, minute) DO UPDATE SET used = public_use.used + 1 RETURNING used",
        )
        .bind(survey.as_str())
        .bind(minute)
        .fetch_one(&mut *tx)
        .await?;
        if used == 1 {
            sqlx::query("DELETE FROM public_use WHERE survey = $1 AND minute < $2")
                .bind(survey.as_str())
                .bind(minute)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(used.unsigned_abs())
    }
}
