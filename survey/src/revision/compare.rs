//! The comparison itself.

use std::collections::BTreeSet;

use super::{Change, Difference, Place, Rule, TextField};
use crate::Locale;
use crate::ordered::Map;
use crate::question_set::{Choice, Kind, Question, QuestionSet, Section, Text};
use crate::relevance::Expression;

/// Everything that differs, in the order of the newer version: the set, its sections with their questions, its choice lists.
/// What is gone stands at the end of its kind.
pub fn differences(old: &QuestionSet, new: &QuestionSet) -> Vec<Difference> {
    let languages = new.languages.iter().filter(|language| old.languages.contains(language)).cloned();
    let mut compared =
        Compared { old, new, languages: languages.collect(), renamed: BTreeSet::new(), found: Vec::new() };
    compared.whole();
    compared.sections();
    compared.lists();
    compared.found
}

struct Compared<'a> {
    old: &'a QuestionSet,
    new: &'a QuestionSet,
    /// The languages of both: what stands in another one came or went with it.
    languages: Vec<Locale>,
    /// Lists whose words were compared under another name.
    renamed: BTreeSet<(String, String)>,
    found: Vec<Difference>,
}

impl Compared<'_> {
    fn add(&mut self, place: &Place, change: Change) {
        self.found.push(Difference { place: place.clone(), change });
    }

    fn text(&mut self, place: &Place, field: TextField, old: &Text, new: &Text) {
        let own = |text: &Text, language: &Locale| text.0.get(language).cloned().unwrap_or_default();
        for language in self.languages.clone() {
            let (old, new) = (own(old, &language), own(new, &language));
            if old != new {
                self.add(place, Change::Text { field, language, old, new });
            }
        }
    }

    fn rule(&mut self, place: &Place, rule: Rule, old: Option<String>, new: Option<String>) {
        if old != new {
            self.add(place, Change::Rule { rule, old, new });
        }
    }

    fn mark(&mut self, place: &Place, rule: Rule, old: bool, new: bool) {
        self.rule(place, rule, written(old), written(new));
    }

    fn whole(&mut self) {
        let (old, new) = (self.old, self.new);
        let one = |language: &Locale| Place::Language(language.clone());
        for language in new.languages.iter().filter(|language| !old.languages.contains(language)) {
            self.add(&one(language), Change::Added);
        }
        for language in old.languages.iter().filter(|language| !new.languages.contains(language)) {
            self.add(&one(language), Change::Removed);
        }
        let before: Vec<_> =
            old.languages.iter().filter(|language| new.languages.contains(language)).collect();
        if before != self.languages.iter().collect::<Vec<_>>() {
            self.add(&Place::Set, Change::Order);
        }
        self.text(&Place::Set, TextField::Title, &old.title, &new.title);
        self.text(&Place::Set, TextField::Introduction, &old.introduction, &new.introduction);
    }

    fn sections(&mut self) {
        let (old, new) = (self.old, self.new);
        let code = |section: &Section| section.code.to_string();
        let moved = moved(&old.sections, &new.sections, code);
        for section in &new.sections {
            let place = Place::Section(section.code.clone());
            match old.sections.iter().find(|known| known.code == section.code) {
                None => self.add(&place, Change::Added),
                Some(before) => {
                    if moved.contains(section.code.as_str()) {
                        self.add(&place, Change::Moved);
                    }
                    self.text(&place, TextField::Title, &before.title, &section.title);
                    self.text(&place, TextField::Introduction, &before.introduction, &section.introduction);
                    self.rule(
                        &place,
                        Rule::Relevant,
                        source(before.relevant.as_ref()),
                        source(section.relevant.as_ref()),
                    );
                }
            }
            self.questions(section);
        }
        for section in &old.sections {
            if new.sections.iter().all(|known| known.code != section.code) {
                self.add(&Place::Section(section.code.clone()), Change::Removed);
            }
        }
        for (_, question) in old.questions() {
            if new.question(question.code.as_str()).is_none() {
                self.add(&Place::Question(question.code.clone()), Change::Removed);
            }
        }
    }

    fn questions(&mut self, section: &Section) {
        let old = self.old;
        let before = old.sections.iter().find(|known| known.code == section.code);
        let before = before.map_or(&[][..], |before| &before.questions);
        let moved = moved(before, &section.questions, |question: &Question| question.code.to_string());
        for question in &section.questions {
            let place = Place::Question(question.code.clone());
            let known = old.questions().find(|(_, known)| known.code == question.code);
            let Some((own_section, known)) = known else {
                self.add(&place, Change::Added);
                continue;
            };
            if own_section.code != section.code || moved.contains(question.code.as_str()) {
                self.add(&place, Change::Moved);
            }
            self.question(&place, known, question);
        }
    }

    fn question(&mut self, place: &Place, old: &Question, new: &Question) {
        self.text(place, TextField::Label, &old.label, &new.label);
        self.text(place, TextField::Hint, &old.hint, &new.hint);
        if old.kind.name() == new.kind.name() {
            self.kind(place, old, new);
        } else {
            self.add(place, Change::Kind { old: old.kind.name(), new: new.kind.name() });
        }
        self.mark(place, Rule::Required, old.required, new.required);
        self.text(place, TextField::RequiredMessage, &old.required_message, &new.required_message);
        self.mark(place, Rule::Profile, old.profile, new.profile);
        self.rule(place, Rule::Relevant, source(old.relevant.as_ref()), source(new.relevant.as_ref()));
        self.rule(place, Rule::Constraint, source(old.constraint.as_ref()), source(new.constraint.as_ref()));
        self.text(place, TextField::ConstraintMessage, &old.constraint_message, &new.constraint_message);
    }

    /// What belongs to the kind, which is the same in both.
    fn kind(&mut self, place: &Place, old: &Question, new: &Question) {
        if let (Some(before), Some(now)) = (old.kind.choice_list(), new.kind.choice_list())
            && before != now
        {
            let (choices, now_choices) = (self.old.choices(old), self.new.choices(new));
            let same = same_choices(choices, now_choices);
            self.add(place, Change::Choices { old: before.to_owned(), new: now.to_owned(), same });
            let known = self.old.choice_lists.contains_key(now);
            if same && !known && self.renamed.insert((before.to_owned(), now.to_owned())) {
                self.choices(now, choices, now_choices);
            }
        }
        if let (Kind::Matrix { items: before, .. }, Kind::Matrix { items: now, .. }) = (&old.kind, &new.kind)
        {
            let one = |item: &crate::ItemCode| Place::Item(new.code.clone(), item.clone());
            let moved = moved(before, now, |item| item.code.to_string());
            for item in now {
                match before.iter().find(|known| known.code == item.code) {
                    None => self.add(&one(&item.code), Change::Added),
                    Some(known) => {
                        if moved.contains(item.code.as_str()) {
                            self.add(&one(&item.code), Change::Moved);
                        }
                        self.text(&one(&item.code), TextField::Label, &known.label, &item.label);
                    }
                }
            }
            for item in before.iter().filter(|item| now.iter().all(|known| known.code != item.code)) {
                self.add(&one(&item.code), Change::Removed);
            }
        }
        if let (Kind::Rating { low, high, .. }, Kind::Rating { low: now_low, high: now_high, .. }) =
            (&old.kind, &new.kind)
        {
            self.text(place, TextField::Low, low, now_low);
            self.text(place, TextField::High, high, now_high);
        }
        for ((rule, before), (_, now)) in bounds(&old.kind).into_iter().zip(bounds(&new.kind)) {
            self.rule(place, rule, before, now);
        }
    }

    fn lists(&mut self) {
        let (old, new) = (&self.old.choice_lists, &self.new.choice_lists);
        for (name, choices) in new {
            match old.get(name.as_str()) {
                None => self.add(&Place::List(name.clone()), Change::Added),
                Some(before) => self.choices(name, before, choices),
            }
        }
        self.gone(old, new);
    }

    fn gone(&mut self, old: &Map<String, Vec<Choice>>, new: &Map<String, Vec<Choice>>) {
        for name in old.keys().filter(|name| !new.contains_key(name.as_str())) {
            self.add(&Place::List(name.clone()), Change::Removed);
        }
    }

    fn choices(&mut self, list: &str, old: &[Choice], new: &[Choice]) {
        let one = |choice: &Choice| Place::Choice(list.to_owned(), choice.code.clone());
        let moved = moved(old, new, |choice| choice.code.to_string());
        for choice in new {
            let place = one(choice);
            let Some(known) = old.iter().find(|known| known.code == choice.code) else {
                self.add(&place, Change::Added);
                continue;
            };
            if moved.contains(choice.code.as_str()) {
                self.add(&place, Change::Moved);
            }
            self.text(&place, TextField::Label, &known.label, &choice.label);
            self.mark(&place, Rule::OffScale, known.off_scale, choice.off_scale);
            self.mark(&place, Rule::Exclusive, known.exclusive, choice.exclusive);
            self.mark(&place, Rule::Other, known.other, choice.other);
        }
        for choice in old.iter().filter(|choice| new.iter().all(|known| known.code != choice.code)) {
            self.add(&one(choice), Change::Removed);
        }
    }
}

