//! The directory of partners: the list, one partner's form, files that go in and out.
//!
//! Admins and managers may do all of it. What a partner is and what is wrong with one is decided in `crate::partners`.

mod edit;
mod export;
mod import;
mod list;
mod preview;

use std::sync::Arc;

use actix_web::web;
use survey::form::Fields;

use super::forms::field;
use super::visit::{Problem, Visit};
use super::words;
use crate::catalogue::Survey;
use crate::i18n::LocaleTexts;
use crate::partners::PartnerKey;
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
        .service(edit::change)
        .service(edit::take_out);
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

/// The address of a partner's page.
fn href(key: &PartnerKey) -> String {
    format!("{BASE}/{key}")
}

/// The problem's page for a database that fails, as the other handlers have it.
fn unavailable(visit: &Visit) -> impl Fn(crate::store::StoreError) -> Problem {
    move |error| visit.unavailable(&error)
}
