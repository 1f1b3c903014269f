//! The rules of a question set that go across its parts: what must hold before a version is published.

mod problem;

use std::collections::{BTreeMap, BTreeSet};

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

pub use problem::{Argument, Problem};

use crate::code::OTHER_SUFFIX;
use crate::question_set::{Kind, Question, QuestionSet, Section};
use crate::relevance::{Expression, Reference};

/// One thing that is wrong with a question set, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where: `sections.media.questions.audience_growth.relevant`, as a path of codes.
    pub place: String,
    /// What is wrong.
    pub problem: Problem,
}

/// On the wire: the place, the code, and the problem in English.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = serializer.serialize_struct("Finding", 3)?;
        written.serialize_field("place", &self.place)?;
        written.serialize_field("code", self.problem.id())?;
        written.serialize_field("problem", &self.problem.to_string())?;
        written.end()
    }
}

/// Checks a question set; no findings mean that it can be published.
pub fn check(set: &QuestionSet) -> Vec<Finding> {
    let mut checker = Checker { set, findings: Vec::new(), earlier: BTreeMap::new() };
    checker.languages();
    checker.choice_lists();
    checker.texts();
    checker.sections();
    checker.findings
}

struct Checker<'a> {
    set: &'a QuestionSet,
    findings: Vec<Finding>,
    /// The questions that came before, for expressions.
    earlier: BTreeMap<&'a str, &'a Question>,
}

impl<'a> Checker<'a> {
    fn report(&mut self, place: impl Into<String>, problem: Problem) {
        self.findings.push(Finding { place: place.into(), problem });
    }

    fn languages(&mut self) {
        if self.set.languages.is_empty() {
            self.report("languages", Problem::NoLanguage);
        }
        let mut distinct = BTreeSet::new();
        for language in self.set.languages.iter().filter(|language| !distinct.insert(*language)) {
            self.report("languages", Problem::LanguageTwice(language.clone()));
        }
        if self.set.sections.is_empty() {
            self.report("sections", Problem::NoSection);
        }
    }

    fn choice_lists(&mut self) {
        let set = self.set;
        let used: BTreeSet<_> =
            set.questions().filter_map(|(_, question)| question.kind.choice_list()).collect();
        for (name, choices) in &set.choice_lists {
            let place = format!("choice_lists.{name}");
            if !used.contains(name.as_str()) {
                self.report(&place, Problem::ListUnused);
            }
            if choices.is_empty() {
                self.report(&place, Problem::ListEmpty);
            }
            let mut codes = BTreeSet::new();
            for choice in choices {
                if !codes.insert(&choice.code) {
                    let twice = Problem::ChoiceTwice(choice.code.to_string());
                    self.report(format!("{place}.{}", choice.code), twice);
                }
            }
            if choices.iter().filter(|choice| choice.other).count() > 1 {
                self.report(&place, Problem::SeveralOther);
            }
        }
    }

    /// Every text must be there in every language, or in none where it may be left out.
    fn texts(&mut self) {
        let set = self.set;
        let mut missing = Vec::new();
        let mut see = |place: String, text: &crate::question_set::Text, needed: bool| {
            if text.is_empty() && !needed {
                return;
            }
            for language in &set.languages {
                if text.0.get(language).is_none_or(|text| text.trim().is_empty()) {
                    missing.push((place.clone(), Problem::TextMissing(language.clone())));
                }
            }
            for language in text.0.keys().filter(|language| !set.languages.contains(language)) {
                missing.push((place.clone(), Problem::StrangeText(language.clone())));
            }
        };
        see("title".into(), &set.title, true);
        see("introduction".into(), &set.introduction, false);
        for (name, choices) in &set.choice_lists {
            for choice in choices {
                see(format!("choice_lists.{name}.{}.label", choice.code), &choice.label, true);
            }
        }
        for section in &set.sections {
            let place = format!("sections.{}", section.code);
            see(format!("{place}.title"), &section.title, true);
            see(format!("{place}.introduction"), &section.introduction, false);
            for question in &section.questions {
                let place = question_place(section, question);
                see(format!("{place}.label"), &question.label, true);
                see(format!("{place}.hint"), &question.hint, false);
                see(format!("{place}.required_message"), &question.required_message, false);
                see(
                    format!("{place}.constraint_message"),
                    &question.constraint_message,
                    question.constraint.is_some(),
                );
                match &question.kind {
                    Kind::Matrix { items, .. } => {
                        for item in items {
                            see(format!("{place}.items.{}.label", item.code), &item.label, true);
                        }
                    }
                    Kind::Rating { low, high, .. } => {
                        see(format!("{place}.low"), low, false);
                        see(format!("{place}.high"), high, false);
                    }
                    _ => {}
                }
            }
        }
        for (place, problem) in missing {
            self.report(place, problem);
        }
    }

