//! The form client: from Rust to the files that a browser downloads.
//!
//! Its dependencies are built in a folder of their own, since it may take another toolchain than the rest.

mod inputs;
mod names;
pub mod toolchain;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::assets::{self, Client};
use crate::client::toolchain::Toolchain;
use crate::workspace::Workspace;
use crate::{cargo, say, sh};

/// The name that the client is built under.
const CRATE: &str = "client-wasm";
/// Names the inputs that a dist was built from; stands beside its files.
const STAMP: &str = "inputs.sha256";

/// Builds the client, unless nothing has changed since it was built; its folder.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let dist = workspace.dist();
    let _one_at_a_time = lock(workspace)?;
    let inputs = inputs::digest(&workspace.root)?;
    if is_fresh(&dist, &inputs) {
        return Ok(dist);
    }
    let toolchain = Toolchain::find()?;
    say::doing(&format!("Building the form client with {toolchain}: a minute or two the first time"));
    let wasm = compile(workspace, &toolchain)?;
    let client = bind(&wasm)?;
    say::detail("compressing what the browser downloads");
    assets::write(&workspace.root.join(CRATE).join("static"), client, &dist)?;
    fs::write(dist.join(STAMP), inputs).context("noting what the client was built from")?;
    Ok(dist)
}

/// Looks through the client's code, beside a build of the other crates: in a folder of its own it waits for none.
pub fn clippy(workspace: &Workspace) -> Result<()> {
    let mut clippy = cargo::at(workspace, "clippy");
    clippy.env("CARGO_TARGET_DIR", workspace.target.join("client"));
    sh::run(clippy.args(["--package", CRATE, "--all-targets", "--", "-D", "warnings"]))
}

/// Lets a second build in the same checkout wait for the first.
fn lock(workspace: &Workspace) -> Result<File> {
    let file =
        File::open(workspace.root.join(CRATE).join("Cargo.toml")).context("opening the client's manifest")?;
    file.lock().context("waiting for another build of the client")?;
    Ok(file)
}

fn is_fresh(dist: &Path, inputs: &str) -> bool {
    fs::read_to_string(dist.join(STAMP)).is_ok_and(|stamp| stamp == inputs) && assets::is_whole(dist)
}

fn compile(workspace: &Workspace, toolchain: &Toolchain) -> Result<PathBuf> {
    let target = workspace.target.join("client");
    let mut cargo = toolchain.cargo();
    cargo
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_ENCODED_RUSTFLAGS", [flags(workspace), toolchain.flags().join("\x1f")].join("\x1f"))
        .args(["--package", CRATE, "--profile", "client", "--target", toolchain::TARGET]);
    sh::run(&mut cargo)?;
    let wasm = target.join(toolchain::TARGET).join("client/client_wasm.wasm");
    if !wasm.is_file() {
        bail!("cargo built the client, but {} is not there", wasm.display());
    }
    Ok(wasm)
}

/// Keeps the paths of this machine out of the client: it is the same wherever it is built, and smaller.
fn flags(workspace: &Workspace) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut remap = vec![format!("--remap-path-prefix={}=", workspace.root.display())];
    let crates = home.map(|home| home.join("registry/src")).and_then(|folder| fs::read_dir(folder).ok());
    for registry in crates.into_iter().flatten().flatten() {
        remap.push(format!("--remap-path-prefix={}=", registry.path().display()));
    }
    remap.join("\x1f")
}

/// Makes the JavaScript through which the browser calls the client, and the client that it calls.
fn bind(wasm: &Path) -> Result<Client> {
    let mut output = Bindgen::new()
        .input_path(wasm)
        .no_modules(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("binding the client to JavaScript")?;
    let has_scripts = output.snippets().values().any(|scripts| !scripts.is_empty())
        || !output.local_modules().is_empty()
        || !output.npm_dependencies().is_empty();
    if has_scripts {
        bail!("the client brings JavaScript of its own through #[wasm_bindgen]; put it into static/boot.js");
    }
    let wasm = output.wasm_mut().emit_wasm();
    let (glue, wasm) = names::without_hashes(output.js(), wasm);
    Ok(Client { glue: names::without_indentation(&glue), wasm })
}
