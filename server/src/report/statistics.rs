//! Whether those who responded stand for all who were invited: the margin of error, and a test of independence.
//!
//! Nobody draws a sample here: all partners are invited, and some answer. So the figures say how far chance alone could
//! move a result if those who answered were a random part of all; they can't tell why others kept silent.

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use statrs::distribution::{ChiSquared, ContinuousCDF as _};
use statrs::function::factorial::ln_factorial;

/// The two-sided 95 % point of the normal distribution.
const Z95: f64 = 1.959_963_984_540_054;
/// From this expected count on in every cell, the chi-square distribution is near enough (Cochran's rule).
const EXPECTED: f64 = 5.0;
/// So many tables are gone through one by one; beyond, a random part of them stands for all.
const MOST_TABLES: f64 = 20_000.0;
/// How many tables are drawn then, as far as [`MOST_DRAWS`] allows.
const SAMPLES: u64 = 10_000;
const MOST_DRAWS: u64 = 1_000_000;

/// A group of partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// How many responded.
    pub responded: u64,
    /// How many were invited, those who responded among them.
    pub invited: u64,
}

/// How a p-value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Pearson's chi-square test; every expected count is 5 or more.
    ChiSquare,
    /// Fisher's exact test, in Freeman and Halton's form for more than two groups.
    Exact,
    /// The same, over a random part of all tables: there are too many.
    MonteCarlo,
}

/// A test of whether responding is independent of the group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Independence {
    /// How likely chance alone makes the groups differ at least as much, 0 to 1.
    pub p: f64,
    /// How it was found.
    pub method: Method,
}

impl Independence {
    /// Whether the groups differ more than chance alone explains, at the usual level of 5 %.
    pub fn is_significant(&self) -> bool {
        self.p < 0.05
    }
}

/// The margin of error of a share of one half at 95 %, in percentage points, with the finite population correction
/// `(N - n) / N` (Cochran, Sampling Techniques, 2.7): 49 of 115 gives 10.6. A share away from one half has a smaller one.
/// `None` when nobody responded.
pub fn margin_of_error(responded: u64, invited: u64) -> Option<f64> {
    let (n, all) = (responded as f64, invited as f64);
    (responded > 0 && responded <= invited).then(|| 100.0 * Z95 * (0.25 / n * (all - n) / all).sqrt())
}

/// Tests whether responding is independent of the group. `None` when there is nothing to tell apart: fewer than two
/// groups with partners, or all or none responded.
pub fn independence(groups: &[Group]) -> Option<Independence> {
    let groups: Vec<Group> = groups.iter().filter(|group| group.invited > 0).copied().collect();
    let invited: u64 = groups.iter().map(|group| group.invited).sum();
    let responded: u64 = groups.iter().map(|group| group.responded).sum();
    if groups.len() < 2 || responded == 0 || responded >= invited {
        return None;
    }
    let share = responded as f64 / invited as f64;
    let smallest = groups.iter().map(|group| group.invited).min()? as f64;
    if smallest * share.min(1.0 - share) >= EXPECTED {
        return Some(Independence { p: chi_square(&groups, share)?, method: Method::ChiSquare });
    }
    let sizes: Vec<u64> = groups.iter().map(|group| group.invited).collect();
    let ways = Ways::up_to(invited);
    let observed = ways.of_table(groups.iter().map(|group| (group.invited, group.responded)));
    Some(if count_tables(&sizes, responded) <= MOST_TABLES {
        let limit = observed + TOLERANCE;
        let all = ways.choose(invited, responded);
        let p = at_most(&ways, &sizes, responded, 0.0, limit, all).min(1.0);
        Independence { p, method: Method::Exact }
    } else {
        Independence { p: drawn(&ways, &sizes, responded, observed), method: Method::MonteCarlo }
    })
}

/// Fisher's exact test of two shares, two-sided: how likely chance alone makes them differ at least as much, 0 to 1.
/// `None` if one is of nobody.
pub fn fisher(one: Group, other: Group) -> Option<f64> {
    let sizes = [one.invited, other.invited];
    if sizes.contains(&0) {
        return None;
    }
    let (invited, responded) = (one.invited + other.invited, one.responded + other.responded);
    let ways = Ways::up_to(invited);
    let observed = ways.of_table([one, other].into_iter().map(|group| (group.invited, group.responded)));
    let all = ways.choose(invited, responded);
    Some(at_most(&ways, &sizes, responded, 0.0, observed + TOLERANCE, all).min(1.0))
}

