//! The figure of a question as a chart, in the language of the report.

use super::words::{self, number, text};
use crate::i18n::LocaleTexts;
use crate::report::chart::{Bar, BarRow, Chart, Columns, Drawing, Stack, StackRow, Stacked};
use crate::report::document::{
    Choices, Counts, Drawn, Figure, Numbers, Question, Ranking, Rating, Report, Row, Year,
};

/// The chart of a question; none of texts, nor where nobody answered.
pub fn chart(t: &LocaleTexts, report: &Report, question: &Question) -> Option<Chart> {
    let (drawing, description) = match &question.figure {
        Figure::Choices(choices) if choices.drawn == Drawn::Bars => bars(t, report, choices)?,
        Figure::Choices(choices) => stacked(t, report, choices)?,
        Figure::Rating(rating) => columns(t, rating)?,
        Figure::Numbers(numbers) => bands(t, numbers)?,
        Figure::Ranking(ranking) => ranks(t, ranking)?,
        Figure::Years { years } => dates(t, years)?,
        Figure::Open(_) => return None,
    };
    let title = question.label.get(t.locale()).to_owned();
    let source = [
        ("title", text(report.title.get(t.locale()))),
        ("wave", text(&report.wave)),
        ("responses", number(report.respondents)),
        ("count", number(question.answered)),
    ];
    Some(Chart {
        id: format!("f-{}", question.code),
        source: bare(&t.tr("report-source", &source)),
        direction: t.direction(),
        description: bare(&description),
        title,
        drawing,
    })
}

/// Without marks of direction: some programs draw them.
fn bare(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn described(t: &LocaleTexts, label: &str, percent: Option<u32>) -> Option<String> {
    let share = words::percent(t, percent?.into());
    Some(t.tr("report-described-bars", &[("label", text(label)), ("share", text(&share))]))
}

/// The exact share, in per cent: bars are as long as the counts say.
fn exact(count: Option<u64>, base: Option<u64>) -> f64 {
    match (count, base) {
        (Some(count), Some(base)) if base > 0 => 100.0 * count as f64 / base as f64,
        _ => 0.0,
    }
}

/// What stands beside this wave in a figure: the latest of the waves, if any. The table has all of them.
/// One that does not add up is marked; the table says why.
fn beside<'a>(report: &'a Report, row: &'a Row) -> impl Iterator<Item = (String, &'a Counts)> {
    let earlier = row.earlier.iter().find(|earlier| !report.waves[earlier.wave].same);
    let now = std::iter::once((report.wave.clone(), &row.now));
    now.chain(earlier.map(|earlier| {
        let name = &report.waves[earlier.wave].name;
        let name = if earlier.odd.is_some() { format!("{name}\u{a0}⚠\u{fe0e}") } else { name.clone() };
        (name, &earlier.counts)
    }))
}

fn bars(t: &LocaleTexts, report: &Report, choices: &Choices) -> Option<(Drawing, String)> {
    let row = choices.rows.first()?;
    let mut order: Vec<usize> = (0..choices.choices.len()).collect();
    if choices.several {
        // Nothing stands in an order of its own: the most frequent first, what is counted apart last.
        order.sort_by_key(|place| {
            let count = row.now.counts.get(*place).copied().flatten().unwrap_or_default();
            (choices.choices[*place].off_scale, std::cmp::Reverse(count))
        });
    }
    let rows = order.into_iter().map(|place| {
        let choice = &choices.choices[place];
        let bar = |(name, counts): (String, &Counts)| {
            let count = counts.counts.get(place).copied().flatten();
            let percent = counts.percents.get(place).copied().flatten();
            Bar { name, percent: exact(count, counts.base), text: words::share(t, count, percent) }
        };
        BarRow {
            label: words::choice(t, choice),
            apart: choice.off_scale,
            bars: beside(report, row).map(bar).collect(),
        }
    });
    let most = (0..choices.choices.len())
        .filter(|place| !choices.choices[*place].off_scale)
        .max_by_key(|place| (row.now.counts.get(*place).copied().flatten(), std::cmp::Reverse(*place)))?;
    let percent = row.now.percents.get(most).copied().flatten();
    let description = described(t, &words::choice(t, &choices.choices[most]), percent)?;
    Some((Drawing::Bars(rows.collect()), description))
}

