//! Which cells of a table are shown.
//!
//! A table has a line for each answer and a column for each group. Known to everybody are the total of each line and the
//! size of each group; and it is assumed that how many of a group did not answer is known too, since skip logic may tell it.

use super::{BaseKind, Cell, Line, Said, Table};
use crate::tally::Counted;
use crate::tally::layout::{ANSWERED, Counting, NOT_RELEVANT, Pick, SKIPPED, Shape, bands};

/// The counts of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    /// By line, then by group. Every answer is in one line.
    pub(super) counts: Vec<Vec<u64>>,
    /// Those in each group who did not answer.
    pub(super) none: Vec<u64>,
}

/// What is told of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// The count.
    Exact,
    /// That it is below the threshold.
    Few,
    /// Of two lines: that the other one is below the threshold.
    Most,
    /// Nothing.
    Nothing,
}

impl Grid {
    fn groups(&self) -> usize {
        self.none.len()
    }

    pub(super) fn answered(&self, group: usize) -> u64 {
        self.counts.iter().map(|line| line[group]).sum()
    }

    fn size(&self, group: usize) -> u64 {
        self.answered(group) + self.none[group]
    }

    pub(super) fn total(&self, line: usize) -> u64 {
        self.counts[line].iter().sum()
    }

    /// How many answered is told, if everybody did, or if in every group enough did and enough did not.
    fn base(&self, threshold: u64) -> BaseKind {
        let everybody = self.none.iter().all(|none| *none == 0);
        let enough = |group: usize| self.none[group] >= threshold && self.answered(group) >= threshold;
        if everybody || (0..self.groups()).all(enough) { BaseKind::Answered } else { BaseKind::Everybody }
    }

    /// Without the lines that nobody is in: that is known from the total.
    fn without_empty_lines(&self) -> Self {
        Self {
            counts: self.counts.iter().filter(|line| line.iter().any(|count| *count > 0)).cloned().collect(),
            none: self.none.clone(),
        }
    }
}

/// What is told of each cell. `None` if nothing can be told of the table. Without `complementary`, only what is small itself
/// is hidden, which is not enough: the tests attack it.
pub(super) fn tell(grid: &Grid, threshold: u64, complementary: bool) -> Option<Vec<Vec<Told>>> {
    let small = |line: usize, group: usize| grid.counts[line][group] < threshold;
    let mut told: Vec<Vec<Told>> = (0..grid.counts.len())
        .map(|line| {
            (0..grid.groups())
                .map(|group| match grid.answered(group) {
                    // No room for enough on both sides: nothing is told, whatever was said.
                    answered if answered < 2 * threshold => Told::Nothing,
                    _ if small(line, group) => Told::Few,
                    _ => Told::Exact,
                })
                .collect()
        })
        .collect();
    if complementary {
        while hide_one_more(grid, &mut told, threshold) {}
    }
    if let [one, other] = &mut told[..] {
        for (one, other) in one.iter_mut().zip(other) {
            match (*one, *other) {
                (Told::Few, Told::Nothing) => *other = Told::Most,
                (Told::Nothing, Told::Few) => *one = Told::Most,
                _ => {}
            }
        }
    }
    if !complementary {
        return Some(told);
    }
    let something = told.iter().flatten().any(|told| *told != Told::Nothing);
    (something && nothing_follows(grid, &told, threshold)).then_some(told)
}

/// Hides the smallest cell that has to be hidden because of others; says whether there was one.
fn hide_one_more(grid: &Grid, told: &mut [Vec<Told>], threshold: u64) -> bool {
    let lines = 0..grid.counts.len();
    let hidden_of = |cells: &[(usize, usize)], told: &[Vec<Told>]| {
        let hidden = cells.iter().filter(|(line, group)| told[*line][*group] != Told::Exact);
        (hidden.clone().count(), hidden.map(|(line, group)| grid.counts[*line][*group]).sum::<u64>())
    };
    let columns = (0..grid.groups()).map(|group| lines.clone().map(|line| (line, group)).collect::<Vec<_>>());
    let rows = lines.clone().map(|line| (0..grid.groups()).map(|group| (line, group)).collect::<Vec<_>>());
    for cells in columns.chain(rows) {
        let (hidden, people) = hidden_of(&cells, told);
        let shown = cells.iter().filter(|(line, group)| told[*line][*group] == Told::Exact);
        // One alone is what is missing from the total.
        if hidden > 0
            && (hidden == 1 || people < threshold)
            && let Some(&(line, group)) = shown.min_by_key(|(line, group)| grid.counts[*line][*group])
        {
            told[line][group] = Told::Nothing;
            return true;
        }
    }
    false
}

