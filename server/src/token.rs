//! Secrets that travel: the tokens of personal links and of sessions.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::entropy;

/// A secret of 160 random bits, as it stands in a link or a cookie. It never appears in a log: its `Debug` is mute.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

const BYTES: usize = 20;
const LENGTH: usize = 27;

impl Token {
    /// Draws a new token.
    pub fn generate() -> Self {
        Self(URL_SAFE_NO_PAD.encode(entropy::bytes::<BYTES>()))
    }

    /// The token as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its hash, for a database that should not hold the secret itself.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

/// The text is not a token.
#[derive(Debug, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let well_formed =
            text.len() == LENGTH && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if well_formed { Ok(Self(text.to_owned())) } else { Err(NotAToken) }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
