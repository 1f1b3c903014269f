//! A person's browser with a profile that outlives it: Chromium, or where a test is for another engine, Firefox or WebKitGTK.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use base64::Engine as _;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::wait::until;
use crate::webdriver::{self, Driver};

/// Whose program shows the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserEngine {
    /// Chromium, which can do all that is offered here.
    Chromium,
    /// Firefox: without what needs DevTools, or scripts switched off.
    Firefox,
    /// WebKitGTK: as Firefox. It has no private files for sites.
    WebKit,
}

/// How a browser is set up.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The engine.
    pub engine: BrowserEngine,
    /// Width and height of the window, in CSS pixels.
    pub size: (u32, u32),
    /// Whether scripts may run, by the browser's own setting.
    pub scripts: bool,
    /// Whether sites may keep anything, by the browser's own setting. WebKitGTK has none for that.
    pub site_data: bool,
    /// Scripts that run in every page before its own: how a test takes something away from the browser.
    pub before: Vec<String>,
    /// Whether no test has used it before: for those that look into its profile.
    pub new: bool,
}

/// The size of a phone.
pub const PHONE: (u32, u32) = (360, 740);
/// The size of a desktop.
pub const DESKTOP: (u32, u32) = (1280, 900);

impl Default for Setup {
    fn default() -> Self {
        let engine = BrowserEngine::Chromium;
        Self { engine, size: DESKTOP, scripts: true, site_data: true, before: Vec::new(), new: false }
    }
}

/// A browser that is open, or was closed for a while.
pub struct Browser {
    setup: Setup,
    /// Taken out only when it is dropped.
    profile: Option<TempDir>,
    driver: RefCell<Option<Driver>>,
    /// The sites that it was told to go to.
    visited: RefCell<BTreeSet<String>>,
}

/// Browsers that a test has done with and that have forgotten it: starting one costs as much as most tests do in it.
static IDLE: Mutex<Vec<(Driver, TempDir)>> = Mutex::new(Vec::new());

impl Browser {
    /// Opens a browser with nothing in it.
    pub fn start(setup: Setup) -> Self {
        let is_chromium = setup.engine == BrowserEngine::Chromium;
        assert!(is_chromium || setup.scripts && setup.before.is_empty(), "only Chromium can be set up so");
        assert!(setup.site_data || setup.engine != BrowserEngine::WebKit, "it has no such setting");
        let as_usual = is_chromium && setup.scripts && setup.site_data && !setup.new;
        let idle = if as_usual { IDLE.lock().unwrap().pop() } else { None };
        let (driver, profile) = idle.map_or_else(|| (None, TempDir::new().unwrap()), |(d, p)| (Some(d), p));
        let browser =
            Self { setup, profile: Some(profile), driver: RefCell::new(driver), visited: RefCell::default() };
        if browser.is_open() {
            browser.prepare_tab();
        } else {
            browser.open_again();
        }
        browser
    }

    fn is_open(&self) -> bool {
        self.driver.borrow().is_some()
    }

    /// Opens one that nobody has used before.
    pub fn unused() -> Self {
        Self::start(Setup { new: true, ..Setup::default() })
    }

    /// Opens one of this engine that nobody has used before.
    pub fn of(engine: BrowserEngine) -> Self {
        Self::start(Setup { engine, new: true, ..Setup::default() })
    }

    /// Opens a browser as most people have it.
    pub fn desktop() -> Self {
        Self::start(Setup::default())
    }

    /// Opens a browser of the size of a phone.
    pub fn phone() -> Self {
        Self::start(Setup { size: PHONE, ..Setup::default() })
    }

    /// Opens a browser in which scripts are switched off.
    pub fn without_scripts() -> Self {
        Self::start(Setup { scripts: false, ..Setup::default() })
    }

    /// The folder with all that it keeps.
    pub fn profile(&self) -> &Path {
        self.profile.as_ref().expect("it has one until it is dropped").path()
    }

    /// Opens it again, with all that it has kept.
    pub fn open_again(&self) {
        assert!(!self.is_open(), "the browser is open already");
        let driver = match self.setup.engine {
            BrowserEngine::Chromium => self.chromium(),
            BrowserEngine::Firefox => {
                webdriver::start_firefox(self.profile(), self.setup.size, self.setup.site_data)
            }
            BrowserEngine::WebKit => webdriver::start_webkit(self.profile(), self.setup.size),
        };
        *self.driver.borrow_mut() = Some(driver);
        self.prepare_tab();
    }

