//! The files that a browser downloads: named by their content, compressed once and for all, listed in a manifest.
//!
//! A name never stands for two contents, so browsers keep the files for ever. Only `sw.js` keeps its name: browsers ask
//! for it by that name to learn whether anything is new.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// The list of the files: the plain name of each, and the name that it goes by.
pub const MANIFEST: &str = "manifest.json";
/// What is appended to the glue and starts the client.
const BOOT: &str = "boot.js";
/// The service worker.
const WORKER: &str = "sw.js";
/// The endings of the compressed copies of a file.
pub const ENCODINGS: [&str; 2] = ["br", "gz"];

/// The built client.
pub struct Client {
    /// The JavaScript through which the browser calls it.
    pub glue: String,
    /// The program.
    pub wasm: Vec<u8>,
}

type Manifest = BTreeMap<String, String>;
/// The contents of files, by name.
type Contents = BTreeMap<String, Vec<u8>>;

/// Writes the client and the static files beside it to a folder, and takes away what was there before.
pub fn write(statics: &Path, client: Client, dist: &Path) -> Result<()> {
    fs::create_dir_all(dist).with_context(|| format!("making {}", dist.display()))?;
    let (named, worker) = sort(read_statics(statics)?, client)?;

    let mut manifest = Manifest::new();
    let mut files = Contents::new();
    for (name, content) in named {
        let hashed = hashed_name(&name, &content);
        manifest.insert(name, hashed.clone());
        files.insert(hashed, content);
    }
    if let Some(worker) = worker {
        files.insert(WORKER.to_owned(), fill(&worker, &manifest)?.into_bytes());
    }

    let mut written = BTreeSet::from([MANIFEST.to_owned()]);
    for (name, content) in &files {
        for (ending, content) in [("", content.clone()), (".br", brotli(content)?), (".gz", gzip(content)?)] {
            let name = format!("{name}{ending}");
            fs::write(dist.join(&name), content).with_context(|| format!("writing {name}"))?;
            written.insert(name);
        }
    }
    // After the files that it names and before the old ones go: a server that reads this folder finds all it looks for.
    fs::write(dist.join(MANIFEST), serde_json::to_string_pretty(&manifest)?)
        .context("writing the manifest")?;
    remove_others(dist, &written)
}

/// Whether a folder has every file that its manifest names.
pub fn is_whole(dist: &Path) -> bool {
    read_manifest(dist).is_ok_and(|manifest| {
        manifest.values().all(|name| {
            dist.join(name).is_file()
                && ENCODINGS.iter().all(|ending| dist.join(format!("{name}.{ending}")).is_file())
        })
    })
}

/// Reads a folder's manifest.
pub fn read_manifest(dist: &Path) -> Result<Manifest> {
    let file = dist.join(MANIFEST);
    let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("reading {}", file.display()))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read_statics(folder: &Path) -> Result<Contents> {
    let mut files = Contents::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        if !path.is_file() {
            bail!("{} is a folder; static files stand side by side", path.display());
        }
        let mut content = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        if name.ends_with(".js") || name.ends_with(".css") {
            content = without_comments(&text(name, content)?).into_bytes();
        }
        files.insert(name.to_owned(), content);
    }
    Ok(files)
}

/// Makes the client's two files, puts them to those that get a hashed name, and takes out the service worker.
fn sort(mut statics: Contents, client: Client) -> Result<(Contents, Option<String>)> {
    let worker = statics.remove(WORKER).map(|bytes| text(WORKER, bytes)).transpose()?;
    let boot = statics.remove(BOOT).map(|bytes| text(BOOT, bytes)).transpose()?;
    let script = without_comments(&client.glue) + &boot.unwrap_or_default();
    for (name, content) in [("client.js", script.into_bytes()), ("client.wasm", client.wasm)] {
        if statics.insert(name.to_owned(), content).is_some() {
            bail!("static/{name} has the name of a file that is built");
        }
    }
    Ok((statics, worker))
}

fn text(name: &str, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))
}

/// `form.css` with this content is `form.0123456789.css`.
fn hashed_name(name: &str, content: &[u8]) -> String {
    let digest = hex(&Sha256::digest(content));
    let hash = &digest[..10];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

/// Puts the addresses of files in the place of their names: `__CLIENT_JS__` stands for the address of `client.js`.
fn fill(script: &str, manifest: &Manifest) -> Result<String> {
    let mut filled = script.to_owned();
    for (name, hashed) in manifest {
        filled = filled.replace(&placeholder(name), &format!("/assets/{hashed}"));
    }
    if let Some(at) = filled.find("__CLIENT_") {
        let word: String =
            filled[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        bail!("{WORKER} has {word}, but no file has that name");
    }
    Ok(filled)
}

fn placeholder(name: &str) -> String {
    let word: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    format!("__{word}__")
}

/// Drops lines that are nothing but comment, and empty ones. What stands behind code stays: telling a comment from a
/// string or a pattern would take a parser. A block comment counts only if it begins a line and ends one.
fn without_comments(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        let code = line.trim();
        if code.starts_with("/*") {
            let mut last = code;
            while !last.contains("*/") {
                match lines.next() {
                    Some(next) => last = next.trim(),
                    None => return kept,
                }
            }
            let rest = last.split_once("*/").map_or("", |(_, rest)| rest.trim());
            if !rest.is_empty() {
                kept.push_str(rest);
                kept.push('\n');
            }
        } else if !code.is_empty() && !code.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters).context("compressing")?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).context("compressing")?;
    encoder.finish().context("compressing")
}

