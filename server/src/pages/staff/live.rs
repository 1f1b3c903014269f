//! The figures of a survey's page, which are asked for again while answers arrive: the page without its frame.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use actix_web::{HttpResponse, get, web};
use askama::Template;
use tokio::try_join;

use super::bars::{self, Bar, Column, Finding, Group, Sort};
use super::invitations::calls::{self, Calls};
use super::survey::{self, Wish};
use super::visit::{Problem, Visit};
use super::words::{self, number, text};
use super::{invitations, line, standing};
use crate::auth::Permission;
use crate::catalogue::Survey;
use crate::ending;
use crate::i18n::{Arg, LocaleTexts};
use crate::report::response_rate::{Overview, Tally, tallies};
use crate::store::StoreResult;
use crate::store::figures::Breakdown;
use crate::store::surveys::EarlierRate;

/// So that the script can tell this answer from what a captive portal says.
const LIVE: HeaderName = HeaderName::from_static("x-sawt-live");

/// The figures. Also the fragment that the script puts in their place.
#[derive(Template)]
#[template(path = "staff/live.html")]
pub struct Live<'a> {
    t: &'a LocaleTexts,
    /// How many responses there are, where no rate can be given; nothing else is shown then.
    open_to_everyone: Option<String>,
    percent: String,
    sentence: String,
    /// How the reader's own partners stand.
    own: Option<String>,
    calls: Option<Calls>,
    comparisons: Vec<Comparison>,
    missing: Option<String>,
    days: Option<String>,
    waves: Vec<Wave>,
    figures: Vec<Figure>,
    line: Option<line::Line>,
    choices: Vec<Choice>,
    standing: Option<standing::Standing>,
    charts: Vec<Chart>,
}

/// How the rate stands to an earlier one.
struct Comparison {
    icon: &'static str,
    text: String,
}

struct Wave {
    name: String,
    percent: String,
    bar: Bar,
    current: bool,
}

struct Figure {
    label: String,
    number: String,
}

/// A bar chart of groups, which is a table too.
struct Chart {
    id: &'static str,
    heading: String,
    sentence: String,
    columns: Vec<Heading>,
    rows: Vec<Row>,
    mark: Option<Mark>,
}

/// The line of the rate to reach.
#[derive(Clone)]
struct Mark {
    x: f64,
    anchor: &'static str,
    label: String,
    legend: String,
}

struct Heading {
    id: &'static str,
    class: &'static str,
    label: String,
    aria: &'static str,
    href: String,
}

struct Row {
    name: String,
    responded: String,
    invited: String,
    percent: String,
    bar: Bar,
}

/// The fragment.
#[get("/surveys/{survey}/live")]
pub async fn show(
    visit: Visit,
    code: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    if visit.session.is_none() {
        return Ok(HttpResponse::Unauthorized().insert_header((CACHE_CONTROL, "no-store")).finish());
    }
    // Asked for by a page, which shows no page in it.
    if !visit.may(Permission::SeeSurveys) {
        return Ok(HttpResponse::Forbidden().insert_header((CACHE_CONTROL, "no-store")).finish());
    }
    let survey = survey::find(&visit, &code).await?;
    let live = read(&visit, &survey, &wish).await?;
    let mut response = visit.page(StatusCode::OK, &live)?;
    response.headers_mut().insert(LIVE, HeaderValue::from_static("1"));
    Ok(response)
}

/// Reads the ledger and says what is in it.
///
/// # Errors
/// The page that says that the database fails.
pub async fn read<'a>(visit: &'a Visit, survey: &Survey, wish: &Wish) -> Result<Live<'a>, Problem> {
    if survey.row.public_token.is_some() {
        return open_to_everyone(visit, survey).await.map_err(|error| visit.unavailable(&error));
    }
    let (store, code, by) = (&visit.state.store, &survey.row.code, wish.by());
    // Side by side: each reads all invitations, on a connection of its own.
    let counted = try_join!(
        async { if by == Breakdown::Region { Ok(None) } else { store.count_by(code, by).await.map(Some) } },
        store.overview(code, invitations::own(visit)),
        store.earlier_rates(code),
        line::read(visit, survey),
        calls::few(visit, survey),
    );
    let (chosen, overview, earlier, line, calls) = counted.map_err(|error| visit.unavailable(&error))?;
    let t = visit.t();
    let Overview { regions, types, own } = Overview::of(overview);
    let total = Tally::sum(regions.values());
    let standing = standing::say(t, &total, &regions, &types);
    let groups = groups(&chosen.map_or(regions, tallies), |code| name(visit, survey, by, code));
    let goal = earlier.iter().max_by(|a, b| a.percent.total_cmp(&b.percent));
    Ok(Live {
        open_to_everyone: None,
        percent: words::rate(t, &total),
        sentence: words::responded(t, &total),
        own: own_partners(t, &own),
        calls,
        comparisons: total
            .percent()
            .map_or_else(Vec::new, |now| earlier.iter().map(|wave| compare(t, now, wave)).collect()),
        missing: goal.filter(|_| survey.is_open()).and_then(|goal| missing(t, goal, &total)),
        days: survey::days(&survey.row, t, survey.today(visit.state.clock)),
        waves: waves(t, &earlier, &total),
        figures: figures(t, &total),
        line,
        choices: Breakdown::ALL.map(|one| choice(t, one, by)).into(),
        charts: vec![chart(t, by, groups, goal, wish.sort())],
        standing,
        t,
    })
}

