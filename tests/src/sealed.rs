//! Opens responses that wait in the inbox, with the server's key file: written anew, not taken from the server.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use chrono::{Days, NaiveDate};
use hmac::{Hmac, Mac as _};
use serde_json::Value as Json;
use sha2::Sha256;

/// A server's key file, which is there once it has started.
pub struct KeyFile(PathBuf);

/// What was sealed of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsealed {
    /// The version of the question set.
    pub version: u32,
    /// Its answers.
    pub answers: Json,
}

impl KeyFile {
    /// The key file at this path.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The day of the oldest link that the file keeps, and the link.
    pub fn link(&self) -> (NaiveDate, Vec<u8>) {
        let text = std::fs::read_to_string(&self.0).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("link ")).expect("a file of today");
        let (day, link) = line.split_once(' ').unwrap();
        (day.parse().unwrap(), URL_SAFE_NO_PAD.decode(link).unwrap())
    }

    /// Opens a row of the inbox, if the file leads to the key of its day.
    pub fn open(&self, survey: &str, row_key: &[u8], day: &str, sealed: &[u8]) -> Option<Unsealed> {
        let (mut at, mut link) = self.link();
        let day: NaiveDate = day.parse().ok()?;
        if day < at {
            return None;
        }
        while at < day {
            link = hkdf(&link, b"sawt inbox next");
            at = at + Days::new(1);
        }
        let (nonce, text) = sealed.split_first_chunk::<24>()?;
        let aad = [survey.as_bytes(), b"\0", row_key].concat();
        let key: [u8; 32] = hkdf(&link, b"sawt inbox seal").try_into().unwrap();
        let cipher = XChaCha20Poly1305::new(&key.into());
        let padded = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: &aad }).ok()?;
        let (length, rest) = padded.split_first_chunk::<4>()?;
        let short = &rest[..u32::from_be_bytes(*length) as usize];
        let contents: Json = serde_json::from_reader(flate2::read::DeflateDecoder::new(short)).unwrap();
        assert!(contents.get("language").is_none(), "the language is sealed in no response");
        Some(Unsealed {
            version: u32::try_from(contents["version"].as_u64().unwrap()).unwrap(),
            answers: contents["answers"].clone(),
        })
    }
}

/// RFC 5869 with one block of output and no salt.
fn hkdf(key: &[u8], info: &[u8]) -> Vec<u8> {
    mac(&mac(&[0; 32], key), &[info, b"\x01"].concat())
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(key).unwrap();
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}
