//! Expressions as menus build them: conditions of which all or any must hold; and references under other names.

use super::{Expression, ExpressionError, Function, Node, Operator, Reference};
use crate::number;

/// What a condition looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The answer itself, in a constraint.
    This,
    /// The answer to an earlier question.
    Answer(Reference),
}

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// It is this.
    Is,
    /// It is not this.
    IsNot,
    /// This choice is among those that were picked.
    Includes,
    /// This choice is not among them.
    IncludesNot,
    /// Less than this, or before it.
    Less,
    /// At most this, or not after it.
    AtMost,
    /// More than this, or after it.
    More,
    /// At least this, or not before it.
    AtLeast,
    /// There is an answer.
    Answered,
    /// There is none.
    NotAnswered,
    /// So many choices were picked, or more.
    PickedAtLeast,
    /// So many choices were picked, or fewer.
    PickedAtMost,
    /// So many characters, or more.
    LongAtLeast,
    /// So many characters, or fewer.
    LongAtMost,
}

impl Comparison {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 14] = [
        Self::Is,
        Self::IsNot,
        Self::Includes,
        Self::IncludesNot,
        Self::AtLeast,
        Self::AtMost,
        Self::More,
        Self::Less,
        Self::Answered,
        Self::NotAnswered,
        Self::PickedAtLeast,
        Self::PickedAtMost,
        Self::LongAtLeast,
        Self::LongAtMost,
    ];

    /// Its name in forms and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is-not",
            Self::Includes => "includes",
            Self::IncludesNot => "includes-not",
            Self::Less => "less",
            Self::AtMost => "at-most",
            Self::More => "more",
            Self::AtLeast => "at-least",
            Self::Answered => "answered",
            Self::NotAnswered => "not-answered",
            Self::PickedAtLeast => "picked-at-least",
            Self::PickedAtMost => "picked-at-most",
            Self::LongAtLeast => "long-at-least",
            Self::LongAtMost => "long-at-most",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|comparison| comparison.name() == name)
    }

    /// Whether it compares with something.
    pub fn has_value(self) -> bool {
        !matches!(self, Self::Answered | Self::NotAnswered)
    }

    /// Whether it compares with a number or a date, whatever the question.
    pub fn is_of_size(self) -> bool {
        !matches!(
            self,
            Self::Is | Self::IsNot | Self::Includes | Self::IncludesNot | Self::Answered | Self::NotAnswered
        )
    }
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What it looks at.
    pub subject: Subject,
    /// How it compares.
    pub comparison: Comparison,
    /// With what: the code of a choice, a number, a date, a text; nothing, where the comparison needs nothing.
    pub value: String,
}

/// Conditions that hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conditions {
    /// Whether one of them is enough.
    pub any: bool,
    /// The conditions.
    pub list: Vec<Condition>,
}

impl Conditions {
    /// The expression that says the same.
    ///
    /// # Errors
    /// When a value can't stand in an expression, or there are too many conditions.
    pub fn expression(&self) -> Result<Expression, ExpressionError> {
        let parts: Vec<String> = self.list.iter().map(Condition::written).collect();
        parts.join(if self.any { " or " } else { " and " }).parse()
    }
}

impl Condition {
    fn written(&self) -> String {
        let subject = match &self.subject {
            Subject::This => ".".to_owned(),
            Subject::Answer(Reference { question, item: Some(item) }) => format!("${{{question}.{item}}}"),
            Subject::Answer(Reference { question, item: None }) => format!("${{{question}}}"),
        };
        let value = literal(&self.value);
        match self.comparison {
            Comparison::Is => format!("{subject} = {value}"),
            Comparison::IsNot => format!("{subject} != {value}"),
            Comparison::Includes => format!("selected({subject}, {})", quoted(&self.value)),
            Comparison::IncludesNot => format!("not(selected({subject}, {}))", quoted(&self.value)),
            Comparison::Less => format!("{subject} < {value}"),
            Comparison::AtMost => format!("{subject} <= {value}"),
            Comparison::More => format!("{subject} > {value}"),
            Comparison::AtLeast => format!("{subject} >= {value}"),
            Comparison::Answered => format!("{subject} != ''"),
            Comparison::NotAnswered => format!("{subject} = ''"),
            Comparison::PickedAtLeast => format!("count-selected({subject}) >= {value}"),
            Comparison::PickedAtMost => format!("count-selected({subject}) <= {value}"),
            Comparison::LongAtLeast => format!("string-length({subject}) >= {value}"),
            Comparison::LongAtMost => format!("string-length({subject}) <= {value}"),
        }
    }
}

