//! Attacks on what is shown. The attacker sees all of it, knows how it is made, and knows of everybody to which groups they
//! belong and whether they answered; only what they answered is hidden.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Value as Json, json};

use super::groups::Basis;
use super::table::{Grid, Told, bounds, tell};
use super::{Cell, Results, Said, Threshold};
use crate::QuestionSet;
use crate::tally::{Counter, Figures, Layout, Withheld};

/// One respondent: a category of each breakdown, and the answer to the one question, if any.
type Person = (Vec<usize>, Option<usize>);

fn config(cases: u32) -> Config {
    Config { failure_persistence: None, ..Config::with_cases(cases) }
}

fn codes(letter: char, count: usize) -> Vec<String> {
    (0..count).map(|n| format!("{letter}{n}")).collect()
}

/// A question set with breakdowns of so many categories, and a question of so many choices, alone and as an item.
fn set(categories: &[usize], choices: usize) -> QuestionSet {
    let list = |letter, count| {
        json!(codes(letter, count).iter().map(|code| json!({ "code": code })).collect::<Vec<_>>())
    };
    let mut lists = json!({ "said": list('s', choices) });
    let mut questions = Vec::new();
    for (place, count) in categories.iter().enumerate() {
        lists[format!("list{place}")] = list('c', *count);
        questions.push(json!({
            "code": format!("by{place}"), "kind": "select_one", "choices": format!("list{place}"), "profile": true,
        }));
    }
    questions.push(json!({ "code": "q", "kind": "select_one", "choices": "said" }));
    questions.push(json!({ "code": "m", "kind": "matrix", "items": [{ "code": "i" }], "choices": "said" }));
    serde_json::from_value(json!({
        "code": "set", "version": 1, "languages": ["en"], "choice_lists": lists,
        "sections": [{ "code": "s", "questions": questions }],
    }))
    .unwrap()
}

fn response(person: &Person) -> Json {
    let mut answers = json!({});
    for (place, category) in person.0.iter().enumerate() {
        answers[format!("by{place}")] = json!(format!("c{category}"));
    }
    if let Some(said) = person.1 {
        answers["q"] = json!(format!("s{said}"));
        answers["m"] = json!({ "i": format!("s{said}") });
    }
    answers
}

fn results(set: &QuestionSet, people: &[Person], threshold: u32) -> Option<Results> {
    let mut counter = Counter::new(Arc::new(Layout::new(set, [])));
    for person in people {
        counter.add(&format!("1{}", response(person))).unwrap();
    }
    Results::of(&counter.finish(), threshold.try_into().unwrap(), 0)
}

/// What is shown of some people, as a condition on the unknown: so many of these people gave one of these answers.
#[derive(Debug, Clone)]
struct Shown {
    breakdown: usize,
    categories: Vec<usize>,
    said: Vec<usize>,
    cell: Cell,
}

fn number(code: &str) -> usize {
    code[1..].parse().unwrap()
}

/// Everything that is shown of a question in any breakdown.
fn shown(results: &Results, question: &str) -> Vec<Shown> {
    let mut all = Vec::new();
    for (breakdown, by) in results.breakdowns.iter().enumerate() {
        for table in by.tables.iter().filter(|table| table.question == *question) {
            for line in &table.lines {
                let Said::Choices(said) = &line.said else { panic!("{:?}", line.said) };
                let said: Vec<usize> = said.iter().map(|code| number(code.as_str())).collect();
                for (group, cell) in by.groups.iter().zip(&line.cells) {
                    let categories = group.choices.iter().map(|code| number(code.as_str())).collect();
                    all.push(Shown { breakdown, categories, said: said.clone(), cell: *cell });
                }
            }
        }
    }
    all
}

/// The people who can't be told from each other by their groups, and how many of them answered.
fn alike(people: &[Person]) -> Vec<(Vec<usize>, u64)> {
    let mut alike: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    for (categories, said) in people {
        *alike.entry(categories.clone()).or_default() += u64::from(said.is_some());
    }
    alike.into_iter().collect()
}

