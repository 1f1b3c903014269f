//! What the checks of a question set find, in the reader's language: where it is, what it is, and the page where it is put right.

use survey::check::{Argument, Finding};
use survey::question_set::{QuestionSet, Text};

use super::super::visit::Visit;
use super::super::words::{self, number, text};
use super::base;
use super::conditions::short;
use crate::i18n::{Arg, LocaleTexts};

/// What is wrong, and where it is put right.
pub struct FindingView {
    /// The page.
    pub href: String,
    /// Where it is.
    pub place: String,
    /// What it is.
    pub problem: String,
    /// The same on the page of its section, question or list: with the part of that, if it is a part that is wrong.
    pub here: String,
}

/// What is wrong, each with the page where it is put right and its place in words.
pub fn views<'a>(
    visit: &Visit,
    set: &QuestionSet,
    findings: impl IntoIterator<Item = &'a Finding>,
) -> Vec<FindingView> {
    let t = visit.t();
    let view = |finding: &Finding| {
        let (whole, part) = place(t, set, &finding.place);
        let problem = problem(t, &finding.problem);
        let in_part = |part: &str| {
            let args = [("field", text(part)), ("problem", text(&problem))];
            t.tr("editor-error-in", &args)
        };
        FindingView {
            href: format!("{}/draft{}", base(&set.code), page_of(&finding.place)),
            here: part.as_deref().map_or_else(|| problem.clone(), in_part),
            place: match part {
                Some(part) => t.tr("checks-place", &[("whole", text(&whole)), ("part", text(&part))]),
                None => whole,
            },
            problem,
        }
    };
    findings.into_iter().map(view).collect()
}

/// What it is, in a sentence.
pub fn problem(t: &LocaleTexts, problem: &survey::check::Problem) -> String {
    let arguments = problem.arguments().into_iter().map(|(name, argument)| {
        let said = match argument {
            Argument::Text(text) => text.into_owned(),
            Argument::Language(language) => t.language(language),
        };
        (name, Arg::from(said))
    });
    t.tr(&format!("checks-{}", problem.id()), &arguments.collect::<Vec<_>>())
}

/// How many things are to be put right, if there are any.
pub fn counted(visit: &Visit, findings: usize) -> Option<String> {
    (findings > 0).then(|| visit.t().tr("editor-findings-count", &[("count", number(findings as u64))]))
}

/// What is wrong at a place or below it.
pub fn below<'a>(findings: &'a [Finding], place: &'a str) -> impl Iterator<Item = &'a Finding> {
    findings.iter().filter(move |finding| {
        finding.place.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// A place in words: what has a page of its own, and which part of it, if it is not all of it.
fn place(t: &LocaleTexts, set: &QuestionSet, place: &str) -> (String, Option<String>) {
    let named = |id: &str, label: Option<&Text>, code: &str| {
        let label = label.map_or("", |label| words::text_in(set, label, t.locale())).trim();
        match label {
            "" => t.tr(&format!("{id}-untitled"), &[("code", text(code))]),
            label => t.tr(id, &[("label", text(&short(label))), ("code", text(code))]),
        }
    };
    let parts: Vec<&str> = place.split('.').collect();
    match parts.as_slice() {
        ["sections", _, "questions", code, rest @ ..] => {
            let label = set.question(code).map(|question| &question.label);
            (named("checks-place-question", label, code), part(t, rest))
        }
        ["sections", code, rest @ ..] => {
            let section = set.sections.iter().find(|section| section.code == **code);
            (named("checks-place-section", section.map(|section| &section.title), code), part(t, rest))
        }
        ["choice_lists", list, rest @ ..] => {
            let choice = rest.first().map(|code| t.tr("translate-what-choice", &[("code", text(code))]));
            (t.tr("translate-group-list", &[("list", text(list))]), choice)
        }
        rest => (t.text("versions-place-set"), part(t, rest)),
    }
}

/// The part of a section, of a question or of the whole, as its field is called.
fn part(t: &LocaleTexts, path: &[&str]) -> Option<String> {
    let field = match path {
        ["items", code, ..] => return Some(t.tr("translate-what-item", &[("code", text(code))])),
        ["languages"] => "editor-field-languages",
        ["title"] => "editor-field-title",
        ["introduction"] => "editor-field-introduction",
        ["label"] => "versions-text-label",
        ["hint"] => "editor-field-hint",
        ["constraint_message"] => "editor-field-constraint-message",
        ["low"] => "editor-field-low",
        ["high"] => "editor-field-high",
        ["relevant"] => "editor-relevant",
        ["constraint"] => "editor-constraint",
        _ => return None,
    };
    Some(t.text(field))
}

/// The page below the draft where a place is changed.
pub fn page_of(place: &str) -> String {
    let parts: Vec<&str> = place.split('.').collect();
    match parts.as_slice() {
        ["sections", _, "questions", question, ..] => format!("/questions/{question}"),
        ["sections", section, ..] => format!("/sections/{section}"),
        ["choice_lists", list, ..] => format!("/lists/{list}"),
        ["sections"] => String::new(),
        _ => "/settings".to_owned(),
    }
}
