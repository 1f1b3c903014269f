//! The columns of a file of partners.

use std::fmt;

use super::MOST_CONTACTS;

const NAMES: [&str; MOST_CONTACTS] =
    ["contact_name", "contact2_name", "contact3_name", "contact4_name", "contact5_name"];
const ADDRESSES: [&str; MOST_CONTACTS] =
    ["contact_email", "contact2_email", "contact3_email", "contact4_email", "contact5_email"];

/// One column. The further contacts have a number: `contact2_name`, `contact2_email`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The stable key.
    Key,
    /// The organisation's name.
    Name,
    /// The region.
    Region,
    /// The country.
    Country,
    /// The programme.
    Programme,
    /// The type of organisation.
    Type,
    /// The language.
    Language,
    /// The name of the contact at this place, from 0.
    ContactName(usize),
    /// The address of the contact at this place, from 0.
    ContactEmail(usize),
    /// The responsible programme manager.
    Manager,
    /// Whether it is invited.
    Active,
}

impl Column {
    /// The columns that every file has.
    pub const NEEDED: [Self; 10] = [
        Self::Key,
        Self::Name,
        Self::Region,
        Self::Country,
        Self::Programme,
        Self::Type,
        Self::Language,
        Self::ContactName(0),
        Self::ContactEmail(0),
        Self::Manager,
    ];

    /// All columns that a file can have, in the order in which they are written, with so many contacts.
    pub fn all(contacts: usize) -> Vec<Self> {
        let (before, after) = Self::NEEDED.split_at(9);
        let further = (1..contacts).flat_map(|place| [Self::ContactName(place), Self::ContactEmail(place)]);
        before.iter().copied().chain(further).chain(after.iter().copied()).chain([Self::Active]).collect()
    }

    /// The column of a heading, in any case and with blanks for underscores.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let plain = heading.to_lowercase().replace([' ', '-'], "_");
        Self::all(MOST_CONTACTS).into_iter().find(|column| column.as_str() == plain)
    }

    /// The heading in a file, and the name of the field in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Name => "name",
            Self::Region => "region",
            Self::Country => "country",
            Self::Programme => "programme",
            Self::Type => "type",
            Self::Language => "language",
            Self::ContactName(place) => NAMES[place.min(MOST_CONTACTS - 1)],
            Self::ContactEmail(place) => ADDRESSES[place.min(MOST_CONTACTS - 1)],
            Self::Manager => "manager",
            Self::Active => "active",
        }
    }

    /// The message that names it, and the number of the contact for those further ones that share a message.
    pub fn message(self) -> (&'static str, Option<usize>) {
        match self {
            Self::Key => ("partners-column-key", None),
            Self::Name => ("partners-column-name", None),
            Self::Region => ("partners-column-region", None),
            Self::Country => ("partners-column-country", None),
            Self::Programme => ("partners-column-programme", None),
            Self::Type => ("partners-column-type", None),
            Self::Language => ("partners-column-language", None),
            Self::ContactName(0) => ("partners-column-contact-name", None),
            Self::ContactEmail(0) => ("partners-column-contact-email", None),
            Self::ContactName(place) => ("partners-column-further-name", Some(place + 1)),
            Self::ContactEmail(place) => ("partners-column-further-email", Some(place + 1)),
            Self::Manager => ("partners-column-manager", None),
            Self::Active => ("partners-column-active", None),
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