/// How the partners of the manager who reads this stand.
fn own_partners(t: &LocaleTexts, tally: &Tally) -> Option<String> {
    let percent = words::rate(t, tally);
    let counts = [("responded", number(tally.responded)), ("invited", number(tally.invited))];
    let [responded, invited] = counts;
    (tally.invited > 0)
        .then(|| t.tr("figures-own-partners", &[responded, invited, ("percent", text(&percent))]))
}

/// A survey that is open to everyone claims no rate.
async fn open_to_everyone<'a>(visit: &'a Visit, survey: &Survey) -> StoreResult<Live<'a>> {
    let t = visit.t();
    let responses =
        ending::received(&visit.state.store, &survey.row, survey.today(visit.state.clock)).await?;
    Ok(Live {
        t,
        open_to_everyone: Some(t.tr("invitations-public-responses", &[("count", number(responses))])),
        percent: words::count(t, responses),
        sentence: String::new(),
        own: None,
        calls: None,
        comparisons: Vec::new(),
        missing: None,
        days: survey::days(&survey.row, t, survey.today(visit.state.clock)),
        waves: Vec::new(),
        figures: Vec::new(),
        line: None,
        choices: Vec::new(),
        standing: None,
        charts: Vec::new(),
    })
}

fn groups(tallies: &std::collections::BTreeMap<String, Tally>, name: impl Fn(&str) -> String) -> Vec<Group> {
    tallies.iter().map(|(code, tally)| Group { name: name(code), tally: tally.clone() }).collect()
}

/// A way to group partners that is offered.
struct Choice {
    label: String,
    href: String,
    current: bool,
}

fn choice(t: &LocaleTexts, one: Breakdown, chosen: Breakdown) -> Choice {
    Choice { label: t.text(label(one)), href: format!("?by={}#groups", one.as_str()), current: one == chosen }
}

/// What a group is called in the language of the page.
fn name(visit: &Visit, survey: &Survey, by: Breakdown, code: &str) -> String {
    let (set, locale) = (survey.current(), visit.t().locale());
    match by {
        Breakdown::Region => words::region(set, code, locale),
        Breakdown::Type => words::choice(set, "organisation_type", code, locale),
        Breakdown::Language => language_name(visit, code),
        Breakdown::Country | Breakdown::Programme | Breakdown::Manager => code.to_owned(),
    }
}

/// A language's own name, or its tag if there are no texts in it.
fn language_name(visit: &Visit, tag: &str) -> String {
    let translations = &visit.state.translations;
    let known = translations.locales().find(|locale| locale.as_str() == tag);
    known.map_or_else(|| tag.to_owned(), |locale| translations.locale(locale).text("language-name"))
}

const UP: &str = "M6 11V1.5M2 5.5l4-4 4 4";
const DOWN: &str = "M6 1v9.5M2 6.5l4 4 4-4";
const LEVEL: &str = "M1 4h10M1 8h10";

fn compare(t: &LocaleTexts, now: f64, wave: &EarlierRate) -> Comparison {
    let points = words::whole(now) - words::whole(wave.percent);
    let (icon, id) = match points {
        0 => (LEVEL, "staff-compared-same"),
        1.. => (UP, "staff-compared-higher"),
        _ => (DOWN, "staff-compared-lower"),
    };
    let percent = words::percent(t, wave.percent);
    let args =
        [("points", number(points.unsigned_abs())), ("wave", text(&wave.wave)), ("percent", text(&percent))];
    Comparison { icon, text: t.tr(id, &args) }
}

fn missing(t: &LocaleTexts, goal: &EarlierRate, total: &Tally) -> Option<String> {
    let count = bars::missing_to(goal.percent, total);
    (count > 0).then(|| t.tr("staff-missing", &[("count", number(count)), ("wave", text(&goal.wave))]))
}

