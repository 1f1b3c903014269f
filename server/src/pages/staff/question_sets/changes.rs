//! Differences between two versions in words: place by place, old and new text side by side, the changed words marked.

use similar::{ChangeTag, TextDiff};
use survey::Locale;
use survey::question_set::{Kind, QuestionSet, Text};
use survey::revision::{Change, Comparable, Difference, Matching, Place, Rule};

use super::super::visit::Visit;
use super::super::words::{self, number, text};
use crate::i18n::LocaleTexts;

/// Longer texts are shown whole, without marks in them.
const LONGEST: usize = 20_000;

/// What differs at one place: a question with its statements, a choice list with its choices, a section, the whole.
pub struct Group {
    /// What kind of place it is.
    pub what: String,
    /// What it is called, in the page's language.
    pub title: String,
    /// Its code; empty for the whole.
    pub code: String,
    /// The questions that use it, for a choice list.
    pub used: Option<String>,
    /// What differs.
    pub lines: Vec<Line>,
}

/// One difference.
pub struct Line {
    /// What differs.
    pub what: String,
    /// Whose it is, within the group: a statement or a choice.
    pub whose: Option<String>,
    /// What was and what is.
    pub sides: Option<Sides>,
    /// Why it would make answers incomparable, if it would.
    pub why: Option<String>,
}

/// Old and new, side by side.
pub struct Sides {
    /// The language of both; empty for what is no language.
    pub language: String,
    /// Its direction.
    pub dir: &'static str,
    /// What was.
    pub old: Vec<Piece>,
    /// What is.
    pub new: Vec<Piece>,
}

/// A run of words.
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are on this side alone.
    pub changed: bool,
}

/// Two versions and the language of the page.
pub struct Words<'a> {
    /// The page.
    pub visit: &'a Visit,
    /// The earlier version.
    pub old: &'a QuestionSet,
    /// The later one.
    pub new: &'a QuestionSet,
}

