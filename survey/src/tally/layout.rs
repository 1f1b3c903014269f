//! Where each figure is counted: one slot a choice, an item's choice, a value, a band, a rank; one column for everybody and
//! one for each category that results are broken down by.

use std::collections::HashMap;

use super::codes::Codes;
use crate::QuestionSet;
use crate::code::{ChoiceCode, ItemCode, QuestionCode, SectionCode};
use crate::question_set::{Choice, Kind, Question};
use crate::relevance::Expression;

/// The slots that every question begins with.
pub(crate) const NOT_RELEVANT: usize = 0;
pub(crate) const SKIPPED: usize = 1;
pub(crate) const ANSWERED: usize = 2;
/// A select several: those who picked something on the scale.
pub(crate) const ON_SCALE: usize = 3;
const FIRST: usize = 3;

/// The upper ends of the bands of a number, and of a percentage: each band ends below its own.
pub(crate) const NUMBER_BANDS: &[f64] = &[0.0, 1.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0];
pub(crate) const PERCENTAGE_BANDS: &[f64] = &[25.0, 50.0, 75.0];

/// A choice, as far as counting goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pick {
    pub(crate) code: ChoiceCode,
    pub(crate) off_scale: bool,
    pub(crate) exclusive: bool,
}

/// What is counted of a question, by its kind.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    One(Vec<Pick>),
    Several(Vec<Pick>),
    Matrix(Vec<ItemCode>, Vec<Pick>),
    Rating(i64, i64),
    Number { percentage: bool },
    Ranking(Vec<Pick>, usize),
    Date,
    Text { long: bool },
}

impl Shape {
    fn of(set: &QuestionSet, question: &Question) -> Option<Self> {
        let choices = || set.choices(question).iter().map(pick).collect::<Vec<_>>();
        Some(match &question.kind {
            Kind::SelectOne { .. } => Self::One(choices()),
            Kind::SelectSeveral { .. } => Self::Several(choices()),
            Kind::Matrix { items, .. } => {
                Self::Matrix(items.iter().map(|item| item.code.clone()).collect(), choices())
            }
            Kind::Rating { min, max, .. } => Self::Rating(*min, *max),
            Kind::Number { .. } => Self::Number { percentage: false },
            Kind::Percentage => Self::Number { percentage: true },
            Kind::Ranking { .. } => Self::Ranking(choices(), set.ranks(question)),
            Kind::Date { .. } => Self::Date,
            Kind::Text { .. } => Self::Text { long: false },
            Kind::LongText { .. } => Self::Text { long: true },
            Kind::Note => return None,
        })
    }

    /// Takes in what an earlier version had and this one lacks.
    fn widen(&mut self, other: Self) {
        let add = |own: &mut Vec<Pick>, others: Vec<Pick>| {
            for pick in others {
                if own.iter().all(|known| known.code != pick.code) {
                    own.push(pick);
                }
            }
        };
        match (self, other) {
            (Self::One(own), Self::One(others)) | (Self::Several(own), Self::Several(others)) => {
                add(own, others);
            }
            (Self::Matrix(items, own), Self::Matrix(other_items, others)) => {
                for item in other_items {
                    if !items.contains(&item) {
                        items.push(item);
                    }
                }
                add(own, others);
            }
            (Self::Rating(min, max), Self::Rating(other_min, other_max)) => {
                (*min, *max) = ((*min).min(other_min), (*max).max(other_max));
            }
            (Self::Ranking(own, ranks), Self::Ranking(others, other_ranks)) => {
                add(own, others);
                *ranks = (*ranks).max(other_ranks);
            }
            // Another kind under the same code: its answers can't be read, and count as skipped.
            _ => {}
        }
    }

    pub(crate) fn slots(&self) -> usize {
        FIRST
            + match self {
                Self::One(choices) => choices.len(),
                Self::Several(choices) => 1 + choices.len(),
                Self::Matrix(items, choices) => items.len() * (1 + choices.len()),
                Self::Rating(min, max) => usize::try_from(max - min + 1).unwrap_or(0),
                Self::Number { percentage } => bands(*percentage).len() + 1,
                Self::Ranking(choices, ranks) => choices.len() * ranks,
                Self::Date | Self::Text { .. } => 0,
            }
    }

    /// Choices and items.
    fn codes(&self) -> (Codes, Codes) {
        let choices = |picks: &[Pick]| picks.iter().map(|pick| pick.code.as_str()).collect();
        match self {
            Self::One(picks) | Self::Several(picks) | Self::Ranking(picks, _) => {
                (choices(picks), Codes::default())
            }
            Self::Matrix(items, picks) => (choices(picks), items.iter().map(ItemCode::as_str).collect()),
            Self::Rating(..) | Self::Number { .. } | Self::Date | Self::Text { .. } => Default::default(),
        }
    }

    /// Whether it is a choice, a value, a band or a rank that is counted in a slot.
    pub(crate) fn is_answer(&self, offset: usize) -> bool {
        match self {
            Self::Matrix(_, choices) if offset >= FIRST => {
                !(offset - FIRST).is_multiple_of(1 + choices.len())
            }
            _ => offset >= self.first(),
        }
    }

    fn rows(&self) -> usize {
        if let Self::Matrix(items, _) = self { items.len() } else { 1 }
    }

    /// Of a matrix, the slot of an item that was left empty; its choices follow.
    pub(crate) fn item(&self, item: usize) -> usize {
        match self {
            Self::Matrix(_, choices) => FIRST + item * (1 + choices.len()),
            _ => FIRST,
        }
    }

    /// The first slot of the choices, values or bands.
    pub(crate) fn first(&self) -> usize {
        if matches!(self, Self::Several(_)) { FIRST + 1 } else { FIRST }
    }
}

