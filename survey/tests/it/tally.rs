//! What answers add up to.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::sync::Arc;

use crate::generated::{self, Raw, Set, config, question_set, real};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use survey::QuestionSet;
use survey::answers::RawAnswers;
use survey::question_set::Kind;
use survey::tally::{Counter, Distribution, Figures, Layout, QuestionTally, Tally, percent};
use survey::validation::{Validated, validate};

fn counter(set: &QuestionSet) -> Counter {
    Counter::new(Arc::new(Layout::new(set, [])))
}

fn tally(set: &QuestionSet, responses: &[Json]) -> Tally {
    let mut counter = counter(set);
    for response in responses {
        counter.add(&format!("{}{response}", set.version)).unwrap();
    }
    counter.finish().tally(5, 5)
}

fn set(questions: Json) -> QuestionSet {
    serde_json::from_value(json!({
        "code": "set", "version": 1, "languages": ["en"],
        "choice_lists": {
            "agree": [{ "code": "yes" }, { "code": "partly" }, { "code": "no" }, { "code": "not_relevant", "off_scale": true }],
            "groups": [{ "code": "youth" }, { "code": "women" }, { "code": "dont_know", "off_scale": true }],
        },
        "sections": [{ "code": "s", "questions": questions }],
    }))
    .unwrap()
}

fn one(kind: Json) -> QuestionSet {
    let mut question = kind;
    question["code"] = json!("q");
    set(json!([question]))
}

fn of(set: &QuestionSet, answers: Vec<Json>) -> QuestionTally {
    let responses: Vec<_> = answers.into_iter().map(|answer| json!({ "q": answer })).collect();
    tally(set, &responses).question("q").unwrap().clone()
}

fn counts(distribution: &Distribution) -> Vec<(u64, Option<u32>)> {
    distribution.choices.iter().map(|choice| (choice.count, choice.percent)).collect()
}

#[test]
fn a_percentage_is_rounded_once_halves_up() {
    assert_eq!(percent(1, 8), Some(13));
    assert_eq!(percent(35, 49), Some(71));
    assert_eq!(percent(1, 200), Some(1));
    assert_eq!(percent(1, 201), Some(0));
    assert_eq!(percent(5, 5), Some(100));
    assert_eq!(percent(0, 0), None);
}

#[test]
fn off_scale_is_counted_and_left_out_of_the_base() {
    let set = one(json!({ "kind": "select_one", "choices": "agree" }));
    let found = of(&set, vec![json!("yes"), json!("yes"), json!("no"), json!("not_relevant")]);
    let Figures::SelectOne(distribution) = &found.figures else { panic!() };
    assert_eq!((found.answered, distribution.base, distribution.off_scale()), (4, 3, 1));
    assert_eq!(counts(distribution), [(2, Some(67)), (0, Some(0)), (1, Some(33)), (1, None)]);
}

#[test]
fn a_select_several_is_of_respondents() {
    let set = one(json!({ "kind": "select_several", "choices": "groups" }));
    let found = of(
        &set,
        vec![
            json!(["youth", "women"]),
            json!(["youth"]),
            json!(["dont_know"]),
            json!(["youth", "dont_know"]),
        ],
    );
    let Figures::SelectSeveral(distribution) = &found.figures else { panic!() };
    assert_eq!((found.answered, distribution.base), (4, 3));
    assert_eq!(counts(distribution), [(3, Some(100)), (1, Some(33)), (2, None)]);
}

#[test]
fn each_item_of_a_matrix_has_a_base_of_its_own() {
    let items = json!([{ "code": "a" }, { "code": "b" }]);
    let set = one(json!({ "kind": "matrix", "items": items, "choices": "agree" }));
    let found = of(&set, vec![json!({ "a": "yes", "b": "no" }), json!({ "a": "not_relevant" }), json!({})]);
    let Figures::Matrix { items, .. } = &found.figures else { panic!() };
    assert_eq!((found.answered, found.missing.skipped), (2, 1));
    let bases: Vec<_> =
        items.iter().map(|item| (item.answered, item.skipped, item.distribution.base)).collect();
    assert_eq!(bases, [(2, 1, 1), (1, 2, 1)]);
    assert_eq!(counts(&items[1].distribution)[2], (1, Some(100)));
}

