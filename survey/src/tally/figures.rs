//! From counts to figures: percentages, means, medians.

use super::layout::{ANSWERED, Counting, NOT_RELEVANT, ON_SCALE, Pick, SKIPPED, Shape, bands};
use super::{
    BandCount, ChoiceCount, Counted, Distribution, Figures, ItemTally, Missing, NumberTally, QuestionTally,
    RankCount, RankingTally, RatingTally, Recommend, Spread, Tally, ValueCount, YearCount, percent,
};

impl Counted {
    /// What everybody's answers add up to. `threshold` is the fewest people that a number may stand for: means and medians
    /// of numbers are left out below it. `apart` is the fewest that each part stands for where it is told how they spread.
    pub fn tally(&self, threshold: u64, apart: u64) -> Tally {
        let questions = self.layout.questions.iter().enumerate();
        Tally {
            respondents: self.respondents(),
            questions: questions
                .map(|(place, question)| self.question(place, question, (threshold.max(1), apart.max(1))))
                .collect(),
        }
    }

    fn question(&self, place: usize, question: &Counting, threshold: (u64, u64)) -> QuestionTally {
        let slot = |offset: usize| self.count(question.slot + offset, 0);
        let missing = Missing { not_relevant: slot(NOT_RELEVANT), skipped: slot(SKIPPED) };
        let answered = slot(ANSWERED);
        let first = question.shape.first();
        let figures = match &question.shape {
            Shape::One(choices) => Figures::SelectOne(of_scale(choices, |choice| slot(first + choice))),
            Shape::Several(choices) => {
                Figures::SelectSeveral(distribution(choices, slot(ON_SCALE), |choice| slot(first + choice)))
            }
            Shape::Matrix(items, choices) => {
                let items = items.iter().enumerate().map(|(place, item)| {
                    let start = question.shape.item(place);
                    let distribution = of_scale(choices, |choice| slot(start + 1 + choice));
                    let answered = distribution.choices.iter().map(|choice| choice.count).sum();
                    ItemTally {
                        item: item.clone(),
                        answered,
                        skipped: missing.skipped + slot(start),
                        distribution,
                    }
                });
                Figures::Matrix { items: items.collect(), withheld: Vec::new() }
            }
            Shape::Rating(min, max) => {
                let counts = (*min..=*max).enumerate().map(|(step, value)| (value, slot(first + step)));
                Figures::Rating(rating(&counts.collect::<Vec<_>>()))
            }
            Shape::Number { percentage } => {
                let numbers = self.numbers(place, *percentage, first + question.slot, threshold);
                if *percentage { Figures::Percentage(numbers) } else { Figures::Number(numbers) }
            }
            Shape::Ranking(choices, ranks) => {
                let counts =
                    |choice: usize| (0..*ranks).map(|rank| slot(first + choice * ranks + rank)).collect();
                Figures::Ranking(RankingTally {
                    base: answered,
                    choices: choices
                        .iter()
                        .enumerate()
                        .map(|(place, choice)| ranked(choice, counts(place), answered))
                        .collect(),
                })
            }
            Shape::Date => Figures::Date { years: self.years(place, answered) },
            Shape::Text { long: false } => Figures::Text,
            Shape::Text { long: true } => Figures::LongText,
        };
        QuestionTally {
            section: question.section.clone(),
            question: question.code.clone(),
            answered,
            missing,
            figures,
        }
    }

    fn years(&self, place: usize, base: u64) -> Vec<YearCount> {
        let years = self.years.get(&place).into_iter().flatten();
        years
            .map(|(year, count)| {
                let count = u64::from(*count);
                YearCount { year: *year, count, percent: percent(count, base) }
            })
            .collect()
    }

    fn numbers(
        &self,
        place: usize,
        percentage: bool,
        slot: usize,
        (threshold, apart): (u64, u64),
    ) -> NumberTally {
        let mut numbers: Vec<(f64, u64)> = self
            .numbers
            .get(&place)
            .into_iter()
            .flatten()
            .map(|(bits, count)| (f64::from_bits(*bits), u64::from(*count)))
            .collect();
        numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
        let base = numbers.iter().map(|(_, count)| count).sum();
        let ends = bands(percentage);
        let bands = (0..=ends.len()).map(|band| {
            let count = self.count(slot + band, 0);
            let (from, below) = (band.checked_sub(1).map(|band| ends[band]), ends.get(band).copied());
            BandCount { from, below, count, percent: percent(count, base) }
        });
        let enough = base >= threshold;
        NumberTally {
            base,
            bands: bands.collect(),
            mean: mean(&numbers).filter(|_| enough),
            median: median(&numbers).filter(|_| enough),
            // Four times, so that each of the four parts stands for as many as the threshold.
            spread: (base >= apart.saturating_mul(4)).then(|| spread(&numbers, base, apart)).flatten(),
        }
    }
}

