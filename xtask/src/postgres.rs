//! A PostgreSQL cluster to be thrown away: made for one command, on a free port of this machine, gone afterwards.
//!
//! It is never the machine's own PostgreSQL, whether or not that is running.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::sh;

/// Debian keeps the programs of each version apart, and out of the search path.
const DEBIAN: &str = "/usr/lib/postgresql";
/// PostgreSQL refuses to run as root; this is the user that Debian makes for it.
const USER: &str = "postgres";

/// What a crash of the machine may do to the data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Lose it: for tests, which are quicker so.
    None,
    /// Nothing, as PostgreSQL comes: for measuring.
    Default,
}

/// A running cluster; dropping it ends it and deletes its data.
pub struct Cluster {
    server: Child,
    port: u16,
    // Dropped after the server has ended.
    _folder: TempDir,
}

impl Cluster {
    /// Makes a cluster and starts it. Call it on the main thread, so that the cluster ends with this program.
    pub fn start(durability: Durability) -> Result<Self> {
        let programs = programs()?;
        let folder = folder(durability)?;
        let data = folder.path().join("data");
        initialise(&programs, &data)?;

        let port =
            TcpListener::bind(("127.0.0.1", 0)).context("looking for a free port")?.local_addr()?.port();
        let log = folder.path().join("log");
        let output = File::create(&log).context("making PostgreSQL's log")?;
        let mut postgres = as_user(&programs.join("postgres"));
        postgres
            .current_dir(folder.path())
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-c", "max_connections=300"])
            .stdout(output.try_clone()?)
            .stderr(output);
        if durability == Durability::None {
            postgres.args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
        }
        let mut cluster = Self { server: sh::spawn(&mut postgres)?, port, _folder: folder };
        cluster.wait_until_ready(&programs, &log)?;
        Ok(cluster)
    }

    /// The address of its administrator's database.
    pub fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self, programs: &Path, log: &Path) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            let mut ready = sh::command(programs.join("pg_isready"));
            ready.args(["-h", "127.0.0.1", "-p", &self.port.to_string()]);
            if sh::works_within(&mut ready, Duration::from_secs(5)) {
                return Ok(());
            }
            if self.server.try_wait()?.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("PostgreSQL did not start; it said:\n{}", fs::read_to_string(log).unwrap_or_default().trim())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // "Fast": ends connections, then itself; if that takes too long, at once. Its data is going anyway.
        for signal in [Signal::INT, Signal::QUIT, Signal::KILL] {
            if let Some(pid) = i32::try_from(self.server.id()).ok().and_then(Pid::from_raw) {
                let _ = kill_process(pid, signal);
            }
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(10) {
                match self.server.try_wait() {
                    Ok(None) => std::thread::sleep(Duration::from_millis(20)),
                    _ => return,
                }
            }
        }
    }
}

/// The folder of PostgreSQL's programs, the newest version's if there are several.
pub fn programs() -> Result<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, programs)| is_whole(programs))
        .collect();
    versions.sort();
    let on_path = || {
        sh::which("postgres").and_then(|program| Some(fs::canonicalize(program).ok()?.parent()?.to_owned()))
    };
    let found =
        versions.pop().map(|(_, programs)| programs).or_else(on_path).filter(|programs| is_whole(programs));
    found.context("PostgreSQL's server programs were not found")
}

fn is_whole(programs: &Path) -> bool {
    ["initdb", "postgres", "pg_isready"].iter().all(|program| programs.join(program).is_file())
}

fn initialise(programs: &Path, data: &Path) -> Result<()> {
    let mut initdb = as_user(&programs.join("initdb"));
    initdb.current_dir("/").arg("-D").arg(data);
    initdb.args(["-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
    sh::quietly(&mut initdb).context("making a PostgreSQL cluster")
}

/// A folder that PostgreSQL's user may write to: on disk where durability is measured, since /tmp may be in memory.
fn folder(durability: Durability) -> Result<TempDir> {
    let place = match durability {
        Durability::None => std::env::temp_dir(),
        Durability::Default => PathBuf::from("/var/tmp"),
    };
    let folder = tempfile::Builder::new().prefix("sawt-postgres-").tempdir_in(place);
    let folder = folder.context("making a folder for PostgreSQL")?;
    if is_root() {
        let id = |which: &str| -> Result<u32> {
            sh::read(sh::command("id").args([which, USER]))?.trim().parse().context("reading an id")
        };
        std::os::unix::fs::chown(folder.path(), Some(id("-u")?), Some(id("-g")?))
            .context("giving a folder away")?;
    }
    Ok(folder)
}

fn as_user(program: &Path) -> Command {
    if is_root() { sh::tied_to_us_as(USER, program, "INT") } else { sh::tied_to_us(program, "INT") }
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
