//! What the checks of a question set find, in the reader's language: where it is, what it is, and the page where it is put right.

use survey::Locale;
use survey::check::{Argument, Finding, Problem};
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
    /// Whether it only waits for a translation, which is no mistake of whoever builds.
    pub is_translation: bool,
}

/// The language into which something is still to be translated, if that is what was found.
pub fn untranslated<'a>(set: &QuestionSet, finding: &'a Finding) -> Option<&'a Locale> {
    match &finding.problem {
        Problem::TextMissing(language) if set.languages.first() != Some(language) => Some(language),
        _ => None,
    }
}

/// So many missing translations are named one by one.
const FEW: u64 = 3;

/// The languages into which much is still to be translated, and how much. While a questionnaire is built that is nearly all of it:
/// one line says so. The last few are named.
fn to_translate<'a>(
    set: &QuestionSet,
    findings: impl IntoIterator<Item = &'a Finding>,
) -> Vec<(&'a Locale, u64)> {
    let mut counts: Vec<(&Locale, u64)> = Vec::new();
    for language in findings.into_iter().filter_map(|finding| untranslated(set, finding)) {
        match counts.iter_mut().find(|(known, _)| *known == language) {
            Some((_, count)) => *count += 1,
            None => counts.push((language, 1)),
        }
    }
    counts.retain(|(_, count)| *count > FEW);
    counts
}

/// Whether it is said by the line of its language.
fn is_among(waiting: &[(&Locale, u64)], set: &QuestionSet, finding: &Finding) -> bool {
    untranslated(set, finding).is_some_and(|language| waiting.iter().any(|(known, _)| *known == language))
}

/// What is wrong, each with the page where it is put right and its place in words; then what is to be translated, by language.
pub fn views<'a>(
    visit: &Visit,
    set: &QuestionSet,
    findings: impl IntoIterator<Item = &'a Finding>,
) -> Vec<FindingView> {
    let t = visit.t();
    let all: Vec<&Finding> = findings.into_iter().collect();
    let waiting = to_translate(set, all.iter().copied());
    let apart = |finding: &&Finding| !is_among(&waiting, set, finding);
    let translation = |(language, count): (&Locale, u64)| {
        let (place, problem) =
            (t.language(language), t.tr("editor-untranslated", &[("count", number(count))]));
        FindingView {
            href: format!("{}/translations?to={language}", base(&set.code)),
            here: t.tr("editor-error-in", &[("field", text(&place)), ("problem", text(&problem))]),
            is_translation: true,
            place,
            problem,
        }
    };
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
            is_translation: false,
        }
    };
    let wrong = all.into_iter().filter(apart).map(view);
    wrong.chain(waiting.iter().copied().map(translation)).collect()
}

/// What it is, in a sentence.
pub fn problem(t: &LocaleTexts, problem: &Problem) -> String {
    let arguments = problem.arguments().into_iter().map(|(name, argument)| {
        let said = match argument {
            Argument::Text(text) => text.into_owned(),
            Argument::Language(language) => t.language(language),
        };
        (name, Arg::from(said))
    });
    t.tr(&format!("checks-{}", problem.id()), &arguments.collect::<Vec<_>>())
}

/// How many things are to be put right, if there are any; a language that is not translated is one.
pub fn counted(visit: &Visit, set: &QuestionSet, findings: &[Finding]) -> Option<String> {
    let waiting = to_translate(set, findings);
    let apart = findings.iter().filter(|finding| !is_among(&waiting, set, finding)).count();
    let findings = apart + waiting.len();
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
            // The code of a choice may have a point of its own.
            let code = rest.strip_suffix(&["label"]).unwrap_or(rest).join(".");
            let choice = (!code.is_empty()).then(|| t.tr("translate-what-choice", &[("code", text(&code))]));
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
