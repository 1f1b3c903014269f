//! “Would you recommend us?”, from 0 to 10: promoters, passives, detractors, the net score, and what small numbers leave open.
//!
//! A rating from 0 to 10 is taken for this question; there is no other mark, since nobody asks anything else on that scale.
//!
//! The interval of the net score rests on the multinomial distribution of the three classes, with three answers added as
//! one passive and a half, three quarters of a promoter and as much of a detractor (the adjusted Wald interval of Rocks,
//! “Interval Estimation for the Net Promoter Score”, 2016, which keeps its 95 % where the plain one does not), and on a
//! finite population: of 115 who were invited and 49 who answered, only 66 are unknown. It supposes that those who did not
//! answer are like those who did. Whatever they think, the score can't leave [`Uncertain::possible`].

use crate::tally::{QuestionTally, Recommend};

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_985;
/// Answers that are added to all, and to each end.
const ADDED: f64 = 3.0;
const ADDED_EACH: f64 = 0.75;

/// How sure a net score is. In points, not rounded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uncertain {
    /// The score of those who answered.
    pub score: f64,
    /// With 95 % confidence the score of everybody is not lower.
    pub low: f64,
    /// Nor higher.
    pub high: f64,
    /// If all who did not answer were detractors, or all promoters; `None` where nobody knows how many they are.
    pub possible: Option<(f64, f64)>,
}

/// How many could have answered a question, of those who were invited: nobody knows that of one that only some are asked.
pub fn everybody(question: &QuestionTally, invited: Option<u64>) -> Option<u64> {
    invited.filter(|_| question.missing.not_relevant == 0)
}

/// How sure the net score of these classes is; `everybody` is how many could have answered, if that is known. `None` if
/// nobody answered.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub fn uncertain(classes: &Recommend, everybody: Option<u64>) -> Option<Uncertain> {
    let score = classes.score?;
    let answered = classes.promoters + classes.passives + classes.detractors;
    let everybody = everybody.map(|everybody| everybody.max(answered));
    let n = answered as f64;
    // What of the spread is left when so many of all are known.
    let left = match everybody {
        Some(all) if all <= 1 => 0.0,
        Some(all) => (all as f64 - n) / (all as f64 - 1.0),
        None => 1.0,
    };
    let (up, down) = (classes.promoters as f64 + ADDED_EACH, classes.detractors as f64 + ADDED_EACH);
    let (up, down, many) = (up / (n + ADDED), down / (n + ADDED), n + ADDED);
    let spread = ((up + down - (up - down).powi(2)) / many * left).sqrt();
    // The added answers stand for what is unknown, so they draw to the middle only as far as something is.
    let middle = score + (100.0 * (up - down) - score) * left;
    let possible = everybody.map(|all| {
        let (all, unknown) = (all as f64, all as f64 - n);
        let net = score / 100.0 * n;
        (100.0 * (net - unknown) / all, 100.0 * (net + unknown) / all)
    });
    let (least, most) = possible.unwrap_or((-100.0, 100.0));
    Some(Uncertain {
        score,
        low: (middle - 100.0 * Z * spread).max(least),
        high: (middle + 100.0 * Z * spread).min(most),
        possible,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::{Figures, Missing};

    fn classes(promoters: u64, passives: u64, detractors: u64) -> Recommend {
        let base = promoters + passives + detractors;
        let score = (base > 0).then(|| 100.0 * (promoters as f64 - detractors as f64) / base as f64);
        Recommend { promoters, passives, detractors, score }
    }

    #[test]
    fn nobody_has_no_score_and_everybody_has_an_exact_one() {
        assert_eq!(uncertain(&classes(0, 0, 0), Some(9)), None);
        let all = uncertain(&classes(6, 3, 1), Some(10)).unwrap();
        assert!(
            (all.score - 50.0).abs() < 1e-9
                && (all.low - 50.0).abs() < 1e-9
                && (all.high - 50.0).abs() < 1e-9
        );
        let one = uncertain(&classes(1, 0, 0), Some(1)).unwrap();
        assert_eq!((one.low, one.high), (100.0, 100.0));
    }

    #[test]
    fn fewer_answers_of_the_same_kind_leave_more_open() {
        let width = |times: u64, all: Option<u64>| {
            let found = uncertain(&classes(6 * times, 3 * times, times), all).unwrap();
            assert!(found.low <= found.score && found.score <= found.high);
            found.high - found.low
        };
        assert!(width(1, None) > width(2, None) && width(2, None) > width(20, None));
        assert!(width(4, Some(50)) < width(4, Some(500)) && width(4, Some(500)) < width(4, None));
        // 49 of 115, a score of 60: a good dozen points to each side.
        let found = uncertain(&classes(34, 10, 5), Some(115)).unwrap();
        assert_eq!((found.score.round(), found.low.round(), found.high.round()), (59.0, 43.0, 71.0));
    }

    #[test]
    fn of_what_only_some_are_asked_nobody_knows_how_many_could_have_answered() {
        let asked = |not_relevant| QuestionTally {
            section: "s".parse().unwrap(),
            question: "q".parse().unwrap(),
            answered: 49,
            missing: Missing { not_relevant, skipped: 3 },
            figures: Figures::Text,
        };
        assert_eq!(everybody(&asked(0), Some(115)), Some(115));
        assert_eq!(everybody(&asked(1), Some(115)), None);
        let known = uncertain(&classes(34, 10, 5), everybody(&asked(0), Some(115))).unwrap();
        let unknown = uncertain(&classes(34, 10, 5), everybody(&asked(20), Some(115))).unwrap();
        assert!(known.high - known.low < unknown.high - unknown.low);
        assert_eq!(unknown.possible, None, "nobody knows how many would have to think otherwise");
    }

    fn ln_choose(n: u64, k: u64) -> f64 {
        (0..k).map(|i| ((n - i) as f64).ln() - ((i + 1) as f64).ln()).sum()
    }

    /// Of every sample that can be drawn from a population, weighted by how often it is: how many intervals hold the truth.
    fn coverage(population: (u64, u64, u64), n: u64) -> f64 {
        let (up, middle, down) = population;
        let all = up + middle + down;
        let truth = 100.0 * (up as f64 - down as f64) / all as f64;
        let mut covered = 0.0;
        for a in 0..=n.min(up) {
            for c in 0..=(n - a).min(down) {
                let b = n - a - c;
                if b > middle {
                    continue;
                }
                let found = uncertain(&classes(a, b, c), Some(all)).unwrap();
                if found.low - 1e-9 <= truth && truth <= found.high + 1e-9 {
                    let ways = ln_choose(up, a) + ln_choose(middle, b) + ln_choose(down, c);
                    covered += (ways - ln_choose(all, n)).exp();
                }
            }
        }
        covered
    }

    #[test]
    fn the_interval_holds_the_truth_as_often_as_it_says() {
        let mut sum = 0.0;
        let mut cases = 0.0;
        for (all, n) in [(115, 49), (40, 12), (60, 45), (300, 30)] {
            for (up, down) in [(10, 10), (30, 30), (50, 10), (70, 10), (80, 5), (20, 60), (90, 2)] {
                let (up, down) = (all * up / 100, all * down / 100);
                let covered = coverage((up, all - up - down, down), n);
                assert!(covered > 0.90, "{all} {n} {up} {down}: {covered}");
                sum += covered;
                cases += 1.0;
            }
        }
        assert!(sum / cases > 0.94, "{}", sum / cases);
    }
}