impl Words<'_> {
    fn t(&self) -> &LocaleTexts {
        self.visit.t()
    }

    /// The differences, by place.
    pub fn groups(&self, differences: &[Difference]) -> Vec<Group> {
        let mut groups: Vec<(String, Group)> = Vec::new();
        for difference in differences {
            let key = self.key(&difference.place);
            let at = groups.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
                groups.push((key, self.group(&difference.place)));
                groups.len() - 1
            });
            groups[at].1.lines.push(self.line(difference));
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn key(&self, place: &Place) -> String {
        match place {
            Place::Set | Place::Language(_) => String::new(),
            Place::Item(question, _) => Place::Question(question.clone()).to_string(),
            Place::Choice(list, _) => Place::List(list.clone()).to_string(),
            _ => place.to_string(),
        }
    }

    fn group(&self, place: &Place) -> Group {
        let t = self.t();
        let (what, code) = match place {
            Place::Set | Place::Language(_) => ("versions-place-set", String::new()),
            Place::Section(code) => ("versions-place-section", code.to_string()),
            Place::Question(code) | Place::Item(code, _) => ("versions-place-question", code.to_string()),
            Place::List(name) | Place::Choice(name, _) => ("versions-place-list", name.clone()),
        };
        let used = match place {
            Place::List(name) | Place::Choice(name, _) => {
                let uses = |set: &QuestionSet| {
                    set.questions().filter(|(_, q)| q.kind.choice_list() == Some(name.as_str())).count()
                };
                let count = uses(self.new).max(uses(self.old)) as u64;
                Some(t.tr("versions-list-used", &[("count", number(count))]))
            }
            _ => None,
        };
        let title = match place {
            Place::Item(question, _) => self.name(&Place::Question(question.clone())),
            Place::Set | Place::Language(_) | Place::List(_) | Place::Choice(..) => None,
            _ => self.name(place),
        };
        Group { what: t.text(what), title: title.unwrap_or_default(), code, used, lines: Vec::new() }
    }

    /// What a place is called: in the later version, or in the earlier one if it is gone.
    pub fn name(&self, place: &Place) -> Option<String> {
        named(self.new, place, self.t().locale()).or_else(|| named(self.old, place, self.t().locale()))
    }

    fn line(&self, difference: &Difference) -> Line {
        let (t, place) = (self.t(), &difference.place);
        let whose = match place {
            Place::Item(_, code) => Some((code.to_string(), "versions-whose-item")),
            Place::Choice(_, code) => Some((code.to_string(), "versions-whose-choice")),
            _ => None,
        };
        let whose = whose.map(|(code, id)| {
            let label = self.name(place).unwrap_or_default();
            t.tr(id, &[("label", text(&label)), ("code", text(&code))])
        });
        let (what, sides) = self.what(difference);
        Line { what, whose, sides, why: (!difference.is_safe()).then(|| t.text(why(difference))) }
    }

    fn what(&self, difference: &Difference) -> (String, Option<Sides>) {
        let t = self.t();
        match &difference.change {
            Change::Added => (self.came("versions-added", &difference.place), None),
            Change::Removed => (self.came("versions-removed", &difference.place), None),
            Change::Moved => (t.text("versions-moved"), None),
            Change::Order => (t.text("versions-order"), None),
            Change::Text { field, language, old, new } => {
                let field = t.text(&format!("versions-text-{}", field.as_str().replace('_', "-")));
                let named = t.language(language);
                let what = t.tr("versions-text-in", &[("field", text(&field)), ("language", text(&named))]);
                (what, Some(sides(language.as_str(), language.direction().as_str(), old, new)))
            }
            Change::Kind { old, new } => {
                let kind = |kind: &str| t.text(&format!("editor-kind-{kind}"));
                (t.text("versions-kind"), Some(whole(t, Some(&kind(old)), Some(&kind(new)))))
            }
            Change::Choices { old, new, same } => {
                let what = if *same { "versions-choices-renamed" } else { "versions-choices" };
                (t.text(what), Some(whole(t, Some(old), Some(new))))
            }
            Change::Rule { rule, old, new } => {
                let what = t.text(&format!("versions-rule-{}", rule.as_str().replace('_', "-")));
                (what, Some(self.rule(*rule, old.as_deref(), new.as_deref())))
            }
        }
    }

    fn rule(&self, rule: Rule, old: Option<&str>, new: Option<&str>) -> Sides {
        let t = self.t();
        match rule {
            Rule::Relevant | Rule::Constraint => match (old, new) {
                (Some(old), Some(new)) => sides("", "ltr", old, new),
                _ => whole(t, old, new),
            },
            Rule::Required | Rule::Profile | Rule::OffScale | Rule::Exclusive | Rule::Other => {
                let said =
                    |set: Option<&str>| t.text(if set.is_some() { "versions-yes" } else { "versions-no" });
                whole(t, Some(&said(old)), Some(&said(new)))
            }
            _ => whole(t, old, new),
        }
    }

    fn came(&self, id: &str, place: &Place) -> String {
        match place {
            Place::Language(language) => {
                let named = self.t().language(language);
                self.t().tr(&format!("{id}-language"), &[("language", text(&named))])
            }
            _ => self.t().text(id),
        }
    }
}

fn named(set: &QuestionSet, place: &Place, locale: &Locale) -> Option<String> {
    let label: &Text = match place {
        Place::Section(code) => &set.sections.iter().find(|section| section.code == *code)?.title,
        Place::Question(code) => &set.question(code.as_str())?.label,
        Place::Item(question, item) => match &set.question(question.as_str())?.kind {
            Kind::Matrix { items, .. } => &items.iter().find(|known| known.code == *item)?.label,
            _ => return None,
        },
        Place::Choice(list, choice) => {
            &set.choice_lists.get(list.as_str())?.iter().find(|known| known.code == *choice)?.label
        }
        _ => return None,
    };
    Some(words::text_in(set, label, locale).to_owned())
}

