//! All tables of one question looked at together, since each may narrow what another one hides.
//!
//! The proof that a cell is hidden is an exchange: two people of different groups give each other their answers. Everybody's
//! group, whether they answered, and all totals stay as they are. If every cell that is told stays as it is, in all tables of
//! the question, then nobody can know that it was not so, and the cells that have changed are hidden indeed.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::Grouping;
use super::table::{Draft, Fine};
use crate::tally::Counted;

/// More exchanges than this are not tried for one question.
const MOST_TRIED: u64 = 400_000;

/// Takes away the tables whose hidden cells can't be proved to be hidden. `drafts` are the tables by breakdown.
pub(super) fn keep_what_holds(counted: &Counted, groupings: &[Grouping], drafts: &mut [Vec<Draft>]) {
    let hiding = |draft: &Draft| draft.bounds.iter().flatten().any(|(least, most)| least < most);
    let all: Vec<&Draft> = drafts.iter().flatten().collect();
    let units: BTreeSet<(usize, usize)> =
        all.iter().filter(|draft| hiding(draft)).map(|draft| draft.unit).collect();
    for unit in units {
        while let Some(breakdown) = last_unproved(counted, groupings, drafts, unit) {
            drafts[breakdown].retain(|draft| draft.unit != unit);
        }
    }
}

/// Those of the same groups in all breakdowns, with how many of them gave each answer.
type Alike = Vec<(Vec<usize>, Vec<u64>)>;

/// The last breakdown whose table of a question hides a cell without proof.
fn last_unproved(
    counted: &Counted,
    groupings: &[Grouping],
    drafts: &[Vec<Draft>],
    unit: (usize, usize),
) -> Option<usize> {
    let tables: Vec<(usize, &Draft)> = drafts
        .iter()
        .enumerate()
        .flat_map(|(breakdown, drafts)| drafts.iter().map(move |draft| (breakdown, draft)))
        .filter(|(_, draft)| draft.unit == unit)
        .collect();
    let mut unproved: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for (breakdown, draft) in &tables {
        for (line, bounds) in draft.bounds.iter().enumerate() {
            let hidden = bounds.iter().enumerate().filter(|(_, (least, most))| least < most);
            unproved.extend(hidden.map(|(group, _)| (*breakdown, line, group)));
        }
    }
    let (_, first) = tables.first()?;
    if !unproved.is_empty()
        && let Some(alike) = alike(counted, groupings, &tables, first)
    {
        prove(&tables, &alike, &mut unproved);
    }
    unproved.last().map(|(breakdown, _, _)| *breakdown)
}

fn alike(
    counted: &Counted,
    groupings: &[Grouping],
    tables: &[(usize, &Draft)],
    draft: &Draft,
) -> Option<Alike> {
    let mut alike: BTreeMap<Vec<usize>, Vec<u64>> = BTreeMap::new();
    for (combination, count) in counted.details()? {
        let groups = tables.iter().map(|(breakdown, _)| {
            let category = usize::from(combination[*breakdown]);
            groupings[*breakdown].iter().position(|group| group.contains(&category)).unwrap_or(0)
        });
        let given = |fine: &Fine| count(fine.slot) - fine.less.map_or(0, &count);
        let counts = alike.entry(groups.collect()).or_insert_with(|| vec![0; draft.answers.len()]);
        counts.iter_mut().zip(&draft.answers).for_each(|(own, (fine, _))| *own += given(fine));
    }
    Some(alike.into_iter().collect())
}

/// Takes those cells out of `unproved` that an exchange changes.
fn prove(tables: &[(usize, &Draft)], alike: &Alike, unproved: &mut BTreeSet<(usize, usize, usize)>) {
    let mut tried = 0;
    let mut changes = Vec::new();
    for (place, (here, said_here)) in alike.iter().enumerate() {
        for (there, said_there) in &alike[place + 1..] {
            for (one, _) in said_here.iter().enumerate().filter(|(_, count)| **count > 0) {
                for (other, _) in said_there.iter().enumerate().filter(|(_, count)| **count > 0) {
                    if one == other {
                        continue;
                    }
                    tried += 1;
                    if tried > MOST_TRIED {
                        return;
                    }
                    changes.clear();
                    if exchange(tables, (here, one), (there, other), &mut changes) {
                        changes.iter().for_each(|cell| {
                            unproved.remove(cell);
                        });
                        if unproved.is_empty() {
                            return;
                        }
                    }
                }
            }
        }
    }
}

/// Whether one of these people and one of those can exchange their answers with all that is told the same; `changes` are
/// the cells that it changes.
fn exchange(
    tables: &[(usize, &Draft)],
    (here, one): (&[usize], usize),
    (there, other): (&[usize], usize),
    changes: &mut Vec<(usize, usize, usize)>,
) -> bool {
    for (place, (breakdown, draft)) in tables.iter().enumerate() {
        let (Some(from), Some(to)) = (draft.answers[one].1, draft.answers[other].1) else { return false };
        if from == to || here[place] == there[place] {
            continue;
        }
        let rises = |line: usize, group: usize| draft.grid.counts[line][group] < draft.bounds[line][group].1;
        let falls = |line: usize, group: usize| draft.grid.counts[line][group] > draft.bounds[line][group].0;
        let (here, there) = (here[place], there[place]);
        if !(falls(from, here) && rises(to, here) && falls(to, there) && rises(from, there)) {
            return false;
        }
        changes
            .extend([(from, here), (to, here), (to, there), (from, there)].map(|(l, g)| (*breakdown, l, g)));
    }
    true
}
