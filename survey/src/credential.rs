//! The anonymous right to submit one response: RFC 9497 VOPRF (ristretto255, SHA-512), used as in Privacy Pass.
//!
//! The client draws a random nonce and *blinds* it; the server *evaluates* the blinded element for an invitation, with a
//! proof that it used the survey's one key; the client checks the proof and *unblinds* the result into a [`Credential`]:
//! nonce and output. The server later recognises the output as its own work without being able to tell for whom it was
//! done.
//!
//! The *mark* of having responded is made in the same way with a second key: its element goes with the response and is evaluated if the
//! response is stored.
//!
//! Randomness comes in as an argument. All bytes are base64url without padding in JSON.

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use voprf::{BlindedElement, EvaluationElement, Proof, Ristretto255, VoprfClient, VoprfServer};

type Suite = Ristretto255;

/// Length of a nonce in bytes.
pub const NONCE_LENGTH: usize = 32;

/// Bytes that travel as base64url without padding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// In base64url without padding.
    pub fn encoded(&self) -> String {
        Base64UrlUnpadded::encode_string(&self.0)
    }

    /// Of base64url without padding, of any length.
    pub fn decoded(text: &str) -> Option<Self> {
        Base64UrlUnpadded::decode_vec(text).ok().map(Self)
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.encoded())
    }
}

impl FromStr for Bytes {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        if text.len() > 1024 {
            return Err("more than 1,024 characters");
        }
        Self::decoded(text).ok_or("not base64url without padding")
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Bytes {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bytes".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Bytes in base64url without padding.",
            "type": "string",
            "pattern": "^[A-Za-z0-9_-]*$",
            "maxLength": 1024,
        })
    }
}

/// A credential: shown once, with a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Credential {
    /// The random nonce that the client drew.
    pub nonce: Bytes,
    /// The server's function of it.
    pub output: Bytes,
}

/// What the server answers to a blinded element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evaluation {
    /// The evaluated element.
    pub evaluated: Bytes,
    /// The proof (DLEQ) that it was evaluated with the survey's key.
    pub proof: Bytes,
}

/// Why a step failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// The bytes are not an element, a proof or a key.
    #[error("not a valid group element, proof or key")]
    Malformed,
    /// The proof does not hold: the server used another key than the survey's.
    #[error("the proof does not hold for the survey's public key")]
    WrongKey,
}

/// Whether these bytes are an element that can be evaluated.
pub fn is_element(blinded: &Bytes) -> bool {
    BlindedElement::<Suite>::deserialize(&blinded.0).is_ok()
}

/// The secret key of a survey.
pub struct SurveyKey(VoprfServer<Suite>);

impl SurveyKey {
    /// Draws a new key.
    ///
    /// # Errors
    /// Only if the random source yields a degenerate value, which does not happen with a sound one.
    pub fn generate<R: RngCore + CryptoRng>(rng: &mut R) -> Result<Self, CredentialError> {
        VoprfServer::new(rng).map(Self).map_err(|_| CredentialError::Malformed)
    }

    /// Reads a key that [`SurveyKey::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`CredentialError::Malformed`] if the bytes are no key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CredentialError> {
        VoprfServer::new_with_key(bytes).map(Self).map_err(|_| CredentialError::Malformed)
    }

    /// The key as bytes, for the store.
    pub fn to_bytes(&self) -> Vec<u8> {
        // The serialised server is its secret scalar followed by its public key.
        self.0.serialize()[..32].to_vec()
    }

    /// The public key, which goes into the form page.
    pub fn public_key(&self) -> Bytes {
        Bytes(self.0.serialize()[32..].to_vec())
    }

    /// Evaluates a blinded element.
    ///
    /// # Errors
    /// [`CredentialError::Malformed`] if the bytes are no element.
    pub fn evaluate<R: RngCore + CryptoRng>(
        &self,
        rng: &mut R,
        blinded: &Bytes,
    ) -> Result<Evaluation, CredentialError> {
        let element =
            BlindedElement::<Suite>::deserialize(&blinded.0).map_err(|_| CredentialError::Malformed)?;
        let result = self.0.blind_evaluate(rng, &element);
        Ok(Evaluation {
            evaluated: Bytes(result.message.serialize().to_vec()),
            proof: Bytes(result.proof.serialize().to_vec()),
        })
    }

    /// Whether a credential was issued with this key.
    pub fn accepts(&self, credential: &Credential) -> bool {
        credential.nonce.0.len() == NONCE_LENGTH
            && self
                .0
                .evaluate(&credential.nonce.0)
                .is_ok_and(|output| constant_time_equal(&output, &credential.output.0))
    }
}

/// Compares without leaving early, so that the time taken says nothing about where two outputs differ.
fn constant_time_equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (x, y)| differs | (x ^ y)) == 0
}