/// Choices of which each respondent picked one.
fn of_scale(choices: &[Pick], count: impl Fn(usize) -> u64) -> Distribution {
    let on_scale = choices.iter().enumerate().filter(|(_, choice)| !choice.off_scale);
    let base = on_scale.map(|(place, _)| count(place)).sum();
    distribution(choices, base, count)
}

fn distribution(choices: &[Pick], base: u64, count: impl Fn(usize) -> u64) -> Distribution {
    let choices = choices.iter().enumerate().map(|(place, choice)| {
        let count = count(place);
        let percent = percent(count, base).filter(|_| !choice.off_scale);
        ChoiceCount { choice: choice.code.clone(), count, off_scale: choice.off_scale, percent }
    });
    Distribution { base, choices: choices.collect() }
}

#[expect(clippy::cast_precision_loss, reason = "a rating has few steps, near zero")]
fn rating(counts: &[(i64, u64)]) -> RatingTally {
    let base = counts.iter().map(|(_, count)| count).sum();
    let numbers: Vec<_> = counts.iter().map(|(value, count)| (*value as f64, *count)).collect();
    let values = counts.iter().map(|(value, count)| ValueCount {
        value: *value,
        count: *count,
        percent: percent(*count, base),
    });
    let whole = counts.first().map(|(value, _)| *value) == Some(0)
        && counts.last().map(|(value, _)| *value) == Some(10);
    RatingTally {
        base,
        values: values.collect(),
        mean: mean(&numbers),
        median: median(&numbers),
        recommend: whole.then(|| recommend(counts, base)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn recommend(counts: &[(i64, u64)], base: u64) -> Recommend {
    let within = |range: std::ops::RangeInclusive<i64>| -> u64 {
        counts.iter().filter(|(value, _)| range.contains(value)).map(|(_, count)| count).sum()
    };
    let (promoters, passives, detractors) = (within(9..=10), within(7..=8), within(0..=6));
    let score = (base > 0).then(|| 100.0 * (promoters as f64 - detractors as f64) / base as f64);
    Recommend { promoters, passives, detractors, score }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn ranked(choice: &Pick, ranks: Vec<u64>, base: u64) -> RankCount {
    let numbers: Vec<_> = ranks.iter().enumerate().map(|(rank, count)| ((rank + 1) as f64, *count)).collect();
    RankCount {
        choice: choice.code.clone(),
        ranked: ranks.iter().sum(),
        first_percent: ranks.first().and_then(|first| percent(*first, base)),
        mean_rank: mean(&numbers),
        ranks,
    }
}

/// The mean of values with how often each was given.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub(super) fn mean(numbers: &[(f64, u64)]) -> Option<f64> {
    let base: u64 = numbers.iter().map(|(_, count)| count).sum();
    let sum: f64 = numbers.iter().map(|(value, count)| value * *count as f64).sum();
    (base > 0).then(|| sum / base as f64)
}

/// The value at a place (from 0) of values in order, with how often each was given.
fn at(numbers: &[(f64, u64)], place: u64) -> Option<f64> {
    let mut before = 0;
    numbers
        .iter()
        .find(|(_, count)| {
            before += count;
            place < before
        })
        .map(|(value, _)| *value)
}

/// The middle of values in order: of two in the middle, their mean.
pub(super) fn median(numbers: &[(f64, u64)]) -> Option<f64> {
    let base: u64 = numbers.iter().map(|(_, count)| count).sum();
    let middle = (at(numbers, base.checked_sub(1)? / 2)?, at(numbers, base / 2)?);
    Some(f64::midpoint(middle.0, middle.1))
}

fn spread(numbers: &[(f64, u64)], base: u64, threshold: u64) -> Option<Spread> {
    Some(Spread {
        low: at(numbers, threshold - 1)?,
        lower_quartile: at(numbers, (base - 1) / 4)?,
        upper_quartile: at(numbers, base - 1 - (base - 1) / 4)?,
        high: at(numbers, base - threshold)?,
    })
}
