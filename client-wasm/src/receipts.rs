//! The public page of receipts, where the device's own need not be typed.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use crate::database::{Database, Store};
use crate::dom;

/// Fills in the receipt that this device has of the page's survey, if there is one.
pub async fn show_kept(database: &Rc<Database>) {
    let Some(place) = dom::find(None, "#receipt-kept, #receipt-check") else { return };
    let survey = place.get_attribute("data-survey");
    for (opened, link) in database.links().await {
        if Some(opened.owner.survey.as_str()) != survey.as_deref() {
            continue;
        }
        let Some(receipt) = link.get::<String>(Store::Receipt).await else { continue };
        dom::set_text("receipt-code", &receipt);
        dom::show("receipt-kept", true);
        let input = dom::by_id("receipt-typed").and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input.filter(|input| input.value().is_empty()) {
            input.set_value(&receipt);
        }
    }
}
