//! Waves beside each other: what changed between two of them, and whether that is more than chance.
//!
//! A survey's own results become a [`Wave`] too ([`wave`]), so that all are compared alike. The rules:
//! - A change of a share is the difference of the two percentages as they are shown, each rounded once
//!   ([`crate::tally::percent`]), so that a reader who reckons finds the same. A change of a mean is reckoned exactly and
//!   rounded where it is shown.
//! - **More than chance** means: at most one time in twenty would chance alone move it as far (two-sided, 5 %).
//! - Two shares are compared by Fisher's exact test. Where it is known how many were invited and every expected count is 5 or
//!   more, by the difference of two shares with the correction for a finite population instead, `1 − n / N` (Cochran, Sampling
//!   Techniques, 2.7): who asked half of all partners has seen half of the truth. Where everybody answered in both waves, every
//!   difference is one.
//! - Two means are compared after Welch, with the same correction. Of a mean that was published without its counts the
//!   variance is not known, but it lies between two bounds; what holds for both is said, and nothing else.
//! - Below [`FEWEST`] answers on the scale in one of the waves nothing is said.
//!
//! - Of a question that only some are asked nobody knows how many of all partners would have been: nothing is corrected then.
//!
//! Partners who answer in both waves make the two alike; answers are anonymous, so that can't be reckoned with, and the
//! tests err towards chance. Of twenty changes that are chance, one looks like more.

use serde::{Deserialize, Serialize};

use crate::code::{ItemCode, QuestionCode};
use crate::tally::{Distribution, Figures, Tally, percent};
use crate::wave::{Asked, Consistency, Count, Row, Wave, WaveName};

/// With fewer answers than this in a wave, nothing is said of a change.
pub const FEWEST: u64 = 10;
/// Fisher's test goes through all tables: with more answers than this, the normal distribution is near enough.
const MOST_EXACT: u64 = 20_000;
/// From this expected count on in every cell, the normal distribution is near enough (Cochran's rule).
const EXPECTED: f64 = 5.0;
const LEVEL: f64 = 0.05;
/// The two-sided 95 % point of the normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// Whether a change is more than chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Chance alone would hardly move it so far.
    MoreThanChance,
    /// Chance alone may have moved it so far.
    MayBeChance,
    /// Too few answered in one of the waves.
    TooFew,
    /// Too little was published of one of the waves.
    Unknown,
}

/// What changed from an earlier wave to this one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// By how much: percentage points of a share, or the difference of two means.
    pub by: f64,
    /// Whether that is more than chance.
    pub verdict: Verdict,
}

/// A share of those who answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many they are.
    pub count: u64,
    /// Of how many.
    pub base: u64,
    /// The share of all who would have been asked that responded to the survey, if it is known.
    pub reached: Option<f64>,
}

/// A mean of those who answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Of how many.
    pub base: u64,
    /// The least and the most that the variance of an answer can be; the same where it is known.
    pub variance: (f64, f64),
    /// As in [`Share`].
    pub reached: Option<f64>,
}

/// A row of a wave, with what is known of the wave.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// The row.
    pub row: &'a Row,
    /// The wave's respondents.
    pub respondents: Option<u32>,
    /// How many were invited.
    pub invited: Option<u32>,
}

impl<'a> Beside<'a> {
    /// The row of a question or item in a wave.
    pub fn of(wave: &'a Wave, question: &str, item: Option<&str>) -> Option<Self> {
        let row = wave.row(question, item)?;
        Some(Self { row, respondents: wave.respondents, invited: wave.invited })
    }

    /// What shares are of: those on the scale, or all respondents where some counts alone were published.
    pub fn base(&self) -> Option<u64> {
        let base = if self.row.partial { self.respondents } else { self.row.base() };
        base.map(u64::from)
    }

    fn reached(&self) -> Option<f64> {
        match (self.row.asked, self.row.consistency(self.respondents)) {
            (Asked::Some, _) | (Asked::Unsaid, Consistency::TooFew(_)) => return None,
            (Asked::Everybody | Asked::Unsaid, _) => {}
        }
        let (respondents, invited) = (self.respondents?, self.invited.filter(|invited| *invited > 0)?);
        (respondents <= invited).then(|| f64::from(respondents) / f64::from(invited))
    }

    /// Those who picked one of these choices. Of a row of several choices only one may be asked for, or people would count
    /// twice.
    pub fn share(&self, choices: &[&str]) -> Option<Share> {
        let counts = choices.iter().map(|choice| self.row.count(choice).map(u64::from));
        let count = counts.sum::<Option<u64>>()?;
        let base = self.base().filter(|base| *base > 0 && count <= *base)?;
        Some(Share { count, base, reached: self.reached() })
    }

