//! All that is shown, looked at together: a number that is hidden must be able to be another one.
//!
//! The proof is an exchange: some people answer otherwise, each as the form accepts it of that person, what is known of each
//! stays as it is, and so does every figure that is shown. Then nobody can know that it was not so, and a number that has
//! changed does not follow. What people could have answered instead is taken from what others did answer: to one
//! question, to an item, to one choice of several, to a question with all that skip logic ties to it, or to all of these
//! (see `steps.rs`). Two such steps, or four, that leave every figure as it is make an exchange.
//!
//! Known of people are the categories that results are broken down by; whoever is alike in them can be told apart by name, and
//! still by no figure. So it is enough to look at sums over combinations of categories: the sums that all exchanges leave as
//! they are may follow, and none of them may stand for fewer people than the threshold, or leave fewer (see `things.rs`). Where
//! there are many combinations, or more people than are kept, it is looked at the groups of the breakdowns alone and at those who
//! are asked by what is known of them; where more people than are kept, at no crossings either.

mod people;
mod steps;
mod things;

use std::collections::{BTreeSet, HashMap};

use self::people::People;
use self::steps::{Component, Kind, Step, components, kinds, steps};
use self::things::{Sums, Thing, things};
use super::Rules;
use super::groups::Grouping;
use super::table::Draft;
use crate::tally::layout::{ANSWERED, NOT_RELEVANT, SKIPPED, Shape};
use crate::tally::{Counted, Figures, Missing, Tally, Withheld};

/// Of the steps that could cancel out, so many pairs are tried of each sort.
const MOST_PAIRS: usize = 600;
/// So many pairs that leave the totals alone are kept, to find two that cancel out in the breakdowns.
const MOST_HALVES: usize = 30_000;

/// Of so many steps exchanges of four people are made.
const MOST_IN_FOURS: usize = 1_000;

/// A table of a question, item or choice in a breakdown.
type Place = (usize, (usize, usize));

/// Takes away what must go so that nothing hidden follows: tables, and totals where it follows without any table.
pub(super) fn keep_what_holds(
    counted: &Counted,
    groupings: &[Grouping],
    threshold: u64,
    rules: Rules,
    tally: &mut Tally,
    drafts: &mut [Vec<Draft>],
) {
    let mut people = People::of(counted, rules.combinations);
    let combinations = people.combinations.clone();
    let surely: Vec<Vec<Option<bool>>> =
        combinations.iter().map(|combination| people.surely_asked(combination)).collect();
    if rules.known && !people.complete {
        withhold_of_known_groups(counted, &mut people, threshold, tally);
    }
    for component in components(&people) {
        let kinds = kinds(&people, &component);
        let steps = steps(&mut people, &component, &kinds);
        let of_component: Vec<(usize, &Draft)> = drafts
            .iter()
            .enumerate()
            .flat_map(|(breakdown, drafts)| drafts.iter().map(move |draft| (breakdown, draft)))
            .filter(|(_, draft)| component.contains(&draft.place))
            .collect();
        let plain: Vec<&Draft> = of_component.iter().map(|(_, draft)| *draft).collect();
        let things = things(&people, &surely, &component, &kinds, &plain);
        let crossings = if rules.crossings && people.all {
            crossings(&people, &component, &kinds, &steps, &things, threshold)
        } else {
            Vec::new()
        };
        let mut cells = Vec::new();
        if rules.known && !people.complete {
            cells = group_cells(counted, &people, groupings, &things, threshold);
        }
        let mut sizes = vec![0; people.combinations.len()];
        people.list.iter().for_each(|person| sizes[person.combination] += 1);
        let trial = Trial {
            people: &people,
            groupings,
            threshold: threshold.try_into().unwrap_or(i64::MAX),
            component: &component,
            kinds: &kinds,
            steps: &steps,
            things: &things,
            sizes: &sizes,
            crossings,
            cells,
            known: rules.known && people.complete,
        };
        trial.hold_totals(tally);
        let is_told = |draft: &Draft| super::is_told(tally, &draft.table);
        let all: Vec<Place> = of_component
            .iter()
            .filter(|(_, draft)| is_told(draft))
            .map(|(by, draft)| (*by, draft.unit))
            .collect();
        // The last table of what follows goes, or else the last of all.
        let mut kept = all;
        // What was proved stays proved when less is shown.
        let mut goals = trial.goals(tally, &kept);
        loop {
            let faults = trial.faults(tally, &of_component, &kept, &mut goals);
            if faults.is_empty() || kept.is_empty() {
                break;
            }
            let mut gone: Vec<usize> = Vec::new();
            for fault in &faults {
                let last = |of: &dyn Fn((usize, usize)) -> bool| kept.iter().rposition(|(_, unit)| of(*unit));
                gone.extend(
                    last(&|unit| unit == fault.unit).or_else(|| last(&|unit| unit.0 == fault.unit.0)),
                );
            }
            if gone.is_empty() {
                kept.pop();
            }
            let mut place = 0;
            kept.retain(|_| {
                place += 1;
                !gone.contains(&(place - 1))
            });
            let is_shown = |breakdown: usize| trial.people.all || kept.iter().any(|(by, _)| *by == breakdown);
            goals.cells.iter_mut().for_each(|cells| cells.retain(|cell| is_shown(cell.breakdown)));
        }
        for (breakdown, drafts) in drafts.iter_mut().enumerate() {
            drafts
                .retain(|draft| !component.contains(&draft.place) || kept.contains(&(breakdown, draft.unit)));
        }
    }
}

