//! The real binary, on a database of its own, with the demo loaded.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value as Json;
use tempfile::TempDir;

use crate::http::Client;
use crate::ledger::Ledger;
use crate::sealed::KeyFile;
use crate::wait::until;

/// Which database is behind the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A fresh SQLite file.
    Sqlite,
    /// A fresh database of the throw-away PostgreSQL cluster.
    Postgres,
}

/// The demo's links and log-ins.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The secret of a link that was not opened yet, for each language.
    pub tokens: BTreeMap<String, String>,
    /// E-mail and password of the admin.
    pub admin: (String, String),
    /// E-mail and password of the programme manager.
    pub manager: (String, String),
}

/// A server that runs, or was stopped for a while.
pub struct Server {
    /// The demo that is loaded.
    pub demo: Demo,
    /// The database's address.
    pub database_url: String,
    folder: TempDir,
    listen: String,
    process: Option<Child>,
    postgres_database: Option<String>,
    client_folder: Option<PathBuf>,
    log_level: &'static str,
    days_ahead: i32,
    settings: Vec<(&'static str, String)>,
    /// The command that becomes the server, if it is not started straight.
    through: Vec<String>,
}

/// The program under test: `SAWT_SERVER`, else what cargo built beside the tests.
pub fn program() -> PathBuf {
    if let Some(path) = std::env::var_os("SAWT_SERVER") {
        return path.into();
    }
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().find(|folder| folder.join("server").is_file());
    folder.map(|folder| folder.join("server")).expect("the server is built: cargo build -p server")
}

/// The client that `cargo xtask client` built.
pub fn client_dist() -> PathBuf {
    std::env::var_os("SAWT_CLIENT_DIST").map_or_else(|| repository("client-wasm/dist"), PathBuf::from)
}

/// A file of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The demo, loaded once; every server gets a copy.
struct Template {
    demo: Demo,
    /// The SQLite file's bytes, or the PostgreSQL database's name.
    sqlite: Vec<u8>,
    postgres: String,
}

fn template(engine: Engine) -> &'static Template {
    static SQLITE: OnceLock<Template> = OnceLock::new();
    static POSTGRES: OnceLock<Template> = OnceLock::new();
    match engine {
        Engine::Sqlite => SQLITE.get_or_init(|| {
            let folder = TempDir::new().unwrap();
            let file = folder.path().join("sawt.sqlite");
            let demo = load_demo(&format!("sqlite:{}", file.display()));
            Template { demo, sqlite: std::fs::read(file).unwrap(), postgres: String::new() }
        }),
        Engine::Postgres => POSTGRES.get_or_init(|| {
            let name = format!("template_{}", std::process::id());
            create_database(&name, None);
            let demo = load_demo(&postgres_url(&name));
            Template { demo, sqlite: Vec::new(), postgres: name }
        }),
    }
}

fn load_demo(database_url: &str) -> Demo {
    let json: Json = serde_json::from_str(&run(database_url, &["demo"])).unwrap();
    let log_in = |role: &str| {
        let text = |field: &str| json["staff"][role][field].as_str().unwrap().to_owned();
        (text("email"), text("password"))
    };
    let links = json["links"].as_object().unwrap();
    let token = |link: &Json| link.as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    Demo {
        tokens: links.iter().map(|(language, link)| (language.clone(), token(link))).collect(),
        admin: log_in("admin"),
        manager: log_in("manager"),
    }
}

