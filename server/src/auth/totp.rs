//! Codes that change with the time (RFC 6238), as every authenticator app makes them: SHA-1, six digits, thirty seconds.

use hmac::{Hmac, Mac as _};
use sha1::Sha1;

use crate::entropy;

/// As long as the hash, as RFC 4226 recommends.
const SECRET: usize = 20;
const STEP_MS: i64 = 30_000;
const CODES: u32 = 1_000_000;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The secret that an authenticator app and the server share.
pub struct Secret(Vec<u8>);

impl Secret {
    /// Draws one.
    pub fn generate() -> Self {
        Self(entropy::bytes::<SECRET>().to_vec())
    }

    /// One that was kept.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Its bytes, to be sealed.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As it is typed into an app: in Base32 (RFC 4648), without padding.
    pub fn base32(&self) -> String {
        base32(&self.0)
    }

    /// The address that an app reads from a picture.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let encode = |text: &str| -> String {
            url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
        };
        let (issuer, account) = (encode(issuer), encode(account));
        format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", self.base32())
    }

    /// The step of time to which a code belongs: this one, or one beside it, since clocks differ.
    pub fn step_of(&self, code: &str, now_ms: i64) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let now = now_ms / STEP_MS;
        // All three are reckoned, whichever it is.
        let steps =
            [now, now - 1, now + 1].map(|step| (step, format!("{:06}", self.truncated(step) % CODES)));
        steps.into_iter().filter(|(_, right)| *right == code).map(|(step, _)| step).next()
    }

    /// RFC 4226, section 5.3.
    fn truncated(&self, step: i64) -> u32 {
        let mut mac =
            <Hmac<Sha1> as hmac::Mac>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let at = usize::from(hash[19] & 15);
        u32::from_be_bytes([hash[at], hash[at + 1], hash[at + 2], hash[at + 3]]) & 0x7fff_ffff
    }
}

/// Bytes in Base32, without padding.
pub fn base32(bytes: &[u8]) -> String {
    let bit = |n: usize| bytes.get(n / 8).map_or(0, |byte| usize::from(byte >> (7 - n % 8) & 1));
    let digits = (bytes.len() * 8).div_ceil(5);
    (0..digits)
        .map(|digit| (0..5).fold(0, |value, n| value << 1 | bit(digit * 5 + n)))
        .map(|value| char::from(BASE32[value]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B, for SHA-1: eight digits there.
        let secret = Secret::of(b"12345678901234567890".to_vec());
        for (seconds, code) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            assert_eq!(secret.truncated(seconds / 30) % 100_000_000, code);
            let six = format!("{:06}", code % CODES);
            assert_eq!(secret.step_of(&six, seconds * 1000), Some(seconds / 30));
            assert_eq!(
                secret.step_of(&six, (seconds + 30) * 1000),
                Some(seconds / 30),
                "a clock that is behind"
            );
            assert_eq!(secret.step_of(&six, (seconds + 90) * 1000), None);
        }
        assert_eq!(secret.step_of(" 287 082 ", 59_000), Some(1), "as people type it");
        assert_eq!(secret.step_of("", 59_000), None);
    }

    #[test]
    fn secrets_are_written_as_the_rfc_writes_them() {
        // RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        let secret = Secret::of(b"foobar".to_vec());
        assert_eq!(
            secret.address("Sawt", "a+b@example.org"),
            "otpauth://totp/Sawt:a%2Bb%40example.org?secret=MZXW6YTBOI&issuer=Sawt"
        );
    }
}
