//! Figures of other organisations for the same questions, and where ours stands among them.
//!
//! Who the others are is not known here: of each figure there are the values alone, in the order of their size, so that
//! nothing ties the values of one organisation together over several questions.

use serde::{Deserialize, Serialize};

use crate::code::{ChoiceCode, ItemCode, QuestionCode};
use crate::tally::{Distribution, Figures, Tally};

/// From so many organisations on a range is shown: of fewer, each would know the others.
pub const FEWEST: usize = 5;

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "measure", rename_all = "snake_case")]
pub enum Measure {
    /// The mean of a rating, a number or a percentage.
    Mean,
    /// The share of the base, in per cent, that picked one of these choices.
    Percent {
        /// The choices.
        choices: Vec<ChoiceCode>,
    },
    /// Promoters less detractors, in points, of a rating from 0 to 10.
    NetScore,
}

/// A figure that organisations have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Figure {
    /// The question.
    pub question: QuestionCode,
    /// The item of a matrix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemCode>,
    /// What of it.
    #[serde(flatten)]
    pub measure: Measure,
}

/// What is known of one figure: a value for each organisation, the lowest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Benchmark {
    /// The figure.
    #[serde(flatten)]
    pub figure: Figure,
    /// The values.
    pub values: Vec<f64>,
    /// How many people's answers they stand for, where all said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respondents: Option<u64>,
    /// The earliest and the latest year, where any said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<(i32, i32)>,
}

/// The range of the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// How many organisations.
    pub organisations: usize,
    /// The lowest value.
    pub lowest: f64,
    /// A quarter lies below this.
    pub lower_quartile: f64,
    /// Half lie below this.
    pub median: f64,
    /// A quarter lies above this.
    pub upper_quartile: f64,
    /// The highest value.
    pub highest: f64,
}

/// Where we stand among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Above all others.
    Highest,
    /// In the highest quarter.
    UpperQuarter,
    /// Between the median and the highest quarter.
    AboveMiddle,
    /// On the median.
    Middle,
    /// Between the lowest quarter and the median.
    BelowMiddle,
    /// In the lowest quarter.
    LowerQuarter,
    /// Below all others.
    Lowest,
}

impl Range {
    /// The range of values, the lowest first; `None` of fewer than [`FEWEST`].
    pub fn of(values: &[f64]) -> Option<Self> {
        if values.len() < FEWEST {
            return None;
        }
        Some(Self {
            organisations: values.len(),
            lowest: *values.first()?,
            lower_quartile: quantile(values, 0.25)?,
            median: quantile(values, 0.5)?,
            upper_quartile: quantile(values, 0.75)?,
            highest: *values.last()?,
        })
    }

    /// Where a value stands.
    pub fn standing(&self, ours: f64) -> Standing {
        match ours {
            ours if ours > self.highest => Standing::Highest,
            ours if ours < self.lowest => Standing::Lowest,
            ours if ours >= self.upper_quartile && ours > self.median => Standing::UpperQuarter,
            ours if ours > self.median => Standing::AboveMiddle,
            ours if ours <= self.lower_quartile && ours < self.median => Standing::LowerQuarter,
            ours if ours < self.median => Standing::BelowMiddle,
            _ => Standing::Middle,
        }
    }
}

/// Our place from the top, ourselves included: 1 is the highest. Who has the same value shares the better place.
pub fn rank(values: &[f64], ours: f64) -> usize {
    1 + values.iter().filter(|value| **value > ours).count()
}

/// The value below which a share of the values lies, between neighbours in proportion (as spreadsheets' QUARTILE does).
fn quantile(values: &[f64], share: f64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a handful of organisations")]
    let at = share * (values.len().checked_sub(1)? as f64);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place within the values")]
    let (below, above) = (at.floor() as usize, at.ceil() as usize);
    let (low, high) = (values.get(below)?, values.get(above)?);
    Some(low + (high - low) * at.fract())
}

/// Our own value of a figure, not rounded; `None` where the results don't have it.
pub fn ours(tally: &Tally, figure: &Figure) -> Option<f64> {
    let question = tally.question(figure.question.as_str())?;
    match (&figure.measure, &question.figures, &figure.item) {
        (Measure::Mean, Figures::Rating(rating), None) => rating.mean,
        (Measure::Mean, Figures::Number(numbers) | Figures::Percentage(numbers), None) => numbers.mean,
        (Measure::NetScore, Figures::Rating(rating), None) => rating.recommend.as_ref()?.score,
        (Measure::Percent { choices }, Figures::SelectOne(found) | Figures::SelectSeveral(found), None) => {
            share(found, choices)
        }
        (Measure::Percent { choices }, Figures::Matrix { items, .. }, Some(item)) => {
            share(&items.iter().find(|known| known.item == *item)?.distribution, choices)
        }
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn share(found: &Distribution, choices: &[ChoiceCode]) -> Option<f64> {
    let mut count = 0;
    for choice in choices {
        let choice = found.choice(choice.as_str())?;
        count += if choice.off_scale { return None } else { choice.count };
    }
    (found.base > 0).then(|| 100.0 * count as f64 / found.base as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_range_is_that_of_a_spreadsheet() {
        let values = [3.9, 4.1, 4.2, 4.4, 4.8, 5.0];
        let range = Range::of(&values).unwrap();
        assert_eq!((range.organisations, range.lowest, range.highest), (6, 3.9, 5.0));
        for (ours, theirs) in
            [(range.lower_quartile, 4.125), (range.median, 4.3), (range.upper_quartile, 4.7)]
        {
            assert!((ours - theirs).abs() < 1e-9, "{ours}");
        }
        assert_eq!(Range::of(&values[..4]), None, "four would know each other");
    }

    #[test]
    fn where_we_stand_is_said_by_quarters() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0];
        let range = Range::of(&values).unwrap();
        for (ours, standing, place) in [
            (5.5, Standing::Highest, 1),
            (5.0, Standing::UpperQuarter, 1),
            (4.0, Standing::UpperQuarter, 2),
            (3.5, Standing::AboveMiddle, 3),
            (3.0, Standing::Middle, 3),
            (2.5, Standing::BelowMiddle, 4),
            (2.0, Standing::LowerQuarter, 4),
            (0.5, Standing::Lowest, 6),
        ] {
            assert_eq!((range.standing(ours), rank(&values, ours)), (standing, place), "{ours}");
        }
        let equal = [2.0; 5];
        assert_eq!(Range::of(&equal).unwrap().standing(2.0), Standing::Middle);
    }

    proptest! {
        #[test]
        fn a_range_is_in_order(mut values in prop::collection::vec(-100.0..100.0f64, FEWEST..40)) {
            values.sort_by(f64::total_cmp);
            let range = Range::of(&values).unwrap();
            let five = [range.lowest, range.lower_quartile, range.median, range.upper_quartile, range.highest];
            prop_assert!(five.windows(2).all(|pair| pair[0] <= pair[1]));
        }
    }
}
