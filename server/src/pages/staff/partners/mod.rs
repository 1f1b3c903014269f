//! The directory of partners: the list, one partner's form, files that go in and out.
//!
//! Admins and managers may do all of it. What a partner is and what is wrong with one is decided in `crate::partners`.

mod edit;
mod export;
mod import;
mod list;
mod preview;

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::web;
use survey::form::Fields;

use super::forms::field;
use super::visit::{Problem, Visit};
use super::words;
use crate::catalogue::Survey;
use crate::i18n::{Arg, LocaleTexts};
use crate::partners::column::Column;
use crate::partners::import::{Fault, Known};
use crate::partners::{MOST_CONTACTS, PartnerKey};
use crate::store::StoreResult;
use crate::store::partners::Filter;
use crate::store::staff::Role;

/// The addresses below `/staff`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(list::show)
        .service(export::csv)
        .service(export::workbook)
        .service(export::template_csv)
        .service(export::template_workbook)
        .service(import::show)
        .service(import::look)
        .service(preview::show)
        .service(preview::carry_out)
        .service(edit::show_new)
        .service(edit::add)
        .service(edit::show)
        .service(edit::change);
}

const BASE: &str = "/staff/partners";

/// The filter that an address asks for.
fn filter(fields: &Fields) -> Filter {
    let value = |name| field(fields, name).to_owned();
    Filter {
        search: value("search"),
        region: value("region"),
        programme: value("programme"),
        kind: value("type"),
        language: value("language"),
        manager: value("manager"),
        active: match field(fields, "active") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    }
}

/// The address of a manager, whose own partners come first; an admin has none.
fn own(visit: &Visit) -> &str {
    let member = visit.session.as_ref().map(|session| &session.member);
    member.filter(|member| member.role == Role::Manager).map_or("", |member| &member.email)
}

/// What codes are called: as the newest survey calls its choices.
struct Labels(Option<Arc<Survey>>);

impl Labels {
    async fn of(visit: &Visit) -> StoreResult<Self> {
        let Some(row) = visit.state.store.surveys().await?.into_iter().next() else { return Ok(Self(None)) };
        Ok(Self(visit.state.catalogue.survey(&row.code).await?))
    }

    fn choice(&self, t: &LocaleTexts, question: &str, code: &str) -> String {
        let set = self.0.as_ref().map(|survey| survey.current());
        set.map_or_else(|| code.to_owned(), |set| words::choice(set, question, code, t.locale()))
    }

    fn region(&self, t: &LocaleTexts, code: &str) -> String {
        self.choice(t, "region", code)
    }

    fn kind(&self, t: &LocaleTexts, code: &str) -> String {
        self.choice(t, "organisation_type", code)
    }
}

/// What a column is called.
fn column_name(t: &LocaleTexts, column: Column) -> String {
    match column.message() {
        (message, None) => t.text(message),
        (message, Some(place)) => t.tr(message, &[("place", words::number(place as u64))]),
    }
}

/// What is wrong with a value, in words.
fn fault(t: &LocaleTexts, fault: &Fault) -> String {
    let row = |number: u32| [("row", words::number(number.into()))];
    match fault {
        Fault::Missing => t.text("partners-fault-missing"),
        Fault::TooLong(most) => t.tr("partners-fault-long", &[("most", words::number(*most as u64))]),
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
async fn known(visit: &Visit) -> StoreResult<Known> {
    let translations = &visit.state.translations;
    let mut headings = HashMap::new();
    for locale in translations.locales() {
        for column in Column::all(MOST_CONTACTS) {
            let name = column_name(translations.locale(locale), column);
            // The marks that isolate a number are the page's, not a file's.
            headings.insert(name.replace(['\u{2068}', '\u{2069}'], "").to_lowercase(), column);
        }
    }
    let members = visit.state.store.members().await?;
    Ok(Known {
        languages: translations.locales().cloned().collect(),
        staff: members.into_iter().map(|(email, _)| email).collect(),
        headings,
    })
}

/// The address of a partner's page.
fn href(key: &PartnerKey) -> String {
    format!("{BASE}/{key}")
}

/// The problem's page for a database that fails, as the other handlers have it.
fn unavailable(visit: &Visit) -> impl Fn(crate::store::StoreError) -> Problem {
    move |error| visit.unavailable(&error)
}
