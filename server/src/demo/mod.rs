//! The demo: the IMS partnership survey with 115 invented partners, one wave closed and one in mid-flight.
//!
//! Everything is drawn from a fixed seed, but for links, keys and passwords' salts, which are secrets even here.

mod answers;
mod benchmarks;
mod cycle;
mod themes;
mod wave_2024;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono_tz::Tz;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rust_embed::RustEmbed;
use serde_json::{Value as Json, json};
use survey::answers::RawAnswers;
use survey::credential::SurveyKey;
use survey::question_set::Text;
use survey::wave::Published;
use survey::{Day, QuestionSet, SurveyCode};

use self::cycle::Drawn;
use crate::auth::hash_password;
use crate::catalogue::Catalogue;
use crate::clock::Clock;
use crate::entropy;
use crate::i18n::Translations;
use crate::mail::MessageKind;
use crate::partners::import::{Known, Plan};
use crate::partners::{Directory, Partner, table};
use crate::publish::{By, PublishError, publish};
use crate::report::results;
use crate::schedule::Schedule;
use crate::store::invitations::{self, InvitationState};
use crate::store::partners;
use crate::store::responses::{self, LedgerRow};
use crate::store::staff::{Member, Role};
use crate::store::surveys::{self, EarlierRate, SurveyRow, SurveyState};
use crate::store::{Store, StoreError, survey_versions, waves};
use crate::token::Token;

#[derive(RustEmbed)]
#[folder = "../question-sets"]
struct Files;

/// Why the demo was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A question set of the demo breaks a rule.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A file of the demo can't be read.
    #[error("{file}: {problem}")]
    File {
        /// The file.
        file: &'static str,
        /// What is wrong with it.
        problem: String,
    },
}

const SEED: u64 = 2026;
const SEED_2024: u64 = 2024;
const QUESTION_SET_2024: &str = "ims-partnership.json";
const QUESTION_SET_2026: &str = "ims-partnership-2026.json";
const PARTNERS: &str = "demo-partners.csv";
const PUBLISHED: &str = "ims-published.json";
const BENCHMARKS: &str = "demo-benchmarks.csv";
const STAFF: [(&str, &str, &str, Role); 3] = [
    ("admin@sawt.example", "demo-admin-2026", "Amal Haddad", Role::Admin),
    ("manager@sawt.example", "demo-manager-2026", "Jonas Lindqvist", Role::Manager),
    ("analyst@sawt.example", "demo-analyst-2026", "Lina Benyahia", Role::Analyst),
];
/// The other managers of the demo's partners. Nobody knows their passwords: they have accounts so that they have names.
const COLLEAGUES: [(&str, &str); 4] = [
    ("s.kabore-lind@sawt.example", "Salimata Kaboré-Lind"),
    ("o.vesterlund@sawt.example", "Oksana Vesterlund"),
    ("n.tarhuna@sawt.example", "Nadia Tarhuna"),
    ("j.amihan@sawt.example", "Joy Amihan"),
];

