//! Which categories are shown apart, over all breakdowns together.
//!
//! Every published figure by groups is a sum over people, each with a weight: one for those in the group, none for the
//! others. Adding and subtracting figures of any breakdowns gives a sum whose weights are a combination of those of the
//! groups. If there are T disjoint sets of people in each of which the groups' weights have their full rank, then weights
//! that are zero on all of one set are zero on everybody. So whatever is not zero on everybody has a weight on somebody in
//! each of the T sets: it stands for T people at least, and no small set of people can be subtracted free.
//!
//! Full rank means as well that the groups of one breakdown are independent of those of all others, but for the total.

use std::collections::BTreeMap;

/// The categories of each group, for each breakdown. One group says that nothing can be told apart.
pub(super) type Grouping = Vec<Vec<usize>>;

/// Chooses groups. `sizes` are how many are in each category of each breakdown; `people` every combination of categories,
/// one of each breakdown, with how many have it.
pub fn choose(sizes: &[Vec<u64>], people: &[(Vec<usize>, u64)], threshold: u64) -> Vec<Grouping> {
    let mut groupings: Vec<Grouping> = sizes.iter().map(|sizes| large_enough(sizes, 2 * threshold)).collect();
    while !can_be_dealt(&groupings, people, threshold) {
        // The finest gives way; of equally fine ones the last, since the first questions say the most.
        let finest = (0..groupings.len()).max_by_key(|place| groupings[*place].len());
        let Some(finest) = finest.filter(|place| groupings[*place].len() > 1) else { break };
        put_smallest_together(&mut groupings[finest], &sizes[finest]);
    }
    groupings
}

/// The breakdowns in which a question can be shown that only some have answered: who did may be known, so that the rule
/// has to hold among these people. The first that can be shown together are.
pub fn shown_together(groupings: &[Grouping], answered: &[(Vec<usize>, u64)], threshold: u64) -> Vec<bool> {
    let mut shown = vec![false; groupings.len()];
    for place in 0..groupings.len() {
        if groupings[place].len() < 2 {
            continue;
        }
        shown[place] = true;
        let together: Vec<Grouping> = groupings
            .iter()
            .zip(&shown)
            .map(|(grouping, shown)| if *shown { grouping.clone() } else { Grouping::new() })
            .collect();
        shown[place] = can_be_dealt(&together, answered, threshold);
    }
    shown
}

/// Puts the smallest categories together until each group is large enough. Categories with nobody in them are left out.
fn large_enough(sizes: &[u64], least: u64) -> Grouping {
    let mut grouping: Grouping = (0..sizes.len()).filter(|c| sizes[*c] > 0).map(|c| vec![c]).collect();
    while grouping.len() > 1 && grouping.iter().any(|group| size(group, sizes) < least) {
        put_smallest_together(&mut grouping, sizes);
    }
    grouping
}

fn size(group: &[usize], sizes: &[u64]) -> u64 {
    group.iter().map(|category| sizes[*category]).sum()
}

/// Puts the smallest group to the smaller of its neighbours: in a list with an order, what is put together lies together.
fn put_smallest_together(grouping: &mut Grouping, sizes: &[u64]) {
    let size = |place: usize, grouping: &Grouping| size(&grouping[place], sizes);
    let Some(smallest) = (0..grouping.len()).min_by_key(|place| size(*place, grouping)) else { return };
    let neighbours = [smallest.checked_sub(1), Some(smallest + 1).filter(|next| *next < grouping.len())];
    let nearest = neighbours.into_iter().flatten().min_by_key(|place| size(*place, grouping));
    let Some(neighbour) = nearest else { return };
    let later = grouping.remove(smallest.max(neighbour));
    grouping[smallest.min(neighbour)].extend(later);
}

/// Whether the people can be dealt into as many sets as the threshold, in each of which the groups have their full rank.
/// Where this finds no way there may yet be one; then more is put together than need be.
fn can_be_dealt(groupings: &[Grouping], people: &[(Vec<usize>, u64)], threshold: u64) -> bool {
    let rank = 1 + groupings.iter().map(|grouping| grouping.len().saturating_sub(1)).sum::<usize>();
    let mut alike: BTreeMap<Vec<u64>, u64> = BTreeMap::new();
    for (combination, count) in people {
        *alike.entry(weights(groupings, combination)).or_default() += count;
    }
    let mut vectors: Vec<(Vec<u64>, u64)> = alike.into_iter().collect();
    (0..threshold).all(|_| {
        // Those of whom there are most first: the rare ones are kept for the sets that need them.
        vectors.sort_by_key(|(_, left)| std::cmp::Reverse(*left));
        let mut basis = Basis::default();
        for (vector, left) in vectors.iter_mut().filter(|(_, left)| *left > 0) {
            if basis.vectors.len() < rank && basis.add(vector) {
                *left -= 1;
            }
        }
        basis.vectors.len() == rank
    })
}

