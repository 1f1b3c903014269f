//! The response rate, after AAPOR's Standard Definitions (10th edition, 2023).
//!
//! It is RR1: complete responses over all invitations, those that declined or could not be delivered included, since
//! their eligibility is not in doubt and nobody is dropped silently. A response counts as complete when it was sent;
//! Sawt keeps no partial ones, so RR2 is the same figure. 49 of 115 gives 42.6 %, which the 2024 report prints as 43 %.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::store::figures::OverviewCount;
use crate::store::invitations::{Count, InvitationState};

/// Invitations counted by what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// All invitations.
    pub invited: u64,
    /// Links that were opened without a response so far.
    pub opened: u64,
    /// Responses sent.
    pub responded: u64,
    /// Partners that said no.
    pub declined: u64,
    /// Messages that could not be delivered.
    pub bounced: u64,
}

impl Tally {
    fn add(&mut self, state: InvitationState, count: u64) {
        self.invited += count;
        match state {
            InvitationState::Invited => {}
            InvitationState::Opened => self.opened += count,
            InvitationState::Responded => self.responded += count,
            InvitationState::Declined => self.declined += count,
            InvitationState::Bounced => self.bounced += count,
        }
    }

    /// All groups together.
    pub fn sum<'a>(groups: impl Iterator<Item = &'a Self>) -> Self {
        groups.fold(Self::default(), |sum, group| Self {
            invited: sum.invited + group.invited,
            opened: sum.opened + group.opened,
            responded: sum.responded + group.responded,
            declined: sum.declined + group.declined,
            bounced: sum.bounced + group.bounced,
        })
    }

    /// RR1 in per cent, unrounded; `None` when nobody is invited.
    pub fn percent(&self) -> Option<f64> {
        (self.invited > 0).then(|| self.responded as f64 * 100.0 / self.invited as f64)
    }
}

/// The response rate of a survey, whole and by group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ResponseRate {
    /// All partners.
    pub total: Tally,
    /// By region, in the order of its code.
    pub by_region: BTreeMap<String, Tally>,
    /// By the partner's language.
    pub by_language: BTreeMap<String, Tally>,
}

impl ResponseRate {
    /// Adds up the counts of the participation ledger.
    pub fn of(counts: &[Count]) -> Self {
        let mut rate = Self::default();
        for Count { region, language, state, count } in counts {
            rate.total.add(*state, *count);
            rate.by_region.entry(region.clone()).or_default().add(*state, *count);
            rate.by_language.entry(language.clone()).or_default().add(*state, *count);
        }
        rate
    }
}

/// Adds up counts by group.
pub fn tallies(counts: Vec<(String, InvitationState, u64)>) -> BTreeMap<String, Tally> {
    let mut all = BTreeMap::<String, Tally>::new();
    for (group, state, count) in counts {
        all.entry(group).or_default().add(state, count);
    }
    all
}

/// What a survey's page always shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// By region.
    pub regions: BTreeMap<String, Tally>,
    /// By type of organisation.
    pub types: BTreeMap<String, Tally>,
    /// The partners of the manager who asks.
    pub own: Tally,
}

impl Overview {
    /// Adds up what was counted.
    pub fn of(counts: Vec<OverviewCount>) -> Self {
        let mut all = Self::default();
        for OverviewCount { region, kind, own, state, count } in counts {
            all.regions.entry(region).or_default().add(state, count);
            all.types.entry(kind).or_default().add(state, count);
            if own {
                all.own.add(state, count);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(region: &str, language: &str, state: InvitationState, count: u64) -> Count {
        Count { region: region.into(), language: language.into(), state, count }
    }

    #[test]
    fn declined_and_bounced_partners_stay_in_the_base() {
        let rate = ResponseRate::of(&[
            count("mena", "ar", InvitationState::Responded, 30),
            count("mena", "ar", InvitationState::Declined, 4),
            count("africa", "fr", InvitationState::Responded, 19),
            count("africa", "fr", InvitationState::Bounced, 2),
            count("africa", "en", InvitationState::Invited, 50),
            count("africa", "en", InvitationState::Opened, 10),
        ]);
        assert_eq!(rate.total, Tally { invited: 115, opened: 10, responded: 49, declined: 4, bounced: 2 });
        assert!((rate.total.percent().unwrap() - 42.608_695).abs() < 1e-5);
        assert_eq!(rate.by_region["africa"].invited, 81);
        assert_eq!(rate.by_language["ar"].responded, 30);
    }

    #[test]
    fn no_invitations_give_no_rate() {
        assert_eq!(ResponseRate::of(&[]).total.percent(), None);
    }
}