/// Loads the demo if the database has no surveys, and returns its addresses and log-ins.
///
/// # Errors
/// When the database fails; the demo's own files are proved by its tests.
pub async fn load(store: &Store, base_url: &str) -> Result<Json, DemoError> {
    let wave_2024 = code("ims-2024")?;
    let wave_2026 = code("ims-2026")?;
    if store.surveys().await?.is_empty() {
        let mut rng = StdRng::seed_from_u64(SEED);
        let today = schedule().today(Clock::system().now());
        let partners = read_partners()?;
        let old = read_question_set(QUESTION_SET_2024)?;
        let new = read_question_set(QUESTION_SET_2026)?;
        let now = Clock::system().now();
        for set in [&old, &new] {
            publish(store, set, By { name: STAFF[0].2, who: STAFF[0].0, now, sets_up: true }).await?;
        }
        add_staff(store).await?;
        add_partners(store, &partners).await?;
        let dates =
            |y, from: (u32, u32), to: (u32, u32)| Day::new(y, from.0, from.1).zip(Day::new(y, to.0, to.1));
        if let Some((opens_on, closes_on)) = dates(2024, (4, 15), (5, 31)) {
            add_survey(store, &wave_2024, &old, SurveyState::Closed, opens_on, closes_on).await?;
            let mails = &cycle::MAILS_2024[..];
            let count = wave_2024::RESPONSES;
            let responded =
                invite(store, &wave_2024, &partners, (count, 46), (opens_on, mails), None, &mut rng).await?;
            // A stream of its own: what is drawn for this wave changes nothing of the other.
            let rng = &mut StdRng::seed_from_u64(SEED_2024);
            let responded = shuffled(&partners, &responded, rng);
            let regions: Vec<String> = responded.iter().map(|partner| partner.region.clone()).collect();
            let answers = wave_2024::build(&old, &regions, rng);
            add_responses(store, &wave_2024, answers.into_iter(), rng).await?;
            themes::add(store, &wave_2024, [STAFF[0].0, STAFF[2].0]).await?;
        }
        let opens_on = today.saturating_sub(42);
        let closes_on = today.saturating_add(14);
        add_survey(store, &wave_2026, &new, SurveyState::Open, opens_on, closes_on).await?;
        let past = (opens_on, &cycle::MAILS_2026[..]);
        let responded =
            invite(store, &wave_2026, &partners, (41, 42), past, Some((today, closes_on)), &mut rng).await?;
        let drawn: Vec<_> = shuffled(&partners, &responded, &mut rng)
            .into_iter()
            .map(|partner| answers::draw(&new, partner, &mut rng))
            .collect();
        add_responses(store, &wave_2026, drawn.into_iter(), &mut rng).await?;
        add_earlier_wave(store, &new).await?;
        benchmarks::add(store, &new, BENCHMARKS).await?;
        benchmarks::add_trainings(store, &partners).await?;
        for (survey, wave, percent) in
            [(&wave_2024, "2021", 46.0), (&wave_2026, "2021", 46.0), (&wave_2026, "2024", 49.0 / 1.15)]
        {
            store.add_earlier_rate(survey, &EarlierRate { wave: wave.to_owned(), percent }).await?;
        }
        work_out(store, &wave_2024, today).await?;
    }
    let links: BTreeMap<String, String> = store
        .unopened_tokens(&wave_2026)
        .await?
        .into_iter()
        .map(|(language, token)| (language, format!("{base_url}/i/{token}")))
        .collect();
    let staff: BTreeMap<_, _> = STAFF
        .into_iter()
        .map(|(email, password, _, role)| (role.as_str(), json!({ "email": email, "password": password })))
        .collect();
    Ok(json!({ "base": base_url, "links": links, "staff": staff }))
}

/// Works the results of a survey out and keeps them, so that nobody waits for them at the first look.
async fn work_out(store: &Store, survey: &SurveyCode, today: Day) -> Result<(), DemoError> {
    if let Some(survey) = Catalogue::new(store.clone()).survey(survey).await? {
        let _ = results::read(store, &survey, today).await?;
    }
    Ok(())
}

fn code(text: &'static str) -> Result<SurveyCode, DemoError> {
    text.parse().map_err(|e: survey::code::NotACode| DemoError::File { file: text, problem: e.to_string() })
}

fn file(name: &'static str) -> Result<Vec<u8>, DemoError> {
    let missing = || DemoError::File { file: name, problem: "missing".to_owned() };
    Files::get(name).map(|file| file.data.into_owned()).ok_or_else(missing)
}

fn read_question_set(name: &'static str) -> Result<QuestionSet, DemoError> {
    serde_json::from_slice(&file(name)?).map_err(|e| DemoError::File { file: name, problem: e.to_string() })
}

