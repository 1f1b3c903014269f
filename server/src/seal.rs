//! The keys that are not in the database, and what they hide there: responses that wait to be moved into the ledger, what
//! the receipts of those in the ledger are made of, and the secrets of staff's second factors.
//!
//! Who has every copy of the database but not the key file can't read a waiting response, nor recognise it in the ledger
//! later, nor tell which nonce a form posted without scripts has spent, nor to which response a receipt belongs.
//!
//! Receipts, second factors and that nonce have keys that last. What waits is sealed with a key of the day ([`chain`]): whoever
//! gets hold of the key file opens the copies of the days that it still knows, and none from before. [`reseal`](crate::reseal)
//! takes both on, from day to day.

pub mod chain;
pub mod file;

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use survey::receipt::{SECRET_LENGTH, Secret};
use survey::{Day, SurveyCode};
use uuid::Uuid;

use self::chain::{Chain, KEY, NAME};
use self::file::{KeyFile, folder_of};
use crate::store::inbox::{Sealed, SealedRow, Waiting};
use crate::store::responses::{LedgerRow, ResponseRow};
use crate::token::Token;
use crate::{entropy, private};

const NONCE: usize = 24;
/// The length of the smallest sealed response; the next sizes are four times as long each. Compressed, most responses fit
/// into the smallest, and PostgreSQL keeps a row of this size in its place.
const SMALLEST: usize = 1_792;
/// The version, whether there is a secret, and the secret: what a receipt is made of, always of one length.
const RECEIPT: usize = 4 + 1 + SECRET_LENGTH;

/// The keys of the file.
pub struct SealKey {
    receipts: XChaCha20Poly1305,
    accounts: XChaCha20Poly1305,
    plain_form: [u8; KEY],
    log_ins: [u8; KEY],
    chain: RwLock<Chain>,
    before: RwLock<Option<Before>>,
    file: PathBuf,
    /// Held for reading while sealed responses are stored, for writing while the file moves on: no response is sealed with a
    /// key that is forgotten before the response is stored.
    storing: tokio::sync::RwLock<()>,
}

/// What an earlier version sealed waiting responses with.
struct Before {
    name: [u8; NAME],
    cipher: XChaCha20Poly1305,
}

/// Why something sealed can't be opened: another key, a key that is gone, another row, or changed bytes.
#[derive(Debug, thiserror::Error)]
#[error("what is sealed can't be opened: another key, or its row was changed")]
pub struct NotOpened;

/// What is sealed: this as JSON, compressed. An earlier version had more in it.
#[derive(Serialize, Deserialize)]
struct Contents<Answers> {
    /// What earlier versions knew a response by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<Uuid>,
    version: u32,
    answers: Answers,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    receipt: Option<Secret>,
}

/// A response that was opened.
pub struct Opened {
    /// Its id, if an earlier version sealed it.
    pub id: Option<Uuid>,
    /// The version of the question set that was filled.
    pub version: u32,
    /// The answers, as JSON.
    pub answers: String,
    /// What its receipt is made of.
    pub receipt: Option<Secret>,
}

/// What of a receipt the ledger keeps, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptSecret {
    /// The version of the question set that was filled; none in a row that no key opened when rows were taken over from an
    /// earlier version.
    pub version: Option<u32>,
    /// What the device drew; none from a device that makes no receipts.
    pub secret: Option<Secret>,
}

