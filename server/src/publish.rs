//! From a draft to a published version: what is looked at first, and the step itself.
//!
//! What a page and the API both do: [`review`] says everything about a draft that whoever publishes must have seen, and
//! [`publish_draft`] publishes the very revision that was seen. The life of a survey that runs on a version is in
//! [`crate::lifecycle`].

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::json;
use survey::check::{Finding, check};
use survey::code::QuestionSetCode;
use survey::revision::{self, Declaration, Difference, Matching};
use survey::wave::{Match, WaveName};
use survey::{ItemCode, QuestionCode, QuestionSet, SurveyCode};

use crate::store::audit::{self, COMMAND};
use crate::store::drafts::{self, Draft};
use crate::store::surveys::SurveyState;
use crate::store::{Store, StoreError, Tx, question_sets};

/// Who does something, and when.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The name, as colleagues see it in a survey's history; empty where nobody was logged in.
    pub name: &'a str,
    /// The e-mail address, as the audit log names people.
    pub who: &'a str,
    /// When.
    pub now: DateTime<Utc>,
    /// Whether it is somebody's part to set up surveys, and with that to open and close them.
    pub sets_up: bool,
}

impl By<'static> {
    /// What is done from the command line: the operator may do everything.
    pub fn command(now: DateTime<Utc>) -> Self {
        Self { name: "", who: COMMAND, now, sets_up: true }
    }
}

/// Why a version was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The question set breaks rules; the first is named.
    #[error("the question set has {} finding(s), first {}: {}", .0.len(), .0[0].place, .0[0].problem)]
    Findings(Vec<Finding>),
    /// That version is published with another content; published versions never change.
    #[error("version {0} is published already; raise the version")]
    Published(u32),
    /// There is no draft.
    #[error("the question set has no draft")]
    NoDraft,
    /// The draft was changed, or a version was published, since it was looked at.
    #[error("the draft is not the one that was seen: somebody changed it, or published meanwhile")]
    Overtaken,
    /// Codes came or went and nobody said that this is meant.
    #[error("{} code(s) came, went or stand for another kind of question, and were not declared", .0.len())]
    Undeclared(Vec<Declaration>),
    /// The draft is what the last version is.
    #[error("nothing differs from the last version")]
    Nothing,
}

/// What a draft would be published as, and all that is to be seen before.
#[derive(Debug, Clone)]
pub struct Review {
    /// The draft.
    pub draft: Draft,
    /// The version that it would become.
    pub version: u32,
    /// The last published version.
    pub last: Option<Arc<QuestionSet>>,
    /// What breaks a rule: nothing may.
    pub findings: Vec<Finding>,
    /// What differs from the last version.
    pub differences: Vec<Difference>,
    /// Codes that came or went, of which somebody must say that it is meant.
    pub declarations: Vec<Declaration>,
    /// How its questions match those that were asked before: surveys of earlier versions first, then imported waves.
    pub earlier: Vec<Earlier>,
}

/// Questions that were asked before, and how those of a draft match them.
#[derive(Debug, Clone)]
pub enum Earlier {
    /// A version on which surveys ran or run.
    Version {
        /// The version.
        version: u32,
        /// The surveys.
        surveys: Vec<SurveyCode>,
        /// Each question of the draft.
        matching: Vec<Matching>,
    },
    /// Counts that were imported.
    Wave {
        /// The wave.
        name: WaveName,
        /// Its rows, each with how it matches the draft.
        rows: Vec<(QuestionCode, Option<ItemCode>, Match)>,
    },
}

impl Review {
    /// Whether it can be published, once the codes are declared.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty() && (self.last.is_none() || !self.differences.is_empty())
    }
}

/// Everything that is to be seen of a draft before it is published; `None` if there is no draft.
///
/// # Errors
/// When the database fails.
pub async fn review(store: &Store, code: &QuestionSetCode) -> Result<Option<Review>, StoreError> {
    let Some(draft) = store.draft(code).await? else { return Ok(None) };
    let versions = store.question_set_versions(code).await?;
    let mut review = looked_at(draft, &versions);
    let surveys = store.surveys().await?;
    for (version, set) in &versions {
        let ran = surveys.iter().filter(|survey| {
            survey.question_set == *code && survey.version == *version && survey.state != SurveyState::Draft
        });
        let ran: Vec<SurveyCode> = ran.map(|survey| survey.code.clone()).collect();
        if !ran.is_empty() {
            let matching = revision::matching(set, &review.draft.set);
            review.earlier.push(Earlier::Version { version: *version, surveys: ran, matching });
        }
    }
    for imported in store.earlier_waves(code).await? {
        let rows = imported.wave.rows.iter();
        let rows = rows.map(|row| (row.question.clone(), row.item.clone(), row.matches(&review.draft.set)));
        review.earlier.push(Earlier::Wave { name: imported.wave.name.clone(), rows: rows.collect() });
    }
    Ok(Some(review))
}

