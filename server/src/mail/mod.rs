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
}

impl MessageKind {
    /// All kinds, in the order in which a survey sends them.
    pub const ALL: [Self; 6] =
        [Self::Invitation, Self::Reminder, Self::LastCall, Self::Extended, Self::ClosingEarly, Self::Thanks];

    /// Those that colleagues plan and word.
    pub fn planned() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|kind| kind.is_planned())
    }

    /// Whether colleagues plan and word it.
    pub fn is_planned(self) -> bool {
        self != Self::ClosingEarly
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
