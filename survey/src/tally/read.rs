//! Reads the answers of one response where they stand, without building them up: a million are read in seconds.

use std::fmt;

use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::codes::Codes;
use super::layout::{Counting, Layout, Pick, Shape};
use crate::code::ItemCode;
use crate::day::written_year;
use crate::relevance::{Answered, Reference, Value};

/// No choice.
pub(crate) const NONE: u16 = u16::MAX;

/// The answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Empty,
    One(u16),
    /// A place in the list, and how many follow: picks, ranks, or a choice (or none) for each item.
    Listed(usize, usize),
    Number(f64),
    Year(i32),
    /// The text, where an expression speaks of it.
    Text(String),
}

/// The answers of one response; used again for the next.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) cells: Vec<Cell>,
    pub(super) list: Vec<u16>,
}

impl Sheet {
    pub(crate) fn new(layout: &Layout) -> Self {
        Self { cells: vec![Cell::Empty; layout.questions.len()], list: Vec::new() }
    }

    /// Reads the answers that come next, as they stand in the ledger. What the layout does not know is passed over.
    pub(crate) fn read<'de, D: Deserializer<'de>>(
        &mut self,
        layout: &Layout,
        answers: D,
    ) -> Result<(), D::Error> {
        self.cells.fill(Cell::Empty);
        self.list.clear();
        Response { layout, sheet: self }.deserialize(answers)
    }

    pub(crate) fn listed(&self, start: usize, count: usize) -> &[u16] {
        &self.list[start..start + count]
    }
}

/// A sheet as an expression sees it.
pub(super) struct Seen<'a> {
    pub(super) layout: &'a Layout,
    pub(super) sheet: &'a Sheet,
}

impl Answered for Seen<'_> {
    fn value(&self, reference: &Reference) -> Value<'_> {
        let Some(place) = self.layout.place(reference.question.as_str()) else { return Value::empty() };
        let cell = &self.sheet.cells[place];
        let listed = match cell {
            Cell::Listed(start, count) => self.sheet.listed(*start, *count),
            _ => &[],
        };
        value(&self.layout.questions[place].shape, cell, listed, reference.item.as_ref())
    }
}

/// An answer, or that to an item, as an expression sees it.
pub(crate) fn value<'a>(
    shape: &'a Shape,
    cell: &'a Cell,
    listed: &[u16],
    item: Option<&ItemCode>,
) -> Value<'a> {
    match (cell, shape, item) {
        (Cell::One(chosen), Shape::One(choices), None) => Value::text(name(choices, *chosen)),
        (Cell::Listed(..), Shape::Several(choices) | Shape::Ranking(choices, _), None) => {
            Value::Several(listed.iter().map(|chosen| name(choices, *chosen).into()).collect())
        }
        (Cell::Listed(..), Shape::Matrix(items, choices), Some(item)) => {
            let place = items.iter().position(|own| own == item);
            let chosen = place.and_then(|place| listed.get(place)).filter(|chosen| **chosen != NONE);
            chosen.map_or_else(Value::empty, |chosen| Value::text(name(choices, *chosen)))
        }
        (Cell::Number(number), _, None) => Value::Number(*number),
        (Cell::Text(text), _, None) => Value::text(text),
        _ => Value::empty(),
    }
}

fn name(choices: &[Pick], chosen: u16) -> &str {
    choices.get(usize::from(chosen)).map_or("", |choice| choice.code.as_str())
}

struct Response<'a> {
    layout: &'a Layout,
    sheet: &'a mut Sheet,
}