/// The least and the most that a number can be.
pub(super) type Bounds = (u64, u64);

/// The bounds of each cell that follow from what is told of it, and from how telling works.
pub(super) fn bounds(grid: &Grid, told: &[Vec<Told>], threshold: u64) -> Vec<Vec<Bounds>> {
    let bound = |line: usize, group: usize| {
        let answered = grid.answered(group);
        match told[line][group] {
            Told::Exact => (grid.counts[line][group], grid.counts[line][group]),
            Told::Few => (0, threshold - 1),
            Told::Most => (answered - (threshold - 1), answered),
            // It would be told if it were few.
            Told::Nothing if answered >= 2 * threshold => (threshold, answered),
            Told::Nothing => (0, answered),
        }
    };
    (0..told.len()).map(|line| (0..grid.groups()).map(|group| bound(line, group)).collect()).collect()
}

/// Whether every cell that is not told could have another count, with all that is told, all totals and all bases the same.
///
/// Counts can change along a circle: one more here, one fewer in the same group, one more of that line elsewhere, and so on
/// until it closes. In tables of whole numbers with fixed margins, a cell has one possible value only if no circle through
/// it can be walked in either direction.
fn nothing_follows(grid: &Grid, told: &[Vec<Told>], threshold: u64) -> bool {
    let bounds = bounds(grid, told, threshold);
    let may_rise = |line: usize, group: usize| grid.counts[line][group] < bounds[line][group].1;
    let may_fall = |line: usize, group: usize| grid.counts[line][group] > bounds[line][group].0;
    let movable = |line: usize, group: usize| {
        (may_rise(line, group) && circle(grid, (line, group), &may_rise, &may_fall))
            || (may_fall(line, group) && circle(grid, (line, group), &may_fall, &may_rise))
    };
    (0..told.len())
        .all(|line| (0..grid.groups()).all(|group| told[line][group] == Told::Exact || movable(line, group)))
}

/// Whether a circle closes that begins with one more (or fewer) in a cell: `same` and `other` say which cells may change in
/// that direction and in the other.
fn circle(
    grid: &Grid,
    (line, group): (usize, usize),
    same: &dyn Fn(usize, usize) -> bool,
    other: &dyn Fn(usize, usize) -> bool,
) -> bool {
    let (mut groups, mut lines) = (vec![false; grid.groups()], vec![false; grid.counts.len()]);
    groups[group] = true;
    let mut open = vec![group];
    while let Some(here) = open.pop() {
        for balancing in (0..lines.len()).filter(|l| (*l, here) != (line, group)) {
            if lines[balancing] || !other(balancing, here) {
                continue;
            }
            if balancing == line {
                return true;
            }
            lines[balancing] = true;
            for (next, seen) in groups.iter_mut().enumerate().filter(|(_, seen)| !**seen) {
                if same(balancing, next) {
                    *seen = true;
                    open.push(next);
                }
            }
        }
    }
    false
}

/// All tables of a breakdown that can be shown; `columns` are those of each group, `shown` says which questions and items
/// can be broken down by it at all.
pub(super) fn tables(
    counted: &Counted,
    by: usize,
    columns: &[Vec<usize>],
    threshold: u64,
    shown: &dyn Fn(usize) -> bool,
) -> Vec<Draft> {
    let mut tables = Vec::new();
    for (place, question) in counted.layout.questions.iter().enumerate().filter(|(place, _)| *place != by) {
        Asked { counted, place, question, columns, threshold, shown }.tables(&mut tables);
    }
    tables
}

/// A table that can be shown, taken by itself.
pub(super) struct Draft {
    pub(super) table: Table,
    /// The place of the question.
    pub(super) place: usize,
    /// What it is of: a question or item, and of several choices the one.
    pub(super) unit: (usize, usize),
    /// The answers that there are, each with the line that it is counted in; none where nobody gave it.
    pub(super) answers: Vec<(Fine, Option<usize>)>,
    /// The bounds of each cell, by line and group, that follow from the table.
    pub(super) bounds: Vec<Vec<Bounds>>,
    /// The bounds of how many of each group answered.
    pub(super) answered: Vec<Bounds>,
    /// The counts.
    pub(super) grid: Grid,
}