fn written(mark: bool) -> Option<String> {
    mark.then(|| "true".to_owned())
}

fn source(expression: Option<&Expression>) -> Option<String> {
    expression.map(|expression| expression.source().to_owned())
}

/// Whether two lists offer the same, whatever their words are.
fn same_choices(old: &[Choice], new: &[Choice]) -> bool {
    let rules = |choice: &Choice| (choice.code.clone(), choice.off_scale, choice.exclusive, choice.other);
    old.iter().map(rules).eq(new.iter().map(rules))
}

/// The bounds of a kind: the same rules, in the same order, for the same kind.
fn bounds(kind: &Kind) -> Vec<(Rule, Option<String>)> {
    fn text<T: ToString>(value: Option<&T>) -> Option<String> {
        value.map(ToString::to_string)
    }
    match kind {
        Kind::SelectSeveral { max, .. } | Kind::Ranking { max, .. } => {
            vec![(Rule::MaxPicks, text(max.as_ref()))]
        }
        Kind::Rating { min, max, .. } => vec![(Rule::Min, text(Some(min))), (Rule::Max, text(Some(max)))],
        Kind::Number { min, max, decimals } => vec![
            (Rule::Min, text(min.as_ref())),
            (Rule::Max, text(max.as_ref())),
            (Rule::Decimals, text(Some(decimals))),
        ],
        Kind::Text { .. } | Kind::LongText { .. } => {
            vec![(Rule::MaxLength, text(kind.max_length().as_ref()))]
        }
        Kind::Date { min, max } => vec![(Rule::Min, text(min.as_ref())), (Rule::Max, text(max.as_ref()))],
        Kind::SelectOne { .. } | Kind::Matrix { .. } | Kind::Percentage | Kind::Note => Vec::new(),
    }
}

/// The codes that both have and that changed their places among them, as few as explain the new order.
fn moved<T>(old: &[T], new: &[T], code: impl Fn(&T) -> String) -> BTreeSet<String> {
    let (old, new): (Vec<_>, Vec<_>) = (old.iter().map(&code).collect(), new.iter().map(&code).collect());
    let places: Vec<usize> =
        new.iter().filter_map(|code| old.iter().position(|known| known == code)).collect();
    let stays = longest_rising(&places);
    places.iter().filter(|place| !stays.contains(place)).map(|&place| old[place].clone()).collect()
}

/// The values of a longest rising run, with gaps, of these numbers.
fn longest_rising(numbers: &[usize]) -> BTreeSet<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at).filter(|&before| numbers[before] < *number).max_by_key(|&before| best[before].0);
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut run = BTreeSet::new();
    let mut at = (0..best.len()).max_by_key(|&at| best[at].0);
    while let Some(place) = at {
        run.insert(numbers[place]);
        at = best[place].1;
    }
    run
}
