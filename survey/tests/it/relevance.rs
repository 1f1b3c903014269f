//! Properties of the expression language: whatever is typed is read or refused, and what is read means what XPath 1.0
//! says. The meaning is held against a second evaluator, written here from the specification, as plainly as possible.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use proptest::prelude::*;
use survey::relevance::{
    Answered, Expression, ExpressionError, MAX_DEPTH, MAX_OPERATORS, MAX_SOURCE, Problem, Reference, Value,
};

/// The answers that generated expressions refer to; one of each type, and one that is missing.
const ANSWERS: [&str; 8] = ["chosen", "amount", "half", "several", "nobody", "day", "words", "grid.row"];

struct Sample;

impl Answered for Sample {
    fn value(&self, reference: &Reference) -> Value<'_> {
        let name = match &reference.item {
            Some(item) => format!("{}.{item}", reference.question),
            None => reference.question.to_string(),
        };
        answer(&name)
    }
}

fn answer(name: &str) -> Value<'static> {
    let text = |text: &str| Value::Text(text.to_owned().into());
    match name {
        "chosen" | "grid.row" => text("blue"),
        "amount" => Value::Number(12.0),
        "half" => Value::Number(-0.5),
        "several" => Value::Several(vec!["blue".into(), "12".into()]),
        "day" => text("2024-05-31"),
        "words" => text("blue  sky é"),
        _ => Value::empty(),
    }
}

/// What `.` is in the samples.
fn this() -> Value<'static> {
    Value::Number(7.0)
}

