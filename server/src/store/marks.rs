//! Marks of participation that wait to be applied to their invitations in a shuffled lot.

use survey::{Day, SurveyCode};

use uuid::Uuid;

use super::{Store, StoreError, StoreResult, Tx, invitations};

/// A mark: the invitation's key and the day.
pub type Mark = (Vec<u8>, String);

/// How many marks of a survey wait.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, survey: &SurveyCode) -> StoreResult<usize> {
    let (count,): (i64,) = sqlx::query_as(
        "SELECT count(*) FROM participation_mark JOIN invitation ON invitation.id = participation_mark.invitation \
         WHERE invitation.survey = $1",
    )
    .bind(survey.as_str())
    .fetch_one(&mut **tx)
    .await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Takes up to `most` marks of a survey, those of the smallest keys: they are random, and two servers at once want the same.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut Tx, survey: &SurveyCode, most: usize) -> StoreResult<Vec<Mark>> {
    Ok(sqlx::query_as(
        "DELETE FROM participation_mark WHERE invitation IN (SELECT participation_mark.invitation \
         FROM participation_mark JOIN invitation ON invitation.id = participation_mark.invitation \
         WHERE invitation.survey = $1 ORDER BY invitation.id LIMIT $2) RETURNING invitation, day",
    )
    .bind(survey.as_str())
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(&mut **tx)
    .await?)
}

/// Applies a mark.
///
/// # Errors
/// When the database fails.
pub async fn apply(tx: &mut Tx, (invitation, day): &Mark) -> StoreResult<()> {
    sqlx::query(
        "UPDATE invitation SET state = 'responded', responded_on = $1 WHERE id = $2 AND state <> 'responded'",
    )
    .bind(day.as_str())
    .bind(invitation.clone())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Marks an invitation; returns whether it was not marked yet.
async fn mark(tx: &mut Tx, invitation: Uuid, today: Day) -> StoreResult<bool> {
    let done = sqlx::query(
        "INSERT INTO participation_mark (invitation, day) SELECT id, $1 FROM invitation \
         WHERE id = $2 AND state <> 'responded' ON CONFLICT DO NOTHING",
    )
    .bind(today.to_string())
    .bind(invitation.as_bytes().to_vec())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

impl Store {
    /// Notes that a partner responded, and on which day. Doing it twice changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_responded(&self, invitation: Uuid, today: Day) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        mark(&mut tx, invitation, today).await?;
        Ok(tx.commit().await?)
    }

    /// The same after a form that was posted without scripts was stored: it counts as a device, of a name that tells nothing of its
    /// nonce.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answered_plainly(&self, invitation: Uuid, today: Day) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        mark(&mut tx, invitation, today).await?;
        invitations::count_plain_form(&mut tx, invitation).await?;
        Ok(tx.commit().await?)
    }

    /// The same on a proof that some answer was stored, known by its nonce. Returns whether the proof was not shown before. For who
    /// has responded already nothing is spent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_responded_by(
        &self,
        survey: &SurveyCode,
        invitation: Uuid,
        nonce: &[u8],
        today: Day,
    ) -> StoreResult<bool> {
        let mut tx = self.begin_write().await?;
        if !mark(&mut tx, invitation, today).await? {
            return Ok(true);
        }
        let spent =
            sqlx::query("INSERT INTO spent_mark (survey, nonce) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(survey.as_str())
                .bind(nonce.to_vec())
                .execute(&mut *tx)
                .await?;
        if spent.rows_affected() == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.commit().await?;
        Ok(true)
    }

    /// How many marks wait, for each survey that has any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_marks(&self) -> StoreResult<Vec<(SurveyCode, usize)>> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT invitation.survey, count(*) FROM participation_mark \
             JOIN invitation ON invitation.id = participation_mark.invitation GROUP BY invitation.survey",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(survey, count)| {
                let survey: SurveyCode = survey
                    .parse()
                    .map_err(|e: survey::code::NotACode| StoreError::unreadable("invitation", e))?;
                Ok((survey, usize::try_from(count).unwrap_or(0)))
            })
            .collect()
    }
}