/// Where the people are too many to look at each: withholds questions that are asked by what is known of people, as far as
/// their counts are of too few of those who are asked, or may be asked.
fn withhold_of_known_groups(counted: &Counted, people: &mut People<'_>, threshold: u64, tally: &mut Tally) {
    let layout = people.layout;
    // How many are surely asked each question, and how many may be.
    let (mut sure, mut may) = (vec![0; layout.questions.len()], vec![0; layout.questions.len()]);
    for (combination, count) in counted.combinations(None) {
        for (place, asked) in people.surely_asked(combination).into_iter().enumerate() {
            sure[place] += if asked == Some(true) { count } else { 0 };
            may[place] += if asked == Some(false) { 0 } else { count };
        }
    }
    let everybody = counted.respondents();
    let too_few = |count: u64, of: u64| {
        let few = |count: u64| (1..threshold).contains(&count);
        few(count) || few(of.saturating_sub(count)) || of < 2 * threshold
    };
    for (place, question) in layout.questions.iter().enumerate().filter(|(place, _)| !people.known[*place]) {
        let asked = everybody - counted.count(question.slot + NOT_RELEVANT, 0);
        let undecided = may[place] - sure[place];
        if undecided > 0 && undecided < everybody && too_few(asked.saturating_sub(sure[place]), undecided) {
            withhold(tally, people, place, None);
        }
        if may[place] < everybody {
            for offset in SKIPPED..question.shape.slots() {
                if too_few(counted.count(question.slot + offset, 0), may[place]) {
                    withhold(tally, people, place, item_of(&question.shape, offset));
                }
            }
        }
    }
}

fn withhold(tally: &mut Tally, people: &People<'_>, question: usize, item: Option<usize>) {
    let found = &mut tally.questions[question];
    let shape = &people.layout.questions[question].shape;
    if let (Figures::Matrix { items, withheld }, Some(item), Shape::Matrix(codes, _)) =
        (&mut found.figures, item, shape)
    {
        if !withheld.contains(&codes[item]) {
            withheld.push(codes[item].clone());
            items.retain(|own| own.item != codes[item]);
        }
    } else {
        found.figures = Figures::Withheld { why: Withheld::TooFew };
        (found.answered, found.missing) = (0, Missing::default());
    }
}

/// What follows although it must not.
#[derive(Debug, Clone, Copy)]
struct Fault {
    question: usize,
    item: Option<usize>,
    unit: (usize, usize),
    /// Whether it is a crossing of two answers.
    is_crossing: bool,
}

impl Thing {
    fn fault(&self) -> Fault {
        Fault { question: self.question, item: self.item, unit: self.unit, is_crossing: false }
    }
}

/// Two things that are said by the same people, or by all but the same few.
#[derive(Debug, Clone, Copy)]
struct Crossing {
    one: usize,
    other: usize,
    fault: Fault,
}

