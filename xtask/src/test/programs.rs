//! The programs that are the tests, as cargo builds them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::workspace::Workspace;
use crate::{cargo, sh};

/// The crates that are tested on this machine. The client's own tests are in the browser, through `tests`.
const TESTED: [&str; 3] = ["--workspace", "--exclude", "client-wasm"];

/// The server, and what tests it and the other crates.
pub struct Programs {
    /// The server.
    pub server: PathBuf,
    /// The tests, in the order in which they are run: those that take seconds first.
    pub tests: Vec<Test>,
    /// How many remarks clippy and the compiler made.
    pub remarks: usize,
}

/// A program of tests.
pub struct Test {
    /// Its crate, and its own name if it is not the crate's.
    pub name: String,
    /// The program.
    pub program: PathBuf,
    /// Its crate's folder, in which it is run.
    pub folder: PathBuf,
}

/// Builds them all. The workspace's own crates are compiled by clippy's driver, which looks through what it compiles: clippy by
/// itself goes through every crate that we depend on once more. Nothing that is shipped is built so.
pub fn build(workspace: &Workspace) -> Result<Programs> {
    let mut build = cargo::at(workspace, "test");
    build.args(TESTED).args(["--tests", "--no-run", "--message-format=json"]);
    build.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    let (mut built, mut remarks) = (Vec::new(), 0);
    sh::each_line(&mut build, |line| match told(line) {
        Some(Told::Built(program)) => built.push(program),
        Some(Told::Remark(text)) => {
            eprint!("{text}");
            remarks += 1;
        }
        None => {}
    })?;
    let server = built.iter().find(|built| built.target == "server" && !built.is_test);
    let server = server.context("cargo built no server")?.program.clone();
    let mut tests: Vec<_> = built.into_iter().filter(|built| built.is_test).collect();
    tests.sort_by_key(|test| (test.package == "tests", test.name()));
    let tests = tests.into_iter();
    let tests = tests.map(|built| Test { name: built.name(), program: built.program, folder: built.folder });
    Ok(Programs { server, tests: tests.collect(), remarks })
}

/// What a line of cargo's says.
enum Told {
    Built(Built),
    /// An error or a warning, as a person reads it.
    Remark(String),
}

/// A program that cargo tells of.
struct Built {
    package: String,
    target: String,
    is_test: bool,
    program: PathBuf,
    folder: PathBuf,
}

impl Built {
    fn name(&self) -> String {
        if self.target == self.package {
            self.package.clone()
        } else {
            format!("{}/{}", self.package, self.target)
        }
    }
}

fn told(line: &str) -> Option<Told> {
    let told: Value = serde_json::from_str(line).ok()?;
    if told["reason"] == "compiler-message" {
        return Some(Told::Remark(told["message"]["rendered"].as_str()?.to_owned()));
    }
    let folder = Path::new(told["manifest_path"].as_str()?).parent()?;
    Some(Told::Built(Built {
        package: folder.file_name()?.to_str()?.to_owned(),
        target: told["target"]["name"].as_str()?.to_owned(),
        is_test: told["profile"]["test"].as_bool()?,
        program: told["executable"].as_str()?.into(),
        folder: folder.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_in_what_cargo_tells_and_a_library_is_none() {
        let line = |executable: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"/x/survey/Cargo.toml","target":{{"name":"it"}},
                "profile":{{"test":true}},"executable":{executable}}}"#
            )
        };
        let Some(Told::Built(found)) = told(&line(r#""/x/target/debug/deps/it-1""#)) else { panic!() };
        assert_eq!((found.name().as_str(), found.is_test), ("survey/it", true));
        assert_eq!((found.program, found.folder), ("/x/target/debug/deps/it-1".into(), "/x/survey".into()));
        assert!(told(&line("null")).is_none());
        assert!(told("{\"reason\":\"build-finished\",\"success\":true}").is_none());
        let remark =
            r#"{"reason":"compiler-message","manifest_path":"/x","message":{"rendered":"warning: unused"}}"#;
        assert!(matches!(told(remark), Some(Told::Remark(text)) if text == "warning: unused"));
    }
}
