//! Expressions from one dialect into the other, sign by sign, so that everything else stays as it was written.
//!
//! XLSForm calls a row of a table by a name of its own, `${matrix_item}`, where Sawt says `${matrix.item}`; and it wants
//! `date('2026-05-31')` where Sawt takes the day itself.

use crate::day::written_year;

/// What a piece of an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `'text'`, with its quotation marks.
    Text,
    /// `${name}`.
    Reference,
    /// A name or a number.
    Word,
    /// White space.
    Space,
    /// Anything else: `<=`, `(`, `.`.
    Sign,
}

/// A piece of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// Where it begins, in characters, the first being 0.
    pub at: usize,
}

impl<'a> Token<'a> {
    /// The name in `${name}`, or the text between quotation marks.
    pub fn inner(&self) -> &'a str {
        match self.kind {
            Kind::Text => &self.text[1..self.text.len() - 1],
            Kind::Reference => self.text[2..self.text.len() - 1].trim(),
            _ => self.text,
        }
    }
}

/// Takes an expression apart. What is not closed is a sign; the expression's own reader will say so.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut rest, mut at) = (source, 0);
    while let Some(first) = rest.chars().next() {
        let run = |accepts: fn(char) -> bool| rest.find(|c: char| !accepts(c)).unwrap_or(rest.len());
        let (kind, length) = match first {
            '\'' | '"' => match rest[1..].find(first) {
                Some(end) => (Kind::Text, end + 2),
                None => (Kind::Sign, rest.len()),
            },
            '$' if rest.starts_with("${") => match rest.find('}') {
                Some(end) => (Kind::Reference, end + 1),
                None => (Kind::Sign, rest.len()),
            },
            c if c.is_whitespace() => (Kind::Space, run(char::is_whitespace)),
            // A point belongs to a number, and alone it is the answer.
            c if c.is_alphanumeric()
                || c == '_'
                || (c == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) =>
            {
                (Kind::Word, run(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
            }
            '<' | '>' | '!' if rest[1..].starts_with('=') => (Kind::Sign, 2),
            c => (Kind::Sign, c.len_utf8()),
        };
        let (text, after) = rest.split_at(length);
        found.push(Token { kind, text, at });
        at += text.chars().count();
        rest = after;
    }
    found
}

/// The same expression as XLSForm writes it.
pub(super) fn to_xlsform(source: &str, name: &dyn Fn(&str) -> Option<String>) -> String {
    let translate = |token: &Token<'_>| match token.kind {
        Kind::Reference => name(token.inner()).map(|name| format!("${{{name}}}")),
        Kind::Text if written_year(token.inner()).is_some() => Some(format!("date({})", token.text)),
        _ => None,
    };
    tokens(source).iter().map(|token| translate(token).unwrap_or_else(|| token.text.to_owned())).collect()
}

/// An expression in Sawt's dialect, and where its characters stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Translated {
    pub source: String,
    /// Places in `source` and in what was read, in characters.
    places: Vec<(usize, usize)>,
}

impl Translated {
    /// Where a character of the translation stood, both counted from 1.
    pub fn place(&self, position: usize) -> usize {
        let position = position.saturating_sub(1);
        let before = self.places.partition_point(|(new, _)| *new <= position);
        let Some((new, old)) = before.checked_sub(1).map(|index| self.places[index]) else { return 1 };
        // Within a piece that was replaced there is no better place than its beginning or its end.
        let next = self.places.get(before).map_or(usize::MAX, |(_, old)| *old);
        (old + (position - new)).min(next.saturating_sub(1).max(old)) + 1
    }
}

