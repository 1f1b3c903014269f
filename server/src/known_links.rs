//! Links that staff know: whoever answers by them knows these answers and takes them from the totals.
//!
//! For each member of staff the invitations that have responded are counted whose link that person could know
//! ([`crate::store::known_links`]): results are shown only if enough others responded, and figures other than totals over everybody
//! stand for so many people more. Another admin's yes lifts both. What the server mails to a partner is the operator's.

use survey::disclosure::Threshold;

use crate::lifecycle::{self, SurveyError};
use crate::publish::By;
use crate::second_yes::Consent;
use crate::store::known_links::{self, Known};
use crate::store::surveys::{LinkRule, SurveyRow, SurveyState};
use crate::store::{Store, StoreResult, Tx};

/// What staff could know of a survey that has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KnownLinks {
    /// So many answers one of them may know: the most.
    pub most: u64,
    /// So many others responded at the least, for whoever of them could know the most links.
    pub others: Option<u64>,
}

impl KnownLinks {
    /// Those of a survey: of an open one as it is now. Nothing where everybody may answer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(store: &Store, row: &SurveyRow) -> StoreResult<Self> {
        if row.public_token.is_some() {
            return Ok(Self::default());
        }
        let known = store.known_links(&row.code).await?;
        if known.is_empty() {
            return Ok(Self::default());
        }
        let (responded, _) = store.responded(&row.code).await?;
        // While it is open, answers and marks are on their way in lots of their own.
        let closed = row.state == SurveyState::Closed;
        let answers = if closed { store.ledger_count(&row.code).await? } else { 0 };
        Ok(Self::of(&known, responded, answers))
    }

    /// Whoever keeps a mark to oneself has answered all the same: of the answers more than marks as many may be one person's as it has devices
    /// for.
    fn of(known: &[Known], responded: u64, answers: u64) -> Self {
        let unmarked = answers.saturating_sub(responded);
        let most = known.iter().map(|one| one.responded + one.beyond.min(unmarked)).max();
        let others = known.iter().map(|one| responded.saturating_sub(one.responded)).min();
        Self { most: most.unwrap_or_default(), others }
    }

    /// Whether results are held back.
    pub fn hold_back(&self, row: &SurveyRow, threshold: Threshold) -> bool {
        row.link_rule == LinkRule::All && self.others.is_some_and(|others| others < threshold.get().into())
    }

    /// By how many the threshold is raised.
    pub fn raise(&self, row: &SurveyRow) -> u64 {
        if row.link_rule == LinkRule::Lifted { 0 } else { self.most }
    }
}

/// Lifts both rules for a survey that has ended: then it is known what is lifted. Returns whether they held.
///
/// # Errors
/// When it isn't this person's part, or the survey has not ended.
pub(crate) async fn lift(
    tx: &mut Tx,
    row: &SurveyRow,
    consent: &Consent,
    by: By<'_>,
) -> Result<bool, SurveyError> {
    lifecycle::opens_and_closes(by)?;
    if !row.has_ended_at(by.now) {
        return Err(SurveyError::NotEnded);
    }
    if row.link_rule == LinkRule::Lifted || row.public_token.is_some() {
        return Ok(false);
    }
    known_links::set_rule(tx, &row.code, LinkRule::Lifted).await?;
    lifecycle::note(tx, &row.code, "known_links_lifted", by, consent.noted_in(serde_json::json!({}))).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_person_could_have_answered_is_counted() {
        let known = |responded, beyond| Known { name: String::new(), responded, beyond };
        let of = |known: &[Known], responded, answers| {
            let KnownLinks { most, others } = KnownLinks::of(known, responded, answers);
            (most, others)
        };
        assert_eq!(of(&[], 9, 9), (0, None));
        assert_eq!(of(&[known(0, 3)], 9, 9), (0, Some(9)), "links that nobody answered by");
        assert_eq!(of(&[known(4, 0), known(3, 0)], 9, 9), (4, Some(5)), "not those of two together");
        assert_eq!(of(&[known(4, 2)], 9, 9), (4, Some(5)));
        assert_eq!(of(&[known(4, 2)], 9, 10), (5, Some(5)), "one answer more than marks");
        assert_eq!(of(&[known(4, 2)], 9, 30), (6, Some(5)));
        assert_eq!(of(&[known(9, 0)], 9, 8), (9, Some(0)));
    }
}
