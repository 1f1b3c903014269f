//! An attack with an exact solver. The attacker sees every figure, knows the form, and of everybody all that is known: to which
//! categories they belong. What it asks of the solver is whether anything else could have been said, by sheets that the form
//! accepts, so that every figure is the same.
//!
//! `SAWT_SOLVER_SURVEYS` says how many surveys are attacked, `SAWT_SOLVER_SEED` with which numbers it begins.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome};
use serde_json::{Value as Json, json};

use super::{BaseKind, Cell, Results, Rules, Said};
use crate::QuestionSet;
use crate::answers::RawAnswers;
use crate::question_set::Kind;
use crate::tally::{Counter, Distribution, Figures, Layout};
use crate::validation::validate;

/// The threshold of the random surveys.
const T: u64 = 3;
/// Sheets of one component beyond which a survey is too large to attack.
const MOST_SHEETS: usize = 150;

/// A small generator of numbers, so that what must be found is found each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end as u64) as usize
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// A condition on earlier questions, of any depth.
fn condition(dice: &mut Dice, earlier: &[(String, Vec<String>)], depth: usize) -> String {
    if depth > 0 && dice.once_in(2) {
        let word = dice.pick(&["and", "or"]);
        let (one, other) = (condition(dice, earlier, depth - 1), condition(dice, earlier, depth - 1));
        return format!("({one} {word} {other})");
    }
    let (_, ways) = &earlier[dice.below(earlier.len())];
    let way = dice.pick(ways);
    if dice.once_in(4) { format!("not({way})") } else { way }
}

fn survey(dice: &mut Dice) -> QuestionSet {
    let profiles = 1 + dice.below(2);
    let mut earlier: Vec<(String, Vec<String>)> = Vec::new();
    let list = |letter: &str, count: usize| -> Vec<Json> {
        (0..count).map(|n| json!({ "code": format!("{letter}{n}") })).collect()
    };
    let mut lists = json!({ "s2": list("s", 2), "s3": list("s", 3), "s4": list("s", 4) });
    lists["off"] = json!([{ "code": "s0" }, { "code": "s1" }, { "code": "dk", "off_scale": true }]);
    lists["other"] = json!([{ "code": "s0" }, { "code": "s1" }, { "code": "oth", "other": true }]);
    lists["none"] = json!([{ "code": "s0" }, { "code": "s1" }, { "code": "none", "exclusive": true }]);
    lists["both"] = json!([{ "code": "s0" }, { "code": "none", "exclusive": true, "off_scale": true }]);
    let mut about = Vec::new();
    for place in 0..profiles {
        let count = 2 + dice.below(if profiles == 1 { 3 } else { 2 });
        lists[format!("c{place}")] = json!(list("c", count));
        about.push(
            json!({ "code": format!("by{place}"), "kind": "select_one", "choices": format!("c{place}"),
            "profile": true, "required": true }),
        );
        let ways = (0..count).map(|n| format!("${{by{place}}} = 'c{n}'")).collect();
        earlier.push((format!("by{place}"), ways));
    }
    let mut sections = vec![json!({ "code": "about", "questions": about })];
    let mut questions: Vec<Json> = Vec::new();
    for place in 0..1 + dice.below(4) {
        let code = format!("q{place}");
        let equals = |to: &str| format!("${{{code}}} = '{to}'");
        let (mut question, ways) = match dice.below(12) {
            0..=3 => {
                let choices = dice.pick(&["s2", "s3", "s4", "off", "other"]);
                let ways = vec![equals("s0"), equals("s1"), format!("${{{code}}} != ''")];
                (json!({ "kind": "select_one", "choices": choices }), ways)
            }
            4..=5 => {
                let choices = dice.pick(&["s2", "none", "none", "both"]);
                let ways =
                    vec![format!("selected(${{{code}}}, 's0')"), format!("count-selected(${{{code}}}) > 1")];
                (json!({ "kind": "select_several", "choices": choices }), ways)
            }
            6..=7 => {
                let items = json!([{ "code": "i" }, { "code": "j" }]);
                let ways = vec![format!("${{{code}.i}} = 's0'"), format!("${{{code}.j}} != 's1'")];
                (json!({ "kind": "matrix", "choices": dice.pick(&["s2", "off"]), "items": items }), ways)
            }
            8 => {
                let ways = vec![format!("${{{code}}} <= 2"), format!("${{{code}}} > 1")];
                (json!({ "kind": "rating", "min": 1, "max": 3 }), ways)
            }
            9 => {
                let ways = vec![format!("${{{code}}} > 3")];
                (json!({ "kind": dice.pick(&["number", "percentage"]) }), ways)
            }
            10 => {
                let ways = vec![format!("count-selected(${{{code}}}) = 2")];
                (json!({ "kind": "ranking", "choices": dice.pick(&["s2", "s3"]), "max": 2 }), ways)
            }
            _ => (json!({ "kind": dice.pick(&["text", "long_text"]) }), vec![format!("${{{code}}} != ''")]),
        };
        question["code"] = json!(code);
        question["required"] = json!(dice.once_in(2));
        if dice.once_in(2) {
            question["relevant"] = json!(condition(dice, &earlier, 2));
        }
        earlier.push((code, ways));
        questions.push(question);
        if dice.once_in(3) {
            sections
                .push(json!({ "code": format!("s{place}"), "questions": std::mem::take(&mut questions) }));
            if dice.once_in(3) {
                // The next ones.
                questions.clear();
            }
        }
    }
    if !questions.is_empty() {
        let mut last = json!({ "code": "last", "questions": questions });
        if dice.once_in(4) && sections.len() > 1 {
            let codes: BTreeSet<&str> =
                last["questions"].as_array().unwrap().iter().map(|q| q["code"].as_str().unwrap()).collect();
            let before: Vec<_> =
                earlier.iter().filter(|(code, _)| !codes.contains(code.as_str())).cloned().collect();
            last["relevant"] = json!(condition(dice, &before, 1));
        }
        sections.push(last);
    }
    serde_json::from_value(json!({
        "code": "set", "version": 1, "languages": ["en"], "choice_lists": lists, "sections": sections,
    }))
    .unwrap()
}

