//! The files of a folder, and those that are packed as a whole.

use std::fs;
use std::io;
use std::path::Path;

/// All files below a folder by their path in it.
///
/// # Errors
/// When the folder can't be read; a file that went meanwhile is passed over.
pub fn all(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                left.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                found.push((name, bytes));
            }
        }
    }
    found.sort();
    Ok(found)
}

const MOZ_LZ4: &[u8] = b"mozLz40\0";

/// What is in a file of Firefox that is packed as a whole.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let packed = bytes.strip_prefix(MOZ_LZ4)?;
    lz4_flex::block::decompress_size_prepended(packed).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_file_of_firefox_is_unpacked() {
        let text = b"needle needle needle needle needle";
        let file = [MOZ_LZ4, &lz4_flex::block::compress_prepend_size(text)].concat();
        assert_eq!(unpacked(&file).as_deref(), Some(&text[..]));
        assert_eq!(unpacked(b"mozLz40\0\xff\xff"), None);
    }
}
