//! The review before sending: every question that is asked, with its answer in words, read off the page.

use survey::ordered::Set;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::dom;
use crate::messages::Value;
use crate::page::Page;

/// Fills the review.
pub fn fill(page: &Page, sections: &[String], relevant: &Set) {
    let Some(list) = dom::by_id("review-list") else { return };
    list.set_text_content(None);
    for code in sections {
        let Some(section) = dom::by_id(&format!("s-{code}")) else { continue };
        let title = dom::find(Some(&section), "h2").map_or_else(String::new, |heading| dom::text(&heading));
        let (Some(block), Some(heading), Some(edit), Some(answers)) = (
            dom::make("section", ""),
            dom::make("h3", &title),
            dom::make("button", &page.text("client-change")),
            dom::make("dl", ""),
        ) else {
            continue;
        };
        let label = page.message("client-change-section", &[("section", Value::Text(&title))]);
        for (name, value) in [("type", "button"), ("data-edit", code), ("aria-label", &label)] {
            let _ = edit.set_attribute(name, value);
        }
        for question in dom::find_all(Some(&section), "[data-question]") {
            let name = question.get_attribute("data-question").unwrap_or_default();
            if relevant.contains(&name) && question.get_attribute("data-kind").as_deref() != Some("note") {
                append_answer(page, &answers, &question);
            }
        }
        dom::append(&block, [heading, edit, answers]);
        dom::append(&list, [block]);
    }
}

fn append_answer(page: &Page, list: &HtmlElement, question: &HtmlElement) {
    let label = dom::find(Some(question), "legend, .label").map_or_else(String::new, |label| {
        dom::find_all(Some(&label), ".p").iter().map(|part| dom::text(part)).collect::<Vec<_>>().join(" ")
    });
    let mut lines = answers(question);
    let answered = !lines.is_empty();
    if !answered {
        lines.push(page.text("client-not-answered"));
    }
    dom::append(list, dom::make("dt", &label));
    for line in lines {
        if let Some(answer) = dom::make("dd", &line) {
            let _ = answer.set_attribute("dir", "auto");
            if !answered {
                let _ = answer.set_attribute("class", "none");
            }
            dom::append(list, [answer]);
        }
    }
}

/// The answers of a question in words, one a line.
fn answers(question: &HtmlElement) -> Vec<String> {
    let mut lines = Vec::new();
    for control in dom::find_all(Some(question), "input, textarea, select") {
        if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            if matches!(input.type_().as_str(), "radio" | "checkbox") {
                if input.checked() {
                    lines.push(chosen(&control));
                }
            } else if !is_left_out(&input.name()) {
                lines.push(input.value());
            }
        } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
            lines.push(area.value());
        } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>()
            && !select.value().is_empty()
        {
            let rank = control.parent_element().and_then(|row| dom::find(Some(&row), "label"));
            let rank = rank.map_or_else(String::new, |label| dom::text(&label));
            let option = dom::find(Some(select), "option:checked")
                .map_or_else(String::new, |option| dom::text(&option));
            lines.push(format!("{rank}: {option}"));
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Whether it is the text of an “other” that is not chosen, and so is not sent.
fn is_left_out(name: &str) -> bool {
    let question = name.strip_suffix(survey::code::OTHER_SUFFIX);
    let choice = question.and_then(|question| dom::by_id(&["q-", question, "--other"].concat()));
    choice
        .and_then(|choice| choice.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|choice| !choice.checked())
}

/// The words of a choice; in a matrix behind those of its statement.
fn chosen(control: &HtmlElement) -> String {
    let words = control.closest("label").ok().flatten().map_or_else(String::new, |label| dom::text(&label));
    let statement = control
        .closest("[data-item]")
        .ok()
        .flatten()
        .and_then(|row| dom::find(Some(&row), ".statement > p"))
        .map(|statement| dom::text(&statement));
    statement.map_or_else(|| words.clone(), |statement| format!("{statement}: {words}"))
}
