//! Invitations of a survey: who is invited and where each stands, inviting partners, one partner's page, the public link.
//!
//! A personal link is shown in one place alone, [`chat`], as the answer to a POST that is noted, and never once it was used.

pub mod calls;
mod chat;
mod choose;
mod export;
mod follow_up;
mod link;
mod list;
mod open;
mod partner;
mod withdraw;

use std::sync::Arc;

use actix_web::web;
use survey::form::Fields;
use uuid::Uuid;

use super::forms::field;
use super::survey::find as find_survey;
use super::visit::{Kind, Problem, Visit};
use crate::catalogue::Survey;
use crate::i18n::LocaleTexts;
use crate::store::invitations::InvitationState;
use crate::store::invited::{Facets, Filter, Invited};
use crate::store::staff::Role;

/// The addresses below `/staff/surveys/{survey}`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(list::show)
        .service(choose::show)
        .service(choose::add)
        .service(open::act)
        .service(calls::show)
        .service(withdraw::show)
        .service(withdraw::act)
        .service(withdraw::take_back)
        .service(export::show)
        .service(partner::show)
        .service(follow_up::add)
        .service(follow_up::correct)
        .service(follow_up::take_back)
        .service(chat::show)
        .service(link::replace)
        .service(link::grant_one_more)
        .service(link::correct);
}

/// The address of a manager, whose own partners come first; an admin has none.
pub fn own(visit: &Visit) -> &str {
    let member = visit.session.as_ref().map(|session| &session.member);
    member.filter(|member| member.role == Role::Manager).map_or("", |member| &member.email)
}

/// The filter that a form or an address asks for.
fn filter(fields: &Fields) -> Filter {
    let value = |name| field(fields, name).to_owned();
    Filter {
        region: value("region"),
        language: value("language"),
        manager: value("manager"),
        search: value("search"),
    }
}

/// The address's query as fields.
pub(super) fn query(visit: &Visit) -> Fields {
    serde_urlencoded::from_str(visit.request.query_string()).map(Fields).unwrap_or_default()
}

/// A field to filter by.
pub(super) struct Choice {
    pub name: &'static str,
    pub label: String,
    pub options: Vec<FilterOption>,
}

/// One of the values to filter by.
pub(super) struct FilterOption {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

impl Choice {
    /// The field, with what there is to choose behind the choice of all.
    pub fn new(
        t: &LocaleTexts,
        (name, label): (&'static str, &str),
        chosen: &str,
        options: impl Iterator<Item = (String, String)>,
    ) -> Self {
        let option =
            |(value, label): (String, String)| FilterOption { chosen: value == chosen, value, label };
        let all = (String::new(), t.text("invitations-filter-all"));
        let label = t.text(label);
        Self { name, label, options: std::iter::once(all).chain(options).map(option).collect() }
    }
}

/// The fields to filter by region, language and manager, with what there is to choose.
fn choices(visit: &Visit, survey: &Survey, facets: &Facets, filter: &Filter) -> Vec<Choice> {
    let t = visit.t();
    let regions = facets.regions.iter().map(|(code, _)| (code.clone(), region(visit, survey, code)));
    let languages = facets.languages.iter().map(|(tag, _)| (tag.clone(), language(visit, tag)));
    let managers = facets.managers.iter().cloned();
    vec![
        Choice::new(t, ("region", "invitations-region"), &filter.region, regions),
        Choice::new(t, ("language", "invitations-language"), &filter.language, languages),
        Choice::new(t, ("manager", "invitations-manager"), &filter.manager, managers),
    ]
}

fn region(visit: &Visit, survey: &Survey, code: &str) -> String {
    super::words::region(survey.current(), code, visit.t().locale())
}

/// A language's own name, or its tag if there are no texts in it.
pub(super) fn language(visit: &Visit, tag: &str) -> String {
    let translations = &visit.state.translations;
    let known = translations.locales().find(|locale| locale.as_str() == tag);
    known.map_or_else(|| tag.to_owned(), |locale| translations.locale(locale).text("language-name"))
}

/// Where an invitation stands, in words.
fn state(t: &LocaleTexts, state: InvitationState) -> String {
    t.text(match state {
        InvitationState::Invited => "invitations-state-invited",
        InvitationState::Opened => "invitations-state-opened",
        InvitationState::Responded => "invitations-state-responded",
        InvitationState::Declined => "invitations-state-declined",
        InvitationState::Bounced => "invitations-state-bounced",
    })
}

fn base(survey: &Survey) -> String {
    format!("/staff/surveys/{}/invitations", survey.row.code)
}

/// The invited partner of an address.
async fn find(visit: &Visit, path: &(String, String)) -> Result<(Arc<Survey>, Invited), Problem> {
    let survey = find_survey(visit, &path.0).await?;
    let not_found = || visit.problem(Kind::NotFound);
    let id: Uuid = path.1.parse().map_err(|_| not_found())?;
    let invited = visit.state.store.invited_partner(&survey.row.code, id).await;
    let invited = invited.map_err(|error| visit.unavailable(&error))?;
    invited.map(|invited| (survey, invited)).ok_or_else(not_found)
}