    fn chromium(&self) -> Driver {
        // A browser that was killed leaves its lock behind.
        let _ = std::fs::remove_file(self.profile().join("SingletonLock"));
        let (width, height) = self.setup.size;
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-breakpad".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            // The last three are pages of its own that nobody sees here: half of what a start costs.
            "--disable-features=Translate,OptimizationHints,MediaRouter,\
             WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
                .to_owned(),
            "--hide-scrollbars".to_owned(),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", self.profile().display()),
        ];
        if rustix::process::geteuid().is_root() {
            arguments.push("--no-sandbox".to_owned());
        }
        let scripts = if self.setup.scripts { 1 } else { 2 };
        let site_data = if self.setup.site_data { 1 } else { 2 };
        let preferences = json!({
            "profile.managed_default_content_settings.javascript": scripts,
            "profile.default_content_setting_values.cookies": site_data,
        });
        webdriver::start_chromium(self.profile(), &json!({ "args": arguments, "prefs": preferences }))
    }

    /// What holds for each tab by itself.
    fn prepare_tab(&self) {
        let (width, height) = self.setup.size;
        self.resize(width, height);
        for script in &self.setup.before {
            self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        }
    }

    /// Gives the page another size.
    pub fn resize(&self, width: u32, height: u32) {
        if self.setup.engine != BrowserEngine::Chromium {
            self.driver(|driver| driver.post("window/rect", &json!({ "width": width, "height": height })));
            return;
        }
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    fn driver<T>(&self, work: impl FnOnce(&Driver) -> T) -> T {
        work(self.driver.borrow().as_ref().expect("the browser is open"))
    }

    /// Closes it as a person does.
    pub fn close(&self) {
        let driver = self.driver.borrow_mut().take();
        driver.expect("the browser is open").quit();
    }

    /// Kills it in the middle of whatever it does.
    pub fn kill(&self) {
        drop(self.driver.borrow_mut().take());
    }

    /// A DevTools command.
    pub fn devtools(&self, command: &str, parameters: &Json) -> Json {
        self.driver(|driver| driver.devtools(command, parameters))
    }

    /// Goes to an address; it may be that it can't be reached.
    ///
    /// # Errors
    /// What the browser says.
    pub fn try_go(&self, address: &str) -> Result<(), String> {
        let site: Vec<_> = address.splitn(4, '/').take(3).collect();
        self.visited.borrow_mut().insert(site.join("/"));
        self.driver(|driver| driver.try_post("url", &json!({ "url": address }))).map(drop)
    }

    /// Goes to an address.
    pub fn go(&self, address: &str) {
        self.try_go(address).unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.driver(|driver| driver.post("refresh", &json!({})));
    }

    /// Where it is.
    pub fn address(&self) -> String {
        self.driver(|driver| driver.get("url")).as_str().unwrap().to_owned()
    }

    /// The path of where it is.
    pub fn path(&self) -> String {
        let address = self.address();
        let rest = address.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').map_or(String::new(), |at| rest[at..].to_owned())
    }

    /// Runs a function body in the page.
    pub fn script(&self, script: &str, arguments: &[Json]) -> Json {
        self.driver(|driver| driver.script(script, arguments))
    }

    /// Runs the body of an async function in the page.
    pub fn script_async(&self, script: &str, arguments: &[Json]) -> Json {
        let wrapped = format!(
            "const done = arguments[arguments.length - 1]; const args = [...arguments].slice(0, -1); \
             (async function() {{ {script} }})().then(value => done({{ value }}), error => done({{ error: String(error) }}))"
        );
        let result = self.driver(|driver| driver.script_async(&wrapped, arguments));
        assert!(result["error"].is_null(), "{}", result["error"]);
        result["value"].clone()
    }

    /// Whether something is there and can be seen.
    pub fn sees(&self, selector: &str) -> bool {
        let script =
            "const found = document.querySelector(arguments[0]); return !!found && found.checkVisibility();";
        self.script(script, &[json!(selector)]) == json!(true)
    }

    /// Waits until something can be seen.
    pub fn wait_for(&self, selector: &str) {
        until(&format!("{selector} can be seen at {}", self.path()), || self.sees(selector).then_some(()));
    }

    /// The text of something; nothing if it is not there.
    pub fn text(&self, selector: &str) -> String {
        let script =
            "return (document.querySelector(arguments[0])?.textContent ?? '').trim().replace(/\\s+/g, ' ');";
        self.script(script, &[json!(selector)]).as_str().unwrap_or_default().to_owned()
    }

    fn element(&self, selector: &str) -> String {
        let query = json!({ "using": "css selector", "value": selector });
        let found = self.driver(|driver| driver.post("element", &query));
        found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned()
    }

    /// Clicks on something as a person does: it must be there, and nothing may go on covering it while the page moves.
    pub fn click(&self, selector: &str) {
        let mut said = String::new();
        until(&format!("{selector} is clicked on"), || {
            let element = self.element(selector);
            if self.setup.engine == BrowserEngine::WebKit {
                // Its driver leaves the page where it is if the element is just below the window.
                let scroll = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' });";
                self.script(scroll, &[json!(selector)]);
            }
            let clicked =
                self.driver(|driver| driver.try_post(&format!("element/{element}/click"), &json!({})));
            said = clicked.err().unwrap_or_default();
            assert!(said.is_empty() || said.contains("intercepted"), "{selector}: {said}");
            said.is_empty().then_some(())
        });
    }

    /// Clicks on what leads to another page, and waits until that is there: a busy browser comes back from the click before.
    pub fn follow(&self, selector: &str) {
        self.script("window.leftBehind = true;", &[]);
        self.click(selector);
        self.arrive(selector);
    }

    /// Goes back by so many pages, and waits until that page is there.
    pub fn back(&self, pages: i32) {
        self.script("window.leftBehind = true; history.go(arguments[0]);", &[json!(-pages)]);
        self.arrive("the way back");
    }

    fn arrive(&self, from: &str) {
        const ARRIVED: &str = "return !window.leftBehind && document.readyState === 'complete';";
        until(&format!("{from} leads to another page"), || {
            let arrived = self.driver(|driver| driver.try_script(ARRIVED, &[]));
            (arrived == Ok(json!(true))).then_some(())
        });
    }

    /// Types into something.
    pub fn type_into(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.driver(|driver| driver.post(&format!("element/{element}/value"), &json!({ "text": text })));
    }

    /// Presses keys, wherever the focus is.
    pub fn press(&self, keys: &str) {
        let actions: Vec<_> = keys
            .chars()
            .flat_map(|key| {
                [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
            })
            .collect();
        self.actions(&actions);
    }

    /// Presses a key while Shift is held.
    pub fn press_shifted(&self, key: char) {
        const SHIFT: char = '\u{e008}';
        self.actions(&[
            json!({ "type": "keyDown", "value": SHIFT }),
            json!({ "type": "keyDown", "value": key }),
            json!({ "type": "keyUp", "value": key }),
            json!({ "type": "keyUp", "value": SHIFT }),
        ]);
    }

    fn actions(&self, actions: &[Json]) {
        let keyboard = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.driver(|driver| driver.post("actions", &keyboard));
    }

    /// Opens a second tab and goes there; returns the first.
    pub fn new_tab(&self) -> Json {
        let first = self.driver(|driver| driver.get("window"));
        let tab = self.driver(|driver| driver.post("window/new", &json!({ "type": "tab" })));
        self.switch_to(&tab["handle"]);
        self.prepare_tab();
        first
    }

    /// The tab that is looked at.
    pub fn tab(&self) -> Json {
        self.driver(|driver| driver.get("window"))
    }

    /// Looks at another tab.
    pub fn switch_to(&self, tab: &Json) {
        self.driver(|driver| driver.post("window", &json!({ "handle": tab })));
    }

    /// Closes the tab that is looked at; another must be switched to.
    pub fn close_tab(&self) {
        self.driver(|driver| driver.delete("window"));
    }

    /// What the system says of light and dark.
    pub fn prefer_dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        // Without motion: a colour that is on its way from light to dark is neither.
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.devtools("Emulation.setEmulatedMedia", &features);
        // The styles are recomputed with the next frames: what is looked at before is half light and half dark.
        self.script_async(
            "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); return true;",
            &[],
        );
    }

    /// What axe-core finds wrong with the page, one line a finding.
    pub fn accessibility_problems(&self) -> Vec<String> {
        const AXE: &str = include_str!("../assets/axe.min.js");
        self.script(&format!("if (!window.axe) {{ {AXE}\n; window.axe = axe; }}"), &[]);
        let found = self.script_async(
            "const result = await window.axe.run(document, { resultTypes: ['violations', 'incomplete'] });
             const line = (kind) => (rule) => rule.nodes.map(node =>
               `${kind}${rule.id} (${rule.impact}): ${node.target.join(' ')}: ${node.failureSummary ?? ''}`.replace(/\\s+/g, ' '));
             return result.violations.flatMap(line(''));",
            &[],
        );
        serde_json::from_value(found).unwrap()
    }

    /// What sticks out of the page sideways.
    pub fn sticks_out(&self) -> Vec<String> {
        let found = self.script(
            "const root = document.documentElement;
             const wide = root.scrollWidth > root.clientWidth;
             const out = [...document.querySelectorAll('body *')].filter(element => {
               if (!element.checkVisibility()) return false;
               const box = element.getBoundingClientRect();
               if (!(box.right > root.clientWidth + 1 || box.left < -1) || box.width <= 1) return false;
               // What scrolls inside itself does not make the page wide.
               for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement)
                 if (getComputedStyle(parent).overflowX !== 'visible') return false;
               return getComputedStyle(element).position !== 'absolute' || wide;
             });
             return wide ? [`the page is ${root.scrollWidth} wide, the window ${root.clientWidth}`,
               ...out.slice(0, 5).map(element => element.outerHTML.slice(0, 120))] : [];",
            &[],
        );
        serde_json::from_value(found).unwrap()
    }

    /// Fills the device: the browser lets this site keep no more than `bytes`.
    pub fn storage_quota(&self, origin: &str, bytes: u64) {
        self.devtools("Storage.overrideQuotaForOrigin", &json!({ "origin": origin, "quotaSize": bytes }));
    }

    /// Gives the site as much room as it has by itself.
    pub fn storage_as_it_was(&self, origin: &str) {
        self.devtools("Storage.overrideQuotaForOrigin", &json!({ "origin": origin }));
    }

    /// A picture of the page, for a person to look at.
    pub fn screenshot(&self, name: &str) {
        let shot = self.driver(|driver| driver.get("screenshot"));
        let png = base64::engine::general_purpose::STANDARD.decode(shot.as_str().unwrap_or_default());
        if let Ok(png) = png {
            let _ = std::fs::write(crate::artifact(name), png);
        }
    }
}