/// All answers to a question that there are, here.
fn options(set: &QuestionSet, code: &str) -> Vec<Json> {
    let question = set.question(code).unwrap();
    let choices: Vec<&str> = set.choices(question).iter().map(|choice| choice.code.as_str()).collect();
    let mut all = vec![Json::Null];
    match &question.kind {
        Kind::SelectOne { .. } => all.extend(choices.iter().map(|code| json!(code))),
        Kind::SelectSeveral { .. } => {
            for mask in 1_usize..1 << choices.len() {
                let picked: Vec<_> = choices.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1).collect();
                all.push(json!(picked.iter().map(|(_, code)| code).collect::<Vec<_>>()));
            }
        }
        Kind::Matrix { .. } => {
            let answers = || choices.iter().map(|code| json!(code)).chain([Json::Null]);
            for i in answers() {
                for j in answers() {
                    let mut both = serde_json::Map::new();
                    for (item, answer) in [("i", &i), ("j", &j)] {
                        if !answer.is_null() {
                            both.insert(item.into(), answer.clone());
                        }
                    }
                    if !both.is_empty() {
                        all.push(Json::Object(both));
                    }
                }
            }
        }
        Kind::Rating { min, max, .. } => all.extend((*min..=*max).map(|n| json!(n))),
        Kind::Number { .. } | Kind::Percentage => all.extend([json!(0), json!(3), json!(30)]),
        Kind::Ranking { .. } => {
            for one in &choices {
                all.push(json!([one]));
                all.extend(choices.iter().filter(|other| *other != one).map(|other| json!([one, other])));
            }
        }
        Kind::Text { .. } | Kind::LongText { .. } => all.push(json!("words")),
        Kind::Date { .. } | Kind::Note => {}
    }
    all
}

/// What a sheet says, each thing by a name of its own.
type Sheet = BTreeSet<String>;

/// What the form makes of some answers to some questions; `None` if it does not take them as they are.
fn sheet(set: &QuestionSet, raw: &RawAnswers, questions: &[String]) -> Option<Sheet> {
    let found = validate(set, raw);
    let mut said = Sheet::new();
    for code in questions {
        let answer = raw.get(code).filter(|answer| !answer.is_null());
        let kept = found.answers.by_question.iter().any(|(known, _)| known.as_str() == code);
        if found.faults.iter().any(|fault| fault.question == *code) || answer.is_some() != kept {
            return None;
        }
        let asked = found.relevant.contains(code);
        said.insert(if asked { format!("{code}:asked") } else { format!("{code}:not") });
        let Some(answer) = answer else {
            if asked {
                said.insert(format!("{code}:skipped"));
            }
            continue;
        };
        said.insert(format!("{code}:answered"));
        match (answer, &set.question(code).unwrap().kind) {
            (Json::String(_), Kind::Text { .. } | Kind::LongText { .. }) => {}
            (Json::String(choice), _) => {
                said.insert(format!("{code}={choice}"));
            }
            (Json::Array(list), kind) => {
                for (rank, choice) in list.iter().enumerate() {
                    let choice = choice.as_str().unwrap();
                    let ranked = matches!(kind, Kind::Ranking { .. });
                    said.insert(if ranked {
                        format!("{code}@{rank}={choice}")
                    } else {
                        format!("{code}={choice}")
                    });
                }
            }
            (Json::Object(items), _) => {
                for (item, choice) in items {
                    said.insert(format!("{code}.{item}={}", choice.as_str().unwrap()));
                }
            }
            (number, _) => {
                said.insert(format!("{code}={number}"));
            }
        }
    }
    Some(said)
}

/// Everybody who answers some questions, and all sheets that the form accepts of them.
struct Component {
    /// Which of the sheets are accepted of each combination of what is known.
    accepted: Vec<Vec<usize>>,
    sheets: Vec<Sheet>,
    /// How many have each combination.
    people: Vec<u64>,
    /// By combination and sheet, how many there are in truth.
    truth: Vec<Vec<u64>>,
}

