//! Skip logic and constraints: the usual subset of the XLSForm expression language.
//!
//! `${question}` is the answer to an earlier question (`''` when unanswered or not relevant), `${matrix.item}` that to
//! an item, `.` in a constraint the answer itself. There are `=`, `!=`, `<`, `<=`, `>`, `>=`, `and`, `or`, `+`, `-`,
//! `*`, `div`, `mod`, parentheses, numbers, `'strings'`, and the functions of [`Function`]. Comparison and conversion
//! follow XPath 1.0, on which XLSForm stands, with one addition: two ISO dates compare as dates. Question sets from before that
//! rule follow the first [`Meaning`].
//!
//! Source: <https://docs.getodk.org/form-operators-functions/>.

pub mod conditions;
mod meaning;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use self::meaning::{Meaning, Reread};
use crate::code::{ItemCode, QuestionCode};
use crate::day::Day;
use crate::number;

/// The longest expression, in bytes.
pub const MAX_SOURCE: usize = 4_000;
/// The deepest nesting.
pub const MAX_DEPTH: usize = 40;
/// The most operators; a chain of them is as deep as it is long, and is walked by recursion.
pub const MAX_OPERATORS: usize = 200;

/// A parsed expression; it remembers how it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    source: String,
    root: Node,
    /// By which rules it is read: those of its question set, which [`crate::QuestionSet::settle`] puts on it.
    meaning: Meaning,
}

/// A reference to an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The question.
    pub question: QuestionCode,
    /// The item, for a matrix.
    pub item: Option<ItemCode>,
}

/// The functions that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `selected(${q}, 'choice')`: whether the choice was picked.
    Selected,
    /// `count-selected(${q})`: how many choices were picked.
    CountSelected,
    /// `string-length(${q})`: the number of characters.
    StringLength,
    /// `not(…)`.
    Not,
    /// `true()`.
    True,
    /// `false()`.
    False,
}

impl Function {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "selected" => Self::Selected,
            "count-selected" => Self::CountSelected,
            "string-length" => Self::StringLength,
            "not" => Self::Not,
            "true" => Self::True,
            "false" => Self::False,
            _ => return None,
        })
    }

    fn arity(self) -> usize {
        match self {
            Self::True | Self::False => 0,
            Self::Selected => 2,
            Self::CountSelected | Self::StringLength | Self::Not => 1,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Text(String),
    Number(f64),
    Answer(Reference),
    This,
    Call(Function, Vec<Node>),
    Negate(Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// ODK counts days from 1970-01-01.
const DAYS_TO_1970: f64 = 25_567.0;

/// A value, as an answer is seen by an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// A text, a date, the code of a choice; `''` when there is no answer.
    Text(Cow<'a, str>),
    /// A number, rating or percentage.
    Number(f64),
    /// The truth of a comparison.
    Truth(bool),
    /// The codes of several choices.
    Several(Vec<Cow<'a, str>>),
}

impl<'a> Value<'a> {
    /// What an unanswered question is.
    pub fn empty() -> Self {
        Self::text("")
    }

    /// A text that stands elsewhere.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    fn truth(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Truth(truth) => *truth,
            Self::Several(codes) => !codes.is_empty(),
        }
    }

    fn number(&self, meaning: Meaning) -> f64 {
        match (self, meaning) {
            (Self::Number(number), _) => *number,
            (Self::Truth(truth), _) => f64::from(u8::from(*truth)),
            (Self::Text(text), Meaning::First) => xpath_number(text),
            (Self::Several(_), Meaning::First) => f64::NAN,
            (Self::Text(text), Meaning::Odk) => match text.parse::<Day>() {
                Ok(day) => day.days_since(Day::FIRST) as f64 - DAYS_TO_1970,
                Err(_) => xpath_number(text),
            },
            (Self::Several(_), Meaning::Odk) => xpath_number(&self.string()),
        }
    }

    fn string(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(value) if value.is_infinite() => {
                Cow::Borrowed(if *value > 0.0 { "Infinity" } else { "-Infinity" })
            }
            Self::Number(value) => Cow::Owned(number::plain(*value)),
            Self::Truth(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            Self::Several(codes) => Cow::Owned(codes.join(" ")),
        }
    }
}

/// Where an expression finds the answers.
pub trait Answered {
    /// The answer referred to; [`Value::empty`] when there is none.
    fn value(&self, reference: &Reference) -> Value<'_>;
}

/// An expression to learn from.
pub const EXAMPLE: &str = "${region} = 'africa' and ${staff} >= 10";

/// Why an expression can't be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at character {position}: {problem}")]
pub struct ExpressionError {
    /// The place, in characters from the beginning, the first being 1.
    pub position: usize,
    /// What is wrong there.
    pub problem: Problem,
}

impl ExpressionError {
    /// The place as line and character in the expression, the first being 1.
    pub fn line_and_column(&self, source: &str) -> (usize, usize) {
        let before: String = source.chars().take(self.position - 1).collect();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (line, column)
    }
}

/// What can be wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// More than [`MAX_SOURCE`] bytes.
    #[error("the expression is longer than {MAX_SOURCE} bytes")]
    TooLong,
    /// More than [`MAX_DEPTH`] levels.
    #[error("parentheses or functions are nested more than {MAX_DEPTH} deep")]
    TooDeep,
    /// More than [`MAX_OPERATORS`] operators.
    #[error("there are more than {MAX_OPERATORS} operators")]
    TooManyOperators,
    /// A value, a question or “(” should stand here.
    #[error("a value, a question or “(” should stand here")]
    ExpectedValue,
    /// Something stands where nothing, or an operator, should.
    #[error("“{0}” is not expected here")]
    Unexpected(String),
    /// A parenthesis was not closed.
    #[error("“)” is missing")]
    MissingParenthesis,
    /// A string was not closed.
    #[error("the closing quotation mark is missing")]
    MissingQuote,
    /// `${…}` does not name a question.
    #[error("“{0}” is not the code of a question")]
    BadReference(String),
    /// There is no such function.
    #[error(
        "there is no function “{0}”; there are selected, count-selected, string-length, not, true and false"
    )]
    UnknownFunction(String),
    /// The function takes another number of arguments.
    #[error("“{0}” takes {1} argument(s)")]
    WrongArity(String, usize),
}

