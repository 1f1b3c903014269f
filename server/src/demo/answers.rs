//! Invented answers for the demo: valid for their question set, favourable on the whole, as in 2024.

use rand::Rng;
use rand::rngs::StdRng;
use serde_json::{Map, Value as Json};
use survey::QuestionSet;
use survey::answers::RawAnswers;
use survey::question_set::{Choice, Kind, Question};
use survey::validation::validate;

use crate::partners::Partner;

/// Draws the answers of one partner. Texts are left out: invented quotations would look like somebody's words.
pub fn draw(set: &QuestionSet, partner: &Partner, rng: &mut StdRng) -> RawAnswers {
    let mut raw = Map::new();
    for (_, question) in set.questions() {
        let answer = match question.code.as_str() {
            "region" => choice_of(set, question, &partner.region),
            "organisation_type" => choice_of(set, question, &partner.kind),
            _ => draw_one(set, question, rng),
        };
        if let Some(answer) = answer {
            raw.insert(question.code.to_string(), answer);
        }
    }
    let needs_text = |question: &Question| question.required && set.choices(question).iter().any(|c| c.other);
    for (_, question) in set.questions().filter(|(_, question)| needs_text(question)) {
        raw.insert(question.code.other_field(), Json::from(partner.programme.as_str()));
    }
    // Answers that break a constraint across questions are left out, as a respondent would mend them.
    for fault in validate(set, &raw).faults {
        raw.remove(&fault.question);
    }
    validate(set, &raw).answers.to_raw()
}

fn choice_of(set: &QuestionSet, question: &Question, code: &str) -> Option<Json> {
    set.choices(question).iter().any(|choice| choice.code == *code).then(|| Json::from(code))
}

fn draw_one(set: &QuestionSet, question: &Question, rng: &mut StdRng) -> Option<Json> {
    if rng.random_bool(0.06) && !question.required {
        return None;
    }
    let choices = set.choices(question);
    Some(match &question.kind {
        Kind::SelectOne { .. } => Json::from(favourable(choices, rng)?),
        Kind::SelectSeveral { max, .. } => {
            let most = max.map_or(4, |max| max as usize).min(choices.len());
            let picked: Vec<_> = choices
                .iter()
                .filter(|c| !c.exclusive && rng.random_bool(0.4))
                .map(|c| c.code.as_str())
                .take(most)
                .collect();
            if picked.is_empty() {
                return None;
            }
            Json::from(picked)
        }
        Kind::Matrix { items, .. } => items
            .iter()
            .filter_map(|item| Some((item.code.to_string(), Json::from(favourable(choices, rng)?))))
            .collect(),
        Kind::Rating { min, max, .. } => {
            let low = rng.random_bool(0.05);
            Json::from(if low { *min } else { max - i64::from(rng.random_bool(0.25)) })
        }
        Kind::Number { min, max, .. } => {
            let (min, max) = (min.unwrap_or(0.0), max.unwrap_or(40.0).min(40.0));
            Json::from(rng.random_range(min..=max).round())
        }
        Kind::Percentage => Json::from(rng.random_range(2..=14) * 5),
        Kind::Ranking { .. } => {
            let mut codes: Vec<_> = choices.iter().filter(|c| !c.other).map(|c| c.code.as_str()).collect();
            rand::seq::SliceRandom::shuffle(codes.as_mut_slice(), rng);
            codes.truncate(set.ranks(question));
            Json::from(codes)
        }
        Kind::Text { .. } | Kind::LongText { .. } | Kind::Date { .. } | Kind::Note => return None,
    })
}

/// Scales run from the most to the least favourable; the first choices are likelier.
fn favourable<'a>(choices: &'a [Choice], rng: &mut StdRng) -> Option<&'a str> {
    let weights: Vec<f64> = choices
        .iter()
        .enumerate()
        .map(|(place, choice)| match () {
            () if choice.other => 0.0,
            () if choice.off_scale => 0.15,
            () => 1.0 / (1.0 + place as f64),
        })
        .collect();
    let mut at = rng.random::<f64>() * weights.iter().sum::<f64>();
    choices
        .iter()
        .zip(&weights)
        .find(|(_, weight)| {
            at -= **weight;
            at <= 0.0
        })
        .map(|(choice, _)| choice.code.as_str())
}