/// The rule of [`survey::revision`] that a difference breaks.
fn why(difference: &Difference) -> &'static str {
    match (&difference.change, &difference.place) {
        (Change::Removed, Place::Language(_)) => "versions-why-language",
        (Change::Added | Change::Removed, _) => "versions-why-parts",
        (Change::Moved, _) => "versions-why-moved",
        (Change::Rule { rule, .. }, _) => match rule {
            Rule::Required | Rule::Relevant | Rule::Constraint => "versions-why-asked",
            Rule::Profile => "versions-why-profile",
            Rule::OffScale | Rule::Exclusive | Rule::Other => "versions-why-marks",
            _ => "versions-why-scale",
        },
        _ => "versions-why-scale",
    }
}

/// Both sides of what is no sentence: all of it is another.
fn whole(t: &LocaleTexts, old: Option<&str>, new: Option<&str>) -> Sides {
    let side = |value: Option<&str>| {
        let text = value.map_or_else(|| t.text("versions-unset"), str::to_owned);
        vec![Piece { text, changed: true }]
    };
    Sides { language: String::new(), dir: "auto", old: side(old), new: side(new) }
}

/// Both sides of a text, with the words marked that are on one side alone.
fn sides(language: &str, dir: &'static str, old: &str, new: &str) -> Sides {
    let mut sides = Sides { language: language.to_owned(), dir, old: Vec::new(), new: Vec::new() };
    if old.len() + new.len() > LONGEST {
        sides.old.push(Piece { text: old.to_owned(), changed: true });
        sides.new.push(Piece { text: new.to_owned(), changed: true });
        return sides;
    }
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let (text, changed) = (change.value(), change.tag() != ChangeTag::Equal);
        if change.tag() != ChangeTag::Insert {
            add(&mut sides.old, text, changed);
        }
        if change.tag() != ChangeTag::Delete {
            add(&mut sides.new, text, changed);
        }
    }
    sides
}

fn add(side: &mut Vec<Piece>, text: &str, changed: bool) {
    match side.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(text),
        _ => side.push(Piece { text: text.to_owned(), changed }),
    }
}

/// The questions that can't be compared with an earlier version, each with why; and how many can.
pub fn unlike(words: &Words<'_>, matching: &[Matching]) -> (usize, Vec<(String, String, Vec<String>)>) {
    let mut alike = 0;
    let mut unlike = Vec::new();
    for one in matching {
        let why = match &one.comparable {
            Comparable::Whole => {
                alike += 1;
                continue;
            }
            Comparable::New => vec![words.t().text("versions-match-new")],
            Comparable::Differs { differences } => {
                let said = differences.iter().map(|difference| {
                    let line = words.line(difference);
                    match line.whose {
                        None => line.what,
                        Some(whose) => words.t().tr(
                            "versions-match-differs",
                            &[("whose", text(&whose)), ("what", text(&line.what))],
                        ),
                    }
                });
                said.collect()
            }
        };
        let label = words.name(&Place::Question(one.question.clone())).unwrap_or_default();
        unlike.push((label, one.question.to_string(), why));
    }
    (alike, unlike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(side: &[Piece]) -> String {
        side.iter()
            .map(|piece| if piece.changed { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn the_changed_words_are_marked_on_both_sides() {
        let both = sides("en", "ltr", "How woud you rate it?", "How would you rate all of it?");
        assert_eq!(shown(&both.old), "How [woud] you rate it?");
        assert_eq!(shown(&both.new), "How [would] you rate [all of ]it?");
        let both = sides("ar", "rtl", "كيف تقيمون العمل؟", "كيف تقيّمون العمل؟");
        assert_eq!(
            (shown(&both.old), shown(&both.new)),
            ("كيف [تقيمون] العمل؟".to_owned(), "كيف [تقيّمون] العمل؟".to_owned())
        );
        let both = sides("en", "ltr", "", "New");
        assert_eq!((shown(&both.old), shown(&both.new)), (String::new(), "[New]".to_owned()));
    }
}
