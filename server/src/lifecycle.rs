//! The life of a survey: prepared, opened, corrected, closed, opened again. What a page, the API and the command line do.
//!
//! A survey runs on one version of its question set. While it is being prepared it may be put on any; once it has been
//! opened, only on one that changes nothing but words ([`survey::revision`] has the rule), since its answers are counted
//! together. Responses of versions that it ran on before stay accepted.

use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};
use survey::code::QuestionSetCode;
use survey::credential::SurveyKey;
use survey::disclosure::Threshold;
use survey::question_set::Text;
use survey::revision::{self, Difference};
use survey::{Day, QuestionSet, SurveyCode};

use crate::ending::Lacks;
use crate::publish::{By, PublishError, publish_within};
use crate::report::threshold::{Kept, keep_within};
use crate::schedule::Schedule;
use crate::second_yes::Consent;
use crate::store::survey_events::{self, SurveyEvent};
use crate::store::surveys::{self, LinkRule, SurveyRow, SurveyState};
use crate::store::{Store, StoreError, Tx, known_links, results, survey_versions};
use crate::token::Token;

/// On how many devices an invitation may be used, unless the survey says otherwise.
pub const DEVICES: u32 = 3;
/// The most devices: each is one more way to answer twice.
pub const MOST_DEVICES: u32 = 10;
/// The most days of grace: results can't be whole before they are over.
pub const MOST_GRACE: u32 = 90;
/// A longer name is none.
pub const LONGEST_NAME: usize = 200;
/// Codes that are pages of their own.
const RESERVED: [&str; 1] = ["new"];

/// Why a survey was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The version could not be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// There is no such survey.
    #[error("there is no survey “{0}”")]
    Unknown(SurveyCode),
    /// There is a survey of that code, or the code is none that a survey may have.
    #[error("there is a survey “{0}” already")]
    Taken(SurveyCode),
    /// That version is not published.
    #[error("“{0}” has no version {1}")]
    UnknownVersion(QuestionSetCode, u32),
    /// The last day is before the first.
    #[error("the survey would close before it opens")]
    Dates,
    /// The dates of a survey that was opened are moved with a reason, or not at all.
    #[error("the first day of a survey that was opened stays; its last day is moved with a reason")]
    Started,
    /// Its last day is over.
    #[error("the last day is over: move it first")]
    Over,
    /// The time zone was promised when the survey was opened.
    #[error("the time zone stays once a survey was opened: another one would end it on another day")]
    ZoneStays,
    /// The number of devices was promised when the survey was opened.
    #[error("the number of devices stays once a survey was opened")]
    DevicesStay,
    /// The days of grace were promised when the survey was opened.
    #[error("once a survey was opened there may be more days of grace, and not fewer")]
    GraceShorter,
    /// The last day was promised when the survey was opened.
    #[error(
        "once a survey was opened its last day may be moved to a later one; an earlier one is closing early"
    )]
    Earlier,
    /// Only of a survey that has ended it is known who could know how many links.
    #[error("the survey has not ended")]
    NotEnded,
    /// Only an open survey is closed early.
    #[error("the survey is not open")]
    NotOpen,
    /// Whoever is told that a survey closes early has at least these hours left.
    #[error(
        "a survey closes early on a day before its last one that ends in {} hours or more, with a reason",
        crate::fieldwork::closing::HOURS
    )]
    Soon,
    /// It stands still.
    #[error("the survey is suspended: let it go on first")]
    Suspended,
    /// There is no reason, or a longer one than is kept.
    #[error("a reason is needed, of at most {} characters", crate::fieldwork::deadline::LONGEST_REASON)]
    Reason,
    /// Responses that no key opens can't be given up now.
    #[error(transparent)]
    Lost(#[from] crate::lost::Hindrance),
    /// Somebody who runs surveys neither opens nor closes them.
    #[error("surveys are opened and closed by an admin")]
    NotAllowed,
    /// It has ended for good: what still waited is in, and breakdowns may have been seen.
    #[error("the survey has ended: its results may have been seen, so no more answers are taken")]
    Ended,
    /// No, or too many, devices.
    #[error("an invitation may be used on 1 to {MOST_DEVICES} devices")]
    Devices,
    /// Too many days of grace.
    #[error("there are at most {MOST_GRACE} days of grace")]
    Grace,
    /// A name is too long.
    #[error("a name has at most {LONGEST_NAME} characters")]
    Name,
    /// Results were broken down under the present threshold; two breakdowns with different groups tell more than one.
    #[error("the threshold stays: results were broken down under it")]
    BrokenDown,
    /// Those who responded were promised the present threshold.
    #[error("{} people or more were promised to those who responded, so the threshold can't be lower", .0.get())]
    Lower(Threshold),
    /// No key could be drawn.
    #[error("no key could be drawn for the survey")]
    Key,
    /// The question set is another than the survey's.
    #[error("the survey runs on the question set “{0}”")]
    OtherQuestionSet(QuestionSetCode),
    /// The version would make answers of the survey incomparable with those from before: these are the differences.
    #[error("people have begun to answer, and this version would make their answers incomparable: {}", listed(.0))]
    Incomparable(Vec<Difference>),
}

