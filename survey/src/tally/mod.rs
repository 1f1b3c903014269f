//! What the answers add up to: counts, bases, percentages, means and medians of every question.
//!
//! A [`Counter`] takes one response after the other and keeps numbers alone, so that a million of them fit; [`Counted`] is
//! what it has at the end, and gives a [`Tally`]. Nothing here hides anything: what may be shown of a tally is decided in
//! [`crate::disclosure`], which is the only way from the ledger to a page.
//!
//! The rules:
//! - The **base** of a question is how many answered on its scale. Who picked an off-scale choice ("not relevant", "don't
//!   know") is counted, and left out of the base.
//! - A **percentage** is reckoned once, from the exact count and base, and rounded once, to whole per cent, halves up
//!   ([`percent`]). Percentages are never adjusted to add up to 100.
//! - In a select several the base is the respondents, not the picks: its percentages may add up to more than 100.
//! - **Missing** is told apart: the question was not asked of this respondent, given the other answers (not relevant), or
//!   it was asked and left empty (skipped).
//! - A **mean** is the exact sum over the base; a **median** the middle value, or the mean of the two in the middle.

mod codes;
pub(crate) mod count;
mod figures;
pub(crate) mod layout;
pub(crate) mod read;

use serde::{Deserialize, Serialize};

use crate::code::{ChoiceCode, ItemCode, QuestionCode, SectionCode};

pub use count::{Counted, Counter, NotCounted};
pub use layout::{Layout, Profile};

/// A share in whole per cent, rounded once, halves up. `None` of an empty base.
pub fn percent(count: u64, base: u64) -> Option<u32> {
    let (count, base) = (u128::from(count), u128::from(base));
    (base > 0).then(|| u32::try_from((200 * count + base) / (2 * base)).unwrap_or(u32::MAX))
}

/// What all responses of a survey add up to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tally {
    /// How many responded.
    pub respondents: u64,
    /// Every question that has answers, in the order of the question set.
    pub questions: Vec<QuestionTally>,
}

impl Tally {
    /// The tally of a question.
    pub fn question(&self, code: &str) -> Option<&QuestionTally> {
        self.questions.iter().find(|question| question.question == *code)
    }
}

/// What the answers to one question add up to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionTally {
    /// The section that it stands in.
    pub section: SectionCode,
    /// The question.
    pub question: QuestionCode,
    /// How many answered it, on its scale or off it; 0 where that is withheld too.
    pub answered: u64,
    /// How many did not; 0 where that is withheld too.
    pub missing: Missing,
    /// The figures, by the kind of question.
    #[serde(flatten)]
    pub figures: Figures,
}

/// Those without an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Missing {
    /// They were not asked, given their other answers.
    pub not_relevant: u64,
    /// They were asked and left it empty.
    pub skipped: u64,
}

/// The figures of a question, by its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Figures {
    /// One of the choices.
    SelectOne(Distribution),
    /// Any of the choices, by respondents.
    SelectSeveral(Distribution),
    /// One of the choices for each item.
    Matrix {
        /// The items, in order.
        items: Vec<ItemTally>,
        /// Those that too few answered, or too few on the scale: nothing is told of them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        withheld: Vec<ItemCode>,
    },
    /// A value on a short scale.
    Rating(RatingTally),
    /// A number.
    Number(NumberTally),
    /// A number from 0 to 100.
    Percentage(NumberTally),
    /// Choices put in order.
    Ranking(RankingTally),
    /// Dates, by year.
    Date {
        /// The years that occur, the earliest first.
        years: Vec<YearCount>,
    },
    /// A short text: only how many wrote something.
    Text,
    /// A long text: only how many wrote something.
    LongText,
    /// Nothing is told of it.
    Withheld {
        /// Why.
        why: Withheld,
    },
}

/// Why nothing is told of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// Fewer than the threshold were asked, answered, or answered on its scale; or it would tell what so few said elsewhere.
    TooFew,
}

/// How often each choice was picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Distribution {
    /// How many respondents picked something on the scale: what the percentages are of.
    pub base: u64,
    /// Every choice, in the order of its list.
    pub choices: Vec<ChoiceCount>,
}