impl<'de> DeserializeSeed<'de> for Response<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Response<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        // The ledger keeps the answers in the order of their codes, so the next one is close behind.
        let mut next = 0;
        while let Some(place) = map.next_key_seed(Place { layout: self.layout, next: &mut next })? {
            match place {
                Some(place) => {
                    let question = &self.layout.questions[place];
                    self.sheet.cells[place] =
                        map.next_value_seed(Answer { question, list: &mut self.sheet.list })?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The place of a question, found by its code.
struct Place<'a> {
    layout: &'a Layout,
    next: &'a mut usize,
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Place<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the code of a question")
    }

    fn visit_str<E>(self, code: &str) -> Result<Option<usize>, E> {
        let (codes, places) = &self.layout.by_code;
        let found = codes.place_from(*self.next, code);
        Ok(found.map(|step| {
            *self.next = step + 1;
            places[step]
        }))
    }
}

fn chosen(choices: &Codes, code: &str) -> u16 {
    choices.place(code).and_then(|place| u16::try_from(place).ok()).unwrap_or(NONE)
}

struct Answer<'a> {
    question: &'a Counting,
    list: &'a mut Vec<u16>,
}

impl<'de> DeserializeSeed<'de> for Answer<'_> {
    type Value = Cell;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cell, D::Error> {
        if self.question.text_matters || !matches!(self.question.shape, Shape::Text { .. }) {
            return deserializer.deserialize_any(self);
        }
        // Only that there is a text counts. Most of a response is such texts, which are passed over quickly.
        let answer = <&RawValue>::deserialize(deserializer)?;
        Ok(if answer.get().starts_with('"') { Cell::Text(String::new()) } else { Cell::Empty })
    }
}

/// What does not fit its question is no answer: it may come from a version in which the question was of another kind.
impl<'de> Visitor<'de> for Answer<'_> {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer")
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
        Ok(match &self.question.shape {
            Shape::One(_) => match chosen(&self.question.choices, text) {
                NONE => Cell::Empty,
                place => Cell::One(place),
            },
            Shape::Date if self.question.text_matters => Cell::Text(text.to_owned()),
            Shape::Date => written_year(text).map_or(Cell::Empty, Cell::Year),
            Shape::Text { .. } => Cell::Text(text.to_owned()),
            _ => Cell::Empty,
        })
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Cell, E> {
        Ok(match self.question.shape {
            Shape::Rating(..) | Shape::Number { .. } => Cell::Number(number),
            _ => Cell::Empty,
        })
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Cell, E> {
        #[expect(clippy::cast_precision_loss, reason = "answers are far below 2^53")]
        self.visit_f64(number as f64)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Cell, E> {
        #[expect(clippy::cast_precision_loss, reason = "answers are far below 2^53")]
        self.visit_f64(number as f64)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Cell, E> {
        Ok(Cell::Empty)
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Empty)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Cell, A::Error> {
        let (Shape::Several(_) | Shape::Ranking(..)) = self.question.shape else {
            while sequence.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Cell::Empty);
        };
        let start = self.list.len();
        while let Some(place) = sequence.next_element_seed(Choice(&self.question.choices))? {
            if place != NONE && !self.list[start..].contains(&place) {
                self.list.push(place);
            }
        }
        let count = self.list.len() - start;
        Ok(if count == 0 { Cell::Empty } else { Cell::Listed(start, count) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
        let Shape::Matrix(items, _) = &self.question.shape else {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Cell::Empty);
        };
        let start = self.list.len();
        self.list.resize(start + items.len(), NONE);
        let mut answered = false;
        while let Some(item) = map.next_key_seed(Item(&self.question.items))? {
            let place = map.next_value_seed(Choice(&self.question.choices))?;
            if let (Some(item), true) = (item, place != NONE) {
                self.list[start + item] = place;
                answered = true;
            }
        }
        Ok(if answered { Cell::Listed(start, items.len()) } else { Cell::Empty })
    }
}

/// The place of a choice, found by its code.
struct Choice<'a>(&'a Codes);

impl<'de> DeserializeSeed<'de> for Choice<'_> {
    type Value = u16;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u16, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Choice<'_> {
    type Value = u16;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the code of a choice")
    }

    fn visit_str<E>(self, code: &str) -> Result<u16, E> {
        Ok(chosen(self.0, code))
    }
}

/// The place of an item, found by its code.
struct Item<'a>(&'a Codes);

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Item<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the code of an item")
    }

    fn visit_str<E>(self, code: &str) -> Result<Option<usize>, E> {
        Ok(self.0.place(code))
    }
}
