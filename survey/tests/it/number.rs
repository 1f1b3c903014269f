//! A number written as any of the languages writes it is read as that number.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use proptest::prelude::*;
use survey::number::{parse, plain};

/// How a language writes numbers (after CLDR).
#[derive(Debug, Clone, Copy)]
struct Style {
    zero: char,
    group: &'static str,
    decimal: char,
    minus: &'static str,
    per_cent: &'static str,
}

const STYLES: [Style; 8] = [
    Style { zero: '0', group: ",", decimal: '.', minus: "-", per_cent: "%" },
    // French: narrow no-break space; typed by hand, a plain or a wide no-break one.
    Style { zero: '0', group: "\u{202f}", decimal: ',', minus: "\u{2212}", per_cent: "\u{a0}%" },
    Style { zero: '0', group: " ", decimal: ',', minus: "-", per_cent: " %" },
    Style { zero: '0', group: "\u{a0}", decimal: ',', minus: "-", per_cent: " %" },
    // Arabic, with the Arabic letter mark that CLDR puts beside signs; and as it comes from a keyboard.
    Style { zero: '٠', group: "٬", decimal: '٫', minus: "\u{61c}-", per_cent: "٪\u{61c}" },
    Style { zero: '٠', group: "٬", decimal: '٫', minus: "\u{200f}-", per_cent: "٪" },
    Style { zero: '٠', group: "", decimal: ',', minus: "-", per_cent: "%" },
    Style { zero: '۰', group: "٬", decimal: '٫', minus: "\u{200e}\u{2212}", per_cent: "٪" },
];

fn write(style: Style, negative: bool, whole: u64, decimals: &str, grouped: bool, per_cent: bool) -> String {
    let digit = |c: char| char::from_u32(style.zero as u32 + c.to_digit(10).unwrap()).unwrap();
    let plain: Vec<char> = whole.to_string().chars().map(digit).collect();
    let mut text = String::from(if negative { style.minus } else { "" });
    for (index, c) in plain.iter().enumerate() {
        if grouped && index > 0 && (plain.len() - index).is_multiple_of(3) {
            text.push_str(style.group);
        }
        text.push(*c);
    }
    if !decimals.is_empty() {
        text.push(style.decimal);
        text.extend(decimals.chars().map(digit));
    }
    if per_cent {
        text.push_str(style.per_cent);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    // Two decimals at most: with three, a single comma groups (see the module).
    #[test]
    fn a_number_is_read_as_each_language_writes_it(
        style in prop::sample::select(STYLES.to_vec()),
        negative in any::<bool>(),
        whole in prop_oneof![0u64..1_000, 1_000u64..2_000_000_000],
        decimals in "[0-9]{0,2}",
        grouped in any::<bool>(),
        per_cent in any::<bool>(),
        around in prop::sample::select(vec!["", " ", "\t", "\u{200f}", "\u{2066}"]),
    ) {
        let written = format!("{around}{}{around}", write(style, negative, whole, &decimals, grouped, per_cent));
        let value: f64 = format!("{}{whole}.{decimals}0", if negative { "-" } else { "" }).parse().unwrap();
        prop_assert_eq!(parse(&written), Some(value), "{:?}", written);
    }

    #[test]
    fn any_text_is_a_finite_number_or_none(text in "(?s).{0,40}") {
        prop_assert!(parse(&text).is_none_or(f64::is_finite), "{:?}", text);
    }

    #[test]
    fn what_looks_like_a_number_is_a_finite_number_or_none(
        text in "[-\u{2212}]{0,2}[0-9٠-٩۰-۹,.٫٬ \u{202f}]{0,400}[%٪]?"
    ) {
        prop_assert!(parse(&text).is_none_or(f64::is_finite), "{:?}", text);
    }

    #[test]
    fn a_number_with_a_letter_in_it_is_not_guessed_at(before in "[0-9]{1,4}", letter in "[a-zA-Zء-يeE+]", after in "[0-9]{0,4}") {
        prop_assert_eq!(parse(&format!("{before}{letter}{after}")), None);
    }

    /// What goes into a form field comes out of it as the same number.
    #[test]
    fn a_number_in_a_form_field_comes_out_the_same(whole in -9_000_000_000_000i64..9_000_000_000_000, hundredths in 0u32..100) {
        let value = whole as f64 + f64::from(hundredths) / 100.0;
        prop_assert_eq!(parse(&plain(value)), Some(value), "{}", plain(value));
    }
}

#[test]
fn a_number_too_large_to_be_one_is_none() {
    assert_eq!(parse(&"9".repeat(400)), None);
    assert_eq!(parse(&format!("-{}", "9".repeat(400))), None);
}