/// What follows from the draft and the versions before it.
fn looked_at(mut draft: Draft, versions: &BTreeMap<u32, Arc<QuestionSet>>) -> Review {
    let last = versions.values().next_back().cloned();
    let version = last.as_ref().map_or(1, |last| last.version + 1);
    draft.set.version = version;
    Review {
        version,
        findings: check(&draft.set),
        differences: last.as_ref().map(|last| revision::differences(last, &draft.set)).unwrap_or_default(),
        declarations: revision::declarations(versions.values().map(|set| &**set), &draft.set),
        last,
        earlier: Vec::new(),
        draft,
    }
}

/// What was seen of a draft by who publishes it.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The draft's revision.
    pub revision: i64,
    /// The version that it was to become.
    pub version: u32,
    /// Whether the codes that came and went were declared: new on purpose, dropped on purpose.
    pub declared: bool,
}

/// Publishes a draft as the next version, from the very revision that was seen; the draft is then gone. Returns the version.
///
/// # Errors
/// When there is no draft or it is another by now, when it breaks a rule, or changes codes that nobody declared.
pub async fn publish_draft(
    store: &Store,
    code: &QuestionSetCode,
    seen: Seen,
    by: By<'_>,
) -> Result<u32, PublishError> {
    if store.draft(code).await?.is_none() {
        return Err(PublishError::NoDraft);
    }
    let versions = store.question_set_versions(code).await?;
    let mut tx = store.begin_write().await?;
    let Some(draft) = drafts::lock(&mut tx, code, seen.revision).await? else {
        return Err(PublishError::Overtaken);
    };
    let review = looked_at(draft, &versions);
    if review.version != seen.version {
        return Err(PublishError::Overtaken);
    }
    if !review.findings.is_empty() {
        return Err(PublishError::Findings(review.findings));
    }
    if !review.is_sound() {
        return Err(PublishError::Nothing);
    }
    if !review.declarations.is_empty() && !seen.declared {
        return Err(PublishError::Undeclared(review.declarations));
    }
    // Of two who publish at once, one comes second: the version is there.
    let detail = json!({
        "version": review.version,
        "revision": seen.revision,
        "differences": review.differences.len(),
        "declared": review.declarations.iter().map(|one| one.difference.place.to_string()).collect::<Vec<_>>(),
    });
    if !insert(&mut tx, &review.draft.set, by, &detail).await? {
        return Err(PublishError::Overtaken);
    }
    drafts::discard(&mut tx, code, seen.revision).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(review.version)
}

/// Publishes a version that comes as a whole, from a file, after all checks.
///
/// # Errors
/// When it breaks a rule, or is published already.
pub async fn publish(store: &Store, set: &QuestionSet, by: By<'_>) -> Result<(), PublishError> {
    let mut tx = store.begin_write().await?;
    publish_within(&mut tx, set, by).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Publishes a version in a transaction that goes on.
pub(crate) async fn publish_within(tx: &mut Tx, set: &QuestionSet, by: By<'_>) -> Result<(), PublishError> {
    let findings = check(set);
    if !findings.is_empty() {
        return Err(PublishError::Findings(findings));
    }
    if insert(tx, set, by, &json!({ "version": set.version })).await? {
        Ok(())
    } else {
        Err(PublishError::Published(set.version))
    }
}

async fn insert(
    tx: &mut Tx,
    set: &QuestionSet,
    by: By<'_>,
    detail: &serde_json::Value,
) -> Result<bool, StoreError> {
    let at = by.now.timestamp_millis();
    if !question_sets::publish(tx, set, by.who, at).await? {
        return Ok(false);
    }
    let subject = format!("question_set:{}", set.code);
    audit::record(tx, by.who, "question_set_published", &subject, detail, at).await?;
    Ok(true)
}
