//! A workbook in the hands of somebody with a spreadsheet program.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;

/// A cell that is looked at.
#[derive(Debug)]
pub struct Cell<'a> {
    /// The sheet.
    pub sheet: &'a str,
    /// The heading of its column.
    pub heading: &'a str,
    /// What stands in the column `name` of its row; on the sheet of choices, the list and the name: `agree.yes`.
    pub name: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

/// The workbook as that program saves it after each cell was looked at: where something is returned, it stands there then.
///
/// # Panics
/// When the bytes are no workbook.
pub fn edited(workbook: &[u8], mut edit: impl FnMut(&Cell<'_>) -> Option<String>) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
    let mut saved = Workbook::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).unwrap();
        let into = saved.add_worksheet().set_name(&sheet).unwrap();
        let text = |cell: Option<&Data>| cell.map(ToString::to_string).unwrap_or_default();
        let (height, width) = range.get_size();
        let headings: Vec<String> = (0..width).map(|column| text(range.get((0, column)))).collect();
        let place = |heading: &str| headings.iter().position(|known| known == heading);
        for row in 0..height {
            let of = |heading: &str| {
                place(heading).map(|column| text(range.get((row, column)))).unwrap_or_default()
            };
            let name = match sheet.as_str() {
                "choices" => format!("{}.{}", of("list_name"), of("name")),
                _ => of("name"),
            };
            for (column, heading) in headings.iter().enumerate() {
                let text = text(range.get((row, column)));
                let cell = Cell { sheet: &sheet, heading, name: &name, text: &text };
                let text = Some(()).filter(|()| row > 0).and_then(|()| edit(&cell)).unwrap_or(text);
                into.write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), text).unwrap();
            }
        }
    }
    saved.save_to_buffer().unwrap()
}