/// People by what is known of them, and what each answered.
fn components(
    set: &QuestionSet,
    known: &[RawAnswers],
    answers: &[(usize, RawAnswers)],
) -> Option<Vec<(Vec<String>, Component)>> {
    let said: Vec<_> = set.questions().filter(|(_, question)| !question.profile).collect();
    let mut groups: Vec<Vec<String>> = Vec::new();
    for (section, question) in said {
        let mut own = vec![question.code.to_string()];
        for reference in section.relevant.iter().chain(&question.relevant).flat_map(|e| e.references()) {
            if let Some(place) =
                groups.iter().position(|group| group.iter().any(|code| reference.question == **code))
            {
                own.extend(groups.remove(place));
            }
        }
        groups.push(own);
    }
    let mut components = Vec::new();
    for mut questions in groups {
        questions.sort();
        let lists: Vec<Vec<Json>> = questions.iter().map(|code| options(set, code)).collect();
        if lists.iter().map(Vec::len).product::<usize>() > MOST_SHEETS {
            return None;
        }
        let mut raws: Vec<RawAnswers> = vec![RawAnswers::default()];
        for (code, list) in questions.iter().zip(&lists) {
            let longer = raws.iter().flat_map(|raw| {
                list.iter().map(move |answer| {
                    let mut raw = raw.clone();
                    if !answer.is_null() {
                        raw.insert(code.clone(), answer.clone());
                    }
                    raw
                })
            });
            raws = longer.collect();
        }
        let mut names: BTreeMap<Sheet, usize> = BTreeMap::new();
        let mut component =
            Component { accepted: Vec::new(), sheets: Vec::new(), people: Vec::new(), truth: Vec::new() };
        for (place, known) in known.iter().enumerate() {
            let mut accepted = BTreeSet::new();
            let with = |raw: &RawAnswers| {
                let mut all = known.clone();
                raw.iter().for_each(|(code, answer)| {
                    all.insert(code.clone(), answer.clone());
                });
                all
            };
            for raw in &raws {
                if let Some(sheet) = sheet(set, &with(raw), &questions) {
                    let next = names.len();
                    accepted.insert(*names.entry(sheet).or_insert(next));
                }
            }
            let mut truth = BTreeMap::new();
            let mut people = 0;
            for (_, raw) in answers.iter().filter(|(own, _)| *own == place) {
                people += 1;
                *truth.entry(names[&sheet(set, raw, &questions).unwrap()]).or_insert(0) += 1;
            }
            component.people.push(people);
            component
                .truth
                .push(accepted.iter().map(|sheet| truth.get(sheet).copied().unwrap_or(0)).collect());
            component.accepted.push(accepted.into_iter().collect());
        }
        component.sheets = vec![Sheet::new(); names.len()];
        names.into_iter().for_each(|(sheet, place)| component.sheets[place] = sheet);
        components.push((questions, component));
    }
    Some(components)
}

/// So many of these people say one of these things, between two numbers: what is shown, or what is asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Count {
    who: Vec<bool>,
    said: Vec<String>,
    and: Option<String>,
}

#[derive(Debug)]
struct Shown {
    count: Count,
    least: u64,
    most: u64,
}

impl Component {
    fn says(&self, count: &Count, sheet: usize) -> bool {
        let sheet = &self.sheets[sheet];
        count.said.iter().any(|said| sheet.contains(said))
            && count.and.as_ref().is_none_or(|and| sheet.contains(and))
    }

    fn number(&self, count: &Count, assignment: &[Vec<u64>]) -> u64 {
        let mut sum = 0;
        for (place, accepted) in self.accepted.iter().enumerate().filter(|(place, _)| count.who[*place]) {
            let own = accepted.iter().zip(&assignment[place]).filter(|(sheet, _)| self.says(count, **sheet));
            sum += own.map(|(_, people)| people).sum::<u64>();
        }
        sum
    }

    /// Another assignment that fits all that is shown, with another number.
    fn another(&self, shown: &[Shown], asked: &Count) -> Option<Vec<Vec<u64>>> {
        let truth = self.number(asked, &self.truth);
        [OptimizationDirection::Maximize, OptimizationDirection::Minimize].into_iter().find_map(|direction| {
            let more = direction == OptimizationDirection::Maximize;
            let mut problem = Problem::new(direction);
            problem.set_time_limit(Duration::from_secs(20));
            let mut variables = Vec::new();
            for (place, accepted) in self.accepted.iter().enumerate() {
                let most = i32::try_from(self.people[place]).unwrap();
                let own: Vec<_> = accepted.iter().map(|_| problem.add_integer_var(0.0, (0, most))).collect();
                if !own.is_empty() {
                    let all: Vec<_> = own.iter().map(|variable| (*variable, 1.0)).collect();
                    problem.add_constraint(&all, ComparisonOp::Eq, f64::from(most));
                }
                variables.push(own);
            }
            let terms = |count: &Count| {
                let mut terms = Vec::new();
                for (place, accepted) in
                    self.accepted.iter().enumerate().filter(|(place, _)| count.who[*place])
                {
                    let own = accepted.iter().zip(&variables[place]);
                    terms.extend(
                        own.filter(|(sheet, _)| self.says(count, **sheet))
                            .map(|(_, variable)| (*variable, 1.0)),
                    );
                }
                terms
            };
            for shown in shown {
                let terms = terms(&shown.count);
                if terms.is_empty() {
                    continue;
                }
                if shown.least == shown.most {
                    problem.add_constraint(&terms, ComparisonOp::Eq, shown.least as f64);
                } else {
                    problem.add_constraint(&terms, ComparisonOp::Ge, shown.least as f64);
                    problem.add_constraint(&terms, ComparisonOp::Le, shown.most as f64);
                }
            }
            // It is asked for another number, and so for none that only seems to be another.
            let terms = terms(asked);
            if more {
                problem.add_constraint(&terms, ComparisonOp::Ge, (truth + 1) as f64);
            } else {
                problem.add_constraint(&terms, ComparisonOp::Le, truth.checked_sub(1)? as f64);
            }
            match problem.solve() {
                Ok(SolveOutcome::Solution(solution)) => {
                    let value = |variable| solution.var_value(variable).round() as u64;
                    let found: Vec<Vec<u64>> = variables
                        .iter()
                        .map(|own| own.iter().map(|variable| value(*variable)).collect())
                        .collect();
                    let fits = |shown: &Shown| {
                        (shown.least..=shown.most).contains(&self.number(&shown.count, &found))
                    };
                    assert!(shown.iter().all(fits), "the solver errs");
                    assert!(
                        found
                            .iter()
                            .zip(&self.people)
                            .all(|(own, people)| own.iter().sum::<u64>() == *people)
                    );
                    assert_ne!(self.number(asked, &found), truth);
                    Some(found)
                }
                Err(microlp::Error::Infeasible) => None,
                other => panic!("the solver gives up: {other:?}"),
            }
        })
    }
}

