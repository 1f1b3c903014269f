//! WebKitGTK, by WebKitWebDriver, on a display that nobody sees. Its own MiniBrowser keeps nothing on the disk when it is driven, so
//! the browser is one of ours (`assets/webkit.py`).

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use serde_json::json;

use super::http::Session;
use super::process::Process;
use super::{Driver, capabilities};
use crate::wait;

const BROWSER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/webkit.py");

/// Starts the display, and the driver on it; says when there is a display.
const START: &str = r#"
    Xvfb -displayfd 1 -screen 0 1400x1000x24 -nolisten tcp | {
        read -r display
        echo "display $display"
        # Without a graphics card, and without what only an accessible or a mounted desktop has.
        export DISPLAY=":$display" LIBGL_ALWAYS_SOFTWARE=1 WEBKIT_DISABLE_DMABUF_RENDERER=1 NO_AT_BRIDGE=1 GIO_USE_VFS=local
        export GSETTINGS_BACKEND=memory
        WebKitWebDriver --port="$1" >/dev/null
    }
"#;

/// Starts a browser which keeps all in this folder.
pub fn start(profile: &Path, (width, height): (u32, u32)) -> Driver {
    let (process, port) = (0..5).find_map(|_| process(profile)).expect(
        "WebKitWebDriver and Xvfb are installed (Debian's packages webkit2gtk-driver and xvfb) and start",
    );
    let options = json!({
        "binary": BROWSER,
        "args": [profile, width.to_string(), height.to_string()],
    });
    let wanted = capabilities(&json!({ "webkitgtk:browserOptions": options }));
    let open = profile.join("open");
    let session = Session::begin(port, &wanted, move || !open.exists()).unwrap_or_else(|error| {
        panic!("no session (are python3-gi and gir1.2-webkit2-4.1 installed?): {error}")
    });
    Driver { remote: Box::new(session), process }
}

/// The driver's process, and the port that it listens at.
fn process(profile: &Path) -> Option<(Process, u16)> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).ok()?.local_addr().ok()?.port();
    let command = ["bash", "-c", START, "webkit", &port.to_string()];
    let (process, ()) = Process::start(profile, &command, |line| line.starts_with("display ").then_some(()))?;
    let client = crate::http::Client::new(&format!("http://127.0.0.1:{port}"));
    wait::until("WebKitWebDriver answers", || {
        client.try_send("GET", "/status", "", &[]).is_ok_and(|answer| answer.status == 200).then_some(())
    });
    Some((process, port))
}
