//! Which event leads to what. Everything works by keyboard, since all of it hangs on buttons and native controls.

use std::future::Future;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, FocusEvent, MessageEvent, PopStateEvent};

use super::{Form, Phase, fields};
use crate::browser;
use crate::dom;
use crate::page::Page;

/// Errors show this long after a question was left, in milliseconds: a click that took the focus must land before the page moves.
const ERROR_DELAY: i32 = 200;

/// Listens to the page.
pub(super) fn wire(form: &Rc<Form>) {
    typing(form);
    leaving(form);
    buttons(form);
    languages(form);
    device(form);
    browser_events(form);
}

fn typing(form: &Rc<Form>) {
    let element = form.element.clone();
    for kind in ["input", "change"] {
        let form = form.clone();
        dom::on(&element, kind, move |event| {
            if let Some(target) = dom::target(&event) {
                fields::part_exclusive(&target);
            }
            form.revalidate();
            form.keep_soon();
        });
    }
    dom::on(&element, "submit", |event| event.prevent_default());
}

/// The code of the question in which an element is.
fn question(element: Option<&Element>) -> Option<String> {
    element?.closest("[data-question]").ok()??.get_attribute("data-question")
}

fn leaving(form: &Rc<Form>) {
    let element = form.element.clone();
    let form = form.clone();
    dom::on(&element, "focusout", move |event| {
        let left = question(dom::target(&event).as_ref());
        let entered = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
        let entered = entered.and_then(|target| target.dyn_into::<Element>().ok());
        let Some(left) = left.filter(|left| question(entered.as_ref()).as_ref() != Some(left)) else {
            return;
        };
        let form = form.clone();
        spawn_local(async move {
            browser::sleep(ERROR_DELAY).await;
            form.left.borrow_mut().insert(left);
            form.show_faults();
        });
    });
}

fn buttons(form: &Rc<Form>) {
    for (id, act) in [("next", Form::next as fn(&Form)), ("back", Form::back)] {
        let form = form.clone();
        dom::on_click(id, move || {
            act(&form);
            form.keep_soon();
        });
    }
    let sending = form.clone();
    dom::on_click("send", move || spawn_with(&sending, |form| async move { form.send().await }));
    let mending = form.clone();
    dom::on_click("queue-mend", move || spawn_with(&mending, |form| async move { form.mend().await }));
    let saving = form.clone();
    dom::on_click("queue-save", move || saving.save_file());
    let copying = form.clone();
    dom::on_click("receipt-copy", move || {
        spawn_with(&copying, |form| async move { form.copy_receipt().await });
    });
    let keeping = form.clone();
    dom::on_click("receipt-save", move || keeping.save_receipt());
    let deleting = form.clone();
    dom::on_click("receipt-delete", move || {
        spawn_with(&deleting, |form| async move { form.delete_receipt().await });
    });
    let element = form.element.clone();
    let form = form.clone();
    dom::on(&element, "click", move |event| clicked(&form, &event));
}

/// Clicks on buttons and links that the page or the client has many of.
fn clicked(form: &Rc<Form>, event: &Event) {
    let Some(target) = dom::target(event) else { return };
    let attribute = |name: &str| target.closest(&format!("[{name}]")).ok().flatten()?.get_attribute(name);
    if let Some(code) = attribute("data-clear") {
        if let Some(question) = dom::by_id(&format!("q-{code}")) {
            fields::clear(&question);
            form.revalidate();
            form.keep_soon();
            if let Some(control) = dom::find(Some(&question), "input") {
                let _ = control.focus();
            }
        }
    } else if let Some(code) = attribute("data-edit") {
        form.move_to(Phase::Section(form.open_section(Some(code))));
        form.returns.set(true);
        form.keep_soon();
    } else if let Some(id) = attribute("data-goto") {
        event.prevent_default();
        if let Some(place) = dom::by_id(&id) {
            place.scroll_into_view();
            if let Some(control) = dom::find(Some(&place), "input, textarea, select") {
                let _ = control.focus();
            }
        }
    }
}

fn spawn_with<F: Future<Output = ()> + 'static>(form: &Rc<Form>, work: impl FnOnce(Rc<Form>) -> F) {
    spawn_local(work(form.clone()));
}

/// The language switch keeps every answer: the draft is kept, and the page of the other language restores it.
fn languages(form: &Rc<Form>) {
    for button in dom::find_all(None, "button[name=_language]") {
        let form = form.clone();
        dom::on(&button.clone(), "click", move |event| {
            event.prevent_default();
            let language = button.get_attribute("value").unwrap_or_default();
            spawn_with(&form, |form| async move { switch(&form, &language).await });
        });
    }
}

async fn switch(form: &Rc<Form>, language: &str) {
    let Ok(locale) = language.parse() else { return };
    let path = form.page.path(&locale);
    if !browser::is_page_at_hand(&path).await {
        form.say("client-language-missing");
        return;
    }
    form.unsaved.set(true);
    form.keep_now().await;
    let target = Page::token().map_or(path, |token| format!("/i/{token}?lang={language}"));
    if form.would_lose() {
        // Nothing can be kept here, so another page would begin empty.
        form.show_status();
        return;
    }
    if let Some(window) = dom::window() {
        // The address is of this site; going there does not fail.
        let _ = window.location().replace(&target);
    }
}

