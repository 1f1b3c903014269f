//! How responses came in over the days since a survey opened.

use survey::Day;

/// Responses by day since opening, added up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Curve {
    /// Invitations.
    pub invited: u64,
    /// Responses up to and with each day; the first is the day of opening.
    pub cumulative: Vec<u64>,
}

impl Curve {
    /// Adds up counts of responses by day, from the opening to the last day that is to be shown. A response without a
    /// day is an invitation that was not answered yet; one before the opening counts on its day, one later on the last.
    pub fn new(counts: &[(Option<Day>, u64)], opens_on: Day, last: Day) -> Self {
        let days = usize::try_from(last.days_since(opens_on)).map_or(0, |days| days + 1);
        let mut cumulative = vec![0; days];
        for (day, count) in counts {
            let place = day.map(|day| day.days_since(opens_on).max(0) as usize);
            if let Some(place) = place.filter(|_| days > 0) {
                cumulative[place.min(days - 1)] += count;
            }
        }
        for day in 1..days {
            cumulative[day] += cumulative[day - 1];
        }
        Self { invited: counts.iter().map(|(_, count)| count).sum(), cumulative }
    }

    /// Responses up to and with a day since opening; after the end, all.
    pub fn at(&self, day: usize) -> u64 {
        self.cumulative.get(day).or(self.cumulative.last()).copied().unwrap_or_default()
    }

    /// All responses.
    pub fn responded(&self) -> u64 {
        self.cumulative.last().copied().unwrap_or_default()
    }

    /// The last day since opening that it knows; the day of opening is 0.
    pub fn last_day(&self) -> usize {
        self.cumulative.len().saturating_sub(1)
    }

    /// The rate on a day, in per cent.
    pub fn percent(&self, day: usize) -> f64 {
        if self.invited == 0 { 0.0 } else { self.at(day) as f64 * 100.0 / self.invited as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn responses_are_added_up_by_day() {
        let counts = [
            (Some(day("2026-05-01")), 2),
            (Some(day("2026-05-03")), 1),
            (None, 7),
            (Some(day("2026-06-09")), 1),
        ];
        let curve = Curve::new(&counts, day("2026-05-01"), day("2026-05-05"));
        assert_eq!(curve, Curve { invited: 11, cumulative: vec![2, 2, 3, 3, 4] });
        assert_eq!((curve.at(1), curve.at(99), curve.responded(), curve.last_day()), (2, 4, 4, 4));
        assert_eq!(Curve::new(&counts, day("2026-05-05"), day("2026-05-01")).responded(), 0);
    }
}
