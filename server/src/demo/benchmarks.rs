//! A small survey of the demo that asks whether people would recommend something, and figures of invented organisations.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::Value as Json;
use survey::{Day, QuestionSet, SurveyCode};

use super::{DemoError, STAFF, add_responses, add_survey, answers, file, read_question_set};
use crate::benchmarks;
use crate::clock::Clock;
use crate::partners::Partner;
use crate::publish::{By, publish};
use crate::store::surveys::SurveyState;
use crate::store::{Store, StoreError, open_answers, public_links};
use crate::token::Token;

const QUESTION_SET: &str = "training-feedback.json";
const SURVEY: &str = "train-25";
const SEED: u64 = 2025;
/// One of so many partners took part.
const EVERY: usize = 3;
/// What people answer, each as likely: favourable on the whole.
const RECOMMENDED: [i64; 12] = [10, 10, 9, 9, 9, 8, 8, 7, 7, 6, 5, 3];

/// Adds the survey, which was open to everyone who had been at a training.
pub async fn add_trainings(store: &Store, partners: &[Partner]) -> Result<(), DemoError> {
    let set = read_question_set(QUESTION_SET)?;
    let survey: SurveyCode = super::code(SURVEY)?;
    publish(store, &set, By { name: STAFF[0].2, who: STAFF[0].0, now: Clock::system().now(), sets_up: true })
        .await?;
    let day = |month, day| Day::new(2025, month, day);
    let Some((opens_on, closes_on)) = day(9, 15).zip(day(10, 6)) else { return Ok(()) };
    add_survey(store, &survey, &set, SurveyState::Closed, opens_on, closes_on).await?;
    let mut tx = store.begin_write().await?;
    public_links::set(&mut tx, &survey, Some(&Token::generate())).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let rng = &mut StdRng::seed_from_u64(SEED);
    let answered: Vec<_> = partners
        .iter()
        .step_by(EVERY)
        .map(|partner| {
            let mut raw = answers::draw(&set, partner, rng);
            let value = RECOMMENDED[rng.random_range(0..RECOMMENDED.len())];
            raw.insert("recommend".to_owned(), Json::from(value));
            let pace = ["too_slow", "just_right", "just_right", "just_right", "too_fast"];
            raw.insert("pace".to_owned(), Json::from(pace[rng.random_range(0..pace.len())]));
            raw
        })
        .collect();
    add_responses(store, &survey, answered.into_iter(), rng).await?;
    add(store, &set, "demo-benchmarks-training.csv").await
}

/// Adds the figures of a file for a question set.
pub async fn add(store: &Store, set: &QuestionSet, name: &'static str) -> Result<(), DemoError> {
    let bad = |problem: String| DemoError::File { file: name, problem };
    let read = benchmarks::read(&file(name)?, set).map_err(|error| bad(format!("{error:?}")))?;
    if !read.unmatched.is_empty() {
        return Err(bad(format!("{:?}", read.unmatched)));
    }
    let mut tx = store.begin_write().await?;
    let by = (STAFF[0].0, Clock::system().now_ms());
    open_answers::put_benchmarks(&mut tx, &set.code, &read.benchmarks, by).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}
