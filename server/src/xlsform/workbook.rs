//! Workbooks around the sheets of an XLSForm.
//!
//! A file is not trusted: what it unpacks to is measured first, cells are read one by one, and sheets, rows, columns and texts are
//! bounded. Cells are kept as they are, without the apostrophe that other files get against formulas: in a workbook a text is a
//! text, and other tools would read the apostrophe as part of it.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx};
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use survey::locale::Direction;
use survey::xlsform::{Book, CHOICES, Grid, Row, SETTINGS, SURVEY, Sheet};

use crate::partners::table::{self, TableError};

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;
/// The most rows of a sheet.
pub const MOST_ROWS: usize = 10_000;
/// The most columns of a sheet.
pub const MOST_COLUMNS: usize = 200;
const MOST_SHEETS: usize = 20;
/// What the texts of a workbook may come to, in bytes: one long text may stand in every cell.
const MOST_TEXT: usize = 16 * 1024 * 1024;
/// Nobody mends more formulas of one sheet at a time.
const MOST_ODD: usize = 100;

/// A workbook as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Its sheets.
    pub sheets: Vec<Sheet>,
    /// Cells that have no value.
    pub odd: Vec<Odd>,
    /// Sheets that are not read.
    pub unread: Vec<String>,
    /// Sheets of which only the first [`MOST_COLUMNS`] columns are read.
    pub wide: Vec<String>,
}

/// A cell that has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// The sheet.
    pub sheet: String,
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// The heading of its column; the column's letters, where there is none.
    pub column: String,
    /// What stands there.
    pub what: OddCell,
}

/// What stands in a cell in place of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OddCell {
    /// A formula without a value.
    Formula,
    /// An error: `#REF!`.
    Error(String),
}

/// Reads the sheets of a workbook.
///
/// # Errors
/// [`TableError`], which says what to do about it.
pub fn read(bytes: &[u8]) -> Result<Read, TableError> {
    if bytes.len() > LARGEST_FILE {
        return Err(TableError::TooLarge);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TableError::OldWorkbook);
    }
    let damaged = |_| TableError::DamagedWorkbook;
    table::measure(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let (mut names, others): (Vec<String>, Vec<String>) =
        book.sheet_names().into_iter().partition(|name| is_of_a_form(name));
    names.extend(others);
    let unread = names.split_off(names.len().min(MOST_SHEETS));
    let mut read = Read { unread, ..Read::default() };
    let mut room = MOST_TEXT;
    for name in names {
        let mut rows: Vec<Row> = Vec::new();
        let mut odd: Vec<(u32, usize, OddCell)> = Vec::new();
        // A sheet that is a chart has no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        // This way of reading lays no shared formula out, which a file could ask an endless number of times.
        while let Some(found) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
            let (number, column) = found.pos;
            let number = number.saturating_add(1);
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if column >= MOST_COLUMNS {
                if !matches!(found.value, DataRef::Empty) && !read.wide.contains(&name) {
                    read.wide.push(name.clone());
                }
                continue;
            }
            let what = match (&found.formula, &found.value) {
                (_, DataRef::Error(error)) => Some(OddCell::Error(error.to_string())),
                // Otherwise the value that the file holds is the one that was seen when it was saved.
                (Some(_), DataRef::Empty) => Some(OddCell::Formula),
                (..) => None,
            };
            if let Some(what) = what
                && odd.len() < MOST_ODD
            {
                odd.push((number, column, what));
            }
            let text = text(&found.value);
            if text.is_empty() {
                continue;
            }
            room = room.checked_sub(text.len()).ok_or(TableError::UnpacksTooLarge)?;
            if rows.last().is_none_or(|row| row.number != number) {
                if rows.len() > MOST_ROWS {
                    return Err(TableError::TooManyRows);
                }
                rows.push(Row { number, cells: Vec::new() });
            }
            if let Some(row) = rows.last_mut() {
                row.cells.resize(row.cells.len().max(column + 1), String::new());
                row.cells[column] = text;
            }
        }
        let heading = |column: usize| {
            let written = rows.first().and_then(|row| row.cells.get(column)).filter(|cell| !cell.is_empty());
            written.cloned().unwrap_or_else(|| letters(column))
        };
        // In a row of nothing else a formula has nothing to say.
        odd.retain(|(row, ..)| rows.binary_search_by_key(row, |row| row.number).is_ok());
        read.odd.extend(odd.into_iter().map(|(row, column, what)| Odd {
            sheet: name.clone(),
            row,
            column: heading(column),
            what,
        }));
        read.sheets.push(Sheet { name, rows });
    }
    if read.sheets.iter().all(|sheet| sheet.rows.is_empty()) { Err(TableError::Empty) } else { Ok(read) }
}

