//! A session over HTTP, as WebDriver has it.

use serde_json::{Value as Json, json};

use super::Remote;
use super::process::Process;
use crate::http::Client;
use crate::wait;

/// A session of chromedriver or WebKitWebDriver.
pub struct Session {
    client: Client,
    path: String,
    /// Whether the browser is closed, if the driver does not wait for that itself.
    is_closed: Box<dyn Fn() -> bool + Send>,
}

impl Session {
    /// Begins one with these capabilities.
    ///
    /// # Errors
    /// What the driver says.
    pub fn begin(
        port: u16,
        capabilities: &Json,
        is_closed: impl Fn() -> bool + Send + 'static,
    ) -> Result<Self, String> {
        let client = Client::new(&format!("http://127.0.0.1:{port}"));
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let session = call(&client, "POST", "/session", &wanted)?;
        let id = session["sessionId"].as_str().ok_or("no session")?;
        Ok(Self { client, path: format!("/session/{id}"), is_closed: Box::new(is_closed) })
    }
}

fn call(client: &Client, method: &str, path: &str, body: &Json) -> Result<Json, String> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let answer = client.try_send(method, path, "application/json", body.as_bytes())?;
    let value = answer.json()["value"].clone();
    if answer.status == 200 {
        return Ok(value);
    }
    let message = value["message"].as_str().unwrap_or_default().lines().next().unwrap_or_default();
    Err(format!("{}: {message}", value["error"].as_str().unwrap_or_default()))
}

impl Remote for Session {
    fn call(&self, method: &str, command: &str, body: &Json) -> Result<Json, String> {
        call(&self.client, method, &format!("{}/{command}", self.path), body)
    }

    fn quit(&self, _: &Process) -> Result<(), String> {
        call(&self.client, "DELETE", &self.path, &Json::Null)?;
        wait::until("the browser is closed", || (self.is_closed)().then_some(()));
        Ok(())
    }
}
