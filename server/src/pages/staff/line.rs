//! The line of the response rate over the days since opening, beside that of the earlier survey.

use super::bars::{anchor, place};
use super::visit::Visit;
use super::words::{self, number, text};
use crate::catalogue::Survey;
use crate::i18n::LocaleTexts;
use crate::report::forecast::{Basis, forecast};
use crate::report::timeline::Curve;
use crate::store::StoreResult;
use crate::store::surveys::{SurveyRow, SurveyState};
use survey::Day;

/// The line, ready to be drawn. Places are in per cent of the chart.
pub struct Line {
    /// What it shows.
    pub sentence: String,
    /// How it may go on.
    pub forecast: Option<String>,
    /// This survey's line.
    pub points: String,
    /// The earlier survey's.
    pub earlier: Option<Earlier>,
    /// The side on which lines of text begin.
    pub start: f64,
    /// Levels of the rate.
    pub levels: Vec<Tick>,
    /// Days.
    pub days: Vec<Tick>,
    /// What happened, and when.
    pub marks: Vec<Mark>,
    /// The same as a table.
    pub rows: Vec<Row>,
}

/// The line of the earlier survey.
pub struct Earlier {
    /// Its year.
    pub name: String,
    /// Its line.
    pub points: String,
}

/// A place on an axis.
pub struct Tick {
    /// Where.
    pub at: f64,
    /// What stands there.
    pub label: String,
    /// On which side of the place.
    pub anchor: &'static str,
}

/// Something that happened on a day.
pub struct Mark {
    /// Where.
    pub at: f64,
    /// On which side of the place its number stands.
    pub anchor: &'static str,
    /// Its number in the list below the chart.
    pub number: String,
    /// What happened.
    pub text: String,
}

/// A day in the table.
pub struct Row {
    /// The day since opening.
    pub day: String,
    /// This survey's rate.
    pub now: String,
    /// The earlier survey's.
    pub then: String,
}

/// What is known of the days.
struct Known {
    now: Curve,
    earlier: Option<(String, Curve)>,
    /// The last day since opening that the chart has.
    end: usize,
}

/// Reads it; nothing before the opening, or while nobody is invited.
///
/// # Errors
/// When the database fails.
pub async fn read(visit: &Visit, survey: &Survey) -> StoreResult<Option<Line>> {
    let (store, row, t) = (&visit.state.store, &survey.row, visit.t());
    let today = row.schedule.today(visit.state.clock.now());
    let closing = row.closed_on.unwrap_or(row.closes_on);
    let last = if row.state == SurveyState::Closed { closing } else { today };
    let now = Curve::new(&store.responses_by_day(&row.code).await?, row.opens_on, last);
    if row.state == SurveyState::Draft || now.invited == 0 || now.cumulative.is_empty() {
        return Ok(None);
    }
    let all = store.surveys().await?;
    let earlier = match before(&all, row) {
        Some(wave) => {
            let counts = store.responses_by_day(&wave.code).await?;
            let curve = Curve::new(&counts, wave.opens_on, wave.closed_on.unwrap_or(wave.closes_on));
            Some((wave.opens_on.year().to_string(), curve)).filter(|(_, curve)| curve.responded() > 0)
        }
        None => None,
    };
    let length = usize::try_from(closing.days_since(row.opens_on)).unwrap_or_default();
    let known = Known { end: length.max(now.last_day()).max(1), now, earlier };
    let mut happened: Vec<(Day, &str)> = Vec::new();
    let rounds = store.sent_rounds(&row.code).await?;
    happened.extend(rounds.iter().filter_map(|(on, kind)| Some((*on, kind_text(kind)?))));
    let events = store.survey_events(&row.code).await?;
    happened.extend(
        events
            .iter()
            .filter(|event| event.kind == "extended")
            .map(|event| (row.schedule.today(event.at), "figures-mark-deadline-moved")),
    );
    happened.push((closing, "figures-mark-deadline"));
    happened.sort();
    let left = if row.state == SurveyState::Open { closing.days_since(today).max(0) } else { 0 };
    Ok(Some(draw(t, &known, row.opens_on, &happened, left.unsigned_abs())))
}

/// The survey of the same question set that opened last before this one.
fn before<'a>(all: &'a [SurveyRow], this: &SurveyRow) -> Option<&'a SurveyRow> {
    all.iter()
        .filter(|row| row.question_set == this.question_set && row.opens_on < this.opens_on)
        .max_by_key(|row| row.opens_on)
}

