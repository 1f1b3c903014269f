//! Follow-ups: a call, a message, a meeting, something worth knowing.

use serde_json::json;
use survey::{Day, SurveyCode};
use uuid::Uuid;

use crate::publish::By;
use crate::store::follow_ups::{self, FollowUp, FollowUpKind};
use crate::store::{Store, StoreResult, audit};

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
