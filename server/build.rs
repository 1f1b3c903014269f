//! Tells cargo which folders are embedded, so that a new file in one of them (a language, say) makes a new binary.

fn main() {
    for folder in ["../locales", "../question-sets", "../client-wasm/dist", "../migrations"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