#[test]
fn a_rating_has_a_mean_and_a_median() {
    let set = one(json!({ "kind": "rating", "min": 1, "max": 5 }));
    let found = of(&set, [5, 5, 4, 1].map(Json::from).to_vec());
    let Figures::Rating(rating) = &found.figures else { panic!() };
    assert_eq!((rating.base, rating.mean, rating.median), (4, Some(3.75), Some(4.5)));
    assert_eq!(rating.recommend, None);
    let nobody = of(&set, vec![]);
    let Figures::Rating(rating) = &nobody.figures else { panic!() };
    assert_eq!((rating.base, rating.mean, rating.median), (0, None, None));
}

#[test]
fn ten_points_fall_into_promoters_passives_and_detractors() {
    let set = one(json!({ "kind": "rating", "min": 0, "max": 10 }));
    let found = of(&set, [10, 9, 8, 7, 6, 0, 10, 9].map(Json::from).to_vec());
    let Figures::Rating(rating) = &found.figures else { panic!() };
    let recommend = rating.recommend.as_ref().unwrap();
    assert_eq!((recommend.promoters, recommend.passives, recommend.detractors), (4, 2, 2));
    assert_eq!(recommend.score, Some(25.0));
}

#[test]
fn of_numbers_none_is_told_that_stands_for_few() {
    let set = one(json!({ "kind": "number", "max": 5000 }));
    let few = of(&set, vec![json!(3), json!(5000), json!(4)]);
    let Figures::Number(few) = &few.figures else { panic!() };
    assert_eq!((few.base, few.mean, few.median, few.spread), (3, None, None, None));
    let many = of(&set, (1..=20).map(Json::from).collect());
    let Figures::Number(many) = &many.figures else { panic!() };
    assert_eq!((many.mean, many.median), (Some(10.5), Some(10.5)));
    let spread = many.spread.unwrap();
    assert_eq!(
        (spread.low, spread.lower_quartile, spread.upper_quartile, spread.high),
        (5.0, 5.0, 16.0, 16.0)
    );
    assert_eq!(many.bands.iter().map(|band| band.count).collect::<Vec<_>>(), [0, 0, 4, 5, 10, 1, 0, 0, 0, 0]);
}

#[test]
fn a_ranking_has_first_places_and_mean_ranks() {
    let set = one(json!({ "kind": "ranking", "choices": "groups" }));
    let found = of(&set, vec![json!(["youth", "women", "dont_know"]), json!(["women", "youth"])]);
    let Figures::Ranking(ranking) = &found.figures else { panic!() };
    assert_eq!(ranking.base, 2);
    let youth = &ranking.choices[0];
    assert_eq!(
        (youth.ranks.clone(), youth.ranked, youth.first_percent, youth.mean_rank),
        (vec![1, 1, 0], 2, Some(50), Some(1.5))
    );
    assert_eq!(ranking.choices[2].mean_rank, Some(3.0));
}

#[test]
fn dates_are_counted_by_year_and_texts_only_counted() {
    let found = of(
        &one(json!({ "kind": "date" })),
        vec![json!("2020-05-31"), json!("2020-01-01"), json!("2024-02-29")],
    );
    let Figures::Date { years } = &found.figures else { panic!() };
    assert_eq!(
        years.iter().map(|year| (year.year, year.count, year.percent)).collect::<Vec<_>>(),
        [(2020, 2, Some(67)), (2024, 1, Some(33))]
    );
    let found = of(&one(json!({ "kind": "long_text" })), vec![json!("a \"quoted\" é"), json!("b")]);
    assert_eq!((found.answered, found.figures), (2, Figures::LongText));
}

