//! From the review into the queue, and out of it.

use std::rc::Rc;

use survey::credential::Request;
use survey::form::{Fields, read as answers_of, write as fields_of};
use survey::receipt::{Receipt, Secret};
use survey::validation::validate;
use wasm_bindgen_futures::spawn_local;

use super::{Form, Phase, fields};
use crate::backoff;
use crate::browser;
use crate::credential::{self, NoCredential, obtain};
use crate::database::{Change, Store};
use crate::device::Queued;
use crate::dom;
use crate::sync::{self, Outcome};

/// The link was used on another device.
pub(super) const FURTHER: &str = "client-further-device";

impl Form {
    /// The person goes on here, knowing that.
    pub(super) async fn go_on_here(self: &Rc<Self>) {
        credential::allow_further(&self.database, &self.owner).await;
        *self.hindrance.borrow_mut() = None;
        self.prepare_and_sync().await;
        if self.wants_to_send.get() {
            self.send().await;
        }
    }

    /// Puts the response into the queue and the draft away, in one transaction; then sends.
    pub(super) async fn send(self: &Rc<Self>) {
        if self.standing().refusal().is_some() {
            // It may have been lifted since.
            self.prepare().await;
        }
        if self.sending.replace(true) {
            return;
        }
        // Another tab may have sent these answers already.
        self.follow_queue().await;
        let queued = self.response();
        if let Some(queued) = &queued {
            let mut changes = vec![Change::put(Store::Queue, queued), Change::delete(Store::Draft)];
            if let Some(secret) = &queued.receipt {
                let receipt = Receipt::of(&queued.owner.survey, queued.version, secret, &queued.answers);
                changes.push(Change::put(Store::Receipt, &receipt.to_string()));
            }
            self.database.write(&self.owner, &changes).await;
            self.unsaved.set(false);
        }
        self.sending.set(false);
        if queued.is_none() {
            return;
        }
        *self.word.borrow_mut() = None;
        self.count_waiting().await;
        self.go(Phase::Waiting, true);
        self.read_receipt().await;
        self.tell_tabs();
        self.register_background_sync();
        self.sync_now().await;
        if self.own_waits.get() {
            let form = self.clone();
            spawn_local(async move { form.ask_to_last(true).await });
        }
    }

    /// The response as it stands in the review; `None` if it can't be sent, which the page then says.
    fn response(&self) -> Option<Queued> {
        if *self.phase.borrow() != Phase::Review {
            return None;
        }
        self.revalidate();
        if self.go_to_faults() {
            return None;
        }
        if self.page.preview {
            self.go(Phase::Sent, true);
            return None;
        }
        if self.has_other_keys() {
            self.say("client-key-differs");
            if let Some(heading) = dom::by_id("key-differs-heading") {
                let _ = heading.focus();
            }
            return None;
        }
        if self.owner.token.is_empty() {
            self.say("client-link-needed");
            return None;
        }
        if self.standing().refusal().is_some() {
            // Nothing enters the queue that is known to be refused: it stays a draft, and the page says why.
            self.word.take();
            self.show_status();
            let asks = self.standing().asks_for_further();
            self.wants_to_send.set(asks);
            if let Some(place) = dom::by_id(if asks { "further-heading" } else { "status" }) {
                let _ = place.focus();
            }
            return None;
        }
        let answers = answers_of(&self.page.question_set, &fields::read(&self.element));
        let valid = validate(&self.page.question_set, &answers).answers;
        if valid.is_empty() {
            self.say("refusal-empty");
            return None;
        }
        let Some(id) = browser::random_id() else {
            self.say("client-failed");
            return None;
        };
        let marks = credential::mark_key(&self.page.keys).is_some();
        let mark = marks.then(|| Request::new(&mut browser::Random).ok()).flatten();
        Some(Queued {
            id,
            owner: self.owner.clone(),
            keys: self.page.keys.clone(),
            version: self.page.version,
            language: self.page.language.clone(),
            answers: valid.to_raw(),
            receipt: Some(Secret::new(&mut browser::Random)),
            mark,
            refused: Vec::new(),
        })
    }

    /// Obtains the credential as soon as something is filled in, so that what is filled offline can be sent later, and tries the
    /// queue. A page that is only loaded, as programs that look through mail do, uses up no device.
    pub(super) async fn prepare_and_sync(self: &Rc<Self>) {
        self.prepare().await;
        self.sync_now().await;
        if *self.hindrance.borrow() == Some("client-retry") {
            self.plan();
        }
    }

    async fn prepare(&self) {
        let filling = matches!(*self.phase.borrow(), Phase::Section(_) | Phase::Review);
        if filling && !self.owner.token.is_empty() && self.begun.get() {
            *self.hindrance.borrow_mut() = match obtain(&self.database, &self.owner, &self.page.keys).await {
                Ok(_) => None,
                Err(NoCredential::Unreachable) => Some("client-retry"),
                Err(NoCredential::WrongKey) => Some("client-proof-failed"),
                Err(NoCredential::OtherKey) => Some("client-key-differs"),
                Err(NoCredential::Refused(code)) => Some(hindrance(&code)),
            };
        }
    }