/// A person's weights: one for the total, and one for the group of each breakdown, the first of each left out, which is
/// the total less the others.
fn weights(groupings: &[Grouping], combination: &[usize]) -> Vec<u64> {
    let mut weights = vec![1];
    for (grouping, category) in groupings.iter().zip(combination) {
        weights.extend(grouping.iter().skip(1).map(|group| u64::from(group.contains(category))));
    }
    weights
}

/// Independent vectors, over the numbers modulo a prime: what is independent there is so over all numbers.
#[derive(Debug, Default)]
pub(super) struct Basis {
    /// Each with the place of its first one, before which all are zero there.
    vectors: Vec<(usize, Vec<u64>)>,
}

/// 2^31 − 1: products fit into 64 bits.
const PRIME: u64 = 2_147_483_647;

impl Basis {
    /// Adds a vector unless it depends on those that are there.
    pub(super) fn add(&mut self, vector: &[u64]) -> bool {
        let reduced = self.reduce(vector);
        let Some(lead) = reduced.iter().position(|n| *n != 0) else { return false };
        let factor = inverse(reduced[lead]);
        self.vectors.push((lead, reduced.iter().map(|n| n * factor % PRIME).collect()));
        true
    }

    /// The same for numbers with a sign.
    pub(super) fn add_signed(&mut self, vector: &[i64]) -> bool {
        let prime = PRIME.cast_signed();
        let vector: Vec<u64> = vector.iter().map(|n| n.rem_euclid(prime).cast_unsigned()).collect();
        self.add(&vector)
    }

    /// Visits all sums of some of so many numbers that stay the same when they change by any of these vectors: which of
    /// them are summed. Ends with `false` when a visit does, or when there are too many to look at.
    pub(super) fn each_sum(&self, count: usize, most: usize, visit: &mut dyn FnMut(&[bool]) -> bool) -> bool {
        // From the back, so that of each vector only the first number is not chosen yet.
        let mut vectors = self.vectors.clone();
        vectors.sort_by_key(|(lead, _)| *lead);
        let at: Vec<Option<&Vec<u64>>> = {
            let mut at = vec![None; count];
            vectors.iter().for_each(|(lead, vector)| at[*lead] = Some(vector));
            at
        };
        let mut left = most;
        choose_sums(&at, count, &mut vec![false; count], &mut left, visit)
    }

    fn reduce(&self, vector: &[u64]) -> Vec<u64> {
        let mut rest = vector.to_vec();
        for (lead, own) in &self.vectors {
            let factor = rest[*lead];
            if factor != 0 {
                for (n, own) in rest.iter_mut().zip(own) {
                    *n = (*n + (PRIME - factor) * own) % PRIME;
                }
            }
        }
        rest
    }

    /// Whether a vector depends on those that are there.
    #[cfg(test)]
    pub(super) fn spans(&self, vector: &[u64]) -> bool {
        self.reduce(vector).iter().all(|n| *n == 0)
    }
}

/// Chooses whether the number before `place` is summed, given those from `place` on.
fn choose_sums(
    vectors: &[Option<&Vec<u64>>],
    place: usize,
    chosen: &mut Vec<bool>,
    left: &mut usize,
    visit: &mut dyn FnMut(&[bool]) -> bool,
) -> bool {
    let Some(here) = place.checked_sub(1) else { return visit(chosen) };
    let Some(rest) = left.checked_sub(1) else { return false };
    *left = rest;
    let choices: &[bool] = match vectors[here] {
        None => &[false, true],
        Some(vector) => {
            let sum =
                (place..vector.len()).filter(|place| chosen[*place]).map(|place| vector[place]).sum::<u64>();
            match sum % PRIME {
                0 => &[false],
                sum if sum == PRIME - 1 => &[true],
                _ => return true,
            }
        }
    };
    choices.iter().all(|choice| {
        chosen[here] = *choice;
        let goes_on = choose_sums(vectors, here, chosen, left, visit);
        chosen[here] = false;
        goes_on
    })
}

/// By Fermat's little theorem.
fn inverse(number: u64) -> u64 {
    let (mut power, mut base, mut exponent) = (1, number, PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_categories_are_put_together() {
        assert_eq!(large_enough(&[20, 3, 12, 4, 0, 6], 10), [vec![0], vec![1, 2], vec![3, 5]]);
        assert_eq!(large_enough(&[9], 10), vec![vec![0]]);
        assert_eq!(large_enough(&[0, 0], 10), Grouping::new());
    }

    #[test]
    fn breakdowns_that_differ_by_few_people_are_not_both_shown() {
        // The second breakdown has the same two groups as the first, but for one person.
        let people = vec![(vec![0, 0], 20), (vec![0, 1], 1), (vec![1, 1], 20)];
        let groupings = choose(&[vec![21, 20], vec![20, 21]], &people, 5);
        assert_eq!(groupings, [vec![vec![0], vec![1]], vec![vec![0, 1]]]);
        // Five of them could be anybody.
        let people = vec![(vec![0, 0], 20), (vec![0, 1], 5), (vec![1, 1], 20)];
        let groupings = choose(&[vec![25, 20], vec![20, 25]], &people, 5);
        assert_eq!(groupings, [vec![vec![0], vec![1]], vec![vec![0], vec![1]]]);
    }
}
