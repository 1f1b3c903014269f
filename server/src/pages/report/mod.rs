//! A report in words, for any page that shows one: the staff's, and whoever else is shown it.
//!
//! [`view::ReportView`] says all sentences in the language of the report; `templates/report/body.html` puts them in order.
//! [`figures`] are its charts, for a page and as files; [`workbook`] is the whole of it for a spreadsheet.

pub mod figures;
pub mod files;
pub mod print;
mod tables;
pub mod view;
mod words;
pub mod workbook;

pub use view::ReportView;