/// Which cells and which small sets of people an attacker computes by adding and subtracting.
fn computed(people: &[Person], choices: usize, shown: &[Shown], threshold: u64) -> Vec<String> {
    let alike = alike(people);
    let vector = |said: &dyn Fn(usize) -> bool, who: &dyn Fn(&[usize]) -> bool| -> Vec<u64> {
        let all =
            (0..choices).flat_map(|choice| alike.iter().map(move |(categories, _)| (choice, categories)));
        all.map(|(choice, categories)| u64::from(said(choice) && who(categories))).collect()
    };
    let mut known = Basis::default();
    // Totals of each answer, and how many answered among those who are alike.
    for choice in 0..choices {
        known.add(&vector(&|said| said == choice, &|_| true));
    }
    for (same, _) in &alike {
        known.add(&vector(&|_| true, &|categories| categories == same));
    }
    let of = |shown: &Shown| {
        vector(&|said| shown.said.contains(&said), &|categories| {
            shown.categories.contains(&categories[shown.breakdown])
        })
    };
    for shown in shown.iter().filter(|shown| matches!(shown.cell, Cell::Exact { .. })) {
        known.add(&of(shown));
    }
    let mut computed = Vec::new();
    let nobody =
        |shown: &Shown| people.iter().all(|(_, said)| said.is_none_or(|said| !shown.said.contains(&said)));
    for hidden in shown.iter().filter(|shown| !matches!(shown.cell, Cell::Exact { .. }) && !nobody(shown)) {
        if known.spans(&of(hidden)) {
            computed.push(format!("{hidden:?}"));
        }
    }
    let few: Vec<_> = alike.iter().filter(|(_, count)| *count < threshold).collect();
    for choice in 0..choices {
        for (place, (one, count)) in few.iter().enumerate() {
            for (other, more) in
                few[place..].iter().filter(|(other, more)| other == one || count + more < threshold)
            {
                let _ = more;
                if known.spans(&vector(&|said| said == choice, &|categories| {
                    categories == one || categories == other
                })) {
                    computed.push(format!("what {one:?} and {other:?} said"));
                }
            }
        }
    }
    computed
}

/// The range of each hidden cell, over everything that people could have said so that all that is shown is the same.
/// For two answers.
fn ranges(people: &[Person], shown: &[Shown]) -> Vec<(u64, u64)> {
    let alike = alike(people);
    let total = people.iter().filter(|(_, said)| *said == Some(0)).count() as u64;
    let mut ranges = vec![(u64::MAX, 0); shown.len()];
    let mut guess = vec![0; alike.len()];
    loop {
        let count = |shown: &Shown| -> u64 {
            alike
                .iter()
                .zip(&guess)
                .filter(|((categories, _), _)| shown.categories.contains(&categories[shown.breakdown]))
                .map(|((_, answered), guess)| if shown.said.contains(&0) { *guess } else { answered - guess })
                .sum()
        };
        let fits = |shown: &Shown| match shown.cell {
            Cell::Exact { count: exact, .. } => count(shown) == exact,
            Cell::AtMost { count: most, .. } => count(shown) <= most,
            Cell::AtLeast { count: least, .. } => count(shown) >= least,
            Cell::Hidden => true,
        };
        if guess.iter().sum::<u64>() == total && shown.iter().all(fits) {
            for (range, shown) in ranges.iter_mut().zip(shown) {
                *range = (range.0.min(count(shown)), range.1.max(count(shown)));
            }
        }
        let Some(place) = (0..guess.len()).find(|place| guess[*place] < alike[*place].1) else {
            return ranges;
        };
        guess[place] += 1;
        guess[..place].fill(0);
    }
}

