//! Values that an earlier version derived and sealed with a fixed key file: they have to stay what they are.
//!
//! Databases in use hold rows that are found by these values and opened with these keys. A change of a derivation would
//! lose waiting responses, receipts and second factors without an error at build time. `values.json` was written by the
//! code of 30 November 2026 and is never written anew.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value as Json;
use survey::SurveyCode;
use survey::receipt::Receipt;
use uuid::Uuid;

use crate::auth::totp;
use crate::entropy;
use crate::seal::SealKey;
use crate::store::inbox::SealedRow;
use crate::token::Token;

/// The fixed inputs, and what was made of them.
struct Values(Json);

impl Values {
    fn read() -> Self {
        Self(serde_json::from_str(include_str!("derived_before/values.json")).unwrap())
    }

    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_else(|| panic!("{name} is missing"))
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(self.text(name)).unwrap()
    }

    fn survey(&self) -> SurveyCode {
        self.text("survey").parse().unwrap()
    }

    fn uuid(&self, name: &str) -> Uuid {
        self.text(name).parse().unwrap()
    }

    /// The key, read from a file as a server reads it.
    fn key(&self) -> SealKey {
        let path = std::env::temp_dir().join(format!("sawt-key-{}", entropy::uuid()));
        fs::write(&path, format!("{}\n", self.text("key_file"))).unwrap();
        let key = SealKey::read_or_make(&path, "2026-12-01".parse().unwrap()).unwrap();
        fs::remove_file(&path).unwrap();
        key
    }
}

#[test]
fn an_inbox_row_of_before_is_found_and_opened() {
    let (values, key) = (Values::read(), Values::read().key());
    let row = SealedRow {
        key: values.bytes("response_id_mac"),
        survey: values.survey(),
        chain: key.name_before().unwrap().to_vec(),
        day: None,
        sealed: values.bytes("inbox_row"),
    };
    assert_eq!(row.chain, values.bytes("key_id"));
    let anew = key.seal_anew(&row).unwrap();
    assert!(anew.day.is_some() && anew.chain == key.chain_name() && anew.key != row.key);
    for (row, id) in [(row, Some(values.uuid("response"))), (anew, None)] {
        let opened = key.open(&row).unwrap();
        assert_eq!((opened.id, opened.version), (id, 3));
        assert_eq!(opened.answers, values.text("answers"));
        assert_eq!(opened.receipt.unwrap().as_bytes().as_slice(), values.bytes("receipt_secret"));
    }
}

#[test]
fn a_receipt_of_before_is_opened_and_shows_the_same_code() {
    let (values, key) = (Values::read(), Values::read().key());
    let sealed = values.bytes("receipt_sealed");
    let opened = key.open_receipt(&values.survey(), values.uuid("response"), &sealed).unwrap();
    assert_eq!(opened.version, None);
    let secret = opened.secret.unwrap();
    assert_eq!(secret.as_bytes().as_slice(), values.bytes("receipt_secret"));
    let answers = serde_json::from_str(values.text("answers")).unwrap();
    let receipt = Receipt::of(&values.survey(), 3, &secret, &answers);
    assert_eq!(receipt.to_string(), values.text("receipt_code"));
}

#[test]
fn a_second_factor_of_before_is_opened_and_makes_the_same_codes() {
    let (values, key) = (Values::read(), Values::read().key());
    let secret = key.open_secret(values.uuid("account"), &values.bytes("second_factor_sealed")).unwrap();
    let secret = totp::Secret::of(secret);
    assert_eq!(secret.base32(), values.text("second_factor_secret"));
    let now = values.0["second_factor_at_ms"].as_i64().unwrap();
    assert_eq!(secret.step_of(values.text("second_factor_code"), now), Some(now / 30_000));
}

#[test]
fn an_open_answer_of_before_keeps_its_id() {
    let values = Values::read();
    let (key, response) = (values.bytes("open_answer_key"), values.uuid("response"));
    let id = crate::open_answers::id(&key, "wishes_other", response.as_bytes());
    assert_eq!(id, values.text("open_answer_id"));
}

#[test]
fn a_link_of_before_spends_the_same_nonce_in_a_form_without_scripts() {
    let (values, key) = (Values::read(), Values::read().key());
    let link: Token = values.text("link").parse().unwrap();
    assert_eq!(key.plain_form_nonce(&values.survey(), &link, 0), values.bytes("plain_form_nonce"));
}
