//! The form page as a person uses it, by the names that server, client and tests have agreed on.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as STANDARD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde_json::{Map, Value as Json, json};
use survey::form::{Fields, read};
use survey::validation::validate;

use crate::SURVEY;
use crate::browser::Browser;
use crate::partner::question_set;
use crate::server::Server;
use crate::wait::{until, until_equal};

/// The form in a browser.
pub struct Form<'a> {
    /// The browser.
    pub browser: &'a Browser,
    /// The language of the page.
    pub language: String,
}

/// A function in the page that reads the client's vaults, sealed, each with its key. It makes none: that is the client's to do.
pub const VAULTS: &str = "const vaults = async () => {
   const text = (bytes) => btoa(String.fromCharCode(...bytes));
   const read = (name) => new Promise((resolve) => {
     const open = indexedDB.open(name);
     open.onupgradeneeded = () => open.transaction.abort();
     open.onerror = () => resolve([]);
     open.onsuccess = () => {
       const store = open.result.transaction('kept').objectStore('kept');
       const [keys, values] = [store.getAllKeys(), store.getAll()];
       values.onsuccess = () => { open.result.close(); resolve(keys.result.map((key, n) => [key, text(values.result[n])])); };
       values.onerror = () => { open.result.close(); resolve([]); };
     };
   });
   const all = [];
   for (const { name } of await indexedDB.databases()) {
     if (!/^sawt-(answers|traces)-/.test(name)) continue;
     const entries = await read(name);
     let key = entries.find(([name]) => name === 'key')?.[1];
     try {
       const folder = await navigator.storage.getDirectory();
       key ||= text(new Uint8Array(await (await (await folder.getFileHandle(name)).getFile()).arrayBuffer()));
     } catch {}
     if (key) all.push({ name, key, entries });
   }
   return all;
 };";

/// The personal link of a language's demo partner, at a server or at the proxy in front of it.
pub fn link(server: &Server, base: &str, language: &str) -> String {
    format!("{base}/i/{}", server.demo.tokens[language])
}

fn bytes(base64: &Json) -> Vec<u8> {
    STANDARD.decode(base64.as_str().unwrap()).unwrap()
}

impl<'a> Form<'a> {
    /// Opens a personal link and waits until the client has taken the page over.
    pub fn open(browser: &'a Browser, link: &str, language: &str) -> Self {
        browser.go(link);
        let form = Self { browser, language: language.to_owned() };
        form.wait_for_client();
        form
    }

    /// Waits until the client has taken the page over.
    pub fn wait_for_client(&self) {
        self.browser.wait_for("html[data-client=on]");
    }

    /// Waits until everything is there that is needed to go on without the server.
    pub fn wait_until_it_works_offline(&self) {
        let mut state = String::new();
        let start = std::time::Instant::now();
        until("the form works offline", || {
            if start.elapsed() > crate::wait::PATIENCE.mul_f32(0.9) {
                eprintln!("pages, link, service worker: {state}");
            }
            let ready = self.browser.script_async(
                "const keys = await (await caches.open('sawt-pages')).keys();
                 const pages = keys.filter(request => new URL(request.url).pathname.startsWith('/s/')).length;
                 const link = await (await caches.open('sawt-links')).match(location.pathname);
                 return [pages, !!link, !!navigator.serviceWorker.controller];",
                &[],
            );
            state = ready.to_string();
            (ready == json!([3, true, true])).then_some(())
        });
    }

    /// Switches the language, and waits until the client has taken the new page over.
    pub fn switch_language(&mut self, language: &str) {
        self.browser.follow(&format!("button[name=_language][value={language}]"));
        assert_eq!(self.browser.script("return document.documentElement.lang", &[]), json!(language));
        self.wait_for_client();
        language.clone_into(&mut self.language);
    }

    /// The keys of what is kept on the device.
    pub fn keys(&self) -> Vec<Vec<u8>> {
        self.vaults().iter().map(|vault| bytes(&vault["key"])).collect()
    }

    fn vaults(&self) -> Vec<Json> {
        let vaults = self.browser.script_async(&format!("{VAULTS} return await vaults();"), &[]);
        vaults.as_array().cloned().unwrap_or_default()
    }

    /// What is kept on the device under a name, of every link.
    pub fn kept(&self, name: &str) -> Vec<Json> {
        let mut kept = Vec::new();
        for vault in self.vaults() {
            let cipher = XChaCha20Poly1305::new_from_slice(&bytes(&vault["key"])).unwrap();
            for entry in vault["entries"].as_array().unwrap().iter().filter(|entry| entry[0] == *name) {
                let sealed = bytes(&entry[1]);
                let payload = Payload { msg: &sealed[24..], aad: name.as_bytes() };
                let nonce = XNonce::try_from(&sealed[..24]).unwrap();
                if let Ok(opened) = cipher.decrypt(&nonce, payload) {
                    kept.push(serde_json::from_slice(&opened).unwrap());
                }
            }
        }
        kept
    }

    /// Protects what is kept by the six words that the page offers, and returns them.
    pub fn lock(&self) -> String {
        self.browser.click("#device summary");
        self.browser.click("#lock-open");
        self.browser.wait_for("#lock-drawn");
        let words = self.browser.script("return document.getElementById('lock-phrase').value", &[]);
        self.browser.click("#lock button[value=lock]");
        until_equal("the page says that it is locked", &self.message("client-locked"), || self.status());
        self.browser.click("#device summary");
        words.as_str().unwrap().to_owned()
    }