/// What stands for a reference or a literal that is compared with one.
pub(super) trait Dialect {
    /// `${name}` in Sawt's way, without the braces: `matrix.item`.
    fn reference(&mut self, token: &Token<'_>) -> Option<String>;
    /// The code of the choice that is called so in the list of that question (`.` for the question itself).
    fn choice(&self, question: &str, choice: &str) -> Option<String>;
}

/// The same expression in Sawt's dialect. Typographic quotation marks are taken for plain ones, as pyxform does.
pub(super) fn from_xlsform(cell: &str, dialect: &mut dyn Dialect) -> Translated {
    let plain: String = cell
        .chars()
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            other => other,
        })
        .collect();
    let all = tokens(&plain);
    let meant: Vec<usize> = (0..all.len()).filter(|index| all[*index].kind != Kind::Space).collect();
    let mut pieces: Vec<Option<String>> = vec![None; all.len()];
    for (place, index) in meant.iter().enumerate() {
        let token = &all[*index];
        let near = |step: isize| {
            place.checked_add_signed(step).and_then(|place| meant.get(place)).map(|index| &all[*index])
        };
        let text = |step: isize| near(step).map_or("", |token| token.text);
        match token.kind {
            Kind::Reference => {
                pieces[*index] = dialect.reference(token).map(|name| format!("${{{name}}}"));
            }
            Kind::Text if text(-1) == "(" && text(-2) == "date" && text(1) == ")" && is_day(token) => {
                for step in [-2, -1, 1] {
                    if let Some(place) = place.checked_add_signed(step) {
                        pieces[meant[place]] = Some(String::new());
                    }
                }
            }
            Kind::Text | Kind::Word => {
                let compared = |sign: &str| matches!(sign, "=" | "!=");
                let other = if compared(text(-1)) {
                    near(-2)
                } else if compared(text(1)) {
                    near(2)
                } else if text(-1) == "," && text(-3) == "(" && text(-4) == "selected" {
                    near(-2)
                } else {
                    None
                };
                let code = other.and_then(|other| match (other.kind, other.text) {
                    (Kind::Reference, _) => dialect.choice(other.inner(), token.inner()),
                    (Kind::Sign, ".") => dialect.choice(".", token.inner()),
                    _ => None,
                });
                // The same code stays as it is written: with its own quotation marks, or as a number.
                let bare_name =
                    token.kind == Kind::Word && !token.text.starts_with(|c: char| c.is_ascii_digit());
                if let Some(code) = code.filter(|code| bare_name || code != token.inner()) {
                    pieces[*index] = Some(format!("'{code}'"));
                }
            }
            _ => {}
        }
    }
    let mut translated = Translated::default();
    let mut length = 0;
    for (token, piece) in all.iter().zip(pieces) {
        translated.places.push((length, token.at));
        let piece = piece.unwrap_or_else(|| token.text.to_owned());
        length += piece.chars().count();
        translated.source.push_str(&piece);
    }
    translated
}

/// The first thing in an expression that XPath has and Sawt has not, where the expression may be sound but for that: a way to
/// another question (`../x`, `/data/x`), a condition on one, a name without `${…}`. With its place in characters, from 1 on.
pub(super) fn beyond(cell: &str) -> Option<(usize, String)> {
    let all = tokens(cell);
    let mut open = Vec::new();
    for token in all.iter().filter(|token| token.kind == Kind::Sign) {
        match token.text {
            "(" => open.push(")"),
            "[" => open.push("]"),
            ")" | "]" if open.pop() != Some(token.text) => return None,
            // What is not closed runs to the end.
            text if text.starts_with(['\'', '"']) || text.starts_with("${") => return None,
            _ => {}
        }
    }
    if !open.is_empty() {
        return None;
    }
    let text = |place: Option<usize>| place.and_then(|place| all.get(place)).map_or("", |token| token.text);
    let of_path =
        |token: &Token<'_>| token.kind == Kind::Word || matches!(token.text, "/" | "." | "@" | "*" | ":");
    for (place, token) in all.iter().enumerate() {
        let next =
            || all[place + 1..].iter().find(|token| token.kind != Kind::Space).map_or("", |token| token.text);
        let found = match token.kind {
            Kind::Sign => {
                matches!(token.text, "/" | "[" | "@" | "|")
                    || (token.text == "." && text(Some(place + 1)) == ".")
            }
            Kind::Word => {
                token.text.starts_with(|c: char| !c.is_ascii_digit() && c != '.')
                    && !["and", "or", "div", "mod"].contains(&token.text)
                    && next() != "("
            }
            _ => false,
        };
        if !found {
            continue;
        }
        // The whole way: what is written together with it.
        let first = (0..place).rev().take_while(|earlier| of_path(&all[*earlier])).last().unwrap_or(place);
        let way =
            all[first..].iter().enumerate().take_while(|(n, token)| first + n <= place || of_path(token));
        let way: String = way.map(|(_, token)| token.text).collect();
        return Some((all[first].at + 1, way.chars().take(60).collect()));
    }
    None
}

