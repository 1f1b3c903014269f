//! JSON is the browser's: it parses, writes and clones it, and the client reads its objects by key.
//!
//! What is read comes from the device or from a server and may be anything: a value that is not what it should be is `None`.

use std::str::FromStr;

use js_sys::{Array, JSON, Object};
use serde_json::{Map, Value as Json};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::browser::{get, set};

/// Parses a text.
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// Writes a plain object.
pub fn write(value: &JsValue) -> Option<String> {
    JSON::stringify(value).ok()?.as_string()
}

/// The text at a key.
pub fn text(object: &JsValue, key: &str) -> Option<String> {
    get(object, key).as_string()
}

/// The text at a key, parsed.
pub fn parsed<T: FromStr>(object: &JsValue, key: &str) -> Option<T> {
    text(object, key)?.parse().ok()
}

/// The whole number from 0 up at a key.
pub fn count(object: &JsValue, key: &str) -> Option<u32> {
    let number = get(object, key).as_f64()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "compared with what it was")]
    let count = number as u32;
    (f64::from(count) == number).then_some(count)
}

/// The list at a key.
pub fn list(object: &JsValue, key: &str) -> Option<Array> {
    get(object, key).dyn_into().ok()
}

/// The plain object at a key, as the rules and the answers are read: by Rust, the same as on the server.
pub fn map(object: &JsValue, key: &str) -> Option<Map<String, Json>> {
    match to_rust(&get(object, key)) {
        Json::Object(map) => Some(map),
        _ => None,
    }
}

/// A value of the browser as one of Rust.
pub fn to_rust(value: &JsValue) -> Json {
    if let Some(text) = value.as_string() {
        return Json::String(text);
    }
    if let Some(number) = value.as_f64() {
        let whole = number.fract() == 0.0 && number.abs() < 9e15;
        #[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range of f64")]
        return if whole { Json::from(number as i64) } else { Json::from(number) };
    }
    if let Some(flag) = value.as_bool() {
        return Json::Bool(flag);
    }
    if let Some(list) = value.dyn_ref::<Array>() {
        return Json::Array(list.iter().map(|entry| to_rust(&entry)).collect());
    }
    match value.dyn_ref::<Object>() {
        Some(object) => {
            let mut map = Map::new();
            for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
                let entry = to_rust(&get(value, &key));
                map.insert(key, entry);
            }
            Json::Object(map)
        }
        None => Json::Null,
    }
}

/// A value of Rust as one of the browser.
pub fn to_js(json: &Json) -> JsValue {
    match json {
        Json::Null => JsValue::NULL,
        Json::Bool(flag) => JsValue::from_bool(*flag),
        Json::Number(number) => number.as_f64().map_or(JsValue::NULL, JsValue::from_f64),
        Json::String(text) => JsValue::from_str(text),
        Json::Array(list) => list.iter().map(to_js).collect::<Array>().into(),
        Json::Object(map) => map_to_js(map),
    }
}

/// A map as a plain object.
pub fn map_to_js(map: &Map<String, Json>) -> JsValue {
    let object = Object::new();
    for (key, json) in map {
        set(&object, key, &to_js(json));
    }
    object.into()
}
