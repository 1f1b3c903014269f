//! `cargo xtask test`: every check and every test, with all that they need.

use std::path::Path;

use anyhow::Result;

use crate::client::toolchain;
use crate::debian::{self, CHROMIUM, FONTS, POPPLER, POSTGRESQL, PYTHON_ENVIRONMENT, SMTP, WASM_TOOLCHAIN};
use crate::postgres::{Cluster, Durability};
use crate::steps::Steps;
use crate::workspace::Workspace;
use crate::{cargo, client, deny, python, sh};

/// What can be said on the command line.
#[derive(clap::Args)]
pub struct Options {
    /// Only tests whose names contain one of these; the checks of the code are left out then
    filters: Vec<String>,
}

/// The crates that are tested on this machine. The client's own tests are in the browser, through `tests`.
const TESTED: [&str; 3] = ["--workspace", "--exclude", "client-wasm"];

/// Runs it all. An error if any of it failed.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut steps = Steps::new();
    let everything = options.filters.is_empty();

    steps.step("packages: browser, fonts, PostgreSQL, SMTP server, Python", install);
    if everything {
        steps.step("format", || sh::run(cargo::at(workspace, "fmt").args(["--all", "--check"])));
    }
    let dist = steps.step("client for the browser", || client::build(workspace));
    if everything {
        steps.step("clippy", || {
            let mut clippy = cargo::at(workspace, "clippy");
            sh::run(clippy.args(["--workspace", "--all-targets", "--", "-D", "warnings"]))
        });
        steps.step("licences and sources", || deny::check(workspace));
        steps.step_if_possible("advisories", || deny::check_advisories(workspace));
    }
    let python = steps.step("programs from PyPI", || python::environment(workspace));
    // Built with the very selection of crates that is tested: another would be built anew, with other features.
    let built = steps.step("server and tests, built", || {
        sh::run(cargo::at(workspace, "build").args(TESTED).args(["--bins", "--tests"]))
    });
    let cluster = steps.step("PostgreSQL of our own", || Cluster::start(Durability::None));
    match (dist, python, built, &cluster) {
        (Some(dist), Some(python), Some(()), Some(cluster)) => {
            steps.step("tests", || test(workspace, &dist, &python, cluster, &options.filters));
        }
        _ => steps.not_run("tests", "what they need is not there, see above"),
    }
    drop(cluster);
    steps.finish()
}

/// Installs all that is missing at once, which is quicker than one by one.
fn install() -> Result<()> {
    let mut needs = vec![&CHROMIUM, &FONTS, &POPPLER, &POSTGRESQL, &SMTP, &PYTHON_ENVIRONMENT];
    if !toolchain::is_there() {
        needs.push(&WASM_TOOLCHAIN);
    }
    debian::ensure(&needs)
}

fn test(
    workspace: &Workspace,
    dist: &Path,
    python: &Path,
    cluster: &Cluster,
    filters: &[String],
) -> Result<()> {
    sh::run(
        cargo::at(workspace, "test")
            .args(TESTED)
            .args(["--no-fail-fast", "--"])
            .args(filters)
            .env("SAWT_SERVER", workspace.binary("server", false))
            .env("SAWT_TEST_POSTGRES", cluster.url())
            .env("SAWT_CLIENT_DIST", dist)
            .env("SAWT_TEST_PYTHON", python),
    )
}
