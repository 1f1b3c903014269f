//! The fields that a new survey and the settings of one share.

use chrono::NaiveDate;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::reminders::settings::{read, written};
use super::super::visit::Visit;
use crate::lifecycle::{MOST_DEVICES, SurveyError, Terms};
use crate::schedule::Schedule;

/// The terms that a form says.
///
/// # Errors
/// What is wrong with which field.
pub fn terms(visit: &Visit, fields: &Fields, paused: bool) -> Result<Terms, Errors> {
    let mut errors = Errors::default();
    let mut day = |name: &'static str| {
        let day: Option<NaiveDate> = field(fields, name).parse().ok();
        if day.is_none() {
            errors.add(visit, name, "reminders-error-date");
        }
        day
    };
    let (opens_on, closes_on) = (day("opens_on"), day("closes_on"));
    if opens_on.zip(closes_on).is_some_and(|(first, last)| last < first) {
        errors.add(visit, "closes_on", "running-error-dates");
    }
    let devices = field(fields, "max_devices").parse().ok().filter(|n| (1..=MOST_DEVICES).contains(n));
    if devices.is_none() {
        errors.add(visit, "max_devices", "running-error-devices");
    }
    let schedule = match read(visit, fields, paused) {
        Ok(schedule) => Some(schedule),
        Err(more) => {
            errors.0.extend(more.0);
            None
        }
    };
    match (opens_on, closes_on, devices, schedule) {
        (Some(opens_on), Some(closes_on), Some(max_devices), Some(schedule)) if errors.is_empty() => {
            Ok(Terms { opens_on, closes_on, schedule, max_devices })
        }
        _ => Err(errors),
    }
}

/// Terms as the fields of a form; days that are not known are empty.
pub fn filled(days: Option<(NaiveDate, NaiveDate)>, schedule: &Schedule, max_devices: u32) -> Fields {
    let mut fields = written(schedule);
    let day = |day: NaiveDate| day.to_string();
    for (name, value) in [
        ("opens_on", days.map(|days| day(days.0)).unwrap_or_default()),
        ("closes_on", days.map(|days| day(days.1)).unwrap_or_default()),
        ("max_devices", max_devices.to_string()),
    ] {
        fields.0.push((name.to_owned(), value));
    }
    fields
}

/// Says what `crate::lifecycle` refused, at the field that it concerns.
pub fn refused(visit: &Visit, errors: &mut Errors, error: &SurveyError) {
    let (field, message) = match error {
        SurveyError::Taken(_) => ("code", "running-error-taken"),
        SurveyError::UnknownVersion(..) => ("on", "running-error-version"),
        SurveyError::Started => ("closes_on", "running-error-started"),
        SurveyError::Devices => ("max_devices", "running-error-devices"),
        SurveyError::Ended => ("grace_days", "running-error-ended"),
        SurveyError::Grace => ("grace_days", "reminders-error-grace"),
        _ => ("closes_on", "running-error-dates"),
    };
    errors.add(visit, field, message);
}
