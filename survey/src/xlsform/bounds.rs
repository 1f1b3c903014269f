//! Bounds of an answer as constraints, which is how XLSForm says them: `. >= 0 and . <= 100`.

use super::tokens::{Kind as Piece, Token, tokens};
use crate::Day;
use crate::number;

/// Which bounds a kind of question can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Numbers; whole ones, if so.
    Number { whole: bool },
    /// Days.
    Date,
    /// So many characters.
    Text,
    /// So many choices; some exclude the others.
    Several,
    /// None.
    Other,
}

/// The bounds themselves.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Bounds {
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub earliest: Option<Day>,
    pub latest: Option<Day>,
    /// The most characters, or the most choices.
    pub most: Option<u32>,
    /// The choices that exclude all others, by name.
    pub exclusive: Vec<String>,
}

/// Bounds and a constraint as one constraint, in Sawt's dialect; empty if there is neither.
pub(super) fn join(shape: Shape, bounds: &Bounds, constraint: Option<&str>) -> String {
    let mut parts = Vec::new();
    parts.extend(bounds.min.map(|min| format!(". >= {min}")));
    parts.extend(bounds.max.map(|max| format!(". <= {max}")));
    parts.extend(bounds.earliest.map(|day| format!(". >= '{day}'")));
    parts.extend(bounds.latest.map(|day| format!(". <= '{day}'")));
    let counted = if shape == Shape::Several { "count-selected" } else { "string-length" };
    parts.extend(bounds.most.map(|most| format!("{counted}(.) <= {most}")));
    let excludes = |name: &String| format!("not(selected(., '{name}') and count-selected(.) > 1)");
    parts.extend(bounds.exclusive.iter().map(excludes));
    match (constraint, parts.is_empty()) {
        (Some(constraint), true) => constraint.to_owned(),
        (Some(constraint), false) => format!("{} and ({constraint})", parts.join(" and ")),
        (None, _) => parts.join(" and "),
    }
}

/// Takes the bounds out of a constraint; what is left of it, empty if nothing.
pub(super) fn part(shape: Shape, source: &str) -> (Bounds, String) {
    let mut bounds = Bounds::default();
    let parts = conjuncts(source);
    let all = parts.len();
    let left: Vec<&str> = parts.into_iter().filter(|part| !take(shape, part, &mut bounds)).collect();
    let rest = match left.as_slice() {
        [] => String::new(),
        // Nothing was taken: as it was written.
        some if some.len() == all => source.to_owned(),
        [one] => bare(one).to_owned(),
        several => several.join(" and "),
    };
    (bounds, rest)
}

/// What stands between the outermost `and`s, parentheses around them opened. One whole if there is an `or` at the top.
fn conjuncts(source: &str) -> Vec<&str> {
    let inner = bare(source);
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_i32, 0);
    let mut offset = 0;
    for token in tokens(inner) {
        match (token.kind, token.text) {
            (Piece::Sign, "(") => depth += 1,
            (Piece::Sign, ")") => depth -= 1,
            (Piece::Word, "or") if depth == 0 => return vec![source.trim()],
            (Piece::Word, "and") if depth == 0 => {
                parts.push(inner[from..offset].trim());
                from = offset + token.text.len();
            }
            _ => {}
        }
        offset += token.text.len();
    }
    if parts.is_empty() {
        return vec![source.trim()];
    }
    parts.push(inner[from..].trim());
    parts.into_iter().flat_map(conjuncts).collect()
}

/// Without parentheses around the whole.
fn bare(source: &str) -> &str {
    let source = source.trim();
    let Some(inner) = source.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return source };
    let mut depth = 0_i32;
    for token in tokens(inner) {
        match (token.kind, token.text) {
            (Piece::Sign, "(") => depth += 1,
            (Piece::Sign, ")") => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return source;
        }
    }
    bare(inner)
}