    /// The mean of a rating from the lowest value to the highest.
    pub fn mean(&self, (min, max): (i64, i64)) -> Option<Mean> {
        let mean = self.row.rating_mean()?;
        let base = self.base().filter(|base| *base > 0)?;
        let known = (!self.row.partial).then(|| variance(self.row, mean)).flatten();
        let bounds = variance_bounds(mean, min, max);
        let variance = known.map_or(bounds, |known| (known, known));
        Some(Mean { mean, base, variance, reached: self.reached() })
    }
}

#[expect(clippy::cast_precision_loss, reason = "the values of a rating are small")]
fn variance_bounds(mean: f64, min: i64, max: i64) -> (f64, f64) {
    // The least: all give one of the two values beside the mean. The most: all give the lowest or the highest.
    let fraction = mean - mean.floor();
    (fraction * (1.0 - fraction), ((mean - min as f64) * (max as f64 - mean)).max(0.0))
}

fn variance(row: &Row, mean: f64) -> Option<f64> {
    let mut sum = 0.0;
    let mut base = 0.0;
    for count in row.counts.iter().filter(|count| !count.off_scale) {
        let (value, count): (f64, f64) = (count.choice.parse().ok()?, count.count?.into());
        sum += count * (value - mean).powi(2);
        base += count;
    }
    (base > 1.0).then(|| sum / (base - 1.0))
}

/// How a share changed.
pub fn of_shares(now: &Share, before: &Share) -> Option<Change> {
    let shown = |share: &Share| percent(share.count, share.base).map(f64::from);
    Some(Change { by: shown(now)? - shown(before)?, verdict: judge_shares(now, before) })
}

/// How a mean changed.
pub fn of_means(now: &Mean, before: &Mean) -> Change {
    Change { by: now.mean - before.mean, verdict: judge_means(now, before) }
}

fn judge_shares(one: &Share, other: &Share) -> Verdict {
    if one.base.min(other.base) < FEWEST {
        return Verdict::TooFew;
    }
    let (n, m) = (float(one.base), float(other.base));
    let (a, b) = (float(one.count), float(other.count));
    let left = |share: &Share| 1.0 - share.reached.unwrap_or(0.0);
    let pooled = (a + b) / (n + m);
    let enough = n.min(m) * pooled.min(1.0 - pooled) >= EXPECTED;
    let everybody = left(one) + left(other) <= 0.0;
    let known = one.reached.is_some() || other.reached.is_some();
    let chance = if everybody {
        one.count * other.base == other.count * one.base
    } else if (known && enough) || one.base + other.base > MOST_EXACT {
        let error = (pooled * (1.0 - pooled) * (left(one) / n + left(other) / m)).sqrt();
        (a / n - b / m).abs() <= Z95 * error
    } else {
        fisher(one, other) > LEVEL
    };
    if chance { Verdict::MayBeChance } else { Verdict::MoreThanChance }
}

fn judge_means(one: &Mean, other: &Mean) -> Verdict {
    if one.base.min(other.base) < FEWEST {
        return Verdict::TooFew;
    }
    let part = |mean: &Mean, variance: f64| {
        variance / float(mean.base) * (1.0 - mean.reached.unwrap_or(0.0)).max(0.0)
    };
    let is_chance = |a: f64, b: f64| {
        let (a, b) = (part(one, a), part(other, b));
        let freedom = (a + b).powi(2) / (a * a / (float(one.base) - 1.0) + b * b / (float(other.base) - 1.0));
        let point = if freedom.is_finite() { student(freedom) } else { Z95 };
        (one.mean - other.mean).abs() <= point * (a + b).sqrt()
    };
    match (is_chance(one.variance.0, other.variance.0), is_chance(one.variance.1, other.variance.1)) {
        (true, true) => Verdict::MayBeChance,
        (false, false) => Verdict::MoreThanChance,
        _ => Verdict::Unknown,
    }
}

/// The two-sided 95 % point of Student's distribution (Abramowitz and Stegun, 26.7.5).
fn student(freedom: f64) -> f64 {
    let z = Z95;
    let first = (z.powi(3) + z) / 4.0;
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
    let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
    z + first / freedom + second / freedom.powi(2) + third / freedom.powi(3)
}