/// All that an exchange is held against.
struct Trial<'a> {
    people: &'a People<'a>,
    groupings: &'a [Grouping],
    threshold: i64,
    component: &'a Component,
    kinds: &'a [Kind],
    steps: &'a [Step],
    things: &'a [Thing],
    /// How many people have each combination.
    sizes: &'a [i64],
    crossings: Vec<Crossing>,
    /// Where the people are too many to look at each of their combinations: what must not follow of each group.
    cells: Vec<GroupCell>,
    /// Whether it is looked at each combination: it must not follow how many of some of them say something.
    known: bool,
}

/// The pairs of answers of which it must not follow how many gave both: few did, or few gave one without the other. Not those
/// that nobody can give together, nor those of which one is given by everybody who could, or by everybody or nobody of the many who
/// were asked the other: its count or rest is a total.
fn crossings(
    people: &People<'_>,
    component: &Component,
    kinds: &[Kind],
    steps: &[Step],
    things: &[Thing],
    threshold: u64,
) -> Vec<Crossing> {
    let threshold = i64::try_from(threshold).unwrap_or(i64::MAX);
    let few = |count: i64| (1..threshold).contains(&count);
    let total = |slot: usize| {
        kinds
            .iter()
            .filter(|kind| kind.slots.binary_search(&slot).is_ok())
            .map(|kind| kind.count)
            .sum::<i64>()
    };
    let everybody: i64 = kinds.iter().map(|kind| kind.count).sum();
    let has = |kind: &Kind, slot: usize| kind.slots.binary_search(&slot).is_ok();
    // Whether many were asked a question, among them all who gave the one answer, and all or none of them gave the other.
    let is_one_sided = |slot: usize, of: usize, question: usize| {
        component.iter().any(|own| {
            let not_asked = people.layout.questions[*own].slot + NOT_RELEVANT;
            let asked = || kinds.iter().filter(|kind| !has(kind, not_asked));
            let count =
                |slot: usize| asked().filter(|kind| has(kind, slot)).map(|kind| kind.count).sum::<i64>();
            let (said, all) = (count(slot), asked().map(|kind| kind.count).sum::<i64>());
            let many = all >= 2 * threshold;
            (said == all && (many || *own == question) || said == 0 && many) && count(of) == total(of)
        })
    };
    // Answers, by slot, with how many gave each.
    let mut answers: Vec<(usize, &Thing, i64)> = Vec::new();
    for (place, thing) in things.iter().enumerate() {
        let [(slot, _)] = thing.slots[..] else { continue };
        let counting = &people.layout.questions[thing.question];
        let said = total(slot);
        let asked = everybody - total(counting.slot + NOT_RELEVANT);
        if counting.shape.is_answer(slot - counting.slot) && said > 0 && said < asked {
            answers.push((place, thing, said));
        }
    }
    let mut crossings = Vec::new();
    for (place, (one, of, said)) in answers.iter().enumerate() {
        for (other, of_other, said_other) in &answers[place + 1..] {
            let (slot, other_slot) = (of.slots[0].0, of_other.slots[0].0);
            let same = of.question == of_other.question && of.item == of_other.item;
            if same
                && !matches!(
                    people.layout.questions[of.question].shape,
                    Shape::Several(_) | Shape::Ranking(..)
                )
            {
                continue;
            }
            let both: i64 = kinds
                .iter()
                .filter(|kind| has(kind, slot) && has(kind, other_slot))
                .map(|kind| kind.count)
                .sum();
            if !(few(both) || few(said - both) || few(said_other - both)) {
                continue;
            }
            if is_one_sided(slot, other_slot, of_other.question)
                || is_one_sided(other_slot, slot, of.question)
            {
                continue;
            }
            let mut seen = [both > 0, both < *said, both < *said_other];
            if let (true, Shape::Ranking(choices, ranks)) =
                (same, &people.layout.questions[of.question].shape)
            {
                let first = people.layout.questions[of.question].slot + ANSWERED + 1;
                let (place, other_place) = (slot - first, other_slot - first);
                if place / ranks == other_place / ranks || place % ranks == other_place % ranks {
                    continue;
                }
                // Of two, the second follows from the first.
                seen = [choices.len() > 2; 3];
            }
            for step in steps {
                if seen == [true; 3] {
                    break;
                }
                let gives = |slot: usize| {
                    let moved = step.delta.iter().find(|(own, _)| *own == slot).map_or(0, |(_, by)| *by);
                    i32::from(has(&kinds[step.kind], slot)) + moved > 0
                };
                match (gives(slot), gives(other_slot)) {
                    (true, true) => seen[0] = true,
                    (true, false) => seen[1] = true,
                    (false, true) => seen[2] = true,
                    (false, false) => {}
                }
            }
            if seen == [true; 3] {
                let later = if of_other.question >= of.question { of_other } else { of };
                let fault = Fault { is_crossing: true, ..later.fault() };
                crossings.push(Crossing { one: *one, other: *other, fault });
            }
        }
    }
    crossings
}

