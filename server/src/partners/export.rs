//! Partners as a file: the same columns that an import reads, so that nothing changes when it is read back.

use rust_xlsxwriter::XlsxError;

use super::column::Column;
use super::{MOST_CONTACTS, Partner};
use crate::sheet;

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

fn sheet(partners: &[Partner]) -> (Vec<String>, Vec<Vec<String>>) {
    let columns = columns(partners);
    let rows =
        partners.iter().map(|one| columns.iter().map(|column| value(one, *column)).collect()).collect();
    (columns.iter().map(Column::to_string).collect(), rows)
}

/// A CSV file.
///
/// # Errors
/// None that can happen in memory.
pub fn csv(partners: &[Partner]) -> Result<Vec<u8>, csv::Error> {
    let (headings, rows) = sheet(partners);
    sheet::csv(&headings, &rows)
}

/// An XLSX file.
///
/// # Errors
/// When there are more rows than a sheet can have.
pub fn workbook(partners: &[Partner]) -> Result<Vec<u8>, XlsxError> {
    let (headings, rows) = sheet(partners);
    sheet::workbook(&headings, &rows, false)
}
