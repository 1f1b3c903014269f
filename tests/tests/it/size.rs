//! What a first visit downloads over a bad connection, held against the budget.

use tests::http::Client;
use tests::page::form_path;
use tests::server::{Engine, Server};

/// Everything that is needed to fill the form and to go on offline, in one language. Sealing what the device keeps, and holding
/// the survey's keys against the first ones, took 14 KiB of it; the mark that proves an answer, and the step to a further device, 2;
/// a lost database that is opened again, and words that follow from what was said, 2; the pass phrase 7, and its dialogs 1;
/// the way back that brings no old answers, 1; what an expression means by its set's name, half a KiB.
const WHOLE: usize = 156 * 1024;
/// Of that, what runs.
const PROGRAM: usize = 125 * 1024;

/// The bytes on the wire, as brotli.
fn served(client: &Client, path: &str) -> usize {
    let answer = client.get(path);
    assert_eq!((answer.status, answer.header("content-encoding")), (200, "br"), "{path}");
    answer.body.len()
}

/// The addresses of a page's files.
fn assets(html: &str) -> Vec<String> {
    let mut found: Vec<String> = html
        .split("\"/assets/")
        .skip(1)
        .map(|rest| format!("/assets/{}", rest.split('"').next().unwrap_or_default()))
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn a_first_visit_stays_within_its_budget() {
    let server = Server::start(Engine::Sqlite);
    let client = server.client().with("accept-encoding", "br");
    for language in ["en", "fr", "ar"] {
        let path = form_path(language);
        let page = served(&client, &path);
        let html = server.client().get(&path).text();
        let files: Vec<(String, usize)> =
            assets(&html).into_iter().map(|file| (file.clone(), served(&client, &file))).collect();
        let of = |ends: &[&str]| -> usize {
            files
                .iter()
                .filter(|(file, _)| ends.iter().any(|end| file.ends_with(end)))
                .map(|(_, size)| size)
                .sum()
        };
        let worker = served(&client, "/sw.js");
        let program = of(&[".js", ".wasm"]) + worker;
        let style = of(&[".css", ".svg"]);
        let whole = page + program + style;
        println!(
            "{language}: HTML {page}, style {style}, JS and WASM {program}, together {whole} bytes of {WHOLE}"
        );
        assert!(
            of(&[".js"]) > 0 && of(&[".wasm"]) > 0 && of(&[".css"]) > 0,
            "the page names its files: {files:?}"
        );
        assert!(program <= PROGRAM, "JS and WASM are {program} bytes of {PROGRAM}");
        assert!(whole <= WHOLE, "together {whole} bytes of {WHOLE}");
    }
}

/// Assets have their content in their name, so they are kept for ever; the page and the service worker are asked after.
#[test]
fn assets_are_kept_for_ever_and_compressed_as_asked() {
    let server = Server::start(Engine::Sqlite);
    let html = server.client().get(&form_path("en")).text();
    for file in assets(&html) {
        let plain = server.client().get(&file);
        assert_eq!((plain.status, plain.header("content-encoding")), (200, ""), "{file}");
        assert!(
            plain.header("cache-control").contains("immutable"),
            "{file}: {}",
            plain.header("cache-control")
        );
        assert!(plain.header("vary").to_lowercase().contains("accept-encoding"), "{file}");
        for encoding in ["br", "gzip"] {
            let packed = server.client().with("accept-encoding", encoding).get(&file);
            assert_eq!(packed.header("content-encoding"), encoding, "{file}");
            assert!(packed.body.len() < plain.body.len(), "{file}");
            assert_eq!(packed.header("content-type"), plain.header("content-type"), "{file}");
        }
        let kind = plain.header("content-type");
        let expected = match file.rsplit('.').next().unwrap() {
            "js" => "text/javascript",
            "wasm" => "application/wasm",
            "css" => "text/css",
            "txt" => "text/plain",
            _ => "image/svg+xml",
        };
        assert!(kind.starts_with(expected), "{file}: {kind}");
    }
    let worker = server.client().get("/sw.js");
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert_eq!(server.client().get("/assets/none.js").status, 404);
    assert_eq!(server.client().get("/assets/..%2Fmanifest.json").status, 404);
}
