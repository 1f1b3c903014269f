//! Chromium, by chromedriver.

use std::path::Path;

use serde_json::{Value as Json, json};

use super::http::Session;
use super::process::Process;
use super::{Driver, capabilities};

/// Starts chromedriver on a free port and a browser with these options (`goog:chromeOptions`), which keeps all in this folder.
pub fn start(profile: &Path, options: &Json) -> Driver {
    let port = |line: &str| {
        line.split_once("successfully on port ")
            .and_then(|(_, port)| port.trim_end_matches('.').parse::<u16>().ok())
    };
    // The port is free when chromedriver looks, and may be taken a moment later: then it ends without a word.
    let (process, port) = (0..5)
        .find_map(|_| Process::start(profile, &["chromedriver", "--port=0", "--log-level=WARNING"], port))
        .expect("chromedriver is installed (Debian's package chromium-driver) and says its port");
    let wanted = capabilities(&json!({ "browserName": "chrome", "goog:chromeOptions": options }));
    // chromedriver waits for the browser itself.
    let session =
        Session::begin(port, &wanted, || true).unwrap_or_else(|error| panic!("no session: {error}"));
    Driver { remote: Box::new(session), process }
}
