//! Receipts: by which a partner can tell that a response was counted, and counted unchanged, without saying whose it is.
//!
//! The device draws a [`Secret`] and makes the [`Receipt`] of it and of the answers before they are sent; the secret goes
//! with the response and is then forgotten by the device. Whoever publishes the list of receipts makes each anew from what
//! the ledger holds: an answer that was changed since has another receipt, and the partner's is not in the list.
//!
//! The receipt alone tells nothing of the answers, and proves nothing of them to anyone: for that one would need the secret.
//!
//! A receipt is the SHA-512 of `sawt receipt 1`, the survey, the version of the question set, the secret and the answers,
//! each text with its length before it, cut to 75 bits and written as fifteen of Crockford's 32 signs with one more that
//! tells a misread one. Answers go in by the order of their codes: `t` and a text, `n` and a number as IEEE 754 binary64,
//! `l` and the length of a list and its entries, `o` and the size of an object and its keys and values. Lengths are 32 bits;
//! all numbers are big-endian.

use std::fmt;
use std::str::FromStr;

use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha512};

use crate::SurveyCode;
use crate::answers::RawAnswers;
use crate::credential::Bytes;

/// Length of a secret in bytes.
pub const SECRET_LENGTH: usize = 16;
/// Signs of a receipt that come from the digest; one more tells a misread one.
const SIGNS: usize = 15;
/// Signs that stand together.
const TOGETHER: usize = 4;
/// Crockford's: none looks like another, and none makes a word.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DOMAIN: &str = "sawt receipt 1";

/// What the device draws for a response; base64url without padding on the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; SECRET_LENGTH]);

impl Secret {
    /// Draws one.
    pub fn new<R: RngCore + CryptoRng>(rng: &mut R) -> Self {
        let mut bytes = [0; SECRET_LENGTH];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The secret of these bytes.
    pub fn from_bytes(bytes: [u8; SECRET_LENGTH]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8; SECRET_LENGTH] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Bytes(self.0.to_vec()).fmt(f)
    }
}

impl FromStr for Secret {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let Bytes(bytes) = text.parse()?;
        bytes.try_into().map(Self).map_err(|_| "not 16 bytes")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Secret {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ReceiptSecret".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "16 random bytes that the client draws, as base64url without padding. Of them and the answers the \
                            response's receipt is made: the SHA-512 of \"sawt receipt 1\", the survey, the version, these bytes \
                            and the answers, as survey/src/receipt.rs says.",
            "pattern": "^[A-Za-z0-9_-]{22}$",
        })
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A receipt, as it is shown and published: `4KTR-0M2W-9XQ7-ZB3D`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Receipt(String);

