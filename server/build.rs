//! Tells cargo which folders are embedded, so that a new file in one of them (a language, say) makes a new binary; and gives the program
//! that works results out a name of its own, so that what another one worked out and kept is not taken for its own.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// The sources that results depend on.
const RECKONING: &str = "../survey/src";

/// The client's files. An unoptimised server reads them where they lie.
const CLIENT: &str = "../client-wasm/dist";

fn main() -> std::io::Result<()> {
    let client = std::env::var_os("PROFILE").filter(|profile| profile == "release").map(|_| CLIENT);
    for folder in ["../locales", "../question-sets", "../migrations", RECKONING].into_iter().chain(client) {
        println!("cargo:rerun-if-changed={folder}");
    }
    let mut hasher = DefaultHasher::new();
    for file in files(Path::new(RECKONING))? {
        std::fs::read(file)?.hash(&mut hasher);
    }
    println!("cargo:rustc-env=SAWT_RECKONING={:016x}", hasher.finish());
    Ok(())
}

/// All files in a folder and in those below it, always in the same order.
fn files(folder: &Path) -> std::io::Result<BTreeSet<PathBuf>> {
    let mut all = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all.extend(files(&path)?);
        } else {
            all.insert(path);
        }
    }
    Ok(all)
}
