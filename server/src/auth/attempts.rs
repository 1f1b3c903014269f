//! How often somebody may try: counted in the database before anything is looked at, and taken back when it was right.
//!
//! Nobody's attempts shut another out. They are limited by the network address, and by account and address together; a browser that the
//! account knows ([`super::browser`]) and a session are counted for themselves. All attempts on one account from browsers that it doesn't
//! know only make the next ones slower.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::rt::time::sleep;

use super::browser;
use super::hashing::{Busy, Whose};
use crate::address_limit::{address, network};
use crate::app::State;
use crate::store::StoreResult;
use crate::store::log_in_attempts::{Counted, Counter, account};

/// How many attempts may fail with one account from one network address, or in one browser, before it has to wait.
const OF_ONE: u64 = 10;
/// How many may fail from one network address, whatever is tried: an office has one address.
const OF_AN_ADDRESS: u64 = 50;
/// After how many milliseconds counting begins anew: long enough that guessing is hopeless, short enough to wait for.
const WINDOW: i64 = 10 * 60_000;
/// How many codes may be wrong with one account within a day, in browsers that it doesn't know, before only recovery codes are looked
/// at there: six digits can be guessed from many addresses, the eighty bits of a recovery code can't.
const CODES_OF_A_DAY: u64 = 100;
const DAY: i64 = 86_400_000;
/// From so many attempts on one account on, each waits, by so much longer than the one before, and never longer than that.
const FREE: u64 = 10;
const SLOWER: Duration = Duration::from_millis(100);
const SLOWEST: Duration = Duration::from_secs(2);

/// Why somebody may not try now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Too many attempts failed; nothing was looked at. There may be another after so many seconds.
    Wait(u64),
    /// Too much is tried at this moment.
    Busy,
}

impl Refused {
    /// After how many seconds it is worth trying again.
    pub fn seconds(self) -> u64 {
        match self {
            Self::Wait(seconds) => seconds,
            Self::Busy => Busy::SECONDS,
        }
    }

    /// The text that says so.
    pub fn message(self) -> &'static str {
        match self {
            Self::Wait(_) => "staff-error-wait",
            Self::Busy => "staff-error-busy",
        }
    }
}

impl From<Busy> for Refused {
    fn from(_: Busy) -> Self {
        Self::Busy
    }
}

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A password.
    Password,
    /// A code of the second step.
    Code,
}

/// From where it is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A browser that the account doesn't know: what stands for its network address.
    Address(Vec<u8>),
    /// A browser that the account knows, by the hash of its cookie.
    Browser(Vec<u8>),
    /// A session of the account, by the hash of its secret.
    Session(Vec<u8>),
}

impl Origin {
    /// Where a request comes from that tries to log in to the account of this address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(state: &State, request: &HttpRequest, email: &str) -> StoreResult<Self> {
        Ok(match browser::known(state, request, email).await? {
            Some(hash) => Self::Browser(hash),
            None => Self::Address(address(request).map(network).unwrap_or_default()),
        })
    }
}

/// An attempt that is to be made.
pub struct Attempt {
    what: What,
    origin: Origin,
    counters: Vec<Counter>,
}

impl Attempt {
    /// An attempt on the account of that address. Nothing is counted yet.
    pub fn new(state: &State, what: What, origin: Origin, email: &str) -> Self {
        let account = account(email);
        let label = |of: &str| match what {
            What::Password => format!("password by {of}"),
            What::Code => format!("code by {of}"),
        };
        let own = |of: &str, origin: &[u8]| Counter {
            key: state.key.log_in_counter(&label(of), &account, origin),
            account: account.clone(),
            most: Some(OF_ONE),
            window: WINDOW,
            forgets: true,
        };
        let counters = match &origin {
            Origin::Browser(hash) => vec![own("browser", hash)],
            Origin::Session(hash) => vec![own("session", hash)],
            Origin::Address(network) => {
                let of_address = Counter {
                    key: state.key.log_in_counter("address", &[], network),
                    account: Vec::new(),
                    most: Some(OF_AN_ADDRESS),
                    window: WINDOW,
                    forgets: false,
                };
                let of_account = Counter {
                    key: state.key.log_in_counter(&label("account"), &account, &[]),
                    account: account.clone(),
                    most: None,
                    window: if what == What::Code { DAY } else { WINDOW },
                    forgets: false,
                };
                vec![of_address, own("address", network), of_account]
            }
        };
        Self { what, origin, counters }
    }

    /// Who waits in the line for passwords.
    pub fn whose(&self, state: &State) -> Whose {
        match &self.origin {
            Origin::Address(network) => Whose::Stranger(state.key.log_in_counter("address", &[], network)),
            Origin::Browser(hash) | Origin::Session(hash) => Whose::Known(hash.clone()),
        }
    }

    /// Waits as long as an attempt on this account has to.
    ///
    /// # Errors
    /// [`Refused::Wait`] if there were too many. The outer error is the database's.
    pub async fn wait(&self, state: &State) -> StoreResult<Result<(), Refused>> {
        let now = state.clock.now_ms();
        Ok(match state.store.attempts(&self.counters, now).await? {
            Counted::TooMany(until) => Err(wait(until, now)),
            Counted::Within(counted) => {
                if let (Origin::Address(_), Some(attempts)) = (&self.origin, counted.last()) {
                    sleep(delay(*attempts)).await;
                }
                Ok(())
            }
        })
    }

    /// Counts the attempt. Returns whether a code of an app may be looked at, too.
    ///
    /// # Errors
    /// As [`Attempt::wait`].
    pub async fn count(&self, state: &State) -> StoreResult<Result<bool, Refused>> {
        let now = state.clock.now_ms();
        Ok(match state.store.count_attempt(&self.counters, now).await? {
            Counted::TooMany(until) => Err(wait(until, now)),
            Counted::Within(counted) => {
                let strangers = matches!(self.origin, Origin::Address(_)) && self.what == What::Code;
                Ok(!strangers || counted.last().is_none_or(|attempts| *attempts <= CODES_OF_A_DAY))
            }
        })
    }

    /// Takes the attempt back: it was right.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_back(&self, state: &State) -> StoreResult<()> {
        state.store.take_attempt_back(&self.counters).await
    }
}

fn wait(until: i64, now: i64) -> Refused {
    Refused::Wait((until - now).max(1).unsigned_abs().div_ceil(1000))
}

/// How long an attempt waits that is one of so many on its account.
fn delay(attempts: u64) -> Duration {
    let steps = attempts.saturating_sub(FREE).min(100);
    SLOWER.saturating_mul(u32::try_from(steps).unwrap_or(u32::MAX)).min(SLOWEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_on_an_account_get_slower_and_never_slower_than_two_seconds() {
        assert_eq!(delay(10), Duration::ZERO);
        assert_eq!(delay(11), Duration::from_millis(100));
        assert_eq!(delay(25), Duration::from_millis(1500));
        assert_eq!(delay(u64::MAX), Duration::from_secs(2));
    }
}