/// Runs a command of the server's program on a database, and returns what it printed.
fn run(database_url: &str, arguments: &[&str]) -> String {
    let output =
        Command::new(program()).args(arguments).env("SAWT_DATABASE_URL", database_url).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

static POSTGRES: OnceLock<String> = OnceLock::new();

/// Takes databases from the cluster at this address, not from the one that `SAWT_TEST_POSTGRES` names.
pub fn use_postgres(address: &str) {
    POSTGRES.set(address.to_owned()).expect("this is said before the first server starts");
}

/// Whether there is a PostgreSQL to take databases from.
pub fn has_postgres() -> bool {
    POSTGRES.get().is_some() || std::env::var_os("SAWT_TEST_POSTGRES").is_some()
}

fn postgres_admin() -> String {
    if let Some(address) = POSTGRES.get() {
        return address.clone();
    }
    std::env::var("SAWT_TEST_POSTGRES").expect(
        "SAWT_TEST_POSTGRES names a throw-away PostgreSQL (postgres://postgres@127.0.0.1:PORT/postgres); `cargo xtask test` starts one",
    )
}

fn postgres_url(database: &str) -> String {
    let admin = postgres_admin();
    let (server, _) = admin.rsplit_once('/').expect("the address names a database");
    format!("{server}/{database}")
}

fn create_database(name: &str, template: Option<&str>) {
    // PostgreSQL copies a template for one at a time.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    // Copying the files takes half of what writing each page takes.
    let template =
        template.map_or(String::new(), |template| format!(" TEMPLATE {template} STRATEGY FILE_COPY"));
    Ledger::open(&postgres_admin()).execute(&format!("CREATE DATABASE {name}{template}"));
}

impl Server {
    /// Starts a server on a database of its own.
    pub fn start(engine: Engine) -> Self {
        Self::start_logging(engine, "debug")
    }

    /// Starts a server that logs as much as it does in production.
    pub fn start_quiet(engine: Engine) -> Self {
        Self::start_logging(engine, "info")
    }

    fn start_logging(engine: Engine, log_level: &'static str) -> Self {
        let template = template(engine);
        let folder = TempDir::new().unwrap();
        let (database_url, postgres_database) = match engine {
            Engine::Sqlite => {
                let file = folder.path().join("sawt.sqlite");
                std::fs::write(&file, &template.sqlite).unwrap();
                (format!("sqlite:{}", file.display()), None)
            }
            Engine::Postgres => {
                static NUMBER: AtomicU32 = AtomicU32::new(0);
                let number = NUMBER.fetch_add(1, Ordering::Relaxed);
                let name = format!("test_{}_{number}", std::process::id());
                create_database(&name, Some(&template.postgres));
                (postgres_url(&name), Some(name))
            }
        };
        let mut server = Self {
            demo: template.demo.clone(),
            database_url,
            folder,
            listen: "127.0.0.1:0".to_owned(),
            process: None,
            postgres_database,
            client_folder: None,
            log_level,
            days_ahead: 0,
            settings: Vec::new(),
            through: Vec::new(),
        };
        server.go_on();
        server
    }

    /// A server on a database of its own as an earlier version left it, not yet started, and what is known of it: responses that
    /// were moved and that wait, tags and redacted texts, a list of receipts, a second factor, and the key file.
    pub fn of_an_earlier_version(engine: Engine) -> (Self, Json) {
        let asset = |name: &str| repository(&format!("tests/assets/earlier/{name}"));
        let unpacked = |name: &str| {
            let mut bytes = Vec::new();
            let file = File::open(asset(name)).unwrap();
            std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(file), &mut bytes).unwrap();
            bytes
        };
        let folder = TempDir::new().unwrap();
        let (database_url, postgres_database, about) = match engine {
            Engine::Sqlite => {
                let file = folder.path().join("sawt.sqlite");
                std::fs::write(&file, unpacked("sqlite.db.gz")).unwrap();
                (format!("sqlite:{}", file.display()), None, "sqlite.json")
            }
            Engine::Postgres => {
                static NUMBER: AtomicU32 = AtomicU32::new(0);
                let number = NUMBER.fetch_add(1, Ordering::Relaxed);
                let name = format!("earlier_{}_{number}", std::process::id());
                create_database(&name, None);
                let url = postgres_url(&name);
                let dump = folder.path().join("dump.sql");
                std::fs::write(&dump, unpacked("postgres.sql.gz")).unwrap();
                let loaded = Command::new("psql")
                    .args(["--quiet", "--set", "ON_ERROR_STOP=1", "--output", "/dev/null", "--file"])
                    .arg(&dump)
                    .arg(&url)
                    .output()
                    .unwrap();
                assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
                (url, Some(name), "postgres.json")
            }
        };
        let about: Json = serde_json::from_slice(&std::fs::read(asset(about)).unwrap()).unwrap();
        let log_in = |role: &str| serde_json::from_value(about[role].clone()).unwrap();
        let server = Self {
            demo: Demo { tokens: BTreeMap::new(), admin: log_in("admin"), manager: log_in("manager") },
            database_url,
            folder,
            listen: "127.0.0.1:0".to_owned(),
            process: None,
            postgres_database,
            client_folder: None,
            log_level: "debug",
            days_ahead: 0,
            settings: Vec::new(),
            through: Vec::new(),
        };
        std::fs::write(server.key_file(), format!("{}\n", about["key"].as_str().unwrap())).unwrap();
        (server, about)
    }

    /// From the next start on, it has this setting, a `SAWT_…` variable.
    pub fn set(&mut self, name: &'static str, value: impl ToString) {
        self.settings.push((name, value.to_string()));
    }

    /// From the next start on, this command is started with the server's command line after its own, which it replaces itself with.
    pub fn start_through(&mut self, command: &[&str]) {
        self.through = command.iter().copied().map(ToOwned::to_owned).collect();
    }

    /// The folder into which it writes mail where there is no SMTP server.
    pub fn mail_folder(&self) -> PathBuf {
        self.file("mail")
    }

    /// Starts it again, at the same address and with the same data.
    pub fn go_on(&mut self) {
        assert!(self.process.is_none(), "the server runs already");
        let log = OpenOptions::new().create(true).append(true).open(self.log_file()).unwrap();
        let mut words = self.through.iter().map(OsString::from).chain([program().into_os_string()]);
        let mut command = Command::new(words.next().expect("the program is one"));
        command.args(words);
        if let Some(folder) = &self.client_folder {
            command.arg("serve").arg("--client-dir").arg(folder);
        } else {
            command.arg("serve");
        }
        let mut process = command
            .args(["--listen", &self.listen])
            .env("SAWT_DATABASE_URL", &self.database_url)
            .env("SAWT_KEY_FILE", self.key_file())
            .env("SAWT_DAYS_AHEAD", self.days_ahead.to_string())
            .env("SAWT_MAIL_DIR", self.mail_folder())
            .envs(self.settings.iter().cloned())
            .env("RUST_LOG", self.log_level)
            .env("SAWT_CLOCK_SECONDS", "1")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        self.process = Some(process);
        let said: Json =
            serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line:?}; log:\n{}", self.log()));
        self.listen = said["listening"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        let client = self.client();
        until("the server is ready", || {
            client.try_send("GET", "/readyz", "", &[]).ok().filter(|a| a.status == 200)
        });
    }

    /// Starts it with settings with which it does not start, and returns what it said.
    pub fn start_in_vain(&self, settings: &[(&str, &str)]) -> String {
        assert!(self.process.is_none(), "the server runs already");
        let output = Command::new(program())
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("SAWT_DATABASE_URL", &self.database_url)
            .env("SAWT_KEY_FILE", self.key_file())
            .envs(settings.iter().copied())
            .output()
            .unwrap();
        assert!(!output.status.success(), "it started");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// From the next start on, it is so many days later for it.
    pub fn run_days_ahead(&mut self, days: i32) {
        self.days_ahead = days;
    }

    /// Starts it again, so many days ahead of the system's clock.
    pub fn go_on_after_days(&mut self, days: i32) {
        self.stop();
        self.run_days_ahead(days);
        self.go_on();
    }

    /// Starts another server on the same database, as many days ahead.
    pub fn start_beside(other: &Self) -> Self {
        let mut server = Self {
            demo: other.demo.clone(),
            database_url: other.database_url.clone(),
            folder: TempDir::new().unwrap(),
            listen: "127.0.0.1:0".to_owned(),
            process: None,
            postgres_database: None,
            client_folder: other.client_folder.clone(),
            log_level: other.log_level,
            settings: other.settings.clone(),
            through: Vec::new(),
            days_ahead: other.days_ahead,
        };
        std::fs::copy(other.key_file(), server.key_file()).unwrap();
        server.go_on();
        server
    }

    /// From the next start on, it serves a client whose files are the same and have other names, as a new version has.
    pub fn serve_another_client(&mut self) {
        let folder = self.file("client");
        std::fs::create_dir_all(&folder).unwrap();
        let dist = client_dist();
        let renamed = |text: &str, names: &[(String, String)]| {
            names.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
        };
        let manifest = std::fs::read_to_string(dist.join("manifest.json")).unwrap();
        let files: BTreeMap<String, String> = serde_json::from_str(&manifest).unwrap();
        let names: Vec<(String, String)> = files
            .values()
            .map(|file| {
                let mut parts: Vec<_> = file.split('.').collect();
                let hash = parts[1].chars().rev().collect::<String>();
                parts[1] = &hash;
                (file.clone(), parts.join("."))
            })
            .collect();
        for (old, new) in &names {
            std::fs::copy(dist.join(old), folder.join(new)).unwrap();
        }
        for file in ["sw.js", "manifest.json"] {
            let text = std::fs::read_to_string(dist.join(file)).unwrap();
            std::fs::write(folder.join(file), renamed(&text, &names)).unwrap();
        }
        self.client_folder = Some(folder);
    }

    /// Its address, `http://127.0.0.1:PORT`.
    pub fn base(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// Its address, for a connection.
    pub fn address(&self) -> SocketAddr {
        self.listen.parse().unwrap()
    }

    /// A client of it.
    pub fn client(&self) -> Client {
        Client::new(&self.base())
    }

    /// Its database, to look into.
    pub fn ledger(&self) -> Ledger {
        Ledger::open(&self.database_url).with_key(KeyFile::at(&self.key_file()))
    }

    /// Runs a command on its database, such as `survey close ims-2026`.
    pub fn command(&self, arguments: &[&str]) -> String {
        run(&self.database_url, arguments)
    }

    /// Stops it as an operator does.
    pub fn stop(&mut self) {
        if self.process.is_some() {
            self.tell_to_stop();
            self.wait_until_it_has_ended();
        }
    }

    /// Tells it to stop as an operator does.
    pub fn tell_to_stop(&self) {
        self.send(Signal::TERM);
    }

    /// Waits until it has ended after it was told to stop, and returns how long that took.
    ///
    /// # Panics
    /// When it ends with a failure, or not within 40 seconds.
    pub fn wait_until_it_has_ended(&mut self) -> Duration {
        let since = Instant::now();
        let process = self.process.as_mut().expect("it runs");
        let status = loop {
            if let Some(status) = process.try_wait().unwrap() {
                break status;
            }
            assert!(since.elapsed() < Duration::from_secs(40), "it does not end");
            std::thread::sleep(Duration::from_millis(5));
        };
        self.process = None;
        assert!(status.success(), "{status}; log:\n{}", self.log());
        since.elapsed()
    }

    /// Kills it without a word.
    pub fn kill(&mut self) {
        self.send(Signal::KILL);
        if let Some(mut process) = self.process.take() {
            process.wait().unwrap();
        }
    }

    fn send(&self, signal: Signal) {
        if let Some(process) = &self.process {
            let pid = i32::try_from(process.id()).ok().and_then(Pid::from_raw).unwrap();
            kill_process(pid, signal).unwrap();
        }
    }

    /// The number of its process.
    pub fn process_id(&self) -> Option<u32> {
        self.process.as_ref().map(Child::id)
    }

    /// A path in its own folder, which is deleted with it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file of its key.
    pub fn key_file(&self) -> PathBuf {
        self.file("sawt.key")
    }

    fn log_file(&self) -> PathBuf {
        self.file("log")
    }

    /// Everything that it logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = File::open(self.log_file()).and_then(|mut log| {
                std::io::copy(&mut log, &mut File::create(crate::artifact("server.log"))?)
            });
        }
        self.kill();
        if let Some(name) = self.postgres_database.take() {
            // Nobody waits for it: the cluster is thrown away, and what is left at the end of the tests with it.
            std::thread::spawn(move || {
                Ledger::open(&postgres_admin())
                    .execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            });
        }
    }
}
