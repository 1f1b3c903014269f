//! Partners in words: what a column is called, and what is wrong with a value.

use std::collections::HashMap;

use super::MOST_CONTACTS;
use super::column::Column;
use super::import::{Fault, Known};
use crate::app::State;
use crate::i18n::{Arg, LocaleTexts};
use crate::store::StoreResult;

fn number(count: f64) -> Arg<'static> {
    Arg::from(count)
}

/// What a column is called.
pub fn column_name(t: &LocaleTexts, column: Column) -> String {
    match column.message() {
        (message, None) => t.text(message),
        (message, Some(place)) => t.tr(message, &[("place", number(place as f64))]),
    }
}

/// What is wrong with a value.
pub fn fault(t: &LocaleTexts, fault: &Fault) -> String {
    let row = |row: u32| [("row", number(row.into()))];
    match fault {
        Fault::Missing => t.text("partners-fault-missing"),
        Fault::TooLong(most) => t.tr("partners-fault-long", &[("most", number(*most as f64))]),
        Fault::BadKey => t.text("partners-fault-key"),
        Fault::KeyTaken => t.text("partners-fault-key-taken"),
        Fault::BadEmail => t.text("partners-fault-email"),
        Fault::UnknownLanguage => t.text("partners-fault-language"),
        Fault::NotYesOrNo => t.text("partners-fault-active"),
        Fault::RepeatedKey(number) => t.tr("partners-fault-key-twice", &row(*number)),
        Fault::RepeatedEmail(number) => t.tr("partners-fault-email-twice", &row(*number)),
        Fault::EmailOfAnother(key) => t.tr("partners-fault-email-of", &[("key", Arg::from(key.as_str()))]),
    }
}

/// What is known outside a file or a form.
///
/// # Errors
/// When the database fails.
pub async fn known(state: &State) -> StoreResult<Known> {
    let translations = &state.translations;
    let mut headings = HashMap::new();
    for locale in translations.locales() {
        for column in Column::all(MOST_CONTACTS) {
            let name = column_name(translations.locale(locale), column);
            // The marks that isolate a number are the page's, not a file's.
            headings.insert(name.replace(['\u{2068}', '\u{2069}'], "").to_lowercase(), column);
        }
    }
    let members = state.store.members().await?;
    Ok(Known {
        languages: translations.locales().cloned().collect(),
        staff: members.into_iter().map(|(email, _)| email).collect(),
        headings,
    })
}
