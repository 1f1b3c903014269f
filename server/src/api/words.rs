//! Words in bodies: types of the domain as JSON, read strictly.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::mail::MessageKind;
use crate::reminders::plan::Audience;
use crate::store::follow_ups::FollowUpKind;
use crate::store::invitations::InvitationState;
use crate::store::messages::MessageState;
use crate::store::open_answers::Decision;
use crate::store::withdrawals::NotEligible;

/// A type whose values are words.
pub trait Named: Copy + 'static {
    /// What its schema is called.
    const NAME: &'static str;

    /// All of its values.
    fn all() -> Vec<Self>;

    /// The word.
    fn word(self) -> &'static str;
}

macro_rules! named {
    ($($name:ident)*) => {
        $(impl Named for $name {
            const NAME: &'static str = stringify!($name);

            fn all() -> Vec<Self> {
                Self::ALL.to_vec()
            }

            fn word(self) -> &'static str {
                self.as_str()
            }
        })*
    };
}

named! { MessageKind Audience FollowUpKind InvitationState MessageState NotEligible }

/// There is a body called `Decision`.
impl Named for Decision {
    const NAME: &'static str = "AnswerDecision";

    fn all() -> Vec<Self> {
        Self::ALL.to_vec()
    }

    fn word(self) -> &'static str {
        self.as_str()
    }
}

/// A value that is written as its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<T: Named> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<'de, T: Named> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let found = T::all().into_iter().find(|value| value.word() == text);
        found.map(Self).ok_or_else(|| {
            let words: Vec<_> = T::all().into_iter().map(T::word).collect();
            D::Error::custom(format!("one of {} is expected", words.join(", ")))
        })
    }
}

impl<T: Named> JsonSchema for Word<T> {
    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<_> = T::all().into_iter().map(T::word).collect();
        json_schema!({ "type": "string", "enum": words })
    }
}
