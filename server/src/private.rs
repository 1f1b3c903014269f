//! Files and folders that the server's user alone can read: everything that the server makes.
//!
//! [`by_default`] covers what libraries make, too (SQLite's log, temporary files). What holds secrets is made with its
//! mode said, so that it does not rest on the process's mask, and is tightened where an earlier version left it open.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use rustix::fs::Mode;

const FILE: u32 = 0o600;
const FOLDER: u32 = 0o700;
/// A folder with this bit is shared with other users, as /tmp is.
const STICKY: u32 = 0o1000;

/// From now on, whatever this process makes is its user's alone. Called once, before anything is made.
pub fn by_default() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
}

/// Makes a folder and those above it that are missing.
///
/// # Errors
/// When the system refuses.
pub fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(FOLDER).create(path)
}

/// Opens a file to be written from its beginning; makes it where it is missing.
///
/// # Errors
/// When the system refuses.
pub fn create(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(FILE).open(path)?;
    // A file that was there keeps its mode otherwise. Devices, such as /dev/stdout, keep theirs.
    if file.metadata()?.is_file() {
        file.set_permissions(Permissions::from_mode(FILE))?;
    }
    Ok(file)
}

/// Takes a file away from everybody else, if there is one.
///
/// # Errors
/// When the system refuses.
pub fn tighten(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() && found.mode() & 0o077 != 0 => {
            fs::set_permissions(path, Permissions::from_mode(FILE))
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Takes a folder and the files in it with this ending away from everybody else, if there is one. A folder that other users
/// share stays theirs; the files in it do not.
///
/// # Errors
/// When the system refuses.
pub fn tighten_folder(path: &Path, ending: &str) -> io::Result<()> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if found.mode() & STICKY == 0 && found.mode() & 0o077 != 0 {
        fs::set_permissions(path, Permissions::from_mode(FOLDER))?;
    }
    for entry in fs::read_dir(path)? {
        let file = entry?.path();
        if file.extension().is_some_and(|found| found == ending) {
            tighten(&file)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy;

    #[test]
    fn what_an_earlier_version_left_open_is_closed() {
        let folder = std::env::temp_dir().join(format!("sawt-{}", entropy::uuid()));
        make_folder(&folder).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        assert_eq!(mode(&folder), FOLDER);
        let file = folder.join("a.eml");
        fs::write(&file, "x").unwrap();
        for path in [&file, &folder] {
            fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
        }
        tighten_folder(&folder, "eml").unwrap();
        assert_eq!((mode(&folder), mode(&file)), (FOLDER, FILE));
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        create(&file).unwrap();
        assert_eq!(mode(&file), FILE, "a file that is written over is closed, too");
        tighten(&folder.join("missing")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
    }
}
