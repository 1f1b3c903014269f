//! The form page as a person uses it, by the names that server, client and tests have agreed on.

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

/// A function in the page that reads a store of the client's database. It never makes one: that is the client's to do.
pub const KEPT: &str = "const kept = (store) => new Promise((resolve, reject) => {
   const open = indexedDB.open('sawt');
   open.onupgradeneeded = () => open.transaction.abort();
   open.onerror = () => resolve([]);
   open.onsuccess = () => {
     const database = open.result;
     try {
       const all = database.transaction(store).objectStore(store).getAll();
       all.onsuccess = () => { database.close(); resolve(all.result); };
       all.onerror = () => { database.close(); reject(all.error); };
     } catch (error) { database.close(); reject(error); }
   };
 });";

/// The personal link of a language's demo partner, at a server or at the proxy in front of it.
pub fn link(server: &Server, base: &str, language: &str) -> String {
    format!("{base}/i/{}", server.demo.tokens[language])
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

    /// Waits until everything is there that is needed to go on without the server: the pages, and the right to respond.
    pub fn wait_until_it_works_offline(&self) {
        let mut state = String::new();
        let start = std::time::Instant::now();
        until("the form works offline", || {
            if start.elapsed() > crate::wait::PATIENCE.mul_f32(0.9) {
                eprintln!("pages, link, service worker, credentials: {state}");
            }
            let ready = self.browser.script_async(
                "const keys = await (await caches.open('sawt-pages')).keys();
                 const pages = keys.filter(request => new URL(request.url).pathname.startsWith('/s/')).length;
                 const link = await (await caches.open('sawt-links')).match(location.pathname);
                 return [pages, !!link, !!navigator.serviceWorker.controller];",
                &[],
            );
            let credentials =
                self.kept("credentials").iter().filter(|kept| !kept["output"].is_null()).count();
            let ready = json!([ready, credentials]);
            state = ready.to_string();
            (ready == json!([[3, true, true], 1])).then_some(())
        });
    }

    /// Switches the language, and waits until the client has taken the new page over.
    pub fn switch_language(&mut self, language: &str) {
        // The page may be in that language already: what tells the new page is that it lacks this mark.
        self.browser.script("window.earlier = true", &[]);
        self.browser.click(&format!("button[name=_language][value={language}]"));
        until(&format!("the page is in {language}"), || {
            let found = self.browser.script("return [document.documentElement.lang, !window.earlier]", &[]);
            (found == json!([language, true])).then_some(())
        });
        self.wait_for_client();
        language.clone_into(&mut self.language);
    }

    /// What is kept on the device, by store.
    pub fn kept(&self, store: &str) -> Vec<Json> {
        let script = format!("{KEPT} return await kept(args[0]);");
        let values = self.browser.script_async(&script, &[json!(store)]);
        values.as_array().cloned().unwrap_or_default()
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
                .kept("drafts")
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

/// Waits until exactly one response more than `before` is stored, and looks at it: these answers, in this language.
pub fn wait_until_stored_once(
    server: &Server,
    before: &[crate::ledger::Stored],
    answers: &Json,
    language: &str,
) {
    let added = || {
        let mut all = server.ledger().all_responses();
        all.retain(|stored| !before.contains(stored));
        all
    };
    until_equal("one response more is stored", &1, || added().len());
    let stored = added().remove(0);
    assert_eq!(stored.answers, *answers, "what is stored is what was answered");
    assert_eq!(stored.language, language);
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
