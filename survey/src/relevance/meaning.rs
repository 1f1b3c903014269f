//! What expressions mean: a question set says by which rules its own are read, and a published one for ever.

use super::{Expression, Node, Operator, Reference, is_date};
use crate::ordered::Map;
use crate::question_set::{Kind, Question, QuestionSet};

/// The rules of a question set's expressions. Devices hold old question sets, and old programs hold none but the first: what a
/// set without a name means can never change, and a program that does not know a name does not guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Meaning {
    /// The first rules: `=` asks of several choices whether one is among them, and a date is no number.
    #[default]
    First,
    /// XPath's, as ODK has them: `=` compares all that was picked at once, and a date counts as days.
    Odk,
}

impl Meaning {
    /// Whether these are the rules of question sets that name none.
    pub fn is_first(&self) -> bool {
        *self == Self::First
    }

    /// The rules of that name.
    pub fn named(name: &str) -> Option<Self> {
        (name == "odk").then_some(Self::Odk)
    }
}

impl serde::Serialize for Meaning {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::First => serializer.serialize_none(),
            Self::Odk => serializer.serialize_str("odk"),
        }
    }
}

/// An expression that means something else by the rules of ODK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reread {
    /// Where: `sections.media.questions.audience.relevant`.
    pub place: String,
    /// As it was.
    pub before: String,
    /// As it says the same now; as it was, where that can't be said.
    pub after: String,
}

/// What an expression looks at, as far as the rules differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Several choices.
    Several,
    /// A date.
    Day,
    /// Anything else.
    Other,
}

impl QuestionSet {
    /// Puts the rules of the set on all of its expressions.
    pub fn settle(&mut self) {
        let meaning = self.meaning;
        for section in &mut self.sections {
            let questions = section.questions.iter_mut();
            let own = questions.flat_map(|question| [&mut question.relevant, &mut question.constraint]);
            own.chain([&mut section.relevant]).flatten().for_each(|expression| expression.meaning = meaning);
        }
    }

    /// The set by the rules of ODK, and where that makes a difference. What asked whether a choice is among several still does.
    #[must_use]
    pub fn in_odk(&self) -> (Self, Vec<Reread>) {
        let mut set = Self { meaning: Meaning::Odk, ..self.clone() };
        let mut rereads = Vec::new();
        if !self.meaning.is_first() {
            return (set, rereads);
        }
        let shapes: Map<String, Shape> =
            self.questions().map(|(_, question)| (question.code.to_string(), shape(question))).collect();
        let mut reread = |place: String, own: Shape, expression: &mut Option<Expression>| {
            let Some(before) = expression.as_ref() else { return };
            let of = |reference: Option<&Reference>| match reference {
                None => own,
                Some(reference) => shapes.get(reference.question.as_str()).copied().unwrap_or(Shape::Other),
            };
            if differs(&before.root, &of) {
                let after = said_again(before.source(), own, &shapes).and_then(|source| source.parse().ok());
                let after = after.unwrap_or_else(|| before.clone());
                let sources = [before, &after].map(|expression| expression.source().to_owned());
                let [before, source] = sources;
                rereads.push(Reread { place, before, after: source });
                *expression = Some(after);
            }
        };
        for section in &mut set.sections {
            let place = format!("sections.{}", section.code);
            reread(format!("{place}.relevant"), Shape::Other, &mut section.relevant);
            for question in &mut section.questions {
                let place = format!("{place}.questions.{}", question.code);
                reread(format!("{place}.relevant"), Shape::Other, &mut question.relevant);
                let own = shape(question);
                reread(format!("{place}.constraint"), own, &mut question.constraint);
            }
        }
        set.settle();
        (set, rereads)
    }
}

fn shape(question: &Question) -> Shape {
    match question.kind {
        Kind::SelectSeveral { .. } | Kind::Ranking { .. } => Shape::Several,
        Kind::Date { .. } => Shape::Day,
        _ => Shape::Other,
    }
}

