//! The way between fields and answers: what a form shows is what was answered, and the other way round.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use crate::generated::{config, real, set_and_fitting_answers};
use proptest::prelude::*;
use survey::form::{Fields, read, write};
use survey::validation::validate;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn answers_written_into_fields_are_read_back((set, raw) in set_and_fitting_answers()) {
        let accepted = validate(&set, &raw).answers.to_raw();
        prop_assert_eq!(read(&set, &write(&accepted)), accepted);
    }

    /// A browser posts a form's fields in the order of the page, unchecked ones not at all, and empty texts as empty.
    #[test]
    fn fields_in_any_order_with_empty_ones_between_are_read_the_same((set, raw) in set_and_fitting_answers(), turn in any::<usize>()) {
        let accepted = validate(&set, &raw).answers.to_raw();
        let mut fields = write(&accepted);
        let middle = turn.checked_rem(fields.0.len()).unwrap_or(0);
        fields.0.rotate_left(middle);
        let several = |name: &str| set.question(name).is_some_and(|q| q.kind.name() == "select_several");
        // Only a checkbox group's values come several times, in the page's order.
        if !fields.0.iter().any(|(name, _)| several(name)) {
            fields.0.push(("_language".to_owned(), "ar".to_owned()));
            fields.0.push(("unknown".to_owned(), "x".to_owned()));
            for (_, question) in set.questions() {
                fields.0.push((question.code.other_field(), String::new()));
            }
            prop_assert_eq!(read(&set, &fields), accepted);
        }
    }

    #[test]
    fn any_fields_are_read_and_never_a_crash(
        (set, _) in set_and_fitting_answers(),
        pairs in prop::collection::vec(("(q[0-9](\\.(i[0-9]|[0-9]{1,9}))?(_other)?|(?s).{0,20})", "(?s).{0,20}"), 0..30),
    ) {
        let raw = read(&set, &Fields(pairs));
        for key in raw.keys() {
            let question = set.question(key.strip_suffix("_other").unwrap_or(key));
            prop_assert!(question.is_some(), "{} belongs to no question", key);
        }
        let found = validate(&set, &raw);
        prop_assert!(found.faults.iter().all(|fault| fault.code.as_str() != "unknown_question"));
    }
}

#[test]
fn numbers_typed_in_arabic_digits_are_numbers() {
    let raw =
        read(&real(), &fields(&[("staff_count", "١٢"), ("women_board", "٤٢٫٥٪"), ("satisfaction", "5")]));
    assert_eq!(
        serde_json::Value::Object(raw),
        serde_json::json!({ "staff_count": 12, "women_board": 42.5, "satisfaction": 5 })
    );
}

#[test]
fn what_is_no_number_comes_through_to_be_shown_again() {
    let raw = read(&real(), &fields(&[("staff_count", "about ten")]));
    assert_eq!(raw["staff_count"], "about ten");
}

/// A browser posts line ends as CR LF, while scripts see LF: the same text must be the same answer, and as long.
#[test]
fn a_line_end_is_one_character_however_it_was_posted() {
    let posted = read(&real(), &fields(&[("procedures_comment", "one\r\ntwo\r\n\r\nthree")]));
    assert_eq!(posted["procedures_comment"], "one\ntwo\n\nthree");
    let lines = |end: &str| vec!["x".repeat(9); 300].join(end);
    let (typed, posted) = (lines("\n"), lines("\r\n"));
    assert_eq!(typed.chars().count(), 2_999);
    let found = validate(&real(), &read(&real(), &fields(&[("procedures_comment", &posted)])));
    assert!(found.faults.iter().all(|fault| fault.question != "procedures_comment"), "{:?}", found.faults);
}
