//! Numbers and dates as each language writes them, after CLDR.

use std::convert::Infallible;

use fluent_bundle::FluentValue;
use fluent_bundle::memoizer::MemoizerKind;
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::{YMD, YMDE};
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use intl_memoizer::Memoizable;
use survey::{Day, Locale, number};
use unic_langid::LanguageIdentifier;

/// Writes numbers of one language.
struct NumberWriter(Option<DecimalFormatter>);

impl NumberWriter {
    fn new(tag: &str) -> Self {
        let formatter = tag.parse::<icu_locale_core::Locale>().ok().and_then(|locale| {
            DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok()
        });
        Self(formatter)
    }

    fn write(&self, value: f64) -> String {
        let plain = number::plain(value);
        match (&self.0, Decimal::try_from_str(&plain)) {
            (Some(formatter), Ok(decimal)) => formatter.format(&decimal).to_string(),
            _ => plain,
        }
    }
}

impl Memoizable for NumberWriter {
    type Args = ();
    type Error = Infallible;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, Infallible> {
        Ok(Self::new(&language.to_string()))
    }
}

/// How Fluent writes the numbers in messages.
pub fn format_value<M: MemoizerKind>(value: &FluentValue<'_>, memoizer: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    if let Some(text) = super::plurals::written(value) {
        return Some(text);
    }
    memoizer.with_try_get_threadsafe::<NumberWriter, _, _>((), |writer| writer.write(number.value)).ok()
}

/// A number in a language.
pub fn number(locale: &Locale, value: f64) -> String {
    NumberWriter::new(locale.as_str()).write(value)
}

/// A date in full: “31 May 2026”. `tag` says whose way: British English writes the day first, American the month.
pub fn date(tag: &str, date: Day) -> String {
    let written = || {
        let locale: icu_locale_core::Locale = tag.parse().ok()?;
        let formatter = DateTimeFormatter::try_new(locale.into(), YMD::long()).ok()?;
        let month = u8::try_from(date.month()).ok()?;
        let day = u8::try_from(date.day_of_month()).ok()?;
        Some(formatter.format(&Date::try_new_iso(date.year(), month, day).ok()?).to_string())
    };
    written().unwrap_or_else(|| date.to_string())
}

/// A date in full with its day of the week: “Sunday, 31 May 2026”.
pub fn weekday_date(tag: &str, date: Day) -> String {
    let written = || {
        let locale: icu_locale_core::Locale = tag.parse().ok()?;
        let formatter = DateTimeFormatter::try_new(locale.into(), YMDE::long()).ok()?;
        let month = u8::try_from(date.month()).ok()?;
        let day = u8::try_from(date.day_of_month()).ok()?;
        Some(formatter.format(&Date::try_new_iso(date.year(), month, day).ok()?).to_string())
    };
    written().unwrap_or_else(|| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        tag.parse().unwrap()
    }

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(number(&locale("en"), 12500.5), "12,500.5");
        assert_eq!(number(&locale("fr"), 12500.5), "12\u{202f}500,5");
        assert_eq!(number(&locale("ar"), 43.0), "43");
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let day = Day::new(2026, 5, 31).unwrap();
        assert_eq!(date("fr", day), "31 mai 2026");
        assert_eq!(date("ar-u-nu-latn", day), "31 مايو 2026");
        assert_eq!(date("en-GB", day), "31 May 2026");
        assert_eq!(weekday_date("fr", day), "dimanche 31 mai 2026");
        assert_eq!(weekday_date("ar-u-nu-latn", day), "الأحد، 31 مايو 2026");
        assert_eq!(weekday_date("en-GB", day), "Sunday, 31 May 2026");
    }
}
