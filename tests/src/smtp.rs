//! A real SMTP server: aiosmtpd, which refuses, delays and drops on demand.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;
use tempfile::TempDir;

use crate::server::repository;

/// An SMTP server of one test.
pub struct SmtpServer {
    process: Child,
    port: String,
    folder: TempDir,
}

/// A mail that it got.
#[derive(Debug, Clone, Deserialize)]
pub struct Mail {
    /// The recipient's address.
    pub to: String,
    /// The Message-ID.
    pub id: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

impl SmtpServer {
    /// Starts it on a free port.
    pub fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let mut process = Command::new("/usr/bin/python3")
            .arg(repository("tests/smtp/server.py"))
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Debian's Python is there");
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        assert!(
            !port.trim().is_empty(),
            "aiosmtpd is installed (Debian's package python3-aiosmtpd) and says its port"
        );
        Self { process, port: port.trim().to_owned(), folder }
    }

    /// Its address as the service's setting.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// All mails that it got.
    pub fn received(&self) -> Vec<Mail> {
        std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .map(|path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
            .collect()
    }

    /// From now on it takes what it delayed.
    pub fn relent(&self) {
        std::fs::write(self.folder.path().join("relent"), "").unwrap();
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
