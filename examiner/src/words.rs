//! The forms in which a word can stand in a file.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;

/// The forms of a word, each with its name.
pub fn forms(word: &str) -> Vec<(String, Vec<u8>)> {
    let utf16 = |order: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let plain = [
        ("UTF-8", word.as_bytes().to_vec()),
        ("UTF-16", utf16(u16::to_le_bytes)),
        ("UTF-16, big-endian", utf16(u16::to_be_bytes)),
    ];
    let mut forms = Vec::new();
    for (name, bytes) in plain {
        forms.extend(base64(&bytes).map(|encoded| (format!("base64 of {name}"), encoded)));
        forms.push((name.to_owned(), bytes));
    }
    forms
}

/// What all base64 of a text with the word in it has in common, for each of the three places where the word can begin.
fn base64(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..3_usize).map(move |before| {
        let padded: Vec<u8> = std::iter::repeat_n(0, before).chain(bytes.iter().copied()).collect();
        let encoded = BASE64_STANDARD_NO_PAD.encode(&padded).into_bytes();
        let (first, whole) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
        encoded[first..whole].to_vec()
    })
}

/// Whether the needle stands in the bytes.
pub fn stands_in(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else { return false };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| byte == first) {
        if bytes[from + at..].starts_with(needle) {
            return true;
        }
        from += at + 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_every_form_wherever_it_begins() {
        for before in ["", "x", "xy", "xyz"] {
            let text = format!("{before}needle صوت after");
            let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for bytes in [text.clone().into_bytes(), utf16] {
                let encoded = BASE64_STANDARD_NO_PAD.encode(&bytes).into_bytes();
                for haystack in [bytes, encoded] {
                    assert!(
                        forms("needle صوت").iter().any(|(_, needle)| stands_in(&haystack, needle)),
                        "{text}"
                    );
                }
            }
        }
        assert!(!forms("needle").iter().any(|(_, needle)| stands_in(b"needl bmVlZGx", needle)));
    }
}
