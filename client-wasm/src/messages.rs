//! The client's messages: ready-made by the page, plural forms chosen and numbers and dates written by the browser's `Intl`.

use js_sys::{Array, Date, Intl};
use survey::validation::{Argument, Fault};
use wasm_bindgen::prelude::*;

use crate::browser;
use crate::json;
use crate::page::Page;

/// A value in a message.
pub enum Value<'a> {
    /// A number; it chooses the plural form.
    Number(f64),
    /// A text.
    Text(&'a str),
}

impl Page {
    /// A message; its id, if the page has none of it.
    pub fn message(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        let number = values.iter().find_map(|(_, value)| match value {
            Value::Number(number) => Some(*number),
            Value::Text(_) => None,
        });
        let written = browser::get(&self.messages, id);
        let mut message = written
            .as_string()
            .or_else(|| json::text(&written, &self.plural(number.unwrap_or(0.0))))
            .or_else(|| json::text(&written, "other"))
            .unwrap_or_else(|| id.to_owned());
        for (name, value) in values {
            let written = match value {
                Value::Number(number) => self.number(*number),
                Value::Text(text) => (*text).to_owned(),
            };
            message = message.replace(&["{$", name, "}"].concat(), &written);
        }
        message
    }

    /// A message without values.
    pub fn text(&self, id: &str) -> String {
        self.message(id, &[])
    }

    /// What is wrong with an answer, in words.
    pub fn fault(&self, fault: &Fault) -> String {
        let own = browser::get(&self.own_messages, fault.code.as_str());
        if let Some(text) = json::text(&own, &fault.question) {
            return text;
        }
        let arguments: Vec<(&str, Result<f64, String>)> = fault
            .code
            .arguments()
            .into_iter()
            .map(|(name, argument)| match argument {
                Argument::Number(number) => (name, Ok(number)),
                Argument::Date(date) => (name, Err(self.date(&date))),
            })
            .collect();
        let values: Vec<(&str, Value<'_>)> = arguments
            .iter()
            .map(|(name, value)| match value {
                Ok(number) => (*name, Value::Number(*number)),
                Err(text) => (*name, Value::Text(text)),
            })
            .collect();
        self.message(&fault.code.message_id(), &values)
    }

    fn locales(&self) -> Array {
        let own = json::text(&self.messages, "client-formatting-locale");
        Array::of1(&JsValue::from_str(own.as_deref().unwrap_or(self.language.as_str())))
    }

    fn plural(&self, number: f64) -> String {
        let rules = Intl::PluralRules::new(&self.locales(), &js_sys::Object::new());
        rules.select(number).as_string().unwrap_or_else(|| "other".to_owned())
    }

    fn number(&self, number: f64) -> String {
        let format = Intl::NumberFormat::new(&self.locales(), &js_sys::Object::new()).format();
        written(&format, &number.into()).unwrap_or_else(|| survey::number::plain(number))
    }

    /// A date in full, from `2026-05-31`.
    fn date(&self, date: &str) -> String {
        let options = browser::object(&[("dateStyle", "long".into()), ("timeZone", "UTC".into())]);
        let format = Intl::DateTimeFormat::new(&self.locales(), options.unchecked_ref()).format();
        written(&format, &Date::new(&date.into())).unwrap_or_else(|| date.to_owned())
    }

    /// The time of day, now.
    pub fn time(&self) -> String {
        let options = browser::object(&[("hour", "2-digit".into()), ("minute", "2-digit".into())]);
        let format = Intl::DateTimeFormat::new(&self.locales(), options.unchecked_ref()).format();
        written(&format, &Date::new_0()).unwrap_or_default()
    }
}

fn written(format: &js_sys::Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}