fn mac(key: &[u8; KEY], parts: &[&[u8]]) -> [u8; KEY] {
    let mut mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// What a response is known by once it is stored: whoever has the response finds it, and nobody else can.
pub fn response_hash(id: Uuid) -> [u8; 32] {
    Sha256::digest(id.as_bytes()).into()
}

impl SealKey {
    /// Reads the keys of a file, or draws them and makes the file. That of an earlier version is replaced.
    ///
    /// # Errors
    /// When the file can't be read or made, or holds something else.
    pub fn read_or_make(path: &Path, today: Day) -> io::Result<Self> {
        let file = KeyFile::read_or_make(path, today)?;
        let mut chain = Chain::new(file.chain, file.link);
        chain.go_on_to(today);
        let before = file.before.map(|secret| {
            let id = mac(&secret, &[b"sawt key id"]);
            let mut name = [0; NAME];
            name.copy_from_slice(&id[..NAME]);
            Before { name, cipher: XChaCha20Poly1305::new(&mac(&secret, &[b"sawt inbox"]).into()) }
        });
        let mut log_ins = [0; KEY];
        Hkdf::<Sha256>::new(None, &file.accounts)
            .expand(b"sawt log-in attempts", &mut log_ins)
            .expect("HKDF gives up to 255 times the length of its hash");
        Ok(Self {
            receipts: XChaCha20Poly1305::new(&file.receipts.into()),
            accounts: XChaCha20Poly1305::new(&file.accounts.into()),
            plain_form: file.plain_form,
            log_ins,
            chain: RwLock::new(chain),
            before: RwLock::new(before),
            file: path.to_owned(),
            storing: tokio::sync::RwLock::default(),
        })
    }

    fn chain(&self) -> RwLockReadGuard<'_, Chain> {
        self.chain.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn chain_mut(&self) -> RwLockWriteGuard<'_, Chain> {
        self.chain.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn before(&self) -> RwLockReadGuard<'_, Option<Before>> {
        self.before.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Which chain seals, without telling its keys.
    pub fn chain_name(&self) -> [u8; NAME] {
        *self.chain().name()
    }

    /// What an earlier version's key is known by, while it is still there.
    pub fn name_before(&self) -> Option<[u8; NAME]> {
        self.before().as_ref().map(|before| before.name)
    }

    /// The day whose key seals.
    pub fn day(&self) -> Day {
        self.chain().day()
    }

    /// The oldest day whose key is known.
    pub fn first_day(&self) -> Day {
        self.chain().first().day
    }

    /// Seals with the key of this day from now on. A clock that goes back changes nothing.
    pub fn go_on_to(&self, day: Day) {
        if self.day() < day {
            self.chain_mut().go_on_to(day);
        }
    }

    /// Whether waiting responses of this kind can be opened.
    pub fn opens(&self, waiting: &Waiting) -> bool {
        let ours = waiting.chain == self.chain().name();
        ours && waiting.day.is_some_and(|day| day >= self.first_day())
    }

    /// Held while sealed responses are being stored.
    pub async fn while_storing(&self) -> tokio::sync::RwLockReadGuard<'_, ()> {
        self.storing.read().await
    }

    /// Held while it is made sure that nothing is sealed with keys that are about to be forgotten.
    pub async fn while_nothing_is_stored(&self) -> tokio::sync::RwLockWriteGuard<'_, ()> {
        self.storing.write().await
    }

    /// Whether the file holds more than it has to: links of days before the last `days`, or an earlier version's secret.
    pub fn holds_too_much(&self, days: u32) -> bool {
        self.first_day() < self.kept_from(days) || self.before().is_some()
    }

    fn kept_from(&self, days: u32) -> Day {
        self.day().saturating_sub(days.into())
    }

    /// Forgets what `holds_too_much` speaks of, in the file first and then in memory. Nothing that waits may be sealed with it
    /// any more.
    ///
    /// # Errors
    /// When the file can't be written; then nothing is forgotten.
    pub fn forget(&self, days: u32) -> io::Result<()> {
        let from = self.kept_from(days);
        let (name, first) = (self.chain_name(), self.chain().first().clone());
        let kept = first.at(from).unwrap_or(first);
        KeyFile::move_on(&self.file, &name, &kept, true)?;
        self.chain_mut().forget_before(from);
        *self.before.write().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }

    /// The nonce that a form posted without scripts spends: the same for the same link and number of answers that it was granted beyond its
    /// own, and told by nothing else.
    pub fn plain_form_nonce(&self, survey: &SurveyCode, token: &Token, granted: u32) -> Vec<u8> {
        let number = granted.to_be_bytes();
        let mut parts: Vec<&[u8]> = vec![survey.as_str().as_bytes(), b"\0", token.as_str().as_bytes()];
        // The first one is the one of before there were others.
        if granted > 0 {
            parts.extend([&b"\0"[..], &number]);
        }
        mac(&self.plain_form, &parts).to_vec()
    }

    /// What attempts to log in are counted by: the same on all servers, and without this key nobody finds a network address in it.
    pub fn log_in_counter(&self, what: &str, account: &[u8], origin: &[u8]) -> Vec<u8> {
        let length = [u8::try_from(account.len()).expect("an account is known by a hash")];
        mac(&self.log_ins, &[what.as_bytes(), b"\0", &length, account, origin]).to_vec()
    }

    /// Seals a secret of an account; for another account it can't be opened.
    ///
    /// # Errors
    /// When it is longer than a cipher takes.
    pub fn seal_secret(&self, owner: Uuid, secret: &[u8]) -> Result<Vec<u8>, NotOpened> {
        encrypt(&self.accounts, Payload { msg: secret, aad: owner.as_bytes() })
    }

    /// Opens a sealed secret of an account.
    ///
    /// # Errors
    /// When it was sealed with another key, for another account, or was changed.
    pub fn open_secret(&self, owner: Uuid, sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        decrypt(&self.accounts, sealed, owner.as_bytes())
    }

    /// Seals a response, padded to one of few lengths.
    ///
    /// # Errors
    /// When it can't be written as JSON or is longer than a cipher takes, which no accepted response is.
    pub fn seal(&self, row: ResponseRow) -> Result<Sealed, NotOpened> {
        let ResponseRow { id, survey, version, answers, nonce, receipt, mark, language: _ } = row;
        let row = self.seal_contents(&survey, &Contents { id: None, version, answers, receipt })?;
        Ok(Sealed { response: response_hash(id), nonce, mark, row })
    }

    fn seal_contents<Answers: Serialize>(
        &self,
        survey: &SurveyCode,
        contents: &Contents<Answers>,
    ) -> Result<SealedRow, NotOpened> {
        let json = serde_json::to_vec(contents).map_err(|_| NotOpened)?;
        let short = compressed(&json).map_err(|_| NotOpened)?;
        self.seal_padded(survey, &padded(short).ok_or(NotOpened)?)
    }

    fn seal_padded(&self, survey: &SurveyCode, padded: &[u8]) -> Result<SealedRow, NotOpened> {
        let chain = self.chain();
        let key = entropy::bytes::<16>().to_vec();
        let payload = Payload { msg: padded, aad: &bound_to(survey, &key) };
        Ok(SealedRow {
            sealed: encrypt(chain.sealing(), payload)?,
            key,
            survey: survey.clone(),
            chain: chain.name().to_vec(),
            day: Some(chain.day()),
        })
    }

    /// Seals what waits with the key of today, under another key of its row.
    ///
    /// # Errors
    /// When it can't be opened.
    pub fn seal_anew(&self, row: &SealedRow) -> Result<SealedRow, NotOpened> {
        if row.day.is_some() {
            return self.seal_padded(&row.survey, &self.open_padded(row)?);
        }
        // An earlier version sealed the response's id and language, too.
        let Opened { id: _, version, answers, receipt } = self.open(row)?;
        let answers = RawValue::from_string(answers).map_err(|_| NotOpened)?;
        self.seal_contents(&row.survey, &Contents { id: None, version, answers, receipt })
    }

    fn open_padded(&self, row: &SealedRow) -> Result<Vec<u8>, NotOpened> {
        let aad = bound_to(&row.survey, &row.key);
        let chain = self.chain();
        if row.chain == chain.name() {
            let day = row.day.ok_or(NotOpened)?;
            return chain
                .with_cipher(day, |cipher| decrypt(cipher, &row.sealed, &aad))
                .unwrap_or(Err(NotOpened));
        }
        match self.before().as_ref() {
            Some(before) if row.chain == before.name => decrypt(&before.cipher, &row.sealed, &aad),
            _ => Err(NotOpened),
        }
    }

    /// Opens a sealed response of a survey.
    ///
    /// # Errors
    /// When it was sealed with another key or one that is forgotten, for another row, or was changed.
    pub fn open(&self, row: &SealedRow) -> Result<Opened, NotOpened> {
        let padded = self.open_padded(row)?;
        let (length, rest) = padded.split_first_chunk::<4>().ok_or(NotOpened)?;
        let short = rest.get(..u32::from_be_bytes(*length) as usize).ok_or(NotOpened)?;
        let mut json = Vec::new();
        DeflateDecoder::new(short).read_to_end(&mut json).map_err(|_| NotOpened)?;
        let Contents::<Box<RawValue>> { id, version, answers, receipt } =
            serde_json::from_slice(&json).map_err(|_| NotOpened)?;
        Ok(Opened { id, version, answers: answers.get().to_owned(), receipt })
    }

    /// A response as it stands in the ledger, with a key that was drawn for it there: what waited can't be laid beside it.
    ///
    /// # Errors
    /// When its receipt is longer than a cipher takes, which it never is.
    pub fn for_ledger(&self, survey: &SurveyCode, opened: Opened) -> Result<LedgerRow, NotOpened> {
        let id = entropy::uuid();
        let secret = ReceiptSecret { version: Some(opened.version), secret: opened.receipt };
        let receipt = Some(self.seal_receipt(survey, id, &secret)?);
        Ok(LedgerRow { id, survey: survey.clone(), answers: opened.answers, receipt })
    }

    /// Seals what the receipt of a response is made of, for the ledger: always of one length.
    ///
    /// # Errors
    /// When it is longer than a cipher takes, which it never is.
    pub fn seal_receipt(
        &self,
        survey: &SurveyCode,
        id: Uuid,
        secret: &ReceiptSecret,
    ) -> Result<Vec<u8>, NotOpened> {
        let mut bytes = [0; RECEIPT];
        bytes[..4].copy_from_slice(&secret.version.unwrap_or(0).to_be_bytes());
        if let Some(secret) = &secret.secret {
            bytes[4] = 1;
            bytes[5..].copy_from_slice(secret.as_bytes());
        }
        encrypt(&self.receipts, Payload { msg: &bytes, aad: &bound_to(survey, id.as_bytes()) })
    }

    /// Opens what the receipt of a response is made of.
    ///
    /// # Errors
    /// When it was sealed with another key, for another row, or was changed.
    pub fn open_receipt(
        &self,
        survey: &SurveyCode,
        id: Uuid,
        sealed: &[u8],
    ) -> Result<ReceiptSecret, NotOpened> {
        let bytes = decrypt(&self.receipts, sealed, &bound_to(survey, id.as_bytes()))?;
        // An earlier version sealed the secret alone.
        if let Ok(secret) = <[u8; SECRET_LENGTH]>::try_from(bytes.as_slice()) {
            return Ok(ReceiptSecret { version: None, secret: Some(Secret::from_bytes(secret)) });
        }
        let bytes: [u8; RECEIPT] = bytes.try_into().map_err(|_| NotOpened)?;
        let (version, rest) = bytes.split_first_chunk::<4>().ok_or(NotOpened)?;
        let (there, secret) = rest.split_first().ok_or(NotOpened)?;
        let secret = secret.try_into().map(Secret::from_bytes).map_err(|_| NotOpened)?;
        let version = Some(u32::from_be_bytes(*version)).filter(|version| *version > 0);
        Ok(ReceiptSecret { version, secret: (*there == 1).then_some(secret) })
    }
}

