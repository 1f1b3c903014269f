//! Who may do what: the one place that says which role has which permission, and which page asks for which.
//!
//! A page that no line of [`PAGES`] names is an admin's alone: whoever forgets to name one shuts it.

use crate::store::staff::Role;

/// Something that a role may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Be here at all: one's own account, and the page that one arrives at.
    BeHere,
    /// See the surveys and how many have responded.
    SeeSurveys,
    /// Invite, remind, note, word messages, move the last day.
    RunSurveys,
    /// See and change the directory of partners.
    KeepPartners,
    /// See what was answered, as far as the results show it.
    SeeResults,
    /// Translate question sets.
    Translate,
    /// Change and publish question sets.
    EditQuestionSets,
    /// Invite people, give roles, end accounts.
    ManagePeople,
    /// Read what was done, by whom and when.
    ReadAudit,
}

impl Role {
    /// Whether the role has a permission.
    pub fn may(self, permission: Permission) -> bool {
        use Permission::{BeHere, KeepPartners, RunSurveys, SeeResults, SeeSurveys, Translate};
        match self {
            Self::Admin => true,
            Self::Manager => {
                matches!(permission, BeHere | SeeSurveys | RunSurveys | KeepPartners | SeeResults)
            }
            Self::Analyst => matches!(permission, BeHere | SeeSurveys | SeeResults),
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
    ("/staff/surveys/*/results/threshold", Permission::RunSurveys),
    ("/staff/surveys/*/results", Permission::SeeResults),
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
    ("/api/v1/surveys/*/response-rate", Permission::SeeSurveys),
    ("/api/v1/surveys/*/results", Permission::SeeResults),
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
    fn an_address_is_compared_part_by_part() {
        assert_eq!(asked("/staff/surveys/{survey}"), Some(Permission::SeeSurveys));
        assert_eq!(asked("/staff/surveys/{survey}/results"), Some(Permission::SeeResults));
        assert_eq!(asked("/staff/surveys/{survey}/results/threshold"), Some(Permission::RunSurveys));
        assert_eq!(asked("/api/v1/surveys/{survey}/results.csv"), Some(Permission::SeeResults));
        assert_eq!(asked("/staff/question-sets/{code}/translations/{language}"), Some(Permission::Translate));
        assert_eq!(asked("/staff/question-sets/{code}/publish"), Some(Permission::EditQuestionSets));
        assert_eq!(asked("/staff/peoples"), None);
    }
}
