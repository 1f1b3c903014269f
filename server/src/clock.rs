//! The one place that asks what time it is.

use chrono::{DateTime, NaiveDate, Utc};

/// A clock; tests and the demo set their own.
#[derive(Clone, Copy)]
pub struct Clock(fn() -> DateTime<Utc>);

impl Clock {
    /// The system's clock.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn system() -> Self {
        Self(Utc::now)
    }

    /// Today, in UTC.
    pub fn today(self) -> NaiveDate {
        (self.0)().date_naive()
    }

    /// Now, in milliseconds since 1970.
    pub fn now_ms(self) -> i64 {
        (self.0)().timestamp_millis()
    }
}
