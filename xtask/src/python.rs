//! Programs from PyPI that the tests need, in an environment of their own under `target/`; nothing else sees them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::sh;
use crate::workspace::Workspace;

/// Debian's own Python: another one on the machine may lack what it takes to make an environment.
const PYTHON: &str = "/usr/bin/python3";

/// Makes the environment, or takes the one that is there if it has what is asked for; the folder of its programs.
pub fn environment(workspace: &Workspace) -> Result<PathBuf> {
    let requirements = workspace.root.join("tests/python/requirements.txt");
    let wanted = fs::read_to_string(&requirements).context("reading what the tests need of PyPI")?;
    let folder = workspace.target.join("python");
    let programs = folder.join("bin");
    // Written when all is in place: an installation that was cut off has none.
    let installed = folder.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|has| has == wanted) && programs.join("python").exists() {
        return Ok(programs);
    }
    sh::quietly(sh::command(PYTHON).args(["-m", "venv", "--clear"]).arg(&folder))?;
    sh::quietly(pip(&programs).args(["install", "--requirement"]).arg(&requirements))?;
    fs::write(&installed, wanted).context("noting what is installed")?;
    Ok(programs)
}

fn pip(programs: &Path) -> std::process::Command {
    let mut pip = sh::command(programs.join("python"));
    pip.args(["-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]);
    pip
}
