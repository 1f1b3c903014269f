//! The key file: read, made, and replaced whole or not at all.
//!
//! Three keys in it last: for receipts, second factors and the nonce of a form posted without scripts. Of the chain of daily
//! keys it has one link. A file of an earlier version holds one secret, of which all were made; that secret stays in the file
//! only until what it sealed is sealed anew.
//!
//! Several servers may share the file: whoever writes holds the lock of its folder, reads again first, and never takes a link
//! back to an earlier day.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use survey::Day;

use super::chain::{KEY, Link, NAME};
use super::mac;
use crate::{entropy, private};

/// The first line of the file.
const HEADING: &str = "sawt keys 2";

/// What a key file holds.
#[derive(Clone)]
pub struct KeyFile {
    /// Seals what receipts are made of.
    pub receipts: [u8; KEY],
    /// Seals the secrets of second factors.
    pub accounts: [u8; KEY],
    /// Makes the nonce of a form posted without scripts.
    pub plain_form: [u8; KEY],
    /// The chain's name.
    pub chain: [u8; NAME],
    /// The chain's oldest link that is kept.
    pub link: Link,
    /// The secret of an earlier version, until what it sealed is sealed anew.
    pub before: Option<[u8; KEY]>,
}

impl KeyFile {
    fn of_secret(secret: &[u8; KEY], today: Day) -> Self {
        Self {
            receipts: mac(secret, &[b"sawt receipt"]),
            accounts: mac(secret, &[b"sawt accounts"]),
            plain_form: mac(secret, &[b"sawt plain form"]),
            ..Self::new(today)
        }
    }

    fn new(today: Day) -> Self {
        Self {
            receipts: entropy::bytes(),
            accounts: entropy::bytes(),
            plain_form: entropy::bytes(),
            chain: entropy::bytes(),
            link: Link { day: today, key: entropy::bytes() },
            before: None,
        }
    }

    /// Reads the file, or draws keys and makes it. That of an earlier version is replaced by one with a chain of its own,
    /// which no copy of the earlier file leads to.
    ///
    /// # Errors
    /// When the file can't be read or made, or holds something else.
    pub fn read_or_make(path: &Path, today: Day) -> io::Result<Self> {
        private::make_folder(folder_of(path))?;
        let _lock = lock(path)?;
        private::tighten(path)?;
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let made = Self::new(today);
                made.write(path)?;
                return Ok(made);
            }
            Err(error) => return Err(error),
        };
        if let Some(secret) = decode(text.trim()) {
            let made = Self { before: Some(secret), ..Self::of_secret(&secret, today) };
            made.write(path)?;
            return Ok(made);
        }
        Self::parse(&text).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the file holds no keys"))
    }

    /// Replaces what of the file is no longer needed: the chain begins with this link, and the secret of an earlier version is
    /// gone if `no_before`. Another server may have gone further; that stays.
    ///
    /// # Errors
    /// When the file can't be read or written, or is another by now.
    pub fn move_on(path: &Path, chain: &[u8; NAME], link: &Link, no_before: bool) -> io::Result<()> {
        let _lock = lock(path)?;
        let text = fs::read_to_string(path)?;
        let found = Self::parse(&text).filter(|found| found.chain == *chain);
        let Some(mut found) = found else {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the file holds other keys than at the start",
            ));
        };
        if found.link.day >= link.day && (!no_before || found.before.is_none()) {
            return Ok(());
        }
        if found.link.day < link.day {
            found.link = link.clone();
        }
        if no_before {
            found.before = None;
        }
        found.write(path)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != HEADING {
            return None;
        }
        let (mut receipts, mut accounts, mut plain_form, mut chain, mut link, mut before) =
            (None, None, None, None, None, None);
        for line in lines {
            let mut words = line.split_whitespace();
            match (words.next()?, words.next()?, words.next()) {
                ("receipts", key, None) => receipts = Some(decode(key)?),
                ("second-factors", key, None) => accounts = Some(decode(key)?),
                ("plain-form", key, None) => plain_form = Some(decode(key)?),
                ("chain", name, None) => chain = Some(decode(name)?),
                ("link", day, Some(key)) => link = Some(Link { day: day.parse().ok()?, key: decode(key)? }),
                ("before", key, None) => before = Some(decode(key)?),
                _ => return None,
            }
        }
        Some(Self {
            receipts: receipts?,
            accounts: accounts?,
            plain_form: plain_form?,
            chain: chain?,
            link: link?,
            before,
        })
    }

    /// On disk before the name is: a power cut leaves the earlier file or this one.
    fn write(&self, path: &Path) -> io::Result<()> {
        let folder = folder_of(path);
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let mut text = format!(
            "{HEADING}\nreceipts {}\nsecond-factors {}\nplain-form {}\nchain {}\nlink {} {}\n",
            encode(&self.receipts),
            encode(&self.accounts),
            encode(&self.plain_form),
            encode(&self.chain),
            self.link.day,
            encode(&self.link.key),
        );
        if let Some(before) = &self.before {
            text.push_str(&format!("before {}\n", encode(before)));
        }
        let temporary: PathBuf = folder.join(format!(".sawt-key-{}", entropy::uuid()));
        let mut file = private::create(&temporary)?;
        let written = file
            .write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&temporary, path));
        if written.is_err() {
            // What it was tried to write must not lie about; the error that counts is the first.
            let _ = fs::remove_file(&temporary);
        }
        written?;
        File::open(folder)?.sync_all()
    }
}

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Held until it is dropped.
fn lock(path: &Path) -> io::Result<File> {
    let folder = File::open(folder_of(path))?;
    folder.lock()?;
    Ok(folder)
}

fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let folder = std::env::temp_dir().join(format!("sawt-{}", entropy::uuid()));
            fs::create_dir(&folder).unwrap();
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_file_is_made_once_for_its_owner_alone_in_a_folder_of_its_own() {
        let folder = Folder::new();
        let path = folder.0.join("keys/sawt.key");
        let today = day("2026-11-30");
        let made = KeyFile::read_or_make(&path, today).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(folder_of(&path))), (0o600, 0o700));
        let read = KeyFile::read_or_make(&path, day("2026-12-24")).unwrap();
        assert_eq!((read.chain, read.link.key, read.receipts), (made.chain, made.link.key, made.receipts));
        assert_eq!(read.link.day, today);
        assert_eq!(fs::read_dir(folder_of(&path)).unwrap().count(), 1, "nothing else is left");
        fs::write(&path, "no key").unwrap();
        assert!(KeyFile::read_or_make(&path, today).is_err());
    }

    #[test]
    fn a_link_moves_on_and_never_back() {
        let folder = Folder::new();
        let path = folder.0.join("sawt.key");
        let made = KeyFile::read_or_make(&path, day("2026-11-01")).unwrap();
        let kept = || KeyFile::read_or_make(&path, day("2026-11-30")).unwrap().link.day;
        let link = |text: &str| made.link.at(day(text)).unwrap();
        KeyFile::move_on(&path, &made.chain, &link("2026-11-20"), false).unwrap();
        assert_eq!(kept(), day("2026-11-20"));
        KeyFile::move_on(&path, &made.chain, &link("2026-11-10"), true).unwrap();
        assert_eq!(kept(), day("2026-11-20"), "a server that is behind takes nothing back");
        assert!(KeyFile::move_on(&path, &[0; NAME], &link("2026-11-30"), true).is_err(), "another file");
        assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
    }

    #[test]
    fn of_an_earlier_file_the_three_keys_that_last_are_kept_and_at_the_end_no_more() {
        let folder = Folder::new();
        let path = folder.0.join("sawt.key");
        let secret = [7; KEY];
        let earlier = format!("{}\n", URL_SAFE_NO_PAD.encode(secret));
        fs::write(&path, &earlier).unwrap();
        let made = KeyFile::read_or_make(&path, day("2026-11-30")).unwrap();
        assert_eq!(made.before, Some(secret));
        assert_eq!(made.receipts, mac(&secret, &[b"sawt receipt"]));
        assert_eq!(made.accounts, mac(&secret, &[b"sawt accounts"]));
        assert_eq!(made.plain_form, mac(&secret, &[b"sawt plain form"]));
        KeyFile::move_on(&path, &made.chain, &made.link, true).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains(earlier.trim()) && !text.contains("before"), "{text}");
        // Another server, with a copy of the earlier file, draws another chain: no copy leads to what comes.
        fs::write(&path, &earlier).unwrap();
        let other = KeyFile::read_or_make(&path, day("2026-11-30")).unwrap();
        assert!(other.link.key != made.link.key && other.chain != made.chain);
    }
}
