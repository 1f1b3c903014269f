//! A file as rows of cells: CSV as spreadsheets and databases write it, and XLSX.
//!
//! A file is not trusted. It may unpack to far more than it is, or claim a cell in the last corner of the sheet: what is
//! unpacked is measured first, cells are read one by one, and rows, columns and lengths are bounded.

use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};
use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use super::clean;
use crate::sheet::FORMULA;

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// The most rows under the headings.
pub const MOST_ROWS: usize = 50_000;
/// The most columns; what stands further out is not read.
const MOST_COLUMNS: usize = 100;
/// The longest cell in characters; no field of a partner is as long.
const LONGEST_CELL: usize = 1_000;
/// The most that an XLSX file may unpack to, in bytes.
const LARGEST_UNPACKED: u64 = 64 * 1024 * 1024;
/// The most parts of an XLSX file: a sheet, its styles and so on are about a dozen.
const MOST_PARTS: usize = 500;

/// A file's headings and its rows; empty rows are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The headings.
    pub headings: Vec<String>,
    /// The rows under them.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, as a spreadsheet shows it.
    pub number: u32,
    /// Its cells; those at the end may be missing.
    pub cells: Vec<String>,
}

/// Why a file can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It is larger than [`LARGEST_FILE`].
    #[error("the file is too large")]
    TooLarge,
    /// It unpacks to more than anybody's partners.
    #[error("the workbook unpacks to too much")]
    UnpacksTooLarge,
    /// There are more than [`MOST_ROWS`].
    #[error("there are too many rows")]
    TooManyRows,
    /// There is nothing in it.
    #[error("there are no headings")]
    Empty,
    /// There are headings and nothing under them.
    #[error("there are no rows")]
    NoRows,
    /// It is text in another encoding than UTF-8 or UTF-16.
    #[error("the text is not UTF-8")]
    NotUtf8,
    /// It is a workbook of Excel 2003 or before, or a locked one.
    #[error("the workbook is of an old kind, or locked")]
    OldWorkbook,
    /// It is a damaged workbook, or another file that is packed.
    #[error("the workbook can't be read")]
    DamagedWorkbook,
}

/// Reads a file by what it is, not by what it is called.
///
/// # Errors
/// [`TableError`], which says what to do about it.
pub fn read(bytes: &[u8]) -> Result<Table, TableError> {
    if bytes.len() > LARGEST_FILE {
        return Err(TableError::TooLarge);
    }
    let rows = if bytes.starts_with(b"PK") {
        read_workbook(bytes)?
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TableError::OldWorkbook);
    } else {
        read_text(&decode(bytes)?)?
    };
    let mut rows = rows.into_iter();
    let headings = rows.next().ok_or(TableError::Empty)?.cells;
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() { Err(TableError::NoRows) } else { Ok(Table { headings, rows }) }
}

/// Rows as they come, without the empty ones and within bounds.
#[derive(Default)]
struct Rows {
    kept: Vec<Row>,
    bytes: u64,
}

impl Rows {
    fn push(&mut self, number: u32, mut cells: Vec<String>) -> Result<(), TableError> {
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(used);
        if cells.is_empty() {
            return Ok(());
        }
        // One more than the rows: the headings.
        if self.kept.len() > MOST_ROWS {
            return Err(TableError::TooManyRows);
        }
        // A workbook may have one long text in every cell.
        self.bytes += cells.iter().map(|cell| cell.len() as u64).sum::<u64>();
        if self.bytes > LARGEST_UNPACKED {
            return Err(TableError::UnpacksTooLarge);
        }
        self.kept.push(Row { number, cells });
        Ok(())
    }
}

fn cell(text: &str) -> String {
    clean(&text.chars().take(LONGEST_CELL).collect::<String>())
}

/// UTF-8 with or without its mark, or UTF-16 with it, which is Excel's “Unicode text”.
fn decode(bytes: &[u8]) -> Result<String, TableError> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| TableError::NotUtf8)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => {
            String::from_utf8(rest.to_vec()).map_err(|_| TableError::NotUtf8)
        }
    }
}

fn read_text(text: &str) -> Result<Vec<Row>, TableError> {
    let (text, said, skipped) = separator_line(text);
    let separator = said.unwrap_or_else(|| separator(text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Rows::default();
    // A spreadsheet counts rows, the reader lines: a cell of several lines is still in one row.
    let mut inner_lines = 0;
    for record in reader.records() {
        let record = record.map_err(|_| TableError::NotUtf8)?;
        // Its position is where the record before ended: empty lines may stand between.
        let (line, start) = record.position().map_or((0, 0), |at| (at.line(), at.byte()));
        let before = text.as_bytes().iter().skip(usize::try_from(start).unwrap_or(usize::MAX));
        let empty = before.take_while(|byte| b"\r\n".contains(byte)).filter(|byte| **byte == b'\n').count();
        let number = u32::try_from(line + empty as u64 + skipped - inner_lines).unwrap_or(u32::MAX);
        inner_lines += record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        rows.push(number, record.iter().take(MOST_COLUMNS).map(|text| cell(&unguard(text))).collect())?;
    }
    Ok(rows.kept)
}

/// The line `sep=;` with which a file may begin tells Excel the separator.
fn separator_line(text: &str) -> (&str, Option<u8>, u64) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some(&[separator]) => (rest, Some(separator), 1),
        // A tab was trimmed away.
        Some(&[]) => (rest, Some(b'\t'), 1),
        _ => (text, None, 0),
    }
}