/// Whether the rules of ODK make another thing of an expression.
fn differs(node: &Node, of: &dyn Fn(Option<&Reference>) -> Shape) -> bool {
    let shape = |node: &Node| match node {
        Node::Answer(reference) => of(Some(reference)),
        Node::This => of(None),
        Node::Text(text) if is_date(text) => Shape::Day,
        _ => Shape::Other,
    };
    let empty = |node: &Node| matches!(node, Node::Text(text) if text.is_empty());
    match node {
        Node::Text(_) | Node::Number(_) | Node::Answer(_) | Node::This => false,
        Node::Call(_, arguments) => arguments.iter().any(|argument| differs(argument, of)),
        Node::Negate(inner) => shape(inner) == Shape::Day || differs(inner, of),
        Node::Binary(operator, left, right) => {
            let shapes = [shape(left), shape(right)];
            let own = match operator {
                Operator::And | Operator::Or => false,
                Operator::Equal | Operator::NotEqual => {
                    let number = |node: &Node| shape(node) == Shape::Other && !matches!(node, Node::Text(_));
                    let several = shapes.contains(&Shape::Several) && !empty(left) && !empty(right);
                    several || (shapes.contains(&Shape::Day) && (number(left) || number(right)))
                }
                Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => {
                    shapes.contains(&Shape::Several)
                        || shapes.iter().filter(|shape| **shape == Shape::Day).count() == 1
                }
                _ => shapes.iter().any(|shape| *shape != Shape::Other),
            };
            own || differs(left, of) || differs(right, of)
        }
    }
}

/// The comparisons of several choices with a text, said by `selected()`; `None` where nothing can be said so.
fn said_again(source: &str, own: Shape, shapes: &Map<String, Shape>) -> Option<String> {
    use crate::xlsform::tokens::{Kind as Piece, Token, tokens};
    let all = tokens(source);
    let meant: Vec<usize> = (0..all.len()).filter(|place| all[*place].kind != Piece::Space).collect();
    let token = |place: Option<usize>| place.and_then(|place| meant.get(place)).map(|place| &all[*place]);
    let several = |token: &Token<'_>| match (token.kind, token.text) {
        (Piece::Reference, _) => shapes.get(token.inner()) == Some(&Shape::Several),
        (Piece::Sign, ".") => own == Shape::Several,
        _ => false,
    };
    // What binds closer, or as close, takes its part of the comparison for its own.
    let apart = |token: Option<&Token<'_>>| {
        token.is_none_or(|token| matches!(token.text, "(" | ")" | "," | "and" | "or"))
    };
    let mut said: Vec<String> = all.iter().map(|token| token.text.to_owned()).collect();
    let mut found = false;
    for place in 0..meant.len() {
        let [Some(left), Some(sign), Some(right)] =
            [place, place + 1, place + 2].map(|place| token(Some(place)))
        else {
            break;
        };
        let not = match sign.text {
            "=" => false,
            "!=" => true,
            _ => continue,
        };
        let (subject, code) = if several(left) { (left, right) } else { (right, left) };
        let plain = several(subject) && code.kind == Piece::Text && !code.inner().is_empty();
        if !plain || !apart(token(place.checked_sub(1))) || !apart(token(Some(place + 3))) {
            continue;
        }
        let selected = format!("selected({}, {})", subject.text, code.text);
        said[meant[place]] = if not { format!("not({selected})") } else { selected };
        said[meant[place] + 1..=meant[place + 2]].iter_mut().for_each(String::clear);
        found = true;
    }
    found.then(|| said.concat())
}