fn kind_text(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "invitation" => "figures-mark-invitation",
        "reminder" => "figures-mark-reminder",
        "last-call" => "figures-mark-last-call",
        "extended" => "figures-mark-extended",
        "closing-early" => "figures-mark-closing-early",
        _ => return None,
    })
}

fn draw(t: &LocaleTexts, known: &Known, opens_on: Day, happened: &[(Day, &str)], days_left: u64) -> Line {
    let Known { now, earlier, end } = known;
    let highest = earlier.iter().map(|(_, curve)| curve.percent(curve.last_day())).fold(20.0, f64::max);
    let top = (highest.max(now.percent(now.last_day())) / 10.0 + 0.5).ceil() * 10.0;
    let x = |day: usize| place(day as f64 * 100.0 / *end as f64, t.direction());
    let y = |percent: f64| place(100.0 - percent * 100.0 / top.min(110.0), survey::locale::Direction::Ltr);
    let points = |curve: &Curve| -> String {
        let upto = curve.last_day().min(*end);
        let one = |day| format!("{},{}", x(day), y(curve.percent(day)));
        (0..=upto).map(one).collect::<Vec<_>>().join(" ")
    };
    let step = if top > 60.0 { 20 } else { 10 };
    let levels = (0..=top as usize).step_by(step).map(|level| Tick {
        at: y(level as f64),
        label: words::percent(t, level as f64),
        anchor: "start",
    });
    let week = if *end > 70 { 28 } else { 14 };
    let days = (0..=*end).step_by(week).map(|day| Tick {
        at: x(day),
        label: words::count(t, day as u64),
        anchor: anchor(day as f64 * 100.0 / *end as f64),
    });
    let marks = happened.iter().enumerate().map(|(place, (on, id))| {
        let day = usize::try_from(on.days_since(opens_on)).unwrap_or_default().min(*end);
        Mark {
            at: x(day),
            anchor: anchor(day as f64 * 100.0 / *end as f64),
            number: words::count(t, place as u64 + 1),
            text: t.tr(id, &[("date", text(&t.date(*on)))]),
        }
    });
    let rows = (0..=*end).step_by(7).chain((end % 7 != 0).then_some(*end)).map(|day| Row {
        day: words::count(t, day as u64),
        now: rate_on(t, now, day),
        then: earlier.as_ref().map_or_else(String::new, |(_, curve)| rate_on(t, curve, day)),
    });
    Line {
        sentence: sentence(t, known),
        forecast: say_forecast(t, known, days_left),
        points: points(now),
        earlier: earlier.as_ref().map(|(name, curve)| Earlier { name: name.clone(), points: points(curve) }),
        start: place(0.0, t.direction()),
        levels: levels.collect(),
        days: days.collect(),
        marks: marks.collect(),
        rows: rows.collect(),
    }
}

fn rate_on(t: &LocaleTexts, curve: &Curve, day: usize) -> String {
    if day > curve.last_day() { t.text("staff-rate-none") } else { words::percent(t, curve.percent(day)) }
}

fn sentence(t: &LocaleTexts, known: &Known) -> String {
    let day = known.now.last_day();
    let percent = words::percent(t, known.now.percent(day));
    let args = [("day", number(day as u64)), ("percent", text(&percent))];
    match &known.earlier {
        None => t.tr("figures-line-alone", &args),
        Some((wave, curve)) => {
            let then = words::percent(t, curve.percent(day));
            let [day, percent] = args;
            t.tr("figures-line-compared", &[day, percent, ("wave", text(wave)), ("earlier", text(&then))])
        }
    }
}

fn say_forecast(t: &LocaleTexts, known: &Known, days_left: u64) -> Option<String> {
    let found = forecast(&known.now, known.earlier.as_ref().map(|(_, curve)| curve), days_left)?;
    let (low, high) = (words::percent(t, found.low), words::percent(t, found.high));
    let (low, high) = (("low", text(&low)), ("high", text(&high)));
    Some(match (found.basis, &known.earlier) {
        (Basis::EarlierSurvey, Some((wave, _))) => {
            t.tr("figures-forecast-wave", &[low, high, ("wave", text(wave))])
        }
        _ => t.tr("figures-forecast-pace", &[low, high]),
    })
}
