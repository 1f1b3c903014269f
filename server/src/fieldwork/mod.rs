//! Fieldwork: partners are invited, reminded and called, and the last day is moved. What the pages and the API both do.
//!
//! Nothing here knows what anyone answered. When something falls due is decided in [`crate::reminders`].

pub mod closing;
pub mod deadline;
pub mod follow_up;
pub mod invite;
pub mod links;
pub mod rounds;
pub mod suspension;
pub mod withdraw;
pub mod wording;

use serde_json::Value as Json;

use crate::publish::By;
use crate::store::survey_events::SurveyEvent;

/// Something that somebody does to a survey now.
fn event(by: By<'_>, kind: &str, detail: Json) -> SurveyEvent {
    let (staff_name, who) = (by.name.to_owned(), by.who.to_owned());
    SurveyEvent { at: by.now, kind: kind.to_owned(), staff_name, who, detail }
}
