//! A partner's form: to add one, and to change one.
//!
//! The form carries a mark of the partner that it shows: who saves over a colleague's change is told of it first.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::invitations::{language, query};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::text;
use super::{BASE, Labels, href, own};
use crate::partners::column::Column;
use crate::partners::export::value;
use crate::partners::import::{Problem as Wrong, parse};
use crate::partners::keep::{Kept, Removed, keep, mark, remove};
use crate::partners::say::{column_name, fault};
use crate::partners::{MOST_CONTACTS, Partner, PartnerKey};
use crate::store::StoreResult;

#[derive(Template)]
#[template(path = "staff/partners/edit.html")]
struct EditPage<'a> {
    frame: Frame<'a>,
    heading: String,
    notice: Option<String>,
    errors: Errors,
    /// The key, of a partner that is there already.
    key: Option<String>,
    /// The mark of the partner as it is.
    seen: String,
    /// The fields of one line of text.
    words: Vec<Entry>,
    contacts: Vec<ContactFields>,
    language: Entry,
    manager: Entry,
    active: bool,
    /// Whether it can be taken out of the directory: it was never invited.
    removable: bool,
}

impl EditPage<'_> {
    /// Whether the further contacts must be seen: there are some, or something is wrong with them.
    fn has_further(&self) -> bool {
        let entries = self.contacts.iter().skip(1).flat_map(|contact| [&contact.name, &contact.email]);
        entries.into_iter().any(|entry| !entry.value.is_empty() || self.errors.of(entry.name).is_some())
    }
}

/// A field with its value and, where there are some, what there is to choose or what others have.
struct Entry {
    name: &'static str,
    label: String,
    value: String,
    hint: Option<String>,
    options: Vec<(String, String)>,
    /// Written from left to right in every language.
    latin: bool,
}

struct ContactFields {
    legend: String,
    name: Entry,
    email: Entry,
}

/// The empty form.
#[get("/partners/new")]
pub async fn show_new(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = Fields(vec![pair("active", "yes"), pair("manager", own(&visit))]);
    respond(&visit, StatusCode::OK, None, fields, Errors::default()).await
}

/// The form of a partner.
#[get("/partners/{key}")]
pub async fn show(visit: StaffVisit, key: web::Path<String>) -> Result<HttpResponse, Problem> {
    let partner = find(&visit, &key).await?;
    let written = |column: Column| (column.as_str().to_owned(), value(&partner, column));
    let fields = Fields(Column::all(MOST_CONTACTS).into_iter().map(written).collect());
    respond(&visit, StatusCode::OK, Some(&partner), fields, Errors::default()).await
}

/// Adds a partner.
#[post("/partners/new")]
pub async fn add(visit: StaffVisit, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    save(&visit, None, fields).await
}

/// Changes a partner.
#[post("/partners/{key}")]
pub async fn change(
    visit: StaffVisit,
    key: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let before = find(&visit, &key).await?;
    save(&visit, Some(before), fields).await
}

/// Takes a partner that was never invited out of the directory.
#[post("/partners/{key}/remove")]
pub async fn take_out(
    visit: StaffVisit,
    key: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let before = find(&visit, &key).await?;
    let removed = remove(&visit.state.store, visit.by(), &before.key, Some(field(&fields, "seen"))).await;
    let message = match removed.map_err(|error| visit.unavailable(&error))? {
        Removed::Yes => return Ok(redirect(&format!("{BASE}?removed=yes"))),
        Removed::HasPast => "partners-error-has-past",
        Removed::Overtaken => "partners-error-overtaken-removing",
    };
    let mut errors = Errors::default();
    errors.add(&visit, "name", message);
    let written = |column: Column| (column.as_str().to_owned(), value(&before, column));
    let fields = Fields(Column::all(MOST_CONTACTS).into_iter().map(written).collect());
    respond(&visit, StatusCode::CONFLICT, Some(&before), fields, errors).await
}

async fn find(visit: &Visit, key: &str) -> Result<Partner, Problem> {
    let key: PartnerKey = key.parse().map_err(|_| visit.problem(Kind::NotFound))?;
    let partner = visit.state.store.partner(&key).await.map_err(|error| visit.unavailable(&error))?;
    partner.ok_or_else(|| visit.problem(Kind::NotFound))
}

