//! Who may do what: the one place that says which role has which permission, and which page asks for which.
//!
//! A page that no line of [`PAGES`] names is an admin's alone: whoever forgets to name one shuts it. Routes of the API name their
//! permission where they are listed (`crate::api`), and a personal token is given some of its owner's as [`Scope`]s.

use std::str::FromStr;

use crate::store::staff::Role;

/// Something that a role may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// Be here at all: one's own account, and the page that one arrives at.
    BeHere,
    /// See the surveys and how many have responded.
    SeeSurveys,
    /// Make a survey, set its terms, open and close it.
    SetUpSurveys,
    /// Invite, remind, note, word messages, move the last day.
    RunSurveys,
    /// See and change the directory of partners.
    KeepPartners,
    /// See what was answered, as far as the results show it.
    SeeResults,
    /// Write in reports and arrange them.
    EditReports,
    /// Publish reports.
    PublishReports,
    /// Show published reports to people without an account.
    ShareReports,
    /// Read open answers, tag and translate them, and propose what of them is published.
    ReadAnswers,
    /// Decide what of the open answers is published.
    PublishAnswers,
    /// Translate question sets.
    Translate,
    /// Change and publish question sets.
    EditQuestionSets,
    /// Invite people, give roles, end accounts.
    ManagePeople,
    /// Read what was done, by whom and when.
    ReadAudit,
}

/// Whether something is looked at or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// It is looked at.
    Read,
    /// It is changed.
    Write,
}

/// What a personal token may be used for: a permission, to look or to change as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    /// The permission.
    pub permission: Permission,
    /// To look, or to change; who may change may look.
    pub access: Access,
}

/// The text names no scope.
#[derive(Debug, thiserror::Error)]
#[error("“{0}” is no scope")]
pub struct NotAScope(pub String);

/// Every scope, as it is written.
const SCOPES: &[(&str, Permission, Access)] = &[
    ("surveys:read", Permission::SeeSurveys, Access::Read),
    ("surveys:write", Permission::SetUpSurveys, Access::Write),
    ("fieldwork:read", Permission::RunSurveys, Access::Read),
    ("fieldwork:write", Permission::RunSurveys, Access::Write),
    ("partners:read", Permission::KeepPartners, Access::Read),
    ("partners:write", Permission::KeepPartners, Access::Write),
    ("results:read", Permission::SeeResults, Access::Read),
    ("results:write", Permission::SeeResults, Access::Write),
    ("reports:write", Permission::PublishReports, Access::Write),
    ("report_links:read", Permission::ShareReports, Access::Read),
    ("report_links:write", Permission::ShareReports, Access::Write),
    ("report_texts:read", Permission::EditReports, Access::Read),
    ("report_texts:write", Permission::EditReports, Access::Write),
    ("answers:read", Permission::ReadAnswers, Access::Read),
    ("answers:write", Permission::ReadAnswers, Access::Write),
    ("answer_decisions:write", Permission::PublishAnswers, Access::Write),
    ("translations:read", Permission::Translate, Access::Read),
    ("translations:write", Permission::Translate, Access::Write),
    ("question_sets:read", Permission::EditQuestionSets, Access::Read),
    ("question_sets:write", Permission::EditQuestionSets, Access::Write),
    ("people:read", Permission::ManagePeople, Access::Read),
    ("people:write", Permission::ManagePeople, Access::Write),
    ("audit:read", Permission::ReadAudit, Access::Read),
];

impl Scope {
    /// All scopes.
    pub fn all() -> impl Iterator<Item = Self> {
        SCOPES.iter().map(|(_, permission, access)| Self { permission: *permission, access: *access })
    }

    /// The scope as it is written; nothing for what no token can be given.
    pub fn as_str(self) -> Option<&'static str> {
        let found = SCOPES.iter().find(|(_, p, a)| (*p, *a) == (self.permission, self.access));
        found.map(|(name, _, _)| *name)
    }

    /// Whether who was given this one may do what asks for the other.
    pub fn covers(self, asked: Self) -> bool {
        let implied = match self.permission {
            Permission::RunSurveys | Permission::SetUpSurveys => {
                asked == Self { permission: Permission::SeeSurveys, access: Access::Read }
            }
            // Who may change a question set may change its texts.
            Permission::EditQuestionSets => {
                asked.permission == Permission::Translate && self.access >= asked.access
            }
            _ => false,
        };
        implied || (self.permission == asked.permission && self.access >= asked.access)
    }
}

impl FromStr for Scope {
    type Err = NotAScope;

    fn from_str(text: &str) -> Result<Self, NotAScope> {
        let found = SCOPES.iter().find(|(name, _, _)| *name == text);
        let found = found.map(|(_, permission, access)| Self { permission: *permission, access: *access });
        found.ok_or_else(|| NotAScope(text.chars().take(80).collect()))
    }
}

impl Role {
    /// Whether the role has a permission.
    pub fn may(self, permission: Permission) -> bool {
        use Permission::{
            BeHere, EditReports, KeepPartners, PublishReports, ReadAnswers, RunSurveys, SeeResults,
            SeeSurveys, Translate,
        };
        match self {
            Self::Admin => true,
            Self::Manager => {
                matches!(
                    permission,
                    BeHere
                        | SeeSurveys
                        | RunSurveys
                        | KeepPartners
                        | SeeResults
                        | EditReports
                        | PublishReports
                )
            }
            // Managers know their partners, and might know their words. What an analyst proposes, an admin publishes.
            Self::Analyst => matches!(permission, BeHere | SeeSurveys | SeeResults | ReadAnswers),
            Self::Translator => matches!(permission, BeHere | Translate),
        }
    }

