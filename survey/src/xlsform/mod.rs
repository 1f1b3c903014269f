//! XLSForm, the format of ODK and KoboToolbox: question sets out of its sheets and into them.
//!
//! Here sheets are plain tables of text; the workbook around them is the server's. What XLSForm has a construct for is
//! written as that construct, the rest in columns whose names begin with `sawt_` and which other tools pass over. Such a column
//! counts only where it agrees with the standard cells beside it, so that an edit of those is never lost.
//!
//! [`write`](fn@write) and [`read`] are each other's reverse, codes and all. What a form has that Sawt does not is named row by row ([`Remark`]),
//! never dropped in silence.
//!
//! Source: <https://xlsform.org/en/>, and pyxform where that is silent.

mod bounds;
mod names;
mod read;
mod remark;
mod structure;
mod table;
pub(crate) mod tokens;
mod write;

pub use read::{Imported, OtherLabel, is_read, read};
pub use remark::{Problem, Remark, Severity};
pub use write::{Book, Column, Grid, write};

/// A sheet of a workbook as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows; the first has the headings. Empty rows may be left out.
    pub rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number, as a spreadsheet shows it.
    pub number: u32,
    /// Its cells; those at the end may be missing.
    pub cells: Vec<String>,
}

/// The sheet of questions.
pub const SURVEY: &str = "survey";
/// The sheet of choices.
pub const CHOICES: &str = "choices";
/// The sheet of the form itself.
pub const SETTINGS: &str = "settings";

/// The roles that a row may have in the column `sawt`.
mod role {
    /// A note that is the introduction of the form or of its section.
    pub const INTRODUCTION: &str = "introduction";
    /// The text field of an "other" choice; it follows from the choice.
    pub const OTHER_TEXT: &str = "other_text";
    /// A decimal that is a percentage.
    pub const PERCENTAGE: &str = "percentage";
}

/// How many decimals a `decimal` accepts that says nothing of it.
const DECIMALS: u32 = 2;
