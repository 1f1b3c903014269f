//! The list of partners: search, filters, pages.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get};
use askama::Template;
use survey::form::Fields;

use super::super::forms::field;
use super::super::invitations::{Choice, language, query};
use super::super::visit::{Frame, Problem, StaffVisit, Visit};
use super::super::words::number;
use super::{Labels, filter, href, own};
use crate::partners::Partner;
use crate::partners::column::Column;
use crate::partners::say::column_name;
use crate::store::StoreResult;
use crate::store::partners::{Filter, FilterValues};

/// Partners on a page.
const PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "staff/partners/list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    notice: Option<String>,
    nobody: bool,
    choices: Vec<Choice>,
    search: String,
    filtered: bool,
    /// By more than a search.
    narrowed: bool,
    found: String,
    own_first: bool,
    lines: Vec<Line>,
    columns: Vec<String>,
    earlier: Option<String>,
    later: Option<String>,
    pages: Option<String>,
    /// The filter as the query of an address, so that what is downloaded is what is shown.
    wanted: String,
}

struct Line {
    href: String,
    name: String,
    active: bool,
    country: String,
    region: String,
    language: String,
    contact: String,
    address: Option<String>,
    manager: String,
}

/// The list.
#[get("/partners")]
pub async fn show(visit: StaffVisit) -> Result<HttpResponse, Problem> {
    let page = read(&visit).await.map_err(|error| visit.unavailable(&error))?;
    visit.page(StatusCode::OK, &page)
}

async fn read(visit: &Visit) -> StoreResult<ListPage<'_>> {
    let (t, store) = (visit.t(), &visit.state.store);
    let asked = query(visit);
    let wanted = filter(&asked);
    let filtered = wanted != Filter::default();
    let values = store.partner_filter_values().await?;
    let count = store.count_partners(&wanted).await?;
    let last = u32::try_from(count.div_ceil(PAGE.into())).unwrap_or(u32::MAX).max(1);
    let page: u32 = field(&asked, "page").parse().unwrap_or(1).clamp(1, last);
    let own = own(visit);
    let partners = store.partners(&wanted, own, ((page - 1) * PAGE, PAGE)).await?;
    let labels = Labels::of(visit).await?;
    let columns = [
        Column::Name,
        Column::Country,
        Column::Region,
        Column::Language,
        Column::ContactName(0),
        Column::Manager,
    ];
    let pages = [("page", number(page.into())), ("last", number(last.into()))];
    Ok(ListPage {
        frame: visit.frame(&t.text("staff-partners")),
        notice: notice(visit, &asked),
        nobody: values.regions.is_empty(),
        choices: choices(visit, &labels, &values, &wanted),
        filtered,
        narrowed: Filter { search: String::new(), ..wanted.clone() } != Filter::default(),
        found: t.tr("partners-found", &[("count", number(count))]),
        own_first: !own.is_empty() && wanted.manager.is_empty(),
        lines: partners.into_iter().map(|partner| say(visit, &labels, &values, partner)).collect(),
        columns: columns.into_iter().map(|column| column_name(t, column)).collect(),
        earlier: (page > 1).then(|| page_href(&asked, page - 1)),
        later: (page < last).then(|| page_href(&asked, page + 1)),
        pages: (last > 1).then(|| t.tr("partners-page", &pages)),
        wanted: serde_urlencoded::to_string(kept(&asked)).unwrap_or_default(),
        search: wanted.search,
    })
}

/// What was done just now, as the address tells.
fn notice(visit: &Visit, asked: &Fields) -> Option<String> {
    if asked.has("removed", "yes") {
        return Some(visit.t().text("partners-removed"));
    }
    let count = |name| field(asked, name).parse::<u64>().ok().map(number);
    let args = [("added", count("added")?), ("changed", count("changed")?)];
    Some(visit.t().tr("partners-imported", &args))
}

/// The fields to filter by, with what there is to choose.
fn choices(visit: &Visit, labels: &Labels, values: &FilterValues, wanted: &Filter) -> Vec<Choice> {
    let t = visit.t();
    let same =
        |values: &[String]| values.iter().map(|value| (value.clone(), value.clone())).collect::<Vec<_>>();
    let regions = values.regions.iter().map(|code| (code.clone(), labels.region(t, code)));
    let kinds = values.kinds.iter().map(|code| (code.clone(), labels.kind(t, code)));
    let languages = values.languages.iter().map(|tag| (tag.clone(), language(visit, tag)));
    let states = ["yes", "no"].map(|value| (value.to_owned(), t.text(&format!("partners-active-{value}"))));
    let active = wanted.active.map_or("", |active| if active { "yes" } else { "no" });
    vec![
        Choice::new(t, ("region", "partners-column-region"), &wanted.region, regions),
        Choice::new(
            t,
            ("programme", "partners-column-programme"),
            &wanted.programme,
            same(&values.programmes).into_iter(),
        ),
        Choice::new(t, ("type", "partners-column-type"), &wanted.kind, kinds),
        Choice::new(t, ("language", "partners-column-language"), &wanted.language, languages),
        Choice::new(
            t,
            ("manager", "partners-column-manager"),
            &wanted.manager,
            values.managers.iter().cloned(),
        ),
        Choice::new(t, ("active", "partners-column-active"), active, states.into_iter()),
    ]
}

/// The filter's own fields of an address.
fn kept(asked: &Fields) -> Vec<(&str, &str)> {
    const KEPT: [&str; 7] = ["search", "region", "programme", "type", "language", "manager", "active"];
    let fields = asked.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    fields.filter(|(name, value)| KEPT.contains(name) && !value.trim().is_empty()).collect()
}

fn page_href(asked: &Fields, page: u32) -> String {
    let mut all = kept(asked);
    let page = page.to_string();
    all.push(("page", &page));
    format!("?{}", serde_urlencoded::to_string(all).unwrap_or_default())
}

fn say(visit: &Visit, labels: &Labels, values: &FilterValues, partner: Partner) -> Line {
    let t = visit.t();
    let manager = partner.manager.as_str();
    let name = values.managers.iter().find(|(address, _)| address == manager).map(|(_, name)| name.clone());
    Line {
        href: href(&partner.key),
        active: partner.active,
        region: labels.region(t, &partner.region),
        language: language(visit, partner.language.as_str()),
        contact: partner.contacts.first().map(|contact| contact.name.clone()).unwrap_or_default(),
        address: partner.address().map(ToString::to_string),
        manager: name.unwrap_or_else(|| manager.to_owned()),
        name: partner.name,
        country: partner.country,
    }
}