/// What is shown, as bounds of numbers.
#[derive(Default)]
struct Shown {
    /// By how much each may rise and fall.
    room: Vec<(i64, i64)>,
    /// So many are totals.
    totals: usize,
    by_slot: HashMap<usize, Vec<Counts>>,
    seen: HashMap<(usize, u32), usize>,
}

/// Which figures a slot counts for, and how.
#[derive(Clone, Copy)]
struct Counts {
    /// Of the first group.
    figure: usize,
    breakdown: Option<usize>,
    by: i32,
}

impl Shown {
    fn exact(&mut self) -> usize {
        self.room.push((0, 0));
        self.room.len() - 1
    }
}

impl Trial<'_> {
    /// Withholds totals until nothing follows from them alone.
    fn hold_totals(&self, tally: &mut Tally) {
        while let Some(fault) = self.faults(tally, &[], &[], &mut self.goals(tally, &[])).first() {
            if !self.withhold(tally, *fault) {
                break;
            }
        }
    }

    /// Withholds what a fault is in, or else the last of the component that is shown; `false` if nothing is.
    fn withhold(&self, tally: &mut Tally, fault: Fault) -> bool {
        let shown =
            || self.component.iter().rev().filter(|place| is_shown(tally, self.people, **place, None));
        let last = shown().next();
        // Two answers follow from a third question: how many were asked it, say. Then that goes, rather than they.
        let mends = |place: &&usize| {
            let mut without = tally.clone();
            withhold(&mut without, self.people, **place, None);
            let left = self.faults(&without, &[], &[], &mut self.goals(&without, &[]));
            left.iter().all(|left| left.unit != fault.unit)
        };
        let (question, item) = if let Some(third) = if fault.is_crossing { shown().find(mends) } else { None }
        {
            (*third, None)
        } else if is_shown(tally, self.people, fault.question, fault.item) {
            (fault.question, fault.item)
        } else {
            let Some(last) = last else { return false };
            (*last, None)
        };
        withhold(tally, self.people, question, item);
        true
    }

    /// What is to be proved of totals and these tables.
    fn goals(&self, tally: &Tally, places: &[Place]) -> Goals {
        let mut goals = Goals::new(self, tally);
        // Of many people a part is looked at: rare answers are seldom among theirs.
        let counts =
            |cell: &&GroupCell| self.people.all || places.iter().any(|(by, _)| *by == cell.breakdown);
        for cell in self.cells.iter().filter(counts) {
            goals.cells[cell.thing].push(cell.clone());
        }
        goals
    }

    /// What follows from totals and these tables although it must not.
    fn faults(
        &self,
        tally: &Tally,
        drafts: &[(usize, &Draft)],
        places: &[Place],
        goals: &mut Goals,
    ) -> Vec<Fault> {
        if !goals.are_met() {
            let shown = self.shown(tally, drafts, places);
            Search { trial: self, shown: &shown, steps: self.by_figure(&shown) }.run(goals);
        }
        goals.faults(self)
    }

    fn shown(&self, tally: &Tally, drafts: &[(usize, &Draft)], places: &[Place]) -> Shown {
        let mut shown = Shown::default();
        for &question in self.component {
            let counting = &self.people.layout.questions[question];
            for offset in 0..counting.shape.slots() {
                if is_shown(tally, self.people, question, item_of(&counting.shape, offset)) {
                    let figure = shown.exact();
                    let counts = Counts { figure, breakdown: None, by: 1 };
                    shown.by_slot.entry(counting.slot + offset).or_default().push(counts);
                }
            }
        }
        for key in self.steps.iter().flat_map(|step| &step.seen).map(|(key, _)| *key) {
            if !shown.seen.contains_key(&key) {
                let figure = shown.exact();
                shown.seen.insert(key, figure);
            }
        }
        shown.totals = shown.room.len();
        for (breakdown, draft) in drafts.iter().filter(|(by, draft)| places.contains(&(*by, draft.unit))) {
            let mut add = |room: Vec<(i64, i64)>, slots: &[(usize, i32)]| {
                let figure = shown.room.len();
                shown.room.extend(room);
                for (slot, by) in slots {
                    let counts = Counts { figure, breakdown: Some(*breakdown), by: *by };
                    shown.by_slot.entry(*slot).or_default().push(counts);
                }
            };
            let room = |now: u64, (least, most): (u64, u64)| {
                (most.saturating_sub(now).cast_signed(), now.saturating_sub(least).cast_signed())
            };
            for (line, bounds) in draft.bounds.iter().enumerate() {
                let of_line = draft.answers.iter().filter(|(_, own)| *own == Some(line));
                let rooms =
                    bounds.iter().zip(&draft.grid.counts[line]).map(|(bounds, now)| room(*now, *bounds));
                add(rooms.collect(), &slots(of_line.map(|(fine, _)| *fine)));
            }
            let groups = 0..draft.answered.len();
            let rooms = groups.map(|group| room(draft.grid.answered(group), draft.answered[group]));
            add(rooms.collect(), &slots(draft.answers.iter().map(|(fine, _)| *fine)));
        }
        shown
    }

    /// By how much each step changes each figure, those that leave no room first.
    fn by_figure(&self, shown: &Shown) -> Vec<Moved> {
        let groups: Vec<Vec<usize>> = self
            .groupings
            .iter()
            .enumerate()
            .map(|(breakdown, grouping)| {
                let of = |categories: &Vec<u8>| {
                    let category = usize::from(categories[breakdown]);
                    grouping.iter().position(|group| group.contains(&category)).unwrap_or(0)
                };
                self.people.combinations.iter().map(of).collect()
            })
            .collect();
        let moved = |step: &Step| {
            let combination = self.kinds[step.kind].combination;
            let mut all: Vec<(usize, i32)> = Vec::new();
            for (slot, delta) in &step.delta {
                for counts in shown.by_slot.get(slot).into_iter().flatten() {
                    let group = counts.breakdown.map_or(0, |breakdown| groups[breakdown][combination]);
                    all.push((counts.figure + group, delta * counts.by));
                }
            }
            all.extend(step.seen.iter().map(|(key, by)| (shown.seen[key], *by)));
            let (fixed, free): (Vec<_>, Vec<_>) =
                together(all).into_iter().partition(|(figure, _)| shown.room[*figure] == (0, 0));
            Moved { fixed, free }
        };
        self.steps.iter().map(moved).collect()
    }
}