/// Notes a bound, unless there is one of its kind; whether it was one.
fn take(shape: Shape, part: &str, bounds: &mut Bounds) -> bool {
    let pieces: Vec<Token<'_>> =
        tokens(bare(part)).into_iter().filter(|token| token.kind != Piece::Space).collect();
    let texts: Vec<&str> = pieces.iter().map(|token| token.text).collect();
    match (shape, texts.as_slice()) {
        (Shape::Number { whole }, [".", sign, value @ ..]) => {
            let Some(value) = number::literal(&value.concat()) else { return false };
            match *sign {
                ">=" => set(&mut bounds.min, value),
                "<=" => set(&mut bounds.max, value),
                ">" if whole && value.fract() == 0.0 => set(&mut bounds.min, value + 1.0),
                "<" if whole && value.fract() == 0.0 => set(&mut bounds.max, value - 1.0),
                _ => false,
            }
        }
        (Shape::Date, [".", sign, _]) => {
            let Ok(day) = pieces[2].inner().parse::<Day>() else { return false };
            match *sign {
                ">=" => set(&mut bounds.earliest, day),
                "<=" => set(&mut bounds.latest, day),
                ">" => day.checked_add(1).is_some_and(|day| set(&mut bounds.earliest, day)),
                "<" => day.checked_sub(1).is_some_and(|day| set(&mut bounds.latest, day)),
                _ => false,
            }
        }
        (Shape::Text, ["string-length", "(", ".", ")", sign, most])
        | (Shape::Several, ["count-selected", "(", ".", ")", sign, most]) => {
            let Ok(most) = most.parse::<u32>() else { return false };
            match *sign {
                "<=" if most > 0 => set(&mut bounds.most, most),
                "<" if most > 1 => set(&mut bounds.most, most - 1),
                _ => false,
            }
        }
        (
            Shape::Several,
            [
                "not",
                "(",
                "selected",
                "(",
                ".",
                ",",
                _,
                ")",
                "and",
                "count-selected",
                "(",
                ".",
                ")",
                ">",
                "1",
                ")",
            ],
        ) if pieces[6].kind == Piece::Text => {
            let name = pieces[6].inner().to_owned();
            let new = !bounds.exclusive.contains(&name);
            if new {
                bounds.exclusive.push(name);
            }
            new
        }
        _ => false,
    }
}

fn set<T>(place: &mut Option<T>, value: T) -> bool {
    let free = place.is_none();
    if free {
        *place = Some(value);
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_told_from_other_constraints() {
        let whole = Shape::Number { whole: true };
        for (shape, source, min, max, most, rest) in [
            (whole, ". >= 0 and . <= 100", Some(0.0), Some(100.0), None, ""),
            (whole, "(. > 0) and (.<18)", Some(1.0), Some(17.0), None, ""),
            (whole, ". >= -5 and (. != 2 or ${a} = 'x')", Some(-5.0), None, None, ". != 2 or ${a} = 'x'"),
            (Shape::Number { whole: false }, ". >= .5 and . <= 1.", Some(0.5), Some(1.0), None, ""),
            (whole, ". >= 0 or . = -1", None, None, None, ". >= 0 or . = -1"),
            (whole, "(. != 2)", None, None, None, "(. != 2)"),
            (Shape::Number { whole: false }, ". > 0 and . <= 9.5", None, Some(9.5), None, ". > 0"),
            (Shape::Text, "string-length(.) <= 40 and . != 'x'", None, None, Some(40), ". != 'x'"),
            (Shape::Several, "count-selected(.) <= 3", None, None, Some(3), ""),
            (Shape::Other, ". >= 0", None, None, None, ". >= 0"),
            (whole, ". >= 0 and . >= 5", Some(0.0), None, None, ". >= 5"),
        ] {
            let (bounds, left) = part(shape, source);
            assert_eq!(
                (bounds.min, bounds.max, bounds.most, left.as_str()),
                (min, max, most, rest),
                "{source}"
            );
        }
        let (bounds, rest) = part(
            Shape::Several,
            "not(selected(., 'none') and count-selected(.) > 1) and count-selected(.) < 4",
        );
        assert_eq!((bounds.exclusive, bounds.most, rest), (vec!["none".to_owned()], Some(3), String::new()));
    }
}
