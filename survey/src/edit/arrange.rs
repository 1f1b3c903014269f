//! Moving, copying and taking away parts.

use super::references::rename_in;
use super::{Part, Refusal, is_taken, replaced};
use crate::code::{MAX_LENGTH, QuestionCode, SectionCode};
use crate::question_set::{Question, QuestionSet};
use crate::relevance::Reference;

fn gone(code: &impl ToString) -> Refusal {
    Refusal::Gone(code.to_string())
}

fn section_at(set: &QuestionSet, code: &SectionCode) -> Result<usize, Refusal> {
    set.sections.iter().position(|section| section.code == *code).ok_or_else(|| gone(code))
}

fn question_at(set: &QuestionSet, code: &QuestionCode) -> Result<(usize, usize), Refusal> {
    let found = set.sections.iter().enumerate().find_map(|(section, known)| {
        let at = known.questions.iter().position(|question| question.code == *code)?;
        Some((section, at))
    });
    found.ok_or_else(|| gone(code))
}

/// The code with the first number behind it that makes it free.
fn numbered(code: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = code.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    let base = if base.is_empty() { code } else { base };
    let base: String = base.chars().take(MAX_LENGTH - 6).collect();
    let mut number = 2_u32;
    loop {
        let candidate = format!("{base}_{number}");
        if !taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

pub(super) fn duplicate(set: &mut QuestionSet, part: &Part) -> Result<(), Refusal> {
    match part {
        Part::Section(code) => {
            let at = section_at(set, code)?;
            let mut copy = set.sections[at].clone();
            let mut codes: Vec<String> = vec![numbered(code.as_str(), |code| is_taken(set, code))];
            copy.code = codes[0].parse()?;
            let mut renamed: Vec<(QuestionCode, QuestionCode)> = Vec::new();
            for question in &mut copy.questions {
                let taken = |code: &str| is_taken(set, code) || codes.iter().any(|known| known == code);
                let new: QuestionCode = numbered(question.code.as_str(), taken).parse()?;
                codes.push(new.to_string());
                renamed.push((std::mem::replace(&mut question.code, new.clone()), new));
            }
            // What referred to a question of the section refers, in the copy, to the copy.
            let now = |reference: &Reference| {
                let (_, new) = renamed.iter().find(|(old, _)| *old == reference.question)?;
                Some(Reference { question: new.clone(), item: reference.item.clone() })
            };
            rename_in(&mut copy, &now);
            set.sections.insert(at + 1, copy);
        }
        Part::Question(code) => {
            let (section, at) = question_at(set, code)?;
            let copy = Question {
                code: numbered(code.as_str(), |code| is_taken(set, code)).parse()?,
                ..set.sections[section].questions[at].clone()
            };
            set.sections[section].questions.insert(at + 1, copy);
        }
        Part::List(name) => {
            let list = set.choice_lists.get(name).cloned().ok_or_else(|| gone(name))?;
            let name = numbered(name, |name| set.choice_lists.contains_key(name));
            set.choice_lists.insert(name, list);
        }
    }
    Ok(())
}

pub(super) fn delete(set: &mut QuestionSet, part: &Part) -> Result<(), Refusal> {
    match part {
        Part::Section(code) => {
            let at = section_at(set, code)?;
            set.sections.remove(at);
        }
        Part::Question(code) => {
            let (section, at) = question_at(set, code)?;
            set.sections[section].questions.remove(at);
        }
        Part::List(name) => {
            if !set.choice_lists.contains_key(name) {
                return Err(gone(name));
            }
            let user =
                set.questions().find(|(_, question)| question.kind.choice_list() == Some(name.as_str()));
            if let Some((_, question)) = user {
                return Err(Refusal::Used { list: name.clone(), question: question.code.to_string() });
            }
            set.choice_lists = replaced(&set.choice_lists, name, None);
        }
    }
    Ok(())
}

/// One place up or down. A question at the edge of its section goes into the next one; at the edge of all it stays.
pub(super) fn step(set: &mut QuestionSet, part: &Part, up: bool) -> Result<(), Refusal> {
    match part {
        Part::Section(code) => {
            let at = section_at(set, code)?;
            let to = if up { at.checked_sub(1) } else { Some(at + 1) };
            if let Some(to) = to.filter(|to| *to < set.sections.len()) {
                set.sections.swap(at, to);
            }
        }
        Part::Question(code) => {
            let (section, at) = question_at(set, code)?;
            let last = set.sections[section].questions.len() - 1;
            let next = if up { section.checked_sub(1) } else { Some(section + 1) };
            match next.filter(|next| *next < set.sections.len()) {
                Some(next) if (up && at == 0) || (!up && at == last) => {
                    let question = set.sections[section].questions.remove(at);
                    let questions = &mut set.sections[next].questions;
                    questions.insert(if up { questions.len() } else { 0 }, question);
                }
                _ if up && at > 0 => set.sections[section].questions.swap(at, at - 1),
                _ if !up && at < last => set.sections[section].questions.swap(at, at + 1),
                _ => {}
            }
        }
        Part::List(name) => return Err(gone(name)),
    }
    Ok(())
}

pub(super) fn place(
    set: &mut QuestionSet,
    part: &Part,
    section: Option<&SectionCode>,
    before: Option<&str>,
) -> Result<(), Refusal> {
    match part {
        Part::Section(code) => {
            let section = set.sections.remove(section_at(set, code)?);
            let at = set.sections.iter().position(|known| before == Some(known.code.as_str()));
            set.sections.insert(at.unwrap_or(set.sections.len()), section);
        }
        Part::Question(code) => {
            let (from, at) = question_at(set, code)?;
            let to = match section {
                Some(section) => section_at(set, section)?,
                None => from,
            };
            let question = set.sections[from].questions.remove(at);
            let questions = &mut set.sections[to].questions;
            let at = questions.iter().position(|known| before == Some(known.code.as_str()));
            questions.insert(at.unwrap_or(questions.len()), question);
        }
        Part::List(name) => return Err(gone(name)),
    }
    Ok(())
}