fn is_day(token: &Token<'_>) -> bool {
    written_year(token.inner()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sample;
    impl Dialect for Sample {
        fn reference(&mut self, token: &Token<'_>) -> Option<String> {
            Some(if token.inner() == "m_a" { "m.a".into() } else { token.inner().to_lowercase() })
        }
        fn choice(&self, question: &str, choice: &str) -> Option<String> {
            (question == "Q1" || question == ".").then(|| format!("c{}", choice.to_lowercase()))
        }
    }

    #[test]
    fn both_dialects_are_translated_and_nothing_else_is_touched() {
        for (xlsform, sawt) in [
            ("${Q1} = '1'", "${q1} = 'c1'"),
            ("${Q1}=1", "${q1}='c1'"),
            ("'Yes' != ${ Q1 }", "'cyes' != ${q1}"),
            ("selected(${Q1}, 'A') and ${n} > 1", "selected(${q1}, 'cA') and ${n} > 1"),
            ("selected( . , \"x\" )", "selected( . , 'cx' )"),
            ("${m_a} = 'x'  or 1 > .5", "${m.a} = 'x'  or 1 > .5"),
            ("${Q1} = -1 or . >= .5", "${q1} = -1 or . >= .5"),
            ("${Q1} = yes", "${q1} = 'cyes'"),
            ("${d} < date('2020-05-31') ", "${d} < '2020-05-31' "),
            ("${d} < date ( '2020-05-31' )", "${d} <   '2020-05-31' "),
            ("${n} = ‘x’", "${n} = 'x'"),
            ("${open", "${open"),
        ] {
            let read = from_xlsform(xlsform, &mut Sample).source;
            assert_eq!(read.to_lowercase(), sawt.to_lowercase(), "{xlsform}");
        }
        let name = |name: &str| Some(name.replace('.', "_"));
        assert_eq!(
            to_xlsform("${m.a} = 'x' and \"2020-05-31\"  > ${d}", &name),
            "${m_a} = 'x' and date(\"2020-05-31\")  > ${d}"
        );
    }

    #[test]
    fn what_xpath_has_and_sawt_has_not_is_told_from_what_is_wrong() {
        for (cell, found) in [
            ("../a = 'x'", Some((1, "../a"))),
            ("1 = 1 and /data/g/a = 'x'", Some((11, "/data/g/a"))),
            ("./a = 'x'", Some((1, "./a"))),
            ("a = 'x'", Some((1, "a"))),
            ("${a}[1] = 'x'", Some((5, "[1"))),
            ("count(//a) > 1", Some((7, "//a"))),
            (". = 1 | 2", Some((7, "|"))),
            ("../a = 'x", None),
            ("(../a = 'x'", None),
            ("${a} >", None),
            (". > .5 and ${a} = 'b/c'", None),
        ] {
            assert_eq!(beyond(cell), found.map(|(at, way)| (at, way.to_owned())), "{cell}");
        }
    }

    #[test]
    fn an_error_is_placed_where_it_stands_in_the_file() {
        let cell = "${d} < date('2020-05-31') and today() > 3";
        let translated = from_xlsform(cell, &mut Sample);
        let error = translated.source.parse::<crate::relevance::Expression>().unwrap_err();
        assert_eq!(translated.place(error.position), cell.find("today").unwrap() + 1);
    }
}
