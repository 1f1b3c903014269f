//! Who answered what, so that it can be tried what else they could have answered.

use std::collections::{BTreeMap, HashMap};

use crate::relevance::{Answered, Expression, Reference, Value};
use crate::tally::Counted;
use crate::tally::count::slots_of;
use crate::tally::layout::{Asked, Layout, NOT_RELEVANT, SKIPPED, Shape};
use crate::tally::read::{Cell, NONE, Sheet, value};

/// An answer that somebody gave, or could give. Number 0 of each question is none.
#[derive(Debug)]
pub(super) struct Given {
    cell: Cell,
    pub(super) list: Vec<u16>,
    pub(super) slots: Vec<usize>,
}

#[derive(Debug)]
pub(super) struct Person {
    /// What is known: one of the combinations of categories.
    pub(super) combination: usize,
    version: u32,
    /// The number of the answer to each question.
    pub(super) answers: Vec<u32>,
}

/// The answers to some questions that are changed.
pub(super) type Change = Vec<(usize, u32)>;

/// The responses that are kept, taken apart.
#[derive(Debug)]
pub(super) struct People<'a> {
    pub(super) layout: &'a Layout,
    pub(super) combinations: Vec<Vec<u8>>,
    pub(super) list: Vec<Person>,
    given: Vec<Vec<Given>>,
    numbers: HashMap<(usize, String), u32>,
    /// Whether these are all.
    pub(super) all: bool,
    /// Whether these are all, and of so few combinations that all sums over some of them are looked at.
    pub(super) complete: bool,
    /// Whether the answers to a question are known of everybody: results are broken down by them.
    pub(super) known: Vec<bool>,
    /// The questions whose conditions or constraints speak of a question.
    pub(super) dependents: Vec<Vec<usize>>,
}

/// Answers as an expression sees them.
struct Filled<'a> {
    people: &'a People<'a>,
    answers: &'a [u32],
}

impl Answered for Filled<'_> {
    fn value(&self, reference: &Reference) -> Value<'_> {
        let Some(place) = self.people.layout.place(reference.question.as_str()) else {
            return Value::empty();
        };
        let given = self.people.given(place, self.answers[place]);
        value(&self.people.layout.questions[place].shape, &given.cell, &given.list, reference.item.as_ref())
    }
}

impl<'a> People<'a> {
    pub(super) fn of(counted: &'a Counted, most_combinations: usize) -> Self {
        let layout = &*counted.layout;
        let count = layout.questions.len();
        let mut known = vec![false; count];
        layout.profiles.iter().for_each(|profile| known[profile.place] = true);
        let nothing = || vec![Given { cell: Cell::Empty, list: Vec::new(), slots: Vec::new() }];
        let mut people = Self {
            layout,
            combinations: Vec::new(),
            list: Vec::new(),
            given: (0..count).map(|_| nothing()).collect(),
            numbers: HashMap::new(),
            all: false,
            complete: false,
            known,
            dependents: dependents(layout),
        };
        let mut sheet = Sheet::new(layout);
        let mut combinations: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        for (line, same) in counted.kept() {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let (version, answers) = line.split_at(digits);
            let Ok(version) = version.parse() else { continue };
            if sheet.read(layout, &mut serde_json::Deserializer::from_str(answers)).is_err() {
                continue;
            }
            let answers: Vec<u32> = (0..count).map(|place| people.read(place, &sheet)).collect();
            let categories = layout.profiles.iter().map(|profile| match sheet.cells[profile.place] {
                Cell::One(chosen) => u8::try_from(chosen).unwrap_or(u8::MAX),
                _ => u8::try_from(profile.choices.len()).unwrap_or(u8::MAX),
            });
            let next = combinations.len();
            let combination = *combinations.entry(categories.collect()).or_insert(next);
            for _ in 0..same {
                people.list.push(Person { combination, version, answers: answers.clone() });
            }
        }
        people.combinations = vec![Vec::new(); combinations.len()];
        for (categories, place) in combinations {
            people.combinations[place] = categories;
        }
        people.all = people.list.len() as u64 == counted.respondents();
        people.complete = people.all && people.combinations.len() <= most_combinations;
        people
    }

