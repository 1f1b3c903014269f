//! Whether the client has to be built again: a digest of everything that it is built from.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::assets;

/// What the client is built from, and by.
const INPUTS: [&str; 6] =
    ["survey", "client-wasm", "Cargo.toml", "Cargo.lock", "xtask/src/client", "xtask/src/assets.rs"];
/// What is built, so doesn't count.
const OUTPUTS: [&str; 1] = ["client-wasm/dist"];

/// The digest of the client's inputs.
pub fn digest(root: &Path) -> Result<String> {
    let mut files = Vec::new();
    for input in INPUTS {
        collect(root, Path::new(input), &mut files)?;
    }
    files.sort();
    let mut all = Sha256::new();
    for file in files {
        let bytes = fs::read(root.join(&file)).with_context(|| format!("reading {}", file.display()))?;
        // A name can't end in the middle of a content, nor the other way round.
        all.update(file.as_os_str().as_encoded_bytes());
        all.update([0]);
        all.update(bytes.len().to_be_bytes());
        all.update(bytes);
    }
    Ok(assets::hex(&all.finalize()))
}

fn collect(root: &Path, path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if OUTPUTS.iter().any(|output| path == Path::new(output)) {
        return Ok(());
    }
    let full = root.join(path);
    if full.is_dir() {
        for entry in fs::read_dir(&full).with_context(|| format!("reading {}", full.display()))? {
            collect(root, &path.join(entry?.file_name()), files)?;
        }
    } else if full.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkout() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("survey/src/lib.rs", "a"),
            ("client-wasm/static/form.css", "b"),
            ("Cargo.lock", "c"),
            ("server/src/lib.rs", "d"),
        ] {
            let file = root.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, content).unwrap();
        }
        root
    }

    #[test]
    fn a_change_to_any_input_shows() {
        let root = checkout();
        let before = digest(root.path()).unwrap();
        for name in
            ["survey/src/lib.rs", "client-wasm/static/form.css", "Cargo.lock", "client-wasm/static/new.js"]
        {
            fs::write(root.path().join(name), "changed").unwrap();
            assert_ne!(digest(root.path()).unwrap(), before, "{name}");
            fs::remove_file(root.path().join("client-wasm/static/new.js")).ok();
        }
    }

    #[test]
    fn a_renamed_file_shows() {
        let root = checkout();
        let before = digest(root.path()).unwrap();
        fs::rename(root.path().join("survey/src/lib.rs"), root.path().join("survey/src/other.rs")).unwrap();
        assert_ne!(digest(root.path()).unwrap(), before);
    }

    #[test]
    fn what_was_built_and_what_the_client_does_not_use_does_not_show() {
        let root = checkout();
        let before = digest(root.path()).unwrap();
        fs::create_dir_all(root.path().join("client-wasm/dist")).unwrap();
        fs::write(root.path().join("client-wasm/dist/client.js"), "x").unwrap();
        fs::write(root.path().join("server/src/lib.rs"), "x").unwrap();
        assert_eq!(digest(root.path()).unwrap(), before);
    }
}
