//! When to try again: exponential backoff with full jitter. Durations only: the device's clock may be wrong by years.

/// The first delay, in milliseconds.
const BASE: f64 = 2_000.0;
/// The longest delay.
const CAP: f64 = 300_000.0;

/// The delay before the next try, in milliseconds, after so many failures. `random` is in `0..1`.
pub fn delay(failures: u32, random: f64) -> i32 {
    let most = (BASE * 2f64.powi(failures.min(16).cast_signed())).min(CAP);
    #[expect(clippy::cast_possible_truncation, reason = "at most CAP")]
    let delay = (most * random).max(500.0) as i32;
    delay
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_to_the_cap_and_are_never_nothing() {
        assert_eq!(delay(0, 0.0), 500);
        assert_eq!(delay(0, 1.0), 2_000);
        assert_eq!(delay(3, 1.0), 16_000);
        assert_eq!(delay(60, 1.0), 300_000);
    }
}
