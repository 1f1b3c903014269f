//! Small ways of saying things that all parts of a report share.

use survey::comparison::{Change, Verdict};
use survey::locale::Direction;

use crate::i18n::{Arg, LocaleTexts};
use crate::report::document::{Choice, Odd, Report, Texts, WaveFacts};
use crate::report::result_tables::two_decimals;

pub fn text(text: &str) -> Arg<'_> {
    Arg::from(text)
}

pub fn number(count: u64) -> Arg<'static> {
    Arg::from(count as f64)
}

/// A share as the language writes it.
pub fn percent(t: &LocaleTexts, percent: f64) -> String {
    let text = t.tr("staff-percent", &[("value", Arg::from(percent))]);
    // The sign belongs to the digits: with isolation between them it would change sides in Arabic.
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// A share with the count behind it: “38% (18)”.
pub fn share(t: &LocaleTexts, count: Option<u64>, share: Option<u32>) -> String {
    match (count, share) {
        (Some(count), Some(share)) => {
            let share = percent(t, f64::from(share));
            format!("{share}\u{a0}({})", t.number(count as f64))
        }
        (Some(count), None) => t.number(count as f64),
        (None, _) => "–".to_owned(),
    }
}

/// A mean, with two decimals.
pub fn mean(t: &LocaleTexts, mean: f64) -> String {
    t.number(two_decimals(mean))
}

/// A number with its sign: “+3”, “−3”, “0”.
fn signed(t: &LocaleTexts, value: f64) -> String {
    let digits = t.number(value.abs());
    // In a line from right to left the sign would change sides. An isolate, since a mark would make what it begins a line from
    // left to right.
    let (open, close) = if t.direction() == Direction::Rtl { ("\u{2066}", "\u{2069}") } else { ("", "") };
    match value {
        0.0 => digits,
        value if value > 0.0 => format!("{open}+{digits}{close}"),
        _ => format!("{open}\u{2212}{digits}{close}"),
    }
}

/// How far chance goes, in words.
pub fn verdict(t: &LocaleTexts, verdict: Verdict) -> String {
    t.text(match verdict {
        Verdict::MoreThanChance => "report-verdict-more",
        Verdict::MayBeChance => "report-verdict-may",
        Verdict::TooFew => "report-verdict-few",
        Verdict::Unknown => "report-verdict-unknown",
    })
}

/// A change of a share: “+3 points, may be chance”.
pub fn points(t: &LocaleTexts, change: &Change) -> String {
    let signed = signed(t, change.by);
    let points = [("points", Arg::from(change.by.abs())), ("signed", text(&signed))];
    judged(t, &t.tr("report-points", &points), change)
}

/// A change of a mean, and what is to be said of it, apart.
pub fn difference(t: &LocaleTexts, change: &Change) -> (String, String) {
    (signed(t, two_decimals(change.by)), verdict(t, change.verdict))
}

/// A change with its verdict. Where nothing changed there is nothing to judge.
pub fn judged(t: &LocaleTexts, said: &str, change: &Change) -> String {
    if change.by == 0.0 {
        return said.to_owned();
    }
    let verdict = verdict(t, change.verdict);
    t.tr("report-with-verdict", &[("change", text(said)), ("verdict", text(&verdict))])
}

/// What a wave is called where it stands beside this one.
pub fn wave(t: &LocaleTexts, wave: &WaveFacts) -> String {
    if wave.same { t.tr("report-published-wave", &[("wave", text(&wave.name))]) } else { wave.name.clone() }
}

/// That a row does not add up.
pub fn odd(t: &LocaleTexts, odd: &Odd) -> String {
    t.tr("report-odd", &[("total", number(odd.total)), ("respondents", number(odd.respondents))])
}

/// Something that is said of a wave.
pub fn of_wave(t: &LocaleTexts, wave: &str, what: &str) -> String {
    t.tr("report-of-wave", &[("wave", text(wave)), ("what", text(what))])
}

/// A choice, or the value of a rating.
pub fn choice(t: &LocaleTexts, choice: &Choice) -> String {
    match choice.code.parse::<f64>() {
        Ok(value) if choice.label.is_empty() => t.number(value),
        _ => choice.label.get(t.locale()).to_owned(),
    }
}

/// Several answers as one: “agree or strongly agree”.
pub fn or(t: &LocaleTexts, said: &[Texts]) -> String {
    let said: Vec<&str> = said.iter().map(|said| said.get(t.locale())).collect();
    said.join(&t.text("results-or"))
}

/// The choices of the upper half of a scale, as one.
pub fn upper(t: &LocaleTexts, choices: &[Choice], upper: usize) -> String {
    let on_scale = choices.iter().filter(|choice| !choice.off_scale).take(upper);
    or(t, &on_scale.map(|choice| choice.label.clone()).collect::<Vec<_>>())
}

/// A range of numbers.
pub fn band(t: &LocaleTexts, from: Option<f64>, below: Option<f64>) -> String {
    let say = |id: &str, args: &[(&str, f64)]| {
        let written: Vec<_> = args.iter().map(|(name, value)| (*name, t.number(*value))).collect();
        let args: Vec<_> = written.iter().map(|(name, value)| (*name, text(value))).collect();
        t.tr(id, &args)
    };
    match (from, below) {
        (Some(from), Some(below)) => say("results-from-below", &[("from", from), ("to", below)]),
        (Some(from), None) => say("results-from", &[("from", from)]),
        (None, Some(below)) => say("results-below", &[("to", below)]),
        (None, None) => String::new(),
    }
}

/// The waves of a report whose rows do not all add up, in a sentence.
pub fn odd_waves(t: &LocaleTexts, report: &Report) -> Option<String> {
    let waves: Vec<String> = report.inconsistent().map(|known| wave(t, known)).collect();
    let waves = waves.join(&t.text("results-or"));
    (!waves.is_empty()).then(|| t.tr("report-odd-waves", &[("waves", text(&waves))]))
}
