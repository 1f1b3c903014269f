//! The key that is not in the database, and what it hides there: responses that wait to be moved into the ledger, what
//! the receipts of those in the ledger are made of, and the secrets of staff's second factors.
//!
//! Who has every copy of the database but not this key can't read a waiting response, nor recognise it in the ledger
//! later, nor tell which nonce a form posted without scripts has spent, nor to which response a receipt belongs.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::Sha256;
use survey::receipt::Secret;
use survey::{Locale, SurveyCode};
use uuid::Uuid;

use crate::entropy;
use crate::private;
use crate::store::inbox::Sealed;
use crate::store::responses::{LedgerRow, ResponseRow};
use crate::token::Token;

const KEY: usize = 32;
const NONCE: usize = 24;
/// The length of the smallest sealed response; the next sizes are four times as long each. Compressed, most responses fit
/// into the smallest, and PostgreSQL keeps a row of this size in its place.
const SMALLEST: usize = 1_792;

/// The key of the file, split into one for each use.
pub struct SealKey {
    id: Vec<u8>,
    cipher: XChaCha20Poly1305,
    receipts: XChaCha20Poly1305,
    accounts: XChaCha20Poly1305,
    ids: [u8; KEY],
    plain_form: [u8; KEY],
}

/// Why something sealed can't be opened: another key, another row, or changed bytes.
#[derive(Debug, thiserror::Error)]
#[error("what is sealed can't be opened: another key, or its row was changed")]
pub struct NotOpened;

/// What is sealed: this as JSON, compressed.
#[derive(Serialize, Deserialize)]
struct Contents<Answers> {
    id: Uuid,
    version: u32,
    language: Locale,
    answers: Answers,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    receipt: Option<Secret>,
}