impl Expression {
    /// The first choice of which it asks, by the rules of ODK, whether it is all that was picked: `.` is `own`. `selected()` asks
    /// whether it is among it.
    pub fn asks_for_all(&self, is_several: &dyn Fn(Option<&Reference>) -> bool) -> Option<&str> {
        let mut found = None;
        super::collect(&self.root, &mut |node| {
            let Node::Binary(Operator::Equal | Operator::NotEqual, left, right) = node else { return };
            let subject = |node: &Node| match node {
                Node::Answer(reference) => is_several(Some(reference)),
                Node::This => is_several(None),
                _ => false,
            };
            let code = match (&**left, &**right) {
                (of, Node::Text(code)) | (Node::Text(code), of) if subject(of) && !code.is_empty() => code,
                _ => return,
            };
            found = found.or(Some(code.as_str()));
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(rules: &str) -> QuestionSet {
        let question = |code: &str, rest: &str| format!(r#"{{"code":"{code}",{rest}}}"#);
        let questions = [
            question(
                "m",
                r#""kind":"select_several","choices":"l","constraint":". = 'none' or not(selected(., 'none'))""#,
            ),
            question("start", r#""kind":"date""#),
            question("end", r#""kind":"date","constraint":". - ${start} <= 365""#),
            question("b", r#""kind":"text","relevant":"${m} = 'a'""#),
            question("c", r#""kind":"text","relevant":"${end} > ${start} + 30""#),
            question(
                "d",
                r#""kind":"text","relevant":"${m} != '' and 'b' != ${m} or ${end} > '2024-01-01'""#,
            ),
        ];
        let text = format!(
            r#"{{"code":"q","version":1,"languages":["en"],{rules}"choice_lists":{{"l":[{{"code":"a"}},{{"code":"b"}},{{"code":"none"}}]}},"sections":[{{"code":"s","questions":[{}]}}]}}"#,
            questions.join(",")
        );
        serde_json::from_str(&text).unwrap()
    }

    /// The questions that are asked, and those whose answer is refused.
    fn found(set: &QuestionSet, answers: serde_json::Value) -> (Vec<&'static str>, Vec<String>) {
        let serde_json::Value::Object(raw) = answers else { panic!() };
        let found = crate::validation::validate(set, &raw);
        let asked = ["b", "c", "d"].into_iter().filter(|code| found.relevant.contains(code)).collect();
        (asked, found.faults.into_iter().map(|fault| fault.question).collect())
    }

    #[test]
    fn a_question_set_names_what_its_expressions_mean() {
        let picked =
            |codes: &[&str], end: &str| serde_json::json!({ "m": codes, "start": "2024-01-01", "end": end });
        let (first, odk) = (set(""), set(r#""expressions":"odk","#));
        // "None of these" and another: the constraint does its work only by ODK's rules.
        assert_eq!(
            found(&first, picked(&["a", "none"], "2024-03-01")),
            (vec!["b", "d"], vec!["end".to_owned()])
        );
        assert_eq!(found(&odk, picked(&["a", "none"], "2024-03-01")), (vec!["c", "d"], vec!["m".to_owned()]));
        assert_eq!(found(&odk, picked(&["none"], "2024-03-01")), (vec!["c", "d"], vec![]));
        assert_eq!(found(&odk, picked(&["a"], "2024-01-20")), (vec!["b", "d"], vec![]));
        assert_eq!(found(&odk, picked(&["a"], "2025-06-01")), (vec!["b", "d"], vec!["end".to_owned()]));
        // The name goes along, and an unknown one is no guess.
        for set in [&first, &odk] {
            let json = serde_json::to_string(set).unwrap();
            assert_eq!(json.contains("\"expressions\""), set == &odk, "{json}");
            assert_eq!(&serde_json::from_str::<QuestionSet>(&json).unwrap(), set);
        }
        let json = serde_json::to_string(&odk).unwrap().replace("\"odk\"", "\"another\"");
        assert!(serde_json::from_str::<QuestionSet>(&json).is_err());
    }

    #[test]
    fn what_the_rules_of_odk_change_is_said_again_and_each_place_is_named() {
        let (now, places) = set("").in_odk();
        let said: Vec<_> = places.iter().map(|one| (one.place.as_str(), one.after.as_str())).collect();
        assert_eq!(
            said,
            [
                ("sections.s.questions.m.constraint", "selected(., 'none') or not(selected(., 'none'))"),
                ("sections.s.questions.end.constraint", ". - ${start} <= 365"),
                ("sections.s.questions.b.relevant", "selected(${m}, 'a')"),
                ("sections.s.questions.c.relevant", "${end} > ${start} + 30"),
                (
                    "sections.s.questions.d.relevant",
                    "${m} != '' and not(selected(${m}, 'b')) or ${end} > '2024-01-01'"
                ),
            ]
        );
        let answers = serde_json::json!({ "m": ["a", "none"], "start": "2024-01-01" });
        assert_eq!(found(&now, answers.clone()), found(&set(""), answers));
        assert_eq!(now.in_odk(), (now.clone(), Vec::new()));
    }

    #[test]
    fn it_is_told_where_all_is_compared() {
        let asks = |source: &str| {
            let expression: Expression = source.parse().unwrap();
            expression
                .asks_for_all(&|reference| reference.is_none_or(|one| one.question.as_str() == "m"))
                .map(str::to_owned)
        };
        assert_eq!(asks("${m} = 'a'").as_deref(), Some("a"));
        assert_eq!(asks("not('b' != .)").as_deref(), Some("b"));
        assert_eq!(asks("selected(., 'a') and ${m} != '' and ${n} = 'a'"), None);
    }
}
