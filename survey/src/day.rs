//! A day of the calendar, from 1900-01-01 to 2199-12-31, written `2026-05-31` and no other way.
//!
//! Dates come from forms, files, the API and old databases. A day so far away that a sum with it leaves what the calendar
//! can hold once stopped the reminders of every survey; so no such day can be made, and each sum says what becomes of
//! one that would leave the calendar. `cargo xtask tidy` finds code that goes round this type.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;

/// A day. See the module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// The text is not a day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day from {} to {}, written as 2026-05-31, is expected", Day::FIRST, Day::LAST)]
pub struct NotADay;

impl Day {
    /// The first day that there is.
    pub const FIRST: Self = Self(NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day of the calendar"));
    /// The last day that there is.
    pub const LAST: Self = Self(NaiveDate::from_ymd_opt(2199, 12, 31).expect("a day of the calendar"));

    /// The day of this year, month and day of the month, if there is one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::within)
    }

    /// The day of a moment in its time zone; of a clock that is far off the nearest day that there is.
    pub fn of<Tz: TimeZone>(moment: &DateTime<Tz>) -> Self {
        Self(moment.date_naive().clamp(Self::FIRST.0, Self::LAST.0))
    }

    /// The day so many days later, if there is one.
    pub fn checked_add(self, days: u64) -> Option<Self> {
        self.0.checked_add_days(Days::new(days)).and_then(Self::within)
    }

    /// The day so many days earlier, if there is one.
    pub fn checked_sub(self, days: u64) -> Option<Self> {
        self.0.checked_sub_days(Days::new(days)).and_then(Self::within)
    }

    /// The day so many days later, or the last one.
    #[must_use]
    pub fn saturating_add(self, days: u64) -> Self {
        self.checked_add(days).unwrap_or(Self::LAST)
    }

    /// The day so many days earlier, or the first one.
    #[must_use]
    pub fn saturating_sub(self, days: u64) -> Self {
        self.checked_sub(days).unwrap_or(Self::FIRST)
    }

    /// How many days after another one it is; fewer than none, if it is earlier.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Its month, from 1.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Its place in the month, from 1.
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// Its day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The moment at which it begins in UTC.
    pub fn begins(self) -> DateTime<Utc> {
        self.0.and_time(NaiveTime::MIN).and_utc()
    }

    /// A day that an earlier version kept, when any year was taken: the nearest that there is. A year of more than four
    /// digits began with its sign.
    pub fn nearest(kept: &str) -> Option<Self> {
        match kept.as_bytes().first()? {
            b'+' => Some(Self::LAST),
            b'-' => Some(Self::FIRST),
            _ => written(kept).map(|date| Self(date.clamp(Self::FIRST.0, Self::LAST.0))),
        }
    }

    /// Reads what an earlier version kept in JSON that never changes: see [`Day::nearest`].
    ///
    /// # Errors
    /// When it is no date.
    pub fn deserialize_nearest<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::nearest(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom(NotADay))
    }

    fn within(date: NaiveDate) -> Option<Self> {
        (Self::FIRST.0..=Self::LAST.0).contains(&date).then_some(Self(date))
    }
}

/// Reads `2026-05-31`, of any year.
fn written(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| -> Option<u32> {
        text.get(range)?.bytes().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?)
}

/// The year of a date written `2026-05-31`, whether or not it is a [`Day`]: answers from before there were bounds keep
/// their years, and conditions go on comparing them.
pub fn written_year(text: &str) -> Option<i32> {
    written(text).map(|date| date.year())
}