fn stacked(t: &LocaleTexts, report: &Report, choices: &Choices) -> Option<(Drawing, String)> {
    let on_scale: Vec<usize> =
        (0..choices.choices.len()).filter(|place| !choices.choices[*place].off_scale).collect();
    let apart: Vec<_> = choices.choices.iter().filter(|choice| choice.off_scale).collect();
    let stack = |(name, counts): (String, &Counts)| {
        let parts = on_scale.iter().map(|place| {
            let count = counts.counts.get(*place).copied().flatten();
            let percent = counts.percents.get(*place).copied().flatten();
            let label = percent.map_or_else(String::new, |percent| words::percent(t, f64::from(percent)));
            (exact(count, counts.base), label)
        });
        let off = choices.choices.iter().zip(&counts.counts).filter(|(choice, _)| choice.off_scale);
        let off: u64 = off.filter_map(|(_, count)| *count).sum();
        Stack { name, parts: parts.collect(), apart: t.number(off as f64) }
    };
    let rows: Vec<StackRow> = choices
        .rows
        .iter()
        .map(|row| StackRow {
            label: row.label.get(t.locale()).to_owned(),
            bars: beside(report, row).map(stack).collect(),
        })
        .collect();
    let apart = match apart.as_slice() {
        [] => None,
        some => Some(words::or(t, &some.iter().map(|choice| choice.label.clone()).collect::<Vec<_>>())),
    };
    let legend = on_scale.iter().map(|place| words::choice(t, &choices.choices[*place]));
    let drawing = Drawing::Stacked(Stacked {
        diverging: choices.drawn == Drawn::Diverging,
        legend: legend.collect(),
        apart,
        rows,
    });
    let shares = || choices.rows.iter().filter_map(|row| Some((row, row.now.upper?.percent)));
    let low = shares().min_by_key(|(_, percent)| *percent)?;
    let high = shares().max_by_key(|(_, percent)| *percent)?;
    let (lowest, highest) = (words::percent(t, low.1.into()), words::percent(t, high.1.into()));
    let said = words::upper(t, &choices.choices, choices.upper);
    let args = [
        ("said", text(&said)),
        ("lowest", text(&lowest)),
        ("low", text(low.0.label.get(t.locale()))),
        ("highest", text(&highest)),
        ("high", text(high.0.label.get(t.locale()))),
    ];
    Some((drawing, t.tr("report-described-stacked", &args)))
}

fn columns(t: &LocaleTexts, rating: &Rating) -> Option<(Drawing, String)> {
    let counts = &rating.row.now;
    let columns = rating.choices.iter().zip(counts.counts.iter().zip(&counts.percents));
    let columns = columns.map(|(choice, (count, percent))| {
        (words::choice(t, choice), exact(*count, counts.base), words::share(t, *count, *percent))
    });
    let mean = words::mean(t, counts.mean?);
    let description =
        t.tr("report-described-mean", &[("mean", text(&mean)), ("count", number(counts.base?))]);
    let (low, high) = (rating.low.get(t.locale()).to_owned(), rating.high.get(t.locale()).to_owned());
    Some((Drawing::Columns(Columns { columns: columns.collect(), low, high }), description))
}

fn plain(label: String, base: u64, count: u64, text: String) -> BarRow {
    let bar = Bar { name: String::new(), percent: exact(Some(count), Some(base)), text };
    BarRow { label, apart: false, bars: vec![bar] }
}

fn bands(t: &LocaleTexts, numbers: &Numbers) -> Option<(Drawing, String)> {
    let rows = numbers.bands.iter().map(|band| {
        let label = words::band(t, band.from, band.below);
        plain(label, numbers.base, band.count, words::share(t, Some(band.count), band.percent))
    });
    let most = numbers.bands.iter().max_by_key(|band| band.count).filter(|band| band.count > 0)?;
    let description = described(t, &words::band(t, most.from, most.below), most.percent)?;
    Some((Drawing::Bars(rows.collect()), description))
}

fn dates(t: &LocaleTexts, years: &[Year]) -> Option<(Drawing, String)> {
    let base = years.iter().map(|year| year.count).sum();
    let rows = years.iter().map(|year| {
        let words = words::share(t, Some(year.count), year.percent);
        plain(year.year.to_string(), base, year.count, words)
    });
    let most = years.iter().max_by_key(|year| year.count)?;
    Some((Drawing::Bars(rows.collect()), described(t, &most.year.to_string(), most.percent)?))
}

fn ranks(t: &LocaleTexts, ranking: &Ranking) -> Option<(Drawing, String)> {
    let count = ranking.choices.first()?.ranks.len();
    let rows = ranking.choices.iter().map(|choice| {
        let parts = choice.ranks.iter().map(|count| {
            let percent = survey::tally::percent(*count, ranking.base);
            let label = percent.map_or_else(String::new, |percent| words::percent(t, f64::from(percent)));
            (exact(Some(*count), Some(ranking.base)), label)
        });
        let stack = Stack { name: String::new(), parts: parts.collect(), apart: String::new() };
        StackRow { label: choice.label.get(t.locale()).to_owned(), bars: vec![stack] }
    });
    let legend = (1..=count).map(|rank| t.tr("report-rank", &[("number", number(rank as u64))]));
    let drawing = Drawing::Stacked(Stacked {
        diverging: false,
        legend: legend.map(|words| bare(&words)).collect(),
        apart: None,
        rows: rows.collect(),
    });
    let first = ranking.choices.iter().max_by_key(|choice| choice.first_percent)?;
    let label = first.label.get(t.locale());
    let label = t.tr("results-first-of", &[("choice", text(label))]);
    Some((drawing, described(t, &label, first.first_percent)?))
}