/// An expression as the tests build it; printed for the parser, and evaluated by [`meaning`].
#[derive(Debug, Clone)]
enum Tree {
    Text(String),
    Number(f64),
    Answer(&'static str),
    This,
    Negate(Box<Tree>),
    Call(&'static str, Vec<Tree>),
    Binary(&'static str, Box<Tree>, Box<Tree>),
}

/// How tightly an operator binds (XPath 1.0, section 3).
fn strength(operator: &str) -> u8 {
    match operator {
        "or" => 1,
        "and" => 2,
        "=" | "!=" => 3,
        "<" | "<=" | ">" | ">=" => 4,
        "+" | "-" => 5,
        _ => 6,
    }
}

/// Prints a tree with no more parentheses than it needs, so that the parser's precedence is put to the test; `spaces`
/// says how much room there is around signs.
fn print(tree: &Tree, spaces: &str) -> String {
    match tree {
        Tree::Text(text) => {
            let quote = if text.contains('\'') { '"' } else { '\'' };
            format!("{quote}{text}{quote}")
        }
        Tree::Number(number) => number.to_string(),
        Tree::Answer(name) => format!("${{{spaces}{name}{spaces}}}"),
        Tree::This => ".".to_owned(),
        Tree::Negate(inner) => {
            let printed = print(inner, spaces);
            if matches!(**inner, Tree::Binary(..)) {
                format!("-({printed})")
            } else {
                format!("-{spaces}{printed}")
            }
        }
        Tree::Call(name, arguments) => {
            let printed: Vec<_> = arguments.iter().map(|argument| print(argument, spaces)).collect();
            format!("{name}{spaces}({spaces}{}{spaces})", printed.join(&format!("{spaces},{spaces}")))
        }
        Tree::Binary(operator, left, right) => {
            let side = |side: &Tree, least: u8| match side {
                Tree::Binary(inner, ..) if strength(inner) < least => format!("({})", print(side, spaces)),
                _ => print(side, spaces),
            };
            // Operators of one strength are read from the left.
            let (left, right) = (side(left, strength(operator)), side(right, strength(operator) + 1));
            // A word needs room on both sides, and so does a minus, so as not to be read into a name.
            let room = if operator.starts_with(|c: char| c.is_alphabetic()) { " " } else { spaces };
            format!("{left}{room}{operator}{room}{right}")
        }
    }
}

/// The value of a tree, after XPath 1.0 (sections 3.3 to 3.5, 4.2 to 4.4) and the documented additions.
fn meaning(tree: &Tree) -> Value<'_> {
    match tree {
        Tree::Text(text) => Value::text(text),
        Tree::Number(number) => Value::Number(*number),
        Tree::Answer(name) => answer(name),
        Tree::This => this(),
        Tree::Negate(inner) => Value::Number(-number(&meaning(inner))),
        Tree::Call(name, arguments) => {
            let first = meaning(&arguments[0]);
            match *name {
                "not" => Value::Truth(!truth(&first)),
                "string-length" => Value::Number(string(&first).chars().count() as f64),
                "count-selected" => Value::Number(match &first {
                    Value::Several(codes) => codes.len() as f64,
                    one if string(one).is_empty() => 0.0,
                    _ => 1.0,
                }),
                "selected" => {
                    let wanted = string(&meaning(&arguments[1]));
                    Value::Truth(match &first {
                        Value::Several(codes) => codes.iter().any(|code| *code == wanted),
                        one => string(one).split_whitespace().any(|word| word == wanted),
                    })
                }
                _ => unreachable!("no other function is generated"),
            }
        }
        Tree::Binary(operator, left, right) => {
            let (left, right) = (meaning(left), meaning(right));
            let (a, b) = (number(&left), number(&right));
            let dates = match (&left, &right) {
                (Value::Text(a), Value::Text(b)) if iso_date(a) && iso_date(b) => Some((&**a, &**b)),
                _ => None,
            };
            match *operator {
                "or" => Value::Truth(truth(&left) || truth(&right)),
                "and" => Value::Truth(truth(&left) && truth(&right)),
                "=" => Value::Truth(same(&left, &right)),
                "!=" => Value::Truth(!same(&left, &right)),
                "<" => Value::Truth(dates.map_or(a < b, |(a, b)| a < b)),
                "<=" => Value::Truth(dates.map_or(a <= b, |(a, b)| a <= b)),
                ">" => Value::Truth(dates.map_or(a > b, |(a, b)| a > b)),
                ">=" => Value::Truth(dates.map_or(a >= b, |(a, b)| a >= b)),
                "+" => Value::Number(a + b),
                "-" => Value::Number(a - b),
                "*" => Value::Number(a * b),
                "div" => Value::Number(a / b),
                "mod" => Value::Number(a % b),
                _ => unreachable!("no other operator is generated"),
            }
        }
    }
}

fn iso_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok()
}

fn truth(value: &Value) -> bool {
    match value {
        Value::Truth(truth) => *truth,
        Value::Number(number) => *number != 0.0 && !number.is_nan(),
        Value::Text(text) => !text.is_empty(),
        Value::Several(codes) => !codes.is_empty(),
    }
}

/// XPath's `number()`: of a text, white space, perhaps a minus, digits with perhaps a point; anything else is NaN.
fn number(value: &Value) -> f64 {
    match value {
        Value::Number(number) => *number,
        Value::Truth(true) => 1.0,
        Value::Truth(false) => 0.0,
        Value::Several(_) => f64::NAN,
        Value::Text(text) => {
            let text = text.trim();
            let digits = text.strip_prefix('-').unwrap_or(text);
            let is_number = digits.chars().all(|c| c.is_ascii_digit() || c == '.')
                && digits.chars().any(|c| c.is_ascii_digit())
                && digits.chars().filter(|c| *c == '.').count() <= 1;
            if is_number { text.parse().unwrap() } else { f64::NAN }
        }
    }
}

/// XPath's `string()`.
fn string(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::Several(codes) => codes.join(" "),
        // As the form writes a number: at most nine decimals and 15 digits.
        Value::Number(number) => survey::number::plain(*number),
    }
}

fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Truth(_), _) | (_, Value::Truth(_)) => truth(left) == truth(right),
        (Value::Number(_), _) | (_, Value::Number(_)) => number(left) == number(right),
        // One text is the same as several choices if it is one of them: the XPath way of node sets.
        (Value::Several(codes), Value::Text(text)) | (Value::Text(text), Value::Several(codes))
            if !(text.is_empty() && codes.is_empty()) =>
        {
            codes.contains(text)
        }
        _ => string(left) == string(right),
    }
}

