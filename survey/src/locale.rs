//! Languages, named by BCP 47 tags.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

/// A language tag such as `en`, `ar` or `fr-CA`: a language, and perhaps a script or a region.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Locale(String);

/// Why a string is not a [`Locale`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language tag")]
pub struct NotALocale(pub String);

/// The direction in which a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Locale {
    /// English, which everything falls back to.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script or region.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction of the script that the language is usually written in (after CLDR).
    pub fn direction(&self) -> Direction {
        const RTL: [&str; 14] =
            ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku-Arab", "ps", "sd", "syr", "ug", "ur", "yi"];
        let right_to_left =
            RTL.contains(&self.language()) || self.0.contains("-Arab") || self.0.contains("-Hebr");
        if right_to_left && !self.0.contains("-Latn") { Direction::Rtl } else { Direction::Ltr }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Locale {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Locale".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A BCP 47 language tag.",
            "type": "string",
            "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
            "maxLength": 35,
        })
    }
}

impl FromStr for Locale {
    type Err = NotALocale;

    fn from_str(text: &str) -> Result<Self, NotALocale> {
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default();
        let language_ok =
            (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
        let rest_ok = parts
            .all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        if language_ok && rest_ok && text.len() <= 35 {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotALocale(text.chars().take(40).collect()))
        }
    }
}

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(text: &str) -> Locale {
        text.parse().unwrap()
    }

    #[test]
    fn tags_are_parsed_and_others_refused() {
        assert_eq!(locale("fr-CA").language(), "fr");
        for bad in ["", "e", "EN", "english", "ar_SY", "ar-", "../x", "ar-é"] {
            assert!(bad.parse::<Locale>().is_err(), "{bad}");
        }
    }

    #[test]
    fn arabic_runs_right_to_left_and_french_does_not() {
        assert_eq!(locale("ar").direction(), Direction::Rtl);
        assert_eq!(locale("ku-Arab").direction(), Direction::Rtl);
        assert_eq!(locale("fr").direction(), Direction::Ltr);
        assert_eq!(locale("ar-Latn").direction(), Direction::Ltr);
    }
}
