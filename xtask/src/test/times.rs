//! How long the tests took, by group: a module of the tests that use the whole service, or another crate's tests.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::say;

/// The program whose tests take minutes: its modules are told apart.
const WHOLE_SERVICE: &str = "tests/it";
/// So many tests are named as the slowest.
const SLOWEST: usize = 5;

/// What was told so far.
#[derive(Default)]
pub struct Times {
    groups: BTreeMap<String, (usize, Duration)>,
    tests: Vec<(Duration, String)>,
}

impl Times {
    /// Takes a line that a program of tests printed: `test group::name ... ok <1.234s>`. Others tell of no time.
    pub fn take(&mut self, program: &str, line: &str) {
        let Some((test, time)) = time(line) else { return };
        let group = match test.split_once("::") {
            Some((module, _)) if program == WHOLE_SERVICE => module,
            _ => program,
        };
        let (count, sum) = self.groups.entry(group.to_owned()).or_default();
        *count += 1;
        *sum += time;
        self.tests.push((time, test.to_owned()));
    }

    /// Prints the sums, the longest first. Tests run beside each other: together they are more than the step.
    pub fn print(mut self) {
        let mut groups: Vec<_> = self.groups.into_iter().collect();
        groups.sort_by_key(|(_, (_, sum))| std::cmp::Reverse(*sum));
        let width = groups.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, (count, sum)) in groups {
            say::detail(&format!("{name:width$}  {count:4} tests  {}", say::time(sum)));
        }
        self.tests.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
        for (time, test) in self.tests.iter().take(SLOWEST) {
            say::detail(&format!("{} of them for {test}", say::time(*time)));
        }
    }
}

fn time(line: &str) -> Option<(&str, Duration)> {
    let (test, end) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let seconds = end.split_once('<')?.1.strip_suffix("s>")?.parse().ok()?;
    Some((test, Duration::try_from_secs_f64(seconds).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_summed_by_module_or_by_crate() {
        let mut times = Times::default();
        times.take("tests/it", "test api::sqlite::a_test ... ok <1.250s>");
        times.take("tests/it", "test api::postgres::a_test ... FAILED <0.500s>");
        times.take("survey", "test code::tests::another ... ok <0.001s>");
        times.take("survey", "test result: ok. 1 passed; 0 failed; finished in 0.00s");
        times.take("survey", "test code::tests::left_out ... ignored");
        assert_eq!(times.groups["api"], (2, Duration::from_millis(1_750)));
        assert_eq!(times.groups["survey"], (1, Duration::from_millis(1)));
        assert_eq!(times.tests.len(), 3);
    }
}
