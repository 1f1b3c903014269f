//! Withdrawing invitations: choose, with a reason for those that were announced; confirm with the numbers; done.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::form::Fields;

use super::super::forms::{Errors, field};
use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::super::words::{number, text};
use super::choose::{SHOWN, chosen, ticked};
use super::{Choice, base, choices, filter, find, language, query, region};
use crate::catalogue::Survey;
use crate::fieldwork::withdraw::{self, Withdrawal};
use crate::i18n::LocaleTexts;
use crate::store::StoreResult;
use crate::store::invited::Filter;
use crate::store::withdrawals::{NotEligible, Withdrawable};

#[derive(Template)]
#[template(path = "staff/invitations/withdraw.html")]
struct WithdrawPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    /// Nobody's invitation can be withdrawn any more.
    over: bool,
    /// Announced ones can be, for these reasons.
    reasons: Vec<(&'static str, String, bool)>,
    choices: Vec<Choice>,
    filter: Filter,
    search: String,
    filtered: bool,
    all: String,
    count: usize,
    cut: Option<String>,
    lines: Vec<Line>,
    every: bool,
    some: bool,
}

struct Line {
    key: String,
    name: String,
    region: String,
    country: String,
    language: String,
    untouched: bool,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "staff/invitations/withdraw_confirm.html")]
struct ConfirmPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    heading: String,
    said: Vec<String>,
    button: String,
    carried: Vec<(String, String)>,
}

/// A reason for which a partner is not eligible, in words.
pub(super) fn reason(t: &LocaleTexts, reason: NotEligible) -> String {
    t.text(&format!("invitations-withdrawn-{}", reason.as_str()))
}

/// The invitations that can be withdrawn.
#[get("/surveys/{survey}/invitations/withdraw")]
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
) -> StoreResult<WithdrawPage<'a>> {
    let (t, store, code) = (visit.t(), &visit.state.store, &survey.row.code);
    let wanted = filter(fields);
    let (facets, _) = store.invited_facets(code).await?;
    let announced = withdraw::may_withdraw_announced(&survey.row, survey.today(visit.state.clock));
    let mut all = store.withdrawable(code, &wanted).await?;
    all.retain(|one| if one.untouched { withdraw::may_remove(&survey.row) } else { announced });
    let ticked = ticked(fields);
    let shown = all.len().min(SHOWN as usize);
    let picked = field(fields, "reason");
    let heading = t.text("invitations-withdraw");
    let reasons = NotEligible::ALL.into_iter().filter(|_| announced);
    Ok(WithdrawPage {
        frame: visit.frame(&errors.title(visit, &heading)),
        above: Above::new(visit, survey, "invitations"),
        base: base(survey),
        errors,
        over: !announced && !withdraw::may_remove(&survey.row),
        reasons: reasons.map(|one| (one.as_str(), reason(t, one), one.as_str() == picked)).collect(),
        choices: choices(visit, survey, &facets, &wanted),
        search: wanted.search.clone(),
        filtered: wanted != Filter::default(),
        filter: wanted,
        all: t.tr("invitations-choose-all", &[("count", number(all.len() as u64))]),
        count: all.len(),
        cut: (all.len() > shown).then(|| t.tr("invitations-choose-cut", &[("shown", number(shown as u64))])),
        lines: all.into_iter().take(shown).map(|one| say(visit, survey, one, &ticked)).collect(),
        every: field(fields, "who") == "all",
        some: field(fields, "who") == "ticked",
    })
}

fn say(visit: &Visit, survey: &Survey, one: Withdrawable, ticked: &std::collections::BTreeSet<&str>) -> Line {
    Line {
        ticked: ticked.contains(one.key.as_str()),
        key: one.key,
        name: one.name,
        region: region(visit, survey, &one.region),
        country: one.country,
        language: language(visit, one.language.as_str()),
        untouched: one.untouched,
    }
}

/// Asks whether to withdraw what was chosen; when that is confirmed, does it.
#[post("/surveys/{survey}/invitations/withdraw")]
pub async fn act(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let survey = find_survey(&visit, &code).await?;
    let reason: Option<NotEligible> = field(&fields, "reason").parse().ok();
    let run = async |only_count| {
        let (store, code) = (&visit.state.store, &survey.row.code);
        let done = withdraw::withdraw(store, code, &chosen(&fields), reason, only_count, visit.by()).await;
        done.map_err(|error| visit.unavailable(&error))
    };
    let counted: Withdrawal = run(true).await?;
    let count = counted.removed + counted.withdrawn;
    // If others would be withdrawn now than when it was asked, it is asked again.
    let same = field(&fields, "count") == count.to_string();
    if fields.has("confirmed", "yes") && (same || count == 0) {
        let done = if same { run(false).await? } else { counted };
        return Ok(redirect(&format!("{}?withdrawn={}", base(&survey), done.removed + done.withdrawn)));
    }
    let undecided = !["all", "ticked"].contains(&field(&fields, "who"));
    if count == 0 || undecided {
        let mut errors = Errors::default();
        errors.add(
            &visit,
            "who",
            match undecided {
                true => "invitations-error-withdraw-who",
                false if counted.kept > 0 => "invitations-error-withdraw-reason",
                false => "invitations-error-nobody",
            },
        );
        let page = read(&visit, &survey, &fields, errors).await.map_err(|error| visit.unavailable(&error))?;
        return visit.page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let t = visit.t();
    let say = |id, count: usize| (count > 0).then(|| t.tr(id, &[("count", number(count as u64))]));
    let because = reason.map(|one| self::reason(t, one)).unwrap_or_default();
    let announced = (counted.withdrawn > 0).then(|| {
        let count = ("count", number(counted.withdrawn as u64));
        t.tr("invitations-withdraw-announced", &[count, ("reason", text(&because))])
    });
    let said = [
        say("invitations-withdraw-removed", counted.removed),
        announced,
        say("invitations-withdraw-kept", counted.kept),
    ];
    let heading = t.tr("invitations-withdraw-ask", &[("count", number(count as u64))]);
    let again = ["csrf", "confirmed", "count"];
    let mut carried: Vec<_> =
        fields.0.into_iter().filter(|(name, _)| !again.contains(&name.as_str())).collect();
    carried.push(("count".to_owned(), count.to_string()));
    let page = ConfirmPage {
        frame: visit.frame(&heading),
        above: Above::new(&visit, &survey, "invitations"),
        base: base(&survey),
        heading,
        said: said.into_iter().flatten().collect(),
        button: t.tr("invitations-withdraw-yes", &[("count", number(count as u64))]),
        carried,
    };
    visit.page(StatusCode::OK, &page)
}

/// Takes back that an announced invitation was withdrawn.
#[post("/surveys/{survey}/invitations/{id}/withdrawal/take-back")]
pub async fn take_back(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    visit.posted(&body)?;
    let (survey, invited) = find(&visit, &path).await?;
    let done = withdraw::take_back(&visit.state.store, &survey.row.code, invited.id, visit.by()).await;
    let here = format!("{}/{}", base(&survey), invited.id);
    Ok(redirect(&match done.map_err(|error| visit.unavailable(&error))? {
        true => format!("{here}?done=taken-back"),
        false => here,
    }))
}