fn distribution(shown: &mut Vec<Shown>, everybody: &[bool], name: &str, found: &Distribution) {
    for choice in &found.choices {
        let count =
            Count { who: everybody.to_vec(), said: vec![format!("{name}={}", choice.choice)], and: None };
        shown.push(Shown { count, least: choice.count, most: choice.count });
    }
    let on_scale = found.choices.iter().filter(|choice| !choice.off_scale);
    let said = on_scale.map(|choice| format!("{name}={}", choice.choice)).collect();
    let count = Count { who: everybody.to_vec(), said, and: None };
    shown.push(Shown { count, least: found.base, most: found.base });
}

/// All figures of some questions.
fn figures(results: &Results, set: &QuestionSet, questions: &[String], known: &[RawAnswers]) -> Vec<Shown> {
    let everybody = vec![true; known.len()];
    let mut shown = Vec::new();
    let exactly = |who: &[bool], said: Vec<String>, number: u64| Shown {
        count: Count { who: who.to_vec(), said, and: None },
        least: number,
        most: number,
    };
    for code in questions {
        let question = results.tally.question(code).unwrap();
        if matches!(question.figures, Figures::Withheld { .. }) {
            continue;
        }
        shown.push(exactly(&everybody, vec![format!("{code}:answered")], question.answered));
        shown.push(exactly(&everybody, vec![format!("{code}:not")], question.missing.not_relevant));
        shown.push(exactly(&everybody, vec![format!("{code}:skipped")], question.missing.skipped));
        match &question.figures {
            Figures::SelectOne(found) | Figures::SelectSeveral(found) => {
                distribution(&mut shown, &everybody, code, found)
            }
            Figures::Matrix { items, .. } => {
                for item in items {
                    distribution(
                        &mut shown,
                        &everybody,
                        &format!("{code}.{}", item.item),
                        &item.distribution,
                    );
                }
            }
            Figures::Rating(found) => {
                for value in &found.values {
                    shown.push(exactly(&everybody, vec![format!("{code}={}", value.value)], value.count));
                }
            }
            Figures::Number(found) | Figures::Percentage(found) => {
                // The numbers that there are lie in bands of their own, or the mean tells them apart.
                for band in &found.bands {
                    let said = in_band(code, band.from, band.below);
                    shown.push(exactly(&everybody, said, band.count));
                }
            }
            Figures::Ranking(found) => {
                for choice in &found.choices {
                    for (rank, count) in choice.ranks.iter().enumerate() {
                        shown.push(exactly(
                            &everybody,
                            vec![format!("{code}@{rank}={}", choice.choice)],
                            *count,
                        ));
                    }
                }
            }
            Figures::Date { .. } | Figures::Text | Figures::LongText | Figures::Withheld { .. } => {}
        }
    }
    for by in &results.breakdowns {
        let member = |group: &super::Group| -> Vec<bool> {
            let category = |known: &RawAnswers| known[by.question.as_str()].as_str().unwrap().to_owned();
            known.iter().map(|known| group.choices.iter().any(|choice| *choice == *category(known))).collect()
        };
        for table in by.tables.iter().filter(|table| questions.iter().any(|code| table.question == **code)) {
            let code = table.question.as_str();
            let name = table.item.as_ref().map_or_else(|| code.to_owned(), |item| format!("{code}.{item}"));
            for (place, group) in by.groups.iter().enumerate() {
                let who = member(group);
                if table.base == BaseKind::Answered {
                    let answered = match &table.item {
                        None => vec![format!("{code}:answered")],
                        Some(_) => {
                            let question = set.question(code).unwrap();
                            set.choices(question)
                                .iter()
                                .map(|choice| format!("{name}={}", choice.code))
                                .collect()
                        }
                    };
                    shown.push(exactly(&who, answered, table.bases[place]));
                }
                for line in &table.lines {
                    let said = match &line.said {
                        Said::Choices(choices) => {
                            choices.iter().map(|choice| format!("{name}={choice}")).collect()
                        }
                        Said::First(choice) => vec![format!("{name}@0={choice}")],
                        Said::Values(from, to) => {
                            (*from..=*to).map(|value| format!("{name}={value}")).collect()
                        }
                        Said::Numbers(from, below) => in_band(code, *from, *below),
                    };
                    let size = group.respondents;
                    let (least, most) = match line.cells[place] {
                        Cell::Exact { count, .. } => (count, count),
                        Cell::AtMost { count, .. } => (0, count),
                        Cell::AtLeast { count, .. } => (count, size),
                        Cell::Hidden => (0, size),
                    };
                    shown.push(Shown { count: Count { who: who.clone(), said, and: None }, least, most });
                }
            }
        }
    }
    shown
}