impl Expression {
    /// The expression as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the expression holds. `this` is the answer itself, in a constraint.
    pub fn holds(&self, answered: &dyn Answered, this: &Value<'_>) -> bool {
        evaluate(&self.root, self.meaning, answered, this).truth()
    }

    /// The value of the expression.
    pub fn value<'a>(&'a self, answered: &'a dyn Answered, this: &Value<'a>) -> Value<'a> {
        evaluate(&self.root, self.meaning, answered, this)
    }

    /// Whether the expression holds whatever the answers that are not `known`; `None` if that depends on them.
    pub(crate) fn surely(&self, answered: &dyn Answered, known: &dyn Fn(&Reference) -> bool) -> Option<bool> {
        surely(&self.root, self.meaning, answered, known)
    }

    /// All answers that the expression refers to.
    pub fn references(&self) -> Vec<&Reference> {
        let mut found = Vec::new();
        collect(&self.root, &mut |node| {
            if let Node::Answer(reference) = node {
                found.push(reference);
            }
        });
        found
    }

    /// Whether `.` occurs, which has a meaning only in a constraint.
    pub fn uses_this(&self) -> bool {
        let mut used = false;
        collect(&self.root, &mut |node| used |= matches!(node, Node::This));
        used
    }

    /// The choice codes that the expression compares an answer with: `(reference, code)`.
    pub fn compared_choices(&self) -> Vec<(&Reference, Cow<'_, str>)> {
        // A number may be the name of a choice.
        let code = |node: &'_ Node| match node {
            Node::Number(number) => Some(Cow::Owned(number::plain(*number))),
            Node::Negate(inner) => match &**inner {
                Node::Number(number) => Some(Cow::Owned(number::plain(-number))),
                _ => None,
            },
            _ => None,
        };
        let mut found = Vec::new();
        collect(&self.root, &mut |node| {
            let pair = match node {
                Node::Call(Function::Selected, arguments) => arguments.first().zip(arguments.get(1)),
                Node::Binary(Operator::Equal | Operator::NotEqual, left, right) => Some((&**left, &**right)),
                _ => None,
            };
            let (reference, literal) = match pair {
                Some((Node::Answer(reference), literal) | (literal, Node::Answer(reference))) => {
                    (reference, literal)
                }
                _ => return,
            };
            let code = match literal {
                Node::Text(code) => Some(Cow::Borrowed(code.as_str())).filter(|code| !code.is_empty()),
                literal => code(literal),
            };
            found.extend(code.map(|code| (reference, code)));
        });
        found
    }
}

