//! LevelDB: records of logs, put together over the borders of blocks, and blocks of tables, compressed or not. Written from LevelDB's
//! `doc/log_format.md` and `doc/table_format.md`; what is damaged or half written is carved as far as it goes.

const LOG_BLOCK: usize = 32 * 1024;
const HEADER: usize = 7;
const FOOTER: usize = 48;
const MAGIC: [u8; 8] = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
/// What no block is larger than.
const MOST: usize = 64 * 1024 * 1024;

/// The records of a log.
pub fn log(file: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut records = Vec::new();
    if !(file.ends_with(".log") || file.contains("MANIFEST-")) {
        return records;
    }
    let mut record = Vec::new();
    for block in bytes.chunks(LOG_BLOCK) {
        let mut rest = block;
        while rest.len() >= HEADER {
            let length = usize::from(u16::from_le_bytes([rest[4], rest[5]]));
            let kind = rest[6];
            let Some(part) = rest.get(HEADER..HEADER + length).filter(|_| kind > 0) else { break };
            // 1: whole, 2: the first part, 3: one between, 4: the last.
            if kind <= 2 {
                record = Vec::new();
            }
            record.extend_from_slice(part);
            if kind == 1 || kind >= 4 {
                records.push(std::mem::take(&mut record));
            }
            rest = &rest[HEADER + length..];
        }
    }
    if !record.is_empty() {
        records.push(record);
    }
    records
}

/// The blocks of a table. Keys share their beginnings with those before them, values stand whole.
pub fn table(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut blocks = Vec::new();
    let Some(footer) = bytes.len().checked_sub(FOOTER).map(|at| &bytes[at..]) else { return blocks };
    if !footer.ends_with(&MAGIC) {
        return blocks;
    }
    let mut at = footer;
    let handles = (handle(&mut at), handle(&mut at));
    for one in [handles.0, handles.1].into_iter().flatten() {
        let Some(index) = block(bytes, one) else { continue };
        for value in values(&index) {
            if let Some(found) = handle(&mut &value[..]).and_then(|one| block(bytes, one)) {
                // A block's values stand whole in it, and its keys as far as they differ.
                blocks.extend(values(&found));
                blocks.push(found);
            }
        }
        blocks.push(index);
    }
    blocks
}

fn varint(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return usize::try_from(value).ok().filter(|value| *value <= MOST);
        }
    }
    None
}

fn handle(bytes: &mut &[u8]) -> Option<(usize, usize)> {
    Some((varint(bytes)?, varint(bytes)?))
}

fn block(bytes: &[u8], (offset, size): (usize, usize)) -> Option<Vec<u8>> {
    let content = bytes.get(offset..offset.checked_add(size)?)?;
    match bytes.get(offset + size)? {
        1 => snap::raw::Decoder::new().decompress_vec(content).ok(),
        _ => Some(content.to_vec()),
    }
}

/// The values of a block's entries.
fn values(block: &[u8]) -> Vec<Vec<u8>> {
    let mut values = Vec::new();
    let mut rest = block;
    while !rest.is_empty() {
        let lengths = (varint(&mut rest), varint(&mut rest), varint(&mut rest));
        let (Some(_), Some(own), Some(length)) = lengths else { break };
        let Some(value) = own.checked_add(length).and_then(|end| rest.get(own..end)) else { break };
        values.push(value.to_vec());
        rest = &rest[own + length..];
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: u8, bytes: &[u8]) -> Vec<u8> {
        let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_le_bytes();
        [&[0, 0, 0, 0, length[0], length[1], kind], bytes].concat()
    }

    #[test]
    fn a_record_over_the_border_of_two_blocks_is_put_together() {
        let first = vec![b'a'; LOG_BLOCK - HEADER - HEADER - 4];
        let file = [part(1, &first), part(2, b"need"), part(4, b"le")].concat();
        assert_eq!(log("000003.log", &file), [first, b"needle".to_vec()]);
        assert!(log("other", &file).is_empty());
    }

    #[test]
    fn a_compressed_block_of_a_table_is_unpacked() {
        let entry =
            |key: &[u8], value: &[u8]| [&[0, key.len() as u8, value.len() as u8], key, value].concat();
        let content = entry(b"key", b"needle needle needle needle");
        let packed = snap::raw::Encoder::new().compress_vec(&content).unwrap_or_default();
        let index = entry(b"key", &[0, packed.len() as u8]);
        let place = packed.len() + 5;
        let mut footer = vec![0, 0, place as u8, index.len() as u8];
        footer.resize(FOOTER - MAGIC.len(), 0);
        let file = [&packed[..], &[1, 0, 0, 0, 0], &index, &[0, 0, 0, 0, 0], &footer, &MAGIC].concat();
        assert!(table(&file).contains(&b"needle needle needle needle".to_vec()));
        assert!(table(b"short").is_empty());
    }
}
