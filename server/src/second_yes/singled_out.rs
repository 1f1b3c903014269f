//! Which languages and conditions of a survey single out fewer of the invited than its threshold: whoever says yes to opening
//! it sees them. A question that so few are asked is a question about these few.

use std::collections::{BTreeMap, BTreeSet};

use survey::disclosure::Threshold;
use survey::question_set::Kind;
use survey::relevance::{Answered, Expression, Reference, Value};
use survey::{Locale, QuestionSet};

use crate::store::proposals::InvitedColumns;

/// What singles out few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SingledOut {
    /// A language that so many read.
    Language(Locale, usize),
    /// A condition that holds, or mentions what holds, for so many.
    Condition(String, usize),
}

/// The answers of an invited partner, as far as the directory tells them.
struct Directory<'a> {
    set: &'a QuestionSet,
    columns: &'a [String; 5],
    /// The column of each question that the directory answers.
    known: &'a BTreeMap<String, usize>,
}

impl Answered for Directory<'_> {
    fn value(&self, reference: &Reference) -> Value<'_> {
        let column = self.known.get(reference.question.as_str()).map(|column| &self.columns[*column]);
        let asked = self.set.question(reference.question.as_str()).is_some();
        column.filter(|_| asked).map_or_else(Value::empty, |value| Value::text(value))
    }
}

/// The column of each question whose choices the directory has as values.
fn known(set: &QuestionSet, invited: &[InvitedColumns]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (_, question) in set.questions() {
        if !matches!(question.kind, Kind::SelectOne { .. }) {
            continue;
        }
        let codes: BTreeSet<&str> = set.choices(question).iter().map(|choice| choice.code.as_str()).collect();
        let column = (1..5).find(|column| {
            !invited.is_empty() && invited.iter().all(|(_, all)| codes.contains(all[*column].as_str()))
        });
        if let Some(column) = column {
            found.insert(question.code.to_string(), column);
        }
    }
    found
}

/// All that singles out at least one of the invited and fewer than the threshold, or all but so few.
pub fn singled_out(set: &QuestionSet, invited: &[InvitedColumns], threshold: Threshold) -> Vec<SingledOut> {
    let few = |count: usize| (1..threshold.get() as usize).contains(&count);
    let mut found = Vec::new();
    let first = set.languages.first();
    for language in &set.languages {
        let reads = |own: &str| {
            let offered = set.languages.iter().find(|known| known.as_str() == own).or(first);
            offered == Some(language)
        };
        let count = invited.iter().filter(|(_, columns)| reads(&columns[0])).count();
        if few(count) {
            found.push(SingledOut::Language(language.clone(), count));
        }
    }
    let known = known(set, invited);
    let mut seen = BTreeSet::new();
    let sections = set.sections.iter().filter_map(|section| section.relevant.as_ref());
    let questions = set.questions().filter_map(|(_, question)| question.relevant.as_ref());
    for condition in sections.chain(questions).filter(|one| seen.insert(one.source().to_owned())) {
        let count = fewest(set, condition, invited, &known);
        if few(count) || few(invited.len() - count) {
            found
                .push(SingledOut::Condition(condition.source().to_owned(), count.min(invited.len() - count)));
        }
    }
    found
}

/// For how many a condition holds, where the directory tells; otherwise how many have the rarest value that it names.
fn fewest(
    set: &QuestionSet,
    condition: &Expression,
    invited: &[InvitedColumns],
    known: &BTreeMap<String, usize>,
) -> usize {
    let told = |reference: &Reference| known.get(reference.question.as_str());
    if condition.references().into_iter().all(|reference| told(reference).is_some()) {
        let holds = |columns| condition.holds(&Directory { set, columns, known }, &Value::empty());
        return invited.iter().filter(|(_, columns)| holds(columns)).count();
    }
    let pairs = condition.compared_choices();
    let counts = pairs.iter().filter_map(|(reference, code)| {
        let column = *told(reference)?;
        Some(invited.iter().filter(|(_, columns)| columns[column] == **code).count())
    });
    counts.filter(|count| *count > 0).min().unwrap_or(invited.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(relevant: &[&str]) -> QuestionSet {
        let asked = relevant.iter().enumerate().map(|(n, relevant)| {
            serde_json::json!({
                "code": format!("q{n}"), "kind": "long_text", "label": { "en": "Q", "fr": "Q" }, "relevant": relevant,
            })
        });
        let choices = |codes: [&str; 2]| {
            codes.map(|code| serde_json::json!({ "code": code, "label": { "en": code, "fr": code } }))
        };
        let profile = |code: &str| {
            serde_json::json!({
                "code": code, "kind": "select_one", "choices": code, "profile": true, "label": { "en": code, "fr": code },
            })
        };
        let questions: Vec<_> = [profile("region"), profile("kind")].into_iter().chain(asked).collect();
        let json = serde_json::json!({
            "code": "q", "version": 1, "languages": ["en", "fr"], "title": { "en": "Q", "fr": "Q" },
            "choice_lists": { "region": choices(["mena", "asia"]), "kind": choices(["film", "radio"]) },
            "sections": [{ "code": "s", "title": { "en": "S", "fr": "S" }, "questions": questions }],
        });
        serde_json::from_value(json).unwrap()
    }

    fn invited(count: usize, language: &str, region: &str, kind: &str) -> Vec<InvitedColumns> {
        let one = |n: usize| {
            let columns = [language, region, "Lebanon", "Levant", kind].map(str::to_owned);
            (format!("{language}{region}{kind}{n}"), columns)
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn what_singles_out_few_of_the_invited_is_named() {
        let mut all = invited(20, "en", "asia", "radio");
        all.extend(invited(7, "en", "mena", "radio"));
        all.extend(invited(4, "fr", "mena", "film"));
        let of = |relevant: &[&str]| singled_out(&set(relevant), &all, Threshold::default());
        let french = SingledOut::Language("fr".parse().unwrap(), 4);
        assert_eq!(of(&["${region} = 'mena'"]), std::slice::from_ref(&french));
        let condition = |text: &str| SingledOut::Condition(text.to_owned(), 4);
        for one in [
            "${region} = 'mena' and ${kind} = 'film'",
            "${kind} != 'film'",
            "${region} = 'asia' or ${kind} = 'radio'",
            "${kind} = 'film' and ${q0} != ''",
        ] {
            assert_eq!(of(&["${region} = 'mena'", one]), [french.clone(), condition(one)], "{one}");
        }
        assert_eq!(of(&["${q0} = 'anything'"]), [french]);
    }
}
