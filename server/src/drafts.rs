//! Drafts of question sets: begun, changed, taken back, thrown away. What a page and the API both do.
//!
//! Who changes a draft says which revision was seen. What colleagues changed elsewhere meanwhile stays: the change is made
//! on the newest revision. Where they changed the same, nothing is saved, and it is said who changed what.

mod history;

pub use history::{Go, goes, undoable};

use serde_json::json;
use survey::code::QuestionSetCode;
use survey::edit::{Edit, Refusal};
use survey::question_set::{QuestionSet, Text};
use survey::relevance::Meaning;
use survey::{Locale, ordered};

use crate::store::drafts::{self, Change, Draft, Revision, Saved};
use crate::store::{Store, StoreError, StoreResult, Tx, audit};

/// Who changes a draft, and when.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The e-mail address, as the audit log names people.
    pub who: &'a str,
    /// In milliseconds since 1970.
    pub at: i64,
}

/// Why a draft was not begun.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is a question set, or a draft, of that code.
    #[error("there is a question set or a draft “{0}” already")]
    Taken(QuestionSetCode),
    /// There is no such version.
    #[error("“{0}” has no version {1}")]
    UnknownVersion(QuestionSetCode, u32),
}

/// Whether a code can't be taken, since it is the address of a page.
pub fn is_reserved(code: &QuestionSetCode) -> bool {
    ["new", "import"].contains(&code.as_str())
}

/// A question set that holds nothing yet but its title.
pub fn empty(code: QuestionSetCode, languages: Vec<Locale>, title: &str) -> QuestionSet {
    let first = languages.first().cloned().unwrap_or_else(Locale::english);
    QuestionSet {
        code,
        version: 1,
        languages,
        meaning: Meaning::Odk,
        title: Text([(first, title.to_owned())].into_iter().filter(|(_, title)| !title.is_empty()).collect()),
        introduction: Text::default(),
        choice_lists: ordered::Map::default(),
        sections: Vec::new(),
    }
}

/// Begins the draft of a question set that is new.
///
/// # Errors
/// When there is one of that code.
pub async fn begin_new(store: &Store, set: &QuestionSet, by: By<'_>) -> Result<(), DraftError> {
    if !store.question_set_versions(&set.code).await?.is_empty() {
        return Err(DraftError::Taken(set.code.clone()));
    }
    begin(store, set, None, by).await
}

/// Begins the draft of a question set's next version with what one of its published versions holds.
///
/// # Errors
/// When there is a draft already, or no such version.
pub async fn begin_next(
    store: &Store,
    code: &QuestionSetCode,
    version: u32,
    by: By<'_>,
) -> Result<(), DraftError> {
    let versions = store.question_set_versions(code).await?;
    let Some(published) = versions.get(&version) else {
        return Err(DraftError::UnknownVersion(code.clone(), version));
    };
    let newest = versions.keys().next_back().copied().unwrap_or(version);
    let set = QuestionSet { version: newest + 1, ..(**published).clone() };
    begin(store, &set, Some(version), by).await
}

