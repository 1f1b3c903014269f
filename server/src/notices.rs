//! What all admins are told by mail, so that nobody changes alone, unseen, who decides and what goes out.
//!
//! How it is said is in `mail::account`.

use crate::second_yes::{Deed, DeedKind};
use crate::store::staff::Role;
use serde::{Deserialize, Serialize};
use survey::{Day, SurveyCode};

/// Something that all admins are told. `by` is the name of the person who did it; empty from the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum AdminNotice {
    /// Somebody was invited to work here.
    PersonInvited {
        /// The e-mail address.
        person: String,
        /// What the account will be.
        role: Role,
        /// Who invited.
        by: String,
    },
    /// A link for another password was mailed to a colleague.
    PasswordLink {
        /// The e-mail address.
        person: String,
        /// Who had it made.
        by: String,
    },
    /// A colleague's second factor was taken away.
    SecondFactorTaken {
        /// The e-mail address.
        person: String,
        /// Who took it.
        by: String,
    },
    /// A colleague has another role.
    RoleChanged {
        /// The e-mail address.
        person: String,
        /// The role now.
        role: Role,
        /// Who gave it.
        by: String,
    },
    /// An account can't be used any more.
    AccountEnded {
        /// The e-mail address.
        person: String,
        /// Who ended it.
        by: String,
    },
    /// An account that was ended can be used again.
    AccountResumed {
        /// The e-mail address.
        person: String,
        /// Who opened it again.
        by: String,
    },
    /// Somebody asks for a second yes.
    YesAsked {
        /// The survey.
        survey: SurveyCode,
        /// What is to be done.
        deed: Deed,
        /// Who asks.
        by: String,
    },
    /// A survey was suspended.
    SurveySuspended {
        /// The survey.
        survey: SurveyCode,
        /// Why.
        reason: String,
        /// Who suspended it.
        by: String,
    },
    /// A suspended survey goes on.
    SurveyWentOn {
        /// The survey.
        survey: SurveyCode,
        /// Its last day now.
        last_day: Day,
        /// Who let it go on.
        by: String,
    },
    /// Somebody with a used link says that the partner has not answered.
    NotAnswered {
        /// The partner's name.
        partner: String,
        /// The survey's code.
        survey: String,
    },
}

impl AdminNotice {
    /// The notice as it stands in the ids of its texts: `admin-notice-KIND-subject` and `admin-notice-KIND-body`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::PersonInvited { .. } => "person-invited",
            Self::PasswordLink { .. } => "password-link",
            Self::SecondFactorTaken { .. } => "second-factor-taken",
            Self::RoleChanged { .. } => "role-changed",
            Self::AccountEnded { .. } => "account-ended",
            Self::AccountResumed { .. } => "account-resumed",
            Self::NotAnswered { .. } => "not-answered",
            Self::YesAsked { deed, .. } => match deed.kind() {
                DeedKind::Open => "yes-open",
                DeedKind::Version => "yes-version",
                DeedKind::CloseEarly => "yes-close",
                DeedKind::DeclareLost => "yes-lost",
                DeedKind::KnownLinks => "yes-links",
            },
            Self::SurveySuspended { .. } => "survey-suspended",
            Self::SurveyWentOn { .. } => "survey-went-on",
        }
    }
}