/// Fisher's exact test, two-sided: how likely chance alone makes the shares differ at least as much.
fn fisher(one: &Share, other: &Share) -> f64 {
    let (n, m, picked) = (one.base, other.base, one.count + other.count);
    let (least, most) = (picked.saturating_sub(m), picked.min(n));
    // Each table's weight from that of the one before it, in logarithms; the first weighs 0.
    let mut logs = vec![0.0];
    for k in least..most {
        let up = float(n - k).ln() + float(picked - k).ln();
        let down = float(k + 1).ln() + float(m + k + 1 - picked).ln();
        logs.push(logs.last().copied().unwrap_or_default() + up - down);
    }
    let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let all: f64 = logs.iter().map(|log| (log - largest).exp()).sum();
    let place = usize::try_from(one.count.saturating_sub(least)).unwrap_or(usize::MAX);
    let observed = logs.get(place).copied().unwrap_or(largest);
    let as_far: f64 =
        logs.iter().filter(|log| **log <= observed + 1e-7).map(|log| (log - largest).exp()).sum();
    (as_far / all).min(1.0)
}

#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
fn float(count: u64) -> f64 {
    count as f64
}

/// A survey's own results as a wave: the questions of which counts can be published.
pub fn wave(tally: &Tally, name: WaveName, invited: Option<u64>) -> Wave {
    let mut wave = Wave::new(name);
    wave.respondents = Some(small(tally.respondents));
    wave.invited = invited.map(small);
    for question in &tally.questions {
        let code = &question.question;
        let asked = if question.missing.not_relevant > 0 { Asked::Some } else { Asked::Everybody };
        let first = wave.rows.len();
        match &question.figures {
            Figures::SelectOne(found) => wave.rows.push(row(code, None, found, false)),
            Figures::SelectSeveral(found) => wave.rows.push(row(code, None, found, true)),
            Figures::Matrix { items, .. } => {
                wave.rows
                    .extend(items.iter().map(|item| row(code, Some(&item.item), &item.distribution, false)));
            }
            Figures::Rating(found) => {
                let counts = found.values.iter().map(|value| Count {
                    choice: value.value.to_string(),
                    count: Some(small(value.count)),
                    off_scale: false,
                    printed_percent: None,
                });
                wave.rows.push(Row { counts: counts.collect(), ..empty(code, None) });
            }
            _ => {}
        }
        wave.rows[first..].iter_mut().for_each(|row| row.asked = asked);
    }
    wave
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn empty(question: &QuestionCode, item: Option<&ItemCode>) -> Row {
    let (question, item) = (question.clone(), item.cloned());
    let asked = Asked::Unsaid;
    Row { question, item, counts: Vec::new(), answered: None, partial: false, asked, mean: None }
}

fn row(question: &QuestionCode, item: Option<&ItemCode>, found: &Distribution, several: bool) -> Row {
    let counts = found.choices.iter().map(|choice| Count {
        choice: choice.choice.to_string(),
        count: Some(small(choice.count)),
        off_scale: choice.off_scale,
        printed_percent: None,
    });
    let answered = several.then(|| small(found.base));
    Row { counts: counts.collect(), answered, ..empty(question, item) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(count: u64, base: u64) -> Share {
        Share { count, base, reached: None }
    }

    fn of(count: u64, base: u64, reached: f64) -> Share {
        Share { count, base, reached: Some(reached) }
    }

    fn verdict(now: Share, before: Share) -> Verdict {
        of_shares(&now, &before).unwrap().verdict
    }

    /// Fisher's lady tasting tea, and 20 of 50 against 30 of 50 as R's `fisher.test` has it.
    #[test]
    fn two_shares_are_tested_exactly() {
        for (one, other, p) in [
            (share(3, 4), share(1, 4), 0.485_714_285_714),
            (share(4, 4), share(0, 4), 0.028_571_428_571),
            (share(0, 5), share(0, 7), 1.0),
            (share(20, 50), share(30, 50), 0.071_342_403_488),
        ] {
            assert!((fisher(&one, &other) - p).abs() < 1e-9, "{one:?} {other:?}");
            assert!((fisher(&other, &one) - p).abs() < 1e-9, "it is the same the other way round");
        }
    }

    #[test]
    fn a_change_is_the_difference_of_what_is_shown() {
        // 38.3 % and 40.7 %: 38 and 41 are shown.
        let change = of_shares(&share(18, 47), &share(37, 91)).unwrap();
        assert_eq!((change.by, change.verdict), (-3.0, Verdict::MayBeChance));
        assert_eq!(of_shares(&share(0, 0), &share(1, 2)), None);
    }

    #[test]
    fn a_finite_population_makes_a_difference_more_than_chance() {
        let (now, before) = (share(20, 50), share(30, 50));
        assert_eq!(verdict(now, before), Verdict::MayBeChance);
        assert_eq!(verdict(of(20, 50, 0.5), of(30, 50, 0.5)), Verdict::MoreThanChance);
        // Everybody answered, in both waves: what differs has changed.
        assert_eq!(verdict(of(20, 50, 1.0), of(21, 50, 1.0)), Verdict::MoreThanChance);
        assert_eq!(verdict(of(20, 50, 1.0), of(10, 25, 1.0)), Verdict::MayBeChance);
    }

    #[test]
    fn of_few_answers_nothing_is_said() {
        assert_eq!(verdict(share(0, 9), share(93, 93)), Verdict::TooFew);
        assert_eq!(verdict(share(0, 10), share(93, 93)), Verdict::MoreThanChance);
    }

    #[test]
    fn large_waves_are_compared_without_going_through_all_tables() {
        assert_eq!(verdict(share(500_000, 1_000_000), share(498_000, 1_000_000)), Verdict::MoreThanChance);
        assert_eq!(verdict(share(500_000, 1_000_000), share(499_900, 1_000_000)), Verdict::MayBeChance);
    }

    fn rating(counts: &[(&str, u32)], mean: Option<f64>, partial: bool) -> Row {
        let counts = counts.iter().map(|(choice, count)| Count {
            choice: (*choice).to_owned(),
            count: Some(*count),
            off_scale: false,
            printed_percent: None,
        });
        Row { counts: counts.collect(), mean, partial, ..empty(&"satisfaction".parse().unwrap(), None) }
    }

    fn beside(row: &Row, respondents: u32) -> Beside<'_> {
        Beside { row, respondents: Some(respondents), invited: None }
    }

    /// 20 of 50 after 30 of 50, where half of all who were invited responded.
    #[test]
    fn of_what_only_some_are_asked_nothing_is_corrected() {
        let verdict = |asked, respondents| {
            let share = |yes, no| {
                let row = Row { asked, ..rating(&[("1", yes), ("2", no)], None, false) };
                let beside =
                    Beside { row: &row, respondents: Some(respondents), invited: Some(2 * respondents) };
                beside.share(&["1"]).unwrap()
            };
            verdict(share(20, 30), share(30, 20))
        };
        assert_eq!(verdict(Asked::Everybody, 50), Verdict::MoreThanChance);
        assert_eq!(verdict(Asked::Unsaid, 50), Verdict::MoreThanChance);
        assert_eq!(verdict(Asked::Everybody, 60), Verdict::MoreThanChance, "ten left it empty");
        assert_eq!(verdict(Asked::Some, 60), Verdict::MayBeChance);
        assert_eq!(verdict(Asked::Unsaid, 60), Verdict::MayBeChance, "ten may not have been asked");
    }

    /// The report of 2024 calls 4.57 after 4.47 “a slight increase”.
    #[test]
    fn a_published_mean_is_judged_as_far_as_its_bounds_allow() {
        let now = rating(&[("1", 1), ("2", 0), ("3", 3), ("4", 10), ("5", 35)], None, false);
        let now = beside(&now, 49).mean((1, 5)).unwrap();
        let published = |mean| {
            let row = rating(&[], Some(mean), true);
            of_means(&now, &beside(&row, 93).mean((1, 5)).unwrap()).verdict
        };
        assert_eq!(published(4.47), Verdict::MayBeChance);
        assert_eq!(published(3.0), Verdict::MoreThanChance);
        assert_eq!(
            published(4.2),
            Verdict::Unknown,
            "more than chance if all gave 4 or 5, and not if some gave 1"
        );
    }

    #[test]
    fn two_means_are_compared_after_welch() {
        let row = |five| rating(&[("4", 20), ("5", five)], None, false);
        let (one, other) = (row(40), row(20));
        let mean = |row: &Row| beside(row, 60).mean((1, 5)).unwrap();
        let change = of_means(&mean(&one), &mean(&other));
        assert!((change.by - 1.0 / 6.0).abs() < 1e-12);
        assert_eq!(change.verdict, Verdict::MayBeChance, "t = 1.68");
        assert!((student(10.0) - 2.228_139).abs() < 2e-4, "{}", student(10.0));
    }

    #[test]
    fn what_was_published_in_part_is_a_share_of_the_respondents() {
        let row = rating(&[("5", 35), ("1", 1)], Some(4.57), true);
        let share = beside(&row, 49).share(&["5"]).unwrap();
        assert_eq!(percent(share.count, share.base), Some(71));
        assert_eq!(beside(&row, 49).share(&["4"]), None);
        assert_eq!(beside(&row, 30).share(&["5"]), None, "more than there were");
    }
}