/// Reads the demo's partners as an import would: a file with a problem is no demo.
fn read_partners() -> Result<Vec<Partner>, DemoError> {
    let bad = |problem: String| DemoError::File { file: PARTNERS, problem };
    let table = table::read(&file(PARTNERS)?).map_err(|e| bad(e.to_string()))?;
    let known = Known {
        languages: Translations::load().locales().cloned().collect(),
        staff: BTreeSet::new(),
        headings: HashMap::new(),
    };
    let plan = Plan::of(&table, &Directory::new(), &known);
    if !plan.is_sound() {
        return Err(bad(format!("{plan:?}")));
    }
    Ok(plan.writes().into_iter().cloned().collect())
}

async fn add_staff(store: &Store) -> Result<(), DemoError> {
    let now = Clock::system().now_ms();
    for (email, password, name, role) in STAFF {
        let hash = hash_password(password).map_err(|e| StoreError::unreadable("staff", e))?;
        let language =
            "en".parse().map_err(|e: survey::locale::NotALocale| StoreError::unreadable("staff", e))?;
        let member = Member { id: entropy::uuid(), email: email.into(), name: name.into(), role, language };
        store.add_member(&member, &hash, now).await?;
    }
    for (email, name) in COLLEAGUES {
        let language =
            "en".parse().map_err(|e: survey::locale::NotALocale| StoreError::unreadable("staff", e))?;
        let (email, name) = (email.into(), name.into());
        let member = Member { id: entropy::uuid(), email, name, role: Role::Manager, language };
        // No password has this hash.
        store.add_member(&member, "!", now).await?;
    }
    Ok(())
}