/// How an answer is counted: in a slot, or in one less another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fine {
    pub(super) slot: usize,
    pub(super) less: Option<usize>,
}

/// A question in a breakdown.
struct Asked<'a> {
    counted: &'a Counted,
    place: usize,
    question: &'a Counting,
    columns: &'a [Vec<usize>],
    threshold: u64,
    shown: &'a dyn Fn(usize) -> bool,
}

/// What a table is of.
struct Whole<'a> {
    item: Option<&'a crate::code::ItemCode>,
    unit: (usize, usize),
    none: Vec<u64>,
}

impl Asked<'_> {
    fn tables(&self, tables: &mut Vec<Draft>) {
        let is_matrix = matches!(self.question.shape, Shape::Matrix(..));
        if !is_matrix && !(self.shown)(self.question.row) {
            return;
        }
        let first = self.question.shape.first();
        match &self.question.shape {
            Shape::One(choices) => {
                let lines = choices.iter().enumerate().map(|(place, choice)| {
                    (Said::Choices(vec![choice.code.clone()]), self.slot(first + place))
                });
                let lines: Vec<_> = lines.collect();
                let answers = self.fine(first, choices.len(), 1);
                let whole = Whole { item: None, unit: (self.question.row, 0), none: self.none() };
                tables.extend(self.table(&whole, &lines, answers, lines.len()));
            }
            Shape::Several(choices) => {
                let answered = self.slot(ANSWERED);
                for (place, choice) in choices.iter().enumerate() {
                    let picked = self.slot(first + place);
                    let not: Vec<u64> =
                        answered.iter().zip(&picked).map(|(all, picked)| all - picked).collect();
                    let lines =
                        [(Said::Choices(vec![choice.code.clone()]), picked), (Said::Choices(vec![]), not)];
                    let picked = self.question.slot + first + place;
                    let answers = vec![
                        (Fine { slot: picked, less: None }, 0),
                        (Fine { slot: self.question.slot + ANSWERED, less: Some(picked) }, 1),
                    ];
                    let whole = Whole { item: None, unit: (self.question.row, place), none: self.none() };
                    tables.extend(self.table(&whole, &lines, answers, 1));
                }
            }
            Shape::Matrix(items, choices) => {
                for (place, item) in
                    items.iter().enumerate().filter(|(place, _)| (self.shown)(self.question.row + place))
                {
                    let start = self.question.shape.item(place);
                    let empty = self.slot(start);
                    let none = self.none().iter().zip(&empty).map(|(none, empty)| none + empty).collect();
                    let (said, upper) = scale(choices);
                    let unit = (self.question.row + place, 0);
                    let whole = Whole { item: Some(item), unit, none };
                    let answers = self.fine(start + 1, choices.len(), 1);
                    tables.extend(self.halves(&whole, said, answers, &upper));
                }
            }
            Shape::Rating(min, max) => {
                let said: Vec<_> = (*min..=*max).rev().map(|value| Said::Values(value, value)).collect();
                let mut answers = self.fine(first, said.len(), 1);
                answers.reverse();
                let upper: Vec<_> = (0..said.len() / 2).collect();
                let whole = Whole { item: None, unit: (self.question.row, 0), none: self.none() };
                tables.extend(self.halves(&whole, said, answers, &upper));
            }
            Shape::Number { percentage } => {
                let ends = bands(*percentage);
                let said = (0..=ends.len()).map(|band| {
                    Said::Numbers(band.checked_sub(1).map(|band| ends[band]), ends.get(band).copied())
                });
                let counts: Vec<_> = (0..=ends.len()).map(|band| self.slot(first + band)).collect();
                let upper = upper_bands(&counts);
                let answers = self.fine(first, counts.len(), 1);
                let whole = Whole { item: None, unit: (self.question.row, 0), none: self.none() };
                tables.extend(self.halves(&whole, said.collect(), answers, &upper));
            }
            Shape::Ranking(choices, ranks) => {
                let lines: Vec<_> = choices
                    .iter()
                    .enumerate()
                    .map(|(place, choice)| {
                        (Said::First(choice.code.clone()), self.slot(first + place * ranks))
                    })
                    .collect();
                let answers = self.fine(first, choices.len(), *ranks);
                let whole = Whole { item: None, unit: (self.question.row, 0), none: self.none() };
                tables.extend(self.table(&whole, &lines, answers, lines.len()));
            }
            Shape::Date | Shape::Text { .. } => {}
        }
    }

    /// The count of a slot in each group.
    fn slot(&self, offset: usize) -> Vec<u64> {
        let slot = self.question.slot + offset;
        self.columns
            .iter()
            .map(|columns| columns.iter().map(|column| self.counted.count(slot, *column)).sum())
            .collect()
    }

    fn none(&self) -> Vec<u64> {
        self.slot(NOT_RELEVANT).iter().zip(&self.slot(SKIPPED)).map(|(a, b)| a + b).collect()
    }

    fn grid(&self, lines: &[(Said, Vec<u64>)], none: Vec<u64>) -> Grid {
        Grid { counts: lines.iter().map(|(_, counts)| counts.clone()).collect(), none }
    }

    /// So many answers from a slot on, so far apart, each in a line of its own.
    fn fine(&self, offset: usize, count: usize, apart: usize) -> Vec<(Fine, usize)> {
        let slot = |place: usize| self.question.slot + offset + place * apart;
        (0..count).map(|place| (Fine { slot: slot(place), less: None }, place)).collect()
    }

    /// A table of a scale: in full if nothing of it has to be hidden, otherwise its upper part against all else.
    fn halves(
        &self,
        whole: &Whole<'_>,
        said: Vec<Said>,
        answers: Vec<(Fine, usize)>,
        upper: &[usize],
    ) -> Option<Draft> {
        let counts = answers.iter().map(|(fine, _)| self.slot(fine.slot - self.question.slot));
        let full: Vec<_> = said.into_iter().zip(counts).collect();
        let answers: Vec<_> = answers.into_iter().enumerate().map(|(line, (fine, _))| (fine, line)).collect();
        let grid = self.grid(&full, whole.none.clone());
        let in_full = tell(&grid.without_empty_lines(), self.threshold, true);
        if in_full.is_some_and(|told| told.iter().flatten().all(|told| *told == Told::Exact)) {
            return self.table(whole, &full, answers, full.len());
        }
        let sum = |inside: bool| {
            let mut sums = vec![0; self.columns.len()];
            for (_, (_, counts)) in
                full.iter().enumerate().filter(|(place, _)| upper.contains(place) == inside)
            {
                sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
            sums
        };
        let together = together(upper.iter().map(|place| &full[*place].0));
        let lines = [(together, sum(true)), (Said::Choices(vec![]), sum(false))];
        let answers = answers.into_iter().map(|(fine, line)| (fine, usize::from(!upper.contains(&line))));
        self.table(whole, &lines, answers.collect(), 1)
    }

    /// A table of so many of its lines; the others are what is left over.
    fn table(
        &self,
        whole: &Whole<'_>,
        lines: &[(Said, Vec<u64>)],
        answers: Vec<(Fine, usize)>,
        shown: usize,
    ) -> Option<Draft> {
        let grid = self.grid(lines, whole.none.clone());
        let full = grid.without_empty_lines();
        // Where everybody who answered said the same, the total tells it already.
        if full.counts.len() < 2 {
            return None;
        }
        let told = tell(&full, self.threshold, true)?;
        let (bounds, answered) = self.as_shown(&full, &told);
        let filled: Vec<usize> = (0..lines.len()).filter(|line| grid.total(*line) > 0).collect();
        let answers =
            answers.into_iter().map(|(fine, line)| (fine, filled.iter().position(|known| *known == line)));
        let base = grid.base(self.threshold);
        let bases: Vec<u64> = (0..grid.groups())
            .map(|group| match base {
                BaseKind::Answered => grid.answered(group),
                BaseKind::Everybody => grid.size(group),
            })
            .collect();
        let overall_base = bases.iter().sum();
        let mut told = told.into_iter();
        let mut shown_lines = Vec::new();
        for (place, (said, counts)) in lines.iter().enumerate() {
            let total = grid.total(place);
            let told = if total == 0 { vec![Told::Exact; counts.len()] } else { told.next()? };
            if place < shown {
                let cells = (0..counts.len())
                    .map(|group| self.cell(told[group], counts[group], bases[group], grid.none[group], base));
                shown_lines.push(Line {
                    said: said.clone(),
                    overall: Cell::exact(total, overall_base),
                    cells: cells.collect(),
                });
            }
        }
        let table = Table {
            question: self.question.code.clone(),
            item: whole.item.cloned(),
            base,
            bases,
            overall_base,
            lines: shown_lines,
        };
        let answers = answers.collect();
        Some(Draft { table, place: self.place, unit: whole.unit, answers, bounds, answered, grid: full })
    }

    /// The bounds of each cell, and of how many answered, that follow from what is shown: where it is not shown how many of a
    /// group answered, a cell may be as many as the group.
    fn as_shown(&self, grid: &Grid, told: &[Vec<Told>]) -> (Vec<Vec<Bounds>>, Vec<Bounds>) {
        let mut bounds = bounds(grid, told, self.threshold);
        let groups = 0..grid.groups();
        if grid.base(self.threshold) == BaseKind::Answered {
            return (bounds, groups.map(|group| (grid.answered(group), grid.answered(group))).collect());
        }
        let (few, enough) = (self.threshold - 1, 2 * self.threshold);
        let answered = groups.map(|group| {
            let (size, none, answered) = (grid.size(group), grid.none[group], grid.answered(group));
            for (told, bounds) in told.iter().zip(&mut bounds) {
                let bounds = &mut bounds[group];
                match told[group] {
                    Told::Exact | Told::Few => {}
                    Told::Most => *bounds = (if none <= few { size - 2 * few } else { 0 }, size),
                    Told::Nothing => bounds.1 = size,
                }
            }
            let (least, most) = match (none, answered) {
                (none, _) if none <= few => (size - few.min(size), size),
                (_, answered) if answered <= few => (0, few),
                _ => (self.threshold, size - self.threshold),
            };
            if answered < enough { (least, most.min(enough - 1)) } else { (least.max(enough), most) }
        });
        let answered = answered.collect();
        (bounds, answered)
    }

    fn cell(&self, told: Told, count: u64, base: u64, none: u64, kind: BaseKind) -> Cell {
        let few = self.threshold - 1;
        let percent = |count| crate::tally::percent(count, base);
        match (told, kind) {
            (Told::Exact, _) => Cell::exact(count, base),
            (Told::Few, _) => Cell::AtMost { count: few, percent: percent(few) },
            (Told::Most, BaseKind::Answered) => {
                Cell::AtLeast { count: base - few, percent: percent(base - few) }
            }
            // Neither those who said something else nor those who did not answer are as many as the threshold.
            (Told::Most, BaseKind::Everybody) if none < self.threshold => {
                let least = base - 2 * few;
                Cell::AtLeast { count: least, percent: percent(least) }
            }
            (Told::Most | Told::Nothing, _) => Cell::Hidden,
        }
    }
}

