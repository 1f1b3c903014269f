//! The number of a survey's public keys: thirty digits by which two partners can see that they were given the same keys.
//!
//! It is PBKDF2-HMAC-SHA-512 with [`ROUNDS`] rounds; the password is the public keys that the form page names, 32 bytes each, one after
//! the other in the page's order; the salt is the survey's code. The first 99 bits, read as a whole number with the highest bit first,
//! are written in decimal with zeros in front, thirty digits in groups of five. 2^99 is below 10^30, so thirty digits are enough.
//! The client works it out with `WebCrypto`, the server with a crate; both write it here. The many rounds make it dear to look for other keys
//! whose number begins like this one.

/// The rounds of PBKDF2.
pub const ROUNDS: u32 = 100_000;
/// How many bytes of PBKDF2 the number is made of.
pub const LENGTH: usize = 16;

const DIGITS: usize = 30;
const TOGETHER: usize = 5;
/// Of the 128 bits, those that are not used.
const UNUSED_BITS: u32 = 29;

/// Writes the number of what PBKDF2 gave: `18726 94422 33121 77941 37079 27953`. Western digits, in every language.
pub fn written(derived: [u8; LENGTH]) -> String {
    // Divided by ten as one does on paper: dividing numbers of 128 bits would make the client larger.
    let mut rest = (u128::from_be_bytes(derived) >> UNUSED_BITS).to_be_bytes();
    let mut digits = [b'0'; DIGITS];
    for digit in digits.iter_mut().rev() {
        let mut over = 0_u16;
        for byte in &mut rest {
            over = over << 8 | u16::from(*byte);
            *byte = (over / 10) as u8;
            over %= 10;
        }
        *digit += over as u8;
    }
    let mut written = String::with_capacity(DIGITS + DIGITS / TOGETHER);
    for (place, digit) in digits.into_iter().enumerate() {
        if place > 0 && place % TOGETHER == 0 {
            written.push(' ');
        }
        written.push(char::from(digit));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_has_thirty_digits_from_nothing_to_the_most_that_99_bits_hold() {
        assert_eq!(written([0; LENGTH]), "00000 00000 00000 00000 00000 00000");
        assert_eq!(written([255; LENGTH]), "63382 53001 14114 70074 83516 02687");
    }

    #[test]
    fn the_last_29_bits_change_nothing() {
        let mut derived = [7; LENGTH];
        let before = written(derived);
        derived[15] ^= 0xff;
        derived[12] ^= 0x1f;
        assert_eq!(written(derived), before);
        derived[12] ^= 0x20;
        assert_ne!(written(derived), before);
    }
}
