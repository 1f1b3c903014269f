//! Starting other programs: the only place that does.
//!
//! Every program gets no standard input, a process group of its own, and an environment without what `cargo run` put
//! into ours; otherwise build scripts would see it, and build again what a plain `cargo build` has built already.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::signals::{self, Foreground};

/// A program to be started.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).process_group(0);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_from_cargo_run) {
            command.env_remove(name);
        }
    }
    match own_library_path() {
        Some(path) if path.is_empty() => command.env_remove("LD_LIBRARY_PATH"),
        Some(path) => command.env("LD_LIBRARY_PATH", path),
        None => &mut command,
    };
    command
}

/// Runs a program to its end, its output being seen by the person. An error if it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = wait(spawn(command)?)?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a program to its end and returns what it printed; its error output is seen by the person. An error if it fails.
pub fn read(command: &mut Command) -> Result<String> {
    command.stdout(Stdio::piped());
    let output = wait_with_output(spawn(command)?)?;
    if !output.status.success() {
        bail!("`{}` failed ({})", line(command), output.status);
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something that is not text", line(command)))
}

/// Runs a program to its end and hands on each line that it prints, as it comes. An error if it fails.
pub fn each_line(command: &mut Command, mut take: impl FnMut(&str)) -> Result<()> {
    let mut child = spawn(command.stdout(Stdio::piped()))?;
    let status = {
        let _foreground = Foreground::of(&child);
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).split(b'\n') {
                take(&String::from_utf8_lossy(&line.context("reading what a program prints")?));
            }
        }
        child.wait().context("waiting for a program")?
    };
    stop_if_interrupted()?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a program to its end without showing anything. An error, with all that it printed shown, if it fails.
pub fn quietly(command: &mut Command) -> Result<()> {
    let output = output(command)?;
    if !output.status.success() {
        let _ = std::io::stderr().write_all(&[output.stdout, output.stderr].concat());
        bail!("`{}` failed ({})", line(command), output.status);
    }
    Ok(())
}

/// Runs a program to its end without showing anything, whether or not it fails.
pub fn output(command: &mut Command) -> Result<Output> {
    wait_with_output(spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?)
}

/// Whether a program can be started and ends well within a time; what it prints is thrown away.
pub fn works_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = spawn(command.stdout(Stdio::null()).stderr(Stdio::null())) else { return false };
    let _foreground = Foreground::of(&child);
    let start = Instant::now();
    while start.elapsed() < limit && signals::caught().is_none() {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(Duration::from_millis(50)),
            Err(_) => break,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Starts a program that goes on beside this one; the caller ends it.
pub fn spawn(command: &mut Command) -> Result<Child> {
    stop_if_interrupted()?;
    command.spawn().with_context(|| format!("starting `{}`", line(command)))
}

/// Waits for a program to end, passing signals on to it. An error if a signal came.
pub fn wait(mut child: Child) -> Result<ExitStatus> {
    let status = {
        let _foreground = Foreground::of(&child);
        child.wait().context("waiting for a program")?
    };
    stop_if_interrupted()?;
    Ok(status)
}

/// Where a program is, if it can be found.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Makes a program end when this one does, however it ends, where the system can do that.
///
/// The system looks at the *thread* that started the program: call it and start the program on the main thread.
pub fn tied_to_us(program: &Path, signal: &str) -> Command {
    tied(program.as_os_str(), signal, &[])
}

/// As [`tied_to_us`], the program being run by another user of the system.
pub fn tied_to_us_as(user: &str, program: &Path, signal: &str) -> Command {
    let user = [format!("--reuid={user}"), format!("--regid={user}"), "--init-groups".to_owned()];
    tied(program.as_os_str(), signal, &user)
}

fn tied(program: &OsStr, signal: &str, more: &[String]) -> Command {
    match which("setpriv") {
        Some(setpriv) => {
            let mut command = command(setpriv);
            command.args(more).arg(format!("--pdeathsig={signal}")).arg("--").arg(program);
            command
        }
        None => command(program),
    }
}

fn wait_with_output(child: Child) -> Result<Output> {
    let output = {
        let _foreground = Foreground::of(&child);
        child.wait_with_output().context("waiting for a program")?
    };
    stop_if_interrupted()?;
    Ok(output)
}

fn stop_if_interrupted() -> Result<()> {
    if signals::caught().is_some() {
        bail!("interrupted");
    }
    Ok(())
}

/// The command as one would type it, without its environment.
pub fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether `cargo run` sets a variable for the program that it runs.
fn is_from_cargo_run(name: &str) -> bool {
    const WHOLE: [&str; 4] = ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_BIN_NAME"];
    WHOLE.contains(&name)
        || ["CARGO_PKG_", "CARGO_CRATE_", "CARGO_PRIMARY_"].iter().any(|p| name.starts_with(p))
}

/// `LD_LIBRARY_PATH` without the folders that `cargo run` put before the person's own; `None` if it isn't set.
fn own_library_path() -> Option<std::ffi::OsString> {
    let path = std::env::var_os("LD_LIBRARY_PATH")?;
    let exe = std::env::current_exe().ok();
    let build = exe.as_deref().and_then(Path::parent);
    let own = std::env::split_paths(&path).filter(|folder| {
        !folder.components().any(|part| part.as_os_str() == "rustlib" || part.as_os_str() == "toolchains")
            && build.is_none_or(|build| !folder.starts_with(build))
    });
    std::env::join_paths(own).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_an_error_that_names_it() {
        let error = run(command("sh").args(["-c", "exit 3"])).unwrap_err().to_string();
        assert!(error.contains("sh -c exit 3") && error.contains('3'), "{error}");
    }

    #[test]
    fn a_program_that_hangs_is_given_up() {
        let start = Instant::now();
        assert!(!works_within(command("sleep").arg("30"), Duration::from_millis(100)));
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn what_cargo_run_sets_is_not_handed_on_but_the_persons_own_settings_are() {
        assert!(is_from_cargo_run("CARGO_PKG_VERSION") && is_from_cargo_run("CARGO_MANIFEST_DIR"));
        assert!(!is_from_cargo_run("CARGO_HOME") && !is_from_cargo_run("CARGO_TARGET_DIR"));
    }
}
