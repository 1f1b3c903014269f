//! `/api/v1/partners`: the directory of partners.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::Locale;

use super::answer::{Created, Nothing, Page, Tagged};
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, IfMatch, Path, Query};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::partners::column::Column;
use crate::partners::import::{Problem, parse};
use crate::partners::keep::{Kept, Removed, keep, mark, remove};
use crate::partners::{MOST_CONTACTS, Partner, PartnerKey, say};
use crate::store::partners::Filter;

/// The routes.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::KeepPartners);
    api.get("/partners", who, "Partners, by key, that match what is asked for.").by(list);
    api.post("/partners", who, "Adds a partner.").problems(&[Code::Invalid]).by(add);
    api.get("/partners/{partner}", who, "One partner.").by(read);
    api.put(
        "/partners/{partner}",
        who,
        "Puts another state of a partner into the place of the one that was seen.",
    )
    .problems(&[Code::Invalid])
    .by(replace);
    let summary = "Takes a partner that was never invited out of the directory.";
    api.delete("/partners/{partner}", who, summary).problems(&[Code::NotNow]).by(take_out);
}

/// A person to write to or to call.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PartnerContact")]
struct ContactBody {
    #[schemars(length(max = 200))]
    name: String,
    /// Empty for one whom mail does not reach.
    #[schemars(length(max = 254))]
    email: String,
}

/// What there is to know of a partner, but its key.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PartnerState", example = example_state())]
struct PartnerBody {
    /// The organisation's name.
    #[schemars(length(min = 1, max = 200))]
    name: String,
    /// The region's code.
    #[schemars(length(min = 1, max = 100))]
    region: String,
    /// The country.
    #[schemars(length(min = 1, max = 100))]
    country: String,
    /// The programme.
    #[schemars(length(max = 100))]
    programme: String,
    /// The type of organisation, as a choice code.
    #[schemars(length(min = 1, max = 100))]
    r#type: String,
    /// The language in which it is written to: one that Sawt has texts in.
    language: Locale,
    /// The e-mail address of the responsible programme manager.
    #[schemars(length(max = 254))]
    manager: String,
    /// Whether it is invited to surveys.
    active: bool,
    /// The people there; mail goes to the first.
    #[schemars(length(max = 5))]
    contacts: Vec<ContactBody>,
}

/// A partner.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Partner")]
struct PartnerAnswer {
    /// The stable key by which the organisation is known from year to year.
    key: String,
    #[serde(flatten)]
    state: PartnerBody,
}

/// A new partner.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "NewPartner", example = example_partner())]
struct NewPartner {
    /// Latin letters, digits and `-` `_` `.`, beginning with a letter or digit.
    #[schemars(regex(pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"))]
    key: String,
    #[serde(flatten)]
    state: PartnerBody,
}

fn example_state() -> serde_json::Value {
    serde_json::json!({
        "name": "Radio Sindyan", "region": "mena", "country": "Lebanon", "programme": "Levant", "type": "radio",
        "language": "ar", "manager": "manager@sawt.example", "active": true,
        "contacts": [{ "name": "Amal Haddad", "email": "amal@sindyan.example" }],
    })
}

fn example_partner() -> serde_json::Value {
    let mut example = example_state();
    example["key"] = "p116-sindyan".into();
    example
}

impl From<Partner> for PartnerAnswer {
    fn from(partner: Partner) -> Self {
        let contacts = partner.contacts.into_iter().map(|contact| ContactBody {
            name: contact.name,
            email: contact.email.map(|address| address.to_string()).unwrap_or_default(),
        });
        Self {
            key: partner.key.to_string(),
            state: PartnerBody {
                name: partner.name,
                region: partner.region,
                country: partner.country,
                programme: partner.programme,
                r#type: partner.kind,
                language: partner.language,
                manager: partner.manager.to_string(),
                active: partner.active,
                contacts: contacts.collect(),
            },
        }
    }
}

/// Where a field stands in the body.
fn pointer(column: Column) -> String {
    match column {
        Column::ContactName(place) => format!("/contacts/{place}/name"),
        Column::ContactEmail(place) => format!("/contacts/{place}/email"),
        column => format!("/{}", column.as_str()),
    }
}

/// What is wrong, in English as all of the API's sentences are.
fn refused(state: &State, wrong: &[Problem]) -> ApiError {
    let t = state.translations.locale(&Locale::english());
    wrong.iter().fold(ApiError::invalid(), |error, wrong| {
        let what = say::fault(t, &wrong.fault).replace(['\u{2068}', '\u{2069}'], "");
        error.at(&pointer(wrong.column), what)
    })
}

