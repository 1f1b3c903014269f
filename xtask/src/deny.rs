//! cargo-deny: the licences, the sources and the known faults of what we depend on.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::steps::Outcome;
use crate::workspace::Workspace;
use crate::{cargo, say, sh};

/// The version that `deny.toml` is written for.
const VERSION: &str = "0.20.2";

/// Checks licences, banned crates and sources.
pub fn check(workspace: &Workspace) -> Result<()> {
    ensure(workspace)?;
    sh::run(deny(workspace).args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))
}

/// Checks for published faults, if the list of them can be reached.
pub fn check_advisories(workspace: &Workspace) -> Result<Outcome> {
    if !is_there(workspace) {
        return Ok(Outcome::NotRun("cargo-deny is not there".to_owned()));
    }
    if !sh::works_within(deny(workspace).args(["fetch", "db"]), Duration::from_secs(60)) {
        return Ok(Outcome::NotRun("the advisory database can't be reached from here".to_owned()));
    }
    sh::run(deny(workspace).args(["check", "--disable-fetch", "--hide-inclusion-graph", "advisories"]))?;
    Ok(Outcome::Done)
}

/// Installs cargo-deny if it isn't there. Built unoptimised: that takes a third of the time, and it is quick enough.
fn ensure(workspace: &Workspace) -> Result<()> {
    if is_there(workspace) {
        return Ok(());
    }
    say::detail("cargo-deny is not there; building it: one or two minutes, this once");
    let mut install = cargo::at(workspace, "install");
    install.args(["--quiet", "--locked", "--profile", "dev", "cargo-deny", "--version", VERSION]);
    sh::run(&mut install)
        .with_context(|| format!("install it by hand: cargo install --locked cargo-deny@{VERSION}"))
}

fn is_there(workspace: &Workspace) -> bool {
    sh::works_within(deny(workspace).arg("--version"), Duration::from_secs(30))
}

fn deny(workspace: &Workspace) -> std::process::Command {
    cargo::at(workspace, "deny")
}