/// Brings the bounds of date questions, in a question set that an earlier version stored, into the calendar.
pub fn bring_bounds_within(question_set: &mut Json) {
    let lists = |json: &mut Json, name: &str| match json.get_mut(name) {
        Some(Json::Array(all)) => std::mem::take(all),
        _ => Vec::new(),
    };
    let mut sections = lists(question_set, "sections");
    for section in &mut sections {
        let mut questions = lists(section, "questions");
        for question in questions.iter_mut().filter(|question| question["kind"] == "date") {
            for bound in ["min", "max"] {
                if let Some(day) = question.get(bound).and_then(Json::as_str).and_then(Day::nearest) {
                    question[bound] = day.to_string().into();
                }
            }
        }
        section["questions"] = questions.into();
    }
    question_set["sections"] = sections.into();
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        written(text).and_then(Self::within).ok_or(NotADay)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let bounds = format!("From {} to {}.", Self::FIRST, Self::LAST);
        schemars::json_schema!({ "type": "string", "format": "date", "description": bounds })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_written_one_way_and_lies_within_the_calendar() {
        for good in ["1900-01-01", "2026-05-31", "2024-02-29", "2199-12-31"] {
            assert_eq!(good.parse::<Day>().unwrap().to_string(), good);
        }
        let wrong = [
            "",
            "+262142-12-31",
            "-262143-01-01",
            "2200-01-01",
            "1899-12-31",
            "0026-01-01",
            "26-1-1",
            "2026-1-1",
            "2026-02-29",
            "2026-05-32",
            "2026/05/31",
            " 2026-05-31",
            "2026-05-31 ",
            "2026-05-31T00",
            "+026-05-31",
            "٢٠٢٦-٠٥-٣١",
            "20é-05-31",
        ];
        for wrong in wrong {
            assert_eq!(wrong.parse::<Day>(), Err(NotADay), "{wrong}");
            assert!(serde_json::from_value::<Day>(wrong.into()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn no_sum_leaves_the_calendar() {
        let day: Day = "2026-05-31".parse().unwrap();
        assert_eq!(day.checked_add(1).unwrap().to_string(), "2026-06-01");
        assert_eq!(day.checked_sub(31).unwrap().to_string(), "2026-04-30");
        for far in [1, 366, u64::from(u32::MAX), u64::MAX] {
            assert_eq!((Day::LAST.checked_add(far), Day::LAST.saturating_add(far)), (None, Day::LAST));
            assert_eq!((Day::FIRST.checked_sub(far), Day::FIRST.saturating_sub(far)), (None, Day::FIRST));
        }
        assert_eq!(Day::LAST.days_since(Day::FIRST), 109_572);
        assert_eq!(Day::of(&DateTime::<Utc>::MAX_UTC), Day::LAST);
        assert_eq!(Day::of(&DateTime::<Utc>::MIN_UTC), Day::FIRST);
    }

    #[test]
    fn bounds_that_were_stored_before_are_brought_within() {
        let mut set = serde_json::json!({ "sections": [{ "questions": [
            { "kind": "date", "min": "1800-01-01", "max": "2500-01-01" },
            { "kind": "date", "min": "2020-01-01" },
            { "kind": "number", "min": 3 },
        ] }] });
        bring_bounds_within(&mut set);
        let questions = &set["sections"][0]["questions"];
        assert_eq!(
            (&questions[0]["min"], &questions[0]["max"]),
            (&"1900-01-01".into(), &"2199-12-31".into())
        );
        assert_eq!((&questions[1]["min"], &questions[2]["min"]), (&"2020-01-01".into(), &3.into()));
        assert_eq!(questions[1].get("max"), None);
        for (kept, nearest) in [
            ("+262142-12-31", Some(Day::LAST)),
            ("-0001-01-01", Some(Day::FIRST)),
            ("0026-01-01", Some(Day::FIRST)),
            ("2200-01-01", Some(Day::LAST)),
            ("2026-05-31", Day::new(2026, 5, 31)),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(Day::nearest(kept), nearest, "{kept}");
        }
    }

    proptest! {
        #[test]
        fn every_day_reads_back(days in 0_u64..=109_572) {
            let day = Day::FIRST.checked_add(days).unwrap();
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
            prop_assert_eq!(day.days_since(Day::FIRST).unsigned_abs(), days);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,14}") {
            let _ = (text.parse::<Day>(), written_year(&text));
        }
    }
}
