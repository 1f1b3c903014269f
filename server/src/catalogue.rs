//! Open surveys with their question sets and keys, kept in memory for a moment so that a response needs no reading.
//!
//! Several servers may run on one database: what another one changed is seen here after [`FRESH_FOR`].

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use survey::credential::{Bytes, SurveyKey};
use survey::{Day, Locale, QuestionSet, SurveyCode};

use crate::clock::Clock;
use crate::key_number;
use crate::store::surveys::{SurveyRow, SurveyState};
use crate::store::{Store, StoreError, StoreResult};

/// How long a survey is used before it is read again.
pub const FRESH_FOR: Duration = Duration::from_secs(1);

/// A survey, ready for use.
pub struct Survey {
    /// The survey as stored.
    pub row: SurveyRow,
    /// All published versions of its question set.
    pub versions: BTreeMap<u32, Arc<QuestionSet>>,
    /// The versions that it runs on or ran on since it was opened.
    pub ran_on: BTreeSet<u32>,
    /// Its secret key.
    pub key: SurveyKey,
    /// The secret key of its marks, if it has one.
    pub mark_key: Option<SurveyKey>,
    key_number: Arc<OnceLock<String>>,
    /// Held by who works out its results, so that others wait for them.
    pub(crate) reckoning: Arc<tokio::sync::Mutex<()>>,
}

impl Survey {
    /// The version that is filled now.
    pub fn current(&self) -> &Arc<QuestionSet> {
        // The row's foreign key and `load` make sure that it is there.
        &self.versions[&self.row.version]
    }

    /// What it is called in a language: its name, or else the title of its questionnaire, which has one in its own languages.
    pub fn title(&self, locale: &Locale) -> &str {
        let set = self.current();
        let known = set.title.0.get(locale).or_else(|| set.title.0.get(set.languages.first()?));
        self.row.names.0.get(locale).or(known).map_or("", String::as_str)
    }

    /// The version of a response, if the survey runs or ever ran on it: what it never asked, nobody can have answered.
    pub fn accepted(&self, version: u32) -> Option<&Arc<QuestionSet>> {
        let asked = version == self.row.version || self.ran_on.contains(&version);
        self.versions.get(&version).filter(|_| asked)
    }

    /// The public keys that the form page names, in the page's order.
    pub fn public_keys(&self) -> Vec<Bytes> {
        [Some(&self.key), self.mark_key.as_ref()].into_iter().flatten().map(SurveyKey::public_key).collect()
    }

    /// The number of its public keys, by which partners see that they have the same. Worked out once.
    pub fn key_number(&self) -> &str {
        self.key_number.get_or_init(|| key_number::of(&self.public_keys(), &self.row.code))
    }

    /// The day that it is in the survey's own zone.
    pub fn today(&self, clock: Clock) -> Day {
        self.row.schedule.today(clock.now())
    }

    /// Whether answers are taken.
    pub fn is_open(&self) -> bool {
        self.row.state == SurveyState::Open
    }
}

/// When a survey was read, unless it has changed since, and what was read.
type Read = (Option<Instant>, Arc<Survey>);

/// The surveys that were asked for lately.
pub struct Catalogue {
    store: Store,
    surveys: Mutex<HashMap<SurveyCode, Read>>,
    reckonings: Mutex<HashMap<SurveyCode, Arc<tokio::sync::Mutex<()>>>>,
}

impl Catalogue {
    /// An empty catalogue over a store.
    pub fn new(store: Store) -> Self {
        Self { store, surveys: Mutex::default(), reckonings: Mutex::default() }
    }

    /// The survey of that code.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    pub async fn survey(&self, code: &SurveyCode) -> StoreResult<Option<Arc<Survey>>> {
        let remembered = self.surveys.lock().unwrap_or_else(PoisonError::into_inner).get(code).cloned();
        if let Some((_, survey)) =
            remembered.as_ref().filter(|(read, _)| read.is_some_and(|read| read.elapsed() < FRESH_FOR))
        {
            return Ok(Some(survey.clone()));
        }
        let Some(row) = self.store.survey(code).await? else { return Ok(None) };
        let ran_on = self.store.survey_versions(code).await?;
        let survey = match remembered {
            // Published versions and the key never change, so they are read only when the version is new.
            Some((_, known)) if known.versions.contains_key(&row.version) => {
                let (key, mark_key) = read_keys(&row)?;
                // A survey of an earlier version gets its second key when it is opened.
                let same = known.mark_key.is_some() == mark_key.is_some();
                let key_number = if same { known.key_number.clone() } else { Arc::default() };
                let (versions, reckoning) = (known.versions.clone(), known.reckoning.clone());
                Arc::new(Survey { key, mark_key, versions, ran_on, row, key_number, reckoning })
            }
            _ => Arc::new(self.load(row, ran_on).await?),
        };
        let mut surveys = self.surveys.lock().unwrap_or_else(PoisonError::into_inner);
        surveys.insert(code.clone(), (Some(Instant::now()), survey.clone()));
        Ok(Some(survey))
    }

    /// Reads the survey anew the next time, because it was changed just now. What never changes stays in memory.
    pub fn forget(&self, code: &SurveyCode) {
        if let Some((read, _)) = self.surveys.lock().unwrap_or_else(PoisonError::into_inner).get_mut(code) {
            *read = None;
        }
    }

    async fn load(&self, row: SurveyRow, ran_on: BTreeSet<u32>) -> StoreResult<Survey> {
        let versions = self.store.question_set_versions(&row.question_set).await?;
        if !versions.contains_key(&row.version) {
            return Err(StoreError::unreadable(
                "survey",
                format!("version {} is not published", row.version),
            ));
        }
        let (key, mark_key) = read_keys(&row)?;
        let reckonings = || self.reckonings.lock().unwrap_or_else(PoisonError::into_inner);
        let reckoning = reckonings().entry(row.code.clone()).or_default().clone();
        Ok(Survey { key, mark_key, versions, ran_on, row, key_number: Arc::default(), reckoning })
    }
}

fn read_keys(row: &SurveyRow) -> StoreResult<(SurveyKey, Option<SurveyKey>)> {
    let read = |key: &Vec<u8>| SurveyKey::from_bytes(key).map_err(|e| StoreError::unreadable("survey", e));
    Ok((read(&row.credential_key)?, row.mark_key.as_ref().map(read).transpose()?))
}
