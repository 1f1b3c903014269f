//! Rounds of messages: planned, changed, taken out of the plan; and the pause.

use serde_json::json;
use survey::{Day, Locale, SurveyCode};
use uuid::Uuid;

use super::event;
use crate::mail::MessageKind;
use crate::publish::By;
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};
use crate::schedule::Schedule;
use crate::store::surveys::{self, SurveyRow};
use crate::store::{Store, StoreResult, Tx, audit, rounds, survey_events};

/// No survey runs longer than this, in days.
pub const MOST_DAYS: u32 = 366;

/// A round as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What is sent.
    pub kind: MessageKind,
    /// When.
    pub anchor: Anchor,
    /// To whom; thanks go to those who have responded, whatever is said.
    pub audience: Audience,
    /// To partners of these of the survey's languages.
    pub languages: Vec<Locale>,
}

/// What is wrong with a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nobody plans this kind.
    Kind,
    /// These must never be pressed again.
    Audience,
    /// No language of the survey is chosen.
    Languages,
    /// More days than any survey has.
    Days,
    /// A round must be seen before it goes out: tomorrow at the earliest.
    Past,
    /// It would be due after the last day.
    InVain,
}

impl Wanted {
    /// The round, with the key `id`, of a survey that has these languages; or what is wrong.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(
        self,
        survey: &SurveyRow,
        all: &[Locale],
        id: Uuid,
        today: Day,
    ) -> Result<Round, Vec<Fault>> {
        let mut faults = Vec::new();
        if !self.kind.is_planned() {
            faults.push(Fault::Kind);
        }
        let audience = match self.kind {
            // The others would be thanked for nothing.
            MessageKind::Thanks => Audience::Responded,
            _ => self.audience,
        };
        if self.kind != MessageKind::Thanks && audience == Audience::Responded {
            faults.push(Fault::Audience);
        }
        let mut languages: Vec<Locale> =
            all.iter().filter(|locale| self.languages.contains(locale)).cloned().collect();
        if languages.is_empty() {
            faults.push(Fault::Languages);
        } else if languages.len() == all.len() {
            // All of them: also those of partners whose language the survey does not have.
            languages.clear();
        }
        let (survey_code, state) = (survey.code.clone(), RoundState::Planned);
        let (kind, anchor) = (self.kind, self.anchor);
        let round = Round { id, survey: survey_code, kind, anchor, audience, languages, state };
        match anchor {
            Anchor::AfterOpening(n) | Anchor::BeforeDeadline(n) | Anchor::AfterDeadline(n)
                if n > MOST_DAYS =>
            {
                faults.push(Fault::Days);
            }
            _ if round.due_on(survey) <= today => faults.push(Fault::Past),
            _ if round.is_in_vain(survey) => faults.push(Fault::InVain),
            _ => {}
        }
        if faults.is_empty() { Ok(round) } else { Err(faults) }
    }
}

/// Plans a round.
///
/// # Errors
/// When the database fails.
pub async fn plan(store: &Store, round: &Round, by: By<'_>) -> StoreResult<()> {
    let mut tx = store.begin_write().await?;
    rounds::add(&mut tx, round).await?;
    record(&mut tx, "round_planned", round, by).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes a planned round. Returns whether it was: one that went out meanwhile stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn change(store: &Store, round: &Round, by: By<'_>) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    let done = rounds::change(&mut tx, round).await?;
    if done {
        record(&mut tx, "round_changed", round, by).await?;
    }
    tx.commit().await?;
    Ok(done)
}

async fn record(tx: &mut Tx, what: &str, round: &Round, by: By<'_>) -> StoreResult<()> {
    let detail = json!({ "round": round.id, "kind": round.kind.as_str() });
    let subject = format!("survey:{}", round.survey);
    audit::record(tx, by.who, what, &subject, &detail, by.now.timestamp_millis()).await
}

/// Takes a round out of the plan. Returns whether it was in it.
///
/// # Errors
/// When the database fails.
pub async fn cancel(store: &Store, round: &Round, by: By<'_>) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    let done = rounds::set_state(&mut tx, round.id, RoundState::Cancelled).await?;
    if done {
        let detail = json!({ "round": round.id, "kind": round.kind.as_str() });
        survey_events::add(&mut tx, &round.survey, &event(by, "round_cancelled", detail)).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// Lets the reminder clock of a survey stand still, or go on.
///
/// # Errors
/// When the database fails.
pub async fn pause(store: &Store, survey: &SurveyCode, paused: bool, by: By<'_>) -> StoreResult<()> {
    let mut tx = store.begin_write().await?;
    let Some(row) = surveys::lock(&mut tx, survey).await? else { return Ok(()) };
    if row.schedule.paused != paused {
        surveys::set_schedule(&mut tx, survey, &Schedule { paused, ..row.schedule }).await?;
        let kind = if paused { "paused" } else { "resumed" };
        survey_events::add(&mut tx, survey, &event(by, kind, json!({}))).await?;
    }
    tx.commit().await?;
    Ok(())
}