/// The choices of a scale, the best first as they stand, and which of them are its upper half: of five the first two.
fn scale(choices: &[Pick]) -> (Vec<Said>, Vec<usize>) {
    let said = choices.iter().map(|choice| Said::Choices(vec![choice.code.clone()])).collect();
    let on_scale: Vec<_> = (0..choices.len()).filter(|place| !choices[*place].off_scale).collect();
    let half = (on_scale.len() / 2).max(1);
    (said, on_scale.into_iter().take(half).collect())
}

/// The upper bands that hold about half of all numbers.
fn upper_bands(counts: &[Vec<u64>]) -> Vec<usize> {
    let of = |bands: std::ops::Range<usize>| counts[bands].iter().flatten().sum::<u64>();
    let all = of(0..counts.len());
    let split = (1..counts.len()).min_by_key(|split| all.abs_diff(2 * of(*split..counts.len()))).unwrap_or(0);
    (split..counts.len()).collect()
}

/// Several answers as one.
fn together<'a>(said: impl Iterator<Item = &'a Said>) -> Said {
    let mut together = Said::Choices(Vec::new());
    for said in said {
        together = match (together, said) {
            (Said::Choices(mut choices), Said::Choices(more)) => {
                choices.extend(more.iter().cloned());
                Said::Choices(choices)
            }
            (Said::Values(from, to), Said::Values(more_from, more_to)) => {
                Said::Values(from.min(*more_from), to.max(*more_to))
            }
            (Said::Numbers(from, _), Said::Numbers(_, below)) => Said::Numbers(from, *below),
            (_, said) => said.clone(),
        };
    }
    together
}
