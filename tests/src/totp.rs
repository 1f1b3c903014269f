//! An authenticator app: codes out of a secret, written a second time, apart from the server's.

use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, Mac as _};
use sha1::Sha1;

/// The step of thirty seconds that it is.
pub fn step() -> u64 {
    #[allow(clippy::disallowed_methods, reason = "an app reads the clock")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.as_secs() / 30
}

/// The code of a step for a secret as it stands on the page: Base32, with blanks.
pub fn code(secret: &str, step: u64) -> String {
    let bits: String = secret
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| format!("{:05b}", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c).unwrap()))
        .collect();
    let bytes: Vec<u8> =
        (0..bits.len() / 8).map(|n| u8::from_str_radix(&bits[n * 8..n * 8 + 8], 2).unwrap()).collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(&bytes).unwrap();
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] % 16);
    let number = u32::from_be_bytes(hash[at..at + 4].try_into().unwrap()) % (1 << 31);
    format!("{:06}", number % 1_000_000)
}
