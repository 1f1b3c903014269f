//! Whether those who responded stand for all who were invited, in words.

use std::collections::BTreeMap;

use super::words::{number, text};
use crate::i18n::{Arg, LocaleTexts};
use crate::report::response_rate::Tally;
use crate::report::statistics::{Group, Independence, Method, independence, margin_of_error};

/// What is said.
pub struct Standing {
    /// What was found.
    pub sentences: Vec<String>,
    /// How it was found.
    pub how: String,
}

/// Says it; nothing as long as nobody has responded.
pub fn say(
    t: &LocaleTexts,
    total: &Tally,
    regions: &BTreeMap<String, Tally>,
    types: &BTreeMap<String, Tally>,
) -> Option<Standing> {
    let margin = margin_of_error(total.responded, total.invited)?;
    let points = Arg::from((margin * 10.0).round() / 10.0);
    let counts = [("responded", number(total.responded)), ("invited", number(total.invited))];
    let [responded, invited] = counts;
    let mut sentences = vec![t.tr("figures-margin", &[responded, invited, ("points", points)])];
    let mut methods = Vec::new();
    for (tallies, fits, differs) in [
        (regions, "figures-regions-fit", "figures-regions-differ"),
        (types, "figures-types-fit", "figures-types-differ"),
    ] {
        if let Some(test) = test(tallies) {
            let p = p_value(t, test.p);
            sentences.push(t.tr(if test.is_significant() { differs } else { fits }, &[("p", text(&p))]));
            methods.push(test.method);
        }
    }
    methods.dedup();
    let how = methods.into_iter().map(|method| t.text(name(method)));
    let how = std::iter::once(t.text("figures-margin-how")).chain(how).collect::<Vec<_>>().join(" ");
    Some(Standing { sentences, how })
}

fn test(tallies: &BTreeMap<String, Tally>) -> Option<Independence> {
    let group = |tally: &Tally| Group { responded: tally.responded, invited: tally.invited };
    independence(&tallies.values().map(group).collect::<Vec<_>>())
}

fn name(method: Method) -> &'static str {
    match method {
        Method::ChiSquare => "figures-chi-square",
        Method::Exact => "figures-exact",
        Method::MonteCarlo => "figures-drawn",
    }
}

fn p_value(t: &LocaleTexts, p: f64) -> String {
    if p < 0.001 {
        format!("p < {}", t.number(0.001))
    } else {
        format!("p = {}", t.number((p * 1000.0).round() / 1000.0))
    }
}