fn waves(t: &LocaleTexts, earlier: &[EarlierRate], total: &Tally) -> Vec<Wave> {
    let wave = |name: String, rate: f64, current| Wave {
        name,
        percent: words::percent(t, rate),
        bar: Bar::new(rate, t.direction()),
        current,
    };
    let mut waves: Vec<_> = earlier.iter().map(|rate| wave(rate.wave.clone(), rate.percent, false)).collect();
    waves.extend(total.percent().map(|rate| wave(t.text("staff-this-survey"), rate, true)));
    waves
}

/// Every invitation in one of five places, so that nobody is dropped silently.
fn figures(t: &LocaleTexts, total: &Tally) -> Vec<Figure> {
    let known = total.responded + total.opened + total.declined + total.bounced;
    [
        ("staff-figure-invited", total.invited),
        ("staff-figure-responded", total.responded),
        ("staff-figure-opened", total.opened),
        ("staff-figure-unopened", total.invited.saturating_sub(known)),
        ("staff-figure-declined", total.declined),
        ("staff-figure-bounced", total.bounced),
    ]
    .map(|(id, count)| Figure { label: t.text(id), number: words::count(t, count) })
    .into()
}

fn label(by: Breakdown) -> &'static str {
    match by {
        Breakdown::Region => "staff-column-region",
        Breakdown::Language => "staff-column-language",
        Breakdown::Country => "figures-country",
        Breakdown::Programme => "figures-programme",
        Breakdown::Type => "figures-type",
        Breakdown::Manager => "figures-manager",
    }
}

fn some_below(by: Breakdown) -> &'static str {
    match by {
        Breakdown::Region => "staff-regions-below",
        Breakdown::Language => "staff-languages-below",
        _ => "figures-groups-below",
    }
}

fn all_below(by: Breakdown) -> &'static str {
    match by {
        Breakdown::Region => "staff-regions-all-below",
        Breakdown::Language => "staff-languages-all-below",
        _ => "figures-groups-all-below",
    }
}

fn reached(by: Breakdown) -> &'static str {
    match by {
        Breakdown::Region => "staff-regions-reached",
        Breakdown::Language => "staff-languages-reached",
        _ => "figures-groups-reached",
    }
}

fn chart(
    t: &LocaleTexts,
    subject: Breakdown,
    mut groups: Vec<Group>,
    goal: Option<&EarlierRate>,
    sort: Sort,
) -> Chart {
    let finding = bars::finding(&groups, goal.map(|goal| goal.percent));
    sort.apply(&mut groups);
    Chart {
        id: "groups",
        heading: t.text("figures-groups"),
        sentence: say(t, subject, &finding, goal),
        columns: Column::ALL.map(|column| heading(t, subject, column, sort)).into(),
        rows: groups.iter().map(|group| row(t, group)).collect(),
        mark: goal.map(|goal| mark(t, goal)),
    }
}

fn row(t: &LocaleTexts, group: &Group) -> Row {
    Row {
        name: group.name.clone(),
        responded: words::count(t, group.tally.responded),
        invited: words::count(t, group.tally.invited),
        percent: words::rate(t, &group.tally),
        bar: Bar::new(group.percent(), t.direction()),
    }
}

fn heading(t: &LocaleTexts, subject: Breakdown, column: Column, sort: Sort) -> Heading {
    let (class, label) = match column {
        Column::Name => ("name", label(subject)),
        Column::Responded => ("number", "staff-column-responded"),
        Column::Invited => ("number", "staff-column-invited"),
        Column::Rate => ("number rate", "staff-column-rate"),
    };
    Heading {
        id: column.as_str(),
        class,
        label: t.text(label),
        aria: sort.aria(column),
        href: format!("?by={}&sort={}#groups", subject.as_str(), sort.after_click(column)),
    }
}

fn mark(t: &LocaleTexts, goal: &EarlierRate) -> Mark {
    let percent = words::percent(t, goal.percent);
    let args = [("wave", text(&goal.wave)), ("percent", text(&percent))];
    let (label, legend) = (t.tr("staff-mark", &args), t.tr("staff-legend-rate", &args));
    Mark { x: bars::place(goal.percent, t.direction()), anchor: bars::anchor(goal.percent), label, legend }
}

