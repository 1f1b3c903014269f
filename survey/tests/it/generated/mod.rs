//! Question sets and answers out of thin air: sound question sets of every kind of question, answers that fit them, and
//! answers that do not.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use proptest::prelude::*;
use proptest::strategy::Union;
use serde_json::{Map, Value as Json, json};
use survey::QuestionSet;
use survey::answers::RawAnswers;
use survey::question_set::{Kind, Question};

/// A value that shows itself as one line of JSON when a test fails.
#[derive(Clone)]
pub struct Shown<T>(pub T);

impl<T: serde::Serialize> std::fmt::Debug for Shown<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).unwrap_or_default())
    }
}

impl<T> std::ops::Deref for Shown<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// A question set that shows itself.
pub type Set = Shown<QuestionSet>;
/// Answers that show themselves.
pub type Raw = Shown<RawAnswers>;

/// Everything fast, and no files left behind.
pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// The questionnaire that the demo runs on.
pub fn real() -> QuestionSet {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../question-sets/ims-partnership-2026.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn text(what: &str) -> Json {
    json!({ "ar": format!("نص {what}"), "en": format!("Text {what}") })
}

fn choice_list(list: usize) -> impl Strategy<Value = Json> {
    (2usize..7, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        move |(count, off_scale, exclusive, other)| {
            let mut choices: Vec<Json> = (0..count)
                .map(|n| json!({ "code": format!("c{n}"), "label": text(&format!("{list}.{n}")) }))
                .collect();
            if off_scale {
                choices[0]["off_scale"] = json!(true);
            }
            if exclusive {
                choices[count - 1]["exclusive"] = json!(true);
            }
            if other {
                choices[count / 2]["other"] = json!(true);
            }
            json!(choices)
        },
    )
}

fn question(number: usize) -> impl Strategy<Value = Json> {
    let list = || (0usize..3).prop_map(|n| format!("list{n}"));
    let some = |range: std::ops::Range<u32>| prop::option::of(range);
    let kind = prop_oneof![
        2 => list().prop_map(|choices| json!({ "kind": "select_one", "choices": choices })),
        2 => (list(), some(1..4)).prop_map(|(choices, max)| json!({ "kind": "select_several", "choices": choices, "max": max })),
        2 => (list(), 1usize..4).prop_map(|(choices, count)| {
            let items: Vec<_> = (0..count).map(|n| json!({ "code": format!("i{n}"), "label": text("item") })).collect();
            json!({ "kind": "matrix", "items": items, "choices": choices })
        }),
        1 => (-2i64..2, 1i64..9).prop_map(|(min, steps)| json!({ "kind": "rating", "min": min, "max": min + steps })),
        2 => (prop::option::of(-50i32..50), prop::option::of(50i32..2000), 0u32..4).prop_map(|(min, max, decimals)| {
            json!({ "kind": "number", "min": min, "max": max, "decimals": decimals })
        }),
        1 => Just(json!({ "kind": "percentage" })),
        1 => (list(), some(1..5)).prop_map(|(choices, max)| json!({ "kind": "ranking", "choices": choices, "max": max })),
        1 => some(1..40).prop_map(|max| json!({ "kind": "text", "max_length": max })),
        1 => some(1..40).prop_map(|max| json!({ "kind": "long_text", "max_length": max })),
        1 => (prop::option::of(2000..2020), prop::option::of(2021..2030)).prop_map(|(min, max)| {
            json!({
                "kind": "date",
                "min": min.map(|year| format!("{year}-02-29").replace("-02-29", "-03-01")),
                "max": max.map(|year| format!("{year}-12-31")),
            })
        }),
        1 => Just(json!({ "kind": "note" })),
    ];
    (kind, any::<bool>()).prop_map(move |(kind, required)| {
        let mut question = json!({ "code": format!("q{number}"), "label": text("question") });
        if required && kind["kind"] != "note" {
            question["required"] = json!(true);
            if number.is_multiple_of(3) {
                question["required_message"] = text("required");
            }
        }
        for (key, value) in kind.as_object().unwrap().iter().filter(|(_, value)| !value.is_null()) {
            question[key] = value.clone();
        }
        question
    })
}

/// An expression on an earlier question that is sometimes true and sometimes not.
fn condition(earlier: &[Json], pick: usize, variant: usize) -> Option<String> {
    let askable: Vec<_> = earlier.iter().filter(|question| question["kind"] != "note").collect();
    let question = askable.get(pick.checked_rem(askable.len())?)?;
    let code = question["code"].as_str()?;
    let variants = match question["kind"].as_str()? {
        "select_one" => vec![format!("${{{code}}} = 'c0'"), format!("${{{code}}} != 'c1'")],
        "select_several" => {
            vec![format!("selected(${{{code}}}, 'c1')"), format!("count-selected(${{{code}}}) > 1")]
        }
        "matrix" => vec![format!("${{{code}.i0}} = 'c0'"), format!("not(${{{code}.i0}} = 'c1')")],
        "rating" | "number" | "percentage" => {
            vec![format!("${{{code}}} > 0"), format!("${{{code}}} <= 3 or ${{{code}}} = ''")]
        }
        "ranking" => vec![format!("selected(${{{code}}}, 'c0')")],
        "date" => vec![format!("${{{code}}} < '2020-06-01'")],
        _ => vec![format!("string-length(${{{code}}}) > 3"), format!("${{{code}}} = ''")],
    };
    variants.get(variant % variants.len()).cloned()
}

/// What an answer must fulfil, by its kind.
fn constraint(kind: &str) -> Option<&'static str> {
    match kind {
        "select_one" => Some(". != 'c1'"),
        "select_several" => Some("count-selected(.) < 3"),
        "rating" | "number" | "percentage" => Some(". != 2"),
        "text" | "long_text" => Some("string-length(.) > 1"),
        "date" => Some(". > '2010-01-01'"),
        _ => None,
    }
}