fn pick(choice: &Choice) -> Pick {
    Pick { code: choice.code.clone(), off_scale: choice.off_scale, exclusive: choice.exclusive }
}

pub(crate) fn bands(percentage: bool) -> &'static [f64] {
    if percentage { PERCENTAGE_BANDS } else { NUMBER_BANDS }
}

/// A question, and where it is counted.
#[derive(Debug, Clone)]
pub(crate) struct Counting {
    pub(crate) section: SectionCode,
    pub(crate) code: QuestionCode,
    pub(crate) shape: Shape,
    pub(crate) slot: usize,
    /// Its first row among those of which it is counted who answered: one for a question, one for each item.
    pub(crate) row: usize,
    /// Whether an expression speaks of its text, which is not read otherwise.
    pub(super) text_matters: bool,
    /// The codes of its choices and of its items, to be found in answers.
    pub(super) choices: Codes,
    pub(super) items: Codes,
}

/// When a question is asked, in one version, and which answers are accepted.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) section: Option<Expression>,
    pub(crate) question: Option<Expression>,
    pub(crate) constraint: Option<Expression>,
    pub(crate) required: bool,
    /// The most choices that may be picked.
    pub(crate) most: Option<usize>,
}

impl Asked {
    /// The conditions on which being asked depends.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Expression> {
        self.section.iter().chain(&self.question)
    }
}

/// A question that results are broken down by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The question.
    pub question: QuestionCode,
    /// Its choices; after them comes the category of those without an answer.
    pub choices: Vec<ChoiceCode>,
    /// Its place among the questions.
    pub(crate) place: usize,
    /// The column of its first choice.
    pub(crate) column: usize,
}

/// The plan of what is counted where, for all versions of a question set that a survey has been filled in.
#[derive(Debug, Clone)]
pub struct Layout {
    pub(crate) questions: Vec<Counting>,
    pub(crate) profiles: Vec<Profile>,
    /// The codes of the questions in their order, and the place of each.
    pub(super) by_code: (Codes, Vec<usize>),
    pub(crate) asked: HashMap<u32, Vec<Option<Asked>>>,
    pub(crate) slots: usize,
    pub(crate) rows: usize,
    pub(super) columns: usize,
}

impl Layout {
    /// Plans for a question set; `earlier` are the other versions that may have been filled. What only an earlier version
    /// has comes last.
    pub fn new<'a>(current: &'a QuestionSet, earlier: impl IntoIterator<Item = &'a QuestionSet>) -> Self {
        let versions: Vec<&QuestionSet> = std::iter::once(current).chain(earlier).collect();
        let mut questions: Vec<Counting> = Vec::new();
        let mut profile = Vec::new();
        for set in &versions {
            for (section, question) in set.questions() {
                let Some(shape) = Shape::of(set, question) else { continue };
                match questions.iter_mut().find(|known| known.code == question.code) {
                    Some(known) => known.shape.widen(shape),
                    None => {
                        profile.push(question.profile);
                        questions.push(Counting {
                            section: section.code.clone(),
                            code: question.code.clone(),
                            shape,
                            slot: 0,
                            row: 0,
                            text_matters: false,
                            choices: Codes::default(),
                            items: Codes::default(),
                        });
                    }
                }
            }
        }
        let (mut slots, mut rows) = (0, 0);
        for question in &mut questions {
            (question.slot, question.row) = (slots, rows);
            slots += question.shape.slots();
            rows += question.shape.rows();
            (question.choices, question.items) = question.shape.codes();
        }
        let mut by_code: Vec<_> =
            questions.iter().enumerate().map(|(place, question)| (question.code.as_str(), place)).collect();
        by_code.sort_unstable();
        let by_code = by_code.into_iter().unzip();
        let mut columns = 1;
        let mut profiles = Vec::new();
        for (place, question) in questions.iter().enumerate().filter(|(place, _)| profile[*place]) {
            let Shape::One(choices) = &question.shape else { continue };
            let codes: Vec<_> = choices.iter().map(|choice| choice.code.clone()).collect();
            let width = codes.len() + 1;
            profiles.push(Profile {
                question: question.code.clone(),
                choices: codes,
                place,
                column: columns,
            });
            columns += width;
        }
        let mut layout = Self { questions, profiles, by_code, asked: HashMap::new(), slots, rows, columns };
        for set in versions {
            layout.learn_when_asked(set);
        }
        layout
    }

    /// The questions that results can be broken down by.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    pub(crate) fn place(&self, code: &str) -> Option<usize> {
        let (codes, places) = &self.by_code;
        Some(places[codes.place(code)?])
    }

    fn learn_when_asked(&mut self, set: &QuestionSet) {
        let mut asked: Vec<Option<Asked>> = vec![None; self.questions.len()];
        for (section, question) in set.questions() {
            let Some(place) = self.place(question.code.as_str()) else { continue };
            let most = match &question.kind {
                Kind::SelectSeveral { max, .. } => max.map(|max| max as usize),
                _ => None,
            };
            let rules = Asked {
                section: section.relevant.clone(),
                question: question.relevant.clone(),
                constraint: question.constraint.clone(),
                required: question.required,
                most,
            };
            for expression in rules.conditions().chain(&rules.constraint) {
                for reference in expression.references() {
                    if let Some(place) = self.place(reference.question.as_str()) {
                        self.questions[place].text_matters = true;
                    }
                }
            }
            // What it is held against may hang on what is answered here.
            let tied = rules.constraint.as_ref().is_some_and(|rule| !rule.references().is_empty());
            self.questions[place].text_matters |= tied;
            asked[place] = Some(rules);
        }
        self.asked.insert(set.version, asked);
    }
}
