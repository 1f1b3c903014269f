//! Adding and changing parts.

use super::references::rename;
use super::{Refusal, after, is_taken, replaced, reworded};
use crate::Locale;
use crate::code::{ChoiceCode, ItemCode, QuestionCode, SectionCode};
use crate::question_set::{Choice, Item, Kind, Question, QuestionSet, Section, Text};
use crate::relevance::Reference;

pub(super) fn languages(set: &mut QuestionSet, languages: &[Locale]) -> Result<(), Refusal> {
    let mut distinct: Vec<Locale> = Vec::new();
    for language in languages {
        if !distinct.contains(language) {
            distinct.push(language.clone());
        }
    }
    if distinct.is_empty() {
        return Err(Refusal::NoLanguage);
    }
    set.each_text(|text| {
        let kept = text.0.iter().filter(|(language, words)| distinct.contains(language) && !words.is_empty());
        let kept: Vec<_> = kept.map(|(language, words)| (language.clone(), words.clone())).collect();
        text.0 = kept.into_iter().collect();
    });
    set.languages = distinct;
    Ok(())
}

fn free(set: &QuestionSet, code: &str) -> Result<(), Refusal> {
    if is_taken(set, code) { Err(Refusal::Taken(code.to_owned())) } else { Ok(()) }
}

pub(super) fn add_section(
    set: &mut QuestionSet,
    section: &Section,
    behind: Option<&SectionCode>,
    language: &Locale,
) -> Result<(), Refusal> {
    free(set, section.code.as_str())?;
    let section = Section {
        title: reworded(&Text::default(), &section.title, language),
        introduction: reworded(&Text::default(), &section.introduction, language),
        questions: Vec::new(),
        ..section.clone()
    };
    let at = after(&set.sections, |known| Some(&known.code) == behind);
    set.sections.insert(at, section);
    Ok(())
}

pub(super) fn section(
    set: &mut QuestionSet,
    at: &SectionCode,
    to: &Section,
    language: &Locale,
) -> Result<(), Refusal> {
    if to.code != *at {
        free(set, to.code.as_str())?;
    }
    let section = set.sections.iter_mut().find(|section| section.code == *at);
    let section = section.ok_or_else(|| Refusal::Gone(at.to_string()))?;
    section.code = to.code.clone();
    section.title = reworded(&section.title, &to.title, language);
    section.introduction = reworded(&section.introduction, &to.introduction, language);
    section.relevant = to.relevant.clone();
    Ok(())
}

pub(super) fn add_question(
    set: &mut QuestionSet,
    section: &SectionCode,
    behind: Option<&QuestionCode>,
    question: &Question,
    language: &Locale,
) -> Result<(), Refusal> {
    free(set, question.code.as_str())?;
    let nothing = Question {
        code: question.code.clone(),
        kind: Kind::Note,
        label: Text::default(),
        hint: Text::default(),
        required: false,
        required_message: Text::default(),
        profile: false,
        relevant: None,
        constraint: None,
        constraint_message: Text::default(),
    };
    let question = merged(&nothing, question, &[], language)?;
    let section = set.sections.iter_mut().find(|known| known.code == *section);
    let section = section.ok_or_else(|| Refusal::Gone("section".to_owned()))?;
    let at = after(&section.questions, |known| Some(&known.code) == behind);
    section.questions.insert(at, question);
    Ok(())
}

pub(super) fn question(
    set: &mut QuestionSet,
    at: &QuestionCode,
    to: &Question,
    items_were: &[Option<ItemCode>],
    language: &Locale,
) -> Result<(), Refusal> {
    if to.code != *at {
        free(set, to.code.as_str())?;
    }
    let mut questions = set.sections.iter_mut().flat_map(|section| &mut section.questions);
    let Some(question) = questions.find(|question| question.code == *at) else {
        return Err(Refusal::Gone(at.to_string()));
    };
    let before = question.clone();
    *question = merged(&before, to, items_were, language)?;
    let items = match &question.kind {
        Kind::Matrix { items, .. } => items.clone(),
        _ => Vec::new(),
    };
    // Items keep being the same under another code, and so does the question.
    let now = |item: &ItemCode| {
        let place = items_were.iter().position(|was| was.as_ref() == Some(item))?;
        items.get(place).map(|item| item.code.clone())
    };
    rename(set, |reference| {
        let item = reference.item.as_ref().map(|item| now(item).unwrap_or_else(|| item.clone()));
        (reference.question == *at).then(|| Reference { question: to.code.clone(), item })
    });
    Ok(())
}