/// What the chart shows, in a sentence or two.
fn say(t: &LocaleTexts, subject: Breakdown, finding: &Finding, goal: Option<&EarlierRate>) -> String {
    match finding {
        Finding::NobodyInvited => t.text("staff-nobody-invited"),
        Finding::NoResponse => t.text("staff-no-response"),
        Finding::OneGroup => t.text("staff-one-group"),
        Finding::AllEqual(rate) => t.tr("staff-all-equal", &[("percent", text(&words::percent(t, *rate)))]),
        Finding::Lowest(lowest) => {
            let reached = goal.map(|goal| t.tr(reached(subject), &[("wave", text(&goal.wave))]));
            [reached, Some(say_lowest(t, lowest))].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Finding::Behind { widest, missing, below, groups } => {
            let wave = ("wave", text(goal.map_or("", |goal| &goal.wave)));
            let how_many = if below == groups {
                t.tr(all_below(subject), &[wave])
            } else {
                let counts = [("below", number(*below as u64)), ("groups", number(*groups as u64)), wave];
                t.tr(some_below(subject), &counts)
            };
            format!("{how_many} {}", say_widest(t, widest, *missing))
        }
    }
}

/// Where the most responses are missing: one group by name and number, several by name.
fn say_widest(t: &LocaleTexts, widest: &[Group], missing: u64) -> String {
    match widest {
        [only] => {
            let percent = words::rate(t, &only.tally);
            let [name, responded, invited, percent] = one(only, &percent);
            t.tr("staff-largest-gap", &[name, responded, invited, percent, ("count", number(missing))])
        }
        several => {
            let names = names(t, several);
            t.tr("staff-largest-gaps", &[("names", text(&names)), ("count", number(missing))])
        }
    }
}

fn say_lowest(t: &LocaleTexts, lowest: &[Group]) -> String {
    let percent = lowest.first().map(|group| words::rate(t, &group.tally)).unwrap_or_default();
    match lowest {
        [only] => t.tr("staff-lowest", &one(only, &percent)),
        several => {
            let names = names(t, several);
            t.tr("staff-lowest-several", &[("names", text(&names)), ("percent", text(&percent))])
        }
    }
}

fn one<'a>(group: &'a Group, percent: &'a str) -> [(&'static str, Arg<'a>); 4] {
    [
        ("name", text(&group.name)),
        ("responded", number(group.tally.responded)),
        ("invited", number(group.tally.invited)),
        ("percent", text(percent)),
    ]
}

fn names(t: &LocaleTexts, groups: &[Group]) -> String {
    words::list(t, &groups.iter().map(|group| group.name.clone()).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Translations;

    fn in_english(say: impl Fn(&LocaleTexts) -> String) -> String {
        let translations = Translations::load();
        say(translations.locale(&"en".parse().unwrap())).replace(['\u{2068}', '\u{2069}'], "")
    }

    fn group(name: &str, responded: u64, invited: u64) -> Group {
        Group { name: name.into(), tally: Tally { invited, responded, ..Tally::default() } }
    }

    fn wave(percent: f64) -> EarlierRate {
        EarlierRate { wave: "2021".into(), percent }
    }

    #[test]
    fn the_rate_is_compared_in_whole_points_as_a_reader_would_reckon() {
        let said = |now, then| in_english(|t| compare(t, now, &wave(then)).text);
        assert_eq!(said(35.65, 46.0), "10 percentage points lower than in 2021 (46%)");
        assert_eq!(said(46.9, 46.0), "1 percentage point higher than in 2021 (46%)");
        assert_eq!(said(42.6, 43.4), "The same as in 2021 (43%)");
    }

    #[test]
    fn the_chart_names_who_is_behind() {
        let said = |groups: &[Group], goal: f64| {
            in_english(|t| say(t, Breakdown::Region, &bars::finding(groups, Some(goal)), Some(&wave(goal))))
        };
        let groups = [group("MENA", 20, 40), group("Africa", 4, 23), group("Asia", 4, 10)];
        assert_eq!(
            said(&groups, 46.0),
            "2 of 3 regions are below the rate of 2021. \
             The largest gap is in Africa: 4 of 23 have responded (17%), and 7 more would close it."
        );
        assert!(said(&groups[1..], 46.0).starts_with("All regions are below the rate of 2021. "));
        let reached = "Every region has reached the rate of 2021. Lowest: Africa, 4 of 23 (17%).";
        assert_eq!(said(&groups, 10.0), reached);
        let tied = [group("MENA", 20, 40), group("Africa", 0, 10), group("Asia", 0, 10)];
        assert_eq!(
            said(&tied, 46.0),
            "2 of 3 regions are below the rate of 2021. \
             The largest gaps are in Africa and Asia: each would be closed by 5 more responses."
        );
    }

    #[test]
    fn every_invitation_is_in_one_of_the_figures() {
        let total = Tally { invited: 115, opened: 20, responded: 49, declined: 4, bounced: 2 };
        let translations = Translations::load();
        let figures = figures(translations.locale(&"en".parse().unwrap()), &total);
        let numbers: Vec<u64> = figures.iter().map(|figure| figure.number.parse().unwrap()).collect();
        assert_eq!(numbers[0], numbers[1..].iter().sum::<u64>());
    }
}