    /// Tries the queue, shows what came of it, and plans the next try.
    pub(super) async fn sync_now(self: &Rc<Self>) {
        let outcome = sync::run(&self.database).await;
        self.count_waiting().await;
        match &outcome {
            Outcome::Nothing | Outcome::Sent => {
                self.failures.set(0);
                if matches!(outcome, Outcome::Sent) {
                    *self.hindrance.borrow_mut() = None;
                }
            }
            Outcome::Busy => {}
            Outcome::Later => {
                self.failures.set(self.failures.get() + 1);
                *self.hindrance.borrow_mut() = Some("client-retry");
            }
            Outcome::Blocked(code) => {
                self.failures.set(self.failures.get() + 4);
                // What hinders a colleague's response is not said of this one.
                if self.own_waits.get() {
                    *self.hindrance.borrow_mut() = Some(hindrance(code));
                }
            }
        }
        self.follow_queue().await;
        if !matches!(outcome, Outcome::Nothing | Outcome::Sent) {
            self.plan();
        }
        if matches!(outcome, Outcome::Sent) {
            self.tell_tabs();
        }
    }

    /// Plans the next try; only the last plan counts.
    fn plan(self: &Rc<Self>) {
        let number = self.planned.get() + 1;
        self.planned.set(number);
        let delay = backoff::delay(self.failures.get(), browser::random());
        let form = self.clone();
        spawn_local(async move {
            browser::sleep(delay).await;
            if form.planned.get() == number {
                Box::pin(form.prepare_and_sync()).await;
            }
        });
    }

    pub(super) fn tell_tabs(&self) {
        if let Some(channel) = &self.channel {
            // No other tab is no error.
            let _ = channel.post_message(&self.owner.key().into());
        }
    }

    /// Where the browser has it, the queue goes out even after the page was closed.
    fn register_background_sync(&self) {
        let container = browser::get(&browser::get(&browser::global(), "navigator"), "serviceWorker");
        let ready = browser::get(&container, "ready");
        spawn_local(async move {
            if let Some(registration) = browser::settled(Some(ready)).await {
                let sync = browser::get(&registration, "sync");
                // Refused where the person does not allow it; the page tries by itself all the same.
                browser::settled(browser::call(&sync, "register", &["sawt-sync".into()])).await;
            }
        });
    }

    /// Fills the form with a response of this link that is in the queue, for reading, saving and printing, and says why it stays there.
    pub(super) async fn show_queued(&self) {
        if *self.phase.borrow() != Phase::Waiting {
            return;
        }
        let Some(queued) = self.queued().await else { return };
        self.fill(fields_of(&queued.answers));
        self.revalidate();
        let mut reasons: Vec<&str> = queued.refused.iter().map(|error| error.message.as_str()).collect();
        reasons.retain(|reason| !reason.is_empty());
        reasons.dedup();
        let general = self.standing().refusal().filter(|_| queued.waits()).unwrap_or("client-rejected");
        let reason = if reasons.is_empty() { self.page.text(general) } else { reasons.join(" ") };
        dom::set_text("queue-reason", &reason);
    }

    async fn queued(&self) -> Option<Queued> {
        self.database.get(&self.owner, Store::Queue).await
    }

    /// Opens a response that does not go out for mending, unless it is just being tried.
    pub(super) async fn mend(self: &Rc<Self>) {
        let form = self.clone();
        if !browser::alone(sync::LOCK, Box::pin(async move { form.take_back().await })).await {
            self.say("client-being-sent");
        }
    }

    /// The response becomes the draft again, with the errors beside their questions.
    async fn take_back(self: &Rc<Self>) {
        let Some(queued) = self.queued().await else { return };
        self.fill(fields_of(&queued.answers));
        self.left.borrow_mut().extend(queued.refused.iter().map(|error| error.question.clone()));
        self.revalidate();
        self.go(Phase::Section(self.open_section(None)), true);
        self.go_to_faults();
        self.unsaved.set(true);
        self.keep_now().await;
        // Only now that the draft holds it does the response go, and with it the receipt of what was not sent.
        if self.database.keeps() || !self.database.is_there() {
            let changes = [Change::delete(Store::Queue), Change::delete(Store::Receipt)];
            self.database.write(&self.owner, &changes).await;
        }
        self.count_waiting().await;
        self.show_status();
    }

    /// Whether leaving now would lose something: it is in memory alone.
    pub(super) fn would_lose(&self) -> bool {
        let typed = self.unsaved.get() || self.waiting.get() > 0;
        let filled = fields::read(&self.element) != Fields::default();
        !self.database.keeps() && (typed || filled) && *self.phase.borrow() != Phase::Sent
    }
}

/// The message for a code that the server gave.
fn hindrance(code: &str) -> &'static str {
    match code {
        "unknown_invitation" | "unknown_survey" => "client-link-unknown",
        "further_device" => FURTHER,
        "too_many_devices" => "client-too-many-devices",
        "already_responded" => "client-already-responded",
        "survey_closed" => "client-survey-closed",
        "wrong_key" => "client-proof-failed",
        "other_key" => "client-key-differs",
        _ => "client-retry",
    }
}
