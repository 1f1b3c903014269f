//! What is said, and of which people it must not follow how many said it.

use super::people::People;
use super::steps::{Component, Kind};
use crate::disclosure::groups::Basis;
use crate::disclosure::table::Draft;
use crate::tally::layout::{ANSWERED, NOT_RELEVANT, SKIPPED, Shape};

/// More sums that may follow are not looked through.
const MOST_SUMS: usize = 20_000;
/// After so many changes of a thing that told nothing new no more are looked at.
const MOST_IDLE: usize = 1_500;

/// Something said: the people in some slots, less those in others.
#[derive(Debug)]
pub(super) struct Thing {
    pub(super) slots: Vec<(usize, i32)>,
    pub(super) question: usize,
    pub(super) item: Option<usize>,
    /// What a table of it would be of.
    pub(super) unit: (usize, usize),
    /// By combination of what is known: whether these people may or may not say it.
    pub(super) open: Vec<bool>,
    /// By combination, how many say it.
    pub(super) said: Vec<i64>,
}

/// All that is said in a component, as far as it has to be hidden of some people.
pub(super) fn things(
    people: &People<'_>,
    surely: &[Vec<Option<bool>>],
    component: &Component,
    kinds: &[Kind],
    drafts: &[&Draft],
) -> Vec<Thing> {
    let mut things = Vec::new();
    for &question in component {
        let counting = &people.layout.questions[question];
        let required = people.is_required(question);
        let may =
            |sure: &dyn Fn(Option<bool>) -> bool| surely.iter().map(|own| sure(own[question])).collect();
        let undecided: Vec<bool> = may(&|asked| asked.is_none());
        let asked: Vec<bool> = may(&|asked| asked != Some(false));
        let mut add =
            |slots: Vec<(usize, i32)>, item: Option<usize>, unit: (usize, usize), open: &Vec<bool>| {
                things.push(Thing { slots, question, item, unit, open: open.clone(), said: Vec::new() });
            };
        let slots = counting.slot..counting.slot + counting.shape.slots();
        for slot in slots {
            let offset = slot - counting.slot;
            let item = match &counting.shape {
                Shape::Matrix(_, choices) if offset > ANSWERED => {
                    Some((offset - ANSWERED - 1) / (1 + choices.len()))
                }
                _ => None,
            };
            let open = match offset {
                NOT_RELEVANT => &undecided,
                SKIPPED | ANSWERED if required => &undecided,
                _ => &asked,
            };
            let choice = match &counting.shape {
                Shape::Several(_) => offset.saturating_sub(counting.shape.first()),
                _ => 0,
            };
            add(vec![(slot, 1)], item, (counting.row + item.unwrap_or(0), choice), open);
        }
        for draft in drafts.iter().filter(|draft| draft.place == question) {
            let item = draft.unit.0 - counting.row;
            let item = matches!(counting.shape, Shape::Matrix(..)).then_some(item);
            for line in 0..draft.bounds.len() {
                let of_line = draft.answers.iter().filter(|(_, own)| *own == Some(line));
                let slots: Vec<(usize, i32)> = of_line
                    .flat_map(|(fine, _)| {
                        [(fine.slot, 1)].into_iter().chain(fine.less.map(|less| (less, -1)))
                    })
                    .collect();
                if slots.len() > 1 {
                    add(slots, item, draft.unit, &asked);
                }
            }
        }
    }
    for thing in &mut things {
        thing.said = vec![0; people.combinations.len()];
        for kind in kinds {
            let says: i32 = thing
                .slots
                .iter()
                .map(|(slot, by)| by * i32::from(kind.slots.binary_search(slot).is_ok()))
                .sum();
            thing.said[kind.combination] += i64::from(says) * kind.count;
        }
    }
    things
}

/// Which sums over combinations stay the same by all changes that were found.
#[derive(Debug)]
pub(super) struct Sums {
    /// Combinations between which one person's worth was seen to move.
    joined: Vec<usize>,
    pub(super) parts: usize,
    /// Other changes.
    changes: Vec<Vec<(usize, i32)>>,
    basis: Basis,
    /// How many changes in a row followed from others.
    idle: usize,
    /// Whether how many say it at all was seen to change.
    pub(super) total_moves: bool,
}

impl Sums {
    pub(super) fn new(thing: &Thing) -> Self {
        let parts = thing.open.iter().filter(|open| **open).count();
        Self {
            joined: (0..thing.open.len()).collect(),
            parts,
            changes: Vec::new(),
            basis: Basis::default(),
            idle: 0,
            total_moves: false,
        }
    }

    fn root(&self, mut place: usize) -> usize {
        while self.joined[place] != place {
            place = self.joined[place];
        }
        place
    }

    /// Takes in by how much a possible change moves a thing, by combination.
    pub(super) fn take(&mut self, change: &[(usize, i32)]) {
        self.total_moves |= change.iter().map(|(_, by)| by).sum::<i32>() != 0;
        match change {
            [] => {}
            [(one, by), (other, back)] if by.abs() == 1 && by + back == 0 => {
                let (one, other) = (self.root(*one), self.root(*other));
                if one != other {
                    self.joined[one] = other;
                    self.parts -= 1;
                }
            }
            _ if self.idle < MOST_IDLE => {
                let mut vector = vec![0_i64; self.joined.len()];
                change.iter().for_each(|(place, by)| vector[*place] = i64::from(*by));
                if self.basis.add_signed(&vector) {
                    self.idle = 0;
                    self.changes.push(change.to_vec());
                } else {
                    self.idle += 1;
                }
            }
            _ => {}
        }
    }

    /// Whether no sum follows that must not.
    pub(super) fn hold(&self, thing: &Thing, sizes: &[i64], threshold: i64, total_is_shown: bool) -> bool {
        let all: i64 = sizes.iter().sum();
        let open: Vec<usize> = (0..sizes.len()).filter(|place| thing.open[*place]).collect();
        let (people, said): (i64, i64) =
            open.iter().fold((0, 0), |sum, place| (sum.0 + sizes[*place], sum.1 + thing.said[*place]));
        if people == 0 || (said == 0 || said == people) && (people == all || people >= 2 * threshold) {
            return true;
        }
        let mut roots: Vec<usize> = open.iter().map(|place| self.root(*place)).collect();
        roots.sort_unstable();
        roots.dedup();
        let part = |place: usize| roots.binary_search(&self.root(place)).ok();
        let mut parts = vec![(0, 0); roots.len()];
        for place in &open {
            if let Some(part) = part(*place) {
                parts[part].0 += sizes[*place];
                parts[part].1 += thing.said[*place];
            }
        }
        let mut basis = Basis::default();
        for change in &self.changes {
            let mut vector = vec![0_i64; roots.len()];
            for (place, by) in change {
                if let Some(part) = part(*place) {
                    vector[part] += i64::from(*by);
                }
            }
            basis.add_signed(&vector);
        }
        let fits = |sum: (i64, i64)| {
            let (count, rest) = (sum.1, sum.0 - sum.1);
            let everybody = sum.0 == all;
            let nobody = sum.0 == 0;
            nobody || everybody && total_is_shown || count >= threshold && rest >= threshold
        };
        basis.each_sum(roots.len(), MOST_SUMS, &mut |chosen| {
            let sum = parts.iter().zip(chosen).filter(|(_, chosen)| **chosen);
            fits(sum.fold((0, 0), |all, (part, _)| (all.0 + part.0, all.1 + part.1)))
        })
    }
}
