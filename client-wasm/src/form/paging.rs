//! One section at a time: which is open, which come before and after, and where the focus goes.

use survey::validation::Fault;
use wasm_bindgen::JsValue;
use web_sys::ScrollToOptions;

use super::{Form, Phase, faults, review};
use crate::browser;
use crate::dom;
use crate::messages::Value;

impl Form {
    /// The sections that are asked, in order.
    pub(super) fn sections(&self) -> Vec<String> {
        let validated = self.validated.borrow();
        let asked = self.page.question_set.sections.iter().map(|section| section.code.to_string());
        asked.filter(|code| validated.relevant_sections.contains(code)).collect()
    }

    /// The section that holds the focus, if one does.
    pub(super) fn focused_section(&self) -> Option<String> {
        let active = dom::document()?.active_element()?;
        active.closest("[data-section]").ok()??.get_attribute("data-section")
    }

    /// That section if it is asked, otherwise the first.
    pub(super) fn open_section(&self, wanted: Option<String>) -> String {
        let sections = self.sections();
        wanted
            .filter(|code| sections.contains(code))
            .or_else(|| sections.first().cloned())
            .unwrap_or_default()
    }

    /// The faults of a section.
    fn faults_of(&self, section: &str) -> Vec<Fault> {
        let set = &self.page.question_set;
        let Some(section) = set.sections.iter().find(|candidate| candidate.code == *section) else {
            return Vec::new();
        };
        let validated = self.validated.borrow();
        let own = |fault: &&Fault| {
            let question = faults::question_of(&self.page, fault);
            section.questions.iter().any(|candidate| candidate.code == *question.as_str())
        };
        validated.faults.iter().filter(own).cloned().collect()
    }

    /// Shows a phase; `moved` says that the person moved there, so that focus and view go with it.
    pub(super) fn go(&self, phase: Phase, moved: bool) {
        let filling = matches!(phase, Phase::Section(_) | Phase::Review);
        let open = match &phase {
            Phase::Section(code) => Some(code.clone()),
            _ => None,
        };
        let sections = self.sections();
        for section in dom::find_all(Some(&self.element), "[data-section]") {
            let code = section.get_attribute("data-section").unwrap_or_default();
            section.set_hidden(open.as_deref() != Some(&code));
            let skipped = if sections.contains(&code) {
                section.remove_attribute("data-skipped")
            } else {
                section.set_attribute("data-skipped", "")
            };
            // An attribute of a fixed name is always accepted.
            let _ = skipped;
        }
        if phase == Phase::Review {
            review::fill(&self.page, &sections, &self.validated.borrow().relevant);
        }
        dom::show("form", filling);
        dom::show("review", phase == Phase::Review);
        dom::show("pager", filling);
        dom::show("next", phase != Phase::Review);
        dom::show("progress", filling);
        dom::show("sent", phase == Phase::Sent);
        dom::show("locked", phase == Phase::Locked);
        dom::show("device", phase != Phase::Locked);
        let first = open.is_some() && open.as_deref() == sections.first().map(String::as_str);
        dom::show("back", !first);
        dom::show("introduction", first || !filling);
        for notice in dom::find_all(None, ".notice") {
            notice.set_hidden(true);
        }
        if moved {
            faults::summarise(&self.page, &[]);
        }
        *self.phase.borrow_mut() = phase;
        self.show_receipt();
        self.show_progress();
        self.show_status();
        if moved {
            self.focus_heading();
        }
    }

    pub(super) fn focus_heading(&self) {
        let id = match &*self.phase.borrow() {
            Phase::Section(code) => format!("s-{code}"),
            Phase::Review => "review".to_owned(),
            Phase::Locked => "locked".to_owned(),
            Phase::Waiting if self.standing().is_stuck() => "queue".to_owned(),
            Phase::Waiting => "waiting".to_owned(),
            Phase::Sent => "sent".to_owned(),
        };
        if let (Some(window), Some(heading)) = (dom::window(), dom::find(None, &format!("#{id} h2"))) {
            let options = ScrollToOptions::new();
            options.set_top(0.0);
            window.scroll_to_with_scroll_to_options(&options);
            let prevent = browser::object(&[("preventScroll", true.into())]);
            browser::call(&heading, "focus", &[prevent]);
        }
    }