/// People with so many breakdowns of up to so many categories, of which they have the later ones rarely, and favourable on
/// the whole.
fn people(
    breakdowns: usize,
    categories: usize,
    choices: usize,
    count: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<Person>> {
    let category =
        (0..categories * categories).prop_map(move |n| categories - 1 - (n as f64).sqrt() as usize);
    let said = prop_oneof![4 => Just(0usize), 3 => 0..choices].prop_map(Some);
    // In some surveys few are asked.
    let said = (1u32..12).prop_map(move |asked| prop_oneof![asked => said.clone(), 1 => Just(None)].boxed());
    said.prop_flat_map(move |said| {
        prop::collection::vec((prop::collection::vec(category.clone(), breakdowns), said), count.clone())
    })
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn nothing_hidden_is_computed_by_adding_and_subtracting(
        people in (1usize..4).prop_flat_map(|breakdowns| people(breakdowns, 4, 3, 20..90)),
    ) {
        let breakdowns = people[0].0.len();
        let results = results(&set(&vec![4; breakdowns], 3), &people, 3).unwrap();
        for question in ["q", "m"] {
            let shown = shown(&results, question);
            prop_assert_eq!(computed(&people, 3, &shown, 3), Vec::<String>::new());
        }
    }

    #[test]
    fn every_hidden_cell_could_be_another_number(
        people in (1usize..4).prop_flat_map(|breakdowns| people(breakdowns, 2, 2, 12..28)),
    ) {
        let breakdowns = people[0].0.len();
        let results = results(&set(&vec![2; breakdowns], 2), &people, 3).unwrap();
        for question in ["q", "m"] {
            let shown = shown(&results, question);
            for (shown, (least, most)) in shown.iter().zip(ranges(&people, &shown)) {
                let exact = matches!(shown.cell, Cell::Exact { .. });
                prop_assert_eq!(exact, least == most, "{:?} is between {} and {}", shown, least, most);
            }
        }
    }

    #[test]
    fn what_is_shown_stands_for_enough_and_is_true(
        people in people(2, 4, 4, 5..150), threshold in 3u32..7,
    ) {
        let Some(results) = results(&set(&[4, 4], 4), &people, threshold) else {
            prop_assert!(people.len() < threshold as usize);
            return Ok(());
        };
        for by in &results.breakdowns {
            let together: u64 = by.groups.iter().map(|group| group.respondents).sum();
            prop_assert_eq!(together, people.len() as u64);
            prop_assert!(by.groups.len() < 2 || by.groups.iter().all(|group| group.respondents >= 2 * u64::from(threshold)));
        }
        for table in results.breakdowns.iter().flat_map(|by| &by.tables) {
            prop_assert!(table.bases.iter().all(|base| *base >= u64::from(threshold)), "{:?}", table);
        }
        for shown in shown(&results, "q").iter().chain(&shown(&results, "m")) {
            let said = |person: &&Person| person.1.is_some_and(|said| shown.said.contains(&said));
            let member = |person: &&Person| shown.categories.contains(&person.0[shown.breakdown]);
            let truth = people.iter().filter(member).filter(said).count() as u64;
            let nobody = !people.iter().any(|person| said(&person));
            match shown.cell {
                Cell::Exact { count, .. } => {
                    prop_assert_eq!(count, truth);
                    prop_assert!(nobody || count >= u64::from(threshold));
                }
                Cell::AtMost { count, .. } => prop_assert!(truth <= count && count == u64::from(threshold) - 1),
                Cell::AtLeast { count, .. } => prop_assert!(truth >= count),
                Cell::Hidden => {}
            }
        }
    }
}

/// A small generator of numbers, so that what must be found is found each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn some_grid(dice: &mut Dice) -> Grid {
    let (lines, groups) = (2 + dice.below(2) as usize, 2 + dice.below(2) as usize);
    let mut counts: Vec<Vec<u64>> =
        (0..lines).map(|_| (0..groups).map(|_| dice.below(4) * dice.below(3)).collect()).collect();
    counts[0].iter_mut().for_each(|count| *count += 4);
    Grid { counts, none: vec![0; groups] }
}