/// By how much figures change: those that must stay, and those with room.
struct Moved {
    fixed: Vec<(usize, i32)>,
    free: Vec<(usize, i32)>,
}

/// Adds up what there is of each.
fn together(mut all: Vec<(usize, i32)>) -> Vec<(usize, i32)> {
    all.sort_unstable();
    let mut sums: Vec<(usize, i32)> = Vec::with_capacity(all.len());
    for (place, by) in all {
        match sums.last_mut() {
            Some((last, sum)) if *last == place => *sum += by,
            _ => sums.push((place, by)),
        }
    }
    sums.retain(|(_, by)| *by != 0);
    sums
}

fn slots(fine: impl Iterator<Item = super::table::Fine>) -> Vec<(usize, i32)> {
    together(
        fine.flat_map(|fine| [(fine.slot, 1)].into_iter().chain(fine.less.map(|less| (less, -1)))).collect(),
    )
}

fn item_of(shape: &Shape, offset: usize) -> Option<usize> {
    match shape {
        Shape::Matrix(_, choices) if offset > ANSWERED => Some((offset - ANSWERED - 1) / (1 + choices.len())),
        _ => None,
    }
}

fn is_shown(tally: &Tally, people: &People<'_>, question: usize, item: Option<usize>) -> bool {
    match (&tally.questions[question].figures, item, &people.layout.questions[question].shape) {
        (Figures::Withheld { .. }, _, _) => false,
        (Figures::Matrix { withheld, .. }, Some(item), Shape::Matrix(items, _)) => {
            !withheld.contains(&items[item])
        }
        _ => true,
    }
}

/// How many of a group say something, or don't, where that must not follow.
#[derive(Debug, Clone)]
struct GroupCell {
    thing: usize,
    breakdown: usize,
    /// Which combinations belong to the group.
    members: Vec<bool>,
}

