//! The number of a survey's keys, worked out as the client works it out: for mail and for the public page.

use std::num::NonZeroU32;

use ring::pbkdf2::{PBKDF2_HMAC_SHA512, derive};
use survey::SurveyCode;
use survey::credential::Bytes;
use survey::key_number::{LENGTH, ROUNDS, written};

/// The number of these public keys, in the order in which the form page names them. Takes a tenth of a second.
pub fn of<'a>(keys: impl IntoIterator<Item = &'a Bytes>, survey: &SurveyCode) -> String {
    let password: Vec<u8> = keys.into_iter().flat_map(|key| key.0.iter().copied()).collect();
    let rounds = const { NonZeroU32::new(ROUNDS).expect("there are some") };
    let mut number = [0; LENGTH];
    derive(PBKDF2_HMAC_SHA512, rounds, survey.as_str().as_bytes(), &password, &mut number);
    written(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out with Python's hashlib.
    #[test]
    fn the_documented_numbers_are_made() {
        let keys = [Bytes((0..32).collect()), Bytes((32..64).collect())];
        assert_eq!(of(&keys[..1], &"s-1".parse().unwrap()), "40867 35499 54298 80273 39623 61517");
        assert_eq!(of(&keys, &"ims-2026".parse().unwrap()), "18726 94422 33121 77941 37079 27953");
    }
}
