//! Follow-ups: a call, a message, a meeting, something worth knowing.

use serde_json::json;
use survey::{Day, SurveyCode};
use uuid::Uuid;

use crate::publish::By;
use crate::store::follow_ups::{self, FollowUp, FollowUpKind};
use crate::store::{Store, StoreResult, Tx, audit};

/// A note is a few sentences.
pub const LONGEST_NOTE: usize = 2000;

/// What somebody notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// What was done.
    pub kind: FollowUpKind,
    /// When.
    pub day: Day,
    /// What is worth knowing.
    pub note: String,
    /// The day that was agreed for the next.
    pub next_on: Option<Day>,
}

/// What is wrong with a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is of a day that has not come.
    DayFuture,
    /// A note says something.
    NoteMissing,
    /// It is longer than [`LONGEST_NOTE`].
    NoteLong,
    /// The next one is before this one.
    NextEarly,
}

/// What is wrong with a note, on that day.
pub fn faults(noted: &Noted, today: Day) -> Vec<Fault> {
    let all = [
        (noted.day > today, Fault::DayFuture),
        (noted.note.is_empty() && noted.kind == FollowUpKind::Note, Fault::NoteMissing),
        (noted.note.chars().count() > LONGEST_NOTE, Fault::NoteLong),
        (noted.next_on.is_some_and(|next| next < noted.day), Fault::NextEarly),
    ];
    all.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
}

/// Corrects a follow-up of a partner. Returns whether there is one that can be.
///
/// # Errors
/// When the database fails.
pub async fn correct(
    store: &Store,
    (survey, partner): (&SurveyCode, &str),
    id: Uuid,
    noted: Noted,
    by: By<'_>,
) -> StoreResult<bool> {
    let Noted { kind, day, note, next_on } = noted;
    let (survey, partner, staff_name) = (survey.clone(), partner.to_owned(), by.name.to_owned());
    let follow_up = FollowUp { id, survey, partner, kind, day, staff_name, note, next_on };
    let mut tx = store.begin_write().await?;
    if !follow_ups::change(&mut tx, &follow_up).await? {
        return Ok(false);
    }
    record(&mut tx, "follow_up_corrected", &follow_up.survey, &follow_up.partner, by).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes a follow-up back. Returns whether there was one that can be.
///
/// # Errors
/// When the database fails.
pub async fn take_back(
    store: &Store,
    survey: &SurveyCode,
    partner: &str,
    id: Uuid,
    by: By<'_>,
) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    if !follow_ups::remove(&mut tx, survey, partner, id).await? {
        return Ok(false);
    }
    record(&mut tx, "follow_up_taken_back", survey, partner, by).await?;
    tx.commit().await?;
    Ok(true)
}

/// What was noted stays with the partner: the log says that it was.
async fn record(tx: &mut Tx, what: &str, survey: &SurveyCode, partner: &str, by: By<'_>) -> StoreResult<()> {
    let subject = format!("partner:{partner}");
    audit::record(tx, by.who, what, &subject, &json!({ "survey": survey }), by.now.timestamp_millis()).await
}

/// Keeps a follow-up of a partner; one of the same id is kept once.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    store: &Store,
    survey: &SurveyCode,
    partner: &str,
    id: Uuid,
    noted: Noted,
    by: By<'_>,
) -> StoreResult<FollowUp> {
    let now = by.now.timestamp_millis();
    let Noted { kind, day, note, next_on } = noted;
    let (survey, partner, staff_name) = (survey.clone(), partner.to_owned(), by.name.to_owned());
    let follow_up = FollowUp { id, survey, partner, kind, day, staff_name, note, next_on };
    let mut tx = store.begin_write().await?;
    follow_ups::add(&mut tx, &follow_up, now).await?;
    // What was noted stays with the partner: the log says that it was.
    let detail = json!({ "survey": follow_up.survey, "kind": follow_up.kind.as_str() });
    let subject = format!("partner:{}", follow_up.partner);
    audit::record(&mut tx, by.who, "follow_up_noted", &subject, &detail, now).await?;
    tx.commit().await?;
    Ok(follow_up)
}