fn collect<'a>(node: &'a Node, visit: &mut dyn FnMut(&'a Node)) {
    visit(node);
    match node {
        Node::Call(_, arguments) => arguments.iter().for_each(|argument| collect(argument, visit)),
        Node::Negate(inner) => collect(inner, visit),
        Node::Binary(_, left, right) => {
            collect(left, visit);
            collect(right, visit);
        }
        Node::Text(_) | Node::Number(_) | Node::Answer(_) | Node::This => {}
    }
}

fn surely(
    node: &Node,
    meaning: Meaning,
    answered: &dyn Answered,
    known: &dyn Fn(&Reference) -> bool,
) -> Option<bool> {
    let side = |node: &Node| surely(node, meaning, answered, known);
    match node {
        Node::Binary(Operator::And, left, right) => match (side(left), side(right)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (left, right) => left.and(right),
        },
        Node::Binary(Operator::Or, left, right) => match (side(left), side(right)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (left, right) => left.and(right),
        },
        Node::Call(Function::Not, arguments) => arguments.first().and_then(side).map(|holds| !holds),
        _ => {
            let mut all = true;
            collect(node, &mut |node| {
                if let Node::Answer(reference) = node {
                    all &= known(reference);
                }
            });
            all.then(|| evaluate(node, meaning, answered, &Value::empty()).truth())
        }
    }
}

fn evaluate<'a>(node: &'a Node, meaning: Meaning, answered: &'a dyn Answered, this: &Value<'a>) -> Value<'a> {
    match node {
        Node::Text(text) => Value::text(text),
        Node::Number(number) => Value::Number(*number),
        Node::Answer(reference) => answered.value(reference),
        Node::This => this.clone(),
        Node::Negate(inner) => Value::Number(-evaluate(inner, meaning, answered, this).number(meaning)),
        Node::Call(function, arguments) => {
            let argument = |index: usize| {
                arguments.get(index).map_or_else(Value::empty, |node| evaluate(node, meaning, answered, this))
            };
            match function {
                Function::True | Function::False => Value::Truth(*function == Function::True),
                Function::Not => Value::Truth(!argument(0).truth()),
                Function::StringLength => Value::Number(argument(0).string().chars().count() as f64),
                Function::CountSelected => Value::Number(match argument(0) {
                    Value::Several(codes) => codes.len() as f64,
                    other => f64::from(u8::from(!other.string().is_empty())),
                }),
                Function::Selected => {
                    let wanted = argument(1);
                    let code = wanted.string();
                    Value::Truth(match argument(0) {
                        Value::Several(codes) => codes.contains(&code),
                        other => other.string().split_whitespace().any(|word| word == code),
                    })
                }
            }
        }
        Node::Binary(operator, left, right) => binary(*operator, (left, right), meaning, answered, this),
    }
}

fn binary<'a>(
    operator: Operator,
    (left, right): (&'a Node, &'a Node),
    meaning: Meaning,
    answered: &'a dyn Answered,
    this: &Value<'a>,
) -> Value<'a> {
    let left = evaluate(left, meaning, answered, this);
    match operator {
        Operator::And => {
            return Value::Truth(left.truth() && evaluate(right, meaning, answered, this).truth());
        }
        Operator::Or => {
            return Value::Truth(left.truth() || evaluate(right, meaning, answered, this).truth());
        }
        _ => {}
    }
    let right = evaluate(right, meaning, answered, this);
    let numbers = || (left.number(meaning), right.number(meaning));
    match operator {
        Operator::Equal => Value::Truth(equal(&left, &right, meaning)),
        Operator::NotEqual => Value::Truth(!equal(&left, &right, meaning)),
        Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => {
            let ordering = match (&left, &right) {
                (Value::Text(a), Value::Text(b)) if is_date(a) && is_date(b) => a.partial_cmp(b),
                _ => numbers().0.partial_cmp(&numbers().1),
            };
            Value::Truth(ordering.is_some_and(|ordering| match operator {
                Operator::Less => ordering.is_lt(),
                Operator::LessOrEqual => ordering.is_le(),
                Operator::Greater => ordering.is_gt(),
                _ => ordering.is_ge(),
            }))
        }
        Operator::Add => Value::Number(numbers().0 + numbers().1),
        Operator::Subtract => Value::Number(numbers().0 - numbers().1),
        Operator::Multiply => Value::Number(numbers().0 * numbers().1),
        Operator::Divide => Value::Number(numbers().0 / numbers().1),
        Operator::Modulo | Operator::And | Operator::Or => Value::Number(numbers().0 % numbers().1),
    }
}

