//! What expressions refer to: renamed along, and never lost.

use crate::question_set::{Kind, QuestionSet, Section};
use crate::relevance::{Expression, Reference};

/// Every expression with its place.
fn expressions(set: &QuestionSet) -> Vec<(String, &Expression)> {
    let mut all = Vec::new();
    for section in &set.sections {
        let place = format!("sections.{}", section.code);
        all.extend(section.relevant.iter().map(|expression| (format!("{place}.relevant"), expression)));
        for question in &section.questions {
            let place = format!("{place}.questions.{}", question.code);
            let own = [("relevant", &question.relevant), ("constraint", &question.constraint)];
            for (name, expression) in own {
                all.extend(expression.iter().map(|expression| (format!("{place}.{name}"), expression)));
            }
        }
    }
    all
}

/// Whether there is an answer that the reference means.
fn is_there(set: &QuestionSet, reference: &Reference) -> bool {
    let Some(question) = set.question(reference.question.as_str()) else { return false };
    match (&question.kind, &reference.item) {
        (Kind::Matrix { items, .. }, Some(item)) => items.iter().any(|known| known.code == *item),
        (Kind::Matrix { .. } | Kind::Note, None) | (_, Some(_)) => false,
        _ => true,
    }
}

fn has_choice(set: &QuestionSet, reference: &Reference, code: &str) -> bool {
    let question = set.question(reference.question.as_str());
    question.is_some_and(|question| set.choices(question).iter().any(|choice| choice.code == *code))
}

/// What an expression refers to that was there before and is no more, and the place of the expression.
pub(super) fn lost(before: &QuestionSet, after: &QuestionSet) -> Option<(String, String)> {
    for (place, expression) in expressions(after) {
        for reference in expression.references() {
            if !is_there(after, reference) && is_there(before, reference) {
                return Some((written(reference), place));
            }
        }
        for (reference, code) in expression.compared_choices() {
            if !has_choice(after, reference, &code) && has_choice(before, reference, &code) {
                return Some((format!("{} = {code}", written(reference)), place));
            }
        }
    }
    None
}

fn written(reference: &Reference) -> String {
    match &reference.item {
        Some(item) => format!("{}.{item}", reference.question),
        None => reference.question.to_string(),
    }
}

/// Renames what all expressions refer to.
pub(super) fn rename(set: &mut QuestionSet, now: impl Fn(&Reference) -> Option<Reference>) {
    for section in &mut set.sections {
        rename_in(section, &now);
    }
}

/// Renames what the expressions of a section refer to.
pub(super) fn rename_in(section: &mut Section, now: &dyn Fn(&Reference) -> Option<Reference>) {
    let questions = section.questions.iter_mut();
    let own = questions.flat_map(|question| [&mut question.relevant, &mut question.constraint]);
    for expression in own.chain([&mut section.relevant]).flatten() {
        *expression = expression.renamed(now);
    }
}