/// A value as an expression writes it.
fn literal(value: &str) -> String {
    if is_number(value) { value.to_owned() } else { quoted(value) }
}

/// Whether a value is a number, written as numbers are: `007` is the name of something.
fn is_number(value: &str) -> bool {
    number::decimal(value).is_some_and(|number| number::plain(number) == value)
}

fn quoted(value: &str) -> String {
    let quote = if value.contains('\'') { '"' } else { '\'' };
    format!("{quote}{value}{quote}")
}

impl Expression {
    /// The conditions that menus can show, if the expression says no more than they can.
    pub fn conditions(&self) -> Option<Conditions> {
        let any = matches!(self.root, Node::Binary(Operator::Or, ..));
        let joint = if any { Operator::Or } else { Operator::And };
        let mut list = Vec::new();
        flatten(&self.root, joint, &mut list)?;
        Some(Conditions { any, list })
    }

    /// The expression with other names for what it refers to, where `now` knows one.
    #[must_use]
    pub fn renamed(&self, now: &dyn Fn(&Reference) -> Option<Reference>) -> Self {
        let mut written = String::with_capacity(self.source.len());
        let mut rest = self.source.as_str();
        while let Some(first) = rest.chars().next() {
            let whole = match first {
                // What stands in quotation marks is no reference.
                '\'' | '"' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
                '$' => rest.find('}').map_or(rest.len(), |end| end + 1),
                _ => first.len_utf8(),
            };
            let (part, after) = rest.split_at(whole);
            let renamed =
                (first == '$').then(|| reference(part)).flatten().and_then(|reference| now(&reference));
            match renamed {
                Some(Reference { question, item: Some(item) }) => {
                    written.push_str(&format!("${{{question}.{item}}}"))
                }
                Some(Reference { question, item: None }) => written.push_str(&format!("${{{question}}}")),
                None => written.push_str(part),
            }
            rest = after;
        }
        // Longer names may make it too long; then it stays, and what it refers to is missed.
        let renamed = written.parse().map(|renamed| Self { meaning: self.meaning, ..renamed });
        renamed.unwrap_or_else(|_| self.clone())
    }
}

fn reference(part: &str) -> Option<Reference> {
    let name = part.strip_prefix("${")?.strip_suffix('}')?.trim();
    Some(match name.split_once('.') {
        Some((question, item)) => {
            Reference { question: question.parse().ok()?, item: Some(item.parse().ok()?) }
        }
        None => Reference { question: name.parse().ok()?, item: None },
    })
}

fn flatten(node: &Node, joint: Operator, list: &mut Vec<Condition>) -> Option<()> {
    match node {
        Node::Binary(operator, left, right) if *operator == joint => {
            flatten(left, joint, list)?;
            flatten(right, joint, list)
        }
        _ => {
            list.push(condition(node)?);
            Some(())
        }
    }
}

fn subject(node: &Node) -> Option<Subject> {
    match node {
        Node::This => Some(Subject::This),
        Node::Answer(reference) => Some(Subject::Answer(reference.clone())),
        _ => None,
    }
}

fn value(node: &Node) -> Option<String> {
    match node {
        // A text that reads as a number would be written as one.
        Node::Text(text) => Some(text.clone()).filter(|text| !is_number(text)),
        Node::Number(number) => Some(number::plain(*number)),
        Node::Negate(inner) => match **inner {
            Node::Number(number) => Some(format!("-{}", number::plain(number))),
            _ => None,
        },
        _ => None,
    }
}

