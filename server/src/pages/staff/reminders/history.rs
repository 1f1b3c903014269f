//! What was done to a survey, in words.

use survey::Day;

use super::super::words::{number, text};
use super::wording;
use crate::i18n::{Arg, LocaleTexts};
use crate::store::survey_events::SurveyEvent;
use crate::store::surveys::SurveyRow;

/// A line of the history.
pub struct Line {
    /// The day, in the survey's zone.
    pub day: String,
    /// What happened.
    pub what: String,
    /// The reason that somebody gave.
    pub reason: Option<String>,
    /// Who did it; nothing where the clock did.
    pub who: Option<String>,
}

/// The history, the latest first. What this page has no words for is left to the pages that do it.
pub fn lines(t: &LocaleTexts, survey: &SurveyRow, events: &[SurveyEvent]) -> Vec<Line> {
    let line = |event: &SurveyEvent| {
        Some(Line {
            day: t.date(survey.schedule.today(event.at)),
            what: match event.detail["without_second_person"].as_bool() {
                Some(true) => format!("{} {}", what(t, event)?, t.text("second-yes-without")),
                _ => what(t, event)?,
            },
            reason: event.detail["reason"].as_str().filter(|text| !text.is_empty()).map(str::to_owned),
            who: Some(event.staff_name.clone()).filter(|name| !name.is_empty()),
        })
    };
    events.iter().rev().filter_map(line).collect()
}

fn figure(event: &SurveyEvent, field: &str) -> Arg<'static> {
    number(event.detail[field].as_u64().unwrap_or_default())
}

fn what(t: &LocaleTexts, event: &SurveyEvent) -> Option<String> {
    let date = |field: &str| event.detail[field].as_str().and_then(Day::nearest).map(|day| t.date(day));
    let kind = || {
        let kind = event.detail["kind"].as_str().and_then(|kind| kind.parse().ok());
        kind.map(|kind| wording::kind(t, kind)).unwrap_or_default()
    };
    let of_round = |id: &str| {
        let messages = event.detail["messages"].as_u64().unwrap_or_default();
        t.tr(id, &[("kind", text(&kind())), ("count", number(messages))])
    };
    Some(match event.kind.as_str() {
        "receipts_published" => t.tr(
            "receipts-event-published",
            &[("receipts", figure(event, "receipts")), ("responses", figure(event, "responses"))],
        ),
        "responses_lost" => t.tr("lost-event", &[("count", figure(event, "responses"))]),
        "threshold" => {
            t.tr("results-event-threshold", &[("from", figure(event, "from")), ("to", figure(event, "to"))])
        }
        "added" => t.text("running-event-added"),
        "version" => {
            let of = |field: &str| number(event.detail[field].as_u64().unwrap_or_default());
            t.tr("running-event-version", &[("from", of("from")), ("to", of("to"))])
        }
        "opened" => t.text("reminders-event-opened"),
        "closed" if event.staff_name.is_empty() => t.text("reminders-event-closed-by-clock"),
        "closed" => t.text("reminders-event-closed"),
        "extended" => {
            let (from, to) = (date("from")?, date("to")?);
            t.tr("reminders-event-extended", &[("from", text(&from)), ("to", text(&to))])
        }
        "closing_early" => {
            let (from, to) = (date("from")?, date("to")?);
            t.tr("reminders-event-closing-early", &[("from", text(&from)), ("to", text(&to))])
        }
        "yes_asked" => t.text("second-yes-event-asked"),
        "yes_given" => t.text("second-yes-event-given"),
        "yes_taken_back" => t.text("second-yes-event-taken-back"),
        "yes_lapsed" => t.text("second-yes-event-lapsed"),
        "known_links_lifted" => t.text("known-links-event"),
        "suspended" => t.text("reminders-event-suspended"),
        "went_on" => t.tr("reminders-event-went-on", &[("date", text(&date("to")?))]),
        "round_sent" => of_round("reminders-event-sent"),
        "round_skipped" => t.tr("reminders-event-skipped", &[("kind", text(&kind()))]),
        "round_cancelled" => t.tr("reminders-event-cancelled", &[("kind", text(&kind()))]),
        "paused" => t.text("reminders-event-paused"),
        "resumed" => t.text("reminders-event-resumed"),
        "wording" => t.tr("texts-event-own", &[("kind", text(&kind()))]),
        "wording_standard" => t.tr("texts-event-standard", &[("kind", text(&kind()))]),
        "settings" => t.text("reminders-event-settings"),
        "invited" => {
            let count =
                ["count", "partners", "invited"].iter().find_map(|name| event.detail[name].as_u64())?;
            t.tr("reminders-event-invited", &[("count", number(count))])
        }
        "public" => t.text("invitations-event-public"),
        "invited_only" => t.text("invitations-event-invited-only"),
        "link_replaced" => t.text("reminders-event-link-replaced"),
        "withdrawn" => {
            let count = ["removed", "withdrawn"].iter().filter_map(|name| event.detail[name].as_u64()).sum();
            t.tr("reminders-event-withdrawn", &[("count", number(count))])
        }
        "withdrawal_taken_back" => t.text("reminders-event-withdrawal-taken-back"),
        "device_granted" => t.text("reminders-event-device-granted"),
        _ => return None,
    })
}
