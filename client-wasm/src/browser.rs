//! The browser's globals that page and service worker share: fetch, timers, locks, randomness.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use rand_core::{CryptoRng, RngCore};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Response;

use crate::json;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = fetch)]
    fn global_fetch(url: &str, init: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn random_values(bytes: &mut [u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = setTimeout)]
    pub fn set_timeout(callback: &Function, milliseconds: i32);
}

/// A property of an object, or `undefined`; a browser that refuses it says the same.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Calls a method of an object, if it has one.
pub fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(object, name).dyn_into().ok()?;
    method.apply(object, &arguments.iter().collect()).ok()
}

/// Sets a property of a fresh plain object, which does not fail.
pub fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// An object of these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        set(&object, name, value);
    }
    object.into()
}

/// The global object, of a page or of a service worker.
pub fn global() -> JsValue {
    js_sys::global().into()
}

/// What a promise comes to; `None` if there is none, or it is refused.
pub async fn settled(promise: Option<JsValue>) -> Option<JsValue> {
    let promise: Promise = promise?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| set_timeout(&resolve, milliseconds));
    let _ = JsFuture::from(promise).await;
}

/// A random number in `0..1`, for jitter.
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// The browser's cryptographic randomness. Without it nothing secret can be made, and the client stops.
pub struct Random;

impl CryptoRng for Random {}

impl RngCore for Random {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        assert!(random_values(bytes).is_ok(), "the browser has randomness");
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

/// A random UUID of version 4; `None` if the browser has no randomness.
pub fn random_id() -> Option<String> {
    let mut bytes = [0_u8; 16];
    random_values(&mut bytes).ok()?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut id = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for digit in [byte >> 4, byte & 0x0f] {
            id.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    Some(id)
}

/// PBKDF2-HMAC-SHA-512 by the browser, which does not hold the page up; `None` where a page has none (plain HTTP).
pub async fn derive(password: &[u8], salt: &[u8], rounds: u32, length: usize) -> Option<Vec<u8>> {
    let subtle = get(&get(&global(), "crypto"), "subtle");
    let bytes = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes));
    let uses = |name: &str| JsValue::from(Array::of1(&name.into()));
    let import = [&"raw".into(), &bytes(password), &"PBKDF2".into(), &false.into(), &uses("deriveBits")];
    let key = settled(call(&subtle, "importKey", &import.map(JsValue::clone))).await?;
    let algorithm = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-512".into()),
        ("salt", bytes(salt)),
        ("iterations", rounds.into()),
    ]);
    let bits = call(&subtle, "deriveBits", &[algorithm, key, (length as u32 * 8).into()]);
    Some(Uint8Array::new(&settled(bits).await?).to_vec())
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)]).collect()
}

/// An answer that arrived whole.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body, if it says that it is JSON and is; the page of a captive portal does not.
    pub json: Option<JsValue>,
}

/// The server could not be reached, or its answer was cut.
#[derive(Debug)]
pub struct Unreachable;

/// How long to wait for an answer, in milliseconds.
const TIMEOUT: i32 = 30_000;
/// And so much longer for each byte that is sent: a line of 1 kbit/s is slow, and not silent.
const FOR_EACH_BYTE: i32 = 8;

/// The settings of a request of so many bytes that is given up in the end.
fn with_timeout(mut init: Vec<(&str, JsValue)>, bytes: usize) -> JsValue {
    let controller = get(&global(), "AbortController").dyn_into::<Function>();
    if let Ok(controller) = controller.and_then(|kind| Reflect::construct(&kind, &Array::new())) {
        init.push(("signal", get(&controller, "signal")));
        let give_up = Closure::once_into_js(move || call(&controller, "abort", &[]));
        let longer = i32::try_from(bytes).unwrap_or(i32::MAX).saturating_mul(FOR_EACH_BYTE);
        set_timeout(give_up.unchecked_ref(), TIMEOUT.saturating_add(longer));
    }
    object(&init)
}

/// Posts JSON without cookies and without a referrer.
pub async fn post_json(url: &str, body: &JsValue) -> Result<Answer, Unreachable> {
    let body = json::write(body).ok_or(Unreachable)?;
    let headers = object(&[("content-type", "application/json".into())]);
    let bytes = body.len();
    let init = vec![
        ("method", "POST".into()),
        ("headers", headers),
        ("body", body.into()),
        ("credentials", "omit".into()),
        ("referrerPolicy", "no-referrer".into()),
        ("cache", "no-store".into()),
        ("redirect", "error".into()),
    ];
    let init = with_timeout(init, bytes);
    let lost = |_| Unreachable;
    let response = JsFuture::from(global_fetch(url, &init).map_err(lost)?).await.map_err(lost)?;
    let response: Response = response.dyn_into().map_err(lost)?;
    let content_type = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    let body = JsFuture::from(response.text().map_err(lost)?).await.map_err(lost)?;
    let is_json =
        content_type.starts_with("application/json") || content_type.starts_with("application/problem+json");
    let json = body.as_string().filter(|_| is_json).and_then(|body| json::parse(&body));
    Ok(Answer { status: response.status(), json })
}

/// Whether a page can be had: kept on the device, which a bad connection does not hold up, or from the server.
pub async fn is_page_at_hand(path: &str) -> bool {
    let kept = settled(call(&get(&global(), "caches"), "match", &[path.into()])).await;
    if kept.is_some_and(|found| !found.is_undefined()) {
        return true;
    }
    let init = with_timeout(vec![("credentials", "omit".into())], 0);
    let fetched = settled(global_fetch(path, &init).ok().map(JsValue::from)).await;
    fetched.and_then(|response| response.dyn_into::<Response>().ok()).is_some_and(|response| response.ok())
}

thread_local! {
    /// This page is at it, where the browser gives no locks.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// A text from the server.
pub async fn text(path: &str) -> Option<String> {
    let init = with_timeout(vec![("credentials", "omit".into())], 0);
    let fetched = settled(global_fetch(path, &init).ok().map(JsValue::from)).await?;
    let response: Response = fetched.dyn_into().ok().filter(Response::ok)?;
    settled(response.text().ok().map(JsValue::from)).await?.as_string()
}

/// Does the work while no other tab, and no service worker, does it; returns whether it was done. Where the browser has no locks, or refuses
/// them as it refuses to keep anything, the work is done: the server stores a response once however often it is sent.
pub async fn alone(lock: &str, work: Pin<Box<dyn Future<Output = ()>>>) -> bool {
    let work = Rc::new(RefCell::new(Some(work)));
    let (done, offered) = (Rc::new(Cell::new(false)), work.clone());
    let is_done = done.clone();
    let callback = Closure::once_into_js(move |granted: JsValue| -> Promise {
        let work = offered.take();
        let Some(work) = work.filter(|_| !granted.is_null()) else {
            return Promise::resolve(&JsValue::NULL);
        };
        future_to_promise(async move {
            work.await;
            is_done.set(true);
            Ok(JsValue::NULL)
        })
    });
    let options = object(&[("ifAvailable", true.into())]);
    let locks = get(&get(&global(), "navigator"), "locks");
    settled(call(&locks, "request", &[lock.into(), options, callback])).await;
    // Still there: it was never asked whether anybody is at it.
    let Some(work) = work.take() else { return done.get() };
    if BUSY.replace(true) {
        return false;
    }
    work.await;
    BUSY.set(false);
    true
}