/// What is said by few of a group of a breakdown, or by all but few, as far as people of it may or may not say it.
fn group_cells(
    counted: &Counted,
    people: &People<'_>,
    groupings: &[Grouping],
    things: &[Thing],
    threshold: u64,
) -> Vec<GroupCell> {
    let threshold = i64::try_from(threshold).unwrap_or(i64::MAX);
    let few = |count: i64| (1..threshold).contains(&count);
    let mut cells = Vec::new();
    for (breakdown, (profile, grouping)) in counted.layout.profiles().iter().zip(groupings).enumerate() {
        for categories in grouping {
            let columns = || categories.iter().map(|category| profile.column + category);
            let size: u64 = columns().map(|column| counted.in_column(column)).sum();
            let is_member = |of: &Vec<u8>| categories.contains(&usize::from(of[breakdown]));
            let members: Vec<bool> = people.combinations.iter().map(is_member).collect();
            for (place, thing) in things.iter().enumerate() {
                let in_slot = |slot: usize| columns().map(|column| counted.count(slot, column)).sum::<u64>();
                let said: i64 =
                    thing.slots.iter().map(|(slot, by)| i64::from(*by) * in_slot(*slot).cast_signed()).sum();
                let may_differ = members.iter().zip(&thing.open).any(|(member, open)| *member && *open);
                if may_differ && (few(said) || few(size.cast_signed() - said)) {
                    cells.push(GroupCell { thing: place, breakdown, members: members.clone() });
                }
            }
        }
    }
    cells
}

/// By how much a step changes what is counted in some slots.
fn moved_by(slots: &[(usize, i32)], step: &Step) -> i32 {
    let delta = |slot: usize| match step.delta.binary_search_by_key(&slot, |(own, _)| *own) {
        Ok(place) => step.delta[place].1,
        Err(_) => 0,
    };
    slots.iter().map(|(slot, by)| by * delta(*slot)).sum()
}

/// What is to be proved, and how far it is.
struct Goals {
    sums: Vec<Sums>,
    /// By slot, the things that it counts for.
    by_slot: HashMap<usize, Vec<(usize, i32)>>,
    /// Things that may still follow of some people.
    open: usize,
    totals_shown: Vec<bool>,
    /// By thing, what must not follow of groups.
    cells: Vec<Vec<GroupCell>>,
    crossed: Vec<bool>,
    crossings_left: usize,
}

impl Goals {
    fn new(trial: &Trial<'_>, tally: &Tally) -> Self {
        let sums: Vec<Sums> = trial.things.iter().map(Sums::new).collect();
        let mut by_slot: HashMap<usize, Vec<(usize, i32)>> = HashMap::new();
        for (place, thing) in trial.things.iter().enumerate() {
            for (slot, by) in &thing.slots {
                by_slot.entry(*slot).or_default().push((place, *by));
            }
        }
        let totals_shown = trial.things.iter().map(|thing| {
            // How many were asked, answered or skipped may follow from what the condition speaks of.
            let basic = thing.slots.iter().all(|(slot, _)| {
                let counting = &trial.people.layout.questions[thing.question];
                slot - counting.slot <= ANSWERED
            });
            basic || is_shown(tally, trial.people, thing.question, thing.item)
        });
        let totals_shown: Vec<bool> = totals_shown.collect();
        let is_open = |(sums, shown): &(&Sums, &bool)| trial.known && !(sums.parts <= 1 && **shown);
        let open = sums.iter().zip(&totals_shown).filter(is_open).count();
        let crossings_left = trial.crossings.len();
        let crossed = vec![false; crossings_left];
        let cells = vec![Vec::new(); trial.things.len()];
        Self { sums, by_slot, open, totals_shown, cells, crossed, crossings_left }
    }

    fn are_met(&self) -> bool {
        self.open == 0 && self.crossings_left == 0 && self.cells.iter().all(Vec::is_empty)
    }

