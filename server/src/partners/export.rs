//! Partners as a file: the same columns that an import reads, so that nothing changes when it is read back.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::column::Column;
use super::{MOST_CONTACTS, Partner, table};

/// What stands in a column for a partner.
pub fn value(partner: &Partner, column: Column) -> String {
    let contact = |place: usize| partner.contacts.get(place);
    match column {
        Column::Key => partner.key.to_string(),
        Column::Name => partner.name.clone(),
        Column::Region => partner.region.clone(),
        Column::Country => partner.country.clone(),
        Column::Programme => partner.programme.clone(),
        Column::Type => partner.kind.clone(),
        Column::Language => partner.language.to_string(),
        Column::ContactName(place) => contact(place).map(|c| c.name.clone()).unwrap_or_default(),
        Column::ContactEmail(place) => {
            contact(place).and_then(|c| c.email.as_ref()).map(ToString::to_string).unwrap_or_default()
        }
        Column::Manager => partner.manager.to_string(),
        Column::Active => if partner.active { "yes" } else { "no" }.to_owned(),
    }
}

/// The columns that these partners need: as many contacts as the one with most has.
fn columns(partners: &[Partner]) -> Vec<Column> {
    let contacts = partners.iter().map(|partner| partner.contacts.len()).max().unwrap_or(1);
    Column::all(contacts.clamp(1, MOST_CONTACTS))
}

/// A CSV file in UTF-8 with its mark, without which Excel takes it for another encoding.
///
/// # Errors
/// None that can happen in memory.
pub fn csv(partners: &[Partner]) -> Result<Vec<u8>, csv::Error> {
    let columns = columns(partners);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(columns.iter().map(Column::to_string))?;
    for partner in partners {
        writer.write_record(columns.iter().map(|column| table::guard(&value(partner, *column))))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// An XLSX file; every cell is text, so that nothing is taken for a formula, a number or a day. It is guarded like a CSV
/// file all the same: somebody may save the one as the other.
///
/// # Errors
/// When there are more rows than a sheet can have.
pub fn workbook(partners: &[Partner]) -> Result<Vec<u8>, XlsxError> {
    let columns = columns(partners);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    for (place, column) in (0u16..).zip(&columns) {
        sheet.write_string_with_format(0, place, column.to_string(), &bold)?;
        sheet.set_column_width(place, if matches!(column, Column::Name) { 36 } else { 20 })?;
        for (row, partner) in (1u32..).zip(partners) {
            sheet.write_string(row, place, table::guard(&value(partner, *column)))?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}