fn in_band(code: &str, from: Option<f64>, below: Option<f64>) -> Vec<String> {
    let within =
        |number: &f64| from.is_none_or(|from| *number >= from) && below.is_none_or(|below| *number < below);
    [0.0, 3.0, 30.0].iter().filter(|number| within(number)).map(|number| format!("{code}={number}")).collect()
}

/// What was attacked, and what of it was solved.
#[derive(Debug, Default)]
struct Found {
    surveys: usize,
    shown: usize,
    known: usize,
    known_solved: Vec<String>,
    crossed: usize,
    crossed_solved: Vec<String>,
}

/// What is said in a component, and a count of it that must not follow: of known people, or together with something else.
/// Where there are too many combinations of what is known, of the groups of breakdowns alone.
fn protected(
    component: &Component,
    results: &Results,
    known: &[RawAnswers],
    every_combination: bool,
) -> (Vec<Count>, Vec<Count>) {
    let threshold = results.threshold.people();
    let things: BTreeSet<&String> = component.sheets.iter().flatten().collect();
    let all: u64 = component.people.iter().sum();
    let number = |who: &[bool], said: &str, and: Option<&str>| {
        let count = Count { who: who.to_vec(), said: vec![said.to_owned()], and: and.map(str::to_owned) };
        (component.number(&count, &component.truth), count)
    };
    let size = |who: &[bool]| -> u64 {
        component.people.iter().zip(who).filter(|(_, in_it)| **in_it).map(|(n, _)| n).sum()
    };
    let small = |count: u64| (1..threshold).contains(&count);
    let everybody = vec![true; component.people.len()];
    let could = |place: usize, says: bool, said: &str| {
        component.accepted[place].iter().any(|sheet| component.sheets[*sheet].contains(said) == says)
    };
    let mut shown_groups: Vec<Vec<bool>> = Vec::new();
    for by in &results.breakdowns {
        for group in &by.groups {
            let category = |known: &RawAnswers| known[by.question.as_str()].as_str().unwrap().to_owned();
            shown_groups.push(
                known.iter().map(|known| group.choices.iter().any(|c| *c == *category(known))).collect(),
            );
        }
    }
    let (mut joined, mut crossed) = (Vec::new(), Vec::new());
    for thing in &things {
        let open: Vec<bool> = (0..everybody.len())
            .map(|place| {
                component.people[place] > 0 && could(place, true, thing) && could(place, false, thing)
            })
            .collect();
        let says_all = |who: &[bool]| {
            let count = number(who, thing, None).0;
            count == 0 || count == size(who)
        };
        let asked_alone = size(&open) >= 2 * threshold && says_all(&open);
        if says_all(&everybody) || asked_alone {
            continue;
        }
        let places: Vec<usize> = (0..open.len()).filter(|place| component.people[*place] > 0).collect();
        for mask in 1_u32..1 << places.len() {
            let mut who = vec![false; open.len()];
            places.iter().enumerate().for_each(|(bit, place)| who[*place] = mask >> bit & 1 == 1);
            let people = size(&who);
            let (count, asked) = number(&who, thing, None);
            let few = people < threshold || small(count) || small(people - count);
            let one_sided = (count == 0 || count == people) && people < 2 * threshold;
            let told_of_a_group = shown_groups.iter().any(|group| {
                who.iter().zip(group).all(|(own, group)| !own || *group)
                    && size(group) >= 2 * threshold
                    && says_all(group)
            });
            let is_a_group =
                || shown_groups.iter().any(|group| places.iter().all(|place| group[*place] == who[*place]));
            if !every_combination && !is_a_group() {
                continue;
            }
            let could_be_another = who.iter().zip(&open).any(|(own, open)| *own && *open);
            if people < all && (few || one_sided) && !told_of_a_group && could_be_another {
                joined.push(asked);
            }
        }
    }
    let said: Vec<&&String> = things.iter().filter(|thing| thing.contains('=')).collect();
    let question = |thing: &str| thing.split(['=', '.', '@', ':']).next().unwrap().to_owned();
    for (place, one) in said.iter().enumerate() {
        for other in &said[place + 1..] {
            let possible = |with: bool, and: bool| {
                (0..everybody.len()).filter(|place| component.people[*place] > 0).any(|place| {
                    let sheets = component.accepted[place].iter().map(|sheet| &component.sheets[*sheet]);
                    sheets
                        .clone()
                        .any(|sheet| sheet.contains(**one) == with && sheet.contains(**other) == and)
                })
            };
            let by_all_who_could = |thing: &str| {
                number(&everybody, thing, None).0
                    == number(&everybody, &format!("{}:asked", question(thing)), None).0
            };
            // Being asked the one may depend on the other, or both on a third.
            let by_all_asked = |thing: &str, of: &str| {
                let own = format!("{}:asked", question(of));
                things.iter().filter(|asked| asked.ends_with(":asked")).any(|asked| {
                    let said = number(&everybody, thing, Some(asked)).0;
                    let all = number(&everybody, asked, None).0;
                    let many = all >= 2 * threshold;
                    let one_sided = said == all && (many || **asked == own) || said == 0 && many;
                    one_sided && number(&everybody, of, Some(asked)).0 == number(&everybody, of, None).0
                })
            };
            let total = |thing: &str| number(&everybody, thing, None).0;
            if !possible(true, true)
                || !possible(true, false)
                || !possible(false, true)
                || by_all_who_could(one)
                || by_all_who_could(other)
                || by_all_asked(one, other)
                || by_all_asked(other, one)
                || total(one) == 0
                || total(other) == 0
            {
                continue;
            }
            let (both, asked) = number(&everybody, one, Some(other));
            if small(both) || small(total(one) - both) || small(total(other) - both) {
                crossed.push(asked);
            }
        }
    }
    (joined, crossed)
}

