//! `cargo xtask test`: every check and every test, with all that they need.

mod programs;
mod times;

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::client::toolchain;
use crate::debian::{
    self, CHROMIUM, FIREFOX, FONTS, POPPLER, POSTGRESQL, PYTHON_ENVIRONMENT, SMTP, WASM_TOOLCHAIN, WEBKIT,
};
use crate::postgres::{Cluster, Durability};
use crate::steps::Steps;
use crate::test::programs::Programs;
use crate::test::times::Times;
use crate::workspace::Workspace;
use crate::{cargo, client, deny, python, say, sh, tidy};

/// What can be said on the command line.
#[derive(clap::Args)]
pub struct Options {
    /// Only tests whose names contain one of these; the checks of the code are left out then
    filters: Vec<String>,
}

/// Runs it all. An error if any of it failed.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut steps = Steps::new();
    let everything = options.filters.is_empty();

    steps.step("packages: browser, fonts, PostgreSQL, SMTP server, Python", install);
    if everything {
        steps.step("format", || sh::run(cargo::at(workspace, "fmt").args(["--all", "--check"])));
        steps.step("rules of the code", || tidy::check(workspace));
    }
    // The server is told when it is compiled where the client's files are going to be.
    std::fs::create_dir_all(workspace.dist()).context("making the folder of the client")?;
    // The client's last steps take one core, as the server's do.
    let (programs, (dist, python)) = steps.beside(
        ("server and tests, built by clippy's driver", || programs::build(workspace)),
        |steps| {
            let dist = steps.step("client for the browser", || client::build(workspace));
            if everything {
                steps.step("clippy on the client", || client::clippy(workspace));
            }
            let python = steps.step("programs from PyPI", || python::environment(workspace));
            if everything {
                steps.step("licences and sources", || deny::check(workspace));
                steps.step_if_possible("advisories", || deny::check_advisories(workspace));
            }
            (dist, python)
        },
    );
    if let (true, Some(programs)) = (everything, &programs) {
        steps.step("clippy", || match programs.remarks {
            0 => Ok(()),
            remarks => bail!("{remarks} remarks, see above"),
        });
    }
    let cluster = steps.step("PostgreSQL of our own", || Cluster::start(Durability::None));
    match (dist, python, programs, &cluster) {
        (Some(dist), Some(python), Some(programs), Some(cluster)) => {
            let mut times = Times::default();
            let surroundings = Surroundings { dist: &dist, python: &python, cluster };
            steps.step("tests", || test(&programs, &surroundings, &options.filters, &mut times));
            times.print();
        }
        _ => steps.not_run("tests", "what they need is not there, see above"),
    }
    drop(cluster);
    steps.finish()
}

/// Installs all that is missing at once, which is quicker than one by one.
fn install() -> Result<()> {
    let mut needs =
        vec![&CHROMIUM, &FIREFOX, &WEBKIT, &FONTS, &POPPLER, &POSTGRESQL, &SMTP, &PYTHON_ENVIRONMENT];
    if !toolchain::is_there() {
        needs.push(&WASM_TOOLCHAIN);
    }
    debian::ensure(&needs)
}

/// What the tests find around them.
struct Surroundings<'a> {
    dist: &'a Path,
    python: &'a Path,
    cluster: &'a Cluster,
}

fn test(programs: &Programs, around: &Surroundings<'_>, filters: &[String], times: &mut Times) -> Result<()> {
    let mut failed = Vec::new();
    // Most of a test's time is waiting for a browser, a database, a disk or the clock.
    let threads = 3 * std::thread::available_parallelism().map_or(1, usize::from);
    for test in &programs.tests {
        say::detail(&format!("those of {}", test.name));
        let mut command = sh::command(&test.program);
        command
            .current_dir(&test.folder)
            .args(filters)
            // How long each took is told by a stable library as well, if asked so.
            .args(["-Zunstable-options", "--report-time"])
            .args(["--test-threads", &threads.to_string()])
            .env("RUSTC_BOOTSTRAP", "1")
            .env("SAWT_SERVER", &programs.server)
            .env("SAWT_TEST_POSTGRES", around.cluster.url())
            .env("SAWT_CLIENT_DIST", around.dist)
            .env("SAWT_TEST_PYTHON", around.python);
        let tested = sh::each_line(&mut command, |line| {
            println!("{line}");
            times.take(&test.name, line);
        });
        if let Err(error) = tested {
            say::failure(&format!("{error:#}"));
            failed.push(test.name.as_str());
        }
    }
    if !failed.is_empty() {
        bail!("not all is well in {}", failed.join(", "));
    }
    Ok(())
}
