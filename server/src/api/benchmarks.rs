//! `/api/v1/surveys/{survey}/benchmarks`: where we stand among other organisations; a file of their figures.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::benchmark::{Figure, Measure};
use survey::code::{ChoiceCode, ItemCode, QuestionCode};

use super::answer::Nothing;
use super::find;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{File, Path, Query};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::benchmarks::{self, LARGEST_FILE, NotRead};
use crate::open_answers::Doer;
use crate::partners::table::TableError;
use crate::report::results;

/// The routes.
pub fn routes(api: &mut Routes) {
    let (see, run) = (Who::Staff(Permission::SeeResults), Who::Staff(Permission::RunSurveys));
    let path = "/surveys/{survey}/benchmarks";
    let summary = "Figures of other organisations for the survey's question set, and ours among them.";
    api.get(path, see, summary).by(list);
    let summary = "Reads a file (CSV or XLSX) of their figures and puts it in the place of the earlier; with `keep=false` it is only looked at.";
    api.post(path, run, summary).problems(&[Code::Invalid]).by(import);
    api.delete(path, run, "Takes their figures away.").problems(&[Code::NotNow]).by(remove);
}

/// What is compared.
#[derive(Serialize, JsonSchema)]
struct BenchmarkFigure {
    question: QuestionCode,
    item: Option<ItemCode>,
    /// `mean`, `percent` or `net_score`.
    measure: &'static str,
    /// The choices that a percentage is of.
    choices: Vec<ChoiceCode>,
    /// How many organisations said it.
    organisations: usize,
}

fn figure(figure: &Figure, organisations: usize) -> BenchmarkFigure {
    let (measure, choices) = match &figure.measure {
        Measure::Mean => ("mean", Vec::new()),
        Measure::NetScore => ("net_score", Vec::new()),
        Measure::Percent { choices } => ("percent", choices.clone()),
    };
    let (question, item) = (figure.question.clone(), figure.item.clone());
    BenchmarkFigure { question, item, measure, choices, organisations }
}

/// A figure of others with ours beside it.
#[derive(Serialize, JsonSchema)]
struct BenchmarkLine {
    figure: BenchmarkFigure,
    /// The range of the others; null for so few that each would know the others.
    range: Option<BenchmarkRange>,
    /// Ours; null until the survey has ended, or where there is none of this.
    ours: Option<f64>,
    /// Our place from the top, ourselves included.
    rank: Option<usize>,
}

/// The range of the others.
#[derive(Serialize, JsonSchema)]
struct BenchmarkRange {
    lowest: f64,
    lower_quartile: f64,
    median: f64,
    upper_quartile: f64,
    highest: f64,
}

async fn list(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<Vec<BenchmarkLine>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let known = state.store.benchmarks(&survey.row.question_set).await?;
    let results = results::read(&state.store, &survey, survey.today(state.clock)).await?;
    let tally = results.as_ref().ok().map(|results| &results.tally);
    let line = |known: &survey::benchmark::Benchmark| {
        let found = benchmarks::compare(tally, known);
        BenchmarkLine {
            figure: figure(&known.figure, known.values.len()),
            range: found.range.map(|range| BenchmarkRange {
                lowest: range.lowest,
                lower_quartile: range.lower_quartile,
                median: range.median,
                upper_quartile: range.upper_quartile,
                highest: range.highest,
            }),
            ours: found.ours.map(|(ours, _)| ours),
            rank: found.ours.map(|(_, rank)| rank),
        }
    };
    Ok(web::Json(known.iter().map(line).collect()))
}

/// Whether it is kept.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Keep {
    #[serde(default = "yes")]
    keep: bool,
}

fn yes() -> bool {
    true
}

/// What a file held.
#[derive(Serialize, JsonSchema)]
struct BenchmarkImport {
    kept: bool,
    organisations: usize,
    figures: Vec<BenchmarkFigure>,
    /// What the question set has nothing for.
    unmatched: Vec<String>,
}

fn wrong(error: NotRead) -> ApiError {
    let invalid = ApiError::invalid();
    match error {
        NotRead::Table(error) => invalid.at("", error.to_string()),
        NotRead::Column(name) => invalid.at("", format!("the column {name} is missing")),
        NotRead::Nothing => invalid.at("", "there is no figure in it"),
        NotRead::Cells(cells) => cells.into_iter().fold(invalid, |error, (row, column)| {
            error.at("", format!("row {row}, column {column}: this can't be read, or is there twice"))
        }),
    }
}

async fn import(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Query(Keep { keep }): Query<Keep>,
    file: File,
) -> Result<web::Json<BenchmarkImport>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    if file.bytes.len() > LARGEST_FILE {
        return Err(wrong(NotRead::Table(TableError::TooLarge)));
    }
    let set = survey.current().clone();
    // Unpacking and parsing take the processor for a while: not on a thread that serves requests.
    let read = web::block(move || benchmarks::read(&file.bytes, &set)).await;
    let read = read.unwrap_or(Err(NotRead::Table(TableError::DamagedWorkbook))).map_err(wrong)?;
    // A file of which nothing matches would take away what is there.
    let keep = keep && !read.benchmarks.is_empty();
    if keep {
        let by = Doer { who: &caller.member.email, at: state.clock.now_ms() };
        benchmarks::keep(&state.store, &survey.row.question_set, &read.benchmarks, by).await?;
    }
    Ok(web::Json(BenchmarkImport {
        kept: keep,
        organisations: read.organisations,
        figures: read.benchmarks.iter().map(|one| figure(&one.figure, one.values.len())).collect(),
        unmatched: read.unmatched,
    }))
}

async fn remove(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
) -> Result<Nothing, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let by = Doer { who: &caller.member.email, at: state.clock.now_ms() };
    match benchmarks::remove(&state.store, &survey.row.question_set, by).await? {
        true => Ok(Nothing),
        false => Err(ApiError::new(Code::NotNow, "There are none.")),
    }
}
