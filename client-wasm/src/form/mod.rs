//! The form, taken over: one section at a time, skip logic, errors, draft, review, sending.

mod faults;
mod fields;
mod keeping;
mod key;
mod locking;
mod paging;
mod receipt;
mod review;
mod sending;
mod standing;
mod status;
mod wiring;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use survey::form::{Fields, read as answers_of};
use survey::ordered::Set;
use survey::validation::{Fault, Validated, validate};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, HtmlFormElement};

use crate::browser;
use crate::database::{Change, Database, Store};
use crate::device::{Draft, Opened, Owner};
use crate::dom;
use crate::page::Page;
use crate::pinned::{self, Pinned};

/// What the form is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    /// What is kept is locked, and the pass phrase was not typed yet.
    Locked,
    /// A section is filled.
    Section(String),
    /// The answers are looked through before sending.
    Review,
    /// The response waits to be sent.
    Waiting,
    /// The response was stored.
    Sent,
}

/// The form and all that it knows.
struct Form {
    page: Page,
    database: Rc<Database>,
    element: HtmlFormElement,
    owner: Owner,
    /// The file that was chosen and waits for a yes or a pass phrase.
    file: RefCell<Option<crate::file::Opened>>,
    /// The survey's keys as this device knows them.
    pinned: Pinned,
    phase: RefCell<Phase>,
    validated: RefCell<Validated>,
    /// The questions that were left at least once, whose errors may show.
    left: RefCell<Set>,
    /// Something was typed that is not yet kept.
    unsaved: Cell<bool>,
    /// Everything was deleted from the device, and nothing was kept since.
    deleted: Cell<bool>,
    /// Something was filled in, now or before.
    begun: Cell<bool>,
    /// A save is under way or planned.
    saving: Cell<bool>,
    /// It was to be sent, and waits for the choice to go on here.
    wants_to_send: Cell<bool>,
    /// The review is gone back to, since a change was asked for there.
    returns: Cell<bool>,
    /// The response is being put together.
    sending: Cell<bool>,
    /// Failed tries to send in a row.
    failures: Cell<u32>,
    /// The number of the planned try; an earlier one that comes late does nothing.
    planned: Cell<u32>,
    /// What could not be sent, and why, in a message id.
    hindrance: RefCell<Option<&'static str>>,
    /// A word that shows until the next change.
    word: RefCell<Option<String>>,
    saved_at: RefCell<Option<String>>,
    /// The receipt of this link's response, while it is on the device.
    receipt: RefCell<Option<String>>,
    /// How many responses of this survey wait on the device, those of other people's links among them.
    waiting: Cell<usize>,
    /// Whether the response of this link is one of them.
    own_waits: Cell<bool>,
    /// Whether a response of this link is in the queue, waiting or refused.
    own_queued: Cell<bool>,
    /// Whether the browser promised to delete nothing by itself.
    lasting: Cell<bool>,
    /// Whether the server did not prove that it marks this link as any other.
    unproved: Cell<bool>,
    /// Whether what is deleted can be found on the disk for a while.
    leaves_traces: Cell<bool>,
    /// Fields of a draft that this version of the page has no place for; they stay in the draft.
    unplaced: RefCell<Fields>,
    channel: Option<BroadcastChannel>,
}

/// Takes the page over.
pub async fn take_over(page: Page, database: Rc<Database>) {
    let Some(element) = dom::by_id("form").and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
        return;
    };
    let owner = find_owner(&page, &database).await;
    let pinned = match page.preview {
        true => Pinned::of_preview(page.keys.clone()),
        false => pinned::meet(&page.survey, &page.keys).await,
    };
    let form = Rc::new(Form {
        page,
        database,
        element,
        owner,
        file: RefCell::default(),
        pinned,
        phase: RefCell::new(Phase::Review),
        validated: RefCell::default(),
        left: RefCell::default(),
        unsaved: Cell::new(false),
        deleted: Cell::new(false),
        begun: Cell::new(false),
        saving: Cell::new(false),
        wants_to_send: Cell::new(false),
        returns: Cell::new(false),
        sending: Cell::new(false),
        failures: Cell::new(0),
        planned: Cell::new(0),
        hindrance: RefCell::new(None),
        word: RefCell::new(None),
        saved_at: RefCell::new(None),
        receipt: RefCell::new(None),
        waiting: Cell::new(0),
        own_waits: Cell::new(false),
        own_queued: Cell::new(false),
        lasting: Cell::new(false),
        unproved: Cell::new(false),
        leaves_traces: Cell::new(false),
        unplaced: RefCell::default(),
        channel: BroadcastChannel::new("sawt").ok(),
    });
    let shown = form.begin().await;
    wiring::wire(&form);
    if fields::read(&form.element) != shown {
        // Typed while the device was asked.
        form.revalidate();
        form.keep_soon();
    }
    form.keep_offline();
    // WebKitGTK never answers.
    let asking = form.clone();
    spawn_local(async move { asking.ask_to_last(false).await });
    let syncing = form.clone();
    spawn_local(async move {
        syncing.show_key().await;
        syncing.prepare_and_sync().await;
    });
}

/// Whose form it is: the link in the address, or the one that was last opened for this survey on this device.
async fn find_owner(page: &Page, database: &Rc<Database>) -> Owner {
    let survey = &page.survey;
    let token = match Page::token() {
        Some(token) => Some(token),
        None => {
            let mut links = database.links().await;
            links.retain(|(opened, _)| opened.owner.survey == *survey);
            let last = links.into_iter().max_by(|(one, _), (other, _)| one.at.total_cmp(&other.at));
            last.map(|(opened, _)| opened.owner.token)
        }
    };
    let owner = Owner { survey: survey.clone(), token: token.unwrap_or_default() };
    database.open(&owner).await;
    if !owner.token.is_empty() {
        database.write(&owner, &[opened(&owner)]).await;
    }
    owner
}

