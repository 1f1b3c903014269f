//! Inviting partners: those who are active and not invited yet.

use std::collections::BTreeSet;

use serde_json::json;
use survey::SurveyCode;
use uuid::Uuid;

use super::event;
use crate::mail::MessageKind;
use crate::publish::By;
use crate::store::invited::{self, Candidate, Filter};
use crate::store::messages::{self, NewMessage};
use crate::store::surveys::{self, SurveyState};
use crate::store::{Store, StoreResult, invitations, known_links, survey_events};

/// Who is chosen among those who can be invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// All that match.
    All(Filter),
    /// Those of these keys.
    These(BTreeSet<String>),
}

impl Chosen {
    pub(super) fn filter(&self) -> Filter {
        match self {
            Self::All(filter) => filter.clone(),
            Self::These(_) => Filter::default(),
        }
    }

    fn of(&self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        if let Self::These(keys) = self {
            candidates.retain(|one| keys.contains(&one.key));
        }
        candidates
    }
}

/// How many are chosen, and how many of these have no address.
///
/// # Errors
/// When the database fails.
pub async fn count(store: &Store, survey: &SurveyCode, chosen: &Chosen) -> StoreResult<(u64, u64)> {
    if let Chosen::All(filter) = chosen {
        return store.count_candidates(survey, filter).await;
    }
    let chosen = chosen.of(store.candidates(survey, &Filter::default(), u32::MAX).await?);
    let unreachable = chosen.iter().filter(|one| one.address.is_empty()).count();
    Ok((chosen.len() as u64, unreachable as u64))
}

/// Invites those who are chosen, and queues their mail if that is wanted and the survey is open. Returns how many there were;
/// nobody is invited to a survey that is open to everyone.
///
/// # Errors
/// When the database fails.
pub async fn invite(
    store: &Store,
    survey: &SurveyCode,
    chosen: &Chosen,
    mail: bool,
    by: By<'_>,
) -> StoreResult<usize> {
    let mut tx = store.begin_write().await?;
    // The survey's row is held: it can't be opened to everyone meanwhile.
    let Some(row) = surveys::lock(&mut tx, survey).await?.filter(|row| row.public_token.is_none()) else {
        return Ok(0);
    };
    let chosen = chosen.of(invited::candidates(&mut tx, survey, &chosen.filter()).await?);
    let keys: Vec<&str> = chosen.iter().map(|one| one.key.as_str()).collect();
    let added = invitations::add_many(&mut tx, survey, &keys).await?;
    if added.is_empty() {
        return Ok(0);
    }
    if mail && row.state == SurveyState::Open {
        let message = |one: &Candidate| {
            let invitation = *added.get(&one.key).filter(|_| !one.address.is_empty())?;
            Some(NewMessage {
                survey: survey.clone(),
                invitation,
                round: None,
                kind: MessageKind::Invitation,
                language: one.language.clone(),
                address: one.address.clone(),
            })
        };
        let queued: Vec<NewMessage> = chosen.iter().filter_map(message).collect();
        messages::enqueue(&mut tx, &queued, by.now.timestamp_millis()).await?;
    }
    if row.state != SurveyState::Draft {
        // Who is invited then may be nobody but another address of whoever invites.
        let invitations: Vec<Uuid> = added.values().copied().collect();
        known_links::note(&mut tx, by.who, &invitations).await?;
    }
    let detail = json!({ "count": added.len() });
    survey_events::add(&mut tx, survey, &event(by, "invited", detail)).await?;
    tx.commit().await?;
    tracing::info!(%survey, invitations = added.len(), "partners were invited");
    Ok(added.len())
}
