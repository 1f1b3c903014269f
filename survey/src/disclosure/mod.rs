//! What may be shown of a tally, so that nothing shown tells what one person said.
//!
//! With the threshold T of a survey:
//!
//! 1. **Nothing before T responses.**
//! 2. **Everything comes once**, when nothing more can come. Of two that were shown one after the other, the difference would
//!    be the few who came in between. Who asks sees to it: here all responses that there will be are known.
//! 3. **Groups.** Neighbouring categories are put together until a group has at least 2 T people: room for T who say one thing and T who
//!    don't. Then all breakdowns are looked at together: the people can be dealt into T parts, in each of which the groups
//!    of all breakdowns can still be told from each other (T disjoint bases of the space that the groups span; see
//!    [`groups`]). So whatever is added up and subtracted of groups, of however many breakdowns, is nothing at all or
//!    touches each part: it never comes down to fewer than T people. Where the people can't be dealt so, groups are put
//!    together until they can. A question that only some answered is shown in those breakdowns alone for which the same holds
//!    among them. It follows too that no breakdown tells anything of the groups of another, but the total.
//! 4. **Cells.** In a table, a cell that stands for fewer than T people is hidden, and so is one whose remainder in its group
//!    does. What is hidden of a group, and what is hidden of a line, adds up to at least T. At last every hidden cell must
//!    be able to take another value, given all that is shown, the totals, and even how many did not answer in each group;
//!    where one can't, the table is not shown (see [`table`]). Skip logic tells how many did not answer.
//! 5. **All that is shown together.** What hangs together by skip logic is looked at as one: for what is hidden there must be
//!    people who could have answered otherwise, as the form accepts it, with nothing shown being another. Where there are none,
//!    the last table of it is not shown; where it follows from totals alone, the question's totals are not (see `exchange`).
//!    How many are asked is a figure like others, and where being asked follows from what is known of people, who is asked is a
//!    known group.
//! 6. Means, medians, dates and texts carry no breakdown: a mean with its count is a sum, and sums give away the few.
//!
//! Where one person on the staff may know some of the answers, T is raised by as many in all of this but totals over everybody.
//!
//! Totals are shown in full: that one of 49 was dissatisfied tells nobody who. Of a question that fewer than T were asked,
//! answered, or answered on its scale nothing is told (see `totals.rs`).

#[cfg(test)]
mod attack;
mod exchange;
pub mod groups;
#[cfg(test)]
mod solver;
pub mod table;
mod totals;

use serde::{Deserialize, Deserializer, Serialize};

use crate::code::{ChoiceCode, ItemCode, QuestionCode};
use crate::tally::{Counted, Figures, Tally, percent};

/// The fewest people that anything which is shown stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Threshold(u32);

/// A number that is too low, or absurdly high, for a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no threshold: {min} to {max}", min = Threshold::LOWEST, max = Threshold::HIGHEST)]
pub struct NotAThreshold(pub u32);

impl Threshold {
    /// Two people always know of each other what they said.
    pub const LOWEST: u32 = 3;
    /// More than this hides everything.
    pub const HIGHEST: u32 = 100;

    /// The threshold as a number.
    pub fn get(self) -> u32 {
        self.0
    }

    fn people(self) -> u64 {
        self.0.into()
    }
}

impl<'de> Deserialize<'de> for Threshold {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer)?.try_into().map_err(serde::de::Error::custom)
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self(5)
    }
}

impl TryFrom<u32> for Threshold {
    type Error = NotAThreshold;

    fn try_from(number: u32) -> Result<Self, NotAThreshold> {
        if (Self::LOWEST..=Self::HIGHEST).contains(&number) {
            Ok(Self(number))
        } else {
            Err(NotAThreshold(number))
        }
    }
}

/// All that is shown of a survey's answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Results {
    /// The fewest people that anything stands for.
    pub threshold: Threshold,
    /// By so many it is raised in all but totals over everybody: so many answers one person on the staff may know.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub raised_by: u64,
    /// Everybody's answers.
    #[serde(flatten)]
    pub tally: Tally,
    /// Every question that results are broken down by.
    pub breakdowns: Vec<Breakdown>,
}

fn is_nothing(count: &u64) -> bool {
    *count == 0
}

/// Results by one question on who answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Breakdown {
    /// The question.
    pub question: QuestionCode,
    /// Its groups; fewer than two if too few responded to tell any apart, and then there are no tables.
    pub groups: Vec<Group>,
    /// A table for each question, item, or choice of several, that can be shown.
    pub tables: Vec<Table>,
}

/// People with one answer, or with one of several answers that are too few to be shown apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Group {
    /// The answers.
    pub choices: Vec<ChoiceCode>,
    /// Whether those without an answer are among them.
    pub unanswered: bool,
    /// How many they are.
    pub respondents: u64,
}

/// How the groups of a breakdown answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// The question.
    pub question: QuestionCode,
    /// The item of a matrix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemCode>,
    /// What percentages are of.
    pub base: BaseKind,
    /// How many that is, in each group.
    pub bases: Vec<u64>,
    /// How many that is, of everybody.
    pub overall_base: u64,
    /// The lines.
    pub lines: Vec<Line>,
}

/// What the percentages of a table are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BaseKind {
    /// All who answered the question, off its scale too.
    Answered,
    /// Everybody in the group: so few did not answer that their number is not told.
    Everybody,
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    /// What these people said.
    pub said: Said,
    /// How many of everybody said so.
    pub overall: Cell,
    /// How many in each group.
    pub cells: Vec<Cell>,
}

