//! The second yes: what one person alone could do to learn one partner's answer needs another admin's consent.
//!
//! Somebody [`ask`]s for a deed; it is tried, undone, and kept as a proposal of which all admins are told. Another admin [`give`]s
//! the yes, or anybody [`take_back`]s what was asked; where nobody answers, [`start`]'s task does it 72 hours after all were told
//! (but closing early, never). It is done to what was seen when it was asked for, or not at all. [`rules`] says who may. The
//! command line is the operator's and asks nobody. Two who work together are not held off.

pub mod rules;
pub mod singled_out;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use survey::credential::Bytes;
use survey::disclosure::Threshold;
use survey::{Day, QuestionSet, SurveyCode};
use uuid::Uuid;

use crate::clock::Clock;
use crate::entropy;
use crate::fieldwork::closing::{self, Closing};
use crate::known_links::{self, KnownLinks};
use crate::lifecycle::{self, SurveyError};
use crate::lost;
use crate::notices::AdminNotice;
use crate::publish::By;
use crate::reseal::opening;
use crate::seal::SealKey;
use crate::store::account_mail::{all_told, tell_admins};
use crate::store::audit::CLOCK;
use crate::store::inbox::{self, Opening};
use crate::store::proposals::{self, Proposal};
use crate::store::survey_events::{self, SurveyEvent};
use crate::store::surveys::{self, SurveyRow, SurveyState};
use crate::store::{Store, StoreError, StoreResult, Tx};
use crate::tasks::Tasks;
use rules::Hindrance;

/// What needs a second yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Deed {
    /// Opening a survey for the first time. One that is opened again is the one that two have opened.
    Open,
    /// Putting one that was opened on another version.
    Version {
        /// The version.
        to: u32,
    },
    /// Closing one early.
    CloseEarly {
        /// The earlier last day.
        on: Day,
        /// Why.
        reason: String,
    },
    /// Giving up the responses that no key opens.
    DeclareLost {
        /// How many.
        responses: u64,
    },
    /// Showing what is held back since staff know links.
    KnownLinks,
}

/// What needs a second yes, without what it is done with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeedKind {
    /// Opening a survey.
    Open,
    /// Putting it on another version.
    Version,
    /// Closing it early.
    CloseEarly,
    /// Giving up the responses that no key opens.
    DeclareLost,
    /// Showing what is held back since staff know links.
    KnownLinks,
}

impl DeedKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Version, Self::CloseEarly, Self::DeclareLost, Self::KnownLinks];

    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Version => "version",
            Self::CloseEarly => "close_early",
            Self::DeclareLost => "declare_lost",
            Self::KnownLinks => "known_links",
        }
    }

    /// As it stands in the ids of texts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Version => "version",
            Self::CloseEarly => "close",
            Self::DeclareLost => "lost",
            Self::KnownLinks => "links",
        }
    }
}

impl Deed {
    /// Its kind.
    pub fn kind(&self) -> DeedKind {
        match self {
            Self::Open => DeedKind::Open,
            Self::Version { .. } => DeedKind::Version,
            Self::CloseEarly { .. } => DeedKind::CloseEarly,
            Self::DeclareLost { .. } => DeedKind::DeclareLost,
            Self::KnownLinks => DeedKind::KnownLinks,
        }
    }

    fn needs_a_yes(&self, row: &SurveyRow) -> bool {
        match self {
            Self::Open => row.state == SurveyState::Draft,
            Self::Version { .. } => row.state != SurveyState::Draft,
            Self::CloseEarly { .. } | Self::DeclareLost { .. } | Self::KnownLinks => true,
        }
    }
}

/// By whose consent a deed is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consent {
    /// It needs none.
    NotNeeded,
    /// This admin's.
    Given(String),
    /// Nobody's: there is no second admin, or none answered.
    Nobody,
}

impl Consent {
    /// Notes it in what the log keeps of the deed.
    #[must_use]
    pub fn noted_in(&self, mut detail: Json) -> Json {
        match self {
            Self::NotNeeded => {}
            Self::Given(name) => detail["second_person"] = name.as_str().into(),
            Self::Nobody => detail["without_second_person"] = true.into(),
        }
        detail
    }
}

/// What became of what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It is done.
    Done,
    /// It waits for another admin's yes.
    Waits,
}

