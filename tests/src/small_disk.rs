//! A disk that becomes full: a small file system of the server's own, which only it sees, and which is gone with it.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use crate::server::Server;

/// Where the server sees it; nothing is there for anybody else.
const PLACE: &str = "/mnt";
/// Enough for the demo and some more.
const MEGABYTES: u64 = 16;

/// The file system on which a server's SQLite file is.
pub struct SmallDisk {
    /// The file that fills it.
    filler: PathBuf,
}

impl SmallDisk {
    /// Starts the server again, with its database on a small disk.
    ///
    /// # Panics
    /// When no file system can be mounted: that takes root, or a system that lets everybody have name spaces of their own.
    pub fn under(server: &mut Server) -> Self {
        server.stop();
        let file = server.database_url.strip_prefix("sqlite:").expect("it is on SQLite").to_owned();
        let script = format!(
            "mount -t tmpfs -o size={MEGABYTES}m none {PLACE} && cp {file} {PLACE}/sawt.sqlite && exec \"$0\" \"$@\""
        );
        let name_spaces = if rustix::process::geteuid().is_root() { "--mount" } else { "-rm" };
        server.start_through(&["unshare", name_spaces, "sh", "-c", &script]);
        server.database_url = format!("sqlite:{PLACE}/sawt.sqlite");
        server.go_on();
        let id = server.process_id().expect("it runs");
        Self { filler: format!("/proc/{id}/root{PLACE}/filler").into() }
    }

    /// Fills it to the last byte.
    pub fn fill(&self) {
        let mut filler = File::create(&self.filler).unwrap();
        for size in [64 * 1024, 4096, 1] {
            while filler.write_all(&vec![0; size]).is_ok() {}
        }
    }

    /// Makes space again.
    pub fn free(&self) {
        std::fs::remove_file(&self.filler).unwrap();
    }
}