/// A draft is read by the rules of ODK. Where that changes what a published version says, the draft's history begins with that
/// version, and each place follows as a change of its own.
async fn begin(
    store: &Store,
    set: &QuestionSet,
    based_on: Option<u32>,
    by: By<'_>,
) -> Result<(), DraftError> {
    let mut tx = store.begin_write().await?;
    let (now, rereads) = set.in_odk();
    let change = Change { what: "created", place: "", who: by.who, at: by.at };
    if !drafts::begin(&mut tx, if rereads.is_empty() { &now } else { set }, based_on, &change).await? {
        return Err(DraftError::Taken(set.code.clone()));
    }
    for (revision, reread) in (1..).zip(&rereads) {
        let place = reread.place.trim_end_matches(".relevant").trim_end_matches(".constraint");
        let change = Change { what: "reread", place, who: by.who, at: by.at };
        drafts::save(&mut tx, &now, revision, &change).await?;
    }
    let detail = json!({ "version": set.version, "based_on": based_on });
    audit::record(&mut tx, by.who, "draft_begun", &subject(&set.code), &detail, by.at).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Throws a draft away with its history, if its revision is the one that was seen. Returns whether it was.
///
/// # Errors
/// When the database fails.
pub async fn discard(
    store: &Store,
    code: &QuestionSetCode,
    seen: i64,
    by: By<'_>,
) -> Result<bool, StoreError> {
    let mut tx = store.begin_write().await?;
    if !drafts::discard(&mut tx, code, seen).await? {
        return Ok(false);
    }
    audit::record(&mut tx, by.who, "draft_discarded", &subject(code), &json!({ "revision": seen }), by.at)
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// A question set, as the audit log names it.
pub fn subject(code: &QuestionSetCode) -> String {
    format!("question_set:{code}")
}

/// How often a change is made again on a newer revision before it is given up: each time, somebody else was faster.
const TRIES: u32 = 20;
/// No save waits for more revisions to be let go; the next one goes on.
const MOST_THINNED: usize = 200;

/// What came of a change.
#[derive(Debug)]
pub enum Done {
    /// It is in that revision.
    Saved(i64),
    /// It changes nothing; that is the revision as it is.
    Unchanged(i64),
    /// Somebody changed the same meanwhile. Nothing was saved.
    Overtaken(Box<Overtaken>),
}

/// What others did since a revision was seen.
#[derive(Debug)]
pub struct Overtaken {
    /// The draft as it is now.
    pub draft: Draft,
    /// The draft as it was seen, if it is known.
    pub seen: Option<QuestionSet>,
    /// The changes since, the newest first.
    pub changes: Vec<Revision>,
}

/// Why a draft was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no draft.
    #[error("the question set has no draft")]
    NoDraft,
    /// There is no such revision.
    #[error("the draft has no revision {0}")]
    UnknownRevision(i64),
    /// The change can't be made.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Too many people change the draft at once.
    #[error("others changed the draft at the same time; try again")]
    Busy,
}

/// Changes a draft, whose texts are written in that language.
///
/// # Errors
/// When there is no draft, or the change can't be made.
pub async fn change(
    store: &Store,
    code: &QuestionSetCode,
    seen: i64,
    edit: &Edit,
    language: &Locale,
    by: By<'_>,
) -> Result<Done, ChangeError> {
    for _ in 0..TRIES {
        let draft = store.draft(code).await?.ok_or(ChangeError::NoDraft)?;
        if draft.revision != seen {
            let before = store.draft_around(code, seen).await?;
            let same =
                |before: &QuestionSet| edit.touches(before, language) == edit.touches(&draft.set, language);
            if before.is_empty() || !before.iter().all(same) {
                let before = before.into_iter().next();
                let mut changes = store.draft_history(code).await?;
                changes.retain(|change| change.revision > seen && change.revision <= draft.revision);
                return Ok(Done::Overtaken(Box::new(Overtaken { draft, seen: before, changes })));
            }
        }
        let set = edit.apply(&draft.set, language)?;
        if set == draft.set {
            return Ok(Done::Unchanged(draft.revision));
        }
        let place = edit.place(&draft.set);
        if let Some(revision) = save(store, &draft, &set, (edit.what(), &place), by).await? {
            return Ok(Done::Saved(revision));
        }
    }
    Err(ChangeError::Busy)
}

/// Saves a revision after the one that was read; `None` if somebody was faster.
async fn save(
    store: &Store,
    draft: &Draft,
    set: &QuestionSet,
    (what, place): (&str, &str),
    by: By<'_>,
) -> Result<Option<i64>, StoreError> {
    let history = store.draft_history(&set.code).await?;
    let mut tx = store.begin_write().await?;
    let change = Change { what, place, who: by.who, at: by.at };
    let Saved::As(revision) = drafts::save(&mut tx, set, draft.revision, &change).await? else {
        return Ok(None);
    };
    thin(&mut tx, &set.code, &history, by.at).await?;
    // What is saved while somebody types is one line in the log; the draft's own history tells more.
    let last = history.first();
    if !last.is_some_and(|last| last.who == by.who && last.what == what && last.place == place) {
        let detail = json!({ "what": what, "place": place, "revision": revision });
        audit::record(&mut tx, by.who, "draft_changed", &subject(&set.code), &detail, by.at).await?;
    }
    tx.commit().await?;
    Ok(Some(revision))
}

/// Lets go of old revisions, so that a draft that is worked on for a year does not fill the database: see [`history::thinned`].
///
/// # Errors
/// When the database fails.
pub async fn thin(tx: &mut Tx, code: &QuestionSetCode, history: &[Revision], now: i64) -> StoreResult<()> {
    for revision in history::thinned(history, now).into_iter().take(MOST_THINNED) {
        drafts::forget_revision(tx, code, revision).await?;
    }
    Ok(())
}

/// Makes the draft again what it was at a revision. That is a new revision, so it can be taken back as well.
///
/// # Errors
/// When there is no such draft or revision.
pub async fn restore(
    store: &Store,
    code: &QuestionSetCode,
    seen: i64,
    revision: i64,
    by: By<'_>,
) -> Result<Done, ChangeError> {
    let draft = store.draft(code).await?.ok_or(ChangeError::NoDraft)?;
    let overtaken = |draft: Draft, mut changes: Vec<Revision>| {
        changes.retain(|change| change.revision > seen);
        Done::Overtaken(Box::new(Overtaken { draft, seen: None, changes }))
    };
    if draft.revision != seen {
        return Ok(overtaken(draft, store.draft_history(code).await?));
    }
    let set = store.draft_at(code, revision).await?.ok_or(ChangeError::UnknownRevision(revision))?;
    let place = format!("{}{revision}", history::RESTORED);
    match save(store, &draft, &set, ("restored", &place), by).await? {
        Some(revision) => Ok(Done::Saved(revision)),
        None => Ok(overtaken(draft, store.draft_history(code).await?)),
    }
}

/// Puts a whole question set in place of the draft whose revision was seen; its code and version stay the draft's.
///
/// # Errors
/// When there is no draft.
pub async fn put(store: &Store, set: QuestionSet, seen: i64, by: By<'_>) -> Result<Done, ChangeError> {
    let draft = store.draft(&set.code).await?.ok_or(ChangeError::NoDraft)?;
    let (set, _) = QuestionSet { version: draft.set.version, ..set }.in_odk();
    if draft.revision == seen {
        if set == draft.set {
            return Ok(Done::Unchanged(seen));
        }
        if let Some(revision) = save(store, &draft, &set, ("imported", ""), by).await? {
            return Ok(Done::Saved(revision));
        }
    }
    let changes = store.draft_history(&set.code).await?;
    Ok(Done::Overtaken(Box::new(Overtaken { draft, seen: None, changes })))
}