impl Receipt {
    /// The receipt of a response.
    pub fn of(survey: &SurveyCode, version: u32, secret: &Secret, answers: &RawAnswers) -> Self {
        let mut digest = Sha512::new();
        text(&mut digest, DOMAIN);
        text(&mut digest, survey.as_str());
        digest.update(version.to_be_bytes());
        digest.update(secret.0);
        object(&mut digest, answers);
        let digest = digest.finalize();
        let (mut bits, mut held, mut left) = (0_u32, 0, digest.iter());
        let mut places = [0_u8; SIGNS];
        for place in &mut places {
            if held < 5 {
                bits = bits << 8 | u32::from(left.next().copied().unwrap_or(0));
                held += 8;
            }
            held -= 5;
            *place = (bits >> held & 31) as u8;
        }
        let mut written = String::with_capacity(SIGNS + SIGNS / TOGETHER + 1);
        for (n, place) in places.into_iter().chain([check(&places)]).enumerate() {
            if n > 0 && n % TOGETHER == 0 {
                written.push('-');
            }
            written.push(char::from(ALPHABET[usize::from(place)]));
        }
        Self(written)
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Odd weights: one sign read as another always changes the sum.
fn check(places: &[u8]) -> u8 {
    let sum: usize =
        places.iter().zip((1..).step_by(2)).map(|(place, weight)| usize::from(*place) * weight).sum();
    (sum % ALPHABET.len()) as u8
}

/// Reads what somebody typed: small letters, blanks and signs that look like others are forgiven.
impl FromStr for Receipt {
    type Err = NotAReceipt;

    fn from_str(typed: &str) -> Result<Self, NotAReceipt> {
        let mut places = Vec::with_capacity(SIGNS + 1);
        for sign in typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-') {
            let sign = match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let place = ALPHABET.iter().position(|known| char::from(*known) == sign).ok_or(NotAReceipt)?;
            places.push(place as u8);
        }
        let Some((last, first)) = places.split_last().filter(|(_, first)| first.len() == SIGNS) else {
            return Err(NotAReceipt);
        };
        if check(first) != *last {
            return Err(NotAReceipt);
        }
        let signs: Vec<char> = places.iter().map(|place| char::from(ALPHABET[usize::from(*place)])).collect();
        let groups: Vec<String> = signs.chunks(TOGETHER).map(|group| group.iter().collect()).collect();
        Ok(Self(groups.join("-")))
    }
}

/// It is no receipt: signs are missing, or one was misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a receipt")]
pub struct NotAReceipt;

fn length(digest: &mut Sha512, length: usize) {
    // Nothing on the wire is longer than that can tell.
    digest.update(u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
}

fn text(digest: &mut Sha512, text: &str) {
    length(digest, text.len());
    digest.update(text);
}

fn object(digest: &mut Sha512, object: &RawAnswers) {
    // A map of serde_json has its keys in order.
    digest.update(b"o");
    length(digest, object.len());
    for (key, json) in object {
        text(digest, key);
        value(digest, json);
    }
}

fn value(digest: &mut Sha512, json: &Json) {
    match json {
        Json::String(said) => {
            digest.update(b"t");
            text(digest, said);
        }
        Json::Number(number) => {
            digest.update(b"n");
            digest.update(number.as_f64().unwrap_or(f64::NAN).to_be_bytes());
        }
        Json::Array(list) => {
            digest.update(b"l");
            length(digest, list.len());
            for entry in list {
                value(digest, entry);
            }
        }
        Json::Object(map) => object(digest, map),
        // No answer is one of these.
        Json::Null | Json::Bool(_) => digest.update(b"-"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn receipt(survey: &str, version: u32, secret: u8, answers: &Json) -> Receipt {
        let secret = Secret::from_bytes([secret; SECRET_LENGTH]);
        Receipt::of(&survey.parse().unwrap(), version, &secret, answers.as_object().unwrap())
    }

    #[test]
    fn the_documented_receipt_is_made() {
        let answers = json!({ "b": ["x", "y"], "a": { "i": "c" }, "n": 37.5, "t": "صوت" });
        assert_eq!(receipt("s-1", 2, 7, &answers).as_str(), "TQD5-H28G-G9H3-FCJM");
    }

    #[test]
    fn whatever_is_changed_changes_the_receipt() {
        let all = [
            receipt("s", 1, 1, &json!({ "a": "b" })),
            receipt("t", 1, 1, &json!({ "a": "b" })),
            receipt("s", 2, 1, &json!({ "a": "b" })),
            receipt("s", 1, 2, &json!({ "a": "b" })),
            receipt("s", 1, 1, &json!({ "a": "c" })),
            receipt("s", 1, 1, &json!({ "a": ["b"] })),
            receipt("s", 1, 1, &json!({ "a": { "b": "" } })),
            receipt("s", 1, 1, &json!({ "ab": "" })),
            receipt("s", 1, 1, &json!({})),
            receipt("s", 1, 1, &json!({ "a": 1 })),
            receipt("s", 1, 1, &json!({ "a": "1" })),
        ];
        for (n, one) in all.iter().enumerate() {
            assert!(!all[..n].contains(one), "{n}: {one}");
        }
    }

    #[test]
    fn a_number_is_the_same_however_json_writes_it() {
        let written = |text: &str| receipt("s", 1, 1, &serde_json::from_str(text).unwrap());
        assert_eq!(written(r#"{"a":12}"#), written(r#"{"a":12.0}"#));
        assert_eq!(written(r#"{"a":12}"#), written(r#"{"a":1.2e1}"#));
    }

    #[test]
    fn a_secret_is_sixteen_bytes_on_the_wire() {
        let secret = Secret::from_bytes([255; SECRET_LENGTH]);
        assert_eq!(secret.to_string().parse(), Ok(secret));
        for bad in ["", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "?"] {
            assert!(bad.parse::<Secret>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_typed_back_is_read_and_one_misread_sign_is_noticed(
            secret: [u8; SECRET_LENGTH], said: String, place in 0..16_usize, other in 0..32_usize,
        ) {
            let answers = json!({ "a": said });
            let survey = "s".parse().unwrap();
            let receipt = Receipt::of(&survey, 1, &Secret::from_bytes(secret), answers.as_object().unwrap());
            let typed = receipt.as_str().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(typed.parse(), Ok(receipt.clone()));
            let mut signs: Vec<char> = receipt.as_str().chars().filter(|sign| *sign != '-').collect();
            let before = std::mem::replace(&mut signs[place], char::from(ALPHABET[other]));
            let misread: String = signs.iter().collect();
            prop_assert_eq!(misread.parse::<Receipt>().is_ok(), before == char::from(ALPHABET[other]));
            prop_assert!(misread[1..].parse::<Receipt>().is_err());
        }
    }
}
