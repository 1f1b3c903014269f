//! The rules of a question set that go across its parts: what must hold before a version is published.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::code::OTHER_SUFFIX;
use crate::question_set::{Kind, Question, QuestionSet, Section};
use crate::relevance::{Expression, Reference};

/// One thing that is wrong with a question set, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where: `sections.media.questions.audience_growth.relevant`, as a path of codes.
    pub place: String,
    /// What is wrong and what to do.
    pub problem: String,
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
    fn report(&mut self, place: impl Into<String>, problem: impl Into<String>) {
        self.findings.push(Finding { place: place.into(), problem: problem.into() });
    }

    fn languages(&mut self) {
        if self.set.languages.is_empty() {
            self.report("languages", "there must be at least one language");
        }
        let distinct: BTreeSet<_> = self.set.languages.iter().collect();
        if distinct.len() != self.set.languages.len() {
            self.report("languages", "a language is named twice");
        }
        if self.set.sections.is_empty() {
            self.report("sections", "there must be at least one section");
        }
    }

    fn choice_lists(&mut self) {
        let set = self.set;
        let used: BTreeSet<_> =
            set.questions().filter_map(|(_, question)| question.kind.choice_list()).collect();
        for (name, choices) in &set.choice_lists {
            let place = format!("choice_lists.{name}");
            if !used.contains(name.as_str()) {
                self.report(&place, "no question uses this choice list");
            }
            if choices.is_empty() {
                self.report(&place, "the list has no choices");
            }
            let mut codes = BTreeSet::new();
            for choice in choices {
                if !codes.insert(&choice.code) {
                    self.report(format!("{place}.{}", choice.code), "this code stands twice in its list");
                }
            }
            if choices.iter().filter(|choice| choice.other).count() > 1 {
                self.report(&place, "only one choice of a list can be “other, please specify”");
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
                    missing.push((place.clone(), format!("the text is missing in “{language}”")));
                }
            }
            for language in text.0.keys().filter(|language| !set.languages.contains(language)) {
                missing.push((place.clone(), format!("“{language}” is not a language of this question set")));
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
                self.report(&place, "this code is used twice");
            }
            if section.questions.is_empty() {
                self.report(&place, "the section has no questions");
            }
            if let Some(expression) = &section.relevant {
                self.expression(format!("{place}.relevant"), expression, false);
            }
            for question in &section.questions {
                if !codes.insert(question.code.as_str()) {
                    self.report(question_place(section, question), "this code is used twice");
                }
                self.question(section, question);
                self.earlier.insert(question.code.as_str(), question);
            }
        }
    }

    fn question(&mut self, section: &Section, question: &'a Question) {
        let place = question_place(section, question);
        if question.code.as_str().ends_with(OTHER_SUFFIX) {
            self.report(&place, format!("a question's code must not end in “{OTHER_SUFFIX}”"));
        }
        if let Some(name) = question.kind.choice_list()
            && !self.set.choice_lists.contains_key(name)
        {
            self.report(&place, format!("there is no choice list “{name}”"));
        }
        match &question.kind {
            Kind::Matrix { items, .. } => {
                let distinct: BTreeSet<_> = items.iter().map(|item| &item.code).collect();
                if items.is_empty() || distinct.len() != items.len() {
                    self.report(&place, "a matrix needs items, each with a code of its own");
                }
            }
            Kind::Rating { min, max, .. } if min >= max || max - min > 10 => {
                self.report(
                    &place,
                    "a rating goes up from its lowest to its highest value, over at most 11 steps",
                );
            }
            Kind::Number { min: Some(min), max: Some(max), .. } if min > max => {
                self.report(&place, "the lowest value is above the highest");
            }
            Kind::Date { min: Some(min), max: Some(max) } if min > max => {
                self.report(&place, "the earliest date is after the latest");
            }
            Kind::Note if question.required => self.report(&place, "a note can't be required"),
            _ => {}
        }
        if question.profile && !matches!(question.kind, Kind::SelectOne { .. }) {
            self.report(&place, "results can be broken down only by a question with one choice");
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
            self.report(&place, "“.” has a meaning only in a constraint");
        }
        for reference in expression.references() {
            if let Some(problem) = self.reference(reference) {
                self.report(&place, problem);
            }
        }
        for (reference, code) in expression.compared_choices() {
            if let Some(question) = self.earlier.get(reference.question.as_str())
                && question.kind.choice_list().is_some()
                && self.set.choices(question).iter().all(|choice| choice.code != *code)
            {
                self.report(&place, format!("“{}” has no choice “{code}”", reference.question));
            }
        }
    }

    fn reference(&self, reference: &Reference) -> Option<String> {
        let name = &reference.question;
        let Some(question) = self.earlier.get(name.as_str()) else {
            return Some(match self.set.question(name.as_str()) {
                Some(_) => format!("“{name}” comes later; an expression may refer only to earlier questions"),
                None => format!("there is no question “{name}”"),
            });
        };
        match (&question.kind, &reference.item) {
            (Kind::Matrix { items, .. }, Some(item))
                if items.iter().all(|candidate| candidate.code != *item) =>
            {
                Some(format!("“{name}” has no item “{item}”"))
            }
            (Kind::Matrix { .. }, None) => {
                Some(format!("“{name}” is a matrix: name an item, as in ${{{name}.item}}"))
            }
            (Kind::Matrix { .. }, Some(_)) => None,
            (_, Some(_)) => Some(format!("“{name}” has no items")),
            (Kind::Note, None) => Some(format!("“{name}” is a note and has no answer")),
            _ => None,
        }
    }
}

fn question_place(section: &Section, question: &Question) -> String {
    format!("sections.{}.questions.{}", section.code, question.code)
}
