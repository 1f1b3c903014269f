//! The format of question sets, and the real questionnaire in it.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::collections::BTreeMap;

use crate::generated::{config, question_set};
use proptest::prelude::*;
use survey::question_set::Kind;
use survey::{Locale, QuestionSet};

const FILES: [&str; 2] = ["ims-partnership.json", "ims-partnership-2026.json"];

fn file(name: &str) -> String {
    std::fs::read_to_string(format!("{}/../question-sets/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn ims(name: &str) -> QuestionSet {
    serde_json::from_str(&file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn a_question_set_goes_through_json_unchanged(set in question_set()) {
        prop_assert_eq!(survey::check::check(&set), vec![]);
        let json = serde_json::to_string(&*set).unwrap();
        prop_assert_eq!(&serde_json::from_str::<QuestionSet>(&json).unwrap(), &*set);
        let bare = serde_json::to_string(&set.without_texts()).unwrap();
        prop_assert!(!bare.contains("Text ") && !bare.contains("نص"), "{}", bare);
        let read: QuestionSet = serde_json::from_str(&bare).unwrap();
        prop_assert_eq!(read, set.without_texts());
    }
}

#[test]
fn the_real_question_sets_break_no_rule() {
    for name in FILES {
        assert_eq!(survey::check::check(&ims(name)), [], "{name}");
    }
}

/// Files differ only where their content does, so that changes can be read.
#[test]
fn the_real_question_sets_are_in_canonical_form() {
    for name in FILES {
        let canonical = serde_json::to_string_pretty(&ims(name)).unwrap() + "\n";
        let file = file(name);
        let line = file.lines().zip(canonical.lines()).position(|(a, b)| a != b);
        assert!(
            file == canonical,
            "{name} differs from its canonical form, first in line {:?}",
            line.map(|n| n + 1)
        );
    }
}

/// A table: its code, the codes of its choices, and its statements with their codes.
type Table = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

/// The 2024 report's tables (1 to 4), word for word: the statements that waves are compared by.
const TABLES: [Table; 3] = [
    (
        "procedures",
        &["strongly_agree", "agree", "neither", "disagree", "strongly_disagree", "not_relevant"],
        &[
            (
                "proportional",
                "The administrative efforts (the financial and organisational assessment) are proportional to the fund/support we receive",
            ),
            (
                "contracts_clear",
                "The contracts, agreements and procedures related to cooperation with IMS are easy to understand and comply with",
            ),
            ("support_timely", "Support (including funding) is timely and arrives as agreed"),
            (
                "finance_adequate",
                "The financial procedures, accounting and auditing procedures are adequate and easy to comply with",
            ),
            (
                "reporting_useful",
                "The monitoring and narrative reporting we do for/with IMS is easy to comply with and helps us learn and improve",
            ),
        ],
    ),
    (
        "capacity_effect",
        &["positive", "moderate", "limited", "not_received"],
        &[
            ("media_content", "Media content"),
            ("media_viability", "Media viability (business models, income generation, etc.)"),
            ("audiences", "Understanding and growing audiences"),
            ("safety", "Safety"),
            ("advocacy", "Advocacy"),
            ("organisational", "Organisational development"),
            ("financial", "Financial and administrative management"),
            ("gender", "Gender equality"),
        ],
    ),
    (
        "capacity_approach",
        &["satisfied", "neither", "dissatisfied", "not_received"],
        &[
            ("dialogue", "Dialogue and sparring with IMS programme and administrative staff"),
            (
                "mentoring",
                "Mentoring/advice by thematic or technical experts (IMS advisers and/or external experts)",
            ),
            ("training", "Training provided by IMS staff or consultants"),
            ("tools", "Access to tools and knowledge products"),
            ("exchange", "Facilitation of exchanges and peer-to-peer cooperation with other partners"),
            ("networks", "Inclusion in international networks, platforms"),
        ],
    ),
];

#[test]
fn the_published_tables_are_asked_word_for_word_under_their_codes() {
    let english: Locale = "en".parse().unwrap();
    for name in FILES {
        let set = ims(name);
        for (table, choices, statements) in TABLES {
            let question = set.question(table).unwrap_or_else(|| panic!("{name} lacks {table}"));
            let Kind::Matrix { items, .. } = &question.kind else { panic!("{table} is no matrix") };
            let asked: Vec<_> =
                items.iter().map(|item| (item.code.as_str(), item.label.get(&english))).collect();
            assert_eq!(asked, statements, "{name}: {table}");
            let offered: Vec<_> = set.choices(question).iter().map(|choice| choice.code.as_str()).collect();
            assert_eq!(offered, choices, "{name}: {table}");
            let off_scale: Vec<_> =
                set.choices(question).iter().filter(|c| c.off_scale).map(|c| c.code.as_str()).collect();
            assert_eq!(off_scale, choices[choices.len() - 1..], "{name}: {table}");
        }
    }
}

#[test]
fn the_real_questionnaire_has_every_kind_of_question() {
    let set = ims(FILES[0]);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, question) in set.questions() {
        *kinds.entry(question.kind.name()).or_default() += 1;
    }
    for kind in [
        "select_one",
        "select_several",
        "matrix",
        "rating",
        "number",
        "percentage",
        "ranking",
        "text",
        "long_text",
        "date",
        "note",
    ] {
        assert!(kinds.contains_key(kind), "no {kind}");
    }
    assert!(set.questions().count() >= 45, "{} questions", set.questions().count());
    for flag in [
        set.choice_lists.values().flatten().any(|choice| choice.exclusive),
        set.choice_lists.values().flatten().any(|choice| choice.off_scale),
        set.choice_lists.values().flatten().any(|choice| choice.other),
    ] {
        assert!(flag);
    }
}

/// English copied into another language is a translation that was forgotten.
#[test]
fn no_text_is_the_same_in_two_languages() {
    for name in FILES {
        let mut set = ims(name);
        let mut same = Vec::new();
        set.each_text(|text| {
            let values: Vec<&String> = text.0.values().collect();
            for (place, value) in values.iter().enumerate() {
                // Short words may well be the same: "Radio", "Budget".
                if value.chars().count() > 25 && values[..place].contains(value) {
                    same.push((*value).clone());
                }
            }
            if let Some(arabic) = text.0.get(&"ar".parse::<Locale>().unwrap())
                && !arabic.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))
            {
                same.push(arabic.clone());
            }
        });
        assert_eq!(same, Vec::<String>::new(), "{name}");
    }
}

/// A wave's codes are those of the wave before it; only its texts may change.
#[test]
fn the_waves_ask_under_the_same_codes() {
    let [old, new] = FILES.map(|name| ims(name).without_texts());
    assert_eq!(old.sections, new.sections);
    assert_eq!(old.choice_lists, new.choice_lists);
    assert!(new.version > old.version);
}
