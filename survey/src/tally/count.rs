//! Counts responses, one after the other.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use serde::Deserialize as _;

use super::layout::{ANSWERED, Counting, Layout, NOT_RELEVANT, ON_SCALE, SKIPPED, Shape, bands};
use super::read::{Cell, NONE, Seen, Sheet};
use crate::day::written_year;
use crate::relevance::{Expression, Value};

/// With more combinations of categories than this, it is not kept what each of them answered.
const MOST_DETAILED: usize = 2_048;

/// So many responses are kept as they are, to look for people who could exchange answers; of more, a part.
pub(crate) const MOST_KEPT: usize = 400;

/// A response that could not be counted: the ledger holds something else than what it accepts.
#[derive(Debug, thiserror::Error)]
pub enum NotCounted {
    /// The answers are no JSON object.
    #[error("the answers can't be read: {0}")]
    Answers(#[from] serde_json::Error),
    /// There is no such version of the question set.
    #[error("version {0} of the question set is not known")]
    Version(u32),
}

/// Takes in responses.
#[derive(Debug)]
pub struct Counter {
    counted: Counted,
    sheet: Sheet,
    /// The slots that this response adds to, and the columns.
    slots: Vec<usize>,
    columns: Vec<usize>,
    /// Its combination of categories, and what it answers.
    combination: Vec<u8>,
    rows: Vec<usize>,
}

/// What was counted.
#[derive(Debug, Clone)]
pub struct Counted {
    pub(crate) layout: Arc<Layout>,
    /// Column by column: the counts of all its slots. A response adds to few columns and many slots.
    counts: Vec<u32>,
    /// How many responses there are in each column.
    respondents: Vec<u32>,
    /// The numbers given to each question that takes some, by their bits, with how often.
    pub(super) numbers: HashMap<usize, HashMap<u64, u32>>,
    pub(super) years: HashMap<usize, BTreeMap<i32, u32>>,
    /// How many have each combination of categories, over all questions that results are broken down by: first all of
    /// them, then those who answered each question or item, then the counts of all slots while there are few combinations.
    combinations: HashMap<Vec<u8>, Vec<u32>>,
    /// Whether there are so few combinations.
    detailed: bool,
    /// Those responses whose hashes are the lowest, with their versions in front: the same whatever the order of counting.
    kept: BTreeMap<(u64, Box<str>), u32>,
}

impl Counted {
    fn empty(layout: Arc<Layout>) -> Self {
        Self {
            counts: vec![0; layout.slots * layout.columns],
            respondents: vec![0; layout.columns],
            numbers: HashMap::new(),
            years: HashMap::new(),
            combinations: HashMap::new(),
            detailed: true,
            kept: BTreeMap::new(),
            layout,
        }
    }

    /// How many responses were counted.
    pub fn respondents(&self) -> u64 {
        self.in_column(0)
    }

    pub(crate) fn in_column(&self, column: usize) -> u64 {
        u64::from(self.respondents[column])
    }

    pub(crate) fn count(&self, slot: usize, column: usize) -> u64 {
        u64::from(self.counts[column * self.layout.slots + slot])
    }

    /// Every combination of categories that occurs, with how many of those who have it answered: the question or item of
    /// that row, or anything.
    pub(crate) fn combinations(&self, row: Option<usize>) -> impl Iterator<Item = (&[u8], u64)> {
        let place = row.map_or(0, |row| row + 1);
        self.combinations
            .iter()
            .map(move |(combination, counts)| (combination.as_slice(), u64::from(counts[place])))
    }

    /// The responses that are kept, each with how many are the same.
    pub(crate) fn kept(&self) -> impl Iterator<Item = (&str, u32)> {
        self.kept.iter().map(|((_, line), count)| (&**line, *count))
    }

    fn keep(&mut self, hash: u64, line: &str, count: u32) {
        let full = self.kept.len() >= MOST_KEPT;
        if full && self.kept.last_key_value().is_some_and(|((last, _), _)| hash > *last) {
            return;
        }
        *self.kept.entry((hash, line.into())).or_default() += count;
        if self.kept.len() > MOST_KEPT {
            self.kept.pop_last();
        }
    }

    /// Keeps no more counts of combinations if there have become too many: they would take the memory.
    fn mind_the_details(&mut self) {
        if self.detailed && self.combinations.len() > MOST_DETAILED {
            self.detailed = false;
            for counts in self.combinations.values_mut() {
                counts.truncate(self.layout.rows + 1);
                counts.shrink_to_fit();
            }
        }
    }

