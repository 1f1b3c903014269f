//! Programs that come from Debian's packages: installed when we may, named when we may not.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::{postgres, say, sh};

/// Something that has to be on the machine.
pub struct Need {
    /// What it is, for people.
    pub what: &'static str,
    /// The packages that bring it.
    pub packages: &'static [&'static str],
    /// Whether it is there, wherever it came from.
    pub is_there: fn() -> bool,
}

/// The browser that most tests use, with its remote control.
pub const CHROMIUM: Need = Need {
    what: "Chromium and chromedriver",
    packages: &["chromium", "chromium-driver"],
    is_there: || ["/usr/bin/chromium", "/usr/bin/chromedriver"].iter().all(|file| Path::new(file).exists()),
};

/// Another browser for the tests. Its remote control is built in.
pub const FIREFOX: Need = Need {
    what: "Firefox",
    packages: &["firefox-esr"],
    is_there: || Path::new("/usr/bin/firefox-esr").exists(),
};

/// A third engine, with its remote control, what a small browser is made of, and a display that nobody sees.
pub const WEBKIT: Need = Need {
    what: "WebKitGTK, WebKitWebDriver and Xvfb",
    packages: &["webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb"],
    is_there: || {
        let programs = ["/usr/bin/WebKitWebDriver", "/usr/bin/Xvfb"];
        let modules = "import gi; gi.require_version('WebKit2', '4.1')";
        programs.iter().all(|file| Path::new(file).exists())
            && sh::works_within(
                sh::command("/usr/bin/python3").args(["-c", modules]),
                Duration::from_secs(20),
            )
    },
};

/// Fonts in which the browser can show every language.
pub const FONTS: Need = Need {
    what: "Noto fonts",
    packages: &["fonts-noto-core"],
    is_there: || {
        sh::works_within(sh::command("dpkg").args(["-s", "fonts-noto-core"]), Duration::from_secs(10))
    },
};

/// What makes text and pictures of a printed page, so that a test can look at it.
pub const POPPLER: Need = Need {
    what: "pdftotext and pdftoppm",
    packages: &["poppler-utils"],
    is_there: || ["/usr/bin/pdftotext", "/usr/bin/pdftoppm"].iter().all(|file| Path::new(file).exists()),
};

/// PostgreSQL's programs; its service isn't used.
pub const POSTGRESQL: Need =
    Need { what: "PostgreSQL", packages: &["postgresql"], is_there: || postgres::programs().is_ok() };

/// A real SMTP server for the tests of mail; Debian's own Python runs it.
pub const SMTP: Need = Need {
    what: "an SMTP server for the tests",
    packages: &["python3-aiosmtpd"],
    is_there: || {
        sh::works_within(
            sh::command("/usr/bin/python3").args(["-c", "import aiosmtpd"]),
            Duration::from_secs(20),
        )
    },
};

/// What makes an environment for programs from PyPI; Debian keeps it apart from Python.
pub const PYTHON_ENVIRONMENT: Need = Need {
    what: "Python's venv",
    packages: &["python3-venv"],
    is_there: || {
        sh::works_within(
            sh::command("/usr/bin/python3").args(["-c", "import ensurepip, venv"]),
            Duration::from_secs(20),
        )
    },
};

/// A Rust toolchain that can build its own standard library for the browser.
pub const WASM_TOOLCHAIN: Need = Need {
    what: "a Rust toolchain for WebAssembly",
    packages: &["rustc-web", "cargo-web", "rust-web-src", "lld-19"],
    is_there: crate::client::toolchain::debian_is_there,
};

/// Installs what is missing. An error that says what to install where that can't be done.
pub fn ensure(needs: &[&Need]) -> Result<()> {
    let missing: Vec<_> = needs.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let what = missing.iter().map(|need| need.what).collect::<Vec<_>>().join(", ");
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages).copied().collect();
    let Some(apt) = sh::which("apt-get") else {
        bail!("{what}: not found. On Debian the packages are: {}", packages.join(" "));
    };
    if !rustix::process::geteuid().is_root() {
        bail!("{what}: not found. Install with: sudo apt-get install {}", packages.join(" "));
    }
    say::doing(&format!("Installing {what} ({}): a few minutes the first time", packages.join(" ")));
    let install = || sh::quietly(apt_get(&apt).arg("install").args(&packages));
    // The lists may be old or not there at all, so that a package is unknown, its file gone, or its version too old for us.
    if plan_works(&apt, &packages) && install().is_ok() && check(&missing).is_ok() {
        return Ok(());
    }
    update(&apt)?;
    install()?;
    check(&missing)
}

fn check(needs: &[&&Need]) -> Result<()> {
    match needs.iter().find(|need| !(need.is_there)()) {
        Some(need) => {
            bail!(
                "{} of a version that serves is still not found, though {} is installed",
                need.what,
                need.packages.join(" ")
            )
        }
        None => Ok(()),
    }
}

fn plan_works(apt: &Path, packages: &[&str]) -> bool {
    let mut plan = apt_get(apt);
    sh::works_within(plan.args(["install", "--simulate"]).args(packages), Duration::from_secs(60))
}

/// Fetches the package lists. Another run of apt may hold their lock, for which `update` doesn't wait by itself.
fn update(apt: &Path) -> Result<()> {
    const PAUSE: Duration = Duration::from_secs(5);
    for _ in 0..60 {
        let output = sh::output(apt_get(apt).arg("update"))?;
        if output.status.success() {
            return Ok(());
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        if !complaint.contains("Could not get lock") {
            bail!("fetching Debian's package lists failed: {}", complaint.trim());
        }
        say::detail("waiting for another run of apt");
        std::thread::sleep(PAUSE);
    }
    bail!("another run of apt has held the package lists for five minutes")
}

fn apt_get(apt: &Path) -> Command {
    let mut command = sh::command(apt);
    command.env("DEBIAN_FRONTEND", "noninteractive").args([
        "--yes",
        "--quiet",
        "--no-install-recommends",
        "--option",
        "DPkg::Lock::Timeout=600",
    ]);
    command
}
