//! A pass phrase for what is kept of a link: without it the key in the private file opens nothing. Nobody can tell it again.

use js_sys::{JsString, Uint8Array};
use rand_core::RngCore as _;
use sha2::{Digest as _, Sha512};
use survey::credential::Bytes;
use wasm_bindgen::JsValue;

use crate::browser::{self, Random};
use crate::vault::{self, KEY};

/// Each guess costs so many rounds of PBKDF2-HMAC-SHA-512.
const ROUNDS: u32 = 600_000;
const SALT: usize = 16;
/// So many words are offered.
const WORDS: usize = 6;
/// What a file is sealed for.
const FILE: &str = "file";

/// What a pass phrase comes to.
#[derive(Clone)]
pub struct Lock {
    /// Drawn when the pass phrase was chosen; it lies beside what is locked.
    pub salt: Bytes,
    /// What is worked out of the two.
    pub secret: [u8; KEY],
}

impl Lock {
    /// Of a pass phrase that is chosen now.
    pub async fn fresh(phrase: &str) -> Option<Self> {
        let mut salt = vec![0; SALT];
        Random.fill_bytes(&mut salt);
        Self::of(phrase, Bytes(salt)).await
    }

    /// Of one that was chosen before; `None` where a page has no cryptography (plain HTTP).
    pub async fn of(phrase: &str, salt: Bytes) -> Option<Self> {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        // As it is typed on any keyboard.
        let typed = JsString::from(words.join(" ")).normalize("NFKC").to_lower_case();
        let derived = browser::derive(String::from(typed).as_bytes(), &salt.0, ROUNDS, KEY).await?;
        Some(Self { salt, secret: derived.try_into().ok()? })
    }

    /// The key of a vault: both are needed, what the phrase comes to and the key that can be destroyed.
    pub fn key(&self, own: &[u8]) -> [u8; KEY] {
        let digest = Sha512::new().chain_update(own).chain_update(self.secret).finalize();
        let mut key = [0; KEY];
        key.copy_from_slice(&digest[..KEY]);
        key
    }

    /// A text, sealed for a file that is opened by the pass phrase alone.
    pub fn seal(&self, text: &str) -> Option<Bytes> {
        let sealed = vault::seal(&vault::cipher(&self.key(FILE.as_bytes()))?, FILE, text)?;
        Some(Bytes(Uint8Array::new(&sealed).to_vec()))
    }

    /// Opens it.
    pub fn open(&self, sealed: &Bytes) -> Option<JsValue> {
        let sealed = Uint8Array::from(&sealed.0[..]);
        vault::open(&vault::cipher(&self.key(FILE.as_bytes()))?, FILE, &sealed)
    }
}

/// Whether a pass phrase can be used here.
pub fn is_possible() -> bool {
    !browser::get(&browser::get(&browser::global(), "crypto"), "subtle").is_undefined()
}

/// Six words, drawn from the list at that address; `None` if it can't be had.
pub async fn words(list: &str) -> Option<String> {
    let list = browser::text(list).await?;
    let list: Vec<&str> = list.split_whitespace().collect();
    // A list of some hundred words: what is left over of 2³² counts for nothing.
    let drawn = (0..WORDS).map(|_| list.get(Random.next_u32() as usize % list.len().max(1)).copied());
    Some(drawn.collect::<Option<Vec<&str>>>()?.join(" "))
}
