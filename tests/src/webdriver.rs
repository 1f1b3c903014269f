//! As much of W3C WebDriver as is needed, and Chromium's DevTools commands through it.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::{Value as Json, json};

use crate::http::Client;

/// A running chromedriver with one session.
pub struct Driver {
    process: Child,
    client: Client,
    session: String,
}

impl Driver {
    /// Starts chromedriver on a free port and a browser with these options (`goog:chromeOptions`).
    pub fn start(options: &Json) -> Self {
        // The port is free when chromedriver looks, and may be taken a moment later: then it ends without a word.
        let (process, port) = (0..5)
            .find_map(|_| Self::process())
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
    fn process() -> Option<(Child, String)> {
        // A process group of its own: killing it takes the browser along, as a dying battery does.
        let mut process = Command::new("chromedriver")
            .args(["--port=0", "--log-level=WARNING"])
            .process_group(0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut lines = BufReader::new(process.stdout.take()?).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            line.split_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
        });
        let Some(port) = port else {
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
    pub fn get(&self, command: &str) -> Json {
        self.call("GET", &format!("/session/{}/{command}", self.session), &Json::Null)
            .unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Deletes something of the session, or with an empty name the session itself.
    pub fn delete(&self, command: &str) {
        let separator = if command.is_empty() { "" } else { "/" };
        let path = format!("/session/{}{separator}{command}", self.session);
        self.call("DELETE", &path, &Json::Null).unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// A DevTools command.
    pub fn devtools(&self, command: &str, parameters: &Json) -> Json {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Runs a function body in the page.
    pub fn script(&self, script: &str, arguments: &[Json]) -> Json {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
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
        if let Some(group) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.process.wait();
    }
}