/// Whether a sheet is one of an XLSForm.
pub(super) fn is_of_a_form(name: &str) -> bool {
    [SURVEY, CHOICES, SETTINGS].contains(&name.trim().to_lowercase().as_str())
}

/// A column as a spreadsheet names it: A, B, …, Z, AA.
fn letters(column: usize) -> String {
    let own = u8::try_from(column % 26).map_or('?', |place| char::from(b'A' + place));
    if column < 26 { own.to_string() } else { letters(column / 26 - 1) + &own.to_string() }
}

/// A cell as XLSForm means it: 1 and not 1.0, a day and not its number.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(time) => {
            let (year, month, day, hours, minutes, seconds, _) = time.to_ymd_hms_milli();
            let clock = match seconds {
                0 => format!("{hours:02}:{minutes:02}"),
                _ => format!("{hours:02}:{minutes:02}:{seconds:02}"),
            };
            match (time.as_f64() < 1.0, clock.as_str()) {
                (true, _) => clock,
                (false, "00:00") => format!("{year:04}-{month:02}-{day:02}"),
                (false, _) => format!("{year:04}-{month:02}-{day:02} {clock}"),
            }
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Writes the workbook: headings that stay in sight, columns as wide as their texts ask for, each language in its direction.
///
/// # Errors
/// When a text is longer than a cell can be.
pub fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for (name, grid, held) in
        [(SURVEY, &book.survey, 2), (CHOICES, &book.choices, 2), (SETTINGS, &book.settings, 0)]
    {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        write_sheet(sheet, grid)?;
        sheet.set_freeze_panes(1, held)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    // The form's own colour, and light lines for what begins and ends a group.
    const HEADING: Color = Color::RGB(0x000F_5C63);
    const GROUP: Color = Color::RGB(0x00E4_F0F1);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (place, column) in (0u16..).zip(&grid.columns) {
        let heading = Format::new()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(HEADING)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        sheet.write_string_with_format(0, place, &column.heading, &heading)?;
        let width = match (column.language.is_some(), column.heading.as_str()) {
            (true, _) => 46,
            (_, "type" | "relevant" | "constraint") => 28,
            (_, "name" | "list_name" | "form_title" | "default_language") => 24,
            _ => 16,
        };
        sheet.set_column_width(place, width)?;
        let of_column = match column.language.as_ref().map(survey::Locale::direction) {
            // 2 is from right to left.
            Some(Direction::Rtl) => cell.clone().set_align(FormatAlign::Right).set_reading_direction(2),
            Some(Direction::Ltr) => cell.clone().set_align(FormatAlign::Left).set_reading_direction(1),
            None => cell.clone(),
        };
        sheet.set_column_format(place, &of_column)?;
        for (line, row) in (1u32..).zip(&grid.rows) {
            let text = row.get(usize::from(place)).map_or("", String::as_str);
            let is_group =
                row.first().is_some_and(|kind| kind.starts_with("begin_") || kind.starts_with("end_"));
            let format =
                if is_group { of_column.clone().set_background_color(GROUP) } else { of_column.clone() };
            if text.is_empty() {
                sheet.write_blank(line, place, &format)?;
            } else {
                sheet.write_string_with_format(line, place, text, &format)?;
            }
        }
    }
    sheet.set_row_height(0, 30)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use rust_xlsxwriter::Formula;
    use survey::xlsform;

    use super::*;

    #[test]
    fn a_workbook_comes_back_cell_by_cell() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../question-sets/ims-partnership-2026.json");
        let mut set: survey::QuestionSet =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        // What a spreadsheet might take for something else.
        let texts =
            ["=1+1", "'quoted", "-", " two  spaces ", "a\nb\n\nc", "007", "_x000D_", "TRUE", "2026-05-31"];
        let english: survey::Locale = "en".parse().unwrap();
        let hints = set.sections.iter_mut().flat_map(|section| &mut section.questions);
        for (question, text) in hints.zip(texts) {
            question.hint.0.insert(english.clone(), text.to_owned());
        }
        let bytes = write(&xlsform::write(&set)).unwrap();
        let imported = xlsform::read(&read(&bytes).unwrap().sheets, &|_| None);
        assert_eq!(imported.remarks, []);
        assert_eq!(imported.set.unwrap(), set.in_odk().0);
    }

    #[test]
    fn what_is_no_workbook_is_refused_with_its_reason() {
        assert_eq!(read(b"\xd0\xcf\x11\xe0 and so on"), Err(TableError::OldWorkbook));
        assert_eq!(read(b"type,name,label"), Err(TableError::DamagedWorkbook));
        assert_eq!(read(&vec![b'P'; LARGEST_FILE + 1]), Err(TableError::TooLarge));
        let empty = Workbook::new().save_to_buffer().unwrap();
        assert_eq!(read(&empty), Err(TableError::Empty));
    }

    #[test]
    fn one_text_in_every_cell_and_too_many_rows_are_refused() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let long = "x".repeat(30_000);
        for row in 0..600 {
            sheet.write_string(row, 0, &long).unwrap();
        }
        assert_eq!(read(&book.save_to_buffer().unwrap()), Err(TableError::UnpacksTooLarge));
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..=u32::try_from(MOST_ROWS).unwrap() + 1 {
            sheet.write_string(row, 0, "x").unwrap();
        }
        assert_eq!(read(&book.save_to_buffer().unwrap()), Err(TableError::TooManyRows));
    }

    /// The workbook with its formulas' values taken out of the file, as programs write it that calculate nothing.
    fn without_values(bytes: &[u8]) -> Vec<u8> {
        let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for part in 0..from.len() {
            let mut part = from.by_index(part).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            into.start_file(part.name().unwrap().into_owned(), zip::write::SimpleFileOptions::default())
                .unwrap();
            into.write_all(text.replace("</f><v>0</v>", "</f>").as_bytes()).unwrap();
        }
        into.finish().unwrap().into_inner()
    }

    #[test]
    fn a_formula_is_the_value_that_the_file_holds_and_only_without_one_it_is_named() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("survey").unwrap();
        sheet.write(0, 0, "type").unwrap().write(0, 1, "name").unwrap().write(2, 0, "text").unwrap();
        sheet.write_formula(2, 1, Formula::new("=A1&\"x\"").set_result("typex")).unwrap();
        sheet.write_formula(2, 2, "=A1").unwrap();
        sheet.write(3, 0, "text").unwrap();
        sheet.write_formula(3, 27, "=1/0").unwrap();
        sheet.write_formula(4, 1, "=A1").unwrap();
        let found = read(&without_values(&book.save_to_buffer().unwrap())).unwrap();
        assert_eq!(found.sheets[0].rows[1].cells, ["text", "typex"]);
        let said: Vec<_> = found.odd.iter().map(|odd| (odd.row, odd.column.as_str(), &odd.what)).collect();
        assert_eq!(said, [(3, "C", &OddCell::Formula), (4, "AB", &OddCell::Formula)]);
    }

    #[test]
    fn times_days_far_columns_and_late_sheets_are_not_lost_in_silence() {
        let mut book = Workbook::new();
        for sheet in 0..20 {
            book.add_worksheet().set_name(format!("notes {sheet}")).unwrap();
        }
        let sheet = book.add_worksheet().set_name("survey").unwrap();
        let format = |format: &str| Format::new().set_num_format(format);
        sheet.write(0, 0, "type").unwrap().write(0, 201, "far").unwrap();
        sheet.write_with_format(1, 0, 8.5 / 24.0, &format("hh:mm")).unwrap();
        sheet.write_with_format(1, 1, 45_413.0, &format("yyyy-mm-dd")).unwrap();
        sheet.write_with_format(1, 2, 45_413.562_5, &format("yyyy-mm-dd hh:mm")).unwrap();
        let found = read(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(found.sheets[0].rows[1].cells, ["08:30", "2024-05-01", "2024-05-01 13:30"]);
        assert_eq!((found.wide, found.unread), (vec!["survey".to_owned()], vec!["notes 19".to_owned()]));
    }
}
