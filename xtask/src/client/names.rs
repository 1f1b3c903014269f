//! The names through which the client's two files know each other, and the space before the glue's lines.
//!
//! wasm-bindgen ends every name with a hash, so that crates of several versions can't clash. Hashes do not compress, and
//! each stands in both files: zeros do the same here, and a number where two names would then be one.

use std::collections::{BTreeMap, BTreeSet};

/// The digits of a hash.
const HASH: usize = 16;

/// Renames in both files. A new name is as long as the old one, so that nothing moves in the binary.
pub fn without_hashes(glue: &str, mut wasm: Vec<u8>) -> (String, Vec<u8>) {
    let names = renamed(glue);
    // Longer names first: one may begin with another.
    let mut longest_first: Vec<_> = names.iter().collect();
    longest_first.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    for (old, new) in longest_first {
        let mut from = 0;
        while let Some(found) = wasm[from..].windows(old.len()).position(|part| part == old.as_bytes()) {
            from += found;
            wasm[from..from + new.len()].copy_from_slice(new.as_bytes());
            from += new.len();
        }
    }
    let mut script = String::with_capacity(glue.len());
    each_word(glue, |word| script.push_str(names.get(word).map_or(word, String::as_str)));
    (script, wasm)
}

/// Takes the space away from before the lines, unless a text goes over several of them.
pub fn without_indentation(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    script.lines().flat_map(|line| [line.trim_start(), "\n"]).collect()
}

fn renamed(glue: &str) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    each_word(glue, |word| {
        let hashes = hashes(word);
        let Some(last) = hashes.last().copied() else { return };
        if names.contains_key(word) {
            return;
        }
        let mut number = 0;
        let name = loop {
            let mut name = word.to_owned();
            for place in &hashes {
                let digits = if *place == last { format!("{number:016x}") } else { "0".repeat(HASH) };
                name.replace_range(*place..place + HASH, &digits);
            }
            if taken.insert(name.clone()) {
                break name;
            }
            number += 1;
        };
        names.insert(word.to_owned(), name);
    });
    names
}

/// Where the hashes of a name begin.
fn hashes(word: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut at = 0;
    for part in word.split('_') {
        let digits = part.strip_prefix('h').unwrap_or(part);
        if digits.len() == HASH && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            places.push(at + part.len() - HASH);
        }
        at += part.len() + 1;
    }
    places
}

/// Calls with each name and with all that stands between names, in order.
fn each_word(text: &str, mut call: impl FnMut(&str)) {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_name(c) != is_name(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        call(word);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_go_and_names_stay_apart() {
        let glue = "x.__wbg_get_4f1baf9a00be3c74(a), __wbg_get_741ff2bb612836f5, __wbg_set_4f1baf9a00be3c74_h741ff2bb612836f5";
        let (script, wasm) = without_hashes(glue, glue.as_bytes().to_vec());
        assert_eq!(
            script,
            "x.__wbg_get_0000000000000000(a), __wbg_get_0000000000000001, __wbg_set_0000000000000000_h0000000000000000"
        );
        assert_eq!(wasm, script.as_bytes());
    }

    #[test]
    fn a_text_over_several_lines_keeps_its_space() {
        assert_eq!(without_indentation("a {\n    b\n}"), "a {\nb\n}\n");
        assert_eq!(without_indentation("a = `x\n    y`"), "a = `x\n    y`");
    }
}