/// Comma, semicolon or tab: whichever the headings have most of.
fn separator(text: &str) -> u8 {
    let headings = text.trim_start().lines().next().unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in headings.bytes() {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    // The first of equals: a file of one column is as good with a comma.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}

/// Takes the apostrophe of [`guard`] away.
fn unguard(text: &str) -> String {
    let rest = text
        .trim_start()
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(FORMULA) || rest.starts_with('\''));
    rest.unwrap_or(text).to_owned()
}

fn read_workbook(bytes: &[u8]) -> Result<Vec<Row>, TableError> {
    let damaged = |_| TableError::DamagedWorkbook;
    measure(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheet = book.sheet_names().first().cloned().ok_or(TableError::Empty)?;
    let mut reader = book.worksheet_cells_reader(&sheet).map_err(damaged)?;
    let mut rows = Rows::default();
    let mut row: (u32, Vec<String>) = (0, Vec::new());
    while let Some(found) = reader.next_cell().map_err(damaged)? {
        let (number, column) = found.get_position();
        if number != row.0 {
            let (number, cells) = std::mem::replace(&mut row, (number, Vec::new()));
            rows.push(number.saturating_add(1), cells)?;
        }
        let text = text(found.get_value());
        if let (Ok(column), false) = (usize::try_from(column), text.is_empty())
            && column < MOST_COLUMNS
        {
            row.1.resize(row.1.len().max(column + 1), String::new());
            row.1[column] = text;
        }
    }
    rows.push(row.0.saturating_add(1), row.1)?;
    Ok(rows.kept)
}

/// A cell as a person reads it: 2024 and not 2024.0, a day and not its number.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            cell(&unguard(text))
        }
        DataRef::SharedString(text) => cell(&unguard(text)),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) {
                return date;
            }
            format!("{date} {hour:02}:{minute:02}:{second:02}")
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Unpacks every part to nowhere, and refuses what would not fit: sizes that a file states of itself may be lies.
pub(crate) fn measure(bytes: &[u8]) -> Result<(), TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::DamagedWorkbook)?;
    if archive.len() > MOST_PARTS {
        return Err(TableError::UnpacksTooLarge);
    }
    let mut unpacked = 0;
    let mut part = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| TableError::DamagedWorkbook)?;
        part.clear();
        let mut bounded = file.take(LARGEST_UNPACKED - unpacked + 1);
        bounded.read_to_end(&mut part).map_err(|_| TableError::DamagedWorkbook)?;
        unpacked += part.len() as u64;
        if unpacked > LARGEST_UNPACKED || claims_too_many_strings(&part) {
            return Err(TableError::UnpacksTooLarge);
        }
        // In UTF-16 that claim could not be seen; no spreadsheet writes it.
        if [[0xff, 0xfe], [0xfe, 0xff], [b'<', 0], [0, b'<']].iter().any(|mark| part.starts_with(mark)) {
            return Err(TableError::DamagedWorkbook);
        }
    }
    Ok(())
}

