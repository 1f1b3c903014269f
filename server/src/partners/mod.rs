//! The directory of partners: what a partner is, and how a file of them is read, held against the directory and written.
//!
//! No SQL and no HTML: [`table`] makes rows of cells out of a file, [`import`] makes partners or problems out of cells,
//! [`export`] goes the other way, and [`keep`] writes one partner. What is exported can be imported again and changes nothing.

pub mod column;
pub mod export;
pub mod import;
pub mod keep;
pub mod say;
pub mod table;
pub mod waiting;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use survey::Locale;

/// An organisation that may be invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// The stable key by which the organisation is known from year to year.
    pub key: PartnerKey,
    /// The organisation's name.
    pub name: String,
    /// The region's code.
    pub region: String,
    /// The country.
    pub country: String,
    /// The programme.
    pub programme: String,
    /// The type of organisation, as a choice code.
    pub kind: String,
    /// The language in which it is written to.
    pub language: Locale,
    /// The people there: mail goes to the first, the others are for calls and talks.
    pub contacts: Vec<Contact>,
    /// The e-mail address of the responsible programme manager.
    pub manager: EmailAddress,
    /// Whether it is invited to surveys.
    pub active: bool,
}

impl Partner {
    /// The address that its mail goes to; a partner whom mail doesn't reach has none.
    pub fn address(&self) -> Option<&EmailAddress> {
        self.contacts.first().and_then(|contact| contact.email.as_ref())
    }
}

/// The partners that are known, by key.
pub type Directory = BTreeMap<PartnerKey, Partner>;

/// A person to write to or to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The e-mail address, if there is one.
    pub email: Option<EmailAddress>,
}

/// The most contacts of one partner.
pub const MOST_CONTACTS: usize = 5;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 200;
/// The longest code, country or programme, in characters.
pub const LONGEST_WORD: usize = 100;

/// The stable key of a partner: Latin letters, digits and `-` `_` `.`, beginning with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartnerKey(String);

/// Why a text is no [`PartnerKey`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a partner's key")]
pub struct NotAKey(pub String);

impl PartnerKey {
    /// The longest key, in characters.
    pub const LONGEST: usize = 64;
    /// Pages of the directory stand at these addresses.
    const RESERVED: [&str; 6] =
        ["new", "import", "export.csv", "export.xlsx", "template.csv", "template.xlsx"];

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key without its capitals: no two partners have the same.
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl FromStr for PartnerKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
        let well_formed = text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
            && text.bytes().all(plain)
            && text.len() <= Self::LONGEST
            && !Self::RESERVED.contains(&text);
        if well_formed { Ok(Self(text.to_owned())) } else { Err(NotAKey(text.chars().take(80).collect())) }
    }
}

impl fmt::Display for PartnerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An e-mail address that mail can be sent to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// Why a text is no [`EmailAddress`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an e-mail address")]
pub struct NotAnAddress(pub String);

impl EmailAddress {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two ways of writing the same mailbox have in common.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        // The standard also knows addresses without a dot and with a number for a host: here they are slips.
        let domain = text.rsplit_once('@').map_or("", |(_, domain)| domain);
        let worldwide = domain.contains('.') && domain.parse::<std::net::IpAddr>().is_err();
        let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"[]".contains(c));
        if worldwide && plain && text.len() <= 254 && text.parse::<lettre::Address>().is_ok() {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnAddress(text.chars().take(80).collect()))
        }
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text as it is kept: one line, without the marks that spreadsheets and copying leave at its ends.
pub fn clean(text: &str) -> String {
    let marks =
        |c: char| c.is_whitespace() || c.is_control() || "\u{feff}\u{200b}\u{200e}\u{200f}".contains(c);
    let one_line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    one_line.collect::<Vec<_>>().join(" ").trim_matches(marks).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_can_stand_in_an_address() {
        for good in ["p001-sindyan-radio", "2024.17", "A_b", "7"] {
            assert_eq!(good.parse::<PartnerKey>().unwrap().as_str(), good);
        }
        for bad in ["", " ", "a b", "a/b", "..", "-a", "new", "import", "é", "a\u{0}", &"a".repeat(65)] {
            assert!(bad.parse::<PartnerKey>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_is_one_that_mail_reaches() {
        for good in
            ["a@b.example", "Amal.Haddad+sawt@ngo.example.org", "o'neil@b.example", "x@müller.example"]
        {
            assert_eq!(good.parse::<EmailAddress>().unwrap().as_str(), good);
        }
        let bad = [
            "",
            "a",
            "a@",
            "@b.example",
            "a@b",
            "a b@c.example",
            "a@b.example, c@d.example",
            "<a@b.example>",
            "a@b..example",
            "a@b.example\r\nBcc: x@y.example",
            "a@127.0.0.1",
            "a@[127.0.0.1]",
            "a@b@c.example",
        ];
        for bad in bad {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad}");
        }
    }

    #[test]
    fn texts_are_one_line_without_marks_at_their_ends() {
        assert_eq!(clean("  Radio\r\n  Sindyan\u{a0}"), "Radio Sindyan");
        assert_eq!(clean("\u{feff}\u{200f}إذاعة سنديان\u{200f} "), "إذاعة سنديان");
        assert_eq!(clean("\u{0}a\u{0}b"), "a b");
        assert_eq!(clean(" \t\u{200e} \u{200e}"), "");
    }
}
