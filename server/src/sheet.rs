//! Tables as files that a spreadsheet opens: CSV and XLSX.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it, in both: somebody may save the one as
//! the other.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A cell that begins with one of these may be run as a formula.
pub const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text as it may stand in a cell.
pub fn guard(text: &str) -> String {
    if text.starts_with(FORMULA) || text.starts_with('\'') { format!("'{text}") } else { text.to_owned() }
}

/// A CSV file in UTF-8 with its mark, without which Excel takes it for another encoding.
///
/// # Errors
/// None that can happen in memory.
pub fn csv(headings: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headings)?;
    for row in rows {
        writer.write_record(row.iter().map(|text| guard(text)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// An XLSX file of one sheet, all text; from right to left if its language is.
///
/// # Errors
/// When there are more rows than a sheet can have.
pub fn workbook(
    headings: &[String],
    rows: &[Vec<String>],
    right_to_left: bool,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_right_to_left(right_to_left);
    let bold = Format::new().set_bold();
    for (place, heading) in (0u16..).zip(headings) {
        sheet.write_string_with_format(0, place, heading, &bold)?;
        sheet.set_column_width(place, 22)?;
    }
    for (line, row) in (1u32..).zip(rows) {
        for (place, text) in (0u16..).zip(row) {
            sheet.write_string(line, place, guard(text))?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}
