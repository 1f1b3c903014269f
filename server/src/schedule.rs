//! When a survey's mail goes out: its time zone, its working days, its hour; and how long late answers are taken.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use survey::Day;

/// A survey's own calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The zone in which its days are reckoned.
    pub time_zone: Tz,
    /// The days on which mail goes out.
    pub working_days: WorkingDays,
    /// The hour, 0 to 23 in its zone, from which mail goes out.
    pub send_hour: u32,
    /// For how many days after closing a queued response is still taken.
    pub grace_days: u32,
    /// Whether the reminder clock stands still.
    pub paused: bool,
}

impl Default for Schedule {
    fn default() -> Self {
        let working_days =
            WorkingDays(vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri]);
        Self { time_zone: Tz::UTC, working_days, send_hour: 9, grace_days: 14, paused: false }
    }
}

impl Schedule {
    /// The day that it is in the survey's zone.
    pub fn today(&self, now: DateTime<Utc>) -> Day {
        Day::of(&now.with_timezone(&self.time_zone))
    }

    /// Whether mail may go out now.
    pub fn is_sending_time(&self, now: DateTime<Utc>) -> bool {
        let there = now.with_timezone(&self.time_zone);
        self.working_days.contains(Day::of(&there)) && there.hour() >= self.send_hour
    }
}

/// The days of the week on which people work, in the order of the week; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDays(Vec<Weekday>);

impl WorkingDays {
    /// Whether it is one of them.
    pub fn contains(&self, day: Day) -> bool {
        self.0.contains(&day.weekday())
    }

    /// The day itself, or the next one that is a working day.
    pub fn on_or_after(&self, day: Day) -> Day {
        (0..7).map(|n| day.saturating_add(n)).find(|day| self.contains(*day)).unwrap_or(day)
    }
}

/// The text is not a list of days: `mon tue wed thu fri`.
#[derive(Debug, thiserror::Error)]
#[error("not a list of working days, as in “mon tue wed thu fri”")]
pub struct NotWorkingDays;

const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
];

impl FromStr for WorkingDays {
    type Err = NotWorkingDays;

    fn from_str(text: &str) -> Result<Self, NotWorkingDays> {
        let names: Vec<&str> = text.split_whitespace().collect();
        if names.is_empty() || names.iter().any(|name| WEEK.iter().all(|(_, known)| known != name)) {
            return Err(NotWorkingDays);
        }
        Ok(Self(WEEK.iter().filter(|(_, name)| names.contains(name)).map(|(day, _)| *day).collect()))
    }
}

impl fmt::Display for WorkingDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> =
            WEEK.iter().filter(|(day, _)| self.0.contains(day)).map(|(_, name)| *name).collect();
        f.write_str(&names.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn working_days_are_read_and_written() {
        let days: WorkingDays = "sun mon thu".parse().unwrap();
        assert_eq!(days.to_string(), "mon thu sun");
        for wrong in ["", "monday", "mon, tue"] {
            assert!(wrong.parse::<WorkingDays>().is_err(), "{wrong}");
        }
        // Friday, 27 November 2026.
        assert_eq!(days.on_or_after(day("2026-11-27")), day("2026-11-29"));
        assert_eq!(days.on_or_after(day("2026-11-29")), day("2026-11-29"));
    }

    #[test]
    fn a_day_begins_in_the_surveys_zone() {
        let schedule = Schedule { time_zone: Tz::Asia__Beirut, ..Schedule::default() };
        let now: DateTime<Utc> = "2026-11-23T22:30:00Z".parse().unwrap();
        assert_eq!(schedule.today(now), day("2026-11-24"));
        assert!(!schedule.is_sending_time(now), "half past midnight");
        assert!(schedule.is_sending_time("2026-11-24T07:00:00Z".parse().unwrap()), "nine o'clock");
        assert!(!schedule.is_sending_time("2026-11-28T10:00:00Z".parse().unwrap()), "Saturday");
    }
}
