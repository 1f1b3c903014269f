//! The steps of a long command: each is said, timed, and summed up at the end; one that fails doesn't stop the others.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::{say, signals};

/// How a step ended.
enum End {
    Good,
    Failed,
    /// Not done, and why.
    NotRun(String),
}

/// What was done so far.
pub struct Steps {
    start: Instant,
    done: Vec<(&'static str, End, Duration)>,
}

/// What a step that can't always be done says.
pub enum Outcome {
    /// It was done.
    Done,
    /// It could not be done here, and why; that is no failure.
    NotRun(String),
}

impl Steps {
    /// No step yet.
    pub fn new() -> Self {
        Self { start: Instant::now(), done: Vec::new() }
    }

    /// Does a step; its value, unless it failed.
    pub fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        self.timed(name, work, |_| End::Good)
    }

    /// Does a step while others are done beside it, where it leaves a core idle; its value, unless it failed, and theirs.
    pub fn beside<A, B: Send>(
        &mut self,
        (name, work): (&'static str, impl FnOnce() -> Result<A>),
        others: impl FnOnce(&mut Self) -> B + Send,
    ) -> (Option<A>, B) {
        std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                let mut steps = Self::new();
                let value = others(&mut steps);
                (value, steps.done)
            });
            let value = self.step(name, work);
            let (other, done) = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            self.done.extend(done);
            (value, other)
        })
    }

    /// Does a step that may turn out to be impossible here without that being a failure.
    pub fn step_if_possible(&mut self, name: &'static str, work: impl FnOnce() -> Result<Outcome>) {
        self.timed(name, work, |outcome| match outcome {
            Outcome::Done => End::Good,
            Outcome::NotRun(why) => End::NotRun(why.clone()),
        });
    }

    /// Leaves a step out, and says why.
    pub fn not_run(&mut self, name: &'static str, why: &str) {
        self.done.push((name, End::NotRun(why.to_owned()), Duration::ZERO));
    }

    /// Prints the summary. An error if a step failed.
    pub fn finish(self) -> Result<()> {
        eprintln!();
        let width = self.done.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
        for (name, end, time) in &self.done {
            let (colour, word, rest) = match end {
                End::Good => ("32", "ok", say::time(*time)),
                End::Failed => ("1;31", "FAILED", say::time(*time)),
                End::NotRun(why) => ("33", "not run", why.clone()),
            };
            eprintln!("  {}  {name:width$}  {rest}", say::paint(colour, &format!("{word:7}")));
        }
        let failed: Vec<_> = self.done.iter().filter(|(_, end, _)| matches!(end, End::Failed)).collect();
        eprintln!("  {:7}  {:width$}  {}", "", "together", say::time(self.start.elapsed()));
        if failed.is_empty() {
            return Ok(());
        }
        let names: Vec<_> = failed.iter().map(|(name, ..)| *name).collect();
        bail!("failed: {}", names.join(", "))
    }

    fn timed<T>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<T>,
        judge: impl FnOnce(&T) -> End,
    ) -> Option<T> {
        if signals::caught().is_some() {
            self.not_run(name, "interrupted");
            return None;
        }
        say::doing(name);
        let start = Instant::now();
        let result = work();
        let (end, value) = match result {
            Ok(value) => (judge(&value), Some(value)),
            Err(error) => {
                say::failure(&format!("{name}: {error:#}"));
                (End::Failed, None)
            }
        };
        match &end {
            End::NotRun(why) => say::detail(&format!("not run: {why}")),
            _ => say::detail(&say::time(start.elapsed())),
        }
        self.done.push((name, end, start.elapsed()));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failed_step_fails_the_whole_but_the_later_ones_are_done() {
        let mut steps = Steps::new();
        assert!(steps.step("first", || -> Result<()> { bail!("broken") }).is_none());
        assert_eq!(steps.step("second", || Ok(7)), Some(7));
        assert_eq!(steps.finish().unwrap_err().to_string(), "failed: first");
    }

    #[test]
    fn of_steps_beside_each_other_each_has_its_value_and_one_that_fails_is_named() {
        let mut steps = Steps::new();
        let values = steps.beside(("first", || Ok(1)), |others| {
            others.step("second", || -> Result<()> { bail!("broken") })
        });
        assert_eq!(values, (Some(1), None));
        assert_eq!(steps.finish().unwrap_err().to_string(), "failed: second");
    }

    #[test]
    fn a_step_that_is_impossible_here_fails_nothing() {
        let mut steps = Steps::new();
        steps.step_if_possible("first", || Ok(Outcome::NotRun("no network".to_owned())));
        steps.not_run("second", "not asked for");
        assert!(steps.finish().is_ok());
    }
}
