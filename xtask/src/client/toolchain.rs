//! Which Rust toolchain builds the client: the first of four ways that works here.
//!
//! It never downloads a toolchain where `RUSTUP_AUTO_INSTALL=0` forbids that.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{cargo, debian, sh};

/// What the client is built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's toolchain, beside which rustup's may stand.
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// A toolchain that can build the client.
pub enum Toolchain {
    /// The person's own, which has the library for the target.
    Own,
    /// Debian's, which builds that library first.
    Debian {
        /// LLVM's linker for WebAssembly; Rust's own is not packaged.
        linker: PathBuf,
    },
}

impl Toolchain {
    /// The first that works; installs one if it may.
    pub fn find() -> Result<Self> {
        if own_has_target() || (may_use_rustup() && rustup_adds_target() && own_has_target()) {
            return Ok(Self::Own);
        }
        debian::ensure(&[&debian::WASM_TOOLCHAIN]).with_context(|| {
            format!("the client can't be built: neither `rustup target add {TARGET}` nor Debian's packages are at hand")
        })?;
        match linker() {
            Some(linker) => Ok(Self::Debian { linker }),
            None => bail!("no wasm-ld was found; Debian's package lld-19 brings it"),
        }
    }

    /// `cargo build` with this toolchain.
    pub fn cargo(&self) -> Command {
        match self {
            Self::Own => {
                let mut cargo = cargo::command();
                cargo.arg("build");
                cargo
            }
            Self::Debian { linker } => {
                let mut cargo = sh::command(DEBIAN_CARGO);
                for name in
                    ["RUSTUP_TOOLCHAIN", "RUSTFLAGS", "RUSTC_WRAPPER", "CARGO_BUILD_TARGET", "RUSTDOC"]
                {
                    cargo.env_remove(name);
                }
                cargo
                    // A stable compiler builds its own library only when told to trust itself.
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("RUSTC", DEBIAN_RUSTC)
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .args(["build", "-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
                cargo
            }
        }
    }
}

impl Toolchain {
    /// The flags that only this toolchain takes. Where the standard library is built along, a panic aborts without a
    /// message, and all the code that would have written it is left out: a tenth of the client.
    pub fn flags(&self) -> &'static [&'static str] {
        match self {
            Self::Own => &[],
            Self::Debian { .. } => &["-Zunstable-options", "-Cpanic=immediate-abort"],
        }
    }
}

impl fmt::Display for Toolchain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => f.write_str("the toolchain's own library"),
            Self::Debian { .. } => f.write_str("Debian's toolchain, standard library and all"),
        }
    }
}

/// Whether the client can be built without anything being installed.
pub fn is_there() -> bool {
    own_has_target() || may_use_rustup() || debian_is_there()
}

/// Whether Debian's toolchain is whole, and new enough: a Debian that has not been updated for a year has an older one.
pub fn debian_is_there() -> bool {
    [DEBIAN_CARGO, DEBIAN_RUSTC, DEBIAN_SOURCES].iter().all(|file| Path::new(file).is_file())
        && sh::read(sh::command(DEBIAN_RUSTC).arg("--version")).is_ok_and(|says| is_new_enough(&says))
        && linker().is_some()
}

/// Whether what `rustc --version` says is the version that the workspace asks for, or a later one.
fn is_new_enough(says: &str) -> bool {
    let version = says.strip_prefix("rustc ").and_then(|rest| rest.split([' ', '-']).next());
    let needed = parts(env!("CARGO_PKG_RUST_VERSION"));
    version.and_then(parts).zip(needed).is_some_and(|(has, needed)| has >= needed)
}

/// "1.94" or "1.94.1" as major and minor.
fn parts(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn own_has_target() -> bool {
    let sysroot = sh::read(sh::command("rustc").args(["--print", "sysroot"]));
    sysroot.is_ok_and(|path| Path::new(path.trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

fn may_use_rustup() -> bool {
    std::env::var_os("RUSTUP_AUTO_INSTALL").is_none_or(|value| value != "0") && sh::which("rustup").is_some()
}

fn rustup_adds_target() -> bool {
    sh::works_within(sh::command("rustup").args(["target", "add", TARGET]), Duration::from_secs(300))
}

fn linker() -> Option<PathBuf> {
    let versions = (14..=30).rev().map(|version| format!("wasm-ld-{version}"));
    versions.chain(["wasm-ld".to_owned()]).find_map(|name| sh::which(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiler_older_than_the_workspace_asks_for_is_not_there() {
        assert!(!is_new_enough("rustc 1.85.0 (4d91de4e4 2025-02-17) (built from a source tarball)\n"));
        assert!(!is_new_enough("no compiler"));
        assert!(is_new_enough(concat!("rustc ", env!("CARGO_PKG_RUST_VERSION"), ".0 (Debian)\n")));
        assert!(is_new_enough("rustc 2.0.0-nightly (0000 2030-01-01)\n"));
    }
}
