//! Opens responses that wait in the inbox, with the server's key file: written anew, not taken from the server.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use serde_json::Value as Json;
use sha2::Sha256;

use crate::ledger::Stored;

/// A server's key file, which is there once it has started.
pub struct KeyFile(PathBuf);

impl KeyFile {
    /// The key file at this path.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    fn part(&self, name: &str) -> [u8; 32] {
        let text = std::fs::read_to_string(&self.0).unwrap();
        mac(&URL_SAFE_NO_PAD.decode(text.trim()).unwrap(), name.as_bytes())
    }

    /// What a response's id is known by in the inbox.
    pub fn id_mac(&self, id: uuid::Uuid) -> Vec<u8> {
        mac(&self.part("sawt response id"), id.as_bytes()).to_vec()
    }

    /// Opens a row of the inbox.
    pub fn open(&self, survey: &str, id_mac: &[u8], sealed: &[u8]) -> Stored {
        let (nonce, text) = sealed.split_first_chunk::<24>().unwrap();
        let aad = [survey.as_bytes(), b"\0", id_mac].concat();
        let cipher = XChaCha20Poly1305::new(&self.part("sawt inbox").into());
        let padded =
            cipher.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: &aad }).expect("the row opens");
        let (length, rest) = padded.split_first_chunk::<4>().unwrap();
        let short = &rest[..u32::from_be_bytes(*length) as usize];
        let contents: Json = serde_json::from_reader(flate2::read::DeflateDecoder::new(short)).unwrap();
        Stored {
            id: contents["id"].as_str().unwrap().parse().unwrap(),
            version: u32::try_from(contents["version"].as_u64().unwrap()).unwrap(),
            language: contents["language"].as_str().unwrap().to_owned(),
            answers: contents["answers"].clone(),
        }
    }
}

fn mac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(key).unwrap();
    mac.update(text);
    mac.finalize().into_bytes().into()
}