impl Distribution {
    /// The count of a choice.
    pub fn choice(&self, code: &str) -> Option<&ChoiceCount> {
        self.choices.iter().find(|choice| choice.choice == *code)
    }

    /// How many picked a choice off the scale.
    pub fn off_scale(&self) -> u64 {
        self.choices.iter().filter(|choice| choice.off_scale).map(|choice| choice.count).sum()
    }
}

/// How often a choice was picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChoiceCount {
    /// The choice.
    pub choice: ChoiceCode,
    /// How many picked it.
    pub count: u64,
    /// Whether it is left out of the base.
    pub off_scale: bool,
    /// Its share of the base; `None` off the scale and of an empty base.
    pub percent: Option<u32>,
}

/// One item of a matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemTally {
    /// The item.
    pub item: ItemCode,
    /// How many answered it.
    pub answered: u64,
    /// How many left it empty, though they were asked.
    pub skipped: u64,
    /// What they picked.
    #[serde(flatten)]
    pub distribution: Distribution,
}

/// How often each value of a rating was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RatingTally {
    /// How many gave a value.
    pub base: u64,
    /// Every value, the lowest first.
    pub values: Vec<ValueCount>,
    /// The mean; `None` if nobody answered.
    pub mean: Option<f64>,
    /// The median; `None` if nobody answered.
    pub median: Option<f64>,
    /// For a scale from 0 to 10 alone: the classes of "would you recommend".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommend: Option<Recommend>,
}

/// How often a value was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValueCount {
    /// The value.
    pub value: i64,
    /// How many gave it.
    pub count: u64,
    /// Its share of the base.
    pub percent: Option<u32>,
}

/// The classes of a rating from 0 to 10: 9 and 10 recommend, 7 and 8 are passive, 0 to 6 detract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recommend {
    /// Those who gave 9 or 10.
    pub promoters: u64,
    /// Those who gave 7 or 8.
    pub passives: u64,
    /// Those who gave 0 to 6.
    pub detractors: u64,
    /// Promoters less detractors, as points per cent of the base, not rounded.
    pub score: Option<f64>,
}

/// What numbers add up to. Every single number may tell who gave it, so there is none here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NumberTally {
    /// How many gave a number.
    pub base: u64,
    /// How many numbers fall into each band, the lowest first.
    pub bands: Vec<BandCount>,
    /// The mean; `None` if nobody answered, or too few did.
    pub mean: Option<f64>,
    /// The median; `None` if nobody answered, or too few did.
    pub median: Option<f64>,
    /// Where the numbers lie, told without telling one alone; `None` if too few answered.
    pub spread: Option<Spread>,
}

/// A band of numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BandCount {
    /// The lowest number in it; open downwards if absent.
    pub from: Option<f64>,
    /// The number above it, which is in the next; open upwards if absent.
    pub below: Option<f64>,
    /// How many.
    pub count: u64,
    /// Their share of the base.
    pub percent: Option<u32>,
}

/// Where numbers lie. With the threshold T, `low` is the lowest number but T − 1, and `high` the highest but T − 1: the
/// very lowest and highest are one respondent each.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spread {
    /// So many as the threshold gave this or less.
    pub low: f64,
    /// A quarter gave this or less.
    pub lower_quartile: f64,
    /// A quarter gave this or more.
    pub upper_quartile: f64,
    /// So many as the threshold gave this or more.
    pub high: f64,
}

/// How choices were put in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RankingTally {
    /// How many put something in order.
    pub base: u64,
    /// Every choice, in the order of its list.
    pub choices: Vec<RankCount>,
}

/// At which ranks a choice was put.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RankCount {
    /// The choice.
    pub choice: ChoiceCode,
    /// How many put it at each rank, the first rank first.
    pub ranks: Vec<u64>,
    /// How many put it at any rank.
    pub ranked: u64,
    /// The share of the base that put it first.
    pub first_percent: Option<u32>,
    /// The mean of its ranks, over those who ranked it.
    pub mean_rank: Option<f64>,
}

/// How many dates fall into a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearCount {
    /// The year.
    pub year: i32,
    /// How many.
    pub count: u64,
    /// Their share of all dates.
    pub percent: Option<u32>,
}
