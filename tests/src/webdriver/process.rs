//! Processes that end with the tests, however these end.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A command in a process group of its own: killing that takes all along that it has started, as a dying battery does. If the tests
/// themselves end without a word, so does the group, and what the browser has kept goes, too.
const WATCHED: &str = r#"
    set -m
    "${@:2}" &
    exec >/dev/null
    read -r word
    kill -KILL -- -$!
    wait
    [ "$word" = end ] || rm -rf "$1"
"#;

/// A running process with all that it has started.
pub struct Process {
    child: Child,
    /// Whether nobody can write to its output any more.
    over: Arc<AtomicBool>,
}

impl Process {
    /// Starts a command whose browser keeps all in `profile`. Returns the process when it has written a line in which
    /// `announced` finds something, with that; `None` if it ends before.
    pub fn start<T>(
        profile: &Path,
        command: &[&str],
        announced: impl Fn(&str) -> Option<T>,
    ) -> Option<(Self, T)> {
        let mut child = Command::new("bash")
            .args(["-c", WATCHED, command.first()?])
            .arg(profile)
            .args(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut output = BufReader::new(child.stdout.take()?);
        let over = Arc::new(AtomicBool::new(false));
        let process = Self { child, over: over.clone() };
        let found = output.by_ref().lines().map_while(Result::ok).find_map(|line| announced(&line))?;
        std::thread::spawn(move || {
            let _ = std::io::copy(&mut output, &mut std::io::sink());
            over.store(true, Ordering::Relaxed);
        });
        Some((process, found))
    }

    /// Whether all that the command has started is over by itself.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }
}

impl Drop for Process {
    /// Ends it without a word.
    fn drop(&mut self) {
        if let Some(mut input) = self.child.stdin.take() {
            let _ = input.write_all(b"end\n");
        }
        let _ = self.child.wait();
    }
}