fn device(form: &Rc<Form>) {
    let saving = form.clone();
    dom::on_click("save-file", move || saving.save_file());
    let further = form.clone();
    dom::on_click("further-yes", move || spawn_with(&further, |form| async move { form.go_on_here().await }));
    let saving = form.clone();
    dom::on_click("key-save", move || saving.save_file());
    dom::on_click("open-file", || {
        if let Some(input) = dom::by_id("open-file-input") {
            input.click();
        }
    });
    if let Some(input) = dom::by_id("open-file-input") {
        let form = form.clone();
        dom::on(&input, "change", move |_| spawn_with(&form, |form| async move { form.open_file().await }));
    }
    on_dialog(form, "file-replaces", "replace", |form| async move { form.replace_by_file().await });
    on_dialog(form, "file-locked", "unlock", |form| async move { form.unlock_file().await });
    on_dialog(form, "lock", "lock", |form| async move { form.lock().await });
    for (id, act) in [("lock-open", true), ("lock-words", false)] {
        let form = form.clone();
        dom::on_click(id, move || {
            spawn_with(&form, |form| async move {
                if act {
                    form.ask_for_lock().await;
                } else {
                    form.draw_words().await;
                }
            });
        });
    }
    if let Some(unlock) = dom::by_id("unlock") {
        let form = form.clone();
        dom::on(&unlock, "submit", move |event| {
            event.prevent_default();
            spawn_with(&form, |form| async move { form.unlock().await });
        });
    }
    dom::on_click("print-answers", || {
        if let Some(window) = dom::window() {
            // A browser without printing does nothing.
            let _ = window.print();
        }
    });
    for id in ["delete-answers", "unlock-delete"] {
        dom::on_click(id, || {
            if let Some(dialog) = dom::by_id("confirm-delete") {
                browser::call(&dialog, "showModal", &[]);
            }
        });
    }
    on_dialog(form, "confirm-delete", "delete", |form| async move { form.delete_everything().await });
}

/// Does something when a dialog is closed by its button of that value.
fn on_dialog<F: Future<Output = ()> + 'static>(
    form: &Rc<Form>,
    id: &str,
    value: &'static str,
    work: fn(Rc<Form>) -> F,
) {
    let Some(dialog) = dom::by_id(id) else { return };
    let form = form.clone();
    dom::on(&dialog.clone(), "close", move |_| {
        if browser::get(&dialog, "returnValue").as_string().as_deref() == Some(value) {
            spawn_with(&form, work);
        }
        // Escape closes it, too, and leaves the value of the last time.
        let _ = js_sys::Reflect::set(&dialog, &"returnValue".into(), &"".into());
    });
}

fn browser_events(form: &Rc<Form>) {
    let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
    for kind in ["online", "offline", "focus"] {
        let form = form.clone();
        dom::on(&window, kind, move |_| {
            form.show_status();
            if kind != "offline" {
                spawn_with(&form, |form| async move { form.prepare_and_sync().await });
            }
        });
    }
    let seen = form.clone();
    dom::on(&document, "visibilitychange", move |_| {
        spawn_with(&seen, |form| async move {
            form.keep_now().await;
            // A read that begins as the page goes into the browser's cache of pages stays open there, and holds up all tabs.
            if dom::document().is_some_and(|document| !document.hidden()) {
                form.adopt().await;
            }
        });
    });
    let hiding = form.clone();
    dom::on(&window, "pagehide", move |_| {
        spawn_with(&hiding, |form| async move { form.keep_now().await });
        // After the write has begun, which is completed all the same.
        spawn_with(&hiding, |form| async move { form.database.close() });
    });
    let shown = form.clone();
    dom::on(&window, "pageshow", move |event| {
        if browser::get(&event, "persisted").is_truthy() {
            spawn_with(&shown, |form| async move { form.adopt().await });
        }
    });
    let history = form.clone();
    dom::on(&window, "popstate", move |event| {
        if let Some(event) = event.dyn_ref::<PopStateEvent>() {
            history.recall(&event.state());
        }
    });
    let leaving = form.clone();
    dom::on(&window, "beforeunload", move |event| {
        if leaving.would_lose() {
            event.prevent_default();
        }
    });
    if let Some(channel) = &form.channel {
        let form = form.clone();
        dom::on(channel, "message", move |event| {
            let about = event.dyn_ref::<MessageEvent>().map_or(JsValue::NULL, MessageEvent::data);
            let about = about.as_string().unwrap_or_default();
            if about == ["lock ", &form.owner.key()].concat()
                && let Some(window) = dom::window()
            {
                let _ = window.location().reload();
            } else if about == form.owner.key() {
                spawn_with(&form, |form| async move {
                    form.adopt().await;
                    form.follow_queue().await;
                });
            }
        });
    }
}