fn equal(left: &Value<'_>, right: &Value<'_>, meaning: Meaning) -> bool {
    match (left, right) {
        (Value::Truth(_), _) | (_, Value::Truth(_)) => left.truth() == right.truth(),
        (Value::Number(_), _) | (_, Value::Number(_)) => left.number(meaning) == right.number(meaning),
        (Value::Several(codes), Value::Text(text)) | (Value::Text(text), Value::Several(codes))
            if meaning.is_first() =>
        {
            if text.is_empty() {
                codes.is_empty()
            } else {
                codes.iter().any(|code| code == text)
            }
        }
        _ => left.string() == right.string(),
    }
}

/// XPath's number(): digits, perhaps a sign and a point, spaces around; nothing else is a number.
fn xpath_number(text: &str) -> f64 {
    number::decimal(text.trim()).unwrap_or(f64::NAN)
}

fn is_date(text: &str) -> bool {
    crate::day::written_year(text).is_some()
}

impl FromStr for Expression {
    type Err = ExpressionError;

    fn from_str(source: &str) -> Result<Self, ExpressionError> {
        let mut parser = Parser { source, at: 0, depth: 0, operators: 0 };
        if source.len() > MAX_SOURCE {
            return Err(parser.error(Problem::TooLong));
        }
        let root = parser.or()?;
        parser.spaces();
        match parser.rest().chars().next() {
            None => Ok(Self { source: source.to_owned(), root, meaning: Meaning::First }),
            Some(')') => Err(parser.error(Problem::Unexpected(")".to_owned()))),
            Some(_) => {
                let word: String =
                    parser.rest().chars().take_while(|c| !c.is_whitespace()).take(20).collect();
                Err(parser.error(Problem::Unexpected(word)))
            }
        }
    }
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    depth: usize,
    operators: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn error(&self, problem: Problem) -> ExpressionError {
        ExpressionError { position: self.source[..self.at].chars().count() + 1, problem }
    }