impl Asked {
    /// The page of the survey that shows what became of it.
    pub fn leads_to(self) -> &'static str {
        match self {
            Self::Done => "settings",
            Self::Waits => "second-yes",
        }
    }
}

/// Why a yes was not taken.
#[derive(Debug, thiserror::Error)]
pub enum YesError {
    /// The deed can't be done.
    #[error(transparent)]
    Survey(#[from] SurveyError),
    /// It is decided already, or was never asked for.
    #[error("this doesn't wait any more")]
    Gone,
    /// This person can't give it.
    #[error("this person can't give the second yes")]
    Hindered(Hindrance),
    /// The survey is another than when it was asked for.
    #[error("the survey was changed since this was asked for: ask again")]
    Changed,
}

impl From<StoreError> for YesError {
    fn from(error: StoreError) -> Self {
        Self::Survey(error.into())
    }
}

/// Does a deed if it needs no yes or nobody is there to give it; asks for the yes otherwise.
///
/// # Errors
/// When the deed can't be done.
pub async fn ask(
    store: &Store,
    key: &SealKey,
    code: &SurveyCode,
    deed: Deed,
    by: By<'_>,
) -> Result<Asked, SurveyError> {
    let means = Means::read(store, key, code).await?;
    let mut tx = store.begin_write().await?;
    let row = lock(&mut tx, code).await?;
    let seen = pin(&mut tx, &row, &means, &deed).await?;
    let now = by.now.timestamp_millis();
    let needed = deed.needs_a_yes(&row);
    let waits = needed && !proposals::admins(&mut tx).await?.is_alone(by.who, now);
    let consent = if needed { Consent::Nobody } else { Consent::NotNeeded };
    // It is tried in any case, so that nobody is asked for what can't be done.
    let changes = means.perform(&mut tx, &row, &deed, &consent, by).await?;
    if !waits || !changes {
        if changes && needed {
            proposals::add_alone(&mut tx, code, deed.kind()).await?;
        }
        proposals::remove_kind(&mut tx, code, deed.kind()).await?;
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(Asked::Done);
    }
    tx.rollback().await.map_err(StoreError::from)?;
    let mut tx = store.begin_write().await?;
    let proposal = Proposal {
        id: entropy::uuid(),
        survey: code.clone(),
        deed,
        seen,
        asked_by: by.who.to_owned(),
        asked_name: by.name.to_owned(),
        asked_at: now,
        told_at: None,
    };
    proposals::put(&mut tx, &proposal).await?;
    let about = about(proposal.id);
    let (survey, deed) = (code.clone(), proposal.deed.clone());
    let notice = AdminNotice::YesAsked { survey, deed, by: by.name.to_owned() };
    tell_admins(&mut tx, &notice, None, &about, now).await?;
    note(&mut tx, &proposal, "yes_asked", (by.name, by.who), by.now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Asked::Waits)
}

/// Gives the yes: the deed is done.
///
/// # Errors
/// When this person can't give it, it doesn't wait any more, or the deed can't be done.
pub async fn give(
    store: &Store,
    key: &SealKey,
    code: &SurveyCode,
    id: Uuid,
    by: By<'_>,
) -> Result<(), YesError> {
    let means = Means::read(store, key, code).await?;
    let mut tx = store.begin_write().await?;
    let row = lock(&mut tx, code).await?;
    let proposal = proposals::find(&mut tx, code, id).await?.ok_or(YesError::Gone)?;
    let admins = proposals::admins(&mut tx).await?;
    if let Some(hindrance) = admins.against(by.who, &proposal.asked_by, by.now.timestamp_millis()) {
        return Err(YesError::Hindered(hindrance));
    }
    if !admins.has(&proposal.asked_by) || pin(&mut tx, &row, &means, &proposal.deed).await? != proposal.seen {
        lapse(&mut tx, &proposal, by.now).await?;
        tx.commit().await.map_err(StoreError::from)?;
        return Err(YesError::Changed);
    }
    note(&mut tx, &proposal, "yes_given", (by.name, by.who), by.now).await?;
    let consent = Consent::Given(by.name.to_owned());
    means.perform(&mut tx, &row, &proposal.deed, &consent, asker(&proposal, by.now)).await?;
    proposals::remove(&mut tx, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Takes back what was asked for. Whoever asked does it, or another admin who does not want it.
///
/// # Errors
/// When it isn't this person's part, or it doesn't wait any more.
pub async fn take_back(store: &Store, code: &SurveyCode, id: Uuid, by: By<'_>) -> Result<(), YesError> {
    lifecycle::opens_and_closes(by)?;
    let mut tx = store.begin_write().await?;
    let proposal = proposals::find(&mut tx, code, id).await?.ok_or(YesError::Gone)?;
    proposals::remove(&mut tx, id).await?;
    note(&mut tx, &proposal, "yes_taken_back", (by.name, by.who), by.now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Whether what this person asks for waits for another admin.
///
/// # Errors
/// When the database fails.
pub async fn would_wait(store: &Store, by: By<'_>) -> StoreResult<bool> {
    Ok(!store.admins().await?.is_alone(by.who, by.now.timestamp_millis()))
}

/// Why this person can't say yes to a proposal; nothing if they can.
///
/// # Errors
/// When the database fails.
pub async fn against(store: &Store, proposal: &Proposal, by: By<'_>) -> StoreResult<Option<Hindrance>> {
    Ok(store.admins().await?.against(by.who, &proposal.asked_by, by.now.timestamp_millis()))
}

/// Looks again and again for what nobody answered, until the tasks are told to stop.
pub fn start(tasks: &Tasks, store: Store, key: Arc<SealKey>, clock: Clock, every: Duration) {
    let stop = tasks.stop_sign();
    tasks.spawn("second yes", async move {
        while !stop.is_cancelled() {
            if let Err(error) = look(&store, &key, clock).await {
                tracing::error!(%error, "what waits for a yes could not be looked at; it will be again");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(every) => {}
            }
        }
    });
}

async fn look(store: &Store, key: &SealKey, clock: Clock) -> StoreResult<()> {
    for proposal in store.proposals(None).await? {
        let (code, now) = (&proposal.survey, clock.now());
        match look_after(store, key, &proposal, now).await {
            Ok(()) => {}
            Err(YesError::Survey(SurveyError::Store(error))) => return Err(error),
            // It can't be done any more.
            Err(error) => {
                tracing::info!(%error, survey = %code, "what waited for a yes lapses");
                let mut tx = store.begin_write().await?;
                if proposals::find(&mut tx, code, proposal.id).await?.is_some() {
                    lapse(&mut tx, &proposal, now).await?;
                }
                tx.commit().await?;
            }
        }
    }
    Ok(())
}

async fn look_after(
    store: &Store,
    key: &SealKey,
    proposal: &Proposal,
    now: DateTime<Utc>,
) -> Result<(), YesError> {
    let (code, ms) = (&proposal.survey, now.timestamp_millis());
    let due = proposal.due_at().is_some_and(|due| ms >= due);
    let waits_for_ever = proposal.deed.kind() == DeedKind::CloseEarly;
    if proposal.told_at.is_some() && !due && !waits_for_ever {
        return Ok(());
    }
    let means = Means::read(store, key, code).await?;
    let mut tx = store.begin_write().await?;
    let row = lock(&mut tx, code).await?;
    // Decided since it was read, perhaps by another server.
    let Some(proposal) = proposals::find(&mut tx, code, proposal.id).await? else { return Ok(()) };
    if proposal.told_at.is_none() && all_told(&mut tx, &about(proposal.id)).await? {
        proposals::set_told(&mut tx, proposal.id, ms).await?;
    }
    if let Deed::CloseEarly { on, reason } = &proposal.deed
        && (row.state != SurveyState::Open || !closing::faults(&row, Some(*on), reason, now).is_empty())
    {
        return Err(SurveyError::Soon.into());
    }
    if due {
        let has_asker = proposals::admins(&mut tx).await?.has(&proposal.asked_by);
        if !has_asker || pin(&mut tx, &row, &means, &proposal.deed).await? != proposal.seen {
            return Err(YesError::Changed);
        }
        let by = asker(&proposal, now);
        if means.perform(&mut tx, &row, &proposal.deed, &Consent::Nobody, by).await? {
            proposals::add_alone(&mut tx, code, proposal.deed.kind()).await?;
        }
        proposals::remove(&mut tx, proposal.id).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// What is read before the transaction begins.
struct Means {
    threshold: Threshold,
    versions: BTreeMap<u32, Arc<QuestionSet>>,
    /// What of the inbox can be opened.
    opening: Opening,
    known: KnownLinks,
}

impl Means {
    async fn read(store: &Store, key: &SealKey, code: &SurveyCode) -> Result<Self, SurveyError> {
        let row = store.survey(code).await?.ok_or_else(|| SurveyError::Unknown(code.clone()))?;
        let versions = store.question_set_versions(&row.question_set).await?;
        let known = KnownLinks::read(store, &row).await?;
        Ok(Self { threshold: store.threshold(code).await?, versions, opening: opening(key), known })
    }

    /// Does a deed. Returns whether it changed something.
    async fn perform(
        &self,
        tx: &mut Tx,
        row: &SurveyRow,
        deed: &Deed,
        consent: &Consent,
        by: By<'_>,
    ) -> Result<bool, SurveyError> {
        match deed {
            Deed::Open => lifecycle::open_within(tx, row, self.threshold, consent, by).await,
            Deed::Version { to } => {
                let of = |version: &u32| {
                    let unknown = || SurveyError::UnknownVersion(row.question_set.clone(), *version);
                    self.versions.get(version).ok_or_else(unknown)
                };
                lifecycle::put_on(tx, row, of(&row.version)?, of(to)?, consent, by).await
            }
            Deed::CloseEarly { on, reason } => {
                let closing = Closing { on: *on, reason: reason.clone() };
                closing::close_early(tx, row, &closing, consent, by).await?;
                Ok(true)
            }
            Deed::DeclareLost { responses } => {
                lost::declare(tx, row, &self.opening, *responses, consent, by).await?;
                Ok(true)
            }
            Deed::KnownLinks => known_links::lift(tx, row, consent, by).await,
        }
    }
}

/// What a deed depends on, as a text: if it is another, so is what was asked for.
async fn pin(tx: &mut Tx, row: &SurveyRow, means: &Means, deed: &Deed) -> StoreResult<String> {
    let SurveyRow { version, opens_on, closes_on, schedule, .. } = row;
    Ok(match deed {
        Deed::Open => {
            let invited = proposals::invited(tx, &row.code).await?;
            let public = row.public_token.is_some();
            let (zone, grace, threshold) = (schedule.time_zone, schedule.grace_days, means.threshold.get());
            let all = format!(
                "{version} {opens_on} {closes_on} {zone} {grace} {threshold} {} {public} {invited:?}",
                row.max_devices
            );
            Bytes(Sha256::digest(all).to_vec()).to_string()
        }
        Deed::Version { .. } => version.to_string(),
        Deed::CloseEarly { .. } => closes_on.to_string(),
        Deed::DeclareLost { .. } => inbox::count_unopened(tx, &row.code, &means.opening).await?.to_string(),
        Deed::KnownLinks => format!("{:?}", means.known),
    })
}

async fn lock(tx: &mut Tx, code: &SurveyCode) -> Result<SurveyRow, SurveyError> {
    surveys::lock(tx, code).await?.ok_or_else(|| SurveyError::Unknown(code.clone()))
}

/// The deed is that of whoever asked for it, now.
fn asker(proposal: &Proposal, now: DateTime<Utc>) -> By<'_> {
    By { name: &proposal.asked_name, who: &proposal.asked_by, now, sets_up: true }
}

fn about(id: Uuid) -> String {
    format!("proposal:{id}")
}

async fn lapse(tx: &mut Tx, proposal: &Proposal, now: DateTime<Utc>) -> StoreResult<()> {
    proposals::remove(tx, proposal.id).await?;
    note(tx, proposal, "yes_lapsed", ("", CLOCK), now).await
}

async fn note(
    tx: &mut Tx,
    proposal: &Proposal,
    kind: &str,
    (name, who): (&str, &str),
    at: DateTime<Utc>,
) -> StoreResult<()> {
    let detail = json!({ "deed": proposal.deed.kind().as_str(), "asked_by": proposal.asked_by });
    let (staff_name, who) = (name.to_owned(), who.to_owned());
    let event = SurveyEvent { at, kind: kind.to_owned(), staff_name, who, detail };
    survey_events::add(tx, &proposal.survey, &event).await
}