    /// Takes in a possible exchange.
    fn take(&mut self, trial: &Trial<'_>, steps: &[usize]) {
        let mut moved: Vec<(usize, usize, i32)> = Vec::new();
        for step in steps.iter().map(|step| &trial.steps[*step]) {
            let combination = trial.kinds[step.kind].combination;
            for (slot, delta) in &step.delta {
                for (thing, by) in self.by_slot.get(slot).into_iter().flatten() {
                    moved.push((*thing, combination, delta * by));
                }
            }
        }
        moved.sort_unstable();
        for own in moved.chunk_by(|a, b| a.0 == b.0) {
            self.cells[own[0].0].retain(|cell| {
                let inside = own.iter().filter(|(_, combination, _)| cell.members[*combination]);
                inside.map(|(.., by)| by).sum::<i32>() == 0
            });
            let (sums, shown) = (&mut self.sums[own[0].0], self.totals_shown[own[0].0]);
            let is_done = |sums: &Sums| sums.parts <= 1 && (shown || sums.total_moves);
            if trial.known && !is_done(sums) {
                let change = together(own.iter().map(|(_, combination, by)| (*combination, *by)).collect());
                sums.take(&change);
                self.open -= usize::from(is_done(sums));
            }
        }
        let steps = || steps.iter().map(|step| &trial.steps[*step]);
        for (crossing, crossed) in trial.crossings.iter().zip(&mut self.crossed) {
            if !*crossed && steps().map(|step| trial.crosses(crossing, step)).sum::<i32>() != 0 {
                *crossed = true;
                self.crossings_left -= 1;
            }
        }
    }

    /// What may still follow although it must not, once for each table that there could be of it.
    fn faults(&self, trial: &Trial<'_>) -> Vec<Fault> {
        let mut faults: Vec<Fault> = Vec::new();
        let mut add = |fault: Fault| {
            if faults.iter().all(|known| known.unit != fault.unit) {
                faults.push(fault);
            }
        };
        for ((thing, sums), shown) in trial.things.iter().zip(&self.sums).zip(&self.totals_shown) {
            if trial.known && !sums.hold(thing, trial.sizes, trial.threshold, *shown) {
                add(thing.fault());
            }
        }
        let unproved = trial.things.iter().zip(&self.cells).filter(|(_, cells)| !cells.is_empty());
        unproved.for_each(|(thing, _)| add(thing.fault()));
        let crossings = trial.crossings.iter().zip(&self.crossed).filter(|(_, crossed)| !**crossed);
        crossings.for_each(|(crossing, _)| add(crossing.fault));
        faults
    }
}

impl Trial<'_> {
    /// By how much a step changes how many say both.
    fn crosses(&self, crossing: &Crossing, step: &Step) -> i32 {
        let before = |thing: usize| {
            let slots = &self.kinds[step.kind].slots;
            let says = |(slot, by): &(usize, i32)| by * i32::from(slots.binary_search(slot).is_ok());
            self.things[thing].slots.iter().map(says).sum::<i32>()
        };
        let moved = |thing: usize| moved_by(&self.things[thing].slots, step);
        let (by, other_by) = (moved(crossing.one), moved(crossing.other));
        if (by, other_by) == (0, 0) {
            return 0;
        }
        let (one, other) = (before(crossing.one), before(crossing.other));
        (one + by) * (other + other_by) - one * other
    }
}

/// The search for exchanges.
struct Search<'a> {
    trial: &'a Trial<'a>,
    shown: &'a Shown,
    steps: Vec<Moved>,
}

