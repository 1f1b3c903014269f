//! Changing question sets: what is changed reads back, what is moved moves back, and nothing that is referred to gets lost.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use crate::generated::{config, question_set, real};
use proptest::prelude::*;
use survey::check::{Finding, Problem, check};
use survey::edit::{Edit, Part, Refusal, is_taken};
use survey::question_set::{Choice, Kind, Question, Text};
use survey::{Locale, QuestionSet};

fn english() -> Locale {
    Locale::english()
}

fn text(words: &str) -> Text {
    Text([(english(), words.to_owned())].into_iter().collect())
}

fn parts(set: &QuestionSet) -> Vec<Part> {
    let sections = set.sections.iter().map(|section| Part::Section(section.code.clone()));
    let questions = set.questions().map(|(_, question)| Part::Question(question.code.clone()));
    sections.chain(questions).chain(set.choice_lists.keys().map(|name| Part::List(name.clone()))).collect()
}

/// Some change of a part, out of numbers.
fn edit(set: &QuestionSet, (which, what, other): (usize, usize, usize)) -> Edit {
    let parts = parts(set);
    let part = parts[which % parts.len()].clone();
    let sections: Vec<_> = set.sections.iter().map(|section| section.code.clone()).collect();
    let section = sections[other % sections.len()].clone();
    match (what % 8, part) {
        (0, part) => Edit::Duplicate(part),
        (1, part) => Edit::Delete(part),
        (2, part) => Edit::Up(part),
        (3, part) => Edit::Down(part),
        (4, part @ Part::Question(_)) => Edit::Place { part, section: Some(section), before: None },
        (4, part) => Edit::Place { part, section: None, before: Some(sections[0].to_string()) },
        (5, _) => Edit::Languages(if other % 2 == 0 { vec![english()] } else { vec![] }),
        (_, Part::Section(code)) => {
            let to = set.sections.iter().find(|section| section.code == code).unwrap().clone();
            let to = survey::question_set::Section {
                code: format!("s_{other}").parse().unwrap(),
                title: text(" "),
                ..to
            };
            Edit::ChangeSection { at: code, to: Box::new(to) }
        }
        (6, Part::Question(code)) => {
            let to = Question {
                code: format!("new_{}", other % 3).parse().unwrap(),
                ..set.question(code.as_str()).unwrap().clone()
            };
            let items_were = match &to.kind {
                Kind::Matrix { items, .. } => items.iter().map(|item| Some(item.code.clone())).collect(),
                _ => Vec::new(),
            };
            Edit::ChangeQuestion { at: code, to: Box::new(to), items_were }
        }
        (_, Part::Question(code)) => {
            let kind = match other % 3 {
                0 => Kind::Note,
                1 => Kind::Percentage,
                _ => Kind::SelectOne { choices: "list0".to_owned() },
            };
            let to = Question { kind, label: text("Other"), ..set.question(code.as_str()).unwrap().clone() };
            Edit::ChangeQuestion { at: code, to: Box::new(to), items_were: Vec::new() }
        }
        (_, Part::List(name)) => {
            let mut choices = set.choice_lists[&name].clone();
            let mut were: Vec<_> = choices.iter().map(|choice| Some(choice.code.clone())).collect();
            if other % 2 == 0 && !choices.is_empty() {
                choices.remove(0);
                were.remove(0);
            }
            Edit::ChangeList { at: name, name: format!("l{}", other % 4), choices, were }
        }
    }
}

/// What is wrong with the expressions alone.
fn dangling(set: &QuestionSet) -> usize {
    let of_expressions = |finding: &&Finding| {
        matches!(
            finding.problem,
            Problem::NoQuestion(_)
                | Problem::NoChoice(..)
                | Problem::NoItem(..)
                | Problem::NoteReferred(_)
                | Problem::WholeMatrix(_)
        )
    };
    check(set).iter().filter(of_expressions).count()
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn a_changed_set_reads_back_and_keeps_what_is_referred_to(
        set in question_set(),
        picks in prop::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 1..8),
    ) {
        let mut set = (*set).clone();
        for pick in picks {
            let Ok(changed) = edit(&set, pick).apply(&set, &english()) else { continue };
            let json = serde_json::to_string(&changed).unwrap();
            prop_assert_eq!(&serde_json::from_str::<QuestionSet>(&json).unwrap(), &changed);
            prop_assert_eq!(dangling(&changed), 0, "{:?}", check(&changed));
            let codes: Vec<_> = changed.questions().map(|(_, question)| question.code.clone()).collect();
            let distinct: std::collections::BTreeSet<_> = codes.iter().collect();
            prop_assert_eq!(distinct.len(), codes.len());
            if changed.sections.is_empty() { break }
            set = changed;
        }
    }

    #[test]
    fn what_is_moved_moves_back(set in question_set(), which in any::<usize>(), up in any::<bool>()) {
        let movable: Vec<_> = parts(&set).into_iter().filter(|part| !matches!(part, Part::List(_))).collect();
        let part = movable[which % movable.len()].clone();
        let (there, back) = if up { (Edit::Up(part.clone()), Edit::Down(part)) } else { (Edit::Down(part.clone()), Edit::Up(part)) };
        let moved = there.apply(&set, &english()).unwrap();
        if moved != *set {
            prop_assert_eq!(back.apply(&moved, &english()).unwrap(), (*set).clone());
        }
    }
}

