//! What looks like a sealed value, what could be its key, and opening it.

use std::collections::HashSet;

use chacha20::XChaCha20;
use chacha20::cipher::{KeyIvInit as _, StreamCipher as _, StreamCipherSeek as _};
use chacha20poly1305::aead::{AeadInOut as _, KeyInit as _};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};

pub const KEY: usize = 32;
const HALF: usize = 16;
const NONCE: usize = 24;
const TAG: usize = 16;
/// The names under which the client keeps what holds answers; they are sealed in.
const NAMES: [&str; 3] = ["draft", "queue", "credential"];
/// A random string of 32 bytes has fewer different ones in one of a million cases.
const DIFFERENT: u32 = 21;
/// A draft with its version, its language and an answer is not shorter.
const SHORTEST: usize = 160;
/// Nothing that is kept is longer.
const LONGEST: usize = 1024 * 1024;

/// Every string of 32 bytes that could be random, and every one of 16, padded with zeros and doubled.
pub fn keys<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Vec<[u8; KEY]> {
    let mut keys = HashSet::new();
    for bytes in pieces {
        for (at, half) in bytes.windows(HALF).enumerate() {
            // The 16 bytes alone: only where a value begins or ends, which for a file of its own is at its border.
            if at == 0 || at + HALF == bytes.len() {
                let mut key = [0; KEY];
                key[..HALF].copy_from_slice(half);
                keys.insert(key);
                key[HALF..].copy_from_slice(half);
                keys.insert(key);
            }
        }
        for window in bytes.windows(KEY).filter(|window| looks_random(window)) {
            if let Ok(key) = <[u8; KEY]>::try_from(window) {
                keys.insert(key);
            }
        }
    }
    keys.into_iter().collect()
}

/// Whether a window of 32 bytes could be random. One that is has fewer different bytes, or so few or so many of the upper half, once in some
/// thousands: text, tables and code have hardly any of the upper half.
fn looks_random(window: &[u8]) -> bool {
    let mut seen = [0_u64; 4];
    let mut upper = 0;
    for byte in window {
        seen[usize::from(byte >> 6)] |= 1 << (byte & 63);
        upper += byte >> 7;
    }
    let different: u32 = seen.iter().map(|part| part.count_ones()).sum();
    different >= DIFFERENT && (5..=27).contains(&upper)
}

/// What could be a sealed value: a length, as the browsers write it, and after it so many bytes that look random.
pub fn candidates(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for at in 0..bytes.len() {
        for (length, begin) in lengths(&bytes[at..]) {
            let Some(value) = bytes.get(at + begin..at + begin + length) else { continue };
            let parts = value.chunks_exact(KEY);
            let random = parts.clone().filter(|part| looks_random(part)).count();
            if random * 100 >= parts.len() * 97 && looks_random(&value[..KEY]) {
                found.push(value.to_vec());
            }
        }
    }
    found
}

/// The lengths that could stand here, and after how many bytes the value begins: a varint after a `B` (Chromium), or 32 or 64 bits (Firefox,
/// WebKit).
fn lengths(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut lengths = Vec::new();
    if bytes[0] == b'B' {
        let mut value = 0_usize;
        for (n, byte) in bytes[1..].iter().take(3).enumerate() {
            value |= usize::from(byte & 0x7f) << (7 * n);
            if byte & 0x80 == 0 {
                lengths.push((value, n + 2));
                break;
            }
        }
    }
    if let Some(four) = bytes.get(..4) {
        let value = u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize;
        lengths.push((value, 4));
        if bytes.get(4..8) == Some(&[0; 4]) {
            lengths.push((value, 8));
        }
    }
    lengths.retain(|(length, _)| (SHORTEST..=LONGEST).contains(length));
    lengths
}

/// Whatever one of the keys opens.
pub fn open(sealed: &[(usize, Vec<u8>)], keys: &[[u8; KEY]]) -> Vec<(usize, Vec<u8>)> {
    let part = keys.len().div_ceil(2).max(1);
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            keys.chunks(part).map(|keys| scope.spawn(move || open_with(sealed, keys))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

fn open_with(sealed: &[(usize, Vec<u8>)], keys: &[[u8; KEY]]) -> Vec<(usize, Vec<u8>)> {
    let mut opened = Vec::new();
    for key in keys {
        for (n, bytes) in sealed {
            // All that the client seals begins like this, so the first bytes tell whether the rest is worth it.
            if begins_well(key, bytes) {
                let Ok(cipher) = XChaCha20Poly1305::new_from_slice(key) else { continue };
                opened.extend(NAMES.iter().filter_map(|name| Some((*n, unseal(&cipher, name, bytes)?))));
            }
        }
    }
    opened
}

fn begins_well(key: &[u8; KEY], bytes: &[u8]) -> bool {
    let Some(nonce) = bytes.get(..NONCE).and_then(|nonce| <[u8; NONCE]>::try_from(nonce).ok()) else {
        return false;
    };
    let mut first = [bytes[NONCE], bytes[NONCE + 1]];
    let mut stream = XChaCha20::new(key.into(), &nonce.into());
    // The first block of the stream is the key of the tag.
    stream.seek(64_u32);
    stream.apply_keystream(&mut first);
    first == *b"{\""
}

fn unseal(cipher: &XChaCha20Poly1305, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let (nonce, rest) = bytes.split_at_checked(NONCE)?;
    let (body, tag) = rest.split_at_checked(rest.len().checked_sub(TAG)?)?;
    let mut body = body.to_vec();
    let (nonce, tag) = (XNonce::try_from(nonce).ok()?, Tag::try_from(tag).ok()?);
    cipher.decrypt_inout_detached(&nonce, name.as_bytes(), (&mut body[..]).into(), &tag).ok()?;
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_opened_with_the_key_that_lies_in_another_file() {
        let key: Vec<u8> = (0..KEY as u8).map(|n| n.wrapping_mul(151).wrapping_add(13)).collect();
        let cipher = XChaCha20Poly1305::new_from_slice(&key).unwrap_or_else(|_| unreachable!());
        let nonce = XNonce::from([7; NONCE]);
        let mut body =
            br#"{"version":1,"fields":[["name","needle and something more that is long enough"]]}"#.to_vec();
        let Ok(tag) = cipher.encrypt_inout_detached(&nonce, b"draft", (&mut body[..]).into()) else { return };
        let mut nonce = nonce.to_vec();
        // A nonce is random, too; this one is only for the test, and its window need not look so.
        nonce.extend_from_slice(&body);
        nonce.extend_from_slice(&tag);
        let keys = keys([&key[..]].into_iter());
        assert_eq!(open(&[(3, nonce.clone())], &keys).len(), 1);
        nonce[30] ^= 1;
        assert!(open(&[(3, nonce)], &keys).is_empty());
    }

    #[test]
    fn a_length_is_read_as_each_browser_writes_it() {
        let value: Vec<u8> = (0..200_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
        for before in [&[0x42, 0xc8, 0x01][..], &[200, 0, 0, 0], &[200, 0, 0, 0, 0, 0, 0, 0]] {
            let record = [b"key", before, &value, b"rest"].concat();
            assert!(candidates(&record).contains(&value), "{before:?}");
        }
    }
}