impl Search<'_> {
    fn run(&self, goals: &mut Goals) {
        let mut alike: HashMap<&[(usize, i32)], Vec<usize>> = HashMap::new();
        for (place, moved) in self.steps.iter().enumerate() {
            alike.entry(&moved.fixed).or_default().push(place);
        }
        let mut keys: Vec<&[(usize, i32)]> = alike.keys().copied().collect();
        keys.sort_unstable();
        for key in &keys {
            if key.is_empty() {
                for step in &alike[key] {
                    self.consider(&[*step], goals);
                }
            } else if key[0].1 > 0 {
                let back: Vec<(usize, i32)> = key.iter().map(|(figure, by)| (*figure, -by)).collect();
                for pair in
                    alike.get(&back[..]).into_iter().flat_map(|back| pairs(&alike[key], back, MOST_PAIRS))
                {
                    self.consider(&pair, goals);
                    if goals.are_met() {
                        return;
                    }
                }
            }
        }
        for fault in goals.faults(self.trial) {
            self.run_in_fours(fault, goals);
        }
    }

    /// Two pairs that leave the totals alone, and between them the breakdowns: of the steps that move what is at fault and
    /// little else.
    fn run_in_fours(&self, fault: Fault, goals: &mut Goals) {
        let of_fault = self.trial.things.iter().filter(|thing| thing.unit == fault.unit);
        let slots: BTreeSet<usize> =
            of_fault.flat_map(|thing| thing.slots.iter().map(|(slot, _)| *slot)).collect();
        let moves = |step: &Step| step.delta.iter().any(|(slot, _)| slots.contains(slot));
        let mut some: Vec<usize> =
            (0..self.steps.len()).filter(|place| moves(&self.trial.steps[*place])).collect();
        some.sort_by_key(|place| self.trial.steps[*place].delta.len());
        some.truncate(MOST_IN_FOURS);
        let totals = |moved: &Moved| -> Vec<(usize, i32)> {
            moved.fixed.iter().copied().take_while(|(figure, _)| *figure < self.shown.totals).collect()
        };
        let mut alike: HashMap<Vec<(usize, i32)>, Vec<usize>> = HashMap::new();
        for place in some {
            alike.entry(totals(&self.steps[place])).or_default().push(place);
        }
        let mut keys: Vec<&Vec<(usize, i32)>> = alike.keys().collect();
        keys.sort_unstable();
        let mut halves: HashMap<Vec<(usize, i32)>, Vec<[usize; 2]>> = HashMap::new();
        let each = (MOST_HALVES / keys.len().max(1)).max(40);
        for key in keys.iter().filter(|key| key.first().is_some_and(|(_, by)| *by > 0)) {
            let back: Vec<(usize, i32)> = key.iter().map(|(figure, by)| (*figure, -by)).collect();
            for pair in alike.get(&back).into_iter().flat_map(|back| pairs(&alike[*key], back, each)) {
                let fixed = pair.iter().flat_map(|step| self.steps[*step].fixed.iter().copied()).collect();
                let rest = together(fixed);
                if !rest.is_empty() {
                    halves.entry(rest).or_default().push(pair);
                }
            }
        }
        let mut keys: Vec<&Vec<(usize, i32)>> = halves.keys().collect();
        keys.sort_unstable();
        for key in keys {
            let back: Vec<(usize, i32)> = key.iter().map(|(figure, by)| (*figure, -by)).collect();
            if key < &back {
                continue;
            }
            let (ahead, back) = (&halves[key], halves.get(&back).map_or(&[][..], Vec::as_slice));
            if back.is_empty() {
                continue;
            }
            for place in 0..ahead.len().max(back.len()).min(MOST_PAIRS) {
                // Those at the same place are often one exchange and its contrary.
                for other in [place + 1, place + 3, place] {
                    let ([a, b], [c, d]) = (ahead[place % ahead.len()], back[other % back.len()]);
                    self.consider(&[a, b, c, d], goals);
                }
                if goals.are_met() {
                    return;
                }
            }
        }
    }

    /// Takes in some steps if every figure stays as it is shown.
    fn consider(&self, steps: &[usize], goals: &mut Goals) {
        let kinds: Vec<usize> = steps.iter().map(|step| self.trial.steps[*step].kind).collect();
        let enough = kinds.iter().all(|kind| {
            let same = kinds.iter().filter(|other| *other == kind).count();
            i64::try_from(same).is_ok_and(|same| same <= self.trial.kinds[*kind].count)
        });
        let free = || steps.iter().flat_map(|step| self.steps[*step].free.iter().copied()).collect();
        let fits = |(figure, by): &(usize, i32)| {
            let (rise, fall) = self.shown.room[*figure];
            (-fall..=rise).contains(&i64::from(*by))
        };
        if enough && together(free()).iter().all(fits) {
            goals.take(self.trial, steps);
        }
    }
}

/// Pairs of these and those: all if they are few, else some of each.
fn pairs(these: &[usize], those: &[usize], most: usize) -> Vec<[usize; 2]> {
    if these.len() * those.len() <= most {
        return these.iter().flat_map(|one| those.iter().map(move |other| [*one, *other])).collect();
    }
    let rounds = most.div_ceil(these.len().max(those.len())).max(2);
    let longest = these.len().max(those.len());
    let pair = move |round: usize| {
        (0..longest).map(move |place| [these[place % these.len()], those[(place + round) % those.len()]])
    };
    (0..rounds).flat_map(pair).collect()
}