    fn spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Takes a sign such as `<=` if it comes next.
    fn sign(&mut self, sign: &str) -> bool {
        self.spaces();
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    /// Takes a word operator such as `and` if it comes next as a whole word.
    fn word(&mut self, word: &str) -> bool {
        self.spaces();
        let found = self.rest().strip_prefix(word).is_some_and(|after| {
            !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        });
        if found {
            self.at += word.len();
        }
        found
    }

    fn or(&mut self) -> Result<Node, ExpressionError> {
        self.chain(Self::and, |parser| parser.word("or").then_some(Operator::Or))
    }

    fn and(&mut self) -> Result<Node, ExpressionError> {
        self.chain(Self::equality, |parser| parser.word("and").then_some(Operator::And))
    }

    fn equality(&mut self) -> Result<Node, ExpressionError> {
        self.chain(Self::comparison, |parser| {
            if parser.sign("!=") {
                Some(Operator::NotEqual)
            } else {
                parser.sign("=").then_some(Operator::Equal)
            }
        })
    }

    fn comparison(&mut self) -> Result<Node, ExpressionError> {
        self.chain(Self::sum, |parser| {
            [
                ("<=", Operator::LessOrEqual),
                (">=", Operator::GreaterOrEqual),
                ("<", Operator::Less),
                (">", Operator::Greater),
            ]
            .into_iter()
            .find_map(|(sign, operator)| parser.sign(sign).then_some(operator))
        })
    }

    fn sum(&mut self) -> Result<Node, ExpressionError> {
        self.chain(Self::product, |parser| {
            if parser.sign("+") {
                Some(Operator::Add)
            } else {
                parser.sign("-").then_some(Operator::Subtract)
            }
        })
    }

    fn product(&mut self) -> Result<Node, ExpressionError> {
        self.chain(Self::unary, |parser| {
            if parser.sign("*") {
                Some(Operator::Multiply)
            } else if parser.word("div") {
                Some(Operator::Divide)
            } else {
                parser.word("mod").then_some(Operator::Modulo)
            }
        })
    }

    fn chain(
        &mut self,
        operand: fn(&mut Self) -> Result<Node, ExpressionError>,
        operator: impl Fn(&mut Self) -> Option<Operator>,
    ) -> Result<Node, ExpressionError> {
        let mut left = operand(self)?;
        while let Some(found) = operator(self) {
            self.operators += 1;
            if self.operators > MAX_OPERATORS {
                return Err(self.error(Problem::TooManyOperators));
            }
            left = Node::Binary(found, Box::new(left), Box::new(operand(self)?));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Node, ExpressionError> {
        if self.sign("-") {
            return self.nested(|parser| Ok(Node::Negate(Box::new(parser.unary()?))));
        }
        self.primary()
    }

    fn nested<T>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<T, ExpressionError>,
    ) -> Result<T, ExpressionError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(Problem::TooDeep));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn primary(&mut self) -> Result<Node, ExpressionError> {
        self.spaces();
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Err(self.error(Problem::ExpectedValue)) };
        match first {
            '(' => {
                self.at += 1;
                let inner = self.nested(Self::or)?;
                self.close()?;
                Ok(inner)
            }
            '\'' | '"' => {
                let Some(end) = rest[1..].find(first) else { return Err(self.error(Problem::MissingQuote)) };
                self.at += end + 2;
                Ok(Node::Text(rest[1..=end].to_owned()))
            }
            '$' => self.reference(),
            // A point alone is the answer.
            '0'..='9' | '.'
                if rest.starts_with(|c: char| c != '.')
                    || rest[1..].starts_with(|c: char| c.is_ascii_digit()) =>
            {
                let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
                let number = number::literal(&rest[..length])
                    .ok_or_else(|| self.error(Problem::Unexpected(rest[..length].into())))?;
                self.at += length;
                Ok(Node::Number(number))
            }
            '.' => {
                self.at += 1;
                Ok(Node::This)
            }
            c if c.is_ascii_alphabetic() => self.call(),
            _ => Err(self.error(Problem::ExpectedValue)),
        }
    }

    fn close(&mut self) -> Result<(), ExpressionError> {
        if self.sign(")") { Ok(()) } else { Err(self.error(Problem::MissingParenthesis)) }
    }

    fn reference(&mut self) -> Result<Node, ExpressionError> {
        let rest = self.rest();
        let inner = rest.strip_prefix("${").and_then(|inner| inner.split_once('}')).map(|(inner, _)| inner);
        let Some(inner) = inner else {
            return Err(self.error(Problem::BadReference(rest.chars().take(20).collect())));
        };
        let name = inner.trim();
        let bad = || self.error(Problem::BadReference(name.chars().take(60).collect()));
        let (question, item) = match name.split_once('.') {
            Some((question, item)) => (question, Some(item.parse().map_err(|_| bad())?)),
            None => (name, None),
        };
        let reference = Reference { question: question.parse().map_err(|_| bad())?, item };
        self.at += inner.len() + 3;
        Ok(Node::Answer(reference))
    }