    /// Adds what another counter of the same layout has counted.
    pub fn merge(&mut self, other: &Self) {
        if !other.detailed {
            self.detailed = false;
        }
        let add = |own: &mut [u32], others: &[u32]| {
            own.iter_mut().zip(others).for_each(|(own, other)| *own += other);
        };
        add(&mut self.counts, &other.counts);
        add(&mut self.respondents, &other.respondents);
        for (place, numbers) in &other.numbers {
            let own = self.numbers.entry(*place).or_default();
            numbers.iter().for_each(|(number, count)| *own.entry(*number).or_default() += count);
        }
        for (place, years) in &other.years {
            let own = self.years.entry(*place).or_default();
            years.iter().for_each(|(year, count)| *own.entry(*year).or_default() += count);
        }
        for (combination, counts) in &other.combinations {
            match self.combinations.get_mut(combination) {
                Some(own) => add(own, counts),
                None => {
                    self.combinations.insert(combination.clone(), counts.clone());
                }
            }
        }
        for ((hash, line), count) in &other.kept {
            self.keep(*hash, line, *count);
        }
        self.mind_the_details();
    }
}

impl Counter {
    /// Begins at nothing.
    pub fn new(layout: Arc<Layout>) -> Self {
        let sheet = Sheet::new(&layout);
        Self {
            counted: Counted::empty(layout),
            sheet,
            slots: Vec::new(),
            columns: Vec::new(),
            combination: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Takes in responses, a line each: the version that was filled, and right after it the answers as they stand in the
    /// ledger, as in `1{"a":"yes"}`.
    ///
    /// # Errors
    /// When a line can't be read, or its version is unknown; then those before it are counted.
    pub fn add(&mut self, responses: &str) -> Result<(), NotCounted> {
        let layout = self.counted.layout.clone();
        for line in responses.lines() {
            let mut json = serde_json::Deserializer::from_str(line);
            let version = u32::deserialize(&mut json)?;
            if !layout.asked.contains_key(&version) {
                return Err(NotCounted::Version(version));
            }
            self.sheet.read(&layout, &mut json)?;
            json.end()?;
            self.count(&layout, version);
            let mut hasher = DefaultHasher::new();
            line.hash(&mut hasher);
            self.counted.keep(hasher.finish(), line, 1);
        }
        Ok(())
    }

    /// Counts what stands on the sheet.
    fn count(&mut self, layout: &Layout, version: u32) {
        self.find_columns(layout);
        self.slots.clear();
        self.rows.clear();
        for place in 0..layout.questions.len() {
            self.find_slots(layout, version, place);
        }
        self.add_combination(layout);
        for &column in &self.columns {
            self.counted.respondents[column] += 1;
            let counts = &mut self.counted.counts[column * layout.slots..][..layout.slots];
            self.slots.iter().for_each(|slot| counts[*slot] += 1);
        }
    }

    /// What was counted.
    pub fn finish(self) -> Counted {
        self.counted
    }

    fn find_columns(&mut self, layout: &Layout) {
        self.columns.clear();
        self.columns.push(0);
        self.combination.clear();
        for profile in &layout.profiles {
            let category = match self.sheet.cells[profile.place] {
                Cell::One(chosen) => usize::from(chosen),
                _ => profile.choices.len(),
            };
            self.columns.push(profile.column + category);
            self.combination.push(u8::try_from(category).unwrap_or(u8::MAX));
        }
    }

    fn add_combination(&mut self, layout: &Layout) {
        if !self.counted.combinations.contains_key(&self.combination) {
            let slots = if self.counted.detailed { layout.slots } else { 0 };
            self.counted.combinations.insert(self.combination.clone(), vec![0; layout.rows + 1 + slots]);
            self.counted.mind_the_details();
        }
        let detailed = self.counted.detailed;
        if let Some(counts) = self.counted.combinations.get_mut(&self.combination) {
            counts[0] += 1;
            self.rows.iter().for_each(|row| counts[row + 1] += 1);
            if detailed {
                let slots = &mut counts[layout.rows + 1..];
                self.slots.iter().for_each(|slot| slots[*slot] += 1);
            }
        }
    }

    fn find_slots(&mut self, layout: &Layout, version: u32, place: usize) {
        let question = &layout.questions[place];
        let before = self.slots.len();
        let cell = &self.sheet.cells[place];
        let listed = match cell {
            Cell::Listed(start, count) => self.sheet.listed(*start, *count),
            _ => &[],
        };
        if !slots_of(question, cell, listed, &mut self.slots) {
            self.slots.truncate(before);
            self.nothing(layout, version, place);
            return;
        }
        if let Shape::Matrix(..) = question.shape {
            let answered = listed.iter().enumerate().filter(|(_, chosen)| **chosen != NONE);
            self.rows.extend(answered.map(|(item, _)| question.row + item));
        } else {
            self.rows.push(question.row);
        }
        match (cell, &question.shape) {
            (Cell::Number(number), Shape::Number { .. }) => {
                // Zero has two signs.
                let bits = (number + 0.0).to_bits();
                *self.counted.numbers.entry(place).or_default().entry(bits).or_default() += 1;
            }
            (Cell::Year(_) | Cell::Text(_), Shape::Date) => {
                if let Some(year) = year(cell) {
                    self.add_year(place, year);
                }
            }
            _ => {}
        }
    }

    fn add_year(&mut self, place: usize, year: i32) {
        *self.counted.years.entry(place).or_default().entry(year).or_default() += 1;
    }

    /// There is no answer after all: not asked, or skipped?
    fn nothing(&mut self, layout: &Layout, version: u32, place: usize) {
        let seen = Seen { layout, sheet: &self.sheet };
        let holds = |expression: &Option<Expression>| {
            expression.as_ref().is_none_or(|expression| expression.holds(&seen, &Value::empty()))
        };
        // Of answers that are not in this version, nobody was asked.
        let asked = layout.asked.get(&version).and_then(|asked| asked[place].as_ref());
        let relevant = asked.is_some_and(|asked| holds(&asked.section) && holds(&asked.question));
        self.slots.push(layout.questions[place].slot + if relevant { SKIPPED } else { NOT_RELEVANT });
    }
}

/// Adds the slots in which an answer is counted; says whether it is one.
pub(crate) fn slots_of(question: &Counting, cell: &Cell, listed: &[u16], slots: &mut Vec<usize>) -> bool {
    let (slot, shape) = (question.slot, &question.shape);
    let first = slot + shape.first();
    slots.push(slot + ANSWERED);
    match (cell, shape) {
        (Cell::One(chosen), Shape::One(_)) => slots.push(first + usize::from(*chosen)),
        (Cell::Listed(..), Shape::Several(choices)) => {
            if listed.iter().any(|chosen| !choices[usize::from(*chosen)].off_scale) {
                slots.push(slot + ON_SCALE);
            }
            slots.extend(listed.iter().map(|chosen| first + usize::from(*chosen)));
        }
        (Cell::Listed(..), Shape::Matrix(..)) => {
            slots.extend(listed.iter().enumerate().map(|(item, chosen)| {
                let empty = slot + shape.item(item);
                if *chosen == NONE { empty } else { empty + 1 + usize::from(*chosen) }
            }));
        }
        (Cell::Listed(..), Shape::Ranking(_, ranks)) => {
            let listed = listed.iter().take(*ranks).enumerate();
            slots.extend(listed.map(|(rank, chosen)| first + usize::from(*chosen) * ranks + rank));
        }
        (Cell::Number(number), Shape::Rating(min, max)) => match step(*number, *min, *max) {
            Some(step) => slots.push(first + step),
            None => return false,
        },
        (Cell::Number(number), Shape::Number { percentage }) => {
            slots.push(first + bands(*percentage).iter().take_while(|end| number >= end).count());
        }
        (Cell::Year(_) | Cell::Text(_), Shape::Date) => return year(cell).is_some(),
        (Cell::Text(_), Shape::Text { .. }) => {}
        _ => return false,
    }
    true
}

/// The year of a date.
fn year(cell: &Cell) -> Option<i32> {
    match cell {
        Cell::Year(year) => Some(*year),
        Cell::Text(text) => written_year(text),
        _ => None,
    }
}

fn step(number: f64, min: i64, max: i64) -> Option<usize> {
    #[expect(clippy::cast_precision_loss, reason = "a rating has few steps, near zero")]
    (min..=max).position(|value| value as f64 == number)
}
