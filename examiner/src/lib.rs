//! Examines a browser's profile folder as somebody would who has seized the device and knows how this site's client seals what it keeps.
//!
//! It carves every file: as it is, the records of LevelDB's logs and tables (compressed ones too), the pages of SQLite with their
//! chains, write-ahead logs and free pages, and Firefox's compressed values and session files. What looks like a sealed value it tries to open with every
//! string of 32 bytes that it finds anywhere, and every string of 16 bytes, padded or doubled. Then it looks for words: as UTF-8, as UTF-16, and
//! as base64 of both.

mod files;
mod leveldb;
mod seal;
mod snappy;
mod sqlite;
mod words;

use std::path::Path;

/// Where a word was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, below the folder.
    pub file: String,
    /// How it stood there.
    pub how: String,
}

/// Everything that was carved out of a folder.
pub struct Examination {
    pieces: Vec<Piece>,
    keys: Vec<[u8; seal::KEY]>,
    sealed: Vec<(usize, Vec<u8>)>,
}

/// A run of bytes that belong together.
struct Piece {
    file: String,
    how: &'static str,
    bytes: Vec<u8>,
}

impl Examination {
    /// Carves a folder. In `own`, parts of it in which no page can write (the browser's own, and what servers have sent), only words are looked for.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn of(folder: &Path, own: &[&str]) -> std::io::Result<Self> {
        let is_own = |file: &str| own.iter().any(|own| file.starts_with(own));
        let mut pieces = Vec::new();
        for (file, bytes) in files::all(folder)? {
            let piece = |how, bytes| Piece { file: file.clone(), how, bytes };
            if is_own(&file) {
                pieces.push(piece("as it is", bytes));
                continue;
            }
            pieces.extend(
                leveldb::log(&file, &bytes).into_iter().map(|bytes| piece("a record of a log", bytes)),
            );
            pieces.extend(leveldb::table(&bytes).into_iter().map(|bytes| piece("a block of a table", bytes)));
            pieces.extend(sqlite::runs(&bytes).into_iter().map(|bytes| piece("a chain of pages", bytes)));
            pieces.extend(files::unpacked(&bytes).map(|bytes| piece("a packed file", bytes)));
            pieces.push(piece("as it is", bytes));
        }
        let clones: Vec<_> = pieces
            .iter()
            .flat_map(|Piece { file, bytes, .. }| {
                let piece = |bytes| Piece { file: file.clone(), how: "a packed value", bytes };
                snappy::clones(bytes).into_iter().map(piece)
            })
            .collect();
        pieces.extend(clones);
        let of_sites = |piece: &&Piece| !is_own(&piece.file);
        let keys = seal::keys(pieces.iter().filter(of_sites).map(|piece| &piece.bytes[..]));
        let mut sealed: Vec<(usize, Vec<u8>)> = Vec::new();
        for (n, piece) in pieces.iter().enumerate().filter(|(_, piece)| of_sites(piece)) {
            sealed.extend(seal::candidates(&piece.bytes).into_iter().map(|bytes| (n, bytes)));
        }
        sealed.sort_by(|(_, one), (_, other)| one.cmp(other));
        sealed.dedup_by(|(_, one), (_, other)| one == other);
        Ok(Self { pieces, keys, sealed })
    }

    /// How many strings are tried as a key, and on how many sealed values.
    pub fn size(&self) -> (usize, usize) {
        (self.keys.len(), self.sealed.len())
    }

    /// Where one of these words stands, readable or openable with a key that lies in the folder.
    pub fn find(&self, words: &[&str]) -> Vec<Finding> {
        self.find_with(words, &self.keys)
    }

    /// Where one of these words stands, readable or openable with one of these keys.
    pub fn find_with(&self, words: &[&str], keys: &[[u8; 32]]) -> Vec<Finding> {
        let needles: Vec<(String, Vec<u8>)> = words.iter().flat_map(|word| words::forms(word)).collect();
        let mut found = Vec::new();
        for piece in &self.pieces {
            for (form, needle) in &needles {
                if words::stands_in(&piece.bytes, needle) {
                    found.push(Finding { file: piece.file.clone(), how: format!("{form}, {}", piece.how) });
                }
            }
        }
        for (n, opened) in seal::open(&self.sealed, keys) {
            for (form, needle) in &needles {
                if words::stands_in(&opened, needle) {
                    let file = self.pieces[n].file.clone();
                    found.push(Finding { file, how: format!("{form}, opened with a key") });
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }
}
