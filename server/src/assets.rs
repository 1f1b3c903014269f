//! The client's files, embedded in the binary: content-hashed names, compressed beforehand, cached for ever.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, VARY};
use actix_web::{HttpRequest, HttpResponse, get, web};
use rust_embed::RustEmbed;

use crate::app::State;

/// Written by `cargo xtask client`. The server works without it: the form is plain HTML then.
#[derive(RustEmbed)]
#[folder = "../client-wasm/dist"]
#[allow_missing = true]
struct Dist;

/// All files by name.
#[derive(Default)]
pub struct Assets {
    files: HashMap<String, web::Bytes>,
    manifest: BTreeMap<String, String>,
}

impl Assets {
    /// The embedded files.
    pub fn embedded() -> Self {
        let read = |name: &str| Dist::get(name).map(|file| web::Bytes::from(file.data.into_owned()));
        Self::new(Dist::iter().filter_map(|name| Some((name.to_string(), read(&name)?))).collect())
    }

    /// The files of a folder, for trying a client without building the server.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn from_folder(folder: &Path) -> std::io::Result<Self> {
        let mut files = HashMap::new();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            files.insert(
                entry.file_name().to_string_lossy().into_owned(),
                std::fs::read(entry.path())?.into(),
            );
        }
        Ok(Self::new(files))
    }

    fn new(files: HashMap<String, web::Bytes>) -> Self {
        let manifest =
            files.get("manifest.json").and_then(|json| serde_json::from_slice(json).ok()).unwrap_or_default();
        let assets = Self { files, manifest };
        if assets.manifest.is_empty() {
            tracing::warn!("no client is embedded: the form works as plain HTML; run `cargo xtask client`");
        }
        assets
    }

    /// The address of a file, by its name without hash; `None` if there is no such file.
    pub fn url(&self, name: &str) -> Option<String> {
        self.manifest.get(name).map(|hashed| format!("/assets/{hashed}"))
    }

    fn response(&self, request: &HttpRequest, name: &str, cache: &str) -> HttpResponse {
        let Some(plain) = self.files.get(name) else { return HttpResponse::NotFound().finish() };
        let accepted =
            request.headers().get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let encoded = [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(encoding, extension)| {
            let offered =
                accepted.split(',').any(|part| part.split(';').next().is_some_and(|p| p.trim() == encoding));
            offered
                .then(|| self.files.get(&format!("{name}.{extension}")))
                .flatten()
                .map(|bytes| (encoding, bytes))
        });
        let mut response = HttpResponse::Ok();
        response
            .content_type(content_type(name))
            .insert_header((CACHE_CONTROL, cache))
            .insert_header((VARY, "Accept-Encoding"));
        match encoded {
            Some((encoding, bytes)) => {
                response.insert_header((CONTENT_ENCODING, encoding)).body(bytes.clone())
            }
            None => response.body(plain.clone()),
        }
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}

/// A content-hashed file: its name changes when it does.
#[get("/assets/{name}")]
pub async fn asset(state: web::Data<State>, request: HttpRequest, name: web::Path<String>) -> HttpResponse {
    state.assets.response(&request, &name, "public, max-age=31536000, immutable")
}

/// The service worker, which must stand at the root to serve all pages and is asked for anew each time.
#[get("/sw.js")]
pub async fn service_worker(state: web::Data<State>, request: HttpRequest) -> HttpResponse {
    state.assets.response(&request, "sw.js", "no-cache")
}
