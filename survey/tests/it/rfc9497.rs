//! The published test vectors of RFC 9497, appendix A.1.2: ristretto255-SHA512, VOPRF mode, batches of one.
//! <https://www.rfc-editor.org/rfc/rfc9497#appendix-A.1.2>

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use rand_core::{CryptoRng, RngCore};
use survey::credential::{Bytes, CredentialError, Evaluation, Request, SurveyKey};
use voprf::{Ristretto255, VoprfClient, VoprfServer};

const SECRET_KEY: &str = "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909";
const PUBLIC_KEY: &str = "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e";

struct Vector {
    input: &'static str,
    blind: &'static str,
    blinded: &'static str,
    evaluated: &'static str,
    proof: &'static str,
    proof_scalar: &'static str,
    output: &'static str,
}

const VECTORS: [Vector; 2] = [
    Vector {
        input: "00",
        blind: "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706",
        blinded: "863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945",
        evaluated: "aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e",
        proof: "ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd06\
                 6d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d",
        proof_scalar: "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e",
        output: "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d\
                 a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
    },
    Vector {
        input: "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
        blind: "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706",
        blinded: "cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c",
        evaluated: "60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468",
        proof: "401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a\
                 67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02",
        proof_scalar: "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e",
        output: "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60\
                 356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6",
    },
];

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().map(|c| u8::try_from(c.to_digit(16).unwrap()).unwrap()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// A random source that yields one given scalar: the crate reads 64 bytes and reduces them.
struct Only(Vec<u8>);

impl RngCore for Only {
    fn next_u32(&mut self) -> u32 {
        unreachable!("scalars are read as bytes")
    }

    fn next_u64(&mut self) -> u64 {
        unreachable!("scalars are read as bytes")
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.fill(0);
        bytes[..32].copy_from_slice(&self.0);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Only {}

#[test]
fn the_keys_are_read_as_published() {
    let key = SurveyKey::from_bytes(&bytes(SECRET_KEY)).unwrap();
    assert_eq!(key.public_key().0, bytes(PUBLIC_KEY));
    assert_eq!(key.to_bytes(), bytes(SECRET_KEY));
}

#[test]
fn blinding_is_as_published() {
    for vector in VECTORS {
        let blinded =
            VoprfClient::<Ristretto255>::blind(&bytes(vector.input), &mut Only(bytes(vector.blind))).unwrap();
        assert_eq!(blinded.message.serialize().to_vec(), bytes(vector.blinded));
        let state = [bytes(vector.blind), bytes(vector.blinded)].concat();
        assert_eq!(blinded.state.serialize().to_vec(), state);
    }
}

#[test]
fn evaluations_and_their_proofs_are_as_published() {
    let key = SurveyKey::from_bytes(&bytes(SECRET_KEY)).unwrap();
    for vector in VECTORS {
        let evaluation =
            key.evaluate(&mut Only(bytes(vector.proof_scalar)), &Bytes(bytes(vector.blinded))).unwrap();
        assert_eq!(evaluation.evaluated.0, bytes(vector.evaluated));
        assert_eq!(evaluation.proof.0, bytes(vector.proof));
    }
}

#[test]
fn outputs_are_as_published() {
    for vector in VECTORS {
        let request = Request {
            nonce: Bytes(bytes(vector.input)),
            state: Bytes([bytes(vector.blind), bytes(vector.blinded)].concat()),
            blinded: Bytes(bytes(vector.blinded)),
        };
        let evaluation =
            Evaluation { evaluated: Bytes(bytes(vector.evaluated)), proof: Bytes(bytes(vector.proof)) };
        let credential = request.finish(&evaluation, &Bytes(bytes(PUBLIC_KEY))).unwrap();
        assert_eq!(credential.output.0, bytes(vector.output));
        let server = VoprfServer::<Ristretto255>::new_with_key(&bytes(SECRET_KEY)).unwrap();
        assert_eq!(server.evaluate(&bytes(vector.input)).unwrap().to_vec(), bytes(vector.output));

        let mut tampered = evaluation.clone();
        tampered.proof.0[0] ^= 1;
        assert_eq!(request.finish(&tampered, &Bytes(bytes(PUBLIC_KEY))), Err(CredentialError::WrongKey));
    }
}
