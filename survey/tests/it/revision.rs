//! Two versions of a question set side by side.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use crate::generated::{config, question_set, real};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use survey::QuestionSet;
use survey::revision::{Change, Comparable, Difference, declarations, differences, incomparable, matching};

fn set(json: &Json) -> QuestionSet {
    serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// An edit: what was done, the edited set, and whether it was one of words alone.
type Edit = (String, Json, bool);

const TEXTS: [&str; 8] =
    ["title", "introduction", "label", "hint", "required_message", "constraint_message", "low", "high"];

/// Every single edit of a question set: each text, rule and mark changed, each part taken away, renamed, doubled and moved.
fn edits(whole: &Json) -> Vec<Edit> {
    let mut edits = Vec::new();
    walk(whole, "", whole, &mut edits);
    let with = |name: &str, safe: bool, edit: &dyn Fn(&mut Json)| {
        let mut json = whole.clone();
        edit(&mut json);
        (name.to_owned(), json, safe)
    };
    edits.push(with("a language more", true, &|json| {
        json["languages"].as_array_mut().unwrap().push(json!("fr"))
    }));
    edits.push(with("a language fewer", false, &|json| {
        json["languages"].as_array_mut().unwrap().pop();
    }));
    edits.push(with("languages turned", true, &|json| json["languages"].as_array_mut().unwrap().reverse()));
    edits.push(with("an introduction", true, &|json| json["introduction"] = json!({ "en": "Hello" })));
    edits
}

fn walk(whole: &Json, path: &str, part: &Json, edits: &mut Vec<Edit>) {
    let mut deeper = Vec::new();
    let mut edit = |name: &str, at: &str, value: Json, safe: bool| {
        let mut json = whole.clone();
        *json.pointer_mut(at).unwrap() = value;
        edits.push((format!("{name} at {at}"), json, safe));
    };
    match part {
        Json::Object(object) => {
            let with = |key: &str, value: Json| {
                let mut object = object.clone();
                object.insert(key.to_owned(), value);
                Json::Object(object)
            };
            let flipped = |key: &str| with(key, json!(object.get(key) != Some(&json!(true))));
            if path.starts_with("/choice_lists/") && object.contains_key("code") {
                for mark in ["off_scale", "exclusive", "other"] {
                    edit(mark, path, flipped(mark), false);
                }
            }
            if object.contains_key("kind") {
                let marks = ["required", "profile"];
                marks.into_iter().for_each(|mark| edit(mark, path, flipped(mark), false));
                edit("relevant", path, with("relevant", json!("1 = 2")), false);
                edit("constraint", path, with("constraint", json!(". = 'x'")), false);
                edit("hint", path, with("hint", json!({ "en": "Think" })), true);
                let other = if object["kind"] == "note" { "percentage" } else { "note" };
                let kept = [
                    "code",
                    "label",
                    "relevant",
                    "constraint",
                    "constraint_message",
                    "required",
                    "required_message",
                ];
                let mut bare: serde_json::Map<_, _> = object
                    .iter()
                    .filter(|(key, _)| kept.contains(&key.as_str()))
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect();
                bare.insert("kind".to_owned(), json!(other));
                edit("kind", path, Json::Object(bare), false);
                if object.get("choices") == Some(&json!("list0")) {
                    edit("choices", path, with("choices", json!("list9")), false);
                }
                if object["kind"] == "rating" {
                    edit("the low end", path, with("low", json!({ "en": "bad" })), true);
                }
            }
            for (key, value) in object {
                let at = format!("{path}/{key}");
                if key == "code" && !path.is_empty() {
                    edit("another code", &at, json!("another"), false);
                } else if TEXTS.contains(&key.as_str()) {
                    for language in value.as_object().unwrap().keys() {
                        edit("another text", &format!("{at}/{language}"), json!("Something else"), true);
                    }
                } else if matches!(key.as_str(), "min" | "max" | "decimals" | "max_length") {
                    match value {
                        Json::Number(number) => {
                            edit("another bound", &at, json!(number.as_i64().unwrap() + 1), false);
                        }
                        _ => edit("another bound", &at, json!("2024-02-29"), false),
                    }
                } else {
                    deeper.push((at, value));
                }
            }
        }
        Json::Array(list) if path != "/languages" => {
            for (place, value) in list.iter().enumerate() {
                let mut fewer = list.clone();
                fewer.remove(place);
                edit("one fewer", path, json!(fewer), false);
                let mut more = list.clone();
                let mut another = value.clone();
                another["code"] = json!("another");
                more.insert(place, another);
                edit("one more", path, json!(more), false);
                let mut turned = list.clone();
                let taken = turned.remove(place);
                turned.push(taken);
                if turned != *list {
                    edit("moved to the end", path, json!(turned), false);
                }
                deeper.push((format!("{path}/{place}"), value));
            }
        }
        _ => {}
    }
    for (at, part) in deeper {
        walk(whole, &at, part, edits);
    }
}

/// The rules of a set without its words: what must be the same where all differences are safe.
fn rules(set: &QuestionSet) -> Json {
    let mut json = serde_json::to_value(set.without_texts()).unwrap();
    json["languages"] = json!(null);
    json["version"] = json!(null);
    json
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn a_question_set_does_not_differ_from_itself(set in question_set()) {
        prop_assert_eq!(differences(&set, &set), vec![]);
        let mut next = set.0.clone();
        next.version = 2;
        prop_assert_eq!(differences(&set, &next), vec![]);
        prop_assert!(matching(&set, &next).iter().all(|matching| matching.comparable == Comparable::Whole));
    }

    #[test]
    fn every_single_edit_is_found_both_ways_and_safe_are_those_of_words_alone(before in question_set()) {
        let json = serde_json::to_value(&*before).unwrap();
        for (what, edited, safe) in edits(&json) {
            let after = set(&edited);
            let (there, back) = (differences(&before, &after), differences(&after, &before));
            prop_assert!(!there.is_empty() && !back.is_empty(), "{} is not found", what);
            prop_assert_eq!(there.iter().all(Difference::is_safe), safe, "{}: {:?}", what, there);
        }
    }

    /// Whatever was edited, and however often: where all is safe, the rules are the same to the last one.
    #[test]
    fn what_is_safe_changes_no_rule(
        before in question_set(), picks in prop::collection::vec(any::<prop::sample::Index>(), 1..5)
    ) {
        let mut json = serde_json::to_value(&*before).unwrap();
        for pick in picks {
            let all = edits(&json);
            // Mostly edits of words, or else nearly none would be safe together.
            let safe: Vec<_> = all.iter().filter(|(_, _, safe)| *safe).collect();
            json = if pick.index(5) > 0 { safe[pick.index(safe.len())].1.clone() } else { all[pick.index(all.len())].1.clone() };
        }
        let after = set(&json);
        let found = differences(&before, &after);
        prop_assert_eq!(incomparable(&found).is_empty(), rules(&before) == rules(&after), "{:?}", found);
    }
}

fn small() -> Json {
    json!({
        "code": "ims", "version": 1, "languages": ["en", "fr"], "title": { "en": "Survey", "fr": "Enquête" },
        "choice_lists": { "agree": [
            { "code": "yes", "label": { "en": "Agree" } }, { "code": "no", "label": { "en": "Disagree" } },
            { "code": "unknown", "label": { "en": "Don’t know" }, "off_scale": true },
        ] },
        "sections": [
            { "code": "one", "questions": [
                { "code": "first", "kind": "select_one", "choices": "agree", "label": { "en": "Firts?", "fr": "Un ?" } },
                { "code": "second", "kind": "matrix", "choices": "agree", "items": [{ "code": "a" }, { "code": "b" }] },
                { "code": "third", "kind": "rating", "min": 1, "max": 5 },
            ] },
            { "code": "two", "questions": [{ "code": "fourth", "kind": "text", "label": { "en": "Say more" } }] },
        ],
    })
}

fn said(before: &Json, after: &Json) -> Vec<String> {
    let found = differences(&set(before), &set(after));
    let word = |difference: &Difference| {
        serde_json::to_value(difference).unwrap()["change"].as_str().unwrap().to_owned()
    };
    found.iter().map(|difference| format!("{} {}", difference.place, word(difference))).collect()
}

#[test]
fn a_typo_is_one_safe_difference_with_both_texts() {
    let mut after = small();
    after["sections"][0]["questions"][0]["label"]["en"] = json!("First?");
    let found = differences(&set(&small()), &set(&after));
    let [Difference { place, change: Change::Text { old, new, .. } }] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(
        (place.to_string().as_str(), old.as_str(), new.as_str()),
        ("questions.first", "Firts?", "First?")
    );
    assert!(found[0].is_safe());
}

#[test]
fn what_moved_is_named_and_what_it_passed_is_not() {
    let mut after = small();
    let questions = after["sections"][0]["questions"].as_array_mut().unwrap();
    questions.rotate_left(1);
    assert_eq!(said(&small(), &after), ["questions.first moved"]);
    let mut after = small();
    let question = after["sections"][0]["questions"].as_array_mut().unwrap().remove(0);
    after["sections"][1]["questions"].as_array_mut().unwrap().push(question);
    assert_eq!(said(&small(), &after), ["questions.first moved"]);
}

#[test]
fn a_list_with_another_name_and_the_same_choices_is_the_same() {
    let mut after = small();
    let mut list = after["choice_lists"]["agree"].clone();
    list[0]["label"]["en"] = json!("I agree");
    after["choice_lists"] = json!({ "agreement": list });
    for question in [0, 1] {
        after["sections"][0]["questions"][question]["choices"] = json!("agreement");
    }
    assert_eq!(
        said(&small(), &after),
        [
            "questions.first choices",
            "choice_lists.agreement.yes text",
            "questions.second choices",
            "choice_lists.agreement added",
            "choice_lists.agree removed",
        ]
    );
    assert!(differences(&set(&small()), &set(&after)).iter().all(Difference::is_safe));
    after["choice_lists"]["agreement"][0]["off_scale"] = json!(true);
    assert_eq!(
        incomparable(&differences(&set(&small()), &set(&after))).len(),
        2,
        "both questions have other choices"
    );
}

#[test]
fn codes_that_came_or_went_are_declared_with_what_is_known_of_them() {
    let first = small();
    let mut second = small();
    second["version"] = json!(2);
    second["sections"][1]["questions"].as_array_mut().unwrap().remove(0);
    second["sections"][1]["questions"] = json!([{ "code": "fifth", "kind": "date" }]);
    let mut third = second.clone();
    third["version"] = json!(3);
    third["sections"][1]["questions"] =
        json!([{ "code": "fourth", "kind": "text", "label": { "en": "Say more" } }]);
    third["sections"][0]["questions"][0]["code"] = json!("renamed");
    third["sections"][0]["questions"][1]["items"] = json!([{ "code": "a" }]);
    third["sections"][0]["questions"][2] = json!({ "code": "third", "kind": "percentage" });
    let (first, second, third) = (set(&first), set(&second), set(&third));
    let found = declarations([&first, &second].into_iter(), &third);
    let said: Vec<_> = found
        .iter()
        .map(|d| {
            let word = serde_json::to_value(&d.difference.change).unwrap()["change"].clone();
            (
                d.difference.place.to_string(),
                word,
                d.seen_in,
                d.same_words_as.as_ref().map(ToString::to_string),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("questions.renamed".to_owned(), json!("added"), None, Some("first".to_owned())),
            ("questions.second.items.b".to_owned(), json!("removed"), None, None),
            ("questions.third".to_owned(), json!("kind"), None, None),
            ("questions.fourth".to_owned(), json!("added"), Some(1), None),
            ("questions.first".to_owned(), json!("removed"), None, None),
            ("questions.fifth".to_owned(), json!("removed"), None, None),
        ]
    );
    assert_eq!(declarations([].into_iter(), &third), [], "a first version has nothing to be unlike");
}

#[test]
fn questions_are_matched_by_code_and_their_place_does_not_matter() {
    let mut after = small();
    after["sections"][0]["questions"].as_array_mut().unwrap().rotate_left(1);
    after["sections"][0]["questions"][0]["profile"] = json!(true);
    after["sections"][0]["questions"][2]["label"] = json!({ "en": "Another wording" });
    let whole = |matched: &[survey::revision::Matching]| {
        matched
            .iter()
            .filter(|one| one.comparable == Comparable::Whole)
            .map(|one| one.question.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(whole(&matching(&set(&small()), &set(&after))), ["second", "third", "first", "fourth"]);
    after["choice_lists"]["agree"][2]["off_scale"] = json!(false);
    after["sections"][1]["questions"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "code": "fifth", "kind": "note" }));
    after["sections"][1]["questions"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "code": "sixth", "kind": "date" }));
    let matched = matching(&set(&small()), &set(&after));
    assert_eq!(whole(&matched), ["third", "fourth"]);
    assert_eq!(matched.last().unwrap().comparable, Comparable::New);
    assert_eq!(matched.len(), 5, "a note has no answers");
}

#[test]
fn the_real_question_sets_differ_in_words_alone() {
    let old = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../question-sets/ims-partnership.json"
    ));
    let old: QuestionSet = serde_json::from_str(&old.unwrap()).unwrap();
    // The year that three questions ask about, in three languages.
    let found = differences(&old, &real());
    assert_eq!((found.len(), incomparable(&found)), (9, vec![]));
    assert!(matching(&old, &real()).iter().all(|one| one.comparable == Comparable::Whole));
}
