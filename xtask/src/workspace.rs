//! Where everything is.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{cargo, sh};

/// The folders of this checkout.
pub struct Workspace {
    /// The checkout itself.
    pub root: PathBuf,
    /// Where cargo builds, as the person has configured it.
    pub target: PathBuf,
}

impl Workspace {
    /// Asks cargo for the workspace that this program belongs to.
    pub fn find() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let metadata = sh::read(
            cargo::command()
                .args(["metadata", "--no-deps", "--format-version=1", "--manifest-path"])
                .arg(manifest),
        )?;
        let metadata: serde_json::Value =
            serde_json::from_str(&metadata).context("reading what cargo metadata says")?;
        let folder = |name: &str| {
            metadata[name]
                .as_str()
                .map(PathBuf::from)
                .with_context(|| format!("cargo metadata names no {name}"))
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")? })
    }

    /// Where the built client stands.
    pub fn dist(&self) -> PathBuf {
        self.root.join("client-wasm/dist")
    }

    /// Where a built program stands.
    pub fn binary(&self, name: &str, release: bool) -> PathBuf {
        self.target.join(if release { "release" } else { "debug" }).join(name)
    }
}
