//! A real SMTP server: aiosmtpd, which refuses, delays and drops on demand.

use std::ffi::OsStr;
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
    /// The List-Unsubscribe: where a mail program declines, in angle brackets.
    pub unsubscribe: String,
    /// The List-Unsubscribe-Post: what it posts there.
    pub unsubscribe_post: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
    /// Whether it came over TLS.
    pub encrypted: bool,
    /// Whether the sender had logged in.
    pub logged_in: bool,
}

/// The log-in that an SMTP server with log-in takes.
pub const LOG_IN: (&str, &str) = ("sawt", "right-password");

impl SmtpServer {
    /// Starts it on a free port.
    pub fn start() -> Self {
        Self::start_with(TempDir::new().unwrap(), &[])
    }

    /// Starts one that wants [`LOG_IN`], and offers it without encryption.
    pub fn start_with_log_in() -> Self {
        let options = ["--log-in", LOG_IN.0, LOG_IN.1, "--announce-log-in-without-tls"];
        Self::start_with(TempDir::new().unwrap(), &options)
    }

    /// Starts one that wants STARTTLS and [`LOG_IN`], with a certificate that nobody but [`Self::certificate`] vouches for.
    pub fn start_with_tls() -> Self {
        let folder = TempDir::new().unwrap();
        let (certificate, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"])
            .args(["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .args([OsStr::new("-keyout"), key.as_os_str(), OsStr::new("-out"), certificate.as_os_str()])
            .output()
            .expect("openssl is there");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let (certificate, key) = (certificate.display().to_string(), key.display().to_string());
        Self::start_with(folder, &["--tls", &certificate, &key, "--log-in", LOG_IN.0, LOG_IN.1])
    }

    fn start_with(folder: TempDir, options: &[&str]) -> Self {
        let mut process = Command::new("/usr/bin/python3")
            .arg(repository("tests/smtp/server.py"))
            .arg(folder.path())
            .args(options)
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

    /// The same with a log-in and other things, such as `?tls=required`, that stand in the setting.
    pub fn url_with(&self, (user, password): (&str, &str), rest: &str) -> String {
        format!("smtp://{user}:{password}@localhost:{}{rest}", self.port)
    }

    /// The file of its certificate.
    pub fn certificate(&self) -> String {
        self.folder.path().join("certificate.pem").display().to_string()
    }

    /// Each log-in that was tried: `right` or `wrong`.
    pub fn log_ins(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("log-ins")).unwrap_or_default();
        text.lines().map(ToOwned::to_owned).collect()
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

    /// From now on every connection hangs or is lost at a step, such as `hang mail` (see `tests/smtp/server.py`).
    pub fn order(&self, order: &str) {
        let _ = std::fs::remove_file(self.folder.path().join("reached"));
        std::fs::write(self.folder.path().join("unfinished"), order).unwrap();
        std::fs::rename(self.folder.path().join("unfinished"), self.folder.path().join("order")).unwrap();
    }

    /// Whether a connection got as far as the last order says.
    pub fn was_reached(&self) -> bool {
        self.folder.path().join("reached").exists()
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