    /// Shows how far one is: the section and its number among those that are asked.
    pub(super) fn show_progress(&self) {
        let sections = self.sections();
        let total = sections.len() as f64 + 1.0;
        let current = match &*self.phase.borrow() {
            Phase::Section(code) => {
                sections.iter().position(|candidate| candidate == code).unwrap_or(0) as f64 + 1.0
            }
            _ => total,
        };
        let text = if *self.phase.borrow() == Phase::Review {
            self.page.text("client-review")
        } else {
            let values = [("current", Value::Number(current)), ("total", Value::Number(total - 1.0))];
            self.page.message("client-progress", &values)
        };
        dom::set_text("progress-text", &text);
        if let Some(progress) = dom::find(None, "#progress progress") {
            for (name, value) in [("max", total), ("value", current)] {
                let _ = progress.set_attribute(name, &survey::number::plain(value));
            }
        }
    }

    /// Goes on, if the open section has no errors.
    pub(super) fn next(&self) {
        let Phase::Section(code) = self.phase.borrow().clone() else { return };
        self.revalidate();
        let found = self.faults_of(&code);
        if !found.is_empty() {
            self.show_found(&code, &found);
            return;
        }
        let sections = self.sections();
        if self.returns.replace(false) {
            return self.move_to(Phase::Review);
        }
        let after =
            sections.iter().position(|candidate| *candidate == code).and_then(|at| sections.get(at + 1));
        self.move_to(after.map_or(Phase::Review, |code| Phase::Section(code.clone())));
    }

    /// Shows all errors of a section, the summary first.
    fn show_found(&self, section: &str, found: &[Fault]) {
        if let Some(section) =
            self.page.question_set.sections.iter().find(|candidate| candidate.code == *section)
        {
            self.left.borrow_mut().extend(section.questions.iter().map(|question| question.code.to_string()));
        }
        self.show_faults();
        faults::summarise(&self.page, &found.iter().collect::<Vec<_>>());
    }

    /// Goes to the first section with an error and shows it. Returns whether there is one.
    pub(super) fn go_to_faults(&self) -> bool {
        let faulty = self
            .sections()
            .into_iter()
            .map(|code| (self.faults_of(&code), code))
            .find(|(found, _)| !found.is_empty());
        let Some((found, code)) = faulty else { return false };
        self.go(Phase::Section(code.clone()), true);
        self.show_found(&code, &found);
        true
    }

    /// Goes back a section.
    pub(super) fn back(&self) {
        let sections = self.sections();
        let before = match &*self.phase.borrow() {
            Phase::Section(code) => {
                sections.iter().position(|candidate| candidate == code).and_then(|at| at.checked_sub(1))
            }
            Phase::Review => sections.len().checked_sub(1),
            _ => None,
        };
        if let Some(code) = before.and_then(|at| sections.get(at)) {
            self.move_to(Phase::Section(code.clone()));
        }
    }

    /// Moves and remembers it, so that the browser's back button goes through the sections.
    pub(super) fn move_to(&self, phase: Phase) {
        self.go(phase, true);
        remember(&self.phase.borrow(), false);
        self.unsaved.set(true);
    }

    /// What the browser's back and forward buttons ask for.
    pub(super) fn recall(&self, state: &JsValue) {
        let filling = matches!(*self.phase.borrow(), Phase::Section(_) | Phase::Review);
        if !filling {
            return;
        }
        match state.as_string().as_deref() {
            Some("") => self.go(Phase::Review, true),
            Some(code) => self.go(Phase::Section(self.open_section(Some(code.to_owned()))), true),
            None => {}
        }
    }
}

/// Whether the client was on this entry of the browser's history before: on the way back, or at a reload.
pub(super) fn was_here() -> bool {
    let state =
        dom::window().and_then(|window| window.history().ok()).and_then(|history| history.state().ok());
    state.is_some_and(|state| state.is_string())
}

/// Puts the open section into the browser's history: its code, or nothing for the review.
pub(super) fn remember(phase: &Phase, replace: bool) {
    let state = match phase {
        Phase::Section(code) => JsValue::from_str(code),
        Phase::Review => JsValue::from_str(""),
        _ => return,
    };
    if let Some(history) = dom::window().and_then(|window| window.history().ok()) {
        // Browsers limit how often this may be called; then the back button goes further back, no more.
        let _ = if replace { history.replace_state(&state, "") } else { history.push_state(&state, "") };
    }
}