fn attack(dice: &mut Dice, rules: Rules, found: &mut Found) -> Option<()> {
    let set = survey(dice);
    let profiles: Vec<_> =
        set.questions().filter(|(_, question)| question.profile).map(|(_, question)| question).collect();
    let mut known: Vec<RawAnswers> = vec![RawAnswers::default()];
    for profile in profiles {
        let longer = known.iter().flat_map(|known| {
            set.choices(profile).iter().map(move |choice| {
                let mut known = known.clone();
                known.insert(profile.code.to_string(), json!(choice.code.as_str()));
                known
            })
        });
        known = longer.collect();
    }
    let codes: Vec<String> =
        set.questions().filter(|(_, q)| !q.profile).map(|(_, q)| q.code.to_string()).collect();
    let lists: Vec<Vec<Json>> = codes.iter().map(|code| options(&set, code)).collect();
    let (favour, slant) = (1 + dice.below(4), 1 + dice.below(3));
    let mut people: Vec<(usize, RawAnswers)> = Vec::new();
    let most = if dice.once_in(3) { 56 } else { 26 };
    let count = 5 + dice.below(most);
    let mut tries = 0;
    while people.len() < count {
        tries += 1;
        if tries > 40 * count {
            return None;
        }
        let own = (0..slant).map(|_| dice.below(known.len())).min().unwrap();
        let mut raw = known[own].clone();
        for (code, list) in codes.iter().zip(&lists) {
            let answer = (0..favour).map(|_| dice.below(list.len())).max().unwrap();
            if !list[answer].is_null() {
                raw.insert(code.clone(), list[answer].clone());
            }
        }
        let validated = validate(&set, &raw);
        if validated.faults.is_empty() {
            people.push((own, validated.answers.to_raw()));
        }
    }
    attack_of(&set, &known, &people, T, rules, found)
}

/// Attacks what is shown of people of whom it is known what they belong to.
fn attack_of(
    set: &QuestionSet,
    known: &[RawAnswers],
    people: &[(usize, RawAnswers)],
    threshold: u64,
    rules: Rules,
    found: &mut Found,
) -> Option<()> {
    let components = components(set, known, people)?;
    let mut counter = Counter::new(Arc::new(Layout::new(set, [])));
    for (_, raw) in people {
        counter.add(&format!("1{}", serde_json::to_string(raw).unwrap())).unwrap();
    }
    let threshold = u32::try_from(threshold).unwrap().try_into().unwrap();
    let results = Results::by(&counter.finish(), threshold, 0, rules)?;
    found.surveys += 1;
    for (questions, component) in &components {
        let shown = figures(&results, set, questions, known);
        found.shown += shown.len();
        for figure in &shown {
            let number = component.number(&figure.count, &component.truth);
            assert!((figure.least..=figure.most).contains(&number), "{figure:?} is {number}");
        }
        let (joined, crossed) = protected(component, &results, known, rules.combinations > 0);
        found.known += joined.len();
        found.crossed += crossed.len();
        // What was found for one question answers others too.
        let mut others: Vec<Vec<Vec<u64>>> = Vec::new();
        let all = joined.iter().map(|asked| (asked, true)).chain(crossed.iter().map(|asked| (asked, false)));
        for (asked, solved) in all {
            let truth = component.number(asked, &component.truth);
            if others.iter().any(|other| component.number(asked, other) != truth) {
                continue;
            }
            match component.another(&shown, asked) {
                Some(other) => others.push(other),
                None => {
                    let what = format!("{asked:?} is {truth} in {}\n{}", json!(set), json!(people));
                    if solved { found.known_solved.push(what) } else { found.crossed_solved.push(what) }
                }
            }
        }
    }
    Some(())
}

fn attacks(surveys: usize, rules: Rules) -> Found {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<usize>().ok());
    let mut dice = Dice(number("SAWT_SOLVER_SEED").unwrap_or(11) as u64);
    let surveys = number("SAWT_SOLVER_SURVEYS").unwrap_or(surveys);
    let mut found = Found::default();
    while found.surveys < surveys {
        let _ = attack(&mut dice, rules, &mut found);
    }
    eprintln!(
        "{rules:?}: {} surveys with {} figures; {} counts of known people attacked, {} solved; {} crossings, {} solved",
        found.surveys,
        found.shown,
        found.known,
        found.known_solved.len(),
        found.crossed,
        found.crossed_solved.len()
    );
    found
}