    fn call(&mut self) -> Result<Node, ExpressionError> {
        let rest = self.rest();
        let length =
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
        let name = &rest[..length];
        let Some(function) = Function::named(name) else {
            return Err(self.error(Problem::UnknownFunction(name.chars().take(40).collect())));
        };
        let start = self.error(Problem::WrongArity(name.to_owned(), function.arity()));
        self.at += length;
        if !self.sign("(") {
            return Err(self.error(Problem::ExpectedValue));
        }
        let mut arguments = Vec::new();
        if !self.sign(")") {
            loop {
                arguments.push(self.nested(Self::or)?);
                if !self.sign(",") {
                    break;
                }
            }
            self.close()?;
        }
        if arguments.len() == function.arity() { Ok(Node::Call(function, arguments)) } else { Err(start) }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl Serialize for Expression {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}

impl<'de> Deserialize<'de> for Expression {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = String::deserialize(deserializer)?;
        source.parse().map_err(|error| serde::de::Error::custom(format!("“{source}”: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sample;
    impl Answered for Sample {
        fn value(&self, reference: &Reference) -> Value<'_> {
            match (reference.question.as_str(), reference.item.as_ref().map(ItemCode::as_str)) {
                ("kind", None) => Value::Text("media".into()),
                ("staff", None) => Value::Number(12.0),
                ("groups", None) => Value::Several(vec!["youth".into(), "women".into()]),
                ("since", None) => Value::Text("2024-05-31".into()),
                ("procedures", Some("timely")) => Value::Text("agree".into()),
                _ => Value::empty(),
            }
        }
    }

    fn holds(source: &str) -> bool {
        source.parse::<Expression>().unwrap().holds(&Sample, &Value::Number(7.0))
    }

    #[test]
    fn the_usual_expressions_mean_what_they_mean_in_xlsform() {
        for source in [
            "${kind} = 'media'",
            "${kind} != 'film' and ${staff} > 10",
            "selected(${groups}, 'youth') and not(selected(${groups}, 'men'))",
            "count-selected(${groups}) = 2",
            "${staff} - 2 * 5 = 2",
            "${staff} div 5 > 2 and ${staff} mod 5 = 2",
            ". >= 5 and . <= 10",
            "string-length(${kind}) = 5",
            "${procedures.timely} = 'agree'",
            "${missing} = ''",
            "not(${missing} > 0)",
            "${since} < '2024-06-01'",
            "(${kind} = 'film' or ${staff} = 12) and ${kind} = \"media\"",
            "-${staff} < -11",
            "${kind}='film' or ${kind}='media' and ${staff}=12",
            "not(${kind} = 'film')",
            "true() and not(false())",
            ". * .5 = 3.5 and . > .5 and 7. = .",
        ] {
            assert!(holds(source), "{source}");
        }
        for source in
            ["${missing}", "${staff} < ${missing}", "selected(${missing}, 'x')", "count-selected(${missing})"]
        {
            assert!(!holds(source), "{source}");
        }
    }

    #[test]
    fn an_error_in_a_later_line_is_found_there_and_the_example_reads() {
        assert!(EXAMPLE.parse::<Expression>().is_ok());
        let source = "1 = 1\nand ${kind";
        assert_eq!(source.parse::<Expression>().unwrap_err().line_and_column(source), (2, 5));
    }

    #[test]
    fn an_error_points_at_its_place() {
        for (source, position) in [
            ("", 1),
            ("${kind} = ", 11),
            ("${kind} = 'media", 11),
            ("(${kind} = 'x'", 15),
            ("${Kind} = 'x'", 1),
            ("nott(${kind})", 1),
            ("selected(${kind})", 1),
            ("${kind} = 'x' ${kind}", 15),
            ("1 + + 2", 5),
            ("1..2", 1),
            ("true(1)", 1),
            ("${kind} = 'é' )", 15),
            ("${kind", 1),
            ("$kind", 1),
        ] {
            let error = source.parse::<Expression>().unwrap_err();
            assert_eq!(error.position, position, "{source}: {error}");
            assert_eq!(error.line_and_column(source), (1, position));
        }
    }

    #[test]
    fn deep_nesting_is_refused_and_not_a_crash() {
        let deep = format!("{}1{}", "(".repeat(1_900), ")".repeat(1_900));
        assert_eq!(deep.parse::<Expression>().unwrap_err().problem, Problem::TooDeep);
        let minus = format!("{}1", "-".repeat(3_000));
        assert_eq!(minus.parse::<Expression>().unwrap_err().problem, Problem::TooDeep);
        let long = format!("1{}", " + 1".repeat(MAX_OPERATORS));
        assert!(long.parse::<Expression>().is_ok());
    }
}
