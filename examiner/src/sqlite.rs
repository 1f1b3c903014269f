//! SQLite: what a long value is made of when its pages are put one behind the other, in the file, in its write-ahead log and in pages that
//! are free. A page of an overflow chain begins with the number of the next; each page that could begin a chain is followed.

use std::collections::BTreeMap;

const MAGIC: &[u8] = b"SQLite format 3\0";
/// The two orders of a write-ahead log's checksums.
const WAL_MAGIC: [u32; 2] = [0x377f_0682, 0x377f_0683];
const WAL_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// What is at the end of a page before its chain, and is looked at with it.
const BEFORE: usize = 4096;
/// No chain of ours is longer.
const LONGEST: usize = 512;

/// Runs of bytes that belong together.
pub fn runs(bytes: &[u8]) -> Vec<Vec<u8>> {
    let number = |at: usize| {
        bytes.get(at..at + 4).map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
    };
    let mut pages: BTreeMap<u32, Vec<&[u8]>> = BTreeMap::new();
    if bytes.starts_with(MAGIC) {
        let size = match u16::from_be_bytes([bytes[16], bytes[17]]) {
            1 => 65_536,
            size => usize::from(size),
        };
        if size < 512 {
            return Vec::new();
        }
        for (page, n) in bytes.chunks_exact(size).zip(1..) {
            pages.entry(n).or_default().push(page);
        }
    } else if number(0).is_some_and(|magic| WAL_MAGIC.contains(&magic)) {
        let size = number(8).unwrap_or_default() as usize;
        if size < 512 {
            return Vec::new();
        }
        for frame in bytes[WAL_HEADER.min(bytes.len())..].chunks_exact(FRAME_HEADER + size) {
            let n = u32::from_be_bytes([frame[0], frame[1], frame[2], frame[3]]);
            pages.entry(n).or_default().push(&frame[FRAME_HEADER..]);
        }
    }
    let mut runs = Vec::new();
    for page in pages.values().flatten() {
        // A cell of a leaf ends with the number of the first page of its chain: each number in the page that names one is tried.
        for end in 4..=page.len() {
            let next = u32::from_be_bytes([page[end - 4], page[end - 3], page[end - 2], page[end - 1]]);
            if next > 1 && pages.contains_key(&next) {
                let before = &page[(end - 4).saturating_sub(BEFORE)..end - 4];
                if let Some(chain) = chain(&pages, next) {
                    runs.push([before, &chain].concat());
                }
            }
        }
    }
    runs
}

/// The contents of a chain of pages; `None` if it can't be one.
fn chain(pages: &BTreeMap<u32, Vec<&[u8]>>, first: u32) -> Option<Vec<u8>> {
    let (mut content, mut next) = (Vec::new(), first);
    for _ in 0..LONGEST {
        let page = pages.get(&next)?.last()?;
        next = u32::from_be_bytes([page[0], page[1], page[2], page[3]]);
        content.extend_from_slice(&page[4..]);
        if next == 0 {
            return Some(content);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_over_three_pages_is_put_together() {
        let mut file = vec![0; 4 * 512];
        file[..MAGIC.len()].copy_from_slice(MAGIC);
        file[16..18].copy_from_slice(&512_u16.to_be_bytes());
        file[512 + 500..512 + 508].copy_from_slice(b"begun by");
        file[512 + 508..2 * 512].copy_from_slice(&4_u32.to_be_bytes());
        file[3 * 512..3 * 512 + 4].copy_from_slice(&3_u32.to_be_bytes());
        file[4 * 512 - 4..].copy_from_slice(b"need");
        file[2 * 512 + 4..2 * 512 + 6].copy_from_slice(b"le");
        assert!(runs(&file).iter().any(|run| run.windows(6).any(|part| part == b"needle")));
        assert!(runs(b"no database").is_empty());
    }
}
