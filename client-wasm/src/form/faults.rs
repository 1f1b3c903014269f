//! Errors beside their questions, and the summary that links to them.

use survey::validation::Fault;

use crate::dom;
use crate::messages::Value;
use crate::page::Page;

/// The question to which a fault belongs; that of an “other” text belongs to the question.
pub fn question_of(page: &Page, fault: &Fault) -> String {
    match fault.question.strip_suffix(survey::code::OTHER_SUFFIX) {
        Some(question) if page.question_set.question(question).is_some() => question.to_owned(),
        _ => fault.question.clone(),
    }
}

/// Shows or clears the error of a question and of its items.
pub fn show_beside(page: &Page, question: &str, faults: &[&Fault]) {
    let own = |item: Option<&str>| faults.iter().find(|fault| fault.item.as_deref() == item);
    set_error(&format!("q-{question}-error"), own(None).map(|fault| page.fault(fault)));
    let Some(element) = dom::by_id(&format!("q-{question}")) else { return };
    for row in dom::find_all(Some(&element), "[data-item]") {
        let item = row.get_attribute("data-item").unwrap_or_default();
        let fault = own(Some(&item));
        set_error(&format!("q-{question}--{item}-error"), fault.map(|fault| page.fault(fault)));
    }
    let wrong = own(None).is_some();
    for control in
        dom::find_all(Some(&element), "input:not([type=radio]):not([type=checkbox]), textarea, select")
    {
        // Attributes of these names and values are always accepted.
        let _ = if wrong {
            control.set_attribute("aria-invalid", "true")
        } else {
            control.remove_attribute("aria-invalid")
        };
    }
    let _ = element.class_list_toggle("wrong", !faults.is_empty());
}

trait ClassToggle {
    fn class_list_toggle(&self, class: &str, on: bool) -> Option<()>;
}

impl ClassToggle for web_sys::HtmlElement {
    fn class_list_toggle(&self, class: &str, on: bool) -> Option<()> {
        let list = crate::browser::get(self, "classList");
        crate::browser::call(&list, "toggle", &[class.into(), on.into()]).map(drop)
    }
}

fn set_error(id: &str, message: Option<String>) {
    if let Some(element) = dom::by_id(id) {
        let text = message.unwrap_or_default();
        element.set_hidden(text.is_empty());
        if element.text_content().unwrap_or_default() != text {
            element.set_text_content(Some(&text));
        }
    }
}

/// What the fault is about: the words of the question, or of the statement in a matrix.
fn subject(place: &str) -> String {
    if let Some(statement) = dom::by_id(&format!("{place}-label")) {
        return dom::text(&statement);
    }
    let question = dom::by_id(place);
    let label = question.as_ref().and_then(|question| dom::find(Some(question), "legend .p, .label .p"));
    label.and_then(|label| label.first_child()).and_then(|words| words.text_content()).unwrap_or_default()
}

/// Shows the summary of faults and moves the focus to it; hides it if there are none.
pub fn summarise(page: &Page, faults: &[&Fault]) {
    let Some(summary) = dom::by_id("error-summary") else { return };
    summary.set_hidden(faults.is_empty());
    if faults.is_empty() {
        return;
    }
    if let Some(heading) = dom::find(Some(&summary), "h2") {
        let text = page.message("client-errors", &[("n", Value::Number(faults.len() as f64))]);
        heading.set_text_content(Some(&text));
    }
    if let Some(list) = dom::find(Some(&summary), "ul") {
        list.set_text_content(None);
        for fault in faults {
            let question = question_of(page, fault);
            let item = fault.item.as_ref().map_or_else(String::new, |item| format!("--{item}"));
            let place = format!("q-{question}{item}");
            let (Some(entry), Some(link), Some(sentence)) = (
                dom::make("li", ""),
                dom::make("a", &subject(&place)),
                dom::make("span", &format!(" {}", page.fault(fault))),
            ) else {
                continue;
            };
            let _ = link.set_attribute("href", &format!("#{place}"));
            let _ = link.set_attribute("data-goto", &place);
            dom::append(&entry, [link, sentence]);
            dom::append(&list, [entry]);
        }
    }
    let _ = summary.focus();
}