    fn read(&mut self, place: usize, sheet: &Sheet) -> u32 {
        let cell = sheet.cells[place].clone();
        match cell {
            Cell::Empty => 0,
            Cell::Listed(start, count) => {
                let list = sheet.listed(start, count).to_vec();
                self.listed(place, list)
            }
            cell => self.number(place, cell, Vec::new()),
        }
    }

    /// The number of an answer that is a list; none if the list is empty.
    pub(super) fn listed(&mut self, place: usize, list: Vec<u16>) -> u32 {
        if list.iter().all(|chosen| *chosen == NONE) {
            return 0;
        }
        self.number(place, Cell::Listed(0, list.len()), list)
    }

    fn number(&mut self, place: usize, cell: Cell, list: Vec<u16>) -> u32 {
        let key = (place, format!("{cell:?}{list:?}"));
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let mut slots = Vec::new();
        let question = &self.layout.questions[place];
        let number = if slots_of(question, &cell, &list, &mut slots) {
            self.given[place].push(Given { cell, list, slots });
            u32::try_from(self.given[place].len() - 1).unwrap_or(0)
        } else {
            0
        };
        self.numbers.insert(key, number);
        number
    }

    pub(super) fn given(&self, place: usize, number: u32) -> &Given {
        &self.given[place][number as usize]
    }

    /// Whether it counts which of several answers it is, beyond the slots: numbers have a mean, dates and texts are seen.
    pub(super) fn is_seen_itself(&self, place: usize, number: u32) -> bool {
        match (&self.layout.questions[place].shape, &self.given(place, number).cell) {
            (_, Cell::Text(text)) => !text.is_empty(),
            (Shape::Number { .. } | Shape::Date, cell) => *cell != Cell::Empty,
            _ => false,
        }
    }