    /// Types the pass phrase where the page asks for it.
    pub fn unlock(&self, phrase: &str) {
        self.browser.wait_for("#locked");
        self.browser.type_into("#unlock-phrase", phrase);
        self.browser.click("#unlock .main");
    }

    /// The code of the section that is open.
    pub fn section(&self) -> String {
        let script = "return [...document.querySelectorAll('[data-section]')].filter(s => s.checkVisibility()).map(s => s.dataset.section);";
        let open = self.browser.script(script, &[]);
        let open = open.as_array().unwrap();
        assert!(open.len() <= 1, "one section at a time: {open:?}");
        open.first().and_then(Json::as_str).unwrap_or_default().to_owned()
    }

    /// Answers every question that can be seen, also those that the answers bring up.
    pub fn fill_what_is_shown(&self, variant: usize) {
        let mut answered: Vec<Json> = Vec::new();
        loop {
            let now = self.browser.script(
                include_str!("../assets/fill.js"),
                &[json!(variant), json!(self.language), json!(answered)],
            );
            let now = now.as_array().unwrap();
            if now.is_empty() {
                return;
            }
            answered.extend(now.iter().cloned());
        }
    }

    /// Goes on to the next section, or to the review.
    pub fn next(&self) {
        let before = self.section();
        self.browser.click("#next");
        until(&format!("the section after {before} opens"), || {
            let summary = self.browser.sees("#error-summary");
            assert!(!summary, "{before} has errors: {}", self.browser.text("#error-summary"));
            (self.section() != before).then_some(())
        });
    }

    /// Fills all sections, one after the other, and stops before the review. Returns the sections gone through.
    pub fn fill(&self, variant: usize) -> Vec<String> {
        let mut sections = Vec::new();
        loop {
            let section = self.section();
            if section.is_empty() {
                self.browser.wait_for("#review");
                return sections;
            }
            sections.push(section);
            self.fill_what_is_shown(variant);
            self.next();
        }
    }

    /// The fields as they are filled now.
    pub fn fields(&self) -> Fields {
        let script = "return [...new FormData(document.getElementById('form'))];";
        let mut fields: Fields = serde_json::from_value(self.browser.script(script, &[])).unwrap();
        fields.0.retain(|(name, value)| !name.starts_with('_') && !value.is_empty());
        fields
    }

    /// The answers that the fields stand for: what must be stored in the end.
    pub fn answers(&self) -> Json {
        let set = question_set();
        let validated = validate(&set, &read(&set, &self.fields()));
        assert_eq!(validated.faults, [], "the form was filled well");
        Json::Object(validated.answers.to_raw())
    }

    /// Sends from the review.
    pub fn send(&self) {
        self.browser.wait_for("#send");
        self.browser.click("#send");
    }

    /// Waits until the page says that it is sent.
    pub fn wait_until_sent(&self) {
        until("the page says that it is sent", || self.browser.sees("#sent").then_some(()));
    }

    /// Whether the page claims that anything was sent.
    pub fn claims_to_be_sent(&self) -> bool {
        self.browser.sees("#sent") || self.status() == self.message("client-sent")
    }

    /// The status line.
    pub fn status(&self) -> String {
        self.browser.text("#status")
    }

    /// A message of the page in its language; that for one, where there are plurals.
    pub fn message(&self, id: &str) -> String {
        let data = self.browser.text("#page-data");
        let data: Map<String, Json> = serde_json::from_str(&data).unwrap();
        let message = &data["messages"][id];
        let text = message.as_str().or_else(|| message["one"].as_str()).or_else(|| message["other"].as_str());
        text.unwrap_or_else(|| panic!("there is no message {id}")).to_owned()
    }

    /// Waits until the draft on the device is what is in the fields.
    pub fn wait_until_kept(&self) {
        until("the draft is on the device", || {
            let mut kept: Vec<_> = self
                .kept("draft")
                .first()
                .map(|draft| serde_json::from_value::<Fields>(draft["fields"].clone()).unwrap().0)
                .unwrap_or_default();
            kept.retain(|(name, value)| !name.starts_with('_') && !value.is_empty());
            let mut typed = self.fields().0;
            kept.sort();
            typed.sort();
            (kept == typed).then_some(())
        });
    }
}

/// Waits until exactly one response more than `before` is stored, and looks at it: these answers.
pub fn wait_until_stored_once(
    server: &Server,
    before: &[crate::ledger::Stored],
    answers: &Json,
    // What it was answered in is stored nowhere.
    _language: &str,
) {
    let added = || server.ledger().added(before);
    until_equal("one response more is stored", &1, || added().len());
    let stored = added().remove(0);
    assert_eq!(stored.answers, *answers, "what is stored is what was answered");
}

/// Waits until the response rate counts the link's partner.
pub fn wait_until_responded(server: &Server, language: &str) {
    let token = &server.demo.tokens[language];
    until_equal("the link is marked", &"responded".to_owned(), || server.ledger().invitation_state(token));
}

/// The path of the form page in a language.
pub fn form_path(language: &str) -> String {
    format!("/s/{SURVEY}/{language}")
}