#[test]
fn missing_is_told_apart() {
    let set = set(json!([
        { "code": "a", "kind": "select_one", "choices": "agree" },
        { "code": "b", "kind": "text", "relevant": "${a} = 'yes'" },
    ]));
    let found = tally(
        &set,
        &[json!({ "a": "yes", "b": "x" }), json!({ "a": "yes" }), json!({ "a": "no" }), json!({})],
    );
    let b = found.question("b").unwrap();
    assert_eq!((b.answered, b.missing.skipped, b.missing.not_relevant), (1, 1, 2));
    assert_eq!(found.question("a").unwrap().missing.skipped, 1);
}

#[test]
fn versions_are_counted_together() {
    let old = set(json!([
        { "code": "a", "kind": "select_one", "choices": "agree" },
        { "code": "gone", "kind": "select_one", "choices": "groups" },
    ]));
    let mut new = set(
        json!([{ "code": "a", "kind": "select_one", "choices": "agree" }, { "code": "fresh", "kind": "text" }]),
    );
    new.version = 2;
    let mut counter = Counter::new(Arc::new(Layout::new(&new, [&old])));
    counter.add("1{\"a\":\"yes\",\"gone\":\"women\"}\n2{\"a\":\"no\",\"fresh\":\"x\"}").unwrap();
    assert!(["3{}", "2[]", "2", "{}", "2{}x"].iter().all(|wrong| counter.add(wrong).is_err()));
    let found = counter.finish().tally(5, 5);
    assert_eq!(found.respondents, 2);
    let numbers = |code| {
        let question = found.question(code).unwrap();
        (question.answered, question.missing.not_relevant, question.missing.skipped)
    };
    assert_eq!((numbers("a"), numbers("fresh"), numbers("gone")), ((2, 0, 0), (1, 1, 0), (1, 1, 0)));
}

#[test]
fn the_real_questionnaire_is_broken_down_by_who_answers() {
    let layout = Layout::new(&real(), []);
    let profiles: Vec<_> = layout.profiles().iter().map(|profile| profile.question.as_str()).collect();
    assert_eq!(
        profiles,
        ["organisation_type", "region", "annual_budget", "income_share", "cooperation_years"]
    );
}

/// The count of a choice, by looking at every answer.
fn naive(responses: &[RawAnswers], code: &str, holds: impl Fn(&Json) -> bool) -> u64 {
    responses.iter().filter(|raw| raw.get(code).is_some_and(&holds)).count() as u64
}

