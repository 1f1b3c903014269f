//! Inviting partners: choose among those who are active and not invited yet, confirm with the number, done.

use std::collections::BTreeSet;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use super::{Choice, base, choices, filter, language, query, region};
use crate::catalogue::Survey;
use crate::fieldwork::invite::{self, Chosen};
use crate::store::StoreResult;
use crate::store::invited::{Candidate, Filter};
use crate::store::surveys::SurveyState;

/// Partners that are shown to be ticked one by one; more are invited all together or found by the filter.
pub(super) const SHOWN: u32 = 200;

#[derive(Template)]
#[template(path = "staff/invitations/choose.html")]
struct ChoosePage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    /// The survey is open to everyone: nobody is invited.
    public: bool,
    nobody: bool,
    /// There is no active partner at all.
    empty: bool,
    /// It was opened: whom one invites now has a link that one could know.
    opened: bool,
    choices: Vec<Choice>,
    filter: Filter,
    search: String,
    filtered: bool,
    all: String,
    count: u64,
    cut: Option<String>,
    lines: Vec<Line>,
    /// Whether all were chosen, or those ticked: neither beforehand.
    every: bool,
    some: bool,
}

struct Line {
    key: String,
    name: String,
    region: String,
    country: String,
    language: String,
    address: String,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "staff/invitations/confirm.html")]
struct ConfirmPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    heading: String,
    unreachable: Option<String>,
    open: bool,
    /// The buttons, which say how many are invited and how many mails go out.
    without_mail: String,
    with_mail: Option<String>,
    /// The fields that say who was chosen.
    carried: Vec<(String, String)>,
}

/// The partners that can be chosen.
#[get("/surveys/{survey}/invitations/new")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find_survey(&visit, &code).await?;
    let page = read(&visit, &survey, &query(&visit), Errors::default()).await;
    visit.page(StatusCode::OK, &page.map_err(|error| visit.unavailable(&error))?)
}

async fn read<'a>(
    visit: &'a Visit,
    survey: &Survey,
    fields: &Fields,
    errors: Errors,
) -> StoreResult<ChoosePage<'a>> {
    let (t, store, code) = (visit.t(), &visit.state.store, &survey.row.code);
    let wanted = filter(fields);
    let facets = store.candidate_facets(code).await?;
    let (count, _) = store.count_candidates(code, &wanted).await?;
    let candidates = store.candidates(code, &wanted, SHOWN).await?;
    let shown = candidates.len() as u64;
    let ticked = ticked(fields);
    let heading = t.text("invitations-choose");
    Ok(ChoosePage {
        frame: visit.frame(&errors.title(visit, &heading)),
        above: Above::new(visit, survey, "invitations"),
        base: base(survey),
        errors,
        public: survey.row.public_token.is_some(),
        nobody: facets.all == 0,
        empty: facets.all == 0 && store.no_active_partner().await?,
        opened: survey.row.state != SurveyState::Draft,
        choices: choices(visit, survey, &facets, &wanted),
        search: wanted.search.clone(),
        filtered: wanted != Filter::default(),
        filter: wanted,
        all: t.tr("invitations-choose-all", &[("count", number(count))]),
        count,
        cut: (count > shown).then(|| t.tr("invitations-choose-cut", &[("shown", number(shown))])),
        lines: candidates.into_iter().map(|one| say(visit, survey, one, &ticked)).collect(),
        every: field(fields, "who") == "all",
        some: field(fields, "who") == "ticked",
    })
}

/// The keys of the partners that are ticked.
pub(super) fn ticked(fields: &Fields) -> BTreeSet<&str> {
    fields.0.iter().filter(|(name, _)| name == "partner").map(|(_, key)| key.as_str()).collect()
}

fn say(visit: &Visit, survey: &Survey, one: Candidate, ticked: &BTreeSet<&str>) -> Line {
    Line {
        ticked: ticked.contains(one.key.as_str()),
        key: one.key,
        name: one.name,
        region: region(visit, survey, &one.region),
        country: one.country,
        language: language(visit, one.language.as_str()),
        address: one.address,
    }
}

/// Asks whether to invite those who were chosen; when that is confirmed, invites them.
#[post("/surveys/{survey}/invitations/new")]
pub async fn add(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find_survey(&visit, &code).await?;
    if survey.row.public_token.is_some() {
        return Ok(redirect(&base(&survey)));
    }
    let counted = invite::count(&visit.state.store, &survey.row.code, &chosen(&fields)).await;
    let (count, unreachable) = counted.map_err(|error| visit.unavailable(&error))?;
    // If others can be invited now than when it was asked, it is asked again.
    let asked_for: Option<u64> = field(&fields, "count").parse().ok();
    if fields.has("confirmed", "yes") && (count == 0 || asked_for.is_none_or(|asked| asked == count)) {
        let (code, mail) = (&survey.row.code, fields.has("mail", "yes"));
        let count = invite::invite(&visit.state.store, code, &chosen(&fields), mail, visit.by()).await;
        let count = count.map_err(|error| visit.unavailable(&error))?;
        return Ok(redirect(&format!("{}?invited={count}", base(&survey))));
    }
    let undecided = !["all", "ticked"].contains(&field(&fields, "who"));
    if count == 0 || undecided {
        let mut errors = Errors::default();
        errors.add(
            &visit,
            "who",
            if undecided { "invitations-error-who" } else { "invitations-error-nobody" },
        );
        let page = read(&visit, &survey, &fields, errors).await.map_err(|error| visit.unavailable(&error))?;
        return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let t = visit.t();
    let heading = t.tr("invitations-confirm", &[("count", number(count))]);
    let button = |mails: u64| {
        let invite = t.tr("invitations-confirm-yes", &[("count", number(count))]);
        let mails = t.tr("invitations-confirm-mails", &[("count", number(mails))]);
        t.tr("invitations-confirm-both", &[("invite", text(&invite)), ("mails", text(&mails))])
    };
    let mails = count - unreachable;
    let again = ["csrf", "confirmed", "count", "mail"];
    let mut carried: Vec<_> =
        fields.0.into_iter().filter(|(name, _)| !again.contains(&name.as_str())).collect();
    carried.push(("count".to_owned(), count.to_string()));
    let page = ConfirmPage {
        frame: visit.frame(&heading),
        above: Above::new(&visit, &survey, "invitations"),
        base: base(&survey),
        heading,
        unreachable: (unreachable > 0)
            .then(|| t.tr("invitations-confirm-unreachable", &[("count", number(unreachable))])),
        open: survey.is_open(),
        without_mail: button(0),
        with_mail: (survey.is_open() && mails > 0).then(|| button(mails)),
        carried,
    };
    visit.page(StatusCode::OK, &page)
}

/// Who was chosen.
pub(super) fn chosen(fields: &Fields) -> Chosen {
    if field(fields, "who") == "all" {
        return Chosen::All(filter(fields));
    }
    Chosen::These(ticked(fields).into_iter().map(str::to_owned).collect())
}
