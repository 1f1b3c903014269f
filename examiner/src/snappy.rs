//! Firefox's stored values: structured clones, packed with Snappy. Where one begins is known by the clone's header, and where it ends by
//! nothing that survives carving, so they are unpacked as far as they go.

/// The header of a structured clone: four bytes of its scope, and these, of which the last two stand unpacked in what is packed.
const HEADER: [u8; 4] = [0, 0, 0xf1, 0xff];
const SCOPE: usize = 4;
/// How many bytes before those two it may begin: the length, and the first four of the header, packed or not.
const BEFORE: std::ops::RangeInclusive<usize> = 7..=11;
/// No value of ours is longer.
const LONGEST: usize = 1024 * 1024;

/// What looks like packed structured clones, unpacked.
pub fn clones(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (at, _) in bytes.windows(2).enumerate().filter(|(_, window)| *window == &HEADER[2..]) {
        for before in BEFORE {
            let Some(begin) = at.checked_sub(before) else { continue };
            let Some(clone) = unpacked(&bytes[begin..]) else { continue };
            if clone.get(SCOPE..SCOPE + HEADER.len()) == Some(&HEADER[..]) {
                found.push(clone);
            }
        }
    }
    found
}

/// What is packed here, or its beginning where the rest is gone.
fn unpacked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let length = varint(&mut bytes).filter(|length| *length <= LONGEST)?;
    let mut unpacked = Vec::new();
    while unpacked.len() < length {
        let Some(()) = element(&mut bytes, &mut unpacked) else { break };
    }
    Some(unpacked).filter(|unpacked| unpacked.len() <= length)
}

fn varint(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for shift in [0, 7, 14] {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= usize::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// A little-endian number of so many bytes.
fn number(bytes: &mut &[u8], length: usize) -> Option<usize> {
    let (number, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(number.iter().rev().fold(0, |value, byte| value << 8 | usize::from(*byte)))
}

/// Unpacks one element: new text, or what stood there before.
fn element(bytes: &mut &[u8], unpacked: &mut Vec<u8>) -> Option<()> {
    let tag = number(bytes, 1)?;
    let (length, back) = match tag & 3 {
        0 => {
            let length = match tag >> 2 {
                long @ 60.. => number(bytes, long - 59)?,
                short => short,
            };
            let (text, rest) = bytes.split_at(bytes.len().min(length.checked_add(1)?));
            *bytes = rest;
            unpacked.extend_from_slice(text);
            return Some(());
        }
        1 => ((tag >> 2 & 7) + 4, (tag >> 5) << 8 | number(bytes, 1)?),
        2 => ((tag >> 2) + 1, number(bytes, 2)?),
        _ => ((tag >> 2) + 1, number(bytes, 4)?),
    };
    for _ in 0..length {
        let at = unpacked.len().checked_sub(back).filter(|_| back > 0)?;
        unpacked.push(unpacked[at]);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_firefox_is_unpacked_wherever_it_stands() {
        let clone =
            [&[3, 0, 0, 0, 0, 0, 0xf1, 0xff][..], &b"needle needle needle needle ".repeat(40)].concat();
        let packed = snap::raw::Encoder::new().compress_vec(&clone).unwrap_or_default();
        let record = [b"key", &packed[..], b"rest"].concat();
        assert_eq!(clones(&record), std::slice::from_ref(&clone));
        let cut = &record[..record.len() - 20];
        assert!(clone.starts_with(&clones(cut)[0]));
        assert!(clones(b"text").is_empty());
    }
}