/// For the command line: what differs, in the words of the format.
fn listed(differences: &[Difference]) -> String {
    let one = |difference: &Difference| {
        let change = serde_json::to_value(&difference.change).unwrap_or_default();
        let what = change["rule"].as_str().or(change["change"].as_str()).unwrap_or_default().to_owned();
        format!("{} ({what})", difference.place)
    };
    differences.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What is said of a survey when it is made.
#[derive(Debug, Clone)]
pub struct NewSurvey {
    /// Its code.
    pub code: SurveyCode,
    /// Its question set.
    pub question_set: QuestionSetCode,
    /// A published version of it.
    pub version: u32,
    /// What can be changed later.
    pub terms: Terms,
    /// Whether everyone may answer by a public link; else partners are invited.
    pub everyone: bool,
    /// What it is called, in the languages in which that is not the title of its questionnaire.
    pub names: Text,
    /// The fewest people that a figure of it stands for.
    pub threshold: Threshold,
}

/// What the settings of a survey say.
#[derive(Debug, Clone)]
pub struct Settings {
    /// When it runs, and on what terms.
    pub terms: Terms,
    /// What it is called, in the languages in which that is not the title of its questionnaire.
    pub names: Text,
    /// The fewest people that a figure of it stands for.
    pub threshold: Threshold,
}

/// When a survey runs, and on what terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The first day.
    pub opens_on: Day,
    /// The last day.
    pub closes_on: Day,
    /// Its calendar.
    pub schedule: Schedule,
    /// On how many devices an invitation may be used.
    pub max_devices: u32,
}

impl Terms {
    fn check(&self) -> Result<(), SurveyError> {
        if self.closes_on < self.opens_on {
            Err(SurveyError::Dates)
        } else if !(1..=MOST_DEVICES).contains(&self.max_devices) {
            Err(SurveyError::Devices)
        } else if self.schedule.grace_days > MOST_GRACE {
            Err(SurveyError::Grace)
        } else {
            Ok(())
        }
    }
}