async fn add_partners(store: &Store, all: &[Partner]) -> Result<(), DemoError> {
    let mut tx = store.begin_write().await?;
    partners::put(&mut tx, &all.iter().collect::<Vec<_>>(), Clock::system().now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// When the demo's mail goes out.
fn schedule() -> Schedule {
    Schedule { time_zone: Tz::Europe__Copenhagen, ..Schedule::default() }
}

async fn add_survey(
    store: &Store,
    code: &SurveyCode,
    set: &QuestionSet,
    state: SurveyState,
    opens_on: Day,
    closes_on: Day,
) -> Result<(), DemoError> {
    let key = || {
        let key = SurveyKey::generate(&mut rand_core::OsRng);
        key.map(|key| key.to_bytes()).map_err(|e| StoreError::unreadable("survey", e))
    };
    let row = SurveyRow {
        code: code.clone(),
        question_set: set.code.clone(),
        version: set.version,
        state,
        opens_on,
        closes_on,
        credential_key: key()?,
        mark_key: Some(key()?),
        max_devices: 3,
        schedule: schedule(),
        closed_on: None,
        public_token: None,
        names: Text::default(),
        promised_until: None,
        lacks: crate::ending::Lacks::default(),
        suspended_on: None,
        link_rule: surveys::LinkRule::default(),
    };
    let mut tx = store.begin_write().await?;
    surveys::add(&mut tx, &row).await?;
    survey_versions::add(&mut tx, code, set.version, Clock::system().now()).await?;
    Ok(tx.commit().await.map_err(StoreError::from)?)
}

/// The name of an account of the demo.
fn staff_name(email: &str) -> String {
    let all = STAFF.iter().map(|(email, _, name, _)| (*email, *name)).chain(COLLEAGUES);
    all.clone().find(|(known, _)| *known == email).map_or(STAFF[1].2, |(_, name)| name).to_owned()
}

/// Invites all partners; `responses` of them have responded within `days`, fewer in Africa, as in 2024. Returns their
/// places. One that goes on, from today until its last day, is followed up.
async fn invite(
    store: &Store,
    survey: &SurveyCode,
    all: &[Partner],
    (responses, days): (usize, u32),
    (opens_on, mails): (Day, &[(MessageKind, u32, u32)]),
    goes_on: Option<(Day, Day)>,
    rng: &mut StdRng,
) -> Result<Vec<usize>, DemoError> {
    let mut likely: Vec<(f64, usize)> = all
        .iter()
        .enumerate()
        .map(|(place, partner)| {
            let weight = if partner.region == "africa" { 0.45 } else { 1.0 };
            // Weighted sampling without replacement (Efraimidis and Spirakis): the largest keys are taken.
            (rng.random::<f64>().powf(1.0 / weight), place)
        })
        .collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0));
    let responded: Vec<usize> = likely.iter().take(responses).map(|(_, place)| *place).collect();
    let mut drawn = Vec::new();
    let mut tx = store.begin_write().await?;
    for (place, partner) in all.iter().enumerate() {
        let (state, responded_on) = if responded.contains(&place) {
            let day = opens_on.saturating_add(u64::from(cycle::day(mails, days, rng)));
            (InvitationState::Responded, Some(day))
        } else {
            let state = match rng.random_range(0..100) {
                0..4 => InvitationState::Declined,
                4..8 => InvitationState::Bounced,
                8..40 => InvitationState::Opened,
                _ => InvitationState::Invited,
            };
            (state, None)
        };
        let (id, token) = (entropy::uuid(), Token::generate());
        invitations::add(&mut tx, id, survey, partner.key.as_str(), &token, state, responded_on).await?;
        drawn.push(Drawn { id, partner, state, responded_on });
    }
    cycle::send(&mut tx, survey, mails, opens_on, &drawn).await?;
    if let Some((today, closes_on)) = goes_on {
        cycle::follow_up(&mut tx, survey, today, &drawn, |partner| staff_name(partner.manager.as_str()))
            .await?;
        cycle::extend(&mut tx, survey, (opens_on, closes_on), STAFF[1].2).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(responded)
}

/// Adds the published counts of 2022; those of 2024 are a survey of its own here.
async fn add_earlier_wave(store: &Store, set: &QuestionSet) -> Result<(), DemoError> {
    let bad = |problem: String| DemoError::File { file: PUBLISHED, problem };
    let json = serde_json::from_slice(&file(PUBLISHED)?).map_err(|e| bad(e.to_string()))?;
    let published = Published::read(&json).map_err(|e| bad(e.to_string()))?;
    let mut tx = store.begin_write().await?;
    for wave in published.waves.iter().filter(|wave| wave.name.as_str() == "2022") {
        waves::put(&mut tx, &set.code, wave, Clock::system().now_ms(), STAFF[0].2).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// The partners that responded, in an order that has nothing to do with theirs.
fn shuffled<'a>(all: &'a [Partner], responded: &[usize], rng: &mut StdRng) -> Vec<&'a Partner> {
    let mut partners: Vec<&Partner> = responded.iter().map(|&place| &all[place]).collect();
    partners.shuffle(rng);
    partners
}

/// Adds responses.
async fn add_responses(
    store: &Store,
    survey: &SurveyCode,
    responses: impl Iterator<Item = RawAnswers>,
    rng: &mut StdRng,
) -> Result<(), DemoError> {
    let rows: Vec<LedgerRow> = responses
        .map(|answers| LedgerRow {
            id: uuid::Builder::from_random_bytes(rng.random()).into_uuid(),
            survey: survey.clone(),
            answers: Json::Object(answers).to_string(),
            // They are of a time before there were receipts.
            receipt: None,
        })
        .collect();
    let mut tx = store.begin_write().await?;
    responses::insert_rows(&mut tx, &rows).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_files_are_sound() {
        for name in [QUESTION_SET_2024, QUESTION_SET_2026] {
            assert_eq!(survey::check::check(&read_question_set(name).unwrap()), []);
        }
        assert_eq!(read_partners().unwrap().len(), 115);
    }

    #[test]
    fn drawn_answers_are_valid() {
        let set = read_question_set(QUESTION_SET_2026).unwrap();
        let mut rng = StdRng::seed_from_u64(1);
        for partner in read_partners().unwrap() {
            let raw = answers::draw(&set, &partner, &mut rng);
            let validated = survey::validation::validate(&set, &raw);
            assert_eq!(validated.faults, [], "{raw:?}");
            assert!(validated.answers.by_question.len() > 20);
        }
    }
}
