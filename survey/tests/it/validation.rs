//! Properties of validation, which server and client share: no input crashes it, what it accepts is valid by a second
//! reading of the rules, is asked, and stays as it is when it is validated again.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::collections::BTreeSet;

use crate::generated::{
    self, any_answers, config, question_set, real, set_and_fitting_answers, set_and_mixed_answers,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use survey::QuestionSet;
use survey::answers::{Answer, RawAnswers};
use survey::code::OTHER_SUFFIX;
use survey::ordered::Set;
use survey::question_set::Kind;
use survey::relevance::Value;
use survey::validation::{Validated, validate};

/// The codes that are documented; each has its sentence in every language.
const CODES: [&str; 21] = [
    "required",
    "other_text_required",
    "wrong_type",
    "unknown_question",
    "unknown_item",
    "unknown_choice",
    "not_a_number",
    "not_whole",
    "too_many_decimals",
    "out_of_range",
    "too_small",
    "too_large",
    "not_a_date",
    "date_out_of_range",
    "date_too_early",
    "date_too_late",
    "too_long",
    "too_many",
    "exclusive",
    "repeated",
    "constraint",
];

/// What must hold of every validation, whatever was put in.
fn is_sound(set: &QuestionSet, raw: &RawAnswers, found: &Validated) -> Result<(), TestCaseError> {
    faults_are_about_something(set, raw, found)?;
    only_what_is_asked_is_kept(set, found)?;
    for (code, answer) in &found.answers.by_question {
        let question = set.question(code.as_str()).unwrap();
        prop_assert!(fits(set, &question.kind, answer), "{}: {:?}", code, answer);
        if let Some(constraint) = &question.constraint {
            prop_assert!(constraint.holds(&found.answers, &answer.this()));
        }
        prop_assert!(
            found.faults.iter().all(|fault| fault.question != code.as_str()),
            "{} is kept and at fault",
            code
        );
    }
    for (code, text) in &found.answers.other_texts {
        let picked: Vec<_> = match found.answers.by_question.get(code) {
            Some(Answer::One(choice)) => vec![choice],
            Some(Answer::Several(choices) | Answer::Ranking(choices)) => choices.iter().collect(),
            _ => vec![],
        };
        let choices = set.choices(set.question(code.as_str()).unwrap());
        let other = choices.iter().find(|choice| choice.other).unwrap();
        prop_assert!(
            picked.contains(&&other.code),
            "the text of {}'s other choice, which is not picked",
            code
        );
        prop_assert!(!text.trim().is_empty() && text.chars().count() <= 255);
    }
    for (_, question) in set.questions().filter(|(_, question)| question.required) {
        let code = question.code.as_str();
        if found.relevant.contains(code) && !found.answers.by_question.contains_key(&question.code) {
            prop_assert!(
                found.faults.iter().any(|fault| fault.question.starts_with(code)),
                "{} is missing, unsaid",
                code
            );
        }
    }
    Ok(())
}

fn faults_are_about_something(
    set: &QuestionSet,
    raw: &RawAnswers,
    found: &Validated,
) -> Result<(), TestCaseError> {
    for fault in &found.faults {
        let code = fault.code.as_str();
        prop_assert!(CODES.contains(&code), "{}", code);
        prop_assert_eq!(fault.code.message_id(), format!("error-{}", code.replace('_', "-")));
        if code == "unknown_question" {
            prop_assert!(raw.keys().any(|key| key.starts_with(&fault.question)));
            continue;
        }
        let name = fault.question.strip_suffix(OTHER_SUFFIX).unwrap_or(&fault.question);
        let question = set.question(name);
        prop_assert!(question.is_some(), "{:?}", fault);
        prop_assert!(found.relevant.contains(name), "{:?} is about what is not asked", fault);
        if let (Some(item), Kind::Matrix { items, .. }) = (&fault.item, &question.unwrap().kind) {
            prop_assert_eq!(items.iter().any(|known| known.code == **item), code != "unknown_item");
        }
    }
    Ok(())
}

/// Relevance again, told from the end: with all that was kept, exactly these sections and questions are asked.
fn only_what_is_asked_is_kept(set: &QuestionSet, found: &Validated) -> Result<(), TestCaseError> {
    let holds = |expression: &Option<survey::relevance::Expression>| {
        expression.as_ref().is_none_or(|expression| expression.holds(&found.answers, &Value::empty()))
    };
    let (mut sections, mut questions) = (Set::default(), Set::default());
    for section in set.sections.iter().filter(|section| holds(&section.relevant)) {
        sections.insert(section.code.to_string());
        questions.extend(section.questions.iter().filter(|q| holds(&q.relevant)).map(|q| q.code.to_string()));
    }
    prop_assert_eq!(&found.relevant_sections, &sections);
    prop_assert_eq!(&found.relevant, &questions);
    for code in found.answers.by_question.keys().chain(found.answers.other_texts.keys()) {
        prop_assert!(questions.contains(code.as_str()), "{} is not asked and yet kept", code);
    }
    Ok(())
}

/// The rules of the format, read a second time.
fn fits(set: &QuestionSet, kind: &Kind, answer: &Answer) -> bool {
    let list = kind.choice_list().map_or(&[][..], |name| &set.choice_lists[name]);
    let known = |code: &survey::ChoiceCode| list.iter().any(|choice| choice.code == *code);
    let distinct = |codes: &[survey::ChoiceCode]| codes.iter().collect::<BTreeSet<_>>().len() == codes.len();
    let decimals_at_most = |number: f64, decimals: u32| {
        let written = format!("{number}");
        written.split_once('.').is_none_or(|(_, rest)| rest.len() <= decimals as usize)
    };
    match (kind, answer) {
        (Kind::SelectOne { .. }, Answer::One(code)) => known(code),
        (Kind::SelectSeveral { max, .. }, Answer::Several(codes)) => {
            let exclusive = codes.iter().any(|code| list.iter().any(|c| c.code == *code && c.exclusive));
            let in_order = codes.windows(2).all(|pair| {
                let place = |code: &survey::ChoiceCode| list.iter().position(|choice| choice.code == *code);
                place(&pair[0]) < place(&pair[1])
            });
            !codes.is_empty()
                && codes.iter().all(known)
                && in_order
                && max.is_none_or(|max| codes.len() <= max as usize)
                && (!exclusive || codes.len() == 1)
        }
        (Kind::Matrix { items, .. }, Answer::Matrix(rows)) => {
            !rows.is_empty()
                && rows.keys().all(|item| items.iter().any(|known| known.code == *item))
                && rows.values().all(known)
        }
        (Kind::Rating { min, max, .. }, Answer::Number(n)) => {
            n.fract() == 0.0 && (*min as f64..=*max as f64).contains(n)
        }
        (Kind::Number { min, max, decimals }, Answer::Number(n)) => {
            n.is_finite()
                && min.is_none_or(|min| *n >= min)
                && max.is_none_or(|max| *n <= max)
                && (n.abs() > 1e6 || decimals_at_most(*n, *decimals))
        }
        (Kind::Percentage, Answer::Number(n)) => (0.0..=100.0).contains(n),
        (Kind::Ranking { max, .. }, Answer::Ranking(codes)) => {
            !codes.is_empty()
                && codes.iter().all(known)
                && distinct(codes)
                && max.is_none_or(|max| codes.len() <= max as usize)
        }
        (Kind::Text { max_length }, Answer::Text(text)) => text_fits(text, max_length.unwrap_or(255)),
        (Kind::LongText { max_length }, Answer::Text(text)) => text_fits(text, max_length.unwrap_or(5000)),
        (Kind::Date { min, max }, Answer::Date(date)) => {
            min.is_none_or(|min| *date >= min) && max.is_none_or(|max| *date <= max)
        }
        _ => false,
    }
}

fn text_fits(text: &str, most: u32) -> bool {
    !text.is_empty() && text.trim() == text && text.chars().count() <= most as usize
}

/// What was accepted travels, and is accepted again, unchanged.
fn is_unchanged_by_validating_again(set: &QuestionSet, found: &Validated) -> Result<(), TestCaseError> {
    let sent = serde_json::to_string(&found.answers.to_raw()).unwrap();
    let arrived: RawAnswers = serde_json::from_str(&sent).unwrap();
    let again = validate(set, &arrived);
    prop_assert_eq!(&again.answers, &found.answers);
    prop_assert_eq!(again.answers.to_raw(), arrived);
    if found.faults.is_empty() {
        prop_assert_eq!(again.faults, vec![]);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn any_json_is_validated_and_never_a_crash(set in question_set(), raw in any_answers()) {
        let found = validate(&set, &raw);
        is_sound(&set, &raw, &found)?;
        is_unchanged_by_validating_again(&set, &found)?;
    }

    #[test]
    fn of_good_and_bad_answers_only_the_good_are_kept((set, raw) in set_and_mixed_answers()) {
        let found = validate(&set, &raw);
        is_sound(&set, &raw, &found)?;
        is_unchanged_by_validating_again(&set, &found)?;
    }

    /// The other side: what fits is not refused.
    #[test]
    fn every_fitting_answer_that_is_asked_is_kept((set, raw) in set_and_fitting_answers()) {
        let found = validate(&set, &raw);
        is_sound(&set, &raw, &found)?;
        is_unchanged_by_validating_again(&set, &found)?;
        for fault in &found.faults {
            prop_assert_eq!(fault.code.as_str(), "constraint", "{:?} in {:?}", fault, raw);
        }
        for (_, question) in set.questions().filter(|(_, q)| found.relevant.contains(q.code.as_str())) {
            let code = question.code.as_str();
            let sent = raw.get(code).is_some_and(|json| !json.as_object().is_some_and(|rows| rows.is_empty()));
            let refused = found.faults.iter().any(|fault| fault.question == code);
            prop_assert_eq!(found.answers.by_question.contains_key(&question.code), sent && !refused, "{}", code);
        }
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn the_real_questionnaire_keeps_every_fitting_answer(raw in generated::fitting_answers(&real())) {
        let set = real();
        let found = validate(&set, &raw);
        is_sound(&set, &raw, &found)?;
        is_unchanged_by_validating_again(&set, &found)?;
        prop_assert!(found.faults.iter().all(|fault| fault.code.as_str() == "constraint"), "{:?}", found.faults);
    }
}

/// One question of each kind, to hold single answers against.
fn one_of_each() -> QuestionSet {
    let text = json!({ "en": "x" });
    serde_json::from_value(json!({
        "code": "each", "version": 1, "languages": ["en"], "title": text,
        "choice_lists": { "list": [
            { "code": "a", "label": text }, { "code": "b", "label": text }, { "code": "c", "label": text },
            { "code": "none", "label": text, "exclusive": true }, { "code": "else", "label": text, "other": true },
        ] },
        "sections": [{ "code": "only", "title": text, "questions": [
            { "code": "one", "kind": "select_one", "label": text, "choices": "list" },
            { "code": "several", "kind": "select_several", "label": text, "choices": "list", "max": 2 },
            { "code": "grid", "kind": "matrix", "label": text, "choices": "list",
              "items": [{ "code": "x", "label": text }, { "code": "y", "label": text }] },
            { "code": "stars", "kind": "rating", "label": text, "min": 1, "max": 5 },
            { "code": "count", "kind": "number", "label": text, "min": 0 },
            { "code": "below", "kind": "number", "label": text, "max": 10, "decimals": 1 },
            { "code": "between", "kind": "number", "label": text, "min": -5, "max": 5 },
            { "code": "share", "kind": "percentage", "label": text },
            { "code": "order", "kind": "ranking", "label": text, "choices": "list", "max": 2 },
            { "code": "word", "kind": "text", "label": text, "max_length": 5 },
            { "code": "story", "kind": "long_text", "label": text },
            { "code": "day", "kind": "date", "label": text, "min": "2020-01-01", "max": "2020-12-31" },
            { "code": "since", "kind": "date", "label": text, "min": "2020-01-01" },
            { "code": "until", "kind": "date", "label": text, "max": "2020-12-31" },
            { "code": "even", "kind": "number", "label": text, "constraint": ". mod 2 = 0", "constraint_message": text },
            { "code": "remark", "kind": "note", "label": text },
        ] }],
    }))
    .unwrap()
}

fn faults(raw: Json) -> Vec<(String, Option<String>, &'static str)> {
    validate(&one_of_each(), raw.as_object().unwrap())
        .faults
        .into_iter()
        .map(|fault| (fault.question.clone(), fault.item.clone(), fault.code.as_str()))
        .collect()
}

#[test]
fn each_rule_has_its_own_fault() {
    for (question, answer, fault) in [
        ("one", json!("z"), "unknown_choice"),
        ("one", json!(["a"]), "wrong_type"),
        ("one", json!(1), "wrong_type"),
        ("several", json!("a"), "wrong_type"),
        ("several", json!(["a", "z"]), "unknown_choice"),
        ("several", json!(["a", 1]), "wrong_type"),
        ("several", json!(["a", "a"]), "repeated"),
        ("several", json!(["a", "b", "c"]), "too_many"),
        ("several", json!(["a", "none"]), "exclusive"),
        ("grid", json!("a"), "wrong_type"),
        ("grid", json!(["a"]), "wrong_type"),
        ("stars", json!(0), "out_of_range"),
        ("stars", json!(6), "out_of_range"),
        ("stars", json!(4.5), "not_whole"),
        ("stars", json!(true), "wrong_type"),
        ("stars", json!("many"), "not_a_number"),
        ("count", json!(-1), "too_small"),
        ("count", json!(1.5), "not_whole"),
        ("below", json!(10.5), "too_large"),
        ("below", json!(1.25), "too_many_decimals"),
        ("between", json!(6), "out_of_range"),
        ("share", json!(100.01), "out_of_range"),
        ("share", json!(-1), "out_of_range"),
        ("share", json!(33.333), "too_many_decimals"),
        ("order", json!(["a", "a"]), "repeated"),
        ("order", json!(["a", "b", "c"]), "too_many"),
        ("order", json!({ "1": "a" }), "wrong_type"),
        ("order", json!(["z"]), "unknown_choice"),
        ("word", json!("sechse"), "too_long"),
        ("word", json!(5), "wrong_type"),
        ("story", json!("x".repeat(5001)), "too_long"),
        ("day", json!("2020-02-30"), "not_a_date"),
        ("day", json!("31.12.2020"), "not_a_date"),
        ("day", json!("20200101"), "not_a_date"),
        ("day", json!(20200101), "wrong_type"),
        ("day", json!("2021-01-01"), "date_out_of_range"),
        ("day", json!("2200-01-01"), "date_out_of_range"),
        ("day", json!("+262142-12-31"), "not_a_date"),
        ("since", json!("2200-01-01"), "date_out_of_range"),
        ("until", json!("1899-12-31"), "date_out_of_range"),
        ("until", json!("26-1-1"), "not_a_date"),
        ("since", json!("2019-12-31"), "date_too_early"),
        ("until", json!("2021-01-01"), "date_too_late"),
        ("even", json!(3), "constraint"),
        ("remark", json!("text"), "unknown_question"),
        ("nothing", json!("text"), "unknown_question"),
        ("word_other", json!("text"), "unknown_question"),
    ] {
        assert_eq!(
            faults(json!({ question: answer })),
            [(question.to_owned(), None, fault)],
            "{question}: {answer}"
        );
    }
    for (answer, item, fault) in [
        (json!({ "z": "a" }), "z", "unknown_item"),
        (json!({ "x": "z" }), "x", "unknown_choice"),
        (json!({ "x": 1 }), "x", "wrong_type"),
    ] {
        assert_eq!(faults(json!({ "grid": answer })), [("grid".to_owned(), Some(item.to_owned()), fault)]);
    }
    let long = faults(json!({ "one": "else", "one_other": "x".repeat(256) }));
    assert_eq!(long, [("one_other".to_owned(), None, "too_long")]);
}

#[test]
fn the_bounds_themselves_are_accepted() {
    for (question, answer) in [
        ("stars", json!(1)),
        ("stars", json!(5)),
        ("count", json!(0)),
        ("count", json!("٤٢")),
        ("below", json!(10)),
        ("below", json!(-1e6)),
        ("share", json!(0)),
        ("share", json!(100)),
        ("share", json!(33.33)),
        ("several", json!(["b", "else"])),
        ("several", json!(["none"])),
        ("order", json!(["c", "a"])),
        ("grid", json!({ "y": "none" })),
        ("word", json!("  fünf ")),
        ("word", json!("صوتصو")),
        ("story", json!("x".repeat(5000))),
        ("day", json!("2020-01-01")),
        ("day", json!("2020-12-31")),
        ("even", json!(-2)),
    ] {
        assert_eq!(faults(json!({ question: answer })), [], "{question}: {answer}");
    }
}

#[test]
fn an_empty_answer_is_no_answer() {
    for empty in [json!(null), json!(""), json!("  \n"), json!([]), json!({}), json!({ "x": "" })] {
        let raw = json!({ "one": empty, "several": empty, "grid": empty, "stars": empty, "word": empty, "day": empty });
        let found = validate(&one_of_each(), raw.as_object().unwrap());
        assert_eq!(found.faults, [], "{empty}");
        assert!(found.answers.is_empty(), "{empty}");
    }
}