impl PartnerBody {
    fn value(&self, column: Column) -> Option<&str> {
        Some(match column {
            Column::Key => return None,
            Column::Name => &self.name,
            Column::Region => &self.region,
            Column::Country => &self.country,
            Column::Programme => &self.programme,
            Column::Type => &self.r#type,
            Column::Language => self.language.as_str(),
            Column::Manager => &self.manager,
            Column::Active => {
                if self.active {
                    "yes"
                } else {
                    "no"
                }
            }
            Column::ContactName(place) => self.contacts.get(place).map_or("", |contact| &contact.name),
            Column::ContactEmail(place) => self.contacts.get(place).map_or("", |contact| &contact.email),
        })
    }

    fn parse(&self, state: &State, key: Option<&str>, before: Option<&Partner>) -> Result<Partner, ApiError> {
        if self.contacts.len() > MOST_CONTACTS {
            let what = format!("at most {MOST_CONTACTS}");
            return Err(ApiError::invalid().at("/contacts", what));
        }
        let languages: Vec<_> = state.translations.locales().cloned().collect();
        let given = |column: Column| if column == Column::Key { key } else { self.value(column) };
        parse(given, before, &languages).map_err(|wrong| refused(state, &wrong))
    }
}

/// Which partners, and which part of the list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Wish {
    /// A part of the name, the key, the country, or a contact's name or address.
    search: String,
    /// The region.
    region: String,
    /// The programme.
    programme: String,
    /// The type.
    r#type: String,
    /// The language.
    language: String,
    /// The manager's address.
    manager: String,
    /// Active or not.
    active: Option<bool>,
    /// How many at the most.
    #[schemars(range(min = 1, max = 500))]
    limit: u32,
    /// What `next` said.
    after: String,
}

impl Default for Wish {
    fn default() -> Self {
        let [search, region, programme, r#type, language, manager, after] = Default::default();
        Self { search, region, programme, r#type, language, manager, active: None, limit: 100, after }
    }
}

async fn list(
    state: web::Data<State>,
    Query(wish): Query<Wish>,
) -> Result<web::Json<Page<PartnerAnswer>>, ApiError> {
    let limit = find::limit(wish.limit, 500)?;
    let filter = Filter {
        search: wish.search,
        region: wish.region,
        programme: wish.programme,
        kind: wish.r#type,
        language: wish.language,
        manager: wish.manager,
        active: wish.active,
    };
    let partners = state.store.partners_after(&filter, &wish.after, limit + 1).await?;
    let partners = partners.into_iter().map(PartnerAnswer::from).collect();
    Ok(web::Json(Page::of(partners, limit, |partner| partner.key.clone())))
}

async fn found(state: &State, key: &str) -> Result<Partner, ApiError> {
    let key: PartnerKey = find::named(key, Code::UnknownPartner)?;
    state.store.partner(&key).await?.ok_or_else(|| find::nothing(Code::UnknownPartner))
}

async fn read(state: web::Data<State>, Path(key): Path<String>) -> Result<Tagged<PartnerAnswer>, ApiError> {
    let partner = found(&state, &key).await?;
    Ok(Tagged { etag: mark(&partner), body: partner.into() })
}

async fn add(
    state: web::Data<State>,
    caller: Caller,
    Body(new): Body<NewPartner>,
) -> Result<Created<PartnerAnswer>, ApiError> {
    let partner = new.state.parse(&state, Some(&new.key), None)?;
    match keep(&state.store, caller.by(&state), &partner, None).await? {
        Kept::Saved => Ok(Created { location: format!("/partners/{}", partner.key), body: partner.into() }),
        Kept::Refused(wrong) => Err(refused(&state, &[wrong])),
        // Nobody can have seen another state of what is new.
        Kept::Overtaken => Err(ApiError::new(Code::Internal, "Something is wrong on the server.")),
    }
}

async fn replace(
    state: web::Data<State>,
    caller: Caller,
    Path(key): Path<String>,
    seen: IfMatch,
    Body(body): Body<PartnerBody>,
) -> Result<Tagged<PartnerAnswer>, ApiError> {
    let before = found(&state, &key).await?;
    let now = mark(&before);
    seen.hold(&now)?;
    let partner = body.parse(&state, None, Some(&before))?;
    match keep(&state.store, caller.by(&state), &partner, Some(&now)).await? {
        Kept::Saved => Ok(Tagged { etag: mark(&partner), body: partner.into() }),
        Kept::Refused(wrong) => Err(refused(&state, &[wrong])),
        Kept::Overtaken => Err(IfMatch::overtaken()),
    }
}

async fn take_out(
    state: web::Data<State>,
    caller: Caller,
    Path(key): Path<String>,
    seen: IfMatch,
) -> Result<Nothing, ApiError> {
    let partner = found(&state, &key).await?;
    match remove(&state.store, caller.by(&state), &partner.key, seen.text()).await? {
        Removed::Yes => Ok(Nothing),
        Removed::Overtaken => Err(IfMatch::overtaken()),
        Removed::HasPast => {
            let detail = "It was invited once, or something was noted of it: make it inactive instead.";
            Err(ApiError::new(Code::NotNow, detail))
        }
    }
}