fn remove_others(dist: &Path, keep: &BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(dist).with_context(|| format!("reading {}", dist.display()))? {
        let entry = entry?;
        if !entry.file_name().to_str().is_some_and(|name| keep.contains(name)) && entry.file_type()?.is_file()
        {
            fs::remove_file(entry.path()).with_context(|| format!("removing {}", entry.path().display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders() -> (tempfile::TempDir, std::path::PathBuf, std::path::PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let (statics, dist) = (root.path().join("static"), root.path().join("dist"));
        fs::create_dir_all(&statics).unwrap();
        fs::write(statics.join("boot.js"), "// starts\nboot();\n").unwrap();
        fs::write(
            statics.join("sw.js"),
            "importScripts('__CLIENT_JS__'); wasm('__CLIENT_WASM__', '__FORM_CSS__');",
        )
        .unwrap();
        fs::write(statics.join("form.css"), "body { color: teal }\n").unwrap();
        (root, statics, dist)
    }

    fn client(wasm: &str) -> Client {
        Client { glue: "/** doc */\nlet wasm_bindgen;\n".to_owned(), wasm: wasm.as_bytes().to_vec() }
    }

    fn names(dist: &Path) -> BTreeSet<String> {
        fs::read_dir(dist).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn the_manifest_names_every_file_by_its_content() {
        let (_root, statics, dist) = folders();
        write(&statics, client("wasm"), &dist).unwrap();
        let manifest = read_manifest(&dist).unwrap();
        assert_eq!(manifest.keys().collect::<Vec<_>>(), ["client.js", "client.wasm", "form.css"]);
        for (name, hashed) in &manifest {
            let content = fs::read(dist.join(hashed)).unwrap();
            assert_eq!(*hashed, hashed_name(name, &content));
        }
        assert_eq!(
            fs::read_to_string(dist.join(&manifest["client.js"])).unwrap(),
            "let wasm_bindgen;\nboot();\n"
        );
        assert!(is_whole(&dist));
    }

    #[test]
    fn the_service_worker_keeps_its_name_and_knows_the_addresses() {
        let (_root, statics, dist) = folders();
        write(&statics, client("wasm"), &dist).unwrap();
        let manifest = read_manifest(&dist).unwrap();
        let worker = fs::read_to_string(dist.join("sw.js")).unwrap();
        for hashed in manifest.values() {
            assert!(worker.contains(&format!("'/assets/{hashed}'")), "{worker}");
        }
        assert!(!worker.contains("__"));
    }

    #[test]
    fn a_placeholder_that_no_file_fills_is_an_error() {
        let error = fill("load('__CLIENT_CSS__')", &Manifest::new()).unwrap_err().to_string();
        assert!(error.contains("__CLIENT_CSS__"), "{error}");
    }

    #[test]
    fn what_an_earlier_build_left_goes() {
        let (_root, statics, dist) = folders();
        write(&statics, client("old"), &dist).unwrap();
        let old = names(&dist);
        write(&statics, client("new"), &dist).unwrap();
        let new = names(&dist);
        assert_eq!(old.len(), new.len());
        assert_eq!(old.difference(&new).filter(|name| name.contains(".wasm")).count(), 3);
    }

    #[test]
    fn a_folder_that_lacks_a_compressed_copy_is_not_whole() {
        let (_root, statics, dist) = folders();
        write(&statics, client("wasm"), &dist).unwrap();
        let css = read_manifest(&dist).unwrap()["form.css"].clone();
        fs::remove_file(dist.join(format!("{css}.br"))).unwrap();
        assert!(!is_whole(&dist));
        assert!(!is_whole(&dist.join("nowhere")));
    }

    #[test]
    fn compressed_copies_come_back_whole() {
        let content = "Merci · شكراً ".repeat(500).into_bytes();
        let (mut br, mut gz) = (Vec::new(), Vec::new());
        std::io::Read::read_to_end(
            &mut brotli::Decompressor::new(&*super::brotli(&content).unwrap(), 4096),
            &mut br,
        )
        .unwrap();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&*gzip(&content).unwrap()), &mut gz)
            .unwrap();
        assert!(br == content && gz == content);
    }

    #[test]
    fn only_lines_that_are_nothing_but_comment_are_dropped() {
        let script = "/**\n * Doc.\n */\nlet a = 'http://x'; // kept\n\n  // gone\nlet b = /\\/*/; /* kept */\n/* gone */ let c;\n";
        assert_eq!(
            without_comments(script),
            "let a = 'http://x'; // kept\nlet b = /\\/*/; /* kept */\nlet c;\n"
        );
    }

    #[test]
    fn the_hash_stands_before_the_ending() {
        assert_eq!(hashed_name("icon.svg", b""), "icon.e3b0c44298.svg");
        assert_eq!(placeholder("client.wasm"), "__CLIENT_WASM__");
    }
}