/// That a link is open on this device.
fn opened(owner: &Owner) -> Change {
    Change::put(Store::Owner, &Opened { owner: owner.clone(), at: js_sys::Date::now() })
}

impl Form {
    /// Brings back what is on the device and shows the form where it was left. Returns what it was filled with.
    async fn begin(&self) -> Fields {
        if self.database.is_locked(&self.owner) {
            self.furnish();
            self.go(Phase::Locked, false);
            return Fields::default();
        }
        self.offer_lock();
        let mut typed = fields::read(&self.element);
        let restored = paging::was_here() && self.database.keeps();
        if restored {
            // The draft is newer than what the browser brings back, and what was deleted must stay so.
            let since = browser::get(&browser::global(), "sawtTyped");
            typed.0.retain(|(name, _)| {
                browser::call(&since, "has", &[name.as_str().into()]).is_some_and(|has| has.is_truthy())
            });
        }
        let draft: Option<Draft> = self.database.get(&self.owner, Store::Draft).await;
        if !typed.0.is_empty() && !self.page.preview {
            // Until now the browser looked after what was typed, and may have written it down.
            self.database.write(&self.owner, &[Change::put(Store::Traces, &true)]).await;
        }
        self.count_waiting().await;
        let focused = self.focused_section();
        let mut section = None;
        if let Some(draft) = draft {
            self.fill(over(draft.fields, typed));
            section = draft.section;
            *self.word.borrow_mut() = Some(self.page.text("client-restored"));
            if draft.version != self.page.version {
                *self.word.borrow_mut() = Some(self.page.text("client-new-version"));
            }
        } else if !self.own_queued.get() {
            self.unsaved.set(!typed.0.is_empty());
            if restored {
                self.fill(typed);
            }
        }
        let shown = fields::read(&self.element);
        self.begun.set(shown != Fields::default());
        self.furnish();
        self.show_traces().await;
        self.revalidate();
        let phase = self.phase_of_device().await;
        self.go(phase.unwrap_or_else(|| Phase::Section(self.open_section(focused.or(section)))), false);
        self.read_receipt().await;
        paging::remember(&self.phase.borrow(), true);
        self.show_queued().await;
        if self.own_queued.get() { fields::read(&self.element) } else { shown }
    }

    /// Fills the form; what it has no place for is remembered for the draft.
    fn fill(&self, fields: Fields) {
        fields::write(&self.element, &fields);
        let placed =
            |name: &str| dom::find(Some(&self.element), &["[name=\"", name, "\"]"].concat()).is_some();
        let unplaced = fields.0.into_iter().filter(|(name, _)| !placed(name)).collect();
        *self.unplaced.borrow_mut() = Fields(unplaced);
    }

    /// Shows what only the client can do, and hides what it replaces.
    fn furnish(&self) {
        for id in ["submit-plain", "trust-note"] {
            dom::show(id, false);
        }
        for id in ["status", "device"] {
            dom::show(id, true);
        }
        // From now on the draft alone fills the form. What the browser keeps to restore fields stands readable in its files.
        // Firefox asks each control, Chromium the form.
        let controls = dom::find_all(Some(&self.element), "input, select, textarea");
        for element in controls.iter().map(AsRef::as_ref).chain([self.element.as_ref()]) {
            let element: &web_sys::Element = element;
            let _ = element.set_attribute("autocomplete", "off");
        }
        if let Some(root) = dom::document().and_then(|document| document.document_element()) {
            // The style sheet tells the plain form and the taken-over one apart by this.
            let _ = root.set_attribute("data-client", "on");
        }
    }

    /// Reads, validates, and shows and hides what skip logic says.
    fn revalidate(&self) {
        let answers = answers_of(&self.page.question_set, &fields::read(&self.element));
        let validated = validate(&self.page.question_set, &answers);
        for question in dom::find_all(Some(&self.element), "[data-question]") {
            let code = question.get_attribute("data-question").unwrap_or_default();
            question.set_hidden(!validated.relevant.contains(&code));
        }
        *self.validated.borrow_mut() = validated;
        self.show_faults();
        self.show_clear_buttons();
        self.show_progress();
    }

    /// Shows the errors of the questions that were left, and clears the others.
    fn show_faults(&self) {
        let (validated, left) = (self.validated.borrow(), self.left.borrow());
        for (_, question) in self.page.question_set.questions() {
            let code = question.code.as_str();
            let own: Vec<&Fault> = if left.contains(code) {
                validated
                    .faults
                    .iter()
                    .filter(|fault| faults::question_of(&self.page, fault) == code)
                    .collect()
            } else {
                Vec::new()
            };
            faults::show_beside(&self.page, code, &own);
        }
    }

    fn show_clear_buttons(&self) {
        for button in dom::find_all(Some(&self.element), "[data-clear]") {
            let code = button.get_attribute("data-clear").unwrap_or_default();
            let selector = format!("#q-{code} input:checked");
            button.set_hidden(dom::find(Some(&self.element), &selector).is_none());
        }
    }
}

/// A draft, with what was typed since laid over it.
pub fn over(draft: Fields, typed: Fields) -> Fields {
    let kept = draft.0.into_iter().filter(|(name, _)| typed.first(name).is_none());
    Fields(kept.chain(typed.0.clone()).collect())
}
