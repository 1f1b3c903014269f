//! What one person could have answered instead: what others answered to some of the questions that hang together.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::people::{Change, People, Person};
use crate::tally::layout::Shape;
use crate::tally::read::NONE;

/// More is not tried of one component.
const MOST_STEPS: usize = 30_000;

/// Questions that hang together by skip logic and constraints, in their order.
pub(super) type Component = Vec<usize>;

/// The questions that are not known of everybody, put together.
pub(super) fn components(people: &People<'_>) -> Vec<Component> {
    let count = people.layout.questions.len();
    let mut of: Vec<usize> = (0..count).collect();
    for on in (0..count).filter(|on| !people.known[*on]) {
        for place in people.dependents[on].iter().filter(|place| !people.known[**place]) {
            let (from, to) = (of[*place], of[on]);
            of.iter_mut().filter(|own| **own == from).for_each(|own| *own = to);
        }
    }
    let mut components: BTreeMap<usize, Component> = BTreeMap::new();
    for place in (0..count).filter(|place| !people.known[*place]) {
        components.entry(of[place]).or_default().push(place);
    }
    let mut components: Vec<Component> = components.into_values().collect();
    components.sort_unstable();
    components
}

/// Those who are alike in what is known and in what they answered to the questions of a component.
#[derive(Debug)]
pub(super) struct Kind {
    /// One of them.
    pub(super) person: usize,
    pub(super) combination: usize,
    pub(super) count: i64,
    /// Where their answers are counted, in order.
    pub(super) slots: Vec<usize>,
}

/// Another answer of one person.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) kind: usize,
    /// By how much each slot rises and falls.
    pub(super) delta: Vec<(usize, i32)>,
    /// The answers that come and go which are seen themselves.
    pub(super) seen: Vec<((usize, u32), i32)>,
}

pub(super) fn kinds(people: &People<'_>, component: &Component) -> Vec<Kind> {
    let mut found: BTreeMap<(usize, Vec<u32>), Kind> = BTreeMap::new();
    for (place, person) in people.list.iter().enumerate() {
        let answers: Vec<u32> = component.iter().map(|question| person.answers[*question]).collect();
        let kind = found.entry((person.combination, answers)).or_insert_with(|| {
            let slots =
                component.iter().flat_map(|question| people.slots(person, &person.answers, *question));
            let mut slots: Vec<usize> = slots.collect();
            slots.sort_unstable();
            Kind { person: place, combination: person.combination, count: 0, slots }
        });
        kind.count += 1;
    }
    found.into_values().collect()
}

/// A part of the answers that may be changed.
enum Part {
    Questions(Vec<usize>),
    Item(usize, usize),
    Choice(usize, usize),
    Rank(usize, usize),
    /// Two ranks, whose choices change places.
    Ranks(usize, usize, usize),
}

fn parts(people: &People<'_>, component: &Component) -> Vec<Part> {
    let mut parts = Vec::new();
    for &question in component {
        match &people.layout.questions[question].shape {
            Shape::Matrix(items, _) => parts.extend((0..items.len()).map(|item| Part::Item(question, item))),
            Shape::Several(choices) => {
                parts.extend((0..choices.len()).map(|choice| Part::Choice(question, choice)));
            }
            Shape::Ranking(_, ranks) => {
                parts.extend((0..*ranks).map(|rank| Part::Rank(question, rank)));
                let pairs = (0..*ranks).flat_map(|rank| (0..rank).map(move |before| (before, rank)));
                parts.extend(pairs.map(|(before, rank)| Part::Ranks(question, before, rank)));
            }
            _ => {}
        }
    }
    let mut sets: BTreeSet<Vec<usize>> = BTreeSet::new();
    for &question in component {
        sets.insert(vec![question]);
        sets.insert(with_all_below(people, question));
    }
    sets.insert(component.clone());
    let mut sets: Vec<Vec<usize>> = sets.into_iter().collect();
    sets.sort_by_key(Vec::len);
    parts.extend(sets.into_iter().map(Part::Questions));
    parts
}

/// A question with those that depend on it.
fn with_all_below(people: &People<'_>, question: usize) -> Vec<usize> {
    let mut all = BTreeSet::from([question]);
    let mut open = vec![question];
    while let Some(on) = open.pop() {
        for place in people.dependents[on].iter().filter(|place| !people.known[**place]) {
            if all.insert(*place) {
                open.push(*place);
            }
        }
    }
    all.into_iter().collect()
}

