//! Numbers as people type them, in any of the languages' digits.

/// Reads a number that a person typed: Western, Arabic-Indic and Persian digits, `.`, `,` or `٫` before the decimals,
/// spaces (also no-break ones) and `٬` between groups, and a per cent sign at the end.
///
/// A single comma is a decimal sign unless exactly three digits follow it, since `1,500` and `1.500` are ambiguous only
/// there: with three digits behind it a comma groups and a point is decimal, as in the English and Arabic forms.
///
/// Returns `None` for anything else, so that the person can be asked rather than guessed at.
pub fn parse(text: &str) -> Option<f64> {
    // Marks that keyboards, copied text and CLDR's own formats leave around numbers in right-to-left text.
    let is_mark = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
    let unmarked: String = text.chars().filter(|c| !is_mark(*c)).collect();
    let trimmed = unmarked.trim().trim_end_matches(['%', '٪']).trim_end();
    let mut plain = String::with_capacity(trimmed.len());
    for c in trimmed.chars() {
        match c {
            '0'..='9' | '.' | ',' => plain.push(c),
            '٠'..='٩' => plain.push(char::from(b'0' + (c as u32 - '٠' as u32) as u8)),
            '۰'..='۹' => plain.push(char::from(b'0' + (c as u32 - '۰' as u32) as u8)),
            '٫' => plain.push('.'),
            '٬' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {}
            '-' | '\u{2212}' if plain.is_empty() => plain.push('-'),
            _ => return None,
        }
    }
    match plain.matches(',').count() {
        0 => {}
        1 if !plain.contains('.') && !groups_by_comma(&plain) => plain = plain.replace(',', "."),
        _ if groups_by_comma(&plain) => plain = plain.replace(',', ""),
        _ => return None,
    }
    decimal(&plain)
}

/// The most digits of a number: what a `u64` holds.
const MAX_DIGITS: usize = 19;

/// Reads plain decimal notation: digits, perhaps a `-` before them and a point between them. Up to 15 digits, which is all
/// that a person types, the result is the nearest double, since both halves of the fraction are exact. Rust's own reader
/// accepts more than a person means (`1e9`, `inf`), and its tables would be a tenth of the client.
pub fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    if whole.len() + fraction.len() > MAX_DIGITS {
        return None;
    }
    let mantissa =
        whole.bytes().chain(fraction.bytes()).fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let scale = (0..fraction.len()).fold(1_u64, |scale, _| scale * 10);
    #[expect(clippy::cast_precision_loss, reason = "exact up to 15 digits")]
    let value = mantissa as f64 / scale as f64;
    Some(if text.starts_with('-') && value != 0.0 { -value } else { value })
}

/// A number as XPath writes it: the digits before or behind the point may be missing, `.5` and `1.`.
pub(crate) fn literal(text: &str) -> Option<f64> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    decimal(&format!("{sign}0{}", digits.strip_suffix('.').unwrap_or(digits)))
}

/// Whether every comma stands before exactly three digits, as in `12,500`.
fn groups_by_comma(text: &str) -> bool {
    let whole = text.trim_start_matches('-').split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && first != "0" && groups.all(|group| group.len() == 3)
}

/// Writes a number for a form field: no exponent, no superfluous decimals, at most nine of them and 15 digits in all.
pub fn plain(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let value = value.abs();
    if value >= 1e15 {
        return format!("{sign}Infinity");
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1e15")]
    let whole_digits = (value as u64).checked_ilog10().map_or(1, |log| log as usize + 1);
    let decimals = (15 - whole_digits).min(9);
    let scale = (0..decimals).fold(1_u64, |scale, _| scale * 10);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "below 1e16"
    )]
    let scaled = (value * scale as f64).round() as u64;
    let (whole, fraction) = (scaled / scale, scaled % scale);
    if fraction == 0 {
        return if whole == 0 { "0".to_owned() } else { format!("{sign}{whole}") };
    }
    let digits = format!("{fraction:0decimals$}");
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_each_language_writes_them() {
        for (typed, value) in [
            ("42", 42.0),
            (" 42 ", 42.0),
            ("٤٢", 42.0),
            ("۴۲", 42.0),
            ("٤٢٫٥", 42.5),
            ("42,5", 42.5),
            ("42.5", 42.5),
            ("1 500", 1500.0),
            ("1\u{202f}500", 1500.0),
            ("1,500", 1500.0),
            ("12,500.5", 12500.5),
            ("١٬٥٠٠", 1500.0),
            ("35 %", 35.0),
            ("٣٥٪", 35.0),
            ("-3", -3.0),
            ("0,125", 0.125),
        ] {
            assert_eq!(parse(typed), Some(value), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for typed in ["", "abc", "1,2,3", "1..2", ".5", "5.", "4-2", "1e9", "∞", "NaN", ",", "1,50,000"] {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn plain_numbers_have_no_superfluous_decimals() {
        assert_eq!(plain(42.0), "42");
        assert_eq!(plain(42.5), "42.5");
        assert_eq!(plain(-0.0), "0");
    }
}