/// Equal, where NaN is equal to NaN.
fn alike(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a == b || (a.is_nan() && b.is_nan()),
        _ => left == right,
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let text = prop_oneof![
        Just(String::new()),
        "[a-z0-9 é'/-]{0,8}",
        "-?[0-9]{1,3}(\\.[0-9])?",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
        prop::sample::select(vec![
            "blue",
            "12",
            " 12 ",
            "-0.5",
            "1e1",
            "+12",
            "inf",
            "NaN",
            "true",
            "2024-05-31"
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        text.prop_map(Tree::Text),
        (0u32..2_000).prop_map(|n| Tree::Number(f64::from(n) / 4.0)),
        prop::sample::select(ANSWERS.to_vec()).prop_map(Tree::Answer),
        Just(Tree::This),
    ];
    leaf.prop_recursive(6, 48, 2, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let operator = prop::sample::select(vec![
            "or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod",
        ]);
        prop_oneof![
            6 => (operator, boxed(), boxed()).prop_map(|(o, a, b)| Tree::Binary(o, a, b)),
            1 => boxed().prop_map(Tree::Negate),
            1 => (prop::sample::select(vec!["not", "string-length", "count-selected"]), inner.clone())
                .prop_map(|(name, argument)| Tree::Call(name, vec![argument])),
            1 => (inner.clone(), inner).prop_map(|(a, b)| Tree::Call("selected", vec![a, b])),
        ]
    })
}

/// Text that looks much like an expression, and mostly is none.
fn nearly_an_expression() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        8 => prop::sample::select(vec![
            "${a}", "${a.b}", "${A}", "${", "}", "(", ")", "'", "\"", "and", "or", "not(", "selected(", ",", "=", "!=",
            "!", "<", ">=", "+", "-", "*", "div", "mod", ".", "1", "2.5", "1.2.3", " ", "é", "٣", "\u{202e}", "string-length(",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat())
}

fn parse(source: &str) -> Result<Expression, ExpressionError> {
    source.parse()
}

/// What must hold of any text at all.
fn is_read_or_refused(source: &str) -> Result<(), TestCaseError> {
    match parse(source) {
        Ok(expression) => {
            prop_assert_eq!(expression.source(), source);
            prop_assert_eq!(&parse(&expression.to_string()).unwrap(), &expression);
            let json = serde_json::to_string(&expression).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Expression>(&json).unwrap(), &expression);
            // Evaluating never panics either, whatever the types are.
            let _ = expression.holds(&Sample, &this());
            let _ = expression.value(&Sample, &Value::empty());
        }
        Err(error) => {
            prop_assert!((1..=source.chars().count() + 1).contains(&error.position), "{}", error);
            prop_assert!(!error.to_string().is_empty());
            let json = serde_json::to_string(source).unwrap();
            prop_assert!(serde_json::from_str::<Expression>(&json).is_err());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn any_text_is_read_or_refused_and_never_a_crash(source in "(?s).{0,200}") {
        is_read_or_refused(&source)?;
    }

    #[test]
    fn text_like_an_expression_is_read_or_refused_and_never_a_crash(source in nearly_an_expression()) {
        is_read_or_refused(&source)?;
    }

    #[test]
    fn what_is_read_means_what_xpath_says(tree in tree(), spaces in prop::sample::select(vec!["", " ", "\n  "])) {
        let source = print(&tree, spaces);
        let expression = match parse(&source) {
            Ok(expression) => expression,
            Err(error) => return Err(TestCaseError::fail(format!("{source}: {error}"))),
        };
        let (found, expected) = (expression.value(&Sample, &this()), meaning(&tree));
        prop_assert!(alike(&found, &expected), "{}: found {:?}, expected {:?}", source, found, expected);
        prop_assert_eq!(expression.holds(&Sample, &this()), truth(&expected), "{}", source);
    }

    #[test]
    fn every_answer_that_is_used_is_named(tree in tree()) {
        fn names(tree: &Tree, found: &mut Vec<String>, this: &mut bool) {
            match tree {
                Tree::Answer(name) => found.push((*name).to_owned()),
                Tree::This => *this = true,
                Tree::Text(_) | Tree::Number(_) => {}
                Tree::Negate(inner) => names(inner, found, this),
                Tree::Call(_, arguments) => arguments.iter().for_each(|argument| names(argument, found, this)),
                Tree::Binary(_, left, right) => { names(left, found, this); names(right, found, this); }
            }
        }
        let (mut expected, mut uses_this) = (Vec::new(), false);
        names(&tree, &mut expected, &mut uses_this);
        let expression = parse(&print(&tree, " ")).unwrap();
        let found: Vec<String> = expression
            .references()
            .into_iter()
            .map(|r| r.item.as_ref().map_or(r.question.to_string(), |item| format!("{}.{item}", r.question)))
            .collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(expression.uses_this(), uses_this);
    }
}

#[test]
fn nesting_is_allowed_to_its_limit_and_no_further() {
    let parentheses = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    let negations = |depth: usize| format!("{}1", "-".repeat(depth));
    let calls = |depth: usize| format!("{}1{}", "not(".repeat(depth), ")".repeat(depth));
    let mixed = |depth: usize| {
        let rest = depth.saturating_sub(2);
        format!(
            "1 + -(selected(${{a}}, {}'x'{}))",
            "(".repeat(rest.saturating_sub(1)),
            ")".repeat(rest.saturating_sub(1))
        )
    };
    for (name, nested) in [
        ("parentheses", &parentheses as &dyn Fn(usize) -> String),
        ("negations", &negations),
        ("calls", &calls),
        ("mixed", &mixed),
    ] {
        assert!(parse(&nested(MAX_DEPTH)).is_ok(), "{name}");
        assert_eq!(parse(&nested(MAX_DEPTH + 1)).unwrap_err().problem, Problem::TooDeep, "{name}");
    }
    // Depth is what is open at one time, not what was opened altogether.
    let beside = vec!["((1))"; 200].join(" + ");
    assert!(parse(&beside).is_ok());
}

#[test]
fn an_expression_is_allowed_to_its_longest_and_no_longer() {
    let of_length = |length: usize| format!("'{}'", "x".repeat(length - 2));
    assert!(parse(&of_length(MAX_SOURCE)).is_ok());
    assert_eq!(parse(&of_length(MAX_SOURCE + 1)).unwrap_err().problem, Problem::TooLong);
}

/// A chain of operators nests the tree deeper than parentheses may. A browser gives WebAssembly about a megabyte of stack.
#[test]
fn the_longest_chain_is_evaluated_within_a_small_stack() {
    for operator in ["+", "=", "*", "<"] {
        let chain = |operators: usize| format!("1{}", format!("{operator}1").repeat(operators));
        assert_eq!(parse(&chain(MAX_OPERATORS + 1)).unwrap_err().problem, Problem::TooManyOperators);
        let source = chain(MAX_OPERATORS);
        std::thread::Builder::new()
            .stack_size(512 * 1024)
            .spawn(move || {
                let expression = parse(&source).unwrap();
                assert!(expression.references().is_empty());
                assert_eq!(expression.clone(), expression);
                let sum = expression.value(&Sample, &Value::empty());
                assert!(operator != "+" || sum == Value::Number(MAX_OPERATORS as f64 + 1.0));
            })
            .unwrap()
            .join()
            .unwrap();
    }
}

/// The deepest and the longest at once.
#[test]
fn the_deepest_expression_with_the_most_operators_fits_a_small_stack() {
    let each = MAX_OPERATORS / MAX_DEPTH;
    let open = format!("{}(", "1+".repeat(each));
    let source = format!("{}1{}", open.repeat(MAX_DEPTH), ")".repeat(MAX_DEPTH));
    std::thread::Builder::new()
        .stack_size(512 * 1024)
        .spawn(move || {
            let expression = parse(&source).unwrap();
            let sum = expression.value(&Sample, &Value::empty());
            assert_eq!(sum, Value::Number((each * MAX_DEPTH) as f64 + 1.0));
        })
        .unwrap()
        .join()
        .unwrap();
}