/// The reader makes room for as many strings as the list of strings claims to have, whatever it holds.
fn claims_too_many_strings(part: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    let claim = |at: usize| {
        let value = part[at + NAME.len()..].iter().skip_while(|byte| !byte.is_ascii_digit());
        let digits: Vec<u8> = value.take_while(|byte| byte.is_ascii_digit()).copied().collect();
        std::str::from_utf8(&digits).ok().and_then(|text| text.parse().ok()).unwrap_or(u64::MAX)
    };
    // Any of them may be the one that counts. One string is at least `<si/>`.
    let named = part.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME);
    named.map(|(at, _)| claim(at)).any(|claimed| claimed > part.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::guard;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    fn table(text: &str) -> Table {
        read(text.as_bytes()).unwrap()
    }

    fn cells(table: &Table) -> Vec<Vec<&str>> {
        table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn comma_semicolon_and_tab_are_told_apart_by_the_headings() {
        for text in
            ["a,b\n1,2\n", "a;b\r\n1;2\r\n", "a\tb\n1\t2", "sep=;\r\na;b\r\n1;2", "\u{feff}a;b\n1;2\n"]
        {
            let table = table(text);
            assert_eq!(
                (table.headings.join("|"), cells(&table)),
                ("a|b".to_owned(), vec![vec!["1", "2"]]),
                "{text}"
            );
        }
        let quoted = table("\"a;x;y\",b\n1,2\n");
        assert_eq!(quoted.headings, ["a;x;y", "b"]);
    }

    #[test]
    fn text_of_excel_in_utf_16_is_read() {
        let text = "a\tb\r\nإذاعة\té\r\n";
        let little: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> =
            [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for bytes in [little, big] {
            assert_eq!(cells(&read(&bytes).unwrap()), [["إذاعة", "é"]]);
        }
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let table = table("a,b\r\n\r\n\"one\r\nand two\",2\r\n,\r\n3,4\r\n,,\r\n\r\n");
        assert_eq!(cells(&table), [["one and two", "2"], ["3", "4"]]);
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 5]);
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_reason() {
        assert_eq!(read(b""), Err(TableError::Empty));
        assert_eq!(read(b"\xef\xbb\xbf\r\n;;\r\n"), Err(TableError::Empty));
        assert_eq!(read(b"key,name\r\n,\r\n"), Err(TableError::NoRows));
        assert_eq!(read(b"key,name\n1,caf\xe9\n"), Err(TableError::NotUtf8));
        assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(TableError::OldWorkbook));
        assert_eq!(read(b"PK\x03\x04 no archive"), Err(TableError::DamagedWorkbook));
        assert_eq!(read(&vec![b'a'; LARGEST_FILE + 1]), Err(TableError::TooLarge));
        let many = format!("a\n{}", "1\n".repeat(MOST_ROWS + 1));
        assert_eq!(read(many.as_bytes()), Err(TableError::TooManyRows));
        assert_eq!(read(format!("a\n{}", "1\n".repeat(MOST_ROWS)).as_bytes()).unwrap().rows.len(), MOST_ROWS);
    }

    #[test]
    fn numbers_days_and_truths_of_a_workbook_are_read_as_they_look() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "a").unwrap().write(0, 3, "d").unwrap();
        sheet.write(2, 0, 2024).unwrap().write(2, 1, 1.5).unwrap().write(2, 2, true).unwrap();
        let day = ExcelDateTime::from_ymd(2026, 5, 31).unwrap();
        sheet.write_with_format(2, 3, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write(9, 1, "=1+1 as text").unwrap();
        let table = read(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(table.headings, ["a", "", "", "d"]);
        assert_eq!(
            table.rows[0],
            Row { number: 3, cells: ["2024", "1.5", "true", "2026-05-31"].map(str::to_owned).to_vec() }
        );
        assert_eq!(table.rows[1], Row { number: 10, cells: vec![String::new(), "=1+1 as text".to_owned()] });
    }

    #[test]
    fn a_cell_in_the_last_corner_of_a_sheet_costs_nothing() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "a").unwrap().write(1, 0, "1").unwrap().write(1_048_575, 16_383, "far").unwrap();
        assert_eq!(read(&book.save_to_buffer().unwrap()).unwrap().rows.len(), 1);
    }

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        use std::io::Write as _;
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read() {
        let bomb = archive(&[("xl/a.xml", &vec![b'0'; 100 << 20]), ("xl/b.xml", &vec![b'0'; 100 << 20])]);
        assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
        assert_eq!(read(&bomb), Err(TableError::UnpacksTooLarge));
        for claim in ["", "<!-- uniqueCount=\"1\" -->"] {
            let strings = format!("{claim}<sst uniqueCount=\"90000000000000\"><si/></sst>");
            let liar = archive(&[("xl/sharedStrings.xml", strings.as_bytes())]);
            assert_eq!(read(&liar), Err(TableError::UnpacksTooLarge));
        }
        assert_eq!(read(&archive(&[("readme", b"hello")])), Err(TableError::DamagedWorkbook));
    }

    #[test]
    fn one_long_text_in_every_cell_is_refused_before_it_fills_the_memory() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let long = "x".repeat(LONGEST_CELL);
        for row in 0..1_000 {
            for column in 0..80 {
                sheet.write(row, column, &long).unwrap();
            }
        }
        let file = book.save_to_buffer().unwrap();
        assert!(file.len() < 1 << 20, "{} bytes", file.len());
        assert_eq!(read(&file), Err(TableError::UnpacksTooLarge));
    }

    #[test]
    fn texts_that_look_like_formulas_are_guarded_and_read_back() {
        for text in ["=1+1", "+49 30", "-", "@here", "'=1", "'quoted'", "''", "plain", "a=b"] {
            assert_eq!(unguard(&guard(text)), text);
            assert!(!guard(text).starts_with(FORMULA), "{text}");
        }
        assert_eq!(unguard("'plain"), "'plain");
    }
}