#[test]
fn an_exact_solver_finds_nothing_that_is_hidden() {
    let found = attacks(60, Rules::ALL);
    let first = |solved: &[String]| solved.first().cloned();
    assert_eq!(first(&found.known_solved), None);
    assert_eq!(first(&found.crossed_solved), None);
}

/// As where there are too many combinations of what is known to look at each.
#[test]
fn an_exact_solver_finds_nothing_of_any_group() {
    let many = Rules { combinations: 0, ..Rules::ALL };
    let found = attacks(60, many);
    assert_eq!(found.known_solved.first(), None);
    assert_eq!(found.crossed_solved.first(), None);
    assert!(!attacks(60, Rules { known: false, ..many }).known_solved.is_empty());
}

#[test]
fn without_the_rule_on_known_people_the_solver_finds_some() {
    assert!(!attacks(60, Rules { known: false, ..Rules::ALL }).known_solved.is_empty());
}

#[test]
fn without_the_rule_on_crossings_the_solver_finds_some() {
    assert!(!attacks(60, Rules { crossings: false, ..Rules::ALL }).crossed_solved.is_empty());
}

/// A survey with questions on who answers and some more, and the people of each kind: how many, and what they answer.
fn small_survey(questions: Json, lists: Json, people: &[(usize, Json)]) -> impl Fn(Rules) -> Found {
    let set: QuestionSet = serde_json::from_value(json!({
        "code": "set", "version": 1, "languages": ["en"], "choice_lists": lists,
        "sections": [{ "code": "all", "questions": questions }],
    }))
    .unwrap();
    let profiles: Vec<String> =
        set.questions().filter(|(_, q)| q.profile).map(|(_, q)| q.code.to_string()).collect();
    let mut known: Vec<RawAnswers> = Vec::new();
    let mut answers: Vec<(usize, RawAnswers)> = Vec::new();
    for (count, raw) in people {
        let raw = raw.as_object().unwrap().clone();
        assert_eq!(validate(&set, &raw).faults.len(), 0, "{raw:?}");
        let mut own = raw.clone();
        own.retain(|code, _| profiles.contains(code));
        let place = known.iter().position(|known| *known == own).unwrap_or(known.len());
        if place == known.len() {
            known.push(own);
        }
        answers.extend((0..*count).map(|_| (place, raw.clone())));
    }
    move |rules| {
        let mut found = Found::default();
        attack_of(&set, &known, &answers, 5, rules, &mut found).unwrap();
        found
    }
}

/// It follows with the rule on known people left out, and does not with it.
fn follows_no_longer(attack: impl Fn(Rules) -> Found, what: &str) {
    let without = attack(Rules { known: false, crossings: false, ..Rules::ALL });
    assert!(without.known_solved.iter().any(|solved| solved.contains(what)), "{:?}", without.known_solved);
    for combinations in [Rules::ALL.combinations, 0] {
        let with = attack(Rules { combinations, ..Rules::ALL });
        assert_eq!(with.known_solved, [""; 0]);
        assert_eq!(with.crossed_solved, [""; 0]);
    }
}

#[test]
fn a_condition_asks_nothing_of_one_person() {
    let lists = json!({
        "regions": [{ "code": "mena" }, { "code": "asia" }], "kinds": [{ "code": "film" }, { "code": "radio" }],
    });
    let questions = json!([
        { "code": "region", "kind": "select_one", "choices": "regions", "profile": true, "required": true },
        { "code": "kind", "kind": "select_one", "choices": "kinds", "profile": true, "required": true },
        { "code": "sat", "kind": "rating", "min": 1, "max": 5, "required": true },
        { "code": "comment", "kind": "long_text",
          "relevant": "${region} = 'mena' or (${kind} = 'film' and ${sat} <= 2)" },
    ]);
    let mut people = Vec::new();
    for (place, count) in [(1, 2), (2, 2), (3, 3), (4, 4), (5, 4)] {
        let answer = |region: &str, kind: &str| json!({ "region": region, "kind": kind, "sat": place });
        people.push((count, answer("mena", "radio")));
        people.push((count, answer("mena", "film")));
        people.push((count, answer("asia", "radio")));
    }
    // All know who alone makes films in Asia.
    people.push((1, json!({ "region": "asia", "kind": "film", "sat": 2 })));
    follows_no_longer(small_survey(questions, lists, &people), "comment:asked");
}