/// The range of each cell in all tables with the same margins that fit the bounds.
fn table_ranges(grid: &Grid, bounds: &[Vec<(u64, u64)>]) -> Vec<Vec<(u64, u64)>> {
    let (lines, groups) = (grid.counts.len(), grid.none.len());
    let mut ranges = vec![vec![(u64::MAX, 0); groups]; lines];
    let mut table = vec![vec![0; groups]; lines];
    fn fill(
        grid: &Grid,
        bounds: &[Vec<(u64, u64)>],
        table: &mut Vec<Vec<u64>>,
        place: usize,
        ranges: &mut Vec<Vec<(u64, u64)>>,
    ) {
        let (lines, groups) = (grid.counts.len(), grid.none.len());
        if place == lines * groups {
            for line in 0..lines {
                for group in 0..groups {
                    let range = &mut ranges[line][group];
                    *range = (range.0.min(table[line][group]), range.1.max(table[line][group]));
                }
            }
            return;
        }
        let (line, group) = (place / groups, place % groups);
        let left_in_line = grid.total(line) - table[line][..group].iter().sum::<u64>();
        let left_in_group = grid.answered(group) - (0..line).map(|line| table[line][group]).sum::<u64>();
        let (least, most) = bounds[line][group];
        for count in least..=most.min(left_in_line).min(left_in_group) {
            let ends_line = group + 1 == groups && count != left_in_line;
            let ends_group = line + 1 == lines && count != left_in_group;
            if !ends_line && !ends_group {
                table[line][group] = count;
                fill(grid, bounds, table, place + 1, ranges);
                table[line][group] = 0;
            }
        }
    }
    fill(grid, bounds, &mut table, 0, &mut ranges);
    ranges
}

fn pinned(grid: &Grid, told: &[Vec<Told>], threshold: u64) -> usize {
    let ranges = table_ranges(grid, &bounds(grid, told, threshold));
    let cells = ranges.iter().flatten().zip(told.iter().flatten());
    cells.filter(|((least, most), told)| **told != Told::Exact && least == most).count()
}

#[test]
fn without_complementary_suppression_the_attack_succeeds() {
    let mut dice = Dice(5);
    let (mut shown, mut broken) = (0, 0);
    for _ in 0..600 {
        let grid = some_grid(&mut dice);
        if grid.counts.iter().any(|line| line.iter().sum::<u64>() == 0) {
            continue;
        }
        if let Some(told) = tell(&grid, 3, true) {
            assert_eq!(pinned(&grid, &told, 3), 0, "{grid:?} {told:?}");
            shown += 1;
        }
        let told = tell(&grid, 3, false).unwrap();
        broken += usize::from(pinned(&grid, &told, 3) > 0);
    }
    assert!(shown > 100, "{shown} tables are shown at all");
    assert!(broken > 100, "{broken} tables are broken");
}

#[test]
fn without_looking_at_all_breakdowns_together_the_attack_succeeds() {
    // One person is in the first group of one breakdown and in the second of the other.
    let mut people: Vec<Person> = Vec::new();
    for n in 0..40 {
        let group = usize::from(n >= 20);
        people.push((vec![group, group], Some(n % 2)));
    }
    people.push((vec![0, 1], Some(1)));
    let exact = |breakdown: usize, category: usize| Shown {
        breakdown,
        categories: vec![category],
        said: vec![1],
        cell: Cell::Exact { count: 0, percent: None },
    };
    let both = [exact(0, 0), exact(0, 1), exact(1, 0), exact(1, 1)];
    assert!(!computed(&people, 2, &both, 5).is_empty());
    let results = results(&set(&[2, 2], 2), &people, 5).unwrap();
    assert!(shown(&results, "q").iter().any(|shown| matches!(shown.cell, Cell::Exact { .. })));
    assert_eq!(results.breakdowns.iter().filter(|by| by.groups.len() > 1).count(), 1);
    assert_eq!(computed(&people, 2, &shown(&results, "q"), 5), Vec::<String>::new());
}

#[test]
fn many_people_are_shown_in_full() {
    let mut dice = Dice(7);
    let people: Vec<Person> = (0..4000)
        .map(|_| ((0..3).map(|_| dice.below(4) as usize).collect(), Some(dice.below(3) as usize)))
        .collect();
    let results = results(&set(&[4, 4, 4], 3), &people, 5).unwrap();
    let shown = shown(&results, "q");
    assert_eq!(shown.len(), 3 * 3 * 4);
    assert!(shown.iter().all(|shown| matches!(shown.cell, Cell::Exact { .. })));
}

#[test]
fn a_threshold_is_at_least_three() {
    assert!(Threshold::try_from(2).is_err() && Threshold::try_from(101).is_err());
    assert_eq!(Threshold::try_from(3).unwrap().get(), 3);
    assert_eq!(Threshold::default().get(), 5);
}