/// Two tables are equally likely if the logarithms of their probabilities differ by less.
const TOLERANCE: f64 = 1e-7;

fn chi_square(groups: &[Group], share: f64) -> Option<f64> {
    let statistic: f64 = groups
        .iter()
        .map(|group| {
            let invited = group.invited as f64;
            let expected = invited * share;
            (group.responded as f64 - expected).powi(2) / (expected * (1.0 - share))
        })
        .sum();
    let distribution = ChiSquared::new((groups.len() - 1) as f64).ok()?;
    Some(distribution.sf(statistic))
}

/// Logarithms of numbers of ways, looked up: a test asks for hundreds of thousands of them.
struct Ways {
    ln_factorials: Vec<f64>,
}

impl Ways {
    fn up_to(most: u64) -> Self {
        Self { ln_factorials: (0..=most).map(ln_factorial).collect() }
    }

    /// The logarithm of the ways to choose some of all.
    fn choose(&self, all: u64, some: u64) -> f64 {
        let at = |n: u64| usize::try_from(n).ok().and_then(|n| self.ln_factorials.get(n)).copied();
        let rest = all.checked_sub(some);
        let ways = |rest| Some(at(all)? - at(some)? - at(rest)?);
        rest.and_then(ways).unwrap_or(f64::NEG_INFINITY)
    }

    /// The logarithm of a table's probability, but for the part that all tables of the same margins share.
    fn of_table(&self, rows: impl Iterator<Item = (u64, u64)>) -> f64 {
        rows.map(|(invited, responded)| self.choose(invited, responded)).sum()
    }
}

/// How many tables have these margins.
fn count_tables(sizes: &[u64], responded: u64) -> f64 {
    let length = usize::try_from(responded).unwrap_or(usize::MAX - 1) + 1;
    if length > 100_000 {
        return f64::INFINITY;
    }
    let mut ways = vec![0.0; length];
    ways[0] = 1.0;
    for &size in sizes {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut window = 0.0;
        let before = ways.clone();
        for total in 0..length {
            window += before[total];
            if total > size {
                window -= before[total - size - 1];
            }
            ways[total] = window;
        }
    }
    ways[length - 1]
}

/// The probability of all tables that are at most as likely as the limit.
fn at_most(ways: &Ways, sizes: &[u64], left: u64, so_far: f64, limit: f64, log_all: f64) -> f64 {
    let Some((&size, rest)) = sizes.split_first() else { return 0.0 };
    if rest.is_empty() {
        let weight = so_far + ways.choose(size, left);
        return if left <= size && weight <= limit { (weight - log_all).exp() } else { 0.0 };
    }
    let room: u64 = rest.iter().sum();
    (left.saturating_sub(room)..=size.min(left))
        .map(|here| at_most(ways, rest, left - here, so_far + ways.choose(size, here), limit, log_all))
        .sum()
}

/// The same by drawing tables; the seed is fixed, so that a page shows the same figure each time.
fn drawn(ways: &Ways, sizes: &[u64], responded: u64, observed: f64) -> f64 {
    let mut rng = StdRng::seed_from_u64(9497);
    let mut partners: Vec<usize> =
        sizes.iter().enumerate().flat_map(|(group, &size)| (0..size).map(move |_| group)).collect();
    let samples = (MOST_DRAWS / (partners.len() as u64).max(1)).clamp(1_000, SAMPLES);
    let count = usize::try_from(responded).unwrap_or(partners.len()).min(partners.len());
    let mut hits = 0_u64;
    for _ in 0..samples {
        let (chosen, _) = partners.partial_shuffle(&mut rng, count);
        let mut table = vec![0_u64; sizes.len()];
        for &mut group in chosen {
            table[group] += 1;
        }
        hits += u64::from(ways.of_table(sizes.iter().copied().zip(table)) <= observed + TOLERANCE);
    }
    (hits + 1) as f64 / (samples + 1) as f64
}

#[cfg(test)]
mod tests {
    use rand::Rng as _;

    use super::*;

    fn groups(rows: &[(u64, u64)]) -> Vec<Group> {
        rows.iter().map(|&(responded, invited)| Group { responded, invited }).collect()
    }

    fn near(found: f64, expected: f64, by: f64) {
        assert!((found - expected).abs() <= by, "{found} is not {expected} ± {by}");
    }

    #[test]
    fn the_margin_of_error_shrinks_as_the_population_is_used_up() {
        near(margin_of_error(49, 115).unwrap(), 10.6, 0.05);
        near(margin_of_error(400, 4_000_000).unwrap(), 4.9, 0.005);
        assert_eq!(margin_of_error(115, 115), Some(0.0));
        assert_eq!(margin_of_error(0, 115), None);
    }

