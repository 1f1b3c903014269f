//! The project's automation: `cargo xtask run`, `test`, `tidy`, `bench`, `client`, `size`.
//!
//! Each command does its own set-up and says what it is doing; nothing is assumed to be installed or running but Rust.
//! It never contains a rule of the service: it only builds, starts and stops things.
//!
//! Where to go: [`client`] builds what the browser gets, [`assets`] names and compresses it, [`run`] starts the demo,
//! [`test`] is the whole suite, [`tidy`] holds rules that clippy has no lint for, [`postgres`] is the throw-away database, [`python`] what the tests need of PyPI, [`sh`] starts
//! every other program.

mod assets;
mod bench;
mod cargo;
mod client;
mod debian;
mod deny;
mod postgres;
mod python;
mod run;
mod say;
mod sh;
mod signals;
mod size;
mod steps;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's automation", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds everything, loads the demo into an embedded database, and serves it until Ctrl-C
    Run(run::Options),
    /// Runs every check and test; with filters only the tests whose names contain one of them
    Test(test::Options),
    /// Searches the code for what it must not reach for
    Tidy,
    /// Measures responses per second into both databases
    Bench(bench::Options),
    /// Builds the form client into client-wasm/dist
    Client,
    /// Prints the sizes of what a browser downloads
    Size,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = signals::install().and_then(|()| Workspace::find()).and_then(|workspace| match &cli.command {
        Task::Run(options) => run::run(&workspace, options),
        Task::Test(options) => test::run(&workspace, options),
        Task::Tidy => tidy::run(&workspace),
        Task::Bench(options) => bench::run(&workspace, options),
        Task::Client => client::build(&workspace).map(|_| ()),
        Task::Size => size::run(&workspace),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // The person pressed Ctrl-C: there is nothing to explain.
        Err(_) if signals::caught().is_some() => ExitCode::from(signals::exit_code()),
        Err(error) => {
            say::failure(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
