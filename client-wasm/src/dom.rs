//! The page's elements, found and changed. Only text and attributes: nothing here writes HTML.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Window};

/// The window; there is none in a service worker.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The element of an id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The first element of a selector, below another or in the page.
pub fn find(root: Option<&Element>, selector: &str) -> Option<HtmlElement> {
    let found = match root {
        Some(root) => root.query_selector(selector),
        None => document()?.query_selector(selector),
    };
    found.ok().flatten()?.dyn_into().ok()
}

/// All elements of a selector, below another or in the page.
pub fn find_all(root: Option<&Element>, selector: &str) -> Vec<HtmlElement> {
    let list = match root {
        Some(root) => root.query_selector_all(selector).ok(),
        None => document().and_then(|document| document.query_selector_all(selector).ok()),
    };
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect()
}

/// Shows or hides an element of the page.
pub fn show(id: &str, shown: bool) {
    if let Some(element) = by_id(id) {
        element.set_hidden(!shown);
    }
}

/// Sets an element's text.
pub fn set_text(id: &str, text: &str) {
    if let Some(element) = by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// Makes an element with a text.
pub fn make(tag: &str, text: &str) -> Option<HtmlElement> {
    let element: HtmlElement = document()?.create_element(tag).ok()?.dyn_into().ok()?;
    element.set_text_content(Some(text));
    Some(element)
}

/// An element's text, white space folded.
pub fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds children to an element.
pub fn append(parent: &Element, children: impl IntoIterator<Item = HtmlElement>) {
    for child in children {
        // Fails only for a child that contains its parent.
        let _ = parent.append_child(&child);
    }
}

/// Calls a function at every event of a kind, for as long as the page lives.
pub fn on(target: &EventTarget, kind: &str, handle: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(handle);
    // Adding a listener does not fail; the closure lives as long as the page.
    let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Calls a function when an element is clicked, or pressed by key.
pub fn on_click(id: &str, mut handle: impl FnMut() + 'static) {
    if let Some(element) = by_id(id) {
        on(&element, "click", move |event| {
            event.prevent_default();
            handle();
        });
    }
}

/// The element at which an event happened.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
