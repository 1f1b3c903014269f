//! Where we stand among other organisations, and how sure a net score is, in words.

use survey::benchmark::{Measure, Range, Standing};
use survey::recommend::Uncertain;

use super::words::{self, number, text};
use crate::i18n::LocaleTexts;
use crate::report::document::Others;

/// A value as it is said: a mean with two decimals, per cent and points whole.
fn said(t: &LocaleTexts, measure: &Measure, value: f64) -> String {
    match measure {
        Measure::Mean => words::mean(t, value),
        Measure::Percent { .. } | Measure::NetScore => t.number(value.round()),
    }
}

/// Where ours stands among them.
pub fn standing(t: &LocaleTexts, measure: &Measure, ours: f64, place: u64, range: &Range) -> String {
    let id = match range.standing(ours) {
        Standing::Highest => "benchmarks-highest",
        Standing::UpperQuarter => "benchmarks-upper-quarter",
        Standing::AboveMiddle => "benchmarks-above-middle",
        Standing::Middle => "benchmarks-middle",
        Standing::BelowMiddle => "benchmarks-below-middle",
        Standing::LowerQuarter => "benchmarks-lower-quarter",
        Standing::Lowest => "benchmarks-lowest",
    };
    let (ours, standing) = (said(t, measure, ours), t.text(id));
    t.tr(
        "benchmarks-ours",
        &[
            ("ours", text(&ours)),
            ("standing", text(&standing)),
            ("rank", number(place)),
            ("of", number(range.organisations as u64 + 1)),
        ],
    )
}

/// The five numbers of a range, each with its name.
pub fn range(t: &LocaleTexts, measure: &Measure, range: &Range) -> Vec<(String, String)> {
    let range = [
        ("benchmarks-low", range.lowest),
        ("benchmarks-lower-quartile", range.lower_quartile),
        ("benchmarks-median", range.median),
        ("benchmarks-upper-quartile", range.upper_quartile),
        ("benchmarks-high", range.highest),
    ];
    range.into_iter().map(|(id, value)| (t.text(id), said(t, measure, value))).collect()
}

/// What small numbers leave open of a net score.
pub fn sure(t: &LocaleTexts, sure: &Uncertain) -> Vec<String> {
    let whole = |value: f64| t.number(value.round());
    let (score, low, high) = (whole(sure.score), whole(sure.low), whole(sure.high));
    let args = [("score", text(&score)), ("low", text(&low)), ("high", text(&high))];
    let mut sentences = vec![t.tr("benchmarks-sure", &args)];
    if let Some((least, most)) = sure.possible {
        let (least, most) = (whole(least), whole(most));
        sentences.push(t.tr("benchmarks-possible", &[("least", text(&least)), ("most", text(&most))]));
    }
    sentences
}

/// A figure of a report among those of others.
pub struct OthersView {
    /// Which figure of its question, where it has several.
    pub label: String,
    /// Where ours stands.
    pub sentence: String,
    /// The range of the others.
    pub range: Vec<(String, String)>,
}

impl OthersView {
    /// Says it.
    pub fn new(t: &LocaleTexts, others: &Others) -> Self {
        let measure = match &others.measure {
            Measure::Mean => t.text("benchmarks-mean"),
            Measure::NetScore => t.text("benchmarks-net-score"),
            Measure::Percent { .. } => {
                let choices = words::or(t, &others.choices);
                t.tr("benchmarks-percent", &[("choices", text(&choices))])
            }
        };
        let item = others.item.get(t.locale());
        Self {
            label: if item.is_empty() { measure } else { format!("{item} · {measure}") },
            sentence: standing(t, &others.measure, others.ours, others.place, &others.range),
            range: range(t, &others.measure, &others.range),
        }
    }
}
