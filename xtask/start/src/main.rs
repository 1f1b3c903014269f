//! What `cargo xtask` begins with: on a fresh clone it says at once what happens, since compiling `xtask` with all that it
//! depends on takes half a minute. This program depends on nothing, so it is there within a second.

use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    if !is_xtask_built() {
        eprintln!("==> Compiling the project's own tools first: about half a minute, on a fresh clone only");
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut xtask = Command::new(cargo);
    xtask.args(["run", "--package", "xtask", "--"]).args(std::env::args_os().skip(1));
    // Takes this program's place, so that Ctrl-C and the exit code are xtask's.
    let error = xtask.exec();
    eprintln!("error: starting cargo: {error}");
    ExitCode::FAILURE
}

/// Whether it stands beside this program, be it up to date or not: then there is little to compile.
fn is_xtask_built() -> bool {
    std::env::current_exe().is_ok_and(|program| program.with_file_name("xtask").exists())
}