/// A random nonce, and what is encrypted with it.
fn encrypt(cipher: &XChaCha20Poly1305, payload: Payload<'_, '_>) -> Result<Vec<u8>, NotOpened> {
    let nonce: [u8; NONCE] = entropy::bytes();
    let mut sealed = nonce.to_vec();
    sealed.extend(cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| NotOpened)?);
    Ok(sealed)
}

fn decrypt(cipher: &XChaCha20Poly1305, sealed: &[u8], aad: &[u8]) -> Result<Vec<u8>, NotOpened> {
    let (nonce, msg) = sealed.split_first_chunk::<NONCE>().ok_or(NotOpened)?;
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg, aad }).map_err(|_| NotOpened)
}

/// A sealed response can't be put under another survey or another key.
fn bound_to(survey: &SurveyCode, key: &[u8]) -> Vec<u8> {
    [survey.as_str().as_bytes(), b"\0", key].concat()
}

fn compressed(json: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(json)?;
    encoder.finish()
}

/// The length, the bytes, and zeros up to a size that many others have.
fn padded(bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mut size = SMALLEST;
    while size < bytes.len() + 4 {
        size *= 4;
    }
    let mut padded = u32::try_from(bytes.len()).ok()?.to_be_bytes().to_vec();
    padded.extend(bytes);
    padded.resize(size, 0);
    Some(padded)
}