/// What the client keeps between asking and receiving; it stays on the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The nonce.
    pub nonce: Bytes,
    /// The blinding state.
    pub state: Bytes,
    /// The blinded element, which is sent; the same again if the answer was lost.
    pub blinded: Bytes,
}

impl Request {
    /// Draws a nonce and blinds it.
    ///
    /// # Errors
    /// Only if the random source yields a degenerate value.
    pub fn new<R: RngCore + CryptoRng>(rng: &mut R) -> Result<Self, CredentialError> {
        let mut nonce = vec![0; NONCE_LENGTH];
        rng.fill_bytes(&mut nonce);
        let blinded = VoprfClient::<Suite>::blind(&nonce, rng).map_err(|_| CredentialError::Malformed)?;
        Ok(Self {
            nonce: Bytes(nonce),
            state: Bytes(blinded.state.serialize().to_vec()),
            blinded: Bytes(blinded.message.serialize().to_vec()),
        })
    }

    /// Checks the proof against the survey's public key and unblinds the evaluation.
    ///
    /// # Errors
    /// [`CredentialError::WrongKey`] if the proof does not hold, [`CredentialError::Malformed`] for bytes that are nothing.
    pub fn finish(&self, evaluation: &Evaluation, public_key: &Bytes) -> Result<Credential, CredentialError> {
        let malformed = |_| CredentialError::Malformed;
        let client = VoprfClient::<Suite>::deserialize(&self.state.0).map_err(malformed)?;
        let element = EvaluationElement::<Suite>::deserialize(&evaluation.evaluated.0).map_err(malformed)?;
        let proof = Proof::<Suite>::deserialize(&evaluation.proof.0).map_err(malformed)?;
        let public_key = <Suite as voprf::Group>::deserialize_elem(&public_key.0).map_err(malformed)?;
        let output = client
            .finalize(&self.nonce.0, &element, &proof, public_key)
            .map_err(|_| CredentialError::WrongKey)?;
        Ok(Credential { nonce: self.nonce.clone(), output: Bytes(output.to_vec()) })
    }
}

#[cfg(test)]
mod tests {
    use rand_core::OsRng;

    use super::*;

    fn issue(key: &SurveyKey) -> Credential {
        let request = Request::new(&mut OsRng).unwrap();
        let evaluation = key.evaluate(&mut OsRng, &request.blinded).unwrap();
        request.finish(&evaluation, &key.public_key()).unwrap()
    }

    #[test]
    fn an_issued_credential_is_accepted_by_its_key_and_no_other() {
        let key = SurveyKey::generate(&mut OsRng).unwrap();
        let credential = issue(&key);
        assert!(key.accepts(&credential));
        assert!(SurveyKey::from_bytes(&key.to_bytes()).unwrap().accepts(&credential));
        assert!(!SurveyKey::generate(&mut OsRng).unwrap().accepts(&credential));
    }

    #[test]
    fn a_tampered_credential_is_refused() {
        let key = SurveyKey::generate(&mut OsRng).unwrap();
        let good = issue(&key);
        let mut nonce = good.clone();
        nonce.nonce.0[0] ^= 1;
        let mut output = good.clone();
        output.output.0[63] ^= 1;
        let mut short = good.clone();
        short.output.0.truncate(10);
        for bad in [nonce, output, short] {
            assert!(!key.accepts(&bad));
        }
    }

    #[test]
    fn a_server_that_signs_with_a_second_key_is_caught() {
        let key = SurveyKey::generate(&mut OsRng).unwrap();
        let marked = SurveyKey::generate(&mut OsRng).unwrap();
        let request = Request::new(&mut OsRng).unwrap();
        let evaluation = marked.evaluate(&mut OsRng, &request.blinded).unwrap();
        assert_eq!(request.finish(&evaluation, &key.public_key()), Err(CredentialError::WrongKey));
    }

    #[test]
    fn the_same_request_again_gets_the_same_credential() {
        let key = SurveyKey::generate(&mut OsRng).unwrap();
        let request = Request::new(&mut OsRng).unwrap();
        let once = key.evaluate(&mut OsRng, &request.blinded).unwrap();
        let again = key.evaluate(&mut OsRng, &request.blinded).unwrap();
        let public_key = key.public_key();
        assert_eq!(request.finish(&once, &public_key), request.finish(&again, &public_key));
    }

    #[test]
    fn rubbish_is_malformed_and_not_a_crash() {
        let key = SurveyKey::generate(&mut OsRng).unwrap();
        for bytes in [vec![], vec![0; 32], vec![255; 32], vec![1; 1000]] {
            assert_eq!(key.evaluate(&mut OsRng, &Bytes(bytes)), Err(CredentialError::Malformed));
        }
    }
}