/// What each kind of person could have answered instead.
pub(super) fn steps(people: &mut People<'_>, component: &Component, kinds: &[Kind]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut done: HashSet<(usize, Change)> = HashSet::new();
    for part in parts(people, component) {
        for (place, kind) in kinds.iter().enumerate() {
            for change in changes(people, &part, kinds, kind) {
                if steps.len() >= MOST_STEPS {
                    return steps;
                }
                let person = &people.list[kind.person];
                let change: Change = change
                    .into_iter()
                    .filter(|(question, number)| person.answers[*question] != *number)
                    .collect();
                if change.is_empty() || !done.insert((place, change.clone())) {
                    continue;
                }
                let (change, delta) = match people.accepts(person, &change) {
                    Some(delta) => (change, Some(delta)),
                    None => {
                        let mended = people.mended(person, component, change);
                        let delta = people.accepts(person, &mended);
                        (mended, delta)
                    }
                };
                if let Some(delta) = delta.filter(|delta| !delta.is_empty()) {
                    let seen = seen(people, person, &change);
                    steps.push(Step { kind: place, delta, seen });
                }
            }
        }
    }
    steps
}

fn seen(people: &People<'_>, person: &Person, change: &Change) -> Vec<((usize, u32), i32)> {
    let mut seen = Vec::new();
    for (question, number) in change {
        for (number, by) in [(person.answers[*question], -1), (*number, 1)] {
            if people.is_seen_itself(*question, number) {
                seen.push(((*question, number), by));
            }
        }
    }
    seen
}

/// What others have in a part.
fn changes(people: &mut People<'_>, part: &Part, kinds: &[Kind], kind: &Kind) -> Vec<Change> {
    match part {
        Part::Questions(questions) => {
            let own = |kind: &Kind| -> Change {
                let answers = &people.list[kind.person].answers;
                questions.iter().map(|question| (*question, answers[*question])).collect()
            };
            let found: BTreeSet<Change> = kinds.iter().map(own).collect();
            found.into_iter().collect()
        }
        Part::Item(question, item) => {
            let Shape::Matrix(items, choices) = &people.layout.questions[*question].shape else {
                return Vec::new();
            };
            let (count, choices) = (items.len(), u16::try_from(choices.len()).unwrap_or(NONE));
            let mut own = list(people, kind, *question);
            own.resize(count, NONE);
            let others: BTreeSet<u16> = (0..choices).chain([NONE]).collect();
            let lists = others.into_iter().filter(|chosen| *chosen != own[*item]).map(|chosen| {
                let mut list = own.clone();
                list[*item] = chosen;
                list
            });
            let lists: Vec<Vec<u16>> = lists.collect();
            lists.into_iter().map(|list| vec![(*question, people.listed(*question, list))]).collect()
        }
        Part::Rank(question, rank) => {
            let Shape::Ranking(choices, _) = &people.layout.questions[*question].shape else {
                return Vec::new();
            };
            let choices = u16::try_from(choices.len()).unwrap_or(NONE);
            let own = list(people, kind, *question);
            let mut lists = Vec::new();
            for chosen in (0..choices).filter(|chosen| !own.contains(chosen)) {
                let mut list = own.clone();
                if *rank < list.len() {
                    list[*rank] = chosen;
                } else if *rank == list.len() {
                    list.push(chosen);
                } else {
                    continue;
                }
                lists.push(list);
            }
            if own.len() == rank + 1 {
                lists.push(own[..*rank].to_vec());
            }
            lists.into_iter().map(|list| vec![(*question, people.listed(*question, list))]).collect()
        }
        Part::Ranks(question, before, rank) => {
            let mut own = list(people, kind, *question);
            if *rank >= own.len() {
                return Vec::new();
            }
            own.swap(*before, *rank);
            vec![vec![(*question, people.listed(*question, own))]]
        }
        Part::Choice(question, choice) => {
            let choice = u16::try_from(*choice).unwrap_or(NONE);
            let mut own = list(people, kind, *question);
            if own.contains(&choice) {
                own.retain(|chosen| *chosen != choice);
            } else {
                own.push(choice);
                own.sort_unstable();
            }
            vec![vec![(*question, people.listed(*question, own))]]
        }
    }
}

fn list(people: &People<'_>, kind: &Kind, question: usize) -> Vec<u16> {
    let number = people.list[kind.person].answers[question];
    people.given(question, number).list.clone()
}