/// Moves the file from where earlier versions made it, beside the database, into its own folder, and says so.
///
/// # Errors
/// When the system refuses.
pub fn move_out(before: &Path, path: &Path) -> io::Result<()> {
    if before == path || !before.exists() {
        return Ok(());
    }
    if path.exists() {
        tracing::warn!(
            file = %before.display(),
            "a key file lies beside the database and is not used: the one in use is {}. Remove it.",
            path.display()
        );
        return Ok(());
    }
    private::make_folder(folder_of(path))?;
    match fs::rename(before, path) {
        // Another server was faster.
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.exists() => return Ok(()),
        result => result?,
    }
    private::tighten(path)?;
    for moved in [path, before] {
        File::open(folder_of(moved))?.sync_all()?;
    }
    tracing::warn!(
        "the key file was moved from {} to {}: keep it out of backups of the database",
        before.display(),
        path.display()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};
    use survey::answers::RawAnswers;

    use super::*;

    fn code(text: &str) -> SurveyCode {
        text.parse().unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A key file in a folder of its own, gone at the end.
    struct Keys(PathBuf);

    impl Keys {
        fn new() -> Self {
            Self(std::env::temp_dir().join(format!("sawt-{}", entropy::uuid())))
        }

        fn on(&self, today: &str) -> SealKey {
            SealKey::read_or_make(&self.0.join("sawt.key"), day(today)).unwrap()
        }
    }

    impl Drop for Keys {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    fn row(answer: &str) -> ResponseRow {
        let mut answers = Map::new();
        answers.insert("comment".to_owned(), json!(answer));
        ResponseRow {
            id: entropy::uuid(),
            survey: code("s"),
            version: 2,
            language: "ar".parse().unwrap(),
            answers,
            nonce: vec![1; 32],
            receipt: Some(Secret::from_bytes([3; 16])),
            mark: None,
        }
    }

    #[test]
    fn what_is_sealed_is_opened_by_its_key_in_its_place_alone() {
        let (keys, others) = (Keys::new(), Keys::new());
        let key = keys.on("2026-11-30");
        let row = row("إذاعة");
        let sealed = key.seal(row.clone()).unwrap();
        assert_eq!(sealed.response, response_hash(row.id));
        let opened = key.open(&sealed.row).unwrap();
        let answers: RawAnswers = serde_json::from_str(&opened.answers).unwrap();
        assert_eq!((opened.version, answers, opened.receipt), (2, row.answers, row.receipt));
        assert!(opened.id.is_none(), "its id goes nowhere");
        let other = others.on("2026-11-30");
        assert!(other.open(&sealed.row).is_err());
        assert!(other.open(&SealedRow { chain: other.chain_name().to_vec(), ..sealed.row.clone() }).is_err());
        assert!(key.open(&SealedRow { survey: code("t"), ..sealed.row.clone() }).is_err());
        assert!(key.open(&SealedRow { key: vec![0; 16], ..sealed.row.clone() }).is_err());
        for place in [0, 30, sealed.row.sealed.len() - 1] {
            let mut changed = sealed.row.clone();
            changed.sealed[place] ^= 1;
            assert!(key.open(&changed).is_err());
        }
        assert!(key.open(&SealedRow { sealed: Vec::new(), ..sealed.row }).is_err());
    }

    #[test]
    fn a_days_key_is_gone_from_the_file_and_from_memory_once_the_days_are_over() {
        let keys = Keys::new();
        let key = keys.on("2026-11-20");
        let sealed = key.seal(row("x")).unwrap().row;
        key.go_on_to(day("2026-11-27"));
        assert!(!key.holds_too_much(7) && key.holds_too_much(6));
        let anew = key.seal_anew(&sealed).unwrap();
        assert!(anew.key != sealed.key && anew.sealed != sealed.sealed);
        key.forget(7).unwrap();
        assert!(key.open(&sealed).is_ok() && keys.on("2026-11-27").open(&sealed).is_ok(), "seven days back");
        key.go_on_to(day("2026-11-28"));
        key.forget(7).unwrap();
        assert!(key.open(&sealed).is_err() && keys.on("2026-11-28").open(&sealed).is_err());
        assert!(key.open(&anew).is_ok() && keys.on("2026-12-05").open(&anew).is_ok());
        key.forget(0).unwrap();
        assert!(key.open(&anew).is_err(), "with no days, not even yesterday's");
        assert!(key.open(&key.seal(row("y")).unwrap().row).is_ok());
    }

    #[test]
    fn servers_whose_files_are_of_different_days_open_each_others_rows() {
        let keys = Keys::new();
        let behind = keys.on("2026-11-20");
        let ahead = keys.on("2026-11-27");
        ahead.forget(2).unwrap();
        let (by_behind, by_ahead) = (behind.seal(row("x")).unwrap().row, ahead.seal(row("y")).unwrap().row);
        assert!(behind.open(&by_ahead).is_ok(), "the chain leads on");
        assert!(ahead.open(&by_behind).is_err());
        let anew = behind.seal_anew(&by_behind).unwrap();
        assert!(behind.open(&anew).is_ok());
        behind.go_on_to(day("2026-11-27"));
        let anew = behind.seal_anew(&anew).unwrap();
        assert!(ahead.open(&anew).is_ok(), "what the one seals anew is everybody's again");
    }

    #[test]
    fn what_a_receipt_is_made_of_is_opened_for_its_response_alone() {
        let (keys, others) = (Keys::new(), Keys::new());
        let key = keys.on("2026-11-30");
        let row = row("x");
        let sealed = key.seal(row.clone()).unwrap();
        let kept = || key.for_ledger(&row.survey, key.open(&sealed.row).unwrap()).unwrap();
        let (one, other) = (kept(), kept());
        assert!(one.id != row.id && one.id != other.id, "its key in the ledger is drawn there");
        let receipt = one.receipt.unwrap();
        assert_ne!(receipt, other.receipt.unwrap(), "nothing in the ledger is the same twice");
        let made_of = ReceiptSecret { version: Some(2), secret: row.receipt };
        assert_eq!(key.open_receipt(&row.survey, one.id, &receipt).unwrap(), made_of);
        assert!(key.open_receipt(&row.survey, other.id, &receipt).is_err());
        assert!(key.open_receipt(&code("t"), one.id, &receipt).is_err());
        assert!(others.on("2026-11-30").open_receipt(&row.survey, one.id, &receipt).is_err());
        assert!(key.open_receipt(&row.survey, one.id, &receipt[1..]).is_err());
        let without = ReceiptSecret { version: Some(700), secret: None };
        let sealed = key.seal_receipt(&row.survey, one.id, &without).unwrap();
        assert_eq!(
            sealed.len(),
            receipt.len(),
            "whether there is a receipt, and which version it was, is not seen"
        );
        assert_eq!(key.open_receipt(&row.survey, one.id, &sealed).unwrap(), without);
    }

    #[test]
    fn an_accounts_secret_is_opened_for_it_alone() {
        let (keys, others) = (Keys::new(), Keys::new());
        let key = keys.on("2026-11-30");
        let (one, other) = (entropy::uuid(), entropy::uuid());
        let sealed = key.seal_secret(one, b"secret").unwrap();
        assert_eq!(key.open_secret(one, &sealed).unwrap(), b"secret");
        assert!(key.open_secret(other, &sealed).is_err());
        assert!(others.on("2026-11-30").open_secret(one, &sealed).is_err());
    }

    #[test]
    fn lengths_tell_little() {
        let keys = Keys::new();
        let key = keys.on("2026-11-30");
        // Random digits: they hardly shrink.
        let text = |ids| (0..ids).map(|_| entropy::uuid().simple().to_string()).collect::<String>();
        let length = |ids| key.seal(row(&text(ids))).unwrap().row.sealed.len();
        assert_eq!(length(1), length(40));
        assert_eq!(length(80), length(200));
        assert!(length(80) > length(40));
    }
}
