//! Form pages that were rendered: the same for everyone, so they are made and compressed once.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use sha2::{Digest, Sha256};
use survey::{Locale, SurveyCode};

/// What a page depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The survey.
    pub survey: SurveyCode,
    /// The version of the question set.
    pub version: u32,
    /// The language.
    pub locale: Locale,
    /// What the survey is called.
    pub title: String,
    /// The last day, which the page names.
    pub closes_on: survey::Day,
}

/// A page with its compressed form.
pub struct CachedPage {
    html: web::Bytes,
    brotli: web::Bytes,
    etag: String,
}

impl CachedPage {
    fn new(html: String) -> Self {
        let mut brotli = Vec::new();
        let mut writer = brotli::CompressorWriter::new(&mut brotli, 4096, 9, 22);
        // Writing into memory does not fail; a short page would be served plain.
        let whole = writer.write_all(html.as_bytes()).is_ok();
        drop(writer);
        let etag = format!("\"{}\"", hex(&Sha256::digest(html.as_bytes())[..10]));
        Self { html: html.into(), brotli: if whole { brotli.into() } else { web::Bytes::new() }, etag }
    }

    /// The page as an answer; 304 if the browser has it.
    pub fn respond(&self, request: &HttpRequest) -> HttpResponse {
        let header =
            |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if header(IF_NONE_MATCH).split(',').any(|known| known.trim().trim_start_matches("W/") == self.etag) {
            return HttpResponse::NotModified().insert_header((ETAG, self.etag.clone())).finish();
        }
        let mut response = HttpResponse::Ok();
        response
            .content_type("text/html; charset=utf-8")
            .insert_header((ETAG, self.etag.clone()))
            .insert_header((CACHE_CONTROL, "no-cache"))
            .insert_header((VARY, "Accept-Encoding"));
        let brotli_accepted = header(ACCEPT_ENCODING).split(',').any(|part| part.trim().starts_with("br"));
        if brotli_accepted && !self.brotli.is_empty() {
            response.insert_header((CONTENT_ENCODING, "br")).body(self.brotli.clone())
        } else {
            response.body(self.html.clone())
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The pages that were asked for; a few for each survey.
#[derive(Default)]
pub struct PageCache(Mutex<HashMap<Key, Arc<CachedPage>>>);

/// More pages than this are not kept: old versions and days make room.
const MOST: usize = 200;

impl PageCache {
    /// The page of a key, rendered if it is not there.
    ///
    /// # Errors
    /// What `render` says.
    pub fn get<E>(&self, key: Key, render: impl FnOnce() -> Result<String, E>) -> Result<Arc<CachedPage>, E> {
        if let Some(page) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(page.clone());
        }
        let page = Arc::new(CachedPage::new(render()?));
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= MOST {
            pages.clear();
        }
        pages.insert(key, page.clone());
        Ok(page)
    }
}
