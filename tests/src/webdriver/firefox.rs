//! Firefox, by Marionette: its own protocol, into which geckodriver translates WebDriver. Each message is its length, a colon, and JSON: a
//! command is `[0, number, name, parameters]`, and an answer `[1, number, error, result]`.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;

use serde_json::{Value as Json, json};

use super::process::Process;
use super::{Driver, Remote, capabilities};
use crate::wait;

/// What a person's Firefox has otherwise: it calls nobody by itself, and asks nothing at the start. Session files are written as with a person, and
/// sooner.
const PREFERENCES: &str = r#"
user_pref("marionette.port", 0);
user_pref("browser.sessionstore.resume_from_crash", true);
user_pref("browser.sessionstore.interval", 1000);
user_pref("browser.startup.page", 0);
user_pref("browser.startup.homepage", "about:blank");
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.server", "");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("extensions.systemAddon.update.enabled", false);
user_pref("app.normandy.enabled", false);
user_pref("services.settings.server", "data:,#none");
"#;

/// Where Firefox writes the port that it listens at.
const PORT: &str = "MarionetteActivePort";

/// “Block all cookies” and site data, as a person sets it.
const NO_SITE_DATA: &str = r#"user_pref("network.cookie.cookieBehavior", 2);"#;

/// Starts a browser which keeps all in this folder; without `site_data` sites keep nothing.
pub fn start(profile: &Path, (width, height): (u32, u32), site_data: bool) -> Driver {
    let own = if site_data { "" } else { NO_SITE_DATA };
    std::fs::write(profile.join("user.js"), [PREFERENCES, own].concat()).unwrap();
    let _ = std::fs::remove_file(profile.join(PORT));
    let size = [format!("--width={width}"), format!("--height={height}")];
    let folder = profile.display().to_string();
    // The first line is the shell's, before Firefox takes its place; that it listens is told by the file.
    let start = "echo started; exec firefox-esr \"$@\"";
    let command = [
        &["bash", "-c", start, "firefox", "--headless", "--marionette", "--no-remote", "--profile", &folder]
            [..],
        &[&size[0], &size[1]],
    ]
    .concat();
    let (process, ()) = Process::start(profile, &command, |_| Some(())).expect("there is a shell");
    let port = wait::until("Firefox is installed (Debian's package firefox-esr) and says its port", || {
        std::fs::read_to_string(profile.join(PORT)).ok()?.trim().parse::<u16>().ok()
    });
    let remote = Marionette::connect(port).unwrap_or_else(|error| panic!("no session: {error}"));
    Driver { remote: Box::new(remote), process }
}

/// A session of Firefox.
struct Marionette(RefCell<Connection>);

struct Connection {
    stream: BufReader<TcpStream>,
    last: u32,
}

impl Marionette {
    fn connect(port: u16) -> Result<Self, String> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).map_err(|error| error.to_string())?;
        stream
            .set_read_timeout(Some(std::time::Duration::from_secs(180)))
            .map_err(|error| error.to_string())?;
        let mut connection = Connection { stream: BufReader::new(stream), last: 0 };
        // It speaks first, of itself.
        connection.read()?;
        connection.call("WebDriver:NewSession", &capabilities(&json!({})))?;
        Ok(Self(RefCell::new(connection)))
    }
}

impl Connection {
    fn read(&mut self) -> Result<Json, String> {
        let failed = |error: std::io::Error| error.to_string();
        let mut length = Vec::new();
        self.stream.read_until(b':', &mut length).map_err(failed)?;
        length.pop();
        let length = String::from_utf8_lossy(&length).parse().map_err(|_| "no message")?;
        let mut message = vec![0; length];
        self.stream.read_exact(&mut message).map_err(failed)?;
        serde_json::from_slice(&message).map_err(|error| error.to_string())
    }

    fn call(&mut self, name: &str, parameters: &Json) -> Result<Json, String> {
        self.last += 1;
        let message = json!([0, self.last, name, parameters]).to_string();
        let message = format!("{}:{message}", message.len());
        self.stream.get_mut().write_all(message.as_bytes()).map_err(|error| error.to_string())?;
        let answer = loop {
            let answer = self.read()?;
            if answer[0] == 1 && answer[1] == self.last {
                break answer;
            }
        };
        if let Some(error) = answer[2].as_object() {
            let message = error["message"].as_str().unwrap_or_default().lines().next().unwrap_or_default();
            return Err(format!("{}: {message}", error["error"].as_str().unwrap_or_default()));
        }
        Ok(match answer[3].as_object() {
            Some(result) if result.len() == 1 && result.contains_key("value") => result["value"].clone(),
            _ => answer[3].clone(),
        })
    }
}

impl Remote for Marionette {
    fn call(&self, method: &str, command: &str, body: &Json) -> Result<Json, String> {
        let (name, parameters) = translated(method, command, body)?;
        self.0.borrow_mut().call(name, &parameters)
    }

    fn quit(&self, process: &Process) -> Result<(), String> {
        self.0.borrow_mut().call("Marionette:Quit", &json!({ "flags": ["eAttemptQuit"] }))?;
        wait::until("the browser is closed", || process.is_over().then_some(()));
        Ok(())
    }
}

/// A command of WebDriver in Marionette's words.
fn translated(method: &str, command: &str, body: &Json) -> Result<(&'static str, Json), String> {
    let parts: Vec<_> = command.split('/').collect();
    let name = match (method, &parts[..]) {
        ("POST", ["url"]) => "WebDriver:Navigate",
        ("GET", ["url"]) => "WebDriver:GetCurrentURL",
        ("POST", ["refresh"]) => "WebDriver:Refresh",
        ("POST", ["execute", "sync"]) => "WebDriver:ExecuteScript",
        ("POST", ["execute", "async"]) => "WebDriver:ExecuteAsyncScript",
        ("POST", ["element"]) => "WebDriver:FindElement",
        ("POST", ["element", _, "click"]) => "WebDriver:ElementClick",
        ("POST", ["element", _, "value"]) => "WebDriver:ElementSendKeys",
        ("POST", ["actions"]) => "WebDriver:PerformActions",
        ("GET", ["window"]) => "WebDriver:GetWindowHandle",
        ("GET", ["window", "handles"]) => "WebDriver:GetWindowHandles",
        ("POST", ["window"]) => "WebDriver:SwitchToWindow",
        ("POST", ["window", "new"]) => "WebDriver:NewWindow",
        ("POST", ["window", "rect"]) => "WebDriver:SetWindowRect",
        ("DELETE", ["window"]) => "WebDriver:CloseWindow",
        ("GET", ["screenshot"]) => "WebDriver:TakeScreenshot",
        _ => return Err(format!("{method} {command} is not translated for Firefox")),
    };
    let mut parameters = if body.is_null() { json!({}) } else { body.clone() };
    if let ["element", id, _] = parts[..] {
        parameters["id"] = json!(id);
    }
    Ok((name, parameters))
}