    fn sections(&mut self) {
        let mut codes = BTreeSet::new();
        for section in &self.set.sections {
            let place = format!("sections.{}", section.code);
            if !codes.insert(section.code.as_str()) {
                self.report(&place, Problem::CodeTwice(section.code.to_string()));
            }
            if section.questions.is_empty() {
                self.report(&place, Problem::SectionEmpty);
            }
            if let Some(expression) = &section.relevant {
                self.expression(format!("{place}.relevant"), expression, false);
            }
            for question in &section.questions {
                if !codes.insert(question.code.as_str()) {
                    let twice = Problem::CodeTwice(question.code.to_string());
                    self.report(question_place(section, question), twice);
                }
                self.question(section, question);
                self.earlier.insert(question.code.as_str(), question);
            }
        }
    }

    fn question(&mut self, section: &Section, question: &'a Question) {
        let place = question_place(section, question);
        if question.code.as_str().ends_with(OTHER_SUFFIX) {
            self.report(&place, Problem::OtherSuffix);
        }
        if let Some(name) = question.kind.choice_list()
            && !self.set.choice_lists.contains_key(name)
        {
            self.report(&place, Problem::NoList(name.to_owned()));
        }
        match &question.kind {
            Kind::Matrix { items, .. } => {
                if items.is_empty() {
                    self.report(&place, Problem::NoItems);
                }
                let mut distinct = BTreeSet::new();
                for item in items.iter().filter(|item| !distinct.insert(&item.code)) {
                    let twice = Problem::ItemTwice(item.code.to_string());
                    self.report(format!("{place}.items.{}", item.code), twice);
                }
            }
            Kind::Rating { min, max, .. } if min >= max || max - min > 10 => {
                self.report(&place, Problem::RatingScale);
            }
            Kind::Number { min: Some(min), max: Some(max), .. } if min > max => {
                self.report(&place, Problem::NumbersCrossed);
            }
            Kind::Date { min: Some(min), max: Some(max) } if min > max => {
                self.report(&place, Problem::DatesCrossed);
            }
            Kind::Note if question.required => self.report(&place, Problem::NoteRequired),
            _ => {}
        }
        if question.profile && !matches!(question.kind, Kind::SelectOne { .. }) {
            self.report(&place, Problem::ProfileKind);
        }
        if let Some(expression) = &question.relevant {
            self.expression(format!("{place}.relevant"), expression, false);
        }
        if let Some(expression) = &question.constraint {
            self.expression(format!("{place}.constraint"), expression, true);
        }
    }

    fn expression(&mut self, place: String, expression: &Expression, this_allowed: bool) {
        if expression.uses_this() && !this_allowed {
            self.report(&place, Problem::ThisElsewhere);
        }
        for reference in expression.references() {
            if let Some(problem) = self.reference(reference) {
                self.report(&place, problem);
            }
        }
        for (reference, code) in expression.compared_choices() {
            if let Some(question) = self.earlier.get(reference.question.as_str())
                && question.kind.choice_list().is_some()
                && self.set.choices(question).iter().all(|choice| choice.code != *code.as_ref())
            {
                let problem = Problem::NoChoice(reference.question.to_string(), code.into_owned());
                self.report(&place, problem);
            }
        }
    }

    fn reference(&self, reference: &Reference) -> Option<Problem> {
        let name = reference.question.to_string();
        let Some(question) = self.earlier.get(name.as_str()) else {
            let comes_later = self.set.question(&name).is_some();
            return Some(if comes_later { Problem::LaterQuestion(name) } else { Problem::NoQuestion(name) });
        };
        match (&question.kind, &reference.item) {
            (Kind::Matrix { items, .. }, Some(item)) => {
                let known = items.iter().any(|candidate| candidate.code == *item);
                (!known).then(|| Problem::NoItem(name, item.to_string()))
            }
            (Kind::Matrix { .. }, None) => Some(Problem::WholeMatrix(name)),
            (_, Some(_)) => Some(Problem::NoMatrix(name)),
            (Kind::Note, None) => Some(Problem::NoteReferred(name)),
            _ => None,
        }
    }
}

fn question_place(section: &Section, question: &Question) -> String {
    format!("sections.{}.questions.{}", section.code, question.code)
}
