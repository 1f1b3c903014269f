//! What the final response rate may be. Always a range, never a single figure; none when there is too little to go by.

use super::timeline::Curve;

/// Fewer responses than this say nothing of what is to come.
const LEAST_RESPONSES: u64 = 5;
/// Over how many days the pace is taken.
pub const PACE_DAYS: usize = 14;

/// What the range rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Those who have not responded will do as those of the earlier survey did from the same day on.
    EarlierSurvey,
    /// The pace of the last two weeks holds at best.
    RecentPace,
}

/// The range of the final response rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// What it rests on.
    pub basis: Basis,
    /// Its lower end, in per cent.
    pub low: f64,
    /// Its upper end, in per cent.
    pub high: f64,
}

/// Forecasts the final rate of a survey of which `days_left` are left.
pub fn forecast(now: &Curve, earlier: Option<&Curve>, days_left: u64) -> Option<Forecast> {
    let (responded, day) = (now.responded(), now.last_day());
    if days_left == 0 || responded < LEAST_RESPONSES || day + 1 < PACE_DAYS {
        return None;
    }
    let range = |basis, more_low: f64, more_high: f64| {
        let percent =
            |more: f64| (responded as f64 + more).min(now.invited as f64) * 100.0 / now.invited as f64;
        Forecast { basis, low: percent(more_low.max(0.0)), high: percent(more_high) }
    };
    let silent = now.invited.saturating_sub(responded) as f64;
    let known = earlier.filter(|wave| wave.at(day) >= LEAST_RESPONSES && wave.last_day() > day);
    if let Some(wave) = known {
        let then_silent = (wave.invited - wave.at(day)) as f64;
        let share = (wave.responded() - wave.at(day)) as f64 / then_silent.max(1.0);
        // Chance in who responds now, and in what was seen then; Laplace's rule keeps it from being nought.
        let smooth = (share * then_silent + 1.0) / (then_silent + 2.0);
        let spread = (silent * smooth * (1.0 - smooth) * (1.0 + silent / (then_silent + 2.0))).sqrt();
        return Some(range(
            Basis::EarlierSurvey,
            silent * share - 1.96 * spread,
            silent * share + 1.96 * spread,
        ));
    }
    let recent = responded - now.at(day.saturating_sub(PACE_DAYS));
    let more = recent as f64 * days_left as f64 / PACE_DAYS as f64;
    Some(range(Basis::RecentPace, 0.0, more + 1.96 * more.sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(invited: u64, cumulative: Vec<u64>) -> Curve {
        Curve { invited, cumulative }
    }

    #[test]
    fn it_goes_on_as_in_the_earlier_survey_within_a_range() {
        let earlier = curve(115, (0..46).map(|day| (day + 4).min(49)).collect());
        let now = curve(115, (0..40).collect());
        let found = forecast(&now, Some(&earlier), 10).unwrap();
        assert_eq!(found.basis, Basis::EarlierSurvey);
        let rate = 39.0 / 1.15;
        assert!(found.low >= rate - 1e-9 && found.high > found.low && found.high < 60.0, "{found:?}");
    }

    #[test]
    fn without_an_earlier_survey_the_pace_is_the_best_case() {
        let now = curve(100, (0..28).collect());
        let found = forecast(&now, None, 14).unwrap();
        assert_eq!(found.basis, Basis::RecentPace);
        assert_eq!(found.low, 27.0);
        assert!((41.0..50.0).contains(&found.high));
    }

    #[test]
    fn too_little_is_no_ground() {
        assert_eq!(forecast(&curve(100, (0..5).collect()), None, 30), None);
        assert_eq!(forecast(&curve(100, vec![1; 30]), None, 14), None);
        assert_eq!(forecast(&curve(100, (0..40).collect()), None, 0), None);
    }
}
