//! Mail: what kinds go to partners, how each is composed, and how it is sent. Mail about accounts is [`account`]'s.
//!
//! [`wording`] says what a message says, [`compose`] makes it out for one partner, [`transport`] and [`smtp`] hand it over, [`queue`] decides when and keeps what came of it.

pub mod account;
pub mod compose;
pub mod mark;
pub mod queue;
pub mod smtp;
pub mod transport;
pub mod wording;

use std::fmt;
use std::str::FromStr;

/// A kind of message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MessageKind {
    /// The first one, with the personal link.
    Invitation,
    /// To those who have not responded.
    Reminder,
    /// Shortly before the deadline.
    LastCall,
    /// The deadline was extended.
    Extended,
    /// The survey closes earlier than was promised. Nobody plans it or changes its words.
    ClosingEarly,
    /// To those who responded.
    Thanks,
    /// To the old address: mail goes to another one from now on.
    AddressChanged,
    /// To whoever has the old link: it was replaced.
    LinkReplaced,
}

impl MessageKind {
    /// All kinds, in the order in which a survey sends them.
    pub const ALL: [Self; 8] = [
        Self::Invitation,
        Self::Reminder,
        Self::LastCall,
        Self::Extended,
        Self::ClosingEarly,
        Self::Thanks,
        Self::AddressChanged,
        Self::LinkReplaced,
    ];

    /// Those that colleagues plan and word.
    pub fn planned() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|kind| kind.is_planned())
    }

    /// Whether colleagues plan and word it.
    pub fn is_planned(self) -> bool {
        self != Self::ClosingEarly && !self.tells_of_change()
    }

    /// Whether it tells of what a colleague changed: it goes to the address that it was queued for, has no link, and no words that
    /// colleagues choose.
    pub fn tells_of_change(self) -> bool {
        matches!(self, Self::AddressChanged | Self::LinkReplaced)
    }

    /// Whether it has the personal link.
    pub fn has_link(self) -> bool {
        self != Self::Thanks && !self.tells_of_change()
    }

    /// The kind as it is stored, and as it stands in the ids of its texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
            Self::LastCall => "last-call",
            Self::Extended => "extended",
            Self::ClosingEarly => "closing-early",
            Self::Thanks => "thanks",
            Self::AddressChanged => "address-changed",
            Self::LinkReplaced => "link-replaced",
        }
    }
}

/// The text names no kind of message.
#[derive(Debug, thiserror::Error)]
#[error("not a kind of message")]
pub struct NotAMessageKind;

impl FromStr for MessageKind {
    type Err = NotAMessageKind;

    fn from_str(text: &str) -> Result<Self, NotAMessageKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(NotAMessageKind)
    }
}

impl fmt::Display for MessageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