/// A question set in which `q`, a scale with an answer off it, is put to those alone who chose `c1` first, and `r` to those of
/// them who said `s1`.
fn narrowing() -> QuestionSet {
    serde_json::from_value(json!({
        "code": "set", "version": 1, "languages": ["en"],
        "choice_lists": {
            "kind": [{ "code": "c0" }, { "code": "c1" }],
            "said": [{ "code": "s0" }, { "code": "s1" }, { "code": "none", "off_scale": true }],
        },
        "sections": [{ "code": "s", "questions": [
            { "code": "kind", "kind": "select_one", "choices": "kind", "profile": true },
            { "code": "all", "kind": "matrix", "items": [{ "code": "i" }, { "code": "j" }], "choices": "said" },
            { "code": "q", "kind": "select_one", "choices": "said", "relevant": "${kind} = 'c1'" },
            { "code": "r", "kind": "rating", "min": 1, "max": 5, "relevant": "${q} = 's1'" },
        ] }],
    }))
    .unwrap()
}

fn of_narrowing(responses: &[Json], threshold: u32) -> Results {
    let mut counter = Counter::new(Arc::new(Layout::new(&narrowing(), [])));
    for response in responses {
        counter.add(&format!("1{response}")).unwrap();
    }
    Results::of(&counter.finish(), threshold.try_into().unwrap(), 0).unwrap()
}

/// Responses of so many who are asked `q` and say `s1` or `s0`, among others who are not.
fn with_asked(yes: usize, no: usize, others: usize) -> Vec<Json> {
    let one = |kind: &str| json!({ "kind": kind, "all": { "i": "s0", "j": "s1" } });
    let asked = |said: &str, rating: Option<u32>| {
        let mut one = one("c1");
        one["q"] = json!(said);
        if let Some(rating) = rating {
            one["r"] = json!(rating);
        }
        one
    };
    let yes = (0..yes).map(|_| asked("s1", Some(2)));
    let no = (0..no).map(|_| asked("s0", None));
    yes.chain(no).chain((0..others).map(|_| one("c0"))).collect()
}

fn is_withheld(results: &Results, question: &str) -> Option<Withheld> {
    let found = results.tally.question(question).unwrap();
    let Figures::Withheld { why } = found.figures else { return None };
    assert_eq!((found.answered, found.missing), Default::default(), "the counts would tell too");
    Some(why)
}

#[test]
fn nothing_is_told_of_what_few_were_asked() {
    for threshold in [3, 5] {
        for few in 1..threshold {
            let results = of_narrowing(&with_asked(0, few as usize, 30), threshold);
            assert_eq!(is_withheld(&results, "q"), Some(Withheld::TooFew), "{few} of {threshold}");
            // That nobody was asked the next tells that none of them said so.
            assert_eq!(is_withheld(&results, "r"), Some(Withheld::TooFew));
            assert_eq!(is_withheld(&results, "all"), None);
        }
        // Who is asked is known here: that all of so few said the same is known of each, then.
        let all = of_narrowing(&with_asked(0, threshold as usize, 30), threshold);
        assert_eq!(is_withheld(&all, "q"), Some(Withheld::TooFew));
        let enough = of_narrowing(&with_asked(threshold as usize, threshold as usize, 30), threshold);
        assert_eq!(is_withheld(&enough, "q"), None);
        assert_eq!(is_withheld(&enough, "r"), None);
    }
}

#[test]
fn who_answered_on_the_scale_is_a_group_too() {
    // All are asked, and all but three say that it does not concern them.
    let mut responses = with_asked(0, 0, 40);
    for (place, response) in responses.iter_mut().enumerate() {
        response["all"]["i"] = json!(if place < 3 { "s1" } else { "none" });
    }
    let results = of_narrowing(&responses, 5);
    let Figures::Matrix { items, withheld } = &results.tally.question("all").unwrap().figures else {
        panic!()
    };
    assert_eq!((items.len(), withheld.len(), withheld[0].as_str()), (1, 1, "i"));
    assert!(
        results
            .breakdowns
            .iter()
            .flat_map(|by| &by.tables)
            .all(|table| table.item.as_ref().is_none_or(|i| *i != *"i"))
    );
    let three = of_narrowing(&responses, 3);
    let Figures::Matrix { withheld, .. } = &three.tally.question("all").unwrap().figures else { panic!() };
    assert!(withheld.is_empty());
}