#[test]
fn a_question_keeps_its_translations_and_its_references_under_another_code() {
    let set = real();
    let (_, referred) = set
        .questions()
        .find(|(_, question)| {
            let refers = |other: &Question| {
                other.relevant.iter().any(|e| e.references().iter().any(|r| r.question == question.code))
            };
            set.questions().any(|(_, other)| refers(other)) && !matches!(question.kind, Kind::Matrix { .. })
        })
        .unwrap();
    let to =
        Question { code: "quite_new".parse().unwrap(), label: text("Another wording"), ..referred.clone() };
    let edit = Edit::ChangeQuestion { at: referred.code.clone(), to: Box::new(to), items_were: Vec::new() };
    let changed = edit.apply(&set, &english()).unwrap();
    assert_eq!(check(&changed), []);
    let now = changed.question("quite_new").unwrap();
    let arabic: Locale = "ar".parse().unwrap();
    assert_eq!(now.label.get(&arabic), referred.label.get(&arabic));
    assert_eq!(now.label.get(&english()), "Another wording");
    let delete = Edit::Delete(Part::Question(now.code.clone()));
    assert!(matches!(delete.apply(&changed, &english()), Err(Refusal::Referred { .. })));
}

#[test]
fn codes_stay_unique_and_lists_that_are_used_stay() {
    let set = real();
    let codes: Vec<_> = set.questions().map(|(_, question)| question.code.clone()).take(2).collect();
    let to = Question { code: codes[1].clone(), ..set.question(codes[0].as_str()).unwrap().clone() };
    let edit = Edit::ChangeQuestion { at: codes[0].clone(), to: Box::new(to), items_were: Vec::new() };
    assert_eq!(edit.apply(&set, &english()), Err(Refusal::Taken(codes[1].to_string())));
    let used = set.questions().find_map(|(_, question)| question.kind.choice_list()).unwrap().to_owned();
    let delete = Edit::Delete(Part::List(used.clone()));
    assert!(matches!(delete.apply(&set, &english()), Err(Refusal::Used { .. })));
    let choice = |code: &str| Choice {
        code: code.parse().unwrap(),
        label: text(code),
        off_scale: false,
        exclusive: false,
        other: false,
    };
    let twice = Edit::AddList { name: "twice".into(), choices: vec![choice("a"), choice("a")] };
    assert_eq!(twice.apply(&set, &english()), Err(Refusal::Taken("a".into())));
    let copied =
        Edit::Duplicate(Part::Section(set.sections[1].code.clone())).apply(&set, &english()).unwrap();
    assert_eq!(check(&copied), []);
    assert!(
        is_taken(&copied, copied.sections[2].code.as_str())
            && copied.sections.len() == set.sections.len() + 1
    );
}

#[test]
fn a_change_knows_whether_a_colleague_changed_the_same() {
    let set = real();
    let codes: Vec<_> = set.questions().map(|(_, question)| question.code.clone()).take(2).collect();
    let change = |at: usize, words: &str| Edit::ChangeQuestion {
        at: codes[at].clone(),
        to: Box::new(Question { label: text(words), ..set.question(codes[at].as_str()).unwrap().clone() }),
        items_were: Vec::new(),
    };
    let newer = change(0, "By a colleague").apply(&set, &english()).unwrap();
    let same = |edit: &Edit| edit.touches(&set, &english()) == edit.touches(&newer, &english());
    assert!(same(&change(1, "By me")) && !same(&change(0, "By me")));
    assert!(same(&Edit::Up(Part::Question(codes[0].clone()))));
    assert!(!same(&Edit::Delete(Part::Question(codes[0].clone()))));
    // A translation is another's work, and is not touched.
    let mut translated = set.clone();
    translated.each_text(|text| text.0.insert("fr".parse().unwrap(), "Traduit".into()));
    assert_eq!(change(0, "x").touches(&set, &english()), change(0, "x").touches(&translated, &english()));
}