/// Adds a survey in preparation, with a key of its own.
///
/// # Errors
/// When the version is not published, the code is taken or the terms can't be.
pub async fn add(store: &Store, survey: &NewSurvey, by: By<'_>) -> Result<(), SurveyError> {
    survey.terms.check()?;
    check_names(&survey.names)?;
    if !store.question_set_versions(&survey.question_set).await?.contains_key(&survey.version) {
        return Err(SurveyError::UnknownVersion(survey.question_set.clone(), survey.version));
    }
    let mut tx = store.begin_write().await?;
    insert(&mut tx, survey, by).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

fn new_key() -> Result<Vec<u8>, SurveyError> {
    let key = SurveyKey::generate(&mut rand_core::OsRng).map_err(|_| SurveyError::Key)?;
    Ok(key.to_bytes())
}

async fn insert(tx: &mut Tx, survey: &NewSurvey, by: By<'_>) -> Result<(), SurveyError> {
    let row = SurveyRow {
        code: survey.code.clone(),
        question_set: survey.question_set.clone(),
        version: survey.version,
        state: SurveyState::Draft,
        opens_on: survey.terms.opens_on,
        closes_on: survey.terms.closes_on,
        credential_key: new_key()?,
        mark_key: if survey.everyone { None } else { Some(new_key()?) },
        max_devices: survey.terms.max_devices,
        schedule: survey.terms.schedule.clone(),
        closed_on: None,
        public_token: survey.everyone.then(Token::generate),
        names: survey.names.clone(),
        promised_until: None,
        lacks: Lacks::default(),
        suspended_on: None,
        link_rule: LinkRule::default(),
    };
    if RESERVED.contains(&survey.code.as_str()) || !surveys::add(tx, &row).await? {
        return Err(SurveyError::Taken(survey.code.clone()));
    }
    if survey.threshold != Threshold::default() {
        results::set_threshold(tx, &survey.code, survey.threshold).await?;
    }
    let detail = json!({
        "question_set": survey.question_set, "version": survey.version, "everyone": survey.everyone,
        "opens_on": row.opens_on.to_string(), "closes_on": row.closes_on.to_string(),
    });
    Ok(note(tx, &survey.code, "added", by, detail).await?)
}

/// Adds a survey in preparation from a file. The version is published if it is not yet.
///
/// # Errors
/// As [`add`], and when the version can't be published.
pub async fn add_from_file(
    store: &Store,
    code: &SurveyCode,
    set: &QuestionSet,
    terms: Terms,
    by: By<'_>,
) -> Result<(), SurveyError> {
    terms.check()?;
    let published = store.question_set_versions(&set.code).await?;
    let mut tx = store.begin_write().await?;
    if published.get(&set.version).is_none_or(|known| **known != *set) {
        publish_within(&mut tx, set, by).await?;
    }
    let (code, question_set) = (code.clone(), set.code.clone());
    let (names, threshold) = (Text::default(), Threshold::default());
    let survey =
        NewSurvey { code, question_set, version: set.version, terms, everyone: false, names, threshold };
    insert(&mut tx, &survey, by).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Changes all settings of a survey, or none. Once it was opened its days stay: the last one is moved with a reason, elsewhere.
///
/// # Errors
/// When there is no such survey, when the terms can't be, or when something else was promised.
pub async fn set(
    store: &Store,
    code: &SurveyCode,
    settings: &Settings,
    by: By<'_>,
) -> Result<(), SurveyError> {
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, code).await?.ok_or_else(|| SurveyError::Unknown(code.clone()))?;
    set_within(&mut tx, &row, &settings.terms, &settings.names, by).await?;
    match keep_within(&mut tx, store, &row, settings.threshold, by).await? {
        Kept::Yes => {}
        Kept::Complete => return Err(SurveyError::BrokenDown),
        Kept::Lower(now) => return Err(SurveyError::Lower(now)),
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

fn check_names(names: &Text) -> Result<(), SurveyError> {
    let long = names.0.values().any(|name| name.chars().count() > LONGEST_NAME);
    if long { Err(SurveyError::Name) } else { Ok(()) }
}

async fn set_within(
    tx: &mut Tx,
    row: &SurveyRow,
    terms: &Terms,
    names: &Text,
    by: By<'_>,
) -> Result<(), SurveyError> {
    terms.check()?;
    check_names(names)?;
    let code = &row.code;
    let days = (terms.opens_on, terms.closes_on);
    if row.state != SurveyState::Draft && days != (row.opens_on, row.closes_on) {
        return Err(SurveyError::Started);
    }
    keeps_its_word(row, &terms.schedule, terms.max_devices)?;
    // The pause is a switch of its own, which somebody may have pressed meanwhile.
    let schedule = Schedule { paused: row.schedule.paused, ..terms.schedule.clone() };
    stays_ended(row, &SurveyRow { schedule: schedule.clone(), ..row.clone() }, by.now)?;
    let mut changed = Vec::new();
    let mut see = |name: &str, differs: bool| differs.then(|| changed.push(name.to_owned()));
    see("opens_on", row.opens_on != terms.opens_on);
    see("closes_on", row.closes_on != terms.closes_on);
    see("max_devices", row.max_devices != terms.max_devices);
    see("schedule", row.schedule != schedule);
    see("names", row.names != *names);
    if changed.is_empty() {
        return Ok(());
    }
    surveys::set_terms(tx, code, days, terms.max_devices).await?;
    surveys::set_schedule(tx, code, &schedule).await?;
    surveys::set_names(tx, code, names).await?;
    Ok(note(tx, code, "settings", by, json!({ "changed": changed })).await?)
}

/// What was promised when a survey was opened stays, so that nobody chooses the moment at which it ends: its time zone and its
/// devices are fixed, and its days of grace only grow. So does its last day, in [`crate::fieldwork::deadline`].
fn keeps_its_word(row: &SurveyRow, schedule: &Schedule, max_devices: u32) -> Result<(), SurveyError> {
    if row.state == SurveyState::Draft {
        Ok(())
    } else if schedule.time_zone != row.schedule.time_zone {
        Err(SurveyError::ZoneStays)
    } else if schedule.grace_days < row.schedule.grace_days {
        Err(SurveyError::GraceShorter)
    } else if max_devices != row.max_devices {
        Err(SurveyError::DevicesStay)
    } else {
        Ok(())
    }
}

/// What a survey that has ended becomes has ended too: its results may have been seen, and the same with a few answers more
/// would tell what these few said.
fn stays_ended(row: &SurveyRow, changed: &SurveyRow, now: DateTime<Utc>) -> Result<(), SurveyError> {
    if row.has_ended_at(now) && !changed.has_ended_at(now) { Err(SurveyError::Ended) } else { Ok(()) }
}

/// Sets a survey's calendar, but for the pause. Returns whether it changed.
///
/// # Errors
/// When there is no such survey, it was opened and promised something else, or it has ended and would take answers again.
pub async fn set_calendar(
    store: &Store,
    code: &SurveyCode,
    schedule: &Schedule,
    by: By<'_>,
) -> Result<bool, SurveyError> {
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, code).await?.ok_or_else(|| SurveyError::Unknown(code.clone()))?;
    // Somebody may have pressed the pause meanwhile.
    let schedule = Schedule { paused: row.schedule.paused, ..schedule.clone() };
    if schedule == row.schedule {
        return Ok(false);
    }
    keeps_its_word(&row, &schedule, row.max_devices)?;
    stays_ended(&row, &SurveyRow { schedule: schedule.clone(), ..row.clone() }, by.now)?;
    surveys::set_schedule(&mut tx, code, &schedule).await?;
    note(&mut tx, code, "settings", by, json!({})).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(true)
}

/// What stands against putting a survey on a version: nothing, while it is being prepared.
pub fn against(survey: &SurveyRow, current: &QuestionSet, next: &QuestionSet) -> Vec<Difference> {
    if survey.state == SurveyState::Draft {
        return Vec::new();
    }
    revision::incomparable(&revision::differences(current, next))
}

/// Publishes a version from a file and puts a survey on it, or does neither.
///
/// # Errors
/// When there is no such survey, the version can't be published, or people have begun to answer and it would make answers
/// incomparable.
pub async fn set_version_from_file(
    store: &Store,
    code: &SurveyCode,
    set: &QuestionSet,
    by: By<'_>,
) -> Result<(), SurveyError> {
    let known = store.survey(code).await?.ok_or_else(|| SurveyError::Unknown(code.clone()))?;
    if known.question_set != set.code {
        return Err(SurveyError::OtherQuestionSet(known.question_set));
    }
    let versions = store.question_set_versions(&set.code).await?;
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, code).await?.ok_or_else(|| SurveyError::Unknown(code.clone()))?;
    let unknown = || SurveyError::UnknownVersion(set.code.clone(), row.version);
    publish_within(&mut tx, set, by).await?;
    let current = versions.get(&row.version).ok_or_else(unknown)?;
    put_on(&mut tx, &row, current, set, &Consent::NotNeeded, by).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Puts a survey on a published version of its question set; earlier ones stay accepted. Returns whether it is another.
///
/// # Errors
/// When people have begun to answer and it would make answers incomparable.
pub(crate) async fn put_on(
    tx: &mut Tx,
    row: &SurveyRow,
    current: &QuestionSet,
    next: &QuestionSet,
    consent: &Consent,
    by: By<'_>,
) -> Result<bool, SurveyError> {
    if next.version == row.version {
        return Ok(false);
    }
    let against = against(row, current, next);
    if !against.is_empty() {
        return Err(SurveyError::Incomparable(against));
    }
    surveys::set_version(tx, &row.code, next.version).await?;
    // People fill what a survey runs on once it has been opened: only that stays accepted.
    let ran = row.state != SurveyState::Draft;
    if ran {
        survey_versions::add(tx, &row.code, next.version, by.now).await?;
    }
    let detail = consent.noted_in(json!({ "from": row.version, "to": next.version, "ran": ran }));
    note(tx, &row.code, "version", by, detail).await?;
    Ok(true)
}

/// Who opens and closes surveys. Everything that does either asks here, whatever page or route it began at.
pub(crate) fn opens_and_closes(by: By<'_>) -> Result<(), SurveyError> {
    if by.sets_up { Ok(()) } else { Err(SurveyError::NotAllowed) }
}

/// Opens a survey, for the first time or again: the operator's way. Staff ask for it in [`crate::second_yes`]. Returns whether it was
/// not open.
///
/// # Errors
/// When there is no such survey, its last day is over, or it has ended.
pub async fn open(store: &Store, code: &SurveyCode, by: By<'_>) -> Result<bool, SurveyError> {
    let threshold = store.threshold(code).await?;
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, code).await?.ok_or_else(|| SurveyError::Unknown(code.clone()))?;
    let opened = open_within(&mut tx, &row, threshold, &Consent::NotNeeded, by).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(opened)
}

/// Opens a survey. What it lacks then, it lacks for ever. Returns whether it was not open.
///
/// # Errors
/// When it isn't this person's part, its last day is over, or it has ended.
pub(crate) async fn open_within(
    tx: &mut Tx,
    row: &SurveyRow,
    threshold: Threshold,
    consent: &Consent,
    by: By<'_>,
) -> Result<bool, SurveyError> {
    opens_and_closes(by)?;
    let code = &row.code;
    if row.has_ended_at(by.now) {
        return Err(SurveyError::Ended);
    }
    if row.schedule.today(by.now) > row.closes_on {
        return Err(SurveyError::Over);
    }
    if row.state == SurveyState::Open {
        return Ok(false);
    }
    if row.state == SurveyState::Draft {
        let (invited, today) = (surveys::count_invited(tx, code).await?, row.schedule.today(by.now));
        if row.public_token.is_none() {
            surveys::set_mark_key(tx, code, &new_key()?).await?;
        }
        surveys::set_lacks(tx, code, Lacks::new(row, invited, threshold, today)).await?;
        known_links::set_rule(tx, code, LinkRule::All).await?;
    }
    surveys::set_state(tx, code, SurveyState::Open, None).await?;
    survey_versions::add(tx, code, row.version, by.now).await?;
    note(tx, code, "opened", by, consent.noted_in(json!({}))).await?;
    Ok(true)
}

/// Opens a closed survey again, whose last day the caller has moved.
///
/// # Errors
/// When it isn't this person's part.
pub async fn reopen_within(tx: &mut Tx, row: &SurveyRow, by: By<'_>) -> Result<(), SurveyError> {
    opens_and_closes(by)?;
    Ok(surveys::set_state(tx, &row.code, SurveyState::Open, None).await?)
}

/// Closes a survey that is open, at once: the operator's way. Staff close it early, in [`crate::fieldwork::closing`]. Returns
/// whether it was open.
///
/// # Errors
/// When it isn't this person's part, or there is no such survey.
pub async fn close(store: &Store, code: &SurveyCode, by: By<'_>) -> Result<bool, SurveyError> {
    opens_and_closes(by)?;
    let mut tx = store.begin_write().await?;
    let row = surveys::lock(&mut tx, code).await?.ok_or_else(|| SurveyError::Unknown(code.clone()))?;
    if row.state != SurveyState::Open {
        return Ok(false);
    }
    if row.is_suspended() {
        return Err(SurveyError::Suspended);
    }
    surveys::set_state(&mut tx, code, SurveyState::Closed, Some(row.schedule.today(by.now))).await?;
    note(&mut tx, code, "closed", by, json!({})).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(true)
}

pub(crate) async fn note(
    tx: &mut Tx,
    code: &SurveyCode,
    kind: &str,
    by: By<'_>,
    detail: Json,
) -> Result<(), StoreError> {
    let (staff_name, who) = (by.name.to_owned(), by.who.to_owned());
    let event = SurveyEvent { at: by.now, kind: kind.to_owned(), staff_name, who, detail };
    survey_events::add(tx, code, &event).await
}
