//! As much of W3C WebDriver as is needed, in each engine, and Chromium's DevTools commands through it.

mod chromium;
mod firefox;
mod http;
mod process;
mod webkit;

use serde_json::{Value as Json, json};

use process::Process;

pub use chromium::start as start_chromium;
pub use firefox::start as start_firefox;
pub use webkit::start as start_webkit;

/// A browser that is driven from afar: one session.
trait Remote: Send {
    /// A command of the session as WebDriver names it: its method, and its path below the session's.
    fn call(&self, method: &str, command: &str, body: &Json) -> Result<Json, String>;

    /// Has the browser closed as a person does it. Returns when it has written what it keeps.
    fn quit(&self, process: &Process) -> Result<(), String>;
}

/// A running browser with one session.
pub struct Driver {
    remote: Box<dyn Remote>,
    process: Process,
}

/// What all sessions have in common.
fn capabilities(engine: &Json) -> Json {
    let mut capabilities = json!({
        "unhandledPromptBehavior": "accept",
        "timeouts": { "script": 30_000, "pageLoad": 60_000 },
    });
    for (name, value) in engine.as_object().into_iter().flatten() {
        capabilities[name] = value.clone();
    }
    capabilities
}

impl Driver {
    /// A command of the session.
    ///
    /// # Errors
    /// What the browser says.
    pub fn try_post(&self, command: &str, body: &Json) -> Result<Json, String> {
        self.remote.call("POST", command, body)
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
        self.remote.call("GET", command, &Json::Null)
    }

    /// Reads something of the session that must be there.
    pub fn get(&self, command: &str) -> Json {
        self.try_get(command).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Deletes something of the session.
    ///
    /// # Errors
    /// What the browser says.
    pub fn try_delete(&self, command: &str) -> Result<(), String> {
        self.remote.call("DELETE", command, &Json::Null).map(drop)
    }

    /// Deletes something of the session that must be there.
    pub fn delete(&self, command: &str) {
        self.try_delete(command).unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// A DevTools command; Chromium alone has them.
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
        self.remote.quit(&self.process).unwrap_or_else(|error| panic!("closing: {error}"));
        // Dropping ends what drove it.
    }
}