fn responses() -> impl Strategy<Value = (Set, Vec<Raw>)> {
    question_set().prop_flat_map(|set| {
        let answers = prop::collection::vec(generated::fitting_answers(&set), 0..12);
        (Just(set), answers, any::<u64>()).prop_map(|(set, mut responses, dice)| {
            // Some questions are left empty.
            for (place, raw) in responses.iter_mut().enumerate() {
                let mut n = 0;
                raw.0.retain(|_, _| {
                    n += 1;
                    dice.rotate_left(place as u32 * 7 + n) & 3 != 0
                });
            }
            (set, responses)
        })
    })
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn counting_in_a_stream_is_counting_one_by_one((set, responses) in responses()) {
        let valid: Vec<Validated> = responses.iter().map(|raw| validate(&set, raw)).collect();
        let raw: Vec<RawAnswers> = valid.iter().map(|valid| valid.answers.to_raw()).collect();
        // Halves are counted apart and added, as two threads do.
        let mut halves = [counter(&set), counter(&set)];
        for (place, raw) in raw.iter().enumerate() {
            halves[place % 2].add(&format!("{}{}", set.version, Json::Object(raw.clone()))).unwrap();
        }
        let [one, other] = halves.map(Counter::finish);
        let mut counted = one;
        counted.merge(&other);
        let found = counted.tally(1, 1);
        prop_assert_eq!(found.respondents, raw.len() as u64);
        for question in &found.questions {
            let code = question.question.as_str();
            let has = |valid: &&Validated| valid.answers.by_question.contains_key(code);
            // Whether a question is asked hangs on the valid answers alone.
            let asked = |valid: &&Validated| validate(&set, &valid.answers.to_raw()).relevant.contains(code);
            let answered = valid.iter().filter(has).count() as u64;
            let skipped = valid.iter().filter(|valid| !has(valid) && asked(valid)).count() as u64;
            prop_assert_eq!(question.answered, answered, "{}", code);
            prop_assert_eq!(question.missing.skipped, skipped, "{}", code);
            prop_assert_eq!(question.missing.not_relevant, raw.len() as u64 - answered - skipped, "{}", code);
            let count = |holds: &dyn Fn(&Json) -> bool| naive(&raw, code, holds);
            match &question.figures {
                Figures::SelectOne(found) => {
                    for choice in &found.choices {
                        prop_assert_eq!(choice.count, count(&|answer| *answer == choice.choice.as_str()));
                    }
                    prop_assert_eq!(found.base + found.off_scale(), answered);
                }
                Figures::SelectSeveral(found) => {
                    for choice in &found.choices {
                        let picked = |answer: &Json| answer.as_array().unwrap().contains(&choice.choice.as_str().into());
                        prop_assert_eq!(choice.count, count(&picked));
                        prop_assert!(choice.percent.is_none_or(|percent| percent <= 100));
                    }
                }
                Figures::Matrix { items, .. } => {
                    for item in items {
                        for choice in &item.distribution.choices {
                            let picked = |answer: &Json| answer[item.item.as_str()] == choice.choice.as_str();
                            prop_assert_eq!(choice.count, count(&picked));
                        }
                        let asked = answered + skipped;
                        prop_assert_eq!(item.answered + item.skipped, asked);
                    }
                }
                Figures::Rating(found) => {
                    for value in &found.values {
                        prop_assert_eq!(value.count, count(&|answer| answer.as_i64() == Some(value.value)));
                    }
                    let sum: i64 = raw.iter().filter_map(|raw| raw.get(code)?.as_i64()).sum();
                    let mean = (found.base > 0).then(|| sum as f64 / found.base as f64);
                    prop_assert_eq!(found.mean, mean);
                }
                Figures::Number(found) | Figures::Percentage(found) => {
                    let mut numbers: Vec<f64> = raw.iter().filter_map(|raw| raw.get(code)?.as_f64()).collect();
                    numbers.sort_by(f64::total_cmp);
                    prop_assert_eq!(found.base, numbers.len() as u64);
                    prop_assert_eq!(found.bands.iter().map(|band| band.count).sum::<u64>(), found.base);
                    let middle = numbers.len() / 2;
                    let median = match numbers.len() {
                        0 => None,
                        odd if odd % 2 == 1 => Some(numbers[middle]),
                        _ => Some(f64::midpoint(numbers[middle - 1], numbers[middle])),
                    };
                    prop_assert_eq!(found.median, median);
                }
                Figures::Ranking(found) => {
                    for choice in &found.choices {
                        for (rank, ranked) in choice.ranks.iter().enumerate() {
                            prop_assert_eq!(*ranked, count(&|answer| answer[rank] == choice.choice.as_str()));
                        }
                    }
                }
                Figures::Date { years } => prop_assert_eq!(years.iter().map(|year| year.count).sum::<u64>(), answered),
                Figures::Text | Figures::LongText | Figures::Withheld { .. } => {}
            }
        }
        let notes = set.questions().filter(|(_, question)| matches!(question.kind, Kind::Note)).count();
        prop_assert_eq!(found.questions.len() + notes, set.questions().count());
    }
}
