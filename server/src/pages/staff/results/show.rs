//! The page of results.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;
use survey::disclosure::{Breakdown, Results};

use super::super::not_shown::{known_links, sentence};
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Problem, StaffVisit, Visit};
use super::super::words::{count, text};
use super::base;
use crate::auth::Permission;
use crate::catalogue::Survey;
use crate::ending::IfEnded;
use crate::report::result_tables::{ResultTable, Words};
use crate::report::results;
use crate::store::StoreResult;

/// What the address may ask for.
#[derive(Deserialize)]
pub struct Wish {
    by: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/results/show.html")]
struct ResultsPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    files: String,
    /// Where the receipts are published; none for who may not.
    receipts: Option<String>,
    rule: String,
    not_shown: Option<String>,
    lead: String,
    /// How many answers may be second ones, if any.
    second: Option<String>,
    /// How many responded by links that staff could know, or that anyone could answer.
    known: Option<String>,
    /// Where results are shown in spite of such links.
    known_links: Option<String>,
    by: Vec<By>,
    breakdown: Option<Shown>,
    sections: Vec<Section>,
}

/// A choice of the question to break down by.
struct By {
    code: String,
    label: String,
    chosen: bool,
}

/// The groups of a breakdown.
struct Shown {
    heading: String,
    groups: Vec<(String, String)>,
}

/// The tables of a section.
struct Section {
    title: String,
    tables: Vec<Shaped>,
}

/// A table in words.
struct Shaped {
    id: String,
    title: String,
    notes: Vec<String>,
    columns: Vec<String>,
    rows: Vec<(String, Vec<(String, String)>)>,
}

fn shaped(words: &Words<'_>, table: ResultTable) -> Shaped {
    let rows = table.rows.into_iter().map(|row| {
        let cells = row.cells.iter().map(|value| words.value(value));
        (row.label, table.columns.iter().cloned().zip(cells).collect())
    });
    Shaped {
        id: format!("q-{}", table.question),
        rows: rows.collect(),
        title: table.title,
        notes: table.notes,
        columns: table.columns,
    }
}

fn sections(words: &Words<'_>, tables: Vec<ResultTable>) -> Vec<Section> {
    let mut sections: Vec<(survey::SectionCode, Section)> = Vec::new();
    for table in tables {
        let code = table.section.clone();
        if sections.last().is_none_or(|(last, _)| *last != code) {
            sections.push((code.clone(), Section { title: words.section(&code), tables: Vec::new() }));
        }
        if let Some((_, section)) = sections.last_mut() {
            section.tables.push(shaped(words, table));
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

/// The page.
#[get("/surveys/{survey}/results")]
pub async fn show(
    visit: StaffVisit,
    code: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let today = survey.today(visit.state.clock);
    let results =
        results::read(&visit.state.store, &survey, today).await.map_err(|error| visit.unavailable(&error))?;
    let second = match &results {
        Ok(results) if survey.row.public_token.is_none() => {
            let second = visit.state.store.second_answers(&survey.row.code, results.tally.respondents).await;
            second.map_err(|error| visit.unavailable(&error))?
        }
        _ => 0,
    };
    let mut page = page(&visit, &survey, &results, wish.by.as_deref());
    page.known = known(&visit, &survey).await.map_err(|error| visit.unavailable(&error))?;
    page.known_links = results.as_ref().err().and_then(|why| known_links(&visit, &survey, *why));
    page.second = (second > 0).then(|| visit.t().count("results-second", "count", second as f64));
    visit.page(StatusCode::OK, &page)
}

/// How many responded by links that staff could know, or that anyone could answer.
async fn known(visit: &Visit, survey: &Survey) -> StoreResult<Option<String>> {
    let t = visit.t();
    if survey.row.public_token.is_some() {
        return Ok(Some(t.text("report-anyone")));
    }
    let (_, known) = visit.state.store.responded(&survey.row.code).await?;
    Ok((known > 0).then(|| t.count("report-known-links", "count", known as f64)))
}

fn page<'a>(
    visit: &'a Visit,
    survey: &Survey,
    results: &IfEnded<Box<Results>>,
    by: Option<&str>,
) -> ResultsPage<'a> {
    let t = visit.t();
    let mut page = ResultsPage {
        frame: visit.frame(&t.text("results-heading")),
        above: Above::new(visit, survey, "results"),
        base: base(survey),
        files: format!("/api/v1/surveys/{}/results", survey.row.code),
        receipts: None,
        rule: String::new(),
        not_shown: results.as_ref().err().map(|why| sentence(visit, *why)),
        lead: String::new(),
        second: None,
        known: None,
        known_links: None,
        by: Vec::new(),
        breakdown: None,
        sections: Vec::new(),
    };
    if let Ok(results) = results {
        fill(&mut page, visit, survey, results, by);
    }
    page
}

fn fill(page: &mut ResultsPage<'_>, visit: &Visit, survey: &Survey, results: &Results, by: Option<&str>) {
    let t = visit.t();
    let words = Words::new(survey, t);
    let breakdown = by.and_then(|by| results.breakdown(by));
    let fewest = u64::from(results.threshold.get()) + results.raised_by;
    page.rule = t.count("results-rule", "count", fewest as f64);
    page.lead = t.count("results-lead", "count", results.tally.respondents as f64);
    page.receipts =
        visit.may(Permission::RunSurveys).then(|| format!("/staff/surveys/{}/receipts", survey.row.code));
    page.by = results
        .breakdowns
        .iter()
        .map(|one| By {
            code: one.question.to_string(),
            label: words.question(&one.question),
            chosen: breakdown.is_some_and(|chosen| chosen.question == one.question),
        })
        .collect();
    page.breakdown = breakdown.map(|breakdown| groups(visit, &words, breakdown));
    let tables = match breakdown {
        Some(breakdown) => words.by_groups(results, breakdown),
        None => words.overall(results),
    };
    page.sections = sections(&words, tables);
}

fn groups(visit: &Visit, words: &Words<'_>, breakdown: &Breakdown) -> Shown {
    let t = visit.t();
    let question = words.question(&breakdown.question);
    let groups = breakdown.groups.iter();
    Shown {
        heading: t.tr("results-by-heading", &[("question", text(&question))]),
        groups: if breakdown.groups.len() < 2 {
            Vec::new()
        } else {
            groups
                .map(|group| (words.group(&breakdown.question, group), count(t, group.respondents)))
                .collect()
        },
    }
}
