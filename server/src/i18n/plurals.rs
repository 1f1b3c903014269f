//! Plural forms as CLDR has them. The rules inside `fluent-bundle` (`intl_pluralrules` 7) leave out the remainder in
//! “n % 100 = 11..99”, so Arabic's 115 partners would be written like 100; `icu_plurals`, and browsers, have it right.
//!
//! Fluent can't be given other rules, but it can be given another number of the right form, which carries the text of
//! the real one.

use fluent_bundle::FluentValue;
use icu_decimal::input::Decimal;
use icu_plurals::{PluralCategory, PluralOperands};
use intl_pluralrules::{PluralCategory as FluentCategory, PluralRuleType, PluralRules as FluentRules};
use survey::{Locale, number};
use unic_langid::LanguageIdentifier;

use super::numbers;

/// The plural rules of one language: CLDR's and Fluent's own.
pub struct Plurals {
    locale: Locale,
    cldr: icu_plurals::PluralRules,
    fluent: FluentRules,
}

impl Plurals {
    /// The rules of a language, if both know it.
    pub fn new(locale: &Locale) -> Option<Self> {
        let tag: icu_locale_core::Locale = locale.as_str().parse().ok()?;
        let language: LanguageIdentifier = locale.as_str().parse().ok()?;
        Some(Self {
            cldr: icu_plurals::PluralRules::try_new_cardinal(tag.into()).ok()?,
            fluent: FluentRules::create(language, PluralRuleType::CARDINAL).ok()?,
            locale: locale.clone(),
        })
    }

    /// The value for which Fluent takes the form that CLDR has for this one; it is written the same.
    pub fn faithful<'a>(&self, value: FluentValue<'a>) -> FluentValue<'a> {
        let FluentValue::Number(mut number) = value else { return value };
        let decimal = Decimal::try_from_str(&number::plain(number.value)).ok();
        let wanted = decimal.map(|decimal| Ok(self.category(PluralOperands::from(&decimal))));
        if let Some(wanted) = wanted
            && self.fluent.select(number.value) != wanted
            && let Some(other) = (0..=200u32).find(|n| self.fluent.select(*n) == wanted)
        {
            number.options.currency = Some(numbers::number(&self.locale, number.value));
            number.value = f64::from(other);
        }
        FluentValue::Number(number)
    }

    fn category(&self, operands: PluralOperands) -> FluentCategory {
        match self.cldr.category_for(operands) {
            PluralCategory::Zero => FluentCategory::ZERO,
            PluralCategory::One => FluentCategory::ONE,
            PluralCategory::Two => FluentCategory::TWO,
            PluralCategory::Few => FluentCategory::FEW,
            PluralCategory::Many => FluentCategory::MANY,
            PluralCategory::Other => FluentCategory::OTHER,
        }
    }
}

/// The text of the real number, if the value stands for another. Nothing here is money: the field is free.
pub fn written(value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => number.options.currency.clone(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::i18n::Translations;

    #[test]
    fn arabic_numbers_over_a_hundred_have_the_form_of_their_last_two_digits() {
        let translations = Translations::load();
        let arabic = translations.locale(&"ar".parse().unwrap());
        let said = |n: f64| {
            let text = arabic.count("staff-nobody-responded", "invited", n);
            text.replace(['\u{2068}', '\u{2069}'], "").replace("لم يُجب بعد أحد من ", "")
        };
        assert_eq!(said(5.0), "5 شركاء مدعوين");
        assert_eq!(said(100.0), "100 شريك مدعو");
        assert_eq!(said(105.0), "105 شركاء مدعوين");
        assert_eq!(said(115.0), "115 شريكًا مدعوًا");
        assert_eq!(said(1_199.0), "1,199 شريكًا مدعوًا");
        assert_eq!(said(200.0), "200 شريك مدعو");
    }
}