/// A question as it becomes, with the translations of what it was.
fn merged(
    old: &Question,
    new: &Question,
    items_were: &[Option<ItemCode>],
    language: &Locale,
) -> Result<Question, Refusal> {
    let kind = match (&old.kind, &new.kind) {
        (_, Kind::Matrix { items, choices }) => {
            let before: &[Item] = if let Kind::Matrix { items, .. } = &old.kind { items } else { &[] };
            distinct(items.iter().map(|item| item.code.as_str()))?;
            let item = |(place, item): (usize, &Item)| {
                let was = items_were.get(place).and_then(Option::as_ref);
                let was = before.iter().find(|known| Some(&known.code) == was);
                let label = was.map(|was| was.label.clone()).unwrap_or_default();
                Item { code: item.code.clone(), label: reworded(&label, &item.label, language) }
            };
            Kind::Matrix { items: items.iter().enumerate().map(item).collect(), choices: choices.clone() }
        }
        (old, Kind::Rating { min, max, low, high }) => {
            let (was_low, was_high) = match old {
                Kind::Rating { low, high, .. } => (low.clone(), high.clone()),
                _ => Default::default(),
            };
            Kind::Rating {
                min: *min,
                max: *max,
                low: reworded(&was_low, low, language),
                high: reworded(&was_high, high, language),
            }
        }
        (_, kind) => kind.clone(),
    };
    Ok(Question {
        kind,
        label: reworded(&old.label, &new.label, language),
        hint: reworded(&old.hint, &new.hint, language),
        required_message: reworded(&old.required_message, &new.required_message, language),
        constraint_message: reworded(&old.constraint_message, &new.constraint_message, language),
        ..new.clone()
    })
}

fn distinct<'a>(codes: impl Iterator<Item = &'a str>) -> Result<(), Refusal> {
    let mut seen = Vec::new();
    for code in codes {
        if seen.contains(&code) {
            return Err(Refusal::Taken(code.to_owned()));
        }
        seen.push(code);
    }
    Ok(())
}

/// The name of a choice list is formed like a code, so that it can stand in paths and in files.
fn list_name(set: &QuestionSet, name: &str, own: Option<&str>) -> Result<(), Refusal> {
    name.parse::<QuestionCode>()?;
    if own != Some(name) && set.choice_lists.contains_key(name) {
        return Err(Refusal::Taken(name.to_owned()));
    }
    Ok(())
}

pub(super) fn add_list(
    set: &mut QuestionSet,
    name: &str,
    choices: &[Choice],
    language: &Locale,
) -> Result<(), Refusal> {
    list_name(set, name, None)?;
    set.choice_lists.insert(name.to_owned(), chosen(&[], choices, &[], language)?);
    Ok(())
}

pub(super) fn list(
    set: &mut QuestionSet,
    (at, name): (&str, &str),
    choices: &[Choice],
    were: &[Option<ChoiceCode>],
    language: &Locale,
) -> Result<(), Refusal> {
    let Some(before) = set.choice_lists.get(at) else { return Err(Refusal::Gone(at.to_owned())) };
    list_name(set, name, Some(at))?;
    let choices = chosen(before, choices, were, language)?;
    set.choice_lists = replaced(&set.choice_lists, at, Some((name, choices)));
    for question in set.sections.iter_mut().flat_map(|section| &mut section.questions) {
        match &mut question.kind {
            Kind::SelectOne { choices }
            | Kind::SelectSeveral { choices, .. }
            | Kind::Matrix { choices, .. }
            | Kind::Ranking { choices, .. }
                if choices == at =>
            {
                name.clone_into(choices);
            }
            _ => {}
        }
    }
    Ok(())
}

fn chosen(
    before: &[Choice],
    choices: &[Choice],
    were: &[Option<ChoiceCode>],
    language: &Locale,
) -> Result<Vec<Choice>, Refusal> {
    distinct(choices.iter().map(|choice| choice.code.as_str()))?;
    let choice = |(place, choice): (usize, &Choice)| {
        let was = were.get(place).and_then(Option::as_ref);
        let was = before.iter().find(|known| Some(&known.code) == was);
        let label = was.map(|was| was.label.clone()).unwrap_or_default();
        Choice { label: reworded(&label, &choice.label, language), ..choice.clone() }
    };
    Ok(choices.iter().enumerate().map(choice).collect())
}
