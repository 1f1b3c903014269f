//! `cargo xtask bench`: how many responses a second go into each database, how many credentials a second one core issues
//! and checks, how long the manager's page with 10,000 partners and the report take, and how long the results of a million
//! responses.
//!
//! Everything is built as it is shipped, and both databases keep every promise of durability that they come with.

use anyhow::Result;

use crate::postgres::{Cluster, Durability};
use crate::workspace::Workspace;
use crate::{cargo, client, debian, say, sh};

/// What can be said on the command line.
#[derive(clap::Args)]
pub struct Options {
    /// What the benchmark itself takes
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Builds, starts and measures.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    debian::ensure(&[&debian::POSTGRESQL])?;
    let dist = client::build(workspace)?;
    say::doing("Building server and benchmark as they are shipped: some minutes the first time");
    sh::run(cargo::at(workspace, "build").args(["--release", "--package", "server", "--bin", "server"]))?;
    sh::run(cargo::at(workspace, "build").args(["--release", "--package", "tests", "--bin", "bench"]))?;
    say::doing("Starting a PostgreSQL of our own, durable as it comes");
    let cluster = Cluster::start(Durability::Default)?;
    say::doing("Measuring");
    sh::run(
        cargo::at(workspace, "run")
            .args(["--quiet", "--release", "--package", "tests", "--bin", "bench", "--"])
            .args(&options.arguments)
            .env("SAWT_SERVER", workspace.binary("server", true))
            .env("SAWT_BENCH_POSTGRES", cluster.url())
            .env("SAWT_CLIENT_DIST", dist),
    )
}
