//! What the server makes is readable by its user alone, whatever mask it was started with, and the key lies apart.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tests::http::Client;
use tests::server::program;
use tests::wait::until;

/// All files and folders below a folder that anybody but their owner may do anything with.
fn open_to_others(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // What is made for a moment may be gone already.
        let Ok(about) = fs::symlink_metadata(&path) else { continue };
        if about.permissions().mode() & 0o077 != 0 {
            found.push(path.clone());
        }
        if about.is_dir() {
            found.extend(open_to_others(&path));
        }
    }
    found
}

/// A server that is told its database alone, started by somebody whose files are readable for everybody.
struct Careless {
    process: Child,
    client: Client,
}

impl Careless {
    fn start(folder: &Path) -> Self {
        let log =
            fs::OpenOptions::new().create(true).append(true).open(folder.with_extension("log")).unwrap();
        let mut process = Command::new("sh")
            .args(["-c", "umask 000; exec \"$0\" \"$@\""])
            .arg(program())
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("SAWT_DATABASE_URL", format!("sqlite:{}", folder.join("sawt.sqlite").display()))
            .env("SAWT_CLOCK_SECONDS", "1")
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(process.stdout.take().unwrap()), &mut line)
            .unwrap();
        let said: serde_json::Value = serde_json::from_str(&line).unwrap();
        let client = Client::new(said["listening"].as_str().unwrap());
        Self { process, client }
    }

    fn stop(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

fn command(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" \"$@\""])
        .arg(program())
        .args(arguments)
        .env("SAWT_DATABASE_URL", format!("sqlite:{}", folder.join("sawt.sqlite").display()))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Somebody has forgotten a password, and a mail with a link is written.
fn ask_for_a_password(client: &Client, email: &str) {
    let fields = [("email".to_owned(), email.to_owned())];
    let asked = client.clone().with("sec-fetch-site", "same-origin").post_form("/staff/forgotten", &fields);
    assert_eq!(asked.status, 200, "{}", asked.text());
}

#[test]
fn everything_that_the_server_makes_is_its_users_alone() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("data");
    fs::create_dir(&folder).unwrap();
    let demo: serde_json::Value = serde_json::from_str(&command(&folder, &["demo"])).unwrap();
    let admin = demo["staff"]["admin"]["email"].as_str().unwrap().to_owned();
    command(&folder, &["question-set", "export", "ims-partnership", "set.json"]);
    command(&folder, &["question-set", "export", "ims-partnership", "set.xlsx"]);
    let server = Careless::start(&folder);
    ask_for_a_password(&server.client, &admin);
    until("mail went out", || fs::read_dir(folder.join("mail")).ok()?.next()).unwrap();
    for name in
        ["sawt.sqlite", "sawt.sqlite-wal", "sawt.sqlite-shm", "keys/sawt.sqlite.key", "set.json", "set.xlsx"]
    {
        assert!(folder.join(name).exists(), "{name}");
    }
    assert_eq!(open_to_others(&folder), [] as [PathBuf; 0]);
    server.stop();

    // An earlier version left everything open, and the key beside the database.
    fs::rename(folder.join("keys/sawt.sqlite.key"), folder.join("sawt.sqlite.key")).unwrap();
    fs::remove_file(folder.join("keys/sawt.sqlite.key.mail")).unwrap();
    fs::remove_dir(folder.join("keys")).unwrap();
    let key = fs::read(folder.join("sawt.sqlite.key")).unwrap();
    let mails = fs::read_dir(folder.join("mail")).unwrap().map(|mail| mail.unwrap().path());
    let files = ["sawt.sqlite", "sawt.sqlite-wal", "sawt.sqlite-shm", "sawt.sqlite.key"]
        .map(|file| folder.join(file));
    for file in files.into_iter().chain(mails) {
        fs::set_permissions(file, Permissions::from_mode(0o644)).unwrap();
    }
    fs::set_permissions(folder.join("mail"), Permissions::from_mode(0o755)).unwrap();
    fs::remove_file(folder.join("set.json")).unwrap();
    let server = Careless::start(&folder);
    assert_eq!(server.client.get("/readyz").status, 200);
    assert_eq!(open_to_others(&folder), [] as [PathBuf; 0]);
    assert!(!folder.join("sawt.sqlite.key").exists(), "the key was moved");
    assert!(!key.is_empty() && folder.join("keys/sawt.sqlite.key").exists());
    let log = fs::read_to_string(folder.with_extension("log")).unwrap();
    assert!(log.contains("the key file was moved from"), "{log}");
    server.stop();
}