/// A question set that breaks no rule.
pub fn question_set() -> impl Strategy<Value = Set> {
    let lists = (choice_list(0), choice_list(1), choice_list(2));
    let questions: Vec<_> = (0..9).map(|number| question(number).boxed()).collect();
    let logic = prop::collection::vec((any::<u8>(), any::<usize>(), any::<usize>()), 12);
    (lists, questions, logic, 1usize..9, any::<bool>()).prop_map(
        |(lists, questions, logic, count, constraints)| {
            let mut asked: Vec<Json> = Vec::new();
            for (mut question, (dice, pick, variant)) in
                questions.into_iter().take(count).zip(logic.iter().copied())
            {
                if let Some(condition) = condition(&asked, pick, variant).filter(|_| dice % 2 == 0) {
                    question["relevant"] = json!(condition);
                }
                let kind = question["kind"].as_str().unwrap().to_owned();
                if let Some(constraint) = constraint(&kind).filter(|_| constraints && dice % 3 == 0) {
                    question["constraint"] = json!(constraint);
                    question["constraint_message"] = text("constraint");
                }
                asked.push(question);
            }
            // Two sections, the second perhaps with a condition on the first.
            let split = asked.len().div_ceil(2);
            let second = asked.split_off(split);
            let mut sections = vec![json!({ "code": "s0", "title": text("section"), "questions": asked })];
            if !second.is_empty() {
                let mut section = json!({ "code": "s1", "title": text("section"), "questions": second });
                let (dice, pick, variant) = logic[11];
                if let Some(condition) = condition(&asked, pick, variant).filter(|_| dice % 2 == 0) {
                    section["relevant"] = json!(condition);
                }
                sections.push(section);
            }
            let used = |name: &str| {
                sections.iter().flat_map(|s| s["questions"].as_array().unwrap()).any(|q| q["choices"] == name)
            };
            let mut choice_lists = Map::new();
            for (name, list) in [("list0", lists.0), ("list1", lists.1), ("list2", lists.2)] {
                if used(name) {
                    choice_lists.insert(name.to_owned(), list);
                }
            }
            let set = serde_json::from_value(json!({
                "code": "generated", "version": 1, "languages": ["en", "ar"], "title": text("title"),
                "choice_lists": choice_lists, "sections": sections,
            }));
            Shown(set.unwrap())
        },
    )
}

/// Any JSON at all.
pub fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        "(?s).{0,12}".prop_map(Json::from),
        prop::sample::select(vec!["c0", "c1", "i0", "2024-05-31", "2024-02-30", "12", "٤٢", "  ", "9e9"])
            .prop_map(Json::from),
        (1usize..500).prop_map(|digits| Json::from("9".repeat(digits))),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            prop::collection::btree_map("(i[0-3]|[a-z]{0,3})", inner, 0..5)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

/// Answers of any shape, to questions that are there and to others.
pub fn any_answers() -> impl Strategy<Value = Raw> {
    let key = prop_oneof![8 => "q[0-9]", 2 => "q[0-9]_other", 1 => "(?s).{0,70}"];
    prop::collection::btree_map(key, any_json(), 0..12).prop_map(|map| Shown(map.into_iter().collect()))
}

