//! Themes of open answers: what several analysts gave to each answer, taken together, counted and compared.
//!
//! Nobody's judgement is overwritten: each analyst has an own set of themes for an answer, which may be empty, and that
//! the analyst has looked at an answer is known apart. A theme counts where more than half of those who coded the
//! answer gave it; where exactly half did it is open, and counts for nothing until one of them thinks again.

use std::collections::BTreeSet;

/// What the analysts of one answer say of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Votes {
    /// How many coded the answer.
    pub coders: u32,
    /// How many of them gave it the theme.
    pub gave: u32,
}

/// What the analysts say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The answer has the theme.
    Given,
    /// Half gave it, half did not.
    Open,
    /// It has not.
    Not,
}

impl Votes {
    /// What they say together.
    pub fn verdict(self) -> Verdict {
        match (2 * self.gave).cmp(&self.coders) {
            std::cmp::Ordering::Greater => Verdict::Given,
            std::cmp::Ordering::Equal if self.gave > 0 => Verdict::Open,
            _ => Verdict::Not,
        }
    }

    /// Whether some gave it and some did not.
    pub fn disagree(self) -> bool {
        self.gave > 0 && self.gave < self.coders
    }
}

/// What each analyst gave to one answer: themes by their places in the code book.
pub type Codings = Vec<BTreeSet<usize>>;

/// The votes on a theme.
pub fn votes(codings: &Codings, theme: usize) -> Votes {
    let gave = codings.iter().filter(|themes| themes.contains(&theme)).count();
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Votes { coders: small(codings.len()), gave: small(gave) }
}

/// The themes that an answer has, all analysts taken together.
pub fn themes(codings: &Codings, of: usize) -> Vec<usize> {
    (0..of).filter(|theme| votes(codings, *theme).verdict() == Verdict::Given).collect()
}

/// How often each theme stands beside each: `[a][b]` is the number of answers that have both, `[a][a]` those that have `a`.
pub fn together<'a>(answers: impl IntoIterator<Item = &'a Codings>, of: usize) -> Vec<Vec<u64>> {
    let mut counts = vec![vec![0; of]; of];
    for codings in answers {
        let themes = themes(codings, of);
        for &a in &themes {
            for &b in &themes {
                counts[a][b] += 1;
            }
        }
    }
    counts
}

/// How far analysts agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// How many answers two or more analysts coded.
    pub compared: u64,
    /// In how many of these all gave the same themes.
    pub same: u64,
    /// Krippendorff's alpha over all themes, each given or not: 1 is full agreement, 0 what chance would give. `None`
    /// where there is nothing to compare, or nothing that could have been judged otherwise.
    pub alpha: Option<f64>,
}

/// How far the analysts of these answers agree.
pub fn agreement<'a>(answers: impl IntoIterator<Item = &'a Codings>, of: usize) -> Agreement {
    let compared: Vec<&Codings> = answers.into_iter().filter(|codings| codings.len() > 1).collect();
    let same = compared.iter().filter(|codings| codings.windows(2).all(|pair| pair[0] == pair[1])).count();
    // Each answer and theme is a unit; the judgements are “given” and “not”. The themes' disagreements are added up, each
    // beside what chance would give for that theme: themes are not equally frequent.
    let (mut observed, mut expected) = (0.0, 0.0);
    for theme in 0..of {
        let units: Vec<Votes> = compared.iter().map(|codings| votes(codings, theme)).collect();
        let judgements: f64 = units.iter().map(|unit| f64::from(unit.coders)).sum();
        let given: f64 = units.iter().map(|unit| f64::from(unit.gave)).sum();
        if judgements > 1.0 {
            let apart =
                |unit: &Votes| f64::from(unit.gave * (unit.coders - unit.gave)) / f64::from(unit.coders - 1);
            observed += units.iter().map(apart).sum::<f64>();
            expected += given * (judgements - given) / (judgements - 1.0);
        }
    }
    Agreement {
        compared: compared.len() as u64,
        same: same as u64,
        alpha: (expected > 0.0).then(|| 1.0 - observed / expected),
    }
}

/// A count as it may be published: `None` where it stands for fewer people than the threshold, but for nobody.
pub fn published(count: u64, threshold: u64) -> Option<u64> {
    (count == 0 || count >= threshold).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(themes: &[&[usize]]) -> Codings {
        themes.iter().map(|themes| themes.iter().copied().collect()).collect()
    }

    #[test]
    fn a_theme_counts_where_more_than_half_gave_it() {
        let verdict = |coders, gave| Votes { coders, gave }.verdict();
        assert_eq!(verdict(1, 1), Verdict::Given);
        assert_eq!(verdict(2, 1), Verdict::Open);
        assert_eq!((verdict(3, 2), verdict(3, 1)), (Verdict::Given, Verdict::Not));
        assert_eq!((verdict(0, 0), verdict(2, 0)), (Verdict::Not, Verdict::Not));
        assert!(Votes { coders: 3, gave: 2 }.disagree() && !Votes { coders: 2, gave: 2 }.disagree());
    }

    #[test]
    fn themes_are_counted_and_met_together_by_what_counts() {
        let answers =
            [coded(&[&[0, 1]]), coded(&[&[0], &[0, 1]]), coded(&[&[1], &[1]]), coded(&[&[]]), coded(&[])];
        assert_eq!(together(&answers, 2), [[2, 1], [1, 2]]);
    }

    #[test]
    fn agreement_is_one_where_all_judge_alike_and_nothing_where_nobody_can_be_compared() {
        let alike = [coded(&[&[0], &[0]]), coded(&[&[1], &[1], &[1]]), coded(&[&[0, 1]])];
        let found = agreement(&alike, 2);
        assert_eq!((found.compared, found.same, found.alpha), (2, 2, Some(1.0)));
        let alone = [coded(&[&[0]])];
        assert_eq!(agreement(&alone, 2), Agreement { compared: 0, same: 0, alpha: None });
        let opposite = [coded(&[&[0], &[]]), coded(&[&[], &[0]])];
        assert!(agreement(&opposite, 1).alpha.unwrap() < 0.0);
    }

    /// The example of two coders and binary judgements in Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011).
    #[test]
    fn alpha_is_that_of_the_published_example() {
        let meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
        let owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
        let set = |judgement: i32| if judgement == 1 { vec![0] } else { vec![] };
        let answers: Vec<Codings> = meg
            .into_iter()
            .zip(owen)
            .map(|(a, b)| vec![set(a).into_iter().collect(), set(b).into_iter().collect()])
            .collect();
        let found = agreement(&answers, 1);
        assert_eq!((found.compared, found.same), (10, 6));
        assert!((found.alpha.unwrap() - 0.095).abs() < 0.0005, "{found:?}");
    }

    #[test]
    fn a_count_of_few_is_not_published() {
        assert_eq!((published(0, 5), published(4, 5), published(5, 5)), (Some(0), None, Some(5)));
    }
}
