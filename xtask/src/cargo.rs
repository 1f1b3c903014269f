//! The person's own cargo.

use std::process::Command;

use crate::sh;
use crate::workspace::Workspace;

/// `cargo`, the one that runs this program.
pub fn command() -> Command {
    sh::command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// `cargo` with a subcommand, in the workspace.
pub fn at(workspace: &Workspace, subcommand: &str) -> Command {
    let mut command = command();
    command.current_dir(&workspace.root).arg(subcommand);
    command
}
