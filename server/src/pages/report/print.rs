//! What stands in the margins of a printed report: its name above, the number of the page below.
//!
//! Browsers take that from a style sheet alone, and the words are those of the report: so each report has a sheet of its own.

use survey::locale::Direction;

use super::words::text;
use crate::i18n::LocaleTexts;

/// Stand where the browser puts its counters.
const PAGE: &str = "\u{1}";
const PAGES: &str = "\u{2}";

/// The sheet of a report of that title and wave.
pub fn sheet(t: &LocaleTexts, title: &str, wave: &str) -> String {
    let name = format!("{title}, {wave}");
    let number = t.tr("report-page", &[("page", text(PAGE)), ("pages", text(PAGES))]);
    let number = quoted(&number).replace(PAGE, "\" counter(page) \"").replace(PAGES, "\" counter(pages) \"");
    let (start, end, direction) = match t.direction() {
        Direction::Ltr => ("left", "right", "ltr"),
        Direction::Rtl => ("right", "left", "rtl"),
    };
    let font = "font: 8pt system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif; color: #333;";
    format!(
        "@page {{\n  @top-{start} {{ content: {}; direction: {direction}; {font} }}\n  \
         @bottom-{end} {{ content: {number}; direction: {direction}; {font} }}\n}}\n\
         @page :first {{\n  @top-{start} {{ content: none; }}\n}}\n",
        quoted(&name)
    )
}

/// A text as a string of CSS.
fn quoted(words: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in words.chars().filter(|letter| !matches!(letter, '\u{2068}' | '\u{2069}')) {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '<' => quoted.push_str("\\3c "),
            '\n' | '\r' | '\u{c}' => quoted.push(' '),
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_ends_its_string() {
        assert_eq!(quoted("a \"b\" \\ </style>\nc"), "\"a \\\"b\\\" \\\\ \\3c /style> c\"");
    }
}
