//! As much of W3C WebDriver as is needed, and Chromium's DevTools commands through it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value as Json, json};

use crate::http::Client;

/// chromedriver in a process group of its own: killing it takes the browser along, as a dying battery does. If the tests
/// themselves end without a word, so do driver, browser and what that has kept.
const WATCHED: &str = r#"
    set -m
    chromedriver --port=0 --log-level=WARNING &
    exec >/dev/null
    read -r word
    kill -KILL -- -$!
    wait
    [ "$word" = end ] || rm -rf "$1"
"#;

/// A running chromedriver with one session.
pub struct Driver {
    process: Child,
    client: Client,
    session: String,
}

impl Driver {
    /// Starts chromedriver on a free port and a browser with these options (`goog:chromeOptions`), which keeps all in this folder.
    pub fn start(profile: &Path, options: &Json) -> Self {
        // The port is free when chromedriver looks, and may be taken a moment later: then it ends without a word.
        let (process, port) = (0..5)
            .find_map(|_| Self::process(profile))
            .expect("chromedriver is installed (Debian's package chromium-driver) and says its port");
        let client = Client::new(&format!("http://127.0.0.1:{port}"));
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options, "unhandledPromptBehavior": "accept",
            "timeouts": { "script": 30_000, "pageLoad": 60_000 },
        } } });
        let mut driver = Self { process, client, session: String::new() };
        let session =
            driver.call("POST", "/session", &capabilities).unwrap_or_else(|e| panic!("no session: {e}"));
        driver.session = session["sessionId"].as_str().unwrap().to_owned();
        driver
    }

    /// chromedriver's process, and the port that it says it listens at.
    fn process(profile: &Path) -> Option<(Child, String)> {
        let mut process = Command::new("bash")
            .args(["-c", WATCHED, "chromedriver"])
            .arg(profile)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut lines = BufReader::new(process.stdout.take()?).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            line.split_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
        });
        let Some(port) = port else {
            drop(process.stdin.take());
            let _ = process.wait();
            return None;
        };
        std::thread::spawn(move || lines.for_each(drop));
        Some((process, port))
    }

    fn call(&self, method: &str, path: &str, body: &Json) -> Result<Json, String> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let answer = self.client.try_send(method, path, "application/json", body.as_bytes())?;
        let value = answer.json()["value"].clone();
        if answer.status == 200 {
            return Ok(value);
        }
        let message = value["message"].as_str().unwrap_or_default().lines().next().unwrap_or_default();
        Err(format!("{}: {message}", value["error"].as_str().unwrap_or_default()))
    }

    /// A command of the session.
    ///
    /// # Errors
    /// What the browser says.
    pub fn try_post(&self, command: &str, body: &Json) -> Result<Json, String> {
        self.call("POST", &format!("/session/{}/{command}", self.session), body)
    }

    /// A command of the session that must work.
    pub fn post(&self, command: &str, body: &Json) -> Json {
        self.try_post(command, body).unwrap_or_else(|error| panic!("{command} {body}: {error}"))
    }

    /// Reads something of the session.
    ///
    /// # Errors
    /// What the browser says.
    pub fn try_get(&self, command: &str) -> Result<Json, String> {
        self.call("GET", &format!("/session/{}/{command}", self.session), &Json::Null)
    }

    /// Reads something of the session that must be there.
    pub fn get(&self, command: &str) -> Json {
        self.try_get(command).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Deletes something of the session, or with an empty name the session itself.
    ///
    /// # Errors
    /// What the browser says.
    pub fn try_delete(&self, command: &str) -> Result<(), String> {
        let separator = if command.is_empty() { "" } else { "/" };
        let path = format!("/session/{}{separator}{command}", self.session);
        self.call("DELETE", &path, &Json::Null).map(drop)
    }

    /// Deletes something of the session that must be there.
    pub fn delete(&self, command: &str) {
        self.try_delete(command).unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// A DevTools command.
    ///
    /// # Errors
    /// What the browser says.
    pub fn try_devtools(&self, command: &str, parameters: &Json) -> Result<Json, String> {
        self.try_post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// A DevTools command that must work.
    pub fn devtools(&self, command: &str, parameters: &Json) -> Json {
        self.try_devtools(command, parameters)
            .unwrap_or_else(|error| panic!("{command} {parameters}: {error}"))
    }

    /// Runs a function body in the page.
    ///
    /// # Errors
    /// What the browser says: also that the page is just changing.
    pub fn try_script(&self, script: &str, arguments: &[Json]) -> Result<Json, String> {
        self.try_post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs a function body in the page, which must work.
    pub fn script(&self, script: &str, arguments: &[Json]) -> Json {
        self.try_script(script, arguments)
            .unwrap_or_else(|error| panic!("{}: {error}", script.get(..200).unwrap_or(script)))
    }

    /// Runs a function body in the page; its last argument is called with the result.
    pub fn script_async(&self, script: &str, arguments: &[Json]) -> Json {
        self.post("execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// Closes the browser as a person does.
    pub fn quit(self) {
        self.delete("");
        // Dropping ends chromedriver.
    }
}

impl Drop for Driver {
    /// Ends browser and driver without a word.
    fn drop(&mut self) {
        if let Some(mut input) = self.process.stdin.take() {
            let _ = input.write_all(b"end\n");
        }
        let _ = self.process.wait();
    }
}
