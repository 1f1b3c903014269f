//! Codes: the stable names of surveys, sections, questions, items and choices.
//!
//! A code is made only by parsing, so a value of these types is always well formed. Codes stay the same from wave to
//! wave; comparison over the years depends on it.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

/// The longest code, in characters.
pub const MAX_LENGTH: usize = 48;

/// Why a string is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a code: lower-case Latin letters, digits and _ only, a letter first, {MAX_LENGTH} characters at most"
)]
pub struct NotACode(pub String);

/// What ODK takes as the name of a choice: `-99`, `1.5`, `Yes`, `نعم`. No blanks, which part the names of several; nothing that
/// ends a text in an expression or a cell of a list.
fn well_formed_choice(text: &str) -> bool {
    (1..=MAX_LENGTH).contains(&text.len())
        && text.chars().all(|c| match c {
            '_' | '-' | '.' | '+' | '/' | ':' => true,
            // Marks of direction and blanks of other scripts.
            '\u{61c}' | '\u{1680}' | '\u{180e}' => false,
            '\u{c0}'..='\u{1fff}' | '\u{2c00}'..='\u{2fff}' | '\u{3001}'..='\u{d7ff}' => true,
            _ => c.is_ascii_alphanumeric(),
        })
}

fn well_formed(text: &str, hyphens: bool) -> bool {
    let mut bytes = text.bytes();
    text.len() <= MAX_LENGTH
        && bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || (hyphens && b == b'-'))
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, hyphens = $hyphens:literal) => {
        code!($(#[$doc])* $name, |text| well_formed(text, $hyphens), if $hyphens { "^[a-z][a-z0-9_-]*$" } else { "^[a-z][a-z0-9_]*$" });
    };
    ($(#[$doc:meta])* $name:ident, $well_formed:expr, $pattern:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotACode;
            fn from_str(text: &str) -> Result<Self, NotACode> {
                let well_formed: fn(&str) -> bool = $well_formed;
                if well_formed(text) { Ok(Self(text.to_owned())) } else { Err(NotACode(text.to_owned())) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "pattern": $pattern,
                    "maxLength": MAX_LENGTH,
                })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }
    };
}

code!(
    /// The code of a survey (one wave), as in its address: `ims-2026`.
    SurveyCode, hyphens = true
);
code!(
    /// The code of a question set: `ims-partnership`.
    QuestionSetCode, hyphens = true
);
code!(
    /// The code of a section of a question set.
    SectionCode, hyphens = false
);
code!(
    /// The code of a question; unique over the whole question set.
    QuestionCode, hyphens = false
);
code!(
    /// The code of an item (one row) of a matrix.
    ItemCode, hyphens = false
);
code!(
    /// The code of a choice in its choice list: whatever ODK takes as its name, so that a form keeps its own.
    ChoiceCode, well_formed_choice,
    "^[A-Za-z0-9_.+/:À-\u{61b}\u{61d}-\u{167f}\u{1681}-\u{180d}\u{180f}-\u{1fff}\u{2c00}-\u{2fff}\u{3001}-\u{d7ff}-]+$"
);
code!(
    /// The code of a theme in the code book of a question set's open answers.
    ThemeCode, hyphens = false
);

/// The suffix under which the text of an "other, please specify" choice stands, as in XLSForm.
pub const OTHER_SUFFIX: &str = "_other";

impl QuestionCode {
    /// The field in which the text of this question's "other" choice stands.
    pub fn other_field(&self) -> String {
        format!("{self}{OTHER_SUFFIX}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_well_formed_text_becomes_a_code() {
        assert!("gender_strategy".parse::<QuestionCode>().is_ok());
        assert!("ims-2026".parse::<SurveyCode>().is_ok());
        for bad in ["", "2x", "Gender", "a-b", "a b", "é", "a.b", &"a".repeat(49)] {
            assert!(bad.parse::<QuestionCode>().is_err(), "{bad}");
        }
        for good in ["-99", "1.5", "Yes", "2024-05-01", "18+", "نعم", "n/a"] {
            assert!(good.parse::<ChoiceCode>().is_ok(), "{good}");
        }
        for bad in ["", "a b", "it's", "a,b", "a\u{a0}b", "<b>", "a\u{200f}", "“a”", &"a".repeat(49)] {
            assert!(bad.parse::<ChoiceCode>().is_err(), "{bad}");
        }
    }
}