    /// Whether the role may open a page, by the pattern of its address.
    pub fn may_open(self, pattern: &str) -> bool {
        asked(pattern).map_or(self == Self::Admin, |permission| self.may(permission))
    }
}

/// What each page asks for: the first line whose parts begin the address counts; `*` is any one part.
const PAGES: &[(&str, Permission)] = &[
    ("/staff/account", Permission::BeHere),
    ("/staff/people", Permission::ManagePeople),
    ("/staff/audit", Permission::ReadAudit),
    ("/staff/partners", Permission::KeepPartners),
    ("/staff/surveys/new", Permission::SetUpSurveys),
    ("/staff/surveys/*/settings", Permission::SetUpSurveys),
    ("/staff/surveys/*/open", Permission::SetUpSurveys),
    ("/staff/surveys/*/close", Permission::SetUpSurveys),
    ("/staff/surveys/*/suspension", Permission::SetUpSurveys),
    ("/staff/surveys/*/second-yes", Permission::SetUpSurveys),
    ("/staff/surveys/*/known-links", Permission::SetUpSurveys),
    ("/staff/surveys/*/results/threshold", Permission::RunSurveys),
    ("/staff/surveys/*/results", Permission::SeeResults),
    ("/staff/surveys/*/receipts", Permission::RunSurveys),
    ("/staff/surveys/*/lost", Permission::SetUpSurveys),
    ("/staff/surveys/*/benchmarks/look", Permission::RunSurveys),
    ("/staff/surveys/*/benchmarks/keep", Permission::RunSurveys),
    ("/staff/surveys/*/benchmarks", Permission::SeeResults),
    ("/staff/surveys/*/report/edit", Permission::EditReports),
    ("/staff/surveys/*/report/publish", Permission::PublishReports),
    ("/staff/surveys/*/report/links", Permission::ShareReports),
    ("/staff/surveys/*/report", Permission::SeeResults),
    ("/staff/surveys/*/answers/*/decision", Permission::PublishAnswers),
    ("/staff/surveys/*/answers", Permission::ReadAnswers),
    ("/staff/surveys/*/live", Permission::SeeSurveys),
    ("/staff/surveys/*/invitations", Permission::RunSurveys),
    ("/staff/surveys/*/reminders", Permission::RunSurveys),
    ("/staff/surveys/*/texts", Permission::RunSurveys),
    ("/staff/surveys/*/messages", Permission::RunSurveys),
    ("/staff/surveys/*/deadline", Permission::RunSurveys),
    ("/staff/surveys/*/version", Permission::EditQuestionSets),
    ("/staff/surveys/*/*", Permission::RunSurveys),
    ("/staff/surveys/*", Permission::SeeSurveys),
    ("/staff/question-sets/*/translations", Permission::Translate),
    ("/staff/question-sets/*/draft/preview", Permission::Translate),
    ("/staff/question-sets/*/*", Permission::EditQuestionSets),
    ("/staff/question-sets/new", Permission::EditQuestionSets),
    ("/staff/question-sets/import", Permission::EditQuestionSets),
    ("/staff/question-sets", Permission::Translate),
];

/// What a page asks for, by the pattern of its address; nothing, if none of the lines names it.
pub fn asked(pattern: &str) -> Option<Permission> {
    // The page that one arrives at: nothing below it.
    if pattern == "/staff" {
        return Some(Permission::BeHere);
    }
    let begins = |line: &str| {
        let mut parts = pattern.split('/');
        line.split('/').all(|wanted| match (wanted, parts.next()) {
            (_, None) => false,
            ("*", Some(_)) => true,
            // A download is named like its page: results.csv.
            (wanted, Some(part)) => {
                part == wanted || part.strip_prefix(wanted).is_some_and(|r| r.starts_with('.'))
            }
        })
    };
    PAGES.iter().find(|(line, _)| begins(line)).map(|(_, permission)| *permission)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_nobody_named_is_an_admins_alone() {
        for role in Role::ALL {
            assert_eq!(role.may_open("/staff/something-new"), role == Role::Admin);
            assert!(role.may_open("/staff"));
        }
    }

    #[test]
    fn who_may_change_may_look_and_not_the_other_way_round() {
        let scope = |name: &str| name.parse::<Scope>().unwrap();
        for scope in Scope::all() {
            assert_eq!(scope.as_str().unwrap().parse::<Scope>().unwrap(), scope);
            assert!(scope.covers(scope));
        }
        assert!(scope("partners:write").covers(scope("partners:read")));
        assert!(!scope("partners:read").covers(scope("partners:write")));
        assert!(!scope("partners:write").covers(scope("people:read")));
        assert!(scope("fieldwork:read").covers(scope("surveys:read")));
        assert!(!scope("surveys:read").covers(scope("fieldwork:read")));
        assert!(!scope("question_sets:read").covers(scope("translations:write")));
        assert!("partners".parse::<Scope>().is_err());
    }

    #[test]
    fn an_address_is_compared_part_by_part() {
        assert_eq!(asked("/staff/surveys/{survey}"), Some(Permission::SeeSurveys));
        assert_eq!(asked("/staff/surveys/{survey}/results"), Some(Permission::SeeResults));
        assert_eq!(asked("/staff/surveys/{survey}/results/threshold"), Some(Permission::RunSurveys));
        assert_eq!(asked("/staff/surveys/{survey}/results.csv"), Some(Permission::SeeResults));
        assert_eq!(asked("/staff/question-sets/{code}/translations/{language}"), Some(Permission::Translate));
        assert_eq!(asked("/staff/question-sets/{code}/publish"), Some(Permission::EditQuestionSets));
        assert_eq!(asked("/staff/peoples"), None);
    }
}