fn mac(key: &[u8; KEY], parts: &[&[u8]]) -> [u8; KEY] {
    let mut mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl SealKey {
    /// A key of these secret bytes.
    pub fn new(secret: &[u8; KEY]) -> Self {
        let cipher = XChaCha20Poly1305::new(&mac(secret, &[b"sawt inbox"]).into());
        let id = mac(secret, &[b"sawt key id"])[..8].to_vec();
        Self {
            id,
            cipher,
            receipts: XChaCha20Poly1305::new(&mac(secret, &[b"sawt receipt"]).into()),
            accounts: XChaCha20Poly1305::new(&mac(secret, &[b"sawt accounts"]).into()),
            ids: mac(secret, &[b"sawt response id"]),
            plain_form: mac(secret, &[b"sawt plain form"]),
        }
    }

    /// Reads the key of a file, or draws one and makes the file. A file that is there is never written.
    ///
    /// # Errors
    /// When the file can't be read or made, or holds something else.
    pub fn read_or_make(path: &Path) -> io::Result<Self> {
        private::tighten(path)?;
        match fs::read_to_string(path) {
            Ok(text) => parse(&text).map(|secret| Self::new(&secret)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make(path, &entropy::bytes())?;
                // Another server may have been first: what is in the file counts.
                parse(&fs::read_to_string(path)?).map(|secret| Self::new(&secret))
            }
            Err(error) => Err(error),
        }
    }

    /// Which key this is, without telling it.
    pub fn id(&self) -> &[u8] {
        &self.id
    }

    /// What a response's id is known by in the inbox.
    pub fn id_mac(&self, id: Uuid) -> Vec<u8> {
        mac(&self.ids, &[id.as_bytes()]).to_vec()
    }

    /// The nonce that a form posted without scripts spends: the same for the same link, and told by nothing else.
    pub fn plain_form_nonce(&self, survey: &SurveyCode, token: &Token) -> Vec<u8> {
        mac(&self.plain_form, &[survey.as_str().as_bytes(), b"\0", token.as_str().as_bytes()]).to_vec()
    }

    /// Seals a secret of an account; for another account it can't be opened.
    ///
    /// # Errors
    /// When it is longer than a cipher takes.
    pub fn seal_secret(&self, owner: Uuid, secret: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let nonce: [u8; NONCE] = entropy::bytes();
        let payload = Payload { msg: secret, aad: owner.as_bytes() };
        let mut sealed = nonce.to_vec();
        sealed.extend(self.accounts.encrypt(&XNonce::from(nonce), payload).map_err(|_| NotOpened)?);
        Ok(sealed)
    }

    /// Opens a sealed secret of an account.
    ///
    /// # Errors
    /// When it was sealed with another key, for another account, or was changed.
    pub fn open_secret(&self, owner: Uuid, sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE>().ok_or(NotOpened)?;
        let payload = Payload { msg: text, aad: owner.as_bytes() };
        self.accounts.decrypt(&XNonce::from(*nonce), payload).map_err(|_| NotOpened)
    }

    /// Seals a response, padded to one of few lengths.
    ///
    /// # Errors
    /// When it can't be written as JSON or is longer than a cipher takes, which no accepted response is.
    pub fn seal(&self, row: ResponseRow) -> Result<Sealed, NotOpened> {
        let ResponseRow { id, survey, version, language, answers, nonce: spends, receipt } = row;
        let contents = Contents { id, version, language, answers, receipt };
        let json = serde_json::to_vec(&contents).map_err(|_| NotOpened)?;
        let short = compressed(&json).map_err(|_| NotOpened)?;
        let id_mac = self.id_mac(id);
        let payload = Payload { msg: &padded(short).ok_or(NotOpened)?, aad: &bound_to(&survey, &id_mac) };
        let sealed = encrypt(&self.cipher, payload)?;
        Ok(Sealed { id, survey, id_mac, key_id: self.id.clone(), sealed, nonce: spends })
    }

    /// Opens a sealed response of a survey.
    ///
    /// # Errors
    /// When it was sealed with another key, for another row, or was changed.
    pub fn open(&self, survey: &SurveyCode, id_mac: &[u8], sealed: &[u8]) -> Result<LedgerRow, NotOpened> {
        let padded = decrypt(&self.cipher, sealed, &bound_to(survey, id_mac))?;
        let (length, rest) = padded.split_first_chunk::<4>().ok_or(NotOpened)?;
        let short = rest.get(..u32::from_be_bytes(*length) as usize).ok_or(NotOpened)?;
        let mut json = Vec::new();
        DeflateDecoder::new(short).read_to_end(&mut json).map_err(|_| NotOpened)?;
        let Contents::<Box<RawValue>> { id, version, language, answers, receipt } =
            serde_json::from_slice(&json).map_err(|_| NotOpened)?;
        // Sealed anew: what waited can't be laid beside what is in the ledger.
        let receipt = receipt.map(|secret| self.seal_receipt(survey, id, &secret)).transpose()?;
        let answers = answers.get().to_owned();
        Ok(LedgerRow { id, survey: survey.clone(), version, language, answers, receipt })
    }

    /// Seals what the receipt of a response is made of, for the ledger.
    ///
    /// # Errors
    /// When it is longer than a cipher takes, which it never is.
    pub fn seal_receipt(&self, survey: &SurveyCode, id: Uuid, secret: &Secret) -> Result<Vec<u8>, NotOpened> {
        let payload = Payload { msg: secret.as_bytes(), aad: &bound_to(survey, id.as_bytes()) };
        encrypt(&self.receipts, payload)
    }

    /// Opens what the receipt of a response is made of.
    ///
    /// # Errors
    /// When it was sealed with another key, for another row, or was changed.
    pub fn open_receipt(&self, survey: &SurveyCode, id: Uuid, sealed: &[u8]) -> Result<Secret, NotOpened> {
        let secret = decrypt(&self.receipts, sealed, &bound_to(survey, id.as_bytes()))?;
        secret.try_into().map(Secret::from_bytes).map_err(|_| NotOpened)
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

/// A sealed response can't be put under another survey or another id.
fn bound_to(survey: &SurveyCode, id_mac: &[u8]) -> Vec<u8> {
    [survey.as_str().as_bytes(), b"\0", id_mac].concat()
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

fn parse(text: &str) -> io::Result<[u8; KEY]> {
    let bytes = URL_SAFE_NO_PAD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the file holds no key"))
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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

/// Makes the file whole or not at all, readable for its owner alone.
fn make(path: &Path, secret: &[u8; KEY]) -> io::Result<()> {
    let folder = folder_of(path);
    private::make_folder(folder)?;
    let temporary: PathBuf = folder.join(format!(".sawt-key-{}", entropy::uuid()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
    let linked = file
        .write_all(format!("{}\n", URL_SAFE_NO_PAD.encode(secret)).as_bytes())
        .and_then(|()| file.sync_all())
        // A link, not a rename: it fails where a file is already.
        .and_then(|()| fs::hard_link(&temporary, path));
    fs::remove_file(&temporary)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use serde_json::{Map, json};
    use survey::answers::RawAnswers;

    use super::*;

    fn code(text: &str) -> SurveyCode {
        text.parse().unwrap()
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
        }
    }

    #[test]
    fn what_is_sealed_is_opened_by_its_key_in_its_place_alone() {
        let key = SealKey::new(&[7; 32]);
        let row = row("إذاعة");
        let sealed = key.seal(row.clone()).unwrap();
        let opened = key.open(&row.survey, &sealed.id_mac, &sealed.sealed).unwrap();
        let answers: RawAnswers = serde_json::from_str(&opened.answers).unwrap();
        assert_eq!((opened.id, opened.version, answers), (row.id, 2, row.answers));
        assert!(SealKey::new(&[8; 32]).open(&row.survey, &sealed.id_mac, &sealed.sealed).is_err());
        assert!(key.open(&code("t"), &sealed.id_mac, &sealed.sealed).is_err());
        assert!(key.open(&row.survey, &key.id_mac(entropy::uuid()), &sealed.sealed).is_err());
        for place in [0, 30, sealed.sealed.len() - 1] {
            let mut changed = sealed.sealed.clone();
            changed[place] ^= 1;
            assert!(key.open(&row.survey, &sealed.id_mac, &changed).is_err());
        }
        assert!(key.open(&row.survey, &sealed.id_mac, &[]).is_err());
    }

    #[test]
    fn what_a_receipt_is_made_of_is_opened_for_its_response_alone() {
        let key = SealKey::new(&[7; 32]);
        let row = row("x");
        let sealed = key.seal(row.clone()).unwrap();
        let opened = key.open(&row.survey, &sealed.id_mac, &sealed.sealed).unwrap();
        let receipt = opened.receipt.unwrap();
        assert_eq!(key.open_receipt(&row.survey, row.id, &receipt).ok(), row.receipt);
        assert!(key.open_receipt(&row.survey, entropy::uuid(), &receipt).is_err());
        assert!(key.open_receipt(&code("t"), row.id, &receipt).is_err());
        assert!(SealKey::new(&[8; 32]).open_receipt(&row.survey, row.id, &receipt).is_err());
        assert!(key.open_receipt(&row.survey, row.id, &receipt[1..]).is_err());
        let again = key.open(&row.survey, &sealed.id_mac, &sealed.sealed).unwrap().receipt.unwrap();
        assert_ne!(receipt, again, "nothing in the ledger is the same twice");
    }

    #[test]
    fn an_accounts_secret_is_opened_for_it_alone() {
        let key = SealKey::new(&[7; 32]);
        let (one, other) = (entropy::uuid(), entropy::uuid());
        let sealed = key.seal_secret(one, b"secret").unwrap();
        assert_eq!(key.open_secret(one, &sealed).unwrap(), b"secret");
        assert!(key.open_secret(other, &sealed).is_err());
        assert!(SealKey::new(&[8; 32]).open_secret(one, &sealed).is_err());
    }

    #[test]
    fn lengths_tell_little() {
        let key = SealKey::new(&[7; 32]);
        // Random digits: they hardly shrink.
        let text = |ids| (0..ids).map(|_| entropy::uuid().simple().to_string()).collect::<String>();
        let length = |ids| key.seal(row(&text(ids))).unwrap().sealed.len();
        assert_eq!(length(1), length(40));
        assert_eq!(length(80), length(200));
        assert!(length(80) > length(40));
    }

    #[test]
    fn the_key_file_is_made_once_for_its_owner_alone() {
        let folder = std::env::temp_dir().join(format!("sawt-{}", entropy::uuid()));
        fs::create_dir(&folder).unwrap();
        let path = folder.join("sawt.key");
        let made = SealKey::read_or_make(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(SealKey::read_or_make(&path).unwrap().id(), made.id());
        make(&path, &[1; 32]).unwrap();
        assert_eq!(SealKey::read_or_make(&path).unwrap().id(), made.id(), "it is never overwritten");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
        fs::write(&path, "no key").unwrap();
        assert!(SealKey::read_or_make(&path).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }
}