impl Browser {
    /// Has a browser forget all that a test did in it, in a tab of its own.
    fn forget(&self, driver: &Driver) -> Result<(), String> {
        let earlier = driver.try_get("window/handles")?;
        let tab = driver.try_post("window/new", &json!({ "type": "tab" }))?;
        for tab in earlier.as_array().into_iter().flatten() {
            driver.try_post("window", &json!({ "handle": tab }))?;
            driver.try_delete("window")?;
        }
        driver.try_post("window", &json!({ "handle": tab["handle"] }))?;
        for site in &*self.visited.borrow() {
            driver.try_devtools(
                "Storage.clearDataForOrigin",
                &json!({ "origin": site, "storageTypes": "all" }),
            )?;
            driver.try_devtools("Storage.overrideQuotaForOrigin", &json!({ "origin": site }))?;
        }
        driver.try_devtools("Browser.setDownloadBehavior", &json!({ "behavior": "default" }))?;
        for all in ["Network.clearBrowserCookies", "Network.clearBrowserCache", "Browser.resetPermissions"] {
            driver.try_devtools(all, &json!({}))?;
        }
        Ok(())
    }

    /// A picture of the page on which a test failed.
    fn last_picture(driver: &Driver) {
        let shot = driver
            .try_devtools("Page.captureScreenshot", &json!({ "captureBeyondViewport": true }))
            .map(|shot| shot["data"].clone())
            .or_else(|_| driver.try_get("screenshot"));
        let png =
            shot.ok().and_then(|shot| base64::engine::general_purpose::STANDARD.decode(shot.as_str()?).ok());
        if let Some(png) = png {
            let _ = std::fs::write(crate::artifact("browser.png"), png);
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let (Some(driver), Some(profile)) = (self.driver.take(), self.profile.take()) else { return };
        if std::thread::panicking() {
            Self::last_picture(&driver);
        } else if self.setup.engine == BrowserEngine::Chromium
            && self.setup.scripts
            && self.setup.site_data
            && self.forget(&driver).is_ok()
        {
            IDLE.lock().unwrap().push((driver, profile));
        }
    }
}