fn condition(node: &Node) -> Option<Condition> {
    let built = |subject, comparison, value| Some(Condition { subject, comparison, value });
    match node {
        Node::Call(Function::Selected, arguments) => match arguments.as_slice() {
            [of, Node::Text(code)] if !code.is_empty() => {
                built(subject(of)?, Comparison::Includes, code.clone())
            }
            _ => None,
        },
        Node::Call(Function::Not, arguments) => match arguments.as_slice() {
            [inner @ Node::Call(Function::Selected, _)] => {
                Some(Condition { comparison: Comparison::IncludesNot, ..condition(inner)? })
            }
            _ => None,
        },
        Node::Binary(operator, left, right) => {
            let measured = match &**left {
                Node::Call(function @ (Function::CountSelected | Function::StringLength), of) => {
                    Some((*function, of.first()?))
                }
                _ => None,
            };
            if let Some((function, of)) = measured {
                let comparison = match (function, operator) {
                    (Function::CountSelected, Operator::GreaterOrEqual) => Comparison::PickedAtLeast,
                    (Function::CountSelected, Operator::LessOrEqual) => Comparison::PickedAtMost,
                    (Function::StringLength, Operator::GreaterOrEqual) => Comparison::LongAtLeast,
                    (Function::StringLength, Operator::LessOrEqual) => Comparison::LongAtMost,
                    _ => return None,
                };
                return built(subject(of)?, comparison, value(right)?);
            }
            let (subject, value) = (subject(left)?, value(right)?);
            let comparison = match operator {
                Operator::Equal if value.is_empty() => Comparison::NotAnswered,
                Operator::NotEqual if value.is_empty() => Comparison::Answered,
                Operator::Equal => Comparison::Is,
                Operator::NotEqual => Comparison::IsNot,
                Operator::Less => Comparison::Less,
                Operator::LessOrEqual => Comparison::AtMost,
                Operator::Greater => Comparison::More,
                Operator::GreaterOrEqual => Comparison::AtLeast,
                _ => return None,
            };
            (!value.is_empty() || !comparison.has_value()).then_some(())?;
            built(subject, comparison, value)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(source: &str) -> Expression {
        source.parse().unwrap()
    }

    #[test]
    fn what_menus_can_say_opens_in_the_menus_and_comes_out_again() {
        for source in [
            "${kind} = 'media'",
            "${kind} != 'film' and ${staff} > 10",
            "selected(${groups}, 'youth') or not(selected(${groups}, 'men')) or ${kind} = ''",
            "count-selected(${groups}) >= 2",
            ". >= 5 and . <= -10.5",
            "string-length(.) <= 20",
            "${procedures.timely} = 'agree'",
            "${since} < '2024-06-01'",
            "${name} = \"it's\"",
            "${kind} = 1 or ${kind} = -99 or ${kind} = '007'",
            "selected(${groups}, '1')",
        ] {
            let conditions = parsed(source).conditions().unwrap_or_else(|| panic!("{source}"));
            assert_eq!(conditions.expression().unwrap().source(), source);
        }
        for source in [
            "${staff} - 2 = 5",
            "(${kind} = 'film' or ${staff} = 12) and ${kind} = 'media'",
            "not(${kind} = 'film')",
            "count-selected(${groups}) > 2",
            "${kind}",
            "5 = ${staff}",
        ] {
            assert_eq!(parsed(source).conditions(), None, "{source}");
        }
    }

    #[test]
    fn references_get_other_names_and_texts_do_not() {
        let now = |reference: &Reference| {
            (reference.question.as_str() == "a")
                .then(|| Reference { question: "b".parse().unwrap(), item: reference.item.clone() })
        };
        let renamed = parsed("${a} = '${a}' and ${ a.x } != ${aa} or selected(${a}, \"a\")").renamed(&now);
        assert_eq!(renamed.source(), "${b} = '${a}' and ${b.x} != ${aa} or selected(${b}, \"a\")");
    }
}