    /// Fisher's lady tasting tea (The Design of Experiments, 1935): one cup of each kind wrong, and none.
    #[test]
    fn small_tables_are_tested_exactly() {
        for (rows, p) in
            [(groups(&[(3, 4), (1, 4)]), 0.485_714_285_714), (groups(&[(4, 4), (0, 4)]), 0.028_571_428_571)]
        {
            let test = independence(&rows).unwrap();
            assert_eq!(test.method, Method::Exact);
            near(test.p, p, 1e-9);
        }
    }

    #[test]
    fn two_shares_are_tested_exactly_however_large_they_are() {
        let test = |a: (u64, u64), b: (u64, u64)| {
            let group = |(responded, invited)| Group { responded, invited };
            fisher(group(a), group(b)).unwrap()
        };
        near(test((3, 4), (1, 4)), 0.485_714_285_714, 1e-9);
        near(test((4, 4), (0, 4)), 0.028_571_428_571, 1e-9);
        near(test((0, 5), (0, 7)), 1.0, 1e-12);
        // 20 of 50 against 30 of 50.
        near(test((20, 50), (30, 50)), 0.071_342_403_488, 1e-9);
        assert_eq!(fisher(Group { responded: 0, invited: 0 }, Group { responded: 1, invited: 2 }), None);
    }

    /// All ways to choose who responds, one by one.
    fn by_brute_force(rows: &[Group]) -> f64 {
        let owners: Vec<usize> =
            rows.iter().enumerate().flat_map(|(at, row)| vec![at; row.invited as usize]).collect();
        let responded: u64 = rows.iter().map(|row| row.responded).sum();
        let mut tables = std::collections::BTreeMap::<Vec<u64>, u64>::new();
        for chosen in (0_u32..1 << owners.len()).filter(|set| u64::from(set.count_ones()) == responded) {
            let mut table = vec![0; rows.len()];
            for (at, &owner) in owners.iter().enumerate() {
                table[owner] += u64::from(chosen >> at & 1);
            }
            *tables.entry(table).or_default() += 1;
        }
        let observed = tables[&rows.iter().map(|row| row.responded).collect::<Vec<_>>()];
        let all: u64 = tables.values().sum();
        tables.values().filter(|&&ways| ways <= observed).sum::<u64>() as f64 / all as f64
    }

    #[test]
    fn more_than_two_groups_are_what_counting_gives() {
        let mut rng = StdRng::seed_from_u64(1);
        for _ in 0..40 {
            let rows: Vec<Group> = (0..rng.random_range(2..5))
                .map(|_| {
                    let invited = rng.random_range(1..5);
                    Group { responded: rng.random_range(0..=invited), invited }
                })
                .collect();
            if let Some(test) = independence(&rows) {
                near(test.p, by_brute_force(&rows), 1e-9);
            }
        }
    }

    #[test]
    fn large_tables_are_tested_by_chi_square() {
        // 20 of 50 against 30 of 50: chi-square 4, one degree of freedom.
        let test = independence(&groups(&[(20, 50), (30, 50)])).unwrap();
        assert_eq!(test.method, Method::ChiSquare);
        near(test.p, 0.045_500_263_896, 1e-9);
        let equal = independence(&groups(&[(20, 50), (20, 50), (20, 50)])).unwrap();
        near(equal.p, 1.0, 1e-12);
    }

    #[test]
    fn what_is_too_much_to_count_is_drawn_and_close() {
        let rows = groups(&[(1, 4), (2, 9), (9, 12), (5, 8)]);
        let exact = independence(&rows).unwrap();
        assert_eq!(exact.method, Method::Exact);
        let sizes: Vec<u64> = rows.iter().map(|row| row.invited).collect();
        let ways = Ways::up_to(33);
        let observed = ways.of_table(rows.iter().map(|row| (row.invited, row.responded)));
        near(drawn(&ways, &sizes, 17, observed), exact.p, 0.02);
        let many: Vec<Group> = (0..12).map(|n| Group { responded: n % 5, invited: 8 }).collect();
        assert_eq!(independence(&many).unwrap().method, Method::MonteCarlo);
    }

    #[test]
    fn where_nothing_differs_nothing_is_tested() {
        for rows in [&[][..], &[(3, 5)], &[(0, 5), (0, 7)], &[(5, 5), (7, 7)], &[(3, 5), (0, 0)]] {
            assert_eq!(independence(&groups(rows)), None);
        }
    }
}
