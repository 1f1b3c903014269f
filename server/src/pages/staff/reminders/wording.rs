//! A round in words.

use survey::{Day, Locale};

use super::super::visit::Visit;
use super::super::words::{self, number, text};
use crate::i18n::LocaleTexts;
use crate::mail::MessageKind;
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};
use crate::store::surveys::SurveyRow;

/// What a kind of message is called.
pub fn kind(t: &LocaleTexts, kind: MessageKind) -> String {
    t.text(&format!("reminders-kind-{kind}"))
}

/// Whom it goes to.
pub fn audience(t: &LocaleTexts, audience: Audience) -> String {
    t.text(match audience {
        Audience::NotResponded => "reminders-audience-not-responded",
        Audience::NotOpened => "reminders-audience-not-opened",
        Audience::Responded => "reminders-audience-responded",
    })
}

/// What its day is reckoned from; nothing for a date of its own.
pub fn anchor(t: &LocaleTexts, anchor: Anchor) -> Option<String> {
    match anchor {
        Anchor::Date(_) => None,
        Anchor::AfterOpening(n) => Some(t.count("reminders-anchor-opening", "days", n)),
        Anchor::BeforeDeadline(0) => Some(t.text("reminders-anchor-last-day")),
        Anchor::BeforeDeadline(n) => Some(t.count("reminders-anchor-deadline", "days", n)),
        Anchor::AfterDeadline(n) => Some(t.count("reminders-anchor-after", "days", n)),
    }
}

/// What a language calls itself.
pub fn language(visit: &Visit, locale: &Locale) -> String {
    let texts = visit.state.translations.locale(locale);
    if texts.locale().language() == locale.language() {
        texts.text("language-name")
    } else {
        locale.to_string()
    }
}

/// The languages of a round.
pub fn languages(visit: &Visit, round: &Round) -> String {
    if round.languages.is_empty() {
        return visit.t().text("reminders-languages-all");
    }
    let names: Vec<String> = round.languages.iter().map(|locale| language(visit, locale)).collect();
    words::list(visit.t(), &names)
}

/// The hour from which mail goes out: `9:00`.
pub fn hour(hour: u32) -> String {
    format!("{hour}:00")
}

/// A day on which mail goes out, with the hour and the time zone.
pub fn moment(t: &LocaleTexts, survey: &SurveyRow, day: Day) -> String {
    let (day, hour) = (t.weekday_date(day), hour(survey.schedule.send_hour));
    let zone = survey.schedule.time_zone.name().replace('_', " ");
    t.tr("reminders-moment", &[("day", text(&day)), ("hour", text(&hour)), ("zone", text(&zone))])
}

/// How many partners.
pub fn partners(t: &LocaleTexts, count: usize) -> String {
    t.tr("reminders-partners", &[("count", number(count as u64))])
}

/// What became of a round.
pub fn state(t: &LocaleTexts, round: &Round, survey: &SurveyRow) -> String {
    match round.state {
        RoundState::Planned if round.is_in_vain(survey) => t.text("reminders-state-in-vain"),
        RoundState::Planned => t.text("reminders-state-planned"),
        RoundState::Sent { messages, .. } => t.count("reminders-state-sent", "count", messages),
        RoundState::Skipped => t.text("reminders-state-skipped"),
        RoundState::Cancelled => t.text("reminders-state-cancelled"),
    }
}