async fn save(visit: &Visit, before: Option<Partner>, fields: Fields) -> Result<HttpResponse, Problem> {
    let languages: Vec<_> = visit.state.translations.locales().cloned().collect();
    let given = |column: Column| match (column, &before) {
        // The key of a partner never changes.
        (Column::Key, Some(_)) => None,
        (Column::Active, _) => Some(if fields.has("active", "yes") { "yes" } else { "no" }),
        _ => Some(field(&fields, column.as_str())),
    };
    let wrong = match parse(given, before.as_ref(), &languages) {
        Ok(partner) => {
            let seen = before.is_some().then(|| field(&fields, "seen"));
            let kept = keep(&visit.state.store, visit.by(), &partner, seen).await;
            match kept.map_err(|error| visit.unavailable(&error))? {
                Kept::Saved => return Ok(redirect(&format!("{}?saved=yes", href(&partner.key)))),
                Kept::Refused(wrong) => vec![wrong],
                Kept::Overtaken => {
                    let mut errors = Errors::default();
                    errors.add(visit, "name", "partners-error-overtaken");
                    // The mark of now: whoever saves again has been told.
                    let now = find(visit, partner.key.as_str()).await?;
                    return respond(visit, StatusCode::UNPROCESSABLE_ENTITY, Some(&now), fields, errors)
                        .await;
                }
            }
        }
        Err(wrong) => wrong,
    };
    let t = visit.t();
    let mut errors = Errors::default();
    for Wrong { column, fault: kind, .. } in wrong {
        let (name, words) = (column_name(t, column), fault(t, &kind));
        let error = t.tr("partners-error", &[("field", text(&name)), ("problem", text(&words))]);
        errors.0.push((column.as_str(), error));
    }
    respond(visit, StatusCode::UNPROCESSABLE_ENTITY, before.as_ref(), fields, errors).await
}

async fn respond(
    visit: &Visit,
    status: StatusCode,
    before: Option<&Partner>,
    fields: Fields,
    errors: Errors,
) -> Result<HttpResponse, Problem> {
    let page = page(visit, before, &fields, errors).await.map_err(|error| visit.unavailable(&error))?;
    visit.page(status, &page)
}

async fn page<'a>(
    visit: &'a Visit,
    before: Option<&Partner>,
    fields: &Fields,
    errors: Errors,
) -> StoreResult<EditPage<'a>> {
    let (t, store) = (visit.t(), &visit.state.store);
    let values = store.partner_filter_values().await?;
    let labels = Labels::of(visit).await?;
    let entry = |column: Column, options: Vec<(String, String)>| Entry {
        name: column.as_str(),
        label: column_name(t, column),
        value: field(fields, column.as_str()).to_owned(),
        hint: hint(column).map(|message| t.text(message)),
        options,
        latin: matches!(column, Column::Key | Column::ContactEmail(_)),
    };
    let plain = |values: Vec<String>| values.into_iter().map(|value| (value, String::new())).collect();
    let coded = |codes: Vec<String>, label: &dyn Fn(&str) -> String| {
        codes.into_iter().map(|code| (code.clone(), label(&code))).collect()
    };
    let mut words = vec![
        entry(Column::Name, Vec::new()),
        entry(Column::Region, coded(values.regions, &|code| labels.region(t, code))),
        entry(Column::Country, plain(values.countries)),
        entry(Column::Programme, plain(values.programmes)),
        entry(Column::Type, coded(values.kinds, &|code| labels.kind(t, code))),
    ];
    if before.is_none() {
        words.insert(0, entry(Column::Key, Vec::new()));
    }
    let languages = visit.state.translations.locales().map(|locale| locale.to_string());
    let languages = languages.map(|tag| (tag.clone(), language(visit, &tag))).collect();
    let mut managers = store.members().await?;
    // A manager without an account stays chosen.
    let now = field(fields, "manager");
    if !now.is_empty() && !managers.iter().any(|(address, _)| address == now) {
        managers.push((now.to_owned(), now.to_owned()));
    }
    let heading = match before {
        Some(partner) => partner.name.clone(),
        None => t.text("partners-new"),
    };
    let contacts = (0..MOST_CONTACTS).map(|place| ContactFields {
        legend: match place {
            0 => t.text("partners-contact-first"),
            _ => t.tr("partners-contact-further", &[("place", super::words::number(place as u64 + 1))]),
        },
        name: entry(Column::ContactName(place), Vec::new()),
        email: entry(Column::ContactEmail(place), Vec::new()),
    });
    Ok(EditPage {
        frame: visit.frame(&errors.title(visit, &heading)),
        heading,
        notice: query(visit).has("saved", "yes").then(|| t.text("partners-saved")),
        errors,
        key: before.map(|partner| partner.key.to_string()),
        seen: before.map(mark).unwrap_or_default(),
        words,
        contacts: contacts.collect(),
        language: entry(Column::Language, languages),
        manager: entry(Column::Manager, managers),
        active: fields.has("active", "yes"),
        removable: match before {
            Some(partner) => !store.has_past(&partner.key).await?,
            None => false,
        },
    })
}

/// What is said under a field's name.
fn hint(column: Column) -> Option<&'static str> {
    match column {
        Column::Key => Some("partners-hint-key"),
        Column::Region | Column::Type => Some("partners-hint-code"),
        Column::Language => Some("partners-hint-language"),
        _ => None,
    }
}
