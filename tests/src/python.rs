//! Programs from PyPI that the service is held against (`tests/python/requirements.txt`).

use std::path::{Path, PathBuf};

/// A program of that environment: `SAWT_TEST_PYTHON` is the folder, else where `cargo xtask test` makes it.
pub fn program(name: &str) -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/python/bin");
    let folder = std::env::var_os("SAWT_TEST_PYTHON").map_or(beside, PathBuf::from);
    let program = folder.join(name);
    assert!(program.exists(), "{} is not there; `cargo xtask test` installs it", program.display());
    program
}