/// Where there are too many combinations to look at each, too.
#[test]
fn a_condition_asks_nothing_of_one_person_among_many_combinations() {
    let set: QuestionSet = serde_json::from_value(json!({
        "code": "set", "version": 1, "languages": ["en"],
        "choice_lists": {
            "regions": [{ "code": "mena" }, { "code": "asia" }], "kinds": [{ "code": "film" }, { "code": "radio" }],
            "sizes": (0..9).map(|size| json!({ "code": format!("s{size}") })).collect::<Vec<_>>(),
        },
        "sections": [{ "code": "all", "questions": [
            { "code": "region", "kind": "select_one", "choices": "regions", "profile": true, "required": true },
            { "code": "kind", "kind": "select_one", "choices": "kinds", "profile": true, "required": true },
            { "code": "size", "kind": "select_one", "choices": "sizes", "profile": true, "required": true },
            { "code": "sat", "kind": "rating", "min": 1, "max": 5, "required": true },
            { "code": "comment", "kind": "long_text",
              "relevant": "${region} = 'mena' or (${kind} = 'film' and ${sat} <= 2)" },
        ] }],
    }))
    .unwrap();
    let told = |of_the_one: usize, rules: Rules| {
        let mut counter = Counter::new(Arc::new(Layout::new(&set, [])));
        for place in 0..54 {
            let (region, kind) = [("mena", "radio"), ("mena", "film"), ("asia", "radio")][place % 3];
            let size = format!("s{}", place % 9);
            let answers = json!({ "region": region, "kind": kind, "size": size, "sat": 1 + place % 5 });
            counter.add(&format!("1{answers}")).unwrap();
        }
        let one = json!({ "region": "asia", "kind": "film", "size": "s0", "sat": of_the_one });
        counter.add(&format!("1{one}")).unwrap();
        let results = Results::by(&counter.finish(), 5.try_into().unwrap(), 0, rules).unwrap();
        let comment = results.tally.question("comment").unwrap();
        (comment.missing, matches!(comment.figures, Figures::Withheld { .. }))
    };
    let off = Rules { known: false, crossings: false, ..Rules::ALL };
    assert_ne!(told(2, off), told(3, off), "the number of those who were not asked tells it");
    assert_eq!(told(2, Rules::ALL), told(3, Rules::ALL));
    assert!(told(2, Rules::ALL).1);
}

#[test]
fn the_table_of_a_question_tells_not_who_was_asked_it() {
    let lists = json!({
        "groups": [{ "code": "a" }, { "code": "b" }], "yes_no": [{ "code": "yes" }, { "code": "no" }],
        "ways": [{ "code": "one" }, { "code": "other" }],
    });
    let questions = json!([
        { "code": "by", "kind": "select_one", "choices": "groups", "profile": true, "required": true },
        { "code": "parent", "kind": "select_one", "choices": "yes_no", "required": true },
        { "code": "child", "kind": "select_one", "choices": "ways", "required": true, "relevant": "${parent} = 'yes'" },
    ]);
    let yes = |by: &str, way: &str| json!({ "by": by, "parent": "yes", "child": way });
    let no = |by: &str| json!({ "by": by, "parent": "no" });
    // Seven and seven of fifteen: at most four said no, and it is one.
    let people = [
        (7, yes("a", "one")),
        (7, yes("a", "other")),
        (1, no("a")),
        (8, yes("b", "one")),
        (9, yes("b", "other")),
        (8, no("b")),
    ];
    follows_no_longer(small_survey(questions, lists, &people), "child:not");
}

#[test]
fn an_exclusive_choice_tells_not_who_picked_nothing() {
    let lists = json!({
        "groups": [{ "code": "a" }, { "code": "b" }],
        "means": [{ "code": "help" }, { "code": "none", "exclusive": true }],
    });
    let questions = json!([
        { "code": "by", "kind": "select_one", "choices": "groups", "profile": true, "required": true },
        { "code": "had", "kind": "select_several", "choices": "means" },
    ]);
    let had = |by: &str, what: &str| json!({ "by": by, "had": [what] });
    let nothing = |by: &str| json!({ "by": by });
    // Ten and five of sixteen: one of them picked nothing.
    let people = [
        (10, had("a", "none")),
        (5, had("a", "help")),
        (1, nothing("a")),
        (9, had("b", "none")),
        (9, had("b", "help")),
        (5, nothing("b")),
    ];
    follows_no_longer(small_survey(questions, lists, &people), "had:skipped");
}

#[test]
fn who_was_asked_for_reasons_tells_not_who_was_dissatisfied_twice() {
    let lists = json!({ "said": [{ "code": "good" }, { "code": "bad" }], "groups": [{ "code": "a" }, { "code": "b" }] });
    let questions = json!([
        { "code": "by", "kind": "select_one", "choices": "groups", "profile": true, "required": true },
        { "code": "help", "kind": "select_one", "choices": "said", "required": true },
        { "code": "money", "kind": "select_one", "choices": "said", "required": true },
        { "code": "why", "kind": "long_text", "relevant": "${help} = 'bad' or ${money} = 'bad'" },
    ]);
    let said = |by: &str, help: &str, money: &str| json!({ "by": by, "help": help, "money": money });
    // Five and three are dissatisfied, and eight are asked: nobody is twice.
    let people = [
        (12, said("a", "good", "good")),
        (5, said("a", "bad", "good")),
        (12, said("b", "good", "good")),
        (3, said("b", "good", "bad")),
    ];
    let attack = small_survey(questions, lists, &people);
    for combinations in [Rules::ALL.combinations, 0] {
        let all = Rules { combinations, ..Rules::ALL };
        let without = attack(Rules { crossings: false, ..all }).crossed_solved;
        assert!(without.iter().any(|solved| solved.contains("help=bad")), "{without:?}");
        assert_eq!(attack(all).crossed_solved, [""; 0]);
    }
}
