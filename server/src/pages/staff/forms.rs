//! What the staff's forms share: what is wrong with which field, and the values that come back with it.

use survey::form::Fields;

use super::visit::Visit;
use super::words::text;

/// What is wrong with a form, by field, in the order of the fields.
#[derive(Default)]
pub struct Errors(pub Vec<(&'static str, String)>);

impl Errors {
    /// Says with this message what is wrong with a field.
    pub fn add(&mut self, visit: &Visit, field: &'static str, message: &str) {
        self.0.push((field, visit.t().text(message)));
    }

    /// What is wrong with that field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, text)| text.as_str())
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The page's title, with a word before it if something is wrong.
    pub fn title(&self, visit: &Visit, title: &str) -> String {
        if self.is_empty() {
            return title.to_owned();
        }
        visit.t().tr("staff-error-title", &[("page", text(title))])
    }
}

/// A field's value without blanks around it.
pub fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.first(name).unwrap_or_default().trim()
}
