//! Tables as files that a spreadsheet opens: CSV and XLSX.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it, in both: somebody may save the one as
//! the other.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The media type of an XLSX file.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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

/// Names of sheets: at most 31 characters, none of a few, and each once.
#[derive(Default)]
pub struct Names(usize);

impl Names {
    /// The name of the next sheet, which begins with its number: so no two are alike, whatever is left of their titles.
    pub fn next(&mut self, title: &str) -> String {
        self.0 += 1;
        let number = self.0.to_string();
        let allowed =
            |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
        let mut room = 30 - number.len();
        // As spreadsheets count: in units of UTF-16.
        let fits = |c: &char| {
            room = room.saturating_sub(c.len_utf16());
            room > 0
        };
        let title: String = title.chars().filter(allowed).take_while(fits).collect();
        format!("{number} {}", title.trim()).trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_gives_a_name_that_a_spreadsheet_takes() {
        let mut names = Names::default();
        for title in [
            "",
            "'History'",
            "a/b\\c:d*e?f[g]\u{7}",
            "The contracts, agreements and procedures of our cooperation",
            "The contracts, agreements and procedures of our cooperation",
            "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
            "إجراءات التعاون والعقود والاتفاقيات بين الشركاء",
        ] {
            let name = names.next(title);
            assert!(name.encode_utf16().count() <= 31, "{name}");
            let mut book = Workbook::new();
            book.add_worksheet().set_name(&name).unwrap();
        }
        assert_eq!(names.next("a/b'c"), "8 abc");
    }
}