/// An answer, or several that are counted together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// One of these choices.
    Choices(Vec<ChoiceCode>),
    /// In a ranking: this choice first.
    First(ChoiceCode),
    /// A value from the first to the second.
    Values(i64, i64),
    /// A number from the first on, below the second.
    Numbers(Option<f64>, Option<f64>),
}

/// What is shown in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "shown", rename_all = "snake_case")]
pub enum Cell {
    /// The count, and its share of the base.
    Exact {
        /// How many.
        count: u64,
        /// Their share.
        percent: Option<u32>,
    },
    /// So many at the most.
    AtMost {
        /// How many.
        count: u64,
        /// Their share.
        percent: Option<u32>,
    },
    /// So many at the least.
    AtLeast {
        /// How many.
        count: u64,
        /// Their share.
        percent: Option<u32>,
    },
    /// Nothing: it would tell what few people said.
    Hidden,
}

impl Cell {
    fn exact(count: u64, base: u64) -> Self {
        Self::Exact { count, percent: percent(count, base) }
    }
}

/// What must not follow from all that is shown. The tests leave out one or the other and attack.
#[derive(Debug, Clone, Copy)]
struct Rules {
    /// How many of some known people said something.
    known: bool,
    /// How many said two things.
    crossings: bool,
    /// Of more combinations of what is known the groups of breakdowns alone are looked at, and no crossings.
    combinations: usize,
}

impl Rules {
    const ALL: Self = Self { known: true, crossings: true, combinations: 16 };
}

impl Results {
    /// What may be shown of the answers of a survey that has ended; `None` below the threshold. Somebody may know `known` of the
    /// answers: for whatever is not a total over everybody the threshold is raised by as many, so that as many others remain.
    pub fn of(counted: &Counted, threshold: Threshold, known: u64) -> Option<Self> {
        Self::by(counted, threshold, known, Rules::ALL)
    }

    fn by(counted: &Counted, threshold: Threshold, known: u64, rules: Rules) -> Option<Self> {
        if counted.respondents() < threshold.people() {
            return None;
        }
        let raised = threshold.people().saturating_add(known);
        let mut tally = counted.tally(threshold.people(), raised);
        totals::withhold(&mut tally, threshold.people(), raised);
        let breakdowns = breakdowns(counted, raised, rules, &mut tally);
        Some(Self { threshold, raised_by: known, tally, breakdowns })
    }

    /// The breakdown by a question.
    pub fn breakdown(&self, by: &str) -> Option<&Breakdown> {
        self.breakdowns.iter().find(|breakdown| breakdown.question == *by)
    }
}

impl Breakdown {
    /// The tables of a question.
    pub fn tables_of<'a>(&'a self, question: &'a QuestionCode) -> impl Iterator<Item = &'a Table> {
        self.tables.iter().filter(move |table| table.question == *question)
    }
}

/// Whether totals are shown of what a table is of.
fn is_told(tally: &Tally, table: &Table) -> bool {
    let question = tally.question(table.question.as_str());
    question.is_some_and(|question| match &question.figures {
        Figures::Withheld { .. } => false,
        Figures::Matrix { withheld, .. } => table.item.as_ref().is_none_or(|item| !withheld.contains(item)),
        _ => true,
    })
}

fn breakdowns(counted: &Counted, threshold: u64, rules: Rules, tally: &mut Tally) -> Vec<Breakdown> {
    let profiles = counted.layout.profiles();
    let sizes: Vec<Vec<u64>> = profiles
        .iter()
        .map(|profile| (0..=profile.choices.len()).map(|c| counted.in_column(profile.column + c)).collect())
        .collect();
    let people = |row: Option<usize>| -> Vec<(Vec<usize>, u64)> {
        let combinations = counted.combinations(row);
        combinations.map(|(of, count)| (of.iter().map(|c| usize::from(*c)).collect(), count)).collect()
    };
    let groupings = groups::choose(&sizes, &people(None), threshold);
    // By row, then by breakdown.
    let shown: Vec<Vec<bool>> = (0..counted.layout.rows)
        .map(|row| groups::shown_together(&groupings, &people(Some(row)), threshold))
        .collect();
    let mut drafts: Vec<Vec<table::Draft>> = Vec::new();
    for (place, (profile, grouping)) in profiles.iter().zip(&groupings).enumerate() {
        let columns: Vec<Vec<usize>> =
            grouping.iter().map(|group| group.iter().map(|c| profile.column + c).collect()).collect();
        let shown = |row: usize| shown[row][place];
        let mut tables = table::tables(counted, profile.place, &columns, threshold, &shown);
        tables.retain(|draft| is_told(tally, &draft.table));
        drafts.push(tables);
    }
    exchange::keep_what_holds(counted, &groupings, threshold, rules, tally, &mut drafts);
    let mut breakdowns = Vec::new();
    for ((profile, grouping), drafts) in profiles.iter().zip(&groupings).zip(drafts) {
        let groups = grouping.iter().map(|categories| Group {
            choices: categories
                .iter()
                .filter_map(|category| profile.choices.get(*category))
                .cloned()
                .collect(),
            unanswered: categories.contains(&profile.choices.len()),
            respondents: categories.iter().map(|c| counted.in_column(profile.column + c)).sum(),
        });
        breakdowns.push(Breakdown {
            question: profile.question.clone(),
            groups: groups.collect(),
            tables: drafts.into_iter().map(|draft| draft.table).collect(),
        });
    }
    breakdowns
}