    fn rules(&self, person: &Person, place: usize) -> Option<&'a Asked> {
        self.layout.asked.get(&person.version)?[place].as_ref()
    }

    fn asked(&self, person: &Person, answers: &[u32], place: usize) -> bool {
        let filled = Filled { people: self, answers };
        let holds = |expression: &Expression| expression.holds(&filled, &Value::empty());
        self.rules(person, place).is_some_and(|rules| rules.conditions().all(holds))
    }

    /// Where the answer to a question, or its absence, is counted.
    pub(super) fn slots(&self, person: &Person, answers: &[u32], place: usize) -> Vec<usize> {
        if answers[place] > 0 {
            return self.given(place, answers[place]).slots.clone();
        }
        let asked = self.asked(person, answers, place);
        vec![self.layout.questions[place].slot + if asked { SKIPPED } else { NOT_RELEVANT }]
    }

    /// Whether the form accepts other answers of a person; by how much each slot rises and falls, then.
    pub(super) fn accepts(&self, person: &Person, change: &Change) -> Option<Vec<(usize, i32)>> {
        let mut answers = person.answers.clone();
        let mut touched: Vec<usize> = Vec::new();
        for (place, number) in change {
            answers[*place] = *number;
            touched.push(*place);
            touched.extend(&self.dependents[*place]);
        }
        touched.sort_unstable();
        touched.dedup();
        let mut delta: BTreeMap<usize, i32> = BTreeMap::new();
        for place in touched {
            let (before, after) =
                (self.slots(person, &person.answers, place), self.slots(person, &answers, place));
            if self.known[place] && before != after || !self.is_accepted(person, &answers, place) {
                return None;
            }
            before.iter().for_each(|slot| *delta.entry(*slot).or_default() -= 1);
            after.iter().for_each(|slot| *delta.entry(*slot).or_default() += 1);
        }
        Some(delta.into_iter().filter(|(_, by)| *by != 0).collect())
    }

    /// A change with what follows from it for the later questions of a component: what is not asked any more is left out, and
    /// what has to be answered now is answered as somebody did.
    pub(super) fn mended(&self, person: &Person, component: &[usize], change: Change) -> Change {
        let mut answers = person.answers.clone();
        change.iter().for_each(|(place, number)| answers[*place] = *number);
        for place in component.iter().filter(|place| change.iter().all(|(own, _)| own != *place)) {
            let asked = self.asked(person, &answers, *place);
            if !asked {
                answers[*place] = 0;
            } else if answers[*place] == 0 && self.is_required(*place) {
                let others = self.list.iter().map(|other| other.answers[*place]);
                answers[*place] = others.max().unwrap_or(0);
            }
        }
        let places = component.iter().copied();
        places
            .filter(|place| answers[*place] != person.answers[*place])
            .map(|place| (place, answers[place]))
            .collect()
    }

    fn is_accepted(&self, person: &Person, answers: &[u32], place: usize) -> bool {
        let Some(rules) = self.rules(person, place) else { return false };
        let asked = self.asked(person, answers, place);
        if answers[place] == 0 {
            return !(asked && rules.required);
        }
        let given = self.given(place, answers[place]);
        let fits = match &self.layout.questions[place].shape {
            Shape::Several(choices) => {
                let exclusive = given.list.iter().any(|chosen| choices[usize::from(*chosen)].exclusive);
                !(exclusive && given.list.len() > 1) && rules.most.is_none_or(|most| given.list.len() <= most)
            }
            Shape::Matrix(..) => {
                // What a constraint says of a whole matrix is not tried.
                let same = answers[place] == person.answers[place];
                (!rules.required || !given.list.contains(&NONE)) && (same || rules.constraint.is_none())
            }
            _ => true,
        };
        let filled = Filled { people: self, answers };
        let this = value(&self.layout.questions[place].shape, &given.cell, &given.list, None);
        asked && fits && rules.constraint.as_ref().is_none_or(|rule| rule.holds(&filled, &this))
    }

    /// For each question: whether it is asked of people with a combination of categories, if that depends on nothing that they
    /// say.
    pub(super) fn surely_asked(&mut self, combination: &[u8]) -> Vec<Option<bool>> {
        let mut answers = vec![0; self.layout.questions.len()];
        for (profile, category) in self.layout.profiles.iter().zip(combination) {
            if usize::from(*category) < profile.choices.len() {
                answers[profile.place] =
                    self.number(profile.place, Cell::One(u16::from(*category)), Vec::new());
            }
        }
        let version = self.layout.asked.keys().copied().max().unwrap_or_default();
        let person = Person { combination: 0, version, answers };
        let mut surely: Vec<Option<bool>> = Vec::new();
        for place in 0..self.layout.questions.len() {
            let Some(rules) = self.rules(&person, place) else {
                surely.push(Some(false));
                continue;
            };
            let filled = Filled { people: self, answers: &person.answers };
            // Who is not asked has not answered.
            let known = |reference: &Reference| {
                let place = self.layout.place(reference.question.as_str());
                place.is_none_or(|place| self.known[place] || surely.get(place) == Some(&Some(false)))
            };
            let mut sure = Some(true);
            for condition in rules.conditions() {
                sure = match (sure, condition.surely(&filled, &known)) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (all, one) => all.and(one),
                };
            }
            surely.push(sure);
        }
        surely
    }

    /// Whether a question has to be answered by who is asked.
    pub(super) fn is_required(&self, place: usize) -> bool {
        let mut rules = self.layout.asked.values().filter_map(|asked| asked[place].as_ref());
        rules.all(|rules| rules.required)
    }
}

/// For each question, those whose conditions or constraints speak of it.
fn dependents(layout: &Layout) -> Vec<Vec<usize>> {
    let mut dependents = vec![Vec::new(); layout.questions.len()];
    for asked in layout.asked.values() {
        for (place, rules) in asked.iter().enumerate() {
            let expressions = rules.iter().flat_map(|rules| rules.conditions().chain(&rules.constraint));
            for reference in expressions.flat_map(Expression::references) {
                if let Some(on) = layout.place(reference.question.as_str())
                    && on != place
                    && !dependents[on].contains(&place)
                {
                    dependents[on].push(place);
                }
            }
        }
    }
    dependents
}