/// An answer that fits its question, taken alone (its constraint may still refuse it).
fn fitting(set: &QuestionSet, question: &Question) -> BoxedStrategy<Json> {
    let codes: Vec<String> = set.choices(question).iter().map(|choice| choice.code.to_string()).collect();
    let plain: Vec<String> =
        set.choices(question).iter().filter(|c| !c.exclusive).map(|choice| choice.code.to_string()).collect();
    let exclusive: Vec<Json> =
        set.choices(question).iter().filter(|c| c.exclusive).map(|choice| json!([choice.code])).collect();
    let shuffled = |codes: Vec<String>, least: usize, most: usize| {
        let most = most.min(codes.len());
        (prop::sample::subsequence(codes, least.min(most)..=most))
            .prop_shuffle()
            .prop_map(|codes| json!(codes))
    };
    match &question.kind {
        Kind::SelectOne { .. } => prop::sample::select(codes).prop_map(Json::from).boxed(),
        Kind::SelectSeveral { max, .. } => {
            let most = max.map_or(codes.len(), |max| max as usize);
            let mut ways = vec![shuffled(plain, 1, most).boxed()];
            ways.extend(exclusive.into_iter().map(|only| Just(only).boxed()));
            Union::new(ways).boxed()
        }
        Kind::Matrix { items, .. } => {
            let rows: Vec<_> = items
                .iter()
                .map(|item| {
                    let required = question.required;
                    let item = item.code.to_string();
                    prop::sample::select(codes.clone())
                        .prop_flat_map(move |choice| {
                            let item = item.clone();
                            (0..if required { 1 } else { 2 }).prop_map(move |left_out| {
                                (left_out == 0).then(|| (item.clone(), Json::from(choice.clone())))
                            })
                        })
                        .boxed()
                })
                .collect();
            rows.prop_map(|rows| Json::Object(rows.into_iter().flatten().collect())).boxed()
        }
        Kind::Rating { min, max, .. } => (*min..=*max).prop_map(Json::from).boxed(),
        Kind::Number { min, max, decimals } => {
            let scale = 10f64.powi(i32::try_from(*decimals).unwrap());
            let (low, high) = (min.unwrap_or(-9000.0), max.unwrap_or(9000.0));
            ((low * scale) as i64..=(high * scale) as i64).prop_map(move |n| json!(n as f64 / scale)).boxed()
        }
        Kind::Percentage => (0u32..=10_000).prop_map(|n| json!(f64::from(n) / 100.0)).boxed(),
        Kind::Ranking { .. } => shuffled(codes, 1, set.ranks(question)).boxed(),
        Kind::Text { .. } | Kind::LongText { .. } => {
            let most = question.kind.max_length().unwrap().min(60);
            prop::collection::vec(
                prop::sample::select(vec!['a', 'Z', '9', 'é', 'ص', '語', '🎈', '.', '<', '"', '&']),
                1..=most as usize,
            )
            .prop_map(|letters| Json::from(letters.into_iter().collect::<String>()))
            .boxed()
        }
        Kind::Date { min, max } => {
            let first = min.unwrap_or(survey::Day::new(1990, 1, 1).unwrap());
            let last = max.unwrap_or(survey::Day::new(2040, 1, 1).unwrap());
            (0..=last.days_since(first))
                .prop_map(move |days| Json::from(first.saturating_add(days.cast_unsigned()).to_string()))
                .boxed()
        }
        Kind::Note => Just(Json::Null).boxed(),
    }
}

/// A fitting answer to every question of a set, whether it will be asked or not, with texts of "other" choices.
pub fn fitting_answers(set: &QuestionSet) -> BoxedStrategy<Raw> {
    let answers: Vec<BoxedStrategy<(String, Json, bool)>> = set
        .questions()
        .filter(|(_, question)| !matches!(question.kind, Kind::Note))
        .map(|(_, question)| {
            let code = question.code.to_string();
            let other = set.choices(question).iter().any(|choice| choice.other)
                && !matches!(question.kind, Kind::Matrix { .. });
            fitting(set, question).prop_map(move |json| (code.clone(), json, other)).boxed()
        })
        .collect();
    answers
        .prop_map(|answers| {
            let mut raw = Map::new();
            for (code, json, other) in answers {
                if other {
                    raw.insert(format!("{code}_other"), Json::from("something else"));
                }
                raw.insert(code, json);
            }
            Shown(raw)
        })
        .boxed()
}

/// A question set and fitting answers to all of it.
pub fn set_and_fitting_answers() -> impl Strategy<Value = (Set, Raw)> {
    question_set().prop_flat_map(|set| (Just(set.clone()), fitting_answers(&set)))
}

/// A question set and answers of which some fit, some do not, and some are missing.
pub fn set_and_mixed_answers() -> impl Strategy<Value = (Set, Raw)> {
    (set_and_fitting_answers(), any_answers(), any::<u32>()).prop_map(|((set, fitting), any, dice)| {
        let mut raw: RawAnswers = fitting
            .0
            .into_iter()
            .enumerate()
            .filter(|(place, _)| dice >> (place % 31) & 1 == 0)
            .map(|(_, entry)| entry)
            .collect();
        if dice % 3 != 0 {
            raw.extend(any.0);
        }
        (set, Shown(raw))
    })
}
