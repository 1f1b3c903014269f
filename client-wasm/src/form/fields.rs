//! Between the page's controls and [`Fields`]: what is typed is read and written as it stands.

use survey::form::Fields;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Reads all fields that hold something.
pub fn read(form: &HtmlFormElement) -> Fields {
    let Ok(data) = FormData::new_with_form(form) else { return Fields::default() };
    let mut fields = Vec::new();
    if let Ok(Some(entries)) = js_sys::try_iter(&data) {
        for entry in entries.flatten() {
            let pair: js_sys::Array = entry.unchecked_into();
            if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                fields.push((name, value));
            }
        }
    }
    Fields(Fields(fields).filled().cloned().collect())
}

/// Writes all fields; controls that are not among them are emptied.
pub fn write(form: &HtmlFormElement, fields: &Fields) {
    let elements = form.elements();
    for index in 0..elements.length() {
        let Some(element) = elements.item(index) else { continue };
        let Some(name) = element.get_attribute("name").filter(|name| !name.starts_with('_')) else {
            continue;
        };
        write_one(&element, &name, fields);
    }
}

fn write_one(element: &Element, name: &str, fields: &Fields) {
    let value = fields.first(name).unwrap_or_default();
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        if matches!(input.type_().as_str(), "radio" | "checkbox") {
            input.set_checked(fields.has(name, &input.value()));
        } else if input.value() != value {
            input.set_value(value);
        }
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>()
        && area.value() != value
    {
        area.set_value(value);
    }
}

/// Empties the fields of a question.
pub fn clear(question: &Element) {
    for control in crate::dom::find_all(Some(question), "input") {
        if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            if matches!(input.type_().as_str(), "radio" | "checkbox") {
                input.set_checked(false);
            } else {
                input.set_value("");
            }
        }
    }
}

/// Keeps exclusive choices apart: picking “none of these” empties the others, picking another empties it.
pub fn part_exclusive(changed: &Element) {
    let Some(input) = changed.dyn_ref::<HtmlInputElement>() else { return };
    if input.type_() != "checkbox" || !input.checked() {
        return;
    }
    let exclusive = input.has_attribute("data-exclusive");
    let selector = format!("input[type=checkbox][name=\"{}\"]", input.name());
    for other in crate::dom::find_all(None, &selector) {
        if let Some(other) = other.dyn_ref::<HtmlInputElement>()
            && other.value() != input.value()
            && (exclusive || other.has_attribute("data-exclusive"))
        {
            other.set_checked(false);
        }
    }
}
