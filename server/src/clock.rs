//! The one place that asks what time it is.

use chrono::{DateTime, TimeDelta, Utc};

/// A clock; it may be set ahead, to see what a survey does in the days to come.
#[derive(Clone, Copy)]
pub struct Clock {
    ahead: TimeDelta,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::ahead_by_days(0)
    }

    /// The system's clock, so many days ahead.
    pub fn ahead_by_days(days: i32) -> Self {
        Self { ahead: TimeDelta::days(days.into()) }
    }

    /// Now.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(self) -> DateTime<Utc> {
        Utc::now() + self.ahead
    }

    /// Now, in milliseconds since 1970.
    pub fn now_ms(self) -> i64 {
        self.now().timestamp_millis()
    }
}
