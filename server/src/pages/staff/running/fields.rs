//! The fields that a new survey and the settings of one share.

use survey::disclosure::Threshold;
use survey::form::Fields;
use survey::question_set::Text;
use survey::{Day, Locale};

use super::super::forms::{Errors, field};
use super::super::question_sets::languages;
use super::super::reminders::settings::{read, written};
use super::super::results::limits;
use super::super::visit::Visit;
use super::super::words::{number, text};
use crate::lifecycle::{LONGEST_NAME, MOST_DEVICES, Settings, SurveyError, Terms};
use crate::schedule::Schedule;

/// A field for what the survey is called in a language.
pub struct NameField {
    /// Its name and id.
    pub name: String,
    /// The language's tag.
    pub tag: String,
    /// The language, in itself.
    pub language: String,
    /// Its direction.
    pub dir: &'static str,
    /// What was typed.
    pub value: String,
    /// Whether that can't be a name.
    pub is_wrong: bool,
}

/// A field for each of these languages, filled.
pub fn name_fields<'a>(
    visit: &Visit,
    offered: impl Iterator<Item = &'a Locale>,
    fields: &Fields,
) -> Vec<NameField> {
    let known = languages(visit);
    let mut all: Vec<NameField> = Vec::new();
    for locale in offered {
        let tag = locale.to_string();
        if all.iter().any(|field| field.tag == tag) {
            continue;
        }
        let own = known.iter().find(|(known, _)| *known == tag);
        let name = format!("name_{tag}");
        let value = field(fields, &name).to_owned();
        all.push(NameField {
            is_wrong: value.chars().count() > LONGEST_NAME,
            value,
            language: own.map_or_else(|| tag.clone(), |(_, name)| name.clone()),
            dir: locale.direction().as_str(),
            name,
            tag,
        });
    }
    all
}

/// What a form says that the survey is called: where it says nothing, it is called as its questionnaire.
fn names(visit: &Visit, fields: &Fields, errors: &mut Errors) -> Text {
    let mut names = Text::default();
    for (name, value) in &fields.0 {
        let Some(locale) = name.strip_prefix("name_").and_then(|tag| tag.parse::<Locale>().ok()) else {
            continue;
        };
        let value = value.trim();
        if value.chars().count() > LONGEST_NAME {
            let language = visit.t().language(&locale);
            let args = [("language", text(&language)), ("most", number(LONGEST_NAME as u64))];
            errors.0.push(("names", visit.t().tr("running-error-name", &args)));
        } else if !value.is_empty() {
            names.0.insert(locale, value.to_owned());
        }
    }
    names
}

/// All that a form says.
///
/// # Errors
/// What is wrong with which field.
pub fn settings(visit: &Visit, fields: &Fields, paused: bool) -> Result<Settings, Errors> {
    let mut errors = Errors::default();
    let names = names(visit, fields, &mut errors);
    let terms = terms(visit, fields, paused).map_err(|more| errors.0.extend(more.0)).ok();
    let threshold = field(fields, "threshold").parse::<u32>().ok();
    let threshold = threshold.and_then(|number| Threshold::try_from(number).ok());
    if threshold.is_none() {
        errors.0.push(("threshold", visit.t().tr("results-threshold-error", &limits())));
    }
    match (terms, threshold) {
        (Some(terms), Some(threshold)) if errors.is_empty() => Ok(Settings { terms, names, threshold }),
        _ => Err(errors),
    }
}

fn terms(visit: &Visit, fields: &Fields, paused: bool) -> Result<Terms, Errors> {
    let mut errors = Errors::default();
    let mut day = |name: &'static str, message: &str| {
        let day: Option<Day> = field(fields, name).parse().ok();
        if day.is_none() {
            errors.add(visit, name, message);
        }
        day
    };
    let opens_on = day("opens_on", "running-error-opens-on");
    let closes_on = day("closes_on", "running-error-closes-on");
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

/// Settings as the fields of a form; days that are not known are empty.
pub fn filled(
    days: Option<(Day, Day)>,
    schedule: &Schedule,
    max_devices: u32,
    names: &Text,
    threshold: Threshold,
) -> Fields {
    let mut fields = written(schedule);
    fields.0.extend(names.0.iter().map(|(locale, name)| (format!("name_{locale}"), name.clone())));
    fields.0.push(("threshold".to_owned(), threshold.get().to_string()));
    let day = |day: Day| day.to_string();
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
    if let SurveyError::Lower(now) = error {
        let message = visit.t().count("results-threshold-lower", "count", now.get());
        return errors.0.push(("threshold", message));
    }
    let (field, message) = match error {
        SurveyError::BrokenDown => ("threshold", "results-threshold-complete"),
        SurveyError::Taken(_) => ("code", "running-error-taken"),
        SurveyError::UnknownVersion(..) => ("on", "running-error-version"),
        SurveyError::Started => ("closes_on", "running-error-started"),
        SurveyError::Devices => ("max_devices", "running-error-devices"),
        SurveyError::Ended => ("grace_days", "running-error-ended"),
        SurveyError::ZoneStays => ("time_zone", "running-error-zone-stays"),
        SurveyError::DevicesStay => ("max_devices", "running-error-devices-stay"),
        SurveyError::GraceShorter => ("grace_days", "running-error-grace-shorter"),
        SurveyError::Grace => ("grace_days", "reminders-error-grace"),
        _ => ("closes_on", "running-error-dates"),
    };
    errors.add(visit, field, message);
}
